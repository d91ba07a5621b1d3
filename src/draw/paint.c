/*
 * In: a scene.  Out: cairo calls, one item after the other.
 */
#include "draw/paint.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/source.h"
#include "draw/dots.h"
#include "draw/paint_ink.h"
#include "draw/shape.h"
#include "draw/text_place.h"

enum {
    DEEPEST = SB_LIMIT_VIEW_DEPTH,
    PICTURE_SCALE = 2 /* pixels a unit, of dots in a vector file */
};

typedef struct {
    cairo_t *cr;
    SbFonts *fonts;
    const SbPaintOptions *options;
    GArray *groups; /* of double: the opacity that POP ends; -1: none */
    guint veiled;   /* open groups with opacity */
    guint depth;    /* scenes in scenes */
    GError **error;
} Painter;

static gboolean paint_items(Painter *p, const SbScene *scene);

/* --- text ----------------------------------------------------------------------- */

static void
show_part(const Painter *p, const SbGlyphs *part, double x, double y)
{
    g_autofree cairo_glyph_t *moved = g_new(cairo_glyph_t, part->n_glyphs + 1);

    for (int i = 0; i < part->n_glyphs; i++) {
        moved[i] = part->glyphs[i];
        moved[i].x += x;
        moved[i].y += y;
    }
    cairo_set_scaled_font(p->cr, part->font);
    if (p->options->outlines) {
        /* cairo 1.16 puts glyph pictures on whole pixels only */
        cairo_new_path(p->cr);
        cairo_glyph_path(p->cr, moved, part->n_glyphs);
        cairo_fill(p->cr);
    } else {
        cairo_show_text_glyphs(p->cr, part->text, part->bytes, moved, part->n_glyphs,
            part->clusters, part->n_clusters,
            part->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
    }
}

static gboolean
missing_error(gunichar c, const char *text, GError **error)
{
    char utf8[8] = { 0 };

    g_unichar_to_utf8(c, utf8);
    sb_error_set(error, SB_ERROR_INPUT,
        "no font has the character \"%s\" (U+%04X) in \"%s\"", utf8, (unsigned)c, text);
    return FALSE;
}

static gboolean
paint_text(Painter *p, const SbItem *item)
{
    const double x = item->u.text.x, y = item->u.text.y, angle = item->u.text.angle;
    const SbFont *font = &item->u.text.font;
    const double alpha = item->paint.fill.color.a * item->opacity;

    if (!isfinite(x) || !isfinite(y) || !isfinite(angle) || !isfinite(item->u.text.dx) ||
        !isfinite(item->u.text.dy) || !(font->size > 0) ||
        item->paint.fill.kind == SB_INK_NONE || !(alpha > 0)) {
        return TRUE;
    }
    g_auto(GStrv) lines = sb_text_place_lines(item);

    cairo_save(p->cr);
    cairo_translate(p->cr, sb_paint_ink_hold(x), sb_paint_ink_hold(y));
    if (angle != 0) {
        cairo_rotate(p->cr, fmod(angle, 360) * G_PI / 180);
    }
    sb_paint_ink_source(p->cr, item->paint.fill.color, item->opacity, p->options->grey);
    for (int i = 0; lines[i] != NULL; i++) {
        const SbTextLine *line = sb_text_line(p->fonts, font, lines[i]);
        double left, baseline;

        if (line->missing != 0) {
            cairo_restore(p->cr);
            return missing_error(line->missing, lines[i], p->error);
        }
        sb_text_place(item, i, line->width, &left, &baseline);
        for (guint k = 0; k < line->parts->len; k++) {
            show_part(p, &g_array_index(line->parts, SbGlyphs, k), left, baseline);
        }
    }
    cairo_restore(p->cr);
    return TRUE;
}

static void
paint_run(Painter *p, const SbItem *item)
{
    const double x = item->u.run.x, y = item->u.run.y;

    if (!isfinite(x) || !isfinite(y) || !isfinite(item->u.run.letter_space) ||
        !isfinite(item->u.run.word_space) || item->paint.fill.kind == SB_INK_NONE) {
        return;
    }
    g_autoptr(SbArena) arena = sb_arena_new();
    GArray *parts =
        sb_text_piece(item->u.run.run, arena, item->u.run.start, item->u.run.end,
            item->u.run.hyphen, item->u.run.letter_space, item->u.run.word_space);

    sb_paint_ink_source(p->cr, item->paint.fill.color, item->opacity, p->options->grey);
    for (guint k = 0; k < parts->len; k++) {
        show_part(p, &g_array_index(parts, SbGlyphs, k), sb_paint_ink_hold(x),
            sb_paint_ink_hold(y));
    }
}

/* --- shapes ------------------------------------------------------------------------ */

static gboolean
rect_is_fine(SbRect r)
{
    return isfinite(r.x) && isfinite(r.y) && isfinite(r.width) && isfinite(r.height);
}

/* A rectangle as the current path.  Where tags are told it gets a fifth corner:
 * cairo takes a filled rectangle over the whole page for a fresh start, and
 * forgets what was drawn before, the tag's beginning too. */
static void
rect_path(const Painter *p, SbRect r)
{
    double x0 = sb_paint_ink_hold(r.x), y0 = sb_paint_ink_hold(r.y);
    double x1 = sb_paint_ink_hold(r.x + r.width), y1 = sb_paint_ink_hold(r.y + r.height);

    cairo_new_path(p->cr);
    if (p->options->begin == NULL) {
        cairo_rectangle(p->cr, x0, y0, x1 - x0, y1 - y0);
        return;
    }
    cairo_move_to(p->cr, (x0 + x1) / 2, y0);
    cairo_line_to(p->cr, x1, y0);
    cairo_line_to(p->cr, x1, y1);
    cairo_line_to(p->cr, x0, y1);
    cairo_line_to(p->cr, x0, y0);
    cairo_close_path(p->cr);
}

static void
paint_rect(Painter *p, const SbItem *item)
{
    const double *radii = item->u.rect.radii;
    SbRect r = item->u.rect.rect;

    if (!rect_is_fine(r)) {
        return;
    }
    if (radii[0] > 0 || radii[1] > 0 || radii[2] > 0 || radii[3] > 0) {
        g_autoptr(GArray) path = g_array_new(FALSE, TRUE, sizeof(SbPathStep));

        sb_path_round_rect(path, r, radii);
        if (!sb_paint_ink_path(p->cr, path)) {
            return;
        }
    } else {
        rect_path(p, r);
    }
    sb_paint_ink_draw(p->cr, &item->paint, item->opacity, p->options->grey);
}

static void
paint_path(Painter *p, const SbItem *item)
{
    if (item->u.path.path == NULL || !sb_paint_ink_path(p->cr, item->u.path.path)) {
        return;
    }
    cairo_set_fill_rule(p->cr,
        item->u.path.even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
    sb_paint_ink_draw(p->cr, &item->paint, item->opacity, p->options->grey);
    cairo_set_fill_rule(p->cr, CAIRO_FILL_RULE_WINDING);
}

/* --- pictures and scenes --------------------------------------------------------------
 */

/* A surface over the picture's pixels; a JPEG rides along as it is, which only
 * PDF can use. */
static cairo_surface_t *
picture_surface(const SbImage *image)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image->width, image->height);

    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        return surface;
    }
    if (image->argb != NULL) {
        guint8 *to = cairo_image_surface_get_data(surface);
        const int stride = cairo_image_surface_get_stride(surface);

        for (int y = 0; y < image->height; y++) {
            memcpy(to + (size_t)y * (size_t)stride,
                image->argb + (size_t)y * 4 * (size_t)image->width,
                4 * (size_t)image->width);
        }
        cairo_surface_mark_dirty(surface);
    } else if (image->jpeg != NULL) {
        cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG,
            (const guint8 *)sb_source_text(image->jpeg), sb_source_length(image->jpeg),
            NULL, NULL);
    }
    return surface;
}

