/*
 * In: a sentence.  Out: the times that it names, and which of them each mention
 * is about.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/context.h"
#include "extract/context_period_korean.h"
#include "extract/dates.h"

typedef SbPeriodFinder Finder;

static const SbToken *
at(const Finder *f, guint i)
{
    return sb_token_at(f->tokens, i);
}

static inline G_ALWAYS_INLINE gboolean
is(const Finder *f, guint i, const char *list)
{
    return sb_period_finder_is(f, i, list);
}

int
sb_period_finder_year_at(const Finder *f, guint i)
{
    const SbToken *token = i < f->end ? at(f, i) : NULL;

    if (token == NULL || token->kind != SB_TOKEN_NUMBER || token->length != 4 ||
        !g_ascii_isdigit(token->text[1])) {
        return 0;
    }
    int year = atoi(token->text);

    return year >= 1500 && year < 2200 && memchr(token->text, '.', 4) == NULL ? year : 0;
}

static gboolean
has_prefix(const Finder *f, guint i, const char *prefix)
{
    return sb_period_finder_begins(f, i, prefix);
}

/* "Founded in 1998", "since 2002", "since the agreement of 1993": when something
 * began says nothing about its figures. */
static gboolean
is_beginning(const Finder *f, guint start)
{
    guint i = start - (start > f->start && is(f, start - 1, " in on of "));

    if (i > f->start &&
        is(f, i - 1,
            " founded established born inaugurated enacted opened launched completed ")) {
        return TRUE;
    }
    for (guint k = start; k > f->start && k + 8 > start; k--) {
        const SbToken *token = at(f, k - 1);

        if (sb_token_is(token, "since")) {
            return TRUE;
        }
        if (sb_token_in(token, " , ; : ( ) ") || sb_token_has(token, SB_WORD_AUXILIARY) ||
            token->kind == SB_TOKEN_NUMBER) {
            return FALSE;
        }
    }
    return FALSE;
}

/* "2019 levels", "the 2022 figure", "2015 = 100", "2019년의 63%" */
static gboolean
is_yardstick(const Finder *f, guint end)
{
    return is(f, end, " level levels figure figures average = ") ||
           (is(f, end, " 의 ") && end + 1 < f->end &&
               at(f, end + 1)->kind == SB_TOKEN_NUMBER) ||
           (end > f->start && at(f, end - 1)->hangul && end < f->end &&
               g_str_has_suffix(at(f, end - 1)->text, "의") &&
               at(f, end)->kind == SB_TOKEN_NUMBER);
}

/* "HARTFIELD, April 8, 1987 -": where and when it was written */
static gboolean
is_dateline(const Finder *f, guint start, guint end)
{
    return !(start > f->start && sb_token_has(at(f, start - 1), SB_WORD_PREPOSITION)) &&
           end < f->start + 10 && is(f, end, " - – — ") && at(f, end)->space &&
           end + 1 < f->end && at(f, end + 1)->space;
}

/* "data showed on Tuesday, October 14": when it was told */
static gboolean
is_telling(const Finder *f, guint start, guint end)
{
    guint i = start;

    if (end < start + 2) {
        return FALSE; /* no day of a month */
    }
    while (i > f->start && start < i + 4 &&
           (is(f, i - 1, " on , last this ( ") ||
               sb_token_has(at(f, i - 1), SB_WORD_WEEKDAY))) {
        i--;
    }
    return i > f->start && is(f, i - 1,
                               " said says showed reported announced released "
                               "published revealed told noted added statement ");
}

