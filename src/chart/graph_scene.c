/*
 * In: the scene graph, laid out.  Out: the flat list of drawn things.
 *
 * Each item keeps what Vega's scene says of it (SbItem.vega), so that a chart can
 * be compared with the reference item by item.
 */
#include "chart/graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const SbGraph *graph;
    SbScene *scene;
    SbArena *arena; /* the scene's */
} Writer;

static const char *const TYPE_NAMES[SB_GRAPH_TYPES] = { "group", "rect", "symbol", "rule",
    "text", "line", "area", "trail", "arc", "image", "shape" };

static double
or_zero(double v)
{
    return isnan(v) ? 0 : v;
}

static SbInk
faded(SbInk ink, double opacity, SbArena *arena)
{
    ink.color.a *= opacity;
    if (ink.kind == SB_INK_COLOR && ink.color.a <= 0) {
        ink.kind = SB_INK_NONE;
    }
    ink.back.a *= opacity;
    if (ink.n_stops > 0) {
        SbStop *stops = sb_arena_new_many(arena, SbStop, ink.n_stops);

        for (int i = 0; i < ink.n_stops; i++) {
            stops[i] = ink.stops[i];
            stops[i].color.a *= opacity;
        }
        ink.stops = stops;
    }
    return ink;
}

static SbPaint
paint_of(const Writer *w, const SbLook *look)
{
    SbPaint paint = { .fill = faded(look->fill, look->fill_opacity, w->arena),
        .stroke = faded(look->stroke, look->stroke_opacity, w->arena),
        .stroke_width = look->stroke_width,
        .cap = look->cap,
        .join = look->join,
        .miter = look->miter,
        .n_dash = look->n_dash,
        .dash_offset = look->dash_offset };

    if (look->n_dash > 0) {
        double *dash = sb_arena_new_many(w->arena, double, look->n_dash);

        memcpy(dash, look->dash, sizeof(double) * look->n_dash);
        paint.dash = dash;
    }
    if (look->stroke_width <= 0) {
        paint.stroke.kind = SB_INK_NONE;
    }
    return paint;
}

static void
common(const Writer *w, SbItem *out, const SbGraphItem *item)
{
    out->paint = paint_of(w, item->look);
    out->opacity = item->hidden ? 0 : item->look->opacity;
    out->fact_id = sb_arena_strdup(w->arena, item->fact_id);
    out->name = sb_arena_strdup(w->arena, item->label);
    out->vega =
        (SbVegaBox){ item->x, item->y, item->x2, item->y2, item->width, item->height };
}

static void
write_rect(const Writer *w, const SbGraphItem *item)
{
    SbItem *out = sb_scene_add(w->scene, SB_ITEM_RECT);
    double x = or_zero(item->x), y = or_zero(item->y);
    double width = or_zero(item->width), height = or_zero(item->height);

    common(w, out, item);
    if (isnan(out->vega.x2)) {
        out->vega.x2 = x + width;
    }
    if (isnan(out->vega.y2)) {
        out->vega.y2 = y + height;
    }
    if (width < 0) {
        x += width;
        width = -width;
    }
    if (height < 0) {
        y += height;
        height = -height;
    }
    out->u.rect.rect = (SbRect){ x, y, width, height };
    memcpy(out->u.rect.radii, item->look->corner, sizeof out->u.rect.radii);
}

static void
write_symbol(const Writer *w, const SbGraphItem *item)
{
    GArray *path = sb_path_new(w->arena);
    SbItem *out;

    sb_graph_symbol_path(path, item->look->shape, item->size, item->angle,
        or_zero(item->x), or_zero(item->y));
    out = sb_scene_add(w->scene, SB_ITEM_PATH);
    common(w, out, item);
    out->u.path.path = path;
}

static void
write_rule(const Writer *w, const SbGraphItem *item)
{
    double x = or_zero(item->x), y = or_zero(item->y);
    GArray *path = sb_path_new(w->arena);
    SbItem *out;

    sb_path_move(path, x, y);
    sb_path_line(path, isnan(item->x2) ? x : item->x2, isnan(item->y2) ? y : item->y2);
    out = sb_scene_add(w->scene, SB_ITEM_PATH);
    common(w, out, item);
    out->vega.x2 = isnan(item->x2) ? x : item->x2;
    out->vega.y2 = isnan(item->y2) ? y : item->y2;
    out->u.path.path = path;
}

