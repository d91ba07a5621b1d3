/*
 * Times that are given by way of another.
 */
#pragma once

#include "extract/context.h"

/* Is m what another one is compared with: "from 3%"? */
gboolean sb_period_relative_is_base(const SbScene *scene, const SbMention *m);
/* "a year earlier", "up from": the time before that of another mention; NULL. */
const char *sb_period_relative_earlier(const SbScene *scene, guint me);
/* Does "now" or the like stand with m? */
gboolean sb_period_relative_is_now(const SbScene *scene, const SbMention *m);
/* The article's day, for what a market did; NULL. */
const char *sb_period_relative_market(const SbScene *scene, const SbMention *m);
/* "in the same period": the ends of the pair before; NULL. */
const char *sb_period_relative_span(const SbScene *scene, const SbMention *m);
/* The same in Korean: "98개에서", "8만 명의 8.2배". */
gboolean sb_period_relative_is_compared(const SbScene *scene, const SbMention *m);
