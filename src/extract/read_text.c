/*
 * In: the lines of a text.  Out: blocks: headings, paragraphs, items, captions,
 * tables.
 *
 * Terms: a line is *bare* without the blanks and marks around it; a *short*
 * line that stands alone and ends in no full stop is a heading.
 */
#include "extract/read_text.h"

#include <string.h>

enum { LEAST_PROSE = 60, LOOK_AHEAD = 8 };

static gboolean
starts(const char *text, size_t start, size_t end, const char *with)
{
    size_t n = strlen(with);

    return end - start >= n && text[start] == *with && memcmp(text + start, with, n) == 0;
}

static size_t
count_of(const char *text, size_t start, size_t end, char what)
{
    size_t n = 0;

    for (const char *p = text + start;
         (p = memchr(p, what, (size_t)(text + end - p))) != NULL; p++) {
        n += p == text + start || p[-1] != '\\';
    }
    return n;
}

/* "- ", "* ", "○ ", "(1) ", "1) ", "1. ", "① ": the bytes of the mark */
size_t
sb_read_mark(const char *text, size_t start, size_t end)
{
    static const char *const marks[] = { "- ", "* ", "+ ", "– ", "○", "ㅇ ", "□", "◦ ",
        "◇", "◆", "■", "▶", "▷", "• ", "· ", "‣ ", "●" };
    size_t i = start;

    for (size_t m = 0; m < G_N_ELEMENTS(marks); m++) {
        if (starts(text, start, end, marks[m])) {
            return strlen(marks[m]);
        }
    }
    i += i < end && text[i] == '(';
    size_t digits = i;

    while (i < end && g_ascii_isdigit(text[i])) {
        i++;
    }
    if (i == digits || i - digits > 2 || i + 1 >= end) {
        return 0;
    }
    return (text[i] == ')' || text[i] == '.') && text[i + 1] == ' ' ? i + 2 - start : 0;
}

gboolean
sb_read_ends_sentence(const char *text, size_t start, size_t end)
{
    while (end > start && strchr("\"')*]", text[end - 1]) != NULL) {
        end--;
    }
    if (end >= start + 3 && memcmp(text + end - 3, "\xE2\x80\x9D", 3) == 0) {
        end -= 3;
    }
    return end > start && strchr(".!?:;", text[end - 1]) != NULL;
}

static gboolean
is_rule_row(const char *text, size_t start, size_t end)
{
    gboolean dash = FALSE, pipe = FALSE;

    for (size_t i = start; i < end; i++) {
        dash |= text[i] == '-';
        pipe |= text[i] == '|';
        if (strchr("-|: \t", text[i]) == NULL) {
            return FALSE;
        }
    }
    return dash && pipe;
}

/* "-----  ----", "=====", "+---+---+", "├────┼────┤": nothing but lines drawn. */
static gboolean
is_border(const char *text, size_t start, size_t end)
{
    size_t marks = 0;

    for (size_t i = start; i < end;) {
        guchar c = (guchar)text[i];

        if (c == 0xE2 && i + 2 < end + 1 &&
            ((guchar)text[i + 1] == 0x94 || (guchar)text[i + 1] == 0x95)) {
            gunichar wide = g_utf8_get_char(text + i);

            if (wide == 0x2502 || wide == 0x2503 || wide == 0x2551) {
                return FALSE; /* | alone parts cells */
            }
            i += 3;
            marks++;
        } else if (c == 0xE2 && g_utf8_get_char(text + i) == 0x2015) {
            i += 3;
            marks++;
        } else if (strchr("-=_+", (char)c) != NULL && c != '\0') {
            i++;
            marks++;
        } else if (c == ' ' || c == '\t' || (c == '|' && marks > 0) || c == ':') {
            i++;
        } else {
            return FALSE;
        }
    }
    return marks >= 3;
}

/* Cells parted by "│" of box drawing. */
static gboolean
has_box_cells(const char *text, size_t start, size_t end)
{
    if (end - start < 6 || (guchar)text[start] != 0xE2) {
        return FALSE;
    }
    gunichar wide = g_utf8_get_char(text + start);

    return wide == 0x2502 || wide == 0x2503 || wide == 0x2551;
}

static gboolean
classify_heading(const SbArticle *article, SbTextLine *line, const SbReadRules *rules)
{
    const char *text = article->text;
    size_t i = line->start;

    while (i < line->end && text[i] == '#') {
        i++;
    }
    if (i > line->start && i - line->start <= 6 && i < line->end && text[i] == ' ') {
        line->level = (int)(i - line->start);
        line->start = i + 1;
        return TRUE;
    }
    size_t length = line->end - line->start;

    if (starts(text, line->start, line->end, "•") && length < 2 * SB_READ_SHORT_LINE &&
        !sb_read_ends_sentence(text, line->start, line->end)) {
        while (starts(text, line->start, line->end, "•")) {
            line->start += strlen("•");
        }
        line->level = 3;
        return TRUE;
    }
    return FALSE;
}

