/*
 * In: marks whose rows are published figures.  Out: the same, drawn so that a reader
 * sees what is a result and what was only agreed, announced, aimed at or foreseen; a key
 * to that, and a note; an open end where a figure is a bound; "n/a" where it is missing.
 *
 * Results are solid.  Of the others bars and points are outlined (agreed densely,
 * announced lightly, targets with dashes, rules with dots) or hatched (forecasts), and
 * the part of a line that leads to them is dashed.  A unit that encodes the modality
 * itself keeps its own looks.  A missing value keeps its place on the other axis.
 */
#include <math.h>
#include <string.h>

#include "chart/brief.h"
#include "chart/compose.h"
#include "chart/mark.h"
#include "chart/scale_model.h"

typedef struct {
    const char *name, *label[2], *note[2]; /* [1]: Korean */
    double width;                          /* of the outline; 0: solid */
    double dash[2];                        /* 0: none */
    double line_dash[2];
    gboolean hatched;
} Modality;

/* In the order in which the note names them; results last. */
static const Modality KINDS[] = {
    { "announced", { "Announced", "발표" }, { "announced", "발표" }, 1, { 0, 0 },
        { 6, 4 }, FALSE },
    { "agreed", { "Agreed", "합의" }, { "agreed", "합의" }, 2.25, { 0, 0 }, { 12, 3 },
        FALSE },
    { "target", { "Target", "목표" }, { "target", "목표" }, 1.5, { 4, 3 }, { 4, 3 },
        FALSE },
    { "forecast", { "Forecast", "전망" }, { "forecast", "전망" }, 1, { 0, 0 }, { 2, 3 },
        TRUE },
    { "rule", { "Rule", "기준" }, { "regulatory", "기준" }, 1.5, { 1.5, 2 }, { 1, 3 },
        FALSE },
    { "actual", { "Result", "실적" }, { NULL, NULL }, 0, { 0, 0 }, { 0, 0 }, FALSE },
};

enum { ANNOUNCED, AGREED, TARGET, FORECAST, RULE, ACTUAL, KIND_COUNT };

static int
korean(const SbModel *model)
{
    return strcmp(model->lang, "ko") == 0;
}

/* No word counts as a result, as it does in the table. */
static int
kind_of(SbValue value)
{
    if (value.kind == SB_VALUE_STRING) {
        for (int i = 0; i < KIND_COUNT; i++) {
            if (strcmp(value.string, KINDS[i].name) == 0) {
                return i;
            }
        }
    }
    return ACTUAL;
}

guint
sb_brief_modality(SbValue value)
{
    return 1u << kind_of(value);
}

const char *
sb_brief_modality_label(const char *modality, gboolean korean)
{
    return KINDS[kind_of(sb_value_string(modality))].label[korean ? 1 : 0];
}

static gboolean
is_of_figures(const SbTable *table)
{
    return table != NULL && sb_table_find(table, "modality") >= 0;
}

static gboolean
encodes_modality(const SbView *unit)
{
    for (int i = 0; i < SB_CHANNELS; i++) {
        const SbChannelDef *d = sb_def_data(&unit->channels[i]);

        if (d != NULL && (sb_channel_flags(i) & SB_CF_LEGEND) &&
            d->kind == SB_DEF_FIELD && d->field != NULL &&
            g_str_has_prefix(d->field, "modality")) {
            return TRUE;
        }
    }
    return FALSE;
}

/* --- which there are, and the note --- */

typedef struct {
    guint seen, styled; /* a bit for each kind */
    gboolean filled;    /* some by marks that are no lines */
} Found;

static gboolean
is_styled(const SbView *unit)
{
    return unit->drawn != NULL && sb_table_find(unit->drawn, "modality") >= 0 &&
           !encodes_modality(unit) && unit->mark != SB_MARK_TEXT &&
           unit->mark != SB_MARK_TRAIL && unit->mark != SB_MARK_IMAGE;
}