static gboolean
paint_image(Painter *p, const SbItem *item)
{
    const SbImage *image = item->u.image.image;
    SbRect r = item->u.image.rect;

    if (image == NULL || image->width <= 0 || image->height <= 0 || !rect_is_fine(r) ||
        !(r.width > 0) || !(r.height > 0)) {
        return TRUE;
    }
    if (image->argb == NULL && p->options->outlines) {
        sb_error_set(p->error, SB_ERROR_UNSUPPORTED,
            "a JPEG picture can be put into PDF and SVG, not into PNG");
        return FALSE;
    }
    cairo_surface_t *surface = picture_surface(image);

    cairo_save(p->cr);
    cairo_translate(p->cr, sb_paint_ink_hold(r.x), sb_paint_ink_hold(r.y));
    cairo_scale(p->cr, sb_paint_ink_hold(r.width) / image->width,
        sb_paint_ink_hold(r.height) / image->height);
    cairo_set_source_surface(p->cr, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(p->cr), CAIRO_FILTER_GOOD);
    cairo_pattern_set_extend(cairo_get_source(p->cr), CAIRO_EXTEND_PAD);
    cairo_rectangle(p->cr, 0, 0, image->width, image->height);
    cairo_clip(p->cr);
    cairo_paint_with_alpha(p->cr, CLAMP(item->opacity, 0, 1));
    cairo_restore(p->cr);
    cairo_surface_destroy(surface);
    return TRUE;
}

