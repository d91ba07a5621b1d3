/*
 * fact_ids: place-indicator-period[-role][-n], from codes where they are known
 * (kr-44), else romanised; never from the value.
 */
#pragma once

#include "figure/codes.h"
#include "figure/figure_table.h"

/* [a-z][a-z0-9_.-]* */
gboolean sb_ids_is_sound(const char *fact_id);

/* Gives every row a unique fact_id that is not among taken (fact_id ->
 * anything; may be NULL).  The ids that rows have are temporary and count
 * within one source; they are rewritten in relations, same_as, base and
 * derived_from. */
void sb_ids_assign(SbFigureTable *table, const SbCodes *codes, GHashTable *taken);

/* The fact_id that sb_ids_assign() would try first.  Free it. */
char *sb_ids_make(const SbFigure *figure, const SbCodes *codes);

/* Rewrites relations, same_as, base and derived_from of a row by map (old
 * fact_id -> new); ids that are not in it stay. */
void sb_ids_rewrite(SbFigure *figure, SbArena *arena, GHashTable *map);
