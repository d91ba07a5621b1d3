/*
 * Tokens: the text of a block in words, numbers and signs, and its sentences.
 *
 * Conversion noise is stepped over here and nowhere else: backslashes and
 * asterisks of Markdown, soft hyphens, full-width digits, no-break spaces.
 * Every token keeps its span of the source.  A Korean amount is cut into its
 * parts: "4,000억원을" is 4,000 · 억 · 원 · 을.
 */
#pragma once

#include <string.h>

#include "extract/article.h"
#include "extract/lexicon.h"

typedef enum {
    SB_TOKEN_WORD,
    SB_TOKEN_NUMBER,  /* digits */
    SB_TOKEN_ORDINAL, /* 56th */
    SB_TOKEN_CODE,    /* letters and digits: COP26, 3D, 2000s */
    SB_TOKEN_SIGN,    /* a currency before its number: $, US$, KRW */
    SB_TOKEN_OWNER,   /* 's */
    SB_TOKEN_PUNCT    /* one character */
} SbTokenKind;

typedef struct {
    guint8 kind;          /* SbTokenKind */
    gboolean space, line; /* white space, a line end before it */
    gboolean capital;     /* begins with a capital letter */
    gboolean hangul;      /* begins with Hangul */
    gboolean sound;       /* of a number: digits and separators are in order */
    SbSpan span;
    const char *text; /* as written, noise gone; NUL-terminated */
    const char *folded;
    guint length;           /* of text, and of folded */
    const SbWord *word;     /* or NULL */
    const SbUnitName *unit; /* of the part of a Korean amount, or NULL */
    SbDecimal number;
} SbToken;

typedef struct {
    guint start, end; /* tokens [start, end) */
} SbSentence;

typedef struct {
    SbArena *arena;    /* of the strings; the caller's */
    GArray *tokens;    /* of SbToken */
    GArray *sentences; /* of SbSentence */
} SbTokens;

/* The tokens of the runs (of SbSpan).  Strings go into arena. */
SbTokens sb_token_read(
    const char *text, const GArray *runs, const SbLexicon *lexicon, SbArena *arena);
/* Fills tokens->sentences. */
void sb_sentence_find(SbTokens *tokens);
void sb_tokens_clear(SbTokens *tokens);

static inline const SbToken *
sb_token_at(const SbTokens *tokens, guint i)
{
    return &g_array_index(tokens->tokens, SbToken, i);
}

/* Is it this one character, or this folded word? */
static inline gboolean
sb_token_is(const SbToken *token, const char *text)
{
    return token->folded[0] == text[0] && strcmp(token->folded, text) == 0;
}

gboolean sb_token_in_list(const SbToken *token, const char *list);

/* Bit n: a word of list begins with the nth letter.  The compiler works it out
 * where list is a literal. */
static inline G_ALWAYS_INLINE guint
sb_token_first_letters(const char *list)
{
#define BIT(letter) ((guint)(strstr(list, " " letter) != NULL) << (letter[0] - 'a'))
    return BIT("a") | BIT("b") | BIT("c") | BIT("d") | BIT("e") | BIT("f") | BIT("g") |
           BIT("h") | BIT("i") | BIT("j") | BIT("k") | BIT("l") | BIT("m") | BIT("n") |
           BIT("o") | BIT("p") | BIT("q") | BIT("r") | BIT("s") | BIT("t") | BIT("u") |
           BIT("v") | BIT("w") | BIT("x") | BIT("y") | BIT("z");
#undef BIT
}

/* Is it one of the words in list (" of in on ")?  The first letter rules out most
 * words without a look at the list. */
static inline G_ALWAYS_INLINE gboolean
sb_token_in(const SbToken *token, const char *list)
{
    guint letters = sb_token_first_letters(list);

    if (__builtin_constant_p(letters) && g_ascii_islower(token->folded[0]) &&
        (letters >> (token->folded[0] - 'a') & 1) == 0) {
        return FALSE;
    }
    return sb_token_in_list(token, list);
}

/* Does the word have one of classes? */
gboolean sb_token_has(const SbToken *token, guint classes);