static const char *
whole_text(const Writer *w, const SbGraphItem *item)
{
    GString *all = g_string_new(NULL);
    const char *text;

    for (int i = 0; i < item->n_lines; i++) {
        g_string_append_printf(all, "%s%s", i > 0 ? "\n" : "", item->lines[i]);
    }
    text = sb_arena_strdup(w->arena, all->str);
    g_string_free(all, TRUE);
    return text;
}

static void
write_text(const Writer *w, const SbGraphItem *item)
{
    const SbLook *look = item->look;
    double x = or_zero(item->x), y = or_zero(item->y), step = sb_graph_line_height(look);

    if (!isnan(item->radius) && item->radius != 0) {
        double t = or_zero(item->theta) - G_PI / 2;

        x += item->radius * cos(t);
        y += item->radius * sin(t);
    }
    for (int i = 0; i < MAX(item->n_lines, 1); i++) {
        const char *line = item->n_lines > 0 ? item->lines[i] : "";
        SbItem *out = sb_scene_add(w->scene, SB_ITEM_TEXT);

        common(w, out, item);
        out->vega.x = x;
        out->vega.y = y;
        if (i > 0) {
            out->mark = -1; /* Vega has one item for all lines */
        } else if (item->n_lines > 1) {
            out->whole = whole_text(w, item);
        }
        out->u.text.x = x;
        out->u.text.y = y;
        out->u.text.dx = look->dx;
        out->u.text.dy = look->dy + sb_graph_baseline(look) + i * step;
        out->u.text.angle = item->angle;
        out->u.text.align = look->align;
        out->u.text.baseline = SB_BASELINE_ALPHABETIC;
        out->u.text.font = sb_graph_font(look);
        out->u.text.font.family = sb_arena_strdup(w->arena, look->font);
        out->u.text.text =
            sb_arena_strdup(w->arena, sb_graph_text_shown(w->graph, look, line));
    }
}

/* --- lines and areas --- */

static void
vertices(const Writer *w, SbItem *out, const SbGraphMark *mark)
{
    SbVegaBox *boxes = sb_arena_new_many(w->arena, SbVegaBox, mark->items->len);

    for (guint i = 0; i < mark->items->len; i++) {
        const SbGraphItem *item = sb_graph_item_at(mark, i);

        boxes[i] = (SbVegaBox){ or_zero(item->x), or_zero(item->y), item->x2, item->y2,
            item->width, item->height };
    }
    out->vertices = boxes;
    out->n_vertices = (int)mark->items->len;
}

static SbPoint
far_side(const SbGraphItem *item)
{
    double x = or_zero(item->x), y = or_zero(item->y);

    return item->look->horizontal ? (SbPoint){ x + or_zero(item->width), y }
                                  : (SbPoint){ x, y + or_zero(item->height) };
}

/* One run without gaps. */
static void
write_stretch(GArray *path, const SbGraphMark *mark, guint from, guint to)
{
    const SbLook *look = sb_graph_item_at(mark, from)->look;
    g_autofree SbPoint *points = g_new(SbPoint, to - from + 1);
    int n = 0;

    for (guint i = from; i < to; i++) {
        const SbGraphItem *item = sb_graph_item_at(mark, i);

        points[n++] = (SbPoint){ or_zero(item->x), or_zero(item->y) };
    }
    sb_graph_curve(
        path, points, n, look->interpolate, look->tension, look->horizontal, FALSE);
    if (mark->type == SB_GRAPH_AREA) {
        const char *back = look->interpolate;

        if (back != NULL && strcmp(back, "step-before") == 0) {
            back = "step-after";
        } else if (back != NULL && strcmp(back, "step-after") == 0) {
            back = "step-before";
        }
        for (int i = 0; i < n; i++) {
            points[i] = far_side(sb_graph_item_at(mark, to - 1 - i));
        }
        sb_graph_curve(path, points, n, back, look->tension, look->horizontal, TRUE);
        sb_path_close(path);
    } else if (n == 1) {
        sb_path_line(path, points[0].x, points[0].y);
    }
}

