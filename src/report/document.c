/*
 * In: a report's Markdown.  Out: our own tree of blocks (see document.h).
 *
 * Two walks over cmark's tree: the first gives figures and tables their numbers
 * and ids their labels, so that the second can write "Figure 3" wherever it is
 * named, before or after.
 */
#include "report/document.h"

#include <cmark-gfm.h>
#include <string.h>

#include "report/document_inline.h"
#include "report/document_table.h"
#include "report/fence.h"

typedef struct {
    SbPress *press;
    SbInlines inlines;
    int figures, tables, headings; /* counted so far, in either walk */
    int depth;
} Reader;

SbBlock *
sb_block_new(SbArena *arena, SbBlockKind kind, size_t offset)
{
    SbBlock *block = sb_arena_new_of(arena, SbBlock);

    block->kind = kind;
    block->offset = offset;
    return block;
}

static size_t
place_of(const Reader *r, cmark_node *node)
{
    return sb_markdown_offset(r->inlines.markdown, node, NULL);
}

static gboolean
fail(const Reader *r, cmark_node *node, GError **error, const char *message)
{
    sb_error_at(
        error, SB_ERROR_UNSUPPORTED, r->inlines.source, place_of(r, node), "%s", message);
    return FALSE;
}

/* --- what a node is --------------------------------------------------------------- */

/* A paragraph that is one picture, perhaps followed by "{#id}". */
static cmark_node *
lone_image(cmark_node *node)
{
    cmark_node *image = cmark_node_first_child(node);

    if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH || !image ||
        cmark_node_get_type(image) != CMARK_NODE_IMAGE) {
        return NULL;
    }
    for (cmark_node *rest = cmark_node_next(image); rest; rest = cmark_node_next(rest)) {
        if (cmark_node_get_type(rest) != CMARK_NODE_TEXT) {
            return NULL;
        }
    }
    g_autofree char *all = sb_document_plain(node);
    g_autofree char *alt = sb_document_plain(image);
    const char *attribute = g_strstrip(all + strlen(alt));

    return !*attribute ||
                   (g_str_has_prefix(attribute, "{#") && g_str_has_suffix(attribute, "}"))
               ? image
               : NULL;
}

/* The id at the end of a node's text, or NULL. */
static const char *
id_of(const Reader *r, cmark_node *node)
{
    g_autofree char *text = sb_document_plain(node);

    return sb_document_take_id(r->press->arena, text);
}

/* The id of a table's caption, at the end of one of its lines. */
static const char *
caption_id(const Reader *r, cmark_node *caption)
{
    g_autofree char *text = sb_document_plain(caption);
    const char *open = g_strrstr(text, "{#");
    const char *close = open ? strchr(open, '}') : NULL;

    return close ? sb_arena_strndup(r->press->arena, open + 2, (size_t)(close - open - 2))
                 : NULL;
}

/* The first word of a fence's info string, and its {#id}. */
static const SbFenceKind *
fence_of(const Reader *r, cmark_node *node, char **word, const char **id)
{
    g_autofree char *info = g_strdup(cmark_node_get_fence_info(node));

    *id = sb_document_take_id(r->press->arena, info);
    *word = g_strndup(info, strcspn(info, " \t{"));
    return sb_fence_kind(*word);
}

/* --- the first walk: numbers and labels ----------------------------------------------
 */

static gboolean
add_label(Reader *r, cmark_node *node, const char *id, const char *label, GError **error)
{
    if (!id) {
        return TRUE;
    }
    if (g_hash_table_contains(r->press->labels, id)) {
        sb_error_at(error, SB_ERROR_INPUT, r->inlines.source,
            sb_markdown_offset(r->inlines.markdown, node, id),
            "the id %s was given before", id);
        return FALSE;
    }
    g_hash_table_insert(r->press->labels, (void *)id, (void *)label);
    return TRUE;
}

static const char *
number_label(Reader *r, SbWord word, int number)
{
    return sb_arena_printf(r->press->arena,
        g_str_equal(r->press->lang, "ko") ? "%s\u00A0%d" : "%s\u00A0%d",
        sb_press_word(r->press, word), number);
}

