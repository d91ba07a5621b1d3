/*
 * A domain on its way: what each field of each unit gives to it.
 */
#pragma once

#include "chart/scale_model.h"

typedef enum {
    SB_DOMAIN_SORT_NONE,
    SB_DOMAIN_SORT_NATURAL,
    SB_DOMAIN_SORT_BY
} SbDomainSortKind;

typedef struct {
    SbDomainSortKind kind;
    gboolean descending;
    SbAggregateOp op;
    const char *field;   /* column to aggregate; NULL: the domain's own */
    const json_t *order; /* an array of values: places in it */
} SbDomainSort;

/* What one field gives. */
typedef struct {
    const SbView *unit;
    const SbTable *table;
    const char *column;
    SbDomainSort sort;
    SbValue *values; /* literal, when table is NULL */
    int n;
} SbDomainPart;

typedef struct {
    SbModel *model;
    SbScaleModel *scale;
    GArray *parts; /* of SbDomainPart */
    gboolean given;
} SbDomain;

/* domain_values.c: the union of the parts, as categories, numbers or edges of bins. */
gboolean sb_domain_values_discrete(SbDomain *domain, GError **error);
void sb_domain_values_continuous(SbDomain *domain);
void sb_domain_values_sample(SbDomain *domain);
void sb_domain_values_bins(SbDomain *domain);

/* A number given in the scale's specification. */
double sb_domain_number(
    SbModel *model, const SbScaleModel *scale, const char *key, double fallback);
