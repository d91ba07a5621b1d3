/*
 * In: a manifest and what the last build left.  Out: a text for a person: what
 * was made, where it lies, what is out of date.
 */
#include <string.h>

#include "build/survey.h"

/* "412 kB" */
static void
put_size(GString *out, size_t bytes)
{
    if (bytes < 10000) {
        g_string_append_printf(out, "%" G_GSIZE_FORMAT " B", bytes);
    } else {
        g_string_append_printf(out, "%" G_GSIZE_FORMAT " kB", (bytes + 500) / 1000);
    }
}

static void
put_reports(GString *out, const SbSurvey *survey)
{
    const GPtrArray *steps = survey->plan->steps;

    for (guint i = 0; i < steps->len; i++) {
        const SbStep *step = steps->pdata[i];
        const SbStampStep *done = sb_stamp_find(survey->stamp, step->name);

        for (guint j = 0;
             step->kind == SB_STEP_REPORT && done != NULL && j < done->outputs->len;
             j++) {
            const SbStampFile *file = done->outputs->pdata[j];

            g_string_append_printf(out, "  %s  ", file->path);
            put_size(out, file->bytes);
            g_string_append_c(out, '\n');
        }
    }
}

/* One line a chart: "charts/exports.{en,ko}.{png,svg,pdf}". */
static void
put_charts(GString *out, const SbSurvey *survey)
{
    const SbManifest *m = survey->manifest;
    g_autoptr(GString) ending = g_string_new(".");

    for (guint i = 0; i < m->editions->len; i++) {
        g_string_append_printf(ending, "%s%s%s",
            i > 0                  ? ","
            : m->editions->len > 1 ? "{"
                                   : "",
            (char *)m->editions->pdata[i],
            m->editions->len > 1 && i + 1 == m->editions->len ? "}" : "");
    }
    g_string_append(ending, survey->plan->draft ? ".draft.{" : ".{");
    for (guint i = 0; i < m->formats->len; i++) {
        g_string_append_printf(ending, "%s,", (char *)m->formats->pdata[i]);
    }
    g_string_append(ending, "alt.txt}");
    for (guint i = 0; i < m->charts->len; i++) {
        const SbManifestItem *chart = m->charts->pdata[i];

        g_string_append_printf(out, "  charts/%s%s\n", chart->name, ending->str);
    }
}

static void
put_audit(GString *out, const SbSurvey *survey)
{
    const SbStampStep *check = sb_stamp_find(survey->stamp, "check");
    const SbStampStep *merge = sb_stamp_find(survey->stamp, "merge");

    if (check != NULL) {
        g_string_append_printf(out,
            "Audit: %d passed, %d failed, of these %d undecided\n", check->passed,
            check->failed, check->open);
    }
    for (guint i = 0; merge != NULL && i < merge->told->len; i++) {
        g_autofree char *line = sb_survey_line(survey, merge->told->pdata[i]);

        g_string_append_printf(out, "%s\n", line);
    }
}

static guint
put_stale(GString *out, SbSurvey *survey)
{
    const GPtrArray *steps = survey->plan->steps;
    guint n = 0;

    for (guint i = 0; i < steps->len; i++) {
        const SbStep *step = steps->pdata[i];
        g_autofree char *reason = sb_survey_reason(survey, step);

        if (reason != NULL) {
            g_string_append_printf(out, "  out of date: %s (%s)\n", step->name, reason);
            n++;
        }
    }
    return n;
}

static size_t
count_files(const SbSurvey *survey)
{
    const GPtrArray *steps = sb_stamp_steps(survey->stamp);
    size_t n = 0;

    for (guint i = 0; i < steps->len; i++) {
        n += ((const SbStampStep *)steps->pdata[i])->outputs->len;
    }
    return n;
}

GString *
sb_build_status(
    SbJob *job, const SbSource *manifest, const SbBuildOptions *options, GError **error)
{
    g_autoptr(SbSurvey) survey = sb_survey_new(job, manifest, options, error);
    g_autoptr(GString) stale = g_string_new(NULL);

    if (survey == NULL) {
        return NULL;
    }
    GString *out = g_string_new(NULL);
    const char *title = survey->manifest->title;

    if (sb_stamp_steps(survey->stamp)->len == 0) {
        g_string_append_printf(
            out, "%s: nothing has been made yet\n", survey->manifest->path);
        return out;
    }
    guint n = put_stale(stale, survey);

    g_string_append_printf(out, "%s%s%" G_GSIZE_FORMAT " files in %s, %s\n",
        title != NULL ? title : "", title != NULL ? ": " : "", count_files(survey),
        survey->outdir, n == 0 ? "up to date" : "out of date in part");
    put_reports(out, survey);
    put_charts(out, survey);
    g_string_append_len(out, stale->str, (gssize)stale->len);
    put_audit(out, survey);
    return out;
}
