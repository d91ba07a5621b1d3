/*
 * In: pieces of rings that begin and end on an edge.  Out: closed rings.
 *
 * The idea of Greiner and Hormann (Efficient clipping of arbitrary polygons, ACM
 * TOG 17, 1998): the ends stand once in the order of the pieces and once in the order
 * along the edge, by turns entering and leaving; following pieces and edge by turns
 * closes every ring.
 */
#include <stdlib.h>

#include "chart/geo.h"

typedef struct Knot Knot;
struct Knot {
    SbGeoPoint at;
    double place;
    const GArray *piece; /* begins or ends here; NULL on the edge's own list */
    Knot *other;         /* the same point in the other list */
    gboolean entry, seen;
    Knot *next, *prev;
};

static int
by_place(const void *a, const void *b)
{
    double x = (*(Knot *const *)a)->place, y = (*(Knot *const *)b)->place;

    return x < y ? -1 : x > y;
}

static void
ring(Knot **knots, guint n)
{
    for (guint i = 0; i < n; i++) {
        knots[i]->next = knots[(i + 1) % n];
        knots[i]->prev = knots[(i + n - 1) % n];
    }
}

/* A piece that is a ring by itself. */
static gboolean
is_whole(const GArray *piece)
{
    const SbGeoPoint *p = (const SbGeoPoint *)(const void *)piece->data;
    SbGeoPoint a = p[0], b = p[piece->len - 1];

    return fabs(a.x - b.x) < 1e-6 && fabs(a.y - b.y) < 1e-6;
}

static void
put(const GArray *piece, gboolean forwards, SbGeoSink *sink)
{
    for (guint i = 0; i < piece->len; i++) {
        SbGeoPoint p =
            g_array_index(piece, SbGeoPoint, forwards ? i : piece->len - 1 - i);

        sink->point(sink, p.x, p.y);
    }
}

static void
trace(Knot *start, const SbGeoEdge *edge, SbGeoSink *sink)
{
    Knot *k = start;
    gboolean subject = TRUE;

    sink->line_start(sink);
    do {
        k->seen = k->other->seen = TRUE;
        if (k->entry) {
            if (subject) {
                put(k->piece, TRUE, sink);
            } else {
                edge->along(edge->data, &k->at, &k->next->at, 1, sink);
            }
            k = k->next;
        } else {
            if (subject) {
                put(k->prev->piece, FALSE, sink);
            } else {
                edge->along(edge->data, &k->at, &k->prev->at, -1, sink);
            }
            k = k->prev;
        }
        k = k->other;
        subject = !subject;
    } while (!k->seen);
    sink->line_end(sink);
}

static void
whole(const GArray *piece, SbGeoSink *sink)
{
    sink->line_start(sink);
    for (guint i = 0; i + 1 < piece->len; i++) {
        SbGeoPoint p = g_array_index(piece, SbGeoPoint, i);

        sink->point(sink, p.x, p.y);
    }
    sink->line_end(sink);
}

void
sb_geo_rejoin(const GPtrArray *pieces, const SbGeoEdge *edge, gboolean start_inside,
    SbGeoSink *sink)
{
    Knot *store = g_new0(Knot, 4 * (gsize)pieces->len + 1);
    Knot **subject = g_new0(Knot *, 2 * (gsize)pieces->len + 1);
    Knot **clip = g_new0(Knot *, 2 * (gsize)pieces->len + 1);
    guint n = 0;

    for (guint i = 0; i < pieces->len; i++) {
        const GArray *piece = pieces->pdata[i];

        if (piece->len < 2) {
            continue;
        }
        if (is_whole(piece)) {
            whole(piece, sink);
            continue;
        }
        for (int end = 0; end < 2; end++) {
            SbGeoPoint at =
                g_array_index(piece, SbGeoPoint, end == 0 ? 0 : piece->len - 1);
            Knot *a = &store[2 * n], *b = a + 1;

            *a = (Knot){ at, edge->place(edge->data, at), piece, b, FALSE, FALSE, NULL,
                NULL };
            *b = *a;
            b->other = a;
            b->piece = NULL;
            a->entry = end == 0;
            subject[n] = a;
            clip[n++] = b;
        }
    }
    if (n > 0) {
        qsort(clip, n, sizeof *clip, by_place);
        ring(subject, n);
        ring(clip, n);
        for (guint i = 0; i < n; i++) {
            start_inside = !start_inside;
            clip[i]->entry = start_inside;
        }
        for (guint i = 0; i < n; i++) {
            if (!subject[i]->seen) {
                trace(subject[i], edge, sink);
            }
        }
    }
    g_free(store);
    g_free(subject);
    g_free(clip);
}