/* Is what stands before token i one that makes its time a base? */
gboolean
sb_period_finder_is_base(const Finder *f, guint start, guint end)
{
    guint i = start;

    if (is_beginning(f, start) || is_yardstick(f, end) || is_dateline(f, start, end) ||
        is_telling(f, start, end)) {
        return TRUE;
    }
    /* "the June rains" */
    if (start > f->start && is(f, start - 1, " the ") && end < f->end &&
        at(f, end)->kind == SB_TOKEN_WORD && at(f, end)->word == NULL &&
        !at(f, end)->hangul) {
        return FALSE;
    }
    while (i > f->start &&
           is(f, i - 1,
               " in the of same period first second third fourth quarter half level "
               "levels figure ")) {
        i--;
    }
    gboolean day = end > start &&
                   (at(f, end - 1)->kind == SB_TOKEN_NUMBER ||
                       at(f, end - 1)->kind == SB_TOKEN_ORDINAL) &&
                   end > start + 1;

    if (day && i > f->start && is(f, i - 1, " on ")) {
        return FALSE;
    }
    for (guint k = i; k < end; k++) {
        if (is(f, k, " than from ")) {
            return TRUE;
        }
    }
    return (i > f->start &&
               is(f, i - 1, " than from on against versus vs above below ")) ||
           (i > f->start + 1 && is(f, i - 1, " with to ") &&
               is(f, i - 2, " compared comparison relative ")) ||
           has_prefix(f, end, "대비") || has_prefix(f, end, "보다") ||
           (end > start && g_str_has_suffix(at(f, end - 1)->text, "보다")) ||
           (end < f->end && has_prefix(f, end, "같")) || sb_period_korean_is_base(f, end);
}

void
sb_period_finder_add_text(
    Finder *f, guint start, guint end, const char *period, gboolean base)
{
    SbPeriodHit hit = { start, end, sb_arena_strdup(f->setting->arena, period), base };

    g_array_append_val(f->hits, hit);
}

/* "June", "June 5", "5 June" around token i: month, day, and the tokens. */
static int
month_at(const Finder *f, guint i, guint *start, guint *end, int *day)
{
    const SbToken *token = i < f->end ? at(f, i) : NULL;

    if (token == NULL || !token->capital || !sb_token_has(token, SB_WORD_MONTH) ||
        (sb_token_in(token, " may march ") && i == f->start)) {
        return 0;
    }
    *start = i;
    *end = i + 1;
    *day = 0;
    *end += *end < f->end && is(f, *end, " . ") && !at(f, *end)->space;
    if (*end < f->end &&
        (at(f, *end)->kind == SB_TOKEN_NUMBER || at(f, *end)->kind == SB_TOKEN_ORDINAL) &&
        at(f, *end)->number.exponent == 0 && at(f, *end)->number.coefficient <= 31 &&
        at(f, *end)->number.coefficient > 0) {
        *day = (int)at(f, *end)->number.coefficient;
        (*end)++;
    } else if (i > f->start &&
               (at(f, i - 1)->kind == SB_TOKEN_NUMBER ||
                   at(f, i - 1)->kind == SB_TOKEN_ORDINAL) &&
               at(f, i - 1)->number.exponent == 0 &&
               at(f, i - 1)->number.coefficient <= 31 &&
               at(f, i - 1)->number.coefficient > 0) {
        *day = (int)at(f, i - 1)->number.coefficient;
        *start = i - 1;
    }
    return token->word->value;
}

/* The year of a month without one: the latest that has begun. */
int
sb_period_finder_year_of_month(const Finder *f, int month)
{
    int year = f->article_year;

    return year > 0 && f->article_month > 0 && month > f->article_month ? year - 1 : year;
}

/* A range of two points that were written with "from", "to", "between". */
static void
add_range(Finder *f, guint start, guint end, const char *from, const char *to)
{
    g_autofree char *text = g_strdup_printf("%s/%s", from, to);

    sb_period_finder_add_text(f, start, end, text, is_yardstick(f, end));
}

