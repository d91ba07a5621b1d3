/*
 * Parts of a whole: 3/8 as a percentage, and the characters ½, ¼ ….
 */
#pragma once

#include "base/decimal.h"
#include "extract/token.h"

/* value / parts as a percentage with two digits behind the point. */
SbDecimal sb_number_part_percentage(int64_t value, int64_t parts);
/* ½ and its like: numerator and denominator.  FALSE: the token is none, or NULL. */
gboolean sb_number_part_vulgar(const SbToken *token, int *over, int *under);
