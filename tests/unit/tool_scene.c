/*
 * tool_scene inks|text FOLDER: draws a scene of all kinds of ink, or of text, as
 * NAME.png and NAME.svg, and prints it: what the golden tests of draw look at.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/output.h"
#include "draw/scene_dump.h"
#include "draw/target.h"

static const SbColor WHITE = { 1, 1, 1, 1 }, BLACK = { 0.1, 0.1, 0.1, 1 };
static const SbColor BLUE = { 0.03, 0.22, 0.57, 1 }, AMBER = { 0.78, 0.52, 0, 1 };

static SbItem *
add_svg_path(SbScene *scene, const char *d, double scale, double x, double y)
{
    GArray *path = sb_path_new(sb_scene_arena(scene));

    g_assert_true(sb_path_svg(path, d, scale, scale, x, y));
    SbItem *item = sb_scene_add(scene, SB_ITEM_PATH);

    item->u.path.path = path;
    return item;
}

static void
add_bars(SbScene *scene)
{
    static const SbStop stops[] = { { 0, { 1, 0.9, 0.6, 1 } },
        { 1, { 0.03, 0.22, 0.57, 1 } } };
    SbItem *item;

    sb_scene_mark(scene, "rect", "mark", "bars");
    sb_scene_rect(scene, (SbRect){ 10, 10, 30, 80 }, BLUE);
    item = sb_scene_rect(scene, (SbRect){ 50, 10, 30, 80 }, BLUE);
    item->paint.fill = (SbInk){ .kind = SB_INK_HATCH,
        .color = BLUE,
        .back = { 1, 1, 1, 1 },
        .spacing = 5,
        .angle = -45 };
    item->paint.stroke = sb_ink(BLUE);
    item->paint.stroke_width = 1;
    item = sb_scene_rect(scene, (SbRect){ 90, 10, 30, 80 }, BLUE);
    item->paint.fill =
        (SbInk){ .kind = SB_INK_LINEAR, .y1 = 1, .stops = stops, .n_stops = 2 };
    item = sb_scene_rect(scene, (SbRect){ 130, 10, 30, 80 }, BLUE);
    item->u.rect.radii[0] = item->u.rect.radii[1] = 8;
    item->opacity = 0.5;
    item = sb_scene_rect(scene, (SbRect){ 170, 10, 30, 80 }, BLUE);
    item->paint.fill = (SbInk){ .kind = SB_INK_RADIAL,
        .x1 = 0.5,
        .y1 = 0.5,
        .x2 = 0.5,
        .y2 = 0.5,
        .r2 = 0.5,
        .stops = stops,
        .n_stops = 2 };
}

static void
add_lines(SbScene *scene)
{
    static const double dash[] = { 6, 3 };
    SbItem *item;

    sb_scene_mark(scene, "line", "mark", NULL);
    item = sb_scene_line(scene, 10, 105, 200, 105, AMBER, 2);
    item->paint.dash = dash;
    item->paint.n_dash = 2;
    item = add_svg_path(scene, "M0,0L20,20L40,0L60,20", 1, 10, 115);
    item->paint.stroke = sb_ink(AMBER);
    item->paint.stroke_width = 6;
    item->paint.join = SB_JOIN_ROUND;
    item->paint.cap = SB_CAP_ROUND;
    item = add_svg_path(scene, "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z", 12, 100, 127);
    item->paint.fill = sb_ink(AMBER);
    item->paint.stroke = sb_ink(BLACK);
    item->paint.stroke_width = 1;
    item = add_svg_path(scene, "M0,-1L.6,.8L-.95,-.3L.95,-.3L-.6,.8Z", 14, 140, 127);
    item->paint.fill = sb_ink(AMBER);
    item->u.path.even_odd = TRUE;
}

static void
add_groups(SbScene *scene, SbScene *inner)
{
    SbArena *arena = sb_scene_arena(scene);
    GArray *clip = sb_path_new(arena);
    SbImage *image = sb_arena_new_of(arena, SbImage);
    guint32 *pixels = sb_arena_new_many(arena, guint32, 4);

    sb_path_arc(clip, 185, 127, 14, 0, 2 * G_PI);
    sb_scene_push(scene, 0, 0, 1, clip);
    sb_scene_rect(scene, (SbRect){ 165, 120, 40, 40 }, BLUE);
    sb_scene_pop(scene);
    sb_scene_push(scene, 10, 150, 0.5, NULL);
    sb_scene_rect(scene, (SbRect){ 0, 0, 20, 20 }, BLACK);
    sb_scene_rect(scene, (SbRect){ 10, 10, 20, 20 }, AMBER);
    sb_scene_pop(scene);
    for (int i = 0; i < 4; i++) {
        pixels[i] = i % 2 == 0 ? 0xFF083891 : 0xFFC78500;
    }
    *image = (SbImage){ .width = 2, .height = 2, .argb = (const guint8 *)pixels };
    SbItem *item = sb_scene_add(scene, SB_ITEM_IMAGE);

    item->u.image.image = image;
    item->u.image.rect = (SbRect){ 60, 150, 30, 30 };
    item = sb_scene_add(scene, SB_ITEM_SCENE);
    item->u.scene.scene = inner;
    item->u.scene.rect = (SbRect){ 110, 150, 60, 30 };
}

static SbScene *
inks(void)
{
    SbScene *scene = sb_scene_new(210, 190), *inner = sb_scene_new(20, 20);

    sb_scene_set_background(scene, WHITE);
    sb_scene_set_background(inner, (SbColor){ 0.9, 0.9, 0.9, 1 });
    sb_scene_rect(inner, (SbRect){ 5, 5, 10, 10 }, BLUE);
    sb_arena_own(sb_scene_arena(scene), inner, (GDestroyNotify)sb_scene_free);
    add_bars(scene);
    add_lines(scene);
    add_groups(scene, inner);
    return scene;
}

static SbScene *
text(void)
{
    SbScene *scene = sb_scene_new(260, 150);
    SbFont vega = { "sans-serif", 11, 400, FALSE, FALSE };
    SbFont bold = { "Noto Sans, Noto Sans KR", 14, 700, FALSE, FALSE };
    SbFont serif = { "Noto Serif, Noto Serif KR", 11, 400, TRUE, FALSE };
    SbItem *item;

    sb_scene_set_background(scene, WHITE);
    sb_scene_mark(scene, "text", "title-text", NULL);
    sb_scene_text(scene, 10, 10, "Exports rose 3.2% 수출은 ₩1조", &bold, SB_ALIGN_LEFT,
        SB_BASELINE_TOP, BLACK);
    sb_scene_text(scene, 10, 45, "efficient “office” — 輸出 鯖江", &serif, SB_ALIGN_LEFT,
        SB_BASELINE_ALPHABETIC, BLACK);
    sb_scene_mark(scene, "text", "axis-label", NULL);
    for (int i = 0; i < 3; i++) {
        sb_scene_text(scene, 130, 65 + 16 * i, "Kerned AVATAR", &vega, (SbAlign)i,
            (SbBaseline)i, BLUE);
    }
    sb_scene_line(scene, 130, 55, 130, 110, AMBER, 0.5);
    item = sb_scene_text(scene, 240, 100, "turned by −30°", &vega, SB_ALIGN_RIGHT,
        SB_BASELINE_MIDDLE, BLACK);
    item->u.text.angle = -30;
    item = sb_scene_text(
        scene, 10, 125, "two\nlines <&>", &vega, SB_ALIGN_LEFT, SB_BASELINE_TOP, BLACK);
    item->u.text.line_height = 12;
    return scene;
}

int
main(int argc, char **argv)
{
    static const char *const endings[] = { "png", "svg" };

    if (argc != 3) {
        fputs("usage: tool_scene inks|text FOLDER\n", stderr);
        return 64;
    }
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GError) error = NULL;

    sb_job_set_data_dir(job, NULL);
    g_autoptr(SbFonts) fonts = sb_fonts_new(job, &error);
    g_autoptr(SbScene) scene = strcmp(argv[1], "inks") == 0 ? inks() : text();
    SbTargetOptions options = { .title = argv[1], .lang = "en" };

    for (int i = 0; fonts != NULL && i < 2; i++) {
        g_autofree char *path = g_strdup_printf("%s/%s.%s", argv[2], argv[1], endings[i]);
        g_autoptr(GBytes) bytes = sb_target_render(
            job, fonts, scene, i == 0 ? SB_TARGET_PNG : SB_TARGET_SVG, &options, &error);

        if (bytes == NULL || !sb_output_write(path, g_bytes_get_data(bytes, NULL),
                                 g_bytes_get_size(bytes), &error)) {
            break;
        }
    }
    if (error != NULL) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    GString *dump = sb_scene_dump(scene);

    fputs(dump->str, stdout);
    g_string_free(dump, TRUE);
    return 0;
}
