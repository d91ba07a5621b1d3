/* In: GeoJSON as a value.  Out: calls of a sink (see geo.h). */
#include "chart/geo.h"

#include <string.h>

static void
walk_point(SbValue at, SbGeoSink *sink)
{
    if (at.kind == SB_VALUE_ARRAY && at.array->count >= 2) {
        double x = sb_value_to_number(at.array->items[0]);
        double y = sb_value_to_number(at.array->items[1]);

        if (isfinite(x) && isfinite(y)) {
            sink->point(sink, x, y);
        }
    }
}

/* A ring is closed: its last point, the first again, is left out. */
static void
walk_line(SbValue line, gboolean closed, SbGeoSink *sink)
{
    if (line.kind != SB_VALUE_ARRAY) {
        return;
    }
    size_t n = line.array->count;

    sink->line_start(sink);
    for (size_t i = 0; i + (closed ? 1 : 0) < n; i++) {
        walk_point(line.array->items[i], sink);
    }
    sink->line_end(sink);
}

static void
walk_polygon(SbValue rings, SbGeoSink *sink)
{
    sink->polygon_start(sink);
    for (size_t i = 0; rings.kind == SB_VALUE_ARRAY && i < rings.array->count; i++) {
        walk_line(rings.array->items[i], TRUE, sink);
    }
    sink->polygon_end(sink);
}

static void
walk_each(SbValue list, const char *kind, SbGeoSink *sink)
{
    for (size_t i = 0; list.kind == SB_VALUE_ARRAY && i < list.array->count; i++) {
        SbValue one = list.array->items[i];

        if (strcmp(kind, "MultiPoint") == 0) {
            walk_point(one, sink);
        } else if (strcmp(kind, "MultiLineString") == 0) {
            walk_line(one, FALSE, sink);
        } else if (strcmp(kind, "MultiPolygon") == 0) {
            walk_polygon(one, sink);
        } else {
            sb_geo_walk(one, sink); /* its depth is that of the JSON */
        }
    }
}

void
sb_geo_walk(SbValue geometry, SbGeoSink *sink)
{
    SbValue type = sb_value_member(geometry, "type");
    SbValue at = sb_value_member(geometry, "coordinates");
    const char *kind = type.kind == SB_VALUE_STRING ? type.string : "";

    if (strcmp(kind, "Feature") == 0) {
        sb_geo_walk(sb_value_member(geometry, "geometry"), sink);
    } else if (strcmp(kind, "FeatureCollection") == 0) {
        walk_each(sb_value_member(geometry, "features"), kind, sink);
    } else if (strcmp(kind, "GeometryCollection") == 0) {
        walk_each(sb_value_member(geometry, "geometries"), kind, sink);
    } else if (strcmp(kind, "Sphere") == 0) {
        sink->sphere(sink);
    } else if (strcmp(kind, "Point") == 0) {
        walk_point(at, sink);
    } else if (strcmp(kind, "LineString") == 0) {
        walk_line(at, FALSE, sink);
    } else if (strcmp(kind, "Polygon") == 0) {
        walk_polygon(at, sink);
    } else if (g_str_has_prefix(kind, "Multi")) {
        walk_each(at, kind, sink);
    }
}
