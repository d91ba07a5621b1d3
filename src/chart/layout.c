/*
 * In: a group with axes, legends, a title and child views.  Out: the same, each
 * in its place, and the bounds of all.  The rules are Vega's view layout.
 */
#include "chart/layout.h"

#include <math.h>
#include <string.h>

#include "chart/layout_part.h"

static const SbGraphMark *
axis_part(const SbGraphMark *mark)
{
    return mark != NULL && mark->items->len > 0 ? mark : NULL;
}

static void
place_axis_title(const SbAxisBox *box, double extent, double more, gboolean y, int sign,
    SbBounds *bounds)
{
    SbGraphItem *title = sb_graph_item_at(box->title, 0);

    if (box->title_auto) {
        double to = sign * (extent + more + box->title_padding), dx = 0, dy = 0;

        if (y) {
            dx = to - (isnan(title->x) ? 0 : title->x);
            title->x = to;
        } else {
            dy = to - (isnan(title->y) ? 0 : title->y);
            title->y = to;
        }
        sb_bounds_move(&title->bounds, dx, dy);
        box->title->bounds = title->bounds;
    }
    sb_bounds_union(bounds, title->bounds);
}

static void
layout_axis(SbGraphMark *mark, double width, double height)
{
    SbGraphItem *item = sb_graph_item_at(mark, 0);
    const SbAxisBox *box = item->group->guide;
    const SbGraphMark *title = axis_part(box->title);
    SbBounds b = sb_bounds_empty();
    double x = 0, y = 0, s, more = 0;

    if (axis_part(box->ticks) != NULL) {
        sb_bounds_union(&b, box->ticks->bounds);
    }
    if (axis_part(box->labels) != NULL) {
        sb_bounds_union(&b, box->labels->bounds);
    }
    if (title != NULL && box->side != SB_SIDE_BOTTOM) {
        more = sb_graph_multi_line(sb_graph_item_at(title, 0));
    }
    s = box->side == SB_SIDE_TOP     ? -b.y1
        : box->side == SB_SIDE_LEFT  ? -b.x1
        : box->side == SB_SIDE_RIGHT ? b.x2
                                     : b.y2;
    if (sb_bounds_is_empty(b)) {
        s = box->min_extent;
    }
    s = MAX(box->min_extent, MIN(box->max_extent, s));
    switch (box->side) {
    case SB_SIDE_TOP:
        x = box->position;
        y = -box->offset;
        sb_bounds_add(&b, 0, -s);
        sb_bounds_add(&b, box->range, 0);
        break;
    case SB_SIDE_LEFT:
        x = -box->offset;
        y = box->position;
        sb_bounds_add(&b, -s, 0);
        sb_bounds_add(&b, 0, box->range);
        break;
    case SB_SIDE_RIGHT:
        x = width + box->offset;
        y = box->position;
        sb_bounds_add(&b, 0, 0);
        sb_bounds_add(&b, s, box->range);
        break;
    default:
        x = box->position;
        y = height + box->offset;
        sb_bounds_add(&b, 0, 0);
        sb_bounds_add(&b, box->range, s);
        break;
    }
    if (title != NULL) {
        place_axis_title(box, s, more,
            box->side == SB_SIDE_LEFT || box->side == SB_SIDE_RIGHT,
            box->side == SB_SIDE_LEFT || box->side == SB_SIDE_TOP ? -1 : 1, &b);
    }
    sb_bounds_move(&b, x, y);
    item->x = x + box->translate;
    item->y = y + box->translate;
    item->bounds = mark->bounds = b;
}

/* --- legends --- */

void
sb_layout_move(SbGraphMark *mark, SbGraphItem *item, double dx, double dy)
{
    item->x = (isnan(item->x) ? 0 : item->x) + dx;
    item->y = (isnan(item->y) ? 0 : item->y) + dy;
    sb_bounds_move(&item->bounds, dx, dy);
    sb_bounds_move(&mark->bounds, dx, dy);
}

static double
js_round(double value)
{
    return floor(value + 0.5);
}

