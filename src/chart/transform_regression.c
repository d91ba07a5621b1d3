/* In: points, group by group.  Out: the curve that fits each group: regression and
 * loess (https://vega.github.io/vega-lite/docs/regression.html, loess.html). */
#include <string.h>

#include "chart/grouping.h"
#include "chart/regress.h"
#include "chart/transform_read.h"

/* What both have in common. */
typedef struct {
    const char *x, *y, *as[2];
    const char *const *groupby;
    size_t groups;
    SbGrouping grouping;
} Fit;

static gboolean
read_fit(const SbTransformContext *context, const SbTable *table, const json_t *json,
    const char *key, const char *pointer, Fit *out, GError **error)
{
    out->y = sb_transform_read_text(context, json, key, pointer, error);
    out->x = out->y != NULL ? sb_transform_read_text(context, json, "on", pointer, error)
                            : NULL;
    out->groupby = out->x != NULL ? sb_transform_read_texts(context, json, "groupby",
                                        pointer, &out->groups, error)
                                  : NULL;
    if (out->groupby == NULL ||
        !sb_transform_read_as_pair(context, json, pointer,
            sb_table_path(context->arena, out->x).name,
            sb_table_path(context->arena, out->y).name, out->as, error)) {
        return FALSE;
    }
    out->grouping = sb_grouping_make(context->arena, table, out->groupby, out->groups);
    return TRUE;
}

typedef struct {
    double x, y;
} Pair;

static int
compare_pairs(const void *a, const void *b, void *unused)
{
    double x = ((const Pair *)a)->x, y = ((const Pair *)b)->x;

    return x < y ? -1 : x > y ? 1 : 0;
}

/* The valid points of one group, in the order of rows or of x. */
static SbRegressPoints
points_of(
    SbArena *arena, const SbTable *table, const Fit *fit, size_t group, gboolean sorted)
{
    size_t start = fit->grouping.start[group];
    size_t most = fit->grouping.start[group + 1] - start, n = 0;
    Pair *pairs = sb_arena_new_many(arena, Pair, most);
    SbField fx = sb_table_field(table, fit->x), fy = sb_table_field(table, fit->y);

    for (size_t i = 0; i < most; i++) {
        SbValue vx = sb_field_at(&fx, fit->grouping.rows[start + i]);
        SbValue vy = sb_field_at(&fy, fit->grouping.rows[start + i]);
        double x = sb_value_to_number(vx), y = sb_value_to_number(vy);

        if (!sb_value_is_missing(vx) && !sb_value_is_missing(vy) && !isnan(x) &&
            !isnan(y)) {
            pairs[n++] = (Pair){ x, y };
        }
    }
    if (sorted && n > 0) {
        g_qsort_with_data(pairs, (gint)n, sizeof *pairs, compare_pairs, NULL);
    }
    double *x = sb_arena_new_many(arena, double, n);
    double *y = sb_arena_new_many(arena, double, n);

    for (size_t i = 0; i < n; i++) {
        x[i] = pairs[i].x;
        y[i] = pairs[i].y;
    }
    return (SbRegressPoints){ x, y, n };
}

/* --- regression ------------------------------------------------------------------- */

typedef struct {
    SbRegressMethod method;
    int order;
    gboolean has_extent, params;
    double extent[2];
} Choice;

static gboolean
read_choice(const SbTransformContext *context, const json_t *json, const char *pointer,
    Choice *out, GError **error)
{
    const char *method = sb_json_string(json, "method", "linear");
    double order = sb_json_number(json, "order", 3);

    if (!sb_regress_parse(method, &out->method)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "unknown method '%s'; expected linear, log, exp, pow, quad or poly", method);
        return FALSE;
    }
    if (!(order >= 1 && order <= SB_REGRESS_ORDER)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "order must be a number from 1 to %d", SB_REGRESS_ORDER);
        return FALSE;
    }
    out->order = (int)order;
    out->params = sb_json_boolean(json, "params", FALSE);
    if (!sb_transform_read_pair(
            context, json, "extent", pointer, out->extent, &out->has_extent, error)) {
        return FALSE;
    }
    if (out->method == SB_REGRESS_LOG && out->extent[0] <= 0) {
        out->has_extent = FALSE;
    }
    return TRUE;
}

static double
predict(void *data, double x)
{
    return sb_regress_at(data, x);
}

static void
find_extent(const SbRegressPoints *points, double extent[2])
{
    extent[0] = INFINITY;
    extent[1] = -INFINITY;
    for (size_t i = 0; i < points->count; i++) {
        extent[0] = fmin(extent[0], points->x[i]);
        extent[1] = fmax(extent[1], points->x[i]);
    }
}

