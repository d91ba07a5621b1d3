/*
 * In: a unit's `mark` and `encoding` as JSON.  Out: channel definitions in which
 * types, column names and defaults are settled (Vega-Lite's channeldef rules).
 */
#include <math.h>
#include <string.h>

#include "chart/model.h"

static const struct {
    const char *name;
    int flags;
} CHANNELS[SB_CHANNELS] = {
#define CHANNEL(ID, name, flags) { name, flags },
#include "chart/channels.def"
#undef CHANNEL
};

const char *
sb_channel_name(SbChannel channel)
{
    return CHANNELS[channel].name;
}

int
sb_channel_flags(SbChannel channel)
{
    return CHANNELS[channel].flags;
}

int
sb_channel_find(const char *name)
{
    for (int i = 0; i < SB_CHANNELS; i++) {
        if (strcmp(CHANNELS[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

SbChannel
sb_channel_second(SbChannel channel)
{
    switch (channel) {
    case SB_CHANNEL_X:
        return SB_CHANNEL_X2;
    case SB_CHANNEL_Y:
        return SB_CHANNEL_Y2;
    case SB_CHANNEL_THETA:
        return SB_CHANNEL_THETA2;
    case SB_CHANNEL_RADIUS:
        return SB_CHANNEL_RADIUS2;
    default:
        return channel;
    }
}

SbChannel
sb_channel_main(SbChannel channel)
{
    switch (channel) {
    case SB_CHANNEL_X2:
    case SB_CHANNEL_XOFFSET:
        return SB_CHANNEL_X;
    case SB_CHANNEL_Y2:
    case SB_CHANNEL_YOFFSET:
        return SB_CHANNEL_Y;
    case SB_CHANNEL_THETA2:
        return SB_CHANNEL_THETA;
    case SB_CHANNEL_RADIUS2:
        return SB_CHANNEL_RADIUS;
    default:
        return channel;
    }
}

const SbChannelDef *
sb_def_data(const SbChannelDef *def)
{
    if (sb_def_is_data(def)) {
        return def;
    }
    for (int i = 0; i < def->n_conditions; i++) {
        if (sb_def_is_data(def->conditions[i].def)) {
            return def->conditions[i].def;
        }
    }
    return NULL;
}

/* --- types --- */

static const struct {
    const char *name;
    SbType type;
} TYPES[] = {
    { "quantitative", SB_TYPE_QUANTITATIVE },
    { "temporal", SB_TYPE_TEMPORAL },
    { "ordinal", SB_TYPE_ORDINAL },
    { "nominal", SB_TYPE_NOMINAL },
    { "geojson", SB_TYPE_GEOJSON },
    { "Q", SB_TYPE_QUANTITATIVE },
    { "T", SB_TYPE_TEMPORAL },
    { "O", SB_TYPE_ORDINAL },
    { "N", SB_TYPE_NOMINAL },
};

static gboolean
read_type(
    SbModel *model, const char *pointer, const json_t *json, SbType *out, GError **error)
{
    static const char *const NAMES[] = { "quantitative", "temporal", "ordinal", "nominal",
        "geojson" };
    const char *text = json_string_value(json), *near;

    for (size_t i = 0; text != NULL && i < G_N_ELEMENTS(TYPES); i++) {
        if (g_ascii_strcasecmp(TYPES[i].name, text) == 0) {
            *out = TYPES[i].type;
            return TRUE;
        }
    }
    near = text != NULL ? sb_error_nearest(text, NAMES, G_N_ELEMENTS(NAMES)) : NULL;
    sb_json_error(error, SB_ERROR_INPUT, model->place, pointer,
        "no type of data: %s; expected quantitative, temporal, ordinal or nominal%s%s%s",
        text != NULL ? text : "neither a name nor argmin, argmax or exponential",
        near != NULL ? " (" : "", near != NULL ? near : "", near != NULL ? "?)" : "");
    return FALSE;
}

static SbType
type_of_scale(const json_t *scale)
{
    const char *name = sb_json_string(scale, "type", "");
    int type = sb_scale_type_find(name);

    if (type < 0) {
        return SB_TYPE_NONE;
    }
    if (sb_scale_flags(type) & SB_SCALE_IS_TIME) {
        return SB_TYPE_TEMPORAL;
    }
    return sb_scale_flags(type) & (SB_SCALE_CONTINUOUS | SB_SCALE_DISCRETIZING)
               ? SB_TYPE_QUANTITATIVE
               : SB_TYPE_NONE;
}

static SbType
default_type(const SbChannelDef *d)
{
    SbType type;

    switch (d->channel) {
    case SB_CHANNEL_LATITUDE:
    case SB_CHANNEL_LONGITUDE:
        return SB_TYPE_QUANTITATIVE;
    case SB_CHANNEL_ROW:
    case SB_CHANNEL_COLUMN:
    case SB_CHANNEL_FACET:
    case SB_CHANNEL_SHAPE:
    case SB_CHANNEL_STROKE_DASH:
        return SB_TYPE_NOMINAL;
    case SB_CHANNEL_ORDER:
        return SB_TYPE_ORDINAL;
    default:
        break;
    }
    if (json_is_array(d->sort)) {
        return SB_TYPE_ORDINAL;
    }
    if (d->has_unit) {
        return SB_TYPE_TEMPORAL;
    }
    if (d->bin != SB_BIN_NONE || d->op == SB_OP_PLAIN) {
        return SB_TYPE_QUANTITATIVE;
    }
    type = type_of_scale(d->scale);
    return type != SB_TYPE_NONE ? type : SB_TYPE_NOMINAL;
}

/* --- fields --- */

static gboolean
read_aggregate(SbModel *model, SbChannelDef *d, const json_t *json, const char *pointer,
    GError **error)
{
    const char *text = json_string_value(json), *near;
    g_autofree char *at = sb_json_pointer(pointer, "aggregate");
    const char *names[SB_AGGREGATE_OPS];

    if (json == NULL || json_is_null(json)) {
        return TRUE;
    }
    if (json_is_object(json)) {
        const char *low = sb_json_string(json, "argmin", NULL);
        const char *high = sb_json_string(json, "argmax", NULL);
        const json_t *past = json_object_get(json, "exponential");

        if (json_is_number(past)) {
            d->op = SB_OP_PLAIN;
            d->aggregate = SB_AGGREGATE_EXPONENTIAL;
            d->aggregate_param = json_number_value(past);
            return TRUE;
        }
        d->op = low != NULL ? SB_OP_ARGMIN : SB_OP_ARGMAX;
        d->arg_field = low != NULL ? low : high;
        if (d->arg_field != NULL) {
            return TRUE;
        }
    }
    if (text != NULL && sb_aggregate_op_parse(text, &d->aggregate)) {
        d->op = SB_OP_PLAIN;
        return TRUE;
    }
    for (int i = 0; i < SB_AGGREGATE_OPS; i++) {
        names[i] = sb_aggregate_op_name(i);
    }
    near = text != NULL ? sb_error_nearest(text, names, SB_AGGREGATE_OPS) : NULL;
    sb_json_error(error, SB_ERROR_INPUT, model->place, at,
        "no aggregate: %s; expected one of Vega-Lite's, such as %s",
        text != NULL ? text : "neither a name nor argmin, argmax or exponential",
        near != NULL ? near : "mean");
    return FALSE;
}

static double
auto_maxbins(SbChannel channel)
{
    switch (channel) {
    case SB_CHANNEL_ROW:
    case SB_CHANNEL_COLUMN:
    case SB_CHANNEL_SIZE:
    case SB_CHANNEL_COLOR:
    case SB_CHANNEL_FILL:
    case SB_CHANNEL_STROKE:
    case SB_CHANNEL_STROKE_WIDTH:
    case SB_CHANNEL_OPACITY:
    case SB_CHANNEL_FILL_OPACITY:
    case SB_CHANNEL_STROKE_OPACITY:
    case SB_CHANNEL_SHAPE:
        return 6;
    case SB_CHANNEL_STROKE_DASH:
        return 4;
    default:
        return 10;
    }
}

static gboolean
read_bin(SbModel *model, const SbView *view, SbChannelDef *d, const json_t *json,
    const char *pointer, GError **error)
{
    SbTransformContext context = sb_model_context(model, view);
    g_autofree char *at = sb_json_pointer(pointer, "bin");

    if (json == NULL || json_is_null(json) || json_is_false(json)) {
        return TRUE;
    }
    if (json_is_string(json) && strcmp(json_string_value(json), "binned") == 0) {
        d->bin = SB_BIN_BINNED;
        return TRUE;
    }
    if (!sb_bin_read(&context, json, at, &d->bins, error)) {
        return FALSE;
    }
    d->bin = d->bins.binned ? SB_BIN_BINNED : SB_BIN_BINNING;
    if (d->bins.maxbins == 0 && d->bins.step == 0) {
        d->bins.maxbins = auto_maxbins(d->channel);
    }
    return TRUE;
}

static gboolean
read_unit(SbModel *model, SbChannelDef *d, const json_t *json, const char *pointer,
    GError **error)
{
    g_autofree char *at = sb_json_pointer(pointer, "timeUnit");

    if (json == NULL || json_is_null(json)) {
        return TRUE;
    }
    d->has_unit = TRUE;
    return sb_timeunit_read(model->arena, json, model->place, at, &d->unit, error);
}

/* Names of the columns that hold the field after transforms. */
static void
name_columns(SbModel *model, SbChannelDef *d)
{
    SbArena *a = model->arena;
    const char *field = d->field != NULL ? sb_table_path(a, d->field).name : "";

    if (d->op == SB_OP_PLAIN && d->aggregate == SB_AGGREGATE_COUNT) {
        d->name = "__count";
    } else if (d->bin == SB_BIN_BINNING) {
        d->name = sb_arena_printf(a, "%s_%s", sb_bin_name(a, &d->bins), field);
        d->end = sb_arena_printf(a, "%s_end", d->name);
        d->range = sb_arena_printf(a, "%s_range", d->name);
        d->mid = sb_arena_printf(a, "%s_mid", d->name);
    } else if (d->op == SB_OP_PLAIN) {
        d->name = sb_arena_printf(a, "%s_%s", sb_aggregate_op_name(d->aggregate), field);
    } else if (d->op != SB_OP_NONE) {
        d->name = sb_arena_printf(a, "%s_%s['%s']",
            d->op == SB_OP_ARGMIN ? "argmin" : "argmax", d->arg_field, field);
    } else if (d->has_unit && !d->unit.binned) {
        d->name = sb_arena_printf(a, "%s_%s", d->unit.name, field);
        d->end = sb_arena_printf(a, "%s_end", d->name);
    } else {
        d->name = field;
        if (d->has_unit) {
            d->end = sb_arena_printf(a, "%s_end", field);
        }
    }
    if (d->has_unit && d->end != NULL) {
        d->rect_start = sb_arena_printf(a, "%s_offsetted_rect_start", d->name);
        d->rect_end = sb_arena_printf(a, "%s_offsetted_rect_end", d->name);
    }
}

static const char *
guide_key(SbChannel channel)
{
    int flags = CHANNELS[channel].flags;

    return flags & SB_CF_POSITION ? "axis"
           : flags & SB_CF_FACET  ? "header"
           : flags & SB_CF_LEGEND ? "legend"
                                  : NULL;
}

static void
read_guide(SbModel *model, SbChannelDef *d, const json_t *json)
{
    const char *key = guide_key(d->channel);
    const json_t *guide = key != NULL ? json_object_get(json, key) : NULL;

    d->scale = json_object_get(json, "scale");
    d->no_scale = json_is_null(d->scale) || json_is_false(d->scale);
    d->scale = json_is_object(d->scale) ? d->scale : NULL;
    d->no_guide = guide != NULL && !json_is_object(guide) && !json_is_true(guide);
    d->guide = json_is_object(guide) ? guide : NULL;
    d->sort = json_object_get(json, "sort");
    d->stack = json_object_get(json, "stack");
    d->impute = json_object_get(json, "impute");
    d->title = json_object_get(json, "title");
    d->format = key != NULL ? json_object_get(d->guide, "format")
                            : json_object_get(json, "format");
    d->format_type = key != NULL ? sb_json_string(d->guide, "formatType", NULL)
                                 : sb_json_string(json, "formatType", NULL);
    d->band_position = sb_json_number(json, "bandPosition", NAN);
}

/* {"row": …} left over after repeat is an error of the specification. */
static gboolean
read_name(SbModel *model, SbChannelDef *d, const json_t *field, const char *pointer,
    GError **error)
{
    g_autofree char *at = sb_json_pointer(pointer, "field");

    if (json_is_string(field)) {
        d->field = json_string_value(field);
        return TRUE;
    }
    if (field == NULL) {
        return TRUE;
    }
    if (json_is_number(field)) {
        char text[SB_VALUE_NUMBER_BUFFER];

        sb_value_print_number(json_number_value(field), text);
        d->field = sb_arena_strdup(model->arena, text);
        return TRUE;
    }
    sb_json_error(error, SB_ERROR_INPUT, model->place, at,
        "a field is named by a text (or repeated inside of `repeat`)");
    return FALSE;
}

gboolean
sb_encoding_read_field(SbModel *model, const SbView *view, const json_t *json,
    const char *pointer, SbChannel channel, SbChannelDef *out, GError **error)
{
    const json_t *type = json_object_get(json, "type");
    g_autofree char *at = sb_json_pointer(pointer, "type");

    memset(out, 0, sizeof *out);
    out->channel = channel;
    out->json = json;
    out->pointer = sb_arena_strdup(model->arena, pointer);
    out->band_position = NAN;
    read_guide(model, out, json);
    if (!read_name(model, out, json_object_get(json, "field"), pointer, error) ||
        !read_aggregate(model, out, json_object_get(json, "aggregate"), pointer, error) ||
        !read_bin(model, view, out, json_object_get(json, "bin"), pointer, error) ||
        !read_unit(model, out, json_object_get(json, "timeUnit"), pointer, error)) {
        return FALSE;
    }
    if (out->field != NULL || out->op == SB_OP_PLAIN) {
        out->kind = SB_DEF_FIELD;
        name_columns(model, out);
    }
    if (type != NULL && !json_is_null(type)) {
        if (!read_type(model, at, type, &out->type, error)) {
            return FALSE;
        }
    } else if (out->kind == SB_DEF_FIELD) {
        out->type = default_type(out);
    }
    if (out->op == SB_OP_PLAIN && !(CHANNELS[channel].flags & SB_CF_SECOND) &&
        (out->aggregate == SB_AGGREGATE_COUNT || out->aggregate == SB_AGGREGATE_VALID ||
            out->aggregate == SB_AGGREGATE_MISSING ||
            out->aggregate == SB_AGGREGATE_DISTINCT)) {
        out->type = SB_TYPE_QUANTITATIVE;
    }
    return TRUE;
}

/* --- datum and value --- */

/* {"year": 2020, "month": 1 …} is a moment; FALSE when json is none. */
gboolean
sb_encoding_date(const SbModel *model, const json_t *json, SbValue *out)
{
    static const char *const MONTHS[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul",
        "aug", "sep", "oct", "nov", "dec" };
    static const char *const KEYS[] = { "year", "quarter", "month", "date", "day",
        "hours", "minutes", "seconds", "milliseconds" };
    gboolean is = FALSE;
    const json_t *month = json_object_get(json, "month");
    double year = sb_json_number(json, "year", 2012), m = 0, day, ms;
    g_autoptr(GDateTime) date = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        is = is || json_object_get(json, KEYS[i]) != NULL;
    }
    if (!json_is_object(json) || !is) {
        return FALSE;
    }
    if (json_is_number(month)) {
        m = json_number_value(month) - 1;
    } else if (json_is_string(month)) {
        for (int i = 0; i < 12; i++) {
            if (g_ascii_strncasecmp(json_string_value(month), MONTHS[i], 3) == 0) {
                m = i;
            }
        }
    } else if (json_object_get(json, "quarter") != NULL) {
        m = (sb_json_number(json, "quarter", 1) - 1) * 3;
    }
    day = sb_json_number(json, "date", 1);
    date = g_date_time_new_utc((int)year, (int)m % 12 + 1, 1, 0, 0, 0);
    if (date == NULL) {
        return FALSE;
    }
    ms = (double)g_date_time_to_unix(date) * 1000;
    ms += ((day - 1) * 24 + sb_json_number(json, "hours", 0)) * 36e5 +
          sb_json_number(json, "minutes", 0) * 6e4 +
          sb_json_number(json, "seconds", 0) * 1e3 +
          sb_json_number(json, "milliseconds", 0);
    if (!json_is_true(json_object_get(json, "utc"))) {
        ms -= model->zone * 6e4;
    }
    *out = sb_value_date(ms);
    return TRUE;
}

static void
read_value(SbModel *model, SbChannelDef *d, const json_t *json)
{
    const json_t *value = sb_model_value(model, json);

    d->value = sb_value_from_json(model->arena, value);
    d->value_full =
        json_is_string(value) && (strcmp(json_string_value(value), "width") == 0 ||
                                     strcmp(json_string_value(value), "height") == 0);
}

static void
read_datum(SbModel *model, SbChannelDef *d, const json_t *json)
{
    const json_t *value = sb_model_value(model, json);

    if (!sb_encoding_date(model, value, &d->value)) {
        d->value = sb_value_from_json(model->arena, value);
    } else if (d->type == SB_TYPE_NONE) {
        d->type = SB_TYPE_TEMPORAL;
    }
    if (d->type == SB_TYPE_NONE) {
        d->type = d->value.kind == SB_VALUE_NUMBER ? SB_TYPE_QUANTITATIVE
                  : d->value.kind == SB_VALUE_DATE ? SB_TYPE_TEMPORAL
                                                   : SB_TYPE_NOMINAL;
    }
    if (d->type == SB_TYPE_TEMPORAL && d->value.kind == SB_VALUE_STRING) {
        SbArena *a = model->arena;
        SbTable *one = sb_table_new(a, 1);
        SbValue *cell = sb_arena_new_of(a, SbValue);
        SbLoadNeed need = { "v", SB_LOAD_DATE };
        SbField field;

        *cell = d->value;
        sb_table_add_values(one, "v", cell);
        field = sb_table_field(sb_load_parse(a, one, &need, 1, model->zone), "v");
        d->value = sb_field_at(&field, 0);
    }
}

/* --- channels --- */

static gboolean read_def(SbModel *model, SbView *view, const json_t *json,
    const char *pointer, SbChannel channel, SbChannelDef *out, GError **error);

static gboolean
read_condition(SbModel *model, SbView *view, const json_t *json, const char *pointer,
    SbChannel channel, SbCondition *out, GError **error)
{
    SbTransformContext context = sb_model_context(model, view);
    const json_t *test = json_object_get(json, "test");
    const char *param = sb_json_string(json, "param", NULL);
    g_autofree char *at = sb_json_pointer(pointer, "test");

    out->json = json;
    out->def = sb_arena_new_of(model->arena, SbChannelDef);
    if (param != NULL && g_hash_table_contains(model->selections, param)) {
        out->always = sb_json_boolean(json, "empty", TRUE);
    } else if (param != NULL) {
        out->test = sb_predicate_read(&context, json, pointer, error);
        if (out->test == NULL) {
            return FALSE;
        }
    } else {
        if (test == NULL) {
            test = json_object_get(json, "selection");
        }
        out->test = test != NULL ? sb_predicate_read(&context, test, at, error) : NULL;
        if (out->test == NULL) {
            if (error == NULL || *error == NULL) {
                sb_json_error(error, SB_ERROR_INPUT, model->place, pointer,
                    "a condition without `test` or `param`");
            }
            return FALSE;
        }
    }
    return read_def(model, view, json, pointer, channel, out->def, error);
}

static gboolean
read_conditions(SbModel *model, SbView *view, const json_t *json, const char *pointer,
    SbChannelDef *out, GError **error)
{
    const json_t *list = json_object_get(json, "condition");
    g_autofree char *at = sb_json_pointer(pointer, "condition");
    size_t n = json_is_array(list) ? json_array_size(list) : json_is_object(list) ? 1 : 0;
    SbCondition *conditions = sb_arena_new_many(model->arena, SbCondition, n + 1);

    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_is_array(list) ? json_array_get(list, i) : list;
        g_autofree char *where =
            json_is_array(list) ? sb_json_pointer_at(at, i) : g_strdup(at);

        if (!read_condition(
                model, view, one, where, out->channel, &conditions[i], error)) {
            return FALSE;
        }
    }
    out->conditions = conditions;
    out->n_conditions = (int)n;
    return TRUE;
}

static gboolean
read_def(SbModel *model, SbView *view, const json_t *json, const char *pointer,
    SbChannel channel, SbChannelDef *out, GError **error)
{
    const json_t *value = json_object_get(json, "value");
    const json_t *datum = json_object_get(json, "datum");

    if (!json_is_object(json)) {
        sb_json_error(error, SB_ERROR_INPUT, model->place, pointer,
            "a channel is an object such as {\"field\": …} or {\"value\": …}");
        return FALSE;
    }
    if (!sb_encoding_read_field(model, view, json, pointer, channel, out, error)) {
        return FALSE;
    }
    if (out->kind == SB_DEF_NONE && datum != NULL) {
        out->kind = SB_DEF_DATUM;
        read_datum(model, out, datum);
    } else if (out->kind == SB_DEF_NONE && value != NULL) {
        out->kind = SB_DEF_VALUE;
        read_value(model, out, value);
    }
    return read_conditions(model, view, json, pointer, out, error);
}

static gboolean
read_channel(SbModel *model, SbView *view, SbChannel channel, const json_t *json,
    const char *pointer, GError **error)
{
    size_t n = json_is_array(json) ? json_array_size(json) : 1;

    if (json_is_null(json)) {
        return TRUE;
    }
    if (!(CHANNELS[channel].flags & SB_CF_MANY)) {
        return read_def(
            model, view, json, pointer, channel, &view->channels[channel], error);
    }
    view->many[channel] = sb_arena_new_many(model->arena, SbChannelDef, n + 1);
    view->n_many[channel] = (int)n;
    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_is_array(json) ? json_array_get(json, i) : json;
        g_autofree char *at =
            json_is_array(json) ? sb_json_pointer_at(pointer, i) : g_strdup(pointer);

        if (!read_def(model, view, one, at, channel, &view->many[channel][i], error)) {
            return FALSE;
        }
    }
    if (n > 0) {
        view->channels[channel] = view->many[channel][0];
    }
    return TRUE;
}

/* A field on a second channel has the type of the first. */
static void
second_types(SbView *view)
{
    for (int c = 0; c < SB_CHANNELS; c++) {
        SbChannelDef *d = &view->channels[c];

        if ((CHANNELS[c].flags & SB_CF_SECOND) && d->kind != SB_DEF_NONE) {
            const SbChannelDef *first = &view->channels[sb_channel_main(c)];

            if (first->kind != SB_DEF_NONE && json_object_get(d->json, "type") == NULL) {
                d->type = first->type;
            }
        }
    }
}

gboolean
sb_encoding_read_unit(SbModel *model, SbView *view, GError **error)
{
    json_t *encoding = json_object_get(view->spec, "encoding");
    g_autofree char *pointer = sb_json_pointer(view->pointer, "encoding");
    const char *name;
    json_t *json;

    for (int c = 0; c < SB_CHANNELS; c++) {
        view->channels[c].channel = c;
        view->channels[c].band_position = NAN;
    }
    json_object_foreach(encoding, name, json)
    {
        int channel = sb_channel_find(name);
        g_autofree char *at = sb_json_pointer(pointer, name);

        if (channel < 0) {
            continue; /* the specification was checked */
        }
        if (!read_channel(model, view, channel, json, at, error)) {
            return FALSE;
        }
    }
    second_types(view);
    return TRUE;
}

/* --- titles --- */

static const char *
title_case(SbArena *arena, const char *word)
{
    char *copy = sb_arena_strdup(arena, word);

    copy[0] = g_ascii_toupper(copy[0]);
    return copy;
}

static const char *
unit_words(const SbModel *model, const SbTimeUnit *unit)
{
    GString *out = g_string_new(NULL);
    const char *text;

    for (int part = SB_TIMEUNIT_YEAR; part <= SB_TIMEUNIT_MILLISECONDS; part <<= 1) {
        if (unit->parts & part) {
            g_string_append_printf(
                out, "%s%s", out->len > 0 ? "-" : "", sb_timeunit_part_name(part));
        }
    }
    text = sb_arena_strdup(model->arena, out->str);
    g_string_free(out, TRUE);
    return text;
}

const char *
sb_encoding_title(const SbModel *model, const SbChannelDef *d)
{
    SbArena *a = model->arena;
    const char *style =
        json_string_value(json_object_get(sb_config_root(model->config), "fieldTitle"));
    const char *field = d->field != NULL ? d->field : "";

    if (style != NULL && strcmp(style, "plain") == 0) {
        return field;
    }
    if (style != NULL && strcmp(style, "functional") == 0) {
        const char *fn = d->op == SB_OP_PLAIN       ? sb_aggregate_op_name(d->aggregate)
                         : d->has_unit              ? d->unit.name
                         : d->bin == SB_BIN_BINNING ? "bin"
                                                    : NULL;
        char *up = fn != NULL ? sb_arena_strdup(a, fn) : NULL;

        for (char *p = up; p != NULL && *p != '\0'; p++) {
            *p = g_ascii_toupper(*p);
        }
        return up != NULL ? sb_arena_printf(a, "%s(%s)", up, field) : field;
    }
    if (d->op == SB_OP_PLAIN && d->aggregate == SB_AGGREGATE_COUNT) {
        return json_string_value(
            json_object_get(sb_config_root(model->config), "countTitle"));
    }
    if (d->bin == SB_BIN_BINNING) {
        return sb_arena_printf(a, "%s (binned)", field);
    }
    if (d->has_unit && !d->unit.binned && d->unit.parts != 0) {
        return sb_arena_printf(a, "%s (%s)", field, unit_words(model, &d->unit));
    }
    if (d->op == SB_OP_ARGMIN || d->op == SB_OP_ARGMAX) {
        return sb_arena_printf(a, "%s for %s %s", field,
            d->op == SB_OP_ARGMIN ? "min" : "max", d->arg_field);
    }
    if (d->op == SB_OP_PLAIN) {
        return sb_arena_printf(
            a, "%s of %s", title_case(a, sb_aggregate_op_name(d->aggregate)), field);
    }
    return field;
}
