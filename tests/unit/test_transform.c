/* chart/transform*.c, load.c: tables as the reference implementation makes them;
 * errors by name and place. */
#include "chart/transform.h"

#include <string.h>

#include "transform_cases.h"
#include "transform_curves.h"

static const SbExprScope SCOPE;

static void
print_number(GString *out, double number)
{
    char text[SB_VALUE_NUMBER_BUFFER], digits[40];

    if (isfinite(number) && number != floor(number)) {
        g_snprintf(digits, sizeof digits, "%.12g", number);
        number = g_ascii_strtod(digits, NULL);
    }
    sb_value_print_number(number, text);
    g_string_append(out, text);
}

static void
print(GString *out, SbValue value)
{
    switch (value.kind) {
    case SB_VALUE_UNDEFINED:
        g_string_append(out, "undefined");
        break;
    case SB_VALUE_NULL:
        g_string_append(out, "null");
        break;
    case SB_VALUE_BOOLEAN:
        g_string_append(out, value.boolean ? "true" : "false");
        break;
    case SB_VALUE_DATE:
    case SB_VALUE_NUMBER:
        print_number(out, value.number);
        break;
    case SB_VALUE_ARRAY:
        g_string_append_c(out, '[');
        for (size_t i = 0; i < value.array->count; i++) {
            g_string_append(out, i > 0 ? "," : "");
            print(out, value.array->items[i]);
        }
        g_string_append_c(out, ']');
        break;
    case SB_VALUE_OBJECT:
        g_string_append_c(out, '{');
        for (size_t i = 0; i < value.object->count; i++) {
            g_string_append_printf(
                out, "%s\"%s\":", i > 0 ? "," : "", value.object->keys[i]);
            print(out, value.object->values[i]);
        }
        g_string_append_c(out, '}');
        break;
    default:
        g_string_append_printf(out, "\"%s\"", value.string);
        break;
    }
}

typedef struct {
    SbJob *job;
    SbArena *arena;
    SbTransformContext context;
} Bench;

static Bench
bench_new(void)
{
    Bench bench = { .job = sb_job_new(), .arena = sb_arena_new() };
    SbLoadOptions options = { 0 };

    bench.context = (SbTransformContext){ .job = bench.job,
        .arena = bench.arena,
        .scope = &SCOPE,
        .load = sb_load_new(bench.arena, bench.job, NULL, &options) };
    return bench;
}

static void
bench_free(Bench *bench)
{
    sb_arena_free(bench->arena);
    sb_job_free(bench->job);
}

static const SbTable *
run(Bench *bench, const char *data, const char *transforms, GError **error)
{
    g_autoptr(json_t) rows = json_loads(data, 0, NULL);
    g_autoptr(json_t) steps = json_loads(transforms, 0, NULL);
    g_autoptr(json_t) whole = json_object();

    g_assert_nonnull(rows);
    g_assert_nonnull(steps);
    json_object_set(whole, "values", rows);
    const SbTable *table = sb_load_data(bench->context.load, whole, "/data", error);

    /* Texts of the transforms live on in the tables: keep them. */
    sb_arena_own(bench->arena, json_incref(steps), (GDestroyNotify)json_decref);
    return table != NULL
               ? sb_transform_run(&bench->context, table, steps, "/transform", error)
               : NULL;
}

static void
check_column(const SbTable *table, const char *line, size_t length, const char *what)
{
    const char *colon = strstr(line, ": ");
    g_autofree char *name = g_strndup(line, (gsize)(colon - line));
    g_autofree char *want = g_strndup(colon + 2, length - (gsize)(colon + 2 - line));
    int column = sb_table_find(table, name);
    g_autoptr(GString) got = g_string_new(NULL);

    for (size_t row = 0; column >= 0 && row < sb_table_rows(table); row++) {
        g_string_append(got, row > 0 ? " " : "");
        print(got, sb_column_at(sb_table_column(table, (size_t)column), row));
    }
    if (strcmp(got->str, want) != 0) {
        g_test_message("%s: %s\n  got %s\n want %s", what, name,
            column >= 0 ? got->str : "no column", want);
        g_test_fail();
    }
}

