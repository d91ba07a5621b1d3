/*
 * Exact arithmetic on what printed numbers can mean: intervals of rationals.
 *
 * "107.4 billion" is [107.35, 107.45] billion; "about" widens it, "more than"
 * opens it upwards.  Numerators and denominators are 128 bits; what does not
 * fit is an overflow (FALSE), never a rounded result.  Plain records.
 */
#pragma once

#include "figure/figure.h"

typedef struct {
    __int128 top, bottom; /* lowest terms; bottom > 0 */
} SbRational;

typedef struct {
    SbRational low, high;
    gboolean no_low, no_high; /* unbounded on that side */
} SbInterval;

gboolean sb_rational_of(SbDecimal value, SbRational *out);
gboolean sb_rational_add(SbRational a, SbRational b, SbRational *out);
gboolean sb_rational_multiply(SbRational a, SbRational b, SbRational *out);
/* FALSE for bottom 0 too. */
gboolean sb_rational_divide(SbRational a, SbRational b, SbRational *out);
SbRational sb_rational_negate(SbRational a);
int sb_rational_compare(SbRational a, SbRational b);
/* Rounded half away from zero to 10^exponent. */
gboolean sb_rational_round(SbRational a, int exponent, SbDecimal *out);
double sb_rational_to_double(SbRational a);

/* The interval that value's digits stand for: half a unit of the last one. */
gboolean sb_interval_of_decimal(SbDecimal value, SbInterval *out);
/* The same with qualifier and range; counts without qualifier are exact. */
gboolean sb_interval_of_figure(const SbFigure *figure, SbInterval *out);
SbInterval sb_interval_exact(SbRational value);

gboolean sb_interval_add(SbInterval a, SbInterval b, SbInterval *out);
gboolean sb_interval_subtract(SbInterval a, SbInterval b, SbInterval *out);
gboolean sb_interval_multiply(SbInterval a, SbInterval b, SbInterval *out);
/* FALSE when b holds 0. */
gboolean sb_interval_divide(SbInterval a, SbInterval b, SbInterval *out);
/* Whole powers only. */
gboolean sb_interval_power(SbInterval a, int power, SbInterval *out);

/* Do they share a point? */
gboolean sb_interval_overlap(SbInterval a, SbInterval b);
/* -1: a lies wholly below b; 1: above; 0: they overlap. */
int sb_interval_compare(SbInterval a, SbInterval b);
