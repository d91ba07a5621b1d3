/*
 * In: a unit, its table and its scales.  Out: scene graph marks with an item a row
 * (a vertex a row for lines), in Vega's shapes: the table of marks stands at the end.
 */
#include "chart/mark.h"

#include <math.h>
#include <string.h>

#include "chart/dataflow.h"
#include "chart/mark_geoshape.h"

/* --- order --- */

typedef struct {
    double *key;
    const SbValue **values; /* by order fields, a row each */
    const gboolean *down;
    int n;
} Order;

static gint
by_key(gconstpointer a, gconstpointer b, gpointer data)
{
    const double *key = data;
    size_t i = *(const size_t *)a, j = *(const size_t *)b;
    double x = key[i], y = key[j];

    if (x < y || (isnan(x) && !isnan(y))) {
        return -1;
    }
    if (x > y || (isnan(y) && !isnan(x))) {
        return 1;
    }
    return i < j ? -1 : i > j;
}

static gint
by_order(gconstpointer a, gconstpointer b, gpointer data)
{
    const Order *o = data;
    size_t i = *(const size_t *)a, j = *(const size_t *)b;

    for (int k = 0; k < o->n; k++) {
        int c = sb_value_compare(o->values[k][i], o->values[k][j]);

        if (c != 0) {
            return o->down[k] ? -c : c;
        }
    }
    return i < j ? -1 : i > j;
}

static gboolean
order_is_off(const SbMarker *m)
{
    const SbChannelDef *order = &m->view->channels[SB_CHANNEL_ORDER];
    const json_t *own = sb_mark_prop(m->model, m->view, "order", NULL);

    if (order->kind == SB_DEF_VALUE) {
        return sb_value_is_missing(order->value) ||
               (order->value.kind == SB_VALUE_BOOLEAN && !order->value.boolean);
    }
    return order->json == NULL && own != NULL &&
           (json_is_null(own) || json_is_false(own));
}

/* Are the rows drawn as the table has them? */
static gboolean
is_as_it_comes(const SbMarker *m)
{
    return order_is_off(m) || m->view->stack.on ||
           m->view->channels[SB_CHANNEL_ORDER].kind != SB_DEF_FIELD;
}

/* The rows in the order in which they are drawn or joined. */
static size_t *
ordered(const SbMarker *m, const SbRef *x, const SbRef *y)
{
    size_t *rows = sb_arena_new_many(m->model->arena, size_t, m->rows + 1);
    SbView *view = m->view;
    const SbChannelDef *order = &view->channels[SB_CHANNEL_ORDER];

    for (size_t i = 0; i < m->rows; i++) {
        rows[i] = i;
    }
    if (order_is_off(m) || m->rows < 2) {
        return rows;
    }
    if (order->kind == SB_DEF_FIELD && !view->stack.on) {
        int n = view->n_many[SB_CHANNEL_ORDER];
        Order o = { NULL, sb_arena_new_many(m->model->arena, const SbValue *, n + 1),
            NULL, n };
        gboolean *down = sb_arena_new_many(m->model->arena, gboolean, n + 1);

        for (int k = 0; k < n; k++) {
            const SbChannelDef *d = &view->many[SB_CHANNEL_ORDER][k];
            SbCells cells = sb_mark_cells(m->table, d->name);
            SbValue *values = sb_arena_new_many(m->model->arena, SbValue, m->rows);

            for (size_t i = 0; i < m->rows; i++) {
                values[i] = sb_cells_at(&cells, i);
            }
            o.values[k] = values;
            down[k] = g_strcmp0(json_string_value(d->sort), "descending") == 0;
        }
        o.down = down;
        g_qsort_with_data(rows, (gint)m->rows, sizeof *rows, by_order, &o);
    } else if (sb_mark_is_path(view->mark)) {
        gboolean across = view->orient != NULL && strcmp(view->orient, "horizontal") == 0;
        const SbRef *ref = across ? y : x;
        double *key;

        if (view->channels[across ? SB_CHANNEL_Y : SB_CHANNEL_X].kind != SB_DEF_FIELD) {
            return rows;
        }
        key = g_new(double, m->rows);
        for (size_t i = 0; i < m->rows; i++) {
            key[i] = sb_ref_at(ref, i);
        }
        g_qsort_with_data(rows, (gint)m->rows, sizeof *rows, by_key, key);
        g_free(key);
    }
    return rows;
}

