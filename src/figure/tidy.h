/*
 * The tidy CSV: figures as a table that a person can read and mend.
 *
 * Columns are those of figure/columns.def, in that order, then the columns
 * that we do not know.  See the manual, TIDY CSV.
 */
#pragma once

#include "base/job.h"
#include "figure/figure_table.h"

/* Columns in any order, optional ones missing; statuses and numbers as a
 * person types them; CRLF or LF; any separator.  Errors name file, line,
 * column. */
SbFigureTable *sb_tidy_read(SbJob *job, const SbSource *source, GError **error);
/* The same of a table that a person may have saved from a spreadsheet; base is the
 * table as we last wrote it: our own cells come from there, and what only the
 * spreadsheet changed is undone (figure/spreadsheet.h).  What can't be undone is an
 * error.  base may be NULL. */
SbFigureTable *sb_tidy_read_over(
    SbJob *job, const SbSource *source, const SbSource *base, GError **error);
/* RFC 4180, CRLF, UTF-8; begins with a BOM when bom. */
GString *sb_tidy_write(const SbFigureTable *table, gboolean bom);
/* The same piece by piece, without the BOM: the head; then rows from the given one on
 * until out holds enough bytes.  Returns the row to go on with. */
void sb_tidy_write_head(const SbFigureTable *table, GString *out);
size_t sb_tidy_write_rows(
    const SbFigureTable *table, size_t from, size_t enough, GString *out);
/* Is this head the tidy CSV's (fact_id, value and unit among the fields)? */
gboolean sb_tidy_is_head(const char *const *fields, int count);
