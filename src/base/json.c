/*
 * In: a piece of a source, as JSON or YAML.  Out: a jansson tree; and typed
 * members of it, and errors that know where a value stands (see json.h).
 */
#include "base/json.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* jansson recurses: the depth is measured before it sees the text. */
static gboolean
depth_is_sound(const SbSource *source, size_t base, size_t length, GError **error)
{
    const char *text = sb_source_text(source);
    int depth = 0;
    gboolean quoted = FALSE;

    for (size_t i = base; i < base + length; i++) {
        char c = text[i];

        if (quoted) {
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = FALSE;
            }
        } else if (c == '"') {
            quoted = TRUE;
        } else if (c == '{' || c == '[') {
            if (++depth > SB_LIMIT_JSON_DEPTH) {
                sb_error_at(error, SB_ERROR_INPUT, source, i,
                    "nested deeper than the limit of %d levels", SB_LIMIT_JSON_DEPTH);
                return FALSE;
            }
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return TRUE;
}

json_t *
sb_json_parse(
    const SbSource *source, size_t base, size_t length, gboolean yaml, GError **error)
{
    if (length > SB_LIMIT_JSON) {
        sb_error_at(error, SB_ERROR_INPUT, source, base,
            "larger than the limit of %d bytes for JSON and YAML", SB_LIMIT_JSON);
        return NULL;
    }
    if (yaml) {
        return sb_yaml_parse(source, base, length, error);
    }
    if (!depth_is_sound(source, base, length, error)) {
        return NULL;
    }
    json_error_t fault;
    json_t *root = json_loadb(sb_source_text(source) + base, length,
        JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL | JSON_DECODE_ANY, &fault);

    if (root == NULL) {
        size_t at = base + (size_t)MAX(fault.position - 1, 0);

        sb_error_at(error, SB_ERROR_INPUT, source, MIN(at, base + length),
            "not valid JSON: %s", fault.text);
    }
    return root;
}

json_t *
sb_json_read(const SbSource *source, GError **error)
{
    const char *path = sb_source_path(source);
    gboolean yaml = g_str_has_suffix(path, ".yaml") || g_str_has_suffix(path, ".yml");

    return sb_json_parse(source, 0, sb_source_length(source), yaml, error);
}

void
sb_json_error(GError **error, SbErrorCode code, const SbJsonPlace *place,
    const char *pointer, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    const char *shown = *pointer == '\0' ? "/" : pointer;

    if (place == NULL || place->source == NULL) {
        sb_error_set(error, code, "%s: %s", shown, message);
        return;
    }
    sb_error_at(error, code, place->source, sb_where_json(place, pointer), "%s: %s",
        shown, message);
}

char *
sb_json_pointer(const char *pointer, const char *key)
{
    GString *out = g_string_new(pointer);

    g_string_append_c(out, '/');
    for (const char *p = key; *p != '\0'; p++) {
        if (*p == '~') {
            g_string_append(out, "~0");
        } else if (*p == '/') {
            g_string_append(out, "~1");
        } else {
            g_string_append_c(out, *p);
        }
    }
    return g_string_free(out, FALSE);
}

char *
sb_json_pointer_at(const char *pointer, size_t index)
{
    return g_strdup_printf("%s/%zu", pointer, index);
}

/* The next step of a pointer, unescaped; moves *pointer behind it. */
static char *
next_step(const char **pointer)
{
    const char *start = *pointer + 1, *end = strchr(start, '/');
    GString *key = g_string_new(NULL);

    if (end == NULL) {
        end = start + strlen(start);
    }
    for (const char *p = start; p < end; p++) {
        if (*p == '~' && (p[1] == '0' || p[1] == '1')) {
            g_string_append_c(key, p[1] == '0' ? '~' : '/');
            p++;
        } else {
            g_string_append_c(key, *p);
        }
    }
    *pointer = end;
    return g_string_free(key, FALSE);
}

json_t *
sb_json_at(json_t *root, const char *pointer)
{
    while (root != NULL && *pointer == '/') {
        g_autofree char *key = next_step(&pointer);

        if (json_is_array(root)) {
            char *end;
            unsigned long index = strtoul(key, &end, 10);

            root = *key != '\0' && *end == '\0' ? json_array_get(root, index) : NULL;
        } else {
            root = json_object_get(root, key);
        }
    }
    return root;
}

const char *
sb_json_string(const json_t *object, const char *key, const char *fallback)
{
    const json_t *value = json_object_get(object, key);

    return json_is_string(value) ? json_string_value(value) : fallback;
}

double
sb_json_number(const json_t *object, const char *key, double fallback)
{
    const json_t *value = json_object_get(object, key);

    return json_is_number(value) ? json_number_value(value) : fallback;
}

gboolean
sb_json_boolean(const json_t *object, const char *key, gboolean fallback)
{
    const json_t *value = json_object_get(object, key);

    return json_is_boolean(value) ? json_is_true(value) : fallback;
}

gboolean
sb_json_check_keys(const json_t *object, const char *const *known, size_t n,
    const SbJsonPlace *place, const char *pointer, GError **error)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)object, key, value)
    {
        size_t i = 0;

        while (i < n && strcmp(key, known[i]) != 0) {
            i++;
        }
        if (i < n) {
            continue;
        }
        g_autofree char *at = sb_json_pointer(pointer, key);
        const char *near = sb_error_nearest(key, known, n);

        if (near != NULL) {
            sb_json_error(error, SB_ERROR_UNSUPPORTED, place, at,
                "unknown key '%s'; did you mean '%s'?", key, near);
        } else {
            g_autoptr(GString) all = g_string_new(NULL);

            for (i = 0; i < n && i < 24; i++) {
                g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", known[i]);
            }
            g_string_append(all, i < n ? ", …" : "");
            sb_json_error(error, SB_ERROR_UNSUPPORTED, place, at,
                "unknown key '%s'; expected one of %s", key, all->str);
        }
        return FALSE;
    }
    return TRUE;
}
