/*
 * What a cell is about: indicator, item, place, period, role, base (private to the
 * room).
 */
#pragma once

#include "extract/grid_layout.h"

/* A row at hand. */
typedef struct {
    guint index;            /* from 0 */
    SbGridHead label, unit; /* unit: its cell in a column of units */
    guint label_column;
    gboolean below; /* "(증감률)": says more of the row above */
    gboolean ragged;
    const char *quote;
    const char *group;  /* label of the rows around it, or "" */
    const char *parent; /* label of the row above, for below */
    SbGridHead parent_head;
    gboolean doubled; /* an other row has the same label */
} SbGridRow;

/* Fills place, period, indicator, item, modality. */
void sb_grid_subject_fill(
    const SbGrid *grid, guint column, const SbGridRow *row, SbMention *mention);
/* What a growth or change starts from, as a period; "" when not known. */
const char *sb_grid_subject_base(
    const SbGrid *grid, guint column, const SbGridRow *row, const SbMention *mention);
/* By the unit that mention has; second: the value in brackets behind an other. */
SbRole sb_grid_subject_role(const SbGrid *grid, guint column, const SbGridRow *row,
    const SbMention *mention, gboolean second);
