/*
 * In: the bytes of a PNG or JPEG file.  Out: a picture for a scene.
 *
 * JPEG stays as it is: PDF holds it without decoding.
 */
#include "draw/image.h"

#include <cairo.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"

static guint32
big_endian(const guint8 *p, int n)
{
    guint32 value = 0;

    for (int i = 0; i < n; i++) {
        value = value << 8 | p[i];
    }
    return value;
}

static gboolean
fail(const SbSource *source, const char *message, GError **error)
{
    sb_error_set(error, SB_ERROR_INPUT, "%s: %s", sb_source_path(source), message);
    return FALSE;
}

static gboolean
check_size(const SbSource *source, guint32 width, guint32 height, GError **error)
{
    if (width == 0 || height == 0) {
        return fail(source, "a picture without a size", error);
    }
    if ((guint64)width * height > SB_LIMIT_IMAGE_PIXELS) {
        sb_error_set(error, SB_ERROR_INPUT, "%s: %u by %u pixels; at most %d in all",
            sb_source_path(source), width, height, SB_LIMIT_IMAGE_PIXELS);
        return FALSE;
    }
    return TRUE;
}

/* --- JPEG --------------------------------------------------------------------- */

/* Width and height from the frame header (SOF0 … SOF15). */
static gboolean
jpeg_size(const guint8 *bytes, size_t n, guint32 *width, guint32 *height)
{
    size_t at = 2;

    while (at + 9 < n && bytes[at] == 0xFF) {
        guint8 marker = bytes[at + 1];

        if (marker == 0xFF) {
            at++;
            continue;
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
            marker != 0xCC) {
            *height = big_endian(bytes + at + 5, 2);
            *width = big_endian(bytes + at + 7, 2);
            return TRUE;
        }
        at += 2 + big_endian(bytes + at + 2, 2);
    }
    return FALSE;
}

/* --- PNG ---------------------------------------------------------------------- */

typedef struct {
    const guint8 *bytes;
    size_t left;
} Reader;

static cairo_status_t
read_bytes(void *closure, unsigned char *data, unsigned length)
{
    Reader *reader = closure;

    if (length > reader->left) {
        return CAIRO_STATUS_READ_ERROR;
    }
    memcpy(data, reader->bytes, length);
    reader->bytes += length;
    reader->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

static const guint8 *
decode_png(SbArena *arena, const guint8 *bytes, size_t n, int width, int height)
{
    Reader reader = { bytes, n };
    cairo_surface_t *file =
        cairo_image_surface_create_from_png_stream(read_bytes, &reader);
    guint8 *pixels = NULL;

    if (cairo_surface_status(file) == CAIRO_STATUS_SUCCESS &&
        cairo_image_surface_get_width(file) == width &&
        cairo_image_surface_get_height(file) == height) {
        pixels = sb_arena_own(arena, g_malloc0((size_t)width * height * 4), g_free);
        /* onto a surface of ours: the file's may be of another format */
        cairo_surface_t *copy = cairo_image_surface_create_for_data(
            pixels, CAIRO_FORMAT_ARGB32, width, height, 4 * width);
        cairo_t *cr = cairo_create(copy);

        cairo_set_operator(cr, CAIRO_OPERATOR_SOURCE);
        cairo_set_source_surface(cr, file, 0, 0);
        cairo_paint(cr);
        cairo_destroy(cr);
        cairo_surface_finish(copy);
        cairo_surface_destroy(copy);
    }
    cairo_surface_destroy(file);
    return pixels;
}

const SbImage *
sb_image_read(SbArena *arena, const SbSource *source, GError **error)
{
    static const guint8 PNG[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
    const guint8 *bytes = (const guint8 *)sb_source_text(source);
    size_t n = sb_source_length(source);
    SbImage *image = sb_arena_new_of(arena, SbImage);
    guint32 width = 0, height = 0;
    gboolean png = n > 33 && memcmp(bytes, PNG, sizeof PNG) == 0;

    if (png) {
        width = big_endian(bytes + 16, 4);
        height = big_endian(bytes + 20, 4);
    } else if (n < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8 ||
               !jpeg_size(bytes, n, &width, &height)) {
        fail(source, "a picture is PNG or JPEG; this is neither", error);
        return NULL;
    }
    if (!check_size(source, width, height, error)) {
        return NULL;
    }
    image->width = (int)width;
    image->height = (int)height;
    if (!png) {
        image->jpeg = source;
        return image;
    }
    image->argb = decode_png(arena, bytes, n, image->width, image->height);
    if (!image->argb) {
        fail(source, "a PNG that is broken", error);
        return NULL;
    }
    return image;
}
