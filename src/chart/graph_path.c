/*
 * In: symbols by name and lines by their points.  Out: paths.
 *
 * Symbols are Vega's (an own shape is an SVG path over -1 … 1); curves are those
 * of d3-shape, each from its published definition.
 */
#include "chart/graph.h"

#include <math.h>
#include <string.h>

/* --- symbols --- */

/* Corners in units of the radius r = sqrt(size) / 2. */
typedef struct {
    const char *name;
    int n;
    double xy[24];
    gboolean open;
} Polygon;

static const Polygon POLYGONS[] = {
    { "cross", 12,
        { -1, -.4, -1, .4, -.4, .4, -.4, 1, .4, 1, .4, .4, 1, .4, 1, -.4, .4, -.4, .4, -1,
            -.4, -1, -.4, -.4 } },
    { "diamond", 4, { -1, 0, 0, -1, 1, 0, 0, 1 } },
    { "square", 4, { -1, -1, 1, -1, 1, 1, -1, 1 } },
    { "arrow", 7,
        { -1 / 7., 1, 1 / 7., 1, 1 / 7., -1 / 8., .4, -1 / 8., 0, -1, -.4, -1 / 8.,
            -1 / 7., -1 / 8. } },
    { "wedge", 3,
        { 0, -1.1547005383792515, -.25, .5773502691896257, .25, .5773502691896257 } },
    { "triangle", 3,
        { 0, -1.1547005383792515, -1, .5773502691896257, 1, .5773502691896257 } },
    { "triangle-up", 3,
        { 0, -.8660254037844386, -1, .8660254037844386, 1, .8660254037844386 } },
    { "triangle-down", 3,
        { 0, .8660254037844386, -1, -.8660254037844386, 1, -.8660254037844386 } },
    { "triangle-right", 3,
        { .8660254037844386, 0, -.8660254037844386, -1, -.8660254037844386, 1 } },
    { "triangle-left", 3,
        { -.8660254037844386, 0, .8660254037844386, -1, .8660254037844386, 1 } },
    { "stroke", 2, { -1, 0, 1, 0 }, TRUE },
};

static void
turn(GArray *path, guint from, double degrees, double x, double y)
{
    double a = degrees * G_PI / 180, c = cos(a), s = sin(a);

    for (guint i = from; i < path->len; i++) {
        SbPathStep *p = &g_array_index(path, SbPathStep, i);
        SbPathStep q = *p;

        p->x = x + c * q.x - s * q.y;
        p->y = y + s * q.x + c * q.y;
        p->x1 = x + c * q.x1 - s * q.y1;
        p->y1 = y + s * q.x1 + c * q.y1;
        p->x2 = x + c * q.x2 - s * q.y2;
        p->y2 = y + s * q.x2 + c * q.y2;
    }
}

void
sb_graph_symbol_path(
    GArray *path, const char *shape, double size, double angle, double x, double y)
{
    double r = sqrt(MAX(size, 0)) / 2;
    guint from = path->len;

    if (shape == NULL || strcmp(shape, "circle") == 0) {
        sb_path_move(path, r, 0);
        sb_path_arc(path, 0, 0, r, 0, 2 * G_PI);
        sb_path_close(path);
    } else {
        const Polygon *found = NULL;

        for (size_t i = 0; i < G_N_ELEMENTS(POLYGONS); i++) {
            if (strcmp(POLYGONS[i].name, shape) == 0) {
                found = &POLYGONS[i];
            }
        }
        if (found == NULL) {
            sb_path_svg(path, shape, r, r, 0, 0);
        } else {
            for (int i = 0; i < found->n; i++) {
                (i == 0 ? sb_path_move : sb_path_line)(
                    path, found->xy[2 * i] * r, found->xy[2 * i + 1] * r);
            }
            if (!found->open) {
                sb_path_close(path);
            }
        }
    }
    turn(path, from, angle, x, y);
}

/* --- curves --- */

typedef struct {
    GArray *path;
    const SbPoint *p;
    int n;
    double tension;
    gboolean flip;   /* monotone along y */
    gboolean joined; /* the path goes on with a line to the start */
} Curve;

static void
start(Curve *c, double x, double y)
{
    if (c->joined) {
        sb_path_line(c->path, x, y);
    } else {
        sb_path_move(c->path, x, y);
    }
}

static void
linear(Curve *c)
{
    for (int i = 0; i < c->n; i++) {
        if (i == 0) {
            start(c, c->p[0].x, c->p[0].y);
        } else {
            sb_path_line(c->path, c->p[i].x, c->p[i].y);
        }
    }
}

