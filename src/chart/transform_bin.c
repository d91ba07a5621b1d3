/* In: numbers, how they are to be binned.  Out: the bins, and each row's bin (see
 * transform.h; https://vega.github.io/vega/docs/transforms/bin/). */
#include <string.h>

#include "base/limits.h"

#include "chart/transform_read.h"

static gboolean
read_numbers(const SbTransformContext *context, const json_t *json, const char *key,
    const char *pointer, const double **out, size_t *count, GError **error)
{
    const json_t *array = json_object_get(json, key);

    if (array == NULL) {
        return TRUE;
    }
    *count = json_array_size(array);
    double *numbers = sb_arena_new_many(context->arena, double, *count);

    for (size_t i = 0; i < *count; i++) {
        numbers[i] = json_number_value(json_array_get(array, i));
        if (!(numbers[i] > 0)) {
            *count = 0;
        }
    }
    if (*count == 0) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "'%s' must be an array of positive numbers", key);
        return FALSE;
    }
    *out = numbers;
    return TRUE;
}

/* The text of each parameter in the order given: "_maxbins_20_base_2". */
static const char *
given_name(const SbTransformContext *context, const json_t *json)
{
    g_autoptr(GString) name = g_string_new(NULL);
    const char *key;
    json_t *member;

    json_object_foreach((json_t *)json, key, member)
    {
        g_string_append_printf(name, "_%s_%s", key,
            sb_value_to_string(
                context->arena, sb_value_from_json(context->arena, member)));
    }
    for (char *s = name->str; *s != '\0'; s++) {
        *s = g_ascii_isalnum(*s) || *s == '_' ? *s : '_';
    }
    return sb_arena_strdup(context->arena, name->str);
}

static gboolean
check(const SbTransformContext *context, const SbBinParams *params, const char *pointer,
    GError **error)
{
    if (params->maxbins < 0 || params->step < 0 || params->minstep < 0 ||
        (params->base != 0 && !(params->base > 1)) ||
        !(params->maxbins <= SB_LIMIT_CATEGORIES)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "bins need a positive step, a base above 1 and at most %d maxbins",
            SB_LIMIT_CATEGORIES);
        return FALSE;
    }
    return TRUE;
}

gboolean
sb_bin_read(const SbTransformContext *context, const json_t *json, const char *pointer,
    SbBinParams *out, GError **error)
{
    static const char *const KNOWN[] = { "anchor", "base", "binned", "divide", "extent",
        "maxbins", "minstep", "nice", "step", "steps" };
    g_autoptr(GError) problem = NULL;

    *out = (SbBinParams){ .given = "" };
    if (json == NULL || json_is_true(json)) {
        return TRUE;
    }
    if (json_is_string(json) && strcmp(json_string_value(json), "binned") == 0) {
        out->binned = TRUE;
        return TRUE;
    }
    if (!sb_transform_read_object(
            context, json, KNOWN, G_N_ELEMENTS(KNOWN), pointer, error)) {
        return FALSE;
    }
    const json_t *extent = json_object_get(json, "extent");

    if (!json_is_object(extent) && /* a selection's: empty in the first state */
        !sb_transform_read_pair(
            context, json, "extent", pointer, out->extent, &out->has_extent, error)) {
        return FALSE;
    }
    out->given = given_name(context, json);
    out->has_anchor = json_object_get(json, "anchor") != NULL;
    out->anchor = sb_transform_read_number(context, json, "anchor", 0, pointer, &problem);
    out->base = sb_transform_read_number(
        context, json, "base", 0, pointer, problem == NULL ? &problem : NULL);
    out->maxbins = sb_transform_read_number(
        context, json, "maxbins", 0, pointer, problem == NULL ? &problem : NULL);
    out->minstep = sb_transform_read_number(
        context, json, "minstep", 0, pointer, problem == NULL ? &problem : NULL);
    out->step = sb_transform_read_number(
        context, json, "step", 0, pointer, problem == NULL ? &problem : NULL);
    out->not_nice = json_is_false(json_object_get(json, "nice"));
    out->binned = sb_json_boolean(json, "binned", FALSE);
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    return check(context, out, pointer, error) &&
           read_numbers(
               context, json, "steps", pointer, &out->steps, &out->steps_count, error) &&
           read_numbers(
               context, json, "divide", pointer, &out->divide, &out->divide_count, error);
}

const char *
sb_bin_name(SbArena *arena, const SbBinParams *params)
{
    const char *given = params->given != NULL ? params->given : "";

    if (params->step != 0 || strstr(given, "_maxbins_") != NULL) {
        return sb_arena_printf(arena, "bin%s", given);
    }
    return sb_arena_printf(arena, "bin%s_maxbins_%d", given,
        (int)(params->maxbins > 0 ? params->maxbins : 10));
}

