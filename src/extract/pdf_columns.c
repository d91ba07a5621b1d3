/*
 * In: the pieces of each page.  Out: lines in reading order.
 *
 * A page is cut as people read it: where two or more columns of prose stand side
 * by side, what is above them comes first, then the columns from left to right,
 * then what is below; each part is cut again in the same way.
 *
 * Terms: a *gutter* is a height of the page and an x that no piece crosses and
 * that has prose on both sides.  Prose is a piece of some words that is no
 * value: so the columns of a table are not read as columns of the page.  Rows of
 * a table that lies across a gutter end it.
 */
#include <math.h>
#include <string.h>

#include "extract/pdf.h"

enum { LEAST_PROSE = 3, MOST_GUTTERS = 48, MOST_DEPTH = 24 };

typedef struct {
    SbPdf *pdf;
    int page;
    guint region;
    int number;
} Reader;

typedef struct {
    double x;
    guint from, to; /* pieces beside it, of those sorted by height */
    guint score;
} Gutter;

static int
by_top(gconstpointer a, gconstpointer b)
{
    const SbPdfPiece *p = *(SbPdfPiece *const *)a, *q = *(SbPdfPiece *const *)b;
    double py = p->box.y0 + p->box.y1, qy = q->box.y0 + q->box.y1;

    if (py != qy) {
        return py < qy ? -1 : 1;
    }
    if (p->box.x0 != q->box.x0) {
        return p->box.x0 < q->box.x0 ? -1 : 1;
    }
    return (p->first > q->first) - (p->first < q->first);
}

static int
by_left(gconstpointer a, gconstpointer b)
{
    const SbPdfPiece *p = *(SbPdfPiece *const *)a, *q = *(SbPdfPiece *const *)b;

    if (p->box.x0 != q->box.x0) {
        return p->box.x0 < q->box.x0 ? -1 : 1;
    }
    return (p->first > q->first) - (p->first < q->first);
}

static double
middle(const SbPdfPiece *piece)
{
    return (piece->box.y0 + piece->box.y1) / 2;
}

/* Words in a row, as a line of running text has them. */
static gboolean
is_prose(const SbPdfPiece *piece)
{
    return !piece->value && piece->letters * 3 > piece->chars &&
           piece->letters > piece->digits &&
           ((piece->words >= 3 && piece->chars >= 18) ||
               (piece->chars >= 12 && strlen(piece->text) > 2 * piece->chars));
}

/* --- gutters --- */

static gboolean
crosses(const SbPdfPiece *piece, double x)
{
    return piece->box.x0 < x - 0.5 && piece->box.x1 > x + 0.5;
}

/* Do pieces i and k of a region sorted by height stand on one line? */
static gboolean
beside(const SbPdfPiece *a, const SbPdfPiece *b)
{
    return fabs(middle(a) - middle(b)) < 0.3 * MIN(a->height, b->height);
}

/* A row of a table that lies across x: a value is the first right of x, and
 * something stands left of it. */
static gboolean
is_row_across(const GPtrArray *pieces, guint at, double x)
{
    const SbPdfPiece *value = pieces->pdata[at];
    guint left = 0, count = 1;

    if (!value->value || value->box.x0 < x - 1) {
        return FALSE;
    }
    for (int step = -1; step <= 1; step += 2) {
        for (int i = (int)at + step; i >= 0 && i < (int)pieces->len; i += step) {
            const SbPdfPiece *other = pieces->pdata[i];

            if (fabs(middle(other) - middle(value)) > value->height) {
                break;
            }
            if (!beside(other, value)) {
                continue;
            }
            if (other->box.x0 >= x - 1 && other->box.x0 < value->box.x0) {
                return FALSE;
            }
            left += other->box.x1 <= x + 1;
            count++;
        }
    }
    return left > 0 && count >= 3;
}

/* Does the prose on both sides make pieces[from, to) a gutter at x? */
static guint
gutter_score(const GPtrArray *pieces, double x, guint from, guint to)
{
    guint prose[2] = { 0, 0 }, all[2] = { 0, 0 };
    double top[2] = { 1e9, 1e9 }, bottom[2] = { -1e9, -1e9 };

    for (guint i = from; i < to; i++) {
        const SbPdfPiece *piece = pieces->pdata[i];
        double y = middle(piece);
        int side = piece->box.x0 >= x - 1;

        all[side]++;
        if (is_prose(piece)) {
            prose[side]++;
            top[side] = MIN(top[side], y);
            bottom[side] = MAX(bottom[side], y);
        }
    }
    if (prose[0] < LEAST_PROSE || prose[1] < LEAST_PROSE || prose[0] * 3 < all[0] ||
        prose[1] * 3 < all[1]) {
        return 0;
    }
    double overlap = MIN(bottom[0], bottom[1]) - MAX(top[0], top[1]);
    double least = MIN(bottom[0] - top[0], bottom[1] - top[1]);

    return overlap > 0.3 * least ? prose[0] + prose[1] : 0;
}

