/*
 * In: decimals.  Out: intervals of exact rationals and arithmetic on them (see
 * interval.h).
 */
#include "base/interval.h"

static const SbRatio ZERO = { 0, 1 };

static __int128
absolute(__int128 a)
{
    return a < 0 ? -a : a;
}

static __int128
common_divisor(__int128 a, __int128 b)
{
    a = absolute(a);
    b = absolute(b);
    while (b != 0) {
        __int128 rest = a % b;

        a = b;
        b = rest;
    }
    return a == 0 ? 1 : a;
}

static SbRatio
lowest(__int128 numerator, __int128 denominator)
{
    __int128 d = common_divisor(numerator, denominator);

    if (denominator < 0) {
        d = -d;
    }
    return (SbRatio){ numerator / d, denominator / d };
}

SbRatio
sb_ratio_of(gint64 numerator, gint64 denominator)
{
    g_assert(denominator != 0);
    return lowest(numerator, denominator);
}

static gboolean
power_of_ten(int n, __int128 *out)
{
    __int128 power = 1;

    if (n > 37) {
        return FALSE;
    }
    for (int i = 0; i < n; i++) {
        power *= 10;
    }
    *out = power;
    return TRUE;
}

gboolean
sb_ratio_from_decimal(SbDecimal value, SbRatio *out)
{
    __int128 power;

    if (!power_of_ten(ABS(value.exponent), &power)) {
        return FALSE;
    }
    if (value.exponent < 0) {
        *out = lowest(value.coefficient, power);
        return TRUE;
    }
    __int128 product;

    if (__builtin_mul_overflow((__int128)value.coefficient, power, &product)) {
        return FALSE;
    }
    *out = (SbRatio){ product, 1 };
    return TRUE;
}

gboolean
sb_ratio_multiply(SbRatio a, SbRatio b, SbRatio *out)
{
    /* crosswise first, so that the products stay small */
    __int128 d1 = common_divisor(a.numerator, b.denominator);
    __int128 d2 = common_divisor(b.numerator, a.denominator);
    __int128 n, d;

    if (__builtin_mul_overflow(a.numerator / d1, b.numerator / d2, &n) ||
        __builtin_mul_overflow(a.denominator / d2, b.denominator / d1, &d)) {
        return FALSE;
    }
    *out = lowest(n, d);
    return TRUE;
}

gboolean
sb_ratio_divide(SbRatio a, SbRatio b, SbRatio *out)
{
    if (b.numerator == 0) {
        return FALSE;
    }
    SbRatio inverse = b.numerator > 0 ? (SbRatio){ b.denominator, b.numerator }
                                      : (SbRatio){ -b.denominator, -b.numerator };

    return sb_ratio_multiply(a, inverse, out);
}

gboolean
sb_ratio_add(SbRatio a, SbRatio b, SbRatio *out)
{
    __int128 g = common_divisor(a.denominator, b.denominator);
    __int128 left, right, sum, d;

    if (__builtin_mul_overflow(a.numerator, b.denominator / g, &left) ||
        __builtin_mul_overflow(b.numerator, a.denominator / g, &right) ||
        __builtin_add_overflow(left, right, &sum) ||
        __builtin_mul_overflow(a.denominator, b.denominator / g, &d)) {
        return FALSE;
    }
    *out = lowest(sum, d);
    return TRUE;
}

gboolean
sb_ratio_subtract(SbRatio a, SbRatio b, SbRatio *out)
{
    b.numerator = -b.numerator;
    return sb_ratio_add(a, b, out);
}

/* Compares non-negative fractions by their whole parts, then the inverses of
 * what is left: no product is formed. */
static int
compare_positive(__int128 an, __int128 ad, __int128 bn, __int128 bd)
{
    int sign = 1;

    for (;;) {
        __int128 aw = an / ad, bw = bn / bd;

        if (aw != bw) {
            return aw < bw ? -sign : sign;
        }
        an -= aw * ad;
        bn -= bw * bd;
        if (an == 0 || bn == 0) {
            return an == bn ? 0 : an == 0 ? -sign : sign;
        }
        __int128 t = an;

        an = ad;
        ad = t;
        t = bn;
        bn = bd;
        bd = t;
        sign = -sign;
    }
}

int
sb_ratio_compare(SbRatio a, SbRatio b)
{
    int sign_a = (a.numerator > 0) - (a.numerator < 0);
    int sign_b = (b.numerator > 0) - (b.numerator < 0);

    if (sign_a != sign_b) {
        return sign_a < sign_b ? -1 : 1;
    }
    if (sign_a == 0) {
        return 0;
    }
    return sign_a * compare_positive(absolute(a.numerator), a.denominator,
                        absolute(b.numerator), b.denominator);
}

double
sb_ratio_to_double(SbRatio a)
{
    return (double)a.numerator / (double)a.denominator;
}

