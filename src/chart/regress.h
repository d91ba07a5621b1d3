/*
 * Curves fitted to points, by least squares: private to transform_regression.c and
 * transform_loess.c.
 */
#pragma once

#include <glib.h>

#include "base/arena.h"

typedef enum {
    SB_REGRESS_LINEAR,
    SB_REGRESS_LOG,
    SB_REGRESS_EXP,
    SB_REGRESS_POW,
    SB_REGRESS_QUAD,
    SB_REGRESS_POLY,
    SB_REGRESS_METHODS
} SbRegressMethod;

enum { SB_REGRESS_ORDER = 16 }; /* the highest of a polynomial */

typedef struct {
    const double *x, *y;
    size_t count;
} SbRegressPoints;

typedef struct {
    SbRegressMethod method;
    int order;                         /* of POLY */
    double a[SB_REGRESS_ORDER + 1];    /* of the centred form */
    double ux, uy;                     /* means that it is centred on */
    double coef[SB_REGRESS_ORDER + 1]; /* as published: increasing powers */
    int count;                         /* of coef */
    double r_squared;
} SbRegress;

/* "linear", …; FALSE for others. */
gboolean sb_regress_parse(const char *name, SbRegressMethod *out);
/* Parameters of a fit: fewer points than that plus one make no curve. */
int sb_regress_freedom(SbRegressMethod method, int order);
SbRegress sb_regress_fit(
    const SbRegressPoints *points, SbRegressMethod method, int order);
double sb_regress_at(const SbRegress *fit, double x);

/* Locally weighted smoothing of points sorted by x; out_x, out_y have room for
 * count; returns the number of points made (one an x). */
size_t sb_regress_loess(
    const SbRegressPoints *points, double bandwidth, double *out_x, double *out_y);
