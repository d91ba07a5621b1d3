/* In: an extent and a number of bins; a set of parts.  Out: the time unit that
 * cuts it, the format of its labels (see timeunit.h). */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "chart/timeunit.h"

#define YEAR_MS (365 * SB_DATE_DAY_MS)

enum {
    MONTHS = SB_TIMEUNIT_YEAR | SB_TIMEUNIT_MONTH,
    DATES = MONTHS | SB_TIMEUNIT_DATE,
    HOURS = DATES | SB_TIMEUNIT_HOURS,
    MINUTES = HOURS | SB_TIMEUNIT_MINUTES,
    SECONDS = MINUTES | SB_TIMEUNIT_SECONDS,
    MILLISECONDS = SECONDS | SB_TIMEUNIT_MILLISECONDS
};

static const struct {
    int parts;
    double step, ms;
} CHOICES[] = { { SECONDS, 1, 1e3 }, { SECONDS, 5, 5e3 }, { SECONDS, 15, 15e3 },
    { SECONDS, 30, 30e3 }, { MINUTES, 1, 6e4 }, { MINUTES, 5, 3e5 }, { MINUTES, 15, 9e5 },
    { MINUTES, 30, 18e5 }, { HOURS, 1, 36e5 }, { HOURS, 3, 108e5 }, { HOURS, 6, 216e5 },
    { HOURS, 12, 432e5 }, { DATES, 1, 864e5 },
    { SB_TIMEUNIT_YEAR | SB_TIMEUNIT_WEEK, 1, 7 * 864e5 }, { MONTHS, 1, 30 * 864e5 },
    { MONTHS, 3, 90 * 864e5 }, { SB_TIMEUNIT_YEAR, 1, 365 * 864e5 } };

/* About count round steps (1, 2, 5 times a power of ten) over span. */
static double
round_step(double span, double count)
{
    double step = span / count, power = pow(10, floor(log10(step)));
    double error = step / power;

    return power * (error >= sqrt(50)      ? 10
                       : error >= sqrt(10) ? 5
                       : error >= sqrt(2)  ? 2
                                           : 1);
}

SbTimeUnit
sb_timeunit_of_extent(SbArena *arena, double from, double to, int maxbins)
{
    SbTimeUnit unit = { .step = 1 };
    double bins = maxbins > 0 ? maxbins : 40, span = fabs(to - from);
    double target = span / bins;
    size_t i = 0, n = G_N_ELEMENTS(CHOICES);

    while (i < n && CHOICES[i].ms <= target) {
        i++;
    }
    if (i == n) {
        unit.parts = SB_TIMEUNIT_YEAR;
        unit.step = MAX(1, round_step(span / YEAR_MS, bins));
    } else if (i > 0) {
        i -= target / CHOICES[i - 1].ms < CHOICES[i].ms / target ? 1 : 0;
        unit.parts = CHOICES[i].parts;
        unit.step = CHOICES[i].step;
    } else {
        unit.parts = MILLISECONDS;
        unit.step = span > 0 ? MAX(1, round_step(span, bins)) : 1;
    }
    unit.maxbins = maxbins;
    unit.name = sb_arena_printf(arena, "timeunit_maxbins_%d", maxbins);
    return unit;
}

/* Sets of parts that have a format together, before single ones. */
static const struct {
    int parts;
    const char *format;
} FORMATS[] = { { SB_TIMEUNIT_YEAR | SB_TIMEUNIT_MONTH | SB_TIMEUNIT_DATE, "%b %d, %Y " },
    { SB_TIMEUNIT_YEAR | SB_TIMEUNIT_MONTH, "%b %Y " },
    { SB_TIMEUNIT_YEAR | SB_TIMEUNIT_ISOWEEK, "%G W%V " },
    { SB_TIMEUNIT_HOURS | SB_TIMEUNIT_MINUTES, "%H:%M" }, { SB_TIMEUNIT_YEAR, "%Y " },
    { SB_TIMEUNIT_QUARTER, "Q%q " }, { SB_TIMEUNIT_MONTH, "%b " },
    { SB_TIMEUNIT_WEEK, "W%U " }, { SB_TIMEUNIT_ISOWEEK, "W%V " },
    { SB_TIMEUNIT_DATE, "%d " }, { SB_TIMEUNIT_DAY, "%a " },
    { SB_TIMEUNIT_DAYOFYEAR, "%j " }, { SB_TIMEUNIT_HOURS, "%H:00" },
    { SB_TIMEUNIT_MINUTES, "00:%M" }, { SB_TIMEUNIT_SECONDS, ":%S" },
    { SB_TIMEUNIT_MILLISECONDS, ".%L" } };

const char *
sb_timeunit_format(SbArena *arena, int parts)
{
    g_autoptr(GString) format = g_string_new(NULL);

    /* The parts of a set must follow each other: "year" and "date" without
     * "month" do not make the first. */
    while (parts != 0) {
        int lowest = parts & -parts;

        for (size_t i = 0; i < G_N_ELEMENTS(FORMATS); i++) {
            int set = FORMATS[i].parts, highest = set;

            while ((highest & (highest - 1)) != 0) {
                highest &= highest - 1;
            }
            int within = parts & (highest * 2 - 1);

            if ((set & lowest) != 0 && within == set) {
                g_string_append(format, FORMATS[i].format);
                parts &= ~set;
                break;
            }
        }
    }
    g_strchomp(format->str);
    return sb_arena_strdup(arena, format->str);
}
