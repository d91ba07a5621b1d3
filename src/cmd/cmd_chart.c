/*
 * In: specifications, or a chart said by options.  Out: each chart, laid out once and
 * written to each of its outputs, in the format of the output's ending.
 */
#include <string.h>

#include "base/output.h"
#include "chart/chart.h"
#include "cmd/chart_work.h"
#include "cmd/reading.h"
#include "draw/preset.h"
#include "draw/target.h"
#include "figure/tidy.h"

static const char *const formats[] = { "png", "svg", "pdf" };
static const char *const dumps[] = { "model", "scene", "vega", "alt", "data" };
static const char *const languages[] = { "en", "ko" };

static const SbOption options[] = {
    { "output", 'o', "FILE",
        "write FILE (.png .svg .pdf .alt.txt .data.csv; \"-\": standard output); "
        "repeatable" },
    { "outdir", 0, "DIR", "write DIR/NAME.FORMAT of each SPEC, for one format or more" },
    { "format", 0, "FORMAT",
        "png, svg (default) or pdf, for standard output; with --outdir several, as "
        "png,svg,pdf,alt,data" },
    { "jobs", 'j', "N", "charts drawn at once (as many as processors)" },
    { "mark", 0, "MARK", "draw --data without a SPEC: bar, line, point, area …" },
    { "x", 'x', "FIELD", "what runs across: FIELD, FIELD:T, mean(FIELD), count()" },
    { "y", 'y', "FIELD", "what runs up" },
    { "color", 0, "FIELD", "what the colours tell" },
    { "size", 0, "FIELD", "what the sizes tell" },
    { "shape", 0, "FIELD", "what the shapes tell" },
    { "facet", 0, "FIELD", "a small chart for each" },
    { "where", 0, "EXPR", "rows to draw: \"indicator == 'exports' && value > 0\"" },
    { "sort", 0, "ORDER", "of names: ascending, descending, x, y, -x, -y or none" },
    { "headline", 0, "TEXT", "what the chart says" },
    { "subtitle", 0, "TEXT", "what it shows (what its rows have in common)" },
    { "source", 0, "TEXT", "where the data are from (the articles of its rows)" },
    { "print-spec", 0, NULL, "print the specification made of these instead" },
    { "print-schema", 0, NULL, "print the JSON Schema of usermeta.statbrief" },
    { "theme", 0, "THEME", "vega, brief or slide-dark" },
    { "lang", 0, "LANG", "en or ko" },
    { "data", 0, "FILE", "figures.csv, for {{references}} and the data named figures" },
    { "param", 0, "NAME=VALUE", "set a parameter of the specification; repeatable" },
    { "preset", 0, "PRESET", "slide, slide-half, slide-1x, a4, column, page or social" },
    { "width", 0, "LENGTH", "outer width: 640 (px), 12cm, 85mm, 6.1in, 400pt" },
    { "height", 0, "LENGTH", "outer height" },
    { "scale", 0, "N", "PNG: N pixels for one of the layout" },
    { "dpi", 0, "N", "PNG: pixels an inch of the layout (96 px)" },
    { "background", 0, "COLOUR", "a colour, or none" },
    { "grey", 0, NULL, "greys only, for printing" },
    { "draft", 0, NULL, "use rows that nobody has reviewed, and say so" },
    { "dump", 0, "WHAT", "print model, scene, vega, alt or data instead" },
};

static const char *const examples[] = {
    "statbrief chart exports.vl.json -o exports.png",
    "statbrief chart exports.vl.json -o exports.svg -o exports.pdf --theme brief",
    "statbrief chart exports.vl.json -o slide.png --preset slide --lang ko",
    "statbrief chart exports.vl.yaml -o column.pdf --width 85mm --grey",
    "statbrief chart - -o - --format png <exports.vl.json >exports.png",
    "statbrief chart charts/*.vl.json --outdir pictures --format png,svg",
    "statbrief chart --data figures.csv --where \"indicator == 'exports'\" --mark bar "
    "-x value -y place -o exports.png",
    NULL,
};