/* The number of a day that token i is, or 0. */
static int
day_at(const Finder *f, guint i)
{
    const SbToken *token = i < f->end ? at(f, i) : NULL;

    return token != NULL &&
                   (token->kind == SB_TOKEN_NUMBER || token->kind == SB_TOKEN_ORDINAL) &&
                   token->number.exponent == 0 && token->number.coefficient >= 1 &&
                   token->number.coefficient <= 31 && token->length <= 4
               ? (int)token->number.coefficient
               : 0;
}

static void
add_month(Finder *f, guint start, guint end, int year, int month, int day)
{
    g_autofree char *text = year <= 0 ? NULL
                            : day > 0
                                ? g_strdup_printf("%04d-%02d-%02d", year, month, day)
                                : g_strdup_printf("%04d-%02d", year, month);

    if (text != NULL) {
        sb_period_finder_add_text(
            f, start, end, text, sb_period_finder_is_base(f, start, end));
    }
}

/* "January to August 2023", "September 13-15": a range that begins with the month at
 * [start, end); where it ends, or end. */
static guint
take_month_range(Finder *f, guint start, guint end, int month, int day)
{
    gboolean led = start > f->start && is(f, start - 1, " from between ");
    gboolean joined = is(f, end, " - – — ~ ");
    guint start2, end2;
    int day2 = 0;

    if (!joined && !(is(f, end, " to through until and ") && (led || day > 0)) &&
        !is(f, end, " to through ")) {
        return end;
    }
    int month2 = month_at(f, end + 1, &start2, &end2, &day2);

    if (month2 == 0) {
        day2 = day > 0 ? day_at(f, end + 1) : 0;
        month2 = month;
        end2 = end + 2;
    }
    if ((month2 == month && day2 <= day) || month2 < month || (day > 0) != (day2 > 0)) {
        return end;
    }
    guint k = end2 + is(f, end2, " , ");

    k += is(f, k, " of ");
    int year = sb_period_finder_year_at(f, k);

    end2 = year > 0 ? k + 1 : end2;
    year = year > 0 ? year : sb_period_finder_year_of_month(f, month2);
    if (year <= 0) {
        return end2;
    }
    g_autofree char *from = day > 0 ? g_strdup_printf("%04d-%02d-%02d", year, month, day)
                                    : g_strdup_printf("%04d-%02d", year, month);
    g_autofree char *to = day > 0 ? g_strdup_printf("%04d-%02d-%02d", year, month2, day2)
                                  : g_strdup_printf("%04d-%02d", year, month2);

    add_range(f, start, end2, from, to);
    return end2;
}

/* "the first nine months (of 2023)", "the three months to June", "the year to March
 * 2023": the tokens taken from i on, or i. */
static guint
take_months(Finder *f, guint i)
{
    gboolean first = is(f, i, " first ");
    guint k = i + first, start, end;
    int day, count = 0;
    const SbToken *number = k < f->end ? at(f, k) : NULL;

    if (number != NULL && number->word != NULL && number->word->numeral != NULL) {
        count = number->word->numeral->kind == SB_NUMERAL_DIGIT
                    ? number->word->numeral->value
                    : 0;
    } else {
        count = day_at(f, k);
    }
    gboolean year_word = !first && is(f, i, " year ");

    if (!year_word &&
        (count < 2 || count > (first ? 11 : 12) || !is(f, k + 1, " months "))) {
        return i;
    }
    k = year_word ? i + 1 : k + 2;
    if (first) {
        guint of = k + is(f, k, " of in ");
        int year = sb_period_finder_year_at(f, of);

        if (year > 0) {
            k = of + 1;
        } else if (is(f, of, " this last the ") && is(f, of + 1, " year ")) {
            year = f->article_year - is(f, of, " last ");
            k = of + 2;
        } else {
            year = f->article_year;
        }
        if (f->article_year > 0 || year > 1500) {
            g_autofree char *from = g_strdup_printf("%04d-01", year);
            g_autofree char *to = g_strdup_printf("%04d-%02d", year, count);

            add_range(f, i, k, from, to);
        }
        return k;
    }
    if (!is(f, k, " to through ended ending ")) {
        return i;
    }
    guint at_month = k + 1 + is(f, k + 1, " in the end of end- ");
    int month = month_at(f, at_month, &start, &end, &day);
    guint year_token = end + is(f, end, " , of ");
    int year = month > 0 ? sb_period_finder_year_at(f, year_token) : 0;

    if (month == 0 || (year_word && year == 0)) {
        return i;
    }
    end = year > 0 ? year_token + 1 : end;
    year = year > 0 ? year : sb_period_finder_year_of_month(f, month);
    if (year <= 0) {
        return end;
    }
    int last = year * 12 + month - 1, begin = last - (year_word ? 12 : count) + 1;
    g_autofree char *from = g_strdup_printf("%04d-%02d", begin / 12, begin % 12 + 1);
    g_autofree char *to = g_strdup_printf("%04d-%02d", year, month);

    add_range(f, i, end, from, to);
    return end;
}

