/*
 * In: a sentence.  Out: its grammar as far as figures need it: noun phrases,
 * finite verbs, clauses and their subjects (English).
 */
#include <string.h>

#include "extract/context_clause.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

/* "gradually": no table has them all */
static gboolean
is_adverb_by_form(const SbToken *token)
{
    return token->word == NULL && !token->capital && token->length > 5 &&
           g_str_has_suffix(token->folded, "ly") &&
           !sb_token_in(token, " supply family weekly monthly yearly quarterly hourly "
                               "fortnightly elderly friendly costly assembly subassembly "
                               "monopoly anomaly butterfly oligopoly reassembly timely ");
}

gboolean
sb_clause_is_noun(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);

    if ((token->kind != SB_TOKEN_WORD && token->kind != SB_TOKEN_CODE) ||
        (token->capital && sb_token_has(token, SB_WORD_MONTH | SB_WORD_WEEKDAY))) {
        return FALSE;
    }
    return !sb_token_has(token, SB_WORD_ARTICLE | SB_WORD_PREPOSITION |
                                    SB_WORD_CONJUNCTION | SB_WORD_PRONOUN |
                                    SB_WORD_AUXILIARY | SB_WORD_ADVERB) &&
           !is_adverb_by_form(token) && sb_scene_mention_at(scene, i) < 0;
}

/* The mention that token i or the qualifiers from it on lead to, or -1. */
static int
mention_from(const SbScene *scene, guint i)
{
    while (is_word(scene, i,
        " about around nearly almost between some over more than just "
        "only another roughly ")) {
        i++;
    }
    int mention = i < scene->end ? sb_scene_mention_at(scene, i) : -1;

    return mention >= 0 && sb_scene_mention(scene, (guint)mention)->start == i ? mention
                                                                               : -1;
}

/* "capacity surpassed 5 GW": a word that no table has */
static gboolean
is_unknown_past(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);

    return token->kind == SB_TOKEN_WORD && token->word == NULL && !token->capital &&
           token->length > 4 && g_str_has_suffix(token->folded, "ed") &&
           strchr(token->folded, '-') == NULL && i > scene->start &&
           sb_clause_is_noun(scene, i - 1) && i + 1 < scene->end &&
           mention_from(scene, i + 1) >= 0;
}

gboolean
sb_clause_is_verb(const SbScene *scene, guint i)
{
    if (i >= scene->end) {
        return FALSE;
    }
    const SbToken *token = sb_scene_token(scene, i);

    if (sb_token_has(token, SB_WORD_AUXILIARY)) {
        return TRUE;
    }
    if (i > scene->start && !token->capital && sb_token_has(token, SB_WORD_VERB) &&
        is_word(scene, i - 1, " which who they we it ")) {
        return TRUE;
    }
    if (is_unknown_past(scene, i)) {
        return TRUE;
    }
    if (!sb_token_has(token, SB_WORD_VERB | SB_WORD_FINITE) || token->capital ||
        (i > scene->start &&
            sb_token_has(
                sb_scene_token(scene, i - 1), SB_WORD_ARTICLE | SB_WORD_PREPOSITION) &&
            !sb_token_is(sb_scene_token(scene, i - 1), "that"))) {
        return FALSE;
    }
    const SbToken *next = i + 1 < scene->end ? sb_scene_token(scene, i + 1) : NULL;
    const SbToken *last = i > scene->start ? sb_scene_token(scene, i - 1) : NULL;

    /* nouns that are also verbs need an ending, or a number or preposition behind */
    if (g_str_has_suffix(token->folded, "ed") &&
        !is_word(scene, i + 1, " companies area areas ")) {
        return next == NULL ||
               !(next->kind == SB_TOKEN_WORD && !sb_token_has(next, ~0u) &&
                   last != NULL && sb_token_has(last, SB_WORD_ARTICLE));
    }
    if (sb_token_has(token, SB_WORD_FINITE)) {
        return TRUE;
    }
    if (last != NULL && sb_token_is(last, "and") && sb_token_has(token, SB_WORD_LEVEL) &&
        g_str_has_suffix(token->folded, "s") && mention_from(scene, i + 1) >= 0) {
        return TRUE;
    }
    if (last == NULL || next == NULL || !sb_clause_is_noun(scene, i - 1) ||
        g_str_has_suffix(token->folded, "ing")) {
        return FALSE;
    }
    /* "a flat costs $640"; "most graduates leave within two years" */
    gboolean plural = g_str_has_suffix(last->folded, "s") && !last->capital &&
                      !g_str_has_suffix(token->folded, "s");

    return (mention_from(scene, i + 1) >= 0 &&
               !sb_token_has(token,
                   SB_WORD_UP | SB_WORD_DOWN | SB_WORD_FORECAST | SB_WORD_TARGET)) ||
           (plural && sb_token_in(next, " for in within from by to at ") &&
               !sb_token_has(token, SB_WORD_UP | SB_WORD_DOWN | SB_WORD_TARGET |
                                        SB_WORD_FORECAST | SB_WORD_LEVEL));
}

