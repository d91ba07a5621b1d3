/*
 * Cells of a table that blanks put into a wrong column (private to the room).
 */
#pragma once

#include "extract/grid_layout.h"

/* Moves them; heads, first and columns are known. */
void sb_grid_mend(const SbGrid *grid);
