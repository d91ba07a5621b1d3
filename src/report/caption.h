/* What stands above and below figures and tables. */
#pragma once

#include "report/galley.h"

/* The label, headline, deck (and unit line at the right) from y down; *height
 * gets what they took. */
gboolean sb_caption_head(SbGalley *galley, const SbBlock *block, SbWord word,
    const SbRich *unit, const SbPlace *place, double y, int tag, double *height,
    GArray **notes, GError **error);
/* Notes, then the source. */
gboolean sb_caption_foot(SbGalley *galley, const SbBlock *block, const SbPlace *place,
    double y, int tag, double *height, GArray **notes, GError **error);
