/*
 * What the audit found, and what a person decided of it (checks.csv).
 */
#pragma once

#include "base/job.h"
#include "figure/figure_table.h"

typedef enum {
    SB_VERDICT_PASS,
    SB_VERDICT_FAIL,
    SB_VERDICT_REMARK,
    SB_VERDICT_UNTESTED
} SbVerdict;

typedef struct {
    const char *id;   /* stable: rule and digest: "share-3f2a91" */
    const char *rule; /* "share" */
    SbVerdict verdict;
    const GPtrArray *facts; /* of const SbFigure*, the one in question first */
    const char *arithmetic; /* "49.944 / 107.4 = 46.50 %, printed 41.8 %" */
    const char *message;    /* one line for a person */
    const char *guess;      /* what would explain it; "" when nothing */
    const char *digest;     /* of rule, values, precisions */
    /* from checks.csv; "" when open */
    const char *decision, *by, *date, *note_en, *note_ko;
} SbFinding;

typedef struct SbFindings SbFindings;

SbFindings *sb_findings_new(void);
void sb_findings_free(SbFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbFindings, sb_findings_free)
SbArena *sb_findings_arena(SbFindings *findings);
/* Copies finding; fills digest and id from rule and facts. */
SbFinding *sb_findings_add(SbFindings *findings, const SbFinding *finding);
/* In the order of the rows that are in question; otherwise as they were. */
void sb_findings_sort(SbFindings *findings, const SbFigureTable *figures);
size_t sb_findings_count(const SbFindings *findings);
const SbFinding *sb_findings_at(const SbFindings *findings, size_t index);

/* checks.csv: decisions put onto the findings whose digest agrees. */
gboolean sb_findings_decide(
    SbFindings *findings, SbJob *job, const SbSource *checks, GError **error);
/* checks.csv with every failure and remark, and the decisions there are (of
 * earlier ones too, when earlier is not NULL).  Free it. */
GString *sb_findings_write(
    const SbFindings *findings, SbJob *job, const SbSource *earlier, GError **error);
/* Failures without a decision. */
size_t sb_findings_open(const SbFindings *findings);
