/*
 * In: units' legend channels.  Out: legends: symbols, gradients, steps; channels of
 * one field and one domain share a legend, as in Vega-Lite.
 */
#include <math.h>
#include <string.h>

#include "chart/compose.h"
#include "chart/guide.h"
#include "chart/mark.h"

typedef enum { LEGEND_SYMBOL, LEGEND_GRADIENT, LEGEND_DISCRETE } Kind;

/* One legend: a channel, and those that were merged into it. */
typedef struct {
    SbModel *model;
    SbChannel channels[SB_CHANNELS];
    int n;
    SbScaleModel *scale;
    const SbView *unit;
    const SbChannelDef *def;
    SbGuide guide;
    Kind kind;
    SbSide side;
    gboolean vertical;    /* gradient runs upward */
    gboolean merged_mark; /* several units of different marks */
    /* entries */
    SbValue *values;
    const char *const **labels;
    int *n_lines;
    int n_values;
    gboolean given;
} Legend;

/* --- which legends
 * ----------------------------------------------------------------------------- */

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

static gboolean
continuous(const SbScaleModel *s)
{
    int flags = sb_scale_flags(s->type);

    return (flags & SB_SCALE_CONTINUOUS) && !(flags & SB_SCALE_DISCRETIZING);
}

static void
add_configs(Legend *l)
{
    sb_guide_add_config(&l->guide, "legend");
    l->guide.vega[0] = "vega-legend";
    l->guide.label_style = "guide-label";
    l->guide.title_style = "guide-title";
}

static Kind
kind_of(const Legend *l)
{
    const char *given = sb_guide_string(&l->guide, "type", NULL);
    int flags = sb_scale_flags(l->scale->type);
    gboolean colour = (sb_channel_flags(l->channels[0]) & SB_CF_COLOR) != 0;
    gboolean steps =
        (flags & SB_SCALE_DISCRETIZING) || l->scale->type == SB_SCALE_BIN_ORDINAL;
    int parts = l->def->kind == SB_DEF_FIELD && l->def->has_unit ? l->def->unit.parts : 0;

    if (given != NULL) {
        return strcmp(given, "symbol") == 0 ? LEGEND_SYMBOL
               : steps                      ? LEGEND_DISCRETE
                                            : LEGEND_GRADIENT;
    }
    if (!colour || l->n > 1) {
        return LEGEND_SYMBOL;
    }
    if (parts == SB_TIMEUNIT_QUARTER || parts == SB_TIMEUNIT_MONTH ||
        parts == SB_TIMEUNIT_DAY) {
        return LEGEND_SYMBOL;
    }
    return continuous(l->scale) ? LEGEND_GRADIENT : LEGEND_SYMBOL;
}

/* --- entries
 * -------------------------------------------------------------------------------------
 */

static SbLabelStyle
style_of(const Legend *l)
{
    const SbModel *model = l->model;
    const SbChannelDef *d = l->def;
    const json_t *format = sb_guide_get(&l->guide, "format");
    SbLabelStyle s = { .format = json_string_value(format),
        .overrides = json_is_object(format) ? format : NULL,
        .format_type = sb_guide_string(&l->guide, "formatType", NULL),
        .locale = model->locale,
        .values_given = l->given || l->kind == LEGEND_SYMBOL };
    gboolean unit = d->kind == SB_DEF_FIELD && d->has_unit;
    gboolean time = s.format_type != NULL ? strcmp(s.format_type, "number") != 0
                                          : d->type == SB_TYPE_TEMPORAL || unit;

    if (time) {
        if (s.format == NULL && s.overrides == NULL) {
            s.format = unit && d->unit.parts != 0
                           ? sb_timeunit_format(model->arena, d->unit.parts)
                           : json_string_value(json_object_get(
                                 sb_config_root(model->config), "timeFormat"));
        }
        if (!(sb_scale_flags(l->scale->type) & SB_SCALE_IS_TIME) &&
            s.format_type == NULL) {
            s.format_type = unit && d->unit.utc ? "utc" : "time";
        }
    } else if (d->type == SB_TYPE_QUANTITATIVE) {
        if (s.format == NULL) {
            s.format = json_string_value(
                json_object_get(sb_config_root(model->config), "numberFormat"));
        }
        s.reader_lang = model->brief ? model->lang : NULL;
    }
    return s;
}

