/*
 * Which files in an outdir are ours, for the moments when build.json is away.
 *
 * Lines "SHA256  PATH".  Written before outputs are put in place, removed after
 * build.json is: a run that was killed in between leaves it, and the next run
 * knows by it what it may write over.
 */
#pragma once

#include "build/stamp.h"

typedef struct SbJournal SbJournal;

/* An empty one when there is no file at path. */
SbJournal *sb_journal_read(const char *path);
void sb_journal_free(SbJournal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbJournal, sb_journal_free)

void sb_journal_add(SbJournal *journal, const char *path, const char *sha256);
void sb_journal_add_stamp(SbJournal *journal, const SbStamp *stamp);
gboolean sb_journal_has(const SbJournal *journal, const char *path, const char *sha256);
/* The paths, in the order added.  Lends. */
const GPtrArray *sb_journal_paths(const SbJournal *journal); /* of const char* */
GString *sb_journal_write(const SbJournal *journal);
