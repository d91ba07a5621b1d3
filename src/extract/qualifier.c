/*
 * In: the tokens around a number.  Out: its qualifier: about, over, at least,
 * under, at most.
 */
#include <string.h>

#include "extract/mention.h"

typedef struct {
    const char *words;
    size_t length; /* bytes */
    SbQualifier qualifier;
} Phrase;

#define PHRASE(words, qualifier)                                                         \
    {                                                                                    \
        words, sizeof words - 1, SB_QUALIFIER_##qualifier                                \
    }

/* The longest come first. */
static const Phrase BEFORE[] = {
    PHRASE("will not exceed", AT_MOST),
    PHRASE("not exceed", AT_MOST),
    PHRASE("not exceeding", AT_MOST),
    PHRASE("not above", AT_MOST),
    PHRASE("not below", AT_LEAST),
    PHRASE("no less than", AT_LEAST),
    PHRASE("no lower than", AT_LEAST),
    PHRASE("no higher than", AT_MOST),
    PHRASE("no larger than", AT_MOST),
    PHRASE("no longer than", AT_MOST),
    PHRASE("no fewer than", AT_LEAST),
    PHRASE("not less than", AT_LEAST),
    PHRASE("no more than", AT_MOST),
    PHRASE("not more than", AT_MOST),
    PHRASE("as much as", AT_MOST),
    PHRASE("as large as", AT_MOST),
    PHRASE("as few as", AT_LEAST),
    PHRASE("as little as", AT_LEAST),
    PHRASE("as low as", AT_LEAST),
    PHRASE("in the vicinity of", ABOUT),
    PHRASE("in the order of", ABOUT),
    PHRASE("on the order of", ABOUT),
    PHRASE("something like", ABOUT),
    PHRASE("shy of", UNDER),
    PHRASE("capped at", AT_MOST),
    PHRASE("limited to", AT_MOST),
    PHRASE("as many as", AT_MOST),
    PHRASE("as high as", AT_MOST),
    PHRASE("a maximum of", AT_MOST),
    PHRASE("a minimum of", AT_LEAST),
    PHRASE("in excess of", OVER),
    PHRASE("close to", ABOUT),
    PHRASE("in the region of", ABOUT),
    PHRASE("more than", OVER),
    PHRASE("greater than", OVER),
    PHRASE("larger than", OVER),
    PHRASE("bigger than", OVER),
    PHRASE("longer than", OVER),
    PHRASE("smaller than", UNDER),
    PHRASE("shorter than", UNDER),
    PHRASE("higher than", OVER),
    PHRASE("upwards of", OVER),
    PHRASE("well over", OVER),
    PHRASE("less than", UNDER),
    PHRASE("fewer than", UNDER),
    PHRASE("lower than", UNDER),
    PHRASE("at least", AT_LEAST),
    PHRASE("at most", AT_MOST),
    PHRASE("up to", AT_MOST),
    PHRASE("an estimated", ABOUT),
    PHRASE("almost", ABOUT),
    PHRASE("virtually", ABOUT),
    PHRASE("practically", ABOUT),
    PHRASE("nearing", ABOUT),
    PHRASE("approaching", ABOUT),
    PHRASE("nearly", ABOUT),
    PHRASE("about", ABOUT),
    PHRASE("around", ABOUT),
    PHRASE("approximately", ABOUT),
    PHRASE("approx", ABOUT),
    PHRASE("approx .", ABOUT),
    PHRASE("roughly", ABOUT),
    PHRASE("some", ABOUT),
    PHRASE("circa", ABOUT),
    PHRASE("over", OVER),
    PHRASE("above", OVER),
    PHRASE("exceed", OVER),
    PHRASE("exceeds", OVER),
    PHRASE("exceeded", OVER),
    PHRASE("exceeding", OVER),
    PHRASE("surpass", OVER),
    PHRASE("surpassed", OVER),
    PHRASE("surpassing", OVER),
    PHRASE("topped", OVER),
    PHRASE("topping", OVER),
    PHRASE("under", UNDER),
    PHRASE("below", UNDER),
    PHRASE("minimum", AT_LEAST),
    PHRASE("maximum", AT_MOST),
    PHRASE("> =", AT_LEAST),
    PHRASE("< =", AT_MOST),
    PHRASE("≥", AT_LEAST),
    PHRASE("≤", AT_MOST),
    PHRASE("~", ABOUT),
    PHRASE(">", OVER),
    PHRASE("<", UNDER),
    PHRASE("약", ABOUT),
    PHRASE("대략", ABOUT),
    PHRASE("어림잡아", ABOUT),
    PHRASE("최저", AT_LEAST),
    PHRASE("거의", ABOUT),
    PHRASE("최소", AT_LEAST),
    PHRASE("최소한", AT_LEAST),
    PHRASE("적어도", AT_LEAST),
    PHRASE("최대", AT_MOST),
    PHRASE("많게는", AT_MOST),
};

