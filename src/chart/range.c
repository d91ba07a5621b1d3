/*
 * In: a scale model whose domain and frame are known.  Out: its range: given, or
 * Vega-Lite's default for the channel and mark.
 */
#include <math.h>
#include <string.h>

#include "chart/scale_model.h"

typedef struct {
    SbModel *model;
    SbScaleModel *s;
    const SbView *unit, *frame;
    GError **error;
} Range;

static void
set_numbers(const Range *r, double a, double b)
{
    SbScale *scale = r->s->scale;

    scale->kind = SB_RANGE_NUMBERS;
    scale->n_range = 2;
    scale->range = sb_arena_new_many(r->model->arena, double, 2);
    scale->range[0] = a;
    scale->range[1] = b;
}

/* n numbers evenly from a to b. */
static void
set_steps(const Range *r, double a, double b, int n)
{
    SbScale *scale = r->s->scale;

    scale->kind = SB_RANGE_NUMBERS;
    scale->n_range = MAX(n, 1);
    scale->range = sb_arena_new_many(r->model->arena, double, scale->n_range);
    for (int i = 0; i < scale->n_range; i++) {
        scale->range[i] = n > 1 ? a + (b - a) * i / (n - 1) : a;
    }
}

/* --- colours --- */

static int
color_count(const SbScale *scale, const json_t *count)
{
    int n = json_is_number(count) ? (int)json_number_value(count) : 0;

    switch (scale->type) {
    case SB_SCALE_THRESHOLD:
        return scale->n_domain + 1;
    case SB_SCALE_BIN_ORDINAL:
        return scale->n_bins - 1;
    case SB_SCALE_ORDINAL:
        return n > 0 ? n : scale->n_values > 0 ? scale->n_values : 5;
    case SB_SCALE_QUANTILE:
    case SB_SCALE_QUANTIZE:
        return n > 0 ? n : 5;
    default:
        return n;
    }
}

static gboolean
interpolates(SbScaleType type)
{
    int flags = sb_scale_flags(type);

    return (flags & SB_SCALE_CONTINUOUS) && !(flags & SB_SCALE_DISCRETIZING);
}

/* A ramp along the domain, or as many of its colours as there are steps. */
static void
set_ramp(const Range *r, const SbColor *colors, int n, const char *interpolate,
    const json_t *extent, const json_t *count, gboolean reverse)
{
    SbScale *scale = r->s->scale;
    double lo = 0, hi = 1;
    int steps;
    SbColor *out;

    if (json_is_array(extent) && json_array_size(extent) == 2) {
        lo = json_number_value(json_array_get(extent, 0));
        hi = json_number_value(json_array_get(extent, 1));
    }
    scale->kind = SB_RANGE_COLORS;
    scale->interpolate = interpolate;
    if (interpolates(scale->type)) {
        scale->colors = (SbColor *)colors;
        scale->n_range = n;
        scale->interpolated = TRUE;
        scale->color_extent[0] = reverse ? hi : lo;
        scale->color_extent[1] = reverse ? lo : hi;
        return;
    }
    steps = MAX(color_count(scale, count), 0);
    out = sb_arena_new_many(r->model->arena, SbColor, steps + 1);
    for (int i = 0; i < steps; i++) {
        double at = (double)(i + 1) / (steps + 1);

        out[reverse ? steps - 1 - i : i] =
            sb_scheme_at(colors, n, interpolate, lo + (hi - lo) * at);
    }
    scale->colors = out;
    scale->n_range = steps;
}

