/* In: points of curves, group by group.  Out: a table of them; and curves turned
 * into points, closer where they bend. */
#include "chart/transform_read.h"

typedef struct {
    size_t group;
    double x, y;
} Point;

struct SbTransformPoints {
    SbArena *arena;
    GArray *points; /* of Point */
};

SbTransformPoints *
sb_transform_points_new(SbArena *arena)
{
    SbTransformPoints *points = sb_arena_new_of(arena, SbTransformPoints);

    points->arena = arena;
    points->points = sb_arena_array(arena, Point);
    return points;
}

void
sb_transform_points_add(SbTransformPoints *points, size_t group, double x, double y)
{
    Point point = { group, x, y };

    g_array_append_val(points->points, point);
}

const SbTable *
sb_transform_points_table(SbTransformPoints *points, const SbTable *table,
    const size_t *first, const char *const *groupby, size_t groups, const char *as[2])
{
    size_t n = points->points->len;
    const Point *all = (const Point *)(void *)points->points->data;
    SbTable *result = sb_table_new(points->arena, n);
    double *x = sb_arena_new_many(points->arena, double, n);
    double *y = sb_arena_new_many(points->arena, double, n);

    for (size_t g = 0; g < groups; g++) {
        SbField field = sb_table_field(table, groupby[g]);
        SbValue *values = sb_arena_new_many(points->arena, SbValue, n);

        for (size_t i = 0; i < n; i++) {
            values[i] = sb_field_at(&field, first[all[i].group]);
        }
        sb_table_add_values(
            result, sb_table_path(points->arena, groupby[g]).name, values);
    }
    for (size_t i = 0; i < n; i++) {
        x[i] = all[i].x;
        y[i] = all[i].y;
    }
    sb_table_add_numbers(result, as[0], SB_COLUMN_NUMBER, x);
    sb_table_add_numbers(result, as[1], SB_COLUMN_NUMBER, y);
    return result;
}

/* The turn from p-q to p-r, in a box scaled to 1 × 1. */
static double
turn(const Point *p, const Point *q, const Point *r, double sx, double sy)
{
    return fabs(atan2(sy * (r->y - p->y), sx * (r->x - p->x)) -
                atan2(sy * (q->y - p->y), sx * (q->x - p->x)));
}

static Point
point_at(size_t group, SbCurve curve, void *data, double x)
{
    return (Point){ group, x, curve(data, x) };
}

/* Halves each piece until it is straight within half a degree, or as short as
 * span / most. */
static void
refine(SbTransformPoints *points, GArray *ahead, double sx, double sy, double shortest,
    SbCurve curve, void *data)
{
    Point p = g_array_index(points->points, Point, points->points->len - 1);

    while (ahead->len > 0) {
        Point r = g_array_index(ahead, Point, ahead->len - 1);
        Point q = point_at(p.group, curve, data, (p.x + r.x) / 2);

        if (q.x - p.x >= shortest && turn(&p, &q, &r, sx, sy) > 0.5 * G_PI / 180) {
            g_array_append_val(ahead, q);
        } else {
            g_array_append_val(points->points, r);
            g_array_set_size(ahead, ahead->len - 1);
            p = r;
        }
    }
}

void
sb_transform_points_curve(SbTransformPoints *points, size_t group, SbCurve curve,
    void *data, const double extent[2], int least, int most)
{
    double low = extent[0], span = extent[1] - extent[0];
    g_autoptr(GArray) ahead = g_array_new(FALSE, FALSE, sizeof(Point));
    Point first = point_at(group, curve, data, low);
    Point last = point_at(group, curve, data, extent[1]);

    most = MAX(least, most);
    g_array_append_val(points->points, first);
    if (least == most) {
        for (int i = 1; i < most; i++) {
            Point point = point_at(group, curve, data, low + (double)i / least * span);

            g_array_append_val(points->points, point);
        }
        g_array_append_val(points->points, last);
        return;
    }
    double bottom = fmin(first.y, last.y), top = fmax(first.y, last.y);

    g_array_append_val(ahead, last);
    for (int i = least - 1; i > 0; i--) {
        Point point = point_at(group, curve, data, low + (double)i / least * span);

        bottom = fmin(bottom, point.y);
        top = fmax(top, point.y);
        g_array_append_val(ahead, point);
    }
    refine(points, ahead, 1 / span, 1 / (top - bottom), span / most, curve, data);
}
