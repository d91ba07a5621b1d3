/*
 * In: the text of an expression.  Out: its tree (see expr.h).
 *
 * Operators are read by climbing precedences, so that a chain of them costs one
 * level of recursion and brackets one each.
 */
#include "chart/expr.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "chart/expr_lex.h"
#include "chart/expr_tree.h"

typedef struct {
    SbExprLexer lexer;
    SbArena *arena;
    SbExpr *expr;
    int depth;
    size_t nodes;
    GError **error;
} Parser;

static const SbExprNode *parse_conditional(Parser *parser);

static gboolean fail(Parser *parser, size_t at, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static gboolean
fail(Parser *parser, size_t at, const char *format, ...)
{
    va_list list;

    if (parser->error != NULL && *parser->error != NULL) {
        return FALSE; /* the lexer's own error comes first */
    }
    va_start(list, format);
    g_autofree char *message = g_strdup_vprintf(format, list);
    va_end(list);
    sb_expr_lex_error(parser->lexer.text, at, message, parser->error);
    return FALSE;
}

static gboolean
advance(Parser *parser)
{
    return sb_expr_lex_next(&parser->lexer, parser->error);
}

static gboolean
is(const Parser *parser, const char *punctuator)
{
    return parser->lexer.token == SB_EXPR_TOKEN_PUNCTUATOR &&
           strcmp(parser->lexer.word, punctuator) == 0;
}

static gboolean
expect(Parser *parser, const char *punctuator)
{
    if (!is(parser, punctuator)) {
        return fail(parser, parser->lexer.at, "'%s' expected, found %s", punctuator,
            sb_expr_lex_describe(&parser->lexer));
    }
    return advance(parser);
}

static SbExprNode *
new_node(Parser *parser, SbExprKind kind, size_t at)
{
    SbExprNode *node = sb_arena_new_of(parser->arena, SbExprNode);

    node->kind = kind;
    node->at = at;
    parser->nodes++;
    return node;
}

/* --- names, members, calls ---------------------------------------------------- */

static const struct {
    const char *name;
    double value;
} CONSTANTS[] = { { "NaN", NAN }, { "Infinity", INFINITY }, { "E", G_E },
    { "LN2", G_LN2 }, { "LN10", G_LN10 }, { "LOG2E", 1.4426950408889634 },
    { "LOG10E", 0.4342944819032518 }, { "PI", G_PI }, { "SQRT1_2", 0.7071067811865476 },
    { "SQRT2", G_SQRT2 }, { "MIN_VALUE", 4.9406564584124654e-324 },
    { "MAX_VALUE", G_MAXDOUBLE } };

static void
note_name(Parser *parser, const char *name, size_t at)
{
    GPtrArray *names = parser->expr->names;

    for (guint i = 0; i < names->len; i++) {
        if (strcmp(g_ptr_array_index(names, i), name) == 0) {
            return;
        }
    }
    g_ptr_array_add(names, (char *)name);
    g_array_append_val(parser->expr->name_at, at);
}

static const SbExprNode *
make_name(Parser *parser, const char *name, size_t at)
{
    SbExprNode *node = new_node(parser, SB_EXPR_LITERAL, at);

    if (strcmp(name, "datum") == 0) {
        node->kind = SB_EXPR_DATUM;
        return node;
    }
    if (strcmp(name, "null") == 0) {
        node->value = sb_value_null();
        return node;
    }
    if (strcmp(name, "true") == 0 || strcmp(name, "false") == 0) {
        node->value = sb_value_boolean(name[0] == 't');
        return node;
    }
    /* Nothing happens in a still picture: an event is undefined. */
    if (strcmp(name, "undefined") == 0 || strcmp(name, "event") == 0 ||
        strcmp(name, "item") == 0) {
        node->value = sb_value_undefined();
        return node;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(CONSTANTS); i++) {
        if (strcmp(name, CONSTANTS[i].name) == 0) {
            node->value = sb_value_number(CONSTANTS[i].value);
            return node;
        }
    }
    node->kind = SB_EXPR_NAME;
    node->text = name;
    note_name(parser, name, at);
    return node;
}

/* A slot for the field steps[0..count) of datum. */
static size_t
slot_of(Parser *parser, const char **steps, size_t count)
{
    GArray *paths = parser->expr->paths;
    const char **kept = sb_arena_new_many(parser->arena, const char *, count + 1);

    for (guint i = 0; i < paths->len; i++) {
        const SbFieldPath *known = &g_array_index(paths, SbFieldPath, i);
        size_t j = 0;

        while (j < count && known->count == count &&
               strcmp(known->steps[j], steps[j]) == 0) {
            j++;
        }
        if (j == count) {
            return i;
        }
    }
    memcpy(kept, steps, count * sizeof *kept);
    g_autofree char *name = g_strjoinv(".", (char **)kept);
    SbFieldPath path = { sb_arena_strdup(parser->arena, name), kept, count };

    g_array_append_val(paths, path);
    return paths->len - 1;
}

/* object.key; members of datum become fields. */
static const SbExprNode *
make_member(Parser *parser, const SbExprNode *object, const char *key, size_t at)
{
    SbExprNode *node = new_node(parser, SB_EXPR_MEMBER, at);

    if (object->kind == SB_EXPR_DATUM) {
        node->kind = SB_EXPR_FIELD;
        node->slot = slot_of(parser, &key, 1);
        return node;
    }
    /* A number may pick a character of a text, which no column can. */
    if (object->kind == SB_EXPR_FIELD && strcmp(key, "length") != 0 &&
        !g_ascii_isdigit(key[0])) {
        const SbFieldPath *path =
            &g_array_index(parser->expr->paths, SbFieldPath, object->slot);
        const char **steps =
            sb_arena_new_many(parser->arena, const char *, path->count + 1);

        memcpy(steps, path->steps, path->count * sizeof *steps);
        steps[path->count] = key;
        node->kind = SB_EXPR_FIELD;
        node->slot = slot_of(parser, steps, path->count + 1);
        return node;
    }
    node->left = object;
    node->text = key;
    return node;
}

/* Items up to the closing bracket, which is taken. */
static gboolean
parse_items(Parser *parser, const char *close, SbExprNode *node)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new();

    while (!is(parser, close)) {
        const SbExprNode *item = parse_conditional(parser);

        if (item == NULL) {
            return FALSE;
        }
        g_ptr_array_add(items, (void *)item);
        if (!is(parser, close) && !expect(parser, ",")) {
            return FALSE;
        }
    }
    node->count = items->len;
    node->items = sb_arena_new_many(parser->arena, const SbExprNode *, items->len);
    for (guint i = 0; i < items->len; i++) {
        node->items[i] = g_ptr_array_index(items, i);
    }
    return advance(parser);
}

