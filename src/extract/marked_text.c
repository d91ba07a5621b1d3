/*
 * In: an article and the rows of the table that stand in it.  Out: its text as
 * HTML, every row marked in its place, the notes beside (see marked_work.h).
 *
 * Terms: mark, the bytes of the source in which a row's number is printed; left
 * alone, a number outside of marks.
 */
#include <string.h>

#include "extract/marked_work.h"

/* Bytes of the source that a mark may cover. */
enum { LONGEST = 1024 };

/* --- places --- */

/* Bytes at offset that a row's text leaves out: blanks, marks of Markdown, soft
 * hyphens; 0: none. */
static size_t
noise_at(const SbArticle *article, size_t offset)
{
    const char *p = article->text + offset;
    size_t blank = sb_article_blank(article->text, offset, article->length);

    if (blank > 0) {
        return blank;
    }
    if ((guchar)p[0] == 0xC2 && (guchar)p[1] == 0xAD) {
        return 2;
    }
    return *p == '*' || *p == '\\' || *p == '|' ? 1 : 0;
}

/* Where text, printed from start on, ends in the source; start when it is not
 * there.  A long text may go on elsewhere (a picture stands in between): the words
 * that are there. */
static size_t
end_of(const SbArticle *article, size_t start, const char *text)
{
    size_t at = start, end = start, words = start;
    gboolean is_long = strlen(text) > 60;

    while (*text != '\0' && at < article->length && at < start + LONGEST) {
        size_t blank = sb_article_blank(text, 0, strlen(text));
        size_t noise = noise_at(article, at);
        size_t letter = (size_t)(g_utf8_next_char(text) - text);

        if (blank > 0) {
            text += blank;
            words = end;
        } else if (strncmp(article->text + at, text, letter) == 0) {
            at += letter;
            text += letter;
            end = at;
        } else if (noise > 0) {
            at += noise;
        } else {
            break;
        }
    }
    return *text == '\0' ? end : is_long ? words : start;
}

/* The byte at line and column; FALSE when there is no such place. */
static gboolean
offset_of(const SbSource *source, int line, int column, size_t *out)
{
    if (line < 1 || column < 1 || line > sb_source_lines(source)) {
        return FALSE;
    }
    const char *text = sb_source_text(source);
    const char *p = text + sb_source_line_start(source, line);

    for (int i = 1; i < column; i++) {
        if (*p == '\0' || *p == '\n') {
            return FALSE;
        }
        p = g_utf8_next_char(p);
    }
    *out = (size_t)(p - text);
    return TRUE;
}

/* Is the byte at offset before the row's place? */
static gboolean
is_before(const SbSource *source, size_t offset, const SbFigure *figure)
{
    int page = sb_source_page(source, offset), line = sb_source_line(source, offset);

    return page != figure->page   ? page < figure->page
           : line != figure->line ? line < figure->line
                                  : sb_source_column(source, offset) < figure->column;
}

/* The same in a text that was taken from pages, where it stands in the order of
 * its places. */
