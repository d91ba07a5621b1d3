/*
 * One run: the files it has read and the remarks it has made, and where the
 * program's own data lies.  Nothing else, ever.
 *
 * A remark is something worth telling while the work goes on; its ids, levels
 * and meanings stand in base/remark.def.
 */
#pragma once

#include <glib.h>

#include "base/source.h"

typedef enum {
#define REMARK(ID, id, text) SB_REMARK_##ID,
#include "base/remark.def"
#undef REMARK
    SB_REMARK_COUNT
} SbRemarkId;

typedef struct {
    SbRemarkId id;
    const SbSource *source; /* may be NULL */
    size_t offset;
    const char *message; /* one clean line without the place */
} SbRemark;

SbJob *sb_job_new(void);
/* For a part of the work of job in a thread of its own: the same data folder, no
 * sources, no remarks. */
SbJob *sb_job_new_beside(const SbJob *job);
/* The sources and remarks of other behind those of job; takes and frees other. */
void sb_job_take(SbJob *job, SbJob *other);
void sb_job_free(SbJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbJob, sb_job_free)

/* source may be NULL: then the remark has no place. */
void sb_job_remark(SbJob *job, SbRemarkId id, const SbSource *source, size_t offset,
    const char *format, ...) G_GNUC_PRINTF(5, 6);

const GPtrArray *sb_job_remarks(const SbJob *job);    /* of SbRemark, in order */
const GPtrArray *sb_job_sources(const SbJob *job);    /* of SbSource, as read */
void sb_job_add_source(SbJob *job, SbSource *source); /* takes it; for source.c */

/* The line that a remark prints as.  Free it. */
char *sb_remark_text(const SbRemark *remark);
const char *sb_remark_name(SbRemarkId id); /* "unit-unknown" */

/* Where the program's own data lies (codes/, fonts/, templates/): given by
 * --data-dir, else $exe/../share/statbrief, else the tree it was built in.
 * sb_job_set_data_dir(job, NULL) finds it. */
void sb_job_set_data_dir(SbJob *job, const char *folder);
/* The path of a file of ours, such as "codes/places.csv".  Free it. */
char *sb_job_data_path(const SbJob *job, const char *name);
