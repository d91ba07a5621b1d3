/*
 * In: lines as pieces.  Out: their columns, and which heads stand over which
 * columns (read_columns.h).
 */
#include "extract/read_columns.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_PIECES = 300,
    UNCOVERED = 2, /* cost of a column without a head, in cells */
    UNDER_OTHER = 8,
    FAR = 1 << 20,
    BY_ORDER = 100 /* cells of a column that is found by order alone */
};

static int
by_left(gconstpointer a, gconstpointer b)
{
    return ((const SbTextColumn *)a)->left - ((const SbTextColumn *)b)->left;
}

/* Is a piece of text, not the label, part of a column of texts? */
static gboolean
is_text_column(const SbColumns *a, const SbPiece *piece)
{
    guint alike = 0, all = 0;

    for (guint r = 0; r < a->rows->len; r++) {
        const SbPieceRow *row = &g_array_index(a->rows, SbPieceRow, r);

        if (!row->data) {
            continue;
        }
        all++;
        for (guint i = 1; i < row->pieces->len; i++) {
            if (!sb_piece_at(row, i)->value &&
                abs(sb_piece_at(row, i)->left - piece->left) <= 2) {
                alike++;
                break;
            }
        }
    }
    return alike * 2 > all;
}

static void
find_columns(SbColumns *a)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(SbTextColumn));

    for (guint r = 0; r < a->rows->len; r++) {
        const SbPieceRow *row = &g_array_index(a->rows, SbPieceRow, r);

        for (guint i = 1; row->data && i < row->pieces->len; i++) {
            const SbPiece *piece = sb_piece_at(row, i);
            SbTextColumn span = { piece->left, piece->right };

            if (piece->value || is_text_column(a, piece)) {
                g_array_append_val(spans, span);
            }
        }
    }
    g_array_sort(spans, by_left);
    g_array_set_size(a->columns, 0);
    for (guint i = 0; i < spans->len; i++) {
        SbTextColumn span = g_array_index(spans, SbTextColumn, i);
        SbTextColumn *last = a->columns->len > 0 ? &g_array_index(a->columns,
                                                       SbTextColumn, a->columns->len - 1)
                                                 : NULL;

        if (last != NULL && span.left < last->right) {
            last->right = MAX(last->right, span.right);
        } else {
            g_array_append_val(a->columns, span);
        }
    }
}

/* The column that a piece stands in or next to. */
guint
sb_read_columns_of(const SbColumns *a, const SbPiece *piece)
{
    guint best = 0;
    int least = FAR;

    for (guint c = 0; c < a->columns->len; c++) {
        const SbTextColumn *column = sb_text_column_at(a, c);
        int apart = piece->left >= column->right   ? piece->left - column->right + 1
                    : column->left >= piece->right ? column->left - piece->right + 1
                                                   : 0;

        if (apart == 0) {
            apart = -MIN(piece->right, column->right) + MAX(piece->left, column->left);
        }
        if (apart < least) {
            least = apart;
            best = c;
        }
    }
    return best;
}

/* A label that runs into its first value ("Persimmons 9,870"), or values that
 * touch: parts at single blanks where a column begins. */
static void
split_pieces(const SbColumns *a, SbPieceRow *row)
{
    const char *text = a->text;

    for (guint i = 0; i < row->pieces->len && row->pieces->len < MOST_PIECES; i++) {
        SbPiece *piece = &g_array_index(row->pieces, SbPiece, i);
        guint first = i == 0 ? G_MAXUINT : sb_read_columns_of(a, piece);
        SbPiece tail = *piece;
        int at = piece->left;
        gboolean found = FALSE;

        for (size_t k = piece->start; k < piece->end && !found;) {
            gunichar c = g_utf8_get_char(text + k);
            size_t n = (size_t)(g_utf8_next_char(text + k) - (text + k));

            at += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
            k += n;
            if (c != ' ' || k >= piece->end) {
                continue;
            }
            tail.start = k;
            tail.left = at;
            guint column = sb_read_columns_of(a, &tail);
            const SbTextColumn *stands = sb_text_column_at(a, column);

            found =
                tail.left < stands->right && tail.right > stands->left &&
                (i > 0 ? column != first && sb_read_is_value(text, piece->start, k - 1)
                       : tail.left >= stands->left - 2) &&
                sb_read_is_value(text, tail.start, tail.end);
        }
        if (found) {
            piece->end = tail.start - 1;
            piece->right = tail.left - 1;
            piece->value = sb_read_is_value(text, piece->start, piece->end);
            tail.value = TRUE;
            g_array_insert_val(row->pieces, i + 1, tail);
        }
    }
}

/* Do all the data lines put each of their pieces into a column of its own? */
static gboolean
is_aligned(const SbColumns *a)
{
    guint bad = 0, all = 0;

    for (guint r = 0; r < a->rows->len; r++) {
        const SbPieceRow *row = &g_array_index(a->rows, SbPieceRow, r);
        int last = -1;

        if (!row->data) {
            continue;
        }
        all++;
        for (guint i = 1; i < row->pieces->len; i++) {
            const SbPiece *piece = sb_piece_at(row, i);

            if (!piece->value && piece->right <= sb_text_column_at(a, 0)->left) {
                continue; /* more of the label */
            }
            int column = (int)sb_read_columns_of(a, piece);

            if (column <= last) {
                bad++;
                break;
            }
            last = column;
        }
    }
    return bad * 5 <= all;
}

