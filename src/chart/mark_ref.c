/*
 * In: a unit's positions.  Out: references for x, y, width … of its items, after
 * Vega-Lite's encode rules (point, range and rect positions).
 */
#include <math.h>
#include <string.h>

#include "chart/dataflow.h"
#include "chart/mark.h"

SbCells
sb_mark_cells(const SbTable *table, const char *name)
{
    SbCells c = { NULL, { 0 } };
    int at = name != NULL ? sb_table_find(table, name) : -1;

    if (at >= 0) {
        c.column = sb_table_column(table, (size_t)at);
    }
    if (name != NULL) {
        c.field = sb_table_field(table, name);
    }
    return c;
}

static gboolean
is_finite_value(SbValue v)
{
    return !sb_value_is_missing(v) && isfinite(sb_value_to_number(v));
}

double
sb_ref_at(const SbRef *r, size_t row)
{
    double v;

    if (!r->set) {
        return NAN;
    }
    if (r->quick && sb_column_quick(r->a.column, row, &v) && isfinite(v)) {
        v = r->scale != NULL ? sb_scale_at(r->scale, v) : v;
    } else if (r->guard && !is_finite_value(sb_cells_at(&r->a, row))) {
        v = r->instead;
    } else if (r->is_between) {
        double a = sb_value_to_number(sb_cells_at(&r->a, row));
        double b = sb_value_to_number(sb_cells_at(&r->b, row));

        v = (1 - r->at) * a + r->at * b;
        v = r->scale != NULL ? sb_scale_at(r->scale, v) : v;
    } else {
        SbValue value = r->is_field ? sb_cells_at(&r->a, row) : r->constant;

        v = r->scale != NULL ? sb_scale_number(r->scale, value)
                             : sb_value_to_number(value);
    }
    if (r->band != 0 && r->scale != NULL && r->scale->type == SB_SCALE_BAND) {
        v += r->band * r->scale->bandwidth;
    }
    v += r->offset;
    if (r->plus != NULL && r->plus->set) {
        double p = sb_ref_at(r->plus, row);

        v += isnan(p) ? 0 : p;
    }
    return v;
}

/* --- making --- */

static SbRef
constant(double value)
{
    return (SbRef){ .set = TRUE, .constant = sb_value_number(value) };
}

static const SbScale *
scale_of(const SbMarker *m, SbChannel channel)
{
    const SbScaleModel *s = sb_scale_model_of(m->view, channel);

    return s != NULL ? s->scale : NULL;
}

static SbRef
field(const SbMarker *m, const SbScale *scale, const char *name)
{
    return (SbRef){ .set = TRUE,
        .scale = scale,
        .is_field = TRUE,
        .quick = scale == NULL || scale->type == SB_SCALE_IDENTITY ||
                 ((sb_scale_flags(scale->type) & SB_SCALE_CONTINUOUS) &&
                     !(sb_scale_flags(scale->type) & SB_SCALE_DISCRETIZING)),
        .a = sb_mark_cells(m->table, name) };
}

static SbRef
between(const SbMarker *m, const SbScale *scale, const char *a, const char *b, double at)
{
    if (at == 0 || at == 1) {
        return field(m, scale, at == 0 ? a : b);
    }
    return (SbRef){ .set = TRUE,
        .scale = scale,
        .is_between = TRUE,
        .a = sb_mark_cells(m->table, a),
        .b = sb_mark_cells(m->table, b),
        .at = at };
}

static gboolean
discrete(const SbScale *scale)
{
    return scale != NULL && (sb_scale_flags(scale->type) & SB_SCALE_DISCRETE);
}

static double
full_size(const SbMarker *m, SbChannel channel)
{
    return sb_channel_main(channel) == SB_CHANNEL_X ? m->width : m->height;
}

static SbRef
of_value(const SbMarker *m, SbChannel channel, const SbChannelDef *def)
{
    return constant(
        def->value_full ? full_size(m, channel) : sb_value_to_number(def->value));
}

