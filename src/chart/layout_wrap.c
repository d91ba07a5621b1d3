/*
 * In: a legend above or below a chart whose entries stand in one row.  Out: the same in
 * as many rows as it needs to be no wider than its chart.  Vega has no such rule: only
 * the house themes ask for it.
 */
#include "chart/layout.h"

#include "chart/layout_part.h"

static void
in_columns(const SbGraph *graph, SbGraphMark *mark, SbGridLayout *grid,
    SbGraphMark *entries, int columns)
{
    SbGraphItem *item = sb_graph_item_at(mark, 0);
    const SbLegendBox *box = item->group->guide;
    SbGraphItem *entry = sb_graph_item_at(box->entry, 0);

    grid->columns = columns;
    for (guint i = 0; i < entries->items->len; i++) {
        sb_graph_item_at(entries, i)->group->column = (int)i % columns;
    }
    sb_layout_trellis(entry, grid);
    sb_graph_bound_item(graph, box->entry, entry);
    box->entry->bounds = entry->bounds;
    sb_layout_legend(mark);
}

void
sb_layout_wrap_legend(const SbGraph *graph, SbGraphMark *mark, double room)
{
    SbGraphItem *item = sb_graph_item_at(mark, 0);
    const SbLegendBox *box = item->group->guide;
    SbGraphItem *entry = sb_graph_item_at(box->entry, 0);
    SbGraphMark *entries = entry->group->marks->pdata[0];
    SbGridLayout *grid = (SbGridLayout *)entry->group->layout;
    int n = (int)entries->items->len, columns = n;

    if (!box->symbols || grid == NULL || grid->columns != 0 || room <= 0 ||
        (box->side != SB_SIDE_TOP && box->side != SB_SIDE_BOTTOM)) {
        return;
    }
    while (columns > 1 && item->width > room) {
        in_columns(graph, mark, grid, entries, --columns);
    }
    if (columns < n) { /* rows of about the same length */
        int rows = (n + columns - 1) / columns;

        in_columns(graph, mark, grid, entries, (n + rows - 1) / rows);
    }
}

gboolean
sb_layout_wrap_row(SbGraphItem *const *legends, int n, double margin, double room)
{
    double width = 0;

    for (int i = 0; i < n; i++) {
        width += legends[i]->width + (i > 0 ? margin : 0);
    }
    return n > 1 && room > 0 && width > room;
}
