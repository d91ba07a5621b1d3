/* In: a date in Vega-Lite's form, {year, month, date …}.  Out: the moment
 * (https://vega.github.io/vega-lite/docs/types.html#datetime). */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "chart/timeunit.h"

/* A number, or a name known by its first three letters; -1 for others. */
static double
named(const json_t *json, const char *names)
{
    const char *text = json_string_value(json);

    if (json_is_number(json)) {
        return json_number_value(json);
    }
    if (text == NULL) {
        return -1;
    }
    if (g_ascii_isdigit(text[0])) {
        return g_ascii_strtod(text, NULL);
    }
    for (int i = 0; names[3 * i] != '\0'; i++) {
        if (strlen(text) >= 3 && g_ascii_strncasecmp(text, names + 3 * i, 3) == 0) {
            return i + 1;
        }
    }
    return -1;
}

/* month from 1, by month or quarter; 0: neither is there, -1: wrong. */
static double
month_of(const json_t *json)
{
    const json_t *month = json_object_get(json, "month");
    const json_t *quarter = json_object_get(json, "quarter");

    if (month != NULL) {
        return named(month, "janfebmaraprmayjunjulaugsepoctnovdec");
    }
    if (quarter != NULL) {
        double number = json_is_number(quarter) ? json_number_value(quarter) : -1;

        return number >= 1 && number <= 4 ? number * 3 - 2 : -1;
    }
    return 0;
}

/* Sunday is 0 or 7. */
static double
weekday_of(const json_t *day)
{
    double number = named(day, "montuewedthufrisatsun");

    return number < 0 || number > 7 ? -1 : fmod(number, 7);
}

gboolean
sb_timeunit_datetime(const json_t *json, int zone, double *ms)
{
    static const char *const KNOWN[] = { "year", "quarter", "month", "week", "date",
        "day", "dayofyear", "hours", "minutes", "seconds", "milliseconds", "utc" };
    const json_t *day = json_object_get(json, "day");
    double month = month_of(json), date = sb_json_number(json, "date", 1);
    const char *key;
    json_t *member;

    json_object_foreach((json_t *)json, key, member)
    {
        size_t i = 0;

        while (i < G_N_ELEMENTS(KNOWN) && strcmp(KNOWN[i], key) != 0) {
            i++;
        }
        if (i == G_N_ELEMENTS(KNOWN)) {
            return FALSE;
        }
    }
    if (!json_is_object(json) || json_object_size(json) == 0 || month < 0) {
        return FALSE;
    }
    if (json_object_get(json, "date") == NULL && day != NULL) {
        double weekday = weekday_of(day);

        if (weekday < 0) {
            return FALSE;
        }
        date = weekday + 1;
    }
    date += sb_json_number(json, "dayofyear", 1) - 1;
    double year = sb_json_number(json, "year", 2012);

    if (!(fabs(year) < 300000 && month <= 10000 && fabs(date) < 1e8)) {
        return FALSE;
    }
    double days =
        (double)sb_date_days((int64_t)year, month > 0 ? (int64_t)month : 1, 1) + date - 1;

    zone = sb_json_boolean(json, "utc", FALSE) ? 0 : zone;
    *ms = days * SB_DATE_DAY_MS + sb_json_number(json, "hours", 0) * 3600000 +
          (sb_json_number(json, "minutes", 0) - zone) * 60000 +
          sb_json_number(json, "seconds", 0) * 1000 +
          sb_json_number(json, "milliseconds", 0);
    return fabs(*ms) <= SB_DATE_LAST_MS;
}