static gboolean
set_scheme(const Range *r, const char *name, const json_t *extent, const json_t *count,
    gboolean reverse)
{
    SbScale *scale = r->s->scale;
    gboolean ramp;
    int n, k;
    g_autofree char *base = g_strdup(name);
    const char *dash = strrchr(name, '-');
    const SbColor *colors = sb_scheme_find(r->model->arena, name, &n, &ramp);
    json_t *own = NULL;
    SbColor *out;

    if (colors == NULL && dash != NULL && g_ascii_isdigit(dash[1])) {
        base[dash - name] = '\0';
        colors = sb_scheme_find(r->model->arena, base, &n, &ramp);
        own = sb_arena_own(r->model->arena,
            json_integer((json_int_t)g_ascii_strtoull(dash + 1, NULL, 10)),
            (GDestroyNotify)json_decref);
    }
    if (colors == NULL) {
        sb_json_error(r->error, SB_ERROR_INPUT, r->model->place, r->unit->pointer,
            "no colour scheme: %s", name);
        return FALSE;
    }
    if (ramp || (interpolates(scale->type))) {
        set_ramp(r, colors, n, "rgb", extent, own != NULL ? own : count, reverse);
        return TRUE;
    }
    k = scale->type == SB_SCALE_ORDINAL ? n : MIN(n, MAX(color_count(scale, count), 0));
    out = sb_arena_new_many(r->model->arena, SbColor, k + 1);
    for (int i = 0; i < k; i++) {
        out[reverse ? k - 1 - i : i] = colors[i];
    }
    scale->kind = SB_RANGE_COLORS;
    scale->colors = out;
    scale->n_range = k;
    return TRUE;
}

static gboolean
read_scheme(const Range *r, const json_t *json, gboolean reverse)
{
    if (json_is_string(json)) {
        return set_scheme(r, json_string_value(json), NULL, NULL, reverse);
    }
    if (json_is_array(json)) {
        int n = (int)json_array_size(json);
        SbColor *colors = sb_arena_new_many(r->model->arena, SbColor, n + 1);

        for (int i = 0; i < n; i++) {
            sb_color_parse(sb_config_unset(json_array_get(json, i))
                               ? ""
                               : json_string_value(json_array_get(json, i)),
                &colors[i]);
        }
        set_ramp(r, colors, n, "rgb", NULL, NULL, reverse);
        return TRUE;
    }
    const json_t *name = json_object_get(json, "name");

    if (name == NULL) {
        name = json_object_get(json, "scheme");
    }
    if (json_is_array(name)) {
        return read_scheme(r, name, reverse);
    }
    return set_scheme(r, json_is_string(name) ? json_string_value(name) : "",
        json_object_get(json, "extent"), json_object_get(json, "count"), reverse);
}

/* --- arrays --- */

static const char *
interpolation(const Range *r)
{
    const json_t *given = sb_scale_model_given(r->s, "interpolate");
    const SbChannelDef *d = sb_def_data(&r->unit->channels[r->s->channel]);

    if (json_is_string(given)) {
        return json_string_value(given);
    }
    if (json_is_object(given)) {
        return sb_json_string(given, "type", "rgb");
    }
    return (sb_channel_flags(r->s->channel) & SB_CF_COLOR) && d->type != SB_TYPE_NOMINAL
               ? "hcl"
               : NULL;
}

static double
range_number(const Range *r, const json_t *json)
{
    const char *text = json_string_value(json);

    if (text != NULL && strcmp(text, "width") == 0) {
        return r->frame->extent[0];
    }
    if (text != NULL && strcmp(text, "height") == 0) {
        return r->frame->extent[1];
    }
    return json_is_number(json) ? json_number_value(json) : NAN;
}

static gboolean
set_colors(const Range *r, const json_t *list, gboolean reverse)
{
    SbScale *scale = r->s->scale;
    int n = (int)json_array_size(list);
    SbColor *colors = sb_arena_new_many(r->model->arena, SbColor, n + 1);

    for (int i = 0; i < n; i++) {
        const char *text = json_string_value(json_array_get(list, i));

        if (!sb_color_parse(text != NULL ? text : "", &colors[reverse ? n - 1 - i : i])) {
            return FALSE;
        }
    }
    scale->kind = SB_RANGE_COLORS;
    scale->colors = colors;
    scale->n_range = n;
    scale->interpolate = interpolation(r);
    scale->interpolated = interpolates(scale->type) && n != scale->n_domain;
    if (interpolates(scale->type) && scale->n_domain == 2) {
        scale->interpolated = TRUE;
    }
    return TRUE;
}

