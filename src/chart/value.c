/* In: values.  Out: conversions, equality and order as ECMAScript 5.1 (sections 9
 * and 11.8 to 11.9) and vega-util define them (see value.h). */
#include "chart/value.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"

SbValue
sb_value_array(SbArena *arena, SbValue *items, size_t count)
{
    SbValueArray *array = sb_arena_new_of(arena, SbValueArray);

    array->items = items;
    array->count = count;
    return (SbValue){ SB_VALUE_ARRAY, { .array = array } };
}

SbValue
sb_value_object(SbArena *arena, const char **keys, SbValue *values, size_t count)
{
    SbValueObject *object = sb_arena_new_of(arena, SbValueObject);

    object->keys = keys;
    object->values = values;
    object->count = count;
    return (SbValue){ SB_VALUE_OBJECT, { .object = object } };
}

static SbValue
object_from_json(SbArena *arena, const json_t *json)
{
    size_t n = json_object_size(json), i = 0;
    const char **keys = sb_arena_new_many(arena, const char *, n);
    SbValue *values = sb_arena_new_many(arena, SbValue, n);
    const char *key;
    json_t *member;

    json_object_foreach((json_t *)json, key, member)
    {
        keys[i] = sb_arena_strdup(arena, key);
        values[i++] = sb_value_from_json(arena, member);
    }
    return sb_value_object(arena, keys, values, n);
}

SbValue
sb_value_from_json(SbArena *arena, const json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_TRUE:
    case JSON_FALSE:
        return sb_value_boolean(json_is_true(json));
    case JSON_INTEGER:
    case JSON_REAL:
        return sb_value_number(json_number_value(json));
    case JSON_STRING:
        return sb_value_string(sb_arena_strdup(arena, json_string_value(json)));
    case JSON_OBJECT:
        return object_from_json(arena, json);
    case JSON_ARRAY: {
        size_t n = json_array_size(json);
        SbValue *items = sb_arena_new_many(arena, SbValue, n);

        for (size_t i = 0; i < n; i++) {
            items[i] = sb_value_from_json(arena, json_array_get(json, i));
        }
        return sb_value_array(arena, items, n);
    }
    default:
        return sb_value_null();
    }
}

static json_t *
object_to_json(const SbValueObject *object)
{
    json_t *json = json_object();

    for (size_t i = 0; i < object->count; i++) {
        if (object->values[i].kind != SB_VALUE_UNDEFINED) {
            json_object_set_new(
                json, object->keys[i], sb_value_to_json(object->values[i]));
        }
    }
    return json;
}

json_t *
sb_value_to_json(SbValue value)
{
    char iso[32];

    switch (value.kind) {
    case SB_VALUE_BOOLEAN:
        return json_boolean(value.boolean);
    case SB_VALUE_NUMBER:
        if (!isfinite(value.number)) {
            return json_null();
        }
        if (fabs(value.number) < 9e15 && value.number == floor(value.number)) {
            return json_integer((json_int_t)value.number);
        }
        return json_real(value.number);
    case SB_VALUE_STRING:
        return json_string(value.string);
    case SB_VALUE_DATE:
        if (isnan(value.number)) {
            return json_null();
        }
        sb_date_format_iso(value.number, iso);
        return json_string(iso);
    case SB_VALUE_ARRAY: {
        json_t *json = json_array();

        for (size_t i = 0; i < value.array->count; i++) {
            json_array_append_new(json, sb_value_to_json(value.array->items[i]));
        }
        return json;
    }
    case SB_VALUE_OBJECT:
        return object_to_json(value.object);
    default:
        return json_null();
    }
}

gboolean
sb_value_is_valid(SbValue value)
{
    if (value.kind == SB_VALUE_NUMBER || value.kind == SB_VALUE_DATE) {
        return !isnan(value.number);
    }
    return !sb_value_is_missing(value);
}

/* --- numbers ----------------------------------------------------------------- */

