/*
 * In: boxes of two columns.  Out: their places on pages (see flow.h).
 *
 * Full pages are filled column by column; where the columns end, or something
 * runs over both, the two are made as short as they can be while they hold
 * everything: their ends balance.  A figure that finds no room in its column
 * heads the next one while the text goes on; one that runs over both columns
 * stands below the text before it, or heads the next page.
 */
#include <math.h>

#include "report/flow_state.h"

#define SLACK 0.01
#define LEAST_LINES 4 /* what is left of a page is not begun for less */

/* Boxes [first, last) that stay together. */
typedef struct {
    guint first, last;
    gboolean done;
} Piece;

/* A box with its place. */
typedef struct {
    SbPlaced placed;
    int column;
} Spot;

typedef struct {
    SbFlow *f;
    GArray *pieces; /* of Piece: what is due in columns */
    GArray *spots;  /* of Spot: the last trial's */
    SbFill fill[3]; /* [1], [2]: the columns after the last trial */
    double top;     /* of both columns */
} Columns;

/* --- a trial ----------------------------------------------------------------------- */

static gboolean
is_alone(const Columns *c, const Piece *piece)
{
    return piece->last == piece->first + 1 && sb_flow_box(c->f, piece->first)->floats;
}

static void
put_spot(Columns *c, const SbBox *box, int column, gboolean repeat)
{
    Spot spot = { { box, column == 2 ? c->f->in->column_step : 0, 0, repeat }, column };

    c->fill[column] = sb_flow_filled(c->f, c->fill[column], box, column, &spot.placed.y);
    sb_flow_mark_notes(c->f, box, column);
    g_array_append_val(c->spots, spot);
}

/* The head of a table that goes on in this column is set again. */
static void
put_heads_again(Columns *c, const Piece *piece, int column)
{
    const SbFlow *f = c->f;
    const SbBox *box = sb_flow_box(f, piece->first);
    const Spot *last =
        c->spots->len ? &g_array_index(c->spots, Spot, c->spots->len - 1) : NULL;

    if (!box->group || piece->first == 0 || box[-1].group != box->group ||
        (last && last->column == column && last->placed.box == box - 1) ||
        !c->fill[column].empty) {
        return;
    }
    const SbGroup *g = &g_array_index(f->in->groups, SbGroup, (guint)box->group - 1);

    for (size_t i = g->first; i < g->last; i++) {
        put_spot(c, &g_array_index(f->in->repeats, SbBox, i), column, TRUE);
    }
}

static gboolean
piece_fits(const Columns *c, guint first, guint last, int column, double limit)
{
    SbFill fill = c->fill[column];
    double y;

    for (guint i = first; i < last; i++) {
        fill = sb_flow_filled(c->f, fill, sb_flow_box(c->f, i), column, &y);
    }
    return fill.y <= limit + SLACK && sb_flow_fits(c->f, &fill, column);
}

/* Puts as much of a piece longer than a column as fits, at least a box. */
static void
cut_piece(Columns *c, Piece *piece, int column, double limit)
{
    do {
        put_spot(c, sb_flow_box(c->f, piece->first++), column, FALSE);
    } while (piece->first < piece->last &&
             piece_fits(c, piece->first, piece->first + 1, column, limit));
    piece->done = piece->first == piece->last;
}

/* Fills one column down to limit; cut: what is longer than a column is parted. */
static void
fill_column(Columns *c, int column, double limit, gboolean cut)
{
    gboolean held = FALSE; /* a figure waits: the next ones do too */

    for (guint i = 0; i < c->pieces->len; i++) {
        Piece *piece = &g_array_index(c->pieces, Piece, i);
        gboolean begins = c->fill[column].empty;

        if (piece->done) {
            continue;
        }
        if (is_alone(c, piece) && held) {
            continue;
        }
        put_heads_again(c, piece, column);
        if (piece_fits(c, piece->first, piece->last, column, limit)) {
            for (guint k = piece->first; k < piece->last; k++) {
                put_spot(c, sb_flow_box(c->f, k), column, FALSE);
            }
            piece->done = TRUE;
        } else if (begins && cut) {
            cut_piece(c, piece, column, limit);
            if (!piece->done) {
                return;
            }
        } else if (is_alone(c, piece)) {
            held = TRUE;
        } else {
            return;
        }
    }
}

/* Both columns down to limit.  TRUE when all pieces found room. */
static gboolean
fill_both(Columns *c, double limit, gboolean cut)
{
    guint noted = c->f->noted->len;
    gboolean all = TRUE;

    g_array_set_size(c->spots, 0);
    c->fill[1] = c->f->fill;
    c->fill[1].y = c->top;
    c->fill[1].after = 0;
    c->fill[1].empty = TRUE;
    c->fill[2] = c->fill[1];
    fill_column(c, 1, limit, cut);
    for (int i = 0; i < SB_FEET; i++) {
        c->fill[2].notes[i] = c->fill[1].notes[i];
    }
    fill_column(c, 2, limit, cut);
    for (guint i = 0; i < c->pieces->len; i++) {
        all = all && g_array_index(c->pieces, Piece, i).done;
    }
    g_array_set_size(c->f->noted, noted);
    return all;
}

static void
undo(Columns *c)
{
    for (guint i = 0; i < c->pieces->len; i++) {
        g_array_index(c->pieces, Piece, i).done = FALSE;
    }
}

/* --- what is kept ------------------------------------------------------------------ */

