/*
 * In: the lines of a text.  Out: blocks: headings, paragraphs, items, captions,
 * tables.
 *
 * Terms: a line is *bare* without the blanks and marks around it; a *short*
 * line that stands alone and ends in no full stop is a heading.
 */
#include "extract/read_text.h"

#include <string.h>

typedef enum {
    LINE_BLANK,
    LINE_HEADING,
    LINE_ITEM,
    LINE_CAPTION,
    LINE_TABS,
    LINE_PIPES,
    LINE_RULE, /* |---|---| */
    LINE_FENCE,
    LINE_PROSE
} LineKind;

typedef struct {
    LineKind kind;
    size_t start, end; /* of the bare text */
    int level;
    gboolean alone; /* blank lines (or the end) on both sides */
} Line;

enum { SHORT_LINE = 110, LEAST_PROSE = 60, LOOK_AHEAD = 8 };

static gboolean
starts(const char *text, size_t start, size_t end, const char *with)
{
    size_t n = strlen(with);

    return end - start >= n && memcmp(text + start, with, n) == 0;
}

static size_t
count_of(const char *text, size_t start, size_t end, char what)
{
    size_t n = 0;

    for (size_t i = start; i < end; i++) {
        n += text[i] == what && (i == start || text[i - 1] != '\\');
    }
    return n;
}

/* "- ", "* ", "○ ", "(1) ", "1) ", "1. ", "① ": the bytes of the mark */
static size_t
mark_length(const char *text, size_t start, size_t end)
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

static gboolean
ends_sentence(const char *text, size_t start, size_t end)
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

static gboolean
classify_heading(const SbArticle *article, Line *line, const SbReadRules *rules)
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

    if (starts(text, line->start, line->end, "•") && length < 2 * SHORT_LINE &&
        !ends_sentence(text, line->start, line->end)) {
        while (starts(text, line->start, line->end, "•")) {
            line->start += strlen("•");
        }
        line->level = 3;
        return TRUE;
    }
    return FALSE;
}

static void
classify(const SbArticle *article, Line *line, const SbReadRules *rules)
{
    const char *text = article->text;
    size_t raw = line->start;
    SbSpan bare = sb_article_trim(text, (SbSpan){ line->start, line->end });

    line->kind = LINE_PROSE;
    if (bare.start >= bare.end) {
        line->kind = LINE_BLANK;
        return;
    }
    size_t tabs = count_of(text, raw, line->end, '\t');
    size_t pipes = count_of(text, bare.start, bare.end, '|');

    if (rules->markdown && (starts(text, bare.start, bare.end, "```") ||
                               starts(text, bare.start, bare.end, "~~~"))) {
        line->kind = LINE_FENCE;
    } else if (is_rule_row(text, bare.start, bare.end)) {
        line->kind = LINE_RULE;
    } else if (tabs > 0 && (tabs > 1 || text[raw] != '\t')) {
        line->kind = LINE_TABS; /* an empty first cell counts: keep the raw start */
        return;
    } else if (pipes >= 2 || (pipes == 1 && text[bare.start] == '|')) {
        line->kind = LINE_PIPES;
    }
    line->start = bare.start;
    line->end = bare.end;
    if (line->kind != LINE_PROSE) {
        return;
    }
    if (rules->markdown && starts(text, line->start, line->end, ">")) {
        line->start++;
        SbSpan rest = sb_article_trim(text, (SbSpan){ line->start, line->end });
        line->start = rest.start;
    }
    if (classify_heading(article, line, rules)) {
        line->kind = LINE_HEADING;
    } else if (!article->korean && starts(text, line->start, line->end, "▲")) {
        line->kind = LINE_CAPTION;
    } else if (mark_length(text, line->start, line->end) > 0) {
        line->kind = LINE_ITEM;
    }
}

/* A short line by itself that does not end a sentence is a heading. */
static void
find_bare_headings(const SbArticle *article, GArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        Line *line = &g_array_index(lines, Line, i);
        gboolean before = i == 0 || g_array_index(lines, Line, i - 1).kind == LINE_BLANK;
        gboolean after =
            i + 1 == lines->len || g_array_index(lines, Line, i + 1).kind == LINE_BLANK;

        line->alone = before && after;
        if (line->kind != LINE_PROSE || !line->alone ||
            line->end - line->start > SHORT_LINE + (article->korean ? 60 : 0) ||
            ends_sentence(article->text, line->start, line->end)) {
            continue;
        }
        char first = article->text[line->start];

        if (g_ascii_isupper(first) || first == '*' || first == '<' || first == '[' ||
            (guchar)first >= 0x80) {
            line->kind = LINE_HEADING;
            line->level = 2;
        }
    }
}

static void
find_lines(
    const SbArticle *article, size_t start, const SbReadRules *rules, GArray *lines)
{
    const char *text = article->text;
    gboolean fenced = FALSE;

    while (start < article->length) {
        const char *end = memchr(text + start, '\n', article->length - start);
        Line line = { .start = start,
            .end = end != NULL ? (size_t)(end - text) : article->length };
        size_t next = line.end + 1;

        if (line.end > line.start && text[line.end - 1] == '\r') {
            line.end--;
        }
        classify(article, &line, rules);
        if (line.kind == LINE_FENCE) {
            fenced = !fenced;
            line.kind = LINE_BLANK;
        } else if (fenced) {
            line.kind = LINE_BLANK;
        }
        g_array_append_val(lines, line);
        start = next;
    }
    find_bare_headings(article, lines);
}

