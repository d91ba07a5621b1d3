/*
 * In: a measured table.  Out: its boxes.
 *
 * A table of up to half a page is one box that floats like a figure.  A longer
 * one is a box a row, and its head is set again on each page.
 */
#include <math.h>

#include "report/block.h"
#include "report/caption.h"
#include "report/tabular.h"

enum { ROW_PAD = 3 };

typedef struct {
    SbGalley *galley;
    const SbPlace *place;
    SbTabular *t;
    int table_tag;
    GArray *notes; /* of the box at work */
    int *up;       /* a column each: the node of a head that reaches up; 0: none */
} Setter;

/* --- rows ------------------------------------------------------------------------------
 */

static double
cell_shift(const SbTabularColumn *column, const SbTabularCell *cell)
{
    /* The block of numbers stands at the right of its column. */
    return column->width - column->bar - column->left - column->right + column->left -
           cell->left;
}

static void
draw_cell(Setter *s, guint number, int index, double y, int tag)
{
    const SbTabularRow *row = &s->t->rows[number];
    const SbTabularCell *cell = &row->cells[index];
    const SbTabularColumn *column = &s->t->columns[index];
    SbAlign align = SB_ALIGN_LEFT;
    double x = column->x;

    if (!cell->paragraph) {
        return;
    }
    SbTextRole role = cell->paragraph->role;
    const SbTextStyle *style = &s->galley->press->style.text[role];
    gboolean head = row->kind == SB_ROW_HEAD;

    if (row->kind == SB_ROW_GROUP) {
        x = s->place->x;
    } else if (sb_tabular_span(s->t, number, index) > 1) {
        align = SB_ALIGN_CENTER;
    } else if (column->align == '.' && !head && cell->left >= 0) {
        x += cell_shift(column, cell);
    } else if (column->align == '.' || column->align == 'r') {
        align = SB_ALIGN_RIGHT;
    } else if (column->align == 'c') {
        align = SB_ALIGN_CENTER;
    }
    double top = y + ROW_PAD;

    if (head) { /* heads stand on the rule below them */
        top += row->height - 2 * ROW_PAD - cell->lines->len * style->leading;
    }
    for (guint i = 0; i < cell->lines->len; i++) {
        sb_paragraph_ink(s->galley, cell->paragraph,
            &g_array_index(cell->lines, SbLine, i), x,
            top + sb_paragraph_baseline(s->galley, role) + i * style->leading,
            sb_tabular_width(s->t, number, index), align, tag, &s->notes);
    }
}

/* The bar beside a cell's text: it tells nothing that the text does not. */
static void
draw_bar(Setter *s, guint number, int index, double y)
{
    enum { GAP = 8, HEIGHT = 6 };
    const SbStyle *style = &s->galley->press->style;
    const SbTabularColumn *column = &s->t->columns[index];
    const SbCell *cell = &g_array_index(s->t->table->rows, SbRow, number).cells[index];
    double room = column->bar - GAP, x = column->x + column->width - room;
    double middle = y + ROW_PAD + style->text[SB_TEXT_CELL].leading / 2;

    if (!cell->bar || !(column->bar > 0)) {
        return;
    }
    sb_scene_rect(s->galley->ink,
        (SbRect){ x + room * cell->bar_from, middle - HEIGHT / 2.0,
            room * (cell->bar_to - cell->bar_from), HEIGHT },
        style->accent);
    sb_scene_rect(s->galley->ink,
        (SbRect){ x + room * cell->bar_zero - 0.25, y, 0.5, s->t->rows[number].height },
        style->grey);
}

/* A line through time, a dot where the row stands: a picture with a text of its own. */
static void
draw_trend(Setter *s, guint number, int index, double y, int tag)
{
    enum { MOST = 64, EDGE = 3 };
    const SbTrend *trend =
        g_array_index(s->t->table->rows, SbRow, number).cells[index].trend;
    const SbStyle *style = &s->galley->press->style;
    const SbTabularColumn *column = &s->t->columns[index];
    SbScene *ink = s->galley->ink;

    if (!trend) {
        return;
    }
    double width = MIN(column->width, MOST) - 2 * EDGE;
    double height = style->text[SB_TEXT_CELL].leading - 4,
           bottom = y + ROW_PAD + 2 + height;
    int figure = sb_galley_node(s->galley, tag, "Figure");
    GArray *path = sb_path_new(sb_scene_arena(ink));

    sb_galley_node_at(s->galley, figure)->alt = trend->alt;
    for (guint i = 0; i < trend->n; i++) {
        double px = column->x + EDGE + width * trend->x[i];
        double py = bottom - height * trend->y[i];

        (i == 0 ? sb_path_move : sb_path_line)(path, px, py);
    }
    SbItem *line = sb_scene_add(ink, SB_ITEM_PATH);

    line->u.path.path = path;
    line->paint.stroke = sb_ink(style->accent);
    line->paint.stroke_width = 1;
    line->tag = figure;
    SbItem *dot = sb_scene_rect(ink,
        (SbRect){ column->x + EDGE + width * trend->x[trend->own] - 1.75,
            bottom - height * trend->y[trend->own] - 1.75, 3.5, 3.5 },
        style->second);

    for (int i = 0; i < 4; i++) {
        dot->u.rect.radii[i] = 1.75;
    }
    dot->tag = figure;
}