double
sb_value_to_number(SbValue value)
{
    switch (value.kind) {
    case SB_VALUE_NULL:
        return 0;
    case SB_VALUE_BOOLEAN:
        return value.boolean ? 1 : 0;
    case SB_VALUE_NUMBER:
    case SB_VALUE_DATE:
        return value.number;
    case SB_VALUE_STRING:
        return sb_value_read_number(value.string);
    case SB_VALUE_ARRAY: /* through its text: [] is "", [7] is "7" */
        if (value.array->count == 0) {
            return 0;
        }
        if (value.array->count > 1) {
            return NAN;
        }
        if (sb_value_is_missing(value.array->items[0])) {
            return 0;
        }
        return value.array->items[0].kind == SB_VALUE_BOOLEAN
                   ? NAN
                   : sb_value_to_number(value.array->items[0]);
    default:
        return NAN;
    }
}

gboolean
sb_value_parse_number(SbValue value, double *out)
{
    if (sb_value_is_missing(value) ||
        (value.kind == SB_VALUE_STRING && value.string[0] == '\0')) {
        return FALSE;
    }
    *out = sb_value_to_number(value);
    return TRUE;
}

gboolean
sb_value_to_boolean(SbValue value)
{
    switch (value.kind) {
    case SB_VALUE_UNDEFINED:
    case SB_VALUE_NULL:
        return FALSE;
    case SB_VALUE_BOOLEAN:
        return value.boolean;
    case SB_VALUE_NUMBER:
        return value.number != 0 && !isnan(value.number);
    case SB_VALUE_STRING:
        return value.string[0] != '\0';
    default:
        return TRUE;
    }
}

/* --- text ---------------------------------------------------------------------- */

static const char *
array_to_string(SbArena *arena, const SbValueArray *array)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (size_t i = 0; i < array->count; i++) {
        if (i > 0) {
            g_string_append_c(text, ',');
        }
        if (!sb_value_is_missing(array->items[i])) {
            g_string_append(text, sb_value_to_string(arena, array->items[i]));
        }
    }
    return sb_arena_strndup(arena, text->str, text->len);
}

const char *
sb_value_to_string(SbArena *arena, SbValue value)
{
    char buffer[SB_VALUE_NUMBER_BUFFER];

    switch (value.kind) {
    case SB_VALUE_UNDEFINED:
        return "undefined";
    case SB_VALUE_NULL:
        return "null";
    case SB_VALUE_BOOLEAN:
        return value.boolean ? "true" : "false";
    case SB_VALUE_NUMBER:
        sb_value_print_number(value.number, buffer);
        return sb_arena_strdup(arena, buffer);
    case SB_VALUE_STRING:
        return value.string;
    case SB_VALUE_DATE:
        sb_date_format_iso(value.number, buffer);
        return sb_arena_strdup(arena, buffer);
    case SB_VALUE_ARRAY:
        return array_to_string(arena, value.array);
    case SB_VALUE_OBJECT:
        return "[object Object]";
    case SB_VALUE_REGEXP:
        return sb_arena_printf(
            arena, "/%s/%s", value.regexp->pattern, value.regexp->flags);
    }
    return "";
}

/* --- equality and order ---------------------------------------------------------- */

/* Numbers and dates are told apart for printing only: parsed dates are numbers in
 * Vega, truncated ones are dates. */
static gboolean
is_number(SbValue value)
{
    return value.kind == SB_VALUE_NUMBER || value.kind == SB_VALUE_DATE;
}

gboolean
sb_value_strictly_equal(SbValue a, SbValue b)
{
    if (a.kind != b.kind) {
        return is_number(a) && is_number(b) && a.number == b.number;
    }
    switch (a.kind) {
    case SB_VALUE_UNDEFINED:
    case SB_VALUE_NULL:
        return TRUE;
    case SB_VALUE_BOOLEAN:
        return !a.boolean == !b.boolean;
    case SB_VALUE_NUMBER:
        return a.number == b.number;
    case SB_VALUE_STRING:
        return strcmp(a.string, b.string) == 0;
    case SB_VALUE_DATE: /* by time, though date objects are never identical */
        return a.number == b.number;
    default:
        return a.array == b.array;
    }
}

static gboolean
is_primitive(SbValue value)
{
    return value.kind <= SB_VALUE_STRING;
}

