/*
 * JSON trees (jansson), read from JSON or YAML, with the place of each value.
 *
 * Numbers stay doubles except through sb_json_decimal(); duplicate keys, more
 * than SB_LIMIT_JSON_DEPTH levels and more than SB_LIMIT_JSON bytes are errors.
 * A place in a tree is a JSON pointer ("/encoding/x/scale"); messages say it,
 * and with a source also file:line:column of the value (found by base/where.c).
 */
#pragma once

#include <glib.h>
#include <jansson.h>

#include "base/error.h"
#include "base/source.h"

/* The tree of a whole source: YAML if the path ends in .yaml or .yml, or when
 * yaml is TRUE, else JSON.  json_decref() it. */
json_t *sb_json_read(const SbSource *source, GError **error);
/* The tree of text[0..length), which lies at byte offset base of source (a
 * fenced block, front matter); yaml: 1.2 core schema. */
json_t *sb_json_parse(
    const SbSource *source, size_t base, size_t length, gboolean yaml, GError **error);
json_t *sb_yaml_parse(const SbSource *source, size_t base, size_t length, GError **error);

/* A tree with its place, for errors. */
typedef struct {
    const SbSource *source; /* may be NULL */
    size_t base, length;    /* the piece of source that holds the tree */
    gboolean yaml;
} SbJsonPlace;

/* "file:line:column: /pointer: message". */
void sb_json_error(GError **error, SbErrorCode code, const SbJsonPlace *place,
    const char *pointer, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* The byte of source where the value at pointer begins (base when unknown). */
size_t sb_where_json(const SbJsonPlace *place, const char *pointer);

/* pointer + "/" + key, with ~ and / escaped.  Free it. */
char *sb_json_pointer(const char *pointer, const char *key);
char *sb_json_pointer_at(const char *pointer, size_t index);
/* The value at pointer in root, or NULL. */
json_t *sb_json_at(json_t *root, const char *pointer);

/* Typed members; absent or null gives fallback. A wrong type is the caller's
 * to refuse (json_is_…). */
const char *sb_json_string(const json_t *object, const char *key, const char *fallback);
double sb_json_number(const json_t *object, const char *key, double fallback);
gboolean sb_json_boolean(const json_t *object, const char *key, gboolean fallback);

/* Refuses the first key of object that is not among the n known ones, by name,
 * place and nearest right name. */
gboolean sb_json_check_keys(const json_t *object, const char *const *known, size_t n,
    const SbJsonPlace *place, const char *pointer, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)
