/*
 * In: a filter or a condition's test: an expression, a field predicate, a
 * selection, or these joined by and, or, not.  Out: the rows for which it holds
 * (https://vega.github.io/vega-lite/docs/predicate.html).
 *
 * In the first state a selection is empty: it holds for every row, unless
 * empty is false; one with an initial value is the scope's to answer, by the
 * parameter of its name.
 */
#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "chart/transform_read.h"

typedef enum {
    EXPRESSION,
    EQUAL,
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST,
    BETWEEN,
    ONE_OF,
    VALID,
    SELECTION,
    AND,
    OR,
    NOT
} Kind;

struct SbPredicate {
    Kind kind;
    const SbExpr *expr;
    const char *field;
    SbFieldPath path;
    gboolean has_unit;
    SbTimeUnit unit;
    SbValue *values; /* what the field is compared with */
    size_t count;
    gboolean wanted; /* of VALID and SELECTION */
    const SbPredicate **parts;
};

typedef struct {
    const SbTransformContext *context;
    int depth;
    GError **error;
} Reader;

static SbPredicate *read_any(Reader *reader, const json_t *json, const char *pointer);

static SbPredicate *
new_predicate(Reader *reader, Kind kind, size_t count)
{
    SbPredicate *predicate = sb_arena_new_of(reader->context->arena, SbPredicate);

    predicate->kind = kind;
    predicate->count = count;
    return predicate;
}

static SbPredicate *
fail(Reader *reader, const char *pointer, const char *message)
{
    sb_json_error(
        reader->error, SB_ERROR_INPUT, reader->context->place, pointer, "%s", message);
    return NULL;
}

static SbPredicate *
read_expression(Reader *reader, const json_t *json, const char *pointer)
{
    SbPredicate *predicate = new_predicate(reader, EXPRESSION, 0);
    g_autoptr(GError) problem = NULL;

    predicate->expr =
        sb_expr_parse(reader->context->arena, json_string_value(json), &problem);
    if (predicate->expr == NULL ||
        !sb_expr_check(predicate->expr, reader->context->scope, &problem)) {
        return fail(reader, pointer, problem->message);
    }
    return predicate;
}

static SbPredicate *
read_parts(Reader *reader, Kind kind, const json_t *json, const char *pointer)
{
    size_t count = kind == NOT ? 1 : json_array_size(json);
    SbPredicate *predicate = new_predicate(reader, kind, count);

    if (kind != NOT && !json_is_array(json)) {
        return fail(reader, pointer, "expected an array of predicates");
    }
    predicate->parts =
        sb_arena_new_many(reader->context->arena, const SbPredicate *, count);
    for (size_t i = 0; i < count; i++) {
        g_autofree char *at =
            kind == NOT ? g_strdup(pointer) : sb_json_pointer_at(pointer, i);

        predicate->parts[i] =
            read_any(reader, kind == NOT ? json : json_array_get(json, i), at);
        if (predicate->parts[i] == NULL) {
            return NULL;
        }
    }
    return predicate;
}

static SbPredicate *
read_selection(Reader *reader, const json_t *json, const char *pointer)
{
    static const char *const KNOWN[] = { "param", "empty" };

    if (!sb_json_check_keys(json, KNOWN, G_N_ELEMENTS(KNOWN), reader->context->place,
            pointer, reader->error)) {
        return NULL;
    }
    SbPredicate *predicate = new_predicate(reader, SELECTION, 0);

    predicate->field = json_string_value(json_object_get(json, "param"));
    predicate->wanted = sb_json_boolean(json, "empty", TRUE);
    return predicate->field != NULL ? predicate
                                    : fail(reader, pointer, "'param' must be a name");
}

/* --- comparing a field -------------------------------------------------------------- */

/* A number or text next to a single time unit means that part of a date: 3 with
 * month is March. */
static gboolean
is_part(SbValue value, int zone)
{
    return (value.kind == SB_VALUE_NUMBER && value.number < 10000) ||
           (value.kind == SB_VALUE_STRING && isnan(sb_date_parse(value.string, zone)));
}

