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

gboolean
sb_clause_is_noun(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);

    if (token->kind != SB_TOKEN_WORD && token->kind != SB_TOKEN_CODE) {
        return FALSE;
    }
    return !sb_token_has(token, SB_WORD_ARTICLE | SB_WORD_PREPOSITION |
                                    SB_WORD_CONJUNCTION | SB_WORD_PRONOUN |
                                    SB_WORD_AUXILIARY | SB_WORD_ADVERB) &&
           sb_scene_mention_at(scene, i) < 0;
}

gboolean
sb_clause_is_verb(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);

    if (sb_token_has(token, SB_WORD_AUXILIARY)) {
        return TRUE;
    }
    if (!sb_token_has(token, SB_WORD_VERB) || token->capital ||
        (i > scene->start &&
            sb_token_has(
                sb_scene_token(scene, i - 1), SB_WORD_ARTICLE | SB_WORD_PREPOSITION) &&
            !sb_token_is(sb_scene_token(scene, i - 1), "that"))) {
        return FALSE;
    }
    /* nouns that are also verbs need an ending, or a number or preposition behind */
    if (g_str_has_suffix(token->folded, "ed") &&
        !is_word(scene, i + 1, " companies area areas ")) {
        const SbToken *next = i + 1 < scene->end ? sb_scene_token(scene, i + 1) : NULL;

        return next == NULL ||
               !(next->kind == SB_TOKEN_WORD && !sb_token_has(next, ~0u) &&
                   i > scene->start &&
                   sb_token_has(sb_scene_token(scene, i - 1), SB_WORD_ARTICLE));
    }
    if (sb_token_in(token,
            " rose grew fell stood came hit reached exceeds reaches stands "
            "accounts covers spans comprises includes holds held slid sank shrank "
            "spent sold cost costs boasts employs produces lost won saw made took "
            "rises falls grows shows ranks totals produce employ plunged cut ")) {
        return TRUE;
    }
    return FALSE;
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
    return k < i;
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
                "additional further another "
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
                " province city country region company nation figure amount total ")) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The verb that rules token i, or scene->end. */
guint
sb_clause_verb_before(const SbScene *scene, guint i)
{
    for (guint k = i; k > scene->start; k--) {
        if (sb_clause_is_verb(scene, k - 1) && sb_scene_mention_at(scene, k - 1) < 0) {
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

const char *
sb_clause_subject(const SbScene *scene, guint i)
{
    guint verb = sb_clause_verb_before(scene, i);

    if (verb >= scene->end || verb == scene->start) {
        return "";
    }
    guint start = sb_clause_start(scene, verb);
    guint end = verb;

    if (start == verb && verb > scene->start + 1 &&
        is_word(scene, verb - 1, " which that ")) {
        /* ", which accounts for": the noun before the comma */
        end = verb - 1 - is_word(scene, verb - 2, " , ");
        sb_clause_phrase_before(scene, end, &start, &end);
    }
    if (start == verb && verb > scene->start && is_word(scene, verb - 1, " , ")) {
        /* "The population of X, where …, stands at" */
        for (guint k = verb - 1; k > scene->start + 1; k--) {
            if (is_word(scene, k, " where which who a an the ") &&
                is_word(scene, k - 1, " , ")) {
                sb_clause_phrase_before(scene, k - 1, &start, &end);
                break;
            }
        }
    }
    if (is_pronoun_only(scene, start, end)) {
        return "";
    }
    return sb_scene_phrase(scene, start, end);
}
