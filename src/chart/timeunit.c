/* In: names of time units, moments.  Out: sets of parts, truncated moments (see
 * timeunit.h; https://vega.github.io/vega/docs/transforms/timeunit/). */
#include "chart/timeunit.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "chart/value.h"

/* In the order of Vega, which is that of increasing fineness. */
static const char *const PARTS[] = { "year", "quarter", "month", "week", "isoweek",
    "date", "day", "dayofyear", "hours", "minutes", "seconds", "milliseconds" };

enum {
    REFERENCE_YEAR = 2012,    /* a leap year that begins on a Sunday */
    ISO_REFERENCE_YEAR = 2015 /* has 53 ISO weeks */
};

const char *
sb_timeunit_part_name(SbTimeUnitPart part)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        if ((int)part == 1 << i) {
            return PARTS[i];
        }
    }
    return "";
}

gboolean
sb_timeunit_part_parse(const char *name, SbTimeUnitPart *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        if (strcmp(name, PARTS[i]) == 0) {
            *out = (SbTimeUnitPart)(1 << i);
            return TRUE;
        }
    }
    return FALSE;
}

/* The longest part that text begins with; 0: none. */
static int
part_at(const char *text, size_t *length)
{
    int found = 0;

    *length = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        size_t n = strlen(PARTS[i]);

        if (n > *length && strncmp(text, PARTS[i], n) == 0) {
            *length = n;
            found = 1 << i;
        }
    }
    return found;
}

static gboolean
is_sound(int parts)
{
    int weeks = SB_TIMEUNIT_WEEK | SB_TIMEUNIT_ISOWEEK | SB_TIMEUNIT_DAY;
    int months = SB_TIMEUNIT_QUARTER | SB_TIMEUNIT_MONTH | SB_TIMEUNIT_DATE;
    int kinds = ((parts & weeks) != 0) + ((parts & months) != 0) +
                ((parts & SB_TIMEUNIT_DAYOFYEAR) != 0);

    return parts != 0 && kinds <= 1 &&
           !((parts & SB_TIMEUNIT_WEEK) && (parts & SB_TIMEUNIT_ISOWEEK));
}

gboolean
sb_timeunit_parse(SbArena *arena, const char *text, SbTimeUnit *out)
{
    SbTimeUnit unit = { .step = 1 };
    const char *s = text;

    if (g_str_has_prefix(s, "binned")) {
        unit.binned = TRUE;
        s += strlen("binned");
    }
    unit.name = sb_arena_strdup(arena, s);
    if (g_str_has_prefix(s, "utc")) {
        unit.utc = TRUE;
        s += strlen("utc");
    }
    for (size_t n; *s != '\0'; s += n) {
        int part = part_at(s, &n);

        if (part == 0 || (unit.parts & part) != 0) {
            return FALSE;
        }
        unit.parts |= part;
    }
    *out = unit;
    return is_sound(unit.parts);
}

/* The name of a unit with parameters: "year_step_2", "utctimeunit_maxbins_5". */
static const char *
name_of(SbArena *arena, const json_t *json, const char *parts, gboolean utc)
{
    g_autoptr(GString) name = g_string_new(utc ? "utc" : "");
    const char *key;
    json_t *member;

    g_string_append(name, parts != NULL ? parts : "timeunit");
    json_object_foreach((json_t *)json, key, member)
    {
        const char *text = sb_value_to_string(arena, sb_value_from_json(arena, member));

        if (strcmp(key, "unit") != 0 && strcmp(key, "utc") != 0 &&
            strcmp(key, "binned") != 0) {
            g_string_append_printf(name, "_%s_%s", key, text);
        }
    }
    for (char *s = name->str; *s != '\0'; s++) {
        *s = g_ascii_isalnum(*s) || *s == '_' ? *s : '_';
    }
    return sb_arena_strdup(arena, name->str);
}

