/*
 * In: a sentence.  Out: what each mention measures, in the text's words.
 *
 * Tried in turn: the counted noun; the noun phrase right before ("investment
 * of"); the whole of a share; the noun right behind ("won investment"); the
 * subject of the verb before; what the mention before was about.
 */
#include <string.h>

#include "extract/context_clause.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

static const char *
counted_phrase(const SbScene *scene, const SbMention *m)
{
    guint start = m->noun_start, end = m->noun_end;
    const SbToken *last = sb_scene_token(scene, end - 1);

    if (sb_token_in(last, " kinds types pieces sets pairs kind type units ") &&
        is_word(scene, end, " of ") && sb_scene_mention_at(scene, end + 1) < 0) {
        guint k = end + 1;

        while (k < scene->end &&
               (sb_clause_is_noun(scene, k) || is_word(scene, k, " and ")) &&
               !sb_clause_is_verb(scene, k)) {
            k++;
        }
        if (k > end + 1) {
            return sb_scene_phrase(scene, end + 1, k);
        }
    }
    return sb_scene_phrase(scene, start, end);
}

/* "won investment agreement", "kWh battery capacity": the nouns behind. */
static const char *
phrase_behind(const SbScene *scene, const SbMention *m)
{
    guint k = m->end;

    if (k >= scene->end || m->kind == SB_NAMED_PERCENT) {
        return "";
    }
    if (is_word(scene, k, " in of worth ")) {
        gboolean money = m->kind == SB_NAMED_MONEY;
        guint start =
            k + 1 + (is_word(scene, k, " worth ") && is_word(scene, k + 1, " of "));

        k = start;
        while (k < scene->end && (sb_clause_is_noun(scene, k)) &&
               !sb_clause_is_verb(scene, k)) {
            k++;
        }
        if (!money || k == start || sb_scene_place_at(scene, start) != NULL ||
            sb_scene_period_at(scene, start) != NULL) {
            return "";
        }
        return sb_scene_phrase(scene, start, k);
    }
    while (k < scene->end && k < m->end + 6 && sb_clause_is_noun(scene, k) &&
           !sb_clause_is_verb(scene, k) && sb_scene_place_at(scene, k) == NULL &&
           !(g_str_has_suffix(sb_scene_token(scene, k)->folded, "ing") &&
               k + 1 < scene->end && !sb_clause_is_noun(scene, k + 1))) {
        k++;
    }
    return sb_scene_phrase(scene, m->end, k);
}

/* "invested 5 billion won" measures investment. */
static const char *
noun_of_verb(const SbScene *scene, guint i)
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
        { " save saved saving saves ", "savings" },
        { " employ employed employs employing ", "employees" } };

    i = sb_clause_skip_back(scene, i);
    for (size_t k = 0; i > scene->start && k < G_N_ELEMENTS(table); k++) {
        if (is_word(scene, i - 1, table[k].verbs)) {
            return table[k].noun;
        }
    }
    return "";
}

/* --- one mention --- */

static const SbMention *
level_before(const SbScene *scene, guint me, gboolean sentence)
{
    guint floor = sentence ? scene->first : scene->context->paragraph;

    for (guint k = me; k > floor; k--) {
        const SbMention *m = sb_scene_mention(scene, k - 1);

        if (m->role == SB_ROLE_LEVEL && *m->indicator != '\0' &&
            m->kind != SB_NAMED_TIME) {
            return m;
        }
    }
    return NULL;
}

/* The noun phrase behind "of" of a share; tokens [*start, *end). */
static gboolean
whole_of(const SbScene *scene, const SbMention *m, guint *start, guint *end)
{
    if (!is_word(scene, m->end, " of ")) {
        return FALSE;
    }
    guint k = m->end + 1;

    *start = k;
    while (k < scene->end && k < m->end + 14 && !sb_scene_breaks(scene, k) &&
           (sb_scene_place_at(scene, k) != NULL || sb_scene_mention_at(scene, k) >= 0 ||
               sb_clause_is_noun(scene, k) ||
               sb_scene_token(scene, k)->kind == SB_TOKEN_OWNER ||
               sb_token_has(sb_scene_token(scene, k), SB_WORD_ARTICLE) ||
               (is_word(scene, k, " of in ") && k > *start &&
                   sb_scene_period_at(scene, k + 1) == NULL)) &&
           !sb_clause_is_verb(scene, k) && sb_scene_period_at(scene, k) == NULL) {
        k++;
    }
    *end = k;
    return k > *start;
}

static const char *
share_indicator(const SbScene *scene, const SbMention *m, guint me)
{
    guint start, end;
    gboolean participle = FALSE;

    for (guint k = m->start; k > scene->start && k + 5 > m->start; k--) {
        participle |= is_word(
            scene, k - 1, " accounting representing comprising constituting making ");
    }
    const SbMention *level = level_before(scene, me, TRUE);

    if (participle && level != NULL) {
        return level->indicator;
    }
    const char *subject = sb_clause_subject(scene, m->start);

    if (*subject != '\0' && !participle) {
        return subject;
    }
    return whole_of(scene, m, &start, &end) ? sb_scene_phrase(scene, start, end)
                                            : subject;
}