static double
legend_title_offset(const SbLegendBox *box, SbGraphItem *entry, SbGraphItem *title,
    SbAnchor anchor, int y, gboolean across, gboolean no_bar)
{
    gboolean gradient = !box->symbols, vertical = box->vertical_gradient;
    SbBounds e = entry->bounds;
    double s, u, v, o;

    if (gradient && (across || !vertical) && !no_bar) {
        e = ((SbGraphMark *)entry->group->marks->pdata[0])->bounds;
    }
    s = (y != 0 ? e.y2 : e.x2) - box->padding;
    u = vertical && across ? s : 0;
    v = vertical && across ? 0 : s;
    o = y <= 0 ? 0 : sb_graph_multi_line(title);
    return js_round(anchor == SB_ANCHOR_START ? u
                    : anchor == SB_ANCHOR_END ? v - o
                                              : 0.5 * (s - o));
}

static void
layout_legend_group(const SbLegendBox *box)
{
    SbGraphItem *entry = sb_graph_item_at(box->entry, 0), *title;
    double ex = box->padding - entry->x, ey = box->padding - entry->y, tx, ty, over;

    if (box->title == NULL || box->title->items->len == 0) {
        sb_layout_move(box->entry, entry, ex, ey);
        return;
    }
    title = sb_graph_item_at(box->title, 0);
    tx = box->padding - title->x;
    ty = box->padding - title->y;
    if (box->title_side == SB_SIDE_LEFT) {
        ex += ceil(sb_bounds_width(title->bounds)) + box->title_padding;
    } else if (box->title_side == SB_SIDE_TOP) {
        ey += sb_bounds_height(title->bounds) + box->title_padding;
    }
    sb_layout_move(box->entry, entry, ex, ey);
    switch (box->title_side) {
    case SB_SIDE_LEFT:
        ty += legend_title_offset(box, entry, title, box->title_anchor, 1, TRUE, FALSE);
        break;
    case SB_SIDE_RIGHT:
        tx += legend_title_offset(box, entry, title, SB_ANCHOR_END, 0, FALSE, FALSE) +
              box->title_padding;
        ty += legend_title_offset(box, entry, title, box->title_anchor, 1, TRUE, FALSE);
        break;
    case SB_SIDE_BOTTOM:
        tx += legend_title_offset(box, entry, title, box->title_anchor, 0, FALSE, FALSE);
        ty += legend_title_offset(box, entry, title, SB_ANCHOR_END, -1, FALSE, TRUE) +
              box->title_padding;
        break;
    default:
        tx += legend_title_offset(box, entry, title, box->title_anchor, 0, FALSE, FALSE);
        break;
    }
    sb_layout_move(box->title, title, tx, ty);
    over = js_round(title->bounds.x1 - box->padding);
    if (over < 0) {
        sb_layout_move(box->entry, entry, -over, 0);
        sb_layout_move(box->title, title, -over, 0);
    }
}

static void
bound_stroke(SbBounds *b, const SbLook *look)
{
    if (look->stroke.kind != SB_INK_NONE && look->opacity != 0 &&
        look->stroke_opacity != 0) {
        sb_bounds_expand(b, look->stroke_width / 2);
    }
}

SbGraphItem *
sb_layout_legend(SbGraphMark *mark)
{
    SbGraphItem *item = sb_graph_item_at(mark, 0);
    const SbLegendBox *box = item->group->guide;
    SbBounds b = sb_bounds_empty();

    layout_legend_group(box);
    sb_bounds_union(&b, box->entry->bounds);
    if (box->title != NULL && box->title->items->len > 0) {
        sb_bounds_union(&b, box->title->bounds);
    }
    if (sb_bounds_is_empty(b)) {
        b.x2 = b.y2 = box->padding;
    }
    b.x1 = b.y1 = box->padding;
    item->width = ceil(sb_bounds_width(b) + 2 * box->padding);
    item->height = ceil(sb_bounds_height(b) + 2 * box->padding);
    item->x = box->side == SB_SIDE_NONE ? box->x : 0;
    item->y = box->side == SB_SIDE_NONE ? box->y : 0;
    item->bounds =
        (SbBounds){ item->x, item->y, item->x + item->width, item->y + item->height };
    bound_stroke(&item->bounds, item->look);
    mark->bounds = item->bounds;
    return item;
}

