/*
 * Very many small marks at once (an item of kind DOTS), as pixels: each kind of mark is
 * painted once for a few places within a pixel, and laid down again and again.
 */
#pragma once

#include <cairo.h>

#include "draw/paint.h"

/* Where a unit of the item comes to lie: pixel = scale × unit + offset. */
typedef struct {
    double scale_x, scale_y, x, y;
    int width, height; /* of the picture, in pixels */
} SbDotsView;

/* A view that holds all of the item at so many pixels a unit, a pixel of margin around;
 * fewer where the picture would be too large.  *rect is its place in units.  FALSE when
 * there is nothing to see. */
gboolean sb_dots_view(
    const SbItem *item, SbFonts *fonts, double scale, SbDotsView *view, SbRect *rect);
/* The item as an ARGB32 picture; cairo_surface_destroy() it.  NULL and *error when it
 * can't be painted. */
cairo_surface_t *sb_dots_picture(SbFonts *fonts, const SbItem *item,
    const SbDotsView *view, gboolean grey, GError **error);
