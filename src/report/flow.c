/*
 * In: boxes.  Out: pages (see flow.h).
 *
 * Boxes that must stay together form a chain; a page takes chains as long as
 * they fit, footnotes included.  A box that floats stands where it is named if
 * there is room; else it waits and heads the next page, while the text goes on.
 */
#include "report/flow.h"

#include <math.h>

#define SLACK 0.01
#define NOTE_SHARE 0.3    /* of a page: the room a note is sure of; the rest may wait */
#define CARRIED_SHARE 0.6 /* of a page: the most that waiting notes take of the next */

/* How far a page is filled. */
typedef struct {
    double y, after; /* the bottom of the last box, and the space it wants */
    double notes;    /* height of the footnotes so far */
    gboolean empty;
} Fill;

typedef struct {
    const SbFlowInput *in;
    SbArena *arena;
    GPtrArray *pages; /* of SbPage */
    SbPage *page;
    Fill fill;
    GQueue waiting;     /* of const SbBox*: floats that found no room yet */
    GArray *noted;      /* of int: notes marked on this page */
    GPtrArray *carried; /* of const SbBox*: lines of notes left over for the next page */
    int open_group;     /* the table that the last page ended within */
} Flow;

/* --- notes ------------------------------------------------------------------------ */

static double
note_height(const Flow *f, int note)
{
    double height = 0;

    if (note < 1 || (guint)note > f->in->notes->len) {
        return 0;
    }
    const GArray *boxes = g_ptr_array_index(f->in->notes, note - 1);

    for (guint i = 0; i < boxes->len; i++) {
        const SbBox *box = &g_array_index(boxes, SbBox, i);

        height += box->before + box->height;
    }
    return MIN(height, NOTE_SHARE * f->in->height);
}

/* Does the page have this note already? */
static gboolean
is_noted(const Flow *f, int note)
{
    for (guint i = 0; i < f->noted->len; i++) {
        if (g_array_index(f->noted, int, i) == note) {
            return TRUE;
        }
    }
    return FALSE;
}

static double
notes_height(const Flow *f, const SbBox *box)
{
    double height = 0;

    for (guint i = 0; box->notes && i < box->notes->len; i++) {
        int note = g_array_index(box->notes, int, i);

        height += is_noted(f, note) ? 0 : note_height(f, note);
    }
    return height;
}

/* --- filling ------------------------------------------------------------------------ */

static double
top_of(const Flow *f, const Fill *fill, const SbBox *box)
{
    double y = fill->empty ? 0 : fill->y + MAX(fill->after, box->before);
    double step = f->in->grid / 2;

    return box->grid && y > SLACK ? ceil((y - SLACK) / step) * step : y;
}

/* The page after box is put on it; *y gets where. */
static Fill
filled(const Flow *f, Fill fill, const SbBox *box, double *y)
{
    *y = top_of(f, &fill, box);
    fill.y = *y + box->height;
    fill.after = box->after;
    fill.notes += notes_height(f, box);
    fill.empty = fill.empty && box->height == 0;
    return fill;
}

static gboolean
fits(const Flow *f, const Fill *fill)
{
    double notes = fill->notes > 0 ? fill->notes + f->in->note_space : 0;

    return fill->y + notes <= f->in->height + SLACK;
}

static void
put(Flow *f, const SbBox *box, gboolean repeat)
{
    SbPlaced placed = { .box = box, .repeat = repeat };

    f->fill = filled(f, f->fill, box, &placed.y);
    g_array_append_val(f->page->placed, placed);
    for (guint i = 0; box->notes && i < box->notes->len; i++) {
        int note = g_array_index(box->notes, int, i);

        if (!is_noted(f, note)) {
            g_array_append_val(f->noted, note);
        }
    }
}

/* --- pages -------------------------------------------------------------------------- */

/* The lines of the notes due on this page, those left over from the last first;
 * of const SbBox*. */
