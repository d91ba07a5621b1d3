/* draw/target.c and its writers: the same bytes twice, what the files carry. */
#include <math.h>
#include <png.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "draw/target.h"

static SbJob *job;
static SbFonts *fonts;
static const SbColor WHITE = { 1, 1, 1, 1 }, BLACK = { 0, 0, 0, 1 };
static const SbColor BLUE = { 0.03, 0.22, 0.57, 1 };

/* Everything that painting knows, and numbers that it must not choke on. */
static SbScene *
full_scene(void)
{
    static const double dash[] = { 4, 2 }, wrong[] = { -1, NAN };
    static const SbStop stops[] = { { 0, { 1, 0, 0, 1 } }, { 1, { 0, 0, 1, 0.5 } } };
    SbFont font = { "Noto Sans, Noto Sans KR", 12, 400, FALSE, FALSE };
    SbScene *scene = sb_scene_new(240, 120);
    SbItem *item;

    sb_scene_set_background(scene, WHITE);
    sb_scene_mark(scene, "rect", "mark", "bars & more");
    item = sb_scene_rect(scene, (SbRect){ 10, 10, 40, 60 }, BLUE);
    item->fact_id = "cn-exp-2022";
    item->u.rect.radii[1] = 8;
    item = sb_scene_rect(scene, (SbRect){ 60, 10, 40, 60 }, BLUE);
    item->paint.fill =
        (SbInk){ .kind = SB_INK_HATCH, .color = BLUE, .spacing = 5, .angle = 30 };
    item = sb_scene_rect(scene, (SbRect){ 110, 10, 40, 60 }, BLUE);
    item->paint.fill =
        (SbInk){ .kind = SB_INK_LINEAR, .x2 = 1, .stops = stops, .n_stops = 2 };
    item = sb_scene_line(scene, 10, 80, 200, 80, BLUE, 1);
    item->paint.dash = dash;
    item->paint.n_dash = 2;
    item = sb_scene_line(scene, 10, 85, 200, 85, BLUE, 1);
    item->paint.dash = wrong;
    item->paint.n_dash = 2;
    sb_scene_line(scene, NAN, 0, 10, INFINITY, BLUE, 1);
    sb_scene_line(scene, 0, 90, 1e12, 90, BLUE, 1);
    sb_scene_rect(scene, (SbRect){ NAN, 0, 10, 10 }, BLUE);
    sb_scene_push(scene, 5, 5, 0.5, NULL);
    item = sb_scene_text(scene, 20, 90, "수출 <3.2%> & more", &font, SB_ALIGN_LEFT,
        SB_BASELINE_TOP, BLACK);
    item->u.text.angle = -10;
    sb_scene_pop(scene);
    return scene;
}

static SbTargetOptions
full_options(void)
{
    return (SbTargetOptions){ .title = "Exports & imports",
        .alt = "A bar chart.",
        .author = "A. Nalyst",
        .lang = "en",
        .keywords = "trade, 수출",
        .date = "2023-12-01",
        .scale = 2 };
}

static GBytes *
render(const SbScene *scene, SbTargetKind kind, const SbTargetOptions *options)
{
    g_autoptr(GError) error = NULL;
    GBytes *bytes = sb_target_render(job, fonts, scene, kind, options, &error);

    g_assert_no_error(error);
    return bytes;
}

static void
test_same_bytes(void)
{
    g_autoptr(SbScene) scene = full_scene(), again = full_scene();
    SbTargetOptions options = full_options();

    for (int kind = SB_TARGET_PNG; kind <= SB_TARGET_PDF; kind++) {
        g_autoptr(GBytes) a = render(scene, kind, &options);
        g_autoptr(SbFonts) fresh = sb_fonts_new(job, NULL);
        g_autoptr(GBytes) b = sb_target_render(job, fresh, again, kind, &options, NULL);

        g_assert_true(a != NULL && b != NULL && g_bytes_equal(a, b));
    }
}

static void
test_names(void)
{
    SbTargetKind kind;

    g_assert_true(sb_target_by_name("a/b.PNG", &kind) && kind == SB_TARGET_PNG);
    g_assert_true(sb_target_by_name("b.svg", &kind) && kind == SB_TARGET_SVG);
    g_assert_true(sb_target_by_name("b.pdf", &kind) && kind == SB_TARGET_PDF);
    g_assert_false(sb_target_by_name("b.gif", &kind));
}

/* --- PNG ---------------------------------------------------------------------------- */

