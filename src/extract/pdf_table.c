/*
 * In: lines of a region.  Out: where a table ends that begins at one of them, and
 * its rows with tabs between the cells, as the text reader takes them.
 *
 * A table is a run of lines of two or more pieces, most of them values, whose
 * values stand in columns.  Columns are where the values of all rows lie, and
 * between them what else stands in rows of values; a head goes to the columns
 * that it is centred on.  A cell that has nothing stays empty.
 */
#include "extract/pdf_table.h"

#include <math.h>
#include <string.h>

enum { MOST_COLUMNS = 64, MOST_HEADS = 4, MOST_SINGLE = 2 };

typedef struct {
    double x0, x1;
    gboolean value;
} Column;

typedef struct {
    SbPdf *pdf;
    guint first, end; /* lines */
    guint body;       /* the first line of values */
    Column columns[MOST_COLUMNS];
    guint count;
} Table;

static const SbPdfLine *
line_at(const SbPdf *pdf, guint i)
{
    return pdf->lines->pdata[i];
}

static const SbPdfPiece *
piece_at(const SbPdfLine *line, guint i)
{
    return line->pieces->pdata[i];
}

static gboolean
begins(const char *text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (g_ascii_strncasecmp(text, words[i], strlen(words[i])) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
sb_pdf_table_is_caption(const char *text)
{
    static const char *const words[] = { "table ", "figure ", "chart ", "표 ", "<표",
        "[표", "〈표", "그림 ", "<그림", "[그림", "(단위", "[단위",
        "단위:", "단위 :", "(unit", "unit:", "units:", "(in ", "(us$", "[unit" };

    return begins(text, words, G_N_ELEMENTS(words));
}

static guint
count_values(const SbPdfLine *line)
{
    guint n = 0;

    for (guint i = 0; i < line->pieces->len; i++) {
        n += piece_at(line, i)->value;
    }
    return n;
}

/* "H1", "Q3", "H2e", "2Q" */
static gboolean
is_part(const char *t)
{
    size_t n = strlen(t);
    gboolean letter_first = n > 1 && strchr("HQ", t[0]) != NULL;

    return (n == 2 || (n == 3 && strchr("efpr", t[2]) != NULL)) &&
           strchr("HQ", t[!letter_first]) != NULL && t[letter_first] >= '1' &&
           t[letter_first] <= '4';
}

/* A year or a part of one by itself: as often a head as a value. */
static gboolean
is_year(const SbPdfPiece *piece)
{
    const char *t = piece->text;

    if (is_part(t)) {
        return TRUE;
    }

    return strlen(t) >= 4 && (g_str_has_prefix(t, "19") || g_str_has_prefix(t, "20")) &&
           g_ascii_isdigit(t[2]) && g_ascii_isdigit(t[3]) && !g_ascii_isdigit(t[4]) &&
           t[4] != ',' && t[4] != '.';
}

static gboolean
has_leader(const SbPdfLine *line)
{
    for (guint i = 0; i < line->pieces->len; i++) {
        if (strstr(piece_at(line, i)->text, "....") != NULL ||
            strstr(piece_at(line, i)->text, "····") != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_row(const SbPdfLine *line)
{
    return line->pieces->len >= 2 && !has_leader(line) &&
           !sb_pdf_table_is_caption(piece_at(line, 0)->text) &&
           !sb_pdf_table_is_caption(piece_at(line, line->pieces->len - 1)->text);
}

/* A line of values: two pieces, one of them a value that is not the first. */
static gboolean
is_values(const SbPdfLine *line)
{
    return is_row(line) && (count_values(line) >= 2 ||
                               (count_values(line) == 1 && !piece_at(line, 0)->value));
}

/* May a line of one piece stand inside of a table? A group's name. */
static gboolean
is_group(const SbPdfLine *line)
{
    return line->pieces->len == 1 && !sb_pdf_table_is_caption(piece_at(line, 0)->text) &&
           line->box.x1 - line->box.x0 < 0.5 * (line->right - line->left) &&
           piece_at(line, 0)->chars <= 48;
}

/* The run of lines that may be a table: its end, behind its last row. */
static guint
run_end(const SbPdf *pdf, guint first, guint end)
{
    guint last = first, singles = 0;

    for (guint i = first; i < end; i++) {
        const SbPdfLine *line = line_at(pdf, i);
        const SbPdfLine *before = i > first ? line_at(pdf, i - 1) : NULL;

        if (before != NULL &&
            (line->box.y0 - before->box.y1 > 2.5 * line->height ||
                line->page != before->page || line->region != before->region)) {
            break;
        }
        if (is_row(line)) {
            last = i + 1;
            singles = 0;
        } else if (++singles > MOST_SINGLE || !is_group(line)) {
            break;
        }
    }
    return last;
}

/* --- columns --- */

/* The interval joins the column that it meets, or is a new one; columns that
 * come to meet are one. */
static void
add_interval(Table *t, double x0, double x1, gboolean value)
{
    guint at = 0;

    while (at < t->count && t->columns[at].x1 < x0) {
        at++;
    }
    if (at < t->count && t->columns[at].x0 <= x1) {
        Column *column = &t->columns[at];

        column->x0 = MIN(column->x0, x0);
        column->x1 = MAX(column->x1, x1);
        while (at + 1 < t->count && t->columns[at + 1].x0 <= column->x1) {
            column->x1 = MAX(column->x1, t->columns[at + 1].x1);
            memmove(&t->columns[at + 1], &t->columns[at + 2],
                (t->count - at - 2) * sizeof(Column));
            t->count--;
        }
    } else if (t->count < MOST_COLUMNS) {
        memmove(&t->columns[at + 1], &t->columns[at], (t->count - at) * sizeof(Column));
        t->columns[at] = (Column){ x0, x1, value };
        t->count++;
    }
}

static guint
columns_met(const Table *t, const SbPdfBox *box)
{
    guint n = 0;

    for (guint c = 0; c < t->count; c++) {
        n += t->columns[c].x0 < box->x1 && t->columns[c].x1 > box->x0;
    }
    return n;
}

static void
find_columns(Table *t)
{
    for (int round = 0; round < 2; round++) {
        for (guint i = t->body; i < t->end; i++) {
            const SbPdfLine *line = line_at(t->pdf, i);

            for (guint k = 0; is_values(line) && k < line->pieces->len; k++) {
                const SbPdfPiece *piece = piece_at(line, k);

                if (piece->value == (round == 0) &&
                    (round == 0 || columns_met(t, &piece->box) < 2)) {
                    add_interval(t, piece->box.x0, piece->box.x1, round == 0);
                }
            }
        }
    }
}

/* The rows of heads are above the last of the first rows that has no value but
 * years; body is the row behind. */
static void
find_body(Table *t)
{
    t->body = t->first;
    for (guint i = t->first; i < t->end && i < t->first + MOST_HEADS; i++) {
        const SbPdfLine *line = line_at(t->pdf, i);
        guint years = 0;

        for (guint k = 0; k < line->pieces->len; k++) {
            years += is_year(piece_at(line, k)) && piece_at(line, k)->value;
        }
        if (count_values(line) > years || (years == 1 && is_year(piece_at(line, 0)))) {
            break;
        }
        t->body = i + 1;
    }
}

/* Enough rows of values, most pieces of them values, in two columns or more. */
static gboolean
is_table(const Table *t)
{
    guint rows = 0, values = 0, others = 0, wide = 0;

    for (guint i = t->body; i < t->end; i++) {
        const SbPdfLine *line = line_at(t->pdf, i);
        guint n = count_values(line);

        if (is_values(line)) {
            rows++;
            values += n;
            others += line->pieces->len - n;
            wide += n >= 2;
        }
    }
    guint least = wide > 0 && t->body > t->first ? 2 : 3;

    return t->count >= 2 && rows >= least && values * 10 >= others * 7 &&
           rows * 3 >= t->end - t->body;
}

/* --- cells --- */

static double
centre(double x0, double x1)
{
    return (x0 + x1) / 2;
}

/* The column of a piece among the values: the one it shares most with. */
static guint
column_of(const Table *t, const SbPdfBox *box)
{
    guint best = 0;
    double most = -1e9;

    for (guint c = 0; c < t->count; c++) {
        double shared = MIN(box->x1, t->columns[c].x1) - MAX(box->x0, t->columns[c].x0);

        if (shared > most) {
            most = shared;
            best = c;
        }
    }
    return best;
}

/* The piece of the line that is nearest to the column. */
static guint
nearest_piece(const SbPdfLine *line, const Column *column)
{
    guint best = 0;
    double least = 1e9;

    for (guint k = 0; k < line->pieces->len; k++) {
        const SbPdfBox *box = &piece_at(line, k)->box;
        double away = fabs(centre(box->x0, box->x1) - centre(column->x0, column->x1));

        if (away < least) {
            least = away;
            best = k;
        }
    }
    return best;
}

/* The first of the columns that head k of the line is centred on: of the columns
 * that are nearest to it the run whose middle is nearest to its own.  wide: of
 * two runs alike the longer one. */
static guint
head_column(const Table *t, const SbPdfLine *line, guint k, gboolean wide)
{
    const SbPdfBox *box = &piece_at(line, k)->box;
    guint best = column_of(t, box);
    double least = 1e9;

    for (guint a = 0; a < t->count; a++) {
        for (guint b = a; b < t->count; b++) {
            const Column *from = &t->columns[a], *to = &t->columns[b];
            double away = fabs(centre(from->x0, to->x1) - centre(box->x0, box->x1));
            double better = wide && b > a ? least + 3 : least - 0.01;

            if (nearest_piece(line, from) != k || nearest_piece(line, to) != k) {
                continue;
            }
            if (away < better) {
                least = MIN(away, least);
                best = a;
            }
        }
    }
    return best;
}

/* Heads that share the columns evenly: "2022" and "2023" over two each, however
 * they are aligned.  The first column of head k, or -1. */
static int
even_column(const Table *t, const SbPdfLine *line, guint k)
{
    guint label = !t->columns[0].value;
    gboolean named =
        label && piece_at(line, 0)->box.x0 < t->columns[0].x1; /* over the labels */
    guint heads = line->pieces->len - named, columns = t->count - label;

    if (named && k == 0) {
        return 0;
    }
    if (heads < 2 || columns % heads != 0) {
        return -1;
    }
    guint each = columns / heads;

    for (guint h = 0; h < heads; h++) {
        const SbPdfBox *box = &piece_at(line, h + named)->box;
        guint first = label + h * each;
        double middle = centre(box->x0, box->x1);

        if (middle < t->columns[first].x0 - 6 ||
            middle > t->columns[first + each - 1].x1 + 6) {
            return -1;
        }
    }
    return (int)(label + (k - named) * each);
}

/* --- rows --- */

/* The cells of one row of the table: pieces, parted where they stand over several
 * columns, each with its line. */
typedef struct {
    SbPdfLine line;   /* its pieces are the row's */
    GPtrArray *lines; /* of SbPdfLine, as many as pieces */
} Row;

static gboolean
is_label(const Table *t, const SbPdfLine *line)
{
    return line->pieces->len == 1 && !t->columns[0].value &&
           piece_at(line, 0)->box.x0 < t->columns[0].x1;
}

static gboolean
has_label(const Table *t, const SbPdfLine *line)
{
    return piece_at(line, 0)->box.x0 < t->columns[0].x1;
}

/* Behind the lines that are one row with line i: a label may stand half a line
 * above or below its values, or on both sides of them. */
static guint
row_end(const Table *t, guint i)
{
    gboolean values = !is_label(t, line_at(t->pdf, i));
    guint end = i + 1;

    while (end < t->end && end < i + 3) {
        const SbPdfLine *before = line_at(t->pdf, end - 1), *line = line_at(t->pdf, end);
        gboolean label = is_label(t, line);

        if (line->box.y1 - before->box.y1 > 0.8 * line->height ||
            (label ? end == i + 1 && has_label(t, before)
                   : values || has_label(t, line))) {
            break;
        }
        values |= !label;
        end++;
    }
    return values ? end : i + 1;
}

static void
add_pieces(const Table *t, Row *row, const SbPdfLine *line)
{
    for (guint k = 0; k < line->pieces->len; k++) {
        SbPdfPiece *piece = line->pieces->pdata[k];

        if (columns_met(t, &piece->box) >= 2) {
            sb_pdf_pieces_split(t->pdf, line->page, piece, row->line.pieces);
        } else {
            g_ptr_array_add(row->line.pieces, piece);
        }
    }
    while (row->lines->len < row->line.pieces->len) {
        g_ptr_array_add(row->lines, (gpointer)line);
    }
}

/* Labels come first, from top to bottom; then the values. */
static Row
make_row(const Table *t, guint i, guint end)
{
    SbArena *arena = t->pdf->arena;
    Row row = { *line_at(t->pdf, i), sb_arena_ptr_array(arena) };

    row.line.pieces = sb_arena_ptr_array(arena);
    for (int labels = 1; labels >= 0; labels--) {
        for (guint k = i; k < end; k++) {
            if (is_label(t, line_at(t->pdf, k)) == labels) {
                add_pieces(t, &row, line_at(t->pdf, k));
            }
        }
    }
    return row;
}

/* The column of piece k of a row; heads: of heads; above: over another. */
static guint
column_for(const Table *t, const SbPdfLine *line, guint k, gboolean heads, gboolean above)
{
    if (heads && line->pieces->len == t->count) {
        return k;
    }
    if (!above || line->pieces->len >= t->count) {
        return column_of(t, &piece_at(line, k)->box);
    }
    int even = even_column(t, line, k);

    return even >= 0 ? (guint)even : head_column(t, line, k, TRUE);
}

static void
write_row(const Table *t, guint i, guint end, SbPdfText *out)
{
    Row row = make_row(t, i, end);
    guint at = 0;
    int column = 1;

    for (guint k = 0; k < row.line.pieces->len; k++) {
        const SbPdfPiece *piece = piece_at(&row.line, k);
        const SbPdfLine *line = row.lines->pdata[k];
        guint c = MAX(column_for(t, &row.line, k, end <= t->body, end < t->body), at);

        if (k > 0 && c == at) {
            g_string_append_c(out->text, ' ');
        }
        for (; at < c; at++) {
            /* a blank, or a first tab alone would be an indent */
            g_string_append(out->text, at == 0 && k == 0 ? "\xC2\xA0\t" : "\t");
        }
        column = k > 0 && line == row.lines->pdata[k - 1] ? column : 1;
        SbSourcePlace place = { out->text->len, line->page, line->number, column };

        g_array_append_val(out->places, place);
        g_string_append(out->text, piece->text);
        column += (int)g_utf8_strlen(piece->text, -1) + 1;
    }
    for (; at + 1 < t->count; at++) {
        g_string_append_c(out->text, '\t');
    }
    g_string_append_c(out->text, '\n');
}

guint
sb_pdf_table_read(SbPdf *pdf, guint i, guint end, SbPdfText *out)
{
    const SbPdfLine *line = line_at(pdf, i);
    Table table = { .pdf = pdf, .first = i };
    gboolean head = line->pieces->len == 1 && is_group(line) &&
                    line->box.x0 > line->left + 0.2 * (line->right - line->left) &&
                    i + 1 < end && is_row(line_at(pdf, i + 1));

    if (!is_row(line) && !head) {
        return i;
    }
    table.end = run_end(pdf, head ? i + 1 : i, end);
    find_body(&table);
    find_columns(&table);
    if (!is_table(&table)) {
        return i;
    }
    for (guint k = i, next; out != NULL && k < table.end; k = next) {
        next = row_end(&table, k);
        write_row(&table, k, next, out);
    }
    return table.end;
}
