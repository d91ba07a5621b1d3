/* In: members of a transform's JSON.  Out: texts, numbers, sort orders, or errors
 * with their place (see transform_read.h). */
#include "chart/transform_read.h"

#include <string.h>

gboolean
sb_transform_read_object(const SbTransformContext *context, const json_t *json,
    const char *const *known, size_t count, const char *pointer, GError **error)
{
    if (!json_is_object(json)) {
        sb_json_error(
            error, SB_ERROR_INPUT, context->place, pointer, "expected an object");
        return FALSE;
    }
    return sb_json_check_keys(json, known, count, context->place, pointer, error);
}

static const char *const NONE[] = { NULL };

const char *const *
sb_transform_read_texts(const SbTransformContext *context, const json_t *json,
    const char *key, const char *pointer, size_t *count, GError **error)
{
    const json_t *array = json_object_get(json, key);

    *count = json_array_size(array);
    if (array == NULL) {
        return NONE;
    }
    const char **texts = sb_arena_new_many(context->arena, const char *, *count + 1);

    for (size_t i = 0; i < *count; i++) {
        texts[i] = json_string_value(json_array_get(array, i));
    }
    for (size_t i = 0; i <= *count; i++) {
        if (!json_is_array(array) || (i < *count && texts[i] == NULL)) {
            g_autofree char *at = sb_json_pointer(pointer, key);

            sb_json_error(
                error, SB_ERROR_INPUT, context->place, at, "expected an array of texts");
            return NULL;
        }
    }
    return texts;
}

const char *
sb_transform_read_text(const SbTransformContext *context, const json_t *json,
    const char *key, const char *pointer, GError **error)
{
    const char *text = sb_json_string(json, key, NULL);

    if (text == NULL) {
        sb_json_error(
            error, SB_ERROR_INPUT, context->place, pointer, "'%s' must be a text", key);
    }
    return text;
}

gboolean
sb_transform_read_expression(const SbTransformContext *context, const char *text,
    const char *pointer, SbValue *out, GError **error)
{
    g_autoptr(GError) problem = NULL;

    if (!sb_expr_value(
            context->arena, text, sb_value_undefined(), context->scope, out, &problem)) {
        sb_json_error(
            error, SB_ERROR_INPUT, context->place, pointer, "%s", problem->message);
        return FALSE;
    }
    return TRUE;
}

double
sb_transform_read_number(const SbTransformContext *context, const json_t *json,
    const char *key, double fallback, const char *pointer, GError **error)
{
    const json_t *member = json_object_get(json, key);
    const char *expression = sb_json_string(member, "expr", NULL);
    g_autofree char *at = sb_json_pointer(pointer, key);
    SbValue value;

    if (member == NULL || json_is_null(member)) {
        return fallback;
    }
    if (expression == NULL && !json_is_number(member)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, at, "expected a number");
        return NAN;
    }
    if (expression == NULL) {
        return json_number_value(member);
    }
    if (!sb_transform_read_expression(context, expression, at, &value, error)) {
        return NAN;
    }
    double number = sb_value_to_number(value);

    if (isnan(number)) {
        sb_json_error(
            error, SB_ERROR_INPUT, context->place, at, "the expression gives no number");
    }
    return number;
}

gboolean
sb_transform_read_pair(const SbTransformContext *context, const json_t *json,
    const char *key, const char *pointer, double pair[2], gboolean *found, GError **error)
{
    const json_t *array = json_object_get(json, key);

    *found = array != NULL && !json_is_null(array);
    if (!*found) {
        return TRUE;
    }
    for (size_t i = 0; i < 2; i++) {
        const json_t *item = json_array_get(array, i);

        if (json_array_size(array) != 2 || !json_is_number(item)) {
            g_autofree char *at = sb_json_pointer(pointer, key);

            sb_json_error(
                error, SB_ERROR_INPUT, context->place, at, "expected two numbers");
            return FALSE;
        }
        pair[i] = json_number_value(item);
    }
    return TRUE;
}

gboolean
sb_transform_read_as_pair(const SbTransformContext *context, const json_t *json,
    const char *pointer, const char *first, const char *second, const char *as[2],
    GError **error)
{
    const json_t *names = json_object_get(json, "as");

    as[0] = first;
    as[1] = second;
    if (names == NULL) {
        return TRUE;
    }
    if (json_is_string(names)) {
        as[0] = json_string_value(names);
        as[1] = sb_arena_printf(context->arena, "%s_end", as[0]);
        return TRUE;
    }
    for (size_t i = 0; i < json_array_size(names) && i < 2; i++) {
        as[i] = json_string_value(json_array_get(names, i));
    }
    if (!json_is_array(names) || json_array_size(names) > 2 || as[0] == NULL ||
        as[1] == NULL) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "'as' must be one or two names");
        return FALSE;
    }
    return TRUE;
}

const char *
sb_transform_read_as(const SbTransformContext *context, const json_t *json,
    const char *op, const char *field)
{
    const char *as = sb_json_string(json, "as", NULL);

    if (as != NULL) {
        return as;
    }
    return field == NULL ? op
                         : sb_arena_printf(context->arena, "%s_%s", op,
                               sb_table_path(context->arena, field).name);
}

const SbSort *
sb_transform_read_sort(const SbTransformContext *context, const json_t *json,
    const char *pointer, size_t *count, GError **error)
{
    static const char *const KNOWN[] = { "field", "order" };

    *count = json_array_size(json);
    SbSort *sort = sb_arena_new_many(context->arena, SbSort, *count);

    if (json != NULL && !json_is_array(json)) {
        sb_json_error(error, SB_ERROR_INPUT, context->place, pointer,
            "expected an array of {field, order}");
        return NULL;
    }
    for (size_t i = 0; i < *count; i++) {
        const json_t *item = json_array_get(json, i);
        g_autofree char *at = sb_json_pointer_at(pointer, i);

        if (!sb_transform_read_object(
                context, item, KNOWN, G_N_ELEMENTS(KNOWN), at, error)) {
            return NULL;
        }
        sort[i].field = sb_transform_read_text(context, item, "field", at, error);
        if (sort[i].field == NULL) {
            return NULL;
        }
        const char *order = sb_json_string(item, "order", "ascending");

        sort[i].descending = strcmp(order, "descending") == 0;
        if (!sort[i].descending && strcmp(order, "ascending") != 0) {
            sb_json_error(error, SB_ERROR_INPUT, context->place, at,
                "unknown order '%s'; expected ascending or descending", order);
            return NULL;
        }
    }
    return sort;
}
