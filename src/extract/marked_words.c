/*
 * In: words by number, remarks by id, texts.  Out: words of a language; texts as
 * HTML (see marked_work.h).
 */
#include <string.h>

#include "extract/marked_work.h"

typedef struct {
    const char *en, *ko;
} Pair;

static const Pair words[] = {
#define WORD(id, en, ko) { en, ko },
#include "extract/marked_words.def"
#undef WORD
};

const char *
sb_marked_word(const char *lang, SbMarkedWord word)
{
    return strcmp(lang, "ko") == 0 ? words[word].ko : words[word].en;
}

const char *
sb_marked_status(const char *lang, SbStatus status)
{
    return sb_marked_word(lang, (SbMarkedWord)(SB_MARKED_NEW + (int)status));
}

const char *
sb_marked_role(const char *lang, SbRole role)
{
    return sb_marked_word(lang, (SbMarkedWord)(SB_MARKED_LEVEL + (int)role));
}

const char *
sb_marked_modality(const char *lang, SbModality modality)
{
    return sb_marked_word(lang, (SbMarkedWord)(SB_MARKED_ACTUAL + (int)modality));
}

const char *
sb_marked_remark(const char *lang, const char *id)
{
    static const struct {
        const char *id;
        Pair say;
    } remarks[] = {
#define SAY(id, en, ko) { id, { en, ko } },
#include "extract/marked_remarks.def"
#undef SAY
    };

    for (size_t i = 0; i < G_N_ELEMENTS(remarks); i++) {
        if (strcmp(remarks[i].id, id) == 0) {
            return strcmp(lang, "ko") == 0 ? remarks[i].say.ko : remarks[i].say.en;
        }
    }
    return id;
}

/* Controls, direction marks and what XML forbids. */
static gboolean
is_hidden(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
           c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE;
}

void
sb_marked_put(GString *out, const char *text, size_t length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (is_hidden(c)) {
            g_string_append_printf(out, "[U+%04X]", c);
        } else if (c == '&') {
            g_string_append(out, "&amp;");
        } else if (c == '<') {
            g_string_append(out, "&lt;");
        } else if (c == '>') {
            g_string_append(out, "&gt;");
        } else if (c == '"') {
            g_string_append(out, "&quot;");
        } else if (c == '\'') {
            g_string_append(out, "&#39;");
        } else if (c == '\t' || c == '\n' || c == '\r') {
            g_string_append_c(out, ' ');
        } else {
            g_string_append_len(out, p, g_utf8_next_char(p) - p);
        }
    }
}

void
sb_marked_puts(GString *out, const char *text)
{
    sb_marked_put(out, text, strlen(text));
}