typedef struct {
    const guint8 *at, *end;
} Reader;

static void
read_some(png_structp png, png_bytep out, png_size_t n)
{
    Reader *r = png_get_io_ptr(png);

    if ((size_t)(r->end - r->at) < n) {
        png_error(png, "short");
    }
    memcpy(out, r->at, n);
    r->at += n;
}

static void
open_png(GBytes *bytes, Reader *reader, png_structp *png, png_infop *info)
{
    gsize n;
    const guint8 *data = g_bytes_get_data(bytes, &n);

    *reader = (Reader){ data, data + n };
    *png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    *info = png_create_info_struct(*png);
    png_set_read_fn(*png, reader, read_some);
    png_read_info(*png, *info);
}

static void
test_png_chunks(void)
{
    g_autoptr(SbScene) scene = full_scene();
    SbTargetOptions options = full_options();
    g_autoptr(GBytes) bytes = render(scene, SB_TARGET_PNG, &options);
    png_structp png;
    png_infop info;
    png_textp texts;
    png_uint_32 x, y;
    Reader reader;
    int unit, intent, n;

    open_png(bytes, &reader, &png, &info);
    g_assert_cmpuint(png_get_image_width(png, info), ==, 480);
    g_assert_cmpuint(png_get_image_height(png, info), ==, 240);
    g_assert_cmpuint(png_get_pHYs(png, info, &x, &y, &unit), !=, 0);
    g_assert_cmpuint(x, ==, 7559); /* 192 dpi */
    g_assert_cmpuint(png_get_sRGB(png, info, &intent), !=, 0);
    png_get_text(png, info, &texts, &n);
    g_assert_cmpint(n, ==, 4);
    g_assert_cmpstr(texts[0].key, ==, "Title");
    g_assert_cmpstr(texts[1].text, ==, "A bar chart.");
    g_assert_cmpstr(texts[3].text, ==, "trade, 수출");
    png_destroy_read_struct(&png, &info, NULL);
}

static int
color_type(const SbScene *scene, gboolean grey)
{
    SbTargetOptions options = { .grey = grey };
    g_autoptr(GBytes) bytes = render(scene, SB_TARGET_PNG, &options);
    png_structp png;
    png_infop info;
    Reader reader;

    open_png(bytes, &reader, &png, &info);
    int type = png_get_color_type(png, info);

    png_destroy_read_struct(&png, &info, NULL);
    return type;
}

static void
test_png_kinds(void)
{
    g_autoptr(SbScene) plain = sb_scene_new(40, 30);
    g_autoptr(SbScene) full = full_scene();
    SbFont font = { "Noto Sans", 12, 400, FALSE, FALSE };

    sb_scene_set_background(plain, WHITE);
    sb_scene_rect(plain, (SbRect){ 5, 5, 10, 10 }, BLUE);
    g_assert_cmpint(color_type(plain, FALSE), ==, PNG_COLOR_TYPE_PALETTE);
    g_assert_cmpint(color_type(full, FALSE), ==, PNG_COLOR_TYPE_RGB);
    g_assert_cmpint(color_type(full, TRUE), ==, PNG_COLOR_TYPE_GRAY);
    sb_scene_set_background(plain, (SbColor){ 0 });
    sb_scene_text(
        plain, 2, 20, "gq", &font, SB_ALIGN_LEFT, SB_BASELINE_ALPHABETIC, BLACK);
    g_assert_cmpint(color_type(plain, FALSE), ==, PNG_COLOR_TYPE_PALETTE);
}

static void
test_limits(void)
{
    g_autoptr(SbScene) wide = sb_scene_new(20000, 10);
    g_autoptr(SbScene) none = sb_scene_new(0, 10);
    g_autoptr(SbScene) missing = sb_scene_new(100, 20);
    SbFont font = { "Noto Sans", 12, 400, FALSE, FALSE };
    g_autoptr(GError) error = NULL;

    g_assert_null(sb_target_render(job, fonts, wide, SB_TARGET_PNG, NULL, NULL));
    g_assert_null(sb_target_render(job, fonts, none, SB_TARGET_PNG, NULL, NULL));
    g_assert_null(sb_target_render(job, fonts, none, SB_TARGET_PDF, NULL, NULL));
    sb_scene_text(missing, 5, 15, "a\U00013000", &font, SB_ALIGN_LEFT,
        SB_BASELINE_ALPHABETIC, BLACK);
    for (int kind = SB_TARGET_PNG; kind <= SB_TARGET_PDF; kind++) {
        g_clear_error(&error);
        g_assert_null(sb_target_render(job, fonts, missing, kind, NULL, &error));
        g_assert_nonnull(strstr(error->message, "U+13000"));
    }
}

