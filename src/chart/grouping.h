/*
 * Rows parted into groups by the values of fields: private to the transforms.
 */
#pragma once

#include "chart/table.h"

typedef struct {
    size_t count;        /* of groups, in order of their first row */
    const size_t *of;    /* the group of each row */
    const size_t *first; /* the first row of each group */
    const size_t *start; /* rows[start[g] … start[g + 1]) are those of group g */
    const size_t *rows;  /* in their order */
} SbGrouping;

/* Without fields there is one group, for no rows too. */
SbGrouping sb_grouping_make(
    SbArena *arena, const SbTable *table, const char *const *fields, size_t count);
/* The groupby fields as columns with one row a group, by flattened names. */
SbTable *sb_grouping_table(SbArena *arena, const SbTable *table,
    const SbGrouping *grouping, const char *const *fields, size_t count);
