/* In: a table and the `transform` array of a specification.  Out: the table after
 * all of them.  A transform is a row here and a file beside. */
#include "chart/transform.h"

#include <string.h>

#include "chart/transform_read.h"

enum { MOST_KEYS = 14 };

static const struct {
    const char *name; /* the key that tells what it is */
    SbTransformStep step;
    const char *keys[MOST_KEYS]; /* the others that it may have */
} STEPS[] = {
    { "filter", sb_transform_filter, { NULL } },
    { "calculate", sb_transform_calculate, { "as" } },
    { "aggregate", sb_transform_aggregate_json, { "groupby" } },
    { "joinaggregate", sb_transform_joinaggregate_json, { "groupby" } },
    { "window", sb_transform_window, { "groupby", "sort", "frame", "ignorePeers" } },
    { "timeUnit", sb_transform_timeunit_json, { "field", "as" } },
    { "bin", sb_transform_bin_json, { "field", "as" } },
    { "stack", sb_transform_stack_json, { "groupby", "sort", "offset", "as" } },
    { "fold", sb_transform_fold, { "as" } },
    { "flatten", sb_transform_flatten, { "as" } },
    { "impute", sb_transform_impute_json,
        { "key", "groupby", "method", "value", "keyvals", "frame" } },
    { "pivot", sb_transform_pivot, { "value", "groupby", "limit", "op" } },
    { "lookup", sb_transform_lookup, { "from", "as", "default" } },
    { "sample", sb_transform_sample, { NULL } },
    { "density", sb_transform_density,
        { "groupby", "cumulative", "counts", "bandwidth", "extent", "minsteps",
            "maxsteps", "steps", "resolve", "as" } },
    { "quantile", sb_transform_quantile, { "groupby", "probs", "step", "as" } },
    { "regression", sb_transform_regression,
        { "on", "groupby", "method", "order", "extent", "params", "as" } },
    { "loess", sb_transform_loess, { "on", "groupby", "bandwidth", "as" } },
    { "extent", sb_transform_extent, { "param" } },
};

/* "extent" is a transform and also a key of others, so it comes last. */
static int
find_step(const json_t *transform)
{
    for (size_t i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        if (json_object_get(transform, STEPS[i].name) != NULL) {
            return (int)i;
        }
    }
    return -1;
}

/* A transform that we don't know: its first key, and the nearest name. */
static void
refuse(const SbTransformContext *context, const json_t *transform, const char *pointer,
    GError **error)
{
    const char *names[G_N_ELEMENTS(STEPS)], *key;
    json_t *member;

    for (size_t i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        names[i] = STEPS[i].name;
    }
    json_object_foreach((json_t *)transform, key, member)
    {
        const char *near = sb_error_nearest(key, names, G_N_ELEMENTS(names));

        if (near != NULL) {
            sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
                "unknown transform '%s'; did you mean %s?", key, near);
            return;
        }
    }
    key = json_object_iter_key(json_object_iter((json_t *)transform));
    sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
        "unknown transform '%s'; expected one such as filter, calculate or aggregate",
        key != NULL ? key : "");
}

const SbTable *
sb_transform_one(const SbTransformContext *context, const SbTable *table,
    const json_t *transform, const char *pointer, GError **error)
{
    const char *known[MOST_KEYS + 1];
    size_t count = 0;

    if (!json_is_object(transform)) {
        sb_json_error(
            error, SB_ERROR_INPUT, context->place, pointer, "a transform is an object");
        return NULL;
    }
    int which = find_step(transform);

    if (which < 0) {
        refuse(context, transform, pointer, error);
        return NULL;
    }
    known[count++] = STEPS[which].name;
    for (size_t i = 0; i < MOST_KEYS && STEPS[which].keys[i] != NULL; i++) {
        known[count++] = STEPS[which].keys[i];
    }
    if (!sb_json_check_keys(transform, known, count, context->place, pointer, error)) {
        return NULL;
    }
    return STEPS[which].step(context, table, transform, pointer, error);
}

