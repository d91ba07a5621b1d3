/*
 * In: a piece of a source that held a tree, and a JSON pointer.  Out: the byte
 * where that value begins.  A second scan, made only when a message is due, so
 * the trees need no positions.
 */
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/json.h"

/*
 * YAML is a superset of JSON, and libyaml's events carry marks: one scanner
 * serves both.  (A JSON text that libyaml refuses gives the nearest parent.)
 */
typedef struct {
    yaml_parser_t parser;
    gboolean broken;
    size_t best; /* character index of the deepest value found */
} Scan;

static gboolean
step(Scan *scan, yaml_event_t *event)
{
    if (!scan->broken && !yaml_parser_parse(&scan->parser, event)) {
        scan->broken = TRUE;
    }
    return !scan->broken;
}

/* Passes over the rest of a value whose first event had this type. */
static void
skip(Scan *scan, yaml_event_type_t type)
{
    int depth =
        type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT ? 1 : 0;
    yaml_event_t event;

    while (depth > 0 && step(scan, &event)) {
        if (event.type == YAML_SEQUENCE_START_EVENT ||
            event.type == YAML_MAPPING_START_EVENT) {
            depth++;
        } else if (event.type == YAML_SEQUENCE_END_EVENT ||
                   event.type == YAML_MAPPING_END_EVENT) {
            depth--;
        }
        yaml_event_delete(&event);
    }
}

/* Goes to the member that path names first; FALSE when there is none.  *type
 * is the type of the value found. */
static gboolean
descend(Scan *scan, yaml_event_type_t *type, const char *name)
{
    gboolean mapping = *type == YAML_MAPPING_START_EVENT;
    size_t wanted = mapping ? 0 : strtoul(name, NULL, 10);
    yaml_event_t event;

    for (size_t i = 0; step(scan, &event); i++) {
        gboolean end =
            event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
        gboolean found = mapping ? event.type == YAML_SCALAR_EVENT &&
                                       strcmp((char *)event.data.scalar.value, name) == 0
                                 : i == wanted;
        size_t key_at = event.start_mark.index;
        yaml_event_type_t first = event.type;

        yaml_event_delete(&event);
        if (end) {
            return FALSE;
        }
        if (mapping) {
            if (!step(scan, &event)) {
                return FALSE;
            }
            first = event.type;
            yaml_event_delete(&event);
        }
        if (found) {
            scan->best = key_at;
            *type = first;
            return TRUE;
        }
        skip(scan, first);
    }
    return FALSE;
}

static void
follow(Scan *scan, const char *pointer)
{
    yaml_event_type_t type = YAML_NO_EVENT;
    yaml_event_t event;

    while (type != YAML_SCALAR_EVENT && type != YAML_SEQUENCE_START_EVENT &&
           type != YAML_MAPPING_START_EVENT) {
        if (!step(scan, &event)) {
            return;
        }
        type = event.type;
        scan->best = event.start_mark.index;
        yaml_event_delete(&event);
        if (type == YAML_STREAM_END_EVENT) {
            return;
        }
    }
    g_auto(GStrv) steps = g_strsplit(*pointer == '/' ? pointer + 1 : pointer, "/", -1);

    for (char **s = steps; *s != NULL; s++) {
        if (type != YAML_SEQUENCE_START_EVENT && type != YAML_MAPPING_START_EVENT) {
            return;
        }
        g_auto(GStrv) slashes = g_strsplit(*s, "~1", -1);
        g_autofree char *half = g_strjoinv("/", slashes);
        g_auto(GStrv) tildes = g_strsplit(half, "~0", -1);
        g_autofree char *name = g_strjoinv("~", tildes);

        if (!descend(scan, &type, name)) {
            return;
        }
    }
}

size_t
sb_where_json(const SbJsonPlace *place, const char *pointer)
{
    Scan scan = { .broken = FALSE };
    const char *text = sb_source_text(place->source) + place->base;
    size_t length = place->length != 0 ? place->length
                                       : sb_source_length(place->source) - place->base;

    if (!yaml_parser_initialize(&scan.parser)) {
        g_error("out of memory");
    }
    /* JSON may be indented with tabs, which libyaml refuses: blanks do as well */
    g_autofree char *copy = g_strndup(text, length);

    if (!place->yaml) {
        for (char *p = copy; *p != '\0'; p++) {
            *p = *p == '\t' ? ' ' : *p;
        }
    }
    yaml_parser_set_encoding(&scan.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&scan.parser, (const guchar *)copy, length);
    if (*pointer != '\0') {
        follow(&scan, pointer);
    }
    yaml_parser_delete(&scan.parser);
    size_t at = 0;

    for (size_t i = 0; i < scan.best && at < length; i++) {
        at += (size_t)(g_utf8_next_char(text + at) - (text + at));
    }
    return place->base + MIN(at, length);
}