static gboolean
set_array(const Range *r, const json_t *list, gboolean reverse)
{
    SbScale *scale = r->s->scale;
    int n = (int)json_array_size(list);
    gboolean numbers = TRUE;

    for (int i = 0; i < n; i++) {
        const json_t *one = sb_model_value(r->model, json_array_get(list, i));

        numbers = numbers && !isnan(range_number(r, one));
    }
    if (!numbers && set_colors(r, list, reverse)) {
        return TRUE;
    }
    scale->n_range = n;
    if (numbers) {
        scale->kind = SB_RANGE_NUMBERS;
        scale->range = sb_arena_new_many(r->model->arena, double, n + 1);
        for (int i = 0; i < n; i++) {
            scale->range[reverse ? n - 1 - i : i] =
                range_number(r, sb_model_value(r->model, json_array_get(list, i)));
        }
        if (scale->kind == SB_RANGE_NUMBERS && n == 1) {
            scale->n_range = 1;
        }
        return TRUE;
    }
    scale->kind = SB_RANGE_VALUES;
    scale->range_values = sb_arena_new_many(r->model->arena, SbValue, n + 1);
    for (int i = 0; i < n; i++) {
        scale->range_values[reverse ? n - 1 - i : i] =
            sb_value_from_json(r->model->arena, json_array_get(list, i));
    }
    return TRUE;
}

static gboolean
set_named(const Range *r, const char *name, gboolean reverse)
{
    const json_t *range = sb_config_get(r->model->config, "range", name);

    if (range == NULL) {
        range = sb_config_vega(r->model->config, "vega-range", name);
    }
    if (json_is_array(range)) {
        if ((sb_channel_flags(r->s->channel) & SB_CF_COLOR) &&
            strcmp(name, "category") != 0) {
            return read_scheme(r, range, reverse);
        }
        return set_array(r, range, reverse);
    }
    if (range == NULL) {
        sb_json_error(r->error, SB_ERROR_INPUT, r->model->place, r->unit->pointer,
            "no range is named %s", name);
        return FALSE;
    }
    return read_scheme(r, range, reverse);
}

/* --- defaults --- */

static double
config_number(const Range *r, const char *key, double fallback)
{
    return sb_config_number(r->model->config, "scale", key, fallback);
}

/* The smaller of both axes' steps or bins. */
static double
least_step(const Range *r)
{
    double least = INFINITY;

    for (int dim = 0; dim < 2; dim++) {
        const SbChannelDef *d =
            &r->unit->channels[dim == 0 ? SB_CHANNEL_X : SB_CHANNEL_Y];
        double step = r->unit->size[dim].kind == SB_SIZE_STEP
                          ? r->unit->size[dim].value
                          : sb_config_number(r->model->config, "view", "step", 20);

        if (d->kind == SB_DEF_FIELD && d->bin == SB_BIN_BINNING &&
            d->bin_found.step > 0) {
            step = r->frame->extent[dim] /
                   ((d->bin_found.stop - d->bin_found.start) / d->bin_found.step);
        }
        least = MIN(least, step);
    }
    return least;
}

static void
size_range(const Range *r, double *lo, double *hi)
{
    const json_t *most;

    switch (r->unit->mark) {
    case SB_MARK_BAR:
    case SB_MARK_TICK:
        *lo = config_number(r, "minBandSize", 2);
        *hi = config_number(r, "maxBandSize", least_step(r) - 1);
        break;
    case SB_MARK_LINE:
    case SB_MARK_TRAIL:
    case SB_MARK_RULE:
        *lo = config_number(r, "minStrokeWidth", 1);
        *hi = config_number(r, "maxStrokeWidth", 4);
        break;
    case SB_MARK_TEXT:
        *lo = config_number(r, "minFontSize", 8);
        *hi = config_number(r, "maxFontSize", 40);
        break;
    default:
        *lo = config_number(r, "minSize", 4);
        most = sb_config_get(r->model->config, "scale", "maxSize");
        *hi =
            json_is_number(most) ? json_number_value(most) : pow(0.95 * least_step(r), 2);
        break;
    }
}

static void
spread(const Range *r, double lo, double hi)
{
    int flags = sb_scale_flags(r->s->type);
    SbScale *scale = r->s->scale;

    if (flags & SB_SCALE_DISCRETIZING) {
        int n =
            r->s->type == SB_SCALE_THRESHOLD
                ? scale->n_domain + 1
                : (int)config_number(r,
                      r->s->type == SB_SCALE_QUANTILE ? "quantileCount" : "quantizeCount",
                      4);

        set_steps(r, lo, hi, n);
    } else if (r->s->type == SB_SCALE_ORDINAL) {
        set_steps(r, lo, hi, 2);
    } else {
        set_numbers(r, lo, hi);
    }
}

