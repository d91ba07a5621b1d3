/*
 * In: a text and a font.  Out: its line, shaped once and kept with the font; its
 * width, what it lacks, how it is cut and broken.
 */
#include "draw/text.h"

#include <string.h>

#include "base/limits.h"
#include "draw/shape.h"

/* Lines kept for a font; more are dropped together. */
enum { LINES_KEPT = 20000, LONGEST_KEPT = 512 };

/* Itemises, shapes and orders text for the eye; fills line. */
static void
shape_line(SbFonts *fonts, SbFace *face, const char *text, int length, SbTextLine *line)
{
    GList *items = pango_itemize_with_base_dir(sb_fonts_context(fonts),
        PANGO_DIRECTION_LTR, text, 0, length, sb_face_attributes(face), NULL);
    GList *visual = pango_reorder_items(items);
    PangoGlyphString *glyphs = pango_glyph_string_new();

    for (GList *l = visual; l != NULL; l = l->next) {
        PangoItem *item = l->data;
        const char *part = text + item->offset;

        pango_shape_full(part, item->length, text, length, &item->analysis, glyphs);
        if (line->missing == 0) {
            line->missing = sb_shape_missing(glyphs, part);
        }
        sb_shape_append(line->parts, NULL, item, glyphs, 0, glyphs->num_glyphs, part,
            item->length, &line->width, 0, 0, 0);
    }
    pango_glyph_string_free(glyphs);
    g_list_free(visual);
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
}

static SbTextLine *
new_line(SbFonts *fonts, SbFace *face, const char *text)
{
    SbTextLine *line = g_new0(SbTextLine, 1);
    int marks;
    g_autofree char *clean = sb_shape_clean(text, strlen(text), &marks);

    line->parts = g_array_new(FALSE, TRUE, sizeof(SbGlyphs));
    if (marks > SB_LIMIT_COMBINING) {
        line->missing = 0xFFFD; /* shaping would take minutes */
    } else if (*clean != '\0') {
        shape_line(fonts, face, clean, (int)strlen(clean), line);
    }
    return line;
}

const SbTextLine *
sb_text_line(SbFonts *fonts, const SbFont *font, const char *text)
{
    SbFace *face = sb_fonts_face(fonts, font);
    GHashTable *lines = sb_face_lines(face);
    SbTextLine *line = g_hash_table_lookup(lines, text);

    if (line == NULL) {
        if (g_hash_table_size(lines) >= LINES_KEPT) {
            g_hash_table_remove_all(lines);
        }
        line = new_line(fonts, face, text);
        g_hash_table_insert(lines, g_strdup(text), line);
    }
    return line;
}

double
sb_text_width(SbFonts *fonts, const SbFont *font, const char *text)
{
    if (*text == '\0') {
        return 0;
    }
    return sb_text_line(fonts, font, text)->width;
}

void
sb_text_metrics(SbFonts *fonts, const SbFont *font, double *ascent, double *descent)
{
    SbFace *face = sb_fonts_face(fonts, font);

    *ascent = sb_face_ascent(face);
    *descent = sb_face_descent(face);
}

gunichar
sb_text_missing(SbFonts *fonts, const SbFont *font, const char *text)
{
    return sb_text_line(fonts, font, text)->missing;
}

/* --- cutting to a width --------------------------------------------------------- */

/* Vega's search: the longest head (or tail, rtl) narrower than limit. */
static const char *
cut_place(
    SbFonts *fonts, const SbFont *font, const char *text, double limit, gboolean rtl)
{
    glong low = 0, high = g_utf8_strlen(text, -1);

    while (low < high) {
        glong middle = (low + high + (rtl ? 0 : 1)) / 2;
        const char *at = g_utf8_offset_to_pointer(text, middle);
        g_autofree char *part = rtl ? g_strdup(at) : g_strndup(text, (gsize)(at - text));
        double width = sb_text_width(fonts, font, part);

        if (rtl) {
            if (width > limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        } else if (width < limit) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return g_utf8_offset_to_pointer(text, low);
}

const char *
sb_text_truncate(SbFonts *fonts, SbArena *arena, const SbFont *font, const char *text,
    double width, const char *ellipsis, gboolean rtl)
{
    if (!(width > 0) || sb_text_width(fonts, font, text) < width) {
        return sb_arena_strdup(arena, text);
    }
    if (ellipsis == NULL) {
        ellipsis = "…";
    }
    double limit = width - sb_text_width(fonts, font, ellipsis);
    const char *at = cut_place(fonts, font, text, limit, rtl);

    if (rtl) {
        return sb_arena_printf(arena, "%s%s", ellipsis, at);
    }
    return sb_arena_printf(arena, "%.*s%s", (int)(at - text), text, ellipsis);
}

/* --- breaking greedily ------------------------------------------------------------ */

typedef struct {
    SbTextRun *run;
    const SbCluster *clusters;
    size_t n;
    const char *text;
    double width;
} Breaker;

/* The cluster after the last that fits into a line beginning at start; *skip
 * gets the cluster that the next line begins with. */
static size_t
line_end(const Breaker *b, size_t start, size_t *skip)
{
    size_t fits = start; /* the last break that fits */
    double used = 0;

    for (size_t i = start; i < b->n; i++) {
        const SbCluster *c = &b->clusters[i];

        if (i > start && c->before == SB_BREAK_MANDATORY) {
            *skip = i;
            return i;
        }
        if (i > start && c->before == SB_BREAK_ALLOWED) {
            fits = i;
        }
        used += c->width;
        if (!c->is_space && used > b->width * (1 + 1e-9)) {
            /* a word wider than the line is cut where it must be */
            size_t end = fits > start ? fits : MAX(i, start + 1);

            *skip = end;
            return end;
        }
    }
    *skip = b->n;
    return b->n;
}

static gboolean
is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

GPtrArray *
sb_text_wrap(
    SbFonts *fonts, SbArena *arena, const SbFont *font, const char *text, double width)
{
    GPtrArray *lines = sb_arena_ptr_array(arena);
    g_autoptr(SbArena) local = sb_arena_new();
    SbTextSpan span = { 0, strlen(text), *font, NULL, 0 };
    Breaker b = { .text = text, .width = width };

    b.run =
        *text == '\0' ? NULL : sb_text_shape(fonts, local, text, &span, 1, NULL, NULL);
    if (b.run == NULL) {
        g_ptr_array_add(lines, sb_arena_strdup(arena, text));
        return lines;
    }
    b.clusters = sb_text_clusters(b.run, &b.n);
    for (size_t start = 0, next; start < b.n; start = next) {
        size_t end = line_end(&b, start, &next);
        size_t from = b.clusters[start].start;
        size_t to = end < b.n ? b.clusters[end].start : strlen(text);

        while (to > from && (text[to - 1] == ' ' || is_line_end(text[to - 1]))) {
            to--;
        }
        g_ptr_array_add(lines, sb_arena_strndup(arena, text + from, to - from));
    }
    return lines;
}