static void
write_line(const Writer *w, const SbGraphMark *mark)
{
    GArray *path;
    SbItem *out;
    guint n = mark->items->len;

    if (n == 0) {
        return;
    }
    path = sb_path_new(w->arena);
    for (guint i = 0; i < n;) {
        guint from = i;

        if (sb_graph_item_at(mark, i)->undefined) {
            i++;
            continue;
        }
        while (i < n && !sb_graph_item_at(mark, i)->undefined) {
            i++;
        }
        write_stretch(path, mark, from, i);
    }
    out = sb_scene_add(w->scene, SB_ITEM_PATH);
    common(w, out, sb_graph_item_at(mark, 0));
    if (mark->type == SB_GRAPH_LINE) {
        out->paint.fill = sb_graph_item_at(mark, 0)->look->fill;
    }
    out->u.path.path = path;
    vertices(w, out, mark);
}

/* A trail: a segment is the hull of two circles. */
static void
write_trail(const Writer *w, const SbGraphMark *mark)
{
    GArray *path;
    SbItem *out;

    if (mark->items->len == 0) {
        return;
    }
    path = sb_path_new(w->arena);
    for (guint i = 1; i < mark->items->len; i++) {
        const SbGraphItem *a = sb_graph_item_at(mark, i - 1),
                          *b = sb_graph_item_at(mark, i);
        double ra = a->size / 2, rb = b->size / 2;
        double dx = b->x - a->x, dy = b->y - a->y, d = hypot(dx, dy);
        double ux, uy;

        if (a->undefined || b->undefined || d == 0) {
            continue;
        }
        ux = dy / d;
        uy = -dx / d;
        sb_path_move(path, a->x - ux * ra, a->y - uy * ra);
        sb_path_line(path, a->x + ux * ra, a->y + uy * ra);
        sb_path_line(path, b->x + ux * rb, b->y + uy * rb);
        sb_path_arc(path, b->x, b->y, rb, atan2(uy, ux), atan2(uy, ux) + G_PI);
        sb_path_line(path, b->x - ux * rb, b->y - uy * rb);
        sb_path_arc(path, a->x, a->y, ra, atan2(-uy, -ux), atan2(-uy, -ux) + G_PI);
        sb_path_close(path);
    }
    out = sb_scene_add(w->scene, SB_ITEM_PATH);
    common(w, out, sb_graph_item_at(mark, 0));
    out->u.path.path = path;
    vertices(w, out, mark);
}

/* --- arc --- */

static void
write_arc(const Writer *w, const SbGraphItem *item)
{
    double x = or_zero(item->x), y = or_zero(item->y);
    double a0 = MIN(item->start_angle, item->end_angle) - G_PI / 2;
    double a1 = MAX(item->start_angle, item->end_angle) - G_PI / 2;
    double r0 = MIN(item->inner_radius, item->outer_radius);
    double r1 = MAX(item->inner_radius, item->outer_radius);
    double pad = item->look->pad_angle / 2;
    GArray *path = sb_path_new(w->arena);
    SbItem *out;

    if (r1 > 0 && a1 - a0 >= 2 * G_PI - 1e-9) {
        sb_path_move(path, x + r1, y);
        sb_path_arc(path, x, y, r1, 0, 2 * G_PI);
        sb_path_close(path);
        if (r0 > 0) {
            sb_path_move(path, x + r0, y);
            sb_path_arc(path, x, y, r0, 2 * G_PI, 0);
            sb_path_close(path);
        }
    } else if (r1 > 0 && a1 > a0) {
        /* the pad is as wide outside as inside */
        double rp = hypot(r0, r1);
        double p1 = MIN(asin(MIN(1, rp / r1 * sin(pad))), (a1 - a0) / 2);
        double p0 = r0 > 0 ? MIN(asin(MIN(1, rp / r0 * sin(pad))), (a1 - a0) / 2) : 0;

        sb_path_move(path, x + r1 * cos(a0 + p1), y + r1 * sin(a0 + p1));
        sb_path_arc(path, x, y, r1, a0 + p1, a1 - p1);
        if (r0 > 0) {
            sb_path_line(path, x + r0 * cos(a1 - p0), y + r0 * sin(a1 - p0));
            sb_path_arc(path, x, y, r0, a1 - p0, a0 + p0);
        } else {
            sb_path_line(path, x, y);
        }
        sb_path_close(path);
    }
    out = sb_scene_add(w->scene, SB_ITEM_PATH);
    common(w, out, item);
    out->u.path.path = path;
    out->u.path.even_odd = TRUE;
}

