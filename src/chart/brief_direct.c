/*
 * In: the marks of a frame.  Out: the names of its colours written at them: at the ends
 * of lines, beside the last of stacked bars or areas, above the first of bars that lie
 * in rows.  Where that is not to be had, nothing is written and the legend stays.
 *
 * A "name" is one category of the colour scale with the place where it would best stand
 * along the one direction in which names may be moved apart.
 */
#include <math.h>
#include <string.h>

#include "chart/compose.h"
#include "chart/mark.h"

enum { MOST = 12, GAP = 8, LEADER = 9 };

typedef struct {
    int category;
    gboolean found;
    double end;  /* how far right the series comes (rows: its bar's top) */
    double at;   /* where the name belongs: its middle, down or across */
    double room; /* extent of the segment there; NaN: none */
    double size; /* of the name in the direction of at */
    double to;   /* where it is written */
} Name;

typedef struct {
    SbModel *model;
    const SbView *frame;
    const SbGraphItem *group;
    SbScaleModel *scale;
    const SbView *unit; /* whose marks are named */
    const char *field;
    gboolean rows; /* bars in rows: names above the first */
    SbLook *look;
    int n;
    Name names[MOST];
} Direct;

/* --- may the colours be named at all? --- */

typedef struct {
    Direct *direct;
    gboolean refused;
    gboolean texts;
} Survey;

/* The one unit whose marks are named: a line, an area or a bar by colour. */
static void
survey_unit(SbView *unit, void *data)
{
    Survey *s = data;
    const SbChannelDef *own = &unit->channels[SB_CHANNEL_COLOR], *d = sb_def_data(own);
    static const SbChannel OTHERS[] = { SB_CHANNEL_SIZE, SB_CHANNEL_FILL,
        SB_CHANNEL_STROKE, SB_CHANNEL_OPACITY, SB_CHANNEL_STROKE_WIDTH };

    for (size_t i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        if (sb_def_data(&unit->channels[OTHERS[i]]) != NULL) {
            s->refused = TRUE;
        }
    }
    s->texts = s->texts || unit->mark == SB_MARK_TEXT;
    if (d == NULL) {
        return;
    }
    if (d->guide != NULL || d->no_guide || own != d || d->kind != SB_DEF_FIELD ||
        d->has_unit || d->bin != SB_BIN_NONE ||
        (d->type != SB_TYPE_NOMINAL && d->type != SB_TYPE_ORDINAL)) {
        s->refused = TRUE;
        return;
    }
    if (unit->mark == SB_MARK_LINE || unit->mark == SB_MARK_AREA ||
        unit->mark == SB_MARK_BAR) {
        s->refused = s->refused || s->direct->unit != NULL;
        s->direct->unit = unit;
        s->direct->field = d->name;
    } else if (unit->mark != SB_MARK_POINT && unit->mark != SB_MARK_CIRCLE &&
               unit->mark != SB_MARK_SQUARE && unit->mark != SB_MARK_TEXT) {
        s->refused = TRUE;
    }
}

