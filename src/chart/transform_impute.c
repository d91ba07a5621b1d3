/* In: series with gaps.  Out: the series with a row for each key, and the field
 * filled (https://vega.github.io/vega-lite/docs/impute.html). */
#include <string.h>

#include "base/limits.h"
#include "chart/cell.h"
#include "chart/grouping.h"
#include "chart/transform_read.h"

/* Rows to be added: a group and the place of a key each. */
typedef struct {
    size_t group, key;
} Gap;

/* Every key of keyvals and of the rows. */
static SbValueIndex *
all_keys(SbArena *scratch, const SbTable *table, const SbImpute *impute)
{
    SbValueIndex *keys = sb_value_index_new(scratch, 1);
    SbField key = sb_table_field(table, impute->key);

    for (size_t i = 0; i < impute->keyvals_count; i++) {
        sb_value_index_add(keys, &impute->keyvals[i], NULL);
    }
    for (size_t row = 0; row < sb_table_rows(table); row++) {
        SbValue value = sb_field_at(&key, row);

        sb_value_index_add(keys, &value, NULL);
    }
    return keys;
}

static GArray *
find_gaps(SbArena *scratch, const SbTable *table, const SbImpute *impute,
    const SbGrouping *grouping, const SbValueIndex *keys)
{
    GArray *gaps = sb_arena_array(scratch, Gap);
    size_t n = sb_value_index_count(keys);
    gboolean *seen = sb_arena_new_many(scratch, gboolean, n);
    SbField key = sb_table_field(table, impute->key);

    for (size_t g = 0; g < grouping->count && sb_table_rows(table) > 0; g++) {
        memset(seen, 0, n * sizeof *seen);
        for (size_t i = grouping->start[g]; i < grouping->start[g + 1]; i++) {
            SbValue value = sb_field_at(&key, grouping->rows[i]);

            seen[sb_value_index_find(keys, &value)] = TRUE;
        }
        for (size_t k = 0; k < n; k++) {
            Gap gap = { g, k };

            if (!seen[k]) {
                g_array_append_val(gaps, gap);
            }
        }
    }
    return gaps;
}

/* One column of the rows added; group and key columns keep what they are. */
static SbValue
gap_value(const SbTable *table, const SbImpute *impute, const SbGrouping *grouping,
    const SbValueIndex *keys, const SbColumn *column, const Gap *gap)
{
    if (strcmp(column->name, sb_table_path(sb_table_arena(table), impute->key).name) ==
        0) {
        return *sb_value_index_at(keys, gap->key);
    }
    for (size_t i = 0; i < impute->groups; i++) {
        SbFieldPath path = sb_table_path(sb_table_arena(table), impute->groupby[i]);

        if (strcmp(column->name, path.name) == 0) {
            return sb_column_at(column, grouping->first[gap->group]);
        }
    }
    if (strcmp(column->name, sb_table_path(sb_table_arena(table), impute->field).name) ==
        0) {
        return impute->method == SB_IMPUTE_VALUE ? impute->value : sb_value_null();
    }
    return sb_value_undefined();
}

static SbTable *
with_gaps(SbArena *arena, const SbTable *table, const SbImpute *impute,
    const SbGrouping *grouping, const SbValueIndex *keys, const GArray *gaps)
{
    size_t n = sb_table_rows(table);
    SbTable *result = sb_table_new(arena, n + gaps->len);

    for (size_t c = 0; c < sb_table_columns(table); c++) {
        const SbColumn *column = sb_table_column(table, c);
        SbValue *values = sb_arena_new_many(arena, SbValue, n + gaps->len);

        for (size_t row = 0; row < n; row++) {
            values[row] = sb_column_at(column, row);
        }
        for (guint i = 0; i < gaps->len; i++) {
            values[n + i] = gap_value(
                table, impute, grouping, keys, column, &g_array_index(gaps, Gap, i));
        }
        sb_table_add_values(result, column->name, values);
    }
    return result;
}

static SbAggregateOp
op_of(SbImputeMethod method)
{
    switch (method) {
    case SB_IMPUTE_MEDIAN:
        return SB_AGGREGATE_MEDIAN;
    case SB_IMPUTE_MIN:
        return SB_AGGREGATE_MIN;
    case SB_IMPUTE_MAX:
        return SB_AGGREGATE_MAX;
    default:
        return SB_AGGREGATE_MEAN;
    }
}

/* null becomes the aggregate of the rows around it in its group. */
static const SbTable *
fill(SbArena *arena, SbTable *table, const SbImpute *impute)
{
    SbGrouping grouping = sb_grouping_make(arena, table, impute->groupby, impute->groups);
    SbField field = sb_table_field(table, impute->field);
    size_t n = sb_table_rows(table);
    SbValue *values = sb_arena_new_many(arena, SbValue, n);
    double before = impute->frame != NULL ? impute->frame[0] : -INFINITY;
    double after = impute->frame != NULL ? impute->frame[1] : INFINITY;

    for (size_t g = 0; g < grouping.count; g++) {
        const size_t *rows = grouping.rows + grouping.start[g];
        double count = (double)(grouping.start[g + 1] - grouping.start[g]);

        for (double i = 0; i < count; i++) {
            SbValue value = sb_field_at(&field, rows[(size_t)i]);

            if (value.kind == SB_VALUE_NULL) {
                double from = CLAMP(i + before, 0, count);
                double to = CLAMP(i + after + 1, from, count);

                value = sb_cell_of_rows(arena, table, &field, op_of(impute->method), 0,
                    rows + (size_t)from, (size_t)(to - from));
            }
            values[rows[(size_t)i]] = value;
        }
    }
    sb_table_add_values(table, sb_table_path(arena, impute->field).name, values);
    return table;
}

