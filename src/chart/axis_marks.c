/*
 * In: an axis.  Out: its marks: ticks, labels, grid, domain, title, placed as Vega places
 * them within the axis' own group.
 */
#include <math.h>
#include <string.h>

#include "chart/axis.h"

/* --- ticks --- */

typedef struct {
    SbModel *model;
    const SbAxisModel *axis;
    const SbScale *scale;
    gboolean x;  /* a horizontal axis */
    double sign; /* −1 left, top */
    SbValue *values;
    const char *const **labels; /* lines */
    int *n_lines;
    SbValue *datums;
    int n;
    double band, offset;
    gboolean extra;
    gboolean round;
    double size; /* of ticks */
} Ticks;

static SbValue
datum_of(SbModel *model, SbValue value, const char *label, double index)
{
    const char **keys = sb_arena_new_many(model->arena, const char *, 3);
    SbValue *values = sb_arena_new_many(model->arena, SbValue, 3);

    keys[0] = "value";
    keys[1] = "label";
    keys[2] = "index";
    values[0] = value;
    values[1] = sb_value_string(label);
    values[2] = sb_value_number(index);
    return sb_value_object(model->arena, keys, values, 3);
}

static SbTickWish
wish_of(const Ticks *t, double extent)
{
    const SbAxisModel *axis = t->axis;
    const SbChannelDef *d = axis->def;
    const json_t *count = sb_guide_get(&axis->guide, "tickCount");
    const char *name;
    SbTickWish w = { NAN, FALSE, 0, 0,
        sb_guide_number(&axis->guide, "tickMinStep", NAN) };

    if (json_is_number(count)) {
        w.count = json_number_value(count);
    } else if ((name = json_is_string(count)
                           ? json_string_value(count)
                           : sb_json_string(count, "interval", NULL)) != NULL) {
        w.has_interval = sb_timeunit_part_parse(name, &w.part);
        if (!w.has_interval && strcmp(name, "day") == 0) {
            w.part = SB_TIMEUNIT_DATE;
            w.has_interval = TRUE;
        }
        if (w.part == SB_TIMEUNIT_DAY) {
            w.part = SB_TIMEUNIT_DATE;
        }
        w.step = sb_json_number(count, "step", 1);
    } else if (!(sb_scale_flags(t->scale->type) & SB_SCALE_DISCRETE) &&
               t->scale->type != SB_SCALE_LOG &&
               !sb_guide_is_set(&axis->guide, "values")) {
        int parts = d->kind == SB_DEF_FIELD && d->has_unit ? d->unit.parts : 0;

        if (d->kind == SB_DEF_FIELD && d->bin == SB_BIN_BINNING) {
            w.count = ceil(extent / 10);
        } else if (parts != SB_TIMEUNIT_MONTH && parts != SB_TIMEUNIT_HOURS &&
                   parts != SB_TIMEUNIT_DAY && parts != SB_TIMEUNIT_QUARTER) {
            w.count = ceil(extent / 40);
        }
    }
    if (isnan(w.min_step) &&
        g_strcmp0(sb_guide_string(&axis->guide, "format", NULL), "d") == 0) {
        w.min_step = 1;
    } else if (isnan(w.min_step) && d->kind == SB_DEF_FIELD && d->has_unit &&
               d->unit.parts != 0 && sb_timeunit_smallest(&d->unit) != SB_TIMEUNIT_DAY) {
        double from = 978307200000; /* 2001-01-01: not a leap year */

        w.min_step = sb_timeunit_offset(&d->unit, from, 1, 0) - from;
    }
    return w;
}

/* axis.values as values of the scale. */
static SbValue *
given_values(const Ticks *t, int *n)
{
    const json_t *list = sb_guide_get(&t->axis->guide, "values");
    SbValue *out;

    *n = 0;
    if (!json_is_array(list)) {
        return NULL;
    }
    *n = (int)json_array_size(list);
    out = sb_arena_new_many(t->model->arena, SbValue, *n + 1);
    for (int i = 0; i < *n; i++) {
        out[i] =
            sb_domain_literal(t->model, t->axis->def, json_array_get(list, (size_t)i));
    }
    return out;
}