/* --- noun phrases --- */

static gboolean
is_part_word(const SbScene *scene, guint i)
{
    return is_word(scene, i,
        " of in for to from on per with at by between near under around after before "
        "within amid ");
}

static gboolean is_short_name(const SbScene *scene, guint k);

/* Does a noun, a place or a name end before token i? */
static gboolean
ends_noun(const SbScene *scene, guint i)
{
    if (is_word(scene, i - 1, " ) ") && is_short_name(scene, i)) {
        return TRUE; /* "direct investment (FDI) | in Peru" */
    }
    return i > scene->start &&
           (sb_clause_is_noun(scene, i - 1) ||
               sb_scene_token(scene, i - 1)->kind == SB_TOKEN_OWNER) &&
           !sb_clause_is_verb(scene, i - 1) && sb_scene_period_at(scene, i - 1) == NULL;
}

/* Steps over a place or period that ends before k, with what leads to it; k: the
 * phrase ends there. */
static guint
step_hit(const SbScene *scene, guint k, guint hit_start, gboolean owns, gboolean *more)
{
    guint lead = hit_start;

    while (lead > scene->start &&
           sb_token_has(sb_scene_token(scene, lead - 1), SB_WORD_ARTICLE)) {
        lead--;
    }
    if (lead > scene->start &&
        sb_token_has(sb_scene_token(scene, lead - 1), SB_WORD_PREPOSITION) &&
        ends_noun(scene, lead - 1)) {
        *more = TRUE;
        return lead - 1;
    }
    *more = FALSE;
    return owns ? hit_start : k;
}

/* "the 10-year bond", "and" between nouns */
static gboolean
is_joint(const SbScene *scene, guint k, guint i)
{
    const SbToken *last = sb_scene_token(scene, k - 1);

    if (k == i &&
        (last->kind != SB_TOKEN_NUMBER || sb_scene_mention_at(scene, k - 1) >= 0)) {
        return FALSE;
    }
    int mention = sb_scene_mention_at(scene, k - 1);

    if (mention >= 0) {
        const SbMention *m = sb_scene_mention(scene, (guint)mention);

        /* "trade between the two countries" */
        if (m->counted && m->noun_start == k && k < i && m->start > scene->start + 1 &&
            is_word(scene, m->start - 1, " the of between among ")) {
            return TRUE;
        }
        return m->hyphen || (m->noun_start < k && k <= m->noun_end);
    }
    const SbToken *token = sb_scene_token(scene, k - 1);

    if (token->kind == SB_TOKEN_NUMBER) {
        return TRUE; /* "line 4": no figure */
    }
    if (sb_token_in(token, " - ") || token->kind == SB_TOKEN_ORDINAL) {
        return !token->space;
    }
    if (sb_token_in(token, " & ")) {
        return TRUE;
    }
    return (is_part_word(scene, k - 1) || sb_token_is(token, "and")) &&
           ends_noun(scene, k - 1) &&
           !(k > scene->start + 1 && is_word(scene, k - 2, " line ") &&
               sb_token_is(token, "with"));
}

