/*
 * In: rows in an order, parted into groups.  Out: ranks, neighbours and running
 * aggregates (https://vega.github.io/vega/docs/transforms/window/).
 *
 * A frame [a, b] of a row at place i holds the places i + a … i + b; rows that the
 * order doesn't tell apart (peers) are taken in whole unless ignorePeers.
 */
#include <string.h>

#include "chart/cell.h"
#include "chart/grouping.h"
#include "chart/transform_read.h"

typedef enum {
    ROW_NUMBER,
    RANK,
    DENSE_RANK,
    PERCENT_RANK,
    CUME_DIST,
    NTILE,
    LAG,
    LEAD,
    FIRST_VALUE,
    LAST_VALUE,
    NTH_VALUE,
    PREV_VALUE,
    NEXT_VALUE,
    WINDOW_OPS,
    AGGREGATE = WINDOW_OPS
} Kind;

static const char *const NAMES[] = { "row_number", "rank", "dense_rank", "percent_rank",
    "cume_dist", "ntile", "lag", "lead", "first_value", "last_value", "nth_value",
    "prev_value", "next_value" };

typedef struct {
    Kind kind;
    SbAggregateOp op; /* of AGGREGATE */
    const char *name, *field, *as;
    double param;
} Op;

typedef struct {
    Op *ops;
    size_t count;
    double before, after; /* the frame; infinite where open */
    gboolean ignore_peers;
    const SbSort *sort;
    size_t sorts;
    const char *const *groupby;
    size_t groups;
} Window;

/* One group, sorted. */
typedef struct {
    const SbTable *table;
    const SbRowOrder *order;
    const size_t *rows;
    size_t count;
    size_t *from, *to; /* each place's frame: [from, to) */
} Part;

/* Without an order every row differs from the next. */
static gboolean
are_peers(const Part *part, size_t a, size_t b)
{
    return part->order->count > 0 &&
           sb_transform_sort_compare(part->order, part->rows[a], part->rows[b]) == 0;
}

static void
find_frames(Part *part, const Window *window)
{
    double n = (double)part->count;

    for (size_t i = 0; i < part->count; i++) {
        size_t from = (size_t)CLAMP((double)i + window->before, 0, n);
        size_t to = (size_t)CLAMP((double)i + window->after + 1, 0, n);

        if (!window->ignore_peers && part->order->count > 0) {
            while (from > 0 && from < part->count && are_peers(part, from, from - 1)) {
                from--;
            }
            while (to > 0 && to < part->count && are_peers(part, to - 1, to)) {
                to++;
            }
        }
        part->from[i] = from;
        part->to[i] = to;
    }
}

/* --- ranks and neighbours --------------------------------------------------------- */

static void
rank(const Part *part, const Op *op, SbValue *out)
{
    double place = 1, dense = 1, last = 0;

    for (size_t i = 0; i < part->count; i++) {
        if (i > 0 && !are_peers(part, i - 1, i)) {
            place = (double)i + 1;
            dense++;
        }
        if (last < (double)i || i == 0) { /* the last of the peers */
            size_t end = i;

            while (end + 1 < part->count && are_peers(part, end, end + 1)) {
                end++;
            }
            last = i > 0 ? (double)end : last;
        }
        double cume = (1 + last) / (double)part->count;
        double value = op->kind == RANK         ? place
                       : op->kind == DENSE_RANK ? dense
                       : op->kind == PERCENT_RANK
                           ? (place - 1) / (double)(part->count - 1)
                       : op->kind == CUME_DIST ? cume
                       : op->kind == NTILE     ? ceil(op->param * cume)
                                               : (double)i + 1;

        out[part->rows[i]] = sb_value_number(value);
    }
}

static SbValue
neighbour(const Part *part, const Op *op, const SbField *field, size_t i)
{
    double n = (double)part->count, offset = op->param != 0 ? op->param : 1;
    double at = (double)i;

    switch (op->kind) {
    case LAG:
        at -= offset;
        break;
    case LEAD:
        at += offset;
        break;
    case FIRST_VALUE:
        at = (double)part->from[i];
        n = (double)part->to[i];
        break;
    case LAST_VALUE:
        at = (double)part->to[i] - 1;
        break;
    default: /* NTH_VALUE */
        at = (double)part->from[i] + op->param - 1;
        n = (double)part->to[i];
        break;
    }
    return at >= 0 && at < n ? sb_field_at(field, part->rows[(size_t)at])
                             : sb_value_null();
}