gboolean
sb_ratio_round(SbRatio a, int exponent, SbDecimal *out)
{
    SbRatio unit, scaled;

    if (!sb_ratio_from_decimal((SbDecimal){ 1, exponent }, &unit) ||
        !sb_ratio_divide(a, unit, &scaled)) {
        return FALSE;
    }
    __int128 n = absolute(scaled.numerator), d = scaled.denominator;
    __int128 whole = n / d, rest = n % d;

    whole += rest >= d - rest ? 1 : 0;
    if (whole > INT64_MAX || exponent < SB_DECIMAL_LEAST || exponent > SB_DECIMAL_MOST) {
        return FALSE;
    }
    *out =
        (SbDecimal){ scaled.numerator < 0 ? -(int64_t)whole : (int64_t)whole, exponent };
    return TRUE;
}

SbInterval
sb_interval_exact(SbRatio value)
{
    return (SbInterval){ .low = value, .high = value };
}

gboolean
sb_interval_of(SbDecimal value, int precision, SbInterval *out)
{
    SbRatio middle, half;

    *out = (SbInterval){ .low = ZERO, .high = ZERO };
    return sb_ratio_from_decimal(value, &middle) &&
           sb_ratio_from_decimal((SbDecimal){ 5, precision - 1 }, &half) &&
           sb_ratio_subtract(middle, half, &out->low) &&
           sb_ratio_add(middle, half, &out->high);
}

gboolean
sb_interval_add(const SbInterval *a, const SbInterval *b, SbInterval *out)
{
    SbInterval sum = { ZERO, ZERO, a->low_open || b->low_open,
        a->high_open || b->high_open };

    if ((!sum.low_open && !sb_ratio_add(a->low, b->low, &sum.low)) ||
        (!sum.high_open && !sb_ratio_add(a->high, b->high, &sum.high))) {
        return FALSE;
    }
    *out = sum;
    return TRUE;
}

static SbInterval
negated(const SbInterval *a)
{
    SbInterval n = { a->high, a->low, a->high_open, a->low_open };

    n.low.numerator = -n.low.numerator;
    n.high.numerator = -n.high.numerator;
    return n;
}

gboolean
sb_interval_subtract(const SbInterval *a, const SbInterval *b, SbInterval *out)
{
    SbInterval minus = negated(b);

    return sb_interval_add(a, &minus, out);
}

static gboolean
is_positive(const SbInterval *a)
{
    return !a->low_open && a->low.numerator >= 0;
}

gboolean
sb_interval_multiply(const SbInterval *a, const SbInterval *b, SbInterval *out)
{
    gboolean bounded = !a->low_open && !a->high_open && !b->low_open && !b->high_open;

    if (!bounded) {
        /* only what measures need: factors that are not negative */
        if (!is_positive(a) || !is_positive(b)) {
            *out = (SbInterval){ ZERO, ZERO, TRUE, TRUE };
            return TRUE;
        }
        *out = (SbInterval){ ZERO, ZERO, FALSE, a->high_open || b->high_open };
        return sb_ratio_multiply(a->low, b->low, &out->low) &&
               (out->high_open || sb_ratio_multiply(a->high, b->high, &out->high));
    }
    const SbRatio left[] = { a->low, a->low, a->high, a->high };
    const SbRatio right[] = { b->low, b->high, b->low, b->high };
    SbInterval product = { .low = ZERO };

    for (int i = 0; i < 4; i++) {
        SbRatio corner;

        if (!sb_ratio_multiply(left[i], right[i], &corner)) {
            return FALSE;
        }
        if (i == 0 || sb_ratio_compare(corner, product.low) < 0) {
            product.low = corner;
        }
        if (i == 0 || sb_ratio_compare(corner, product.high) > 0) {
            product.high = corner;
        }
    }
    *out = product;
    return TRUE;
}

gboolean
sb_interval_divide(const SbInterval *a, const SbInterval *b, SbInterval *out)
{
    if (!b->high_open && b->high.numerator < 0) {
        SbInterval na = negated(a), nb = negated(b);

        return sb_interval_divide(&na, &nb, out);
    }
    if (b->low_open || b->low.numerator <= 0) {
        return FALSE;
    }
    /* 1/b, with 0 as the lower end when b is unbounded above */
    SbInterval inverse = { ZERO, ZERO, FALSE, FALSE };
    SbRatio one = { 1, 1 };

    if ((!b->high_open && !sb_ratio_divide(one, b->high, &inverse.low)) ||
        !sb_ratio_divide(one, b->low, &inverse.high)) {
        return FALSE;
    }
    return sb_interval_multiply(a, &inverse, out);
}

gboolean
sb_interval_meet(const SbInterval *a, const SbInterval *b)
{
    gboolean below =
        !a->high_open && !b->low_open && sb_ratio_compare(a->high, b->low) < 0;
    gboolean above =
        !a->low_open && !b->high_open && sb_ratio_compare(a->low, b->high) > 0;

    return !below && !above;
}

gboolean
sb_interval_within(const SbInterval *inner, const SbInterval *outer)
{
    gboolean low = outer->low_open ||
                   (!inner->low_open && sb_ratio_compare(inner->low, outer->low) >= 0);
    gboolean high =
        outer->high_open ||
        (!inner->high_open && sb_ratio_compare(inner->high, outer->high) <= 0);

    return low && high;
}
