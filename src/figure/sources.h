/*
 * sources.csv: what the column "source" of the tidy CSV points to.
 *
 * path and sha256 are the program's, the rest a person's.
 */
#pragma once

#include "base/arena.h"
#include "base/job.h"

typedef struct {
    const char *source; /* the key */
    const char *kind;   /* "article" "series" "letter" "own" */
    const char *path, *sha256;
    const char *title, *publisher, *author, *date, *retrieved, *url, *lang;
    const char *rights; /* "open" "quote" "none" */
    const char *replaces, *note;
    const char **extra; /* as many as the table has further columns; or NULL */
} SbSourceRow;

typedef struct SbSources SbSources;

SbSources *sb_sources_new(void);
void sb_sources_free(SbSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbSources, sb_sources_free)

/* Columns in any order, optional ones missing, unknown ones kept. */
SbSources *sb_sources_read(SbJob *job, const SbSource *source, GError **error);
/* RFC 4180, CRLF. */
GString *sb_sources_write(const SbSources *sources, gboolean bom);

SbArena *sb_sources_arena(SbSources *sources);
/* A new row, every field "", kind "article", rights "quote". */
SbSourceRow *sb_sources_add(SbSources *sources, const char *key);
size_t sb_sources_count(const SbSources *sources);
SbSourceRow *sb_sources_at(const SbSources *sources, size_t index);
/* NULL if there is none. */
const SbSourceRow *sb_sources_find(const SbSources *sources, const char *key);

/* earlier (what a person has) with what fresh read: path, sha256 and empty
 * fields from fresh, the rest as earlier has it; new rows at the end. */
SbSources *sb_sources_merge(const SbSources *earlier, const SbSources *fresh);
