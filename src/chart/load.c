/* In: a `data` object.  Out: its table: read, given its types, remembered (see
 * load.h; https://vega.github.io/vega-lite/docs/data.html). */
#include "chart/load.h"

#include <string.h>

#include "base/csv.h"
#include "base/limits.h"
#include "chart/load_read.h"
#include "figure/tidy.h"

struct SbLoad {
    SbArena *arena;
    SbJob *job;
    const SbJsonPlace *place;
    SbLoadOptions options;
    GHashTable *named;    /* name -> const SbTable* */
    GHashTable *read;     /* url and format -> const SbTable* */
    const json_t *lazy;   /* datasets not read yet */
    const char *lazy_at;  /* pointer to them */
    GHashTable *pictures; /* url -> SbImage */
};

SbLoad *
sb_load_new(
    SbArena *arena, SbJob *job, const SbJsonPlace *place, const SbLoadOptions *options)
{
    SbLoad *load = sb_arena_new_of(arena, SbLoad);

    load->arena = arena;
    load->job = job;
    load->place = place;
    load->options = *options;
    load->named = sb_arena_own(arena, g_hash_table_new(g_str_hash, g_str_equal),
        (GDestroyNotify)g_hash_table_unref);
    load->read = sb_arena_own(arena, g_hash_table_new(g_str_hash, g_str_equal),
        (GDestroyNotify)g_hash_table_unref);
    load->pictures = sb_arena_own(arena, g_hash_table_new(g_str_hash, g_str_equal),
        (GDestroyNotify)g_hash_table_unref);
    return load;
}

void
sb_load_name(SbLoad *load, const char *name, const SbTable *table)
{
    g_hash_table_insert(load->named, sb_arena_strdup(load->arena, name), (void *)table);
}

const SbTable *
sb_load_named(const SbLoad *load, const char *name)
{
    return g_hash_table_lookup(load->named, name);
}

gboolean
sb_load_datasets(
    SbLoad *load, const json_t *datasets, const char *pointer, GError **error)
{
    if (datasets != NULL && !json_is_object(datasets)) {
        sb_json_error(error, SB_ERROR_INPUT, load->place, pointer,
            "expected an object of name and values");
        return FALSE;
    }
    load->lazy = datasets;
    load->lazy_at = sb_arena_strdup(load->arena, pointer);
    return TRUE;
}

gboolean
sb_load_parses_nothing(const json_t *data)
{
    return json_is_null(json_object_get(json_object_get(data, "format"), "parse")) &&
           json_object_get(json_object_get(data, "format"), "parse") != NULL;
}

static const SbTable *fail(SbLoad *load, const char *pointer, GError **error,
    const char *format, ...) G_GNUC_PRINTF(4, 5);

static const SbTable *
fail(SbLoad *load, const char *pointer, GError **error, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    g_autofree char *message = g_strdup_vprintf(format, list);
    va_end(list);
    sb_json_error(error, SB_ERROR_INPUT, load->place, pointer, "%s", message);
    return NULL;
}

/* --- formats --------------------------------------------------------------------------
 */

typedef enum { JSON, CSV, TSV, DSV } Type;

typedef struct {
    Type type;
    char separator; /* of DSV */
    const char *property;
    const char *const *names; /* of a CSV without a head; NULL */
    size_t count;
    const json_t *parse;
} Format;

static gboolean
read_names(
    SbLoad *load, const json_t *header, const char *pointer, Format *out, GError **error)
{
    out->count = json_array_size(header);
    const char **names = sb_arena_new_many(load->arena, const char *, out->count);

    for (size_t i = 0; i < out->count; i++) {
        names[i] = json_string_value(json_array_get(header, i));
        if (names[i] == NULL) {
            fail(load, pointer, error, "'header' must be an array of names");
            return FALSE;
        }
    }
    out->names = header != NULL ? names : NULL;
    return TRUE;
}

