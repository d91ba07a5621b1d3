/*
 * In: a source.  Out: rows of fields, each with its line (see csv.h); and the
 * other way, fields into a text.
 *
 * libcsv gives no positions, so the lines are counted here: it is fed one
 * physical line at a time (CR alone ends it only where there is no LF at all, as
 * old Macintosh programs write), and the line at which a row's first byte went in
 * is the row's.
 */
#include "base/csv.h"

#include <csv.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/limits.h"

struct SbCsv {
    SbArena *arena;
    GArray *rows; /* of SbCsvRow */
};

struct SbCsvColumns {
    GString *text;
    GPtrArray *cells; /* of GArray of guint32, one a column */
    GArray *names;    /* of guint32: places in text */
    size_t rows;
    int ragged_line, ragged_cells;
};

typedef struct {
    void (*on_field)(void *bytes, size_t length, void *data);
    void (*on_row)(int end, void *data);
    SbCsv *csv;
    GPtrArray *fields; /* of char*, of the row being read */
    /* of columns */
    SbCsvColumns *columns;
    int cells;          /* of the row being read */
    guint32 row_start;  /* of its text */
    gboolean head;      /* the next row names the columns */
    int line;           /* of the bytes being fed */
    int row_line;       /* where the row being read began; 0: not yet */
    gboolean too_many;  /* rows or columns */
    gboolean too_large; /* a field */
} Reading;

void
sb_csv_free(SbCsv *csv)
{
    if (csv == NULL) {
        return;
    }
    g_array_unref(csv->rows);
    sb_arena_free(csv->arena);
    g_free(csv);
}

static void
on_field(void *bytes, size_t length, void *data)
{
    Reading *r = data;

    if (length > SB_LIMIT_CSV_FIELD) {
        r->too_large = TRUE;
        length = 0;
    }
    if (r->fields->len >= SB_LIMIT_CSV_COLUMNS) {
        r->too_many = TRUE;
        return;
    }
    g_ptr_array_add(r->fields, sb_arena_strndup(r->csv->arena, bytes, length));
}

static void
on_row(int end, void *data)
{
    Reading *r = data;
    guint n = r->fields->len;
    /* a bare CR ends a row too */
    SbCsvRow row = { .line = r->row_line > 0 ? r->row_line : r->line, .count = (int)n };
    gboolean blank = n == 0 || (n == 1 && *(char *)r->fields->pdata[0] == '\0');

    if (!blank) {
        row.fields = sb_arena_new_many(r->csv->arena, char *, n);
        memcpy(row.fields, r->fields->pdata, n * sizeof(char *));
        g_array_append_val(r->csv->rows, row);
        r->too_many |= r->csv->rows->len > SB_LIMIT_CSV_ROWS;
    }
    g_ptr_array_set_size(r->fields, 0);
    r->row_line = 0;
}

/* The separator that parts the first line most often, outside of quotes. */
static char
find_separator(const char *text, size_t length)
{
    size_t commas = 0, semicolons = 0, tabs = 0;
    gboolean quoted = FALSE;

    for (size_t i = 0; i < length && (quoted || strchr("\r\n", text[i]) == NULL); i++) {
        quoted ^= text[i] == '"';
        commas += !quoted && text[i] == ',';
        semicolons += !quoted && text[i] == ';';
        tabs += !quoted && text[i] == '\t';
    }
    if (tabs > commas && tabs >= semicolons) {
        return '\t';
    }
    return semicolons > commas ? ';' : ',';
}

static int
no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static gboolean
feed(struct csv_parser *parser, Reading *r, const SbSource *source, size_t base,
    size_t length, GError **error)
{
    const char *text = sb_source_text(source) + base;
    char line_end = memchr(text, '\n', length) != NULL ? '\n' : '\r';

    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, line_end, length - at);
        size_t n = end != NULL ? (size_t)(end - (text + at)) + 1 : length - at;

        if (r->row_line == 0) {
            r->row_line = r->line;
        }
        if (csv_parse(parser, text + at, n, r->on_field, r->on_row, r) != n) {
            sb_error_at(error, SB_ERROR_INPUT, source, base + at,
                "a quote inside of an unquoted field, or text behind a closing quote; "
                "expected fields in quotes with inner quotes doubled");
            return FALSE;
        }
        if (r->too_many || r->too_large) {
            sb_error_at(error, SB_ERROR_INPUT, source, base + at,
                r->too_large ? "a field is larger than the limit of %d bytes"
                             : "more than the limit of %d columns, or too many rows",
                r->too_large ? SB_LIMIT_CSV_FIELD : SB_LIMIT_CSV_COLUMNS);
            return FALSE;
        }
        at += n;
        r->line++;
    }
    if (csv_fini(parser, r->on_field, r->on_row, r) != 0) {
        size_t start = sb_source_line_start(source, MAX(r->row_line, 1));

        sb_error_at(error, SB_ERROR_INPUT, source, start,
            "a quoted field of this row is never closed; expected a closing quote");
        return FALSE;
    }
    return TRUE;
}

