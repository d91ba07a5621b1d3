/*
 * In: a point of the unit sphere.  Out: its place on the map.
 *
 * Formulas: Snyder, Map Projections: A Working Manual (USGS 1395, 1987); equal earth:
 * Šavrič, Patterson and Jenny, IJGIS 33 (2019); natural earth: Šavrič, Jenny,
 * Patterson et al., Cartographica 46 (2011).
 */
#include "chart/projection_raw.h"

#include <math.h>

/* Snyder 14-1 to 14-6; of symmetric parallels the cylinder of 10-1. */
static void
conic_equal_area(const double p[2], double l, double f, double *x, double *y)
{
    double n = (sin(p[0]) + sin(p[1])) / 2;

    if (fabs(n) < 1e-6) {
        *x = l * cos(p[0]);
        *y = sin(f) / cos(p[0]);
        return;
    }
    double c = 1 + sin(p[0]) * (2 * n - sin(p[0])), r0 = sqrt(c) / n;
    double r = sqrt(fmax(0, c - 2 * n * sin(f))) / n;

    *x = r * sin(l * n);
    *y = r0 - r * cos(l * n);
}

static double
half_tangent(double f)
{
    return tan((G_PI_2 + f) / 2);
}

static double
mercator(double f)
{
    return CLAMP(log(fmax(half_tangent(f), 1e-300)), -100, 100);
}

/* Snyder 15-1 to 15-3. */
static void
conic_conformal(const double p[2], double l, double f, double *x, double *y)
{
    double n = p[0] == p[1] ? sin(p[0])
                            : log(cos(p[0]) / cos(p[1])) /
                                  log(half_tangent(p[1]) / half_tangent(p[0]));

    if (n == 0 || !isfinite(n)) {
        *x = l;
        *y = mercator(f);
        return;
    }
    double k = cos(p[0]) * pow(half_tangent(p[0]), n) / n;

    f = k > 0 ? fmax(f, -G_PI_2 + 1e-6) : fmin(f, G_PI_2 - 1e-6);
    double r = k / pow(half_tangent(f), n);

    *x = r * sin(n * l);
    *y = k - r * cos(n * l);
}

/* Snyder 16-1 to 16-4. */
static void
conic_equidistant(const double p[2], double l, double f, double *x, double *y)
{
    double n = p[0] == p[1] ? sin(p[0]) : (cos(p[0]) - cos(p[1])) / (p[1] - p[0]);
    double g = cos(p[0]) / n + p[0];

    if (fabs(n) < 1e-6) {
        *x = l;
        *y = f;
        return;
    }
    *x = (g - f) * sin(n * l);
    *y = g - (g - f) * cos(n * l);
}

static void
equal_earth(double l, double f, double *x, double *y)
{
    const double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
    double m = sqrt(3) / 2, t = asin(m * sin(f)), t2 = t * t, t6 = t2 * t2 * t2;

    *x = l * cos(t) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)));
    *y = t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
}

static void
natural_earth(double l, double f, double *x, double *y)
{
    double f2 = f * f, f4 = f2 * f2;

    *x = l * (0.8707 - 0.131979 * f2 +
                 f4 * (-0.013791 + f4 * (0.003971 * f2 - 0.001529 * f4)));
    *y = f *
         (1.007226 + f2 * (0.015085 + f4 * (-0.044475 + 0.028874 * f2 - 0.005916 * f4)));
}

/* Snyder 20 to 25: all are k · (cos f sin l, sin f), by how k falls with distance. */
static double
azimuthal(SbProjectionKind kind, double cosine)
{
    switch (kind) {
    case SB_PROJECTION_AZIMUTHAL_EQUAL_AREA:
        return sqrt(2 / fmax(1 + cosine, 1e-12));
    case SB_PROJECTION_AZIMUTHAL_EQUIDISTANT: {
        double c = acos(CLAMP(cosine, -1, 1));

        return c > 1e-12 ? c / fmax(sin(c), 1e-12) : 1;
    }
    case SB_PROJECTION_GNOMONIC:
        return 1 / cosine;
    case SB_PROJECTION_STEREOGRAPHIC:
        return 1 / fmax(1 + cosine, 1e-12);
    default:
        return 1;
    }
}

void
sb_projection_raw(
    SbProjectionKind kind, const double p[2], double l, double f, double *x, double *y)
{
    double k;

    switch (kind) {
    case SB_PROJECTION_ALBERS:
    case SB_PROJECTION_ALBERS_USA:
    case SB_PROJECTION_CONIC_EQUAL_AREA:
        conic_equal_area(p, l, f, x, y);
        return;
    case SB_PROJECTION_CONIC_CONFORMAL:
        conic_conformal(p, l, f, x, y);
        return;
    case SB_PROJECTION_CONIC_EQUIDISTANT:
        conic_equidistant(p, l, f, x, y);
        return;
    case SB_PROJECTION_EQUAL_EARTH:
        equal_earth(l, f, x, y);
        return;
    case SB_PROJECTION_NATURAL_EARTH:
        natural_earth(l, f, x, y);
        return;
    case SB_PROJECTION_MERCATOR:
        *x = l;
        *y = mercator(f);
        return;
    case SB_PROJECTION_TRANSVERSE_MERCATOR:
        *x = mercator(f);
        *y = -l;
        return;
    case SB_PROJECTION_EQUIRECTANGULAR:
    case SB_PROJECTION_IDENTITY:
        *x = l;
        *y = f;
        return;
    default:
        k = azimuthal(kind, cos(l) * cos(f));
        *x = k * cos(f) * sin(l);
        *y = k * sin(f);
    }
}