static gboolean
read_format(SbLoad *load, const json_t *format, const char *url, const char *pointer,
    Format *out, GError **error)
{
    static const char *const KNOWN[] = { "type", "parse", "property", "delimiter",
        "header", "feature", "mesh" };
    static const char *const TYPES[] = { "json", "csv", "tsv", "dsv" };
    const char *ending = url != NULL ? strrchr(url, '.') : NULL;
    const char *type = ending != NULL ? ending + 1 : "json";
    size_t which = 0;

    *out = (Format){ JSON };
    if (format != NULL && (!json_is_object(format) ||
                              !sb_json_check_keys(format, KNOWN, G_N_ELEMENTS(KNOWN),
                                  load->place, pointer, error))) {
        if (!json_is_object(format)) {
            fail(load, pointer, error, "expected an object");
        }
        return FALSE;
    }
    if (json_object_get(format, "type") != NULL) {
        type = sb_json_string(format, "type", "");
    } else if (strcmp(type, "csv") != 0 && strcmp(type, "tsv") != 0 &&
               strcmp(type, "dsv") != 0 && strcmp(type, "topojson") != 0) {
        type = "json";
    }
    while (which < G_N_ELEMENTS(TYPES) && strcmp(TYPES[which], type) != 0) {
        which++;
    }
    if (which == G_N_ELEMENTS(TYPES)) {
        sb_json_error(error,
            strcmp(type, "topojson") == 0 ? SB_ERROR_UNSUPPORTED : SB_ERROR_INPUT,
            load->place, pointer,
            "data of type '%s' can't be read; expected json, csv, tsv or dsv", type);
        return FALSE;
    }
    const char *delimiter = sb_json_string(format, "delimiter", NULL);

    out->type = (Type)which;
    out->separator = out->type == TSV ? '\t' : delimiter != NULL ? delimiter[0] : ',';
    if (delimiter != NULL && strlen(delimiter) != 1) {
        fail(load, pointer, error, "'delimiter' must be one character");
        return FALSE;
    }
    out->property = sb_json_string(format, "property", NULL);
    out->parse = json_object_get(format, "parse");
    return read_names(load, json_object_get(format, "header"), pointer, out, error);
}

/* --- texts
 * ------------------------------------------------------------------------------ */

/* Rows of other lengths: what a spreadsheet would not show. */
static void
remark_ragged(SbLoad *load, const SbSource *source, const SbCsvColumns *csv)
{
    int cells, line = sb_csv_columns_ragged(csv, &cells);

    if (line > 0) {
        sb_job_remark(load->job, SB_REMARK_ROW_RAGGED, source,
            sb_source_line_start(source, line), "%d cells under %zu heads", cells,
            sb_csv_columns_count(csv));
    }
}

/* Are they the heads of a table of figures? */
static gboolean
is_figures(const SbCsvColumns *csv)
{
    size_t n = sb_csv_columns_count(csv);
    g_autofree const char **names = g_new0(const char *, n + 1);

    for (size_t i = 0; i < n; i++) {
        names[i] = sb_csv_columns_name(csv, i);
    }
    return n > 0 && sb_tidy_is_head(names, (int)n);
}

static const SbTable *
read_csv(SbLoad *load, const SbSource *source, const Format *format, GError **error)
{
    SbCsvColumns *csv = sb_csv_columns_read(
        source, format->separator, format->names == NULL, format->count, error);

    if (csv == NULL) {
        return NULL;
    }
    sb_arena_own(load->arena, csv, (GDestroyNotify)sb_csv_columns_free);
    if (format->names == NULL) {
        if (load->options.figures != NULL && is_figures(csv)) {
            return load->options.figures(load->options.figures_data, source, error);
        }
        remark_ragged(load, source, csv);
    }
    return sb_load_rows_of_csv(load->arena, csv, format->names);
}

static const SbTable *
rows_of_json(SbLoad *load, const json_t *json, const Format *format, const char *pointer,
    GError **error)
{
    SbFieldPath path = { 0 };

    if (format->property != NULL) {
        path = sb_table_path(load->arena, format->property);
    }
    for (size_t i = 0; i < path.count; i++) {
        json = json_object_get(json, path.steps[i]);
    }
    if (!json_is_array(json) && !json_is_object(json)) {
        return fail(load, pointer, error, "%s%s is no array of rows",
            format->property != NULL ? "property " : "the data",
            format->property != NULL ? format->property : "");
    }
    return sb_load_rows_of_json(load->arena, json);
}

static const SbTable *
read_source(SbLoad *load, const SbSource *source, const Format *format,
    const char *pointer, GError **error)
{
    if (format->type != JSON) {
        return read_csv(load, source, format, error);
    }
    g_autoptr(json_t) json = sb_json_read(source, error);

    return json != NULL ? rows_of_json(load, json, format, pointer, error) : NULL;
}

