/*
 * In: the document's blocks.  Out: boxes in the galley.
 *
 * One function a kind of block, in the table KINDS; a new kind is a row.
 */
#include "report/block.h"

#include <string.h>

#include "report/paragraph.h"

enum {
    FRAME_PAD = 11,
    FRAME_BAR = 3,
    SHORT_CODE = 15 /* lines of code that are kept on one page */
};

/* --- frames ------------------------------------------------------------------------ */

int
sb_block_open_frame(
    SbGalley *galley, const SbPlace *place, SbColor ground, SbColor bar, SbPlace *inside)
{
    SbFrame frame = { place->x, place->width, ground, bar };

    g_array_append_val(galley->frames, frame);
    *inside = *place;
    inside->x += FRAME_PAD + (bar.a > 0 ? FRAME_BAR : 0);
    inside->width -= 2 * FRAME_PAD + (bar.a > 0 ? FRAME_BAR : 0);
    inside->body = SB_TEXT_BOX;
    sb_galley_space(galley, FRAME_PAD - 3, TRUE);
    return (int)galley->frames->len;
}

void
sb_block_close_frame(SbGalley *galley, int frame, size_t first_box)
{
    const SbStyle *style = &galley->press->style;
    double height = 0;

    g_array_index(galley->boxes, SbBox, galley->boxes->len - 1).together = TRUE;
    sb_galley_space(galley, FRAME_PAD - 3, FALSE);
    for (size_t i = first_box; i < galley->boxes->len; i++) {
        SbBox *box = &g_array_index(galley->boxes, SbBox, i);

        box->frame = frame;
        box->grid = FALSE;
        height += box->height + MAX(box->before, box->after);
    }
    g_array_index(galley->boxes, SbBox, first_box).before = style->float_space;
    g_array_index(galley->boxes, SbBox, galley->boxes->len - 1).after =
        style->float_space;
    if (height < sb_style_page_height(style) / 2) {
        for (size_t i = first_box; i + 1 < galley->boxes->len; i++) {
            g_array_index(galley->boxes, SbBox, i).together = TRUE;
        }
    }
}

/* --- kinds ------------------------------------------------------------------------- */

static gboolean
set_paragraph(
    SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    int tag = sb_galley_node(galley, place->parent, "P");

    return sb_paragraph_set(
        galley, block->rich, place->body, place, tag, block->offset, error);
}

static gboolean
set_heading(SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    static const char *const TYPES[] = { "H1", "H2", "H3", "H4", "H5", "H6" };
    SbTextRole role = block->level <= 1   ? SB_TEXT_H1
                      : block->level == 2 ? SB_TEXT_H2
                                          : SB_TEXT_H3;
    SbSection section = { block->rich->text, block->id, block->level, block->rich };
    int tag = sb_galley_node(galley, place->parent, TYPES[CLAMP(block->level, 1, 6) - 1]);
    size_t first = galley->boxes->len;

    g_array_append_val(galley->sections, section);
    if (!sb_paragraph_set(galley, block->rich, role, place, tag, block->offset, error)) {
        return FALSE;
    }
    /* The place that links lead to goes with the first line: a line's ink may
     * take more items at its end only while it is the last box. */
    SbBox *box = &g_array_index(galley->boxes, SbBox, first);
    SbBox mark = { .first = sb_scene_count(galley->ink), .together = TRUE };

    sb_galley_dest(galley, block->id, place->x, 0);
    mark.last = sb_scene_count(galley->ink);
    mark.before = box->before;
    box->before = 0;
    g_array_insert_val(galley->boxes, first, mark);
    for (guint i = (guint)first; i < galley->boxes->len; i++) {
        g_array_index(galley->boxes, SbBox, i).together = TRUE;
        g_array_index(galley->boxes, SbBox, i).grid = FALSE;
    }
    return TRUE;
}

/* The mark of item number index before the box that begins it. */
static gboolean
set_item_mark(SbGalley *galley, const SbBlock *list, int index, const SbPlace *place,
    SbTextRole role, int tag, GError **error)
{
    static const char *const BULLETS[] = { "•", "–", "·" };
    SbArena *arena = galley->press->arena;
    const char *text = list->level > 0
                           ? sb_arena_printf(arena, "%d.", list->level + index)
                           : BULLETS[MIN(place->depth, 2)];
    const SbRich *rich = sb_rich_plain(arena, text, 0);
    SbParagraph *p = sb_paragraph_new(galley, rich, role, list->offset, error);

    if (!p) {
        return FALSE;
    }
    GArray *lines = sb_paragraph_lines(galley, p, 1000, TRUE);
    double right = place->x + galley->press->style.list_indent - 5;

    sb_paragraph_ink(galley, p, &g_array_index(lines, SbLine, 0),
        list->level > 0 ? right - p->natural : place->x + 3,
        sb_paragraph_baseline(galley, role), p->natural, SB_ALIGN_LEFT, tag, NULL);
    return TRUE;
}

