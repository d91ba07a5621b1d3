/* In: a moment and a d3 time format.  Out: text (see format.h). */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "chart/format.h"
#include "chart/timeunit.h"

/* A moment taken apart. */
typedef struct {
    const SbFormatLocale *locale;
    double ms;
    int zone;
    SbDate date;
    int64_t days;
    int weekday, day_of_year; /* 0 Sunday; 1… */
} Moment;

static void put_format(GString *out, const Moment *moment, const char *format, int depth);

/* pad: the fill, or 0 for none. */
static void
put_padded(GString *out, int64_t value, char pad, int width)
{
    char digits[24];
    int n = g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, ABS(value));

    if (value < 0) {
        g_string_append_c(out, '-');
    }
    for (; pad != 0 && n < width; n++) {
        g_string_append_c(out, pad);
    }
    g_string_append(out, digits);
}

/* Weeks begun since the year did; first: the weekday they begin on. */
static int
week_of_year(const Moment *moment, int first)
{
    int since = (moment->weekday - first + 7) % 7;

    return (moment->day_of_year - 1 - since + 7) / 7;
}

static void
put_zone(GString *out, int zone)
{
    int minutes = ABS(zone);

    g_string_append_printf(
        out, "%c%02d%02d", zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* Directives about the day; FALSE for others. */
static gboolean
put_day(GString *out, const Moment *moment, char directive, char pad)
{
    const SbDate *date = &moment->date;
    const SbFormatLocale *locale = moment->locale;
    int64_t year = date->year;
    int week;

    switch (directive) {
    case 'a':
        g_string_append(out, locale->short_days[moment->weekday]);
        return TRUE;
    case 'A':
        g_string_append(out, locale->days[moment->weekday]);
        return TRUE;
    case 'b':
        g_string_append(out, locale->short_months[date->month - 1]);
        return TRUE;
    case 'B':
        g_string_append(out, locale->months[date->month - 1]);
        return TRUE;
    case 'd':
    case 'e':
        put_padded(out, date->day, pad, 2);
        return TRUE;
    case 'j':
        put_padded(out, moment->day_of_year, pad, 3);
        return TRUE;
    case 'm':
        put_padded(out, date->month, pad, 2);
        return TRUE;
    case 'q':
        put_padded(out, (date->month - 1) / 3 + 1, 0, 1);
        return TRUE;
    case 'u':
        put_padded(out, moment->weekday == 0 ? 7 : moment->weekday, 0, 1);
        return TRUE;
    case 'w':
        put_padded(out, moment->weekday, 0, 1);
        return TRUE;
    case 'U':
    case 'W':
        put_padded(out, week_of_year(moment, directive == 'W' ? 1 : 0), pad, 2);
        return TRUE;
    case 'y':
    case 'Y':
        put_padded(
            out, year % (directive == 'y' ? 100 : 10000), pad, directive == 'y' ? 2 : 4);
        return TRUE;
    case 'V':
    case 'g':
    case 'G':
        week = sb_date_iso_week(date, &year);
        put_padded(out, directive == 'V' ? week : year % (directive == 'g' ? 100 : 10000),
            pad, directive == 'G' ? 4 : 2);
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean
put_clock(GString *out, const Moment *moment, char directive, char pad)
{
    const SbDate *date = &moment->date;

    switch (directive) {
    case 'H':
        put_padded(out, date->hour, pad, 2);
        return TRUE;
    case 'I':
        put_padded(out, date->hour % 12 != 0 ? date->hour % 12 : 12, pad, 2);
        return TRUE;
    case 'M':
        put_padded(out, date->minute, pad, 2);
        return TRUE;
    case 'S':
        put_padded(out, date->second, pad, 2);
        return TRUE;
    case 'L':
        put_padded(out, date->millisecond, pad, 3);
        return TRUE;
    case 'f':
        put_padded(out, date->millisecond, pad, 3);
        g_string_append(out, "000");
        return TRUE;
    case 'p':
        g_string_append(out, moment->locale->periods[date->hour >= 12 ? 1 : 0]);
        return TRUE;
    case 'Q':
        put_padded(out, (int64_t)moment->ms, 0, 1);
        return TRUE;
    case 's':
        put_padded(out, (int64_t)floor(moment->ms / 1000), 0, 1);
        return TRUE;
    case 'Z':
        put_zone(out, moment->zone);
        return TRUE;
    default:
        return FALSE;
    }
}

static void
put_directive(GString *out, const Moment *moment, char directive, char pad, int depth)
{
    const SbFormatLocale *locale = moment->locale;

    switch (directive) {
    case 'c':
        put_format(out, moment, locale->date_time, depth + 1);
        return;
    case 'x':
        put_format(out, moment, locale->date, depth + 1);
        return;
    case 'X':
        put_format(out, moment, locale->time, depth + 1);
        return;
    default:
        if (!put_day(out, moment, directive, pad) &&
            !put_clock(out, moment, directive, pad)) {
            g_string_append_c(out, directive);
        }
    }
}

/* depth: a locale's own formats may name each other, but not for ever. */
static void
put_format(GString *out, const Moment *moment, const char *format, int depth)
{
    for (const char *s = format; *s != '\0' && depth < 4; s++) {
        if (*s != '%' || s[1] == '\0') {
            if (*s != '%') {
                g_string_append_c(out, *s);
            }
            continue;
        }
        s++;
        char pad = *s == 'e' ? ' ' : '0';

        if ((*s == '-' || *s == '_' || *s == '0') && s[1] != '\0') {
            pad = *s == '-' ? 0 : *s == '_' ? ' ' : '0';
            s++;
        }
        put_directive(out, moment, *s, pad, depth);
    }
}

const char *
sb_format_time(
    SbArena *arena, const SbFormatLocale *locale, const char *format, double ms, int zone)
{
    if (!(fabs(ms) <= SB_DATE_LAST_MS)) {
        return "Invalid Date";
    }
    Moment moment = { .locale = locale, .ms = ms, .zone = zone };
    g_autoptr(GString) out = g_string_new(NULL);

    moment.date = sb_date_from_ms(ms, zone);
    moment.days = sb_date_days(moment.date.year, moment.date.month, moment.date.day);
    moment.weekday = sb_date_weekday(moment.days);
    moment.day_of_year = sb_date_day_of_year(&moment.date);
    put_format(out, &moment, format, 0);
    return sb_arena_strndup(arena, out->str, out->len);
}

/* --- by the coarsest unit -------------------------------------------------------- */

static const char *
own_or(const json_t *overrides, const char *part, const char *fallback)
{
    const char *own = json_string_value(json_object_get(overrides, part));

    return own != NULL ? own : fallback;
}

static gboolean
starts(SbTimeUnitPart part, double ms, int zone)
{
    return sb_timeunit_interval_floor(part, 1, ms, zone) >= ms;
}

static const char *
multi_format(const json_t *overrides, double ms, int zone)
{
    if (!starts(SB_TIMEUNIT_SECONDS, ms, zone)) {
        return own_or(overrides, "milliseconds", ".%L");
    }
    if (!starts(SB_TIMEUNIT_MINUTES, ms, zone)) {
        return own_or(overrides, "seconds", ":%S");
    }
    if (!starts(SB_TIMEUNIT_HOURS, ms, zone)) {
        return own_or(overrides, "minutes", "%I:%M");
    }
    if (!starts(SB_TIMEUNIT_DATE, ms, zone)) {
        return own_or(overrides, "hours", "%I %p");
    }
    if (!starts(SB_TIMEUNIT_MONTH, ms, zone)) {
        return starts(SB_TIMEUNIT_WEEK, ms, zone)
                   ? own_or(overrides, "week", "%b %d")
                   : own_or(overrides, "date", own_or(overrides, "day", "%a %d"));
    }
    if (!starts(SB_TIMEUNIT_YEAR, ms, zone)) {
        return starts(SB_TIMEUNIT_QUARTER, ms, zone) ? own_or(overrides, "quarter", "%B")
                                                     : own_or(overrides, "month", "%B");
    }
    return own_or(overrides, "year", "%Y");
}

const char *
sb_format_time_multi(SbArena *arena, const SbFormatLocale *locale,
    const json_t *overrides, double ms, int zone)
{
    if (!(fabs(ms) <= SB_DATE_LAST_MS)) {
        return "Invalid Date";
    }
    return sb_format_time(arena, locale, multi_format(overrides, ms, zone), ms, zone);
}