/* The nearest value that is not missing, before or after. */
static void
nearest(const Part *part, const Op *op, const SbField *field, SbValue *out)
{
    SbValue known = sb_value_null();

    for (size_t i = 0; i < part->count; i++) {
        size_t at = op->kind == PREV_VALUE ? i : part->count - 1 - i;
        SbValue value = sb_field_at(field, part->rows[at]);

        known = sb_value_is_missing(value) ? known : value;
        out[part->rows[at]] = known;
    }
}

/* --- running aggregates ------------------------------------------------------------- */

static void
running(
    const Part *part, const Op *op, const SbField *field, SbArena *arena, SbValue *out)
{
    SbCell cell;
    size_t from = 0, to = 0;
    gboolean moves = sb_cell_can_remove(op->op);

    sb_cell_init(&cell, op->op, op->param);
    for (size_t i = 0; i < part->count; i++) {
        size_t start = part->from[i], end = part->to[i];

        if (sb_cell_needs_rows(op->op) || (!moves && start > from) || end < to) {
            out[part->rows[i]] = sb_cell_of_rows(arena, part->table, field, op->op,
                op->param, part->rows + start, end > start ? end - start : 0);
            continue;
        }
        for (; from < start && from < to; from++) {
            sb_cell_remove(&cell, sb_field_at(field, part->rows[from]));
        }
        from = start;
        to = MAX(to, start);
        for (; to < end; to++) {
            sb_cell_add(&cell, sb_field_at(field, part->rows[to]), part->rows[to]);
        }
        out[part->rows[i]] = sb_cell_value(&cell, part->table);
    }
}

static void
run_op(const Part *part, const Op *op, const SbField *field, SbArena *arena, SbValue *out)
{
    switch (op->kind) {
    case ROW_NUMBER:
    case RANK:
    case DENSE_RANK:
    case PERCENT_RANK:
    case CUME_DIST:
    case NTILE:
        rank(part, op, out);
        break;
    case PREV_VALUE:
    case NEXT_VALUE:
        nearest(part, op, field, out);
        break;
    case AGGREGATE:
        running(part, op, field, arena, out);
        break;
    default:
        for (size_t i = 0; i < part->count; i++) {
            out[part->rows[i]] = neighbour(part, op, field, i);
        }
        break;
    }
}

static const SbTable *
run(SbArena *arena, const SbTable *table, const Window *window)
{
    size_t n = sb_table_rows(table);
    SbGrouping grouping = sb_grouping_make(arena, table, window->groupby, window->groups);
    SbRowOrder order = sb_transform_sort_order(arena, table, window->sort, window->sorts);
    size_t *rows = sb_arena_new_many(arena, size_t, n);
    SbTable *result = sb_table_derive(arena, table);
    SbValue **out = sb_arena_new_many(arena, SbValue *, window->count);
    SbField *fields = sb_arena_new_many(arena, SbField, window->count);
    size_t *from = sb_arena_new_many(arena, size_t, n);
    size_t *to = sb_arena_new_many(arena, size_t, n);

    memcpy(rows, grouping.rows, n * sizeof *rows);
    for (size_t i = 0; i < window->count; i++) {
        const char *field = window->ops[i].field;

        out[i] = sb_arena_new_many(arena, SbValue, n);
        fields[i] = sb_table_field(table, field != NULL ? field : "");
    }
    for (size_t g = 0; g < grouping.count; g++) {
        size_t start = grouping.start[g];
        Part part = { table, &order, rows + start, grouping.start[g + 1] - start,
            from + start, to + start };

        sb_transform_sort_rows(&order, rows + start, part.count);
        find_frames(&part, window);
        for (size_t i = 0; i < window->count; i++) {
            run_op(&part, &window->ops[i], &fields[i], arena, out[i]);
        }
    }
    for (size_t i = 0; i < window->count; i++) {
        sb_table_add_values(result, window->ops[i].as, out[i]);
    }
    return result;
}

