/* Filling and stroking what cairo's current path holds. */
#pragma once

#include <cairo.h>

#include "draw/scene.h"

/* FALSE when value is no number that cairo can take. */
gboolean sb_paint_ink_number(double value);
/* value held within ±1e6. */
double sb_paint_ink_hold(double value);

/* The path as cairo's current path; FALSE (and no path) when a number is wrong. */
gboolean sb_paint_ink_path(cairo_t *cr, const GArray *path);
/* Sets a colour; grey: its grey. */
void sb_paint_ink_source(cairo_t *cr, SbColor color, double opacity, gboolean grey);
/* Fills and strokes the current path, then drops it. */
void sb_paint_ink_draw(cairo_t *cr, const SbPaint *paint, double opacity, gboolean grey);
