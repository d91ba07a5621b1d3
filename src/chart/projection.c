/*
 * In: a `projection` object.  Out: points and paths on the map.
 *
 * The chain: degrees -> radians, rotated -> cut on the sphere (geo_clip.c) -> projected,
 * with points added where an arc bends -> cut at the extent (geo_extent.c) -> path or
 * bounds.
 */
#include "chart/projection.h"

#include <string.h>

#include "base/error.h"
#include "chart/projection_raw.h"
#include "draw/scene.h"

#define RADIANS (G_PI / 180)

typedef struct {
    const char *name;
    double scale, clip; /* clip: degrees; NAN: the antimeridian */
    double rotate[3], center[2], parallels[2];
} Kind;

#define KIND(name, scale, clip)                                                          \
    {                                                                                    \
        name, scale, clip, { 0 }, { 0 },                                                 \
        {                                                                                \
            0                                                                            \
        }                                                                                \
    }

static const Kind KINDS[SB_PROJECTIONS] = {
    [SB_PROJECTION_ALBERS] = { "albers", 1070, NAN, { 96, 0, 0 }, { -.6, 38.7 },
        { 29.5, 45.5 } },
    [SB_PROJECTION_ALBERS_USA] = { "albersUsa", 1070, NAN, { 96, 0, 0 }, { -.6, 38.7 },
        { 29.5, 45.5 } },
    [SB_PROJECTION_AZIMUTHAL_EQUAL_AREA] = KIND("azimuthalEqualArea", 124.75, 180 - 1e-3),
    [SB_PROJECTION_AZIMUTHAL_EQUIDISTANT] =
        KIND("azimuthalEquidistant", 79.4188, 180 - 1e-3),
    [SB_PROJECTION_CONIC_CONFORMAL] = { "conicConformal", 109.5, NAN, { 0 }, { 0 },
        { 30, 30 } },
    [SB_PROJECTION_CONIC_EQUAL_AREA] = { "conicEqualArea", 155.424, NAN, { 0 },
        { 0, 33.6442 }, { 0, 60 } },
    [SB_PROJECTION_CONIC_EQUIDISTANT] = { "conicEquidistant", 131.154, NAN, { 0 },
        { 0, 13.9389 }, { 0, 60 } },
    [SB_PROJECTION_EQUAL_EARTH] = KIND("equalEarth", 177.158, NAN),
    [SB_PROJECTION_EQUIRECTANGULAR] = KIND("equirectangular", 152.63, NAN),
    [SB_PROJECTION_GNOMONIC] = KIND("gnomonic", 144.049, 60),
    [SB_PROJECTION_IDENTITY] = KIND("identity", 1, NAN),
    [SB_PROJECTION_MERCATOR] = KIND("mercator", 961 / (2 * G_PI), NAN),
    [SB_PROJECTION_NATURAL_EARTH] = KIND("naturalEarth1", 175.295, NAN),
    [SB_PROJECTION_ORTHOGRAPHIC] = KIND("orthographic", 249.5, 90 + 1e-6),
    [SB_PROJECTION_STEREOGRAPHIC] = KIND("stereographic", 250, 142),
    [SB_PROJECTION_TRANSVERSE_MERCATOR] = KIND("transverseMercator", 159.155, NAN),
};

struct SbProjection {
    SbProjectionKind kind;
    double scale, x, y;
    double rotate[3], center[2], parallels[2]; /* radians */
    double clip;                               /* radians; NaN */
    double extent[4];
    gboolean has_extent;
    double precision, sx, sy, radius;
    double cx, cy;      /* the centre, projected */
    SbProjection *part; /* albersUsa: Alaska, Hawaii */
};

/* --- points --- */

static void
rotate(const double by[3], double *l, double *f)
{
    double x, y, z, k;

    *l += by[0];
    if (fabs(*l) > G_PI) {
        *l -= round(*l / (2 * G_PI)) * 2 * G_PI;
    }
    if (by[1] == 0 && by[2] == 0) {
        return;
    }
    x = cos(*l) * cos(*f);
    y = sin(*l) * cos(*f);
    z = sin(*f);
    k = z * cos(by[1]) + x * sin(by[1]);
    *l = atan2(y * cos(by[2]) - k * sin(by[2]), x * cos(by[1]) - z * sin(by[1]));
    *f = asin(CLAMP(k * cos(by[2]) + y * sin(by[2]), -1, 1));
}

