/*
 * Map projections: longitude and latitude in degrees to CSS px.
 *
 * The names, defaults and properties are those of Vega
 * (https://vega.github.io/vega/docs/projections/).  Geometry is cut where the sphere
 * is torn (at the antimeridian, or at a circle), its arcs are followed by as many
 * points as their bend needs, and the result is cut at the clip extent.
 */
#pragma once

#include "base/json.h"
#include "chart/geo.h"

typedef struct SbProjection SbProjection;

/* NULL and an error with the place when json names no projection or has a wrong
 * value.  Lives in arena. */
SbProjection *sb_projection_new(SbArena *arena, const json_t *json,
    const SbJsonPlace *place, const char *pointer, GError **error);
void sb_projection_set(SbProjection *p, double scale, double x, double y);
/* As large as fits into width × height, in the middle. */
void sb_projection_fit(
    SbProjection *p, const SbValue *geometry, size_t count, double width, double height);
/* FALSE: the point lies on no part of the map. */
gboolean sb_projection_point(
    const SbProjection *p, double longitude, double latitude, double *x, double *y);
/* Of SbPathStep; NULL: nothing of it is on the map. */
GArray *sb_projection_path(const SbProjection *p, SbArena *arena, SbValue geometry);
void sb_projection_radius(SbProjection *p, double radius);
