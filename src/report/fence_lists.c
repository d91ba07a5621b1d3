/*
 * In: ```sources, ```evidence, ```revisions.  Out: the list of sources, the
 * table of where each cited figure was printed, the table of corrected ones.
 */
#include <string.h>

#include "figure/evidence.h"
#include "figure/phrase.h"
#include "figure/sources.h"
#include "report/fence.h"
#include "report/label.h"

static gboolean
no_data(SbPress *press, const SbFence *fence, GError **error)
{
    SbJsonPlace place;
    const json_t *tree = sb_fence_tree(press, fence, &place, error);

    if (!tree || !sb_json_check_keys(tree, NULL, 0, &place, "", error)) {
        return TRUE;
    }
    if (!press->figures) {
        sb_error_at(error, SB_ERROR_INPUT, press->source, fence->offset,
            "%s, but the front matter names no data", fence->word);
        return TRUE;
    }
    return FALSE;
}

/* --- sources
 * ----------------------------------------------------------------------------- */

static gboolean
is_used(const SbPress *press, const char *key)
{
    for (size_t i = 0; i < sb_figure_table_count(press->figures); i++) {
        const SbFigure *figure = sb_figure_table_at(press->figures, i);

        if (sb_figure_is_published(figure) && g_str_equal(figure->source, key)) {
            return TRUE;
        }
    }
    return FALSE;
}

static const SbRich *
source_text(SbPress *press, const SbSourceRow *row)
{
    gboolean korean = g_str_equal(press->lang, "ko");
    SbRichBuilder out;
    const char *parts[] = { row->publisher, row->date };

    sb_rich_begin(&out, press->arena);
    if (*row->author) {
        sb_rich_add(&out, row->author, NULL);
        sb_rich_add(&out, ", ", NULL);
    }
    if (*row->title) {
        sb_rich_add(&out, korean ? "「" : "“", NULL);
        sb_rich_add(&out, row->title, NULL);
        sb_rich_add(&out, korean ? "」" : "”", NULL);
    } else {
        sb_rich_add(&out, row->source, NULL);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (*parts[i]) {
            const char *text = i == 1 ? sb_label_period(press, parts[i]) : parts[i];

            sb_rich_add(&out, ", ", NULL);
            sb_rich_add(&out, text, NULL);
        }
    }
    sb_rich_add(&out, ".", NULL);
    if (g_str_has_prefix(row->url, "https://") || g_str_has_prefix(row->url, "http://")) {
        SbRichSpan link = { .uri = row->url };

        sb_rich_add(&out, " ", NULL);
        sb_rich_add(&out, row->url, &link);
    }
    return sb_rich_end(&out);
}

gboolean
sb_fence_sources(SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error)
{
    if (no_data(press, fence, error)) {
        return FALSE;
    }
    SbBlock *list = sb_block_new(press->arena, SB_BLOCK_LIST, fence->offset);
    GPtrArray *items = sb_arena_ptr_array(press->arena);

    list->children = items;
    list->word = "small";
    list->level = 1;
    for (size_t i = 0; press->sources && i < sb_sources_count(press->sources); i++) {
        const SbSourceRow *row = sb_sources_at((SbSources *)press->sources, i);
        SbBlock *item = sb_block_new(press->arena, SB_BLOCK_ITEM, fence->offset);
        SbBlock *text = sb_block_new(press->arena, SB_BLOCK_PARAGRAPH, fence->offset);
        GPtrArray *children = sb_arena_ptr_array(press->arena);

        if (!is_used(press, row->source)) {
            continue;
        }
        text->rich = source_text(press, row);
        g_ptr_array_add(children, text);
        item->children = children;
        g_ptr_array_add(items, item);
    }
    if (items->len == 0) {
        sb_error_at(error, SB_ERROR_INPUT, press->source, fence->offset,
            "no source to list; expected sources.csv beside the data");
        return FALSE;
    }
    g_ptr_array_add(blocks, list);
    return TRUE;
}

/* --- tables
 * --------------------------------------------------------------------------------- */