/* Where the grid of the legends of one side hangs. */
static SbGridLayout
legend_grid(SbGraphItem *const *legends, int n, SbSide side, const SbLegendSide *config,
    SbBounds xb, SbBounds yb, double w, double h)
{
    SbGridLayout g = { .flush = config->flush };
    double offset = -INFINITY, mult, ax, ay;

    for (int i = 0; i < n; i++) {
        const SbLegendBox *box = legends[i]->group->guide;

        if (!isnan(box->offset)) {
            offset = MAX(offset, box->offset);
        }
    }
    offset = isinf(offset) ? config->offset : offset;
    mult = config->anchor == SB_ANCHOR_END      ? 1
           : config->anchor == SB_ANCHOR_MIDDLE ? 0.5
                                                : 0;
    if (config->frame_bounds) {
        ax = xb.x1 + mult * sb_bounds_width(xb);
        ay = yb.y1 + mult * sb_bounds_height(yb);
    } else {
        ax = mult * (w != 0 ? w : sb_bounds_width(yb) + 2 * yb.x1);
        ay = mult * (h != 0 ? h : sb_bounds_height(xb) + 2 * xb.y1);
    }
    g.align[0] = g.align[1] = SB_ALIGN_GRID_EACH;
    g.columns = config->vertical ? 1 : n;
    g.padding[0] = g.padding[1] = config->margin;
    g.center[0] = g.center[1] = config->center;
    switch (side) {
    case SB_SIDE_LEFT:
    case SB_SIDE_RIGHT:
        g.anchor[0] = side == SB_SIDE_LEFT ? floor(xb.x1) - offset : ceil(xb.x2) + offset;
        g.anchor_at[0] = side == SB_SIDE_LEFT ? SB_ANCHOR_END : SB_ANCHOR_START;
        g.anchor[1] = ay;
        g.anchor_at[1] = config->anchor;
        break;
    case SB_SIDE_TOP:
    case SB_SIDE_BOTTOM:
        g.anchor[1] = side == SB_SIDE_TOP ? floor(yb.y1) - offset : ceil(yb.y2) + offset;
        g.anchor_at[1] = side == SB_SIDE_TOP ? SB_ANCHOR_END : SB_ANCHOR_START;
        g.anchor[0] = ax;
        g.anchor_at[0] = config->anchor;
        break;
    default: {
        gboolean right = side == SB_SIDE_TOP_RIGHT || side == SB_SIDE_BOTTOM_RIGHT;
        gboolean low = side == SB_SIDE_BOTTOM_LEFT || side == SB_SIDE_BOTTOM_RIGHT;

        g.anchor[0] = right ? w - offset : offset;
        g.anchor_at[0] = right ? SB_ANCHOR_END : SB_ANCHOR_START;
        g.anchor[1] = low ? h - offset : offset;
        g.anchor_at[1] = low ? SB_ANCHOR_END : SB_ANCHOR_START;
        break;
    }
    }
    return g;
}

