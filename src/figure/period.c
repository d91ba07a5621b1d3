/*
 * In: a period as text.  Out: its parts, its days, its neighbours (see
 * period.h).
 */
#include "figure/period.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"

/* So many digits at *p, which moves on; -1 when they are not there. */
static int
digits(const char **p, int count)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        if (!g_ascii_isdigit((*p)[i])) {
            return -1;
        }
        value = value * 10 + ((*p)[i] - '0');
    }
    *p += count;
    return value;
}

/* "Q3", "H1", "10", "10-05" behind "2022-". */
static gboolean
parse_part(const char **p, SbPeriodPoint *out)
{
    if (**p == 'Q' || **p == 'H') {
        out->kind = **p == 'Q' ? SB_PERIOD_QUARTER : SB_PERIOD_HALF;
        (*p)++;
        out->part = digits(p, 1);
        return out->part >= 1 && out->part <= (out->kind == SB_PERIOD_QUARTER ? 4 : 2);
    }
    out->kind = SB_PERIOD_MONTH;
    out->part = digits(p, 2);
    if (out->part < 1 || out->part > 12) {
        return FALSE;
    }
    if (**p == '-') {
        (*p)++;
        out->kind = SB_PERIOD_DAY;
        out->day = digits(p, 2);
        return out->day >= 1 && out->day <= sb_date_days_in_month(out->year, out->part);
    }
    return TRUE;
}

static gboolean
parse_point(const char **p, SbPeriodPoint *out)
{
    *out = (SbPeriodPoint){ .kind = SB_PERIOD_YEAR };
    if ((*p)[0] == 'F' && (*p)[1] == 'Y') {
        out->kind = SB_PERIOD_FISCAL;
        *p += 2;
    }
    out->year = digits(p, 4);
    if (out->year < 1) {
        return FALSE;
    }
    if (**p != '-' || out->kind == SB_PERIOD_FISCAL) {
        return TRUE;
    }
    (*p)++;
    return parse_part(p, out);
}

gboolean
sb_period_parse(const char *text, SbPeriod *out)
{
    const char *p = text;

    *out = (SbPeriod){ 0 };
    if (!parse_point(&p, &out->from)) {
        return FALSE;
    }
    out->to = out->from;
    if (*p == '/') {
        p++;
        out->is_range = TRUE;
        if (!parse_point(&p, &out->to)) {
            return FALSE;
        }
    }
    gint64 first, last;

    sb_period_days(out, &first, &last);
    return *p == '\0' && first <= last;
}

static void
put_point(GString *out, const SbPeriodPoint *point)
{
    g_string_append_printf(
        out, "%s%04d", point->kind == SB_PERIOD_FISCAL ? "FY" : "", point->year);
    switch (point->kind) {
    case SB_PERIOD_HALF:
        g_string_append_printf(out, "-H%d", point->part);
        break;
    case SB_PERIOD_QUARTER:
        g_string_append_printf(out, "-Q%d", point->part);
        break;
    case SB_PERIOD_MONTH:
        g_string_append_printf(out, "-%02d", point->part);
        break;
    case SB_PERIOD_DAY:
        g_string_append_printf(out, "-%02d-%02d", point->part, point->day);
        break;
    default:
        break;
    }
}

char *
sb_period_format(const SbPeriod *period)
{
    GString *out = g_string_new(NULL);

    put_point(out, &period->from);
    if (period->is_range) {
        g_string_append_c(out, '/');
        put_point(out, &period->to);
    }
    return g_string_free(out, FALSE);
}

/* --- days --- */

/* First day of point, and the first day after it. */
static void
point_days(const SbPeriodPoint *point, gint64 *first, gint64 *after)
{
    int month = 1, length = 12;

    switch (point->kind) {
    case SB_PERIOD_FISCAL:
        month = 4;
        break;
    case SB_PERIOD_HALF:
        month = point->part * 6 - 5;
        length = 6;
        break;
    case SB_PERIOD_QUARTER:
        month = point->part * 3 - 2;
        length = 3;
        break;
    case SB_PERIOD_MONTH:
        month = point->part;
        length = 1;
        break;
    case SB_PERIOD_DAY:
        *first = sb_date_days(point->year, point->part, point->day);
        *after = *first + 1;
        return;
    default:
        break;
    }
    *first = sb_date_days(point->year, month, 1);
    *after = sb_date_days(point->year, month + length, 1);
}

