/*
 * In: a table with one head row.  Out: the same, with two where its cells say so.
 *
 * "Exports // 2021 | Exports // 2022" is a head "Exports" over "2021" and "2022".
 * A cell without the sign stands alone: it belongs to the first row and reaches
 * down to the second.
 */
#include "report/table_heads.h"

#include <string.h>

static const char SIGN[] = " // ";

/* The text before the sign, or NULL; *below gets what follows it. */
static const SbRich *
above(SbArena *arena, const SbRich *rich, const SbRich **below)
{
    const char *sign = rich ? strstr(rich->text, SIGN) : NULL;

    *below = rich;
    if (!sign) {
        return NULL;
    }
    size_t at = (size_t)(sign - rich->text);

    *below =
        sb_rich_piece(arena, rich, at + strlen(SIGN), rich->spans[rich->n_spans - 1].end);
    return sb_rich_piece(arena, rich, 0, at);
}

void
sb_table_heads_part(SbArena *arena, SbTable *table)
{
    const size_t n = (size_t)table->columns;
    SbRow upper = { SB_ROW_HEAD, sb_arena_new_many(arena, SbCell, n) };
    SbRow lower = { SB_ROW_HEAD, sb_arena_new_many(arena, SbCell, n) };
    const SbRow *head = table->rows->len ? &g_array_index(table->rows, SbRow, 0) : NULL;
    size_t first = 0; /* the cell that the neighbours share */
    gboolean parted = FALSE;

    if (!head || head->kind != SB_ROW_HEAD) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const SbRich *group = above(arena, head->cells[i].rich, &lower.cells[i].rich);
        SbCell *shared = &upper.cells[first];

        parted = parted || group;
        if (group && shared->rich && g_str_equal(shared->rich->text, group->text)) {
            shared->span = (int)(i - first) + 1;
            upper.cells[i].span = SB_CELL_COVERED;
        } else {
            first = i;
            upper.cells[i].rich = group;
            upper.cells[i].down = !group;
        }
    }
    if (parted) {
        g_array_index(table->rows, SbRow, 0) = upper;
        g_array_insert_val(table->rows, 1, lower);
    }
}
