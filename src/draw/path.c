/*
 * In: moves, lines, curves, arcs, or SVG path text.  Out: a GArray of
 * SbPathStep with lines and cubic curves only.
 *
 * Arcs become curves of at most a quarter turn (L. Maisonobe, "Drawing an
 * elliptical arc using polylines, quadratic or cubic Bézier curves"); SVG's arc
 * flags are read as in SVG 1.1, appendix F.6.
 */
#include "draw/scene.h"

#include <math.h>
#include <string.h>

GArray *
sb_path_new(SbArena *arena)
{
    return sb_arena_array(arena, SbPathStep);
}

void
sb_path_move(GArray *path, double x, double y)
{
    SbPathStep step = { .op = SB_PATH_MOVE, .x = x, .y = y };

    g_array_append_val(path, step);
}

void
sb_path_line(GArray *path, double x, double y)
{
    SbPathStep step = { .op = SB_PATH_LINE, .x = x, .y = y };

    g_array_append_val(path, step);
}

void
sb_path_curve(
    GArray *path, double x1, double y1, double x2, double y2, double x, double y)
{
    SbPathStep step = { SB_PATH_CURVE, x1, y1, x2, y2, x, y };

    g_array_append_val(path, step);
}

void
sb_path_close(GArray *path)
{
    SbPathStep step = { .op = SB_PATH_CLOSE };

    g_array_append_val(path, step);
}

/* The unit circle's arc from a0 to a1, mapped by the axes (ux, uy), (vx, vy)
 * and the centre; the start is not drawn. */
static void
ellipse_arc(GArray *path, const double m[6], double a0, double a1)
{
    int n = (int)ceil(fabs(a1 - a0) / (G_PI / 2) - 1e-9);

    n = MAX(n, 1);
    double step = (a1 - a0) / n;
    double k = 4.0 / 3.0 * tan(step / 4);

    for (int i = 0; i < n; i++) {
        double a = a0 + i * step, b = i == n - 1 ? a1 : a + step;
        double px[3] = { cos(a) - k * sin(a), cos(b) + k * sin(b), cos(b) };
        double py[3] = { sin(a) + k * cos(a), sin(b) - k * cos(b), sin(b) };
        double x[3], y[3];

        for (int j = 0; j < 3; j++) {
            x[j] = m[0] * px[j] + m[2] * py[j] + m[4];
            y[j] = m[1] * px[j] + m[3] * py[j] + m[5];
        }
        sb_path_curve(path, x[0], y[0], x[1], y[1], x[2], y[2]);
    }
}

/* TRUE when the path stands at a point that a line can go on from. */
static gboolean
has_point(const GArray *path)
{
    return path->len > 0 &&
           g_array_index(path, SbPathStep, path->len - 1).op != SB_PATH_CLOSE;
}

void
sb_path_arc(GArray *path, double cx, double cy, double r, double a0, double a1)
{
    const double turn = 2 * G_PI;

    if (!isfinite(a0) || !isfinite(a1) || !isfinite(r) || fabs(a0) > 1e6) {
        return;
    }
    /* more than a turn draws nothing new, and a million turns would hang */
    a1 = CLAMP(a1, a0 - turn, a0 + turn);
    double m[6] = { r, 0, 0, r, cx, cy };
    double x = cx + r * cos(a0), y = cy + r * sin(a0);

    if (has_point(path)) {
        sb_path_line(path, x, y);
    } else {
        sb_path_move(path, x, y);
    }
    if (a0 != a1 && r != 0) {
        ellipse_arc(path, m, a0, a1);
    }
}

void
sb_path_rect(GArray *path, SbRect rect)
{
    sb_path_move(path, rect.x, rect.y);
    sb_path_line(path, rect.x + rect.width, rect.y);
    sb_path_line(path, rect.x + rect.width, rect.y + rect.height);
    sb_path_line(path, rect.x, rect.y + rect.height);
    sb_path_close(path);
}

