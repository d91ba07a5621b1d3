/*
 * In: an item as Pango itemised it, with its glyphs.  Out: glyphs with places
 * and clusters, as cairo draws them.
 */
#include "draw/shape.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "base/limits.h"

char *
sb_shape_clean(const char *text, size_t length, int *marks)
{
    char *copy = g_strndup(text, length);
    int run = 0;

    *marks = 0;
    for (char *p = copy; *p != '\0'; p = g_utf8_next_char(p)) {
        if ((guchar)*p < 0x80) {
            run = 0;
            if ((guchar)*p < 0x20 || *p == 0x7F) {
                *p = ' ';
            }
            continue;
        }
        run = g_unichar_ismark(g_utf8_get_char(p)) ? run + 1 : 0;
        *marks = MAX(*marks, run);
    }
    return copy;
}

gunichar
sb_shape_missing(const PangoGlyphString *glyphs, const char *text)
{
    for (int i = 0; i < glyphs->num_glyphs; i++) {
        PangoGlyph glyph = glyphs->glyphs[i].glyph;

        if (glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0) {
            return g_utf8_get_char(text + glyphs->log_clusters[i]);
        }
    }
    return 0;
}

/* Where a cluster's glyphs begin and end, in the order of the text. */
typedef struct {
    const PangoGlyphString *glyphs;
    int from, to;
    gboolean backward;
} Walk;

/* The glyphs [*first, *end) of the cluster at step; the next step. */
static int
cluster_at(const Walk *w, int step, int *first, int *end)
{
    const int *log = w->glyphs->log_clusters;

    if (!w->backward) {
        int i = step;

        while (i < w->to && log[i] == log[step]) {
            i++;
        }
        *first = step;
        *end = i;
        return i;
    }
    int i = step;

    while (i >= w->from && log[i] == log[step]) {
        i--;
    }
    *first = i + 1;
    *end = step + 1;
    return i;
}

/* The clusters of w as cairo wants them: in the order of the text. */
static int
fill_clusters(const Walk *w, cairo_text_cluster_t *out, int text_start, int text_end)
{
    int n = 0, step = w->backward ? w->to - 1 : w->from;

    while (w->backward ? step >= w->from : step < w->to) {
        int first, end, drawn = 0;
        int at = w->glyphs->log_clusters[step];
        int next = cluster_at(w, step, &first, &end);
        gboolean last = w->backward ? next < w->from : next >= w->to;
        int until = last ? text_end : w->glyphs->log_clusters[next];

        if (n == 0) {
            at = text_start; /* bytes before the first glyph belong to it */
        }
        for (int i = first; i < end; i++) {
            drawn += w->glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY;
        }
        out[n].num_bytes = until - at;
        out[n].num_glyphs = drawn;
        n += out[n].num_bytes > 0 || drawn > 0;
        step = next;
    }
    return n;
}

static void *
take_memory(SbArena *arena, size_t size)
{
    return arena != NULL ? sb_arena_alloc(arena, size) : g_malloc0(MAX(size, 1));
}

void
sb_shape_append(GArray *parts, SbArena *arena, PangoItem *item,
    const PangoGlyphString *glyphs, int from, int to, const char *text, int bytes,
    double *x, double rise, double letter, double word)
{
    if (to <= from) {
        return;
    }
    const int n = to - from;
    Walk walk = { glyphs, from, to, (item->analysis.level & 1) != 0 };
    int start = glyphs->log_clusters[walk.backward ? to - 1 : from];
    SbGlyphs part = {
        .font = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(item->analysis.font)),
        .glyphs = take_memory(arena, sizeof(cairo_glyph_t) * (size_t)n),
        .clusters = take_memory(arena, sizeof(cairo_text_cluster_t) * (size_t)n),
        .backward = walk.backward,
        .bytes = bytes,
    };
    char *copy = take_memory(arena, (size_t)bytes + 1);

    memcpy(copy, text, (size_t)bytes);
    part.text = copy;
    for (int i = from; i < to; i++) {
        const PangoGlyphInfo *g = &glyphs->glyphs[i];
        gboolean ends =
            i + 1 == to || glyphs->log_clusters[i + 1] != glyphs->log_clusters[i];

        if (g->glyph != PANGO_GLYPH_EMPTY) {
            cairo_glyph_t *out = &part.glyphs[part.n_glyphs++];

            out->index = g->glyph & ~(PangoGlyph)PANGO_GLYPH_UNKNOWN_FLAG;
            out->x = *x + g->geometry.x_offset / (double)PANGO_SCALE;
            out->y = g->geometry.y_offset / (double)PANGO_SCALE - rise;
        }
        *x += g->geometry.width / (double)PANGO_SCALE;
        if (ends) {
            const char *c = text + (glyphs->log_clusters[i] - start);

            *x += letter;
            if (word != 0 && (*c == ' ' || g_utf8_get_char(c) == 0xA0)) {
                *x += word;
            }
        }
    }
    part.n_clusters = fill_clusters(&walk, part.clusters, start, start + bytes);
    g_array_append_val(parts, part);
}
