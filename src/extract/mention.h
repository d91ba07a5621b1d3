/*
 * Mentions: a number with its unit, counted noun and qualifier, as found in one
 * sentence; and what the context says of it.
 */
#pragma once

#include "extract/number.h"
#include "figure/figure.h"

typedef struct {
    guint start, end; /* tokens of the text: sign, number, unit or noun */
    SbNumber number;
    guint low_end; /* token behind the number (of a range: its lower end) */
    SbDecimal value, high;
    gboolean has_high;
    const char *unit; /* "" when there is none */
    SbNamedKind kind; /* of unit; COUNT for none */
    gboolean bare;    /* neither unit nor noun */
    gboolean rank, hyphen, negative;
    gboolean from, to; /* an end of "from A to B" */
    gboolean converts; /* a conversion in brackets of the mention before */
    gboolean carried;  /* the unit stands at a neighbour */
    gboolean scale_missing, malformed;
    gboolean counted;           /* there is a counted noun */
    guint noun_start, noun_end; /* the noun phrase that is counted */
    guint sentence;             /* index */
    SbQualifier qualifier;
    /* from the context; never NULL once filled */
    SbRole role;
    SbModality modality;
    const char *indicator, *item, *place, *place_code, *period, *base;
    gboolean place_carried;
    int from_index, to_index, part_index, convert_index, with_index; /* -1: none */
    int temporary; /* number within the article */
} SbMention;

/* What is found, in order.  units: bare "$" means dollar. */
typedef struct {
    const SbTokens *tokens;
    const SbLexicon *lexicon;
    const char *text;   /* of the source */
    const char *dollar; /* the currency of a bare "$" */
    const char *krone;  /* and of "kr"; NULL: Sweden's */
    SbArena *arena;     /* for strings */
} SbMentionSetting;

/* Appends the mentions of tokens [start, end) to mentions (of SbMention). */
void sb_mention_find(const SbMentionSetting *setting, guint sentence, guint start,
    guint end, GArray *mentions);

/* --- parts, for mention.c and grid.c --- */

/* The unit that begins at token i; tokens taken in *taken, 0 and NULL: none.
 * per: the unit of a "per X" that follows is joined on. */
const SbUnitName *sb_unit_find_at(
    const SbMentionSetting *setting, guint i, guint end, guint *taken);
/* The same with money, "per" and the like; unit as the tidy CSV has it. */
const char *sb_unit_find_behind(const SbMentionSetting *setting, guint i, guint end,
    SbNamedKind *kind, int *power, guint *taken, gboolean *hyphen);
/* unit with what it is per ("a barrel", "per 1,000 people") at token i joined on;
 * unit itself, and 0 in *taken, where there is none. */
const char *sb_unit_with_per(const SbMentionSetting *setting, const char *unit,
    SbNamedKind kind, guint i, guint end, guint *taken);
/* "149.6 to the dollar", told of the yen: the unit of the bare number that ends at
 * token i of a sentence from start; NULL: none. */
const char *sb_unit_of_rate(
    const SbMentionSetting *setting, guint start, guint i, guint end, guint *taken);
/* Does "a year" before token i say when, not how often ("a year earlier")? */
gboolean sb_unit_is_ago(const SbMentionSetting *setting, guint i, guint end);
/* Where a Korean counter has more meanings than one ("편", "대"): unit, or the one
 * that the words around say.  after: the token behind the counter. */
const char *sb_unit_korean(const SbMentionSetting *setting, guint start, guint end,
    const SbNumber *number, guint after, const char *unit);
/* "12도": does the sentence speak of temperatures? */
gboolean sb_unit_is_degree(
    const SbMentionSetting *setting, guint start, guint end, const SbNumber *number);
/* "㎏당 가격은 3,200원", "원/달러 환율은 1,360원": money with what it is for.  The
 * amount stands from token i to behind. */
const char *sb_unit_korean_per(const SbMentionSetting *setting, guint start, guint end,
    guint i, guint behind, const char *money);
/* The noun that token i … counts; FALSE: none. */
gboolean sb_noun_find(const SbMentionSetting *setting, guint i, guint end, gboolean one,
    guint *noun_start, guint *noun_end, const char **unit);
/* Why the number is no figure, or NULL.  unit: has it got one? */
const char *sb_reject_reason(const SbMentionSetting *setting, guint start, guint end,
    const SbNumber *number, gboolean unit, gboolean noun);
/* Is the ordinal a place in an order ("third-largest", "in fourth place")?  The
 * tokens that belong to it behind the number in *length. */
gboolean sb_rank_find(const SbMentionSetting *setting, guint start, guint end,
    const SbNumber *number, guint *length);
/* Token where "No. 3 in the world" begins; the number's own: it is no rank. */
guint sb_rank_numbered(
    const SbMentionSetting *setting, guint start, guint end, const SbNumber *number);
/* Is the count a part of others: "six of the seven", "31 of which"? */
gboolean sb_reject_counts_part(
    const SbMentionSetting *setting, guint start, guint end, const SbNumber *number);
/* Mentions of one sentence that help each other: "from A to B", units said once,
 * "one hour and 15 minutes".  Those from first on; may take some away. */
void sb_series_join(const SbMentionSetting *setting, guint start, guint end,
    GArray *mentions, guint first);
/* The qualifier around tokens [start, end); *end moves on over a qualifier that
 * is taken behind. */
SbQualifier sb_qualifier_find(const SbMentionSetting *setting, guint sentence_start,
    guint sentence_end, guint start, guint end);