static void
write_image(const Writer *w, const SbGraphItem *item)
{
    SbItem *out = sb_scene_add(w->scene, SB_ITEM_IMAGE);

    SbRect r = { or_zero(item->x), or_zero(item->y), or_zero(item->width),
        or_zero(item->height) };

    common(w, out, item);
    if (!item->stretched && item->image != NULL && r.width > 0 && r.height > 0) {
        double by = MIN(r.width / item->image->width, r.height / item->image->height);
        double width = item->image->width * by, height = item->image->height * by;

        r = (SbRect){ r.x + (r.width - width) / 2, r.y + (r.height - height) / 2, width,
            height };
    }
    out->u.image.rect = r;
    out->u.image.image = item->image;
}

static void
write_shape(const Writer *w, const SbGraphItem *item)
{
    GArray *path = sb_path_new(w->arena);
    SbItem *out;

    for (guint i = 0; item->path != NULL && i < item->path->len; i++) {
        SbPathStep s = g_array_index(item->path, SbPathStep, i);

        s.x += or_zero(item->x);
        s.x1 += or_zero(item->x);
        s.x2 += or_zero(item->x);
        s.y += or_zero(item->y);
        s.y1 += or_zero(item->y);
        s.y2 += or_zero(item->y);
        g_array_append_val(path, s);
    }
    out = sb_scene_add(w->scene, SB_ITEM_PATH);
    common(w, out, item);
    out->u.path.path = path;
}

/* --- groups --- */

static void write_mark(
    const Writer *w, const SbGraphMark *mark, const SbGraphItem *group);

/* A group's stroke sits on half pixels, as Vega draws it. */
static void
write_background(const Writer *w, const SbGraphItem *item)
{
    const SbLook *look = item->look;
    double sw = look->stroke_width, offset = item->group->stroke_offset;
    SbItem *out;

    if (look->fill.kind == SB_INK_NONE &&
        (look->stroke.kind == SB_INK_NONE || look->stroke.color.a == 0)) {
        return;
    }
    if (isnan(offset)) {
        offset = look->stroke.kind != SB_INK_NONE && sw > 0.5 && sw < 1.5
                     ? 0.5 - fabs(sw - 1)
                     : 0;
    }
    out = sb_scene_add(w->scene, SB_ITEM_RECT);
    common(w, out, item);
    out->vega = (SbVegaBox){ NAN, NAN, NAN, NAN, NAN, NAN };
    out->u.rect.rect =
        (SbRect){ offset, offset, or_zero(item->width), or_zero(item->height) };
    memcpy(out->u.rect.radii, look->corner, sizeof out->u.rect.radii);
}

static gint
by_zindex(gconstpointer a, gconstpointer b)
{
    return (*(SbGraphMark *const *)a)->zindex - (*(SbGraphMark *const *)b)->zindex;
}

static void
write_children(const Writer *w, const SbGraphItem *item)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new();

    for (int z = 0; z < 2; z++) {
        guint from = order->len;

        for (guint i = 0; i < item->group->marks->len; i++) {
            SbGraphMark *mark = item->group->marks->pdata[i];

            if ((mark->zindex > 0) == (z == 1)) {
                g_ptr_array_add(order, mark);
            }
        }
        if (z == 1 && order->len - from > 1) {
            /* few; a stable insertion keeps equals in order */
            for (guint i = from + 1; i < order->len; i++) {
                for (guint k = i;
                     k > from && by_zindex(&order->pdata[k - 1], &order->pdata[k]) > 0;
                     k--) {
                    gpointer t = order->pdata[k];

                    order->pdata[k] = order->pdata[k - 1];
                    order->pdata[k - 1] = t;
                }
            }
        }
    }
    for (guint i = 0; i < order->len; i++) {
        write_mark(w, order->pdata[i], item);
    }
}

