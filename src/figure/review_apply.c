/*
 * In: rows matched with the fresh extraction.  Out: the merged table, and what
 * changed (see review_work.h).
 *
 * A person's row stays.  A new row that nobody touched follows the article: it is
 * read anew, or dropped.
 */
#include <string.h>

#include "figure/ids.h"
#include "figure/review_work.h"

typedef struct {
    SbReviewWork *work;
    SbArena *arena;
    GHashTable *taken;   /* fact_ids of the result */
    GHashTable *renamed; /* fact_id of a fresh row -> that of its row here */
    GHashTable *behind;  /* SbFigure -> GPtrArray of SbFigure that follow it */
    GPtrArray *first;    /* of SbFigure: before all rows */
    GPtrArray *read_now; /* of SbFigure: rows whose cells come from fresh */
} Apply;

/* --- names --- */

static const char *
free_name(Apply *apply, const char *wanted)
{
    const char *id = sb_arena_strdup(apply->arena, wanted);

    for (int n = 2; g_hash_table_contains(apply->taken, id); n++) {
        id = sb_arena_printf(apply->arena, "%s-%d", wanted, n);
    }
    g_hash_table_add(apply->taken, (void *)id);
    return id;
}

/* ID.r2, or the next one of ID.rN. */
static const char *
revision_name(Apply *apply, const char *id)
{
    const char *mark = g_strrstr(id, ".r");
    size_t length = strlen(id);

    if (mark != NULL && mark[2] != '\0' &&
        strspn(mark + 2, "0123456789") == strlen(mark + 2)) {
        length = (size_t)(mark - id);
    }
    for (int n = 2;; n++) {
        char *name = sb_arena_printf(apply->arena, "%.*s.r%d", (int)length, id, n);

        if (g_hash_table_add(apply->taken, name)) {
            return name;
        }
    }
}

/* Does the row stand for an earlier reading of a row that is there too? */
static gboolean
has_revision(const Apply *apply, const char *id)
{
    g_autofree char *next = g_strdup_printf("%s.r2", id);

    return g_hash_table_contains(apply->taken, next);
}

/* --- rows --- */

/* The row follows the article: all cells but its name and its person's words. */
static void
read_anew(Apply *apply, SbReviewRow *row)
{
    gboolean whole = !row->touched;
    gboolean deleted = strstr(row->figure->remarks, "deleted-in-review") != NULL;

    sb_review_copy_cells(row->figure, row->fresh, apply->arena, whole);
    if (whole) {
        row->figure->same_as = "";
    }
    sb_review_remark(apply->work, row->figure, "deleted-in-review", deleted);
    g_ptr_array_add(apply->read_now, row->figure);
    g_hash_table_insert(
        apply->renamed, (void *)row->fresh->fact_id, (void *)row->figure->fact_id);
}

static void
follow(Apply *apply, SbFigure *after, SbFigure *figure)
{
    GPtrArray *list =
        after != NULL ? g_hash_table_lookup(apply->behind, after) : apply->first;

    if (list == NULL) {
        list = g_ptr_array_new();
        g_hash_table_insert(apply->behind, after, list);
    }
    g_ptr_array_add(list, figure);
}

static SbFigure *
add_fresh(Apply *apply, const SbFigure *fresh, const char *id)
{
    SbFigure *figure = sb_figure_table_copy(apply->work->table, fresh);

    figure->fact_id = id;
    figure->status = SB_STATUS_NEW;
    g_hash_table_insert(apply->renamed, (void *)fresh->fact_id, (void *)id);
    g_ptr_array_add(apply->read_now, figure);
    return figure;
}

/* The article reads otherwise: the row stays, the new reading stands behind it. */
static void
revise(Apply *apply, SbReviewRow *row)
{
    SbFigure *revision =
        add_fresh(apply, row->fresh, revision_name(apply, row->figure->fact_id));

    follow(apply, row->figure, revision);
    sb_review_remark(apply->work, row->figure, "changed", TRUE);
    sb_review_tell(apply->work, SB_CHANGE_CHANGED, row->figure,
        row->base != NULL ? row->base : row->figure, revision);
}

static gboolean
source_changed(const SbReviewWork *work, const char *key)
{
    const SbSourceRow *now = sb_sources_find(work->fresh->sources, key);
    const SbSourceRow *was =
        work->sources != NULL ? sb_sources_find(work->sources, key) : NULL;

    return was == NULL || now == NULL || strcmp(was->sha256, now->sha256) != 0;
}