static void
find_in(SbView *unit, void *data)
{
    Found *f = data;
    const SbTable *rows = is_of_figures(unit->drawn) ? unit->drawn : unit->raw;
    SbCells cells;

    if (!is_of_figures(unit->raw)) {
        return;
    }
    rows = rows != NULL && sb_table_find(rows, "modality") >= 0 ? rows : unit->raw;
    cells = sb_mark_cells(rows, "modality");
    for (size_t i = 0; i < sb_table_rows(rows); i++) {
        guint bit = 1u << kind_of(sb_cells_at(&cells, i));

        f->seen |= bit;
        if (is_styled(unit)) {
            f->styled |= bit;
            f->filled =
                f->filled || (unit->mark != SB_MARK_LINE && unit->mark != SB_MARK_RULE);
        }
    }
}

void
sb_brief_pledge_find(SbModel *model, const SbUsermeta *texts)
{
    g_autoptr(GString) list = g_string_new(NULL);
    Found f = { model->mixed, 0, FALSE };
    int n = 0, named = 0, ko = korean(model);

    sb_view_units(model->root, find_in, &f);
    model->pledges = (f.styled & ~(1u << ACTUAL)) != 0 ? f.styled : 0;
    model->pledge_lines = !f.filled;
    for (int i = 0; i < ACTUAL; i++) {
        n += (f.seen >> i) & 1;
    }
    for (int i = 0; i < ACTUAL; i++) {
        if ((f.seen >> i) & 1) {
            g_string_append(list, named == 0       ? ""
                                  : ko             ? "·"
                                  : named == n - 1 ? " and "
                                                   : ", ");
            g_string_append(list, KINDS[i].note[ko]);
            named++;
        }
    }
    if (n > 0) {
        g_ptr_array_add(
            texts->notes, sb_arena_printf(model->arena,
                              ko ? "%s 금액이 포함되어 있으며, 이는 실적이 아닙니다."
                                 : "Includes %s amounts, which are not results.",
                              list->str));
    }
}

/* --- looks --- */

static SbInk
paper(const SbModel *model)
{
    const json_t *own = json_object_get(sb_config_root(model->config), "background");
    SbColor color = { 1, 1, 1, 1 };

    if (json_is_string(own)) {
        sb_color_parse(json_string_value(own), &color);
    }
    return sb_ink(color);
}

static void
outline(const SbModel *model, const Modality *kind, SbLook *look)
{
    const SbInk white = paper(model);
    gboolean hollow = look->fill.kind != SB_INK_COLOR ||
                      memcmp(&look->fill.color, &white.color, sizeof white.color) == 0;
    SbInk hue = hollow ? look->stroke : look->fill;

    if (hue.kind != SB_INK_COLOR || kind->width == 0) {
        return;
    }
    look->stroke = hue;
    look->stroke_width = kind->width;
    look->stroke_opacity = look->opacity = 1;
    look->fill = white;
    if (kind->hatched) {
        look->fill = (SbInk){ .kind = SB_INK_HATCH,
            .color = hue.color,
            .back = look->fill.color,
            .spacing = 5,
            .angle = 45,
            .line = 1.2 };
    }
    look->n_dash = 0;
    if (kind->dash[0] > 0) {
        look->dash = kind->dash;
        look->n_dash = 2;
    }
}

static void
dash_line(const Modality *kind, SbLook *look)
{
    if (kind->line_dash[0] > 0) {
        look->dash = kind->line_dash;
        look->n_dash = 2;
        look->cap = SB_CAP_BUTT;
        look->stroke_width *= kind->width < 1.25 && !kind->hatched ? 0.7 : 1;
    }
}

static SbLook *
own_look(const SbModel *model, SbGraphItem *item)
{
    SbLook *look = sb_arena_new_of(model->graph.arena, SbLook);

    *look = *item->look;
    item->look = look;
    return look;
}