gboolean
sb_value_equal(SbValue a, SbValue b)
{
    if (a.kind == b.kind) {
        return sb_value_strictly_equal(a, b);
    }
    if (sb_value_is_missing(a) || sb_value_is_missing(b)) {
        return sb_value_is_missing(a) && sb_value_is_missing(b);
    }
    if (!is_primitive(a) && !is_primitive(b)) {
        return FALSE;
    }
    return sb_value_to_number(a) == sb_value_to_number(b);
}

gboolean
sb_value_same(SbValue a, SbValue b)
{
    if (is_number(a) && is_number(b)) {
        return a.number == b.number || (isnan(a.number) && isnan(b.number));
    }
    return sb_value_strictly_equal(a, b);
}

guint
sb_value_hash(SbValue value)
{
    switch (value.kind) {
    case SB_VALUE_BOOLEAN:
        return value.boolean ? 3 : 5;
    case SB_VALUE_NUMBER:
    case SB_VALUE_DATE: {
        double number = value.number == 0 ? 0 : value.number; /* -0 */
        guint64 bits;

        if (isnan(number)) {
            return 7;
        }
        memcpy(&bits, &number, sizeof bits);
        bits *= 0x9E3779B97F4A7C15ULL;
        return (guint)(bits >> 32);
    }
    case SB_VALUE_STRING:
        return g_str_hash(value.string);
    case SB_VALUE_ARRAY:
    case SB_VALUE_OBJECT:
    case SB_VALUE_REGEXP:
        return g_direct_hash(value.array);
    default:
        return value.kind;
    }
}

/* UTF-16 order, as ECMAScript compares strings: code points above the BMP sort
 * before U+E000…U+FFFF. */
static int
compare_text(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++, b++;
    }
    guchar x = (guchar)*a, y = (guchar)*b;

    if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) {
        return x >= 0xF0 ? -1 : 1;
    }
    return x < y ? -1 : x > y ? 1 : 0;
}

gboolean
sb_value_less(SbValue a, SbValue b)
{
    if (a.kind == SB_VALUE_STRING && b.kind == SB_VALUE_STRING) {
        return compare_text(a.string, b.string) < 0;
    }
    return sb_value_to_number(a) < sb_value_to_number(b);
}

int
sb_value_compare(SbValue a, SbValue b)
{
    gboolean no_a = sb_value_is_missing(a), no_b = sb_value_is_missing(b);

    if (no_a || no_b) {
        return no_a == no_b ? 0 : no_a ? -1 : 1;
    }
    if (a.kind == SB_VALUE_STRING && b.kind == SB_VALUE_STRING) {
        return compare_text(a.string, b.string);
    }
    double x = sb_value_to_number(a), y = sb_value_to_number(b);

    if (x < y || x > y) {
        return x < y ? -1 : 1;
    }
    gboolean nan_a = !sb_value_is_valid(a), nan_b = !sb_value_is_valid(b);

    return nan_a == nan_b ? 0 : nan_a ? -1 : 1;
}

/* --- members ------------------------------------------------------------------------ */

static SbValue
item(const SbValueArray *array, const char *key)
{
    char *end;

    if (strcmp(key, "length") == 0) {
        return sb_value_number((double)array->count);
    }
    if (!g_ascii_isdigit(key[0])) {
        return sb_value_undefined();
    }
    guint64 index = g_ascii_strtoull(key, &end, 10);

    return *end == '\0' && index < array->count ? array->items[index]
                                                : sb_value_undefined();
}

SbValue
sb_value_member(SbValue value, const char *key)
{
    if (value.kind == SB_VALUE_OBJECT) {
        for (size_t i = value.object->count; i > 0; i--) {
            if (strcmp(value.object->keys[i - 1], key) == 0) {
                return value.object->values[i - 1];
            }
        }
    } else if (value.kind == SB_VALUE_ARRAY) {
        return item(value.array, key);
    } else if (value.kind == SB_VALUE_STRING && strcmp(key, "length") == 0) {
        glong units = 0;

        for (const char *s = value.string; *s != '\0'; s = g_utf8_next_char(s)) {
            units += (guchar)*s >= 0xF0 ? 2 : 1;
        }
        return sb_value_number((double)units);
    }
    return sb_value_undefined();
}
