/*
 * In: a specification as written.  Out: an error for the first key that Vega-Lite does
 * not know there, or that we do not draw; with its place and the nearest right name.
 *
 * Data, transforms and expressions are checked by those who run them.
 */
#include "chart/spec.h"

#include <string.h>

#include "base/limits.h"
#include "chart/expr.h"

typedef enum {
#define KEYS(ID, what, words) PLACE_##ID,
#include "chart/keys.def"
#undef KEYS
    PLACES
} Place;

static const struct {
    const char *what, *words;
} KNOWN[PLACES] = {
#define KEYS(ID, what, words) { what, words },
#include "chart/keys.def"
#undef KEYS
};

typedef struct {
    const SbJsonPlace *place;
    GError **error;
    gchar **split[PLACES]; /* when first asked for */
} Check;

static gboolean
check_keys(Check *c, Place place, const json_t *object, const char *pointer)
{
    if (!json_is_object(object)) {
        return TRUE;
    }
    if (c->split[place] == NULL) {
        c->split[place] = g_strsplit(KNOWN[place].words, " ", -1);
    }
    return sb_json_check_keys(object, (const char *const *)c->split[place],
        g_strv_length(c->split[place]), c->place, pointer, c->error);
}

/* --- channels --- */

static gboolean check_def(Check *c, const json_t *def, const char *pointer, Place place);

static gboolean
check_part(Check *c, const json_t *def, const char *key, Place place, const char *pointer)
{
    g_autofree char *at = sb_json_pointer(pointer, key);

    return check_keys(c, place, json_object_get(def, key), at);
}

