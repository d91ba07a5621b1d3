/*
 * In: a mention of a Korean sentence.  Out: whether its verb says up or down, and
 * what was planned, expected, promised: the verb stands behind, at the end of the
 * clause.
 */
#include <string.h>

#include "extract/context.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

/* Has the word a syllable of the past (a final ㅆ, but for 있 and 겠)? */
static gboolean
has_past(const SbToken *token)
{
    for (const char *p = token->text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c >= 0xAC00 && c <= 0xD7A3 && (c - 0xAC00) % 28 == 20 && c != 0xC788 &&
            c != 0xACA0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
ends_with(const SbToken *token, const char *ending)
{
    return token->hangul && g_str_has_suffix(token->text, ending);
}

/* Behind "(0.5%)" that begins at i; i: there is none. */
static guint
skip_bracket(const SbScene *scene, guint i)
{
    if (!is_word(scene, i, " ( ")) {
        return i;
    }
    for (guint k = i; k < scene->end && k < i + 12; k++) {
        if (is_word(scene, k, " ) ")) {
            return k + 1;
        }
    }
    return i;
}

/* Behind the bracket within which m stands, where an amount stands right before
 * it: "9조 원(0.5%)"; 0: m does not stand so. */
static guint
behind_own_bracket(const SbScene *scene, const SbMention *m)
{
    guint open = m->start;

    while (open > scene->start && !is_word(scene, open, " ( ")) {
        if (is_word(scene, open, " ) ") || open + 8 < m->start) {
            return 0;
        }
        open--;
    }
    if (!is_word(scene, open, " ( ") || open == scene->start ||
        sb_scene_mention_at(scene, open - 1) < 0) {
        return 0;
    }
    guint behind = skip_bracket(scene, open);

    return behind > m->end ? behind : 0;
}

static guint
skip_idle(const SbScene *scene, guint i)
{
    for (;;) {
        guint next = skip_bracket(scene, i);

        if (next == i &&
            is_word(scene, i,
                " 가량 정도 이상 안팎 넘게 이나 나 각각 가까이 남짓 씩 더 크게 소폭 "
                "대폭 내외 쯤 급격히 다시 ")) {
            next = i + 1;
        }
        if (next == i) {
            return i;
        }
        i = next;
    }
}

/* "↑", "▲" and "↓" right behind */
static guint
arrow_at(const SbScene *scene, guint i)
{
    if (is_word(scene, i, " ↑ ▲ ⬆ ")) {
        return SB_WORD_UP;
    }
    return is_word(scene, i, " ↓ ▼ ▽ ⬇ ") ? SB_WORD_DOWN : 0;
}

guint
sb_role_korean_direction(const SbScene *scene, const SbMention *m)
{
    const guint both = SB_WORD_UP | SB_WORD_DOWN;
    guint arrow = arrow_at(scene, m->end), own = behind_own_bracket(scene, m);
    guint start = skip_idle(scene, own > 0 ? own : m->end);

    if (arrow != 0) {
        return arrow;
    }
    for (guint i = start; i < scene->end && i < start + 5; i++) {
        if (sb_scene_mention_at(scene, i) >= 0 || sb_scene_breaks(scene, i)) {
            return 0;
        }
        if (sb_token_has(sb_scene_token(scene, i), both)) {
            return sb_scene_token(scene, i)->word->classes & both;
        }
    }
    return 0;
}

/* 회복률, 개선율: rates that move nothing; 성장률 and 증가율 are growth themselves */
static gboolean
is_rate_name(const SbToken *token)
{
    static const char *const moves[] = { "성장률", "증가율", "증감률", "증감율", "상승률",
        "감소율", "하락률", "신장률", NULL };

    for (int i = 0; moves[i] != NULL; i++) {
        if (strstr(token->text, moves[i]) != NULL) {
            return FALSE;
        }
    }
    return strstr(token->text, "률") != NULL || strstr(token->text, "율") != NULL;
}

guint
sb_role_korean_led(const SbScene *scene, const SbMention *m)
{
    const guint both = SB_WORD_UP | SB_WORD_DOWN;

    for (guint k = m->start; k > scene->start && k + 3 > m->start; k--) {
        const SbToken *token = sb_scene_token(scene, k - 1);

        if (sb_scene_mention_at(scene, k - 1) >= 0 || sb_token_in(token, " , ; ") ||
            has_past(token)) {
            return 0;
        }
        if (sb_token_has(token, both)) {
            /* "0.05%p 오른 연 4.4%": the verb has its own amount */
            gboolean taken =
                k >= scene->start + 2 && sb_scene_mention_at(scene, k - 2) >= 0;

            return taken || is_rate_name(token) ? 0 : token->word->classes & both;
        }
    }
    return 0;
}

gboolean
sb_role_korean_reached(const SbScene *scene, const SbMention *m)
{
    const SbToken *next = m->end < scene->end ? sb_scene_token(scene, m->end) : NULL;
    const SbToken *verb =
        m->end + 1 < scene->end ? sb_scene_token(scene, m->end + 1) : NULL;

    return next != NULL && !next->space && sb_token_in(next, " 로 으로 대로 까지 ") &&
           verb != NULL && verb->hangul &&
           sb_token_has(verb, SB_WORD_UP | SB_WORD_DOWN) &&
           sb_scene_mention_at(scene, m->end + 1) < 0;
}

guint
sb_role_korean_moved(const SbScene *scene, const SbMention *m)
{
    guint own = behind_own_bracket(scene, m);
    guint i = skip_idle(scene, own > 0 ? own : m->end);
    const SbToken *verb = i < scene->end ? sb_scene_token(scene, i) : NULL;

    return verb != NULL && verb->hangul && (verb->space || own > 0) &&
                   sb_scene_mention_at(scene, i) < 0
               ? (sb_token_has(verb, SB_WORD_UP | SB_WORD_DOWN) ? verb->word->classes
                                                                : 0) &
                     (SB_WORD_UP | SB_WORD_DOWN)
               : 0;
}

/* --- modality --- */

/* "했으며", "였고", "줄었지만": a clause of the past ends here; "증가한 반면" too. */
static gboolean
ends_past_clause(const SbToken *token)
{
    return token->hangul && has_past(token) &&
           (ends_with(token, "고") || ends_with(token, "며") ||
               ends_with(token, "지만") || ends_with(token, "으나") ||
               ends_with(token, "는데"));
}

/* "투자한다", "짓는다", "늘린다", "지원함": what somebody does, told as to come. */
static gboolean
is_deed(const SbToken *token)
{
    static const char *const deeds[] = { "투자", "지원", "투입", "짓", "늘린", "조성",
        "확충", "채용", "고용", "건설", "신설", "공급", "설치", "추진", "지정", "유치",
        "편성", "도입", "확대", "마련", "육성", "양성", "보급", "구축", "개최", "운영",
        "실시", "줄인", "단축", "인상", "인하", "발행", "매입", "만든", "만들", "키운",
        "키울", "세운", "세울", "뽑", "심는", "심을", "늘릴", "줄일", "연다", "들인",
        NULL };

    if (!token->hangul || has_past(token) ||
        !(ends_with(token, "한다") || ends_with(token, "는다") ||
            ends_with(token, "된다") || ends_with(token, "린다") ||
            ends_with(token, "인다") || ends_with(token, "한다고") ||
            ends_with(token, "든다") || ends_with(token, "운다") ||
            ends_with(token, "할") || ends_with(token, "키로"))) {
        return FALSE;
    }
    for (int i = 0; deeds[i] != NULL; i++) {
        if (g_str_has_prefix(token->text, deeds[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Is a time of the clause to come, or this year's? */
static gboolean
is_to_come(const SbScene *scene, guint start, guint end, const char *date)
{
    for (guint i = start; i < end; i++) {
        const SbPeriodHit *hit = sb_scene_period_at(scene, i);

        if (hit != NULL && !hit->base && *hit->period != '\0' && date != NULL &&
            strncmp(hit->period, date, 4) > 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static SbModality
of_word(const SbToken *token)
{
    static const struct {
        guint class;
        SbModality modality;
    } table[] = { { SB_WORD_RULE, SB_MODALITY_RULE },
        { SB_WORD_FORECAST, SB_MODALITY_FORECAST },
        { SB_WORD_TARGET, SB_MODALITY_TARGET }, { SB_WORD_AGREED, SB_MODALITY_AGREED } };

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (sb_token_has(token, table[i].class)) {
            return table[i].modality;
        }
    }
    if (ends_with(token, "겠다") || ends_with(token, "겠다고") ||
        ends_with(token, "키로")) {
        return SB_MODALITY_TARGET;
    }
    return SB_MODALITY_ACTUAL;
}

/* "전망치 1.4%", "목표(60조 원)" */
static SbModality
named_before(const SbScene *scene, const SbMention *m)
{
    for (guint i = m->start; i > scene->start && i + 3 > m->start; i--) {
        const SbToken *token = sb_scene_token(scene, i - 1);

        if (sb_scene_mention_at(scene, i - 1) >= 0) {
            break;
        }
        if (token->hangul && (g_str_has_prefix(token->text, "전망치") ||
                                 g_str_has_prefix(token->text, "예상치"))) {
            return SB_MODALITY_FORECAST;
        }
        if (token->hangul &&
            (g_str_has_prefix(token->text, "목표치") ||
                sb_token_in(token, " 목표 목표는 목표가 목표를 목표로 "))) {
            return SB_MODALITY_TARGET;
        }
    }
    /* "전망치는 2.3%에서 2.2%로 낮췄다" */
    for (guint i = m->start;
         i > scene->start && !ends_past_clause(sb_scene_token(scene, i - 1)); i--) {
        const SbToken *token = sb_scene_token(scene, i - 1);

        if (token->hangul && (g_str_has_prefix(token->text, "전망치") ||
                                 g_str_has_prefix(token->text, "예상치"))) {
            return SB_MODALITY_FORECAST;
        }
        if (sb_token_is(token, ",") && sb_scene_mention_at(scene, i - 2) < 0) {
            break;
        }
    }
    return SB_MODALITY_ACTUAL;
}

SbModality
sb_role_korean_modality(const SbScene *scene, const SbMention *m)
{
    const char *date = scene->context->article->info.date;
    guint end = m->end, start = m->start;
    SbModality found = SB_MODALITY_ACTUAL;
    gboolean told = FALSE;

    while (end < scene->end && !ends_past_clause(sb_scene_token(scene, end))) {
        end++;
    }
    while (start > scene->start && !ends_past_clause(sb_scene_token(scene, start - 1))) {
        start--;
    }
    if (named_before(scene, m) != SB_MODALITY_ACTUAL) {
        return named_before(scene, m);
    }
    if (end < scene->end) {
        return SB_MODALITY_ACTUAL;
    }
    /* the verb stands last: it speaks for the clause */
    for (guint i = end; i > m->end && i + 8 > end && found == SB_MODALITY_ACTUAL; i--) {
        const SbToken *token = sb_scene_token(scene, i - 1);

        if (sb_scene_mention_at(scene, i - 1) >= 0) {
            continue;
        }
        if (token->hangul && (ends_with(token, "다고") || ends_with(token, "라고"))) {
            told = TRUE;
            if (has_past(token) && of_word(token) == SB_MODALITY_ACTUAL) {
                return SB_MODALITY_ACTUAL; /* "늘었다고 밝혔다" */
            }
        }
        found = of_word(token);
        if (found == SB_MODALITY_ACTUAL && is_deed(token) &&
            (told || is_to_come(scene, scene->start, scene->end, date) ||
                ends_with(token, "다"))) {
            found = told ? SB_MODALITY_ANNOUNCED : SB_MODALITY_TARGET;
        }
    }
    /* "현재 9개에서 18개로 늘린다": what is there now */
    if (found != SB_MODALITY_ACTUAL && m->end < scene->end &&
        is_word(scene, m->end, " 에서 인 이던 였던 ")) {
        return SB_MODALITY_ACTUAL;
    }
    return found;
}