/* Vega-Lite's midPoint: where a channel's definition stands. */
SbRef
sb_mark_mid(const SbMarker *m, const SbChannelDef *d, const SbChannelDef *second,
    SbChannel scale_channel, double band_position)
{
    const SbScale *scale = scale_of(m, scale_channel);
    SbRef r = { 0 };
    double at = band_position;

    if (d->kind == SB_DEF_VALUE) {
        return of_value(m, scale_channel, d);
    }
    if (d->kind == SB_DEF_DATUM) {
        r = (SbRef){ .set = TRUE, .scale = scale, .constant = d->value };
        r.band = isnan(at) ? 0.5 : at;
        return r;
    }
    if (d->kind != SB_DEF_FIELD) {
        return r;
    }
    if (d->type != SB_TYPE_NONE && isnan(at)) {
        at = sb_mark_band_position(m->model, m->view, d, second);
    }
    if (d->bin == SB_BIN_BINNING ||
        (!isnan(at) && at != 0 && d->has_unit && d->type == SB_TYPE_TEMPORAL)) {
        if (m->view->stack.on && m->view->stack.impute && d->bin == SB_BIN_BINNING) {
            return field(m, scale, d->mid);
        }
        if (!isnan(at) && at != 0 && !discrete(scale)) {
            return between(m, scale, d->name, d->end, at);
        }
        r = field(m, scale,
            d->bin == SB_BIN_BINNING && discrete(scale) && d->range != NULL &&
                    (d->type == SB_TYPE_ORDINAL || d->type == SB_TYPE_NOMINAL)
                ? d->range
                : d->name);
        r.band = isnan(band_position) ? 0.5 : band_position;
        if (d->bin == SB_BIN_BINNING && d->type == SB_TYPE_QUANTITATIVE &&
            discrete(scale) && scale->type != SB_SCALE_BAND) {
            r.band = 0;
        }
        return r;
    }
    if (d->bin == SB_BIN_BINNED && second != NULL && second->kind == SB_DEF_FIELD) {
        return between(m, scale, d->name, second->name, isnan(at) ? 0.5 : at);
    }
    r = field(m, scale, d->name);
    r.band = isnan(band_position) ? (isnan(d->band_position) ? 0.5 : d->band_position)
                                  : band_position;
    return r;
}

/* --- defaults --- */

static double
zero_or(const SbMarker *m, SbChannel channel, gboolean most)
{
    SbChannel main = sb_channel_main(channel);
    const SbScale *scale = m->view->channels[main].kind != SB_DEF_NONE
                               ? scale_of(m, main)
                               : NULL; /* other layers' is not this one's */

    if (scale == NULL || discrete(scale) || scale->n_domain < 2) {
        switch (main) {
        case SB_CHANNEL_X:
            return most ? m->width : 0;
        case SB_CHANNEL_Y:
            return most ? 0 : m->height;
        case SB_CHANNEL_RADIUS:
            return most ? MIN(m->width, m->height) / 2 : 0;
        default:
            return most ? 2 * G_PI : 0;
        }
    }
    double a = scale->domain[0], b = scale->domain[scale->n_domain - 1];
    gboolean holds = MIN(a, b) <= 0 && MAX(a, b) >= 0;

    return sb_scale_at(scale, holds && scale->type != SB_SCALE_LOG &&
                                      !(sb_scale_flags(scale->type) & SB_SCALE_IS_TIME)
                                  ? 0
                              : most ? b
                                     : a);
}

static const char *
vega_name(SbChannel channel)
{
    switch (channel) {
    case SB_CHANNEL_THETA:
        return "startAngle";
    case SB_CHANNEL_THETA2:
        return "endAngle";
    case SB_CHANNEL_RADIUS:
        return "outerRadius";
    case SB_CHANNEL_RADIUS2:
        return "innerRadius";
    default:
        return NULL;
    }
}