static const char *
left_phrase(const SbScene *scene, const SbMention *m)
{
    guint i = sb_clause_skip_back(scene, m->start), start, end;

    if (i == scene->start ||
        !is_word(
            scene, i - 1, " of to at by worth totaling totalling for in from : ( ")) {
        return "";
    }
    if (is_word(scene, i - 1, " in from ") ||
        !sb_clause_is_noun(scene, i - 2 >= scene->start ? i - 2 : scene->start) ||
        i < scene->start + 2 || sb_clause_is_verb(scene, i - 2)) {
        return "";
    }
    if (sb_scene_period_at(scene, i - 2) != NULL ||
        sb_scene_place_at(scene, i - 2) != NULL) {
        return "";
    }
    return sb_clause_phrase_before(scene, i - 1, &start, &end)
               ? sb_scene_phrase(scene, start, end)
               : "";
}

static const char *
find(const SbScene *scene, const SbMention *m, guint me)
{
    const char *found = "";

    if (m->counted && m->noun_end > m->noun_start) {
        return counted_phrase(scene, m);
    }
    if (scene->context->article->korean) {
        found = sb_context_indicator_korean(scene, m, me);
    } else if (m->rank && m->noun_end > m->noun_start) {
        found = sb_scene_phrase(scene, m->noun_start, m->noun_end);
    } else if (m->role == SB_ROLE_SHARE) {
        found = share_indicator(scene, m, me);
    } else {
        const SbMention *level = level_before(scene, me, TRUE);
        gboolean growth = m->role == SB_ROLE_GROWTH || m->role == SB_ROLE_CHANGE;
        gboolean end_of_pair =
            me > scene->first &&
            (m->to || sb_scene_mention(scene, me - 1)->role == SB_ROLE_GROWTH) &&
            is_word(scene, m->start - 1, " from to ") && level != NULL;

        const SbMention *last =
            me > scene->first ? sb_scene_mention(scene, me - 1) : NULL;

        if (last != NULL && last->role == SB_ROLE_GROWTH && *last->indicator != '\0' &&
            is_word(scene, m->start - 1, " to from ")) {
            return last->indicator;
        }
        if (end_of_pair) {
            return level->indicator;
        }
        if (m->kind != SB_NAMED_PERCENT || !growth) {
            found = left_phrase(scene, m);
        }
        if (*found == '\0' && !growth) {
            found = phrase_behind(scene, m);
        }
        if (*found == '\0' && m->kind != SB_NAMED_TIME) {
            found = noun_of_verb(scene, m->start);
        }
        if (*found == '\0') {
            found = sb_clause_subject(scene, m->start);
        }
        if (*found == '\0' && level != NULL) {
            return level->indicator;
        }
    }
    if (*found == '\0' && me > scene->context->paragraph) {
        const SbMention *level = level_before(scene, me, FALSE);

        found = level != NULL ? level->indicator : "";
    }
    return found;
}

/* "population of 10 million", "the number of firms rose to 500": the unit of a
 * bare number follows from what is counted. */
static void
give_unit(const SbScene *scene, SbMention *m)
{
    if (!m->bare || m->kind != SB_NAMED_COUNT) {
        return;
    }
    g_auto(GStrv) words = g_strsplit(m->indicator, " ", -1);
    const SbLexicon *lexicon = scene->setting->lexicon;

    for (int i = 0; words[i] != NULL; i++) {
        const SbWord *word = sb_lexicon_word(lexicon, words[i], strlen(words[i]));

        if (word != NULL && (word->classes & SB_WORD_PEOPLE) != 0) {
            m->unit = "{person}";
            m->bare = FALSE;
        }
        gboolean people =
            strcmp(words[i], "people") == 0 || strcmp(words[i], "persons") == 0;

        if (people && words[i + 1] == NULL) {
            m->unit = "{person}";
            m->bare = FALSE;
        }
        if (strcmp(words[i], "number") == 0) {
            for (int k = i + 1; words[k] != NULL && *m->unit == '\0'; k++) {
                g_autofree char *one = sb_lexicon_singular(words[k], strlen(words[k]));

                if (one != NULL) {
                    m->unit = sb_arena_printf(scene->context->arena, "{%s}", one);
                }
            }
        }
    }
}

/* "21 million and 32 million": the second is of the first's kind. */
static gboolean
takes_after(const SbScene *scene, SbMention *m, guint me)
{
    const SbMention *before = me > scene->first ? sb_scene_mention(scene, me - 1) : NULL;

    if (before == NULL || !m->bare || before->bare || m->start > before->end + 3 ||
        !is_word(scene, before->end, " and , or versus vs from against ") ||
        (m->start > before->end + 2 && !is_word(scene, before->end + 1, " vs from . "))) {
        return FALSE;
    }
    m->unit = before->unit;
    m->kind = before->kind;
    m->indicator = before->indicator;
    m->bare = FALSE;
    m->carried = TRUE;
    return TRUE;
}

void
sb_context_indicator(SbScene *scene)
{
    for (guint i = scene->first; i < scene->last; i++) {
        SbMention *m = sb_scene_mention(scene, i);

        if (takes_after(scene, m, i)) {
            continue;
        }
        m->indicator = find(scene, m, i);
        give_unit(scene, m);
    }
    sb_context_respective(scene);
}
