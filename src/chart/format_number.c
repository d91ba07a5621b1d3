/*
 * In: a number and a specifier.  Out: text, as d3-format writes it.
 *
 * The digits are ECMAScript's: toFixed, toExponential and toPrecision round the
 * exact value, a tie away from zero (C rounds a tie to the even digit).
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "chart/format.h"
#include "chart/value.h"

static const char *const PREFIXES[] = { "y", "z", "a", "f", "p", "n", "µ", "m", "", "k",
    "M", "G", "T", "P", "E", "Z", "Y" };

/* Is value (>= 0) exactly half way between two numbers with so many places? */
static gboolean
is_tie(double value, int places)
{
    if (places < 0) { /* beyond 10^22 powers of ten are no longer exact */
        double unit = pow(10, -places);

        return places >= -22 && fmod(value, unit) == unit / 2;
    }
    double scaled = ldexp(value, places + 1);

    return scaled < 9007199254740992.0 && fmod(scaled, 2) == 1;
}

/* value >= 0 with so many places after the point, as toFixed. */
static void
put_fixed(GString *out, double value, int places)
{
    char buffer[SB_VALUE_NUMBER_BUFFER];

    if (!isfinite(value) || value >= 1e21) {
        sb_value_print_number(value, buffer);
        g_string_append(out, buffer);
        return;
    }
    if (is_tie(value, places)) {
        value = nextafter(value, INFINITY);
    }
    g_string_append_printf(out, "%.*f", places, value);
}

/* The digits of value > 0 (so many, or the shortest that read back for 0) and the
 * power of ten of the first. */
static void
decimal_parts(double value, int digits, GString *out, int *exponent)
{
    char text[400];

    if (digits == 0) {
        for (digits = 1; digits < 17; digits++) {
            g_snprintf(text, sizeof text, "%.*e", digits - 1, value);
            if (g_ascii_strtod(text, NULL) == value) {
                break;
            }
        }
    }
    digits = MIN(digits, 100);
    g_snprintf(text, sizeof text, "%.*e", digits - 1, value);
    *exponent = (int)g_ascii_strtoll(strchr(text, 'e') + 1, NULL, 10);
    if (is_tie(value, digits - 1 - *exponent)) {
        g_snprintf(text, sizeof text, "%.*e", digits - 1, nextafter(value, INFINITY));
        *exponent = (int)g_ascii_strtoll(strchr(text, 'e') + 1, NULL, 10);
    }
    g_string_truncate(out, 0);
    for (const char *s = text; *s != 'e'; s++) {
        if (g_ascii_isdigit(*s)) {
            g_string_append_c(out, *s);
        }
    }
}

static void
put_zeros(GString *out, int count)
{
    for (int i = 0; i < count; i++) {
        g_string_append_c(out, '0');
    }
}

/* digits with a point after the first whole of them; zeros added as needed. */
static void
put_placed(GString *out, const GString *digits, int whole)
{
    if (whole <= 0) {
        g_string_append(out, "0.");
        put_zeros(out, -whole);
        g_string_append(out, digits->str);
    } else if (whole < (int)digits->len) {
        g_string_append_len(out, digits->str, whole);
        g_string_append_c(out, '.');
        g_string_append(out, digits->str + whole);
    } else {
        g_string_append(out, digits->str);
        put_zeros(out, whole - (int)digits->len);
    }
}

static void
put_exponential(GString *out, double value, int places)
{
    g_autoptr(GString) digits = g_string_new("0");
    int exponent = 0;

    if (value != 0) {
        decimal_parts(value, places + 1, digits, &exponent);
    } else {
        put_zeros(digits, places);
    }
    put_placed(out, digits, 1);
    g_string_append_printf(out, "e%c%d", exponent < 0 ? '-' : '+', ABS(exponent));
}

static void
put_precision(GString *out, double value, int precision)
{
    g_autoptr(GString) digits = g_string_new("0");
    int exponent = 0;

    if (value != 0) {
        decimal_parts(value, precision, digits, &exponent);
    } else {
        put_zeros(digits, precision - 1);
    }
    if (exponent < -6 || exponent >= precision) {
        put_placed(out, digits, 1);
        g_string_append_printf(out, "e%c%d", exponent < 0 ? '-' : '+', ABS(exponent));
    } else {
        put_placed(out, digits, exponent + 1);
    }
}

