/*
 * In: lines in reading order.  Out: the document as text for the text reader:
 * headings behind "#", one line a paragraph, rows of tables with tabs; each byte
 * with its page and line.
 *
 * Terms: a *unit* is a line, or a part of one that stands far from the rest (a
 * table's caption and its unit).  A *block* is a paragraph, a heading, a note (in
 * small letters) or a table.  A paragraph goes on while lines keep their size,
 * leading and left edge, and until one ends before it must.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "extract/article.h"
#include "extract/pdf_table.h"
#include "extract/read_text.h"

typedef enum { BLOCK_PROSE, BLOCK_HEADING, BLOCK_NOTE, BLOCK_TABLE } BlockKind;

typedef struct {
    const SbPdfLine *line;
    const char *text;
    SbPdfBox box;
    double size, height;
    int column; /* of its first character */
} Unit;

typedef struct {
    BlockKind kind;
    GPtrArray *units; /* of Unit; not for tables */
    guint first, end; /* lines of a table */
    int level;        /* of a heading */
    gboolean item, gone;
} Block;

typedef struct {
    SbPdf *pdf;
    GPtrArray *blocks; /* of Block */
    double pitch;      /* of the region's lines, pt; 0: unknown */
    double right;      /* where its lines end */
} Writer;

enum { MOST_HEAD = 12 }; /* lines and blocks of an article's head */

static const double HEADING = 1.15, NOTE = 0.91, SAME = 0.08;

/* --- units --- */

static Unit *
make_unit(const SbPdf *pdf, const SbPdfLine *line, guint first, guint end, int column)
{
    Unit *unit = sb_arena_new_of(pdf->arena, Unit);
    g_autoptr(GString) text = g_string_new(NULL);
    guint most = 0;

    unit->line = line;
    unit->column = column;
    unit->box = ((SbPdfPiece *)line->pieces->pdata[first])->box;
    for (guint i = first; i < end; i++) {
        const SbPdfPiece *piece = line->pieces->pdata[i];

        g_string_append(text, i > first ? " " : "");
        g_string_append(text, piece->text);
        unit->box.x1 = piece->box.x1;
        unit->box.y0 = MIN(unit->box.y0, piece->box.y0);
        unit->box.y1 = MAX(unit->box.y1, piece->box.y1);
        if (piece->chars > most) {
            most = piece->chars;
            unit->size = piece->size;
            unit->height = piece->height;
        }
    }
    unit->text = sb_arena_strndup(pdf->arena, text->str, text->len);
    return unit;
}

/* The line's pieces, parted where they stand far from each other. */
static void
add_units(const SbPdf *pdf, const SbPdfLine *line, GPtrArray *units)
{
    guint first = 0;
    int column = 1, next = 1;

    for (guint i = 1; i <= line->pieces->len; i++) {
        const SbPdfPiece *before = line->pieces->pdata[i - 1];
        const SbPdfPiece *piece = i < line->pieces->len ? line->pieces->pdata[i] : NULL;

        next += (int)before->chars + 1;
        if (piece == NULL || piece->box.x0 - before->box.x1 > 2.5 * line->height ||
            sb_pdf_table_is_caption(piece->text)) {
            g_ptr_array_add(units, make_unit(pdf, line, first, i, column));
            first = i;
            column = next;
        }
    }
}

/* --- where paragraphs end --- */

static gboolean
ends_sentence(const char *text)
{
    size_t n = strlen(text);

    while (n > 0 && strchr("\"')]", text[n - 1]) != NULL) {
        n--;
    }
    if (n >= 3 &&
        (memcmp(text + n - 3, "”", 3) == 0 || memcmp(text + n - 3, "’", 3) == 0)) {
        n -= 3;
    }
    return n > 0 && (strchr(".!?:;", text[n - 1]) != NULL ||
                        (n >= 3 && memcmp(text + n - 3, "。", 3) == 0));
}

