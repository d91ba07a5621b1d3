/*
 * In: boxes.  Out: pages (see flow.h).
 *
 * Boxes that must stay together form a chain; a page takes chains as long as
 * they fit, footnotes included.  A box that floats stands where it is named if
 * there is room; else it waits and heads the next page, while the text goes on.
 */
#include <math.h>

#include "report/flow_state.h"

#define SLACK 0.01
#define NOTE_SHARE 0.3    /* of a page: the room a note is sure of; the rest may wait */
#define CARRIED_SHARE 0.6 /* of a page: the most that waiting notes take of the next */
#define LEAST_LINES 4     /* of columns below a heading that stands above them */

/* --- notes ------------------------------------------------------------------------ */

static double
note_height(const SbFlow *f, int note)
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

/* Where a note marked in a column (0: none) stands. */
static int
foot_of(const SbFlow *f, int note, int column)
{
    gboolean narrow = f->in->narrow && note >= 1 && (guint)note <= f->in->narrow->len &&
                      g_array_index(f->in->narrow, gboolean, note - 1);

    return narrow ? MAX(column, 1) : 0;
}

/* Does the page have this note already? */
static gboolean
is_noted(const SbFlow *f, int note)
{
    for (guint i = 0; i < f->noted->len; i++) {
        if (g_array_index(f->noted, SbNoted, i).note == note) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
add_notes(const SbFlow *f, SbFill *fill, const SbBox *box, int column)
{
    for (guint i = 0; box->notes && i < box->notes->len; i++) {
        int note = g_array_index(box->notes, int, i);

        if (!is_noted(f, note)) {
            fill->notes[foot_of(f, note, column)] += note_height(f, note);
        }
    }
}

void
sb_flow_mark_notes(SbFlow *f, const SbBox *box, int column)
{
    for (guint i = 0; box->notes && i < box->notes->len; i++) {
        int note = g_array_index(box->notes, int, i);
        SbNoted noted = { note, foot_of(f, note, column) };

        if (!is_noted(f, note)) {
            g_array_append_val(f->noted, noted);
        }
    }
}

/* --- filling ------------------------------------------------------------------------ */

static double
top_of(const SbFlow *f, const SbFill *fill, const SbBox *box)
{
    double y = fill->empty ? fill->y : fill->y + MAX(fill->after, box->before);
    double step = f->in->grid / 2;

    return box->grid && y > SLACK ? ceil((y - SLACK) / step) * step : y;
}

SbFill
sb_flow_filled(const SbFlow *f, SbFill fill, const SbBox *box, int column, double *y)
{
    *y = top_of(f, &fill, box);
    fill.y = *y + box->height;
    fill.after = box->after;
    add_notes(f, &fill, box, column);
    fill.empty = fill.empty && box->height == 0;
    return fill;
}

gboolean
sb_flow_fits(const SbFlow *f, const SbFill *fill, int column)
{
    double above = column ? fill->notes[column] : MAX(fill->notes[1], fill->notes[2]);
    double notes = (fill->notes[0] > 0 ? fill->notes[0] + f->in->note_space : 0) +
                   (above > 0 ? above + f->in->note_space : 0);

    return fill->y + notes <= f->in->height + SLACK;
}

void
sb_flow_put(SbFlow *f, const SbBox *box, gboolean repeat)
{
    SbPlaced placed = { .box = box, .repeat = repeat };

    f->fill = sb_flow_filled(f, f->fill, box, 0, &placed.y);
    g_array_append_val(f->page->placed, placed);
    sb_flow_mark_notes(f, box, 0);
    for (int i = 0; i < SB_FEET; i++) {
        f->low[i] = f->fill.y;
    }
}

/* --- pages -------------------------------------------------------------------------- */

/* The lines of the notes due at a foot of this page, those left over from the
 * last first; of SbCarried. */
static GArray *
due_lines(SbFlow *f, int foot)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(SbCarried));

    for (guint i = 0; i < f->carried->len; i++) {
        if (g_array_index(f->carried, SbCarried, i).foot == foot) {
            g_array_append_val(lines, g_array_index(f->carried, SbCarried, i));
        }
    }
    for (guint i = 0; i < f->noted->len; i++) {
        const SbNoted *noted = &g_array_index(f->noted, SbNoted, i);
        const GArray *boxes = noted->foot == foot && noted->note >= 1 &&
                                      (guint)noted->note <= f->in->notes->len
                                  ? g_ptr_array_index(f->in->notes, noted->note - 1)
                                  : NULL;

        for (guint k = 0; boxes && k < boxes->len; k++) {
            SbCarried line = { &g_array_index(boxes, SbBox, k), foot };

            g_array_append_val(lines, line);
        }
    }
    return lines;
}

/* Sets the notes of one foot, the last at bottom; lines that find no room are
 * appended to left.  Returns where they begin. */