static SbRef
default_ref(const SbMarker *m, SbChannel channel, SbDefaultPos fallback)
{
    const json_t *given =
        sb_mark_prop(m->model, m->view, sb_channel_name(channel), vega_name(channel));

    if (json_is_number(given)) {
        return constant(json_number_value(given));
    }
    if (json_is_string(given)) {
        return constant(full_size(m, channel));
    }
    switch (fallback) {
    case SB_POS_ZERO_OR_MIN:
        return constant(zero_or(m, channel, FALSE));
    case SB_POS_ZERO_OR_MAX:
        return constant(zero_or(m, channel, TRUE));
    case SB_POS_MID:
        return constant(full_size(m, channel) / 2);
    default:
        return (SbRef){ 0 };
    }
}

/* xOffset and the like; *scaled: it is a channel rather than a property. */
static SbRef
offset_of(const SbMarker *m, SbChannel channel, double band, gboolean *scaled)
{
    SbChannel oc = channel == SB_CHANNEL_X ? SB_CHANNEL_XOFFSET : SB_CHANNEL_YOFFSET;
    char key[32];
    const json_t *given;

    *scaled = FALSE;
    if (sb_channel_is_xy(channel) && m->view->channels[oc].kind != SB_DEF_NONE) {
        *scaled = TRUE;
        return sb_mark_mid(m, &m->view->channels[oc], NULL, oc, band);
    }
    g_snprintf(key, sizeof key, "%sOffset", sb_channel_name(channel));
    given = sb_model_value(m->model, json_object_get(m->view->mark_def, key));
    return json_is_number(given) ? constant(json_number_value(given)) : (SbRef){ 0 };
}

static void
add_offset(const SbMarker *m, SbRef *ref, SbRef offset)
{
    SbRef *copy;

    if (!ref->set || !offset.set) {
        return;
    }
    copy = sb_arena_new_of(m->model->arena, SbRef);
    *copy = offset;
    ref->plus = copy;
}

/* Invalid values are shown at zero (or the least) when the mark says so. */
static void
guard_invalid(const SbMarker *m, SbRef *ref, SbChannel channel)
{
    const json_t *as;

    if (!ref->set || !ref->is_field || ref->scale == NULL ||
        sb_dataflow_invalid(m->model, m->view, channel) != SB_INVALID_SHOW) {
        return;
    }
    as = json_object_get(
        sb_config_get(m->model->config, "scale", "invalid"), sb_channel_name(channel));
    as = json_object_get(as, "value");
    ref->guard = TRUE;
    ref->instead = json_is_number(as)   ? json_number_value(as)
                   : json_is_string(as) ? full_size(m, channel)
                                        : zero_or(m, channel, FALSE);
}

/* --- points and ranges --- */

static SbRef
main_ref(const SbMarker *m, SbChannel channel, SbDefaultPos fallback, double band)
{
    const SbChannelDef *d = &m->view->channels[channel];
    const SbChannelDef *second = &m->view->channels[sb_channel_second(channel)];
    const SbStackInfo *s = &m->view->stack;
    SbRef r;

    if (s->on && s->channel == channel && d->kind == SB_DEF_FIELD) {
        double at = d->band_position;

        if (isnan(at) && m->view->mark == SB_MARK_TEXT &&
            (sb_channel_flags(channel) & SB_CF_POLAR)) {
            at = 0.5;
        }
        return isnan(at) ? field(m, scale_of(m, channel), s->end)
                         : between(m, scale_of(m, channel), s->start, s->end, at);
    }
    if (d->kind == SB_DEF_NONE) {
        return default_ref(m, channel, fallback);
    }
    r = sb_mark_mid(m, d, second->kind != SB_DEF_NONE ? second : NULL, channel, band);
    guard_invalid(m, &r, channel);
    return r;
}

SbRef
sb_mark_point(const SbMarker *m, SbChannel channel, SbDefaultPos fallback)
{
    gboolean scaled;
    SbRef offset = offset_of(m, channel, 0.5, &scaled);
    SbRef r = main_ref(m, channel, fallback, scaled ? 0 : NAN);

    add_offset(m, &r, offset);
    return r;
}

