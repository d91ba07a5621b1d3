/*
 * In: bytes of Markdown.  Out: cmark-gfm's tree (see markdown.h).
 *
 * The text goes through two passes of ours before cmark sees it: one that
 * refuses what would cost too much (several of its loops are quadratic), one
 * that puts in word joiners (U+2060) beside emphasis runs and rewrites ":::"
 * lines.  Neither changes the number of lines.
 */
#include "base/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <string.h>

#include "base/limits.h"

#define JOINER "\xE2\x81\xA0"

struct SbMarkdown {
    const SbSource *source;
    size_t base, length;
    cmark_node *root;
    GArray *lines; /* of size_t: where each line of the piece begins, in source */
};

/* --- lines ------------------------------------------------------------------ */

/* A walk over the lines of a piece, which knows what lies in a code fence. */
typedef struct {
    const char *text, *end;
    const char *line, *line_end; /* the line, without its end */
    const char *content;         /* after block markers */
    int depth;                   /* block markers before content */
    char fence;                  /* '`' or '~' while in a fence */
    size_t fence_length;
    gboolean fenced; /* this line is of a fence, its first and last too */
} LineWalk;

static size_t
run_length(const char *at, const char *end, char c)
{
    size_t n = 0;

    while (at + n < end && at[n] == c) {
        n++;
    }
    return n;
}

/* Skips quote and list markers; counts them. */
static const char *
skip_markers(const char *at, const char *end, int *depth)
{
    for (*depth = 0;; (*depth)++) {
        while (at < end && (*at == ' ' || *at == '\t')) {
            at++;
        }
        const char *mark = at;

        while (mark < end && g_ascii_isdigit(*mark) && mark - at < 9) {
            mark++;
        }
        if (mark == at ? at < end && strchr("-+*", *at)
                       : mark < end && strchr(".)", *mark)) {
            if (mark + 1 < end && mark[1] != ' ' && mark[1] != '\t') {
                return at;
            }
            at = mark + 1;
        } else if (mark == at && at < end && *at == '>') {
            at++;
        } else {
            return at;
        }
    }
}

static void
note_fence(LineWalk *walk)
{
    const char *at = walk->content;
    size_t n = at < walk->line_end && (*at == '`' || *at == '~')
                   ? run_length(at, walk->line_end, *at)
                   : 0;

    walk->fenced = walk->fence != 0;
    if (walk->fence) {
        if (n >= walk->fence_length && *at == walk->fence) {
            const char *rest = at + n;

            while (rest < walk->line_end && g_ascii_isspace(*rest)) {
                rest++;
            }
            walk->fence = rest == walk->line_end ? 0 : walk->fence;
        }
    } else if (n >= 3 &&
               !(*at == '`' && memchr(at + n, '`', (size_t)(walk->line_end - at) - n))) {
        walk->fence = *at;
        walk->fence_length = n;
        walk->fenced = TRUE;
    }
}

static gboolean
next_line(LineWalk *walk)
{
    const char *start = walk->line ? walk->line_end + 1 : walk->text;

    if (start >= walk->end) {
        return FALSE;
    }
    const char *stop = memchr(start, '\n', (size_t)(walk->end - start));

    walk->line = start;
    walk->line_end = stop ? stop : walk->end;
    if (walk->fence) {
        int ignored;

        walk->content = skip_markers(start, walk->line_end, &ignored);
        walk->depth = 0;
    } else {
        walk->content = skip_markers(start, walk->line_end, &walk->depth);
    }
    note_fence(walk);
    return TRUE;
}

