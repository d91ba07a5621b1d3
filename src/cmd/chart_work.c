/*
 * In: specifications and how to draw them.  Out: the bytes of their outputs, in the
 * order of the specifications, by one thread or several (see chart_work.h).
 *
 * A thread has a job and a font map of its own: Pango's must not be shared.
 */
#include "cmd/chart_work.h"

#include <string.h>

#include "draw/scene_dump.h"
#include "draw/target.h"

char *
sb_chart_work_stem(const char *path)
{
    static const char *const endings[] = { ".json", ".yaml", ".yml", ".vl", ".vg" };
    char *name = strcmp(path, "-") == 0 ? g_strdup("chart") : g_path_get_basename(path);

    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(name, endings[i]) && strlen(name) > strlen(endings[i])) {
            name[strlen(name) - strlen(endings[i])] = '\0';
        }
    }
    return name;
}

/* "exports" of "charts/exports.vl.json", for the ids of an SVG. */
static char *
prefix_of(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    GString *prefix = g_string_new(NULL);

    for (const char *p = name; *p != '\0' && *p != '.'; p++) {
        g_string_append_c(prefix, g_ascii_isalnum(*p) ? *p : '-');
    }
    if (prefix->len == 0 || !g_ascii_isalpha(prefix->str[0])) {
        g_string_prepend(prefix, "sb");
    }
    return g_string_free(prefix, FALSE);
}

static GString *
dump(const SbChart *chart, const char *what)
{
    if (strcmp(what, "scene") == 0) {
        return sb_scene_dump(sb_chart_scene(chart));
    }
    if (strcmp(what, "vega") == 0) {
        return sb_scene_dump_vega(sb_chart_scene(chart));
    }
    if (strcmp(what, "alt") == 0) {
        GString *alt = g_string_new(sb_chart_alt(chart));

        return g_string_append_c(alt, '\n');
    }
    return strcmp(what, "data") == 0 ? sb_chart_data_csv(chart)
                                     : sb_chart_dump(chart, what);
}

static GBytes *
render(const SbChartSetting *setting, const SbChartWork *work, SbFonts *fonts,
    const SbChart *chart, const char *path, GError **error)
{
    SbTargetKind kind = (SbTargetKind)setting->format;
    g_autofree char *prefix = prefix_of(path);

    if (g_str_has_suffix(path, ".alt.txt") || g_str_has_suffix(path, ".data.csv")) {
        gboolean alt = g_str_has_suffix(path, ".alt.txt");

        return g_string_free_to_bytes(dump(chart, alt ? "alt" : "data"));
    }
    if (strcmp(path, "-") != 0 && !sb_target_by_name(path, &kind)) {
        sb_error_set(error, SB_ERROR_USAGE,
            "%s: unknown ending; expected a name in .png, .svg, .pdf, .alt.txt or "
            ".data.csv",
            path);
        return NULL;
    }
    SbTargetOptions target = {
        .title = sb_chart_title(chart),
        .lang = setting->layout.lang,
        .alt = sb_chart_alt(chart),
        .date = setting->call->date,
        .scale = setting->scale,
        .dpi = setting->dpi,
        .grey = setting->layout.grey,
        .id_prefix = prefix,
    };

    if (setting->physical) {
        target.physical_width_mm = sb_scene_width(sb_chart_scene(chart)) * 25.4 / 96;
    }
    return sb_target_render(
        work->job, fonts, sb_chart_scene(chart), kind, &target, error);
}

/* The specification, with --background in a copy of it; *source is its text. */
static json_t *
read_spec(const SbChartSetting *setting, SbChartWork *work, const SbSource **source)
{
    const char *background = sb_option_text(setting->call->options, "background", "none");

    *source = work->path != NULL ? sb_source_read(work->job, work->path, NULL, &work->why)
                                 : work->beside;
    g_autoptr(json_t) spec = *source == NULL      ? NULL
                             : work->spec != NULL ? json_deep_copy(work->spec)
                                                  : sb_json_read(*source, &work->why);

    if (json_is_object(spec) && strcmp(background, "none") != 0) {
        json_object_set_new(spec, "background", json_string(background));
    }
    return g_steal_pointer(&spec);
}

