/*
 * A scale: from values of the data to positions, colours, sizes, shapes.
 *
 * As d3-scale and Vega have them.  A scale is made of its type, domain and range and
 * then only read.
 */
#pragma once

#include "base/arena.h"
#include "chart/format.h"
#include "chart/timeunit.h"
#include "chart/value.h"
#include "draw/color.h"

typedef enum {
#define SCALE(ID, name, flags) SB_SCALE_##ID,
#include "chart/scales.def"
#undef SCALE
    SB_SCALE_TYPES
} SbScaleType;

typedef enum {
    SB_SCALE_CONTINUOUS = 1 << 0,   /* continuous domain */
    SB_SCALE_DISCRETE = 1 << 1,     /* discrete domain */
    SB_SCALE_DISCRETIZING = 1 << 2, /* continuous domain, discrete range */
    SB_SCALE_IS_TIME = 1 << 3,
    SB_SCALE_IS_LOG = 1 << 4,
    SB_SCALE_IS_BAND = 1 << 5, /* band, point */
    SB_SCALE_TICKS = 1 << 6
} SbScaleFlag;

int sb_scale_type_find(const char *name); /* -1 */
const char *sb_scale_type_name(SbScaleType type);
int sb_scale_flags(SbScaleType type);

typedef enum { SB_RANGE_NUMBERS, SB_RANGE_COLORS, SB_RANGE_VALUES } SbRangeKind;

typedef struct {
    SbScaleType type;
    int zone; /* of time scales */
    double base, exponent, constant;
    gboolean clamp, round;
    double padding_inner, padding_outer, align;
    /* domain: numbers of continuous and discretizing, values of discrete scales */
    double *domain;
    int n_domain;
    SbValue *values;
    int n_values;
    SbValueIndex *index;
    const double *bins; /* edges; NULL: none */
    int n_bins;
    /* range */
    SbRangeKind kind;
    double *range;
    SbColor *colors; /* continuous: stops, evenly spaced unless ramp */
    SbValue *range_values;
    int n_range;
    const char *interpolate; /* "rgb" "hcl" "lab" … */
    gboolean interpolated;   /* colours run along the domain's ends */
    gboolean color_reverse;
    double color_extent[2];
    double step, bandwidth, start; /* band, point */
    gboolean band_reverse;
} SbScale;

/* A number for numeric ranges; NaN where there is none. */
double sb_scale_number(const SbScale *scale, SbValue value);
double sb_scale_at(const SbScale *scale, double number); /* continuous domains */
SbColor sb_scale_color(const SbScale *scale, SbValue value);
/* Any: numbers, colours as text, other values. */
SbValue sb_scale_value(const SbScale *scale, SbArena *arena, SbValue value);
double sb_scale_invert(const SbScale *scale, double position);
double sb_scale_range_lo(const SbScale *scale);
double sb_scale_range_hi(const SbScale *scale);

/* The space of count bands in steps. */
double sb_scale_band_space(double count, double inner, double outer);
/* After domain and range are set: places bands, finds quantiles. */
void sb_scale_ready(SbArena *arena, SbScale *scale);

/* Widening the domain: count 0 uses 10. */
void sb_scale_nice(SbScale *scale, double count, const SbTimeUnit *interval);

typedef struct {
    double count; /* NaN: the default of 10 */
    gboolean has_interval;
    SbTimeUnitPart part; /* a time interval wished instead */
    double step;
    double min_step; /* NaN: none */
} SbTickWish;

/* The values of an axis' or a legend's ticks.  values: those wished; or NULL. */
SbValue *sb_scale_ticks(SbArena *arena, const SbScale *scale, const SbTickWish *wish,
    const SbValue *values, int n_values, int *n);
/* Count of ticks after minstep and bins have been regarded. */
double sb_scale_tick_count(const SbScale *scale, const SbTickWish *wish);
double *sb_scale_linear_ticks(
    SbArena *arena, double start, double stop, double count, int *n);
double sb_scale_tick_step(double start, double stop, double count);

/* How labels are written. */
typedef struct {
    const char *format;      /* number or time format, or NULL */
    const json_t *overrides; /* time formats by part */
    const char *format_type; /* "number" "time" "utc" or NULL */
    const SbFormatLocale *locale;
    gboolean values_given;
    const char *reader_lang; /* theme brief: numbers as readers write them; NULL */
} SbLabelStyle;
const char *sb_scale_label(SbArena *arena, const SbScale *scale,
    const SbLabelStyle *style, double count, SbValue value);
/* Labels of n values at once (numbers share their digits). */
const char **sb_scale_labels(SbArena *arena, const SbScale *scale,
    const SbLabelStyle *style, double count, const SbValue *values, int n);

/* --- colours --------------------------------------------------------------------- */

/* The colours of a named scheme; *ramp: to be interpolated. "blues-5" takes 5. */
const SbColor *sb_scheme_find(SbArena *arena, const char *name, int *n, gboolean *ramp);
/* Between evenly spaced colours, at 0…1, as d3's piecewise. */
SbColor sb_scheme_at(const SbColor *colors, int n, const char *interpolate, double at);
/* basis spline through colours, as ramps of d3 and Vega are (rgb): piecewise. */
