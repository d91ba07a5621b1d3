/*
 * d3's number and time formats, in a language.
 *
 * https://d3js.org/d3-format and d3-time-format describe the specifiers.  A
 * locale is an immutable table; results live in the arena given.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

#include "base/arena.h"

typedef struct {
    const char *lang; /* "en" "ko" */
    /* numbers */
    const char *decimal, *thousands;
    const int *grouping; /* group sizes, 0-terminated, repeating; NULL: none */
    const char *currency[2];
    const char *const *numerals; /* ten, or NULL */
    const char *percent, *minus, *nan;
    /* times */
    const char *date_time, *date, *time;
    const char *periods[2];
    const char *days[7], *short_days[7];
    const char *months[12], *short_months[12];
} SbFormatLocale;

/* en-US for "en" and unknown ones, Korean for "ko".  Static. */
const SbFormatLocale *sb_format_locale(const char *lang);
/* config.locale {number: {…}, time: {…}} over base.  NULL and *error when it is
 * not that. */
const SbFormatLocale *sb_format_locale_read(SbArena *arena, const SbFormatLocale *base,
    const json_t *locale, const char *pointer, GError **error);

/* [[fill]align][sign][symbol][0][width][,][.precision][~][type] */
typedef struct {
    char fill[8]; /* one character */
    char align;   /* '>' '<' '^' '=' */
    char sign;    /* '-' '+' '(' ' ' */
    char symbol;  /* '$' '#' or 0 */
    gboolean zero, comma, trim;
    int width;     /* -1: none */
    int precision; /* -1: none */
    char type;     /* 0: none */
} SbFormatSpec;

/* FALSE when text is no number format. */
gboolean sb_format_spec_parse(const char *text, SbFormatSpec *out);
const char *sb_format_number(
    SbArena *arena, const SbFormatLocale *locale, const SbFormatSpec *spec, double value);
/* The same with the SI prefix that fits reference for every value. */
const char *sb_format_prefix(SbArena *arena, const SbFormatLocale *locale,
    const SbFormatSpec *spec, double reference, double value);
/* By text; "" is d3's default (no type); *error when it is no format. */
const char *sb_format_number_text(SbArena *arena, const SbFormatLocale *locale,
    const char *format, double value, GError **error);

/* All the digits of value up to 12 places, without zeros at the end: log axes. */
const char *sb_format_float(
    SbArena *arena, const SbFormatLocale *locale, const SbFormatSpec *spec, double value);

/* Digits that values a step apart need; -1 when step (or value) is 0 or not
 * finite. */
int sb_format_precision_fixed(double step);
int sb_format_precision_prefix(double step, double value);
int sb_format_precision_round(double step, double max);

/* How the ticks of a linear scale from start to stop are written. */
typedef struct {
    SbFormatSpec spec;
    gboolean prefixed; /* with the prefix of reference */
    double reference;
} SbFormatTick;
/* format: the axis' own, or NULL for ",f"; count: ticks wished. */
gboolean sb_format_tick(
    double start, double stop, double count, const char *format, SbFormatTick *out);
const char *sb_format_tick_text(
    SbArena *arena, const SbFormatLocale *locale, const SbFormatTick *tick, double value);

/* A d3 time format of the moment ms, in a zone (minutes east of UTC). */
const char *sb_format_time(SbArena *arena, const SbFormatLocale *locale,
    const char *format, double ms, int zone);
/* Vega's format of a time axis without a format: by the coarsest unit that ms
 * is the start of ("2020", "February", "Sun 05", "03 PM", ":30").  overrides: an
 * object part -> format, or NULL. */
const char *sb_format_time_multi(SbArena *arena, const SbFormatLocale *locale,
    const json_t *overrides, double ms, int zone);
/* Reads text by a d3 time format; NaN when it does not match. */
double sb_format_time_parse(
    const SbFormatLocale *locale, const char *format, const char *text, int zone);

/* Numbers as readers write them, for theme brief: "1.2bn", "350mn"; Korean
 * "1,200억", "1조 2,000억".  digits: significant ones, 0: 3.  A real minus. */
const char *sb_format_reader(SbArena *arena, const char *lang, double value, int digits);
/* The same with one scale for all ticks of an axis, which step tells apart:
 * "0", "0.5bn", "1.0bn". */
const char *sb_format_reader_tick(
    SbArena *arena, const char *lang, double value, double step, double largest);
