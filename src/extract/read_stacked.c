/*
 * In: a table that was pasted one cell a line.  Out: rows of cells.
 *
 * Only where it is regular: n heads, then again and again a label and n - 1
 * values, to the end of the run of short lines, which may begin with a caption.
 */
#include <string.h>

#include "extract/read_text.h"

enum {
    MOST_CELL = 40,
    LEAST_ROWS = 2,
    LEAST_COLUMNS = 3,
    MOST_COLUMNS = 40,
    MOST_SKIPPED = 3
};

typedef struct {
    SbArticle *article;
    const GArray *lines;
    GArray *cells; /* of guint: the lines of the run */
    guint end;     /* the line behind the run */
} Stack;

static gboolean
is_cell(const Stack *s, guint i)
{
    const SbTextLine *line = sb_read_line(s->lines, i);
    const char *text = s->article->text;

    return sb_read_is_words(line) && line->end - line->start <= MOST_CELL &&
           !sb_read_is_note(text, line->start, line->end) &&
           (sb_read_is_value(text, line->start, line->end) ||
               !sb_read_ends_sentence(text, line->start, line->end));
}

static gboolean
is_value(const Stack *s, guint cell)
{
    const SbTextLine *line = sb_read_line(s->lines, g_array_index(s->cells, guint, cell));

    return sb_read_is_value(s->article->text, line->start, line->end);
}

/* The short lines from i on; either all apart by a blank line, or none. */
static void
find_run(Stack *s, guint i)
{
    gboolean apart =
        i + 1 < s->lines->len && sb_read_line(s->lines, i + 1)->kind == SB_LINE_BLANK;

    while (i < s->lines->len && is_cell(s, i)) {
        g_array_append_val(s->cells, i);
        s->end = i + 1;
        i++;
        if (apart && i < s->lines->len &&
            sb_read_line(s->lines, i)->kind == SB_LINE_BLANK) {
            i++;
        } else if (apart) {
            break;
        }
    }
}

/* Labels and values take turns from cell first on, n cells a row, to the end. */
static gboolean
is_regular(const Stack *s, guint first, guint n)
{
    guint left = s->cells->len - first;

    if (left % n != 0 || left / n < LEAST_ROWS) {
        return FALSE;
    }
    for (guint k = first; k < s->cells->len; k++) {
        if (is_value(s, k) != ((k - first) % n != 0)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The cells of a row; 0: no regular table. */
static guint
find_width(const Stack *s)
{
    for (guint n = LEAST_COLUMNS; n <= MOST_COLUMNS && n * 3 <= s->cells->len; n++) {
        if (!is_value(s, 0) && is_regular(s, n, n)) {
            return n;
        }
    }
    return 0;
}

/* Many short lines, most of them values, a label now and then: it was a table. */
static gboolean
was_table(const Stack *s)
{
    guint values = 0, turns = 0;

    for (guint k = 0; k < s->cells->len; k++) {
        values += is_value(s, k);
        turns += k > 0 && is_value(s, k) && !is_value(s, k - 1);
    }
    return s->cells->len >= 9 && values * 2 >= s->cells->len && turns >= 3;
}

/* How many cells of the run stand before line i, no more than are looked at; and
 * the line of the first of them. */
static guint
cells_before(const Stack *s, guint i, guint *first)
{
    guint n = 0;

    while (i > 0 && n <= MOST_SKIPPED) {
        i--;
        if (sb_read_line(s->lines, i)->kind == SB_LINE_BLANK && i > 0) {
            i--;
        }
        if (!is_cell(s, i)) {
            break;
        }
        *first = i;
        n++;
    }
    return n;
}

guint
sb_read_stacked(SbArticle *article, const GArray *lines, guint i, SbBlock **block)
{
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(guint));
    Stack s = { article, lines, cells, i };

    if (!is_cell(&s, i)) {
        return i;
    }
    guint first = i, before = cells_before(&s, i, &first), n = 0;

    if (before > MOST_SKIPPED) {
        return i;
    }
    find_run(&s, i);
    n = find_width(&s);
    if (n == 0) {
        if (before == MOST_SKIPPED && was_table(&s)) {
            sb_job_remark(article->job, SB_REMARK_TABLE_IRREGULAR, article->source,
                sb_read_line(lines, first)->start,
                "these lines look like the cells of a table, but make no rows");
        }
        return i;
    }
    *block = sb_article_block(article, SB_BLOCK_TABLE);
    SbTableRow *row = NULL;

    for (guint k = 0; k < cells->len; k++) {
        const SbTextLine *line = sb_read_line(lines, g_array_index(cells, guint, k));

        row = k % n == 0 ? sb_read_row(article, *block) : row;
        sb_read_cell(article, row, line->start, line->end);
    }
    return s.end;
}