/* Shapes and dashes beside the colours must tell the same field. */
static gboolean
others_agree(const Direct *d)
{
    static const SbChannel SAME[] = { SB_CHANNEL_SHAPE, SB_CHANNEL_STROKE_DASH };

    for (size_t i = 0; i < G_N_ELEMENTS(SAME); i++) {
        const SbChannelDef *o = sb_def_data(&d->unit->channels[SAME[i]]);

        if (o != NULL && g_strcmp0(o->name, d->field) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
is_stack(const SbView *unit)
{
    return unit->stack.on && unit->stack.n_by > 0;
}

static gboolean
survey(Direct *d)
{
    Survey s = { d, FALSE, FALSE };
    gboolean across;

    if (d->frame->parent != NULL) {
        return FALSE;
    }
    sb_view_units((SbView *)d->frame, survey_unit, &s);
    if (s.refused || d->unit == NULL || !others_agree(d) || d->unit->drawn == NULL) {
        return FALSE;
    }
    d->scale = sb_scale_model_of(d->unit, SB_CHANNEL_COLOR);
    across = g_strcmp0(d->unit->orient, "horizontal") == 0;
    if (d->scale == NULL || d->scale->scale->type != SB_SCALE_ORDINAL ||
        d->scale->scale->n_values < 2 || d->scale->scale->n_values > MOST) {
        return FALSE;
    }
    d->n = d->scale->scale->n_values;
    d->rows = d->unit->mark == SB_MARK_BAR && across;
    if (d->unit->mark == SB_MARK_LINE) {
        return !across;
    }
    if (!is_stack(d->unit) || (across && d->unit->mark == SB_MARK_AREA) ||
        d->unit->channels[SB_CHANNEL_XOFFSET].kind != SB_DEF_NONE ||
        d->unit->channels[SB_CHANNEL_YOFFSET].kind != SB_DEF_NONE) {
        return FALSE;
    }
    return TRUE;
}

/* --- where they belong --- */

static int
category_of(const Direct *d, const SbCells *cells, guint row)
{
    const SbScale *s = d->scale->scale;
    SbValue value = sb_cells_at(cells, row);

    for (int i = 0; i < d->n; i++) {
        if (sb_value_same(s->values[i], value)) {
            return i;
        }
    }
    return -1;
}

/* Is one end further than what was found?  Bars in rows: higher up. */
static gboolean
is_further(const Direct *d, const Name *name, double end)
{
    return !name->found || (d->rows ? end < name->end : end > name->end);
}

static void
look_at_item(
    Direct *d, const SbGraphMark *mark, const SbGraphItem *item, const SbCells *cells)
{
    int category = category_of(d, cells, item->row);
    Name *name;
    double end, lo, hi;

    if (category < 0 || item->undefined) {
        return;
    }
    name = &d->names[category];
    if (mark->type == SB_GRAPH_LINE) {
        end = item->x;
        lo = hi = item->y;
    } else if (mark->type == SB_GRAPH_AREA) {
        end = item->x;
        lo = item->y;
        hi = isnan(item->y2) ? item->y : item->y2;
    } else if (d->rows) {
        end = item->y;
        lo = item->x;
        hi = item->x + item->width;
    } else {
        end = item->x + item->width;
        lo = item->y;
        hi = item->y + item->height;
    }
    if (!isfinite(end) || !isfinite(lo) || !isfinite(hi) || !is_further(d, name, end)) {
        return;
    }
    *name = (Name){ category, TRUE, end, (lo + hi) / 2, fabs(hi - lo), 0, 0 };
}

static void
look_at_marks(Direct *d, const SbGraphItem *group, const SbCells *cells)
{
    for (guint i = 0; i < group->group->marks->len; i++) {
        const SbGraphMark *mark = group->group->marks->pdata[i];

        for (guint j = 0; j < mark->items->len; j++) {
            const SbGraphItem *item = sb_graph_item_at(mark, j);

            if (mark->type == SB_GRAPH_GROUP) {
                look_at_marks(d, item, cells);
            } else if (mark->view == d->unit) {
                look_at_item(d, mark, item, cells);
            }
        }
    }
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
    const Name *x = a, *y = b;

    return x->at < y->at ? -1 : x->at > y->at ? 1 : x->category - y->category;
}

/* Names in order, moved apart so that none overlaps: neighbours that touch become one
 * block, which stands where its names would move least. */
static void
spread(Name *names, int n, double gap, double lo, double hi)
{
    int first[MOST], count = 0; /* blocks: the first name of each */
    double mid[MOST], size[MOST];

    for (int i = 0; i < n; i++) {
        first[count] = i;
        mid[count] = names[i].at;
        size[count++] = names[i].size;
        for (;;) {
            int b = count - 1, members = i + 1 - first[b];
            double half = size[b] / 2, sum = 0, offset = 0;

            mid[b] = CLAMP(mid[b], lo + half, MAX(lo + half, hi - half));
            if (b == 0 || mid[b - 1] + size[b - 1] / 2 + gap <= mid[b] - half) {
                break;
            }
            count--;
            b--;
            members = i + 1 - first[b];
            size[b] += gap + 2 * half;
            for (int k = first[b]; k <= i; k++) {
                sum += names[k].at - (offset + names[k].size / 2);
                offset += names[k].size + gap;
            }
            mid[b] = sum / members + size[b] / 2;
        }
    }
    for (int b = 0; b < count; b++) {
        double at = mid[b] - size[b] / 2;
        int last = b + 1 < count ? first[b + 1] : n;

        for (int k = first[b]; k < last; k++) {
            names[k].to = at + names[k].size / 2;
            at += names[k].size + gap;
        }
    }
}

static const char *
text_of(const Direct *d, int category)
{
    return sb_guide_resolve(
        d->model, sb_value_to_string(d->model->arena, d->scale->scale->values[category]));
}

/* Where each name is written; FALSE: they don't fit. */
static gboolean
place(Direct *d)
{
    double width = d->frame->extent[0], height = d->frame->extent[1];
    double line = d->look->font_size + 3, most = 0, moved = 0, end = d->names[0].end;
    double far = 0, slack = d->unit->mark == SB_MARK_LINE ? 0.15 * width : 0.5;

    for (int i = 0; i < d->n; i++) {
        far = MAX(far, d->names[i].end);
    }
    for (int i = 0; i < d->n; i++) {
        double w = sb_graph_text_width(&d->model->graph, d->look, text_of(d, i));

        if (!d->names[i].found) {
            return FALSE;
        }
        most = MAX(most, w);
        d->names[i].size = d->rows ? w : line;
        if (d->rows ? d->names[i].end != end || d->names[i].room <= 0
                    : d->names[i].end < far - slack || d->names[i].end > width + 0.5) {
            return FALSE;
        }
    }
    qsort(d->names, (size_t)d->n, sizeof *d->names, by_place);
    spread(d->names, d->n, d->rows ? GAP : 0, d->rows ? 0 : -line / 2,
        d->rows ? width : height);
    for (int i = 0; i < d->n; i++) {
        double by = fabs(d->names[i].to - d->names[i].at);

        if (d->rows && by > d->names[i].room / 2) {
            return FALSE;
        }
        moved = MAX(moved, by);
    }
    if (d->rows) {
        return d->names[d->n - 1].to + d->names[d->n - 1].size / 2 <= width + 0.5;
    }
    return most <= MAX(0.4 * width, 80) && d->n * line <= height && moved <= height / 3;
}

/* --- written --- */

static SbColor
config_color(const Direct *d, const char *part, const char *key, const char *fallback)
{
    const json_t *json = part != NULL
                             ? sb_config_get(d->model->config, part, key)
                             : json_object_get(sb_config_root(d->model->config), key);
    SbColor color;

    if (!json_is_string(json) || !sb_color_parse(json_string_value(json), &color)) {
        sb_color_parse(fallback, &color);
    }
    return color;
}

/* The colour of a category, nearer to that of texts until it can be read. */
static SbInk
ink_of(const Direct *d, int category)
{
    SbColor c = sb_scale_color(d->scale->scale, d->scale->scale->values[category]);
    SbColor ground = config_color(d, NULL, "background", "white");
    SbColor strong = config_color(d, "legend", "labelColor", "#1e2124"), out = c;

    for (int i = 1; i <= 10 && sb_color_contrast(out, ground) < 4.5; i++) {
        double t = i / 10.0;

        out = (SbColor){ c.r + t * (strong.r - c.r), c.g + t * (strong.g - c.g),
            c.b + t * (strong.b - c.b), 1 };
    }
    return sb_ink(out);
}

/* A thin line from the end of a series to a name that stands further up or down. */
static void
add_leader(const Direct *d, SbGraphMark *rules, const Name *name, double x)
{
    SbGraphItem *item = sb_graph_item_add(rules);
    SbLook *look = sb_graph_look_new(&d->model->graph);

    look->stroke =
        sb_ink(sb_scale_color(d->scale->scale, d->scale->scale->values[name->category]));
    look->stroke_width = 0.75;
    item->x = name->end + 2;
    item->y = name->at;
    item->x2 = x - 2;
    item->y2 = name->to;
    item->look = look;
}

static void
write_names(Direct *d, SbGraphItem *group)
{
    const SbGraph *graph = &d->model->graph;
    SbGraphMark *texts = sb_graph_mark_new(graph, SB_GRAPH_TEXT, "direct-label");
    SbGraphMark *rules = sb_graph_mark_new(graph, SB_GRAPH_RULE, "direct-leader");
    double x = 0, shift = 0;

    for (int i = 0; i < d->n; i++) {
        x = MAX(x, d->names[i].end);
        if (!d->rows && fabs(d->names[i].to - d->names[i].at) > LEADER) {
            shift = 14;
        }
    }
    x += GAP + shift;
    if (x < d->frame->extent[0] + GAP / 2 && x > d->frame->extent[0] - 24) {
        x = d->frame->extent[0] + GAP / 2; /* clear of the grid's lines */
    }
    for (int i = 0; i < d->n; i++) {
        const Name *name = &d->names[i];
        SbGraphItem *item = sb_graph_item_add(texts);
        SbLook *look = sb_arena_new_of(graph->arena, SbLook);

        *look = *d->look;
        look->fill = ink_of(d, name->category);
        look->align = d->rows ? SB_ALIGN_CENTER : SB_ALIGN_LEFT;
        look->baseline = d->rows ? SB_BASELINE_BOTTOM : SB_BASELINE_MIDDLE;
        item->look = look;
        item->x = d->rows ? name->to : x;
        item->y = d->rows ? name->end - 4 : name->to;
        item->lines = sb_graph_lines(graph, text_of(d, name->category));
        item->n_lines = 1;
        if (shift > 0 && fabs(name->to - name->at) > 2) {
            add_leader(d, rules, name, x);
        }
    }
    if (rules->items->len > 0) {
        sb_graph_group_add(group, rules);
    }
    sb_graph_group_add(group, texts);
}

void
sb_brief_direct(SbModel *model, SbView *frame, SbGraphItem *group)
{
    Direct d = { .model = model, .frame = frame, .group = group };
    SbGuide guide = { .model = model };
    static const SbChannel ALSO[] = { SB_CHANNEL_COLOR, SB_CHANNEL_SHAPE,
        SB_CHANNEL_STROKE_DASH };
    SbCells cells;

    if (!survey(&d)) {
        return;
    }
    cells = sb_mark_cells(d.unit->drawn, d.field);
    look_at_marks(&d, group, &cells);
    sb_guide_add_config(&guide, "legend");
    d.look = sb_graph_look_new(&model->graph);
    guide.vega[0] = "vega-legend";
    guide.label_style = "guide-label";
    sb_guide_text_look(&guide, "label", NULL, d.look);
    d.look->limit = 0;
    d.scale->direct = FALSE;
    if (!place(&d)) {
        return;
    }
    write_names(&d, group);
    for (size_t i = 0; i < G_N_ELEMENTS(ALSO); i++) {
        SbScaleModel *s = sb_scale_model_of(d.unit, ALSO[i]);

        if (s != NULL) {
            s->direct = TRUE;
        }
    }
}
