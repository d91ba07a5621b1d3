/* Parts of the data flow that marks, scales and headers also ask. */
#pragma once

#include "chart/model.h"

/* "10 – 20", as the ranges of bins are written. */
const char *sb_flow_bin_label(
    const SbModel *model, const SbChannelDef *def, double start, double end);
/* The columns that divide a line, an area or a trail into series. */
void sb_flow_path_groups(const SbModel *model, const SbView *view, GPtrArray *out);
/* The type of the scale that a channel of a unit will have; -1: none. */
int sb_flow_scale_type(const SbView *view, SbChannel channel);
