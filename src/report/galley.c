/* In: calls of those who set blocks.  Out: boxes, ink and structure (galley.h). */
#include "report/galley.h"

SbGalley *
sb_galley_new(SbPress *press)
{
    SbArena *arena = press->arena;
    SbGalley *galley = sb_arena_new_of(arena, SbGalley);
    SbStructNode root = { .parent = -1, .type = "Document", .lang = press->lang };

    galley->press = press;
    galley->ink = sb_scene_new(press->style.width, press->style.height);
    sb_arena_own(arena, galley->ink, (GDestroyNotify)sb_scene_free);
    galley->boxes = sb_arena_array(arena, SbBox);
    galley->repeats = sb_arena_array(arena, SbBox);
    galley->notes = sb_arena_ptr_array(arena);
    galley->narrow = sb_arena_array(arena, gboolean);
    galley->frames = sb_arena_array(arena, SbFrame);
    galley->groups = sb_arena_array(arena, SbGroup);
    galley->sections = sb_arena_array(arena, SbSection);
    galley->structure = sb_arena_array(arena, SbStructNode);
    galley->contents = sb_arena_ptr_array(arena);
    g_array_append_val(galley->structure, root);
    return galley;
}

int
sb_galley_node(SbGalley *galley, int parent, const char *type)
{
    SbStructNode node = { .parent = parent, .type = type };

    g_array_append_val(galley->structure, node);
    return (int)galley->structure->len - 1;
}

SbStructNode *
sb_galley_node_at(SbGalley *galley, int node)
{
    return &g_array_index(galley->structure, SbStructNode, node);
}

SbBox *
sb_galley_box(SbGalley *galley)
{
    SbBox box = { .first = sb_scene_count(galley->ink) };

    box.last = box.first;
    g_array_append_val(galley->boxes, box);
    return &g_array_index(galley->boxes, SbBox, galley->boxes->len - 1);
}

SbBox *
sb_galley_close(SbGalley *galley)
{
    SbBox *box = &g_array_index(galley->boxes, SbBox, galley->boxes->len - 1);

    box->last = sb_scene_count(galley->ink);
    return box;
}

void
sb_galley_dest(SbGalley *galley, const char *dest, double x, double y)
{
    SbItem *item = sb_scene_add(galley->ink, SB_ITEM_DEST);

    item->u.dest.dest = dest;
    item->u.dest.x = x;
    item->u.dest.y = y;
}

void
sb_galley_space(SbGalley *galley, double height, gboolean together)
{
    SbBox *box = sb_galley_box(galley);

    box->height = height;
    box->together = together;
}