const SbTable *
sb_transform_impute(SbArena *arena, const SbTable *table, const SbImpute *impute)
{
    g_autoptr(SbArena) scratch = sb_arena_new();
    SbGrouping grouping =
        sb_grouping_make(scratch, table, impute->groupby, impute->groups);
    SbValueIndex *keys = all_keys(scratch, table, impute);
    GArray *gaps = find_gaps(scratch, table, impute, &grouping, keys);
    SbTable *result = with_gaps(arena, table, impute, &grouping, keys, gaps);

    return impute->method == SB_IMPUTE_VALUE ? result : fill(arena, result, impute);
}

/* --- from a specification ------------------------------------------------------------
 */

/* [a, b, …] or {start, stop, step}. */
static gboolean
read_keyvals(const SbTransformContext *context, const json_t *json, const char *pointer,
    SbImpute *out, GError **error)
{
    static const char *const KNOWN[] = { "start", "stop", "step" };

    if (json_is_array(json)) {
        SbValue values = sb_value_from_json(context->arena, json);

        out->keyvals = values.array->items;
        out->keyvals_count = values.array->count;
        return TRUE;
    }
    if (!sb_transform_read_object(
            context, json, KNOWN, G_N_ELEMENTS(KNOWN), pointer, error)) {
        return FALSE;
    }
    double start = sb_json_number(json, "start", 0);
    double step = sb_json_number(json, "step", 1);
    double count = ceil((sb_json_number(json, "stop", NAN) - start) / step);

    if (!(count >= 0 && count <= SB_LIMIT_CATEGORIES)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "expected start, stop and step with at most %d steps", SB_LIMIT_CATEGORIES);
        return FALSE;
    }
    SbValue *values = sb_arena_new_many(context->arena, SbValue, (size_t)count);

    for (size_t i = 0; i < (size_t)count; i++) {
        values[i] = sb_value_number(start + (double)i * step);
    }
    out->keyvals = values;
    out->keyvals_count = (size_t)count;
    return TRUE;
}

static gboolean
read_frame(const SbTransformContext *context, const json_t *json, const char *pointer,
    SbImpute *out, GError **error)
{
    double *frame = sb_arena_new_many(context->arena, double, 2);

    for (size_t i = 0; i < 2; i++) {
        const json_t *end = json_array_get(json, i);

        if (json_array_size(json) != 2 || !(json_is_number(end) || json_is_null(end))) {
            sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
                "frame must be two numbers or nulls");
            return FALSE;
        }
        frame[i] =
            json_is_null(end) ? (i == 0 ? -INFINITY : INFINITY) : json_number_value(end);
    }
    out->frame = frame;
    return TRUE;
}

/* method, value, keyvals, frame. */
static gboolean
read_how(const SbTransformContext *context, const json_t *json, const char *pointer,
    SbImpute *out, GError **error)
{
    static const char *const METHODS[] = { "value", "mean", "median", "min", "max" };
    const char *method = sb_json_string(json, "method", "value");
    const json_t *value = json_object_get(json, "value");
    const json_t *keyvals = json_object_get(json, "keyvals");
    const json_t *frame = json_object_get(json, "frame");
    size_t which = 0;

    while (which < G_N_ELEMENTS(METHODS) && strcmp(METHODS[which], method) != 0) {
        which++;
    }
    if (which == G_N_ELEMENTS(METHODS)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "unknown method '%s'; expected value, mean, median, min or max", method);
        return FALSE;
    }
    out->method = (SbImputeMethod)which;
    out->value =
        value != NULL ? sb_value_from_json(context->arena, value) : sb_value_number(0);
    return (keyvals == NULL || read_keyvals(context, keyvals, pointer, out, error)) &&
           (frame == NULL || read_frame(context, frame, pointer, out, error));
}

gboolean
sb_impute_read(const SbTransformContext *context, const json_t *json, const char *pointer,
    SbImpute *out, GError **error)
{
    static const char *const KNOWN[] = { "method", "value", "keyvals", "frame" };

    *out = (SbImpute){ 0 };
    return sb_transform_read_object(
               context, json, KNOWN, G_N_ELEMENTS(KNOWN), pointer, error) &&
           read_how(context, json, pointer, out, error);
}

const SbTable *
sb_transform_impute_json(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    SbImpute impute = { 0 };

    impute.field = sb_transform_read_text(context, json, "impute", pointer, error);
    impute.key = impute.field != NULL
                     ? sb_transform_read_text(context, json, "key", pointer, error)
                     : NULL;
    impute.groupby = impute.key != NULL ? sb_transform_read_texts(context, json,
                                              "groupby", pointer, &impute.groups, error)
                                        : NULL;
    if (impute.groupby == NULL || !read_how(context, json, pointer, &impute, error)) {
        return NULL;
    }
    return sb_transform_impute(context->arena, table, &impute);
}
