/*
 * In: the articles and the reviewed figures.  Out: a line for each article that
 * says what a merge would bring, or why it can't be read.  The reviewed file is
 * only read.
 */
#include <string.h>

#include "build/step.h"
#include "figure/review.h"

/* What of a change is news to a person: not what he did himself. */
static const struct {
    SbChangeKind kind;
    const char *word;
} news[] = {
    { SB_CHANGE_NEW, "new" },
    { SB_CHANGE_CHANGED, "changed" },
    { SB_CHANGE_VANISHED, "vanished" },
    { SB_CHANGE_DROPPED, "no longer found" },
};

static int
count(const GArray *changes, const char *source, SbChangeKind kind)
{
    int n = 0;

    for (guint i = 0; i < changes->len; i++) {
        const SbChange *change = &g_array_index(changes, SbChange, i);

        n += change->kind == kind && strcmp(change->source, source) == 0;
    }
    return n;
}

/* "data/figures.csv: incheon would bring 3 new, 1 changed; …" */
static void
tell_source(SbStepRun *run, SbStampStep *entry, const SbReview *review, const char *data,
    const char *source)
{
    g_autoptr(GString) line = g_string_new(NULL);
    gboolean any = FALSE;

    g_string_append_printf(line, "%s: article \"%s\" would bring ", data, source);
    for (size_t i = 0; i < G_N_ELEMENTS(news); i++) {
        int n = count(sb_review_changes(review), source, news[i].kind);

        if (n > 0) {
            g_string_append_printf(line, "%s%d %s", any ? ", " : "", n, news[i].word);
            any = TRUE;
        }
    }
    if (any) {
        g_string_append(line, "; statbrief extract -o merges it");
        sb_step_tell(run, entry, line->str);
    }
}

static SbGathering *
gather(SbStepRun *run, SbJob *job, const SbCodes *codes, const char *data, GError **error)
{
    const SbManifest *m = run->survey->manifest;
    g_autofree char *folder = g_path_get_dirname(data);
    g_autofree char *beside = sb_review_beside(data, "sources");
    const SbSource *source = g_file_test(beside, G_FILE_TEST_EXISTS)
                                 ? sb_source_read(job, beside, NULL, error)
                                 : NULL;
    g_autoptr(SbSources) known =
        source != NULL ? sb_sources_read(job, source, error) : NULL;
    SbGatherOptions how = {
        .root = m->root,
        .beside = m->path,
        .folder = folder,
        .known = known,
    };

    if (known == NULL && g_file_test(beside, G_FILE_TEST_EXISTS)) {
        return NULL;
    }
    return sb_build_gather(job, codes, (const char *const *)m->articles->pdata,
        m->articles->len, &how, error);
}

static void
tell_unread(SbStepRun *run, SbStampStep *entry, const GError *error)
{
    g_autofree char *line = g_strdup_printf("%s; its rows stay as they are [%s]",
        error->message, sb_remark_name(SB_REMARK_SOURCE_UNREAD));

    sb_step_tell(run, entry, line);
    entry->unread = TRUE;
}

gboolean
sb_step_merge(
    SbStepRun *run, SbJob *job, const SbStep *step, SbStampStep *entry, GError **error)
{
    const SbManifest *m = run->survey->manifest;
    g_autofree char *data = sb_manifest_path(m, m->data);
    g_autoptr(GError) why = NULL;
    g_autoptr(SbCodes) codes = sb_codes_load(job, error);
    g_autoptr(SbGathering) gathered =
        codes != NULL ? gather(run, job, codes, data, &why) : NULL;

    if (codes == NULL) {
        return FALSE;
    }
    if (gathered == NULL) {
        /* not one of the articles: charts and report are made all the same */
        tell_unread(run, entry, why);
        return TRUE;
    }
    for (guint i = 0; i < gathered->errors->len; i++) {
        tell_unread(run, entry, gathered->errors->pdata[i]);
    }
    SbFresh fresh = { gathered->figures, gathered->sources, gathered->captions,
        gathered->unread };
    g_autoptr(SbReview) review = sb_review_merge(job, &fresh, data, FALSE, error);

    if (review == NULL) {
        return FALSE;
    }
    const SbSources *sources = sb_review_sources(review);

    for (size_t i = 0; i < sb_sources_count(sources); i++) {
        tell_source(
            run, entry, review, data, sb_sources_at((SbSources *)sources, i)->source);
    }
    return TRUE;
}
