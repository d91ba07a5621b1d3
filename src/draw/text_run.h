/* The inside of a shaped paragraph, for text_run.c, text_piece.c and hyphen.c. */
#pragma once

#include "draw/shape.h"

typedef struct {
    PangoItem *item;
    PangoGlyphString *glyphs;
    unsigned span;
} ShapedItem;

typedef struct {
    int from, to;     /* glyphs of its string */
    guint item : 31;  /* index into items */
    guint inside : 1; /* a further letter of a ligature */
} ClusterGlyphs;

struct SbTextRun {
    SbFonts *fonts;
    SbArena *arena;
    const char *source; /* as given */
    const char *text;   /* shaped: control characters are spaces */
    size_t length;
    const char *lang; /* may be NULL */
    const SbTextSpan *spans;
    size_t n_spans;
    GArray *items;               /* of ShapedItem */
    SbCluster *c;                /* the clusters; n of them */
    const ClusterGlyphs *places; /* one a cluster */
    size_t n;
    double *before; /* n + 1: width of all clusters before i */
    double *head;   /* n + 1: what a line's start at i changes; NaN: not known yet */
    double *tail;   /* 2(n + 1): a line's end before i, without and with hyphen */
};