static void
project(const SbProjection *p, double l, double f, double *x, double *y)
{
    sb_projection_raw(p->kind, p->parallels, l, f, x, y);
    *x = p->x + p->scale * p->sx * (*x - p->cx);
    *y = p->y - p->scale * p->sy * (*y - p->cy);
}

static gboolean
in_extent(const SbProjection *p, double x, double y)
{
    return x >= p->extent[0] && x <= p->extent[2] && y >= p->extent[1] &&
           y <= p->extent[3];
}

gboolean
sb_projection_point(
    const SbProjection *p, double longitude, double latitude, double *x, double *y)
{
    for (int i = 0; i < (p->part != NULL ? 3 : 1); i++) {
        const SbProjection *q = i == 0 ? p : &p->part[i - 1];
        double l = longitude * RADIANS, f = latitude * RADIANS;

        if (p->kind == SB_PROJECTION_IDENTITY) {
            *x = p->x + p->scale * p->sx * longitude;
            *y = p->y + p->scale * p->sy * latitude;
        } else {
            rotate(q->rotate, &l, &f);
            project(q, l, f, x, y);
        }
        if (isfinite(*x) && isfinite(*y) && (p->part == NULL || in_extent(q, *x, *y))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* --- the sinks --- */

typedef struct {
    double x, y, l, a, b, c; /* on the map; longitude; on the sphere */
} Place;

typedef struct {
    SbGeoSink base;
    const SbProjection *p;
    SbGeoSink *out;
    gboolean in_line, in_polygon, some;
    Place first, last;
} Bend;

typedef struct {
    SbGeoSink base;
    const SbProjection *p;
    SbGeoSink *out;
} Turn;

typedef struct {
    SbGeoSink base;
    GArray *path;     /* of SbPathStep; NULL: bounds only */
    double bounds[4]; /* x0 > x1: empty */
    double radius;
    gboolean in_line, in_polygon;
    guint line; /* points of the line so far */
} Paper;

static void
turn_point(SbGeoSink *sink, double x, double y)
{
    Turn *t = (Turn *)sink;

    if (t->p->kind == SB_PROJECTION_IDENTITY) {
        sb_projection_point(t->p, x, y, &x, &y);
    } else {
        x *= RADIANS;
        y *= RADIANS;
        rotate(t->p->rotate, &x, &y);
    }
    t->out->point(t->out, x, y);
}

#define PASS(name)                                                                       \
    static void turn_##name(SbGeoSink *sink)                                             \
    {                                                                                    \
        Turn *t = (Turn *)sink;                                                          \
        if (t->out->name != NULL) {                                                      \
            t->out->name(t->out);                                                        \
        }                                                                                \
    }
PASS(line_start)
PASS(line_end)
PASS(polygon_start)
PASS(polygon_end)
PASS(sphere)

/* The arc from a to b, halved until it bends no more than precision: the distance of
 * its middle from the chord. */
static void
bend(Bend *r, const Place *a, const Place *b, int depth)
{
    double dx = b->x - a->x, dy = b->y - a->y, d2 = dx * dx + dy * dy;
    double limit = r->p->precision * r->p->precision;

    if (!(d2 > 4 * limit) || depth == 0) {
        return;
    }
    Place m = { .a = a->a + b->a, .b = a->b + b->b, .c = a->c + b->c };
    double length = sqrt(m.a * m.a + m.b * m.b + m.c * m.c);

    m.a /= length;
    m.b /= length;
    m.c /= length;
    m.l = fabs(fabs(m.c) - 1) < 1e-6 || fabs(a->l - b->l) < 1e-6 ? (a->l + b->l) / 2
                                                                 : atan2(m.b, m.a);
    project(r->p, m.l, asin(CLAMP(m.c, -1, 1)), &m.x, &m.y);
    double ex = m.x - a->x, ey = m.y - a->y, off = dy * ex - dx * ey;

    if (off * off / d2 > limit || fabs((dx * ex + dy * ey) / d2 - 0.5) > 0.3 ||
        a->a * b->a + a->b * b->b + a->c * b->c < cos(30 * RADIANS)) {
        bend(r, a, &m, depth - 1);
        r->out->point(r->out, m.x, m.y);
        bend(r, &m, b, depth - 1);
    }
}

static void
bend_point(SbGeoSink *sink, double l, double f)
{
    Bend *r = (Bend *)sink;
    Place at = { .l = l, .a = cos(f) * cos(l), .b = cos(f) * sin(l), .c = sin(f) };

    project(r->p, l, f, &at.x, &at.y);
    if (!isfinite(at.x) || !isfinite(at.y)) {
        return;
    }
    if (r->in_line && r->some && r->p->precision > 0) {
        bend(r, &r->last, &at, 16);
    }
    if (!r->some) {
        r->first = at;
    }
    r->some = TRUE;
    r->last = at;
    r->out->point(r->out, at.x, at.y);
}

static void
bend_line_start(SbGeoSink *sink)
{
    Bend *r = (Bend *)sink;

    r->in_line = TRUE;
    r->some = FALSE;
    r->out->line_start(r->out);
}

static void
bend_line_end(SbGeoSink *sink)
{
    Bend *r = (Bend *)sink;

    if (r->in_polygon && r->some && r->p->precision > 0) {
        bend(r, &r->last, &r->first, 16);
    }
    r->in_line = r->some = FALSE;
    r->out->line_end(r->out);
}

static void
bend_polygon_start(SbGeoSink *sink)
{
    Bend *r = (Bend *)sink;

    r->in_polygon = TRUE;
    r->out->polygon_start(r->out);
}

static void
bend_polygon_end(SbGeoSink *sink)
{
    Bend *r = (Bend *)sink;

    r->in_polygon = FALSE;
    r->out->polygon_end(r->out);
}

static void
paper_step(Paper *s, SbPathOp op, double x, double y)
{
    SbPathStep step = { .op = op, .x = x, .y = y };

    if (s->path != NULL) {
        g_array_append_val(s->path, step);
    }
}

static void
paper_circle(Paper *s, double x, double y)
{
    const double k = 0.5522847498, r = s->radius;
    static const int TURNS[][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 }, { 1, 0 } };

    paper_step(s, SB_PATH_MOVE, x + r, y);
    for (int i = 0; i < 4; i++) {
        const int *a = TURNS[i], *b = TURNS[i + 1];
        SbPathStep step = { SB_PATH_CURVE, x + r * (a[0] + k * b[0]),
            y + r * (a[1] + k * b[1]), x + r * (b[0] + k * a[0]),
            y + r * (b[1] + k * a[1]), x + r * b[0], y + r * b[1] };

        g_array_append_val(s->path, step);
    }
    paper_step(s, SB_PATH_CLOSE, x, y);
}

static void
paper_point(SbGeoSink *sink, double x, double y)
{
    Paper *s = (Paper *)sink;

    s->bounds[0] = fmin(s->bounds[0], x);
    s->bounds[1] = fmin(s->bounds[1], y);
    s->bounds[2] = fmax(s->bounds[2], x);
    s->bounds[3] = fmax(s->bounds[3], y);
    if (s->in_line) {
        paper_step(s, s->line++ == 0 ? SB_PATH_MOVE : SB_PATH_LINE, x, y);
    } else if (s->path != NULL) {
        paper_circle(s, x, y);
    }
}

static void
paper_line_start(SbGeoSink *sink)
{
    Paper *s = (Paper *)sink;

    s->in_line = TRUE;
    s->line = 0;
}

static void
paper_line_end(SbGeoSink *sink)
{
    Paper *s = (Paper *)sink;

    if (s->in_polygon && s->line > 0) {
        paper_step(s, SB_PATH_CLOSE, 0, 0);
    }
    s->in_line = FALSE;
}

static void
paper_polygon_start(SbGeoSink *sink)
{
    ((Paper *)sink)->in_polygon = TRUE;
}

static void
paper_polygon_end(SbGeoSink *sink)
{
    ((Paper *)sink)->in_polygon = FALSE;
}

static const SbGeoSink PAPER = { paper_point, paper_line_start, paper_line_end,
    paper_polygon_start, paper_polygon_end, NULL };

/* The square of which Mercator's map is one world: TRUE if it cuts there. */
static gboolean
mercator_extent(const SbProjection *p, double extent[4])
{
    double k = G_PI * p->scale, l = 0, f = 0, x, y;
    gboolean across = p->kind == SB_PROJECTION_TRANSVERSE_MERCATOR;

    if (p->kind != SB_PROJECTION_MERCATOR && !across) {
        return FALSE;
    }
    const double none[3] = { 0, 0, across ? G_PI_2 : 0 };

    rotate(none, &l, &f);
    project(p, l, f, &x, &y);
    extent[0] = x - k;
    extent[1] = y - k;
    extent[2] = x + k;
    extent[3] = y + k;
    if (p->has_extent) {
        int low = across ? 1 : 0;

        for (int i = low; i < 4; i += 2) {
            extent[i] =
                i < 2 ? fmax(extent[i], p->extent[i]) : fmin(extent[i], p->extent[i]);
        }
        for (int i = 1 - low; i < 4; i += 2) {
            extent[i] = p->extent[i];
        }
    }
    return TRUE;
}

static void
draw(const SbProjection *p, SbValue geometry, SbGeoSink *paper)
{
    double extent[4];
    gboolean cuts = mercator_extent(p, extent);

    if (!cuts && p->has_extent) {
        memcpy(extent, p->extent, sizeof extent);
        cuts = TRUE;
    }
    SbGeoSink *cut = cuts ? sb_geo_extent_new(paper, extent) : NULL;
    Bend bends = { .base = { bend_point, bend_line_start, bend_line_end,
                       bend_polygon_start, bend_polygon_end, NULL },
        .p = p,
        .out = cut != NULL ? cut : paper };
    gboolean plane = p->kind == SB_PROJECTION_IDENTITY;
    SbGeoSink *clip = plane ? NULL : sb_geo_clip_new(&bends.base, p->clip);
    Turn turn = { { turn_point, turn_line_start, turn_line_end, turn_polygon_start,
                      turn_polygon_end, turn_sphere },
        p, plane ? bends.out : clip };

    sb_geo_walk(geometry, &turn.base);
    sb_geo_clip_free(clip);
    sb_geo_extent_free(cut);
}

static void
draw_parts(const SbProjection *p, SbValue geometry, SbGeoSink *paper)
{
    draw(p, geometry, paper);
    for (int i = 0; p->part != NULL && i < 2; i++) {
        draw(&p->part[i], geometry, paper);
    }
}

GArray *
sb_projection_path(const SbProjection *p, SbArena *arena, SbValue geometry)
{
    Paper paper = { .base = PAPER, .radius = p->radius };

    paper.path = g_array_new(FALSE, FALSE, sizeof(SbPathStep));
    draw_parts(p, geometry, &paper.base);
    if (paper.path->len == 0) {
        g_array_unref(paper.path);
        return NULL;
    }
    return sb_arena_own(arena, paper.path, (GDestroyNotify)g_array_unref);
}

void
sb_projection_fit(
    SbProjection *p, const SbValue *geometry, size_t count, double width, double height)
{
    Paper paper = { .base = PAPER,
        .bounds = { INFINITY, INFINITY, -INFINITY, -INFINITY } };
    const double *b = paper.bounds;
    double had[4];
    gboolean had_extent = p->has_extent;

    memcpy(had, p->extent, sizeof had);
    p->has_extent = FALSE;
    sb_projection_set(p, 150, 0, 0);
    for (size_t i = 0; i < count; i++) {
        draw_parts(p, geometry[i], &paper.base);
    }
    p->has_extent = had_extent || p->part != NULL;
    memcpy(p->extent, had, sizeof had);
    if (!(b[0] <= b[2])) {
        sb_projection_set(p, 150, width / 2, height / 2);
        return;
    }
    double k = fmin(width / (b[2] - b[0]), height / (b[3] - b[1]));

    k = isfinite(k) ? k : 1;
    sb_projection_set(
        p, 150 * k, (width - k * (b[2] + b[0])) / 2, (height - k * (b[3] + b[1])) / 2);
}

/* --- settings --- */

static void
set_one(SbProjection *p, double scale, double x, double y)
{
    p->scale = scale;
    p->x = x;
    p->y = y;
    p->cx = p->cy = 0;
    if (p->kind != SB_PROJECTION_IDENTITY) {
        double c[2];

        sb_projection_raw(
            p->kind, p->parallels, p->center[0], p->center[1], &c[0], &c[1]);
        p->cx = c[0];
        p->cy = c[1];
    }
}

static void
box(SbProjection *p, double x, double y, double k, const double at[4], double in)
{
    p->has_extent = TRUE;
    p->extent[0] = x + at[0] * k + in;
    p->extent[1] = y + at[1] * k + in;
    p->extent[2] = x + at[2] * k - in;
    p->extent[3] = y + at[3] * k - in;
}

void
sb_projection_set(SbProjection *p, double scale, double x, double y)
{
    set_one(p, scale, x, y);
    if (p->part != NULL) { /* where Alaska and Hawaii are put, as d3 does */
        box(p, x, y, scale, (const double[]){ -.455, -.238, .455, .238 }, 0);
        set_one(&p->part[0], scale * .35, x - .307 * scale, y + .201 * scale);
        box(&p->part[0], x, y, scale, (const double[]){ -.425, .120, -.214, .234 }, 1e-6);
        set_one(&p->part[1], scale, x - .205 * scale, y + .212 * scale);
        box(&p->part[1], x, y, scale, (const double[]){ -.214, .166, -.115, .234 }, 1e-6);
    }
}

void
sb_projection_radius(SbProjection *p, double radius)
{
    p->radius = radius;
}

static gboolean
numbers(const json_t *json, const char *name, size_t least, size_t n, double *out,
    const SbJsonPlace *place, const char *pointer, GError **error)
{
    const json_t *list = json_object_get(json, name);
    gboolean ok =
        list == NULL || (json_is_array(list) && json_array_size(list) >= least &&
                            json_array_size(list) <= n);

    for (size_t i = 0; ok && i < json_array_size(list); i++) {
        const json_t *v = json_array_get(list, i);

        ok = json_is_number(v);
        out[i] = json_number_value(v);
    }
    if (!ok) {
        g_autofree char *at = sb_json_pointer(pointer, name);

        sb_json_error(
            error, SB_ERROR_INPUT, place, at, "expected an array of %zu numbers", n);
    }
    return ok;
}

static gboolean
read_kind(const char *name, SbProjection *p, const SbJsonPlace *place,
    const char *pointer, GError **error)
{
    const char *names[SB_PROJECTIONS];

    for (int i = 0; i < SB_PROJECTIONS; i++) {
        names[i] = KINDS[i].name;
        if (g_ascii_strcasecmp(name, KINDS[i].name) == 0) {
            p->kind = (SbProjectionKind)i;
            return TRUE;
        }
    }
    const char *near = sb_error_nearest(name, names, SB_PROJECTIONS);
    g_autofree char *at = sb_json_pointer(pointer, "type");

    sb_json_error(error, SB_ERROR_INPUT, place, at, "there is no projection '%s'%s%s%s",
        name, near != NULL ? "; did you mean " : "", near != NULL ? near : "",
        near != NULL ? "?" : "");
    return FALSE;
}

static void
defaults(SbProjection *p, SbProjectionKind kind)
{
    const Kind *k = &KINDS[kind];

    p->kind = kind;
    p->clip = k->clip * RADIANS;
    p->precision = sqrt(0.5);
    p->sx = p->sy = 1;
    p->radius = 4.5;
    for (int i = 0; i < 3; i++) {
        p->rotate[i] = k->rotate[i];
    }
    for (int i = 0; i < 2; i++) {
        p->center[i] = k->center[i];
        p->parallels[i] = k->parallels[i];
    }
}

static void
to_radians(SbProjection *p)
{
    if (p->kind == SB_PROJECTION_TRANSVERSE_MERCATOR) {
        double c = p->center[0];

        p->rotate[2] += 90;
        p->center[0] = -p->center[1];
        p->center[1] = c;
    }
    for (int i = 0; i < 3; i++) {
        p->rotate[i] *= RADIANS;
    }
    for (int i = 0; i < 2; i++) {
        p->center[i] *= RADIANS;
        p->parallels[i] *= RADIANS;
    }
}

static void
add_parts(SbArena *arena, SbProjection *p)
{
    static const double TURN[] = { 154, 157 },
                        CENTER[][2] = { { -2, 58.5 }, { -3, 19.9 } },
                        PARALLELS[][2] = { { 55, 65 }, { 8, 18 } };

    p->part = sb_arena_new_many(arena, SbProjection, 2);
    for (int i = 0; i < 2; i++) {
        SbProjection *q = &p->part[i];

        defaults(q, SB_PROJECTION_CONIC_EQUAL_AREA);
        q->precision = p->precision;
        q->rotate[0] = TURN[i];
        memcpy(q->center, CENTER[i], sizeof q->center);
        memcpy(q->parallels, PARALLELS[i], sizeof q->parallels);
        to_radians(q);
    }
}

static gboolean
read_extent(SbProjection *p, const json_t *json, const SbJsonPlace *place,
    const char *pointer, GError **error)
{
    const json_t *list = json_object_get(json, "clipExtent");
    g_autofree char *at = sb_json_pointer(pointer, "clipExtent");

    if (list == NULL || json_is_null(list)) {
        return TRUE;
    }
    for (int i = 0; i < 4; i++) {
        const json_t *v = json_array_get(json_array_get(list, i / 2), i % 2);

        if (!json_is_number(v)) {
            sb_json_error(
                error, SB_ERROR_INPUT, place, at, "expected [[x0, y0], [x1, y1]]");
            return FALSE;
        }
        p->extent[i] = json_number_value(v);
    }
    p->has_extent = TRUE;
    return TRUE;
}

SbProjection *
sb_projection_new(SbArena *arena, const json_t *json, const SbJsonPlace *place,
    const char *pointer, GError **error)
{
    static const char *const KNOWN[] = { "type", "scale", "translate", "rotate", "center",
        "parallels", "clipAngle", "clipExtent", "precision", "reflectX", "reflectY",
        "pointRadius" };
    SbProjection *p = sb_arena_new_of(arena, SbProjection);
    double at[2] = { 0, 0 };

    if (!sb_json_check_keys(json, KNOWN, G_N_ELEMENTS(KNOWN), place, pointer, error) ||
        !read_kind(
            sb_json_string(json, "type", "equalEarth"), p, place, pointer, error)) {
        return NULL;
    }
    defaults(p, p->kind);
    if (p->kind != SB_PROJECTION_ALBERS_USA &&
        (!numbers(json, "rotate", 2, 3, p->rotate, place, pointer, error) ||
            !numbers(json, "center", 2, 2, p->center, place, pointer, error) ||
            !numbers(json, "parallels", 2, 2, p->parallels, place, pointer, error) ||
            !read_extent(p, json, place, pointer, error))) {
        return NULL;
    }
    if (!numbers(json, "translate", 2, 2, at, place, pointer, error)) {
        return NULL;
    }
    double angle = sb_json_number(json, "clipAngle", NAN);

    p->clip = isnan(angle) ? p->clip : angle > 0 ? fmin(angle, 180) * RADIANS : NAN;
    p->precision = fmax(0, sb_json_number(json, "precision", p->precision));
    p->sx = json_is_true(json_object_get(json, "reflectX")) ? -1 : 1;
    p->sy = json_is_true(json_object_get(json, "reflectY")) ? -1 : 1;
    p->radius = sb_json_number(json, "pointRadius", p->radius);
    to_radians(p);
    if (p->kind == SB_PROJECTION_ALBERS_USA) {
        add_parts(arena, p);
    }
    sb_projection_set(
        p, sb_json_number(json, "scale", KINDS[p->kind].scale), at[0], at[1]);
    return p;
}