static void
linear_closed(Curve *c)
{
    linear(c);
    sb_path_close(c->path);
}

/* at: where between two points the step is. */
static void
step_at(Curve *c, double at)
{
    start(c, c->p[0].x, c->p[0].y);
    for (int i = 1; i < c->n; i++) {
        SbPoint a = c->p[i - 1], b = c->p[i];

        if (at <= 0) {
            sb_path_line(c->path, a.x, b.y);
        } else {
            double x = a.x * (1 - at) + b.x * at;

            sb_path_line(c->path, x, a.y);
            sb_path_line(c->path, x, b.y);
        }
        sb_path_line(c->path, b.x, b.y);
    }
}

static void
step(Curve *c)
{
    step_at(c, 0.5);
}

static void
step_before(Curve *c)
{
    step_at(c, 0);
}

static void
step_after(Curve *c)
{
    step_at(c, 1);
}

static double
sign(double x)
{
    return x < 0 ? -1 : 1;
}

static double
zero_if_nan(double x)
{
    return isnan(x) ? 0 : x;
}

/* Steffen's monotone slopes, as d3 has them. */
static double
slope3(SbPoint a, SbPoint b, SbPoint d)
{
    double h0 = b.x - a.x, h1 = d.x - b.x;
    double s0 = (b.y - a.y) / (h0 != 0 ? h0 : (h1 < 0 ? -0.0 : 0.0)),
           s1 = (d.y - b.y) / (h1 != 0 ? h1 : (h0 < 0 ? -0.0 : 0.0));
    double p = (s0 * h1 + s1 * h0) / (h0 + h1);

    return zero_if_nan(
        (sign(s0) + sign(s1)) * fmin(fmin(fabs(s0), fabs(s1)), 0.5 * fabs(p)));
}

static double
slope2(SbPoint a, SbPoint b, double t)
{
    double h = b.x - a.x;

    return h != 0 ? (3 * (b.y - a.y) / h - t) / 2 : t;
}

static SbPoint
flipped(const Curve *c, int i)
{
    return c->flip ? (SbPoint){ c->p[i].y, c->p[i].x } : c->p[i];
}

static void
hermite(Curve *c, SbPoint a, SbPoint b, double t0, double t1)
{
    double dx = (b.x - a.x) / 3;

    if (c->flip) {
        sb_path_curve(
            c->path, a.y + dx * t0, a.x + dx, b.y - dx * t1, b.x - dx, b.y, b.x);
    } else {
        sb_path_curve(
            c->path, a.x + dx, a.y + dx * t0, b.x - dx, b.y - dx * t1, b.x, b.y);
    }
}

static void
monotone(Curve *c)
{
    double t0 = 0;

    start(c, c->p[0].x, c->p[0].y);
    if (c->n == 2) {
        sb_path_line(c->path, c->p[1].x, c->p[1].y);
    }
    for (int i = 1; i < c->n - 1; i++) {
        SbPoint a = flipped(c, i - 1), b = flipped(c, i), d = flipped(c, i + 1);
        double t1 = slope3(a, b, d);

        hermite(c, a, b, i == 1 ? slope2(a, b, t1) : t0, t1);
        t0 = t1;
    }
    if (c->n > 2) {
        SbPoint a = flipped(c, c->n - 2), b = flipped(c, c->n - 1);

        hermite(c, a, b, t0, slope2(a, b, t0));
    }
}

static void
basis_piece(Curve *c, SbPoint a, SbPoint b, SbPoint d)
{
    sb_path_curve(c->path, (2 * a.x + b.x) / 3, (2 * a.y + b.y) / 3, (a.x + 2 * b.x) / 3,
        (a.y + 2 * b.y) / 3, (a.x + 4 * b.x + d.x) / 6, (a.y + 4 * b.y + d.y) / 6);
}

static void
basis(Curve *c)
{
    int n = c->n;

    start(c, c->p[0].x, c->p[0].y);
    if (n == 2) {
        sb_path_line(c->path, c->p[1].x, c->p[1].y);
    }
    if (n < 3) {
        return;
    }
    sb_path_line(
        c->path, (5 * c->p[0].x + c->p[1].x) / 6, (5 * c->p[0].y + c->p[1].y) / 6);
    for (int i = 2; i < n; i++) {
        basis_piece(c, c->p[i - 2], c->p[i - 1], c->p[i]);
    }
    basis_piece(c, c->p[n - 2], c->p[n - 1], c->p[n - 1]);
    sb_path_line(c->path, c->p[n - 1].x, c->p[n - 1].y);
}

