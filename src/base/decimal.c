/* In: digits.  Out: exact decimals and arithmetic on them (see decimal.h). */
#include "base/decimal.h"

#include <math.h>
#include <string.h>

static const int64_t POWERS[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000,
    100000000, 1000000000, 10000000000, 100000000000, 1000000000000, 10000000000000,
    100000000000000, 1000000000000000, 10000000000000000, 100000000000000000,
    1000000000000000000 };

static gboolean
fits(__int128 coefficient, int exponent, SbDecimal *out)
{
    while (exponent > SB_DECIMAL_MOST && coefficient != 0) {
        coefficient *= 10;
        exponent--;
        if (coefficient > INT64_MAX || coefficient < -INT64_MAX) {
            return FALSE;
        }
    }
    if (coefficient > INT64_MAX || coefficient < -INT64_MAX ||
        exponent < SB_DECIMAL_LEAST || exponent > SB_DECIMAL_MOST) {
        return FALSE;
    }
    out->coefficient = (int64_t)coefficient;
    out->exponent = exponent;
    return TRUE;
}

/* Commas must part groups of three, or (East Asian) of four. */
static gboolean
grouping_is_sound(const char *text, size_t length)
{
    size_t group = 0, since = 0;
    gboolean seen = FALSE;

    for (size_t i = 0; i <= length; i++) {
        if (i < length && g_ascii_isdigit(text[i])) {
            since++;
            continue;
        }
        if (i < length && text[i] == ',') {
            if (since == 0 || (!seen && since > 4)) {
                return FALSE;
            }
            if (seen && group != 0 && since != group) {
                return FALSE;
            }
            if (seen) {
                group = since;
            }
            seen = TRUE;
            since = 0;
            continue;
        }
        break;
    }
    if (!seen) {
        return TRUE;
    }
    return (since == 3 || since == 4) && (group == 0 || since == group);
}

gboolean
sb_decimal_parse(const char *text, size_t length, SbDecimal *out)
{
    gboolean negative = FALSE, point = FALSE, any = FALSE;
    __int128 coefficient = 0;
    int exponent = 0;

    if (length > 0 && (text[0] == '-' || text[0] == '+')) {
        negative = text[0] == '-';
        text++, length--;
    } else if (length > 2 && memcmp(text, "\xE2\x88\x92", 3) == 0) {
        negative = TRUE;
        text += 3, length -= 3;
    }
    if (!grouping_is_sound(text, length)) {
        return FALSE;
    }
    for (size_t i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i])) {
            coefficient = coefficient * 10 + (text[i] - '0');
            exponent -= point ? 1 : 0;
            any = TRUE;
            if (coefficient > INT64_MAX) {
                return FALSE;
            }
        } else if (text[i] == '.' && !point && any) {
            point = TRUE;
        } else if (text[i] != ',' || point) {
            return FALSE;
        }
    }
    if (!any || text[length - 1] == '.') {
        return FALSE;
    }
    return fits(negative ? -coefficient : coefficient, exponent, out);
}

gboolean
sb_decimal_parse_indian(const char *text, size_t length, SbDecimal *out)
{
    size_t groups = 0, since = 0, whole = 0;
    char plain[40];
    size_t n = 0;

    while (whole < length && text[whole] != '.') {
        if (text[whole] != ',') {
            since++;
        } else if (since == 0 || since > 2 || (groups > 0 && since != 2)) {
            return FALSE;
        } else {
            groups++;
            since = 0;
        }
        whole++;
    }
    if (groups == 0 || since != 3 || length >= sizeof plain) {
        return FALSE;
    }
    for (size_t i = 0; i < length; i++) {
        if (text[i] != ',') {
            plain[n++] = text[i];
        } else if (i > whole) {
            return FALSE;
        }
    }
    return sb_decimal_parse(plain, n, out);
}

gboolean
sb_decimal_shift(SbDecimal value, int power, SbDecimal *out)
{
    return fits(value.coefficient, value.exponent + power, out);
}

SbDecimal
sb_decimal_negate(SbDecimal value)
{
    value.coefficient = -value.coefficient;
    return value;
}

gboolean
sb_decimal_add(SbDecimal a, SbDecimal b, SbDecimal *out)
{
    int exponent = MIN(a.exponent, b.exponent);
    int up_a = a.exponent - exponent, up_b = b.exponent - exponent;

    if (up_a > 18 || up_b > 18) {
        return FALSE;
    }
    __int128 sum =
        (__int128)a.coefficient * POWERS[up_a] + (__int128)b.coefficient * POWERS[up_b];

    return fits(sum, exponent, out);
}

gboolean
sb_decimal_multiply(SbDecimal a, SbDecimal b, SbDecimal *out)
{
    __int128 product = (__int128)a.coefficient * b.coefficient;
    int exponent = a.exponent + b.exponent;

    while (exponent < SB_DECIMAL_LEAST && product % 10 == 0) {
        product /= 10;
        exponent++;
    }
    return fits(product, exponent, out);
}

int
sb_decimal_compare(SbDecimal a, SbDecimal b)
{
    int sign_a = (a.coefficient > 0) - (a.coefficient < 0);
    int sign_b = (b.coefficient > 0) - (b.coefficient < 0);

    if (sign_a != sign_b) {
        return sign_a < sign_b ? -1 : 1;
    }
    if (sign_a == 0) {
        return 0;
    }
    int gap = a.exponent - b.exponent;

    /* 19 digits against 37: the farther one is larger whatever the digits */
    if (gap > 18 || gap < -18) {
        return (gap > 0 ? 1 : -1) * sign_a;
    }
    __int128 left = (__int128)a.coefficient * POWERS[MAX(gap, 0)];
    __int128 right = (__int128)b.coefficient * POWERS[MAX(-gap, 0)];

    return (left > right) - (left < right);
}

SbDecimal
sb_decimal_round(SbDecimal value, int exponent)
{
    int places = exponent - value.exponent;

    if (places <= 0) {
        return value;
    }
    if (places > 18) {
        return (SbDecimal){ 0, MIN(exponent, SB_DECIMAL_MOST) };
    }
    int64_t unit = POWERS[places], rest = value.coefficient % unit;
    int64_t whole = value.coefficient / unit;

    if (rest >= unit - rest && rest > 0) {
        whole++;
    } else if (-rest >= unit + rest && rest < 0) {
        whole--;
    }
    return (SbDecimal){ whole, exponent };
}

double
sb_decimal_to_double(SbDecimal value)
{
    /* the nearest double, by the C library's exact reader */
    char text[48];

    g_snprintf(
        text, sizeof text, "%" G_GINT64_FORMAT "e%d", value.coefficient, value.exponent);
    return g_ascii_strtod(text, NULL);
}

void
sb_decimal_append(GString *out, SbDecimal value)
{
    char digits[48], *end = digits + sizeof digits, *p = end;
    guint64 rest =
        value.coefficient < 0 ? -(guint64)value.coefficient : (guint64)value.coefficient;
    int places = value.exponent < 0 ? -value.exponent : 0;

    for (int k = 0; rest > 0 || k <= places; k++) {
        if (k == places && places > 0) {
            *--p = '.';
        }
        *--p = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (value.coefficient < 0) {
        *--p = '-';
    }
    g_string_append_len(out, p, end - p);
    for (int k = 0; k < value.exponent && value.coefficient != 0; k++) {
        g_string_append_c(out, '0');
    }
}

char *
sb_decimal_format(SbDecimal value)
{
    GString *text = g_string_sized_new(24);

    sb_decimal_append(text, value);
    return g_string_free(text, FALSE);
}
