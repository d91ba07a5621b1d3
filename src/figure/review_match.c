/*
 * In: the reviewed rows and the fresh ones.  Out: which is which (see
 * review_work.h): by source, text and quote; then, for rows that a person has
 * touched, by source, unit and the most similar quote.
 */
#include <string.h>

#include "figure/review_work.h"

/* Quotes that share fewer of their words are about something else. */
static const double LEAST_ALIKE = 0.5;

typedef struct {
    double score;
    guint row, fresh;
} Candidate;

gboolean
sb_review_was_read(const SbReviewWork *work, const char *source)
{
    return sb_sources_find(work->fresh->sources, source) != NULL &&
           (work->fresh->unread == NULL ||
               !g_hash_table_contains(work->fresh->unread, source));
}

static gboolean
is_ours(const SbReviewWork *work, const SbReviewRow *row)
{
    return row->figure->status != SB_STATUS_ADDED &&
           sb_review_was_read(work, row->figure->source);
}

/* Has a person accepted a newer reading of the row? */
static gboolean
is_superseded(const SbReviewWork *work, const SbFigure *figure)
{
    return sb_figure_table_find(work->table, figure->fact_id) != figure;
}

/* --- exactly --- */

static char *
exact_key(const SbFigure *figure)
{
    return g_strconcat(figure->source, "\x1F", figure->text, "\x1F", figure->quote, NULL);
}

static GHashTable *
index_fresh(const SbFigureTable *fresh)
{
    GHashTable *index = g_hash_table_new_full(
        g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);

    for (size_t i = 0; i < sb_figure_table_count(fresh); i++) {
        SbFigure *figure = sb_figure_table_at(fresh, i);
        char *key = exact_key(figure);
        GPtrArray *list = g_hash_table_lookup(index, key);

        if (list == NULL) {
            list = g_ptr_array_new();
            g_hash_table_insert(index, key, list);
        } else {
            g_free(key);
        }
        g_ptr_array_add(list, figure);
    }
    return index;
}

/* Of several alike: the same cell of a table, else in order. */
static const SbFigure *
take_exact(GPtrArray *list, const SbFigure *figure)
{
    guint best = 0;

    if (list == NULL || list->len == 0) {
        return NULL;
    }
    for (guint i = list->len; i-- > 0;) {
        if (strcmp(((const SbFigure *)list->pdata[i])->cell, figure->cell) == 0) {
            best = i;
        }
    }
    return g_ptr_array_remove_index(list, best);
}

static void
match_exactly(SbReviewWork *work, GHashTable *used)
{
    g_autoptr(GHashTable) index = index_fresh(work->fresh->fresh);

    for (guint i = 0; i < work->rows->len; i++) {
        SbReviewRow *row = &g_array_index(work->rows, SbReviewRow, i);
        g_autofree char *key = exact_key(row->figure);

        if (is_ours(work, row)) {
            row->fresh = take_exact(g_hash_table_lookup(index, key), row->figure);
            row->exact = row->fresh != NULL;
        }
        if (row->fresh != NULL) {
            g_hash_table_add(used, (void *)row->fresh);
        }
    }
}

/* --- by likeness --- */

static int
by_word(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words of a quote, sorted. */
static GPtrArray *
words_of(const char *quote)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folded = g_utf8_casefold(quote, -1);

    for (const char *p = folded; *p != '\0';) {
        const char *start = p;

        while (*p != '\0' && g_unichar_isalnum(g_utf8_get_char(p))) {
            p = g_utf8_next_char(p);
        }
        if (p > start) {
            g_ptr_array_add(words, g_strndup(start, (gsize)(p - start)));
        } else {
            p = g_utf8_next_char(p);
        }
    }
    g_ptr_array_sort(words, by_word);
    return words;
}

/* Dice: twice the words in common by all words. */
static double
likeness(const GPtrArray *a, const GPtrArray *b)
{
    guint i = 0, k = 0, same = 0;

    while (i < a->len && k < b->len) {
        int order = strcmp(a->pdata[i], b->pdata[k]);

        same += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    return a->len + b->len > 0 ? 2.0 * same / (a->len + b->len) : 0;
}

/* What else speaks for a pair, when quotes are equally alike. */
static double
bonus(const SbFigure *a, const SbFigure *b)
{
    return (strcmp(a->text, b->text) == 0 ? 0.04 : 0) +
           (*a->cell != '\0' && strcmp(a->cell, b->cell) == 0 ? 0.04 : 0) +
           (strcmp(a->indicator, b->indicator) == 0 ? 0.02 : 0) +
           (strcmp(a->item, b->item) == 0 ? 0.02 : 0) +
           (strcmp(a->period, b->period) == 0 ? 0.02 : 0) +
           (a->role == b->role ? 0.02 : 0);
}

static int
by_score(gconstpointer a, gconstpointer b)
{
    const Candidate *x = a, *y = b;

    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    return x->fresh < y->fresh ? -1 : x->fresh > y->fresh;
}

static void
match_alike(SbReviewWork *work, GHashTable *used)
{
    const SbFigureTable *fresh = work->fresh->fresh;
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    g_autoptr(GPtrArray) words =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

    for (size_t k = 0; k < sb_figure_table_count(fresh); k++) {
        g_ptr_array_add(words, words_of(sb_figure_table_at(fresh, k)->quote));
    }
    for (guint i = 0; i < work->rows->len; i++) {
        const SbReviewRow *row = &g_array_index(work->rows, SbReviewRow, i);
        const SbFigure *was = row->base != NULL ? row->base : row->figure;

        if (row->fresh != NULL || !row->touched || !is_ours(work, row) ||
            is_superseded(work, row->figure)) {
            continue;
        }
        g_autoptr(GPtrArray) own = words_of(row->figure->quote);

        for (guint k = 0; k < words->len; k++) {
            const SbFigure *now = sb_figure_table_at(fresh, k);

            if (g_hash_table_contains(used, now) ||
                strcmp(now->source, was->source) != 0 ||
                strcmp(now->unit, was->unit) != 0) {
                continue;
            }
            Candidate c = { likeness(own, words->pdata[k]), i, k };

            if (c.score >= LEAST_ALIKE) {
                c.score += bonus(was, now);
                g_array_append_val(candidates, c);
            }
        }
    }
    g_array_sort(candidates, by_score);
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *c = &g_array_index(candidates, Candidate, i);
        SbReviewRow *row = &g_array_index(work->rows, SbReviewRow, c->row);
        const SbFigure *now = sb_figure_table_at(fresh, c->fresh);

        if (row->fresh == NULL && g_hash_table_add(used, (void *)now)) {
            row->fresh = now;
        }
    }
}

void
sb_review_match(SbReviewWork *work)
{
    g_autoptr(GHashTable) used = g_hash_table_new(g_direct_hash, g_direct_equal);

    sb_figure_table_touch(work->table);
    match_exactly(work, used);
    match_alike(work, used);
}
