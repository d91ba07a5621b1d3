/*
 * In: parts of items.  Out: their SVG 1.1 attributes: hexadecimal colours with
 * an opacity of their own, since editors (PowerPoint) draw rgba() black.
 */
#include "draw/svg_part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/paint_ink.h"

enum { HATCH_LINES = 4000 };

void
sb_svg_number(GString *out, double value)
{
    /* by hand: the C library's way takes half of the writing of a large SVG */
    char text[24];
    char *p = text + sizeof text;
    double held = sb_paint_ink_hold(isfinite(value) ? value : 0);
    long long n = (long long)floor(held * 1000 + 0.5);
    const gboolean negative = n < 0;
    int decimals = 3;

    n = llabs(n);
    while (decimals > 0 && n % 10 == 0) {
        n /= 10;
        decimals--;
    }
    for (int i = 0; i < decimals; i++, n /= 10) {
        *--p = (char)('0' + n % 10);
    }
    if (decimals > 0) {
        *--p = '.';
    }
    do {
        *--p = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    if (negative) {
        *--p = '-';
    }
    g_string_append_len(out, p, text + sizeof text - p);
}

void
sb_svg_attribute(GString *out, const char *name, double value)
{
    g_string_append_printf(out, " %s=\"", name);
    sb_svg_number(out, value);
    g_string_append_c(out, '"');
}

void
sb_svg_escape(GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        switch (*p) {
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '"':
            g_string_append(out, "&quot;");
            break;
        default:
            /* control characters are not allowed in XML at all */
            g_string_append_c(out, (guchar)*p < 0x20 ? ' ' : *p);
        }
    }
}

gboolean
sb_svg_path_is_fine(const GArray *path)
{
    for (guint i = 0; path != NULL && i < path->len; i++) {
        const SbPathStep *s = &g_array_index(path, SbPathStep, i);
        const double all[] = { s->x1, s->y1, s->x2, s->y2, s->x, s->y };

        for (int k = s->op == SB_PATH_CURVE ? 0 : 4; k < 6; k++) {
            if (s->op != SB_PATH_CLOSE && !isfinite(all[k])) {
                return FALSE;
            }
        }
    }
    return path != NULL;
}

void
sb_svg_path_data(GString *out, const GArray *path)
{
    static const char letters[] = "MLCZ";

    for (guint i = 0; i < path->len; i++) {
        const SbPathStep *s = &g_array_index(path, SbPathStep, i);
        const double all[] = { s->x1, s->y1, s->x2, s->y2, s->x, s->y };

        g_string_append_c(out, letters[s->op]);
        if (s->op == SB_PATH_CLOSE) {
            continue;
        }
        for (int k = s->op == SB_PATH_CURVE ? 0 : 4; k < 6; k++) {
            sb_svg_number(out, all[k]);
            if (k < 5) {
                g_string_append_c(out, ',');
            }
        }
    }
}

/* --- paint ---------------------------------------------------------------------------
 */

static SbColor
shown(const SbSvg *svg, SbColor c)
{
    return svg->options->grey ? sb_color_grey(c) : c;
}

/* ` name="#rrggbb" name-opacity="0.5"`. */
static void
put_color(SbSvg *svg, const char *name, SbColor color, double opacity)
{
    char hex[8], full[24];
    double alpha = CLAMP(color.a * opacity, 0, 1);

    g_string_append_printf(
        svg->out, " %s=\"%s\"", name, sb_color_hex(shown(svg, color), hex));
    if (alpha < 1) {
        g_snprintf(full, sizeof full, "%s-opacity", name);
        sb_svg_attribute(svg->out, full, alpha);
    }
}

