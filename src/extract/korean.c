/*
 * In: a run of Hangul.  Out: the number it writes, or the noun in it.
 *
 * Terms: a syllable is closed when it ends in a consonant; a particle is what
 * marks a noun's case (은, 를, 에서) or makes it a sentence (이다).
 */
#include "extract/korean.h"

#include <string.h>

enum { SYLLABLE = 3 }; /* bytes of one in UTF-8 */

/* --- numerals --- */

static int
sino_digit(const char *text)
{
    static const char digits[] = "일이삼사오육칠팔구";

    for (int i = 0; i < 9; i++) {
        if (memcmp(digits + i * SYLLABLE, text, SYLLABLE) == 0) {
            return i + 1;
        }
    }
    return 0;
}

/* The power of ten of a scale syllable; 0: none. */
static int
sino_scale(const char *text)
{
    static const struct {
        const char *word;
        int power;
    } table[] = { { "십", 1 }, { "백", 2 }, { "천", 3 }, { "만", 4 }, { "억", 8 },
        { "조", 12 } };

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (memcmp(table[i].word, text, SYLLABLE) == 0) {
            return table[i].power;
        }
    }
    return 0;
}

static int64_t
power_of_ten(int power)
{
    int64_t value = 1;

    while (power-- > 0) {
        value *= 10;
    }
    return value;
}

typedef struct {
    int64_t total, section, digit;
    int small, large; /* powers of the last scales of the section, of the number */
    gboolean scaled;
} Sino;

/* One more syllable; FALSE: it does not go on with the number. */
static gboolean
add_sino(Sino *s, const char *text)
{
    int digit = sino_digit(text), scale = sino_scale(text);

    if (digit > 0 && s->digit == 0) {
        s->digit = digit;
        return TRUE;
    }
    if (scale == 0) {
        return FALSE;
    }
    s->scaled = TRUE;
    if (scale < 4) {
        if (s->small <= scale) {
            return FALSE;
        }
        s->section += MAX(s->digit, 1) * power_of_ten(scale);
        s->small = scale;
    } else {
        if (s->large <= scale) {
            return FALSE;
        }
        s->total += MAX(s->section + s->digit, 1) * power_of_ten(scale);
        s->section = 0;
        s->small = 4;
        s->large = scale;
    }
    s->digit = 0;
    return TRUE;
}

size_t
sb_korean_sino(const char *text, size_t left, SbDecimal *value)
{
    Sino s = { .small = 4, .large = 16 };
    size_t n = 0;

    while (n + SYLLABLE <= left && add_sino(&s, text + n)) {
        n += SYLLABLE;
    }
    if (!s.scaled) {
        return 0;
    }
    *value = (SbDecimal){ s.total + s.section + s.digit, 0 };
    while (value->coefficient % 10 == 0) {
        value->coefficient /= 10;
        value->exponent++;
    }
    return n;
}

gboolean
sb_korean_native(const char *text, size_t length, int *low, int *high)
{
    static const struct {
        const char *word;
        int low, high;
    } units[] = { { "한두", 1, 2 }, { "두세", 2, 3 }, { "두서너", 2, 4 },
        { "서너", 3, 4 }, { "너댓", 4, 5 }, { "네댓", 4, 5 }, { "네다섯", 4, 5 },
        { "대여섯", 5, 6 }, { "예닐곱", 6, 7 }, { "일고여덟", 7, 8 }, { "한", 1, 1 },
        { "하나", 1, 1 }, { "두", 2, 2 }, { "둘", 2, 2 }, { "세", 3, 3 }, { "셋", 3, 3 },
        { "네", 4, 4 }, { "넷", 4, 4 }, { "다섯", 5, 5 }, { "여섯", 6, 6 },
        { "일곱", 7, 7 }, { "여덟", 8, 8 }, { "아홉", 9, 9 }, { "", 0, 0 } },
      tens[] = { { "열", 10, 0 }, { "스물", 20, 0 }, { "스무", 20, 0 }, { "서른", 30, 0 },
          { "마흔", 40, 0 }, { "쉰", 50, 0 }, { "예순", 60, 0 }, { "일흔", 70, 0 },
          { "여든", 80, 0 }, { "아흔", 90, 0 }, { "", 0, 0 } };

    for (size_t t = 0; t < G_N_ELEMENTS(tens); t++) {
        size_t n = strlen(tens[t].word);

        if (n > length || memcmp(text, tens[t].word, n) != 0) {
            continue;
        }
        for (size_t u = 0; u < G_N_ELEMENTS(units); u++) {
            size_t m = strlen(units[u].word);

            if (n + m == length && memcmp(text + n, units[u].word, m) == 0) {
                *low = tens[t].low + units[u].low;
                *high = tens[t].low + units[u].high;
                return *low > 0;
            }
        }
    }
    return FALSE;
}

/* --- particles --- */

