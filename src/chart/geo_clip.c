/*
 * In: geometry on the sphere, in radians.  Out: the same cut open at the antimeridian,
 * or without what lies outside of a circle around 0, 0; rings closed again along the
 * cut.
 *
 * Whether the edge itself lies inside of a polygon is told by its winding seen from
 * one point of the edge, summing spherical excess (after Eriksson, On the measure of
 * solid angles, 1990); great circles meet the circle as planes meet on the unit
 * sphere.
 */
#include "chart/geo.h"

#define EPSILON 1e-6

typedef struct {
    double x, y, z;
} Vector;

typedef struct {
    SbGeoSink base;
    SbGeoSink *out;
    gboolean circle, small;
    double radius, cosine;
    gboolean in_line, in_polygon, began;
    GArray *ring;     /* of SbGeoPoint: the ring as it came */
    GPtrArray *rings; /* of GArray: the polygon's */
    GPtrArray *all;   /* of GArray: its pieces */
    /* one line being cut */
    GPtrArray *pieces; /* of GArray */
    gboolean some, visible, first_visible, clean;
    SbGeoPoint last;
    int code;
} Clip;

static Vector
vector_of(SbGeoPoint p)
{
    return (Vector){ cos(p.x) * cos(p.y), sin(p.x) * cos(p.y), sin(p.y) };
}

static SbGeoPoint
point_of(Vector v)
{
    return (SbGeoPoint){ atan2(v.y, v.x), asin(CLAMP(v.z, -1, 1)) };
}

