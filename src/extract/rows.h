/*
 * Mentions -> rows of the figure table (private to the room).
 */
#pragma once

#include "extract/context.h"
#include "figure/figure_table.h"

typedef struct {
    SbFigureTable *figures;
    const SbArticle *article;
    const SbCodes *codes; /* may be NULL */
    const char *key;      /* of the source */
    guint gone;           /* mentions of the article that context->all no longer holds */
} SbRows;

/* text [start, end) with runs of blanks as one blank and soft hyphens gone;
 * noise: marks of Markdown go too.  In the arena. */
const char *sb_rows_squeeze(
    const char *text, size_t start, size_t end, gboolean noise, SbArena *arena);
/* A row for mention number index of context->all; quote is a verbatim piece; cell may be
 * "". */
SbFigure *sb_rows_add(const SbRows *rows, const SbMention *mention, guint index,
    SbSpan span, const char *text, const char *quote, const char *cell);
/* "m7": the temporary fact_id of mention number index. */
const char *sb_rows_id(const SbRows *rows, guint index);
/* Adds a remark id to a row. */
void sb_rows_remark(const SbRows *rows, SbFigure *figure, SbRemarkId id);
