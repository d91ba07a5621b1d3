/*
 * In: a figure or a value with its unit, a language, options.  Out: the number
 * as that language writes it (see phrase.h).
 *
 * Terms: scale, a power of ten with a word ("billion", 억); compound, a Korean
 * number over several scales ("1조 4,000억").
 */
#include "figure/phrase.h"

#include <string.h>

#include "figure/phrase_unit.h"
#include "figure/unit.h"

#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92"

enum { MOST_SCALED_DECIMALS = 3 };

typedef struct {
    const char *option, *word;
    int power;
    gboolean korean;
} Scale;

/* From large to small, each language by itself. */
static const Scale scales[] = {
    { "tn", "trillion", 12, FALSE },
    { "bn", "billion", 9, FALSE },
    { "mn", "million", 6, FALSE },
    { "k", "thousand", 3, FALSE },
    { "경", "경", 16, TRUE },
    { "조", "조", 12, TRUE },
    { "억", "억", 8, TRUE },
    { "만", "만", 4, TRUE },
};

/* What one number is to look like. */
typedef struct {
    gboolean korean;
    gboolean has_decimals;
    int decimals;
    const Scale *scale; /* fixed; NULL: the house's choice */
    gboolean unscaled;  /* "none", or a unit that never has one */
    gboolean no_word;   /* without the scale's word */
    int printed;        /* decimals in the source's text; -1: unknown */
} Style;

int
sb_phrase_scale_power(const char *scale)
{
    if (strcmp(scale, "none") == 0) {
        return 0;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(scales); i++) {
        if (strcmp(scale, scales[i].option) == 0 || strcmp(scale, scales[i].word) == 0) {
            return scales[i].power;
        }
    }
    return -1;
}

static const Scale *
scale_named(const char *option, gboolean korean)
{
    for (size_t i = 0; option != NULL && i < G_N_ELEMENTS(scales); i++) {
        if (scales[i].korean == korean && (strcmp(option, scales[i].option) == 0 ||
                                              strcmp(option, scales[i].word) == 0)) {
            return &scales[i];
        }
    }
    return NULL;
}

static SbDecimal
magnitude(SbDecimal value)
{
    return value.coefficient < 0 ? sb_decimal_negate(value) : value;
}

static gboolean
reaches(SbDecimal value, int power)
{
    return sb_decimal_compare(magnitude(value), (SbDecimal){ 1, power }) >= 0;
}

/* Zeros behind the point, in units of 10^power, are dropped. */
static SbDecimal
trim(SbDecimal value, int power)
{
    while (
        value.exponent < power && value.coefficient != 0 && value.coefficient % 10 == 0) {
        value.coefficient /= 10;
        value.exponent++;
    }
    return value;
}

/* --- digits --- */

/* |value| / 10^power with so many decimals, grouped; value has no finer digits. */
static char *
digits_of(SbDecimal value, int power, int decimals)
{
    GString *text = g_string_new(NULL);
    int zeros = value.exponent - (power - decimals);

    g_string_printf(text, "%" G_GINT64_FORMAT, magnitude(value).coefficient);
    for (int i = 0; i < zeros && value.coefficient != 0; i++) {
        g_string_append_c(text, '0');
    }
    while (text->len <= (gsize)decimals) {
        g_string_prepend_c(text, '0');
    }
    gssize whole = (gssize)text->len - decimals;

    if (decimals > 0) {
        g_string_insert_c(text, whole, '.');
    }
    for (gssize at = whole - 3; at > 0; at -= 3) {
        g_string_insert_c(text, at, ',');
    }
    return g_string_free(text, FALSE);
}

/* Decimals that show all digits of value in units of 10^power. */
static int
decimals_needed(SbDecimal value, int power)
{
    return MAX(power - value.exponent, 0);
}

/* Keeps zeros that were printed behind a point; drops those that only come from
 * writing "4,000억" in another scale. */
static SbDecimal
as_printed(SbDecimal value, int power, const Style *style)
{
    if (style->printed > 0 || power == 0) {
        return value;
    }
    if (style->printed == 0 || value.exponent % 3 == 0) {
        return trim(value, power);
    }
    return value;
}

/* The English scale: the largest that needs few decimals, or as many as the
 * source printed. */