static gboolean
is_syllable(const char *text)
{
    guchar first = (guchar)text[0];

    return first >= 0xEA && first <= 0xED;
}

static int
final_of(const char *text, size_t length)
{
    if (length < SYLLABLE || !is_syllable(text + length - SYLLABLE)) {
        return -1;
    }
    gunichar c = g_utf8_get_char(text + length - SYLLABLE);

    return c >= 0xAC00 && c <= 0xD7A3 ? (int)((c - 0xAC00) % 28) : -1;
}

gboolean
sb_korean_closed(const char *text, size_t length)
{
    return final_of(text, length) > 0;
}

typedef enum { ANY, CLOSED, OPEN, OPEN_OR_L } After;

static const struct {
    const char *particles;
    After after;
} CASES[] = {
    { " 의 에 에서 에게 에는 에서는 에도 에서도 에만 에서의 에서만 도 만 만이 만의 까지 "
      "까지는 까지의 "
      "부터 부터는 보다 보다는 보다도 처럼 마다 에선 만큼 뿐 ",
        ANY },
    { " 은 이 을 과 이나 이며 이고 이다 이었다 이었고 이었으며 이라고 이라는 이란 이라며 "
      "이지만 과의 과는 이자 ",
        CLOSED },
    { " 으로 으로는 으로도 으로써 으로의 으로부터 으로서 ", CLOSED },
    { " 는 가 를 와 였다 였고 였으며 라고 라는 와의 와는 ", OPEN },
    { " 로 로는 로도 로써 로의 로부터 로서 ", OPEN_OR_L },
};

/* Nouns that end as a particle would. */
static const char NOUN_TAILS[] =
    " 주가 유가 시가 지가 고가 저가 대가 허가 휴가 추가 참가 여가 작가 화가 도로 "
    "회로 세로 "
    "기로 미로 피로 활로 철로 수로 가로 대로 길이 높이 깊이 넓이 어린이 먹이 놀이 종이 "
    "결과 성과 학과 "
    "통과 경과 일과 마을 가을 고을 회의 협의 합의 논의 심의 동의 주의 정의 강의 문의 "
    "유의 신의 의의 편의 건의 항의 결의 이의 질의 명의 호의 창의 토의 정도 제도 속도 "
    "온도 한도 연도 년도 "
    "철도 강도 농도 밀도 각도 여도 족도 호도 지도 뢰도 존도 빈도 이도 요도 성도 보도 "
    "구도 수도 태도 용도 "
    "의도 유도 인도 반도 시도 주도 기도 원도 남도 북도 독도 진도 완도 고도 대만 불만 "
    "비만 자만 기와 매도 각도 "
    "서로 새로 별로 하나 감도 활도 환율도로 ";

static gboolean
is_noun_tail(const char *text, size_t length)
{
    for (size_t n = 2 * SYLLABLE; n <= 3 * SYLLABLE && n <= length; n += SYLLABLE) {
        char key[4 * SYLLABLE];

        key[0] = ' ';
        memcpy(key + 1, text + length - n, n);
        key[n + 1] = ' ';
        key[n + 2] = '\0';
        if (strstr(NOUN_TAILS, key) != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_in(const char *list, const char *text, size_t n)
{
    char key[8 * SYLLABLE];

    if (n + 3 > sizeof key) {
        return FALSE;
    }
    key[0] = ' ';
    memcpy(key + 1, text, n);
    key[n + 1] = ' ';
    key[n + 2] = '\0';
    return strstr(list, key) != NULL;
}

static gboolean
suits(After after, const char *text, size_t length)
{
    int final = final_of(text, length);

    switch (after) {
    case ANY:
        return TRUE;
    case CLOSED:
        return final != 0;
    case OPEN:
        return final <= 0;
    case OPEN_OR_L:
        return final <= 0 || final == 8;
    }
    return FALSE;
}

static gboolean
is_case(const char *text, size_t noun, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        if (is_in(CASES[i].particles, text + noun, length - noun) &&
            suits(CASES[i].after, text, noun)) {
            return TRUE;
        }
    }
    return FALSE;
}

size_t
sb_korean_noun(const char *text, size_t length)
{
    if (is_noun_tail(text, length)) {
        return length;
    }
    for (size_t n = 5 * SYLLABLE; n >= SYLLABLE; n -= SYLLABLE) {
        /* a noun has two syllables, but for "값은", "쌀을" */
        gboolean topic = length == 2 * SYLLABLE && n == SYLLABLE &&
                         is_in(" 은 는 을 를 ", text + length - n, n);

        if ((length >= n + 2 * SYLLABLE || topic) && is_case(text, length - n, length)) {
            return length - n;
        }
    }
    return length;
}

gboolean
sb_korean_ends(const char *text, size_t length, const char *list)
{
    size_t n = sb_korean_noun(text, length);

    return n < length && is_in(list, text + n, length - n);
}