static void
draw_rule(Setter *s, double y, SbColor color, double width)
{
    sb_scene_rect(s->galley->ink,
        (SbRect){ s->place->x, y - width / 2, s->place->width, width }, color);
}

/* The node of a cell in the row of node tr; 0: none of its own. */
static int
cell_node(Setter *s, guint number, int index, int tr)
{
    const SbRow *row = &g_array_index(s->t->table->rows, SbRow, number);
    const SbCell *cell = &row->cells[index];
    gboolean head = row->kind == SB_ROW_HEAD;

    if (s->up[index]) { /* stands in the row above, reaching down to here */
        int node = s->up[index];

        s->up[index] = 0;
        return node;
    }
    if (cell->span == SB_CELL_COVERED) {
        return 0;
    }
    int node = sb_galley_node(s->galley, tr, head || index == 0 ? "TH" : "TD");
    SbStructNode *at = sb_galley_node_at(s->galley, node);

    at->scope = head ? "Column" : index == 0 ? "Row" : NULL;
    at->col_span = cell->span;
    if (cell->down) {
        at->row_span = 2;
        s->up[index] = node;
    }
    return node;
}

/* The rule between a head over columns and theirs. */
static void
draw_span_rule(Setter *s, guint number, int index, double y)
{
    if (sb_tabular_span(s->t, number, index) > 1) {
        sb_scene_rect(s->galley->ink,
            (SbRect){ s->t->columns[index].x, y - 0.2,
                sb_tabular_width(s->t, number, index), 0.4 },
            s->galley->press->style.grey);
    }
}

/* One row from y down, with the rule below it; artifact: set again on a page. */
static void
draw_row(Setter *s, guint index, double y, gboolean artifact)
{
    const SbTabularRow *row = &s->t->rows[index];
    const SbStyle *style = &s->galley->press->style;
    gboolean last = index + 1 == s->t->n_rows;
    gboolean head_next = !last && s->t->rows[index + 1].kind == SB_ROW_HEAD;
    int tr = artifact ? 0 : sb_galley_node(s->galley, s->table_tag, "TR");

    if (row->kind == SB_ROW_GROUP) {
        sb_scene_rect(s->galley->ink,
            (SbRect){ s->place->x, y, s->place->width, row->height }, style->tint);
    }
    for (int i = 0; i < s->t->n_columns; i++) {
        int tag = artifact ? 0 : cell_node(s, index, i, tr);

        draw_cell(s, index, i, y, tag);
        draw_trend(s, index, i, y, tag);
        draw_bar(s, index, i, y);
        draw_span_rule(s, index, i, y + row->height);
    }
    if (row->kind == SB_ROW_HEAD && !head_next) {
        draw_rule(s, y + row->height, style->ink, 0.7);
    } else if (last) {
        draw_rule(s, y + row->height, style->ink, 0.7);
    } else if (!s->t->table->plain_list && row->kind != SB_ROW_HEAD) {
        gboolean total_next = s->t->rows[index + 1].kind == SB_ROW_TOTAL;

        draw_rule(s, y + row->height, total_next ? style->grey : style->rule,
            total_next ? 0.6 : 0.35);
    }
}

static guint
head_rows(const SbTabular *t)
{
    guint n = 0;

    while (n < t->n_rows && t->rows[n].kind == SB_ROW_HEAD) {
        n++;
    }
    return n;
}

/* --- heads
 * ------------------------------------------------------------------------------- */

/* Caption, top rule and head rows from y down; returns their height, < 0 on
 * error. */
static double
draw_head(Setter *s, const SbBlock *block, int caption, gboolean artifact, GError **error)
{
    const SbStyle *style = &s->galley->press->style;
    double y = 0, part = 0;

    if (!sb_caption_head(s->galley, block, SB_WORD_TABLE, s->t->table->unit, s->place, y,
            artifact ? 0 : caption, &part, &s->notes, error)) {
        return -1;
    }
    y += part;
    draw_rule(s, y + 0.5, style->accent, 1.1);
    y += 1;
    for (guint i = 0; i < head_rows(s->t); i++) {
        draw_row(s, i, y, artifact);
        y += s->t->rows[i].height;
    }
    return y;
}

