/*
 * In: YAML.  Out: the JSON tree that it means by the 1.2 core schema: null, ~
 * and nothing are null; true and false (True, TRUE) are booleans; decimal, 0x
 * and 0o numbers, .inf refused; "no", "y" and dates stay strings.
 *
 * Anchors, aliases, tags, merge keys, duplicate keys and a second document are
 * refused by name.
 */
#include <string.h>
#include <yaml.h>

#include "base/json.h"
#include "base/limits.h"

typedef struct {
    yaml_parser_t parser;
    const SbSource *source;
    size_t base;
    GError **error;
} Reader;

static json_t *
fail(Reader *r, const yaml_mark_t *mark, const char *format, const char *what)
{
    const char *text = sb_source_text(r->source) + r->base;
    /* marks count characters */
    size_t left = sb_source_length(r->source) - r->base, at = 0;

    for (size_t i = 0; i < mark->index && at < left; i++) {
        at += (size_t)(g_utf8_next_char(text + at) - (text + at));
    }
    g_autofree char *message =
        what != NULL ? g_strdup_printf("%s%s", format, what) : g_strdup(format);

    sb_error_at(
        r->error, SB_ERROR_INPUT, r->source, r->base + MIN(at, left), "%s", message);
    return NULL;
}

static gboolean
next(Reader *r, yaml_event_t *event)
{
    if (yaml_parser_parse(&r->parser, event)) {
        return TRUE;
    }
    fail(r, &r->parser.problem_mark,
        "not valid YAML: ", r->parser.problem != NULL ? r->parser.problem : "unreadable");
    return FALSE;
}

/* Decimal number of the core schema: [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? )
 * ( [eE] [-+]? [0-9]+ )? */
static gboolean
is_number(const char *s)
{
    size_t digits = 0;

    s += *s == '-' || *s == '+';
    for (; g_ascii_isdigit(*s); s++) {
        digits++;
    }
    if (*s == '.') {
        for (s++; g_ascii_isdigit(*s); s++) {
            digits++;
        }
    }
    if (digits == 0) {
        return FALSE;
    }
    if (*s == 'e' || *s == 'E') {
        s++;
        s += *s == '-' || *s == '+';
        if (!g_ascii_isdigit(*s)) {
            return FALSE;
        }
        while (g_ascii_isdigit(*s)) {
            s++;
        }
    }
    return *s == '\0';
}

static gboolean
is_one_of(const char *s, const char *a, const char *b, const char *c)
{
    return strcmp(s, a) == 0 || strcmp(s, b) == 0 || strcmp(s, c) == 0;
}

static json_t *
scalar(Reader *r, const yaml_event_t *event)
{
    const char *s = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;

    if (strlen(s) != length) {
        return fail(r, &event->start_mark, "a NUL character; expected text", NULL);
    }
    if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE) {
        return json_stringn(s, length);
    }
    if (*s == '\0' || strcmp(s, "~") == 0 || is_one_of(s, "null", "Null", "NULL")) {
        return json_null();
    }
    if (is_one_of(s, "true", "True", "TRUE")) {
        return json_true();
    }
    if (is_one_of(s, "false", "False", "FALSE")) {
        return json_false();
    }
    if (is_number(s)) {
        json_t *number = json_real(g_ascii_strtod(*s == '+' ? s + 1 : s, NULL));

        return number != NULL ? number
                              : fail(r, &event->start_mark, "number too large", NULL);
    }
    if (g_str_has_prefix(s, "0x") || g_str_has_prefix(s, "0o")) {
        char *end;
        guint64 value = g_ascii_strtoull(s + 2, &end, s[1] == 'x' ? 16 : 8);

        if (*end == '\0' && s[2] != '\0') {
            return json_real((double)value);
        }
    }
    const char *bare = s + (*s == '-' || *s == '+');

    if (is_one_of(bare, ".inf", ".Inf", ".INF") || is_one_of(s, ".nan", ".NaN", ".NAN")) {
        return fail(r, &event->start_mark, "not a finite number: ", s);
    }
    return json_stringn(s, length);
}

static json_t *node(Reader *r, yaml_event_t *event, int depth);