static void
keep(Columns *c)
{
    SbFlow *f = c->f;

    for (guint i = 0; i < c->spots->len; i++) {
        const Spot *spot = &g_array_index(c->spots, Spot, i);

        g_array_append_val(f->page->placed, spot->placed);
        sb_flow_mark_notes(f, spot->placed.box, spot->column);
    }
    for (guint i = c->pieces->len; i-- > 0;) {
        if (g_array_index(c->pieces, Piece, i).done) {
            g_array_remove_index(c->pieces, i);
        }
    }
    if (c->spots->len == 0) {
        return;
    }
    f->fill = c->fill[2];
    f->fill.empty = FALSE;
    f->low[0] = f->fill.y = MAX(c->fill[1].y, c->fill[2].y);
    f->fill.after = MAX(c->fill[1].after, c->fill[2].after);
    f->low[1] = c->fill[1].y;
    f->low[2] = c->fill[2].y;
}

/* Both columns begin at one height, where lines stand. */
static void
find_top(Columns *c)
{
    const Piece *first = &g_array_index(c->pieces, Piece, 0);

    sb_flow_filled(c->f, c->f->fill, sb_flow_box(c->f, first->first), 0, &c->top);
    if (c->top > SLACK) {
        c->top = ceil((c->top - SLACK) / c->f->in->grid * 2) * c->f->in->grid / 2;
    }
}

/* The shortest columns that hold all pieces; FALSE: the page is too short. */
static gboolean
balance(Columns *c)
{
    const SbFlow *f = c->f;
    double total = 0;

    if (c->pieces->len == 0) {
        g_array_set_size(c->spots, 0);
        return TRUE;
    }
    find_top(c);
    if (!fill_both(c, f->in->height, FALSE)) {
        undo(c);
        return FALSE;
    }
    for (guint i = 0; i < c->spots->len; i++) {
        total += g_array_index(c->spots, Spot, i).placed.box->height;
    }
    for (double limit = c->top + total / 2; limit < f->in->height;
         limit += f->in->grid / 4) {
        undo(c);
        if (fill_both(c, limit, FALSE)) {
            return TRUE;
        }
    }
    undo(c);
    return fill_both(c, f->in->height, FALSE);
}

static void
next_page(Columns *c)
{
    SbFlow *f = c->f;
    const Piece *first = c->pieces->len ? &g_array_index(c->pieces, Piece, 0) : NULL;
    const SbBox *box = first ? sb_flow_box(f, first->first) : NULL;

    f->open_group = box && box->group && first->first > 0 && box[-1].group == box->group
                        ? box->group
                        : 0;
    sb_flow_next_page(f);
    f->open_group = 0;
}

/* Fills pages until what is left fits the page at work, and tries it there. */
static void
fill_pages(Columns *c)
{
    SbFlow *f = c->f;

    while (!balance(c)) {
        SbFill fill = f->fill;

        fill.y = c->top + LEAST_LINES * f->in->grid;
        if (f->fill.empty || sb_flow_fits(f, &fill, 0)) {
            fill_both(c, f->in->height, f->fill.empty);
            keep(c);
        }
        next_page(c);
    }
}

/* --- what runs over both ----------------------------------------------------------- */

static gboolean
has_wide(const SbFlow *f, guint first, guint last)
{
    for (guint i = first; i < last; i++) {
        if (sb_flow_box(f, i)->wide) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Does it fit below the columns that were tried? */
static gboolean
fits_below(const Columns *c, guint first, guint last)
{
    const SbFlow *f = c->f;
    SbFill fill = f->fill;
    double y;

    if (c->spots->len) {
        fill = c->fill[2];
        fill.empty = FALSE;
        fill.y = MAX(c->fill[1].y, c->fill[2].y);
        fill.after = MAX(c->fill[1].after, c->fill[2].after);
    }
    for (guint i = first; i < last; i++) {
        fill = sb_flow_filled(f, fill, sb_flow_box(f, i), 0, &y);
    }
    return sb_flow_fits(f, &fill, 0);
}

/* A chain over both columns; returns what comes after it. */
static guint
put_wide(Columns *c, guint first, guint last)
{
    SbFlow *f = c->f;
    Piece piece = { first, last, FALSE };

    fill_pages(c);
    gboolean fits = fits_below(c, first, last);

    if (is_alone(c, &piece) && (!fits || !g_queue_is_empty(&f->waiting))) {
        undo(c); /* it waits, and the text goes on */
        g_queue_push_tail(&f->waiting, (void *)sb_flow_box(f, first));
        return last;
    }
    keep(c);
    if (!fits && !f->fill.empty && !sb_flow_box(f, first)->group) {
        sb_flow_next_page(f);
    }
    return sb_flow_chain(f, first);
}

guint
sb_flow_columns(SbFlow *f, guint start)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(Spot));
    Columns c = { .f = f, .pieces = pieces, .spots = spots };
    int number = sb_flow_box(f, start)->columns;
    guint i = start;

    while (i < f->in->boxes->len && sb_flow_box(f, i)->columns == number &&
           sb_flow_box(f, i)->kind == SB_BOX_INK) {
        guint end = sb_flow_chain_end(f, i);

        if (has_wide(f, i, end)) {
            i = put_wide(&c, i, end);
        } else {
            Piece piece = { i, end, FALSE };

            g_array_append_val(pieces, piece);
            i = end;
        }
    }
    fill_pages(&c);
    keep(&c);
    return i;
}
