/*
 * In: a sentence.  Out: what each mention measures, in the text's words.
 *
 * Tried in turn: the counted noun; the noun phrase right before ("investment
 * of"); the whole of a share; the noun right behind ("won investment"); the
 * subject of the verb before; what the mention before was about.
 */
#include <string.h>

#include "extract/context.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

static gboolean
is_noun_like(const SbScene *scene, guint i)
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

static gboolean
is_finite_verb(const SbScene *scene, guint i)
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
static gboolean
phrase_before(const SbScene *scene, guint i, guint *start, guint *end)
{
    guint k = i;

    while (k > scene->start) {
        const SbToken *token = sb_scene_token(scene, k - 1);
        gboolean of = k - 1 > scene->start && k < i &&
                      sb_token_in(token, " of in for ") && is_noun_like(scene, k - 2);
        gboolean inside =
            k < i &&
            (sb_token_in(token, " the 's - ") || token->kind == SB_TOKEN_OWNER) &&
            k - 1 > scene->start &&
            (is_word(scene, k - 2, " of in for ") || token->kind == SB_TOKEN_OWNER ||
                sb_token_is(token, "-"));

        if (!of && !inside && !is_noun_like(scene, k - 1)) {
            break;
        }
        if (!of && !inside && is_finite_verb(scene, k - 1)) {
            break;
        }
        k--;
    }
    *start = k;
    *end = i;
    return k < i;
}

/* Steps back over qualifiers and the like: "of more than | 5" */
static guint
skip_back(const SbScene *scene, guint i)
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

