/* base: decimals, CSV, JSON, YAML and where their values stand. */
#include <string.h>

#include "base/csv.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/job.h"
#include "base/json.h"
#include "base/limits.h"

static void
test_decimal_parse(void)
{
    static const struct {
        const char *text, *want; /* want NULL: refused */
        int exponent;
    } cases[] = {
        { "107.4", "107.4", -1 },
        { "1,234.50", "1234.50", -2 },
        { "12,3456,7890", "1234567890", 0 },
        { "-0.35", "-0.35", -2 },
        { "\xE2\x88\x92"
          "7",
            "-7", 0 },
        { "1,2,3,4", NULL, 0 },
        { "1.2.3", NULL, 0 },
        { "12,34", NULL, 0 },
        { "1,23,456", NULL, 0 },
        { "", NULL, 0 },
        { ".5", NULL, 0 },
        { "5.", NULL, 0 },
        { "99999999999999999999", NULL, 0 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SbDecimal d;
        gboolean ok = sb_decimal_parse(cases[i].text, strlen(cases[i].text), &d);

        g_test_message("%s", cases[i].text);
        g_assert_cmpint(ok, ==, cases[i].want != NULL);
        if (ok) {
            g_autofree char *text = sb_decimal_format(d);

            g_assert_cmpstr(text, ==, cases[i].want);
            g_assert_cmpint(d.exponent, ==, cases[i].exponent);
        }
    }
}

static void
test_decimal_arithmetic(void)
{
    SbDecimal a = { 1074, 8 }, b = { 1074000000, 2 }, sum, product;
    static const struct {
        SbDecimal value;
        int to;
        int64_t want;
    } rounds[] = {
        { { 25, -1 }, 0, 3 },
        { { -25, -1 }, 0, -3 },
        { { 24, -1 }, 0, 2 },
        { { 46504, -3 }, -1, 465 },
        { { 5, -18 }, 2, 0 },
    };

    g_assert_cmpint(sb_decimal_compare(a, b), ==, 0);
    g_assert_cmpint(sb_decimal_compare(a, (SbDecimal){ 1075, 8 }), ==, -1);
    g_assert_cmpint(
        sb_decimal_compare((SbDecimal){ 1, 18 }, (SbDecimal){ 9, -18 }), ==, 1);
    g_assert_true(sb_decimal_add((SbDecimal){ 15, -1 }, (SbDecimal){ 2, 1 }, &sum));
    g_autofree char *text = sb_decimal_format(sum);

    g_assert_cmpstr(text, ==, "21.5");
    g_assert_true(sb_decimal_multiply(a, (SbDecimal){ -2, 0 }, &product));
    g_assert_cmpfloat(sb_decimal_to_double(product), ==, -214800000000.0);
    g_assert_false(sb_decimal_shift((SbDecimal){ 123456789, 18 }, 18, &product));
    for (size_t i = 0; i < G_N_ELEMENTS(rounds); i++) {
        g_assert_cmpint(sb_decimal_round(rounds[i].value, rounds[i].to).coefficient, ==,
            rounds[i].want);
    }
}

static const SbSource *
text_source(SbJob *job, const char *name, const char *text)
{
    return sb_source_from_text(job, name, text, strlen(text), NULL);
}

static void
test_csv_rows(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    const SbSource *s =
        text_source(job, "a.csv", "a,b\r\n\r\n\"x\r\ny\", 2 \r\n\"say \"\"hi\"\"\",\r\n");
    g_autoptr(GError) error = NULL;
    g_autoptr(SbCsv) csv = sb_csv_read(s, 0, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(sb_csv_rows(csv), ==, 3);
    g_assert_cmpint(sb_csv_row(csv, 1)->line, ==, 3);
    g_assert_cmpstr(sb_csv_row(csv, 1)->fields[0], ==, "x\r\ny");
    g_assert_cmpstr(sb_csv_row(csv, 1)->fields[1], ==, " 2 ");
    g_assert_cmpint(sb_csv_row(csv, 2)->line, ==, 5);
    g_assert_cmpstr(sb_csv_row(csv, 2)->fields[0], ==, "say \"hi\"");
    g_assert_cmpint(sb_csv_column(csv, "b"), ==, 1);
    g_assert_cmpint(sb_csv_column(csv, "c"), ==, -1);
}

static void
test_csv_errors(void)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "a,b\n1,\"x\n2,3\n", "e.csv:2:1: a quoted field" },
        { "a,b\n1,x\"y\n", "e.csv:2:1: a quote inside" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SbJob) job = sb_job_new();
        g_autoptr(GError) error = NULL;
        SbCsv *csv = sb_csv_read(text_source(job, "e.csv", cases[i].text), 0, &error);

        g_assert_null(csv);
        g_assert_true(g_str_has_prefix(error->message, cases[i].want));
        g_assert_cmpint(sb_error_exit_status(error), ==, 65);
    }
}

