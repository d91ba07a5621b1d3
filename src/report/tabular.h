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
/* The bytes of a text before its number's decimal point or end; -1 when the
 * text has no number or more than one. */
gssize sb_tabular_point(const char *text);
