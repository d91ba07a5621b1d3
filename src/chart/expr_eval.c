/* In: the tree of an expression, a row.  Out: its value, by ECMAScript 5's rules
 * for operators (section 11; see expr.h). */
#include <string.h>

#include "chart/expr_tree.h"

struct SbExprRun {
    const SbExpr *expr;
    const SbTable *table;
    const SbExprScope *scope;
    SbField *fields; /* one a slot */
};

/* One evaluation. */
typedef struct {
    const SbExpr *expr;
    const SbExprScope *scope;
    SbArena *arena;
    const SbTable *table; /* NULL: datum is a value */
    const SbField *fields;
    size_t row;
    SbValue datum;
} Frame;

static SbValue evaluate(const Frame *frame, const SbExprNode *node);

/* --- operators ------------------------------------------------------------------ */

static gboolean
is_numeric(SbValue value)
{
    return value.kind != SB_VALUE_STRING && value.kind != SB_VALUE_ARRAY &&
           value.kind != SB_VALUE_OBJECT && value.kind != SB_VALUE_REGEXP;
}

static SbValue
add(const Frame *frame, SbValue a, SbValue b)
{
    if (is_numeric(a) && is_numeric(b)) {
        return sb_value_number(sb_value_to_number(a) + sb_value_to_number(b));
    }
    const char *left = sb_value_to_string(frame->arena, a);
    const char *right = sb_value_to_string(frame->arena, b);
    size_t n = strlen(left), m = strlen(right);
    char *text = sb_arena_alloc(frame->arena, n + m + 1);

    memcpy(text, left, n);
    memcpy(text + n, right, m);
    return sb_value_string(text);
}

/* ToInt32. */
static gint32
to_int(SbValue value)
{
    double number = sb_value_to_number(value);

    if (!isfinite(number)) {
        return 0;
    }
    double whole = fmod(trunc(number), 4294967296.0);

    return (gint32)(guint32)(gint64)(whole < 0 ? whole + 4294967296.0 : whole);
}

static double
bits(SbExprOperator operator, SbValue a, SbValue b)
{
    gint32 x = to_int(a), y = to_int(b);
    guint32 shift = (guint32)y & 31;

    switch (operator) {
    case SB_EXPR_BIT_AND:
        return x & y;
    case SB_EXPR_BIT_OR:
        return x | y;
    case SB_EXPR_BIT_XOR:
        return x ^ y;
    case SB_EXPR_SHIFT_LEFT:
        return (gint32)((guint32)x << shift);
    case SB_EXPR_SHIFT_RIGHT:
        return x >> shift;
    default:
        return (guint32)x >> shift;
    }
}

static gboolean
has_member(const Frame *frame, SbValue key, SbValue object)
{
    return sb_value_member(object, sb_value_to_string(frame->arena, key)).kind !=
           SB_VALUE_UNDEFINED;
}

/* a <= b: neither is NaN, and b is not less. */
static gboolean
at_most(SbValue a, SbValue b)
{
    if (a.kind == SB_VALUE_STRING && b.kind == SB_VALUE_STRING) {
        return !sb_value_less(b, a);
    }
    return sb_value_to_number(a) <= sb_value_to_number(b);
}

