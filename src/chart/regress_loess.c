/* In: points sorted by x.  Out: a smooth curve through them: Cleveland's locally
 * weighted lines with tricube weights and two rounds of robust weights. */
#include <math.h>
#include <string.h>

#include "chart/regress.h"

typedef struct {
    const double *x, *y; /* centred */
    size_t count;
    double *fitted, *residuals, *weights;
} Loess;

static double
tricube(double x)
{
    double rest = 1 - x * x * x;

    return rest * rest * rest;
}

/* The weighted line around point i over [left, right], at its x. */
static double
fit_at(const Loess *loess, size_t i, size_t left, size_t right)
{
    double at = loess->x[i], w_sum = 0, x = 0, y = 0, xy = 0, xx = 0;
    size_t edge = at - loess->x[left] > loess->x[right] - at ? left : right;
    double reach = loess->x[edge] - at;
    double scale = 1 / fabs(reach != 0 ? reach : 1);

    for (size_t k = left; k <= right; k++) {
        double w = tricube(fabs(at - loess->x[k]) * scale) * loess->weights[k];
        double xw = loess->x[k] * w;

        w_sum += w;
        x += xw;
        y += loess->y[k] * w;
        xy += loess->y[k] * xw;
        xx += loess->x[k] * xw;
    }
    x /= w_sum, y /= w_sum, xy /= w_sum, xx /= w_sum;
    double delta = xx - x * x;
    double slope = fabs(delta) < 1e-24 ? 0 : (xy - x * y) / delta;

    return y - slope * x + slope * at;
}

/* Moves the neighbours on while the next one is at least as near as the first. */
static void
move_on(const Loess *loess, size_t i, size_t *left, size_t *right)
{
    if (i >= loess->count) {
        return;
    }
    while (*right + 1 < loess->count && i > *left &&
           loess->x[*right + 1] - loess->x[i] <= loess->x[i] - loess->x[*left]) {
        (*left)++;
        (*right)++;
    }
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y ? 1 : 0;
}

static double
median(const double *values, size_t count)
{
    g_autofree double *sorted = g_memdup2(values, count * sizeof *values);

    qsort(sorted, count, sizeof *sorted, compare);
    return count % 2 == 1 ? sorted[count / 2]
                          : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
}

/* Points far off the curve count little in the next round; FALSE: no need. */
static gboolean
weigh(Loess *loess)
{
    double middle = median(loess->residuals, loess->count);

    if (fabs(middle) < 1e-12) {
        return FALSE;
    }
    for (size_t i = 0; i < loess->count; i++) {
        double far = loess->residuals[i] / (6 * middle);
        double near = 1 - far * far;

        loess->weights[i] = far >= 1 ? 1e-12 : near * near;
    }
    return TRUE;
}

static void
smooth(Loess *loess, size_t neighbours)
{
    for (int round = 0; round <= 2; round++) {
        size_t left = 0, right = MIN(neighbours, loess->count) - 1;

        for (size_t i = 0; i < loess->count; i++) {
            loess->fitted[i] = fit_at(loess, i, left, right);
            loess->residuals[i] = fabs(loess->y[i] - loess->fitted[i]);
            move_on(loess, i + 1, &left, &right);
        }
        if (round == 2 || !weigh(loess)) {
            break;
        }
    }
}

/* One point an x: the mean of those that share it. */
static size_t
merge(const Loess *loess, double ux, double uy, double *out_x, double *out_y)
{
    size_t n = 0, shared = 0;

    for (size_t i = 0; i < loess->count; i++) {
        double x = loess->x[i] + ux;

        if (n > 0 && out_x[n - 1] == x) {
            shared++;
            out_y[n - 1] += (loess->fitted[i] - out_y[n - 1]) / (double)shared;
        } else {
            shared = 0;
            out_x[n] = x;
            out_y[n++] = loess->fitted[i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        out_y[i] += uy;
    }
    return n;
}

size_t
sb_regress_loess(
    const SbRegressPoints *points, double bandwidth, double *out_x, double *out_y)
{
    size_t n = points->count;
    double ux = 0, uy = 0;

    if (n == 0) {
        return 0;
    }
    g_autofree double *memory = g_new(double, n * 5);
    Loess loess = { memory, memory + n, n, memory + 2 * n, memory + 3 * n,
        memory + 4 * n };

    for (size_t i = 0; i < n; i++) {
        ux += (points->x[i] - ux) / (double)(i + 1);
        uy += (points->y[i] - uy) / (double)(i + 1);
    }
    for (size_t i = 0; i < n; i++) {
        memory[i] = points->x[i] - ux;
        memory[n + i] = points->y[i] - uy;
        loess.weights[i] = 1;
    }
    smooth(&loess, MAX(2, (size_t)(bandwidth * (double)n)));
    return merge(&loess, ux, uy, out_x, out_y);
}
