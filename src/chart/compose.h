/*
 * Views -> groups of the scene graph: frames with axes, marks, legends and titles;
 * concats as grids; facets as grids of cells with headers.
 */
#pragma once

#include "chart/axis.h"
#include "chart/model.h"

/* The group of the whole chart, not yet laid out. */
SbGraphMark *sb_compose_root(SbModel *model, GError **error);
/* One view's. */
SbGraphMark *sb_compose_view(
    SbModel *model, SbView *view, const char *role, GError **error);

/* header.c: a facet. */
SbGraphMark *sb_header_facet(
    SbModel *model, SbView *view, const char *role, GError **error);
/* Which axes a frame inside of a facet hands to the headers. */
gboolean sb_header_takes(const SbView *frame, int dim);
/* Layout of a composition: align, bounds, center, columns, spacing. */
void sb_compose_grid(
    const SbModel *model, const SbView *view, const char *kind, SbGridLayout *out);
/* Legends that belong to view itself. */
void sb_legend_add(SbModel *model, SbView *view, SbGraphItem *group);
/* brief_direct.c: names at the marks of a frame instead of its legend of colours, where
 * they fit. */
void sb_brief_direct(SbModel *model, SbView *frame, SbGraphItem *group);
/* brief_pledge.c: marks of a frame by the modality of their rows, open ends, missing
 * values; the key, once, above the whole chart. */
void sb_brief_pledge(SbModel *model, SbView *frame, SbGraphItem *group);
void sb_brief_pledge_key(SbModel *model, SbGraphItem *root);