static void
put_rounded(GString *out, double value, int precision)
{
    g_autoptr(GString) digits = g_string_new(NULL);
    int exponent;

    if (value == 0) {
        g_string_append_c(out, '0');
        return;
    }
    decimal_parts(value, precision, digits, &exponent);
    put_placed(out, digits, exponent + 1);
}

/* Returns the index of the SI prefix, or -1. */
static int
put_prefixed(GString *out, double value, int precision)
{
    g_autoptr(GString) digits = g_string_new(NULL);
    int exponent;

    if (value == 0) {
        put_precision(out, 0, precision);
        return -1;
    }
    decimal_parts(value, precision, digits, &exponent);
    int prefix = CLAMP((int)floor(exponent / 3.0), -8, 8);
    int whole = exponent - prefix * 3 + 1;

    if (whole <= 0) { /* less than 1y */
        decimal_parts(value, MAX(0, precision + whole - 1), digits, &exponent);
    }
    put_placed(out, digits, whole);
    return prefix + 8;
}

static void
put_radix(GString *out, double value, unsigned radix, gboolean upper)
{
    char reversed[1100];
    int n = 0;
    double rest = floor(value + 0.5);

    do {
        int digit = (int)fmod(rest, radix);

        reversed[n++] = (upper ? "0123456789ABCDEF" : "0123456789abcdef")[digit];
        rest = floor(rest / radix);
    } while (rest > 0 && n < (int)sizeof reversed);
    while (n > 0) {
        g_string_append_c(out, reversed[--n]);
    }
}

/* The digits of value >= 0 by type; returns the index of the SI prefix or -1. */
static int
put_type(GString *out, char type, double value, int precision)
{
    char buffer[SB_VALUE_NUMBER_BUFFER];

    if (isinf(value)) {
        g_string_append(out, type == 'd' ? "∞" : type == 'X' ? "INFINITY" : "Infinity");
        return -1;
    }
    switch (type) {
    case '%':
        put_fixed(out, value * 100, precision);
        break;
    case 'f':
        put_fixed(out, value, precision);
        break;
    case 'd':
        if (value >= 1e21) {
            put_rounded(out, value, 0);
        } else {
            sb_value_print_number(floor(value + 0.5), buffer);
            g_string_append(out, buffer);
        }
        break;
    case 'e':
        put_exponential(out, value, precision);
        break;
    case 'g':
        put_precision(out, value, precision);
        break;
    case 'r':
        put_rounded(out, value, precision);
        break;
    case 'p':
        put_rounded(out, value * 100, precision);
        break;
    case 's':
        return put_prefixed(out, value, precision);
    case 'b':
        put_radix(out, value, 2, FALSE);
        break;
    case 'o':
        put_radix(out, value, 8, FALSE);
        break;
    default:
        put_radix(out, value, 16, type == 'X');
        break;
    }
    return -1;
}

/* "1.2300k" -> "1.23k", "5.000" -> "5". */
static void
trim_zeros(GString *text)
{
    char *point = strchr(text->str, '.');

    if (point == NULL) {
        return;
    }
    char *end = point + 1, *last = point;

    for (; g_ascii_isdigit(*end); end++) {
        last = *end != '0' ? end + 1 : last;
    }
    g_string_erase(text, last - text->str, end - last);
}

/* Parts digits in groups; with a width, zeros before them are cut to fit it. */
static void
group_digits(GString *digits, const SbFormatLocale *locale, double width)
{
    if (locale->grouping == NULL || locale->grouping[0] == 0) {
        return;
    }
    g_autoptr(GString) out = g_string_new(NULL);
    gssize i = (gssize)digits->len, length = 0;
    int j = 0, group = locale->grouping[0];

    while (i > 0 && group > 0) {
        if (length + group + 1 > width) {
            group = MAX(1, (int)(width - length));
        }
        gssize from = MAX(0, i - group);

        if (length > 0) {
            g_string_prepend(out, locale->thousands);
        }
        g_string_prepend_len(out, digits->str + from, i - from);
        i = from;
        length += group + 1;
        if (length > width) {
            break;
        }
        j = locale->grouping[j + 1] == 0 ? 0 : j + 1;
        group = locale->grouping[j];
    }
    g_string_assign(digits, out->str);
}