static void
classify(const SbArticle *article, SbTextLine *line, const SbReadRules *rules)
{
    const char *text = article->text;
    size_t raw = line->start;
    SbSpan bare = sb_article_trim(text, (SbSpan){ line->start, line->end });

    line->kind = SB_LINE_PROSE;
    if (bare.start >= bare.end) {
        line->kind = SB_LINE_BLANK;
        return;
    }
    size_t tabs = count_of(text, raw, line->end, '\t');
    size_t pipes = count_of(text, bare.start, bare.end, '|');

    if (rules->markdown && (starts(text, bare.start, bare.end, "```") ||
                               starts(text, bare.start, bare.end, "~~~"))) {
        line->kind = SB_LINE_FENCE;
    } else if (is_rule_row(text, bare.start, bare.end)) {
        line->kind = SB_LINE_RULE;
    } else if (is_border(text, bare.start, bare.end)) {
        line->kind = SB_LINE_BORDER;
    } else if (tabs > 0 && (tabs > 1 || text[raw] != '\t')) {
        line->kind = SB_LINE_TABS; /* an empty first cell counts: keep the raw start */
        return;
    } else if (pipes >= 2 || (pipes == 1 && text[bare.start] == '|') ||
               has_box_cells(text, bare.start, bare.end)) {
        line->kind = SB_LINE_PIPES;
    }
    line->start = bare.start;
    line->end = bare.end;
    if (line->kind != SB_LINE_PROSE) {
        return;
    }
    if (rules->markdown && starts(text, line->start, line->end, ">")) {
        line->start++;
        SbSpan rest = sb_article_trim(text, (SbSpan){ line->start, line->end });
        line->start = rest.start;
    }
    if (classify_heading(article, line, rules)) {
        line->kind = SB_LINE_HEADING;
    } else if (!article->korean && starts(text, line->start, line->end, "▲")) {
        line->kind = SB_LINE_CAPTION;
    } else if (sb_read_mark(text, line->start, line->end) > 0) {
        line->kind = SB_LINE_ITEM;
    }
}

/* A short line by itself that does not end a sentence is a heading. */
static void
find_bare_headings(const SbArticle *article, GArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        SbTextLine *line = sb_read_line(lines, i);
        gboolean before =
            i == 0 || g_array_index(lines, SbTextLine, i - 1).kind == SB_LINE_BLANK;
        gboolean after = i + 1 == lines->len ||
                         g_array_index(lines, SbTextLine, i + 1).kind == SB_LINE_BLANK;

        line->alone = before && after;
        if (line->kind != SB_LINE_PROSE || !line->alone || line->fenced ||
            line->end - line->start > SB_READ_SHORT_LINE + (article->korean ? 60 : 0) ||
            sb_read_ends_sentence(article->text, line->start, line->end)) {
            continue;
        }
        char first = article->text[line->start];

        if (g_ascii_isupper(first) || first == '*' || first == '<' || first == '[' ||
            (guchar)first >= 0x80) {
            line->kind = SB_LINE_HEADING;
            line->level = 2;
        }
    }
}

/* "2023년 10월 수출입 동향", "국제수지(잠정)" among the first lines of a Korean release:
 * its title, whatever stands below it. */
static void
find_release_title(const SbArticle *article, GArray *lines)
{
    enum { HEAD = 12 };
    static const char *const ends[] = { "동향", "결과", "현황", "통계", "국제수지",
        "속보", "국민소득", "국민계정", "잠정치", "실적", "대출", "물가지수",
        "외환보유액", "자금순환", "주요내용", "개황" };

    for (guint i = 0; article->korean && i < MIN(lines->len, HEAD); i++) {
        SbTextLine *line = sb_read_line(lines, i);
        gsize end = line->end;

        if (line->kind == SB_LINE_ITEM || line->kind == SB_LINE_HEADING) {
            return;
        }
        if (line->kind != SB_LINE_PROSE || line->fenced ||
            line->end - line->start > SB_READ_SHORT_LINE + 60) {
            continue;
        }
        if (article->text[end - 1] == ')') {
            while (end > line->start && article->text[end - 1] != '(') {
                end--;
            }
            end -= end > line->start;
        }
        while (end > line->start && article->text[end - 1] == ' ') {
            end--;
        }
        for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
            gsize n = strlen(ends[k]);

            if (end - line->start > n &&
                memcmp(article->text + end - n, ends[k], n) == 0) {
                line->kind = SB_LINE_HEADING;
                line->level = 1;
                return;
            }
        }
    }
}

static void
find_lines(SbArticle *article, size_t start, const SbReadRules *rules, GArray *lines)
{
    const char *text = article->text;
    gboolean fenced = FALSE;

    while (start < article->length) {
        const char *end = memchr(text + start, '\n', article->length - start);
        SbTextLine line = { .raw = start,
            .start = start,
            .end = end != NULL ? (size_t)(end - text) : article->length };
        size_t next = line.end + 1;

        if (line.end > line.start && text[line.end - 1] == '\r') {
            line.end--;
        }
        classify(article, &line, rules);
        if (line.kind == SB_LINE_FENCE) {
            fenced = !fenced;
            line.kind = SB_LINE_BLANK;
        }
        line.fenced = fenced;
        g_array_append_val(lines, line);
        start = next;
    }
    find_release_title(article, lines);
    find_bare_headings(article, lines);
    sb_read_tables(article, lines);
    for (guint i = 0; i < lines->len; i++) {
        SbTextLine *line = sb_read_line(lines, i);

        if (line->fenced && line->table == NULL) {
            line->kind = SB_LINE_BLANK; /* of a fence only its tables are read */
        }
    }
}

