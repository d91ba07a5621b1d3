/*
 * In: the text of a head or label.  Out: the time in it (grid_period.h): "2023",
 * "'23.2/4", "2Q23p", "Aug-23", "1~8월", "FY2022", "end-2021", "2023년(예산)".
 */
#include "extract/grid_period.h"

#include <stdlib.h>
#include <string.h>

#include "extract/dates.h"
#include "figure/period.h"

typedef struct {
    const char *p, *end; /* what is left */
    const char *start;   /* of the head */
    SbGridTime *time;
} Scan;

static gboolean
take(Scan *s, const char *word)
{
    size_t n = strlen(word);

    if ((size_t)(s->end - s->p) >= n && g_ascii_strncasecmp(s->p, word, n) == 0) {
        s->p += n;
        return TRUE;
    }
    return FALSE;
}

static gboolean
take_any(Scan *s, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (take(s, *words)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
blanks(Scan *s)
{
    while (s->p < s->end && sb_article_blank(s->p, 0, (size_t)(s->end - s->p)) > 0) {
        s->p += sb_article_blank(s->p, 0, (size_t)(s->end - s->p));
    }
}

static int
digits(const Scan *s)
{
    int n = 0;

    while (s->p + n < s->end && g_ascii_isdigit(s->p[n])) {
        n++;
    }
    return n;
}

static int
number(Scan *s, int n)
{
    int value = 0;

    while (n-- > 0) {
        value = value * 10 + *s->p++ - '0';
    }
    return value;
}

static gboolean
letter_next(const Scan *s)
{
    return s->p < s->end && g_ascii_isalpha(*s->p);
}

static const char *const apostrophes[] = { "'", "\xE2\x80\x99", "\xE2\x80\x98",
    "\xE2\x80\xB2", "`", "\xC2\xB4", NULL };
static const char *const joiners[] = { "~", "-", "–", "—", "∼", "～", "〜", "to ", NULL };

static int
full_year(int yy)
{
    return yy < 60 ? 2000 + yy : 1900 + yy;
}

/* "2023", "'23", and after a quarter "23": the year, 0: none */
static int
take_year(Scan *s, gboolean two)
{
    Scan back = *s;
    gboolean quoted = take_any(s, apostrophes);
    int n = digits(s), year = 0;

    if (n == 4 && !quoted) {
        year = number(s, 4);
        year = year >= 1900 && year < 2100 ? year : 0;
    } else if (n == 2 && (quoted || two)) {
        year = full_year(number(s, 2));
    }
    if (year == 0 || (s->p + 1 < s->end && *s->p == ',' && g_ascii_isdigit(s->p[1]))) {
        *s = back;
        return 0;
    }
    return year;
}

/* "p", "e", "f", "(p)", "F", "(예산)", "전망" behind a time */
static void
take_status(Scan *s)
{
    static const char *const forecasts[] = { "(전망치)", "(전망)", "전망치", "전망",
        "(추정)", "(추정치)", "(예상)", "(forecast)", "(projection)", "(proj.)", "(est.)",
        "(estimate)", "(f)", "(e)", "(F)", "(E)", NULL };
    static const char *const targets[] = { "(목표)", "목표", "(계획)", "(예산안)",
        "(예산)", "예산안", "예산", "(target)", "(plan)", "(budget)", " target", NULL };
    static const char *const plain[] = { "(잠정치)", "(잠정)", "(속보)", "(속보치)",
        "(확정)", "(p)", "(P)", "(r)", "잠정", "p)", "(실적)", "(prelim.)",
        "(preliminary)", NULL };
    Scan back = *s;

    blanks(s);
    if (take_any(s, forecasts)) {
        s->time->forecast = TRUE;
    } else if (take_any(s, targets)) {
        s->time->target = TRUE;
    } else if (!take_any(s, plain)) {
        *s = back;
        if (s->p < s->end && strchr("pefrPEFR", *s->p) != NULL &&
            (s->p + 1 == s->end || !g_ascii_isalnum(s->p[1]))) {
            s->time->forecast |= strchr("efEF", *s->p) != NULL;
            s->p++;
            take(s, ")");
        }
    }
}

/* "년", "말", "年" behind a year */
static void
take_year_word(Scan *s)
{
    static const char *const words[] = { "년도", "년말", "년", "말", "年", NULL };
    static const char *const sums[] = { "연간", NULL };
    Scan back = *s;

    take_any(s, words);
    back = *s;
    blanks(s);
    if (!take_any(s, sums)) {
        *s = back;
    }
}

static void
set_part(Scan *s, char part, int from, int to)
{
    s->time->part = part;
    s->time->from = from;
    s->time->to = to;
}

/* "1~20일" behind a month */
static void
take_days(Scan *s)
{
    Scan back = *s;

    blanks(s);
    int n = digits(s), first = n == 1 || n == 2 ? number(s, n) : 0;

    if (first > 0 && first <= 31) {
        int last = first;

        take(s, "일");
        if (take_any(s, joiners)) {
            n = digits(s);
            last = n == 1 || n == 2 ? number(s, n) : 0;
        }
        if (last >= first && last <= 31 && take(s, "일")) {
            s->time->day_from = first;
            s->time->day_to = last;
            return;
        }
    }
    *s = back;
}

/* "8월", "1~8월", "2/4", "2분기", "2/4분기", "상반기"; behind a dot of a year also
 * a month alone */
static gboolean
take_korean_part(Scan *s, gboolean after_year)
{
    Scan back = *s;
    int n = digits(s);

    if (take(s, "상반기") || take(s, "하반기")) {
        set_part(s, 'H', memcmp(s->p - 9, "상", 3) == 0 ? 1 : 2, 0);
        return TRUE;
    }
    if (n < 1 || n > 2) {
        return FALSE;
    }
    int first = number(s, n), last = first;

    if (n == 1 && first >= 1 && first <= 4 &&
        (take(s, "/4분기") || take(s, "/4") || take(s, "분기"))) {
        if (s->p == s->end || !g_ascii_isdigit(*s->p)) {
            take(s, "분기");
            set_part(s, 'Q', first, 0);
            return TRUE;
        }
    }
    take(s, "월");
    if (take_any(s, joiners) && (n = digits(s), n == 1 || n == 2)) {
        last = number(s, n);
    }
    gboolean month = take(s, "월");

    month |= (guchar)s->p[-1] == 0x94 && (guchar)s->p[-2] == 0x9B; /* 월 before it */
    if (first >= 1 && last >= first && last <= 12 &&
        (month || (after_year && first == last && s->p[-1] != '-' &&
                      (s->p == s->end || !g_ascii_isdigit(*s->p))))) {
        set_part(s, 'M', first, last);
        take_days(s);
        return TRUE;
    }
    *s = back;
    return FALSE;
}

/* "Q2", "2Q", "H1", "1H" */
static gboolean
take_letter_part(Scan *s)
{
    Scan back = *s;
    const char *p = s->p;

    if (s->end - p < 2) {
        return FALSE;
    }
    gboolean digit_first = g_ascii_isdigit(p[0]);
    char letter = g_ascii_toupper(digit_first ? p[1] : p[0]);
    int n = (digit_first ? p[0] : p[1]) - '0';

    if ((letter == 'Q' && n >= 1 && n <= 4) || (letter == 'H' && n >= 1 && n <= 2)) {
        s->p += 2;
        gboolean open = s->p == s->end || !g_ascii_isalpha(*s->p) ||
                        (strchr("pefrPEFR", *s->p) != NULL &&
                            (s->p + 1 == s->end || !g_ascii_isalnum(s->p[1])));

        if (open && (digit_first || s->p == s->end || !g_ascii_isdigit(*s->p))) {
            set_part(s, letter, n, 0);
            return TRUE;
        }
    }
    *s = back;
    return FALSE;
}

/* "30" of "September 30," or "Sept. 30, 2023" */
static void
take_day(Scan *s)
{
    Scan back = *s;

    blanks(s);
    int n = digits(s), day = n == 1 || n == 2 ? number(s, n) : 0;

    if (day < 1 || day > 31 || (s->p < s->end && *s->p != ',')) {
        *s = back;
        return;
    }
    s->time->day_from = s->time->day_to = day;
    take(s, ",");
}

/* "Aug", "August", "Jan.–Sep." */
static gboolean
take_month_name(Scan *s)
{
    size_t n = 0;
    Scan back = *s;
    int first =
        g_ascii_isupper(*s->p) ? sb_dates_month(s->p, (size_t)(s->end - s->p), &n) : 0;

    if (first == 0 || (s->p + n < s->end && g_ascii_isalpha(s->p[n]))) {
        return FALSE;
    }
    s->p += n;
    take(s, ".");
    set_part(s, 'M', first, first);
    take_day(s);
    back = *s;
    blanks(s);
    if (take_any(s, joiners) && (blanks(s), s->p < s->end)) {
        int last = sb_dates_month(s->p, (size_t)(s->end - s->p), &n);

        if (last >= first) {
            s->p += n;
            take(s, ".");
            s->time->to = last;
            return TRUE;
        }
    }
    *s = back;
    return TRUE;
}

/* What may stand between a part and its year: "-", " ", "'", ", " */
static void
take_year_behind(Scan *s)
{
    Scan back = *s;

    take(s, ",");
    blanks(s);
    if (s->p == back.p || *s->p == '-') {
        take(s, "-");
    }
    gboolean months = s->time->part == 'M' && s->time->to > s->time->from;
    int year = take_year(s, months || s->p == back.p || s->p[-1] == '-');

    if (year == 0 || letter_next(s)) {
        SbGridTime kept = *s->time;

        if (year != 0) {
            *s->time = kept;
            s->time->year = year;
            const char *p = s->p;

            take_status(s);
            if (s->p > p) {
                return;
            }
            s->time->year = 0;
        }
        *s = back;
        return;
    }
    s->time->year = year;
    take_year_word(s);
}

/* Behind a year: ".8", "-08", ". 8월", "년 2분기", " Q2", "–2022", "/23" */
static void
take_part_behind(Scan *s)
{
    static const char *const dots[] = { ".", "/", "-", NULL };
    Scan back = *s;
    int year = s->time->year;

    if (take_any(s, joiners) || take(s, "/")) {
        int n = digits(s), value = n == 2 || n == 4 ? number(s, n) : 0;
        int to = n == 2 ? year - year % 100 + value : value;

        if (n > 0 && to > year && to < 2100 && (n == 4 || value > 12 || to == year + 1) &&
            (s->p == s->end || !g_ascii_isdigit(*s->p))) {
            if (!s->time->fiscal) {
                s->time->to_year = to;
            }
            return;
        }
        *s = back;
    }
    gboolean dot = take_any(s, dots);

    blanks(s);
    if (s->p < s->end &&
        (take_korean_part(s, dot) || take_letter_part(s) || take_month_name(s))) {
        return;
    }
    *s = back;
}

static void
take_sum(Scan *s)
{
    static const char *const words[] = { "누계", "누적", "(누계)", "(누적)", "cumulative",
        "ytd", NULL };
    Scan back = *s;

    blanks(s);
    if (take_any(s, words)) {
        s->time->sum = TRUE;
    } else {
        *s = back;
    }
}

/* "22/21", "2022/2021": a change on the year before. */
static gboolean
take_change(Scan *s)
{
    Scan back = *s;
    int n = digits(s);
    int year = n == 2 ? full_year(number(s, 2)) : n == 4 ? number(s, 4) : 0;

    if (year >= 1950 && year < 2100 && take(s, "/") && digits(s) == n) {
        int before = n == 2 ? full_year(number(s, 2)) : number(s, 4);

        if (before == year - 1) {
            s->time->year = year;
            s->time->change = TRUE;
            return TRUE;
        }
    }
    *s = back;
    return FALSE;
}

/* "Nine Months Ended", "Year ending": how long a time is whose end is told. */
static gboolean
take_length(Scan *s)
{
    static const struct {
        const char *words;
        int months;
    } table[] = { { "three months", 3 }, { "3 months", 3 }, { "quarter", 3 },
        { "13 weeks", 3 }, { "thirteen weeks", 3 }, { "six months", 6 },
        { "6 months", 6 }, { "half year", 6 }, { "half-year", 6 }, { "26 weeks", 6 },
        { "twenty-six weeks", 6 }, { "nine months", 9 }, { "9 months", 9 },
        { "39 weeks", 9 }, { "thirty-nine weeks", 9 }, { "twelve months", 12 },
        { "12 months", 12 }, { "fiscal year", 12 }, { "financial year", 12 },
        { "year", 12 }, { "years", 12 }, { "52 weeks", 12 }, { "fifty-two weeks", 12 } };
    Scan back = *s;

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (take(s, table[i].words) &&
            (blanks(s), take(s, "ended") || take(s, "ending") || take(s, "to "))) {
            s->time->length = table[i].months;
            blanks(s);
            return TRUE;
        }
        *s = back;
    }
    return FALSE;
}

/* "30 September" */
static void
take_day_first(Scan *s)
{
    Scan back = *s;
    size_t n = 0;
    int count = digits(s), day = count == 1 || count == 2 ? number(s, count) : 0;

    blanks(s);
    if (day >= 1 && day <= 31 && s->p < s->end && g_ascii_isupper(*s->p) &&
        sb_dates_month(s->p, (size_t)(s->end - s->p), &n) != 0) {
        s->time->day_from = s->time->day_to = day;
        return;
    }
    *s = back;
}

/* One time at s->p. */
static gboolean
take_time(Scan *s)
{
    static const char *const ends[] = { "end-", "end ", "as of ", NULL };
    Scan back = *s;

    take_any(s, ends);
    gboolean length = take_length(s);
    const char *from = s->p;

    take_day_first(s);
    int day = s->time->day_to;

    if (take_change(s)) {
        return TRUE;
    }
    if (take(s, "FY")) {
        blanks(s);
        s->time->year = take_year(s, TRUE);
        s->time->fiscal = s->time->year != 0;
        if (s->time->fiscal) {
            take_part_behind(s);
        }
    } else if ((s->time->year = take_year(s, FALSE)) != 0) {
        take_year_word(s);
        take_part_behind(s);
    } else if (take_letter_part(s) || take_month_name(s)) {
        s->time->day_from = s->time->day_to = day > 0 ? day : s->time->day_to;
        take_year_behind(s);
    } else if (length) {
        s->p = from;
        return TRUE;
    } else if (!take_korean_part(s, FALSE)) {
        *s = back;
        return FALSE;
    }
    if (s->time->year == 0 && s->time->part == 0) {
        *s = back;
        return FALSE;
    }
    take_sum(s);
    take_status(s);
    if (letter_next(s) || (s->p < s->end && (g_ascii_isdigit(*s->p) || *s->p == '='))) {
        *s = back;
        *s->time = (SbGridTime){ 0 };
        return FALSE;
    }
    return TRUE;
}

/* Words that say what kind of time a span of columns is. */
static gboolean
take_kind(Scan *s)
{
    static const char *const forecasts[] = { "projections", "projection", "forecasts",
        "forecast", "전망치", "전망", NULL };
    static const char *const targets[] = { "목표", "계획", NULL };
    static const char *const sums[] = { "누계", "누적", NULL };
    static const char *const whole[] = { "연간", "full year", NULL };

    if (take_any(s, forecasts)) {
        s->time->forecast = TRUE;
    } else if (take_any(s, targets)) {
        s->time->target = TRUE;
    } else if (take_any(s, sums)) {
        s->time->sum = TRUE;
    } else if (!take_any(s, whole)) {
        return FALSE;
    }
    return TRUE;
}

gboolean
sb_grid_period_may_be_short(const SbGridTime *time)
{
    return time->year == 0 && time->part == 'M' && time->length == 0 &&
           time->day_from > 9 && time->day_from == time->day_to && time->day_from < 28;
}

void
sb_grid_period_short(SbGridTime *time)
{
    time->year = full_year(time->day_from);
    time->day_from = time->day_to = 0;
}

gboolean
sb_grid_period_any(const SbGridTime *time)
{
    return time->year != 0 || time->part != 0;
}

gboolean
sb_grid_period_read(const char *text, SbSpan span, SbGridTime *time, GArray *used)
{
    SbGridTime found = { 0 };
    Scan s = { text + span.start, text + span.end, text + span.start, &found };

    *time = (SbGridTime){ 0 };
    while (s.p < s.end) {
        const char *from = s.p;
        gboolean begins = s.p == s.start || !(g_ascii_isalnum(s.p[-1]) || s.p[-1] == '.');
        gboolean more = begins && !time->to_year;

        found = (SbGridTime){ 0 };
        if (more && (take_time(&s) || take_kind(&s))) {
            SbSpan piece = { (size_t)(from - text), (size_t)(s.p - text) };
            SbGridTime first = *time;

            if (sb_grid_period_any(&first) && sb_grid_period_any(&found) &&
                ((first.year != 0 && found.year != 0) ||
                    (first.part != 0 && found.part != 0))) {
                /* two times: neither is the column's */
                *time = (SbGridTime){ 0 };
                return FALSE;
            }
            sb_grid_period_fill(time, &found);
            g_array_append_val(used, piece);
        } else {
            s.p = g_utf8_next_char(s.p);
        }
    }
    return sb_grid_period_any(time);
}

void
sb_grid_period_fill(SbGridTime *time, const SbGridTime *other)
{
    if (time->year == 0) {
        time->year = other->year;
        time->to_year = other->to_year;
        time->fiscal |= other->fiscal;
    }
    if (time->part == 0) {
        time->part = other->part;
        time->from = other->from;
        time->to = other->to;
        time->day_from = other->day_from;
        time->day_to = other->day_to;
    }
    time->length = time->length != 0 ? time->length : other->length;
    time->sum |= other->sum;
    time->change |= other->change;
    time->forecast |= other->forecast;
    time->target |= other->target;
}

/* That many months up to month to of the year, as a year, half or quarter where they
 * are one. */
static const char *
span_text(SbArena *arena, int year, int to, int months)
{
    int from = to - months + 1;

    if (from == 1 && to == 12) {
        return sb_arena_printf(arena, "%d", year);
    }
    if ((months == 3 || months == 6) && from > 0 && to % months == 0) {
        return sb_arena_printf(
            arena, "%d-%c%d", year, months == 3 ? 'Q' : 'H', to / months);
    }
    return sb_arena_printf(arena, "%d-%02d/%d-%02d", from > 0 ? year : year - 1,
        from > 0 ? from : from + 12, year, to);
}

const char *
sb_grid_period_text(SbArena *arena, const SbGridTime *time, const char *date)
{
    int year = time->year, from = time->from, to = time->to;

    if (year == 0 && time->part != 0 && strlen(date) >= 4) {
        int month = strlen(date) >= 7 ? atoi(date + 5) : 12;
        int begins = time->part == 'M'   ? to
                     : time->part == 'Q' ? from * 3 - 2
                                         : from * 6 - 5;

        year = atoi(date) - (begins > month);
    }
    if (year == 0) {
        return "";
    }
    if (time->length > 0 && time->part == 'M' && from == to) {
        return span_text(arena, year, to, time->length);
    }
    if (time->sum && time->part == 'M' && time->day_from == 0) {
        from = 1;
    }
    switch (time->part) {
    case 'Q':
    case 'H':
        return sb_arena_printf(arena, "%d-%c%d", year, time->part, from);
    case 'M':
        if (time->day_from != 0 && from == to) {
            return time->day_from == time->day_to
                       ? sb_arena_printf(arena, "%d-%02d-%02d", year, to, time->day_to)
                       : sb_arena_printf(arena, "%d-%02d-%02d/%d-%02d-%02d", year, to,
                             time->day_from, year, to, time->day_to);
        }
        return from == to
                   ? sb_arena_printf(arena, "%d-%02d", year, to)
                   : sb_arena_printf(arena, "%d-%02d/%d-%02d", year, from, year, to);
    default:
        return time->to_year != 0
                   ? sb_arena_printf(arena, "%d/%d", year, time->to_year)
                   : sb_arena_printf(arena, time->fiscal ? "FY%d" : "%d", year);
    }
}
