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
    double y;        /* of its top, from the top of the text area */
    gboolean repeat; /* set again: a table's head on a further page */
} SbPlaced;

typedef struct {
    GArray *placed;   /* of SbPlaced, in order */
    double notes_top; /* where the rule above the footnotes stands; < 0: none */
} SbPage;

typedef struct {
    const GArray *boxes;    /* of SbBox */
    const GArray *repeats;  /* of SbBox */
    const GArray *groups;   /* of SbGroup */
    const GPtrArray *notes; /* of GArray of SbBox */
    double height;          /* of the text area */
    double grid;            /* lines begin at multiples of half of it */
    double note_space;      /* from the text to the footnotes' rule and below it */
} SbFlowInput;

/* Pages of SbPage, at least one, in arena. */
GPtrArray *sb_flow_pages(SbArena *arena, const SbFlowInput *input);