static gboolean
offset_on_page(const SbSource *source, const SbFigure *figure, size_t *out)
{
    size_t low = 0, high = sb_source_length(source);

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (is_before(source, middle, figure)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *out = low;
    return low < sb_source_length(source) &&
           sb_source_page(source, low) == figure->page &&
           sb_source_line(source, low) == figure->line &&
           sb_source_column(source, low) == figure->column;
}

static gboolean
find_start(const SbSource *source, const SbFigure *figure, size_t *out)
{
    return sb_source_page(source, 0) > 0
               ? offset_on_page(source, figure, out)
               : offset_of(source, figure->line, figure->column, out);
}

static int
by_place(gconstpointer a, gconstpointer b)
{
    const SbMark *x = a, *y = b;

    if (x->start != y->start) {
        return x->start < y->start ? -1 : 1;
    }
    return x->end != y->end ? (x->end > y->end ? -1 : 1)
                            : strcmp(x->figure->fact_id, y->figure->fact_id);
}

GArray *
sb_marked_find(const SbArticle *article, const char *key, const SbFigureTable *figures)
{
    GArray *marks = g_array_new(FALSE, TRUE, sizeof(SbMark));

    for (size_t i = 0; i < sb_figure_table_count(figures); i++) {
        SbMark mark = { .figure = sb_figure_table_at(figures, i) };

        if (strcmp(mark.figure->source, key) != 0 || *mark.figure->text == '\0' ||
            !find_start(article->source, mark.figure, &mark.start)) {
            continue;
        }
        mark.end = end_of(article, mark.start, mark.figure->text);
        if (mark.end > mark.start) {
            g_array_append_val(marks, mark);
        }
    }
    g_array_sort(marks, by_place);
    return marks;
}

/* --- the text --- */

/* A digit run, with what joins digits within. */
static size_t
number_length(const char *p, size_t left)
{
    size_t n = 0;

    while (n < left && (g_ascii_isdigit(p[n]) ||
                           (n > 0 && n + 1 < left && strchr(".,:", p[n]) != NULL &&
                               g_ascii_isdigit(p[n + 1])))) {
        n++;
    }
    return n;
}

/* Text outside of marks: without the marks of Markdown, numbers dotted. */
static void
put_plain(SbMarkedArticle *a, GString *out, size_t start, size_t end)
{
    const char *text = a->article->text;
    size_t from = start;

    for (size_t i = start; i < end;) {
        size_t digits = number_length(text + i, end - i);
        gboolean escape = text[i] == '\\' && i + 1 < end && g_ascii_ispunct(text[i + 1]);

        if (digits == 0 && text[i] != '*' && !escape) {
            i = (size_t)(g_utf8_next_char(text + i) - text);
            continue;
        }
        sb_marked_put(out, text + from, i - from);
        if (digits > 0) {
            g_string_append(out, "<span class=\"n\">");
            sb_marked_put(out, text + i, digits);
            g_string_append(out, "</span>");
            a->left_alone++;
        }
        i += MAX(digits, 1);
        from = i;
        if (escape && i < end) { /* what it escapes is text */
            i = (size_t)(g_utf8_next_char(text + i) - text);
        }
    }
    sb_marked_put(out, text + from, end - from);
}

/* The text of a mark, without the marks of Markdown. */
static void
put_marked(const SbMarkedArticle *a, GString *out, size_t start, size_t end)
{
    const char *text = a->article->text;

    for (size_t i = start; i < end;) {
        size_t length = (size_t)(g_utf8_next_char(text + i) - text) - i;

        if (text[i] != '*' && text[i] != '\\') {
            sb_marked_put(out, text + i, length);
        }
        i += length;
    }
}

/* One mark, or the rest of one that began in the run before. */
static void
put_mark(SbMarkedArticle *a, GString *out, SbMark *mark, size_t start, size_t end)
{
    g_autofree char *summary = sb_marked_summary(a->job, mark->figure, a->lang);

    g_string_append(out, "<mark");
    if (!mark->shown) {
        g_string_append(out, " id=\"");
        sb_marked_puts(out, mark->figure->fact_id);
        g_string_append_c(out, '"');
    }
    mark->shown = TRUE;
    sb_marked_classes(out, mark->figure, start < end ? "" : "also ");
    g_string_append(out, "><a href=\"#C-");
    sb_marked_puts(out, mark->figure->fact_id);
    g_string_append(out, "\" title=\"");
    sb_marked_puts(out, summary);
    g_string_append(out, "\">");
    if (start < end) {
        put_marked(a, out, start, end);
    } else {
        g_string_append(out, "+");
    }
    g_string_append(out, "</a></mark>");
}

/* The first mark that could reach beyond start: no mark is longer than LONGEST. */
static guint
first_mark(const SbMarkedArticle *a, size_t start)
{
    guint low = 0, high = a->marks->len;

    while (low < high) {
        guint middle = (low + high) / 2;

        if (g_array_index(a->marks, SbMark, middle).start + LONGEST <= start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The bytes [start, end) with their marks; a mark that begins within another
 * becomes a "+" behind it. */
static void
put_run(SbMarkedArticle *a, GString *out, size_t start, size_t end, GPtrArray *cards)
{
    size_t at = start;

    for (a->next = first_mark(a, start); a->next < a->marks->len;) {
        SbMark *mark = &g_array_index(a->marks, SbMark, a->next);
        size_t from = MAX(mark->start, at), to = MIN(mark->end, end);

        if (mark->start >= end) {
            break;
        }
        if (mark->end <= start) { /* it stands between blocks */
            a->next++;
            continue;
        }
        if (!mark->shown) {
            g_ptr_array_add(cards, (void *)mark->figure);
        }
        put_plain(a, out, at, MAX(MIN(from, end), at));
        put_mark(a, out, mark, from, MAX(to, from));
        at = MAX(to, at);
        if (mark->end > end) { /* it goes on in the next run */
            break;
        }
        a->next++;
    }
    put_plain(a, out, at, MAX(end, at));
}

static void
put_span(SbMarkedArticle *a, GString *out, SbSpan span, GPtrArray *cards)
{
    put_run(a, out, span.start, span.end, cards);
}

static void
put_cards(const SbMarkedArticle *a, GString *out, const GPtrArray *cards)
{
    if (cards->len == 0) {
        return;
    }
    g_string_append(out, "<div class=\"cards\">\n");
    for (guint i = 0; i < cards->len; i++) {
        sb_marked_card(a->job, out, cards->pdata[i], a->lang, TRUE);
    }
    g_string_append(out, "</div>\n");
}

/* --- tables --- */

/* Digits and signs, hardly a letter. */
static gboolean
is_number_cell(const char *text, SbSpan cell)
{
    size_t digits = 0, letters = 0;

    for (size_t i = cell.start; i < cell.end; i++) {
        digits += g_ascii_isdigit(text[i]);
        letters += g_ascii_isalpha(text[i]) || (guchar)text[i] >= 0xE3;
    }
    return digits > letters;
}

static void
put_table(SbMarkedArticle *a, GString *out, const SbBlock *block, GPtrArray *cards)
{
    guint heads = block->heads > 0 ? (guint)block->heads : 1;

    g_string_append(out, "<div class=\"scroll\" tabindex=\"0\"><table>\n");
    if (block->caption.end > block->caption.start ||
        block->unit_line.end > block->unit_line.start) {
        gboolean unit_first = block->unit_line.start < block->caption.start;

        g_string_append(out, "<caption>");
        put_span(a, out, unit_first ? block->unit_line : block->caption, cards);
        g_string_append_c(out, ' ');
        put_span(a, out, unit_first ? block->caption : block->unit_line, cards);
        g_string_append(out, "</caption>\n");
    }
    for (guint r = 0; r < block->rows->len; r++) {
        const SbTableRow *row = block->rows->pdata[r];

        g_string_append(out, "<tr>");
        for (guint c = 0; c < row->cells->len; c++) {
            SbSpan cell = g_array_index(row->cells, SbSpan, c);
            const char *tag = r < heads || c == 0 ? "th" : "td";
            gboolean number = c > 0 && is_number_cell(a->article->text, cell);

            g_string_append_printf(out, "<%s%s>", tag, number ? " class=\"num\"" : "");
            put_span(a, out, cell, cards);
            g_string_append_printf(out, "</%s>", tag);
        }
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</table></div>\n");
}

/* --- blocks --- */

static void
put_block(SbMarkedArticle *a, GString *out, const SbBlock *block)
{
    static const char *const classes[] = { "head", "para", "item", "figcap", "table" };
    g_autoptr(GPtrArray) cards = g_ptr_array_new();
    int level = CLAMP(block->level, 1, 4) + 2;

    g_string_append_printf(
        out, "<div class=\"row %s\"><div class=\"text\">\n", classes[block->kind]);
    if (block->kind == SB_BLOCK_TABLE) {
        put_table(a, out, block, cards);
    } else {
        g_autofree char *tag = block->kind == SB_BLOCK_HEADING
                                   ? g_strdup_printf("h%d", level)
                                   : g_strdup("p");

        g_string_append_printf(out, "<%s>", tag);
        for (guint i = 0; i < block->runs->len; i++) {
            g_string_append(out, i > 0 ? " " : "");
            put_span(a, out, g_array_index(block->runs, SbSpan, i), cards);
        }
        g_string_append_printf(out, "</%s>\n", tag);
    }
    g_string_append(out, "</div>\n");
    put_cards(a, out, cards);
    g_string_append(out, "</div>\n");
}

void
sb_marked_blocks(SbMarkedArticle *a, GString *out)
{
    for (guint i = 0; i < a->article->blocks->len; i++) {
        put_block(a, out, a->article->blocks->pdata[i]);
    }
}
