/*
 * Axes: which a view has, and their marks.
 */
#pragma once

#include "chart/guide.h"
#include "chart/scale_model.h"

struct SbAxisModel {
    SbChannel channel; /* X or Y */
    SbSide side;
    gboolean side_given;
    SbGuide guide;
    const SbView *unit; /* whose channel it is first */
    const SbChannelDef *def;
    SbScaleModel *scale, *across; /* across may be NULL */
    gboolean grid;
    json_t *title; /* string, array or NULL */
    int zindex;
};

/* The axes of a frame (unit or layer), x then y, by dim: into frame->axes. */
void sb_axis_collect(SbModel *model, SbView *frame);
/* The marks of one axis: grid lines alone (NULL: none), or all the others. */
SbGraphMark *sb_axis_grid(
    SbModel *model, const SbAxisModel *axis, double width, double height);
SbGraphMark *sb_axis_main(
    SbModel *model, const SbAxisModel *axis, double width, double height);
/* Vega-Lite's alignment of turned labels; NULL: none. */
const char *sb_axis_label_align(double angle, gboolean x, gboolean main_side);
const char *sb_axis_label_baseline(
    double angle, gboolean x, gboolean top_or_left, gboolean always);
