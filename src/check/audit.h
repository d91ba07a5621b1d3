/*
 * What the rules of the audit share: the rows that count, what a printed
 * number can mean, and the one way to say what was found.
 */
#pragma once

#include "check/check.h"
#include "figure/captions.h"
#include "figure/interval.h"

typedef struct {
    SbJob *job;
    const SbCodes *codes;
    const SbFigureTable *figures;
    const SbCaptions *captions; /* may be NULL */
    GPtrArray *rows;            /* of const SbFigure*: not rejected, no same_as */
    SbFindings *findings;
} SbAudit;

typedef void (*SbAuditRule)(SbAudit *audit);

void sb_rule_share(SbAudit *audit);
void sb_rule_growth(SbAudit *audit);
void sb_rule_sum(SbAudit *audit);
void sb_rule_scale(SbAudit *audit);
void sb_rule_conflict(SbAudit *audit);
void sb_rule_conversion(SbAudit *audit);
void sb_rule_part(SbAudit *audit);
void sb_rule_implied(SbAudit *audit);
void sb_rule_derived(SbAudit *audit);
void sb_rule_caption(SbAudit *audit);

/*
 * What the number printed in the article can mean.  A row whose value a person
 * has corrected counts with the number of its text (see figure/interval.h for
 * qualifiers and ranges).  FALSE: no value, or too large for exact arithmetic.
 */
gboolean sb_audit_printed(const SbFigure *figure, SbInterval *out);
/* The number itself, for arithmetic that is shown. */
gboolean sb_audit_point(const SbFigure *figure, SbInterval *out);
SbInterval sb_audit_whole(int number);
/* The middle of it, as printed. */
gboolean sb_audit_value(const SbFigure *figure, SbDecimal *out);

/* Has the row this remark? */
gboolean sb_audit_has_remark(const SbFigure *figure, const char *remark);

/* The same unit, and a level of something that can be added or divided. */
gboolean sb_audit_is_amount(const SbFigure *figure);
/* The cell without a second figure's mark and ".total": "t3.r4.c2"; "" in prose.
 * Free it. */
char *sb_audit_cell(const SbFigure *figure);
/* Table, row and column of a cell; FALSE in prose. */
gboolean sb_audit_cell_parse(
    const SbFigure *figure, int *table, int *row, int *column, gboolean *total);

/* Numbers for the arithmetic: "49.944 billion", "46.50 %".  Free them. */
char *sb_audit_number(SbDecimal value);
/* An interval's middle to so many decimals. */
char *sb_audit_middle(const SbInterval *interval, int decimals);
/* Decimals printed in a figure, seen from its last digit (0 for "107"). */
int sb_audit_decimals(const SbFigure *figure);

/* Which slip would explain a printed value where computed follows: neighbouring
 * digits changed places, another digit, a scale word (of computed − offset: −100
 * for growth).  "" when none.  Free it. */
char *sb_audit_guess(const SbInterval *computed, SbDecimal printed, int offset);

/* Adds a finding; facts end with NULL. */
void sb_audit_add(SbAudit *audit, const char *rule, SbVerdict verdict,
    const char *message, const char *arithmetic, const char *guess, const SbFigure *first,
    ...) G_GNUC_NULL_TERMINATED;
void sb_audit_add_list(SbAudit *audit, const char *rule, SbVerdict verdict,
    const char *message, const char *arithmetic, const char *guess, GPtrArray *facts);