static const Phrase BEHIND[] = {
    PHRASE("or more", AT_LEAST),
    PHRASE("or higher", AT_LEAST),
    PHRASE("or above", AT_LEAST),
    PHRASE("and above", AT_LEAST),
    PHRASE("and over", AT_LEAST),
    PHRASE("or over", AT_LEAST),
    PHRASE("or greater", AT_LEAST),
    PHRASE("or longer", AT_LEAST),
    PHRASE("or larger", AT_LEAST),
    PHRASE("or better", AT_LEAST),
    PHRASE("and higher", AT_LEAST),
    PHRASE("and up", AT_LEAST),
    PHRASE("or lower", AT_MOST),
    PHRASE("or under", AT_MOST),
    PHRASE("or shorter", AT_MOST),
    PHRASE("at least", AT_LEAST),
    PHRASE("at the least", AT_LEAST),
    PHRASE("at most", AT_MOST),
    PHRASE("at the most", AT_MOST),
    PHRASE("or thereabouts", ABOUT),
    PHRASE("- plus", OVER),
    PHRASE("give or take", ABOUT),
    PHRASE(", give or take", ABOUT),
    PHRASE("and more", AT_LEAST),
    PHRASE("or less", AT_MOST),
    PHRASE("or fewer", AT_MOST),
    PHRASE("or below", AT_MOST),
    PHRASE("plus", OVER),
    PHRASE("+", OVER),
    PHRASE("or so", ABOUT),
};

/* Korean words behind: a token that begins with one of them. */
static const Phrase ENDINGS[] = {
    PHRASE("이상", AT_LEAST),
    PHRASE("이하", AT_MOST),
    PHRASE("이내", AT_MOST),
    PHRASE("미만", UNDER),
    PHRASE("초과", OVER),
    PHRASE("넘", OVER),
    PHRASE("웃도", OVER),
    PHRASE("웃돈", OVER),
    PHRASE("웃돌", OVER),
    PHRASE("상회", OVER),
    PHRASE("돌파", OVER),
    PHRASE("밑도", UNDER),
    PHRASE("밑돈", UNDER),
    PHRASE("밑돌", UNDER),
    PHRASE("하회", UNDER),
    PHRASE("못", UNDER),
    PHRASE("불과", NONE),
    PHRASE("가량", ABOUT),
    PHRASE("정도", ABOUT),
    PHRASE("안팎", ABOUT),
    PHRASE("내외", ABOUT),
    PHRASE("남짓", ABOUT),
    PHRASE("쯤", ABOUT),
    PHRASE("가까이", ABOUT),
    PHRASE("육박", ABOUT),
    PHRASE("근접", ABOUT),
    PHRASE("가까운", ABOUT),
    PHRASE("여", OVER),
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

/* Do the words end before token i?  The tokens they take, 0: no. */
static guint
stand_before(const SbTokens *tokens, guint floor, guint i, const Phrase *phrase)
{
    const char *words = phrase->words;
    size_t left = phrase->length;
    guint at = i;

    while (TRUE) {
        const SbToken *token = at > floor ? sb_token_at(tokens, at - 1) : NULL;
        size_t n = token != NULL ? token->length : 0;

        if (token == NULL || n > left || n == 0 ||
            token->folded[n - 1] != words[left - 1] ||
            memcmp(token->folded, words + left - n, n) != 0) {
            return 0;
        }
        at--;
        if (n == left) {
            return i - at;
        }
        if (words[left - n - 1] != ' ') {
            return 0;
        }
        left -= n + 1;
    }
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

/* "picked up to 3%", "inched up to 40": where it went, no bound */
static gboolean
goes_up_to(const SbTokens *tokens, guint floor, guint to)
{
    return to >= floor + 2 && sb_token_is(sb_token_at(tokens, to), "to") &&
           sb_token_in(sb_token_at(tokens, to - 2),
               " pick picks picked picking edge edged edges edging tick ticks ticked "
               "ticking inch inched inching nudge nudged creep crept creeping go goes "
               "went gone going move moved moves moving come came comes bid drift "
               "drifted climb climbed shoot shot push pushed pushing "
               "step stepped scale scaled ramp ramped revised rounded ");
}

/* "over the 12 months", "over the past two years": during */
static gboolean
is_during(const SbTokens *tokens, guint over, guint start, guint end)
{
    const SbToken *unit = sb_token_at(tokens, MAX(end, start + 1) - 1);

    return sb_token_in(sb_token_at(tokens, over), " over under ") && start > over + 1 &&
           sb_token_in(unit,
               " day days week weeks month months quarter quarters year years "
               "decade decades hour hours ") &&
           sb_token_in(sb_token_at(tokens, over + 1), " the a an ");
}

static SbQualifier
find_before(const SbTokens *tokens, guint floor, guint start, guint end)
{
    const SbToken *first = sb_token_at(tokens, start);
    const guint number = start;
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
        guint n = stand_before(tokens, floor, start, &BEFORE[i]);

        /* "under three strategies" is no bound */
        gboolean loose =
            n == 1 && words_only &&
            sb_token_in(sb_token_at(tokens, start - 1), " under below above ");

        if (n > 0 && !loose) {
            if (goes_up_to(tokens, floor, start - 1) ||
                (n == 1 && is_during(tokens, start - 1, number, end))) {
                return SB_QUALIFIER_NONE;
            }
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
    char first = end < ceiling ? sb_token_at(tokens, end)->folded[0] : '\0';

    for (size_t i = 0; i < G_N_ELEMENTS(BEHIND); i++) {
        guint n = *BEHIND[i].words == first ? words_in(BEHIND[i].words) : 0;

        if (n > 0 && end + n <= ceiling && stand_at(tokens, end, BEHIND[i].words)) {
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
               : find_before(setting->tokens, sentence_start, start, end);
}
