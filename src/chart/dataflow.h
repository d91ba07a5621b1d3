/* Parts of the data flow that marks, scales and headers also ask. */
#pragma once

#include "chart/model.h"

/* "10 – 20", as the ranges of bins are written. */
const char *sb_dataflow_bin_label(
    const SbModel *model, const SbChannelDef *def, double start, double end);
/* The columns that divide a line, an area or a trail into series. */
void sb_dataflow_path_groups(const SbModel *model, const SbView *view, GPtrArray *out);
/* The type of the scale that a channel of a unit will have; -1: none. */
int sb_dataflow_scale_type(const SbView *view, SbChannel channel);

/* --- dataflow_field.c: the columns that channels add ---------------------------------
 */

/* Bins and time units of one channel. */
const SbTable *sb_dataflow_field_apply(
    SbModel *model, SbView *view, SbChannelDef *def, const SbTable *table);
/* In a layer, bins come before the transforms, so that all layers share them. */
const SbTable *sb_dataflow_field_bins(SbModel *model, SbView *view, const SbTable *table);
/* Stacks and groups in the order of the colours' own domain, where it has one: asks
 * for an order; then adds its column. */
void sb_dataflow_field_align(SbModel *model, SbView *view);
const SbTable *sb_dataflow_field_order(
    SbModel *model, SbView *view, const SbTable *table);
/* A flat column name as a path that is not split at its dots. */
const char *sb_dataflow_escaped(SbArena *arena, const char *name);
/* Adds the columns by which the facets above view divide. */
void sb_dataflow_facet_dims(const SbModel *model, const SbView *view, GPtrArray *out);
/* dataflow_stack.c: the encoding's impute, and its stack. */
const SbTable *sb_dataflow_impute(
    SbModel *model, SbView *view, const SbTable *table, GError **error);
const SbTable *sb_dataflow_stack(SbModel *model, SbView *view, const SbTable *table);
/* dataflow_invalid.c: valid, drawn and domain of a unit from main. */
void sb_dataflow_choose(SbModel *model, SbView *view);
