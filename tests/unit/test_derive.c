/* figure/interval.c, derive.c: what printed numbers can mean, and expressions
 * over them. */
#include <string.h>

#include "figure/derive.h"
#include "figure/tidy.h"

static const char csv[] =
    "fact_id,status,text,value,unit,precision,role,qualifier,derived_from\n"
    "ic,accepted,$49.944 billion,49944000000,USD,6,level,,\n"
    "exp,accepted,$107.4 billion,107400000000,USD,8,level,,\n"
    "early,accepted,$104.1 billion,104100000000,USD,8,level,,\n"
    "share,added,,,%,,share,,100 * {ic} / {exp}\n"
    "growth,added,,,%,,growth,,100 * ({exp} / {early} - 1)\n"
    "twice,added,,,%,,share,,2 * {share}\n"
    "firms,accepted,128,128,{company},0,level,,\n"
    "way,accepted,25 km,25,km,0,level,,\n"
    "near,accepted,about 900,900,{company},0,level,~,\n"
    "over,accepted,more than 95%,95,%,0,share,>,\n"
    "gone,rejected,1,1,USD,0,level,,\n"
    "a,added,,,%,,share,,{b} + 1\n"
    "b,added,,,%,,share,,{a} + 1\n";

static SbFigureTable *
read_table(SbJob *job)
{
    const SbSource *source = sb_source_from_text(job, "f.csv", csv, strlen(csv), NULL);

    return sb_tidy_read(job, source, NULL);
}

typedef struct {
    const char *expression;
    int decimals;
    const char *want;  /* the value, or the error behind "E " */
    const char *shown; /* NULL: not looked at */
} Case;

static const Case cases[] = {
    { "100 * {ic} / {exp}", 1, "46.5", "100 × $49.944 billion / $107.4 billion" },
    { "100 * {ic} / {exp}", -1, "46.5", NULL },
    { "100 * ({exp} / {early} - 1)", -1, "3.2", NULL },
    { "{share} * 2", -1, "93.0", "{share} × 2" },
    { "2 * 3 ^ 2 - -1", -1, "19", NULL },
    { "2 ^ -1", -1, "0.5", NULL },
    { "(1 + 2) * 3 / 4", -1, "2.25", NULL },
    { "{way} * 5", -1, "125", NULL }, /* 130 is not between 122.5 and 127.5 */
    { "1 / 3", 3, "0.333", NULL },
    { "sum(1, 2, {firms})", -1, "131", "sum(1, 2, 128)" },
    { "min({firms}, 7)", -1, "7", NULL },
    { "max({firms}, 7)", -1, "128", NULL },
    { "mean(1, 2, 4.5)", -1, "2.5", NULL },
    { "cagr(100, 121, 2)", 4, "10.0000", NULL },
    { "{exp} - {early}", -1, "3300000000", NULL },
    { "{nobody} + 1", -1,
        "E derived_from \"{nobody} + 1\": no figure has the fact_id "
        "\"nobody\"",
        NULL },
    { "{gone}", -1,
        "E derived_from \"{gone}\": the figure \"gone\" is rejected; expected one "
        "that counts",
        NULL },
    { "1 / 0", -1,
        "E derived_from \"1 / 0\": the numbers are too large, or divided by zero", NULL },
    { "(1 + 2", -1, "E derived_from \"(1 + 2\": \"(\" without its \")\"", NULL },
    { "1 2", -1, "E derived_from \"1 2\": \"2\"; expected an operator or the end", NULL },
    { "median(1)", -1,
        "E derived_from \"median(1)\": \"median(1)\"; expected a number, "
        "{fact-id}, (, or sum min max mean cagr",
        NULL },
    { "", -1,
        "E derived_from \"\": \"\"; expected a number, {fact-id}, (, or sum min max "
        "mean cagr",
        NULL },
    { "{a}", -1, "E derived_from of \"a\" leads back to itself; expected no cycle",
        NULL },
    { "10 ^ 60", -1,
        "E derived_from \"10 ^ 60\": the numbers are too large, or divided by "
        "zero",
        NULL },
    { "cagr(0, 1, 2)", -1,
        "E derived_from \"cagr(0, 1, 2)\": cagr; expected (from, to, "
        "years), all above zero",
        NULL },
};

static void
test_expressions(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbFigureTable) table = read_table(job);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        SbDerived derived = { 0 };
        g_autofree char *got = NULL;

        if (sb_derive_expression(
                table, cases[i].expression, cases[i].decimals, &derived, &error)) {
            got = sb_decimal_format(derived.value);
        } else {
            got = g_strconcat("E ", error->message, NULL);
        }
        g_assert_cmpstr(got, ==, cases[i].want);
        if (cases[i].shown != NULL) {
            g_assert_cmpstr(derived.shown, ==, cases[i].shown);
        }
        g_free(derived.shown);
    }
}

