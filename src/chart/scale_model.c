/*
 * In: units with their channels.  Out: scale models, merged where views share them,
 * and from them scales and the sizes of frames (Vega-Lite's parseScales and layout
 * size).
 */
#include "chart/scale_model.h"

#include <math.h>
#include <string.h>

#include "chart/dataflow.h"

SbScaleModel *
sb_scale_model_of(const SbView *view, SbChannel channel)
{
    SbScaleModel *s = view->scales[channel];

    /* a view without the channel uses the scale that those around it share */
    for (const SbView *v = view->parent; s == NULL && v != NULL; v = v->parent) {
        s = v->scales[channel];
    }
    while (s != NULL && s->merged != NULL) {
        s = s->merged;
    }
    return s;
}

int
sb_dataflow_scale_type(const SbView *view, SbChannel channel)
{
    const SbScaleModel *s = sb_scale_model_of(view, channel);

    return s != NULL ? (int)s->type : -1;
}

const json_t *
sb_scale_model_given(const SbScaleModel *scale, const char *key)
{
    for (guint i = 0; i < scale->units->len; i++) {
        const SbView *unit = scale->units->pdata[i];
        const SbChannelDef *d = sb_def_data(&unit->channels[scale->channel]);
        const json_t *value = d != NULL ? json_object_get(d->scale, key) : NULL;

        if (value != NULL && !json_is_null(value)) {
            return value;
        }
    }
    return NULL;
}

/* --- types --- */

static gboolean
nested_offset(const SbView *view, SbChannel channel)
{
    SbChannel offset = channel == SB_CHANNEL_X ? SB_CHANNEL_XOFFSET : SB_CHANNEL_YOFFSET;
    const SbChannelDef *d = &view->channels[offset];

    return sb_channel_is_xy(channel) && sb_def_is_data(d) && !d->no_scale;
}

static SbScaleType
discrete_type(const SbView *view, SbChannel channel, const SbChannelDef *d)
{
    int flags = sb_channel_flags(channel);
    SbMarkKind m = view->mark;

    if (flags & (SB_CF_COLOR | SB_CF_DISCRETE)) {
        return SB_SCALE_ORDINAL;
    }
    if (flags & (SB_CF_POSITION | SB_CF_OFFSET)) {
        const json_t *size = json_object_get(view->mark_def,
            channel == SB_CHANNEL_X || channel == SB_CHANNEL_XOFFSET ? "width"
                                                                     : "height");

        if (m == SB_MARK_RECT || m == SB_MARK_BAR || m == SB_MARK_IMAGE ||
            m == SB_MARK_RULE || m == SB_MARK_TICK || nested_offset(view, channel) ||
            json_object_get(size, "band") != NULL ||
            json_object_get(d->guide, "tickBand") != NULL) {
            return SB_SCALE_BAND;
        }
    } else if (m == SB_MARK_ARC && (flags & SB_CF_POLAR)) {
        return SB_SCALE_BAND;
    }
    return SB_SCALE_POINT;
}

static SbScaleType
default_type(const SbView *view, SbChannel channel, const SbChannelDef *d)
{
    int flags = sb_channel_flags(channel);

    switch (d->type) {
    case SB_TYPE_TEMPORAL:
        if (flags & SB_CF_DISCRETE) {
            return SB_SCALE_ORDINAL;
        }
        return d->has_unit && d->unit.utc ? SB_SCALE_UTC : SB_SCALE_TIME;
    case SB_TYPE_QUANTITATIVE:
        if (flags & SB_CF_COLOR) {
            return d->bin == SB_BIN_BINNING ? SB_SCALE_BIN_ORDINAL : SB_SCALE_LINEAR;
        }
        return flags & SB_CF_DISCRETE ? SB_SCALE_ORDINAL : SB_SCALE_LINEAR;
    default:
        return discrete_type(view, channel, d);
    }
}

static gboolean
fits_data(SbScaleType type, SbType data)
{
    int flags = sb_scale_flags(type);

    switch (data) {
    case SB_TYPE_ORDINAL:
    case SB_TYPE_NOMINAL:
        return (flags & SB_SCALE_DISCRETE) != 0;
    case SB_TYPE_TEMPORAL:
        return (flags & SB_SCALE_IS_TIME) != 0;
    case SB_TYPE_QUANTITATIVE:
        return (flags & SB_SCALE_CONTINUOUS) && !(flags & SB_SCALE_IS_TIME);
    default:
        return TRUE;
    }
}

