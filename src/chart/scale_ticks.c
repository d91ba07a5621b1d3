/*
 * In: a scale and how many ticks are wished.  Out: nice domains and round values
 * (d3-array's ticks, d3-scale's log and time ticks, Vega's filters over them).
 */
#include "chart/scale.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* --- linear --- */

typedef struct {
    double i1, i2, inc; /* inc < 0: divide by -inc */
} TickSpec;

static double
js_round(double x)
{
    return floor(x + 0.5);
}

static TickSpec
tick_spec(double start, double stop, double count)
{
    double step = (stop - start) / MAX(0, count);
    double power = floor(log10(step)), error = step / pow(10, power);
    double factor = error >= sqrt(50)   ? 10
                    : error >= sqrt(10) ? 5
                    : error >= G_SQRT2  ? 2
                                        : 1;
    TickSpec t;

    if (power < 0) {
        t.inc = pow(10, -power) / factor;
        t.i1 = js_round(start * t.inc);
        t.i2 = js_round(stop * t.inc);
        t.i1 += t.i1 / t.inc < start ? 1 : 0;
        t.i2 -= t.i2 / t.inc > stop ? 1 : 0;
        t.inc = -t.inc;
    } else {
        t.inc = pow(10, power) * factor;
        t.i1 = js_round(start / t.inc);
        t.i2 = js_round(stop / t.inc);
        t.i1 += t.i1 * t.inc < start ? 1 : 0;
        t.i2 -= t.i2 * t.inc > stop ? 1 : 0;
    }
    if (t.i2 < t.i1 && count >= 0.5 && count < 2) {
        return tick_spec(start, stop, count * 2);
    }
    return t;
}

double *
sb_scale_linear_ticks(SbArena *arena, double start, double stop, double count, int *n)
{
    gboolean reverse = stop < start;
    double lo = MIN(start, stop), hi = MAX(start, stop), size;
    TickSpec t;
    double *out;

    *n = 0;
    if (!(count > 0) || !isfinite(start) || !isfinite(stop)) {
        return NULL;
    }
    if (start == stop) {
        out = sb_arena_new_of(arena, double);
        *out = start;
        *n = 1;
        return out;
    }
    t = tick_spec(lo, hi, count);
    size = t.i2 - t.i1 + 1;
    if (!(size >= 1) || size > SB_LIMIT_FACETS) {
        return NULL;
    }
    *n = (int)size;
    out = sb_arena_new_many(arena, double, *n);
    for (int i = 0; i < *n; i++) {
        double v = t.inc < 0 ? (t.i1 + i) / -t.inc : (t.i1 + i) * t.inc;

        out[reverse ? *n - 1 - i : i] = v;
    }
    return out;
}

double
sb_scale_tick_step(double start, double stop, double count)
{
    gboolean reverse = stop < start;
    double inc = tick_spec(MIN(start, stop), MAX(start, stop), count).inc;

    return (reverse ? -1 : 1) * (inc < 0 ? 1 / -inc : inc);
}

/* --- time --- */

static const double SECOND = 1000, MINUTE = 6e4, HOUR = 36e5, DAY = 864e5;

typedef struct {
    SbTimeUnitPart part;
    double step;
} Interval;

static Interval
time_interval(double start, double stop, double count)
{
    const struct {
        SbTimeUnitPart part;
        double step, length;
    } TABLE[] = {
        { SB_TIMEUNIT_SECONDS, 1, SECOND },
        { SB_TIMEUNIT_SECONDS, 5, 5 * SECOND },
        { SB_TIMEUNIT_SECONDS, 15, 15 * SECOND },
        { SB_TIMEUNIT_SECONDS, 30, 30 * SECOND },
        { SB_TIMEUNIT_MINUTES, 1, MINUTE },
        { SB_TIMEUNIT_MINUTES, 5, 5 * MINUTE },
        { SB_TIMEUNIT_MINUTES, 15, 15 * MINUTE },
        { SB_TIMEUNIT_MINUTES, 30, 30 * MINUTE },
        { SB_TIMEUNIT_HOURS, 1, HOUR },
        { SB_TIMEUNIT_HOURS, 3, 3 * HOUR },
        { SB_TIMEUNIT_HOURS, 6, 6 * HOUR },
        { SB_TIMEUNIT_HOURS, 12, 12 * HOUR },
        { SB_TIMEUNIT_DATE, 1, DAY },
        { SB_TIMEUNIT_DATE, 2, 2 * DAY },
        { SB_TIMEUNIT_WEEK, 1, 7 * DAY },
        { SB_TIMEUNIT_MONTH, 1, 30 * DAY },
        { SB_TIMEUNIT_MONTH, 3, 90 * DAY },
        { SB_TIMEUNIT_YEAR, 1, 365 * DAY },
    };
    double target = fabs(stop - start) / count;
    size_t n = G_N_ELEMENTS(TABLE), i = 0;

    while (i < n && TABLE[i].length <= target) {
        i++;
    }
    if (i == n) {
        double step = sb_scale_tick_step(start / (365 * DAY), stop / (365 * DAY), count);

        return (Interval){ SB_TIMEUNIT_YEAR, MAX(1, floor(fabs(step))) };
    }
    if (i == 0) {
        double step = sb_scale_tick_step(start, stop, count);

        return (Interval){ SB_TIMEUNIT_MILLISECONDS, MAX(1, fabs(step)) };
    }
    if (target / TABLE[i - 1].length < TABLE[i].length / target) {
        i--;
    }
    return (Interval){ TABLE[i].part, TABLE[i].step };
}