static SbLabelStyle
label_style(const Ticks *t, gboolean given)
{
    SbModel *model = t->model;
    const SbAxisModel *axis = t->axis;
    const SbChannelDef *d = axis->def;
    const json_t *format = sb_guide_get(&axis->guide, "format");
    SbLabelStyle s = { .format = json_string_value(format),
        .overrides = json_is_object(format) ? format : NULL,
        .format_type = sb_guide_string(&axis->guide, "formatType", NULL),
        .locale = model->locale,
        .values_given = given };
    gboolean temporal =
        d->type == SB_TYPE_TEMPORAL || (d->kind == SB_DEF_FIELD && d->has_unit);
    int flags = sb_scale_flags(t->scale->type);
    gboolean as_time =
        s.format_type != NULL ? strcmp(s.format_type, "number") != 0 : temporal;

    if (s.format == NULL && d->stack != NULL &&
        g_strcmp0(json_string_value(d->stack), "normalize") == 0) {
        s.format = json_string_value(
            json_object_get(sb_config_root(model->config), "normalizedNumberFormat"));
        return s;
    }
    if (as_time) {
        if (s.format == NULL && s.overrides == NULL && d->kind == SB_DEF_FIELD &&
            d->has_unit && d->unit.parts != 0) {
            s.format = sb_timeunit_format(model->arena, d->unit.parts);
        }
        if (!(flags & SB_SCALE_IS_TIME) && s.format_type == NULL) {
            s.format_type =
                d->kind == SB_DEF_FIELD && d->has_unit && d->unit.utc ? "utc" : "time";
        }
        return s;
    }
    if (s.format == NULL && d->type == SB_TYPE_QUANTITATIVE) {
        s.format = json_string_value(
            json_object_get(sb_config_root(model->config), "numberFormat"));
        s.reader_lang = model->brief ? model->lang : NULL;
    }
    return s;
}

static const char *const *
label_lines(const Ticks *t, SbValue value, const char *label, double index, int *n)
{
    const char *expr = json_string_value(
        t->axis->guide.n > 0 ? sb_guide_get(&t->axis->guide, "labelExpr") : NULL);
    SbValue out;

    if (expr == NULL ||
        !sb_expr_value(t->model->arena, expr, datum_of(t->model, value, label, index),
            &t->model->scope, &out, NULL)) {
        *n = 1;
        return sb_graph_lines(&t->model->graph, label);
    }
    return sb_guide_lines_of(t->model, out, n);
}

static void
find_ticks(Ticks *t)
{
    SbArena *a = t->model->arena;
    double extent = fabs(sb_scale_range_hi(t->scale) - sb_scale_range_lo(t->scale)),
           count;
    SbTickWish w;
    int n_given;
    SbValue *given = given_values(t, &n_given);
    SbLabelStyle style;

    w = wish_of(t, extent);
    if (given != NULL && isnan(w.count)) {
        w.count = n_given;
    }
    count = sb_scale_tick_count(t->scale, &w);
    t->values = sb_scale_ticks(a, t->scale, &w, given, n_given, &t->n);
    style = label_style(t, given != NULL);
    t->labels = sb_arena_new_many(a, const char *const *, t->n + 1);
    t->n_lines = sb_arena_new_many(a, int, t->n + 1);
    t->datums = sb_arena_new_many(a, SbValue, t->n + 1);
    for (int i = 0; i < t->n; i++) {
        const char *text = sb_scale_label(a, t->scale, &style, count, t->values[i]);
        double index = t->n > 1 ? (double)i / (t->n - 1) : 0;

        t->datums[i] = datum_of(t->model, t->values[i], text, index);
        t->labels[i] = label_lines(t, t->values[i], text, index, &t->n_lines[i]);
    }
}

static Ticks
ticks_of(SbModel *model, const SbAxisModel *axis)
{
    Ticks t = { .model = model, .axis = axis, .scale = axis->scale->scale };
    const char *band = sb_guide_string(&axis->guide, "tickBand", NULL);

    t.x = axis->side == SB_SIDE_TOP || axis->side == SB_SIDE_BOTTOM;
    t.sign = axis->side == SB_SIDE_LEFT || axis->side == SB_SIDE_TOP ? -1 : 1;
    t.offset = sb_guide_number(&axis->guide, "tickOffset", 0);
    t.band = sb_guide_number(&axis->guide, "bandPosition", 0.5);
    t.extra = sb_guide_flag(&axis->guide, "tickExtra", FALSE);
    if (band != NULL) {
        t.extra = strcmp(band, "extent") == 0;
        t.band = t.extra ? 1 : 0.5;
        t.offset = t.extra ? 0 : t.offset;
    }
    t.round = sb_guide_flag(&axis->guide, "tickRound", TRUE);
    t.size = sb_guide_flag(&axis->guide, "ticks", TRUE)
                 ? sb_guide_number(&axis->guide, "tickSize", 5)
                 : 0;
    find_ticks(&t);
    return t;
}

