/*
 * In: an English sentence.  Out: what a mention measures, in the text's words.
 *
 * Tried in turn: the mention that it is compared with; the part of a list whose
 * verb is left out; the noun phrase right before ("investment of"); the object of
 * the verb ("cut its rate to"); the noun behind ("won investment", "tons of
 * rice"); the noun of the verb; the subject; what was spoken of before.
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
    /* "17 cities and provinces" */
    if (is_word(scene, end, " and ") && end + 1 < scene->end &&
        g_str_has_suffix(last->folded, "s") && sb_clause_is_noun(scene, end + 1) &&
        g_str_has_suffix(sb_scene_token(scene, end + 1)->folded, "s") &&
        !sb_token_has(sb_scene_token(scene, end + 1), SB_WORD_VERB) &&
        sb_scene_place_at(scene, end + 1) == NULL &&
        (end + 2 >= scene->end || !sb_clause_is_noun(scene, end + 2))) {
        end += 2;
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
           !is_word(scene, k,
               " wide long high tall deep old thick apart away higher lower "
               "more full worth each apiece earned paid spent ") &&
           !(g_str_has_suffix(sb_scene_token(scene, k)->folded, "ing") &&
               k + 1 < scene->end && !sb_clause_is_noun(scene, k + 1))) {
        k++;
    }
    /* "a twelvefold increase": of what was spoken of */
    if (k == m->end + 1 &&
        sb_token_has(sb_scene_token(scene, m->end), SB_WORD_UP | SB_WORD_DOWN)) {
        return "";
    }
    return sb_scene_phrase(scene, m->end, k);
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
nouns_behind(const SbScene *scene, guint i)
{
    guint k = i;

    while (k < scene->end && sb_clause_is_noun(scene, k) &&
           !sb_clause_is_verb(scene, k) && sb_scene_period_at(scene, k) == NULL &&
           sb_scene_place_at(scene, k) == NULL) {
        k++;
    }
    return sb_scene_phrase(scene, i, k);
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
    /* "a 5% market share"; "half of the farmers are old" */
    if (is_word(scene, m->end, " share stake interest market ")) {
        const char *behind = nouns_behind(scene, m->end);

        if (*behind != '\0') {
            return behind;
        }
    }
    if (whole_of(scene, m, &start, &end) && sb_clause_is_verb(scene, end)) {
        return sb_scene_phrase(scene, start, end);
    }
    const char *subject = sb_clause_subject(scene, m->start);

    if (*subject != '\0' && !participle) {
        return subject;
    }
    return whole_of(scene, m, &start, &end) ? sb_scene_phrase(scene, start, end)
                                            : subject;
}

/* --- the mention that this one goes on from --- */

/* A counted noun that is little but a unit: "11 million head", "3 million units" */
static gboolean
counts_units(const SbScene *scene, const SbMention *m)
{
    return is_word(scene, m->noun_end - 1,
        " head unit units bag bags bottle bottles barrel barrels box boxes copies "
        "people persons places ");
}

/* "up from 3%", "compared with 11 million", ", or 4%": the mention whose indicator
 * m has, or NULL. */