static double
gradient_length(const Legend *l)
{
    const SbView *frame = sb_scale_model_frame(l->unit);
    double length = sb_guide_number(&l->guide, "gradientLength", 200);
    gboolean top = l->side == SB_SIDE_TOP || l->side == SB_SIDE_BOTTOM;
    const SbConfig *c = l->model->config;

    if (sb_guide_is_set(&l->guide, "gradientLength") || !continuous(l->scale)) {
        return length;
    }
    if (!l->vertical) {
        double lo = sb_config_number(c, "legend", "gradientHorizontalMinLength", 100);
        double hi = sb_config_number(c, "legend", "gradientHorizontalMaxLength", 200);

        return top ? CLAMP(frame->extent[0], lo, hi) : lo;
    }
    return CLAMP(frame->extent[1],
        sb_config_number(c, "legend", "gradientVerticalMinLength", 64),
        sb_config_number(c, "legend", "gradientVerticalMaxLength", 200));
}

/* The edges between steps of a discretizing scale, −∞ first. */
static void
step_values(Legend *l)
{
    const SbScale *s = l->scale->scale;
    SbArena *a = l->model->arena;
    int n = s->n_domain;

    if (s->bins != NULL) {
        l->n_values = MAX(s->n_bins - 1, 0);
        l->values = sb_arena_new_many(a, SbValue, l->n_values + 1);
        for (int i = 0; i < l->n_values; i++) {
            l->values[i] = sb_value_number(s->bins[i]);
        }
        return;
    }
    if (s->type == SB_SCALE_QUANTIZE) {
        n = s->n_range - 1;
    }
    l->n_values = n + 1;
    l->values = sb_arena_new_many(a, SbValue, n + 1);
    l->values[0] = sb_value_number(-INFINITY);
    for (int i = 0; i < n; i++) {
        double v = s->domain[i];

        if (s->type == SB_SCALE_QUANTIZE) {
            double lo = s->domain[0], hi = s->domain[s->n_domain - 1];

            v = ((i + 1) * hi - (i - s->n_range + 1) * lo) / s->n_range;
        }
        l->values[i + 1] = sb_value_number(v);
    }
}

/* How one edge is written. */
static const char *
edge_text(const Legend *l, const SbLabelStyle *style, double v)
{
    const SbScale *s = l->scale->scale;
    SbArena *a = l->model->arena;
    SbFormatTick tick;
    double least = INFINITY;

    if (!isfinite(v)) {
        return NULL;
    }
    if (s->type == SB_SCALE_QUANTIZE || s->type == SB_SCALE_QUANTILE) {
        const double *e = s->domain;
        int n = s->n_domain;

        least = n > 1 ? e[1] - e[0] : e[0];
        for (int i = 1; i < n; i++) {
            least = MIN(least, e[i] - e[i - 1]);
        }
        if (sb_format_tick(0, least, 30, style->format, &tick)) {
            return sb_format_tick_text(a, style->locale, &tick, v);
        }
    }
    if (style->format != NULL) {
        const char *text =
            sb_format_number_text(a, style->locale, style->format, v, NULL);

        return text != NULL ? text : "";
    }
    return sb_value_to_string(a, sb_value_number(v));
}

static const char *
range_text(const Legend *l, const SbLabelStyle *style, int i)
{
    const SbScale *s = l->scale->scale;
    double most = s->bins != NULL && s->n_bins > 0 ? s->bins[s->n_bins - 1] : INFINITY;
    const char *lo = edge_text(l, style, sb_value_to_number(l->values[i]));
    const char *hi = edge_text(
        l, style, i + 1 < l->n_values ? sb_value_to_number(l->values[i + 1]) : most);

    return lo != NULL && hi != NULL
               ? sb_arena_printf(l->model->arena, "%s \u2013 %s", lo, hi)
           : hi != NULL ? sb_arena_printf(l->model->arena, "< %s", hi)
                        : sb_arena_printf(l->model->arena, "\u2265 %s", lo);
}

