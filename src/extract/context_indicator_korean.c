/*
 * In: a Korean sentence.  Out: what a mention measures: the noun of the verb
 * behind the amount, else the topic before it.
 */
#include <string.h>

#include "extract/context.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

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
const char *
sb_context_indicator_korean(const SbScene *scene, const SbMention *m, guint me)
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
