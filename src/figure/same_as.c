/*
 * In: a table.  Out: same_as filled where rows are for the same fact (see
 * same_as.h).
 */
#include "figure/same_as.h"

#include <string.h>

#include "figure/interval.h"
#include "figure/period.h"

static char *
fold(const char *text)
{
    return g_str_is_ascii(text) ? g_ascii_strdown(text, -1) : g_utf8_casefold(text, -1);
}

/* By code, else by the words within one source. */
static void
put_name(GString *key, const char *code, const char *words, const char *source)
{
    if (*code != '\0') {
        g_string_append_c(key, '#');
        g_string_append(key, code);
    } else {
        g_autofree char *folded = fold(words);

        g_string_append(key, folded);
        g_string_append_c(key, '@');
        g_string_append(key, *words != '\0' ? source : "");
    }
    g_string_append_c(key, '|');
}

char *
sb_same_as_key(const SbFigure *figure)
{
    if (*figure->period == '\0' || !figure->has_value ||
        (*figure->indicator == '\0' && *figure->indicator_code == '\0')) {
        return NULL;
    }
    GString *key = g_string_new(NULL);
    g_autofree char *item = fold(figure->item);
    g_autofree char *base = fold(figure->base);

    put_name(key, figure->indicator_code, figure->indicator, figure->source);
    put_name(key, figure->place_code, figure->place, figure->source);
    const char *rest[] = { item, figure->period, figure->unit, sb_role_name(figure->role),
        sb_modality_name(figure->modality), base };

    for (size_t i = 0; i < G_N_ELEMENTS(rest); i++) {
        g_string_append(key, i > 0 ? "|" : "");
        g_string_append(key, rest[i]);
    }
    return g_string_free(key, FALSE);
}

/* Should a stand for b? */
static gboolean
is_better(const SbFigure *a, const SbFigure *b)
{
    gboolean kept_a = sb_figure_is_published(a), kept_b = sb_figure_is_published(b);

    if (kept_a != kept_b) {
        return kept_a;
    }
    gboolean plain_a = a->qualifier == SB_QUALIFIER_NONE && !a->has_high;
    gboolean plain_b = b->qualifier == SB_QUALIFIER_NONE && !b->has_high;

    if (plain_a != plain_b) {
        return plain_a;
    }
    return a->value.exponent < b->value.exponent;
}

static gboolean
overlap(const SbFigure *a, const SbFigure *b)
{
    SbInterval x, y;

    return sb_interval_of_figure(a, &x) && sb_interval_of_figure(b, &y) &&
           sb_interval_overlap(x, y);
}

/* Rows of one quantity, in order: the best stands for all that it overlaps, then
 * the best of the rest. */
static void
fill_group(GPtrArray *group)
{
    while (group->len > 1) {
        guint best = 0;

        for (guint i = 1; i < group->len; i++) {
            best = is_better(group->pdata[i], group->pdata[best]) ? i : best;
        }
        const SbFigure *stands = g_ptr_array_remove_index(group, best);

        guint rest = 0;

        for (guint i = 0; i < group->len; i++) {
            SbFigure *other = group->pdata[i];

            if (!overlap(stands, other)) {
                group->pdata[rest++] = other;
            } else if (other->status == SB_STATUS_NEW) {
                other->same_as = stands->fact_id;
            }
        }
        g_ptr_array_set_size(group, (int)rest);
    }
}

/* A newer reading of a row is there to be decided on, not to be left out. */
static gboolean
is_revision(const SbFigure *figure)
{
    const char *mark = g_strrstr(figure->fact_id, ".r");

    return mark != NULL && mark[2] != '\0' &&
           strspn(mark + 2, "0123456789") == strlen(mark + 2);
}

void
sb_same_as_fill(SbFigureTable *table)
{
    g_autoptr(GHashTable) groups = g_hash_table_new_full(
        g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) order = g_ptr_array_new();

    for (size_t i = 0; i < sb_figure_table_count(table); i++) {
        SbFigure *figure = sb_figure_table_at(table, i);
        char *key = sb_same_as_key(figure);

        if (key == NULL || is_revision(figure) || *figure->same_as != '\0' ||
            figure->status == SB_STATUS_REJECTED) {
            g_free(key);
            continue;
        }
        GPtrArray *group = g_hash_table_lookup(groups, key);

        if (group == NULL) {
            group = g_ptr_array_new();
            g_hash_table_insert(groups, key, group);
            g_ptr_array_add(order, group);
        } else {
            g_free(key);
        }
        g_ptr_array_add(group, figure);
    }
    for (guint i = 0; i < order->len; i++) {
        fill_group(order->pdata[i]);
    }
}
