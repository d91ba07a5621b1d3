/*
 * In: the pieces of pages.  Out: the same without running heads, footers and
 * page numbers.
 *
 * Terms: a *margin* is a page's upper or lower eighth; its rows are looked at
 * from the edge inwards, up to the first that is text of its own.  A row runs
 * when it stands on other pages at the same height too, all numbers taken as
 * equal; a page number need not be repeated.
 */
#include <math.h>
#include <string.h>

#include "extract/pdf.h"

enum { MOST_ROWS = 3 };

typedef struct {
    char *key;
    double y;
    guint count;
} Running;

typedef struct {
    double y, y0, y1;
    GString *text;
    GPtrArray *pieces; /* of SbPdfPiece */
} Row;

static void
row_free(gpointer data)
{
    Row *row = data;

    g_string_free(row->text, TRUE);
    g_ptr_array_unref(row->pieces);
    g_free(row);
}

static int
by_height(gconstpointer a, gconstpointer b)
{
    const SbPdfPiece *p = *(SbPdfPiece *const *)a, *q = *(SbPdfPiece *const *)b;
    double py = p->box.y0 + p->box.y1, qy = q->box.y0 + q->box.y1;

    return py != qy                 ? (py < qy ? -1 : 1)
           : p->box.x0 != q->box.x0 ? (p->box.x0 < q->box.x0 ? -1 : 1)
                                    : 0;
}

static double
middle(const SbPdfPiece *piece)
{
    return (piece->box.y0 + piece->box.y1) / 2;
}

static int
by_left(gconstpointer a, gconstpointer b)
{
    const SbPdfPiece *p = *(SbPdfPiece *const *)a, *q = *(SbPdfPiece *const *)b;

    return (p->box.x0 > q->box.x0) - (p->box.x0 < q->box.x0);
}

static void
write_text(Row *row)
{
    g_ptr_array_sort(row->pieces, by_left);
    for (guint i = 0; i < row->pieces->len; i++) {
        g_string_append(row->text, i > 0 ? " " : "");
        g_string_append(row->text, ((SbPdfPiece *)row->pieces->pdata[i])->text);
    }
}

/* The rows from the upper (lower) edge inwards, one more than can run. */
static GPtrArray *
edge_rows(const GPtrArray *sorted, gboolean upper)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func(row_free);

    for (guint i = 0; i < sorted->len; i++) {
        SbPdfPiece *piece = sorted->pdata[upper ? i : sorted->len - 1 - i];
        Row *row = rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;

        if (row == NULL || fabs(row->y - middle(piece)) > 0.5 * piece->height) {
            if (rows->len > MOST_ROWS) {
                break;
            }
            row = g_new0(Row, 1);
            row->y = middle(piece);
            row->y0 = piece->box.y0;
            row->y1 = piece->box.y1;
            row->text = g_string_new(NULL);
            row->pieces = g_ptr_array_new();
            g_ptr_array_add(rows, row);
        }
        row->y0 = MIN(row->y0, piece->box.y0);
        row->y1 = MAX(row->y1, piece->box.y1);
        g_ptr_array_add(row->pieces, piece);
    }
    for (guint i = 0; i < rows->len; i++) {
        write_text(rows->pdata[i]);
    }
    return rows;
}

/* "Page 12 of 30" -> "Page # of #" */
static char *
key_of(const char *text)
{
    GString *key = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++) {
        if (!g_ascii_isdigit(*p)) {
            g_string_append_c(key, *p);
        } else if (key->len == 0 || key->str[key->len - 1] != '#') {
            g_string_append_c(key, '#');
        }
    }
    return g_string_free(key, FALSE);
}

static gboolean
is_roman(const char *text)
{
    size_t n = strspn(text, "ivxlcIVXLC");

    return n > 0 && n <= 6 && text[n] == '\0';
}

/* What a browser prints above and below a page: when it was printed ("11/23/26,
 * 11:22 PM", "23. 11. 26. 오후 11:22"), and its address and "1/3". */
static gboolean
is_browsers(const char *text, const char *key)
{
    return (strstr(text, "://") != NULL && g_str_has_suffix(key, " #/#")) ||
           g_str_has_prefix(key, "#/#/#, #:#") || g_str_has_prefix(key, "#. #. #. 오") ||
           g_str_has_prefix(key, "#.#.#. 오");
}

