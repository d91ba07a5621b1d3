/*
 * In: a specification.  Out: its chart, laid out once and written to each
 * output, in the format of the output's ending.
 */
#include <string.h>

#include "base/output.h"
#include "chart/chart.h"
#include "cmd/command.h"
#include "cmd/reading.h"
#include "draw/preset.h"
#include "draw/scene_dump.h"
#include "draw/target.h"

/* How the picture is written, besides how it is laid out. */
typedef struct {
    double scale, dpi;
    gboolean physical; /* a size in cm, mm, in or pt was asked */
    const char *format;
} Writing;

static const char *const formats[] = { "png", "svg", "pdf" };
static const char *const dumps[] = { "model", "scene", "vega", "alt", "data" };
static const char *const languages[] = { "en", "ko" };

static const SbOption options[] = {
    { "output", 'o', "FILE",
        "write FILE (.png .svg .pdf; \"-\": standard output); repeatable" },
    { "format", 0, "FORMAT", "png, svg (default) or pdf, for standard output" },
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
    NULL,
};

static gboolean
read_layout(const SbCall *call, SbChartOptions *layout, Writing *writing, GError **error)
{
    const SbOptions *given = call->options;
    const SbPreset *preset = NULL;
    const char *name = sb_option_text(given, "preset", NULL);

    if (name != NULL && (preset = sb_preset_find(name, error)) == NULL) {
        return FALSE;
    }
    if (preset != NULL) {
        layout->width = preset->width;
        layout->height = preset->height;
        layout->type_scale = preset->type_scale;
        writing->scale = preset->scale;
        writing->physical = preset->physical;
    }
    int language = 0;

    layout->grey = sb_option_flag(given, "grey");
    layout->theme = sb_option_text(given, "theme", NULL);
    layout->root = call->root;
    if (!sb_option_choice(
            given, "lang", languages, G_N_ELEMENTS(languages), &language, error) ||
        !sb_option_length(given, "width", &layout->width, &writing->physical, error) ||
        !sb_option_length(given, "height", &layout->height, &writing->physical, error) ||
        !sb_option_number(given, "scale", 0.05, 32, &writing->scale, error)) {
        return FALSE;
    }
    layout->lang = languages[language];
    if (sb_option_text(given, "dpi", NULL) != NULL) {
        if (sb_option_text(given, "scale", NULL) != NULL) {
            sb_error_set(error, SB_ERROR_USAGE,
                "%s: --scale and --dpi both; expected one of them", call->who);
            return FALSE;
        }
        if (!sb_option_number(given, "dpi", 5, 3000, &writing->dpi, error)) {
            return FALSE;
        }
        writing->scale = writing->dpi / 96;
    }
    return TRUE;
}

/* --background: a colour goes into a copy of the specification. */
static json_t *
read_spec(
    const SbCall *call, const SbSource *source, SbChartOptions *layout, GError **error)
{
    const char *background = sb_option_text(call->options, "background", NULL);
    g_autoptr(json_t) spec = sb_json_read(source, error);
    SbColor color;

    if (spec == NULL || background == NULL) {
        return g_steal_pointer(&spec);
    }
    if (strcmp(background, "none") == 0) {
        layout->no_background = TRUE;
    } else if (!sb_color_parse(background, &color)) {
        sb_error_set(error, SB_ERROR_USAGE,
            "%s: --background \"%s\"; expected a colour such as #fafafa or none",
            call->who, background);
        return NULL;
    } else if (json_is_object(spec)) {
        json_object_set_new(spec, "background", json_string(background));
    }
    return g_steal_pointer(&spec);
}

