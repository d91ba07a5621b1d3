/*
 * What the transforms share in reading their JSON, and the functions that stand in
 * the table of transforms: private to transform*.c.
 */
#pragma once

#include "chart/transform.h"

/* Is json an object with these keys only? */
gboolean sb_transform_read_object(const SbTransformContext *context, const json_t *json,
    const char *const *known, size_t count, const char *pointer, GError **error);
/* The array of texts at key: absent gives none.  NULL and *error when it is
 * something else. */
const char *const *sb_transform_read_texts(const SbTransformContext *context,
    const json_t *json, const char *key, const char *pointer, size_t *count,
    GError **error);
/* The text at key, which must be there. */
const char *sb_transform_read_text(const SbTransformContext *context, const json_t *json,
    const char *key, const char *pointer, GError **error);
/* The number at key: a number or {expr}.  NaN and *error for others. */
double sb_transform_read_number(const SbTransformContext *context, const json_t *json,
    const char *key, double fallback, const char *pointer, GError **error);
/* Two numbers at key; *found says whether they are there. */
gboolean sb_transform_read_pair(const SbTransformContext *context, const json_t *json,
    const char *key, const char *pointer, double pair[2], gboolean *found,
    GError **error);
/* The names that "as" gives for two columns; fallbacks for those it doesn't. */
gboolean sb_transform_read_as_pair(const SbTransformContext *context, const json_t *json,
    const char *pointer, const char *first, const char *second, const char *as[2],
    GError **error);
/* "as", else OP_FIELD. */
const char *sb_transform_read_as(const SbTransformContext *context, const json_t *json,
    const char *op, const char *field);
/* The value of an expression that names no datum. */
gboolean sb_transform_read_expression(const SbTransformContext *context, const char *text,
    const char *pointer, SbValue *out, GError **error);
/* [{field, order}]. NULL and *error when it is something else. */
const SbSort *sb_transform_read_sort(const SbTransformContext *context,
    const json_t *json, const char *pointer, size_t *count, GError **error);
/* -1, 0, 1 of two rows. */
typedef struct {
    const SbField *fields;
    const gboolean *descending;
    size_t count;
} SbRowOrder;
SbRowOrder sb_transform_sort_order(
    SbArena *arena, const SbTable *table, const SbSort *sort, size_t count);
int sb_transform_sort_compare(const SbRowOrder *order, size_t a, size_t b);
/* Sorts row numbers, stably. */
void sb_transform_sort_rows(const SbRowOrder *order, size_t *rows, size_t count);

typedef const SbTable *(*SbTransformStep)(const SbTransformContext *context,
    const SbTable *table, const json_t *json, const char *pointer, GError **error);

#define SB_TRANSFORM_STEP(name)                                                          \
    const SbTable *sb_transform_##name(const SbTransformContext *context,                \
        const SbTable *table, const json_t *json, const char *pointer, GError **error)

SB_TRANSFORM_STEP(aggregate_json);
SB_TRANSFORM_STEP(bin_json);
SB_TRANSFORM_STEP(calculate);
SB_TRANSFORM_STEP(density);
SB_TRANSFORM_STEP(extent);
SB_TRANSFORM_STEP(filter);
SB_TRANSFORM_STEP(flatten);
SB_TRANSFORM_STEP(fold);
SB_TRANSFORM_STEP(impute_json);
SB_TRANSFORM_STEP(joinaggregate_json);
SB_TRANSFORM_STEP(loess);
SB_TRANSFORM_STEP(lookup);
SB_TRANSFORM_STEP(pivot);
SB_TRANSFORM_STEP(quantile);
SB_TRANSFORM_STEP(regression);
SB_TRANSFORM_STEP(sample);
SB_TRANSFORM_STEP(stack_json);
SB_TRANSFORM_STEP(timeunit_json);
SB_TRANSFORM_STEP(window);

/* Rows made of nothing but groupby values and numbers: regression, density … */
typedef struct SbTransformPoints SbTransformPoints;
SbTransformPoints *sb_transform_points_new(SbArena *arena);
void sb_transform_points_add(SbTransformPoints *points, size_t group, double x, double y);
const SbTable *sb_transform_points_table(SbTransformPoints *points, const SbTable *table,
    const size_t *first, const char *const *groupby, size_t groups, const char *as[2]);
/* A curve's points between low and high, closer where it bends; as many as steps
 * when least equals most. */
typedef double (*SbCurve)(void *data, double x);
void sb_transform_points_curve(SbTransformPoints *points, size_t group, SbCurve curve,
    void *data, const double extent[2], int least, int most);
