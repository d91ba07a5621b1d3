/*
 * Where a value comes from: value, how it was computed, each source with page,
 * line and sentence, what a person decided.
 */
#pragma once

#include "base/job.h"
#include "figure/figure_table.h"
#include "figure/finding.h"
#include "figure/sources.h"

typedef struct {
    const SbFigureTable *figures;
    const SbSources *sources;   /* may be NULL */
    const SbFindings *findings; /* may be NULL */
    const char *lang;           /* NULL: "en" */
} SbEvidenceContext;

/* The rows that query means: a fact_id, or a value as it stands on paper
 * ("46.5%", "$107.4 billion", "1,074억 달러"), exact ones first.  Free it. */
GPtrArray *sb_evidence_find(SbJob *job, const SbEvidenceContext *context,
    const char *query); /* of const SbFigure* */

/* All that is known of figure, as lines of text.  Free it. */
GString *sb_evidence_text(
    SbJob *job, const SbEvidenceContext *context, const SbFigure *figure);

/* "Gyeonggi article, p. 3, line 12": where figure was printed.  Free it. */
char *sb_evidence_place(const SbEvidenceContext *context, const SbFigure *figure);
/* figure->quote cut to at most 90 characters around its number, as rights
 * "quote" allows; "" for "none".  Free it. */
char *sb_evidence_quote(const SbEvidenceContext *context, const SbFigure *figure);
