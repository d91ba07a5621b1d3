/*
 * In: rows of figures.  Out: intervals, and findings put together (see
 * audit.h).
 */
#include "check/audit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/numeral.h"
#include "figure/unit.h"

gboolean
sb_audit_has_remark(const SbFigure *figure, const char *remark)
{
    size_t length = strlen(remark);

    for (const char *p = strstr(figure->remarks, remark); p != NULL;
         p = strstr(p + 1, remark)) {
        if ((p == figure->remarks || p[-1] == ';') &&
            (p[length] == '\0' || p[length] == ';')) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The first number in a figure's text, unit and signs passed over. */
static gboolean
read_text(const char *text, SbDecimal *out)
{
    size_t length = strlen(text);

    for (size_t start = 0; start < length; start++) {
        if (!g_ascii_isdigit(text[start])) {
            continue;
        }
        for (size_t end = length; end > start; end--) {
            if (sb_numeral_read(text + start, end - start, out)) {
                return TRUE;
            }
        }
        return FALSE;
    }
    return sb_numeral_read(text, length, out);
}

/* The digits without the zeros at the end: 107400000000 and 107.4 have the same. */
static int64_t
digits(SbDecimal value)
{
    int64_t c = ABS(value.coefficient);

    while (c != 0 && c % 10 == 0) {
        c /= 10;
    }
    return c;
}

/* The place of the last digit that is not zero. */
static int
lowest_place(SbDecimal value)
{
    int64_t c = value.coefficient;
    int place = value.exponent;

    while (c != 0 && c % 10 == 0) {
        c /= 10;
        place++;
    }
    return place;
}

/* A value without a precision: as many digits as its text shows, else those
 * that are not zero. */
static SbDecimal
with_place(const SbFigure *figure, SbDecimal value)
{
    SbDecimal text;
    int place = lowest_place(value);

    if (figure->has_precision || value.coefficient == 0) {
        return value;
    }
    if (*figure->text != '\0' && read_text(figure->text, &text) &&
        digits(text) == digits(value)) {
        place += text.exponent - lowest_place(text);
    }
    return place > value.exponent ? sb_decimal_round(value, place) : value;
}

gboolean
sb_audit_value(const SbFigure *figure, SbDecimal *out)
{
    SbDecimal printed;
    gboolean corrected =
        figure->status == SB_STATUS_EDITED || *figure->derived_from != '\0';

    if (*figure->text != '\0' && corrected && read_text(figure->text, &printed)) {
        gboolean same = figure->has_value && digits(printed) == digits(figure->value);

        if (!same || sb_audit_has_remark(figure, "scale-missing")) {
            *out = printed;
            return TRUE;
        }
    }
    *out = figure->has_value ? with_place(figure, figure->value) : figure->value;
    return figure->has_value;
}

gboolean
sb_audit_printed(const SbFigure *figure, SbInterval *out)
{
    SbFigure printed = *figure;

    printed.has_value = sb_audit_value(figure, &printed.value);
    if (!printed.has_value) {
        return FALSE;
    }
    if (sb_decimal_compare(printed.value, figure->value) != 0 || !figure->has_value) {
        printed.has_precision = TRUE;
        printed.precision = printed.value.exponent;
    }
    return sb_interval_of_figure(&printed, out);
}

gboolean
sb_audit_point(const SbFigure *figure, SbInterval *out)
{
    SbDecimal value;
    SbRational point;

    if (!sb_audit_value(figure, &value) || !sb_rational_of(value, &point)) {
        return FALSE;
    }
    *out = sb_interval_exact(point);
    return TRUE;
}

SbInterval
sb_audit_whole(int number)
{
    return sb_interval_exact((SbRational){ number, 1 });
}

gboolean
sb_audit_is_amount(const SbFigure *figure)
{
    if (figure->role != SB_ROLE_LEVEL && figure->role != SB_ROLE_CHANGE) {
        return FALSE;
    }
    switch (sb_unit_kind(figure->unit)) {
    case SB_UNIT_MONEY:
    case SB_UNIT_MEASURE:
    case SB_UNIT_COUNT:
        return TRUE;
    default:
        return FALSE;
    }
}

gboolean
sb_audit_cell_parse(
    const SbFigure *figure, int *table, int *row, int *column, gboolean *total)
{
    *total = strstr(figure->cell, ".total") != NULL;
    return sscanf(figure->cell, "t%d.r%d.c%d", table, row, column) == 3;
}

char *
sb_audit_cell(const SbFigure *figure)
{
    int table, row, column;
    gboolean total;

    if (!sb_audit_cell_parse(figure, &table, &row, &column, &total)) {
        return g_strdup("");
    }
    return g_strdup_printf("t%d.r%d.c%d", table, row, column);
}

char *
sb_audit_number(SbDecimal value)
{
    static const struct {
        int power;
        const char *word;
    } scales[] = { { 12, " trillion" }, { 9, " billion" }, { 6, " million" } };

    for (size_t i = 0; i < G_N_ELEMENTS(scales); i++) {
        SbDecimal least = { 1, scales[i].power }, size = value, shown;

        size.coefficient = ABS(size.coefficient);
        if (sb_decimal_compare(size, least) < 0) {
            continue;
        }
        int exponent = MAX(value.exponent, scales[i].power - 15);

        shown = sb_decimal_round(value, exponent);
        if (sb_decimal_shift(shown, -scales[i].power, &shown)) {
            g_autofree char *text = sb_decimal_format(shown);

            return g_strconcat(text, scales[i].word, NULL);
        }
    }
    return sb_decimal_format(value);
}

char *
sb_audit_middle(const SbInterval *interval, int decimals)
{
    SbRational sum, middle;
    SbDecimal shown;

    if (interval->no_low || interval->no_high) {
        SbRational end = interval->no_low ? interval->high : interval->low;

        if (!sb_rational_round(end, -decimals, &shown)) {
            return g_strdup("?");
        }
        g_autofree char *text = sb_decimal_format(shown);

        return g_strconcat(interval->no_low ? "at most " : "at least ", text, NULL);
    }
    if (!sb_rational_add(interval->low, interval->high, &sum) ||
        !sb_rational_divide(sum, (SbRational){ 2, 1 }, &middle) ||
        !sb_rational_round(middle, -decimals, &shown)) {
        return g_strdup("?");
    }
    return sb_decimal_format(shown);
}

int
sb_audit_decimals(const SbFigure *figure)
{
    SbDecimal value;

    return sb_audit_value(figure, &value) && value.exponent < 0 ? -value.exponent : 0;
}

void
sb_audit_add_list(SbAudit *audit, const char *rule, SbVerdict verdict,
    const char *message, const char *arithmetic, const char *guess, GPtrArray *facts)
{
    SbFinding finding = {
        .rule = rule,
        .verdict = verdict,
        .facts = facts,
        .arithmetic = arithmetic,
        .message = message,
        .guess = guess,
    };

    sb_findings_add(audit->findings, &finding);
}

void
sb_audit_add(SbAudit *audit, const char *rule, SbVerdict verdict, const char *message,
    const char *arithmetic, const char *guess, const SbFigure *first, ...)
{
    g_autoptr(GPtrArray) facts = g_ptr_array_new();
    va_list args;

    va_start(args, first);
    for (const SbFigure *f = first; f != NULL; f = va_arg(args, const SbFigure *)) {
        g_ptr_array_add(facts, (gpointer)f);
    }
    va_end(args);
    sb_audit_add_list(audit, rule, verdict, message, arithmetic, guess, facts);
}
