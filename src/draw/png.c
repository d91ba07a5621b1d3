/*
 * In: a scene.  Out: a PNG: painted by cairo, packed by libpng.
 *
 * At most 256 colours make a palette (of 1, 2, 4 or 8 bits); greys a grey
 * picture; the rest is RGB, or RGBA where something shines through.  No filter:
 * drawings have long runs of one colour.  Chunks: sRGB, pHYs, iTXt; no time.
 */
#include <math.h>
#include <png.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "draw/paint.h"
#include "draw/target_part.h"

enum { PALETTE = 256, SLOTS = 1024, LEVEL = 3 };

/* The colours of a picture, as far as they fit into a palette. */
typedef struct {
    guint32 argb[PALETTE]; /* premultiplied, as cairo has them */
    int n;
    guint32 key[SLOTS];
    gint16 slot[SLOTS]; /* index + 1; 0: empty */
} Palette;

typedef struct {
    cairo_surface_t *surface;
    int width, height, stride;
    const guint8 *pixels;
    Palette palette;
    gboolean few;    /* the palette holds every colour */
    gboolean opaque; /* every pixel is */
    gboolean grey;   /* every pixel is, and opaque */
} Picture;

/* --- colours ---------------------------------------------------------------------- */

/* The index of a colour, added if new; −1: full. */
static int
palette_index(Palette *p, guint32 argb)
{
    guint at = (argb * 2654435761u) >> 22;

    while (p->slot[at] != 0 && p->key[at] != argb) {
        at = (at + 1) % SLOTS;
    }
    if (p->slot[at] == 0) {
        if (p->n == PALETTE) {
            return -1;
        }
        p->key[at] = argb;
        p->argb[p->n++] = argb;
        p->slot[at] = (gint16)p->n;
    }
    return p->slot[at] - 1;
}

static gboolean
is_grey(guint32 c)
{
    return (c & 255) == (c >> 8 & 255) && (c & 255) == (c >> 16 & 255);
}

/* Looks at every pixel once. */
static void
survey(Picture *p)
{
    guint32 last = 0;

    p->few = p->opaque = p->grey = TRUE;
    for (int y = 0; y < p->height; y++) {
        const guint32 *row =
            (const guint32 *)(const void *)(p->pixels + (size_t)y * (size_t)p->stride);

        for (int x = 0; x < p->width; x++) {
            guint32 c = row[x];

            if (c == last && (x > 0 || y > 0)) {
                continue;
            }
            last = c;
            p->opaque = p->opaque && c >> 24 == 255;
            p->grey = p->grey && is_grey(c);
            p->few = p->few && palette_index(&p->palette, c) >= 0;
        }
    }
    p->grey = p->grey && p->opaque;
}

/* r, g, b, a of a premultiplied pixel. */
static void
unmultiply(guint32 argb, guint8 out[4])
{
    const guint a = argb >> 24;

    out[3] = (guint8)a;
    for (int i = 0; i < 3; i++) {
        guint v = argb >> (16 - 8 * i) & 255;

        out[i] = (guint8)(a == 0 || a == 255 ? v : MIN(255, (v * 255 + a / 2) / a));
    }
}

/* --- libpng ------------------------------------------------------------------------ */

static void
append_bytes(png_structp png, png_bytep bytes, png_size_t length)
{
    g_byte_array_append(png_get_io_ptr(png), bytes, (guint)length);
}

static void
flush_nothing(png_structp png)
{
    (void)png;
}

