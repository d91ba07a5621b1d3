/*
 * derived: computed rows, recomputed.
 *
 * In: rows with derived_from.  Out: a pass with the arithmetic when the value of
 * the row is what the expression gives; else a failure.
 */
#include "check/audit.h"

#include "figure/derive.h"

static void
test_row(SbAudit *audit, const SbFigure *row)
{
    gboolean percent = row->role == SB_ROLE_SHARE || row->role == SB_ROLE_GROWTH;
    g_autoptr(GError) problem = NULL;
    SbDerived derived;
    SbInterval own;

    if (!sb_derive_expression(
            audit->figures, row->derived_from, percent ? 1 : -1, &derived, &problem)) {
        sb_audit_add(
            audit, "derived", SB_VERDICT_FAIL, problem->message, "", "", row, NULL);
        return;
    }
    g_autofree char *shown = derived.shown;
    g_autofree char *value = sb_audit_number(derived.value);
    g_autofree char *arithmetic = g_strdup_printf("%s = %s %s", shown, value, row->unit);
    gboolean pass = row->has_value && sb_interval_of_figure(row, &own) &&
                    sb_interval_overlap(own, derived.interval);
    g_autofree char *has =
        row->has_value ? sb_audit_number(row->value) : g_strdup("nothing");
    g_autofree char *message =
        pass ? g_strdup("the computed value follows from its figures")
             : g_strdup_printf("the row has %s where %s follows", has, value);

    sb_audit_add(audit, "derived", pass ? SB_VERDICT_PASS : SB_VERDICT_FAIL, message,
        arithmetic, "", row, NULL);
}

void
sb_rule_derived(SbAudit *audit)
{
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *row = audit->rows->pdata[i];

        if (*row->derived_from != '\0') {
            test_row(audit, row);
        }
    }
}
