/* In: pieces of text with styles.  Out: one rich text (see rich.h). */
#include "report/rich.h"

#include <string.h>

void
sb_rich_begin(SbRichBuilder *builder, SbArena *arena)
{
    builder->arena = arena;
    builder->text = g_string_new(NULL);
    builder->spans = g_array_new(FALSE, TRUE, sizeof(SbRichSpan));
}

static gboolean
same_style(const SbRichSpan *a, const SbRichSpan *b)
{
    return a->style == b->style && a->note == b->note && a->uri == b->uri &&
           a->dest == b->dest;
}

void
sb_rich_add(SbRichBuilder *builder, const char *text, const SbRichSpan *like)
{
    SbRichSpan span = like ? *like : (SbRichSpan){ 0 };

    if (!*text) {
        return;
    }
    span.start = builder->text->len;
    g_string_append(builder->text, text);
    span.end = builder->text->len;
    if (builder->spans->len) {
        SbRichSpan *last =
            &g_array_index(builder->spans, SbRichSpan, builder->spans->len - 1);

        if (same_style(last, &span)) {
            last->end = span.end;
            return;
        }
    }
    g_array_append_val(builder->spans, span);
}

void
sb_rich_append(SbRichBuilder *builder, const SbRich *other)
{
    for (size_t i = 0; other && i < other->n_spans; i++) {
        const SbRichSpan *span = &other->spans[i];
        g_autofree char *piece =
            g_strndup(other->text + span->start, span->end - span->start);

        sb_rich_add(builder, piece, span);
    }
}

const SbRich *
sb_rich_end(SbRichBuilder *builder)
{
    SbArena *arena = builder->arena;
    const char *text = builder->text->str;
    size_t end = builder->text->len, start = 0, n = 0;
    SbRich *rich = sb_arena_new_of(arena, SbRich);
    SbRichSpan *spans = sb_arena_new_many(arena, SbRichSpan, builder->spans->len + 1);

    while (end > 0 && g_ascii_isspace(text[end - 1])) {
        end--;
    }
    while (start < end && g_ascii_isspace(text[start])) {
        start++;
    }
    for (guint i = 0; i < builder->spans->len; i++) {
        SbRichSpan span = g_array_index(builder->spans, SbRichSpan, i);

        span.start = CLAMP(span.start, start, end) - start;
        span.end = CLAMP(span.end, start, end) - start;
        if (span.start < span.end) {
            spans[n++] = span;
        }
    }
    rich->text = sb_arena_strndup(arena, text + start, end - start);
    rich->spans = spans;
    rich->n_spans = n;
    g_string_free(builder->text, TRUE);
    g_array_unref(builder->spans);
    return rich;
}

const SbRich *
sb_rich_plain(SbArena *arena, const char *text, guint style)
{
    SbRichBuilder builder;
    SbRichSpan like = { .style = style };

    sb_rich_begin(&builder, arena);
    sb_rich_add(&builder, text, &like);
    return sb_rich_end(&builder);
}

gboolean
sb_rich_is_empty(const SbRich *rich)
{
    return !rich || !*rich->text;
}

const SbRich *
sb_rich_piece(SbArena *arena, const SbRich *rich, size_t start, size_t end)
{
    SbRichBuilder builder;

    sb_rich_begin(&builder, arena);
    for (size_t i = 0; i < rich->n_spans; i++) {
        const SbRichSpan *span = &rich->spans[i];
        size_t from = MAX(span->start, start), to = MIN(span->end, end);

        if (from < to) {
            g_autofree char *piece = g_strndup(rich->text + from, to - from);

            sb_rich_add(&builder, piece, span);
        }
    }
    return sb_rich_end(&builder);
}

const SbRich *
sb_rich_cut(SbArena *arena, const SbRich *rich, size_t length)
{
    return sb_rich_piece(arena, rich, 0, length);
}