void
sb_path_round_rect(GArray *path, SbRect rect, const double radii[4])
{
    const double limit = MIN(fabs(rect.width), fabs(rect.height)) / 2;
    const double x0 = rect.x, y0 = rect.y;
    const double x1 = rect.x + rect.width, y1 = rect.y + rect.height;
    /* the share of a radius that a quarter circle's handles stop short of it */
    const double c = 1 - 0.5522847498307936;
    double r[4];

    for (int i = 0; i < 4; i++) {
        r[i] = CLAMP(radii[i], 0, limit);
    }
    if (r[0] + r[1] + r[2] + r[3] == 0) {
        sb_path_rect(path, rect);
        return;
    }
    sb_path_move(path, x0 + r[0], y0);
    sb_path_line(path, x1 - r[1], y0);
    if (r[1] > 0) {
        sb_path_curve(path, x1 - c * r[1], y0, x1, y0 + c * r[1], x1, y0 + r[1]);
    }
    sb_path_line(path, x1, y1 - r[2]);
    if (r[2] > 0) {
        sb_path_curve(path, x1, y1 - c * r[2], x1 - c * r[2], y1, x1 - r[2], y1);
    }
    sb_path_line(path, x0 + r[3], y1);
    if (r[3] > 0) {
        sb_path_curve(path, x0 + c * r[3], y1, x0, y1 - c * r[3], x0, y1 - r[3]);
    }
    sb_path_line(path, x0, y0 + r[0]);
    if (r[0] > 0) {
        sb_path_curve(path, x0, y0 + c * r[0], x0 + c * r[0], y0, x0 + r[0], y0);
    }
    sb_path_close(path);
}

/* --- SVG path text ---------------------------------------------------------- */

typedef struct {
    GArray *path;
    const char *p;
    double sx, sy, ox, oy;   /* scale and place of what is appended */
    double x, y;             /* the current point, unscaled */
    double start_x, start_y; /* of the subpath */
    double ctl_x, ctl_y;     /* the last control point */
    char last;               /* the last command, in capitals */
    gboolean relative;
} SvgReader;

static void
skip_separators(SvgReader *r)
{
    while (
        *r->p == ' ' || *r->p == ',' || *r->p == '\t' || *r->p == '\n' || *r->p == '\r') {
        r->p++;
    }
}

static gboolean
read_number(SvgReader *r, double *out)
{
    char *end;

    skip_separators(r);
    if (!g_ascii_isdigit(*r->p) && strchr("+-.", *r->p) == NULL) {
        return FALSE;
    }
    if (*r->p == '\0') {
        return FALSE;
    }
    *out = g_ascii_strtod(r->p, &end);
    if (end == r->p || !isfinite(*out)) {
        return FALSE;
    }
    r->p = end;
    return TRUE;
}

static gboolean
read_flag(SvgReader *r, gboolean *out)
{
    skip_separators(r);
    if (*r->p != '0' && *r->p != '1') {
        return FALSE;
    }
    *out = *r->p++ == '1';
    return TRUE;
}

static gboolean
read_point(SvgReader *r, double *x, double *y)
{
    if (!read_number(r, x) || !read_number(r, y)) {
        return FALSE;
    }
    if (r->relative) {
        *x += r->x;
        *y += r->y;
    }
    return TRUE;
}

static void
put_line(SvgReader *r, double x, double y, gboolean move)
{
    (move ? sb_path_move : sb_path_line)(r->path, r->ox + x * r->sx, r->oy + y * r->sy);
    r->x = x;
    r->y = y;
}

static void
put_curve(SvgReader *r, double x1, double y1, double x2, double y2, double x, double y)
{
    sb_path_curve(r->path, r->ox + x1 * r->sx, r->oy + y1 * r->sy, r->ox + x2 * r->sx,
        r->oy + y2 * r->sy, r->ox + x * r->sx, r->oy + y * r->sy);
    r->x = x;
    r->y = y;
}

/* From the current point to (x, y) on an ellipse: SVG 1.1, F.6.5 and F.6.6. */
static void
put_arc(SvgReader *r, double rx, double ry, double degrees, gboolean large,
    gboolean sweep, double x, double y)
{
    rx = fabs(rx);
    ry = fabs(ry);
    if (rx == 0 || ry == 0 || (x == r->x && y == r->y)) {
        put_line(r, x, y, FALSE);
        return;
    }
    const double phi = fmod(degrees, 360) * G_PI / 180, c = cos(phi), s = sin(phi);
    const double hx = (r->x - x) / 2, hy = (r->y - y) / 2;
    const double px = c * hx + s * hy, py = -s * hx + c * hy;
    const double over = px * px / (rx * rx) + py * py / (ry * ry);

    if (over > 1) {
        rx *= sqrt(over);
        ry *= sqrt(over);
    }
    double q = rx * rx * py * py + ry * ry * px * px;
    double f = sqrt(MAX(0, (rx * rx * ry * ry - q) / q)) * (large == sweep ? -1 : 1);
    double cxp = f * rx * py / ry, cyp = -f * ry * px / rx;
    double cx = c * cxp - s * cyp + (r->x + x) / 2,
           cy = s * cxp + c * cyp + (r->y + y) / 2;
    double a0 = atan2((py - cyp) / ry, (px - cxp) / rx);
    double a1 = atan2((-py - cyp) / ry, (-px - cxp) / rx);

    if (sweep && a1 < a0) {
        a1 += 2 * G_PI;
    } else if (!sweep && a1 > a0) {
        a1 -= 2 * G_PI;
    }
    double m[6] = { c * rx * r->sx, s * rx * r->sy, -s * ry * r->sx, c * ry * r->sy,
        r->ox + cx * r->sx, r->oy + cy * r->sy };

    ellipse_arc(r->path, m, a0, a1);
    r->x = x;
    r->y = y;
}

