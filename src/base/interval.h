/*
 * Intervals of exact rationals: what a printed number can mean.
 *
 * "107.4" is [107.35, 107.45); "about" widens, "more than" opens an end.  All
 * arithmetic is exact in 128 bits; what does not fit gives FALSE (the caller
 * then says "cannot be tested"), never a rounded result.  Plain records.
 */
#pragma once

#include <glib.h>

#include "base/decimal.h"

typedef struct {
    __int128 numerator, denominator; /* lowest terms, denominator > 0 */
} SbRatio;

gboolean sb_ratio_from_decimal(SbDecimal value, SbRatio *out);
gboolean sb_ratio_add(SbRatio a, SbRatio b, SbRatio *out);
gboolean sb_ratio_subtract(SbRatio a, SbRatio b, SbRatio *out);
gboolean sb_ratio_multiply(SbRatio a, SbRatio b, SbRatio *out);
gboolean sb_ratio_divide(SbRatio a, SbRatio b, SbRatio *out); /* FALSE for b = 0 */
SbRatio sb_ratio_of(gint64 numerator, gint64 denominator);
/* -1, 0, 1; exact (by continued fractions where products would not fit). */
int sb_ratio_compare(SbRatio a, SbRatio b);
double sb_ratio_to_double(SbRatio a);
/* Rounded half away from zero to 10^exponent; FALSE when it does not fit. */
gboolean sb_ratio_round(SbRatio a, int exponent, SbDecimal *out);

typedef struct {
    SbRatio low, high;
    gboolean low_open, high_open; /* unbounded on that side */
} SbInterval;

/* value ± half of 10^precision. */
gboolean sb_interval_of(SbDecimal value, int precision, SbInterval *out);
SbInterval sb_interval_exact(SbRatio value);

/* Interval arithmetic; an unbounded operand makes the result unbounded where it
 * must.  Division by an interval that holds zero is FALSE. */
gboolean sb_interval_add(const SbInterval *a, const SbInterval *b, SbInterval *out);
gboolean sb_interval_subtract(const SbInterval *a, const SbInterval *b, SbInterval *out);
gboolean sb_interval_multiply(const SbInterval *a, const SbInterval *b, SbInterval *out);
gboolean sb_interval_divide(const SbInterval *a, const SbInterval *b, SbInterval *out);
/* A point in common? */
gboolean sb_interval_meet(const SbInterval *a, const SbInterval *b);
/* Is all of inner within outer? */
gboolean sb_interval_within(const SbInterval *inner, const SbInterval *outer);
