/*
 * In: groups with bounds and a grid.  Out: the groups moved into rows and
 * columns, with headers, footers and titles beside them (Vega's grid and trellis
 * layout).
 */
#include <math.h>
#include <string.h>

#include "chart/layout.h"

typedef struct {
    int n, columns, rows;
    SbBounds *box;
    double *x_offset, *y_offset, *dx, *dy, *x_extent, *y_extent;
    double x_most, y_most;
} Cells;

static double
or_zero(double v)
{
    return isnan(v) ? 0 : v;
}

static SbBounds
cell_box(const SbGraphItem *g, gboolean flush)
{
    SbBounds b = g->bounds;

    if (flush) {
        return (SbBounds){ 0, 0, or_zero(g->width), or_zero(g->height) };
    }
    if (sb_bounds_is_empty(b)) {
        return (SbBounds){ 0, 0, 0, 0 };
    }
    sb_bounds_move(&b, -or_zero(g->x), -or_zero(g->y));
    return b;
}

static void
measure(Cells *c, SbGraphItem *const *groups, const SbGridLayout *grid)
{
    for (int i = 0; i < c->n; i++) {
        SbBounds b = c->box[i] = cell_box(groups[i], grid->flush);
        int col = i % c->columns, row = i / c->columns;
        double px = ceil(b.x2), py = ceil(b.y2);

        c->x_most = MAX(c->x_most, px);
        c->y_most = MAX(c->y_most, py);
        c->x_extent[col] = MAX(c->x_extent[col], px);
        c->y_extent[row] = MAX(c->y_extent[row], py);
        c->x_offset[i] = col == 0 ? 0 : grid->padding[0] + (b.x1 < 0 ? ceil(-b.x1) : 0);
        c->y_offset[i] = row == 0 ? 0 : grid->padding[1] + (b.y1 < 0 ? ceil(-b.y1) : 0);
    }
}

static void
align_columns(Cells *c, SbGridAlign align)
{
    double all = 0;

    for (int i = 0; i < c->n; i++) {
        if (i % c->columns != 0) {
            all = MAX(all, c->x_offset[i]);
        }
    }
    for (int col = 1; col < c->columns; col++) {
        double each = 0;

        for (int i = col; i < c->n; i += c->columns) {
            each = MAX(each, c->x_offset[i]);
        }
        for (int i = col; i < c->n; i += c->columns) {
            c->x_offset[i] = align == SB_ALIGN_GRID_ALL ? all + c->x_most
                             : align == SB_ALIGN_GRID_EACH
                                 ? each + c->x_extent[col - 1]
                                 : c->x_offset[i] + c->x_extent[col - 1];
        }
    }
}

static void
align_rows(Cells *c, SbGridAlign align)
{
    double all = 0;

    for (int i = c->columns; i < c->n; i++) {
        all = MAX(all, c->y_offset[i]);
    }
    for (int row = 1; row < c->rows; row++) {
        int from = row * c->columns, to = MIN(c->n, from + c->columns);
        double each = 0;

        for (int i = from; i < to; i++) {
            each = MAX(each, c->y_offset[i]);
        }
        for (int i = from; i < to; i++) {
            c->y_offset[i] = align == SB_ALIGN_GRID_ALL ? all + c->y_most
                             : align == SB_ALIGN_GRID_EACH
                                 ? each + c->y_extent[row - 1]
                                 : c->y_offset[i] + c->y_extent[row - 1];
        }
    }
}

static void
spread(Cells *c, SbGraphItem *const *groups, const SbGridLayout *grid)
{
    double x = 0;

    for (int i = 0; i < c->n; i++) {
        x = c->x_offset[i] + (i % c->columns != 0 ? x : 0);
        c->dx[i] = x - or_zero(groups[i]->x);
    }
    for (int col = 0; col < c->columns; col++) {
        double y = 0;

        for (int i = col; i < c->n; i += c->columns) {
            y += c->y_offset[i];
            c->dy[i] = y - or_zero(groups[i]->y);
        }
    }
    for (int i = 0; i < c->n; i++) {
        if (grid->align[0] != SB_ALIGN_GRID_NONE && grid->center[0] && c->rows > 1) {
            double b = grid->align[0] == SB_ALIGN_GRID_ALL ? c->x_most
                                                           : c->x_extent[i % c->columns];
            double rest = b - c->box[i].x2 - or_zero(groups[i]->x) - c->dx[i];

            c->dx[i] += rest > 0 ? rest / 2 : 0;
        }
        if (grid->align[1] != SB_ALIGN_GRID_NONE && grid->center[1] && c->columns != 1) {
            double b = grid->align[1] == SB_ALIGN_GRID_ALL ? c->y_most
                                                           : c->y_extent[i / c->columns];
            double rest = b - c->box[i].y2 - or_zero(groups[i]->y) - c->dy[i];

            c->dy[i] += rest > 0 ? rest / 2 : 0;
        }
    }
}

