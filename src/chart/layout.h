/*
 * Who gets which place: Vega's view layout over the scene graph.
 *
 * Axes, legends and titles are group marks (roles "axis", "legend", "title") whose
 * `guide` says how they are placed; `layout` of a group places its children in a
 * grid.  Children are laid out before their group.
 */
#pragma once

#include "chart/graph.h"

typedef enum {
    SB_SIDE_LEFT,
    SB_SIDE_RIGHT,
    SB_SIDE_TOP,
    SB_SIDE_BOTTOM,
    SB_SIDE_TOP_LEFT,
    SB_SIDE_TOP_RIGHT,
    SB_SIDE_BOTTOM_LEFT,
    SB_SIDE_BOTTOM_RIGHT,
    SB_SIDE_NONE
} SbSide;
typedef enum {
    SB_ANCHOR_UNSET,
    SB_ANCHOR_START,
    SB_ANCHOR_MIDDLE,
    SB_ANCHOR_END
} SbAnchor;

/* An axis: its marks and where its group goes. */
typedef struct {
    SbSide side;
    double offset, position, range, translate;
    double min_extent, max_extent, title_padding;
    SbGraphMark *ticks, *labels, *title; /* each may be NULL */
    gboolean title_auto;
} SbAxisBox;

typedef struct {
    SbSide side;
    double offset, padding, title_padding;
    double x, y;
    gboolean symbols, vertical_gradient;
    SbGraphMark *entry; /* the group of entries or gradient */
    SbGraphMark *title; /* or NULL */
    SbAnchor title_anchor;
    SbSide title_side;
} SbLegendBox;

typedef struct {
    SbSide side;
    SbAnchor anchor;
    gboolean frame_group; /* else the bounds */
    double offset, padding;
    SbGraphMark *title, *subtitle; /* subtitle may be NULL */
} SbTitleBox;

typedef enum { SB_ALIGN_GRID_NONE, SB_ALIGN_GRID_EACH, SB_ALIGN_GRID_ALL } SbGridAlign;

/* A grid; [0] is across columns (x), [1] down rows (y). */
typedef struct {
    int columns; /* 0: all in one row */
    gboolean flush;
    SbGridAlign align[2];
    double padding[2];
    gboolean center[2];
    double anchor[2];
    SbAnchor anchor_at[2];
    /* a trellis, with headers */
    gboolean trellis;
    double header_offset[2], footer_offset[2], title_offset[2];
    SbAnchor title_anchor[2];
    double title_band[2];                  /* NaN: 0.5 */
    double header_band[2], footer_band[2]; /* NaN: none */
} SbGridLayout;

/* How legends of one side are placed (config.legend.layout). */
typedef struct {
    double offset, margin; /* margin: 8 */
    SbAnchor anchor;
    gboolean frame_bounds;
    gboolean vertical;
    gboolean center;
    gboolean flush;
} SbLegendSide;

typedef struct {
    SbLegendSide sides[SB_SIDE_NONE + 1];
    gboolean wrap; /* above and below: in rows no wider than the chart */
} SbLegendConfig;

/* Lays out everything below and in group, and says which bounds its content has
 * (legends only across, when fit). */
SbBounds sb_layout_group(const SbGraph *graph, SbGraphItem *group,
    const SbLegendConfig *legends, gboolean fit);
/* Moves groups into a grid; their bounds come along. */
SbBounds sb_layout_grid(SbGraphItem *const *groups, int n, const SbGridLayout *grid);
/* A group whose children are cells, or cells with headers. */
void sb_layout_trellis(SbGraphItem *group, const SbGridLayout *grid);
void sb_layout_move(SbGraphMark *mark, SbGraphItem *item, double dx, double dy);
