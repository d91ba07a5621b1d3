/* In: pages of scenes.  Out: where their links and destinations lie, in points
 * from the page's bottom left, scenes in scenes and groups taken into account. */
#include <math.h>

#include "base/limits.h"
#include "draw/pdf_part.h"

typedef struct {
    GArray *out;
    int page;
    double height; /* of the page, in points */
} Collector;

/* Scene units to points: scale, then move. */
typedef struct {
    double scale, dx, dy;
} Frame;

static void
add_place(Collector *c, const SbItem *item, SbRect r, Frame f)
{
    SbPdfPlace place = { .item = *item,
        .page = c->page,
        .x0 = f.dx + f.scale * r.x,
        .y0 = c->height - (f.dy + f.scale * (r.y + r.height)),
        .x1 = f.dx + f.scale * (r.x + r.width),
        .y1 = c->height - (f.dy + f.scale * r.y) };

    if (isfinite(place.x0) && isfinite(place.y0) && isfinite(place.x1) &&
        isfinite(place.y1)) {
        g_array_append_val(c->out, place);
    }
}

static Frame
inner_frame(const SbItem *item, Frame f)
{
    const SbScene *inner = item->u.scene.scene;
    SbRect r = item->u.scene.rect;
    double w = sb_scene_width(inner), h = sb_scene_height(inner);
    double scale = MIN(r.width / w, r.height / h);

    return (Frame){ f.scale * scale, f.dx + f.scale * (r.x + (r.width - w * scale) / 2),
        f.dy + f.scale * (r.y + (r.height - h * scale) / 2) };
}

static void
collect(Collector *c, const SbScene *scene, Frame now, int depth)
{
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Frame));

    for (size_t i = 0; i < sb_scene_count(scene) && depth < SB_LIMIT_VIEW_DEPTH; i++) {
        const SbItem *item = sb_scene_item(scene, i);

        if (item->kind == SB_ITEM_PUSH) {
            g_array_append_val(stack, now);
            now.dx += now.scale * item->u.push.dx;
            now.dy += now.scale * item->u.push.dy;
        } else if (item->kind == SB_ITEM_POP && stack->len > 0) {
            now = g_array_index(stack, Frame, stack->len - 1);
            g_array_set_size(stack, stack->len - 1);
        } else if (item->kind == SB_ITEM_LINK) {
            add_place(c, item, item->u.link.rect, now);
        } else if (item->kind == SB_ITEM_DEST) {
            add_place(c, item, (SbRect){ item->u.dest.x, item->u.dest.y, 0, 0 }, now);
        } else if (item->kind == SB_ITEM_SCENE && item->u.scene.scene != NULL) {
            collect(c, item->u.scene.scene, inner_frame(item, now), depth + 1);
        }
    }
}

void
sb_pdf_places(GArray *places, const SbScene *scene, int page, double points)
{
    Collector c = { places, page, sb_scene_height(scene) * points };

    collect(&c, scene, (Frame){ points, 0, 0 }, 0);
}