/* Dots onto pixels: pixel on pixel, of what is not clipped away. */
static cairo_surface_t *
dots_on_pixels(const Painter *p, const SbItem *item, double *left, double *top)
{
    cairo_matrix_t m;
    double x1, y1, x2, y2;

    cairo_get_matrix(p->cr, &m);
    cairo_clip_extents(p->cr, &x1, &y1, &x2, &y2);
    *left = floor(m.xx * x1 + m.x0);
    *top = floor(m.yy * y1 + m.y0);
    SbDotsView view = { m.xx, m.yy, m.x0 - *left, m.y0 - *top,
        (int)(ceil(m.xx * x2 + m.x0) - *left), (int)(ceil(m.yy * y2 + m.y0) - *top) };

    return sb_dots_picture(p->fonts, item, &view, p->options->grey, p->error);
}

static gboolean
paint_dots(Painter *p, const SbItem *item)
{
    cairo_surface_t *picture;

    if (cairo_surface_get_type(cairo_get_group_target(p->cr)) ==
        CAIRO_SURFACE_TYPE_IMAGE) {
        double left, top;

        picture = dots_on_pixels(p, item, &left, &top);
        if (picture == NULL) {
            return FALSE;
        }
        cairo_save(p->cr);
        cairo_identity_matrix(p->cr);
        cairo_set_source_surface(p->cr, picture, left, top);
        cairo_paint(p->cr);
        cairo_restore(p->cr);
        cairo_surface_destroy(picture);
        return TRUE;
    }
    SbDotsView view;
    SbRect rect;

    if (!sb_dots_view(item, p->fonts, PICTURE_SCALE, &view, &rect)) {
        return TRUE;
    }
    picture = sb_dots_picture(p->fonts, item, &view, p->options->grey, p->error);
    if (picture == NULL) {
        return FALSE;
    }
    cairo_save(p->cr);
    cairo_translate(p->cr, sb_paint_ink_hold(rect.x), sb_paint_ink_hold(rect.y));
    cairo_scale(p->cr, rect.width / view.width, rect.height / view.height);
    cairo_set_source_surface(p->cr, picture, 0, 0);
    cairo_paint(p->cr);
    cairo_restore(p->cr);
    cairo_surface_destroy(picture);
    return TRUE;
}

static gboolean
paint_inner(Painter *p, const SbItem *item)
{
    const SbScene *inner = item->u.scene.scene;
    SbRect r = item->u.scene.rect;

    if (inner == NULL || !rect_is_fine(r) || !(r.width > 0) || !(r.height > 0) ||
        !(sb_scene_width(inner) > 0) || !(sb_scene_height(inner) > 0)) {
        return TRUE;
    }
    const double w = sb_scene_width(inner), h = sb_scene_height(inner);
    const double scale = MIN(r.width / w, r.height / h);

    cairo_save(p->cr);
    cairo_translate(p->cr, sb_paint_ink_hold(r.x + (r.width - w * scale) / 2),
        sb_paint_ink_hold(r.y + (r.height - h * scale) / 2));
    cairo_scale(p->cr, sb_paint_ink_hold(scale), sb_paint_ink_hold(scale));
    p->depth++;
    gboolean fine = paint_items(p, inner);

    p->depth--;
    cairo_restore(p->cr);
    return fine;
}

/* --- groups ----------------------------------------------------------------------------
 */

static void
push(Painter *p, const SbItem *item)
{
    const double dx = item->u.push.dx, dy = item->u.push.dy;
    gboolean veiled = item->opacity < 1;

    cairo_save(p->cr);
    if (item->u.push.clip != NULL && sb_paint_ink_path(p->cr, item->u.push.clip)) {
        cairo_clip(p->cr);
    }
    if (isfinite(dx) && isfinite(dy)) {
        cairo_translate(p->cr, sb_paint_ink_hold(dx), sb_paint_ink_hold(dy));
    }
    if (veiled) {
        cairo_push_group(p->cr);
        p->veiled++;
    }
    double opacity = CLAMP(item->opacity, 0, 1);

    opacity = veiled ? opacity : -1;
    g_array_append_val(p->groups, opacity);
}

