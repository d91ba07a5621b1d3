/*
 * In: units' legend channels.  Out: legends: symbols, gradients, steps; channels of
 * one field and one domain share a legend, as in Vega-Lite.
 */
#include <math.h>
#include <string.h>

#include "chart/compose.h"
#include "chart/legend_part.h"

/* --- which legends --- */

static const SbChannel LEGEND_CHANNELS[] = { SB_CHANNEL_COLOR, SB_CHANNEL_SIZE,
    SB_CHANNEL_SHAPE, SB_CHANNEL_FILL, SB_CHANNEL_STROKE, SB_CHANNEL_STROKE_DASH,
    SB_CHANNEL_STROKE_WIDTH, SB_CHANNEL_OPACITY };

typedef struct {
    SbChannel channel;
    GPtrArray *units;
    const SbView *owner;
} Gather;

static void
gather_unit(SbView *unit, void *data)
{
    Gather *g = data;

    if (sb_scale_model_of(unit, g->channel) != NULL &&
        sb_def_data(&unit->channels[g->channel]) != NULL) {
        g_ptr_array_add(g->units, unit);
    }
}

/* The view that draws the legend of a unit's channel: the highest that shares it. */
static const SbView *
owner_of(const SbView *unit, SbChannel channel)
{
    const SbView *v = unit;

    while (v->parent != NULL && !v->parent->guide_independent[channel]) {
        v = v->parent;
    }
    return v;
}

static gboolean
is_off(const SbModel *model, const GPtrArray *units, SbChannel channel)
{
    for (guint i = 0; i < units->len; i++) {
        const SbChannelDef *d =
            sb_def_data(&((const SbView *)units->pdata[i])->channels[channel]);

        if (d->no_guide) {
            return TRUE;
        }
        if (d->guide != NULL) {
            return FALSE;
        }
    }
    return json_is_true(sb_config_get(model->config, "legend", "disable"));
}

gboolean
sb_legend_continuous(const SbScaleModel *s)
{
    int flags = sb_scale_flags(s->type);

    return (flags & SB_SCALE_CONTINUOUS) && !(flags & SB_SCALE_DISCRETIZING);
}

static void
add_configs(SbLegend *l)
{
    sb_guide_add_config(&l->guide, "legend");
    l->guide.vega[0] = "vega-legend";
    l->guide.label_style = "guide-label";
    l->guide.title_style = "guide-title";
}

static SbLegendKind
kind_of(const SbLegend *l)
{
    const char *given = sb_guide_string(&l->guide, "type", NULL);
    int flags = sb_scale_flags(l->scale->type);
    gboolean colour = (sb_channel_flags(l->channels[0]) & SB_CF_COLOR) != 0;
    gboolean steps =
        (flags & SB_SCALE_DISCRETIZING) || l->scale->type == SB_SCALE_BIN_ORDINAL;
    int parts = l->def->kind == SB_DEF_FIELD && l->def->has_unit ? l->def->unit.parts : 0;

    if (given != NULL) {
        return strcmp(given, "symbol") == 0 ? SB_LEGEND_SYMBOL
               : steps                      ? SB_LEGEND_DISCRETE
                                            : SB_LEGEND_GRADIENT;
    }
    if (!colour || l->n > 1 || l->both) {
        return SB_LEGEND_SYMBOL;
    }
    if (parts == SB_TIMEUNIT_QUARTER || parts == SB_TIMEUNIT_MONTH ||
        parts == SB_TIMEUNIT_DAY) {
        return SB_LEGEND_SYMBOL;
    }
    return sb_legend_continuous(l->scale) ? SB_LEGEND_GRADIENT
           : steps                        ? SB_LEGEND_DISCRETE
                                          : SB_LEGEND_SYMBOL;
}

/* --- the legend --- */

