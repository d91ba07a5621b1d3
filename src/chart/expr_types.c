/* In: any value.  Out: what it is, or it as another type. */
#include <string.h>

#include "base/date.h"
#include "chart/expr_tree.h"

#define IS(name, condition)                                                              \
    SbValue sb_expr_types_is_##name(const SbExprCall *call)                              \
    {                                                                                    \
        SbValue value = call->args[0];                                                   \
                                                                                         \
        return sb_value_boolean(condition);                                              \
    }

IS(array, value.kind == SB_VALUE_ARRAY)
IS(boolean, value.kind == SB_VALUE_BOOLEAN)
IS(date, value.kind == SB_VALUE_DATE)
IS(defined, value.kind != SB_VALUE_UNDEFINED)
IS(number, value.kind == SB_VALUE_NUMBER)
IS(object, value.kind == SB_VALUE_OBJECT || value.kind == SB_VALUE_ARRAY ||
               value.kind == SB_VALUE_DATE || value.kind == SB_VALUE_REGEXP)
IS(regexp, value.kind == SB_VALUE_REGEXP)
IS(string, value.kind == SB_VALUE_STRING)
IS(valid, sb_value_is_valid(value))

static gboolean
is_empty(SbValue value)
{
    return sb_value_is_missing(value) ||
           (value.kind == SB_VALUE_STRING && value.string[0] == '\0');
}

SbValue
sb_expr_types_to_boolean(const SbExprCall *call)
{
    SbValue value = call->args[0];

    if (is_empty(value)) {
        return sb_value_null();
    }
    if (value.kind == SB_VALUE_STRING &&
        (strcmp(value.string, "false") == 0 || strcmp(value.string, "0") == 0)) {
        return sb_value_boolean(FALSE);
    }
    return sb_value_boolean(sb_value_to_boolean(value));
}

SbValue
sb_expr_types_to_date(const SbExprCall *call)
{
    SbValue value = call->args[0];

    if (is_empty(value)) {
        return sb_value_null();
    }
    return sb_value_date(sb_expr_functions_date(value, call->scope->zone));
}

SbValue
sb_expr_types_to_number(const SbExprCall *call)
{
    double number;

    return sb_value_parse_number(call->args[0], &number) ? sb_value_number(number)
                                                         : sb_value_null();
}

SbValue
sb_expr_types_to_string(const SbExprCall *call)
{
    return is_empty(call->args[0]) ? sb_value_null()
                                   : sb_value_string(sb_expr_functions_text(call, 0));
}

/* warn(), info(), debug(): nothing is logged; the last argument is the value. */
SbValue
sb_expr_types_last(const SbExprCall *call)
{
    return call->args[call->count - 1];
}
