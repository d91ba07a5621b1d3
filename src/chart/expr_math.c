/* In: numbers.  Out: numbers: the mathematical functions of expressions. */
#include "chart/expr_tree.h"

/* Functions of one number. */
#define OF_ONE(name, expression)                                                         \
    SbValue sb_expr_math_##name(const SbExprCall *call)                                  \
    {                                                                                    \
        double x = sb_expr_functions_number(call, 0);                                    \
                                                                                         \
        return sb_value_number(expression);                                              \
    }

OF_ONE(abs, fabs(x))
OF_ONE(acos, acos(x))
OF_ONE(asin, asin(x))
OF_ONE(atan, atan(x))
OF_ONE(ceil, ceil(x))
OF_ONE(cos, cos(x))
OF_ONE(exp, exp(x))
OF_ONE(floor, floor(x))
OF_ONE(log, log(x))
OF_ONE(round, x - floor(x) >= 0.5 ? ceil(x) : floor(x)) /* a half goes up */
OF_ONE(sin, sin(x))
OF_ONE(sqrt, sqrt(x))
OF_ONE(tan, tan(x))

SbValue
sb_expr_math_is_nan(const SbExprCall *call)
{
    return sb_value_boolean(
        call->args[0].kind == SB_VALUE_NUMBER && isnan(call->args[0].number));
}

SbValue
sb_expr_math_is_finite(const SbExprCall *call)
{
    SbValue value = call->args[0];

    return sb_value_boolean(
        (value.kind == SB_VALUE_NUMBER || value.kind == SB_VALUE_DATE) &&
        isfinite(value.number));
}

SbValue
sb_expr_math_atan2(const SbExprCall *call)
{
    return sb_value_number(
        atan2(sb_expr_functions_number(call, 0), sb_expr_functions_number(call, 1)));
}

SbValue
sb_expr_math_pow(const SbExprCall *call)
{
    double base = sb_expr_functions_number(call, 0);
    double exponent = sb_expr_functions_number(call, 1);

    /* ECMAScript departs from C here: pow(1, NaN) and pow(±1, ±Infinity). */
    if (isnan(exponent) || (fabs(base) == 1 && isinf(exponent))) {
        return sb_value_number(NAN);
    }
    return sb_value_number(pow(base, exponent));
}

/* The greatest (sign 1) or least (-1) argument; NaN when one is. */
static double
extreme(const SbExprCall *call, double sign)
{
    double best = -INFINITY;

    for (size_t i = 0; i < call->count; i++) {
        double x = sign * sb_expr_functions_number(call, i);

        if (isnan(x)) {
            return NAN;
        }
        best = x > best ? x : best;
    }
    return sign * best;
}

SbValue
sb_expr_math_max(const SbExprCall *call)
{
    return sb_value_number(extreme(call, 1));
}

SbValue
sb_expr_math_min(const SbExprCall *call)
{
    return sb_value_number(extreme(call, -1));
}

SbValue
sb_expr_math_clamp(const SbExprCall *call)
{
    double x = sb_expr_functions_number(call, 0);
    double low = sb_expr_functions_number(call, 1);
    double high = sb_expr_functions_number(call, 2);

    if (isnan(x) || isnan(low) || isnan(high)) {
        return sb_value_number(NAN);
    }
    return sb_value_number(fmax(low, fmin(high, x)));
}

SbValue
sb_expr_math_hypot(const SbExprCall *call)
{
    double sum = 0;

    for (size_t i = 0; i < call->count; i++) {
        sum = hypot(sum, sb_expr_functions_number(call, i));
    }
    return sb_value_number(sum);
}

/* The number of steps that a band scale of count bands has. */
SbValue
sb_expr_math_bandspace(const SbExprCall *call)
{
    double count = sb_expr_functions_number(call, 0);
    double inner = call->count > 1 ? sb_expr_functions_number(call, 1) : 0;
    double outer = call->count > 2 ? sb_expr_functions_number(call, 2) : 0;
    double space = count - inner + outer * 2;

    return sb_value_number(count != 0 ? (space > 0 ? space : 1) : 0);
}