static double
anchored(double at, SbAnchor anchor, double extent)
{
    at -= anchor == SB_ANCHOR_END ? extent : anchor == SB_ANCHOR_MIDDLE ? extent / 2 : 0;
    return floor(at + 0.5);
}

SbBounds
sb_layout_grid(SbGraphItem *const *groups, int n, const SbGridLayout *grid)
{
    int columns = grid->columns > 0 ? grid->columns : MAX(n, 1);
    int rows = (n + columns - 1) / columns;
    g_autofree SbBounds *box = g_new0(SbBounds, n + 1);
    g_autofree double *numbers = g_new0(double, 4 * n + columns + rows + 6);
    Cells c = { n, columns, rows, box, numbers, numbers + n, numbers + 2 * n,
        numbers + 3 * n, numbers + 4 * n, numbers + 4 * n + columns, 0, 0 };
    SbBounds bounds = { 0, 0, 0, 0 }, out = sb_bounds_empty();
    double x, y;

    measure(&c, groups, grid);
    align_columns(&c, grid->align[0]);
    align_rows(&c, grid->align[1]);
    spread(&c, groups, grid);
    for (int i = 0; i < n; i++) {
        sb_bounds_move(&box[i], c.dx[i], c.dy[i]);
        sb_bounds_union(&bounds, box[i]);
    }
    x = anchored(grid->anchor[0], grid->anchor_at[0], sb_bounds_width(bounds));
    y = anchored(grid->anchor[1], grid->anchor_at[1], sb_bounds_height(bounds));
    for (int i = 0; i < n; i++) {
        SbGraphItem *g = groups[i];

        g->x = or_zero(g->x) + c.dx[i] + x;
        g->y = or_zero(g->y) + c.dy[i] + y;
        sb_bounds_move(&g->bounds, c.dx[i] + x, c.dy[i] + y);
        sb_bounds_union(&out, g->bounds);
    }
    return out;
}

/* --- trellis --- */

/* The side of a group that a header looks at. */
typedef enum { EDGE_X1, EDGE_Y1, EDGE_X2, EDGE_Y2 } Edge;

static double
edge_of(const SbGraphItem *g, Edge edge, gboolean flush)
{
    SbBounds b = flush ? (SbBounds){ or_zero(g->x), or_zero(g->y),
        or_zero(g->x) + or_zero(g->width), or_zero(g->y) + or_zero(g->height) }
                       : g->bounds;

    return edge == EDGE_X1   ? b.x1
           : edge == EDGE_Y1 ? b.y1
           : edge == EDGE_X2 ? b.x2
                             : b.y2;
}

static double
further(double a, double b, Edge edge)
{
    return edge == EDGE_X1 || edge == EDGE_Y1 ? floor(MIN(a, b)) : ceil(MAX(a, b));
}

typedef struct {
    GPtrArray *cells; /* of SbGraphItem */
    int columns;
    gboolean flush;
} Trellis;

static double
layout_headers(const Trellis *t, GPtrArray *headers, double offset, Edge edge, int from,
    int stride, int back, double band)
{
    gboolean across = edge == EDGE_Y1 || edge == EDGE_Y2;
    int n = (int)t->cells->len;
    double init = 0, out = 0;

    if (n == 0) {
        return 0;
    }
    for (int i = from; i < n; i += stride) {
        init = further(init, edge_of(t->cells->pdata[i], edge, t->flush), edge);
    }
    if (headers->len == 0) {
        return init;
    }
    init += offset;
    for (guint j = 0; j < headers->len; j++) {
        SbGraphItem *h = headers->pdata[j];
        int k = from + (int)j * stride;
        const SbGraphItem *g;
        double x, y;

        while (k >= n && k - back >= 0) {
            k -= back;
        }
        g = t->cells->pdata[CLAMP(k, 0, n - 1)];
        if (across) {
            x = isnan(band)
                    ? or_zero(g->x)
                    : floor(g->bounds.x1 + band * sb_bounds_width(g->bounds) + 0.5);
            y = init;
        } else {
            x = init;
            y = isnan(band)
                    ? or_zero(g->y)
                    : floor(g->bounds.y1 + band * sb_bounds_height(g->bounds) + 0.5);
        }
        sb_bounds_move(&h->bounds, x - or_zero(h->x), y - or_zero(h->y));
        h->x = x;
        h->y = y;
        out = further(out, edge_of(h, edge, FALSE), edge);
    }
    return out;
}

static void
place_title(SbGraphItem *title, double offset, gboolean across, SbBounds b, double band)
{
    double x = offset, y = offset;

    if (title == NULL) {
        return;
    }
    band = isnan(band) ? 0.5 : band;
    if (across) {
        x = floor(b.x1 + band * sb_bounds_width(b) + 0.5);
    } else {
        y = floor(b.y1 + band * sb_bounds_height(b) + 0.5);
    }
    sb_bounds_move(&title->bounds, x - or_zero(title->x), y - or_zero(title->y));
    title->x = x;
    title->y = y;
}

