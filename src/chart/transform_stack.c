/* In: a value field, the rows that share a stack.  Out: where each row's piece of
 * its stack begins and ends (https://vega.github.io/vega/docs/transforms/stack/). */
#include <string.h>

#include "chart/grouping.h"
#include "chart/transform_read.h"

typedef struct {
    const SbField *field;
    gboolean ones; /* no field: each row counts 1 */
    double *from, *to;
} Stack;

static double
value_at(const Stack *stack, size_t row)
{
    return stack->ones ? 1 : sb_field_number(stack->field, row);
}

static double
sum_of(const Stack *stack, const size_t *rows, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += fabs(value_at(stack, rows[i]));
    }
    return sum;
}

/* Negative values go down from zero, others up. */
static void
stack_zero(const Stack *stack, const size_t *rows, size_t count)
{
    double up = 0, down = 0;

    for (size_t i = 0; i < count; i++) {
        double value = value_at(stack, rows[i]), *last = value < 0 ? &down : &up;

        stack->from[rows[i]] = *last;
        *last += value;
        stack->to[rows[i]] = *last;
    }
}

static void
stack_center(const Stack *stack, const size_t *rows, size_t count, double most)
{
    double last = (most - sum_of(stack, rows, count)) / 2;

    for (size_t i = 0; i < count; i++) {
        stack->from[rows[i]] = last;
        last += fabs(value_at(stack, rows[i]));
        stack->to[rows[i]] = last;
    }
}

static void
stack_normalize(const Stack *stack, const size_t *rows, size_t count)
{
    double scale = 1 / sum_of(stack, rows, count), last = 0, sum = 0;

    for (size_t i = 0; i < count; i++) {
        stack->from[rows[i]] = last;
        sum += fabs(value_at(stack, rows[i]));
        last = scale * sum;
        stack->to[rows[i]] = last;
    }
}

const SbTable *
sb_transform_stack(SbArena *arena, const SbTable *table, const char *const *groupby,
    size_t groups, const char *name, const SbSort *sort, size_t sorts,
    SbStackOffset offset, const char *as0, const char *as1)
{
    size_t n = sb_table_rows(table);
    SbGrouping grouping = sb_grouping_make(arena, table, groupby, groups);
    SbRowOrder order = sb_transform_sort_order(arena, table, sort, sorts);
    SbField field = sb_table_field(table, name != NULL ? name : "");
    Stack stack = { &field, name == NULL, sb_arena_new_many(arena, double, n),
        sb_arena_new_many(arena, double, n) };
    size_t *rows = sb_arena_new_many(arena, size_t, n);
    double most = 0;

    memcpy(rows, grouping.rows, n * sizeof *rows);
    for (size_t g = 0; g < grouping.count; g++) {
        double sum = sum_of(
            &stack, rows + grouping.start[g], grouping.start[g + 1] - grouping.start[g]);

        most = sum > most ? sum : most;
    }
    for (size_t g = 0; g < grouping.count; g++) {
        size_t *of_group = rows + grouping.start[g];
        size_t count = grouping.start[g + 1] - grouping.start[g];

        sb_transform_sort_rows(&order, of_group, count);
        if (offset == SB_STACK_CENTER) {
            stack_center(&stack, of_group, count, most);
        } else if (offset == SB_STACK_NORMALIZE) {
            stack_normalize(&stack, of_group, count);
        } else {
            stack_zero(&stack, of_group, count);
        }
    }
    SbTable *result = sb_table_derive(arena, table);

    sb_table_add_numbers(result, as0, SB_COLUMN_NUMBER, stack.from);
    sb_table_add_numbers(result, as1, SB_COLUMN_NUMBER, stack.to);
    return result;
}

const SbTable *
sb_transform_stack_json(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    static const char *const OFFSETS[] = { "zero", "normalize", "center" };
    g_autofree char *at = sb_json_pointer(pointer, "sort");
    const char *field = sb_transform_read_text(context, json, "stack", pointer, error);
    const char *offset = sb_json_string(json, "offset", "zero"), *as[2];
    size_t groups, sorts, which = 0;
    const char *const *groupby = field != NULL ? sb_transform_read_texts(context, json,
                                                     "groupby", pointer, &groups, error)
                                               : NULL;
    const SbSort *sort = groupby != NULL
                             ? sb_transform_read_sort(context,
                                   json_object_get(json, "sort"), at, &sorts, error)
                             : NULL;

    if (sort == NULL ||
        !sb_transform_read_as_pair(context, json, pointer,
            sb_arena_printf(context->arena, "%s_start", field),
            sb_arena_printf(context->arena, "%s_end", field), as, error)) {
        return NULL;
    }
    while (which < G_N_ELEMENTS(OFFSETS) && strcmp(OFFSETS[which], offset) != 0) {
        which++;
    }
    if (which == G_N_ELEMENTS(OFFSETS)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "unknown offset '%s'; expected zero, normalize or center", offset);
        return NULL;
    }
    return sb_transform_stack(context->arena, table, groupby, groups, field, sort, sorts,
        (SbStackOffset)which, as[0], as[1]);
}
