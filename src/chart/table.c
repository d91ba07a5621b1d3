/* In: columns.  Out: tables, and fields read from them (see table.h). */
#include "chart/table.h"

#include <string.h>

#include "base/csv.h"

struct SbTable {
    SbArena *arena;
    size_t rows;
    GArray *columns; /* of SbColumn */
};

SbTable *
sb_table_new(SbArena *arena, size_t rows)
{
    SbTable *table = sb_arena_new_of(arena, SbTable);

    table->arena = arena;
    table->rows = rows;
    table->columns = sb_arena_array(arena, SbColumn);
    return table;
}

SbTable *
sb_table_derive(SbArena *arena, const SbTable *table)
{
    SbTable *derived = sb_table_new(arena, table->rows);

    g_array_append_vals(derived->columns, table->columns->data, table->columns->len);
    return derived;
}

static void
pick_column(
    SbArena *arena, const SbColumn *from, const size_t *rows, size_t count, SbColumn *to)
{
    *to = *from;
    if (from->numbers != NULL) {
        double *numbers = sb_arena_new_many(arena, double, count);

        for (size_t i = 0; i < count; i++) {
            numbers[i] = from->numbers[rows[i]];
        }
        to->numbers = numbers;
        return;
    }
    if (from->kind == SB_COLUMN_TEXT) {
        guint32 *cells = sb_arena_new_many(arena, guint32, count);
        double *read =
            from->read != NULL ? sb_arena_new_many(arena, double, count) : NULL;

        for (size_t i = 0; i < count; i++) {
            cells[i] = from->cells[rows[i]];
            if (read != NULL) {
                read[i] = from->read[rows[i]];
            }
        }
        to->cells = cells;
        to->read = read;
        return;
    }
    SbValue *values = sb_arena_new_many(arena, SbValue, count);

    for (size_t i = 0; i < count; i++) {
        values[i] = from->values[rows[i]];
    }
    to->values = values;
}

SbTable *
sb_table_pick(SbArena *arena, const SbTable *table, const size_t *rows, size_t count)
{
    SbTable *picked = sb_table_new(arena, count);

    for (guint i = 0; i < table->columns->len; i++) {
        SbColumn column;

        pick_column(arena, sb_table_column(table, i), rows, count, &column);
        g_array_append_val(picked->columns, column);
    }
    return picked;
}

void
sb_table_add_column(SbTable *table, const SbColumn *column)
{
    SbColumn copy = *column;
    int known = sb_table_find(table, column->name);

    copy.name = sb_arena_strdup(table->arena, column->name);
    if (known >= 0) {
        g_array_index(table->columns, SbColumn, known) = copy;
    } else {
        g_array_append_val(table->columns, copy);
    }
}

void
sb_table_add_numbers(
    SbTable *table, const char *name, SbColumnKind kind, const double *numbers)
{
    SbColumn column = { .name = name, .kind = kind, .numbers = numbers };

    sb_table_add_column(table, &column);
}

void
sb_table_add_values(SbTable *table, const char *name, const SbValue *values)
{
    SbColumn column = { .name = name, .kind = SB_COLUMN_VALUE, .values = values };
    SbValueKind kind = table->rows > 0 ? values[0].kind : SB_VALUE_NULL;
    gboolean plain = kind == SB_VALUE_NUMBER || kind == SB_VALUE_DATE;

    for (size_t i = 1; plain && i < table->rows; i++) {
        plain = values[i].kind == kind;
    }
    if (plain) {
        double *numbers = sb_arena_new_many(table->arena, double, table->rows);

        for (size_t i = 0; i < table->rows; i++) {
            numbers[i] = values[i].number;
        }
        column.kind = kind == SB_VALUE_NUMBER ? SB_COLUMN_NUMBER : SB_COLUMN_DATE;
        column.numbers = numbers;
        column.values = NULL;
    }
    sb_table_add_column(table, &column);
}

void
sb_table_add_texts(
    SbTable *table, const char *name, const char *text, const guint32 *cells)
{
    SbColumn column = {
        .name = name, .kind = SB_COLUMN_TEXT, .text = text, .cells = cells
    };

    if (table->rows > 0 && !isnan(sb_value_to_number(sb_column_at(&column, 0)))) {
        double *read = sb_arena_new_many(table->arena, double, table->rows);

        for (size_t i = 0; i < table->rows; i++) {
            read[i] = sb_value_to_number(sb_column_at(&column, i));
        }
        column.read = read;
    }
    sb_table_add_column(table, &column);
}

void
sb_table_remove(SbTable *table, const char *name)
{
    int known = sb_table_find(table, name);

    if (known >= 0) {
        g_array_remove_index(table->columns, (guint)known);
    }
}

SbArena *
sb_table_arena(const SbTable *table)
{
    return table->arena;
}

size_t
sb_table_rows(const SbTable *table)
{
    return table->rows;
}

size_t
sb_table_columns(const SbTable *table)
{
    return table->columns->len;
}

const SbColumn *
sb_table_column(const SbTable *table, size_t index)
{
    return &g_array_index(table->columns, SbColumn, index);
}

