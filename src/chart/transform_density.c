/* In: numbers, group by group.  Out: their density by Gaussian kernels, or their
 * quantiles (https://vega.github.io/vega-lite/docs/density.html, quantile.html). */
#include <string.h>

#include "base/limits.h"
#include "chart/cell.h"
#include "chart/grouping.h"
#include "chart/transform_read.h"

/* --- density --------------------------------------------------------------------- */

typedef struct {
    const double *values; /* the valid ones, sorted */
    size_t count;
    double rows; /* of the group: the density of all is 1, as in Vega */
    double bandwidth, scale;
    gboolean cumulative;
} Kernel;

static double
density_at(void *data, double x)
{
    const Kernel *kernel = data;
    double sum = 0;

    for (size_t i = 0; i < kernel->count; i++) {
        double z = (x - kernel->values[i]) / kernel->bandwidth;

        sum += kernel->cumulative ? 0.5 * erfc(-z / G_SQRT2)
                                  : exp(-0.5 * z * z) / sqrt(2 * G_PI);
    }
    return kernel->scale * sum / kernel->rows /
           (kernel->cumulative ? 1 : kernel->bandwidth);
}

/* Scott's rule (1992). */
static double
choose_bandwidth(const double *sorted, size_t count, size_t rows)
{
    double mean = 0, dev = 0, n = (double)count;

    for (size_t i = 0; i < count; i++) {
        double d = sorted[i] - mean;

        mean += d / (double)(i + 1);
        dev += d * (sorted[i] - mean);
    }
    double deviation = count > 1 ? sqrt(dev / (n - 1)) : 0;
    double low = sb_cell_quantile(sorted, count, 0.25);
    double height = (sb_cell_quantile(sorted, count, 0.75) - low) / 1.34;
    double v = fmin(deviation, height);

    v = v > 0 ? v : deviation > 0 ? deviation : low != 0 ? fabs(low) : 1;
    return 1.06 * v * pow((double)rows, -0.2);
}

typedef struct {
    const char *field, *as[2];
    const char *const *groupby;
    size_t groups;
    gboolean counts, cumulative, shared, has_extent;
    double bandwidth, extent[2];
    int least, most;
} Density;

static gboolean
read_steps(const SbTransformContext *context, const json_t *json, const char *pointer,
    Density *out, GError **error)
{
    double steps = sb_json_number(json, "steps", 0);
    double least = sb_json_number(json, "minsteps", 25);
    double most = sb_json_number(json, "maxsteps", 200);

    if (!(steps >= 0 && steps <= SB_LIMIT_CATEGORIES && least >= 1 && most >= 1 &&
            least <= SB_LIMIT_CATEGORIES && most <= SB_LIMIT_CATEGORIES)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "steps must be numbers from 1 to %d", SB_LIMIT_CATEGORIES);
        return FALSE;
    }
    out->least = (int)(steps > 0 ? steps : out->shared ? most : least);
    out->most = (int)(steps > 0 ? steps : most);
    return TRUE;
}

static gboolean
read_density(const SbTransformContext *context, const json_t *json, const char *pointer,
    Density *out, GError **error)
{
    const char *resolve = sb_json_string(json, "resolve", "shared");

    out->field = sb_transform_read_text(context, json, "density", pointer, error);
    out->groupby = out->field != NULL ? sb_transform_read_texts(context, json, "groupby",
                                            pointer, &out->groups, error)
                                      : NULL;
    if (out->groupby == NULL) {
        return FALSE;
    }
    out->counts = sb_json_boolean(json, "counts", FALSE);
    out->cumulative = sb_json_boolean(json, "cumulative", FALSE);
    out->bandwidth = sb_json_number(json, "bandwidth", 0);
    out->shared = strcmp(resolve, "shared") == 0;
    if (!out->shared && strcmp(resolve, "independent") != 0) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "unknown resolve '%s'; expected shared or independent", resolve);
        return FALSE;
    }
    return sb_transform_read_pair(
               context, json, "extent", pointer, out->extent, &out->has_extent, error) &&
           sb_transform_read_as_pair(
               context, json, pointer, "value", "density", out->as, error) &&
           read_steps(context, json, pointer, out, error);
}

