/*
 * CommonMark with tables and footnotes (cmark-gfm), set up once for all who
 * read Markdown; positions kept, no autolinks.
 *
 * In: a piece of a source.  Out: cmark's tree, for the few files that walk it.
 * What makes the parser slow or deep is refused first: SB_LIMIT_MARKDOWN bytes,
 * SB_LIMIT_MARKDOWN_DEPTH levels, SB_LIMIT_TABLE_CELLS cells of a table,
 * SB_LIMIT_MARKDOWN_MARKS inline marks of a block.
 *
 * For reports three additions, each asked for:
 *   references  {{…}} is an HTML_INLINE node whose literal begins "{{"
 *   joiners     **수출(輸出)**은 is emphasis, as a Korean reader expects
 *   fences      a line "::: word" is an HTML_BLOCK whose literal begins ":::"
 */
#pragma once

#include <glib.h>

#include "base/error.h"
#include "base/source.h"

struct cmark_node;
typedef struct SbMarkdown SbMarkdown;

typedef struct {
    gboolean references, joiners, fences;
} SbMarkdownOptions;

/* Parses bytes [base, base + length) of source; options may be NULL. */
SbMarkdown *sb_markdown_parse(const SbSource *source, size_t base, size_t length,
    const SbMarkdownOptions *options, GError **error);
void sb_markdown_free(SbMarkdown *markdown);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbMarkdown, sb_markdown_free)

/* The document node; lives as long as markdown. */
struct cmark_node *sb_markdown_root(const SbMarkdown *markdown);

/* The byte of the source where a node's first line begins (its block's, for
 * inlines); that of the first occurrence of words at or after that line within
 * the next lines when words is not NULL and there is one.  cmark counts the
 * columns of inlines wrongly on continuation lines, hence the search. */
size_t sb_markdown_offset(
    const SbMarkdown *markdown, struct cmark_node *node, const char *words);

typedef enum {
    SB_MARKDOWN_OTHER, /* a node type of cmark's own */
    SB_MARKDOWN_TABLE,
    SB_MARKDOWN_ROW,
    SB_MARKDOWN_CELL
} SbMarkdownPart;

/* Which part of a table node is. */
SbMarkdownPart sb_markdown_part(struct cmark_node *node);
/* Is this row the head? */
gboolean sb_markdown_is_head(struct cmark_node *row);
int sb_markdown_columns(struct cmark_node *table);
/* 'l', 'c', 'r', or 0 when the source does not say. */
char sb_markdown_align(struct cmark_node *table, int column);
/* The literal of a text, code or HTML node, joiners taken out.  Free it. */
char *sb_markdown_literal(struct cmark_node *node);