/* The step among powers of base and their divisions that gives at most maxbins. */
static double
choose_step(const SbBinParams *params, double span, double base, double maxbins)
{
    static const double DIVIDE[] = { 5, 2 };
    const double *divide = params->divide != NULL ? params->divide : DIVIDE;
    size_t n = params->divide != NULL ? params->divide_count : 2;
    double logb = log(base), level = ceil(log(maxbins) / logb);
    double step = MAX(params->minstep, pow(base, floor(log(span) / logb + 0.5) - level));

    while (ceil(span / step) > maxbins) {
        step *= base;
    }
    for (size_t i = 0; i < n; i++) {
        double finer = step / divide[i];

        if (finer >= params->minstep && span / finer <= maxbins) {
            step = finer;
        }
    }
    return step;
}

static double
listed_step(const SbBinParams *params, double least)
{
    size_t i = 0;

    while (i < params->steps_count && params->steps[i] < least) {
        i++;
    }
    return params->steps[i > 0 ? i - 1 : 0];
}

SbBin
sb_bin_choose(const SbBinParams *params, double low, double high)
{
    double maxbins = params->maxbins > 0 ? params->maxbins : 10;
    double base = params->base > 0 ? params->base : 10;
    double span = params->has_span && params->span != 0 ? params->span : high - low;

    if (params->has_extent) {
        low = params->extent[0];
        high = params->extent[1];
        span = params->has_span && params->span != 0 ? params->span : high - low;
    }
    span = span != 0 ? span : low != 0 ? fabs(low) : 1;
    double step = params->step > 0             ? params->step
                  : params->steps_count > 0    ? listed_step(params, span / maxbins)
                  : isfinite(span) && span > 0 ? choose_step(params, span, base, maxbins)
                                               : 1;

    if (!params->not_nice) {
        double v = log(step);
        int precision = v >= 0 ? 0 : (int)(-v / log(base)) + 1;
        double epsilon = pow(base, -precision - 1);
        double floored = floor(low / step + epsilon) * step;

        low = low < floored ? floored - step : floored;
        high = ceil(high / step) * step;
    }
    return (SbBin){ low, high == low ? low + step : high, step };
}

/* The anchor shifts the bins; the last one is whole. */
static SbBin
placed(const SbBinParams *params, SbBin bin)
{
    bin.stop = bin.start + ceil((bin.stop - bin.start) / bin.step) * bin.step;
    if (params->has_anchor) {
        double shift =
            params->anchor -
            (bin.start + bin.step * floor((params->anchor - bin.start) / bin.step));

        bin.start += shift;
        bin.stop += shift;
    }
    return bin;
}

/* Where the bin of x begins; infinite beyond the bins. */
static double
start_of(const SbBin *bin, double x)
{
    if (x < bin->start || x > bin->stop) {
        return x < bin->start ? -INFINITY : INFINITY;
    }
    x = fmax(bin->start, fmin(x, bin->stop - bin->step));
    return bin->start + bin->step * floor(1e-14 + (x - bin->start) / bin->step);
}

const SbTable *
sb_transform_bin(SbArena *arena, const SbTable *table, const char *field,
    const SbBinParams *params, const char *as, const char *as_end, SbBin *bin)
{
    size_t n = sb_table_rows(table);
    double extent[2] = { 0, 0 };

    sb_table_extent(table, field, extent);
    SbBin chosen = sb_bin_choose(params, extent[0], extent[1]);
    SbBin used = placed(params, chosen);
    SbField source = sb_table_field(table, field);
    SbValue *starts = sb_arena_new_many(arena, SbValue, n);
    SbValue *ends = sb_arena_new_many(arena, SbValue, n);

    for (size_t row = 0; row < n; row++) {
        double x;

        starts[row] = ends[row] = sb_value_null();
        if (!sb_value_parse_number(sb_field_at(&source, row), &x)) {
            continue;
        }
        double start = start_of(&used, x);

        starts[row] = sb_value_number(start);
        ends[row] = sb_value_number(
            used.start + used.step * (1 + (start - used.start) / used.step));
    }
    SbTable *result = sb_table_derive(arena, table);

    sb_table_add_values(result, as, starts);
    if (as_end != NULL) {
        sb_table_add_values(result, as_end, ends);
    }
    if (bin != NULL) {
        *bin = used;
    }
    return result;
}

const SbTable *
sb_transform_bin_json(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    g_autofree char *at = sb_json_pointer(pointer, "bin");
    const char *field = sb_transform_read_text(context, json, "field", pointer, error);
    const char *as[2];
    SbBinParams params;

    if (field == NULL ||
        !sb_bin_read(context, json_object_get(json, "bin"), at, &params, error) ||
        !sb_transform_read_as_pair(context, json, pointer, NULL, NULL, as, error)) {
        return NULL;
    }
    if (as[0] == NULL) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "a bin needs 'as': the name of its column");
        return NULL;
    }
    if (as[1] == NULL) {
        as[1] = sb_arena_printf(context->arena, "%s_end", as[0]);
    }
    return sb_transform_bin(context->arena, table, field, &params, as[0], as[1], NULL);
}
