/* Maps: the shapes of GeoJSON rows, projected. */
#pragma once

#include "chart/mark.h"
#include "chart/projection.h"

/* The projection that a unit asks for, or the default, not fitted yet; NULL: it is
 * wrong. */
SbProjection *sb_mark_geoshape_projection(
    const SbModel *model, const SbView *view, GError **error);
/* An item a row, added to mark. */
void sb_mark_geoshape_make(const SbMarker *m, SbMarkLooks *k, SbGraphMark *mark);