static void
test_deep(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbFigureTable) table = read_table(job);
    g_autoptr(GString) deep = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    SbDerived derived;

    for (int i = 0; i < 5000; i++) {
        g_string_append_c(deep, '(');
    }
    g_assert_false(sb_derive_expression(table, deep->str, -1, &derived, &error));
    g_assert_nonnull(strstr(error->message, "nested too deeply"));
}

static void
test_table(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbFigureTable) table = read_table(job);
    g_autoptr(GError) error = NULL;

    g_assert_false(sb_derive_table(table, NULL, &error));
    g_assert_cmpstr(error->message, ==,
        "row \"a\": derived_from of \"a\" leads back to itself; expected no cycle");
    g_assert_cmpint(sb_figure_table_find(table, "share")->value.coefficient, ==, 465);
    g_assert_cmpint(sb_figure_table_find(table, "share")->precision, ==, -1);
    g_assert_cmpint(sb_figure_table_find(table, "growth")->value.coefficient, ==, 32);
}

static void
assert_interval(SbFigure figure, const char *low, const char *high)
{
    SbInterval interval;

    figure.has_value = TRUE;
    g_assert_true(sb_interval_of_figure(&figure, &interval));
    g_autofree char *from = g_strdup_printf("%.4g", sb_rational_to_double(interval.low));
    g_autofree char *to = g_strdup_printf("%.4g", sb_rational_to_double(interval.high));

    g_assert_cmpstr(interval.no_low ? "open" : from, ==, low);
    g_assert_cmpstr(interval.no_high ? "open" : to, ==, high);
}

static void
test_intervals(void)
{
    assert_interval((SbFigure){ .value = { 1074, -1 }, .unit = "USD" }, "107.3", "107.5");
    assert_interval((SbFigure){ .value = { 128, 0 }, .unit = "{firm}" }, "128", "128");
    assert_interval((SbFigure){ .value = { 128, 0 }, .unit = "%" }, "127.5", "128.5");
    assert_interval(
        (SbFigure){
            .value = { 900, 0 }, .unit = "{firm}", .qualifier = SB_QUALIFIER_ABOUT },
        "850", "950");
    assert_interval(
        (SbFigure){
            .value = { 452, -2 }, .unit = "KRW", .qualifier = SB_QUALIFIER_ABOUT },
        "4.51", "4.53");
    assert_interval(
        (SbFigure){ .value = { 95, 0 }, .unit = "%", .qualifier = SB_QUALIFIER_OVER },
        "94.5", "open");
    assert_interval(
        (SbFigure){ .value = { 5, 0 }, .unit = "%", .qualifier = SB_QUALIFIER_AT_MOST },
        "open", "5.5");
    assert_interval((SbFigure){ .value = { 40, 0 },
                        .unit = "EUR",
                        .has_high = TRUE,
                        .value_high = { 55, 0 } },
        "39.5", "55.5");
}

/* Random fractions: what the exact arithmetic says against doubles. */
static void
test_rationals(void)
{
    for (int i = 0; i < 2000; i++) {
        SbDecimal x = { g_test_rand_int_range(-9999, 9999),
            g_test_rand_int_range(-6, 6) };
        SbDecimal y = { g_test_rand_int_range(1, 9999), g_test_rand_int_range(-6, 6) };
        SbRational a, b, sum, product, quotient;

        g_assert_true(sb_rational_of(x, &a) && sb_rational_of(y, &b));
        g_assert_true(sb_rational_add(a, b, &sum) &&
                      sb_rational_multiply(a, b, &product) &&
                      sb_rational_divide(a, b, &quotient));
        double p = sb_decimal_to_double(x), q = sb_decimal_to_double(y);

        g_assert_cmpfloat_with_epsilon(
            sb_rational_to_double(sum), p + q, 1e-9 * (ABS(p) + q));
        g_assert_cmpfloat_with_epsilon(
            sb_rational_to_double(product), p * q, 1e-9 * (ABS(p * q) + 1e-300));
        g_assert_cmpfloat_with_epsilon(
            sb_rational_to_double(quotient), p / q, 1e-9 * (ABS(p / q) + 1e-300));
        g_assert_cmpint(sb_rational_compare(a, b), ==, sb_decimal_compare(x, y));
    }
    SbRational large = { ((__int128)1 << 126) - 1, 3 }, one = { 1, 7 }, out;

    g_assert_false(sb_rational_multiply(large, large, &out));
    g_assert_cmpint(sb_rational_compare(large, one), ==, 1);
    g_assert_cmpint(
        sb_rational_compare((SbRational){ large.top, 5 }, (SbRational){ large.top, 7 }),
        ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/derive/expressions", test_expressions);
    g_test_add_func("/derive/deep", test_deep);
    g_test_add_func("/derive/table", test_table);
    g_test_add_func("/interval/figures", test_intervals);
    g_test_add_func("/interval/rationals", test_rationals);
    return g_test_run();
}