static const SbTable *
read_url(SbLoad *load, const char *url, const Format *format, const char *pointer,
    GError **error)
{
    const SbSource *spec = load->place != NULL ? load->place->source : NULL;
    const char *beside = spec != NULL ? sb_source_path(spec) : "-";
    g_autofree char *root = sb_source_root(beside, load->options.root);

    if (strstr(url, "://") != NULL || g_str_has_prefix(url, "//") ||
        g_str_has_prefix(url, "data:")) {
        sb_json_error(error, SB_ERROR_UNSUPPORTED, load->place, pointer,
            "'%s' lies on the net, from where nothing is read; save it beside the "
            "specification",
            url);
        return NULL;
    }
    const SbSource *source =
        sb_source_read_below(load->job, root, beside, url, NULL, error);

    if (source == NULL) {
        return NULL;
    }
    return read_source(load, source, format, pointer, error);
}

/* --- kinds of data
 * ------------------------------------------------------------------------ */

static const SbTable *
from_url(SbLoad *load, const json_t *data, const char *pointer, GError **error)
{
    const json_t *format = json_object_get(data, "format");
    const char *url = sb_json_string(data, "url", NULL);
    g_autofree char *at = sb_json_pointer(pointer, "format");
    g_autofree char *at_parse = sb_json_pointer(at, "parse");
    g_autofree char *at_url = sb_json_pointer(pointer, "url");
    g_autofree char *text = format != NULL ? json_dumps(format, JSON_COMPACT) : NULL;
    g_autofree char *key = g_strconcat(url, "\n", text, NULL);
    Format how;

    if (url == NULL) {
        return fail(load, at_url, error, "'url' must be a text");
    }
    const SbTable *table = g_hash_table_lookup(load->read, key);

    if (table != NULL) {
        return table;
    }
    if (!read_format(load, format, url, at, &how, error)) {
        return NULL;
    }
    table = read_url(load, url, &how, at_url, error);
    if (table != NULL) {
        table = sb_load_rows_parsed(
            load->arena, table, how.parse, &load->options, load->place, at_parse, error);
    }
    if (table != NULL) {
        g_hash_table_insert(load->read, sb_arena_strdup(load->arena, key), (void *)table);
    }
    return table;
}

static const SbTable *
from_text(SbLoad *load, const char *text, const Format *how, const char *pointer,
    GError **error)
{
    g_autofree char *name = g_strdup_printf("%s: %s",
        load->place != NULL && load->place->source != NULL
            ? sb_source_path(load->place->source)
            : "-",
        pointer);
    const SbSource *source =
        sb_source_from_text(load->job, name, text, strlen(text), error);

    return source != NULL ? read_source(load, source, how, pointer, error) : NULL;
}

static const SbTable *
from_values(SbLoad *load, const json_t *values, const json_t *format, const char *pointer,
    GError **error)
{
    g_autofree char *at = sb_json_pointer(pointer, "format");
    g_autofree char *at_parse = sb_json_pointer(at, "parse");
    g_autofree char *at_values = sb_json_pointer(pointer, "values");
    const SbTable *table;
    Format how;

    if (!read_format(load, format, NULL, at, &how, error)) {
        return NULL;
    }
    if (json_is_string(values)) {
        table = from_text(load, json_string_value(values), &how, at_values, error);
    } else {
        table = rows_of_json(load, values, &how, at_values, error);
    }
    return table != NULL ? sb_load_rows_parsed(load->arena, table, how.parse,
                               &load->options, load->place, at_parse, error)
                         : NULL;
}

static const SbTable *
from_sequence(SbLoad *load, const json_t *json, const char *pointer, GError **error)
{
    static const char *const KNOWN[] = { "start", "stop", "step", "as" };
    g_autofree char *at = sb_json_pointer(pointer, "sequence");
    double start = sb_json_number(json, "start", NAN);
    double stop = sb_json_number(json, "stop", NAN);
    double step = sb_json_number(json, "step", 1);
    double count = fmax(0, ceil((stop - start) / step));

    if (!json_is_object(json)) {
        return fail(load, at, error, "expected {start, stop, step, as}");
    }
    if (!sb_json_check_keys(json, KNOWN, G_N_ELEMENTS(KNOWN), load->place, at, error)) {
        return NULL;
    }
    if (isnan(start) || isnan(stop) || !(count <= SB_LIMIT_MARKS)) {
        return fail(load, at, error,
            "a sequence needs start, stop and a step that makes at most %d rows",
            SB_LIMIT_MARKS);
    }
    size_t n = (size_t)count;
    double *numbers = sb_arena_new_many(load->arena, double, n);
    SbTable *table = sb_table_new(load->arena, n);

    for (size_t i = 0; i < n; i++) {
        numbers[i] = start + (double)i * step;
    }
    sb_table_add_numbers(
        table, sb_json_string(json, "as", "data"), SB_COLUMN_NUMBER, numbers);
    return table;
}