void
sb_period_days(const SbPeriod *period, gint64 *first, gint64 *last)
{
    gint64 unused;

    point_days(&period->from, first, &unused);
    point_days(&period->to, &unused, last);
    (*last)--;
}

static gboolean
days_of(const char *text, gint64 *first, gint64 *last)
{
    SbPeriod period;

    if (!sb_period_parse(text, &period)) {
        return FALSE;
    }
    sb_period_days(&period, first, last);
    return TRUE;
}

int
sb_period_compare(const char *a, const char *b)
{
    gint64 first_a = 0, last_a = 0, first_b = 0, last_b = 0;
    gboolean is_a = days_of(a, &first_a, &last_a), is_b = days_of(b, &first_b, &last_b);

    if (!is_a || !is_b) {
        int order = strcmp(a, b);

        return is_a ? -1 : is_b ? 1 : (order > 0) - (order < 0);
    }
    if (first_a != first_b) {
        return first_a < first_b ? -1 : 1;
    }
    return (last_a > last_b) - (last_a < last_b);
}

gboolean
sb_period_equal(const char *a, const char *b)
{
    gint64 first_a, last_a, first_b, last_b;

    if (!days_of(a, &first_a, &last_a) || !days_of(b, &first_b, &last_b)) {
        return strcmp(a, b) == 0;
    }
    return first_a == first_b && last_a == last_b;
}

gboolean
sb_period_overlap(const char *a, const char *b)
{
    gint64 first_a, last_a, first_b, last_b;

    if (!days_of(a, &first_a, &last_a) || !days_of(b, &first_b, &last_b)) {
        return FALSE;
    }
    return first_a <= last_b && first_b <= last_a;
}

gboolean
sb_period_within(const char *part, const char *whole)
{
    gint64 first_a, last_a, first_b, last_b;

    if (!days_of(part, &first_a, &last_a) || !days_of(whole, &first_b, &last_b)) {
        return FALSE;
    }
    return first_b <= first_a && last_a <= last_b;
}

/* --- neighbours --- */

static int
floor_div(int a, int b)
{
    return a / b - (a % b < 0);
}

static void
shift_point(SbPeriodPoint *point, int count)
{
    int parts = point->kind == SB_PERIOD_HALF      ? 2
                : point->kind == SB_PERIOD_QUARTER ? 4
                : point->kind == SB_PERIOD_MONTH   ? 12
                                                   : 1;

    if (point->kind == SB_PERIOD_DAY) {
        SbDate day =
            sb_date_from_days(sb_date_days(point->year, point->part, point->day) + count);

        point->year = (int)day.year;
        point->part = day.month;
        point->day = day.day;
        return;
    }
    int index = point->part - 1 + count;

    if (parts == 1) {
        point->year += count;
        return;
    }
    point->year += floor_div(index, parts);
    point->part = index - floor_div(index, parts) * parts + 1;
}

char *
sb_period_shift(const char *text, int count)
{
    SbPeriod period;

    if (!sb_period_parse(text, &period)) {
        return NULL;
    }
    if (period.is_range) {
        return sb_period_shift_years(text, count);
    }
    shift_point(&period.from, count);
    period.to = period.from;
    return sb_period_format(&period);
}

char *
sb_period_shift_years(const char *text, int years)
{
    SbPeriod period;

    if (!sb_period_parse(text, &period)) {
        return NULL;
    }
    SbPeriodPoint *const points[] = { &period.from, &period.to };

    for (int i = 0; i < 2; i++) {
        points[i]->year += years;
        if (points[i]->kind == SB_PERIOD_DAY) {
            points[i]->day = MIN(
                points[i]->day, sb_date_days_in_month(points[i]->year, points[i]->part));
        }
    }
    return sb_period_format(&period);
}

/* --- relative --- */

typedef enum { OF_YEAR, OF_HALF, OF_QUARTER, OF_MONTH, OF_DAY, OF_CONTEXT } Of;

