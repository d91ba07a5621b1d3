/*
 * Figures in tables: each cell gets unit, indicator, place and period from its
 * heads (private to the room).
 */
#pragma once

#include "extract/rows.h"

/* Reads one table; number counts the article's tables from 1.  Rows are added
 * to rows, mentions to context->all. */
SbArticleTable sb_grid_read(SbContext *context, const SbMentionSetting *setting,
    const SbRows *rows, const SbBlock *block, guint number);
