/*
 * NAME.tables.csv: captions, unit lines and heads of the tables in articles,
 * and the pictures that they announce (source table line caption unit_line
 * head).
 */
#pragma once

#include "base/arena.h"
#include "base/job.h"

typedef struct {
    const char *source, *table; /* key; "t3" */
    int line;
    const char *caption, *unit_line, *head;
} SbCaption;

typedef struct SbCaptions SbCaptions;

SbCaptions *sb_captions_new(void);
void sb_captions_free(SbCaptions *captions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbCaptions, sb_captions_free)

/* Copies caption. */
void sb_captions_add(SbCaptions *captions, const SbCaption *caption);
size_t sb_captions_count(const SbCaptions *captions);
const SbCaption *sb_captions_at(const SbCaptions *captions, size_t index);

SbCaptions *sb_captions_read(SbJob *job, const SbSource *source, GError **error);
GString *sb_captions_write(const SbCaptions *captions, gboolean bom);