const SbTable *
sb_transform_density(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    Density density = { 0 };

    if (!read_density(context, json, pointer, &density, error)) {
        return NULL;
    }
    SbGrouping grouping =
        sb_grouping_make(context->arena, table, density.groupby, density.groups);
    SbField field = sb_table_field(table, density.field);
    SbTransformPoints *out = sb_transform_points_new(context->arena);

    if (density.shared && !density.has_extent) {
        density.has_extent = sb_table_extent(table, density.field, density.extent);
    }
    for (size_t g = 0; g < grouping.count; g++) {
        size_t n = 0, rows = grouping.start[g + 1] - grouping.start[g];
        const double *values = sb_cell_numbers(
            context->arena, &field, grouping.rows + grouping.start[g], rows, &n);

        if (n == 0) {
            continue;
        }
        double own[2] = { values[0], values[n - 1] };
        Kernel kernel = { .values = values,
            .count = n,
            .rows = (double)rows,
            .bandwidth = density.bandwidth > 0 ? density.bandwidth
                                               : choose_bandwidth(values, n, rows),
            .scale = density.counts ? (double)rows : 1,
            .cumulative = density.cumulative };

        sb_transform_points_curve(out, g, density_at, &kernel,
            density.has_extent ? density.extent : own, density.least, density.most);
    }
    return sb_transform_points_table(
        out, table, grouping.first, density.groupby, density.groups, density.as);
}

/* --- quantile ---------------------------------------------------------------------- */

/* The probabilities asked for: probs, or every step from half a step. */
static double *
read_probs(const SbTransformContext *context, const json_t *json, const char *pointer,
    size_t *count, GError **error)
{
    const json_t *probs = json_object_get(json, "probs");
    double step = sb_json_number(json, "step", 0.01);

    *count = json_array_size(probs);
    if (probs == NULL && step >= 1e-5 && step < 1) {
        *count = (size_t)ceil((1 - 1e-14 - step / 2) / step);
    }
    double *p = sb_arena_new_many(context->arena, double, *count);

    for (size_t i = 0; i < *count; i++) {
        p[i] = probs != NULL ? json_number_value(json_array_get(probs, i))
                             : step / 2 + (double)i * step;
    }
    for (size_t i = 0; i <= *count; i++) {
        if (*count == 0 || (i < *count && !(p[i] >= 0 && p[i] <= 1))) {
            sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
                "expected probs between 0 and 1, or a step above 0.00001 and below 1");
            return NULL;
        }
    }
    return p;
}

const SbTable *
sb_transform_quantile(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    size_t groups, count = 0;
    const char *as[2];
    const char *name = sb_transform_read_text(context, json, "quantile", pointer, error);
    const char *const *groupby = name != NULL ? sb_transform_read_texts(context, json,
                                                    "groupby", pointer, &groups, error)
                                              : NULL;
    const double *probs =
        groupby != NULL ? read_probs(context, json, pointer, &count, error) : NULL;

    if (probs == NULL ||
        !sb_transform_read_as_pair(context, json, pointer, "prob", "value", as, error)) {
        return NULL;
    }
    SbGrouping grouping = sb_grouping_make(context->arena, table, groupby, groups);
    SbField field = sb_table_field(table, name);
    SbTransformPoints *out = sb_transform_points_new(context->arena);

    for (size_t g = 0; g < grouping.count; g++) {
        size_t n = 0;
        const double *values =
            sb_cell_numbers(context->arena, &field, grouping.rows + grouping.start[g],
                grouping.start[g + 1] - grouping.start[g], &n);

        for (size_t i = 0; n > 0 && i < count; i++) {
            sb_transform_points_add(
                out, g, probs[i], sb_cell_quantile(values, n, probs[i]));
        }
    }
    return sb_transform_points_table(out, table, grouping.first, groupby, groups, as);
}
