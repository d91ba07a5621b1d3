/* chart/expr*.c: values as the reference implementation gives them; errors with
 * their place; limits. */
#include <jansson.h>
#include <string.h>

#include "chart/expr.h"
#include "expr_cases.h"

static void
print(GString *out, SbValue value)
{
    char number[SB_VALUE_NUMBER_BUFFER];
    json_t *json;

    switch (value.kind) {
    case SB_VALUE_UNDEFINED:
        g_string_append(out, "undefined");
        return;
    case SB_VALUE_NUMBER:
    case SB_VALUE_DATE:
        sb_value_print_number(value.number, number);
        g_string_append_printf(
            out, "%s%s", value.kind == SB_VALUE_DATE ? "date " : "", number);
        return;
    case SB_VALUE_ARRAY:
        g_string_append_c(out, '[');
        for (size_t i = 0; i < value.array->count; i++) {
            g_string_append(out, i > 0 ? "," : "");
            print(out, value.array->items[i]);
        }
        g_string_append_c(out, ']');
        return;
    case SB_VALUE_OBJECT:
        g_string_append_c(out, '{');
        for (size_t i = 0; i < value.object->count; i++) {
            g_string_append_printf(
                out, "%s\"%s\":", i > 0 ? "," : "", value.object->keys[i]);
            print(out, value.object->values[i]);
        }
        g_string_append_c(out, '}');
        return;
    default:
        json = sb_value_to_json(value);
        char *text = json_dumps(json, JSON_ENCODE_ANY);

        g_string_append(out, text);
        free(text);
        json_decref(json);
        return;
    }
}

static const SbExprScope SCOPE;

static void
test_values(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    json_t *json = json_loads(EXPR_DATUM, 0, NULL);
    SbValue datum = sb_value_from_json(arena, json);

    json_decref(json);
    for (size_t i = 0; i < G_N_ELEMENTS(EXPR_CASES); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GString) got = g_string_new(NULL);
        SbValue value;

        if (sb_expr_value(arena, EXPR_CASES[i].text, datum, &SCOPE, &value, &error)) {
            print(got, value);
        } else {
            g_string_append(got, error->message);
        }
        if (strcmp(got->str, EXPR_CASES[i].value) != 0) {
            g_test_message(
                "%s: %s, expected %s", EXPR_CASES[i].text, got->str, EXPR_CASES[i].value);
            g_test_fail();
        }
    }
}

static gboolean
param(void *data, const char *name, SbValue *out)
{
    *out = sb_value_number(1.5);
    return strcmp(name, "limit") == 0;
}

/* The same through a table: columns of numbers, of texts, nested. */
static void
test_rows(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    static const double numbers[] = { 1, 2, NAN };
    SbValue texts[] = { sb_value_string("x"), sb_value_null(), sb_value_string("y") };
    const char *keys[] = { "k" };
    SbValue nested_values[] = { sb_value_number(7) };
    SbValue nested[] = { sb_value_object(arena, keys, nested_values, 1),
        sb_value_undefined(), sb_value_null() };
    SbTable *table = sb_table_new(arena, 3);

    sb_table_add_numbers(table, "n", SB_COLUMN_NUMBER, numbers);
    sb_table_add_values(table, "t", texts);
    sb_table_add_values(table, "o", nested);
    static const struct {
        const char *text, *values[3];
    } CASES[] = { { "datum.n * 2", { "2", "4", "NaN" } },
        { "datum.t + datum.n", { "\"x1\"", "2", "\"yNaN\"" } },
        { "datum.o.k", { "7", "undefined", "undefined" } },
        { "datum['t'] === 'y'", { "false", "false", "true" } },
        { "datum['n' + '']", { "1", "2", "NaN" } },
        { "isValid(datum.n) && datum.n > limit", { "false", "true", "false" } },
        { "datum.none", { "undefined", "undefined", "undefined" } },
        { "isObject(datum) && datum",
            { "{\"n\":1,\"t\":\"x\",\"o\":{\"k\":7}}", NULL } } };
    SbExprScope scope = SCOPE;

    scope.param = param;
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        SbExpr *expr = sb_expr_parse(arena, CASES[i].text, NULL);

        g_assert_nonnull(expr);
        g_assert_true(sb_expr_check(expr, &scope, NULL));
        SbExprRun *run = sb_expr_bind(arena, expr, table, &scope);

        for (size_t row = 0; row < 3 && CASES[i].values[row] != NULL; row++) {
            g_autoptr(GString) got = g_string_new(NULL);

            print(got, sb_expr_run(run, arena, row));
            g_assert_cmpstr(got->str, ==, CASES[i].values[row]);
        }
    }
}

