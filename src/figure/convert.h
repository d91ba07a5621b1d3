/*
 * A figure in another currency, by a dated rate of rates.csv.
 */
#pragma once

#include "base/job.h"
#include "figure/figure.h"

/* *out is figure (sharing its strings) in the currency as, with as many
 * significant digits as figure has.  A flow takes the average of its period, a
 * stock the end, an agreement the spot of its date.  *note says in lang which
 * rate was used; free it.  A missing rate, or a unit that is no currency, is an
 * error without a place. */
gboolean sb_convert_figure(SbJob *job, const SbFigure *figure, const char *as,
    const char *lang, SbFigure *out, char **note, GError **error);