static const struct {
    const char *words;
    Of of;
    int count, years; /* periods, and years, away */
} relatives[] = {
    { "last year", OF_YEAR, -1, 0 },
    { "this year", OF_YEAR, 0, 0 },
    { "next year", OF_YEAR, 1, 0 },
    { "the previous year", OF_CONTEXT, 0, -1 },
    { "previous year", OF_CONTEXT, 0, -1 },
    { "a year earlier", OF_CONTEXT, 0, -1 },
    { "a year ago", OF_CONTEXT, 0, -1 },
    { "the year before", OF_CONTEXT, 0, -1 },
    { "the same period last year", OF_CONTEXT, 0, -1 },
    { "the same period of the previous year", OF_CONTEXT, 0, -1 },
    { "the same month last year", OF_CONTEXT, 0, -1 },
    { "the same quarter last year", OF_CONTEXT, 0, -1 },
    { "the same month of the previous year", OF_CONTEXT, 0, -1 },
    { "the same period", OF_CONTEXT, 0, 0 },
    { "the same year", OF_CONTEXT, 0, 0 },
    { "the same month", OF_CONTEXT, 0, 0 },
    { "that year", OF_CONTEXT, 0, 0 },
    { "last month", OF_MONTH, -1, 0 },
    { "this month", OF_MONTH, 0, 0 },
    { "next month", OF_MONTH, 1, 0 },
    { "last quarter", OF_QUARTER, -1, 0 },
    { "this quarter", OF_QUARTER, 0, 0 },
    { "today", OF_DAY, 0, 0 },
    { "yesterday", OF_DAY, -1, 0 },
    { "올해", OF_YEAR, 0, 0 },
    { "금년", OF_YEAR, 0, 0 },
    { "올 한해", OF_YEAR, 0, 0 },
    { "지난해", OF_YEAR, -1, 0 },
    { "작년", OF_YEAR, -1, 0 },
    { "재작년", OF_YEAR, -2, 0 },
    { "지지난해", OF_YEAR, -2, 0 },
    { "내년", OF_YEAR, 1, 0 },
    { "내후년", OF_YEAR, 2, 0 },
    { "전년", OF_CONTEXT, 0, -1 },
    { "전년도", OF_CONTEXT, 0, -1 },
    { "전년 동기", OF_CONTEXT, 0, -1 },
    { "전년동기", OF_CONTEXT, 0, -1 },
    { "전년 동월", OF_CONTEXT, 0, -1 },
    { "전년동월", OF_CONTEXT, 0, -1 },
    { "지난해 같은 기간", OF_CONTEXT, 0, -1 },
    { "작년 같은 기간", OF_CONTEXT, 0, -1 },
    { "같은 기간", OF_CONTEXT, 0, 0 },
    { "같은 해", OF_CONTEXT, 0, 0 },
    { "같은 달", OF_CONTEXT, 0, 0 },
    { "이달", OF_MONTH, 0, 0 },
    { "이번 달", OF_MONTH, 0, 0 },
    { "지난달", OF_MONTH, -1, 0 },
    { "지난 달", OF_MONTH, -1, 0 },
    { "다음 달", OF_MONTH, 1, 0 },
    { "내달", OF_MONTH, 1, 0 },
    { "상반기", OF_HALF, 1, 0 },
    { "하반기", OF_HALF, 2, 0 },
};

/* The period of kind of that date lies in; shift counts from it.  FALSE when
 * date is too coarse to tell. */
static gboolean
period_around(const SbPeriodPoint *date, Of of, SbPeriodPoint *out)
{
    *out = (SbPeriodPoint){ .kind = SB_PERIOD_YEAR, .year = date->year };
    if (of == OF_YEAR || of == OF_HALF) {
        return TRUE;
    }
    if (date->kind != SB_PERIOD_MONTH && date->kind != SB_PERIOD_DAY) {
        return FALSE;
    }
    if (of == OF_QUARTER) {
        out->kind = SB_PERIOD_QUARTER;
        out->part = (date->part + 2) / 3;
    } else {
        *out = *date;
        out->kind = of == OF_DAY ? date->kind : SB_PERIOD_MONTH;
    }
    return of != OF_DAY || date->kind == SB_PERIOD_DAY;
}

char *
sb_period_resolve(const char *words, const char *date, const char *context)
{
    SbPeriod day;

    for (size_t i = 0; i < G_N_ELEMENTS(relatives); i++) {
        if (g_ascii_strcasecmp(words, relatives[i].words) != 0) {
            continue;
        }
        if (relatives[i].of == OF_CONTEXT) {
            return sb_period_shift_years(context, relatives[i].years);
        }
        SbPeriod period = { 0 };

        if (!sb_period_parse(date, &day) ||
            !period_around(&day.from, relatives[i].of, &period.from)) {
            return NULL;
        }
        if (relatives[i].of == OF_HALF) {
            period.from.kind = SB_PERIOD_HALF;
            period.from.part = relatives[i].count;
        } else {
            shift_point(&period.from, relatives[i].count);
        }
        return sb_period_format(&period);
    }
    return NULL;
}