gboolean
sb_timeunit_read(SbArena *arena, const json_t *json, const SbJsonPlace *place,
    const char *pointer, SbTimeUnit *out, GError **error)
{
    static const char *const KNOWN[] = { "unit", "step", "maxbins", "utc", "binned" };
    const char *text = json_is_string(json) ? json_string_value(json)
                                            : sb_json_string(json, "unit", NULL);

    if (!json_is_string(json) &&
        (!json_is_object(json) || !sb_json_check_keys(json, KNOWN, G_N_ELEMENTS(KNOWN),
                                      place, pointer, error))) {
        if (!json_is_object(json)) {
            sb_json_error(error, SB_ERROR_INPUT, place, pointer,
                "a time unit is a text or an object");
        }
        return FALSE;
    }
    *out = (SbTimeUnit){ .step = 1 };
    if (text != NULL && !sb_timeunit_parse(arena, text, out)) {
        sb_json_error(error, SB_ERROR_INPUT, place, pointer,
            "unknown time unit '%s'; expected one such as \"year\", \"yearmonth\", "
            "\"utcyearmonthdate\", \"hoursminutes\"",
            text);
        return FALSE;
    }
    if (json_is_string(json)) {
        return TRUE;
    }
    double step = sb_json_number(json, "step", 1);

    if (!(step >= 1 && step <= 1e9)) {
        sb_json_error(
            error, SB_ERROR_INPUT, place, pointer, "step must be a number of at least 1");
        return FALSE;
    }
    out->step = step;
    out->maxbins = (int)CLAMP(sb_json_number(json, "maxbins", 0), 0, 1000000);
    out->utc = out->utc || sb_json_boolean(json, "utc", FALSE);
    out->binned = out->binned || sb_json_boolean(json, "binned", FALSE);
    if (out->parts == 0 && out->maxbins == 0) {
        out->maxbins = 40;
    }
    const char *parts = text;

    if (parts != NULL) {
        parts += g_str_has_prefix(parts, "binned") ? strlen("binned") : 0;
        parts += g_str_has_prefix(parts, "utc") ? strlen("utc") : 0;
    }
    out->name = name_of(arena, json, parts, out->utc);
    return TRUE;
}

SbTimeUnitPart
sb_timeunit_smallest(const SbTimeUnit *unit)
{
    int smallest = SB_TIMEUNIT_YEAR;

    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        smallest = unit->parts & 1 << i ? 1 << i : smallest;
    }
    return (SbTimeUnitPart)smallest;
}

/* --- truncation --------------------------------------------------------------- */

/* A number of the smallest part counts in steps from phase. */
static int64_t
stepped(const SbTimeUnit *unit, SbTimeUnitPart part, int64_t value, int64_t phase)
{
    if (unit->step <= 1 || sb_timeunit_smallest(unit) != part) {
        return value;
    }
    return phase + (int64_t)(unit->step * floor((double)(value - phase) / unit->step));
}

/* The January day on which ISO week 1 of year begins (may be 0 or less). */
static int64_t
iso_week_one(int64_t year)
{
    int64_t fourth = sb_date_days(year, 1, 4);

    return fourth - (sb_date_weekday(fourth) + 6) % 7 - sb_date_days(year, 1, 1) + 1;
}

/* The day, counted from the first of the month, that date falls on. */
static int64_t
floor_day(const SbTimeUnit *unit, const SbDate *date, int64_t year)
{
    int parts = unit->parts;
    int64_t days = sb_date_days(date->year, date->month, date->day);
    int weekday = sb_date_weekday(days);
    int first = sb_date_weekday(sb_date_days(year, 1, 1));
    int of_year = sb_date_day_of_year(date);
    /* Sundays passed since the year began, as d3's %U */
    int week = (of_year - 1 - weekday + 7) / 7;

    if ((parts & SB_TIMEUNIT_WEEK) && (parts & SB_TIMEUNIT_DAY)) {
        return stepped(unit, SB_TIMEUNIT_DAY, weekday + week * 7 - (first + 6) % 7, 1);
    }
    if (parts & SB_TIMEUNIT_ISOWEEK) {
        int iso = sb_date_iso_week(date, NULL);
        int64_t one = iso_week_one(year);

        if (parts & SB_TIMEUNIT_DAY) {
            return stepped(
                unit, SB_TIMEUNIT_DAY, one + (iso - 1) * 7 + (weekday + 6) % 7, 1);
        }
        return one + (stepped(unit, SB_TIMEUNIT_ISOWEEK, iso, 1) - 1) * 7;
    }
    if (parts & SB_TIMEUNIT_WEEK) {
        return stepped(unit, SB_TIMEUNIT_WEEK, week, 1) * 7 - (first + 6) % 7;
    }
    if (parts & SB_TIMEUNIT_DAY) {
        return stepped(unit, SB_TIMEUNIT_DAY, weekday + 7 - (first + 6) % 7, 1);
    }
    if (parts & SB_TIMEUNIT_DATE) {
        return stepped(unit, SB_TIMEUNIT_DATE, date->day, 1);
    }
    return parts & SB_TIMEUNIT_DAYOFYEAR
               ? stepped(unit, SB_TIMEUNIT_DAYOFYEAR, of_year, 1)
               : 1;
}