/* --- SVG ---------------------------------------------------------------------------- */

static void
test_svg(void)
{
    g_autoptr(SbScene) scene = full_scene();
    SbTargetOptions options = full_options();
    g_autoptr(GBytes) bytes = render(scene, SB_TARGET_SVG, &options);
    g_autofree char *svg =
        g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    static const GMarkupParser nothing = { 0 };
    GMarkupParseContext *parser = g_markup_parse_context_new(&nothing, 0, NULL, NULL);

    g_assert_true(g_markup_parse_context_parse(parser, svg, -1, NULL) &&
                  g_markup_parse_context_end_parse(parser, NULL));
    g_markup_parse_context_free(parser);
    g_assert_nonnull(strstr(svg, ">수출 &lt;3.2%&gt; &amp; more</text>"));
    g_assert_nonnull(strstr(svg, "<title>Exports &amp; imports</title>"));
    g_assert_nonnull(strstr(svg, "<desc>A bar chart.</desc>"));
    g_assert_nonnull(strstr(svg, "data-fact=\"cn-exp-2022\""));
    g_assert_nonnull(strstr(svg, "xml:lang=\"en\""));
    g_assert_null(strstr(svg, "rgba("));
    g_assert_null(strstr(svg, "nan"));
    g_assert_null(strstr(svg, "style="));
    options.svg_outline = TRUE;
    options.physical_width_mm = 85;
    g_autoptr(GBytes) outline = render(scene, SB_TARGET_SVG, &options);
    g_autofree char *paths =
        g_strndup(g_bytes_get_data(outline, NULL), g_bytes_get_size(outline));

    g_assert_null(strstr(paths, "<text"));
    g_assert_nonnull(strstr(paths, "width=\"85mm\" height=\"42.5mm\""));
}

/* --- PDF ---------------------------------------------------------------------------- */

static SbScene *
text_page(const char *dest, const char *uri)
{
    SbScene *scene = sb_scene_new(400, 300);
    SbFont font = { "Noto Serif, Noto Serif KR", 10, 400, FALSE, FALSE };
    const char *text = "Exports of efficient offices rose by ₩1조 수출은 expenditure.";
    SbTextSpan span = { 0, strlen(text), font, NULL, 0 };
    SbTextRun *run =
        sb_text_shape(fonts, sb_scene_arena(scene), text, &span, 1, "en", NULL);
    size_t cut = (size_t)(strstr(text, "penditure") - text);
    SbItem *item = sb_scene_add(scene, SB_ITEM_RUN);

    item->tag = 1;
    item->paint.fill = sb_ink(BLACK);
    item->u.run.run = run;
    item->u.run.x = 40;
    item->u.run.y = 60;
    item->u.run.end = cut;
    item->u.run.hyphen = TRUE;
    item->u.run.word_space = 1;
    item = sb_scene_add(scene, SB_ITEM_RUN);
    item->tag = 1;
    item->paint.fill = sb_ink(BLACK);
    item->u.run.run = run;
    item->u.run.x = 40;
    item->u.run.y = 75;
    item->u.run.start = cut;
    item->u.run.end = strlen(text);
    item = sb_scene_add(scene, SB_ITEM_DEST);
    item->u.dest.dest = dest;
    item = sb_scene_add(scene, SB_ITEM_LINK);
    item->tag = 2;
    item->u.link.rect = (SbRect){ 40, 50, 50, 12 };
    item->u.link.uri = uri;
    item->u.link.dest = uri == NULL ? "top" : NULL;
    return scene;
}

