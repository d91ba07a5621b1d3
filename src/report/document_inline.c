/*
 * In: the inline nodes of a block.  Out: its rich text, with references and
 * cross references resolved.
 */
#include "report/document_inline.h"

#include <cmark-gfm.h>
#include <string.h>

#include "figure/phrase.h"

typedef struct {
    const SbInlines *in;
    SbRichBuilder *out;
    cmark_node *block; /* for places */
    gboolean after_reference;
} Walk;

/* --- particles --------------------------------------------------------------------- */

/* "은/는" right after a reference becomes the one that its value asks for. */
static const char *const PAIRS[] = { "은/는", "이/가", "을/를", "과/와", "으로/로",
    "은(는)", "이(가)", "을(를)", "과(와)", "(으)로" };
static const char *const PAIR_NAMES[] = { "은/는", "이/가", "을/를", "과/와", "으로/로" };

static size_t
add_particle(Walk *walk, const char *text, const SbRichSpan *like)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PAIRS); i++) {
        if (g_str_has_prefix(text, PAIRS[i])) {
            sb_rich_add(walk->out,
                sb_phrase_particle(
                    walk->out->text->str, PAIR_NAMES[i % G_N_ELEMENTS(PAIR_NAMES)]),
                like);
            return strlen(PAIRS[i]);
        }
    }
    return 0;
}

/* --- units -------------------------------------------------------------------------- */

/* Words that are not parted from the number before them. */
static const char *const UNIT_WORDS[] = { "%", "per", "percent", "percentage", "million",
    "billion", "trillion", "thousand", "km", "km²", "m²", "ha", "GW", "MW", "TWh", "kWh",
    "tonnes", "tons", "won", "yen", "yuan", "dollars", "euros", "억", "조", "만", "명",
    "원", "달러", "위안", "엔", "개", "개사", "건", "톤", "가구", "%p" };