/* Bytes of a mark of lists that can stand nowhere else. */
static size_t
bullet_length(const char *text)
{
    static const char *const marks[] = { "•", "○", "□", "■", "●", "◦", "▪", "▶", "▷", "◇",
        "◆", "ㅇ ", "※", "‣", "◎", "ㆍ ", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨" };

    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (g_str_has_prefix(text, marks[i])) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

/* "1. ", "(2) ", "3) ", "- ", "– ", "* ": marks of lists that may also be text. */
static gboolean
begins_item(const char *text)
{
    const char *p = text + (*text == '(');
    size_t digits = strspn(p, "0123456789");

    if (digits > 0 && digits <= 2) {
        return (p[digits] == '.' || p[digits] == ')') && p[digits + 1] == ' ';
    }
    return g_str_has_prefix(text, "- ") || g_str_has_prefix(text, "– ") ||
           g_str_has_prefix(text, "* ") || g_str_has_prefix(text, "− ");
}

static double
first_word_width(const Writer *w, const Unit *unit)
{
    const SbPdfPage *page = w->pdf->pages->pdata[unit->line->page - 1];
    const SbPdfPiece *piece = unit->line->pieces->pdata[0];
    const SbPdfWord *word = &g_array_index(page->words, SbPdfWord, piece->first);

    return word->box.x1 - word->box.x0;
}

/* Would the next line's first word have stood behind this line? */
static gboolean
is_short(const Writer *w, const Unit *a, const Unit *b)
{
    double left = w->right - a->box.x1, width = w->right - a->line->left;

    if (g_str_has_suffix(a->text, "-") ||
        left < first_word_width(w, b) + 0.35 * a->height) {
        return FALSE;
    }
    return ends_sentence(a->text) || left > 0.3 * width;
}

/* A head's line, "Title: …": by itself, at the document's start. */
static gboolean
is_head_line(const Writer *w, const Unit *unit)
{
    return unit->line->page == 1 && unit->line->number <= MOST_HEAD &&
           sb_article_is_head_line(unit->text, strlen(unit->text));
}

/* Does b begin a new block behind a, the last line of block? */
static gboolean
parts(const Writer *w, const Block *block, const Unit *a, const Unit *b)
{
    double pitch = b->box.y1 - a->box.y1, em = 0.7 * b->height;
    gboolean first = block->units->len == 1;

    if (fabs(a->size - b->size) > SAME * MAX(a->size, b->size) || pitch < 0.3 * em ||
        a->line == b->line) {
        return TRUE;
    }
    if (pitch >
            1.3 * (w->pitch > 0 ? MIN(w->pitch, 2.2 * b->height) : 1.35 * b->height) &&
        pitch > 1.1 * b->height) {
        return TRUE;
    }
    if (block->kind == BLOCK_HEADING) {
        return begins_item(b->text) || sb_pdf_table_is_caption(b->text);
    }
    if (bullet_length(b->text) > 0 || sb_pdf_table_is_caption(b->text) ||
        sb_pdf_table_is_caption(a->text) || is_head_line(w, b)) {
        return TRUE;
    }
    gboolean moved = fabs(b->box.x0 - a->box.x0) > 0.4 * em;

    if (begins_item(b->text) &&
        (ends_sentence(a->text) || moved || is_short(w, a, b) || block->item)) {
        return TRUE;
    }
    if (b->box.x0 > a->box.x0 + 0.7 * em && !(first && block->item)) {
        return !first || ends_sentence(a->text) || b->box.x0 < a->box.x0 + 4 * em;
    }
    if (b->box.x0 < a->box.x0 - 0.7 * em && !first) {
        return TRUE;
    }
    return is_short(w, a, b);
}

/* --- blocks --- */

static Block *
add_block(Writer *w, BlockKind kind)
{
    Block *block = sb_arena_new_of(w->pdf->arena, Block);

    block->kind = kind;
    block->units = sb_arena_ptr_array(w->pdf->arena);
    g_ptr_array_add(w->blocks, block);
    return block;
}

static BlockKind
kind_of(const Unit *unit)
{
    return unit->size >= HEADING && strlen(unit->text) < 400 ? BLOCK_HEADING
           : unit->size <= NOTE                              ? BLOCK_NOTE
                                                             : BLOCK_PROSE;
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
quantile(GArray *values, double part)
{
    if (values->len == 0) {
        return 0;
    }
    g_array_sort(values, compare_doubles);
    return g_array_index(values, double, (guint)(part * (values->len - 1)));
}

/* The leading and the right edge of the region's lines. */
static void
measure_region(Writer *w, guint first, guint end)
{
    g_autoptr(GArray) pitches = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) rights = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = first; i < end; i++) {
        const SbPdfLine *line = w->pdf->lines->pdata[i];
        const SbPdfLine *next = i + 1 < end ? w->pdf->lines->pdata[i + 1] : line;
        double pitch = next->box.y1 - line->box.y1;

        if (fabs(line->size - next->size) < SAME && pitch > 0.8 * line->height &&
            pitch < 3 * line->height) {
            g_array_append_val(pitches, pitch);
        }
        if (line->box.x1 - line->box.x0 > 0.5 * (line->right - line->left)) {
            g_array_append_val(rights, line->box.x1);
        }
    }
    w->pitch = pitches->len >= 3 ? quantile(pitches, 0.4) : 0;
    w->right = rights->len >= 3 ? quantile(rights, 0.85)
                                : ((SbPdfLine *)w->pdf->lines->pdata[first])->right;
}

static void
read_region(Writer *w, guint first, guint end)
{
    Block *block = NULL;

    measure_region(w, first, end);
    for (guint i = first; i < end;) {
        guint behind = sb_pdf_table_read(w->pdf, i, end, NULL);

        if (behind > i) {
            block = add_block(w, BLOCK_TABLE);
            block->first = i;
            block->end = behind;
            block = NULL;
            i = behind;
            continue;
        }
        g_autoptr(GPtrArray) units = g_ptr_array_new();

        add_units(w->pdf, w->pdf->lines->pdata[i++], units);
        for (guint u = 0; u < units->len; u++) {
            Unit *unit = units->pdata[u];

            if (block == NULL ||
                parts(w, block, block->units->pdata[block->units->len - 1], unit)) {
                block = add_block(w, kind_of(unit));
                block->item = bullet_length(unit->text) > 0 || begins_item(unit->text);
            }
            g_ptr_array_add(block->units, unit);
        }
    }
}

/* --- paragraphs over columns and pages --- */

static const Unit *
first_unit(const Block *block)
{
    return block->units->pdata[0];
}

static const Unit *
last_unit(const Block *block)
{
    return block->units->pdata[block->units->len - 1];
}

static gboolean
goes_on(const Block *open, const Block *block)
{
    const Unit *last = last_unit(open), *next = first_unit(block);
    gunichar c = g_utf8_get_char(next->text);

    if (next->line->region == last->line->region || block->item ||
        next->line->page > last->line->page + 1 || sb_pdf_table_is_caption(next->text)) {
        return FALSE;
    }
    /* an indent or a capital begins a paragraph */
    if (next->box.x0 > next->line->left + 0.5 * next->height && block->units->len > 1) {
        return FALSE;
    }
    return g_unichar_islower(c) || g_unichar_isdigit(c) || c > 0x2E80 ||
           strchr("$(%\"", (int)MIN(c, 127)) != NULL ||
           g_str_has_suffix(last->text, "-") || g_str_has_suffix(last->text, ",");
}

static gboolean
is_open(const Block *block)
{
    const Unit *last = last_unit(block);

    return !ends_sentence(last->text) &&
           last->box.x1 >
               last->line->left + 0.6 * (last->line->right - last->line->left) &&
           strlen(last->text) > 12;
}

static void
join_blocks(Writer *w)
{
    for (guint i = 0; i < w->blocks->len; i++) {
        Block *block = w->blocks->pdata[i];

        if (block->gone || block->kind != BLOCK_PROSE) {
            continue;
        }
        for (guint k = i + 1; k < w->blocks->len && k < i + 24 && is_open(block); k++) {
            Block *next = w->blocks->pdata[k];

            if (next->gone || next->kind == BLOCK_NOTE || next->kind == BLOCK_TABLE ||
                (next->kind == BLOCK_PROSE &&
                    sb_pdf_table_is_caption(first_unit(next)->text))) {
                continue;
            }
            if (next->kind != BLOCK_PROSE || !goes_on(block, next)) {
                break;
            }
            for (guint u = 0; u < next->units->len; u++) {
                g_ptr_array_add(block->units, next->units->pdata[u]);
            }
            next->gone = TRUE;
        }
    }
}

/* --- headings --- */

/* Levels by size, the largest first; sizes that are nearly alike are one. */
static void
find_levels(Writer *w)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < w->blocks->len; i++) {
        const Block *block = w->blocks->pdata[i];

        if (block->kind == BLOCK_HEADING) {
            g_array_append_val(sizes, first_unit(block)->size);
        }
    }
    g_array_sort(sizes, compare_doubles);
    for (guint i = 0; i < w->blocks->len; i++) {
        Block *block = w->blocks->pdata[i];
        double last = 0;
        int level = 0;

        for (guint k = sizes->len; block->kind == BLOCK_HEADING && k-- > 0;) {
            double size = g_array_index(sizes, double, k);

            if (last == 0 || size < last * (1 - SAME)) {
                level++;
                last = size;
            }
            if (size <= first_unit(block)->size * (1 + SAME / 2)) {
                break;
            }
        }
        block->level = CLAMP(level, 1, 4);
    }
}