static GPtrArray *
due_lines(Flow *f)
{
    GPtrArray *lines = g_ptr_array_new();

    for (guint i = 0; i < f->carried->len; i++) {
        g_ptr_array_add(lines, g_ptr_array_index(f->carried, i));
    }
    for (guint i = 0; i < f->noted->len; i++) {
        int note = g_array_index(f->noted, int, i);
        const GArray *boxes = note >= 1 && (guint)note <= f->in->notes->len
                                  ? g_ptr_array_index(f->in->notes, note - 1)
                                  : NULL;

        for (guint k = 0; boxes && k < boxes->len; k++) {
            g_ptr_array_add(lines, &g_array_index(boxes, SbBox, k));
        }
    }
    return lines;
}

/* Sets the notes at the foot of the page; lines that find no room there are
 * carried to the next. */
static void
put_notes(Flow *f)
{
    g_autoptr(GPtrArray) lines = due_lines(f);
    double room = f->in->height - (f->fill.empty ? 0 : f->fill.y + f->in->note_space);
    double height = 0;
    guint n = 0;

    for (; n < lines->len; n++) {
        const SbBox *box = g_ptr_array_index(lines, n);

        if (n > 0 && height + box->before + box->height > room + SLACK) {
            break;
        }
        height += box->before + box->height;
    }
    double y = f->in->height - height;

    f->page->notes_top = n ? y - f->in->note_space / 3 : -1;
    for (guint i = 0; i < n; i++) {
        SbPlaced placed = { .box = g_ptr_array_index(lines, i) };

        y += placed.box->before;
        placed.y = y;
        y += placed.box->height;
        g_array_append_val(f->page->placed, placed);
    }
    g_ptr_array_set_size(f->carried, 0);
    for (guint i = n; i < lines->len; i++) {
        g_ptr_array_add(f->carried, g_ptr_array_index(lines, i));
    }
    g_array_set_size(f->noted, 0);
}

/* What the notes carried over take of a new page. */
static double
carried_height(const Flow *f)
{
    double height = 0;

    for (guint i = 0; i < f->carried->len; i++) {
        const SbBox *box = g_ptr_array_index(f->carried, i);

        height += box->before + box->height;
    }
    return MIN(height, CARRIED_SHARE * f->in->height);
}

static void
begin_page(Flow *f)
{
    f->page = sb_arena_new_of(f->arena, SbPage);
    f->page->placed = sb_arena_array(f->arena, SbPlaced);
    f->page->notes_top = -1;
    f->fill = (Fill){ .empty = TRUE, .notes = carried_height(f) };
    g_ptr_array_add(f->pages, f->page);
}

/* Ends the page and begins another, headed by the floats that wait. */
static void
next_page(Flow *f)
{
    put_notes(f);
    begin_page(f);
    if (f->open_group) {
        return;
    }
    while (!g_queue_is_empty(&f->waiting)) {
        const SbBox *box = g_queue_peek_head(&f->waiting);
        double y;
        Fill fill = filled(f, f->fill, box, &y);

        if (!fits(f, &fill) && !f->fill.empty) {
            return;
        }
        put(f, box, FALSE);
        g_queue_pop_head(&f->waiting);
    }
}

static void
flush_floats(Flow *f)
{
    f->open_group = 0;
    while (!g_queue_is_empty(&f->waiting)) {
        const SbBox *box = g_queue_peek_head(&f->waiting);
        double y;
        Fill fill = filled(f, f->fill, box, &y);

        if (fits(f, &fill)) {
            put(f, box, FALSE);
            g_queue_pop_head(&f->waiting);
        } else {
            next_page(f);
        }
    }
}

/* --- chains ------------------------------------------------------------------------- */

static const SbBox *
box_at(const Flow *f, guint i)
{
    return &g_array_index(f->in->boxes, SbBox, i);
}

/* The end of the chain that begins at i. */
static guint
chain_end(const Flow *f, guint i)
{
    while (i + 1 < f->in->boxes->len && box_at(f, i)->together &&
           box_at(f, i + 1)->kind == SB_BOX_INK) {
        i++;
    }
    return i + 1;
}

