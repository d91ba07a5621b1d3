/*
 * Boxes -> pages.
 *
 * In: boxes in reading order, with what may not be parted.  Out: for each page,
 * where its boxes stand.  Knows neither words nor ink.
 */
#pragma once

#include "report/galley.h"

typedef struct {
    const SbBox *box;
    double x, y;     /* of its top left, from the top left of the text area */
    gboolean repeat; /* set again: a table's head on a further page */
} SbPlaced;

typedef struct {
    GArray *placed; /* of SbPlaced, in order */
    /* where the rules above the footnotes stand, < 0: none: of those that are the
     * measure wide, and of those in the two columns */
    double notes_top[3];
} SbPage;

typedef struct {
    const GArray *boxes;    /* of SbBox */
    const GArray *repeats;  /* of SbBox */
    const GArray *groups;   /* of SbGroup */
    const GPtrArray *notes; /* of GArray of SbBox */
    const GArray *narrow;   /* of gboolean, one a note: it stands in a column */
    double height;          /* of the text area */
    double grid;            /* lines begin at multiples of half of it */
    double column_step;     /* from the left of a column to the next */
    double note_space;      /* from the text to the footnotes' rule and below it */
} SbFlowInput;

/* Pages of SbPage, at least one, in arena. */
GPtrArray *sb_flow_pages(SbArena *arena, const SbFlowInput *input);
