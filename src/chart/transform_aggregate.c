/* In: a table, groupby fields, operations.  Out: one row a group, or the results
 * on every row (see transform.h). */
#include <string.h>

#include "chart/cell.h"
#include "chart/grouping.h"
#include "chart/transform_read.h"

static const char *const NAMES[] = {
#define AGGREGATE(ID, name) name,
#include "chart/aggregates.def"
#undef AGGREGATE
};

gboolean
sb_aggregate_op_parse(const char *name, SbAggregateOp *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (strcmp(NAMES[i], name) == 0) {
            *out = (SbAggregateOp)i;
            return TRUE;
        }
    }
    return FALSE;
}

const char *
sb_aggregate_op_name(SbAggregateOp op)
{
    return NAMES[op];
}

/* The results of one operation, one a group. */
static SbValue *
results(SbArena *arena, const SbTable *table, const SbGrouping *grouping,
    const SbAggregate *aggregate)
{
    SbValue *values = sb_arena_new_many(arena, SbValue, grouping->count);
    SbField field =
        sb_table_field(table, aggregate->field != NULL ? aggregate->field : "");

    for (size_t g = 0; g < grouping->count; g++) {
        values[g] = sb_cell_of_rows(arena, table, &field, aggregate->op, aggregate->param,
            grouping->rows + grouping->start[g],
            grouping->start[g + 1] - grouping->start[g]);
    }
    return values;
}

const SbTable *
sb_transform_aggregate(SbArena *arena, const SbTable *table, const char *const *groupby,
    size_t groups, const SbAggregate *ops, size_t count)
{
    SbGrouping grouping = sb_grouping_make(arena, table, groupby, groups);
    SbTable *result = sb_grouping_table(arena, table, &grouping, groupby, groups);

    for (size_t i = 0; i < count; i++) {
        sb_table_add_values(result, ops[i].as, results(arena, table, &grouping, &ops[i]));
    }
    return result;
}

const SbTable *
sb_transform_joinaggregate(SbArena *arena, const SbTable *table,
    const char *const *groupby, size_t groups, const SbAggregate *ops, size_t count)
{
    SbGrouping grouping = sb_grouping_make(arena, table, groupby, groups);
    SbTable *result = sb_table_derive(arena, table);
    size_t n = sb_table_rows(table);

    for (size_t i = 0; i < count; i++) {
        SbValue *of_group = results(arena, table, &grouping, &ops[i]);
        SbValue *values = sb_arena_new_many(arena, SbValue, n);

        for (size_t row = 0; row < n; row++) {
            values[row] = of_group[grouping.of[row]];
        }
        sb_table_add_values(result, ops[i].as, values);
    }
    return result;
}

/* --- from a specification ---------------------------------------------------------- */

/* One {op, field, as}. */
static gboolean
read_op(const SbTransformContext *context, const json_t *json, const char *pointer,
    SbAggregate *out, GError **error)
{
    static const char *const KNOWN[] = { "op", "field", "as", "aggregate_param" };

    if (!sb_transform_read_object(
            context, json, KNOWN, G_N_ELEMENTS(KNOWN), pointer, error)) {
        return FALSE;
    }
    const char *op = sb_json_string(json, "op", NULL);

    if (op == NULL || !sb_aggregate_op_parse(op, &out->op)) {
        const char *near =
            op != NULL ? sb_error_nearest(op, NAMES, G_N_ELEMENTS(NAMES)) : NULL;

        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "unknown aggregate operation '%s'%s%s", op != NULL ? op : "",
            near != NULL ? "; did you mean " : "", near != NULL ? near : "");
        return FALSE;
    }
    out->field = sb_json_string(json, "field", NULL);
    if (out->field == NULL && out->op != SB_AGGREGATE_COUNT) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "operation %s needs a field", op);
        return FALSE;
    }
    out->as = sb_transform_read_as(context, json, op, out->field);
    out->param = sb_json_number(json, "aggregate_param", 0);
    return TRUE;
}

static SbAggregate *
read_ops(const SbTransformContext *context, const json_t *json, const char *pointer,
    size_t *count, GError **error)
{
    *count = json_array_size(json);
    SbAggregate *ops = sb_arena_new_many(context->arena, SbAggregate, *count);

    if (!json_is_array(json)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "expected an array of {op, field, as}");
        return NULL;
    }
    for (size_t i = 0; i < *count; i++) {
        g_autofree char *at = sb_json_pointer_at(pointer, i);

        if (!read_op(context, json_array_get(json, i), at, &ops[i], error)) {
            return NULL;
        }
    }
    return ops;
}

typedef const SbTable *(*Aggregation)(SbArena *arena, const SbTable *table,
    const char *const *groupby, size_t groups, const SbAggregate *ops, size_t count);

static const SbTable *
run(const SbTransformContext *context, const SbTable *table, const json_t *json,
    const char *key, const char *pointer, Aggregation aggregation, GError **error)
{
    g_autofree char *at = sb_json_pointer(pointer, key);
    size_t groups, count;
    const char *const *groupby =
        sb_transform_read_texts(context, json, "groupby", pointer, &groups, error);
    SbAggregate *ops =
        groupby != NULL ? read_ops(context, json_object_get(json, key), at, &count, error)
                        : NULL;

    return ops != NULL ? aggregation(context->arena, table, groupby, groups, ops, count)
                       : NULL;
}

const SbTable *
sb_transform_aggregate_json(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    return run(context, table, json, "aggregate", pointer, sb_transform_aggregate, error);
}

const SbTable *
sb_transform_joinaggregate_json(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    return run(context, table, json, "joinaggregate", pointer, sb_transform_joinaggregate,
        error);
}