static const SbMention *
linked(const SbScene *scene, const SbMention *m, guint me)
{
    gboolean link = FALSE;

    if (me == scene->first || (m->counted && !counts_units(scene, m)) ||
        m->kind == SB_NAMED_TIME) {
        return NULL;
    }
    const SbMention *before = sb_scene_mention(scene, me - 1);

    /* "of which $650 million is" */
    if (before->kind == m->kind && *before->indicator != '\0' &&
        is_word(scene, m->start - 1, " which ") && is_word(scene, m->start - 2, " of ")) {
        return before;
    }
    guint behind_whole = before->end;

    /* "4.8 percent of GDP in 2023 (from 3.1 percent" */
    if (before->role == SB_ROLE_SHARE && m->kind == SB_NAMED_PERCENT &&
        is_word(scene, behind_whole, " of ")) {
        do {
            behind_whole++;
        } while (behind_whole < m->start &&
                 (sb_clause_is_noun(scene, behind_whole) ||
                     sb_token_has(sb_scene_token(scene, behind_whole), SB_WORD_ARTICLE)));
    }
    for (guint i = behind_whole; i < m->start; i++) {
        const SbToken *token = sb_scene_token(scene, i);

        if (sb_scene_period_at(scene, i) != NULL) {
            continue;
        }
        gboolean listed = sb_token_is(token, "and") && before->kind == m->kind &&
                          strcmp(before->unit, m->unit) == 0 && !m->bare;

        if (listed || sb_token_in(token,
                          " up down from to against versus vs than or compared ( lower "
                          "higher more less above below fewer by ")) {
            link = TRUE;
        } else if (!sb_token_in(token,
                       " , . a an the in with about around nearly almost "
                       "over just only some roughly revised well of on "
                       "year month earlier before previous at - this next "
                       "last between equivalent equal ") &&
                   !sb_token_has(token, SB_WORD_ADVERB)) {
            return NULL;
        }
    }
    gboolean behind = is_word(scene, m->end, " below above ") ||
                      (is_word(scene, m->end, " more less higher lower fewer ") &&
                          is_word(scene, m->end + 1, " than "));

    if (!link && !behind) {
        return NULL;
    }
    if (before->kind == SB_NAMED_TIME || *before->indicator == '\0' || before->rank ||
        (before->counted && strcmp(before->unit, m->unit) != 0 &&
            m->kind != SB_NAMED_PERCENT)) {
        return NULL;
    }
    return before;
}

/* ", hydropower 7.8 TWh", "and those of machinery 1.2%": tokens of the noun phrase
 * whose verb is that of the part before. */
static gboolean
gapped(const SbScene *scene, const SbMention *m, guint me, guint *start, guint *end)
{
    guint i = sb_clause_skip_back(scene, m->start);

    if (me == scene->first || m->counted || m->kind == SB_NAMED_TIME) {
        return FALSE;
    }
    while (i > scene->start && is_word(scene, i - 1, " by to at ")) {
        i--;
    }
    guint before = sb_scene_mention(scene, me - 1)->end;

    if (i <= before + 1 || !sb_clause_noun_phrase(scene, i, start, end)) {
        return FALSE;
    }
    /* ", and provide $4 million": a verb, and no noun */
    if (*end == *start + 1 && is_word(scene, *start - 1, " and ") &&
        sb_token_has(sb_scene_token(scene, *start), SB_WORD_VERB) &&
        !sb_token_has(sb_scene_token(scene, *start), SB_WORD_UP | SB_WORD_DOWN) &&
        !g_str_has_suffix(sb_scene_token(scene, *start)->folded, "s")) {
        return FALSE;
    }
    guint k = MAX(*start, before);

    while (k > before && (sb_token_has(sb_scene_token(scene, k - 1), SB_WORD_ARTICLE) ||
                             is_word(scene, k - 1, " those that of "))) {
        k--;
    }
    for (guint j = before + 1; j < k; j++) {
        if (sb_clause_is_verb(scene, j) || sb_clause_is_verb(scene, j - 1)) {
            return FALSE;
        }
    }
    *start = MAX(k, *start);
    return k > before && is_word(scene, k - 1, " , and ; while ") &&
           sb_clause_verb_before(scene, before) < scene->end;
}

/* "those of machinery": of the head of the subject before */
static const char *
gapped_phrase(const SbScene *scene, guint me, guint start, guint end)
{
    const char *phrase = sb_scene_phrase(scene, start, end);
    const SbMention *before = sb_scene_mention(scene, me - 1);
    gboolean names = TRUE;

    for (guint i = start; i < end; i++) {
        names &= sb_scene_token(scene, i)->capital;
    }
    if (*phrase == '\0' || names) {
        return before->indicator;
    }
    /* "and cut annual emissions by 4 million tons" */
    if (start + 1 < end && start > scene->start &&
        sb_token_has(sb_scene_token(scene, start), SB_WORD_VERB) &&
        is_word(
            scene, start, " cut reduce lower raise increase boost lift expand curb ")) {
        return sb_scene_phrase(scene, start + 1, end);
    }
    if (start >= scene->start + 2 && is_word(scene, start - 1, " of ") &&
        is_word(scene, start - 2, " those that ")) {
        const char *of = strstr(before->indicator, " of ");
        int head = of != NULL ? (int)(of - before->indicator) : 0;

        return head > 0 ? sb_arena_printf(scene->context->arena, "%.*s of %s", head,
                              before->indicator, phrase)
                        : phrase;
    }
    return phrase;
}