static gboolean
read_arc(SvgReader *r)
{
    double rx, ry, degrees, x, y;
    gboolean large, sweep;

    if (!read_number(r, &rx) || !read_number(r, &ry) || !read_number(r, &degrees) ||
        !read_flag(r, &large) || !read_flag(r, &sweep) || !read_point(r, &x, &y)) {
        return FALSE;
    }
    put_arc(r, rx, ry, degrees, large, sweep, x, y);
    return TRUE;
}

/* C, S: cubic; Q, T: quadratic, raised to cubic. */
static gboolean
read_curve(SvgReader *r, char command)
{
    const gboolean cubic = command == 'C' || command == 'S';
    const gboolean smooth = command == 'S' || command == 'T';
    const gboolean follows =
        cubic ? r->last == 'C' || r->last == 'S' : r->last == 'Q' || r->last == 'T';
    double x1 = follows ? 2 * r->x - r->ctl_x : r->x;
    double y1 = follows ? 2 * r->y - r->ctl_y : r->y;
    double x2, y2, x, y;

    if (!smooth && !read_point(r, &x1, &y1)) {
        return FALSE;
    }
    if (cubic && !read_point(r, &x2, &y2)) {
        return FALSE;
    }
    if (!read_point(r, &x, &y)) {
        return FALSE;
    }
    r->ctl_x = cubic ? x2 : x1;
    r->ctl_y = cubic ? y2 : y1;
    if (cubic) {
        put_curve(r, x1, y1, x2, y2, x, y);
    } else {
        put_curve(r, (r->x + 2 * x1) / 3, (r->y + 2 * y1) / 3, (x + 2 * x1) / 3,
            (y + 2 * y1) / 3, x, y);
    }
    return TRUE;
}

static gboolean
read_axis_line(SvgReader *r, char command)
{
    double v;

    if (!read_number(r, &v)) {
        return FALSE;
    }
    if (command == 'H') {
        put_line(r, r->relative ? r->x + v : v, r->y, FALSE);
    } else {
        put_line(r, r->x, r->relative ? r->y + v : v, FALSE);
    }
    return TRUE;
}

/* One set of arguments of command (a capital; Z takes none). */
static gboolean
read_segment(SvgReader *r, char command)
{
    double x, y;

    switch (command) {
    case 'M':
    case 'L':
        if (!read_point(r, &x, &y)) {
            return FALSE;
        }
        put_line(r, x, y, command == 'M');
        if (command == 'M') {
            r->start_x = x;
            r->start_y = y;
        }
        return TRUE;
    case 'H':
    case 'V':
        return read_axis_line(r, command);
    case 'C':
    case 'S':
    case 'Q':
    case 'T':
        return read_curve(r, command);
    case 'A':
        return read_arc(r);
    case 'Z':
        sb_path_close(r->path);
        r->x = r->start_x;
        r->y = r->start_y;
        return TRUE;
    default:
        return FALSE;
    }
}

gboolean
sb_path_svg(GArray *path, const char *d, double sx, double sy, double x, double y)
{
    SvgReader r = { .path = path, .p = d, .sx = sx, .sy = sy, .ox = x, .oy = y };
    const guint before = path->len;

    for (skip_separators(&r); *r.p != '\0'; skip_separators(&r)) {
        char command = *r.p++;
        char capital = g_ascii_toupper(command);

        r.relative = command != capital;
        if (r.last == '\0' && capital != 'M') {
            g_array_set_size(path, before);
            return FALSE;
        }
        for (gboolean first = TRUE;; first = FALSE) {
            /* further pairs after a move are lines */
            char now = capital == 'M' && !first ? 'L' : capital;

            if (!read_segment(&r, now)) {
                g_array_set_size(path, before);
                return FALSE;
            }
            r.last = now;
            skip_separators(&r);
            if (capital == 'Z' || *r.p == '\0' || g_ascii_isalpha(*r.p)) {
                break;
            }
        }
    }
    return r.last != '\0';
}
