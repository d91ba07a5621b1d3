/*
 * In: a mention of an English sentence.  Out: a time that its words give by way of
 * another: "a year earlier", "up from", "in the same period", the day of a market.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/context_clause.h"
#include "extract/context_period_relative.h"
#include "figure/period.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

/* "98개에서 161개로", but not "조선소 3곳에서 2만 명이" */
static gboolean
moves_on(const SbScene *scene, const SbMention *m, guint end)
{
    for (guint k = scene->first; k < scene->last; k++) {
        const SbMention *next = sb_scene_mention(scene, k);

        if (next->start > end &&
            (strcmp(next->unit, m->unit) == 0 || strcmp(next->unit, "1") == 0)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "1,239달러에 비해", "98개에서", "8만 명의 8.2배": m is what is compared with. */
gboolean
sb_period_relative_is_compared(const SbScene *scene, const SbMention *m)
{
    guint end = m->end;

    end += is_word(scene, end, " 적자 흑자 ");
    end += is_word(scene, end, " ) ");
    const SbToken *next = end < scene->end ? sb_scene_token(scene, end) : NULL;

    if (next == NULL || !next->hangul) {
        return FALSE;
    }
    return g_str_has_prefix(next->text, "보다") ||
           (sb_token_is(next, "에서") && moves_on(scene, m, end)) ||
           g_str_has_prefix(next->text, "대비") ||
           (g_str_has_prefix(next->text, "에") && end + 1 < scene->end &&
               g_str_has_prefix(sb_scene_token(scene, end + 1)->text, "비")) ||
           (sb_token_is(next, "의") && sb_scene_mention_at(scene, end + 1) >= 0);
}

/* Is m what another one is compared with? */
gboolean
sb_period_relative_is_base(const SbScene *scene, const SbMention *m)
{
    guint i = m->start;

    while (i > scene->start && is_word(scene, i - 1, " about around nearly the a ")) {
        i--;
    }
    return m->from ||
           (scene->context->article->korean &&
               sb_period_relative_is_compared(scene, m)) ||
           (i > scene->start && is_word(scene, i - 1, " from than vs versus against "));
}

/* "9.8 million a year earlier", "3.1 trillion in the previous month": how many
 * years or months before; 0: none. */
static int
steps_back(const SbScene *scene, const SbMention *m, gboolean *months)
{
    guint i = m->end + is_word(scene, m->end, " , ");

    i += is_word(scene, i, " in ");
    if (!is_word(scene, i, " a the ")) {
        return 0;
    }
    gboolean named = is_word(scene, i + 1, " previous prior preceding ");
    guint unit = i + 1 + named;

    if (!is_word(scene, unit, " year month ") ||
        !(named || is_word(scene, unit + 1, " earlier ago before previously "))) {
        return 0;
    }
    *months = is_word(scene, unit, " month ");
    return 1;
}

/* "28 TWh, up from 24 TWh": of a year, the year before */
static const char *
from_year_before(const SbScene *scene, guint me)
{
    const SbMention *m = sb_scene_mention(scene, me);
    guint i = m->start;

    while (i > scene->start && is_word(scene, i - 1, " about around nearly the a ")) {
        i--;
    }
    if (me == scene->first || i < scene->start + 2 || *m->period != '\0' ||
        !is_word(scene, i - 1, " from ") || !is_word(scene, i - 2, " up down ")) {
        return NULL;
    }
    const SbMention *before = sb_scene_mention(scene, me - 1);

    if (strlen(before->period) != 4 || before->role == SB_ROLE_GROWTH ||
        before->modality != SB_MODALITY_ACTUAL) {
        return NULL;
    }
    g_autofree char *text = sb_period_shift_years(before->period, -1);

    return text != NULL ? sb_arena_strdup(scene->context->arena, text) : NULL;
}

const char *
sb_period_relative_earlier(const SbScene *scene, guint me)
{
    gboolean months = FALSE;
    const char *of = NULL;

    const SbMention *m = sb_scene_mention(scene, me);

    if (steps_back(scene, m, &months) == 0) {
        return from_year_before(scene, me);
    }
    for (guint k = me; k > scene->first && of == NULL; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);

        of = *other->period != '\0' && !sb_period_relative_is_base(scene, other)
                 ? other->period
                 : NULL;
    }
    of = of != NULL ? of : scene->context->period;
    if (*of == '\0') {
        return NULL;
    }
    g_autofree char *text =
        months ? sb_period_shift(of, -1) : sb_period_shift_years(of, -1);

    return text != NULL ? sb_arena_strdup(scene->context->arena, text) : NULL;
}

/* "now", "currently": the time is that of writing, which is none of a figure's */
gboolean
sb_period_relative_is_now(const SbScene *scene, const SbMention *m)
{
    for (guint i = m->start; i > scene->start && i + 8 > m->start; i--) {
        if (is_word(scene, i - 1, " , ; and but ")) {
            break;
        }
        if (is_word(scene, i - 1, " now currently today ")) {
            return TRUE;
        }
    }
    return is_word(scene, m->end, " now today currently ");
}

/* "The shares closed 2% higher", "the won weakened": on the day of the article */
const char *
sb_period_relative_market(const SbScene *scene, const SbMention *m)
{
    const char *date = scene->context->article->info.date;
    guint verb = sb_clause_verb_before(scene, m->start);

    if (date == NULL || strlen(date) != 10 || scene->context->article->korean ||
        scene->context->periods->len > 0 || verb >= scene->end || verb == scene->start) {
        return NULL;
    }
    const SbToken *main =
        sb_scene_token(scene, sb_clause_main_verb(scene, verb, m->start));
    gboolean market = is_word(scene, verb - 1,
        " shares share index stock stocks won yen "
        "dollar euro crown yuan pound currency "
        "futures rupee rouble franc ");

    return market && sb_token_in(main, " closed settled ended finished traded opened "
                                       "weakened strengthened ")
               ? date
               : NULL;
}

/* Of a token of the paragraph, maybe of an earlier sentence. */
static gboolean
is_word_at(const SbScene *scene, guint i, const char *list)
{
    return i > 0 && sb_token_in(sb_scene_token(scene, i), list);
}

/* "during the same period": the two ends are those of the sentence before. */
const char *
sb_period_relative_span(const SbScene *scene, const SbMention *m)
{
    gboolean same = FALSE;

    for (guint i = m->end; i + 2 < scene->end; i++) {
        same |= is_word(scene, i, " during over in ") && is_word(scene, i + 1, " the ") &&
                is_word(scene, i + 2, " same ") &&
                is_word(scene, i + 3, " period time span years ");
    }
    gboolean from =
        m->from || is_word(scene, sb_clause_skip_back(scene, m->start), " from ");

    if (!same || (!from && !m->to)) {
        return NULL;
    }
    for (guint k = scene->first; k > scene->context->paragraph; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);
        gboolean end = other->to || is_word_at(scene, other->start - 1, " to ");

        if (!end || *other->period == '\0' || k < 2) {
            continue;
        }
        const char *start = sb_scene_mention(scene, k - 2)->period;

        return m->to ? other->period : *start != '\0' ? start : NULL;
    }
    return NULL;
}