/* The same number of pieces in nearly each line: columns by their order. */
static gboolean
is_counted(const SbColumns *a, guint *count)
{
    guint same = 0, all = 0;

    *count = 0;
    for (guint r = 0; r < a->rows->len; r++) {
        const SbPieceRow *row = &g_array_index(a->rows, SbPieceRow, r);

        if (row->data) {
            *count = MAX(*count, row->pieces->len);
        }
    }
    for (guint r = 0; r < a->rows->len; r++) {
        const SbPieceRow *row = &g_array_index(a->rows, SbPieceRow, r);

        all += row->data;
        same += row->data && row->pieces->len == *count;
    }
    return same * 5 >= all * 4 && all >= 3;
}

/* --- heads over columns --- */

static int
middle_off(const SbColumns *a, const SbPiece *piece, guint from, guint to)
{
    const SbTextColumn *first = sb_text_column_at(a, from),
                       *last = sb_text_column_at(a, to);
    int middle = abs(piece->left + piece->right - first->left - last->right) / 2;

    if (from == to) {
        int left = abs(piece->left - first->left),
            right = abs(piece->right - first->right);

        return MIN(middle, MIN(left, right));
    }
    return MIN(middle, abs(piece->left - first->left) + 2 * UNCOVERED);
}

/* The cost of columns that stand right under an other piece than number p. */
static int
under_others(
    const SbColumns *a, const SbPiece *pieces, guint n, guint p, guint from, guint to)
{
    int sum = 0;

    for (guint c = from; c <= to; c++) {
        const SbTextColumn *column = sb_text_column_at(a, c);

        for (guint k = 0; k < n; k++) {
            sum +=
                k != p && pieces[k].left < column->right && pieces[k].right > column->left
                    ? UNDER_OTHER
                    : 0;
        }
    }
    return sum;
}

/* Which columns each of n pieces stands over: the cheapest way to part the columns
 * among them, in order.  over[c] gets the piece, or -1. */
void
sb_read_columns_spread(const SbColumns *a, const SbPiece *pieces, guint n, int *over)
{
    guint columns = a->columns->len;
    g_autofree int *cost = g_new(int, (n + 1) * (columns + 1));
    g_autofree guint *from = g_new0(guint, (n + 1) * (columns + 1));
#define AT(p, c) ((p) * (columns + 1) + (c))

    for (guint p = 0; p <= n; p++) {
        for (guint c = 0; c <= columns; c++) {
            cost[AT(p, c)] = p == 0 ? (int)c * UNCOVERED : FAR;
            from[AT(p, c)] = c > 0 ? c - 1 : 0;
            if (p > 0 && c > 0) {
                /* column c - 1 has no head */
                cost[AT(p, c)] = MIN(FAR, cost[AT(p, c - 1)] + UNCOVERED);
                from[AT(p, c)] = G_MAXUINT;
            }
            for (guint begin = 0; p > 0 && begin < c; begin++) {
                int sum = cost[AT(p - 1, begin)] +
                          middle_off(a, &pieces[p - 1], begin, c - 1) +
                          under_others(a, pieces, n, p - 1, begin, c - 1);

                if (sum < cost[AT(p, c)] ||
                    (sum == cost[AT(p, c)] && from[AT(p, c)] == G_MAXUINT)) {
                    cost[AT(p, c)] = sum;
                    from[AT(p, c)] = begin;
                }
            }
        }
    }
    for (guint c = 0; c < columns; c++) {
        over[c] = -1;
    }
    for (guint p = n, c = columns; p > 0 && c > 0;) {
        guint begin = from[AT(p, c)];

        if (begin == G_MAXUINT) {
            c--;
            continue;
        }
        for (guint k = begin; k < c; k++) {
            over[k] = (int)p - 1;
        }
        c = begin;
        p--;
    }
#undef AT
}

/* Columns by order: where the pieces stand means nothing. */
static void
count_columns(SbColumns *a, guint count)
{
    g_array_set_size(a->columns, 0);
    for (guint c = 1; c < count; c++) {
        SbTextColumn column = { (int)c * BY_ORDER, (int)c * BY_ORDER + BY_ORDER / 2 };

        g_array_append_val(a->columns, column);
    }
    for (guint r = 0; r < a->rows->len; r++) {
        const SbPieceRow *row = &g_array_index(a->rows, SbPieceRow, r);

        for (guint i = 0; !row->border && i < row->pieces->len; i++) {
            SbPiece *piece = &g_array_index(row->pieces, SbPiece, i);
            guint c = row->pieces->len + 1 == count ? i + 1 : i;

            piece->left = (int)c * BY_ORDER;
            piece->right = piece->left + BY_ORDER / 2;
        }
    }
}

gboolean
sb_read_columns_find(SbColumns *a)
{
    guint count;

    find_columns(a);
    if (a->columns->len == 0) {
        return FALSE;
    }
    for (guint r = 0; r < a->rows->len; r++) {
        SbPieceRow *row = &g_array_index(a->rows, SbPieceRow, r);

        if (row->data) {
            split_pieces(a, row);
        }
    }
    if (is_aligned(a)) {
        return TRUE;
    }
    if (!is_counted(a, &count)) {
        return FALSE;
    }
    count_columns(a, count);
    return TRUE;
}
