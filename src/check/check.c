/*
 * In: a table of figures.  Out: findings in the order of its rows, and of the
 * rules in the table below.  A new rule is a file rule_X.c and a row here.
 */
#include "check/check.h"

#include "check/audit.h"

static const struct {
    const char *name;
    SbAuditRule run;
} rules[] = {
    { "share", sb_rule_share },
    { "growth", sb_rule_growth },
    { "sum", sb_rule_sum },
    { "scale", sb_rule_scale },
    { "conflict", sb_rule_conflict },
    { "conversion", sb_rule_conversion },
    { "part", sb_rule_part },
    { "implied", sb_rule_implied },
    { "derived", sb_rule_derived },
    { "caption", sb_rule_caption },
};

/* The names alone, for --help and the manual. */
static const char *const names[] = { "share", "growth", "sum", "scale", "conflict",
    "conversion", "part", "implied", "derived", "caption", NULL };

G_STATIC_ASSERT(G_N_ELEMENTS(names) == G_N_ELEMENTS(rules) + 1);

const char *const *
sb_check_rules(void)
{
    return names;
}

SbFindings *
sb_check_all(SbJob *job, const SbCodes *codes, const SbFigureTable *figures,
    const SbCaptions *captions, GError **error)
{
    (void)error;
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    SbAudit audit = { job, codes, figures, captions, rows, sb_findings_new() };

    for (size_t i = 0; i < sb_figure_table_count(figures); i++) {
        SbFigure *figure = sb_figure_table_at(figures, i);

        if (figure->status != SB_STATUS_REJECTED && *figure->same_as == '\0') {
            g_ptr_array_add(rows, figure);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        rules[i].run(&audit);
    }
    sb_findings_sort(audit.findings, figures);
    return audit.findings;
}

SbFindings *
sb_check_figures(
    SbJob *job, const SbCodes *codes, const SbFigureTable *figures, GError **error)
{
    return sb_check_all(job, codes, figures, NULL, error);
}
