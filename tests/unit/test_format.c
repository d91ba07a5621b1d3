/* chart/format*.c: numbers and times as the reference implementation writes them;
 * Korean; the house's own numbers. */
#include "chart/format.h"

#include <string.h>

#include "format_cases.h"

static void
test_numbers(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(FORMAT_CASES); i++) {
        g_autoptr(GString) got = g_string_new(NULL);

        for (size_t j = 0; j < G_N_ELEMENTS(FORMAT_NUMBERS); j++) {
            g_string_append(got, j > 0 ? "|" : "");
            g_string_append(got, sb_format_number_text(arena, sb_format_locale("en"),
                                     FORMAT_CASES[i].format, FORMAT_NUMBERS[j], NULL));
        }
        if (strcmp(got->str, FORMAT_CASES[i].texts) != 0) {
            g_test_message("'%s'\n  got %s\n want %s", FORMAT_CASES[i].format, got->str,
                FORMAT_CASES[i].texts);
            g_test_fail();
        }
    }
}

static void
test_bad(void)
{
    static const char *const BAD[] = { "abc", ".f", "1.2.3f", ",,", "$$", "f2", "%Y",
        "%%" };

    for (size_t i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(SbArena) arena = sb_arena_new();
        g_autoptr(GError) error = NULL;

        g_assert_null(
            sb_format_number_text(arena, sb_format_locale("en"), BAD[i], 1, &error));
        g_assert_nonnull(error);
    }
}

static void
test_ticks(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(FORMAT_TICKS); i++) {
        SbFormatTick tick;

        g_assert_true(sb_format_tick(FORMAT_TICKS[i].start, FORMAT_TICKS[i].stop,
            FORMAT_TICKS[i].count, FORMAT_TICKS[i].format, &tick));
        for (int j = 0; j < 4; j++) {
            g_assert_cmpstr(sb_format_tick_text(arena, sb_format_locale("en"), &tick,
                                FORMAT_TICKS[i].ticks[j].value),
                ==, FORMAT_TICKS[i].ticks[j].text);
        }
    }
}

static void
test_times(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    const SbFormatLocale *locale = sb_format_locale("en");
    json_t *own =
        json_pack("{s:s, s:s, s:s}", "month", "%b", "year", "'%y", "hours", "%H");

    for (size_t i = 0; i < G_N_ELEMENTS(FORMAT_TIMES); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(FORMAT_TIME_CASES); j++) {
            g_assert_cmpstr(sb_format_time(arena, locale, FORMAT_TIME_CASES[j].format,
                                FORMAT_TIMES[i], 0),
                ==, FORMAT_TIME_CASES[j].texts[i]);
        }
        g_assert_cmpstr(sb_format_time_multi(arena, locale, NULL, FORMAT_TIMES[i], 0), ==,
            FORMAT_MULTI[i].plain);
        g_assert_cmpstr(sb_format_time_multi(arena, locale, own, FORMAT_TIMES[i], 0), ==,
            FORMAT_MULTI[i].own);
    }
    json_decref(own);
    g_assert_cmpstr(sb_format_time(arena, locale, "%H:%M %Z", 1577836800000.0, 540), ==,
        "09:00 +0900");
    g_assert_cmpstr(sb_format_time(arena, locale, "%Y", NAN, 0), ==, "Invalid Date");
}

static void
test_parse(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(FORMAT_PARSES); i++) {
        double ms = sb_format_time_parse(
            sb_format_locale("en"), FORMAT_PARSES[i].format, FORMAT_PARSES[i].text, 0);

        if (isnan(FORMAT_PARSES[i].ms) ? !isnan(ms) : ms != FORMAT_PARSES[i].ms) {
            g_test_message("'%s' as '%s': %.0f, expected %.0f", FORMAT_PARSES[i].text,
                FORMAT_PARSES[i].format, ms, FORMAT_PARSES[i].ms);
            g_test_fail();
        }
    }
}

static void
test_korean(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    const SbFormatLocale *locale = sb_format_locale("ko");

    g_assert_cmpstr(
        sb_format_number_text(arena, locale, "$,.0f", 1234567, NULL), ==, "₩1,234,567");
    g_assert_cmpstr(
        sb_format_time(arena, locale, "%Y년 %B %-d일 %A %p", 1577883600000.0, 0), ==,
        "2020년 1월 1일 수요일 오후");
    g_assert_cmpstr(
        sb_format_time(arena, locale, "%x", 1577883600000.0, 0), ==, "2020/01/01");
    json_t *own = json_pack("{s:{s:s, s:s, s:[i]}}", "number", "decimal", ",",
        "thousands", ".", "grouping", 2);
    const SbFormatLocale *read =
        sb_format_locale_read(arena, locale, own, "/locale", NULL);

    json_decref(own);
    g_assert_nonnull(read);
    g_assert_cmpstr(
        sb_format_number_text(arena, read, ",.2f", 12345.5, NULL), ==, "1.23.45,50");
}

static void
test_reader(void)
{
    static const struct {
        const char *lang, *text;
        double value;
        int digits;
    } CASES[] = { { "en", "107bn", 107.4e9, 0 }, { "en", "107.4bn", 107.4e9, 4 },
        { "en", "1.2bn", 1.2e9, 0 }, { "en", "12,437", 12437, 0 },
        { "en", "350mn", 3.5e8, 0 }, { "en", "1tn", 999.9e9, 3 }, { "en", "0", 0, 0 },
        { "en", "3.14", 3.14159, 0 }, { "en", "0.00123", 0.001234, 0 },
        { "en", "−2.5tn", -2.5e12, 0 }, { "en", "999", 999, 0 }, { "en", "n/a", NAN, 0 },
        { "ko", "1,200억", 1.2e11, 0 }, { "ko", "1조 2,000억", 1.2e12, 0 },
        { "ko", "10조 7,400억", 1.074e13, 4 }, { "ko", "3만 2,000", 32000, 0 },
        { "ko", "5만", 50000, 0 }, { "ko", "9,990", 9990, 0 },
        { "ko", "1억", 99999999, 3 }, { "ko", "−4억 5,600만", -4.56e8, 0 },
        { "ko", "3.5", 3.5, 0 }, { "ko", "해당 없음", NAN, 0 } };
    g_autoptr(SbArena) arena = sb_arena_new();

    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_cmpstr(
            sb_format_reader(arena, CASES[i].lang, CASES[i].value, CASES[i].digits), ==,
            CASES[i].text);
    }
    g_assert_cmpstr(sb_format_reader_tick(arena, "en", 1e9, 5e8, 2e9), ==, "1.0bn");
    g_assert_cmpstr(sb_format_reader_tick(arena, "en", 0, 5e8, 2e9), ==, "0");
    g_assert_cmpstr(sb_format_reader_tick(arena, "ko", 5e8, 5e8, 2e9), ==, "5억");
    g_assert_cmpstr(sb_format_reader_tick(arena, "en", -2000, 1000, 4000), ==, "−2,000");
    g_assert_cmpstr(sb_format_reader_tick(arena, "en", 0.25, 0.05, 0.4), ==, "0.25");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/format/numbers", test_numbers);
    g_test_add_func("/format/bad", test_bad);
    g_test_add_func("/format/ticks", test_ticks);
    g_test_add_func("/format/times", test_times);
    g_test_add_func("/format/parse", test_parse);
    g_test_add_func("/format/korean", test_korean);
    g_test_add_func("/format/reader", test_reader);
    return g_test_run();
}
