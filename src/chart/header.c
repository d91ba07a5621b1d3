/*
 * In: a facet with its child.  Out: a grid of cells, a group a cell, with titles,
 * labels and shared axes as headers and footers around it.
 */
#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "chart/compose.h"
#include "chart/dataflow.h"
#include "chart/mark.h"
#include "chart/title.h"

typedef struct {
    SbModel *model;
    SbView *view, *child;
    SbValue *rows, *columns; /* sorted values of the row and column fields */
    int n_rows, n_columns;
    gboolean wraps;           /* one field, wrapped */
    gboolean framed;          /* cells are frames: they have a size, and axes */
    double *widths, *heights; /* of columns and rows: their largest cells' */
} Facet;

/* --- values --- */

typedef struct {
    SbValue value, key;
    int place;
} One;

static int
ascending(const void *a, const void *b)
{
    const One *x = a, *y = b;
    int c = sb_value_compare(x->key, y->key);

    return c != 0 ? c : x->place - y->place;
}

static int
descending(const void *a, const void *b)
{
    const One *x = a, *y = b;
    int c = sb_value_compare(y->key, x->key);

    return c != 0 ? c : x->place - y->place;
}

static void
find_keys(const Facet *f, const SbChannelDef *d, One *list, int n)
{
    SbArena *a = f->model->arena;
    const json_t *sort = d->sort;

    if (json_is_array(sort)) {
        for (int i = 0; i < n; i++) {
            double at = (double)json_array_size(sort);

            for (size_t k = 0; k < json_array_size(sort); k++) {
                if (sb_value_same(
                        sb_value_from_json(a, json_array_get(sort, k)), list[i].value)) {
                    at = (double)k;
                }
            }
            list[i].key = sb_value_number(at);
        }
    } else if (json_is_object(sort) && json_object_get(sort, "field") != NULL) {
        SbAggregate op = { SB_AGGREGATE_MIN, sb_json_string(sort, "field", ""), "__key",
            0 };
        const SbTable *t;
        SbField name, key;

        sb_aggregate_op_parse(sb_json_string(sort, "op", "min"), &op.op);
        t = sb_transform_aggregate(a, f->view->source, &d->name, 1, &op, 1);
        name = sb_table_field(t, d->name);
        key = sb_table_field(t, "__key");
        for (int i = 0; i < n; i++) {
            for (size_t r = 0; r < sb_table_rows(t); r++) {
                if (sb_value_same(sb_field_at(&name, r), list[i].value)) {
                    list[i].key = sb_field_at(&key, r);
                }
            }
        }
    }
}

typedef struct {
    const char *name;
    SbValueIndex *index;
} Distinct;

static void
add_distinct(SbView *unit, void *data)
{
    Distinct *d = data;
    SbCells cells;

    if (unit->drawn == NULL || sb_table_find(unit->drawn, d->name) < 0) {
        return;
    }
    cells = sb_mark_cells(unit->drawn, d->name);
    for (size_t i = 0; i < sb_table_rows(unit->drawn); i++) {
        SbValue v = sb_cells_at(&cells, i);

        sb_value_index_add(d->index, &v, NULL);
    }
}

static SbValue *
values_of(const Facet *f, const SbChannelDef *d, int *n)
{
    SbArena *a = f->model->arena;
    SbValueIndex *index = sb_value_index_new(a, 1);
    Distinct distinct = { d->name, index };
    const char *order = json_is_string(d->sort)
                            ? json_string_value(d->sort)
                            : sb_json_string(d->sort, "order", "ascending");
    One *list;
    SbValue *out;

    sb_view_units(f->child, add_distinct, &distinct);
    *n = (int)sb_value_index_count(index);
    list = g_new0(One, *n + 1);
    for (int i = 0; i < *n; i++) {
        list[i].value = list[i].key = *sb_value_index_at(index, (size_t)i);
        list[i].place = i;
    }
    find_keys(f, d, list, *n);
    if (!json_is_null(d->sort)) {
        qsort(list, (size_t)*n, sizeof *list,
            strcmp(order, "descending") == 0 ? descending : ascending);
    }
    out = sb_arena_new_many(a, SbValue, *n + 1);
    for (int i = 0; i < *n; i++) {
        out[i] = list[i].value;
    }
    g_free(list);
    return out;
}

/* --- cells --- */