/* --- before the mention --- */

/* "a mark of", "a total of": say nothing of what is measured */
static gboolean
is_empty_head(const SbScene *scene, guint i)
{
    return is_word(scene, i,
        " mark milestone record high low threshold total sum figure "
        "amount average maximum minimum peak pace rate excess value "
        "level tune sort equivalent ");
}

static const char *
left_phrase(const SbScene *scene, const SbMention *m)
{
    guint i = sb_clause_skip_back(scene, m->start), start, end;

    if (i < scene->start + 2 ||
        !is_word(scene, i - 1,
            " of worth totaling totalling totalled : ( , at for exceeding ")) {
        return "";
    }
    guint head = i - 1;

    head -= is_word(scene, head, " at ") && is_word(scene, head - 1, " , ");
    if (is_word(scene, head, " , ") && !is_word(scene, head + 1, " at ")) {
        return "";
    }
    if (is_word(scene, head - 1, " little ")) {
        return "";
    }
    if (head <= scene->start || sb_clause_is_verb(scene, head - 1) ||
        sb_token_has(sb_scene_token(scene, head - 1), SB_WORD_VERB | SB_WORD_ADVERB) !=
            FALSE) {
        const SbToken *token = sb_scene_token(scene, MAX(head, scene->start + 1) - 1);
        gboolean noun = !sb_clause_is_verb(scene, head - 1) &&
                        sb_token_has(token, SB_WORD_UP | SB_WORD_DOWN | SB_WORD_LEVEL) &&
                        !g_str_has_suffix(token->folded, "ing");

        noun |= is_word(scene, head - 1,
            " borrowing lending spending funding financing housing trading banking "
            "processing manufacturing mining refinancing co-financing ");

        if (!noun) {
            return "";
        }
    }
    if (is_empty_head(scene, head - 1) && is_word(scene, head, " of ")) {
        return "";
    }
    while (is_word(scene, head - 1,
               " unchanged steady stable flat elevated subdued strong "
               "weak robust resilient muted high low ") &&
           head > scene->start + 1) {
        head--;
    }
    if (!sb_clause_noun_phrase(scene, head, &start, &end)) {
        return "";
    }
    /* "the ratio was highest in Peru (43%)": of the subject */
    if (start > scene->start &&
        sb_token_has(sb_scene_token(scene, start), SB_WORD_SUPERLATIVE) &&
        sb_token_has(sb_scene_token(scene, start - 1), SB_WORD_AUXILIARY)) {
        return "";
    }
    return sb_scene_phrase(scene, start, end);
}

/* "raise the share of clean cars from 4% to 9%", "kept its rate at 3%": the object
 * of a verb that changes it. */
static const char *
object_before(const SbScene *scene, const SbMention *m)
{
    guint i = sb_clause_skip_back(scene, m->start), start, end;

    if (i <= scene->start + 2) {
        return "";
    }
    if (!is_word(scene, i - 1, " to by at ") &&
        !(i < m->start && is_word(scene, i, " from between "))) {
        return "";
    }
    i -= is_word(scene, i - 1, " to by at ");
    while (i > scene->start &&
           (is_word(scene, i - 1,
                " unchanged steady changed little stable flat "
                "elevated subdued strong weak robust resilient muted high low ") ||
               sb_token_has(sb_scene_token(scene, i - 1), SB_WORD_ADVERB))) {
        i--;
    }
    if (i > scene->start + 1 &&
        sb_token_has(sb_scene_token(scene, i - 1), SB_WORD_VERB) &&
        (is_word(scene, i - 2, " to and ") ||
            sb_token_has(sb_scene_token(scene, i - 2), SB_WORD_AUXILIARY))) {
        return ""; /* "to grow by" */
    }
    if (!sb_clause_noun_phrase(scene, i, &start, &end) || start <= scene->start) {
        return "";
    }
    while (start < end && sb_token_has(sb_scene_token(scene, start), SB_WORD_VERB) &&
           start + 1 < end &&
           !sb_token_has(sb_scene_token(scene, start), SB_WORD_LEVEL)) {
        return sb_scene_phrase(scene, start + 1, end);
    }
    guint k = start;

    while (k > scene->start &&
           (sb_token_has(sb_scene_token(scene, k - 1), SB_WORD_ARTICLE) ||
               sb_scene_period_at(scene, k - 1) != NULL)) {
        k--;
    }
    const SbToken *verb = k > scene->start ? sb_scene_token(scene, k - 1) : NULL;

    if (verb == NULL || !sb_token_has(verb, SB_WORD_VERB) || verb->capital) {
        return "";
    }
    return sb_scene_phrase(scene, start, end);
}