static double
tick_at(const Ticks *t, int i, double band, gboolean round)
{
    double at;

    if (i < 0) { /* the extra one, at the first's start */
        at = sb_scale_number(t->scale, t->values[0]) + t->offset;
    } else {
        at = sb_scale_number(t->scale, t->values[i]) + t->offset;
        if (t->scale->type == SB_SCALE_BAND) {
            at += t->scale->bandwidth * band;
        }
    }
    return round ? floor(at + 0.5) : at;
}

static SbLook *
stroke_look(const Ticks *t, const char *prefix, const SbValue *datum)
{
    SbLook *look = sb_graph_look_new(&t->model->graph);

    sb_guide_stroke_look(&t->axis->guide, prefix, datum, look);
    return look;
}

static SbGraphMark *
make_ticks(const Ticks *t)
{
    SbGraphMark *mark = sb_graph_mark_new(&t->model->graph, SB_GRAPH_RULE, "axis-tick");

    for (int i = 0; i < t->n + (t->extra && t->n > 0); i++) {
        SbGraphItem *item = sb_graph_item_add(mark);
        int k = i < t->n ? i : -1;
        double at = tick_at(t, k, t->band, t->round), end = t->sign * t->size;

        item->look = stroke_look(t, "tick", k >= 0 ? &t->datums[k] : NULL);
        item->x = t->x ? at : 0;
        item->y = t->x ? 0 : at;
        item->x2 = t->x ? at : end;
        item->y2 = t->x ? end : at;
    }
    return mark;
}

/* --- labels --- */

static double
normal_angle(double a)
{
    return fmod(fmod(a, 360) + 360, 360);
}

/* The angle of labels; NaN when nothing says. */
static double
label_angle(const SbAxisModel *axis)
{
    const SbChannelDef *d = axis->def;
    const json_t *v = sb_guide_is_set(&axis->guide, "labelAngle")
                          ? sb_guide_get(&axis->guide, "labelAngle")
                          : NULL;

    if (json_is_number(v)) {
        return normal_angle(json_number_value(v));
    }
    if (axis->channel == SB_CHANNEL_X &&
        (d->type == SB_TYPE_NOMINAL || d->type == SB_TYPE_ORDINAL) &&
        !(d->kind == SB_DEF_FIELD && d->has_unit)) {
        return 270;
    }
    return NAN;
}

const char *
sb_axis_label_align(double angle, gboolean x, gboolean main_side)
{
    double start = x ? 0 : 90;

    if (isnan(angle)) {
        return NULL;
    }
    if (fmod(angle + start, 180) == 0) {
        return x ? NULL : "center";
    }
    return (start < angle && angle < 180 + start) == main_side ? "left" : "right";
}

const char *
sb_axis_label_baseline(double angle, gboolean x, gboolean top_or_left, gboolean always)
{
    if (isnan(angle)) {
        return NULL;
    }
    if (x) {
        if ((45 < angle && angle < 135) || (225 < angle && angle < 315)) {
            return "middle";
        }
        return (angle <= 45 || 315 <= angle) == top_or_left ? "bottom" : "top";
    }
    if (angle <= 45 || 315 <= angle || (135 <= angle && angle <= 225)) {
        return always ? "middle" : NULL;
    }
    return (45 <= angle && angle <= 135) == top_or_left ? "top" : "bottom";
}

static int
flush_side(const Ticks *t, double at, double threshold)
{
    double a = sb_scale_range_lo(t->scale), b = sb_scale_range_hi(t->scale);
    double l = MIN(a, b), r = MAX(a, b), d = fabs(at - l), o = fabs(r - at);

    return isnan(threshold) ? 0 : d < o && d <= threshold ? -1 : o <= threshold ? 1 : 0;
}