static gboolean
resolve_function(Parser *parser, SbExprNode *node)
{
    const SbExprFunctionRow *row = sb_expr_functions_find(node->text);

    if (node->count > SB_EXPR_ARGS) {
        return fail(parser, node->at, "%zu arguments for %s(); expected at most %d",
            node->count, node->text, SB_EXPR_ARGS);
    }
    if (row == NULL) {
        node->kind = SB_EXPR_FOREIGN;
        g_ptr_array_add(parser->expr->foreign, node);
        return TRUE;
    }
    if ((int)node->count < row->least) {
        return fail(parser, node->at, "%zu arguments for %s(); expected %s%d",
            node->count, node->text, row->most == row->least ? "" : "at least ",
            row->least);
    }
    /* Further arguments are passed over, as in ECMAScript. */
    node->function = row->function;
    return TRUE;
}

static const SbExprNode *
parse_call(Parser *parser, const char *name, size_t at)
{
    SbExprNode *node = new_node(parser, SB_EXPR_CALL, at);

    node->text = name;
    if (!advance(parser) || !parse_items(parser, ")", node)) {
        return NULL;
    }
    if (strcmp(name, "if") == 0) { /* evaluates one branch only */
        if (node->count != 3) {
            fail(parser, at, "%zu arguments for if(); expected 3", node->count);
            return NULL;
        }
        node->kind = SB_EXPR_IF;
        node->left = node->items[0];
        node->right = node->items[1];
        node->third = node->items[2];
        return node;
    }
    return resolve_function(parser, node) ? node : NULL;
}