/* --- rectangles --- */

static double
at_or(const SbRef *r, size_t row, double fallback)
{
    double v = sb_ref_at(r, row);

    return isnan(v) ? fallback : v;
}

/* Vega's rules for x, x2, xc and width of one item. */
static void
span(const SbRef *x, const SbRef *x2, const SbRef *xc, const SbRef *width, size_t row,
    gboolean swap, double *from, double *to, double *size)
{
    *size = width->set ? at_or(width, row, 0) : NAN;
    *to = NAN;
    *from = x->set ? at_or(x, row, 0) : NAN;
    if (x2->set) {
        *to = at_or(x2, row, 0);
        if (x->set) {
            if (swap && *from > *to) {
                double t = *from;

                *from = *to;
                *to = t;
            }
            *size = *to - *from;
        } else {
            *from = *to - (isnan(*size) ? 0 : *size);
        }
    }
    if (xc->set) {
        *from = at_or(xc, row, 0) - (isnan(*size) ? 0 : *size) / 2;
    }
}

static gboolean
is_binned(const SbMarker *m, SbChannel channel, const SbRef *main, const SbRef *second)
{
    const SbChannelDef *d = &m->view->channels[channel];
    const SbScaleModel *s = sb_scale_model_of(m->view, channel);

    return d->kind == SB_DEF_FIELD && s != NULL && main->set && second->set &&
           !(sb_scale_flags(s->type) & SB_SCALE_DISCRETE) &&
           (d->bin != SB_BIN_NONE ||
               (d->has_unit &&
                   m->view->channels[sb_channel_second(channel)].kind == SB_DEF_NONE)) &&
           !(m->view->stack.on && m->view->stack.channel == channel);
}

static void
rect_item(const SbMarker *m, const SbPlace *p, size_t row, SbGraphItem *item)
{
    span(&p->x, &p->x2, &p->xc, &p->width, row, TRUE, &item->x, &item->x2, &item->width);
    span(
        &p->y, &p->y2, &p->yc, &p->height, row, TRUE, &item->y, &item->y2, &item->height);
    for (int dim = 0; dim < 2; dim++) {
        SbChannel c = dim == 0 ? SB_CHANNEL_X : SB_CHANNEL_Y;
        const SbRef *a = dim == 0 ? &p->x : &p->y, *b = dim == 0 ? &p->x2 : &p->y2;
        double near, far, *from = dim == 0 ? &item->x : &item->y,
                          *to = dim == 0 ? &item->x2 : &item->y2,
                          *size = dim == 0 ? &item->width : &item->height;

        if (is_binned(m, c, a, b)) {
            near = at_or(b, row, 0);
            far = at_or(a, row, 0);
            sb_mark_bin_edges(m, c, &near, &far);
            *from = MIN(near, far);
            *to = MAX(near, far);
            *size = *to - *from;
        }
    }
    if (isnan(item->x)) {
        item->x = 0;
    }
    if (isnan(item->y)) {
        item->y = 0;
    }
}

static SbGraphMark *
begin(const SbMarker *m)
{
    SbGraphMark *mark =
        sb_graph_mark_new(&m->model->graph, sb_mark_type(m->view->mark), "mark");

    mark->view = m->view;
    mark->name = sb_json_string(m->view->spec, "name", NULL);
    mark->clip = json_is_true(
        sb_model_value(m->model, json_object_get(m->view->mark_def, "clip")));
    return mark;
}