/* The offsets inside of a band, or of a time unit. */
static void
offset_range(const Range *r)
{
    SbChannel main = sb_channel_main(r->s->channel);
    int dim = main == SB_CHANNEL_X ? 0 : 1;
    SbScaleModel *outer = sb_scale_model_of(r->unit, main);
    const SbChannelDef *d = &r->unit->channels[main];
    SbScale *scale = r->s->scale;

    if (outer == NULL) {
        double half = r->frame->extent[dim] / 2;
        gboolean up = dim == 1 && !(sb_scale_flags(r->s->type) & SB_SCALE_DISCRETE);

        set_numbers(r, up ? half : -half, up ? -half : half);
    } else if (outer->type == SB_SCALE_BAND) {
        const SbSize *size = &r->unit->size[dim];
        gboolean by_step = isnan(outer->step)           ? FALSE
                           : size->kind == SB_SIZE_STEP ? size->step_for_offset
                                                        : TRUE;

        if (by_step && (sb_scale_flags(r->s->type) & SB_SCALE_DISCRETE)) {
            double step = size->kind == SB_SIZE_STEP
                              ? size->value
                              : sb_config_number(r->model->config, "view", "step", 20);
            double inner = r->s->type == SB_SCALE_POINT ? 1 : scale->padding_inner;

            set_numbers(r, 0,
                step * sb_scale_band_space(scale->n_values, inner, scale->padding_outer));
        } else {
            set_numbers(r, 0, outer->scale->bandwidth);
        }
    } else if (d->kind == SB_DEF_FIELD && d->has_unit) {
        double from =
            sb_timeunit_offset(&d->unit, outer->scale->domain[0], 0, r->model->zone);
        double to = sb_timeunit_offset(&d->unit, from, 1, r->model->zone);
        double width =
            fabs(sb_scale_at(outer->scale, to) - sb_scale_at(outer->scale, from));
        double padding = config_number(r, "bandWithNestedOffsetPaddingInner", 0);
        double at = sb_mark_band_position(r->model, r->unit, d, NULL) - 0.5;

        at = isnan(at) ? 0 : at;
        set_numbers(r, (padding / 2 + at) * width, (1 - padding / 2 + at) * width);
    } else {
        set_numbers(r, 0, 0);
    }
}

static void
position_range(const Range *r)
{
    int dim = r->s->channel == SB_CHANNEL_X ? 0 : 1;
    double extent = r->frame->extent[dim];
    gboolean up = dim == 1 && (sb_scale_flags(r->s->type) & SB_SCALE_CONTINUOUS);

    set_numbers(r, up ? extent : 0, up ? 0 : extent);
}

static gboolean
default_range(const Range *r, gboolean reverse)
{
    const SbChannelDef *d = sb_def_data(&r->unit->channels[r->s->channel]);
    json_t *dashes;
    double lo, hi;
    gboolean ok;

    switch (r->s->channel) {
    case SB_CHANNEL_X:
    case SB_CHANNEL_Y:
        position_range(r);
        break;
    case SB_CHANNEL_XOFFSET:
    case SB_CHANNEL_YOFFSET:
        offset_range(r);
        break;
    case SB_CHANNEL_SIZE:
        size_range(r, &lo, &hi);
        spread(r, lo, hi);
        break;
    case SB_CHANNEL_THETA:
        set_numbers(r, 0, 2 * G_PI);
        break;
    case SB_CHANNEL_ANGLE:
        spread(r, 0, 360);
        break;
    case SB_CHANNEL_RADIUS:
        set_numbers(r, 0, MIN(r->frame->extent[0], r->frame->extent[1]) / 2);
        break;
    case SB_CHANNEL_STROKE_WIDTH:
        spread(r, config_number(r, "minStrokeWidth", 1),
            config_number(r, "maxStrokeWidth", 4));
        break;
    case SB_CHANNEL_STROKE_DASH:
        dashes = json_pack(
            "[[i,i],[i,i],[i,i],[i,i],[i,i,i,i]]", 1, 0, 4, 2, 2, 1, 1, 1, 1, 2, 4, 2);
        ok = set_array(r, dashes, reverse);
        json_decref(dashes);
        return ok;
    case SB_CHANNEL_SHAPE:
        return set_named(r, "symbol", reverse);
    case SB_CHANNEL_COLOR:
    case SB_CHANNEL_FILL:
    case SB_CHANNEL_STROKE:
        if (r->s->type == SB_SCALE_ORDINAL) {
            return set_named(
                r, d->type == SB_TYPE_NOMINAL ? "category" : "ordinal", reverse);
        }
        if (sb_scale_model_given(r->s, "domainMid") != NULL) {
            return set_named(r, "diverging", reverse);
        }
        return set_named(r,
            r->unit->mark == SB_MARK_RECT || r->unit->mark == SB_MARK_GEOSHAPE ? "heatmap"
                                                                               : "ramp",
            reverse);
    default:
        spread(
            r, config_number(r, "minOpacity", 0.3), config_number(r, "maxOpacity", 0.8));
        break;
    }
    return TRUE;
}