static gboolean
read_scale(const SbCall *call, SbChartSetting *setting, GError **error)
{
    const SbOptions *given = call->options;

    if (!sb_option_number(given, "scale", 0.05, 32, &setting->scale, error)) {
        return FALSE;
    }
    if (sb_option_text(given, "dpi", NULL) == NULL) {
        return TRUE;
    }
    if (sb_option_text(given, "scale", NULL) != NULL) {
        sb_error_set(error, SB_ERROR_USAGE,
            "%s: --scale and --dpi both; expected one of them", call->who);
        return FALSE;
    }
    if (!sb_option_number(given, "dpi", 5, 3000, &setting->dpi, error)) {
        return FALSE;
    }
    setting->scale = setting->dpi / 96;
    return TRUE;
}

static gboolean
read_background(const SbCall *call, SbChartOptions *layout, GError **error)
{
    const char *background = sb_option_text(call->options, "background", NULL);
    SbColor color;

    layout->no_background = g_strcmp0(background, "none") == 0;
    if (background == NULL || layout->no_background ||
        sb_color_parse(background, &color)) {
        return TRUE;
    }
    sb_error_set(error, SB_ERROR_USAGE,
        "%s: --background \"%s\"; expected a colour such as #fafafa or none", call->who,
        background);
    return FALSE;
}

static gboolean
read_layout(const SbCall *call, SbChartSetting *setting, GError **error)
{
    const SbOptions *given = call->options;
    SbChartOptions *layout = &setting->layout;
    const SbPreset *preset = NULL;
    const char *name = sb_option_text(given, "preset", NULL);
    int language = 0;

    if (name != NULL && (preset = sb_preset_find(name, error)) == NULL) {
        return FALSE;
    }
    if (preset != NULL) {
        layout->width = preset->width;
        layout->height = preset->height;
        layout->type_scale = preset->type_scale;
        setting->scale = preset->scale;
        setting->physical = preset->physical;
    }
    layout->grey = sb_option_flag(given, "grey");
    layout->theme = sb_option_text(given, "theme", NULL);
    layout->root = call->root;
    if (!sb_option_choice(
            given, "lang", languages, G_N_ELEMENTS(languages), &language, error) ||
        !sb_option_length(given, "width", &layout->width, &setting->physical, error) ||
        !sb_option_length(given, "height", &layout->height, &setting->physical, error)) {
        return FALSE;
    }
    layout->lang = languages[language];
    return read_scale(call, setting, error) && read_background(call, layout, error);
}

static json_t *
tree_of_params(GHashTable *params)
{
    json_t *tree = json_object();
    GHashTableIter iter;
    gpointer name, text;

    /* the order does not matter: an object of jansson's is looked up by name */
    g_hash_table_iter_init(&iter, params);
    while (g_hash_table_iter_next(&iter, &name, &text)) {
        char *end = NULL;
        double number = g_ascii_strtod(text, &end);

        json_object_set_new(tree, name,
            end != text && *end == '\0' ? json_real(number) : json_string(text));
    }
    return tree;
}

/* --- outputs --------------------------------------------------------------------------
 */

static SbChartWork *
new_work(const char *path)
{
    SbChartWork *work = g_new0(SbChartWork, 1);

    work->path = path;
    work->outputs = g_ptr_array_new_with_free_func(g_free);
    work->files = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    return work;
}

/* DIR/NAME.FORMAT for each word of --format. */
static gboolean
add_outputs(const SbCall *call, const char *folder, SbChartWork *work, GError **error)
{
    static const char *const words[] = { "png", "svg", "pdf", "alt", "data" };
    const char *lang = sb_option_text(call->options, "lang", "en");
    g_auto(GStrv) asked =
        g_strsplit(sb_option_text(call->options, "format", "svg"), ",", -1);
    g_autofree char *stem = sb_chart_work_stem(work->path);

    for (int i = 0; asked[i] != NULL; i++) {
        const char *word = g_strstrip(asked[i]);
        g_autofree char *ending = strcmp(word, "alt") == 0
                                      ? g_strconcat(lang, ".alt.txt", NULL)
                                  : strcmp(word, "data") == 0 ? g_strdup("data.csv")
                                                              : g_strdup(word);
        g_autofree char *name = g_strconcat(stem, ".", ending, NULL);
        gboolean known = FALSE;

        for (size_t k = 0; k < G_N_ELEMENTS(words); k++) {
            known |= strcmp(word, words[k]) == 0;
        }
        if (!known) {
            sb_error_set(error, SB_ERROR_USAGE,
                "%s: --format \"%s\"; expected some of png,svg,pdf,alt,data", call->who,
                word);
            return FALSE;
        }
        g_ptr_array_add(work->outputs, g_build_filename(folder, name, NULL));
    }
    return TRUE;
}