static SbGraphMark *
make_title(const SbLegend *l, const char *const *lines, int n, SbAnchor anchor,
    SbSide title_side)
{
    const SbGuide *g = &l->guide;
    SbGraphMark *mark =
        sb_graph_mark_new(&l->model->graph, SB_GRAPH_TEXT, "legend-title");
    SbGraphItem *item = sb_graph_item_add(mark);
    SbLook *look = sb_graph_look_new(&l->model->graph);
    gboolean side = title_side == SB_SIDE_LEFT || title_side == SB_SIDE_RIGHT;
    gboolean up = l->kind != SB_LEGEND_SYMBOL && l->vertical;

    sb_guide_text_look(g, "title", NULL, look);
    look->align = side && !(up && title_side == SB_SIDE_LEFT) &&
                          !(up && title_side == SB_SIDE_RIGHT)
                      ? SB_ALIGN_LEFT
                  : anchor == SB_ANCHOR_START ? SB_ALIGN_LEFT
                  : anchor == SB_ANCHOR_END   ? SB_ALIGN_RIGHT
                                              : SB_ALIGN_CENTER;
    look->baseline =
        !side ? SB_BASELINE_TOP
        : up  ? (title_side == SB_SIDE_RIGHT ? SB_BASELINE_BOTTOM : SB_BASELINE_TOP)
        : anchor == SB_ANCHOR_START ? SB_BASELINE_TOP
        : anchor == SB_ANCHOR_END   ? SB_BASELINE_BOTTOM
                                    : SB_BASELINE_MIDDLE;
    look->align = sb_guide_align(sb_guide_string(g, "titleAlign", NULL), look->align);
    look->baseline =
        sb_guide_baseline(sb_guide_string(g, "titleBaseline", NULL), look->baseline);
    item->angle = side && up ? (title_side == SB_SIDE_LEFT ? -90 : 90) : 0;
    item->x = item->y = sb_guide_number(g, "padding", 0);
    item->look = look;
    item->lines = lines;
    item->n_lines = n;
    return mark;
}

static json_t *
title_of(SbModel *model, const GPtrArray *units, SbChannel channel)
{
    for (guint i = 0; i < units->len; i++) {
        const SbChannelDef *d =
            sb_def_data(&((const SbView *)units->pdata[i])->channels[channel]);
        const json_t *own = json_object_get(d->guide, "title");

        own = own != NULL ? own : d->title;
        if (own != NULL) {
            return json_deep_copy(sb_model_value(model, own));
        }
    }
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < units->len; i++) {
        const SbChannelDef *d =
            sb_def_data(&((const SbView *)units->pdata[i])->channels[channel]);
        const char *one = d->kind == SB_DEF_FIELD ? sb_encoding_title(model, d) : NULL;

        if (one != NULL && strstr(text->str, one) == NULL) {
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", one);
        }
    }
    return text->len > 0 ? json_string(text->str) : NULL;
}