static gboolean
reads_as_zero(const char *text)
{
    return g_ascii_isdigit(text[0]) && g_ascii_strtod(text, NULL) == 0;
}

/* What has been made of a number before it is put together. */
typedef struct {
    GString *prefix, *digits, *suffix;
} Parts;

static void
make_parts(Parts *parts, const SbFormatLocale *locale, const SbFormatSpec *spec,
    const char *unit, double value)
{
    gboolean negative = signbit(value) && !isnan(value);
    int prefix = -1;

    if (isnan(value)) {
        g_string_append(parts->digits, locale->nan);
    } else {
        prefix = put_type(parts->digits, spec->type, fabs(value), spec->precision);
        if (spec->trim) {
            trim_zeros(parts->digits);
        }
        if (negative && spec->sign != '+' && reads_as_zero(parts->digits->str)) {
            negative = FALSE;
        }
    }
    if (negative) {
        g_string_append(parts->prefix, spec->sign == '(' ? "(" : locale->minus);
    } else if (spec->sign == '+' || spec->sign == ' ') {
        g_string_append_c(parts->prefix, spec->sign);
    }
    if (spec->symbol == '$') {
        g_string_append(parts->prefix, locale->currency[0]);
    } else if (spec->symbol == '#' && strchr("boxX", spec->type) != NULL) {
        g_string_append_c(parts->prefix, '0');
        g_string_append_c(parts->prefix, g_ascii_tolower(spec->type));
    }
    if (strchr("defgprs%", spec->type) != NULL) { /* fraction and exponent apart */
        size_t whole = strspn(parts->digits->str, "0123456789");
        const char *rest = parts->digits->str + whole;

        g_string_append(parts->suffix, *rest == '.' ? locale->decimal : "");
        g_string_append(parts->suffix, *rest == '.' ? rest + 1 : rest);
        g_string_truncate(parts->digits, whole);
    }
    g_string_append(parts->suffix, prefix >= 0 ? PREFIXES[prefix] : "");
    if (spec->symbol == '$') {
        g_string_append(parts->suffix, locale->currency[1]);
    } else if (spec->type == '%' || spec->type == 'p') {
        g_string_append(parts->suffix, locale->percent);
    }
    g_string_append(parts->suffix, unit);
    g_string_append(parts->suffix, negative && spec->sign == '(' ? ")" : "");
}

static void
put_padding(GString *out, const char *fill, glong count)
{
    for (glong i = 0; i < count; i++) {
        g_string_append(out, fill);
    }
}

static void
join_parts(
    GString *out, Parts *parts, const SbFormatLocale *locale, const SbFormatSpec *spec)
{
    if (spec->comma && !spec->zero) {
        group_digits(parts->digits, locale, INFINITY);
    }
    glong length = g_utf8_strlen(parts->prefix->str, -1) +
                   g_utf8_strlen(parts->digits->str, -1) +
                   g_utf8_strlen(parts->suffix->str, -1);
    glong padding = MAX(0, spec->width - length);

    if (spec->comma && spec->zero) {
        for (glong i = 0; i < padding; i++) {
            g_string_prepend_c(parts->digits, '0');
        }
        group_digits(parts->digits, locale,
            padding > 0 ? (double)(spec->width - g_utf8_strlen(parts->suffix->str, -1))
                        : INFINITY);
        padding = 0;
    }
    glong before = spec->align == '>' ? padding : spec->align == '^' ? padding / 2 : 0;

    put_padding(out, spec->fill, before);
    g_string_append(out, parts->prefix->str);
    put_padding(out, spec->fill, spec->align == '=' ? padding : 0);
    g_string_append(out, parts->digits->str);
    g_string_append(out, parts->suffix->str);
    put_padding(
        out, spec->fill, spec->align == '<' || spec->align == '^' ? padding - before : 0);
}

