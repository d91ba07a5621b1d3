/*
 * In: items with their properties.  Out: their bounds, as Vega's scene graph
 * computes them (vega-scenegraph: text by 4/5 of the size, strokes by half their
 * width), because layout rests on bounds.
 */
#include "chart/graph.h"

#include <math.h>
#include <string.h>

SbBounds
sb_bounds_empty(void)
{
    return (SbBounds){ G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
}

gboolean
sb_bounds_is_empty(SbBounds b)
{
    return b.x1 > b.x2;
}

void
sb_bounds_union(SbBounds *b, SbBounds other)
{
    b->x1 = MIN(b->x1, other.x1);
    b->y1 = MIN(b->y1, other.y1);
    b->x2 = MAX(b->x2, other.x2);
    b->y2 = MAX(b->y2, other.y2);
}

void
sb_bounds_add(SbBounds *b, double x, double y)
{
    if (!isnan(x) && !isnan(y)) {
        sb_bounds_union(b, (SbBounds){ x, y, x, y });
    }
}

void
sb_bounds_move(SbBounds *b, double dx, double dy)
{
    if (!sb_bounds_is_empty(*b)) {
        b->x1 += dx;
        b->x2 += dx;
        b->y1 += dy;
        b->y2 += dy;
    }
}

void
sb_bounds_expand(SbBounds *b, double by)
{
    if (!sb_bounds_is_empty(*b)) {
        b->x1 -= by;
        b->y1 -= by;
        b->x2 += by;
        b->y2 += by;
    }
}

/* --- making --- */

SbGraphMark *
sb_graph_mark_new(const SbGraph *graph, SbGraphType type, const char *role)
{
    SbGraphMark *mark = sb_arena_new_of(graph->arena, SbGraphMark);

    mark->type = type;
    mark->role = role;
    mark->items = sb_arena_array(graph->arena, SbGraphItem);
    mark->bounds = sb_bounds_empty();
    return mark;
}

SbGraphItem *
sb_graph_item_add(SbGraphMark *mark)
{
    guint at = mark->items->len;
    SbGraphItem *item;

    g_array_set_size(mark->items, at + 1);
    item = sb_graph_item_at(mark, at);
    item->x = item->y = item->x2 = item->y2 = item->width = item->height = NAN;
    item->radius = item->theta = NAN;
    item->start_angle = item->end_angle = NAN;
    item->bounds = sb_bounds_empty();
    return item;
}

SbGraphMark *
sb_graph_group_new(const SbGraph *graph, const char *role)
{
    SbGraphMark *mark = sb_graph_mark_new(graph, SB_GRAPH_GROUP, role);
    SbGraphItem *item = sb_graph_item_add(mark);

    item->x = item->y = 0;
    item->look = sb_graph_look_new(graph);
    item->group = sb_arena_new_of(graph->arena, SbGraphGroup);
    item->group->stroke_offset = NAN;
    item->group->marks = sb_arena_ptr_array(graph->arena);
    return mark;
}

void
sb_graph_group_add(SbGraphItem *group, SbGraphMark *mark)
{
    if (mark != NULL) {
        g_ptr_array_add(group->group->marks, mark);
    }
}

SbLook *
sb_graph_look_new(const SbGraph *graph)
{
    SbLook *look = sb_arena_new_of(graph->arena, SbLook);

    look->opacity = look->fill_opacity = look->stroke_opacity = 1;
    look->stroke_width = 1;
    look->font = "sans-serif";
    look->font_size = 11;
    look->font_weight = 400;
    look->tension = NAN;
    return look;
}

const char *const *
sb_graph_lines(const SbGraph *graph, const char *text)
{
    const char **lines = sb_arena_new_many(graph->arena, const char *, 1);

    lines[0] = text;
    return lines;
}

/* --- text --- */

SbFont
sb_graph_font(const SbLook *look)
{
    return (SbFont){ .family = look->font,
        .size = look->font_size,
        .weight = look->font_weight,
        .italic = look->italic };
}

double
sb_graph_line_height(const SbLook *look)
{
    return look->line_height > 0 ? look->line_height : look->font_size + 2;
}

/* JavaScript's Math.round. */
static double
js_round(double value)
{
    return floor(value + 0.5);
}

double
sb_graph_baseline(const SbLook *look)
{
    double h = look->font_size, line = sb_graph_line_height(look);

    switch (look->baseline) {
    case SB_BASELINE_TOP:
        return js_round(0.79 * h);
    case SB_BASELINE_MIDDLE:
        return js_round(0.30 * h);
    case SB_BASELINE_BOTTOM:
        return js_round(-0.21 * h);
    case SB_BASELINE_LINE_TOP:
        return js_round(0.29 * h + 0.5 * line);
    case SB_BASELINE_LINE_BOTTOM:
        return js_round(0.29 * h - 0.5 * line);
    case SB_BASELINE_ALPHABETIC:
        break;
    }
    return 0;
}

const char *
sb_graph_text_shown(const SbGraph *graph, const SbLook *look, const char *line)
{
    SbFont font = sb_graph_font(look);
    char *text = sb_arena_strdup(graph->arena, line != NULL ? line : "");

    g_strstrip(text);
    if (look->limit <= 0 || *text == '\0' ||
        sb_text_width(graph->fonts, &font, text) < look->limit) {
        return text;
    }
    return sb_text_truncate(graph->fonts, graph->arena, &font, text, look->limit,
        look->ellipsis != NULL ? look->ellipsis : "\u2026", FALSE);
}

double
sb_graph_text_width(const SbGraph *graph, const SbLook *look, const char *line)
{
    SbFont font = sb_graph_font(look);
    const char *text;

    if (look->font_size <= 0 || line == NULL || *line == '\0') {
        return 0;
    }
    text = sb_graph_text_shown(graph, look, line);
    return sb_text_width(graph->fonts, &font, text);
}

static SbBounds
rotate(SbBounds b, double degrees, double x, double y)
{
    double a = degrees * G_PI / 180, c = cos(a), s = sin(a);
    double cx = x - x * c + y * s, cy = y - x * s - y * c;
    SbBounds out = sb_bounds_empty();

    sb_bounds_add(&out, c * b.x1 - s * b.y1 + cx, s * b.x1 + c * b.y1 + cy);
    sb_bounds_add(&out, c * b.x1 - s * b.y2 + cx, s * b.x1 + c * b.y2 + cy);
    sb_bounds_add(&out, c * b.x2 - s * b.y1 + cx, s * b.x2 + c * b.y1 + cy);
    sb_bounds_add(&out, c * b.x2 - s * b.y2 + cx, s * b.x2 + c * b.y2 + cy);
    return out;
}

static SbBounds
bound_text(const SbGraph *graph, const SbGraphItem *item)
{
    const SbLook *look = item->look;
    double h = look->font_size, w = 0, x = isnan(item->x) ? 0 : item->x,
           y = isnan(item->y) ? 0 : item->y;
    double dx = look->dx, dy = look->dy + sb_graph_baseline(look) - js_round(0.8 * h);
    SbBounds b;

    if (!isnan(item->radius) && item->radius != 0) {
        double t = (isnan(item->theta) ? 0 : item->theta) - G_PI / 2;

        x += item->radius * cos(t);
        y += item->radius * sin(t);
    }
    for (int i = 0; i < item->n_lines; i++) {
        w = MAX(w, sb_graph_text_width(graph, look, item->lines[i]));
    }
    h += sb_graph_multi_line(item);
    dx -= look->align == SB_ALIGN_CENTER ? w / 2 : look->align == SB_ALIGN_RIGHT ? w : 0;
    b = (SbBounds){ dx + x, dy + y, dx + x + w, dy + y + h };
    return item->angle != 0 ? rotate(b, item->angle, x, y) : b;
}

/* --- the others --- */

static void
bound_stroke(SbBounds *b, const SbLook *look, gboolean miter)
{
    double e;

    if (look->stroke.kind == SB_INK_NONE || look->opacity == 0 ||
        look->stroke_opacity == 0) {
        return;
    }
    e = (look->cap == SB_CAP_SQUARE ? G_SQRT2 : 1) * look->stroke_width / 2;
    if (miter && look->join == SB_JOIN_MITER) {
        e = MAX(e, (look->miter > 0 ? look->miter : 4) * look->stroke_width / 2);
    }
    sb_bounds_expand(b, e);
}

static double
or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

static SbBounds
path_bounds(const GArray *path)
{
    SbBounds b = sb_bounds_empty();

    for (guint i = 0; i < path->len; i++) {
        const SbPathStep *s = &g_array_index(path, SbPathStep, i);

        if (s->op == SB_PATH_CLOSE) {
            continue;
        }
        sb_bounds_add(&b, s->x, s->y);
        if (s->op == SB_PATH_CURVE) {
            sb_bounds_add(&b, s->x1, s->y1);
            sb_bounds_add(&b, s->x2, s->y2);
        }
    }
    return b;
}

static SbBounds
bound_symbol(const SbGraphItem *item)
{
    const char *shape = item->look->shape != NULL ? item->look->shape : "circle";
    double r = sqrt(MAX(item->size, 0)) / 2;
    SbBounds b;

    if (strcmp(shape, "circle") == 0 || strcmp(shape, "square") == 0 ||
        strcmp(shape, "cross") == 0 || strcmp(shape, "diamond") == 0) {
        b = (SbBounds){ -r, -r, r, r };
    } else {
        g_autoptr(GArray) path = g_array_new(FALSE, TRUE, sizeof(SbPathStep));

        sb_graph_symbol_path(path, shape, item->size, 0, 0, 0);
        b = path_bounds(path);
    }
    if (item->angle != 0) {
        b = rotate(b, item->angle, 0, 0);
    }
    sb_bounds_move(&b, or_zero(item->x), or_zero(item->y));
    return b;
}

static SbBounds
bound_arc(const SbGraphItem *item)
{
    double x = or_zero(item->x), y = or_zero(item->y);
    double a0 = item->start_angle - G_PI / 2, a1 = item->end_angle - G_PI / 2;
    double lo = MIN(a0, a1), hi = MAX(a0, a1);
    double r0 = item->inner_radius, r1 = item->outer_radius;
    SbBounds b = sb_bounds_empty();

    sb_bounds_add(&b, x + r1 * cos(a0), y + r1 * sin(a0));
    sb_bounds_add(&b, x + r1 * cos(a1), y + r1 * sin(a1));
    sb_bounds_add(&b, x + r0 * cos(a0), y + r0 * sin(a0));
    sb_bounds_add(&b, x + r0 * cos(a1), y + r0 * sin(a1));
    for (double a = ceil(lo / (G_PI / 2)) * (G_PI / 2); a <= hi; a += G_PI / 2) {
        sb_bounds_add(&b, x + r1 * cos(a), y + r1 * sin(a));
    }
    return b;
}

static SbBounds
bound_group(const SbGraphItem *item)
{
    SbGraphGroup *group = item->group;
    SbBounds b = sb_bounds_empty();

    if (!group->clip) {
        for (guint i = 0; i < group->marks->len; i++) {
            sb_bounds_union(&b, ((SbGraphMark *)group->marks->pdata[i])->bounds);
        }
    }
    if ((group->clip || or_zero(item->width) != 0 || or_zero(item->height) != 0) &&
        !group->no_bound) {
        sb_bounds_add(&b, 0, 0);
        sb_bounds_add(&b, or_zero(item->width), or_zero(item->height));
    }
    bound_stroke(&b, item->look, FALSE);
    sb_bounds_move(&b, or_zero(item->x), or_zero(item->y));
    return b;
}

void
sb_graph_bound_item(const SbGraph *graph, const SbGraphMark *mark, SbGraphItem *item)
{
    double x = or_zero(item->x), y = or_zero(item->y);
    SbBounds b = sb_bounds_empty();

    switch (mark->type) {
    case SB_GRAPH_GROUP:
        item->bounds = bound_group(item);
        return;
    case SB_GRAPH_TEXT:
        item->bounds = bound_text(graph, item);
        return;
    case SB_GRAPH_RULE:
        b = (SbBounds){ x, y, isnan(item->x2) ? x : item->x2,
            isnan(item->y2) ? y : item->y2 };
        if (b.x1 > b.x2 || b.y1 > b.y2) {
            b = (SbBounds){ MIN(b.x1, b.x2), MIN(b.y1, b.y2), MAX(b.x1, b.x2),
                MAX(b.y1, b.y2) };
        }
        bound_stroke(&b, item->look, FALSE);
        break;
    case SB_GRAPH_SYMBOL:
        b = bound_symbol(item);
        bound_stroke(&b, item->look, TRUE);
        break;
    case SB_GRAPH_ARC:
        b = bound_arc(item);
        bound_stroke(&b, item->look, TRUE);
        break;
    case SB_GRAPH_SHAPE:
        b = item->path != NULL ? path_bounds(item->path) : b;
        sb_bounds_move(&b, x, y);
        bound_stroke(&b, item->look, TRUE);
        break;
    default:
        b = (SbBounds){ x, y, x + or_zero(item->width), y + or_zero(item->height) };
        bound_stroke(&b, item->look, FALSE);
        break;
    }
    item->bounds = b;
}

/* Line, area and trail are one shape of all their vertices. */
static void
bound_vertices(SbGraphMark *mark)
{
    SbBounds b = sb_bounds_empty();

    for (guint i = 0; i < mark->items->len; i++) {
        const SbGraphItem *item = sb_graph_item_at(mark, i);
        double r = mark->type == SB_GRAPH_TRAIL ? item->size / 2 : 0;

        if (item->undefined) {
            continue;
        }
        sb_bounds_add(&b, or_zero(item->x) - r, or_zero(item->y) - r);
        sb_bounds_add(&b, or_zero(item->x) + r, or_zero(item->y) + r);
        if (mark->type == SB_GRAPH_AREA) {
            gboolean across = item->look->horizontal;
            sb_bounds_add(&b,
                across ? or_zero(item->x) + or_zero(item->width) : or_zero(item->x),
                across ? or_zero(item->y) : or_zero(item->y) + or_zero(item->height));
        }
    }
    if (mark->items->len > 0) {
        bound_stroke(&b, sb_graph_item_at(mark, 0)->look, TRUE);
    }
    mark->bounds = b;
}

void
sb_graph_bound_mark(const SbGraph *graph, SbGraphMark *mark)
{
    if (mark->type == SB_GRAPH_LINE || mark->type == SB_GRAPH_AREA ||
        mark->type == SB_GRAPH_TRAIL) {
        bound_vertices(mark);
        return;
    }
    mark->bounds = sb_bounds_empty();
    for (guint i = 0; i < mark->items->len; i++) {
        SbGraphItem *item = sb_graph_item_at(mark, i);

        sb_graph_bound_item(graph, mark, item);
        if (mark->dots == NULL) {
            sb_bounds_union(&mark->bounds, item->bounds);
        }
    }
    for (guint i = 0; mark->dots != NULL && i < mark->dots->len; i++) {
        SbDot dot = g_array_index(mark->dots, SbDot, i);
        SbBounds b = sb_graph_item_at(mark, dot.kind)->bounds;

        sb_bounds_move(&b, (double)dot.x, (double)dot.y);
        sb_bounds_union(&mark->bounds, b);
    }
}