static gboolean
label_heading(Reader *r, cmark_node *node, GError **error)
{
    g_autofree char *text = sb_document_plain(node);
    const char *id = sb_document_take_id(r->press->arena, text);

    return add_label(r, node, id, sb_arena_strdup(r->press->arena, text), error);
}

static gboolean
label_node(Reader *r, cmark_node *node, GError **error)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (type == CMARK_NODE_HEADING) {
        return label_heading(r, node, error);
    }
    if (lone_image(node)) {
        const char *label = number_label(r, SB_WORD_FIGURE, ++r->figures);

        return add_label(r, node, id_of(r, node), label, error);
    }
    if (sb_markdown_part(node) == SB_MARKDOWN_TABLE) {
        cmark_node *caption = sb_document_table_caption(node);

        if (caption) {
            const char *label = number_label(r, SB_WORD_TABLE, ++r->tables);

            return add_label(r, caption, caption_id(r, caption), label, error);
        }
        return TRUE;
    }
    if (type == CMARK_NODE_CODE_BLOCK) {
        g_autofree char *word = NULL;
        const char *id;
        const SbFenceKind *kind = fence_of(r, node, &word, &id);

        if (kind && kind->numbers != SB_FENCE_PLAIN) {
            gboolean figure = kind->numbers == SB_FENCE_FIGURE;
            const char *label = figure ? number_label(r, SB_WORD_FIGURE, ++r->figures)
                                       : number_label(r, SB_WORD_TABLE, ++r->tables);

            return add_label(r, node, id, label, error);
        }
    }
    for (cmark_node *child = cmark_node_first_child(node); child;
         child = cmark_node_next(child)) {
        if (type != CMARK_NODE_PARAGRAPH && !label_node(r, child, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* --- the second walk: blocks
 * ------------------------------------------------------------ */

static gboolean read_blocks(
    Reader *r, cmark_node *parent, cmark_node *first, GPtrArray *out, GError **error);

static SbBlock *
add_block(Reader *r, cmark_node *node, SbBlockKind kind, GPtrArray *out)
{
    SbBlock *block = sb_block_new(r->press->arena, kind, place_of(r, node));

    g_ptr_array_add(out, block);
    return block;
}

static gboolean
read_heading(Reader *r, cmark_node *node, GPtrArray *out, GError **error)
{
    SbBlock *block = add_block(r, node, SB_BLOCK_HEADING, out);
    SbArena *arena = r->press->arena;

    block->level = cmark_node_get_heading_level(node);
    block->id = id_of(r, node);
    block->rich = sb_document_rich(&r->inlines, node, NULL, NULL, error);
    if (!block->rich) {
        return FALSE;
    }
    r->headings++;
    if (block->id) {
        const char *open = g_strrstr(block->rich->text, "{#");

        block->rich = sb_rich_cut(arena, block->rich, (size_t)(open - block->rich->text));
    } else {
        block->id = sb_arena_printf(arena, "heading-%d", r->headings);
    }
    return TRUE;
}

/* A paragraph of a text that begins "Source:" or "Note:" below a figure. */
static gboolean
is_caption_tail(cmark_node *node)
{
    static const char *const WORDS[] = {
        "Source:", "Sources:", "Note:", "Notes:", "자료:", "주:", "출처:"
    };

    if (!node || cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH) {
        return FALSE;
    }
    g_autofree char *text = sb_document_plain(node);

    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (g_str_has_prefix(text, WORDS[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Is node a tail that belongs to a figure or table before it? */
static gboolean
belongs_above(cmark_node *node)
{
    cmark_node *at = node;

    while (at && (is_caption_tail(at) || (at != node && sb_document_is_caption(at)))) {
        at = cmark_node_previous(at);
    }
    return at && at != node &&
           (lone_image(at) || sb_markdown_part(at) == SB_MARKDOWN_TABLE);
}

static gboolean
read_tail(Reader *r, cmark_node *after, SbCaptionTexts *caption, GError **error)
{
    GPtrArray *notes = sb_arena_ptr_array(r->press->arena);

    for (cmark_node *node = cmark_node_next(after);
         is_caption_tail(node) || (node && sb_document_is_caption(node));
         node = cmark_node_next(node)) {
        if (!is_caption_tail(node)) {
            continue;
        }
        const SbRich *rich = sb_document_rich(&r->inlines, node, NULL, NULL, error);

        if (!rich) {
            return FALSE;
        }
        if (g_str_has_prefix(rich->text, "Note") || g_str_has_prefix(rich->text, "주:")) {
            g_ptr_array_add(notes, (void *)rich);
        } else {
            caption->source = rich;
        }
    }
    caption->notes = notes->len ? notes : caption->notes;
    return TRUE;
}

static gboolean
read_image(Reader *r, cmark_node *node, cmark_node *image, GPtrArray *out, GError **error)
{
    SbPress *press = r->press;
    SbBlock *block = add_block(r, node, SB_BLOCK_FIGURE, out);
    const char *title = cmark_node_get_title(image);
    g_autofree char *alt = sb_document_plain(image);

    block->figure = sb_arena_new_of(press->arena, SbFigureBlock);
    block->figure->path = sb_arena_strdup(press->arena, cmark_node_get_url(image));
    block->number = ++r->figures;
    block->id = id_of(r, node);
    block->figure->alt =
        *alt ? sb_press_resolve(press, alt, r->inlines.source, block->offset, error)
             : NULL;
    if (*alt && !block->figure->alt) {
        return FALSE;
    }
    if (title && *title) {
        block->figure->headline =
            sb_press_resolve(press, title, r->inlines.source, block->offset, error);
        if (!block->figure->headline) {
            return FALSE;
        }
    }
    return read_tail(r, node, &block->caption, error);
}

static gboolean
read_paragraph(Reader *r, cmark_node *node, GPtrArray *out, GError **error)
{
    cmark_node *image = lone_image(node);

    if (image) {
        return read_image(r, node, image, out, error);
    }
    if (belongs_above(node) || sb_document_is_caption(node)) {
        return TRUE; /* read with the figure or table that it belongs to */
    }
    SbBlock *block = add_block(r, node, SB_BLOCK_PARAGRAPH, out);

    block->rich = sb_document_rich(&r->inlines, node, NULL, NULL, error);
    return block->rich != NULL;
}

static gboolean
read_list(Reader *r, cmark_node *node, GPtrArray *out, GError **error)
{
    SbBlock *list = add_block(r, node, SB_BLOCK_LIST, out);
    GPtrArray *items = sb_arena_ptr_array(r->press->arena);

    list->loose = !cmark_node_get_list_tight(node);
    list->level = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                      ? MAX(cmark_node_get_list_start(node), 1)
                      : 0;
    list->children = items;
    for (cmark_node *child = cmark_node_first_child(node); child;
         child = cmark_node_next(child)) {
        SbBlock *item = add_block(r, child, SB_BLOCK_ITEM, items);
        GPtrArray *blocks = sb_arena_ptr_array(r->press->arena);

        item->children = blocks;
        if (!read_blocks(r, child, NULL, blocks, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static const char *const CALLOUTS[] = { "note", "key", "tip", "important", "warning",
    "caution" };

/* The word of "[!WORD]" at the head of a quote's first paragraph; "" when it is
 * none of ours, NULL when there is none. */
static const char *
callout_word(cmark_node *paragraph)
{
    g_autofree char *text = sb_document_plain(paragraph);
    char *end = strchr(text, ']');

    if (!g_str_has_prefix(text, "[!") || !end) {
        return NULL;
    }
    *end = '\0';
    for (size_t i = 0; i < G_N_ELEMENTS(CALLOUTS); i++) {
        if (g_ascii_strcasecmp(text + 2, CALLOUTS[i]) == 0) {
            return CALLOUTS[i];
        }
    }
    return "";
}

/* The text after "[!WORD]": its first line is the box's head, the rest a
 * paragraph. */
static gboolean
read_callout_text(
    Reader *r, cmark_node *paragraph, SbBlock *box, GPtrArray *blocks, GError **error)
{
    cmark_node *stop = cmark_node_first_child(paragraph);

    while (stop && cmark_node_get_type(stop) != CMARK_NODE_SOFTBREAK) {
        stop = cmark_node_next(stop);
    }
    const SbRich *line = sb_document_rich(&r->inlines, paragraph, NULL, stop, error);

    if (!line) {
        return FALSE;
    }
    box->rich = sb_rich_piece(r->press->arena, line,
        (size_t)(strchr(line->text, ']') + 1 - line->text), strlen(line->text));
    if (stop && cmark_node_next(stop)) {
        SbBlock *block = add_block(r, paragraph, SB_BLOCK_PARAGRAPH, blocks);

        block->rich =
            sb_document_rich(&r->inlines, paragraph, cmark_node_next(stop), NULL, error);
        return block->rich != NULL;
    }
    return TRUE;
}

static gboolean
read_quote(Reader *r, cmark_node *node, GPtrArray *out, GError **error)
{
    cmark_node *first = cmark_node_first_child(node);
    const char *word = first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH
                           ? callout_word(first)
                           : NULL;
    SbBlock *block = add_block(r, node, word ? SB_BLOCK_CALLOUT : SB_BLOCK_QUOTE, out);
    GPtrArray *blocks = sb_arena_ptr_array(r->press->arena);

    block->children = blocks;
    if (word && !*word) {
        return fail(r, node, error,
            "an unknown kind of call-out; there are NOTE, KEY, TIP, IMPORTANT, WARNING, "
            "CAUTION");
    }
    if (word) {
        block->word = word;
        if (!read_callout_text(r, first, block, blocks, error)) {
            return FALSE;
        }
        first = cmark_node_next(first);
    }
    return !first || read_blocks(r, node, first, blocks, error);
}

static gboolean
read_fence(Reader *r, cmark_node *node, GPtrArray *out, GError **error)
{
    const SbSource *source = r->inlines.source;
    g_autofree char *word = NULL;
    SbFence fence = { .offset = place_of(r, node) };
    const SbFenceKind *kind = fence_of(r, node, &word, &fence.id);

    if (!kind) {
        if (*word && !sb_fence_is_code(word)) {
            const char *nearest = sb_fence_nearest(word);

            sb_error_at(error, SB_ERROR_UNSUPPORTED, source, fence.offset,
                "an unknown fence “%s”%s%s", word, nearest ? "; did you mean " : "",
                nearest ? nearest : "");
            return FALSE;
        }
        SbBlock *block = add_block(r, node, SB_BLOCK_CODE, out);
        g_autofree char *text = sb_markdown_literal(node);

        block->text = sb_arena_strdup(r->press->arena, g_strchomp(text));
        return TRUE;
    }
    if (r->depth > 1) {
        return fail(
            r, node, error, "a fence within a list or quote; it stands by itself");
    }
    int line = sb_source_line(source, fence.offset);
    int lines = cmark_node_get_end_line(node) - cmark_node_get_start_line(node);
    size_t end = sb_source_line_start(source, line + MAX(lines, 1));

    fence.word = kind->word;
    fence.base = sb_source_line_start(source, line + 1);
    fence.length = end > fence.base ? end - fence.base : 0;
    if (kind->numbers != SB_FENCE_PLAIN) {
        fence.number = kind->numbers == SB_FENCE_FIGURE ? ++r->figures : ++r->tables;
    }
    return kind->read(r->press, &fence, out, error);
}

static gboolean
read_html(Reader *r, cmark_node *node, GPtrArray *out, GError **error)
{
    g_autofree char *text = g_strstrip(sb_markdown_literal(node));

    if (g_str_has_prefix(text, "<!--") && g_str_has_suffix(text, "-->")) {
        g_autofree char *word = g_strstrip(g_strndup(text + 4, MAX(strlen(text), 7) - 7));

        if (g_str_equal(word, "pagebreak")) {
            add_block(r, node, SB_BLOCK_PAGE_BREAK, out);
        }
        return TRUE;
    }
    SbBlock *block = add_block(r, node, SB_BLOCK_CODE, out);

    block->text = sb_arena_strdup(r->press->arena, text);
    return TRUE;
}

static gboolean
read_table(Reader *r, cmark_node *node, GPtrArray *out, GError **error)
{
    SbBlock *block = add_block(r, node, SB_BLOCK_TABLE, out);
    cmark_node *caption = sb_document_table_caption(node);

    if (!sb_document_table(&r->inlines, node, block, error)) {
        return FALSE;
    }
    if (caption) {
        block->number = ++r->tables;
        block->id = caption_id(r, caption);
    }
    return read_tail(r, node, &block->caption, error);
}

static gboolean
read_block(Reader *r, cmark_node *node, GPtrArray *out, GError **error)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        return read_heading(r, node, out, error);
    case CMARK_NODE_PARAGRAPH:
        return read_paragraph(r, node, out, error);
    case CMARK_NODE_LIST:
        return read_list(r, node, out, error);
    case CMARK_NODE_BLOCK_QUOTE:
        return read_quote(r, node, out, error);
    case CMARK_NODE_CODE_BLOCK:
        return read_fence(r, node, out, error);
    case CMARK_NODE_HTML_BLOCK:
        return read_html(r, node, out, error);
    case CMARK_NODE_THEMATIC_BREAK:
        add_block(r, node, SB_BLOCK_RULE, out);
        return TRUE;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        return TRUE; /* read by themselves */
    default:
        if (sb_markdown_part(node) == SB_MARKDOWN_TABLE) {
            return read_table(r, node, out, error);
        }
        return fail(r, node, error, "an unknown kind of block");
    }
}

/* --- columns ----------------------------------------------------------------------- */

enum { MOST_OPEN = 2 }; /* "::: columns" and "::: wide" within */

/* What "::: word" lines have opened. */
typedef struct {
    GPtrArray *into[MOST_OPEN + 1]; /* where blocks go; [0]: outside of all */
    cmark_node *opened[MOST_OPEN];
    int open;
} Open;

static gboolean
open_block(
    Reader *r, cmark_node *node, SbBlockKind kind, int level, Open *open, GError **error)
{
    if (open->open != level) {
        return fail(r, node, error,
            kind == SB_BLOCK_WIDE ? "“::: wide” outside of columns"
                                  : "“::: columns” within columns");
    }
    SbBlock *block = add_block(r, node, kind, open->into[level]);

    block->children = open->into[level + 1] = sb_arena_ptr_array(r->press->arena);
    open->opened[level] = node;
    open->open++;
    return TRUE;
}

/* A line of colons: "::: columns", "::: wide" (over both columns), ":::" ends. */
static gboolean
read_colons(Reader *r, cmark_node *node, Open *open, GError **error)
{
    g_autofree char *text = sb_markdown_literal(node);
    const char *word = g_strstrip(text + strspn(text, ":"));

    if (g_str_equal(word, "columns")) {
        return open_block(r, node, SB_BLOCK_COLUMNS, 0, open, error);
    }
    if (g_str_equal(word, "wide")) {
        return open_block(r, node, SB_BLOCK_WIDE, 1, open, error);
    }
    if (*word) {
        sb_error_at(error, SB_ERROR_UNSUPPORTED, r->inlines.source, place_of(r, node),
            "an unknown block “::: %s”; there are columns, and wide within them", word);
        return FALSE;
    }
    if (open->open == 0) {
        return fail(r, node, error, "“:::” ends nothing that was begun");
    }
    open->open--;
    return TRUE;
}

static gboolean
is_colons(cmark_node *node)
{
    if (cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK) {
        return FALSE;
    }
    g_autofree char *text = sb_markdown_literal(node);

    return g_str_has_prefix(g_strchug(text), ":::");
}

static gboolean
read_blocks(
    Reader *r, cmark_node *parent, cmark_node *first, GPtrArray *out, GError **error)
{
    cmark_node *node = first ? first : cmark_node_first_child(parent);
    Open open = { .into = { out } };
    gboolean ok = TRUE;

    r->depth++;
    for (; ok && node; node = cmark_node_next(node)) {
        ok = is_colons(node) ? read_colons(r, node, &open, error)
                             : read_block(r, node, open.into[open.open], error);
    }
    if (ok && open.open) {
        ok = fail(r, open.opened[open.open - 1], error,
            "a block of colons without its end; a line “:::” ends it");
    }
    r->depth--;
    return ok;
}

static int
count_notes(cmark_node *root)
{
    int n = 0;

    for (cmark_node *node = cmark_node_first_child(root); node;
         node = cmark_node_next(node)) {
        n += cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION;
    }
    return n;
}

/* Notes on rates, which no mark leads to: they stand on the page of their use. */
static void
add_rate_notes(SbPress *press, GPtrArray *notes)
{
    const GPtrArray *texts = press->references.notes;

    for (guint i = 0; texts && i < texts->len; i++) {
        SbBlock *note = sb_block_new(press->arena, SB_BLOCK_QUOTE, 0);
        SbBlock *text = sb_block_new(press->arena, SB_BLOCK_PARAGRAPH, 0);
        GPtrArray *blocks = sb_arena_ptr_array(press->arena);

        text->rich = sb_rich_plain(press->arena, g_ptr_array_index(texts, i), 0);
        g_ptr_array_add(blocks, text);
        note->children = blocks;
        note->word = "rate";
        g_ptr_array_add(notes, note);
    }
}

/* Footnotes in the order of their numbers: cmark puts them at the end so. */
static gboolean
read_notes(Reader *r, cmark_node *root, GPtrArray *notes, GError **error)
{
    for (cmark_node *node = cmark_node_first_child(root); node;
         node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) != CMARK_NODE_FOOTNOTE_DEFINITION) {
            continue;
        }
        SbBlock *note = add_block(r, node, SB_BLOCK_QUOTE, notes);
        GPtrArray *blocks = sb_arena_ptr_array(r->press->arena);

        note->children = blocks;
        if (!read_blocks(r, node, NULL, blocks, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

const SbDocument *
sb_document_read(SbPress *press, GError **error)
{
    SbArena *arena = press->arena;
    SbMarkdownOptions options = { .references = TRUE, .joiners = TRUE, .fences = TRUE };
    size_t body = press->front->body, length = sb_source_length(press->source) - body;
    SbDocument *document = sb_arena_new_of(arena, SbDocument);
    GPtrArray *blocks = sb_arena_ptr_array(arena), *notes = sb_arena_ptr_array(arena);
    g_autoptr(SbMarkdown) markdown =
        sb_markdown_parse(press->source, body, length, &options, error);

    if (!markdown) {
        return NULL;
    }
    Reader r = { .press = press, .inlines = { press, markdown, press->source } };
    cmark_node *root = sb_markdown_root(markdown);

    document->blocks = blocks;
    document->notes = notes;
    press->footnotes = count_notes(root);
    if (!label_node(&r, root, error)) {
        return NULL;
    }
    r.figures = r.tables = 0;
    if (!read_blocks(&r, root, NULL, blocks, error) ||
        !read_notes(&r, root, notes, error)) {
        return NULL;
    }
    add_rate_notes(press, notes);
    return document;
}

gboolean
sb_document_read_piece(
    SbPress *press, const SbSource *source, GPtrArray *blocks, GError **error)
{
    SbMarkdownOptions options = { .references = TRUE, .joiners = TRUE };
    g_autoptr(SbMarkdown) markdown =
        sb_markdown_parse(source, 0, sb_source_length(source), &options, error);

    if (!markdown) {
        return FALSE;
    }
    Reader r = { .press = press, .inlines = { press, markdown, source }, .depth = 1 };

    return read_blocks(&r, sb_markdown_root(markdown), NULL, blocks, error);
}
