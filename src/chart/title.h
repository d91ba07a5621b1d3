/* The title of a view, with its subtitle. */
#pragma once

#include "chart/guide.h"

/* json: a text, texts, or an object; NULL when there is nothing to draw.  own: its
 * configurations come before config.title; style names are those of both texts. */
SbGraphMark *sb_title_make(SbModel *model, const SbView *view, const json_t *json);
/* A header's: guide has align, anchor, color, font, offset … under their own names. */
SbGraphMark *sb_title_of(SbModel *model, const SbGuide *guide, const char *const *lines,
    int n, SbSide side, gboolean frame_group, const char *style, SbAlign align,
    SbBaseline baseline, double angle, double offset, SbAnchor anchor);
