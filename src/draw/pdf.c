/*
 * In: pages of scenes.  Out: a PDF: drawn by cairo with flat tags, then finished
 * by pdf_finish.c.
 */
#include <cairo-pdf.h>
#include <math.h>

#include "base/error.h"
#include "base/limits.h"
#include "draw/paint.h"
#include "draw/pdf_part.h"

/* A page ends at 14,400 points (200 inches): Acrobat shows no more. */
enum { LONGEST_SIDE = 14400, MANY_ITEMS = 2000 };

typedef struct {
    GArray *leaves; /* of SbPdfLeaf */
    GArray *places; /* of SbPdfPlace */
    int page, mcid;
    gboolean open;
    int node; /* of the open tag */
} Tagger;

static void
close_tag(Tagger *t, cairo_t *cr)
{
    if (t->open) {
        cairo_tag_end(cr, t->node < 0 ? "Private" : "Span");
        t->open = FALSE;
    }
}

/* Neighbours of one node share a tag. */
static void
begin_item(void *data, cairo_t *cr, const SbItem *item)
{
    Tagger *t = data;
    const int node = item != NULL && item->tag > 0 ? item->tag : -1;

    if (item != NULL && (item->kind == SB_ITEM_LINK || item->kind == SB_ITEM_DEST)) {
        return;
    }
    if (t->open && t->node == node) {
        return;
    }
    close_tag(t, cr);
    SbPdfLeaf leaf = { t->page, t->mcid++, node };

    g_array_append_val(t->leaves, leaf);
    cairo_tag_begin(cr, node < 0 ? "Private" : "Span", NULL);
    t->open = TRUE;
    t->node = node;
}