/* --- prose --- */

static guint
read_prose(SbArticle *article, GArray *lines, guint i)
{
    const SbTextLine *first = sb_read_line(lines, i);
    gboolean item = first->kind == SB_LINE_ITEM;
    SbBlock *block = sb_article_add(article, item ? SB_BLOCK_ITEM : SB_BLOCK_PARAGRAPH);
    size_t start = first->start, end = first->end;

    if (item) {
        start += sb_read_mark(article->text, start, end);
    }
    for (i++; i < lines->len; i++) {
        const SbTextLine *line = sb_read_line(lines, i);

        if (line->kind != SB_LINE_PROSE || line->table != NULL) {
            break;
        }
        end = line->end;
    }
    sb_article_add_run(block, start, end);
    return i;
}

static guint
read_block(SbArticle *article, GArray *lines, guint i)
{
    const SbTextLine *line = sb_read_line(lines, i);

    if (line->table != NULL) {
        g_ptr_array_add(article->blocks, line->table);
        return line->table_next;
    }
    switch (line->kind) {
    case SB_LINE_HEADING:
    case SB_LINE_CAPTION: {
        SbBlock *block = sb_article_add(
            article, line->kind == SB_LINE_HEADING ? SB_BLOCK_HEADING : SB_BLOCK_CAPTION);

        block->level = line->level;
        sb_article_add_run(block, line->start, line->end);
        return i + 1;
    }
    case SB_LINE_PROSE:
    case SB_LINE_ITEM:
    case SB_LINE_TABS:
    case SB_LINE_PIPES:
        return read_prose(article, lines, i);
    case SB_LINE_BLANK:
    case SB_LINE_RULE:
    case SB_LINE_BORDER:
    case SB_LINE_TAKEN:
    case SB_LINE_FENCE:
        break;
    }
    return i + 1;
}

/* --- paragraphs that go on behind a picture --- */

static gboolean
is_open(const SbArticle *article, const SbBlock *block)
{
    SbSpan run = g_array_index(block->runs, SbSpan, block->runs->len - 1);

    return block->kind == SB_BLOCK_PARAGRAPH && run.end - run.start >= LEAST_PROSE &&
           !sb_read_ends_sentence(article->text, run.start, run.end);
}

static gboolean
goes_on(const SbArticle *article, const SbBlock *block)
{
    if (block->kind != SB_BLOCK_PARAGRAPH) {
        return FALSE;
    }
    char first = article->text[g_array_index(block->runs, SbSpan, 0).start];

    return g_ascii_islower(first) || g_ascii_isdigit(first) || first == '$' ||
           first == '(' || first == '\\';
}

static void
join_open_paragraphs(SbArticle *article)
{
    GPtrArray *kept = sb_arena_ptr_array(article->arena);
    guint8 *gone = sb_arena_alloc(article->arena, article->blocks->len + 1);

    for (guint i = 0; i < article->blocks->len; i++) {
        SbBlock *block = g_ptr_array_index(article->blocks, i);

        if (gone[i]) {
            continue;
        }
        g_ptr_array_add(kept, block);
        guint from = i + 1;

        while (block->kind == SB_BLOCK_PARAGRAPH && is_open(article, block)) {
            guint next = from;

            while (next < article->blocks->len && next < from + LOOK_AHEAD) {
                SbBlockKind kind =
                    ((SbBlock *)g_ptr_array_index(article->blocks, next))->kind;

                if (!gone[next] && kind != SB_BLOCK_CAPTION && kind != SB_BLOCK_TABLE &&
                    !(kind == SB_BLOCK_HEADING && next == from)) {
                    break;
                }
                next++;
            }
            if (next >= article->blocks->len || next >= from + LOOK_AHEAD) {
                break;
            }
            SbBlock *more = g_ptr_array_index(article->blocks, next);

            if (!goes_on(article, more)) {
                break;
            }
            g_array_append_vals(block->runs, more->runs->data, more->runs->len);
            gone[next] = 1;
            from = next + 1;
        }
    }
    article->blocks = kept;
}

void
sb_read_text_lines(SbArticle *article, size_t start, const SbReadRules *rules)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, TRUE, sizeof(SbTextLine));

    find_lines(article, start, rules, lines);
    for (guint i = 0; i < lines->len;) {
        i = read_block(article, lines, i);
    }
    join_open_paragraphs(article);
}

void
sb_read_text(SbArticle *article, size_t start)
{
    static const SbReadRules rules = { .markdown = FALSE };

    sb_read_text_lines(article, start, &rules);
}
