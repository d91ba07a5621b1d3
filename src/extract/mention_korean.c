/*
 * In: a number of a Korean sentence and its counter.  Out: the unit, where the
 * counter alone does not settle it; what an amount is for ("배럴당").
 */
#include <string.h>

#include "extract/mention.h"

static const SbToken *
token_at(const SbMentionSetting *setting, guint i)
{
    return sb_token_at(setting->tokens, i);
}

/* Does a word of the sentence near token i begin with one of words? */
static gboolean
is_near(const SbMentionSetting *setting, guint start, guint end, guint i,
    const char *const *words)
{
    guint from = i > start + 12 ? i - 12 : start, to = MIN(end, i + 8);

    for (guint k = from; k < to; k++) {
        for (size_t w = 0; words[w] != NULL; w++) {
            if (token_at(setting, k)->hangul &&
                strstr(token_at(setting, k)->text, words[w]) != NULL) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* "15대 주력 품목", "3대 전략": the N great ones, no vehicles. */
static gboolean
is_great(const SbMentionSetting *setting, guint after, guint end)
{
    static const char *const heads[] = { "품목", "전략", "과제", "분야", "임무", "산업",
        "주요", "목표", "원칙", "방향", "정책", "핵심", "주력", "중점", "신산업", "사업",
        "축", "거점", "도시", "강국", "은행", "그룹", "부문", "지수", "개혁", "연금",
        "수출", "교역국", "시장", "요인", "추진", "성장", "전략산업", "권역", "프로젝트",
        "실천", "국정", "도정", "기업", "제조업", "첨단", "미래", "국가", "업종", "지표",
        "특구", "경제", NULL };

    if (after >= end || !token_at(setting, after)->hangul ||
        !token_at(setting, after)->space) {
        return FALSE;
    }
    for (size_t k = 0; heads[k] != NULL; k++) {
        if (g_str_has_prefix(token_at(setting, after)->text, heads[k])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "인구 10만 명당 의사는 | 210명": of how many, where that is a power of ten. */
static const char *
per_many(const SbMentionSetting *setting, guint start, guint i, const char *unit)
{
    guint k = i, first;
    SbNumber many;

    while (k > start + 2 && k + 5 > i && !sb_token_is(token_at(setting, k - 1), "당")) {
        if (!token_at(setting, k - 1)->hangul) {
            return unit;
        }
        k--;
    }
    if (k <= start + 2 || !sb_token_is(token_at(setting, k - 1), "당") ||
        token_at(setting, k - 1)->space) {
        return unit;
    }
    const SbUnitName *counter = token_at(setting, k - 2)->unit;

    for (first = k - 2; first > start && first + 5 > k; first--) {
        const SbToken *token = token_at(setting, first - 1);

        if (token->kind != SB_TOKEN_NUMBER &&
            (token->word == NULL || token->word->numeral == NULL)) {
            break;
        }
    }
    if (counter == NULL || counter->kind != SB_NAMED_COUNT || first == k - 2 ||
        !sb_number_read(setting->tokens, first, k, &many) || many.end != k - 2) {
        return unit;
    }
    SbDecimal power = many.value;

    while (power.coefficient > 0 && power.coefficient % 10 == 0) {
        power.coefficient /= 10;
        power.exponent++;
    }
    if (power.coefficient != 1 || power.exponent < 2) {
        return unit;
    }
    g_autofree char *digits = sb_decimal_format(many.value);

    return sb_arena_printf(setting->arena, "%s/%s%s", unit, digits, counter->code);
}

const char *
sb_unit_korean(const SbMentionSetting *setting, guint start, guint end,
    const SbNumber *number, guint after, const char *unit)
{
    static const struct {
        const char *counter, *unit;
        const char *const near[16];
    } table[] = {
        { "편", "{flight}",
            { "항공", "운항", "노선", "국제선", "국내선", "여객", "취항", "직항", "공항",
                NULL } },
        { "주", "{share}",
            { "주식", "발행", "보통주", "우선주", "자사주", "증자", "상장", "주주",
                "공모", NULL } },
        { "점", "{item}",
            { "유물", "작품", "물품", "문화재", "전시", "소장", "그림", "출품", "제품",
                NULL } },
    };
    static const struct {
        const char *counter, *unit;
    } plain[] = { { "편", "{piece}" }, { "주", "wk" } };
    guint at = number->end;
    const SbToken *counter = at < end ? token_at(setting, at) : NULL;

    if (counter == NULL || !counter->hangul || counter->unit == NULL) {
        return unit;
    }
    if (sb_token_is(counter, "대") && is_great(setting, after, end)) {
        return "{item}";
    }
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (sb_token_is(counter, table[i].counter) &&
            is_near(setting, start, end, number->start, table[i].near)) {
            return table[i].unit;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++) {
        if (sb_token_is(counter, plain[i].counter) && !number->has_scale) {
            return plain[i].unit;
        }
    }
    return *unit == '{' ? per_many(setting, start, number->start, unit) : unit;
}

gboolean
sb_unit_is_degree(
    const SbMentionSetting *setting, guint start, guint end, const SbNumber *number)
{
    static const char *const words[] = { "기온", "온도", "섭씨", "영하", "영상", "수온",
        "체온", "평년", "더위", "추위", "지구", "최저", "최고", NULL };
    const SbToken *next = number->end < end ? token_at(setting, number->end) : NULL;

    return next != NULL && next->hangul && !next->space && number->digits &&
           g_str_has_prefix(next->text, "도") &&
           (next->length == strlen("도") ||
               sb_lexicon_is_particle(
                   next->text + strlen("도"), next->length - strlen("도")) ||
               g_str_has_suffix(next->text, "상승")) &&
           is_near(setting, start, end, number->start, words);
}

/* "㎏당", "리터당" at tokens before i: the unit of the amount behind. */
static const char *
per_unit(const SbMentionSetting *setting, guint start, guint i)
{
    const SbToken *token = token_at(setting, i);
    size_t tail = strlen("당"), length = 0;
    guint taken;

    if (!token->hangul || !g_str_has_suffix(token->text, "당")) {
        return NULL;
    }
    if (token->length == tail) {
        if (i == start || token->space) {
            return NULL;
        }
        const SbUnitName *unit = sb_unit_find_at(setting, i - 1, i, &taken);
        const SbToken *number = i >= start + 2 ? token_at(setting, i - 2) : NULL;
        gboolean counted = number != NULL && number->kind == SB_TOKEN_NUMBER;

        if (unit == NULL || taken != 1 || unit->kind == SB_NAMED_COUNT) {
            return NULL;
        }
        if (counted && strcmp(unit->code, "m2") == 0 &&
            strcmp(number->text, "3.3") == 0) {
            return "pyeong";
        }
        return counted && strcmp(number->text, "1") != 0 ? NULL : unit->code;
    }
    g_autofree char *name = g_strndup(token->text, token->length - tail);
    const SbUnitName *unit =
        sb_lexicon_korean_unit(setting->lexicon, name, token->length - tail, &length);

    return unit != NULL && length == strlen(name) && unit->kind != SB_NAMED_COUNT
               ? unit->code
               : NULL;
}

/* The amount at token i with the "per" that stands before it. */
static const char *
with_per_before(const SbMentionSetting *setting, guint start, guint i, const char *money)
{
    for (guint k = i; k > start && k + 6 > i; k--) {
        const SbToken *token = token_at(setting, k - 1);
        const char *per = per_unit(setting, start, k - 1);

        if (per != NULL) {
            return strcmp(per, money) == 0
                       ? money
                       : sb_arena_printf(setting->arena, "%s/%s", money, per);
        }
        if (!token->hangul || token->unit != NULL) {
            break;
        }
    }
    return money;
}

static gboolean
moves(const SbMentionSetting *setting, guint i, guint end)
{
    return i < end && token_at(setting, i)->hangul &&
           sb_token_has(token_at(setting, i), SB_WORD_UP | SB_WORD_DOWN);
}

/* The token "환율은" that the amount at token i is of: right before it, or before the
 * move that led to it ("환율은 전날보다 4.2원 오른 | 1,343.5원"); i: none. */
static guint
rate_before(const SbMentionSetting *setting, guint start, guint i)
{
    guint back = moves(setting, i - 1, i) ? 12 : 1;

    for (guint k = i; k > start && k + back > i - 1; k--) {
        const SbToken *token = token_at(setting, k - 1);

        if (token->hangul && g_str_has_prefix(token->text, "환율")) {
            return k - 1;
        }
    }
    return i;
}

const char *
sb_unit_korean_per(const SbMentionSetting *setting, guint start, guint end, guint i,
    guint behind, const char *money)
{
    const SbToken *before = i > start ? token_at(setting, i - 1) : NULL;
    size_t length = 0;

    if (before == NULL || !(before->hangul || before->kind == SB_TOKEN_PUNCT)) {
        return money;
    }
    const char *per = with_per_before(setting, start, i, money);
    guint rate = rate_before(setting, start, i);

    if (per != money || rate == i || rate < start + 3 || moves(setting, behind, end) ||
        !sb_token_in(token_at(setting, rate - 2), " / · ") ||
        !token_at(setting, rate - 1)->hangul) {
        return per;
    }
    const SbUnitName *unit = sb_lexicon_korean_unit(setting->lexicon,
        token_at(setting, rate - 1)->text, token_at(setting, rate - 1)->length, &length);

    return unit != NULL && unit->kind == SB_NAMED_MONEY && strcmp(unit->code, money) != 0
               ? sb_arena_printf(setting->arena, "%s/%s", money, unit->code)
               : money;
}
