/*
 * In: a unit's mark and channels.  Out: what follows from both: orientation, fill,
 * what is stacked on what (Vega-Lite's mark/init and stack rules).
 */
#include <math.h>
#include <string.h>

#include "chart/dataflow.h"
#include "chart/mark_geoshape.h"
#include "chart/model.h"

gboolean
sb_def_is_measure(const SbChannelDef *d)
{
    return d->kind == SB_DEF_FIELD && d->type == SB_TYPE_QUANTITATIVE &&
           d->bin == SB_BIN_NONE;
}

/* A field or a datum that measures. */
static gboolean
measures(const SbChannelDef *d)
{
    return sb_def_is_measure(d) ||
           (d->kind == SB_DEF_DATUM && d->type == SB_TYPE_QUANTITATIVE);
}

gboolean
sb_def_is_discrete(const SbChannelDef *d)
{
    return d->type == SB_TYPE_NOMINAL || d->type == SB_TYPE_ORDINAL ||
           (d->type == SB_TYPE_QUANTITATIVE && d->bin != SB_BIN_NONE);
}

/* --- orientation --- */

static const char H[] = "horizontal", V[] = "vertical";

static gboolean
binned(const SbChannelDef *d)
{
    return d->kind == SB_DEF_FIELD && d->bin == SB_BIN_BINNED;
}

static const char *
bar_orient(const SbChannelDef *x, const SbChannelDef *y, gboolean x2, gboolean y2,
    const char *given)
{
    gboolean xf = sb_def_is_field(x), yf = sb_def_is_field(y);

    if (xf && (binned(x) || (yf && y->op != SB_OP_NONE && x->op == SB_OP_NONE))) {
        return V;
    }
    if (yf && (binned(y) || (xf && x->op != SB_OP_NONE && y->op == SB_OP_NONE))) {
        return H;
    }
    if (x2 || y2) {
        if (given != NULL) {
            return given;
        }
        if (!x2) {
            return measures(x) && x->bin != SB_BIN_BINNING && binned(y) ? H : V;
        }
        if (!y2) {
            return measures(y) && y->bin != SB_BIN_BINNING && binned(x) ? V : H;
        }
    }
    return NULL;
}

static const char *
line_orient(
    SbMarkKind mark, const SbChannelDef *x, const SbChannelDef *y, const char *given)
{
    gboolean xm = measures(x), ym = measures(y);

    if (given != NULL) {
        return given;
    }
    if (xm && !ym) {
        return mark != SB_MARK_TICK ? H : V;
    }
    if (!xm && ym) {
        return mark != SB_MARK_TICK ? V : H;
    }
    if (xm && ym) {
        return V;
    }
    gboolean xt = x->type == SB_TYPE_TEMPORAL, yt = y->type == SB_TYPE_TEMPORAL;

    return xt && !yt ? V : !xt && yt ? H : NULL;
}

static const char *
orient_of(const SbView *view, const char *given)
{
    const SbChannelDef *x = sb_view_def(view, SB_CHANNEL_X),
                       *y = sb_view_def(view, SB_CHANNEL_Y);
    gboolean x2 = sb_view_def(view, SB_CHANNEL_X2)->kind != SB_DEF_NONE;
    gboolean y2 = sb_view_def(view, SB_CHANNEL_Y2)->kind != SB_DEF_NONE;
    SbMarkKind m = view->mark;
    const char *o;

    switch (m) {
    case SB_MARK_POINT:
    case SB_MARK_CIRCLE:
    case SB_MARK_SQUARE:
    case SB_MARK_RECT:
    case SB_MARK_IMAGE:
        return NULL;
    case SB_MARK_LINE:
    case SB_MARK_TICK:
        return line_orient(m, x, y, given);
    case SB_MARK_TEXT:
    case SB_MARK_BAR:
        o = bar_orient(x, y, x2, y2, given);
        if (o != NULL) {
            return o;
        }
        break;
    case SB_MARK_RULE:
    case SB_MARK_AREA:
        break;
    default:
        return V;
    }
    if (m != SB_MARK_AREA && x2 && !binned(x) && y2 && !binned(y)) {
        return NULL;
    }
    if (y2) {
        return binned(y) ? H : V;
    }
    if (x2) {
        return binned(x) ? V : H;
    }
    if (m == SB_MARK_RULE) {
        if (x->kind != SB_DEF_NONE && y->kind == SB_DEF_NONE) {
            return V;
        }
        if (y->kind != SB_DEF_NONE && x->kind == SB_DEF_NONE) {
            return H;
        }
    }
    return line_orient(m, x, y, given);
}

