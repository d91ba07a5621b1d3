/* base/interval.c: exact rationals and intervals of them. */
#include "base/interval.h"

static SbInterval
of(gint64 coefficient, int exponent)
{
    SbInterval i;

    g_assert_true(sb_interval_of((SbDecimal){ coefficient, exponent }, exponent, &i));
    return i;
}

static void
test_share(void)
{
    /* 49.944 / 107.4 is 46.48 % to 46.53 % */
    SbInterval part = of(49944, 6), whole = of(1074, 8), share;
    SbInterval hundred = sb_interval_exact(sb_ratio_of(100, 1));

    g_assert_true(sb_interval_divide(&part, &whole, &share));
    g_assert_true(sb_interval_multiply(&share, &hundred, &share));
    g_assert_cmpfloat_with_epsilon(sb_ratio_to_double(share.low), 46.481, 0.001);
    g_assert_cmpfloat_with_epsilon(sb_ratio_to_double(share.high), 46.525, 0.001);
    SbInterval wrong = of(418, -1), right = of(465, -1);

    g_assert_false(sb_interval_meet(&share, &wrong));
    g_assert_true(sb_interval_meet(&share, &right));
    g_assert_true(sb_interval_within(&share, &right));
    g_assert_false(sb_interval_within(&right, &share));
}

static void
test_compare(void)
{
    SbRatio huge = { ((__int128)1 << 100) + 1, (__int128)1 << 99 };
    SbRatio near_it = { 2, 1 };

    g_assert_cmpint(sb_ratio_compare(huge, near_it), ==, 1);
    g_assert_cmpint(sb_ratio_compare(near_it, huge), ==, -1);
    g_assert_cmpint(sb_ratio_compare(sb_ratio_of(-1, 3), sb_ratio_of(-2, 6)), ==, 0);
    g_assert_cmpint(sb_ratio_compare(sb_ratio_of(-1, 3), sb_ratio_of(1, -4)), ==, -1);
    g_assert_cmpint(sb_ratio_compare(sb_ratio_of(0, 5), sb_ratio_of(1, 9)), ==, -1);
}

static void
test_round(void)
{
    static const struct {
        gint64 n, d;
        int exponent;
        gint64 want;
    } cases[] = { { 1, 3, -2, 33 }, { 5, 2, 0, 3 }, { -5, 2, 0, -3 }, { 2, 3, -1, 7 },
        { 1499, 1, 2, 15 }, { -1, 1000, -2, 0 } };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SbDecimal d;

        g_assert_true(
            sb_ratio_round(sb_ratio_of(cases[i].n, cases[i].d), cases[i].exponent, &d));
        g_assert_cmpint(d.coefficient, ==, cases[i].want);
    }
}

static void
test_open(void)
{
    /* "more than 90" against 85 and 95 */
    SbInterval over = of(90, 0), low = of(85, 0), high = of(95, 0), sum, quotient;

    over.high_open = TRUE;
    g_assert_false(sb_interval_meet(&over, &low));
    g_assert_true(sb_interval_meet(&over, &high));
    g_assert_true(sb_interval_add(&over, &low, &sum));
    g_assert_true(sum.high_open);
    g_assert_false(sum.low_open);
    g_assert_true(sb_interval_divide(&low, &over, &quotient));
    g_assert_cmpint(sb_ratio_compare(quotient.low, sb_ratio_of(0, 1)), ==, 0);
    SbInterval zero = of(0, 0);

    g_assert_false(sb_interval_divide(&low, &zero, &quotient));
}

static void
test_overflow(void)
{
    SbRatio large = { (__int128)1 << 120, 1 }, out;

    g_assert_false(sb_ratio_multiply(large, large, &out));
    g_assert_false(sb_ratio_from_decimal((SbDecimal){ INT64_MAX, 38 }, &out));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/interval/share", test_share);
    g_test_add_func("/interval/compare", test_compare);
    g_test_add_func("/interval/round", test_round);
    g_test_add_func("/interval/open", test_open);
    g_test_add_func("/interval/overflow", test_overflow);
    return g_test_run();
}
