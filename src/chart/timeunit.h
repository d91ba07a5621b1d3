/*
 * Time units: truncating moments to a calendar unit, and how each unit is
 * labelled.
 *
 * As in Vega, a unit is a set of parts (year, month, hours …) and a step.  Parts
 * that are left out are set to those of 2012-01-01 (a Sunday), so that "month"
 * of any year falls in 2012; "day" counts from Sunday 2012-01-01.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

#include "base/arena.h"
#include "base/json.h"

typedef enum {
    SB_TIMEUNIT_YEAR = 1 << 0,
    SB_TIMEUNIT_QUARTER = 1 << 1,
    SB_TIMEUNIT_MONTH = 1 << 2,
    SB_TIMEUNIT_WEEK = 1 << 3,
    SB_TIMEUNIT_ISOWEEK = 1 << 4,
    SB_TIMEUNIT_DATE = 1 << 5,
    SB_TIMEUNIT_DAY = 1 << 6,
    SB_TIMEUNIT_DAYOFYEAR = 1 << 7,
    SB_TIMEUNIT_HOURS = 1 << 8,
    SB_TIMEUNIT_MINUTES = 1 << 9,
    SB_TIMEUNIT_SECONDS = 1 << 10,
    SB_TIMEUNIT_MILLISECONDS = 1 << 11
} SbTimeUnitPart;

typedef struct {
    int parts;        /* of SbTimeUnitPart; 0: found from maxbins and the data */
    double step;      /* of the smallest part; 1 if not given */
    gboolean utc;     /* parts are those of UTC, whatever the chart's zone */
    gboolean binned;  /* the data are truncated already */
    int maxbins;      /* 0: none */
    const char *name; /* as Vega-Lite puts it before a field: "yearmonth",
                         "utcyear", "year_step_2"; without "binned" */
} SbTimeUnit;

/* "yearmonth", "utcyear", "binnedyearmonth". FALSE for others. */
gboolean sb_timeunit_parse(SbArena *arena, const char *text, SbTimeUnit *out);
/* The same, or {unit, step, maxbins, utc, binned}; refuses others by name. */
gboolean sb_timeunit_read(SbArena *arena, const json_t *json, const SbJsonPlace *place,
    const char *pointer, SbTimeUnit *out, GError **error);

/* The start of the unit that ms lies in, and the start of the next one (NaN
 * gives NaN).  zone: minutes east of UTC, ignored by a utc unit. */
double sb_timeunit_floor(const SbTimeUnit *unit, double ms, int zone);
double sb_timeunit_next(const SbTimeUnit *unit, double start, int zone);
/* start shifted by count times the unit. */
double sb_timeunit_offset(const SbTimeUnit *unit, double start, double count, int zone);
/* The unit that cuts [from, to] into at most maxbins bins. */
SbTimeUnit sb_timeunit_of_extent(SbArena *arena, double from, double to, int maxbins);

/* The smallest part, and its name in Vega ("month"). */
SbTimeUnitPart sb_timeunit_smallest(const SbTimeUnit *unit);
const char *sb_timeunit_part_name(SbTimeUnitPart part);
gboolean sb_timeunit_part_parse(const char *name, SbTimeUnitPart *out);
/* The d3 time format of the unit's labels: "%Y", "%b %Y", "Q%q". */
const char *sb_timeunit_format(SbArena *arena, int parts);

/* {"year": 2020, "month": "mar", "date": 5 …}: the moment; FALSE when it is no such
 * date.  Years default to 2012, the rest to the first. */
gboolean sb_timeunit_datetime(const json_t *json, int zone, double *ms);

/* d3 time intervals, for the ticks and nice domains of time scales: part and
 * step.  Weeks begin on Sunday; every step-th as d3's interval.every(). */
double sb_timeunit_interval_floor(SbTimeUnitPart part, double step, double ms, int zone);
double sb_timeunit_interval_ceil(SbTimeUnitPart part, double step, double ms, int zone);
double sb_timeunit_interval_next(SbTimeUnitPart part, double step, double ms, int zone);