static void
gather(SbGraphItem *group, const char *role, GPtrArray *out)
{
    static const char *const OTHERS[] = { "axis", "legend", "title", "row-header",
        "row-footer", "row-title", "column-header", "column-footer", "column-title" };

    for (guint i = 0; i < group->group->marks->len; i++) {
        SbGraphMark *mark = group->group->marks->pdata[i];
        gboolean mine = role != NULL && strcmp(mark->role, role) == 0;

        if (mark->type != SB_GRAPH_GROUP) {
            continue;
        }
        if (role == NULL) {
            mine = TRUE;
            for (size_t k = 0; k < G_N_ELEMENTS(OTHERS); k++) {
                mine = mine && strcmp(mark->role, OTHERS[k]) != 0;
            }
        }
        for (guint j = 0; mine && j < mark->items->len; j++) {
            g_ptr_array_add(out, sb_graph_item_at(mark, j));
        }
    }
}

/* After items moved, their marks' bounds follow. */
static void
rebound(SbGraphItem *group)
{
    for (guint i = 0; i < group->group->marks->len; i++) {
        SbGraphMark *mark = group->group->marks->pdata[i];

        if (mark->type == SB_GRAPH_GROUP && strcmp(mark->role, "axis") != 0 &&
            strcmp(mark->role, "legend") != 0 && strcmp(mark->role, "title") != 0) {
            mark->bounds = sb_bounds_empty();
            for (guint j = 0; j < mark->items->len; j++) {
                sb_bounds_union(&mark->bounds, sb_graph_item_at(mark, j)->bounds);
            }
        }
    }
}

/* Legend entries of a column share its width. */
static void
size_entries(GPtrArray *cells)
{
    for (guint i = 0; i < cells->len; i++) {
        SbGraphItem *g = cells->pdata[i];
        double most = 0;

        for (guint j = 0; j < cells->len; j++) {
            const SbGraphItem *o = cells->pdata[j];

            if (o->group->column == g->group->column) {
                most = MAX(most, o->bounds.x2 - o->x);
            }
        }
        g->width = most;
        g->height = g->bounds.y2 - g->y;
    }
}

void
sb_layout_trellis(SbGraphItem *group, const SbGridLayout *grid)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new();
    g_autoptr(GPtrArray) row = g_ptr_array_new(), col = g_ptr_array_new();
    g_autoptr(GPtrArray) row_end = g_ptr_array_new(), col_end = g_ptr_array_new();
    g_autoptr(GPtrArray) row_title = g_ptr_array_new(), col_title = g_ptr_array_new();
    int columns, rows;
    double x, y, x2, y2;
    SbBounds b;

    gather(group, NULL, cells);
    columns = grid->columns > 0 ? grid->columns : MAX((int)cells->len, 1);
    rows = ((int)cells->len + columns - 1) / columns;
    b = sb_layout_grid((SbGraphItem *const *)cells->pdata, (int)cells->len, grid);
    if (sb_bounds_is_empty(b)) {
        b = (SbBounds){ 0, 0, 0, 0 };
    }
    if (!grid->trellis) {
        if (cells->len > 0 && ((SbGraphItem *)cells->pdata[0])->group->row < 0) {
            size_entries(cells);
        }
        rebound(group);
        return;
    }
    gather(group, "row-header", row);
    gather(group, "column-header", col);
    gather(group, "row-footer", row_end);
    gather(group, "column-footer", col_end);
    gather(group, "row-title", row_title);
    gather(group, "column-title", col_title);
    Trellis t = { cells, columns, grid->flush };
    x = layout_headers(
        &t, row, -grid->header_offset[1], EDGE_X1, 0, columns, 1, grid->header_band[1]);
    y = layout_headers(
        &t, col, -grid->header_offset[0], EDGE_Y1, 0, 1, columns, grid->header_band[0]);
    x2 = layout_headers(&t, row_end, grid->footer_offset[1], EDGE_X2, columns - 1,
        columns, 1, grid->footer_band[1]);
    y2 = layout_headers(&t, col_end, grid->footer_offset[0], EDGE_Y2,
        rows * columns - columns, 1, columns, grid->footer_band[0]);
    place_title(row_title->len > 0 ? row_title->pdata[0] : NULL,
        grid->title_anchor[1] == SB_ANCHOR_END ? x2 + grid->title_offset[1]
                                               : x - grid->title_offset[1],
        FALSE, b, grid->title_band[1]);
    place_title(col_title->len > 0 ? col_title->pdata[0] : NULL,
        grid->title_anchor[0] == SB_ANCHOR_END ? y2 + grid->title_offset[0]
                                               : y - grid->title_offset[0],
        TRUE, b, grid->title_band[0]);
    rebound(group);
}
