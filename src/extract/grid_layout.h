/*
 * The parts of a table: caption, heads, label columns (private to the room).
 *
 * Terms: heads are the rows above the first row of values; a label is what a
 * row begins with; a value cell holds one or two values and nothing else.
 */
#pragma once

#include "extract/grid_cell.h"
#include "extract/grid_head.h"
#include "extract/rows.h"

typedef struct {
    SbContext *context;
    SbMentionSetting setting;
    const SbRows *rows;
    const SbBlock *block;
    guint number;
    guint first;     /* row of the first head; captions may stand above */
    guint heads;     /* row of the first body row */
    guint columns;   /* of the widest row */
    guint stubs;     /* label columns: 1, or 2 with a group first */
    int unit_column; /* -1: none */
    SbSpan caption_span, unit_span;
    SbGridHead caption, unit_line, corner;
    const char *subject;       /* what the caption says is measured, or "" */
    SbGridHead *column;        /* columns of them, joined from all head rows */
    SbGridTime *borrowed;      /* of a growth or share: that of the level beside it */
    SbGridTime *before;        /* … and what a growth starts from */
    const char *money;         /* of cells such as "$ 1,204" in some rows; NULL: none */
    gboolean short_years;      /* "Aug 24": a year, not a day */
    gboolean rises;            /* "▲" says up */
    gboolean fields;           /* the rows are indicators */
    gboolean areas, companies; /* the rows are places, companies */
    const char *outer;         /* the table's place */
    const char *outer_code;
    gboolean outer_carried;
} SbGrid;

/* Fills all but context … number, which are set. */
void sb_grid_layout_read(SbGrid *grid);

guint sb_grid_cells(const SbGrid *grid, guint row);
/* Empty where there is none. */
SbSpan sb_grid_cell(const SbGrid *grid, guint row, guint column);
gboolean sb_grid_has_value(const SbGrid *grid, SbSpan cell);
/* The cells that a row's label is indented by. */
guint sb_grid_indent(const SbGrid *grid, guint row);
