/* In: a table, the types that its columns should have.  Out: a table that has
 * them (see load.h). */
#include <string.h>

#include "base/date.h"
#include "chart/load_read.h"

/* How one column is read. */
typedef struct {
    SbLoadType type;
    const char *format; /* of a date; NULL: as sb_date_parse() reads it */
    const SbFormatLocale *locale;
    int zone;
} Reading;

static gboolean
is_empty(SbValue value)
{
    return sb_value_is_missing(value) ||
           (value.kind == SB_VALUE_STRING && value.string[0] == '\0');
}

static SbValue
read_date(const Reading *reading, SbValue value, SbArena *arena)
{
    if (reading->format != NULL) {
        double ms = sb_format_time_parse(reading->locale, reading->format,
            sb_value_to_string(arena, value), reading->zone);

        return isnan(ms) ? sb_value_null() : sb_value_date(ms);
    }
    if (value.kind == SB_VALUE_STRING) {
        return sb_value_date(sb_date_parse(value.string, reading->zone));
    }
    return sb_value_date(sb_value_to_number(value));
}

static SbValue
read_cell(const Reading *reading, SbValue value, SbArena *arena)
{
    if (is_empty(value)) {
        return sb_value_null();
    }
    switch (reading->type) {
    case SB_LOAD_NUMBER:
        return value.kind == SB_VALUE_DATE ? value
                                           : sb_value_number(sb_value_to_number(value));
    case SB_LOAD_BOOLEAN:
        if (value.kind == SB_VALUE_STRING &&
            (strcmp(value.string, "false") == 0 || strcmp(value.string, "0") == 0)) {
            return sb_value_boolean(FALSE);
        }
        return sb_value_boolean(sb_value_to_boolean(value));
    case SB_LOAD_DATE:
        return read_date(reading, value, arena);
    default:
        return sb_value_string(sb_value_to_string(arena, value));
    }
}

/* Is the column of that type as it stands? */
static gboolean
has_type(const SbColumn *column, const Reading *reading)
{
    if (reading->format != NULL) {
        return FALSE;
    }
    return (reading->type == SB_LOAD_NUMBER && column->numbers != NULL) ||
           (reading->type == SB_LOAD_DATE && column->kind == SB_COLUMN_DATE);
}

/* table with field read; table itself when there is nothing to do. */
static const SbTable *
read_column(
    SbArena *arena, const SbTable *table, const char *name, const Reading *reading)
{
    SbField field = sb_table_field(table, name);
    size_t n = sb_table_rows(table);

    if (field.column == NULL ||
        (*field.rest == NULL && has_type(field.column, reading))) {
        return table;
    }
    SbValue *values = sb_arena_new_many(arena, SbValue, n);

    for (size_t row = 0; row < n; row++) {
        values[row] = read_cell(reading, sb_field_at(&field, row), arena);
    }
    SbTable *result = sb_table_derive(arena, table);

    sb_table_add_values(result,
        *field.rest == NULL ? field.column->name : sb_table_path(arena, name).name,
        values);
    return result;
}

const SbTable *
sb_load_parse(
    SbArena *arena, const SbTable *table, const SbLoadNeed *needs, size_t count, int zone)
{
    for (size_t i = 0; i < count; i++) {
        Reading reading = { needs[i].type, NULL, NULL, zone };

        table = needs[i].type == SB_LOAD_FLATTEN
                    ? sb_table_flatten(arena, table, needs[i].field)
                    : read_column(arena, table, needs[i].field, &reading);
    }
    return table;
}

/* --- found out from the cells ------------------------------------------------------ */

