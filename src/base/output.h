/*
 * Every byte that we write.
 *
 * An output path holds the old file or the whole new one at every moment: the
 * bytes go into a temporary file in the same folder, are synced, and the file
 * is renamed; then the folder is synced.  Nothing is left behind after an
 * error or after SIGTERM, SIGINT, SIGHUP (see sb_output_clean_up).
 *
 * A set stages several outputs and renames them together after all succeeded.
 */
#pragma once

#include <glib.h>

/* Writes bytes to path ("-": standard output).  FALSE and *error on failure. */
gboolean sb_output_write(
    const char *path, const void *bytes, size_t length, GError **error);

typedef struct SbOutputSet SbOutputSet;

SbOutputSet *sb_output_set_new(void);
/* Stages bytes for path; nothing is seen under path yet.  Missing folders are
 * made. */
gboolean sb_output_set_add(
    SbOutputSet *set, const char *path, const void *bytes, size_t length, GError **error);
/* Stages an output that comes piece by piece, as yet empty; *at is its number for
 * append and end.  It is not committed before it has ended. */
gboolean sb_output_set_begin(
    SbOutputSet *set, const char *path, size_t *at, GError **error);
gboolean sb_output_set_append(
    SbOutputSet *set, size_t at, const void *bytes, size_t length, GError **error);
gboolean sb_output_set_end(SbOutputSet *set, size_t at, GError **error);
/* Renames all staged outputs, in the order they were added. */
gboolean sb_output_set_commit(SbOutputSet *set, GError **error);
/* Drops what was not committed. */
void sb_output_set_free(SbOutputSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbOutputSet, sb_output_set_free)

/* Unlinks what killed runs of ours left in folder; what living ones have there
 * stays. */
void sb_output_sweep(const char *folder);

/* Unlinks every temporary file of this process; safe in a signal handler. */
void sb_output_clean_up(void);
/* Flushes standard output; sees a full disk. */
gboolean sb_output_flush(GError **error);