static const char *const *
with_expr(const Legend *l, SbValue value, const char *text, int index, int *n)
{
    const char *expr = json_string_value(sb_guide_get(&l->guide, "labelExpr"));
    const char **keys = sb_arena_new_many(l->model->arena, const char *, 3);
    SbValue *values = sb_arena_new_many(l->model->arena, SbValue, 3), out;

    *n = 1;
    if (expr == NULL) {
        return sb_graph_lines(&l->model->graph, sb_guide_resolve(l->model, text));
    }
    keys[0] = "value";
    keys[1] = "label";
    keys[2] = "index";
    values[0] = value;
    values[1] = sb_value_string(text);
    values[2] = sb_value_number(index);
    if (!sb_expr_value(l->model->arena, expr,
            sb_value_object(l->model->arena, keys, values, 3), &l->model->scope, &out,
            NULL)) {
        return sb_graph_lines(&l->model->graph, text);
    }
    return sb_guide_lines_of(l->model, out, n);
}

static gboolean
stepped(const Legend *l)
{
    return (sb_scale_flags(l->scale->type) & SB_SCALE_DISCRETIZING) ||
           l->scale->type == SB_SCALE_BIN_ORDINAL || l->scale->scale->bins != NULL;
}

static void
find_values(Legend *l)
{
    const json_t *list = sb_guide_get(&l->guide, "values");
    const SbScale *s = l->scale->scale;
    SbArena *a = l->model->arena;
    SbTickWish wish = { sb_guide_number(&l->guide, "tickCount", NAN), FALSE, 0, 0,
        sb_guide_number(&l->guide, "tickMinStep", NAN) };
    SbLabelStyle style;
    double count;
    int limit = (int)sb_guide_number(&l->guide, "symbolLimit", 30);

    l->given = json_is_array(list);
    if (l->given) {
        l->n_values = (int)json_array_size(list);
        l->values = sb_arena_new_many(a, SbValue, l->n_values + 1);
        for (int i = 0; i < l->n_values; i++) {
            l->values[i] =
                sb_domain_literal(l->model, l->def, json_array_get(list, (size_t)i));
        }
    } else if (stepped(l)) {
        step_values(l);
    } else {
        if (isnan(wish.count)) {
            wish.count = l->kind == LEGEND_GRADIENT
                             ? MAX(2, 2 * floor(gradient_length(l) / 100))
                             : 5;
        }
        l->values = sb_scale_ticks(a, s, &wish, NULL, 0, &l->n_values);
        if (l->kind == LEGEND_GRADIENT && l->n_values < 3 && s->n_domain >= 2 &&
            s->domain[0] != s->domain[s->n_domain - 1]) {
            l->n_values = 2;
            l->values = sb_arena_new_many(a, SbValue, 2);
            l->values[0] = sb_value_number(s->domain[0]);
            l->values[1] = sb_value_number(s->domain[s->n_domain - 1]);
        }
    }
    count = sb_scale_tick_count(s,
        &(SbTickWish){ isnan(wish.count) ? 5 : wish.count, FALSE, 0, 0, wish.min_step });
    style = style_of(l);
    if (l->kind == LEGEND_SYMBOL && !l->given && l->n_values > 0 &&
        l->channels[0] == SB_CHANNEL_SIZE && sb_scale_number(s, l->values[0]) == 0) {
        l->values++;
        l->n_values--;
    }
    l->labels = sb_arena_new_many(a, const char *const *, l->n_values + 1);
    l->n_lines = sb_arena_new_many(a, int, l->n_values + 1);
    for (int i = 0; i < l->n_values; i++) {
        const char *text;

        if (l->kind == LEGEND_SYMBOL && limit > 0 && l->n_values > limit &&
            i == limit - 1) {
            text = sb_arena_printf(a, "\u2026%d entries", l->n_values - (limit - 1));
            l->labels[i] = sb_graph_lines(&l->model->graph, text);
            l->n_lines[i] = 1;
            l->n_values = limit;
            return;
        }
        text = stepped(l) && l->kind == LEGEND_SYMBOL ? range_text(l, &style, i)
               : l->kind == LEGEND_DISCRETE
                   ? (i > 0 ? edge_text(l, &style, sb_value_to_number(l->values[i])) : "")
                   : sb_scale_label(a, s, &style, count, l->values[i]);
        l->labels[i] = with_expr(l, l->values[i], text, i, &l->n_lines[i]);
    }
}