/* --- text --- */

static void
write_units(const Writer *w, const Block *block, guint skip, SbPdfText *out)
{
    for (guint i = 0; i < block->units->len; i++) {
        const Unit *unit = block->units->pdata[i];
        const char *text = unit->text + (i == 0 ? skip : 0);
        SbPdfJoin join = SB_PDF_JOIN_NONE;

        if (i > 0) {
            join = sb_pdf_join(w->pdf, ((Unit *)block->units->pdata[i - 1])->text, text);
        }
        if (join == SB_PDF_JOIN_HYPHEN) {
            const char *end = out->text->str + out->text->len;

            g_string_truncate(out->text, (gsize)(g_utf8_prev_char(end) - out->text->str));
        } else if (join == SB_PDF_JOIN_BLANK) {
            g_string_append_c(out->text, ' ');
        }
        SbSourcePlace place = { out->text->len, unit->line->page, unit->line->number,
            unit->column + (i == 0 && skip > 0 ? 1 : 0) };

        g_array_append_val(out->places, place);
        g_string_append(out->text, text);
    }
}

static char *
title_of(const Writer *w)
{
    const Block *best = NULL;

    for (guint i = 0; i < w->blocks->len; i++) {
        const Block *block = w->blocks->pdata[i];

        if (block->kind == BLOCK_HEADING && first_unit(block)->line->page == 1 &&
            (best == NULL || first_unit(block)->size > first_unit(best)->size * 1.02)) {
            best = block;
        }
    }
    if (best == NULL) {
        return NULL;
    }
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(SbSourcePlace));
    SbPdfText out = { g_string_new(NULL), places };

    write_units(w, best, 0, &out);
    return g_string_free(out.text, FALSE);
}

