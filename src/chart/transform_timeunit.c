/* In: moments.  Out: the start (and end) of the time unit that each lies in. */
#include "base/date.h"
#include "chart/transform_read.h"

/* The moment of a cell: a number, or text read as a date; NaN for none. */
static double
moment_of(SbValue value, int zone)
{
    if (value.kind == SB_VALUE_STRING) {
        return sb_date_parse(value.string, zone);
    }
    return sb_value_is_missing(value) ? NAN : sb_value_to_number(value);
}

static SbTimeUnit
unit_for(
    SbArena *arena, const SbField *field, size_t rows, const SbTimeUnit *unit, int zone)
{
    double from = INFINITY, to = -INFINITY;

    if (unit->parts != 0) {
        return *unit;
    }
    for (size_t row = 0; row < rows; row++) {
        double ms = moment_of(sb_field_at(field, row), zone);

        from = ms < from ? ms : from;
        to = ms > to ? ms : to;
    }
    SbTimeUnit found = from <= to ? sb_timeunit_of_extent(arena, from, to, unit->maxbins)
                                  : (SbTimeUnit){ .parts = SB_TIMEUNIT_YEAR, .step = 1 };

    found.utc = unit->utc;
    return found;
}

const SbTable *
sb_transform_timeunit(SbArena *arena, const SbTable *table, const char *field,
    const SbTimeUnit *unit, const char *as, const char *as_end, int zone)
{
    size_t n = sb_table_rows(table);
    SbField source = sb_table_field(table, field);
    SbTimeUnit used = unit_for(arena, &source, n, unit, zone);
    SbValue *starts = sb_arena_new_many(arena, SbValue, n);
    SbValue *ends = sb_arena_new_many(arena, SbValue, n);

    for (size_t row = 0; row < n; row++) {
        SbValue value = sb_field_at(&source, row);

        if (sb_value_is_missing(value)) {
            starts[row] = ends[row] = sb_value_null();
            continue;
        }
        double start = sb_timeunit_floor(&used, moment_of(value, zone), zone);

        starts[row] = sb_value_date(start);
        ends[row] = sb_value_date(sb_timeunit_next(&used, start, zone));
    }
    SbTable *result = sb_table_derive(arena, table);

    sb_table_add_values(result, as, starts);
    if (as_end != NULL) {
        sb_table_add_values(result, as_end, ends);
    }
    return result;
}

const SbTable *
sb_transform_timeunit_json(const SbTransformContext *context, const SbTable *table,
    const json_t *json, const char *pointer, GError **error)
{
    g_autofree char *at = sb_json_pointer(pointer, "timeUnit");
    const char *field = sb_transform_read_text(context, json, "field", pointer, error);
    const char *as = field != NULL
                         ? sb_transform_read_text(context, json, "as", pointer, error)
                         : NULL;
    SbTimeUnit unit;

    if (as == NULL || !sb_timeunit_read(context->arena, json_object_get(json, "timeUnit"),
                          context->place, at, &unit, error)) {
        return NULL;
    }
    SbLoadNeed need = { field, SB_LOAD_DATE }; /* the input is always a date */

    if (!context->parse_nothing) {
        table = sb_load_parse(context->arena, table, &need, 1, context->scope->zone);
    }
    return sb_transform_timeunit(context->arena, table, field, &unit, as,
        sb_arena_printf(context->arena, "%s_end", as), context->scope->zone);
}
