/*
 * Rows for the same fact: one stands for the others.
 */
#pragma once

#include "figure/figure_table.h"

/* Fills same_as of new rows where it is empty: rows for the same quantity
 * (indicator, place, item, period, role, unit, modality, base) whose intervals
 * overlap point to the one that a person has accepted, else to the one with most
 * digits.  Rejected rows are left alone. */
void sb_same_as_fill(SbFigureTable *table);

/* What two rows must have in common to be about the same quantity; NULL when a
 * row says too little of itself (no period, no indicator).  Free it. */
char *sb_same_as_key(const SbFigure *figure);
