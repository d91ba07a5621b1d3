/* In: arrays (and texts, where ECMAScript treats both alike).  Out: arrays and what
 * they hold: the sequence functions of expressions. */
#include <string.h>

#include "chart/expr_tree.h"

enum { MOST_ITEMS = 100000 }; /* of a sequence */

static gboolean
is_array(SbValue value)
{
    return value.kind == SB_VALUE_ARRAY;
}

static SbValue
number_at(const SbValueArray *array, size_t index)
{
    return sb_value_number(sb_value_to_number(array->items[index]));
}

SbValue
sb_expr_arrays_length(const SbExprCall *call)
{
    return sb_value_member(call->args[0], "length");
}

/* Smallest and largest number of an array; FALSE when it has none. */
static gboolean
extent_of(SbValue value, double *low, double *high)
{
    gboolean any = FALSE;

    for (size_t i = 0; is_array(value) && i < value.array->count; i++) {
        double x;

        if (!sb_value_parse_number(value.array->items[i], &x) || isnan(x)) {
            continue;
        }
        *low = !any || x < *low ? x : *low;
        *high = !any || x > *high ? x : *high;
        any = TRUE;
    }
    return any;
}

static SbValue
pair(SbArena *arena, SbValue a, SbValue b)
{
    SbValue *items = sb_arena_new_many(arena, SbValue, 2);

    items[0] = a;
    items[1] = b;
    return sb_value_array(arena, items, 2);
}

SbValue
sb_expr_arrays_extent(const SbExprCall *call)
{
    double low, high;

    if (!extent_of(call->args[0], &low, &high)) {
        return pair(call->arena, sb_value_undefined(), sb_value_undefined());
    }
    return pair(call->arena, sb_value_number(low), sb_value_number(high));
}

SbValue
sb_expr_arrays_clamp_range(const SbExprCall *call)
{
    double min = sb_expr_functions_number(call, 1);
    double max = sb_expr_functions_number(call, 2);

    if (!is_array(call->args[0]) || call->args[0].array->count < 2) {
        return sb_value_undefined();
    }
    double low = number_at(call->args[0].array, 0).number;
    double high = number_at(call->args[0].array, 1).number;

    if (high < low) {
        double other = high;

        high = low;
        low = other;
    }
    double span = high - low;

    if (span >= max - min) {
        low = min;
        high = max;
    } else {
        low = CLAMP(low, min, max - span);
        high = low + span;
    }
    return pair(call->arena, sb_value_number(low), sb_value_number(high));
}

/* Where needle stands in the array or text, from the front or the back; -1. */
static SbValue
find(const SbExprCall *call, gboolean last)
{
    SbValue seq = call->args[0];
    double found = -1;

    if (seq.kind == SB_VALUE_STRING) {
        const char *needle = sb_expr_functions_text(call, 1);
        const char *at =
            last ? g_strrstr(seq.string, needle) : strstr(seq.string, needle);

        if (at != NULL) {
            found = 0;
            for (const char *s = seq.string; s < at; s = g_utf8_next_char(s)) {
                found += (guchar)*s >= 0xF0 ? 2 : 1;
            }
        }
        return sb_value_number(found);
    }
    if (!is_array(seq)) {
        return sb_value_undefined();
    }
    for (size_t i = 0; i < seq.array->count; i++) {
        if (sb_value_strictly_equal(seq.array->items[i], call->args[1])) {
            found = (double)i;
            if (!last) {
                break;
            }
        }
    }
    return sb_value_number(found);
}

SbValue
sb_expr_arrays_indexof(const SbExprCall *call)
{
    return find(call, FALSE);
}

SbValue
sb_expr_arrays_lastindexof(const SbExprCall *call)
{
    return find(call, TRUE);
}