static void
make_rects(const SbMarker *m, SbMarkLooks *k, SbGraphItem *group)
{
    SbGraphMark *mark = begin(m);
    SbPlace p = { 0 };
    const size_t *rows = ordered(m, NULL, NULL);
    SbCells facts = sb_mark_cells(m->table, "fact_id");

    if (m->view->mark == SB_MARK_TICK) {
        gboolean h =
            m->view->orient != NULL && strcmp(m->view->orient, "horizontal") == 0;
        const json_t *thick = sb_mark_prop(m->model, m->view, "thickness", NULL);
        SbRef size = { .set = TRUE,
            .constant =
                sb_value_number(json_is_number(thick) ? json_number_value(thick) : 1) };

        sb_mark_rect(m, h ? SB_CHANNEL_X : SB_CHANNEL_Y, &p);
        *(h ? &p.yc : &p.xc) =
            sb_mark_point(m, h ? SB_CHANNEL_Y : SB_CHANNEL_X, SB_POS_MID);
        *(h ? &p.height : &p.width) = size;
    } else {
        sb_mark_rect(m, SB_CHANNEL_X, &p);
        sb_mark_rect(m, SB_CHANNEL_Y, &p);
    }
    for (size_t i = 0; i < m->rows; i++) {
        SbGraphItem *item = sb_graph_item_add(mark);
        SbValue fact = sb_cells_at(&facts, rows[i]);

        item->row = (guint)rows[i];
        rect_item(m, &p, rows[i], item);
        item->look = sb_mark_looks_at(m, k, rows[i]);
        item->fact_id = fact.kind == SB_VALUE_STRING ? fact.string : NULL;
    }
    if (!sb_mark_round_stacks(m, mark, group)) {
        sb_graph_group_add(group, mark);
    }
}

/* The missing sides of an image's box are the image's own. */
static void
image_box(SbGraphItem *item)
{
    double ratio = (double)item->image->width / item->image->height;
    double width = item->width, height = item->height;

    if (isnan(width)) {
        item->width = isnan(height) ? item->image->width : height * ratio;
    }
    if (isnan(height)) {
        item->height = isnan(width) ? item->image->height : width / ratio;
    }
}

static void
make_images(const SbMarker *m, SbMarkLooks *k, SbGraphItem *group)
{
    SbGraphMark *mark = begin(m);
    SbModel *model = m->model;
    const json_t *aspect = sb_mark_prop(model, m->view, "aspect", NULL);
    const size_t *rows = ordered(m, NULL, NULL);
    g_autofree char *at = sb_json_pointer(m->view->pointer, "mark");
    SbPlace p = { 0 };

    sb_mark_rect(m, SB_CHANNEL_X, &p);
    sb_mark_rect(m, SB_CHANNEL_Y, &p);
    for (size_t i = 0; i < m->rows && model->problem == NULL; i++) {
        SbValue url = sb_visual_at(&k->url, model->arena, rows[i]);
        SbGraphItem *item = sb_graph_item_add(mark);

        item->row = (guint)rows[i];
        rect_item(m, &p, rows[i], item);
        item->look = sb_mark_looks_at(m, k, rows[i]);
        item->stretched = json_is_false(aspect);
        if (url.kind == SB_VALUE_STRING && *url.string != '\0') {
            item->image = sb_load_picture(model->load, url.string, at, &model->problem);
        }
        if (item->image != NULL) {
            image_box(item);
        }
    }
    sb_graph_group_add(group, mark);
}

/* --- points, text, rules, arcs --- */