/* --- stack --- */

static gboolean
wants_stack(const SbChannelDef *d)
{
    return d->stack != NULL && !json_is_null(d->stack) && !json_is_false(d->stack);
}

/* The channel of a pair that could be stacked; -1: none. */
static int
stackable(const SbView *view, SbChannel a, SbChannel b)
{
    const SbChannelDef *x = sb_view_def(view, a), *y = sb_view_def(view, b);
    gboolean cartesian =
        a == SB_CHANNEL_X && (view->mark == SB_MARK_BAR || view->mark == SB_MARK_AREA);
    gboolean xm = sb_def_is_measure(x), ym = sb_def_is_measure(y);
    gboolean vertical =
        view->orient == V || (view->orient != NULL && strcmp(view->orient, V) == 0);
    gboolean horizontal = view->orient != NULL && !vertical;

    if (sb_def_is_field(x) && sb_def_is_field(y)) {
        if (xm && ym) {
            if (wants_stack(x)) {
                return a;
            }
            if (wants_stack(y)) {
                return b;
            }
            if ((x->op != SB_OP_NONE) != (y->op != SB_OP_NONE)) {
                return x->op != SB_OP_NONE ? (int)a : (int)b;
            }
            return cartesian && vertical ? (int)b : cartesian && horizontal ? (int)a : -1;
        }
        return xm ? (int)a : ym ? (int)b : -1;
    }
    if (xm) {
        return cartesian && vertical ? -1 : (int)a;
    }
    if (ym) {
        return cartesian && horizontal ? -1 : (int)b;
    }
    return -1;
}

static SbChannel
dimension_of(SbChannel channel)
{
    switch (channel) {
    case SB_CHANNEL_X:
        return SB_CHANNEL_Y;
    case SB_CHANNEL_Y:
        return SB_CHANNEL_X;
    case SB_CHANNEL_THETA:
        return SB_CHANNEL_RADIUS;
    default:
        return SB_CHANNEL_THETA;
    }
}

static gboolean
mark_stacks(SbMarkKind mark)
{
    return mark != SB_MARK_RECT && mark != SB_MARK_IMAGE && mark != SB_MARK_TRAIL &&
           mark != SB_MARK_GEOSHAPE;
}

static void
add_by(SbModel *model, SbView *view, const SbChannelDef *d)
{
    SbStackInfo *s = &view->stack;

    if (d == NULL || d->kind != SB_DEF_FIELD || d->op != SB_OP_NONE || d->name == NULL) {
        return;
    }
    for (int i = 0; i < s->n_dimensions; i++) {
        if (strcmp(view->channels[s->dimension[i]].name, d->name) == 0) {
            return;
        }
    }
    s->by[s->n_by++] = d->name;
}

static void
find_dividers(SbModel *model, SbView *view)
{
    int room = SB_CHANNELS;

    for (int c = 0; c < SB_CHANNELS; c++) {
        room += view->n_many[c];
    }
    view->stack.by = sb_arena_new_many(model->arena, const char *, room);
    for (int c = 0; c < SB_CHANNELS; c++) {
        if (c == SB_CHANNEL_ORDER || (sb_channel_flags(c) & SB_CF_STACKS)) {
            if (view->n_many[c] > 0) {
                for (int i = 0; i < view->n_many[c]; i++) {
                    add_by(model, view, &view->many[c][i]);
                }
            } else {
                const SbChannelDef *d = sb_def_data(&view->channels[c]);

                add_by(model, view, d != NULL && d->kind == SB_DEF_FIELD ? d : NULL);
            }
        }
    }
}

