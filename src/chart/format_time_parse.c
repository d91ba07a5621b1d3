/* In: text and a d3 time format.  Out: a moment, or NaN (see format.h).  A
 * directive's leading blanks are allowed, letters count in either case. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "chart/format.h"

/* What the directives have given; NONE where one was not there. */
enum { NONE = G_MININT };

typedef struct {
    const SbFormatLocale *locale;
    int year, month, day; /* month 1… */
    int quarter;          /* first month of it, 1… */
    int hour, minute, second, millisecond;
    int half;                 /* 0 AM, 1 PM */
    int weekday, iso_weekday; /* 0 Sunday…; 1 Monday… */
    int week_sunday, week_monday, week_iso;
    int zone; /* minutes */
    double epoch_ms, epoch_s;
} Fields;

static gboolean parse_format(
    Fields *fields, const char *format, const char **at, int depth);

/* Up to most characters: blanks and a number. */
static gboolean
take_number(const char **at, int most, int *out)
{
    const char *s = *at, *end = s + strnlen(s, (size_t)most);
    int value = 0, n = 0;

    while (s < end && g_ascii_isspace(*s)) {
        s++;
    }
    for (; s < end && g_ascii_isdigit(*s) && n < 9; s++, n++) {
        value = value * 10 + (*s - '0');
    }
    *at = s;
    *out = value;
    return n > 0;
}

static gboolean
take_large(const char **at, double *out)
{
    const char *s = *at;
    double value = 0;

    while (g_ascii_isspace(*s)) {
        s++;
    }
    const char *from = s;

    for (; g_ascii_isdigit(*s); s++) {
        value = value * 10 + (*s - '0');
    }
    *at = s;
    *out = value;
    return s > from;
}

/* The longest of n names that text begins with. */
static gboolean
take_name(const char **at, const char *const *names, int n, int *out)
{
    size_t best = 0;

    for (int i = 0; i < n; i++) {
        size_t length = strlen(names[i]);

        if (length > best && g_ascii_strncasecmp(*at, names[i], length) == 0) {
            best = length;
            *out = i;
        }
    }
    *at += best;
    return best > 0;
}

/* "Z", "+09", "+0900", "-03:30". */
static gboolean
take_zone(const char **at, int *out)
{
    const char *s = *at;
    int hours, minutes = 0;

    if (*s == 'Z') {
        *at = s + 1;
        *out = 0;
        return TRUE;
    }
    if ((*s != '+' && *s != '-') || !g_ascii_isdigit(s[1]) || !g_ascii_isdigit(s[2])) {
        return FALSE;
    }
    hours = (s[1] - '0') * 10 + (s[2] - '0');
    const char *rest = s + 3 + (s[3] == ':' ? 1 : 0);

    if (g_ascii_isdigit(rest[0]) && g_ascii_isdigit(rest[1])) {
        minutes = (rest[0] - '0') * 10 + (rest[1] - '0');
        rest += 2;
    } else {
        rest = s + 3;
    }
    *out = (*s == '-' ? -1 : 1) * (hours * 60 + minutes);
    *at = rest;
    return TRUE;
}

static gboolean
take_short_year(const char **at, int *out)
{
    if (!take_number(at, 2, out)) {
        return FALSE;
    }
    *out += *out > 68 ? 1900 : 2000;
    return TRUE;
}

static gboolean
parse_day(Fields *fields, char directive, const char **at, gboolean *known)
{
    const SbFormatLocale *locale = fields->locale;
    gboolean ok;

    switch (directive) {
    case 'a':
        return take_name(at, locale->short_days, 7, &fields->weekday);
    case 'A':
        return take_name(at, locale->days, 7, &fields->weekday);
    case 'b':
    case 'B':
        ok = take_name(at, directive == 'b' ? locale->short_months : locale->months, 12,
            &fields->month);
        fields->month++;
        return ok;
    case 'd':
    case 'e':
        return take_number(at, 2, &fields->day);
    case 'j':
        fields->month = 1;
        return take_number(at, 3, &fields->day);
    case 'm':
        return take_number(at, 2, &fields->month);
    case 'q':
        ok = take_number(at, 1, &fields->quarter);
        fields->quarter = fields->quarter * 3 - 2;
        return ok;
    case 'u':
        return take_number(at, 1, &fields->iso_weekday);
    case 'w':
        return take_number(at, 1, &fields->weekday);
    case 'U':
        return take_number(at, 2, &fields->week_sunday);
    case 'W':
        return take_number(at, 2, &fields->week_monday);
    case 'V':
        return take_number(at, 2, &fields->week_iso);
    case 'y':
    case 'g':
        return take_short_year(at, &fields->year);
    case 'Y':
    case 'G':
        return take_number(at, 4, &fields->year);
    default:
        *known = FALSE;
        return FALSE;
    }
}

