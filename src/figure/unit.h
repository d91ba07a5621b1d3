/*
 * Canonical units (ISO 4217, %, pp, UCUM, {noun}, 1, and one per another) and
 * the names that texts give them.  The lists are figure/units.def and
 * figure/unit_names.def, which extraction reads too.
 */
#pragma once

#include <glib.h>

typedef enum {
    SB_UNIT_NONE,     /* "" or unknown */
    SB_UNIT_MONEY,    /* "USD" */
    SB_UNIT_PERCENT,  /* "%", "%/a" */
    SB_UNIT_POINTS,   /* "pp", "bp" */
    SB_UNIT_MULTIPLE, /* "1" */
    SB_UNIT_MEASURE,  /* "km2" */
    SB_UNIT_TIME,     /* "a", "min" */
    SB_UNIT_COUNT,    /* "{business}" */
    SB_UNIT_RATE      /* "KRW/USD", "t/a" */
} SbUnitKind;

typedef enum { SB_UNIT_BEFORE, SB_UNIT_AFTER } SbUnitSide;

typedef struct {
    const char *unit;
    SbUnitKind kind;
    const char *sign;       /* before a number in English: "$", or "" */
    const char *one, *many; /* "hectare", "hectares"; "km²" */
    const char *ko;
} SbUnit;

/* NULL for counts, rates and what is not in the list. */
const SbUnit *sb_unit_find(const char *unit);
SbUnitKind sb_unit_kind(const char *unit);
/* Any three capitals that are a currency of the list, or ISO 4217's shape. */
gboolean sb_unit_is_money(const char *unit);

/* The unit whose name stands at the very beginning of text, the longest one;
 * *length gets its bytes.  A form that ends in a Latin letter ends a word; one
 * in Hangul may bear a particle.  NULL: none.  Static. */
const char *sb_unit_at(const char *text, size_t left, SbUnitSide side, size_t *length);
/* "businesses" -> "business", "people" -> "person", "cities" -> "city".  Free it. */
char *sb_unit_singular(const char *noun);
/* "business" -> "businesses", "person" -> "people".  Free it. */
char *sb_unit_plural(const char *noun);
/* "{business}" of "businesses".  Free it. */
char *sb_unit_of_noun(const char *noun);