static void
write_block(const Writer *w, const Block *block, SbPdfText *out)
{
    guint skip = 0;

    if (block->kind == BLOCK_TABLE) {
        for (guint i = block->first; i < block->end;) {
            i = sb_pdf_table_read(w->pdf, i, block->end, out);
        }
        return;
    }
    if (block->kind == BLOCK_HEADING) {
        g_string_append_len(out->text, "####", block->level);
        g_string_append_c(out->text, ' ');
    } else if (g_str_has_prefix(first_unit(block)->text, "•")) {
        skip = (guint)strlen("•");
        g_string_append(out->text, "- ");
    }
    write_units(w, block, skip, out);
    g_string_append_c(out->text, '\n');
}

/* "Date: …" and the like, which the text reader wants to come first. */
static void
write_head(Writer *w, SbPdfText *out)
{
    for (guint i = 0; i < w->blocks->len && i < MOST_HEAD; i++) {
        Block *block = w->blocks->pdata[i];

        if (block->kind != BLOCK_TABLE && !block->gone &&
            is_head_line(w, first_unit(block))) {
            write_units(w, block, 0, out);
            g_string_append_c(out->text, '\n');
            block->gone = TRUE;
        }
    }
}

void
sb_pdf_prose_write(SbPdf *pdf, SbPdfText *out, const char **title)
{
    Writer w = { .pdf = pdf, .blocks = sb_arena_ptr_array(pdf->arena) };
    SbSourcePlace start = { 0, 1, 1, 1 };

    for (guint i = 0, next; i < pdf->lines->len; i = next) {
        guint region = ((SbPdfLine *)pdf->lines->pdata[i])->region;

        for (next = i + 1; next < pdf->lines->len &&
                           ((SbPdfLine *)pdf->lines->pdata[next])->region == region;
             next++) {
        }
        read_region(&w, i, next);
    }
    join_blocks(&w);
    find_levels(&w);
    g_autofree char *largest = title_of(&w);

    *title = largest != NULL ? sb_arena_strdup(pdf->arena, largest) : NULL;
    g_array_append_val(out->places, start);
    write_head(&w, out);
    for (guint i = 0; i < w.blocks->len; i++) {
        const Block *block = w.blocks->pdata[i];

        if (!block->gone) {
            write_block(&w, block, out);
            g_string_append_c(out->text, '\n');
        }
    }
}
