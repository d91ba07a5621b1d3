/*
 * In: the reviewed figures and what was decided of earlier findings.  Out: how
 * many checks passed and failed, and a line for each failure that is open.
 */
#include <string.h>

#include "build/step.h"
#include "figure/captions.h"
#include "figure/derive.h"
#include "figure/review.h"
#include "figure/reviewed.h"

static void
tell_finding(
    SbStepRun *run, SbStampStep *entry, const char *table, const SbFinding *finding)
{
    const SbFigure *fact = finding->facts->len > 0 ? finding->facts->pdata[0] : NULL;
    g_autofree char *row =
        fact != NULL ? g_strdup_printf(":%d", fact->row_line) : g_strdup("");
    g_autofree char *line = g_strdup_printf(
        "%s%s: %s; decide in checks.csv [%s]", table, row, finding->message, finding->id);
    g_autofree char *clean = sb_error_clean(line);

    sb_step_tell(run, entry, clean);
}

/* The captions of the articles' tables beside data; none when there is no file. */
static gboolean
read_captions(SbJob *job, const char *data, SbCaptions **out, GError **error)
{
    g_autofree char *path = sb_review_beside(data, "tables");

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        return TRUE;
    }
    const SbSource *source = sb_source_read(job, path, NULL, error);

    *out = source != NULL ? sb_captions_read(job, source, error) : NULL;
    return *out != NULL;
}

gboolean
sb_step_check(
    SbStepRun *run, SbJob *job, const SbStep *step, SbStampStep *entry, GError **error)
{
    const SbManifest *m = run->survey->manifest;
    const SbSource *data =
        sb_source_read_below(job, m->root, m->path, m->data, NULL, error);
    g_autoptr(SbFigureTable) figures =
        data != NULL ? sb_reviewed_read(job, data, error) : NULL;
    g_autoptr(SbCodes) codes = figures != NULL && sb_derive_table(figures, data, error)
                                   ? sb_codes_load(job, error)
                                   : NULL;
    g_autoptr(SbCaptions) captions = NULL;
    g_autoptr(SbFindings) findings =
        codes != NULL && read_captions(job, sb_source_path(data), &captions, error)
            ? sb_check_all(job, codes, figures, captions, error)
            : NULL;

    if (findings == NULL) {
        return FALSE;
    }
    if (m->checks != NULL) {
        const SbSource *checks =
            sb_source_read_below(job, m->root, m->path, m->checks, NULL, error);

        if (checks == NULL || !sb_findings_decide(findings, job, checks, error)) {
            return FALSE;
        }
    }
    for (size_t i = 0; i < sb_findings_count(findings); i++) {
        const SbFinding *finding = sb_findings_at(findings, i);

        entry->passed += finding->verdict == SB_VERDICT_PASS;
        entry->failed += finding->verdict == SB_VERDICT_FAIL;
        if (finding->verdict == SB_VERDICT_FAIL && *finding->decision == '\0') {
            tell_finding(run, entry, sb_source_path(data), finding);
        }
    }
    entry->open = (int)sb_findings_open(findings);
    return TRUE;
}
