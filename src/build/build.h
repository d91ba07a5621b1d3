/*
 * The caretaker: makes everything that brief.yaml names and that is out of
 * date; the whole set or none of it.  Never writes the reviewed file.
 */
#pragma once

#include "base/job.h"
#include "extract/extract.h"
#include "figure/captions.h"
#include "figure/codes.h"
#include "figure/figure_table.h"
#include "figure/sources.h"

typedef struct {
    gboolean draft, strict, force, wait, quiet;
    const char *root;                                                    /* NULL: found */
    void (*progress)(void *data, int done, int total, const char *what); /* may be NULL */
    void *progress_data;
    GString *notes;       /* lines to tell a person: what a merge would bring, findings,
                             failures; only what the last run did not say */
    const char *date;     /* of charts' files, "2023-12-01"; NULL: 1970-01-01 */
    const char *data_dir; /* NULL: found; for jobs of the build's own */
} SbBuildOptions;

/* FALSE and *error when nothing was made. */
gboolean sb_build_run(
    SbJob *job, const SbSource *manifest, const SbBuildOptions *options, GError **error);
/* What the last build made and what is out of date, as text.  Free it. */
GString *sb_build_status(
    SbJob *job, const SbSource *manifest, const SbBuildOptions *options, GError **error);
/* The steps in order, each with its outputs, as text.  Free it. */
GString *sb_build_plan(
    SbJob *job, const SbSource *manifest, const SbBuildOptions *options, GError **error);

/* --- articles, for extract, check and build ---------------------------------- */

typedef struct {
    const char *encoding;   /* of the articles; NULL: found */
    const char *root;       /* read them below it, relative to the file beside; NULL:
                               anywhere */
    const char *beside;     /* with root */
    const char *folder;     /* sources' paths are said relative to it; NULL: as given */
    const SbSources *known; /* earlier sources.csv: an article keeps its key; NULL */
    gboolean keep;          /* the extractions, for a review page */
    guint jobs;             /* articles read at once; 0: as many as processors */
} SbGatherOptions;

/* What n articles say. */
typedef struct {
    SbFigureTable *figures; /* in the order of the articles; fact_ids unique */
    SbSources *sources;     /* one for each that was read */
    SbCaptions *captions;
    GHashTable *unread; /* key -> itself: articles that could not be read */
    GPtrArray *errors;  /* of GError*: why */
    SbLexicon *lexicon; /* of the extractions kept */
    GPtrArray *kept;    /* of SbExtraction, one for each of sources; empty unless keep */
} SbGathering;

/* An article that can't be read does not stop the others.  NULL and *error when
 * there is something else. */
SbGathering *sb_build_gather(SbJob *job, const SbCodes *codes, const char *const *paths,
    size_t n, const SbGatherOptions *options, GError **error);
void sb_build_gathering_free(SbGathering *gathering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbGathering, sb_build_gathering_free)
