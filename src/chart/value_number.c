/* In: a number or text.  Out: the other, as ECMAScript's ToString and ToNumber
 * (5.1, sections 9.3.1 and 9.8.1). */
#include <stdio.h>
#include <string.h>

#include "chart/value.h"

/* The shortest decimal digits that read back as number (> 0), their count, and
 * the power of ten n for which number = 0.digits × 10^n. */
static int
shortest(double number, char digits[20], int *n)
{
    char buffer[40];

    /* Denormal numbers have fewer digits. */
    for (int precision = number < 2.3e-308 ? 1 : 15; precision <= 17; precision++) {
        g_snprintf(buffer, sizeof buffer, "%.*e", precision - 1, number);
        if (precision == 17 || g_ascii_strtod(buffer, NULL) == number) {
            break;
        }
    }
    char *e = strchr(buffer, 'e');
    int count = 0;

    for (char *s = buffer; s < e; s++) {
        if (g_ascii_isdigit(*s)) {
            digits[count++] = *s;
        }
    }
    while (count > 1 && digits[count - 1] == '0') {
        count--;
    }
    *n = (int)g_ascii_strtoll(e + 1, NULL, 10) + 1;
    return count;
}

static int
print_whole(double number, char *out)
{
    char reversed[24];
    int n = 0, length = 0;
    guint64 whole = (guint64)fabs(number);

    do {
        reversed[n++] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole != 0);
    if (number < 0) {
        out[length++] = '-';
    }
    while (n > 0) {
        out[length++] = reversed[--n];
    }
    out[length] = '\0';
    return length;
}

int
sb_value_print_number(double number, char buffer[SB_VALUE_NUMBER_BUFFER])
{
    char digits[20], *out = buffer;
    int n;

    if (!isfinite(number)) {
        const char *word = isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";

        return (int)g_strlcpy(buffer, word, SB_VALUE_NUMBER_BUFFER);
    }
    if (fabs(number) < 1e15 && number == floor(number)) {
        return print_whole(number, buffer);
    }
    int count = shortest(fabs(number), digits, &n);

    if (number < 0) {
        *out++ = '-';
    }
    if (n > 21 || n <= -6) {
        *out++ = digits[0];
        if (count > 1) {
            *out++ = '.';
            memcpy(out, digits + 1, (size_t)count - 1);
            out += count - 1;
        }
        return (int)(out - buffer) +
               g_snprintf(out, 8, "e%c%d", n > 0 ? '+' : '-', ABS(n - 1));
    }
    if (n <= 0) {
        *out++ = '0';
        *out++ = '.';
        for (int i = n; i < 0; i++) {
            *out++ = '0';
        }
    }
    for (int i = 0; i < MAX(count, n); i++) {
        if (i == n && i > 0) {
            *out++ = '.';
        }
        *out++ = i < count ? digits[i] : '0';
    }
    *out = '\0';
    return (int)(out - buffer);
}

/* White space and line ends of ECMAScript. */
static const char *
skip_space(const char *text)
{
    for (;;) {
        gunichar c = g_utf8_get_char(text);

        if (!(c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0xFEFF ||
                (c > 127 && g_unichar_isspace(c)))) {
            return text;
        }
        text = g_utf8_next_char(text);
    }
}

static double
read_radix(const char *text, const char **end, unsigned radix)
{
    double value = 0;
    const char *s = text;

    for (; g_ascii_isxdigit(*s) && (unsigned)g_ascii_xdigit_value(*s) < radix; s++) {
        value = value * radix + g_ascii_xdigit_value(*s);
    }
    *end = s;
    return s == text ? NAN : value;
}

/* Up to 15 digits with at most 22 places after the point are exact in a double
 * and one division: much faster than strtod. */
static const char *
read_short(const char *text, double *out)
{
    static const double POWERS[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
        1e11, 1e12, 1e13, 1e14, 1e15 };
    gint64 value = 0;
    int digits = 0, places = 0;
    gboolean negative = *text == '-', point = FALSE;
    const char *s = text + (*text == '-' || *text == '+' ? 1 : 0);

    for (;; s++) {
        if (*s == '.' && !point) {
            point = TRUE;
        } else if (g_ascii_isdigit(*s)) {
            value = value * 10 + (*s - '0');
            digits++;
            places += point ? 1 : 0;
        } else {
            break;
        }
        if (digits > 15) {
            return NULL;
        }
    }
    if (digits == 0 || *s == 'e' || *s == 'E') {
        return NULL;
    }
    double number = (double)value / POWERS[places];

    *out = negative ? -number : number;
    return s;
}

double
sb_value_read_number(const char *text)
{
    const char *start = skip_space(text), *end;
    double value;

    if (*start == '\0') {
        return 0;
    }
    gboolean radix = start[0] == '0' && g_ascii_isalpha(start[1]);

    end = radix ? NULL : read_short(start, &value);
    if (end == NULL) {
        const char *digits = start + (*start == '-' || *start == '+' ? 1 : 0);

        if (start[0] == '0' && (start[1] == 'x' || start[1] == 'X')) {
            value = read_radix(start + 2, &end, 16);
        } else if (start[0] == '0' && (start[1] == 'b' || start[1] == 'B')) {
            value = read_radix(start + 2, &end, 2);
        } else if (start[0] == '0' && (start[1] == 'o' || start[1] == 'O')) {
            value = read_radix(start + 2, &end, 8);
        } else if (g_str_has_prefix(digits, "Infinity")) {
            value = *start == '-' ? -INFINITY : INFINITY;
            end = digits + strlen("Infinity");
        } else if (g_ascii_isdigit(*digits) ||
                   (*digits == '.' && g_ascii_isdigit(digits[1]))) {
            char *stop;

            value = g_ascii_strtod(start, &stop);
            end = stop;
            if (digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
                return NAN; /* "-0x10" */
            }
        } else {
            return NAN;
        }
    }
    return *skip_space(end) == '\0' ? value : NAN;
}