const SbTable *
sb_transform_run(const SbTransformContext *context, const SbTable *table,
    const json_t *transforms, const char *pointer, GError **error)
{
    if (transforms == NULL) {
        return table;
    }
    if (!json_is_array(transforms)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "expected an array of transforms");
        return NULL;
    }
    for (size_t i = 0; table != NULL && i < json_array_size(transforms); i++) {
        g_autofree char *at = sb_json_pointer_at(pointer, i);

        const json_t *one = json_array_get(transforms, i);

        table = context->before == NULL ||
                        context->before(context->before_data, table, one, at, error)
                    ? sb_transform_one(context, table, one, at, error)
                    : NULL;
    }
    return table;
}

/* --- names of columns -----------------------------------------------------------------
 */

/* "as" of each {op, field, as}. */
static void
add_ops(const SbTransformContext *context, const json_t *ops, GPtrArray *names)
{
    for (size_t i = 0; i < json_array_size(ops); i++) {
        const json_t *op = json_array_get(ops, i);

        g_ptr_array_add(
            names, (char *)sb_transform_read_as(context, op, sb_json_string(op, "op", ""),
                       sb_json_string(op, "field", NULL)));
    }
}

static void
add_as(const json_t *transform, GPtrArray *names)
{
    const json_t *as = json_object_get(transform, "as");

    if (json_is_string(as)) {
        g_ptr_array_add(names, (char *)json_string_value(as));
    }
    for (size_t i = 0; i < json_array_size(as); i++) {
        const char *name = json_string_value(json_array_get(as, i));

        if (name != NULL) {
            g_ptr_array_add(names, (char *)name);
        }
    }
}

static void
add_defaults(const char *name, const json_t *transform, GPtrArray *names)
{
    static const struct {
        const char *name, *first, *second;
        gboolean keys; /* first and second are keys whose text is the name */
    } DEFAULTS[] = { { "fold", "key", "value", FALSE },
        { "density", "value", "density", FALSE }, { "quantile", "prob", "value", FALSE },
        { "regression", "on", "regression", TRUE }, { "loess", "on", "loess", TRUE } };

    for (size_t i = 0; i < G_N_ELEMENTS(DEFAULTS); i++) {
        if (strcmp(DEFAULTS[i].name, name) != 0) {
            continue;
        }
        const char *first = DEFAULTS[i].first, *second = DEFAULTS[i].second;

        first = DEFAULTS[i].keys ? sb_json_string(transform, first, first) : first;
        second = DEFAULTS[i].keys ? sb_json_string(transform, second, second) : second;
        if (names->len == 0) {
            g_ptr_array_add(names, (char *)first);
        }
        if (names->len == 1) {
            g_ptr_array_add(names, (char *)second);
        }
    }
    if (strcmp(name, "impute") == 0) {
        g_ptr_array_add(names, (char *)sb_json_string(transform, "impute", ""));
    }
}

/* Array members of a transform that name columns when there is no "as". */
static void
add_texts(const json_t *array, GPtrArray *names)
{
    for (size_t i = names->len; i < json_array_size(array); i++) {
        const char *name = json_string_value(json_array_get(array, i));

        if (name != NULL) {
            g_ptr_array_add(names, (char *)name);
        }
    }
}

const GPtrArray *
sb_transform_produces(const SbTransformContext *context, const json_t *transform)
{
    GPtrArray *names = sb_arena_ptr_array(context->arena);
    int which = find_step(transform);

    if (which < 0) {
        return names;
    }
    const char *name = STEPS[which].name;

    add_as(transform, names);
    if (strcmp(name, "aggregate") == 0 || strcmp(name, "joinaggregate") == 0 ||
        strcmp(name, "window") == 0) {
        add_ops(context, json_object_get(transform, name), names);
    } else if ((strcmp(name, "bin") == 0 || strcmp(name, "timeUnit") == 0 ||
                   strcmp(name, "stack") == 0) &&
               names->len == 1) {
        g_ptr_array_add(names, sb_arena_printf(context->arena, "%s_end",
                                   (char *)g_ptr_array_index(names, 0)));
    } else if (strcmp(name, "flatten") == 0) {
        add_texts(json_object_get(transform, "flatten"), names);
    } else if (strcmp(name, "lookup") == 0 && names->len == 0) {
        add_texts(json_object_get(json_object_get(transform, "from"), "fields"), names);
    } else {
        add_defaults(name, transform, names);
    }
    return names;
}
