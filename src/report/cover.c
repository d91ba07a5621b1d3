/*
 * In: the front matter and the document's headings.  Out: the head of page 1:
 * organisation, title, subtitle, authors and date, key messages, contents.
 */
#include <string.h>

#include "figure/phrase.h"
#include "report/block.h"
#include "report/document_inline.h"
#include "report/paragraph.h"

static gboolean
set_line(SbGalley *galley, const char *text, SbTextRole role, const char *type,
    const SbPlace *place, GError **error)
{
    SbPress *press = galley->press;

    if (!text || !*text) {
        return TRUE;
    }
    const char *resolved = sb_press_resolve(press, text, press->source, 0, error);

    if (!resolved) {
        return FALSE;
    }
    int tag = sb_galley_node(galley, place->parent, type);

    return sb_paragraph_set(
        galley, sb_rich_plain(press->arena, resolved, 0), role, place, tag, 0, error);
}

/* A date as its language writes it, where it is one. */
static const char *
date_text(SbPress *press)
{
    const char *date = press->options->date ? press->options->date : press->front->date;

    if (!date) {
        return NULL;
    }
    if (strlen(date) == 10 && date[4] == '-' && date[7] == '-') {
        return sb_arena_own(press->arena, sb_phrase_period(date, press->lang), g_free);
    }
    return date;
}

static const char *
byline(SbPress *press)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const GPtrArray *authors = press->front->authors;
    const char *date = date_text(press);

    for (guint i = 0; i < authors->len; i++) {
        g_string_append_printf(
            out, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index(authors, i));
    }
    if (date) {
        g_string_append_printf(out, "%s%s", out->len ? "  ·  " : "", date);
    }
    return sb_arena_strdup(press->arena, out->str);
}

/* --- summary -------------------------------------------------------------------------
 */

/* Markdown of a front matter text as blocks. */
static const GPtrArray *
summary_blocks(SbPress *press, const char *text, GError **error)
{
    GPtrArray *blocks = sb_arena_ptr_array(press->arena);
    g_autofree char *name =
        g_strdup_printf("%s: /summary", sb_source_path(press->source));
    const SbSource *source =
        sb_source_from_text(press->job, name, text, strlen(text), error);

    if (!source || !sb_document_read_piece(press, source, blocks, error)) {
        return NULL;
    }
    return blocks;
}

static gboolean
set_summary(SbGalley *galley, const SbPlace *place, GError **error)
{
    SbPress *press = galley->press;
    const SbFront *front = press->front;
    const SbStyle *style = &press->style;
    GPtrArray *items = sb_arena_ptr_array(press->arena);
    SbBlock *list = sb_block_new(press->arena, SB_BLOCK_LIST, 0);
    size_t first = galley->boxes->len;
    SbPlace inside;

    if (front->summary->len == 0) {
        return TRUE;
    }
    int frame = sb_block_open_frame(galley, place, style->tint, style->accent, &inside);
    SbWord word = front->summary_is_list ? SB_WORD_KEY_MESSAGES : SB_WORD_SUMMARY;

    inside.parent = sb_galley_node(galley, place->parent, "Sect");
    if (!set_line(
            galley, sb_press_word(press, word), SB_TEXT_BOX_HEAD, "P", &inside, error)) {
        return FALSE;
    }
    for (guint i = 0; i < front->summary->len; i++) {
        SbBlock *item = sb_block_new(press->arena, SB_BLOCK_ITEM, 0);

        item->children =
            summary_blocks(press, g_ptr_array_index(front->summary, i), error);
        if (!item->children) {
            return FALSE;
        }
        if (!front->summary_is_list) {
            if (!sb_block_set_all(galley, item->children, 0, &inside, error)) {
                return FALSE;
            }
            continue;
        }
        g_ptr_array_add(items, item);
    }
    list->children = items;
    list->loose = TRUE;
    GPtrArray *lists = sb_arena_ptr_array(press->arena);

    g_ptr_array_add(lists, list);
    if (items->len && !sb_block_set_all(galley, lists, 0, &inside, error)) {
        return FALSE;
    }
    sb_block_close_frame(galley, frame, first);
    return TRUE;
}

/* The logo, in the margin above the text's right end. */
static gboolean
set_logo(SbGalley *galley, const SbPlace *place, GError **error)
{
    enum { HIGH = 32, WIDE = 150, ABOVE = 18 };
    SbPress *press = galley->press;
    const char *path = press->front->logo;

    if (!path) {
        return TRUE;
    }
    const SbImage *image =
        sb_press_image(press, path, sb_where_json(&press->front->place, "/logo"), error);

    if (!image) {
        return FALSE;
    }
    double scale = MIN((double)HIGH / image->height, (double)WIDE / image->width);
    double width = image->width * scale, height = image->height * scale;
    int tag = sb_galley_node(galley, place->parent, "Figure");

    sb_galley_node_at(galley, tag)->alt =
        press->front->organisation ? press->front->organisation : "Logo";
    sb_galley_box(galley);
    SbItem *item = sb_scene_add(galley->ink, SB_ITEM_IMAGE);

    item->tag = tag;
    item->u.image.rect =
        (SbRect){ place->x + place->width - width, -ABOVE - height, width, height };
    item->u.image.image = image;
    sb_galley_close(galley)->together = TRUE;
    return TRUE;
}

