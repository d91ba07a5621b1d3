/* The pieces that svg.c puts together: numbers, paints, paths. */
#pragma once

#include "draw/target_part.h"

/* One SVG file being written. */
typedef struct {
    GString *out;
    SbFonts *fonts;
    const SbTargetOptions *options;
    const char *prefix; /* of ids */
    int ids;            /* given so far */
    int depth;          /* scenes in scenes */
    GError **error;
} SbSvg;

/* value with at most three decimals. */
void sb_svg_number(GString *out, double value);
/* ` name="value"`. */
void sb_svg_attribute(GString *out, const char *name, double value);
/* text escaped for an attribute or for content. */
void sb_svg_escape(GString *out, const char *text);
/* "M1,2L3,4Z". */
void sb_svg_path_data(GString *out, const GArray *path);
/* Writes the gradients that item's paint needs; their ids go to fill and stroke
 * (0: none). */
void sb_svg_gradients(SbSvg *svg, const SbItem *item, int *fill, int *stroke);
/* The fill and stroke attributes of item. */
void sb_svg_paint(SbSvg *svg, const SbItem *item, int fill, int stroke);
/* The lines of a hatch over bounds, clipped to path (NULL: to bounds). */
void sb_svg_hatch(SbSvg *svg, const SbItem *item, SbRect bounds, const GArray *path);
/* TRUE when every number of path is finite. */
gboolean sb_svg_path_is_fine(const GArray *path);
