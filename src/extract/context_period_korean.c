/*
 * In: a Korean sentence.  Out: the times that it names ("지난해 3분기", "1~8월", "9월
 * 14일~18일").
 */
#include "extract/context_period_korean.h"

#include <string.h>

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

static gboolean
has_prefix(const Finder *f, guint i, const char *prefix)
{
    return sb_period_finder_begins(f, i, prefix);
}

/* What says that two times are compared, from token i on: "보다", "에 비해", "대비" */
static gboolean
compares(const Finder *f, guint i)
{
    return has_prefix(f, i, "보다") || has_prefix(f, i, "대비") ||
           has_prefix(f, i, "비해") || has_prefix(f, i, "견줘") ||
           has_prefix(f, i, "비교") || has_prefix(f, i, "견주") ||
           ((is(f, i, " 에 과 와 ")) &&
               (has_prefix(f, i + 1, "비") || has_prefix(f, i + 1, "견")));
}

/* The token behind the words of "지난해 | 같은 기간", "작년 | 동월", from i on */
static guint
over_same(const Finder *f, guint i)
{
    if (i >= f->end || !at(f, i)->hangul || at(f, i)->unit != NULL) {
        return i;
    }
    if (has_prefix(f, i, "같은")) {
        return i + 1 +
               (has_prefix(f, i + 1, "기간") || has_prefix(f, i + 1, "달") ||
                   has_prefix(f, i + 1, "분기") || has_prefix(f, i + 1, "시기") ||
                   has_prefix(f, i + 1, "때") || has_prefix(f, i + 1, "월"));
    }
    return i + (has_prefix(f, i, "동월") || has_prefix(f, i, "동기") ||
                   has_prefix(f, i, "동분기") || has_prefix(f, i, "동일"));
}

/* "지난해 추석보다", "작년 평균에 비해", "지난해 말 대비", "작년 동월(31억 달러)보다",
 * "(2019년 1~9월)에 비해" */
gboolean
sb_period_korean_is_base(const Finder *f, guint end)
{
    guint i = over_same(f, end);
    guint close = i;

    if (has_prefix(f, end, "이후") || has_prefix(f, end, "이래")) {
        return TRUE; /* when something began */
    }

    if (i > end && is(f, i, " ( ")) {
        while (close < f->end && close < i + 16 && !is(f, close, " ) ")) {
            close++;
        }
    }
    if (is(f, close, " ) ") && compares(f, close + 1)) {
        return TRUE;
    }
    const SbToken *last = i > f->start && i <= f->end ? at(f, i - 1) : NULL;

    if (last != NULL && last->hangul && compares(f, i) &&
        (!has_prefix(f, i, "비") || g_str_has_suffix(last->text, "에") ||
            g_str_has_suffix(last->text, "과") || g_str_has_suffix(last->text, "와"))) {
        return TRUE;
    }
    if (i > end && g_str_has_suffix(last->text, "보다")) {
        return TRUE;
    }
    if (end >= f->end || !at(f, end)->hangul || at(f, end)->unit != NULL) {
        return FALSE;
    }
    return g_str_has_suffix(at(f, end)->text, "보다") || has_prefix(f, end + 1, "보다") ||
           has_prefix(f, end + 1, "대비") ||
           (end + 1 < f->end && at(f, end + 1)->hangul &&
               g_str_has_suffix(at(f, end + 1)->text, "보다")) ||
           (g_str_has_suffix(at(f, end)->text, "에") && has_prefix(f, end + 1, "비해"));
}

/* "9월 14일 | ~18일": tokens to *end, *text. */
static void
add_last_day(const Finder *f, int year, int month, guint *end, char **text)
{
    if (!is(f, *end, " ~ – - ") || *end + 2 >= f->end ||
        at(f, *end + 1)->kind != SB_TOKEN_NUMBER || !has_prefix(f, *end + 2, "일") ||
        at(f, *end + 1)->number.coefficient > 31) {
        return;
    }
    char *range = g_strdup_printf("%s/%04d-%02d-%02d", *text, year, month,
        (int)at(f, *end + 1)->number.coefficient);

    g_free(*text);
    *text = range;
    *end += 3;
}