static double
floor_clock(const SbTimeUnit *unit, const SbDate *date)
{
    int parts = unit->parts;
    double ms = 0;

    if (parts & SB_TIMEUNIT_HOURS) {
        ms += (double)stepped(unit, SB_TIMEUNIT_HOURS, date->hour, 0) * 3600000;
    }
    if (parts & SB_TIMEUNIT_MINUTES) {
        ms += (double)stepped(unit, SB_TIMEUNIT_MINUTES, date->minute, 0) * 60000;
    }
    if (parts & SB_TIMEUNIT_SECONDS) {
        ms += (double)stepped(unit, SB_TIMEUNIT_SECONDS, date->second, 0) * 1000;
    }
    if (parts & SB_TIMEUNIT_MILLISECONDS) {
        ms += (double)stepped(unit, SB_TIMEUNIT_MILLISECONDS, date->millisecond, 0);
    }
    return ms;
}

double
sb_timeunit_floor(const SbTimeUnit *unit, double ms, int zone)
{
    if (!(fabs(ms) <= SB_DATE_LAST_MS)) {
        return NAN;
    }
    zone = unit->utc ? 0 : zone;
    SbDate date = sb_date_from_ms(ms, zone);
    int parts = unit->parts;
    int64_t year = date.year, month = 1;

    if (parts & SB_TIMEUNIT_YEAR) {
        if (parts & SB_TIMEUNIT_ISOWEEK) {
            sb_date_iso_week(&date, &year);
        }
        year = stepped(unit, SB_TIMEUNIT_YEAR, year, 0);
    } else {
        year = parts & SB_TIMEUNIT_ISOWEEK ? ISO_REFERENCE_YEAR : REFERENCE_YEAR;
    }
    if (parts & SB_TIMEUNIT_MONTH) {
        month = stepped(unit, SB_TIMEUNIT_MONTH, date.month - 1, 0) + 1;
    } else if (parts & SB_TIMEUNIT_QUARTER) {
        month = stepped(unit, SB_TIMEUNIT_QUARTER, (date.month - 1) / 3, 0) * 3 + 1;
    }
    int64_t days = sb_date_days(year, month, 1) + floor_day(unit, &date, year) - 1;

    return (double)days * SB_DATE_DAY_MS + floor_clock(unit, &date) - zone * 60000.0;
}

/* start shifted by whole months; a day beyond the month's end carries. */
static double
add_months(double start, double months, int zone)
{
    SbDate date = sb_date_from_ms(start, zone);
    double day = floor((start + zone * 60000.0) / SB_DATE_DAY_MS);
    double clock = start + zone * 60000.0 - day * SB_DATE_DAY_MS;
    int64_t days = sb_date_days(date.year, date.month + (int64_t)months, date.day);

    return (double)days * SB_DATE_DAY_MS + clock - zone * 60000.0;
}

static double
part_ms(SbTimeUnitPart part)
{
    switch (part) {
    case SB_TIMEUNIT_WEEK:
    case SB_TIMEUNIT_ISOWEEK:
        return 7 * SB_DATE_DAY_MS;
    case SB_TIMEUNIT_HOURS:
        return 3600000;
    case SB_TIMEUNIT_MINUTES:
        return 60000;
    case SB_TIMEUNIT_SECONDS:
        return 1000;
    case SB_TIMEUNIT_MILLISECONDS:
        return 1;
    default:
        return SB_DATE_DAY_MS;
    }
}

double
sb_timeunit_offset(const SbTimeUnit *unit, double start, double count, int zone)
{
    SbTimeUnitPart part = sb_timeunit_smallest(unit);
    double by = count * MAX(1, floor(unit->step));

    if (!(fabs(start) <= SB_DATE_LAST_MS) || !(fabs(by) < 1e9)) {
        return NAN;
    }
    zone = unit->utc ? 0 : zone;
    if (part == SB_TIMEUNIT_YEAR || part == SB_TIMEUNIT_QUARTER ||
        part == SB_TIMEUNIT_MONTH) {
        return add_months(start,
            by * (part == SB_TIMEUNIT_YEAR         ? 12
                     : part == SB_TIMEUNIT_QUARTER ? 3
                                                   : 1),
            zone);
    }
    return start + by * part_ms(part);
}