typedef struct {
    const SbTable *raw, *main, *valid, *drawn, *domain, *source;
} Tables;

typedef struct {
    const Facet *f;
    const SbValue *row, *column; /* NULL: not divided so */
    GArray *saved;               /* of Tables, by unit */
    guint at;
    gboolean restore;
    gboolean any; /* a unit has rows here */
} Swap;

static const SbTable *
cell_rows(const Swap *s, const SbTable *table)
{
    const SbChannelDef *defs = s->f->view->facets;
    const SbChannelDef *col = s->f->wraps ? &defs[2] : &defs[1];
    SbCells r = { 0 }, c = { 0 };
    size_t n = 0, rows, *keep;

    if (table == NULL) {
        return NULL;
    }
    rows = sb_table_rows(table);
    keep = sb_arena_new_many(s->f->model->arena, size_t, rows + 1);
    if (s->row != NULL) {
        r = sb_mark_cells(table, defs[0].name);
    }
    if (s->column != NULL) {
        c = sb_mark_cells(table, col->name);
    }
    for (size_t i = 0; i < rows; i++) {
        if ((s->row == NULL || sb_value_same(sb_cells_at(&r, i), *s->row)) &&
            (s->column == NULL || sb_value_same(sb_cells_at(&c, i), *s->column))) {
            keep[n++] = i;
        }
    }
    return sb_table_pick(s->f->model->arena, table, keep, n);
}

