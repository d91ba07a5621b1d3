/*
 * Figures that we compute: expressions over {fact-id}s with + - * / ^ ( ), sum
 * min max mean cagr; evaluated exactly, as intervals.
 */
#pragma once

#include "base/job.h"
#include "figure/figure_table.h"
#include "figure/interval.h"

typedef struct {
    SbInterval interval;
    SbRational point; /* the same with every figure as printed */
    SbDecimal value;  /* point with as many digits as the interval bears */
    char *shown;      /* "49.944 / 107.4 × 100": the arithmetic; free it */
} SbDerived;

/* Evaluates expression.  An unknown id, a cycle, a division by zero, an overflow
 * or a wrong expression is an error without a place.  most_decimals: at most so
 * many; -1: as the interval bears. */
gboolean sb_derive_expression(const SbFigureTable *table, const char *expression,
    int most_decimals, SbDerived *out, GError **error);

/* Evaluates every row with derived_from and sets its value and precision, at
 * most one decimal for shares and growth.  Errors name the row.  source: the
 * CSV that the table was read from; may be NULL. */
gboolean sb_derive_table(SbFigureTable *table, const SbSource *source, GError **error);

/* The fact_ids in an expression, in order, each once.  Free it. */
GPtrArray *sb_derive_ids(const char *expression); /* of char* */
