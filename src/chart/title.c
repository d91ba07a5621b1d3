/*
 * In: a title as given.  Out: its mark; layout puts it beside the view.
 */
#include "chart/title.h"

#include <math.h>
#include <string.h>

static SbGraphMark *
text_mark(SbModel *model, const char *role, SbLook *look, const char *const *lines, int n,
    double angle)
{
    SbGraphMark *mark = sb_graph_mark_new(&model->graph, SB_GRAPH_TEXT, role);
    SbGraphItem *item = sb_graph_item_add(mark);

    item->look = look;
    item->lines = lines;
    item->n_lines = n;
    item->angle = angle;
    item->x = item->y = 0;
    return mark;
}

/* Keys of a title's texts: "color", "subtitleColor" … else the style's. */
static SbLook *
look_of(const SbGuide *g, const char *prefix, const char *style)
{
    static const char *const KEYS[] = { "color", "font", "fontSize", "fontWeight",
        "fontStyle", "lineHeight" };
    static const char *const PROPS[] = { "fill", "font", "fontSize", "fontWeight",
        "fontStyle", "lineHeight" };
    SbLook *look = sb_graph_look_new(&g->model->graph);
    const json_t *v[6];

    for (int i = 0; i < 6; i++) {
        char key[32];

        g_snprintf(key, sizeof key, "%s%s", prefix, KEYS[i]);
        if (*prefix != '\0') {
            key[strlen(prefix)] = g_ascii_toupper(key[strlen(prefix)]);
        }
        v[i] = sb_guide_get(g, key);
        if (v[i] == NULL) {
            v[i] = sb_config_style(g->model->config, style, PROPS[i]);
        }
    }
    sb_guide_color(v[0], &look->fill);
    look->font = json_is_string(v[1]) ? json_string_value(v[1]) : "sans-serif";
    look->font_size = json_is_number(v[2]) ? json_number_value(v[2]) : 11;
    look->font_weight = sb_guide_weight(v[3], 400);
    look->italic = json_is_string(v[4]) && strcmp(json_string_value(v[4]), "italic") == 0;
    look->line_height = json_is_number(v[5]) ? json_number_value(v[5]) : 0;
    return look;
}

SbGraphMark *
sb_title_of(SbModel *model, const SbGuide *guide, const char *const *lines, int n,
    SbSide side, gboolean frame_group, const char *style, SbAlign align,
    SbBaseline baseline, double angle, double offset, SbAnchor anchor)
{
    SbGraphMark *mark = sb_graph_group_new(&model->graph, "title");
    SbGraphItem *group = sb_graph_item_at(mark, 0);
    SbTitleBox *box = sb_arena_new_of(model->arena, SbTitleBox);
    SbLook *look = look_of(guide, "", style);

    look->align = align;
    look->baseline = baseline;
    look->limit = sb_guide_number(guide, "limit", 0);
    box->side = side;
    box->anchor = anchor;
    box->frame_group = frame_group;
    box->offset = offset;
    box->title = text_mark(model, "title-text", look, lines, n, angle);
    sb_graph_group_add(group, box->title);
    group->group->guide = box;
    return mark;
}

SbGraphMark *
sb_title_make(SbModel *model, const SbView *view, const json_t *json)
{
    SbGuide g = { .model = model, .vega = { "vega-title" } };
    json_t *object;
    const json_t *sub;
    const char *const *lines;
    SbGraphMark *mark;
    SbTitleBox *box;
    gboolean single = view->kind == SB_VIEW_UNIT || view->kind == SB_VIEW_LAYER;
    SbAnchor anchor;
    SbSide side;
    double angle;
    int n;

    json = sb_model_value(model, json);
    if (json == NULL || json_is_null(json)) {
        return NULL;
    }
    object = json_is_object(json) ? json_incref((json_t *)json)
                                  : json_pack("{s:O}", "text", json);
    sb_arena_own(model->arena, object, (GDestroyNotify)json_decref);
    sb_guide_add(&g, object);
    sb_guide_add_config(&g, "title");
    lines = sb_guide_lines(model, json_object_get(object, "text"), &n);
    if (n == 0) {
        return NULL;
    }
    anchor = sb_guide_anchor(
        sb_guide_is_set(&g, "anchor") ? sb_guide_string(&g, "anchor", NULL) : NULL,
        single ? SB_ANCHOR_MIDDLE : SB_ANCHOR_START);
    side = sb_guide_side(sb_guide_string(&g, "orient", NULL), SB_SIDE_TOP);
    angle = sb_guide_number(&g, "angle",
        side == SB_SIDE_LEFT    ? -90
        : side == SB_SIDE_RIGHT ? 90
                                : 0);
    mark = sb_title_of(model, &g, lines, n, side,
        strcmp(sb_guide_string(&g, "frame",
                   single && anchor == SB_ANCHOR_MIDDLE ? "group" : "bounds"),
            "group") == 0,
        "group-title",
        sb_guide_align(sb_guide_string(&g, "align", NULL),
            anchor == SB_ANCHOR_START ? SB_ALIGN_LEFT
            : anchor == SB_ANCHOR_END ? SB_ALIGN_RIGHT
                                      : SB_ALIGN_CENTER),
        sb_guide_baseline(sb_guide_string(&g, "baseline", NULL), SB_BASELINE_TOP), angle,
        sb_guide_number(&g, "offset", 4), anchor);
    box = (SbTitleBox *)sb_graph_item_at(mark, 0)->group->guide;
    box->padding = sb_guide_number(&g, "subtitlePadding", 3);
    sb_graph_item_at(box->title, 0)->x = 0;
    ((SbLook *)sb_graph_item_at(box->title, 0)->look)->dx = sb_guide_number(&g, "dx", 0);
    ((SbLook *)sb_graph_item_at(box->title, 0)->look)->dy = sb_guide_number(&g, "dy", 0);
    sub = json_object_get(object, "subtitle");
    if (sub != NULL && !json_is_null(sub)) {
        SbLook *look = look_of(&g, "subtitle", "group-subtitle");
        const SbLook *main = sb_graph_item_at(box->title, 0)->look;
        const char *const *sub_lines = sb_guide_lines(model, sub, &n);

        look->align = main->align;
        look->baseline = main->baseline;
        look->dx = main->dx;
        look->dy = main->dy;
        look->limit = main->limit;
        box->subtitle = text_mark(model, "title-subtitle", look, sub_lines, n, angle);
        sb_graph_group_add(sb_graph_item_at(mark, 0), box->subtitle);
    }
    mark->zindex = (int)sb_guide_number(&g, "zindex", 0);
    return mark;
}
