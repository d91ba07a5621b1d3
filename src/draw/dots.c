/*
 * In: an item of DOTS.  Out: its picture (see dots.h).
 *
 * Term: stamp, the premultiplied pixels of one kind of dot at one of PHASES × PHASES
 * places within a pixel.
 */
#include "draw/dots.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"

enum { PHASES = 4 };

typedef struct {
    int x, y; /* of its top left pixel, from the pixel that the dot lies in */
    int width, height;
    guint32 *pixels; /* NULL: not painted yet */
} Stamp;

typedef struct {
    SbFonts *fonts;
    const SbItem *item;
    const SbDotsView *view;
    gboolean grey;
    Stamp *stamps; /* PHASES * PHASES a kind */
    guint32 *pixels;
    int stride; /* in pixels */
    GError **error;
} Dots;

/* What a dot of each kind covers around its place. */
static SbRect
extent_of(const SbItem *item, SbFonts *fonts, size_t kind)
{
    return sb_scene_bounds(sb_scene_item(item->u.dots.kinds, kind), fonts);
}

gboolean
sb_dots_view(
    const SbItem *item, SbFonts *fonts, double scale, SbDotsView *view, SbRect *rect)
{
    SbRect all = sb_scene_bounds(item, fonts);
    double pixels = all.width * all.height * scale * scale;

    if (!(pixels > 0) || !isfinite(pixels)) {
        return FALSE;
    }
    if (pixels > SB_LIMIT_CHART_PIXELS) {
        scale *= sqrt(SB_LIMIT_CHART_PIXELS / pixels);
    }
    double x = floor(all.x * scale) - 1, y = floor(all.y * scale) - 1;

    *view = (SbDotsView){ scale, scale, -x, -y,
        (int)ceil((all.x + all.width) * scale - x) + 1,
        (int)ceil((all.y + all.height) * scale - y) + 1 };
    *rect = (SbRect){ x / scale, y / scale, view->width / scale, view->height / scale };
    return view->width <= SB_LIMIT_CHART_SIDE && view->height <= SB_LIMIT_CHART_SIDE;
}

static gboolean
paint_stamp(const Dots *d, size_t kind, int phase, Stamp *stamp)
{
    SbRect r = extent_of(d->item, d->fonts, kind);
    double px = (phase % PHASES + 0.5) / PHASES, py = (phase / PHASES + 0.5) / PHASES;
    double left = r.x * d->view->scale_x + px, top = r.y * d->view->scale_y + py;

    stamp->x = (int)floor(left) - 1;
    stamp->y = (int)floor(top) - 1;
    stamp->width = (int)ceil(left + r.width * d->view->scale_x) + 1 - stamp->x;
    stamp->height = (int)ceil(top + r.height * d->view->scale_y) + 1 - stamp->y;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, stamp->width, stamp->height);
    cairo_t *cr = cairo_create(surface);
    SbPaintOptions options = { .outlines = TRUE, .grey = d->grey };

    cairo_translate(cr, px - stamp->x, py - stamp->y);
    cairo_scale(cr, d->view->scale_x, d->view->scale_y);
    gboolean fine = sb_paint_item(
        cr, d->fonts, sb_scene_item(d->item->u.dots.kinds, kind), &options, d->error);

    cairo_destroy(cr);
    cairo_surface_flush(surface);
    stamp->pixels = g_new(guint32, (gsize)stamp->width * (gsize)stamp->height);
    for (int y = 0; y < stamp->height; y++) {
        memcpy(stamp->pixels + (gsize)y * (gsize)stamp->width,
            cairo_image_surface_get_data(surface) +
                (gsize)y * (gsize)cairo_image_surface_get_stride(surface),
            sizeof(guint32) * (gsize)stamp->width);
    }
    cairo_surface_destroy(surface);
    return fine;
}

/* source over target, both premultiplied; two channels at a time. */
static inline guint32
over(guint32 source, guint32 target)
{
    guint32 rest = 255 - (source >> 24);
    guint32 even = (target & 0x00FF00FF) * rest + 0x00800080;
    guint32 odd = ((target >> 8) & 0x00FF00FF) * rest + 0x00800080;

    even = ((even + ((even >> 8) & 0x00FF00FF)) >> 8) & 0x00FF00FF;
    odd = (odd + ((odd >> 8) & 0x00FF00FF)) & 0xFF00FF00;
    return source + (even | odd);
}

static void
lay_down(const Dots *d, const Stamp *stamp, int x, int y)
{
    int left = x + stamp->x, top = y + stamp->y;
    int from_x = MAX(0, -left), to_x = MIN(stamp->width, d->view->width - left);
    int from_y = MAX(0, -top), to_y = MIN(stamp->height, d->view->height - top);

    for (int row = from_y; row < to_y; row++) {
        const guint32 *source = stamp->pixels + (gsize)row * (gsize)stamp->width;
        guint32 *target = d->pixels + (gssize)(top + row) * d->stride + left;

        for (int column = from_x; column < to_x; column++) {
            if (source[column] != 0) {
                target[column] = over(source[column], target[column]);
            }
        }
    }
}

static gboolean
lay_all(const Dots *d)
{
    const SbDot *dots = d->item->u.dots.dots;
    const SbDotsView *view = d->view;

    for (size_t i = 0; i < d->item->u.dots.n; i++) {
        double x = view->scale_x * (double)dots[i].x + view->x;
        double y = view->scale_y * (double)dots[i].y + view->y;
        double column = floor(x), row = floor(y);

        /* far outside, or no number */
        if (!(fabs(column) < SB_LIMIT_CHART_SIDE * 2) ||
            !(fabs(row) < SB_LIMIT_CHART_SIDE * 2)) {
            continue;
        }
        int phase = (int)((y - row) * PHASES) * PHASES + (int)((x - column) * PHASES);
        Stamp *stamp = &d->stamps[(size_t)dots[i].kind * PHASES * PHASES + (size_t)phase];

        if (stamp->pixels == NULL && !paint_stamp(d, dots[i].kind, phase, stamp)) {
            return FALSE;
        }
        lay_down(d, stamp, (int)column, (int)row);
    }
    return TRUE;
}

cairo_surface_t *
sb_dots_picture(SbFonts *fonts, const SbItem *item, const SbDotsView *view, gboolean grey,
    GError **error)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, view->width, view->height);
    size_t n = sb_scene_count(item->u.dots.kinds) * PHASES * PHASES;
    g_autofree Stamp *stamps = g_new0(Stamp, n + 1);

    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        sb_error_set(error, SB_ERROR_INTERNAL, "drawing failed: %s",
            cairo_status_to_string(cairo_surface_status(surface)));
        cairo_surface_destroy(surface);
        return NULL;
    }
    Dots d = { .fonts = fonts,
        .item = item,
        .view = view,
        .grey = grey,
        .stamps = stamps,
        .pixels = (guint32 *)(void *)cairo_image_surface_get_data(surface),
        .stride = cairo_image_surface_get_stride(surface) / 4,
        .error = error };
    gboolean fine = lay_all(&d);

    for (size_t i = 0; i < n; i++) {
        g_free(stamps[i].pixels);
    }
    cairo_surface_mark_dirty(surface);
    if (!fine) {
        g_clear_pointer(&surface, cairo_surface_destroy);
    }
    return surface;
}
