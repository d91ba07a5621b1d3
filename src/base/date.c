/* In: days, milliseconds, fields of the calendar.  Out: each from the others (see
 * date.h).  Day numbers follow the usual era arithmetic: a year that begins in
 * March, 400-year eras of 146,097 days. */
#include "base/date.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int64_t
floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a % b < 0) != (b < 0) ? 1 : 0);
}

int64_t
sb_date_days(int64_t year, int64_t month, int64_t day)
{
    year += floor_divide(month - 1, 12);
    month = month - 1 - 12 * floor_divide(month - 1, 12) + 1;
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = floor_divide(y, 400);
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468 +
           day - 1;
}

SbDate
sb_date_from_days(int64_t days)
{
    int64_t z = days + 719468;
    int64_t era = floor_divide(z, 146097);
    int64_t of_era = z - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    int month = (int)(m < 10 ? m + 3 : m - 9);
    SbDate date = { .year = y + era * 400 + (month <= 2 ? 1 : 0),
        .month = month,
        .day = (int)(of_year - (153 * m + 2) / 5 + 1) };

    return date;
}

double
sb_date_to_ms(const SbDate *date, int zone)
{
    if (date->year > 400000 || date->year < -400000) {
        return NAN;
    }
    double ms =
        (double)sb_date_days(date->year, date->month, date->day) * SB_DATE_DAY_MS +
        ((date->hour * 60.0 + date->minute - zone) * 60 + date->second) * 1000 +
        date->millisecond;

    return fabs(ms) <= SB_DATE_LAST_MS ? ms : NAN;
}

SbDate
sb_date_from_ms(double ms, int zone)
{
    double local = floor(ms) + zone * 60000.0;
    double days = floor(local / SB_DATE_DAY_MS);
    int rest = (int)(local - days * SB_DATE_DAY_MS);
    SbDate date = sb_date_from_days((int64_t)days);

    date.millisecond = rest % 1000;
    date.second = rest / 1000 % 60;
    date.minute = rest / 60000 % 60;
    date.hour = rest / 3600000;
    return date;
}

int
sb_date_weekday(int64_t days)
{
    return (int)(days + 4 - 7 * floor_divide(days + 4, 7));
}

int
sb_date_day_of_year(const SbDate *date)
{
    return (int)(sb_date_days(date->year, date->month, date->day) -
                 sb_date_days(date->year, 1, 1) + 1);
}

gboolean
sb_date_is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
sb_date_days_in_month(int64_t year, int month)
{
    return (int)(sb_date_days(year, month + 1, 1) - sb_date_days(year, month, 1));
}

int
sb_date_iso_week(const SbDate *date, int64_t *year)
{
    int64_t days = sb_date_days(date->year, date->month, date->day);
    int weekday = (sb_date_weekday(days) + 6) % 7; /* 0 Monday */
    SbDate thursday = sb_date_from_days(days - weekday + 3);

    if (year != NULL) {
        *year = thursday.year;
    }
    return (sb_date_day_of_year(&thursday) - 1) / 7 + 1;
}

void
sb_date_format_iso(double ms, char buffer[32])
{
    if (!(fabs(ms) <= SB_DATE_LAST_MS)) {
        g_strlcpy(buffer, "Invalid Date", 32);
        return;
    }
    SbDate date = sb_date_from_ms(ms, 0);
    char year[12];

    if (date.year >= 0 && date.year <= 9999) {
        g_snprintf(year, sizeof year, "%04d", (int)date.year);
    } else {
        g_snprintf(year, sizeof year, "%c%06d", date.year < 0 ? '-' : '+',
            (int)(date.year < 0 ? -date.year : date.year));
    }
    g_snprintf(buffer, 32, "%s-%02d-%02dT%02d:%02d:%02d.%03dZ", year, date.month,
        date.day, date.hour, date.minute, date.second, date.millisecond);
}

gboolean
sb_date_parse_zone(const char *text, int *zone)
{
    if (strcmp(text, "Z") == 0 || strcmp(text, "UTC") == 0 || strcmp(text, "GMT") == 0) {
        *zone = 0;
        return TRUE;
    }
    if (text[0] != '+' && text[0] != '-') {
        return FALSE;
    }
    const char *s = text + 1;
    int digits[4], n = 0;

    for (; *s != '\0' && n < 4; s++) {
        if (*s == ':' && n == 2) {
            continue;
        }
        if (!g_ascii_isdigit(*s)) {
            return FALSE;
        }
        digits[n++] = *s - '0';
    }
    if (*s != '\0' || (n != 2 && n != 4)) {
        return FALSE;
    }
    int minutes = (digits[0] * 10 + digits[1]) * 60;

    minutes += n == 4 ? digits[2] * 10 + digits[3] : 0;
    if (minutes > 18 * 60 || (n == 4 && digits[2] > 5)) {
        return FALSE;
    }
    *zone = text[0] == '-' ? -minutes : minutes;
    return TRUE;
}