/* "1~8월": from January to August of year; tokens taken, 0: none. */
static guint
take_span(Finder *f, guint i, int year, gboolean given)
{
    if (!is(f, i + 1, " ~ – - ") || i + 3 >= f->end ||
        at(f, i)->kind != SB_TOKEN_NUMBER || at(f, i + 2)->kind != SB_TOKEN_NUMBER ||
        at(f, i)->number.exponent != 0 || at(f, i + 2)->number.exponent != 0 ||
        at(f, i)->number.coefficient < 1 ||
        at(f, i)->number.coefficient >= at(f, i + 2)->number.coefficient ||
        at(f, i + 2)->number.coefficient > 12 || !has_prefix(f, i + 3, "월")) {
        return 0;
    }
    int last = (int)at(f, i + 2)->number.coefficient;

    year = given ? year : sb_period_finder_year_of_month(f, last);
    if (year <= 0) {
        return 0;
    }
    g_autofree char *text = g_strdup_printf(
        "%04d-%02d/%04d-%02d", year, (int)at(f, i)->number.coefficient, year, last);

    sb_period_finder_add_text(f, i, i + 4, text, sb_period_finder_is_base(f, i, i + 4));
    return 4;
}

/* "1월부터 10월까지"; tokens taken, 0: none. */
static guint
take_from_to(Finder *f, guint i, int year, gboolean given)
{
    if (i + 3 >= f->end || !has_prefix(f, i + 1, "월부터") ||
        at(f, i)->kind != SB_TOKEN_NUMBER || at(f, i + 2)->kind != SB_TOKEN_NUMBER ||
        !has_prefix(f, i + 3, "월") || at(f, i)->number.exponent != 0 ||
        at(f, i + 2)->number.exponent != 0 || at(f, i)->number.coefficient < 1 ||
        at(f, i)->number.coefficient >= at(f, i + 2)->number.coefficient ||
        at(f, i + 2)->number.coefficient > 12) {
        return 0;
    }
    int last = (int)at(f, i + 2)->number.coefficient;

    year = given ? year : sb_period_finder_year_of_month(f, last);
    if (year <= 0) {
        return 0;
    }
    g_autofree char *text = g_strdup_printf(
        "%04d-%02d/%04d-%02d", year, (int)at(f, i)->number.coefficient, year, last);

    sb_period_finder_add_text(f, i, i + 4, text, FALSE);
    return 4;
}

/* "3년 전 40곳", "10년 전보다": counted from the article's date; tokens taken. */
static guint
take_years_ago(Finder *f, guint i)
{
    if (i + 2 >= f->end || f->article_year <= 0 || at(f, i)->kind != SB_TOKEN_NUMBER ||
        at(f, i)->number.exponent != 0 || at(f, i)->number.coefficient < 1 ||
        at(f, i)->number.coefficient > 99 || !has_prefix(f, i + 1, "년") ||
        at(f, i + 1)->length != strlen("년") || !at(f, i + 2)->space ||
        !is(f, i + 2, " 전 전에 전에는 전의 전보다 전인 전과 ")) {
        return 0;
    }
    g_autofree char *text =
        g_strdup_printf("%04d", f->article_year - (int)at(f, i)->number.coefficient);
    gboolean base = is(f, i + 2, " 전보다 전과 ") || has_prefix(f, i + 3, "대비") ||
                    has_prefix(f, i + 3, "비해") || has_prefix(f, i + 3, "보다");

    sb_period_finder_add_text(f, i, i + 3, text, base);
    return 3;
}

/* "'23.10월", "2023.9월말", "'23.3분기", "'22.1~9월" at token i, which is one number to
 * the tokens: the tokens taken, 0: none. */
