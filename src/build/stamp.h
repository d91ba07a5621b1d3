/*
 * What the outputs were made from: build.json.
 *
 * It is removed before outputs are put in place and written after them, so that
 * it never tells of what isn't there; a broken one counts as none.  Paths of
 * inputs are relative to the manifest's folder, or "share:…" for the program's
 * own data; those of outputs are relative to the outdir.
 */
#pragma once

#include "base/job.h"
#include "build/manifest.h"

typedef struct {
    const char *path;
    const char *sha256; /* "" for an input that could not be read */
    size_t bytes;       /* of an output */
} SbStampFile;

/* What is known of one step that was done. */
typedef struct {
    const char *name;
    const char *recipe;
    const GPtrArray *inputs;  /* of SbStampFile */
    const GPtrArray *outputs; /* of SbStampFile */
    const GPtrArray *told;    /* of const char*: lines */
    int passed, failed, open; /* of an audit */
    gboolean unread;          /* an article could not be read */
} SbStampStep;

typedef struct SbStamp SbStamp;

SbStamp *sb_stamp_new(void);
void sb_stamp_free(SbStamp *stamp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbStamp, sb_stamp_free)

/* The stamp at path; an empty one when there is none or it is broken. */
SbStamp *sb_stamp_read(const char *path);
/* Was it written by this program, with these data of its own? */
gboolean sb_stamp_is_of(const SbStamp *stamp, const char *program);
GString *sb_stamp_write(const SbStamp *stamp, const char *program);

SbStampStep *sb_stamp_add(SbStamp *stamp, const char *name, const char *recipe);
void sb_stamp_add_input(
    SbStamp *stamp, SbStampStep *step, const char *path, const char *sha256);
void sb_stamp_add_output(SbStamp *stamp, SbStampStep *step, const char *path,
    const char *sha256, size_t bytes);
void sb_stamp_add_told(SbStamp *stamp, SbStampStep *step, const char *line);
/* A copy of a step of another stamp. */
SbStampStep *sb_stamp_copy(SbStamp *stamp, const SbStampStep *step);

const GPtrArray *sb_stamp_steps(const SbStamp *stamp); /* of SbStampStep */
const SbStampStep *sb_stamp_find(const SbStamp *stamp, const char *name);
/* The recorded output at path, or NULL. */
const SbStampFile *sb_stamp_output(const SbStamp *stamp, const char *path);
gboolean sb_stamp_has_told(const SbStamp *stamp, const char *line);

/* Which program, with which data of its own (codes, fonts), this is: a digest
 * of version, executable and the files' names and contents.  Free it. */
char *sb_stamp_program(const SbJob *job);
