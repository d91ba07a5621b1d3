/*
 * In: a table of rich cells.  Out: its columns' widths and alignment (tabular.h);
 * table.c draws it.
 *
 * A column of numbers is set on the decimal point.  Columns get what their
 * content asks for; when that is too much, columns of text give way.
 */
#include "report/tabular.h"

#include <math.h>
#include <string.h>

#include "report/block.h"

enum {
    COLUMN_GAP = 12,
    LEAST_COLUMN = 10, /* points; a table of narrower columns is refused */
    ROW_PAD = 3,
    TREND_ROOM = 64,
    BAR_ROOM = 68 /* of bars in a column, with the gap before them */
};

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/* A table is set in a column when what its content asks for is no wider than
 * this share of it. */
#define MOST_NARROWED 1.4

/* Of a page: the highest row with the head above it; the caption has the rest. */
#define MOST_ROW 0.8

/* --- numbers -------------------------------------------------------------------------
 */

static gboolean
is_digit(const char *p)
{
    return g_ascii_isdigit(*p);
}

gssize
sb_tabular_point(const char *text)
{
    const char *p = text;

    while (*p && !is_digit(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isalpha(c) && c >= 0x250) {
            return -1; /* a word before the number */
        }
        p = g_utf8_next_char(p);
    }
    if (!*p || p - text > 8) {
        return -1;
    }
    while (is_digit(p) || (*p == ',' && is_digit(p + 1))) {
        p++;
    }
    gssize point = p - text;

    if (*p == '.' && is_digit(p + 1)) {
        for (p++; is_digit(p); p++) {
        }
    }
    for (; *p && *p != '\n'; p++) { /* marks and units may follow, no second number */
        if (is_digit(p) && p > text && p[-1] != '[') {
            return -1;
        }
    }
    return point;
}

/* Does a word follow the number ("14.2 billion")?  Then the ends are set under
 * each other rather than the points. */
static gboolean
has_word_after(const char *text)
{
    int letters = 0;

    for (const char *p = text + MAX(sb_tabular_point(text), 0); *p;
         p = g_utf8_next_char(p)) {
        letters += g_unichar_isalpha(g_utf8_get_char(p));
    }
    return letters > 2;
}

