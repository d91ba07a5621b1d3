/*
 * The words around a number: its unit, in both languages.  Private to
 * phrase.c; sb_phrase_unit() is declared in phrase.h.
 */
#pragma once

#include "base/job.h"

/* sign, number and unit put together: "−$3 billion", "128 businesses",
 * "1,074억 달러", "달러당 1,310원".  is_one: the singular.  Free it. */
char *sb_phrase_unit_around(SbJob *job, const char *sign, const char *number,
    const char *unit, const char *lang, gboolean is_one, gboolean no_unit);