enum { ITEM_SPACE = 3 }; /* between items of a list that is not loose */

static gboolean
set_item(SbGalley *galley, const SbBlock *list, int index, int parent,
    const SbPlace *place, GError **error)
{
    const SbBlock *item = g_ptr_array_index(list->children, index);
    int node = sb_galley_node(galley, parent, "LI");
    int label = sb_galley_node(galley, node, "Lbl");
    SbPlace inside = *place;
    size_t first = galley->boxes->len;
    SbBox mark = { .first = sb_scene_count(galley->ink) };
    SbTextRole role = place->body;

    if (!set_item_mark(galley, list, index, place, role, label, error)) {
        return FALSE;
    }
    mark.last = sb_scene_count(galley->ink);
    inside.parent = sb_galley_node(galley, node, "LBody");
    inside.x += galley->press->style.list_indent;
    inside.width -= galley->press->style.list_indent;
    inside.depth++;
    inside.tight = !list->loose;
    if (!sb_block_set_all(galley, item->children, 0, &inside, error)) {
        return FALSE;
    }
    if (galley->boxes->len == first) {
        g_array_append_val(galley->boxes, mark);
        g_array_index(galley->boxes, SbBox, first).height =
            galley->press->style.text[role].leading;
        return TRUE;
    }
    /* The mark is a box without height on top of the item's first line. */
    SbBox *line = &g_array_index(galley->boxes, SbBox, first);

    mark.together = TRUE;
    mark.before = line->before;
    mark.grid = line->grid;
    line->before = 0;
    g_array_insert_val(galley->boxes, first, mark);
    return TRUE;
}

static gboolean
set_list(SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    const SbTextStyle *style = &galley->press->style.text[place->body];
    int parent = sb_galley_node(galley, place->parent, "L");
    SbPlace small = *place;
    size_t first = galley->boxes->len;

    if (g_strcmp0(block->word, "small") == 0) {
        small.body = SB_TEXT_BOX;
        place = &small;
    }
    for (guint i = 0; i < block->children->len; i++) {
        size_t start = galley->boxes->len;

        if (!set_item(galley, block, (int)i, parent, place, error)) {
            return FALSE;
        }
        if (i > 0 && galley->boxes->len > start) {
            SbBox *box = &g_array_index(galley->boxes, SbBox, start);

            box->before = MAX(box->before, block->loose ? style->before : ITEM_SPACE);
        }
    }
    for (size_t i = first + 2; !block->loose && i < galley->boxes->len; i++) {
        g_array_index(galley->boxes, SbBox, i).grid = FALSE;
    }
    if (galley->boxes->len > first && place->tight) { /* as far as items are apart */
        SbBox *head = &g_array_index(galley->boxes, SbBox, first);

        head->before = MAX(head->before, ITEM_SPACE);
    } else if (galley->boxes->len > first) {
        SbBox *head = &g_array_index(galley->boxes, SbBox, first);
        SbBox *tail = &g_array_index(galley->boxes, SbBox, galley->boxes->len - 1);

        head->before = MAX(head->before, style->before);
        tail->after = MAX(tail->after, style->after);
    }
    return TRUE;
}

static gboolean
set_quote(SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    SbPlace inside = *place;

    inside.x += 20;
    inside.width -= 40;
    inside.body = place->body == SB_TEXT_BODY ? SB_TEXT_QUOTE : place->body;
    inside.parent = sb_galley_node(galley, place->parent, "BlockQuote");
    return sb_block_set_all(galley, block->children, 0, &inside, error);
}