/* "–", "n/a", "..": what stands for a number that is not there. */
static gboolean
is_blank_value(const char *text)
{
    static const char *const WORDS[] = { "", "-", "–", "—", "n/a", "N/A", "n.a.", "..",
        "…", "…", ":" };

    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (g_str_equal(text, WORDS[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A cell's text without footnote marks, which hang behind the number.  Free it. */
static char *
without_marks(const SbRich *rich)
{
    GString *out = g_string_new(NULL);

    for (size_t i = 0; i < rich->n_spans; i++) {
        const SbRichSpan *span = &rich->spans[i];

        if (!span->note) {
            g_string_append_len(
                out, rich->text + span->start, (gssize)(span->end - span->start));
        }
    }
    return g_string_free(out, FALSE);
}

static gboolean
is_body(const SbRow *row)
{
    return row->kind == SB_ROW_BODY || row->kind == SB_ROW_TOTAL;
}

/* '.', 'r' or 'l' by what stands in a column's body. */
static char
guess_align(const SbTable *table, int column)
{
    guint points = 0, many = 0, texts = 0;

    for (guint i = 0; i < table->rows->len; i++) {
        const SbRow *row = &g_array_index(table->rows, SbRow, i);
        const SbRich *rich = row->cells[column].rich;

        if (!is_body(row) || sb_rich_is_empty(rich)) {
            continue;
        }
        g_autofree char *text = without_marks(rich);

        if (column == 0 && strpbrk(text, LETTERS)) {
            texts++; /* "Group 1", "2020 Q1": a row's name */
        } else if (sb_tabular_point(text) >= 0 && has_word_after(text)) {
            many++;
        } else if (sb_tabular_point(text) >= 0) {
            points++;
        } else if (strcspn(text, "0123456789") < 6 &&
                   strcspn(text, "0123456789") < strlen(text)) {
            many++;
        } else if (!is_blank_value(text)) {
            texts++;
        }
    }
    if (column == 0 && texts + many > 0) {
        return 'l';
    }
    if (points > 3 * (texts + many)) {
        return '.';
    }
    return points + many > 2 * texts ? 'r' : 'l';
}

/* --- shaping
 * ----------------------------------------------------------------------------- */

static gboolean
shape_row(SbGalley *galley, SbTabular *t, guint index, GError **error)
{
    const SbRow *row = &g_array_index(t->table->rows, SbRow, index);
    SbTabularRow *out = &t->rows[index];
    SbArena *arena = galley->press->arena;
    SbTextRole role = row->kind == SB_ROW_HEAD || row->kind == SB_ROW_GROUP
                          ? SB_TEXT_CELL_HEAD
                          : SB_TEXT_CELL;

    out->kind = row->kind;
    out->cells = sb_arena_new_many(arena, SbTabularCell, (size_t)t->n_columns);
    for (int i = 0; i < t->n_columns; i++) {
        const SbRich *rich = row->cells[i].rich;

        out->cells[i].left = -1;
        if (sb_rich_is_empty(rich)) {
            continue;
        }
        out->cells[i].paragraph =
            sb_paragraph_new(galley, rich, role, t->block->offset, error);
        if (!out->cells[i].paragraph) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The bytes of rich before the point, in its own text (marks are behind it). */
static void
measure_decimal(SbTabularColumn *column, SbTabularCell *cell)
{
    g_autofree char *text = without_marks(cell->paragraph->rich);
    gssize point = sb_tabular_point(text);

    if (point < 0) {
        return;
    }
    cell->left = sb_text_piece_width(cell->paragraph->run, 0, (size_t)point, FALSE);
    column->left = MAX(column->left, cell->left);
    column->right = MAX(column->right, cell->paragraph->natural - cell->left);
}

static void
measure_column(SbTabular *t, int index)
{
    SbTabularColumn *column = &t->columns[index];

    for (guint i = 0; i < t->n_rows; i++) {
        SbTabularRow *row = &t->rows[i];
        SbTabularCell *cell = &row->cells[index];

        if (!cell->paragraph || row->kind == SB_ROW_GROUP ||
            sb_tabular_span(t, i, index) > 1) {
            continue;
        }
        if (column->align == '.' && row->kind != SB_ROW_HEAD) {
            measure_decimal(column, cell);
        }
        column->natural = MAX(column->natural, cell->paragraph->natural);
        column->least = MAX(column->least, cell->paragraph->least);
        if (column->align == '.' && row->kind != SB_ROW_HEAD) {
            column->least = MAX(column->least, cell->paragraph->natural);
        }
    }
    for (guint i = 0; i < t->n_rows; i++) {
        const SbRow *row = &g_array_index(t->table->rows, SbRow, i);

        column->bar = row->cells[index].bar ? BAR_ROOM : column->bar;
        if (row->cells[index].trend) {
            column->natural = MAX(column->natural, TREND_ROOM);
            column->least = MAX(column->least, TREND_ROOM / 2.0);
        }
    }
    if (column->align == '.') {
        column->natural = MAX(column->natural, column->left + column->right);
        column->least = MAX(column->least, column->left + column->right);
    }
    column->natural += column->bar;
    column->least += column->bar;
}

int
sb_tabular_span(const SbTabular *t, guint row, int column)
{
    return g_array_index(t->table->rows, SbRow, row).cells[column].span;
}

double
sb_tabular_width(const SbTabular *t, guint row, int column)
{
    const SbTabularColumn *first = &t->columns[column];
    const SbTabularColumn *last = first + MAX(sb_tabular_span(t, row, column) - 1, 0);

    return last->x + last->width - first->x - (first == last ? first->bar : 0);
}

/* What a head over columns asks for beyond them, they get in equal parts. */
static void
measure_spans(SbTabular *t)
{
    for (guint i = 0; i < t->n_rows; i++) {
        for (int k = 0; k < t->n_columns; k++) {
            const SbParagraph *p = t->rows[i].cells[k].paragraph;
            int span = sb_tabular_span(t, i, k);
            double natural = COLUMN_GAP * (span - 1.0), least = natural;

            for (int j = k; p && j < k + span; j++) {
                natural += t->columns[j].natural;
                least += t->columns[j].least;
            }
            for (int j = k; p && span > 1 && j < k + span; j++) {
                t->columns[j].natural += MAX(p->natural - natural, 0) / span;
                t->columns[j].least += MAX(p->least - least, 0) / span;
            }
        }
    }
}

/* --- widths
 * ---------------------------------------------------------------------------------- */

static void
widen(SbTabular *t, double extra)
{
    /* The first column takes a third, columns of text and numbers the rest. */
    double share = t->n_columns > 1 ? extra * 2 / 3 / (t->n_columns - 1) : 0;

    for (int i = 0; i < t->n_columns; i++) {
        t->columns[i].width = t->columns[i].natural +
                              (i == 0 ? (t->n_columns > 1 ? extra / 3 : extra) : share);
    }
}

static double
capped(const SbTabular *t, double cap)
{
    double sum = 0;

    for (int i = 0; i < t->n_columns; i++) {
        sum += MIN(t->columns[i].natural, MAX(cap, t->columns[i].least));
    }
    return sum;
}

/* The widest columns give way first: all are cut to one width, found by halving,
 * but none below its longest word. */
static void
narrow(SbTabular *t, double room, double least)
{
    double low = 0, high = room;

    for (int i = 0; i < 40; i++) {
        double middle = (low + high) / 2;

        if (capped(t, middle) > room) {
            high = middle;
        } else {
            low = middle;
        }
    }
    for (int i = 0; i < t->n_columns; i++) {
        SbTabularColumn *c = &t->columns[i];

        c->width = MIN(c->natural, MAX(low, c->least));
        if (least > room) { /* nothing helps: all shrink, words break */
            c->width = c->least * room / least;
        }
    }
}

/* Words go before bars. */
static void
drop_bars(SbTabular *t)
{
    for (int i = 0; i < t->n_columns; i++) {
        t->columns[i].natural -= t->columns[i].bar;
        t->columns[i].least -= t->columns[i].bar;
        t->columns[i].bar = 0;
    }
}

/* What the columns ask for at least, without the gaps. */
static double
least_room(const SbTabular *t)
{
    double least = 0;

    for (int i = 0; i < t->n_columns; i++) {
        least += t->columns[i].least;
    }
    return least;
}

static void
find_widths(SbTabular *t, const SbPlace *place)
{
    double gap = MIN(COLUMN_GAP, place->width / (4.0 * t->n_columns));
    double room = place->width - gap * (t->n_columns - 1);
    double natural = 0, x = place->x;

    if (least_room(t) > room) {
        drop_bars(t);
    }
    for (int i = 0; i < t->n_columns; i++) {
        natural += t->columns[i].natural;
    }
    if (natural <= room) {
        widen(t, room - natural);
    } else {
        narrow(t, room, least_room(t));
    }
    for (int i = 0; i < t->n_columns; i++) {
        t->columns[i].x = x;
        x += t->columns[i].width + gap;
    }
}

static void
break_rows(SbGalley *galley, SbTabular *t, double measure)
{
    const SbStyle *style = &galley->press->style;

    for (guint i = 0; i < t->n_rows; i++) {
        SbTabularRow *row = &t->rows[i];
        gboolean head = row->kind == SB_ROW_HEAD || row->kind == SB_ROW_GROUP;
        double leading = style->text[head ? SB_TEXT_CELL_HEAD : SB_TEXT_CELL].leading;
        guint lines = 1;

        for (int k = 0; k < t->n_columns; k++) {
            SbTabularCell *cell = &row->cells[k];
            double width =
                row->kind == SB_ROW_GROUP ? measure : sb_tabular_width(t, i, k);

            if (cell->paragraph) {
                cell->lines =
                    sb_paragraph_lines(galley, cell->paragraph, width + 0.01, TRUE);
                lines = MAX(lines, cell->lines->len);
            }
        }
        row->height = lines * leading + 2 * ROW_PAD;
    }
}

/* A row is not parted: head and row must stand on one page. */
static gboolean
check_heights(SbGalley *galley, const SbTabular *t, GError **error)
{
    double page = sb_style_page_height(&galley->press->style), heads = 0, most = 0;

    for (guint i = 0; i < t->n_rows; i++) {
        if (t->rows[i].kind == SB_ROW_HEAD) {
            heads += t->rows[i].height;
        } else {
            most = MAX(most, t->rows[i].height);
        }
    }
    if (heads + most > MOST_ROW * page) {
        sb_error_at(error, SB_ERROR_INPUT, galley->press->source, t->block->offset,
            "a row of this table is %.0f points high with its head; a page holds %.0f",
            heads + most, MOST_ROW * page);
        return FALSE;
    }
    return TRUE;
}

SbTabular *
sb_tabular_measure(
    SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    SbArena *arena = galley->press->arena;
    SbTabular *t = sb_arena_new_of(arena, SbTabular);
    const SbTable *table = block->table;

    if (place->width < LEAST_COLUMN * table->columns) {
        sb_error_at(error, SB_ERROR_INPUT, galley->press->source, block->offset,
            "a table of %d columns does not fit a measure of %.0f points", table->columns,
            place->width);
        return NULL;
    }
    t->block = block;
    t->table = table;
    t->n_columns = table->columns;
    t->n_rows = table->rows->len;
    t->columns = sb_arena_new_many(arena, SbTabularColumn, (size_t)t->n_columns);
    t->rows = sb_arena_new_many(arena, SbTabularRow, t->n_rows);
    for (guint i = 0; i < t->n_rows; i++) {
        if (!shape_row(galley, t, i, error)) {
            return NULL;
        }
    }
    for (int i = 0; i < t->n_columns; i++) {
        char guess = guess_align(table, i), given = table->aligns[i];

        t->columns[i].align =
            given == 0 || (given == 'r' && guess == '.') ? guess : given;
        measure_column(t, i);
    }
    measure_spans(t);
    find_widths(t, place);
    break_rows(galley, t, place->width);
    return check_heights(galley, t, error) ? t : NULL;
}

gboolean
sb_tabular_fits(SbGalley *galley, const SbBlock *block, double width)
{
    const SbPlace place = { .width = width };
    SbTabular *t = width < LEAST_COLUMN * block->table->columns
                       ? NULL
                       : sb_tabular_measure(galley, block, &place, NULL);
    double natural = 0, least = 0;

    for (int i = 0; t && i < t->n_columns; i++) {
        natural += t->columns[i].natural + COLUMN_GAP;
        least += t->columns[i].least + COLUMN_GAP;
    }
    return t && least - COLUMN_GAP <= width &&
           natural - COLUMN_GAP <= MOST_NARROWED * width;
}