static int
put_gradient(SbSvg *svg, const SbInk *ink, double opacity)
{
    const char *kind = ink->kind == SB_INK_LINEAR ? "linearGradient" : "radialGradient";
    GString *out = svg->out;
    char hex[8];

    if ((ink->kind != SB_INK_LINEAR && ink->kind != SB_INK_RADIAL) || ink->n_stops < 1) {
        return 0;
    }
    g_string_append_printf(out, "<defs><%s id=\"%s-%d\"", kind, svg->prefix, ++svg->ids);
    if (ink->kind == SB_INK_LINEAR) {
        sb_svg_attribute(out, "x1", ink->x1);
        sb_svg_attribute(out, "y1", ink->y1);
        sb_svg_attribute(out, "x2", ink->x2);
        sb_svg_attribute(out, "y2", ink->y2);
    } else { /* the inner circle has no radius of its own in SVG 1.1 */
        sb_svg_attribute(out, "fx", ink->x1);
        sb_svg_attribute(out, "fy", ink->y1);
        sb_svg_attribute(out, "cx", ink->x2);
        sb_svg_attribute(out, "cy", ink->y2);
        sb_svg_attribute(out, "r", ink->r2);
    }
    g_string_append_c(out, '>');
    for (int i = 0; i < ink->n_stops; i++) {
        SbColor c = shown(svg, ink->stops[i].color);

        g_string_append(out, "<stop");
        sb_svg_attribute(out, "offset", CLAMP(ink->stops[i].offset, 0, 1));
        g_string_append_printf(out, " stop-color=\"%s\"", sb_color_hex(c, hex));
        if (c.a * opacity < 1) {
            sb_svg_attribute(out, "stop-opacity", c.a * opacity);
        }
        g_string_append(out, "/>");
    }
    g_string_append_printf(out, "</%s></defs>\n", kind);
    return svg->ids;
}

void
sb_svg_gradients(SbSvg *svg, const SbItem *item, int *fill, int *stroke)
{
    *fill = put_gradient(svg, &item->paint.fill, item->opacity);
    *stroke = put_gradient(svg, &item->paint.stroke, item->opacity);
}

static void
put_fill(SbSvg *svg, const SbItem *item, int gradient)
{
    const SbInk *ink = &item->paint.fill;
    SbColor color = ink->kind == SB_INK_HATCH ? ink->back : ink->color;

    if (gradient > 0) {
        g_string_append_printf(svg->out, " fill=\"url(#%s-%d)\"", svg->prefix, gradient);
    } else if ((ink->kind == SB_INK_COLOR || ink->kind == SB_INK_HATCH) && color.a > 0) {
        put_color(svg, "fill", color, item->opacity);
    } else {
        g_string_append(svg->out, " fill=\"none\"");
    }
}

static void
put_pen(SbSvg *svg, const SbPaint *paint)
{
    static const char *const caps[] = { "butt", "round", "square" };
    static const char *const joins[] = { "miter", "round", "bevel" };
    GString *out = svg->out;

    if (paint->stroke_width != 1) {
        sb_svg_attribute(out, "stroke-width", paint->stroke_width);
    }
    if (paint->cap != SB_CAP_BUTT) {
        g_string_append_printf(out, " stroke-linecap=\"%s\"", caps[paint->cap]);
    }
    if (paint->join != SB_JOIN_MITER) {
        g_string_append_printf(out, " stroke-linejoin=\"%s\"", joins[paint->join]);
    } else {
        sb_svg_attribute(
            out, "stroke-miterlimit", paint->miter > 0 ? MAX(paint->miter, 1) : 10);
    }
    if (paint->n_dash > 0) {
        g_string_append(out, " stroke-dasharray=\"");
        for (int i = 0; i < paint->n_dash; i++) {
            g_string_append(out, i > 0 ? "," : "");
            sb_svg_number(out, paint->dash[i]);
        }
        g_string_append_c(out, '"');
        if (paint->dash_offset != 0) {
            sb_svg_attribute(out, "stroke-dashoffset", paint->dash_offset);
        }
    }
}

