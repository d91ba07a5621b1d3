/*
 * In: figures, one after another.  Out: a table that owns them, and an index
 * by fact_id that is made when it is first asked (see figure_table.h).
 *
 * Term: revision, a row "ID.r2" that stands for a newer reading of ID.
 */
#include "figure/figure_table.h"

#include <stdlib.h>
#include <string.h>

#include "figure/column.h"

typedef struct {
    GHashTable *ids;       /* fact_id -> SbFigure */
    GHashTable *revisions; /* ID -> SbFigure: its newest published revision */
    size_t count;          /* rows when it was made */
} Index;

struct SbFigureTable {
    SbArena *arena;
    guint holders;
    GPtrArray *figures; /* of SbFigure */
    GPtrArray *extra;   /* of const char* */
    Index *index;       /* a cache; never seen from outside */
    gboolean lacks[SB_COLUMN_COUNT];
};

SbFigureTable *
sb_figure_table_new(void)
{
    SbArena *arena = sb_arena_new();
    SbFigureTable *table = sb_arena_new_of(arena, SbFigureTable);

    table->arena = arena;
    table->holders = 1;
    table->figures = sb_arena_ptr_array(arena);
    table->extra = sb_arena_ptr_array(arena);
    table->index = sb_arena_new_of(arena, Index);
    table->index->ids = sb_arena_own(arena, g_hash_table_new(g_str_hash, g_str_equal),
        (GDestroyNotify)g_hash_table_unref);
    table->index->revisions = sb_arena_own(arena,
        g_hash_table_new(g_str_hash, g_str_equal), (GDestroyNotify)g_hash_table_unref);
    return table;
}

void
sb_figure_table_free(SbFigureTable *table)
{
    if (table != NULL && --table->holders == 0) {
        sb_arena_free(table->arena);
    }
}

SbFigureTable *
sb_figure_table_ref(SbFigureTable *table)
{
    table->holders++;
    return table;
}

SbArena *
sb_figure_table_arena(SbFigureTable *table)
{
    return table->arena;
}

SbFigure *
sb_figure_table_add(SbFigureTable *table)
{
    SbFigure *figure = sb_arena_new_of(table->arena, SbFigure);

    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        const SbColumnDef *column = sb_column_def((SbColumnId)i);

        if (column->kind == SB_COLUMN_KIND_TEXT) {
            *(const char **)((char *)figure + column->offset) = "";
        }
    }
    g_ptr_array_add(table->figures, figure);
    return figure;
}

size_t
sb_figure_table_count(const SbFigureTable *table)
{
    return table->figures->len;
}

SbFigure *
sb_figure_table_at(const SbFigureTable *table, size_t index)
{
    g_assert(index < table->figures->len);
    return table->figures->pdata[index];
}

void
sb_figure_table_take(SbFigureTable *table, GPtrArray *order)
{
    g_ptr_array_set_size(table->figures, 0);
    for (guint i = 0; i < order->len; i++) {
        g_ptr_array_add(table->figures, order->pdata[i]);
    }
    sb_figure_table_touch(table);
}

void
sb_figure_table_touch(SbFigureTable *table)
{
    table->index->count = G_MAXSIZE;
}

/* The number N of "ID.rN", and the length of ID; 0 when it is none. */
static long
revision_of(const char *fact_id, size_t *length)
{
    const char *mark = g_strrstr(fact_id, ".r");

    if (mark == NULL || mark == fact_id || !g_ascii_isdigit(mark[2])) {
        return 0;
    }
    for (const char *p = mark + 2; *p != '\0'; p++) {
        if (!g_ascii_isdigit(*p)) {
            return 0;
        }
    }
    *length = (size_t)(mark - fact_id);
    return strtol(mark + 2, NULL, 10);
}

static void
index_revision(Index *index, SbArena *arena, SbFigure *figure)
{
    size_t length, other;
    long number = revision_of(figure->fact_id, &length);

    if (number < 2 || !sb_figure_is_published(figure)) {
        return;
    }
    char *id = sb_arena_strndup(arena, figure->fact_id, length);
    const SbFigure *known = g_hash_table_lookup(index->revisions, id);

    if (known == NULL || revision_of(known->fact_id, &other) < number) {
        g_hash_table_insert(index->revisions, id, figure);
    }
}

static void
make_index(const SbFigureTable *table)
{
    Index *index = table->index;

    g_hash_table_remove_all(index->ids);
    g_hash_table_remove_all(index->revisions);
    for (guint i = table->figures->len; i-- > 0;) {
        SbFigure *figure = table->figures->pdata[i];

        if (*figure->fact_id != '\0') {
            g_hash_table_insert(index->ids, (void *)figure->fact_id, figure);
            index_revision(index, table->arena, figure);
        }
    }
    index->count = table->figures->len;
}

const SbFigure *
sb_figure_table_exact(const SbFigureTable *table, const char *fact_id)
{
    if (table->index->count != table->figures->len || table->figures->len == 0) {
        make_index(table);
    }
    return g_hash_table_lookup(table->index->ids, fact_id);
}

const SbFigure *
sb_figure_table_find(const SbFigureTable *table, const char *fact_id)
{
    const SbFigure *exact = sb_figure_table_exact(table, fact_id);
    const SbFigure *revised = g_hash_table_lookup(table->index->revisions, fact_id);

    return revised != NULL ? revised : exact;
}

const GPtrArray *
sb_figure_table_extra(const SbFigureTable *table)
{
    return table->extra;
}

void
sb_figure_table_add_extra(SbFigureTable *table, const char *head)
{
    g_ptr_array_add(table->extra, sb_arena_strdup(table->arena, head));
}

/* The text of a field; where it is that of the row before, that one's: quotes,
 * sources, units and places come in runs. */
static const char *
copy_text(SbFigureTable *table, const SbFigure *before, size_t offset, const char *text)
{
    const char *known =
        before != NULL ? *(const char *const *)((const char *)before + offset) : NULL;

    if (text == NULL || *text == '\0') {
        return "";
    }
    return known != NULL && strcmp(known, text) == 0
               ? known
               : sb_arena_strdup(table->arena, text);
}

SbFigure *
sb_figure_table_copy(SbFigureTable *table, const SbFigure *figure)
{
    const SbFigure *before =
        table->figures->len > 0 ? table->figures->pdata[table->figures->len - 1] : NULL;
    SbFigure *copy = sb_figure_table_add(table);

    *copy = *figure;
    for (int i = 0; i < SB_COLUMN_COUNT; i++) {
        const SbColumnDef *column = sb_column_def((SbColumnId)i);

        if (column->kind == SB_COLUMN_KIND_TEXT) {
            const char **field = (const char **)((char *)copy + column->offset);

            *field = copy_text(table, before, column->offset, *field);
        }
    }
    copy->extra = NULL;
    return copy;
}

gboolean
sb_figure_table_has_column(const SbFigureTable *table, int column)
{
    return !table->lacks[column];
}

void
sb_figure_table_lack_column(SbFigureTable *table, int column)
{
    table->lacks[column] = TRUE;
}
