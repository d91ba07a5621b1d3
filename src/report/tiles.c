/*
 * In: a block of tiles.  Out: rows of tiles: a label, a large number, the change.
 *
 * Two to four tiles stand in a row; all tiles of a report's block are alike wide,
 * and the type of the numbers shrinks until the widest fits.
 */
#include <math.h>

#include "report/block.h"
#include "report/paragraph.h"

enum { TILE_GAP = 10, TILE_PAD = 9, TILE_TOP = 8, MOST_IN_ROW = 4 };

static int
row_length(int n)
{
    if (n <= MOST_IN_ROW) {
        return n;
    }
    return n % 3 == 0 ? 3 : n % 4 == 0 ? 4 : n == 5 ? 3 : 4;
}

/* How much the numbers must shrink to fit in width. */
static double
value_scale(const SbGalley *galley, const GArray *tiles, double width)
{
    const SbTextStyle *style = &galley->press->style.text[SB_TEXT_TILE_VALUE];
    double widest = 1;

    for (guint i = 0; i < tiles->len; i++) {
        widest = MAX(widest, sb_text_width(galley->press->fonts, &style->font,
                                 g_array_index(tiles, SbTile, i).value));
    }
    return CLAMP(width / widest, 0.55, 1);
}

/* The number; beyond the smallest size it is broken into lines. */
static gboolean
draw_value(SbGalley *galley, const SbTile *tile, double scale, double x, double y,
    double width, int tag, const SbBlock *block, double *height, GError **error)
{
    SbTextStyle *style = &galley->press->style.text[SB_TEXT_TILE_VALUE];
    SbTextStyle kept = *style;
    const SbRich *rich = sb_rich_plain(galley->press->arena, tile->value, 0);

    style->font.size *= scale;
    style->leading *= scale;
    gboolean ok = sb_paragraph_draw(galley, rich, SB_TEXT_TILE_VALUE, x, y, width,
        SB_ALIGN_LEFT, tag, block->offset, height, NULL, error);

    *style = kept;
    return ok;
}

static gboolean
draw_tile(SbGalley *galley, const SbBlock *block, const SbTile *tile, double scale,
    double x, double width, int parent, double *height, GError **error)
{
    SbArena *arena = galley->press->arena;
    double y = TILE_TOP, part = 0;
    int tag = sb_galley_node(galley, parent, "P");

    x += TILE_PAD;
    width -= TILE_PAD + 4;
    if (!sb_paragraph_draw(galley, sb_rich_plain(arena, tile->label, 0),
            SB_TEXT_TILE_LABEL, x, y, width, SB_ALIGN_LEFT, tag, block->offset, &part,
            NULL, error)) {
        return FALSE;
    }
    y += MAX(part, 2 * galley->press->style.text[SB_TEXT_TILE_LABEL].leading) + 1;
    if (!draw_value(galley, tile, scale, x, y, width, tag, block, &part, error)) {
        return FALSE;
    }
    y += part + 1;
    if (tile->change) {
        const char *text = sb_arena_printf(arena, "%s%s",
            tile->direction > 0   ? "▲ "
            : tile->direction < 0 ? "▼ "
                                  : "",
            tile->change);

        if (!sb_paragraph_draw(galley, sb_rich_plain(arena, text, 0), SB_TEXT_TILE_CHANGE,
                x, y, width, SB_ALIGN_LEFT, tag, block->offset, &part, NULL, error)) {
            return FALSE;
        }
        y += part;
    }
    *height = MAX(*height, y + TILE_TOP - 2);
    return TRUE;
}

gboolean
sb_tiles_set(SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error)
{
    const SbStyle *style = &galley->press->style;
    const GArray *tiles = block->tiles;
    int columns = row_length((int)tiles->len);
    double width = (place->width - (columns - 1) * TILE_GAP) / columns;
    double scale = value_scale(galley, tiles, width - TILE_PAD - 6);

    for (guint start = 0; start < tiles->len; start += (guint)columns) {
        guint end = MIN(start + (guint)columns, tiles->len);
        double height = 0;
        size_t grounds;

        sb_galley_box(galley);
        grounds = sb_scene_count(galley->ink);
        for (guint i = start; i < end; i++) { /* filled in when the height is known */
            sb_scene_rect(galley->ink, (SbRect){ 0 }, style->tint);
            sb_scene_rect(galley->ink, (SbRect){ 0 }, style->accent);
        }
        for (guint i = start; i < end; i++) {
            if (!draw_tile(galley, block, &g_array_index(tiles, SbTile, i), scale,
                    place->x + (i - start) * (width + TILE_GAP), width, place->parent,
                    &height, error)) {
                return FALSE;
            }
        }
        for (guint i = start; i < end; i++) {
            double x = place->x + (i - start) * (width + TILE_GAP);
            size_t at = grounds + 2 * (i - start);

            sb_scene_item_mutable(galley->ink, at)->u.rect.rect =
                (SbRect){ x, 0, width, height };
            sb_scene_item_mutable(galley->ink, at + 1)->u.rect.rect =
                (SbRect){ x, 0, width, 2 };
        }
        SbBox *box = sb_galley_close(galley);

        box->height = height;
        box->before = start == 0 ? style->float_space : TILE_GAP;
        box->after = end == tiles->len ? style->float_space : TILE_GAP;
        box->together = end < tiles->len;
    }
    return TRUE;
}
