/*
 * implied: the whole that a table's amounts and percentages imply, against each
 * other.
 *
 * In: columns of percentages beside a column of amounts, none of them a total.
 * Out: a pass when one whole explains all rows, and says which; else a remark:
 * that the two columns belong together is what their heads say, not the text.
 */
#include <string.h>

#include "check/audit.h"

typedef struct {
    const SbFigure *amount, *share;
    SbInterval whole;
} Pair;

static gboolean
same_text(const char *a, const char *b)
{
    return g_ascii_strcasecmp(a, b) == 0;
}

/* "total national GDP" names GDP: the words stand at its end. */
static gboolean
names(const char *phrase, const char *indicator)
{
    g_autofree char *a = g_utf8_casefold(phrase, -1);
    g_autofree char *b = g_utf8_casefold(indicator, -1);
    size_t n = strlen(a), m = strlen(b);

    return m > 0 && n >= m && strcmp(a + n - m, b) == 0 &&
           (n == m || a[n - m - 1] == ' ');
}

/* The one amount of share's row that measures the same thing. */
static const SbFigure *
amount_beside(const SbAudit *audit, const SbFigure *share)
{
    const SbFigure *found = NULL;
    int table, row, column, t, r, c;
    gboolean total;

    sb_audit_cell_parse(share, &table, &row, &column, &total);
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = audit->rows->pdata[i];

        if (!sb_audit_is_amount(f) || !sb_audit_cell_parse(f, &t, &r, &c, &total) ||
            total || t != table || r != row || strcmp(f->source, share->source) != 0 ||
            strcmp(f->period, share->period) != 0 ||
            (!names(share->indicator, f->indicator) &&
                !names(share->base, f->indicator)) ||
            !same_text(f->item, share->item)) {
            continue;
        }
        if (found != NULL) {
            return NULL;
        }
        found = f;
    }
    /* in one cell: the rule share's */
    return found != NULL && strcmp(found->cell, share->cell) == 0 ? NULL : found;
}

static gboolean
compute(Pair *pair)
{
    SbInterval amount, share, hundred = sb_audit_whole(100);

    return sb_audit_printed(pair->amount, &amount) &&
           sb_audit_printed(pair->share, &share) &&
           sb_interval_divide(share, hundred, &share) &&
           sb_interval_divide(amount, share, &pair->whole);
}

/* The pairs of the column that share stands in. */
static GArray *
pairs_of(const SbAudit *audit, const SbFigure *share)
{
    GArray *pairs = g_array_new(FALSE, TRUE, sizeof(Pair));
    int table, row, column, t, r, c;
    gboolean total;

    sb_audit_cell_parse(share, &table, &row, &column, &total);
    for (guint i = 0; i < audit->rows->len; i++) {
        Pair pair = { .share = audit->rows->pdata[i] };

        if (pair.share->role != SB_ROLE_SHARE || strcmp(pair.share->unit, "%") != 0 ||
            !sb_audit_cell_parse(pair.share, &t, &r, &c, &total) || total || t != table ||
            c != column || strcmp(pair.share->source, share->source) != 0 ||
            (pair.amount = amount_beside(audit, pair.share)) == NULL || !compute(&pair)) {
            continue;
        }
        g_array_append_val(pairs, pair);
    }
    return pairs;
}

/* What all wholes have in common; FALSE when that is nothing. */
static gboolean
common_of(const GArray *pairs, SbInterval *out)
{
    *out = g_array_index(pairs, Pair, 0).whole;
    for (guint i = 1; i < pairs->len; i++) {
        const SbInterval *whole = &g_array_index(pairs, Pair, i).whole;

        if (!sb_interval_overlap(*out, *whole)) {
            return FALSE;
        }
        if (sb_rational_compare(whole->low, out->low) > 0) {
            out->low = whole->low;
        }
        if (sb_rational_compare(whole->high, out->high) < 0) {
            out->high = whole->high;
        }
    }
    return TRUE;
}

/* Both ends of an interval to four digits: "90.02 trillion to 90.03 trillion". */
static char *
ends_of(const SbInterval *interval)
{
    const SbRational ends[] = { interval->low, interval->high };
    char *text[2];

    for (int i = 0; i < 2; i++) {
        double size = ABS(sb_rational_to_double(ends[i]));
        int exponent = SB_DECIMAL_LEAST;
        SbDecimal shown;

        for (double unit = 1e-14; unit <= size && exponent < SB_DECIMAL_MOST;
             unit *= 10) {
            exponent++;
        }
        text[i] = sb_rational_round(ends[i], exponent, &shown) ? sb_audit_number(shown)
                                                               : g_strdup("?");
    }
    char *both = strcmp(text[0], text[1]) == 0
                     ? g_strdup(text[0])
                     : g_strdup_printf("%s to %s", text[0], text[1]);

    g_free(text[0]);
    g_free(text[1]);
    return both;
}