static gboolean
set_callout(SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    const SbStyle *style = &galley->press->style;
    gboolean warns =
        g_str_equal(block->word, "warning") || g_str_equal(block->word, "caution");
    SbColor bar = warns                               ? style->alarm
                  : g_str_equal(block->word, "note")  ? style->bright
                  : g_str_equal(block->word, "audit") ? style->second
                                                      : style->accent;
    size_t first = galley->boxes->len;
    SbPlace inside;
    int frame = sb_block_open_frame(galley, place, style->tint, bar, &inside);

    inside.parent = sb_galley_node(galley, place->parent, "Sect");
    if (!sb_rich_is_empty(block->rich)) {
        int tag = sb_galley_node(galley, inside.parent, "P");

        if (!sb_paragraph_set(galley, block->rich, SB_TEXT_BOX_HEAD, &inside, tag,
                block->offset, error)) {
            return FALSE;
        }
    }
    if (!sb_block_set_all(galley, block->children, 0, &inside, error)) {
        return FALSE;
    }
    sb_block_close_frame(galley, frame, first);
    return TRUE;
}

static gboolean
set_code(SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    SbArena *arena = galley->press->arena;
    int tag = sb_galley_node(galley, place->parent, "P");
    g_auto(GStrv) lines = g_strsplit(block->text, "\n", -1);
    const SbTextStyle *style = &galley->press->style.text[SB_TEXT_CODE];
    double letter = sb_text_width(galley->press->fonts, &style->font, "0");
    guint n = g_strv_length(lines);
    size_t start = galley->boxes->len;
    SbPlace inside = *place;

    for (int i = 0; lines[i]; i++) {
        size_t blanks = strspn(lines[i], " ");
        const char *text = lines[i][blanks] ? lines[i] + blanks : "\u00A0";
        const SbRich *rich = sb_rich_plain(arena, text, 0);

        inside.x = place->x + 10 + MIN(blanks, 40) * letter;
        inside.width = place->width - (inside.x - place->x);
        inside.tight = TRUE;
        size_t first = galley->boxes->len;

        if (!sb_paragraph_set(
                galley, rich, SB_TEXT_CODE, &inside, tag, block->offset, error)) {
            return FALSE;
        }
        if (i == 0) {
            g_array_index(galley->boxes, SbBox, first).before = style->before;
        }
        if (!lines[i + 1]) {
            g_array_index(galley->boxes, SbBox, galley->boxes->len - 1).after =
                style->after;
        }
    }
    for (size_t i = start; n <= SHORT_CODE && i + 1 < galley->boxes->len; i++) {
        g_array_index(galley->boxes, SbBox, i).together = TRUE;
    }
    return TRUE;
}

static gboolean
set_rule(SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    const SbStyle *style = &galley->press->style;

    sb_galley_box(galley);
    sb_scene_line(
        galley->ink, place->x, 0.25, place->x + place->width, 0.25, style->rule, 0.5);
    SbBox *box = sb_galley_close(galley);

    box->height = 0.5;
    box->before = box->after = style->grid;
    return TRUE;
}

static gboolean
set_page_break(
    SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    sb_galley_box(galley)->kind = SB_BOX_NEW_PAGE;
    return TRUE;
}

/* --- columns ----------------------------------------------------------------------- */

static gboolean
set_wide(SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    return sb_block_set_all(galley, block->children, 0, place, error);
}

/* Does a block within columns run over both?  Tiles do, and tables whose words
 * would have to break. */
static gboolean
is_wide(SbGalley *galley, const SbBlock *block)
{
    return block->kind == SB_BLOCK_WIDE || block->kind == SB_BLOCK_TILES ||
           (block->kind == SB_BLOCK_TABLE &&
               !sb_tabular_fits(galley, block, sb_style_column(&galley->press->style)));
}

static gboolean
set_columns(SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    SbPlace narrow = *place;
    int number = ++galley->columns;

    narrow.width = sb_style_column(&galley->press->style);
    g_ptr_array_set_size(one, 1);
    for (guint i = 0; i < block->children->len; i++) {
        const SbBlock *child = g_ptr_array_index(block->children, i);
        gboolean wide = is_wide(galley, child);
        guint first = galley->boxes->len;

        g_ptr_array_index(one, 0) = (void *)child;
        if (!sb_block_set_all(galley, one, 0, wide ? place : &narrow, error)) {
            return FALSE;
        }
        for (guint k = first; k < galley->boxes->len; k++) {
            g_array_index(galley->boxes, SbBox, k).columns = number;
            g_array_index(galley->boxes, SbBox, k).wide = wide;
        }
    }
    return TRUE;
}

typedef gboolean (*SetBlock)(
    SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error);