static gboolean
read_operand(Reader *reader, const SbPredicate *predicate, const json_t *json,
    const char *pointer, SbValue *out)
{
    const SbTransformContext *context = reader->context;
    int zone = context->scope->zone;
    double ms;

    if (sb_json_string(json, "expr", NULL) != NULL) {
        return sb_transform_read_expression(
            context, sb_json_string(json, "expr", NULL), pointer, out, reader->error);
    }
    if (json_is_object(json)) {
        if (!sb_timeunit_datetime(json, zone, &ms)) {
            fail(reader, pointer,
                "expected a value or a date such as {\"year\": 2020, \"month\": 3}");
            return FALSE;
        }
        *out = sb_value_date(ms);
        return TRUE;
    }
    *out = json != NULL ? sb_value_from_json(context->arena, json) : sb_value_null();
    int parts = predicate->unit.parts;

    if (predicate->has_unit && (parts & (parts - 1)) == 0 && is_part(*out, zone)) {
        g_autoptr(json_t) date = json_object();

        json_object_set(
            date, sb_timeunit_part_name((SbTimeUnitPart)parts), (json_t *)json);
        if (sb_timeunit_datetime(date, predicate->unit.utc ? 0 : zone, &ms)) {
            *out = sb_value_date(ms);
        }
    } else if (predicate->has_unit && out->kind == SB_VALUE_STRING) {
        *out = sb_value_date(sb_date_parse(out->string, zone));
    }
    return TRUE;
}

/* The array at key, or the array that its expression gives. */
static gboolean
read_operands(
    Reader *reader, SbPredicate *predicate, const json_t *json, const char *pointer)
{
    const char *expression = sb_json_string(json, "expr", NULL);
    SbValue value;

    if (expression != NULL) {
        if (!sb_transform_read_expression(
                reader->context, expression, pointer, &value, reader->error)) {
            return FALSE;
        }
        if (value.kind != SB_VALUE_ARRAY) {
            fail(reader, pointer, "the expression gives no array");
            return FALSE;
        }
        predicate->values = value.array->items;
        predicate->count = value.array->count;
        return TRUE;
    }
    predicate->count = json_array_size(json);
    predicate->values =
        sb_arena_new_many(reader->context->arena, SbValue, predicate->count);
    if (!json_is_array(json)) {
        fail(reader, pointer, "expected an array");
        return FALSE;
    }
    for (size_t i = 0; i < predicate->count; i++) {
        g_autofree char *at = sb_json_pointer_at(pointer, i);

        if (!read_operand(
                reader, predicate, json_array_get(json, i), at, &predicate->values[i])) {
            return FALSE;
        }
    }
    return TRUE;
}

static const struct {
    const char *key;
    Kind kind;
} COMPARISONS[] = { { "equal", EQUAL }, { "lt", LESS }, { "lte", AT_MOST },
    { "gt", MORE }, { "gte", AT_LEAST }, { "range", BETWEEN }, { "oneOf", ONE_OF },
    { "in", ONE_OF }, { "valid", VALID } };

static gboolean
read_comparison(
    Reader *reader, SbPredicate *predicate, const json_t *json, const char *pointer)
{
    const json_t *operand = NULL;
    const char *key = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(COMPARISONS) && key == NULL; i++) {
        operand = json_object_get(json, COMPARISONS[i].key);
        key = operand != NULL ? COMPARISONS[i].key : NULL;
        predicate->kind = COMPARISONS[i].kind;
    }
    if (key == NULL) {
        fail(reader, pointer,
            "a field predicate needs one of equal, lt, lte, gt, gte, range, oneOf, "
            "valid");
        return FALSE;
    }
    g_autofree char *at = sb_json_pointer(pointer, key);

    if (predicate->kind == VALID) {
        predicate->wanted = json_is_true(operand);
        return TRUE;
    }
    if (predicate->kind == ONE_OF || predicate->kind == BETWEEN) {
        if (!read_operands(reader, predicate, operand, at)) {
            return FALSE;
        }
        if (predicate->kind == BETWEEN && predicate->count != 2) {
            fail(reader, at, "a range has two ends");
            return FALSE;
        }
        return TRUE;
    }
    predicate->count = 1;
    predicate->values = sb_arena_new_many(reader->context->arena, SbValue, 1);
    return read_operand(reader, predicate, operand, at, predicate->values);
}

static SbPredicate *
read_field(Reader *reader, const json_t *json, const char *pointer)
{
    static const char *const KNOWN[] = { "field", "timeUnit", "equal", "lt", "lte", "gt",
        "gte", "range", "oneOf", "in", "valid" };
    const SbTransformContext *context = reader->context;
    const json_t *unit = json_object_get(json, "timeUnit");
    SbPredicate *predicate = new_predicate(reader, EQUAL, 0);

    if (!sb_json_check_keys(
            json, KNOWN, G_N_ELEMENTS(KNOWN), context->place, pointer, reader->error)) {
        return NULL;
    }
    predicate->field = sb_json_string(json, "field", NULL);
    if (predicate->field == NULL) {
        return fail(reader, pointer, "'field' must be a name");
    }
    predicate->path = sb_table_path(context->arena, predicate->field);
    predicate->has_unit = unit != NULL;
    if (unit != NULL && !sb_timeunit_read(context->arena, unit, context->place, pointer,
                            &predicate->unit, reader->error)) {
        return NULL;
    }
    return read_comparison(reader, predicate, json, pointer) ? predicate : NULL;
}

