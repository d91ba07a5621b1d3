/*
 * In: a short text.  Out: the date in it, ISO 8601 (see dates.h).
 *
 * The scan collects a year, a month and a day in whatever order they stand.
 */
#include "extract/dates.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int year, month, day;
} Found;

int
sb_dates_month(const char *text, size_t left, size_t *length)
{
    static const char *const names[] = { "january", "february", "march", "april", "may",
        "june", "july", "august", "september", "october", "november", "december" };

    for (int i = 0; i < 12; i++) {
        size_t n = 0;

        while (
            n < left && names[i][n] != '\0' && g_ascii_tolower(text[n]) == names[i][n]) {
            n++;
        }
        gboolean whole = n == left || !g_ascii_isalpha(text[n]);

        if (n >= 3 && (whole || (n == 3 && i == 8 && g_ascii_tolower(text[n]) == 't'))) {
            *length = n;
            return i + 1;
        }
    }
    return 0;
}

static gboolean
follows(const char *p, const char *end, const char *what)
{
    size_t n = strlen(what);

    return (size_t)(end - p) >= n && memcmp(p, what, n) == 0;
}

/* A number of the date goes where it fits. */
static void
place_number(Found *found, long value, size_t digits, const char *after, const char *end)
{
    while (after < end && *after == ' ') {
        after++;
    }
    if (digits == 4 && value >= 1800 && value < 2200) {
        if (found->year == 0) {
            found->year = (int)value;
        }
    } else if (digits > 2 || value == 0) {
        return;
    } else if (follows(after, end, "월") && value <= 12) {
        found->month = (int)value;
    } else if (follows(after, end, "일")) {
        found->day = (int)value;
    } else if (found->year != 0 && found->month == 0 && value <= 12) {
        found->month = (int)value;
    } else if (found->day == 0 && value <= 31) {
        found->day = (int)value;
    }
}

/* May this stand between the parts of one date: "14th of March, 2024", "2024. 3. 14"?
 */
static gboolean
joins(const char *p, const char *end)
{
    static const char *const words[] = { "st", "nd", "rd", "th", "of", "년", "월", "일" };

    if (end - p > 12) {
        return FALSE;
    }
    while (p < end) {
        size_t i = 0;

        while (i < G_N_ELEMENTS(words) && !follows(p, end, words[i])) {
            i++;
        }
        if (i < G_N_ELEMENTS(words)) {
            p += strlen(words[i]);
        } else if (strchr(" .,-/'\t()", *p) != NULL) {
            p++;
        } else {
            return FALSE;
        }
    }
    return TRUE;
}

/* A percentage or an amount of money is no part of a date. */
static gboolean
is_amount(const char *start, const char *p, const char *after, const char *end)
{
    return (after < end && *after == '%') || (p > start && p[-1] == '$');
}

/* How much of a date there is. */
static int
parts_of(const Found *found)
{
    return found->year == 0 ? 0 : 1 + (found->month != 0) * 2 + (found->day != 0);
}

/* The date that has most parts; they stand side by side. */
static Found
scan(const char *p, const char *end)
{
    Found found = { 0 }, best = { 0 };
    const char *start = p, *part = p; /* behind the last part */
    gboolean inside = FALSE;          /* of a word */

    while (p < end && parts_of(&found) < 4) {
        const char *here = p;
        Found before = found;
        int month = 0;
        size_t n;

        if (g_ascii_isdigit(*p) ||
            (!inside && (month = sb_dates_month(p, (size_t)(end - p), &n)) != 0)) {
            if (memcmp(&found, &(Found){ 0 }, sizeof found) != 0 && !joins(part, p)) {
                best = parts_of(&found) > parts_of(&best) ? found : best;
                found = before = (Found){ 0 };
            }
        }
        if (month != 0) {
            found.month = found.month == 0 ? month : found.month;
            p += n;
        } else if (g_ascii_isdigit(*p)) {
            char *after;
            long value = strtol(p, &after, 10);

            p = after;
            if (follows(after, end, "/4분기") || follows(after, end, "분기")) {
                p += *after == '/' ? 2 : 0; /* a quarter */
            } else if (!is_amount(start, here, after, end)) {
                place_number(&found, value, (size_t)(after - here), after, end);
            }
            inside = FALSE;
        } else {
            inside = g_ascii_isalpha(*p);
            p++;
        }
        part = memcmp(&before, &found, sizeof found) != 0 ? p : part;
    }
    found = parts_of(&found) > parts_of(&best) ? found : best;
    if (found.day != 0 && !g_date_valid_dmy((GDateDay)found.day, (GDateMonth)found.month,
                              (GDateYear)found.year)) {
        found.day = 0;
    }
    return found;
}

