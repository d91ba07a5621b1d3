/*
 * The civil calendar (proleptic Gregorian), without locale, clock or time zone
 * tables.
 *
 * A moment is a double: milliseconds since 1970-01-01T00:00Z, NaN for none, as
 * in ECMAScript.  A zone is a fixed offset in minutes east of Greenwich (0:
 * UTC, 540: Korea).  Plain records; no memory.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    int64_t year;
    int month; /* 1…12 */
    int day;   /* 1…31 */
    int hour, minute, second, millisecond;
} SbDate;

#define SB_DATE_DAY_MS 86400000.0
#define SB_DATE_LAST_MS 8.64e15 /* ±: the range of an ECMAScript date */

/* Days since 1970-01-01; month and day may overflow their range and carry. */
int64_t sb_date_days(int64_t year, int64_t month, int64_t day);
/* The calendar day of a number of days since 1970-01-01; hour … are 0. */
SbDate sb_date_from_days(int64_t days);
/* All fields carry, so {2020, 14, 1} is February 2021.  NaN beyond the range. */
double sb_date_to_ms(const SbDate *date, int zone);
/* ms must be finite and within the range. */
SbDate sb_date_from_ms(double ms, int zone);

int sb_date_weekday(int64_t days);           /* 0 Sunday … 6 Saturday */
int sb_date_day_of_year(const SbDate *date); /* 1…366 */
int sb_date_days_in_month(int64_t year, int month);
gboolean sb_date_is_leap(int64_t year);
/* ISO 8601 week 1…53, and its year. */
int sb_date_iso_week(const SbDate *date, int64_t *year);

/* Reads what V8's Date.parse reads: ISO 8601 (a date alone is UTC, a date with
 * time and without zone is in zone) and the common English forms ("Jan 1 2020",
 * "1 January 2020", "2012/01/02", "01/02/2012", "Fri, 05 Oct 2018 10:00:00
 * GMT", "2020", with AM, PM, zones).  NaN when it is no date. */
double sb_date_parse(const char *text, int zone);
/* "2020-01-02T03:04:05.006Z"; buffer of 32 bytes. */
void sb_date_format_iso(double ms, char buffer[32]);
/* "+09:00", "Z", "UTC", "-0330" -> minutes.  FALSE for others. */
gboolean sb_date_parse_zone(const char *text, int *zone);
