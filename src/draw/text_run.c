/*
 * In: a paragraph's text with styled spans.  Out: its clusters with widths and
 * break classes, and the glyphs and width of any piece of it.
 *
 * The paragraph is shaped once.  A piece is the sum of its clusters, except that
 * where a cut falls inside a word (kerning, ligatures) the word's part is shaped
 * anew; what that changes is kept for each place.
 *
 * Breaks: UAX 14 by pango_get_log_attrs(), but Hangul is kept by word
 * (keep-all), and so is everything in a Korean paragraph; nothing breaks between
 * digits and the dash or tilde of their range.
 */
#include "draw/text.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "draw/shape.h"
#include "draw/text_run.h"

/* --- shaping ------------------------------------------------------------------ */

static PangoAttrList *
span_attributes(SbFace *face, const char *lang)
{
    PangoAttrList *list = pango_attr_list_copy(sb_face_attributes(face));

    if (lang != NULL) {
        pango_attr_list_insert(
            list, pango_attr_language_new(pango_language_from_string(lang)));
    }
    return list;
}

static gboolean
report_missing(gunichar c, GError **error)
{
    char utf8[8] = { 0 };

    g_unichar_to_utf8(c, utf8);
    sb_error_set(error, SB_ERROR_INPUT, "no font has the character \"%s\" (U+%04X)", utf8,
        (unsigned)c);
    return FALSE;
}

/* Appends the items of span s, shaped, to run->items. */
static gboolean
shape_span(SbTextRun *run, unsigned s, GError **error)
{
    const SbTextSpan *span = &run->spans[s];
    SbFace *face = sb_fonts_face(run->fonts, &span->font);
    PangoAttrList *attributes =
        span_attributes(face, span->lang != NULL ? span->lang : run->lang);
    const int start = (int)span->start, length = (int)(span->end - span->start);
    GList *items = pango_itemize_with_base_dir(sb_fonts_context(run->fonts),
        PANGO_DIRECTION_LTR, run->text, start, length, attributes, NULL);
    gunichar missing = 0;

    pango_attr_list_unref(attributes);
    for (GList *l = items; l != NULL; l = l->next) {
        ShapedItem shaped = {
            .item = l->data, .glyphs = pango_glyph_string_new(), .span = s
        };
        const char *part = run->text + shaped.item->offset;

        pango_shape_full(part, shaped.item->length, run->text, (int)run->length,
            &shaped.item->analysis, shaped.glyphs);
        if (missing == 0) {
            missing = sb_shape_missing(shaped.glyphs, part);
        }
        g_array_append_val(run->items, shaped);
    }
    g_list_free(items);
    return missing == 0 || report_missing(missing, error);
}

static void
shaped_clear(void *data)
{
    ShapedItem *shaped = data;

    pango_item_free(shaped->item);
    pango_glyph_string_free(shaped->glyphs);
}

/* --- clusters ------------------------------------------------------------------- */

static gboolean
is_stretchable(gunichar c)
{
    return c == ' ' || c == 0xA0 || c == 0x3000;
}

/* How many letters a cluster stands for: a ligature's ("ffi") can be parted. */
static int
letters_of(const char *text, size_t bytes)
{
    int n = 0;

    for (const char *p = text; p < text + bytes; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c >= 0x250 || !g_unichar_isalpha(c)) {
            return 1;
        }
        n++;
    }
    return MAX(n, 1);
}

/* The clusters of a run while they are found; the run keeps no more than their
 * number takes. */
typedef struct {
    const SbTextRun *run;
    GArray *clusters; /* of SbCluster */
    GArray *places;   /* of ClusterGlyphs */
} Clusters;

/* Appends one cluster of an item: glyphs [from, to) of its string, bytes long.
 * A ligature becomes a cluster a letter, each with its share of the width. */
