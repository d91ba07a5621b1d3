/*
 * Where a TEXT item's lines lie: for painting, for SVG and for bounds.
 *
 * As in Vega: the item turns about (x, y); in the turned frame its first
 * baseline begins at (dx, dy + the baseline's offset), moved left by the width
 * when it is aligned so; further lines follow at the line height.
 */
#pragma once

#include "draw/scene.h"

/* The item's lines (its text split at line ends).  g_strfreev() it. */
char **sb_text_place_lines(const SbItem *item);
/* The left end of line's baseline in the turned frame. */
void sb_text_place(const SbItem *item, int line, double width, double *x, double *y);
/* From baseline to baseline. */
double sb_text_place_height(const SbItem *item);