static gboolean
fits_channel(SbScaleType type, SbChannel channel)
{
    int cf = sb_channel_flags(channel), sf = sb_scale_flags(type);
    gboolean smooth = (sf & SB_SCALE_CONTINUOUS) && !(sf & SB_SCALE_DISCRETIZING);

    if (cf & (SB_CF_POSITION | SB_CF_OFFSET | SB_CF_POLAR)) {
        return smooth || (sf & SB_SCALE_IS_BAND);
    }
    if (cf & SB_CF_COLOR) {
        return type != SB_SCALE_BAND;
    }
    if (cf & SB_CF_DISCRETE) {
        return type == SB_SCALE_ORDINAL || (sf & SB_SCALE_DISCRETIZING);
    }
    return TRUE;
}

static gboolean
unit_scale(SbModel *model, SbView *view, SbChannel channel, GError **error)
{
    const SbChannelDef *d = sb_def_data(&view->channels[channel]);
    SbScaleModel *s;
    const char *given;
    int type;

    if (d == NULL && sb_channel_is_xy(channel) &&
        sb_def_is_data(&view->channels[sb_channel_second(channel)])) {
        d = NULL; /* a second channel alone has no scale of its own */
    }
    if (d == NULL || d->no_scale ||
        (view->mark == SB_MARK_GEOSHAPE && d->type == SB_TYPE_GEOJSON)) {
        return TRUE;
    }
    s = sb_arena_new_of(model->arena, SbScaleModel);
    s->channel = channel;
    s->owner = view;
    s->units = sb_arena_ptr_array(model->arena);
    g_ptr_array_add(s->units, view);
    s->type = default_type(view, channel, d);
    given = sb_json_string(d->scale, "type", NULL);
    if (given != NULL) {
        type = sb_scale_type_find(given);
        if (type < 0) {
            g_autofree char *at = g_strconcat(d->pointer, "/scale/type", NULL);
            const char *names[SB_SCALE_TYPES], *near;

            for (int i = 0; i < SB_SCALE_TYPES; i++) {
                names[i] = sb_scale_type_name(i);
            }
            near = sb_error_nearest(given, names, SB_SCALE_TYPES);
            sb_json_error(error, SB_ERROR_UNSUPPORTED, model->place, at,
                "no type of scale: %s%s%s%s", given,
                near != NULL ? "; did you mean " : "", near != NULL ? near : "",
                near != NULL ? "?" : "");
            return FALSE;
        }
        if (fits_channel(type, channel) &&
            (d->kind != SB_DEF_FIELD || fits_data(type, d->type))) {
            s->type = type;
            s->type_explicit = TRUE;
        }
    }
    view->scales[channel] = s;
    return TRUE;
}

/* --- merging --- */

static int
category(SbScaleType type)
{
    int flags = sb_scale_flags(type);

    return flags & SB_SCALE_IS_TIME        ? 1
           : flags & SB_SCALE_IS_BAND      ? 2
           : flags & SB_SCALE_DISCRETE     ? (type == SB_SCALE_BIN_ORDINAL ? 5 : 3)
           : flags & SB_SCALE_DISCRETIZING ? 4
                                           : 0;
}

static gboolean
compatible(SbScaleType a, SbScaleType b)
{
    int x = category(a), y = category(b);

    return x == y || (x == 1 && y == 2) || (x == 2 && y == 1);
}

static int
precedence(SbScaleType type)
{
    switch (type) {
    case SB_SCALE_BAND:
        return 11;
    case SB_SCALE_POINT:
        return 10;
    case SB_SCALE_LOG:
    case SB_SCALE_POW:
    case SB_SCALE_SQRT:
    case SB_SCALE_SYMLOG:
    case SB_SCALE_IDENTITY:
        return 1;
    default:
        return 0;
    }
}

static void
merge_type(SbScaleModel *into, const SbScaleModel *from)
{
    if (into->type_explicit && !from->type_explicit) {
        return;
    }
    if ((from->type_explicit && !into->type_explicit) ||
        precedence(from->type) > precedence(into->type)) {
        into->type = from->type;
        into->type_explicit = from->type_explicit;
    }
}