static void
make_points(const SbMarker *m, SbMarkLooks *k, SbGraphItem *group)
{
    SbGraphMark *mark = begin(m);
    SbRef x = sb_mark_point(m, SB_CHANNEL_X, SB_POS_MID);
    SbRef y = sb_mark_point(m, SB_CHANNEL_Y, SB_POS_MID);
    const size_t *order = is_as_it_comes(m) ? NULL : ordered(m, &x, &y);
    double size = sb_mark_number(m->model, m->view, "size", 30);
    double angle = sb_mark_number(m->model, m->view, "angle", 0);

    SbMarkDots *dots = sb_mark_dots(m, mark);

    for (size_t i = 0; i < m->rows; i++) {
        size_t row = order != NULL ? order[i] : i;
        SbGraphItem point = { .x = at_or(&x, row, 0),
            .y = at_or(&y, row, 0),
            .size = sb_visual_number(&k->size, row, size),
            .angle = sb_visual_number(&k->angle, row, angle),
            .look = sb_mark_looks_at(m, k, row) };

        if (dots != NULL) {
            sb_mark_dots_add(dots, &point);
            continue;
        }
        SbGraphItem *item = sb_graph_item_add(mark);

        item->row = (guint)row;
        item->x = point.x;
        item->y = point.y;
        item->size = point.size;
        item->angle = point.angle;
        item->look = point.look;
    }
    sb_graph_group_add(group, mark);
}

static const char *const *
text_lines(
    const SbMarker *m, const SbMarkLooks *k, size_t row, const SbCells *end, int *n)
{
    const SbChannelDef *d = k->text.def;
    const char *br = sb_mark_string(m->model, m->view, "lineBreak",
        json_string_value(
            json_object_get(sb_config_root(m->model->config), "lineBreak")));
    SbValue v = sb_visual_at(&k->text, m->model->arena, row);
    const SbChannelDef *format =
        d->kind == SB_DEF_FIELD || d->kind == SB_DEF_DATUM ? d : NULL;

    for (int i = 0; i < k->text.n; i++) {
        if (k->text.when[i].always ||
            (k->text.when[i].rows != NULL && k->text.when[i].rows[row])) {
            format = k->text.when[i].def;
            break;
        }
    }
    if (format != NULL && sb_def_is_data(format) && v.kind != SB_VALUE_ARRAY) {
        v = sb_value_string(sb_mark_format(m->model, format, v, sb_cells_at(end, row)));
    }
    if (br != NULL && v.kind == SB_VALUE_STRING && strstr(v.string, br) != NULL) {
        g_auto(GStrv) parts = g_strsplit(v.string, br, -1);
        const char **lines;

        *n = (int)g_strv_length(parts);
        lines = sb_arena_new_many(m->model->arena, const char *, *n + 1);
        for (int i = 0; i < *n; i++) {
            lines[i] = sb_arena_strdup(m->model->arena, parts[i]);
        }
        return lines;
    }
    return sb_guide_lines_of(m->model, v, n);
}

static void
make_texts(const SbMarker *m, SbMarkLooks *k, SbGraphItem *group)
{
    SbGraphMark *mark = begin(m);
    SbRef x = sb_mark_point(m, SB_CHANNEL_X, SB_POS_MID);
    SbRef y = sb_mark_point(m, SB_CHANNEL_Y, SB_POS_MID);
    SbRef r = sb_mark_point(m, SB_CHANNEL_RADIUS, SB_POS_NONE);
    SbRef t = sb_mark_point(m, SB_CHANNEL_THETA, SB_POS_NONE);
    const size_t *rows = ordered(m, &x, &y);
    SbCells end = sb_mark_cells(
        m->table, k->text.def->kind == SB_DEF_FIELD ? k->text.def->end : NULL);
    double angle = sb_mark_number(m->model, m->view, "angle", 0);

    if (!r.set) {
        const json_t *v = sb_mark_look(m->model, m->view, "radius");

        r = (SbRef){ .set = json_is_number(v),
            .constant = sb_value_number(json_number_value(v)) };
    }
    for (size_t i = 0; i < m->rows; i++) {
        SbGraphItem *item = sb_graph_item_add(mark);

        item->row = (guint)rows[i];
        item->x = at_or(&x, rows[i], 0);
        item->y = at_or(&y, rows[i], 0);
        item->radius = sb_ref_at(&r, rows[i]);
        item->theta = sb_ref_at(&t, rows[i]);
        item->angle = sb_visual_number(&k->angle, rows[i], angle);
        item->look = sb_mark_looks_at(m, k, rows[i]);
        item->lines = text_lines(m, k, rows[i], &end, &item->n_lines);
    }
    sb_graph_group_add(group, mark);
}

