/*
 * Columns among lines whose cells are parted by blanks (private to
 * read_aligned.c and read_columns.c).
 *
 * Terms: a *piece* is text between gaps of two blanks or more; its place is
 * counted in the cells of a fixed-width page, of which a Hangul takes two.  A
 * *data line* has a label and behind it pieces that are mostly values.  A
 * *column* is what the pieces of the data lines cover, the label's apart.
 */
#pragma once

#include "extract/read_text.h"

typedef struct {
    size_t start, end;
    int left, right; /* cells [left, right) */
    gboolean value;
} SbPiece;

typedef struct {
    guint line;     /* of the text */
    GArray *pieces; /* of SbPiece; NULL for a border */
    gboolean data;
    gboolean border; /* or blank: no row */
} SbPieceRow;

typedef struct {
    int left, right;
} SbTextColumn;

typedef struct {
    const char *text;
    GArray *rows;    /* of SbPieceRow */
    GArray *columns; /* of SbTextColumn */
} SbColumns;

static inline const SbPiece *
sb_piece_at(const SbPieceRow *row, guint i)
{
    return &g_array_index(row->pieces, SbPiece, i);
}
static inline const SbTextColumn *
sb_text_column_at(const SbColumns *c, guint i)
{
    return &g_array_index(c->columns, SbTextColumn, i);
}

/* Fills columns from the data lines; FALSE: they make none. */
gboolean sb_read_columns_find(SbColumns *columns);
/* The column that a piece stands in or next to. */
guint sb_read_columns_of(const SbColumns *columns, const SbPiece *piece);
/* Which columns each of n head pieces stands over; over[c] gets the piece or -1. */
void sb_read_columns_spread(
    const SbColumns *columns, const SbPiece *pieces, guint n, int *over);
