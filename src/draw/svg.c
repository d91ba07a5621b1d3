/*
 * In: a scene.  Out: SVG 1.1 that editors can open: real text, one <text> a line
 * that begins where we measured it to begin; attributes and no CSS; no <use>;
 * ids with a prefix; a group a mark.
 *
 * No script, no link, nothing from outside: pictures lie in the file.
 */
#include <cairo.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/source.h"
#include "draw/dots.h"
#include "draw/shape.h"
#include "draw/svg_part.h"
#include "draw/text_place.h"

static gboolean put_items(SbSvg *svg, const SbScene *scene);

/* --- text -------------------------------------------------------------------------- */

/* What stands in for our faces where they are not installed. */
static const char *
substitutes(const char *family)
{
    if (strstr(family, "Noto Serif") != NULL) {
        return ",'Noto Serif KR','Noto Serif CJK KR','Batang','AppleMyungjo',serif";
    }
    if (strstr(family, "Noto Sans") != NULL) {
        return ",'Noto Sans KR','Noto Sans CJK KR','Malgun Gothic','맑은 고딕',"
               "'Apple SD Gothic Neo',sans-serif";
    }
    return "";
}

static gboolean
is_generic(const char *name)
{
    static const char *const names[] = { "serif", "sans-serif", "monospace", "cursive",
        "fantasy", "system-ui" };

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(name, names[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The family list with names of several words in quotes. */
static void
put_family(GString *out, const char *css)
{
    g_auto(GStrv) names = g_strsplit(css, ",", -1);

    g_string_append(out, " font-family=\"");
    for (int i = 0; names[i] != NULL; i++) {
        g_autofree char *bare = g_strdup(names[i]);

        g_strdelimit(g_strstrip(bare), "\"'", ' ');
        g_strstrip(bare);
        if (strstr(bare, "Noto") != NULL && g_str_has_suffix(bare, "KR") && i > 0) {
            continue; /* among the substitutes */
        }
        g_string_append(out, i > 0 ? "," : "");
        g_string_append(out, is_generic(bare) ? "" : "'");
        sb_svg_escape(out, bare);
        g_string_append(out, is_generic(bare) ? "" : "'");
    }
    g_string_append(out, substitutes(css));
    g_string_append_c(out, '"');
}

static void
put_font(GString *out, const SbFont *font)
{
    put_family(out, font->family);
    sb_svg_attribute(out, "font-size", font->size);
    if (font->weight > 0 && font->weight != 400) {
        g_string_append_printf(out, " font-weight=\"%d\"", font->weight);
    }
    if (font->italic) {
        g_string_append(out, " font-style=\"italic\"");
    }
}

static gboolean
keeps_spaces(const char *text)
{
    return *text == ' ' || strstr(text, "  ") != NULL || g_str_has_suffix(text, " ");
}

static void
put_common(SbSvg *svg, const SbItem *item)
{
    if (item->fact_id != NULL) {
        g_string_append(svg->out, " data-fact=\"");
        sb_svg_escape(svg->out, item->fact_id);
        g_string_append_c(svg->out, '"');
    }
}

static void
put_turn(SbSvg *svg, const SbItem *item)
{
    g_string_append(svg->out, " transform=\"translate(");
    sb_svg_number(svg->out, item->u.text.x);
    g_string_append_c(svg->out, ',');
    sb_svg_number(svg->out, item->u.text.y);
    g_string_append(svg->out, ") rotate(");
    sb_svg_number(svg->out, item->u.text.angle);
    g_string_append(svg->out, ")\"");
}

/* The outlines of parts, moved by x, y, as path data. */
static void
put_outlines(SbSvg *svg, const GArray *parts, double x, double y)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cr = cairo_create(surface);
    g_autoptr(GArray) steps = g_array_new(FALSE, TRUE, sizeof(SbPathStep));

    cairo_translate(cr, x, y);
    for (guint i = 0; i < parts->len; i++) {
        const SbGlyphs *part = &g_array_index(parts, SbGlyphs, i);

        cairo_set_scaled_font(cr, part->font);
        cairo_glyph_path(cr, part->glyphs, part->n_glyphs);
    }
    cairo_identity_matrix(cr);
    cairo_path_t *path = cairo_copy_path(cr);

    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *d = &path->data[i];

        switch (d->header.type) {
        case CAIRO_PATH_MOVE_TO:
            sb_path_move(steps, d[1].point.x, d[1].point.y);
            break;
        case CAIRO_PATH_LINE_TO:
            sb_path_line(steps, d[1].point.x, d[1].point.y);
            break;
        case CAIRO_PATH_CURVE_TO:
            sb_path_curve(steps, d[1].point.x, d[1].point.y, d[2].point.x, d[2].point.y,
                d[3].point.x, d[3].point.y);
            break;
        case CAIRO_PATH_CLOSE_PATH:
            sb_path_close(steps);
            break;
        }
    }
    cairo_path_destroy(path);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    sb_svg_path_data(svg->out, steps);
}

static void
put_line(SbSvg *svg, const SbItem *item, const char *text, const SbTextLine *line,
    double x, double y)
{
    const gboolean turned = item->u.text.angle != 0;
    GString *out = svg->out;

    if (!turned) {
        x += item->u.text.x;
        y += item->u.text.y;
    }
    g_string_append(out, svg->options->svg_outline ? "<path d=\"" : "<text");
    if (svg->options->svg_outline) {
        put_outlines(svg, line->parts, x, y);
        g_string_append_c(out, '"');
    } else {
        sb_svg_attribute(out, "x", x);
        sb_svg_attribute(out, "y", y);
        put_font(out, &item->u.text.font);
        if (item->u.text.lang != NULL) {
            g_string_append_printf(out, " xml:lang=\"%s\"", item->u.text.lang);
        }
        if (keeps_spaces(text)) {
            g_string_append(out, " xml:space=\"preserve\"");
        }
    }
    sb_svg_paint(svg, item, 0, 0);
    put_common(svg, item);
    if (turned) {
        put_turn(svg, item);
    }
    if (svg->options->svg_outline) {
        g_string_append(out, "/>\n");
    } else {
        g_string_append_c(out, '>');
        sb_svg_escape(out, text);
        g_string_append(out, "</text>\n");
    }
}

static gboolean
put_text(SbSvg *svg, const SbItem *item)
{
    g_auto(GStrv) lines = sb_text_place_lines(item);

    if (!isfinite(item->u.text.x + item->u.text.y + item->u.text.dx + item->u.text.dy) ||
        !isfinite(item->u.text.angle) || !(item->u.text.font.size > 0)) {
        return TRUE;
    }
    for (int i = 0; lines[i] != NULL; i++) {
        const SbTextLine *line = sb_text_line(svg->fonts, &item->u.text.font, lines[i]);
        double x, y;

        if (line->missing != 0) {
            sb_error_set(svg->error, SB_ERROR_INPUT, "no font has U+%04X in \"%s\"",
                (unsigned)line->missing, lines[i]);
            return FALSE;
        }
        if (*lines[i] == '\0') {
            continue;
        }
        sb_text_place(item, i, line->width, &x, &y);
        put_line(svg, item, lines[i], line, x, y);
    }
    return TRUE;
}

/* A piece of a paragraph: word by word, since each has its place. */
static void
put_run(SbSvg *svg, const SbItem *item)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    GArray *parts =
        sb_text_piece(item->u.run.run, arena, item->u.run.start, item->u.run.end,
            item->u.run.hyphen, item->u.run.letter_space, item->u.run.word_space);

    for (guint i = 0; i < parts->len; i++) {
        const SbGlyphs *part = &g_array_index(parts, SbGlyphs, i);
        const SbFont *font = sb_text_span_font(item->u.run.run, part->span);
        int glyph = 0, byte = 0;

        for (int c = 0; c < part->n_clusters && !part->backward;) {
            int first = glyph, start = byte, end = c;

            while (end < part->n_clusters && part->text[byte] != ' ') {
                glyph += part->clusters[end].num_glyphs;
                byte += part->clusters[end++].num_bytes;
            }
            if (byte > start && first < part->n_glyphs) {
                g_autofree char *word =
                    strcmp(part->text, "\u00AD") == 0
                        ? g_strdup("-")
                        : g_strndup(part->text + start, (gsize)(byte - start));

                g_string_append(svg->out, "<text");
                sb_svg_attribute(svg->out, "x", item->u.run.x + part->glyphs[first].x);
                sb_svg_attribute(svg->out, "y", item->u.run.y + part->glyphs[first].y);
                put_font(svg->out, font);
                sb_svg_paint(svg, item, 0, 0);
                put_common(svg, item);
                g_string_append_c(svg->out, '>');
                sb_svg_escape(svg->out, word);
                g_string_append(svg->out, "</text>\n");
            }
            if (end < part->n_clusters) { /* the space */
                glyph += part->clusters[end].num_glyphs;
                byte += part->clusters[end++].num_bytes;
            }
            c = end;
        }
    }
}

