/*
 * In: a scale with its domain and range.  Out: the domain widened: zero, limits, padding,
 * nice (Vega-Lite's rules, in Vega's order).
 */
#include <math.h>
#include <string.h>

#include "chart/domain_part.h"

double
sb_domain_number(SbModel *model, const SbScaleModel *s, const char *key, double fallback)
{
    const json_t *v = sb_scale_model_given(s, key);

    v = v != NULL ? sb_model_value(model, v) : NULL;
    return json_is_number(v) ? json_number_value(v) : fallback;
}

/* --- zero, limits, padding, nice --- */

/* Vega-Lite's rule for one unit; -1: none. */
static int
zero_of(SbModel *model, const SbScaleModel *s, const SbView *unit)
{
    const SbChannelDef *d = sb_def_data(&unit->channels[s->channel]);
    const json_t *domain = json_object_get(d->scale, "domain");
    const json_t *config = sb_config_get(model->config, "scale", "zero");
    gboolean second = unit->channels[sb_channel_second(s->channel)].kind != SB_DEF_NONE &&
                      sb_channel_second(s->channel) != s->channel;
    int cf = sb_channel_flags(s->channel);
    gboolean across =
        unit->orient != NULL &&
        ((strcmp(unit->orient, "horizontal") == 0 && s->channel == SB_CHANNEL_Y) ||
            (strcmp(unit->orient, "vertical") == 0 && s->channel == SB_CHANNEL_X));
    SbMarkKind m = unit->mark;

    if (domain != NULL && g_strcmp0(json_string_value(domain), "unaggregated") != 0) {
        size_t n = json_array_size(domain);
        const json_t *lo = json_array_get(domain, 0),
                     *hi = json_array_get(domain, n ? n - 1 : 0);

        return json_is_number(lo) && json_number_value(lo) <= 0 && json_is_number(hi) &&
               json_number_value(hi) >= 0;
    }
    if (s->channel == SB_CHANNEL_SIZE && d->type == SB_TYPE_QUANTITATIVE &&
        !(sb_scale_flags(s->type) & SB_SCALE_DISCRETIZING)) {
        return TRUE;
    }
    if (!(d->kind == SB_DEF_FIELD && d->bin != SB_BIN_NONE) &&
        (cf & (SB_CF_POSITION | SB_CF_POLAR))) {
        if ((m == SB_MARK_BAR || m == SB_MARK_AREA || m == SB_MARK_LINE ||
                m == SB_MARK_TRAIL) &&
            across) {
            return FALSE;
        }
        if ((m == SB_MARK_BAR || m == SB_MARK_AREA) && !second) {
            return TRUE;
        }
        return config == NULL || json_is_true(config);
    }
    return FALSE;
}

static gboolean
zero_applies(SbScaleType type)
{
    return (sb_scale_flags(type) & SB_SCALE_CONTINUOUS) && type != SB_SCALE_LOG &&
           !(sb_scale_flags(type) & SB_SCALE_IS_TIME) && type != SB_SCALE_THRESHOLD &&
           type != SB_SCALE_QUANTILE;
}

static void
apply_limits(SbModel *model, SbScaleModel *s)
{
    SbScale *scale = s->scale;
    const SbView *unit = s->units->pdata[0];
    const SbChannelDef *d = sb_def_data(&unit->channels[s->channel]);
    const json_t *zero = sb_scale_model_given(s, "zero");
    const json_t *lo = sb_scale_model_given(s, "domainMin");
    const json_t *hi = sb_scale_model_given(s, "domainMax");
    const json_t *mid = sb_scale_model_given(s, "domainMid");
    int last = scale->n_domain - 1;

    s->zero = zero_applies(s->type) &&
              (zero != NULL ? json_is_true(zero) : zero_of(model, s, unit) == TRUE);
    if (last < 0) {
        return;
    }
    if (s->zero) {
        if (scale->domain[0] > 0) {
            scale->domain[0] = 0;
        }
        if (scale->domain[last] < 0) {
            scale->domain[last] = 0;
        }
        if (isnan(scale->domain[0])) {
            scale->domain[0] = scale->domain[last] = 0;
        }
    }
    if (lo != NULL) {
        scale->domain[0] = sb_value_to_number(sb_domain_literal(model, d, lo));
    }
    if (hi != NULL) {
        scale->domain[last] = sb_value_to_number(sb_domain_literal(model, d, hi));
    }
    if (mid != NULL && last == 1) {
        double m = sb_value_to_number(sb_domain_literal(model, d, mid));
        int i = m > scale->domain[1] ? 2 : m < scale->domain[0] ? 0 : 1;

        for (int k = 2; k > i; k--) {
            scale->domain[k] = scale->domain[k - 1];
        }
        scale->domain[i] = m;
        scale->n_domain = 3;
    }
}

