/*
 * In: outputs with their hashes.  Out: a list of lines that says which files
 * are ours, and back.
 */
#include "build/journal.h"

#include <string.h>

struct SbJournal {
    GPtrArray *lines; /* of char*: "sha256  path" */
    GPtrArray *paths; /* of const char*, into lines */
    GHashTable *known;
};

enum { SHA256_DIGITS = 64, GAP = 2 };

static SbJournal *
journal_new(void)
{
    SbJournal *journal = g_new0(SbJournal, 1);

    journal->lines = g_ptr_array_new_with_free_func(g_free);
    journal->paths = g_ptr_array_new();
    journal->known = g_hash_table_new(g_str_hash, g_str_equal);
    return journal;
}

void
sb_journal_free(SbJournal *journal)
{
    if (journal != NULL) {
        g_ptr_array_unref(journal->lines);
        g_ptr_array_unref(journal->paths);
        g_hash_table_unref(journal->known);
        g_free(journal);
    }
}

/* Takes line. */
static void
add_line(SbJournal *journal, char *line)
{
    if (g_hash_table_contains(journal->known, line)) {
        g_free(line);
        return;
    }
    g_hash_table_add(journal->known, line);
    g_ptr_array_add(journal->lines, line);
    g_ptr_array_add(journal->paths, line + SHA256_DIGITS + GAP);
}

SbJournal *
sb_journal_read(const char *path)
{
    SbJournal *journal = journal_new();
    g_autoptr(SbJob) job = sb_job_new();
    const SbSource *source = sb_source_read(job, path, NULL, NULL);

    if (source != NULL) {
        g_auto(GStrv) lines = g_strsplit(sb_source_text(source), "\n", -1);

        for (char **line = lines; *line != NULL; line++) {
            if (strlen(*line) > SHA256_DIGITS + GAP) {
                add_line(journal, g_strdup(*line));
            }
        }
    }
    return journal;
}

void
sb_journal_add(SbJournal *journal, const char *path, const char *sha256)
{
    add_line(journal, g_strdup_printf("%s  %s", sha256, path));
}

void
sb_journal_add_stamp(SbJournal *journal, const SbStamp *stamp)
{
    const GPtrArray *steps = sb_stamp_steps(stamp);

    for (guint i = 0; i < steps->len; i++) {
        const SbStampStep *step = steps->pdata[i];

        for (guint j = 0; j < step->outputs->len; j++) {
            const SbStampFile *file = step->outputs->pdata[j];

            if (strlen(file->sha256) == SHA256_DIGITS) {
                sb_journal_add(journal, file->path, file->sha256);
            }
        }
    }
}

gboolean
sb_journal_has(const SbJournal *journal, const char *path, const char *sha256)
{
    g_autofree char *line = g_strdup_printf("%s  %s", sha256, path);

    return g_hash_table_contains(journal->known, line);
}

const GPtrArray *
sb_journal_paths(const SbJournal *journal)
{
    return journal->paths;
}

GString *
sb_journal_write(const SbJournal *journal)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < journal->lines->len; i++) {
        g_string_append_printf(out, "%s\n", (char *)journal->lines->pdata[i]);
    }
    return out;
}
