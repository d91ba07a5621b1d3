/*
 * share: part / whole against the printed percentage.
 *
 * The text states a share when the row's role is share and it names its whole:
 * by relation, by base, by the total of its table's column, or by words that
 * one level of the same source, place and period answers to.
 */
#include <string.h>

#include "check/audit.h"
#include "figure/period.h"
#include "figure/relation.h"

static gboolean
is_share(const SbFigure *f)
{
    return f->role == SB_ROLE_SHARE && f->has_value && strcmp(f->unit, "%") == 0;
}

static gboolean
same_text(const char *a, const char *b)
{
    return *a != '\0' && g_ascii_strcasecmp(a, b) == 0;
}

static gboolean
same_place(const SbFigure *a, const SbFigure *b)
{
    return *a->place_code != '\0' && *b->place_code != '\0'
               ? strcmp(a->place_code, b->place_code) == 0
               : g_ascii_strcasecmp(a->place, b->place) == 0;
}

static gboolean
same_period(const SbFigure *a, const SbFigure *b)
{
    return *a->period == '\0' || *b->period == '\0' ||
           sb_period_equal(a->period, b->period);
}

static gboolean
in_one_sentence(const SbFigure *a, const SbFigure *b)
{
    return strcmp(a->source, b->source) == 0 && *a->quote != '\0' &&
           strcmp(a->quote, b->quote) == 0;
}

/* The other figure of the same cell: "48.2 (31.5%)". */
static const SbFigure *
level_in_cell(const SbAudit *audit, const SbFigure *share)
{
    g_autofree char *cell = sb_audit_cell(share);

    for (guint i = 0; *cell != '\0' && i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);

        if (f != share && sb_audit_is_amount(f) &&
            strcmp(f->source, share->source) == 0) {
            g_autofree char *other = sb_audit_cell(f);

            if (strcmp(other, cell) == 0) {
                return f;
            }
        }
    }
    return NULL;
}

/* The total of the table's column that holds figure. */
static const SbFigure *
total_of_column(const SbAudit *audit, const SbFigure *figure)
{
    int table, row, column, t, r, c;
    gboolean total;

    if (!sb_audit_cell_parse(figure, &table, &row, &column, &total) || total) {
        return NULL;
    }
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);

        if (sb_audit_cell_parse(f, &t, &r, &c, &total) && total && t == table &&
            c == column && sb_audit_is_amount(f) &&
            strcmp(f->source, figure->source) == 0) {
            return f;
        }
    }
    return NULL;
}

static const SbFigure *
find_part(const SbAudit *audit, const SbFigure *share, const SbFigure *whole)
{
    const SbFigure *part = sb_relation_find(audit->figures, share, "to");

    if (part != NULL || (part = level_in_cell(audit, share)) != NULL) {
        return part;
    }
    if (*share->cell != '\0') {
        return NULL;
    }
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);

        if (f == share || f == whole || !sb_audit_is_amount(f) ||
            !in_one_sentence(f, share) || !same_period(f, share) ||
            (whole != NULL && strcmp(f->unit, whole->unit) != 0)) {
            continue;
        }
        gboolean same = same_text(f->indicator, share->indicator) &&
                        strcmp(f->item, share->item) == 0 && same_place(f, share);

        if (!same) {
            continue;
        }
        if (part != NULL) {
            return NULL; /* two levels could be meant */
        }
        part = f;
    }
    return part;
}