static gboolean
all_booleans(const SbColumn *column, size_t rows)
{
    for (size_t row = 0; row < rows; row++) {
        SbValue value = sb_column_at(column, row);

        if (!is_empty(value) && value.kind != SB_VALUE_BOOLEAN &&
            !(value.kind == SB_VALUE_STRING && (strcmp(value.string, "true") == 0 ||
                                                   strcmp(value.string, "false") == 0))) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
all_numbers(const SbColumn *column, size_t rows)
{
    for (size_t row = 0; row < rows; row++) {
        SbValue value = sb_column_at(column, row);

        if (!is_empty(value) && isnan(sb_value_to_number(value))) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
all_dates(const SbColumn *column, size_t rows)
{
    for (size_t row = 0; row < rows; row++) {
        SbValue value = sb_column_at(column, row);

        if (!is_empty(value) && value.kind != SB_VALUE_DATE &&
            !(value.kind == SB_VALUE_STRING && !isnan(sb_date_parse(value.string, 0)))) {
            return FALSE;
        }
    }
    return TRUE;
}

static const SbTable *
read_inferred(SbArena *arena, const SbTable *table, const SbLoadOptions *options)
{
    size_t rows = sb_table_rows(table), n = sb_table_columns(table);

    for (size_t c = 0; c < n; c++) {
        const SbColumn *column = sb_table_column(table, c);
        Reading reading = { SB_LOAD_STRING, NULL, options->locale, options->zone };

        if (column->numbers != NULL) {
            continue;
        }
        reading.type = all_booleans(column, rows)  ? SB_LOAD_BOOLEAN
                       : all_numbers(column, rows) ? SB_LOAD_NUMBER
                       : all_dates(column, rows)   ? SB_LOAD_DATE
                                                   : SB_LOAD_STRING;
        SbTable *result = sb_table_derive(arena, table);
        SbValue *values = sb_arena_new_many(arena, SbValue, rows);

        for (size_t row = 0; row < rows; row++) {
            values[row] = read_cell(&reading, sb_column_at(column, row), arena);
        }
        sb_table_add_values(result, column->name, values);
        table = result;
    }
    return table;
}

/* --- as format.parse says ----------------------------------------------------------- */

/* "%Y" out of "'%Y'". */
static const char *
unquoted(SbArena *arena, const char *format)
{
    size_t n = strlen(format);

    if (n >= 2 && (format[0] == '\'' || format[0] == '"') && format[n - 1] == format[0]) {
        return sb_arena_strndup(arena, format + 1, n - 2);
    }
    return format;
}

/* "number", "date:'%Y'" …; FALSE for others. */
static gboolean
read_type(SbArena *arena, const char *text, const SbLoadOptions *options, Reading *out)
{
    static const struct {
        const char *name;
        SbLoadType type;
    } TYPES[] = { { "number", SB_LOAD_NUMBER }, { "integer", SB_LOAD_NUMBER },
        { "boolean", SB_LOAD_BOOLEAN }, { "date", SB_LOAD_DATE },
        { "string", SB_LOAD_STRING } };

    *out = (Reading){ SB_LOAD_DATE, NULL,
        options->locale != NULL ? options->locale : sb_format_locale("en"),
        options->zone };
    if (g_str_has_prefix(text, "date:")) {
        out->format = unquoted(arena, text + strlen("date:"));
        return TRUE;
    }
    if (g_str_has_prefix(text, "utc:")) {
        out->format = unquoted(arena, text + strlen("utc:"));
        out->zone = 0;
        return TRUE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++) {
        if (strcmp(TYPES[i].name, text) == 0) {
            out->type = TYPES[i].type;
            return TRUE;
        }
    }
    return FALSE;
}

const SbTable *
sb_load_rows_parsed(SbArena *arena, const SbTable *table, const json_t *parse,
    const SbLoadOptions *options, const SbJsonPlace *place, const char *pointer,
    GError **error)
{
    const char *key;
    json_t *member;

    if (parse == NULL || json_is_null(parse)) {
        return table;
    }
    if (json_is_string(parse) && strcmp(json_string_value(parse), "auto") == 0) {
        return read_inferred(arena, table, options);
    }
    if (!json_is_object(parse)) {
        sb_json_error(error, SB_ERROR_INPUT, place, pointer,
            "expected an object of field and type, \"auto\" or null");
        return NULL;
    }
    json_object_foreach((json_t *)parse, key, member)
    {
        const char *text = json_string_value(member);
        Reading reading;

        if (json_is_null(member)) {
            continue;
        }
        if (text == NULL || !read_type(arena, text, options, &reading)) {
            g_autofree char *at = sb_json_pointer(pointer, key);

            sb_json_error(error, SB_ERROR_INPUT, place, at,
                "unknown type; expected number, boolean, string, date, \"date:'%%Y'\", "
                "\"utc:'%%Y'\" or null");
            return NULL;
        }
        table = read_column(arena, table, key, &reading);
    }
    return table;
}