/* --- tables --- */

static void
add_cell(const SbArticle *article, SbTableRow *row, size_t start, size_t end)
{
    SbSpan cell = sb_article_trim(article->text, (SbSpan){ start, end });

    g_array_append_val(row->cells, cell);
}

static void
add_row(SbArticle *article, SbBlock *block, const Line *line, char separator)
{
    SbTableRow *row = sb_arena_new_of(article->arena, SbTableRow);
    size_t start = line->start, end = line->end;
    const char *text = article->text;

    row->cells = sb_arena_array(article->arena, SbSpan);
    if (separator == '|') {
        start += text[start] == '|';
        end -= end > start && text[end - 1] == '|';
    }
    for (size_t i = start; i < end; i++) {
        if (text[i] == separator && (i == 0 || text[i - 1] != '\\')) {
            add_cell(article, row, start, i);
            start = i + 1;
        }
    }
    add_cell(article, row, start, end);
    g_ptr_array_add(block->rows, row);
}

static gboolean
looks_like_caption(const char *text, const SbBlock *block)
{
    if (block->kind == SB_BLOCK_TABLE || block->runs->len != 1) {
        return FALSE;
    }
    SbSpan run = g_array_index(block->runs, SbSpan, 0);

    return run.end - run.start < 2 * SHORT_LINE &&
           (!ends_sentence(text, run.start, run.end) || text[run.end - 1] == ':' ||
               text[run.end - 1] == ')');
}

static gboolean
is_unit_line(const char *text, SbSpan run)
{
    g_autofree char *line =
        g_ascii_strdown(text + run.start, (gssize)(run.end - run.start));

    return strstr(line, "단위") != NULL || strstr(line, "unit:") != NULL ||
           strstr(line, "units:") != NULL || g_str_has_prefix(line, "(in ") ||
           g_str_has_prefix(line, "in thousand") ||
           g_str_has_prefix(line, "in million") || g_str_has_prefix(line, "in billion");
}

/* The one or two short blocks right before a table. */
static void
take_caption(SbArticle *article, SbBlock *table)
{
    for (guint back = 1; back <= 2 && back < article->blocks->len; back++) {
        SbBlock *block =
            g_ptr_array_index(article->blocks, article->blocks->len - 1 - back);

        if (!looks_like_caption(article->text, block)) {
            return;
        }
        SbSpan run = g_array_index(block->runs, SbSpan, 0);

        if (table->unit_line.end == 0 && is_unit_line(article->text, run)) {
            table->unit_line = run;
        } else {
            table->caption = run;
            return;
        }
    }
}

static guint
read_table(SbArticle *article, GArray *lines, guint i)
{
    SbBlock *block = sb_article_add(article, SB_BLOCK_TABLE);
    LineKind kind = g_array_index(lines, Line, i).kind;

    take_caption(article, block);
    for (; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);

        if (line->kind == LINE_RULE && kind == LINE_PIPES) {
            block->heads = (int)block->rows->len;
        } else if (line->kind == kind) {
            add_row(article, block, line, kind == LINE_TABS ? '\t' : '|');
        } else {
            break;
        }
    }
    return i;
}

/* --- prose --- */

static guint
read_prose(SbArticle *article, GArray *lines, guint i)
{
    const Line *first = &g_array_index(lines, Line, i);
    gboolean item = first->kind == LINE_ITEM;
    SbBlock *block = sb_article_add(article, item ? SB_BLOCK_ITEM : SB_BLOCK_PARAGRAPH);
    size_t start = first->start, end = first->end;

    if (item) {
        start += mark_length(article->text, start, end);
    }
    for (i++; i < lines->len && g_array_index(lines, Line, i).kind == LINE_PROSE; i++) {
        end = g_array_index(lines, Line, i).end;
    }
    sb_article_add_run(block, start, end);
    return i;
}

static guint
read_block(SbArticle *article, GArray *lines, guint i)
{
    const Line *line = &g_array_index(lines, Line, i);

    switch (line->kind) {
    case LINE_TABS:
    case LINE_PIPES:
        return read_table(article, lines, i);
    case LINE_HEADING:
    case LINE_CAPTION: {
        SbBlock *block = sb_article_add(
            article, line->kind == LINE_HEADING ? SB_BLOCK_HEADING : SB_BLOCK_CAPTION);

        block->level = line->level;
        sb_article_add_run(block, line->start, line->end);
        return i + 1;
    }
    case LINE_PROSE:
    case LINE_ITEM:
        return read_prose(article, lines, i);
    case LINE_BLANK:
    case LINE_RULE:
    case LINE_FENCE:
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
           !ends_sentence(article->text, run.start, run.end);
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
    g_autoptr(GArray) lines = g_array_new(FALSE, TRUE, sizeof(Line));

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