static const SbExprNode *
parse_name(Parser *parser)
{
    const char *name = sb_arena_strdup(parser->arena, parser->lexer.word);
    size_t at = parser->lexer.at;

    if (!advance(parser)) {
        return NULL;
    }
    return is(parser, "(") ? parse_call(parser, name, at) : make_name(parser, name, at);
}

/* --- primaries -------------------------------------------------------------------- */

static const SbExprNode *
parse_object(Parser *parser)
{
    SbExprNode *node = new_node(parser, SB_EXPR_OBJECT, parser->lexer.at);
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    g_autoptr(GPtrArray) items = g_ptr_array_new();

    if (!advance(parser)) {
        return NULL;
    }
    while (!is(parser, "}")) {
        if (parser->lexer.token == SB_EXPR_TOKEN_PUNCTUATOR ||
            parser->lexer.token == SB_EXPR_TOKEN_END) {
            fail(parser, parser->lexer.at, "the name of a member expected, found %s",
                sb_expr_lex_describe(&parser->lexer));
            return NULL;
        }
        g_ptr_array_add(keys, sb_arena_strdup(parser->arena, parser->lexer.word));
        const SbExprNode *item =
            advance(parser) && expect(parser, ":") ? parse_conditional(parser) : NULL;

        if (item == NULL || (!is(parser, "}") && !expect(parser, ","))) {
            return NULL;
        }
        g_ptr_array_add(items, (void *)item);
    }
    node->count = items->len;
    node->items = sb_arena_new_many(parser->arena, const SbExprNode *, items->len);
    node->keys = sb_arena_new_many(parser->arena, const char *, items->len);
    for (guint i = 0; i < items->len; i++) {
        node->items[i] = g_ptr_array_index(items, i);
        node->keys[i] = g_ptr_array_index(keys, i);
    }
    return advance(parser) ? node : NULL;
}

static const SbExprNode *
parse_literal(Parser *parser)
{
    SbExprNode *node = new_node(parser, SB_EXPR_LITERAL, parser->lexer.at);

    if (parser->lexer.token == SB_EXPR_TOKEN_NUMBER) {
        node->value = sb_value_number(parser->lexer.number);
    } else if (parser->lexer.token == SB_EXPR_TOKEN_STRING) {
        node->value = sb_value_string(sb_arena_strdup(parser->arena, parser->lexer.word));
    } else {
        g_autoptr(GError) problem = NULL;

        node->value = sb_expr_lex_regexp(
            parser->arena, parser->lexer.word, parser->lexer.flags, &problem);
        if (problem != NULL) {
            fail(parser, node->at, "%s", problem->message);
            return NULL;
        }
    }
    return advance(parser) ? node : NULL;
}

static const SbExprNode *
parse_primary(Parser *parser)
{
    size_t at = parser->lexer.at;

    switch (parser->lexer.token) {
    case SB_EXPR_TOKEN_NUMBER:
    case SB_EXPR_TOKEN_STRING:
    case SB_EXPR_TOKEN_REGEXP:
        return parse_literal(parser);
    case SB_EXPR_TOKEN_NAME:
        return parse_name(parser);
    default:
        break;
    }
    if (is(parser, "(")) {
        const SbExprNode *inner = advance(parser) ? parse_conditional(parser) : NULL;

        return inner != NULL && expect(parser, ")") ? inner : NULL;
    }
    if (is(parser, "[")) {
        SbExprNode *node = new_node(parser, SB_EXPR_ARRAY, at);

        return advance(parser) && parse_items(parser, "]", node) ? node : NULL;
    }
    if (is(parser, "{")) {
        return parse_object(parser);
    }
    fail(parser, at, "a value expected, found %s", sb_expr_lex_describe(&parser->lexer));
    return NULL;
}