static gboolean
read_offset(const SbView *view, const SbChannelDef *d, SbStackOffset *out)
{
    const char *text = json_string_value(d->stack);

    if (d->stack == NULL) {
        *out = SB_STACK_ZERO;
        return view->mark == SB_MARK_BAR || view->mark == SB_MARK_AREA ||
               view->mark == SB_MARK_ARC;
    }
    if (json_is_true(d->stack)) {
        *out = SB_STACK_ZERO;
        return TRUE;
    }
    *out = text != NULL && strcmp(text, "center") == 0      ? SB_STACK_CENTER
           : text != NULL && strcmp(text, "normalize") == 0 ? SB_STACK_NORMALIZE
                                                            : SB_STACK_ZERO;
    return text != NULL;
}

static void
find_stack(SbModel *model, SbView *view)
{
    SbStackInfo *s = &view->stack;
    int channel = stackable(view, SB_CHANNEL_X, SB_CHANNEL_Y);
    const SbChannelDef *d, *dim, *offset;

    if (!mark_stacks(view->mark)) {
        return;
    }
    if (channel < 0) {
        channel = stackable(view, SB_CHANNEL_THETA, SB_CHANNEL_RADIUS);
    }
    if (channel < 0) {
        return;
    }
    d = &view->channels[channel];
    s->channel = channel;
    dim = &view->channels[dimension_of(channel)];
    if (dim->kind == SB_DEF_FIELD && strcmp(dim->name, d->name) != 0) {
        s->dimension[s->n_dimensions++] = dim->channel;
    }
    if (sb_channel_is_xy(dim->channel)) {
        offset = &view->channels[dim->channel == SB_CHANNEL_X ? SB_CHANNEL_XOFFSET
                                                              : SB_CHANNEL_YOFFSET];
        if (offset->kind == SB_DEF_FIELD && strcmp(offset->name, d->name) != 0) {
            s->dimension[s->n_dimensions++] = offset->channel;
        }
    }
    find_dividers(model, view);
    if (!read_offset(view, d, &s->offset) || (view->aggregated && s->n_by == 0) ||
        sb_def_is_data(&view->channels[sb_channel_second(channel)])) {
        return;
    }
    s->on = TRUE;
    s->impute = sb_mark_is_path(view->mark) && !json_is_null(d->impute);
    s->start = sb_arena_printf(model->arena, "%s_start", d->name);
    s->end = sb_arena_printf(model->arena, "%s_end", d->name);
}

/* --- a unit --- */

static void
set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

/* Rounded ends of a bar are corners of one side. */
static void
round_end(const SbModel *model, SbView *view, json_t *def)
{
    const json_t *radius = sb_mark_prop(model, view, "cornerRadiusEnd", NULL);
    gboolean vertical = view->orient != NULL && strcmp(view->orient, V) == 0;
    gboolean ranged =
        view->channels[vertical ? SB_CHANNEL_Y2 : SB_CHANNEL_X2].kind != SB_DEF_NONE;

    if (radius == NULL || view->mark != SB_MARK_BAR || view->orient == NULL) {
        return;
    }
    if (ranged) {
        set(def, "cornerRadius", json_deep_copy(radius));
    } else {
        set(def, vertical ? "cornerRadiusTopLeft" : "cornerRadiusTopRight",
            json_deep_copy(radius));
        set(def, vertical ? "cornerRadiusTopRight" : "cornerRadiusBottomRight",
            json_deep_copy(radius));
    }
}

