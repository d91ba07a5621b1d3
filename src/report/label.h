/* What a figure is called in the report's language. */
#pragma once

#include "report/press.h"

/* The codes, loaded when first needed; NULL when they cannot be. */
const SbCodes *sb_label_codes(SbPress *press);

/* The row's own label, else indicator, item, place and period by
 * data/codes/; with the period at the end when asked for.  In the arena. */
const char *sb_label_figure(SbPress *press, const SbFigure *figure, gboolean period);
/* A place, an indicator, a modality in the report's language. */
const char *sb_label_place(SbPress *press, const SbFigure *figure);
const char *sb_label_indicator(SbPress *press, const SbFigure *figure);
const char *sb_label_modality(const SbPress *press, SbModality modality);
const char *sb_label_period(SbPress *press, const char *period);
