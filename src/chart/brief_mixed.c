/*
 * In: a transform of published rows, and the rows.  Out: an error where it adds up,
 * averages or ranks results together with amounts that are none (mixed-modality), or,
 * where that is allowed by name, which they are, for the note.
 */
#include <string.h>

#include "chart/brief.h"
#include "chart/mark.h"

static gboolean
op_mixes(const json_t *list)
{
    static const char *const OPS[] = { "sum", "mean", "average", "median", "product",
        "q1", "q3", "stdev", "stdevp", "variance", "variancep", "stderr", "ci0", "ci1",
        "rank", "dense_rank", "percent_rank", "cume_dist", NULL };

    for (size_t i = 0; i < json_array_size(list); i++) {
        if (g_strv_contains(OPS, sb_json_string(json_array_get(list, i), "op", ""))) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
transform_mixes(const json_t *transform)
{
    static const char *const KINDS[] = { "aggregate", "joinaggregate", "window" };

    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (op_mixes(json_object_get(transform, KINDS[i]))) {
            return TRUE;
        }
    }
    return json_object_get(transform, "stack") != NULL;
}

/* What names a row's group. */
static char *
group_of(SbArena *arena, const SbCells *cells, size_t n, size_t row)
{
    GString *key = g_string_new(NULL);

    for (size_t i = 0; i < n; i++) {
        g_string_append(key, sb_value_to_string(arena, sb_cells_at(&cells[i], row)));
        g_string_append_c(key, '\037');
    }
    return g_string_free(key, FALSE);
}

gboolean
sb_brief_mixed(SbModel *model, const SbTable *table, const json_t *transform,
    const char *pointer, GError **error)
{
    const json_t *by = json_object_get(transform, "groupby");
    size_t n = json_array_size(by);
    g_autoptr(SbArena) arena = NULL;
    g_autoptr(GHashTable) kinds = NULL;
    SbCells modality, *cells;
    guint mixed = 0;

    if (!model->brief || sb_table_find(table, "fact_id") < 0 ||
        sb_table_find(table, "modality") < 0 || !transform_mixes(transform)) {
        return TRUE;
    }
    arena = sb_arena_new();
    kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    modality = sb_mark_cells(table, "modality");
    cells = sb_arena_new_many(arena, SbCells, n + 1);
    for (size_t i = 0; i < n; i++) {
        const char *field = json_string_value(json_array_get(by, i));

        cells[i] = sb_mark_cells(table, field != NULL ? field : "");
    }
    for (size_t row = 0; row < sb_table_rows(table); row++) {
        guint bit = sb_brief_modality(sb_cells_at(&modality, row)), before;
        char *group = group_of(arena, cells, n, row);

        before = GPOINTER_TO_UINT(g_hash_table_lookup(kinds, group));
        if (before != 0 && before != bit) {
            mixed |= before | bit;
        }
        g_hash_table_insert(kinds, group, GUINT_TO_POINTER(before | bit));
    }
    if (mixed != 0 && !model->may_mix) {
        sb_json_error(error, SB_ERROR_INPUT, model->place, pointer,
            "mixed-modality: amounts that are results and amounts that are not are added "
            "up or ranked together; group by modality, or \"allow\": "
            "[\"mixed-modality\"] in usermeta.statbrief");
        return FALSE;
    }
    model->mixed |= mixed;
    return TRUE;
}
