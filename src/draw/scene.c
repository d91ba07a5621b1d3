/*
 * In: items, in drawing order.  Out: the scene that holds them, with its marks
 * and the arena that all of it lives in.
 */
#include "draw/scene.h"

#include <math.h>

struct SbScene {
    SbArena *arena;
    double width, height;
    SbColor background;
    GArray *items; /* of SbItem */
    GArray *marks; /* of SbMark */
};

SbScene *
sb_scene_new(double width, double height)
{
    SbScene *scene = g_new0(SbScene, 1);

    scene->arena = sb_arena_new();
    scene->width = width;
    scene->height = height;
    scene->items = g_array_new(FALSE, TRUE, sizeof(SbItem));
    scene->marks = g_array_new(FALSE, TRUE, sizeof(SbMark));
    return scene;
}

void
sb_scene_free(SbScene *scene)
{
    if (scene == NULL) {
        return;
    }
    g_array_unref(scene->items);
    g_array_unref(scene->marks);
    sb_arena_free(scene->arena);
    g_free(scene);
}

SbArena *
sb_scene_arena(SbScene *scene)
{
    return scene->arena;
}

double
sb_scene_width(const SbScene *scene)
{
    return scene->width;
}

double
sb_scene_height(const SbScene *scene)
{
    return scene->height;
}

void
sb_scene_resize(SbScene *scene, double width, double height)
{
    scene->width = width;
    scene->height = height;
}

void
sb_scene_set_background(SbScene *scene, SbColor color)
{
    scene->background = color;
}

SbColor
sb_scene_background(const SbScene *scene)
{
    return scene->background;
}

int
sb_scene_mark(SbScene *scene, const char *type, const char *role, const char *name)
{
    SbMark mark = {
        .type = sb_arena_strdup(scene->arena, type),
        .role = sb_arena_strdup(scene->arena, role),
        .name = sb_arena_strdup(scene->arena, name),
    };

    g_array_append_val(scene->marks, mark);
    return (int)scene->marks->len - 1;
}

SbItem *
sb_scene_add(SbScene *scene, SbItemKind kind)
{
    SbItem item = {
        .kind = kind,
        .mark = (int)scene->marks->len - 1,
        .opacity = 1,
        .vega = { NAN, NAN, NAN, NAN, NAN, NAN },
    };

    g_array_append_val(scene->items, item);
    return &g_array_index(scene->items, SbItem, scene->items->len - 1);
}

void
sb_scene_empty(SbScene *scene)
{
    g_array_unref(scene->items);
    scene->items = g_array_new(FALSE, FALSE, sizeof(SbItem));
}

void
sb_scene_push(SbScene *scene, double dx, double dy, double opacity, const GArray *clip)
{
    SbItem *item = sb_scene_add(scene, SB_ITEM_PUSH);

    item->mark = -1;
    item->opacity = opacity;
    item->u.push.dx = dx;
    item->u.push.dy = dy;
    item->u.push.clip = clip;
}

void
sb_scene_pop(SbScene *scene)
{
    sb_scene_add(scene, SB_ITEM_POP)->mark = -1;
}

void
sb_scene_append(SbScene *scene, SbScene *other, double dx, double dy)
{
    const int shift = (int)scene->marks->len;
    const gboolean moved = dx != 0 || dy != 0;

    if (moved) {
        sb_scene_push(scene, dx, dy, 1, NULL);
    }
    g_array_append_vals(scene->marks, other->marks->data, other->marks->len);
    for (guint i = 0; i < other->items->len; i++) {
        SbItem item = g_array_index(other->items, SbItem, i);

        if (item.mark >= 0) {
            item.mark += shift;
        }
        g_array_append_val(scene->items, item);
    }
    if (moved) {
        sb_scene_pop(scene);
    }
    sb_arena_own(scene->arena, other, (GDestroyNotify)sb_scene_free);
}

size_t
sb_scene_count(const SbScene *scene)
{
    return scene->items->len;
}

const SbItem *
sb_scene_item(const SbScene *scene, size_t index)
{
    g_assert(index < scene->items->len);
    return &g_array_index(scene->items, SbItem, index);
}

SbItem *
sb_scene_item_mutable(SbScene *scene, size_t index)
{
    g_assert(index < scene->items->len);
    return &g_array_index(scene->items, SbItem, index);
}

size_t
sb_scene_marks(const SbScene *scene)
{
    return scene->marks->len;
}

const SbMark *
sb_scene_mark_at(const SbScene *scene, size_t index)
{
    g_assert(index < scene->marks->len);
    return &g_array_index(scene->marks, SbMark, index);
}

/* --- help for the usual ------------------------------------------------------ */

SbInk
sb_ink(SbColor color)
{
    return (SbInk){ .kind = color.a > 0 ? SB_INK_COLOR : SB_INK_NONE, .color = color };
}

SbItem *
sb_scene_rect(SbScene *scene, SbRect rect, SbColor fill)
{
    SbItem *item = sb_scene_add(scene, SB_ITEM_RECT);

    item->u.rect.rect = rect;
    item->paint.fill = sb_ink(fill);
    return item;
}

SbItem *
sb_scene_line(SbScene *scene, double x1, double y1, double x2, double y2, SbColor color,
    double width)
{
    GArray *path = sb_path_new(scene->arena);

    sb_path_move(path, x1, y1);
    sb_path_line(path, x2, y2);
    SbItem *item = sb_scene_add(scene, SB_ITEM_PATH);

    item->u.path.path = path;
    item->paint.stroke = sb_ink(color);
    item->paint.stroke_width = width;
    return item;
}

SbItem *
sb_scene_text(SbScene *scene, double x, double y, const char *text, const SbFont *font,
    SbAlign align, SbBaseline baseline, SbColor color)
{
    SbItem *item = sb_scene_add(scene, SB_ITEM_TEXT);

    item->u.text.x = x;
    item->u.text.y = y;
    item->u.text.text = sb_arena_strdup(scene->arena, text);
    item->u.text.font = *font;
    item->u.text.font.family = sb_arena_strdup(scene->arena, font->family);
    item->u.text.align = align;
    item->u.text.baseline = baseline;
    item->paint.fill = sb_ink(color);
    return item;
}
