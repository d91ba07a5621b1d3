/*
 * In: what follows, and what is printed.  Out: the slip that would explain the
 * difference (see sb_audit_guess() in audit.h).
 */
#include "check/audit.h"

static gboolean
holds(SbInterval interval, SbDecimal value)
{
    SbInterval around;

    return sb_interval_of_decimal(value, &around) &&
           sb_interval_overlap(interval, around);
}

/* Two neighbouring digits of value changed places. */
static char *
guess_swap(const SbInterval *computed, SbDecimal value)
{
    int64_t unit = 1;

    for (; ABS(value.coefficient) / unit >= 10; unit *= 10) {
        int64_t low = value.coefficient / unit % 10;
        int64_t high = value.coefficient / unit / 10 % 10;
        SbDecimal other = { value.coefficient + (low - high) * 9 * unit, value.exponent };

        if (low != high && holds(*computed, other)) {
            g_autofree char *number = sb_decimal_format(other);

            return g_strdup_printf("two digits changed places: %s", number);
        }
    }
    return NULL;
}

/* One digit of value is another. */
static char *
guess_digit(const SbInterval *computed, SbDecimal value)
{
    int64_t unit = 1;

    if (ABS(value.coefficient) < 100) {
        return NULL; /* of two digits one is soon right by chance */
    }
    for (; ABS(value.coefficient) / unit > 0; unit *= 10) {
        int64_t digit = ABS(value.coefficient) / unit % 10;
        int64_t sign = value.coefficient < 0 ? -1 : 1;

        for (int64_t d = 0; d < 10; d++) {
            SbDecimal other = { value.coefficient + sign * (d - digit) * unit,
                value.exponent };

            if (d != digit && holds(*computed, other)) {
                g_autofree char *number = sb_decimal_format(other);

                return g_strdup_printf("one digit is another: %s", number);
            }
        }
    }
    return NULL;
}

static char *
guess_scale(const SbInterval *computed, SbDecimal value, int offset)
{
    static const int powers[] = { 3, -3, 4, -4, 6, -6, 8, -8, 9, -9, 1, -1 };
    SbInterval shift = sb_interval_exact((SbRational){ offset, 1 }), base;

    if (!sb_interval_subtract(*computed, shift, &base)) {
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(powers); i++) {
        SbRational factor;
        SbInterval other;

        if (sb_rational_of((SbDecimal){ 1, powers[i] }, &factor) &&
            sb_interval_multiply(base, sb_interval_exact(factor), &other) &&
            sb_interval_add(other, shift, &other) && holds(other, value)) {
            return g_strdup_printf("a scale is off by 10^%d", ABS(powers[i]));
        }
    }
    return NULL;
}

char *
sb_audit_guess(const SbInterval *computed, SbDecimal printed, int offset)
{
    char *guess = guess_swap(computed, printed);

    if (guess == NULL) {
        guess = guess_scale(computed, printed, offset);
    }
    if (guess == NULL) {
        guess = guess_digit(computed, printed);
    }
    return guess != NULL ? guess : g_strdup("");
}
