/* Any text as a number format, a time format, a date: refused or written, and what
 * a time format writes is valid UTF-8. */
#include <glib.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/date.h"
#include "chart/format.h"
#include "chart/timeunit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const double numbers[] = { 0, -1234567.891, 1e-9, 6.02e23, INFINITY, NAN };
    g_autoptr(SbArena) arena = sb_arena_new();
    char *text = sb_arena_strndup(arena, (const char *)data, size);
    const SbFormatLocale *locale = sb_format_locale(size % 2 == 0 ? "en" : "ko");
    SbFormatSpec spec;
    SbTimeUnit unit;

    if (size > 1024 || !g_utf8_validate(text, -1, NULL)) {
        return 0;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (sb_format_spec_parse(text, &spec)) {
            const char *out = sb_format_number(arena, locale, &spec, numbers[i]);

            g_assert_true(g_utf8_validate(out, -1, NULL));
        }
        const char *out = sb_format_time(arena, locale, text, numbers[i], 540);

        g_assert_true(g_utf8_validate(out, -1, NULL));
    }
    sb_format_time_parse(locale, text, "2020-03-05 10:20", 0);
    sb_format_time_parse(locale, "%Y-%m-%d %B %p", text, 0);
    double ms = sb_date_parse(text, 540);

    g_assert_true(isnan(ms) || fabs(ms) <= SB_DATE_LAST_MS);
    if (sb_timeunit_parse(arena, text, &unit) && !isnan(ms)) {
        sb_timeunit_next(&unit, sb_timeunit_floor(&unit, ms, 0), 0);
    }
    return 0;
}