double
sb_timeunit_next(const SbTimeUnit *unit, double start, int zone)
{
    return sb_timeunit_offset(unit, start, 1, zone);
}

/* --- intervals ---------------------------------------------------------------- */

/* The number that every step-th of part is counted by: the hour of the day, the
 * day of the month from 0 … */
static int
field_of(SbTimeUnitPart part, const SbDate *date)
{
    switch (part) {
    case SB_TIMEUNIT_MONTH:
        return date->month - 1;
    case SB_TIMEUNIT_HOURS:
        return date->hour;
    case SB_TIMEUNIT_MINUTES:
        return date->minute;
    case SB_TIMEUNIT_SECONDS:
        return date->second;
    default:
        return date->day - 1;
    }
}

/* Weeks and milliseconds are counted from 1970; first: the week's first day, in
 * days since then. */
static double
floor_counted(double ms, double size, double first, int zone)
{
    double shift = zone * 60000.0 - first * SB_DATE_DAY_MS;

    return floor((ms + shift) / size) * size - shift;
}

double
sb_timeunit_interval_floor(SbTimeUnitPart part, double step, double ms, int zone)
{
    SbTimeUnit unit = { .step = 1, .parts = SB_TIMEUNIT_YEAR };

    if (!(fabs(ms) <= SB_DATE_LAST_MS)) {
        return NAN;
    }
    step = MAX(1, floor(step));
    switch (part) {
    case SB_TIMEUNIT_YEAR:
        unit.step = step;
        return sb_timeunit_floor(&unit, ms, zone);
    case SB_TIMEUNIT_QUARTER:
        return sb_timeunit_interval_floor(SB_TIMEUNIT_MONTH, 3 * step, ms, zone);
    case SB_TIMEUNIT_WEEK: /* Sunday, 28 December 1969 */
        return floor_counted(ms, step * 7 * SB_DATE_DAY_MS, -4, zone);
    case SB_TIMEUNIT_ISOWEEK: /* Monday, 29 December 1969 */
        return floor_counted(ms, step * 7 * SB_DATE_DAY_MS, -3, zone);
    case SB_TIMEUNIT_MILLISECONDS:
        return floor(ms / step) * step;
    default:
        break;
    }
    SbDate date = sb_date_from_ms(ms, zone);
    double back = fmod(field_of(part, &date), step);

    if (part == SB_TIMEUNIT_MONTH) {
        unit.parts |= SB_TIMEUNIT_MONTH;
        return add_months(sb_timeunit_floor(&unit, ms, zone), -back, zone);
    }
    return floor_counted(ms, part_ms(part), 0, zone) - back * part_ms(part);
}

double
sb_timeunit_interval_next(SbTimeUnitPart part, double step, double ms, int zone)
{
    double start = sb_timeunit_interval_floor(part, step, ms, zone);

    step = MAX(1, floor(step));
    if (isnan(start)) {
        return NAN;
    }
    switch (part) {
    case SB_TIMEUNIT_YEAR:
        return add_months(start, 12 * step, zone);
    case SB_TIMEUNIT_QUARTER:
        return sb_timeunit_interval_next(SB_TIMEUNIT_MONTH, 3 * step, ms, zone);
    case SB_TIMEUNIT_WEEK:
    case SB_TIMEUNIT_ISOWEEK:
    case SB_TIMEUNIT_MILLISECONDS:
        return start + step * part_ms(part);
    default:
        break;
    }
    /* Counting begins anew with each month, day, hour or minute. */
    for (int i = 0; i < 400; i++) {
        start = part == SB_TIMEUNIT_MONTH ? add_months(start, 1, zone)
                                          : start + part_ms(part);
        SbDate date = sb_date_from_ms(start, zone);

        if (fmod(field_of(part, &date), step) == 0) {
            break;
        }
    }
    return start;
}

double
sb_timeunit_interval_ceil(SbTimeUnitPart part, double step, double ms, int zone)
{
    double start = sb_timeunit_interval_floor(part, step, ms, zone);

    return start >= ms ? start : sb_timeunit_interval_next(part, step, ms, zone);
}
