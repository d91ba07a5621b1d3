/*
 * In: a number in its sentence.  Out: why it is no figure, if it is none.
 *
 * The table at the end has one row a kind: dates, list marks, names …  To add a
 * kind, add a row, and an example to tests/spec/not-figures.md.
 */
#include <string.h>

#include "extract/korean.h"
#include "extract/mention.h"

typedef struct {
    const SbMentionSetting *setting;
    const SbNumber *number;
    guint start, end; /* of the sentence */
    const SbToken *first, *before, *second_before, *after, *second_after;
    gboolean unit, noun;
} Case;

static gboolean
is_whole(const Case *c, int64_t least, int64_t most)
{
    return c->number->value.exponent == 0 && c->number->value.coefficient >= least &&
           c->number->value.coefficient <= most;
}

static gboolean
is_one_digit_token(const Case *c)
{
    return c->number->digits && c->number->end == c->number->start + 1;
}

static gboolean
is_year(const Case *c)
{
    return is_one_digit_token(c) && c->first->length == 4 && is_whole(c, 1500, 2199) &&
           !c->number->ordinal;
}

static gboolean
rejects_year(const Case *c)
{
    return is_year(c) && !c->unit &&
           !(c->before != NULL && c->before->kind == SB_TOKEN_SIGN);
}

static inline G_ALWAYS_INLINE gboolean
is_hangul_in(const SbToken *token, const char *list)
{
    if (token == NULL || !token->hangul) {
        return FALSE;
    }
    for (const char *word = list; *word != '\0';) {
        size_t length = strcspn(word, " ");

        if (length <= token->length && memcmp(token->text, word, length) == 0) {
            return TRUE;
        }
        word += length + (word[length] == ' ');
    }
    return FALSE;
}

/* "20대 취업자", "50대와 60대에서": an age; "버스 20대" are vehicles */
static gboolean
is_age(const Case *c)
{
    const SbToken *next = c->second_after;

    if (!is_whole(c, 10, 90) || c->number->value.coefficient % 10 != 0 ||
        (c->before != NULL && c->before->hangul && c->first->space &&
            c->before->length >= 6 &&
            sb_korean_noun(c->before->text, c->before->length) == c->before->length &&
            !g_str_has_suffix(c->before->text, "고") &&
            !g_str_has_suffix(c->before->text, "며") &&
            !is_hangul_in(c->before, "반면 각각 이어 특히 또 만 및"))) {
        return FALSE;
    }
    if (next == NULL || !next->hangul) {
        return next != NULL && sb_token_in(next, " , · ~ ( / ");
    }
    /* "40대에서 52대로": nobody's age */
    if (sb_token_is(next, "에서") && c->number->end + 3 < c->end) {
        const SbToken *to = sb_token_at(c->setting->tokens, c->number->end + 2);

        if (to->kind == SB_TOKEN_NUMBER &&
            (to->number.exponent != 0 || to->number.coefficient % 10 != 0)) {
            return FALSE;
        }
    }
    return next->space ? is_hangul_in(next, "여성 남성 청년 취업자 인구 연령 초반 중반 "
                                            "후반 이상 이하 직장인 응답자 고용률 "
                                            "부부 미혼 실업률 근로자 주부 비중 소비자")
                       : !is_hangul_in(next, "를 을 까지 로 씩");
}

/* "1호 사업", "2호기": the first, the second */
static gboolean
is_number_of_name(const Case *c)
{
    const SbToken *next = c->second_after;

    if (!c->number->digits || c->number->has_scale || c->after == NULL ||
        !c->after->hangul) {
        return FALSE;
    }
    if (sb_token_is(c->after, "대") && is_age(c)) {
        return TRUE;
    }
    if (sb_token_is(c->after, "단계") && is_whole(c, 1, 9) && next != NULL &&
        next->hangul && next->space &&
        is_hangul_in(next, "사업 계획 공사 구간 조치 대책")) {
        return TRUE;
    }
    if (sb_token_is(c->after, "기") && is_whole(c, 1, 30) &&
        is_hangul_in(c->before, "민선 제 임기")) {
        return TRUE;
    }
    return sb_token_is(c->after, "호") &&
           (is_whole(c, 0, 9) ||
               (next != NULL && next->hangul &&
                   ((next->space &&
                        is_hangul_in(next, "사업 태풍 선박 점포 법안 발사")) ||
                       (!next->space && is_hangul_in(next, "기 선 점 차")))));
}

