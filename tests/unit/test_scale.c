/* Scales: ticks, nice domains, logarithms, times, bands, colours. */
#include <glib.h>
#include <math.h>

#include "chart/scale.h"

static SbScale *
linear(SbArena *arena, SbScaleType type, double a, double b)
{
    SbScale *s = sb_arena_new_of(arena, SbScale);

    s->type = type;
    s->base = 10;
    s->exponent = s->constant = 1;
    s->domain = sb_arena_new_many(arena, double, 4);
    s->domain[0] = a;
    s->domain[1] = b;
    s->n_domain = 2;
    s->range = sb_arena_new_many(arena, double, 2);
    s->range[0] = 0;
    s->range[1] = 100;
    s->n_range = 2;
    return s;
}

static void
check_ticks(
    SbArena *arena, double a, double b, double count, int n, double first, double last)
{
    int got;
    double *t = sb_scale_linear_ticks(arena, a, b, count, &got);

    g_assert_cmpint(got, ==, n);
    g_assert_cmpfloat_with_epsilon(t[0], first, 1e-12);
    g_assert_cmpfloat_with_epsilon(t[n - 1], last, 1e-12);
}

static void
test_ticks(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();

    check_ticks(arena, 0, 1, 10, 11, 0, 1);
    check_ticks(arena, 0, 1, 4, 6, 0, 1);
    check_ticks(arena, 0, 10, 3, 3, 0, 10);
    check_ticks(arena, -10, 10, 10, 11, -10, 10);
    check_ticks(arena, 13, 97, 5, 4, 20, 80);
    check_ticks(arena, 1, 0, 10, 11, 1, 0);
    check_ticks(arena, 5, 5, 10, 1, 5, 5);
    int n;

    g_assert_null(sb_scale_linear_ticks(arena, 0, INFINITY, 10, &n));
    g_assert_cmpint(n, ==, 0);
    g_assert_cmpfloat(sb_scale_tick_step(0, 1, 10), ==, 0.1);
    g_assert_cmpfloat(sb_scale_tick_step(0, 100, 5), ==, 20);
}

static void
test_nice(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    SbScale *s = linear(arena, SB_SCALE_LINEAR, 1.1, 10.9);

    sb_scale_nice(s, 10, NULL);
    g_assert_cmpfloat(s->domain[0], ==, 1);
    g_assert_cmpfloat(s->domain[1], ==, 11);
    s = linear(arena, SB_SCALE_LINEAR, 123.1, -0.9);
    sb_scale_nice(s, 10, NULL);
    g_assert_cmpfloat(s->domain[0], ==, 130);
    g_assert_cmpfloat(s->domain[1], ==, -10);
    s = linear(arena, SB_SCALE_LOG, 3, 4200);
    sb_scale_nice(s, NAN, NULL);
    g_assert_cmpfloat(s->domain[0], ==, 1);
    g_assert_cmpfloat(s->domain[1], ==, 10000);
}

static void
test_log(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    SbScale *s = linear(arena, SB_SCALE_LOG, 1, 1000);
    SbTickWish wish = { NAN, FALSE, 0, 0, NAN };
    SbLabelStyle style = { .locale = sb_format_locale("en") };
    SbValue *t;
    int n;

    g_assert_cmpfloat_with_epsilon(sb_scale_at(s, 10), 100. / 3, 1e-9);
    g_assert_cmpfloat_with_epsilon(sb_scale_invert(s, 200. / 3), 100, 1e-9);
    t = sb_scale_ticks(arena, s, &wish, NULL, 0, &n);
    g_assert_cmpint(n, ==, 28);
    g_assert_cmpfloat(t[9].number, ==, 10);
    g_assert_cmpstr(sb_scale_label(arena, s, &style, 10, t[9]), ==, "10");
    g_assert_cmpstr(sb_scale_label(arena, s, &style, 10, t[26]), ==, "");
    g_assert_true(isnan(sb_scale_at(s, NAN)));
}

static void
test_time(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    SbScale *s = linear(arena, SB_SCALE_TIME, 1577836800000., 1609459200000.); /* 2020 */
    SbTickWish wish = { 6, FALSE, 0, 0, NAN };
    SbLabelStyle style = { .locale = sb_format_locale("en") };
    SbValue *t;
    int n;

    t = sb_scale_ticks(arena, s, &wish, NULL, 0, &n);
    g_assert_cmpint(n, ==, 5);
    g_assert_cmpstr(sb_scale_label(arena, s, &style, 6, t[0]), ==, "2020");
    g_assert_cmpstr(sb_scale_label(arena, s, &style, 6, t[1]), ==, "April");
}

static void
test_band(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    SbScale *s = linear(arena, SB_SCALE_BAND, 0, 0);
    SbValue names[3] = { sb_value_string("a"), sb_value_string("b"),
        sb_value_string("c") };

    s->values = names;
    s->n_values = 3;
    s->padding_inner = 0.1;
    s->padding_outer = 0.05;
    s->align = 0.5;
    s->range[1] = 60;
    sb_scale_ready(arena, s);
    g_assert_cmpfloat_with_epsilon(s->step, 20, 1e-9);
    g_assert_cmpfloat_with_epsilon(s->bandwidth, 18, 1e-9);
    g_assert_cmpfloat_with_epsilon(sb_scale_number(s, names[1]), 21, 1e-9);
    g_assert_true(isnan(sb_scale_number(s, sb_value_string("d"))));
    g_assert_cmpfloat(sb_scale_band_space(0, 0, 0), ==, 0);
}

static void
test_colors(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    gboolean ramp;
    int n;
    const SbColor *c = sb_scheme_find(arena, "Tableau10", &n, &ramp);
    char hex[8];

    g_assert_nonnull(c);
    g_assert_cmpint(n, ==, 10);
    g_assert_false(ramp);
    g_assert_cmpstr(sb_color_hex(c[0], hex), ==, "#4c78a8");
    c = sb_scheme_find(arena, "blues", &n, &ramp);
    g_assert_true(ramp);
    g_assert_cmpstr(sb_color_hex(sb_scheme_at(c, n, "rgb", 0), hex), ==, "#cfe1f2");
    g_assert_null(sb_scheme_find(arena, "no such scheme", &n, &ramp));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/scale/ticks", test_ticks);
    g_test_add_func("/scale/nice", test_nice);
    g_test_add_func("/scale/log", test_log);
    g_test_add_func("/scale/time", test_time);
    g_test_add_func("/scale/band", test_band);
    g_test_add_func("/scale/colors", test_colors);
    return g_test_run();
}