static void
quiet(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static int
palette_bits(int n)
{
    return n <= 2 ? 1 : n <= 4 ? 2 : n <= 16 ? 4 : 8;
}

static void
set_palette(png_structp png, png_infop info, const Picture *p)
{
    png_color colors[PALETTE];
    png_byte alphas[PALETTE];

    for (int i = 0; i < p->palette.n; i++) {
        guint8 c[4];

        unmultiply(p->palette.argb[i], c);
        colors[i] = (png_color){ c[0], c[1], c[2] };
        alphas[i] = c[3];
    }
    png_set_PLTE(png, info, colors, p->palette.n);
    if (!p->opaque) {
        png_set_tRNS(png, info, alphas, p->palette.n, NULL);
    }
}

static void
set_header(png_structp png, png_infop info, const Picture *p)
{
    int bits = 8, type = p->opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA;

    if (p->few && !(p->grey && p->palette.n > 16)) {
        type = PNG_COLOR_TYPE_PALETTE;
        bits = palette_bits(p->palette.n);
    } else if (p->grey) {
        type = PNG_COLOR_TYPE_GRAY;
    }
    png_set_IHDR(png, info, (png_uint_32)p->width, (png_uint_32)p->height, bits, type,
        PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (type == PNG_COLOR_TYPE_PALETTE) {
        set_palette(png, info, p);
    }
}

static void
set_texts(png_structp png, png_infop info, const SbTargetOptions *o)
{
    const char *const values[] = { o->title, o->alt, o->author, o->subject, o->keywords };
    static const char *const keys[] = { "Title", "Description", "Author", "Subject",
        "Keywords" };
    png_text texts[G_N_ELEMENTS(keys)];
    int n = 0;

    memset(texts, 0, sizeof texts);
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (values[i] == NULL || *values[i] == '\0') {
            continue;
        }
        texts[n].compression = PNG_ITXT_COMPRESSION_NONE;
        texts[n].key = (char *)keys[i];
        texts[n].text = (char *)values[i];
        texts[n].itxt_length = strlen(values[i]);
        texts[n].lang = (char *)(o->lang != NULL ? o->lang : "");
        texts[n].lang_key = (char *)"";
        n++;
    }
    if (n > 0) {
        png_set_text(png, info, texts, n);
    }
}

static void
set_chunks(png_structp png, png_infop info, const SbTargetOptions *o, double scale)
{
    const double dpi = o->dpi > 0 ? o->dpi : 96 * scale;
    const png_uint_32 per_metre = (png_uint_32)floor(dpi / 0.0254 + 0.5);

    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    set_texts(png, info, o);
}

/* One row as libpng takes it: indices, greys, RGB or RGBA. */
static void
pack_row(Picture *p, int type, int y, guint8 *out)
{
    const guint32 *row =
        (const guint32 *)(const void *)(p->pixels + (size_t)y * (size_t)p->stride);
    guint32 last = 0;
    int index = -1;

    for (int x = 0; x < p->width; x++) {
        if (type == PNG_COLOR_TYPE_PALETTE) {
            if (index < 0 || row[x] != last) {
                last = row[x];
                index = palette_index(&p->palette, last);
            }
            *out++ = (guint8)index;
        } else if (type == PNG_COLOR_TYPE_GRAY) {
            *out++ = (guint8)row[x];
        } else if (type == PNG_COLOR_TYPE_RGB) {
            *out++ = (guint8)(row[x] >> 16);
            *out++ = (guint8)(row[x] >> 8);
            *out++ = (guint8)row[x];
        } else {
            unmultiply(row[x], out);
            out += 4;
        }
    }
}

static gboolean
encode(Picture *p, const SbTargetOptions *o, double scale, GByteArray *out)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, quiet);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;
    guint8 *row = g_malloc((size_t)p->width * 4);

    if (info == NULL || setjmp(png_jmpbuf(png)) != 0) {
        png_destroy_write_struct(&png, &info);
        g_free(row);
        return FALSE;
    }
    png_set_write_fn(png, out, append_bytes, flush_nothing);
    png_set_compression_level(png, LEVEL);
    png_set_filter(png, 0, PNG_FILTER_NONE);
    set_header(png, info, p);
    set_chunks(png, info, o, scale);
    png_write_info(png, info);
    png_set_packing(png);
    for (int y = 0; y < p->height; y++) {
        pack_row(p, png_get_color_type(png, info), y, row);
        png_write_row(png, row);
    }
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    g_free(row);
    return TRUE;
}