static double
dot(Vector a, Vector b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static Vector
cross(Vector a, Vector b)
{
    return (
        Vector){ a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x };
}

static Vector
sum(Vector a, double k, Vector b)
{
    return (Vector){ a.x + k * b.x, a.y + k * b.y, a.z + k * b.z };
}

static Vector
unit(Vector v)
{
    double length = sqrt(dot(v, v));

    return length > 0 ? (Vector){ v.x / length, v.y / length, v.z / length } : v;
}

static gboolean
same(SbGeoPoint a, SbGeoPoint b)
{
    return fabs(a.x - b.x) < EPSILON && fabs(a.y - b.y) < EPSILON;
}

/* --- pieces --- */

static void
open_piece(Clip *c)
{
    g_ptr_array_add(c->pieces, g_array_new(FALSE, FALSE, sizeof(SbGeoPoint)));
}

static void
put(Clip *c, double x, double y)
{
    SbGeoPoint p = { x, y };

    if (c->pieces->len == 0) {
        open_piece(c);
    }
    g_array_append_val(c->pieces->pdata[c->pieces->len - 1], p);
}

/* --- lines cut at the antimeridian --- */

static double
crossing(SbGeoPoint a, SbGeoPoint b)
{
    double s = sin(a.x - b.x);

    return fabs(s) > EPSILON
               ? atan((sin(a.y) * cos(b.y) * sin(b.x) - sin(b.y) * cos(a.y) * sin(a.x)) /
                      (cos(a.y) * cos(b.y) * s))
               : (a.y + b.y) / 2;
}

static void
meridian_point(Clip *c, SbGeoPoint p)
{
    double side = p.x > 0 ? G_PI : -G_PI, last = c->last.x > 0 ? G_PI : -G_PI;
    double delta = fabs(p.x - c->last.x);

    if (!c->some) {
        open_piece(c);
    } else if (fabs(delta - G_PI) < EPSILON) { /* over a pole */
        double pole = (c->last.y + p.y) / 2 > 0 ? G_PI_2 : -G_PI_2;

        put(c, c->last.x, pole);
        put(c, last, pole);
        open_piece(c);
        put(c, side, pole);
        put(c, p.x, pole);
        c->clean = FALSE;
    } else if (side != last && delta >= G_PI) {
        SbGeoPoint a = c->last, b = p;

        if (fabs(a.x - last) < EPSILON) {
            a.x -= last * EPSILON;
        }
        if (fabs(b.x - side) < EPSILON) {
            b.x -= side * EPSILON;
        }
        double y = crossing(a, b);

        put(c, last, y);
        open_piece(c);
        put(c, side, y);
        c->clean = FALSE;
    }
    put(c, p.x, p.y);
    c->some = TRUE;
    c->last = p;
}

/* --- lines cut at the circle --- */

static gboolean
is_visible(const Clip *c, SbGeoPoint p)
{
    return cos(p.x) * cos(p.y) > c->cosine;
}

static int
code_of(const Clip *c, double x, double y)
{
    double r = c->small ? c->radius : G_PI - c->radius;

    return (x < -r ? 1 : x > r ? 2 : 0) | (y < -r ? 4 : y > r ? 8 : 0);
}

/* Is q on the arc from a to b, roughly by its bounds? */
static gboolean
between(SbGeoPoint a, SbGeoPoint b, SbGeoPoint q)
{
    SbGeoPoint lo = a.x <= b.x ? a : b, hi = a.x <= b.x ? b : a;
    double delta = hi.x - lo.x;
    gboolean polar = fabs(delta - G_PI) < EPSILON;

    if (polar) {
        return (lo.y + hi.y > 0) != (q.y < (fabs(q.x - lo.x) < EPSILON ? lo.y : hi.y));
    }
    if (delta < EPSILON) {
        return MIN(lo.y, hi.y) <= q.y && q.y <= MAX(lo.y, hi.y);
    }
    return (delta > G_PI) != (lo.x <= q.x && q.x <= hi.x);
}

/* Where the great circle through a and b meets the edge: how many of out are found. */
static int
meet(const Clip *c, SbGeoPoint a, SbGeoPoint b, gboolean two, SbGeoPoint out[2])
{
    Vector n = cross(vector_of(a), vector_of(b));
    double nn = dot(n, n), det = nn - n.x * n.x;

    if (det == 0) {
        out[0] = a;
        return two ? 0 : 1;
    }
    Vector u = cross((Vector){ 1, 0, 0 }, n);
    Vector at = sum((Vector){ c->cosine * nn / det, 0, 0 }, -c->cosine * n.x / det, n);
    double w = dot(at, u), uu = dot(u, u), t2 = w * w - uu * (dot(at, at) - 1);

    if (t2 < 0) {
        return 0;
    }
    out[0] = point_of(sum(at, (-w - sqrt(t2)) / uu, u));
    if (!two) {
        return 1;
    }
    out[1] = point_of(sum(at, (-w + sqrt(t2)) / uu, u));
    return between(a, b, out[0]) ? 2 : 0;
}

static void
circle_point(Clip *c, SbGeoPoint p)
{
    gboolean v = is_visible(c, p);
    int code =
        c->small == v ? 0 : code_of(c, v ? p.x + (p.x < 0 ? G_PI : -G_PI) : p.x, p.y);
    SbGeoPoint q[2];

    if (!c->some) {
        c->first_visible = v;
        if (v) {
            open_piece(c);
        }
    } else if (v != c->visible) {
        c->clean = FALSE;
        if (v) {
            open_piece(c);
        }
        if (meet(c, v ? p : c->last, v ? c->last : p, FALSE, q) == 1) {
            put(c, q[0].x, q[0].y);
            c->last = q[0];
        }
    } else if (fabs(c->cosine) > EPSILON && c->small != v && (code & c->code) == 0 &&
               meet(c, p, c->last, TRUE, q) == 2) {
        c->clean = FALSE;
        if (c->small) {
            open_piece(c);
            put(c, q[0].x, q[0].y);
            put(c, q[1].x, q[1].y);
        } else {
            put(c, q[1].x, q[1].y);
            open_piece(c);
            put(c, q[0].x, q[0].y);
        }
    }
    if (v && (!c->some || !same(c->last, p))) {
        put(c, p.x, p.y);
    }
    c->some = TRUE;
    c->last = p;
    c->visible = v;
    c->code = code;
}

/* --- the edge --- */

static double
meridian_place(const void *data, SbGeoPoint p)
{
    return p.x < 0 ? p.y - G_PI_2 - EPSILON : G_PI_2 - p.y;
}

static void
meridian_along(const void *data, const SbGeoPoint *from, const SbGeoPoint *to,
    int direction, SbGeoSink *sink)
{
    double y = direction * G_PI_2;

    if (from == NULL) {
        static const int AROUND[][2] = { { -1, 1 }, { 0, 1 }, { 1, 1 }, { 1, 0 },
            { 1, -1 }, { 0, -1 }, { -1, -1 }, { -1, 0 }, { -1, 1 } };

        for (guint i = 0; i < G_N_ELEMENTS(AROUND); i++) {
            sink->point(sink, AROUND[i][0] * G_PI, AROUND[i][1] * y);
        }
    } else if (fabs(from->x - to->x) > EPSILON) { /* over a pole */
        double x = from->x < to->x ? G_PI : -G_PI;

        y = direction * x / 2;
        sink->point(sink, -x, y);
        sink->point(sink, 0, y);
        sink->point(sink, x, y);
    } else {
        sink->point(sink, to->x, to->y);
    }
}

/* The angle of p on the circle. */
static double
angle_of(const Clip *c, SbGeoPoint p)
{
    Vector v = vector_of(p);

    v.x -= c->cosine;
    v = unit(v);
    double a = acos(CLAMP(-v.y, -1, 1));

    return fmod((-v.z < 0 ? -a : a) + 2 * G_PI - EPSILON, 2 * G_PI);
}

static void
circle_along(const void *data, const SbGeoPoint *from, const SbGeoPoint *to,
    int direction, SbGeoSink *sink)
{
    const Clip *c = data;
    double step = direction * 2 * G_PI / 180, sine = sin(c->radius);
    double t0 = c->radius + direction * 2 * G_PI, t1 = c->radius - step / 2;

    if (from != NULL) {
        t0 = angle_of(c, *from);
        t1 = angle_of(c, *to);
        if (direction > 0 ? t0 < t1 : t0 > t1) {
            t0 += direction * 2 * G_PI;
        }
    }
    for (double t = t0; direction > 0 ? t > t1 : t < t1; t -= step) {
        SbGeoPoint p = point_of((Vector){ c->cosine, -sine * cos(t), -sine * sin(t) });

        sink->point(sink, p.x, p.y);
    }
}

static double
circle_place(const void *data, SbGeoPoint p)
{
    return meridian_place(data, p);
}

static SbGeoEdge
edge_of(const Clip *c)
{
    return c->circle ? (SbGeoEdge){ circle_place, circle_along, c }
                     : (SbGeoEdge){ meridian_place, meridian_along, c };
}

/* --- polygons --- */

static double
longitude(double x)
{
    return fabs(x) <= G_PI ? x : copysign(fmod(fabs(x) + G_PI, 2 * G_PI) - G_PI, x);
}

typedef struct {
    double angle;
    long double excess;
    int winding;
} Winding;

static void
wind(const GArray *ring, SbGeoPoint at, Winding *w)
{
    Vector normal = { sin(at.x), -cos(at.x), 0 };

    for (guint i = 0; i < ring->len; i++) {
        SbGeoPoint a = g_array_index(ring, SbGeoPoint, (i + ring->len - 1) % ring->len);
        SbGeoPoint b = g_array_index(ring, SbGeoPoint, i);
        double ax = longitude(a.x), bx = longitude(b.x), delta = bx - ax;
        double sign = delta >= 0 ? 1 : -1, size = fabs(delta);
        gboolean over = size > G_PI;
        double ay = a.y / 2 + G_PI_4, by = b.y / 2 + G_PI_4, k = sin(ay) * sin(by);

        w->excess += atan2(k * sign * sin(size), cos(ay) * cos(by) + k * cos(size));
        w->angle += over ? delta + sign * 2 * G_PI : delta;
        if (over ^ (ax >= at.x) ^ (bx >= at.x)) {
            Vector arc = unit(cross(vector_of(a), vector_of(b)));
            Vector m = unit(cross(normal, arc));
            int side = over ^ (delta >= 0) ? -1 : 1;
            double y = side * asin(CLAMP(m.z, -1, 1));

            if (at.y > y || (at.y == y && (arc.x != 0 || arc.y != 0))) {
                w->winding -= side;
            }
        }
    }
}

static gboolean
contains(const GPtrArray *rings, SbGeoPoint at)
{
    Winding w = { 0 };
    double s = sin(at.y);

    at.x = longitude(at.x);
    at.y = s == 1 ? G_PI_2 + EPSILON : s == -1 ? -G_PI_2 - EPSILON : at.y;
    for (guint i = 0; i < rings->len; i++) {
        wind(rings->pdata[i], at, &w);
    }
    gboolean inside =
        w.angle < -EPSILON || (w.angle < EPSILON && w.excess < -EPSILON * EPSILON);

    return inside ^ (w.winding & 1);
}

static void
begin_polygon(Clip *c)
{
    if (!c->began) {
        c->out->polygon_start(c->out);
        c->began = TRUE;
    }
}

static void
send(Clip *c, const GArray *piece, guint n)
{
    c->out->line_start(c->out);
    for (guint i = 0; i < n; i++) {
        SbGeoPoint p = g_array_index(piece, SbGeoPoint, i);

        c->out->point(c->out, p.x, p.y);
    }
    c->out->line_end(c->out);
}

static void
cut_point(Clip *c, SbGeoPoint p)
{
    if (c->circle) {
        circle_point(c, p);
    } else {
        meridian_point(c, p);
    }
}

static void
ring_end(Clip *c)
{
    GArray *ring = c->ring;

    if (ring->len == 0) {
        return;
    }
    cut_point(c, g_array_index(ring, SbGeoPoint, 0));
    g_ptr_array_add(c->rings, g_array_ref(ring));
    if (c->pieces->len == 0) {
        return;
    }
    if (c->clean) {
        GArray *piece = c->pieces->pdata[0];

        if (piece->len > 1) {
            begin_polygon(c);
            send(c, piece, piece->len - 1);
        }
        return;
    }
    if (c->pieces->len > 1 && (!c->circle || (c->first_visible && c->visible))) {
        GArray *last = c->pieces->pdata[c->pieces->len - 1];
        GArray *first = c->pieces->pdata[0];

        g_array_append_vals(last, first->data, first->len);
        g_array_set_size(first, 0);
    }
    for (guint i = 0; i < c->pieces->len; i++) {
        GArray *piece = c->pieces->pdata[i];

        if (piece->len > 1) {
            g_ptr_array_add(c->all, g_array_ref(piece));
        }
    }
}

/* --- the sink --- */

static void
on_point(SbGeoSink *sink, double x, double y)
{
    Clip *c = (Clip *)sink;
    SbGeoPoint p = { x, y };

    if (!c->in_line) {
        if (!c->circle || is_visible(c, p)) {
            c->out->point(c->out, x, y);
        }
        return;
    }
    if (c->in_polygon) {
        g_array_append_val(c->ring, p);
    }
    cut_point(c, p);
}

static void
on_line_start(SbGeoSink *sink)
{
    Clip *c = (Clip *)sink;

    c->in_line = TRUE;
    c->some = c->visible = c->first_visible = FALSE;
    c->clean = TRUE;
    g_ptr_array_set_size(c->pieces, 0);
    if (c->in_polygon) {
        g_clear_pointer(&c->ring, g_array_unref);
        c->ring = g_array_new(FALSE, FALSE, sizeof(SbGeoPoint));
    }
}

static void
on_line_end(SbGeoSink *sink)
{
    Clip *c = (Clip *)sink;

    c->in_line = FALSE;
    if (c->in_polygon) {
        ring_end(c);
        return;
    }
    for (guint i = 0; i < c->pieces->len; i++) {
        const GArray *piece = c->pieces->pdata[i];

        send(c, piece, piece->len);
    }
}

static void
on_polygon_start(SbGeoSink *sink)
{
    Clip *c = (Clip *)sink;

    c->in_polygon = TRUE;
    c->began = FALSE;
    g_ptr_array_set_size(c->rings, 0);
    g_ptr_array_set_size(c->all, 0);
}

static void
on_polygon_end(SbGeoSink *sink)
{
    Clip *c = (Clip *)sink;
    SbGeoEdge edge = edge_of(c);
    SbGeoPoint start = { c->circle && c->small ? 0 : -G_PI, !c->circle ? -G_PI_2
                                                            : c->small
                                                                ? -c->radius
                                                                : c->radius - G_PI };
    gboolean inside = contains(c->rings, start);

    c->in_polygon = FALSE;
    if (c->all->len > 0) {
        begin_polygon(c);
        sb_geo_rejoin(c->all, &edge, inside, c->out);
    } else if (inside) {
        begin_polygon(c);
        c->out->line_start(c->out);
        edge.along(c, NULL, NULL, 1, c->out);
        c->out->line_end(c->out);
    }
    if (c->began) {
        c->out->polygon_end(c->out);
    }
}

static void
on_sphere(SbGeoSink *sink)
{
    Clip *c = (Clip *)sink;
    SbGeoEdge edge = edge_of(c);

    c->out->polygon_start(c->out);
    c->out->line_start(c->out);
    edge.along(c, NULL, NULL, 1, c->out);
    c->out->line_end(c->out);
    c->out->polygon_end(c->out);
}

SbGeoSink *
sb_geo_clip_new(SbGeoSink *out, double radius)
{
    Clip *c = g_new0(Clip, 1);

    c->base = (SbGeoSink){ on_point, on_line_start, on_line_end, on_polygon_start,
        on_polygon_end, on_sphere };
    c->out = out;
    c->circle = !isnan(radius);
    c->radius = radius;
    c->cosine = cos(radius);
    c->small = c->cosine > 0;
    c->rings = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    c->all = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    c->pieces = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    return &c->base;
}

void
sb_geo_clip_free(SbGeoSink *sink)
{
    Clip *c = (Clip *)sink;

    if (c != NULL) {
        g_clear_pointer(&c->ring, g_array_unref);
        g_ptr_array_unref(c->rings);
        g_ptr_array_unref(c->all);
        g_ptr_array_unref(c->pieces);
        g_free(c);
    }
}
