/*
 * In: the tidy CSV as we or a person left it.  Out: a figure table; and back
 * (see tidy.h).
 *
 * Terms: head, the first row; own, a column of figure/columns.def; extra, any
 * other, kept and written back.
 */
#include "figure/tidy.h"

#include <string.h>

#include "base/csv.h"
#include "base/error.h"
#include "figure/column.h"
#include "figure/ids.h"
#include "figure/period.h"
#include "figure/spreadsheet.h"
#include "figure/tidy_mend.h"

/* What a head cell stands for. */
typedef struct {
    int own;   /* SbColumnId, or -1 */
    int extra; /* index among the extra columns, or -1; both -1: an empty column */
} Slot;

typedef struct {
    SbJob *job;
    const SbSource *source;
    SbFigureTable *table;
    Slot *slots;
    int n_slots;
    GHashTable *seen; /* fact_id -> SbFigure */
} Reader;

/* The separator of a line: the one that occurs most outside quotes. */
static char
separator_of(const char *line)
{
    static const char candidates[] = ",;\t";
    size_t count[3] = { 0 }, best = 0;
    gboolean quoted = FALSE;

    for (; *line != '\0' && (quoted || (*line != '\n' && *line != '\r')); line++) {
        const char *found = strchr(candidates, *line);

        quoted ^= *line == '"';
        if (!quoted && found != NULL) {
            count[found - candidates]++;
        }
    }
    for (size_t i = 1; i < 3; i++) {
        best = count[i] > count[best] ? i : best;
    }
    return candidates[best];
}

/* The byte at which cell index of a row begins; for messages only. */
static size_t
cell_offset(const SbSource *source, int line, int index)
{
    const char *text = sb_source_text(source);
    size_t at = sb_source_line_start(source, line);
    char separator = separator_of(text);
    gboolean quoted = FALSE;

    for (; index > 0 && text[at] != '\0'; at++) {
        quoted ^= text[at] == '"';
        if (!quoted && text[at] == separator) {
            index--;
        } else if (!quoted && (text[at] == '\n' || text[at] == '\r')) {
            break;
        }
    }
    return at;
}

gboolean
sb_tidy_is_head(const char *const *fields, int count)
{
    guint found = 0;

    for (int i = 0; i < count; i++) {
        switch (sb_column_named(fields[i])) {
        case SB_COLUMN_fact_id:
            found |= 1;
            break;
        case SB_COLUMN_value:
            found |= 2;
            break;
        case SB_COLUMN_unit:
            found |= 4;
            break;
        default:
            break;
        }
    }
    return found == 7;
}

static gboolean
refuse_head(
    const Reader *reader, const SbCsvRow *head, const char *missing, GError **error)
{
    const char *near =
        sb_error_nearest(missing, (const char *const *)head->fields, (size_t)head->count);
    g_autofree char *hint =
        near != NULL ? g_strdup_printf(" (is it \"%s\"?)", near) : g_strdup("");

    sb_error_at(error, SB_ERROR_INPUT, reader->source,
        sb_source_line_start(reader->source, head->line),
        "no column \"%s\"%s; expected a head with fact_id, value and unit", missing,
        hint);
    return FALSE;
}

