/*
 * The time that a figure is about, as the tidy CSV writes it: "2022",
 * "2022-10", "2022-Q3", "2022-H1", "FY2023", "2023-06-05", "2019/2022".
 *
 * Plain records; no memory.
 */
#pragma once

#include <glib.h>

typedef enum {
    SB_PERIOD_YEAR,
    SB_PERIOD_FISCAL, /* begins in April, as in Japan, unless the text says other */
    SB_PERIOD_HALF,
    SB_PERIOD_QUARTER,
    SB_PERIOD_MONTH,
    SB_PERIOD_DAY
} SbPeriodKind;

typedef struct {
    SbPeriodKind kind;
    int year;
    int part; /* half, quarter or month, from 1 */
    int day;
} SbPeriodPoint;

typedef struct {
    SbPeriodPoint from, to; /* the same when it is no range */
    gboolean is_range;
} SbPeriod;

/* FALSE when text is not a period ("" is none). */
gboolean sb_period_parse(const char *text, SbPeriod *out);
/* As the tidy CSV writes it.  Free it. */
char *sb_period_format(const SbPeriod *period);

/* First and last day, as days since 1970-01-01. */
void sb_period_days(const SbPeriod *period, gint64 *first, gint64 *last);
/* By first day, then last day: -1, 0, 1.  Texts that are no period come last,
 * in byte order. */
int sb_period_compare(const char *a, const char *b);
/* The same span of time, or (overlap) a day in common. */
gboolean sb_period_equal(const char *a, const char *b);
gboolean sb_period_overlap(const char *a, const char *b);
/* Is part within whole? */
gboolean sb_period_within(const char *part, const char *whole);

/* count whole periods of the same kind before (negative) or after period:
 * ("2022-10", -1) is "2022-09".  Ranges and days move by their length in
 * years: a range by years, a day by days.  Free it; NULL when period is none. */
char *sb_period_shift(const char *period, int count);
/* The same period of an other year ("2022-10", -1 year): free it, or NULL. */
char *sb_period_shift_years(const char *period, int years);

/* "last year", "this year", "the same period", "next month", "작년", "지난해",
 * "전년 동월" … against date ("2023-06-05"); context is the period spoken of
 * before ("the same month"), or "".  NULL when the words are no such thing.
 * Free it. */
char *sb_period_resolve(const char *words, const char *date, const char *context);
