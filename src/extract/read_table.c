/*
 * In: the lines of a text.  Out: which of them are tables, with rows of cells,
 * captions and unit lines.
 *
 * Terms: a *border* is a line of dashes; a caption is the short line before a
 * table, or "Table 3. …", "<표 1> …"; a unit line is "(단위: 백만 달러, %)".
 */
#include <string.h>

#include "extract/read_text.h"

enum { MOST_CAPTION_LINES = 3, MOST_CAPTION = 2 * SB_READ_SHORT_LINE };

SbTableRow *
sb_read_row(SbArticle *article, SbBlock *block)
{
    SbTableRow *row = sb_arena_new_of(article->arena, SbTableRow);

    row->cells = sb_arena_array(article->arena, SbSpan);
    g_ptr_array_add(block->rows, row);
    return row;
}

void
sb_read_cell(SbArticle *article, SbTableRow *row, size_t start, size_t end)
{
    SbSpan cell = sb_article_trim(article->text, (SbSpan){ start, end });

    g_array_append_val(row->cells, cell);
}

/* --- tabs, pipes, boxes --- */

/* The bytes of a bar at i: "|", "│", "┃", "║"; 0: none. */
static size_t
bar_at(const char *text, size_t i, size_t end)
{
    if (text[i] == '|') {
        return i == 0 || text[i - 1] != '\\' ? 1 : 0;
    }
    if ((guchar)text[i] == 0xE2 && i + 2 < end) {
        gunichar wide = g_utf8_get_char(text + i);

        return wide == 0x2502 || wide == 0x2503 || wide == 0x2551 ? 3 : 0;
    }
    return 0;
}

static void
add_row(SbArticle *article, SbBlock *block, const SbTextLine *line, gboolean bars)
{
    SbTableRow *row = sb_read_row(article, block);
    size_t start = line->start, end = line->end;
    const char *text = article->text;

    if (bars) {
        size_t first = bar_at(text, start, end);

        start += first;
        if (end > start && text[end - 1] == '|') {
            end--;
        } else if (end >= start + 3 && bar_at(text, end - 3, end) == 3) {
            end -= 3;
        }
    }
    for (size_t i = start; i < end;) {
        size_t n = bars ? bar_at(text, i, end) : text[i] == '\t';

        if (n > 0) {
            sb_read_cell(article, row, start, i);
            start = i + n;
        }
        i += MAX(n, (size_t)1);
    }
    sb_read_cell(article, row, start, end);
}

/* A blank line inside of a table with tabs: a row of empty cells. */
static gboolean
is_empty_row(const SbArticle *article, const SbTextLine *line)
{
    return line->kind == SB_LINE_BLANK && line->end > line->raw &&
           memchr(article->text + line->raw, '\t', line->end - line->raw) != NULL;
}

/* A single line with a tab, which no line like it follows, is prose. */
static gboolean
is_lone(const SbArticle *article, const SbTextLine *line)
{
    const char *tab = memchr(article->text + line->start, '\t', line->end - line->start);
    const char *end = article->text + line->end;

    return tab != NULL && memchr(tab + 1, '\t', (size_t)(end - tab - 1)) == NULL &&
           !sb_read_is_value(article->text, (size_t)(tab + 1 - article->text), line->end);
}

static guint
read_separated(SbArticle *article, const GArray *lines, guint i, SbBlock *block)
{
    SbLineKind kind = sb_read_line(lines, i)->kind;
    guint last = i, first = i;

    for (; i < lines->len; i++) {
        const SbTextLine *line = sb_read_line(lines, i);

        if (kind == SB_LINE_PIPES &&
            (line->kind == SB_LINE_RULE || line->kind == SB_LINE_BORDER)) {
            gboolean ruled = block->rows->len > 0 && i + 1 < lines->len &&
                             sb_read_line(lines, i + 1)->kind == kind;

            if (block->heads == 0 && ruled) {
                block->heads = (int)block->rows->len;
            }
        } else if (line->kind == kind && line->table == NULL) {
            add_row(article, block, line, kind == SB_LINE_PIPES);
        } else if (kind != SB_LINE_TABS || !is_empty_row(article, line)) {
            break;
        }
        last = i + 1;
    }
    if (kind == SB_LINE_TABS && block->rows->len == 1 &&
        is_lone(article, sb_read_line(lines, first))) {
        return first;
    }
    return last;
}

/* --- captions, unit lines, notes --- */

static gboolean
begins(const char *text, SbSpan span, const char *with)
{
    size_t n = strlen(with);

    return span.end - span.start >= n &&
           g_ascii_strncasecmp(text + span.start, with, n) == 0;
}

