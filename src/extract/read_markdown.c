/*
 * In: Markdown.  Out: blocks.
 *
 * Not by cmark: every figure must know its byte, and cmark's tree has neither
 * positions inside of a line nor the text as it was written (escapes and
 * emphasis are gone).  An article's Markdown is headings, lists, pipe tables
 * and fences, which is line work; marks inside of a line are left to the
 * tokeniser, which steps over them.
 */
#include "extract/read_text.h"

void
sb_read_markdown(SbArticle *article, size_t start)
{
    static const SbReadRules rules = { .markdown = TRUE };

    sb_read_text_lines(article, start, &rules);
}