static void
make_rules(const SbMarker *m, SbMarkLooks *k, SbGraphItem *group)
{
    SbGraphMark *mark = begin(m);
    const char *orient = m->view->orient != NULL ? m->view->orient : "";
    gboolean h = strcmp(orient, "horizontal") == 0, v = strcmp(orient, "vertical") == 0;
    SbPlace p = { 0 };
    const size_t *rows = ordered(m, NULL, NULL);
    gboolean placed = m->view->channels[SB_CHANNEL_X].kind != SB_DEF_NONE ||
                      m->view->channels[SB_CHANNEL_Y].kind != SB_DEF_NONE;

    if (v) {
        p.x = sb_mark_point(m, SB_CHANNEL_X, SB_POS_MID);
    } else {
        sb_mark_range(
            m, SB_CHANNEL_X, h ? SB_POS_ZERO_OR_MAX : SB_POS_MID, SB_POS_ZERO_OR_MIN, &p);
    }
    if (h) {
        p.y = sb_mark_point(m, SB_CHANNEL_Y, SB_POS_MID);
    } else {
        sb_mark_range(
            m, SB_CHANNEL_Y, v ? SB_POS_ZERO_OR_MAX : SB_POS_MID, SB_POS_ZERO_OR_MIN, &p);
    }
    for (size_t i = 0; placed && i < m->rows; i++) {
        SbGraphItem *item = sb_graph_item_add(mark);

        item->row = (guint)rows[i];
        item->x = at_or(&p.x, rows[i], 0);
        item->y = at_or(&p.y, rows[i], 0);
        item->x2 = p.x2.set ? at_or(&p.x2, rows[i], 0) : NAN;
        item->y2 = p.y2.set ? at_or(&p.y2, rows[i], 0) : NAN;
        item->look = sb_mark_looks_at(m, k, rows[i]);
    }
    sb_graph_group_add(group, mark);
}

static void
make_arcs(const SbMarker *m, SbMarkLooks *k, SbGraphItem *group)
{
    SbGraphMark *mark = begin(m);
    SbRef x = sb_mark_point(m, SB_CHANNEL_X, SB_POS_MID);
    SbRef y = sb_mark_point(m, SB_CHANNEL_Y, SB_POS_MID);
    SbPlace theta = { 0 }, radius = { 0 };
    const size_t *rows = ordered(m, &x, &y);

    sb_mark_rect(m, SB_CHANNEL_THETA, &theta);
    sb_mark_rect(m, SB_CHANNEL_RADIUS, &radius);
    for (size_t i = 0; i < m->rows; i++) {
        SbGraphItem *item = sb_graph_item_add(mark);

        item->row = (guint)rows[i];
        item->x = at_or(&x, rows[i], 0);
        item->y = at_or(&y, rows[i], 0);
        item->start_angle = at_or(&theta.x, rows[i], 0);
        item->end_angle = at_or(&theta.x2, rows[i], 0);
        item->outer_radius = at_or(&radius.y, rows[i], 0);
        item->inner_radius = at_or(&radius.y2, rows[i], 0);
        item->look = sb_mark_looks_at(m, k, rows[i]);
    }
    sb_graph_group_add(group, mark);
}

/* --- lines and areas --- */

typedef struct {
    SbCells cells[SB_CHANNELS];
    int n;
} Breaks;

