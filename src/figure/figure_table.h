/*
 * Many figures, in order, and finding among them.  Owns an arena; figures and
 * their strings live in it.
 */
#pragma once

#include <glib.h>

#include "base/arena.h"
#include "figure/figure.h"

typedef struct SbFigureTable SbFigureTable;

SbFigureTable *sb_figure_table_new(void);
void sb_figure_table_free(SbFigureTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbFigureTable, sb_figure_table_free)

SbArena *sb_figure_table_arena(SbFigureTable *table);
/* A new row at the end, all fields empty. */
SbFigure *sb_figure_table_add(SbFigureTable *table);
size_t sb_figure_table_count(const SbFigureTable *table);
SbFigure *sb_figure_table_at(const SbFigureTable *table, size_t index);
/* By fact_id, following accepted revisions (ID.r2); NULL if there is none. */
const SbFigure *sb_figure_table_find(const SbFigureTable *table, const char *fact_id);
/* Heads of columns that are not ours, in order. */
const GPtrArray *sb_figure_table_extra(const SbFigureTable *table); /* of const char* */
