/*
 * In: what a unit's channels and properties say of colours, widths, fonts.  Out: the look
 * of each row; rows that look alike share one.
 */
#include <math.h>
#include <string.h>

#include "chart/mark.h"

/* --- looks as keys --- */

static guint
hash_look(gconstpointer key)
{
    guint64 words[sizeof(SbLook) / sizeof(guint64)], hash = 0;

    memcpy(words, key, sizeof words);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        hash = (hash ^ words[i]) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    return (guint)hash;
}

static gboolean
same_look(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(SbLook)) == 0;
}

/* --- reading --- */
static void
base_corners(const SbMarker *m, SbLook *look)
{
    static const char *const KEYS[4] = { "cornerRadiusTopLeft", "cornerRadiusTopRight",
        "cornerRadiusBottomRight", "cornerRadiusBottomLeft" };
    double all = sb_mark_number(m->model, m->view, "cornerRadius", 0);

    for (int i = 0; i < 4; i++) {
        look->corner[i] = sb_mark_number(m->model, m->view, KEYS[i], all);
    }
}

static void
base_look(const SbMarker *m, SbLook *look)
{
    const SbModel *model = m->model;
    const SbView *view = m->view;
    const char *cap = sb_mark_string(model, view, "strokeCap", "");
    const char *join = sb_mark_string(model, view, "strokeJoin", "");
    const char *style;

    *look = *sb_graph_look_new(&model->graph);
    look->opacity = sb_mark_number(model, view, "opacity", 1);
    look->fill_opacity = sb_mark_number(model, view, "fillOpacity", 1);
    look->stroke_opacity = sb_mark_number(model, view, "strokeOpacity", 1);
    look->stroke_width = sb_mark_number(model, view, "strokeWidth", 1);
    look->cap = strcmp(cap, "round") == 0    ? SB_CAP_ROUND
                : strcmp(cap, "square") == 0 ? SB_CAP_SQUARE
                                             : SB_CAP_BUTT;
    look->join = strcmp(join, "round") == 0   ? SB_JOIN_ROUND
                 : strcmp(join, "bevel") == 0 ? SB_JOIN_BEVEL
                                              : SB_JOIN_MITER;
    look->miter = sb_mark_number(model, view, "strokeMiterLimit", 0);
    sb_guide_dash(model, sb_mark_look(model, view, "strokeDash"), look);
    look->dash_offset = sb_mark_number(model, view, "strokeDashOffset", 0);
    base_corners(m, look);
    look->interpolate = sb_mark_string(model, view, "interpolate", NULL);
    look->tension = sb_mark_number(model, view, "tension", NAN);
    look->shape = view->mark == SB_MARK_CIRCLE ? "circle"
                  : view->mark == SB_MARK_SQUARE
                      ? "square"
                      : sb_mark_string(model, view, "shape", "circle");
    look->font = sb_mark_string(model, view, "font", "sans-serif");
    look->font_size = sb_mark_number(model, view, "fontSize", 11);
    look->font_weight = sb_guide_weight(sb_mark_look(model, view, "fontWeight"), 400);
    style = sb_mark_string(model, view, "fontStyle", "normal");
    look->italic = strcmp(style, "italic") == 0 || strcmp(style, "oblique") == 0;
    look->line_height = sb_mark_number(model, view, "lineHeight", 0);
    look->limit = sb_mark_number(model, view, "limit", 0);
    look->ellipsis = sb_mark_string(model, view, "ellipsis", NULL);
    look->dx = sb_mark_number(model, view, "dx", 0);
    look->dy = sb_mark_number(model, view, "dy", 0);
    look->align =
        sb_guide_align(sb_mark_string(model, view, "align", NULL), SB_ALIGN_CENTER);
    look->baseline = sb_guide_baseline(
        sb_mark_string(model, view, "baseline", NULL), SB_BASELINE_MIDDLE);
    look->pad_angle = sb_mark_number(model, view, "padAngle", 0);
    look->horizontal = view->orient != NULL && strcmp(view->orient, "horizontal") == 0;
}

/* Vega-Lite's color(): what fills and what strokes when nothing encodes it. */
static const json_t *
default_paint(const SbMarker *m, gboolean fill)
{
    const SbModel *model = m->model;
    const SbView *view = m->view;
    gboolean mine = view->filled == fill;
    const char *key = fill ? "fill" : "stroke";
    const json_t *v = mine ? sb_mark_prop(model, view, "color", key)
                           : sb_mark_prop(model, view, key, NULL);

    if (v == NULL && mine) {
        v = sb_config_get(model->config, "mark", "color");
    }
    return v;
}

/* Does nothing of the looks depend on the row? */
static gboolean
is_same(const SbMarkLooks *k)
{
    const SbVisual *all[] = { &k->fill, &k->stroke, &k->opacity, &k->fill_opacity,
        &k->stroke_opacity, &k->stroke_width, &k->stroke_dash, &k->size, &k->shape };

    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        if (all[i]->n > 0 || (all[i]->set && all[i]->from_channel)) {
            return FALSE;
        }
    }
    return k->datum == NULL;
}