static guint
take_month(Finder *f, guint i)
{
    guint start, end;
    int day, month = month_at(f, i, &start, &end, &day);

    if (month == 0) {
        return i;
    }
    guint range = take_month_range(f, start, end, month, day);

    if (range > end) {
        return range;
    }
    guint k = end;

    k += is(f, k, " , ");
    k += is(f, k, " of in ");
    int year = sb_period_finder_year_at(f, k);

    if (year > 0) {
        end = k + 1;
    } else if (is(f, end, " of ") && is(f, end + 1, " this last next ") &&
               is(f, end + 2, " year ")) {
        year = f->article_year + (is(f, end + 1, " last ")      ? -1
                                     : is(f, end + 1, " next ") ? 1
                                                                : 0);
        year = f->article_year > 0 ? year : 0;
        end += 3;
    } else if (is(f, start - 1, " last ") && start > f->start) {
        year = sb_period_finder_year_of_month(f, month);
        start--;
    } else {
        year = sb_period_finder_year_of_month(f, month);
    }
    add_month(f, start, end, year, month, day);
    return end;
}

/* The token behind a bracket that begins at i; i where there is none. */
static guint
past_bracket(const Finder *f, guint i)
{
    for (guint k = i; is(f, i, " ( ") && k < f->end && k < i + 8; k++) {
        if (is(f, k, " ) ")) {
            return k + 1;
        }
    }
    return i;
}

/* "July-September", one word: its months. */
static guint
take_month_pair(Finder *f, guint i)
{
    const SbToken *token = at(f, i);
    const char *dash = strchr(token->folded, '-');

    if (!token->capital || !token->dash || dash == NULL) {
        return i;
    }
    const SbWord *from = sb_lexicon_word(
        f->setting->lexicon, token->folded, (size_t)(dash - token->folded));
    const SbWord *to = sb_lexicon_word(f->setting->lexicon, dash + 1, strlen(dash + 1));

    if (from == NULL || to == NULL || !(from->classes & to->classes & SB_WORD_MONTH) ||
        to->value <= from->value) {
        return i;
    }
    guint k = i + 1 + is(f, i + 1, " , of ");
    int year = sb_period_finder_year_at(f, k);
    guint end = year > 0 ? k + 1 : i + 1;

    year = year > 0 ? year : sb_period_finder_year_of_month(f, from->value);
    if (year > 0) {
        g_autofree char *first = g_strdup_printf("%04d-%02d", year, from->value);
        g_autofree char *last = g_strdup_printf("%04d-%02d", year, to->value);

        add_range(f, i, end, first, last);
    }
    return end;
}

/* "Q3 2023", "third quarter of 2023", "first half", "Quarter 3 (July to Sept) 2024": part
 * and the tokens */