static void
basis_open(Curve *c)
{
    for (int i = 2; i < c->n; i++) {
        SbPoint a = c->p[i - 2], b = c->p[i - 1], d = c->p[i];

        if (i == 2) {
            start(c, (a.x + 4 * b.x + d.x) / 6, (a.y + 4 * b.y + d.y) / 6);
        } else {
            basis_piece(c, a, b, d);
        }
    }
}

static void
basis_closed(Curve *c)
{
    int n = c->n;

    if (n < 3) {
        linear_closed(c);
        return;
    }
    for (int i = 0; i <= n; i++) {
        SbPoint a = c->p[i % n], b = c->p[(i + 1) % n], d = c->p[(i + 2) % n];

        if (i == 0) {
            start(c, (a.x + 4 * b.x + d.x) / 6, (a.y + 4 * b.y + d.y) / 6);
        } else {
            basis_piece(c, a, b, d);
        }
    }
}

static void
cardinal_piece(Curve *c, SbPoint p0, SbPoint p1, SbPoint p2, SbPoint p3)
{
    double k = (1 - c->tension) / 6;

    sb_path_curve(c->path, p1.x + k * (p2.x - p0.x), p1.y + k * (p2.y - p0.y),
        p2.x + k * (p1.x - p3.x), p2.y + k * (p1.y - p3.y), p2.x, p2.y);
}

static void
cardinal(Curve *c)
{
    int n = c->n;

    start(c, c->p[0].x, c->p[0].y);
    if (n == 2) {
        sb_path_line(c->path, c->p[1].x, c->p[1].y);
    }
    for (int i = 0; n > 2 && i + 1 < n; i++) {
        cardinal_piece(c, c->p[i > 0 ? i - 1 : 1], c->p[i], c->p[i + 1],
            c->p[i + 2 < n ? i + 2 : n - 2]);
    }
}

static void
cardinal_open(Curve *c)
{
    for (int i = 1; i + 2 < c->n; i++) {
        if (i == 1) {
            start(c, c->p[1].x, c->p[1].y);
        }
        cardinal_piece(c, c->p[i - 1], c->p[i], c->p[i + 1], c->p[i + 2]);
    }
}

static void
cardinal_closed(Curve *c)
{
    int n = c->n;

    if (n < 3) {
        linear_closed(c);
        return;
    }
    start(c, c->p[0].x, c->p[0].y);
    for (int i = 0; i < n; i++) {
        cardinal_piece(
            c, c->p[(i + n - 1) % n], c->p[i], c->p[(i + 1) % n], c->p[(i + 2) % n]);
    }
}

/* Catmull-Rom with alpha = tension (0: uniform, 0.5: centripetal). */
static void
catmull_piece(Curve *c, SbPoint p0, SbPoint p1, SbPoint p2, SbPoint p3)
{
    double al = c->tension;
    double l01 = pow(hypot(p1.x - p0.x, p1.y - p0.y), 2 * al);
    double l12 = pow(hypot(p2.x - p1.x, p2.y - p1.y), 2 * al);
    double l23 = pow(hypot(p3.x - p2.x, p3.y - p2.y), 2 * al);
    double a01 = sqrt(l01), a12 = sqrt(l12), a23 = sqrt(l23);
    SbPoint b1 = p1, b2 = p2;

    if (a01 > 1e-12) {
        double a = 2 * l01 + 3 * a01 * a12 + l12, n = 3 * a01 * (a01 + a12);

        b1.x = (p1.x * a - p0.x * l12 + p2.x * l01) / n;
        b1.y = (p1.y * a - p0.y * l12 + p2.y * l01) / n;
    }
    if (a23 > 1e-12) {
        double b = 2 * l23 + 3 * a23 * a12 + l12, m = 3 * a23 * (a23 + a12);

        b2.x = (p2.x * b + p1.x * l23 - p3.x * l12) / m;
        b2.y = (p2.y * b + p1.y * l23 - p3.y * l12) / m;
    }
    sb_path_curve(c->path, b1.x, b1.y, b2.x, b2.y, p2.x, p2.y);
}