/* "12", "- 12 -", "Page 3 of 10", "3 / 10", "12쪽", "xii" */
static gboolean
is_page_number(const char *text)
{
    g_autofree char *key = key_of(text);
    g_autofree char *folded = g_utf8_strdown(key, -1);
    g_autoptr(GString) bare = g_string_new(NULL);
    static const char *const forms[] = { "#", "page#", "p.#", "page#of#", "#of#", "#/#",
        "#쪽", "#페이지", "page#/#", "#page", "#|page", "page|#" };

    for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c != ' ' && c != '-' && c != 0x2013 && c != 0x2014 && c != 0xB7 && c != '[' &&
            c != ']' && c != '<' && c != '>') {
            g_string_append_unichar(bare, c);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (strcmp(bare->str, forms[i]) == 0) {
            return strlen(text) <= 24;
        }
    }
    return is_roman(bare->str);
}

static gboolean
in_margin(const Row *row, const SbPdfPage *page, gboolean upper)
{
    return upper ? row->y1 < page->height / 8 : row->y0 > page->height * 7 / 8;
}

static Running *
find_running(GPtrArray *running, const char *key, double y)
{
    for (guint i = 0; i < running->len; i++) {
        Running *r = running->pdata[i];

        if (fabs(r->y - y) < 6 && strcmp(r->key, key) == 0) {
            return r;
        }
    }
    return NULL;
}

static void
running_free(gpointer data)
{
    g_free(((Running *)data)->key);
    g_free(data);
}

/* Rows of the edges counted over all pages; at most 1,000 kinds of them. */
static void
count_rows(GPtrArray *rows, const SbPdfPage *page, gboolean upper, GPtrArray *running)
{
    for (guint i = 0; i < rows->len && i < MOST_ROWS; i++) {
        const Row *row = rows->pdata[i];

        if (!in_margin(row, page, upper)) {
            return;
        }
        g_autofree char *key = key_of(row->text->str);
        Running *known = find_running(running, key, row->y);

        if (known != NULL) {
            known->count++;
        } else if (running->len < 1000) {
            known = g_new0(Running, 1);
            known->key = g_steal_pointer(&key);
            known->y = row->y;
            known->count = 1;
            g_ptr_array_add(running, known);
        }
    }
}

static gboolean
has_letters(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (g_unichar_isalpha(g_utf8_get_char(p))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Rows of the edge that run, inwards to the first that doesn't. */
static void
drop_rows(
    GPtrArray *rows, SbPdfPage *page, gboolean upper, GPtrArray *running, guint pages)
{
    guint least = MAX(2, pages / 4);

    for (guint i = 0; i < rows->len && i < MOST_ROWS; i++) {
        const Row *row = rows->pdata[i];
        const Row *next = i + 1 < rows->len ? rows->pdata[i + 1] : NULL;
        double gap = next == NULL ? 1e9 : upper ? next->y0 - row->y1 : row->y0 - next->y1;
        gboolean apart = gap > 0.8 * (row->y1 - row->y0);
        g_autofree char *key = key_of(row->text->str);
        const Running *known = find_running(running, key, row->y);
        gboolean runs = known != NULL && known->count >= MIN(least, 8) &&
                        (apart || has_letters(row->text->str));

        if (!in_margin(row, page, upper) ||
            !(runs || is_browsers(row->text->str, key) ||
                (apart && is_page_number(row->text->str)))) {
            return;
        }
        for (guint k = 0; k < row->pieces->len; k++) {
            g_ptr_array_remove(page->pieces, row->pieces->pdata[k]);
        }
    }
}

void
sb_pdf_margins_clear(SbPdf *pdf)
{
    for (int side = 0; side < 2; side++) {
        g_autoptr(GPtrArray) running = g_ptr_array_new_with_free_func(running_free);
        g_autoptr(GPtrArray) all =
            g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

        for (guint p = 0; p < pdf->pages->len; p++) {
            SbPdfPage *page = pdf->pages->pdata[p];

            g_ptr_array_sort(page->pieces, by_height);
            g_ptr_array_add(all, edge_rows(page->pieces, side == 0));
            count_rows(all->pdata[p], page, side == 0, running);
        }
        for (guint p = 0; p < pdf->pages->len; p++) {
            drop_rows(
                all->pdata[p], pdf->pages->pdata[p], side == 0, running, pdf->pages->len);
        }
    }
}
