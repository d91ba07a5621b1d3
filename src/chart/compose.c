/*
 * In: views with their scales.  Out: the scene graph, group in group.
 */
#include "chart/compose.h"

#include <math.h>
#include <string.h>

#include "chart/mark.h"
#include "chart/title.h"

/* --- frames --- */

/* A unit without x and y, such as a pie, has no plot to frame. */
static gboolean
without_position(const SbView *view)
{
    return view->kind == SB_VIEW_UNIT && view->channels[SB_CHANNEL_X].json == NULL &&
           view->channels[SB_CHANNEL_Y].json == NULL;
}

/* The rectangle behind a view's marks. */
static void
frame_look(SbModel *model, const SbView *view, SbLook *look)
{
    SbGuide g = { .model = model };
    const json_t *own = json_object_get(view->spec, "view");
    const json_t *style = json_object_get(own, "style");
    const char *name = json_is_string(style)    ? json_string_value(style)
                       : without_position(view) ? "view"
                                                : "cell";
    const json_t *fill, *stroke;

    sb_guide_add(&g, own);
    sb_guide_add(&g,
        json_object_get(json_object_get(sb_config_root(model->config), "style"), name));
    if (strcmp(name, "cell") == 0) {
        sb_guide_add_config(&g, "view");
    }
    fill = sb_guide_get(&g, "fill");
    stroke = sb_guide_get(&g, "stroke");
    if (fill == NULL) {
        fill = sb_config_style(model->config, name, "fill");
    }
    if (stroke == NULL) {
        stroke = sb_config_style(model->config, name, "stroke");
    }
    sb_guide_color(fill, &look->fill);
    sb_guide_color(stroke, &look->stroke);
    if (look->fill.color.a == 0 && look->fill.kind == SB_INK_COLOR) {
        look->fill.kind = SB_INK_NONE;
    }
    look->stroke_width = sb_guide_number(&g, "strokeWidth", 1);
    look->opacity = sb_guide_number(&g, "opacity", 1);
    look->fill_opacity = sb_guide_number(&g, "fillOpacity", 1);
    look->stroke_opacity = sb_guide_number(&g, "strokeOpacity", 1);
    sb_guide_dash(model, sb_guide_get(&g, "strokeDash"), look);
    for (int i = 0; i < 4; i++) {
        look->corner[i] = sb_guide_number(&g, "cornerRadius", 0);
    }
}

static void
add_units(SbModel *model, SbView *view, const SbView *frame, SbGraphItem *group)
{
    if (view->kind == SB_VIEW_UNIT) {
        sb_mark_make(model, view, view->drawn, frame->extent[0], frame->extent[1], group);
    }
    for (guint i = 0; i < view->children->len; i++) {
        SbView *child = view->children->pdata[i];
        SbGraphMark *inner = sb_graph_group_new(&model->graph, "scope");
        SbGraphItem *item = sb_graph_item_at(inner, 0);

        if (child->kind == SB_VIEW_UNIT) {
            add_units(model, child, frame, group);
            continue;
        }
        item->width = frame->extent[0];
        item->height = frame->extent[1];
        add_units(model, child, frame, item);
        sb_graph_group_add(group, inner);
    }
}

static void
add_axes(SbModel *model, SbView *frame, SbGraphItem *group)
{
    sb_axis_collect(model, frame);
    for (int pass = 0; pass < 2; pass++) {
        for (int dim = 0; dim < 2; dim++) {
            for (guint i = 0; i < frame->axes[dim]->len; i++) {
                const SbAxisModel *axis = frame->axes[dim]->pdata[i];

                if (pass == 0) {
                    sb_graph_group_add(group,
                        sb_axis_grid(model, axis, frame->extent[0], frame->extent[1]));
                } else if (!sb_header_takes(frame, dim)) {
                    sb_graph_group_add(group,
                        sb_axis_main(model, axis, frame->extent[0], frame->extent[1]));
                }
            }
        }
    }
}

/* Legends of the layers inside of a frame, too. */
static void
add_legends(SbModel *model, SbView *view, SbGraphItem *group)
{
    sb_legend_add(model, view, group);
    if (view->kind == SB_VIEW_LAYER) {
        for (guint i = 0; i < view->children->len; i++) {
            add_legends(model, view->children->pdata[i], group);
        }
    }
}

static void
add_title(SbModel *model, SbView *view, SbGraphItem *group)
{
    const json_t *title = json_object_get(view->spec, "title");

    if (view == model->root && model->house != NULL) {
        return; /* the house sets headline and subtitle itself */
    }
    if (title != NULL) {
        sb_graph_group_add(group, sb_title_make(model, view, title));
    }
}