static const char *
counted_phrase(const SbScene *scene, const SbMention *m)
{
    guint start = m->noun_start, end = m->noun_end;
    const SbToken *last = sb_scene_token(scene, end - 1);

    if (sb_token_in(last, " kinds types pieces sets pairs kind type units ") &&
        is_word(scene, end, " of ") && sb_scene_mention_at(scene, end + 1) < 0) {
        guint k = end + 1;

        while (k < scene->end && (is_noun_like(scene, k) || is_word(scene, k, " and ")) &&
               !is_finite_verb(scene, k)) {
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
        while (k < scene->end && (is_noun_like(scene, k)) && !is_finite_verb(scene, k)) {
            k++;
        }
        if (!money || k == start || sb_scene_place_at(scene, start) != NULL ||
            sb_scene_period_at(scene, start) != NULL) {
            return "";
        }
        return sb_scene_phrase(scene, start, k);
    }
    while (k < scene->end && k < m->end + 6 && is_noun_like(scene, k) &&
           !is_finite_verb(scene, k) && sb_scene_place_at(scene, k) == NULL &&
           !(g_str_has_suffix(sb_scene_token(scene, k)->folded, "ing") &&
               k + 1 < scene->end && !is_noun_like(scene, k + 1))) {
        k++;
    }
    return sb_scene_phrase(scene, m->end, k);
}

/* --- the subject --- */

static guint
clause_start(const SbScene *scene, guint verb)
{
    guint start = verb;

    while (start > scene->start) {
        const SbToken *token = sb_scene_token(scene, start - 1);

        if (sb_token_in(token,
                " , ; : ( ) — – \" but while whereas that which who "
                "because although if when though unless said says say noted showed ") ||
            (sb_token_is(token, "and") && start - 1 > scene->start &&
                sb_scene_mention_at(scene, start - 2) >= 0) ||
            is_finite_verb(scene, start - 1)) {
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

        if (is_noun_like(scene, i) && sb_scene_place_at(scene, i) == NULL &&
            sb_scene_period_at(scene, i) == NULL &&
            !sb_token_in(token,
                " province city country region company nation figure amount total ")) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The verb that rules token i, or scene->end. */
static guint
verb_before(const SbScene *scene, guint i)
{
    for (guint k = i; k > scene->start; k--) {
        if (is_finite_verb(scene, k - 1) && sb_scene_mention_at(scene, k - 1) < 0) {
            /* the first of a chain: "is expected to grow" */
            guint verb = k - 1;

            while (verb > scene->start &&
                   (is_finite_verb(scene, verb - 1) ||
                       (is_word(scene, verb - 1, " to be not also ") &&
                           verb > scene->start + 1 && is_finite_verb(scene, verb - 2)))) {
                verb--;
            }
            return verb;
        }
    }
    return scene->end;
}

static const char *
subject_of(const SbScene *scene, guint i)
{
    guint verb = verb_before(scene, i);

    if (verb >= scene->end || verb == scene->start) {
        return "";
    }
    guint start = clause_start(scene, verb);
    guint end = verb;

    if (start == verb && verb > scene->start + 1 &&
        is_word(scene, verb - 1, " which that ")) {
        /* ", which accounts for": the noun before the comma */
        end = verb - 1 - is_word(scene, verb - 2, " , ");
        phrase_before(scene, end, &start, &end);
    }
    if (start == verb && verb > scene->start && is_word(scene, verb - 1, " , ")) {
        /* "The population of X, where …, stands at" */
        for (guint k = verb - 1; k > scene->start + 1; k--) {
            if (is_word(scene, k, " where which who a an the ") &&
                is_word(scene, k - 1, " , ")) {
                phrase_before(scene, k - 1, &start, &end);
                break;
            }
        }
    }
    if (is_pronoun_only(scene, start, end)) {
        return "";
    }
    return sb_scene_phrase(scene, start, end);
}

/* --- Korean --- */

static inline G_ALWAYS_INLINE gboolean
ends_with_any(const SbToken *token, const char *list)
{
    g_auto(GStrv) endings = g_strsplit(list, " ", -1);

    for (int i = 0; endings[i] != NULL; i++) {
        if (token->length > strlen(endings[i]) &&
            g_str_has_suffix(token->text, endings[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "5조 원을 투자해": the noun of the verb behind the amount */
static const char *
korean_verb_noun(const SbScene *scene, const SbMention *m)
{
    static const char *const nouns[] = { "투자", "수출", "수입", "지원", "생산", "판매",
        "기부", "지출", "투입", "유치", "지급", "매입", "융자", "대출" };
    guint i = m->end;

    if (m->kind != SB_NAMED_MONEY || !is_word(scene, i, " 을 를 ") ||
        i + 1 >= scene->end) {
        return "";
    }
    for (size_t k = 0; k < G_N_ELEMENTS(nouns); k++) {
        if (g_str_has_prefix(sb_scene_token(scene, i + 1)->text, nouns[k])) {
            return nouns[k];
        }
    }
    return "";
}

/* "리터당": for how much an amount is */
static gboolean
is_per_unit(const SbScene *scene, const SbToken *token)
{
    size_t tail = strlen("당"), length = 0;

    if (!token->hangul || token->length <= tail || !g_str_has_suffix(token->text, "당")) {
        return FALSE;
    }
    g_autofree char *name = g_strndup(token->text, token->length - tail);

    return sb_lexicon_korean_unit(scene->setting->lexicon, name, strlen(name), &length) !=
               NULL &&
           length == strlen(name);
}

/* A token that is no noun by itself, or none that says what is measured. */
static gboolean
is_empty_word(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);

    return sb_lexicon_is_particle(token->text, token->length) ||
           sb_token_in(token,
               " 약 총 모두 최대 최소 무려 각각 대비 동월 동기 중 등 전년 당 같은 "
               "기간 역대 전체 전국 전국의 지난 이 그 이들 도 도는 도내 정부 정부는 따라 "
               "연 "
               "주 년물 오른 내린 반면 늘고 줄고 ") ||
           token->unit != NULL || g_str_has_suffix(token->text, "별로는") ||
           g_str_has_prefix(token->text, "대비") || is_per_unit(scene, token) ||
           sb_scene_period_at(scene, i) != NULL || sb_scene_place_at(scene, i) != NULL;
}

static const char *
korean_nouns(const SbScene *scene, guint k)
{
    guint start = k - 1;

    while (start > scene->start && k - start < 5 &&
           sb_scene_token(scene, start - 1)->hangul && !is_empty_word(scene, start - 1) &&
           sb_scene_mention_at(scene, start - 1) < 0 &&
           (is_word(scene, start - 1, " 외국인 내국인 장애인 노인 개인 법인 상인 ") ||
               !ends_with_any(sb_scene_token(scene, start - 1),
                   "은 는 이 가 을 를 에 에서 로 으로 해 한 된 하고 며 보다 의 등 인"))) {
        start--;
    }
    const char *phrase = sb_scene_phrase(scene, start, k);

    /* "기업 수": the number of them */
    if (g_str_has_suffix(phrase, " 수") || g_str_has_suffix(phrase, " 수가")) {
        return sb_arena_strndup(
            scene->context->arena, phrase, (size_t)(strrchr(phrase, ' ') - phrase));
    }
    return phrase;
}

/* The topic before an amount: "수출은 … 546억 달러", "자동차(9.5%)". */
static const char *
korean_phrase(const SbScene *scene, const SbMention *m, guint me)
{
    const char *verb = korean_verb_noun(scene, m);
    guint i = m->start;

    if (*verb != '\0') {
        return verb;
    }
    if (i > scene->start + 1 && is_word(scene, i - 1, " ( ") &&
        sb_scene_token(scene, i - 2)->hangul && !is_empty_word(scene, i - 2)) {
        return korean_nouns(scene, i - 1);
    }
    for (guint k = i; k > scene->start; k--) {
        const SbToken *token = sb_scene_token(scene, k - 1);
        int other = sb_scene_mention_at(scene, k - 1);

        if (other >= 0) {
            const SbMention *before = sb_scene_mention(scene, (guint)other);

            return (guint)other < me && m->kind != SB_NAMED_COUNT ? before->indicator
                                                                  : "";
        }
        if (!token->hangul) {
            if (token->kind == SB_TOKEN_PUNCT && k < i && !sb_token_in(token, " , ) ")) {
                break;
            }
            continue;
        }
        gboolean topic = ends_with_any(token, "은 는 이 가 을 를 에");
        gboolean direct =
            k == i && !ends_with_any(token,
                          "에서 까지 보다 으로 로 해 년 에는 하여 인 한 된 의 했고 며");

        if ((topic || direct) && !is_empty_word(scene, k - 1)) {
            return korean_nouns(scene, k);
        }
    }
    return "";
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

    i = skip_back(scene, i);
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
    while (
        k < scene->end && k < m->end + 14 && !sb_scene_breaks(scene, k) &&
        (sb_scene_place_at(scene, k) != NULL || sb_scene_mention_at(scene, k) >= 0 ||
            is_noun_like(scene, k) || sb_scene_token(scene, k)->kind == SB_TOKEN_OWNER ||
            sb_token_has(sb_scene_token(scene, k), SB_WORD_ARTICLE) ||
            (is_word(scene, k, " of in ") && k > *start &&
                sb_scene_period_at(scene, k + 1) == NULL)) &&
        !is_finite_verb(scene, k) && sb_scene_period_at(scene, k) == NULL) {
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
    const char *subject = subject_of(scene, m->start);

    if (*subject != '\0' && !participle) {
        return subject;
    }
    return whole_of(scene, m, &start, &end) ? sb_scene_phrase(scene, start, end)
                                            : subject;
}

static const char *
left_phrase(const SbScene *scene, const SbMention *m)
{
    guint i = skip_back(scene, m->start), start, end;

    if (i == scene->start ||
        !is_word(
            scene, i - 1, " of to at by worth totaling totalling for in from : ( ")) {
        return "";
    }
    if (is_word(scene, i - 1, " in from ") ||
        !is_noun_like(scene, i - 2 >= scene->start ? i - 2 : scene->start) ||
        i < scene->start + 2 || is_finite_verb(scene, i - 2)) {
        return "";
    }
    if (sb_scene_period_at(scene, i - 2) != NULL ||
        sb_scene_place_at(scene, i - 2) != NULL) {
        return "";
    }
    return phrase_before(scene, i - 1, &start, &end) ? sb_scene_phrase(scene, start, end)
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
        found = korean_phrase(scene, m, me);
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
            found = subject_of(scene, m->start);
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

/* "A and B amounted to X and Y, respectively": the k-th of the conjuncts. */
static void
distribute(SbScene *scene)
{
    guint at = scene->end, n = 0;

    for (guint i = scene->start; i < scene->end; i++) {
        at = is_word(scene, i, " respectively 각각 ") ? i : at;
    }
    if (at == scene->end) {
        return;
    }
    guint last = scene->first;

    while (last < scene->last && sb_scene_mention(scene, last)->end <= at) {
        last++;
    }
    if (last == scene->first) {
        return;
    }
    guint first = last - 1;

    while (first > scene->first) {
        const SbMention *before = sb_scene_mention(scene, first - 1);
        guint gap = sb_scene_mention(scene, first)->start - before->end;

        if (gap > 2 || !is_word(scene, before->end, " and , ")) {
            break;
        }
        first--;
    }
    n = last - first;
    guint verb = verb_before(scene, sb_scene_mention(scene, first)->start);

    if (n < 2 || verb >= scene->end) {
        return;
    }
    /* conjuncts of the subject: parted by "and" and commas */
    guint start = clause_start(scene, verb), conjunct = verb, parts = 1;

    for (guint i = start; i < verb; i++) {
        parts += is_word(scene, i, " and ");
        conjunct = is_word(scene, i, " and ") ? i : conjunct;
    }
    guint tail = conjunct + 1;

    while (tail < verb && !is_word(scene, tail, " of in for ")) {
        tail++;
    }
    if (parts != n || n != 2) {
        for (guint k = first; k < last; k++) {
            sb_scene_mention(scene, k)->with_index =
                k == first ? (int)first + 1 : (int)first;
        }
        return;
    }
    g_autofree char *rest =
        tail < verb ? g_strdup_printf(" %s %s", sb_scene_token(scene, tail)->folded,
                          sb_scene_phrase(scene, tail, verb))
                    : g_strdup("");
    const char *heads[2] = { sb_scene_phrase(scene, start, conjunct),
        sb_scene_phrase(scene, conjunct + 1, tail) };

    for (guint k = 0; k + first < scene->last; k++) {
        SbMention *m = sb_scene_mention(scene, first + k);

        if (k < n) {
            m->with_index = (int)(k == 0 ? first + 1 : first);
        }
        if (*heads[k % 2] != '\0' && (k < n || m->kind == SB_NAMED_PERCENT) &&
            scene->last - first <= 2 * n) {
            m->indicator =
                sb_arena_printf(scene->context->arena, "%s%s", heads[k % 2], rest);
        }
    }
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
    distribute(scene);
}