/* --- the verb --- */

/* Whether the subject of m's verb does something: a place, a company, people. */
static gboolean
has_agent(const SbScene *scene, const SbMention *m)
{
    guint start, end;

    if (!sb_clause_subject_range(scene, m->start, &start, &end)) {
        return TRUE; /* left out, or a pronoun */
    }
    return *sb_scene_phrase(scene, start, end) == '\0' ||
           (end > start && sb_token_has(sb_scene_token(scene, end - 1), SB_WORD_AGENT));
}

/* Does m's verb say how much something is or becomes ("rose to", "stood at")? */
static gboolean
is_of_subject(const SbScene *scene, const SbMention *m)
{
    guint verb = sb_clause_verb_before(scene, m->start);

    if (verb >= scene->end) {
        return FALSE;
    }
    guint main = sb_clause_main_verb(scene, verb, m->start);
    const SbToken *token = sb_scene_token(scene, main);

    return sb_token_has(token, SB_WORD_UP | SB_WORD_DOWN | SB_WORD_AUXILIARY) ||
           sb_token_in(token,
               " amounted amount reached reach totaled totalled total stood "
               "stand stands hit came come exceeded exceed exceeds averaged "
               "average surpassed topped passed ran touched seen put "
               "remained estimated accounted accounts numbered ");
}

/* "posted 7 billion won in sales", "sold 40 tons of fish": the nouns behind. */
static const char *
object_behind(const SbScene *scene, const SbMention *m, guint me)
{
    guint k = m->end;

    /* a conversion in brackets, and the word "worth" */
    if (is_word(scene, k, " ( ") && me + 1 < scene->last &&
        sb_scene_mention(scene, me + 1)->start <= k + 3) {
        k = sb_scene_mention(scene, me + 1)->end;
    }
    k += is_word(scene, k, " ) ");
    k += is_word(scene, k, " worth ");
    if (!is_word(scene, k, " of in ")) {
        return "";
    }
    guint start = k + 1;

    while (start < scene->end &&
           sb_token_has(sb_scene_token(scene, start), SB_WORD_ARTICLE)) {
        start++;
    }
    if (start >= scene->end || sb_scene_period_at(scene, start) != NULL ||
        sb_scene_mention_at(scene, start) >= 0) {
        return "";
    }
    guint end = start;

    while (
        end < scene->end && end < start + 8 &&
        (sb_clause_is_noun(scene, end) ||
            (is_word(scene, end, " and - of ") && end + 1 < scene->end &&
                sb_clause_is_noun(scene, end + 1))) &&
        !sb_clause_is_verb(scene, end) && sb_scene_period_at(scene, end) == NULL &&
        !(g_str_has_suffix(sb_scene_token(scene, end)->folded, "ing") && end > start)) {
        end++;
    }
    return end > start ? sb_scene_phrase(scene, start, end) : "";
}

static const char *
of_counted(const SbScene *scene, const SbMention *m)
{
    if (counts_units(scene, m) && is_of_subject(scene, m) && !has_agent(scene, m)) {
        const char *subject = sb_clause_subject(scene, m->start);

        if (*subject != '\0') {
            return subject;
        }
    }
    if (m->hyphen && m->noun_end <= m->end) {
        const char *behind = nouns_behind(scene, m->end);

        return *behind != '\0' ? behind : counted_phrase(scene, m);
    }
    return counted_phrase(scene, m);
}

/* "six of the seven members": what the next one counts */
static const char *
of_part(const SbScene *scene, const SbMention *m, guint me)
{
    const SbMention *next = me + 1 < scene->last ? sb_scene_mention(scene, me + 1) : NULL;

    return m->bare && next != NULL && next->counted && is_word(scene, m->end, " of ") &&
                   next->start < m->end + 6
               ? counted_phrase(scene, next)
               : "";
}

