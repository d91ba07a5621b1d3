/*
 * In: a run at a syllable of Hangul.  Out: its tokens: an amount in its parts, a
 * number written in words, a word with its particle.
 */
#include <string.h>

#include "extract/korean.h"
#include "extract/token_reader.h"

typedef SbTokenReader Reader;

enum { MOST_SCALES = 12 };

static SbToken *
add_hangul(Reader *r, size_t end)
{
    size_t start = r->at;
    SbToken *token =
        sb_token_add(r, SB_TOKEN_WORD, start, end, r->text + start, end - start);

    token->hangul = TRUE;
    r->at = end;
    return token;
}

/* Is what follows the scale words a unit, 여, a particle, or nothing? */
static gboolean
amount_goes_on(const Reader *r, size_t at, size_t end)
{
    size_t n;

    for (int k = 0; k < MOST_SCALES && at < end &&
                    sb_numeral_scale_at(r->text + at, end - at, &n) != NULL;
         k++) {
        at += n;
    }
    if (at < end && end - at >= 3 && memcmp(r->text + at, "여", 3) == 0) {
        at += 3;
    }
    return at >= end || sb_lexicon_is_particle(r->text + at, end - at) ||
           sb_lexicon_korean_unit(r->lexicon, r->text + at, r->end - at, &n) != NULL;
}

/* The parts of a Korean amount behind its digits. */
static void
read_amount(Reader *r, size_t end)
{
    const SbNumeral *scale;
    size_t n;

    for (int k = 0;
         k < MOST_SCALES && r->at < end &&
         (scale = sb_numeral_scale_at(r->text + r->at, end - r->at, &n)) != NULL &&
         amount_goes_on(r, r->at, end);
         k++) {
        add_hangul(r, r->at + n);
    }
    const SbUnitName *unit = r->at < end ? sb_lexicon_korean_unit(r->lexicon,
                                               r->text + r->at, r->end - r->at, &n)
                                         : NULL;

    if (unit == NULL && end - r->at >= 3 && memcmp(r->text + r->at, "여", 3) == 0 &&
        amount_goes_on(r, r->at, end)) {
        add_hangul(r, r->at + 3);
        unit = r->at < end ? sb_lexicon_korean_unit(
                                 r->lexicon, r->text + r->at, r->end - r->at, &n)
                           : NULL;
    }
    if (unit != NULL) {
        add_hangul(r, r->at + n)->unit = unit;
    }
}

/* A number written in Hangul becomes a token like one in digits. */
static void
add_hangul_number(Reader *r, size_t end, SbDecimal value)
{
    size_t start = r->at;
    g_autofree char *digits = sb_decimal_format(value);
    SbToken *token = sb_token_add(r, SB_TOKEN_NUMBER, start, end, digits, strlen(digits));

    token->number = value;
    token->sound = TRUE;
    r->at = end;
}

/* The unit at text[at …], a blank before it or not; *bare: no particle follows. */
static const SbUnitName *
unit_ahead(const Reader *r, size_t at, gboolean *bare)
{
    size_t n = 0;

    at += at < r->end ? sb_article_blank(r->text, at, r->end) : 0;

    const SbUnitName *unit =
        at < r->end ? sb_lexicon_korean_unit(r->lexicon, r->text + at, r->end - at, &n)
                    : NULL;

    *bare = !sb_token_is_hangul(sb_token_char(r, at + n));
    return unit;
}

/* "수 백만", "몇 천": nobody knows how many. */
static gboolean
is_vague(const Reader *r)
{
    const SbToken *last = sb_token_last(r);

    return last != NULL && last->hangul && sb_token_in(last, " 수 몇 여러 제 ");
}

/* "(단위: 백만 달러)", "수출액(천 톤)": the scale of a table. */
static gboolean
may_be_scale(const Reader *r)
{
    const SbToken *last = sb_token_last(r);

    return last == NULL || r->line || sb_token_in(last, " ( [ : / , 단위 ");
}

/* "삼천만 원", "백만 달러", "천 명": only before a unit.  TRUE: taken. */
static gboolean
read_sino(Reader *r, size_t end)
{
    SbDecimal value;
    size_t n = sb_korean_sino(r->text + r->at, end - r->at, &value), rest;
    gboolean one = n == strlen("천"), bare;
    const SbUnitName *unit;

    if (n == 0 || is_vague(r)) {
        return FALSE;
    }
    rest = r->at + n;
    gboolean over = end - rest >= 3 && memcmp(r->text + rest, "여", 3) == 0;

    unit = unit_ahead(r, rest + (over ? 3 : 0), &bare);
    gboolean apart = rest == end || over;

    /* "구조 개선" is no number, "조명" no count; "만 원" and "만원" are money */
    if (unit == NULL || (bare && may_be_scale(r)) || (one && value.exponent > 4) ||
        (n == strlen("구조") && value.exponent == 12) ||
        (!apart && (one || n == strlen("이천")) && unit->kind != SB_NAMED_MONEY) ||
        (one && !apart && strcmp(unit->code, "KRW") != 0)) {
        return FALSE;
    }
    add_hangul_number(r, rest, value);
    return TRUE;
}

/* "한 명이", "한 곳은": one of what is counted.  "한 곳도" is none, "한 개인" a person,
 * "그중 한 명" one of several.  TRUE: taken. */