static void
merge_channel(SbModel *model, SbView *view, SbChannel channel)
{
    SbScaleModel *all = NULL;

    for (guint i = 0; i < view->children->len; i++) {
        const SbView *child = view->children->pdata[i];
        const SbScaleModel *one = child->scales[channel];

        if (one == NULL) {
            continue;
        }
        if (all == NULL) {
            all = sb_arena_new_of(model->arena, SbScaleModel);
            *all = *one;
            all->owner = view;
            all->merged = NULL;
            all->units = sb_arena_ptr_array(model->arena);
        } else if (!compatible(all->type, one->type)) {
            view->scale_independent[channel] = view->guide_independent[channel] = TRUE;
            return;
        } else {
            merge_type(all, one);
        }
    }
    for (guint i = 0; all != NULL && i < view->children->len; i++) {
        SbView *child = view->children->pdata[i];
        SbScaleModel *one = child->scales[channel];

        if (one != NULL) {
            for (guint k = 0; k < one->units->len; k++) {
                g_ptr_array_add(all->units, one->units->pdata[k]);
            }
            one->merged = all;
        }
    }
    view->scales[channel] = all;
}

static gboolean
collect(SbModel *model, SbView *view, GError **error)
{
    for (guint i = 0; i < view->children->len; i++) {
        if (!collect(model, view->children->pdata[i], error)) {
            return FALSE;
        }
    }
    for (int c = 0; c < SB_CHANNELS; c++) {
        if (!(sb_channel_flags(c) & SB_CF_SCALED)) {
            continue;
        }
        if (view->kind == SB_VIEW_UNIT) {
            if (!unit_scale(model, view, c, error)) {
                return FALSE;
            }
        } else if (!view->scale_independent[c]) {
            merge_channel(model, view, c);
        }
    }
    return TRUE;
}

gboolean
sb_scale_model_collect(SbModel *model, GError **error)
{
    return collect(model, model->root, error);
}

/* --- sizes --- */

SbView *
sb_scale_model_frame(const SbView *view)
{
    const SbView *v = view;

    while (v->parent != NULL && v->parent->kind == SB_VIEW_LAYER) {
        v = v->parent;
    }
    return (SbView *)v;
}

/* The size of one dimension when nothing is said. */
static SbSize
default_size(const SbModel *model, const SbView *unit, int dim, const SbScaleModel *scale)
{
    const char *name = dim == 0 ? "width" : "height";
    const json_t *discrete = sb_config_get(model->config, "view", name);
    gboolean geo = unit->mark == SB_MARK_ARC || unit->mark == SB_MARK_GEOSHAPE ||
                   unit->channels[SB_CHANNEL_LONGITUDE].kind != SB_DEF_NONE ||
                   unit->channels[SB_CHANNEL_LATITUDE].kind != SB_DEF_NONE;
    gboolean continuous =
        scale != NULL ? !(sb_scale_flags(scale->type) & SB_SCALE_DISCRETE) : geo;
    SbSize out = { SB_SIZE_STEP, FALSE,
        sb_config_number(model->config, "view", "step", 20), TRUE };

    if (continuous) {
        out.kind = SB_SIZE_NUMBER;
        out.value = sb_config_number(model->config, "view", name,
            sb_config_number(model->config, "view",
                dim == 0 ? "continuousWidth" : "continuousHeight", 300));
        return out;
    }
    if (discrete == NULL) {
        discrete = sb_config_get(
            model->config, "view", dim == 0 ? "discreteWidth" : "discreteHeight");
    }
    if (json_is_number(discrete)) {
        out.kind = SB_SIZE_NUMBER;
        out.value = json_number_value(discrete);
    } else if (json_is_object(discrete)) {
        out.value = sb_json_number(discrete, "step", out.value);
    }
    if (out.kind == SB_SIZE_STEP && scale == NULL) {
        out.kind = SB_SIZE_NUMBER;
    }
    return out;
}

static SbSize
size_of_unit(const SbModel *model, const SbView *unit, int dim)
{
    const SbScaleModel *scale =
        sb_scale_model_of(unit, dim == 0 ? SB_CHANNEL_X : SB_CHANNEL_Y);
    SbSize size = unit->size[dim];

    if (size.kind == SB_SIZE_STEP &&
        (scale == NULL || !(sb_scale_flags(scale->type) & SB_SCALE_IS_BAND))) {
        double step = size.value;

        size = default_size(model, unit, dim, scale);
        if (scale == NULL) {
            size.value = step;
            size.explicit = TRUE;
        }
        return size;
    }
    return size.kind == SB_SIZE_UNSET ? default_size(model, unit, dim, scale) : size;
}

typedef struct {
    const SbModel *model;
    int dim;
    SbSize size;
    const SbView *unit;
} Sizing;

static void
take_size(SbView *unit, void *data)
{
    Sizing *s = data;
    SbSize one = size_of_unit(s->model, unit, s->dim);

    if (s->unit == NULL || (one.explicit && !s->size.explicit)) {
        s->size = one;
        s->unit = unit;
    }
}

