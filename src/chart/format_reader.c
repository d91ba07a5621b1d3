/*
 * In: a number.  Out: text as readers of a newspaper write it: "1.2bn",
 * "350mn", "12,400"; in Korean by myriads, "1,200억", "1조 2,000억".
 */
#include <math.h>
#include <string.h>

#include "chart/format.h"

typedef struct {
    double size;
    const char *word;
} Scale;

static const Scale ENGLISH[] = { { 1e12, "tn" }, { 1e9, "bn" }, { 1e6, "mn" } };
static const Scale KOREAN[] = { { 1e16, "경" }, { 1e12, "조" }, { 1e8, "억" },
    { 1e4, "만" } };

static gboolean
is_korean(const char *lang)
{
    return g_str_has_prefix(lang, "ko");
}

static const Scale *
scales_of(const char *lang, size_t *count)
{
    *count = is_korean(lang) ? G_N_ELEMENTS(KOREAN) : G_N_ELEMENTS(ENGLISH);
    return is_korean(lang) ? KOREAN : ENGLISH;
}

/* The largest scale that value reaches; NULL: none. */
static const Scale *
scale_of(const char *lang, double value)
{
    size_t count;
    const Scale *scales = scales_of(lang, &count);

    for (size_t i = 0; i < count; i++) {
        if (value >= scales[i].size) {
            return &scales[i];
        }
    }
    return NULL;
}

/* value >= 0 with grouping and so many places; zeros at the end go when trim. */
static void
put_number(GString *out, double value, int places, gboolean trim)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    SbFormatSpec spec = { .fill = " ",
        .align = '>',
        .sign = '-',
        .comma = TRUE,
        .width = -1,
        .precision = places,
        .trim = trim,
        .type = 'f' };

    g_string_append(out, sb_format_number(arena, sb_format_locale("en"), &spec, value));
}

/* Places after the point for so many significant digits. */
static int
places_for(double value, int digits)
{
    int whole = value > 0 ? (int)floor(log10(value)) + 1 : 1;

    return CLAMP(digits - whole, 0, 12);
}

static double
round_to(double value, int digits)
{
    if (value == 0) {
        return 0;
    }
    double unit = pow(10, floor(log10(value)) + 1 - digits);

    return unit >= 1 ? floor(value / unit + 0.5) * unit
                     : floor(value * (1 / unit) + 0.5) / (1 / unit);
}

/* "1조 2,000억": the scale and the next one below, when that is not empty. */
static void
put_korean(GString *out, double value, int digits)
{
    double rounded = round_to(value, MAX(digits, 1));
    const Scale *scale = scale_of("ko", rounded);

    if (scale == NULL) {
        put_number(out, rounded, places_for(rounded, digits), TRUE);
        return;
    }
    double whole = floor(rounded / scale->size);
    double rest = rounded - whole * scale->size;
    double next = floor(rest / (scale->size / 1e4) + 0.5);

    if (next >= 1e4) { /* floating noise just below a whole one */
        whole += 1;
        next = 0;
    }
    put_number(out, whole, 0, FALSE);
    g_string_append(out, scale->word);
    if (next >= 1) {
        const Scale *lower = scale->size > 1e4 ? scale + 1 : NULL;

        g_string_append_c(out, ' ');
        put_number(out, next, 0, FALSE);
        g_string_append(out, lower != NULL ? lower->word : "");
    }
}

static void
put_english(GString *out, double value, int digits)
{
    double rounded = round_to(value, digits);
    const Scale *scale = scale_of("en", rounded);
    double size = scale != NULL ? scale->size : 1;

    put_number(out, rounded / size, places_for(rounded / size, digits), TRUE);
    g_string_append(out, scale != NULL ? scale->word : "");
}

const char *
sb_format_reader(SbArena *arena, const char *lang, double value, int digits)
{
    g_autoptr(GString) out = g_string_new(value < 0 ? "\xE2\x88\x92" : "");

    if (!isfinite(value)) {
        return is_korean(lang) ? "해당 없음" : "n/a";
    }
    digits = digits > 0 ? MIN(digits, 15) : 3;
    if (is_korean(lang)) {
        put_korean(out, fabs(value), digits);
    } else if (fabs(value) < 1e6 && fabs(value) >= 1000) {
        put_number(out, fabs(value), 0, FALSE); /* 12,437: all its digits */
    } else {
        put_english(out, fabs(value), digits);
    }
    return sb_arena_strndup(arena, out->str, out->len);
}

const char *
sb_format_reader_tick(
    SbArena *arena, const char *lang, double value, double step, double largest)
{
    const Scale *scale = scale_of(lang, fabs(largest));
    double size = scale != NULL ? scale->size : 1;
    int places = sb_format_precision_fixed(step / size);
    g_autoptr(GString) out = g_string_new(NULL);

    if (!isfinite(value)) {
        return is_korean(lang) ? "해당 없음" : "n/a";
    }
    if (value == 0) {
        return "0";
    }
    g_string_append(out, value < 0 ? "\xE2\x88\x92" : "");
    put_number(out, fabs(value) / size, CLAMP(places, 0, 12), FALSE);
    g_string_append(out, scale != NULL ? scale->word : "");
    return sb_arena_strndup(arena, out->str, out->len);
}