static gboolean
is_filler(const char *word)
{
    static const char *const fillers[] = { "", "the", "a", "of", "its", "their", "total",
        "overall", "entire", "all", "whole", "s" };

    for (size_t i = 0; i < G_N_ELEMENTS(fillers); i++) {
        if (strcmp(word, fillers[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
has_word(char **words, const char *word)
{
    for (; *words != NULL; words++) {
        if (strcmp(*words, word) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The words of a phrase, case folded, "province's" as two. */
static char **
words_of(const char *phrase)
{
    g_autofree char *folded = g_utf8_casefold(phrase, -1);
    g_auto(GStrv) curly = g_strsplit(folded, "\xE2\x80\x99", -1);
    g_autofree char *straight = g_strjoinv(" ", curly);

    return g_strsplit_set(straight, " '-,", -1);
}

/* Does a base such as "Korea's total exports" speak of this level?  All words
 * of its indicator stand in the base, and the place does or is the share's. */
static gboolean
base_means(const SbFigure *share, const SbFigure *level)
{
    g_auto(GStrv) base = words_of(share->base), indicator = words_of(level->indicator);
    g_auto(GStrv) place = words_of(level->place);
    gboolean any = FALSE, placed = *place[0] != '\0';

    for (char **w = indicator; *w != NULL; w++) {
        if (!is_filler(*w) && !has_word(base, *w)) {
            return FALSE;
        }
        any = any || !is_filler(*w);
    }
    for (char **w = place; *w != NULL; w++) {
        placed = placed && has_word(base, *w);
    }
    return any && (placed || same_place(share, level));
}

/* Could figure be the whole that the base's words mean? */
static gboolean
answers(const SbFigure *figure, const SbFigure *share, const SbFigure *part)
{
    return figure != part && sb_audit_is_amount(figure) && *figure->item == '\0' &&
           strcmp(figure->source, share->source) == 0 &&
           (part == NULL || strcmp(figure->unit, part->unit) == 0) &&
           base_means(share, figure);
}

/* The one value that the base's words answer to, of the period if one is known
 * to be; NULL when two differ. */
static const SbFigure *
whole_by_words(const SbAudit *audit, const SbFigure *share, const SbFigure *part)
{
    const SbFigure *whole = NULL;
    const SbFigure *dated = *share->period == '\0' && part != NULL ? part : share;

    for (int sure = 1; sure >= 0 && whole == NULL; sure--) {
        for (guint i = 0; i < audit->rows->len; i++) {
            const SbFigure *f = g_ptr_array_index(audit->rows, i);
            gboolean known = *f->period != '\0' && *dated->period != '\0';

            if (known != sure || !same_period(f, dated) || !answers(f, share, part)) {
                continue;
            }
            if (whole != NULL && sb_decimal_compare(whole->value, f->value) != 0) {
                return NULL;
            }
            whole = f;
        }
    }
    return whole;
}

static const SbFigure *
find_whole(const SbAudit *audit, const SbFigure *share)
{
    const SbFigure *whole = sb_relation_find(audit->figures, share, "part-of");

    if (whole == NULL && *share->base != '\0') {
        whole = sb_figure_table_find(audit->figures, share->base);
    }
    if (whole == NULL) {
        whole = total_of_column(audit, share);
    }
    return whole;
}

static gboolean
quotient(const SbInterval *part, const SbInterval *whole, SbInterval *out)
{
    SbInterval hundred = sb_audit_whole(100);

    return sb_interval_divide(*part, *whole, out) &&
           sb_interval_multiply(*out, hundred, out);
}

/* What would explain it: the share of another level of the column or the text,
 * or digits changed places. */
static char *
guess(const SbAudit *audit, const SbFigure *share, const SbFigure *part,
    const SbFigure *whole, const SbInterval *printed)
{
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);
        SbInterval a, b, q;

        if (f == part || f == whole || !sb_audit_is_amount(f) ||
            strcmp(f->unit, part->unit) != 0 || strcmp(f->source, share->source) != 0 ||
            !in_one_sentence(f, share)) {
            continue;
        }
        if (sb_audit_printed(part, &a) && sb_audit_printed(f, &b) &&
            quotient(&a, &b, &q) && sb_interval_overlap(q, *printed)) {
            return g_strdup_printf("the share of %s (%s)", f->text, f->fact_id);
        }
        if (sb_audit_printed(whole, &b) && sb_audit_printed(f, &a) &&
            quotient(&a, &b, &q) && sb_interval_overlap(q, *printed)) {
            return g_strdup_printf("the share that %s (%s) has", f->text, f->fact_id);
        }
    }
    return g_strdup("");
}

static void
test_share(
    SbAudit *audit, const SbFigure *share, const SbFigure *part, const SbFigure *whole)
{
    SbInterval p, w, printed, computed, point;
    SbDecimal pv, wv;

    if (!sb_audit_printed(part, &p) || !sb_audit_printed(whole, &w) ||
        !sb_audit_printed(share, &printed) || !quotient(&p, &w, &computed) ||
        !sb_audit_value(part, &pv) || !sb_audit_value(whole, &wv)) {
        sb_audit_add(audit, "share", SB_VERDICT_UNTESTED,
            "the share cannot be recomputed: a level is zero, open or too large", "", "",
            share, part, whole, NULL);
        return;
    }
    if (!sb_audit_point(part, &p) || !sb_audit_point(whole, &w) ||
        !quotient(&p, &w, &point)) {
        point = computed;
    }
    int decimals = sb_audit_decimals(share);
    g_autofree char *a = sb_audit_number(pv), *b = sb_audit_number(wv);
    g_autofree char *q = sb_audit_middle(&point, decimals + 1);
    g_autofree char *arithmetic =
        g_strdup_printf("%s / %s = %s %%, printed %s", a, b, q, share->text);

    if (sb_interval_overlap(computed, printed)) {
        sb_audit_add(audit, "share", SB_VERDICT_PASS, "the share follows from its levels",
            arithmetic, "", share, part, whole, NULL);
        return;
    }
    g_autofree char *follows = sb_audit_middle(&point, decimals);
    g_autofree char *message =
        g_strdup_printf("%s is printed where %s %% follows", share->text, follows);
    g_autofree char *base = guess(audit, share, part, whole, &printed);
    SbDecimal value;
    g_autofree char *why = *base == '\0' && sb_audit_value(share, &value)
                               ? sb_audit_guess(&computed, value, 0)
                               : g_strdup(base);

    sb_audit_add(audit, "share", SB_VERDICT_FAIL, message, arithmetic, why, share, part,
        whole, NULL);
}

/*
 * A column whose printed percentages are shares of the rows' sum although a
 * total is printed: that the rows miss the total is the rule sum's finding, so
 * the shares are tested against the sum.
 */
static gboolean
sum_of_column(
    const SbAudit *audit, const SbFigure *level, SbInterval *sum, GPtrArray *rows)
{
    int table, row, column, t, r, c;
    gboolean total, any = FALSE;

    if (!sb_audit_cell_parse(level, &table, &row, &column, &total)) {
        return FALSE;
    }
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);
        SbInterval one;

        if (sb_audit_cell_parse(f, &t, &r, &c, &total) && !total && t == table &&
            c == column && sb_audit_is_amount(f) && strcmp(f->unit, level->unit) == 0 &&
            strcmp(f->source, level->source) == 0) {
            if (!sb_audit_printed(f, &one) ||
                (any && !sb_interval_add(*sum, one, &one))) {
                return FALSE;
            }
            *sum = one;
            any = TRUE;
            g_ptr_array_add(rows, (gpointer)f);
        }
    }
    return any && rows->len > 1;
}

/* Tested against the sum of its column?  Then it is settled. */
static gboolean
settled_by_sum(
    SbAudit *audit, const SbFigure *share, const SbFigure *part, const SbFigure *whole)
{
    int table, row, column;
    gboolean total;
    SbInterval sum, p, w, q, printed;
    g_autoptr(GPtrArray) rows = g_ptr_array_new();

    if (!sb_audit_cell_parse(whole, &table, &row, &column, &total) || !total ||
        !sum_of_column(audit, part, &sum, rows) || !sb_audit_printed(whole, &w) ||
        sb_interval_overlap(sum, w) || !sb_audit_printed(part, &p) ||
        !sb_audit_printed(share, &printed) || !quotient(&p, &sum, &q) ||
        !sb_interval_overlap(q, printed)) {
        return FALSE;
    }
    SbDecimal value;
    g_autofree char *middle = sb_audit_middle(&q, sb_audit_decimals(share) + 1);
    g_autofree char *a =
        sb_audit_value(part, &value) ? sb_audit_number(value) : g_strdup("?");
    g_autofree char *arithmetic = g_strdup_printf(
        "%s / sum of the %u rows = %s %%, printed %s", a, rows->len, middle, share->text);

    sb_audit_add(audit, "share", SB_VERDICT_PASS,
        "the share follows from the sum of the rows, not from the printed total",
        arithmetic, "", share, part, whole, NULL);
    return TRUE;
}

void
sb_rule_share(SbAudit *audit)
{
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *share = g_ptr_array_index(audit->rows, i);

        if (!is_share(share)) {
            continue;
        }
        const SbFigure *whole = find_whole(audit, share);
        const SbFigure *part = find_part(audit, share, whole);

        const SbFigure *dated = *share->period == '\0' && part != NULL ? part : share;

        /* last year's total is no whole for this year's part */
        if (whole != NULL && *share->cell == '\0' && !same_period(whole, dated)) {
            whole = NULL;
        }
        if (whole == NULL && *share->base != '\0' && *share->cell == '\0') {
            whole = whole_by_words(audit, share, part);
        }
        if (whole == NULL || part == NULL || part == whole) {
            sb_audit_add(audit, "share", SB_VERDICT_UNTESTED,
                whole == NULL ? "the whole is not given as a figure"
                              : "the part is not given as a figure",
                "", "", share, NULL);
        } else if (strcmp(part->unit, whole->unit) != 0) {
            sb_audit_add(audit, "share", SB_VERDICT_UNTESTED,
                "part and whole have different units", "", "", share, part, whole, NULL);
        } else if (!settled_by_sum(audit, share, part, whole)) {
            test_share(audit, share, part, whole);
        }
    }
}
