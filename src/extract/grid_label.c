/*
 * In: the label of a row as its words were read.  Out: the same, where its letters are
 * drawn apart, or where reading left nothing of it.
 */
#include "extract/grid_label.h"

#include <string.h>

#include "extract/grid_words.h"
#include "extract/read_text.h"

/* "미  국", "총  계": Hangul that are drawn apart; NULL when it is no such label. */
static const char *
closed_up(const SbGrid *g, SbSpan span)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint letters = 0, blanks = 0;

    for (size_t i = span.start; i < span.end && span.end - span.start < 40;) {
        size_t blank = sb_article_blank(g->setting.text, i, span.end);
        guchar c = (guchar)g->setting.text[i];

        if (blank == 0 && (c < 0xEA || c > 0xED || i + 3 > span.end)) {
            return NULL;
        }
        if (blank == 0) {
            if (i + 3 < span.end &&
                sb_article_blank(g->setting.text, i + 3, span.end) == 0) {
                return NULL;
            }
            g_string_append_len(text, g->setting.text + i, 3);
            letters++;
        }
        blanks += blank > 0;
        i += blank > 0 ? blank : 3;
    }
    return letters > 1 && blanks > 0
               ? sb_arena_strndup(g->context->arena, text->str, text->len)
               : NULL;
}

void
sb_grid_label_complete(const SbGrid *g, SbSpan span, SbGridHead *label)
{
    const char *closed = closed_up(g, span);
    const SbPlaceCode *place = closed != NULL && g->context->codes != NULL
                                   ? sb_codes_place_named(g->context->codes, closed)
                                   : NULL;

    if (closed != NULL) {
        label->words = label->phrase = closed;
        label->generic = sb_grid_words_is(closed, SB_TABLE_GENERIC);
        label->total |= sb_grid_words_is(closed, SB_TABLE_TOTAL);
        label->subtotal |= sb_grid_words_is(closed, SB_TABLE_SUBTOTAL);
    }
    if (place != NULL) {
        label->place = g->context->article->korean ? place->ko : place->en;
        label->place_code = place->code;
        label->phrase = "";
    }
    if (!label->bracketed && *label->phrase == '\0' && *label->place == '\0' &&
        !label->total && *label->period == '\0' && !sb_grid_period_any(&label->time)) {
        g_autofree char *text =
            g_utf8_strdown(sb_rows_squeeze(g->setting.text, span.start, span.end, TRUE,
                               g->context->arena),
                -1);

        label->phrase = sb_arena_strdup(g->context->arena, text);
        label->generic = FALSE;
        label->level = label->percent = (SbGridUnit){ NULL, SB_NAMED_COUNT, 0, FALSE };
    }
}