gboolean
sb_read_is_note(const char *text, size_t start, size_t end)
{
    static const char *const words[] = { "source", "note", "자료", "출처",
        "주:", "주 :", "주)", "주 1", "주1", "※", "*", "1)", "\\*", "†", "a)",
        "p:", "p =", "e:", "- 주" };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (begins(text, (SbSpan){ start, end }, words[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static SbSpan
without_marks(const char *text, SbSpan span)
{
    while (span.start < span.end && strchr("*_#", text[span.start]) != NULL) {
        span.start++;
    }
    while (span.end > span.start && strchr("*_", text[span.end - 1]) != NULL) {
        span.end--;
    }
    return sb_article_trim(text, span);
}

/* "EUR per month; change in %", "tonnes unless stated": short, and more than a unit by
 * itself */
static gboolean
is_bare_unit_line(const char *text, SbSpan span)
{
    static const char *const firsts[] = { "EUR ", "USD ", "GBP ", "JPY ", "US$", "EUR, ",
        "GWh", "MWh", "TWh", "PJ", "TJ", "Mtoe", "ktoe", "thousand", "million ",
        "billion ", "trillion ", "tonnes", "persons", "number of persons", "%",
        "per cent", "percent" };
    g_autofree char *copy = g_strndup(text + span.start, span.end - span.start);
    gboolean more = strchr(copy, ';') != NULL || strstr(copy, " unless ") != NULL ||
                    strstr(copy, ", %") != NULL || strstr(copy, " in %") != NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(firsts); i++) {
        if (begins(text, span, firsts[i])) {
            return more && strlen(copy) < 60 && strchr(copy, '.') == NULL &&
                   strpbrk(copy, "123456789|") == NULL;
        }
    }
    return FALSE;
}

/* "(단위: 백만 달러, %)", "Unit: bn won", "in thousands", "(천 명, %)" */
static gboolean
is_unit_line(const char *text, SbSpan line)
{
    static const char *const words[] = { "단위", "unit:", "units:", "unit ",
        "in thousand", "in million", "in billion", "in trillion", "in percent",
        "in per cent" };
    static const char *const closers[] = { ")", "]", "〉", ">" };
    SbSpan span = without_marks(text, line);
    gboolean open = span.end > span.start && strchr("([<", text[span.start]) != NULL;
    gboolean closed = FALSE;

    if (span.end <= span.start || span.end - span.start > SB_READ_SHORT_LINE) {
        return FALSE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(closers); i++) {
        size_t n = strlen(closers[i]);

        closed |=
            span.end - span.start > n && memcmp(text + span.end - n, closers[i], n) == 0;
    }
    SbSpan inner = span;

    inner.start += open;
    inner = sb_article_trim(text, inner);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (begins(text, inner, words[i])) {
            return open ? closed : TRUE;
        }
    }
    if (!open) {
        return is_bare_unit_line(text, span);
    }
    if (!closed || text[span.start] == '<') {
        return FALSE;
    }
    g_autofree char *copy = g_strndup(text + span.start, span.end - span.start);

    return strchr(copy + 1, '(') == NULL &&
           (strchr(copy, '%') != NULL || strstr(copy, " unless ") != NULL ||
               strstr(copy, "US$") != NULL || strstr(copy, "illion") != NULL ||
               strstr(copy, "ercent") != NULL || strstr(copy, "per cent") != NULL ||
               strstr(copy, "억") != NULL || strstr(copy, "천 ") != NULL ||
               strstr(copy, "만 ") != NULL || strstr(copy, "조원") != NULL ||
               strstr(copy, "조 원") != NULL || strstr(copy, "thousand") != NULL);
}

/* "Table 3.", "<표 1>", "[표 2]", "〈Table〉", "표 2:" */
static gboolean
is_numbered(const char *text, SbSpan line)
{
    static const char *const names[] = { "table", "tab.", "표", "exhibit" };
    SbSpan span = without_marks(text, line);
    gboolean bracket = FALSE;

    while (span.start < span.end) {
        gunichar c = g_utf8_get_char(text + span.start);

        if (c != '<' && c != '[' && c != '(' && c != 0x3008 && c != 0x300A &&
            c != 0x3010 && c != ' ' && c != 0xFF1C) {
            break;
        }
        bracket = TRUE;
        span.start += (size_t)(g_utf8_next_char(text + span.start) - (text + span.start));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (!begins(text, span, names[i])) {
            continue;
        }
        SbSpan rest =
            sb_article_trim(text, (SbSpan){ span.start + strlen(names[i]), span.end });

        if (rest.start >= rest.end) {
            return bracket;
        }
        gunichar c = g_utf8_get_char(text + rest.start);

        return (c >= '0' && c <= '9') || c == '-' || c == '#' ||
               (bracket && (c == '>' || c == ']' || c == ')' || c == 0x3009)) ||
               (c < 0x80 && rest.end - rest.start > 1 && rest.start > span.start + 3 &&
                   strchr("AB", (int)c) != NULL &&
                   (g_ascii_isdigit(text[rest.start + 1]) ||
                       text[rest.start + 1] == '.'));
    }
    return FALSE;
}

gboolean
sb_read_is_words(const SbTextLine *line)
{
    return line->table == NULL &&
           (line->kind == SB_LINE_PROSE || line->kind == SB_LINE_HEADING ||
               line->kind == SB_LINE_ITEM || line->kind == SB_LINE_CAPTION);
}

static SbSpan
line_span(const SbTextLine *line)
{
    return (SbSpan){ line->start, line->end };
}

/* The last line of words above line i, past blank lines and borders; -1: none. */
static int
line_above(const GArray *lines, guint i, guint blanks)
{
    guint passed = 0;

    while (i > 0) {
        const SbTextLine *line = sb_read_line(lines, --i);

        if (line->kind == SB_LINE_BLANK || line->kind == SB_LINE_BORDER) {
            if (++passed > blanks) {
                return -1;
            }
        } else {
            return sb_read_is_words(line) ? (int)i : -1;
        }
    }
    return -1;
}

static gboolean
is_caption(const char *text, SbSpan run)
{
    return run.end - run.start < MOST_CAPTION &&
           (!sb_read_ends_sentence(text, run.start, run.end) ||
               text[run.end - 1] == ':' || text[run.end - 1] == ')');
}

/* The paragraph that ends with line last: its first line. */
static guint
paragraph_start(const GArray *lines, guint last)
{
    guint first = last;

    while (first > 0 && sb_read_line(lines, first)->kind == SB_LINE_PROSE &&
           sb_read_is_words(sb_read_line(lines, first - 1)) &&
           sb_read_line(lines, first - 1)->kind != SB_LINE_HEADING) {
        first--;
    }
    return first;
}

static void
take_lines(GArray *lines, guint first, guint last)
{
    for (guint i = first; i <= last; i++) {
        sb_read_line(lines, i)->kind = SB_LINE_TAKEN;
    }
}

/* "Crop output (1,000 t)": the number of its unit is no figure. */
static gboolean
has_scaled_unit(const char *text, SbSpan run)
{
    const char *open = memchr(text + run.start, '(', run.end - run.start);

    return open != NULL && open + 4 < text + run.end &&
           (g_str_has_prefix(open, "(1,0") || g_str_has_prefix(open, "(10") ||
               g_str_has_prefix(open, "(in 1") || g_str_has_prefix(open, "('0"));
}

/* The line of the unit above line i, past one such as "(Unaudited)"; -1: none. */
static int
unit_line_above(const char *text, const GArray *lines, guint i)
{
    int above = line_above(lines, i, 3);

    for (guint n = 0; above >= 0 && n < 2; n++) {
        SbSpan span = line_span(sb_read_line(lines, (guint)above));

        if (is_unit_line(text, span)) {
            return above;
        }
        if (text[span.start] != '(' || text[span.end - 1] != ')' ||
            span.end - span.start > SB_READ_SHORT_LINE) {
            break;
        }
        above = line_above(lines, (guint)above, 0);
    }
    return -1;
}

/* "Date: 2024-03-28" says when the article is from. */
static gboolean
is_front_line(const char *text, SbSpan run)
{
    static const char *const words[] = { "date:", "publisher:", "author:", "url:",
        "released:", "release date:", "published:" };
    gboolean any = FALSE;

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        any |= begins(text, run, words[i]);
    }
    static const char dates[] = "년월일화수목금토";
    gboolean date = TRUE; /* "2024년 8월 7일(수)" */

    for (const char *p = text + run.start; p < text + run.end && date;
         p = g_utf8_next_char(p)) {
        date = strchr("0123456789 .-/()", *p) != NULL ||
               ((guchar)*p >= 0xEA &&
                   g_strstr_len(dates, -1, (char[]){ p[0], p[1], p[2], '\0' }) != NULL);
    }
    return any || date;
}

static void
take_caption(SbArticle *article, GArray *lines, guint i, SbBlock *table)
{
    const char *text = article->text;
    int above = line_above(lines, i, 3), unit = unit_line_above(text, lines, i);

    if (unit >= 0) {
        table->unit_line = line_span(sb_read_line(lines, (guint)unit));
        take_lines(lines, (guint)unit, (guint)above);
        above = line_above(lines, (guint)unit, 3);
    }
    if (above < 0) {
        return;
    }
    guint last = (guint)above, first = paragraph_start(lines, last);

    for (guint k = last + 1; k-- > first && last - k < MOST_CAPTION_LINES;) {
        if (is_numbered(text, line_span(sb_read_line(lines, k)))) {
            table->caption =
                (SbSpan){ sb_read_line(lines, k)->start, sb_read_line(lines, last)->end };
            take_lines(lines, k, last);
            return;
        }
    }
    SbSpan run = { sb_read_line(lines, first)->start, sb_read_line(lines, last)->end };

    if (is_caption(text, run) && !is_front_line(text, run)) {
        run.start += sb_read_mark(text, run.start, run.end);
        table->caption = sb_article_trim(text, run);
        if (first == last && has_scaled_unit(text, run)) {
            take_lines(lines, first, last);
        }
    }
}

/* Does a table begin at the first line with words at or below i? */
static gboolean
table_follows(const SbArticle *article, const GArray *lines, guint i)
{
    while (i < lines->len && sb_read_line(lines, i)->kind == SB_LINE_BLANK) {
        i++;
    }
    if (i >= lines->len) {
        return FALSE;
    }
    const SbTextLine *line = sb_read_line(lines, i);
    const char *start = article->text + line->start;
    size_t length = line->end - line->start;

    return !sb_read_is_words(line) || g_strstr_len(start, (gssize)length, "   ") ||
           memchr(start, '|', length) != NULL;
}

/* A unit line below the table, as good as one above it. */
static void
take_unit_below(const SbArticle *article, GArray *lines, guint i, SbBlock *table)
{
    if (table->unit_line.end > table->unit_line.start) {
        return;
    }
    while (i < lines->len && sb_read_line(lines, i)->kind == SB_LINE_BORDER) {
        i++;
    }
    i += i < lines->len && sb_read_line(lines, i)->kind == SB_LINE_BLANK;
    if (i < lines->len && sb_read_is_words(sb_read_line(lines, i)) &&
        is_unit_line(article->text, line_span(sb_read_line(lines, i))) &&
        !table_follows(article, lines, i + 1)) {
        table->unit_line = line_span(sb_read_line(lines, i));
        take_lines(lines, i, i);
    }
}

/* --- all of them --- */

/* Markdown without bars at its ends: one bar a line, next to a rule. */
static void
find_thin_pipes(const SbArticle *article, GArray *lines)
{
    for (guint i = 1; i < lines->len; i++) {
        const SbTextLine *rule = sb_read_line(lines, i);

        if (rule->kind != SB_LINE_RULE) {
            continue;
        }
        for (guint k = i - 1; k < lines->len; k += k + 1 == i ? 2 : 1) {
            SbTextLine *line = sb_read_line(lines, k);

            if (line->kind != SB_LINE_PIPES &&
                (!sb_read_is_words(line) || memchr(article->text + line->start, '|',
                                                line->end - line->start) == NULL)) {
                break;
            }
            line->kind = SB_LINE_PIPES;
        }
    }
}

void
sb_read_tables(SbArticle *article, GArray *lines)
{
    find_thin_pipes(article, lines);
    for (guint i = 0; i < lines->len;) {
        SbTextLine *line = sb_read_line(lines, i);
        SbBlock *block = NULL;
        guint next = i;

        if (line->kind == SB_LINE_TABS || line->kind == SB_LINE_PIPES) {
            block = sb_article_block(article, SB_BLOCK_TABLE);
            next = read_separated(article, lines, i, block);
            if (next == i) {
                SbSpan bare = sb_article_trim(article->text, line_span(line));

                line->kind = SB_LINE_PROSE;
                line->start = bare.start;
            }
        } else if (sb_read_is_words(line)) {
            next = sb_read_aligned(article, lines, i, &block);
            next = next == i ? sb_read_tight(article, lines, i, &block) : next;
            next = next == i ? sb_read_stacked(article, lines, i, &block) : next;
        }
        if (next > i) {
            take_caption(article, lines, i, block);
            take_unit_below(article, lines, next, block);
            for (guint k = i + 1; k < next; k++) { /* no caption of the next table */
                sb_read_line(lines, k)->kind = SB_LINE_TAKEN;
            }
            line->table = block;
            line->table_next = next;
        }
        i = MAX(next, i + 1);
    }
}
