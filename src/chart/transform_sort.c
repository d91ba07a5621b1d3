/* In: a table, fields to sort by.  Out: the table in that order; row numbers in
 * it, for windows and stacks. */
#include "chart/transform_read.h"

SbRowOrder
sb_transform_sort_order(
    SbArena *arena, const SbTable *table, const SbSort *sort, size_t count)
{
    SbField *fields = sb_arena_new_many(arena, SbField, count);
    gboolean *descending = sb_arena_new_many(arena, gboolean, count);

    for (size_t i = 0; i < count; i++) {
        fields[i] = sb_table_field(table, sort[i].field);
        descending[i] = sort[i].descending;
    }
    return (SbRowOrder){ fields, descending, count };
}

int
sb_transform_sort_compare(const SbRowOrder *order, size_t a, size_t b)
{
    for (size_t i = 0; i < order->count; i++) {
        int c = sb_value_compare(
            sb_field_at(&order->fields[i], a), sb_field_at(&order->fields[i], b));

        if (c != 0) {
            return order->descending[i] ? -c : c;
        }
    }
    return 0;
}

static int
compare_rows(const void *a, const void *b, void *order)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    int c = sb_transform_sort_compare(order, x, y);

    return c != 0 ? c : x < y ? -1 : x > y ? 1 : 0;
}

void
sb_transform_sort_rows(const SbRowOrder *order, size_t *rows, size_t count)
{
    if (order->count > 0) {
        g_qsort_with_data(rows, (gint)count, sizeof *rows, compare_rows, (void *)order);
    }
}

const SbTable *
sb_transform_sort(SbArena *arena, const SbTable *table, const SbSort *sort, size_t count)
{
    size_t n = sb_table_rows(table);
    SbRowOrder order = sb_transform_sort_order(arena, table, sort, count);
    size_t *rows = sb_arena_new_many(arena, size_t, n);
    gboolean moved = FALSE;

    for (size_t i = 0; i < n; i++) {
        rows[i] = i;
        moved = moved || (i > 0 && sb_transform_sort_compare(&order, i - 1, i) > 0);
    }
    if (!moved) {
        return table;
    }
    sb_transform_sort_rows(&order, rows, n);
    return sb_table_pick(arena, table, rows, n);
}