static char *
format(const Found *found)
{
    if (found->year == 0) {
        return NULL;
    }
    if (found->month == 0) {
        return g_strdup_printf("%04d", found->year);
    }
    return found->day == 0
               ? g_strdup_printf("%04d-%02d", found->year, found->month)
               : g_strdup_printf("%04d-%02d-%02d", found->year, found->month, found->day);
}

char *
sb_dates_normal(const char *text, size_t length)
{
    g_autofree char *copy = g_strndup(text, length);
    Found found = scan(copy, copy + length);

    return format(&found);
}

static gboolean
says_date(const char *line)
{
    static const char *const words[] = { "date", "publi", "posted", "issued", "released",
        "updated", "발행", "배포", "보도", "게시", "등록", "입력", "작성일" };
    g_autofree char *folded = g_ascii_strdown(line, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strstr(folded, words[i]) != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

char *
sb_dates_in_line(const char *line, size_t length, gboolean top, gboolean *full)
{
    g_autofree char *copy = g_strndup(line, length);
    Found found = scan(copy, copy + length);

    *full = found.year != 0 && found.month != 0 && found.day != 0;
    if (found.year == 0 || (!top && !(*full && says_date(copy)))) {
        return NULL;
    }
    if (*full) {
        return format(&found);
    }
    static const char *const seasons[] = { "spring", "summer", "autumn", "fall", "winter",
        "봄", "여름", "가을", "겨울" };
    g_autofree char *folded = g_ascii_strdown(copy, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(seasons); i++) {
        if (strstr(folded, seasons[i]) != NULL && length < 40) {
            return g_strdup_printf("%04d", found.year);
        }
    }
    return found.month != 0 && length < 30 ? format(&found) : NULL;
}

/* Is there a word for a day of the week at text? */
static gboolean
is_weekday(const char *text, size_t left)
{
    static const char *const days[] = { "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday" };

    for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
        size_t n = strlen(days[i]);

        if (left >= n && g_ascii_strncasecmp(text, days[i], n) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "PORT ANSEL, Oct 14, 2025 (Wire) -": capitals, a comma, a date, a dash or bracket */
static char *
date_of_dateline(const char *text, size_t length)
{
    size_t i = 0, capitals = 0;

    while (i < length && (g_ascii_isupper(text[i]) || strchr(" .-'", text[i]) != NULL)) {
        capitals += g_ascii_isupper(text[i]) != 0;
        i++;
    }
    if (capitals < 3 || i >= length || (text[i] != ',' && text[i] != '(')) {
        return NULL;
    }
    size_t end = i + 1;

    while (end < length && end < i + 32 && text[end] != '(' && text[end] != '\n' &&
           text[end] != '-' && (guchar)text[end] != 0xE2) {
        end++;
    }
    Found found = scan(text + i + 1, text + end);

    return end < length && text[end] != '\n' && found.month != 0 ? format(&found) : NULL;
}

char *
sb_dates_in_prose(const char *text, size_t length)
{
    gboolean begins = TRUE;

    for (size_t i = 0; i < length; i++) {
        if (begins && g_ascii_isupper(text[i])) {
            char *date = date_of_dateline(text + i, length - i);

            if (date != NULL) {
                return date;
            }
        }
        gboolean word = i > 0 && g_ascii_isalpha(text[i - 1]);

        if (!word && is_weekday(text + i, length - i)) {
            size_t end = i, stop = MIN(length, i + 36);

            while (end < stop && text[end] != '.' && text[end] != '\n') {
                end++;
            }
            Found found = scan(text + i, text + end);

            if (found.year != 0 && found.month != 0 && found.day != 0) {
                return format(&found);
            }
        }
        begins = text[i] == '\n';
    }
    return NULL;
}