gboolean
sb_cover_set(SbGalley *galley, GError **error)
{
    SbPress *press = galley->press;
    const SbFront *front = press->front;
    const SbStyle *style = &press->style;
    SbPlace place = { 0, sb_style_measure(style), 0, SB_TEXT_BODY };

    if (!press->title) {
        return TRUE;
    }
    if (!set_logo(galley, &place, error) ||
        !set_line(galley, front->organisation, SB_TEXT_KICKER, "P", &place, error) ||
        !set_line(galley, press->title, SB_TEXT_TITLE, "Title", &place, error) ||
        !set_line(galley, press->subtitle, SB_TEXT_SUBTITLE, "P", &place, error) ||
        !set_line(galley, byline(press), SB_TEXT_BYLINE, "P", &place, error)) {
        return FALSE;
    }
    sb_galley_box(galley);
    sb_scene_rect(galley->ink, (SbRect){ 0, 0, place.width, 0.6 }, style->rule);
    sb_scene_rect(galley->ink, (SbRect){ 0, -0.7, 48, 2 }, style->second);
    SbBox *rule = sb_galley_close(galley);

    rule->height = 1;
    rule->before = 8;
    rule->after = 14;
    rule->together = TRUE;
    return set_summary(galley, &place, error);
}

/* --- contents
 * --------------------------------------------------------------------------- */

static gboolean
set_contents_line(SbGalley *galley, const SbBlock *heading, int parent, GError **error)
{
    SbPress *press = galley->press;
    SbTextRole role = heading->level <= 1 ? SB_TEXT_CONTENTS_1 : SB_TEXT_CONTENTS_2;
    double indent = 14 * (heading->level - 1), width = sb_style_measure(&press->style);
    int item = sb_galley_node(galley, parent, "TOCI");
    int tag = sb_galley_node(galley, item, "Reference");
    SbContentsLine *line = sb_arena_new_of(press->arena, SbContentsLine);
    SbParagraph *p =
        sb_paragraph_new(galley, heading->rich, role, heading->offset, error);

    if (!p) {
        return FALSE;
    }
    GArray *lines = sb_paragraph_lines(galley, p, width - indent - 30, TRUE);
    const SbTextStyle *style = &press->style.text[role];
    double baseline = sb_paragraph_baseline(galley, role);

    sb_galley_box(galley);
    for (guint i = 0; i < lines->len; i++) {
        const SbLine *each = &g_array_index(lines, SbLine, i);

        sb_paragraph_ink(galley, p, each, indent, baseline + i * style->leading,
            width - indent - 30, SB_ALIGN_LEFT, tag, NULL);
        line->text_end = indent + each->width;
    }
    SbItem *link = sb_scene_add(galley->ink, SB_ITEM_LINK);

    link->tag = tag;
    link->u.link.rect = (SbRect){ 0, 0, width, lines->len * style->leading };
    link->u.link.dest = heading->id;
    SbBox *box = sb_galley_close(galley);

    box->height = lines->len * style->leading;
    line->box = galley->boxes->len - 1;
    line->dest = heading->id;
    line->x = width;
    line->baseline = baseline + (lines->len - 1) * style->leading;
    line->role = role;
    line->tag = tag;
    g_ptr_array_add(galley->contents, line);
    return TRUE;
}

gboolean
sb_cover_contents(SbGalley *galley, const SbDocument *document, GError **error)
{
    enum { DEEPEST = 2 };
    SbPlace place = { 0, sb_style_measure(&galley->press->style), 0, SB_TEXT_BODY };
    int parent;

    if (!galley->press->front->toc) {
        return TRUE;
    }
    if (!set_line(galley, sb_press_word(galley->press, SB_WORD_CONTENTS),
            SB_TEXT_BOX_HEAD, "P", &place, error)) {
        return FALSE;
    }
    g_array_index(galley->boxes, SbBox, galley->boxes->len - 1).before = 16;
    parent = sb_galley_node(galley, 0, "TOC");
    for (guint i = 0; i < document->blocks->len; i++) {
        const SbBlock *block = g_ptr_array_index(document->blocks, i);

        if (block->kind == SB_BLOCK_HEADING && block->level <= DEEPEST &&
            !set_contents_line(galley, block, parent, error)) {
            return FALSE;
        }
    }
    g_array_index(galley->boxes, SbBox, galley->boxes->len - 1).after = 14;
    return TRUE;
}
