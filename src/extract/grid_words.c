/*
 * In: the text of a head.  Out: what its words do (grid_words.h).
 */
#include "extract/grid_words.h"

#include <string.h>

#define TABLE_WORDS(class, words) { SB_TABLE_##class, words },
static const struct {
    SbTableWord class;
    const char *words;
} TABLE[] = {
#include "extract/table_words.def"
};
#undef TABLE_WORDS

static gboolean
parts_words(char c)
{
    return !g_ascii_isalnum(c) && c != '-';
}

/* An English word stands by itself; a Korean one anywhere. */
static gboolean
has_word(const char *text, const char *word, size_t n)
{
    gboolean korean = (guchar)word[0] >= 0x80;

    for (const char *p = text; (p = strchr(p, word[0])) != NULL; p++) {
        if (strncmp(p, word, n) != 0) {
            continue;
        }
        if (korean || ((p == text || parts_words(p[-1])) &&
                          (parts_words(p[n]) || !g_ascii_isalpha(word[n - 1])))) {
            return TRUE;
        }
    }
    return FALSE;
}

static guint64
bit(char c)
{
    return (guint64)1 << (c & 63);
}

/* A word of class is not compared before its first byte is known to be in text. */
static gboolean
find(const char *text, SbTableWord word, gboolean whole)
{
    size_t length = strlen(text);
    guint64 bytes = 0;

    for (size_t i = 0; i < length; i++) {
        bytes |= whole && i > 0 ? 0 : bit(text[i]);
    }
    for (size_t i = 0; length > 0 && i < G_N_ELEMENTS(TABLE); i++) {
        for (const char *p = TABLE[i].words; TABLE[i].class == word && *p != '\0';) {
            if ((bytes & bit(*p)) == 0) {
                p = strchr(p, ';');
                if (p == NULL) {
                    break;
                }
                p++;
                continue;
            }
            const char *stop = strchr(p, ';');
            size_t n = stop != NULL ? (size_t)(stop - p) : strlen(p);

            if (whole ? n == length && memcmp(p, text, n) == 0
                      : n <= length && has_word(text, p, n)) {
                return TRUE;
            }
            p += n + (p[n] == ';');
        }
    }
    return FALSE;
}

gboolean
sb_grid_words_has(const char *text, SbTableWord word)
{
    return find(text, word, FALSE);
}

gboolean
sb_grid_words_is(const char *text, SbTableWord word)
{
    return find(text, word, TRUE);
}

/* Korean: what stands behind "…별", without "및 증감률" and "현황" at the end. */
static char *
korean_caption(const char *phrase)
{
    g_auto(GStrv) words = g_strsplit(phrase, " ", -1);
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; words[i] != NULL; i++) {
        if (g_str_has_suffix(words[i], "별") && strlen(words[i]) > 3 &&
            words[i + 1] != NULL) {
            g_string_truncate(out, 0);
            continue;
        }
        if (strcmp(words[i], "및") == 0 && words[i + 1] != NULL &&
            (sb_grid_words_has(words[i + 1], SB_TABLE_GENERIC) ||
                sb_grid_words_has(words[i + 1], SB_TABLE_RATIO)) &&
            words[i + 2] == NULL) {
            break;
        }
        if (out->len > 0 && words[i + 1] == NULL &&
            sb_grid_words_is(words[i], SB_TABLE_GENERIC)) {
            break;
        }
        g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", words[i]);
    }
    return g_strdup(out->str);
}

const char *
sb_grid_words_caption(SbArena *arena, const char *phrase)
{
    static const char *const openers[] = { "overview of ", "summary of ",
        "statistics of ", "trends in ", "trend of ", "developments in ", "changes in ",
        "outlook for ", "main ", "selected ", "major " };
    static const char *const closers[] = { " statistics", " overview", " trends", " by",
        " data", " figures" };
    g_autofree char *text = korean_caption(phrase);
    char *by = strstr(text, " by ");

    if (by != NULL && by > text) {
        *by = '\0';
    }
    for (size_t i = 0; i < G_N_ELEMENTS(closers); i++) {
        if (g_str_has_suffix(text, closers[i])) {
            text[strlen(text) - strlen(closers[i])] = '\0';
        }
    }
    const char *start = text;

    for (size_t i = 0; i < G_N_ELEMENTS(openers); i++) {
        if (g_str_has_prefix(start, openers[i])) {
            start += strlen(openers[i]);
        }
    }
    static const char *const nothing[] = { "projections", "the projections", "indicators",
        "economy at a glance", "table" };

    static const char *const accounts[] = { "statements of ", "statement of ",
        "balance sheet", "income statement", "financial highlights", "financial data",
        "financial summary", "financial results", "재무상태표", "손익계산서", "재무제표",
        "현금흐름표" };
    g_autofree char *folded = g_utf8_strdown(start, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(accounts); i++) {
        if (strstr(folded, accounts[i]) != NULL) {
            return "";
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(nothing); i++) {
        if (strcmp(start, nothing[i]) == 0) {
            return "";
        }
    }
    return sb_grid_words_is(start, SB_TABLE_GENERIC) ? "" : sb_arena_strdup(arena, start);
}
