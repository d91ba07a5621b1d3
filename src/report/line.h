/*
 * A paragraph -> lines: breaks chosen for the paragraph as a whole.
 *
 * In: the clusters of a shaped text and where its words may be hyphenated.
 * Out: lines, as ranges of clusters with the space to add to each gap.  Knows
 * neither fonts nor pages.
 *
 * The method is Knuth and Plass's total fit ("Breaking Paragraphs into Lines",
 * 1981) with these departures: gaps and letters stretch by a share of their own
 * width, margins are optical (punctuation hangs), hyphens under each other
 * cost as much as a bad line, and so does a last line of a few letters.
 */
#pragma once

#include "base/arena.h"
#include "draw/text.h"

typedef struct {
    double width;        /* of the measure */
    double first_indent; /* of the first line; may be negative */
    double em;           /* size of the type: runts and hangs are told in it */
    double hyphen_width;
    double letter_stretch, letter_shrink; /* a cluster, at ratio 1 */
    gboolean ragged;                      /* not justified */
    gboolean hang;                        /* punctuation into the margins */
} SbLineOptions;

typedef struct {
    size_t first, last; /* clusters [first, last), blanks at both ends dropped */
    gboolean hyphen;    /* a hyphen is set at the end */
    gboolean overfull;  /* wider than the measure at its tightest */
    double x;           /* where the line begins, from the measure's left */
    double width;       /* natural width, the hyphen included */
    double ratio;       /* 0 natural, 1 all stretch used, -1 all shrink */
    double gap;         /* to add to each white space */
    double letter;      /* to add after each cluster */
} SbLine;

/* Lines of SbLine in arena; hyphens (of size_t, bytes of text, ascending) may
 * be NULL.  At least one line. */
GArray *sb_line_break(SbArena *arena, const char *text, const SbCluster *clusters,
    size_t n, const GArray *hyphens, const SbLineOptions *options);