static SbGraphMark *
make_legend(SbLegend *l, const json_t *title)
{
    SbModel *model = l->model;
    const SbGuide *g = &l->guide;
    SbGraphMark *mark = sb_graph_group_new(&model->graph, "legend");
    SbGraphItem *item = sb_graph_item_at(mark, 0);
    SbLegendBox *box = sb_arena_new_of(model->arena, SbLegendBox);
    SbGraphItem *entry;
    SbLook *look = (SbLook *)item->look;
    int n = 0;
    const char *const *lines = title != NULL ? sb_guide_lines(model, title, &n) : NULL;

    box->side = l->side;
    box->offset = sb_guide_is_set(g, "offset") ? sb_guide_number(g, "offset", NAN) : NAN;
    box->padding = sb_guide_number(g, "padding", 0);
    box->title_padding = sb_guide_number(g, "titlePadding", 5);
    box->x = sb_guide_number(g, "legendX", 0);
    box->y = sb_guide_number(g, "legendY", 0);
    box->symbols = l->kind == SB_LEGEND_SYMBOL;
    box->vertical_gradient = l->kind != SB_LEGEND_SYMBOL && l->vertical;
    box->title_side = sb_guide_side(sb_guide_string(g, "titleOrient", NULL), SB_SIDE_TOP);
    box->title_anchor = sb_guide_anchor(sb_guide_string(g, "titleAnchor", NULL),
        box->title_side == SB_SIDE_LEFT || box->title_side == SB_SIDE_RIGHT
            ? SB_ANCHOR_MIDDLE
            : SB_ANCHOR_START);
    box->entry = sb_graph_group_new(&model->graph, "legend-entry");
    entry = sb_graph_item_at(box->entry, 0);
    sb_legend_entry_find(l);
    if (l->kind == SB_LEGEND_SYMBOL) {
        entry->group->layout = sb_legend_symbol_grid(l);
        sb_graph_group_add(entry, sb_legend_symbol_entries(l));
    } else {
        sb_graph_group_add(entry, l->kind == SB_LEGEND_DISCRETE
                                      ? sb_legend_gradient_bands(l)
                                      : sb_legend_gradient_bar(l));
        sb_graph_group_add(entry, sb_legend_gradient_labels(l));
    }
    sb_graph_group_add(item, box->entry);
    if (n > 0 && lines[0] != NULL && *lines[0] != '\0') {
        box->title = make_title(l, lines, n, box->title_anchor, box->title_side);
        sb_graph_group_add(item, box->title);
    }
    sb_guide_color(sb_guide_get(g, "fillColor"), &look->fill);
    sb_guide_color(sb_guide_get(g, "strokeColor"), &look->stroke);
    look->stroke_width = sb_config_number(model->config, "legend", "strokeWidth", 1);
    sb_guide_dash(model, sb_config_get(model->config, "legend", "strokeDash"), look);
    for (int i = 0; i < 4; i++) {
        look->corner[i] = sb_guide_number(g, "cornerRadius", 0);
    }
    item->group->guide = box;
    mark->zindex = (int)sb_guide_number(g, "zindex", 0);
    return mark;
}

/* --- collecting --- */

/* Do the channel's units show one field?  Its name, else NULL. */
static const char *
shared_field(const GPtrArray *units, SbChannel channel)
{
    const char *name = NULL;

    for (guint i = 0; i < units->len; i++) {
        const SbChannelDef *d =
            sb_def_data(&((const SbView *)units->pdata[i])->channels[channel]);
        const char *one = d->kind == SB_DEF_FIELD ? d->name : NULL;

        if (one == NULL || *one == '\0') {
            continue;
        }
        if (name != NULL && strcmp(name, one) != 0) {
            return NULL;
        }
        name = one;
    }
    return name;
}

/* Legends of one field are one, unless one scale is discrete and the other is not
 * (Vega-Lite 6). */
static gboolean
same_field(const SbLegend *l, const char *field, const SbScaleModel *s)
{
    return field != NULL && l->field != NULL && strcmp(l->field, field) == 0 &&
           ((sb_scale_flags(l->scale->type) ^ sb_scale_flags(s->type)) &
               SB_SCALE_DISCRETE) == 0;
}

/* Of the channels of a legend, the one whose scale gives the entries comes first in
 * Vega's order: size, shape, fill, stroke, width, dash, opacity. */
static int
entry_rank(SbChannel channel)
{
    switch (channel) {
    case SB_CHANNEL_SIZE:
        return 0;
    case SB_CHANNEL_SHAPE:
        return 1;
    case SB_CHANNEL_COLOR:
    case SB_CHANNEL_FILL:
        return 2;
    case SB_CHANNEL_STROKE:
        return 3;
    case SB_CHANNEL_STROKE_WIDTH:
        return 4;
    case SB_CHANNEL_STROKE_DASH:
        return 5;
    default:
        return 6;
    }
}

