/*
 * In: lines whose cells are parted by nothing but blanks, as they are pasted out
 * of a PDF.  Out: rows of cells.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/read_columns.h"

enum {
    MOST_PIECES = 300,
    MOST_HEAD_LINES = 6,
    MOST_HEAD_PIECE = 44, /* cells */
    MOST_LABEL = 60,
    MOST_LABELS = 2,
    TAB_CELLS = 8,
    LEADER = 4 /* dots */
};

typedef struct {
    SbArticle *article;
    const GArray *lines;
    SbColumns columns;
    guint heads; /* rows above the first data line */
} Aligned;

/* --- values by their letters --- */

static gboolean
is_none(const char *text, size_t length)
{
    static const char *const none[] = { "-", "–", "—", "…", "...", "..", "n/a", "n.a.",
        "N/A", "NA", "na", "x", "X", "−", "‥", "*", "--", "n.a", "ㅡ", "―", ":" };

    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        if (strlen(none[i]) == length && memcmp(none[i], text, length) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
sb_read_is_value(const char *text, size_t start, size_t end)
{
    guint digits = 0, letters = 0, blanks = 0;

    if (end <= start || end - start > 48) {
        return FALSE;
    }
    if (is_none(text + start, end - start)) {
        return TRUE;
    }
    for (size_t i = start; i < end;
         i += (size_t)(g_utf8_next_char(text + i) - (text + i))) {
        gunichar c = g_utf8_get_char(text + i);

        if (g_unichar_isdigit(c)) {
            digits++;
        } else if (g_unichar_isalpha(c)) {
            if (digits == 0 && c < 0x80 && c != 'U' && c != 'K') {
                return FALSE;
            }
            letters++;
        } else if (c == ' ') {
            blanks++;
        } else if (c < 0x80 && strchr(",.%()[]+-<>~*'/$^", (int)c) == NULL) {
            return FALSE;
        }
    }
    return digits > 0 && letters <= 3 && blanks <= 3;
}

/* "2021", "'22", "2023p", "3Q23", "2/4", "2022.9월", "1~8월": a head, not a value */
static gboolean
is_period(const char *text, size_t start, size_t end)
{
    g_autofree char *copy = g_strndup(text + start, end - start);
    size_t digits = strspn(copy, "0123456789");

    if (digits == 4 && (g_str_has_prefix(copy, "19") || g_str_has_prefix(copy, "20"))) {
        return copy[4] == '\0' || strchr("pefrQHM-/(. ", copy[4]) != NULL ||
               (guchar)copy[4] >= 0x80;
    }
    return strstr(copy, "월") != NULL || strstr(copy, "분기") != NULL ||
           strstr(copy, "/4") != NULL || copy[0] == '\'' ||
           g_str_has_prefix(copy, "\xE2\x80\x99") ||
           (digits == 1 && strchr("QHqh", copy[1]) != NULL && copy[1] != '\0');
}

/* --- lines as pieces --- */

/* The end of a leader that begins at i, "......", ". . . .", "·····", and leads from a
 * label to its value; i: none. */
static size_t
leader_end(const char *text, size_t i, size_t end)
{
    const char *dot = text[i] == '.'                    ? "."
                      : g_str_has_prefix(text + i, "·") ? "·"
                      : g_str_has_prefix(text + i, "…") ? "…"
                                                        : NULL;
    size_t last = i, length = dot != NULL ? strlen(dot) : 0;
    guint n = 0;

    for (size_t k = i; dot != NULL && k < end;) {
        if (end - k >= length && memcmp(text + k, dot, length) == 0) {
            k += length;
            last = k;
            n++;
        } else if (text[k] == ' ' && k == last) {
            k++;
        } else {
            break;
        }
    }
    return n >= LEADER ? last : i;
}

static gboolean
has_gap(const char *text, const SbTextLine *line)
{
    for (size_t i = line->start; i + 1 < line->end; i++) {
        if ((text[i + 1] == '.' || (guchar)text[i + 1] == 0xC2 ||
                (guchar)text[i + 1] == 0xE2) &&
            leader_end(text, i + 1, line->end) > i + 1) {
            return TRUE;
        }
        /* no blank can begin or end with such a byte: the next pair, and the one
         * behind it, are none */
        if (text[i + 1] > ' ' && (guchar)text[i + 1] < 0x80) {
            i++;
            continue;
        }
        if ((text[i] == ' ' || text[i] == '\t') &&
            (text[i + 1] == ' ' || text[i + 1] == '\t')) {
            return TRUE;
        }
        if ((guchar)text[i] == 0xE3 && (guchar)text[i + 1] == 0x80 &&
            (guchar)text[i + 2] == 0x80) {
            return TRUE;
        }
        if ((guchar)text[i] == 0xC2 && (guchar)text[i + 1] == 0xA0 && i > line->start &&
            (text[i - 1] == ' ' || (guchar)text[i - 1] == 0xA0)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
add_piece(const char *text, GArray *pieces, const SbPiece *piece)
{
    SbPiece done = *piece;

    if (done.end > done.start && pieces->len < MOST_PIECES) {
        done.value = sb_read_is_value(text, done.start, done.end);
        g_array_append_val(pieces, done);
    }
}

/* "미  국": single Hangul that are drawn apart to fill a column. */
static gboolean
is_spaced(
    const char *text, const SbTextLine *line, const SbPiece *piece, size_t i, int gap)
{
    size_t n = piece->end - piece->start;
    size_t after = i + 3;

    if (gap > 4 || n < 3 || n > 12 || (guchar)text[piece->start] < 0xEA ||
        (guchar)text[i] < 0xEA || (guchar)text[i] > 0xED || after > line->end ||
        (after < line->end && sb_article_blank(text, after, line->end) == 0)) {
        return FALSE;
    }
    for (size_t k = piece->start; k < piece->end;) {
        size_t blank = sb_article_blank(text, k, piece->end);

        if (blank == 0 && k + 3 < piece->end &&
            sb_article_blank(text, k + 3, piece->end) == 0) {
            return FALSE;
        }
        k += blank > 0 ? blank : 3;
    }
    return TRUE;
}

/* Is the piece one of the list's words, which are parted by blanks? */
static gboolean
is_one_of(const char *text, const SbPiece *piece, const char *list)
{
    size_t length = piece->end - piece->start;

    for (const char *word = list; *word != '\0';) {
        size_t n = strcspn(word, " ");

        if (n == length && memcmp(word, text + piece->start, n) == 0) {
            return TRUE;
        }
        word += n + (word[n] == ' ');
    }
    return FALSE;
}

/* "$    1,204", "(1,204  )", "3.1  %": signs that stand apart from their value. */
static void
join_signs(const char *text, GArray *pieces)
{
    guint kept = 0;

    for (guint i = 0; i < pieces->len; i++) {
        SbPiece piece = g_array_index(pieces, SbPiece, i);
        SbPiece *last = kept > 0 ? &g_array_index(pieces, SbPiece, kept - 1) : NULL;
        gboolean joined =
            last != NULL && ((kept > 1 && last->value &&
                                 is_one_of(text, &piece, ") % )% % ) ) % pts pp bps")) ||
                                (piece.value && is_one_of(text, last,
                                                    "$ US$ A$ C$ S$ £ € ¥ ₩ Rs Rs. R$")));

        if (joined) {
            last->end = piece.end;
            last->right = piece.right;
            last->value = TRUE;
        } else {
            g_array_index(pieces, SbPiece, kept++) = piece;
        }
    }
    g_array_set_size(pieces, kept);
}

static GArray *
pieces_of(const char *text, const SbTextLine *line)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(SbPiece));
    SbPiece piece = { line->raw, line->raw, 0, 0, FALSE };
    int at = 0, gap = 0;

    for (size_t i = line->raw; i < line->end;) {
        size_t n = sb_article_blank(text, i, line->end);
        gunichar c = g_utf8_get_char(text + i);
        int wide = c == '\t' ? TAB_CELLS - at % TAB_CELLS : g_unichar_iswide(c) ? 2 : 1;
        size_t leader = piece.end > piece.start ? leader_end(text, i, line->end) : i;

        wide = g_unichar_iszerowidth(c) ? 0 : wide;
        if (leader > i) {
            n = leader - i;
            wide = (int)g_utf8_strlen(text + i, (gssize)n);
            gap += wide;
        } else if (n > 0) {
            gap += c == '\t' ? 2 : wide;
        } else {
            if ((gap >= 2 && !is_spaced(text, line, &piece, i, gap)) ||
                piece.end == piece.start) {
                add_piece(text, pieces, &piece);
                piece.start = i;
                piece.left = at;
            }
            gap = 0;
            n = (size_t)(g_utf8_next_char(text + i) - (text + i));
            piece.end = i + n;
            piece.right = at + wide;
        }
        at += wide;
        i += n;
    }
    add_piece(text, pieces, &piece);
    join_signs(text, pieces);
    return pieces;
}

/* A label, then pieces that are mostly values. */
static gboolean
is_data(const char *text, const GArray *pieces)
{
    guint values = 0, periods = 0;

    if (pieces->len < 2) {
        return FALSE;
    }
    const SbPiece *first = &g_array_index(pieces, SbPiece, 0);

    for (guint i = 1; i < pieces->len; i++) {
        const SbPiece *piece = &g_array_index(pieces, SbPiece, i);

        values += piece->value;
        periods += piece->value && is_period(text, piece->start, piece->end);
    }
    if (first->value && !is_period(text, first->start, first->end)) {
        /* numbers alone: "1   Busan   21,824" has a rank first */
        return values > 0 && (values + 1 < pieces->len || periods == 0);
    }
    return values * 2 >= pieces->len - 1 && values > 0 && periods < values;
}

static SbPieceRow
row_of(const Aligned *a, guint line)
{
    const SbTextLine *l = sb_read_line(a->lines, line);
    SbPieceRow row = { line, NULL, FALSE, FALSE };

    row.border = !sb_read_is_words(l);
    if (!row.border) {
        row.pieces = pieces_of(a->article->text, l);
        row.data = is_data(a->article->text, row.pieces);
    }
    return row;
}

static void
clear_row(gpointer data)
{
    SbPieceRow *row = data;

    if (row->pieces != NULL) {
        g_array_unref(row->pieces);
    }
}

/* --- how far the table goes --- */

static gboolean
is_data_line(const Aligned *a, guint i)
{
    const SbTextLine *line = i < a->lines->len ? sb_read_line(a->lines, i) : NULL;

    if (line == NULL || !sb_read_is_words(line) || !has_gap(a->article->text, line)) {
        return FALSE;
    }
    SbPieceRow row = row_of(a, i);
    gboolean data = row.data;

    clear_row(&row);
    return data;
}

/* A label by itself: of a group, or of the wrapped line below it. */
static gboolean
is_label_line(const Aligned *a, guint i)
{
    const SbTextLine *line = i < a->lines->len ? sb_read_line(a->lines, i) : NULL;

    return line != NULL && sb_read_is_words(line) &&
           line->end - line->start <= MOST_LABEL * 2 &&
           (!sb_read_ends_sentence(a->article->text, line->start, line->end) ||
               (a->article->text[line->end - 1] == ':' &&
                   line->end - line->start <= MOST_LABEL)) &&
           !sb_read_is_note(a->article->text, line->start, line->end);
}

/* Dashes, which may be parted: a line over a sum. */
static gboolean
is_border(const SbTextLine *line)
{
    return line->kind != SB_LINE_BLANK && !sb_read_is_words(line);
}

/* The line behind the table whose first data line is i. */
static guint
table_end(const Aligned *a, guint i)
{
    const char *text = a->article->text;
    guint end = i + 1;

    for (guint k = i + 1; k < a->lines->len && k < end + 4; k++) {
        const SbTextLine *line = sb_read_line(a->lines, k);

        if (is_border(line)) {
            continue;
        }
        if (line->kind == SB_LINE_BLANK) {
            if (k > 0 && sb_read_line(a->lines, k - 1)->kind == SB_LINE_BLANK) {
                break;
            }
            continue;
        }
        if (!sb_read_is_words(line) || sb_read_is_note(text, line->start, line->end)) {
            break;
        }
        gboolean parted = sb_read_line(a->lines, k - 1)->kind == SB_LINE_BLANK;

        if (is_data_line(a, k)) {
            end = k + 1;
        } else if (!is_label_line(a, k) ||
                   !(is_data_line(a, k + 1) ||
                       (is_label_line(a, k + 1) && is_data_line(a, k + 2))) ||
                   (parted && (has_gap(text, line) || is_data_line(a, k + 1) == FALSE))) {
            break;
        }
    }
    return end;
}

/* Pieces that are short enough for heads. */
static gboolean
is_head_line(const Aligned *a, guint i, int column)
{
    const SbTextLine *line = sb_read_line(a->lines, i);

    if (!sb_read_is_words(line) ||
        sb_read_is_note(a->article->text, line->start, line->end)) {
        return FALSE;
    }
    SbPieceRow row = row_of(a, i);
    gboolean head = row.pieces->len > 0;

    for (guint k = 0; k < row.pieces->len && head; k++) {
        head =
            sb_piece_at(&row, k)->right - sb_piece_at(&row, k)->left <= MOST_HEAD_PIECE;
    }
    if (row.pieces->len == 1) {
        const char *p = a->article->text + line->start;

        head &= sb_piece_at(&row, 0)->left >= column - 6 && *p != '(' && *p != '[';
        head &= sb_piece_at(&row, 0)->left > 8;
    }
    clear_row(&row);
    return head;
}

static guint
table_start(const Aligned *a, guint data, guint least)
{
    SbPieceRow first = row_of(a, data);
    int column = sb_piece_at(&first, 1)->left;
    guint start = data, labels = 0;

    clear_row(&first);
    for (guint k = data; k > least && data - k < MOST_HEAD_LINES + 2;) {
        k--;
        if (is_border(sb_read_line(a->lines, k))) {
            continue;
        }
        if (sb_read_line(a->lines, k)->kind == SB_LINE_BLANK) {
            break;
        }
        if (!is_head_line(a, k, column)) {
            if (labels++ < MOST_LABELS && is_label_line(a, k)) {
                continue; /* of the first group of rows, below the heads */
            }
            break;
        }
        start = k;
    }
    return start;
}

/* --- rows --- */

static void
add_cells(const Aligned *a, SbBlock *block, const SbPieceRow *row, const int *over,
    guint labels)
{
    SbTableRow *cells = sb_read_row(a->article, block);
    size_t none = sb_read_line(a->lines, row->line)->start;
    size_t start = labels > 0 ? sb_piece_at(row, 0)->start : none;
    size_t end = labels > 0 ? sb_piece_at(row, labels - 1)->end : none;

    sb_read_cell(a->article, cells, start, end);
    for (guint c = 0; c < a->columns.columns->len; c++) {
        gboolean again = over[c] >= 0 && c > 0 && over[c - 1] == over[c];

        if (over[c] >= 0 && !again) {
            const SbPiece *piece = sb_piece_at(row, labels + (guint)over[c]);

            sb_read_cell(a->article, cells, piece->start, piece->end);
        } else {
            sb_read_cell(a->article, cells, none, none);
        }
    }
}

/* How many of the first pieces stand left of the columns. */
static guint
label_pieces(const Aligned *a, const SbPieceRow *row, gboolean head)
{
    int edge = sb_text_column_at(&a->columns, 0)->left;
    guint n = 0;

    if (!head && row->pieces->len > 0 && sb_piece_at(row, 0)->left < edge) {
        n = 1;
    }
    while (n < row->pieces->len && sb_piece_at(row, n)->right <= edge - (head ? 2 : 0) &&
           (!sb_piece_at(row, n)->value || head)) {
        n++;
    }
    if (head && n == 0 && row->pieces->len > a->columns.columns->len) {
        n = 1;
    }
    return n;
}

static void
add_row(const Aligned *a, SbBlock *block, const SbPieceRow *row, gboolean head)
{
    guint columns = a->columns.columns->len, labels = label_pieces(a, row, head);
    guint rest = row->pieces->len - labels;
    g_autofree int *over = g_new(int, columns + 1);

    if (head && rest > 0 && rest < columns) {
        const SbPiece *pieces = &g_array_index(row->pieces, SbPiece, labels);

        sb_read_columns_spread(&a->columns, pieces, rest, over);
    } else {
        for (guint c = 0; c < columns; c++) {
            over[c] = rest == columns ? (int)c : -1;
        }
        for (guint i = 0; rest != columns && i < rest; i++) {
            guint c = sb_read_columns_of(&a->columns, sb_piece_at(row, labels + i));

            while (c < columns && over[c] >= 0) {
                c++;
            }
            if (c < columns) {
                over[c] = (int)i;
            }
        }
    }
    add_cells(a, block, row, over, labels);
}

/* Numbers that only go up, without a head: a table of contents. */
static gboolean
is_contents(const Aligned *a)
{
    long last = -1;

    if (a->heads > 0) {
        return FALSE;
    }
    for (guint r = 0; r < a->columns.rows->len; r++) {
        const SbPieceRow *row = &g_array_index(a->columns.rows, SbPieceRow, r);

        if (!row->data) {
            continue;
        }
        guint values = 0;

        for (guint i = 1; i < row->pieces->len; i++) {
            values += sb_piece_at(row, i)->value;
        }
        if (values != 1) {
            return FALSE;
        }
        const SbPiece *piece = sb_piece_at(row, row->pieces->len - 1);
        const char *text = a->article->text + piece->start;
        long page = strtol(text, NULL, 10);

        if (strspn(text, "0123456789") != piece->end - piece->start || page < last ||
            page > 999) {
            return FALSE;
        }
        last = page;
    }
    return TRUE;
}

static gboolean
is_table(Aligned *a)
{
    guint data = 0, wide = 0;

    for (guint r = 0; r < a->columns.rows->len; r++) {
        const SbPieceRow *row = &g_array_index(a->columns.rows, SbPieceRow, r);

        data += row->data;
        wide += !row->border && row->pieces->len > 1;
        a->heads += data == 0 && !row->border;
    }
    if (data < 2 || wide < 3) {
        return FALSE;
    }
    if (!sb_read_columns_find(&a->columns)) {
        return FALSE;
    }
    return !is_contents(a);
}

/* A head by itself over columns: "Three Months Ended" over "June 30," over the years. */
static gboolean
is_lone_head(const char *text, const GArray *lines, guint i)
{
    const SbTextLine *line = sb_read_line(lines, i);

    for (guint n = 0; n < 3 && sb_read_is_words(line); n++) {
        if (line->start <= line->raw + 8 || ++i >= lines->len) {
            return FALSE;
        }
        line = sb_read_line(lines, i);
        if (has_gap(text, line)) {
            return TRUE;
        }
    }
    return FALSE;
}

guint
sb_read_aligned(SbArticle *article, const GArray *lines, guint i, SbBlock **block)
{
    const SbTextLine *line = sb_read_line(lines, i);
    guint data = i;

    if (!has_gap(article->text, line) && !is_lone_head(article->text, lines, i)) {
        return i;
    }
    Aligned a = { article, lines, { article->text, NULL, NULL }, 0 };

    while (
        data < lines->len && data < i + MOST_HEAD_LINES + 2 && !is_data_line(&a, data)) {
        if (sb_read_line(lines, data)->kind == SB_LINE_BLANK) {
            return i;
        }
        data++;
    }
    if (data >= lines->len || !is_data_line(&a, data) || table_start(&a, data, i) != i) {
        return i;
    }
    guint end = table_end(&a, data);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(SbPieceRow));
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(SbTextColumn));

    g_array_set_clear_func(rows, clear_row);
    a.columns.rows = rows;
    a.columns.columns = columns;
    for (guint k = i; k < end; k++) {
        SbPieceRow row = row_of(&a, k);

        g_array_append_val(rows, row);
    }
    if (!is_table(&a)) {
        return i;
    }
    gboolean head = TRUE;

    *block = sb_article_block(article, SB_BLOCK_TABLE);
    for (guint r = 0; r < rows->len; r++) {
        const SbPieceRow *row = &g_array_index(rows, SbPieceRow, r);

        head &= !row->data;
        if (!row->border) {
            add_row(&a, *block, row, head);
        }
    }
    return end;
}
