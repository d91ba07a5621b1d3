/*
 * Properties of axes, legends, titles and headers: given ones, then configurations,
 * then Vega's defaults; some depend on the tick ("condition").
 */
#pragma once

#include "chart/model.h"

enum { SB_GUIDE_SOURCES = 20 };

typedef struct {
    const SbModel *model;
    const json_t *sources[SB_GUIDE_SOURCES]; /* objects, strongest first */
    int n;
    const char *vega[3]; /* parts of Vega's defaults; NULL-terminated unless full */
    const char *label_style, *title_style; /* "guide-label" … */
} SbGuide;

void sb_guide_add(SbGuide *guide, const json_t *source);
void sb_guide_add_config(SbGuide *guide, const char *part);
/* NULL: unset.  {"expr": …} is evaluated; a null counts as set. */
const json_t *sb_guide_get(const SbGuide *guide, const char *key);
/* The same for one tick: datum is {value, label, index}. */
const json_t *sb_guide_at(const SbGuide *guide, const char *key, const SbValue *datum);
double sb_guide_number(const SbGuide *guide, const char *key, double fallback);
const char *sb_guide_string(const SbGuide *guide, const char *key, const char *fallback);
gboolean sb_guide_flag(const SbGuide *guide, const char *key, gboolean fallback);
/* Is it set by a source rather than by Vega's defaults? */
gboolean sb_guide_is_set(const SbGuide *guide, const char *key);

/* Font, colour … from keys that begin with prefix ("label", "title"). */
void sb_guide_text_look(
    const SbGuide *guide, const char *prefix, const SbValue *datum, SbLook *look);
void sb_guide_stroke_look(
    const SbGuide *guide, const char *prefix, const SbValue *datum, SbLook *look);
gboolean sb_guide_color(const json_t *json, SbInk *out);
SbAlign sb_guide_align(const char *text, SbAlign fallback);
SbBaseline sb_guide_baseline(const char *text, SbBaseline fallback);
SbAnchor sb_guide_anchor(const char *text, SbAnchor fallback);
SbSide sb_guide_side(const char *text, SbSide fallback);
int sb_guide_weight(const json_t *json, int fallback);
/* Text or array of texts as lines; references resolved. */
const char *const *sb_guide_lines(const SbModel *model, const json_t *json, int *n);
const char *const *sb_guide_lines_of(const SbModel *model, SbValue value, int *n);
/* A text with {{references}} put in; the text itself when it has none. */
const char *sb_guide_resolve(const SbModel *model, const char *text);
/* Hides labels that would overlap: method "parity" or "greedy". */
void sb_guide_overlap(
    const SbGraph *graph, SbGraphMark *labels, const char *method, double separation);
void sb_guide_dash(const SbModel *model, const json_t *json, SbLook *look);