/* --- the door ------------------------------------------------------------------------
 */

static gboolean
make_surface(Picture *p, const SbScene *scene, double scale, GError **error)
{
    const double w = ceil(sb_scene_width(scene) * scale - 1e-6);
    const double h = ceil(sb_scene_height(scene) * scale - 1e-6);

    if (!(w >= 1) || !(h >= 1)) {
        sb_error_set(
            error, SB_ERROR_INPUT, "a picture of %g × %g px has no pixels", w, h);
        return FALSE;
    }
    if (w > SB_LIMIT_CHART_SIDE || h > SB_LIMIT_CHART_SIDE ||
        w * h > SB_LIMIT_CHART_PIXELS) {
        sb_error_set(error, SB_ERROR_INPUT,
            "a picture of %.0f × %.0f px is too large; at most %d px a side and %d px in "
            "all",
            w, h, SB_LIMIT_CHART_SIDE, SB_LIMIT_CHART_PIXELS);
        return FALSE;
    }
    p->surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)w, (int)h);
    p->width = (int)w;
    p->height = (int)h;
    if (cairo_surface_status(p->surface) != CAIRO_STATUS_SUCCESS) {
        sb_error_set(
            error, SB_ERROR_INTERNAL, "no memory for a picture of %.0f × %.0f px", w, h);
        return FALSE;
    }
    return TRUE;
}

static gboolean
paint(Picture *p, SbFonts *fonts, const SbScene *scene, const SbTargetOptions *o,
    double scale, GError **error)
{
    SbPaintOptions options = { .outlines = TRUE, .grey = o->grey };
    cairo_t *cr = cairo_create(p->surface);

    cairo_scale(cr, scale, scale);
    gboolean fine = sb_paint_scene(cr, fonts, scene, &options, error);

    cairo_destroy(cr);
    cairo_surface_flush(p->surface);
    if (fine && cairo_surface_status(p->surface) != CAIRO_STATUS_SUCCESS) {
        sb_error_set(error, SB_ERROR_INTERNAL, "drawing failed: %s",
            cairo_status_to_string(cairo_surface_status(p->surface)));
        fine = FALSE;
    }
    p->pixels = cairo_image_surface_get_data(p->surface);
    p->stride = cairo_image_surface_get_stride(p->surface);
    return fine;
}

GBytes *
sb_png_image(const SbImage *image)
{
    static const SbTargetOptions plain = { 0 };
    g_autofree Picture *p = g_new0(Picture, 1);
    GByteArray *out = g_byte_array_new();

    p->width = image->width;
    p->height = image->height;
    p->stride = 4 * image->width;
    p->pixels = image->argb;
    survey(p);
    if (!encode(p, &plain, 1, out)) {
        g_byte_array_unref(out);
        return NULL;
    }
    return g_byte_array_free_to_bytes(out);
}

GBytes *
sb_png_write(
    SbFonts *fonts, const SbScene *scene, const SbTargetOptions *options, GError **error)
{
    g_autofree Picture *p = g_new0(Picture, 1);
    const double scale = options->scale > 0 ? options->scale : 1;
    GByteArray *out = g_byte_array_new();
    gboolean fine = make_surface(p, scene, scale, error) &&
                    paint(p, fonts, scene, options, scale, error);

    if (fine) {
        survey(p);
        fine = encode(p, options, scale, out);
        if (!fine) {
            sb_error_set(error, SB_ERROR_INTERNAL, "libpng could not write the picture");
        }
    }
    if (p->surface != NULL) {
        cairo_surface_destroy(p->surface);
    }
    if (!fine) {
        g_byte_array_unref(out);
        return NULL;
    }
    return g_byte_array_free_to_bytes(out);
}