static const char *
put_numerals(SbArena *arena, const SbFormatLocale *locale, const GString *text)
{
    if (locale->numerals == NULL) {
        return sb_arena_strndup(arena, text->str, text->len);
    }
    g_autoptr(GString) out = g_string_new(NULL);

    for (const char *s = text->str; *s != '\0'; s++) {
        if (g_ascii_isdigit(*s)) {
            g_string_append(out, locale->numerals[*s - '0']);
        } else {
            g_string_append_c(out, *s);
        }
    }
    return sb_arena_strndup(arena, out->str, out->len);
}

/* Aliases, implied zero fill and the range of precisions. */
static SbFormatSpec
complete(const SbFormatSpec *given)
{
    SbFormatSpec spec = *given;

    if (spec.type == 'n') {
        spec.comma = TRUE;
        spec.type = 'g';
    } else if (spec.type == 0 || strchr("%bcdefgoprsXx", spec.type) == NULL) {
        spec.precision = spec.precision < 0 ? 12 : spec.precision;
        spec.trim = TRUE;
        spec.type = 'g';
    }
    if (spec.zero || (strcmp(spec.fill, "0") == 0 && spec.align == '=')) {
        spec.zero = TRUE;
        spec.align = '=';
        g_strlcpy(spec.fill, "0", sizeof spec.fill);
    }
    if (spec.precision < 0) {
        spec.precision = 6;
    } else if (strchr("gprs", spec.type) != NULL) {
        spec.precision = CLAMP(spec.precision, 1, 21);
    } else {
        spec.precision = CLAMP(spec.precision, 0, 20);
    }
    return spec;
}

static const char *
format_with_unit(SbArena *arena, const SbFormatLocale *locale, const SbFormatSpec *given,
    const char *unit, double value)
{
    SbFormatSpec spec = complete(given);
    g_autoptr(GString) prefix = g_string_new(NULL);
    g_autoptr(GString) digits = g_string_new(NULL);
    g_autoptr(GString) suffix = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    Parts parts = { prefix, digits, suffix };

    if (spec.type == 'c') { /* the value as it is */
        char buffer[SB_VALUE_NUMBER_BUFFER];

        sb_value_print_number(value, buffer);
        g_string_append(suffix, buffer);
    } else {
        make_parts(&parts, locale, &spec, unit, value);
    }
    join_parts(out, &parts, locale, &spec);
    return put_numerals(arena, locale, out);
}

const char *
sb_format_number(
    SbArena *arena, const SbFormatLocale *locale, const SbFormatSpec *spec, double value)
{
    return format_with_unit(arena, locale, spec, "", value);
}

const char *
sb_format_prefix(SbArena *arena, const SbFormatLocale *locale, const SbFormatSpec *spec,
    double reference, double value)
{
    g_autoptr(GString) digits = g_string_new(NULL);
    SbFormatSpec fixed = *spec;
    int exponent = 0;

    fixed.type = 'f';
    if (reference != 0 && isfinite(reference)) {
        decimal_parts(fabs(reference), 0, digits, &exponent);
    }
    int prefix = CLAMP((int)floor(exponent / 3.0), -8, 8);

    return format_with_unit(
        arena, locale, &fixed, PREFIXES[prefix + 8], value * pow(10, -prefix * 3));
}

const char *
sb_format_number_text(SbArena *arena, const SbFormatLocale *locale, const char *format,
    double value, GError **error)
{
    SbFormatSpec spec;

    if (!sb_format_spec_parse(format, &spec)) {
        sb_error_set(error, SB_ERROR_INPUT,
            "'%s' is no number format; expected one such as \",.1f\", \"$.2s\" or "
            "\"+.0%%\"",
            format);
        return NULL;
    }
    return sb_format_number(arena, locale, &spec, value);
}

const char *
sb_format_float(
    SbArena *arena, const SbFormatLocale *locale, const SbFormatSpec *given, double value)
{
    SbFormatSpec spec = *given;

    if (spec.precision < 0) {
        spec.precision = spec.type == '%' ? 10 : spec.type == 'e' ? 11 : 12;
        spec.trim = TRUE;
    }
    return sb_format_number(arena, locale, &spec, value);
}
