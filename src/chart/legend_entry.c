/*
 * In: a legend's scale.  Out: the values it shows and how they are written.
 */
#include <math.h>
#include <string.h>

#include "chart/legend_part.h"

/* --- entries --- */

static SbLabelStyle
style_of(const SbLegend *l)
{
    const SbModel *model = l->model;
    const SbChannelDef *d = l->def;
    const json_t *format = sb_guide_get(&l->guide, "format");
    SbLabelStyle s = { .format = json_string_value(format),
        .overrides = json_is_object(format) ? format : NULL,
        .format_type = sb_guide_string(&l->guide, "formatType", NULL),
        .locale = model->locale,
        .values_given = l->given || l->kind == SB_LEGEND_SYMBOL };
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

double
sb_legend_entry_gradient_length(const SbLegend *l)
{
    const SbView *frame = sb_scale_model_frame(l->unit);
    double length = sb_guide_number(&l->guide, "gradientLength", 200);
    gboolean top = l->side == SB_SIDE_TOP || l->side == SB_SIDE_BOTTOM;
    const SbConfig *c = l->model->config;

    if (sb_guide_is_set(&l->guide, "gradientLength") || !sb_legend_continuous(l->scale)) {
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
step_values(SbLegend *l)
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
edge_text(const SbLegend *l, const SbLabelStyle *style, double v)
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
range_text(const SbLegend *l, const SbLabelStyle *style, int i)
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
with_expr(const SbLegend *l, SbValue value, const char *text, int index, int *n)
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
stepped(const SbLegend *l)
{
    return (sb_scale_flags(l->scale->type) & SB_SCALE_DISCRETIZING) ||
           l->scale->type == SB_SCALE_BIN_ORDINAL || l->scale->scale->bins != NULL;
}

void
sb_legend_entry_find(SbLegend *l)
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
            wish.count = l->kind == SB_LEGEND_GRADIENT
                             ? MAX(2, 2 * floor(sb_legend_entry_gradient_length(l) / 100))
                             : 5;
        }
        l->values = sb_scale_ticks(a, s, &wish, NULL, 0, &l->n_values);
        if (l->kind == SB_LEGEND_GRADIENT && l->n_values < 3 && s->n_domain >= 2 &&
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
    if (l->kind == SB_LEGEND_SYMBOL && !l->given && l->n_values > 0 &&
        l->channels[0] == SB_CHANNEL_SIZE && sb_scale_number(s, l->values[0]) == 0) {
        l->values++;
        l->n_values--;
    }
    l->labels = sb_arena_new_many(a, const char *const *, l->n_values + 1);
    l->n_lines = sb_arena_new_many(a, int, l->n_values + 1);
    for (int i = 0; i < l->n_values; i++) {
        const char *text;

        if (l->kind == SB_LEGEND_SYMBOL && limit > 0 && l->n_values > limit &&
            i == limit - 1) {
            text = sb_arena_printf(a, "\u2026%d entries", l->n_values - (limit - 1));
            l->labels[i] = sb_graph_lines(&l->model->graph, text);
            l->n_lines[i] = 1;
            l->n_values = limit;
            return;
        }
        text = stepped(l) && l->kind == SB_LEGEND_SYMBOL ? range_text(l, &style, i)
               : l->kind == SB_LEGEND_DISCRETE
                   ? (i > 0 ? edge_text(l, &style, sb_value_to_number(l->values[i])) : "")
                   : sb_scale_label(a, s, &style, count, l->values[i]);
        l->labels[i] = with_expr(l, l->values[i], text, i, &l->n_lines[i]);
    }
}
