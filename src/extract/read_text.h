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

/* --- lines, for the readers of tables --- */

typedef enum {
    SB_LINE_BLANK,
    SB_LINE_HEADING,
    SB_LINE_ITEM,
    SB_LINE_CAPTION,
    SB_LINE_TABS,
    SB_LINE_PIPES,
    SB_LINE_RULE,   /* |---|---| */
    SB_LINE_BORDER, /* ------, +---+---+, and the like in box drawing */
    SB_LINE_FENCE,
    SB_LINE_TAKEN, /* by a table, as its caption or unit line */
    SB_LINE_PROSE
} SbLineKind;

typedef struct {
    SbLineKind kind;
    size_t raw;        /* where the line begins, its blanks counted */
    size_t start, end; /* of the bare text */
    int level;
    gboolean alone;   /* blank lines (or the end) on both sides */
    gboolean fenced;  /* between ``` and ``` */
    SbBlock *table;   /* the table that begins with this line, or NULL */
    guint table_next; /* the line behind it */
} SbTextLine;

enum { SB_READ_SHORT_LINE = 110 };

static inline SbTextLine *
sb_read_line(const GArray *lines, guint i)
{
    return &g_array_index(lines, SbTextLine, i);
}

/* "- ", "(1) ", "□": the bytes of a list mark; 0: none. */
size_t sb_read_mark(const char *text, size_t start, size_t end);
gboolean sb_read_ends_sentence(const char *text, size_t start, size_t end);

/* Finds the tables among lines (of SbTextLine): sets table and table_next, and
 * takes captions and unit lines. */
void sb_read_tables(SbArticle *article, GArray *lines);
/* A table whose columns are parted by blanks, from line i on: a new block with
 * its rows, and the line behind it; i when there is none. */
guint sb_read_aligned(SbArticle *article, const GArray *lines, guint i, SbBlock **block);
/* Columns parted by single blanks, likewise. */
guint sb_read_tight(SbArticle *article, const GArray *lines, guint i, SbBlock **block);
/* One cell a line, likewise. */
guint sb_read_stacked(SbArticle *article, const GArray *lines, guint i, SbBlock **block);
/* A word of prose, a heading, an item: not yet part of a table. */
gboolean sb_read_is_words(const SbTextLine *line);
/* "Source: …", "주: …", "* preliminary": stands below a table. */
gboolean sb_read_is_note(const char *text, size_t start, size_t end);
/* "3.1", "△2.3%", "n/a", "…": what a cell of values holds, by its letters. */
gboolean sb_read_is_value(const char *text, size_t start, size_t end);
/* A row of cells at the end of block; cell i is sb_read_cell()'d in turn. */
SbTableRow *sb_read_row(SbArticle *article, SbBlock *block);
void sb_read_cell(SbArticle *article, SbTableRow *row, size_t start, size_t end);

/* The text of a PDF as a source of its own, for sb_read_text(): places on pages,
 * and in title what is set in the largest letters of the first page (NULL: all is
 * of one size; free it).  NULL and *error when it can't be read. */
const SbSource *sb_read_pdf(
    SbJob *job, const SbSource *pdf, char **title, GError **error);
/* The same behind pdftotext: xhtml is what it wrote, and is written over. */
const SbSource *sb_read_pdf_layout(
    SbJob *job, const SbSource *origin, GString *xhtml, char **title, GError **error);