static double *
time_ticks(SbArena *arena, double start, double stop, Interval iv, int zone, int *n)
{
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(double));
    gboolean reverse = stop < start;
    double lo = MIN(start, stop), hi = MAX(start, stop), at, *result;

    at = sb_timeunit_interval_ceil(iv.part, iv.step, lo, zone);
    while (at < hi + 1 && out->len < SB_LIMIT_FACETS) {
        double next = sb_timeunit_interval_next(iv.part, iv.step, at, zone);

        g_array_append_val(out, at);
        if (!(next > at)) {
            break;
        }
        at = next;
    }
    *n = (int)out->len;
    result = sb_arena_new_many(arena, double, *n + 1);
    for (int i = 0; i < *n; i++) {
        result[reverse ? *n - 1 - i : i] = g_array_index(out, double, i);
    }
    return result;
}

/* --- log --- */

static double
log_base(const SbScale *s, double x)
{
    return s->base == 10 ? log10(x) : s->base == 2 ? log2(x) : log(x) / log(s->base);
}

static double *
log_ticks(SbArena *arena, const SbScale *s, double count, int *n)
{
    double u = s->domain[0], v = s->domain[s->n_domain - 1], *out;
    gboolean reverse = v < u, negative;
    g_autoptr(GArray) z = g_array_new(FALSE, FALSE, sizeof(double));
    double i, j;

    if (reverse) {
        double t = u;

        u = v;
        v = t;
    }
    negative = u < 0;
    i = negative ? -log_base(s, -u) : log_base(s, u);
    j = negative ? -log_base(s, -v) : log_base(s, v);
    if (fmod(s->base, 1) == 0 && j - i < count) {
        for (i = floor(i), j = ceil(j); i <= j; i++) {
            for (double k = 1; k < s->base; k++) {
                double m = negative ? s->base - k : k, p = pow(s->base, fabs(i));
                double t = (negative ? i > 0 : i < 0) ? m / p : m * p;

                t = negative ? -t : t;
                if (t > v) {
                    break;
                }
                if (t >= u) {
                    g_array_append_val(z, t);
                }
            }
        }
        if (z->len * 2 < count) {
            return sb_scale_linear_ticks(
                arena, s->domain[0], s->domain[s->n_domain - 1], count, n);
        }
    } else {
        int m;
        double *powers = sb_scale_linear_ticks(arena, i, j, MIN(j - i, count), &m);

        for (int k = 0; k < m; k++) {
            double t = negative ? -pow(s->base, -powers[k]) : pow(s->base, powers[k]);

            g_array_append_val(z, t);
        }
    }
    *n = (int)z->len;
    out = sb_arena_new_many(arena, double, *n + 1);
    for (int k = 0; k < *n; k++) {
        out[reverse ? *n - 1 - k : k] = g_array_index(z, double, k);
    }
    return out;
}

/* --- nice --- */

static void
nice_linear(double *start, double *stop, double count)
{
    double a = *start, b = *stop, before = NAN;

    for (int i = 0; i < 10; i++) {
        double step = tick_spec(a, b, count).inc;

        if (step == before) {
            *start = a;
            *stop = b;
            return;
        }
        if (step > 0) {
            a = floor(a / step) * step;
            b = ceil(b / step) * step;
        } else if (step < 0) {
            a = ceil(a * step) / step;
            b = floor(b * step) / step;
        } else {
            return;
        }
        before = step;
    }
}

void
sb_scale_nice(SbScale *s, double count, const SbTimeUnit *interval)
{
    double *a, *b, *lo, *hi;

    if (s->n_domain < 2 || isnan(s->domain[0])) {
        return;
    }
    a = &s->domain[0];
    b = &s->domain[s->n_domain - 1];
    lo = *b < *a ? b : a;
    hi = *b < *a ? a : b;
    if (!(count > 0)) {
        count = 10;
    }
    if (sb_scale_flags(s->type) & SB_SCALE_IS_TIME) {
        Interval iv = interval != NULL
                          ? (Interval){ sb_timeunit_smallest(interval), interval->step }
                          : time_interval(*lo, *hi, count);

        *lo = sb_timeunit_interval_floor(iv.part, iv.step, *lo, s->zone);
        *hi = sb_timeunit_interval_ceil(iv.part, iv.step, *hi, s->zone);
    } else if (s->type == SB_SCALE_LOG) {
        if (*lo > 0) {
            *lo = pow(s->base, floor(log_base(s, *lo) + 1e-12));
            *hi = pow(s->base, ceil(log_base(s, *hi) - 1e-12));
        } else if (*hi < 0) {
            *lo = -pow(s->base, ceil(log_base(s, -*lo) - 1e-12));
            *hi = -pow(s->base, floor(log_base(s, -*hi) + 1e-12));
        }
    } else if (*lo != *hi) {
        nice_linear(lo, hi, count);
    }
}

