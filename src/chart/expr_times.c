/* In: moments, numbers, formats.  Out: texts, and moments from texts or counted by
 * calendar units: the formatting functions of expressions. */
#include <string.h>

#include "base/date.h"
#include "chart/expr_tree.h"

enum { MOST_STEPS = 100000 }; /* of a sequence */

static const SbFormatLocale *
locale_of(const SbExprCall *call)
{
    return call->scope->locale != NULL ? call->scope->locale : sb_format_locale("en");
}

SbValue
sb_expr_times_format(const SbExprCall *call)
{
    SbValue value = call->args[0];
    const char *format = call->count > 1 && !sb_value_is_missing(call->args[1])
                             ? sb_expr_functions_text(call, 1)
                             : "";
    SbFormatSpec spec;

    if (value.kind == SB_VALUE_NULL) {
        return sb_value_string("null");
    }
    if (!sb_format_spec_parse(format, &spec)) {
        return sb_value_undefined();
    }
    return sb_value_string(
        sb_format_number(call->arena, locale_of(call), &spec, sb_value_to_number(value)));
}

static SbValue
format_time(const SbExprCall *call, int zone)
{
    SbValue value = call->args[0], format = sb_expr_functions_argument(call, 1);

    if (value.kind == SB_VALUE_NULL) {
        return sb_value_string("null");
    }
    double ms = sb_expr_functions_date(value, call->scope->zone);

    if (format.kind == SB_VALUE_STRING) {
        return sb_value_string(
            sb_format_time(call->arena, locale_of(call), format.string, ms, zone));
    }
    json_t *overrides = format.kind == SB_VALUE_OBJECT ? sb_value_to_json(format) : NULL;
    const char *text =
        sb_format_time_multi(call->arena, locale_of(call), overrides, ms, zone);

    json_decref(overrides);
    return sb_value_string(text);
}

SbValue
sb_expr_times_time_format(const SbExprCall *call)
{
    return format_time(call, call->scope->zone);
}

SbValue
sb_expr_times_utc_format(const SbExprCall *call)
{
    return format_time(call, 0);
}

static SbValue
parse_time(const SbExprCall *call, int zone)
{
    if (call->args[0].kind == SB_VALUE_NULL) {
        return sb_value_string("null");
    }
    double ms = sb_format_time_parse(locale_of(call), sb_expr_functions_text(call, 1),
        sb_expr_functions_text(call, 0), zone);

    return isnan(ms) ? sb_value_null() : sb_value_date(ms);
}

SbValue
sb_expr_times_time_parse(const SbExprCall *call)
{
    return parse_time(call, call->scope->zone);
}

SbValue
sb_expr_times_utc_parse(const SbExprCall *call)
{
    return parse_time(call, 0);
}

/* The name of a month or weekday, by number from 0. */
static SbValue
name_of(const SbExprCall *call, const char *const *names, int n)
{
    double number = sb_expr_functions_number(call, 0);

    if (call->args[0].kind != SB_VALUE_NUMBER || number != floor(number) ||
        !isfinite(number)) {
        return sb_value_string("");
    }
    int index = (int)fmod(number, n);

    return sb_value_string(names[index < 0 ? index + n : index]);
}

SbValue
sb_expr_times_month_format(const SbExprCall *call)
{
    return name_of(call, locale_of(call)->months, 12);
}

SbValue
sb_expr_times_month_abbrev_format(const SbExprCall *call)
{
    return name_of(call, locale_of(call)->short_months, 12);
}

SbValue
sb_expr_times_day_format(const SbExprCall *call)
{
    return name_of(call, locale_of(call)->days, 7);
}

SbValue
sb_expr_times_day_abbrev_format(const SbExprCall *call)
{
    return name_of(call, locale_of(call)->short_days, 7);
}

/* --- counting by units ------------------------------------------------------------- */

static gboolean
unit_of(const SbExprCall *call, SbTimeUnit *unit)
{
    SbTimeUnitPart part;

    if (!sb_timeunit_part_parse(sb_expr_functions_text(call, 0), &part)) {
        return FALSE;
    }
    *unit = (SbTimeUnit){ .parts = part, .step = 1 };
    return TRUE;
}

static SbValue
offset(const SbExprCall *call, int zone)
{
    SbTimeUnit unit;
    double ms = sb_expr_functions_date(call->args[1], call->scope->zone);
    double step = call->count > 2 ? sb_expr_functions_number(call, 2) : 1;

    if (!unit_of(call, &unit) || isnan(ms)) {
        return sb_value_undefined();
    }
    return sb_value_date(sb_timeunit_offset(&unit, ms, floor(step), zone));
}

SbValue
sb_expr_times_offset(const SbExprCall *call)
{
    return offset(call, call->scope->zone);
}

SbValue
sb_expr_times_utc_offset(const SbExprCall *call)
{
    return offset(call, 0);
}

/* Every step-th start of the unit in [from, to). */
static SbValue
sequence(const SbExprCall *call, int zone)
{
    SbTimeUnit unit;
    double from = sb_expr_functions_date(call->args[1], call->scope->zone);
    double to = sb_expr_functions_date(call->args[2], call->scope->zone);
    double step = call->count > 3 ? floor(sb_expr_functions_number(call, 3)) : 1;

    if (!unit_of(call, &unit) || isnan(from) || isnan(to) || !(step >= 1)) {
        return sb_value_undefined();
    }
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(SbValue));
    double at = sb_timeunit_interval_ceil((SbTimeUnitPart)unit.parts, 1, from, zone);

    for (; at < to && items->len < MOST_STEPS;
         at = sb_timeunit_offset(&unit, at, step, zone)) {
        SbValue item = sb_value_date(at);

        g_array_append_val(items, item);
    }
    SbValue *kept = sb_arena_new_many(call->arena, SbValue, items->len);

    for (guint i = 0; i < items->len; i++) {
        kept[i] = g_array_index(items, SbValue, i);
    }
    return sb_value_array(call->arena, kept, items->len);
}

SbValue
sb_expr_times_sequence(const SbExprCall *call)
{
    return sequence(call, call->scope->zone);
}

SbValue
sb_expr_times_utc_sequence(const SbExprCall *call)
{
    return sequence(call, 0);
}

/* The format of a set of units, as Vega-Lite's labels have it. */
SbValue
sb_expr_times_specifier(const SbExprCall *call)
{
    SbValue units = call->args[0];
    int parts = 0;

    for (size_t i = 0; units.kind == SB_VALUE_ARRAY && i < units.array->count; i++) {
        SbTimeUnitPart part;

        if (sb_timeunit_part_parse(
                sb_value_to_string(call->arena, units.array->items[i]), &part)) {
            parts |= (int)part;
        }
    }
    return sb_value_string(sb_timeunit_format(call->arena, parts));
}
