/*
 * In: the bars of stacks whose corners are rounded.  Out: a group a stack, which is
 * rounded and clips its bars, so that the stack has round ends and its bars meet
 * straight (Vega-Lite's stacked bars with cornerRadius).
 */
#include <math.h>
#include <string.h>

#include "chart/mark.h"

typedef struct {
    double at, size; /* of the stack, across */
    double from, to; /* along */
    SbGraphMark *bars;
} Stack;

static double
or_zero(double v)
{
    return isnan(v) ? 0 : v;
}

static gboolean
is_round(const SbLook *look)
{
    return look->corner[0] > 0 || look->corner[1] > 0 || look->corner[2] > 0 ||
           look->corner[3] > 0;
}

static Stack *
stack_at(GArray *stacks, const SbMarker *m, double at, double size)
{
    Stack new = { at, size, INFINITY, -INFINITY, NULL };

    for (guint i = stacks->len; i-- > 0;) {
        Stack *s = &g_array_index(stacks, Stack, i);

        if (s->at == at && s->size == size) {
            return s;
        }
    }
    new.bars = sb_graph_mark_new(&m->model->graph, sb_mark_type(m->view->mark), "mark");
    g_array_append_val(stacks, new);
    return &g_array_index(stacks, Stack, stacks->len - 1);
}

/* A bar put into its stack; its own corners are square. */
static void
put(const SbMarker *m, GArray *stacks, const SbGraphItem *item, gboolean upright)
{
    double x = or_zero(item->x), y = or_zero(item->y);
    double x2 = isnan(item->x2) ? x + or_zero(item->width) : item->x2;
    double y2 = isnan(item->y2) ? y + or_zero(item->height) : item->y2;
    Stack *s = stack_at(stacks, m, upright ? x : y, upright ? x2 - x : y2 - y);
    SbGraphItem *bar = sb_graph_item_add(s->bars);
    SbLook *look = sb_arena_new_of(m->model->arena, SbLook);

    *look = *item->look;
    memset(look->corner, 0, sizeof look->corner);
    bar->x = x;
    bar->y = y;
    bar->width = x2 - x;
    bar->height = y2 - y;
    bar->look = look;
    bar->fact_id = item->fact_id;
    s->from = MIN(s->from, upright ? MIN(y, y2) : MIN(x, x2));
    s->to = MAX(s->to, upright ? MAX(y, y2) : MAX(x, x2));
}

static SbGraphItem
group_of(const SbMarker *m, const Stack *s, const SbLook *round, gboolean upright)
{
    SbGraphMark *mark = sb_graph_group_new(&m->model->graph, "scope");
    SbGraphItem item = *sb_graph_item_at(mark, 0);
    SbLook *look = (SbLook *)item.look;

    *look = *round;
    look->fill.kind = SB_INK_NONE;
    item.x = upright ? s->at : s->from;
    item.y = upright ? s->from : s->at;
    item.width = upright ? s->size : s->to - s->from;
    item.height = upright ? s->to - s->from : s->size;
    item.group->clip = TRUE;
    item.group->stroke_foreground = TRUE;
    item.group->stroke_offset = 0;
    for (guint i = 0; i < s->bars->items->len; i++) {
        SbGraphItem *bar = sb_graph_item_at(s->bars, i);

        bar->x -= item.x;
        bar->y -= item.y;
    }
    sb_graph_group_add(&item, s->bars);
    return item;
}

gboolean
sb_mark_round_stacks(const SbMarker *m, SbGraphMark *bars, SbGraphItem *group)
{
    g_autoptr(GArray) stacks = g_array_new(FALSE, FALSE, sizeof(Stack));
    const SbStackInfo *stack = &m->view->stack;
    gboolean upright = stack->channel == SB_CHANNEL_Y;
    SbGraphMark *groups;

    if (!stack->on || m->view->mark != SB_MARK_BAR || bars->items->len == 0 ||
        !is_round(sb_graph_item_at(bars, 0)->look)) {
        return FALSE;
    }
    for (guint i = 0; i < bars->items->len; i++) {
        put(m, stacks, sb_graph_item_at(bars, i), upright);
    }
    groups = sb_graph_mark_new(&m->model->graph, SB_GRAPH_GROUP, "scope");
    for (guint i = 0; i < stacks->len; i++) {
        SbGraphItem item = group_of(m, &g_array_index(stacks, Stack, i),
            sb_graph_item_at(bars, 0)->look, upright);

        g_array_append_val(groups->items, item);
    }
    sb_graph_group_add(group, groups);
    return TRUE;
}