/* "Heat pumps: sales down 3%", "average age 38 years", without a verb */
static const char *
apposed(const SbScene *scene, const SbMention *m)
{
    guint i = sb_clause_skip_back(scene, m->start), start, end;

    while (i > scene->start &&
           sb_token_has(sb_scene_token(scene, i - 1), SB_WORD_UP | SB_WORD_DOWN) &&
           is_word(scene, i - 1, " up down ")) {
        i--;
    }
    if (i <= scene->start || sb_scene_mention_at(scene, i - 1) >= 0 ||
        sb_token_has(sb_scene_token(scene, i - 1), SB_WORD_VERB)) {
        return "";
    }
    return sb_clause_noun_phrase(scene, i, &start, &end)
               ? sb_scene_phrase(scene, start, end)
               : "";
}

/* "airline fares (+3.2 percent), medical care (+0.3 percent)": the noun before */
static const char *
of_bracket(const SbScene *scene, const SbMention *m)
{
    guint open = m->start, start, end;

    if (m->role != SB_ROLE_GROWTH || open < scene->start + 2 ||
        !is_word(scene, m->end, " ) ")) {
        return "";
    }
    open -= is_word(scene, open - 1, " ( ") ? 1 : 2;
    if (!is_word(scene, open, " ( ") || open <= scene->start ||
        !sb_clause_is_noun(scene, open - 1) || sb_clause_is_verb(scene, open - 1) ||
        sb_scene_mention_at(scene, open - 1) >= 0 ||
        sb_scene_period_at(scene, open - 1) != NULL ||
        sb_scene_place_at(scene, open - 1) != NULL ||
        !sb_clause_noun_phrase(scene, open, &start, &end)) {
        return "";
    }
    while (start < end && sb_token_has(sb_scene_token(scene, start), SB_WORD_VERB) &&
           start + 1 < end) {
        start++; /* "include used cars" */
    }
    return sb_scene_phrase(scene, start, end);
}

/* The last mention of the article in the same measure. */
static const char *
of_same_unit(const SbScene *scene, const SbMention *m, guint me)
{
    if (m->kind != SB_NAMED_MEASURE) {
        return "";
    }
    for (guint k = me; k > 0 && k + 12 > me; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);

        if (strcmp(other->unit, m->unit) == 0 && *other->indicator != '\0') {
            return other->indicator;
        }
    }
    return "";
}

/* "ranked fifth in the battery market": what it is a rank in */
static const char *
of_rank(const SbScene *scene, const SbMention *m, guint me)
{
    guint k = m->end, end;

    if (m->noun_end > m->noun_start &&
        !is_word(scene, m->noun_end - 1, " place spot position ")) {
        return sb_scene_phrase(scene, m->noun_start, m->noun_end);
    }
    const SbMention *level = level_before(scene, me, TRUE);

    if (level != NULL && !level->counted) {
        return level->indicator;
    }
    if (!is_word(scene, k, " in ")) {
        const char *subject = sb_clause_subject(scene, m->start);

        return *subject != '\0' ? subject : "rank";
    }
    for (end = k + 1; end < scene->end &&
                      (sb_clause_is_noun(scene, end) ||
                          sb_token_has(sb_scene_token(scene, end), SB_WORD_ARTICLE));
         end++) {
    }
    const char *phrase = sb_scene_phrase(scene, k + 1, end);

    return *phrase != '\0' ? phrase : "rank";
}

/* "Catalonia drew 18 million": of what was counted before */
static const char *
of_counted_before(const SbScene *scene, const SbMention *m, guint me)
{
    if (!m->bare) {
        return "";
    }
    for (guint k = me; k > scene->context->paragraph; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);

        if (other->counted && other->kind == SB_NAMED_COUNT) {
            return other->indicator;
        }
    }
    return "";
}

/* What the verb does: "sold 40 tons of fish", "invested 3 billion won" */
static const char *
of_action(const SbScene *scene, const SbMention *m, guint me)
{
    gboolean agent = has_agent(scene, m);

    if (!agent && is_of_subject(scene, m)) {
        return "";
    }
    const char *found = object_behind(scene, m, me);

    if (*found == '\0' && agent && strchr(m->unit, '/') != NULL &&
        is_word(scene, m->start - 1, " paid pays pay ")) {
        return "price";
    }
    found = *found == '\0' && agent ? sb_context_noun_of_verb(scene, m->start) : found;
    return *found == '\0' && agent ? of_counted_before(scene, m, me) : found;
}