static const SbExprNode *
parse_index(Parser *parser, const SbExprNode *object)
{
    size_t at = parser->lexer.at;
    const SbExprNode *key = advance(parser) ? parse_conditional(parser) : NULL;

    if (key == NULL || !expect(parser, "]")) {
        return NULL;
    }
    if (key->kind == SB_EXPR_LITERAL &&
        (key->value.kind == SB_VALUE_STRING || key->value.kind == SB_VALUE_NUMBER)) {
        return make_member(
            parser, object, sb_value_to_string(parser->arena, key->value), at);
    }
    SbExprNode *node = new_node(parser, SB_EXPR_INDEX, at);

    node->left = object;
    node->right = key;
    return node;
}

static const SbExprNode *
parse_postfix(Parser *parser)
{
    const SbExprNode *node = parse_primary(parser);
    size_t links = 0;

    while (node != NULL) {
        size_t at = parser->lexer.at;

        if (++links > SB_LIMIT_EXPR_CHAIN) {
            fail(parser, at, "more than %d members in a row", SB_LIMIT_EXPR_CHAIN);
            return NULL;
        }
        if (is(parser, ".")) {
            if (!advance(parser)) {
                return NULL;
            }
            if (parser->lexer.token != SB_EXPR_TOKEN_NAME) {
                fail(parser, parser->lexer.at, "a name expected after '.', found %s",
                    sb_expr_lex_describe(&parser->lexer));
                return NULL;
            }
            const char *key = sb_arena_strdup(parser->arena, parser->lexer.word);

            node = advance(parser) ? make_member(parser, node, key, at) : NULL;
        } else if (is(parser, "[")) {
            node = parse_index(parser, node);
        } else if (is(parser, "(")) {
            fail(parser, at,
                "only functions can be called, by their names; write "
                "upper(text), not text.toUpperCase()");
            return NULL;
        } else {
            return node;
        }
    }
    return NULL;
}

/* --- operators -------------------------------------------------------------------- */

static const struct {
    const char *text;
    int precedence;
    SbExprKind kind;
    SbExprOperator operator;
} BINARY[] = {
    { "||", 1, SB_EXPR_OR, SB_EXPR_PLUS },
    { "&&", 2, SB_EXPR_AND, SB_EXPR_PLUS },
    { "|", 3, SB_EXPR_BINARY, SB_EXPR_BIT_OR },
    { "^", 4, SB_EXPR_BINARY, SB_EXPR_BIT_XOR },
    { "&", 5, SB_EXPR_BINARY, SB_EXPR_BIT_AND },
    { "==", 6, SB_EXPR_BINARY, SB_EXPR_EQUAL },
    { "!=", 6, SB_EXPR_BINARY, SB_EXPR_UNEQUAL },
    { "===", 6, SB_EXPR_BINARY, SB_EXPR_SAME },
    { "!==", 6, SB_EXPR_BINARY, SB_EXPR_OTHER },
    { "<", 7, SB_EXPR_BINARY, SB_EXPR_LESS },
    { ">", 7, SB_EXPR_BINARY, SB_EXPR_MORE },
    { "<=", 7, SB_EXPR_BINARY, SB_EXPR_AT_MOST },
    { ">=", 7, SB_EXPR_BINARY, SB_EXPR_AT_LEAST },
    { "in", 7, SB_EXPR_BINARY, SB_EXPR_IN },
    { "<<", 8, SB_EXPR_BINARY, SB_EXPR_SHIFT_LEFT },
    { ">>", 8, SB_EXPR_BINARY, SB_EXPR_SHIFT_RIGHT },
    { ">>>", 8, SB_EXPR_BINARY, SB_EXPR_SHIFT_ZERO },
    { "+", 9, SB_EXPR_BINARY, SB_EXPR_PLUS },
    { "-", 9, SB_EXPR_BINARY, SB_EXPR_MINUS },
    { "*", 11, SB_EXPR_BINARY, SB_EXPR_TIMES },
    { "/", 11, SB_EXPR_BINARY, SB_EXPR_OVER },
    { "%", 11, SB_EXPR_BINARY, SB_EXPR_REMAINDER },
};

