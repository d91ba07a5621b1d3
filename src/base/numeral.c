/*
 * In: digits and words from left to right.  Out: one exact decimal.
 *
 * A number is a sum of closed groups ("3만", "two million"), each a section
 * times a large scale; a section is a sum of digits times small scales ("2천",
 * "five hundred").
 */
#include "base/numeral.h"

#include <string.h>

static const SbNumeral WORDS[] = {
#define NUMERAL(word, kind, value) { word, SB_NUMERAL_##kind, value },
#include "base/words.def"
#undef NUMERAL
};

enum { NO_LARGE = 99 };

const SbNumeral *
sb_numeral_words(size_t *count)
{
    *count = G_N_ELEMENTS(WORDS);
    return WORDS;
}

const SbNumeral *
sb_numeral_word(const char *text, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (strlen(WORDS[i].word) == length &&
            g_ascii_strncasecmp(WORDS[i].word, text, length) == 0) {
            return &WORDS[i];
        }
    }
    return NULL;
}

const SbNumeral *
sb_numeral_scale_at(const char *text, size_t left, size_t *length)
{
    if (left == 0 || (guchar)text[0] < 0x80) {
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        const SbNumeral *word = &WORDS[i];

        if (word->word[0] != text[0]) {
            continue;
        }
        size_t n = strlen(word->word);

        if (n <= left &&
            (word->kind == SB_NUMERAL_SMALL || word->kind == SB_NUMERAL_LARGE) &&
            memcmp(word->word, text, n) == 0) {
            *length = n;
            return word;
        }
    }
    return NULL;
}

/* --- putting together --- */

void
sb_numeral_start(SbNumeralSum *sum)
{
    *sum = (SbNumeralSum){ .last_large = NO_LARGE };
}

gboolean
sb_numeral_add_digits(SbNumeralSum *sum, SbDecimal digits)
{
    if (sum->has_digit) {
        return FALSE;
    }
    sum->digit = digits;
    sum->has_digit = TRUE;
    return TRUE;
}

/* "twenty" and then "five" */
static gboolean
add_digit_word(SbNumeralSum *sum, int value)
{
    if (!sum->has_digit) {
        return sb_numeral_add_digits(sum, (SbDecimal){ value, 0 });
    }
    if (sum->digit.exponent != 0 || sum->digit.coefficient < 20 ||
        sum->digit.coefficient > 90 || sum->digit.coefficient % 10 != 0 || value < 1 ||
        value > 9) {
        return FALSE;
    }
    sum->digit.coefficient += value;
    return TRUE;
}

static gboolean
add_small(SbNumeralSum *sum, int power)
{
    SbDecimal digit = sum->has_digit ? sum->digit : (SbDecimal){ 1, 0 };
    SbDecimal section = { 0, 0 };

    if (!sb_decimal_shift(digit, power, &digit) ||
        (sum->has_section && !sb_decimal_add(sum->section, digit, &section))) {
        return FALSE;
    }
    sum->section = sum->has_section ? section : digit;
    sum->has_section = TRUE;
    sum->has_digit = FALSE;
    sum->has_scale = TRUE;
    return TRUE;
}

/* The open group as one decimal; FALSE when it is empty or too long. */
static gboolean
group_of(const SbNumeralSum *sum, SbDecimal *out)
{
    if (sum->has_section && sum->has_digit) {
        return sb_decimal_add(sum->section, sum->digit, out);
    }
    *out = sum->has_section ? sum->section : sum->digit;
    return sum->has_section || sum->has_digit;
}

