/*
 * The unit of a cell from its heads (private to the room).
 */
#pragma once

#include "extract/grid_layout.h"

/* label, unit: of the row, and of its cell in a column of units.  second: the
 * value in brackets behind an other ("48.2 (31.5)").  code NULL: none. */
SbGridUnit sb_grid_unit_for(const SbGrid *grid, guint column, const SbGridHead *label,
    const SbGridHead *unit, gboolean second);
/* Adds to a label what the label of its group ("Unemployment rates", "Net income per
 * share:") says of units. */
void sb_grid_unit_group(SbGridHead *label, const char *group);
