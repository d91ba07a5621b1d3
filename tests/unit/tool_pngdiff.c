/*
 * tool_pngdiff WANT GOT: exits 0 when the pictures have one size and at most
 * one pixel in a thousand differs by more than 8 in any part; else says how they
 * differ and exits 1.
 */
#include <glib.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOLERANCE = 8, PER_MILLE = 1 };

static guint8 *
read_png(const char *path, png_image *image)
{
    memset(image, 0, sizeof *image);
    image->version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(image, path)) {
        printf("%s: %s\n", path, image->message);
        return NULL;
    }
    image->format = PNG_FORMAT_RGBA;
    guint8 *pixels = g_malloc(PNG_IMAGE_SIZE(*image));

    if (!png_image_finish_read(image, NULL, pixels, 0, NULL)) {
        printf("%s: %s\n", path, image->message);
        g_free(pixels);
        return NULL;
    }
    return pixels;
}

static gboolean
pixel_differs(const guint8 *a, const guint8 *b)
{
    for (int i = 0; i < 4; i++) {
        if (abs(a[i] - b[i]) > TOLERANCE) {
            return TRUE;
        }
    }
    return FALSE;
}

int
main(int argc, char **argv)
{
    png_image want, got;

    if (argc != 3) {
        fputs("usage: tool_pngdiff WANT GOT\n", stderr);
        return 64;
    }
    g_autofree guint8 *a = read_png(argv[1], &want);
    g_autofree guint8 *b = read_png(argv[2], &got);

    if (a == NULL || b == NULL) {
        return 1;
    }
    if (want.width != got.width || want.height != got.height) {
        printf("%s: %u × %u px, wanted %u × %u\n", argv[2], got.width, got.height,
            want.width, want.height);
        return 1;
    }
    const size_t n = (size_t)want.width * want.height;
    size_t differ = 0, first = 0;

    for (size_t i = n; i > 0; i--) {
        if (pixel_differs(a + 4 * (i - 1), b + 4 * (i - 1))) {
            first = i - 1;
            differ++;
        }
    }
    if (differ * 1000 > n * PER_MILLE) {
        printf("%s: %zu of %zu pixels differ, the first at %zu, %zu\n", argv[2], differ,
            n, first % want.width, first / want.width);
        return 1;
    }
    return 0;
}