/* --- ticks --- */

double
sb_scale_tick_count(const SbScale *s, const SbTickWish *wish)
{
    double count = isnan(wish->count) ? 10 : wish->count;

    if (s->bins != NULL) {
        count = MAX(count, s->n_bins);
    }
    if (!isnan(wish->min_step) && s->n_domain >= 2) {
        double a = s->domain[0], b = s->domain[s->n_domain - 1];
        double lo = MIN(a, b), hi = MAX(a, b), fit = floor((hi - lo) / wish->min_step);

        count = MIN(count, (isnan(fit) || fit == 0 ? (isnan(fit) ? 1 : 0) : fit) + 1);
        if (s->bins == NULL &&
            !(sb_scale_flags(s->type) & (SB_SCALE_IS_LOG | SB_SCALE_IS_TIME)) &&
            lo < hi) {
            while (count > 1 && sb_scale_tick_step(lo, hi, count) < wish->min_step) {
                count--;
            }
        }
    }
    return count;
}

typedef struct {
    SbValue value;
    double at;
} Placed;

static int
ascending(const void *a, const void *b)
{
    double x = ((const Placed *)a)->at, y = ((const Placed *)b)->at;

    return x < y ? -1 : x > y;
}

/* Those within the range, in its order; every other left out until few enough. */
static SbValue *
valid_ticks(SbArena *arena, const SbScale *s, const SbValue *values, int n_values,
    double count, int *n)
{
    Placed *list = sb_arena_new_many(arena, Placed, n_values + 1);
    double r0 = sb_scale_range_lo(s), r1 = sb_scale_range_hi(s);
    double lo = floor(MIN(r0, r1)), hi = ceil(MAX(r0, r1));
    SbValue *out = sb_arena_new_many(arena, SbValue, n_values + 1);
    int m = 0, first, last;

    for (int i = 0; i < n_values; i++) {
        double at = sb_scale_number(s, values[i]);

        if (at >= lo && at <= hi) {
            list[m++] = (Placed){ values[i], r0 > r1 ? -at : at };
        }
    }
    /* a stable order needs distinct places only */
    qsort(list, m, sizeof *list, ascending);
    first = 0;
    last = m - 1;
    if (count > 0 && m > 1) {
        Placed ends[2] = { list[first], list[last] };

        while (m > count && m >= 3) {
            int k = 0;

            for (int i = 0; i < m; i += 2) {
                list[k++] = list[i];
            }
            m = k;
        }
        if (m < 3) {
            list[0] = ends[0];
            list[1] = ends[1];
            m = 2;
        }
    }
    for (int i = 0; i < m; i++) {
        out[i] = list[i].value;
    }
    *n = m;
    return out;
}

static SbValue *
as_values(SbArena *arena, const double *numbers, int n, gboolean dates)
{
    SbValue *out = sb_arena_new_many(arena, SbValue, n + 1);

    for (int i = 0; i < n; i++) {
        out[i] = dates ? sb_value_date(numbers[i]) : sb_value_number(numbers[i]);
    }
    return out;
}

SbValue *
sb_scale_ticks(SbArena *arena, const SbScale *s, const SbTickWish *wish,
    const SbValue *values, int n_values, int *n)
{
    int flags = sb_scale_flags(s->type);
    double count = sb_scale_tick_count(s, wish), a, b, *t;
    gboolean time = (flags & SB_SCALE_IS_TIME) != 0;

    if (values != NULL) {
        return valid_ticks(arena, s, values, n_values, count, n);
    }
    if (s->bins != NULL) {
        SbValue *edges = as_values(arena, s->bins, s->n_bins, FALSE);

        return valid_ticks(arena, s, edges, s->n_bins, count, n);
    }
    if (flags & SB_SCALE_DISCRETE) {
        *n = s->n_values;
        return s->values;
    }
    if (s->n_domain < 2 || !(flags & SB_SCALE_TICKS)) {
        *n = s->n_domain;
        return as_values(arena, s->domain, s->n_domain, FALSE);
    }
    a = s->domain[0];
    b = s->domain[s->n_domain - 1];
    *n = 0;
    if (isnan(a) || isnan(b)) {
        return NULL;
    }
    if (time) {
        Interval iv = wish->has_interval
                          ? (Interval){ wish->part, wish->step > 0 ? wish->step : 1 }
                          : time_interval(a, b, count);

        t = count > 0 || wish->has_interval ? time_ticks(arena, a, b, iv, s->zone, n)
                                            : NULL;
    } else if (s->type == SB_SCALE_LOG) {
        t = log_ticks(arena, s, count, n);
    } else {
        t = sb_scale_linear_ticks(arena, a, b, count, n);
    }
    return as_values(arena, t, *n, time);
}