static SbRef *
slot(SbPlace *out, SbChannel channel, const char *which)
{
    gboolean x = sb_channel_main(channel) == SB_CHANNEL_X ||
                 sb_channel_main(channel) == SB_CHANNEL_THETA;

    if (strcmp(which, "main") == 0) {
        return x ? &out->x : &out->y;
    }
    if (strcmp(which, "second") == 0) {
        return x ? &out->x2 : &out->y2;
    }
    if (strcmp(which, "center") == 0) {
        return x ? &out->xc : &out->yc;
    }
    return x ? &out->width : &out->height;
}

/* By alignment of ranged marks with a size: the left, the middle, the right. */
static SbRef *
aligned_slot(const SbMarker *m, SbPlace *out, SbChannel channel, gboolean top)
{
    gboolean x = channel == SB_CHANNEL_X;
    const char *align = json_string_value(
        sb_mark_prop(m->model, m->view, x ? "align" : "baseline", NULL));

    if (!sb_channel_is_xy(channel)) {
        return slot(out, channel, "main");
    }
    if (align == NULL) {
        return slot(out, channel, top ? "main" : "center");
    }
    if (strcmp(align, "left") == 0 || strcmp(align, "top") == 0) {
        return slot(out, channel, "main");
    }
    return slot(out, channel,
        strcmp(align, "right") == 0 || strcmp(align, "bottom") == 0 ? "second"
                                                                    : "center");
}

static const char *
size_name(SbChannel channel)
{
    return sb_channel_main(channel) == SB_CHANNEL_X   ? "width"
           : sb_channel_main(channel) == SB_CHANNEL_Y ? "height"
                                                      : NULL;
}

void
sb_mark_range(const SbMarker *m, SbChannel channel, SbDefaultPos fallback,
    SbDefaultPos fallback2, SbPlace *out)
{
    SbChannel second = sb_channel_second(channel);
    const SbChannelDef *d2 = &m->view->channels[second];
    const SbStackInfo *s = &m->view->stack;
    gboolean scaled;
    SbRef offset = offset_of(m, channel, NAN, &scaled), r = { 0 };
    SbRef offset2 = json_object_get(m->view->mark_def,
                        second == SB_CHANNEL_X2 ? "x2Offset" : "y2Offset") != NULL
                        ? offset_of(m, second, NAN, &scaled)
                        : offset;
    const char *size = size_name(channel);
    const json_t *fixed = NULL;
    gboolean sized = FALSE;

    if (s->on && s->channel == channel && sb_def_is_data(&m->view->channels[channel])) {
        r = field(m, scale_of(m, channel), s->start);
    } else if (d2->kind != SB_DEF_NONE) {
        r = sb_mark_mid(m, d2, NULL, channel, NAN);
        guard_invalid(m, &r, channel);
    }
    if (r.set) {
        add_offset(m, &r, offset2);
        *slot(out, channel, "second") = r;
    } else {
        const json_t *at =
            sb_mark_prop(m->model, m->view, sb_channel_name(second), vega_name(second));

        fixed = size != NULL ? sb_mark_prop(m->model, m->view, size, NULL) : NULL;
        if (at == NULL && json_is_number(fixed)) {
            *slot(out, channel, "size") = constant(json_number_value(fixed));
            sized = TRUE;
        } else {
            *slot(out, channel, "second") = default_ref(m, second, fallback2);
        }
    }
    r = sb_mark_point(m, channel, fallback);
    if (sized) {
        *aligned_slot(m, out, channel, FALSE) = r;
    } else {
        *slot(out, channel, "main") = r;
    }
}

/* --- bars, rects, ticks --- */

typedef struct {
    gboolean relative; /* {band: n} */
    double value;      /* NaN: unset */
} BandSize;

