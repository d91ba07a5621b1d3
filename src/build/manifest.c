/*
 * In: brief.yaml.  Out: a checked record of it; patterns such as
 * "charts/" + "*.vl.json" are filled in, in the order of bytes.
 */
#include "build/manifest.h"

#include <string.h>

#include "base/arena.h"
#include "build/paths.h"
#include "draw/preset.h"

typedef struct {
    SbManifest manifest; /* first: the same address */
    SbArena *arena;
    json_t *tree;
    SbJsonPlace place;
} Reading;

static const char *const keys[] = { "title", "editions", "data", "articles", "checks",
    "charts", "reports", "formats", "presets", "outdir", "params", "colours", "strict",
    "draft" };

static const char *const languages[] = { "en", "ko" };
static const char *const formats[] = { "png", "svg", "pdf" };

static void
refuse(const Reading *r, const char *pointer, GError **error, const char *expected)
{
    sb_json_error(error, SB_ERROR_INPUT, &r->place, pointer, "expected %s", expected);
}

static gboolean
is_among(const char *word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(word, words[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* --- single values --------------------------------------------------------------- */

static gboolean
read_text(Reading *r, const char *key, const char **out, GError **error)
{
    const json_t *value = json_object_get(r->tree, key);

    if (value == NULL || json_is_null(value)) {
        return TRUE;
    }
    if (!json_is_string(value) || *json_string_value(value) == '\0') {
        g_autofree char *pointer = sb_json_pointer("", key);

        refuse(r, pointer, error, "a text");
        return FALSE;
    }
    *out = json_string_value(value);
    return TRUE;
}

static gboolean
read_boolean(Reading *r, const char *key, gboolean *out, GError **error)
{
    const json_t *value = json_object_get(r->tree, key);

    if (value != NULL && !json_is_boolean(value)) {
        g_autofree char *pointer = sb_json_pointer("", key);

        refuse(r, pointer, error, "true or false");
        return FALSE;
    }
    *out = json_is_true(value);
    return TRUE;
}

/* Not absolute; whether it leaves the root is seen when it is read. */
static gboolean
check_path(Reading *r, const char *pointer, const char *path, GError **error)
{
    if (g_path_is_absolute(path)) {
        refuse(r, pointer, error, "a path relative to this file");
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_path(Reading *r, const char *key, const char **out, GError **error)
{
    g_autofree char *pointer = sb_json_pointer("", key);

    return read_text(r, key, out, error) &&
           (*out == NULL || check_path(r, pointer, *out, error));
}

/* --- lists ------------------------------------------------------------------------ */

/* The texts of key: one text, or a list of them, into list.  expected and words
 * say what each may be (words NULL: anything). */
static gboolean
read_list(Reading *r, const char *key, GPtrArray *list, const char *expected,
    const char *const *words, size_t n, GError **error)
{
    json_t *value = json_object_get(r->tree, key);
    g_autofree char *pointer = sb_json_pointer("", key);
    gboolean single = json_is_string(value);
    size_t count = single ? 1 : json_array_size(value);

    if (value == NULL || json_is_null(value)) {
        return TRUE;
    }
    if (!single && !json_is_array(value)) {
        refuse(r, pointer, error, expected);
        return FALSE;
    }
    for (size_t i = 0; i < count; i++) {
        const json_t *item = single ? value : json_array_get(value, i);
        g_autofree char *at = single ? g_strdup(pointer) : sb_json_pointer_at(pointer, i);

        if (!json_is_string(item) || *json_string_value(item) == '\0' ||
            (words != NULL && !is_among(json_string_value(item), words, n))) {
            refuse(r, at, error, expected);
            return FALSE;
        }
        g_ptr_array_add(list, (gpointer)json_string_value(item));
    }
    return TRUE;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files of the folder of pattern that match its last part, sorted; NULL and
 * *error when there is none. */
static GPtrArray *
expand(Reading *r, const char *pattern, const char *pointer, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(pattern);
    g_autofree char *last = g_path_get_basename(pattern);
    g_autofree char *real = sb_manifest_path(&r->manifest, folder);
    g_autoptr(GPatternSpec) spec = g_pattern_spec_new(last);
    g_autoptr(GDir) dir = g_dir_open(real, 0, NULL);
    g_autoptr(GPtrArray) found = g_ptr_array_new();

    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        if (name[0] != '.' && !g_str_has_suffix(name, "~") &&
            g_pattern_spec_match_string(spec, name)) {
            g_ptr_array_add(
                found, strcmp(folder, ".") == 0
                           ? sb_arena_strdup(r->arena, name)
                           : sb_arena_printf(r->arena, "%s/%s", folder, name));
        }
    }
    if (found->len == 0) {
        sb_json_error(error, SB_ERROR_READ, &r->place, pointer,
            "no file matches \"%s\"; expected at least one", pattern);
        return NULL;
    }
    g_ptr_array_sort(found, compare_names);
    return g_steal_pointer(&found);
}

/* Paths and patterns of key, filled in. */
static gboolean
read_paths(Reading *r, const char *key, GPtrArray *paths, GError **error)
{
    g_autoptr(GPtrArray) written = g_ptr_array_new();
    g_autofree char *pointer = sb_json_pointer("", key);

    if (!read_list(r, key, written, "a path or a list of paths", NULL, 0, error)) {
        return FALSE;
    }
    for (guint i = 0; i < written->len; i++) {
        const char *path = written->pdata[i];
        g_autofree char *at = json_is_array(json_object_get(r->tree, key))
                                  ? sb_json_pointer_at(pointer, i)
                                  : g_strdup(pointer);

        if (!check_path(r, at, path, error)) {
            return FALSE;
        }
        if (strpbrk(path, "*?") == NULL) {
            g_ptr_array_add(paths, (gpointer)path);
            continue;
        }
        g_autoptr(GPtrArray) found = expand(r, path, at, error);

        if (found == NULL) {
            return FALSE;
        }
        g_ptr_array_extend(paths, found, NULL, NULL);
    }
    return TRUE;
}

/* --- charts and reports --------------------------------------------------------------
 */

/* The file's name without the first of endings that it has. */
static char *
bare_name(Reading *r, const char *path, const char *const *endings, size_t n)
{
    g_autofree char *name = g_path_get_basename(path);

    for (size_t i = 0; i < n; i++) {
        if (g_str_has_suffix(name, endings[i]) && strlen(name) > strlen(endings[i])) {
            return sb_arena_strndup(r->arena, name, strlen(name) - strlen(endings[i]));
        }
    }
    return sb_arena_strdup(r->arena, name);
}

static void
add_item(
    Reading *r, GPtrArray *items, const char *name, const char *path, const char *lang)
{
    SbManifestItem *item = sb_arena_new_of(r->arena, SbManifestItem);

    *item = (SbManifestItem){ name, path, lang };
    g_ptr_array_add(items, item);
}

static gboolean
read_charts(Reading *r, GPtrArray *charts, GError **error)
{
    static const char *const endings[] = { ".vl.json", ".vl.yaml", ".vl.yml", ".json",
        ".yaml", ".yml" };
    g_autoptr(GPtrArray) paths = g_ptr_array_new();

    if (!read_paths(r, "charts", paths, error)) {
        return FALSE;
    }
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];

        add_item(
            r, charts, bare_name(r, path, endings, G_N_ELEMENTS(endings)), path, NULL);
    }
    return TRUE;
}

/* The edition that "report.ko.md" is, the only edition, or NULL. */
static const char *
edition_of(const Reading *r, const char *path)
{
    const GPtrArray *editions = r->manifest.editions;

    for (guint i = 0; i < editions->len; i++) {
        g_autofree char *ending = g_strdup_printf(".%s.md", (char *)editions->pdata[i]);

        if (g_str_has_suffix(path, ending)) {
            return editions->pdata[i];
        }
    }
    return editions->len == 1 ? editions->pdata[0] : NULL;
}

/* A path with ".LANG." stands for a file an edition. */
static gboolean
add_report(Reading *r, GPtrArray *reports, const char *name, const char *path,
    const char *pointer, GError **error)
{
    const char *hole = strstr(path, ".LANG.");
    const GPtrArray *editions = r->manifest.editions;

    for (guint i = 0; i < (hole != NULL ? editions->len : 1); i++) {
        const char *lang = hole != NULL ? editions->pdata[i] : edition_of(r, path);
        const char *file = path;

        if (lang == NULL) {
            refuse(r, pointer, error,
                "a file name that says its edition, such as report.en.md or "
                "report.LANG.md");
            return FALSE;
        }
        if (hole != NULL) {
            file = sb_arena_printf(r->arena, "%.*s.%s.%s", (int)(hole - path), path, lang,
                hole + strlen(".LANG."));
        }
        const char *ending = sb_arena_printf(r->arena, ".%s.md", lang);
        const char *endings[] = { ending, ".md" };

        add_item(
            r, reports, name != NULL ? name : bare_name(r, file, endings, 2), file, lang);
    }
    return TRUE;
}

/* A list of paths, or NAME: path. */
static gboolean
read_reports(Reading *r, GPtrArray *reports, GError **error)
{
    json_t *value = json_object_get(r->tree, "reports"), *path;
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    const char *name;

    if (!json_is_object(value)) {
        if (!read_list(r, "reports", paths, "a path, a list of paths, or NAME: path",
                NULL, 0, error)) {
            return FALSE;
        }
        for (guint i = 0; i < paths->len; i++) {
            if (!check_path(r, "/reports", paths->pdata[i], error) ||
                !add_report(r, reports, NULL, paths->pdata[i], "/reports", error)) {
                return FALSE;
            }
        }
        return TRUE;
    }
    json_object_foreach(value, name, path)
    {
        g_autofree char *pointer = sb_json_pointer("/reports", name);

        if (!json_is_string(path) || strchr(name, '/') != NULL) {
            refuse(r, pointer, error, "NAME: path, the name without a slash");
            return FALSE;
        }
        if (!check_path(r, pointer, json_string_value(path), error) ||
            !add_report(r, reports, name, json_string_value(path), pointer, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* --- params, colours, outdir
 * ------------------------------------------------------------ */

/* "2023", "0.5", "true" or the text itself; NULL when value is none of these.
 * Free it. */
static char *
scalar_text(const json_t *value)
{
    if (json_is_string(value)) {
        return g_strdup(json_string_value(value));
    }
    if (json_is_boolean(value)) {
        return g_strdup(json_is_true(value) ? "true" : "false");
    }
    if (json_is_number(value)) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];

        return g_strdup(
            g_ascii_formatd(buffer, sizeof buffer, "%.15g", json_number_value(value)));
    }
    return NULL;
}

static gboolean
read_params(Reading *r, GError **error)
{
    json_t *params = json_object_get(r->tree, "params"), *value;
    const char *name;

    r->manifest.params = sb_arena_own(r->arena,
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        (GDestroyNotify)g_hash_table_unref);
    r->manifest.params_tree = params;
    if (params != NULL && !json_is_object(params)) {
        refuse(r, "/params", error, "name: value");
        return FALSE;
    }
    json_object_foreach(params, name, value)
    {
        char *text = scalar_text(value);

        if (text == NULL) {
            g_autofree char *pointer = sb_json_pointer("/params", name);

            refuse(r, pointer, error, "a text, a number, true or false");
            return FALSE;
        }
        g_hash_table_replace(r->manifest.params, g_strdup(name), text);
    }
    return TRUE;
}

static gboolean
read_colours(Reading *r, GError **error)
{
    json_t *colours = json_object_get(r->tree, "colours"), *value;
    const char *name;

    r->manifest.colours = colours;
    if (colours != NULL && !json_is_object(colours)) {
        refuse(r, "/colours", error, "category: colour");
        return FALSE;
    }
    json_object_foreach(colours, name, value)
    {
        if (!json_is_string(value)) {
            g_autofree char *pointer = sb_json_pointer("/colours", name);

            refuse(r, pointer, error, "a colour such as \"#083891\"");
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
read_outdir(Reading *r, GError **error)
{
    r->manifest.outdir = "out";
    if (!read_path(r, "outdir", &r->manifest.outdir, error)) {
        return FALSE;
    }
    g_autofree char *path = sb_manifest_path(&r->manifest, r->manifest.outdir);
    g_autofree char *real = sb_paths_resolve(path);
    g_autofree char *root = sb_paths_resolve(r->manifest.root);

    if (sb_paths_below(real, root) == NULL) {
        sb_json_error(error, SB_ERROR_INPUT, &r->place, "/outdir",
            "\"%s\" lies outside of the root folder; expected a path below it",
            r->manifest.outdir);
        return FALSE;
    }
    return TRUE;
}

/* --- the whole
 * ------------------------------------------------------------------------------ */

static gboolean
refuse_unsupported(Reading *r, GError **error)
{
    if (json_object_get(r->tree, "rates") != NULL) {
        sb_json_error(error, SB_ERROR_UNSUPPORTED, &r->place, "/rates",
            "not supported; exchange rates come from data/codes/rates.csv");
        return FALSE;
    }
    return TRUE;
}

static gboolean
check_presets(Reading *r, GError **error)
{
    for (guint i = 0; i < r->manifest.presets->len; i++) {
        g_autoptr(GError) why = NULL;

        if (sb_preset_find(r->manifest.presets->pdata[i], &why) == NULL) {
            sb_json_error(
                error, SB_ERROR_INPUT, &r->place, "/presets", "%s", why->message);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
fill_in(Reading *r, GError **error)
{
    SbManifest *m = &r->manifest;
    GPtrArray *editions = sb_arena_ptr_array(r->arena);
    GPtrArray *articles = sb_arena_ptr_array(r->arena);
    GPtrArray *charts = sb_arena_ptr_array(r->arena);
    GPtrArray *reports = sb_arena_ptr_array(r->arena);
    GPtrArray *kinds = sb_arena_ptr_array(r->arena);
    GPtrArray *presets = sb_arena_ptr_array(r->arena);

    m->editions = editions;
    m->articles = articles;
    m->charts = charts;
    m->reports = reports;
    m->formats = kinds;
    m->presets = presets;
    if (!read_text(r, "title", &m->title, error) ||
        !read_list(r, "editions", editions, "\"en\", \"ko\" or both", languages,
            G_N_ELEMENTS(languages), error) ||
        !read_list(r, "formats", kinds, "some of \"png\", \"svg\", \"pdf\"", formats,
            G_N_ELEMENTS(formats), error) ||
        !read_list(r, "presets", presets, "a list of presets", NULL, 0, error)) {
        return FALSE;
    }
    if (editions->len == 0) {
        g_ptr_array_add(editions, (gpointer)languages[0]);
    }
    for (size_t i = 0; kinds->len < G_N_ELEMENTS(formats) &&
                       json_object_get(r->tree, "formats") == NULL;
         i++) {
        g_ptr_array_add(kinds, (gpointer)formats[i]);
    }
    return check_presets(r, error) && read_path(r, "data", &m->data, error) &&
           read_path(r, "checks", &m->checks, error) &&
           read_paths(r, "articles", articles, error) && read_charts(r, charts, error) &&
           read_reports(r, reports, error) && read_params(r, error) &&
           read_colours(r, error) && read_outdir(r, error) &&
           read_boolean(r, "strict", &m->strict, error) &&
           read_boolean(r, "draft", &m->draft, error);
}

SbManifest *
sb_manifest_read(const SbSource *source, const char *root, GError **error)
{
    Reading *r = g_new0(Reading, 1);
    g_autoptr(SbManifest) manifest = &r->manifest;

    r->arena = sb_arena_new();
    r->tree = sb_yaml_parse(source, 0, sb_source_length(source), error);
    if (r->tree == NULL) {
        return NULL;
    }
    r->place = (SbJsonPlace){ source, 0, sb_source_length(source), TRUE };
    if (!json_is_object(r->tree)) {
        refuse(r, "", error, "keys such as \"title\", \"data\", \"charts\", \"reports\"");
        return NULL;
    }
    if (!refuse_unsupported(r, error) ||
        !sb_json_check_keys(r->tree, keys, G_N_ELEMENTS(keys), &r->place, "", error)) {
        return NULL;
    }
    g_autofree char *folder = g_path_get_dirname(sb_source_path(source));
    g_autofree char *found = sb_source_root(sb_source_path(source), root);

    manifest->path = sb_arena_strdup(r->arena, sb_source_path(source));
    manifest->folder = sb_arena_strdup(r->arena, folder);
    manifest->root = sb_arena_strdup(r->arena, found);
    return fill_in(r, error) ? g_steal_pointer(&manifest) : NULL;
}

void
sb_manifest_free(SbManifest *manifest)
{
    Reading *r = (Reading *)manifest;

    if (r == NULL) {
        return;
    }
    json_decref(r->tree);
    sb_arena_free(r->arena);
    g_free(r);
}

char *
sb_manifest_path(const SbManifest *manifest, const char *path)
{
    return strcmp(manifest->folder, ".") == 0
               ? g_strdup(path)
               : g_build_filename(manifest->folder, path, NULL);
}
