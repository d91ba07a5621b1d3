/*
 * In: usermeta.statbrief of a specification.  Out: is it what its JSON Schema says?
 * The schema printed is the schema checked by, so that they can't come to differ.
 */
#include <math.h>
#include <string.h>

#include "chart/spec.h"

static const char TEXT[] =
#define LINE(text) text "\n"
#include "chart/usermeta_schema.def"
#undef LINE
    ;

GString *
sb_usermeta_schema_text(void)
{
    return g_string_new(TEXT);
}

typedef struct {
    json_t *root; /* the schema */
    const SbJsonPlace *place;
} Check;

/* --- types --- */

static gboolean
has_type(const char *type, const json_t *value)
{
    return strcmp(type, "string") == 0   ? json_is_string(value)
           : strcmp(type, "array") == 0  ? json_is_array(value)
           : strcmp(type, "object") == 0 ? json_is_object(value)
           : strcmp(type, "integer") == 0
               ? json_is_number(value) &&
                     json_number_value(value) == floor(json_number_value(value))
               : FALSE;
}

static const char *
in_words(const char *type)
{
    return strcmp(type, "string") == 0    ? "a text"
           : strcmp(type, "array") == 0   ? "an array"
           : strcmp(type, "integer") == 0 ? "a whole number"
                                          : "an object";
}

static gboolean
check_type(
    const Check *c, const char *type, const json_t *value, const char *at, GError **error)
{
    if (type == NULL || has_type(type, value)) {
        return TRUE;
    }
    sb_json_error(
        error, SB_ERROR_INPUT, c->place, at, "wrong type; expected %s", in_words(type));
    return FALSE;
}

/* --- words of a list --- */

static gboolean
check_enum(const Check *c, const json_t *words, const json_t *value, const char *at,
    GError **error)
{
    const char *names[16], *text = json_string_value(value), *near;
    g_autoptr(GString) all = g_string_new(NULL);
    size_t n = MIN(json_array_size(words), G_N_ELEMENTS(names));

    for (size_t i = 0; i < n; i++) {
        names[i] = json_string_value(json_array_get(words, i));
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", names[i]);
        if (g_strcmp0(names[i], text) == 0) {
            return TRUE;
        }
    }
    near = text != NULL ? sb_error_nearest(text, names, n) : NULL;
    if (near != NULL) {
        sb_json_error(error, SB_ERROR_INPUT, c->place, at,
            "unknown word '%s'; did you mean '%s'?", text, near);
    } else if (text != NULL) {
        sb_json_error(error, SB_ERROR_INPUT, c->place, at,
            "unknown word '%s'; expected one of %s", text, all->str);
    } else {
        sb_json_error(error, SB_ERROR_INPUT, c->place, at,
            "wrong type; expected one of %s", all->str);
    }
    return FALSE;
}

/* --- objects and arrays --- */

static gboolean check(const Check *c, const json_t *schema, const json_t *value,
    const char *at, GError **error);

static gboolean
check_object(const Check *c, const json_t *schema, const json_t *value, const char *at,
    GError **error)
{
    json_t *properties = json_object_get(schema, "properties"), *member;
    const char *names[32], *key;
    size_t n = 0;

    json_object_foreach(properties, key, member)
    {
        g_assert(n < G_N_ELEMENTS(names));
        names[n++] = key;
    }
    if (json_is_false(json_object_get(schema, "additionalProperties")) &&
        !sb_json_check_keys(value, names, n, c->place, at, error)) {
        return FALSE;
    }
    json_object_foreach((json_t *)value, key, member)
    {
        g_autofree char *below = sb_json_pointer(at, key);
        const json_t *its = json_object_get(properties, key);

        if (its != NULL && !check(c, its, member, below, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
check_one_of(const Check *c, const json_t *choices, const json_t *value, const char *at,
    GError **error)
{
    const json_t *near = json_array_get(choices, 0);

    for (size_t i = 0; i < json_array_size(choices); i++) {
        const json_t *choice = json_array_get(choices, i);

        if (check(c, choice, value, at, NULL)) {
            return TRUE;
        }
        if (has_type(sb_json_string(choice, "type", ""), value)) {
            near = choice; /* its message says what is wrong within */
        }
    }
    return check(c, near, value, at, error);
}

static gboolean
check(const Check *c, const json_t *schema, const json_t *value, const char *at,
    GError **error)
{
    const char *other = sb_json_string(schema, "$ref", NULL);
    const json_t *words, *choices, *items;

    if (other != NULL) {
        schema = sb_json_at(c->root, other + 1); /* "#/$defs/…" */
    }
    words = json_object_get(schema, "enum");
    choices = json_object_get(schema, "oneOf");
    items = json_object_get(schema, "items");
    if (choices != NULL) {
        return check_one_of(c, choices, value, at, error);
    }
    if (!check_type(c, sb_json_string(schema, "type", NULL), value, at, error) ||
        (words != NULL && !check_enum(c, words, value, at, error))) {
        return FALSE;
    }
    if (json_is_number(value) &&
        json_number_value(value) < sb_json_number(schema, "minimum", -INFINITY)) {
        sb_json_error(error, SB_ERROR_INPUT, c->place, at, "%g is too small; expected %g",
            json_number_value(value), sb_json_number(schema, "minimum", 0));
        return FALSE;
    }
    for (size_t i = 0; items != NULL && i < json_array_size(value); i++) {
        g_autofree char *below = sb_json_pointer_at(at, i);

        if (!check(c, items, json_array_get(value, i), below, error)) {
            return FALSE;
        }
    }
    return !json_is_object(value) || check_object(c, schema, value, at, error);
}

gboolean
sb_usermeta_schema_check(const json_t *usermeta, const SbJsonPlace *place, GError **error)
{
    static const char *const OURS[] = { "statbrief" };
    const json_t *own = json_object_get(usermeta, OURS[0]);
    g_autoptr(json_t) root = NULL;
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)usermeta, key, value)
    {
        if (strcmp(key, OURS[0]) != 0 && sb_error_nearest(key, OURS, 1) != NULL) {
            g_autofree char *at = sb_json_pointer("/usermeta", key);

            sb_json_error(error, SB_ERROR_UNSUPPORTED, place, at,
                "unknown key '%s'; did you mean '%s'?", key, OURS[0]);
            return FALSE;
        }
    }
    if (own == NULL) {
        return TRUE;
    }
    root = json_loadb(TEXT, sizeof TEXT - 1, 0, NULL);
    g_assert(root != NULL);
    return check(&(Check){ root, place }, root, own, "/usermeta/statbrief", error);
}