/* "low- and middle-income": the hyphen that waits for its word ends before k - 1 */
static gboolean
is_suspended(const SbScene *scene, guint k)
{
    return k > scene->start + 3 && is_word(scene, k - 1, " and or to ") &&
           is_word(scene, k - 2, " - ") && !sb_scene_token(scene, k - 2)->space &&
           sb_clause_is_noun(scene, k - 3);
}

/* "the deposit facility (DFR) | rate": a short name in brackets that ends before k */
static gboolean
is_short_name(const SbScene *scene, guint k)
{
    const SbToken *name = k > scene->start + 3 ? sb_scene_token(scene, k - 2) : NULL;

    return name != NULL && is_word(scene, k - 1, " ) ") && is_word(scene, k - 3, " ( ") &&
           name->capital && name->length >= 2 && name->length <= 8 &&
           g_ascii_isupper(name->text[1]) && sb_scene_mention_at(scene, k - 2) < 0 &&
           sb_clause_is_noun(scene, k - 4);
}

gboolean
sb_clause_noun_phrase(const SbScene *scene, guint i, guint *start, guint *end)
{
    guint k = i;

    while (k > scene->start) {
        const SbToken *token = sb_scene_token(scene, k - 1);
        const SbPeriodHit *period = sb_scene_period_at(scene, k - 1);
        gboolean owner = token->kind == SB_TOKEN_OWNER;
        const SbPlaceHit *place =
            sb_scene_place_at(scene, owner && k > scene->start + 1 ? k - 2 : k - 1);
        gboolean more = TRUE;

        if (k < i && sb_token_is(token, "per") && is_word(scene, k, " capita head ")) {
            k--;
            continue;
        }
        if (is_suspended(scene, k)) {
            k -= 2;
            continue;
        }
        if (is_short_name(scene, k)) {
            k -= 3;
            continue;
        }
        if (period != NULL || place != NULL) {
            k = step_hit(scene, k, period != NULL ? period->start : place->start,
                period == NULL, &more);
            if (!more) {
                break;
            }
            continue;
        }
        gboolean led = sb_token_has(token, SB_WORD_ARTICLE) && k < i &&
                       k - 1 > scene->start &&
                       (is_part_word(scene, k - 2) || is_word(scene, k - 2, " and ")) &&
                       ends_noun(scene, k - 2);

        if (!led && !owner && !is_joint(scene, k, i) &&
            (!sb_clause_is_noun(scene, k - 1) || sb_clause_is_verb(scene, k - 1))) {
            break;
        }
        k--;
    }
    *start = k;
    *end = i;
    return k < i;
}

/* Tokens [*start, *end) of the noun phrase that ends before i: nouns,
 * adjectives, and "of" phrases. */
gboolean
sb_clause_phrase_before(const SbScene *scene, guint i, guint *start, guint *end)
{
    guint k = i;

    while (k > scene->start) {
        const SbToken *token = sb_scene_token(scene, k - 1);
        gboolean of = k - 1 > scene->start && k < i &&
                      sb_token_in(token, " of in for ") &&
                      sb_clause_is_noun(scene, k - 2);
        gboolean inside =
            k < i &&
            (sb_token_in(token, " the 's - ") || token->kind == SB_TOKEN_OWNER) &&
            k - 1 > scene->start &&
            (is_word(scene, k - 2, " of in for ") || token->kind == SB_TOKEN_OWNER ||
                sb_token_is(token, "-"));

        if (!of && !inside && !sb_clause_is_noun(scene, k - 1)) {
            break;
        }
        if (!of && !inside && sb_clause_is_verb(scene, k - 1)) {
            break;
        }
        k--;
    }
    *start = k;
    *end = i;
    /* "a flat near the station": what is behind says where, not what */
    for (guint j = k + 1; j < i; j++) {
        if (is_word(
                scene, j, " near with under at around after before within amid by ") &&
            sb_scene_place_at(scene, j) == NULL) {
            *end = j;
            break;
        }
    }
    return k < *end;
}

