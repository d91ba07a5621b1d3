/*
 * sum: the rows of a table's column against its printed total, and the
 * percentages of the same rows against 100 %.
 *
 * The sum of n rounded numbers is itself an interval, n roundings wide: only
 * more than rounding fails.
 */
#include <string.h>

#include "check/audit.h"

typedef struct {
    const SbFigure *total; /* NULL: percentages against 100 */
    GPtrArray *rows;       /* of const SbFigure* */
    SbInterval sum;
    gboolean exact; /* the sum fits */
} Column;

static void
column_clear(Column *column)
{
    g_clear_pointer(&column->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Column, column_clear)

/* The figures of total's column that add up to it: same table, column, unit and
 * role, totals left out. */
static void
gather(const SbAudit *audit, const SbFigure *like, Column *column)
{
    int table, row, col, t, r, c;
    gboolean total;

    sb_audit_cell_parse(like, &table, &row, &col, &total);
    column->rows = g_ptr_array_new();
    column->exact = TRUE;
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);
        SbInterval one;

        if (!sb_audit_cell_parse(f, &t, &r, &c, &total) || total || t != table ||
            c != col || strcmp(f->source, like->source) != 0 ||
            strcmp(f->unit, like->unit) != 0 || f->role != like->role) {
            continue;
        }
        if (!sb_audit_printed(f, &one)) {
            column->exact = FALSE;
        } else if (column->rows->len > 0 && !sb_interval_add(column->sum, one, &one)) {
            column->exact = FALSE;
        } else {
            column->sum = one;
        }
        g_ptr_array_add(column->rows, (gpointer)f);
    }
}

/* "51.1 + 20.5 + 21.9 + 5.0 = 98.5 trillion". */
static char *
arithmetic(const Column *column, const char *against)
{
    GString *text = g_string_new(NULL);
    SbDecimal sum = { 0, SB_DECIMAL_MOST };
    gboolean fits = TRUE;

    for (guint i = 0; i < column->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(column->rows, i);
        SbDecimal value;

        if (!sb_audit_value(f, &value)) {
            continue;
        }
        g_autofree char *number = sb_audit_number(value);

        fits = fits && (i == 0 ? (sum = value, TRUE) : sb_decimal_add(sum, value, &sum));
        if (i < 6 || i + 1 == column->rows->len) {
            g_string_append_printf(text, "%s%s", i > 0 ? " + " : "", number);
        } else if (i == 6) {
            g_string_append(text, " + …");
        }
    }
    g_autofree char *total = fits ? sb_audit_number(sum) : g_strdup("?");

    g_string_append_printf(text, " = %s, printed %s", total, against);
    return g_string_free(text, FALSE);
}

static void
settle(SbAudit *audit, Column *column, const SbInterval *printed, const char *against)
{
    g_autoptr(GPtrArray) facts = g_ptr_array_new();

    if (column->total != NULL) {
        g_ptr_array_add(facts, (gpointer)column->total);
    }
    g_ptr_array_extend(facts, column->rows, NULL, NULL);
    if (!column->exact) {
        sb_audit_add_list(audit, "sum", SB_VERDICT_UNTESTED,
            "the rows cannot be added: one has no exact value", "", "", facts);
        return;
    }
    g_autofree char *shown = arithmetic(column, against);

    if (sb_interval_overlap(column->sum, *printed)) {
        sb_audit_add_list(
            audit, "sum", SB_VERDICT_PASS, "the rows add up", shown, "", facts);
        return;
    }
    g_autofree char *message =
        g_strdup_printf("%u rows miss the printed %s by more than rounding",
            column->rows->len, column->total != NULL ? "total" : "100 %");

    SbDecimal value;
    g_autofree char *why = column->total != NULL && sb_audit_value(column->total, &value)
                               ? sb_audit_guess(&column->sum, value, 0)
                               : g_strdup("");

    sb_audit_add_list(audit, "sum", SB_VERDICT_FAIL, message, shown, why, facts);
}

/* The percentages in the cells of these rows. */
static const SbFigure *
share_beside(const SbAudit *audit, const SbFigure *level)
{
    g_autofree char *cell = sb_audit_cell(level);

    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);

        if (f != level && f->role == SB_ROLE_SHARE &&
            strcmp(f->source, level->source) == 0) {
            g_autofree char *other = sb_audit_cell(f);

            if (strcmp(other, cell) == 0) {
                return f;
            }
        }
    }
    return NULL;
}

void
sb_rule_sum(SbAudit *audit)
{
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *total = g_ptr_array_index(audit->rows, i);
        int table, row, col;
        gboolean is_total;
        SbInterval printed;

        if (!sb_audit_cell_parse(total, &table, &row, &col, &is_total) || !is_total ||
            (!sb_audit_is_amount(total) && total->role != SB_ROLE_SHARE) ||
            !sb_audit_printed(total, &printed)) {
            continue;
        }
        g_auto(Column) column = { .total = total };

        gather(audit, total, &column);
        if (column.rows->len < 2) {
            continue;
        }
        SbDecimal value;

        sb_audit_value(total, &value);
        g_autofree char *against = sb_audit_number(value);

        settle(audit, &column, &printed, against);
        const SbFigure *share = share_beside(audit, g_ptr_array_index(column.rows, 0));

        if (share != NULL && total->role != SB_ROLE_SHARE) {
            g_auto(Column) shares = { .total = NULL };
            SbInterval hundred = sb_audit_whole(100);

            gather(audit, share, &shares);
            if (shares.rows->len == column.rows->len) {
                settle(audit, &shares, &hundred, "100 %");
            }
        }
    }
}
