/*
 * In: a table whose cells are parted by single blanks, as some PDFs are pasted.
 * Out: rows of cells.
 *
 * Only where it is regular: a line of heads, then three lines or more that end in
 * the same number of values (two at least) behind a label of words.
 */
#include <string.h>

#include "extract/read_text.h"

enum {
    LEAST_VALUES = 2,
    LEAST_ROWS = 3,
    MOST_LABEL = 48,
    MOST_LINE = 160,
    MOST_WORDS = 40
};

typedef struct {
    SbArticle *article;
    const GArray *lines;
} Tight;

/* The words of a line; "(%)" and what stands in brackets joins the word before. */
static GArray *
words_of(const Tight *t, const SbTextLine *line)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(SbSpan));
    const char *text = t->article->text;
    int open = 0;

    for (size_t i = line->start; i < line->end && words->len < MOST_WORDS;) {
        size_t from = i;

        while (i < line->end && text[i] != ' ') {
            open += (text[i] == '(') - (text[i] == ')');
            i++;
        }
        SbSpan word = { from, i };

        if (words->len > 0 && (open > 0 || text[from] == '(' || text[i - 1] == ')') &&
            (text[from] == '(' || memchr(text + from, '(', i - from) == NULL)) {
            g_array_index(words, SbSpan, words->len - 1).end = i;
        } else if (i > from) {
            g_array_append_val(words, word);
        }
        i++;
    }
    return words;
}

/* How many values the line ends in, behind a label; 0: it is no such line. */
static guint
count_values(const Tight *t, guint i)
{
    const SbTextLine *line = i < t->lines->len ? sb_read_line(t->lines, i) : NULL;
    const char *text = t->article->text;

    if (line == NULL || !sb_read_is_words(line) || line->end - line->start > MOST_LINE ||
        sb_read_ends_sentence(text, line->start, line->end) ||
        sb_read_is_note(text, line->start, line->end)) {
        return 0;
    }
    char last = text[line->end - 1];

    if (!g_ascii_isdigit(last) && last != '%' && last != ')' && last != '-' &&
        last != 'a' && last != '.' && (guchar)last < 0x80) {
        return 0;
    }
    g_autoptr(GArray) words = words_of(t, line);
    guint values = 0;

    while (values < words->len) {
        SbSpan word = g_array_index(words, SbSpan, words->len - 1 - values);

        if (!sb_read_is_value(text, word.start, word.end)) {
            break;
        }
        values++;
    }
    if (values == words->len || values < LEAST_VALUES) {
        return 0;
    }
    SbSpan label = { line->start,
        g_array_index(words, SbSpan, words->len - values).start };

    return label.end - label.start <= MOST_LABEL ? values : 0;
}

static void
add_row(const Tight *t, SbBlock *block, const SbTextLine *line, guint values)
{
    g_autoptr(GArray) words = words_of(t, line);
    SbTableRow *row = sb_read_row(t->article, block);
    guint first = words->len >= values ? words->len - values : 0;
    size_t label = first > 0 ? g_array_index(words, SbSpan, first - 1).end : line->start;

    sb_read_cell(t->article, row, line->start, label);
    for (guint k = first; k < words->len; k++) {
        SbSpan word = g_array_index(words, SbSpan, k);

        sb_read_cell(t->article, row, word.start, word.end);
    }
}

/* A line of heads: a word for each column, with or without one for the labels. */
static gboolean
is_head(const Tight *t, guint i, guint values)
{
    const SbTextLine *line = sb_read_line(t->lines, i);

    if (!sb_read_is_words(line) || line->end - line->start > MOST_LINE ||
        sb_read_ends_sentence(t->article->text, line->start, line->end)) {
        return FALSE;
    }
    g_autoptr(GArray) words = words_of(t, line);

    return words->len == values || words->len == values + 1;
}

/* Does the line end in years? Then it is one of heads. */
static gboolean
ends_in_year(const Tight *t, guint i)
{
    const SbTextLine *line = sb_read_line(t->lines, i);
    const char *text = t->article->text;

    return line->end - line->start > 5 && text[line->end - 5] == ' ' &&
           (memcmp(text + line->end - 4, "19", 2) == 0 ||
               memcmp(text + line->end - 4, "20", 2) == 0) &&
           g_ascii_isdigit(text[line->end - 2]) && g_ascii_isdigit(text[line->end - 1]);
}

guint
sb_read_tight(SbArticle *article, const GArray *lines, guint i, SbBlock **block)
{
    Tight t = { article, lines };
    guint values = count_values(&t, i + 1);

    if (values == 0 || ends_in_year(&t, i + 1) || !is_head(&t, i, values)) {
        return i;
    }
    guint end = i + 1;

    while (count_values(&t, end) == values) {
        end++;
    }
    if (end - i - 1 < LEAST_ROWS) {
        return i;
    }
    *block = sb_article_block(article, SB_BLOCK_TABLE);
    for (guint k = i; k < end; k++) {
        add_row(&t, *block, sb_read_line(lines, k), values);
    }
    return end;
}
