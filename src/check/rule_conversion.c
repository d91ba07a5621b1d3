/*
 * conversion: an amount and its conversion in brackets ("499.6 billion yen
 * (about 4.52 trillion won)"): the exchange rate that they imply against the
 * dated rate of data/codes/rates.csv, else against the other pairs of the same
 * currencies in the text.
 *
 * A text converts at some day's rate, so a quarter more or less is no error.
 */
#include <math.h>
#include <string.h>

#include "check/audit.h"
#include "figure/convert.h"
#include "figure/relation.h"
#include "figure/unit.h"

typedef struct {
    const SbFigure *from, *to;
    double rate; /* to per from */
} Pair;

static gboolean
find_pair(const SbAudit *audit, const SbFigure *figure, Pair *pair)
{
    SbDecimal a, b;

    pair->to = figure;
    pair->from = sb_relation_find(audit->figures, figure, "converts");
    if (pair->from == NULL || !sb_unit_is_money(pair->from->unit) ||
        !sb_unit_is_money(figure->unit) || strcmp(pair->from->unit, figure->unit) == 0 ||
        !sb_audit_value(pair->from, &a) || !sb_audit_value(figure, &b) ||
        a.coefficient == 0) {
        return FALSE;
    }
    pair->rate = sb_decimal_to_double(b) / sb_decimal_to_double(a);
    return TRUE;
}

/* The rate of the tables; FALSE: none for that time. */
static gboolean
known_rate(const SbAudit *audit, const Pair *pair, double *rate)
{
    SbFigure converted;
    g_autofree char *note = NULL;
    SbDecimal value;

    if (!sb_convert_figure(
            audit->job, pair->from, pair->to->unit, "en", &converted, &note, NULL) ||
        !sb_audit_value(pair->from, &value)) {
        return FALSE;
    }
    *rate = sb_decimal_to_double(converted.value) / sb_decimal_to_double(value);
    return isfinite(*rate) && *rate > 0;
}

/* Another pair of the same two currencies in the same source. */
static gboolean
other_rate(const SbAudit *audit, const Pair *pair, double *rate)
{
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);
        Pair other;

        if (f != pair->to && strcmp(f->source, pair->to->source) == 0 &&
            find_pair(audit, f, &other) &&
            strcmp(other.from->unit, pair->from->unit) == 0 &&
            strcmp(other.to->unit, pair->to->unit) == 0) {
            *rate = other.rate;
            return TRUE;
        }
    }
    return FALSE;
}

void
sb_rule_conversion(SbAudit *audit)
{
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *figure = g_ptr_array_index(audit->rows, i);
        Pair pair;
        double rate = 0;

        if (!find_pair(audit, figure, &pair)) {
            continue;
        }
        gboolean known = known_rate(audit, &pair, &rate);
        gboolean tested = known || other_rate(audit, &pair, &rate);
        double off = tested ? pair.rate / rate : 1;
        gboolean right = off > 0.75 && off < 1.0 / 0.75;
        char shown[32], usual[32];

        g_ascii_formatd(shown, sizeof shown, "%.4g", pair.rate);
        g_ascii_formatd(usual, sizeof usual, "%.4g", rate);
        g_autofree char *against =
            tested ? g_strdup_printf(" (%s: %s)",
                         known ? "dated rate" : "elsewhere in the text", usual)
                   : g_strdup("");
        g_autofree char *arithmetic =
            g_strdup_printf("%s for %s is %s %s a %s%s", pair.to->text, pair.from->text,
                shown, pair.to->unit, pair.from->unit, against);
        double power = round(log10(off));
        gboolean scale = fabs(power) >= 1 && fabs(log10(off) - power) < 0.13;
        g_autofree char *guess =
            scale && !right ? g_strdup_printf("one of them is off by a factor of 10^%d",
                                  (int)fabs(power))
                            : g_strdup("");

        sb_audit_add(audit, "conversion",
            !tested ? SB_VERDICT_UNTESTED
            : right ? SB_VERDICT_PASS
                    : SB_VERDICT_FAIL,
            !tested ? "no rate to compare with"
            : right ? "the conversion is plausible"
                    : "the conversion implies an exchange rate far from the usual one",
            arithmetic, guess, pair.to, pair.from, NULL);
    }
}