static void
add_cluster(Clusters *out, unsigned item, int from, int to, size_t bytes)
{
    const SbTextRun *run = out->run;
    const ShapedItem *shaped = &g_array_index(run->items, ShapedItem, item);
    size_t start = (size_t)(shaped->item->offset + shaped->glyphs->log_clusters[from]);
    const int letters = letters_of(run->text + start, bytes);
    ClusterGlyphs place = { .from = from, .to = to, .item = item };
    int width = 0;

    for (int i = from; i < to; i++) {
        width += shaped->glyphs->glyphs[i].geometry.width;
    }
    for (int i = 0; i < letters; i++) {
        SbCluster cluster = {
            .start = (guint32)start,
            .width = width / (double)PANGO_SCALE / letters,
            .span = shaped->span,
        };

        cluster.is_space = is_stretchable(g_utf8_get_char(run->text + start));
        g_array_append_val(out->clusters, cluster);
        g_array_append_val(out->places, place);
        place.inside = TRUE;
        start = (size_t)(g_utf8_next_char(run->text + start) - run->text);
    }
}

static void
item_clusters(Clusters *out, unsigned index)
{
    const SbTextRun *run = out->run;
    const ShapedItem *shaped = &g_array_index(run->items, ShapedItem, index);
    const int *log = shaped->glyphs->log_clusters;
    const int n = shaped->glyphs->num_glyphs;

    if ((shaped->item->analysis.level & 1) == 0) {
        for (int i = 0, next; i < n; i = next) {
            for (next = i + 1; next < n && log[next] == log[i]; next++) {
            }
            int end = next < n ? log[next] : shaped->item->length;

            add_cluster(out, index, i, next, (size_t)(end - log[i]));
        }
        return;
    }
    for (int i = n - 1, next; i >= 0; i = next) { /* right to left: text order */
        for (next = i - 1; next >= 0 && log[next] == log[i]; next--) {
        }
        int end = next >= 0 ? log[next] : shaped->item->length;

        add_cluster(out, index, next + 1, i + 1, (size_t)(end - log[i]));
    }
}

static void
make_clusters(SbTextRun *run)
{
    g_autoptr(GArray) clusters = g_array_new(FALSE, FALSE, sizeof(SbCluster));
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(ClusterGlyphs));
    Clusters found = { run, clusters, places };

    for (guint i = 0; i < run->items->len; i++) {
        item_clusters(&found, i);
    }
    run->n = clusters->len;
    run->c = sb_arena_new_many(run->arena, SbCluster, run->n + 1);
    ClusterGlyphs *copy = sb_arena_new_many(run->arena, ClusterGlyphs, run->n + 1);

    if (run->n > 0) {
        memcpy(run->c, clusters->data, run->n * sizeof(SbCluster));
        memcpy(copy, places->data, run->n * sizeof(ClusterGlyphs));
    }
    run->places = copy;
    run->before = sb_arena_new_many(run->arena, double, run->n + 1);
    run->head = sb_arena_new_many(run->arena, double, run->n + 1);
    run->tail = sb_arena_new_many(run->arena, double, 2 * (run->n + 1));
    for (size_t i = 0; i < run->n; i++) {
        SbCluster *c = &run->c[i];

        c->end = i + 1 < run->n ? c[1].start : (guint32)run->length;
        run->before[i + 1] = run->before[i] + c->width;
        run->head[i] = run->tail[2 * i] = run->tail[2 * i + 1] = NAN;
    }
    run->head[run->n] = run->tail[2 * run->n] = run->tail[2 * run->n + 1] = NAN;
}

/* --- breaks ----------------------------------------------------------------------- */

static gboolean
is_hangul(gunichar c)
{
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) ||
           (c >= 0x3130 && c <= 0x318F);
}

static gboolean
is_range_sign(gunichar c)
{
    return c == 0x2013 || c == '~' || c == 0x301C || c == 0xFF5E || c == '-' || c == '/';
}

static gboolean
is_blank(gunichar c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x3000 ||
           c == 0x200B || (c >= 0x2000 && c <= 0x200A && c != 0x2007);
}

/* FALSE when a line that UAX 14 lets end before c, after p (itself after pp),
 * must not: words are kept. */
