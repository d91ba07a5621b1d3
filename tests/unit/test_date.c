/* base/date.c, date_parse.c: the calendar both ways; texts as V8 reads them. */
#include <math.h>

#include "base/date.h"

static const struct {
    const char *text;
    double ms; /* Date.parse(text) of V8 in UTC */
} TEXTS[] = {
    { "2020", 1577836800000.0 },
    { "2020-01", 1577836800000.0 },
    { "2020-01-02", 1577923200000.0 },
    { "2020-01-02T03:04", 1577934240000.0 },
    { "2020-01-02T03:04:05.6Z", 1577934245600.0 },
    { "2020-01-02 03:04", 1577934240000.0 },
    { "2020-01-02T03:04+09:00", 1577901840000.0 },
    { "Jan 1 2020", 1577836800000.0 },
    { "Jan 2020", 1577836800000.0 },
    { "1 January 2020", 1577836800000.0 },
    { "2012/01/02", 1325462400000.0 },
    { "01/02/2012", 1325462400000.0 },
    { "1/2/12", 1325462400000.0 },
    { "Fri, 05 Oct 2018 10:00:00 GMT", 1538733600000.0 },
    { "12", 1007164800000.0 },
    { "13", NAN },
    { "45", 2366841600000.0 },
    { "2020-1-5", 1578182400000.0 },
    { "Oct 5, 2018 3:04 PM", 1538751840000.0 },
    { "3:04", NAN },
    { "10:00 Jan 5 2020", 1578218400000.0 },
    { "Jan 32 2020", NAN },
    { "abc", NAN },
    { "", NAN },
    { "2020-13-01", NAN },
    { "2020-02-31", 1583107200000.0 },
    { "2020-01-02T25:00", NAN },
    { "Mon Jan 06 2020 10:00:00 GMT+0900 (KST)", 1578272400000.0 },
    { "2020-01-02T24:00", 1578009600000.0 },
    { "20200102", NAN },
    { "2020 Jan", 1577836800000.0 },
    { "Jan-2020", 1577836800000.0 },
    { "01-Jan-2020", 1577836800000.0 },
    { "Q1 2020", NAN },
    { "item 5", 988675200000.0 },
    { "5 apples", NAN },
    { "US 12", 1007164800000.0 },
    { "2020-01-02 3pm", NAN },
    { "2020-01-02 3 pm", NAN },
    { "2020.01.02", 1577923200000.0 },
    { "1e5", NAN },
    { "-5", 988675200000.0 },
    { "1.5", 978652800000.0 },
    { "12.5", 1007510400000.0 },
    { "99999", 3093496444800000.0 },
    { "1/1/2020 5:06:07.089", 1577855167089.0 },
    { "Dec 25, 1995 13:30 GMT+02:00", 819891000000.0 },
    { "Thu Jan 1 00:00:00 1970", 0.0 },
    { "2000-01-01T10", NAN },
    { "Jan 1 00", 946684800000.0 },
    { "Nov. 5 2020", 1604534400000.0 },
    { "12/2000", NAN },
    { "2001-01-01 10:00:00+09:00", 978310800000.0 },
    { "1:2:3", NAN },
    { "2012-08", 1343779200000.0 },
    { "+002020-01-01", 1577836800000.0 },
    { "1920s", NAN },
    { "2 3 4 5", NAN },
    { "Sept 5 2020", 1599264000000.0 },
    { "3/0/2020", NAN },
    { "A1", NAN },
    { "B 7", 993945600000.0 },
    { "Type 2", 980985600000.0 },
    { "May 5 2020 noon", NAN },
};

static void
test_parse(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        double ms = sb_date_parse(TEXTS[i].text, 0);

        if (isnan(TEXTS[i].ms) ? !isnan(ms) : ms != TEXTS[i].ms) {
            g_test_message("'%s': %.0f, expected %.0f", TEXTS[i].text, ms, TEXTS[i].ms);
            g_test_fail();
        }
    }
}

static void
test_zone(void)
{
    int zone = 0;

    g_assert_true(sb_date_parse_zone("+09:00", &zone));
    g_assert_cmpint(zone, ==, 540);
    g_assert_true(sb_date_parse_zone("-0330", &zone));
    g_assert_cmpint(zone, ==, -210);
    g_assert_true(sb_date_parse_zone("Z", &zone));
    g_assert_cmpint(zone, ==, 0);
    g_assert_false(sb_date_parse_zone("Asia/Seoul", &zone));
    g_assert_false(sb_date_parse_zone("+9", &zone));
    /* A date alone is UTC, a date with a time is in the zone. */
    g_assert_cmpfloat(sb_date_parse("2020-01-02", 540), ==, 1577923200000.0);
    g_assert_cmpfloat(sb_date_parse("2020-01-02T00:00", 540), ==, 1577890800000.0);
    g_assert_cmpfloat(sb_date_parse("Jan 2 2020", 540), ==, 1577890800000.0);
}

static void
test_round_trip(void)
{
    for (int64_t days = -1000000; days < 1000000; days += 37) {
        SbDate date = sb_date_from_days(days);

        g_assert_cmpint(sb_date_days(date.year, date.month, date.day), ==, days);
    }
    for (double ms = -4e12; ms < 4e12; ms += 98765432109.0) {
        SbDate date = sb_date_from_ms(ms, 540);

        g_assert_cmpfloat(sb_date_to_ms(&date, 540), ==, ms);
    }
}

static void
test_calendar(void)
{
    SbDate date = { .year = 2021, .month = 1, .day = 3 };
    int64_t year;

    g_assert_cmpint(sb_date_iso_week(&date, &year), ==, 53);
    g_assert_cmpint(year, ==, 2020);
    g_assert_cmpint(sb_date_weekday(sb_date_days(2021, 1, 3)), ==, 0);
    g_assert_cmpint(sb_date_days(2020, 14, 1), ==, sb_date_days(2021, 2, 1));
    g_assert_cmpint(sb_date_days(2020, -1, 1), ==, sb_date_days(2019, 11, 1));
    g_assert_cmpint(sb_date_days_in_month(1900, 2), ==, 28);
    g_assert_cmpint(sb_date_days_in_month(2000, 2), ==, 29);
    char text[32];

    sb_date_format_iso(-1, text);
    g_assert_cmpstr(text, ==, "1969-12-31T23:59:59.999Z");
    sb_date_format_iso(-62198755200000.0, text);
    g_assert_cmpstr(text, ==, "-000001-01-01T00:00:00.000Z");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/date/parse", test_parse);
    g_test_add_func("/date/zone", test_zone);
    g_test_add_func("/date/round-trip", test_round_trip);
    g_test_add_func("/date/calendar", test_calendar);
    return g_test_run();
}
