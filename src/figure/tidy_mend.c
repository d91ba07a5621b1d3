/*
 * In: the rows of a reviewed table as a spreadsheet saved them, and of the table
 * as we last wrote it.  Out: the former with our own cells, and with a person's
 * that only a spreadsheet changed, as we wrote them (see tidy.h).
 *
 * Terms: pair, a row and what it was; place, where a figure was printed.
 */
#include <string.h>

#include "figure/column.h"
#include "figure/spreadsheet.h"
#include "figure/tidy_mend.h"

typedef struct {
    SbCsv *csv;
    const SbCsv *base;
    int *to_base;                    /* column of csv -> of base, or -1 */
    int base_id, csv_id;             /* the columns fact_id; -1: none */
    int base_place[5], csv_place[5]; /* the columns that say where */
    const SbCsvRow **was;            /* for each row of csv; NULL: not known */
} Mending;

/* --- columns --- */

static int
column_named(const SbCsv *csv, const char *head)
{
    const SbCsvRow *row = sb_csv_row(csv, 0);
    int own = sb_column_named(head);

    for (int i = 0; i < row->count; i++) {
        if (own >= 0 ? sb_column_named(row->fields[i]) == own
                     : strcmp(row->fields[i], head) == 0) {
            return i;
        }
    }
    return -1;
}

static const char *
field(const SbCsvRow *row, int column)
{
    return column >= 0 && column < row->count ? row->fields[column] : "";
}

/* --- pairs --- */

static void
find_place(const SbCsv *csv, int columns[5])
{
    static const SbColumnId ids[] = { SB_COLUMN_source, SB_COLUMN_line, SB_COLUMN_column,
        SB_COLUMN_page, SB_COLUMN_cell };

    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        columns[i] = column_named(csv, sb_column_def(ids[i])->name);
    }
}

/* NULL when the row doesn't say where.  Free it. */
static char *
place_of(const SbCsvRow *row, const int columns[5])
{
    if (*field(row, columns[1]) == '\0' || *field(row, columns[2]) == '\0') {
        return NULL;
    }
    return g_strdup_printf("%s|%s|%s|%s|%s", field(row, columns[0]),
        field(row, columns[1]), field(row, columns[2]), field(row, columns[3]),
        field(row, columns[4]));
}

static const SbCsvRow *
take(GHashTable *used, const SbCsvRow *row)
{
    return row != NULL && g_hash_table_add(used, (void *)row) ? row : NULL;
}

/* By place and fact_id; then by place, since ids may be renamed; then by id. */
static void
pair_rows(Mending *m)
{
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) by_place =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) used = g_hash_table_new(g_direct_hash, g_direct_equal);

    for (size_t i = 1; i < sb_csv_rows(m->base); i++) {
        const SbCsvRow *row = sb_csv_row(m->base, i);
        char *place = place_of(row, m->base_place);

        g_hash_table_insert(by_id, (void *)field(row, m->base_id), (void *)row);
        if (place != NULL) {
            g_hash_table_insert(by_place, place, (void *)row);
        }
    }
    for (int pass = 0; pass < 3; pass++) {
        for (size_t i = 1; i < sb_csv_rows(m->csv); i++) {
            const SbCsvRow *row = sb_csv_row(m->csv, i);

            if (m->was[i] != NULL) {
                continue;
            }
            g_autofree char *place = place_of(row, m->csv_place);
            const SbCsvRow *there =
                place != NULL ? g_hash_table_lookup(by_place, place) : NULL;
            const SbCsvRow *named = g_hash_table_lookup(by_id, field(row, m->csv_id));

            if (pass > 0 || there == named) {
                m->was[i] = take(used, pass < 2 ? there : named);
            }
        }
    }
}

/* --- cells --- */

static char *
plain(const char *cell, int own)
{
    return own >= 0 && sb_column_is_number((SbColumnId)own) ? g_strdup(cell)
                                                            : sb_csv_unguard(cell);
}

static gboolean
is_ours(int own)
{
    return own >= 0 && sb_column_def((SbColumnId)own)->owner == SB_COLUMN_OWNER_PROGRAM;
}

static gboolean
is_same(const char *was, const char *cell, int own, SbDayOrder order)
{
    g_autofree char *text = plain(was, own);
    g_autofree char *now = plain(cell, own);

    return sb_spreadsheet_made(
        text, now, own >= 0 && sb_column_is_number((SbColumnId)own), order);
}

/* Which comes first in this file's dates, the day or the month; OPEN when cells
 * contradict each other, or none tells. */
static SbDayOrder
find_order(const Mending *m)
{
    const SbCsvRow *head = sb_csv_row(m->csv, 0);
    guint votes[SB_DAY_ORDER_DAY_FIRST + 1] = { 0 };

    for (int c = 0; c < head->count; c++) {
        int own = sb_column_named(head->fields[c]);

        for (size_t i = 1; m->to_base[c] >= 0 && !is_ours(own) && i < sb_csv_rows(m->csv);
             i++) {
            const char *was = m->was[i] != NULL ? field(m->was[i], m->to_base[c]) : "";
            const char *cell = field(sb_csv_row(m->csv, i), c);

            if (*was != '\0' && *cell != '\0' && strcmp(was, cell) != 0) {
                votes[sb_spreadsheet_order(was, cell)]++;
            }
        }
    }
    guint first = votes[SB_DAY_ORDER_MONTH_FIRST], last = votes[SB_DAY_ORDER_DAY_FIRST];

    return first > last   ? SB_DAY_ORDER_MONTH_FIRST
           : last > first ? SB_DAY_ORDER_DAY_FIRST
                          : SB_DAY_ORDER_OPEN;
}

static void
mend_row(Mending *m, size_t index, SbDayOrder order)
{
    const SbCsvRow *head = sb_csv_row(m->csv, 0), *was = m->was[index];
    gboolean all_there = FALSE;

    for (int c = head->count - 1; was != NULL && c >= 0; c--) {
        const SbCsvRow *row = sb_csv_row(m->csv, index);
        const char *before = field(was, m->to_base[c]);
        int own = sb_column_named(head->fields[c]);

        all_there = all_there || c < row->count;
        if (m->to_base[c] < 0) {
            continue;
        }
        /* a spreadsheet leaves out empty cells at the end of a row */
        gboolean left_out = !all_there && *before == '\0';

        if (left_out || (is_ours(own) && c < row->count) ||
            (c < row->count && is_same(before, row->fields[c], own, order))) {
            sb_csv_set(m->csv, index, c, before);
        }
    }
}

void
sb_tidy_mend(SbCsv *csv, const SbCsv *base)
{
    if (sb_csv_rows(csv) == 0 || sb_csv_rows(base) == 0) {
        return;
    }
    const SbCsvRow *head = sb_csv_row(csv, 0);
    g_autofree int *to_base = g_new(int, (gsize)MAX(head->count, 1));
    g_autofree const SbCsvRow **was = g_new0(const SbCsvRow *, sb_csv_rows(csv));
    Mending m = { .csv = csv,
        .base = base,
        .to_base = to_base,
        .base_id = column_named(base, "fact_id"),
        .csv_id = column_named(csv, "fact_id"),
        .was = was };

    find_place(csv, m.csv_place);
    find_place(base, m.base_place);
    for (int c = 0; c < head->count; c++) {
        to_base[c] = *head->fields[c] != '\0' ? column_named(base, head->fields[c]) : -1;
    }
    pair_rows(&m);
    SbDayOrder order = find_order(&m);

    for (size_t i = 1; i < sb_csv_rows(csv); i++) {
        mend_row(&m, i, order);
    }
}
