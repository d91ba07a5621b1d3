/*
 * In: a rich text and the style of its role.  Out: lines, and their ink.
 *
 * A line is one RUN item as long as its colour stays the same; links and
 * footnote marks are items of their own, with a LINK above each.
 */
#include "report/paragraph.h"

#include <math.h>
#include <string.h>

/* --- shaping --------------------------------------------------------------------- */

static gboolean
has_hangul(const char *text, size_t start, size_t end)
{
    for (const char *p = text + start; p < text + end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x4E00 && c <= 0x9FFF)) {
            return TRUE;
        }
    }
    return FALSE;
}

static SbTextSpan
span_font(const SbStyle *style, const SbTextStyle *base, const SbRich *rich,
    const SbRichSpan *span)
{
    SbTextSpan out = { .start = span->start, .end = span->end, .font = base->font };

    if (span->style & SB_RICH_STRONG) {
        out.font.weight = 700;
    }
    if (span->style & SB_RICH_EMPHASIS) {
        /* Hangul and Hanja have no italics: emphasis is weight. */
        if (has_hangul(rich->text, span->start, span->end)) {
            out.font.weight = 700;
        } else {
            out.font.italic = !base->font.italic;
        }
    }
    if (span->style & SB_RICH_CODE) {
        out.font.family = style->code_family;
        out.font.size *= 0.86;
        out.font.italic = FALSE;
    }
    if (span->style & SB_RICH_MARK) {
        out.font.size *= 0.62;
        out.rise = base->font.size * 0.34;
    }
    return out;
}

/* The widest stretch between forced ends, and the widest word. */
static void
measure_parts(SbParagraph *p)
{
    size_t n;
    const SbCluster *c = sb_text_clusters(p->run, &n);
    double line = 0, word = 0, blank = 0;

    for (size_t i = 0; i < n; i++) {
        if (i > 0 && c[i].before == SB_BREAK_MANDATORY) {
            line = blank = 0;
        }
        if (c[i].before != SB_BREAK_NONE) {
            word = 0;
        }
        if (c[i].is_space) {
            blank += c[i].width;
        } else {
            line += blank + c[i].width;
            word += c[i].width;
            blank = 0;
        }
        p->natural = MAX(p->natural, line);
        p->least = MAX(p->least, word);
    }
}

SbParagraph *
sb_paragraph_new(
    SbGalley *galley, const SbRich *rich, SbTextRole role, size_t offset, GError **error)
{
    SbPress *press = galley->press;
    const SbTextStyle *base = &press->style.text[role];
    SbParagraph *p = sb_arena_new_of(press->arena, SbParagraph);
    g_autofree SbTextSpan *spans = g_new0(SbTextSpan, rich->n_spans + 1);
    g_autoptr(GError) inner = NULL;

    p->rich = rich;
    p->role = role;
    for (size_t i = 0; i < rich->n_spans; i++) {
        spans[i] = span_font(&press->style, base, rich, &rich->spans[i]);
    }
    p->run = sb_text_shape(press->fonts, press->shapes, rich->text, spans, rich->n_spans,
        press->lang, &inner);
    if (!p->run) {
        sb_error_at(error, SB_ERROR_INPUT, press->source, offset, "%s", inner->message);
        return NULL;
    }
    if (base->hyphenate) {
        p->hyphens = sb_text_hyphens(p->run, press->shapes);
    }
    p->hyphen_width = sb_text_width(press->fonts, &base->font, "-");
    measure_parts(p);
    return p;
}

GArray *
sb_paragraph_lines(
    SbGalley *galley, SbParagraph *paragraph, double width, gboolean ragged)
{
    const SbPress *press = galley->press;
    const SbStyle *style = &press->style;
    const SbTextStyle *base = &style->text[paragraph->role];
    gboolean korean = g_str_equal(press->lang, "ko");
    double em = base->font.size;
    SbLineOptions options = { .width = width,
        .em = em,
        .hyphen_width = paragraph->hyphen_width,
        .letter_stretch =
            em * (korean ? style->letter_stretch_ko : style->letter_stretch),
        .letter_shrink = em * (korean ? style->letter_shrink_ko : style->letter_shrink),
        .ragged = ragged || !base->justify,
        .hang = base->justify && !ragged };
    size_t n;
    const SbCluster *clusters = sb_text_clusters(paragraph->run, &n);

    return sb_line_break(
        press->arena, paragraph->rich->text, clusters, n, paragraph->hyphens, &options);
}

