/*
 * In: bytes of a shaped paragraph.  Out: the width and the glyphs that they have
 * as a line of their own.
 *
 * A cut is safe where the neighbours don't know of each other: at spaces, between
 * items (faces, scripts) and between ideographs or syllables.  From an unsafe cut
 * to the next safe one the text is shaped anew.
 */
#include <math.h>
#include <string.h>

#include "draw/text_run.h"

/* The cluster that begins at byte (or the first after it). */
static size_t
cluster_of(const SbTextRun *run, size_t byte)
{
    size_t low = 0, high = run->n;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (run->c[middle].start < byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static gboolean
is_wide(gunichar c)
{
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x4E00 && c <= 0x9FFF);
}

static gboolean
is_safe(const SbTextRun *run, size_t i)
{
    if (i == 0 || i >= run->n || run->c[i].is_space || run->c[i - 1].is_space) {
        return TRUE;
    }
    const ClusterGlyphs *place = &run->places[i];

    if (place[-1].item != place[0].item) {
        return TRUE;
    }
    return is_wide(g_utf8_get_char(run->text + run->c[i].start)) &&
           is_wide(g_utf8_get_char(run->text + run->c[i - 1].start));
}

static size_t
safe_after(const SbTextRun *run, size_t i)
{
    while (!is_safe(run, i)) {
        i++;
    }
    return i;
}

/* The last safe cut at or before i. */
static size_t
safe_before(const SbTextRun *run, size_t i)
{
    while (!is_safe(run, i)) {
        i--;
    }
    return i;
}

/* Clusters [from, to), of one item, with a hyphen or without, shaped anew. */
typedef struct {
    PangoGlyphString *glyphs;
    char *text;
    int bytes; /* of the text as it is, without the hyphen */
    const ShapedItem *shaped;
    double width;
} Fresh;

static Fresh
shape_fresh(const SbTextRun *run, size_t from, size_t to, gboolean hyphen)
{
    size_t start = run->c[from].start;
    size_t end = to < run->n ? run->c[to].start : run->length;
    unsigned item = run->places[to - 1].item;
    Fresh fresh = { .bytes = (int)(end - start),
        .shaped = &g_array_index(run->items, ShapedItem, item),
        .glyphs = pango_glyph_string_new() };

    fresh.text =
        g_strdup_printf("%.*s%s", fresh.bytes, run->text + start, hyphen ? "-" : "");
    int length = (int)strlen(fresh.text);

    pango_shape_full(fresh.text, length, fresh.text, length,
        &fresh.shaped->item->analysis, fresh.glyphs);
    fresh.width = pango_glyph_string_get_width(fresh.glyphs) / (double)PANGO_SCALE;
    return fresh;
}

static void
fresh_clear(Fresh *fresh)
{
    pango_glyph_string_free(fresh->glyphs);
    g_free(fresh->text);
}

static double
sum(const SbTextRun *run, size_t from, size_t to)
{
    return run->before[to] - run->before[from];
}

static double
fresh_width(const SbTextRun *run, size_t from, size_t to, gboolean hyphen)
{
    Fresh fresh = shape_fresh(run, from, to, hyphen);

    fresh_clear(&fresh);
    return fresh.width;
}

/* TRUE when a line may end before cluster j without anything changing.  Some
 * faces kern letters with the space ("A "): then the last glyph is narrower or
 * wider than it is alone. */
static gboolean
ends_well(const SbTextRun *run, size_t j)
{
    if (!is_safe(run, j)) {
        return FALSE;
    }
    if (j == 0 || j >= run->n || !run->c[j].is_space || run->c[j - 1].is_space) {
        return TRUE;
    }
    const ClusterGlyphs *place = &run->places[j - 1];
    const ShapedItem *shaped = &g_array_index(run->items, ShapedItem, place->item);
    const PangoGlyphInfo *last = &shaped->glyphs->glyphs[place->to - 1];
    PangoRectangle logical;

    if (place[1].item != place[0].item || last->glyph == PANGO_GLYPH_EMPTY) {
        return TRUE;
    }
    pango_font_get_glyph_extents(
        shaped->item->analysis.font, last->glyph, NULL, &logical);
    return ABS(logical.width - last->geometry.width) <= 2;
}

/* How a piece falls apart: [i, a) anew, [a, b) as shaped, [b, j) anew (with the
 * hyphen).  When it has no safe cut inside, a = i, b = i. */
typedef struct {
    size_t i, a, b, j;
} Parts;

static Parts
split(const SbTextRun *run, size_t start, size_t end, gboolean hyphen)
{
    Parts p = { .i = cluster_of(run, start), .j = cluster_of(run, end) };

    p.j = MAX(p.i, p.j);
    p.a = safe_after(run, p.i);
    p.b = p.j;
    if (p.j > p.i && (hyphen || !ends_well(run, p.j))) {
        p.b = safe_before(run, p.j - 1);
    }
    if (p.a > p.b || p.b < p.i) {
        p.a = p.b = p.i;
    }
    return p;
}

static double
head_width(SbTextRun *run, const Parts *p)
{
    if (p->a == p->i) {
        return 0;
    }
    if (isnan(run->head[p->i])) {
        run->head[p->i] = fresh_width(run, p->i, p->a, FALSE);
    }
    return run->head[p->i];
}

static double
tail_width(SbTextRun *run, const Parts *p, gboolean hyphen)
{
    if (p->b == p->j) {
        return 0;
    }
    /* kept only for the part that begins at a safe cut */
    double *kept = &run->tail[2 * p->j + (hyphen ? 1 : 0)];
    gboolean usual = is_safe(run, p->b);

    if (usual && !isnan(*kept)) {
        return *kept;
    }
    double width = fresh_width(run, p->b, p->j, hyphen);

    if (usual) {
        *kept = width;
    }
    return width;
}

double
sb_text_piece_width(SbTextRun *run, size_t start, size_t end, gboolean hyphen)
{
    Parts p = split(run, start, end, hyphen);

    if (p.i == p.j) {
        return 0;
    }
    return head_width(run, &p) + sum(run, p.a, p.b) + tail_width(run, &p, hyphen);
}

/* --- glyphs ------------------------------------------------------------------------ */

typedef struct {
    GArray *parts;
    SbArena *arena;
    double x, letter, word;
} Setter;

static void
mark_span(Setter *set, guint from, unsigned span)
{
    for (guint i = from; i < set->parts->len; i++) {
        g_array_index(set->parts, SbGlyphs, i).span = span;
    }
}

static void
set_fresh(const SbTextRun *run, Setter *set, size_t from, size_t to, gboolean hyphen)
{
    if (from >= to) {
        return;
    }
    Fresh fresh = shape_fresh(run, from, to, hyphen);
    const guint first = set->parts->len;
    const unsigned span = fresh.shaped->span;
    int n = fresh.glyphs->num_glyphs, cut = n;

    if (hyphen) { /* the hyphen's glyph is text of its own: a soft hyphen */
        while (cut > 0 && fresh.glyphs->log_clusters[cut - 1] >= fresh.bytes) {
            cut--;
        }
    }
    sb_shape_append(set->parts, set->arena, fresh.shaped->item, fresh.glyphs, 0, cut,
        fresh.text, fresh.bytes, &set->x, run->spans[span].rise, set->letter, set->word);
    if (cut < n) {
        sb_shape_append(set->parts, set->arena, fresh.shaped->item, fresh.glyphs, cut, n,
            "\u00AD", 2, &set->x, run->spans[span].rise, 0, 0);
    }
    mark_span(set, first, span);
    fresh_clear(&fresh);
}

/* Clusters [from, to) as the paragraph was shaped, item by item. */
static void
set_shaped(const SbTextRun *run, Setter *set, size_t from, size_t to)
{
    const ClusterGlyphs *place = run->places;

    for (size_t i = from, next; i < to; i = next) {
        const ShapedItem *shaped = &g_array_index(run->items, ShapedItem, place[i].item);
        const guint first = set->parts->len;

        for (next = i + 1; next < to && place[next].item == place[i].item; next++) {
        }
        size_t end = run->c[next - 1].end;
        int low = MIN(place[i].from, place[next - 1].from);
        int high = MAX(place[i].to, place[next - 1].to);

        sb_shape_append(set->parts, set->arena, shaped->item, shaped->glyphs, low, high,
            run->text + run->c[i].start, (int)(end - run->c[i].start), &set->x,
            run->spans[shaped->span].rise, set->letter, set->word);
        mark_span(set, first, shaped->span);
    }
}

GArray *
sb_text_piece(SbTextRun *run, SbArena *arena, size_t start, size_t end, gboolean hyphen,
    double letter, double word)
{
    Setter set = { sb_arena_array(arena, SbGlyphs), arena, 0, letter, word };
    Parts p = split(run, start, end, hyphen);

    set_fresh(run, &set, p.i, p.a, FALSE);
    set_shaped(run, &set, p.a, p.b);
    set_fresh(run, &set, p.b, p.j, hyphen);
    return set.parts;
}
