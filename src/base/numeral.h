/*
 * Numerals and scale words in English and Korean: "107.4 billion", "1조
 * 4,000억", "twenty-five", "3만 2천".
 *
 * The words stand in base/words.def.  All arithmetic is exact; a result keeps
 * the place of the last digit written ("1조 4,000억" is known to 10^8).
 */
#pragma once

#include "base/decimal.h"

typedef enum {
    SB_NUMERAL_DIGIT,  /* "five" */
    SB_NUMERAL_SMALL,  /* "hundred", 천: times the digit before it */
    SB_NUMERAL_LARGE,  /* "billion", 억: times the group before it */
    SB_NUMERAL_SHORT,  /* "bn" by one letter, right behind digits only */
    SB_NUMERAL_NATIVE, /* 세: needs a counter */
    SB_NUMERAL_ORDINAL,
    SB_NUMERAL_PART /* "fifths", "half": a denominator */
} SbNumeralKind;

typedef struct {
    const char *word;
    SbNumeralKind kind;
    int value; /* of a digit, ordinal or denominator; a scale's power of ten */
} SbNumeral;

/* All words, for a lexicon to take over; *count of them.  Static. */
const SbNumeral *sb_numeral_words(size_t *count);
/* The word that is text (ASCII letters in any case), or NULL. */
const SbNumeral *sb_numeral_word(const char *text, size_t length);
/* The Korean (or Chinese) scale word that text begins with, or NULL; *length
 * gets its bytes. */
const SbNumeral *sb_numeral_scale_at(const char *text, size_t left, size_t *length);

/* A number put together from its parts, from left to right. */
typedef struct {
    SbDecimal total;   /* closed groups */
    SbDecimal section; /* closed digits of the open group */
    SbDecimal digit;   /* the open digit */
    gboolean has_total, has_section, has_digit, has_scale;
    int last_large; /* power of the last large scale; 99 at the start */
} SbNumeralSum;

void sb_numeral_start(SbNumeralSum *sum);
/* FALSE when the part does not continue the number; sum is then unchanged. */
gboolean sb_numeral_add_digits(SbNumeralSum *sum, SbDecimal digits);
gboolean sb_numeral_add_word(SbNumeralSum *sum, const SbNumeral *word);
/* FALSE when there is no number or it does not fit. */
gboolean sb_numeral_finish(const SbNumeralSum *sum, SbDecimal *out);

/* What a person typed, from all of text: "107.4 billion", "1,074억", "-2.3",
 * "1조 4,000억", "five million".  No unit. */
gboolean sb_numeral_read(const char *text, size_t length, SbDecimal *out);