static json_t *
sequence(Reader *r, int depth)
{
    g_autoptr(json_t) list = json_array();

    for (;;) {
        yaml_event_t event;

        if (!next(r, &event)) {
            return NULL;
        }
        if (event.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&event);
            return g_steal_pointer(&list);
        }
        json_t *value = node(r, &event, depth + 1);

        if (value == NULL) {
            return NULL;
        }
        json_array_append_new(list, value);
    }
}

/* The text of a key; NULL and an error when it is none.  Frees the event. */
static char *
key_text(Reader *r, yaml_event_t *event, const json_t *object)
{
    char *key = NULL;

    if (event->type != YAML_SCALAR_EVENT || event->data.scalar.anchor != NULL ||
        event->data.scalar.tag != NULL) {
        fail(r, &event->start_mark,
            "a key that is not plain text; anchors, tags and nested keys are not "
            "supported",
            NULL);
    } else {
        const char *s = (const char *)event->data.scalar.value;

        if (strcmp(s, "<<") == 0) {
            fail(r, &event->start_mark, "merge keys are not supported", NULL);
        } else if (json_object_get(object, s) != NULL) {
            fail(r, &event->start_mark, "duplicate key ", s);
        } else {
            key = g_strdup(s);
        }
    }
    yaml_event_delete(event);
    return key;
}

static json_t *
mapping(Reader *r, int depth)
{
    g_autoptr(json_t) object = json_object();

    for (;;) {
        yaml_event_t event;

        if (!next(r, &event)) {
            return NULL;
        }
        if (event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            return g_steal_pointer(&object);
        }
        g_autofree char *key = key_text(r, &event, object);

        if (key == NULL || !next(r, &event)) {
            return NULL;
        }
        json_t *value = node(r, &event, depth + 1);

        if (value == NULL) {
            return NULL;
        }
        json_object_set_new_nocheck(object, key, value);
    }
}

static gboolean
is_tagged(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor != NULL ||
               event->data.sequence_start.tag != NULL;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor != NULL ||
               event->data.mapping_start.tag != NULL;
    default:
        return event->type == YAML_ALIAS_EVENT;
    }
}

/* The value that begins with event, which is freed. */
static json_t *
node(Reader *r, yaml_event_t *event, int depth)
{
    json_t *value = NULL;
    yaml_event_type_t type = event->type;

    if (is_tagged(event)) {
        fail(r, &event->start_mark, "anchors, aliases and tags are not supported", NULL);
        yaml_event_delete(event);
        return NULL;
    }
    if (depth > SB_LIMIT_JSON_DEPTH) {
        fail(r, &event->start_mark, "nested deeper than the limit of 128 levels", NULL);
        yaml_event_delete(event);
        return NULL;
    }
    if (type == YAML_SCALAR_EVENT) {
        value = scalar(r, event);
    }
    yaml_event_delete(event);
    if (type == YAML_SEQUENCE_START_EVENT) {
        return sequence(r, depth);
    }
    if (type == YAML_MAPPING_START_EVENT) {
        return mapping(r, depth);
    }
    return value;
}

static json_t *
document(Reader *r)
{
    yaml_event_t event;
    g_autoptr(json_t) root = NULL;

    for (;;) {
        if (!next(r, &event)) {
            return NULL;
        }
        if (event.type == YAML_STREAM_END_EVENT) {
            yaml_event_delete(&event);
            return root != NULL ? g_steal_pointer(&root) : json_null();
        }
        if (event.type == YAML_STREAM_START_EVENT ||
            event.type == YAML_DOCUMENT_START_EVENT ||
            event.type == YAML_DOCUMENT_END_EVENT) {
            yaml_event_delete(&event);
            continue;
        }
        if (root != NULL) {
            fail(r, &event.start_mark, "a second document; expected one", NULL);
            yaml_event_delete(&event);
            return NULL;
        }
        root = node(r, &event, 1);
        if (root == NULL) {
            return NULL;
        }
    }
}

json_t *
sb_yaml_parse(const SbSource *source, size_t base, size_t length, GError **error)
{
    Reader reader = { .source = source, .base = base, .error = error };

    if (!yaml_parser_initialize(&reader.parser)) {
        g_error("out of memory");
    }
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &reader.parser, (const guchar *)sb_source_text(source) + base, length);
    json_t *root = document(&reader);

    yaml_parser_delete(&reader.parser);
    return root;
}
