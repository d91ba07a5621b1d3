/* In: JSON trees, CSV rows.  Out: tables (see load_read.h). */
#include <string.h>

#include "chart/load_read.h"

typedef struct {
    const char *name;
    SbValue *values; /* one a row; undefined where the row has no such member */
} Column;

typedef struct {
    SbArena *arena;
    size_t rows;
    GArray *columns;   /* of Column, in order of first occurrence */
    GHashTable *names; /* name -> place + 1 */
} Builder;

/* The column name, begun when it is new; guess is where it should be. */
static Column *
column_named(Builder *builder, const char *name, size_t guess)
{
    if (guess < builder->columns->len) {
        Column *column = &g_array_index(builder->columns, Column, guess);

        if (strcmp(column->name, name) == 0) {
            return column;
        }
    }
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(builder->names, name));

    if (place == 0) {
        Column column = { sb_arena_strdup(builder->arena, name),
            sb_arena_new_many(builder->arena, SbValue, builder->rows) };

        g_array_append_val(builder->columns, column);
        place = builder->columns->len;
        g_hash_table_insert(builder->names, (char *)column.name, GSIZE_TO_POINTER(place));
    }
    return &g_array_index(builder->columns, Column, place - 1);
}

static void
add_row(Builder *builder, const json_t *json, size_t row)
{
    const char *key;
    json_t *member;
    size_t i = 0;

    if (!json_is_object(json)) {
        column_named(builder, "data", 0)->values[row] =
            sb_value_from_json(builder->arena, json);
        return;
    }
    json_object_foreach((json_t *)json, key, member)
    {
        column_named(builder, key, i++)->values[row] =
            sb_value_from_json(builder->arena, member);
    }
}

const SbTable *
sb_load_rows_of_json(SbArena *arena, const json_t *rows)
{
    Builder builder = { .arena = arena,
        .rows = json_is_array(rows) ? json_array_size(rows) : 1 };

    builder.columns = g_array_new(FALSE, FALSE, sizeof(Column));
    builder.names = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t row = 0; row < builder.rows; row++) {
        add_row(&builder, json_is_array(rows) ? json_array_get(rows, row) : rows, row);
    }
    SbTable *table = sb_table_new(arena, builder.rows);

    for (guint i = 0; i < builder.columns->len; i++) {
        Column *column = &g_array_index(builder.columns, Column, i);

        sb_table_add_values(table, column->name, column->values);
    }
    g_array_unref(builder.columns);
    g_hash_table_unref(builder.names);
    return table;
}

const SbTable *
sb_load_rows_of_csv(SbArena *arena, const SbCsvColumns *csv, const char *const *names)
{
    SbTable *table = sb_table_new(arena, sb_csv_columns_rows(csv));

    for (size_t c = 0; c < sb_csv_columns_count(csv); c++) {
        sb_table_add_texts(table, names != NULL ? names[c] : sb_csv_columns_name(csv, c),
            sb_csv_columns_text(csv), sb_csv_columns_cells(csv, c));
    }
    return table;
}
