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
    guint8 kind;        /* SbTokenKind */
    guint8 first, last; /* as which folded's first and last byte count */
    guint8 begins;      /* of SbWordBegins */
    /* yes or no */
    guint8 space, line; /* white space, a line end before it */
    guint8 capital;     /* begins with a capital letter */
    guint8 hangul;      /* begins with Hangul */
    guint8 dash;        /* has a hyphen within it: "year-on-year" */
    guint8 sound;       /* of a number: digits and separators are in order */
    guint length;       /* of text, and of folded */
    SbSpan span;
    const char *text; /* as written, noise gone; NUL-terminated */
    const char *folded;
    const SbWord *word;     /* or NULL */
    const SbUnitName *unit; /* of the part of a Korean amount, or NULL */
    SbDecimal number;
} SbToken;

typedef struct {
    guint start, end; /* tokens [start, end) */
    guint begins;     /* what any of them may begin */
} SbSentence;

typedef struct {
    SbArena *arena;    /* of the strings; the caller's */
    GArray *tokens;    /* of SbToken */
    GArray *sentences; /* of SbSentence */
    GString *word;     /* scratch of the tokeniser */
} SbTokens;

/* The tokens of the runs (of SbSpan).  Strings go into arena. */
SbTokens sb_token_read(
    const char *text, const GArray *runs, const SbLexicon *lexicon, SbArena *arena);
/* The same into tokens from sb_tokens_new() or an earlier call, whose strings may be
 * gone. */
SbTokens sb_tokens_new(void);
void sb_token_read_again(SbTokens *tokens, const char *text, const GArray *runs,
    const SbLexicon *lexicon, SbArena *arena);
/* Fills tokens->sentences. */
void sb_sentence_find(SbTokens *tokens);
void sb_tokens_clear(SbTokens *tokens);

/* The text in lower case (ASCII), in room for as many bytes, and its ends; was it so
 * already? */
gboolean sb_token_fold(char *out, const char *text, size_t length, SbWordEnds *ends);

/* What stands before the first token and behind the last: empty, of no kind of word. */
extern const SbToken sb_token_none;

static inline const SbToken *
sb_token_at(const SbTokens *tokens, guint i)
{
    return G_LIKELY(i < tokens->tokens->len) ? &g_array_index(tokens->tokens, SbToken, i)
                                             : &sb_token_none;
}

/* Is it this one character, or this folded word? */
static inline G_ALWAYS_INLINE gboolean
sb_token_is(const SbToken *token, const char *text)
{
    size_t length = strlen(text);

    return token->length == length && memcmp(token->folded, text, length) == 0;
}

/* Is the word in list (" of in on ", size bytes)? */
gboolean sb_token_list_has(
    const char *list, size_t size, const char *word, size_t length);

/* What a byte counts as where words begin or end: a … z are 0 … 25, a digit 26;
 * common marks have a number each; ANY is the rest. */
enum { SB_TOKEN_DIGIT = 26, SB_TOKEN_HANGUL, SB_TOKEN_ANY, SB_TOKEN_MARK };

typedef enum { SB_TOKEN_FIRST, SB_TOKEN_LAST, SB_TOKEN_ALONE } SbTokenPlace;

/* Bit n: a word of list begins with what counts as n; ends with it; is nothing else.
 * With ANY.  The compiler works it out where list is a literal. */
static inline G_ALWAYS_INLINE guint64
sb_token_letters(const char *list, SbTokenPlace place)
{
#define HAS(c)                                                                           \
    (strstr(list, place == SB_TOKEN_FIRST  ? " " c                                       \
                  : place == SB_TOKEN_LAST ? c " "                                       \
                                           : " " c " ") != NULL)
#define BIT(c) ((guint64)HAS(c) << (c[0] - 'a'))
#define MARK(n, c) ((guint64)HAS(c) << (SB_TOKEN_MARK + n))
    guint64 bits = BIT("a") | BIT("b") | BIT("c") | BIT("d") | BIT("e") | BIT("f") |
                   BIT("g") | BIT("h") | BIT("i") | BIT("j") | BIT("k") | BIT("l") |
                   BIT("m") | BIT("n") | BIT("o") | BIT("p") | BIT("q") | BIT("r") |
                   BIT("s") | BIT("t") | BIT("u") | BIT("v") | BIT("w") | BIT("x") |
                   BIT("y") | BIT("z") | MARK(0, ",") | MARK(1, ".") | MARK(2, "(") |
                   MARK(3, ")") | MARK(4, ";") | MARK(5, ":") | MARK(6, "-") |
                   MARK(7, "/") | MARK(8, "%") | MARK(9, "&") | MARK(10, "\"") |
                   MARK(11, "'");
    gboolean digit = HAS("0") || HAS("1") || HAS("2") || HAS("3") || HAS("4") ||
                     HAS("5") || HAS("6") || HAS("7") || HAS("8") || HAS("9");
    gboolean hangul = place != SB_TOKEN_FIRST || HAS("\xEA") || HAS("\xEB") ||
                      HAS("\xEC") || HAS("\xED");
#undef HAS
#undef BIT
#undef MARK
    return bits | (guint64)digit << SB_TOKEN_DIGIT | (guint64)hangul << SB_TOKEN_HANGUL |
           (guint64)1 << SB_TOKEN_ANY;
}

/* What a byte counts as. */
extern const guint8 sb_token_letter[256];

/* May a word be in list that begins and ends with what counts as first and last? */
static inline G_ALWAYS_INLINE gboolean
sb_token_may_be_in(guint8 first, guint8 last, const char *list)
{
    return (sb_token_letters(list, SB_TOKEN_FIRST) >> first &
               sb_token_letters(list, SB_TOKEN_LAST) >> last & 1) != 0;
}

/* Is it one of the words in list (" of in on ")?  A literal list costs two tests of
 * a bit for nearly every token that is not in it: write the words where they are
 * asked for, and hand a list on only through functions that are inlined. */
static inline G_ALWAYS_INLINE gboolean
sb_token_in(const SbToken *token, const char *list)
{
    guint64 first = sb_token_letters(list, SB_TOKEN_FIRST);
    guint64 last = sb_token_letters(list, SB_TOKEN_LAST);
    guint64 alone = sb_token_letters(list, SB_TOKEN_ALONE);

    if (__builtin_constant_p(first) && __builtin_constant_p(last) &&
        __builtin_constant_p(alone)) {
        if ((first >> token->first & last >> token->last & 1) == 0) {
            return FALSE;
        }
        if (token->length == 1 && token->first != SB_TOKEN_DIGIT &&
            token->first != SB_TOKEN_ANY) {
            return (gboolean)(alone >> token->first & 1);
        }
    }
    return sb_token_list_has(list, strlen(list), token->folded, token->length);
}

/* Does the word have one of classes? */
static inline gboolean
sb_token_has(const SbToken *token, guint classes)
{
    return token->word != NULL && (token->word->classes & classes) != 0;
}
