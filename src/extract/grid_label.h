/*
 * What a row is called, mended (private to the room).
 */
#pragma once

#include "extract/grid_layout.h"

/* A label at span that is drawn apart ("미  국"), or of which nothing is left
 * ("65세 이상"). */
void sb_grid_label_complete(const SbGrid *grid, SbSpan span, SbGridHead *label);