static json_t *
read_params(const SbCall *call, GError **error)
{
    g_autoptr(GHashTable) params = sb_command_params(call, error);
    json_t *tree = json_object();
    GHashTableIter iter;
    gpointer name, text;

    if (params == NULL) {
        json_decref(tree);
        return NULL;
    }
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

static GBytes *
render(SbCall *call, SbFonts *fonts, const SbChart *chart, const SbChartOptions *layout,
    const Writing *writing, const char *path, GError **error)
{
    SbTargetKind kind = SB_TARGET_SVG;
    int format = SB_TARGET_SVG;
    g_autofree char *prefix = prefix_of(path);

    if (strcmp(path, "-") == 0) {
        if (!sb_option_choice(call->options, "format", formats, G_N_ELEMENTS(formats),
                &format, error)) {
            return NULL;
        }
        kind = (SbTargetKind)format;
    } else if (!sb_target_by_name(path, &kind)) {
        sb_error_set(error, SB_ERROR_USAGE,
            "%s: unknown ending; expected a name in .png, .svg or .pdf", path);
        return NULL;
    }
    SbTargetOptions target = {
        .title = sb_chart_title(chart),
        .lang = layout->lang,
        .alt = sb_chart_alt(chart),
        .date = call->date,
        .scale = writing->scale,
        .dpi = writing->dpi,
        .grey = layout->grey,
        .id_prefix = prefix,
    };

    if (writing->physical) {
        target.physical_width_mm = sb_scene_width(sb_chart_scene(chart)) * 25.4 / 96;
    }
    return sb_target_render(
        call->job, fonts, sb_chart_scene(chart), kind, &target, error);
}

static gboolean
write_outputs(SbCall *call, SbFonts *fonts, const SbChart *chart,
    const SbChartOptions *layout, const Writing *writing, GError **error)
{
    const GPtrArray *paths = sb_option_list(call->options, "output");
    guint n = MAX(paths->len, 1);
    g_autoptr(GPtrArray) files =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(SbOutputSet) set = sb_output_set_new();

    for (guint i = 0; i < n; i++) {
        const char *path = paths->len > 0 ? paths->pdata[i] : "-";
        GBytes *bytes = sb_command_not_read(call, path, error)
                            ? render(call, fonts, chart, layout, writing, path, error)
                            : NULL;

        if (bytes == NULL) {
            return FALSE;
        }
        g_ptr_array_add(files, bytes);
    }
    if (!sb_command_may_write(call, error)) {
        return FALSE;
    }
    for (guint i = 0; i < n; i++) {
        const char *path = paths->len > 0 ? paths->pdata[i] : "-";
        gsize length;
        const void *bytes = g_bytes_get_data(files->pdata[i], &length);

        if (strcmp(path, "-") == 0
                ? !sb_output_write("-", bytes, length, error)
                : !sb_output_set_add(set, path, bytes, length, error)) {
            return FALSE;
        }
    }
    return sb_output_set_commit(set, error);
}

static gboolean
draw(SbCall *call, SbReferenceContext *references, GError **error)
{
    SbChartOptions layout = { .references = references };
    Writing writing = { .scale = 1 };
    int what = -1;

    if (!sb_option_choice(
            call->options, "dump", dumps, G_N_ELEMENTS(dumps), &what, error) ||
        !read_layout(call, &layout, &writing, error)) {
        return FALSE;
    }
    g_autoptr(json_t) params = read_params(call, error);
    const SbSource *source =
        params == NULL ? NULL
                       : sb_source_read(call->job,
                             sb_option_operands(call->options)->pdata[0], NULL, error);
    g_autoptr(json_t) spec =
        source == NULL ? NULL : read_spec(call, source, &layout, error);
    g_autoptr(SbFonts) fonts = spec == NULL ? NULL : sb_fonts_new(call->job, error);

    if (fonts == NULL) {
        return FALSE;
    }
    SbJsonPlace place = { source, 0, sb_source_length(source),
        g_str_has_suffix(sb_source_path(source), ".yaml") ||
            g_str_has_suffix(sb_source_path(source), ".yml") };

    layout.params = params;
    layout.draft_mark = references->draft ? "DRAFT · 초안" : NULL;
    references->lang = layout.lang;
    g_autoptr(SbChart) chart =
        sb_chart_new(call->job, fonts, spec, &place, &layout, error);

    if (chart == NULL) {
        return FALSE;
    }
    if (what >= 0) {
        g_autoptr(GString) text = NULL;

        if (!sb_command_may_write(call, error)) {
            return FALSE;
        }
        text = dump(chart, dumps[what]);
        return sb_command_print(text, error);
    }
    return write_outputs(call, fonts, chart, &layout, &writing, error);
}

static int
run(SbCall *call, GError **error)
{
    const char *data = sb_option_text(call->options, "data", NULL);
    g_autoptr(SbFigureTable) figures = NULL;
    g_autoptr(SbCodes) codes = NULL;
    g_autoptr(SbSources) sources = NULL;
    SbReferenceContext references = { .draft = sb_option_flag(call->options, "draft") };

    if (data != NULL) {
        figures = sb_reading_figures(call, data, error);
        codes = figures != NULL ? sb_codes_load(call->job, error) : NULL;
        if (codes == NULL || !sb_reading_sources(call, data, &sources, error)) {
            return -1;
        }
    }
    references.codes = codes;
    references.sources = sources;
    references.figures = figures;
    g_autoptr(GHashTable) params = sb_command_params(call, error);

    if (params == NULL) {
        return -1;
    }
    references.params = params;
    return draw(call, &references, error) ? 0 : -1;
}

const SbCommand sb_cmd_chart = {
    .name = "chart",
    .summary = "a Vega-Lite specification drawn as PNG, SVG, PDF",
    .operands = "SPEC",
    .examples = examples,
    .options = options,
    .n_options = G_N_ELEMENTS(options),
    .least = 1,
    .most = 1,
    .run = run,
};
