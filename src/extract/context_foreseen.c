/*
 * In: an English sentence.  Out: what a mention measures where another's word is
 * told: "the bank expects prices to rise by 3%"; and what moved where the move is
 * a noun: "a 12% fall in cocoa exports"; what a verb measures: "pledged 5 million".
 */
#include <string.h>

#include "extract/context_clause.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

/* "staff project real growth of 4%", "the bank expects prices to rise by", "sees
 * inflation averaging 2.5%": what is foreseen.  Tokens that may stand between. */
gboolean
sb_context_foresees(const SbScene *scene, guint i)
{
    if (!is_word(scene, i,
            " expect expects expected expecting project projects projected projecting "
            "forecast forecasts see sees saw predict predicts predicted anticipate "
            "anticipates anticipated foresee foresees assume assumes envisage envisages "
            "estimate estimates estimated puts put targets targeted ") ||
        i <= scene->start || sb_scene_token(scene, i)->capital) {
        return FALSE;
    }
    const SbToken *last = sb_scene_token(scene, i - 1);

    if (sb_token_has(last, SB_WORD_ARTICLE | SB_WORD_PREPOSITION) ||
        (sb_token_has(last, SB_WORD_AUXILIARY) &&
            sb_token_in(last, " is are was were be been being "))) {
        return FALSE;
    }
    if (is_word(scene, i, " projects ")) {
        return last->capital || sb_token_has(last, SB_WORD_AGENT | SB_WORD_PRONOUN);
    }
    return !is_word(scene, i, " project forecast estimate put ") ||
           sb_token_has(last,
               SB_WORD_AUXILIARY | SB_WORD_PRONOUN | SB_WORD_AGENT | SB_WORD_ADVERB) ||
           sb_token_in(last, " staff and , ") ||
           (g_str_has_suffix(last->folded, "s") && last->kind == SB_TOKEN_WORD);
}

const char *
sb_context_foreseen(const SbScene *scene, const SbMention *m)
{
    guint verb = scene->end, end;

    for (guint i = m->start; i > scene->start + 1 && i + 26 > m->start; i--) {
        if (is_word(scene, i - 1, " ; : which while but \" ") ||
            sb_token_has(sb_scene_token(scene, i - 1), SB_WORD_AUXILIARY)) {
            if (!is_word(scene, i - 1, " be ")) {
                return "";
            }
        }
        if (sb_context_foresees(scene, i - 1)) {
            verb = i - 1;
            break;
        }
    }
    if (verb >= scene->end) {
        return "";
    }
    guint lead = sb_clause_skip_back(scene, m->start);

    for (end = verb + 1; end < lead; end++) {
        const SbToken *token = sb_scene_token(scene, end);
        gboolean acts = end + 1 < m->start && sb_token_is(token, "to") &&
                        (sb_token_has(sb_scene_token(scene, end + 1), SB_WORD_VERB) ||
                            is_word(scene, end + 1, " be "));
        gboolean doing = g_str_has_suffix(token->folded, "ing") &&
                         sb_token_has(token, SB_WORD_VERB) && end > verb + 1 &&
                         !sb_clause_is_noun(scene, end + 1);

        if (acts || doing || sb_scene_mention_at(scene, end) >= 0 ||
            (is_word(scene, end, " of at ") &&
                (end + 1 == lead || sb_scene_mention_at(scene, end + 1) >= 0))) {
            break;
        }
        if (sb_token_in(token, " , that ") ||
            (sb_token_is(token, "to") && end == verb + 1) ||
            (end == verb + 1 && sb_token_has(token, SB_WORD_PREPOSITION))) {
            return "";
        }
    }
    if (end >= lead || end < verb + 2) {
        return "";
    }
    return sb_scene_phrase(scene, verb + 1, end);
}

