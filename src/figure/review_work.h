/*
 * What the stages of a merge hand on.  Private to review*.c.
 */
#pragma once

#include "figure/review.h"

/* A row of the reviewed table on its way. */
typedef struct {
    SbFigure *figure;      /* in the table that becomes the result */
    const SbFigure *base;  /* as we last wrote it; NULL: never, or not known */
    const SbFigure *fresh; /* as it reads now; NULL: not found */
    gboolean exact;        /* fresh has the same text and quote */
    gboolean deleted;      /* a person deleted it: the figure is a copy of base */
    gboolean touched;      /* a person has said something of it */
} SbReviewRow;

typedef struct {
    SbJob *job;
    const SbFresh *fresh;
    SbFigureTable *table;     /* the reviewed one, becoming the result */
    SbFigureTable *base;      /* NULL: none */
    const SbSources *sources; /* earlier ones; NULL: none */
    GArray *rows;             /* of SbReviewRow, in the table's order */
    GArray *changes;          /* of SbChange */
    SbArena *arena;           /* of the changes' strings: the table's */
} SbReviewWork;

/* Pairs the table with its base; restores what is ours; finds what a person
 * edited, deleted and added. */
void sb_review_pair(SbReviewWork *work);
/* Finds the fresh row of each row: one to one. */
void sb_review_match(SbReviewWork *work);
/* Brings table and fresh together, in the order of the result. */
void sb_review_apply(SbReviewWork *work);

/* was: of EDITED and CHANGED, the row as it was read before; now: of CHANGED, the new
 * reading; else NULL. */
void sb_review_tell(SbReviewWork *work, SbChangeKind kind, const SbFigure *figure,
    const SbFigure *was, const SbFigure *now);
/* "value: 1 -> 2" lines of the cells of a reading that differ, in arena. */
const char *sb_review_details(const SbFigure *was, const SbFigure *now, SbArena *arena);
/* Adds or takes away a remark's id in the column "remarks". */
void sb_review_remark(
    SbReviewWork *work, SbFigure *figure, const char *remark, gboolean on);
/* Copies the cells that are the program's; also the person's when all. */
void sb_review_copy_cells(
    SbFigure *to, const SbFigure *from, SbArena *arena, gboolean all);
/* Do the cells say the same reading (value, unit, what, where, when)? */
gboolean sb_review_same_reading(const SbFigure *a, const SbFigure *b);
/* Was the article read in this run? */
gboolean sb_review_was_read(const SbReviewWork *work, const char *source);