/* A printed amount of the same thing for a whole country, outside of the table:
 * could be the whole that the percentages are of. */
static gboolean
could_be_whole(const SbFigure *f, const Pair *pair)
{
    int table, row, column, t, r, c;
    gboolean total;

    sb_audit_cell_parse(pair->share, &table, &row, &column, &total);
    return sb_audit_is_amount(f) && strcmp(f->unit, pair->amount->unit) == 0 &&
           strcmp(f->source, pair->amount->source) == 0 &&
           same_text(f->indicator, pair->amount->indicator) && *f->item == '\0' &&
           *f->place_code != '\0' && strchr(f->place_code, '-') == NULL &&
           !(sb_audit_cell_parse(f, &t, &r, &c, &total) && t == table);
}

/* A whole is larger than each of its parts. */
static gboolean
exceeds_all(const SbInterval *whole, const GArray *pairs)
{
    for (guint i = 0; i < pairs->len; i++) {
        SbInterval amount;

        if (!sb_audit_printed(g_array_index(pairs, Pair, i).amount, &amount) ||
            sb_interval_compare(*whole, amount) <= 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The printed wholes that implied is none of: "99.0865 (2019), …"; NULL when
 * there are none, or one agrees. */
static char *
contradicted(const SbAudit *audit, const GArray *pairs, const SbInterval *implied,
    GPtrArray *facts)
{
    const Pair *pair = &g_array_index(pairs, Pair, 0);
    g_autoptr(GString) list = g_string_new(NULL);

    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = audit->rows->pdata[i];
        SbInterval printed;

        if (!could_be_whole(f, pair) || !sb_audit_printed(f, &printed) ||
            !exceeds_all(&printed, pairs)) {
            continue;
        }
        if (sb_interval_overlap(printed, *implied)) {
            return NULL;
        }
        g_autofree char *number = sb_audit_number(f->value);

        g_ptr_array_add(facts, (gpointer)f);
        g_string_append_printf(list, "%s%s%s%s%s", list->len > 0 ? ", " : "", number,
            *f->period != '\0' ? " (" : "", f->period, *f->period != '\0' ? ")" : "");
    }
    return list->len > 0 ? g_string_free(g_steal_pointer(&list), FALSE) : NULL;
}

static void
settle(SbAudit *audit, const GArray *pairs)
{
    const Pair *first = &g_array_index(pairs, Pair, 0);
    g_autoptr(GPtrArray) facts = g_ptr_array_new();
    g_autoptr(GPtrArray) others = g_ptr_array_new();
    SbInterval common;

    for (guint i = 0; i < pairs->len; i++) {
        g_ptr_array_add(facts, (gpointer)g_array_index(pairs, Pair, i).share);
        g_ptr_array_add(facts, (gpointer)g_array_index(pairs, Pair, i).amount);
    }
    if (!common_of(pairs, &common)) {
        sb_audit_add_list(audit, "implied", SB_VERDICT_REMARK,
            "the percentages of the column imply different wholes", "", "", facts);
        return;
    }
    g_autofree char *ends = ends_of(&common);
    g_autofree char *printed = contradicted(audit, pairs, &common, others);
    g_autofree char *message =
        g_strdup_printf("all %u percentages imply one whole, of %s %s%s%s", pairs->len,
            ends, first->amount->unit, printed != NULL ? "; printed elsewhere: " : "",
            printed != NULL ? printed : "");

    if (printed != NULL) {
        g_ptr_array_extend(facts, others, NULL, NULL);
    }
    sb_audit_add_list(audit, "implied",
        printed != NULL ? SB_VERDICT_REMARK : SB_VERDICT_PASS, message, "", "", facts);
}

void
sb_rule_implied(SbAudit *audit)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *share = audit->rows->pdata[i];
        int table, row, column;
        gboolean total;

        if (share->role != SB_ROLE_SHARE ||
            !sb_audit_cell_parse(share, &table, &row, &column, &total) || total ||
            !g_hash_table_add(
                seen, g_strdup_printf("%s t%d c%d", share->source, table, column))) {
            continue;
        }
        g_autoptr(GArray) pairs = pairs_of(audit, share);

        if (pairs->len > 1) {
            settle(audit, pairs);
        }
    }
}