/* "a 12 percent decline in copper exports": what moved */
const char *
sb_context_moved_behind(const SbScene *scene, const SbMention *m)
{
    guint k = m->end;

    while (k < scene->end && k < m->end + 2 &&
           !sb_token_has(sb_scene_token(scene, k), SB_WORD_UP | SB_WORD_DOWN) &&
           (sb_clause_is_noun(scene, k) || is_word(scene, k, " year-on-year annual "))) {
        k++;
    }
    if (k >= scene->end ||
        !sb_token_has(sb_scene_token(scene, k), SB_WORD_UP | SB_WORD_DOWN) ||
        !is_word(scene, k + 1, " in of ")) {
        return "";
    }
    guint start = k + 2;

    while (start < scene->end &&
           sb_token_has(sb_scene_token(scene, start), SB_WORD_ARTICLE)) {
        start++;
    }
    guint end = start;

    while (end < scene->end && end < start + 9 && !sb_clause_is_verb(scene, end) &&
           sb_scene_period_at(scene, end) == NULL &&
           (sb_clause_is_noun(scene, end) ||
               sb_scene_token(scene, end)->kind == SB_TOKEN_OWNER ||
               (is_word(scene, end, " of and ") && end > start && end + 1 < scene->end &&
                   sb_clause_is_noun(scene, end + 1)))) {
        end++;
    }
    /* "an 8% fall in developing Asia": where, and not what */
    return end > start && sb_scene_place_at(scene, end - 1) == NULL
               ? sb_scene_phrase(scene, start, end)
               : "";
}

/* "decided to raise the base rate to 3%", "will cut emissions by": what is to move */
const char *
sb_context_moved_object(const SbScene *scene, const SbMention *m)
{
    guint lead = sb_clause_skip_back(scene, m->start);

    gboolean from = lead < m->start && is_word(scene, lead, " from between ");

    lead += from;
    if (lead <= scene->start + 3 ||
        !is_word(scene, lead - 1, " by to from between at ")) {
        return "";
    }
    for (guint k = lead - 2; k > scene->start && k + 16 > lead; k--) {
        const SbToken *token = sb_scene_token(scene, k);

        if (sb_scene_breaks(scene, k) || sb_scene_mention_at(scene, k) >= 0) {
            return "";
        }
        if (sb_token_has(token, SB_WORD_VERB) && !token->capital &&
            !sb_token_has(token, SB_WORD_AUXILIARY) &&
            is_word(scene, k - 1, " to will would can could must should ")) {
            gboolean object =
                k + 2 < lead && sb_scene_period_at(scene, k + 1) == NULL &&
                (sb_clause_is_noun(scene, k + 1) ||
                    sb_token_has(sb_scene_token(scene, k + 1), SB_WORD_ARTICLE));

            return object && !is_word(scene, k + 1, " it them ") &&
                           !is_word(scene, k,
                               " remain stay stand average reach total amount rank be "
                               "hover continue come stabilise stabilize become ")
                       ? sb_scene_phrase(scene, k + 1, lead - 1)
                       : "";
        }
    }
    return "";
}

/* "invested 5 billion won" measures investment. */
const char *
sb_context_noun_of_verb(const SbScene *scene, guint i)
{
    static const struct {
        const char *verbs, *noun;
    } table[] = { { " invest invested invests investing ", "investment" },
        { " export exported exports exporting ", "exports" },
        { " import imported imports importing ", "imports" },
        { " produce produced produces producing ", "production" },
        { " sell sold sells selling ", "sales" },
        { " spend spent spends spending ", "spending" },
        { " donate donated donates donating ", "donations" },
        { " earn earned earns earning ", "earnings" },
        { " lend lent lends lending ", "lending" },
        { " borrow borrowed borrows borrowing ", "borrowing" },
        { " pay paid pays paying ", "payment" }, { " lose lost losing loses ", "loss" },
        { " save saved saving saves ", "savings" }, { " cost costs ", "cost" },
        { " employ employed employs employing ", "employees" },
        { " pledge pledged pledges pledging ", "pledge" },
        { " commit committed commits committing ", "commitment" },
        { " allocate allocated allocates allocating ", "allocation" },
        { " disburse disbursed disburses disbursing ", "disbursement" },
        { " contribute contributed contributes contributing ", "contribution" },
        { " require requires required requiring ", "requirements" },
        { " cofinance cofinanced cofinances cofinancing ", "cofinancing" },
        { " mobilise mobilised mobilises mobilising mobilize mobilized mobilizes "
          "mobilizing ",
            "mobilised finance" } };

    i = sb_clause_skip_back(scene, i);
    for (size_t k = 0; i > scene->start && k < G_N_ELEMENTS(table); k++) {
        if (is_word(scene, i - 1, table[k].verbs)) {
            return table[k].noun;
        }
    }
    return "";
}
