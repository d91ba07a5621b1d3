/*
 * Merging a fresh extraction with the table that a person has reviewed: what a
 * person did survives (see the manual, REVIEW).
 */
#pragma once

#include "base/job.h"
#include "figure/captions.h"
#include "figure/figure_table.h"
#include "figure/sources.h"

typedef enum {
    SB_CHANGE_NEW,      /* a figure that the table did not have */
    SB_CHANGE_CHANGED,  /* the article reads otherwise; the new reading is ID.r2 */
    SB_CHANGE_VANISHED, /* a person's row that the article no longer has */
    SB_CHANGE_DROPPED,  /* a new row, untouched, that was not found again */
    SB_CHANGE_EDITED,   /* a person edited a cell: the row is edited now */
    SB_CHANGE_DELETED,  /* a person deleted the row: it is rejected now */
    SB_CHANGE_UNREAD,   /* the row's source could not be read */
    SB_CHANGE_COUNT
} SbChangeKind;

typedef struct {
    SbChangeKind kind;
    const char *fact_id, *source, *text; /* the row's */
    const SbFigure *now; /* the row, or as it reads now: lives as long as the review */
    const char *newer;   /* of CHANGED: the fact_id of the new reading; "" */
    const char *details; /* "value: 1 -> 2" lines: what differs from before; "" */
} SbChange;

typedef struct {
    /* all rows read now, with sb_ids_assign() done; where no table is there yet, it
     * becomes the review's: its same_as is filled, and the review holds it */
    SbFigureTable *fresh;
    const SbSources *sources;   /* of the articles read now, with path and sha256 */
    const SbCaptions *captions; /* of them; may be NULL */
    GHashTable *unread;         /* source key -> anything: could not be read; or NULL */
} SbFresh;

typedef struct SbReview SbReview;

/* What FILE becomes when fresh is merged into it.  path: the reviewed file; its
 * base file, sources and captions lie beside it.  When there is no such file, or
 * alone is TRUE, fresh is taken as it is.  Nothing is written. */
SbReview *sb_review_merge(
    SbJob *job, const SbFresh *fresh, const char *path, gboolean alone, GError **error);
void sb_review_free(SbReview *review);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbReview, sb_review_free)

const SbFigureTable *sb_review_table(const SbReview *review);
const SbSources *sb_review_sources(const SbReview *review);
/* In the order of the table; dropped rows last. */
const GArray *sb_review_changes(const SbReview *review); /* of SbChange */
size_t sb_review_count(const SbReview *review, SbChangeKind kind);
/* "12 new, 1 changed, 2 vanished"; "" when nothing would change.  Free it. */
char *sb_review_summary(const SbReview *review);

/* The changes for a person: by source, a line or two each, and their counts; "" when
 * nothing would change.  Free it. */
GString *sb_review_diff(const SbReview *review);

/* Writes the table to path, and beside it the base file, sources, captions and
 * datapackage.json; the former table is kept as path~.  SB_ERROR_AGAIN when the
 * file is no longer what was read. */
gboolean sb_review_write(
    const SbReview *review, SbJob *job, const char *path, gboolean bom, GError **error);

/* The files beside figures.csv (sources.csv, figures.base.csv,
 * figures.tables.csv, datapackage.json) and beside NAME.csv (NAME.sources.csv,
 * NAME.base.csv …).  what: "sources" "base" "tables" "datapackage".  Free it. */
char *sb_review_beside(const char *path, const char *what);