/* A table that lacks the facet's field (its own data) is the same in every cell. */
static gboolean
has_fields(const Swap *s, const SbTable *table)
{
    const SbChannelDef *defs = s->f->view->facets;

    for (int i = 0; i < 3; i++) {
        if (defs[i].kind == SB_DEF_FIELD && table != NULL &&
            sb_table_find(table, defs[i].name) < 0 &&
            sb_mark_cells(table, defs[i].name).field.column == NULL) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
swap_unit(SbView *unit, void *data)
{
    Swap *s = data;

    if (s->restore) {
        const Tables *t = &g_array_index(s->saved, Tables, s->at++);

        unit->raw = t->raw;
        unit->main = t->main;
        unit->valid = t->valid;
        unit->drawn = t->drawn;
        unit->domain = t->domain;
        return;
    }
    Tables t = { unit->raw, unit->main, unit->valid, unit->drawn, unit->domain, NULL };

    g_array_append_val(s->saved, t);
    if (!has_fields(s, unit->main)) {
        s->any = TRUE;
        return;
    }
    unit->main = cell_rows(s, unit->main);
    s->any = s->any || unit->main == NULL || sb_table_rows(unit->main) > 0;
    unit->raw = cell_rows(s, unit->raw);
    unit->valid = t.valid == t.main ? unit->main : cell_rows(s, t.valid);
    unit->drawn = t.drawn == t.main ? unit->main : unit->valid;
    unit->domain = t.domain == t.main ? unit->main : unit->valid;
}

static gboolean
independent_below(const SbView *facet)
{
    for (int c = 0; c < SB_CHANNELS; c++) {
        if (facet->scale_independent[c] && (sb_channel_flags(c) & SB_CF_SCALED)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
sb_header_takes(const SbView *frame, int dim)
{
    const SbView *facet = frame->parent;

    return facet != NULL && facet->kind == SB_VIEW_FACET &&
           !facet->guide_independent[dim == 0 ? SB_CHANNEL_X : SB_CHANNEL_Y] &&
           (frame->kind == SB_VIEW_UNIT || frame->kind == SB_VIEW_LAYER);
}

/* --- headers --- */

static const json_t *
header_prop(const SbModel *model, const SbChannelDef *d, const char *key)
{
    const char *part = d->channel == SB_CHANNEL_ROW      ? "headerRow"
                       : d->channel == SB_CHANNEL_COLUMN ? "headerColumn"
                                                         : "headerFacet";
    const json_t *v = json_object_get(d->guide, key);

    if (v == NULL && g_str_has_suffix(key, "Orient")) {
        v = json_object_get(d->guide, "orient");
    }
    v = v != NULL ? v : sb_config_get(model->config, part, key);
    v = v != NULL ? v : sb_config_get(model->config, "header", key);
    return sb_model_value(model, v);
}

static double
header_number(
    const SbModel *model, const SbChannelDef *d, const char *key, double fallback)
{
    const json_t *v = header_prop(model, d, key);

    return json_is_number(v) ? json_number_value(v) : fallback;
}

/* labelColor … of a header as color … of a title. */
static json_t *
as_title(const SbModel *model, const SbChannelDef *d, const char *prefix)
{
    static const char *const KEYS[] = { "Align", "Anchor", "Angle", "Baseline", "Color",
        "Font", "FontSize", "FontStyle", "FontWeight", "Limit", "LineHeight" };
    json_t *out = json_object();

    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        g_autofree char *key = g_strdup_printf("%s%s", prefix, KEYS[i]);
        g_autofree char *own = g_strdup(KEYS[i]);
        const json_t *v = header_prop(model, d, key);

        own[0] = g_ascii_tolower(own[0]);
        if (v != NULL) {
            json_object_set(out, own, (json_t *)v);
        }
    }
    return sb_arena_own(model->arena, out, (GDestroyNotify)json_decref);
}

/* A header's label or title as a title mark. */
static SbGraphMark *
header_text(const Facet *f, const SbChannelDef *d, const char *prefix,
    const char *const *lines, int n, gboolean frame)
{
    SbModel *model = f->model;
    SbGuide g = { .model = model };
    gboolean row = d->channel == SB_CHANNEL_ROW;
    g_autofree char *orient_key = g_strdup_printf("%sOrient", prefix);
    g_autofree char *angle_key = g_strdup_printf("%sAngle", prefix);
    g_autofree char *padding_key = g_strdup_printf("%sPadding", prefix);
    const char *orient = json_string_value(header_prop(model, d, orient_key));
    SbSide side = sb_guide_side(orient, row ? SB_SIDE_LEFT : SB_SIDE_TOP);
    gboolean by_row = side == SB_SIDE_LEFT || side == SB_SIDE_RIGHT;
    double given = header_number(model, d, angle_key, NAN);
    /* Vega-Lite turns a title's angle into 0 to 360 degrees, a label's not. */
    double angle =
        isnan(given) || *prefix == 'l' ? given : fmod(fmod(given, 360) + 360, 360);
    const char *align, *base;
    SbAnchor anchor;

    sb_guide_add(&g, as_title(model, d, prefix));
    anchor = sb_guide_anchor(sb_guide_string(&g, "anchor", NULL), SB_ANCHOR_MIDDLE);
    align = anchor == SB_ANCHOR_START ? "left"
            : anchor == SB_ANCHOR_END ? "right"
                                      : sb_axis_label_align(angle, !by_row, by_row);
    base = sb_axis_label_baseline(angle, !by_row, TRUE, TRUE);
    align = sb_guide_string(&g, "align", align);
    base = sb_guide_string(&g, "baseline", base);
    return sb_title_of(model, &g, lines, n, side, frame,
        strcmp(prefix, "label") == 0 ? "guide-label" : "guide-title",
        sb_guide_align(align, anchor == SB_ANCHOR_START ? SB_ALIGN_LEFT
                              : anchor == SB_ANCHOR_END ? SB_ALIGN_RIGHT
                                                        : SB_ALIGN_CENTER),
        sb_guide_baseline(base, SB_BASELINE_TOP),
        isnan(given) ? (side == SB_SIDE_LEFT       ? -90
                           : side == SB_SIDE_RIGHT ? 90
                                                   : 0)
                     : given,
        header_number(model, d, padding_key, 10), anchor);
}

static const char *const *
label_lines(const Facet *f, const SbChannelDef *d, SbValue v, int *n)
{
    SbModel *model = f->model;
    SbValue end = sb_value_undefined(), out;
    const char *expr = json_string_value(header_prop(model, d, "labelExpr")), *text;
    const char **keys = sb_arena_new_many(model->arena, const char *, 2);
    SbValue *values = sb_arena_new_many(model->arena, SbValue, 2);

    if (d->bin == SB_BIN_BINNING) {
        end = sb_value_number(sb_value_to_number(v) + d->bin_found.step);
    }
    text = sb_mark_format(model, d, v, end);
    keys[0] = "value";
    keys[1] = "label";
    values[0] = v;
    values[1] = sb_value_string(text);
    if (expr != NULL &&
        sb_expr_value(model->arena, expr, sb_value_object(model->arena, keys, values, 2),
            &model->scope, &out, NULL)) {
        return sb_guide_lines_of(model, out, n);
    }
    *n = 1;
    return sb_graph_lines(&model->graph, sb_guide_resolve(model, text));
}

static gboolean
has_labels(const Facet *f, const SbChannelDef *d)
{
    const json_t *v = header_prop(f->model, d, "labels");

    return d->kind == SB_DEF_FIELD && !d->no_guide && !json_is_false(v);
}

static SbSide
label_side(const Facet *f, const SbChannelDef *d)
{
    return sb_guide_side(json_string_value(header_prop(f->model, d, "labelOrient")),
        d->channel == SB_CHANNEL_ROW ? SB_SIDE_LEFT : SB_SIDE_TOP);
}

/* Labels of rows above or below their cells, of columns beside theirs: titles of the
 * cells. */
static gboolean
labels_in_cells(const Facet *f, const SbChannelDef *d)
{
    SbSide side = label_side(f, d);
    gboolean upright = side == SB_SIDE_LEFT || side == SB_SIDE_RIGHT;

    return has_labels(f, d) && (f->wraps || upright != (d->channel == SB_CHANNEL_ROW));
}

/* One header: its axes and its label; FALSE: it has neither. */
static gboolean
fill_header(const Facet *f, SbGraphItem *item, SbSide side, int i, gboolean labels)
{
    int dim = side == SB_SIDE_TOP || side == SB_SIDE_BOTTOM ? 0 : 1;
    const SbChannelDef *d = &f->view->facets[dim == 0 ? 1 : 0];
    SbView *frame = f->child;
    gboolean any = labels;

    for (guint k = 0; sb_header_takes(frame, dim) && k < frame->axes[dim]->len; k++) {
        const SbAxisModel *axis = frame->axes[dim]->pdata[k];

        if (axis->side == side) {
            sb_graph_group_add(
                item, sb_axis_main(f->model, axis, frame->extent[0], frame->extent[1]));
            any = TRUE;
        }
    }
    if (labels) {
        int lines;
        const char *const *text =
            label_lines(f, d, dim == 0 ? f->columns[i] : f->rows[i], &lines);

        sb_graph_group_add(item, header_text(f, d, "label", text, lines, TRUE));
    }
    return any;
}

/* The headers (side top, left) or footers (bottom, right) of columns or rows. */
static void
add_header(const Facet *f, SbGraphItem *group, SbSide side)
{
    int dim = side == SB_SIDE_TOP || side == SB_SIDE_BOTTOM ? 0 : 1;
    const SbChannelDef *d = &f->view->facets[dim == 0 ? 1 : 0];
    const char *role = side == SB_SIDE_TOP      ? "column-header"
                       : side == SB_SIDE_BOTTOM ? "column-footer"
                       : side == SB_SIDE_LEFT   ? "row-header"
                                                : "row-footer";
    gboolean labels = !f->wraps && has_labels(f, d) && label_side(f, d) == side;
    SbGraphMark *mark = sb_graph_mark_new(&f->model->graph, SB_GRAPH_GROUP, role);
    int n = dim == 0 ? f->n_columns : f->n_rows;

    for (int i = 0; i < n; i++) {
        SbGraphMark *one = sb_graph_group_new(&f->model->graph, role);
        SbGraphItem item = *sb_graph_item_at(one, 0);

        if (f->framed && dim == 0) {
            item.width = f->widths[i];
        } else if (f->framed) {
            item.height = f->heights[i];
        }
        if (fill_header(f, &item, side, i, labels)) {
            g_array_append_val(mark->items, item);
        }
    }
    if (mark->items->len > 0) {
        sb_graph_group_add(group, mark);
    }
}

/* The facet inside of a facet that is divided by the same channel. */
static const SbView *
same_inside(const SbView *view, SbChannel channel)
{
    const SbView *child = view->children->pdata[0];
    int i = channel == SB_CHANNEL_ROW ? 0 : channel == SB_CHANNEL_COLUMN ? 1 : 2;

    return view->facets[i].kind == SB_DEF_FIELD && child->kind == SB_VIEW_FACET &&
                   child->facets[i].kind == SB_DEF_FIELD
               ? child
               : NULL;
}

/* The lines of a facet's title, n = 0: none. */
static const char *const *
title_lines(SbModel *model, const SbChannelDef *d, int *n)
{
    const json_t *own = json_object_get(d->guide, "title");

    *n = 0;
    if (d->kind != SB_DEF_FIELD || d->no_guide ||
        (own == NULL && json_is_null(header_prop(model, d, "title")))) {
        return NULL;
    }
    own = own != NULL ? own : d->title;
    if (own == NULL) {
        *n = 1;
        return sb_graph_lines(&model->graph, sb_encoding_title(model, d));
    }
    return sb_guide_lines(model, own, n);
}

/* Facets in facets of one channel have one title: "Origin / Cylinders". */
static void
add_header_title(const Facet *f, SbGraphItem *group, const SbChannelDef *d)
{
    SbModel *model = f->model;
    const SbView *above = f->view->parent, *inside = same_inside(f->view, d->channel);
    SbGraphMark *mark, *text;
    gboolean row = d->channel == SB_CHANNEL_ROW;
    const char *const *lines;
    int n;

    if (above != NULL && above->kind == SB_VIEW_FACET &&
        same_inside(above, d->channel) == f->view) {
        return;
    }
    lines = title_lines(model, d, &n);
    if (n == 0 || lines[0] == NULL || *lines[0] == '\0') {
        return;
    }
    if (inside != NULL) {
        int m, i = row ? 0 : d->channel == SB_CHANNEL_COLUMN ? 1 : 2;
        const char *const *more = title_lines(model, &inside->facets[i], &m);

        if (m > 0) {
            lines = sb_graph_lines(&model->graph,
                sb_arena_printf(model->arena, "%s / %s", lines[0], more[0]));
            n = 1;
        }
    }
    mark = sb_graph_group_new(&model->graph, row ? "row-title" : "column-title");
    text = header_text(f, d, "title", lines, n, FALSE);
    sb_graph_group_add(sb_graph_item_at(mark, 0), text);
    sb_graph_group_add(group, mark);
}

/* --- the facet --- */

static gboolean
add_cell(Facet *f, SbGraphMark *cells, int row, int column, GError **error)
{
    g_autoptr(GArray) saved = g_array_new(FALSE, FALSE, sizeof(Tables));
    Swap swap = { f, NULL, NULL, saved, 0, FALSE, FALSE };
    SbGraphMark *one;
    SbGraphItem item;

    swap.row = f->wraps || f->view->facets[0].kind == SB_DEF_NONE ? NULL : &f->rows[row];
    swap.column =
        f->view->facets[1].kind == SB_DEF_NONE && !f->wraps ? NULL : &f->columns[column];
    sb_view_units(f->child, swap_unit, &swap);
    if (independent_below(f->view) && !sb_scale_model_make(f->model, f->child, error)) {
        return FALSE;
    }
    one = sb_compose_view(f->model, f->child, "scope", error);
    f->widths[column] = MAX(f->widths[column], f->child->extent[0]);
    f->heights[row] = MAX(f->heights[row], f->child->extent[1]);
    swap.restore = TRUE;
    sb_view_units(f->child, swap_unit, &swap);
    if (one == NULL) {
        return FALSE;
    }
    item = *sb_graph_item_at(one, 0);
    if (f->framed && !swap.any) {
        g_ptr_array_set_size(item.group->marks, 0); /* no rows: the frame alone */
    }
    for (int i = f->wraps ? 2 : 0; i < (f->wraps ? 3 : 2); i++) {
        const SbChannelDef *d = &f->view->facets[i];
        int n;

        if (labels_in_cells(f, d)) {
            const char *const *lines =
                label_lines(f, d, i == 0 ? f->rows[row] : f->columns[column], &n);

            sb_graph_group_add(&item, header_text(f, d, "label", lines, n, TRUE));
            break;
        }
    }
    g_array_append_val(cells->items, item);
    return TRUE;
}

static SbGridLayout *
grid_of(const Facet *f)
{
    SbGridLayout *grid = sb_arena_new_of(f->model->arena, SbGridLayout);

    sb_compose_grid(f->model, f->view, "facet", grid);
    grid->trellis = TRUE;
    for (int dim = 0; dim < 2; dim++) {
        const SbChannelDef *other = &f->view->facets[dim == 0 ? 0 : 1];

        if (f->view->scale_independent[dim == 0 ? SB_CHANNEL_X : SB_CHANNEL_Y] &&
            other->kind != SB_DEF_FIELD &&
            json_object_get(f->view->spec, "align") == NULL) {
            grid->align[0] = grid->align[1] = SB_ALIGN_GRID_NONE;
        }
        if (!f->framed) {
            grid->header_band[dim] = grid->footer_band[dim] = 0.5;
        }
    }
    if (!f->wraps) {
        grid->columns =
            f->view->facets[1].kind == SB_DEF_FIELD ? MAX(f->n_columns, 1) : 1;
    }
    for (int i = 0; i < 3; i++) {
        const SbChannelDef *d = &f->view->facets[i];
        int dim = d->channel == SB_CHANNEL_ROW ? 1 : 0;
        const char *orient = json_string_value(header_prop(f->model, d, "titleOrient"));
        const char *anchor = json_string_value(header_prop(f->model, d, "titleAnchor"));

        if (d->kind != SB_DEF_FIELD) {
            continue;
        }
        grid->title_offset[dim] = f->wraps ? 0 : 10;
        if (g_strcmp0(orient, "right") == 0 || g_strcmp0(orient, "bottom") == 0) {
            grid->title_anchor[dim] = SB_ANCHOR_END;
        }
        if (g_strcmp0(anchor, "start") == 0) {
            grid->title_band[dim] = dim == 0 ? 0 : 1;
        } else if (g_strcmp0(anchor, "end") == 0) {
            grid->title_band[dim] = dim == 0 ? 1 : 0;
        }
    }
    return grid;
}

static gboolean
add_cells(Facet *f, SbGraphItem *item, GError **error)
{
    SbGraphMark *cells = sb_graph_mark_new(&f->model->graph, SB_GRAPH_GROUP, "scope");

    if ((double)f->n_rows * f->n_columns > SB_LIMIT_FACETS) {
        sb_json_error(error, SB_ERROR_INPUT, f->model->place, f->view->pointer,
            "%d cells of a facet; at most %d can be drawn", f->n_rows * f->n_columns,
            SB_LIMIT_FACETS);
        return FALSE;
    }
    for (int r = 0; r < f->n_rows; r++) {
        for (int c = 0; c < f->n_columns; c++) {
            if (!add_cell(f, cells, r, c, error)) {
                return FALSE;
            }
        }
    }
    sb_graph_group_add(item, cells);
    return TRUE;
}

SbGraphMark *
sb_header_facet(SbModel *model, SbView *view, const char *role, GError **error)
{
    SbGraphMark *mark = sb_graph_group_new(&model->graph, role);
    SbGraphItem *item = sb_graph_item_at(mark, 0);
    Facet f = { .model = model, .view = view, .child = view->children->pdata[0] };
    int rows, columns;

    f.wraps = view->facets[2].kind == SB_DEF_FIELD;
    f.n_rows = f.n_columns = 1;
    f.rows = f.columns = sb_arena_new_many(model->arena, SbValue, 1);
    if (view->facets[0].kind == SB_DEF_FIELD) {
        f.rows = values_of(&f, &view->facets[0], &f.n_rows);
    }
    if (view->facets[1].kind == SB_DEF_FIELD || f.wraps) {
        f.columns = values_of(&f, &view->facets[f.wraps ? 2 : 1], &f.n_columns);
    }
    f.framed = f.child->kind == SB_VIEW_UNIT || f.child->kind == SB_VIEW_LAYER;
    f.widths = sb_arena_new_many(model->arena, double, f.n_columns + 1);
    f.heights = sb_arena_new_many(model->arena, double, f.n_rows + 1);
    item->group->layout = grid_of(&f);
    if (!add_cells(&f, item, error)) {
        return NULL;
    }
    columns =
        f.wraps ? ((const SbGridLayout *)item->group->layout)->columns : f.n_columns;
    columns = columns > 0 ? MIN(columns, f.n_columns) : f.n_columns;
    rows = f.wraps ? (f.n_columns + columns - 1) / columns : f.n_rows;
    f.n_rows = rows;
    f.n_columns = columns;
    add_header_title(&f, item, &view->facets[0]);
    add_header_title(&f, item, &view->facets[f.wraps ? 2 : 1]);
    add_header(&f, item, SB_SIDE_LEFT);
    add_header(&f, item, SB_SIDE_TOP);
    add_header(&f, item, SB_SIDE_RIGHT);
    add_header(&f, item, SB_SIDE_BOTTOM);
    return mark;
}