static const SbExprNode *
parse_unary(Parser *parser)
{
    static const struct {
        const char *text;
        SbExprOperator operator;
    } UNARY[] = { { "-", SB_EXPR_MINUS }, { "+", SB_EXPR_PLUS }, { "!", SB_EXPR_NOT },
        { "~", SB_EXPR_COMPLEMENT } };

    for (size_t i = 0; i < G_N_ELEMENTS(UNARY); i++) {
        if (!is(parser, UNARY[i].text)) {
            continue;
        }
        SbExprNode *node = new_node(parser, SB_EXPR_UNARY, parser->lexer.at);

        node->operator= UNARY[i].operator;
        if (++parser->depth > SB_LIMIT_EXPR_DEPTH) {
            fail(parser, node->at, "nested more than %d deep", SB_LIMIT_EXPR_DEPTH);
            return NULL;
        }
        node->left = advance(parser) ? parse_unary(parser) : NULL;
        parser->depth--;
        return node->left != NULL ? node : NULL;
    }
    return parse_postfix(parser);
}

/* The operator at hand, of at least this precedence; -1: none. */
static int
binary_at(const Parser *parser, int precedence)
{
    gboolean word = parser->lexer.token == SB_EXPR_TOKEN_NAME;

    if (!word && parser->lexer.token != SB_EXPR_TOKEN_PUNCTUATOR) {
        return -1;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(BINARY); i++) {
        if (BINARY[i].precedence >= precedence &&
            strcmp(BINARY[i].text, parser->lexer.word) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static const SbExprNode *
parse_binary(Parser *parser, int precedence)
{
    const SbExprNode *left = parse_unary(parser);
    size_t chain = 0;
    int which;

    while (left != NULL && (which = binary_at(parser, precedence)) >= 0) {
        SbExprNode *node = new_node(parser, BINARY[which].kind, parser->lexer.at);

        if (++chain > SB_LIMIT_EXPR_CHAIN) {
            fail(
                parser, node->at, "more than %d operators in a row", SB_LIMIT_EXPR_CHAIN);
            return NULL;
        }
        node->operator= BINARY[which].operator;
        node->left = left;
        node->right =
            advance(parser) ? parse_binary(parser, BINARY[which].precedence + 1) : NULL;
        left = node->right != NULL ? node : NULL;
    }
    return left;
}

/* test ? a : other ? b : c: a chain is one level. */
static const SbExprNode *
parse_choices(Parser *parser)
{
    const SbExprNode *first = parse_binary(parser, 1);
    const SbExprNode **end = &first;

    for (int chain = 0; first != NULL && is(parser, "?"); chain++) {
        SbExprNode *node = new_node(parser, SB_EXPR_IF, parser->lexer.at);

        if (chain > SB_LIMIT_EXPR_CHAIN) {
            fail(parser, node->at, "more than %d choices in a row", SB_LIMIT_EXPR_CHAIN);
            return NULL;
        }
        node->left = *end;
        node->right = advance(parser) ? parse_conditional(parser) : NULL;
        if (node->right == NULL || !expect(parser, ":")) {
            return NULL;
        }
        node->third = parse_binary(parser, 1);
        if (node->third == NULL) {
            return NULL;
        }
        *end = node;
        end = &node->third;
    }
    return first;
}

static const SbExprNode *
parse_conditional(Parser *parser)
{
    if (++parser->depth > SB_LIMIT_EXPR_DEPTH) {
        fail(parser, parser->lexer.at, "nested more than %d deep", SB_LIMIT_EXPR_DEPTH);
        return NULL;
    }
    const SbExprNode *node = parse_choices(parser);

    parser->depth--;
    return node;
}

/* The fields that the finished tree reads, in order, each once. */
static void
note_fields(SbExpr *expr, const SbExprNode *node)
{
    if (node == NULL) {
        return;
    }
    if (node->kind == SB_EXPR_FIELD) {
        const char *name = g_array_index(expr->paths, SbFieldPath, node->slot).name;
        guint i = 0;

        while (i < expr->fields->len &&
               strcmp(g_ptr_array_index(expr->fields, i), name) != 0) {
            i++;
        }
        if (i == expr->fields->len) {
            g_ptr_array_add(expr->fields, (char *)name);
        }
    }
    note_fields(expr, node->left);
    note_fields(expr, node->right);
    note_fields(expr, node->third);
    for (size_t i = 0; node->kind != SB_EXPR_IF && i < node->count; i++) {
        note_fields(expr, node->items[i]);
    }
}

SbExpr *
sb_expr_parse(SbArena *arena, const char *text, GError **error)
{
    g_autoptr(GError) problem = NULL;
    SbExpr *expr = sb_arena_new_of(arena, SbExpr);
    Parser parser = { .arena = arena, .expr = expr, .error = &problem };

    expr->text = sb_arena_strdup(arena, text);
    expr->fields = sb_arena_ptr_array(arena);
    expr->paths = sb_arena_array(arena, SbFieldPath);
    expr->names = sb_arena_ptr_array(arena);
    expr->name_at = sb_arena_array(arena, size_t);
    expr->foreign = sb_arena_ptr_array(arena);
    sb_expr_lex_start(&parser.lexer, expr->text);
    expr->root = advance(&parser) ? parse_conditional(&parser) : NULL;
    if (expr->root != NULL && parser.lexer.token != SB_EXPR_TOKEN_END) {
        fail(&parser, parser.lexer.at, "an operator expected, found %s",
            sb_expr_lex_describe(&parser.lexer));
    }
    if (expr->root != NULL && parser.nodes > SB_LIMIT_EXPR_NODES) {
        fail(&parser, 0, "%zu values and operators; at most %d", parser.nodes,
            SB_LIMIT_EXPR_NODES);
    }
    sb_expr_lex_stop(&parser.lexer);
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return NULL;
    }
    note_fields(expr, expr->root);
    return expr;
}

/* --- what it needs ------------------------------------------------------------------ */

const GPtrArray *
sb_expr_fields(const SbExpr *expr)
{
    return expr->fields;
}

const GPtrArray *
sb_expr_names(const SbExpr *expr)
{
    return expr->names;
}

static gboolean
check_names(const SbExpr *expr, const SbExprScope *scope, GError **error)
{
    for (guint i = 0; i < expr->names->len; i++) {
        const char *name = g_ptr_array_index(expr->names, i);
        SbValue value;

        if (scope->param != NULL && scope->param(scope->data, name, &value)) {
            continue;
        }
        g_autofree char *message = g_strdup_printf(
            "unknown name '%s'; a field is written datum.%s or datum['%s']", name, name,
            name);

        sb_expr_lex_error(
            expr->text, g_array_index(expr->name_at, size_t, i), message, error);
        return FALSE;
    }
    return TRUE;
}

gboolean
sb_expr_check(const SbExpr *expr, const SbExprScope *scope, GError **error)
{
    for (guint i = 0; i < expr->foreign->len; i++) {
        const SbExprNode *node = g_ptr_array_index(expr->foreign, i);
        SbValue value;

        if (scope->call != NULL &&
            scope->call(scope->data, NULL, node->text, NULL, 0, &value)) {
            continue;
        }
        size_t count;
        const char *const *names = sb_expr_functions_names(&count);
        const char *near = sb_error_nearest(node->text, names, count);
        g_autofree char *message =
            strcmp(node->text, "now") == 0 || strcmp(node->text, "random") == 0 ||
                    g_str_has_prefix(node->text, "sample")
                ? g_strdup_printf("%s() is not supported: the same inputs must give the "
                                  "same chart",
                      node->text)
            : near != NULL ? g_strdup_printf("unknown function %s(); did you mean %s()?",
                                 node->text, near)
                           : g_strdup_printf("unknown function %s()", node->text);

        sb_expr_lex_error(expr->text, node->at, message, error);
        return FALSE;
    }
    return check_names(expr, scope, error);
}