void
sb_chart_work_draw(const SbChartSetting *setting, SbChartWork *work, SbFonts *fonts)
{
    const SbSource *source;
    g_autoptr(json_t) spec = read_spec(setting, work, &source);

    if (spec == NULL) {
        return;
    }
    SbJsonPlace place = { source, 0, sb_source_length(source),
        g_str_has_suffix(sb_source_path(source), ".yaml") ||
            g_str_has_suffix(sb_source_path(source), ".yml") };
    g_autoptr(SbChart) chart =
        sb_chart_new(work->job, fonts, spec, &place, &setting->layout, &work->why);

    if (chart == NULL) {
        return;
    }
    if (setting->dump != NULL) {
        work->text = dump(chart, setting->dump);
        return;
    }
    for (guint i = 0; i < work->outputs->len; i++) {
        GBytes *bytes =
            render(setting, work, fonts, chart, work->outputs->pdata[i], &work->why);

        if (bytes == NULL) {
            return;
        }
        g_ptr_array_add(work->files, bytes);
    }
}

/* --- several at once ------------------------------------------------------------------
 */

typedef struct {
    const SbChartSetting *setting;
    GPtrArray *works;
    int next;    /* the first that no thread has taken */
    int stopped; /* what is not begun yet is not drawn */
    GMutex lock;
    GCond ready;
} Pool;

/* A thread: takes the next chart until there is none. */
static gpointer
draw_many(gpointer data)
{
    Pool *pool = data;
    g_autoptr(SbJob) own = sb_job_new_beside(pool->setting->call->job);
    g_autoptr(GError) why = NULL;
    g_autoptr(SbFonts) fonts = sb_fonts_new(own, &why);

    for (;;) {
        guint at = (guint)g_atomic_int_add(&pool->next, 1);

        if (at >= pool->works->len) {
            return NULL;
        }
        SbChartWork *work = pool->works->pdata[at];

        if (fonts == NULL) {
            work->why = g_error_copy(why);
        } else if (!g_atomic_int_get(&pool->stopped)) {
            sb_chart_work_draw(pool->setting, work, fonts);
        }
        g_mutex_lock(&pool->lock);
        work->done = TRUE;
        g_cond_broadcast(&pool->ready);
        g_mutex_unlock(&pool->lock);
    }
}

static void
wait_for(Pool *pool, SbChartWork *work)
{
    g_mutex_lock(&pool->lock);
    while (!work->done) {
        g_cond_wait(&pool->ready, &pool->lock);
    }
    g_mutex_unlock(&pool->lock);
}

/* In the calling thread, one after another. */
static gboolean
draw_in_turn(const SbChartSetting *setting, GPtrArray *works,
    gboolean (*take)(void *data, SbChartWork *work, GError **error), void *data,
    GError **error)
{
    g_autoptr(SbFonts) fonts = sb_fonts_new(setting->call->job, error);
    gboolean ok = fonts != NULL;

    for (guint i = 0; ok && i < works->len; i++) {
        SbChartWork *work = works->pdata[i];

        work->job = setting->call->job;
        sb_chart_work_draw(setting, work, fonts);
        ok = take(data, work, error);
    }
    return ok;
}

gboolean
sb_chart_work_all(const SbChartSetting *setting, GPtrArray *works, guint jobs,
    gboolean (*take)(void *data, SbChartWork *work, GError **error), void *data,
    GError **error)
{
    SbJob *job = setting->call->job;
    gboolean ok = TRUE;

    jobs = MIN(jobs, works->len);
    if (jobs <= 1) {
        return draw_in_turn(setting, works, take, data, error);
    }
    Pool pool = { .setting = setting, .works = works };
    g_autofree GThread **threads = g_new0(GThread *, jobs);

    g_mutex_init(&pool.lock);
    g_cond_init(&pool.ready);
    for (guint i = 0; i < works->len; i++) {
        ((SbChartWork *)works->pdata[i])->job = sb_job_new_beside(job);
    }
    for (guint i = 0; i < jobs; i++) {
        threads[i] = g_thread_new("chart", draw_many, &pool);
    }
    for (guint i = 0; i < works->len; i++) {
        SbChartWork *work = works->pdata[i];

        wait_for(&pool, work);
        sb_job_take(job, work->job);
        work->job = NULL;
        ok = ok && take(data, work, error);
        if (!ok) {
            g_atomic_int_set(&pool.stopped, 1);
        }
    }
    for (guint i = 0; i < jobs; i++) {
        g_thread_join(threads[i]);
    }
    g_cond_clear(&pool.ready);
    g_mutex_clear(&pool.lock);
    return ok;
}

void
sb_chart_work_free(SbChartWork *work)
{
    g_clear_pointer(&work->outputs, g_ptr_array_unref);
    g_clear_pointer(&work->files, g_ptr_array_unref);
    if (work->text != NULL) {
        g_string_free(work->text, TRUE);
    }
    g_clear_error(&work->why);
    g_free(work);
}
