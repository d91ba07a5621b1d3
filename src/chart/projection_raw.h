/* The formulas of projections on the unit sphere: radians in, units of its radius out,
 * y upwards. */
#pragma once

#include <glib.h>

typedef enum {
    SB_PROJECTION_ALBERS,
    SB_PROJECTION_ALBERS_USA,
    SB_PROJECTION_AZIMUTHAL_EQUAL_AREA,
    SB_PROJECTION_AZIMUTHAL_EQUIDISTANT,
    SB_PROJECTION_CONIC_CONFORMAL,
    SB_PROJECTION_CONIC_EQUAL_AREA,
    SB_PROJECTION_CONIC_EQUIDISTANT,
    SB_PROJECTION_EQUAL_EARTH,
    SB_PROJECTION_EQUIRECTANGULAR,
    SB_PROJECTION_GNOMONIC,
    SB_PROJECTION_IDENTITY,
    SB_PROJECTION_MERCATOR,
    SB_PROJECTION_NATURAL_EARTH,
    SB_PROJECTION_ORTHOGRAPHIC,
    SB_PROJECTION_STEREOGRAPHIC,
    SB_PROJECTION_TRANSVERSE_MERCATOR,
    SB_PROJECTIONS
} SbProjectionKind;

/* parallels in radians, of conic ones. */
void sb_projection_raw(SbProjectionKind kind, const double parallels[2], double lambda,
    double phi, double *x, double *y);
