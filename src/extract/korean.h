/*
 * Korean words: numerals written in Hangul, nouns without their particles.
 */
#pragma once

#include "base/decimal.h"

/* "삼천만", "백만", "이십": Sino-Korean numerals that text begins with.  Bytes;
 * 0: none.  *value keeps the place of its last digit.  A single 백, 천, 만 is
 * one, too. */
size_t sb_korean_sino(const char *text, size_t left, SbDecimal *value);

/* "열두", "스물다섯", "서너": the whole of text is a native numeral.  *low and
 * *high differ for "서너" (3 to 4). */
gboolean sb_korean_native(const char *text, size_t length, int *low, int *high);

/* Bytes of the noun in "수출은", "순수출의"; length when there is no particle.
 * A particle must suit the syllable before it: 은 behind a consonant, 는 behind
 * a vowel; so "물가", "효과" and "국가" are whole. */
size_t sb_korean_noun(const char *text, size_t length);

/* Does the word end in one of the particles of list (" 은 는 ") that suits what
 * stands before it? */
gboolean sb_korean_ends(const char *text, size_t length, const char *list);

/* Has the Hangul syllable that ends at text + length a final consonant? */
gboolean sb_korean_closed(const char *text, size_t length);