/* The fields whose invalid values break a path. */
static Breaks
breaks_of(const SbMarker *m)
{
    Breaks b = { .n = 0 };

    for (int c = 0; c < SB_CHANNELS; c++) {
        const SbChannelDef *d = &m->view->channels[c];
        const char *name = d->name;

        if (!(sb_channel_flags(c) & SB_CF_SCALED) || d->kind != SB_DEF_FIELD ||
            sb_dataflow_invalid(m->model, m->view, c) != SB_INVALID_BREAK) {
            continue;
        }
        if (m->view->stack.on && m->view->stack.impute && d->bin == SB_BIN_BINNING) {
            name = d->mid;
        }
        b.cells[b.n++] = sb_mark_cells(m->table, name);
    }
    return b;
}

static gboolean
broken(const Breaks *b, size_t row)
{
    for (int i = 0; i < b->n; i++) {
        SbValue v = sb_cells_at(&b->cells[i], row);

        if (sb_value_is_missing(v) || !isfinite(sb_value_to_number(v))) {
            return TRUE;
        }
    }
    return FALSE;
}

typedef struct {
    SbPlace p;
    Breaks breaks;
    double size;
} PathParts;

static void
add_vertex(
    const SbMarker *m, SbMarkLooks *k, const PathParts *q, size_t row, SbGraphMark *mark)
{
    SbGraphItem *item = sb_graph_item_add(mark);

    item->row = (guint)row;
    item->x = at_or(&q->p.x, row, 0);
    item->y = at_or(&q->p.y, row, 0);
    if (mark->type == SB_GRAPH_AREA) {
        if (q->p.x2.set) {
            item->x2 = at_or(&q->p.x2, row, 0);
            item->width = item->x2 - item->x;
        }
        if (q->p.y2.set) {
            item->y2 = at_or(&q->p.y2, row, 0);
            item->height = item->y2 - item->y;
        }
    }
    if (mark->type == SB_GRAPH_TRAIL) {
        item->size = sb_visual_number(&k->size, row, q->size);
    }
    item->undefined = broken(&q->breaks, row);
    item->look = sb_mark_looks_at(m, k, row);
}

/* Series by their columns, each with its rows in order. */
static size_t
divide(const SbMarker *m, const size_t *rows, GArray **series)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    SbValueIndex *index;
    SbCells *cells;
    SbValue *tuple;
    size_t *group_of;

    sb_dataflow_path_groups(m->model, m->view, names);
    if (names->len == 0) {
        return 0;
    }
    index = sb_value_index_new(m->model->arena, names->len);
    cells = sb_arena_new_many(m->model->arena, SbCells, names->len);
    tuple = sb_arena_new_many(m->model->arena, SbValue, names->len);
    group_of = g_new(size_t, m->rows + 1);
    for (guint k = 0; k < names->len; k++) {
        cells[k] = sb_mark_cells(m->table, names->pdata[k]);
    }
    for (size_t i = 0; i < m->rows; i++) {
        for (guint k = 0; k < names->len; k++) {
            tuple[k] = sb_cells_at(&cells[k], i);
        }
        group_of[i] = sb_value_index_add(index, tuple, NULL);
    }
    *series = sb_arena_array(m->model->arena, GArray *);
    for (size_t i = 0; i < sb_value_index_count(index); i++) {
        GArray *list = sb_arena_array(m->model->arena, size_t);

        g_array_append_val(*series, list);
    }
    for (size_t i = 0; i < m->rows; i++) {
        g_array_append_val(g_array_index(*series, GArray *, group_of[rows[i]]), rows[i]);
    }
    g_free(group_of);
    return sb_value_index_count(index);
}