/* A spreadsheet may have added columns in which nothing stands. */
static gboolean
is_empty_column(const SbCsv *csv, int column)
{
    for (size_t i = 0; i < sb_csv_rows(csv); i++) {
        const SbCsvRow *row = sb_csv_row(csv, i);

        if (column < row->count && *row->fields[column] != '\0') {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
read_head(Reader *reader, const SbCsv *csv, GError **error)
{
    const SbCsvRow *head = sb_csv_row(csv, 0);
    static const char *const needed[] = { "fact_id", "value", "unit" };
    gboolean have[SB_COLUMN_COUNT] = { FALSE };

    reader->n_slots = head->count;
    reader->slots = sb_arena_new_many(
        sb_figure_table_arena(reader->table), Slot, (size_t)MAX(head->count, 1));
    for (int i = 0; i < head->count; i++) {
        int own = sb_column_named(head->fields[i]);

        if (own >= 0 && have[own]) {
            sb_job_remark(reader->job, SB_REMARK_HEADER_DOUBLED, reader->source,
                cell_offset(reader->source, head->line, i),
                "a second column \"%s\"; the first one counts", head->fields[i]);
            own = -1;
        }
        reader->slots[i] = (Slot){ own, -1 };
        if (own >= 0) {
            have[own] = TRUE;
            continue;
        }
        if (is_empty_column(csv, i)) {
            continue;
        }
        g_autofree char *text = sb_csv_unguard(head->fields[i]);

        reader->slots[i].extra = (int)sb_figure_table_extra(reader->table)->len;
        sb_figure_table_add_extra(reader->table, text);
    }
    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        if (!have[i]) {
            sb_figure_table_lack_column(reader->table, i);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(needed); i++) {
        if (!have[sb_column_named(needed[i])]) {
            return refuse_head(reader, head, needed[i], error);
        }
    }
    return TRUE;
}

/* Rows longer than the head keep their further cells in columns without a name. */
static void
widen(Reader *reader, const SbCsv *csv)
{
    int most = reader->n_slots;

    for (size_t i = 1; i < sb_csv_rows(csv); i++) {
        const SbCsvRow *row = sb_csv_row(csv, i);

        for (int k = row->count - 1; k >= most; k--) {
            if (*row->fields[k] != '\0') {
                most = k + 1;
            }
        }
    }
    if (most == reader->n_slots) {
        return;
    }
    Slot *wider =
        sb_arena_new_many(sb_figure_table_arena(reader->table), Slot, (size_t)most);

    memcpy(wider, reader->slots, sizeof(Slot) * (size_t)reader->n_slots);
    for (int k = reader->n_slots; k < most; k++) {
        wider[k] = (Slot){ -1, -1 };
        if (!is_empty_column(csv, k)) {
            wider[k].extra = (int)sb_figure_table_extra(reader->table)->len;
            sb_figure_table_add_extra(reader->table, "");
        }
    }
    reader->slots = wider;
    reader->n_slots = most;
}

static gboolean
is_blank_row(const SbCsvRow *row)
{
    for (int i = 0; i < row->count; i++) {
        if (*row->fields[i] != '\0') {
            return FALSE;
        }
    }
    return TRUE;
}

/* What the row calls itself, or its first cell. */
static const char *
name_of_row(const Reader *reader, const SbCsvRow *row)
{
    for (int i = 0; i < MIN(row->count, reader->n_slots); i++) {
        if (reader->slots[i].own == SB_COLUMN_fact_id && *row->fields[i] != '\0') {
            return row->fields[i];
        }
    }
    return row->fields[0];
}

static gboolean
refuse_cell(const Reader *reader, const SbCsvRow *row, int cell, const char *name,
    const char *why, GError **error)
{
    sb_error_at(error, SB_ERROR_INPUT, reader->source,
        cell_offset(reader->source, row->line, cell), "row \"%s\", column %s: \"%s\"; %s",
        name_of_row(reader, row), name, row->fields[cell], why);
    return FALSE;
}

/* Why a text can't be what somebody meant to stand there, or NULL. */
static const char *
why_no_text(SbColumnId id, const char *text)
{
    SbPeriod period;

    if (sb_column_def(id)->owner == SB_COLUMN_OWNER_PROGRAM || *text == '\0') {
        return NULL;
    }
    if (sb_spreadsheet_is_broken(text)) {
        return "that is a spreadsheet's error, or a column too narrow for its content; "
               "expected what stood there";
    }
    if (id == SB_COLUMN_period && !sb_period_parse(text, &period)) {
        return "expected a period such as 2022, 2022-10, 2023-06-05, 2023-Q3, 2023-H1, "
               "FY2023 or 2019/2022";
    }
    return NULL;
}

static gboolean
read_cell(Reader *reader, SbFigure *figure, const SbCsvRow *row, int cell, GError **error)
{
    SbArena *arena = sb_figure_table_arena(reader->table);
    const Slot *slot = &reader->slots[cell];
    g_autofree char *why = NULL;

    if (slot->own < 0 && slot->extra < 0) {
        return TRUE;
    }
    if (slot->own < 0) {
        g_autofree char *text = sb_csv_unguard(row->fields[cell]);

        figure->extra[slot->extra] = sb_arena_strdup(arena, text);
        return TRUE;
    }
    SbColumnId id = (SbColumnId)slot->own;
    g_autofree char *text = sb_column_is_number(id) ? g_strdup(row->fields[cell])
                                                    : sb_csv_unguard(row->fields[cell]);

    if (!sb_column_set(figure, arena, id, text, &why)) {
        return refuse_cell(reader, row, cell, sb_column_def(id)->name, why, error);
    }
    const char *no_text =
        sb_column_def(id)->kind == SB_COLUMN_KIND_TEXT ? why_no_text(id, text) : NULL;

    return no_text == NULL ||
           refuse_cell(reader, row, cell, sb_column_def(id)->name, no_text, error);
}

static gboolean
check_id(Reader *reader, SbFigure *figure, const SbCsvRow *row, GError **error)
{
    if (*figure->fact_id == '\0') {
        return TRUE;
    }
    int cell = 0;

    while (cell < reader->n_slots && reader->slots[cell].own != SB_COLUMN_fact_id) {
        cell++;
    }
    if (!sb_ids_is_sound(figure->fact_id)) {
        return refuse_cell(reader, row, cell, "fact_id",
            "expected a small letter, then small letters, digits, _ . or -", error);
    }
    const SbFigure *other = g_hash_table_lookup(reader->seen, figure->fact_id);

    if (other != NULL) {
        sb_error_at(error, SB_ERROR_INPUT, reader->source,
            cell_offset(reader->source, row->line, cell),
            "fact_id \"%s\" stands in lines %d and %d; expected a name used once",
            figure->fact_id, other->row_line, row->line);
        return FALSE;
    }
    g_hash_table_insert(reader->seen, (void *)figure->fact_id, figure);
    return TRUE;
}

static gboolean
read_row(Reader *reader, const SbCsvRow *row, GError **error)
{
    if (is_blank_row(row)) {
        return TRUE;
    }
    SbArena *arena = sb_figure_table_arena(reader->table);
    guint n_extra = sb_figure_table_extra(reader->table)->len;
    SbFigure *figure = sb_figure_table_add(reader->table);
    int precision = -1;

    figure->row_line = row->line;
    figure->extra = n_extra > 0 ? sb_arena_new_many(arena, const char *, n_extra) : NULL;
    for (guint i = 0; i < n_extra; i++) {
        figure->extra[i] = "";
    }
    for (int i = 0; i < MIN(row->count, reader->n_slots); i++) {
        if (reader->slots[i].own == SB_COLUMN_precision) {
            precision = i;
        } else if (!read_cell(reader, figure, row, i, error)) {
            return FALSE;
        }
    }
    /* after the values, whatever the order of the columns */
    if (precision >= 0 && !read_cell(reader, figure, row, precision, error)) {
        return FALSE;
    }
    return check_id(reader, figure, row, error);
}

static void
remark_ragged(const Reader *reader, const SbCsvRow *head, const SbCsvRow *row)
{
    int count = row->count;

    while (count > head->count && *row->fields[count - 1] == '\0') {
        count--;
    }
    if (count != head->count && !is_blank_row(row)) {
        sb_job_remark(reader->job, SB_REMARK_ROW_RAGGED, reader->source,
            sb_source_line_start(reader->source, row->line),
            "a row of %d cells; the head has %d", count, head->count);
    }
}

SbFigureTable *
sb_tidy_read(SbJob *job, const SbSource *source, GError **error)
{
    return sb_tidy_read_over(job, source, NULL, error);
}

SbFigureTable *
sb_tidy_read_over(
    SbJob *job, const SbSource *source, const SbSource *base, GError **error)
{
    g_autoptr(SbCsv) csv = sb_csv_read(source, 0, error);
    g_autoptr(SbCsv) was = NULL;

    if (csv == NULL || (base != NULL && (was = sb_csv_read(base, 0, error)) == NULL)) {
        return NULL;
    }
    if (was != NULL) {
        sb_tidy_mend(csv, was);
    }
    if (sb_csv_rows(csv) == 0) {
        sb_error_at(error, SB_ERROR_INPUT, source, 0,
            "nothing in it; expected a head with fact_id, value and unit");
        return NULL;
    }
    g_autoptr(SbFigureTable) table = sb_figure_table_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    Reader reader = { .job = job, .source = source, .table = table, .seen = seen };
    const SbCsvRow *head = sb_csv_row(csv, 0);

    if (!read_head(&reader, csv, error)) {
        return NULL;
    }
    widen(&reader, csv);
    for (size_t i = 1; i < sb_csv_rows(csv); i++) {
        remark_ragged(&reader, head, sb_csv_row(csv, i));
        if (!read_row(&reader, sb_csv_row(csv, i), error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&table);
}

/* A number may begin with - or +; only a text is run by a spreadsheet. */
static void
put_text(GString *out, const char *text, gboolean first)
{
    SbDecimal number;

    /* only what begins with one of these is ever guarded */
    if (*text == '\0' || strchr("'=+-@\t\r", *text) == NULL ||
        sb_decimal_parse(text, strlen(text), &number)) {
        sb_csv_put(out, text, first);
        return;
    }
    g_autofree char *guarded = sb_csv_guard(text);

    sb_csv_put(out, guarded, first);
}

static void
write_row(GString *out, const SbFigureTable *table, const SbFigure *figure)
{
    const GPtrArray *extra = sb_figure_table_extra(table);

    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        const char *text = sb_column_text(figure, (SbColumnId)i);

        if (text != NULL) {
            put_text(out, text, i == 0);
        } else {
            sb_csv_put(out, "", i == 0);
            sb_column_append_number(out, figure, (SbColumnId)i);
        }
    }
    for (guint i = 0; i < extra->len; i++) {
        put_text(out, figure->extra != NULL ? figure->extra[i] : "", FALSE);
    }
    sb_csv_end(out);
}

void
sb_tidy_write_head(const SbFigureTable *table, GString *out)
{
    const GPtrArray *extra = sb_figure_table_extra(table);

    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        sb_csv_put(out, sb_column_def((SbColumnId)i)->name, i == 0);
    }
    for (guint i = 0; i < extra->len; i++) {
        put_text(out, extra->pdata[i], FALSE);
    }
    sb_csv_end(out);
}

size_t
sb_tidy_write_rows(const SbFigureTable *table, size_t from, size_t enough, GString *out)
{
    size_t count = sb_figure_table_count(table);

    for (; from < count && out->len < enough; from++) {
        write_row(out, table, sb_figure_table_at(table, from));
    }
    return from;
}

GString *
sb_tidy_write(const SbFigureTable *table, gboolean bom)
{
    GString *out = g_string_new(bom ? "\xEF\xBB\xBF" : "");

    sb_tidy_write_head(table, out);
    sb_tidy_write_rows(table, 0, G_MAXSIZE, out);
    return out;
}