static BandSize
read_band_size(const json_t *json)
{
    if (json_is_number(json)) {
        return (BandSize){ FALSE, json_number_value(json) };
    }
    if (json_is_object(json) && json_object_get(json, "band") != NULL) {
        return (BandSize){ TRUE, sb_json_number(json, "band", 1) };
    }
    return (BandSize){ FALSE, NAN };
}

static BandSize
band_size(const SbMarker *m, const SbChannelDef *d, const SbScale *scale,
    const char *size, gboolean vl_size)
{
    BandSize b = read_band_size(
        sb_mark_prop(m->model, m->view, vl_size ? "size" : size, vl_size ? size : NULL));
    const char *mark = sb_mark_name(m->view->mark);

    if (!isnan(b.value)) {
        return b;
    }
    if (d->kind == SB_DEF_FIELD && d->has_unit) {
        const json_t *v = sb_mark_config(m->model, m->view, "timeUnitBandSize");

        return (BandSize){ TRUE, json_is_number(v) ? json_number_value(v) : 1 };
    }
    if (d->kind == SB_DEF_FIELD && d->bin == SB_BIN_BINNING && !discrete(scale)) {
        return (BandSize){ TRUE, 1 };
    }
    if (scale != NULL && !discrete(scale)) {
        return read_band_size(
            sb_config_get(m->model->config, mark, "continuousBandSize"));
    }
    b = read_band_size(sb_config_get(m->model->config, mark, "discreteBandSize"));
    return scale != NULL && isnan(b.value) ? (BandSize){ TRUE, 1 } : b;
}

static double
min_band(const SbMarker *m)
{
    const json_t *v = sb_mark_config(m->model, m->view, "minBandSize");

    return json_is_number(v) ? json_number_value(v) : 0;
}

static SbRef
default_size(const SbMarker *m, SbChannel channel, const SbScaleModel *s, BandSize b,
    gboolean has_field)
{
    int dim = channel == SB_CHANNEL_X ? 0 : 1;
    double step = sb_config_number(m->model->config, "view", "step", 20);
    const SbSize *size = &m->view->size[dim];

    if (b.relative) {
        if (s != NULL && s->type == SB_SCALE_BAND) {
            return constant(MAX(min_band(m), b.value * s->scale->bandwidth));
        }
        if (s == NULL) {
            return constant(b.value * full_size(m, channel));
        }
    } else if (!isnan(b.value)) {
        return constant(b.value);
    }
    if (s != NULL && !isnan(s->step) && size->kind == SB_SIZE_STEP) {
        return constant(s->step - 2);
    }
    if (s != NULL && !isnan(s->step)) {
        return constant(s->step - 2);
    }
    if (!has_field) {
        const char *key =
            sb_config_get(m->model->config, "scale", "bandPaddingInner") != NULL
                ? "bandPaddingInner"
            : m->view->mark == SB_MARK_TICK ? "tickBandPaddingInner"
            : m->view->mark == SB_MARK_BAR  ? "barBandPaddingInner"
                                            : "rectBandPaddingInner";

        return constant((1 - sb_config_number(m->model->config, "scale", key, 0)) *
                        full_size(m, channel));
    }
    return constant(step - 2);
}

static SbRef
visual_size(const SbMarker *m)
{
    const SbChannelDef *d = &m->view->channels[SB_CHANNEL_SIZE];
    const json_t *own =
        sb_model_value(m->model, json_object_get(m->view->mark_def, "size"));

    if (d->kind == SB_DEF_FIELD || d->kind == SB_DEF_DATUM) {
        SbRef r = sb_mark_mid(m, d, NULL, SB_CHANNEL_SIZE, NAN);

        r.band = 0;
        return r;
    }
    if (d->kind == SB_DEF_VALUE) {
        return constant(sb_value_to_number(d->value));
    }
    return json_is_number(own) ? constant(json_number_value(own)) : (SbRef){ 0 };
}

