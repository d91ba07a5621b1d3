/*
 * In: text.  Out: a moment, or NaN.
 *
 * First ISO 8601 as ECMAScript defines it; what is not that is read word by word
 * as browsers have always done: numbers are day, month and year in the order
 * that fits, words are months, AM and PM or zones, other words are passed over
 * before the first number and refused after it; brackets are comments.
 */
#include <math.h>
#include <string.h>

#include "base/date.h"

/* Reads exactly n digits. */
static gboolean
digits(const char **at, int n, int *out)
{
    int value = 0;

    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit((*at)[i])) {
            return FALSE;
        }
        value = value * 10 + ((*at)[i] - '0');
    }
    *at += n;
    *out = value;
    return TRUE;
}

static gboolean
take(const char **at, char c)
{
    if (**at != c) {
        return FALSE;
    }
    (*at)++;
    return TRUE;
}

/* "10:30", "10:30:05", "10:30:05.123" and a zone; *zone is left as it is when
 * there is none. */
static gboolean
iso_time(const char *at, SbDate *date, int *zone)
{
    if (!digits(&at, 2, &date->hour) || !take(&at, ':') ||
        !digits(&at, 2, &date->minute)) {
        return FALSE;
    }
    if (take(&at, ':')) {
        if (!digits(&at, 2, &date->second)) {
            return FALSE;
        }
        if (take(&at, '.')) {
            int place = 100, n = 0;

            for (; g_ascii_isdigit(*at); at++, n++, place /= 10) {
                date->millisecond += place * (*at - '0');
            }
            if (n == 0) {
                return FALSE;
            }
        }
    }
    if (*at != '\0' && strcmp(at, "Z") != 0 &&
        (strlen(at) != 6 || at[3] != ':' || !sb_date_parse_zone(at, zone))) {
        return FALSE;
    }
    if (*at == 'Z') {
        *zone = 0;
    }
    gboolean midnight = date->hour == 24 && date->minute == 0 && date->second == 0 &&
                        date->millisecond == 0;

    return (date->hour < 24 || midnight) && date->minute < 60 && date->second < 60;
}

/* FALSE when text is not of the form; then it may be another one. */
static gboolean
parse_iso(const char *text, int zone, double *out)
{
    SbDate date = { .month = 1, .day = 1 };
    const char *at = text;
    gboolean negative = *at == '-', expanded = negative || *at == '+';
    int year;

    at += expanded ? 1 : 0;
    if (!digits(&at, expanded ? 6 : 4, &year) || (negative && year == 0)) {
        return FALSE;
    }
    date.year = negative ? -year : year;
    if (take(&at, '-')) {
        if (!digits(&at, 2, &date.month)) {
            return FALSE;
        }
        if (take(&at, '-') && !digits(&at, 2, &date.day)) {
            return FALSE;
        }
    }
    int own = 0;

    if (take(&at, 'T')) {
        own = zone;
        if (!iso_time(at, &date, &own)) {
            return FALSE;
        }
    } else if (*at != '\0') {
        return FALSE;
    }
    if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) {
        return FALSE;
    }
    *out = sb_date_to_ms(&date, own);
    return TRUE;
}

/* What has been read of a date that is not ISO. */
typedef struct {
    int numbers[3], count;   /* of the date, in order */
    int month;               /* by name; 0: none */
    int time[4], time_count; /* hour, minute, second, millisecond */
    int half;                /* 0, 'a' or 'p' */
    gboolean zoned;
    int zone;
    int sign;      /* of an offset that follows; 0: none */
    gboolean any;  /* a number was read */
    gboolean open; /* the last number ended in ':' */
} Reading;

static const char MONTHS[] = "janfebmaraprmayjunjulaugsepoctnovdec";

static const struct {
    const char *word;
    int hours;
} ZONES[] = { { "utc", 0 }, { "ut", 0 }, { "z", 0 }, { "gmt", 0 }, { "est", -5 },
    { "edt", -4 }, { "cst", -6 }, { "cdt", -5 }, { "mst", -7 }, { "mdt", -6 },
    { "pst", -8 }, { "pdt", -7 } };

static gboolean
read_word(Reading *reading, const char *word, size_t length)
{
    char low[4] = "";

    for (size_t i = 0; i < 3 && i < length; i++) {
        low[i] = g_ascii_tolower(word[i]);
    }
    for (int i = 0; length >= 3 && i < 12; i++) {
        if (strncmp(low, MONTHS + 3 * i, 3) == 0) {
            reading->month = i + 1;
            return TRUE;
        }
    }
    for (size_t i = 0; length <= 3 && i < G_N_ELEMENTS(ZONES); i++) {
        if (strcmp(low, ZONES[i].word) == 0) {
            reading->zoned = TRUE;
            reading->zone = ZONES[i].hours * 60;
            return reading->any;
        }
    }
    if (length == 2 && low[1] == 'm' && (low[0] == 'a' || low[0] == 'p')) {
        reading->half = low[0];
        return reading->time_count > 0 || reading->any;
    }
    if (length == 1 && low[0] == 't') {
        return reading->any;
    }
    /* Words such as "Monday" go before the numbers, and not straight before. */
    return !reading->any && !g_ascii_isdigit(word[length]);
}