static guint
take_part(Finder *f, guint i)
{
    static const char *const ordinals[] = { "first", "second", "third", "fourth" };
    int part = 0;
    char letter = 0;
    guint end = i;

    gboolean counts = is(f, i, " first second third fourth 1 2 3 4 ");

    for (int n = 0; counts && n < 4; n++) {
        if ((sb_token_is(at(f, i), ordinals[n]) ||
                (at(f, i)->kind == SB_TOKEN_ORDINAL &&
                    at(f, i)->number.coefficient == n + 1))) {
            part = n + 1;
        }
    }
    if (part > 0 && is(f, i + 1, " quarter half ")) {
        letter = is(f, i + 1, " quarter ") ? 'Q' : 'H';
        end = i + 2;
    } else if (is(f, i, " quarter half ") && is(f, i + 1, " 1 2 3 4 ")) {
        letter = is(f, i, " quarter ") ? 'Q' : 'H';
        part = (int)at(f, i + 1)->number.coefficient;
        end = i + 2;
        if (sb_period_finder_year_at(f, past_bracket(f, end)) > 0) {
            end = past_bracket(f, end);
        }
    } else if (at(f, i)->kind == SB_TOKEN_CODE && at(f, i)->length == 2) {
        const char *code = at(f, i)->folded;

        if ((code[0] == 'q' || code[0] == 'h') && g_ascii_isdigit(code[1])) {
            letter = g_ascii_toupper(code[0]);
            part = code[1] - '0';
        } else if ((code[1] == 'q' || code[1] == 'h') && g_ascii_isdigit(code[0])) {
            letter = g_ascii_toupper(code[1]);
            part = code[0] - '0';
        }
        end = i + 1;
    }
    if (letter == 0 || part < 1 || part > (letter == 'H' ? 2 : 4)) {
        return i;
    }
    guint k = end + is(f, end, " of in ");
    int year = sb_period_finder_year_at(f, k);

    if (year > 0) {
        end = k + 1;
    } else if (is(f, k, " last this ") && is(f, k + 1, " year ")) {
        year = f->article_year - (is(f, k, " last ") ? 1 : 0);
        end = k + 2;
    } else if (is(f, k, " the ") && is(f, k + 1, " year ")) {
        year = f->article_year;
        end = k + 2;
    } else if (i > f->start && sb_period_finder_year_at(f, i - 1) > 0) {
        year = sb_period_finder_year_at(f, i - 1);
    } else if (f->article_month > 0) {
        /* in February the fourth quarter is last year's */
        year =
            sb_period_finder_year_of_month(f, (part - 1) * (letter == 'Q' ? 3 : 6) + 1);
    } else {
        year = f->article_year;
    }
    if (year > 0) {
        g_autofree char *text = g_strdup_printf("%04d-%c%d", year, letter, part);

        sb_period_finder_add_text(f, i, end, text, sb_period_finder_is_base(f, i, end));
    }
    return end;
}

static gboolean
is_year_of_name(const Finder *f, guint i, guint end)
{
    gboolean led =
        i > f->start && sb_token_has(at(f, i - 1), SB_WORD_PREPOSITION | SB_WORD_MONTH);

    /* "Expo 2030" */
    if (!led && i > f->start + 1 && at(f, i)->space && at(f, i - 1)->capital &&
        at(f, i - 1)->kind == SB_TOKEN_WORD && !at(f, i - 1)->hangul &&
        !is(f, i - 1, " fiscal fy quarter half spring summer autumn fall winter ")) {
        return TRUE;
    }
    return !led && end < f->end && at(f, end)->capital && at(f, end)->space &&
           at(f, end)->kind == SB_TOKEN_WORD && i > f->start;
}

