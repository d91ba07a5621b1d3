/* In: a table and another one with a key.  Out: the table with fields of the row
 * that has the key.  Keys are compared as text; the last of equal keys counts. */
#include <string.h>

#include "chart/transform_read.h"

/* key -> row + 1 of the other table. */
static GHashTable *
index_rows(SbArena *arena, const SbTable *table, const char *name)
{
    GHashTable *index = sb_arena_own(arena, g_hash_table_new(g_str_hash, g_str_equal),
        (GDestroyNotify)g_hash_table_unref);
    SbField key = sb_table_field(table, name);

    for (size_t row = 0; row < sb_table_rows(table); row++) {
        g_hash_table_insert(index,
            (char *)sb_value_to_string(arena, sb_field_at(&key, row)),
            GSIZE_TO_POINTER(row + 1));
    }
    return index;
}

typedef struct {
    const char *lookup, *key;
    const SbTable *from;
    const char *const *fields; /* none: the whole row */
    size_t count;
    const char **as;
    SbValue fallback;
} Lookup;

/* "as": one name or as many as there are fields. */
static gboolean
read_as(const SbTransformContext *context, const json_t *json, const char *pointer,
    Lookup *out, GError **error)
{
    const json_t *as = json_object_get(json, "as");
    size_t n = MAX(out->count, 1);

    out->as = sb_arena_new_many(context->arena, const char *, n);
    for (size_t i = 0; i < n; i++) {
        out->as[i] =
            as == NULL
                ? (out->count > 0 ? sb_table_path(context->arena, out->fields[i]).name
                                  : "_lookup")
            : json_is_string(as) ? (i == 0 ? json_string_value(as) : NULL)
                                 : json_string_value(json_array_get(as, i));
        if (out->as[i] == NULL) {
            sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
                "'as' must name %zu column%s, one a field", n, n == 1 ? "" : "s");
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
read_from(const SbTransformContext *context, const json_t *from, const char *pointer,
    Lookup *out, GError **error)
{
    static const char *const KNOWN[] = { "data", "key", "fields" };
    g_autofree char *at_data = sb_json_pointer(pointer, "data");

    if (!sb_transform_read_object(
            context, from, KNOWN, G_N_ELEMENTS(KNOWN), pointer, error)) {
        return FALSE;
    }
    out->key = sb_transform_read_text(context, from, "key", pointer, error);
    out->fields = out->key != NULL ? sb_transform_read_texts(context, from, "fields",
                                         pointer, &out->count, error)
                                   : NULL;
    if (out->fields == NULL) {
        return FALSE;
    }
    if (context->load == NULL || json_object_get(from, "data") == NULL) {
        sb_json_error(
            error, SB_ERROR_INPUT, context->place, pointer, "lookup needs 'from.data'");
        return FALSE;
    }
    out->from =
        sb_load_data(context->load, json_object_get(from, "data"), at_data, error);
    return out->from != NULL;
}

/* From a selection, which is empty in the first state: every row gets the
 * default. */
static const SbTable *
nothing_found(const SbTransformContext *context, const SbTable *table, const json_t *json,
    SbValue fallback)
{
    const char *as = sb_json_string(
        json, "as", sb_json_string(json_object_get(json, "from"), "param", "_lookup"));
    size_t n = sb_table_rows(table);
    SbTable *result = sb_table_derive(context->arena, table);
    SbValue *values = sb_arena_new_many(context->arena, SbValue, n);

    for (size_t row = 0; row < n; row++) {
        values[row] = fallback;
    }
    sb_table_add_values(result, as, values);
    return result;
}

const SbTable *
sb_transform_lookup(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    g_autofree char *at = sb_json_pointer(pointer, "from");
    const json_t *from = json_object_get(json, "from");
    const json_t *fallback = json_object_get(json, "default");
    Lookup lookup = { .fallback = fallback != NULL
                                      ? sb_value_from_json(context->arena, fallback)
                                      : sb_value_null() };

    lookup.lookup = sb_transform_read_text(context, json, "lookup", pointer, error);
    if (lookup.lookup == NULL) {
        return NULL;
    }
    if (sb_json_string(from, "param", NULL) != NULL) {
        return nothing_found(context, table, json, lookup.fallback);
    }
    if (!read_from(context, from, at, &lookup, error) ||
        !read_as(context, json, pointer, &lookup, error)) {
        return NULL;
    }
    GHashTable *index = index_rows(context->arena, lookup.from, lookup.key);
    SbField key = sb_table_field(table, lookup.lookup);
    size_t n = sb_table_rows(table);
    SbTable *result = sb_table_derive(context->arena, table);

    for (size_t f = 0; f < MAX(lookup.count, 1); f++) {
        SbField field =
            sb_table_field(lookup.from, lookup.count > 0 ? lookup.fields[f] : "");
        SbValue *values = sb_arena_new_many(context->arena, SbValue, n);

        for (size_t row = 0; row < n; row++) {
            size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(
                index, sb_value_to_string(context->arena, sb_field_at(&key, row))));

            values[row] = found == 0         ? lookup.fallback
                          : lookup.count > 0 ? sb_field_at(&field, found - 1)
                                             : sb_table_row(lookup.from, found - 1);
        }
        sb_table_add_values(result, lookup.as[f], values);
    }
    return result;
}
