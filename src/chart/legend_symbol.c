/*
 * In: a legend of symbols.  Out: its entries: a symbol and a label each.
 */
#include <math.h>
#include <string.h>

#include "chart/legend_part.h"

/* --- symbols --- */

static gboolean
has(const SbLegend *l, SbChannel channel)
{
    for (int i = 0; i < l->n; i++) {
        if (l->channels[i] == channel) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What stands for a unit's mark in the legend of a channel. */
static const char *
symbol_of(const SbView *unit, SbChannel channel)
{
    const SbChannelDef *shape = &unit->channels[SB_CHANNEL_SHAPE];
    const json_t *own = json_object_get(unit->mark_def, "shape");

    if (channel != SB_CHANNEL_SHAPE) {
        if (shape->kind == SB_DEF_VALUE && shape->value.kind == SB_VALUE_STRING) {
            return shape->value.string;
        }
        if (json_is_string(own)) {
            return json_string_value(own);
        }
    }
    switch (unit->mark) {
    case SB_MARK_BAR:
    case SB_MARK_RECT:
    case SB_MARK_IMAGE:
    case SB_MARK_SQUARE:
        return "square";
    case SB_MARK_LINE:
    case SB_MARK_TRAIL:
    case SB_MARK_RULE:
        return "stroke";
    default:
        return "circle";
    }
}

void
sb_legend_symbol_merge(SbLegend *l, const SbView *unit, SbChannel channel)
{
    const char *one = symbol_of(unit, channel);

    if (l->symbol == NULL || strcmp(one, "circle") == 0) {
        l->symbol = one;
    }
}

/* A channel's constant: a value, the largest of its conditions. */
double
sb_legend_symbol_largest(const SbChannelDef *d, double fallback)
{
    double out = d->kind == SB_DEF_VALUE ? sb_value_to_number(d->value) : fallback;

    for (int i = 0; i < d->n_conditions; i++) {
        if (d->conditions[i].def->kind == SB_DEF_VALUE) {
            double v = sb_value_to_number(d->conditions[i].def->value);

            out = isnan(out) ? v : MAX(out, v);
        }
    }
    return out;
}

static void
mark_paint(const SbLegend *l, SbLook *look, gboolean fill)
{
    const SbView *unit = l->unit;
    SbModel *model = l->model;
    gboolean filled = unit->filled && unit->mark != SB_MARK_TRAIL, mine = filled == fill;
    const SbChannelDef *own = &unit->channels[fill ? SB_CHANNEL_FILL : SB_CHANNEL_STROKE];
    const SbChannelDef *color = &unit->channels[SB_CHANNEL_COLOR];
    const json_t *v = mine ? sb_mark_prop(model, unit, "color", fill ? "fill" : "stroke")
                           : sb_mark_prop(model, unit, fill ? "fill" : "stroke", NULL);
    SbInk *ink = fill ? &look->fill : &look->stroke;
    const SbChannelDef *d = own->json != NULL             ? own
                            : mine && color->json != NULL ? color
                                                          : NULL;

    if (v == NULL && mine) {
        v = sb_config_get(model->config, "mark", "color");
    }
    if (has(l, fill ? SB_CHANNEL_FILL : SB_CHANNEL_STROKE) ||
        ((mine || l->both) && has(l, SB_CHANNEL_COLOR))) {
        return; /* the scale paints */
    }
    if (d != NULL && d->kind == SB_DEF_FIELD) {
        if (fill) {
            sb_guide_color(sb_guide_get(&l->guide, "symbolFillColor"), ink);
            if (ink->kind == SB_INK_NONE) {
                SbColor black = { 0, 0, 0, 1 };

                *ink = sb_ink(black);
            }
            look->fill_opacity =
                sb_legend_symbol_largest(&unit->channels[SB_CHANNEL_OPACITY],
                    sb_json_number(unit->mark_def, "opacity", 1));
        }
        return;
    }
    if (d != NULL && d->kind == SB_DEF_VALUE) {
        SbColor c;

        if (d->value.kind == SB_VALUE_STRING && sb_color_parse(d->value.string, &c)) {
            *ink = sb_ink(c);
        }
        return;
    }
    sb_guide_color(v, ink);
}

/* What a mark says of itself does not reach the key, but for its colours and its
 * opacity; what the configuration says of its kind does (as in Vega-Lite). */
static SbLook *
symbol_base(const SbLegend *l)
{
    const SbView *unit = l->unit;
    SbModel *model = l->model;
    const SbGuide *g = &l->guide;
    SbLook *look = sb_graph_look_new(&model->graph);
    double opacity = sb_legend_symbol_largest(&unit->channels[SB_CHANNEL_OPACITY], NAN);
    const json_t *dash = sb_guide_get(g, "symbolDash"), *v;
    gboolean filled = unit->filled && unit->mark != SB_MARK_TRAIL;

    if (isnan(opacity)) {
        opacity = sb_json_number(unit->mark_def, "opacity", 1);
    }
    look->opacity =
        has(l, SB_CHANNEL_OPACITY) ? 1 : sb_guide_number(g, "symbolOpacity", opacity);
    look->shape = sb_guide_is_set(g, "symbolType")
                      ? sb_guide_string(g, "symbolType", l->symbol)
                      : l->symbol;
    look->stroke_width = sb_guide_number(g, "symbolStrokeWidth", 1.5);
    if (!sb_guide_is_set(g, "symbolStrokeWidth")) {
        v = sb_mark_config(model, unit, "strokeWidth");
        if (json_is_number(v)) {
            look->stroke_width = json_number_value(v);
        }
    }
    if (dash == NULL) {
        dash = sb_mark_config(model, unit, "strokeDash");
    }
    sb_guide_dash(model, dash, look);
    if (sb_guide_is_set(g, "symbolFillColor")) {
        sb_guide_color(sb_guide_get(g, "symbolFillColor"), &look->fill);
    } else {
        mark_paint(l, look, TRUE);
    }
    if (sb_guide_is_set(g, "symbolStrokeColor")) {
        sb_guide_color(sb_guide_get(g, "symbolStrokeColor"), &look->stroke);
    } else {
        mark_paint(l, look, FALSE);
    }
    v = sb_mark_config(model, unit, "fillOpacity");
    if (json_is_number(v) && look->fill_opacity == 1) {
        look->fill_opacity = json_number_value(v);
    }
    v = sb_mark_config(model, unit, "strokeOpacity");
    look->stroke_opacity = json_is_number(v) ? json_number_value(v) : 1;
    if (look->fill.kind != SB_INK_NONE && look->stroke.kind == SB_INK_NONE &&
        !has(l, SB_CHANNEL_STROKE)) {
        look->stroke.kind = SB_INK_COLOR; /* clear: unseen, yet it takes its width */
        look->stroke.color = (SbColor){ 0, 0, 0, 0 };
    }
    if (look->fill.kind == SB_INK_NONE && look->stroke.kind == SB_INK_NONE &&
        !(filled && (has(l, SB_CHANNEL_COLOR) || has(l, SB_CHANNEL_FILL))) &&
        !(!filled && (has(l, SB_CHANNEL_COLOR) || has(l, SB_CHANNEL_STROKE)))) {
        sb_guide_color(sb_guide_get(g, "symbolBaseStrokeColor"), &look->stroke);
    }
    return look;
}

static const SbScale *
scale_of(const SbLegend *l, SbChannel channel)
{
    const SbScaleModel *s = sb_scale_model_of(l->unit, channel);

    return s != NULL ? s->scale : NULL;
}

/* The look and size of one entry. */
static double
symbol_look(const SbLegend *l, SbValue value, SbLook *look)
{
    double size = sb_guide_number(&l->guide, "symbolSize", 100);
    gboolean filled = l->unit->filled && l->unit->mark != SB_MARK_TRAIL;
    SbArena *a = l->model->arena;

    for (int i = 0; i < l->n; i++) {
        SbChannel c = l->channels[i];
        const SbScale *s = scale_of(l, c);
        SbValue v;

        if (s == NULL) {
            continue;
        }
        v = sb_scale_value(s, a, value);
        switch (c) {
        case SB_CHANNEL_COLOR:
            *(filled ? &look->fill : &look->stroke) = sb_ink(sb_scale_color(s, value));
            if (l->both) {
                look->fill = look->stroke = sb_ink(sb_scale_color(s, value));
            }
            break;
        case SB_CHANNEL_FILL:
            look->fill = sb_ink(sb_scale_color(s, value));
            break;
        case SB_CHANNEL_STROKE:
            look->stroke = sb_ink(sb_scale_color(s, value));
            break;
        case SB_CHANNEL_OPACITY:
            look->opacity = sb_scale_number(s, value);
            break;
        case SB_CHANNEL_STROKE_WIDTH:
            look->stroke_width = sb_scale_number(s, value);
            break;
        case SB_CHANNEL_SIZE:
            if (l->unit->mark == SB_MARK_TRAIL) {
                look->stroke_width = sb_scale_number(s, value);
            } else {
                size = sb_scale_number(s, value);
            }
            break;
        case SB_CHANNEL_SHAPE:
            look->shape = v.kind == SB_VALUE_STRING ? v.string : "circle";
            break;
        case SB_CHANNEL_STROKE_DASH:
            if (v.kind == SB_VALUE_ARRAY) {
                g_autoptr(json_t) json = sb_value_to_json(v);

                look->n_dash = 0;
                sb_guide_dash(l->model, json, look);
            }
            break;
        default:
            break;
        }
    }
    return isnan(size) ? 0 : size;
}

SbGraphMark *
sb_legend_symbol_entries(const SbLegend *l)
{
    SbModel *model = l->model;
    const SbGuide *g = &l->guide;
    SbGraphMark *entries = sb_graph_mark_new(&model->graph, SB_GRAPH_GROUP, "scope");
    SbLook *base = symbol_base(l), *label = sb_graph_look_new(&model->graph);
    double *sizes = sb_arena_new_many(model->arena, double, l->n_values + 1);
    double *spaces = sb_arena_new_many(model->arena, double, l->n_values + 1), most = 0;
    SbLook **looks = sb_arena_new_many(model->arena, SbLook *, l->n_values + 1);
    int columns = (int)sb_guide_number(g, "columns", l->vertical ? 1 : 0);
    double shift = sb_guide_number(g, "symbolOffset", 0);
    double clip = sb_guide_number(g, "clipHeight", NAN);

    sb_guide_text_look(g, "label", NULL, label);
    label->align = sb_guide_align(sb_guide_string(g, "labelAlign", NULL), SB_ALIGN_LEFT);
    label->baseline =
        sb_guide_baseline(sb_guide_string(g, "labelBaseline", NULL), SB_BASELINE_MIDDLE);
    for (int i = 0; i < l->n_values; i++) {
        looks[i] = sb_arena_new_of(model->arena, SbLook);
        *looks[i] = *base;
        sizes[i] = symbol_look(l, l->values[i], looks[i]);
        spaces[i] = MAX(ceil(sqrt(sizes[i]) + looks[i]->stroke_width), label->font_size);
        most = MAX(most, spaces[i]);
    }
    for (int i = 0; i < l->n_values; i++) {
        SbGraphMark *one = sb_graph_group_new(&model->graph, "scope");
        SbGraphItem group = *sb_graph_item_at(one, 0), *item;
        SbGraphMark *symbols =
            sb_graph_mark_new(&model->graph, SB_GRAPH_SYMBOL, "legend-symbol");
        SbGraphMark *labels =
            sb_graph_mark_new(&model->graph, SB_GRAPH_TEXT, "legend-label");
        double across = columns > 0 ? most : spaces[i],
               down = isnan(clip) ? spaces[i] : clip;

        item = sb_graph_item_add(symbols);
        item->x = across * 0.5 + shift;
        item->y = down * 0.5;
        item->size = sizes[i];
        item->look = looks[i];
        item = sb_graph_item_add(labels);
        item->x = across + shift + sb_guide_number(g, "labelOffset", 4);
        item->y = down * 0.5;
        item->look = label;
        item->lines = l->labels[i];
        item->n_lines = l->n_lines[i];
        sb_graph_group_add(&group, symbols);
        sb_graph_group_add(&group, labels);
        group.group->no_bound = isnan(clip);
        group.width = 0;
        group.height = isnan(clip) ? 0 : clip;
        group.group->row = -1;
        group.group->column = columns > 0 ? i % columns : i;
        g_array_append_val(entries->items, group);
    }
    return entries;
}

SbGridLayout *
sb_legend_symbol_grid(const SbLegend *l)
{
    SbGridLayout *grid = sb_arena_new_of(l->model->arena, SbGridLayout);
    const char *align = sb_guide_string(&l->guide, "gridAlign", "each");
    SbGridAlign how = strcmp(align, "all") == 0    ? SB_ALIGN_GRID_ALL
                      : strcmp(align, "none") == 0 ? SB_ALIGN_GRID_NONE
                                                   : SB_ALIGN_GRID_EACH;

    grid->columns = (int)sb_guide_number(&l->guide, "columns", l->vertical ? 1 : 0);
    grid->align[0] = grid->align[1] = how;
    grid->center[1] = TRUE;
    grid->padding[0] = sb_guide_number(&l->guide, "columnPadding", 10);
    grid->padding[1] = sb_guide_number(&l->guide, "rowPadding", 2);
    return grid;
}