static void
catmull(Curve *c)
{
    int n = c->n;

    if (c->tension <= 0) {
        c->tension = 0;
        cardinal(c);
        return;
    }
    start(c, c->p[0].x, c->p[0].y);
    if (n == 2) {
        sb_path_line(c->path, c->p[1].x, c->p[1].y);
    }
    for (int i = 0; n > 2 && i + 1 < n; i++) {
        catmull_piece(c, c->p[i > 0 ? i - 1 : 0], c->p[i], c->p[i + 1],
            c->p[i + 2 < n ? i + 2 : n - 1]);
    }
}

static void
bundle(Curve *c)
{
    int n = c->n;
    double beta = c->tension;
    SbPoint *q = g_new(SbPoint, MAX(n, 1));
    SbPoint first = c->p[0], last = c->p[n - 1];
    Curve b = *c;

    for (int i = 0; i < n; i++) {
        double t = n > 1 ? (double)i / (n - 1) : 0;

        q[i].x = beta * c->p[i].x + (1 - beta) * (first.x + t * (last.x - first.x));
        q[i].y = beta * c->p[i].y + (1 - beta) * (first.y + t * (last.y - first.y));
    }
    b.p = q;
    basis(&b);
    g_free(q);
}

/* Thomas' algorithm for the natural cubic spline's controls. */
static void
natural_controls(const double *x, int n, double *a, double *b)
{
    double *r = g_new(double, n);

    a[0] = 0;
    b[0] = 2;
    r[0] = x[0] + 2 * x[1];
    for (int i = 1; i < n - 1; i++) {
        a[i] = 1;
        b[i] = 4;
        r[i] = 4 * x[i] + 2 * x[i + 1];
    }
    a[n - 1] = 2;
    b[n - 1] = 7;
    r[n - 1] = 8 * x[n - 1] + x[n];
    for (int i = 1; i < n; i++) {
        double m = a[i] / b[i - 1];

        b[i] -= m;
        r[i] -= m * r[i - 1];
    }
    a[n - 1] = r[n - 1] / b[n - 1];
    for (int i = n - 2; i >= 0; i--) {
        a[i] = (r[i] - a[i + 1]) / b[i];
    }
    b[n - 1] = (x[n] + a[n - 1]) / 2;
    for (int i = 0; i < n - 1; i++) {
        b[i] = 2 * x[i + 1] - a[i + 1];
    }
    g_free(r);
}

static void
natural(Curve *c)
{
    int n = c->n - 1;
    double *v;

    if (n < 2) {
        linear(c);
        return;
    }
    v = g_new(double, 6 * (n + 1));
    for (int i = 0; i <= n; i++) {
        v[i] = c->p[i].x;
        v[n + 1 + i] = c->p[i].y;
    }
    natural_controls(v, n, v + 2 * (n + 1), v + 3 * (n + 1));
    natural_controls(v + n + 1, n, v + 4 * (n + 1), v + 5 * (n + 1));
    start(c, c->p[0].x, c->p[0].y);
    for (int i = 0; i < n; i++) {
        sb_path_curve(c->path, v[2 * (n + 1) + i], v[4 * (n + 1) + i], v[3 * (n + 1) + i],
            v[5 * (n + 1) + i], c->p[i + 1].x, c->p[i + 1].y);
    }
    g_free(v);
}

/* The table of curves. */
static const struct {
    const char *name;
    void (*draw)(Curve *);
    double tension; /* when none is given */
} CURVES[] = {
    { "linear", linear, 0 },
    { "linear-closed", linear_closed, 0 },
    { "step", step, 0 },
    { "step-before", step_before, 0 },
    { "step-after", step_after, 0 },
    { "monotone", monotone, 0 },
    { "basis", basis, 0 },
    { "basis-open", basis_open, 0 },
    { "basis-closed", basis_closed, 0 },
    { "cardinal", cardinal, 0 },
    { "cardinal-open", cardinal_open, 0 },
    { "cardinal-closed", cardinal_closed, 0 },
    { "catmull-rom", catmull, 0.5 },
    { "bundle", bundle, 0.85 },
    { "natural", natural, 0 },
};

void
sb_graph_curve(GArray *path, const SbPoint *points, int count, const char *interpolate,
    double tension, gboolean horizontal, gboolean closing)
{
    size_t at = 0;
    Curve curve = { path, points, count, 0, horizontal, closing };

    if (count == 0) {
        return;
    }
    for (size_t i = 0; interpolate != NULL && i < G_N_ELEMENTS(CURVES); i++) {
        if (strcmp(CURVES[i].name, interpolate) == 0) {
            at = i;
        }
    }
    curve.tension = isnan(tension) ? CURVES[at].tension : tension;
    CURVES[at].draw(&curve);
}
