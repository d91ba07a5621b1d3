/* In: names of languages, config.locale, the text of a number format, the ends of
 * an axis.  Out: locales, format specifiers and tick formats (see format.h). */
#include "chart/format.h"

#include <math.h>
#include <string.h>

#include "base/error.h"

static const int THREES[] = { 3, 0 };

static const SbFormatLocale ENGLISH = {
    .lang = "en",
    .decimal = ".",
    .thousands = ",",
    .grouping = THREES,
    .currency = { "$", "" },
    .percent = "%",
    .minus = "\xE2\x88\x92",
    .nan = "NaN",
    .date_time = "%x, %X",
    .date = "%-m/%-d/%Y",
    .time = "%-I:%M:%S %p",
    .periods = { "AM", "PM" },
    .days = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
        "Saturday" },
    .short_days = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" },
    .months = { "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December" },
    .short_months = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
        "Oct", "Nov", "Dec" },
};

#define KOREAN_MONTHS                                                                    \
    {                                                                                    \
        "1월", "2월", "3월", "4월", "5월", "6월", "7월", "8월", "9월", "10월", "11월",   \
            "12월"                                                                      \
    }

static const SbFormatLocale KOREAN = {
    .lang = "ko",
    .decimal = ".",
    .thousands = ",",
    .grouping = THREES,
    .currency = { "₩", "" },
    .percent = "%",
    .minus = "\xE2\x88\x92",
    .nan = "NaN",
    .date_time = "%Y/%m/%d %a %X",
    .date = "%Y/%m/%d",
    .time = "%H:%M:%S",
    .periods = { "오전", "오후" },
    .days = { "일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일" },
    .short_days = { "일", "월", "화", "수", "목", "금", "토" },
    .months = KOREAN_MONTHS,
    .short_months = KOREAN_MONTHS,
};

const SbFormatLocale *
sb_format_locale(const char *lang)
{
    return lang != NULL && g_str_has_prefix(lang, "ko") ? &KOREAN : &ENGLISH;
}

/* --- a locale of the specification's own --------------------------------------- */

/* n texts of the array member key into out; TRUE when the member is absent. */
static gboolean
read_texts(SbArena *arena, const json_t *object, const char *key, const char **out,
    size_t n, const char *pointer, GError **error)
{
    const json_t *array = json_object_get(object, key);

    if (array == NULL) {
        return TRUE;
    }
    for (size_t i = 0; i < n; i++) {
        const json_t *text = json_array_get(array, i);

        if (json_array_size(array) != n || !json_is_string(text)) {
            sb_error_set(error, SB_ERROR_INPUT, "%s/%s: expected an array of %zu texts",
                pointer, key, n);
            return FALSE;
        }
        out[i] = sb_arena_strdup(arena, json_string_value(text));
    }
    return TRUE;
}

static gboolean
read_text(SbArena *arena, const json_t *object, const char *key, const char **out,
    const char *pointer, GError **error)
{
    const json_t *text = json_object_get(object, key);

    if (text != NULL && !json_is_string(text)) {
        sb_error_set(error, SB_ERROR_INPUT, "%s/%s: expected a text", pointer, key);
        return FALSE;
    }
    if (text != NULL) {
        *out = sb_arena_strdup(arena, json_string_value(text));
    }
    return TRUE;
}

