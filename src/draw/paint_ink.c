/*
 * In: a path and its paint.  Out: cairo's fill and stroke: colours, gradients in
 * the path's bounds, hatches, dashes.
 */
#include "draw/paint_ink.h"

#include <math.h>

static const double FAR = 1e6;

/* Lines of one hatch at most: a hatch finer than this is a tint. */
enum { HATCH_LINES = 4000 };

gboolean
sb_paint_ink_number(double value)
{
    return isfinite(value);
}

double
sb_paint_ink_hold(double value)
{
    return CLAMP(value, -FAR, FAR);
}

static gboolean
step_is_fine(const SbPathStep *s)
{
    if (s->op == SB_PATH_CLOSE) {
        return TRUE;
    }
    if (s->op == SB_PATH_CURVE &&
        !(isfinite(s->x1) && isfinite(s->y1) && isfinite(s->x2) && isfinite(s->y2))) {
        return FALSE;
    }
    return isfinite(s->x) && isfinite(s->y);
}

gboolean
sb_paint_ink_path(cairo_t *cr, const GArray *path)
{
    cairo_new_path(cr);
    for (guint i = 0; i < path->len; i++) {
        if (!step_is_fine(&g_array_index(path, SbPathStep, i))) {
            return FALSE;
        }
    }
    for (guint i = 0; i < path->len; i++) {
        const SbPathStep *s = &g_array_index(path, SbPathStep, i);
        const double x = sb_paint_ink_hold(s->x), y = sb_paint_ink_hold(s->y);

        switch (s->op) {
        case SB_PATH_MOVE:
            cairo_move_to(cr, x, y);
            break;
        case SB_PATH_LINE:
            cairo_line_to(cr, x, y);
            break;
        case SB_PATH_CURVE:
            cairo_curve_to(cr, sb_paint_ink_hold(s->x1), sb_paint_ink_hold(s->y1),
                sb_paint_ink_hold(s->x2), sb_paint_ink_hold(s->y2), x, y);
            break;
        case SB_PATH_CLOSE:
            cairo_close_path(cr);
            break;
        }
    }
    return TRUE;
}

static double
part(double value)
{
    return isfinite(value) ? CLAMP(value, 0, 1) : 0;
}

static SbColor
inked(SbColor c, double opacity, gboolean grey)
{
    SbColor out = { part(c.r), part(c.g), part(c.b), part(c.a * opacity) };

    return grey ? sb_color_grey(out) : out;
}

void
sb_paint_ink_source(cairo_t *cr, SbColor color, double opacity, gboolean grey)
{
    SbColor c = inked(color, opacity, grey);

    if (c.a >= 1) {
        cairo_set_source_rgb(cr, c.r, c.g, c.b);
    } else {
        cairo_set_source_rgba(cr, c.r, c.g, c.b, c.a);
    }
}

/* The bounds of the current path; FALSE when they are empty. */
static gboolean
path_bounds(cairo_t *cr, double *x, double *y, double *width, double *height)
{
    double x1, y1;

    cairo_path_extents(cr, x, y, &x1, &y1);
    *width = x1 - *x;
    *height = y1 - *y;
    return *width > 0 || *height > 0;
}

static gboolean
gradient_is_fine(const SbInk *ink)
{
    return ink->n_stops > 0 && isfinite(ink->x1) && isfinite(ink->y1) &&
           isfinite(ink->x2) && isfinite(ink->y2) && isfinite(ink->r1) &&
           isfinite(ink->r2);
}

/* Sets a gradient over the current path's bounds. */
static gboolean
set_gradient(cairo_t *cr, const SbInk *ink, double opacity, gboolean grey)
{
    double x, y, width, height;
    cairo_matrix_t to_unit;

    if (!gradient_is_fine(ink) || !path_bounds(cr, &x, &y, &width, &height)) {
        return FALSE;
    }
    width = width > 0 ? width : 1; /* a level or upright line */
    height = height > 0 ? height : 1;
    cairo_pattern_t *pattern =
        ink->kind == SB_INK_LINEAR
            ? cairo_pattern_create_linear(ink->x1, ink->y1, ink->x2, ink->y2)
            : cairo_pattern_create_radial(
                  ink->x1, ink->y1, MAX(ink->r1, 0), ink->x2, ink->y2, MAX(ink->r2, 0));

    for (int i = 0; i < ink->n_stops; i++) {
        SbColor c = inked(ink->stops[i].color, opacity, grey);

        cairo_pattern_add_color_stop_rgba(
            pattern, part(ink->stops[i].offset), c.r, c.g, c.b, c.a);
    }
    cairo_matrix_init(&to_unit, 1 / width, 0, 0, 1 / height, -x / width, -y / height);
    cairo_pattern_set_matrix(pattern, &to_unit);
    cairo_set_source(cr, pattern);
    cairo_pattern_destroy(pattern);
    return TRUE;
}

