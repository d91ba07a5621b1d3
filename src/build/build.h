/*
 * The caretaker: makes everything that brief.yaml names and that is out of
 * date; the whole set or none of it.  Never writes the reviewed file.
 */
#pragma once

#include "base/job.h"

typedef struct {
    gboolean draft, strict, force, wait, quiet;
    const char *root;                                                    /* NULL: found */
    void (*progress)(void *data, int done, int total, const char *what); /* may be NULL */
    void *progress_data;
    GString *notes; /* lines to tell a person: what a merge would bring, findings; new
                       ones only */
} SbBuildOptions;

/* FALSE and *error when nothing was made. */
gboolean sb_build_run(
    SbJob *job, const SbSource *manifest, const SbBuildOptions *options, GError **error);
/* What the last build made, as text; exit status in *status. Free it. */
GString *sb_build_status(SbJob *job, const SbSource *manifest, GError **error);
