/*
 * What the parts of the tokeniser share: where it is in a run, and adding a token.
 */
#pragma once

#include "extract/token.h"

typedef struct {
    const char *text;
    const SbLexicon *lexicon;
    SbTokens *out;
    size_t at, end; /* within the run */
    gboolean space, line;
    GString *word; /* scratch */
    guint count;   /* tokens read; the array is longer */
} SbTokenReader;

/* A token of the bytes [start, end), written as text. */
SbToken *sb_token_add(SbTokenReader *r, SbTokenKind kind, size_t start, size_t end,
    const char *text, size_t length);
/* The word, amount or numeral of Hangul at r->at. */
void sb_token_hangul_read(SbTokenReader *r);

/* The character at a byte; 0 behind the run. */
static inline gunichar
sb_token_char(const SbTokenReader *r, size_t at)
{
    if (at >= r->end) {
        return 0;
    }
    guchar c = (guchar)r->text[at];

    return c < 0x80 ? c : g_utf8_get_char(r->text + at);
}

static inline gboolean
sb_token_is_hangul(gunichar c)
{
    return c >= 0xAC00 && c <= 0xD7A3;
}

/* The token before, or NULL. */
static inline const SbToken *
sb_token_last(const SbTokenReader *r)
{
    return r->count > 0 ? &g_array_index(r->out->tokens, SbToken, r->count - 1) : NULL;
}