static gboolean
add_large(SbNumeralSum *sum, int power)
{
    SbDecimal group, total;

    if (!sum->has_section && !sum->has_digit) {
        /* "thousand million", "lakh crore" multiply what is there; a bare "만" is
         * one */
        if (!sum->has_total) {
            group = (SbDecimal){ 1, 0 };
        } else if ((sum->last_large == 3 || (sum->last_large == 5 && power == 7)) &&
                   sb_decimal_shift(sum->total, power, &total)) {
            sum->last_large = power;
            sum->total = total;
            return TRUE;
        } else {
            return FALSE;
        }
    } else if (!group_of(sum, &group)) {
        return FALSE;
    }
    if (power >= sum->last_large || !sb_decimal_shift(group, power, &group) ||
        (sum->has_total && !sb_decimal_add(sum->total, group, &total))) {
        return FALSE;
    }
    sum->total = sum->has_total ? total : group;
    sum->has_total = TRUE;
    sum->has_section = sum->has_digit = FALSE;
    sum->has_scale = TRUE;
    sum->last_large = power;
    return TRUE;
}

gboolean
sb_numeral_add_word(SbNumeralSum *sum, const SbNumeral *word)
{
    switch (word->kind) {
    case SB_NUMERAL_DIGIT:
    case SB_NUMERAL_NATIVE:
        return add_digit_word(sum, word->value);
    case SB_NUMERAL_SMALL:
        return add_small(sum, word->value);
    case SB_NUMERAL_LARGE:
    case SB_NUMERAL_SHORT:
        return add_large(sum, word->value);
    case SB_NUMERAL_ORDINAL:
    case SB_NUMERAL_PART:
        break;
    }
    return FALSE;
}

gboolean
sb_numeral_finish(const SbNumeralSum *sum, SbDecimal *out)
{
    SbDecimal group;

    if (!sum->has_section && !sum->has_digit) {
        *out = sum->total;
        return sum->has_total;
    }
    if (!group_of(sum, &group)) {
        return FALSE;
    }
    if (!sum->has_total) {
        *out = group;
        return TRUE;
    }
    return sb_decimal_add(sum->total, group, out);
}

/* --- typed by a person --- */

static size_t
digits_length(const char *p, size_t left)
{
    size_t n = 0;

    while (n < left && (g_ascii_isdigit(p[n]) || p[n] == ',' || p[n] == '.')) {
        n++;
    }
    return n;
}

static size_t
letters_length(const char *p, size_t left)
{
    size_t n = 0;

    while (n < left && g_ascii_isalpha(p[n])) {
        n++;
    }
    return n;
}

/* One part of the number at p; its bytes, 0 when it is none. */
static size_t
read_part(SbNumeralSum *sum, const char *p, size_t left)
{
    SbDecimal digits;
    size_t n = digits_length(p, left);

    if (n > 0) {
        return sb_decimal_parse(p, n, &digits) && sb_numeral_add_digits(sum, digits) ? n
                                                                                     : 0;
    }
    n = letters_length(p, left);
    if (n == 3 && g_ascii_strncasecmp(p, "and", 3) == 0) {
        return n;
    }
    const SbNumeral *word =
        n > 0 ? sb_numeral_word(p, n) : sb_numeral_scale_at(p, left, &n);

    return word != NULL && sb_numeral_add_word(sum, word) ? n : 0;
}

gboolean
sb_numeral_read(const char *text, size_t length, SbDecimal *out)
{
    SbNumeralSum sum;
    gboolean negative = FALSE;
    size_t i = 0;

    sb_numeral_start(&sum);
    while (i < length && g_ascii_isspace(text[i])) {
        i++;
    }
    if (i < length && (text[i] == '-' || text[i] == '+')) {
        negative = text[i++] == '-';
    } else if (length - i > 3 && memcmp(text + i, "\xE2\x88\x92", 3) == 0) {
        negative = TRUE;
        i += 3;
    }
    while (i < length) {
        if (g_ascii_isspace(text[i]) ||
            (text[i] == '-' && i > 0 && g_ascii_isalpha(text[i - 1]))) {
            i++;
            continue;
        }
        size_t n = read_part(&sum, text + i, length - i);

        if (n == 0) {
            return FALSE;
        }
        i += n;
    }
    if (!sb_numeral_finish(&sum, out)) {
        return FALSE;
    }
    if (negative) {
        *out = sb_decimal_negate(*out);
    }
    return TRUE;
}