static gboolean
is_unit_word(const char *word)
{
    size_t n = strcspn(word, " .,;:)?!\n");

    for (size_t i = 0; i < G_N_ELEMENTS(UNIT_WORDS); i++) {
        if (strlen(UNIT_WORDS[i]) == n && strncmp(UNIT_WORDS[i], word, n) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A hyphen before a number is its sign, when nothing but a blank or a bracket
 * stands before it. */
static gboolean
is_minus(const char *text, const char *at)
{
    return *at == '-' && g_ascii_isdigit(at[1]) &&
           (at == text || strchr(" \n(", at[-1]) != NULL);
}

/* Appends text with no-break spaces between numbers and units, and with minus
 * signs. */
static void
add_text(Walk *walk, const char *text, const SbRichSpan *like)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *at = text;

    for (const char *space; (space = strchr(at, ' ')); at = space + 1) {
        const char *start = space;

        while (start > text && start[-1] != ' ' && start[-1] != '\n') {
            start--;
        }
        g_string_append_len(out, at, space - at);
        gboolean number =
            space > text && g_ascii_isdigit(space[-1]) &&
            (g_ascii_isdigit(*start) || (guchar)*start >= 0x80 || strchr("$+-~", *start));

        g_string_append(out, number && is_unit_word(space + 1) ? "\u00A0" : " ");
    }
    g_string_append(out, at);
    for (gsize i = 0; i < out->len; i++) {
        if (is_minus(out->str, out->str + i)) {
            g_string_erase(out, (gssize)i, 1);
            g_string_insert(out, (gssize)i, "\u2212");
        }
    }
    sb_rich_add(walk->out, out->str, like);
}

/* --- nodes -------------------------------------------------------------------------- */

static gboolean add_range(
    Walk *walk, cmark_node *first, cmark_node *stop, SbRichSpan like, GError **error);

static size_t
place_of(const Walk *walk, const char *words)
{
    return sb_markdown_offset(walk->in->markdown, walk->block, words);
}

static gboolean
add_reference(Walk *walk, const char *literal, const SbRichSpan *like, GError **error)
{
    const char *text = sb_press_resolve(
        walk->in->press, literal, walk->in->source, place_of(walk, literal), error);

    if (!text) {
        return FALSE;
    }
    SbRichSpan span = *like;
    int note = sb_press_take_note(walk->in->press);

    span.note = note ? note : span.note;
    sb_rich_add(walk->out, text, &span);
    walk->after_reference = TRUE;
    return TRUE;
}

static gboolean
add_html(Walk *walk, cmark_node *node, const SbRichSpan *like, GError **error)
{
    g_autofree char *literal = sb_markdown_literal(node);

    if (g_str_has_prefix(literal, "{{")) {
        return add_reference(walk, literal, like, error);
    }
    if (g_str_has_prefix(literal, "<!--")) {
        return TRUE;
    }
    if (g_str_equal(literal, "<br>") || g_str_equal(literal, "<br/>") ||
        g_str_equal(literal, "<br />")) {
        sb_rich_add(walk->out, "\n", like);
        return TRUE;
    }
    sb_rich_add(walk->out, literal, like);
    return TRUE;
}

static gboolean
add_link(Walk *walk, cmark_node *node, SbRichSpan like, GError **error)
{
    const SbInlines *in = walk->in;
    const char *url = cmark_node_get_url(node);

    url = url ? url : "";
    if (*url == '#') {
        const char *label = g_hash_table_lookup(in->press->labels, url + 1);

        if (!label) {
            sb_error_at(error, SB_ERROR_INPUT, in->source, place_of(walk, url),
                "no figure, table or heading has the id %s", url + 1);
            return FALSE;
        }
        like.dest = sb_arena_strdup(in->press->arena, url + 1);
        if (!cmark_node_first_child(node)) {
            sb_rich_add(walk->out, label, &like);
            return TRUE;
        }
    } else if (g_str_has_prefix(url, "https://") || g_str_has_prefix(url, "http://") ||
               g_str_has_prefix(url, "mailto:")) {
        like.uri = sb_arena_strdup(in->press->arena, url);
    } else {
        sb_error_at(error, SB_ERROR_INPUT, in->source, place_of(walk, *url ? url : NULL),
            "a link to “%s”; links lead to http, https, mailto or #id", url);
        return FALSE;
    }
    return add_range(walk, cmark_node_first_child(node), NULL, like, error);
}

static void
add_note_mark(Walk *walk, cmark_node *node, SbRichSpan like)
{
    const char *number = cmark_node_get_literal(node);

    like.style |= SB_RICH_MARK;
    like.note = number ? (int)g_ascii_strtoll(number, NULL, 10) : 0;
    like.dest = sb_arena_printf(walk->in->press->arena, "note-%d", like.note);
    sb_rich_add(walk->out, number ? number : "", &like);
}

static gboolean
add_node(Walk *walk, cmark_node *node, SbRichSpan like, GError **error)
{
    cmark_node_type type = cmark_node_get_type(node);
    gboolean after = walk->after_reference;

    walk->after_reference = FALSE;
    if (type == CMARK_NODE_TEXT) {
        g_autofree char *text = sb_markdown_literal(node);

        if (!*text) {
            walk->after_reference = after; /* a joiner was all there was */
        } else {
            add_text(walk, text + (after ? add_particle(walk, text, &like) : 0), &like);
        }
    } else if (type == CMARK_NODE_SOFTBREAK) {
        sb_rich_add(walk->out, " ", &like);
    } else if (type == CMARK_NODE_LINEBREAK) {
        sb_rich_add(walk->out, "\n", &like);
    } else if (type == CMARK_NODE_CODE) {
        g_autofree char *text = sb_markdown_literal(node);

        like.style |= SB_RICH_CODE;
        sb_rich_add(walk->out, text, &like);
    } else if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG) {
        like.style |= type == CMARK_NODE_EMPH ? SB_RICH_EMPHASIS : SB_RICH_STRONG;
        return add_range(walk, cmark_node_first_child(node), NULL, like, error);
    } else if (type == CMARK_NODE_LINK) {
        return add_link(walk, node, like, error);
    } else if (type == CMARK_NODE_HTML_INLINE) {
        return add_html(walk, node, &like, error);
    } else if (type == CMARK_NODE_FOOTNOTE_REFERENCE) {
        add_note_mark(walk, node, like);
    } else {
        sb_error_at(error, SB_ERROR_UNSUPPORTED, walk->in->source, place_of(walk, "!["),
            "a picture within a text; a picture is a paragraph of its own");
        return FALSE;
    }
    return TRUE;
}

/* Nodes from first up to stop.  A reference at the end lets a particle follow
 * even outside of emphasis: "**{{id}}**은(는)". */
static gboolean
add_range(
    Walk *walk, cmark_node *first, cmark_node *stop, SbRichSpan like, GError **error)
{
    for (cmark_node *node = first; node && node != stop; node = cmark_node_next(node)) {
        if (!add_node(walk, node, like, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

const SbRich *
sb_document_rich(const SbInlines *inlines, struct cmark_node *node,
    struct cmark_node *first, struct cmark_node *stop, GError **error)
{
    SbRichBuilder builder;
    Walk walk = { inlines, &builder, node, FALSE };

    sb_rich_begin(&builder, inlines->press->arena);
    gboolean ok = add_range(&walk, first ? first : cmark_node_first_child(node), stop,
        (SbRichSpan){ 0 }, error);
    const SbRich *rich = sb_rich_end(&builder);

    return ok ? rich : NULL;
}

char *
sb_document_plain(struct cmark_node *node)
{
    GString *out = g_string_new(NULL);
    cmark_iter *iter = cmark_iter_new(node);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *at = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(at);

        if (event != CMARK_EVENT_ENTER) {
            continue;
        }
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
            type == CMARK_NODE_HTML_INLINE) {
            g_autofree char *text = sb_markdown_literal(at);

            g_string_append(out, text);
        } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
            g_string_append_c(out, ' ');
        }
    }
    cmark_iter_free(iter);
    return g_string_free(out, FALSE);
}

const char *
sb_document_take_id(SbArena *arena, char *text)
{
    g_strchomp(text);
    size_t n = strlen(text);
    char *open = g_strrstr(text, "{#");

    if (!open || n == 0 || text[n - 1] != '}') {
        return NULL;
    }
    const char *id = sb_arena_strndup(arena, open + 2, (size_t)(text + n - 1 - open - 2));

    *open = '\0';
    g_strchomp(text);
    return id;
}