static double
continuous_padding(SbModel *model, const SbScaleModel *s)
{
    double given = sb_domain_number(model, s, "padding", NAN);

    if (!isnan(given) || !sb_channel_is_xy(s->channel)) {
        return isnan(given) ? 0 : given;
    }
    given = sb_config_number(model->config, "scale", "continuousPadding", NAN);
    if (!isnan(given)) {
        return given;
    }
    for (guint i = 0; i < s->units->len; i++) {
        const SbView *unit = s->units->pdata[i];
        const SbChannelDef *d = sb_def_data(&unit->channels[s->channel]);
        gboolean cut = d->kind == SB_DEF_FIELD && (d->bin != SB_BIN_NONE || d->has_unit);

        if (unit->mark == SB_MARK_BAR && !cut && unit->orient != NULL &&
            ((strcmp(unit->orient, "vertical") == 0 && s->channel == SB_CHANNEL_X) ||
                (strcmp(unit->orient, "horizontal") == 0 &&
                    s->channel == SB_CHANNEL_Y))) {
            return sb_config_number(model->config, "bar", "continuousBandSize", 5);
        }
    }
    return 0;
}

/* Widens the domain so that `pad` pixels are free at each end. */
static void
pad_domain(SbScale *scale, double pad)
{
    int last = scale->n_domain - 1;
    double span = fabs(sb_scale_range_hi(scale) - sb_scale_range_lo(scale));
    double frac = span / (span - 2 * pad), a, b, mid;
    SbScale unit = *scale;
    double range[2] = { 0, 1 };

    if (!(pad > 0) || span <= 2 * pad || scale->domain[0] == scale->domain[last] ||
        isnan(scale->domain[0])) {
        return;
    }
    unit.range = range;
    unit.n_range = 2;
    unit.round = unit.clamp = FALSE;
    unit.n_domain = 2;
    mid = 0.5;
    a = mid + (0 - mid) * frac;
    b = mid + (1 - mid) * frac;
    double ends[2] = { scale->domain[0], scale->domain[last] };

    unit.domain = ends;
    scale->domain[0] = sb_scale_invert(&unit, a);
    scale->domain[last] = sb_scale_invert(&unit, b);
}

static gboolean
nice_default(SbModel *model, const SbScaleModel *s, const SbView *unit)
{
    const SbChannelDef *d = sb_def_data(&unit->channels[s->channel]);
    const json_t *domain = json_object_get(d->scale, "domain");

    if ((d->kind == SB_DEF_FIELD && d->bin != SB_BIN_NONE) || json_is_array(domain) ||
        sb_scale_model_given(s, "domainMin") != NULL ||
        sb_scale_model_given(s, "domainMax") != NULL ||
        (sb_scale_flags(s->type) & SB_SCALE_IS_TIME)) {
        return FALSE;
    }
    return sb_channel_is_xy(s->channel);
}

static void
apply_nice(SbModel *model, SbScaleModel *s)
{
    const json_t *nice = sb_scale_model_given(s, "nice");
    gboolean on = FALSE;
    SbTimeUnit unit = { 0 };
    const char *name;

    if (nice == NULL) {
        nice = sb_config_get(model->config, "scale", "nice");
    }
    if (nice == NULL) {
        for (guint i = 0; !on && i < s->units->len; i++) {
            on = nice_default(model, s, s->units->pdata[i]);
        }
        if (on && !s->domain_given) {
            sb_scale_nice(s->scale, NAN, NULL);
        }
        return;
    }
    name = json_is_string(nice) ? json_string_value(nice)
                                : sb_json_string(nice, "interval", NULL);
    if (name != NULL && (sb_scale_flags(s->type) & SB_SCALE_IS_TIME)) {
        SbTimeUnitPart part;

        if (sb_timeunit_part_parse(name, &part)) {
            unit.parts = part;
            unit.step = sb_json_number(nice, "step", 1);
            sb_scale_nice(s->scale, NAN, &unit);
        }
    } else if (json_is_true(nice) || json_is_number(nice)) {
        sb_scale_nice(
            s->scale, json_is_number(nice) ? json_number_value(nice) : NAN, NULL);
    }
}

void
sb_domain_finish(SbModel *model, SbScaleModel *s)
{
    int flags = sb_scale_flags(s->type);

    if ((flags & SB_SCALE_CONTINUOUS) && s->type != SB_SCALE_QUANTILE &&
        s->type != SB_SCALE_THRESHOLD) {
        apply_limits(model, s);
        if (!(flags & SB_SCALE_DISCRETIZING)) {
            pad_domain(s->scale, continuous_padding(model, s));
        }
        if (s->scale->n_domain >= 2) {
            apply_nice(model, s);
        }
    }
    sb_scale_ready(model->arena, s->scale);
}
