/* In: a value or a probability, the parameters of a distribution.  Out: its
 * density, cumulative probability or quantile: the statistical functions of
 * expressions (those that draw samples are refused). */
#include "chart/expr_tree.h"

static double
parameter(const SbExprCall *call, size_t index, double fallback)
{
    return call->count > index ? sb_expr_functions_number(call, index) : fallback;
}

static double
normal_cumulative(double x, double mean, double stdev)
{
    return 0.5 * erfc(-(x - mean) / (stdev * G_SQRT2));
}

static double
normal_density(double x, double mean, double stdev)
{
    double z = (x - mean) / stdev;

    return exp(-0.5 * z * z) / (stdev * sqrt(2 * G_PI));
}

/* By bisection and then Newton's steps on the cumulative normal: exact to the last
 * digits, and quick enough for a table. */
static double
normal_quantile(double p)
{
    double low = -40, high = 40;

    if (!(p >= 0 && p <= 1)) {
        return NAN;
    }
    if (p == 0 || p == 1) {
        return p == 0 ? -INFINITY : INFINITY;
    }
    for (int i = 0; i < 40; i++) {
        double middle = (low + high) / 2;

        if (normal_cumulative(middle, 0, 1) < p) {
            low = middle;
        } else {
            high = middle;
        }
    }
    double z = (low + high) / 2;

    for (int i = 0; i < 3; i++) {
        double density = normal_density(z, 0, 1);

        if (density > 0) {
            z -= (normal_cumulative(z, 0, 1) - p) / density;
        }
    }
    return z;
}

SbValue
sb_expr_chance_cumulative_normal(const SbExprCall *call)
{
    return sb_value_number(normal_cumulative(
        parameter(call, 0, NAN), parameter(call, 1, 0), parameter(call, 2, 1)));
}

SbValue
sb_expr_chance_cumulative_log_normal(const SbExprCall *call)
{
    double x = parameter(call, 0, NAN);

    return sb_value_number(
        x <= 0 ? 0
               : normal_cumulative(log(x), parameter(call, 1, 0), parameter(call, 2, 1)));
}

/* The ends of a uniform distribution: (min, max), (max) or none: [0, 1]. */
static void
find_ends(const SbExprCall *call, double *low, double *high)
{
    *low = call->count > 2 ? parameter(call, 1, 0) : 0;
    *high = call->count > 2 ? parameter(call, 2, 1) : parameter(call, 1, 1);
}

SbValue
sb_expr_chance_cumulative_uniform(const SbExprCall *call)
{
    double x = parameter(call, 0, NAN), low, high;

    find_ends(call, &low, &high);
    return sb_value_number(x < low ? 0 : x > high ? 1 : (x - low) / (high - low));
}

SbValue
sb_expr_chance_density_normal(const SbExprCall *call)
{
    return sb_value_number(normal_density(
        parameter(call, 0, NAN), parameter(call, 1, 0), parameter(call, 2, 1)));
}

SbValue
sb_expr_chance_density_log_normal(const SbExprCall *call)
{
    double x = parameter(call, 0, NAN);

    return sb_value_number(
        x <= 0
            ? 0
            : normal_density(log(x), parameter(call, 1, 0), parameter(call, 2, 1)) / x);
}

SbValue
sb_expr_chance_density_uniform(const SbExprCall *call)
{
    double x = parameter(call, 0, NAN), low, high;

    find_ends(call, &low, &high);
    return sb_value_number(x >= low && x <= high ? 1 / (high - low) : 0);
}

SbValue
sb_expr_chance_quantile_normal(const SbExprCall *call)
{
    return sb_value_number(
        parameter(call, 1, 0) +
        parameter(call, 2, 1) * normal_quantile(parameter(call, 0, NAN)));
}

SbValue
sb_expr_chance_quantile_log_normal(const SbExprCall *call)
{
    return sb_value_number(
        exp(parameter(call, 1, 0) +
            parameter(call, 2, 1) * normal_quantile(parameter(call, 0, NAN))));
}

SbValue
sb_expr_chance_quantile_uniform(const SbExprCall *call)
{
    double p = parameter(call, 0, NAN), low, high;

    find_ends(call, &low, &high);
    return sb_value_number(p >= 0 && p <= 1 ? low + p * (high - low) : NAN);
}
