/*
 * The galley: a report set in one endless column, before there are pages.
 *
 * In: blocks.  Out: boxes, each a piece that no page break parts (a line, a
 * table row, a figure), with its ink.  All ink lies in one scene; a box owns the
 * items [first, last), with y from the box's top and x from the left of the
 * measure.  Tags of items are nodes of the structure tree, which grows in
 * reading order.
 */
#pragma once

#include "report/press.h"

typedef enum {
    SB_BOX_INK,
    SB_BOX_NEW_PAGE /* what follows begins a page */
} SbBoxKind;

typedef struct {
    SbBoxKind kind;
    double height;
    double before, after; /* least space to the boxes around; the larger counts */
    gboolean grid;        /* a line of text: stands on the baseline grid */
    gboolean together;    /* no page break between this and the next */
    gboolean floats;      /* may move to the head of a page that follows */
    size_t first, last;   /* items of the ink */
    GArray *notes;        /* of int: footnotes marked in here; or NULL */
    int frame;            /* 1-based: stands on a coloured ground; 0: none */
    int group;            /* 1-based: part of a long table; 0: none */
    int columns;          /* 1-based: of which two columns it is a part; 0: none */
    gboolean wide;        /* runs over both columns */
} SbBox;

/* A coloured ground behind boxes, with a bar at its left when it has one. */
typedef struct {
    double x, width;
    SbColor ground, bar; /* a 0: none */
} SbFrame;

/* A table that may run over pages: what is set again at the head of each. */
typedef struct {
    size_t first, last; /* boxes of galley->repeats */
} SbGroup;

/* A heading, for the contents and the outline. */
typedef struct {
    const char *text, *dest;
    int level;
    const SbRich *rich;
} SbSection;

typedef struct {
    SbPress *press;
    SbScene *ink;
    GArray *boxes;       /* of SbBox: the text's */
    GArray *repeats;     /* of SbBox: heads of long tables */
    GPtrArray *notes;    /* of GArray of SbBox, one a footnote */
    GArray *narrow;      /* of gboolean, one a footnote: set a column wide */
    int columns;         /* blocks in columns so far */
    GArray *frames;      /* of SbFrame */
    GArray *groups;      /* of SbGroup */
    GArray *sections;    /* of SbSection */
    GArray *structure;   /* of SbStructNode; 0 is the Document */
    GPtrArray *contents; /* of SbContentsLine: where page numbers are due */
} SbGalley;

/* A line of the contents whose page number is not known yet. */
typedef struct {
    size_t box;
    const char *dest;
    double x, baseline; /* of the right end */
    double text_end;    /* where the leaders begin */
    SbTextRole role;
    int tag;
} SbContentsLine;

/* Where blocks are set: a part of the measure. */
typedef struct {
    double x, width;
    int parent;      /* structure node */
    SbTextRole body; /* of paragraphs */
    int depth;       /* of lists */
    gboolean tight;  /* paragraphs without space between */
} SbPlace;

/* The galley of a document; in the press's arena. */
SbGalley *sb_galley_new(SbPress *press);
/* A node of the structure tree. */
int sb_galley_node(SbGalley *galley, int parent, const char *type);
SbStructNode *sb_galley_node_at(SbGalley *galley, int node);
/* A box whose ink begins at the next item; the pointer holds until the next. */
SbBox *sb_galley_box(SbGalley *galley);
/* The last box (there must be one); its ink ends with the last item. */
SbBox *sb_galley_close(SbGalley *galley);
/* A named place at the top of the box that is being made. */
void sb_galley_dest(SbGalley *galley, const char *dest, double x, double y);
/* Empty space of its own, not collapsed, never at a page's head. */
void sb_galley_space(SbGalley *galley, double height, gboolean together);
