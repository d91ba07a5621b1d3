/*
 * Text in small Latin letters, for ids: Hangul by the Revised Romanisation of
 * Korean (2000), as it is pronounced ("신라" -> "silla").
 */
#pragma once

#include <glib.h>

/* Small letters, digits and single hyphens between words; accents are dropped,
 * other scripts left out.  Free it. */
char *sb_romanise(const char *text);
