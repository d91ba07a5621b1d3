/*
 * Numbers in running text: digits with scale words, number words, fractions,
 * Korean compounds, ordinals.
 */
#pragma once

#include "extract/token.h"
#include "figure/figure.h"

typedef struct {
    guint start, end; /* tokens [start, end) */
    SbDecimal value;
    gboolean digits;       /* written with digits (else in words) */
    gboolean has_scale;    /* "billion", 억 */
    int scale;             /* the power of ten of its last scale word */
    gboolean fraction;     /* value is the percentage that a fraction is */
    gboolean ordinal;      /* "43rd", "fifth" */
    gboolean over;         /* 여: a little more */
    gboolean multiple;     /* "twelvefold" */
    gboolean of_unit;      /* "half a point": the fraction of one unit, behind end */
    SbQualifier qualifier; /* written into the number: "40-odd", "500+" */
    gboolean malformed;    /* "1,2,3,4" */
} SbNumber;

/* The number that begins at token i and ends before end. */
gboolean sb_number_read(const SbTokens *tokens, guint i, guint end, SbNumber *out);