static SbValue
binary(const Frame *frame, const SbExprNode *node)
{
    SbValue a = evaluate(frame, node->left), b = evaluate(frame, node->right);

    switch (node->operator) {
    case SB_EXPR_PLUS:
        return add(frame, a, b);
    case SB_EXPR_MINUS:
        return sb_value_number(sb_value_to_number(a) - sb_value_to_number(b));
    case SB_EXPR_TIMES:
        return sb_value_number(sb_value_to_number(a) * sb_value_to_number(b));
    case SB_EXPR_OVER:
        return sb_value_number(sb_value_to_number(a) / sb_value_to_number(b));
    case SB_EXPR_REMAINDER:
        return sb_value_number(fmod(sb_value_to_number(a), sb_value_to_number(b)));
    case SB_EXPR_EQUAL:
        return sb_value_boolean(sb_value_equal(a, b));
    case SB_EXPR_UNEQUAL:
        return sb_value_boolean(!sb_value_equal(a, b));
    case SB_EXPR_SAME:
        return sb_value_boolean(sb_value_strictly_equal(a, b));
    case SB_EXPR_OTHER:
        return sb_value_boolean(!sb_value_strictly_equal(a, b));
    case SB_EXPR_LESS:
        return sb_value_boolean(sb_value_less(a, b));
    case SB_EXPR_MORE:
        return sb_value_boolean(sb_value_less(b, a));
    case SB_EXPR_AT_MOST:
        return sb_value_boolean(at_most(a, b));
    case SB_EXPR_AT_LEAST:
        return sb_value_boolean(at_most(b, a));
    case SB_EXPR_IN:
        return sb_value_boolean(has_member(frame, a, b));
    default:
        return sb_value_number(bits(node->operator, a, b));
    }
}

static SbValue
unary(const Frame *frame, const SbExprNode *node)
{
    SbValue a = evaluate(frame, node->left);

    switch (node->operator) {
    case SB_EXPR_MINUS:
        return sb_value_number(-sb_value_to_number(a));
    case SB_EXPR_PLUS:
        return sb_value_number(sb_value_to_number(a));
    case SB_EXPR_COMPLEMENT:
        return sb_value_number(~to_int(a));
    default:
        return sb_value_boolean(!sb_value_to_boolean(a));
    }
}

/* --- the rest --------------------------------------------------------------------- */

static SbValue
field(const Frame *frame, const SbExprNode *node)
{
    if (frame->table != NULL) {
        return sb_field_at(&frame->fields[node->slot], frame->row);
    }
    const SbFieldPath *path = &g_array_index(frame->expr->paths, SbFieldPath, node->slot);
    SbValue value = frame->datum;

    for (size_t i = 0; i < path->count; i++) {
        value = sb_value_member(value, path->steps[i]);
    }
    return value;
}

static SbValue
name(const Frame *frame, const SbExprNode *node)
{
    SbValue value = sb_value_undefined();

    if (frame->scope->param == NULL ||
        !frame->scope->param(frame->scope->data, node->text, &value)) {
        return sb_value_undefined();
    }
    return value;
}

static SbValue
call(const Frame *frame, const SbExprNode *node)
{
    SbValue args[SB_EXPR_ARGS], value = sb_value_undefined();
    SbExprCall made = { frame->arena, frame->scope, args, node->count };

    for (size_t i = 0; i < node->count; i++) {
        args[i] = evaluate(frame, node->items[i]);
    }
    if (node->kind == SB_EXPR_CALL) {
        return node->function(&made);
    }
    if (frame->scope->call != NULL) {
        frame->scope->call(
            frame->scope->data, frame->arena, node->text, args, node->count, &value);
    }
    return value;
}

static SbValue
items(const Frame *frame, const SbExprNode *node)
{
    SbValue *values = sb_arena_new_many(frame->arena, SbValue, node->count);

    for (size_t i = 0; i < node->count; i++) {
        values[i] = evaluate(frame, node->items[i]);
    }
    return node->kind == SB_EXPR_ARRAY
               ? sb_value_array(frame->arena, values, node->count)
               : sb_value_object(frame->arena, node->keys, values, node->count);
}

/* object.key; a number picks a character (UTF-16 unit) of a text. */
static SbValue
member(const Frame *frame, SbValue object, const char *key)
{
    if (object.kind != SB_VALUE_STRING || !g_ascii_isdigit(key[0])) {
        return sb_value_member(object, key);
    }
    double index = sb_value_read_number(key);
    SbValue args[] = { object, sb_value_number(index), sb_value_number(index + 1) };
    SbExprCall made = { frame->arena, frame->scope, args, 3 };
    SbValue character = sb_expr_arrays_slice(&made);

    return character.string[0] != '\0' ? character : sb_value_undefined();
}