/* Steps back over qualifiers and the like: "of more than | 5" */
guint
sb_clause_skip_back(const SbScene *scene, guint i)
{
    static const char *const pairs[][2] = { { "at", "least" }, { "at", "most" },
        { "up", "to" }, { "total", "of" }, { "excess", "of" }, { "close", "to" } };

    for (gboolean more = TRUE; more && i > scene->start;) {
        more = FALSE;
        for (size_t k = 0; k < G_N_ELEMENTS(pairs) && i > scene->start + 1; k++) {
            if (sb_token_is(sb_scene_token(scene, i - 1), pairs[k][1]) &&
                sb_token_is(sb_scene_token(scene, i - 2), pairs[k][0])) {
                i -= 2;
                more = TRUE;
            }
        }
        if (i > scene->start &&
            is_word(scene, i - 1,
                " about around approximately roughly nearly almost "
                "some over more than as "
                "much many less fewer under well just only an a "
                "additional further another remaining barely merely fully exactly hardly "
                "scarcely "
                "easily "
                "estimated approx . the exceeding combined total between from ")) {
            i--;
            more = TRUE;
        }
    }
    return i;
}

/* --- the subject --- */

guint
sb_clause_start(const SbScene *scene, guint verb)
{
    guint start = verb;

    while (start > scene->start) {
        const SbToken *token = sb_scene_token(scene, start - 1);

        if (sb_token_in(token,
                " , ; : ( ) — – \" but while whereas that which who "
                "because although if when though unless said says say noted showed ") ||
            (sb_token_is(token, "and") && start - 1 > scene->start &&
                sb_scene_mention_at(scene, start - 2) >= 0) ||
            sb_clause_is_verb(scene, start - 1)) {
            /* "in 2019 and their exports reached": a period ends a clause too */
            break;
        }
        if (sb_token_is(token, "and") && start - 1 > scene->start &&
            sb_scene_period_at(scene, start - 2) != NULL) {
            break;
        }
        start--;
    }
    return start;
}

/* "its": stands for nothing; "their" takes over the noun before. */
static gboolean
is_pronoun_only(const SbScene *scene, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        const SbToken *token = sb_scene_token(scene, i);

        if (sb_clause_is_noun(scene, i) && sb_scene_place_at(scene, i) == NULL &&
            sb_scene_period_at(scene, i) == NULL &&
            !sb_token_in(token,
                " province city country region company nation figure amount total number "
                "sum tally ")) {
            return FALSE;
        }
    }
    return TRUE;
}

/* "a seasonally adjusted annual rate", "was little changed": no verb of the clause. */
static gboolean
is_attribute(const SbScene *scene, guint i)
{
    if (!g_str_has_suffix(sb_scene_token(scene, i)->folded, "ed") ||
        i < scene->start + 2) {
        return FALSE;
    }
    if (is_word(scene, i - 1, " little virtually essentially largely broadly ")) {
        return sb_token_has(sb_scene_token(scene, i - 2), SB_WORD_AUXILIARY);
    }
    return (sb_token_has(sb_scene_token(scene, i - 1), SB_WORD_ADVERB) ||
               is_adverb_by_form(sb_scene_token(scene, i - 1))) &&
           sb_token_has(sb_scene_token(scene, i - 2), SB_WORD_ARTICLE);
}

/* "people | aged 16 and over", "workers | aged 25 to 54": where the ages begin that end
 * at token i; i where there are none. */
static guint
before_ages(const SbScene *scene, guint i)
{
    guint k = i;

    for (guint n = 0; n < 5 && k > scene->start; n++) {
        if (is_word(scene, k - 1, " aged ages age ")) {
            return k - 1;
        }
        if (sb_scene_token(scene, k - 1)->kind != SB_TOKEN_NUMBER &&
            !is_word(scene, k - 1,
                " and or to - – over above older under younger more years between ")) {
            break;
        }
        k--;
    }
    return i;
}

/* The verb that rules token i, or scene->end. */
guint
sb_clause_verb_before(const SbScene *scene, guint i)
{
    for (guint k = i; k > scene->start; k--) {
        if (is_word(scene, k - 1, " ; ")) {
            break;
        }
        if (sb_clause_is_verb(scene, k - 1) && sb_scene_mention_at(scene, k - 1) < 0 &&
            !is_attribute(scene, k - 1)) {
            /* the first of a chain: "is expected to grow" */
            guint verb = k - 1;

            while (
                verb > scene->start &&
                (sb_clause_is_verb(scene, verb - 1) ||
                    (is_word(scene, verb - 1, " to be not also ") &&
                        verb > scene->start + 1 && sb_clause_is_verb(scene, verb - 2)))) {
                verb--;
            }
            return verb;
        }
    }
    return scene->end;
}

