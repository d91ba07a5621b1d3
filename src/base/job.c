/*
 * In: remarks and sources.  Out: the lists of them.  Also where the program's
 * own data lies (see job.h).
 */
#include "base/job.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/datadir.h"
#include "base/error.h"

struct SbJob {
    SbArena *arena;
    GPtrArray *remarks; /* of SbRemark */
    GPtrArray *sources; /* of SbSource */
    char *data_dir;
};

static const char *const names[] = {
#define REMARK(ID, id, text) id,
#include "base/remark.def"
#undef REMARK
};

SbJob *
sb_job_new(void)
{
    SbJob *job = g_new0(SbJob, 1);

    job->arena = sb_arena_new();
    job->remarks = g_ptr_array_new();
    job->sources = g_ptr_array_new_with_free_func((GDestroyNotify)sb_source_free);
    return job;
}

SbJob *
sb_job_new_beside(const SbJob *job)
{
    SbJob *beside = sb_job_new();

    beside->data_dir = g_strdup(job->data_dir);
    return beside;
}

void
sb_job_take(SbJob *job, SbJob *other)
{
    for (guint i = 0; i < other->remarks->len; i++) {
        SbRemark *remark = sb_arena_new_of(job->arena, SbRemark);

        *remark = *(const SbRemark *)other->remarks->pdata[i];
        remark->message = sb_arena_strdup(job->arena, remark->message);
        g_ptr_array_add(job->remarks, remark);
    }
    while (other->sources->len > 0) {
        g_ptr_array_add(job->sources, g_ptr_array_steal_index(other->sources, 0));
    }
    sb_job_free(other);
}

void
sb_job_free(SbJob *job)
{
    if (job == NULL) {
        return;
    }
    g_ptr_array_unref(job->remarks);
    g_ptr_array_unref(job->sources);
    sb_arena_free(job->arena);
    g_free(job->data_dir);
    g_free(job);
}

void
sb_job_remark(SbJob *job, SbRemarkId id, const SbSource *source, size_t offset,
    const char *format, ...)
{
    SbRemark *remark = sb_arena_new_of(job->arena, SbRemark);
    va_list args;

    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *clean = sb_error_clean(message);

    remark->id = id;
    remark->source = source;
    remark->offset = offset;
    remark->message = sb_arena_strdup(job->arena, clean);
    g_ptr_array_add(job->remarks, remark);
}

const GPtrArray *
sb_job_remarks(const SbJob *job)
{
    return job->remarks;
}

const GPtrArray *
sb_job_sources(const SbJob *job)
{
    return job->sources;
}

void
sb_job_add_source(SbJob *job, SbSource *source)
{
    g_ptr_array_add(job->sources, source);
}

const char *
sb_remark_name(SbRemarkId id)
{
    return names[id];
}

char *
sb_remark_text(const SbRemark *remark)
{
    if (remark->source == NULL) {
        return g_strdup_printf("%s [%s]", remark->message, names[remark->id]);
    }
    g_autofree char *place = sb_source_place_text(remark->source, remark->offset);
    g_autofree char *clean = sb_error_clean(place);

    return g_strdup_printf("%s: %s [%s]", clean, remark->message, names[remark->id]);
}

void
sb_job_set_data_dir(SbJob *job, const char *folder)
{
    g_free(job->data_dir);
    job->data_dir = folder != NULL ? g_strdup(folder) : sb_datadir_find();
}

char *
sb_job_data_path(const SbJob *job, const char *name)
{
    if (job->data_dir != NULL) {
        return sb_datadir_path(job->data_dir, name);
    }
    g_autofree char *found = sb_datadir_find();

    return sb_datadir_path(found, name);
}
