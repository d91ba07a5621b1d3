/* Words of the house in both languages, and references. */
#include "report/press.h"

#include <string.h>

#include "draw/image.h"

static const struct {
    const char *en, *ko;
} WORDS[SB_WORD_COUNT] = {
    [SB_WORD_FIGURE] = { "Figure", "그림" },
    [SB_WORD_TABLE] = { "Table", "표" },
    [SB_WORD_SOURCE] = { "Source", "자료" },
    [SB_WORD_NOTE] = { "Note", "주" },
    [SB_WORD_NOTES] = { "Notes", "주" },
    [SB_WORD_CONTENTS] = { "Contents", "차례" },
    [SB_WORD_KEY_MESSAGES] = { "Key messages", "핵심 내용" },
    [SB_WORD_SUMMARY] = { "Summary", "요약" },
    [SB_WORD_CONTINUED] = { "continued", "계속" },
    [SB_WORD_UNIT] = { "Unit", "단위" },
    [SB_WORD_TOTAL] = { "Total", "합계" },
    [SB_WORD_DRAFT] = { "DRAFT · 초안", "초안 · DRAFT" },
};

const char *
sb_press_word(const SbPress *press, SbWord word)
{
    return g_str_equal(press->lang, "ko") ? WORDS[word].ko : WORDS[word].en;
}

const char *
sb_press_resolve(SbPress *press, const char *text, const SbSource *source, size_t offset,
    GError **error)
{
    if (!strstr(text, "{{")) {
        return sb_arena_strdup(press->arena, text);
    }
    g_autofree char *where = source ? sb_source_place_text(source, offset) : NULL;
    char *resolved =
        sb_reference_resolve(press->job, &press->references, text, where, error);

    return resolved ? sb_arena_own(press->arena, resolved, g_free) : NULL;
}

int
sb_press_take_note(SbPress *press)
{
    const GPtrArray *notes = press->references.notes;

    if (!notes || notes->len == press->notes_taken) {
        return 0;
    }
    press->notes_taken = notes->len;
    for (guint i = 0; i < notes->len; i++) {
        if (g_str_equal(
                g_ptr_array_index(notes, i), g_ptr_array_index(notes, notes->len - 1))) {
            return press->footnotes + (int)i + 1;
        }
    }
    return 0;
}

const SbImage *
sb_press_image(SbPress *press, const char *path, size_t offset, GError **error)
{
    SbSourceOptions options = { .binary = TRUE };
    g_autoptr(GError) inner = NULL;
    const SbSource *source = sb_source_read_below(
        press->job, press->root, sb_source_path(press->source), path, &options, &inner);
    const SbImage *image = source ? sb_image_read(press->arena, source, &inner) : NULL;

    if (!image) {
        sb_error_at(error, inner->code, press->source, offset, "%s", inner->message);
    }
    return image;
}
