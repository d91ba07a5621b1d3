/* figure/period.c: periods read, compared, moved and resolved. */
#include "figure/period.h"

static void
test_parse(void)
{
    static const char *const good[] = { "2022", "FY2023", "2022-10", "2022-Q3", "2023-H1",
        "2023-06-05", "2019/2022", "2022-11/2023-02", "2024-02-29" };
    static const char *const bad[] = { "", "22", "2022-13", "2022-Q5", "2023-02-29",
        "2022-H3", "2022/2019", "2022-1", "last year", "2022 ", "20225" };

    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        SbPeriod period;

        g_assert_true(sb_period_parse(good[i], &period));
        g_autofree char *again = sb_period_format(&period);

        g_assert_cmpstr(again, ==, good[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        SbPeriod period;

        g_assert_false(sb_period_parse(bad[i], &period));
    }
}

static void
test_compare(void)
{
    g_assert_cmpint(sb_period_compare("2021", "2022"), <, 0);
    g_assert_cmpint(sb_period_compare("2022-Q1", "2022-03"), <, 0);
    g_assert_cmpint(sb_period_compare("2022", "2022"), ==, 0);
    g_assert_cmpint(sb_period_compare("2022", ""), <, 0);
    g_assert_true(sb_period_equal("2022", "2022-01/2022-12"));
    g_assert_true(sb_period_equal("2022-H1", "2022-Q1/2022-Q2"));
    g_assert_false(sb_period_equal("2022", "FY2022"));
    g_assert_true(sb_period_overlap("2022", "2022-10"));
    g_assert_true(sb_period_overlap("FY2022", "2023-02"));
    g_assert_false(sb_period_overlap("2022-H1", "2022-07-01"));
    g_assert_true(sb_period_within("2022-10", "2022"));
    g_assert_false(sb_period_within("2022", "2022-10"));
    g_assert_false(sb_period_overlap("", "2022"));
}

static void
test_shift(void)
{
    static const struct {
        const char *from, *to;
        int count;
    } cases[] = { { "2022", "2021", -1 }, { "2022-01", "2021-12", -1 },
        { "2022-Q4", "2023-Q1", 1 }, { "2022-H1", "2021-H2", -1 },
        { "2022-03-01", "2022-02-28", -1 }, { "FY2022", "FY2020", -2 },
        { "2019/2022", "2018/2021", -1 }, { "2022-05", "2020-05", -24 } };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = sb_period_shift(cases[i].from, cases[i].count);

        g_assert_cmpstr(got, ==, cases[i].to);
    }
    g_autofree char *leap = sb_period_shift_years("2024-02-29", -1);

    g_assert_cmpstr(leap, ==, "2023-02-28");
}

static void
test_resolve(void)
{
    static const struct {
        const char *words, *date, *context, *want;
    } cases[] = { { "last year", "2023-06-05", "", "2022" },
        { "Last year", "2023", "", "2022" },
        { "last month", "2023-01-15", "", "2022-12" },
        { "this quarter", "2023-06", "", "2023-Q2" }, { "last month", "2023", "", NULL },
        { "the same month last year", "2023-06-05", "2023-05", "2022-05" },
        { "지난해", "2023-06-05", "", "2022" }, { "지난달", "2023-06-05", "", "2023-05" },
        { "전년 동기", "2023-06-05", "2023-H1", "2022-H1" },
        { "상반기", "2023-06-05", "", "2023-H1" }, { "last year", "", "", NULL },
        { "soon", "2023", "", NULL }, { "yesterday", "2023-03-01", "", "2023-02-28" } };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got =
            sb_period_resolve(cases[i].words, cases[i].date, cases[i].context);

        g_assert_cmpstr(got, ==, cases[i].want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/period/parse", test_parse);
    g_test_add_func("/period/compare", test_compare);
    g_test_add_func("/period/shift", test_shift);
    g_test_add_func("/period/resolve", test_resolve);
    return g_test_run();
}
