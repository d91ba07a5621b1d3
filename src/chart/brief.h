/*
 * What the house theme adds to a chart: headline and subtitle above it, source and
 * notes below, each wrapped with the drawn font; the contract with its rows; alt text.
 */
#pragma once

#include "chart/spec.h"

/* The blocks of text around a chart; empty in theme vega. */
typedef struct {
    const SbUsermeta *texts;
    gboolean on;
    GPtrArray *headline, *subtitle, *foot; /* of const char*: lines */
    double top, bottom;                    /* px taken above and below */
    double scale;
} SbBriefFrame;

SbBriefFrame sb_brief_frame(SbModel *model, const SbUsermeta *texts);
/* Breaks the texts to width (0: one line each) and finds top and bottom. */
void sb_brief_wrap(SbModel *model, SbBriefFrame *frame, double width);
/* Draws them onto scene; returns it. */
SbScene *sb_brief_draw(SbModel *model, const SbBriefFrame *frame, SbScene *scene);

/* Rows expected, one unit, no row twice, no sum over modalities … */
gboolean sb_brief_check(SbModel *model, const SbUsermeta *texts, GError **error);

/* Does the axis of every bar have zero, now that scales are made? */
gboolean sb_brief_bar_zero(SbModel *model, const SbUsermeta *texts, GError **error);

/* brief_pledge.c: which modalities there are; the note that tells of them. */
void sb_brief_pledge_find(SbModel *model, const SbUsermeta *texts);

/* The modality of a row as a bit; what a reader calls it: "Announced". */
guint sb_brief_modality(SbValue value);
const char *sb_brief_modality_label(const char *modality, gboolean korean);
/* Do marks show amounts of which rows may have an upper end, amount_high? */
gboolean sb_brief_has_high(const SbView *unit, SbChannel channel);
/* brief_mixed.c: FALSE: the transform adds up what must not be. */
gboolean sb_brief_mixed(SbModel *model, const SbTable *table, const json_t *transform,
    const char *pointer, GError **error);

/* brief_labels.c: text marks get out of each other's and the marks' way, within sheet
 * (in root's coordinates). */
void sb_brief_labels(
    SbModel *model, const SbUsermeta *texts, const SbGraphItem *root, SbBounds sheet);

/* brief_fit.c: does every text stand on the sheet, whole?  In theme vega a remark. */
gboolean sb_brief_fit(SbModel *model, const SbUsermeta *texts, const SbGraphItem *root,
    double width, double height, GError **error);

/* alt.c: given, or made from type, title and data; at most 250 characters. */
const char *sb_alt_text(SbModel *model, const SbUsermeta *texts);