/* --- shapes ---------------------------------------------------------------------------
 */

static SbRect
extent_of(const GArray *path)
{
    SbItem item = { .kind = SB_ITEM_PATH, .u.path.path = path };

    return sb_scene_bounds(&item, NULL);
}

static void
put_path(SbSvg *svg, const SbItem *item, const GArray *path, gboolean even_odd)
{
    int fill, stroke;

    if (!sb_svg_path_is_fine(path) || path->len == 0) {
        return;
    }
    sb_svg_gradients(svg, item, &fill, &stroke);
    g_string_append(svg->out, "<path d=\"");
    sb_svg_path_data(svg->out, path);
    g_string_append_c(svg->out, '"');
    if (even_odd) {
        g_string_append(svg->out, " fill-rule=\"evenodd\"");
    }
    sb_svg_paint(svg, item, fill, stroke);
    put_common(svg, item);
    g_string_append(svg->out, "/>\n");
    sb_svg_hatch(svg, item, extent_of(path), path);
}

static void
put_rect_at(GString *out, SbRect r)
{
    /* a negative width is an error in SVG */
    sb_svg_attribute(out, "x", r.width < 0 ? r.x + r.width : r.x);
    sb_svg_attribute(out, "y", r.height < 0 ? r.y + r.height : r.y);
    sb_svg_attribute(out, "width", fabs(r.width));
    sb_svg_attribute(out, "height", fabs(r.height));
}

