/*
 * In: a sentence.  Out: each mention's role (level, share, growth …); the direction
 * of a growth in its sign.
 */
#include <string.h>

#include "extract/context_clause.h"

/* "하락했고": what stands before is told of something else. */
static gboolean
ends_korean_clause(const SbToken *token)
{
    static const char *const endings[] = { "했고", "였고", "었고", "았고", "하고", "으며",
        "하며", "했으며", "지만", "으나", "는데" };

    for (size_t i = 0; token->hangul && i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(token->text, endings[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static inline G_ALWAYS_INLINE gboolean
follows(const SbScene *scene, guint i, const char *list)
{
    return i < scene->end && sb_token_in(sb_scene_token(scene, i), list);
}

/* A verb or noun that is near enough to token i: its classes; 0: none. */
static guint
near_before(const SbScene *scene, guint i, guint reach, guint classes)
{
    for (guint k = i; k > scene->start && k + reach > i; k--) {
        const SbToken *token = sb_scene_token(scene, k - 1);
        int other = sb_scene_mention_at(scene, k - 1);

        if (other >= 0 && sb_scene_mention(scene, (guint)other)->hyphen) {
            continue; /* "the price of a 20-kilogram bag" */
        }
        if ((other >= 0 && reach > 4) || ends_korean_clause(token)) {
            return 0;
        }
        gboolean bound = k < scene->end && sb_token_is(sb_scene_token(scene, k), "than");

        if (sb_token_has(token, classes) && !bound &&
            !sb_token_in(token, " more less over under ")) {
            return token->word->classes & classes;
        }
        if (sb_token_in(token, " ; ") ||
            (classes == (SB_WORD_UP | SB_WORD_DOWN) && reach <= 3 &&
                sb_token_has(token, SB_WORD_LEVEL))) {
            return 0;
        }
    }
    return 0;
}

static guint
near_behind(const SbScene *scene, guint i, guint reach, guint classes)
{
    for (guint k = i; k < scene->end && k < i + reach; k++) {
        const SbToken *token = sb_scene_token(scene, k);

        if (sb_scene_mention_at(scene, k) >= 0 || sb_scene_breaks(scene, k)) {
            return 0;
        }
        if (sb_token_has(token, classes)) {
            return token->word->classes & classes;
        }
    }
    return 0;
}

/* "a 30 percent jump", "the 2% annual fall": the noun right behind says where. */
static guint
noun_behind(const SbScene *scene, const SbMention *m)
{
    for (guint k = m->end; k < scene->end && k < m->end + 2; k++) {
        const SbToken *token = sb_scene_token(scene, k);

        if (token->kind != SB_TOKEN_WORD || sb_scene_mention_at(scene, k) >= 0) {
            return 0;
        }
        if (sb_token_has(token, SB_WORD_UP | SB_WORD_DOWN)) {
            return sb_token_in(token, " up down more less lower higher fewer ")
                       ? 0
                       : token->word->classes & (SB_WORD_UP | SB_WORD_DOWN);
        }
        if (sb_token_has(token, SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION |
                                    SB_WORD_AUXILIARY | SB_WORD_PRONOUN)) {
            return 0;
        }
    }
    return 0;
}

/* "the decline slowed to 2%", "GDP growth eased to 1.4% from 2.6%": what slows is
 * itself a growth; its direction, 0: none. */
static guint
slowing(const SbScene *scene, const SbMention *m)
{
    guint i = m->start;

    while (i > scene->start && follows(scene, i - 1, " about around nearly just a ")) {
        i--;
    }
    if (!follows(scene, i - 1, " to from at ")) {
        return 0;
    }
    gboolean slows = FALSE;

    for (guint k = i - 1, n = 0; k > scene->start && n < 10; k--, n++) {
        const SbToken *token = sb_scene_token(scene, k - 1);

        if (sb_token_in(token, " growth expansion ")) {
            return SB_WORD_UP;
        }
        slows |= sb_token_in(token, " slow slowed slows slowing ease eased eases easing "
                                    "narrow narrowed narrows moderate moderated deepened "
                                    "widened accelerated ");
        if (slows && sb_token_in(token, " decline fall drop contraction slump downturn "
                                        "decrease ")) {
            return SB_WORD_DOWN;
        }
        if (sb_token_in(token, " , ; . rate share ratio prices inflation ")) {
            return 0;
        }
    }
    return 0;
}

static guint
direction(const SbScene *scene, const SbMention *m)
{
    const guint both = SB_WORD_UP | SB_WORD_DOWN;
    gboolean korean = scene->context->article->korean;

    if (!korean && m->kind == SB_NAMED_PERCENT) {
        guint noun = noun_behind(scene, m);

        if (noun != 0) {
            return noun;
        }
        /* "oil was off 1.2%" */
        if (follows(scene, m->start - 1, " off ") &&
            follows(scene, m->start - 2, " was were is are , closed ended finished ")) {
            return SB_WORD_DOWN;
        }
    }
    guint found = korean ? sb_role_korean_direction(scene, m)
                         : near_before(scene, m->start, 6, both);

    if (found == 0) {
        found =
            korean ? sb_role_korean_led(scene, m) : near_behind(scene, m->end, 4, both);
    }
    return found;
}

/* "by $3 billion", "an increase of 3 points" */
static gboolean
is_by(const SbScene *scene, const SbMention *m)
{
    guint i = m->start;

    while (i > scene->start &&
           follows(scene, i - 1, " about around nearly approximately some a an over ")) {
        i--;
    }
    if (i == scene->start) {
        return FALSE;
    }
    if (follows(scene, i - 1, " by ")) {
        return near_before(scene, i - 1, 9, SB_WORD_UP | SB_WORD_DOWN) != 0;
    }
    return follows(scene, i - 1, " of ") && i >= scene->start + 2 &&
           sb_token_in(sb_scene_token(scene, i - 2),
               " increase decrease rise fall drop "
               "decline reduction growth jump cut ");
}

/* "18% below the average", "1.7% higher": SB_WORD_UP, SB_WORD_DOWN, or 0 */
static guint
compared_behind(const SbScene *scene, const SbMention *m)
{
    guint i = m->end;

    /* "3.1 percent (±11.9 percent) below" */
    for (guint k = i; follows(scene, i, " ( ") && k < i + 7; k++) {
        if (follows(scene, k, " ) ")) {
            i = k + 1;
        }
    }
    if (follows(scene, i, " above higher more ")) {
        return SB_WORD_UP;
    }
    return follows(scene, i, " below lower less fewer ") ? SB_WORD_DOWN : 0;
}

/* "Brent rose 35 cents", "취업자가 30만 명 늘었다": by how much, without "by" */
static guint
moved_by(const SbScene *scene, const SbMention *m)
{
    guint i = m->start;

    if (scene->context->article->korean) {
        return sb_role_korean_moved(scene, m);
    }
    while (i > scene->start && follows(scene, i - 1, " about around nearly some over ")) {
        i--;
    }
    if (i == scene->start) {
        return 0;
    }
    if (follows(scene, i - 1,
            " rose risen climbed grew jumped surged gained increased widened expanded "
            "advanced edged soared rallied swelled ")) {
        return SB_WORD_UP;
    }
    if (follows(scene, i - 1,
            " fell fallen dropped declined slid slipped shrank decreased narrowed "
            "contracted plunged tumbled slumped eased retreated ")) {
        return SB_WORD_DOWN;
    }
    if (m->kind != SB_NAMED_MONEY && follows(scene, i - 1, " lost shed loses losing ")) {
        return SB_WORD_DOWN; /* of money it is a loss */
    }
    /* ", up 5.8 bushels", "settled down $1.03", but not "set up 3 offices" */
    if (i > scene->start + 1 &&
        follows(
            scene, i - 2, " , ( settled closed ended finished was were is are traded ")) {
        return follows(scene, i - 1, " up ")     ? SB_WORD_UP
               : follows(scene, i - 1, " down ") ? SB_WORD_DOWN
                                                 : 0;
    }
    gboolean than = follows(scene, m->end + 1, " than ") &&
                    follows(scene, m->end, " more less fewer ");

    return than || follows(scene, m->end, " above below higher lower ")
               ? compared_behind(scene, m)
               : 0;
}

/* "전국의 68.2%", "the remaining 49 percent", "a 5.4 percent share" */
static gboolean
is_part(const SbScene *scene, const SbMention *m)
{
    const SbToken *before =
        m->start > scene->start ? sb_scene_token(scene, m->start - 1) : NULL;
    gboolean of = before != NULL && before->hangul && m->value.coefficient >= 0 &&
                  g_str_has_suffix(before->text, "의") &&
                  near_behind(scene, m->end, 2, SB_WORD_UP | SB_WORD_DOWN) == 0;

    return of || follows(scene, m->start - 1, " remaining ") ||
           follows(scene, m->end, " share stake ");
}

static gboolean
is_share_here(const SbScene *scene, const SbMention *m)
{
    if (follows(scene, m->end, " of ") &&
        !follows(scene, m->end + 1, " growth increase decrease ")) {
        return TRUE;
    }
    return near_before(scene, m->start, 5, SB_WORD_SHARE) != 0 ||
           (scene->context->article->korean &&
               near_behind(scene, m->end, 3, SB_WORD_SHARE) != 0);
}

/* "sales rose by a fifth, profit by two-fifths": the verb may be far. */
static guint
moves_by(const SbScene *scene, const SbMention *m)
{
    guint i = m->start;

    while (i > scene->start &&
           follows(scene, i - 1, " about around nearly almost roughly a over ")) {
        i--;
    }
    for (guint k = i; follows(scene, i - 1, " by ") && k > scene->start && k + 16 > i;
         k--) {
        const SbToken *token = sb_scene_token(scene, k - 1);

        if (sb_token_has(token, SB_WORD_UP | SB_WORD_DOWN)) {
            return token->word->classes & (SB_WORD_UP | SB_WORD_DOWN);
        }
        if (sb_token_in(token, " ; . : ")) {
            break;
        }
    }
    return 0;
}

/* The token before what leads to m: "from | an annual average of about 3%" */
static guint
lead_of(const SbScene *scene, const SbMention *m)
{
    guint i = m->start;

    while (i > scene->start + 1 &&
           follows(scene, i - 1,
               " about around nearly roughly almost approximately just "
               "only close estimated some an a ")) {
        i--;
    }
    if (i > scene->start + 2 && follows(scene, i - 1, " of ") &&
        follows(scene, i - 2,
            " average low high peak trough mean level rate surplus deficit rates "
            "record ")) {
        guint k = i - 2;

        while (k > scene->start + 1 &&
               !sb_token_has(
                   sb_scene_token(scene, k - 1), SB_WORD_PREPOSITION | SB_WORD_VERB) &&
               k + 4 > i - 2) {
            k--;
        }
        return follows(scene, k - 1, " to from at ") ? k - 1 : i - 1;
    }
    return i - (i > scene->start);
}

/* "Of the 64,000 jobs in the district, 18% are in tourism" */
static gboolean
is_of_led(const SbScene *scene, const SbMention *m)
{
    const SbMention *whole = sb_scene_mention(scene, scene->first);
    guint comma = m->start;

    if (!follows(scene, scene->start, " of ") || whole == m ||
        whole->start > scene->start + 4 || whole->kind != SB_NAMED_COUNT) {
        return FALSE;
    }
    while (comma > whole->end && !follows(scene, comma - 1, " , ")) {
        comma--;
    }
    return comma > whole->end && m->start <= comma + 3;
}

/* "increased at an annual rate of 2.8%" */
static gboolean
moves_at_rate(const SbScene *scene, const SbMention *m)
{
    guint lead = lead_of(scene, m);

    return follows(scene, lead, " at ") && lead > scene->start && m->start >= lead + 3 &&
           follows(scene, m->start - 1, " of ") &&
           follows(scene, m->start - 2, " rate pace ") &&
           sb_token_has(sb_scene_token(scene, lead - 1), SB_WORD_UP | SB_WORD_DOWN);
}

static SbRole
role_of_percent(const SbScene *scene, const SbMention *m, guint dir)
{
    guint up = sb_clause_skip_back(scene, m->start);
    gboolean takes_up =
        up > scene->start + 1 && follows(scene, up - 1, " up ") &&
        follows(scene, up - 2, " take takes took taking make makes made making ");
    gboolean strong =
        !takes_up && near_before(scene, m->start, 3, SB_WORD_UP | SB_WORD_DOWN) != 0;

    if (strcmp(m->unit, "pp") == 0 || strcmp(m->unit, "bp") == 0) {
        gboolean stays = follows(scene, lead_of(scene, m), " at ") && m->unit[0] == 'b';

        return stays ? SB_ROLE_RATE : SB_ROLE_CHANGE;
    }
    if (compared_behind(scene, m) != 0) {
        return SB_ROLE_GROWTH;
    }
    if (m->number.fraction && moves_by(scene, m) != 0) {
        return SB_ROLE_GROWTH;
    }
    /* "one firm in four has raised pay" says nothing of growth */
    gboolean moved =
        dir != 0 && near_before(scene, m->start, 6, SB_WORD_UP | SB_WORD_DOWN) != 0;

    if ((m->number.fraction && (!moved || follows(scene, m->end, " of "))) ||
        is_part(scene, m) || (dir == 0 && is_of_led(scene, m))) {
        return SB_ROLE_SHARE;
    }
    gboolean to = m->start > scene->start &&
                  (follows(scene, m->start - 1, " to at from below above past beyond ") ||
                      (noun_behind(scene, m) == 0 &&
                          follows(scene, lead_of(scene, m), " to from at "))) &&
                  !is_by(scene, m);

    gboolean rated = to && near_before(scene, m->start, 4, SB_WORD_RATE) != 0 &&
                     !follows(scene, m->end, " of ");

    if ((!strong || (to && follows(scene, m->end, " of "))) && !rated &&
        is_share_here(scene, m)) {
        return SB_ROLE_SHARE;
    }
    if (follows(scene, m->start, " + ")) {
        return SB_ROLE_GROWTH; /* (+3.1%) */
    }
    if (m->negative && near_before(scene, m->start, 5, SB_WORD_RATE) == 0) {
        return SB_ROLE_GROWTH; /* △3.1% */
    }

    if (scene->context->article->korean && sb_role_korean_reached(scene, m)) {
        return SB_ROLE_RATE; /* 3.1%로 올랐다 */
    }
    if (to && (slowing(scene, m) != 0 || moves_at_rate(scene, m))) {
        return SB_ROLE_GROWTH;
    }
    if (to && dir != 0 &&
        !(follows(scene, m->start - 1, " at ") &&
            near_before(scene, m->start, 3, SB_WORD_RATE) != 0)) {
        return SB_ROLE_RATE; /* inflation slowed to 3.1% */
    }
    if (dir != 0 || (is_by(scene, m) && m->unit[0] == '%')) {
        return SB_ROLE_GROWTH;
    }
    if (!to && near_before(scene, m->start, 5, SB_WORD_RATE) != 0 &&
        near_before(scene, m->start, 9, SB_WORD_UP | SB_WORD_DOWN) != 0) {
        return SB_ROLE_GROWTH; /* grow at an annual rate of 9.8% */
    }
    return SB_ROLE_RATE;
}

static SbRole
role_of(const SbScene *scene, const SbMention *m, guint dir)
{
    if (m->rank || strcmp(m->unit, "{rank}") == 0) {
        return SB_ROLE_RANK;
    }
    if (m->kind == SB_NAMED_PERCENT) {
        return role_of_percent(scene, m, dir);
    }
    if (strcmp(m->unit, "1") == 0) {
        return SB_ROLE_RATE;
    }
    if (strchr(m->unit, '/') != NULL && m->unit[0] != '{') {
        if (is_by(scene, m)) {
            return SB_ROLE_CHANGE;
        }
        if (m->kind == SB_NAMED_MONEY && m->number.has_scale) {
            return SB_ROLE_LEVEL; /* 15 million dollars a year */
        }
        return m->kind == SB_NAMED_MONEY ? SB_ROLE_PRICE : SB_ROLE_RATE;
    }
    if (is_by(scene, m) || (moved_by(scene, m) != 0 && m->kind != SB_NAMED_TIME)) {
        return SB_ROLE_CHANGE;
    }
    if (m->kind == SB_NAMED_MONEY && !m->number.has_scale && m->end < scene->end &&
        sb_token_in(sb_scene_token(scene, m->end), " apiece each ")) {
        return SB_ROLE_PRICE;
    }
    if (m->kind == SB_NAMED_MONEY && !m->number.has_scale &&
        near_before(scene, m->start, 11, SB_WORD_PRICE) != 0) {
        return SB_ROLE_PRICE;
    }
    return SB_ROLE_LEVEL;
}

static void
turn_down(SbMention *m)
{
    if (m->value.coefficient > 0) {
        m->value = sb_decimal_negate(m->value);
        if (m->has_high) {
            m->high = sb_decimal_negate(m->high);
        }
    }
}

static gboolean
is_verbless(const SbScene *scene, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        const SbToken *token = sb_scene_token(scene, i);

        if (sb_token_has(
                token, SB_WORD_AUXILIARY | SB_WORD_UP | SB_WORD_DOWN | SB_WORD_RATE) ||
            (sb_token_has(token, SB_WORD_VERB) &&
                g_str_has_suffix(token->folded, "ed")) ||
            follows(scene, i, " ; : ( ") ||
            (i + 1 == end && follows(scene, i, " from to "))) {
            return FALSE;
        }
    }
    return TRUE;
}

/* "서울이 3만 명, 부산이 2만 명 늘었다": the verb of a list stands behind its last. */
static void
take_change_of_next(SbScene *scene, guint i)
{
    SbMention *m = sb_scene_mention(scene, i);
    const SbMention *next = sb_scene_mention(scene, i + 1);

    if (m->role != SB_ROLE_LEVEL || next->role != SB_ROLE_CHANGE ||
        strcmp(m->unit, next->unit) != 0 || next->start > m->end + 6 ||
        !follows(scene, m->end, " , ") || !is_verbless(scene, m->end, next->start)) {
        return;
    }
    m->role = SB_ROLE_CHANGE;
    if (next->value.coefficient < 0) {
        turn_down(m);
    }
}

/* "2.2 percent in 2024 and", "0.8% in the June quarter and": a list goes on behind
 * a date. */
static gboolean
is_dated(const SbScene *scene, guint start, guint end)
{
    return follows(scene, start, " in for on ") && end > start + 2 &&
           follows(scene, end - 1, " and , ");
}

/* "42 percent of GDP in 2019 | to 51 percent", "4.8 percent of GDP (| from 3.1" */
static gboolean
is_of_same_whole(const SbScene *scene, const SbMention *before, const SbMention *m)
{
    guint i = before->end;
    gboolean linked = FALSE;

    if (before->role != SB_ROLE_SHARE || strcmp(before->unit, "%") != 0 ||
        !follows(scene, i, " of ") || follows(scene, m->end, " of ")) {
        return FALSE;
    }
    for (i++; i < m->start && (sb_token_has(sb_scene_token(scene, i), SB_WORD_ARTICLE) ||
                                  sb_clause_is_noun(scene, i));
         i++) {
    }
    for (; i < m->start; i++) {
        linked |= follows(scene, i, " to from ( and compared ");
        if (sb_scene_period_at(scene, i) == NULL &&
            !follows(scene, i,
                " to from ( , in a the about around nearly just over by up down and year "
                "ago earlier before at - end compared with of an estimated ") &&
            !sb_token_has(
                sb_scene_token(scene, i), SB_WORD_UP | SB_WORD_DOWN | SB_WORD_ADVERB) &&
            !(g_str_has_suffix(sb_scene_token(scene, i)->folded, "ly") &&
                sb_scene_token(scene, i)->word == NULL)) {
            return FALSE;
        }
    }
    return linked;
}

/* "made up $12 billion | or 8 percent", "the remaining 4 million t | (15 percent)" */
static gboolean
is_part_told(const SbScene *scene, const SbMention *before, const SbMention *m)
{
    guint i = before->end;

    i += follows(scene, i, " , ");
    if (m->start != i + 1 || !follows(scene, i, " or ( ") ||
        (follows(scene, i, " ( ") && !follows(scene, m->end, " ) "))) {
        return FALSE;
    }
    for (guint k = before->start; k > scene->start && k + 7 > before->start; k--) {
        if (follows(scene, k - 1,
                " accounted accounts account accounting remaining contributed "
                "contributes "
                "contributing represented represents representing made makes making rest "
                "comprised comprises comprising balance share ")) {
            return TRUE;
        }
        if (sb_scene_mention_at(scene, k - 1) >= 0) {
            return FALSE;
        }
    }
    return FALSE;
}

/* Lists leave out their verb: "ships made up 30% of it, cars 18% and steel 9%",
 * "소비가 0.3%, 투자가 2.2% 증가"; and "by 7 cents, or 0.2 percent". */
static void
take_role_of_neighbour(SbScene *scene, guint i)
{
    SbMention *before = sb_scene_mention(scene, i - 1), *m = sb_scene_mention(scene, i);
    gboolean korean = scene->context->article->korean;
    SbMention *from = korean ? m : before, *to = korean ? before : m;

    if (!korean && m->role == SB_ROLE_LEVEL && before->role == SB_ROLE_GROWTH &&
        m->start == before->end + 1 && follows(scene, before->end, " or ") &&
        m->kind != SB_NAMED_TIME) {
        m->role = SB_ROLE_CHANGE; /* "down 2.6 percent or 19,000 hectares" */
        if (before->value.coefficient < 0) {
            turn_down(m);
        }
        return;
    }
    if (strcmp(to->unit, "%") != 0 || to->role != SB_ROLE_RATE ||
        m->start < before->end) {
        return;
    }
    guint gap = m->start - before->end;
    gboolean either = !korean && before->role == SB_ROLE_CHANGE && gap <= 3 &&
                      (follows(scene, m->start - 1, " or ") ||
                          (gap == 1 && follows(scene, m->start - 1, " ( ")));
    gboolean dated = !korean && is_dated(scene, before->end, m->start);
    gboolean list = strcmp(from->unit, "%") == 0 && gap >= 1 && gap <= (dated ? 9 : 6) &&
                    (from->role == SB_ROLE_SHARE || from->role == SB_ROLE_GROWTH) &&
                    (korean ? follows(scene, before->end, " , ")
                            : follows(scene, before->end, " , and or of ") || dated) &&
                    is_verbless(scene, before->end, m->start);

    if (!korean && follows(scene, before->end, " of ")) {
        list = strcmp(before->unit, "%") == 0 && before->role == SB_ROLE_SHARE &&
               gap <= 9 && is_verbless(scene, before->end, m->start);
    }
    if (!either && !list && !korean && m->role == SB_ROLE_RATE && !m->negative &&
        before->role == SB_ROLE_LEVEL && before->kind != SB_NAMED_TIME &&
        is_part_told(scene, before, m)) {
        m->role = SB_ROLE_SHARE; /* "accounted for $12 billion or 8 percent" */
        return;
    }
    const SbMention *part = i > scene->first + 1 ? sb_scene_mention(scene, i - 2) : NULL;

    /* "31 of the 120 seats, or 25.8 percent" */
    if (!either && !list && !korean && m->role == SB_ROLE_RATE && gap <= 2 &&
        follows(scene, m->start - 1, " or ( ") && part != NULL &&
        before->role == SB_ROLE_LEVEL && before->kind == SB_NAMED_COUNT &&
        strcmp(part->unit, before->unit) == 0 &&
        (follows(scene, part->end, " of out ") ||
            follows(scene, part->number.end, " of out "))) {
        m->role = SB_ROLE_SHARE;
        return;
    }
    if (!either && !list && !korean && is_of_same_whole(scene, before, m)) {
        m->role = SB_ROLE_SHARE; /* "from 42 percent of GDP in 2019 to 51 percent" */
        return;
    }
    if (!either && !list) {
        return;
    }
    to->role = either ? SB_ROLE_GROWTH : from->role;
    if (to->role == SB_ROLE_GROWTH && from->value.coefficient < 0) {
        turn_down(to);
    }
}

void
sb_context_role(SbScene *scene)
{
    for (guint i = scene->first; i < scene->last; i++) {
        SbMention *m = sb_scene_mention(scene, i);
        guint dir = direction(scene, m);

        m->role = role_of(scene, m, dir);
        if (m->role == SB_ROLE_CHANGE && moved_by(scene, m) != 0) {
            dir = moved_by(scene, m);
        } else if (m->role == SB_ROLE_GROWTH && compared_behind(scene, m) != 0) {
            dir = compared_behind(scene, m);
        } else if (m->role == SB_ROLE_GROWTH && slowing(scene, m) != 0 &&
                   strcmp(m->unit, "%") == 0) {
            dir = slowing(scene, m);
        } else if (m->role == SB_ROLE_GROWTH && dir == 0 && moves_by(scene, m) != 0) {
            dir = moves_by(scene, m);
        } else if ((m->role == SB_ROLE_GROWTH || m->role == SB_ROLE_CHANGE) && dir == 0 &&
                   is_by(scene, m)) {
            dir = near_before(scene, m->start - 1, 10, SB_WORD_UP | SB_WORD_DOWN);
        }
        if ((m->role == SB_ROLE_GROWTH || m->role == SB_ROLE_CHANGE) &&
            (dir & (SB_WORD_UP | SB_WORD_DOWN)) == SB_WORD_DOWN) {
            turn_down(m);
        }
    }
    for (guint i = scene->first + 1; i < scene->last; i++) {
        take_role_of_neighbour(scene, i);
    }
    for (guint i = scene->last; scene->context->article->korean && i > scene->first + 1;
         i--) {
        take_change_of_next(scene, i - 2);
    }
}