static void
layout_legends(const SbGraph *graph, GPtrArray *marks, const SbLegendConfig *config,
    SbBounds xb, SbBounds yb, double w, double h, gboolean fit, SbBounds *view)
{
    g_autoptr(GPtrArray) side = g_ptr_array_new();
    double room = w > 0 ? w : sb_bounds_width(yb);

    for (guint i = 0; config->wrap && i < marks->len; i++) {
        sb_layout_wrap_legend(graph, marks->pdata[i], room);
    }
    for (int s = 0; s < SB_SIDE_NONE; s++) {
        g_ptr_array_set_size(side, 0);
        for (guint i = 0; i < marks->len; i++) {
            SbGraphItem *item = sb_graph_item_at(marks->pdata[i], 0);

            if (((const SbLegendBox *)item->group->guide)->side == (SbSide)s) {
                g_ptr_array_add(side, item);
            }
        }
        if (side->len > 0) {
            SbGraphItem **items = (SbGraphItem **)side->pdata;
            SbGridLayout g =
                legend_grid(items, side->len, s, &config->sides[s], xb, yb, w, h);

            if (config->wrap && (s == SB_SIDE_TOP || s == SB_SIDE_BOTTOM) &&
                sb_layout_wrap_row(items, side->len, config->sides[s].margin, room)) {
                g.columns = 1;
            }
            sb_layout_grid(items, side->len, &g);
        }
    }
    for (guint i = 0; i < marks->len; i++) {
        SbGraphMark *mark = marks->pdata[i];
        SbGraphItem *item = sb_graph_item_at(mark, 0);
        SbSide at = ((const SbLegendBox *)item->group->guide)->side;

        mark->bounds = item->bounds;
        if (fit && (at == SB_SIDE_LEFT || at == SB_SIDE_RIGHT)) {
            sb_bounds_add(view, item->bounds.x1, 0);
            sb_bounds_add(view, item->bounds.x2, 0);
        } else if (fit && (at == SB_SIDE_TOP || at == SB_SIDE_BOTTOM)) {
            sb_bounds_add(view, 0, item->bounds.y1);
            sb_bounds_add(view, 0, item->bounds.y2);
        } else if (!fit) {
            sb_bounds_union(view, item->bounds);
        }
    }
}

/* --- title --- */

static double
title_position(const SbTitleBox *box, double width, double height, SbBounds view)
{
    gboolean side = box->side == SB_SIDE_LEFT || box->side == SB_SIDE_RIGHT;
    double from = 0, to = side ? height : width;

    if (!box->frame_group) {
        from = box->side == SB_SIDE_LEFT ? view.y2 : side ? view.y1 : view.x1;
        to = box->side == SB_SIDE_LEFT ? view.y1 : side ? view.y2 : view.x2;
    } else if (box->side == SB_SIDE_LEFT) {
        from = height;
        to = 0;
    }
    return box->anchor == SB_ANCHOR_START ? from
           : box->anchor == SB_ANCHOR_END ? to
                                          : (from + to) / 2;
}

static SbBounds
layout_title(SbGraphMark *mark, double width, double height, SbBounds view)
{
    SbGraphItem *group = sb_graph_item_at(mark, 0);
    const SbTitleBox *box = group->group->guide;
    SbGraphItem *title = sb_graph_item_at(box->title, 0);
    double pos = title_position(box, width, height, view);
    SbBounds b = title->bounds;

    if (box->subtitle != NULL) {
        SbGraphItem *sub = sb_graph_item_at(box->subtitle, 0);
        double dx = box->side == SB_SIDE_LEFT    ? sb_bounds_width(b) + box->padding
                    : box->side == SB_SIDE_RIGHT ? -sb_bounds_width(b) - box->padding
                                                 : 0;
        double dy = box->side == SB_SIDE_TOP || box->side == SB_SIDE_BOTTOM
                        ? sb_bounds_height(b) + box->padding
                        : 0;

        sb_layout_move(box->subtitle, sub, dx - (isnan(sub->x) ? 0 : sub->x),
            dy - (isnan(sub->y) ? 0 : sub->y));
        sb_bounds_union(&b, sub->bounds);
    }
    switch (box->side) {
    case SB_SIDE_LEFT:
        group->x = view.x1 - sb_bounds_width(b) - box->offset;
        group->y = pos;
        break;
    case SB_SIDE_RIGHT:
        group->x = view.x2 + sb_bounds_width(b) + box->offset;
        group->y = pos;
        break;
    case SB_SIDE_BOTTOM:
        group->x = pos;
        group->y = view.y2 + box->offset;
        break;
    default:
        group->x = pos;
        group->y = view.y1 - sb_bounds_height(b) - box->offset;
        break;
    }
    sb_bounds_move(&b, group->x, group->y);
    group->bounds = mark->bounds = b;
    return b;
}

