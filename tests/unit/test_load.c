/* chart/load*.c, table.c: data of every kind, field paths, types, refusals. */
#include "chart/load.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    SbJob *job;
    SbArena *arena;
    SbLoad *load;
    const SbSource *spec;
    SbJsonPlace place;
    char *folder;
} Bench;

static void
put(const Bench *bench, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(bench->folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
bench_start(Bench *bench)
{
    SbLoadOptions options = { .zone = 540 };

    bench->folder = g_dir_make_tmp("statbrief-load-XXXXXX", NULL);
    bench->job = sb_job_new();
    bench->arena = sb_arena_new();
    put(bench, "spec.json", "{}");
    g_autofree char *path = g_build_filename(bench->folder, "spec.json", NULL);

    bench->spec = sb_source_read(bench->job, path, NULL, NULL);
    bench->place = (SbJsonPlace){ bench->spec, 0, 2, FALSE };
    bench->load = sb_load_new(bench->arena, bench->job, &bench->place, &options);
}

static void
bench_stop(Bench *bench)
{
    static const char *const NAMES[] = { "spec.json", "a.csv", "a.tsv", "a.json", "a.txt",
        "ragged.csv" };

    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *path = g_build_filename(bench->folder, NAMES[i], NULL);

        g_unlink(path);
    }
    g_rmdir(bench->folder);
    g_free(bench->folder);
    sb_arena_free(bench->arena);
    sb_job_free(bench->job);
}

static const SbTable *
load(Bench *bench, const char *data, GError **error)
{
    json_t *json = json_loads(data, 0, NULL);

    g_assert_nonnull(json);
    sb_arena_own(bench->arena, json, (GDestroyNotify)json_decref);
    return sb_load_data(bench->load, json, "/data", error);
}

/* Rows as "name=value,name=value;…"; texts in quotes, dates with a d. */
static char *
dump(const SbTable *table)
{
    GString *out = g_string_new(NULL);

    for (size_t row = 0; row < sb_table_rows(table); row++) {
        for (size_t c = 0; c < sb_table_columns(table); c++) {
            const SbColumn *column = sb_table_column(table, c);
            SbValue value = sb_column_at(column, row);
            const char *text = sb_value_to_string(sb_table_arena(table), value);

            if (value.kind == SB_VALUE_UNDEFINED) {
                continue;
            }
            g_string_append_printf(out, "%s=%s%s%s ", column->name,
                value.kind == SB_VALUE_STRING ? "'" : "", text,
                value.kind == SB_VALUE_STRING ? "'" : "");
        }
        out->str[out->len - 1] = ';';
    }
    return g_string_free(out, FALSE);
}

static void
test_kinds(void)
{
    static const struct {
        const char *data, *rows;
    } CASES[] = {
        { "{\"values\": [{\"a\": 1, \"b\": \"x\"}, {\"b\": null, \"c\": [1]}]}",
            "a=1 b='x';b=null c=1;" },
        { "{\"values\": [3, \"x\", null]}", "data=3;data='x';data=null;" },
        { "{\"values\": {\"a\": true}}", "a=true;" },
        { "{\"values\": \"a,b\\n1,\\n2,z\", \"format\": {\"type\": \"csv\"}}",
            "a='1' b='';a='2' b='z';" },
        { "{\"values\": \"1|x\\n2|y\", \"format\": {\"type\": \"dsv\", \"delimiter\": "
          "\"|\", "
          "\"header\": [\"n\", \"t\"]}}",
            "n='1' t='x';n='2' t='y';" },
        { "{\"sequence\": {\"start\": 1, \"stop\": 2, \"step\": 0.5, \"as\": \"x\"}}",
            "x=1;x=1.5;" },
        { "{\"sequence\": {\"start\": 0, \"stop\": 2}}", "data=0;data=1;" },
        { "{\"name\": \"set\"}", "p=1;p=2;" },
        { "{\"url\": \"a.csv\"}", "name='Chungnam' value='107.4' day='2023-10-05';"
                                  "name='\"q\"' value='' day='';" },
        { "{\"url\": \"a.csv\", \"format\": {\"parse\": {\"value\": \"number\", \"day\": "
          "\"date\"}}}",
            "name='Chungnam' value=107.4 day=2023-10-05T00:00:00.000Z;"
            "name='\"q\"' value=null day=null;" },
        { "{\"url\": \"a.csv\", \"format\": {\"parse\": \"auto\"}}",
            "name='Chungnam' value=107.4 day=2023-10-05T00:00:00.000Z;"
            "name='\"q\"' value=null day=null;" },
        { "{\"url\": \"a.tsv\"}", "x='1' y='2';" },
        { "{\"url\": \"a.json\", \"format\": {\"property\": \"deep.rows\"}}",
            "k=1;k=2;" },
        { "{\"url\": \"a.txt\", \"format\": {\"type\": \"csv\", \"parse\": {\"d\": "
          "\"date:'%d.%m.%Y'\", \"u\": \"utc:'%Y'\", \"b\": \"boolean\"}}}",
            "d=2020-03-04T15:00:00.000Z u=2020-01-01T00:00:00.000Z b=false;" },
        { "{\"values\": [{\"d\": \"2020-01-02T03:04\"}], \"format\": {\"parse\": {\"d\": "
          "\"date\"}}}",
            "d=2020-01-01T18:04:00.000Z;" },
    };
    Bench bench;

    bench_start(&bench);
    put(&bench, "a.csv",
        "name,value,day\r\nChungnam,107.4,2023-10-05\r\n\"\"\"q\"\"\",,\r\n");
    put(&bench, "a.tsv", "x\ty\n1\t2\n");
    put(&bench, "a.json", "{\"deep\": {\"rows\": [{\"k\": 1}, {\"k\": 2}]}}");
    put(&bench, "a.txt", "d,u,b\n05.03.2020,2020,false\n");
    json_t *sets = json_loads("{\"set\": [{\"p\": 1}, {\"p\": 2}]}", 0, NULL);

    g_assert_true(sb_load_datasets(bench.load, sets, "/datasets", NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        const SbTable *table = load(&bench, CASES[i].data, &error);

        g_assert_no_error(error);
        if (table != NULL) {
            g_autofree char *got = dump(table);

            g_assert_cmpstr(got, ==, CASES[i].rows);
        }
    }
    json_decref(sets);
    bench_stop(&bench);
}

static void
test_refused(void)
{
    static const struct {
        const char *data, *message;
    } CASES[] = {
        { "{\"url\": \"https://example.org/a.csv\"}", "lies on the net" },
        { "{\"url\": \"../a.csv\"}", "" },
        { "{\"url\": \"/etc/passwd\"}", "absolute path" },
        { "{\"url\": \"none.csv\"}", "No such file" },
        { "{\"name\": \"nothing\"}", "there is no data set named 'nothing'" },
        { "{\"vlaues\": []}", "values" },
        { "{\"values\": 3}", "is no array of rows" },
        { "{\"values\": [], \"format\": {\"type\": \"topojson\"}}", "topojson" },
        { "{\"values\": [], \"format\": {\"type\": \"xlsx\"}}", "expected json, csv" },
        { "{\"values\": [{}], \"format\": {\"parse\": {\"a\": \"dat\"}}}",
            "unknown type" },
        { "{\"sequence\": {\"start\": 0, \"stop\": 1e12}}", "at most" },
        { "[]", "must be an object" },
    };
    Bench bench;

    bench_start(&bench);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(load(&bench, CASES[i].data, &error));
        g_assert_nonnull(error);
        if (error != NULL && strstr(error->message, CASES[i].message) == NULL) {
            g_test_message("%s: %s", CASES[i].data, error->message);
            g_test_fail();
        }
    }
    bench_stop(&bench);
}

static void
test_ragged(void)
{
    Bench bench;

    bench_start(&bench);
    put(&bench, "ragged.csv", "a,b\n1\n1,2,3\n");
    const SbTable *table = load(&bench, "{\"url\": \"ragged.csv\"}", NULL);
    g_autofree char *rows = dump(table);

    g_assert_cmpstr(rows, ==, "a='1';a='1' b='2';");
    const GPtrArray *remarks = sb_job_remarks(bench.job);

    g_assert_cmpuint(remarks->len, ==, 1);
    g_assert_cmpint(
        ((const SbRemark *)g_ptr_array_index(remarks, 0))->id, ==, SB_REMARK_ROW_RAGGED);
    bench_stop(&bench);
}

static void
test_paths(void)
{
    static const struct {
        const char *field, *value, *name;
    } CASES[] = { { "a.b", "1", "a.b" }, { "a['b']", "1", "a.b" },
        { "a[\"c.d\"]", "2", "a.c.d" }, { "x\\.y", "3", "x.y" }, { "l[1]", "9", "l.1" },
        { "a.none", "undefined", "a.none" }, { "none", "undefined", "none" },
        { "l.length", "2", "l.length" }, { "x.y", "3", "x.y" } };
    Bench bench;

    bench_start(&bench);
    const SbTable *table = load(&bench,
        "{\"values\": [{\"a\": {\"b\": 1, \"c.d\": 2}, \"x.y\": 3, \"l\": [8, 9]}]}",
        NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        SbField field = sb_table_field(table, CASES[i].field);

        g_assert_cmpstr(
            sb_value_to_string(bench.arena, sb_field_at(&field, 0)), ==, CASES[i].value);
        g_assert_cmpstr(
            sb_table_path(bench.arena, CASES[i].field).name, ==, CASES[i].name);
    }
    const SbTable *flat = sb_table_flatten(bench.arena, table, "a.b");

    g_assert_cmpint(sb_table_find(flat, "a.b"), ==, 3);
    SbLoadNeed need = { "l[0]", SB_LOAD_NUMBER };

    flat = sb_load_parse(bench.arena, flat, &need, 1, 0);
    g_assert_cmpint(sb_table_find(flat, "l.0"), ==, 4);
    bench_stop(&bench);
}

static void
test_values(void)
{
    static const struct {
        SbValue a, b;
        int order; /* of sb_value_compare */
    } CASES[] = { { { SB_VALUE_NULL, { 0 } }, { SB_VALUE_NUMBER, { .number = -5 } }, -1 },
        { { SB_VALUE_NUMBER, { .number = 10 } }, { SB_VALUE_STRING, { .string = "9" } },
            1 },
        { { SB_VALUE_STRING, { .string = "10" } }, { SB_VALUE_STRING, { .string = "9" } },
            -1 },
        { { SB_VALUE_NUMBER, { .number = NAN } }, { SB_VALUE_NUMBER, { .number = 1 } },
            -1 },
        { { SB_VALUE_UNDEFINED, { 0 } }, { SB_VALUE_NULL, { 0 } }, 0 },
        { { SB_VALUE_DATE, { .number = 5 } }, { SB_VALUE_NUMBER, { .number = 4 } }, 1 },
        { { SB_VALUE_STRING, { .string = "가" } },
            { SB_VALUE_STRING, { .string = "나" } }, -1 },
        /* UTF-16 order: a surrogate pair comes before U+FF21 */
        { { SB_VALUE_STRING, { .string = "😀" } }, { SB_VALUE_STRING, { .string = "Ａ" } },
            -1 } };

    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_cmpint(sb_value_compare(CASES[i].a, CASES[i].b), ==, CASES[i].order);
        g_assert_cmpint(sb_value_compare(CASES[i].b, CASES[i].a), ==, -CASES[i].order);
    }
    static const struct {
        const char *text;
        double number;
    } NUMBERS[] = { { "", 0 }, { " 12 ", 12 }, { "0x1f", 31 }, { "1e3", 1000 },
        { ".5", 0.5 }, { "5.", 5 }, { "-0.25", -0.25 },
        { "12345678901234567890", 1.2345678901234567e19 },
        { "0.1234567890123456789", 0.12345678901234568 }, { "abc", NAN }, { "1 2", NAN },
        { "1,000", NAN }, { "Infinity", INFINITY }, { "-Infinity", -INFINITY },
        { ".", NAN }, { "-", NAN }, { "1e", NAN }, { "0b101", 5 },
        { "\xC2\xA0"
          "7",
            7 } };

    for (size_t i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
        double got = sb_value_read_number(NUMBERS[i].text);

        if (isnan(NUMBERS[i].number) ? !isnan(got) : got != NUMBERS[i].number) {
            g_test_message("'%s': %g", NUMBERS[i].text, got);
            g_test_fail();
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/load/kinds", test_kinds);
    g_test_add_func("/load/refused", test_refused);
    g_test_add_func("/load/ragged", test_ragged);
    g_test_add_func("/load/paths", test_paths);
    g_test_add_func("/load/values", test_values);
    return g_test_run();
}
