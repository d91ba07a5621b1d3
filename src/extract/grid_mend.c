/*
 * In: the cells of a table.  Out: the same, each in the column it belongs to, where
 * what stands beside it tells that.
 *
 * Terms: a wide head stands over several heads in the row below it.
 */
#include "extract/grid_mend.h"

#include <string.h>

enum { MOST_GROUPS = 32, MOST_OFF = 1 };

static gboolean
is_filled(SbSpan span)
{
    return span.end > span.start;
}

/* "(15.3)" alone below a level, which blanks put into the column of the labels: it
 * stands in the column behind, if that is empty. */
static void
move_brackets(const SbGrid *g)
{
    for (guint row = g->heads + 1; row < g->block->rows->len; row++) {
        const SbTableRow *r = g_ptr_array_index(g->block->rows, row);
        SbSpan first = sb_grid_cell(g, row, 0);

        if (r->cells->len > 2 && is_filled(first) &&
            g->setting.text[first.start] == '(' && !is_filled(sb_grid_cell(g, row, 1)) &&
            is_filled(sb_grid_cell(g, row - 1, 1)) && sb_grid_has_value(g, first)) {
            g_array_index(r->cells, SbSpan, 1) = first;
            g_array_index(r->cells, SbSpan, 0) = (SbSpan){ 0, 0 };
        }
    }
}

static gboolean
same_text(const SbGrid *g, SbSpan a, SbSpan b)
{
    return a.end - a.start == b.end - b.start &&
           memcmp(g->setting.text + a.start, g->setting.text + b.start,
               a.end - a.start) == 0;
}

/* Wide heads, as many as times that the first head below them stands in its row, begin
 * where it stands. */
static void
move_wide_heads(const SbGrid *g, guint row)
{
    const SbTableRow *r = g_ptr_array_index(g->block->rows, row);
    guint from[MOST_GROUPS], to[MOST_GROUPS], wide = 0, groups = 0;
    SbSpan first = sb_grid_cell(g, row + 1, 1);

    for (guint c = 1; c < sb_grid_cells(g, row) && wide < MOST_GROUPS; c++) {
        if (is_filled(sb_grid_cell(g, row, c))) {
            from[wide++] = c;
        }
    }
    for (guint c = 1; c < sb_grid_cells(g, row + 1) && groups < MOST_GROUPS; c++) {
        if (is_filled(first) && same_text(g, first, sb_grid_cell(g, row + 1, c))) {
            to[groups++] = c;
        }
    }
    if (wide < 2 || wide != groups || to[groups - 1] >= r->cells->len ||
        from[0] != to[0]) {
        return;
    }
    for (guint i = 0; i < wide; i++) {
        if (MAX(from[i], to[i]) - MIN(from[i], to[i]) > MOST_OFF) {
            return;
        }
    }
    SbSpan heads[MOST_GROUPS];

    for (guint i = 0; i < wide; i++) {
        heads[i] = sb_grid_cell(g, row, from[i]);
        g_array_index(r->cells, SbSpan, from[i]) = (SbSpan){ 0, 0 };
    }
    for (guint i = 0; i < wide; i++) {
        g_array_index(r->cells, SbSpan, to[i]) = heads[i];
    }
}

void
sb_grid_mend(const SbGrid *g)
{
    move_brackets(g);
    for (guint row = g->first; row + 1 < g->heads; row++) {
        move_wide_heads(g, row);
    }
}
