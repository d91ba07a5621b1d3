/*
 * The column "relations": what the text itself states, "kind:fact_id;…".
 *
 *   part-of   a share, or a level: the level of the whole
 *   from      a growth or change: the level it starts at
 *   to        a growth or change: the level it leads to; a share: the level
 *             that is the part
 *   converts  the same amount in another currency or unit
 *   with      a sibling of a "respectively"
 */
#pragma once

#include <glib.h>

#include "figure/figure_table.h"

/* The first row that figure's relation of that kind points to; NULL: none. */
const SbFigure *sb_relation_find(
    const SbFigureTable *table, const SbFigure *figure, const char *kind);
/* The fact_id of the n-th (from 0) relation of that kind; FALSE when there is
 * none.  id is cleared and set. */
gboolean sb_relation_id(const SbFigure *figure, const char *kind, guint n, GString *id);
/* Appends kind:fact_id to a relations text in arena; returns the new text. */
const char *sb_relation_add(
    SbArena *arena, const char *relations, const char *kind, const char *fact_id);