static double
flush_threshold(const Ticks *t)
{
    const json_t *v = sb_guide_is_set(&t->axis->guide, "labelFlush")
                          ? sb_guide_get(&t->axis->guide, "labelFlush")
                          : NULL;
    const SbChannelDef *d = t->axis->def;

    if (v != NULL) {
        return json_is_true(v) ? 1 : json_is_number(v) ? json_number_value(v) : NAN;
    }
    return t->axis->channel == SB_CHANNEL_X &&
                   (d->type == SB_TYPE_QUANTITATIVE || d->type == SB_TYPE_TEMPORAL)
               ? 1
               : NAN;
}

static void
align_label(const Ticks *t, SbLook *look, double at, double angle, const SbValue *datum)
{
    const SbAxisModel *axis = t->axis;
    double threshold = flush_threshold(t);
    int flush = flush_side(t, at, threshold);
    double by = sb_guide_number(&axis->guide, "labelFlushOffset", 0);
    const char *align = json_string_value(sb_guide_at(&axis->guide, "labelAlign", datum));
    const char *base =
        json_string_value(sb_guide_at(&axis->guide, "labelBaseline", datum));
    gboolean main_side = axis->side == SB_SIDE_BOTTOM || axis->side == SB_SIDE_LEFT;

    if (align == NULL) {
        align = sb_axis_label_align(angle, t->x, main_side);
    }
    if (base == NULL) {
        base = sb_axis_label_baseline(angle, t->x,
            t->x ? axis->side == SB_SIDE_TOP : axis->side == SB_SIDE_LEFT, FALSE);
    }
    if (t->x) {
        look->align = flush < 0   ? SB_ALIGN_LEFT
                      : flush > 0 ? SB_ALIGN_RIGHT
                                  : SB_ALIGN_CENTER;
        look->baseline = axis->side == SB_SIDE_TOP ? SB_BASELINE_BOTTOM : SB_BASELINE_TOP;
        look->dx = align == NULL && flush != 0 ? flush * by : 0;
    } else {
        look->align = axis->side == SB_SIDE_RIGHT ? SB_ALIGN_LEFT : SB_ALIGN_RIGHT;
        look->baseline = flush < 0   ? SB_BASELINE_TOP
                         : flush > 0 ? SB_BASELINE_BOTTOM
                                     : SB_BASELINE_MIDDLE;
        look->dy = base == NULL && flush != 0 ? flush * by : 0;
    }
    look->align = sb_guide_align(align, look->align);
    look->baseline = sb_guide_baseline(base, look->baseline);
}

static const char *
overlap_method(const Ticks *t)
{
    const SbChannelDef *d = t->axis->def;
    const json_t *v = sb_guide_is_set(&t->axis->guide, "labelOverlap")
                          ? sb_guide_get(&t->axis->guide, "labelOverlap")
                          : NULL;

    if (v != NULL) {
        return json_is_string(v) ? json_string_value(v)
               : json_is_true(v) ? "parity"
                                 : NULL;
    }
    if ((d->kind == SB_DEF_FIELD && d->has_unit && !json_is_object(d->sort) &&
            !json_is_array(d->sort)) ||
        (d->type != SB_TYPE_NOMINAL && d->type != SB_TYPE_ORDINAL)) {
        return t->scale->type == SB_SCALE_LOG || t->scale->type == SB_SCALE_SYMLOG
                   ? "greedy"
                   : "parity";
    }
    return NULL;
}

/* labelBound: labels that leave the axis by more than so many pixels. */
static void
hide_beyond(const Ticks *t, SbGraphMark *mark)
{
    const json_t *v = sb_guide_get(&t->axis->guide, "labelBound");
    double by = json_is_true(v) ? 1 : json_is_number(v) ? json_number_value(v) : NAN;
    double a = sb_scale_range_lo(t->scale), b = sb_scale_range_hi(t->scale);
    double lo = MIN(a, b) - by, hi = MAX(a, b) + by;

    if (isnan(by)) {
        return;
    }
    for (guint i = 0; i < mark->items->len; i++) {
        SbGraphItem *item = sb_graph_item_at(mark, i);
        double from = t->x ? item->bounds.x1 : item->bounds.y1;
        double to = t->x ? item->bounds.x2 : item->bounds.y2;

        if (from < lo || to > hi) {
            item->hidden = TRUE;
        }
    }
}

