/* In: long tables.  Out: wide ones: a column for each value of a field, holding an
 * aggregate of another. */
#include <string.h>

#include "base/limits.h"
#include "chart/cell.h"
#include "chart/grouping.h"
#include "chart/transform_read.h"

static int
compare(const void *a, const void *b, void *unused)
{
    return sb_value_compare(*(const SbValue *)a, *(const SbValue *)b);
}

/* The column of one value of the pivot. */
static SbValue *
pivot_column(SbArena *arena, const SbTable *table, const SbGrouping *grouping,
    const SbField *key, const SbField *value, SbValue wanted, SbAggregateOp op)
{
    SbValue *results = sb_arena_new_many(arena, SbValue, grouping->count);
    size_t *rows = sb_arena_new_many(arena, size_t, sb_table_rows(table));

    for (size_t g = 0; g < grouping->count; g++) {
        size_t count = 0;

        for (size_t i = grouping->start[g]; i < grouping->start[g + 1]; i++) {
            if (sb_value_same(sb_field_at(key, grouping->rows[i]), wanted)) {
                rows[count++] = grouping->rows[i];
            }
        }
        results[g] = sb_cell_of_rows(arena, table, value, op, 0, rows, count);
    }
    return results;
}

typedef struct {
    const char *key, *value;
    const char *const *groupby;
    size_t groups, limit;
    SbAggregateOp op;
} Pivot;

static gboolean
read_pivot(const SbTransformContext *context, const json_t *json, const char *pointer,
    Pivot *out, GError **error)
{
    g_autoptr(GError) problem = NULL;
    const char *op = sb_json_string(json, "op", "sum");

    out->key = sb_transform_read_text(context, json, "pivot", pointer, error);
    out->value = out->key != NULL
                     ? sb_transform_read_text(context, json, "value", pointer, error)
                     : NULL;
    out->groupby = out->value != NULL ? sb_transform_read_texts(context, json, "groupby",
                                            pointer, &out->groups, error)
                                      : NULL;
    if (out->groupby == NULL) {
        return FALSE;
    }
    double limit = sb_transform_read_number(context, json, "limit", 0, pointer, &problem);

    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    out->limit = limit >= 1 ? (size_t)limit : SB_LIMIT_CATEGORIES;
    if (!sb_aggregate_op_parse(op, &out->op)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "unknown aggregate operation '%s'", op);
        return FALSE;
    }
    return TRUE;
}

const SbTable *
sb_transform_pivot(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    Pivot pivot;

    if (!read_pivot(context, json, pointer, &pivot, error)) {
        return NULL;
    }
    SbArena *arena = context->arena;
    SbValue distinct = sb_table_distinct(table, pivot.key);
    size_t count = distinct.array->count;
    SbValue *keys = distinct.array->items;

    g_qsort_with_data(keys, (gint)count, sizeof *keys, compare, NULL);
    if (count > SB_LIMIT_CATEGORIES) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "%zu values of '%s' make more than %d columns", count, pivot.key,
            SB_LIMIT_CATEGORIES);
        return NULL;
    }
    SbGrouping grouping = sb_grouping_make(arena, table, pivot.groupby, pivot.groups);
    SbTable *result =
        sb_grouping_table(arena, table, &grouping, pivot.groupby, pivot.groups);
    SbField key = sb_table_field(table, pivot.key);
    SbField value = sb_table_field(table, pivot.value);

    for (size_t i = 0; i < MIN(count, pivot.limit); i++) {
        sb_table_add_values(result, sb_value_to_string(arena, keys[i]),
            pivot_column(arena, table, &grouping, &key, &value, keys[i], pivot.op));
    }
    return result;
}