static void
pop(Painter *p)
{
    double opacity = g_array_index(p->groups, double, p->groups->len - 1);

    g_array_set_size(p->groups, p->groups->len - 1);
    if (opacity >= 0) {
        cairo_pop_group_to_source(p->cr);
        cairo_paint_with_alpha(p->cr, opacity);
        p->veiled--;
    }
    cairo_restore(p->cr);
}

static gboolean
draw_item(Painter *p, const SbItem *item)
{
    switch (item->kind) {
    case SB_ITEM_RECT:
        paint_rect(p, item);
        return TRUE;
    case SB_ITEM_PATH:
        paint_path(p, item);
        return TRUE;
    case SB_ITEM_TEXT:
        return paint_text(p, item);
    case SB_ITEM_RUN:
        paint_run(p, item);
        return TRUE;
    case SB_ITEM_IMAGE:
        return paint_image(p, item);
    case SB_ITEM_SCENE:
        return paint_inner(p, item);
    case SB_ITEM_DOTS:
        return paint_dots(p, item);
    case SB_ITEM_LINK:
    case SB_ITEM_DEST:
    case SB_ITEM_PUSH:
    case SB_ITEM_POP:
        break;
    }
    return TRUE;
}

static gboolean
paint_item(Painter *p, const SbItem *item)
{
    const SbPaintOptions *o = p->options;
    /* a tag inside of a group would end cairo */
    gboolean told = p->depth == 0 && p->veiled == 0;

    if (!(item->opacity > 0)) {
        return TRUE;
    }
    if (told && o->begin != NULL) {
        o->begin(o->data, p->cr, item);
    }
    gboolean fine = draw_item(p, item);

    if (told && o->end != NULL) {
        o->end(o->data, p->cr);
    }
    return fine;
}

static void
paint_background(Painter *p, const SbScene *scene)
{
    SbColor back = sb_scene_background(scene);

    if (!(back.a > 0)) {
        return;
    }
    if (p->depth == 0 && p->options->begin != NULL) {
        p->options->begin(p->options->data, p->cr, NULL);
    }
    sb_paint_ink_source(p->cr, back, 1, p->options->grey);
    rect_path(p, (SbRect){ 0, 0, sb_scene_width(scene), sb_scene_height(scene) });
    cairo_fill(p->cr);
    if (p->depth == 0 && p->options->end != NULL) {
        p->options->end(p->options->data, p->cr);
    }
}

static gboolean
paint_items(Painter *p, const SbScene *scene)
{
    const guint open = p->groups->len;
    gboolean fine = p->depth < DEEPEST;

    paint_background(p, scene);
    for (size_t i = 0; fine && i < sb_scene_count(scene); i++) {
        const SbItem *item = sb_scene_item(scene, i);

        if (item->kind == SB_ITEM_PUSH) {
            push(p, item);
        } else if (item->kind == SB_ITEM_POP) {
            if (p->groups->len > open) {
                pop(p);
            }
        } else {
            fine = paint_item(p, item);
        }
    }
    while (p->groups->len > open) {
        pop(p);
    }
    return fine;
}

gboolean
sb_paint_item(cairo_t *cr, SbFonts *fonts, const SbItem *item,
    const SbPaintOptions *options, GError **error)
{
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(double));
    Painter painter = { cr, fonts, options, groups, 0, 0, error };

    return paint_item(&painter, item);
}

gboolean
sb_paint_scene(cairo_t *cr, SbFonts *fonts, const SbScene *scene,
    const SbPaintOptions *options, GError **error)
{
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(double));
    Painter painter = { cr, fonts, options, groups, 0, 0, error };

    if (!paint_items(&painter, scene)) {
        if (error != NULL && *error == NULL) {
            sb_error_set(error, SB_ERROR_INPUT, "scenes lie too deep in one another");
        }
        return FALSE;
    }
    if (cairo_status(cr) != CAIRO_STATUS_SUCCESS) {
        sb_error_set(error, SB_ERROR_INTERNAL, "drawing failed: %s",
            cairo_status_to_string(cairo_status(cr)));
        return FALSE;
    }
    return TRUE;
}
