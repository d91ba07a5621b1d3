/*
 * In: ```tiles, a list of fact ids or of {fact, label, change, note}.
 * Out: a row of tiles: what, how much, and how it changed.
 */
#include <string.h>

#include "figure/phrase.h"
#include "report/fence.h"
#include "report/label.h"

static const char *const KEYS[] = { "fact", "value", "label", "change", "decimals",
    "scale", "unit" };

/* A text of a tile: a reference, a text with references, or a bare fact id. */
static const char *
tile_text(SbPress *press, const json_t *value, const SbJsonPlace *place,
    const char *pointer, gboolean sign, int *direction, GError **error)
{
    if (!json_is_string(value)) {
        sb_json_error(
            error, SB_ERROR_INPUT, place, pointer, "expected a text or fact id");
        return NULL;
    }
    const char *text = json_string_value(value);
    const SbFigure *figure =
        press->figures ? sb_figure_table_find(press->figures, text) : NULL;

    if (!figure) {
        return sb_press_resolve(
            press, text, place->source, sb_where_json(place, pointer), error);
    }
    if (!sb_fence_figure(press, text, place, pointer, error)) {
        return NULL;
    }
    SbPhraseOptions options = { .lang = press->lang, .sign_always = sign };
    char *phrase = sb_phrase_figure(press->job, figure, &options);

    *direction = figure->value.coefficient > 0   ? 1
                 : figure->value.coefficient < 0 ? -1
                                                 : 0;
    return sb_arena_own(press->arena, phrase, g_free);
}

/* The growth or change that says how figure came about: a published row from
 * which figure's base follows. */
static const SbFigure *
find_change(const SbPress *press, const SbFigure *figure)
{
    if (figure->role != SB_ROLE_LEVEL) {
        return NULL; /* a growth is a level's, not a share's */
    }
    for (size_t i = 0; i < sb_figure_table_count(press->figures); i++) {
        const SbFigure *row = sb_figure_table_at(press->figures, i);

        if ((row->role == SB_ROLE_GROWTH || row->role == SB_ROLE_CHANGE) &&
            sb_figure_is_published(row) && row->has_value &&
            g_str_equal(row->indicator, figure->indicator) &&
            g_str_equal(row->item, figure->item) &&
            g_str_equal(row->place_code, figure->place_code) &&
            g_str_equal(row->place, figure->place) && *row->base &&
            g_str_has_suffix(row->period, figure->period) && *figure->period) {
            return row;
        }
    }
    return NULL;
}

static const char *
change_text(SbPress *press, const SbFigure *change, int *direction)
{
    SbPhraseOptions options = { .lang = press->lang, .sign_always = TRUE };
    g_autofree char *phrase = sb_phrase_figure(press->job, change, &options);
    /* the base is a period, or the figure that the change starts from */
    const SbFigure *from = sb_figure_table_find(press->figures, change->base);
    const char *base = sb_label_period(press, from ? from->period : change->base);
    gboolean korean = g_str_equal(press->lang, "ko");

    *direction = change->value.coefficient > 0   ? 1
                 : change->value.coefficient < 0 ? -1
                                                 : 0;
    if (!*base) {
        return sb_arena_strdup(press->arena, phrase);
    }
    return korean ? sb_arena_printf(press->arena, "%s 대비 %s", base, phrase)
                  : sb_arena_printf(press->arena, "%s on %s", phrase, base);
}

static gboolean
fact_tile(SbPress *press, const char *id, const json_t *options, const SbJsonPlace *place,
    const char *pointer, SbTile *tile, GError **error)
{
    const SbFigure *figure = sb_fence_figure(press, id, place, pointer, error);

    if (!figure) {
        return FALSE;
    }
    SbPhraseOptions how = { .lang = press->lang,
        .scale = sb_json_string(options, "scale", NULL) };
    const json_t *decimals = json_object_get(options, "decimals");

    how.has_decimals = json_is_number(decimals);
    how.decimals = (int)json_number_value(decimals);
    tile->value =
        sb_arena_own(press->arena, sb_phrase_figure(press->job, figure, &how), g_free);
    tile->label = sb_label_figure(press, figure, TRUE);
    const SbFigure *change = find_change(press, figure);

    if (change) {
        tile->change = change_text(press, change, &tile->direction);
    }
    return TRUE;
}

static gboolean
read_tile(SbPress *press, const json_t *value, const SbJsonPlace *place,
    const char *pointer, SbTile *tile, GError **error)
{
    static const char *const TEXTS[] = { "value", "label", "change" };
    const char **fields[] = { &tile->value, &tile->label, &tile->change };

    if (json_is_string(value)) {
        return fact_tile(
            press, json_string_value(value), NULL, place, pointer, tile, error);
    }
    if (!json_is_object(value)) {
        sb_json_error(error, SB_ERROR_INPUT, place, pointer,
            "a tile is a fact id, or has keys fact, label, change");
        return FALSE;
    }
    if (!sb_json_check_keys(value, KEYS, G_N_ELEMENTS(KEYS), place, pointer, error)) {
        return FALSE;
    }
    const char *fact = sb_json_string(value, "fact", NULL);

    if (fact && !fact_tile(press, fact, value, place, pointer, tile, error)) {
        return FALSE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        const json_t *given = json_object_get(value, TEXTS[i]);
        g_autofree char *at = sb_json_pointer(pointer, TEXTS[i]);
        int direction = 0;

        if (!given || json_is_null(given)) {
            continue;
        }
        *fields[i] = tile_text(press, given, place, at, i == 2, &direction, error);
        if (!*fields[i]) {
            return FALSE;
        }
        tile->direction = i == 2 ? direction : tile->direction;
    }
    if (!tile->value) {
        sb_json_error(error, SB_ERROR_INPUT, place, pointer, "a tile without a fact");
        return FALSE;
    }
    tile->label = tile->label ? tile->label : "";
    return TRUE;
}

gboolean
sb_fence_tiles(SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error)
{
    SbJsonPlace place;
    const json_t *tree = sb_fence_tree(press, fence, &place, error);
    SbBlock *block = sb_block_new(press->arena, SB_BLOCK_TILES, fence->offset);
    GArray *tiles = sb_arena_array(press->arena, SbTile);
    size_t i;
    const json_t *value;

    if (!tree) {
        return FALSE;
    }
    if (!json_is_array(tree) || json_array_size(tree) == 0) {
        sb_json_error(error, SB_ERROR_INPUT, &place, "", "tiles are a list of fact ids");
        return FALSE;
    }
    json_array_foreach(tree, i, value)
    {
        SbTile tile = { 0 };
        g_autofree char *pointer = sb_json_pointer_at("", i);

        if (!read_tile(press, value, &place, pointer, &tile, error)) {
            return FALSE;
        }
        g_array_append_val(tiles, tile);
    }
    block->tiles = tiles;
    block->id = fence->id;
    g_ptr_array_add(blocks, block);
    return TRUE;
}