/* "real growth of 4 percent": the growth itself is named */
static gboolean
is_growth_named(const SbScene *scene, const SbMention *m)
{
    guint i = sb_clause_skip_back(scene, m->start);

    return i >= scene->start + 2 && is_word(scene, i - 1, " of at ") &&
           is_word(scene, i - 2, " growth ") &&
           (i == scene->start + 2 || sb_clause_is_noun(scene, i - 3) ||
               is_word(scene, i - 3, " and , with while "));
}

static const char *
of_amount(const SbScene *scene, const SbMention *m, guint me)
{
    gboolean growth = m->role == SB_ROLE_GROWTH || m->role == SB_ROLE_CHANGE;
    gboolean percent = m->kind == SB_NAMED_PERCENT;
    gboolean amount = !percent && m->kind != SB_NAMED_TIME && !growth;
    gboolean led =
        m->start > scene->start &&
        (m->hyphen || sb_token_has(sb_scene_token(scene, m->start - 1), SB_WORD_ARTICLE));
    const char *found = led && !growth ? phrase_behind(scene, m) : "";

    if (*found == '\0' && percent && growth) {
        found = sb_context_moved_behind(scene, m);
    }
    if (*found == '\0') {
        found = sb_context_foreseen(scene, m);
    }
    if (*found == '\0' && (!(percent && growth) || is_growth_named(scene, m))) {
        found = left_phrase(scene, m);
    }
    if (*found == '\0') {
        found = sb_context_moved_object(scene, m);
    }
    if (*found == '\0') {
        found = object_before(scene, m);
    }
    if (*found == '\0' && amount && is_of_subject(scene, m) && !has_agent(scene, m)) {
        found = sb_clause_subject(scene, m->start);
    }
    if (*found == '\0' && !growth) {
        found = phrase_behind(scene, m);
    }
    if (*found == '\0' && amount && !is_of_subject(scene, m)) {
        found = of_counted_before(scene, m, me);
    }
    if (*found == '\0' && amount) {
        found = of_action(scene, m, me);
    }
    if (*found == '\0') {
        found = sb_clause_subject(scene, m->start);
    }
    if (*found == '\0' && amount) {
        found = object_behind(scene, m, me);
    }
    if (*found == '\0' && sb_clause_verb_before(scene, m->start) >= scene->end) {
        found = apposed(scene, m);
    }
    return found;
}

const char *
sb_context_indicator_english(const SbScene *scene, const SbMention *m, guint me)
{
    const SbMention *link = linked(scene, m, me);
    const char *found = "";
    guint start, end;

    if (m->counted && m->noun_end > m->noun_start && link == NULL) {
        return of_counted(scene, m);
    }
    if (m->rank) {
        return of_rank(scene, m, me);
    }
    if (link != NULL) {
        return link->indicator;
    }
    found = of_part(scene, m, me);
    found = *found == '\0' ? of_bracket(scene, m) : found;
    if (*found != '\0') {
        return found;
    }
    if (gapped(scene, m, me, &start, &end)) {
        return gapped_phrase(scene, me, start, end);
    }
    if (m->role == SB_ROLE_SHARE) {
        found = object_before(scene, m);
        if (*found == '\0' &&
            is_word(scene, sb_clause_skip_back(scene, m->start) - 1,
                " spend spends spent spending invest invests invested ")) {
            found = sb_context_noun_of_verb(scene, m->start);
        }
        found = *found != '\0' ? found : share_indicator(scene, m, me);
    } else {
        found = of_amount(scene, m, me);
    }
    if (*found == '\0') {
        const SbMention *level = level_before(scene, me, TRUE);

        found = level != NULL ? level->indicator : of_same_unit(scene, m, me);
    }
    for (guint k = me; k > scene->first && *found == '\0'; k--) {
        if (sb_scene_mention(scene, k - 1)->kind != SB_NAMED_TIME &&
            !sb_scene_mention(scene, k - 1)->rank) {
            found = sb_scene_mention(scene, k - 1)->indicator;
        }
    }
    return found;
}
