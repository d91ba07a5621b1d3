/*
 * In: the tokens around a number.  Out: its qualifier: about, over, at least,
 * under, at most.
 */
#include <string.h>

#include "extract/mention.h"

typedef struct {
    const char *words;
    SbQualifier qualifier;
} Phrase;

/* The longest come first. */
static const Phrase BEFORE[] = {
    { "will not exceed", SB_QUALIFIER_AT_MOST },
    { "not exceed", SB_QUALIFIER_AT_MOST },
    { "not exceeding", SB_QUALIFIER_AT_MOST },
    { "not above", SB_QUALIFIER_AT_MOST },
    { "not below", SB_QUALIFIER_AT_LEAST },
    { "no less than", SB_QUALIFIER_AT_LEAST },
    { "no lower than", SB_QUALIFIER_AT_LEAST },
    { "no higher than", SB_QUALIFIER_AT_MOST },
    { "no larger than", SB_QUALIFIER_AT_MOST },
    { "no longer than", SB_QUALIFIER_AT_MOST },
    { "no fewer than", SB_QUALIFIER_AT_LEAST },
    { "not less than", SB_QUALIFIER_AT_LEAST },
    { "no more than", SB_QUALIFIER_AT_MOST },
    { "not more than", SB_QUALIFIER_AT_MOST },
    { "as much as", SB_QUALIFIER_AT_MOST },
    { "as large as", SB_QUALIFIER_AT_MOST },
    { "as few as", SB_QUALIFIER_AT_LEAST },
    { "as little as", SB_QUALIFIER_AT_LEAST },
    { "as low as", SB_QUALIFIER_AT_LEAST },
    { "in the vicinity of", SB_QUALIFIER_ABOUT },
    { "in the order of", SB_QUALIFIER_ABOUT },
    { "on the order of", SB_QUALIFIER_ABOUT },
    { "something like", SB_QUALIFIER_ABOUT },
    { "shy of", SB_QUALIFIER_UNDER },
    { "capped at", SB_QUALIFIER_AT_MOST },
    { "limited to", SB_QUALIFIER_AT_MOST },
    { "as many as", SB_QUALIFIER_AT_MOST },
    { "as high as", SB_QUALIFIER_AT_MOST },
    { "a maximum of", SB_QUALIFIER_AT_MOST },
    { "a minimum of", SB_QUALIFIER_AT_LEAST },
    { "in excess of", SB_QUALIFIER_OVER },
    { "close to", SB_QUALIFIER_ABOUT },
    { "in the region of", SB_QUALIFIER_ABOUT },
    { "more than", SB_QUALIFIER_OVER },
    { "greater than", SB_QUALIFIER_OVER },
    { "larger than", SB_QUALIFIER_OVER },
    { "bigger than", SB_QUALIFIER_OVER },
    { "longer than", SB_QUALIFIER_OVER },
    { "smaller than", SB_QUALIFIER_UNDER },
    { "shorter than", SB_QUALIFIER_UNDER },
    { "higher than", SB_QUALIFIER_OVER },
    { "upwards of", SB_QUALIFIER_OVER },
    { "well over", SB_QUALIFIER_OVER },
    { "less than", SB_QUALIFIER_UNDER },
    { "fewer than", SB_QUALIFIER_UNDER },
    { "lower than", SB_QUALIFIER_UNDER },
    { "at least", SB_QUALIFIER_AT_LEAST },
    { "at most", SB_QUALIFIER_AT_MOST },
    { "up to", SB_QUALIFIER_AT_MOST },
    { "an estimated", SB_QUALIFIER_ABOUT },
    { "almost", SB_QUALIFIER_ABOUT },
    { "virtually", SB_QUALIFIER_ABOUT },
    { "practically", SB_QUALIFIER_ABOUT },
    { "nearing", SB_QUALIFIER_ABOUT },
    { "approaching", SB_QUALIFIER_ABOUT },
    { "nearly", SB_QUALIFIER_ABOUT },
    { "about", SB_QUALIFIER_ABOUT },
    { "around", SB_QUALIFIER_ABOUT },
    { "approximately", SB_QUALIFIER_ABOUT },
    { "approx", SB_QUALIFIER_ABOUT },
    { "approx .", SB_QUALIFIER_ABOUT },
    { "roughly", SB_QUALIFIER_ABOUT },
    { "some", SB_QUALIFIER_ABOUT },
    { "circa", SB_QUALIFIER_ABOUT },
    { "over", SB_QUALIFIER_OVER },
    { "above", SB_QUALIFIER_OVER },
    { "exceed", SB_QUALIFIER_OVER },
    { "exceeds", SB_QUALIFIER_OVER },
    { "exceeded", SB_QUALIFIER_OVER },
    { "exceeding", SB_QUALIFIER_OVER },
    { "surpass", SB_QUALIFIER_OVER },
    { "surpassed", SB_QUALIFIER_OVER },
    { "surpassing", SB_QUALIFIER_OVER },
    { "topped", SB_QUALIFIER_OVER },
    { "topping", SB_QUALIFIER_OVER },
    { "under", SB_QUALIFIER_UNDER },
    { "below", SB_QUALIFIER_UNDER },
    { "minimum", SB_QUALIFIER_AT_LEAST },
    { "maximum", SB_QUALIFIER_AT_MOST },
    { "> =", SB_QUALIFIER_AT_LEAST },
    { "< =", SB_QUALIFIER_AT_MOST },
    { "≥", SB_QUALIFIER_AT_LEAST },
    { "≤", SB_QUALIFIER_AT_MOST },
    { "~", SB_QUALIFIER_ABOUT },
    { ">", SB_QUALIFIER_OVER },
    { "<", SB_QUALIFIER_UNDER },
    { "약", SB_QUALIFIER_ABOUT },
    { "대략", SB_QUALIFIER_ABOUT },
    { "어림잡아", SB_QUALIFIER_ABOUT },
    { "최저", SB_QUALIFIER_AT_LEAST },
    { "거의", SB_QUALIFIER_ABOUT },
    { "최소", SB_QUALIFIER_AT_LEAST },
    { "최소한", SB_QUALIFIER_AT_LEAST },
    { "적어도", SB_QUALIFIER_AT_LEAST },
    { "최대", SB_QUALIFIER_AT_MOST },
    { "많게는", SB_QUALIFIER_AT_MOST },
};