static const SbTable *
from_name(SbLoad *load, const json_t *data, const char *pointer, GError **error)
{
    const char *name = sb_json_string(data, "name", NULL);
    const SbTable *table = name != NULL ? sb_load_named(load, name) : NULL;

    if (table != NULL) {
        g_autofree char *at_parse = g_strconcat(pointer, "/format/parse", NULL);

        return sb_load_rows_parsed(load->arena, table,
            json_object_get(json_object_get(data, "format"), "parse"), &load->options,
            load->place, at_parse, error);
    }
    const json_t *values = name != NULL ? json_object_get(load->lazy, name) : NULL;

    if (values == NULL) {
        return fail(load, pointer, error, "there is no data set named '%s'",
            name != NULL ? name : "");
    }
    g_autofree char *at = sb_json_pointer(load->lazy_at, name);

    return from_values(load, values, json_object_get(data, "format"), at, error);
}

const SbTable *
sb_load_data(SbLoad *load, const json_t *data, const char *pointer, GError **error)
{
    static const char *const KNOWN[] = { "url", "values", "name", "format", "sequence",
        "sphere", "graticule" };
    const SbTable *table;

    if (!json_is_object(data)) {
        return fail(load, pointer, error, "data must be an object");
    }
    if (!sb_json_check_keys(
            data, KNOWN, G_N_ELEMENTS(KNOWN), load->place, pointer, error)) {
        return NULL;
    }
    if (json_object_get(data, "sphere") != NULL) {
        g_autoptr(json_t) sphere = json_pack("{s:s}", "type", "Sphere");

        return sb_load_rows_of_json(load->arena, sphere);
    }
    if (json_object_get(data, "graticule") != NULL) {
        sb_json_error(error, SB_ERROR_UNSUPPORTED, load->place, pointer,
            "a graticule is not drawn");
        return NULL;
    }
    const char *name = sb_json_string(data, "name", NULL);

    if (json_object_get(data, "url") != NULL) {
        table = from_url(load, data, pointer, error);
    } else if (json_object_get(data, "values") != NULL) {
        table = from_values(load, json_object_get(data, "values"),
            json_object_get(data, "format"), pointer, error);
    } else if (json_object_get(data, "sequence") != NULL) {
        table = from_sequence(load, json_object_get(data, "sequence"), pointer, error);
    } else {
        return from_name(load, data, pointer, error);
    }
    if (table != NULL && name != NULL) {
        sb_load_name(load, name, table);
    }
    return table;
}

/* --- pictures --- */

/* The bytes of "data:image/png;base64,…". */
static const SbSource *
source_of_data(SbLoad *load, const char *url, const char *pointer, GError **error)
{
    const char *comma = strchr(url, ',');
    g_autofree guchar *bytes = NULL;
    gsize n = 0;

    if (comma == NULL || comma - url < 7 || strncmp(comma - 7, ";base64", 7) != 0) {
        fail(load, pointer, error, "a picture's data: URL must be base64");
        return NULL;
    }
    bytes = g_base64_decode(comma + 1, &n);
    return sb_source_from_bytes(load->job, "data:", bytes, n);
}

const SbImage *
sb_load_picture(SbLoad *load, const char *url, const char *pointer, GError **error)
{
    const SbSource *spec = load->place != NULL ? load->place->source : NULL, *source;
    const char *beside = spec != NULL ? sb_source_path(spec) : "-";
    g_autofree char *root = sb_source_root(beside, load->options.root);
    const SbImage *image = g_hash_table_lookup(load->pictures, url);
    g_autoptr(GError) inner = NULL;

    if (image != NULL) {
        return image;
    }
    if (strstr(url, "://") != NULL || g_str_has_prefix(url, "//")) {
        sb_json_error(error, SB_ERROR_UNSUPPORTED, load->place, pointer,
            "the picture '%s' lies on the net, from where nothing is read; save it "
            "beside the specification",
            url);
        return NULL;
    }
    source = g_str_has_prefix(url, "data:")
                 ? source_of_data(load, url, pointer, error)
                 : sb_source_read_below(load->job, root, beside, url,
                       &(SbSourceOptions){ .binary = TRUE }, error);
    if (source == NULL) {
        return NULL;
    }
    image = sb_image_read(load->arena, source, &inner);
    if (image == NULL) {
        sb_json_error(error, SB_ERROR_INPUT, load->place, pointer, "%s", inner->message);
        return NULL;
    }
    g_hash_table_insert(load->pictures, sb_arena_strdup(load->arena, url), (void *)image);
    return image;
}
