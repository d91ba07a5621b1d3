/*
 * Exact decimals that remember the digits written.
 *
 * A decimal is coefficient × 10^exponent.  The exponent is the place of the
 * last digit that was printed: "107.4 billion" is 1074 × 10^8, and so means
 * ±0.05 billion.  It is never normalised away.  A plain record; no memory.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    int64_t coefficient;
    int exponent; /* SB_DECIMAL_LEAST … SB_DECIMAL_MOST */
} SbDecimal;

enum { SB_DECIMAL_LEAST = -18, SB_DECIMAL_MOST = 18 };

/* Reads "-1,234.50", "107.4" from all of text: optional sign (ASCII or U+2212),
 * digits with well-placed grouping commas or none, optional fraction.  FALSE
 * when it is not that or does not fit 18 digits. */
gboolean sb_decimal_parse(const char *text, size_t length, SbDecimal *out);

/* The same with commas as in India: 1,23,45,678.  FALSE without such commas. */
gboolean sb_decimal_parse_indian(const char *text, size_t length, SbDecimal *out);
/* The decimal times 10^power; FALSE when it does not fit. */
gboolean sb_decimal_shift(SbDecimal value, int power, SbDecimal *out);
SbDecimal sb_decimal_negate(SbDecimal value);
/* Sum or product; FALSE when it does not fit.  The sum's exponent is the
 * smaller one. */
gboolean sb_decimal_add(SbDecimal a, SbDecimal b, SbDecimal *out);
gboolean sb_decimal_multiply(SbDecimal a, SbDecimal b, SbDecimal *out);
/* -1, 0, 1; exact, whatever the exponents. */
int sb_decimal_compare(SbDecimal a, SbDecimal b);
/* Half away from zero to the place 10^exponent; finer values only. */
SbDecimal sb_decimal_round(SbDecimal value, int exponent);

double sb_decimal_to_double(SbDecimal value);
/* "107400000000", "-0.35", "3.10": no exponent, no grouping, fraction digits as
 * remembered.  Free it. */
char *sb_decimal_format(SbDecimal value);
/* The same, behind what is in out. */
void sb_decimal_append(GString *out, SbDecimal value);
