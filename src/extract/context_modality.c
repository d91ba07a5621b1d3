/*
 * In: a sentence.  Out: each mention's modality (actual, target, forecast …).
 */
#include <string.h>

#include "extract/context_clause.h"

static inline G_ALWAYS_INLINE gboolean
follows(const SbScene *scene, guint i, const char *list)
{
    return i < scene->end && sb_token_in(sb_scene_token(scene, i), list);
}

static gboolean
is_future_year(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);
    const char *date = scene->context->article->info.date;

    return token->kind == SB_TOKEN_NUMBER && token->length == 4 && *date != '\0' &&
           token->number.exponent == 0 &&
           token->number.coefficient > g_ascii_strtoll(date, NULL, 10) &&
           token->number.coefficient < 2200;
}

/* "the 2% target", "its 2-3 percent target band": says it of the figure before;
 * "the target range for the policy rate": of a rate that is in force */
static gboolean
names_target_of_other(const SbScene *scene, guint i)
{
    if (!follows(scene, i, " target targets goal goals ")) {
        return FALSE;
    }
    return (i > scene->start && sb_scene_mention_at(scene, i - 1) >= 0) ||
           (i > scene->start + 1 && sb_scene_mention_at(scene, i - 2) >= 0 &&
               sb_clause_is_noun(scene, i - 1)) ||
           (follows(scene, i + 1, " range ") && follows(scene, i + 2, " for ")) ||
           (follows(scene, i + 1, " for ") &&
               (follows(scene, i + 3, " rate ") || follows(scene, i + 4, " rate ") ||
                   follows(scene, i + 5, " rate ")));
}

/* "the forecast for 2025 was kept at": the verb tells of a forecast */
static gboolean
tells_of_forecast(const SbScene *scene, guint verb)
{
    for (guint k = verb; k > scene->start && k + 8 > verb; k--) {
        if (follows(
                scene, k - 1, " forecast forecasts projection projections outlook ")) {
            return TRUE;
        }
        if (sb_scene_mention_at(scene, k - 1) >= 0 ||
            follows(scene, k - 1, " , ; than while and ")) {
            return FALSE;
        }
    }
    return FALSE;
}

/* "projects that debt will rise": foretold, and not intended */
static gboolean
is_foretold(const SbScene *scene, guint will)
{
    if (!follows(scene, will, " will would ")) {
        return FALSE;
    }
    for (guint k = will; k > scene->start && k + 14 > will; k--) {
        if (sb_token_is(sb_scene_token(scene, k - 1), "that")) {
            return TRUE;
        }
        if (sb_scene_breaks(scene, k - 1) || sb_scene_mention_at(scene, k - 1) >= 0) {
            return FALSE;
        }
    }
    return FALSE;
}

/* "is set to grow", "on track to reach", "is seen slowing" */
static gboolean
is_set_to(const SbScene *scene, guint i)
{
    if (!follows(scene, i, " set track poised seen course bound ") || i <= scene->start) {
        return FALSE;
    }
    if (follows(scene, i, " seen ")) {
        return follows(scene, i - 1, " is are ");
    }
    return follows(scene, i + 1, " to ") &&
           follows(scene, i - 1, " is are was were on now ");
}

static SbModality
modality_of_word(const SbToken *token, SbModality now)
{
    static const struct {
        guint class;
        SbModality modality;
    } table[] = { { SB_WORD_RULE, SB_MODALITY_RULE },
        { SB_WORD_FORECAST, SB_MODALITY_FORECAST },
        { SB_WORD_TARGET, SB_MODALITY_TARGET }, { SB_WORD_AGREED, SB_MODALITY_AGREED },
        { SB_WORD_ANNOUNCED, SB_MODALITY_ANNOUNCED } };

    if (sb_token_in(token, " will would shall 'll going ")) {
        return SB_MODALITY_TARGET;
    }
    if (sb_token_in(token, " must ")) {
        return SB_MODALITY_RULE;
    }
    if (sb_token_in(token, " estimated estimate estimates ")) {
        return now;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (sb_token_has(token, table[i].class)) {
            return table[i].modality;
        }
    }
    return now;
}

void
sb_context_modality(SbScene *scene)
{
    gboolean korean = scene->context->article->korean;
    SbModality now = SB_MODALITY_ACTUAL;
    guint at = scene->start;

    if (korean) {
        for (guint i = scene->first; i < scene->last; i++) {
            SbMention *m = sb_scene_mention(scene, i);

            m->modality = sb_role_korean_modality(scene, m);
        }
        return;
    }
    for (guint i = scene->first; i < scene->last; i++) {
        SbMention *m = sb_scene_mention(scene, i);

        for (; at < m->start; at++) {
            const SbToken *token = sb_scene_token(scene, at);

            if (sb_token_in(token, " ; which ") ||
                (sb_token_in(
                    token, " was were had has amounted totaled reached rose fell "))) {
                now = tells_of_forecast(scene, at) ? SB_MODALITY_FORECAST
                                                   : SB_MODALITY_ACTUAL;
            }
            gboolean other = sb_token_is(token, "contract") && at > scene->start &&
                             follows(scene, at - 1, " to will may could would not ");

            other |= sb_token_in(token, " project projects ") &&
                     !sb_context_foresees(scene, at);
            other |= now == SB_MODALITY_FORECAST && is_foretold(scene, at);
            if (is_set_to(scene, at)) {
                now = SB_MODALITY_FORECAST;
                continue;
            }
            now = other || names_target_of_other(scene, at)
                      ? now
                      : modality_of_word(token, now);
        }
        if (now != SB_MODALITY_ACTUAL && m->start > scene->start + 1 &&
            follows(scene, m->start - 1, " from ") &&
            follows(scene, m->start - 2, " up down ")) {
            m->modality = SB_MODALITY_ACTUAL; /* "will spend 90, up from 35" */
            continue;
        }
        m->modality = now;
        /* "growth of 2% is expected" */
        if (now == SB_MODALITY_ACTUAL && follows(scene, m->end, " is are ") &&
            follows(scene, m->end + 1,
                " expected projected forecast anticipated predicted likely ")) {
            m->modality = SB_MODALITY_FORECAST;
        }
        if (m->kind == SB_NAMED_PERCENT &&
            (follows(scene, m->end, " target goal ") ||
                (follows(scene, m->end + 1, " target goal ") &&
                    sb_clause_is_noun(scene, m->end)))) {
            m->modality = SB_MODALITY_TARGET;
        }
        for (guint k = m->end;
             k < scene->end && k < m->end + 4 && m->modality == SB_MODALITY_ACTUAL; k++) {
            if (sb_scene_breaks(scene, k)) {
                break;
            }
            if (sb_token_in(sb_scene_token(scene, k), " agreement deal contract mou ")) {
                m->modality = SB_MODALITY_AGREED;
            }
            if (sb_token_is(sb_scene_token(scene, k), "by") && k + 1 < scene->end &&
                is_future_year(scene, k + 1)) {
                m->modality = SB_MODALITY_TARGET;
            }
        }
    }
}