int
sb_table_find(const SbTable *table, const char *name)
{
    for (guint i = 0; i < table->columns->len; i++) {
        if (strcmp(sb_table_column(table, i)->name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

SbValue
sb_table_row(const SbTable *table, size_t row)
{
    size_t n = table->columns->len, count = 0;
    const char **keys = sb_arena_new_many(table->arena, const char *, n);
    SbValue *values = sb_arena_new_many(table->arena, SbValue, n);

    for (size_t i = 0; i < n; i++) {
        const SbColumn *column = sb_table_column(table, i);
        SbValue value = sb_column_at(column, row);

        if (value.kind != SB_VALUE_UNDEFINED) {
            keys[count] = column->name;
            values[count++] = value;
        }
    }
    return sb_value_object(table->arena, keys, values, count);
}

/* --- fields ---------------------------------------------------------------- */

/* One step from *at, unescaped, into step. */
static void
read_step(const char **at, GString *step)
{
    const char *s = *at;

    g_string_truncate(step, 0);
    if (*s == '[') {
        char quote = s[1] == '\'' || s[1] == '"' ? s[1] : ']';
        const char *from = s + (quote == ']' ? 1 : 2), *to = strchr(from, quote);

        if (to != NULL) {
            g_string_append_len(step, from, to - from);
            to += quote == ']' ? 1 : to[1] == ']' ? 2 : 1;
            *at = to;
            return;
        }
    }
    do {
        if (*s == '\\' && s[1] != '\0') {
            s++;
        }
        g_string_append_c(step, *s++);
    } while (*s != '\0' && *s != '.' && *s != '[');
    *at = s;
}

SbFieldPath
sb_table_path(SbArena *arena, const char *field)
{
    SbFieldPath path = { 0 };
    size_t most = 2;

    for (const char *s = field; *s != '\0'; s++) {
        most += *s == '.' || *s == '[' ? 1 : 0;
    }
    const char **steps = sb_arena_new_many(arena, const char *, most);
    g_autoptr(GString) step = g_string_new(NULL);
    g_autoptr(GString) name = g_string_new(NULL);
    const char *at = field;

    while (*at != '\0') {
        read_step(&at, step);
        if (path.count > 0) {
            g_string_append_c(name, '.');
        }
        g_string_append(name, step->str);
        steps[path.count++] = sb_arena_strdup(arena, step->str);
        if (*at == '.') {
            at++;
        }
    }
    path.steps = steps;
    path.name = sb_arena_strdup(arena, name->str);
    return path;
}

SbField
sb_table_field_at(const SbTable *table, const SbFieldPath *path)
{
    static const char *const nothing[] = { NULL };
    SbField found = { NULL, nothing };
    int index = path->count > 0 ? sb_table_find(table, path->steps[0]) : -1;

    if (index >= 0) {
        found.rest = path->steps + 1;
    } else {
        index = sb_table_find(table, path->name);
    }
    found.column = index >= 0 ? sb_table_column(table, (size_t)index) : NULL;
    return found;
}

SbField
sb_table_field(const SbTable *table, const char *field)
{
    SbFieldPath path = sb_table_path(table->arena, field);

    return sb_table_field_at(table, &path);
}

SbValue
sb_field_at(const SbField *field, size_t row)
{
    if (field->column == NULL) {
        return sb_value_undefined();
    }
    SbValue value = sb_column_at(field->column, row);

    for (const char *const *step = field->rest; *step != NULL; step++) {
        value = sb_value_member(value, *step);
    }
    return value;
}

double
sb_field_number(const SbField *field, size_t row)
{
    if (field->column != NULL && *field->rest == NULL) {
        return sb_column_number(field->column, row);
    }
    return sb_value_to_number(sb_field_at(field, row));
}

const SbTable *
sb_table_flatten(SbArena *arena, const SbTable *table, const char *field)
{
    SbFieldPath path = sb_table_path(arena, field);
    SbField source = sb_table_field(table, field);

    if (path.count < 2 || source.column == NULL || *source.rest == NULL) {
        return table;
    }
    SbTable *derived = sb_table_derive(arena, table);
    SbValue *values = sb_arena_new_many(arena, SbValue, table->rows);

    for (size_t i = 0; i < table->rows; i++) {
        values[i] = sb_field_at(&source, i);
    }
    sb_table_add_values(derived, path.name, values);
    return derived;
}

/* --- summaries ------------------------------------------------------------------ */

gboolean
sb_table_extent(const SbTable *table, const char *field, double extent[2])
{
    SbField source = sb_table_field(table, field);
    gboolean any = FALSE;

    for (size_t i = 0; i < table->rows && source.column != NULL; i++) {
        double number;

        if (!sb_value_parse_number(sb_field_at(&source, i), &number) || isnan(number)) {
            continue;
        }
        if (!any || number < extent[0]) {
            extent[0] = number;
        }
        if (!any || number > extent[1]) {
            extent[1] = number;
        }
        any = TRUE;
    }
    return any;
}

SbValue
sb_table_distinct(const SbTable *table, const char *field)
{
    g_autoptr(SbArena) scratch = sb_arena_new();
    SbField source = sb_table_field(table, field);
    SbValueIndex *index = sb_value_index_new(scratch, 1);

    for (size_t i = 0; i < table->rows; i++) {
        SbValue value = sb_field_at(&source, i);

        sb_value_index_add(index, &value, NULL);
    }
    size_t count = sb_value_index_count(index);
    SbValue *items = sb_arena_new_many(table->arena, SbValue, count);

    for (size_t i = 0; i < count; i++) {
        items[i] = *sb_value_index_at(index, i);
    }
    return sb_value_array(table->arena, items, count);
}

GString *
sb_table_csv(const SbTable *table)
{
    GString *out = g_string_new(NULL);
    size_t n = table->columns->len;

    for (size_t c = 0; c < n; c++) {
        sb_csv_put(out, sb_table_column(table, c)->name, c == 0);
    }
    sb_csv_end(out);
    for (size_t row = 0; row < table->rows; row++) {
        for (size_t c = 0; c < n; c++) {
            SbValue value = sb_column_at(sb_table_column(table, c), row);

            sb_csv_put(out,
                sb_value_is_valid(value) ? sb_value_to_string(table->arena, value) : "",
                c == 0);
        }
        sb_csv_end(out);
    }
    return out;
}