static void
check_case(const char *data, const char *transforms, const char *columns)
{
    Bench bench = bench_new();
    g_autoptr(GError) error = NULL;
    const SbTable *table = run(&bench, data, transforms, &error);

    if (table == NULL) {
        g_test_message("%s: %s", transforms, error->message);
        g_test_fail();
    }
    for (const char *line = columns; table != NULL && strchr(line, '\n') != NULL;
         line = strchr(line, '\n') + 1) {
        check_column(table, line, (size_t)(strchr(line, '\n') - line), transforms);
    }
    bench_free(&bench);
}

static void
test_values(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TRANSFORM_CASES); i++) {
        check_case(TRANSFORM_CASES[i].data, TRANSFORM_CASES[i].transforms,
            TRANSFORM_CASES[i].columns);
    }
}

static void
test_curves(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TRANSFORM_CURVES); i++) {
        check_case(TRANSFORM_CURVES[i].data, TRANSFORM_CURVES[i].transforms,
            TRANSFORM_CURVES[i].columns);
    }
}

static void
test_errors(void)
{
    static const struct {
        const char *transforms, *message;
    } CASES[] = {
        { "[{\"filtr\": \"1\"}]", "/transform/0: unknown transform 'filtr'; did you mean "
                                  "filter?" },
        { "[{\"filter\": \"datum.x >\"}]",
            "/transform/0/filter: expression: character 10: "
            "a value expected, found the end" },
        { "[{\"aggregate\": [{\"op\": \"maen\", \"field\": \"v\"}]}]",
            "/transform/0/aggregate/0: unknown aggregate operation 'maen'; did you mean "
            "mean" },
        { "[{\"filter\": {\"field\": \"v\", \"equals\": 3}}]", "equals" },
        { "[{\"calculate\": \"1\"}]", "/transform/0: 'as' must be a text" },
        { "[{\"window\": [{\"op\": \"lag\", \"as\": \"l\"}]}]", "operation 'lag' needs a "
                                                                "field" },
        { "[{\"regression\": \"v\", \"on\": \"k\", \"method\": \"cubic\"}]",
            "unknown method 'cubic'" },
        { "[{\"lookup\": \"g\", \"from\": {\"data\": {\"url\": \"https://a.b/c.json\"}, "
          "\"key\": \"g\"}}]",
            "lies on the net" },
        { "[{\"bin\": {\"maxbins\": -3}, \"field\": \"v\", \"as\": \"b\"}]",
            "positive step" },
        { "[{\"timeUnit\": \"yearmoth\", \"field\": \"d\", \"as\": \"t\"}]",
            "unknown time unit 'yearmoth'" },
        { "[{\"filter\": {\"field\": \"d\", \"equal\": {\"yeer\": 3}}}]",
            "expected a value or a date" },
        { "[3]", "a transform is an object" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Bench bench = bench_new();
        g_autoptr(GError) error = NULL;

        g_assert_null(run(&bench, DATA_A, CASES[i].transforms, &error));
        g_assert_nonnull(error);
        if (error != NULL && strstr(error->message, CASES[i].message) == NULL) {
            g_test_message("%s: %s", CASES[i].transforms, error->message);
            g_test_fail();
        }
        bench_free(&bench);
    }
}

/* No rows at all: every transform gives a table, too. */
static void
test_empty(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TRANSFORM_CASES); i++) {
        check_case("[]", TRANSFORM_CASES[i].transforms, "");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(TRANSFORM_CURVES); i++) {
        check_case("[]", TRANSFORM_CURVES[i].transforms, "");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/transform/values", test_values);
    g_test_add_func("/transform/curves", test_curves);
    g_test_add_func("/transform/errors", test_errors);
    g_test_add_func("/transform/empty", test_empty);
    return g_test_run();
}