static void
test_csv_round(void)
{
    static const char *const fields[] = { "plain", "a,b", "a;b", "say \"hi\"",
        "two\r\nlines", " blank ", "=1+1", "'=1", "-3 %", "'quoted'", "" };
    g_autoptr(GString) out = g_string_new("h");

    for (size_t i = 1; i < G_N_ELEMENTS(fields); i++) {
        g_string_append(out, ",h");
    }
    sb_csv_end(out);
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autofree char *guarded = sb_csv_guard(fields[i]);

        sb_csv_put(out, guarded, i == 0);
    }
    sb_csv_end(out);
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbCsv) csv = sb_csv_read(text_source(job, "r.csv", out->str), ',', NULL);

    g_assert_cmpint(sb_csv_row(csv, 1)->count, ==, G_N_ELEMENTS(fields));
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        const char *cell = sb_csv_row(csv, 1)->fields[i];
        g_autofree char *back = sb_csv_unguard(cell);

        g_assert_null(strchr("=+-@\t\r", *cell == '\0' ? 'x' : *cell));
        g_assert_cmpstr(back, ==, fields[i]);
    }
}

static void
test_json_errors(void)
{
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        { "a.json", "{\"a\": 1,\n \"a\": 2}", "a.json:2:" },
        { "b.json", "{\"a\": [1, 2}", "b.json:1:" },
        { "c.yaml", "a: 1\nb: &x 2\n", "c.yaml:2:4: anchors" },
        { "d.yaml", "a: 1\na: 2\n", "d.yaml:2:1: duplicate key a" },
        { "e.yaml", "a: [1, 2\nb: 3\n", "e.yaml:2:" },
        { "f.yaml", "가: .inf\n", "f.yaml:1:4: not a finite number" },
        { "g.yaml", "a: 1\n---\nb: 2\n", "g.yaml:3:1: a second document" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SbJob) job = sb_job_new();
        g_autoptr(GError) error = NULL;
        json_t *root =
            sb_json_read(text_source(job, cases[i].name, cases[i].text), &error);

        g_assert_null(root);
        g_assert_nonnull(error);
        if (error != NULL) {
            g_test_message("%s", error->message);
            g_assert_true(g_str_has_prefix(error->message, cases[i].want));
        }
    }
}

static void
test_json_depth(void)
{
    for (int depth = SB_LIMIT_JSON_DEPTH; depth <= SB_LIMIT_JSON_DEPTH + 1; depth++) {
        for (int yaml = 0; yaml <= 1; yaml++) {
            g_autoptr(GString) text = g_string_new(NULL);
            g_autoptr(SbJob) job = sb_job_new();

            for (int i = 0; i < depth; i++) {
                g_string_append_c(text, '[');
            }
            for (int i = 0; i < depth; i++) {
                g_string_append_c(text, ']');
            }
            const SbSource *s = text_source(job, "deep", text->str);
            g_autoptr(json_t) root = sb_json_parse(s, 0, text->len, yaml, NULL);

            g_assert_cmpint(root != NULL, ==, depth <= SB_LIMIT_JSON_DEPTH);
        }
    }
}

