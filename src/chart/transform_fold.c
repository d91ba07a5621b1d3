/* In: wide tables and arrays in cells.  Out: long tables: fold makes a row of each
 * field, flatten one of each item. */
#include <string.h>

#include "chart/transform_read.h"

const SbTable *
sb_transform_fold(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    size_t count, n = sb_table_rows(table);
    const char *const *names =
        sb_transform_read_texts(context, json, "fold", pointer, &count, error);
    const char *as[2];

    if (names == NULL ||
        !sb_transform_read_as_pair(context, json, pointer, "key", "value", as, error)) {
        return NULL;
    }
    if (json_is_string(json_object_get(json, "as"))) {
        as[1] = "value";
    }
    size_t *rows = sb_arena_new_many(context->arena, size_t, n * count);
    SbValue *keys = sb_arena_new_many(context->arena, SbValue, n * count);
    SbValue *values = sb_arena_new_many(context->arena, SbValue, n * count);

    for (size_t f = 0; f < count; f++) {
        SbField field = sb_table_field(table, names[f]);
        SbValue key = sb_value_string(sb_table_path(context->arena, names[f]).name);

        for (size_t row = 0; row < n; row++) {
            rows[row * count + f] = row;
            keys[row * count + f] = key;
            values[row * count + f] = sb_field_at(&field, row);
        }
    }
    SbTable *result = sb_table_pick(context->arena, table, rows, n * count);

    sb_table_add_values(result, as[0], keys);
    sb_table_add_values(result, as[1], values);
    return result;
}

static size_t
length_of(SbValue value)
{
    return value.kind == SB_VALUE_ARRAY ? value.array->count : 0;
}

/* The rows of the result, each naming its row of table and its item. */
static GArray *
item_rows(SbArena *arena, const SbTable *table, const SbField *fields, size_t count,
    GArray *items)
{
    GArray *rows = sb_arena_array(arena, size_t);

    for (size_t row = 0; row < sb_table_rows(table); row++) {
        size_t longest = 0;

        for (size_t f = 0; f < count; f++) {
            longest = MAX(longest, length_of(sb_field_at(&fields[f], row)));
        }
        for (size_t i = 0; i < longest; i++) {
            g_array_append_val(rows, row);
            g_array_append_val(items, i);
        }
    }
    return rows;
}

const SbTable *
sb_transform_flatten(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    size_t count, named;
    const char *const *names =
        sb_transform_read_texts(context, json, "flatten", pointer, &count, error);
    const char *const *as = names != NULL ? sb_transform_read_texts(context, json, "as",
                                                pointer, &named, error)
                                          : NULL;

    if (as == NULL) {
        return NULL;
    }
    SbField *fields = sb_arena_new_many(context->arena, SbField, count);
    GArray *items = sb_arena_array(context->arena, size_t);

    for (size_t f = 0; f < count; f++) {
        fields[f] = sb_table_field(table, names[f]);
    }
    GArray *rows = item_rows(context->arena, table, fields, count, items);
    SbTable *result = sb_table_pick(
        context->arena, table, (const size_t *)(void *)rows->data, rows->len);

    for (size_t f = 0; f < count; f++) {
        SbValue *values = sb_arena_new_many(context->arena, SbValue, rows->len);

        for (guint i = 0; i < rows->len; i++) {
            SbValue array = sb_field_at(&fields[f], g_array_index(rows, size_t, i));
            size_t item = g_array_index(items, size_t, i);
            SbValue value =
                item < length_of(array) ? array.array->items[item] : sb_value_null();

            values[i] = sb_value_is_missing(value) ? sb_value_null() : value;
        }
        sb_table_add_values(result,
            f < named ? as[f] : sb_table_path(context->arena, names[f]).name, values);
    }
    return result;
}