/* rangeMin, rangeMax over the default; reverse. */
static void
adjust(const Range *r, gboolean reverse)
{
    SbScale *scale = r->s->scale;
    const json_t *lo = sb_scale_model_given(r->s, "rangeMin");
    const json_t *hi = sb_scale_model_given(r->s, "rangeMax");
    int n = scale->n_range;

    if (scale->kind != SB_RANGE_NUMBERS || n == 0) {
        return;
    }
    if (json_is_number(lo)) {
        scale->range[0] = json_number_value(lo);
    }
    if (json_is_number(hi)) {
        scale->range[n - 1] = json_number_value(hi);
    }
    for (int i = 0; reverse && i < n / 2; i++) {
        double t = scale->range[i];

        scale->range[i] = scale->range[n - 1 - i];
        scale->range[n - 1 - i] = t;
    }
}

static gboolean
is_reversed(const Range *r)
{
    const json_t *given = sb_scale_model_given(r->s, "reverse");
    const SbChannelDef *d = sb_def_data(&r->unit->channels[r->s->channel]);
    const json_t *config = sb_config_get(r->model->config, "scale", "xReverse");
    gboolean down = (sb_scale_flags(r->s->type) & SB_SCALE_CONTINUOUS) &&
                    d->sort != NULL &&
                    g_strcmp0(json_string_value(d->sort), "descending") == 0;

    if (given != NULL) {
        return json_is_true(given);
    }
    if (r->s->channel == SB_CHANNEL_X && config != NULL) {
        return json_is_true(config) != down;
    }
    return down;
}

/* range: {"field": …}: for each category the value beside it. */
static void
set_by_field(const Range *r, const char *name)
{
    SbScale *scale = r->s->scale;
    const SbTable *table = r->unit->main;
    const SbChannelDef *d = sb_def_data(&r->unit->channels[r->s->channel]);
    SbField key = sb_table_field(table, d->name), value = sb_table_field(table, name);
    SbValue *out = sb_arena_new_many(r->model->arena, SbValue, scale->n_values + 1);
    json_t *list = json_array();
    SbValueIndex *index = sb_value_index_new(r->model->arena, 1);

    for (int i = 0; i < scale->n_values; i++) {
        sb_value_index_add(index, &scale->values[i], NULL);
    }
    for (size_t i = sb_table_rows(table); i-- > 0;) {
        SbValue k = sb_field_at(&key, i);
        gssize at = sb_value_index_find(index, &k);

        if (at >= 0) {
            out[at] = sb_field_at(&value, i);
        }
    }
    for (int i = 0; i < scale->n_values; i++) {
        json_array_append_new(list, sb_value_to_json(out[i]));
    }
    set_array(r, list, FALSE);
    json_decref(list);
}