static gboolean
is_aggregated(const SbView *view)
{
    for (int c = 0; c < SB_CHANNELS; c++) {
        const SbChannelDef *d = sb_def_data(&view->channels[c]);

        if (d != NULL && d->kind == SB_DEF_FIELD && d->op != SB_OP_NONE) {
            return TRUE;
        }
        for (int i = 0; i < view->n_many[c]; i++) {
            if (view->many[c][i].op != SB_OP_NONE) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Channels that can't be: an offset in a continuous place, colour beside fill. */
static void
drop_channels(SbView *view)
{
    SbChannelDef *ch = view->channels;

    for (int i = 0; i < 2; i++) {
        const SbChannelDef *main = &ch[i == 0 ? SB_CHANNEL_X : SB_CHANNEL_Y];
        SbChannelDef *offset = &ch[i == 0 ? SB_CHANNEL_XOFFSET : SB_CHANNEL_YOFFSET];

        if (main->kind == SB_DEF_FIELD && offset->kind == SB_DEF_FIELD &&
            !main->has_unit &&
            (main->type == SB_TYPE_QUANTITATIVE || main->type == SB_TYPE_TEMPORAL)) {
            offset->kind = SB_DEF_NONE;
        }
    }
    if (ch[view->filled ? SB_CHANNEL_FILL : SB_CHANNEL_STROKE].json != NULL) {
        ch[SB_CHANNEL_COLOR].kind = SB_DEF_NONE;
        ch[SB_CHANNEL_COLOR].n_conditions = 0;
    }
    if (view->mark == SB_MARK_ARC && ch[SB_CHANNEL_ANGLE].kind != SB_DEF_NONE &&
        ch[SB_CHANNEL_THETA].kind == SB_DEF_NONE) {
        ch[SB_CHANNEL_THETA] = ch[SB_CHANNEL_ANGLE];
        ch[SB_CHANNEL_THETA].channel = SB_CHANNEL_THETA;
        ch[SB_CHANNEL_ANGLE].kind = SB_DEF_NONE;
    }
}

gboolean
sb_view_unit_settle(SbModel *model, SbView *view, GError **error)
{
    const json_t *mark = json_object_get(view->spec, "mark"), *filled, *orient;
    const char *type =
        json_is_string(mark) ? json_string_value(mark) : sb_json_string(mark, "type", "");
    json_t *def = json_is_object(mark) ? json_deep_copy(mark) : json_object();
    int kind = sb_mark_find(type);
    g_autofree char *at = sb_json_pointer(view->pointer, "mark");

    sb_arena_own(model->arena, def, (GDestroyNotify)json_decref);
    set(def, "type", json_string(type));
    view->mark_def = def;
    if (json_object_get(view->spec, "projection") != NULL &&
        sb_mark_geoshape_projection(model, view, error) == NULL) {
        return FALSE;
    }
    if (json_object_get(json_object_get(view->spec, "encoding"), "longitude") != NULL ||
        json_object_get(json_object_get(view->spec, "encoding"), "latitude") != NULL) {
        sb_json_error(error, SB_ERROR_UNSUPPORTED, model->place, at,
            "marks by longitude and latitude are not drawn");
        return FALSE;
    }
    if (kind < 0) {
        const char *names[SB_MARKS], *near;

        for (int i = 0; i < SB_MARKS; i++) {
            names[i] = sb_mark_name(i);
        }
        near = sb_error_nearest(type, names, SB_MARKS);
        sb_json_error(error, SB_ERROR_UNSUPPORTED, model->place, at,
            "no mark: %s; expected bar, line, area, point …%s%s%s", type,
            near != NULL ? " (" : "", near != NULL ? near : "", near != NULL ? "?)" : "");
        return FALSE;
    }
    view->mark = kind;
    filled = sb_mark_prop(model, view, "filled", NULL);
    view->filled =
        json_is_boolean(filled)
            ? json_is_true(filled)
            : kind != SB_MARK_POINT && kind != SB_MARK_LINE && kind != SB_MARK_RULE;
    drop_channels(view);
    view->aggregated = is_aggregated(view);
    orient = sb_mark_prop(model, view, "orient", NULL);
    view->orient = orient_of(view, json_string_value(orient));
    round_end(model, view, def);
    if (sb_mark_prop(model, view, "opacity", NULL) == NULL &&
        sb_mark_prop(model, view, "fillOpacity", NULL) == NULL && !view->aggregated &&
        (kind == SB_MARK_POINT || kind == SB_MARK_TICK || kind == SB_MARK_CIRCLE ||
            kind == SB_MARK_SQUARE)) {
        set(def, "opacity", json_real(0.7));
    }
    find_stack(model, view);
    sb_dataflow_field_align(model, view);
    return TRUE;
}