/* --- ink ------------------------------------------------------------------------- */

typedef struct {
    SbGalley *galley;
    SbParagraph *paragraph;
    const SbLine *line;
    const SbCluster *clusters;
    double x, y;
    double letter, gap;
    int tag;
    GArray **notes;
} Inker;

static SbColor
span_color(const Inker *ink, const SbRichSpan *span)
{
    const SbStyle *style = &ink->galley->press->style;

    if (span->uri || (span->style & SB_RICH_LABEL)) {
        return style->accent;
    }
    if (span->dest && !span->note) {
        return style->accent;
    }
    if (span->style & SB_RICH_QUIET) {
        return style->grey;
    }
    return style->text[ink->paragraph->role].color;
}

/* Do two spans go into one item? */
static gboolean
same_item(const SbRichSpan *a, const SbRichSpan *b)
{
    guint colours = SB_RICH_LABEL | SB_RICH_QUIET;

    return a->uri == b->uri && a->dest == b->dest && a->note == b->note &&
           (a->style & colours) == (b->style & colours);
}

static void
add_link(Inker *ink, const SbRichSpan *span, double width, int tag)
{
    double size = ink->galley->press->style.text[ink->paragraph->role].font.size;
    SbItem *item = sb_scene_add(ink->galley->ink, SB_ITEM_LINK);

    item->tag = tag;
    item->u.link.rect = (SbRect){ ink->x, ink->y - 0.85 * size, width, 1.15 * size };
    item->u.link.uri = span->uri;
    item->u.link.dest = span->dest;
}

static void
add_note(Inker *ink, int note)
{
    SbArena *arena = ink->galley->press->arena;

    if (note > 0 && ink->notes) {
        if (!*ink->notes) {
            *ink->notes = sb_arena_array(arena, int);
        }
        g_array_append_val(*ink->notes, note);
    }
}

/* Draws clusters [from, to), which are of spans that look alike. */
static void
add_piece(Inker *ink, size_t from, size_t to)
{
    const SbParagraph *p = ink->paragraph;
    const SbRichSpan *span = &p->rich->spans[ink->clusters[from].span];
    size_t start = ink->clusters[from].start, end = ink->clusters[to - 1].end;
    gboolean hyphen = ink->line->hyphen && to == ink->line->last;
    double width = sb_text_piece_width(p->run, start, end, hyphen);
    int tag = ink->tag;
    SbItem *item;

    for (size_t i = from; i < to; i++) {
        width += ink->letter + (ink->clusters[i].is_space ? ink->gap : 0);
    }
    if (tag && (span->uri || span->dest)) {
        tag = sb_galley_node(ink->galley, tag, span->note ? "Reference" : "Link");
    }
    item = sb_scene_add(ink->galley->ink, SB_ITEM_RUN);
    item->tag = tag;
    item->paint.fill = sb_ink(span_color(ink, span));
    item->u.run.x = ink->x;
    item->u.run.y = ink->y;
    item->u.run.run = p->run;
    item->u.run.start = start;
    item->u.run.end = end;
    item->u.run.hyphen = hyphen;
    item->u.run.letter_space = ink->letter;
    item->u.run.word_space = ink->gap;
    if (span->uri || span->dest) {
        add_link(ink, span, width, tag);
    }
    add_note(ink, span->note);
    ink->x += width;
}

/* The width of a line as it will be drawn, before anything is stretched. */
static double
true_width(const SbParagraph *p, const SbCluster *clusters, const SbLine *line)
{
    if (line->first >= line->last) {
        return 0;
    }
    return sb_text_piece_width(
        p->run, clusters[line->first].start, clusters[line->last - 1].end, line->hyphen);
}

