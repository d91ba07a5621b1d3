/*
 * A table of data: rows × named columns.
 *
 * Columns that hold only numbers (NaN included) or only dates are arrays of
 * doubles; others hold SbValue.  A table is written once and then read: stages
 * derive a new table that shares the columns it keeps.  Tables and columns live
 * in an arena, and nothing in them is ever freed by itself.
 *
 * A field is named by a path as in Vega-Lite: "a", "a.b", "a['b']", "a[0]",
 * "a\\.b" (one name with a dot).  Its first step is a column.  Where there is no
 * such column, the whole path without its escapes is looked up as a column: that
 * is how grouped and parsed nested fields are named ("a.b").
 */
#pragma once

#include <glib.h>

#include "base/arena.h"
#include "base/csv.h"
#include "chart/value.h"

typedef enum {
    SB_COLUMN_NUMBER, /* numbers */
    SB_COLUMN_DATE,   /* numbers: ms since 1970 UTC */
    SB_COLUMN_VALUE,  /* values */
    SB_COLUMN_TEXT    /* texts, as a CSV has them */
} SbColumnKind;

typedef struct {
    const char *name; /* unescaped */
    SbColumnKind kind;
    const double *numbers; /* or NULL */
    const SbValue *values; /* or NULL */
    /* of TEXT: the cells' texts, and where each begins (SB_CSV_NONE: undefined) */
    const char *text;
    const guint32 *cells;
    const double *read; /* Number(cell) of each, or NULL: not read */
} SbColumn;

typedef struct SbTable SbTable;

/* A table of so many rows and no columns. */
SbTable *sb_table_new(SbArena *arena, size_t rows);
/* A table with the same rows and columns, to which columns can be added. */
SbTable *sb_table_derive(SbArena *arena, const SbTable *table);
/* The rows of table that rows names, in that order. */
SbTable *sb_table_pick(
    SbArena *arena, const SbTable *table, const size_t *rows, size_t count);

/* Adds a column or replaces that of the same name in its place; the memory
 * (one cell a row) is borrowed and must live as long as the table; name is
 * copied.  add_values stores numbers or dates alone as doubles. */
void sb_table_add_numbers(
    SbTable *table, const char *name, SbColumnKind kind, const double *numbers);
void sb_table_add_values(SbTable *table, const char *name, const SbValue *values);
/* A column of texts (see SbColumn), which are read as numbers once if the first of them
 * is one. */
void sb_table_add_texts(
    SbTable *table, const char *name, const char *text, const guint32 *cells);
void sb_table_add_column(SbTable *table, const SbColumn *column);
void sb_table_remove(SbTable *table, const char *name);

SbArena *sb_table_arena(const SbTable *table);
size_t sb_table_rows(const SbTable *table);
size_t sb_table_columns(const SbTable *table);
const SbColumn *sb_table_column(const SbTable *table, size_t index);
int sb_table_find(const SbTable *table, const char *name); /* index or -1 */

static inline SbValue
sb_column_at(const SbColumn *column, size_t row)
{
    if (column->kind == SB_COLUMN_NUMBER) {
        return sb_value_number(column->numbers[row]);
    }
    if (column->kind == SB_COLUMN_DATE) {
        return sb_value_date(column->numbers[row]);
    }
    if (column->kind == SB_COLUMN_TEXT) {
        return column->cells[row] != SB_CSV_NONE
                   ? sb_value_string(column->text + column->cells[row])
                   : sb_value_undefined();
    }
    return column->values[row];
}

/* Number(cell). */
static inline double
sb_column_number(const SbColumn *column, size_t row)
{
    return column->numbers != NULL ? column->numbers[row]
           : column->read != NULL  ? column->read[row]
                                   : sb_value_to_number(sb_column_at(column, row));
}

/* TRUE for a cell that is known to be a number, and that number: nothing is read anew. */
static inline gboolean
sb_column_quick(const SbColumn *column, size_t row, double *out)
{
    if (column == NULL ||
        (column->read != NULL && (column->cells[row] == SB_CSV_NONE ||
                                     column->text[column->cells[row]] == '\0'))) {
        return FALSE;
    }
    const double *numbers = column->read != NULL ? column->read : column->numbers;

    *out = numbers != NULL ? numbers[row] : 0;
    return numbers != NULL;
}

/* A row as an object (argmin, values, whole datum). */
SbValue sb_table_row(const SbTable *table, size_t row);

/* A field path, split. */
typedef struct {
    const char *name;         /* as Vega-Lite names it flattened: "a.b" */
    const char *const *steps; /* NULL-terminated, unescaped */
    size_t count;
} SbFieldPath;

SbFieldPath sb_table_path(SbArena *arena, const char *field);

/* A field of one table: cheap to read for every row. */
typedef struct {
    const SbColumn *column;  /* NULL: every row is undefined */
    const char *const *rest; /* steps into the cell; NULL-terminated */
} SbField;

SbField sb_table_field(const SbTable *table, const char *field);
SbField sb_table_field_at(const SbTable *table, const SbFieldPath *path);
SbValue sb_field_at(const SbField *field, size_t row);
double sb_field_number(const SbField *field, size_t row);
static inline gboolean
sb_field_exists(const SbField *field)
{
    return field->column != NULL;
}

/* The nested field as a column of its own, named by the flattened path; the
 * table itself when it is a plain column or is not there. */
const SbTable *sb_table_flatten(SbArena *arena, const SbTable *table, const char *field);

/* Smallest and largest valid number (strings are read as numbers, dates as
 * ms); FALSE when there is none. */
gboolean sb_table_extent(const SbTable *table, const char *field, double extent[2]);
/* Distinct values in order of first occurrence: an array in table's arena. */
SbValue sb_table_distinct(const SbTable *table, const char *field);

/* The table as CSV: head and rows (dates ISO, null empty).  Free it. */
GString *sb_table_csv(const SbTable *table);