static gboolean
read_one(Reader *r, size_t end)
{
    static const char counters[] =
        " 명 곳 척 마리 건 대 채 그루 명은 명이 명의 명을 명과 명에게 "
        "곳은 곳이 곳의 곳을 곳과 곳에 척은 척이 척의 척을 척과 "
        "건은 건이 건의 건을 대는 대가 대를 채는 채가 채를 "
        "마리는 마리가 마리를 ";
    const SbToken *last = sb_token_last(r);
    size_t at = end, stop;
    char key[32] = " ";

    if (end - r->at != 3 || memcmp(r->text + r->at, "한", 3) != 0 ||
        (last != NULL && !r->line &&
            (sb_token_in(last, " 중 가운데 중에 중에서 그중 이중 단 또 다른 ") ||
                (last->hangul && (g_str_has_suffix(last->text, "의") ||
                                     g_str_has_suffix(last->text, "중")))))) {
        return FALSE;
    }
    at += sb_article_blank(r->text, at, r->end);
    for (stop = at; sb_token_is_hangul(sb_token_char(r, stop));) {
        stop += 3;
    }
    if (at == end || stop == at || stop - at > 12) {
        return FALSE;
    }
    memcpy(key + 1, r->text + at, stop - at);
    memcpy(key + 1 + (stop - at), " ", 2);
    if (strstr(counters, key) == NULL) {
        return FALSE;
    }
    add_hangul_number(r, end, (SbDecimal){ 1, 0 });
    return TRUE;
}

/* "열두 개", "서너 곳", "마흔 명".  TRUE: taken. */
static gboolean
read_native(Reader *r, size_t end)
{
    int low, high;
    size_t at = r->at;
    gboolean bare;

    if (!sb_korean_native(r->text + at, end - at, &low, &high) ||
        (low < 11 && high <= low) || low == 20 || unit_ahead(r, end, &bare) == NULL) {
        return FALSE;
    }
    if (high > low) {
        size_t half = at + (end - at) / 6 * 3;

        add_hangul_number(r, half, (SbDecimal){ low, 0 });
        sb_token_add(r, SB_TOKEN_PUNCT, half, half, "~", 1);
        r->at = half;
        add_hangul_number(r, end, (SbDecimal){ high, 0 });
    } else {
        add_hangul_number(r, end, (SbDecimal){ low, 0 });
    }
    return TRUE;
}

/* "21.5일로", "10.5년", "12도였다": no date has a point, and no date a degree; what
 * follows them is a particle. */
static void
read_decimal_time(Reader *r, size_t end)
{
    const SbToken *last = sb_token_last(r);

    gboolean decimal = last->kind == SB_TOKEN_NUMBER && last->number.exponent < 0;

    if (last->kind == SB_TOKEN_NUMBER && end - r->at > 3 &&
        ((decimal && memcmp(r->text + r->at, "일", 3) == 0) ||
            (decimal && memcmp(r->text + r->at, "년", 3) == 0) ||
            memcmp(r->text + r->at, "도", 3) == 0) &&
        sb_lexicon_is_particle(r->text + r->at + 3, end - r->at - 3)) {
        add_hangul(r, r->at + 3);
    }
}

/* "4년이 걸렸다", "2~3년으로": so few years, before a particle that no date has, are
 * how long something takes. */
static void
read_whole_years(Reader *r, size_t end)
{
    const SbToken *last = sb_token_last(r);
    size_t n = end - r->at;

    if (last->kind != SB_TOKEN_NUMBER || last->number.exponent != 0 ||
        last->number.coefficient < 1 || last->number.coefficient > 40 ||
        (last->number.coefficient > 15 && last->number.coefficient % 5 != 0) ||
        last->length > 2 || last->text[0] == '0' || n < 6 || n > 12 ||
        memcmp(r->text + r->at, "년", 3) != 0) {
        return;
    }
    char key[16] = " ";

    memcpy(key + 1, r->text + r->at + 3, n - 3);
    memcpy(key + n - 2, " ", 2);
    if (strstr(" 이 을 으로 이며 이고 이다 이나 이었다 이라 ", key) != NULL) {
        add_hangul(r, r->at + 3);
    }
}

void
sb_token_hangul_read(SbTokenReader *r)
{
    size_t end = r->at;
    const SbToken *last = sb_token_last(r);
    gboolean amount = last != NULL &&
                      (last->kind == SB_TOKEN_NUMBER ||
                          (last->word != NULL && last->word->numeral != NULL &&
                              last->hangul && !r->space) ||
                          (r->space && last->hangul &&
                              (sb_token_is(last, "여") ||
                                  (last->word != NULL && last->word->numeral != NULL))));

    while (sb_token_is_hangul(sb_token_char(r, end))) {
        end += 3;
    }
    if (amount && end - r->at == 6 && memcmp(r->text + r->at, "분의", 6) == 0) {
        amount = FALSE; /* "3분의 1" */
    }
    if (amount) {
        read_decimal_time(r, end);
        read_whole_years(r, end);
        read_amount(r, end);
        if (r->at < end && !r->space) {
            add_hangul(r, end); /* what is left is a particle */
        } else if (r->at < end) {
            add_hangul(r, end);
        }
        if (r->at > end) {
            /* a unit of two words: its particle is the next run */
            return;
        }
        return;
    }
    if (read_one(r, end) || read_native(r, end)) {
        return;
    }
    if (read_sino(r, end)) {
        if (r->at < end) {
            sb_token_hangul_read(r);
        }
        return;
    }
    static const char half[] = "절반";
    size_t n = strlen(half);

    if (end - r->at > n && memcmp(r->text + r->at, half, n) == 0 &&
        sb_lexicon_is_particle(r->text + r->at + n, end - r->at - n)) {
        add_hangul(r, r->at + n);
    }
    add_hangul(r, end);
}