/* --- from a specification ------------------------------------------------------------
 */

static gboolean
op_named(const char *name, Op *out)
{
    for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(NAMES); i++) {
        if (strcmp(NAMES[i], name) == 0) {
            out->kind = (Kind)i;
            return TRUE;
        }
    }
    out->kind = AGGREGATE;
    return name != NULL && sb_aggregate_op_parse(name, &out->op);
}

static gboolean
needs_field(const Op *op)
{
    return op->kind == AGGREGATE ? op->op != SB_AGGREGATE_COUNT : op->kind >= LAG;
}

static gboolean
read_op(const SbTransformContext *context, const json_t *json, const char *pointer,
    Op *out, GError **error)
{
    static const char *const KNOWN[] = { "op", "field", "param", "as" };
    g_autoptr(GError) problem = NULL;

    if (!sb_transform_read_object(
            context, json, KNOWN, G_N_ELEMENTS(KNOWN), pointer, error)) {
        return FALSE;
    }
    out->name = sb_json_string(json, "op", NULL);
    out->field = sb_json_string(json, "field", NULL);
    out->param = sb_transform_read_number(context, json, "param", 0, pointer, &problem);
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    const char *fault =
        !op_named(out->name, out)                ? "unknown window operation '%s'"
        : needs_field(out) && out->field == NULL ? "operation '%s' needs a field"
        : (out->kind == NTILE || out->kind == NTH_VALUE) && !(out->param > 0)
            ? "operation '%s' needs a param above zero"
            : NULL;

    if (fault != NULL) {
        g_autofree char *message =
            g_strdup_printf(fault, out->name != NULL ? out->name : "");

        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer, "%s", message);
        return FALSE;
    }
    out->as = sb_transform_read_as(context, json, out->name, out->field);
    return TRUE;
}

static gboolean
read_frame(const SbTransformContext *context, const json_t *frame, const char *pointer,
    Window *out, GError **error)
{
    out->before = -INFINITY;
    out->after = 0;
    if (frame == NULL) {
        return TRUE;
    }
    for (size_t i = 0; i < 2; i++) {
        const json_t *end = json_array_get(frame, i);

        if (json_array_size(frame) != 2 || !(json_is_number(end) || json_is_null(end))) {
            sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
                "frame must be two numbers or nulls");
            return FALSE;
        }
    }
    const json_t *before = json_array_get(frame, 0), *after = json_array_get(frame, 1);

    out->before = json_is_null(before) ? -INFINITY : json_number_value(before);
    out->after = json_is_null(after) ? INFINITY : json_number_value(after);
    return TRUE;
}

static gboolean
read_window(const SbTransformContext *context, const json_t *json, const char *pointer,
    Window *out, GError **error)
{
    const json_t *ops = json_object_get(json, "window");
    g_autofree char *at = sb_json_pointer(pointer, "window");
    g_autofree char *at_sort = sb_json_pointer(pointer, "sort");

    *out = (Window){ .count = json_array_size(ops) };
    out->ops = sb_arena_new_many(context->arena, Op, out->count);
    if (!json_is_array(ops)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, at,
            "expected an array of {op, field, param, as}");
        return FALSE;
    }
    for (size_t i = 0; i < out->count; i++) {
        g_autofree char *at_op = sb_json_pointer_at(at, i);

        if (!read_op(context, json_array_get(ops, i), at_op, &out->ops[i], error)) {
            return FALSE;
        }
    }
    out->ignore_peers = sb_json_boolean(json, "ignorePeers", FALSE);
    out->groupby =
        sb_transform_read_texts(context, json, "groupby", pointer, &out->groups, error);
    out->sort = out->groupby != NULL
                    ? sb_transform_read_sort(context, json_object_get(json, "sort"),
                          at_sort, &out->sorts, error)
                    : NULL;
    return out->sort != NULL &&
           read_frame(context, json_object_get(json, "frame"), pointer, out, error);
}

const SbTable *
sb_transform_window(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    Window window;

    return read_window(context, json, pointer, &window, error)
               ? run(context->arena, table, &window)
               : NULL;
}