static gboolean
is_blank(const LineWalk *walk)
{
    for (const char *p = walk->line; p < walk->line_end; p++) {
        if (!g_ascii_isspace(*p)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* --- what would cost too much -------------------------------------------------- */

/* The columns of a table's delimiter row, or 0 when the line is none. */
static size_t
delimiter_columns(const LineWalk *walk)
{
    size_t pipes = 0, dashes = 0;

    for (const char *p = walk->content; p < walk->line_end; p++) {
        if (!strchr("|-: \t\r", *p)) {
            return 0;
        }
        pipes += *p == '|';
        dashes += *p == '-';
    }
    return dashes ? pipes + 1 : 0;
}

static size_t
inline_marks(const LineWalk *walk)
{
    size_t n = 0;

    for (const char *p = walk->content; p < walk->line_end; p++) {
        n += strchr("[]*_`<!~", *p) != NULL;
    }
    return n;
}

static gboolean
check_cost(const SbSource *source, size_t base, size_t length, GError **error)
{
    const char *text = sb_source_text(source) + base;
    LineWalk walk = { .text = text, .end = text + length };
    size_t marks = 0, columns = 0, rows = 0;

    while (next_line(&walk)) {
        size_t at = base + (size_t)(walk.line - text);

        if (walk.fenced || is_blank(&walk)) {
            marks = columns = rows = 0;
            continue;
        }
        if (walk.depth > SB_LIMIT_MARKDOWN_DEPTH) {
            sb_error_at(error, SB_ERROR_INPUT, source, at,
                "%d nested quotes and lists; at most %d", walk.depth,
                SB_LIMIT_MARKDOWN_DEPTH);
            return FALSE;
        }
        if (columns == 0) {
            columns = delimiter_columns(&walk);
        }
        rows += columns > 0;
        if (rows && columns > SB_LIMIT_TABLE_CELLS / rows) {
            sb_error_at(error, SB_ERROR_INPUT, source, at,
                "a table of more than %d cells", SB_LIMIT_TABLE_CELLS);
            return FALSE;
        }
        marks = inline_marks(&walk) + (*walk.content == '|' ? 0 : marks);
        if (marks > SB_LIMIT_MARKDOWN_MARKS) {
            sb_error_at(error, SB_ERROR_INPUT, source, at,
                "more than %d brackets and emphasis marks in a paragraph",
                SB_LIMIT_MARKDOWN_MARKS);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
check_depth(SbMarkdown *markdown, GError **error)
{
    cmark_node *node = markdown->root;
    int depth = 0;

    while (node) {
        if (cmark_node_first_child(node)) {
            node = cmark_node_first_child(node);
            depth++;
        } else {
            while (node && !cmark_node_next(node)) {
                node = cmark_node_parent(node);
                depth--;
            }
            node = node ? cmark_node_next(node) : NULL;
        }
        if (depth > 2 * SB_LIMIT_MARKDOWN_DEPTH) {
            sb_error_at(error, SB_ERROR_INPUT, markdown->source,
                sb_markdown_offset(markdown, node, NULL),
                "blocks and emphasis nested too deep; at most %d levels",
                2 * SB_LIMIT_MARKDOWN_DEPTH);
            return FALSE;
        }
    }
    return TRUE;
}

/* --- joiners and ::: lines ------------------------------------------------------- */

static gboolean
is_cjk_letter(gunichar c)
{
    return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3040 && c <= 0x30FF) ||
           (c >= 0x3130 && c <= 0x318F) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF);
}

static gboolean
is_mark(gunichar c)
{
    return c < 0x80 ? g_ascii_ispunct((char)c) : g_unichar_ispunct(c);
}

/* Appends a line; where a run of '*' stands between punctuation and a CJK
 * letter it would not count as a delimiter, so a joiner goes in between run and
 * punctuation. */
static void
put_line(GString *out, const char *line, const char *end)
{
    for (const char *p = line; p < end;) {
        const char *star = memchr(p, '*', (size_t)(end - p));

        if (!star) {
            g_string_append_len(out, p, end - p);
            return;
        }
        g_string_append_len(out, p, star - p);
        size_t n = run_length(star, end, '*');
        gunichar before =
            star > line ? g_utf8_get_char(g_utf8_find_prev_char(line, star)) : ' ';
        gunichar after = star + n < end ? g_utf8_get_char(star + n) : ' ';

        if (before != '\\' && is_mark(before) && is_cjk_letter(after)) {
            g_string_append(out, JOINER);
        }
        g_string_append_len(out, star, (gssize)n);
        if (is_cjk_letter(before) && is_mark(after)) {
            g_string_append(out, JOINER);
        }
        p = star + n;
    }
}

static GString *
prepare(const char *text, size_t length, const SbMarkdownOptions *options)
{
    GString *out = g_string_sized_new(length + length / 16);
    LineWalk walk = { .text = text, .end = text + length };

    while (next_line(&walk)) {
        if (walk.fenced) {
            g_string_append_len(out, walk.line, walk.line_end - walk.line);
        } else if (options->fences && walk.depth == 0 &&
                   run_length(walk.line, walk.line_end, ':') >= 3) {
            g_string_append(out, "<!--");
            g_string_append_len(out, walk.line, walk.line_end - walk.line);
            g_string_append(out, "-->");
        } else if (options->joiners) {
            put_line(out, walk.line, walk.line_end);
        } else {
            g_string_append_len(out, walk.line, walk.line_end - walk.line);
        }
        if (walk.line_end < walk.end) {
            g_string_append_c(out, '\n');
        }
    }
    return out;
}

/* --- {{…}} ------------------------------------------------------------------------ */

/* An inline extension on '{': all of "{{…}}" on one line becomes one node. */
static cmark_node *
match_reference(cmark_syntax_extension *self, cmark_parser *parser, cmark_node *parent,
    unsigned char character, cmark_inline_parser *inline_parser)
{
    int at = cmark_inline_parser_get_offset(inline_parser), n = 0;
    g_autoptr(GString) text = g_string_new(NULL);
    unsigned char c;

    if (cmark_inline_parser_peek_at(inline_parser, at + 1) != '{') {
        return NULL;
    }
    while ((c = cmark_inline_parser_peek_at(inline_parser, at + n)) && c != '\n') {
        g_string_append_c(text, (char)c);
        n++;
        if (c == '}' && n >= 4 && text->str[n - 2] == '}') {
            cmark_node *node = cmark_node_new_with_mem(
                CMARK_NODE_HTML_INLINE, cmark_get_default_mem_allocator());

            cmark_node_set_literal(node, text->str);
            cmark_inline_parser_set_offset(inline_parser, at + n);
            return node;
        }
    }
    return NULL;
}

static cmark_syntax_extension *
reference_extension(void)
{
    cmark_syntax_extension *extension = cmark_syntax_extension_new("reference");
    cmark_mem *mem = cmark_get_default_mem_allocator();

    cmark_syntax_extension_set_match_inline_func(extension, match_reference);
    cmark_syntax_extension_set_special_inline_chars(
        extension, cmark_llist_append(mem, NULL, (void *)(size_t)'{'));
    return extension;
}

/* --- the door ----------------------------------------------------------------------- */

/* cmark keeps the special characters of all parsers in one table. */
static GMutex cmark_lock;

static cmark_node *
run_parser(const GString *text, gboolean references)
{
    g_mutex_lock(&cmark_lock);
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE);
    cmark_syntax_extension *reference = references ? reference_extension() : NULL;

    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    if (reference) {
        cmark_parser_attach_syntax_extension(parser, reference);
    }
    cmark_parser_feed(parser, text->str, text->len);
    cmark_node *root = cmark_parser_finish(parser);

    cmark_parser_free(parser);
    if (reference) {
        cmark_syntax_extension_free(cmark_get_default_mem_allocator(), reference);
    }
    g_mutex_unlock(&cmark_lock);
    return root;
}

SbMarkdown *
sb_markdown_parse(const SbSource *source, size_t base, size_t length,
    const SbMarkdownOptions *options, GError **error)
{
    SbMarkdownOptions none = { 0 };
    const char *text = sb_source_text(source) + base;

    g_assert(base + length <= sb_source_length(source));
    if (length > SB_LIMIT_MARKDOWN) {
        sb_error_at(error, SB_ERROR_INPUT, source, base,
            "%zu bytes of Markdown; at most %d", length, SB_LIMIT_MARKDOWN);
        return NULL;
    }
    if (!check_cost(source, base, length, error)) {
        return NULL;
    }
    options = options ? options : &none;
    g_autoptr(GString) prepared = prepare(text, length, options);
    g_autoptr(SbMarkdown) markdown = g_new0(SbMarkdown, 1);
    LineWalk walk = { .text = text, .end = text + length };

    markdown->source = source;
    markdown->base = base;
    markdown->length = length;
    markdown->lines = g_array_new(FALSE, FALSE, sizeof(size_t));
    while (next_line(&walk)) {
        size_t start = base + (size_t)(walk.line - text);

        g_array_append_val(markdown->lines, start);
    }
    markdown->root = run_parser(prepared, options->references);
    if (!check_depth(markdown, error)) {
        return NULL;
    }
    return g_steal_pointer(&markdown);
}

void
sb_markdown_free(SbMarkdown *markdown)
{
    if (markdown) {
        if (markdown->root) {
            cmark_node_free(markdown->root);
        }
        g_array_unref(markdown->lines);
        g_free(markdown);
    }
}

struct cmark_node *
sb_markdown_root(const SbMarkdown *markdown)
{
    return markdown->root;
}

size_t
sb_markdown_offset(const SbMarkdown *markdown, struct cmark_node *node, const char *words)
{
    enum { LINES_AHEAD = 200 };
    int line = 0;

    for (; node && line <= 0; node = cmark_node_parent(node)) {
        line = cmark_node_get_start_line(node);
    }
    if (line <= 0 || (guint)line > markdown->lines->len) {
        return markdown->base;
    }
    size_t start = g_array_index(markdown->lines, size_t, (guint)line - 1);

    if (words && *words) {
        guint last = MIN((guint)line - 1 + LINES_AHEAD, markdown->lines->len - 1);
        size_t limit = last + 1 < markdown->lines->len
                           ? g_array_index(markdown->lines, size_t, last + 1)
                           : markdown->base + markdown->length;
        const char *text = sb_source_text(markdown->source);
        const char *found = g_strstr_len(text + start, (gssize)(limit - start), words);

        if (found) {
            return (size_t)(found - text);
        }
    }
    return start;
}

/* --- tables and texts ------------------------------------------------------------------
 */

SbMarkdownPart
sb_markdown_part(struct cmark_node *node)
{
    const char *type = cmark_node_get_type_string(node);

    if (!g_str_has_prefix(type, "table")) {
        return SB_MARKDOWN_OTHER;
    }
    return g_str_equal(type, "table")        ? SB_MARKDOWN_TABLE
           : g_str_equal(type, "table_cell") ? SB_MARKDOWN_CELL
                                             : SB_MARKDOWN_ROW;
}

gboolean
sb_markdown_is_head(struct cmark_node *row)
{
    return cmark_gfm_extensions_get_table_row_is_header(row) != 0;
}

int
sb_markdown_columns(struct cmark_node *table)
{
    return cmark_gfm_extensions_get_table_columns(table);
}

char
sb_markdown_align(struct cmark_node *table, int column)
{
    const guint8 *aligns = cmark_gfm_extensions_get_table_alignments(table);

    return aligns && column < sb_markdown_columns(table) ? (char)aligns[column] : 0;
}

char *
sb_markdown_literal(struct cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    GString *out = g_string_new(NULL);
    const char *joiner;

    text = text ? text : "";
    if (g_str_has_prefix(text, "<!--:::")) {
        const char *end = strstr(text, "-->");

        g_string_append_len(out, text + 4, end ? end - text - 4 : -1);
        return g_string_free(out, FALSE);
    }
    while ((joiner = strstr(text, JOINER))) {
        g_string_append_len(out, text, joiner - text);
        text = joiner + strlen(JOINER);
    }
    g_string_append(out, text);
    return g_string_free(out, FALSE);
}
