/* In: tuples of values.  Out: their places in the order of first occurrence: a
 * hash table with open addressing over an array of tuples (see value.h). */
#include <string.h>

#include "chart/value.h"

struct SbValueIndex {
    size_t width;
    GArray *tuples; /* of SbValue, width a tuple */
    GArray *hashes; /* of guint, one a tuple */
    guint32 *slots; /* place + 1; 0: free */
    size_t mask;
};

static void
index_free(void *object)
{
    SbValueIndex *index = object;

    g_array_unref(index->tuples);
    g_array_unref(index->hashes);
    g_free(index->slots);
    g_free(index);
}

SbValueIndex *
sb_value_index_new(SbArena *arena, size_t width)
{
    SbValueIndex *index = g_new0(SbValueIndex, 1);

    index->width = width;
    index->tuples = g_array_new(FALSE, FALSE, sizeof(SbValue));
    index->hashes = g_array_new(FALSE, FALSE, sizeof(guint));
    index->mask = 63;
    index->slots = g_new0(guint32, index->mask + 1);
    return sb_arena_own(arena, index, index_free);
}

size_t
sb_value_index_count(const SbValueIndex *index)
{
    return index->hashes->len;
}

const SbValue *
sb_value_index_at(const SbValueIndex *index, size_t place)
{
    return &g_array_index(index->tuples, SbValue, place * index->width);
}

static guint
hash_tuple(const SbValueIndex *index, const SbValue *tuple)
{
    guint hash = 17;

    for (size_t i = 0; i < index->width; i++) {
        hash = hash * 31 + sb_value_hash(tuple[i]);
    }
    return hash ^ (hash >> 15);
}

/* The slot that holds tuple, or the free one where it belongs. */
static size_t
find_slot(const SbValueIndex *index, const SbValue *tuple, guint hash)
{
    for (size_t slot = hash & index->mask;; slot = (slot + 1) & index->mask) {
        if (index->slots[slot] == 0) {
            return slot;
        }
        size_t place = index->slots[slot] - 1;

        if (g_array_index(index->hashes, guint, place) != hash) {
            continue;
        }
        const SbValue *known = sb_value_index_at(index, place);
        size_t i = 0;

        while (i < index->width && sb_value_same(known[i], tuple[i])) {
            i++;
        }
        if (i == index->width) {
            return slot;
        }
    }
}

static void
grow(SbValueIndex *index)
{
    index->mask = index->mask * 2 + 1;
    g_free(index->slots);
    index->slots = g_new0(guint32, index->mask + 1);
    for (guint place = 0; place < index->hashes->len; place++) {
        size_t slot = g_array_index(index->hashes, guint, place) & index->mask;

        while (index->slots[slot] != 0) {
            slot = (slot + 1) & index->mask;
        }
        index->slots[slot] = place + 1;
    }
}

gssize
sb_value_index_find(const SbValueIndex *index, const SbValue *tuple)
{
    return (gssize)index->slots[find_slot(index, tuple, hash_tuple(index, tuple))] - 1;
}

size_t
sb_value_index_add(SbValueIndex *index, const SbValue *tuple, gboolean *added)
{
    guint hash = hash_tuple(index, tuple);
    size_t slot = find_slot(index, tuple, hash);
    gboolean is_new = index->slots[slot] == 0;

    if (added != NULL) {
        *added = is_new;
    }
    if (!is_new) {
        return index->slots[slot] - 1;
    }
    g_array_append_vals(index->tuples, tuple, (guint)index->width);
    g_array_append_val(index->hashes, hash);
    index->slots[slot] = index->hashes->len;
    if (index->hashes->len * 2 > index->mask) {
        grow(index);
    }
    return index->hashes->len - 1;
}