static SbGraphMark *
make_labels(const Ticks *t)
{
    const SbAxisModel *axis = t->axis;
    SbGraphMark *mark = sb_graph_mark_new(&t->model->graph, SB_GRAPH_TEXT, "axis-label");
    double angle = label_angle(axis),
           padding = sb_guide_number(&axis->guide, "labelPadding", 2);
    double offset = sb_guide_number(&axis->guide, "labelOffset", 0);
    const char *method = overlap_method(t);

    for (int i = 0; i < t->n; i++) {
        SbGraphItem *item = sb_graph_item_add(mark);
        SbLook *look = sb_graph_look_new(&t->model->graph);
        double at = tick_at(t, i, 0.5, FALSE) + offset, away;
        const json_t *pad = sb_guide_at(&axis->guide, "labelPadding", &t->datums[i]);

        away = t->sign *
               (t->size + (json_is_number(pad) ? json_number_value(pad) : padding));
        sb_guide_text_look(&axis->guide, "label", &t->datums[i], look);
        align_label(
            t, look, sb_scale_number(t->scale, t->values[i]), angle, &t->datums[i]);
        item->look = look;
        item->x = t->x ? at : away;
        item->y = t->x ? away : at;
        item->angle = isnan(angle) ? 0 : angle;
        item->lines = t->labels[i];
        item->n_lines = t->n_lines[i];
    }
    if (t->extra && t->n > 0) { /* the extra tick's: no words, yet it takes its place */
        SbGraphItem *item = sb_graph_item_add(mark);
        const SbGraphItem *first = sb_graph_item_at(mark, 0);

        item->look = first->look;
        item->x = t->x ? NAN : first->x;
        item->y = t->x ? first->y : NAN;
        item->angle = first->angle;
        item->lines = sb_graph_lines(&t->model->graph, "");
        item->n_lines = 1;
    }
    sb_graph_bound_mark(&t->model->graph, mark);
    if (method != NULL) {
        sb_guide_overlap(&t->model->graph, mark, method,
            sb_guide_number(&axis->guide, "labelSeparation", 0));
    }
    hide_beyond(t, mark);
    return mark;
}

/* --- domain and title --- */

static SbGraphMark *
make_domain(const Ticks *t)
{
    SbGraphMark *mark = sb_graph_mark_new(&t->model->graph, SB_GRAPH_RULE, "axis-domain");
    SbGraphItem *item = sb_graph_item_add(mark);
    double a = sb_scale_range_lo(t->scale), b = sb_scale_range_hi(t->scale);

    item->look = stroke_look(t, "domain", NULL);
    item->x = t->x ? a : 0;
    item->x2 = t->x ? b : 0;
    item->y = t->x ? 0 : a;
    item->y2 = t->x ? 0 : b;
    return mark;
}

static SbGraphMark *
make_title(const Ticks *t, gboolean *automatic)
{
    const SbAxisModel *axis = t->axis;
    SbGraphMark *mark = sb_graph_mark_new(&t->model->graph, SB_GRAPH_TEXT, "axis-title");
    SbGraphItem *item = sb_graph_item_add(mark);
    SbLook *look = sb_graph_look_new(&t->model->graph);
    SbAnchor anchor = sb_guide_anchor(
        sb_guide_string(&axis->guide, "titleAnchor", NULL), SB_ANCHOR_MIDDLE);
    double a = sb_scale_range_lo(t->scale), b = sb_scale_range_hi(t->scale);
    double f = anchor == SB_ANCHOR_START ? 0 : anchor == SB_ANCHOR_END ? 1 : 0.5;
    double at = a + (b - a) * f;
    double x = sb_guide_number(&axis->guide, "titleX", NAN);
    double y = sb_guide_number(&axis->guide, "titleY", NAN);

    sb_guide_text_look(&axis->guide, "title", NULL, look);
    look->align = sb_guide_align(sb_guide_string(&axis->guide, "titleAlign", NULL),
        anchor == SB_ANCHOR_START ? SB_ALIGN_LEFT
        : anchor == SB_ANCHOR_END ? SB_ALIGN_RIGHT
                                  : SB_ALIGN_CENTER);
    look->baseline =
        sb_guide_baseline(sb_guide_string(&axis->guide, "titleBaseline", NULL),
            axis->side == SB_SIDE_BOTTOM ? SB_BASELINE_TOP : SB_BASELINE_BOTTOM);
    item->look = look;
    item->angle = sb_guide_number(&axis->guide, "titleAngle", t->x ? 0 : t->sign * 90);
    item->x = t->x ? at : 0;
    item->y = t->x ? 0 : at;
    *automatic = t->x ? isnan(y) : isnan(x);
    if (!isnan(x)) {
        item->x = x;
    }
    if (!isnan(y)) {
        item->y = y;
    }
    item->lines = sb_guide_lines(t->model, axis->title, &item->n_lines);
    return mark;
}

