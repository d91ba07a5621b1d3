/*
 * The door of the audit: figures in, findings out.
 *
 * Every comparison is between intervals.  A relation passes, fails, or cannot
 * be tested.
 */
#pragma once

#include "base/job.h"
#include "figure/codes.h"
#include "figure/figure_table.h"
#include "figure/finding.h"

typedef struct SbCaptions SbCaptions; /* figure/captions.h */

/* The findings of all rules over the rows that count (not rejected, no
 * same_as), in the order of the rows. */
SbFindings *sb_check_figures(
    SbJob *job, const SbCodes *codes, const SbFigureTable *figures, GError **error);
/* The same, and what the captions of the articles' tables say; captions may be
 * NULL. */
SbFindings *sb_check_all(SbJob *job, const SbCodes *codes, const SbFigureTable *figures,
    const SbCaptions *captions, GError **error);
/* The names of the rules, NULL-terminated. */
const char *const *sb_check_rules(void);
