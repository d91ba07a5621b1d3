/* In: an item.  Out: the rectangle of what it draws, stroke included. */
#include <math.h>
#include <string.h>

#include "draw/scene.h"
#include "draw/text_place.h"

typedef struct {
    double x0, y0, x1, y1;
} Extent;

static void
extend(Extent *e, double x, double y)
{
    e->x0 = MIN(e->x0, x);
    e->y0 = MIN(e->y0, y);
    e->x1 = MAX(e->x1, x);
    e->y1 = MAX(e->y1, y);
}

static SbRect
to_rect(const Extent *e, double grow)
{
    if (e->x1 < e->x0) {
        return (SbRect){ 0 };
    }
    return (SbRect){ e->x0 - grow, e->y0 - grow, e->x1 - e->x0 + 2 * grow,
        e->y1 - e->y0 + 2 * grow };
}

/* Adds where a curve's derivative is zero, in x and in y. */
static void
extend_curve(Extent *e, double x0, double y0, const SbPathStep *s)
{
    const double p[2][4] = { { x0, s->x1, s->x2, s->x }, { y0, s->y1, s->y2, s->y } };

    for (int k = 0; k < 2; k++) {
        double a = -p[k][0] + 3 * p[k][1] - 3 * p[k][2] + p[k][3];
        double b = 2 * (p[k][0] - 2 * p[k][1] + p[k][2]);
        double c = p[k][1] - p[k][0];
        double roots[2] = { -1, -1 };

        if (fabs(a) < 1e-12) {
            roots[0] = b != 0 ? -c / b : -1;
        } else if (b * b - 4 * a * c >= 0) {
            roots[0] = (-b + sqrt(b * b - 4 * a * c)) / (2 * a);
            roots[1] = (-b - sqrt(b * b - 4 * a * c)) / (2 * a);
        }
        for (int i = 0; i < 2; i++) {
            double t = roots[i], u = 1 - t;

            if (t > 0 && t < 1) {
                double w[4] = { u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t };
                double x = 0, y = 0;

                for (int j = 0; j < 4; j++) {
                    x += w[j] * p[0][j];
                    y += w[j] * p[1][j];
                }
                extend(e, x, y);
            }
        }
    }
}

static Extent
path_extent(const GArray *path)
{
    Extent e = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    double x = 0, y = 0;

    for (guint i = 0; path != NULL && i < path->len; i++) {
        const SbPathStep *s = &g_array_index(path, SbPathStep, i);

        if (s->op == SB_PATH_CLOSE) {
            continue;
        }
        if (s->op == SB_PATH_CURVE) {
            extend_curve(&e, x, y, s);
        }
        extend(&e, s->x, s->y);
        x = s->x;
        y = s->y;
    }
    return e;
}

static double
stroke_grow(const SbItem *item)
{
    return item->paint.stroke.kind == SB_INK_NONE ? 0 : item->paint.stroke_width / 2;
}

static SbRect
text_bounds(const SbItem *item, SbFonts *fonts)
{
    Extent e = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    const double angle = item->u.text.angle * G_PI / 180;
    const double c = cos(angle), s = sin(angle);
    const double size = item->u.text.font.size;
    g_auto(GStrv) lines = sb_text_place_lines(item);

    for (int i = 0; lines[i] != NULL; i++) {
        double x, y, width = sb_text_width(fonts, &item->u.text.font, lines[i]);

        sb_text_place(item, i, width, &x, &y);
        for (int k = 0; k < 4; k++) {
            double u = k & 1 ? x + width : x;
            /* Vega's box of a line: 0.79 of the size above the baseline */
            double v = k & 2 ? y + 0.21 * size : y - 0.79 * size;

            extend(&e, item->u.text.x + c * u - s * v, item->u.text.y + s * u + c * v);
        }
    }
    return to_rect(&e, 0);
}

static SbRect
run_bounds(const SbItem *item, SbFonts *fonts)
{
    const double width = sb_text_piece_width(
        item->u.run.run, item->u.run.start, item->u.run.end, item->u.run.hyphen);
    size_t n;
    const SbCluster *c = sb_text_clusters(item->u.run.run, &n);
    double stretch = 0, size = sb_text_largest(item->u.run.run);

    for (size_t i = 0; i < n; i++) {
        if (c[i].start >= item->u.run.start && c[i].end <= item->u.run.end) {
            stretch +=
                item->u.run.letter_space + (c[i].is_space ? item->u.run.word_space : 0);
        }
    }
    return (SbRect){ item->u.run.x, item->u.run.y - 0.79 * size, width + stretch, size };
}

static SbRect
dots_bounds(const SbItem *item, SbFonts *fonts)
{
    size_t n = sb_scene_count(item->u.dots.kinds);
    g_autofree SbRect *kinds = g_new(SbRect, n + 1);
    Extent e = { INFINITY, INFINITY, -INFINITY, -INFINITY };

    for (size_t i = 0; i < n; i++) {
        kinds[i] = sb_scene_bounds(sb_scene_item(item->u.dots.kinds, i), fonts);
    }
    for (size_t i = 0; i < item->u.dots.n; i++) {
        const SbDot *dot = &item->u.dots.dots[i];
        const SbRect *r = &kinds[dot->kind];

        extend(&e, (double)dot->x + r->x, (double)dot->y + r->y);
        extend(&e, (double)dot->x + r->x + r->width, (double)dot->y + r->y + r->height);
    }
    return item->u.dots.n > 0 ? to_rect(&e, 0) : (SbRect){ 0 };
}

SbRect
sb_scene_bounds(const SbItem *item, SbFonts *fonts)
{
    Extent e;

    switch (item->kind) {
    case SB_ITEM_RECT:
        e = (Extent){ INFINITY, INFINITY, -INFINITY, -INFINITY };
        extend(&e, item->u.rect.rect.x, item->u.rect.rect.y);
        extend(&e, item->u.rect.rect.x + item->u.rect.rect.width,
            item->u.rect.rect.y + item->u.rect.rect.height);
        return to_rect(&e, stroke_grow(item));
    case SB_ITEM_PATH:
        e = path_extent(item->u.path.path);
        return to_rect(&e, stroke_grow(item));
    case SB_ITEM_TEXT:
        return text_bounds(item, fonts);
    case SB_ITEM_RUN:
        return run_bounds(item, fonts);
    case SB_ITEM_IMAGE:
        return item->u.image.rect;
    case SB_ITEM_SCENE:
        return item->u.scene.rect;
    case SB_ITEM_DOTS:
        return dots_bounds(item, fonts);
    case SB_ITEM_LINK:
        return item->u.link.rect;
    case SB_ITEM_DEST:
        return (SbRect){ item->u.dest.x, item->u.dest.y, 0, 0 };
    case SB_ITEM_PUSH:
    case SB_ITEM_POP:
        break;
    }
    return (SbRect){ 0 };
}