static const SetBlock KINDS[SB_BLOCK_COUNT] = {
    [SB_BLOCK_PARAGRAPH] = set_paragraph,
    [SB_BLOCK_HEADING] = set_heading,
    [SB_BLOCK_LIST] = set_list,
    [SB_BLOCK_QUOTE] = set_quote,
    [SB_BLOCK_CALLOUT] = set_callout,
    [SB_BLOCK_CODE] = set_code,
    [SB_BLOCK_RULE] = set_rule,
    [SB_BLOCK_TABLE] = sb_tabular_set,
    [SB_BLOCK_FIGURE] = sb_picture_set,
    [SB_BLOCK_TILES] = sb_tiles_set,
    [SB_BLOCK_PAGE_BREAK] = set_page_break,
    [SB_BLOCK_COLUMNS] = set_columns,
    [SB_BLOCK_WIDE] = set_wide,
};

gboolean
sb_block_set_all(SbGalley *galley, const GPtrArray *blocks, guint first,
    const SbPlace *place, GError **error)
{
    for (guint i = first; i < blocks->len; i++) {
        const SbBlock *block = g_ptr_array_index(blocks, i);

        g_assert(KINDS[block->kind]);
        if (!KINDS[block->kind](galley, block, place, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* --- footnotes -----------------------------------------------------------------------
 */

/* One note: its number in the margin of its own text; boxes go into out. */
static gboolean
set_note(SbGalley *galley, const SbBlock *note, int number, GArray *out, GError **error)
{
    SbArena *arena = galley->press->arena;
    const SbStyle *style = &galley->press->style;
    gboolean narrow = g_array_index(galley->narrow, gboolean, number - 1);
    SbPlace place = { 0, narrow ? sb_style_column(style) : sb_style_measure(style), 0,
        SB_TEXT_NOTE };
    const char *dest = sb_arena_printf(arena, "note-%d", number);
    const SbRich *mark = sb_rich_plain(arena, dest + strlen("note-"), SB_RICH_MARK);
    int node = sb_galley_node(galley, 0, "Note");
    int label = note->word ? 0 : sb_galley_node(galley, node, "Lbl");
    SbBox box = { .first = sb_scene_count(galley->ink), .together = TRUE };
    size_t first = galley->boxes->len;

    sb_galley_dest(galley, dest, 0, 0);
    if (label && !sb_paragraph_draw(galley, mark, SB_TEXT_NOTE, 0, 0, 20, SB_ALIGN_LEFT,
                     label, note->offset, NULL, NULL, error)) {
        return FALSE;
    }
    box.last = sb_scene_count(galley->ink);
    box.before = style->text[SB_TEXT_NOTE].before;
    g_array_append_val(out, box);
    place.x = 9;
    place.width -= 9;
    place.parent = node;
    place.tight = TRUE;
    if (!sb_block_set_all(galley, note->children, 0, &place, error)) {
        return FALSE;
    }
    for (size_t i = first; i < galley->boxes->len; i++) {
        SbBox line = g_array_index(galley->boxes, SbBox, i);

        line.grid = FALSE;
        g_array_append_val(out, line);
    }
    g_array_set_size(galley->boxes, (guint)first);
    return TRUE;
}

/* A note is a column wide when its first mark stands in a column. */
static void
find_narrow(SbGalley *galley, guint n_notes)
{
    for (guint i = 0; i < n_notes; i++) {
        gboolean no = FALSE;

        g_array_append_val(galley->narrow, no);
    }
    for (guint i = galley->boxes->len; i-- > 0;) {
        const SbBox *box = &g_array_index(galley->boxes, SbBox, i);

        for (guint k = 0; box->notes && k < box->notes->len; k++) {
            int note = g_array_index(box->notes, int, k);

            if (note >= 1 && (guint)note <= n_notes) {
                g_array_index(galley->narrow, gboolean, note - 1) =
                    box->columns && !box->wide;
            }
        }
    }
}

gboolean
sb_block_set_notes(SbGalley *galley, const GPtrArray *notes, GError **error)
{
    find_narrow(galley, notes->len);
    for (guint i = 0; i < notes->len; i++) {
        GArray *boxes = sb_arena_array(galley->press->arena, SbBox);

        g_ptr_array_add(galley->notes, boxes);
        if (!set_note(galley, g_ptr_array_index(notes, i), (int)i + 1, boxes, error)) {
            return FALSE;
        }
    }
    return TRUE;
}