/* No two charts write the same file. */
static gboolean
check_outputs(const SbCall *call, const GPtrArray *works, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < works->len; i++) {
        const SbChartWork *work = works->pdata[i];

        for (guint k = 0; k < work->outputs->len; k++) {
            char *path = work->outputs->pdata[k];

            if (strcmp(path, "-") != 0 && !g_hash_table_add(seen, path)) {
                sb_error_set(error, SB_ERROR_USAGE,
                    "%s: %s would be written twice; expected other names", call->who,
                    path);
                return FALSE;
            }
        }
    }
    return TRUE;
}

static GPtrArray *
plan_works(const SbCall *call, GError **error)
{
    const GPtrArray *specs = sb_option_operands(call->options);
    const GPtrArray *paths = sb_option_list(call->options, "output");
    const char *folder = sb_option_text(call->options, "outdir", NULL);
    g_autoptr(GPtrArray) works =
        g_ptr_array_new_with_free_func((GDestroyNotify)sb_chart_work_free);

    if (folder != NULL ? paths->len > 0 : specs->len > 1) {
        sb_error_set(error, SB_ERROR_USAGE,
            folder != NULL ? "%s: --output and --outdir both; expected one of them"
                           : "%s: several specifications; expected --outdir DIR",
            call->who);
        return NULL;
    }
    for (guint i = 0; i < MAX(specs->len, 1); i++) {
        SbChartWork *work = new_work(specs->len > 0 ? specs->pdata[i] : NULL);

        g_ptr_array_add(works, work);
        if (folder != NULL) {
            if (work->path == NULL) {
                sb_error_set(error, SB_ERROR_USAGE,
                    "%s: --outdir names files after a SPEC; expected -o FILE", call->who);
                return NULL;
            }
            if (!add_outputs(call, folder, work, error)) {
                return NULL;
            }
            continue;
        }
        for (guint k = 0; k < paths->len; k++) {
            g_ptr_array_add(work->outputs, g_strdup(paths->pdata[k]));
        }
        if (paths->len == 0) {
            g_ptr_array_add(work->outputs, g_strdup("-"));
        }
    }
    return check_outputs(call, works, error) ? g_steal_pointer(&works) : NULL;
}

/* What becomes of the charts. */
typedef struct {
    SbCall *call;
    SbOutputSet *set;
    gboolean many;
    GError *why; /* the last that failed, not told yet */
} Writer;

