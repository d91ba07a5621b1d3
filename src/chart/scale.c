/*
 * In: a scale with its domain and range.  Out: positions, colours and sizes of
 * values (d3-scale's definitions).
 */
#include "chart/scale.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    int flags;
} TYPES[SB_SCALE_TYPES] = {
#define SCALE(ID, name, flags) { name, flags },
#include "chart/scales.def"
#undef SCALE
};

int
sb_scale_type_find(const char *name)
{
    for (int i = 0; i < SB_SCALE_TYPES; i++) {
        if (strcmp(TYPES[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

const char *
sb_scale_type_name(SbScaleType type)
{
    return TYPES[type].name;
}

int
sb_scale_flags(SbScaleType type)
{
    return TYPES[type].flags;
}

/* --- continuous --- */

static double
signed_pow(double x, double e)
{
    return x < 0 ? -pow(-x, e) : pow(x, e);
}

/* The scale's bend: equal steps of the result are equal distances. */
static double
bend(const SbScale *s, double x)
{
    switch (s->type) {
    case SB_SCALE_LOG:
        return s->domain[0] < 0 ? -log(-x) : log(x);
    case SB_SCALE_POW:
        return s->exponent == 1 ? x : signed_pow(x, s->exponent);
    case SB_SCALE_SQRT:
        return signed_pow(x, 0.5);
    case SB_SCALE_SYMLOG:
        return copysign(log1p(fabs(x / s->constant)), x);
    default:
        return x;
    }
}

static double
unbend(const SbScale *s, double x)
{
    switch (s->type) {
    case SB_SCALE_LOG:
        return s->domain[0] < 0 ? -exp(-x) : exp(x);
    case SB_SCALE_POW:
        return s->exponent == 1 ? x : signed_pow(x, 1 / s->exponent);
    case SB_SCALE_SQRT:
        return signed_pow(x, 2);
    case SB_SCALE_SYMLOG:
        return copysign(expm1(fabs(x)) * s->constant, x);
    default:
        return x;
    }
}

/* Which piece of the domain x lies in, and how far in it (0…1). */
static int
piece_of(const SbScale *s, double x, double *at)
{
    int n = s->n_domain, i = 0;
    gboolean down = s->domain[n - 1] < s->domain[0];
    double a, b;

    while (i < n - 2 && (down ? x < s->domain[i + 1] : x > s->domain[i + 1])) {
        i++;
    }
    a = bend(s, s->domain[i]);
    b = bend(s, s->domain[i + 1]);
    *at = b - a != 0 ? (bend(s, x) - a) / (b - a) : isnan(b) ? NAN : 0.5;
    return i;
}

double
sb_scale_at(const SbScale *s, double x)
{
    double at, r;
    int i;

    if (s->type == SB_SCALE_IDENTITY) {
        return x;
    }
    if (isnan(x) || s->n_domain < 2 || s->n_range < 2 || s->range == NULL) {
        return NAN;
    }
    if (s->clamp) {
        double lo = MIN(s->domain[0], s->domain[s->n_domain - 1]);
        double hi = MAX(s->domain[0], s->domain[s->n_domain - 1]);

        x = CLAMP(x, lo, hi);
    }
    i = MIN(piece_of(s, x, &at), s->n_range - 2);
    r = s->range[i] * (1 - at) + s->range[i + 1] * at;
    return s->round ? floor(r + 0.5) : r;
}

double
sb_scale_invert(const SbScale *s, double position)
{
    double a, b, at;

    if (s->n_domain < 2 || s->range == NULL || s->range[1] == s->range[0]) {
        return NAN;
    }
    a = bend(s, s->domain[0]);
    b = bend(s, s->domain[s->n_domain - 1]);
    at = (position - s->range[0]) / (s->range[s->n_range - 1] - s->range[0]);
    return unbend(s, a + (b - a) * at);
}

/* --- discrete and discretizing --- */

static int
find(const SbScale *s, SbValue value)
{
    return s->index != NULL ? (int)sb_value_index_find(s->index, &value) : -1;
}

/* Which of the range's steps x belongs to. */
static int
bucket(const SbScale *s, double x)
{
    int i = 0;

    if (isnan(x)) {
        return -1;
    }
    if (s->type == SB_SCALE_QUANTIZE) {
        double lo = s->domain[0], hi = s->domain[s->n_domain - 1];

        for (i = 0; i < s->n_range - 1; i++) {
            if (x < lo + (hi - lo) * (i + 1) / s->n_range) {
                break;
            }
        }
        return i;
    }
    if (s->type == SB_SCALE_BIN_ORDINAL) {
        for (i = -1; i + 1 < s->n_bins && s->bins[i + 1] <= x; i++) {
        }
        return CLAMP(i, 0, MAX(s->n_range - 1, 0));
    }
    while (i < s->n_domain && x >= s->domain[i]) {
        i++;
    }
    return i;
}

static int
place_of(const SbScale *s, SbValue value)
{
    int flags = TYPES[s->type].flags;

    if (s->type == SB_SCALE_BIN_ORDINAL || (flags & SB_SCALE_DISCRETIZING)) {
        return sb_value_is_missing(value) ? -1 : bucket(s, sb_value_to_number(value));
    }
    return find(s, value);
}

double
sb_scale_number(const SbScale *s, SbValue value)
{
    int flags = TYPES[s->type].flags, i;

    if (s->type == SB_SCALE_IDENTITY ||
        ((flags & SB_SCALE_CONTINUOUS) && !(flags & SB_SCALE_DISCRETIZING))) {
        if (value.kind == SB_VALUE_UNDEFINED) {
            return NAN;
        }
        return sb_scale_at(s, sb_value_to_number(value));
    }
    i = place_of(s, value);
    if (i < 0) {
        return NAN;
    }
    if (flags & SB_SCALE_IS_BAND) {
        int at = s->band_reverse ? s->n_values - 1 - i : i;

        return s->start + s->step * at;
    }
    if (s->kind == SB_RANGE_NUMBERS && s->n_range > 0) {
        return s->range[i % s->n_range];
    }
    if (s->kind == SB_RANGE_VALUES && s->n_range > 0) {
        return sb_value_to_number(s->range_values[i % s->n_range]);
    }
    return NAN;
}

SbColor
sb_scale_color(const SbScale *s, SbValue value)
{
    static const SbColor NONE = { 0, 0, 0, 0 };
    int flags = TYPES[s->type].flags, i;

    if ((flags & SB_SCALE_CONTINUOUS) && !(flags & SB_SCALE_DISCRETIZING)) {
        double x = sb_value_to_number(value), at;
        int piece;

        if (value.kind == SB_VALUE_UNDEFINED || isnan(x) || s->n_domain < 2 ||
            s->n_range == 0) {
            return NONE;
        }
        if (s->interpolated && s->n_domain == 2) {
            piece_of(s, x, &at);
            at = CLAMP(at, 0, 1);
            at = s->color_extent[0] + (s->color_extent[1] - s->color_extent[0]) * at;
            return sb_scheme_at(s->colors, s->n_range, s->interpolate, at);
        }
        piece = piece_of(s, x, &at);
        if (s->interpolated) {
            at = (piece + CLAMP(at, 0, 1)) / (s->n_domain - 1);
            at = s->color_extent[0] + (s->color_extent[1] - s->color_extent[0]) * at;
            return sb_scheme_at(s->colors, s->n_range, s->interpolate, at);
        }
        piece = MIN(piece, s->n_range - 2);
        return sb_scheme_at(s->colors + piece, 2, s->interpolate, CLAMP(at, 0, 1));
    }
    i = place_of(s, value);
    if (i < 0 || s->n_range == 0 || s->kind != SB_RANGE_COLORS) {
        return NONE;
    }
    return s->colors[i % s->n_range];
}

SbValue
sb_scale_value(const SbScale *s, SbArena *arena, SbValue value)
{
    int flags = TYPES[s->type].flags;
    int i;

    if (s->kind == SB_RANGE_COLORS) {
        char hex[8];
        SbColor c = sb_scale_color(s, value);

        return c.a == 0 ? sb_value_undefined()
                        : sb_value_string(sb_arena_strdup(arena, sb_color_hex(c, hex)));
    }
    if (s->kind == SB_RANGE_NUMBERS || (flags & SB_SCALE_IS_BAND)) {
        return sb_value_number(sb_scale_number(s, value));
    }
    i = place_of(s, value);
    return i < 0 || s->n_range == 0 ? sb_value_undefined()
                                    : s->range_values[i % s->n_range];
}

double
sb_scale_range_lo(const SbScale *s)
{
    return s->range != NULL && s->n_range > 0 ? s->range[0] : 0;
}

double
sb_scale_range_hi(const SbScale *s)
{
    return s->range != NULL && s->n_range > 0 ? s->range[s->n_range - 1] : 0;
}

/* --- getting ready --- */

double
sb_scale_band_space(double count, double inner, double outer)
{
    double space = count - inner + outer * 2;

    return count != 0 ? (space > 0 ? space : 1) : 0;
}

static void
place_bands(SbScale *s)
{
    double r0 = s->range[0], r1 = s->range[s->n_range - 1];
    gboolean reverse = r1 < r0;
    double lo = MIN(r0, r1), hi = MAX(r0, r1);
    double inner = s->type == SB_SCALE_POINT ? 1 : s->padding_inner;
    double space = sb_scale_band_space(s->n_values, inner, s->padding_outer);

    s->step = (hi - lo) / (space != 0 ? space : 1);
    if (s->round) {
        s->step = floor(s->step);
    }
    s->start = lo + (hi - lo - s->step * (s->n_values - inner)) * s->align;
    s->bandwidth = s->step * (1 - inner);
    if (s->round) {
        s->start = floor(s->start + 0.5);
        s->bandwidth = floor(s->bandwidth + 0.5);
    }
    s->band_reverse = reverse;
}

static int
compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* d3's quantileSorted. */
static void
find_quantiles(SbArena *arena, SbScale *s)
{
    double *sorted = g_memdup2(s->domain, sizeof(double) * s->n_domain);
    int n = s->n_domain, q = MAX(s->n_range - 1, 0);
    double *out = sb_arena_new_many(arena, double, q + 1);

    qsort(sorted, n, sizeof(double), compare_numbers);
    for (int i = 0; i < q && n > 0; i++) {
        double h = (n - 1) * (double)(i + 1) / s->n_range, f = floor(h);
        int k = MIN((int)f, n - 1), l = MIN(k + 1, n - 1);

        out[i] = sorted[k] + (sorted[l] - sorted[k]) * (h - f);
    }
    g_free(sorted);
    s->domain = out;
    s->n_domain = q;
}

void
sb_scale_ready(SbArena *arena, SbScale *s)
{
    int flags = TYPES[s->type].flags;

    if ((flags & SB_SCALE_DISCRETE) && s->index == NULL) {
        s->index = sb_value_index_new(arena, 1);
        for (int i = 0; i < s->n_values; i++) {
            sb_value_index_add(s->index, &s->values[i], NULL);
        }
    }
    if ((flags & SB_SCALE_IS_BAND) && s->range != NULL && s->n_range >= 2) {
        place_bands(s);
    }
    if (s->type == SB_SCALE_QUANTILE) {
        find_quantiles(arena, s);
    }
}