/* The outline lies inside of a bar, so that bars stay as long as they are. */
static void
inset(SbGraphItem *item)
{
    double by = item->look->stroke_width / 2;

    if (item->width > 2 * by && item->height > 2 * by) {
        item->x += by;
        item->y += by;
        item->width -= 2 * by;
        item->height -= 2 * by;
        item->x2 -= by;
        item->y2 -= by;
    }
}

/* --- lines and areas: one piece for each run of vertices --- */

static void
style_piece(const SbModel *model, const SbGraphMark *mark, int kind, SbGraphItem *item)
{
    if (mark->type == SB_GRAPH_AREA) {
        outline(model, &KINDS[kind], own_look(model, item));
    } else {
        dash_line(&KINDS[kind], own_look(model, item));
    }
}

static void
split_line(const SbModel *model, const SbGraphMark *mark, const SbCells *cells,
    SbGraphItem *group)
{
    SbGraphMark *piece = NULL;
    int before = -1;

    for (guint i = 0; i < mark->items->len; i++) {
        const SbGraphItem *item = sb_graph_item_at(mark, i);
        int kind = kind_of(sb_cells_at(cells, item->row));

        if (piece == NULL || (kind != before && i > 0)) {
            piece = sb_graph_mark_new(&model->graph, mark->type, mark->role);
            piece->view = mark->view;
            piece->name = mark->name;
            piece->clip = mark->clip;
            sb_graph_group_add(group, piece);
            if (i > 0) { /* from the vertex before, in the looks of this one */
                SbGraphItem *first = sb_graph_item_add(piece);

                *first = *sb_graph_item_at(mark, i - 1);
                style_piece(model, mark, kind, first);
            }
        }
        SbGraphItem *copy = sb_graph_item_add(piece);

        *copy = *item;
        style_piece(model, mark, kind, copy);
        before = kind;
    }
}

static gboolean
is_mixed(const SbGraphMark *mark, const SbCells *cells)
{
    for (guint i = 0; i < mark->items->len; i++) {
        if (kind_of(sb_cells_at(cells, sb_graph_item_at(mark, i)->row)) != ACTUAL) {
            return TRUE;
        }
    }
    return FALSE;
}

/* --- bounds --- */

/* +1: at least so much; −1: at most; 0: no bound. */
static int
bound_of(SbValue qualifier)
{
    const char *text = qualifier.kind == SB_VALUE_STRING ? qualifier.string : "";

    return *text == '>' ? 1 : *text == '<' ? -1 : 0;
}

/* An arrow beyond the end of a bar or a point: the figure may be more, or less. */
static void
add_arrow(const SbModel *model, gboolean across, const SbGraphItem *item,
    SbGraphType type, gboolean negative, int bound, SbGraphMark *arrows)
{
    gboolean symbol = type == SB_GRAPH_SYMBOL;
    double r = symbol ? sqrt(item->size / G_PI) + 1 : 0;
    double width = symbol ? 2 * r : item->width, height = symbol ? 2 * r : item->height;
    double side = CLAMP((across ? height : width) * 0.5, 6, 12);
    double away = negative ? -side * 0.55 : side * 0.55;
    SbGraphItem *arrow = sb_graph_item_add(arrows);
    SbLook *look = sb_graph_look_new(&model->graph);

    look->shape = across ? (bound > 0 ? "triangle-right" : "triangle-left")
                         : (bound > 0 ? "triangle-up" : "triangle-down");
    look->fill =
        item->look->stroke.kind == SB_INK_COLOR ? item->look->stroke : item->look->fill;
    arrow->size = side * side;
    arrow->look = look;
    if (across) {
        arrow->x = item->x - r + (negative ? 0 : width) + away;
        arrow->y = item->y - r + height / 2;
    } else {
        arrow->x = item->x - r + width / 2;
        arrow->y = item->y - r + (negative ? height : 0) - away;
    }
}

