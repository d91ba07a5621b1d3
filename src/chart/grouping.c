/* In: a table, fields.  Out: the groups of rows that agree in them (grouping.h). */
#include "chart/grouping.h"

static size_t
assign(SbArena *arena, const SbTable *table, const char *const *names, size_t count,
    size_t *of, GArray *first)
{
    g_autoptr(SbArena) scratch = sb_arena_new();
    SbField *fields = sb_arena_new_many(scratch, SbField, count);
    SbValue *tuple = sb_arena_new_many(scratch, SbValue, count);
    SbValueIndex *index = sb_value_index_new(scratch, count);

    for (size_t i = 0; i < count; i++) {
        fields[i] = sb_table_field(table, names[i]);
    }
    for (size_t row = 0; row < sb_table_rows(table); row++) {
        gboolean added;

        for (size_t i = 0; i < count; i++) {
            tuple[i] = sb_field_at(&fields[i], row);
        }
        of[row] = sb_value_index_add(index, tuple, &added);
        if (added) {
            g_array_append_val(first, row);
        }
    }
    return first->len;
}

SbGrouping
sb_grouping_make(
    SbArena *arena, const SbTable *table, const char *const *fields, size_t count)
{
    size_t n = sb_table_rows(table);
    size_t *of = sb_arena_new_many(arena, size_t, n);
    GArray *first = sb_arena_array(arena, size_t);
    SbGrouping grouping = { .count = 1, .of = of };

    if (count > 0) {
        grouping.count = assign(arena, table, fields, count, of, first);
    } else {
        size_t none = 0;

        g_array_append_val(first, none);
    }
    size_t *start = sb_arena_new_many(arena, size_t, grouping.count + 2);
    size_t *rows = sb_arena_new_many(arena, size_t, n);

    for (size_t row = 0; row < n; row++) {
        start[of[row] + 2]++;
    }
    for (size_t g = 0; g < grouping.count; g++) {
        start[g + 2] += start[g + 1];
    }
    for (size_t row = 0; row < n; row++) {
        rows[start[of[row] + 1]++] = row;
    }
    grouping.first = (const size_t *)(void *)first->data;
    grouping.start = start;
    grouping.rows = rows;
    return grouping;
}

SbTable *
sb_grouping_table(SbArena *arena, const SbTable *table, const SbGrouping *grouping,
    const char *const *fields, size_t count)
{
    SbTable *result = sb_table_new(arena, grouping->count);

    for (size_t i = 0; i < count; i++) {
        SbField field = sb_table_field(table, fields[i]);
        SbValue *values = sb_arena_new_many(arena, SbValue, grouping->count);

        for (size_t g = 0; g < grouping->count; g++) {
            values[g] = sb_field_at(&field, grouping->first[g]);
        }
        sb_table_add_values(result, sb_table_path(arena, fields[i]).name, values);
    }
    return result;
}