static const Scale *
choose_scale(SbDecimal value, const Style *style)
{
    for (size_t i = 0; i < G_N_ELEMENTS(scales); i++) {
        const Scale *scale = &scales[i];

        if (scale->korean != style->korean || !reaches(value, scale->power) ||
            (scale->power < 6 && !style->korean)) {
            continue;
        }
        int needed =
            decimals_needed(as_printed(value, scale->power, style), scale->power);

        if (style->has_decimals || needed <= MOST_SCALED_DECIMALS ||
            needed == style->printed) {
            return scale;
        }
    }
    return NULL;
}

/* One number in one scale, without sign and unit. */
static char *
put_in_scale(SbDecimal value, const Scale *scale, const Style *style)
{
    int power = scale != NULL ? scale->power : 0;
    SbDecimal shown = as_printed(value, power, style);
    int decimals = style->has_decimals ? style->decimals : decimals_needed(shown, power);
    SbDecimal rounded = sb_decimal_round(shown, power - decimals);
    g_autofree char *digits = digits_of(rounded, power, decimals);

    if (scale == NULL || style->no_word) {
        return g_steal_pointer(&digits);
    }
    return g_strconcat(digits, style->korean ? "" : NBSP, scale->word, NULL);
}

/* 1조 4,000억: each group of four digits with its word. */
static char *
put_compound(SbDecimal value)
{
    GString *out = g_string_new(NULL);
    SbDecimal rest = magnitude(value);

    for (size_t i = 0; i < G_N_ELEMENTS(scales); i++) {
        if (!scales[i].korean || !reaches(rest, scales[i].power)) {
            continue;
        }
        int64_t group = rest.coefficient;

        /* exact: only whole units of the scale are taken */
        for (int e = rest.exponent; e < scales[i].power; e++) {
            group /= 10;
        }
        if (rest.exponent > scales[i].power) {
            SbDecimal wide = { rest.coefficient, rest.exponent };
            g_autofree char *all = digits_of(wide, scales[i].power, 0);

            g_string_append_printf(
                out, "%s%s%s", out->len > 0 ? NBSP : "", all, scales[i].word);
            return g_string_free(out, FALSE);
        }
        SbDecimal part = { group, scales[i].power };
        g_autofree char *digits = digits_of(part, scales[i].power, 0);

        g_string_append_printf(
            out, "%s%s%s", out->len > 0 ? NBSP : "", digits, scales[i].word);
        if (!sb_decimal_add(rest, sb_decimal_negate(part), &rest)) {
            return g_string_free(out, FALSE);
        }
    }
    if (rest.coefficient != 0 || out->len == 0) {
        g_autofree char *digits = digits_of(rest, 0, decimals_needed(rest, 0));

        g_string_append_printf(out, "%s%s", out->len > 0 ? NBSP : "", digits);
    }
    return g_string_free(out, FALSE);
}

/* The number without sign and unit. */
static char *
put_number(SbDecimal value, const Style *style)
{
    if (style->scale != NULL || style->unscaled) {
        return put_in_scale(value, style->scale, style);
    }
    if (style->korean && !style->has_decimals) {
        return put_compound(value);
    }
    const Scale *scale = choose_scale(value, style);

    if (scale != NULL && style->has_decimals) {
        /* 999.96 million is 1.0 billion */
        SbDecimal rounded = sb_decimal_round(value, scale->power - style->decimals);

        scale = choose_scale(rounded, style);
    }
    return put_in_scale(value, scale, style);
}

/* --- the whole phrase --- */

static const char *
sign_of(SbDecimal value, const SbPhraseOptions *options)
{
    return value.coefficient < 0                           ? MINUS
           : options->sign_always && value.coefficient > 0 ? "+"
                                                           : "";
}

/* Decimals of the number in the source's text: "107.4 billion" has 1. */
static int
decimals_of_text(const char *text)
{
    const char *point = NULL;

    if (*text == '\0') {
        return -1;
    }
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '.' && p > text && g_ascii_isdigit(p[-1]) && g_ascii_isdigit(p[1])) {
            point = p;
            break;
        }
    }
    return point != NULL ? (int)strspn(point + 1, "0123456789") : 0;
}