static void
direct(SbLegend *l)
{
    const char *side = sb_guide_string(&l->guide, "orient", "right");
    const char *given = sb_guide_is_set(&l->guide, "direction")
                            ? sb_guide_string(&l->guide, "direction", NULL)
                            : NULL;
    const char *key =
        l->kind == SB_LEGEND_SYMBOL ? "symbolDirection" : "gradientDirection";

    l->side = sb_guide_side(side, SB_SIDE_RIGHT);
    if (given == NULL && sb_guide_is_set(&l->guide, key)) {
        given = sb_guide_string(&l->guide, key, NULL);
    }
    if (given != NULL) {
        l->vertical = strcmp(given, "vertical") == 0;
    } else if (l->side == SB_SIDE_TOP || l->side == SB_SIDE_BOTTOM) {
        l->vertical = FALSE;
    } else if (l->side == SB_SIDE_LEFT || l->side == SB_SIDE_RIGHT ||
               l->side == SB_SIDE_NONE) {
        l->vertical = TRUE;
    } else {
        l->vertical = l->kind != SB_LEGEND_GRADIENT;
    }
}

static void
join(SbLegend *l, SbChannel channel, const SbChannelDef *d, SbScaleModel *s)
{
    if (entry_rank(channel) < entry_rank(l->channels[0])) {
        l->channels[l->n++] = l->channels[0];
        l->channels[0] = channel;
        l->scale = s;
        l->def = d;
    } else {
        l->channels[l->n++] = channel;
    }
    sb_guide_add(&l->guide, d->guide);
}

static void
merge_symbols(SbLegend *l, const GPtrArray *units, SbChannel channel)
{
    for (guint i = 0; i < units->len; i++) {
        sb_legend_symbol_merge(l, units->pdata[i], channel);
    }
}

void
sb_legend_add(SbModel *model, SbView *view, SbGraphItem *group)
{
    g_autoptr(GPtrArray) legends = g_ptr_array_new(), titles = g_ptr_array_new();

    for (size_t i = 0; i < G_N_ELEMENTS(LEGEND_CHANNELS); i++) {
        g_autoptr(GPtrArray) units = g_ptr_array_new();
        Gather g = { LEGEND_CHANNELS[i], units, view };
        const SbChannelDef *d;
        SbScaleModel *s;
        SbLegend *l = NULL;
        const char *field;

        sb_view_units(view, gather_unit, &g);
        for (guint k = units->len; k-- > 0;) {
            if (owner_of(units->pdata[k], g.channel) != view) {
                g_ptr_array_remove_index(units, k);
            }
        }
        if (units->len == 0 || is_off(model, units, g.channel)) {
            continue;
        }
        d = sb_def_data(&((SbView *)units->pdata[0])->channels[g.channel]);
        s = sb_scale_model_of(units->pdata[0], g.channel);
        if (s->direct) {
            continue;
        }
        field = shared_field(units, g.channel);
        for (guint k = 0; k < legends->len && l == NULL; k++) {
            if (same_field(legends->pdata[k], field, s)) {
                l = legends->pdata[k];
                join(l, g.channel, d, s);
            }
        }
        if (l != NULL) {
            merge_symbols(l, units, g.channel);
            continue;
        }
        l = sb_arena_new_of(model->arena, SbLegend);
        l->model = model;
        l->field = field;
        l->channels[l->n++] = g.channel;
        l->scale = s;
        l->unit = units->pdata[0];
        l->def = d;
        l->guide.model = model;
        for (guint k = 0; k < units->len; k++) {
            const SbView *u = units->pdata[k];

            l->both = l->both ||
                      (g.channel == SB_CHANNEL_COLOR && u->filled != l->unit->filled);
            sb_guide_add(&l->guide, sb_def_data(&u->channels[g.channel])->guide);
        }
        merge_symbols(l, units, g.channel);
        g_ptr_array_add(legends, l);
        g_ptr_array_add(titles, title_of(model, units, g.channel));
    }
    for (guint i = 0; i < legends->len; i++) {
        SbLegend *l = legends->pdata[i];
        json_t *title = titles->pdata[i];

        add_configs(l);
        l->kind = kind_of(l);
        direct(l);
        sb_graph_group_add(group, make_legend(l, title));
        json_decref(title);
    }
}
