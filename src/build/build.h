/*
 * The caretaker: makes everything that brief.yaml names and that is out of
 * date; the whole set or none of it.  Never writes the reviewed file.
 */
#pragma once

#include "base/job.h"
#include "figure/codes.h"
#include "figure/figure_table.h"

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

/* The figures of n articles in one table, in the order of paths, with fact_ids
 * that are unique in it. */
SbFigureTable *sb_build_gather(
    SbJob *job, const SbCodes *codes, const char *const *paths, size_t n, GError **error);