static void
position_and_size(const SbMarker *m, SbChannel channel, SbPlace *out)
{
    const SbChannelDef *d = &m->view->channels[channel];
    SbChannel oc = channel == SB_CHANNEL_X ? SB_CHANNEL_XOFFSET : SB_CHANNEL_YOFFSET;
    const SbScaleModel *s = sb_scale_model_of(m->view, channel);
    const SbScaleModel *os =
        sb_channel_is_xy(channel) ? sb_scale_model_of(m->view, oc) : NULL;
    const SbScaleModel *inner = os != NULL ? os : s;
    const char *orient = m->view->orient != NULL ? m->view->orient : "";
    gboolean vl_size = m->view->mark == SB_MARK_TICK ||
                       (strcmp(orient, "horizontal") == 0 && channel == SB_CHANNEL_Y) ||
                       (strcmp(orient, "vertical") == 0 && channel == SB_CHANNEL_X);
    const char *size = size_name(channel);
    BandSize b = band_size(m, d,
        s != NULL    ? s->scale
        : os != NULL ? os->scale
                     : NULL,
        size != NULL ? size : "size", vl_size);
    SbRef wide = { 0 }, offset, pos, *place;
    gboolean own_size, scaled, center;
    double at;

    if (vl_size) {
        wide = visual_size(m);
    }
    own_size = wide.set;
    if (!own_size) {
        wide = default_size(m, channel, inner, b, sb_def_is_data(d));
    }
    place = aligned_slot(m, out, channel,
        (s != NULL       ? s->type
            : os != NULL ? os->type
                         : SB_SCALE_LINEAR) == SB_SCALE_BAND &&
            b.relative && !own_size);
    center = place == &out->xc || place == &out->yc;
    offset = offset_of(m, channel, center ? 0.5 : 0, &scaled);
    at = center && !scaled && d->kind == SB_DEF_FIELD && d->has_unit
             ? sb_mark_band_position(m->model, m->view, d, NULL)
             : NAN;
    if (isnan(at)) {
        at = center ? (scaled ? 0 : 0.5) : b.relative ? (1 - b.value) / 2 : 0;
    }
    if (!center && scaled && b.relative && b.value != 1 && os != NULL) {
        offset.band = (1 - b.value) / 2;
    }
    pos = d->kind == SB_DEF_NONE ? default_ref(m, channel, SB_POS_MID)
                                 : sb_mark_mid(m, d, NULL, channel, at);
    guard_invalid(m, &pos, channel);
    add_offset(m, &pos, offset);
    if (size != NULL) {
        *place = pos;
        *slot(out, channel, "size") = wide;
    } else {
        SbRef far = pos;

        *slot(out, channel, "main") = pos;
        add_offset(m, &far, wide);
        *slot(out, channel, "second") = far;
    }
}

/* Bars of bins and time units: from one edge to the other, with a gap. */
static void
bin_position(const SbMarker *m, SbChannel channel, SbPlace *out)
{
    const SbChannelDef *d = &m->view->channels[channel];
    const SbChannelDef *d2 = &m->view->channels[sb_channel_second(channel)];
    const SbScaleModel *s = sb_scale_model_of(m->view, channel);
    BandSize b = band_size(
        m, d, s->scale, size_name(channel) != NULL ? size_name(channel) : "size", FALSE);
    double at =
        sb_mark_band_position(m->model, m->view, d, d2->kind != SB_DEF_NONE ? d2 : NULL);
    double edge = b.relative ? (1 - b.value) / 2 : 0.5;
    gboolean moved = d->has_unit && d->rect_start != NULL && !isnan(at) && at != 0.5;
    const char *from = moved ? d->rect_start : d->name,
               *to = moved ? d->rect_end : d->end;
    SbRef a, z;

    if (d->bin == SB_BIN_BINNED) {
        a = field(m, s->scale, d->name);
        if (d2->kind == SB_DEF_FIELD) {
            z = field(m, s->scale, d2->name);
        } else {
            z = a;
            z.is_between = FALSE;
            if (d->bins.step > 0) {
                /* the end is a step away: (start + step) through the scale */
                z.offset = sb_scale_at(s->scale, s->scale->domain[0] + d->bins.step) -
                           sb_scale_at(s->scale, s->scale->domain[0]);
            }
        }
    } else {
        a = between(m, s->scale, from, to, edge);
        z = between(m, s->scale, from, to, 1 - edge);
    }
    *slot(out, channel, "second") = a;
    *slot(out, channel, "main") = z;
}

