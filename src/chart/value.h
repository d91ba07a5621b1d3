/*
 * A value of the chart's data: tagged, with ECMAScript's rules of conversion,
 * equality and order, because Vega-Lite's meanings rest on them.
 *
 * A plain record handed on by copy.  Strings, arrays and objects are const and
 * live in the arena of whoever made the value.  A date is a number of
 * milliseconds since 1970-01-01T00:00Z.
 */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <math.h>

#include "base/arena.h"

typedef enum {
    SB_VALUE_UNDEFINED,
    SB_VALUE_NULL,
    SB_VALUE_BOOLEAN,
    SB_VALUE_NUMBER,
    SB_VALUE_STRING,
    SB_VALUE_DATE,
    SB_VALUE_ARRAY,
    SB_VALUE_OBJECT,
    SB_VALUE_REGEXP /* within expressions only */
} SbValueKind;

typedef struct SbValue SbValue;
typedef struct SbValueArray SbValueArray;
typedef struct SbValueObject SbValueObject;
typedef struct SbValueRegexp SbValueRegexp;

struct SbValue {
    SbValueKind kind;
    union {
        gboolean boolean;
        double number; /* also of a date */
        const char *string;
        const SbValueArray *array;
        const SbValueObject *object;
        const SbValueRegexp *regexp;
    };
};

struct SbValueArray {
    size_t count;
    SbValue *items;
};

/* Members in the order of insertion. */
struct SbValueObject {
    size_t count;
    const char **keys;
    SbValue *values;
};

struct SbValueRegexp {
    const char *pattern, *flags;
    GRegex *regex; /* belongs to the arena */
};

static inline SbValue
sb_value_undefined(void)
{
    return (SbValue){ SB_VALUE_UNDEFINED, { 0 } };
}

static inline SbValue
sb_value_null(void)
{
    return (SbValue){ SB_VALUE_NULL, { 0 } };
}

static inline SbValue
sb_value_boolean(gboolean boolean)
{
    return (SbValue){ SB_VALUE_BOOLEAN, { .boolean = boolean } };
}

static inline SbValue
sb_value_number(double number)
{
    return (SbValue){ SB_VALUE_NUMBER, { .number = number } };
}

static inline SbValue
sb_value_date(double ms)
{
    return (SbValue){ SB_VALUE_DATE, { .number = ms } };
}

/* Borrows string, which must live as long as the value. */
static inline SbValue
sb_value_string(const char *string)
{
    return (SbValue){ SB_VALUE_STRING, { .string = string } };
}

/* items is borrowed. */
SbValue sb_value_array(SbArena *arena, SbValue *items, size_t count);
/* keys and values are borrowed. */
SbValue sb_value_object(SbArena *arena, const char **keys, SbValue *values, size_t count);
/* A deep copy of JSON, and back (dates become ISO strings, NaN null; undefined
 * members are left out).  json_decref() the result. */
SbValue sb_value_from_json(SbArena *arena, const json_t *json);
json_t *sb_value_to_json(SbValue value);

static inline gboolean
sb_value_is_missing(SbValue value) /* null or undefined */
{
    return value.kind <= SB_VALUE_NULL;
}

/* Neither null, undefined nor NaN (an invalid date counts as NaN). */
gboolean sb_value_is_valid(SbValue value);

/* Number(value): null 0, undefined NaN, "" 0, " 12 " 12, "0x1f" 31, "abc" NaN. */
double sb_value_to_number(SbValue value);
/* vega-util's toNumber, that of data parsing: null, undefined and "" are "none"
 * (FALSE). */
gboolean sb_value_parse_number(SbValue value, double *out);
gboolean sb_value_to_boolean(SbValue value);
/* String(value); arrays joined by commas, objects "[object Object]", dates as
 * ISO 8601 (a departure: ECMAScript writes the machine's zone).  The result
 * lives in arena or is the value's own string. */
const char *sb_value_to_string(SbArena *arena, SbValue value);
/* A number as ECMAScript prints it: shortest digits that read back the same;
 * "1e+21", "-0" is "0", "NaN", "Infinity".  Returns the length. */
enum { SB_VALUE_NUMBER_BUFFER = 32 };
int sb_value_print_number(double number, char buffer[SB_VALUE_NUMBER_BUFFER]);
/* A number from all of text as Number(text) reads it; NaN if it is none. */
double sb_value_read_number(const char *text);

gboolean sb_value_strictly_equal(SbValue a, SbValue b); /* === */
gboolean sb_value_equal(SbValue a, SbValue b);          /* == */
/* The same thing as a group or domain key: ===, but NaN is NaN.  In all three, a
 * date and a number are the same by their milliseconds. */
gboolean sb_value_same(SbValue a, SbValue b);
guint sb_value_hash(SbValue value); /* agrees with sb_value_same */
/* a < b by ECMAScript's relational rules; FALSE when not comparable. */
gboolean sb_value_less(SbValue a, SbValue b);
/* Vega's ascending order: null and undefined first, then NaN, then by <. */
int sb_value_compare(SbValue a, SbValue b);

/* The member key of an object, the item of an array ("0", "length"), the length
 * of a string; undefined if there is none. */
SbValue sb_value_member(SbValue value, const char *key);

/* A set of values with their places, to group and to find distinct ones. */
typedef struct SbValueIndex SbValueIndex;
SbValueIndex *sb_value_index_new(SbArena *arena, size_t width);
/* The place (0, 1, … in order of first occurrence) of the tuple of width
 * values, added when new (then *added, which may be NULL, is TRUE). */
size_t sb_value_index_add(SbValueIndex *index, const SbValue *tuple, gboolean *added);
/* -1 when it is not there. */
gssize sb_value_index_find(const SbValueIndex *index, const SbValue *tuple);
size_t sb_value_index_count(const SbValueIndex *index);
const SbValue *sb_value_index_at(const SbValueIndex *index, size_t place);