/* value in [low, high], or without its ends as the flags say. */
SbValue
sb_expr_arrays_inrange(const SbExprCall *call)
{
    SbValue range = call->args[1];

    if (!is_array(range) || range.array->count < 2) {
        return sb_value_boolean(FALSE);
    }
    double x = sb_expr_functions_number(call, 0);
    double low = number_at(range.array, 0).number;
    double high = number_at(range.array, range.array->count - 1).number;
    SbValue left = sb_expr_functions_argument(call, 2);
    SbValue right = sb_expr_functions_argument(call, 3);

    if (high < low) {
        double other = high;

        high = low;
        low = other;
    }
    gboolean above =
        left.kind == SB_VALUE_UNDEFINED || sb_value_to_boolean(left) ? low <= x : low < x;
    gboolean below = right.kind == SB_VALUE_UNDEFINED || sb_value_to_boolean(right)
                         ? x <= high
                         : x < high;

    return sb_value_boolean(above && below);
}

SbValue
sb_expr_arrays_join(const SbExprCall *call)
{
    const char *separator = call->count > 1 ? sb_expr_functions_text(call, 1) : ",";
    g_autoptr(GString) out = g_string_new(NULL);

    if (!is_array(call->args[0])) {
        return sb_value_undefined();
    }
    const SbValueArray *array = call->args[0].array;

    for (size_t i = 0; i < array->count; i++) {
        g_string_append(out, i > 0 ? separator : "");
        if (!sb_value_is_missing(array->items[i])) {
            g_string_append(out, sb_value_to_string(call->arena, array->items[i]));
        }
    }
    return sb_value_string(sb_arena_strndup(call->arena, out->str, out->len));
}

SbValue
sb_expr_arrays_lerp(const SbExprCall *call)
{
    double at = sb_expr_functions_number(call, 1);

    if (!is_array(call->args[0]) || call->args[0].array->count == 0) {
        return sb_value_number(0);
    }
    const SbValueArray *array = call->args[0].array;
    double low = number_at(array, 0).number;
    double high = number_at(array, array->count - 1).number;

    return sb_value_number(at == 0 ? low : at == 1 ? high : low + at * (high - low));
}

/* Like lerp, through all items as evenly spaced points. */
SbValue
sb_expr_arrays_interpolate(const SbExprCall *call)
{
    double at = sb_expr_functions_number(call, 1);

    if (!is_array(call->args[0]) || call->args[0].array->count == 0) {
        return sb_value_undefined();
    }
    const SbValueArray *array = call->args[0].array;

    if (array->count == 1 || !(at > 0)) {
        return array->items[0];
    }
    if (at >= 1) {
        return array->items[array->count - 1];
    }
    double place = at * (double)(array->count - 1), whole = floor(place);
    double low = number_at(array, (size_t)whole).number;
    double high = number_at(array, (size_t)whole + 1).number;

    return sb_value_number(low + (place - whole) * (high - low));
}

SbValue
sb_expr_arrays_peek(const SbExprCall *call)
{
    if (!is_array(call->args[0]) || call->args[0].array->count == 0) {
        return sb_value_undefined();
    }
    return call->args[0].array->items[call->args[0].array->count - 1];
}

SbValue
sb_expr_arrays_pluck(const SbExprCall *call)
{
    SbFieldPath path = sb_table_path(call->arena, sb_expr_functions_text(call, 1));

    if (!is_array(call->args[0])) {
        return sb_value_undefined();
    }
    const SbValueArray *array = call->args[0].array;
    SbValue *items = sb_arena_new_many(call->arena, SbValue, array->count);

    for (size_t i = 0; i < array->count; i++) {
        items[i] = array->items[i];
        for (size_t j = 0; j < path.count; j++) {
            items[i] = sb_value_member(items[i], path.steps[j]);
        }
    }
    return sb_value_array(call->arena, items, array->count);
}

/* A copy of an array's items, in reverse or in order. */
static SbValue
copy(const SbExprCall *call, gboolean reverse)
{
    if (!is_array(call->args[0])) {
        return sb_value_undefined();
    }
    const SbValueArray *array = call->args[0].array;
    SbValue *items = sb_arena_new_many(call->arena, SbValue, array->count);

    for (size_t i = 0; i < array->count; i++) {
        items[reverse ? array->count - 1 - i : i] = array->items[i];
    }
    return sb_value_array(call->arena, items, array->count);
}