static void
test_yaml_schema(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    const SbSource *s = text_source(job, "s.yaml",
        "no: no\nyes: true\nday: 2023-12-01\nn: -1.5e3\nhex: 0x1F\nnil: ~\nempty:\n"
        "text: \"12\"\nlist: [a, 1, {b: c}]\n");
    g_autoptr(json_t) root = sb_json_read(s, NULL);

    g_assert_cmpstr(sb_json_string(root, "no", NULL), ==, "no");
    g_assert_true(sb_json_boolean(root, "yes", FALSE));
    g_assert_cmpstr(sb_json_string(root, "day", NULL), ==, "2023-12-01");
    g_assert_cmpfloat(sb_json_number(root, "n", 0), ==, -1500);
    g_assert_cmpfloat(sb_json_number(root, "hex", 0), ==, 31);
    g_assert_true(json_is_null(json_object_get(root, "nil")));
    g_assert_true(json_is_null(json_object_get(root, "empty")));
    g_assert_cmpstr(sb_json_string(root, "text", NULL), ==, "12");
    g_assert_cmpstr(json_string_value(sb_json_at(root, "/list/2/b")), ==, "c");
}

static void
test_where(void)
{
    static const struct {
        const char *name, *text, *pointer;
        int line, column;
    } cases[] = {
        { "a.json", "{\n\t\"a\": {\"b\": [1,\n  {\"c/d\": 3}]}}", "/a/b/1/c~1d", 3, 4 },
        { "a.json", "{\n\t\"a\": {\"b\": [1,\n  {\"c\": 3}]}}", "/a/b", 2, 8 },
        { "a.yaml", "x: 1\n한글: 글\ny:\n  - p: 1\n    q: 2\n", "/y/0/q", 5, 5 },
        { "a.yaml", "x: 1\n한글: 글\n", "/한글", 2, 1 },
        { "a.yaml", "x: 1\n", "/none/deeper", 1, 1 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SbJob) job = sb_job_new();
        const SbSource *s = text_source(job, cases[i].name, cases[i].text);
        SbJsonPlace place = { s, 0, 0, g_str_has_suffix(cases[i].name, "yaml") };
        size_t at = sb_where_json(&place, cases[i].pointer);

        g_test_message("%s", cases[i].pointer);
        g_assert_cmpint(sb_source_line(s, at), ==, cases[i].line);
        g_assert_cmpint(sb_source_column(s, at), ==, cases[i].column);
    }
}

static void
test_json_keys(void)
{
    static const char *const known[] = { "mark", "encoding" };
    g_autoptr(SbJob) job = sb_job_new();
    const SbSource *s = text_source(job, "k.json", "{\"mark\": 1,\n \"encodign\": 2}");
    g_autoptr(json_t) root = sb_json_read(s, NULL);
    g_autoptr(GError) error = NULL;
    SbJsonPlace place = { s, 0, 0, FALSE };

    g_assert_false(sb_json_check_keys(root, known, 2, &place, "", &error));
    g_assert_cmpstr(error->message, ==,
        "k.json:2:2: /encodign: unknown key 'encodign'; did you mean 'encoding'?");
}

static void
test_error_clean(void)
{
    g_autofree char *clean = sb_error_clean("a\nb\x1b[1m\xE2\x80\xAE\xFF\tc");

    g_assert_cmpstr(clean, ==, "a?b?[1m?\xEF\xBF\xBD c");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/decimal/parse", test_decimal_parse);
    g_test_add_func("/decimal/arithmetic", test_decimal_arithmetic);
    g_test_add_func("/csv/rows", test_csv_rows);
    g_test_add_func("/csv/errors", test_csv_errors);
    g_test_add_func("/csv/round-trip", test_csv_round);
    g_test_add_func("/json/errors", test_json_errors);
    g_test_add_func("/json/depth", test_json_depth);
    g_test_add_func("/json/keys", test_json_keys);
    g_test_add_func("/yaml/schema", test_yaml_schema);
    g_test_add_func("/where", test_where);
    g_test_add_func("/error/clean", test_error_clean);
    return g_test_run();
}