static gboolean
rect_is_fine(SbRect r)
{
    return isfinite(r.x) && isfinite(r.y) && isfinite(r.width) && isfinite(r.height);
}

static void
put_rect(SbSvg *svg, const SbItem *item)
{
    const double *radii = item->u.rect.radii;
    SbRect r = item->u.rect.rect;
    int fill, stroke;

    if (!rect_is_fine(r)) {
        return;
    }
    if (radii[0] > 0 || radii[1] > 0 || radii[2] > 0 || radii[3] > 0) {
        g_autoptr(GArray) path = g_array_new(FALSE, TRUE, sizeof(SbPathStep));

        sb_path_round_rect(path, r, radii);
        put_path(svg, item, path, FALSE);
        return;
    }
    sb_svg_gradients(svg, item, &fill, &stroke);
    g_string_append(svg->out, "<rect");
    put_rect_at(svg->out, r);
    sb_svg_paint(svg, item, fill, stroke);
    put_common(svg, item);
    g_string_append(svg->out, "/>\n");
    if (item->paint.fill.kind == SB_INK_HATCH) {
        SbRect plain = { MIN(r.x, r.x + r.width), MIN(r.y, r.y + r.height), fabs(r.width),
            fabs(r.height) };

        sb_svg_hatch(svg, item, plain, NULL);
    }
}

static void
put_image(SbSvg *svg, const SbItem *item)
{
    const SbImage *image = item->u.image.image;
    g_autofree char *data = NULL;

    if (image == NULL || image->width <= 0 || image->height <= 0 ||
        !rect_is_fine(item->u.image.rect)) {
        return;
    }
    if (image->argb != NULL) {
        g_autoptr(GBytes) png = sb_png_image(image);

        if (png != NULL) {
            gsize n;
            gconstpointer bytes = g_bytes_get_data(png, &n);

            data = g_base64_encode(bytes, n);
        }
    } else if (image->jpeg != NULL) {
        data = g_base64_encode(
            (const guchar *)sb_source_text(image->jpeg), sb_source_length(image->jpeg));
    }
    if (data == NULL) {
        return;
    }
    g_string_append(svg->out, "<image preserveAspectRatio=\"none\"");
    put_rect_at(svg->out, item->u.image.rect);
    if (item->opacity < 1) {
        sb_svg_attribute(svg->out, "opacity", item->opacity);
    }
    put_common(svg, item);
    g_string_append_printf(svg->out, " xlink:href=\"data:image/%s;base64,%s\"/>\n",
        image->argb != NULL ? "png" : "jpeg", data);
}