/* Categories whose colour the report has pinned; more categories than hues. */
static void
pin_colors(SbModel *model, SbScaleModel *s)
{
    const json_t *pinned = model->options->colours;
    SbScale *scale = s->scale;
    SbColor *out;

    if (scale->kind != SB_RANGE_COLORS || scale->type != SB_SCALE_ORDINAL ||
        scale->n_range == 0) {
        return;
    }
    if (model->brief && scale->n_values > 4 && sb_scale_model_given(s, "range") == NULL &&
        sb_scale_model_given(s, "scheme") == NULL) {
        sb_job_remark(model->job, SB_REMARK_TOO_MANY_HUES,
            model->place != NULL ? model->place->source : NULL, 0,
            "%d categories share four hues; from the fifth on they are grey",
            scale->n_values);
    }
    if (!json_is_object(pinned)) {
        return;
    }
    out = sb_arena_new_many(
        model->arena, SbColor, MAX(scale->n_values, scale->n_range) + 1);
    for (int i = 0; i < MAX(scale->n_values, scale->n_range); i++) {
        const char *name = i < scale->n_values
                               ? sb_value_to_string(model->arena, scale->values[i])
                               : NULL;
        const char *color = name != NULL ? sb_json_string(pinned, name, NULL) : NULL;

        out[i] = scale->colors[i % scale->n_range];
        if (color != NULL) {
            sb_color_parse(color, &out[i]);
        }
    }
    scale->colors = out;
    scale->n_range = MAX(scale->n_values, scale->n_range);
}

/* Without hues, categories are four greys that print apart. */
static void
use_greys(SbModel *model, SbScaleModel *s)
{
    static const double LIGHT[] = { 0.12, 0.56, 0.35, 0.76 };
    static const double DARK[] = { 0.95, 0.56, 0.76, 0.36 };
    const double *greys = strcmp(model->theme, "slide-dark") == 0 ? DARK : LIGHT;
    SbScale *scale = s->scale;

    if (scale->kind != SB_RANGE_COLORS || scale->type != SB_SCALE_ORDINAL ||
        scale->n_values > 4 || sb_scale_model_given(s, "range") != NULL ||
        sb_scale_model_given(s, "scheme") != NULL) {
        return;
    }
    scale->colors = sb_arena_new_many(model->arena, SbColor, 4);
    scale->n_range = 4;
    for (int i = 0; i < 4; i++) {
        scale->colors[i] = (SbColor){ greys[i], greys[i], greys[i], 1 };
    }
}

static gboolean make_range(SbModel *model, SbScaleModel *s, GError **error);

gboolean
sb_range_make(SbModel *model, SbScaleModel *s, GError **error)
{
    if (!make_range(model, s, error)) {
        return FALSE;
    }
    if (model->options->grey) {
        use_greys(model, s);
    } else {
        pin_colors(model, s);
    }
    return TRUE;
}

static gboolean
make_range(SbModel *model, SbScaleModel *s, GError **error)
{
    const SbView *unit = s->units->pdata[0];
    Range r = { model, s, unit, sb_scale_model_frame(unit), error };
    const json_t *range = sb_scale_model_given(s, "range");
    const json_t *scheme = sb_scale_model_given(s, "scheme");
    gboolean reverse;

    for (guint i = 0; i < s->units->len; i++) {
        /* the unit that says anything of the range speaks for all */
        const SbView *u = s->units->pdata[i];
        const SbChannelDef *d = sb_def_data(&u->channels[s->channel]);

        if (json_object_get(d->scale, "range") != NULL ||
            json_object_get(d->scale, "scheme") != NULL) {
            r.unit = u;
            break;
        }
    }
    s->reverse = reverse = is_reversed(&r);
    range = range != NULL ? sb_model_value(model, range) : NULL;
    if (json_is_array(range)) {
        return set_array(&r, range, reverse);
    }
    if (json_is_string(range)) {
        return set_named(&r, json_string_value(range), reverse);
    }
    if (json_is_object(range) && json_object_get(range, "field") != NULL) {
        set_by_field(&r, sb_json_string(range, "field", ""));
        return TRUE;
    }
    if (scheme != NULL && (sb_channel_flags(s->channel) & SB_CF_COLOR)) {
        return read_scheme(&r, sb_model_value(model, scheme), reverse);
    }
    if (!default_range(&r, reverse)) {
        return FALSE;
    }
    adjust(&r, reverse);
    return TRUE;
}