static guint
take_dotted(Finder *f, guint i)
{
    const SbToken *token = at(f, i);

    if (token->kind != SB_TOKEN_NUMBER || i + 1 >= f->end || token->length > 7) {
        return 0;
    }
    const char *dot = memchr(token->text, '.', token->length);
    size_t left = dot != NULL ? (size_t)(dot - token->text) : 0;
    size_t right = dot != NULL ? token->length - left - 1 : 0;
    gboolean marked = i > f->start && is(f, i - 1, " ' ’ ‘ ") && !token->space;

    if ((left != 4 && !(left == 2 && marked && f->article_year > 0)) || right < 1 ||
        right > 2) {
        return 0;
    }
    int year = atoi(token->text) + (left == 2 ? f->article_year / 100 * 100 : 0);
    int part = atoi(dot + 1);
    g_autofree char *text = NULL;
    guint end = i + 2;

    if (year < 1900 || year > 2199 || part < 1 || part > 12) {
        return 0;
    }
    if (has_prefix(f, i + 1, "월")) {
        text = g_strdup_printf("%04d-%02d", year, part);
    } else if (has_prefix(f, i + 1, "분기") && part <= 4) {
        text = g_strdup_printf("%04d-Q%d", year, part);
    } else if (is(f, i + 1, " ~ – - ") && i + 3 < f->end && has_prefix(f, i + 3, "월") &&
               at(f, i + 2)->kind == SB_TOKEN_NUMBER &&
               at(f, i + 2)->number.exponent == 0 &&
               at(f, i + 2)->number.coefficient > part &&
               at(f, i + 2)->number.coefficient <= 12) {
        text = g_strdup_printf("%04d-%02d/%04d-%02d", year, part, year,
            (int)at(f, i + 2)->number.coefficient);
        end = i + 4;
    } else {
        return 0;
    }
    sb_period_finder_add_text(f, i, end, text, sb_period_finder_is_base(f, i, end));
    return end - i;
}

/* "3월", "3분기", "상반기" at token i, within year */
static guint
take_korean_part(Finder *f, guint i, int year, gboolean given)
{
    const SbToken *token = i < f->end ? at(f, i) : NULL;
    g_autofree char *text = NULL;
    guint end = i;

    if (token == NULL) {
        return i;
    }
    guint months = take_span(f, i, year, given);

    if (months == 0) {
        months = take_from_to(f, i, year, given);
    }
    if (months > 0) {
        return i + months;
    }
    if (token->kind == SB_TOKEN_NUMBER && token->number.exponent == 0 && i + 1 < f->end) {
        int value = (int)MIN(token->number.coefficient, 99);
        /* "1/4분기" */
        gboolean fourth = value >= 1 && value <= 4 && is(f, i + 1, " / ") &&
                          is(f, i + 2, " 4 ") && has_prefix(f, i + 3, "분기");

        if (fourth) {
            text = g_strdup_printf("%04d-Q%d", year, value);
            end = i + 4;
        } else if (has_prefix(f, i + 1, "월") && value >= 1 && value <= 12) {
            guint day = i + 2;

            year = given ? year : sb_period_finder_year_of_month(f, value);
            end = i + 2;
            gboolean range = is(f, day, " ~ – - ") && day + 2 < f->end &&
                             at(f, day + 1)->kind == SB_TOKEN_NUMBER &&
                             has_prefix(f, day + 2, "월") &&
                             at(f, day + 1)->number.coefficient <= 12;

            if (range) {
                text = g_strdup_printf("%04d-%02d/%04d-%02d", year, value, year,
                    (int)at(f, day + 1)->number.coefficient);
                end = day + 3;
            } else if (day + 1 < f->end && at(f, day)->kind == SB_TOKEN_NUMBER &&
                       has_prefix(f, day + 1, "일") &&
                       at(f, day)->number.coefficient <= 31) {
                text = g_strdup_printf(
                    "%04d-%02d-%02d", year, value, (int)at(f, day)->number.coefficient);
                end = day + 2;
                add_last_day(f, year, value, &end, &text);
            } else {
                text = g_strdup_printf("%04d-%02d", year, value);
            }
        } else if (has_prefix(f, i + 1, "분기") && value >= 1 && value <= 4) {
            text = g_strdup_printf("%04d-Q%d", year, value);
            end = i + 2;
        }
    } else if (has_prefix(f, i, "상반기") || has_prefix(f, i, "하반기")) {
        text = g_strdup_printf("%04d-H%d", year, has_prefix(f, i, "상") ? 1 : 2);
        end = i + 1;
    }
    if (text == NULL || year <= 0) {
        return i;
    }
    sb_period_finder_add_text(f, i, end, text, sb_period_finder_is_base(f, i, end));
    return end;
}

