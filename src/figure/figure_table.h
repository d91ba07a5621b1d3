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
/* Gives the table up; it goes with its last holder. */
void sb_figure_table_free(SbFigureTable *table);
/* The same table once more, of one thread: each holder frees it. */
SbFigureTable *sb_figure_table_ref(SbFigureTable *table);
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
/* A further one; give it before rows get their extra cells. */
void sb_figure_table_add_extra(SbFigureTable *table, const char *head);

/* By this very fact_id, whatever its revisions; NULL if there is none. */
const SbFigure *sb_figure_table_exact(const SbFigureTable *table, const char *fact_id);
/* A copy of a figure of another table, with its strings, at the end; without
 * its extra cells. */
SbFigure *sb_figure_table_copy(SbFigureTable *table, const SbFigure *figure);
/* The rows in another order or fewer of them; order holds SbFigure of table. */
void sb_figure_table_take(SbFigureTable *table, GPtrArray *order);
/* To be called when fact_ids or statuses of rows were changed. */
void sb_figure_table_touch(SbFigureTable *table);

/* Which of our columns (SbColumnId) the file had that the table was read from;
 * all, of a table that was made. */
gboolean sb_figure_table_has_column(const SbFigureTable *table, int column);
void sb_figure_table_lack_column(SbFigureTable *table, int column);