void
sb_paragraph_ink(SbGalley *galley, SbParagraph *paragraph, const SbLine *line, double x,
    double y, double width, SbAlign align, int tag, GArray **notes)
{
    size_t n, gaps = 0;
    const SbCluster *clusters = sb_text_clusters(paragraph->run, &n);
    Inker ink = { galley, paragraph, line, clusters, x + line->x, y, line->letter,
        line->gap, tag, notes };
    double drawn = true_width(paragraph, clusters, line);

    for (size_t i = line->first; i < line->last; i++) {
        gaps += clusters[i].is_space;
    }
    if (line->gap != 0 && gaps) {
        ink.gap += (line->width - drawn) / (double)gaps; /* what kerning changed */
    }
    if (align == SB_ALIGN_RIGHT) {
        ink.x = x + width - drawn;
    } else if (align == SB_ALIGN_CENTER) {
        ink.x = x + (width - drawn) / 2;
    }
    for (size_t i = line->first, next; i < line->last; i = next) {
        const SbRichSpan *span = &paragraph->rich->spans[clusters[i].span];

        for (next = i + 1; next < line->last &&
                           same_item(span, &paragraph->rich->spans[clusters[next].span]);
             next++) {
        }
        add_piece(&ink, i, next);
    }
}

/* --- boxes ------------------------------------------------------------------------ */

double
sb_paragraph_baseline(const SbGalley *galley, SbTextRole role)
{
    const SbTextStyle *style = &galley->press->style.text[role];

    return style->leading / 2 + style->font.size * 0.36;
}

gboolean
sb_paragraph_set(SbGalley *galley, const SbRich *rich, SbTextRole role,
    const SbPlace *place, int tag, size_t offset, GError **error)
{
    const SbTextStyle *style = &galley->press->style.text[role];
    SbParagraph *p = sb_paragraph_new(galley, rich, role, offset, error);

    if (!p) {
        return FALSE;
    }
    GArray *lines = sb_paragraph_lines(galley, p, place->width, FALSE);
    double baseline = sb_paragraph_baseline(galley, role);

    for (guint i = 0; i < lines->len; i++) {
        const SbLine *line = &g_array_index(lines, SbLine, i);
        GArray *notes = NULL;

        sb_galley_box(galley);
        sb_paragraph_ink(galley, p, line, place->x, baseline, place->width, SB_ALIGN_LEFT,
            tag, &notes);
        if (line->overfull) {
            sb_job_remark(galley->press->job, SB_REMARK_OVERFULL, galley->press->source,
                offset, "a line is wider than its measure");
        }
        SbBox *box = sb_galley_close(galley);

        box->height = style->leading;
        box->before = i == 0 && !place->tight ? style->before : 0;
        box->after = i + 1 == lines->len && !place->tight ? style->after : 0;
        box->grid = fabs(style->leading - galley->press->style.grid) < 0.01;
        box->notes = notes;
        box->together = style->together || (i == 0 && lines->len > 1) ||
                        (i + 2 == lines->len) || /* orphans and widows */
                        line->hyphen;            /* no page ends within a word */
    }
    return TRUE;
}

gboolean
sb_paragraph_draw(SbGalley *galley, const SbRich *rich, SbTextRole role, double x,
    double y, double width, SbAlign align, int tag, size_t offset, double *height,
    GArray **notes, GError **error)
{
    const SbTextStyle *style = &galley->press->style.text[role];
    SbParagraph *p = sb_paragraph_new(galley, rich, role, offset, error);

    if (!p) {
        return FALSE;
    }
    GArray *lines =
        sb_paragraph_lines(galley, p, width, align != SB_ALIGN_LEFT || !style->justify);
    double baseline = sb_paragraph_baseline(galley, role);

    for (guint i = 0; i < lines->len; i++) {
        sb_paragraph_ink(galley, p, &g_array_index(lines, SbLine, i), x,
            y + baseline + i * style->leading, width, align, tag, notes);
    }
    if (height) {
        *height = lines->len * style->leading;
    }
    return TRUE;
}
