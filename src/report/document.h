/*
 * A report's text as our own tree: blocks of blocks, rich texts, tables,
 * figures, with references resolved and figures, tables and notes numbered.
 * Knows no fonts and no pages.
 */
#pragma once

#include "base/arena.h"
#include "base/json.h"
#include "report/rich.h"

typedef enum {
    SB_BLOCK_PARAGRAPH, /* rich */
    SB_BLOCK_HEADING,   /* rich, level, id */
    SB_BLOCK_LIST,      /* children: items; level: first number, 0: bullets */
    SB_BLOCK_ITEM,      /* children */
    SB_BLOCK_QUOTE,     /* children */
    SB_BLOCK_CALLOUT, /* children, word: "note" "key" "tip" "warning" "summary" "audit" */
    SB_BLOCK_CODE,    /* text */
    SB_BLOCK_RULE,
    SB_BLOCK_TABLE,  /* table, caption */
    SB_BLOCK_FIGURE, /* figure, caption */
    SB_BLOCK_TILES,  /* tiles */
    SB_BLOCK_PAGE_BREAK,
    SB_BLOCK_COLUMNS, /* children, set in two columns */
    SB_BLOCK_WIDE,    /* children of columns that run over both */
    SB_BLOCK_COUNT
} SbBlockKind;

/* What stands around a figure or a table. */
typedef struct {
    const SbRich *headline, *deck, *source; /* NULL: none */
    const GPtrArray *notes;                 /* of const SbRich*; may be NULL */
} SbCaptionTexts;

enum { SB_CELL_COVERED = -1 };

/* A sparkline: its points as shares of its room, y upward. */
typedef struct {
    guint n, own; /* own: the point that the row is about */
    double *x, *y;
    const char *alt;
} SbTrend;

typedef struct {
    const SbRich *rich;
    const SbTrend *trend; /* in place of a text; NULL: none */
    int span; /* columns; 0 counts as 1; SB_CELL_COVERED: the one before reaches here */
    gboolean bar; /* a bar beside the text, over these shares of its room */
    double bar_from, bar_to, bar_zero;
    gboolean down; /* an empty cell of a head: the one below it reaches up to here */
} SbCell;

typedef enum { SB_ROW_BODY, SB_ROW_HEAD, SB_ROW_TOTAL, SB_ROW_GROUP } SbRowKind;

typedef struct {
    SbRowKind kind;
    SbCell *cells; /* as many as the table has columns */
} SbRow;

typedef struct {
    int columns;
    char *aligns;        /* 'l' 'c' 'r' '.', or 0: by what stands in the column */
    GArray *rows;        /* of SbRow */
    const SbRich *unit;  /* the unit line above at the right; NULL: none */
    gboolean plain_list; /* numbered matter such as sources: no rules between rows */
} SbTable;

typedef struct {
    const char *path; /* a chart's or picture's file beside the report; or NULL */
    const json_t *spec;
    SbJsonPlace place;          /* of spec */
    const char *headline, *alt; /* given by the report, over the chart's own; NULL */
} SbFigureBlock;

typedef struct {
    const char *label, *value, *change;
    int direction; /* of the change: -1, 0, 1 */
} SbTile;

typedef struct SbBlock SbBlock;
struct SbBlock {
    SbBlockKind kind;
    size_t offset; /* of the report's source */
    int level;
    int number;     /* of a figure or table; 0: none */
    gboolean loose; /* a list with space between its items */
    const char *id; /* a place for links; NULL: none */
    const char *word;
    const char *text;
    const SbRich *rich;
    const GPtrArray *children; /* of SbBlock */
    const SbTable *table;
    SbCaptionTexts caption;
    SbFigureBlock *figure;
    const GArray *tiles; /* of SbTile */
};

typedef struct {
    const GPtrArray *blocks; /* of SbBlock */
    const GPtrArray *notes;  /* of SbBlock: a quote-like block a footnote */
} SbDocument;

struct SbPress;

/* The document of press->source, from the end of its front matter. */
const SbDocument *sb_document_read(struct SbPress *press, GError **error);
/* Blocks of a short text of its own (the summary), without figures or notes. */
gboolean sb_document_read_piece(
    struct SbPress *press, const SbSource *source, GPtrArray *blocks, GError **error);
/* The tree as text.  Free it. */
GString *sb_document_dump(const SbDocument *document);

SbBlock *sb_block_new(SbArena *arena, SbBlockKind kind, size_t offset);
