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

typedef struct {
    SbCsv *csv;
    GPtrArray *fields;  /* of char*, of the row being read */
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
        if (csv_parse(parser, text + at, n, on_field, on_row, r) != n) {
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
    if (csv_fini(parser, on_field, on_row, r) != 0) {
        size_t start = sb_source_line_start(source, MAX(r->row_line, 1));

        sb_error_at(error, SB_ERROR_INPUT, source, start,
            "a quoted field of this row is never closed; expected a closing quote");
        return FALSE;
    }
    return TRUE;
}

SbCsv *
sb_csv_parse(
    const SbSource *source, size_t base, size_t length, char separator, GError **error)
{
    struct csv_parser parser;
    g_autoptr(SbCsv) csv = g_new0(SbCsv, 1);
    g_autoptr(GPtrArray) fields = g_ptr_array_new();

    csv->arena = sb_arena_new();
    csv->rows = g_array_new(FALSE, TRUE, sizeof(SbCsvRow));
    Reading reading = { csv, fields, sb_source_line(source, base), 0, FALSE, FALSE };

    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
        g_error("out of memory");
    }
    if (separator == 0) {
        separator = find_separator(sb_source_text(source) + base, length);
    }
    csv_set_delim(&parser, (guchar)separator);
    /* fields keep their blanks */
    csv_set_space_func(&parser, no_space);
    gboolean ok = feed(&parser, &reading, source, base, length, error);

    csv_free(&parser);
    return ok ? g_steal_pointer(&csv) : NULL;
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