static gboolean
is_symbol(const SbView *unit)
{
    return unit->mark == SB_MARK_POINT || unit->mark == SB_MARK_CIRCLE ||
           unit->mark == SB_MARK_SQUARE;
}

/* --- ranges --- */

gboolean
sb_brief_has_high(const SbView *unit, SbChannel channel)
{
    const SbChannelDef *d = &unit->channels[channel];
    const SbTable *rows = unit->domain;

    return sb_channel_is_xy(channel) && (unit->mark == SB_MARK_BAR || is_symbol(unit)) &&
           d->kind == SB_DEF_FIELD && g_strcmp0(d->name, "amount") == 0 &&
           !sb_def_is_data(&unit->channels[sb_channel_second(channel)]) &&
           unit->stack.n_by == 0 && rows != NULL &&
           sb_table_find(rows, "amount_high") >= 0 && sb_table_find(rows, "fact_id") >= 0;
}

/* From the end of a bar or from a point to the upper end of what the row says. */
static void
add_range(const SbModel *model, gboolean across, const SbGraphItem *item,
    SbGraphType type, double from, double to, SbGraphMark *ranges)
{
    gboolean symbol = type == SB_GRAPH_SYMBOL;
    double middle = across ? item->y + (symbol ? 0 : item->height / 2)
                           : item->x + (symbol ? 0 : item->width / 2);
    SbLook *look = sb_graph_look_new(&model->graph);

    if (symbol) { /* from its rim */
        from += (to > from ? 1 : -1) * sqrt(item->size / G_PI);
    }
    look->stroke =
        item->look->stroke.kind == SB_INK_COLOR ? item->look->stroke : item->look->fill;
    look->stroke_width = 2;
    for (int i = 0; i < 2; i++) { /* the line, and the stroke that ends it */
        SbGraphItem *line = sb_graph_item_add(ranges);
        double a = i == 0 ? from : to, half = i == 0 ? 0 : 4;

        line->look = look;
        line->x = across ? a : middle - half;
        line->x2 = across ? to : middle + half;
        line->y = across ? middle - half : a;
        line->y2 = across ? middle + half : to;
    }
}

/* --- a frame --- */

typedef struct {
    const SbModel *model;
    const SbView *unit;
    SbCells kinds, bounds, values;
    gboolean styled; /* by modality */
    gboolean bounded, across;
    SbGraphMark *arrows, *ranges;
    SbCells highs;
    const SbScale *scale; /* NULL: no ranges */
} Walk;

static void
walk_items(Walk *w, SbGraphMark *mark)
{
    for (guint i = 0; i < mark->items->len; i++) {
        SbGraphItem *item = sb_graph_item_at(mark, i);
        int kind = w->styled ? kind_of(sb_cells_at(&w->kinds, item->row)) : ACTUAL;
        int bound = bound_of(sb_cells_at(&w->bounds, item->row));

        if (mark->type == SB_GRAPH_RULE && kind != ACTUAL) {
            dash_line(&KINDS[kind], own_look(w->model, item));
        } else if (kind != ACTUAL) {
            outline(w->model, &KINDS[kind], own_look(w->model, item));
            if (mark->type == SB_GRAPH_RECT) {
                inset(item);
            }
        }
        if (w->scale != NULL) {
            SbValue high = sb_cells_at(&w->highs, item->row);

            if (!sb_value_is_missing(high)) {
                add_range(w->model, w->across, item, mark->type,
                    sb_scale_number(w->scale, sb_cells_at(&w->values, item->row)),
                    sb_scale_number(w->scale, high), w->ranges);
            }
        }
        if (bound != 0 && w->bounded) {
            double value = sb_value_to_number(sb_cells_at(&w->values, item->row));

            add_arrow(w->model, w->across, item, mark->type, value < 0, bound, w->arrows);
        }
    }
}

