/*
 * Sizes of pictures for the places that they go to: a slide, a page, a column.
 */
#pragma once

#include <glib.h>

typedef struct {
    const char *name;
    double width, height; /* outer size in CSS px */
    double type_scale;    /* of all type sizes */
    double scale;         /* PNG: pixels a px */
    gboolean physical;    /* the size is one of the world: SVG says it in mm */
} SbPreset;

/* NULL and *error (USAGE) when there is none of that name. */
const SbPreset *sb_preset_find(const char *name, GError **error);