static void
make_paths(const SbMarker *m, SbMarkLooks *k, SbGraphItem *group)
{
    const char *orient = m->view->orient != NULL ? m->view->orient : "";
    PathParts q = { .size = sb_mark_number(m->model, m->view, "size", 2) };
    const size_t *rows;
    GArray *series = NULL;
    size_t n;
    SbGraphMark *holder;

    if (m->view->mark == SB_MARK_AREA && strcmp(orient, "horizontal") == 0) {
        sb_mark_range(m, SB_CHANNEL_X, SB_POS_ZERO_OR_MIN, SB_POS_ZERO_OR_MIN, &q.p);
        q.p.y = sb_mark_point(m, SB_CHANNEL_Y, SB_POS_ZERO_OR_MIN);
    } else if (m->view->mark == SB_MARK_AREA) {
        q.p.x = sb_mark_point(m, SB_CHANNEL_X, SB_POS_ZERO_OR_MIN);
        if (strcmp(orient, "vertical") == 0) {
            sb_mark_range(m, SB_CHANNEL_Y, SB_POS_ZERO_OR_MIN, SB_POS_ZERO_OR_MIN, &q.p);
        } else {
            q.p.y = sb_mark_point(m, SB_CHANNEL_Y, SB_POS_ZERO_OR_MIN);
        }
    } else {
        q.p.x = sb_mark_point(m, SB_CHANNEL_X, SB_POS_MID);
        q.p.y = sb_mark_point(m, SB_CHANNEL_Y, SB_POS_MID);
    }
    q.breaks = breaks_of(m);
    rows = ordered(m, &q.p.x, &q.p.y);
    n = divide(m, rows, &series);
    if (series == NULL) {
        SbGraphMark *mark = begin(m);

        for (size_t i = 0; i < m->rows; i++) {
            add_vertex(m, k, &q, rows[i], mark);
        }
        sb_graph_group_add(group, mark);
        return;
    }
    holder = sb_graph_mark_new(&m->model->graph, SB_GRAPH_GROUP, "scope");
    for (size_t s = 0; s < n; s++) {
        const GArray *list = g_array_index(series, GArray *, s);
        SbGraphMark *one = sb_graph_group_new(&m->model->graph, "scope");
        SbGraphItem item = *sb_graph_item_at(one, 0);
        SbGraphMark *mark = begin(m);

        item.width = m->width;
        item.height = m->height;
        k->last = NULL;
        for (guint i = 0; i < list->len; i++) {
            add_vertex(m, k, &q, g_array_index(list, size_t, i), mark);
        }
        sb_graph_group_add(&item, mark);
        g_array_append_val(holder->items, item);
    }
    sb_graph_group_add(group, holder);
}

static void
make_geoshapes(const SbMarker *m, SbMarkLooks *k, SbGraphItem *group)
{
    SbGraphMark *mark = begin(m);

    sb_mark_geoshape_make(m, k, mark);
    sb_graph_group_add(group, mark);
}

/* --- the table of marks --- */

static void (*const MAKERS[SB_MARKS])(
    const SbMarker *m, SbMarkLooks *k, SbGraphItem *group) = {
    [SB_MARK_ARC] = make_arcs,
    [SB_MARK_AREA] = make_paths,
    [SB_MARK_BAR] = make_rects,
    [SB_MARK_GEOSHAPE] = make_geoshapes,
    [SB_MARK_IMAGE] = make_images,
    [SB_MARK_LINE] = make_paths,
    [SB_MARK_POINT] = make_points,
    [SB_MARK_RECT] = make_rects,
    [SB_MARK_RULE] = make_rules,
    [SB_MARK_TEXT] = make_texts,
    [SB_MARK_TICK] = make_rects,
    [SB_MARK_TRAIL] = make_paths,
    [SB_MARK_CIRCLE] = make_points,
    [SB_MARK_SQUARE] = make_points,
};

gboolean
sb_mark_is_drawn(SbMarkKind mark)
{
    return MAKERS[mark] != NULL;
}

void
sb_mark_make(SbModel *model, SbView *view, const SbTable *table, double width,
    double height, SbGraphItem *group)
{
    SbMarker m = { model, view, table, sb_table_rows(table), width, height };
    SbMarkLooks looks = { 0 };

    if (MAKERS[view->mark] == NULL) {
        return;
    }
    sb_mark_looks_read(&m, &looks);
    MAKERS[view->mark](&m, &looks, group);
}
