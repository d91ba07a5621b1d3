/*
 * The tidy CSV's cells of a figure: private to figures_data.c.
 */
#pragma once

#include "figure/figure.h"

size_t sb_figures_cells_count(void); /* of columns */
const char *sb_figures_cells_name(size_t column);
gboolean sb_figures_cells_is_number(size_t column);
/* Free it. */
char *sb_figures_cells_text(const SbFigure *figure, size_t column);
