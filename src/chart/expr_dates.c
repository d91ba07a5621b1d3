/* In: moments.  Out: parts of their dates: the date functions of expressions, in
 * the scope's zone and in UTC. */
#include "base/date.h"
#include "chart/expr_tree.h"

typedef double (*Part)(const SbDate *date);

/* part of the first argument's date in zone. */
static SbValue
part_of(const SbExprCall *call, int zone, Part part)
{
    double ms = sb_expr_functions_date(call->args[0], call->scope->zone);

    if (isnan(ms)) {
        return sb_value_number(NAN);
    }
    SbDate date = sb_date_from_ms(ms, zone);

    return sb_value_number(part(&date));
}

static int
weekday(const SbDate *date)
{
    return sb_date_weekday(sb_date_days(date->year, date->month, date->day));
}

/* Each part twice: in local time and in UTC. */
#define PART(name, expression)                                                           \
    static double part_##name(const SbDate *date)                                        \
    {                                                                                    \
        return (double)(expression);                                                     \
    }                                                                                    \
                                                                                         \
    SbValue sb_expr_dates_##name(const SbExprCall *call)                                 \
    {                                                                                    \
        return part_of(call, call->scope->zone, part_##name);                            \
    }                                                                                    \
                                                                                         \
    SbValue sb_expr_dates_utc##name(const SbExprCall *call)                              \
    {                                                                                    \
        return part_of(call, 0, part_##name);                                            \
    }

PART(date, date->day)
PART(day, weekday(date))
PART(year, date->year)
PART(quarter, (date->month - 1) / 3 + 1)
PART(month, date->month - 1)
PART(week, (sb_date_day_of_year(date) - 1 - weekday(date) + 7) / 7)
PART(isoweek, sb_date_iso_week(date, NULL))
PART(dayofyear, sb_date_day_of_year(date))
PART(hours, date->hour)
PART(minutes, date->minute)
PART(seconds, date->second)
PART(milliseconds, date->millisecond)

SbValue
sb_expr_dates_time(const SbExprCall *call)
{
    return sb_value_number(sb_expr_functions_date(call->args[0], call->scope->zone));
}

SbValue
sb_expr_dates_timezoneoffset(const SbExprCall *call)
{
    return sb_value_number(-call->scope->zone);
}

/* year, month (0 January), day, hours, minutes, seconds, milliseconds. */
static double
from_parts(const SbExprCall *call, int zone)
{
    double parts[7] = { 0, 0, 1, 0, 0, 0, 0 };

    for (size_t i = 0; i < call->count && i < 7; i++) {
        parts[i] = trunc(sb_expr_functions_number(call, i));
        if (!(fabs(parts[i]) <= 1e8)) {
            return NAN;
        }
    }
    double year = parts[0] >= 0 && parts[0] < 100 ? parts[0] + 1900 : parts[0];
    double day =
        (double)sb_date_days((int64_t)year, (int64_t)parts[1] + 1, 1) + parts[2] - 1;
    double ms = day * SB_DATE_DAY_MS + parts[3] * 3600000 + parts[4] * 60000 +
                parts[5] * 1000 + parts[6] - zone * 60000.0;

    return fabs(ms) <= SB_DATE_LAST_MS ? ms : NAN;
}

SbValue
sb_expr_dates_utc(const SbExprCall *call)
{
    return sb_value_number(from_parts(call, 0));
}

SbValue
sb_expr_dates_datetime(const SbExprCall *call)
{
    return sb_value_date(call->count == 1
                             ? sb_expr_functions_date(call->args[0], call->scope->zone)
                             : from_parts(call, call->scope->zone));
}
