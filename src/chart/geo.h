/*
 * Geometry on the sphere, as GeoJSON has it (RFC 7946, and d3's winding: the inside of
 * a ring lies to the right, clockwise on the map), read by a chain of sinks.
 */
#pragma once

#include "chart/value.h"

typedef struct SbGeoSink SbGeoSink;
struct SbGeoSink {
    void (*point)(SbGeoSink *sink, double x, double y);
    void (*line_start)(SbGeoSink *sink);
    void (*line_end)(SbGeoSink *sink);
    void (*polygon_start)(SbGeoSink *sink);
    void (*polygon_end)(SbGeoSink *sink);
    void (*sphere)(SbGeoSink *sink);
};

typedef struct {
    double x, y;
} SbGeoPoint;

/* A GeoJSON object's points, lines and rings, in degrees, into sink.  What is no
 * geometry gives nothing. */
void sb_geo_walk(SbValue geometry, SbGeoSink *sink);

/* geo_clip.c: radians in, radians out, cut at the antimeridian (radius NaN) or at the
 * circle of radius (radians) around 0, 0.  Free with sb_geo_clip_free. */
SbGeoSink *sb_geo_clip_new(SbGeoSink *out, double radius);
void sb_geo_clip_free(SbGeoSink *clip);

/* geo_rejoin.c: pieces of rings (GArray of SbGeoPoint each), cut at an edge, joined
 * along it.  along walks the edge from a to b, forwards or backwards. */
typedef struct {
    double (*place)(const void *data, SbGeoPoint point); /* on the edge */
    void (*along)(const void *data, const SbGeoPoint *from, const SbGeoPoint *to,
        int direction, SbGeoSink *sink);
    const void *data;
} SbGeoEdge;
void sb_geo_rejoin(const GPtrArray *pieces, const SbGeoEdge *edge, gboolean start_inside,
    SbGeoSink *sink);

/* geo_extent.c: cut at a rectangle of the plane. */
SbGeoSink *sb_geo_extent_new(SbGeoSink *out, const double extent[4]);
void sb_geo_extent_free(SbGeoSink *sink);
