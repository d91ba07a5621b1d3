/*
 * In: a legend of a colour ramp or of steps.  Out: its bar and labels.
 */
#include <math.h>
#include <string.h>

#include "chart/legend_part.h"

/* --- gradients --- */

static double
fraction(const SbLegend *l, SbValue value)
{
    const SbScale *s = l->scale->scale;
    double x = sb_value_to_number(value), lo, hi;
    SbScale unit = *s;
    double ends[2], range[2] = { 0, 1 };

    if (s->n_domain < 1 && s->n_bins < 2) {
        return 0.5;
    }
    lo = s->n_domain > 0 ? s->domain[0] : s->bins[0];
    hi = s->n_domain > 0 ? s->domain[s->n_domain - 1] : s->bins[s->n_bins - 1];
    if (l->kind == SB_LEGEND_DISCRETE) {
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
ramp_ink(const SbLegend *l)
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
gradient_look(const SbLegend *l)
{
    SbLook *look = sb_graph_look_new(&l->model->graph);
    const SbGuide *g = &l->guide;
    double opacity =
        sb_legend_symbol_largest(&l->unit->channels[SB_CHANNEL_OPACITY], NAN);

    if (isnan(opacity)) {
        opacity = sb_json_number(l->unit->mark_def, "opacity", 1);
    }
    look->opacity = sb_guide_number(g, "gradientOpacity", opacity);
    sb_guide_color(sb_guide_get(g, "gradientStrokeColor"), &look->stroke);
    look->stroke_width = sb_guide_number(g, "gradientStrokeWidth", 0);
    return look;
}

SbGraphMark *
sb_legend_gradient_bar(const SbLegend *l)
{
    SbGraphMark *mark =
        sb_graph_mark_new(&l->model->graph, SB_GRAPH_RECT, "legend-gradient");
    SbGraphItem *item = sb_graph_item_add(mark);
    SbLook *look = gradient_look(l);
    double thick = sb_guide_number(&l->guide, "gradientThickness", 16);
    double length = sb_legend_entry_gradient_length(l);

    look->fill = ramp_ink(l);
    item->look = look;
    item->x = item->y = 0;
    item->width = l->vertical ? thick : length;
    item->height = l->vertical ? length : thick;
    return mark;
}

SbGraphMark *
sb_legend_gradient_bands(const SbLegend *l)
{
    SbGraphMark *mark = sb_graph_mark_new(&l->model->graph, SB_GRAPH_RECT, "legend-band");
    double thick = sb_guide_number(&l->guide, "gradientThickness", 16);
    double length = sb_legend_entry_gradient_length(l);

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

SbGraphMark *
sb_legend_gradient_labels(const SbLegend *l)
{
    SbModel *model = l->model;
    const SbGuide *g = &l->guide;
    SbGraphMark *mark = sb_graph_mark_new(&model->graph, SB_GRAPH_TEXT, "legend-label");
    double thick = sb_guide_number(g, "gradientThickness", 16),
           length = sb_legend_entry_gradient_length(l);
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
        double at =
            l->kind == SB_LEGEND_DISCRETE && i == 0 ? 0 : fraction(l, l->values[i]);

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
