/*
 * Words of heads, labels and captions, from table_words.def (private to the
 * room).
 */
#pragma once

#include "base/arena.h"

typedef enum {
    SB_TABLE_SHARE,
    SB_TABLE_GROWTH,
    SB_TABLE_CHANGE,
    SB_TABLE_YEAR_AGO,
    SB_TABLE_QUARTER_AGO,
    SB_TABLE_MONTH_AGO,
    SB_TABLE_BEFORE, /* the period before, however long */
    SB_TABLE_RATIO,
    SB_TABLE_RANK,
    SB_TABLE_TOTAL,
    SB_TABLE_SUBTOTAL,
    SB_TABLE_NUMBER,
    SB_TABLE_YEAR,
    SB_TABLE_UNIT,
    SB_TABLE_MEAN,
    SB_TABLE_FIELD,   /* the head of a column of indicators */
    SB_TABLE_COMPANY, /* … of companies */
    SB_TABLE_AREA,    /* … of places */
    SB_TABLE_GENERIC,
    SB_TABLE_COUNTED_PERSONS,
    SB_TABLE_COUNTED,
    SB_TABLE_NOTES,
    SB_TABLE_COUNTED_SHARES,
    SB_TABLE_COUNTED_PEOPLE, /* "unemployed" */
    SB_TABLE_UNCOUNTED,      /* plurals that count nothing */
    SB_TABLE_REST
} SbTableWord;

/* Has text (lower case, single blanks) a word of that class? */
gboolean sb_grid_words_has(const char *text, SbTableWord word);
/* Is it one, the whole of it? */
gboolean sb_grid_words_is(const char *text, SbTableWord word);
/* Of the phrase of a caption, what is measured: without "by county", "품목별",
 * "overview of", "현황"; "" when nothing is. */
const char *sb_grid_words_caption(SbArena *arena, const char *phrase);
