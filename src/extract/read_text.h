/*
 * Readers of articles: a source's lines -> blocks (private to the room).
 */
#pragma once

#include "extract/article.h"

/* From byte start on; front matter is read by the caller. */
void sb_read_text(SbArticle *article, size_t start);
void sb_read_markdown(SbArticle *article, size_t start);

/* How a line is read; the two readers differ in headings and fences. */
typedef struct {
    gboolean markdown;
} SbReadRules;

void sb_read_text_lines(SbArticle *article, size_t start, const SbReadRules *rules);