/* How many pixels a step of the outer bands takes, when `for` is the inner ones. */
static double
position_step(const SbView *unit, int dim, SbSize size, const SbScaleModel *outer)
{
    SbChannel oc = dim == 0 ? SB_CHANNEL_XOFFSET : SB_CHANNEL_YOFFSET;
    const SbChannelDef *d = &unit->channels[oc];
    const SbScaleModel *inner = sb_scale_model_of(unit, oc);
    double count, in, out;

    if (!size.step_for_offset || inner == NULL || inner->scale == NULL ||
        !sb_def_is_data(d) ||
        !(d->type == SB_TYPE_NOMINAL || d->type == SB_TYPE_ORDINAL)) {
        return size.value;
    }
    count = inner->scale->n_values;
    if (inner->type == SB_SCALE_BAND) {
        in = isnan(inner->padding_inner) ? 0 : inner->padding_inner;
        out = isnan(inner->padding_outer) ? 0 : inner->padding_outer;
        count = sb_scale_band_space(count, in, out);
    }
    return size.value * count /
           (1 - (isnan(outer->padding_inner) ? 0 : outer->padding_inner));
}

static void
size_frame(SbModel *model, SbView *frame, int dim)
{
    Sizing s = { model, dim, { SB_SIZE_UNSET, FALSE, 0, FALSE }, NULL };
    SbScaleModel *scale;

    sb_view_units(frame, take_size, &s);
    if (s.unit == NULL) {
        frame->extent[dim] = s.size.value;
        return;
    }
    frame->extent[dim] = s.size.value;
    frame->stepped[dim] = s.size.kind == SB_SIZE_STEP;
    if (s.size.kind == SB_SIZE_STEP) {
        double in, out;

        scale = sb_scale_model_of(s.unit, dim == 0 ? SB_CHANNEL_X : SB_CHANNEL_Y);
        scale->step = position_step(s.unit, dim, s.size, scale);
        in = scale->type == SB_SCALE_POINT ? 1
             : isnan(scale->padding_inner) ? 0
                                           : scale->padding_inner;
        out = isnan(scale->padding_outer) ? 0 : scale->padding_outer;
        frame->extent[dim] =
            scale->step * sb_scale_band_space(scale->scale->n_values, in, out);
    }
}

/* --- making --- */

typedef gboolean (*Stage)(SbModel *model, SbScaleModel *scale, GError **error);

/* Every scale that belongs to view or to what lies below, not beyond a facet's cells
 * when those are made one by one. */
static gboolean
each_scale(SbModel *model, SbView *view, Stage stage, GError **error)
{
    for (int c = SB_CHANNELS - 1; c >= 0; c--) {
        SbScaleModel *s = view->scales[c];

        if (s != NULL && s->merged == NULL && s->owner == view &&
            !stage(model, s, error)) {
            return FALSE;
        }
    }
    for (guint i = 0; i < view->children->len; i++) {
        if (!each_scale(model, view->children->pdata[i], stage, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
size_frames(SbModel *model, SbView *view)
{
    if (view->kind == SB_VIEW_UNIT || view->kind == SB_VIEW_LAYER) {
        size_frame(model, view, 0);
        size_frame(model, view, 1);
        return;
    }
    for (guint i = 0; i < view->children->len; i++) {
        size_frames(model, view->children->pdata[i]);
    }
}

static gboolean
is_position(const SbScaleModel *s)
{
    return sb_channel_is_xy(s->channel);
}

static gboolean
range_position(SbModel *model, SbScaleModel *s, GError **error)
{
    if (is_position(s)) {
        if (!sb_range_make(model, s, error)) {
            return FALSE;
        }
        sb_domain_finish(model, s);
    }
    return TRUE;
}

static gboolean
range_others(SbModel *model, SbScaleModel *s, GError **error)
{
    if (!is_position(s)) {
        if (!sb_range_make(model, s, error)) {
            return FALSE;
        }
        sb_domain_finish(model, s);
    }
    return TRUE;
}

gboolean
sb_scale_model_make(SbModel *model, SbView *view, GError **error)
{
    if (!each_scale(model, view, sb_domain_make, error)) {
        return FALSE;
    }
    size_frames(model, view);
    if (view == model->root) {
        model->width = view->extent[0];
        model->height = view->extent[1];
    }
    return each_scale(model, view, range_position, error) &&
           each_scale(model, view, range_others, error);
}