/* --- a group --- */

static gboolean
role_is(const SbGraphMark *mark, const char *role)
{
    return strcmp(mark->role, role) == 0;
}

static gboolean
role_spreads(const SbGraphMark *mark)
{
    static const char *const ROLES[] = { "frame", "scope", "row-header", "row-footer",
        "row-title", "column-header", "column-footer", "column-title" };

    for (size_t i = 0; i < G_N_ELEMENTS(ROLES); i++) {
        if (role_is(mark, ROLES[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
clip_bounds(SbGraphMark *mark, const SbGraphItem *group)
{
    if (mark->clip) {
        mark->bounds.x1 = MAX(mark->bounds.x1, 0);
        mark->bounds.y1 = MAX(mark->bounds.y1, 0);
        mark->bounds.x2 = MIN(mark->bounds.x2, group->width);
        mark->bounds.y2 = MIN(mark->bounds.y2, group->height);
    }
}

/* Children first; then their bounds. */
static void
layout_children(const SbGraph *graph, SbGraphItem *group, const SbLegendConfig *legends)
{
    for (guint i = 0; i < group->group->marks->len; i++) {
        SbGraphMark *mark = group->group->marks->pdata[i];

        if (mark->type == SB_GRAPH_GROUP) {
            for (guint j = 0; j < mark->items->len; j++) {
                sb_layout_group(graph, sb_graph_item_at(mark, j), legends, FALSE);
            }
        }
        sb_graph_bound_mark(graph, mark);
        clip_bounds(mark, group);
        if (role_is(mark, "axis-label")) {
            mark->bounds = sb_bounds_empty();
            for (guint j = 0; j < mark->items->len; j++) {
                const SbGraphItem *item = sb_graph_item_at(mark, j);

                if (!item->hidden) {
                    sb_bounds_union(&mark->bounds, item->bounds);
                }
            }
        }
    }
}

SbBounds
sb_layout_group(
    const SbGraph *graph, SbGraphItem *group, const SbLegendConfig *legends, gboolean fit)
{
    g_autoptr(GPtrArray) legend_marks = g_ptr_array_new();
    double width = isnan(group->width) ? 0 : MAX(0, group->width);
    double height = isnan(group->height) ? 0 : MAX(0, group->height);
    SbBounds view = { 0, 0, width, height }, xb = view, yb = view;
    SbGraphMark *title = NULL;
    const SbGridLayout *grid = group->group->layout;

    layout_children(graph, group, legends);
    if (grid != NULL) {
        sb_layout_trellis(group, grid);
    }
    for (guint i = 0; i < group->group->marks->len; i++) {
        SbGraphMark *mark = group->group->marks->pdata[i];

        if (role_is(mark, "axis")) {
            const SbAxisBox *box = sb_graph_item_at(mark, 0)->group->guide;

            layout_axis(mark, width, height);
            sb_bounds_union(
                box->side == SB_SIDE_LEFT || box->side == SB_SIDE_RIGHT ? &xb : &yb,
                mark->bounds);
        } else if (role_is(mark, "title")) {
            title = mark;
        } else if (role_is(mark, "legend")) {
            sb_layout_legend(mark);
            g_ptr_array_add(legend_marks, mark);
        } else if (role_spreads(mark)) {
            sb_bounds_union(&xb, mark->bounds);
            sb_bounds_union(&yb, mark->bounds);
        } else {
            sb_bounds_union(&view, mark->bounds);
        }
    }
    if (legend_marks->len > 0) {
        layout_legends(graph, legend_marks, legends, xb, yb, width, height, fit, &view);
    }
    sb_bounds_union(&view, xb);
    sb_bounds_union(&view, yb);
    if (title != NULL) {
        sb_bounds_union(&view, layout_title(title, width, height, view));
    }
    if (group->group->clip) {
        view = (SbBounds){ 0, 0, width, height };
    }
    return view;
}
