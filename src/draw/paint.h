/*
 * A scene onto a cairo context.
 *
 * Every number is looked at before cairo sees it: items with NaN or infinite
 * coordinates are left out, larger ones than a million are held there (cairo
 * aborts or hangs on them).  A character that no face has is an error.
 */
#pragma once

#include <cairo.h>

#include "draw/scene.h"

typedef struct {
    gboolean outlines; /* text as outlines, at exact places: for pixels */
    gboolean grey;
    /* Around each drawn item of the outermost scene (not inside of a group with
     * opacity), and around its background (item NULL); may be NULL. */
    void (*begin)(void *data, cairo_t *cr, const SbItem *item);
    void (*end)(void *data, cairo_t *cr);
    void *data;
} SbPaintOptions;

/* Paints one item, no group, in the same way. */
gboolean sb_paint_item(cairo_t *cr, SbFonts *fonts, const SbItem *item,
    const SbPaintOptions *options, GError **error);
/* Paints scene with its top left corner at the origin, a unit a unit of cr. */
gboolean sb_paint_scene(cairo_t *cr, SbFonts *fonts, const SbScene *scene,
    const SbPaintOptions *options, GError **error);
