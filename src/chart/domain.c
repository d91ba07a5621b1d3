/*
 * In: a scale model and the tables of its units.  Out: the scale's domain, in
 * Vega-Lite's order: given, or the union of what the units' fields hold; zero,
 * limits, padding and nice.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "chart/brief.h"
#include "chart/dataflow.h"
#include "chart/domain_part.h"

/* --- literals --- */

SbValue
sb_domain_literal(SbModel *model, const SbChannelDef *d, const json_t *json)
{
    SbValue v;

    json = sb_model_value(model, json);
    if (sb_encoding_date(model, json, &v)) {
        return v;
    }
    v = sb_value_from_json(model->arena, json);
    if (d != NULL && (d->type == SB_TYPE_TEMPORAL || d->has_unit) &&
        (v.kind == SB_VALUE_STRING || v.kind == SB_VALUE_NUMBER)) {
        SbTable *one = sb_table_new(model->arena, 1);
        SbValue *cell = sb_arena_new_of(model->arena, SbValue);
        SbLoadNeed need = { "v", SB_LOAD_DATE };
        SbField field;
        int unit = d->has_unit ? d->unit.parts : 0;

        if (v.kind == SB_VALUE_NUMBER && unit != 0 && (unit & (unit - 1)) == 0 &&
            v.number < 10000) {
            json_t *date = json_object();

            json_object_set_new(date, sb_timeunit_part_name(unit), json_real(v.number));
            sb_encoding_date(model, date, &v);
            json_decref(date);
            return v;
        }
        *cell = v;
        sb_table_add_values(one, "v", cell);
        field =
            sb_table_field(sb_load_parse(model->arena, one, &need, 1, model->zone), "v");
        v = sb_field_at(&field, 0);
    }
    return v;
}

static void
add_literal(SbDomain *dm, const SbView *unit, const SbChannelDef *d, const json_t *list)
{
    SbDomainPart part = { .unit = unit };

    part.n = (int)json_array_size(list);
    part.values = sb_arena_new_many(dm->model->arena, SbValue, part.n + 1);
    for (int i = 0; i < part.n; i++) {
        part.values[i] = sb_domain_literal(dm->model, d, json_array_get(list, i));
    }
    g_array_append_val(dm->parts, part);
}

static void
add_numbers(SbDomain *dm, const SbView *unit, double lo, double hi)
{
    SbDomainPart part = { .unit = unit, .n = 2 };

    part.values = sb_arena_new_many(dm->model->arena, SbValue, 2);
    part.values[0] = sb_value_number(lo);
    part.values[1] = sb_value_number(hi);
    g_array_append_val(dm->parts, part);
}

/* --- sorting of categories --- */