static void
test_errors(void)
{
    static const struct {
        const char *text, *message;
    } CASES[] = {
        { "1 +", "expression: character 4: a value expected, found the end" },
        { "datum.a = 1", "expression: character 9: '=' does not compare; write '==' or "
                         "'==='" },
        { "datum.a.upper()", "expression: character 14: only functions can be called, by "
                             "their names; write upper(text), not text.toUpperCase()" },
        { "(1", "expression: character 3: ')' expected, found the end" },
        { "1 2", "expression: character 3: an operator expected, found '2'" },
        { "'abc", "expression: character 1: a text without its closing quote" },
        { "/abc", "expression: character 1: a regular expression without its closing "
                  "'/'" },
        { "uper('a')", "expression: character 1: unknown function uper(); did you mean "
                       "upper()?" },
        { "now()", "expression: character 1: now() is not supported: the same inputs "
                   "must give the same chart" },
        { "value > 3", "expression: character 1: unknown name 'value'; a field is "
                       "written datum.value or datum['value']" },
        { "clamp(1,2)", "expression: character 1: 2 arguments for clamp(); expected 3" },
        { "'한글' + )", "expression: character 8: a value expected, found ')'" },
        { "3px", "expression: character 1: a number that ends in letters" },
        { "", "expression: character 1: a value expected, found the end" },
        { "datum.", "expression: character 7: a name expected after '.', found the end" },
        { "1 # 2", "expression: character 3: a character that no expression has" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(SbArena) arena = sb_arena_new();
        g_autoptr(GError) error = NULL;
        SbValue value;

        g_assert_false(sb_expr_value(
            arena, CASES[i].text, sb_value_undefined(), &SCOPE, &value, &error));
        g_assert_nonnull(error);
        g_assert_cmpstr(error->message, ==, CASES[i].message);
    }
}

static char *
repeated(const char *before, const char *middle, const char *after, int count)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < count; i++) {
        g_string_append(text, before);
    }
    g_string_append(text, middle);
    for (int i = 0; i < count; i++) {
        g_string_append(text, after);
    }
    return g_string_free(text, FALSE);
}

static void
test_limits(void)
{
    static const struct {
        const char *before, *middle, *after;
        int good, bad;
    } CASES[] = { { "(", "1", ")", 60, 100000 }, { "[", "1", "]", 60, 100000 },
        { "-", "1", "", 60, 100000 }, { "1+", "1", "", 900, 100000 },
        { "abs(", "1", ")", 60, 100000 }, { "1?2:", "3", "", 900, 100000 },
        { "{a:", "1", "}", 60, 100000 }, { "", "datum", ".a", 900, 100000 } };

    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(SbArena) arena = sb_arena_new();
        g_autofree char *good =
            repeated(CASES[i].before, CASES[i].middle, CASES[i].after, CASES[i].good);
        g_autofree char *bad =
            repeated(CASES[i].before, CASES[i].middle, CASES[i].after, CASES[i].bad);
        g_autoptr(GError) error = NULL;
        SbExpr *expr = sb_expr_parse(arena, good, NULL);

        g_assert_nonnull(expr);
        sb_expr_eval(expr, arena, sb_value_undefined(), &SCOPE);
        g_assert_null(sb_expr_parse(arena, bad, &error));
        g_assert_nonnull(error);
    }
}

static void
test_uses(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    SbExpr *expr =
        sb_expr_parse(arena, "datum.a.b + datum['c d'] + p + datum.a.b + p + q", NULL);
    const GPtrArray *fields = sb_expr_fields(expr), *names = sb_expr_names(expr);

    g_assert_cmpuint(fields->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(fields, 0), ==, "a.b");
    g_assert_cmpstr(g_ptr_array_index(fields, 1), ==, "c d");
    g_assert_cmpuint(names->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(names, 1), ==, "q");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/expr/values", test_values);
    g_test_add_func("/expr/rows", test_rows);
    g_test_add_func("/expr/errors", test_errors);
    g_test_add_func("/expr/limits", test_limits);
    g_test_add_func("/expr/uses", test_uses);
    return g_test_run();
}
