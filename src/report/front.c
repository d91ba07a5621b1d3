/*
 * In: a report's source.  Out: its front matter as a record.
 *
 * One table holds every key, its type and where it goes.
 */
#include "report/front.h"

#include <string.h>

typedef enum { TEXT, TEXTS, FLAG, COUNT, LANG } KeyType;

typedef struct {
    const char *name;
    KeyType type;
    size_t field; /* offset in SbFront */
} Key;

#define AT(field) G_STRUCT_OFFSET(SbFront, field)

static const Key KEYS[] = {
    { "title", TEXT, AT(title) },
    { "subtitle", TEXT, AT(subtitle) },
    { "authors", TEXTS, AT(authors) },
    { "organisation", TEXT, AT(organisation) },
    { "date", TEXT, AT(date) },
    { "lang", LANG, AT(lang) },
    { "summary", TEXTS, AT(summary) },
    { "keywords", TEXTS, AT(keywords) },
    { "data", TEXT, AT(data) },
    { "checks", TEXT, AT(checks) },
    { "sources", TEXT, AT(sources) },
    { "pages", COUNT, AT(pages) },
    { "template", TEXT, AT(template_name) },
    { "theme", TEXT, AT(theme) },
    { "paper", TEXT, AT(paper) },
    { "toc", FLAG, AT(toc) },
    { "logo", TEXT, AT(logo) },
};

/* The bytes between the fences of front matter; FALSE when there is none. */
static gboolean
find_front(const SbSource *source, size_t *start, size_t *end, size_t *body)
{
    const char *text = sb_source_text(source);
    size_t length = sb_source_length(source);
    const char *at = text;

    if (!g_str_has_prefix(text, "---\n") && !g_str_has_prefix(text, "---\r\n")) {
        return FALSE;
    }
    at = strchr(at, '\n') + 1;
    *start = (size_t)(at - text);
    while (*at) {
        const char *stop = strchr(at, '\n');
        size_t n = stop ? (size_t)(stop - at) : strlen(at);

        n -= n > 0 && at[n - 1] == '\r';
        if (n == 3 && (strncmp(at, "---", 3) == 0 || strncmp(at, "...", 3) == 0)) {
            *end = (size_t)(at - text);
            *body = stop ? (size_t)(stop + 1 - text) : length;
            return TRUE;
        }
        at = stop ? stop + 1 : at + n + (at[n] == '\r');
    }
    return FALSE;
}

/* Does the source begin like front matter ("---", then "key:")? */
static gboolean
is_open_front(const SbSource *source)
{
    const char *text = sb_source_text(source);

    if (!g_str_has_prefix(text, "---\n")) {
        return FALSE;
    }
    size_t n = strspn(text + 4, "abcdefghijklmnopqrstuvwxyz");

    return n > 0 && text[4 + n] == ':';
}

static gboolean
wrong_type(const SbFront *front, const Key *key, const char *what, GError **error)
{
    g_autofree char *pointer = sb_json_pointer("", key->name);

    sb_json_error(
        error, SB_ERROR_INPUT, &front->place, pointer, "%s must be %s", key->name, what);
    return FALSE;
}

/* A scalar as text, or NULL. */
static const char *
scalar_text(SbArena *arena, const json_t *value)
{
    if (json_is_string(value)) {
        return sb_arena_strdup(arena, json_string_value(value));
    }
    if (json_is_number(value)) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];

        return sb_arena_strdup(arena,
            g_ascii_formatd(buffer, sizeof buffer, "%.15g", json_number_value(value)));
    }
    return NULL;
}

static gboolean
read_texts(SbArena *arena, SbFront *front, const Key *key, const json_t *value,
    const GPtrArray **out, GError **error)
{
    GPtrArray *texts = sb_arena_ptr_array(arena);
    size_t i;
    const json_t *each;

    if (!json_is_array(value)) {
        const char *text = scalar_text(arena, value);

        if (!text) {
            return wrong_type(front, key, "a text or a list of texts", error);
        }
        g_ptr_array_add(texts, (void *)text);
    }
    json_array_foreach(value, i, each)
    {
        const char *text = scalar_text(arena, each);

        if (!text) {
            return wrong_type(front, key, "a list of texts", error);
        }
        g_ptr_array_add(texts, (void *)text);
    }
    if (g_str_equal(key->name, "summary")) {
        front->summary_is_list = json_is_array(value);
    }
    *out = texts;
    return TRUE;
}

static gboolean
read_key(
    SbArena *arena, SbFront *front, const Key *key, const json_t *value, GError **error)
{
    void *field = (char *)front + key->field;
    const char *text = scalar_text(arena, value);

    if (json_is_null(value)) {
        return TRUE;
    }
    switch (key->type) {
    case TEXTS:
        return read_texts(arena, front, key, value, field, error);
    case FLAG:
        if (!json_is_boolean(value)) {
            return wrong_type(front, key, "true or false", error);
        }
        *(gboolean *)field = json_is_true(value);
        return TRUE;
    case COUNT:
        if (!json_is_number(value) || json_number_value(value) < 1 ||
            json_number_value(value) > 10000) {
            return wrong_type(front, key, "a number of pages", error);
        }
        *(int *)field = (int)json_number_value(value);
        return TRUE;
    case LANG:
        if (!text || (!g_str_equal(text, "en") && !g_str_equal(text, "ko"))) {
            return wrong_type(front, key, "en or ko", error);
        }
        break;
    case TEXT:
        if (!text) {
            return wrong_type(front, key, "a text", error);
        }
    }
    *(const char **)field = text;
    return TRUE;
}

const SbFront *
sb_front_read(SbArena *arena, const SbSource *source, GError **error)
{
    SbFront *front = sb_arena_new_of(arena, SbFront);
    const char *names[G_N_ELEMENTS(KEYS)];
    size_t start = 0, end = 0;

    front->lang = "en";
    front->template_name = "brief";
    front->paper = "A4";
    front->authors = front->keywords = front->summary = sb_arena_ptr_array(arena);
    front->place = (SbJsonPlace){ source, 0, 0, TRUE };
    if (!find_front(source, &start, &end, &front->body)) {
        if (is_open_front(source)) {
            sb_error_at(error, SB_ERROR_INPUT, source, 0,
                "front matter without its end; expected a line ---");
            return NULL;
        }
        return front;
    }
    front->place = (SbJsonPlace){ source, start, end - start, TRUE };
    g_autoptr(json_t) tree = sb_json_parse(source, start, end - start, TRUE, error);

    if (!tree) {
        return NULL;
    }
    if (json_is_null(tree)) {
        return front;
    }
    if (!json_is_object(tree)) {
        sb_error_at(error, SB_ERROR_INPUT, source, start,
            "front matter must be keys with values");
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        names[i] = KEYS[i].name;
    }
    if (!sb_json_check_keys(tree, names, G_N_ELEMENTS(KEYS), &front->place, "", error)) {
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        const json_t *value = json_object_get(tree, KEYS[i].name);

        if (value && !read_key(arena, front, &KEYS[i], value, error)) {
            return NULL;
        }
    }
    return front;
}