static double
put_foot(SbFlow *f, int foot, double bottom, GArray *left)
{
    g_autoptr(GArray) lines = due_lines(f, foot);
    double low = f->low[foot];
    double room = bottom - (low > SLACK ? low + f->in->note_space : 0);
    double height = 0, y;
    guint n = 0;

    for (; n < lines->len; n++) {
        const SbBox *box = g_array_index(lines, SbCarried, n).box;

        if (n > 0 && height + box->before + box->height > room + SLACK) {
            break;
        }
        height += box->before + box->height;
    }
    y = bottom - height;
    f->page->notes_top[foot] = n ? y - f->in->note_space / 3 : -1;
    for (guint i = 0; i < n; i++) {
        SbPlaced placed = { .box = g_array_index(lines, SbCarried, i).box,
            .x = foot == 2 ? f->in->column_step : 0 };

        y += placed.box->before;
        placed.y = y;
        y += placed.box->height;
        g_array_append_val(f->page->placed, placed);
    }
    if (n < lines->len) {
        g_array_append_vals(left, &g_array_index(lines, SbCarried, n), lines->len - n);
    }
    return n ? bottom - height - f->in->note_space : bottom;
}

/* Sets the notes at the feet of the page; lines that find no room there are
 * carried to the next. */
static void
put_notes(SbFlow *f)
{
    g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(SbCarried));
    double bottom = put_foot(f, 0, f->in->height, left);

    put_foot(f, 1, bottom, left);
    put_foot(f, 2, bottom, left);
    g_array_set_size(f->carried, 0);
    if (left->len) {
        g_array_append_vals(f->carried, left->data, left->len);
    }
    g_array_set_size(f->noted, 0);
}

static void
begin_page(SbFlow *f)
{
    f->page = sb_arena_new_of(f->arena, SbPage);
    f->page->placed = sb_arena_array(f->arena, SbPlaced);
    f->fill = (SbFill){ .empty = TRUE };
    for (guint i = 0; i < f->carried->len; i++) {
        const SbCarried *line = &g_array_index(f->carried, SbCarried, i);

        f->fill.notes[line->foot] += line->box->before + line->box->height;
    }
    for (int i = 0; i < SB_FEET; i++) {
        f->page->notes_top[i] = -1;
        f->low[i] = 0;
        f->fill.notes[i] = MIN(f->fill.notes[i], CARRIED_SHARE * f->in->height);
    }
    g_ptr_array_add(f->pages, f->page);
}

void
sb_flow_next_page(SbFlow *f)
{
    put_notes(f);
    begin_page(f);
    if (f->open_group) {
        return;
    }
    while (!g_queue_is_empty(&f->waiting)) {
        const SbBox *box = g_queue_peek_head(&f->waiting);
        double y;
        SbFill fill = sb_flow_filled(f, f->fill, box, 0, &y);

        if (!sb_flow_fits(f, &fill, 0) && !f->fill.empty) {
            return;
        }
        sb_flow_put(f, box, FALSE);
        g_queue_pop_head(&f->waiting);
    }
}

static void
flush_floats(SbFlow *f)
{
    f->open_group = 0;
    while (!g_queue_is_empty(&f->waiting)) {
        const SbBox *box = g_queue_peek_head(&f->waiting);
        double y;
        SbFill fill = sb_flow_filled(f, f->fill, box, 0, &y);

        if (sb_flow_fits(f, &fill, 0)) {
            sb_flow_put(f, box, FALSE);
            g_queue_pop_head(&f->waiting);
        } else {
            sb_flow_next_page(f);
        }
    }
}

/* --- chains ------------------------------------------------------------------------- */

const SbBox *
sb_flow_box(const SbFlow *f, guint i)
{
    return &g_array_index(f->in->boxes, SbBox, i);
}

guint
sb_flow_chain_end(const SbFlow *f, guint i)
{
    while (i + 1 < f->in->boxes->len && sb_flow_box(f, i)->together) {
        const SbBox *box = sb_flow_box(f, i), *next = box + 1;

        if (next->kind != SB_BOX_INK || next->columns != box->columns) {
            break;
        }
        i++;
    }
    return i + 1;
}

/* Does the chain fit?  floats says whether the floats in it are put too. */
static gboolean
chain_fits(const SbFlow *f, guint start, guint end, gboolean floats)
{
    SbFill fill = f->fill;
    double y;

    for (guint i = start; i < end; i++) {
        if (floats || !sb_flow_box(f, i)->floats) {
            fill = sb_flow_filled(f, fill, sb_flow_box(f, i), 0, &y);
        }
    }
    return sb_flow_fits(f, &fill, 0);
}