void
sb_mark_looks_read(const SbMarker *m, SbMarkLooks *k)
{
    const SbModel *model = m->model;
    SbView *view = m->view;
    const json_t *fill = default_paint(m, TRUE), *stroke = default_paint(m, FALSE);
    SbVisual color = sb_mark_visual(m, SB_CHANNEL_COLOR, view->filled ? fill : stroke);

    base_look(m, &k->base);
    k->datum = sb_mark_datum(m);
    if (m->rows > SB_MARK_DENSE) {
        k->known = sb_arena_own(model->arena, g_hash_table_new(hash_look, same_look),
            (GDestroyNotify)g_hash_table_unref);
    }
    k->fill = view->channels[SB_CHANNEL_FILL].json != NULL
                  ? sb_mark_visual(m, SB_CHANNEL_FILL, fill)
                  : (SbVisual){ .set = fill != NULL,
                        .def = &view->channels[SB_CHANNEL_FILL],
                        .fallback = fill != NULL ? sb_value_from_json(model->arena, fill)
                                                 : sb_value_undefined() };
    k->stroke =
        view->channels[SB_CHANNEL_STROKE].json != NULL
            ? sb_mark_visual(m, SB_CHANNEL_STROKE, stroke)
            : (SbVisual){ .set = stroke != NULL,
                  .def = &view->channels[SB_CHANNEL_STROKE],
                  .fallback = stroke != NULL ? sb_value_from_json(model->arena, stroke)
                                             : sb_value_undefined() };
    if (color.from_channel) {
        if (view->filled && view->channels[SB_CHANNEL_FILL].json == NULL) {
            k->fill = color;
        } else if (!view->filled && view->channels[SB_CHANNEL_STROKE].json == NULL) {
            k->stroke = color;
        }
    }
    k->opacity = sb_mark_visual(m, SB_CHANNEL_OPACITY, NULL);
    k->fill_opacity = sb_mark_visual(m, SB_CHANNEL_FILL_OPACITY, NULL);
    k->stroke_opacity = sb_mark_visual(m, SB_CHANNEL_STROKE_OPACITY, NULL);
    k->stroke_width = sb_mark_visual(m, SB_CHANNEL_STROKE_WIDTH, NULL);
    k->stroke_dash = sb_mark_visual(m, SB_CHANNEL_STROKE_DASH, NULL);
    k->size = sb_mark_visual(m, SB_CHANNEL_SIZE, NULL);
    k->angle = sb_mark_visual(m, SB_CHANNEL_ANGLE, NULL);
    k->shape = sb_mark_visual(m, SB_CHANNEL_SHAPE, NULL);
    k->text = sb_mark_visual(m, SB_CHANNEL_TEXT, sb_mark_prop(model, view, "text", NULL));
    k->same = is_same(k);
    k->url = sb_mark_visual(m, SB_CHANNEL_URL, sb_mark_prop(model, view, "url", NULL));
}

static void
dash_row(const SbMarker *m, const SbMarkLooks *k, size_t row, SbLook *look)
{
    SbValue v;

    if (!k->stroke_dash.from_channel) {
        return;
    }
    v = sb_visual_at(&k->stroke_dash, m->model->arena, row);
    look->n_dash = 0;
    if (v.kind == SB_VALUE_ARRAY) {
        g_autoptr(json_t) json = sb_value_to_json(v);

        sb_guide_dash(m->model, json, look);
    }
}

const SbLook *
sb_mark_looks_at(const SbMarker *m, SbMarkLooks *k, size_t row)
{
    if (k->last != NULL && k->same) {
        return k->last;
    }
    SbLook look = k->base, *copy;
    SbMarkKind mark = m->view->mark;
    gboolean width_by_size = mark == SB_MARK_LINE || mark == SB_MARK_RULE;

    sb_visual_color(&k->fill, row, &look.fill);
    sb_visual_color(&k->stroke, row, &look.stroke);
    look.opacity = sb_visual_number(&k->opacity, row, look.opacity);
    look.fill_opacity = sb_visual_number(&k->fill_opacity, row, look.fill_opacity);
    look.stroke_opacity = sb_visual_number(&k->stroke_opacity, row, look.stroke_opacity);
    look.stroke_width = sb_visual_number(&k->stroke_width, row, look.stroke_width);
    if (width_by_size) {
        look.stroke_width = sb_visual_number(
            &k->size, row, sb_json_number(m->view->mark_def, "size", look.stroke_width));
    } else if (mark == SB_MARK_TEXT) {
        look.font_size = sb_visual_number(
            &k->size, row, sb_json_number(m->view->mark_def, "size", look.font_size));
    }
    dash_row(m, k, row, &look);
    if (k->shape.from_channel && mark != SB_MARK_CIRCLE && mark != SB_MARK_SQUARE) {
        SbValue v = sb_visual_at(&k->shape, m->model->arena, row);

        look.shape = v.kind == SB_VALUE_STRING ? v.string : "circle";
    }
    sb_mark_datum_apply(k->datum, row, &look);
    if (k->last != NULL && memcmp(k->last, &look, sizeof look) == 0) {
        return k->last;
    }
    if (k->known != NULL && (k->last = g_hash_table_lookup(k->known, &look)) != NULL) {
        return k->last;
    }
    copy = sb_arena_new_of(m->model->arena, SbLook);
    memcpy(copy, &look, sizeof look);
    if (k->known != NULL) {
        g_hash_table_add(k->known, copy);
    }
    k->last = copy;
    return copy;
}
