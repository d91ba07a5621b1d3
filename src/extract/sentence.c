/*
 * In: tokens.  Out: where sentences end (token.h).
 */
#include <string.h>

#include "base/limits.h"
#include "extract/token.h"

static gboolean
is_abbreviation(const SbToken *token)
{
    return sb_token_has(token, SB_WORD_ABBREVIATION) ||
           (token->kind == SB_TOKEN_WORD && token->length == 1 && token->capital);
}

/* Does the sentence end behind token i? */
static gboolean
ends_at(const SbTokens *tokens, guint i)
{
    const SbToken *token = sb_token_at(tokens, i);

    if (token->kind != SB_TOKEN_PUNCT || strchr(".!?", token->text[0]) == NULL) {
        return FALSE;
    }
    if (i + 1 >= tokens->tokens->len) {
        return TRUE;
    }
    const SbToken *next = sb_token_at(tokens, i + 1);

    if (!next->space && !sb_token_in(next, " \" ' ) ] ")) {
        /* "…했다.그는" without a blank */
        return i > 0 && sb_token_at(tokens, i - 1)->hangul && next->hangul;
    }
    if (token->text[0] == '.' && i > 0 && !token->space &&
        is_abbreviation(sb_token_at(tokens, i - 1)) &&
        !(next->capital && sb_token_has(next, SB_WORD_ARTICLE | SB_WORD_PRONOUN))) {
        return FALSE;
    }
    return !(next->kind == SB_TOKEN_WORD && g_ascii_islower(next->text[0]));
}

/* Is it time to cut, and does a figure not go on behind token i? */
static gboolean
is_too_long(const SbTokens *tokens, guint start, guint i)
{
    guint length = i - start;

    return length >= SB_LIMIT_SENTENCE &&
           (length >= 2 * SB_LIMIT_SENTENCE ||
               (i + 1 < tokens->tokens->len && sb_token_at(tokens, i + 1)->space &&
                   sb_token_at(tokens, i)->kind != SB_TOKEN_NUMBER));
}

static void
add_sentence(SbTokens *tokens, guint start, guint end)
{
    SbSentence sentence = { .start = start, .end = end };

    for (guint i = start; i < end; i++) {
        sentence.begins |= sb_token_at(tokens, i)->begins;
    }
    g_array_append_val(tokens->sentences, sentence);
}

void
sb_sentence_find(SbTokens *tokens)
{
    guint start = 0;

    for (guint i = 0; i < tokens->tokens->len; i++) {
        /* a text without full stops goes on in pieces: rules compare the parts of a
         * sentence with each other */
        if (!ends_at(tokens, i) && !is_too_long(tokens, start, i)) {
            continue;
        }
        while (i + 1 < tokens->tokens->len && !sb_token_at(tokens, i + 1)->space &&
               sb_token_in(sb_token_at(tokens, i + 1), " \" ' ) ] . ")) {
            i++;
        }
        add_sentence(tokens, start, i + 1);
        start = i + 1;
    }
    if (start < tokens->tokens->len) {
        add_sentence(tokens, start, tokens->tokens->len);
    }
}
