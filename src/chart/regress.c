/*
 * In: points.  Out: the curve that fits them best, by ordinary least squares over
 * running means, so that results agree with Vega's to the last digits.
 */
#include "chart/regress.h"

#include <math.h>
#include <string.h>

static const char *const NAMES[] = { "linear", "log", "exp", "pow", "quad", "poly" };

gboolean
sb_regress_parse(const char *name, SbRegressMethod *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (strcmp(NAMES[i], name) == 0) {
            *out = (SbRegressMethod)i;
            return TRUE;
        }
    }
    return FALSE;
}

int
sb_regress_freedom(SbRegressMethod method, int order)
{
    return method == SB_REGRESS_POLY ? order : method == SB_REGRESS_QUAD ? 2 : 1;
}

/* Intercept and slope from means of x, y, xy and x². */
static void
least_squares(double x, double y, double xy, double xx, double line[2])
{
    double delta = xx - x * x;

    line[1] = fabs(delta) < 1e-24 ? 0 : (xy - x * y) / delta;
    line[0] = y - line[1] * x;
}

static void
find_means(const SbRegressPoints *points, double *ux, double *uy)
{
    *ux = *uy = 0;
    for (size_t i = 0; i < points->count; i++) {
        *ux += (points->x[i] - *ux) / (double)(i + 1);
        *uy += (points->y[i] - *uy) / (double)(i + 1);
    }
}

/* A line through (x, y), (log x, y) or (log x, log y). */
static void
fit_line(const SbRegressPoints *points, gboolean log_x, gboolean log_y, SbRegress *fit)
{
    double mean_x = 0, mean_y = 0, xy = 0, xx = 0;

    for (size_t i = 0; i < points->count; i++) {
        double n = (double)(i + 1);
        double x = log_x ? log(points->x[i]) : points->x[i];
        double y = log_y ? log(points->y[i]) : points->y[i];

        mean_x += (x - mean_x) / n;
        mean_y += (y - mean_y) / n;
        xy += (x * y - xy) / n;
        xx += (x * x - xx) / n;
    }
    least_squares(mean_x, mean_y, xy, xx, fit->a);
    if (log_y) {
        fit->a[0] = exp(fit->a[0]);
    }
    memcpy(fit->coef, fit->a, 2 * sizeof(double));
    fit->count = 2;
}

/* y = exp(a + b x), weighted by y. */
static void
fit_exp(const SbRegressPoints *points, SbRegress *fit)
{
    double yl = 0, xy = 0, xyl = 0, xxy = 0;

    for (size_t i = 0; i < points->count; i++) {
        double n = (double)(i + 1), x = points->x[i] - fit->ux, y = points->y[i];
        double ly = log(y), product = x * y;

        yl += (y * ly - yl) / n;
        xy += (product - xy) / n;
        xyl += (product * ly - xyl) / n;
        xxy += (x * product - xxy) / n;
    }
    least_squares(xy / fit->uy, yl / fit->uy, xyl / fit->uy, xxy / fit->uy, fit->a);
    fit->coef[0] = exp(fit->a[0] - fit->a[1] * fit->ux);
    fit->coef[1] = fit->a[1];
    fit->count = 2;
}

static void
fit_quad(const SbRegressPoints *points, SbRegress *fit)
{
    double x2 = 0, x3 = 0, x4 = 0, xy = 0, x2y = 0;

    for (size_t i = 0; i < points->count; i++) {
        double n = (double)(i + 1);
        double x = points->x[i] - fit->ux, y = points->y[i] - fit->uy, xx = x * x;

        x2 += (xx - x2) / n;
        x3 += (xx * x - x3) / n;
        x4 += (xx * xx - x4) / n;
        xy += (x * y - xy) / n;
        x2y += (xx * y - x2y) / n;
    }
    double x2x2 = x4 - x2 * x2, d = x2 * x2x2 - x3 * x3;
    double a = (x2y * x2 - xy * x3) / d, b = (xy * x2x2 - x2y * x3) / d, c = -a * x2;

    fit->a[0] = c;
    fit->a[1] = b;
    fit->a[2] = a;
    fit->coef[0] = c - b * fit->ux + a * fit->ux * fit->ux + fit->uy;
    fit->coef[1] = b - 2 * a * fit->ux;
    fit->coef[2] = a;
    fit->count = 3;
}

/* --- polynomials ------------------------------------------------------------------- */