/* object[key]; datum[key] reads a column by its name. */
static SbValue
indexed(const Frame *frame, const SbExprNode *node)
{
    const char *key = sb_value_to_string(frame->arena, evaluate(frame, node->right));

    if (node->left->kind == SB_EXPR_DATUM && frame->table != NULL) {
        int column = sb_table_find(frame->table, key);

        return column < 0 ? sb_value_undefined()
                          : sb_column_at(sb_table_column(frame->table, (size_t)column),
                                frame->row);
    }
    return member(frame, evaluate(frame, node->left), key);
}

static SbValue
evaluate(const Frame *frame, const SbExprNode *node)
{
    SbValue value;

    switch (node->kind) {
    case SB_EXPR_LITERAL:
        return node->value;
    case SB_EXPR_DATUM:
        return frame->table != NULL ? sb_table_row(frame->table, frame->row)
                                    : frame->datum;
    case SB_EXPR_FIELD:
        return field(frame, node);
    case SB_EXPR_NAME:
        return name(frame, node);
    case SB_EXPR_MEMBER:
        return member(frame, evaluate(frame, node->left), node->text);
    case SB_EXPR_INDEX:
        return indexed(frame, node);
    case SB_EXPR_CALL:
    case SB_EXPR_FOREIGN:
        return call(frame, node);
    case SB_EXPR_ARRAY:
    case SB_EXPR_OBJECT:
        return items(frame, node);
    case SB_EXPR_UNARY:
        return unary(frame, node);
    case SB_EXPR_BINARY:
        return binary(frame, node);
    case SB_EXPR_AND:
        value = evaluate(frame, node->left);
        return sb_value_to_boolean(value) ? evaluate(frame, node->right) : value;
    case SB_EXPR_OR:
        value = evaluate(frame, node->left);
        return sb_value_to_boolean(value) ? value : evaluate(frame, node->right);
    case SB_EXPR_IF:
        value = evaluate(frame, node->left);
        return evaluate(frame, sb_value_to_boolean(value) ? node->right : node->third);
    }
    return sb_value_undefined();
}

/* --- doors ------------------------------------------------------------------------ */

SbExprRun *
sb_expr_bind(
    SbArena *arena, const SbExpr *expr, const SbTable *table, const SbExprScope *scope)
{
    SbExprRun *run = sb_arena_new_of(arena, SbExprRun);

    run->expr = expr;
    run->table = table;
    run->scope = scope;
    run->fields = sb_arena_new_many(arena, SbField, expr->paths->len);
    for (guint i = 0; i < expr->paths->len; i++) {
        run->fields[i] =
            sb_table_field_at(table, &g_array_index(expr->paths, SbFieldPath, i));
    }
    return run;
}

SbValue
sb_expr_run(SbExprRun *run, SbArena *results, size_t row)
{
    Frame frame = { .expr = run->expr,
        .scope = run->scope,
        .arena = results,
        .table = run->table,
        .fields = run->fields,
        .row = row };

    return evaluate(&frame, run->expr->root);
}

SbValue
sb_expr_eval(
    const SbExpr *expr, SbArena *results, SbValue datum, const SbExprScope *scope)
{
    Frame frame = { .expr = expr, .scope = scope, .arena = results, .datum = datum };

    return evaluate(&frame, expr->root);
}

gboolean
sb_expr_value(SbArena *arena, const char *text, SbValue datum, const SbExprScope *scope,
    SbValue *out, GError **error)
{
    const SbExpr *expr = sb_expr_parse(arena, text, error);

    if (expr == NULL || !sb_expr_check(expr, scope, error)) {
        return FALSE;
    }
    *out = sb_expr_eval(expr, arena, datum, scope);
    return TRUE;
}