static const Phrase BEHIND[] = {
    { "or more", SB_QUALIFIER_AT_LEAST },
    { "or higher", SB_QUALIFIER_AT_LEAST },
    { "or above", SB_QUALIFIER_AT_LEAST },
    { "and above", SB_QUALIFIER_AT_LEAST },
    { "and over", SB_QUALIFIER_AT_LEAST },
    { "or over", SB_QUALIFIER_AT_LEAST },
    { "or greater", SB_QUALIFIER_AT_LEAST },
    { "or longer", SB_QUALIFIER_AT_LEAST },
    { "or larger", SB_QUALIFIER_AT_LEAST },
    { "or better", SB_QUALIFIER_AT_LEAST },
    { "and higher", SB_QUALIFIER_AT_LEAST },
    { "and up", SB_QUALIFIER_AT_LEAST },
    { "or lower", SB_QUALIFIER_AT_MOST },
    { "or under", SB_QUALIFIER_AT_MOST },
    { "or shorter", SB_QUALIFIER_AT_MOST },
    { "at least", SB_QUALIFIER_AT_LEAST },
    { "at the least", SB_QUALIFIER_AT_LEAST },
    { "at most", SB_QUALIFIER_AT_MOST },
    { "at the most", SB_QUALIFIER_AT_MOST },
    { "or thereabouts", SB_QUALIFIER_ABOUT },
    { "- plus", SB_QUALIFIER_OVER },
    { "give or take", SB_QUALIFIER_ABOUT },
    { ", give or take", SB_QUALIFIER_ABOUT },
    { "and more", SB_QUALIFIER_AT_LEAST },
    { "or less", SB_QUALIFIER_AT_MOST },
    { "or fewer", SB_QUALIFIER_AT_MOST },
    { "or below", SB_QUALIFIER_AT_MOST },
    { "plus", SB_QUALIFIER_OVER },
    { "+", SB_QUALIFIER_OVER },
    { "or so", SB_QUALIFIER_ABOUT },
};

/* Korean words behind: a token that begins with one of them. */
static const Phrase ENDINGS[] = {
    { "이상", SB_QUALIFIER_AT_LEAST },
    { "이하", SB_QUALIFIER_AT_MOST },
    { "이내", SB_QUALIFIER_AT_MOST },
    { "미만", SB_QUALIFIER_UNDER },
    { "초과", SB_QUALIFIER_OVER },
    { "넘", SB_QUALIFIER_OVER },
    { "웃도", SB_QUALIFIER_OVER },
    { "웃돈", SB_QUALIFIER_OVER },
    { "웃돌", SB_QUALIFIER_OVER },
    { "상회", SB_QUALIFIER_OVER },
    { "돌파", SB_QUALIFIER_OVER },
    { "밑도", SB_QUALIFIER_UNDER },
    { "밑돈", SB_QUALIFIER_UNDER },
    { "밑돌", SB_QUALIFIER_UNDER },
    { "하회", SB_QUALIFIER_UNDER },
    { "못", SB_QUALIFIER_UNDER },
    { "불과", SB_QUALIFIER_NONE },
    { "가량", SB_QUALIFIER_ABOUT },
    { "정도", SB_QUALIFIER_ABOUT },
    { "안팎", SB_QUALIFIER_ABOUT },
    { "내외", SB_QUALIFIER_ABOUT },
    { "남짓", SB_QUALIFIER_ABOUT },
    { "쯤", SB_QUALIFIER_ABOUT },
    { "가까이", SB_QUALIFIER_ABOUT },
    { "육박", SB_QUALIFIER_ABOUT },
    { "근접", SB_QUALIFIER_ABOUT },
    { "가까운", SB_QUALIFIER_ABOUT },
    { "여", SB_QUALIFIER_OVER },
};