/* A picture of the dots, at two pixels a unit. */
static gboolean
put_dots(SbSvg *svg, const SbItem *item)
{
    SbItem picture = *item;
    SbImage image = { 0 };
    SbDotsView view;

    if (!sb_dots_view(item, svg->fonts, 2, &view, &picture.u.image.rect)) {
        return TRUE;
    }
    cairo_surface_t *surface =
        sb_dots_picture(svg->fonts, item, &view, svg->options->grey, svg->error);

    if (surface == NULL) {
        return FALSE;
    }
    image = (SbImage){ .width = view.width,
        .height = view.height,
        .argb = cairo_image_surface_get_data(surface) };
    picture.kind = SB_ITEM_IMAGE;
    picture.u.image.image = &image;
    put_image(svg, &picture);
    cairo_surface_destroy(surface);
    return TRUE;
}

static gboolean
put_inner(SbSvg *svg, const SbItem *item)
{
    const SbScene *inner = item->u.scene.scene;
    SbRect r = item->u.scene.rect;

    if (inner == NULL || !rect_is_fine(r) || !(sb_scene_width(inner) > 0) ||
        !(sb_scene_height(inner) > 0)) {
        return TRUE;
    }
    const double w = sb_scene_width(inner), h = sb_scene_height(inner);
    const double scale = MIN(r.width / w, r.height / h);

    g_string_append(svg->out, "<g transform=\"translate(");
    sb_svg_number(svg->out, r.x + (r.width - w * scale) / 2);
    g_string_append_c(svg->out, ',');
    sb_svg_number(svg->out, r.y + (r.height - h * scale) / 2);
    g_string_append(svg->out, ") scale(");
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_printf(
        svg->out, "%s)\">\n", g_ascii_formatd(digits, sizeof digits, "%.9g", scale));
    svg->depth++;
    gboolean fine = put_items(svg, inner);

    svg->depth--;
    g_string_append(svg->out, "</g>\n");
    return fine;
}

/* --- groups
 * ------------------------------------------------------------------------------ */

static void
put_push(SbSvg *svg, const SbItem *item)
{
    const GArray *clip = item->u.push.clip;
    GString *out = svg->out;
    int id = 0;

    if (clip != NULL && sb_svg_path_is_fine(clip)) {
        id = ++svg->ids;
        g_string_append_printf(out, "<clipPath id=\"%s-%d\"><path d=\"", svg->prefix, id);
        sb_svg_path_data(out, clip);
        g_string_append(out, "\"/></clipPath>\n");
        /* the clip lies before the translation: a group of its own */
        g_string_append_printf(out, "<g clip-path=\"url(#%s-%d)\">", svg->prefix, id);
    } else {
        g_string_append(out, "<g>");
    }
    g_string_append(out, "<g");
    if (item->u.push.dx != 0 || item->u.push.dy != 0) {
        g_string_append(out, " transform=\"translate(");
        sb_svg_number(out, item->u.push.dx);
        g_string_append_c(out, ',');
        sb_svg_number(out, item->u.push.dy);
        g_string_append(out, ")\"");
    }
    if (item->opacity < 1) {
        sb_svg_attribute(out, "opacity", item->opacity);
    }
    g_string_append(out, ">\n");
}

static gboolean
put_item(SbSvg *svg, const SbItem *item)
{
    switch (item->kind) {
    case SB_ITEM_RECT:
        put_rect(svg, item);
        break;
    case SB_ITEM_PATH:
        put_path(svg, item, item->u.path.path, item->u.path.even_odd);
        break;
    case SB_ITEM_TEXT:
        return put_text(svg, item); /* clear text too: it can be searched and read out */
    case SB_ITEM_RUN:
        put_run(svg, item);
        break;
    case SB_ITEM_IMAGE:
        put_image(svg, item);
        break;
    case SB_ITEM_SCENE:
        return put_inner(svg, item);
    case SB_ITEM_DOTS:
        return put_dots(svg, item);
    case SB_ITEM_LINK:
    case SB_ITEM_DEST:
    case SB_ITEM_PUSH:
    case SB_ITEM_POP:
        break;
    }
    return TRUE;
}