typedef double Matrix[SB_REGRESS_ORDER + 2][SB_REGRESS_ORDER + 1];

/* Solves the k equations whose coefficients are the columns m[0 … k - 1] and whose
 * right side is m[k], by elimination with pivots. */
static void
eliminate(Matrix m, int k, double *out)
{
    for (int i = 0; i < k; i++) {
        int best = i;

        for (int j = i + 1; j < k; j++) {
            best = fabs(m[i][j]) > fabs(m[i][best]) ? j : best;
        }
        for (int c = i; c <= k; c++) {
            double other = m[c][i];

            m[c][i] = m[c][best];
            m[c][best] = other;
        }
        for (int j = i + 1; j < k; j++) {
            for (int c = k; c >= i; c--) {
                m[c][j] -= m[c][i] * m[i][j] / m[i][i];
            }
        }
    }
    for (int j = k - 1; j >= 0; j--) {
        double sum = 0;

        for (int c = j + 1; c < k; c++) {
            sum += m[c][j] * out[c];
        }
        out[j] = (m[k][j] - sum) / m[j][j];
    }
}

/* The coefficients of a polynomial in (x - ux), written for x. */
static void
uncenter(SbRegress *fit)
{
    for (int i = fit->order; i >= 0; i--) {
        double binomial = 1;

        fit->coef[i] += fit->a[i];
        for (int j = 1; j <= i; j++) {
            binomial *= (double)(i + 1 - j) / j;
            fit->coef[i - j] += fit->a[i] * pow(-fit->ux, j) * binomial;
        }
    }
    fit->coef[0] += fit->uy;
    fit->count = fit->order + 1;
}

static void
fit_poly(const SbRegressPoints *points, SbRegress *fit)
{
    int k = fit->order + 1;
    Matrix m = { { 0 } };

    for (int i = 0; i < k; i++) {
        for (size_t l = 0; l < points->count; l++) {
            double x = points->x[l] - fit->ux;

            m[k][i] += pow(x, i) * (points->y[l] - fit->uy);
            for (int j = 0; j < k; j++) {
                m[i][j] += pow(x, i + j);
            }
        }
    }
    eliminate(m, k, fit->a);
    uncenter(fit);
}

double
sb_regress_at(const SbRegress *fit, double x)
{
    double centred = x - fit->ux, y;

    switch (fit->method) {
    case SB_REGRESS_LOG:
        return fit->a[0] + fit->a[1] * log(x);
    case SB_REGRESS_EXP:
        return exp(fit->a[0] + fit->a[1] * centred);
    case SB_REGRESS_POW:
        return fit->a[0] * pow(x, fit->a[1]);
    case SB_REGRESS_QUAD:
        return fit->a[2] * centred * centred + fit->a[1] * centred + fit->a[0] + fit->uy;
    case SB_REGRESS_POLY:
        y = fit->uy;
        for (int i = 0; i <= fit->order; i++) {
            y += fit->a[i] * pow(centred, i);
        }
        return y;
    default:
        return fit->a[0] + fit->a[1] * x;
    }
}

SbRegress
sb_regress_fit(const SbRegressPoints *points, SbRegressMethod method, int order)
{
    SbRegress fit = { .method = method, .order = CLAMP(order, 0, SB_REGRESS_ORDER) };
    double error = 0, total = 0;

    if (method == SB_REGRESS_POLY && order == 1) {
        fit.method = SB_REGRESS_LINEAR;
    } else if (method == SB_REGRESS_POLY && order == 2) {
        fit.method = SB_REGRESS_QUAD;
    }
    find_means(points, &fit.ux, &fit.uy);
    switch (fit.method) {
    case SB_REGRESS_EXP:
        fit_exp(points, &fit);
        break;
    case SB_REGRESS_QUAD:
        fit_quad(points, &fit);
        break;
    case SB_REGRESS_POLY:
        fit_poly(points, &fit);
        break;
    default:
        fit_line(
            points, fit.method != SB_REGRESS_LINEAR, fit.method == SB_REGRESS_POW, &fit);
        break;
    }
    for (size_t i = 0; i < points->count; i++) {
        double miss = points->y[i] - sb_regress_at(&fit, points->x[i]);
        double off = points->y[i] - fit.uy;

        error += miss * miss;
        total += off * off;
    }
    fit.r_squared = 1 - error / total;
    return fit;
}