static gboolean
put_outputs(Writer *writer, const SbChartWork *work, GError **error)
{
    for (guint i = 0; i < work->files->len; i++) {
        const char *path = work->outputs->pdata[i];
        gsize length;
        const void *bytes = g_bytes_get_data(work->files->pdata[i], &length);

        if (!sb_command_not_read(writer->call, path, error) ||
            !(strcmp(path, "-") == 0
                    ? sb_output_write("-", bytes, length, error)
                    : sb_output_set_add(writer->set, path, bytes, length, error))) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Of many charts each is written by itself: one that fails is told, and the others are
 * made.  With --strict all wait for the last. */
static gboolean
take(void *data, SbChartWork *work, GError **error)
{
    Writer *writer = data;

    if (work->why != NULL) {
        if (!writer->many) {
            g_propagate_error(error, g_steal_pointer(&work->why));
            return FALSE;
        }
        if (writer->why != NULL) {
            sb_command_tell(writer->why);
            g_clear_error(&writer->why);
        }
        writer->why = g_steal_pointer(&work->why);
        return TRUE;
    }
    if (!writer->call->strict || !writer->many) {
        if (!sb_command_may_write(writer->call, error)) {
            return FALSE;
        }
        if (work->text != NULL) {
            return sb_command_print(work->text, error);
        }
    }
    gboolean ok = put_outputs(writer, work, error);

    g_ptr_array_set_size(work->files, 0);
    if (ok && !writer->call->strict) {
        ok = sb_output_set_commit(writer->set, error);
        sb_output_set_free(writer->set);
        writer->set = sb_output_set_new();
    }
    return ok;
}

static gboolean
draw_all(const SbChartSetting *setting, GPtrArray *works, GError **error)
{
    SbCall *call = setting->call;
    double jobs = g_get_num_processors();

    if (!sb_option_number(call->options, "jobs", 1, 256, &jobs, error)) {
        return FALSE;
    }
    Writer writer = { call, sb_output_set_new(), works->len > 1, NULL };
    gboolean ok =
        sb_chart_work_all(setting, works, (guint)jobs, take, &writer, error) &&
        (!writer.many || sb_command_may_write(call, error)) &&
        ((call->strict && writer.why != NULL) || sb_output_set_commit(writer.set, error));

    sb_output_set_free(writer.set);
    if (ok && writer.why != NULL) {
        g_propagate_error(error, writer.why);
        return FALSE;
    }
    g_clear_error(&writer.why);
    return ok;
}

/* --- a chart said by options ----------------------------------------------------------
 */

static gboolean
check_sketch(const SbCall *call, GError **error)
{
    static const char *const only[] = { "x", "y", "color", "size", "shape", "facet",
        "where", "sort", "headline", "subtitle", "source" };
    gboolean sketch = sb_option_text(call->options, "mark", NULL) != NULL;
    gboolean spec = sb_option_operands(call->options)->len > 0;

    for (size_t i = 0; !sketch && i < G_N_ELEMENTS(only); i++) {
        if (sb_option_text(call->options, only[i], NULL) != NULL) {
            sb_error_set(error, SB_ERROR_USAGE,
                "%s: %s%s without --mark; expected --mark bar, line, point …", call->who,
                only[i][1] == '\0' ? "-" : "--", only[i]);
            return FALSE;
        }
    }
    if (spec == sketch ||
        (sketch && sb_option_text(call->options, "data", NULL) == NULL)) {
        sb_error_set(error, SB_ERROR_USAGE,
            spec ? "%s: a SPEC and --mark both; expected one of them"
            : sketch
                ? "%s: --mark without data; expected --data FILE"
                : "%s: a file is missing; expected %s SPEC, or --data FILE --mark MARK",
            call->who, call->who);
        return FALSE;
    }
    return TRUE;
}

/* Is the file a table of figures, by its head? */
static gboolean
is_figures(const SbSource *source)
{
    const char *text = sb_source_text(source);
    g_auto(GStrv) fields = NULL;
    g_autofree char *head = g_strndup(text, strcspn(text, "\r\n"));

    if (strchr(head, ',') == NULL) {
        return FALSE;
    }
    fields = g_strsplit(head, ",", -1);
    return sb_tidy_is_head((const char *const *)fields, (int)g_strv_length(fields));
}

static json_t *
sketch(const SbChartSetting *setting, const SbSource **beside, GError **error)
{
    static const char *const channels[] = { "x", "y", "color", "size", "shape", "facet" };
    const SbOptions *given = setting->call->options;
    const char *data = sb_option_text(given, "data", NULL);
    g_autofree char *url = g_path_get_basename(data), *folder = g_path_get_dirname(data);
    g_autofree char *name = g_build_filename(folder, "(options)", NULL);
    g_autoptr(GPtrArray) pairs = g_ptr_array_new();
    SbSketch said = { .mark = sb_option_text(given, "mark", NULL),
        .where = sb_option_text(given, "where", NULL),
        .sort = sb_option_text(given, "sort", NULL),
        .headline = sb_option_text(given, "headline", NULL),
        .subtitle = sb_option_text(given, "subtitle", NULL),
        .source = sb_option_text(given, "source", NULL),
        .theme = sb_option_text(given, "theme", NULL),
        .lang = setting->layout.lang,
        .figures = setting->references.figures != NULL,
        .url = url };

    for (size_t i = 0; i < G_N_ELEMENTS(channels); i++) {
        const char *field = sb_option_text(given, channels[i], NULL);

        if (field != NULL) {
            g_ptr_array_add(pairs, (gpointer)channels[i]);
            g_ptr_array_add(pairs, (gpointer)field);
        }
    }
    g_ptr_array_add(pairs, NULL);
    said.channels = (const char *const *)pairs->pdata;
    /* the file that the specification would be in, beside the data */
    said.beside = sb_source_from_text(setting->call->job, name, "", 0, error);
    json_t *spec = said.beside != NULL ? sb_chart_sketch(setting->call->job, &said,
                                             &setting->layout, error)
                                       : NULL;

    if (spec != NULL) {
        char *text = json_dumps(spec, JSON_INDENT(2) | JSON_PRESERVE_ORDER);

        *beside =
            sb_source_from_text(setting->call->job, name, text, strlen(text), error);
        free(text);
    }
    return spec;
}

static gboolean
draw_sketch(const SbChartSetting *setting, GPtrArray *works, GError **error)
{
    const SbSource *beside = NULL;
    g_autoptr(json_t) spec = sketch(setting, &beside, error);
    SbChartWork *work = works->pdata[0];

    if (spec == NULL) {
        return FALSE;
    }
    if (sb_option_flag(setting->call->options, "print-spec")) {
        g_autoptr(GString) text = g_string_new(sb_source_text(beside));

        g_string_append_c(text, '\n');
        return sb_command_may_write(setting->call, error) &&
               sb_command_print(text, error);
    }
    work->spec = spec;
    work->beside = beside;
    return draw_all(setting, works, error);
}

/* --- the run --------------------------------------------------------------------------
 */

static gboolean
draw(SbChartSetting *setting, GError **error)
{
    SbCall *call = setting->call;
    gboolean one = sb_option_text(call->options, "outdir", NULL) == NULL;
    int what = -1;
    g_autoptr(GPtrArray) works = NULL;

    if (!sb_option_choice(
            call->options, "dump", dumps, G_N_ELEMENTS(dumps), &what, error) ||
        (one && !sb_option_choice(call->options, "format", formats, G_N_ELEMENTS(formats),
                    &setting->format, error)) ||
        !read_layout(call, setting, error) || (works = plan_works(call, error)) == NULL) {
        return FALSE;
    }
    setting->dump = what >= 0 ? dumps[what] : NULL;
    setting->layout.draft_mark = setting->references.draft ? "DRAFT · 초안" : NULL;
    setting->layout.references = &setting->references;
    setting->references.lang = setting->layout.lang;
    return sb_option_text(call->options, "mark", NULL) != NULL
               ? draw_sketch(setting, works, error)
               : draw_all(setting, works, error);
}

static int
run(SbCall *call, GError **error)
{
    const char *data = sb_option_text(call->options, "data", NULL);
    g_autoptr(SbFigureTable) figures = NULL;
    g_autoptr(SbCodes) codes = NULL;
    g_autoptr(SbSources) sources = NULL;
    SbChartSetting setting = { .call = call,
        .references = { .draft = sb_option_flag(call->options, "draft") },
        .scale = 1,
        .format = SB_TARGET_SVG };

    if (sb_option_flag(call->options, "print-schema")) {
        g_autoptr(GString) schema = sb_usermeta_schema_text();

        return sb_command_may_write(call, error) && sb_command_print(schema, error) ? 0
                                                                                    : -1;
    }
    if (!check_sketch(call, error)) {
        return -1;
    }
    if (data != NULL && sb_option_text(call->options, "mark", NULL) != NULL) {
        const SbSource *source = sb_source_read(call->job, data, NULL, error);

        if (source == NULL) {
            return -1;
        }
        data = is_figures(source) ? data : NULL;
    }
    if (data != NULL) {
        figures = sb_reading_figures(call, data, error);
        codes = figures != NULL ? sb_codes_load(call->job, error) : NULL;
        if (codes == NULL || !sb_reading_sources(call, data, &sources, error)) {
            return -1;
        }
        sb_figure_table_exact(figures, ""); /* its index, before threads ask for it */
    }
    setting.references.codes = codes;
    setting.references.sources = sources;
    setting.references.figures = figures;
    g_autoptr(GHashTable) params = sb_command_params(call, error);
    g_autoptr(json_t) tree = params != NULL ? tree_of_params(params) : NULL;

    if (params == NULL) {
        return -1;
    }
    setting.references.params = params;
    setting.layout.params = tree;
    return draw(&setting, error) ? 0 : -1;
}

const SbCommand sb_cmd_chart = {
    .name = "chart",
    .summary = "a Vega-Lite specification drawn as PNG, SVG, PDF",
    .operands = "SPEC...",
    .examples = examples,
    .options = options,
    .n_options = G_N_ELEMENTS(options),
    .least = 0,
    .most = -1,
    .run = run,
};
