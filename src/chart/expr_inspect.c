/* In: the tree of an expression.  Out: the constants that it compares a field
 * with (see expr_inspect.h). */
#include "chart/expr_inspect.h"

#include <string.h>

#include "chart/expr_tree.h"

typedef struct {
    const SbExpr *expr;
    const char *field;
    GPtrArray *found;
} Search;

static gboolean
is_field(const Search *search, const SbExprNode *node)
{
    return node->kind == SB_EXPR_FIELD &&
           strcmp(g_array_index(search->expr->paths, SbFieldPath, node->slot).name,
               search->field) == 0;
}

static void
add(const Search *search, const SbExprNode *node)
{
    if (node->kind == SB_EXPR_LITERAL && node->value.kind == SB_VALUE_STRING) {
        g_ptr_array_add(search->found, (char *)node->value.string);
    }
}

static void
visit(const Search *search, const SbExprNode *node)
{
    if (node == NULL) {
        return;
    }
    if (node->kind == SB_EXPR_BINARY &&
        (node->operator== SB_EXPR_EQUAL || node->operator== SB_EXPR_SAME)) {
        if (is_field(search, node->left)) {
            add(search, node->right);
        } else if (is_field(search, node->right)) {
            add(search, node->left);
        }
    }
    if (node->kind == SB_EXPR_CALL && strcmp(node->text, "indexof") == 0 &&
        node->count >= 2 && is_field(search, node->items[1]) &&
        node->items[0]->kind == SB_EXPR_ARRAY) {
        for (size_t i = 0; i < node->items[0]->count; i++) {
            add(search, node->items[0]->items[i]);
        }
    }
    visit(search, node->left);
    visit(search, node->right);
    visit(search, node->third);
    for (size_t i = 0; i < node->count; i++) {
        visit(search, node->items[i]);
    }
}

const GPtrArray *
sb_expr_inspect_constants(SbArena *arena, const SbExpr *expr, const char *field)
{
    Search search = { expr, field, sb_arena_ptr_array(arena) };

    visit(&search, expr->root);
    return search.found;
}