/* A person's row that the article has no more. */
static void
vanish(Apply *apply, SbFigure *figure)
{
    SbReviewWork *work = apply->work;

    sb_review_remark(work, figure, "source-unread", FALSE);
    if (!source_changed(work, figure->source) || has_revision(apply, figure->fact_id) ||
        figure->status == SB_STATUS_REJECTED) {
        return;
    }
    gboolean known = strstr(figure->remarks, "vanished") != NULL;

    sb_review_remark(work, figure, "vanished", TRUE);
    if (!known) {
        sb_review_tell(work, SB_CHANGE_VANISHED, figure, NULL, NULL);
    }
}

/* FALSE when the row is dropped. */
static gboolean
settle(Apply *apply, SbReviewRow *row)
{
    SbReviewWork *work = apply->work;
    const SbFigure *was = row->base != NULL ? row->base : row->figure;
    const char *source = row->figure->source;

    if (row->figure->status == SB_STATUS_ADDED) {
        return TRUE;
    }
    if (work->fresh->unread != NULL &&
        g_hash_table_contains(work->fresh->unread, source)) {
        sb_review_remark(work, row->figure, "source-unread", TRUE);
        sb_review_tell(work, SB_CHANGE_UNREAD, row->figure, NULL, NULL);
        return TRUE;
    }
    if (!sb_review_was_read(work, source)) {
        return TRUE;
    }
    if (row->fresh != NULL && (row->exact || sb_review_same_reading(was, row->fresh))) {
        read_anew(apply, row);
    } else if (row->fresh != NULL) {
        revise(apply, row);
    } else if (row->touched) {
        vanish(apply, row->figure);
    } else {
        sb_review_tell(work, SB_CHANGE_DROPPED, row->figure, NULL, NULL);
        g_hash_table_remove(apply->taken, row->figure->fact_id);
        return FALSE;
    }
    return TRUE;
}

/* --- the order of the result --- */

/* Fresh rows that match nothing go behind the row that precedes them in the
 * article. */
static void
place_new(Apply *apply, GHashTable *row_of_fresh)
{
    const SbFigureTable *fresh = apply->work->fresh->fresh;
    SbFigure *last = NULL;
    const char *source = "";

    for (size_t i = 0; i < sb_figure_table_count(fresh); i++) {
        SbFigure *now = sb_figure_table_at(fresh, i);
        SbFigure *row = g_hash_table_lookup(row_of_fresh, now);

        if (strcmp(source, now->source) != 0) {
            source = now->source;
            last = NULL;
        }
        if (row != NULL) {
            last = row;
            continue;
        }
        row = add_fresh(apply, now, free_name(apply, now->fact_id));
        sb_review_tell(apply->work, SB_CHANGE_NEW, row, NULL, NULL);
        follow(apply, last, row);
    }
}

static void
emit(GPtrArray *order, GPtrArray *list)
{
    for (guint i = 0; list != NULL && i < list->len; i++) {
        g_ptr_array_add(order, list->pdata[i]);
    }
}

/* New rows of an article that had none stand at the end. */
static void
put_in_order(Apply *apply, const GPtrArray *kept)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new();

    for (guint i = 0; i < kept->len; i++) {
        g_ptr_array_add(order, kept->pdata[i]);
        emit(order, g_hash_table_lookup(apply->behind, kept->pdata[i]));
    }
    emit(order, apply->first);
    sb_figure_table_take(apply->work->table, order);
}

static void
rename_relations(Apply *apply)
{
    for (guint i = 0; i < apply->read_now->len; i++) {
        sb_ids_rewrite(apply->read_now->pdata[i], apply->arena, apply->renamed);
    }
}

void
sb_review_apply(SbReviewWork *work)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) renamed = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) behind = g_hash_table_new_full(
        g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) row_of_fresh = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GPtrArray) first = g_ptr_array_new();
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    g_autoptr(GPtrArray) read_now = g_ptr_array_new();
    Apply apply = { work, sb_figure_table_arena(work->table), taken, renamed, behind,
        first, read_now };

    for (guint i = 0; i < work->rows->len; i++) {
        g_hash_table_add(
            taken, (void *)g_array_index(work->rows, SbReviewRow, i).figure->fact_id);
    }
    for (guint i = 0; i < work->rows->len; i++) {
        SbReviewRow *row = &g_array_index(work->rows, SbReviewRow, i);

        if (settle(&apply, row)) {
            g_ptr_array_add(kept, row->figure);
        }
        if (row->fresh != NULL) {
            g_hash_table_insert(row_of_fresh, (void *)row->fresh, row->figure);
        }
    }
    place_new(&apply, row_of_fresh);
    rename_relations(&apply);
    put_in_order(&apply, kept);
}