SbValue
sb_expr_arrays_reverse(const SbExprCall *call)
{
    return copy(call, TRUE);
}

static int
compare(const void *a, const void *b, void *unused)
{
    return sb_value_compare(*(const SbValue *)a, *(const SbValue *)b);
}

SbValue
sb_expr_arrays_sort(const SbExprCall *call)
{
    SbValue sorted = copy(call, FALSE);

    if (is_array(sorted)) {
        g_qsort_with_data(sorted.array->items, (gint)sorted.array->count, sizeof(SbValue),
            compare, NULL);
    }
    return sorted;
}

SbValue
sb_expr_arrays_sequence(const SbExprCall *call)
{
    double start = call->count > 1 ? sb_expr_functions_number(call, 0) : 0;
    double stop = sb_expr_functions_number(call, call->count > 1 ? 1 : 0);
    double step = call->count > 2 ? sb_expr_functions_number(call, 2) : 1;
    double count = ceil((stop - start) / step);

    if (!(count > 0)) {
        return sb_value_array(call->arena, NULL, 0);
    }
    size_t n = (size_t)fmin(count, MOST_ITEMS);
    SbValue *items = sb_arena_new_many(call->arena, SbValue, n);

    for (size_t i = 0; i < n; i++) {
        items[i] = sb_value_number(start + (double)i * step);
    }
    return sb_value_array(call->arena, items, n);
}

/* The byte of text where UTF-16 unit index begins. */
static size_t
byte_of(const char *text, gint64 index)
{
    const char *s = text;

    for (; *s != '\0' && index > 0; s = g_utf8_next_char(s)) {
        index -= (guchar)*s >= 0xF0 ? 2 : 1;
    }
    return (size_t)(s - text);
}

SbValue
sb_expr_arrays_slice(const SbExprCall *call)
{
    SbValue seq = call->args[0];

    if (!is_array(seq) && seq.kind != SB_VALUE_STRING) {
        return sb_value_undefined();
    }
    gint64 length = (gint64)sb_value_to_number(sb_value_member(seq, "length"));
    gint64 from = sb_expr_functions_index(sb_expr_functions_argument(call, 1), 0, length);
    gint64 to =
        sb_expr_functions_index(sb_expr_functions_argument(call, 2), length, length);

    from = from < 0 ? MAX(0, from + length) : from;
    to = to < 0 ? MAX(0, to + length) : to;
    to = MAX(from, to);
    if (is_array(seq)) {
        return sb_value_array(call->arena, seq.array->items + from, (size_t)(to - from));
    }
    size_t start = byte_of(seq.string, from), end = byte_of(seq.string, to);

    return sb_value_string(
        sb_arena_strndup(call->arena, seq.string + start, end - start));
}

SbValue
sb_expr_arrays_span(const SbExprCall *call)
{
    if (!is_array(call->args[0]) || call->args[0].array->count == 0) {
        return sb_value_number(0);
    }
    const SbValueArray *array = call->args[0].array;

    return sb_value_number(
        number_at(array, array->count - 1).number - number_at(array, 0).number);
}

/* One object with the members of all; later ones win. */
SbValue
sb_expr_arrays_merge(const SbExprCall *call)
{
    size_t most = 0, count = 0;

    for (size_t i = 0; i < call->count; i++) {
        most += call->args[i].kind == SB_VALUE_OBJECT ? call->args[i].object->count : 0;
    }
    const char **keys = sb_arena_new_many(call->arena, const char *, most);
    SbValue *values = sb_arena_new_many(call->arena, SbValue, most);

    for (size_t i = 0; i < call->count; i++) {
        for (size_t j = 0;
             call->args[i].kind == SB_VALUE_OBJECT && j < call->args[i].object->count;
             j++) {
            const char *key = call->args[i].object->keys[j];
            size_t at = 0;

            while (at < count && strcmp(keys[at], key) != 0) {
                at++;
            }
            count = MAX(count, at + 1);
            keys[at] = key;
            values[at] = call->args[i].object->values[j];
        }
    }
    return sb_value_object(call->arena, keys, values, count);
}