static gboolean
may_break(gunichar pp, gunichar p, gunichar c, gboolean korean)
{
    if (p == 0xAD) {
        return FALSE; /* a soft hyphen: among the hyphens */
    }
    if (is_blank(p)) {
        return TRUE;
    }
    if (is_range_sign(p) && g_unichar_isdigit(c) && g_unichar_isdigit(pp)) {
        return FALSE;
    }
    if (korean && !(p == '-' || p == 0x2010 || p == 0x2013 || p == 0x2014 || p == '/')) {
        return FALSE;
    }
    return !is_hangul(p) && !is_hangul(c);
}

static void
find_breaks(SbTextRun *run)
{
    const glong chars = g_utf8_strlen(run->text, (gssize)run->length);
    g_autofree PangoLogAttr *attrs = g_new0(PangoLogAttr, chars + 1);
    const gboolean korean = run->lang != NULL && g_str_has_prefix(run->lang, "ko");
    const char *p = run->source;
    gunichar before = 0, before2 = 0;
    size_t j = 0;

    pango_get_log_attrs(run->source, (int)run->length, -1,
        pango_language_from_string(run->lang != NULL ? run->lang : "en"), attrs,
        (int)chars + 1);
    for (glong i = 0; i < chars; i++, p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        const size_t at = (size_t)(p - run->source);

        while (j < run->n && run->c[j].start < at) {
            j++;
        }
        if (j < run->n && run->c[j].start == at && i > 0) {
            if (attrs[i].is_mandatory_break) {
                run->c[j].before = SB_BREAK_MANDATORY;
            } else if (attrs[i].is_line_break && may_break(before2, before, c, korean)) {
                run->c[j].before = SB_BREAK_ALLOWED;
            }
        }
        before2 = before;
        before = c;
    }
}

/* --- the door ------------------------------------------------------------------------
 */

SbTextRun *
sb_text_shape(SbFonts *fonts, SbArena *arena, const char *text, const SbTextSpan *spans,
    size_t n_spans, const char *lang, GError **error)
{
    SbTextRun *run = sb_arena_new_of(arena, SbTextRun);
    int marks;

    run->fonts = fonts;
    run->arena = arena;
    run->length = n_spans > 0 ? spans[n_spans - 1].end : 0;
    run->source = sb_arena_strndup(arena, text, run->length);
    run->text = sb_arena_own(arena, sb_shape_clean(text, run->length, &marks), g_free);
    run->lang = sb_arena_strdup(arena, lang);
    if (marks > SB_LIMIT_COMBINING) {
        sb_error_set(error, SB_ERROR_INPUT, "more than %d combining marks in a row",
            SB_LIMIT_COMBINING);
        return NULL;
    }
    SbTextSpan *copy = sb_arena_new_many(arena, SbTextSpan, n_spans);

    run->items = g_array_new(FALSE, TRUE, sizeof(ShapedItem));
    g_array_set_clear_func(run->items, shaped_clear);
    sb_arena_own(arena, run->items, (GDestroyNotify)g_array_unref);
    run->spans = copy;
    for (size_t s = 0; s < n_spans; s++) {
        copy[s] = spans[s];
        copy[s].font.family = sb_arena_strdup(arena, spans[s].font.family);
        copy[s].lang = sb_arena_strdup(arena, spans[s].lang);
        if (spans[s].end > spans[s].start && !shape_span(run, (unsigned)s, error)) {
            return NULL;
        }
    }
    run->n_spans = n_spans;
    make_clusters(run);
    find_breaks(run);
    return run;
}

const SbCluster *
sb_text_clusters(const SbTextRun *run, size_t *count)
{
    *count = run->n;
    return run->c;
}

double
sb_text_largest(const SbTextRun *run)
{
    double size = 0;

    for (size_t i = 0; i < run->n_spans; i++) {
        size = MAX(size, run->spans[i].font.size);
    }
    return size;
}

const char *
sb_text_source(const SbTextRun *run)
{
    return run->source;
}

const SbFont *
sb_text_span_font(const SbTextRun *run, size_t span)
{
    return &run->spans[span].font;
}
