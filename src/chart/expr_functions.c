/* In: the name of a function.  Out: its row in functions.def; and what the
 * functions share: reading their arguments. */
#include <string.h>

#include "base/date.h"
#include "chart/expr_tree.h"

static const SbExprFunctionRow ROWS[] = {
#define FUNCTION(name, least, most, function) { name, least, most, function },
#include "chart/functions.def"
#undef FUNCTION
};

static const char *const NAMES[] = {
#define FUNCTION(name, least, most, function) name,
#include "chart/functions.def"
#undef FUNCTION
    "if", "scale", "invert", "domain", "range", "bandwidth", "data"
};

const SbExprFunctionRow *
sb_expr_functions_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        if (strcmp(ROWS[i].name, name) == 0) {
            return &ROWS[i];
        }
    }
    return NULL;
}

const char *const *
sb_expr_functions_names(size_t *count)
{
    *count = G_N_ELEMENTS(NAMES);
    return NAMES;
}

SbValue
sb_expr_functions_argument(const SbExprCall *call, size_t index)
{
    return index < call->count ? call->args[index] : sb_value_undefined();
}

double
sb_expr_functions_number(const SbExprCall *call, size_t index)
{
    return sb_value_to_number(sb_expr_functions_argument(call, index));
}

const char *
sb_expr_functions_text(const SbExprCall *call, size_t index)
{
    return sb_value_to_string(call->arena, sb_expr_functions_argument(call, index));
}

double
sb_expr_functions_date(SbValue value, int zone)
{
    if (value.kind == SB_VALUE_STRING) {
        return sb_date_parse(value.string, zone);
    }
    double ms = trunc(sb_value_to_number(value));

    return fabs(ms) <= SB_DATE_LAST_MS ? ms : NAN;
}

gint64
sb_expr_functions_index(SbValue value, gint64 fallback, gint64 length)
{
    if (value.kind == SB_VALUE_UNDEFINED) {
        return fallback;
    }
    double number = sb_value_to_number(value);

    if (isnan(number)) {
        return 0;
    }
    return (gint64)CLAMP(trunc(number), -(double)length - 1, (double)length);
}