static gboolean
parse_clock(Fields *fields, char directive, const char **at)
{
    gboolean ok;

    switch (directive) {
    case 'H':
    case 'I':
        return take_number(at, 2, &fields->hour);
    case 'M':
        return take_number(at, 2, &fields->minute);
    case 'S':
        return take_number(at, 2, &fields->second);
    case 'L':
        return take_number(at, 3, &fields->millisecond);
    case 'f':
        ok = take_number(at, 6, &fields->millisecond);
        fields->millisecond /= 1000;
        return ok;
    case 'p':
        return take_name(at, fields->locale->periods, 2, &fields->half);
    case 'Q':
        return take_large(at, &fields->epoch_ms);
    case 's':
        return take_large(at, &fields->epoch_s);
    case 'Z':
        return take_zone(at, &fields->zone);
    default:
        return FALSE;
    }
}

static gboolean
parse_directive(Fields *fields, char directive, const char **at, int depth)
{
    gboolean known = TRUE;

    switch (directive) {
    case '%':
        if (**at != '%') {
            return FALSE;
        }
        (*at)++;
        return TRUE;
    case 'c':
        return parse_format(fields, fields->locale->date_time, at, depth + 1);
    case 'x':
        return parse_format(fields, fields->locale->date, at, depth + 1);
    case 'X':
        return parse_format(fields, fields->locale->time, at, depth + 1);
    default: {
        gboolean ok = parse_day(fields, directive, at, &known);

        return known ? ok : parse_clock(fields, directive, at);
    }
    }
}

static gboolean
parse_format(Fields *fields, const char *format, const char **at, int depth)
{
    for (const char *s = format; *s != '\0'; s++) {
        if (depth >= 4) {
            return FALSE;
        }
        if (*s != '%') {
            if (*(*at)++ != *s) {
                return FALSE;
            }
            continue;
        }
        s++;
        if (*s == '-' || *s == '_' || *s == '0') {
            s++;
        }
        if (*s == '\0' || !parse_directive(fields, *s, at, depth)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The day that a week and a weekday of it name. */
static gboolean
date_of_week(const Fields *fields, SbDate *date)
{
    int64_t first = sb_date_days(date->year, 1, 1);
    int weekday = fields->iso_weekday != NONE ? fields->iso_weekday % 7
                  : fields->weekday != NONE   ? fields->weekday
                  : fields->week_monday != NONE || fields->week_iso != NONE ? 1
                                                                            : 0;
    int of_first = sb_date_weekday(first);

    date->month = 1;
    if (fields->week_iso != NONE) {
        if (fields->week_iso < 1 || fields->week_iso > 53) {
            return FALSE;
        }
        int64_t fourth = sb_date_days(date->year, 1, 4);
        int64_t monday = fourth - (sb_date_weekday(fourth) + 6) % 7;
        SbDate day =
            sb_date_from_days(monday + (fields->week_iso - 1) * 7 + (weekday + 6) % 7);

        date->year = day.year, date->month = day.month, date->day = day.day;
    } else if (fields->week_monday != NONE) {
        date->day = (weekday + 6) % 7 + fields->week_monday * 7 - (of_first + 5) % 7;
    } else {
        date->day = weekday + fields->week_sunday * 7 - (of_first + 6) % 7;
    }
    return TRUE;
}

static int or (int value, int fallback)
{
    return value != NONE ? value : fallback;
}

static double
compose(const Fields *fields, int zone)
{
    SbDate date = { .year = or (fields->year, 1900),
        .month = or (fields->month, or (fields->quarter, 1)),
        .day = or (fields->day, 1),
        .hour = or (fields->hour, 0),
        .minute = or (fields->minute, 0),
        .second = or (fields->second, 0),
        .millisecond = or (fields->millisecond, 0) };

    if (!isnan(fields->epoch_ms)) {
        return fields->epoch_ms;
    }
    if (!isnan(fields->epoch_s)) {
        return fields->epoch_s * 1000 + or (fields->millisecond, 0);
    }
    if (fields->half != NONE) {
        date.hour = date.hour % 12 + fields->half * 12;
    }
    if ((fields->week_iso != NONE || fields->week_monday != NONE ||
            fields->week_sunday != NONE) &&
        !date_of_week(fields, &date)) {
        return NAN;
    }
    return sb_date_to_ms(&date, or (fields->zone, zone));
}

double
sb_format_time_parse(
    const SbFormatLocale *locale, const char *format, const char *text, int zone)
{
    Fields fields = { locale, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE,
        NONE, NONE, NONE, NONE, NONE, NAN, NAN };
    g_autofree char *copy = g_strdup(text); /* literal '\0' ends it safely */
    const char *at = copy;

    if (!parse_format(&fields, format, &at, 0) || *at != '\0') {
        return NAN;
    }
    return compose(&fields, zone);
}
