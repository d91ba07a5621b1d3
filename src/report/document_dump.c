/* In: a document.  Out: its tree as text, a line a block, indented. */
#include "report/document.h"

static const char *const NAMES[SB_BLOCK_COUNT] = {
    [SB_BLOCK_PARAGRAPH] = "paragraph",
    [SB_BLOCK_HEADING] = "heading",
    [SB_BLOCK_LIST] = "list",
    [SB_BLOCK_ITEM] = "item",
    [SB_BLOCK_QUOTE] = "quote",
    [SB_BLOCK_CALLOUT] = "callout",
    [SB_BLOCK_CODE] = "code",
    [SB_BLOCK_RULE] = "rule",
    [SB_BLOCK_TABLE] = "table",
    [SB_BLOCK_FIGURE] = "figure",
    [SB_BLOCK_TILES] = "tiles",
    [SB_BLOCK_PAGE_BREAK] = "page-break",
    [SB_BLOCK_COLUMNS] = "columns",
    [SB_BLOCK_WIDE] = "wide",
};

static void
dump_rich(GString *out, const SbRich *rich)
{
    if (!rich) {
        return;
    }
    for (size_t i = 0; i < rich->n_spans; i++) {
        const SbRichSpan *span = &rich->spans[i];
        const char *mark = span->note                       ? "^"
                           : span->style & SB_RICH_STRONG   ? "**"
                           : span->style & SB_RICH_EMPHASIS ? "*"
                           : span->style & SB_RICH_CODE     ? "`"
                                                            : "";

        g_string_append(out, span->uri || span->dest ? "[" : "");
        g_string_append(out, mark);
        for (size_t k = span->start; k < span->end; k++) {
            char c = rich->text[k];

            g_string_append(out, c == '\n' ? "\\n" : (char[]){ c, '\0' });
        }
        g_string_append(out, mark);
        if (span->uri || span->dest) {
            g_string_append_printf(
                out, "](%s%s)", span->uri ? "" : "#", span->uri ? span->uri : span->dest);
        }
    }
}

static void
dump_line(GString *out, int depth, const char *word, const SbRich *rich)
{
    if (!sb_rich_is_empty(rich)) {
        g_string_append_printf(out, "%*s%s: ", depth * 2, "", word);
        dump_rich(out, rich);
        g_string_append_c(out, '\n');
    }
}

static void
dump_table(GString *out, int depth, const SbTable *table)
{
    static const char *const KINDS[] = { "row", "head", "total", "group" };

    dump_line(out, depth, "unit", table->unit);
    for (guint i = 0; i < table->rows->len; i++) {
        const SbRow *row = &g_array_index(table->rows, SbRow, i);

        g_string_append_printf(out, "%*s%s:", depth * 2, "", KINDS[row->kind]);
        for (int k = 0; k < table->columns; k++) {
            g_string_append(out, row->cells[k].span == SB_CELL_COVERED ? " |"
                                 : k                                   ? " | "
                                                                       : " ");
            dump_rich(out, row->cells[k].rich);
            if (row->cells[k].trend) {
                g_string_append_printf(out, "(trend %s)", row->cells[k].trend->alt);
            }
            if (row->cells[k].bar) {
                g_string_append_printf(out, " (bar %.3f to %.3f)", row->cells[k].bar_from,
                    row->cells[k].bar_to);
            }
        }
        g_string_append_c(out, '\n');
    }
}

static void
dump_caption(GString *out, int depth, const SbCaptionTexts *caption)
{
    dump_line(out, depth, "headline", caption->headline);
    dump_line(out, depth, "deck", caption->deck);
    for (guint i = 0; caption->notes && i < caption->notes->len; i++) {
        dump_line(out, depth, "note", g_ptr_array_index(caption->notes, i));
    }
    dump_line(out, depth, "source", caption->source);
}

static void
dump_block(GString *out, int depth, const SbBlock *block)
{
    g_string_append_printf(out, "%*s%s", depth * 2, "", NAMES[block->kind]);
    if (block->level) {
        g_string_append_printf(out, " %d", block->level);
    }
    if (block->number) {
        g_string_append_printf(out, " no. %d", block->number);
    }
    if (block->word) {
        g_string_append_printf(out, " %s", block->word);
    }
    if (block->id) {
        g_string_append_printf(out, " #%s", block->id);
    }
    if (block->figure && block->figure->path) {
        g_string_append_printf(out, " %s", block->figure->path);
    }
    if (block->text) {
        g_autofree char *escaped = g_strescape(block->text, NULL);

        g_string_append_printf(out, " \"%s\"", escaped);
    }
    if (!sb_rich_is_empty(block->rich)) {
        g_string_append(out, ": ");
        dump_rich(out, block->rich);
    }
    g_string_append_c(out, '\n');
    if (block->figure && block->figure->headline) {
        g_string_append_printf(
            out, "%*sheadline: %s\n", depth * 2 + 2, "", block->figure->headline);
    }
    dump_caption(out, depth + 1, &block->caption);
    if (block->table) {
        dump_table(out, depth + 1, block->table);
    }
    for (guint i = 0; block->tiles && i < block->tiles->len; i++) {
        const SbTile *tile = &g_array_index(block->tiles, SbTile, i);

        g_string_append_printf(out, "%*stile: %s | %s | %s\n", depth * 2 + 2, "",
            tile->label, tile->value, tile->change ? tile->change : "");
    }
    for (guint i = 0; block->children && i < block->children->len; i++) {
        dump_block(out, depth + 1, g_ptr_array_index(block->children, i));
    }
}

GString *
sb_document_dump(const SbDocument *document)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < document->blocks->len; i++) {
        dump_block(out, 0, g_ptr_array_index(document->blocks, i));
    }
    for (guint i = 0; i < document->notes->len; i++) {
        g_string_append_printf(out, "note %u\n", i + 1);
        dump_block(out, 1, g_ptr_array_index(document->notes, i));
    }
    return out;
}