static GBytes *
make_document(gboolean tagged)
{
    g_autoptr(GPtrArray) pages =
        g_ptr_array_new_with_free_func((GDestroyNotify)sb_scene_free);
    g_autoptr(GArray) outline = g_array_new(FALSE, TRUE, sizeof(SbOutlineEntry));
    g_autoptr(GArray) nodes = g_array_new(FALSE, TRUE, sizeof(SbStructNode));
    g_autoptr(GArray) attached = g_array_new(FALSE, TRUE, sizeof(SbAttachment));
    static const char *const labels[] = { "i", "1" };
    const SbOutlineEntry entries[] = { { "One", 1, "top" }, { "Two", 2, "end" } };
    const SbStructNode tree[] = { { -1, "Document" }, { 0, "P" }, { 1, "Link" } };
    SbAttachment csv = { "figures.csv", "Figures", "text/csv",
        g_bytes_new_static("a,b\n1,2\n", 8) };
    SbTargetOptions options = full_options();

    g_ptr_array_add(pages, text_page("top", "https://example.org/"));
    g_ptr_array_add(pages, text_page("end", NULL));
    g_array_append_vals(outline, entries, 2);
    g_array_append_vals(nodes, tree, 3);
    g_array_append_val(attached, csv);
    SbDocumentPages document = { .pages = pages,
        .outline = outline,
        .structure = tagged ? nodes : NULL,
        .attachments = attached,
        .labels = labels };
    g_autoptr(GError) error = NULL;
    GBytes *bytes = sb_target_document(job, fonts, &document, &options, &error);

    g_assert_no_error(error);
    g_bytes_unref(csv.bytes);
    return bytes;
}

static void
test_document(void)
{
    for (int tagged = 0; tagged < 2; tagged++) {
        g_autoptr(GBytes) bytes = make_document(tagged), again = make_document(tagged);
        qpdf_data q = qpdf_init();

        g_assert_true(g_bytes_equal(bytes, again));
        g_assert_cmpint(qpdf_read_memory(q, "test", g_bytes_get_data(bytes, NULL),
                            g_bytes_get_size(bytes), NULL),
            ==, 0);
        g_assert_cmpint(qpdf_get_num_pages(q), ==, 2);
        g_assert_cmpstr(qpdf_get_info_key(q, "/Title"), ==, "Exports & imports");
        g_assert_cmpstr(qpdf_get_info_key(q, "/CreationDate"), ==, "D:20231201000000Z");
        qpdf_oh root = qpdf_get_root(q);

        g_assert_cmpstr(
            qpdf_oh_get_utf8_value(q, qpdf_oh_get_key(q, root, "/Lang")), ==, "en");
        g_assert_true(qpdf_oh_has_key(q, root, "/Outlines"));
        g_assert_true(qpdf_oh_has_key(q, root, "/PageLabels"));
        g_assert_true(qpdf_oh_has_key(q, root, "/AF"));
        g_assert_true(qpdf_oh_has_key(q, root, "/OutputIntents"));
        g_assert_true(qpdf_oh_has_key(q, root, "/Metadata"));
        g_assert_cmpint(qpdf_oh_has_key(q, root, "/StructTreeRoot"), ==, tagged);
        qpdf_oh links = qpdf_oh_get_key(q, qpdf_get_page_n(q, 0), "/Annots");

        g_assert_cmpint(qpdf_oh_get_array_n_items(q, links), ==, 1);
        qpdf_cleanup(&q);
    }
}

/* Words come back out of the file; a hyphen at a line's end is a soft one. */
static void
test_pdf_text(void)
{
    g_autofree char *tool = g_find_program_in_path("pdftotext");
    g_autoptr(GBytes) bytes = make_document(TRUE);
    g_autofree char *path = NULL;
    g_autofree char *text = NULL;

    if (tool == NULL) {
        g_test_skip("no pdftotext");
        return;
    }
    int file = g_file_open_tmp("test-XXXXXX.pdf", &path, NULL);

    g_assert_true(g_file_set_contents(
        path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL));
    char *argv[] = { tool, path, (char *)"-", NULL };

    g_assert_true(g_spawn_sync(NULL, argv, NULL, 0, NULL, NULL, &text, NULL, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\u00AD\n", -1);
    g_autofree char *joined = g_strjoinv("", lines);

    g_assert_nonnull(
        strstr(joined, "Exports of efficient offices rose by ₩1조 수출은 expenditure."));
    g_assert_cmpint(remove(path), ==, 0);
    g_assert_true(g_close(file, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    job = sb_job_new();
    sb_job_set_data_dir(job, NULL);
    fonts = sb_fonts_new(job, NULL);
    g_test_add_func("/target/names", test_names);
    g_test_add_func("/target/same-bytes", test_same_bytes);
    g_test_add_func("/target/png-chunks", test_png_chunks);
    g_test_add_func("/target/png-kinds", test_png_kinds);
    g_test_add_func("/target/limits", test_limits);
    g_test_add_func("/target/svg", test_svg);
    g_test_add_func("/target/document", test_document);
    g_test_add_func("/target/pdf-text", test_pdf_text);
    int status = g_test_run();

    sb_fonts_free(fonts);
    sb_job_free(job);
    return status;
}
