/*
 * In: a period, or a text that a Korean particle follows.  Out: the period in
 * words, the particle (see phrase.h).
 */
#include <string.h>

#include "figure/period.h"
#include "figure/phrase.h"

static const char *const month_names[] = { "January", "February", "March", "April", "May",
    "June", "July", "August", "September", "October", "November", "December" };

static void
put_english(GString *out, const SbPeriodPoint *p)
{
    switch (p->kind) {
    case SB_PERIOD_FISCAL:
        g_string_append_printf(out, "FY%d", p->year);
        break;
    case SB_PERIOD_HALF:
        g_string_append_printf(
            out, "%s half of %d", p->part == 1 ? "first" : "second", p->year);
        break;
    case SB_PERIOD_QUARTER:
        g_string_append_printf(out, "Q%d\xC2\xA0%d", p->part, p->year);
        break;
    case SB_PERIOD_MONTH:
        g_string_append_printf(out, "%s\xC2\xA0%d", month_names[p->part - 1], p->year);
        break;
    case SB_PERIOD_DAY:
        g_string_append_printf(
            out, "%s\xC2\xA0%d, %d", month_names[p->part - 1], p->day, p->year);
        break;
    default:
        g_string_append_printf(out, "%d", p->year);
        break;
    }
}

static void
put_korean(GString *out, const SbPeriodPoint *p)
{
    switch (p->kind) {
    case SB_PERIOD_FISCAL:
        g_string_append_printf(out, "%d 회계연도", p->year);
        break;
    case SB_PERIOD_HALF:
        g_string_append_printf(
            out, "%d년 %s", p->year, p->part == 1 ? "상반기" : "하반기");
        break;
    case SB_PERIOD_QUARTER:
        g_string_append_printf(out, "%d년 %d분기", p->year, p->part);
        break;
    case SB_PERIOD_MONTH:
        g_string_append_printf(out, "%d년 %d월", p->year, p->part);
        break;
    case SB_PERIOD_DAY:
        g_string_append_printf(out, "%d년 %d월 %d일", p->year, p->part, p->day);
        break;
    default:
        g_string_append_printf(out, "%d년", p->year);
        break;
    }
}

char *
sb_phrase_period(const char *period, const char *lang)
{
    SbPeriod parsed;
    GString *out;

    if (!sb_period_parse(period, &parsed)) {
        return g_strdup(period);
    }
    out = g_string_new(NULL);
    gboolean korean = lang != NULL && strcmp(lang, "ko") == 0;
    gboolean years =
        parsed.from.kind == SB_PERIOD_YEAR && parsed.to.kind == SB_PERIOD_YEAR;

    if (!parsed.is_range) {
        (korean ? put_korean : put_english)(out, &parsed.from);
    } else if (korean && years) {
        g_string_append_printf(out, "%d~%d년", parsed.from.year, parsed.to.year);
    } else {
        (korean ? put_korean : put_english)(out, &parsed.from);
        g_string_append(out, korean ? "~" : "–");
        (korean ? put_korean : put_english)(out, &parsed.to);
    }
    return g_string_free(out, FALSE);
}

typedef enum { OPEN, CLOSED, CLOSED_RIEUL } End;

/* How the reading of the last letter ends: in a vowel, a consonant, or ㄹ. */
static End
end_of(const char *text)
{
    /* 영 일 이 삼 사 오 육 칠 팔 구 */
    static const End digits[] = { CLOSED, CLOSED_RIEUL, OPEN, CLOSED, OPEN, OPEN, CLOSED,
        CLOSED_RIEUL, CLOSED_RIEUL, OPEN };
    const char *p = text + strlen(text);

    while (p > text) {
        p = g_utf8_prev_char(p);
        gunichar c = g_utf8_get_char(p);

        if (c >= 0xAC00 && c <= 0xD7A3) {
            guint final = (c - 0xAC00) % 28;

            return final == 0 ? OPEN : final == 8 ? CLOSED_RIEUL : CLOSED;
        }
        if (c < 0x80 && g_ascii_isdigit((char)c)) {
            return digits[c - '0'];
        }
        if (c < 0x80 && g_ascii_isalpha((char)c)) {
            /* 엘 엠 엔 알 */
            c = (gunichar)g_ascii_tolower((char)c);
            return c == 'l' || c == 'r'   ? CLOSED_RIEUL
                   : c == 'm' || c == 'n' ? CLOSED
                                          : OPEN;
        }
        /* 퍼센트, and units of measure, end in a vowel */
        if (c == '%' || (c >= 0x3371 && c <= 0x33DF)) {
            return OPEN;
        }
    }
    return OPEN;
}

const char *
sb_phrase_particle(const char *text, const char *pair)
{
    static const struct {
        const char *pair, *closed, *open;
    } particles[] = { { "은/는", "은", "는" }, { "이/가", "이", "가" },
        { "을/를", "을", "를" }, { "과/와", "과", "와" }, { "으로/로", "으로", "로" },
        { "이라/라", "이라", "라" }, { "이나/나", "이나", "나" } };
    End end = end_of(text);

    for (size_t i = 0; i < G_N_ELEMENTS(particles); i++) {
        if (strcmp(particles[i].pair, pair) == 0) {
            gboolean open =
                end == OPEN || (end == CLOSED_RIEUL && strcmp(pair, "으로/로") == 0);

            return open ? particles[i].open : particles[i].closed;
        }
    }
    return "";
}