static guint
words_in(const char *words)
{
    guint n = 1;

    for (; *words != '\0'; words++) {
        n += *words == ' ';
    }
    return n;
}

/* Do the words stand at tokens i …? */
static gboolean
stand_at(const SbTokens *tokens, guint i, const char *words)
{
    for (; *words != '\0'; i++) {
        size_t n = strcspn(words, " ");
        const SbToken *token = sb_token_at(tokens, i);

        if (token->length != n || memcmp(token->folded, words, n) != 0) {
            return FALSE;
        }
        words += n + (words[n] == ' ');
    }
    return TRUE;
}

static SbQualifier
find_before(const SbTokens *tokens, guint floor, guint start)
{
    const SbToken *first = sb_token_at(tokens, start);
    gboolean words_only = first->kind == SB_TOKEN_WORD && !first->hangul;

    if (start == floor) {
        return SB_QUALIFIER_NONE;
    }
    /* "more than a third": step over articles */
    while (start > floor &&
           sb_token_in(sb_token_at(tokens, start - 1), " a an the ( total of \" ' 총 ")) {
        if (sb_token_is(sb_token_at(tokens, start - 1), "of") &&
            !(start >= 2 && start - 1 > floor &&
                sb_token_in(sb_token_at(tokens, start - 2),
                    " excess upwards maximum minimum region total "))) {
            break;
        }
        if (sb_token_is(sb_token_at(tokens, start - 1), "of")) {
            break;
        }
        start--;
    }
    if (start == floor) {
        return SB_QUALIFIER_NONE; /* "The three lines" */
    }
    /* "north of $3 billion" is a bound, "north of 3 rivers" a place */
    if (start >= floor + 2 && first->kind == SB_TOKEN_SIGN &&
        sb_token_is(sb_token_at(tokens, start - 1), "of") &&
        sb_token_in(sb_token_at(tokens, start - 2), " north south ")) {
        return sb_token_is(sb_token_at(tokens, start - 2), "north") ? SB_QUALIFIER_OVER
                                                                    : SB_QUALIFIER_UNDER;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(BEFORE); i++) {
        guint n = words_in(BEFORE[i].words);

        /* "under three strategies" is no bound */
        gboolean loose =
            n == 1 && words_only &&
            sb_token_in(sb_token_at(tokens, start - 1), " under below above ");

        if (start >= floor + n && !loose &&
            stand_at(tokens, start - n, BEFORE[i].words)) {
            return BEFORE[i].qualifier;
        }
    }
    return SB_QUALIFIER_NONE;
}

/* 대, 대로, 대의, 대를, 대까지 */
static gboolean
is_range_of(const SbToken *token)
{
    return g_str_has_prefix(token->text, "대") && !g_str_has_prefix(token->text, "대비");
}

static SbQualifier
find_behind(const SbTokens *tokens, guint end, guint ceiling)
{
    for (size_t i = 0; i < G_N_ELEMENTS(BEHIND); i++) {
        guint n = words_in(BEHIND[i].words);

        if (end + n <= ceiling && stand_at(tokens, end, BEHIND[i].words)) {
            return BEHIND[i].qualifier;
        }
    }
    for (guint at = end; at < ceiling && at < end + 2; at++) {
        const SbToken *token = sb_token_at(tokens, at);

        if (!token->hangul) {
            break;
        }
        for (size_t i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
            if (g_str_has_prefix(token->text, ENDINGS[i].words)) {
                return ENDINGS[i].qualifier;
            }
        }
        if (!sb_lexicon_is_particle(token->text, token->length)) {
            break;
        }
        /* "1조 원대", "3%대": somewhere above it */
        if (at == end && !token->space && is_range_of(token)) {
            return SB_QUALIFIER_ABOUT;
        }
    }
    return SB_QUALIFIER_NONE;
}

SbQualifier
sb_qualifier_find(const SbMentionSetting *setting, guint sentence_start,
    guint sentence_end, guint start, guint end)
{
    SbQualifier behind = find_behind(setting->tokens, end, sentence_end);

    return behind != SB_QUALIFIER_NONE
               ? behind
               : find_before(setting->tokens, sentence_start, start);
}