/* The head of the further pages: "Table 2. … (continued)". */
static gboolean
add_repeat(Setter *s, const SbBlock *block, GError **error)
{
    SbPress *press = s->galley->press;
    SbBlock again = *block;
    SbGroup group = { .first = s->galley->repeats->len };
    SbBox box = { .first = sb_scene_count(s->galley->ink), .together = TRUE };
    GArray *notes = s->notes;

    if (!sb_rich_is_empty(block->caption.headline)) {
        SbRichBuilder builder;
        SbRichSpan quiet = { .style = SB_RICH_QUIET };

        sb_rich_begin(&builder, press->arena);
        sb_rich_append(&builder, block->caption.headline);
        sb_rich_add(&builder,
            sb_arena_printf(
                press->arena, " (%s)", sb_press_word(press, SB_WORD_CONTINUED)),
            &quiet);
        again.caption.headline = sb_rich_end(&builder);
    }
    again.caption.deck = NULL;
    s->notes = NULL;
    box.height = draw_head(s, &again, 0, TRUE, error);
    s->notes = notes;
    box.last = sb_scene_count(s->galley->ink);
    g_array_append_val(s->galley->repeats, box);
    group.last = s->galley->repeats->len;
    g_array_append_val(s->galley->groups, group);
    return box.height >= 0;
}

/* --- the two ways
 * ---------------------------------------------------------------------------- */

static void
begin_box(Setter *s)
{
    sb_galley_box(s->galley);
    s->notes = NULL;
}

static SbBox *
end_box(Setter *s, double height)
{
    SbBox *box = sb_galley_close(s->galley);

    box->height = height;
    box->notes = s->notes;
    return box;
}

static gboolean
set_short(Setter *s, const SbBlock *block, int caption, GError **error)
{
    double y, part = 0;

    begin_box(s);
    if (block->id) {
        sb_galley_dest(s->galley, block->id, s->place->x, 0);
    }
    y = draw_head(s, block, caption, FALSE, error);
    if (y < 0) {
        return FALSE;
    }
    for (guint i = head_rows(s->t); i < s->t->n_rows; i++) {
        draw_row(s, i, y, FALSE);
        y += s->t->rows[i].height;
    }
    if (!sb_caption_foot(
            s->galley, block, s->place, y, caption, &part, &s->notes, error)) {
        return FALSE;
    }
    SbBox *box = end_box(s, y + part + 2);

    box->before = box->after = s->galley->press->style.float_space;
    box->floats = block->number > 0;
    return TRUE;
}

/* Is row i not parted from the next?  A group's head stays with two rows, its last row
 * with the one before; so do the table's first row and, with the notes, its last. */
static gboolean
stays(const SbTabular *t, guint i)
{
    gboolean ends = i + 1 < t->n_rows && t->rows[i + 1].kind == SB_ROW_GROUP;
    gboolean first = i > 0 && t->rows[i - 1].kind == SB_ROW_GROUP;
    gboolean before_last = i + 2 < t->n_rows && t->rows[i + 2].kind == SB_ROW_GROUP;

    return t->rows[i].kind == SB_ROW_GROUP || i == head_rows(t) || i + 2 == t->n_rows ||
           (!ends && (first || before_last));
}

static gboolean
set_long(Setter *s, const SbBlock *block, int caption, GError **error)
{
    const SbStyle *style = &s->galley->press->style;
    double y, part = 0;
    SbBox *box;

    if (!add_repeat(s, block, error)) {
        return FALSE;
    }
    int group = (int)s->galley->groups->len;

    begin_box(s);
    if (block->id) {
        sb_galley_dest(s->galley, block->id, s->place->x, 0);
    }
    y = draw_head(s, block, caption, FALSE, error);
    if (y < 0) {
        return FALSE;
    }
    box = end_box(s, y);
    box->before = style->float_space;
    box->together = TRUE;
    box->group = group;
    for (guint i = head_rows(s->t); i < s->t->n_rows; i++) {
        gboolean last = i + 1 == s->t->n_rows;

        begin_box(s);
        draw_row(s, i, 0, FALSE);
        box = end_box(s, s->t->rows[i].height);
        box->group = group;
        box->together = last || stays(s->t, i);
    }
    begin_box(s);
    if (!sb_caption_foot(
            s->galley, block, s->place, 0, caption, &part, &s->notes, error)) {
        return FALSE;
    }
    box = end_box(s, part + 2);
    box->after = style->float_space;
    box->group = group;
    return TRUE;
}

gboolean
sb_tabular_set(
    SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    SbTabular *t = sb_tabular_measure(galley, block, place, error);
    double height = 0;

    if (!t) {
        return FALSE;
    }
    for (guint i = 0; i < t->n_rows; i++) {
        height += t->rows[i].height;
    }
    Setter s = { .galley = galley, .place = place, .t = t };
    int caption = sb_galley_node(galley, place->parent, "Caption");

    s.up = sb_arena_new_many(galley->press->arena, int, (size_t)t->n_columns);
    s.table_tag = sb_galley_node(galley, place->parent, "Table");
    return height <= sb_style_page_height(&galley->press->style) * 0.5
               ? set_short(&s, block, caption, error)
               : set_long(&s, block, caption, error);
}
