/* draw/path.c, scene.c, scene_bounds.c, scene_dump.c: paths, bounds, prints. */
#include <math.h>
#include <string.h>

#include "draw/scene_dump.h"

static SbJob *job;
static SbFonts *fonts;

static SbRect
bounds_of_svg(const char *d)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    SbItem item = { .kind = SB_ITEM_PATH, .opacity = 1 };
    GArray *path = sb_path_new(arena);

    g_assert_true(sb_path_svg(path, d, 1, 1, 0, 0));
    item.u.path.path = path;
    return sb_scene_bounds(&item, fonts);
}

static void
check_bounds(const char *d, double x, double y, double width, double height)
{
    SbRect r = bounds_of_svg(d);

    g_assert_cmpfloat_with_epsilon(r.x, x, 0.01);
    g_assert_cmpfloat_with_epsilon(r.y, y, 0.01);
    g_assert_cmpfloat_with_epsilon(r.width, width, 0.01);
    g_assert_cmpfloat_with_epsilon(r.height, height, 0.01);
}

static void
test_svg(void)
{
    check_bounds("M0,0L10,0V5H0Z", 0, 0, 10, 5);
    check_bounds("m1 1 9 0 0 9", 1, 1, 9, 9);
    check_bounds("M.5.5-1-1", -1, -1, 1.5, 1.5);
    check_bounds("M0,0C0,10 10,10 10,0", 0, 0, 10, 7.5);
    check_bounds("M0,0Q5,10 10,0T20,0", 0, -5, 20, 10);
    /* half a circle; flags without separators */
    check_bounds("M-5,0A5,5 0 0 1 5,0", -5, -5, 10, 5);
    check_bounds("M-5,0A5,5 0 015,0", -5, -5, 10, 5);
    check_bounds("M-5,0a5,5 0 1,0 10,0", -5, 0, 10, 5);
    /* radii too small grow */
    check_bounds("M0,0A1,1 0 0 1 10,0", 0, -5, 10, 5);
}

static void
test_svg_wrong(void)
{
    static const char *const wrong[] = { "", "L1,1", "M1", "M0,0X", "M0,0A1,1 0 2 1 1,1",
        "M0,0 L1,nan", "M0,0C1,1" };
    g_autoptr(SbArena) arena = sb_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        GArray *path = sb_path_new(arena);

        g_assert_false(sb_path_svg(path, wrong[i], 1, 1, 0, 0));
        g_assert_cmpuint(path->len, ==, 0);
    }
}

static void
test_arc(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    GArray *path = sb_path_new(arena);
    SbItem item = { .kind = SB_ITEM_PATH };

    sb_path_arc(path, 10, 10, 5, 0, 1e9); /* a turn, not a million */
    g_assert_cmpuint(path->len, <, 8);
    item.u.path.path = path;
    SbRect r = sb_scene_bounds(&item, fonts);

    g_assert_cmpfloat_with_epsilon(r.x, 5, 0.01);
    g_assert_cmpfloat_with_epsilon(r.width, 10, 0.01);
    sb_path_arc(path, 0, 0, NAN, 0, 1);
    g_assert_cmpuint(path->len, <, 8);
}

static void
test_text_bounds(void)
{
    g_autoptr(SbScene) scene = sb_scene_new(100, 100);
    SbFont font = { "sans-serif", 10, 400, FALSE, FALSE };
    SbColor black = { 0, 0, 0, 1 };
    double width = sb_text_width(fonts, &font, "Total");
    SbItem *item = sb_scene_text(
        scene, 50, 50, "Total", &font, SB_ALIGN_RIGHT, SB_BASELINE_MIDDLE, black);
    SbRect r = sb_scene_bounds(item, fonts);

    g_assert_cmpfloat_with_epsilon(r.x, 50 - width, 0.01);
    g_assert_cmpfloat_with_epsilon(r.y, 53 - 7.9, 0.01);
    g_assert_cmpfloat_with_epsilon(r.width, width, 0.01);
    item->u.text.angle = -90;
    r = sb_scene_bounds(item, fonts);
    g_assert_cmpfloat_with_epsilon(r.height, width, 0.01);
    g_assert_cmpfloat_with_epsilon(r.y, 50, 0.01);
}

