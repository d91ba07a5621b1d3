/*
 * In: decimals as printed.  Out: intervals, and exact arithmetic on them (see
 * interval.h).
 */
#include "figure/interval.h"

#include <math.h>

#include "figure/unit.h"

static __int128
gcd(__int128 a, __int128 b)
{
    a = a < 0 ? -a : a;
    while (b != 0) {
        __int128 rest = a % b;

        a = b;
        b = rest < 0 ? -rest : rest;
    }
    return a;
}

static SbRational
reduce(__int128 top, __int128 bottom)
{
    __int128 common = gcd(top, bottom);

    if (common == 0) {
        return (SbRational){ 0, 1 };
    }
    if (bottom < 0) {
        common = -common;
    }
    return (SbRational){ top / common, bottom / common };
}

gboolean
sb_rational_of(SbDecimal value, SbRational *out)
{
    __int128 power = 1;

    for (int i = 0; i < ABS(value.exponent); i++) {
        power *= 10;
    }
    if (value.exponent >= 0) {
        __int128 top;

        if (__builtin_mul_overflow((__int128)value.coefficient, power, &top)) {
            return FALSE;
        }
        *out = (SbRational){ top, 1 };
    } else {
        *out = reduce(value.coefficient, power);
    }
    return TRUE;
}

SbRational
sb_rational_negate(SbRational a)
{
    return (SbRational){ -a.top, a.bottom };
}

gboolean
sb_rational_add(SbRational a, SbRational b, SbRational *out)
{
    __int128 common = gcd(a.bottom, b.bottom), left, right, top, bottom;

    if (__builtin_mul_overflow(a.top, b.bottom / common, &left) ||
        __builtin_mul_overflow(b.top, a.bottom / common, &right) ||
        __builtin_add_overflow(left, right, &top) ||
        __builtin_mul_overflow(a.bottom / common, b.bottom, &bottom)) {
        return FALSE;
    }
    *out = reduce(top, bottom);
    return TRUE;
}

gboolean
sb_rational_multiply(SbRational a, SbRational b, SbRational *out)
{
    /* crosswise first, so that little overflows */
    SbRational x = reduce(a.top, b.bottom), y = reduce(b.top, a.bottom);
    __int128 top, bottom;

    if (__builtin_mul_overflow(x.top, y.top, &top) ||
        __builtin_mul_overflow(x.bottom, y.bottom, &bottom)) {
        return FALSE;
    }
    *out = (SbRational){ top, bottom };
    return TRUE;
}

gboolean
sb_rational_divide(SbRational a, SbRational b, SbRational *out)
{
    if (b.top == 0) {
        return FALSE;
    }
    return sb_rational_multiply(a,
        b.top < 0 ? (SbRational){ -b.bottom, -b.top } : (SbRational){ b.bottom, b.top },
        out);
}

int
sb_rational_compare(SbRational a, SbRational b)
{
    __int128 left, right;

    if (__builtin_mul_overflow(a.top, b.bottom, &left) ||
        __builtin_mul_overflow(b.top, a.bottom, &right)) {
        /* by whole parts, then by the fractions turned over */
        __int128 whole_a = a.top / a.bottom - (a.top % a.bottom < 0);
        __int128 whole_b = b.top / b.bottom - (b.top % b.bottom < 0);

        if (whole_a != whole_b) {
            return whole_a < whole_b ? -1 : 1;
        }
        SbRational rest_a = { a.top - whole_a * a.bottom, a.bottom };
        SbRational rest_b = { b.top - whole_b * b.bottom, b.bottom };

        if (rest_a.top == 0 || rest_b.top == 0) {
            return (rest_a.top != 0) - (rest_b.top != 0);
        }
        return sb_rational_compare((SbRational){ rest_b.bottom, rest_b.top },
            (SbRational){ rest_a.bottom, rest_a.top });
    }
    return (left > right) - (left < right);
}

