/*
 * Transforms: tables in, tables out.
 *
 * Entries of a specification's `transform` array are read from JSON; unknown
 * keys and kinds are refused by name and place.  What encodings imply (aggregate,
 * bin, timeUnit, stack, sort, impute) is called directly.  Fields are paths as
 * in table.h.  Results live in the context's arena and share what they can with
 * the table given.
 */
#pragma once

#include "base/job.h"
#include "base/json.h"
#include "chart/expr.h"
#include "chart/load.h"
#include "chart/table.h"
#include "chart/timeunit.h"

typedef struct {
    SbJob *job;
    SbArena *arena;
    const SbJsonPlace *place; /* of the specification, for messages */
    const SbExprScope *scope; /* parameters, zone, locale */
    SbLoad *load;             /* for lookup; may be NULL */
    gboolean parse_nothing;   /* sb_load_parses_nothing() of the data */
    /* The transform extent gives a parameter its value; may be NULL. */
    void (*set_param)(void *data, const char *name, SbValue value);
    void *set_param_data;
    /* Asked before each entry of an array: FALSE stops.  May be NULL. */
    gboolean (*before)(void *data, const SbTable *table, const json_t *transform,
        const char *pointer, GError **error);
    void *before_data;
} SbTransformContext;

/* All entries of the array at pointer, in order. */
const SbTable *sb_transform_run(const SbTransformContext *context, const SbTable *table,
    const json_t *transforms, const char *pointer, GError **error);
/* One entry. */
const SbTable *sb_transform_one(const SbTransformContext *context, const SbTable *table,
    const json_t *transform, const char *pointer, GError **error);
/* The names of the columns that one entry makes, in order (of const char*, in
 * context->arena); empty when they depend on the data. */
const GPtrArray *sb_transform_produces(
    const SbTransformContext *context, const json_t *transform);

/* --- predicates (filters, conditions' tests) ---------------------------- */

typedef struct SbPredicate SbPredicate;

/* An expression string, {field, equal|lt|lte|gt|gte|range|oneOf|valid,
 * timeUnit}, {param, empty}, {and|or|not}. */
SbPredicate *sb_predicate_read(const SbTransformContext *context, const json_t *json,
    const char *pointer, GError **error);
/* The table with the types that its comparisons imply, as Vega-Lite parses for
 * filters (numbers, texts, dates). */
const SbTable *sb_predicate_parse(const SbTransformContext *context,
    const SbPredicate *predicate, const SbTable *table);
/* The rows for which it holds, as flags: one a row of table. */
const gboolean *sb_predicate_rows(const SbTransformContext *context,
    const SbPredicate *predicate, const SbTable *table);
/* For one datum that is a value (conditional axes and labels). */
gboolean sb_predicate_holds(
    const SbTransformContext *context, const SbPredicate *predicate, SbValue datum);

/* --- aggregate ------------------------------------------------------------ */

typedef enum {
#define AGGREGATE(ID, name) SB_AGGREGATE_##ID,
#include "chart/aggregates.def"
#undef AGGREGATE
    SB_AGGREGATE_OPS
} SbAggregateOp;

gboolean sb_aggregate_op_parse(const char *name, SbAggregateOp *out);
const char *sb_aggregate_op_name(SbAggregateOp op);

typedef struct {
    SbAggregateOp op;
    const char *field; /* NULL: the row itself (count) */
    const char *as;    /* column name */
    double param;      /* of exponential */
} SbAggregate;

/* Groups in order of their first row; columns: the groupby fields by their
 * flattened names, then each as.  Without groupby: one row, for no rows too. */
const SbTable *sb_transform_aggregate(SbArena *arena, const SbTable *table,
    const char *const *groupby, size_t groups, const SbAggregate *ops, size_t count);
/* The same, with the results on every row of the table. */
const SbTable *sb_transform_joinaggregate(SbArena *arena, const SbTable *table,
    const char *const *groupby, size_t groups, const SbAggregate *ops, size_t count);

/* --- bin -------------------------------------------------------------------- */

typedef struct {
    gboolean has_extent;
    double extent[2];
    double maxbins; /* 0: Vega-Lite's 10 */
    double base;    /* 0: 10 */
    double step;    /* 0: none */
    double minstep;
    gboolean has_anchor;
    double anchor;
    gboolean not_nice;
    const double *steps, *divide; /* divide NULL: {5, 2} */
    size_t steps_count, divide_count;
    gboolean has_span;
    double span; /* of the values; 0: that of the extent */
    gboolean binned;
    const char *given; /* the parameters in the order given, for sb_bin_name */
} SbBinParams;

typedef struct {
    double start, stop, step;
} SbBin;

/* TRUE/absent or an object; refuses unknown keys. {"binned": true} sets binned. */
gboolean sb_bin_read(const SbTransformContext *context, const json_t *json,
    const char *pointer, SbBinParams *out, GError **error);
/* Vega-Lite's name before the field: "bin_maxbins_10", "bin_step_5". In arena. */
const char *sb_bin_name(SbArena *arena, const SbBinParams *params);
/* Vega's choice of bins for values from low to high. */
SbBin sb_bin_choose(const SbBinParams *params, double low, double high);
/* Adds columns as (start of the bin) and as_end (may be NULL). bin gets the
 * bins (may be NULL). */
const SbTable *sb_transform_bin(SbArena *arena, const SbTable *table, const char *field,
    const SbBinParams *params, const char *as, const char *as_end, SbBin *bin);

/* --- the others ----------------------------------------------------------- */

/* Adds columns as (start) and as_end (may be NULL); field is read as dates. */
const SbTable *sb_transform_timeunit(SbArena *arena, const SbTable *table,
    const char *field, const SbTimeUnit *unit, const char *as, const char *as_end,
    int zone);

typedef struct {
    const char *field;
    gboolean descending;
} SbSort;

/* Stable, by Vega's order. */
const SbTable *sb_transform_sort(
    SbArena *arena, const SbTable *table, const SbSort *sort, size_t count);

typedef enum { SB_STACK_ZERO, SB_STACK_NORMALIZE, SB_STACK_CENTER } SbStackOffset;

/* Adds columns as0 and as1; field NULL counts 1 a row.  The order of rows stays;
 * sort orders within a stack. */
const SbTable *sb_transform_stack(SbArena *arena, const SbTable *table,
    const char *const *groupby, size_t groups, const char *field, const SbSort *sort,
    size_t sorts, SbStackOffset offset, const char *as0, const char *as1);

typedef enum {
    SB_IMPUTE_VALUE,
    SB_IMPUTE_MEAN,
    SB_IMPUTE_MEDIAN,
    SB_IMPUTE_MIN,
    SB_IMPUTE_MAX
} SbImputeMethod;

/* Adds rows so that each group has each key (and each of keyvals), and fills
 * field where it is missing; frame: rows before and after (NULL: all). */
typedef struct {
    const char *field, *key;
    const char *const *groupby;
    size_t groups;
    const SbValue *keyvals;
    size_t keyvals_count;
    SbImputeMethod method;
    SbValue value;
    const double *frame; /* two, infinite for null; or NULL */
} SbImpute;
const SbTable *sb_transform_impute(
    SbArena *arena, const SbTable *table, const SbImpute *impute);
/* The encoding's `impute` object into *out (field, key, groupby are the
 * caller's). */
gboolean sb_impute_read(const SbTransformContext *context, const json_t *json,
    const char *pointer, SbImpute *out, GError **error);