/* Children are clipped, the group's own ground and stroke are not. */
static void
write_group(const Writer *w, const SbGraphMark *mark, const SbGraphItem *item)
{
    gboolean clips = item->group->clip;

    sb_scene_push(
        w->scene, or_zero(item->x), or_zero(item->y), item->look->opacity, NULL);
    sb_scene_mark(w->scene, "group", mark->role, mark->name);
    if (!item->group->stroke_foreground) {
        write_background(w, item);
    }
    if (clips) {
        GArray *clip = sb_path_new(w->arena);
        double radii[4];

        memcpy(radii, item->look->corner, sizeof radii);
        sb_path_round_rect(
            clip, (SbRect){ 0, 0, or_zero(item->width), or_zero(item->height) }, radii);
        sb_scene_push(w->scene, 0, 0, 1, clip);
    }
    write_children(w, item);
    if (clips) {
        sb_scene_pop(w->scene);
    }
    if (item->group->stroke_foreground) {
        sb_scene_mark(w->scene, "group", mark->role, mark->name);
        write_background(w, item);
    }
    sb_scene_pop(w->scene);
}

static void
write_item(const Writer *w, const SbGraphMark *mark, const SbGraphItem *item)
{
    static void (*const WRITERS[SB_GRAPH_TYPES])(const Writer *, const SbGraphItem *) = {
        [SB_GRAPH_RECT] = write_rect,
        [SB_GRAPH_SYMBOL] = write_symbol,
        [SB_GRAPH_RULE] = write_rule,
        [SB_GRAPH_TEXT] = write_text,
        [SB_GRAPH_ARC] = write_arc,
        [SB_GRAPH_IMAGE] = write_image,
        [SB_GRAPH_SHAPE] = write_shape,
    };

    if (WRITERS[mark->type] != NULL) {
        WRITERS[mark->type](w, item);
    }
}

static void
write_dots(const Writer *w, const SbGraphMark *mark)
{
    Writer kinds = *w;
    SbItem *out;

    kinds.scene = sb_scene_new(0, 0);
    sb_arena_own(w->arena, kinds.scene, (GDestroyNotify)sb_scene_free);
    for (guint i = 0; i < mark->items->len; i++) {
        write_symbol(&kinds, sb_graph_item_at(mark, i));
    }
    out = sb_scene_add(w->scene, SB_ITEM_DOTS);
    out->u.dots.kinds = kinds.scene;
    /* the graph lives as long as its scene */
    out->u.dots.dots = (const SbDot *)(void *)mark->dots->data;
    out->u.dots.n = mark->dots->len;
}

static void
write_mark(const Writer *w, const SbGraphMark *mark, const SbGraphItem *group)
{
    if (mark->clip) {
        GArray *clip = sb_path_new(w->arena);

        sb_path_rect(
            clip, (SbRect){ 0, 0, or_zero(group->width), or_zero(group->height) });
        sb_scene_push(w->scene, 0, 0, 1, clip);
    }
    if (mark->type == SB_GRAPH_GROUP) {
        for (guint i = 0; i < mark->items->len; i++) {
            write_group(w, mark, sb_graph_item_at(mark, i));
        }
    } else if (mark->items->len > 0) {
        sb_scene_mark(w->scene, TYPE_NAMES[mark->type], mark->role, mark->name);
        if (mark->dots != NULL) {
            write_dots(w, mark);
        } else if (mark->type == SB_GRAPH_TRAIL) {
            write_trail(w, mark);
        } else if (mark->type == SB_GRAPH_LINE || mark->type == SB_GRAPH_AREA) {
            write_line(w, mark);
        } else {
            for (guint i = 0; i < mark->items->len; i++) {
                write_item(w, mark, sb_graph_item_at(mark, i));
            }
        }
    }
    if (mark->clip) {
        sb_scene_pop(w->scene);
    }
}

SbScene *
sb_graph_scene(const SbGraph *graph, const SbGraphItem *root, double width, double height,
    SbColor background)
{
    SbScene *scene = sb_scene_new(width, height);
    Writer w = { graph, scene, sb_scene_arena(scene) };
    SbGraphMark holder = { .type = SB_GRAPH_GROUP, .role = "frame" };

    sb_scene_set_background(scene, background);
    write_group(&w, &holder, root);
    return scene;
}
