/*
 * Everything that says how a page looks: one struct, in points and colours.
 *
 * A template is a set of these values; "brief" is the house's own.
 */
#pragma once

#include "draw/color.h"
#include "draw/font.h"

/* One kind of text. */
typedef struct {
    SbFont font;
    SbColor color;
    double leading;
    double before, after; /* least space to what stands above and below */
    gboolean justify;
    gboolean hyphenate;
    gboolean together; /* not parted from what follows */
} SbTextStyle;

typedef enum {
    SB_TEXT_BODY,
    SB_TEXT_LEDE, /* the summary at the head of page 1 */
    SB_TEXT_TITLE,
    SB_TEXT_SUBTITLE,
    SB_TEXT_BYLINE,
    SB_TEXT_KICKER, /* the organisation above the title */
    SB_TEXT_H1,
    SB_TEXT_H2,
    SB_TEXT_H3,
    SB_TEXT_QUOTE,
    SB_TEXT_BOX,      /* inside call-outs and summary boxes */
    SB_TEXT_BOX_HEAD, /* their heads */
    SB_TEXT_HEADLINE, /* of a figure or table */
    SB_TEXT_DECK,     /* the line below the headline: measure, unit, place, period */
    SB_TEXT_SOURCE,   /* notes and sources */
    SB_TEXT_CELL,
    SB_TEXT_CELL_HEAD,
    SB_TEXT_NOTE, /* footnotes */
    SB_TEXT_CODE,
    SB_TEXT_CONTENTS_1,
    SB_TEXT_CONTENTS_2,
    SB_TEXT_TILE_LABEL,
    SB_TEXT_TILE_VALUE,
    SB_TEXT_TILE_CHANGE,
    SB_TEXT_RUNNING, /* heads and feet of pages */
    SB_TEXT_COUNT
} SbTextRole;

typedef struct {
    double width, height;            /* of the paper */
    double top, right, bottom, left; /* margins */
    double grid;                     /* distance of baselines */
    double column_gap;
    double letter_stretch, letter_shrink;       /* of the type size, a cluster */
    double letter_stretch_ko, letter_shrink_ko; /* the same for Korean text */
    double list_indent;
    double float_space; /* above and below figures and tables */
    gboolean band;      /* a coloured band over the first page's edge */
    SbTextStyle text[SB_TEXT_COUNT];
    SbColor ink, grey, rule, accent, second, alarm, tint, bright;
    const char *code_family;
} SbStyle;

/* The template's values; FALSE and nothing set when there is no such template. */
gboolean sb_style_template(SbStyle *style, const char *name, const char *lang);
/* "A4", "letter"; FALSE for another word. */
gboolean sb_style_paper(SbStyle *style, const char *paper);
/* Names for messages, NULL-terminated. */
const char *const *sb_style_templates(void);
/* Where text may stand. */
double sb_style_measure(const SbStyle *style);
double sb_style_column(const SbStyle *style); /* one of two */
double sb_style_page_height(const SbStyle *style);