gboolean
sb_rational_round(SbRational a, int exponent, SbDecimal *out)
{
    SbRational unit, count;

    if (exponent < SB_DECIMAL_LEAST || exponent > SB_DECIMAL_MOST ||
        !sb_rational_of((SbDecimal){ 1, exponent }, &unit) ||
        !sb_rational_divide(a, unit, &count)) {
        return FALSE;
    }
    __int128 whole = count.top / count.bottom, rest = count.top % count.bottom;

    rest = rest < 0 ? -rest : rest;
    if (rest >= count.bottom - rest) {
        whole += count.top < 0 ? -1 : 1;
    }
    if (whole > G_MAXINT64 || whole < -G_MAXINT64) {
        return FALSE;
    }
    *out = (SbDecimal){ (int64_t)whole, exponent };
    return TRUE;
}

double
sb_rational_to_double(SbRational a)
{
    return (double)((long double)a.top / (long double)a.bottom);
}

/* --- intervals --- */

SbInterval
sb_interval_exact(SbRational value)
{
    return (SbInterval){ .low = value, .high = value };
}

/* value ± half a unit of 10^exponent. */
static gboolean
around(SbDecimal value, int exponent, SbInterval *out)
{
    SbRational middle, unit, half;

    return sb_rational_of(value, &middle) &&
           sb_rational_of((SbDecimal){ 1, exponent }, &unit) &&
           sb_rational_divide(unit, (SbRational){ 2, 1 }, &half) &&
           sb_rational_add(middle, sb_rational_negate(half), &out->low) &&
           sb_rational_add(middle, half, &out->high);
}

gboolean
sb_interval_of_decimal(SbDecimal value, SbInterval *out)
{
    *out = (SbInterval){ 0 };
    return around(value, value.exponent, out);
}

/* "About 900" is known to hundreds at most; "about 4.52" to one unit more than
 * its digits say. */
static gboolean
about(SbDecimal value, SbInterval *out)
{
    SbDecimal stripped = value;
    SbInterval wide, units;

    while (stripped.coefficient != 0 && stripped.coefficient % 10 == 0 &&
           stripped.exponent < SB_DECIMAL_MOST) {
        stripped.coefficient /= 10;
        stripped.exponent++;
    }
    SbDecimal two = { 2, value.exponent };
    SbRational middle, unit;

    *out = (SbInterval){ 0 };
    if (!around(value, stripped.exponent, &wide) || !sb_rational_of(value, &middle) ||
        !sb_rational_of(two, &unit) ||
        !sb_rational_divide(unit, (SbRational){ 2, 1 }, &unit) ||
        !sb_rational_add(middle, sb_rational_negate(unit), &units.low) ||
        !sb_rational_add(middle, unit, &units.high)) {
        return FALSE;
    }
    out->low = sb_rational_compare(wide.low, units.low) < 0 ? wide.low : units.low;
    out->high = sb_rational_compare(wide.high, units.high) > 0 ? wide.high : units.high;
    return TRUE;
}

static gboolean
is_exact_count(const SbFigure *figure)
{
    return figure->value.exponent >= 0 && figure->qualifier == SB_QUALIFIER_NONE &&
           figure->value.exponent == 0 &&
           (sb_unit_kind(figure->unit) == SB_UNIT_COUNT || figure->role == SB_ROLE_RANK);
}

gboolean
sb_interval_of_figure(const SbFigure *figure, SbInterval *out)
{
    SbRational exact;
    SbInterval high;

    *out = (SbInterval){ 0 };
    if (!figure->has_value) {
        return FALSE;
    }
    if (figure->qualifier == SB_QUALIFIER_ABOUT) {
        if (!about(figure->value, out)) {
            return FALSE;
        }
    } else if (is_exact_count(figure)) {
        if (!sb_rational_of(figure->value, &exact)) {
            return FALSE;
        }
        *out = sb_interval_exact(exact);
    } else if (!sb_interval_of_decimal(figure->value, out)) {
        return FALSE;
    }
    if (figure->has_high) {
        if (!sb_interval_of_decimal(figure->value_high, &high)) {
            return FALSE;
        }
        out->high = high.high;
    }
    out->no_high = figure->qualifier == SB_QUALIFIER_OVER ||
                   figure->qualifier == SB_QUALIFIER_AT_LEAST;
    out->no_low = figure->qualifier == SB_QUALIFIER_UNDER ||
                  figure->qualifier == SB_QUALIFIER_AT_MOST;
    return TRUE;
}

