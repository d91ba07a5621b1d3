/*
 * scale: a number whose scale word is missing: its siblings in the sentence,
 * in the same unit and role, are a thousand times larger and more, and it is
 * printed without a scale word ("$10.551" after "$13.011 billion").
 */
#include <string.h>

#include "base/numeral.h"
#include "check/audit.h"
#include "figure/unit.h"

/* Has the text a scale word or sign behind its digits? */
static gboolean
has_scale_word(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        size_t length = 0;

        if (sb_numeral_scale_at(p, strlen(p), &length) != NULL) {
            return TRUE;
        }
        if (g_ascii_isalpha(*p) && (p == text || !g_ascii_isalpha(p[-1]))) {
            size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
            const SbNumeral *word = sb_numeral_word(p, n);

            if (word != NULL &&
                (word->kind == SB_NUMERAL_LARGE || word->kind == SB_NUMERAL_SMALL ||
                    word->kind == SB_NUMERAL_SHORT)) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static gboolean
is_sibling(const SbFigure *a, const SbFigure *b)
{
    return a != b && b->has_value && strcmp(a->source, b->source) == 0 &&
           *a->quote != '\0' && strcmp(a->quote, b->quote) == 0 &&
           strcmp(a->unit, b->unit) == 0 && a->role == b->role && *b->cell == '\0' &&
           has_scale_word(b->text);
}

/* The power of ten that brings value nearest to sibling: 3, 6, 9 … */
static int
missing_power(double value, double sibling)
{
    static const int powers[] = { 3, 4, 6, 8, 9, 12 };
    int best = 0;
    double least = 1000;

    for (size_t i = 0; i < G_N_ELEMENTS(powers); i++) {
        double ratio = sibling / value;

        for (int k = 0; k < powers[i]; k++) {
            ratio /= 10;
        }
        double far = ratio > 1 ? ratio : 1 / ratio;

        if (far < least) {
            least = far;
            best = powers[i];
        }
    }
    return best;
}

/* The nearest earlier sibling with a scale word, else the nearest later one. */
static const SbFigure *
nearest_sibling(const SbAudit *audit, guint index)
{
    const SbFigure *figure = g_ptr_array_index(audit->rows, index), *later = NULL;
    const SbFigure *earlier = NULL;

    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);

        if (is_sibling(figure, f)) {
            if (i < index) {
                earlier = f;
            } else if (later == NULL) {
                later = f;
            }
        }
    }
    return earlier != NULL ? earlier : later;
}

void
sb_rule_scale(SbAudit *audit)
{
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *figure = g_ptr_array_index(audit->rows, i);
        SbDecimal value, other;

        if (*figure->cell != '\0' || !sb_audit_is_amount(figure) ||
            sb_unit_kind(figure->unit) != SB_UNIT_MONEY || has_scale_word(figure->text) ||
            !sb_audit_value(figure, &value) || value.coefficient == 0) {
            continue;
        }
        const SbFigure *sibling = nearest_sibling(audit, i);

        if (sibling == NULL || !sb_audit_value(sibling, &other)) {
            continue;
        }
        double ratio = sb_decimal_to_double(other) / sb_decimal_to_double(value);

        if (ratio < 1000) {
            continue;
        }
        int power =
            missing_power(sb_decimal_to_double(value), sb_decimal_to_double(other));
        SbDecimal scaled = value;
        g_autofree char *printed = sb_decimal_format(value);
        g_autofree char *near = sb_audit_number(other);
        g_autofree char *meant = sb_decimal_shift(value, power, &scaled)
                                     ? sb_audit_number(scaled)
                                     : g_strdup("?");
        g_autofree char *arithmetic = g_strdup_printf("%s beside %s", printed, near);
        g_autofree char *message = g_strdup_printf(
            "%s stands without a scale word among siblings that have one (%s)",
            figure->text, sibling->text);
        g_autofree char *guess = g_strdup_printf("%s %s", meant, figure->unit);

        sb_audit_add(audit, "scale", SB_VERDICT_FAIL, message, arithmetic, guess, figure,
            sibling, NULL);
    }
}
