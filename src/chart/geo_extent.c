/*
 * In: points, lines and rings of the plane.  Out: what of them lies in a rectangle.
 * Rings by Sutherland and Hodgman (Reentrant polygon clipping, CACM 17, 1974), lines
 * by Liang and Barsky (ACM TOG 3, 1984).
 */
#include "chart/geo.h"

typedef struct {
    SbGeoSink base;
    SbGeoSink *out;
    double extent[4]; /* x0, y0, x1, y1 */
    gboolean in_line, in_polygon;
    GArray *points; /* of SbGeoPoint: the line so far */
} Extent;

static gboolean
inside(const Extent *e, SbGeoPoint p)
{
    return p.x >= e->extent[0] && p.x <= e->extent[2] && p.y >= e->extent[1] &&
           p.y <= e->extent[3];
}

static void
on_point(SbGeoSink *sink, double x, double y)
{
    Extent *e = (Extent *)sink;
    SbGeoPoint p = { x, y };

    if (e->in_line) {
        g_array_append_val(e->points, p);
    } else if (inside(e, p)) {
        e->out->point(e->out, x, y);
    }
}

static void
on_line_start(SbGeoSink *sink)
{
    Extent *e = (Extent *)sink;

    e->in_line = TRUE;
    g_array_set_size(e->points, 0);
}

/* How far p lies inside of side. */
static double
depth(const Extent *e, int side, SbGeoPoint p)
{
    double v = side % 2 == 0 ? p.x : p.y;

    return side < 2 ? v - e->extent[side] : e->extent[side] - v;
}

static GArray *
cut_ring(const Extent *e, int side, const GArray *ring)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(SbGeoPoint));

    for (guint i = 0; i < ring->len; i++) {
        SbGeoPoint a = g_array_index(ring, SbGeoPoint, (i + ring->len - 1) % ring->len);
        SbGeoPoint b = g_array_index(ring, SbGeoPoint, i);
        double da = depth(e, side, a), db = depth(e, side, b);

        if ((da >= 0) != (db >= 0)) {
            double t = da / (da - db);
            SbGeoPoint c = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };

            g_array_append_val(out, c);
        }
        if (db >= 0) {
            g_array_append_val(out, b);
        }
    }
    return out;
}

static void
put_ring(Extent *e)
{
    GArray *ring = g_array_ref(e->points);

    for (int side = 0; side < 4 && ring->len > 0; side++) {
        GArray *next = cut_ring(e, side, ring);

        g_array_unref(ring);
        ring = next;
    }
    if (ring->len > 0) {
        e->out->line_start(e->out);
        for (guint i = 0; i < ring->len; i++) {
            SbGeoPoint p = g_array_index(ring, SbGeoPoint, i);

            e->out->point(e->out, p.x, p.y);
        }
        e->out->line_end(e->out);
    }
    g_array_unref(ring);
}

static void
put_line(Extent *e)
{
    gboolean open = FALSE;

    for (guint i = 1; i < e->points->len; i++) {
        SbGeoPoint a = g_array_index(e->points, SbGeoPoint, i - 1);
        SbGeoPoint b = g_array_index(e->points, SbGeoPoint, i);
        double t0 = 0, t1 = 1;

        for (int side = 0; side < 4; side++) {
            double da = depth(e, side, a), db = depth(e, side, b);

            if (da < 0 && db < 0) {
                t1 = -1;
            } else if (da < 0) {
                t0 = fmax(t0, da / (da - db));
            } else if (db < 0) {
                t1 = fmin(t1, da / (da - db));
            }
        }
        if (t0 > t1) {
            continue;
        }
        if (!open || t0 > 0) {
            if (open) {
                e->out->line_end(e->out);
            }
            e->out->line_start(e->out);
            e->out->point(e->out, a.x + t0 * (b.x - a.x), a.y + t0 * (b.y - a.y));
        }
        e->out->point(e->out, a.x + t1 * (b.x - a.x), a.y + t1 * (b.y - a.y));
        open = t1 >= 1;
        if (!open) {
            e->out->line_end(e->out);
        }
    }
    if (open) {
        e->out->line_end(e->out);
    }
}

static void
on_line_end(SbGeoSink *sink)
{
    Extent *e = (Extent *)sink;

    e->in_line = FALSE;
    if (e->in_polygon) {
        put_ring(e);
    } else {
        put_line(e);
    }
}

static void
on_polygon_start(SbGeoSink *sink)
{
    Extent *e = (Extent *)sink;

    e->in_polygon = TRUE;
    e->out->polygon_start(e->out);
}

static void
on_polygon_end(SbGeoSink *sink)
{
    Extent *e = (Extent *)sink;

    e->in_polygon = FALSE;
    e->out->polygon_end(e->out);
}

SbGeoSink *
sb_geo_extent_new(SbGeoSink *out, const double extent[4])
{
    Extent *e = g_new0(Extent, 1);

    e->base = (SbGeoSink){ on_point, on_line_start, on_line_end, on_polygon_start,
        on_polygon_end, NULL };
    e->out = out;
    for (int i = 0; i < 4; i++) {
        e->extent[i] = extent[i];
    }
    e->points = g_array_new(FALSE, FALSE, sizeof(SbGeoPoint));
    return &e->base;
}

void
sb_geo_extent_free(SbGeoSink *sink)
{
    Extent *e = (Extent *)sink;

    if (e != NULL) {
        g_array_unref(e->points);
        g_free(e);
    }
}
