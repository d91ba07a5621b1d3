/*
 * An article: its text as blocks, each byte of which knows its line (by the
 * source), and what its head says of it.
 *
 * A block's text is a list of runs: pieces of the source between which a blank
 * is to be read (a paragraph that is interrupted by a picture's caption goes on
 * behind it).  Owns an arena; never NULL fields.
 */
#pragma once

#include "base/arena.h"
#include "base/job.h"
#include "extract/extract.h"

typedef enum {
    SB_BLOCK_HEADING,
    SB_BLOCK_PARAGRAPH,
    SB_BLOCK_ITEM,
    SB_BLOCK_CAPTION, /* a line under a picture */
    SB_BLOCK_TABLE
} SbBlockKind;

typedef struct {
    GArray *cells; /* of SbSpan */
} SbTableRow;

typedef struct {
    SbBlockKind kind;
    int level;                 /* of a heading, 1 is the highest */
    GArray *runs;              /* of SbSpan; not for tables */
    GPtrArray *rows;           /* of SbTableRow; only for tables */
    int heads;                 /* rows above a Markdown rule; 0: find out */
    SbSpan caption, unit_line; /* of a table; empty when there is none */
} SbBlock;

typedef struct {
    SbArena *arena;
    SbJob *job;             /* for remarks */
    const SbSource *source; /* of a PDF: its text as a source */
    const char *text;       /* of the source */
    size_t length;
    SbArticleInfo info;
    gboolean korean;
    GPtrArray *blocks; /* of SbBlock */
} SbArticle;

/* NULL for a kind of file that we don't read (named in the error). */
SbArticle *sb_article_read(SbJob *job, const SbSource *source, GError **error);
void sb_article_free(SbArticle *article);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbArticle, sb_article_free)

/* "Title: …" and the like, as a head's line begins. */
gboolean sb_article_is_head_line(const char *line, size_t length);

/* The article that was read; lives as long as the extraction. */
const SbArticle *sb_extraction_article(const SbExtraction *extraction);

/* For readers: a new block, not yet part of the article; and one at its end. */
SbBlock *sb_article_block(SbArticle *article, SbBlockKind kind);
SbBlock *sb_article_add(SbArticle *article, SbBlockKind kind);
void sb_article_add_run(SbBlock *block, size_t start, size_t end);

/* Is the byte at offset inside of the source's white space? Bytes of the blank
 * (NBSP and thin spaces too), 0 for none. */
size_t sb_article_wide_blank(const char *text, size_t offset, size_t end);
static inline size_t
sb_article_blank(const char *text, size_t offset, size_t end)
{
    guchar c = (guchar)text[offset];

    return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r')
                    : sb_article_wide_blank(text, offset, end);
}
/* The span without blanks at its ends. */
SbSpan sb_article_trim(const char *text, SbSpan span);