gboolean
sb_interval_add(SbInterval a, SbInterval b, SbInterval *out)
{
    *out =
        (SbInterval){ .no_low = a.no_low || b.no_low, .no_high = a.no_high || b.no_high };
    return sb_rational_add(a.low, b.low, &out->low) &&
           sb_rational_add(a.high, b.high, &out->high);
}

static SbInterval
negate(SbInterval a)
{
    return (SbInterval){ .low = sb_rational_negate(a.high),
        .high = sb_rational_negate(a.low),
        .no_low = a.no_high,
        .no_high = a.no_low };
}

gboolean
sb_interval_subtract(SbInterval a, SbInterval b, SbInterval *out)
{
    return sb_interval_add(a, negate(b), out);
}

static gboolean
is_positive(SbInterval a)
{
    return !a.no_low && a.low.top > 0;
}

/* Unbounded factors: only products of positive ones are told apart; whatever
 * else is unbounded on both sides. */
static gboolean
multiply_unbounded(SbInterval a, SbInterval b, SbInterval *out)
{
    *out = (SbInterval){
        .low = { 0, 1 }, .high = { 0, 1 }, .no_low = TRUE, .no_high = TRUE
    };
    if (is_positive(a) && is_positive(b)) {
        out->no_low = FALSE;
        return sb_rational_multiply(a.low, b.low, &out->low);
    }
    return TRUE;
}

gboolean
sb_interval_multiply(SbInterval a, SbInterval b, SbInterval *out)
{
    SbRational corner[4];

    if (a.no_low || a.no_high || b.no_low || b.no_high) {
        return multiply_unbounded(a, b, out);
    }
    if (!sb_rational_multiply(a.low, b.low, &corner[0]) ||
        !sb_rational_multiply(a.low, b.high, &corner[1]) ||
        !sb_rational_multiply(a.high, b.low, &corner[2]) ||
        !sb_rational_multiply(a.high, b.high, &corner[3])) {
        return FALSE;
    }
    *out = sb_interval_exact(corner[0]);
    for (int i = 1; i < 4; i++) {
        if (sb_rational_compare(corner[i], out->low) < 0) {
            out->low = corner[i];
        }
        if (sb_rational_compare(corner[i], out->high) > 0) {
            out->high = corner[i];
        }
    }
    return TRUE;
}

/* 1 / b, for b that does not hold 0. */
static gboolean
invert(SbInterval b, SbInterval *out)
{
    const SbRational one = { 1, 1 };

    *out = (SbInterval){ .low = { 0, 1 }, .high = { 0, 1 } };
    if (b.no_low && b.no_high) {
        return FALSE;
    }
    if (!b.no_low && b.low.top > 0) {
        return sb_rational_divide(one, b.low, &out->high) &&
               (b.no_high || sb_rational_divide(one, b.high, &out->low));
    }
    if (!b.no_high && b.high.top < 0) {
        return sb_rational_divide(one, b.high, &out->low) &&
               (b.no_low || sb_rational_divide(one, b.low, &out->high));
    }
    return FALSE;
}

gboolean
sb_interval_divide(SbInterval a, SbInterval b, SbInterval *out)
{
    SbInterval inverse;

    return invert(b, &inverse) && sb_interval_multiply(a, inverse, out);
}

gboolean
sb_interval_power(SbInterval a, int power, SbInterval *out)
{
    SbInterval base = a;

    *out = sb_interval_exact((SbRational){ 1, 1 });
    for (int i = 0; i < ABS(power); i++) {
        if (!sb_interval_multiply(*out, base, out)) {
            return FALSE;
        }
    }
    /* an even power of what crosses 0 begins at 0 */
    if (power % 2 == 0 && power != 0 && !a.no_low && !a.no_high && a.low.top < 0 &&
        a.high.top > 0) {
        out->low = (SbRational){ 0, 1 };
    }
    return power >= 0 || invert(*out, out);
}

int
sb_interval_compare(SbInterval a, SbInterval b)
{
    if (!a.no_high && !b.no_low && sb_rational_compare(a.high, b.low) < 0) {
        return -1;
    }
    if (!a.no_low && !b.no_high && sb_rational_compare(a.low, b.high) > 0) {
        return 1;
    }
    return 0;
}

gboolean
sb_interval_overlap(SbInterval a, SbInterval b)
{
    return sb_interval_compare(a, b) == 0;
}