/* Does the chain fit?  floats says whether the floats in it are put too. */
static gboolean
chain_fits(const Flow *f, guint start, guint end, gboolean floats)
{
    Fill fill = f->fill;
    double y;

    for (guint i = start; i < end; i++) {
        if (floats || !box_at(f, i)->floats) {
            fill = filled(f, fill, box_at(f, i), &y);
        }
    }
    return fits(f, &fill);
}

static gboolean
has_float(const Flow *f, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        if (box_at(f, i)->floats) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
put_chain(Flow *f, guint start, guint end, gboolean floats)
{
    for (guint i = start; i < end; i++) {
        const SbBox *box = box_at(f, i);

        if (box->floats && !floats) {
            g_queue_push_tail(&f->waiting, (void *)box);
        } else {
            put(f, box, FALSE);
        }
    }
}

static void
put_repeats(Flow *f, int group)
{
    const SbGroup *g = &g_array_index(f->in->groups, SbGroup, (guint)group - 1);

    for (size_t i = g->first; i < g->last; i++) {
        put(f, &g_array_index(f->in->repeats, SbBox, i), TRUE);
    }
}

/* A chain longer than a page is cut wherever the page is full. */
static void
put_long_chain(Flow *f, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        double y;
        Fill fill = filled(f, f->fill, box_at(f, i), &y);

        if (!fits(f, &fill) && !f->fill.empty) {
            next_page(f);
        }
        put(f, box_at(f, i), FALSE);
    }
}

/* The chain without its floats, and what it is tied to when it ends in one: a
 * heading before a figure stays with the text after it. */
static guint
extended_end(const Flow *f, guint end)
{
    while (end < f->in->boxes->len && box_at(f, end - 1)->floats &&
           box_at(f, end)->kind == SB_BOX_INK) {
        end = chain_end(f, end);
    }
    return end;
}

static guint
flow_chain(Flow *f, guint start)
{
    guint end = chain_end(f, start);
    int group = box_at(f, start)->group;
    gboolean floats = has_float(f, start, end);
    gboolean alone = floats && end == start + 1;

    f->open_group =
        group && start > 0 && box_at(f, start - 1)->group == group ? group : 0;
    if ((!floats || g_queue_is_empty(&f->waiting)) && chain_fits(f, start, end, TRUE)) {
        put_chain(f, start, end, TRUE);
        return end;
    }
    if (alone) {
        g_queue_push_tail(&f->waiting, (void *)box_at(f, start));
        return end;
    }
    if (floats) {
        end = extended_end(f, end);
        if (chain_fits(f, start, end, FALSE)) {
            put_chain(f, start, end, FALSE);
            return end;
        }
    }
    if (!f->fill.empty) {
        next_page(f);
        if (f->open_group) {
            put_repeats(f, group);
        }
        if (chain_fits(f, start, chain_end(f, start), TRUE)) {
            put_chain(f, start, chain_end(f, start), TRUE);
            return chain_end(f, start);
        }
        if (!f->fill.empty && !f->open_group) {
            return start; /* floats took the page: once more */
        }
    }
    end = chain_end(f, start);
    put_long_chain(f, start, end);
    return end;
}

GPtrArray *
sb_flow_pages(SbArena *arena, const SbFlowInput *input)
{
    g_autoptr(GArray) noted = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GPtrArray) carried = g_ptr_array_new();
    Flow f = { .in = input,
        .arena = arena,
        .pages = sb_arena_ptr_array(arena),
        .waiting = G_QUEUE_INIT,
        .noted = noted,
        .carried = carried };

    begin_page(&f);
    for (guint i = 0; i < input->boxes->len;) {
        if (box_at(&f, i)->kind == SB_BOX_NEW_PAGE) {
            flush_floats(&f);
            if (!f.fill.empty) {
                next_page(&f);
            }
            i++;
        } else {
            i = flow_chain(&f, i);
        }
    }
    flush_floats(&f);
    put_notes(&f);
    while (f.carried->len) {
        begin_page(&f);
        put_notes(&f);
    }
    g_queue_clear(&f.waiting);
    return f.pages;
}
