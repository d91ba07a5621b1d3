/*
 * In: a Korean sentence.  Out: what a mention measures.
 *
 * Tried in turn: the noun right before the amount ("사업비 120억 원"); the noun that
 * the amount belongs to ("1조 원 규모의 투자", "5개 품목"); the noun of the verb
 * behind it ("투자했다"); the nearest subject or object before it ("수출은"); what the
 * mention before was about.
 *
 * Terms: a word is closed when a particle follows its noun; verbal when it is a form
 * of a verb; empty when it says nothing of what is measured (today, in all, 정부는).
 */
#include <string.h>

#include "extract/context.h"
#include "extract/korean.h"

enum { LONGEST_PHRASE = 6 };

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

static gboolean
ends_in(const SbToken *token, const char *const *endings)
{
    for (int i = 0; endings[i] != NULL; i++) {
        if (token->length >= strlen(endings[i]) &&
            g_str_has_suffix(token->text, endings[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
begins_with(const SbToken *token, const char *const *beginnings)
{
    for (int i = 0; beginnings[i] != NULL; i++) {
        if (g_str_has_prefix(token->text, beginnings[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Has the word a syllable of the past (했, 였: a final ㅆ)? */
static gboolean
is_past(const SbToken *token)
{
    for (const char *p = token->text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c >= 0xAC00 && c <= 0xD7A3 && (c - 0xAC00) % 28 == 20 && c != 0xC788) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A verb's form, or a noun made one: 기록하며, 증가한, 늘어, 들여 */
static gboolean
is_verbal(const SbToken *token)
{
    static const char *const endings[] = { "하고", "하며", "되고", "되며", "이고", "이며",
        "하여", "되어", "해", "돼", "한", "된", "할", "될", "하는", "되는", "있는",
        "없는", "던", "면서", "지만", "으며", "으나", "는데", "다", "려고", "도록",
        "하게", "들여", "늘어", "줄어", "올라", "내려", "짓고", "찾은", "오른", "내린",
        "늘린", "줄인", "늘고", "줄고", "맡은", "받은", "넘는", "웃도는", "밑도는",
        "따라", "위해", "통해", "의해", "인해", "대해", "걸쳐", "맞아", "비해", "보여",
        "거쳐", "향해", "르면", "려면", "많은", "적은", "높은", "낮은", "좋은", "짧은",
        "긴", "큰", "작은", "늘어난", "줄어든", "아", "어", "따른", "위한", "관한",
        "대한", NULL };
    static const char *const nouns[] = { "북한", "상한", "하한", "제한", "권한", "기한",
        "무한", "방한", "시아", "남아", "생아", "원아", "언어", "용어", "단어", "영어",
        "장어", "광어", "연어", "방어", "육아", "소아", "유아", "피해", "재해", "손해",
        "동해", "남해", "서해", "새해", "역할", "바다", "분할", NULL };

    return token->hangul && (is_past(token) || ends_in(token, endings)) &&
           !begins_with(token, nouns) && !ends_in(token, nouns);
}

/* "리터당": for how much an amount is */
static gboolean
is_per(const SbToken *token)
{
    static const char *const nouns[] = { "식당", "수당", "정당", "배당", "담당", "강당",
        NULL };

    return token->hangul && g_str_has_suffix(token->text, "당") &&
           !ends_in(token, nouns) && !begins_with(token, nouns);
}

/* Who does or says something; money is not measured in it. */
static gboolean
is_actor(const SbToken *token)
{
    static const char *const endings[] = { "위원회", "위원장", "관계자", "장관", "지사",
        "도지사", "시장은", "시장이", "총리", "대통령", "대표", "회장", "사장", "원장",
        "본부장", "대변인", "연구원", "공사", "공단", "협회", "재단", "은행", "그룹",
        "부처", "교수", "차관", "국장", "과장", NULL };
    static const char *const whole[] = { "정부", "도", "시", "군", "구", "회사", "당국",
        "양측", "양사", "업계", "기획재정부", "산업부", "문체부", "국토부", "고용부",
        "복지부", "환경부", "과기부", "교육부", "국세청", "관세청", "통계청", "병무청",
        "산림청", "한은", "증권가", "전문가들", "이들", "우리", "당사", "동사", "기재부",
        "행안부", "금융위", "공정위", "중기부", "해수부", "농식품부", NULL };
    size_t n = sb_korean_noun(token->text, token->length);
    g_autofree char *noun = g_strndup(token->text, n);
    SbToken bare = *token;

    bare.text = noun;
    bare.length = (guint)n;
    for (int i = 0; whole[i] != NULL; i++) {
        if (strcmp(noun, whole[i]) == 0) {
            return TRUE;
        }
    }
    return ends_in(&bare, endings);
}

static const char EMPTY[] =
    " 약 총 모두 최대 최소 무려 각각 대비 동월 동기 중 등 전년 당 같은 기간 역대 전체 "
    "전국 지난 이 그 이들 도내 "
    "시내 관내 국내에서 따라 연 주 연간 월간 년물 반면 이어 또한 또 특히 다만 한편 "
    "아울러 가운데 이중 그러나 가장 다시 새로 "
    "함께 현재 향후 앞으로 월 일 말 초 역시 이후 이전 년 분기 이번 당시 이날 이는 이로써 "
    "여기에 추가로 우선 "
    "직접 전액 전 후 만에 이상 이하 미만 가량 정도 수준 기준 결과 때 것 수치 같은달 "
    "당초 잠정 다음 오는 올 지역별 "
    "품목별 국가별 연령별 산업별 부문별 지역별로는 품목별로는 국가별로는 연령별로는 "
    "산업별로는 부문별로는 별로는 "
    "그중 나머지 사이 동안 내 뒤 평균적으로 매년 매월 매일 특별히 소폭 크게 대폭 "
    "다소 거의 이미 아직 이제 모든 "
    "전년도 목표 연휴 달 추석 연말 연초 여전히 더 ";

static gboolean
is_empty(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);
    size_t n = sb_korean_noun(token->text, token->length);
    g_autofree char *key = g_strdup_printf(" %.*s ", (int)n, token->text);
    gboolean dated = !token->space && i > scene->start &&
                     sb_scene_token(scene, i - 1)->kind == SB_TOKEN_NUMBER;

    return strstr(EMPTY, key) != NULL || dated || token->unit != NULL || is_per(token) ||
           sb_lexicon_is_particle(token->text, token->length) ||
           g_str_has_prefix(token->text, "대비") ||
           g_str_has_suffix(token->text, "별로는") ||
           g_str_has_suffix(token->text, "에도") || sb_scene_mention_at(scene, i) >= 0 ||
           sb_scene_period_at(scene, i) != NULL;
}

/* Korean, Chinese characters, GDP, R&D: not a number, not a mark */
static gboolean
is_noun(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);

    if (token->kind != SB_TOKEN_WORD && token->kind != SB_TOKEN_CODE) {
        return FALSE;
    }
    return token->hangul ? !is_empty(scene, i) && !is_verbal(token)
                         : sb_scene_mention_at(scene, i) < 0 &&
                               sb_scene_period_at(scene, i) == NULL;
}

/* "수출" behind a country: its trade with it, the country belongs to the words */
static gboolean
is_trade(const SbScene *scene, guint i)
{
    static const char *const words[] = { "수출", "수입", "교역", "무역", NULL };

    return i < scene->end && sb_scene_token(scene, i)->hangul &&
           begins_with(sb_scene_token(scene, i), words);
}

/* May token i stand within a phrase that goes on behind it? */
static gboolean
leads_on(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);

    if (sb_scene_place_at(scene, i) != NULL) {
        return is_trade(scene, i + 1);
    }
    if (is_word(scene, i, " · 및 / ")) {
        return i > scene->start && is_noun(scene, i - 1);
    }
    if (!is_noun(scene, i)) {
        return FALSE;
    }
    size_t n = token->hangul ? sb_korean_noun(token->text, token->length) : token->length;

    return n == token->length || (strcmp(token->text + n, "의") == 0 && !is_actor(token));
}

/* The first token of the noun phrase whose last token is i. */
static guint
phrase_start(const SbScene *scene, guint i)
{
    guint start = i;

    while (start > scene->start && i - start + 1 < LONGEST_PHRASE) {
        guint before = start - 1;

        if (!leads_on(scene, before)) {
            break;
        }
        start = before;
    }
    while (start < i && is_word(scene, start, " · 및 / ")) {
        start++;
    }
    return start;
}

/* "김이", "쌀이": a noun of one syllable; not 길이, 높이 */
static gboolean
is_short_subject(const SbToken *token)
{
    static const char *const nouns[] = { "길이", "높이", "깊이", "넓이", "먹이", "놀이",
        "종이", "같이", "많이", "젊이", "일이", "분이", NULL };

    return token->length == 6 && g_str_has_suffix(token->text, "이") &&
           sb_korean_closed(token->text, 3) && !begins_with(token, nouns);
}

/* Tokens [start, last] as they are written, the last one's particle cut off. */
static const char *
phrase_text(const SbScene *scene, guint start, guint last)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = start; i <= last; i++) {
        const SbToken *token = sb_scene_token(scene, i);
        size_t n = token->length;

        if (i > start && token->space) {
            g_string_append_c(text, ' ');
        }
        if (i == last && token->hangul) {
            n = sb_korean_noun(token->text, token->length);
            n -= n == 6 && is_short_subject(token) ? 3 : 0; /* 김이 */
        }
        g_string_append_len(text, token->text, (gssize)n);
    }
    /* "기업 수": the number of them */
    if (g_str_has_suffix(text->str, " 수")) {
        g_string_truncate(text, text->len - strlen(" 수"));
    }
    return sb_arena_cut(scene->context->arena, text->str, 120);
}

static const char *
phrase_at(const SbScene *scene, guint last)
{
    return phrase_text(scene, phrase_start(scene, last), last);
}

/* --- right before --- */

/* "예약률은 평균 | 78%", but not "전국 평균 | 78%" */
static gboolean
is_rate_of(const SbScene *scene, guint i)
{
    if (!is_word(scene, i - 1, " 평균 일평균 하루 연평균 월평균 ") ||
        i < scene->start + 2 || is_word(scene, i, " ( ")) {
        return FALSE;
    }
    const SbToken *before = sb_scene_token(scene, i - 2);

    return !is_noun(scene, i - 2) ||
           (before->hangul &&
               sb_korean_noun(before->text, before->length) < before->length);
}

static const char *
noun_before(const SbScene *scene, const SbMention *m)
{
    guint i = m->start;

    while (i > scene->start &&
           (is_word(scene, i - 1, " 약 총 모두 최대 최소 \" ' ( 무려 대략 ") ||
               is_rate_of(scene, i) || sb_scene_period_at(scene, i - 1) != NULL)) {
        i--;
    }
    if (i == scene->start) {
        return "";
    }
    const SbToken *token = sb_scene_token(scene, i - 1);
    gboolean bracket = i < m->start && is_word(scene, i, " ( ");

    if (!is_noun(scene, i - 1) || sb_scene_place_at(scene, i - 1) != NULL) {
        return "";
    }
    if (token->hangul && !bracket &&
        sb_korean_noun(token->text, token->length) < token->length) {
        return "";
    }
    static const char *const adverbs[] = { "으로", "로", "이상", "까지", NULL };

    return token->hangul && ends_in(token, adverbs) ? "" : phrase_at(scene, i - 1);
}

/* --- the subject --- */

/* The token of the noun to which the particle at i belongs; scene->end: none.
 * "국내총생산(GDP)이": the particle stands alone behind a bracket. */
static guint
subject_at(const SbScene *scene, guint i)
{
    static const char particles[] = " 은 는 이 가 을 를 도 ";
    const SbToken *token = sb_scene_token(scene, i);

    if (!token->hangul) {
        return scene->end;
    }
    if (sb_token_in(token, particles) && !token->space && i > scene->start) {
        if (!is_word(scene, i - 1, " ) \" ' ")) {
            return is_noun(scene, i - 1) ? i - 1 : scene->end;
        }
        guint k = i - 1;

        while (k > scene->start && !is_word(scene, k, " ( ")) {
            k--;
        }
        return is_word(scene, k, " ( ") && k > scene->start && is_noun(scene, k - 1)
                   ? k - 1
                   : scene->end;
    }
    gboolean closed =
        sb_korean_ends(token->text, token->length, particles) || is_short_subject(token);

    return closed && is_noun(scene, i) && !is_actor(token) &&
                   sb_scene_place_at(scene, i) == NULL
               ? i
               : scene->end;
}

/* --- behind --- */

/* The last token of the bare nouns from i on, its particle with it. */
static guint
nouns_end(const SbScene *scene, guint i)
{
    guint k = i;

    while (k < scene->end && k < i + 4 && is_noun(scene, k) &&
           (k == i || sb_scene_place_at(scene, k) == NULL)) {
        const SbToken *token = sb_scene_token(scene, k);

        k++;
        if (token->hangul && sb_korean_noun(token->text, token->length) < token->length) {
            break;
        }
    }
    return k;
}

static const char *
noun_behind(const SbScene *scene, const SbMention *m)
{
    static const char *const scale[] = { "규모", "상당", "어치", "수준", "대", NULL };
    static const char *const deeds[] = { "유치", "돌파", "달성", "증가", "감소", "상승",
        "하락", "이상", "넘", "기록", "흑자", "적자", "늘", "줄", "오른", "내린", "많은",
        "적은", "높은", "낮은", "전망", "예상", "목표", "수준", "가운데", "중", "안팎",
        "선", "전", "후", "만", "연속", "규모", "미만", "이하", "초과", "가량", "정도",
        "내외", "남짓", "당", "모두", "씩", "내", "쓴", "들", NULL };
    guint i = m->end;
    gboolean of = FALSE;

    for (; i < scene->end && i < m->end + 2; i++) {
        const SbToken *token = sb_scene_token(scene, i);

        if (sb_token_is(token, "의") || (token->hangul && begins_with(token, scale) &&
                                            g_str_has_suffix(token->text, "의"))) {
            of = TRUE;
            i++;
            break;
        }
        if (sb_token_is(token, "규모") && i + 1 < scene->end && is_noun(scene, i + 1)) {
            of = TRUE; /* 500억 원 규모 투자협약 */
            i++;
            break;
        }
        if (!(token->hangul && begins_with(token, scale) && token->length <= 6)) {
            break;
        }
    }
    gboolean counted =
        m->kind == SB_NAMED_COUNT && m->unit[0] == '{' && i == m->end &&
        (strcmp(m->unit, "{item}") == 0 || strcmp(m->unit, "{person}") == 0);

    if (!(of || counted) || i >= scene->end || !sb_scene_token(scene, i)->hangul ||
        !sb_scene_token(scene, i)->space ||
        begins_with(sb_scene_token(scene, i), deeds)) {
        return "";
    }
    guint end = nouns_end(scene, i);
    const char *noun = end > i ? phrase_text(scene, i, end - 1) : "";
    guint topic =
        of && m->start > scene->start ? subject_at(scene, m->start - 1) : scene->end;

    /* "전장 부문은 90억 원의 매출을": the sales of the division */
    return *noun != '\0' && topic < scene->end && m->kind == SB_NAMED_MONEY
               ? sb_arena_printf(
                     scene->context->arena, "%s %s", phrase_at(scene, topic), noun)
               : noun;
}

/* --- the verb --- */

/* "5조 원을 투자해", "420명을 새로 고용한다": the noun of the verb */
static const char *
noun_of_verb(const SbScene *scene, const SbMention *m)
{
    static const struct {
        const char *verb, *noun;
        gboolean persons;
    } table[] = { { "투자", "투자", FALSE }, { "수출", "수출", FALSE },
        { "수입", "수입", FALSE }, { "지원", "지원", FALSE }, { "생산", "생산", FALSE },
        { "판매", "판매", FALSE }, { "기부", "기부", FALSE }, { "지출", "지출", FALSE },
        { "투입", "투입", FALSE }, { "유치", "유치", FALSE }, { "지급", "지급", FALSE },
        { "매입", "매입", FALSE }, { "융자", "융자", FALSE }, { "대출", "대출", FALSE },
        { "출자", "출자", FALSE }, { "융통", "대출", FALSE }, { "편성", "예산", FALSE },
        { "예산", "예산", FALSE }, { "배정", "예산", FALSE }, { "들여", "투자", FALSE },
        { "들인", "투자", FALSE }, { "들이", "투자", FALSE }, { "쏟아", "투자", FALSE },
        { "수주", "수주", FALSE }, { "계약", "계약", FALSE }, { "고용", "고용", TRUE },
        { "채용", "채용", TRUE }, { "뽑", "채용", TRUE }, { "선발", "선발", TRUE },
        { "모집", "모집", TRUE }, { "양성", "양성", TRUE }, { "파견", "파견", TRUE } };
    guint i = m->end;

    if (is_word(scene, i, " 규모를 ")) {
        i++;
    } else if (is_word(scene, i, " 을 를 어치를 ")) {
        i++;
    } else if (i >= scene->end || !sb_scene_token(scene, i)->space) {
        return "";
    }
    while (i < scene->end && i < m->end + 5 &&
           (sb_scene_period_at(scene, i) != NULL ||
               is_word(scene, i,
                   " 더 추가로 우선 새로 모두 전액 직접 신규로 집중 더욱 먼저 "))) {
        i++;
    }
    for (size_t k = 0; i < scene->end && k < G_N_ELEMENTS(table); k++) {
        if (table[k].persons == (strcmp(m->unit, "{person}") == 0) &&
            (table[k].persons || m->kind == SB_NAMED_MONEY) &&
            g_str_has_prefix(sb_scene_token(scene, i)->text, table[k].verb)) {
            return table[k].noun;
        }
    }
    return "";
}

/* "전망치는": of what was spoken of */
static gboolean
is_value_name(const char *phrase)
{
    return strcmp(phrase, "전망치") == 0 || strcmp(phrase, "예상치") == 0 ||
           strcmp(phrase, "목표치") == 0;
}

static const char *
subject_before(const SbScene *scene, const SbMention *m, guint me)
{
    guint late = scene->end;

    for (guint k = m->start; k > scene->start; k--) {
        int other = sb_scene_mention_at(scene, k - 1);
        const SbToken *token = sb_scene_token(scene, k - 1);

        if (other >= 0 && (guint)other < me) {
            const SbMention *before = sb_scene_mention(scene, (guint)other);

            if (before->kind == SB_NAMED_TIME && *before->indicator == '\0') {
                continue;
            }
            if (m->kind == SB_NAMED_COUNT && strcmp(m->unit, before->unit) != 0 &&
                strcmp(m->unit, "1") != 0 && !m->bare && before->kind != SB_NAMED_TIME &&
                !m->rank && before->kind != SB_NAMED_PERCENT) {
                continue;
            }
            return before->kind == SB_NAMED_TIME ? before->indicator
                   : late < scene->end           ? phrase_at(scene, late)
                                                 : before->indicator;
        }
        guint noun = subject_at(scene, k - 1);

        if (noun < scene->end) {
            const char *phrase = phrase_at(scene, noun);

            return is_value_name(phrase) && me > scene->first
                       ? sb_scene_mention(scene, me - 1)->indicator
                       : phrase;
        }
        if (late == scene->end && token->hangul && is_noun(scene, k - 1) &&
            !is_actor(token) && sb_scene_place_at(scene, k - 1) == NULL &&
            sb_korean_ends(token->text, token->length, " 에는 에 에서는 ")) {
            late = k - 1;
        }
    }
    return late < scene->end ? phrase_at(scene, late) : "";
}

/* What a counter counts by itself: "8개 품목", "12개사" */
static const char *
noun_of_unit(const SbScene *scene, const SbMention *m)
{
    static const struct {
        const char *counter, *noun;
    } table[] = { { "개사", "기업" }, { "사", "기업" }, { "개국", "국가" },
        { "개교", "학교" }, { "가구", "가구" }, { "세대", "가구" }, { "농가", "농가" },
        { "나라", "나라" }, { "도시", "도시" }, { "기업", "기업" } };
    const SbToken *unit = m->end > m->start ? sb_scene_token(scene, m->end - 1) : NULL;

    if (unit == NULL || unit->unit == NULL) {
        return "";
    }
    const char *blank = strrchr(unit->text, ' ');

    if (blank != NULL && g_str_has_prefix(unit->text, "개 ")) {
        return blank + 1;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (strcmp(table[i].counter, unit->text) == 0) {
            return table[i].noun;
        }
    }
    return "";
}

/* "서울은 0.55명": a place and nothing more; it goes on with what was counted first. */
static const char *
of_same_unit(const SbScene *scene, const SbMention *m, guint me)
{
    gboolean place = FALSE;

    for (guint i = scene->start; i < m->start; i++) {
        place |= sb_scene_place_at(scene, i) != NULL;
    }
    guint from = me > 40 ? me - 40 : 0;

    for (guint k = from; place && k < me; k++) {
        const SbMention *other = sb_scene_mention(scene, k);

        if (*other->indicator != '\0' && other->role == m->role &&
            strcmp(other->unit, m->unit) == 0 && *m->unit != '\0' &&
            (other->value.exponent < 0) == (m->value.exponent < 0)) {
            return other->indicator;
        }
    }
    return "";
}

/* "평균(2.2%)", "목표(60조 원)": another value of the same */
static gboolean
is_other_value(const char *phrase)
{
    static const char *const endings[] = { "평균", "목표", "목표치", "전망치", "예상치",
        "전국 평균", NULL };

    for (int i = 0; endings[i] != NULL; i++) {
        if (g_str_has_suffix(phrase, endings[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

const char *
sb_context_indicator_korean(const SbScene *scene, const SbMention *m, guint me)
{
    const char *found = noun_before(scene, m);
    const char *unit =
        m->kind == SB_NAMED_COUNT && !m->rank ? noun_of_unit(scene, m) : "";

    if (*found != '\0' && is_other_value(found) && me > scene->first) {
        return sb_scene_mention(scene, me - 1)->indicator;
    }
    if (*found == '\0') {
        found = unit;
    }
    if (*found == '\0') {
        found = noun_behind(scene, m);
    }
    if (*found == '\0') {
        found = noun_of_verb(scene, m);
    }
    if (*found == '\0') {
        found = subject_before(scene, m, me);
    }
    if (*found == '\0' && m->kind != SB_NAMED_TIME) {
        found = of_same_unit(scene, m, me);
    }
    if (*found == '\0' && m->kind == SB_NAMED_PERCENT && me > scene->context->paragraph) {
        found = sb_scene_mention(scene, me - 1)->indicator;
    }
    return found;
}

void
sb_context_deficit_korean(const SbScene *scene, SbMention *m)
{
    static const char *const deficits[] = { "적자", NULL };
    gboolean balance =
        strstr(m->indicator, "수지") != NULL || strstr(m->indicator, "흑자") != NULL ||
        g_str_has_suffix(m->indicator, "이익") || g_str_has_suffix(m->indicator, "손익");

    if (balance && m->kind == SB_NAMED_MONEY && m->end < scene->end &&
        m->value.coefficient > 0 && sb_scene_token(scene, m->end)->hangul &&
        begins_with(sb_scene_token(scene, m->end), deficits) &&
        strstr(m->indicator, "적자") == NULL) {
        m->value = sb_decimal_negate(m->value);
    }
}