static gboolean
read_numbers(SbArena *arena, SbFormatLocale *locale, const json_t *numbers,
    const char *pointer, GError **error)
{
    const json_t *grouping = json_object_get(numbers, "grouping");
    size_t n = json_array_size(grouping);

    if (grouping != NULL) {
        int *groups = sb_arena_new_many(arena, int, n + 1);

        for (size_t i = 0; i < n; i++) {
            groups[i] = (int)json_integer_value(json_array_get(grouping, i));
            if (groups[i] < 1) {
                sb_error_set(error, SB_ERROR_INPUT,
                    "%s/grouping: expected an array of whole numbers", pointer);
                return FALSE;
            }
        }
        locale->grouping = groups;
    }
    if (json_object_get(numbers, "numerals") != NULL) {
        const char **numerals = sb_arena_new_many(arena, const char *, 10);

        if (!read_texts(arena, numbers, "numerals", numerals, 10, pointer, error)) {
            return FALSE;
        }
        locale->numerals = numerals;
    }
    return read_text(arena, numbers, "decimal", &locale->decimal, pointer, error) &&
           read_text(arena, numbers, "thousands", &locale->thousands, pointer, error) &&
           read_text(arena, numbers, "percent", &locale->percent, pointer, error) &&
           read_text(arena, numbers, "minus", &locale->minus, pointer, error) &&
           read_text(arena, numbers, "nan", &locale->nan, pointer, error) &&
           read_texts(arena, numbers, "currency", locale->currency, 2, pointer, error);
}

static gboolean
read_times(SbArena *arena, SbFormatLocale *locale, const json_t *times,
    const char *pointer, GError **error)
{
    return read_text(arena, times, "dateTime", &locale->date_time, pointer, error) &&
           read_text(arena, times, "date", &locale->date, pointer, error) &&
           read_text(arena, times, "time", &locale->time, pointer, error) &&
           read_texts(arena, times, "periods", locale->periods, 2, pointer, error) &&
           read_texts(arena, times, "days", locale->days, 7, pointer, error) &&
           read_texts(arena, times, "shortDays", locale->short_days, 7, pointer, error) &&
           read_texts(arena, times, "months", locale->months, 12, pointer, error) &&
           read_texts(
               arena, times, "shortMonths", locale->short_months, 12, pointer, error);
}

const SbFormatLocale *
sb_format_locale_read(SbArena *arena, const SbFormatLocale *base, const json_t *locale,
    const char *pointer, GError **error)
{
    SbFormatLocale *own = sb_arena_new_of(arena, SbFormatLocale);
    g_autofree char *numbers = g_strconcat(pointer, "/number", NULL);
    g_autofree char *times = g_strconcat(pointer, "/time", NULL);

    *own = *base;
    if (!json_is_object(locale)) {
        sb_error_set(error, SB_ERROR_INPUT, "%s: expected an object", pointer);
        return NULL;
    }
    return read_numbers(arena, own, json_object_get(locale, "number"), numbers, error) &&
                   read_times(arena, own, json_object_get(locale, "time"), times, error)
               ? own
               : NULL;
}

/* --- specifiers -------------------------------------------------------------------- */

/* A run of digits; -1 when there is none. */
static int
read_digits(const char **at)
{
    int value = -1;

    for (; g_ascii_isdigit(**at); (*at)++) {
        value = MIN(MAX(value, 0) * 10 + (**at - '0'), 1000);
    }
    return value;
}

static gboolean
take_one_of(const char **at, const char *set, char *out)
{
    if (**at == '\0' || strchr(set, **at) == NULL) {
        return FALSE;
    }
    *out = *(*at)++;
    return TRUE;
}

gboolean
sb_format_spec_parse(const char *text, SbFormatSpec *out)
{
    SbFormatSpec spec = { .fill = " ", .align = '>', .sign = '-', .precision = -1 };
    const char *at = text, *second = *at != '\0' ? g_utf8_next_char(at) : at;
    char zero;

    if (*at != '\0' && *second != '\0' && strchr("<>=^", *second) != NULL) {
        memcpy(spec.fill, at, (size_t)(second - at));
        spec.fill[second - at] = '\0';
        at = second;
    }
    take_one_of(&at, "<>=^", &spec.align);
    take_one_of(&at, "+-( ", &spec.sign);
    take_one_of(&at, "$#", &spec.symbol);
    spec.zero = take_one_of(&at, "0", &zero);
    spec.width = read_digits(&at);
    spec.comma = take_one_of(&at, ",", &zero);
    if (*at == '.') {
        at++;
        spec.precision = read_digits(&at);
        if (spec.precision < 0) {
            return FALSE;
        }
    }
    spec.trim = take_one_of(&at, "~", &zero);
    if (g_ascii_isalpha(*at) || *at == '%') {
        spec.type = *at++;
    }
    *out = spec;
    return *at == '\0';
}