static SbGraphMark *
make_frame(SbModel *model, SbView *view, const char *role)
{
    SbGraphMark *mark = sb_graph_group_new(&model->graph, role);
    SbGraphItem *item = sb_graph_item_at(mark, 0);

    item->width = view->extent[0];
    item->height = view->extent[1];
    frame_look(model, view, (SbLook *)item->look);
    add_axes(model, view, item);
    add_units(model, view, view, item);
    if (model->brief) {
        sb_brief_direct(model, view, item);
        sb_brief_pledge(model, view, item);
    }
    add_legends(model, view, item);
    add_title(model, view, item);
    return mark;
}

/* --- concat --- */

static SbGridAlign
read_align(const json_t *json, SbGridAlign fallback)
{
    const char *text = json_string_value(json);

    return text == NULL                ? fallback
           : strcmp(text, "all") == 0  ? SB_ALIGN_GRID_ALL
           : strcmp(text, "each") == 0 ? SB_ALIGN_GRID_EACH
                                       : SB_ALIGN_GRID_NONE;
}

static const json_t *
by_dim(const json_t *json, int dim)
{
    return json_is_object(json) ? json_object_get(json, dim == 0 ? "column" : "row")
                                : json;
}

void
sb_compose_grid(
    const SbModel *model, const SbView *view, const char *kind, SbGridLayout *out)
{
    double spacing = sb_config_number(model->config, kind, "spacing", 20);
    const json_t *columns = json_object_get(view->spec, "columns");
    SbGridAlign fallback =
        strcmp(kind, "facet") == 0 ? SB_ALIGN_GRID_ALL : SB_ALIGN_GRID_EACH;

    for (int dim = 0; dim < 2; dim++) {
        const json_t *gap = by_dim(json_object_get(view->spec, "spacing"), dim);

        out->padding[dim] = json_is_number(gap) ? json_number_value(gap) : spacing;
        out->align[dim] =
            read_align(by_dim(json_object_get(view->spec, "align"), dim), fallback);
        out->center[dim] =
            json_is_true(by_dim(json_object_get(view->spec, "center"), dim));
        out->title_band[dim] = out->header_band[dim] = out->footer_band[dim] = NAN;
    }
    out->flush = strcmp(sb_json_string(view->spec, "bounds", "full"), "flush") == 0;
    out->columns = json_is_number(columns)
                       ? (int)json_number_value(columns)
                       : (int)sb_config_number(model->config, kind, "columns", 0);
}

static SbGraphMark *
make_concat(SbModel *model, SbView *view, const char *role, GError **error)
{
    SbGraphMark *mark = sb_graph_group_new(&model->graph, role);
    SbGraphItem *item = sb_graph_item_at(mark, 0);
    SbGridLayout *grid = sb_arena_new_of(model->arena, SbGridLayout);

    sb_compose_grid(model, view, "concat", grid);
    if (json_object_get(view->spec, "vconcat") != NULL) {
        grid->columns = 1;
    } else if (json_object_get(view->spec, "hconcat") != NULL) {
        grid->columns = 0;
    }
    item->group->layout = grid;
    for (guint i = 0; i < view->children->len; i++) {
        SbGraphMark *child =
            sb_compose_view(model, view->children->pdata[i], "scope", error);

        if (child == NULL) {
            return NULL;
        }
        sb_graph_group_add(item, child);
    }
    add_legends(model, view, item);
    add_title(model, view, item);
    return mark;
}

SbGraphMark *
sb_compose_view(SbModel *model, SbView *view, const char *role, GError **error)
{
    switch (view->kind) {
    case SB_VIEW_CONCAT:
        return make_concat(model, view, role, error);
    case SB_VIEW_FACET: {
        SbGraphMark *mark = sb_header_facet(model, view, role, error);

        if (mark != NULL) {
            sb_legend_add(model, view, sb_graph_item_at(mark, 0));
            add_title(model, view, sb_graph_item_at(mark, 0));
        }
        return mark;
    }
    default:
        return make_frame(model, view, role);
    }
}

SbGraphMark *
sb_compose_root(SbModel *model, GError **error)
{
    SbGraphMark *mark = sb_compose_view(model, model->root, "frame", error);

    if (mark != NULL) {
        sb_brief_pledge_key(model, sb_graph_item_at(mark, 0));
    }
    return mark;
}