/* The bytes through libcsv, into r. */
static gboolean
parse(const SbSource *source, size_t base, size_t length, char separator, Reading *r,
    GError **error)
{
    struct csv_parser parser;

    r->line = sb_source_line(source, base);
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
        g_error("out of memory");
    }
    if (separator == 0) {
        separator = find_separator(sb_source_text(source) + base, length);
    }
    csv_set_delim(&parser, (guchar)separator);
    /* fields keep their blanks */
    csv_set_space_func(&parser, no_space);
    gboolean ok = feed(&parser, r, source, base, length, error);

    csv_free(&parser);
    return ok;
}

SbCsv *
sb_csv_parse(
    const SbSource *source, size_t base, size_t length, char separator, GError **error)
{
    g_autoptr(SbCsv) csv = g_new0(SbCsv, 1);
    g_autoptr(GPtrArray) fields = g_ptr_array_new();

    csv->arena = sb_arena_new();
    csv->rows = g_array_new(FALSE, TRUE, sizeof(SbCsvRow));
    Reading reading = {
        .on_field = on_field, .on_row = on_row, .csv = csv, .fields = fields
    };

    return parse(source, base, length, separator, &reading, error) ? g_steal_pointer(&csv)
                                                                   : NULL;
}

/* --- by columns --- */

static GArray *
column_at(SbCsvColumns *columns, size_t index)
{
    while (columns->cells->len <= index) {
        g_ptr_array_add(columns->cells, g_array_new(FALSE, FALSE, sizeof(guint32)));
    }
    return columns->cells->pdata[index];
}

static void
on_cell(void *bytes, size_t length, void *data)
{
    Reading *r = data;
    SbCsvColumns *c = r->columns;
    guint32 at = (guint32)c->text->len;

    r->too_large |= length > SB_LIMIT_CSV_FIELD;
    r->too_many |= r->cells >= SB_LIMIT_CSV_COLUMNS;
    if (r->too_large || r->too_many) {
        return;
    }
    if (r->head) {
        g_array_append_val(c->names, at);
    } else if ((size_t)r->cells < c->cells->len) {
        g_array_append_val(column_at(c, (size_t)r->cells), at);
    }
    if (length > 0) {
        g_string_append_len(c->text, bytes, (gssize)length);
    }
    g_string_append_c(c->text, '\0');
    r->cells++;
}

/* A blank line is no row; a short row lacks its last cells. */
static void
on_cells_end(int end, void *data)
{
    Reading *r = data;
    SbCsvColumns *c = r->columns;
    gboolean blank =
        r->cells == 0 || (r->cells == 1 && c->text->len == (gsize)r->row_start + 1);

    (void)end;
    if (r->head && !blank) {
        r->head = FALSE;
        column_at(c, c->names->len - 1);
    } else if (r->head) {
        g_array_set_size(c->names, 0);
    } else if (!blank) {
        guint32 none = SB_CSV_NONE;

        for (size_t i = (size_t)r->cells; i < c->cells->len; i++) {
            g_array_append_val(column_at(c, i), none);
        }
        if (c->ragged_line == 0 && c->names->len > 0 && r->cells != (int)c->names->len) {
            c->ragged_line = r->row_line > 0 ? r->row_line : r->line;
            c->ragged_cells = r->cells;
        }
        c->rows++;
        r->too_many |= c->rows > SB_LIMIT_CSV_ROWS;
    } else if (r->cells == 1 && c->cells->len > 0) {
        GArray *first = column_at(c, 0);

        g_array_set_size(first, first->len - 1);
    }
    r->cells = 0;
    r->row_line = 0;
    r->row_start = (guint32)c->text->len;
}

