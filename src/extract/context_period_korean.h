/*
 * What finding times shares: English in context_period.c, Korean in
 * context_period_korean.c.
 */
#pragma once

#include "extract/context.h"

typedef struct {
    const SbMentionSetting *setting;
    const SbTokens *tokens;
    int article_year, article_month; /* 0: the article has no date */
    guint start, end;
    GArray *hits; /* of SbPeriodHit */
} SbPeriodFinder;

/* Is token i one of list? Does it begin with prefix (Hangul)? */
static inline G_ALWAYS_INLINE gboolean
sb_period_finder_is(const SbPeriodFinder *f, guint i, const char *list)
{
    return i >= f->start && i < f->end && sb_token_in(sb_token_at(f->tokens, i), list);
}
static inline gboolean
sb_period_finder_begins(const SbPeriodFinder *f, guint i, const char *prefix)
{
    return i < f->end && sb_token_at(f->tokens, i)->hangul &&
           g_str_has_prefix(sb_token_at(f->tokens, i)->text, prefix);
}

/* The year that token i is, or 0. */
int sb_period_finder_year_at(const SbPeriodFinder *f, guint i);
/* The year of a month without one: the latest that has begun. */
int sb_period_finder_year_of_month(const SbPeriodFinder *f, int month);
/* Is the time of tokens [start, end) only what something is compared with? */
gboolean sb_period_finder_is_base(const SbPeriodFinder *f, guint start, guint end);
/* Adds a hit; period is copied. */
void sb_period_finder_add_text(
    SbPeriodFinder *f, guint start, guint end, const char *period, gboolean base);

/* The Korean time at token i, added; the token behind it, i: none. */
guint sb_period_korean_take(SbPeriodFinder *f, guint i);
/* "지난해 추석보다": are the words behind a time what makes it a base? */
gboolean sb_period_korean_is_base(const SbPeriodFinder *f, guint end);
