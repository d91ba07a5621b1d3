/*
 * In: the words of fenced blocks.  Out: what reads them.
 *
 * A new kind of fence is a row of KINDS and a function.
 */
#include "report/fence.h"

#include <string.h>

#include "base/limits.h"

static const SbFenceKind KINDS[] = {
    { "chart", SB_FENCE_FIGURE, sb_fence_chart },
    { "table", SB_FENCE_TABLE, sb_fence_table },
    { "tiles", SB_FENCE_PLAIN, sb_fence_tiles },
    { "audit", SB_FENCE_PLAIN, sb_fence_audit },
    { "evidence", SB_FENCE_PLAIN, sb_fence_evidence },
    { "sources", SB_FENCE_PLAIN, sb_fence_sources },
    { "revisions", SB_FENCE_PLAIN, sb_fence_revisions },
};

static const char *const CODE[] = { "text", "txt", "json", "yaml", "csv", "sh", "bash",
    "html", "xml", "c", "python", "r", "sql", "console", "markdown" };

const SbFenceKind *
sb_fence_kind(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (g_str_equal(KINDS[i].word, word)) {
            return &KINDS[i];
        }
    }
    return NULL;
}

const char *
sb_fence_nearest(const char *word)
{
    const char *words[G_N_ELEMENTS(KINDS)];

    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        words[i] = KINDS[i].word;
    }
    return sb_error_nearest(word, words, G_N_ELEMENTS(KINDS));
}

gboolean
sb_fence_is_code(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(CODE); i++) {
        if (g_str_equal(CODE[i], word)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* --- what is in a fence --------------------------------------------------------------
 */

const json_t *
sb_fence_tree(SbPress *press, const SbFence *fence, SbJsonPlace *place, GError **error)
{
    const char *text = sb_source_text(press->source) + fence->base;
    size_t length = fence->length;
    g_autofree char *copy = g_strndup(text, length);
    json_t *tree;

    g_strstrip(copy);
    /* JSON is nearly YAML; what begins with a brace is read as JSON. */
    *place = (SbJsonPlace){ press->source, fence->base, length, *copy != '{' };
    if (!*copy) {
        tree = json_object();
    } else {
        tree = sb_json_parse(press->source, fence->base, length, place->yaml, error);
    }
    return tree ? sb_arena_own(press->arena, tree, (GDestroyNotify)json_decref) : NULL;
}

static const char *
resolved_text(SbPress *press, const json_t *value, const SbJsonPlace *place,
    const char *pointer, GError **error)
{
    if (!json_is_string(value)) {
        sb_json_error(error, SB_ERROR_INPUT, place, pointer, "expected a text");
        return NULL;
    }
    return sb_press_resolve(press, json_string_value(value), place->source,
        sb_where_json(place, pointer), error);
}

gboolean
sb_fence_rich(SbPress *press, const json_t *tree, const SbJsonPlace *place,
    const char *key, const SbRich **out, GError **error)
{
    const json_t *value = json_object_get(tree, key);
    g_autofree char *pointer = sb_json_pointer("", key);

    if (!value || json_is_null(value)) {
        return TRUE;
    }
    const char *text = resolved_text(press, value, place, pointer, error);

    if (!text) {
        return FALSE;
    }
    *out = sb_rich_plain(press->arena, text, 0);
    return TRUE;
}

static gboolean
read_notes(SbPress *press, const json_t *value, const SbJsonPlace *place,
    const GPtrArray **out, GError **error)
{
    GPtrArray *notes = sb_arena_ptr_array(press->arena);
    size_t n = json_is_array(value) ? json_array_size(value) : 1;

    for (size_t i = 0; i < n; i++) {
        g_autofree char *pointer =
            json_is_array(value) ? sb_json_pointer_at("/notes", i) : g_strdup("/notes");
        const json_t *each = json_is_array(value) ? json_array_get(value, i) : value;
        const char *text = resolved_text(press, each, place, pointer, error);

        if (!text) {
            return FALSE;
        }
        g_ptr_array_add(notes, (void *)sb_rich_plain(press->arena, text, 0));
    }
    *out = notes;
    return TRUE;
}

gboolean
sb_fence_caption(SbPress *press, const json_t *tree, const SbJsonPlace *place,
    SbCaptionTexts *out, GError **error)
{
    static const char *const HEADS[] = { "headline", "caption", "title" };
    static const char *const DECKS[] = { "subtitle", "deck" };
    const json_t *notes = json_object_get(tree, "notes");

    notes = notes ? notes : json_object_get(tree, "note");
    for (size_t i = 0; i < G_N_ELEMENTS(HEADS); i++) {
        if (!out->headline &&
            !sb_fence_rich(press, tree, place, HEADS[i], &out->headline, error)) {
            return FALSE;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(DECKS); i++) {
        if (!out->deck &&
            !sb_fence_rich(press, tree, place, DECKS[i], &out->deck, error)) {
            return FALSE;
        }
    }
    return sb_fence_rich(press, tree, place, "source", &out->source, error) &&
           (!notes || json_is_null(notes) ||
               read_notes(press, notes, place, &out->notes, error));
}

const SbFigure *
sb_fence_figure(SbPress *press, const char *id, const SbJsonPlace *place,
    const char *pointer, GError **error)
{
    const SbFigure *figure =
        press->figures ? sb_figure_table_find(press->figures, id) : NULL;

    if (!figure) {
        sb_json_error(error, SB_ERROR_INPUT, place, pointer,
            press->figures ? "no figure has the id %s"
                           : "the figure %s, but the front matter names no data",
            id);
        return NULL;
    }
    if (!sb_figure_is_published(figure) &&
        !(press->options->draft && figure->status == SB_STATUS_NEW)) {
        sb_json_error(error, SB_ERROR_INPUT, place, pointer,
            "the figure %s is %s; only what a person has passed can be cited", id,
            sb_status_name(figure->status));
        return NULL;
    }
    if (press->references.cited) {
        g_ptr_array_add(press->references.cited, (void *)figure->fact_id);
    }
    return figure;
}

/* --- charts
 * ----------------------------------------------------------------------------- */

gboolean
sb_fence_chart(SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error)
{
    SbBlock *block = sb_block_new(press->arena, SB_BLOCK_FIGURE, fence->offset);

    block->number = fence->number;
    block->id = fence->id;
    block->figure = sb_arena_new_of(press->arena, SbFigureBlock);
    block->figure->spec = sb_fence_tree(press, fence, &block->figure->place, error);
    g_ptr_array_add(blocks, block);
    return block->figure->spec != NULL;
}