/* "2019–2022", "2019 to 2022", "2019-22", "2022" */
static guint
take_year(Finder *f, guint i)
{
    int year = sb_period_finder_year_at(f, i), last = 0;
    guint end = i + 1;

    if (year == 0 || has_prefix(f, end, "년") ||
        (i > f->start && at(f, i - 1)->kind == SB_TOKEN_SIGN) ||
        (end < f->end && at(f, end)->unit != NULL) ||
        (end < f->end && at(f, end)->hangul && at(f, end)->word != NULL &&
            at(f, end)->word->numeral != NULL)) {
        return i;
    }
    if (end < f->end && at(f, end)->kind == SB_TOKEN_CODE && at(f, end)->length == 2) {
        guint part = take_part(f, end); /* "2024 Q1" */

        if (part > end) {
            return part;
        }
    }
    if (is(f, end, " - – ~ / ") || is(f, end, " to through until and ")) {
        gboolean joined = is(f, end, " - – ~ / ");
        gboolean led =
            i > f->start && (is(f, i - 1, " from ") || is(f, i - 1, " between "));

        last = joined || led ? sb_period_finder_year_at(f, end + 1) : 0;
        if (last == 0 && joined && end + 1 < f->end &&
            at(f, end + 1)->kind == SB_TOKEN_NUMBER && at(f, end + 1)->length == 2 &&
            !at(f, end + 1)->space) {
            last = year / 100 * 100 + atoi(at(f, end + 1)->text);
        }
        /* "from 5 billion in 2010 to …": another number's "from" is not here */
    }
    if (last > year) {
        g_autofree char *text = g_strdup_printf("%04d/%04d", year, last);

        end += 2;
        sb_period_finder_add_text(f, i, end, text, is_yardstick(f, end));
        return end;
    }
    if (is_year_of_name(f, i, end)) {
        return end;
    }
    gboolean fiscal = i > f->start && (is(f, i - 1, " fiscal fy ") ||
                                          (is(f, i - 1, " year ") && i > f->start + 1 &&
                                              is(f, i - 2, " fiscal financial ")));
    g_autofree char *text = g_strdup_printf("%s%04d", fiscal ? "FY" : "", year);

    sb_period_finder_add_text(f, i, end, text, sb_period_finder_is_base(f, i, end));
    return end;
}

/* "FY2023", "FY2019-20", "end-2022" */
static guint
take_code(Finder *f, guint i)
{
    static const char *const parts[] = { "end-", "mid-", "early-", "late-" };
    const SbToken *token = at(f, i);

    if (token->kind == SB_TOKEN_NUMBER || token->kind == SB_TOKEN_ORDINAL) {
        return i;
    }
    for (size_t k = 0; token->dash && k < G_N_ELEMENTS(parts); k++) {
        size_t n = strlen(parts[k]);

        if (g_str_has_prefix(token->folded, parts[k]) && token->length == n + 4 &&
            strspn(token->folded + n, "0123456789") == 4) {
            sb_period_finder_add_text(
                f, i, i + 1, token->text + n, sb_period_finder_is_base(f, i, i + 1));
            return i + 1;
        }
    }

    /* "mid-February", "end-June" */
    for (size_t k = 0; token->dash && k < G_N_ELEMENTS(parts); k++) {
        size_t n = strlen(parts[k]);

        if (g_str_has_prefix(token->folded, parts[k]) && token->length > n + 2) {
            size_t length = 0;
            int month = sb_dates_month(token->text + n, token->length - n, &length);
            guint year_token = i + 1 + is(f, i + 1, " , of ");
            int year = month > 0 && length == token->length - n
                           ? sb_period_finder_year_at(f, year_token)
                           : 0;

            if (month > 0 && length == token->length - n) {
                guint end = year > 0 ? year_token + 1 : i + 1;

                add_month(f, i, end,
                    year > 0 ? year : sb_period_finder_year_of_month(f, month), month, 0);
                return end;
            }
        }
    }
    /* "the 1990s" */
    if (token->kind == SB_TOKEN_CODE && token->length == 5 && token->folded[4] == 's' &&
        strspn(token->folded, "0123456789") == 4 && token->folded[3] == '0') {
        int year = atoi(token->folded);
        g_autofree char *text = g_strdup_printf("%04d/%04d", year, year + 9);

        if (year >= 1500 && year < 2200) {
            sb_period_finder_add_text(
                f, i, i + 1, text, sb_period_finder_is_base(f, i, i + 1));
            return i + 1;
        }
    }
    if (token->kind != SB_TOKEN_CODE || !g_str_has_prefix(token->folded, "fy") ||
        token->length < 6) {
        return i;
    }
    g_autofree char *text = g_strdup_printf("FY%.4s", token->text + 2);

    sb_period_finder_add_text(f, i, i + 1, text, sb_period_finder_is_base(f, i, i + 1));
    return i + 1;
}