/* "goods made in Ulsan rose": the participle behind a noun is no verb of the
 * clause; where the phrase before it ends. */
static guint
reduced(const SbScene *scene, guint verb)
{
    guint end = verb;

    for (guint k = verb; k > scene->start + 1; k--) {
        const SbToken *token = sb_scene_token(scene, k - 1);

        if (sb_token_in(token, " , ; : ( ) and but while ") ||
            sb_token_has(token, SB_WORD_AUXILIARY) ||
            sb_scene_mention_at(scene, k - 1) >= 0) {
            break;
        }
        if (sb_token_has(token, SB_WORD_VERB) &&
            (sb_clause_is_verb(scene, k - 1) ||
                (g_str_has_suffix(token->folded, "ing") &&
                    !sb_token_in(token,
                        " lending spending trading financing funding "
                        "building housing processing farming fishing mining "
                        "shipping banking training borrowing hiring "))) &&
            is_part_word(scene, k) && ends_noun(scene, k - 1)) {
            end = k - 1;
        }
    }
    return end;
}

gboolean
sb_clause_subject_range(const SbScene *scene, guint i, guint *start, guint *end)
{
    guint verb = sb_clause_verb_before(scene, i);

    if (verb >= scene->end || verb == scene->start) {
        return FALSE;
    }
    guint last = verb;

    while (last > scene->start &&
           (sb_token_has(sb_scene_token(scene, last - 1), SB_WORD_ADVERB) ||
               is_word(scene, last - 1, " all "))) {
        last--;
    }
    last = before_ages(scene, last);
    if (last > scene->start && is_word(scene, last - 1, " which that who ")) {
        /* ", which accounts for": the noun before the comma */
        last = last - 1;
        last -= last > scene->start && is_word(scene, last - 1, " , ");
    } else if (last > scene->start && is_word(scene, last - 1, " , ) ")) {
        /* "The population of X, where …, stands at" */
        for (guint k = last - 1; k > scene->start + 1; k--) {
            gboolean opens = is_word(scene, k,
                " where which who whose a an the at up down "
                "including home ");

            opens |= g_str_has_suffix(sb_scene_token(scene, k)->folded, "ed");
            if ((opens && is_word(scene, k - 1, " , ")) || is_word(scene, k - 1, " ( ")) {
                last = k - 1;
                break;
            }
        }
        /* "Growth, estimated at 3% in 2023, is": of the noun before the comma */
        if (is_word(scene, last - 1, " , ") &&
            (g_str_has_suffix(sb_scene_token(scene, verb)->folded, "ed") ||
                is_word(scene, verb, " put set seen forecast ")) &&
            !sb_token_has(sb_scene_token(scene, verb), SB_WORD_AUXILIARY) &&
            is_word(scene, verb + 1, " at ")) {
            last--;
        }
    } else {
        last = reduced(scene, last);
    }
    *start = *end = last;
    if (last > scene->start && is_word(scene, last - 1, " \" ' ")) {
        last--;
    }
    return sb_clause_noun_phrase(scene, last, start, end);
}

const char *
sb_clause_subject(const SbScene *scene, guint i)
{
    guint start, end;

    if (!sb_clause_subject_range(scene, i, &start, &end) ||
        is_pronoun_only(scene, start, end)) {
        return "";
    }
    return sb_scene_phrase(scene, start, end);
}

guint
sb_clause_main_verb(const SbScene *scene, guint verb, guint end)
{
    guint main = verb;

    for (guint k = verb; k < end; k++) {
        const SbToken *token = sb_scene_token(scene, k);

        if (sb_token_has(token, SB_WORD_VERB | SB_WORD_AUXILIARY)) {
            main = k;
        } else if (!sb_token_has(token, SB_WORD_ADVERB) && !is_word(scene, k, " to ")) {
            break;
        }
    }
    return main;
}