/* "한 명": counts only beside another count. */
static gboolean
is_lonely_one(const Case *c)
{
    const SbTokens *tokens = c->setting->tokens;

    if (!is_whole(c, 1, 1) ||
        !g_str_has_prefix(c->setting->text + c->first->span.start, "한")) {
        return FALSE;
    }
    for (guint i = c->number->end; i < c->end && i < c->number->end + 4; i++) {
        if (is_hangul_in(sb_token_at(tokens, i), "평균 당 꼴 마다")) {
            return TRUE; /* each of them */
        }
    }
    for (guint i = c->start; i < c->end; i++) {
        const SbToken *token = sb_token_at(tokens, i);
        gboolean number = token->kind == SB_TOKEN_NUMBER ||
                          (token->word != NULL && token->word->numeral != NULL &&
                              token->word->numeral->kind == SB_NUMERAL_NATIVE);

        if (i != c->number->start && number && i + 1 < c->end &&
            sb_token_at(tokens, i + 1)->unit != NULL &&
            sb_token_at(tokens, i + 1)->unit->kind == SB_NAMED_COUNT) {
            return FALSE;
        }
    }
    return TRUE;
}

/* "'23.10월", "2023.9월말", "'23.1~9월" */
static gboolean
is_dotted_month(const Case *c)
{
    const SbTokens *tokens = c->setting->tokens;
    guint i = c->number->start;

    if (memchr(c->first->text, '.', c->first->length) == NULL) {
        return FALSE;
    }
    if (is_hangul_in(c->after, "월 분기")) {
        return TRUE;
    }
    return i > c->start && sb_token_in(sb_token_at(tokens, i - 1), " ' ’ ‘ ") &&
           sb_token_in(sb_token_at(tokens, i + 1), " ~ – - ") && i + 3 < c->end &&
           is_hangul_in(sb_token_at(tokens, i + 3), "월");
}

static gboolean
rejects_korean_date(const Case *c)
{
    if (c->unit && c->second_after != NULL && !c->second_after->space &&
        is_hangul_in(c->second_after, "당")) {
        return TRUE; /* 1인당 */
    }
    /* "1인 가구", "2인 1조": of what kind it is */
    if (c->unit && is_whole(c, 1, 9) && c->number->digits && c->after != NULL &&
        sb_token_is(c->after, "인") && !c->after->space &&
        is_hangul_in(c->second_after, "가구 세대 시위 기업 미디어 창조 "
                                      "방송 식 실 병실 승 체제 손님")) {
        return TRUE;
    }
    if (c->unit && c->number->value.exponent < 0 && is_hangul_in(c->after, "세대")) {
        return TRUE; /* a generation */
    }
    if (c->unit && is_number_of_name(c)) {
        return TRUE;
    }
    if (c->unit && is_lonely_one(c)) {
        return TRUE;
    }
    if (c->number->has_scale || c->unit) {
        /* "9시 30분" */
        return c->unit && c->before != NULL && is_hangul_in(c->before, "시") &&
               c->before->length == 3;
    }
    if (is_dotted_month(c)) {
        return TRUE;
    }
    if (!is_whole(c, 0, 9999999) ||
        memchr(c->first->text, ',', c->first->length) != NULL) {
        return FALSE; /* an index: "2,299.08로 마감" */
    }
    return is_hangul_in(c->after,
        "년 월 일 분기 세기 시 차 호선 학년 반기 주년 회차 기수 "
        "조 항 장 절 번 층 번지 길 로 동 학기 대 부 단계 세대 급 등 회 호 기");
}

static gboolean
rejects_korean_order(const Case *c)
{
    return c->before != NULL && c->before->hangul && !c->first->space &&
           g_str_has_suffix(c->before->text, "제");
}