void
sb_mark_rect(const SbMarker *m, SbChannel channel, SbPlace *out)
{
    const SbChannelDef *d = &m->view->channels[channel];
    const SbChannelDef *d2 = &m->view->channels[sb_channel_second(channel)];
    const SbScale *scale = scale_of(m, channel);
    const char *orient = m->view->orient != NULL ? m->view->orient : "";
    const char *size = size_name(channel);
    gboolean x = channel == SB_CHANNEL_X;
    BandSize given = read_band_size(sb_mark_prop(m->model, m->view, "size", size));
    gboolean sized = m->view->channels[SB_CHANNEL_SIZE].kind != SB_DEF_NONE ||
                     (!given.relative && !isnan(given.value));
    gboolean band = (m->view->mark == SB_MARK_BAR && sb_channel_is_xy(channel) &&
                        strcmp(orient, x ? "vertical" : "horizontal") == 0) ||
                    (m->view->mark == SB_MARK_TICK && sb_channel_is_xy(channel) &&
                        strcmp(orient, x ? "horizontal" : "vertical") == 0);
    SbChannel oc = x ? SB_CHANNEL_XOFFSET : SB_CHANNEL_YOFFSET;

    if (d->kind == SB_DEF_FIELD && scale != NULL &&
        (d->bin != SB_BIN_NONE || (d->has_unit && d2->kind == SB_DEF_NONE)) && !sized &&
        m->view->channels[oc].kind == SB_DEF_NONE && !discrete(scale) &&
        !(d->bin == SB_BIN_BINNED && d2->kind == SB_DEF_NONE && d->bins.step == 0)) {
        bin_position(m, channel, out);
    } else if (((sb_def_is_data(d) && discrete(scale)) || band) &&
               d2->kind == SB_DEF_NONE) {
        position_and_size(m, channel, out);
    } else {
        sb_mark_range(m, channel, SB_POS_ZERO_OR_MAX, SB_POS_ZERO_OR_MIN, out);
    }
}

/* The gap between bins, and the least width: moves both edges of a bin. */
void
sb_mark_bin_edges(const SbMarker *m, SbChannel channel, double *near, double *far)
{
    const SbChannelDef *d = &m->view->channels[channel];
    const SbScaleModel *s = sb_scale_model_of(m->view, channel);
    const json_t *gap = sb_mark_prop(m->model, m->view, "binSpacing", NULL);
    double spacing = json_is_number(gap) ? json_number_value(gap) : 0;
    double least = min_band(m), size = fabs(*far - *near), t = 0.5;
    const json_t *translate = sb_config_get(m->model->config, "axis", "translate");
    double sign = s->reverse ? -1 : 1, end, start;
    gboolean x = channel == SB_CHANNEL_X;
    const char *key = x ? "xOffset" : "yOffset";
    double offset = sb_json_number(m->view->mark_def, key, 0);

    if (d->guide != NULL && json_is_number(json_object_get(d->guide, "translate"))) {
        translate = json_object_get(d->guide, "translate");
    }
    t = json_is_number(translate) ? json_number_value(translate) : t;
    /* x (the far edge) and y2 (the near one) are "ends" */
    end = least != 0 && size < least ? 0.5 * (least - size) : -spacing / 2;
    start = least != 0 && size < least ? -0.5 * (least - size) : spacing / 2;
    *far += t + sign * (offset + (x ? end : start));
    *near += t + sign * (offset + (x ? start : end));
}
