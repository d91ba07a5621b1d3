/*
 * In: a report of an edition.  Out: its PDF.
 */
#include "build/step.h"
#include "report/report.h"

gboolean
sb_step_report(
    SbStepRun *run, SbJob *job, const SbStep *step, SbStampStep *entry, GError **error)
{
    const SbManifest *m = run->survey->manifest;
    const SbPlan *plan = run->survey->plan;
    g_autofree char *data = m->data != NULL ? sb_manifest_path(m, m->data) : NULL;
    g_autofree char *checks = m->checks != NULL ? sb_manifest_path(m, m->checks) : NULL;
    const SbSource *source =
        sb_source_read_below(job, m->root, m->path, step->path, NULL, error);
    SbFonts *fonts = source != NULL ? sb_step_fonts(run, error) : NULL;
    SbReportOptions options = {
        .root = m->root,
        .data = data,
        .checks = checks,
        .draft = plan->draft,
        .strict = plan->strict,
        .params = m->params,
        .colours = m->colours,
    };

    if (fonts == NULL) {
        return FALSE;
    }
    g_autoptr(SbReport) report = sb_report_new(job, fonts, source, &options, error);
    g_autoptr(GBytes) pdf = report != NULL ? sb_report_pdf(report, error) : NULL;

    if (pdf == NULL) {
        return FALSE;
    }
    gsize length;
    const void *bytes = g_bytes_get_data(pdf, &length);

    return sb_step_stage(run, entry, step->outputs->pdata[0], bytes, length, error);
}