guint
sb_period_korean_take(Finder *f, guint i)
{
    static const struct {
        const char *word;
        int years, months;
        gboolean base;
    } table[] = { { "지난해", -1, 0, FALSE }, { "작년", -1, 0, FALSE },
        { "올해", 0, 0, FALSE }, { "금년", 0, 0, FALSE }, { "내년", 1, 0, FALSE },
        { "전년", -1, 0, TRUE }, { "재작년", -2, 0, FALSE }, { "지난달", 0, -1, FALSE },
        { "전월", 0, -1, TRUE }, { "이달", 0, 0, FALSE } };
    int year = sb_period_finder_year_at(f, i);

    /* "'23년": this century, if it has begun */
    if (year == 0 && f->article_year > 0 && is(f, i - 1, " ' ") && i > f->start &&
        at(f, i)->kind == SB_TOKEN_NUMBER && at(f, i)->length == 2 && !at(f, i)->space &&
        at(f, i)->number.exponent == 0) {
        year = f->article_year / 100 * 100 + (int)at(f, i)->number.coefficient;
    }

    if (year > 0 && has_prefix(f, i + 1, "년") && at(f, i + 1)->unit == NULL) {
        guint end = take_korean_part(f, i + 2, year, TRUE);

        if (end > i + 2) {
            g_array_index(f->hits, SbPeriodHit, f->hits->len - 1).start = i;
            return end;
        }
        g_autofree char *text = g_strdup_printf("%04d", year);

        sb_period_finder_add_text(
            f, i, i + 2, text, sb_period_finder_is_base(f, i, i + 2));
        return i + 2;
    }
    if (year > 0 &&
        (has_prefix(f, i + 1, "회계연도") || has_prefix(f, i + 1, "회계년도"))) {
        g_autofree char *text = g_strdup_printf("FY%04d", year);

        sb_period_finder_add_text(f, i, i + 2, text, FALSE);
        return i + 2;
    }
    guint taken = take_years_ago(f, i);

    if (taken == 0) {
        taken = take_dotted(f, i);
    }
    if (taken > 0) {
        return i + taken;
    }
    for (size_t k = 0; k < G_N_ELEMENTS(table) && f->article_year > 0; k++) {
        if (!has_prefix(f, i, table[k].word)) {
            continue;
        }
        gboolean month = table[k].months != 0 || strcmp(table[k].word, "이달") == 0;
        guint end =
            month ? i + 1
                  : take_korean_part(f, i + 1, f->article_year + table[k].years, TRUE);
        int count = f->article_year * 12 + f->article_month - 1 + table[k].months;

        if (end > i + 1) {
            SbPeriodHit *hit = &g_array_index(f->hits, SbPeriodHit, f->hits->len - 1);

            hit->start = i;
            hit->base |= table[k].base;
            return end;
        }
        if (month && f->article_month == 0) {
            return i + 1;
        }
        g_autofree char *text =
            month ? g_strdup_printf("%04d-%02d", count / 12, count % 12 + 1)
                  : g_strdup_printf("%04d", f->article_year + table[k].years);

        guint stop = over_same(f, i + 1);
        gboolean base = table[k].base || sb_period_korean_is_base(f, i + 1) ||
                        sb_period_finder_is_base(f, i, stop);

        sb_period_finder_add_text(f, i, stop, text, base);
        return stop;
    }
    return take_korean_part(f, i, f->article_year, FALSE);
}
