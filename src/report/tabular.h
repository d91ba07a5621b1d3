/*
 * Tables measured: cells shaped, widths of columns, where numbers align.
 */
#pragma once

#include "report/paragraph.h"

typedef struct {
    SbParagraph *paragraph; /* NULL: an empty cell */
    GArray *lines;          /* of SbLine */
    double left;            /* decimal columns: width before the point; < 0: no number */
} SbTabularCell;

typedef struct {
    SbRowKind kind;
    SbTabularCell *cells;
    double height;
} SbTabularRow;

typedef struct {
    char align;            /* 'l' 'c' 'r' '.' */
    double x, width;       /* of the cells' texts */
    double natural, least; /* what the content asks for */
    double bar;            /* room at the right for bars, with a gap; 0: none */
    double left, right;    /* '.': the widest parts before and after the point */
} SbTabularColumn;

typedef struct {
    const SbBlock *block;
    const SbTable *table;
    SbTabularColumn *columns;
    SbTabularRow *rows;
    int n_columns;
    guint n_rows;
} SbTabular;

/* Shapes all cells and finds the columns' widths on a measure. */
SbTabular *sb_tabular_measure(
    SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error);
/* How many columns a cell has; 0 counts as 1, SB_CELL_COVERED: none of its own. */
int sb_tabular_span(const SbTabular *t, guint row, int column);
/* The width of a cell, of its columns and the gaps between them. */
double sb_tabular_width(const SbTabular *t, guint row, int column);
/* The bytes of a text before its number's decimal point or end; -1 when the
 * text has no number or more than one. */
gssize sb_tabular_point(const char *text);