SbCsvColumns *
sb_csv_columns_read(
    const SbSource *source, char separator, gboolean head, size_t columns, GError **error)
{
    g_autoptr(SbCsvColumns) c = g_new0(SbCsvColumns, 1);
    Reading reading = {
        .on_field = on_cell, .on_row = on_cells_end, .columns = c, .head = head
    };

    c->text = g_string_sized_new(sb_source_length(source) + 2);
    c->cells = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    c->names = g_array_new(FALSE, FALSE, sizeof(guint32));
    if (!head && columns > 0) {
        column_at(c, columns - 1);
    }
    return parse(source, 0, sb_source_length(source), separator, &reading, error)
               ? g_steal_pointer(&c)
               : NULL;
}

void
sb_csv_columns_free(SbCsvColumns *columns)
{
    if (columns == NULL) {
        return;
    }
    g_string_free(columns->text, TRUE);
    g_ptr_array_unref(columns->cells);
    g_array_unref(columns->names);
    g_free(columns);
}

size_t
sb_csv_columns_rows(const SbCsvColumns *columns)
{
    return columns->rows;
}

size_t
sb_csv_columns_count(const SbCsvColumns *columns)
{
    return columns->cells->len;
}

const char *
sb_csv_columns_name(const SbCsvColumns *columns, size_t column)
{
    return columns->text->str + g_array_index(columns->names, guint32, column);
}

const char *
sb_csv_columns_text(const SbCsvColumns *columns)
{
    return columns->text->str;
}

const guint32 *
sb_csv_columns_cells(const SbCsvColumns *columns, size_t column)
{
    return (const guint32 *)(void *)((GArray *)columns->cells->pdata[column])->data;
}

int
sb_csv_columns_ragged(const SbCsvColumns *columns, int *cells)
{
    *cells = columns->ragged_cells;
    return columns->ragged_line;
}

SbCsv *
sb_csv_read(const SbSource *source, char separator, GError **error)
{
    return sb_csv_parse(source, 0, sb_source_length(source), separator, error);
}

size_t
sb_csv_rows(const SbCsv *csv)
{
    return csv->rows->len;
}

const SbCsvRow *
sb_csv_row(const SbCsv *csv, size_t index)
{
    return &g_array_index(csv->rows, SbCsvRow, index);
}

int
sb_csv_column(const SbCsv *csv, const char *name)
{
    if (csv->rows->len == 0) {
        return -1;
    }
    const SbCsvRow *head = sb_csv_row(csv, 0);

    for (int i = 0; i < head->count; i++) {
        if (strcmp(head->fields[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

void
sb_csv_set(SbCsv *csv, size_t row, int column, const char *field)
{
    SbCsvRow *to = &g_array_index(csv->rows, SbCsvRow, row);

    if (column >= to->count) {
        char **wider = sb_arena_new_many(csv->arena, char *, (size_t)column + 1);

        memcpy(wider, to->fields, (size_t)to->count * sizeof(char *));
        for (int i = to->count; i < column; i++) {
            wider[i] = sb_arena_strdup(csv->arena, "");
        }
        to->fields = wider;
        to->count = column + 1;
    }
    to->fields[column] = sb_arena_strdup(csv->arena, field);
}

void
sb_csv_put(GString *out, const char *field, gboolean first)
{
    if (!first) {
        g_string_append_c(out, ',');
    }
    if (*field == '\0') {
        return;
    }
    size_t length = strlen(field);
    gboolean quote =
        strpbrk(field, ",\"\r\n;\t") != NULL || *field == ' ' || field[length - 1] == ' ';

    if (!quote) {
        g_string_append_len(out, field, (gssize)length);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *mark; (mark = strchr(field, '"')) != NULL; field = mark + 1) {
        g_string_append_len(out, field, mark + 1 - field);
        g_string_append_c(out, '"');
    }
    g_string_append(out, field);
    g_string_append_c(out, '"');
}

void
sb_csv_end(GString *out)
{
    g_string_append(out, "\r\n");
}

/* A guard is an apostrophe before any run of apostrophes that ends in a
 * character a spreadsheet runs, so that texts of our own with an apostrophe
 * there come back too. */
static gboolean
wants_guard(const char *text)
{
    text += strspn(text, "'");
    return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

char *
sb_csv_guard(const char *text)
{
    return wants_guard(text) ? g_strconcat("'", text, NULL) : g_strdup(text);
}

char *
sb_csv_unguard(const char *text)
{
    return *text == '\'' && wants_guard(text + 1) ? g_strdup(text + 1) : g_strdup(text);
}
