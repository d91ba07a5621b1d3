/*
 * In: a block's caption.  Out: its ink: "Figure 3  Headline", the deck below, and
 * under the object "Notes: …", "Source: …".
 */
#include "report/caption.h"

#include <string.h>

#include "report/paragraph.h"

static gboolean
draw(SbGalley *galley, const SbBlock *block, const SbRich *rich, SbTextRole role,
    const SbPlace *place, SbAlign align, int tag, double *y, GArray **notes,
    GError **error)
{
    double height = 0;

    if (!sb_paragraph_draw(galley, rich, role, place->x, *y, place->width, align, tag,
            block->offset, &height, notes, error)) {
        return FALSE;
    }
    *y += height;
    return TRUE;
}

gboolean
sb_caption_head(SbGalley *galley, const SbBlock *block, SbWord word, const SbRich *unit,
    const SbPlace *place, double y, int tag, double *height, GArray **notes,
    GError **error)
{
    SbPress *press = galley->press;
    const SbCaptionTexts *caption = &block->caption;
    double start = y;
    SbRichBuilder builder;

    sb_rich_begin(&builder, press->arena);
    if (block->number > 0) {
        SbRichSpan label = { .style = SB_RICH_LABEL };
        const char *text = sb_arena_printf(
            press->arena, "%s\u00A0%d.", sb_press_word(press, word), block->number);

        sb_rich_add(&builder, text, &label);
        sb_rich_add(&builder, " ", NULL);
    }
    sb_rich_append(&builder, caption->headline);
    const SbRich *head = sb_rich_end(&builder);

    if (!sb_rich_is_empty(head)) {
        if (!draw(galley, block, head, SB_TEXT_HEADLINE, place, SB_ALIGN_LEFT, tag, &y,
                notes, error)) {
            return FALSE;
        }
        y += press->style.text[SB_TEXT_HEADLINE].after;
    }
    double deck = y;

    if (!sb_rich_is_empty(caption->deck) &&
        !draw(galley, block, caption->deck, SB_TEXT_DECK, place, SB_ALIGN_LEFT, tag, &y,
            notes, error)) {
        return FALSE;
    }
    if (!sb_rich_is_empty(unit)) {
        /* beside a short deck, else on a line of its own */
        double at = sb_rich_is_empty(caption->deck) || strlen(caption->deck->text) > 60
                        ? y
                        : deck;

        if (!draw(galley, block, unit, SB_TEXT_SOURCE, place, SB_ALIGN_RIGHT, tag, &at,
                notes, error)) {
            return FALSE;
        }
        y = MAX(y, at);
    }
    *height = y > start ? y - start + press->style.text[SB_TEXT_DECK].after : 0;
    return TRUE;
}

/* text with "Source: " before it, unless it begins with such a word. */
static const SbRich *
labelled(SbGalley *galley, const SbRich *text, const char *word)
{
    SbRichBuilder builder;
    const char *colon = strchr(text->text, ':');
    gboolean has = g_str_has_prefix(text->text, word) && colon &&
                   (size_t)(colon - text->text) <= strlen(word) + 1;

    sb_rich_begin(&builder, galley->press->arena);
    if (!has) {
        sb_rich_add(&builder, word, NULL);
        sb_rich_add(&builder, ": ", NULL);
    }
    sb_rich_append(&builder, text);
    return sb_rich_end(&builder);
}

gboolean
sb_caption_foot(SbGalley *galley, const SbBlock *block, const SbPlace *place, double y,
    int tag, double *height, GArray **marks, GError **error)
{
    SbPress *press = galley->press;
    const SbCaptionTexts *caption = &block->caption;
    double start = y;
    guint n = caption->notes ? caption->notes->len : 0;

    y += 4;
    for (guint i = 0; i < n; i++) {
        const SbRich *note = g_ptr_array_index(caption->notes, i);

        if (i == 0) {
            note = labelled(
                galley, note, sb_press_word(press, n > 1 ? SB_WORD_NOTES : SB_WORD_NOTE));
        }
        if (!draw(galley, block, note, SB_TEXT_SOURCE, place, SB_ALIGN_LEFT, tag, &y,
                marks, error)) {
            return FALSE;
        }
    }
    if (!sb_rich_is_empty(caption->source) &&
        !draw(galley, block,
            labelled(galley, caption->source, sb_press_word(press, SB_WORD_SOURCE)),
            SB_TEXT_SOURCE, place, SB_ALIGN_LEFT, tag, &y, marks, error)) {
        return FALSE;
    }
    *height = y > start + 4 ? y - start : 0;
    return TRUE;
}