/* "+0900", "+09:00", "-3" after a time or a zone's name. */
static gboolean
read_offset(Reading *reading, int value, int n, const char **at)
{
    int hours = value, minutes = 0;

    if (n > 4) {
        return FALSE;
    }

    if (**at == ':' && g_ascii_isdigit((*at)[1])) {
        (*at)++;
        for (int i = 0; i < 2 && g_ascii_isdigit(**at); i++, (*at)++) {
            minutes = minutes * 10 + (**at - '0');
        }
    } else if (n > 2) {
        hours = value / 100;
        minutes = value % 100;
    }
    reading->zoned = TRUE;
    reading->zone = reading->sign * (hours * 60 + minutes);
    reading->sign = 0;
    return hours < 24 && minutes < 60;
}

static gboolean
add_time(Reading *reading, int value)
{
    if (reading->time_count >= 4) {
        return FALSE;
    }
    reading->time[reading->time_count++] = value;
    return TRUE;
}

static gboolean
read_number(Reading *reading, const char **at)
{
    int value = 0, n = 0;
    const char *start = *at;

    for (; g_ascii_isdigit(**at); (*at)++, n++) {
        value = n < 9 ? value * 10 + (**at - '0') : value;
    }
    reading->any = TRUE;
    if (reading->sign != 0) {
        return read_offset(reading, value, n, at);
    }
    if (reading->open && reading->time_count == 3) { /* a fraction of a second */
        value = 0;
        for (int i = 0, place = 100; i < n && i < 3; i++, place /= 10) {
            value += place * (start[i] - '0');
        }
    }
    if (**at == ':' && (reading->time_count == 0 || reading->open)) {
        (*at)++;
        reading->open = TRUE;
        return add_time(reading, value);
    }
    if (**at == '.' && reading->open && reading->time_count == 2) {
        (*at)++;
        return add_time(reading, value);
    }
    if (reading->open) {
        reading->open = FALSE;
        return add_time(reading, value);
    }
    if (reading->count >= 3) {
        return FALSE;
    }
    reading->numbers[reading->count++] = value;
    if (**at == '/' || **at == '-') {
        (*at)++;
    }
    return TRUE;
}

static gboolean
skip_comment(const char **at)
{
    int depth = 0;

    for (; **at != '\0'; (*at)++) {
        depth += **at == '(' ? 1 : **at == ')' ? -1 : 0;
        if (depth == 0) {
            (*at)++;
            return TRUE;
        }
    }
    return TRUE;
}

static gboolean
read_all(Reading *reading, const char *at)
{
    while (*at != '\0') {
        if (g_ascii_isdigit(*at)) {
            if (!read_number(reading, &at)) {
                return FALSE;
            }
        } else if (g_ascii_isalpha(*at)) {
            const char *word = at;

            while (g_ascii_isalpha(*at)) {
                at++;
            }
            if (!read_word(reading, word, (size_t)(at - word))) {
                return FALSE;
            }
        } else if (*at == '(') {
            skip_comment(&at);
        } else if ((*at == '+' || *at == '-') &&
                   (reading->time_count > 0 || reading->zoned)) {
            reading->sign = *at++ == '-' ? -1 : 1;
        } else if ((guchar)*at >= 0x80 || (*at == ')' && reading->any) || *at == ':') {
            return FALSE;
        } else {
            at++;
        }
    }
    return TRUE;
}

static gboolean
is_day(int n)
{
    return n >= 1 && n <= 31;
}

/* Which number is the day, which the year. */
static gboolean
compose_day(const Reading *reading, SbDate *date)
{
    int n[3] = { 1, 1, 1 };

    if (reading->count < 1) {
        return FALSE;
    }
    for (int i = 0; i < reading->count; i++) {
        n[i] = reading->numbers[i];
    }
    if (reading->month != 0) {
        date->month = reading->month;
        date->year = is_day(n[0]) ? n[1] : n[0];
        date->day = is_day(n[0]) ? n[0] : n[1];
    } else if (!is_day(n[0])) {
        date->year = n[0], date->month = n[1], date->day = n[2];
    } else {
        date->month = n[0], date->day = n[1], date->year = n[2];
    }
    if (date->year < 50) {
        date->year += 2000;
    } else if (date->year < 100) {
        date->year += 1900;
    }
    return date->month >= 1 && date->month <= 12 && is_day(date->day);
}

static gboolean
compose_time(const Reading *reading, SbDate *date)
{
    date->hour = reading->time[0];
    date->minute = reading->time[1];
    date->second = reading->time[2];
    date->millisecond = reading->time[3];
    if (reading->half != 0) {
        if (date->hour < 1 || date->hour > 12) {
            return FALSE;
        }
        date->hour = date->hour % 12 + (reading->half == 'p' ? 12 : 0);
    }
    gboolean midnight = date->hour == 24 && date->minute == 0 && date->second == 0 &&
                        date->millisecond == 0;

    return (date->hour < 24 || midnight) && date->minute < 60 && date->second < 60;
}

double
sb_date_parse(const char *text, int zone)
{
    double ms = NAN;

    if (parse_iso(text, zone, &ms)) {
        return ms;
    }
    Reading reading = { 0 };
    SbDate date = { 0 };

    if (!read_all(&reading, text) || !compose_day(&reading, &date) ||
        !compose_time(&reading, &date)) {
        return NAN;
    }
    return sb_date_to_ms(&date, reading.zoned ? reading.zone : zone);
}
