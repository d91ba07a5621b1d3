/* Any text as an expression: it is refused with a message or evaluated, over rows
 * and over a value, and twice with the same result. */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "chart/expr.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const SbTable *
make_table(SbArena *arena)
{
    static const double numbers[] = { 1.5, -2 };
    SbValue *texts = sb_arena_new_many(arena, SbValue, 2);
    SbTable *table = sb_table_new(arena, 2);

    texts[0] = sb_value_string("2020-03-05 가나다");
    texts[1] = sb_value_null();
    sb_table_add_numbers(table, "a", SB_COLUMN_NUMBER, numbers);
    sb_table_add_values(table, "b", texts);
    return table;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const SbExprScope scope;
    g_autoptr(SbArena) arena = sb_arena_new();
    g_autoptr(GError) error = NULL;
    char *text = sb_arena_strndup(arena, (const char *)data, size);

    if (size > 4096 || !g_utf8_validate(text, -1, NULL)) {
        return 0;
    }
    const SbExpr *expr = sb_expr_parse(arena, text, &error);

    if (expr == NULL || !sb_expr_check(expr, &scope, &error)) {
        g_assert_nonnull(error);
        return 0;
    }
    SbExprRun *run = sb_expr_bind(arena, expr, make_table(arena), &scope);

    for (size_t row = 0; row < 2; row++) {
        g_autofree char *first =
            g_strdup(sb_value_to_string(arena, sb_expr_run(run, arena, row)));

        g_assert_cmpstr(
            first, ==, sb_value_to_string(arena, sb_expr_run(run, arena, row)));
    }
    sb_expr_eval(expr, arena, sb_value_undefined(), &scope);
    return 0;
}
