/*
 * What the words of running text do: numerals, units, prepositions, verbs that
 * say up or down, months …  One table, built once an extraction from
 * extract/words_en.def, extract/words_ko.def, base/words.def and
 * figure/unit_names.def.
 *
 * Looked up by the folded word (ASCII lower case); words live as long as the
 * lexicon.
 */
#pragma once

#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "base/numeral.h"

typedef enum {
    SB_WORD_ARTICLE = 1 << 0,     /* a, the, this, its */
    SB_WORD_PREPOSITION = 1 << 1, /* of, in, to */
    SB_WORD_CONJUNCTION = 1 << 2, /* and, or, but */
    SB_WORD_PRONOUN = 1 << 3,     /* it, which, these */
    SB_WORD_AUXILIARY = 1 << 4,   /* is, will, has */
    SB_WORD_VERB = 1 << 5,        /* any verb form */
    SB_WORD_UP = 1 << 6,          /* rose, increase */
    SB_WORD_DOWN = 1 << 7,        /* fell, decline */
    SB_WORD_LEVEL = 1 << 8,       /* amounted, reached */
    SB_WORD_ADVERB = 1 << 9,
    SB_WORD_MONTH = 1 << 10,
    SB_WORD_WEEKDAY = 1 << 11,
    SB_WORD_SUPERLATIVE = 1 << 12, /* largest, biggest */
    SB_WORD_TARGET = 1 << 13,      /* plan, aim */
    SB_WORD_FORECAST = 1 << 14,    /* expected, forecast */
    SB_WORD_ANNOUNCED = 1 << 15,   /* pledged, announced */
    SB_WORD_AGREED = 1 << 16,      /* signed, agreement */
    SB_WORD_RULE = 1 << 17,        /* must, mandatory */
    SB_WORD_SHARE = 1 << 18,       /* accounted, share, comprises */
    SB_WORD_ORGAN = 1 << 19,  /* Co., Bank, Ministry: the end of an organisation's name */
    SB_WORD_REGION = 1 << 20, /* Delta, Prefecture: the end of a place's name */
    SB_WORD_PEOPLE = 1 << 21, /* population: counts persons without saying so */
    SB_WORD_VAGUE = 1 << 22,  /* major, total: not part of what is counted */
    SB_WORD_LABEL = 1 << 23,  /* Phase, Article, No: numbers behind it are names */
    SB_WORD_CHANGE = 1 << 24, /* change, difference */
    SB_WORD_ABBREVIATION = 1 << 25, /* its dot ends no sentence */
    SB_WORD_RATE = 1 << 26,         /* rate, ratio, yield */
    SB_WORD_PRICE = 1 << 27,        /* price, wage, exchange rate */
    SB_WORD_FINITE = 1 << 28,       /* rose, exceeds: a verb and no noun */
    SB_WORD_AGENT = 1 << 29         /* government, firm: does, and is not measured */
} SbWordClass;

typedef enum {
    SB_NAMED_MONEY,
    SB_NAMED_PERCENT,
    SB_NAMED_MEASURE,
    SB_NAMED_TIME,
    SB_NAMED_COUNT
} SbNamedKind;

typedef struct {
    const char *code;
    SbNamedKind kind;
    int power;
} SbUnitName;

/* The bytes that a word begins and ends with, eight of each, four or fewer if it is
 * short: up to 16 bytes nothing lies between. */
typedef struct {
    guint64 first, last;
} SbWordEnds;

static inline SbWordEnds
sb_lexicon_ends(const char *text, size_t length)
{
    SbWordEnds ends = { 0, 0 };

    if (length >= 8) {
        memcpy(&ends.first, text, 8);
        memcpy(&ends.last, text + length - 8, 8);
    } else if (length >= 4) {
        memcpy(&ends.first, text, 4);
        memcpy(&ends.last, text + length - 4, 4);
    } else if (length > 0) {
        ends.first = (guchar)text[0];
        ends.last = (guint64)(guchar)text[length / 2] << 8 | (guchar)text[length - 1];
    }
    return ends;
}

/* What may begin at a word: spares most of them a closer look. */
typedef enum {
    SB_BEGINS_NUMBER = 1, /* an amount (mention.c) */
    SB_BEGINS_TIME = 2,   /* a time (context_period.c) */
    SB_BEGINS_PLACE = 4   /* a place by its name, or a word that stands for it */
} SbWordBegins;

/* Is the word, small and in ASCII, one that may? */
#define SB_BEGINNERS_NUMBER " a an "
#define SB_BEGINNERS_TIME " year first second third fourth last this next previous past "
#define SB_BEGINNERS_PLACE " the this global world worldwide euro eurozone "

typedef struct {
    const char *text;
    size_t length;
    SbWordEnds ends;
    guint8 begins;            /* of SbWordBegins */
    guint classes;            /* of SbWordClass */
    int value;                /* of a month: 1 … 12 */
    const SbNumeral *numeral; /* or NULL */
    const SbUnitName *unit;   /* by a name of any case, or NULL */
    gboolean unit_begins;     /* a longer unit name begins with this word */
} SbWord;

typedef struct SbLexicon SbLexicon;

SbLexicon *sb_lexicon_new(void);
void sb_lexicon_free(SbLexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbLexicon, sb_lexicon_free)

/* The folded word, or NULL; where the caller knows its ends, by them. */
const SbWord *sb_lexicon_word(
    const SbLexicon *lexicon, const char *folded, size_t length);
const SbWord *sb_lexicon_word_of(
    const SbLexicon *lexicon, SbWordEnds ends, const char *folded, size_t length);
/* A unit's name of one or more words (folded), plural or not; then a symbol
 * as written.  NULL: none. */
const SbUnitName *sb_lexicon_unit(
    const SbLexicon *lexicon, const char *folded, size_t length);
const SbUnitName *sb_lexicon_symbol(
    const SbLexicon *lexicon, const char *text, size_t length);
/* A sign that stands before its number ("US$"); its currency. NULL: none. */
const char *sb_lexicon_before(const SbLexicon *lexicon, const char *text, size_t length);
/* The longest Korean unit name that text begins with, where what follows is a
 * particle or no Hangul; *length gets its bytes.  NULL: none. */
const SbUnitName *sb_lexicon_korean_unit(
    const SbLexicon *lexicon, const char *text, size_t left, size_t *length);

/* The bytes of Korean particles ("에서는") at the end of text; 0: none. */
size_t sb_lexicon_particles(const char *text, size_t length);
/* Is text nothing but particles (or a verb ending: 이며, 이다, 으로)? */
gboolean sb_lexicon_is_particle(const char *text, size_t length);

/* The singular of an English noun by rule; NULL when it is no plural.  Free it. */
char *sb_lexicon_singular(const char *folded, size_t length);
