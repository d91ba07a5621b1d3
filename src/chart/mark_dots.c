/*
 * In: very many points.  Out: their kinds and where each lies (SbGraphMark.dots): a few
 * bytes a point instead of an item.
 */
#include <string.h>

#include "chart/mark.h"

typedef struct {
    const SbLook *look;
    double size, angle;
    guint index;
} Kind;

struct SbMarkDots {
    SbGraphMark *mark;
    SbArena *arena;
    GHashTable *kinds; /* Kind -> itself */
    const Kind *last;
};

static guint
hash_kind(gconstpointer key)
{
    const Kind *kind = key;

    return g_direct_hash(kind->look) * 31 + g_double_hash(&kind->size) * 7 +
           g_double_hash(&kind->angle);
}

static gboolean
same_kind(gconstpointer a, gconstpointer b)
{
    const Kind *x = a, *y = b;

    return x->look == y->look && memcmp(&x->size, &y->size, sizeof x->size) == 0 &&
           memcmp(&x->angle, &y->angle, sizeof x->angle) == 0;
}

SbMarkDots *
sb_mark_dots(const SbMarker *m, SbGraphMark *mark)
{
    SbArena *arena = m->model->arena;

    if (m->rows <= SB_MARK_DENSE) {
        return NULL;
    }
    SbMarkDots *dots = sb_arena_new_of(arena, SbMarkDots);

    dots->mark = mark;
    dots->arena = arena;
    dots->kinds = sb_arena_own(arena, g_hash_table_new(hash_kind, same_kind),
        (GDestroyNotify)g_hash_table_unref);
    mark->dots = g_array_sized_new(FALSE, FALSE, sizeof(SbDot), (guint)m->rows);
    g_ptr_array_add(m->model->dots, mark->dots);
    return dots;
}

void
sb_mark_dots_add(SbMarkDots *dots, const SbGraphItem *point)
{
    Kind key = { point->look, point->size, point->angle, 0 };
    const Kind *kind = dots->last;

    if (kind == NULL || !same_kind(kind, &key)) {
        kind = g_hash_table_lookup(dots->kinds, &key);
    }
    if (kind == NULL) {
        Kind *added = sb_arena_new_of(dots->arena, Kind);
        SbGraphItem *item = sb_graph_item_add(dots->mark);

        *added = key;
        added->index = dots->mark->items->len - 1;
        item->x = item->y = 0;
        item->size = point->size;
        item->angle = point->angle;
        item->look = point->look;
        g_hash_table_add(dots->kinds, added);
        kind = added;
    }
    dots->last = kind;
    SbDot dot = { (float)point->x, (float)point->y, kind->index };

    g_array_append_val(dots->mark->dots, dot);
}
