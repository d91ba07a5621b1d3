/*
 * What the two files that fill pages share: flow.c (a page's measure) and
 * flow_columns.c (two columns).
 *
 * Terms.  A place of notes: 0 the foot of the page, 1 and 2 the feet of the
 * columns above it.
 */
#pragma once

#include "report/flow.h"

enum { SB_FEET = 3 };

/* How far a page or a column is filled. */
typedef struct {
    double y, after;       /* the bottom of the last box, and the space it wants */
    double notes[SB_FEET]; /* heights of the footnotes so far */
    gboolean empty;
} SbFill;

/* A note, or a line of one, and where it belongs. */
typedef struct {
    int note;
    int foot;
} SbNoted;

typedef struct {
    const SbBox *box;
    int foot;
} SbCarried;

typedef struct {
    const SbFlowInput *in;
    SbArena *arena;
    GPtrArray *pages; /* of SbPage */
    SbPage *page;
    SbFill fill;
    double low[SB_FEET]; /* the bottom of the text above each place of notes */
    GQueue waiting;      /* of const SbBox*: floats that found no room yet */
    GArray *noted;       /* of SbNoted: notes marked on this page */
    GArray *carried;     /* of SbCarried: lines of notes left over for the next page */
    int open_group;      /* the table that the last page ended within */
} SbFlow;

const SbBox *sb_flow_box(const SbFlow *flow, guint index);
/* The end of the chain that begins at start: boxes that stay together. */
guint sb_flow_chain_end(const SbFlow *flow, guint start);
/* The fill after box is put on it in a column (0: the whole measure); *y gets
 * where. */
SbFill sb_flow_filled(
    const SbFlow *flow, SbFill fill, const SbBox *box, int column, double *y);
gboolean sb_flow_fits(const SbFlow *flow, const SbFill *fill, int column);
/* Notes of the box are due on this page. */
void sb_flow_mark_notes(SbFlow *flow, const SbBox *box, int column);
/* Puts a chain the measure wide, here or further on; returns its end. */
guint sb_flow_chain(SbFlow *flow, guint start);
/* Ends the page and begins another, headed by the floats that wait. */
void sb_flow_next_page(SbFlow *flow);
/* Puts a box the measure wide; repeat: a head that is set again. */
void sb_flow_put(SbFlow *flow, const SbBox *box, gboolean repeat);

/* Sets the boxes of two columns that begin at start; returns their end. */
guint sb_flow_columns(SbFlow *flow, guint start);