static void
walk(Walk *w, SbGraphItem *group)
{
    guint n = group->group->marks->len;

    for (guint i = 0; i < n; i++) {
        SbGraphMark *mark = group->group->marks->pdata[i];

        if (mark->type == SB_GRAPH_GROUP) {
            for (guint j = 0; j < mark->items->len; j++) {
                walk(w, sb_graph_item_at(mark, j));
            }
            continue;
        }
        if (mark->view != w->unit || mark->dots != NULL) {
            continue;
        }
        if (mark->type == SB_GRAPH_LINE || mark->type == SB_GRAPH_AREA) {
            if (w->styled && is_mixed(mark, &w->kinds)) {
                split_line(w->model, mark, &w->kinds, group);
                g_array_set_size(mark->items, 0);
            }
        } else if (mark->type != SB_GRAPH_TEXT && mark->type != SB_GRAPH_TRAIL &&
                   mark->type != SB_GRAPH_IMAGE) {
            walk_items(w, mark);
        }
    }
}

/* The axis that a unit's values lie on; FALSE: on none, or on both. */
static gboolean
value_channel(const SbView *unit, SbChannel *out)
{
    for (int i = 0; i < 2; i++) {
        SbChannel value = i == 0 ? SB_CHANNEL_X : SB_CHANNEL_Y;
        SbChannel other = i == 0 ? SB_CHANNEL_Y : SB_CHANNEL_X;

        if (unit->channels[value].kind == SB_DEF_FIELD &&
            sb_def_is_measure(&unit->channels[value]) &&
            sb_def_is_discrete(&unit->channels[other]) && unit->scales[value] != NULL) {
            *out = value;
            return TRUE;
        }
    }
    return FALSE;
}

