/*
 * In: a pipe table and the paragraph before it.  Out: a table of rich cells.
 *
 * "Table: Headline {#tab-x}" before or after a table is its caption; further lines of
 * that paragraph are its subtitle, or its unit line when in brackets.
 */
#include "report/document_table.h"

#include <cmark-gfm.h>
#include <string.h>

#include "report/table_heads.h"

static const char *const WORDS[] = { "Table:", "표:" };

static gboolean
is_table(cmark_node *node)
{
    return node && sb_markdown_part(node) == SB_MARKDOWN_TABLE;
}

gboolean
sb_document_is_caption(struct cmark_node *paragraph)
{
    if (cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH ||
        (!is_table(cmark_node_next(paragraph)) &&
            !is_table(cmark_node_previous(paragraph)))) {
        return FALSE;
    }
    g_autofree char *text = sb_document_plain(paragraph);

    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (g_str_has_prefix(text, WORDS[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

struct cmark_node *
sb_document_table_caption(struct cmark_node *table)
{
    cmark_node *before = cmark_node_previous(table), *after = cmark_node_next(table);

    if (before && sb_document_is_caption(before)) {
        return before;
    }
    /* after it, unless it belongs to a table that follows */
    return after && sb_document_is_caption(after) && !is_table(cmark_node_next(after))
               ? after
               : NULL;
}

/* --- caption -------------------------------------------------------------------- */

/* One line of the caption, from child up to a line's end, which *child passes. */
static const SbRich *
caption_line(
    const SbInlines *in, cmark_node *paragraph, cmark_node **child, GError **error)
{
    cmark_node *first = *child, *at = first;

    while (at && cmark_node_get_type(at) != CMARK_NODE_SOFTBREAK &&
           cmark_node_get_type(at) != CMARK_NODE_LINEBREAK) {
        at = cmark_node_next(at);
    }
    *child = at ? cmark_node_next(at) : NULL;
    return sb_document_rich(in, paragraph, first, at, error);
}

static const SbRich *
trim_caption(SbArena *arena, const SbRich *line)
{
    const char *open = g_strrstr(line->text, "{#");
    size_t start = 0, end = strlen(line->text);

    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (g_str_has_prefix(line->text, WORDS[i])) {
            start = strlen(WORDS[i]);
        }
    }
    if (open && line->text[end - 1] == '}') {
        end = (size_t)(open - line->text);
    }
    return sb_rich_piece(arena, line, start, MAX(start, end));
}

static gboolean
read_caption(const SbInlines *in, cmark_node *paragraph, SbBlock *block, SbTable *table,
    GError **error)
{
    SbArena *arena = in->press->arena;
    cmark_node *child = cmark_node_first_child(paragraph);

    while (child) {
        const SbRich *line = caption_line(in, paragraph, &child, error);

        if (!line) {
            return FALSE;
        }
        line = trim_caption(arena, line);
        if (!block->caption.headline) {
            block->caption.headline = line;
        } else if (*line->text == '(' && g_str_has_suffix(line->text, ")")) {
            table->unit = line;
        } else if (*line->text) {
            block->caption.deck = line;
        }
    }
    return TRUE;
}

/* --- rows ------------------------------------------------------------------------- */

/* A row whose cells but the first are empty is the head of a group; one whose
 * texts are all strong is a total. */
static SbRowKind
row_kind(const SbRow *row, int columns)
{
    gboolean strong = TRUE, rest_empty = columns > 1;

    for (int i = 0; i < columns; i++) {
        const SbRich *rich = row->cells[i].rich;

        rest_empty = rest_empty && (i == 0 || sb_rich_is_empty(rich));
        for (size_t k = 0; rich && k < rich->n_spans; k++) {
            strong = strong && (rich->spans[k].style & SB_RICH_STRONG);
        }
    }
    if (sb_rich_is_empty(row->cells[0].rich)) {
        return SB_ROW_BODY;
    }
    return rest_empty && strong ? SB_ROW_GROUP : strong ? SB_ROW_TOTAL : SB_ROW_BODY;
}

/* The cells of a row as its source line has them: cmark fills up short rows and
 * drops what is too much. */
static int
cells_written(const SbInlines *in, cmark_node *row)
{
    const char *p =
        sb_source_text(in->source) + sb_markdown_offset(in->markdown, row, NULL);
    int cells = 1;

    while (*p == ' ' || *p == '\t' || *p == '>') {
        p++;
    }
    p += *p == '|';
    for (; *p && *p != '\n'; p++) {
        if (*p == '\\' && p[1] && p[1] != '\n') {
            p++;
        } else if (*p == '|' && p[1 + strspn(p + 1, " \t\r")] != '\n' &&
                   p[1 + strspn(p + 1, " \t\r")] != '\0') {
            cells++;
        }
    }
    return cells;
}

static gboolean
read_row(const SbInlines *in, cmark_node *node, SbTable *table, GError **error)
{
    SbRow row = { .cells = sb_arena_new_many(
                      in->press->arena, SbCell, (size_t)table->columns) };
    int i = 0;

    for (cmark_node *cell = cmark_node_first_child(node); cell && i < table->columns;
         cell = cmark_node_next(cell)) {
        row.cells[i].rich = sb_document_rich(in, cell, NULL, NULL, error);
        if (!row.cells[i].rich) {
            return FALSE;
        }
        i++;
    }
    if (cells_written(in, node) != table->columns) {
        sb_job_remark(in->press->job, SB_REMARK_ROW_RAGGED, in->source,
            sb_markdown_offset(in->markdown, node, NULL),
            "%d cells in a table of %d columns", cells_written(in, node), table->columns);
    }
    row.kind = sb_markdown_is_head(node) ? SB_ROW_HEAD : row_kind(&row, table->columns);
    gboolean empty_head = row.kind == SB_ROW_HEAD;

    for (i = 0; i < table->columns; i++) {
        empty_head = empty_head && sb_rich_is_empty(row.cells[i].rich);
    }
    if (!empty_head) {
        g_array_append_val(table->rows, row);
    }
    return TRUE;
}

gboolean
sb_document_table(
    const SbInlines *inlines, struct cmark_node *node, SbBlock *block, GError **error)
{
    SbArena *arena = inlines->press->arena;
    SbTable *table = sb_arena_new_of(arena, SbTable);
    cmark_node *caption = sb_document_table_caption(node);

    table->columns = sb_markdown_columns(node);
    table->aligns = sb_arena_alloc(arena, (size_t)table->columns + 1);
    table->rows = sb_arena_array(arena, SbRow);
    block->table = table;
    for (int i = 0; i < table->columns; i++) {
        table->aligns[i] = sb_markdown_align(node, i);
    }
    for (cmark_node *row = cmark_node_first_child(node); row;
         row = cmark_node_next(row)) {
        if (!read_row(inlines, row, table, error)) {
            return FALSE;
        }
    }
    sb_table_heads_part(arena, table);
    return !caption || read_caption(inlines, caption, block, table, error);
}