static SbPredicate *
read_object(Reader *reader, const json_t *json, const char *pointer)
{
    static const struct {
        const char *key;
        Kind kind;
    } JOINTS[] = { { "and", AND }, { "or", OR }, { "not", NOT } };

    for (size_t i = 0; i < G_N_ELEMENTS(JOINTS); i++) {
        const json_t *parts = json_object_get(json, JOINTS[i].key);

        if (parts != NULL) {
            g_autofree char *at = sb_json_pointer(pointer, JOINTS[i].key);

            return sb_json_check_keys(json, &JOINTS[i].key, 1, reader->context->place,
                       pointer, reader->error)
                       ? read_parts(reader, JOINTS[i].kind, parts, at)
                       : NULL;
        }
    }
    if (json_object_get(json, "param") != NULL) {
        return read_selection(reader, json, pointer);
    }
    return read_field(reader, json, pointer);
}

static SbPredicate *
read_any(Reader *reader, const json_t *json, const char *pointer)
{
    SbPredicate *predicate = NULL;

    if (++reader->depth > SB_LIMIT_EXPR_DEPTH) {
        return fail(reader, pointer, "predicates nested too deep");
    }
    if (json_is_string(json)) {
        predicate = read_expression(reader, json, pointer);
    } else if (json_is_object(json)) {
        predicate = read_object(reader, json, pointer);
    } else {
        fail(reader, pointer, "a predicate is an expression or an object");
    }
    reader->depth--;
    return predicate;
}

SbPredicate *
sb_predicate_read(const SbTransformContext *context, const json_t *json,
    const char *pointer, GError **error)
{
    Reader reader = { context, 0, error };

    return read_any(&reader, json, pointer);
}

/* --- what it holds for ----------------------------------------------------------------
 */

/* value in the unit of the predicate. */
static SbValue
in_unit(const SbPredicate *predicate, SbValue value, int zone)
{
    if (!predicate->has_unit) {
        return value;
    }
    double ms = value.kind == SB_VALUE_STRING ? sb_date_parse(value.string, zone)
                                              : sb_value_to_number(value);

    return sb_value_date(
        predicate->unit.binned ? ms : sb_timeunit_floor(&predicate->unit, ms, zone));
}

static gboolean
is_between(const SbValue *ends, double x)
{
    gboolean open_low = sb_value_is_missing(ends[0]);
    gboolean open_high = sb_value_is_missing(ends[1]);
    double low = sb_value_to_number(ends[0]), high = sb_value_to_number(ends[1]);

    if (!open_low && !open_high && high < low) {
        return high <= x && x <= low;
    }
    return (open_low || low <= x) && (open_high || x <= high);
}

/* a <= b, of texts or numbers. */
static gboolean
at_most(SbValue a, SbValue b)
{
    if (a.kind == SB_VALUE_STRING && b.kind == SB_VALUE_STRING) {
        return !sb_value_less(b, a);
    }
    return sb_value_to_number(a) <= sb_value_to_number(b);
}

static gboolean
compare(const SbPredicate *predicate, SbValue value)
{
    switch (predicate->kind) {
    case EQUAL:
        return sb_value_strictly_equal(value, predicate->values[0]);
    case LESS:
        return sb_value_less(value, predicate->values[0]);
    case AT_MOST:
        return at_most(value, predicate->values[0]);
    case MORE:
        return sb_value_less(predicate->values[0], value);
    case AT_LEAST:
        return at_most(predicate->values[0], value);
    case BETWEEN:
        return is_between(predicate->values, sb_value_to_number(value));
    case ONE_OF:
        for (size_t i = 0; i < predicate->count; i++) {
            if (sb_value_strictly_equal(value, predicate->values[i])) {
                return TRUE;
            }
        }
        return FALSE;
    default:
        return (sb_value_is_valid(value) && isfinite(sb_value_to_number(value))) ==
               !!predicate->wanted;
    }
}

static gboolean
selection_holds(const SbTransformContext *context, const SbPredicate *predicate)
{
    SbValue value;

    /* A variable parameter used as a test counts by its value. */
    if (context->scope->param != NULL &&
        context->scope->param(context->scope->data, predicate->field, &value) &&
        value.kind == SB_VALUE_BOOLEAN) {
        return value.boolean;
    }
    return predicate->wanted;
}

