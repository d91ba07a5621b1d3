/*
 * Rows in and out (libcsv), with positions.
 *
 * Reading: RFC 4180, strict about quotes; CRLF or LF; blank lines skipped;
 * fields keep their blanks; separator ',' ';' or TAB, found from the first
 * line unless given.  Every row knows the line it starts on.  Limits:
 * SB_LIMIT_CSV_*.  Ragged rows are kept as they are; the reader of the rows
 * decides.  The result owns an arena.
 */
#pragma once

#include <glib.h>

#include "base/source.h"

typedef struct {
    int line;      /* 1-based line of the source */
    int count;     /* of fields */
    char **fields; /* never NULL */
} SbCsvRow;

typedef struct SbCsv SbCsv;

/* separator 0: find out.  The first row is usually the head. */
SbCsv *sb_csv_read(const SbSource *source, char separator, GError **error);
SbCsv *sb_csv_parse(
    const SbSource *source, size_t base, size_t length, char separator, GError **error);
void sb_csv_free(SbCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbCsv, sb_csv_free)

size_t sb_csv_rows(const SbCsv *csv);
const SbCsvRow *sb_csv_row(const SbCsv *csv, size_t index);
/* The index of a head among row 0's fields, or -1. */
int sb_csv_column(const SbCsv *csv, const char *name);

/* The same by columns, in little memory: for many rows that are only read. */
typedef struct SbCsvColumns SbCsvColumns;

/* head: the first row names the columns; rows that are longer lose what is over. */
SbCsvColumns *sb_csv_columns_read(const SbSource *source, char separator, gboolean head,
    size_t columns, GError **error);
void sb_csv_columns_free(SbCsvColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbCsvColumns, sb_csv_columns_free)
size_t sb_csv_columns_rows(const SbCsvColumns *columns);
size_t sb_csv_columns_count(const SbCsvColumns *columns);
const char *sb_csv_columns_name(const SbCsvColumns *columns, size_t column);
/* All cells, each with a NUL behind it, and where in it the column's begin, one a row;
 * SB_CSV_NONE: the row is too short. */
#define SB_CSV_NONE G_MAXUINT32
const char *sb_csv_columns_text(const SbCsvColumns *columns);
const guint32 *sb_csv_columns_cells(const SbCsvColumns *columns, size_t column);
/* The line of the first row that is longer or shorter than the head, and its cells; 0:
 * none is. */
int sb_csv_columns_ragged(const SbCsvColumns *columns, int *cells);

/* Puts field, a copy of it, in place of another; a row that is shorter grows. */
void sb_csv_set(SbCsv *csv, size_t row, int column, const char *field);

/* Appends a field, quoted where it must be; and the end of a row (CRLF). */
void sb_csv_put(GString *out, const char *field, gboolean first);
void sb_csv_end(GString *out);
/* A text cell that a spreadsheet would run (= + - @ TAB CR first) gets an
 * apostrophe before it; sb_csv_unguard takes exactly that away.  Free them. */
char *sb_csv_guard(const char *text);
char *sb_csv_unguard(const char *text);