/* "June 5", "5 June", "July 11th and 12th" */
static gboolean
rejects_day(const Case *c)
{
    if (c->unit || !is_whole(c, 1, 31) || c->number->has_scale) {
        return FALSE;
    }
    const SbToken *before = c->before;

    if (before != NULL && sb_token_is(before, ".") && c->second_before != NULL) {
        before = c->second_before;
    }
    gboolean month_before =
        before != NULL && sb_token_has(before, SB_WORD_MONTH) && before->capital;
    gboolean month_after = c->after != NULL && sb_token_has(c->after, SB_WORD_MONTH) &&
                           c->after->capital && c->after->space;

    /* "September 13 to 15" */
    guint i = c->number->start;
    const SbTokens *tokens = c->setting->tokens;
    gboolean range = i >= c->start + 3 && !c->noun &&
                     sb_token_in(sb_token_at(tokens, i - 1), " to and - – , through ") &&
                     sb_token_at(tokens, i - 2)->kind == SB_TOKEN_NUMBER &&
                     sb_token_has(sb_token_at(tokens, i - 3), SB_WORD_MONTH) &&
                     sb_token_at(tokens, i - 3)->capital;

    return month_before || month_after || range;
}

static gboolean
rejects_ordinal(const Case *c)
{
    return c->number->ordinal;
}

/* "10:30", "9/11", "2023-06-05", "+82-2-2170", "12/34" */
static gboolean
rejects_chain(const Case *c)
{
    const SbToken *a = c->after, *b = c->before;
    gboolean glued_after = a != NULL && !a->space && c->second_after != NULL &&
                           !c->second_after->space &&
                           c->second_after->kind == SB_TOKEN_NUMBER;
    gboolean glued_before = b != NULL && !c->first->space && !b->space &&
                            c->second_before != NULL &&
                            c->second_before->kind == SB_TOKEN_NUMBER;

    if (!is_one_digit_token(c)) {
        return FALSE;
    }
    if ((glued_after && sb_token_in(a, " : / ")) ||
        (glued_before && sb_token_in(b, " : / "))) {
        return TRUE;
    }
    /* three numbers joined by hyphens, or a leading zero */
    gboolean zero = c->first->length > 1 && c->first->text[0] == '0' &&
                    memchr(c->first->text, '.', c->first->length) == NULL;

    return zero ||
           (b != NULL && !c->first->space && sb_token_in(b, " / = & ? # _ @ < ")) ||
           /* "12.4%3": a footnote's mark */
           (b != NULL && !c->first->space && sb_token_is(b, "%") &&
               c->first->length <= 2 && !c->unit) ||
           (b != NULL && !c->first->space && sb_token_is(b, "+") && !c->unit) ||
           (glued_before && glued_after && sb_token_in(b, " - ") &&
               sb_token_in(a, " - "));
}

/* "1.", "(1)", "1)" at the beginning; "(3)" anywhere */
static gboolean
rejects_list_mark(const Case *c)
{
    if (c->unit || c->noun || !is_one_digit_token(c) || !is_whole(c, 0, 99)) {
        return FALSE;
    }
    gboolean opened = c->before != NULL && sb_token_is(c->before, "(");
    gboolean closed = c->after != NULL && sb_token_is(c->after, ")") && !c->after->space;
    gboolean dot = c->after != NULL && sb_token_is(c->after, ".") && !c->after->space;

    return closed || (opened && closed) || (dot && c->number->start == c->start);
}