static void
put_stroke(SbSvg *svg, const SbItem *item, int gradient)
{
    const SbInk *ink = &item->paint.stroke;

    if (ink->kind == SB_INK_NONE || !(item->paint.stroke_width > 0) ||
        !isfinite(item->paint.stroke_width)) {
        return;
    }
    if (gradient > 0) {
        g_string_append_printf(
            svg->out, " stroke=\"url(#%s-%d)\"", svg->prefix, gradient);
    } else if (ink->color.a > 0) {
        put_color(svg, "stroke", ink->color, item->opacity);
    } else {
        return;
    }
    put_pen(svg, &item->paint);
}

void
sb_svg_paint(SbSvg *svg, const SbItem *item, int fill, int stroke)
{
    put_fill(svg, item, fill);
    put_stroke(svg, item, stroke);
}

/* --- hatches ---------------------------------------------------------------------------
 */

/* Cuts the line (x, y) + t (dx, dy) to the rectangle (Liang and Barsky, 1984). */
static gboolean
cut_line(SbRect r, double x, double y, double dx, double dy, double out[4])
{
    const double p[4] = { -dx, dx, -dy, dy };
    const double q[4] = { x - r.x, r.x + r.width - x, y - r.y, r.y + r.height - y };
    double from = -INFINITY, to = INFINITY;

    for (int i = 0; i < 4; i++) {
        if (fabs(p[i]) < 1e-12) {
            if (q[i] < 0) {
                return FALSE;
            }
        } else if (p[i] < 0) {
            from = MAX(from, q[i] / p[i]);
        } else {
            to = MIN(to, q[i] / p[i]);
        }
    }
    if (!(from < to)) {
        return FALSE;
    }
    out[0] = x + from * dx;
    out[1] = y + from * dy;
    out[2] = x + to * dx;
    out[3] = y + to * dy;
    return TRUE;
}

static void
put_hatch_lines(GString *out, const SbInk *ink, SbRect r)
{
    const double angle = fmod(ink->angle, 360) * G_PI / 180;
    const double c = cos(angle), s = sin(angle);
    const double across = -s * (r.x + r.width / 2) + c * (r.y + r.height / 2);
    const double reach = hypot(r.width, r.height) / 2 + ink->spacing;
    const double first = ceil((across - reach) / ink->spacing);
    const double last = floor((across + reach) / ink->spacing);

    for (double k = first; k <= last && last - first < HATCH_LINES; k++) {
        double d = k * ink->spacing, at[4];

        if (!cut_line(r, -s * d, c * d, c, s, at)) {
            continue;
        }
        for (int i = 0; i < 4; i++) {
            g_string_append(out, i == 0 ? "M" : i == 2 ? "L" : ",");
            sb_svg_number(out, at[i]);
        }
    }
}

void
sb_svg_hatch(SbSvg *svg, const SbItem *item, SbRect bounds, const GArray *path)
{
    const SbInk *ink = &item->paint.fill;
    int clip = 0;

    if (ink->kind != SB_INK_HATCH || !(ink->spacing > 0) || !isfinite(ink->spacing) ||
        !isfinite(ink->angle)) {
        return;
    }
    if (path != NULL) {
        clip = ++svg->ids;
        g_string_append_printf(
            svg->out, "<clipPath id=\"%s-%d\"><path d=\"", svg->prefix, clip);
        sb_svg_path_data(svg->out, path);
        g_string_append(svg->out, "\"/></clipPath>\n");
    }
    g_string_append(svg->out, "<path d=\"");
    put_hatch_lines(svg->out, ink, bounds);
    g_string_append(svg->out, "\" fill=\"none\"");
    put_color(svg, "stroke", ink->color, item->opacity);
    sb_svg_attribute(
        svg->out, "stroke-width", ink->line > 0 ? ink->line : ink->spacing / 4);
    if (clip > 0) {
        g_string_append_printf(svg->out, " clip-path=\"url(#%s-%d)\"", svg->prefix, clip);
    }
    g_string_append(svg->out, "/>\n");
}
