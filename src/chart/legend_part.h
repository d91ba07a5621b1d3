/*
 * A legend on its way from its channels to its marks.
 */
#pragma once

#include "chart/guide.h"
#include "chart/mark.h"

typedef enum { SB_LEGEND_SYMBOL, SB_LEGEND_GRADIENT, SB_LEGEND_DISCRETE } SbLegendKind;

/* One legend: a channel, and those that were merged into it. */
typedef struct {
    SbModel *model;
    SbChannel channels[SB_CHANNELS]; /* the first one's scale gives the entries */
    int n;
    SbScaleModel *scale;
    const SbView *unit;
    const SbChannelDef *def;
    const char *field; /* that all channels show; NULL: none, or several */
    SbGuide guide;
    SbLegendKind kind;
    SbSide side;
    gboolean vertical;  /* gradient runs upward */
    const char *symbol; /* of the units' marks; a circle where one of them is */
    gboolean both;      /* colour fills some units' marks and strokes others' */
    /* entries */
    SbValue *values;
    const char *const **labels;
    int *n_lines;
    int n_values;
    gboolean given;
} SbLegend;

gboolean sb_legend_continuous(const SbScaleModel *scale);

/* legend_entry.c: values and labels. */
void sb_legend_entry_find(SbLegend *l);
double sb_legend_entry_gradient_length(const SbLegend *l);
/* legend_symbol.c */
SbGraphMark *sb_legend_symbol_entries(const SbLegend *l);
/* One more unit whose mark the legend's symbols stand for. */
void sb_legend_symbol_merge(SbLegend *l, const SbView *unit, SbChannel channel);
SbGridLayout *sb_legend_symbol_grid(const SbLegend *l);
/* A channel's constant: a value, the largest of its conditions. */
double sb_legend_symbol_largest(const SbChannelDef *def, double fallback);
/* legend_gradient.c */
SbGraphMark *sb_legend_gradient_bar(const SbLegend *l);
SbGraphMark *sb_legend_gradient_bands(const SbLegend *l);
SbGraphMark *sb_legend_gradient_labels(const SbLegend *l);
