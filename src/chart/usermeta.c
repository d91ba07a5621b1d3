/*
 * In: usermeta.statbrief of a specification.  Out: its theme, texts and permissions,
 * in the chart's language and with the figures that they cite put in.
 *
 * texts.ko maps JSON pointers to texts: the specification itself stays in English.
 */
#include <math.h>
#include <string.h>

#include "chart/spec.h"

static const json_t *
statbrief(const json_t *spec)
{
    return json_object_get(json_object_get(spec, "usermeta"), "statbrief");
}

/* Puts value where pointer says; FALSE when there is no such place. */
static gboolean
put_at(json_t *root, const char *pointer, json_t *value)
{
    g_autofree char *parent = g_strdup(pointer);
    char *slash = strrchr(parent, '/');
    json_t *holder;

    if (slash == NULL) {
        return FALSE;
    }
    *slash = '\0';
    holder = *parent == '\0' ? root : sb_json_at(root, parent);
    if (json_is_array(holder)) {
        size_t at = (size_t)g_ascii_strtoull(slash + 1, NULL, 10);

        return at < json_array_size(holder) && json_array_set(holder, at, value) == 0;
    }
    return json_is_object(holder) && json_object_set(holder, slash + 1, value) == 0;
}

/* NULL: an error.  Free it. */
static char *
resolved(SbModel *model, const char *text, const char *at, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    char *done;

    if (model->options->references == NULL) {
        sb_json_error(error, SB_ERROR_INPUT, model->place, at,
            "the text cites figures and there are none; expected --data figures.csv");
        return NULL;
    }
    done = sb_reference_resolve(model->job, model->options->references, text, "", &wrong);
    if (done == NULL) {
        sb_json_error(error, (SbErrorCode)wrong->code, model->place, at, "%s",
            wrong->message + strlen(": ")); /* it has no place of its own */
    }
    return done;
}

/* Figures cited in any other text of the specification, put in. */
static gboolean
resolve_within(SbModel *model, json_t *json, const char *at, GError **error)
{
    static const char *const NOT_TEXT[] = { "usermeta", "data", "datasets", "transform",
        NULL };
    const char *key;
    json_t *value;

    for (size_t i = 0; i < json_array_size(json); i++) {
        g_autofree char *below = sb_json_pointer_at(at, i);

        if (!resolve_within(model, json_array_get(json, i), below, error)) {
            return FALSE;
        }
    }
    json_object_foreach(json, key, value)
    {
        g_autofree char *below = sb_json_pointer(at, key);

        if (!g_strv_contains(NOT_TEXT, key) &&
            !resolve_within(model, value, below, error)) {
            return FALSE;
        }
    }
    if (json_is_string(json) && sb_reference_in(json_string_value(json))) {
        g_autofree char *done = resolved(model, json_string_value(json), at, error);

        return done != NULL && json_string_set(json, done) == 0;
    }
    return TRUE;
}

const json_t *
sb_usermeta_translate(SbModel *model, const json_t *spec, GError **error)
{
    const char *lang = model->options->lang != NULL ? model->options->lang : "en";
    json_t *copy = json_deep_copy(spec);
    json_t *texts = json_object_get(json_object_get(statbrief(copy), "texts"), lang);
    const char *pointer;
    json_t *value;

    sb_arena_own(model->arena, copy, (GDestroyNotify)json_decref);
    json_object_foreach(texts, pointer, value)
    {
        if (!put_at(copy, pointer, value)) {
            g_autofree char *base = g_strdup_printf("/usermeta/statbrief/texts/%s", lang);
            g_autofree char *at = sb_json_pointer(base, pointer);

            sb_json_error(error, SB_ERROR_INPUT, model->place, at,
                "%s leads nowhere in this specification; expected the pointer of a text "
                "of it",
                pointer);
            return NULL;
        }
    }
    return resolve_within(model, copy, "", error) ? copy : NULL;
}

static gboolean
resolve(
    SbModel *model, const json_t *meta, const char *key, const char **out, GError **error)
{
    const json_t *value = json_object_get(meta, key);
    const char *text = json_string_value(value);
    g_autofree char *at = g_strdup_printf("/usermeta/statbrief/%s", key);
    g_autofree char *done = NULL;

    *out = text != NULL ? text : "";
    if (text == NULL || !sb_reference_in(text)) {
        return TRUE;
    }
    done = resolved(model, text, at, error);
    *out = sb_arena_strdup(model->arena, done);
    return done != NULL;
}

static gboolean
read_notes(SbModel *model, const json_t *meta, GPtrArray *out, GError **error)
{
    const json_t *list = json_object_get(meta, "notes");
    size_t n = json_is_string(list) ? 1 : json_array_size(list);

    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_is_string(list) ? list : json_array_get(list, i);
        const char *text = json_string_value(one);
        g_autofree char *done = NULL;

        if (text == NULL) {
            continue;
        }
        if (sb_reference_in(text)) {
            done = resolved(model, text, "/usermeta/statbrief/notes", error);
            if (done == NULL) {
                return FALSE;
            }
        }
        g_ptr_array_add(out, sb_arena_strdup(model->arena, done != NULL ? done : text));
    }
    return TRUE;
}

/* "+09:00" -> 540. */
static gboolean
read_zone(SbModel *model, const json_t *meta, int *out, GError **error)
{
    const char *text = sb_json_string(meta, "timeZone", "UTC");
    int h = 0, m = 0;

    if (strcmp(text, "UTC") == 0 || strcmp(text, "Z") == 0) {
        return TRUE;
    }
    if (strlen(text) == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' &&
        g_ascii_isdigit(text[1]) && g_ascii_isdigit(text[2]) &&
        g_ascii_isdigit(text[4]) && g_ascii_isdigit(text[5])) {
        h = (text[1] - '0') * 10 + text[2] - '0';
        m = (text[4] - '0') * 10 + text[5] - '0';
        *out = (text[0] == '-' ? -1 : 1) * (h * 60 + m);
        return TRUE;
    }
    sb_json_error(error, SB_ERROR_INPUT, model->place, "/usermeta/statbrief/timeZone",
        "no time zone: %s; expected UTC or an offset such as +09:00", text);
    return FALSE;
}

gboolean
sb_usermeta_allows(const SbUsermeta *meta, const char *name)
{
    for (size_t i = 0; i < json_array_size(meta->allow); i++) {
        if (g_strcmp0(json_string_value(json_array_get(meta->allow, i)), name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

SbUsermeta *
sb_usermeta_read(SbModel *model, const json_t *spec, GError **error)
{
    SbUsermeta *meta = sb_arena_new_of(model->arena, SbUsermeta);
    const json_t *json = statbrief(spec);

    meta->title = meta->subtitle = meta->source = meta->alt = "";
    meta->notes = sb_arena_ptr_array(model->arena);
    if (!sb_usermeta_schema_check(
            json_object_get(spec, "usermeta"), model->place, error)) {
        return NULL;
    }
    if (json == NULL) {
        return meta;
    }
    meta->theme = sb_json_string(json, "theme", NULL);
    meta->allow = json_object_get(json, "allow");
    meta->expect = json_object_get(json, "expect");
    if (!resolve(model, json, "headline", &meta->title, error) ||
        !resolve(model, json, "subtitle", &meta->subtitle, error) ||
        !resolve(model, json, "source", &meta->source, error) ||
        !resolve(model, json, "alt", &meta->alt, error) ||
        !read_notes(model, json, meta->notes, error) ||
        !read_zone(model, json, &meta->zone, error)) {
        return NULL;
    }
    return meta;
}
