/*
 * One aggregate of one group, fed a value at a time: private to the transforms.
 */
#pragma once

#include "chart/transform.h"

typedef struct {
    SbAggregateOp op;
    double param;
    size_t rows, valid, missing;
    double sum, product, mean, mean_d, dev, exponential;
    gboolean any;
    SbValue extreme;    /* min, max */
    size_t extreme_row; /* argmin, argmax */
} SbCell;

void sb_cell_init(SbCell *cell, SbAggregateOp op, double param);
void sb_cell_add(SbCell *cell, SbValue value, size_t row);
/* The opposite; for ops that can do it. */
void sb_cell_remove(SbCell *cell, SbValue value);
gboolean sb_cell_can_remove(SbAggregateOp op);
/* Does the result need all values at once (median, distinct …)? */
gboolean sb_cell_needs_rows(SbAggregateOp op);
/* The result; of an op that doesn't need all rows. */
SbValue sb_cell_value(const SbCell *cell, const SbTable *table);
/* The result over some rows; of any op. */
SbValue sb_cell_of_rows(SbArena *arena, const SbTable *table, const SbField *field,
    SbAggregateOp op, double param, const size_t *rows, size_t count);

/* The p-quantile of sorted numbers, by linear interpolation (R's type 7); NaN
 * for none. */
double sb_cell_quantile(const double *sorted, size_t count, double p);
/* The valid numbers of a field in some rows, sorted. */
double *sb_cell_numbers(SbArena *arena, const SbField *field, const size_t *rows,
    size_t count, size_t *found);