/* "No. 1", "Phase 2", "Article 5", "Vol. 7", "Grand Challenge 2" */
static gboolean
rejects_label(const Case *c)
{
    const SbToken *before = c->before;

    if (before == NULL) {
        return FALSE;
    }
    gboolean dot = sb_token_is(before, ".") && !before->space && c->second_before != NULL;

    if (dot) {
        before = c->second_before;
    }
    /* "Tables 1 and 2" */
    if (!c->unit && c->number->start >= c->start + 3 &&
        sb_token_in(before, " and to , & - – ") &&
        c->second_before->kind == SB_TOKEN_NUMBER) {
        const SbToken *head = sb_token_at(c->setting->tokens, c->number->start - 3);

        return head->capital && sb_token_in(head, " tables figures sections chapters "
                                                  "articles phases annexes pages boxes ");
    }
    if (before->kind != SB_TOKEN_WORD || before->hangul) {
        return FALSE;
    }
    if (before->capital && c->number->start > c->start + 1 &&
        sb_token_in(before, " top ")) {
        return TRUE; /* a list's name: "Top 100" */
    }
    gboolean label = sb_token_has(before, SB_WORD_LABEL);

    if (label && (before->capital || sb_token_in(before, " page pages p pp no vol volume "
                                                         "phase stage step article "))) {
        return !c->unit || sb_token_in(before, " no vol ");
    }
    /* "ISO 9001 covers", also where a sentence begins */
    gboolean acronym = before->length > 1 && before->capital &&
                       g_ascii_isupper(before->text[before->length - 1]);
    gboolean inside =
        before->capital && (acronym || c->number->start > c->start + 1) && !dot;

    gboolean verb = c->after != NULL && sb_token_has(c->after, SB_WORD_VERB);

    return inside && !c->unit && (!c->noun || verb) && !c->number->has_scale &&
           c->number->digits && is_whole(c, 0, 100000) &&
           memchr(c->first->text, ',', c->first->length) == NULL;
}

/* "8.6-generation", "one-stop", "four-door", "Five-Year Plan" */
static gboolean
rejects_compound(const Case *c)
{
    const SbToken *dash = c->after;

    if (dash == NULL || dash->space || !sb_token_in(dash, " - – ") ||
        c->second_after == NULL || c->second_after->space) {
        return FALSE;
    }
    if (c->unit) {
        return c->first->capital && c->second_after->capital;
    }
    if (c->noun) {
        return FALSE; /* "a 900-seat hall" */
    }
    return c->second_after->kind == SB_TOKEN_WORD ||
           c->second_after->kind == SB_TOKEN_CODE;
}

/* "one of", "one such", "one area": a determiner, unless it counts beside
 * another count; "two in a row", "the two". */