static SbAxisBox *
new_box(const Ticks *t)
{
    SbAxisBox *box = sb_arena_new_of(t->model->arena, SbAxisBox);
    const SbGuide *g = &t->axis->guide;

    box->side = t->axis->side;
    box->offset = sb_guide_number(g, "offset", 0);
    box->position = sb_guide_number(g, "position", 0);
    box->translate = sb_guide_number(g, "translate", 0.5);
    box->title_padding = sb_guide_number(g, "titlePadding", 4);
    box->min_extent = sb_guide_number(g, "minExtent", 0);
    box->max_extent = sb_guide_number(g, "maxExtent", 200);
    box->range = fabs(sb_scale_range_hi(t->scale) - sb_scale_range_lo(t->scale));
    return box;
}

SbGraphMark *
sb_axis_main(SbModel *model, const SbAxisModel *axis, double width, double height)
{
    Ticks t = ticks_of(model, axis);
    SbGraphMark *mark = sb_graph_group_new(&model->graph, "axis");
    SbGraphItem *group = sb_graph_item_at(mark, 0);
    SbAxisBox *box = new_box(&t);

    if (sb_guide_flag(&axis->guide, "ticks", TRUE)) {
        box->ticks = make_ticks(&t);
        sb_graph_group_add(group, box->ticks);
    }
    if (sb_guide_flag(&axis->guide, "labels", TRUE)) {
        box->labels = make_labels(&t);
        sb_graph_group_add(group, box->labels);
    }
    if (sb_guide_flag(&axis->guide, "domain", TRUE)) {
        sb_graph_group_add(group, make_domain(&t));
    }
    if (axis->title != NULL) {
        box->title = make_title(&t, &box->title_auto);
        sb_graph_group_add(group, box->title);
    }
    group->group->guide = box;
    mark->zindex = axis->zindex;
    return mark;
}

SbGraphMark *
sb_axis_grid(SbModel *model, const SbAxisModel *axis, double width, double height)
{
    Ticks t = ticks_of(model, axis);
    SbGraphMark *mark, *lines;
    SbGraphItem *group;
    SbAxisBox *box;
    double sign = -t.sign, a, b, offset;

    if (!axis->grid) {
        return NULL;
    }
    mark = sb_graph_group_new(&model->graph, "axis");
    lines = sb_graph_mark_new(&model->graph, SB_GRAPH_RULE, "axis-grid");
    group = sb_graph_item_at(mark, 0);
    box = new_box(&t);
    box->min_extent = box->max_extent = 0;
    offset = sign * box->offset;
    if (axis->across != NULL && axis->across->scale != NULL) {
        a = sb_scale_range_lo(axis->across->scale) * sign + offset;
        b = sb_scale_range_hi(axis->across->scale) * sign + offset;
    } else {
        a = offset;
        b = sign * (t.x ? height : width) + offset;
    }
    for (int i = 0; i < t.n + (t.extra && t.n > 0); i++) {
        SbGraphItem *item = sb_graph_item_add(lines);
        int k = i < t.n ? i : -1;
        double at = tick_at(&t, k, t.band, t.round);

        item->look = stroke_look(&t, "grid", k >= 0 ? &t.datums[k] : NULL);
        item->x = t.x ? at : a;
        item->x2 = t.x ? at : b;
        item->y = t.x ? a : at;
        item->y2 = t.x ? b : at;
    }
    sb_graph_group_add(group, lines);
    group->group->guide = box;
    return mark;
}