/* Rows across x come in pairs at least: a lone one is a line with a gap. */
static gboolean
is_table_across(const GPtrArray *pieces, guint at, double x)
{
    const SbPdfPiece *piece = pieces->pdata[at];

    if (!is_row_across(pieces, at, x)) {
        return FALSE;
    }
    for (int step = -1; step <= 1; step += 2) {
        for (int i = (int)at + step; i >= 0 && i < (int)pieces->len; i += step) {
            const SbPdfPiece *other = pieces->pdata[i];
            double apart = fabs(middle(other) - middle(piece));

            if (apart > 4 * piece->height) {
                break;
            }
            if (apart > 0.5 * piece->height && is_row_across(pieces, (guint)i, x)) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* The best height for a gutter at x. */
static void
try_gutter(const GPtrArray *pieces, double x, Gutter *best)
{
    guint from = 0;

    for (guint i = 0; i <= pieces->len; i++) {
        const SbPdfPiece *piece = i < pieces->len ? pieces->pdata[i] : NULL;

        if (piece != NULL && !crosses(piece, x) && !is_table_across(pieces, i, x)) {
            continue;
        }
        guint to = i;

        /* what stands beside the piece that ends the gutter goes with it */
        while (piece != NULL && to > from && beside(pieces->pdata[to - 1], piece)) {
            to--;
        }
        guint score = to > from ? gutter_score(pieces, x, from, to) : 0;

        if (score > best->score) {
            *best = (Gutter){ x, from, to, score };
        }
        from = i + 1;
        while (
            piece != NULL && from < pieces->len && beside(pieces->pdata[from], piece)) {
            from++;
        }
        i = piece != NULL ? from - 1 : i;
    }
}

/* Left edges that three pieces or more share, inside of the region. */
static void
find_candidates(const GPtrArray *pieces, GArray *candidates)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    guint run = 0;

    for (guint i = 0; i < pieces->len; i++) {
        g_ptr_array_add(sorted, pieces->pdata[i]);
    }
    g_ptr_array_sort(sorted, by_left);
    for (guint i = 0; i < sorted->len && candidates->len < MOST_GUTTERS; i++) {
        const SbPdfPiece *piece = sorted->pdata[i];
        const SbPdfPiece *first = sorted->pdata[run];

        if (piece->box.x0 > first->box.x0 + 3) {
            run = i;
        } else if (i - run == LEAST_PROSE - 1) {
            double x = first->box.x0 - 1;

            g_array_append_val(candidates, x);
        }
    }
}

static Gutter
find_gutter(const GPtrArray *pieces)
{
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(double));
    Gutter best = { 0, 0, 0, 0 };

    if (pieces->len < 2 * LEAST_PROSE) {
        return best;
    }
    find_candidates(pieces, candidates);
    for (guint i = 0; i < candidates->len; i++) {
        try_gutter(pieces, g_array_index(candidates, double, i), &best);
    }
    return best;
}

static gboolean
is_right(const SbPdfPiece *piece, double x)
{
    return piece->box.x0 >= x - 1;
}

/* Does piece i follow on what stands above it in its column? */
static gboolean
is_attached(const GPtrArray *pieces, const Gutter *gutter, guint i)
{
    const SbPdfPiece *piece = pieces->pdata[i];

    for (guint k = i; k-- > gutter->from;) {
        const SbPdfPiece *above = pieces->pdata[k];

        if (is_right(above, gutter->x) == is_right(piece, gutter->x) &&
            !beside(above, piece)) {
            return piece->box.y0 - above->box.y1 < 0.8 * piece->height;
        }
    }
    return FALSE;
}

/* The width of the column that piece stands in. */
static double
column_width(const GPtrArray *pieces, const Gutter *gutter, const SbPdfPiece *piece)
{
    double left = piece->box.x0, right = piece->box.x1;

    for (guint i = gutter->from; i < gutter->to; i++) {
        const SbPdfPiece *other = pieces->pdata[i];

        if (is_right(other, gutter->x) == is_right(piece, gutter->x)) {
            left = MIN(left, other->box.x0);
            right = MAX(right, other->box.x1);
        }
    }
    return right - left;
}

/* What is short belongs to no column if it stands only left of the gutter above
 * the columns' prose, or apart below it where something else ends them. */
static void
trim_gutter(const GPtrArray *pieces, Gutter *gutter)
{
    guint end = gutter->to;

    while (gutter->from < gutter->to &&
           !is_right(pieces->pdata[gutter->from], gutter->x) &&
           !is_prose(pieces->pdata[gutter->from])) {
        gutter->from++;
    }
    if (gutter->to == pieces->len) {
        return;
    }
    for (guint i = end; i-- > gutter->from;) {
        const SbPdfPiece *piece = pieces->pdata[i];
        gboolean attached = is_attached(pieces, gutter, i);

        if (is_prose(piece) &&
            (attached || piece->box.x1 - piece->box.x0 >
                             0.8 * column_width(pieces, gutter, piece))) {
            break;
        }
        gutter->to = attached ? gutter->to : i;
    }
}

/* --- lines of a region --- */

static void
end_line(Reader *r, GPtrArray *pieces)
{
    SbPdfLine *line = sb_arena_new_of(r->pdf->arena, SbPdfLine);
    guint most = 0;

    g_ptr_array_sort(pieces, by_left);
    line->pieces = sb_arena_ptr_array(r->pdf->arena);
    line->page = r->page;
    line->number = ++r->number;
    line->region = r->region;
    line->box = ((SbPdfPiece *)pieces->pdata[0])->box;
    for (guint i = 0; i < pieces->len; i++) {
        SbPdfPiece *piece = pieces->pdata[i];

        g_ptr_array_add(line->pieces, piece);
        line->box.x0 = MIN(line->box.x0, piece->box.x0);
        line->box.y0 = MIN(line->box.y0, piece->box.y0);
        line->box.x1 = MAX(line->box.x1, piece->box.x1);
        line->box.y1 = MAX(line->box.y1, piece->box.y1);
        if (piece->chars > most) {
            most = piece->chars;
            line->size = piece->size;
            line->height = piece->height;
        }
    }
    g_ptr_array_add(r->pdf->lines, line);
    g_ptr_array_set_size(pieces, 0);
}

static void
write_region(Reader *r, const GPtrArray *pieces)
{
    g_autoptr(GPtrArray) row = g_ptr_array_new(); /* of SbPdfPiece */
    guint from = r->pdf->lines->len;
    double left = 1e9, right = -1e9;

    r->region++;
    for (guint i = 0; i < pieces->len; i++) {
        SbPdfPiece *piece = pieces->pdata[i];
        const SbPdfPiece *first = row->len > 0 ? row->pdata[0] : piece;
        double shared =
            MIN(piece->box.y1, first->box.y1) - MAX(piece->box.y0, first->box.y0);

        if (row->len > 0 && shared < 0.5 * MIN(piece->height, first->height)) {
            end_line(r, row);
        }
        g_ptr_array_add(row, piece);
        left = MIN(left, piece->box.x0);
        right = MAX(right, piece->box.x1);
    }
    if (row->len > 0) {
        end_line(r, row);
    }
    for (guint i = from; i < r->pdf->lines->len; i++) {
        SbPdfLine *line = r->pdf->lines->pdata[i];

        line->left = left;
        line->right = right;
    }
}

static void
cut(Reader *r, const GPtrArray *pieces, int depth)
{
    Gutter gutter = depth < MOST_DEPTH ? find_gutter(pieces) : (Gutter){ 0, 0, 0, 0 };

    if (gutter.score == 0) {
        write_region(r, pieces);
        return;
    }
    g_autoptr(GPtrArray) parts = /* of GPtrArray: above, left, right, below */
        g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

    for (int i = 0; i < 4; i++) {
        g_ptr_array_add(parts, g_ptr_array_new());
    }
    trim_gutter(pieces, &gutter);
    for (guint i = 0; i < pieces->len; i++) {
        SbPdfPiece *piece = pieces->pdata[i];
        int part = i < gutter.from                 ? 0
                   : i >= gutter.to                ? 3
                   : piece->box.x0 >= gutter.x - 1 ? 2
                                                   : 1;

        g_ptr_array_add(parts->pdata[part], piece);
    }
    for (int i = 0; i < 4; i++) {
        GPtrArray *part = parts->pdata[i];

        if (part->len == pieces->len) {
            write_region(r, pieces);
            return;
        }
    }
    for (int i = 0; i < 4; i++) {
        GPtrArray *part = parts->pdata[i];

        if (part->len > 0) {
            cut(r, part, depth + 1);
        }
    }
}

void
sb_pdf_columns_read(SbPdf *pdf)
{
    Reader reader = { .pdf = pdf };

    for (guint p = 0; p < pdf->pages->len; p++) {
        SbPdfPage *page = pdf->pages->pdata[p];

        reader.page = (int)p + 1;
        reader.number = 0;
        g_ptr_array_sort(page->pieces, by_top);
        if (page->pieces->len > 0) {
            cut(&reader, page->pieces, 0);
        }
    }
}