/* Is anything drawn at this place of the other axis? */
static gboolean
is_taken(const SbMarker *m, SbChannel other, double place)
{
    SbMarker drawn = *m;
    SbRef at;

    drawn.table = m->view->drawn;
    drawn.rows = sb_table_rows(drawn.table);
    at = sb_mark_point(&drawn, other, SB_POS_MID);
    for (size_t i = 0; i < drawn.rows; i++) {
        if (fabs(sb_ref_at(&at, i) - place) < 0.5) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_there(const SbGraphMark *texts, double x, double y)
{
    for (guint i = 0; i < texts->items->len; i++) {
        const SbGraphItem *item = sb_graph_item_at(texts, i);

        if (item->x == x && item->y == y) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
add_missing_text(
    SbModel *model, SbGraphMark *texts, const SbLook *look, double x, double y)
{
    SbGraphItem *item;

    if (is_there(texts, x, y)) {
        return;
    }
    item = sb_graph_item_add(texts);
    item->x = x;
    item->y = y;
    item->look = look;
    item->lines = sb_graph_lines(&model->graph, korean(model) ? "해당 없음" : "n/a");
    item->n_lines = 1;
}

/* "n/a" where a row has no value: its place on the other axis, where values begin. */
static void
add_missing(SbModel *model, SbView *unit, SbChannel value, SbGraphItem *group)
{
    gboolean across = value == SB_CHANNEL_X;
    SbChannel other = across ? SB_CHANNEL_Y : SB_CHANNEL_X;
    SbMarker m = { model, unit, unit->main, sb_table_rows(unit->main), 0, 0 };
    SbScaleModel *s = sb_scale_model_of(unit, value);
    SbGraphMark *texts = sb_graph_mark_new(&model->graph, SB_GRAPH_TEXT, "missing-label");
    SbLook *look = sb_graph_look_new(&model->graph);
    SbGuide guide = { .model = model };
    SbCells cells = sb_mark_cells(unit->main, unit->channels[value].name);
    SbRef at = sb_mark_point(&m, other, SB_POS_MID);
    double zero = CLAMP(sb_scale_number(s->scale, sb_value_number(0)),
        MIN(sb_scale_range_lo(s->scale), sb_scale_range_hi(s->scale)),
        MAX(sb_scale_range_lo(s->scale), sb_scale_range_hi(s->scale)));

    sb_guide_add_config(&guide, "axis");
    sb_guide_text_look(&guide, "title", NULL, look);
    look->align = across ? SB_ALIGN_LEFT : SB_ALIGN_CENTER;
    look->baseline = across ? SB_BASELINE_MIDDLE : SB_BASELINE_BOTTOM;
    look->font_weight = 400;
    for (size_t i = 0; i < m.rows; i++) {
        double place;

        if (!sb_value_is_missing(sb_cells_at(&cells, i))) {
            continue;
        }
        place = sb_ref_at(&at, i);
        if (isfinite(place) && isfinite(zero) && !is_taken(&m, other, place)) {
            add_missing_text(
                model, texts, look, across ? zero + 4 : place, across ? place : zero - 3);
        }
    }
    if (texts->items->len > 0) {
        sb_graph_group_add(group, texts);
    }
}

static void
style_unit(SbModel *model, SbView *unit, SbGraphItem *group)
{
    Walk w = { .model = model, .unit = unit };
    const SbTable *rows = unit->drawn;
    gboolean placed =
        unit->mark == SB_MARK_BAR || is_symbol(unit) || unit->mark == SB_MARK_TICK;
    SbChannel value = SB_CHANNEL_X;

    if (rows == NULL) {
        return;
    }
    placed = placed && value_channel(unit, &value);
    if (is_of_figures(unit->raw)) {
        w.arrows = sb_graph_mark_new(&model->graph, SB_GRAPH_SYMBOL, "bound");
        w.styled = model->pledges != 0 && is_styled(unit);
        w.kinds = sb_mark_cells(rows, "modality");
        w.bounds = sb_mark_cells(rows, "qualifier");
        w.bounded = placed && unit->mark != SB_MARK_TICK && !unit->aggregated &&
                    sb_table_find(rows, "qualifier") >= 0;
        w.across = value == SB_CHANNEL_X;
        w.values = sb_mark_cells(rows, unit->channels[value].name);
        if (placed && sb_brief_has_high(unit, value)) {
            w.ranges = sb_graph_mark_new(&model->graph, SB_GRAPH_RULE, "range");
            w.highs = sb_mark_cells(rows, "amount_high");
            w.scale = sb_scale_model_of(unit, value)->scale;
        }
        walk(&w, group);
        if (w.ranges != NULL && w.ranges->items->len > 0) {
            sb_graph_group_add(group, w.ranges);
        }
        if (w.arrows->items->len > 0) {
            sb_graph_group_add(group, w.arrows);
        }
    }
    if (placed && unit->main != NULL && !unit->aggregated) {
        add_missing(model, unit, value, group);
    }
}

typedef struct {
    SbModel *model;
    SbGraphItem *group;
} Frame;

static void
visit(SbView *unit, void *data)
{
    Frame *f = data;

    style_unit(f->model, unit, f->group);
}

void
sb_brief_pledge(SbModel *model, SbView *frame, SbGraphItem *group)
{
    Frame f = { model, group };

    sb_view_units(frame, visit, &f);
}

/* --- the key --- */

enum { SWATCH = 12, STROKE = 24 }; /* px */

static SbGraphItem
key_entry(SbModel *model, int kind, int column, const SbLook *label)
{
    SbGraphMark *one = sb_graph_group_new(&model->graph, "scope");
    SbGraphMark *symbols =
        sb_graph_mark_new(&model->graph, SB_GRAPH_SYMBOL, "legend-symbol");
    SbGraphMark *labels = sb_graph_mark_new(&model->graph, SB_GRAPH_TEXT, "legend-label");
    SbGraphItem group = *sb_graph_item_at(one, 0), *item;
    SbLook *look = sb_graph_look_new(&model->graph);

    item = sb_graph_item_add(symbols);
    item->look = look;
    item->y = 7;
    if (model->pledge_lines) {
        look->shape = "stroke";
        look->stroke = label->fill;
        look->stroke_width = 2;
        dash_line(&KINDS[kind], look);
        item->x = STROKE / 2;
        item->size = STROKE * STROKE;
    } else {
        double side = SWATCH - KINDS[kind].width;

        look->shape = "square";
        look->fill = label->fill;
        outline(model, &KINDS[kind], look);
        item->x = SWATCH / 2 + 1;
        item->size = side * side;
    }
    item = sb_graph_item_add(labels);
    item->x = model->pledge_lines ? STROKE + 5 : SWATCH + 6;
    item->y = 7;
    item->look = label;
    item->lines = sb_graph_lines(&model->graph, KINDS[kind].label[korean(model)]);
    item->n_lines = 1;
    sb_graph_group_add(&group, symbols);
    sb_graph_group_add(&group, labels);
    group.group->no_bound = TRUE;
    group.width = item->x + sb_graph_text_width(&model->graph, label, item->lines[0]);
    group.height = SWATCH + 2;
    group.group->row = -1;
    group.group->column = column;
    return group;
}

/* Direct labels above the marks: the key keeps clear of them. */
static gboolean
has_names_above(const SbGraphItem *root)
{
    for (guint i = 0; i < root->group->marks->len; i++) {
        const SbGraphMark *mark = root->group->marks->pdata[i];

        for (guint j = 0; j < mark->items->len; j++) {
            const SbGraphItem *item = sb_graph_item_at(mark, j);

            if (g_strcmp0(mark->role, "direct-label") == 0 && item->y < 12 &&
                item->x < root->width) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

void
sb_brief_pledge_key(SbModel *model, SbGraphItem *root)
{
    static const int IN_KEY[KIND_COUNT] = { ACTUAL, AGREED, ANNOUNCED, TARGET, FORECAST,
        RULE };
    SbGraphMark *mark, *entries;
    SbLegendBox *box;
    SbGridLayout *grid;
    SbLook *label;
    SbGuide guide = { .model = model };
    int n = 0;

    if (model->pledges == 0) {
        return;
    }
    mark = sb_graph_group_new(&model->graph, "legend");
    entries = sb_graph_mark_new(&model->graph, SB_GRAPH_GROUP, "scope");
    box = sb_arena_new_of(model->graph.arena, SbLegendBox);
    grid = sb_arena_new_of(model->graph.arena, SbGridLayout);
    label = sb_graph_look_new(&model->graph);
    sb_guide_add_config(&guide, "legend");
    guide.vega[0] = "vega-legend";
    guide.label_style = "guide-label";
    sb_guide_text_look(&guide, "label", NULL, label);
    label->baseline = SB_BASELINE_MIDDLE;
    label->align = SB_ALIGN_LEFT;
    for (int i = 0; i < KIND_COUNT; i++) {
        int kind = IN_KEY[i];

        if ((model->pledges >> kind) & 1) {
            SbGraphItem entry = key_entry(model, kind, n++, label);

            g_array_append_val(entries->items, entry);
        }
    }
    grid->align[0] = grid->align[1] = SB_ALIGN_GRID_EACH;
    grid->flush = TRUE;
    grid->padding[0] = 12;
    grid->padding[1] = 6;
    box->side = SB_SIDE_TOP;
    box->offset = has_names_above(root) ? 22 : 8;
    box->symbols = TRUE;
    box->entry = sb_graph_group_new(&model->graph, "legend-entry");
    sb_graph_item_at(box->entry, 0)->group->layout = grid;
    sb_graph_group_add(sb_graph_item_at(box->entry, 0), entries);
    sb_graph_group_add(sb_graph_item_at(mark, 0), box->entry);
    sb_graph_item_at(mark, 0)->group->guide = box;
    sb_graph_group_add(root, mark);
}