static SbTable *
new_table(SbPress *press, const char *const *heads, int columns)
{
    SbTable *table = sb_arena_new_of(press->arena, SbTable);
    SbRow row = { SB_ROW_HEAD, sb_arena_new_many(press->arena, SbCell, (size_t)columns) };

    table->columns = columns;
    table->aligns = sb_arena_alloc(press->arena, (size_t)columns + 1);
    table->rows = sb_arena_array(press->arena, SbRow);
    for (int i = 0; i < columns; i++) {
        row.cells[i].rich = sb_rich_plain(press->arena, heads[i], 0);
        table->aligns[i] = 'l';
    }
    g_array_append_val(table->rows, row);
    return table;
}

static void
add_texts(SbPress *press, SbTable *table, const char *const *texts)
{
    SbRow row = { SB_ROW_BODY,
        sb_arena_new_many(press->arena, SbCell, (size_t)table->columns) };

    for (int i = 0; i < table->columns; i++) {
        row.cells[i].rich = sb_rich_plain(press->arena, texts[i] ? texts[i] : "", 0);
    }
    g_array_append_val(table->rows, row);
}

static void
add_table(SbPress *press, const SbFence *fence, GPtrArray *blocks, const SbTable *table)
{
    SbBlock *block = sb_block_new(press->arena, SB_BLOCK_TABLE, fence->offset);

    block->table = table;
    block->id = fence->id;
    g_ptr_array_add(blocks, block);
}

static const char *
value_text(SbPress *press, const SbFigure *figure)
{
    SbPhraseOptions options = { .lang = press->lang };

    return sb_arena_own(
        press->arena, sb_phrase_figure(press->job, figure, &options), g_free);
}

gboolean
sb_fence_evidence(SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error)
{
    static const char *const EN[] = { "No.", "Figure", "Value", "Where printed",
        "Sentence" };
    static const char *const KO[] = { "번호", "수치", "값", "출처", "원문" };

    if (no_data(press, fence, error)) {
        return FALSE;
    }
    const GPtrArray *cited = press->references.cited;
    SbTable *table =
        new_table(press, g_str_equal(press->lang, "ko") ? KO : EN, G_N_ELEMENTS(EN));
    SbEvidenceContext context = { press->figures, press->sources, NULL, press->lang };
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    int number = 0;

    for (guint i = 0; i < cited->len; i++) {
        const char *id = g_ptr_array_index(cited, i);
        const SbFigure *figure = sb_figure_table_find(press->figures, id);

        if (!figure || !g_hash_table_add(seen, (void *)figure->fact_id)) {
            continue;
        }
        g_autofree char *where = sb_evidence_place(&context, figure);
        g_autofree char *quote = sb_evidence_quote(&context, figure);
        const char *texts[] = { sb_arena_printf(press->arena, "[e%d]", ++number),
            sb_label_figure(press, figure, TRUE), value_text(press, figure), where,
            quote };

        add_texts(press, table, texts);
    }
    add_table(press, fence, blocks, table);
    return TRUE;
}

gboolean
sb_fence_revisions(
    SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error)
{
    static const char *const EN[] = { "Figure", "As printed", "Published", "Why" };
    static const char *const KO[] = { "수치", "원문 표기", "수록값", "사유" };

    if (no_data(press, fence, error)) {
        return FALSE;
    }
    SbTable *table =
        new_table(press, g_str_equal(press->lang, "ko") ? KO : EN, G_N_ELEMENTS(EN));

    for (size_t i = 0; i < sb_figure_table_count(press->figures); i++) {
        const SbFigure *figure = sb_figure_table_at(press->figures, i);

        if (figure->status == SB_STATUS_EDITED && !*figure->same_as) {
            const char *texts[] = { sb_label_figure(press, figure, TRUE), figure->text,
                value_text(press, figure), figure->comment };

            add_texts(press, table, texts);
        }
    }
    if (table->rows->len == 1) {
        SbBlock *none = sb_block_new(press->arena, SB_BLOCK_PARAGRAPH, fence->offset);

        none->rich = sb_rich_plain(press->arena,
            g_str_equal(press->lang, "ko") ? "수정한 수치가 없다."
                                           : "No figure was revised.",
            0);
        g_ptr_array_add(blocks, none);
        return TRUE;
    }
    add_table(press, fence, blocks, table);
    return TRUE;
}
