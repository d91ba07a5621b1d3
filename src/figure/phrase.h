/*
 * The one writer of numbers, for text, tables, charts and alt texts: "$107.4
 * billion", "1,074억 달러", "15.7%".
 */
#pragma once

#include "base/job.h"
#include "figure/figure.h"

typedef struct {
    const char *lang; /* "en" or "ko" */
    gboolean has_decimals;
    int decimals; /* digits after the point, in the scale shown */
    const char
        *scale; /* NULL: the house's choice; "bn" "tn" "mn" "k" "만" "억" "조" "none" */
    gboolean sign_always; /* "+3.2%" */
    gboolean no_unit;
    gboolean bare;          /* no qualifier */
    gboolean html_space;    /* reserved; FALSE */
    gboolean no_scale_word; /* the number alone; the head of a table says the scale */
} SbPhraseOptions;

/* value (and value_high) of figure with unit and qualifier in a language.
 * Digits as printed in the source unless told; rounding is half away from
 * zero, once, on the exact decimal; a real minus sign (U+2212); number and
 * unit are joined by U+00A0 where they are two words.  Free it. */
char *sb_phrase_figure(
    SbJob *job, const SbFigure *figure, const SbPhraseOptions *options);
/* The same for a bare value in unit. */
char *sb_phrase_value(
    SbJob *job, SbDecimal value, const char *unit, const SbPhraseOptions *options);
/* A period in a language: "2022-10" -> "October 2022", "2022년 10월". Free it. */
char *sb_phrase_period(const char *period, const char *lang);
/* A unit by itself: "USD" -> "US dollars"/"달러", "{business}" -> "businesses"/"개사".
 * Free it. */
char *sb_phrase_unit(SbJob *job, const char *unit, const char *lang);
/* The particle that follows text: pair "은/는" "이/가" "을/를" "과/와" "으로/로".
 * Static. */
const char *sb_phrase_particle(const char *text, const char *pair);
/* The power of ten of a scale as in options ("bn", "억"; "none" is 0), or -1. */
int sb_phrase_scale_power(const char *scale);
