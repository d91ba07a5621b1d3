/*
 * In: a specification and an edition.  Out: the chart in every format and
 * preset, its alt text, and once its data as CSV.
 *
 * PNGs have two pixels for one of the layout, and say so (192 dpi).
 */
#include <string.h>

#include "build/step.h"
#include "chart/chart.h"
#include "draw/preset.h"
#include "draw/target.h"
#include "figure/review.h"
#include "figure/sources.h"

enum { PNG_SCALE = 2 };

typedef struct {
    SbStepRun *run;
    SbJob *job;
    const SbStep *step;
    SbStampStep *entry;
    SbFonts *fonts;
    json_t *spec;
    SbJsonPlace place;
    SbReferenceContext references;
} Drawing;

static gboolean
stage_bytes(Drawing *d, const char *output, GBytes *bytes, GError **error)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);

    return sb_step_stage(d->run, d->entry, output, data, length, error);
}

/* The chart laid out, at its own size or a preset's.  The house theme, unless
 * the specification names one. */
static SbChart *
lay_out(Drawing *d, const SbPreset *preset, GError **error)
{
    const SbManifest *m = d->run->survey->manifest;
    const SbPlan *plan = d->run->survey->plan;
    json_t *theme = sb_json_at(d->spec, "/usermeta/statbrief/theme");
    SbChartOptions options = {
        .theme = theme != NULL ? NULL : "brief",
        .lang = d->step->lang,
        .root = m->root,
        .references = &d->references,
        .draft_mark = plan->draft ? "DRAFT · 초안" : NULL,
        .params = m->params_tree,
        .colours = m->colours,
    };

    if (preset != NULL) {
        options.width = preset->width;
        options.height = preset->height;
        options.type_scale = preset->type_scale;
    }
    return sb_chart_new(d->job, d->fonts, d->spec, &d->place, &options, error);
}

static gboolean
write_formats(Drawing *d, const SbChart *chart, const SbPreset *preset, GError **error)
{
    const SbSurvey *survey = d->run->survey;
    const GPtrArray *formats = survey->manifest->formats;
    g_autofree char *prefix = g_path_get_basename(d->step->stem);
    SbTargetOptions target = {
        .title = sb_chart_title(chart),
        .lang = d->step->lang,
        .alt = sb_chart_alt(chart),
        .date = survey->plan->date,
        .scale = preset != NULL ? preset->scale : PNG_SCALE,
        .id_prefix = prefix,
    };

    if (preset != NULL && preset->physical) {
        target.physical_width_mm = sb_scene_width(sb_chart_scene(chart)) * 25.4 / 96;
    }
    for (guint i = 0; i < formats->len; i++) {
        g_autofree char *output = sb_plan_picture(survey->plan, d->step,
            preset != NULL ? preset->name : NULL, formats->pdata[i]);
        SbTargetKind kind = SB_TARGET_PNG;

        sb_target_by_name(output, &kind);
        g_autoptr(GBytes) bytes = sb_target_render(
            d->job, d->fonts, sb_chart_scene(chart), kind, &target, error);

        if (bytes == NULL || !stage_bytes(d, output, bytes, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The layout at its own size also says the alt text and the data. */
static gboolean
write_texts(Drawing *d, const SbChart *chart, GError **error)
{
    const SbPlan *plan = d->run->survey->plan;
    g_autofree char *alt_path = sb_plan_text(plan, d->step, "alt.txt");
    g_autofree char *data_path = sb_plan_text(plan, d->step, "data.csv");
    g_autofree char *alt = g_strconcat(sb_chart_alt(chart), "\n", NULL);

    if (!sb_step_stage(d->run, d->entry, alt_path, alt, strlen(alt), error)) {
        return FALSE;
    }
    if (!d->step->with_data) {
        return TRUE;
    }
    g_autoptr(GString) data = sb_chart_data_csv(chart);

    return sb_step_stage(d->run, d->entry, data_path, data->str, data->len, error);
}

static gboolean
draw_sizes(Drawing *d, GError **error)
{
    const GPtrArray *presets = d->run->survey->manifest->presets;

    for (guint i = 0; i <= presets->len; i++) {
        const SbPreset *preset =
            i > 0 ? sb_preset_find(presets->pdata[i - 1], error) : NULL;
        g_autoptr(SbChart) chart = lay_out(d, preset, error);

        if (chart == NULL || !write_formats(d, chart, preset, error) ||
            (i == 0 && !write_texts(d, chart, error))) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The table of sources beside the figures; none is no error. */
static SbSources *
read_sources(SbJob *job, const SbManifest *m, GError **error)
{
    g_autofree char *named = sb_review_beside(m->data, "sources");
    g_autofree char *folder = g_path_get_dirname(m->path);
    g_autofree char *path = g_build_filename(folder, named, NULL);
    const SbSource *source =
        g_file_test(path, G_FILE_TEST_EXISTS)
            ? sb_source_read_below(job, m->root, m->path, named, NULL, error)
            : NULL;

    return source != NULL ? sb_sources_read(job, source, error) : NULL;
}

/* The figures, and what they are called: for texts, labels and the table `figures`. */
static gboolean
read_figures(Drawing *d, SbSources **sources, GError **error)
{
    SbReferenceContext *references = &d->references;
    g_autoptr(GError) inner = NULL;

    if (!sb_step_figures(d->run, &references->figures, error)) {
        return FALSE;
    }
    if (references->figures == NULL) {
        return TRUE;
    }
    references->codes = sb_step_codes(d->run, error);
    if (references->codes == NULL) {
        return FALSE;
    }
    *sources = read_sources(d->job, d->run->survey->manifest, &inner);
    references->sources = *sources;
    if (inner != NULL) {
        g_propagate_error(error, g_steal_pointer(&inner));
        return FALSE;
    }
    return TRUE;
}

gboolean
sb_step_chart(
    SbStepRun *run, SbJob *job, const SbStep *step, SbStampStep *entry, GError **error)
{
    const SbManifest *m = run->survey->manifest;
    g_autoptr(SbSources) sources = NULL;
    const SbSource *source =
        sb_source_read_below(job, m->root, m->path, step->path, NULL, error);
    g_autoptr(json_t) spec = source != NULL ? sb_json_read(source, error) : NULL;
    SbFonts *fonts = spec != NULL ? sb_step_fonts(run, error) : NULL;

    if (fonts == NULL) {
        return FALSE;
    }
    Drawing d = {
        .run = run,
        .job = job,
        .step = step,
        .entry = entry,
        .fonts = fonts,
        .spec = spec,
        .place = { source, 0, sb_source_length(source),
            g_str_has_suffix(step->path, ".yaml") ||
                g_str_has_suffix(step->path, ".yml") },
        .references = { .draft = run->survey->plan->draft,
            .lang = step->lang,
            .params = m->params },
    };

    return read_figures(&d, &sources, error) && draw_sizes(&d, error);
}