static void
evaluate(const SbTransformContext *context, const SbPredicate *predicate,
    const SbTable *table, gboolean *flags)
{
    size_t n = sb_table_rows(table);
    SbField field;

    switch (predicate->kind) {
    case EXPRESSION: {
        SbExprRun *run =
            sb_expr_bind(context->arena, predicate->expr, table, context->scope);
        SbArena *scratch = sb_arena_new();

        for (size_t row = 0; row < n; row++) {
            flags[row] = sb_value_to_boolean(sb_expr_run(run, scratch, row));
            if (row % 4096 == 4095) { /* what rows make does not pile up */
                sb_arena_free(scratch);
                scratch = sb_arena_new();
            }
        }
        sb_arena_free(scratch);
        return;
    }
    case SELECTION:
        for (size_t row = 0; row < n; row++) {
            flags[row] = selection_holds(context, predicate);
        }
        return;
    case AND:
    case OR:
    case NOT: {
        g_autofree gboolean *part = g_new(gboolean, n);

        for (size_t row = 0; row < n; row++) {
            flags[row] = predicate->kind != OR;
        }
        for (size_t i = 0; i < predicate->count; i++) {
            evaluate(context, predicate->parts[i], table, part);
            for (size_t row = 0; row < n; row++) {
                flags[row] = predicate->kind == AND  ? flags[row] && part[row]
                             : predicate->kind == OR ? flags[row] || part[row]
                                                     : !part[row];
            }
        }
        return;
    }
    default:
        field = sb_table_field_at(table, &predicate->path);
        for (size_t row = 0; row < n; row++) {
            flags[row] = compare(predicate,
                in_unit(predicate, sb_field_at(&field, row), context->scope->zone));
        }
        return;
    }
}

const gboolean *
sb_predicate_rows(
    const SbTransformContext *context, const SbPredicate *predicate, const SbTable *table)
{
    gboolean *flags = sb_arena_new_many(context->arena, gboolean, sb_table_rows(table));

    evaluate(context, predicate, table, flags);
    return flags;
}

gboolean
sb_predicate_holds(
    const SbTransformContext *context, const SbPredicate *predicate, SbValue datum)
{
    SbValue value = datum;

    switch (predicate->kind) {
    case EXPRESSION:
        return sb_value_to_boolean(
            sb_expr_eval(predicate->expr, context->arena, datum, context->scope));
    case SELECTION:
        return selection_holds(context, predicate);
    case AND:
    case OR:
        for (size_t i = 0; i < predicate->count; i++) {
            if (sb_predicate_holds(context, predicate->parts[i], datum) ==
                (predicate->kind == OR)) {
                return predicate->kind == OR;
            }
        }
        return predicate->kind == AND;
    case NOT:
        return !sb_predicate_holds(context, predicate->parts[0], datum);
    default:
        for (size_t i = 0; i < predicate->path.count; i++) {
            value = sb_value_member(value, predicate->path.steps[i]);
        }
        return compare(predicate, in_unit(predicate, value, context->scope->zone));
    }
}

/* --- what it implies of its fields' types ----------------------------------------------
 */

static void
add_need(const SbPredicate *predicate, GArray *needs)
{
    SbLoadNeed need = { predicate->field, SB_LOAD_DATE };

    if (predicate->kind == NOT || predicate->kind == AND || predicate->kind == OR) {
        for (size_t i = 0; i < predicate->count; i++) {
            add_need(predicate->parts[i], needs);
        }
        return;
    }
    if (predicate->kind < EQUAL || predicate->kind > VALID) {
        return;
    }
    SbValueKind kind =
        predicate->count > 0 ? predicate->values[0].kind : SB_VALUE_UNDEFINED;

    if (!predicate->has_unit) {
        if (kind == SB_VALUE_NUMBER) {
            need.type = SB_LOAD_NUMBER;
        } else if (kind == SB_VALUE_STRING) {
            need.type = SB_LOAD_STRING;
        } else if (kind != SB_VALUE_DATE) {
            return;
        }
    }
    g_array_append_val(needs, need);
}

const SbTable *
sb_predicate_parse(
    const SbTransformContext *context, const SbPredicate *predicate, const SbTable *table)
{
    g_autoptr(GArray) needs = g_array_new(FALSE, FALSE, sizeof(SbLoadNeed));

    if (context->parse_nothing) {
        return table;
    }
    add_need(predicate, needs);
    return sb_load_parse(context->arena, table, (const SbLoadNeed *)(void *)needs->data,
        needs->len, context->scope->zone);
}
