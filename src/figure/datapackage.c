/*
 * In: the list of columns, the table's path, an earlier package.  Out:
 * datapackage.json (see datapackage.h).
 *
 * Each field names its SDMX concept; "source" is a foreign key into sources.csv.
 */
#include "figure/datapackage.h"

#include <string.h>

#include "base/json.h"
#include "figure/column.h"
#include "figure/review.h"

/* The words that a column may hold; NULL for free text. */
static json_t *
enumeration(const SbColumnDef *column)
{
    json_t *array = json_array();

    switch (column->kind) {
    case SB_COLUMN_KIND_STATUS:
        for (int i = SB_STATUS_NEW; i <= SB_STATUS_ADDED; i++) {
            json_array_append_new(array, json_string(sb_status_name((SbStatus)i)));
        }
        return array;
    case SB_COLUMN_KIND_QUALIFIER:
        for (int i = SB_QUALIFIER_ABOUT; i <= SB_QUALIFIER_AT_MOST; i++) {
            json_array_append_new(array, json_string(sb_qualifier_name((SbQualifier)i)));
        }
        return array;
    case SB_COLUMN_KIND_ROLE:
        for (int i = SB_ROLE_LEVEL; i <= SB_ROLE_PRICE; i++) {
            json_array_append_new(array, json_string(sb_role_name((SbRole)i)));
        }
        return array;
    case SB_COLUMN_KIND_MODALITY:
        for (int i = SB_MODALITY_ACTUAL; i <= SB_MODALITY_RULE; i++) {
            json_array_append_new(array, json_string(sb_modality_name((SbModality)i)));
        }
        return array;
    default:
        json_decref(array);
        return NULL;
    }
}

static const char *
type_of(const SbColumnDef *column)
{
    switch (column->kind) {
    case SB_COLUMN_KIND_VALUE:
    case SB_COLUMN_KIND_HIGH:
        return "number";
    case SB_COLUMN_KIND_PRECISION:
    case SB_COLUMN_KIND_INTEGER:
        return "integer";
    default:
        return "string";
    }
}

static json_t *
field_of(const SbColumnDef *column)
{
    json_t *field = json_object();
    json_t *constraints = json_object();
    json_t *listed = enumeration(column);
    g_autofree char *type = g_strconcat(
        "http://purl.org/linked-data/sdmx/2009/concept#", column->concept, NULL);

    json_object_set_new(field, "name", json_string(column->name));
    json_object_set_new(field, "type", json_string(type_of(column)));
    json_object_set_new(field, "description", json_string(column->meaning));
    json_object_set_new(field, "rdfType", json_string(type));
    json_object_set_new(field, "sdmxConcept", json_string(column->concept));
    json_object_set_new(field, "owner",
        json_string(column->owner == SB_COLUMN_OWNER_PERSON ? "person" : "program"));
    if (listed != NULL) {
        json_object_set_new(constraints, "enum", listed);
    }
    if (strcmp(column->name, "fact_id") == 0) {
        json_object_set_new(constraints, "required", json_true());
        json_object_set_new(constraints, "unique", json_true());
        json_object_set_new(constraints, "pattern", json_string("[a-z][a-z0-9_.-]*"));
    }
    if (json_object_size(constraints) > 0) {
        json_object_set_new(field, "constraints", constraints);
    } else {
        json_decref(constraints);
    }
    return field;
}

static json_t *
foreign_keys(void)
{
    return json_pack("[{s:s, s:{s:s, s:s}}, {s:s, s:{s:s, s:s}}]", "fields", "source",
        "reference", "resource", "sources", "fields", "source", "fields", "same_as",
        "reference", "resource", "", "fields", "fact_id");
}

/* A resource with the things that all three have. */
static json_t *
resource_of(const char *name, const char *path, json_t *schema)
{
    g_autofree char *file = g_path_get_basename(path);

    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "name", name, "path", file,
        "profile", "tabular-data-resource", "format", "csv", "mediatype", "text/csv",
        "encoding", "utf-8", "schema", schema);
}

static json_t *
figures_resource(const char *path)
{
    json_t *fields = json_array();

    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        json_array_append_new(fields, field_of(sb_column_def((SbColumnId)i)));
    }
    return resource_of("figures", path,
        json_pack("{s:o, s:s, s:o, s:[s]}", "fields", fields, "primaryKey", "fact_id",
            "foreignKeys", foreign_keys(), "missingValues", ""));
}

static json_t *
text_resource(const char *name, const char *path, const char *const *heads, size_t n,
    const char *key)
{
    g_autofree char *beside = sb_review_beside(path, name);
    json_t *fields = json_array();

    for (size_t i = 0; i < n; i++) {
        json_array_append_new(
            fields, json_pack("{s:s, s:s}", "name", heads[i], "type",
                        strcmp(heads[i], "line") == 0 ? "integer" : "string"));
    }
    json_t *schema = json_pack("{s:o}", "fields", fields);

    if (key != NULL) {
        json_object_set_new(schema, "primaryKey", json_string(key));
    } else {
        json_object_set_new(schema, "foreignKeys",
            json_pack("[{s:s, s:{s:s, s:s}}]", "fields", "source", "reference",
                "resource", "sources", "fields", "source"));
    }
    return resource_of(name, beside, schema);
}

/* The members that a person may have written. */
static json_t *
head_of(SbJob *job, const char *path, GError **error)
{
    g_autofree char *beside = sb_review_beside(path, "datapackage");
    g_autofree char *name = g_path_get_basename(path);

    if (g_file_test(beside, G_FILE_TEST_EXISTS)) {
        const SbSource *source = sb_source_read(job, beside, NULL, error);
        json_t *earlier = source != NULL ? sb_json_read(source, error) : NULL;

        if (earlier == NULL || json_is_object(earlier)) {
            return earlier;
        }
        json_decref(earlier);
    }
    if (g_str_has_suffix(name, ".csv")) {
        name[strlen(name) - strlen(".csv")] = '\0';
    }
    return json_pack("{s:s, s:s, s:[{s:s, s:s, s:s}]}", "name", name, "profile",
        "tabular-data-package", "licenses", "name", "CC-BY-4.0", "title",
        "Creative Commons Attribution 4.0 (the figures; quotes belong to their "
        "publishers)",
        "path", "https://creativecommons.org/licenses/by/4.0/");
}

GString *
sb_datapackage_write(SbJob *job, const char *path, GError **error)
{
    static const char *const sources[] = { "source", "kind", "path", "sha256", "title",
        "publisher", "author", "date", "retrieved", "url", "lang", "rights", "replaces",
        "note" };
    static const char *const tables[] = { "source", "table", "line", "caption",
        "unit_line", "head" };
    json_t *package = head_of(job, path, error);

    if (package == NULL) {
        return NULL;
    }
    json_object_set_new(package, "resources",
        json_pack("[o, o, o]", figures_resource(path),
            text_resource("sources", path, sources, G_N_ELEMENTS(sources), "source"),
            text_resource("tables", path, tables, G_N_ELEMENTS(tables), NULL)));
    char *text = json_dumps(package, JSON_INDENT(2));
    GString *out = g_string_new(text);

    free(text);
    json_decref(package);
    return g_string_append_c(out, '\n');
}
