/* draw/color.c: CSS colours in every notation, ways between two, contrast. */
#include "draw/color.h"

static void
check(const char *text, const char *hex, double alpha)
{
    SbColor color;
    char got[8];

    g_assert_true(sb_color_parse(text, &color));
    g_assert_cmpstr(sb_color_hex(color, got), ==, hex);
    g_assert_cmpfloat_with_epsilon(color.a, alpha, 1e-6);
}

static void
test_parse(void)
{
    check("steelblue", "#4682b4", 1);
    check(" RebeccaPurple ", "#663399", 1);
    check("green", "#008000", 1);
    check("#4c78a8", "#4c78a8", 1);
    check("#abc", "#aabbcc", 1);
    check("#4c78a880", "#4c78a8", 128 / 255.0);
    check("rgb(255, 0, 128)", "#ff0080", 1);
    check("rgba(10%, 20%, 30%, .5)", "#1a334d", 0.5);
    check("rgb(1 2 3 / 50%)", "#010203", 0.5);
    check("hsl(207, 44%, 49%)", "#4682b4", 1);
    check("transparent", "#000000", 0);
}

static void
test_refuse(void)
{
    static const char *const wrong[] = { "", "blu", "#12", "#12345g", "rgb(1,2)",
        "rgb(1,2,3", "rgb(nan,1,2)", "url(x)", "rgb(1,2,3) x" };
    SbColor color;

    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_assert_false(sb_color_parse(wrong[i], &color));
    }
    g_assert_false(sb_color_parse(NULL, &color));
}

typedef SbColor (*Mix)(SbColor, SbColor, double);

static void
check_mix(Mix mix, const char *a, const char *b, double at, const char *hex)
{
    SbColor from, to;
    char got[8];

    g_assert_true(sb_color_parse(a, &from) && sb_color_parse(b, &to));
    g_assert_cmpstr(sb_color_hex(mix(from, to, at), got), ==, hex);
}

/* Wanted values are what D3 gives. */
static void
test_mix(void)
{
    check_mix(sb_color_mix_rgb, "steelblue", "brown", 0.5, "#76566f");
    check_mix(sb_color_mix_lab, "steelblue", "brown", 0.5, "#8b5d6c");
    check_mix(sb_color_mix_hcl, "steelblue", "brown", 0.5, "#96519a");
    check_mix(sb_color_mix_hcl_long, "steelblue", "brown", 0.5, "#237a39");
    check_mix(sb_color_mix_hsl, "steelblue", "brown", 0.5, "#8d37ad");
    check_mix(sb_color_mix_cubehelix, "steelblue", "brown", 0.5, "#8f3eac");
    check_mix(sb_color_mix_hcl, "white", "steelblue", 0.5, "#8ac2f8");
    check_mix(sb_color_mix_hcl, "steelblue", "brown", 0, "#4682b4");
    check_mix(sb_color_mix_hcl, "steelblue", "brown", 1, "#a52a2a");
}

static void
test_light(void)
{
    SbColor white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 }, blue;
    char got[8];

    g_assert_cmpfloat_with_epsilon(sb_color_contrast(white, black), 21, 1e-6);
    g_assert_cmpfloat_with_epsilon(sb_color_contrast(white, white), 1, 1e-6);
    g_assert_true(sb_color_parse("#767676", &blue));
    g_assert_cmpfloat(sb_color_contrast(blue, white), >, 4.5);
    g_assert_cmpstr(sb_color_hex(sb_color_grey(blue), got), ==, "#767676");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/color/parse", test_parse);
    g_test_add_func("/color/refuse", test_refuse);
    g_test_add_func("/color/mix", test_mix);
    g_test_add_func("/color/light", test_light);
    return g_test_run();
}
