/* In: rows.  Out: fewer rows (filter, sample), a column computed (calculate), a
 * parameter (extent). */
#include <string.h>

#include "chart/transform_read.h"

const SbTable *
sb_transform_filter(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    g_autofree char *at = sb_json_pointer(pointer, "filter");
    const SbPredicate *predicate =
        sb_predicate_read(context, json_object_get(json, "filter"), at, error);
    size_t n = sb_table_rows(table), count = 0;

    if (predicate == NULL) {
        return NULL;
    }
    const SbTable *parsed = sb_predicate_parse(context, predicate, table);
    const gboolean *flags = sb_predicate_rows(context, predicate, parsed);
    size_t *rows = sb_arena_new_many(context->arena, size_t, n);

    for (size_t row = 0; row < n; row++) {
        if (flags[row]) {
            rows[count++] = row;
        }
    }
    return count == n ? parsed : sb_table_pick(context->arena, parsed, rows, count);
}

/* Size rows, evenly spaced: Vega draws them by chance, which would give another
 * picture each time. */
const SbTable *
sb_transform_sample(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    double size = sb_json_number(json, "sample", -1);
    size_t n = sb_table_rows(table);

    if (!(size >= 0)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "'sample' must be a number of rows");
        return NULL;
    }
    if (size >= (double)n) {
        return table;
    }
    size_t count = (size_t)size;
    size_t *rows = sb_arena_new_many(context->arena, size_t, count);

    for (size_t i = 0; i < count; i++) {
        rows[i] = (size_t)((double)i * (double)n / (double)count);
    }
    return sb_table_pick(context->arena, table, rows, count);
}

const SbTable *
sb_transform_calculate(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    g_autofree char *at = sb_json_pointer(pointer, "calculate");
    const char *text = sb_transform_read_text(context, json, "calculate", pointer, error);
    const char *as =
        text != NULL ? sb_transform_read_text(context, json, "as", pointer, error) : NULL;
    g_autoptr(GError) problem = NULL;

    if (as == NULL) {
        return NULL;
    }
    const SbExpr *expr = sb_expr_parse(context->arena, text, &problem);

    if (expr == NULL || !sb_expr_check(expr, context->scope, &problem)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, at, "%s", problem->message);
        return NULL;
    }
    size_t n = sb_table_rows(table);
    SbExprRun *run = sb_expr_bind(context->arena, expr, table, context->scope);
    SbValue *values = sb_arena_new_many(context->arena, SbValue, n);

    for (size_t row = 0; row < n; row++) {
        values[row] = sb_expr_run(run, context->arena, row);
    }
    SbTable *result = sb_table_derive(context->arena, table);

    sb_table_add_values(result, sb_table_path(context->arena, as).name, values);
    return result;
}

/* The smallest and largest value of a field become a parameter. */
const SbTable *
sb_transform_extent(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    const char *field = sb_transform_read_text(context, json, "extent", pointer, error);
    const char *param =
        field != NULL ? sb_transform_read_text(context, json, "param", pointer, error)
                      : NULL;
    double extent[2];

    if (param == NULL) {
        return NULL;
    }
    SbValue *ends = sb_arena_new_many(context->arena, SbValue, 2);

    if (sb_table_extent(table, field, extent)) {
        ends[0] = sb_value_number(extent[0]);
        ends[1] = sb_value_number(extent[1]);
    }
    if (context->set_param != NULL) {
        context->set_param(
            context->set_param_data, param, sb_value_array(context->arena, ends, 2));
    }
    return table;
}
