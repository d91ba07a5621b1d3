/*
 * In: a step that is out of date.  Out: its outputs, staged, and its entry in
 * the stamp to come.
 */
#include "build/step.h"

#include <string.h>

#include "figure/derive.h"
#include "figure/reviewed.h"

typedef gboolean (*DoStep)(
    SbStepRun *run, SbJob *job, const SbStep *step, SbStampStep *entry, GError **error);

static const DoStep kinds[] = {
    [SB_STEP_MERGE] = sb_step_merge,
    [SB_STEP_CHECK] = sb_step_check,
    [SB_STEP_CHART] = sb_step_chart,
    [SB_STEP_REPORT] = sb_step_report,
};

/* --- what steps share -------------------------------------------------------------- */

gboolean
sb_step_figures(SbStepRun *run, const SbFigureTable **out, GError **error)
{
    const SbManifest *m = run->survey->manifest;

    if (run->figures == NULL && m->data != NULL) {
        const SbSource *source =
            sb_source_read_below(run->job, m->root, m->path, m->data, NULL, error);

        g_autoptr(SbFigureTable) figures =
            source != NULL ? sb_reviewed_read(run->job, source, error) : NULL;

        if (figures == NULL || !sb_derive_table(figures, source, error)) {
            return FALSE;
        }
        run->figures = g_steal_pointer(&figures);
    }
    *out = run->figures;
    return TRUE;
}

const SbCodes *
sb_step_codes(SbStepRun *run, GError **error)
{
    if (run->codes == NULL) {
        run->codes = sb_codes_load(run->job, error);
    }
    return run->codes;
}

SbFonts *
sb_step_fonts(SbStepRun *run, GError **error)
{
    if (run->fonts == NULL) {
        run->fonts = sb_fonts_new(run->job, error);
    }
    return run->fonts;
}

void
sb_step_tell(SbStepRun *run, SbStampStep *entry, const char *line)
{
    const char *colon = strchr(line, ':');
    g_autofree char *path = colon != NULL ? g_strndup(line, (gsize)(colon - line)) : NULL;
    g_autofree char *label = path != NULL ? sb_survey_label(run->survey, path) : NULL;
    g_autofree char *folder = g_strconcat(run->survey->manifest->folder, "/", NULL);
    const char *rest = /* of a file that is not there */
        g_str_has_prefix(line, folder) ? line + strlen(folder) : line;
    g_autofree char *told =
        label != NULL ? g_strconcat(label, colon, NULL) : g_strdup(rest);

    sb_stamp_add_told(run->stamp, entry, told);
}

gboolean
sb_step_stage(SbStepRun *run, SbStampStep *entry, const char *output, const void *bytes,
    size_t length, GError **error)
{
    SbSurvey *survey = run->survey;
    g_autofree char *path = sb_survey_output(survey, output);
    g_autofree char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
    const char *there = sb_survey_hash(survey, path);

    sb_stamp_add_output(run->stamp, entry, output, hash, length);
    if (strcmp(there, hash) == 0) {
        return TRUE;
    }
    if (g_file_test(path, G_FILE_TEST_EXISTS) && !run->force &&
        !sb_journal_has(survey->journal, output, there)) {
        sb_error_set(error, SB_ERROR_CREATE,
            "%s: is there, and is not what the last build wrote; expected it moved away, "
            "or --force",
            path);
        return FALSE;
    }
    g_ptr_array_add(run->written, g_strdup(path));
    return sb_output_set_add(run->set, path, bytes, length, error);
}

/* --- one step ------------------------------------------------------------------------
 */

static void
note_source(SbStepRun *run, SbStampStep *entry, const SbSource *source)
{
    g_autofree char *label = sb_survey_label(run->survey, sb_source_path(source));

    if (label != NULL) {
        sb_stamp_add_input(run->stamp, entry, label, sb_source_sha256(source));
    }
}

/* The files that the manifest names for the step (read or not), then all that
 * was read for it. */
static void
note_inputs(SbStepRun *run, SbJob *job, const SbStep *step, SbStampStep *entry)
{
    const GPtrArray *sources = sb_job_sources(job);

    for (guint i = 0; i < step->inputs->len; i++) {
        g_autofree char *path =
            sb_manifest_path(run->survey->manifest, step->inputs->pdata[i]);
        g_autofree char *label = sb_survey_label(run->survey, path);

        sb_stamp_add_input(run->stamp, entry,
            label != NULL ? label : step->inputs->pdata[i],
            sb_survey_hash(run->survey, path));
    }
    for (guint i = 0; i < sources->len; i++) {
        note_source(run, entry, sources->pdata[i]);
    }
}

static void
note_remarks(SbStepRun *run, SbJob *job, SbStampStep *entry)
{
    const GPtrArray *remarks = sb_job_remarks(job);

    for (guint i = 0; i < remarks->len; i++) {
        g_autofree char *line = sb_remark_text(remarks->pdata[i]);

        sb_step_tell(run, entry, line);
    }
}

gboolean
sb_step_do(SbStepRun *run, const SbStep *step, GError **error)
{
    g_autoptr(SbJob) job = sb_job_new();
    SbStampStep *entry = sb_stamp_add(run->stamp, step->name, step->recipe);

    sb_job_set_data_dir(job, run->data_dir);
    if (!kinds[step->kind](run, job, step, entry, error)) {
        return FALSE;
    }
    note_inputs(run, job, step, entry);
    if (step->kind != SB_STEP_MERGE) {
        note_remarks(run, job, entry);
    }
    return TRUE;
}