static Style
style_of(const char *unit, const SbPhraseOptions *options, int printed)
{
    SbUnitKind kind = sb_unit_kind(unit);
    Style style = { .korean = options->lang != NULL && strcmp(options->lang, "ko") == 0,
        .has_decimals = options->has_decimals,
        .decimals = CLAMP(options->decimals, 0, 18),
        .no_word = options->no_scale_word,
        .printed = printed };

    style.scale = scale_named(options->scale, style.korean);
    style.unscaled =
        (options->scale != NULL && strcmp(options->scale, "none") == 0) ||
        (style.scale == NULL &&
            (kind == SB_UNIT_PERCENT || kind == SB_UNIT_POINTS || kind == SB_UNIT_TIME));
    return style;
}

static const char *
ordinal_ending(int64_t n)
{
    if (n % 100 >= 11 && n % 100 <= 13) {
        return "th";
    }
    return n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
}

static char *
rank_of(SbDecimal value, gboolean korean, gboolean no_unit)
{
    SbDecimal whole = sb_decimal_round(value, 0);
    g_autofree char *digits = digits_of(whole, 0, 0);

    if (no_unit) {
        return g_steal_pointer(&digits);
    }
    return g_strconcat(
        digits, korean ? "위" : ordinal_ending(magnitude(whole).coefficient), NULL);
}

/* low and high with the unit said once. */
static char *
range_of(SbJob *job, const SbFigure *figure, const SbPhraseOptions *options,
    const Style *style)
{
    Style one = *style;

    if (!style->korean && style->scale == NULL && !style->unscaled) {
        one.scale = choose_scale(figure->value_high, style);
        one.unscaled = one.scale == NULL;
    }
    g_autofree char *high = put_number(figure->value_high, &one);
    Style bare = one;

    bare.no_word = !style->korean || one.no_word;
    g_autofree char *low = put_number(figure->value, &bare);
    g_autofree char *both = g_strconcat(sign_of(figure->value, options), low,
        style->korean ? "~" : "\xE2\x80\x93", sign_of(figure->value_high, options), high,
        NULL);

    return sb_phrase_unit_around(
        job, "", both, figure->unit, options->lang, FALSE, options->no_unit);
}

static char *
qualified(char *phrase, SbQualifier qualifier, gboolean korean)
{
    static const char *const en[] = { "%s", "about" NBSP "%s", "more than" NBSP "%s",
        "at least" NBSP "%s", "less than" NBSP "%s", "up to" NBSP "%s" };
    static const char *const ko[] = { "%s", "약" NBSP "%s", "%s" NBSP "초과",
        "%s" NBSP "이상", "%s" NBSP "미만", "%s" NBSP "이하" };
    g_auto(GStrv) parts = g_strsplit(korean ? ko[qualifier] : en[qualifier], "%s", 2);
    char *whole = g_strconcat(parts[0], phrase, parts[1], NULL);

    g_free(phrase);
    return whole;
}

static char *
value_phrase(SbJob *job, SbDecimal value, const char *unit,
    const SbPhraseOptions *options, const Style *style)
{
    g_autofree char *number = put_number(value, style);
    gboolean is_one = strcmp(number, "1") == 0;

    return sb_phrase_unit_around(job, sign_of(value, options), number, unit,
        options->lang, is_one, options->no_unit);
}

char *
sb_phrase_value(
    SbJob *job, SbDecimal value, const char *unit, const SbPhraseOptions *options)
{
    Style style = style_of(unit, options, -1);

    return value_phrase(job, value, unit, options, &style);
}

char *
sb_phrase_figure(SbJob *job, const SbFigure *figure, const SbPhraseOptions *options)
{
    Style style = style_of(figure->unit, options, decimals_of_text(figure->text));
    char *phrase;

    if (!figure->has_value) {
        return g_strdup(figure->text);
    }
    if (figure->role == SB_ROLE_RANK) {
        phrase = rank_of(figure->value, style.korean, options->no_unit);
    } else if (figure->has_high) {
        phrase = range_of(job, figure, options, &style);
    } else {
        phrase = value_phrase(job, figure->value, figure->unit, options, &style);
    }
    return options->bare ? phrase : qualified(phrase, figure->qualifier, style.korean);
}
