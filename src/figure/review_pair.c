/*
 * In: the reviewed table and the table as we last wrote it.  Out: rows in
 * pairs; what a person did to them (see review_work.h).
 *
 * Term: reading, the cells that say what a figure is; a change there makes the
 * row "edited".  Comments, labels, names and same_as are no reading.
 */
#include <string.h>

#include "figure/column.h"
#include "figure/ids.h"
#include "figure/review_work.h"

static gboolean
is_reading(SbColumnId id)
{
    switch (id) {
    case SB_COLUMN_value:
    case SB_COLUMN_unit:
    case SB_COLUMN_indicator:
    case SB_COLUMN_item:
    case SB_COLUMN_place:
    case SB_COLUMN_period:
    case SB_COLUMN_value_high:
    case SB_COLUMN_qualifier:
    case SB_COLUMN_role:
    case SB_COLUMN_modality:
    case SB_COLUMN_base:
    case SB_COLUMN_derived_from:
    case SB_COLUMN_precision:
        return TRUE;
    default:
        return FALSE;
    }
}

/* "3.1" and "3.10" are one number; blanks around a text are none of a person's
 * doing. */
static gboolean
same_cell(const SbFigure *a, const SbFigure *b, SbColumnId id)
{
    if (id == SB_COLUMN_value) {
        return a->has_value == b->has_value &&
               (!a->has_value || sb_decimal_compare(a->value, b->value) == 0);
    }
    if (id == SB_COLUMN_value_high) {
        return a->has_high == b->has_high &&
               (!a->has_high || sb_decimal_compare(a->value_high, b->value_high) == 0);
    }
    g_autofree char *x = g_strstrip(sb_column_get(a, id));
    g_autofree char *y = g_strstrip(sb_column_get(b, id));

    return strcmp(x, y) == 0;
}

gboolean
sb_review_same_reading(const SbFigure *a, const SbFigure *b)
{
    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        SbColumnId id = (SbColumnId)i;

        /* base may name a row by its id, which differs from run to run */
        if (is_reading(id) && id != SB_COLUMN_base && id != SB_COLUMN_derived_from &&
            !same_cell(a, b, id)) {
            return FALSE;
        }
    }
    return TRUE;
}

const char *
sb_review_details(const SbFigure *was, const SbFigure *now, SbArena *arena)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        SbColumnId id = (SbColumnId)i;
        gboolean told = is_reading(id) && id != SB_COLUMN_precision;

        if ((told || id == SB_COLUMN_text) && !same_cell(was, now, id)) {
            g_autofree char *before = sb_column_get(was, id);
            g_autofree char *after = sb_column_get(now, id);

            g_string_append_printf(out, "%s%s: %s -> %s", out->len > 0 ? "\n" : "",
                sb_column_def(id)->name, *before != '\0' ? before : "(empty)",
                *after != '\0' ? after : "(empty)");
        }
    }
    return sb_arena_strdup(arena, out->str);
}

static void
copy_cell(SbFigure *to, const SbFigure *from, SbArena *arena, SbColumnId id)
{
    g_autofree char *cell = sb_column_get(from, id);
    g_autofree char *why = NULL;
    gboolean ok = sb_column_set(to, arena, id, cell, &why);

    g_assert(ok);
}

void
sb_review_copy_cells(SbFigure *to, const SbFigure *from, SbArena *arena, gboolean all)
{
    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        gboolean ours = sb_column_def((SbColumnId)i)->owner == SB_COLUMN_OWNER_PROGRAM;

        if (ours || (all && i != SB_COLUMN_status && i != SB_COLUMN_fact_id)) {
            copy_cell(to, from, arena, (SbColumnId)i);
        }
    }
}

/* What is ours comes from base; what the file lacks too. */
static void
restore(SbReviewWork *work, SbFigure *figure, const SbFigure *base)
{
    SbArena *arena = sb_figure_table_arena(work->table);

    sb_review_copy_cells(figure, base, arena, FALSE);
    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        if (!sb_figure_table_has_column(work->table, i)) {
            copy_cell(figure, base, arena, (SbColumnId)i);
        }
    }
}

/* A value that the article doesn't print wants a reason. */
static void
remark_correction(SbReviewWork *work, const SbFigure *figure, const SbFigure *base)
{
    if (*figure->text != '\0' && *figure->comment == '\0' &&
        *figure->derived_from == '\0' && !same_cell(figure, base, SB_COLUMN_value)) {
        sb_job_remark(work->job, SB_REMARK_CORRECTION_UNEXPLAINED, NULL, 0,
            "row \"%s\": the value is not that of the text \"%s\"; expected a comment or "
            "derived_from",
            figure->fact_id, figure->text);
    }
}

/* A rejected row stays rejected, whatever else was changed in it. */
static void
find_edits(SbReviewWork *work, SbReviewRow *row)
{
    SbFigure *figure = row->figure;

    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        if (!is_reading((SbColumnId)i) || same_cell(figure, row->base, (SbColumnId)i)) {
            continue;
        }
        row->touched = TRUE;
        remark_correction(work, figure, row->base);
        if (figure->status == SB_STATUS_NEW || figure->status == SB_STATUS_ACCEPTED) {
            figure->status = SB_STATUS_EDITED;
            sb_review_tell(work, SB_CHANGE_EDITED, figure, row->base, NULL);
        }
        return;
    }
}

/* Where it was printed: two rows never share it. */
static char *
place_key(const SbFigure *figure)
{
    return g_strdup_printf("%s|%d|%d|%d|%s|%s|%s", figure->source, figure->page,
        figure->line, figure->column, figure->cell, figure->text, figure->quote);
}