static SbScene *
small_scene(void)
{
    SbScene *scene = sb_scene_new(200, 100);
    SbFont font = { "sans-serif", 10, 700, FALSE, FALSE };
    SbColor blue = { 0, 0, 1, 1 };

    sb_scene_mark(scene, "rect", "mark", "bars");
    sb_scene_push(scene, 10, 20, 1, NULL);
    sb_scene_rect(scene, (SbRect){ 1, 2, 3, 4 }, blue);
    SbItem *line = sb_scene_line(scene, 0, 0, 5, 0, blue, 2);

    line->vega.x = 0;
    line->vega.y = 0;
    line->vega.x2 = 5;
    sb_scene_pop(scene);
    sb_scene_mark(scene, "text", "axis-title", NULL);
    sb_scene_text(
        scene, 7, 8.25, " a \"b\"\nc", &font, SB_ALIGN_CENTER, SB_BASELINE_TOP, blue);
    return scene;
}

static void
test_dump(void)
{
    g_autoptr(SbScene) scene = small_scene();
    GString *text = sb_scene_dump(scene);

    g_assert_cmpstr(text->str, ==,
        "scene size 200,100\n"
        "push by 10,20\n"
        "  rect [rect mark] at 1,2 size 3,4 fill #0000ff\n"
        "  path [rect mark] M 0,0 L 5,0 stroke #0000ff width 2\n"
        "pop\n"
        "text [text axis-title] \" a \\\"b\\\"\\nc\" at 7,8.3 center top font "
        "\"sans-serif\" "
        "size 10 weight 700 fill #0000ff\n");
    g_string_free(text, TRUE);
}

static void
test_vega(void)
{
    g_autoptr(SbScene) scene = small_scene();
    GString *text = sb_scene_dump_vega(scene);

    g_assert_cmpstr(text->str, ==,
        "{\"width\":200,\"height\":100,\"marks\":[\n"
        "{\"type\":\"rect\",\"role\":\"mark\",\"items\":["
        "{\"x\":11,\"y\":22,\"width\":3,\"height\":4},{\"x\":10,\"y\":20,\"x2\":15}]},\n"
        "{\"type\":\"text\",\"role\":\"axis-title\",\"items\":["
        "{\"x\":7,\"y\":8.25,\"text\":\"a \\\"b\\\"\\nc\"}]}\n]}\n");
    g_string_free(text, TRUE);
}

static void
test_append(void)
{
    g_autoptr(SbScene) scene = small_scene();
    SbScene *other = small_scene();
    const size_t n = sb_scene_count(scene);

    sb_scene_append(scene, other, 100, 0);
    g_assert_cmpuint(sb_scene_count(scene), ==, 2 * n + 2);
    g_assert_cmpuint(sb_scene_marks(scene), ==, 4);
    g_assert_cmpint(sb_scene_item(scene, 2 * n)->mark, ==, 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    job = sb_job_new();
    sb_job_set_data_dir(job, NULL);
    fonts = sb_fonts_new(job, NULL);
    g_test_add_func("/scene/svg", test_svg);
    g_test_add_func("/scene/svg-wrong", test_svg_wrong);
    g_test_add_func("/scene/arc", test_arc);
    g_test_add_func("/scene/text-bounds", test_text_bounds);
    g_test_add_func("/scene/dump", test_dump);
    g_test_add_func("/scene/vega", test_vega);
    g_test_add_func("/scene/append", test_append);
    int status = g_test_run();

    sb_fonts_free(fonts);
    sb_job_free(job);
    return status;
}