/* Lines over the current path, which becomes the clip.  They stand at multiples
 * of the spacing from the group's origin, so that neighbours join. */
static void
draw_hatch(cairo_t *cr, const SbInk *ink, double opacity, gboolean grey)
{
    double x, y, width, height;
    const double spacing = ink->spacing, angle = fmod(ink->angle, 360) * G_PI / 180;

    if (!(spacing > 0) || !isfinite(spacing) || !isfinite(angle) ||
        !path_bounds(cr, &x, &y, &width, &height)) {
        return;
    }
    /* along the lines (c, s); across them (-s, c) */
    const double c = cos(angle), s = sin(angle);
    const double cx = x + width / 2, cy = y + height / 2;
    const double reach = hypot(width, height) / 2 + spacing;
    const double across = -s * cx + c * cy, along = c * cx + s * cy;
    const double first = ceil((across - reach) / spacing);
    const double last = floor((across + reach) / spacing);

    if (last - first > HATCH_LINES) {
        sb_paint_ink_source(cr, ink->color, opacity * 0.25, grey);
        cairo_fill_preserve(cr);
        return;
    }
    cairo_save(cr);
    cairo_clip(cr);
    sb_paint_ink_source(cr, ink->color, opacity, grey);
    cairo_set_line_width(cr, ink->line > 0 ? ink->line : spacing / 4);
    cairo_set_dash(cr, NULL, 0, 0);
    for (double k = first; k <= last; k++) {
        double d = k * spacing;

        cairo_move_to(cr, c * (along - reach) - s * d, s * (along - reach) + c * d);
        cairo_line_to(cr, c * (along + reach) - s * d, s * (along + reach) + c * d);
    }
    cairo_stroke(cr);
    cairo_restore(cr);
}

/* TRUE when ink shows; FALSE for none. */
static gboolean
set_ink(cairo_t *cr, const SbInk *ink, double opacity, gboolean grey)
{
    switch (ink->kind) {
    case SB_INK_NONE:
        return FALSE;
    case SB_INK_LINEAR:
    case SB_INK_RADIAL:
        return set_gradient(cr, ink, opacity, grey);
    case SB_INK_COLOR:
    case SB_INK_HATCH:
        break;
    }
    if (!(ink->color.a * opacity > 0)) {
        return FALSE;
    }
    sb_paint_ink_source(cr, ink->color, opacity, grey);
    return TRUE;
}

static void
fill(cairo_t *cr, const SbInk *ink, double opacity, gboolean grey)
{
    if (ink->kind != SB_INK_HATCH) {
        if (set_ink(cr, ink, opacity, grey)) {
            cairo_fill_preserve(cr);
        }
        return;
    }
    if (ink->back.a > 0) {
        sb_paint_ink_source(cr, ink->back, opacity, grey);
        cairo_fill_preserve(cr);
    }
    cairo_path_t *path = cairo_copy_path(cr);

    draw_hatch(cr, ink, opacity, grey);
    cairo_new_path(cr);
    cairo_append_path(cr, path);
    cairo_path_destroy(path);
}

static void
set_dash(cairo_t *cr, const SbPaint *paint)
{
    double sum = 0;

    for (int i = 0; i < paint->n_dash; i++) {
        if (!isfinite(paint->dash[i]) || paint->dash[i] < 0) {
            sum = 0;
            break;
        }
        sum += paint->dash[i];
    }
    if (paint->n_dash > 0 && sum > 0 && sum < FAR) {
        double offset = isfinite(paint->dash_offset) ? paint->dash_offset : 0;

        cairo_set_dash(cr, paint->dash, paint->n_dash, sb_paint_ink_hold(offset));
    } else {
        cairo_set_dash(cr, NULL, 0, 0);
    }
}

static void
set_pen(cairo_t *cr, const SbPaint *paint)
{
    static const cairo_line_cap_t caps[] = { CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
        CAIRO_LINE_CAP_SQUARE };
    static const cairo_line_join_t joins[] = { CAIRO_LINE_JOIN_MITER,
        CAIRO_LINE_JOIN_ROUND, CAIRO_LINE_JOIN_BEVEL };

    cairo_set_line_width(cr, sb_paint_ink_hold(paint->stroke_width));
    cairo_set_line_cap(cr, caps[paint->cap]);
    cairo_set_line_join(cr, joins[paint->join]);
    cairo_set_miter_limit(cr, paint->miter > 0 ? sb_paint_ink_hold(paint->miter) : 10);
    set_dash(cr, paint);
}

void
sb_paint_ink_draw(cairo_t *cr, const SbPaint *paint, double opacity, gboolean grey)
{
    fill(cr, &paint->fill, opacity, grey);
    if (paint->stroke_width > 0 && isfinite(paint->stroke_width) &&
        set_ink(cr, &paint->stroke, opacity, grey)) {
        set_pen(cr, paint);
        cairo_stroke_preserve(cr);
    }
    cairo_new_path(cr);
}