static gboolean
has_float(const SbFlow *f, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        if (sb_flow_box(f, i)->floats) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
put_chain(SbFlow *f, guint start, guint end, gboolean floats)
{
    for (guint i = start; i < end; i++) {
        const SbBox *box = sb_flow_box(f, i);

        if (box->floats && !floats) {
            g_queue_push_tail(&f->waiting, (void *)box);
        } else {
            sb_flow_put(f, box, FALSE);
        }
    }
}

static void
put_repeats(SbFlow *f, int group)
{
    const SbGroup *g = &g_array_index(f->in->groups, SbGroup, (guint)group - 1);

    for (size_t i = g->first; i < g->last; i++) {
        sb_flow_put(f, &g_array_index(f->in->repeats, SbBox, i), TRUE);
    }
}

/* A chain longer than a page is cut wherever the page is full. */
static void
put_long_chain(SbFlow *f, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        double y;
        SbFill fill = sb_flow_filled(f, f->fill, sb_flow_box(f, i), 0, &y);

        if (!sb_flow_fits(f, &fill, 0) && !f->fill.empty) {
            sb_flow_next_page(f);
        }
        sb_flow_put(f, sb_flow_box(f, i), FALSE);
    }
}

/* The chain without its floats, and what it is tied to when it ends in one: a
 * heading before a figure stays with the text after it. */
static guint
extended_end(const SbFlow *f, guint end)
{
    while (end < f->in->boxes->len && sb_flow_box(f, end - 1)->floats &&
           sb_flow_box(f, end)->kind == SB_BOX_INK &&
           sb_flow_box(f, end)->columns == sb_flow_box(f, end - 1)->columns &&
           sb_flow_box(f, end)->wide == sb_flow_box(f, end - 1)->wide) {
        end = sb_flow_chain_end(f, end);
    }
    return end;
}

guint
sb_flow_chain(SbFlow *f, guint start)
{
    guint end = sb_flow_chain_end(f, start);
    int group = sb_flow_box(f, start)->group;
    gboolean floats = has_float(f, start, end);
    gboolean alone = floats && end == start + 1;

    f->open_group =
        group && start > 0 && sb_flow_box(f, start - 1)->group == group ? group : 0;
    if ((!floats || g_queue_is_empty(&f->waiting)) && chain_fits(f, start, end, TRUE)) {
        put_chain(f, start, end, TRUE);
        return end;
    }
    if (alone) {
        g_queue_push_tail(&f->waiting, (void *)sb_flow_box(f, start));
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
        sb_flow_next_page(f);
        if (f->open_group) {
            put_repeats(f, group);
        }
        if (chain_fits(f, start, sb_flow_chain_end(f, start), TRUE)) {
            put_chain(f, start, sb_flow_chain_end(f, start), TRUE);
            return sb_flow_chain_end(f, start);
        }
        if (!f->fill.empty && !f->open_group) {
            return start; /* floats took the page: once more */
        }
    }
    end = sb_flow_chain_end(f, start);
    put_long_chain(f, start, end);
    return end;
}

/* A heading that stands above columns wants some lines of them below it. */
static void
keep_with_columns(SbFlow *f, guint start)
{
    guint end = sb_flow_chain_end(f, start);

    if (end >= f->in->boxes->len || !sb_flow_box(f, end - 1)->together ||
        !sb_flow_box(f, end)->columns || f->fill.empty) {
        return;
    }
    SbFill fill = f->fill;
    double y;

    for (guint i = start; i < end; i++) {
        fill = sb_flow_filled(f, fill, sb_flow_box(f, i), 0, &y);
    }
    fill.y += LEAST_LINES * f->in->grid;
    if (!sb_flow_fits(f, &fill, 0)) {
        sb_flow_next_page(f);
    }
}

/* Puts what begins at start; returns its end. */
static guint
flow_part(SbFlow *f, guint start)
{
    const SbBox *box = sb_flow_box(f, start);

    if (box->kind == SB_BOX_NEW_PAGE) {
        flush_floats(f);
        if (!f->fill.empty) {
            sb_flow_next_page(f);
        }
        return start + 1;
    }
    if (box->columns) {
        return sb_flow_columns(f, start);
    }
    keep_with_columns(f, start);
    return sb_flow_chain(f, start);
}

GPtrArray *
sb_flow_pages(SbArena *arena, const SbFlowInput *input)
{
    g_autoptr(GArray) noted = g_array_new(FALSE, FALSE, sizeof(SbNoted));
    g_autoptr(GArray) carried = g_array_new(FALSE, FALSE, sizeof(SbCarried));
    SbFlow f = { .in = input,
        .arena = arena,
        .pages = sb_arena_ptr_array(arena),
        .waiting = G_QUEUE_INIT,
        .noted = noted,
        .carried = carried };

    begin_page(&f);
    for (guint i = 0; i < input->boxes->len;) {
        i = flow_part(&f, i);
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