static gboolean
stack_dimension(const SbView *unit, const char *field)
{
    for (int i = 0; i < unit->stack.n_dimensions; i++) {
        if (g_strcmp0(unit->channels[unit->stack.dimension[i]].name, field) == 0) {
            return TRUE;
        }
    }
    for (int i = 0; i < unit->stack.n_by; i++) {
        if (g_strcmp0(unit->stack.by[i], field) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static SbAggregateOp
default_op(const SbView *unit, const char *field)
{
    return unit->stack.on && !stack_dimension(unit, field) ? SB_AGGREGATE_SUM
                                                           : SB_AGGREGATE_MIN;
}

static SbDomainSort
sort_by_channel(const SbView *unit, const char *name, gboolean descending)
{
    int channel = sb_channel_find(name);
    const SbChannelDef *by = channel >= 0 ? sb_def_data(&unit->channels[channel]) : NULL;
    SbDomainSort sort = { SB_DOMAIN_SORT_BY, descending, SB_AGGREGATE_MIN, NULL, NULL };

    if (by == NULL || by->kind != SB_DEF_FIELD) {
        return (SbDomainSort){ .kind = SB_DOMAIN_SORT_NATURAL };
    }
    sort.field = by->field;
    sort.op = by->op == SB_OP_PLAIN ? by->aggregate : default_op(unit, by->field);
    return sort;
}

static SbDomainSort
sort_of(const SbView *unit, const SbChannelDef *d)
{
    const json_t *json = d->sort;
    const char *text = json_string_value(json);
    SbDomainSort sort = { .kind = SB_DOMAIN_SORT_NATURAL, .op = SB_AGGREGATE_MIN };

    if (json == NULL || (text != NULL && strcmp(text, "ascending") == 0)) {
        return sort;
    }
    if (json_is_null(json)) {
        sort.kind = SB_DOMAIN_SORT_NONE;
    } else if (json_is_array(json)) {
        sort.kind = SB_DOMAIN_SORT_BY;
        sort.order = json;
    } else if (text != NULL && strcmp(text, "descending") == 0) {
        sort.descending = TRUE;
    } else if (text != NULL) {
        return sort_by_channel(unit, text[0] == '-' ? text + 1 : text, text[0] == '-');
    } else if (json_is_object(json)) {
        const char *order = sb_json_string(json, "order", NULL);
        const char *op = sb_json_string(json, "op", NULL);
        gboolean down = order != NULL && strcmp(order, "descending") == 0;

        if (json_object_get(json, "encoding") != NULL) {
            return sort_by_channel(unit, sb_json_string(json, "encoding", ""), down);
        }
        sort.kind = SB_DOMAIN_SORT_BY;
        sort.descending = down;
        sort.field = sb_json_string(json, "field", NULL);
        sort.op = default_op(unit, sort.field);
        if (op != NULL) {
            sb_aggregate_op_parse(op, &sort.op);
        }
        if (sort.field == NULL && sort.op != SB_AGGREGATE_COUNT) {
            sort.kind = SB_DOMAIN_SORT_NATURAL;
        }
    }
    return sort;
}

/* --- parts --- */

static void
add_field(SbDomain *dm, const SbView *unit, const SbTable *table, const char *column,
    SbDomainSort sort)
{
    SbDomainPart part = { .unit = unit, .table = table, .column = column, .sort = sort };

    g_array_append_val(dm->parts, part);
}

static void
add_time_unit(SbDomain *dm, const SbView *unit, const SbChannelDef *d)
{
    SbChannel end = sb_channel_second(d->channel);
    const SbChannelDef *second = end != d->channel ? &unit->channels[end] : NULL;
    double position = sb_mark_band_position(dm->model, unit, d, second);
    SbDomainSort none = { 0 };

    if (isnan(position) || d->type != SB_TYPE_TEMPORAL) {
        add_field(dm, unit, unit->domain, d->name, none);
    } else if (sb_mark_is_rect(unit->mark) && position != 0.5 &&
               sb_channel_is_xy(d->channel)) {
        add_field(dm, unit, unit->domain, d->rect_start, none);
        add_field(dm, unit, unit->domain, d->rect_end, none);
    } else {
        add_field(dm, unit, unit->domain, d->name, none);
        if (!d->unit.binned || sb_mark_is_rect(unit->mark)) { /* bars have ends */
            add_field(dm, unit, unit->domain, d->end, none);
        }
    }
}

/* In the house themes the name of a missing value stays on the axis, and "n/a" at it. */
static gboolean
keeps_missing(const SbDomain *dm, const SbChannelDef *d)
{
    return dm->model->brief && sb_channel_is_xy(d->channel);
}

/* In the house themes the upper end of a published range is drawn, too. */
static void
add_high(SbDomain *dm, const SbView *unit, const SbChannelDef *d)
{
    SbDomainSort none = { 0 };

    if (dm->model->brief && sb_brief_has_high(unit, d->channel)) {
        add_field(dm, unit, unit->domain, "amount_high", none);
    }
}

static void
add_data(SbDomain *dm, const SbView *unit, const SbChannelDef *d)
{
    SbScaleType type = dm->scale->type;
    int flags = sb_scale_flags(type);
    SbDomainSort sort = { 0 };

    add_high(dm, unit, d);
    if (unit->stack.on && dm->scale->channel == unit->stack.channel &&
        d == &unit->channels[d->channel]) {
        if (unit->stack.offset == SB_STACK_NORMALIZE) {
            add_numbers(dm, unit, 0, 1);
        } else {
            add_field(dm, unit, unit->domain, unit->stack.start, sort);
            add_field(dm, unit, unit->domain, unit->stack.end, sort);
        }
        return;
    }
    if (d->kind == SB_DEF_DATUM) {
        SbDomainPart part = { .unit = unit, .n = 1 };

        part.values = sb_arena_new_of(dm->model->arena, SbValue);
        part.values[0] = d->value;
        g_array_append_val(dm->parts, part);
        return;
    }
    if (d->scale != NULL && d->op == SB_OP_PLAIN &&
        g_strcmp0(sb_json_string(d->scale, "domain", NULL), "unaggregated") == 0) {
        SbArena *a = dm->model->arena;

        add_field(dm, unit, unit->domain, sb_arena_printf(a, "min_%s", d->field), sort);
        add_field(dm, unit, unit->domain, sb_arena_printf(a, "max_%s", d->field), sort);
        return;
    }
    if (d->bin == SB_BIN_BINNING && (flags & SB_SCALE_CONTINUOUS)) {
        add_numbers(dm, unit, d->bin_found.start, d->bin_found.stop);
        return;
    }
    if (type == SB_SCALE_BIN_ORDINAL) {
        return;
    }
    if (d->bin == SB_BIN_BINNING) {
        sort = sort_of(unit, d);
        gboolean asked = sort.kind == SB_DOMAIN_SORT_BY;

        if (!asked) {
            sort = (SbDomainSort){ SB_DOMAIN_SORT_BY, sort.descending, SB_AGGREGATE_MIN,
                d->name, NULL };
        }
        add_field(dm, unit, asked ? unit->raw : unit->domain, d->range, sort);
        return;
    }
    if (d->has_unit && (flags & SB_SCALE_IS_TIME)) {
        add_time_unit(dm, unit, d);
        return;
    }
    if (flags & SB_SCALE_DISCRETE) {
        sort = sort_of(unit, d);
        add_field(dm, unit,
            sort.kind == SB_DOMAIN_SORT_BY && d->op == SB_OP_NONE ? unit->raw
            : keeps_missing(dm, d)                                ? unit->main
                                                                  : unit->domain,
            d->name, sort);
        return;
    }
    add_field(dm, unit, unit->domain, d->name, sort);
}

/* The domain that a unit's specification gives, if it gives one. */
static gboolean
add_given(SbDomain *dm, const SbView *unit, const SbChannelDef *d)
{
    const json_t *json = json_object_get(d->scale, "domain");
    const json_t *with;

    if (json != NULL && !json_is_array(json)) {
        json = sb_model_value(dm->model, json);
    }
    if (json_is_array(json)) {
        add_literal(dm, unit, d, json);
        return TRUE;
    }
    with = json_object_get(json, "unionWith");
    if (json_is_array(with)) {
        add_literal(dm, unit, d, with);
        add_data(dm, unit, d);
        return TRUE;
    }
    return FALSE;
}

static const SbChannelDef *
second_data(const SbView *unit, SbChannel channel)
{
    SbChannel second = sb_channel_second(channel);

    return second != channel && sb_def_is_data(&unit->channels[second])
               ? &unit->channels[second]
               : NULL;
}

static void
gather(SbDomain *dm)
{
    for (guint i = 0; i < dm->scale->units->len; i++) {
        const SbView *unit = dm->scale->units->pdata[i];
        const SbChannelDef *d = sb_def_data(&unit->channels[dm->scale->channel]);

        dm->given = add_given(dm, unit, d) || dm->given;
    }
    if (dm->given) {
        return;
    }
    for (guint i = 0; i < dm->scale->units->len; i++) {
        const SbView *unit = dm->scale->units->pdata[i];
        const SbChannelDef *second = second_data(unit, dm->scale->channel);

        add_data(dm, unit, sb_def_data(&unit->channels[dm->scale->channel]));
        if (second != NULL && sb_channel_is_xy(dm->scale->channel)) {
            add_data(dm, unit, second);
        }
    }
}

/* --- the door --- */

static void
set_band(SbModel *model, SbScaleModel *s)
{
    const SbView *unit = s->units->pdata[0];
    double padding = sb_domain_number(model, s, "padding", NAN), inner = NAN, outer = NAN;
    gboolean offset = (sb_channel_flags(s->channel) & SB_CF_OFFSET) != 0;
    gboolean nested = FALSE;

    for (guint i = 0; i < s->units->len; i++) {
        const SbView *u = s->units->pdata[i];

        if (sb_channel_is_xy(s->channel) &&
            sb_scale_model_of(u,
                s->channel == SB_CHANNEL_X ? SB_CHANNEL_XOFFSET : SB_CHANNEL_YOFFSET) !=
                NULL) {
            nested = TRUE;
        }
    }
    if (s->type == SB_SCALE_POINT && isnan(padding) && sb_channel_is_xy(s->channel)) {
        padding = sb_config_number(model->config, "scale", "pointPadding", 0.5);
    }
    if (isnan(padding) && s->type == SB_SCALE_BAND && sb_channel_is_xy(s->channel)) {
        const char *key =
            nested ? "bandWithNestedOffsetPaddingInner"
            : sb_config_get(model->config, "scale", "bandPaddingInner") != NULL
                ? "bandPaddingInner"
            : unit->mark == SB_MARK_BAR  ? "barBandPaddingInner"
            : unit->mark == SB_MARK_TICK ? "tickBandPaddingInner"
                                         : "rectBandPaddingInner";

        inner = sb_config_number(model->config, "scale", key, 0);
        inner = sb_domain_number(model, s, "paddingInner", inner);
        outer = nested ? sb_config_number(model->config, "scale",
                             "bandWithNestedOffsetPaddingOuter", 0.2)
                       : sb_config_number(
                             model->config, "scale", "bandPaddingOuter", inner / 2);
    } else if (isnan(padding) && offset) {
        inner = sb_config_number(model->config, "scale", "offsetBandPaddingInner", 0);
        outer = s->type == SB_SCALE_POINT ? 0.5
                                          : sb_config_number(model->config, "scale",
                                                "offsetBandPaddingOuter", 0);
    }
    inner = sb_domain_number(model, s, "paddingInner", isnan(inner) ? padding : inner);
    outer = sb_domain_number(model, s, "paddingOuter", isnan(outer) ? padding : outer);
    s->padding_inner = inner;
    s->padding_outer = outer;
    s->scale->padding_inner = isnan(inner) ? 0 : CLAMP(inner, 0, 1);
    s->scale->padding_outer = isnan(outer) ? 0 : MAX(outer, 0);
    s->scale->align = sb_domain_number(model, s, "align", 0.5);
}

static SbScale *
new_scale(SbModel *model, SbScaleModel *s)
{
    SbScale *scale = sb_arena_new_of(model->arena, SbScale);
    const json_t *clamp = sb_scale_model_given(s, "clamp");
    const json_t *round = sb_scale_model_given(s, "round");

    scale->type = s->type;
    scale->zone = s->type == SB_SCALE_UTC ? 0 : model->zone;
    scale->base = sb_domain_number(model, s, "base", 10);
    scale->exponent = sb_domain_number(model, s, "exponent", 1);
    scale->constant = sb_domain_number(model, s, "constant", 1);
    clamp = clamp != NULL ? clamp : sb_config_get(model->config, "scale", "clamp");
    scale->clamp = json_is_true(clamp);
    round = round != NULL ? round : sb_config_get(model->config, "scale", "round");
    scale->round = json_is_true(round);
    scale->color_extent[1] = 1;
    return scale;
}

gboolean
sb_domain_make(SbModel *model, SbScaleModel *s, GError **error)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, TRUE, sizeof(SbDomainPart));
    SbDomain dm = { model, s, parts, FALSE };
    int flags = sb_scale_flags(s->type);

    s->scale = new_scale(model, s);
    s->step = s->padding_inner = s->padding_outer = NAN;
    gather(&dm);
    s->domain_given = dm.given;
    if (s->type == SB_SCALE_QUANTILE) {
        sb_domain_values_sample(&dm);
    } else if (s->type == SB_SCALE_BIN_ORDINAL) {
        sb_domain_values_bins(&dm);
    } else if (flags & SB_SCALE_DISCRETE) {
        if (!sb_domain_values_discrete(&dm, error)) {
            return FALSE;
        }
    } else {
        sb_domain_values_continuous(&dm);
        if (!(flags & SB_SCALE_IS_TIME)) {
            sb_domain_values_bins(&dm);
        }
    }
    if (flags & SB_SCALE_IS_BAND) {
        set_band(model, s);
    }
    return TRUE;
}