/* The parameters of each fit as columns keys, coef, rSquared. */
static const SbTable *
table_of_params(SbArena *arena, const SbTable *table, const Fit *fit,
    const SbRegress *fits, const size_t *groups, size_t count)
{
    SbTable *result = sb_table_new(arena, count);
    SbValue *keys = sb_arena_new_many(arena, SbValue, count);
    SbValue *coef = sb_arena_new_many(arena, SbValue, count);
    double *r = sb_arena_new_many(arena, double, count);

    for (size_t i = 0; i < count; i++) {
        SbValue *dims = sb_arena_new_many(arena, SbValue, fit->groups);
        SbValue *numbers = sb_arena_new_many(arena, SbValue, (size_t)fits[i].count);

        for (size_t g = 0; g < fit->groups; g++) {
            SbField field = sb_table_field(table, fit->groupby[g]);

            dims[g] = sb_field_at(&field, fit->grouping.first[groups[i]]);
        }
        for (int k = 0; k < fits[i].count; k++) {
            numbers[k] = sb_value_number(fits[i].coef[k]);
        }
        keys[i] = sb_value_array(arena, dims, fit->groups);
        coef[i] = sb_value_array(arena, numbers, (size_t)fits[i].count);
        r[i] = fits[i].r_squared;
    }
    sb_table_add_values(result, "keys", keys);
    sb_table_add_values(result, "coef", coef);
    sb_table_add_numbers(result, "rSquared", SB_COLUMN_NUMBER, r);
    return result;
}

static void
put_fit(SbTransformPoints *out, size_t group, SbRegress *fit, const double extent[2])
{
    if (fit->method == SB_REGRESS_LINEAR) {
        sb_transform_points_add(out, group, extent[0], sb_regress_at(fit, extent[0]));
        sb_transform_points_add(out, group, extent[1], sb_regress_at(fit, extent[1]));
    } else {
        sb_transform_points_curve(out, group, predict, fit, extent, 25, 200);
    }
}

const SbTable *
sb_transform_regression(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    Fit fit;
    Choice choice = { 0 };

    if (!read_fit(context, table, json, "regression", pointer, &fit, error) ||
        !read_choice(context, json, pointer, &choice, error)) {
        return NULL;
    }
    size_t count = 0, freedom = (size_t)sb_regress_freedom(choice.method, choice.order);
    SbRegress *fits = sb_arena_new_many(context->arena, SbRegress, fit.grouping.count);
    size_t *groups = sb_arena_new_many(context->arena, size_t, fit.grouping.count);
    SbTransformPoints *out = sb_transform_points_new(context->arena);

    for (size_t g = 0; g < fit.grouping.count; g++) {
        SbRegressPoints points = points_of(context->arena, table, &fit, g, FALSE);
        double extent[2];

        if (fit.grouping.start[g + 1] - fit.grouping.start[g] <= freedom ||
            points.count == 0) {
            continue;
        }
        find_extent(&points, extent);
        fits[count] = sb_regress_fit(&points, choice.method, choice.order);
        groups[count] = g;
        put_fit(out, g, &fits[count], choice.has_extent ? choice.extent : extent);
        count++;
    }
    return choice.params
               ? table_of_params(context->arena, table, &fit, fits, groups, count)
               : sb_transform_points_table(
                     out, table, fit.grouping.first, fit.groupby, fit.groups, fit.as);
}

/* --- loess -------------------------------------------------------------------------- */

const SbTable *
sb_transform_loess(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    Fit fit;
    double bandwidth = sb_json_number(json, "bandwidth", 0.3);

    if (!read_fit(context, table, json, "loess", pointer, &fit, error)) {
        return NULL;
    }
    if (!(bandwidth > 0 && bandwidth <= 1)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "bandwidth must be above 0 and at most 1");
        return NULL;
    }
    SbTransformPoints *out = sb_transform_points_new(context->arena);

    for (size_t g = 0; g < fit.grouping.count; g++) {
        SbRegressPoints points = points_of(context->arena, table, &fit, g, TRUE);
        double *x = sb_arena_new_many(context->arena, double, points.count);
        double *y = sb_arena_new_many(context->arena, double, points.count);
        size_t n = sb_regress_loess(&points, bandwidth, x, y);

        for (size_t i = 0; i < n; i++) {
            sb_transform_points_add(out, g, x[i], y[i]);
        }
    }
    return sb_transform_points_table(
        out, table, fit.grouping.first, fit.groupby, fit.groups, fit.as);
}