typedef struct {
    GHashTable *by_id, *by_place; /* -> const SbFigure */
    GHashTable *used;             /* set of const SbFigure */
} BaseIndex;

static void
index_base(BaseIndex *index, const SbFigureTable *base)
{
    index->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    index->by_place = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    index->used = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < sb_figure_table_count(base); i++) {
        SbFigure *figure = sb_figure_table_at(base, i);

        g_hash_table_insert(index->by_id, (void *)figure->fact_id, figure);
        g_hash_table_insert(index->by_place, place_key(figure), figure);
    }
}

static void
free_index(BaseIndex *index)
{
    g_hash_table_unref(index->by_id);
    g_hash_table_unref(index->by_place);
    g_hash_table_unref(index->used);
}

static const SbFigure *
take(BaseIndex *index, const SbFigure *base)
{
    return base != NULL && g_hash_table_add(index->used, (void *)base) ? base : NULL;
}

/* A row keeps its place and its id; failing that its place, since ids may be
 * renamed, even to one that another row had; failing that its id, since a
 * spreadsheet may have spoilt the text. */
static void
pair_rows(SbReviewWork *work, BaseIndex *index)
{
    for (int pass = 0; pass < 3; pass++) {
        for (guint i = 0; i < work->rows->len; i++) {
            SbReviewRow *row = &g_array_index(work->rows, SbReviewRow, i);

            if (row->base != NULL) {
                continue;
            }
            g_autofree char *key = place_key(row->figure);
            const SbFigure *at_place = *row->figure->quote != '\0'
                                           ? g_hash_table_lookup(index->by_place, key)
                                           : NULL;
            const SbFigure *named =
                g_hash_table_lookup(index->by_id, row->figure->fact_id);

            if (pass > 0 || at_place == named) {
                row->base = take(index, pass < 2 ? at_place : named);
            }
        }
    }
}

/* A person deleted the row: it comes back as rejected, behind the row that was
 * before it. */
static void
bring_back(SbReviewWork *work, const BaseIndex *index)
{
    guint at = 0;

    for (size_t i = 0; i < sb_figure_table_count(work->base); i++) {
        const SbFigure *base = sb_figure_table_at(work->base, i);

        if (g_hash_table_contains(index->used, base)) {
            for (guint k = 0; k < work->rows->len; k++) {
                if (g_array_index(work->rows, SbReviewRow, k).base == base) {
                    at = k + 1;
                }
            }
            continue;
        }
        SbReviewRow row = { .figure = sb_figure_table_copy(work->table, base),
            .base = base,
            .deleted = TRUE,
            .touched = TRUE };

        row.figure->status = SB_STATUS_REJECTED;
        sb_review_remark(work, row.figure, "deleted-in-review", TRUE);
        sb_review_tell(work, SB_CHANGE_DELETED, row.figure, NULL, NULL);
        g_array_insert_val(work->rows, at, row);
        at++;
    }
}

/* Former id -> id of the rows that a person has renamed.  spoken: without the
 * ids that another row bears now; who wrote one of these means that row. */
static GHashTable *
renamed(const SbReviewWork *work, gboolean spoken)
{
    GHashTable *map = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < work->rows->len; i++) {
        const SbReviewRow *row = &g_array_index(work->rows, SbReviewRow, i);

        if (row->base != NULL && strcmp(row->base->fact_id, row->figure->fact_id) != 0) {
            g_hash_table_insert(
                map, (void *)row->base->fact_id, (void *)row->figure->fact_id);
        }
    }
    for (guint i = 0; spoken && i < work->rows->len; i++) {
        g_hash_table_remove(
            map, g_array_index(work->rows, SbReviewRow, i).figure->fact_id);
    }
    return map;
}

/* What points to renamed rows follows: relations, which are ours and were just
 * taken from the base, by all former ids; a person's cells by those that are
 * free. */
static void
follow_names(SbReviewWork *work)
{
    g_autoptr(GHashTable) all = renamed(work, FALSE);
    g_autoptr(GHashTable) spoken = renamed(work, TRUE);
    SbArena *arena = sb_figure_table_arena(work->table);

    for (guint i = 0; g_hash_table_size(all) > 0 && i < work->rows->len; i++) {
        const SbReviewRow *row = &g_array_index(work->rows, SbReviewRow, i);
        SbFigure ours = *row->figure;

        sb_ids_rewrite(&ours, arena, row->base != NULL ? all : spoken);
        sb_ids_rewrite(row->figure, arena, spoken);
        row->figure->relations = ours.relations;
    }
}

/* Neither in the base nor from an article: a person typed it. */
static void
note_added(SbReviewRow *row)
{
    if (row->figure->status == SB_STATUS_NEW && *row->figure->quote == '\0') {
        row->figure->status = SB_STATUS_ADDED;
    }
}

void
sb_review_pair(SbReviewWork *work)
{
    BaseIndex index = { 0 };

    if (work->base != NULL) {
        index_base(&index, work->base);
        pair_rows(work, &index);
    }
    for (guint i = 0; i < work->rows->len; i++) {
        SbReviewRow *row = &g_array_index(work->rows, SbReviewRow, i);

        if (row->base != NULL) {
            restore(work, row->figure, row->base);
            find_edits(work, row);
        } else {
            note_added(row);
        }
        row->touched = row->touched || row->figure->status != SB_STATUS_NEW ||
                       *row->figure->comment != '\0';
    }
    if (work->base != NULL) {
        follow_names(work);
        bring_back(work, &index);
        free_index(&index);
    }
}