static guint
take_relative(Finder *f, guint i)
{
    static const struct {
        const char *first, *second;
        int years, months;
        gboolean base;
    } table[] = { { "last", "year", -1, 0, FALSE }, { "this", "year", 0, 0, FALSE },
        { "next", "year", 1, 0, FALSE }, { "previous", "year", -1, 0, TRUE },
        { "past", "year", -1, 0, FALSE }, { "last", "month", 0, -1, FALSE },
        { "this", "month", 0, 0, FALSE }, { "next", "month", 0, 1, FALSE } };

    if (!is(f, i, " last this next previous past ")) {
        return i;
    }
    for (size_t k = 0; k < G_N_ELEMENTS(table); k++) {
        if (!sb_token_is(at(f, i), table[k].first) || i + 1 >= f->end ||
            !sb_token_is(at(f, i + 1), table[k].second) || f->article_year == 0) {
            continue;
        }
        gboolean month = strcmp(table[k].second, "month") == 0;
        int count = f->article_year * 12 + f->article_month - 1 + table[k].months +
                    12 * table[k].years;

        if (month && f->article_month == 0) {
            return i + 2;
        }
        g_autofree char *text =
            month ? g_strdup_printf("%04d-%02d", count / 12, count % 12 + 1)
                  : g_strdup_printf("%04d", f->article_year + table[k].years);

        sb_period_finder_add_text(
            f, i, i + 2, text, table[k].base || sb_period_finder_is_base(f, i, i + 2));
        return i + 2;
    }
    return i;
}

/* Can a time begin at the token?  Spares most words the tries below; what they
 * look for first must be let through here, and in token.c. */
static gboolean
may_begin(const SbToken *token)
{
    if (token->kind != SB_TOKEN_WORD) {
        return token->kind == SB_TOKEN_NUMBER || token->kind == SB_TOKEN_ORDINAL ||
               token->kind == SB_TOKEN_CODE;
    }
    return token->hangul || sb_token_has(token, SB_WORD_MONTH) || token->dash ||
           (token->word != NULL && token->word->numeral != NULL) ||
           sb_token_is(token, "year") ||
           (token->length >= 4 && token->length <= 8 &&
               sb_token_in(
                   token, " first second third fourth last this next previous past "));
}

void
sb_context_period_hits(const SbMentionSetting *setting, const char *date, guint start,
    guint end, GArray *hits)
{
    Finder f = { .setting = setting,
        .tokens = setting->tokens,
        .article_year = date != NULL ? atoi(date) : 0,
        .article_month = date != NULL && strlen(date) >= 7 ? atoi(date + 5) : 0,
        .start = start,
        .end = end,
        .hits = hits };
    guint (*const takes[])(Finder *, guint) = { sb_period_korean_take, take_part,
        take_months, take_month, take_month_pair, take_code, take_relative, take_year };

    for (guint i = start; i < end;) {
        guint next = i;
        gboolean may = (at(&f, i)->begins & SB_BEGINS_TIME) != 0 && may_begin(at(&f, i));

        for (size_t k = 0; may && k < G_N_ELEMENTS(takes) && next == i; k++) {
            next = takes[k](&f, i);
        }
        i = MAX(next, i + 1);
    }
}
