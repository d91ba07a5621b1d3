/*
 * The stages by which a PDF becomes text (private to the room):
 *
 *   XHTML of pdftotext -> words -> pieces -> regions -> lines -> blocks -> text
 *
 * Terms: coordinates are points from the page's upper left corner.  A *piece*
 * is a run of words of one line without a wide gap: a line of a column, or a
 * cell of a table.  A *region* is a part of the page in one column.  A *line* is
 * the pieces of a region that stand side by side.  All live in the arena of the
 * SbPdf.
 */
#pragma once

#include "base/arena.h"
#include "base/source.h"

typedef struct {
    double x0, y0, x1, y1;
} SbPdfBox;

typedef struct {
    SbPdfBox box;
    const char *text; /* UTF-8, never empty, without blanks */
    guint row;        /* pdftotext's own line, counted through the page */
} SbPdfWord;

/* Words of words[first, first + count). */
typedef struct {
    SbPdfBox box;
    guint first, count;
    double size;      /* of its letters against the body's: 1 is body text */
    double height;    /* of its words, pt */
    const char *text; /* words joined */
    guint letters, digits, chars, words;
    gboolean value; /* a number with its signs and units, as a cell has */
} SbPdfPiece;

typedef struct {
    SbPdfBox box;
    GPtrArray *pieces; /* of SbPdfPiece, from left to right */
    double size, height;
    int page, number; /* 1-based; number: of the page's lines in reading order */
    guint region;
    double left, right; /* edges of the region */
} SbPdfLine;

typedef struct {
    double width, height;
    GArray *words;     /* of SbPdfWord */
    GPtrArray *pieces; /* of SbPdfPiece */
} SbPdfPage;

typedef struct {
    SbArena *arena;
    GPtrArray *pages;      /* of SbPdfPage */
    GPtrArray *lines;      /* of SbPdfLine, in reading order */
    GHashTable *known;     /* words inside of lines: for joining over line ends */
    double body;           /* height of body text, pt */
    double em;             /* width of a syllable of Hangul, pt; 0: there are none */
    gboolean breaks_words; /* Korean lines end inside of words */
} SbPdf;

SbPdf *sb_pdf_new(void);
void sb_pdf_free(SbPdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbPdf, sb_pdf_free)

/* pdf_words.c: FALSE and *error (without a path) when it is not what pdftotext
 * writes, or exceeds a limit. */
gboolean sb_pdf_words_read(SbPdf *pdf, GString *xhtml, GError **error);
/* pdf_pieces.c: words of each page into pieces; sizes; known words. */
void sb_pdf_pieces_make(SbPdf *pdf);
/* A piece parted at gaps that are wider than blanks, into several. */
void sb_pdf_pieces_split(SbPdf *pdf, int page, const SbPdfPiece *piece, GPtrArray *into);
/* Is it a number as a cell has it: digits, signs, units, "n/a", "-"? */
gboolean sb_pdf_pieces_is_value(const char *text);
/* pdf_margins.c: running heads, footers and page numbers taken out. */
void sb_pdf_margins_clear(SbPdf *pdf);
/* pdf_columns.c: the pieces as lines in reading order. */
void sb_pdf_columns_read(SbPdf *pdf);
/* pdf_table.c: the end of a table that begins at line i (i: none), written to
 * text with its places when out is given. */
typedef struct {
    GString *text;
    GArray *places; /* of SbSourcePlace */
} SbPdfText;
guint sb_pdf_table_read(SbPdf *pdf, guint i, guint end, SbPdfText *out);
/* pdf_join.c: what stands between two lines of a paragraph: " ", "", or "" with
 * a hyphen dropped. */
typedef enum { SB_PDF_JOIN_BLANK, SB_PDF_JOIN_NONE, SB_PDF_JOIN_HYPHEN } SbPdfJoin;
SbPdfJoin sb_pdf_join(const SbPdf *pdf, const char *before, const char *after);
void sb_pdf_join_survey(SbPdf *pdf);
/* pdf_prose.c: all of it as the text that the text reader takes. */
void sb_pdf_prose_write(SbPdf *pdf, SbPdfText *out, const char **title);