/* --- ticks -------------------------------------------------------------------------- */

/* The power of ten of the first digit; FALSE for 0, NaN and infinities. */
static gboolean
exponent_of(double value, int *out)
{
    char text[40];

    if (!isfinite(value) || value == 0) {
        return FALSE;
    }
    for (int precision = 14; precision <= 16; precision++) {
        g_snprintf(text, sizeof text, "%.*e", precision, fabs(value));
        if (g_ascii_strtod(text, NULL) == fabs(value)) {
            break;
        }
    }
    *out = (int)g_ascii_strtoll(strchr(text, 'e') + 1, NULL, 10);
    return TRUE;
}

static int
prefix_exponent(int exponent)
{
    return CLAMP((int)floor(exponent / 3.0), -8, 8) * 3;
}

int
sb_format_precision_fixed(double step)
{
    int exponent;

    return exponent_of(step, &exponent) ? MAX(0, -exponent) : -1;
}

int
sb_format_precision_prefix(double step, double value)
{
    int of_step, of_value;

    if (!exponent_of(step, &of_step) || !exponent_of(value, &of_value)) {
        return -1;
    }
    return MAX(0, prefix_exponent(of_value) - of_step);
}

int
sb_format_precision_round(double step, double max)
{
    int of_step, of_max;

    if (!exponent_of(step, &of_step) || !exponent_of(fabs(max) - fabs(step), &of_max)) {
        return -1;
    }
    return MAX(0, of_max - of_step) + 1;
}

/* The step between about count round numbers from start to stop (1, 2 or 5 times
 * a power of ten), as d3's tickStep. */
static double
tick_step(double start, double stop, double count)
{
    double low = MIN(start, stop), high = MAX(start, stop);

    for (;; count *= 2) {
        double step = (high - low) / MAX(0, count);
        double power = floor(log10(step)), error = step / pow(10, power);
        double factor = error >= sqrt(50)   ? 10
                        : error >= sqrt(10) ? 5
                        : error >= sqrt(2)  ? 2
                                            : 1;

        step = power < 0 ? factor / pow(10, -power) : pow(10, power) * factor;
        gboolean none = ceil(low / step) > floor(high / step);

        if (!none || count < 0.5 || count >= 2) {
            return step;
        }
    }
}

gboolean
sb_format_tick(
    double start, double stop, double count, const char *format, SbFormatTick *out)
{
    SbFormatTick tick = { 0 };
    double step = tick_step(start, stop, count);
    double value = MAX(fabs(start), fabs(stop));
    int precision = -1;

    if (!sb_format_spec_parse(format != NULL ? format : ",f", &tick.spec)) {
        return FALSE;
    }
    if (tick.spec.precision < 0) {
        switch (tick.spec.type) {
        case 's':
            precision = sb_format_precision_prefix(step, value);
            tick.prefixed = TRUE;
            tick.reference = value;
            break;
        case 0:
        case 'e':
        case 'g':
        case 'p':
        case 'r':
            precision = sb_format_precision_round(step, value);
            precision -= precision >= 0 && tick.spec.type == 'e' ? 1 : 0;
            break;
        case 'f':
        case '%':
            precision = sb_format_precision_fixed(step);
            if (precision >= 0 && tick.spec.type == '%') {
                precision = MAX(0, precision - 2);
            }
            break;
        default:
            break;
        }
        tick.spec.precision = precision;
    }
    *out = tick;
    return TRUE;
}

const char *
sb_format_tick_text(
    SbArena *arena, const SbFormatLocale *locale, const SbFormatTick *tick, double value)
{
    return tick->prefixed
               ? sb_format_prefix(arena, locale, &tick->spec, tick->reference, value)
               : sb_format_number(arena, locale, &tick->spec, value);
}