static gboolean
counts_beside(const Case *c)
{
    const SbTokens *tokens = c->setting->tokens;

    for (guint i = c->number->end; i < c->end && i < c->number->end + 6; i++) {
        const SbToken *token = sb_token_at(tokens, i);

        if (sb_token_in(token, " and , every ") && i + 1 < c->end) {
            const SbToken *next = sb_token_at(tokens, i + 1);

            if (next->kind == SB_TOKEN_NUMBER ||
                (next->word != NULL && next->word->numeral != NULL &&
                    next->word->numeral->kind == SB_NUMERAL_DIGIT)) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

gboolean
sb_reject_counts_part(
    const SbMentionSetting *setting, guint start, guint end, const SbNumber *number)
{
    const SbTokens *tokens = setting->tokens;
    guint i = number->start, of = number->end;

    if (number->ordinal || number->fraction || number->value.exponent < 0 ||
        (number->value.exponent == 0 && number->value.coefficient < 2) ||
        (i > start && sb_token_has(sb_token_at(tokens, i - 1), SB_WORD_LABEL))) {
        return FALSE;
    }
    if (of + 1 < end && sb_token_is(sb_token_at(tokens, of), "out") &&
        sb_token_is(sb_token_at(tokens, of + 1), "of")) {
        return TRUE;
    }
    if (of + 1 < end && sb_token_is(sb_token_at(tokens, of), "of")) {
        const SbToken *whole = sb_token_at(tokens, of + 1);

        return whole->kind == SB_TOKEN_NUMBER ||
               sb_token_in(whole, " the its their these those our his her all which whom "
                                  "them ");
    }
    return i > start + 1 && sb_token_in(sb_token_at(tokens, i - 1), " which whom ") &&
           sb_token_is(sb_token_at(tokens, i - 2), "of");
}

static gboolean
counts_part(const Case *c)
{
    return sb_reject_counts_part(c->setting, c->start, c->end, c->number);
}

/* "employs 40", "killed two": people */
static gboolean
counts_people(const Case *c)
{
    return c->before != NULL && sb_token_in(c->before, " killed injured wounded employs "
                                                       "employed hired evacuated ");
}

static gboolean
rejects_one(const Case *c)
{
    if (c->number->multiple || c->number->of_unit || counts_part(c) || counts_people(c)) {
        return FALSE;
    }
    if (c->number->digits || c->unit || c->number->has_scale || c->number->fraction) {
        return FALSE;
    }
    if (!c->noun) {
        return TRUE; /* a small number word without anything counted */
    }
    return is_whole(c, 0, 1) && !counts_beside(c);
}

/* "the 2010s", "in the 1990s" are one token already; '22, FY 2023 */
static gboolean
rejects_short_year(const Case *c)
{
    if (!is_one_digit_token(c) || c->first->length != 2 || c->before == NULL) {
        return FALSE;
    }
    if (sb_token_is(c->before, "'") && !c->first->space &&
        (!c->unit || is_hangul_in(c->after, "년"))) {
        return TRUE;
    }
    /* 2020–22 */
    return !c->first->space && sb_token_in(c->before, " - – / ~ ") &&
           c->second_before != NULL && c->second_before->kind == SB_TOKEN_NUMBER &&
           c->second_before->length == 4 && !c->before->space && !c->unit;
}

/* "세계 1위 기업": an adjective */
static gboolean
rejects_first_rank(const Case *c)
{
    return c->unit && is_whole(c, 1, 1) && is_hangul_in(c->after, "위") &&
           c->after->length == 3 && c->second_after != NULL && c->second_after->hangul &&
           c->second_after->space;
}

/* "aged 15 to 64", "the age of 65", "65 and over", "a 17-year-old said": bounds and
 * names of groups. */
static gboolean
rejects_age(const Case *c)
{
    const SbTokens *tokens = c->setting->tokens;
    guint i = c->number->start;

    if (c->number->has_scale || !is_whole(c, 0, 120)) {
        return FALSE;
    }
    if (c->unit && c->after != NULL && sb_token_in(c->after, " - – ") &&
        c->second_after != NULL &&
        g_str_has_prefix(c->second_after->folded, "year-old")) {
        const SbToken *next =
            c->number->end + 2 < c->end ? sb_token_at(tokens, c->number->end + 2) : NULL;

        return c->second_after->length > strlen("year-old") || next == NULL ||
               next->kind != SB_TOKEN_WORD ||
               sb_token_has(next, SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION |
                                      SB_WORD_AUXILIARY | SB_WORD_PRONOUN);
    }
    if (i >= c->start + 3 && sb_token_in(c->before, " to - – and ") &&
        c->second_before->kind == SB_TOKEN_NUMBER) {
        i -= 2; /* the upper end of "aged 15 to 64" */
    }
    if (i <= c->start) {
        return FALSE;
    }
    const SbToken *before = sb_token_at(tokens, i - 1);
    gboolean of = i >= c->start + 2 && sb_token_in(before, " of between ") &&
                  sb_token_in(sb_token_at(tokens, i - 2), " age ages aged ");

    return sb_token_in(before, " aged ages ") || of;
}

/* "37.45° N" */
static gboolean
rejects_coordinate(const Case *c)
{
    return c->unit && c->after != NULL && sb_token_in(c->after, " ° degrees ") &&
           c->second_after != NULL && c->second_after->capital &&
           sb_token_in(c->second_after, " n s e w north south east west ");
}

/* "doi:10.1016/j.energy.2021.05", "v2.1", "example.org/7": inside of an address */
static gboolean
rejects_address(const Case *c)
{
    const SbToken *a = c->after, *b = c->before;

    if (!is_one_digit_token(c) || c->unit || b == NULL || c->first->space) {
        return FALSE;
    }
    gboolean glued = c->second_before != NULL && !b->space &&
                     (c->second_before->kind == SB_TOKEN_WORD ||
                         c->second_before->kind == SB_TOKEN_CODE) &&
                     !sb_token_in(c->second_before, " no nos approx ca vol rs ");

    gboolean dotted = b->kind == SB_TOKEN_WORD && b->length > 1 &&
                      b->text[b->length - 1] == '.' &&
                      memchr(b->text, '.', b->length - 1) != NULL;

    return dotted || (sb_token_is(b, ".") && glued) ||
           (sb_token_is(b, ":") && glued && a != NULL && !a->space &&
               sb_token_is(a, "/"));
}

/* "4x4" */
static gboolean
rejects_cross(const Case *c)
{
    return c->after != NULL && !c->after->space && c->after->kind == SB_TOKEN_CODE &&
           c->after->folded[0] == 'x';
}

/* "a 5k run": the length of a race is its name */
static gboolean
rejects_race(const Case *c)
{
    return c->number->has_scale && c->number->scale == 3 && !c->unit && !c->noun &&
           c->number->end == c->number->start + 2 && c->number->digits &&
           !(c->before != NULL && c->before->kind == SB_TOKEN_SIGN) &&
           sb_token_is(sb_token_at(c->setting->tokens, c->number->start + 1), "k");
}

static gboolean
rejects_malformed(const Case *c)
{
    return c->number->malformed;
}

/* Nothing says what it is: a small bare whole number. */
static gboolean
rejects_bare(const Case *c)
{
    if (c->unit || c->noun || c->number->has_scale || c->number->fraction) {
        return FALSE;
    }
    if ((c->before != NULL && c->before->kind == SB_TOKEN_SIGN) || counts_part(c) ||
        counts_people(c) || c->number->multiple) {
        return FALSE;
    }
    gboolean grouped = memchr(c->first->text, ',', c->first->length) != NULL;
    gboolean stated =
        c->before != NULL &&
        sb_token_in(c->before, " to at of from against versus over about around "
                               "only than nearly reached stood hit was "
                               "were numbered totaled totalled by "
                               "exceeded approximately ") &&
        c->number->value.exponent == 0 && c->number->digits && c->first->length <= 3 &&
        c->number->value.coefficient > 12;

    /* "below the 50 mark" */
    stated |= c->before != NULL && c->after != NULL && sb_token_is(c->before, "the") &&
              sb_token_in(c->after, " mark threshold ") && c->number->digits;
    return c->number->value.exponent == 0 && !grouped && !stated;
}

static const struct {
    const char *name;
    gboolean (*rejects)(const Case *c);
} TABLE[] = {
    { "malformed", rejects_malformed },
    { "age", rejects_age },
    { "coordinate", rejects_coordinate },
    { "address", rejects_address },
    { "race", rejects_race },
    { "cross", rejects_cross },
    { "year", rejects_year },
    { "short-year", rejects_short_year },
    { "day", rejects_day },
    { "korean-date", rejects_korean_date },
    { "korean-order", rejects_korean_order },
    { "first-rank", rejects_first_rank },
    { "ordinal", rejects_ordinal },
    { "chain", rejects_chain },
    { "list-mark", rejects_list_mark },
    { "label", rejects_label },
    { "compound", rejects_compound },
    { "determiner", rejects_one },
    { "bare", rejects_bare },
};

const char *
sb_reject_reason(const SbMentionSetting *setting, guint start, guint end,
    const SbNumber *number, gboolean unit, gboolean noun)
{
    const SbTokens *tokens = setting->tokens;
    guint i = number->start, j = number->end;
    Case c = { setting, number, start, end, sb_token_at(tokens, i),
        i > start ? sb_token_at(tokens, i - 1) : NULL,
        i > start + 1 ? sb_token_at(tokens, i - 2) : NULL,
        j < end ? sb_token_at(tokens, j) : NULL,
        j + 1 < end ? sb_token_at(tokens, j + 1) : NULL, unit, noun };

    for (size_t k = 0; k < G_N_ELEMENTS(TABLE); k++) {
        if (TABLE[k].rejects(&c)) {
            return TABLE[k].name;
        }
    }
    return NULL;
}