static cairo_status_t
append_bytes(void *closure, const unsigned char *data, unsigned length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata(cairo_surface_t *surface, const SbTargetOptions *o)
{
    static const cairo_pdf_metadata_t keys[] = { CAIRO_PDF_METADATA_TITLE,
        CAIRO_PDF_METADATA_AUTHOR, CAIRO_PDF_METADATA_SUBJECT,
        CAIRO_PDF_METADATA_KEYWORDS };
    const char *const values[] = { o->title, o->author, o->subject, o->keywords };
    g_autofree char *date = sb_target_date(o);

    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (values[i] != NULL && *values[i] != '\0') {
            cairo_pdf_surface_set_metadata(surface, keys[i], values[i]);
        }
    }
    cairo_pdf_surface_set_metadata(
        surface, CAIRO_PDF_METADATA_CREATOR, "statbrief " SB_VERSION);
    /* or cairo takes the time of day */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static gboolean
size_is_fine(const SbScene *scene, double points, GError **error)
{
    const double w = sb_scene_width(scene) * points, h = sb_scene_height(scene) * points;

    if (isfinite(w) && isfinite(h) && w > 0 && h > 0 && w <= LONGEST_SIDE &&
        h <= LONGEST_SIDE) {
        return TRUE;
    }
    sb_error_set(error, SB_ERROR_INPUT,
        "a page of %g × %g points can't be made; a side has more than 0 and at most %d",
        w, h, LONGEST_SIDE);
    return FALSE;
}

/* Items of scene, and of the scenes in it, as far as depth goes. */
static size_t
count_items(const SbScene *scene, int depth)
{
    size_t n = sb_scene_count(scene);

    for (size_t i = 0; i < sb_scene_count(scene) && depth > 0; i++) {
        const SbItem *item = sb_scene_item(scene, i);

        if (item->kind == SB_ITEM_SCENE && item->u.scene.scene != NULL) {
            n += count_items(item->u.scene.scene, depth - 1);
        }
    }
    return n;
}

/* Cairo keeps the region that was drawn on as a list of rectangles, which makes
 * thousands of marks quadratic in time; a veil over the whole page makes it one
 * rectangle.  White at 1/250, it can't be seen; cairo leaves out any less. */
static void
lay_veil(cairo_t *cr, const SbScene *scene, Tagger *tagger, gboolean tagged)
{
    if (sb_scene_background(scene).a > 0 || count_items(scene, 2) < MANY_ITEMS) {
        return;
    }
    if (tagged) {
        begin_item(tagger, cr, NULL);
    }
    cairo_set_source_rgba(cr, 1, 1, 1, 0.004);
    cairo_rectangle(cr, 0, 0, sb_scene_width(scene), sb_scene_height(scene));
    cairo_fill(cr);
}

static guint
page_count(const SbDocumentPages *pages)
{
    return pages->pages != NULL ? pages->pages->len : pages->n_pages;
}

static gboolean
draw_pages(cairo_surface_t *surface, SbFonts *fonts, const SbDocumentPages *pages,
    double points, const SbTargetOptions *options, Tagger *tagger, GError **error)
{
    const gboolean tagged = pages->structure != NULL && pages->structure->len > 0;
    SbPaintOptions paint = {
        .grey = options->grey, .begin = tagged ? begin_item : NULL, .data = tagger
    };
    cairo_t *cr = cairo_create(surface);
    gboolean fine = TRUE;

    for (guint i = 0; fine && i < page_count(pages); i++) {
        const SbScene *scene = pages->pages != NULL ? g_ptr_array_index(pages->pages, i)
                                                    : pages->page(pages->data, i);

        fine = size_is_fine(scene, points, error);
        if (!fine) {
            break;
        }
        cairo_pdf_surface_set_size(
            surface, sb_scene_width(scene) * points, sb_scene_height(scene) * points);
        cairo_save(cr);
        cairo_scale(cr, points, points);
        tagger->page = (int)i;
        tagger->mcid = 0;
        lay_veil(cr, scene, tagger, tagged);
        fine = sb_paint_scene(cr, fonts, scene, &paint, error);
        close_tag(tagger, cr);
        sb_pdf_places(tagger->places, scene, (int)i, points);
        cairo_restore(cr);
        cairo_show_page(cr);
    }
    if (fine && cairo_status(cr) != CAIRO_STATUS_SUCCESS) {
        sb_error_set(error, SB_ERROR_INTERNAL, "drawing failed: %s",
            cairo_status_to_string(cairo_status(cr)));
        fine = FALSE;
    }
    cairo_destroy(cr);
    return fine;
}

GBytes *
sb_pdf_write(SbFonts *fonts, const SbDocumentPages *pages, double points,
    const SbTargetOptions *options, GError **error)
{
    const guint n_pages = page_count(pages);

    if (n_pages == 0 || n_pages > SB_LIMIT_PAGES) {
        sb_error_set(error, SB_ERROR_INPUT, "a document has 1 to %d pages, not %u",
            SB_LIMIT_PAGES, n_pages);
        return NULL;
    }
    g_autoptr(GByteArray) drawn = g_byte_array_new();
    g_autoptr(GArray) leaves = g_array_new(FALSE, TRUE, sizeof(SbPdfLeaf));
    g_autoptr(GArray) places = g_array_new(FALSE, TRUE, sizeof(SbPdfPlace));
    Tagger tagger = { .leaves = leaves, .places = places };
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append_bytes, drawn, 595, 842);

    set_metadata(surface, options);
    gboolean fine = draw_pages(surface, fonts, pages, points, options, &tagger, error);

    if (pages->drawn != NULL) {
        pages->drawn(pages->data);
    }
    cairo_surface_finish(surface); /* fonts are read whole here: cairo's own peak */
    if (fine && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        sb_error_set(error, SB_ERROR_INTERNAL, "writing PDF failed: %s",
            cairo_status_to_string(cairo_surface_status(surface)));
        fine = FALSE;
    }
    cairo_surface_destroy(surface);
    return fine
               ? sb_pdf_finish(drawn, pages, (int)n_pages, leaves, places, options, error)
               : NULL;
}