static gboolean
check_conditions(Check *c, const json_t *def, const char *pointer)
{
    const json_t *list = json_object_get(def, "condition");
    g_autofree char *at = sb_json_pointer(pointer, "condition");

    if (json_is_object(list)) {
        return check_def(c, list, at, PLACE_CONDITION);
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        g_autofree char *where = sb_json_pointer_at(at, i);

        if (!check_def(c, json_array_get(list, i), where, PLACE_CONDITION)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
check_def(Check *c, const json_t *def, const char *pointer, Place place)
{
    return check_keys(c, place, def, pointer) &&
           check_part(c, def, "axis", PLACE_AXIS, pointer) &&
           check_part(c, def, "legend", PLACE_LEGEND, pointer) &&
           check_part(c, def, "header", PLACE_HEADER, pointer) &&
           check_part(c, def, "scale", PLACE_SCALE, pointer) &&
           check_conditions(c, def, pointer);
}

static gboolean
check_channels(Check *c, const json_t *encoding, const char *pointer)
{
    const char *name;
    json_t *def;

    if (!check_keys(c, PLACE_CHANNELS, encoding, pointer)) {
        return FALSE;
    }
    json_object_foreach((json_t *)encoding, name, def)
    {
        g_autofree char *at = sb_json_pointer(pointer, name);

        if (strcmp(name, "tooltip") == 0) {
            continue; /* a still picture has none */
        }
        for (size_t i = 0; i < json_array_size(def); i++) {
            g_autofree char *where = sb_json_pointer_at(at, i);

            if (!check_def(c, json_array_get(def, i), where, PLACE_DEF)) {
                return FALSE;
            }
        }
        if (json_is_object(def) && !check_def(c, def, at, PLACE_DEF)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* --- views --- */

static gboolean check_view(
    Check *c, const json_t *spec, const char *pointer, Place place, int depth);

static gboolean
check_mark(Check *c, const json_t *mark, const char *pointer)
{
    return check_keys(c, PLACE_MARK, mark, pointer);
}

static gboolean
check_children(Check *c, const json_t *spec, const char *pointer, int depth)
{
    static const char *const LISTS[] = { "layer", "concat", "hconcat", "vconcat" };
    g_autofree char *inner = sb_json_pointer(pointer, "spec");

    for (size_t k = 0; k < G_N_ELEMENTS(LISTS); k++) {
        const json_t *list = json_object_get(spec, LISTS[k]);
        g_autofree char *at = sb_json_pointer(pointer, LISTS[k]);

        if (list != NULL && !json_is_array(list)) {
            sb_json_error(
                c->error, SB_ERROR_INPUT, c->place, at, "expected an array of views");
            return FALSE;
        }
        for (size_t i = 0; i < json_array_size(list); i++) {
            g_autofree char *where = sb_json_pointer_at(at, i);

            if (!check_view(c, json_array_get(list, i), where, PLACE_VIEW, depth + 1)) {
                return FALSE;
            }
        }
    }
    return json_object_get(spec, "spec") == NULL ||
           check_view(c, json_object_get(spec, "spec"), inner, PLACE_VIEW, depth + 1);
}

static gboolean
check_facet(Check *c, const json_t *facet, const char *pointer)
{
    static const char *const DIVIDERS[] = { "row", "column" };

    if (json_object_get(facet, "row") == NULL &&
        json_object_get(facet, "column") == NULL) {
        return check_def(c, facet, pointer, PLACE_DEF);
    }
    for (int i = 0; i < 2; i++) {
        g_autofree char *at = sb_json_pointer(pointer, DIVIDERS[i]);

        if (!check_def(c, json_object_get(facet, DIVIDERS[i]), at, PLACE_DEF)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
check_view(Check *c, const json_t *spec, const char *pointer, Place place, int depth)
{
    g_autofree char *mark = sb_json_pointer(pointer, "mark");
    g_autofree char *encoding = sb_json_pointer(pointer, "encoding");
    g_autofree char *facet = sb_json_pointer(pointer, "facet");

    if (!json_is_object(spec)) {
        sb_json_error(c->error, SB_ERROR_INPUT, c->place, pointer, "expected an object");
        return FALSE;
    }
    if (depth > SB_LIMIT_VIEW_DEPTH) {
        sb_json_error(c->error, SB_ERROR_INPUT, c->place, pointer,
            "views lie deeper than %d levels", SB_LIMIT_VIEW_DEPTH);
        return FALSE;
    }
    return check_keys(c, place, spec, pointer) &&
           (json_object_get(spec, "mark") == NULL ||
               check_mark(c, json_object_get(spec, "mark"), mark)) &&
           check_channels(c, json_object_get(spec, "encoding"), encoding) &&
           check_part(c, spec, "title", PLACE_TITLE, pointer) &&
           check_part(c, spec, "view", PLACE_FRAME, pointer) &&
           check_part(c, spec, "resolve", PLACE_RESOLVE, pointer) &&
           (json_object_get(spec, "facet") == NULL ||
               check_facet(c, json_object_get(spec, "facet"), facet)) &&
           check_children(c, spec, pointer, depth);
}

/* --- expressions --- */

static gboolean check_expressions(
    Check *c, SbArena *arena, const json_t *json, const char *pointer, int depth);

static gboolean
check_expression(Check *c, SbArena *arena, const char *text, const char *pointer)
{
    g_autoptr(GError) inner = NULL;

    if (sb_expr_parse(arena, text, &inner) != NULL) {
        return TRUE;
    }
    sb_json_error(c->error, SB_ERROR_INPUT, c->place, pointer, "%s", inner->message);
    return FALSE;
}

/* Rows, and what is read by those who run it. */
static gboolean
is_skipped(const char *key)
{
    static const char *const KEYS[] = { "data", "datasets", "usermeta", "transform",
        "params", "tooltip", "values" };

    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        if (strcmp(key, KEYS[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
check_member(Check *c, SbArena *arena, const char *key, const json_t *value,
    const char *pointer, int depth)
{
    g_autofree char *at = NULL;

    if (is_skipped(key) || (json_is_string(value) && strcmp(key, "expr") != 0 &&
                               strcmp(key, "labelExpr") != 0)) {
        return TRUE;
    }
    at = sb_json_pointer(pointer, key);
    return json_is_string(value)
               ? check_expression(c, arena, json_string_value(value), at)
               : check_expressions(c, arena, value, at, depth + 1);
}

/* Every {"expr": …} and labelExpr can be read. */
static gboolean
check_expressions(
    Check *c, SbArena *arena, const json_t *json, const char *pointer, int depth)
{
    const char *key;
    json_t *value;

    if (depth > 4 * SB_LIMIT_VIEW_DEPTH) {
        return TRUE;
    }
    for (size_t i = 0; i < json_array_size(json); i++) {
        const json_t *item = json_array_get(json, i);
        g_autofree char *at = json_is_object(item) || json_is_array(item)
                                  ? sb_json_pointer_at(pointer, i)
                                  : NULL;

        if (at != NULL && !check_expressions(c, arena, item, at, depth + 1)) {
            return FALSE;
        }
    }
    if (!json_is_object(json)) {
        return TRUE;
    }
    json_object_foreach((json_t *)json, key, value)
    {
        if ((json_is_string(value) || json_is_object(value) || json_is_array(value)) &&
            !check_member(c, arena, key, value, pointer, depth)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
sb_spec_check(const json_t *spec, const SbJsonPlace *place, GError **error)
{
    Check c = { .place = place, .error = error };
    g_autoptr(SbArena) arena = sb_arena_new();
    gboolean ok = check_view(&c, spec, "", PLACE_TOP, 0) &&
                  check_expressions(&c, arena, spec, "", 0);

    for (int i = 0; i < PLACES; i++) {
        g_strfreev(c.split[i]);
    }
    return ok;
}