/* Ends the group of mark *open (−1: none) and begins that of mark. */
static void
change_mark(SbSvg *svg, const SbScene *scene, int *open, int mark)
{
    if (*open == mark) {
        return;
    }
    if (*open >= 0) {
        g_string_append(svg->out, "</g>\n");
    }
    *open = mark;
    if (mark >= 0) {
        const SbMark *m = sb_scene_mark_at(scene, (size_t)mark);
        const char *name = m->name != NULL ? m->name : m->role;

        g_string_append_printf(svg->out, "<g id=\"%s-%d-", svg->prefix, ++svg->ids);
        for (const char *p = name != NULL ? name : "mark"; *p != '\0'; p++) {
            g_string_append_c(svg->out, g_ascii_isalnum(*p) ? *p : '-');
        }
        g_string_append(svg->out, "\">\n");
    }
}

static gboolean
put_items(SbSvg *svg, const SbScene *scene)
{
    SbColor back = sb_scene_background(scene);
    int open = -1, groups = 0;

    if (svg->depth > SB_LIMIT_VIEW_DEPTH) {
        sb_error_set(svg->error, SB_ERROR_INPUT, "scenes lie too deep in one another");
        return FALSE;
    }
    if (back.a > 0) {
        SbItem whole = { .kind = SB_ITEM_RECT, .mark = -1, .opacity = 1 };

        whole.u.rect.rect =
            (SbRect){ 0, 0, sb_scene_width(scene), sb_scene_height(scene) };
        whole.paint.fill = sb_ink(back);
        put_rect(svg, &whole);
    }
    for (size_t i = 0; i < sb_scene_count(scene); i++) {
        const SbItem *item = sb_scene_item(scene, i);
        gboolean group = item->kind == SB_ITEM_PUSH || item->kind == SB_ITEM_POP;

        if (!group && !(item->opacity > 0)) {
            continue;
        }
        change_mark(svg, scene, &open, group ? -1 : item->mark);
        if (item->kind == SB_ITEM_PUSH) {
            put_push(svg, item);
            groups++;
        } else if (item->kind == SB_ITEM_POP) {
            g_string_append(svg->out, groups > 0 ? "</g></g>\n" : "");
            groups -= groups > 0;
        } else if (!put_item(svg, item)) {
            return FALSE;
        }
    }
    change_mark(svg, scene, &open, -1);
    while (groups-- > 0) {
        g_string_append(svg->out, "</g></g>\n");
    }
    return TRUE;
}

/* --- the file
 * ------------------------------------------------------------------------------ */

static void
put_head(SbSvg *svg, const SbScene *scene)
{
    const SbTargetOptions *o = svg->options;
    const double w = sb_scene_width(scene), h = sb_scene_height(scene);
    const double mm = o->physical_width_mm;
    GString *out = svg->out;

    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                         "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"");
    g_string_append(out, " width=\"");
    sb_svg_number(out, mm > 0 ? mm : w);
    g_string_append_printf(out, "%s\" height=\"", mm > 0 ? "mm" : "");
    sb_svg_number(out, mm > 0 && w > 0 ? h * mm / w : h);
    g_string_append_printf(out, "%s\" viewBox=\"0 0 ", mm > 0 ? "mm" : "");
    sb_svg_number(out, w);
    g_string_append_c(out, ' ');
    sb_svg_number(out, h);
    g_string_append_c(out, '"');
    if (o->lang != NULL) {
        g_string_append(out, " xml:lang=\"");
        sb_svg_escape(out, o->lang);
        g_string_append_c(out, '"');
    }
    g_string_append(out, ">\n");
    if (o->title != NULL && *o->title != '\0') {
        g_string_append(out, "<title>");
        sb_svg_escape(out, o->title);
        g_string_append(out, "</title>\n");
    }
    if (o->alt != NULL && *o->alt != '\0') {
        g_string_append(out, "<desc>");
        sb_svg_escape(out, o->alt);
        g_string_append(out, "</desc>\n");
    }
}

GBytes *
sb_svg_write(
    SbFonts *fonts, const SbScene *scene, const SbTargetOptions *options, GError **error)
{
    SbSvg svg = { .out = g_string_new(NULL),
        .fonts = fonts,
        .options = options,
        .prefix = options->id_prefix != NULL ? options->id_prefix : "sb",
        .error = error };

    put_head(&svg, scene);
    if (!put_items(&svg, scene)) {
        g_string_free(svg.out, TRUE);
        return NULL;
    }
    g_string_append(svg.out, "</svg>\n");
    return g_string_free_to_bytes(svg.out);
}