/* --- symbols
 * ----------------------------------------------------------------------------------------
 */

static gboolean
has(const Legend *l, SbChannel channel)
{
    for (int i = 0; i < l->n; i++) {
        if (l->channels[i] == channel) {
            return TRUE;
        }
    }
    return FALSE;
}

static const char *
symbol_type(const Legend *l)
{
    const char *given = sb_guide_is_set(&l->guide, "symbolType")
                            ? sb_guide_string(&l->guide, "symbolType", NULL)
                            : NULL;
    const SbChannelDef *shape = &l->unit->channels[SB_CHANNEL_SHAPE];
    const json_t *own = json_object_get(l->unit->mark_def, "shape");

    if (given != NULL) {
        return given;
    }
    if (!has(l, SB_CHANNEL_SHAPE)) {
        if (shape->kind == SB_DEF_VALUE && shape->value.kind == SB_VALUE_STRING) {
            return shape->value.string;
        }
        if (json_is_string(own)) {
            return json_string_value(own);
        }
    }
    switch (l->unit->mark) {
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

/* A channel's constant: a value, the largest of its conditions. */
static double
largest_value(const SbChannelDef *d, double fallback)
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
mark_paint(const Legend *l, SbLook *look, gboolean fill)
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

    if (has(l, fill ? SB_CHANNEL_FILL : SB_CHANNEL_STROKE) ||
        (mine && has(l, SB_CHANNEL_COLOR))) {
        return; /* the scale paints */
    }
    if (d != NULL && d->kind == SB_DEF_FIELD) {
        if (fill) {
            sb_guide_color(sb_guide_get(&l->guide, "symbolFillColor"), ink);
            if (ink->kind == SB_INK_NONE) {
                SbColor black = { 0, 0, 0, 1 };

                *ink = sb_ink(black);
            }
            look->fill_opacity = largest_value(&unit->channels[SB_CHANNEL_OPACITY],
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

static SbLook *
symbol_base(const Legend *l)
{
    const SbView *unit = l->unit;
    SbModel *model = l->model;
    const SbGuide *g = &l->guide;
    SbLook *look = sb_graph_look_new(&model->graph);
    double opacity = largest_value(&unit->channels[SB_CHANNEL_OPACITY], NAN);
    const json_t *dash = sb_guide_get(g, "symbolDash"), *v;
    gboolean filled = unit->filled && unit->mark != SB_MARK_TRAIL;

    if (isnan(opacity)) {
        opacity = sb_json_number(unit->mark_def, "opacity", 1);
    }
    look->opacity =
        has(l, SB_CHANNEL_OPACITY) ? 1 : sb_guide_number(g, "symbolOpacity", opacity);
    look->shape = symbol_type(l);
    look->stroke_width = sb_guide_number(g, "symbolStrokeWidth", 1.5);
    if (!sb_guide_is_set(g, "symbolStrokeWidth")) {
        v = sb_mark_prop(model, unit, "strokeWidth", NULL);
        if (json_is_number(v)) {
            look->stroke_width = json_number_value(v);
        }
    }
    if (dash == NULL) {
        dash = sb_mark_prop(model, unit, "strokeDash", NULL);
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
    v = sb_mark_prop(model, unit, "fillOpacity", NULL);
    if (json_is_number(v) && look->fill_opacity == 1) {
        look->fill_opacity = json_number_value(v);
    }
    v = sb_mark_prop(model, unit, "strokeOpacity", NULL);
    look->stroke_opacity = json_is_number(v) ? json_number_value(v) : 1;
    if (look->fill.kind == SB_INK_NONE && look->stroke.kind == SB_INK_NONE &&
        !(filled && (has(l, SB_CHANNEL_COLOR) || has(l, SB_CHANNEL_FILL))) &&
        !(!filled && (has(l, SB_CHANNEL_COLOR) || has(l, SB_CHANNEL_STROKE)))) {
        sb_guide_color(sb_guide_get(g, "symbolBaseStrokeColor"), &look->stroke);
    }
    return look;
}

static const SbScale *
scale_of(const Legend *l, SbChannel channel)
{
    const SbScaleModel *s = sb_scale_model_of(l->unit, channel);

    return s != NULL ? s->scale : NULL;
}

/* The look and size of one entry. */
static double
symbol_look(const Legend *l, SbValue value, SbLook *look)
{
    double size = sb_guide_number(&l->guide, "symbolSize", 100);
    gboolean filled = l->unit->filled && l->unit->mark != SB_MARK_TRAIL;
    SbArena *a = l->model->arena;

    for (int i = 0; i < l->n; i++) {
        SbChannel c = l->channels[i];
        const SbScale *s = scale_of(l, c);
        SbValue v = sb_scale_value(s, a, value);

        switch (c) {
        case SB_CHANNEL_COLOR:
            *(filled ? &look->fill : &look->stroke) = sb_ink(sb_scale_color(s, value));
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

static SbGraphMark *
symbol_entries(const Legend *l)
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

static SbGridLayout *
entry_grid(const Legend *l)
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

/* --- gradients
 * -----------------------------------------------------------------------------------------
 */

static double
fraction(const Legend *l, SbValue value)
{
    const SbScale *s = l->scale->scale;
    double x = sb_value_to_number(value), lo, hi;
    SbScale unit = *s;
    double ends[2], range[2] = { 0, 1 };

    if (s->n_domain < 1) {
        return 0.5;
    }
    lo = s->domain[0];
    hi = s->domain[s->n_domain - 1];
    if (l->kind == LEGEND_DISCRETE) {
        if (s->type == SB_SCALE_THRESHOLD) {
            int n = s->n_domain - 1;
            double adjust = n > 0 ? (hi - lo) / n : 0.1;

            lo -= adjust;
            hi += adjust;
        }
        return (x - lo) / (hi - lo);
    }
    if (!(hi != lo)) {
        return 0.5;
    }
    ends[0] = lo;
    ends[1] = hi;
    unit.domain = ends;
    unit.n_domain = 2;
    unit.range = range;
    unit.n_range = 2;
    unit.round = FALSE;
    return sb_scale_at(&unit, x);
}

static SbInk
ramp_ink(const Legend *l)
{
    enum { STOPS = 33 };
    const SbScale *s = l->scale->scale;
    SbStop *stops = sb_arena_new_many(l->model->arena, SbStop, STOPS);
    SbInk ink = { .kind = SB_INK_LINEAR, .n_stops = STOPS, .stops = stops };
    SbScale unit = *s;
    double lo = s->domain[0], hi = s->domain[s->n_domain - 1];

    for (int i = 0; i < STOPS; i++) {
        double at = (double)i / (STOPS - 1);
        double x = s->n_domain == 2 && s->range == NULL ? lo + (hi - lo) * at
                                                        : lo + (hi - lo) * at;

        stops[i].offset = at;
        if (s->interpolated && s->n_domain == 2) {
            at = s->color_extent[0] + (s->color_extent[1] - s->color_extent[0]) * at;
            stops[i].color = sb_scheme_at(s->colors, s->n_range, s->interpolate, at);
        } else {
            stops[i].color = sb_scale_color(&unit, sb_value_number(x));
        }
    }
    ink.y1 = l->vertical ? 1 : 0;
    ink.x2 = l->vertical ? 0 : 1;
    return ink;
}

static SbLook *
gradient_look(const Legend *l)
{
    SbLook *look = sb_graph_look_new(&l->model->graph);
    const SbGuide *g = &l->guide;
    double opacity = largest_value(&l->unit->channels[SB_CHANNEL_OPACITY], NAN);

    if (isnan(opacity)) {
        opacity = sb_json_number(l->unit->mark_def, "opacity", 1);
    }
    look->opacity = sb_guide_number(g, "gradientOpacity", opacity);
    sb_guide_color(sb_guide_get(g, "gradientStrokeColor"), &look->stroke);
    look->stroke_width = sb_guide_number(g, "gradientStrokeWidth", 0);
    return look;
}

static SbGraphMark *
gradient_bar(const Legend *l)
{
    SbGraphMark *mark =
        sb_graph_mark_new(&l->model->graph, SB_GRAPH_RECT, "legend-gradient");
    SbGraphItem *item = sb_graph_item_add(mark);
    SbLook *look = gradient_look(l);
    double thick = sb_guide_number(&l->guide, "gradientThickness", 16);
    double length = gradient_length(l);

    look->fill = ramp_ink(l);
    item->look = look;
    item->x = item->y = 0;
    item->width = l->vertical ? thick : length;
    item->height = l->vertical ? length : thick;
    return mark;
}

static SbGraphMark *
gradient_bands(const Legend *l)
{
    SbGraphMark *mark = sb_graph_mark_new(&l->model->graph, SB_GRAPH_RECT, "legend-band");
    double thick = sb_guide_number(&l->guide, "gradientThickness", 16);
    double length = gradient_length(l);

    for (int i = 0; i < l->n_values; i++) {
        SbGraphItem *item = sb_graph_item_add(mark);
        SbLook *look = gradient_look(l);
        double from = i > 0 ? fraction(l, l->values[i]) : 0;
        double to = i == l->n_values - 1 ? 1 : fraction(l, l->values[i + 1]);

        look->fill = sb_ink(sb_scale_color(l->scale->scale, l->values[i]));
        item->look = look;
        if (l->vertical) {
            item->x = 0;
            item->width = thick;
            item->y = (1 - to) * length;
            item->y2 = (1 - from) * length;
            item->height = item->y2 - item->y;
        } else {
            item->y = 0;
            item->height = thick;
            item->x = from * length;
            item->x2 = to * length;
            item->width = item->x2 - item->x;
        }
    }
    return mark;
}

static SbGraphMark *
gradient_labels(const Legend *l)
{
    SbModel *model = l->model;
    const SbGuide *g = &l->guide;
    SbGraphMark *mark = sb_graph_mark_new(&model->graph, SB_GRAPH_TEXT, "legend-label");
    double thick = sb_guide_number(g, "gradientThickness", 16),
           length = gradient_length(l);
    const json_t *shift =
        sb_guide_is_set(g, "labelOffset") ? sb_guide_get(g, "labelOffset") : NULL;
    double away =
        thick + (json_is_number(shift) ? json_number_value(shift)
                                       : sb_guide_number(g, "gradientLabelOffset", 2));
    const json_t *overlap = sb_guide_get(g, "labelOverlap");
    const char *method = json_is_string(overlap) ? json_string_value(overlap)
                         : json_is_true(overlap) ? "parity"
                                                 : NULL;

    if (!sb_guide_is_set(g, "labelOverlap") &&
        (l->scale->type == SB_SCALE_LOG || l->scale->type == SB_SCALE_SYMLOG ||
            l->scale->type == SB_SCALE_QUANTILE ||
            l->scale->type == SB_SCALE_THRESHOLD)) {
        method = "greedy";
    }
    for (int i = 0; i < l->n_values; i++) {
        SbGraphItem *item = sb_graph_item_add(mark);
        SbLook *look = sb_graph_look_new(&model->graph);
        double at = l->kind == LEGEND_DISCRETE && i == 0 ? 0 : fraction(l, l->values[i]);

        sb_guide_text_look(g, "label", NULL, look);
        look->limit = sb_guide_number(g, "gradientLabelLimit", 0);
        if (l->vertical) {
            look->align = SB_ALIGN_LEFT;
            look->baseline = at <= 0   ? SB_BASELINE_BOTTOM
                             : at >= 1 ? SB_BASELINE_TOP
                                       : SB_BASELINE_MIDDLE;
            item->x = away;
            item->y = (1 - at) * length;
        } else {
            look->align = at <= 0   ? SB_ALIGN_LEFT
                          : at >= 1 ? SB_ALIGN_RIGHT
                                    : SB_ALIGN_CENTER;
            look->baseline = SB_BASELINE_TOP;
            item->y = away;
            item->x = at * length;
        }
        item->look = look;
        item->lines = l->labels[i];
        item->n_lines = l->n_lines[i];
    }
    if (method != NULL) {
        sb_guide_overlap(
            &model->graph, mark, method, sb_guide_number(g, "labelSeparation", 0));
    }
    return mark;
}

/* --- the legend
 * ------------------------------------------------------------------------------------------
 */

static SbGraphMark *
make_title(
    const Legend *l, const char *const *lines, int n, SbAnchor anchor, SbSide title_side)
{
    const SbGuide *g = &l->guide;
    SbGraphMark *mark =
        sb_graph_mark_new(&l->model->graph, SB_GRAPH_TEXT, "legend-title");
    SbGraphItem *item = sb_graph_item_add(mark);
    SbLook *look = sb_graph_look_new(&l->model->graph);
    gboolean side = title_side == SB_SIDE_LEFT || title_side == SB_SIDE_RIGHT;
    gboolean up = l->kind != LEGEND_SYMBOL && l->vertical;

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
make_legend(Legend *l, const json_t *title)
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
    box->symbols = l->kind == LEGEND_SYMBOL;
    box->vertical_gradient = l->kind != LEGEND_SYMBOL && l->vertical;
    box->title_side = sb_guide_side(sb_guide_string(g, "titleOrient", NULL), SB_SIDE_TOP);
    box->title_anchor = sb_guide_anchor(sb_guide_string(g, "titleAnchor", NULL),
        box->title_side == SB_SIDE_LEFT || box->title_side == SB_SIDE_RIGHT
            ? SB_ANCHOR_MIDDLE
            : SB_ANCHOR_START);
    box->entry = sb_graph_group_new(&model->graph, "legend-entry");
    entry = sb_graph_item_at(box->entry, 0);
    find_values(l);
    if (l->kind == LEGEND_SYMBOL) {
        entry->group->layout = entry_grid(l);
        sb_graph_group_add(entry, symbol_entries(l));
    } else {
        sb_graph_group_add(
            entry, l->kind == LEGEND_DISCRETE ? gradient_bands(l) : gradient_bar(l));
        sb_graph_group_add(entry, gradient_labels(l));
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

/* --- collecting
 * ---------------------------------------------------------------------------------------------
 */

static gboolean
same_field(const Legend *l, const SbChannelDef *d, const SbScaleModel *s)
{
    const SbScale *a = l->scale->scale, *b = s->scale;

    if (l->def->kind != SB_DEF_FIELD || d->kind != SB_DEF_FIELD ||
        g_strcmp0(l->def->name, d->name) != 0 || l->def->type != d->type) {
        return FALSE;
    }
    if (((sb_scale_flags(l->scale->type) ^ sb_scale_flags(s->type)) &
            SB_SCALE_DISCRETE) != 0) {
        return FALSE;
    }
    return a->n_values == b->n_values && a->n_domain == b->n_domain;
}

static void
direct(Legend *l)
{
    const char *side = sb_guide_string(&l->guide, "orient", "right");
    const char *given = sb_guide_is_set(&l->guide, "direction")
                            ? sb_guide_string(&l->guide, "direction", NULL)
                            : NULL;
    const char *key = l->kind == LEGEND_SYMBOL ? "symbolDirection" : "gradientDirection";

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
        l->vertical = l->kind != LEGEND_GRADIENT;
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
        Legend *l = NULL;

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
        for (guint k = 0; k < legends->len && l == NULL; k++) {
            if (same_field(legends->pdata[k], d, s)) {
                l = legends->pdata[k];
                l->channels[l->n++] = g.channel;
                sb_guide_add(&l->guide, d->guide);
            }
        }
        if (l != NULL) {
            continue;
        }
        l = sb_arena_new_of(model->arena, Legend);
        l->model = model;
        l->channels[l->n++] = g.channel;
        l->scale = s;
        l->unit = units->pdata[0];
        l->def = d;
        l->guide.model = model;
        for (guint k = 0; k < units->len; k++) {
            const SbView *u = units->pdata[k];

            sb_guide_add(&l->guide, sb_def_data(&u->channels[g.channel])->guide);
        }
        g_ptr_array_add(legends, l);
        g_ptr_array_add(titles, title_of(model, units, g.channel));
    }
    for (guint i = 0; i < legends->len; i++) {
        Legend *l = legends->pdata[i];
        json_t *title = titles->pdata[i];

        add_configs(l);
        l->kind = kind_of(l);
        direct(l);
        sb_graph_group_add(group, make_legend(l, title));
        json_decref(title);
    }
}
