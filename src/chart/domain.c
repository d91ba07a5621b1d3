/*
 * In: a scale model and the tables of its units.  Out: the scale's domain, in
 * Vega-Lite's order: given, or the union of what the units' fields hold; zero,
 * limits, padding and nice.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "chart/flow.h"
#include "chart/scale_model.h"

typedef enum { SORT_NONE, SORT_NATURAL, SORT_BY } SortKind;

typedef struct {
    SortKind kind;
    gboolean descending;
    SbAggregateOp op;
    const char *field;   /* column to aggregate; NULL: the domain's own */
    const json_t *order; /* an array of values: places in it */
} Sort;

/* What one field gives. */
typedef struct {
    const SbView *unit;
    const SbTable *table;
    const char *column;
    Sort sort;
    SbValue *values; /* literal, when table is NULL */
    int n;
} Part;

typedef struct {
    SbModel *model;
    SbScaleModel *scale;
    GArray *parts; /* of Part */
    gboolean given;
} Domain;

/* --- literals
 * ------------------------------------------------------------------------------- */

SbValue
sb_domain_literal(SbModel *model, const SbChannelDef *d, const json_t *json)
{
    SbValue v;

    json = sb_model_value(model, json);
    if (sb_encoding_date(model, json, &v)) {
        return v;
    }
    v = sb_value_from_json(model->arena, json);
    if (d != NULL && (d->type == SB_TYPE_TEMPORAL || d->has_unit) &&
        (v.kind == SB_VALUE_STRING || v.kind == SB_VALUE_NUMBER)) {
        SbTable *one = sb_table_new(model->arena, 1);
        SbValue *cell = sb_arena_new_of(model->arena, SbValue);
        SbLoadNeed need = { "v", SB_LOAD_DATE };
        SbField field;
        int unit = d->has_unit ? d->unit.parts : 0;

        if (v.kind == SB_VALUE_NUMBER && unit != 0 && (unit & (unit - 1)) == 0 &&
            v.number < 10000) {
            json_t *date = json_object();

            json_object_set_new(date, sb_timeunit_part_name(unit), json_real(v.number));
            sb_encoding_date(model, date, &v);
            json_decref(date);
            return v;
        }
        *cell = v;
        sb_table_add_values(one, "v", cell);
        field =
            sb_table_field(sb_load_parse(model->arena, one, &need, 1, model->zone), "v");
        v = sb_field_at(&field, 0);
    }
    return v;
}

static void
add_literal(Domain *dm, const SbView *unit, const SbChannelDef *d, const json_t *list)
{
    Part part = { .unit = unit };

    part.n = (int)json_array_size(list);
    part.values = sb_arena_new_many(dm->model->arena, SbValue, part.n + 1);
    for (int i = 0; i < part.n; i++) {
        part.values[i] = sb_domain_literal(dm->model, d, json_array_get(list, i));
    }
    g_array_append_val(dm->parts, part);
}

static void
add_numbers(Domain *dm, const SbView *unit, double lo, double hi)
{
    Part part = { .unit = unit, .n = 2 };

    part.values = sb_arena_new_many(dm->model->arena, SbValue, 2);
    part.values[0] = sb_value_number(lo);
    part.values[1] = sb_value_number(hi);
    g_array_append_val(dm->parts, part);
}

/* --- sorting of categories
 * ---------------------------------------------------------------------- */

static gboolean
stack_dimension(const SbView *unit, const char *field)
{
    for (int i = 0; i < unit->stack.n_dimensions; i++) {
        if (g_strcmp0(unit->channels[unit->stack.dimension[i]].name, field) == 0) {
            return TRUE;
        }
    }
    for (int i = 0; i < unit->stack.n_by; i++) {
        if (g_strcmp0(unit->stack.by[i], field) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static SbAggregateOp
default_op(const SbView *unit, const char *field)
{
    return unit->stack.on && !stack_dimension(unit, field) ? SB_AGGREGATE_SUM
                                                           : SB_AGGREGATE_MIN;
}

static Sort
sort_by_channel(const SbView *unit, const char *name, gboolean descending)
{
    int channel = sb_channel_find(name);
    const SbChannelDef *by = channel >= 0 ? sb_def_data(&unit->channels[channel]) : NULL;
    Sort sort = { SORT_BY, descending, SB_AGGREGATE_MIN, NULL, NULL };

    if (by == NULL || by->kind != SB_DEF_FIELD) {
        return (Sort){ .kind = SORT_NATURAL };
    }
    sort.field = by->field;
    sort.op = by->op == SB_OP_PLAIN ? by->aggregate : default_op(unit, by->field);
    return sort;
}

static Sort
sort_of(const SbView *unit, const SbChannelDef *d)
{
    const json_t *json = d->sort;
    const char *text = json_string_value(json);
    Sort sort = { .kind = SORT_NATURAL, .op = SB_AGGREGATE_MIN };

    if (json == NULL || (text != NULL && strcmp(text, "ascending") == 0)) {
        return sort;
    }
    if (json_is_null(json)) {
        sort.kind = SORT_NONE;
    } else if (json_is_array(json)) {
        sort.kind = SORT_BY;
        sort.order = json;
    } else if (text != NULL && strcmp(text, "descending") == 0) {
        sort.descending = TRUE;
    } else if (text != NULL) {
        return sort_by_channel(unit, text[0] == '-' ? text + 1 : text, text[0] == '-');
    } else if (json_is_object(json)) {
        const char *order = sb_json_string(json, "order", NULL);
        const char *op = sb_json_string(json, "op", NULL);
        gboolean down = order != NULL && strcmp(order, "descending") == 0;

        if (json_object_get(json, "encoding") != NULL) {
            return sort_by_channel(unit, sb_json_string(json, "encoding", ""), down);
        }
        sort.kind = SORT_BY;
        sort.descending = down;
        sort.field = sb_json_string(json, "field", NULL);
        sort.op = default_op(unit, sort.field);
        if (op != NULL) {
            sb_aggregate_op_parse(op, &sort.op);
        }
        if (sort.field == NULL && sort.op != SB_AGGREGATE_COUNT) {
            sort.kind = SORT_NATURAL;
        }
    }
    return sort;
}

/* --- parts
 * ------------------------------------------------------------------------------------------
 */

static void
add_field(
    Domain *dm, const SbView *unit, const SbTable *table, const char *column, Sort sort)
{
    Part part = { .unit = unit, .table = table, .column = column, .sort = sort };

    g_array_append_val(dm->parts, part);
}

static void
add_time_unit(Domain *dm, const SbView *unit, const SbChannelDef *d)
{
    const SbChannelDef *second = &unit->channels[sb_channel_second(d->channel)];
    double position = sb_mark_band_position(dm->model, unit, d, second);
    Sort none = { 0 };

    if (isnan(position) || d->type != SB_TYPE_TEMPORAL) {
        add_field(dm, unit, unit->domain, d->name, none);
    } else if (sb_mark_is_rect(unit->mark) && position != 0.5 &&
               sb_channel_is_xy(d->channel)) {
        add_field(dm, unit, unit->domain, d->rect_start, none);
        add_field(dm, unit, unit->domain, d->rect_end, none);
    } else {
        add_field(dm, unit, unit->domain, d->name, none);
        add_field(dm, unit, unit->domain, d->end, none);
    }
}

static void
add_data(Domain *dm, const SbView *unit, const SbChannelDef *d)
{
    SbScaleType type = dm->scale->type;
    int flags = sb_scale_flags(type);
    Sort sort = { 0 };

    if (unit->stack.on && dm->scale->channel == unit->stack.channel &&
        d == &unit->channels[d->channel]) {
        if (unit->stack.offset == SB_STACK_NORMALIZE) {
            add_numbers(dm, unit, 0, 1);
        } else {
            add_field(dm, unit, unit->domain, unit->stack.start, sort);
            add_field(dm, unit, unit->domain, unit->stack.end, sort);
        }
        return;
    }
    if (d->kind == SB_DEF_DATUM) {
        Part part = { .unit = unit, .n = 1 };

        part.values = sb_arena_new_of(dm->model->arena, SbValue);
        part.values[0] = d->value;
        g_array_append_val(dm->parts, part);
        return;
    }
    if (d->scale != NULL && d->op == SB_OP_PLAIN &&
        g_strcmp0(sb_json_string(d->scale, "domain", NULL), "unaggregated") == 0) {
        SbArena *a = dm->model->arena;

        add_field(dm, unit, unit->domain, sb_arena_printf(a, "min_%s", d->field), sort);
        add_field(dm, unit, unit->domain, sb_arena_printf(a, "max_%s", d->field), sort);
        return;
    }
    if (d->bin == SB_BIN_BINNING && (flags & SB_SCALE_CONTINUOUS)) {
        add_numbers(dm, unit, d->bin_found.start, d->bin_found.stop);
        return;
    }
    if (type == SB_SCALE_BIN_ORDINAL) {
        return;
    }
    if (d->bin == SB_BIN_BINNING) {
        sort = sort_of(unit, d);
        gboolean asked = sort.kind == SORT_BY;

        if (!asked) {
            sort = (Sort){ SORT_BY, sort.descending, SB_AGGREGATE_MIN, d->name, NULL };
        }
        add_field(dm, unit, asked ? unit->raw : unit->domain, d->range, sort);
        return;
    }
    if (d->has_unit && (flags & SB_SCALE_IS_TIME)) {
        add_time_unit(dm, unit, d);
        return;
    }
    if (flags & SB_SCALE_DISCRETE) {
        sort = sort_of(unit, d);
        add_field(dm, unit,
            sort.kind == SORT_BY && d->op == SB_OP_NONE ? unit->raw : unit->domain,
            d->name, sort);
        return;
    }
    add_field(dm, unit, unit->domain, d->name, sort);
}

/* The domain that a unit's specification gives, if it gives one. */
static gboolean
add_given(Domain *dm, const SbView *unit, const SbChannelDef *d)
{
    const json_t *json = json_object_get(d->scale, "domain");
    const json_t *with;

    if (json != NULL && !json_is_array(json)) {
        json = sb_model_value(dm->model, json);
    }
    if (json_is_array(json)) {
        add_literal(dm, unit, d, json);
        return TRUE;
    }
    with = json_object_get(json, "unionWith");
    if (json_is_array(with)) {
        add_literal(dm, unit, d, with);
        add_data(dm, unit, d);
        return TRUE;
    }
    return FALSE;
}

static const SbChannelDef *
second_data(const SbView *unit, SbChannel channel)
{
    SbChannel second = sb_channel_second(channel);

    return second != channel && sb_def_is_data(&unit->channels[second])
               ? &unit->channels[second]
               : NULL;
}

static void
gather(Domain *dm)
{
    for (guint i = 0; i < dm->scale->units->len; i++) {
        const SbView *unit = dm->scale->units->pdata[i];
        const SbChannelDef *d = sb_def_data(&unit->channels[dm->scale->channel]);

        dm->given = add_given(dm, unit, d) || dm->given;
    }
    if (dm->given) {
        return;
    }
    for (guint i = 0; i < dm->scale->units->len; i++) {
        const SbView *unit = dm->scale->units->pdata[i];
        const SbChannelDef *second = second_data(unit, dm->scale->channel);

        add_data(dm, unit, sb_def_data(&unit->channels[dm->scale->channel]));
        if (second != NULL && sb_channel_is_xy(dm->scale->channel)) {
            add_data(dm, unit, second);
        }
    }
}

/* --- categories
 * ----------------------------------------------------------------------------------------
 */

typedef struct {
    SbValue value, key;
    int place;
} Category;

static int
compare_categories(const void *a, const void *b)
{
    const Category *x = a, *y = b;
    int c = sb_value_compare(x->key, y->key);

    return c != 0 ? c : x->place - y->place;
}

static int
compare_down(const void *a, const void *b)
{
    const Category *x = a, *y = b;
    int c = sb_value_compare(y->key, x->key);

    return c != 0 ? c : x->place - y->place;
}

static gboolean
same_sort(const Part *a, const Part *b)
{
    return a->sort.kind == b->sort.kind && a->sort.descending == b->sort.descending &&
           a->sort.op == b->sort.op && g_strcmp0(a->sort.field, b->sort.field) == 0 &&
           (a->sort.order == b->sort.order ||
               json_equal((json_t *)a->sort.order, (json_t *)b->sort.order));
}

static double
place_in(SbModel *model, const SbChannelDef *d, const json_t *order, SbValue v)
{
    size_t n = json_array_size(order);

    for (size_t i = 0; i < n; i++) {
        SbValue one = sb_domain_literal(model, d, json_array_get(order, i));

        if (sb_value_same(one, v) ||
            (one.kind == SB_VALUE_NUMBER && v.kind == SB_VALUE_STRING &&
                sb_value_equal(one, v))) {
            return (double)i;
        }
    }
    return (double)n;
}

/* The sort's key for each value of a field. */
static void
find_keys(Domain *dm, const Part *part, Category *list, int n)
{
    SbArena *a = dm->model->arena;
    const SbTable *grouped;
    SbField value, key;
    SbValueIndex *index;
    SbAggregate op = { part->sort.op, part->sort.field, "__sort_key", 0 };
    const char *by = part->column;
    const SbTable *table = part->table;
    SbTable *flat;
    SbColumn column;
    int at;

    if (part->sort.order != NULL) {
        const SbChannelDef *d = sb_def_data(&part->unit->channels[dm->scale->channel]);

        for (int i = 0; i < n; i++) {
            list[i].key =
                sb_value_number(place_in(dm->model, d, part->sort.order, list[i].value));
        }
        return;
    }
    flat = sb_table_derive(a, table);
    at = sb_table_find(table, by);
    if (at >= 0) {
        column = *sb_table_column(table, (size_t)at);
        column.name = "__sort_by";
        sb_table_add_column(flat, &column);
        by = "__sort_by";
    }
    if (part->sort.op == SB_AGGREGATE_COUNT) {
        op.field = NULL;
    }
    grouped = sb_transform_aggregate(a, flat, &by, 1, &op, 1);
    value = sb_table_field(grouped, by);
    key = sb_table_field(grouped, "__sort_key");
    index = sb_value_index_new(a, 1);
    for (size_t i = 0; i < sb_table_rows(grouped); i++) {
        SbValue v = sb_field_at(&value, i);

        sb_value_index_add(index, &v, NULL);
    }
    for (int i = 0; i < n; i++) {
        gssize row = sb_value_index_find(index, &list[i].value);

        list[i].key = row >= 0 ? sb_field_at(&key, (size_t)row) : sb_value_undefined();
    }
}

/* The cells of a part, one after another; a column's flat name may have dots. */
typedef struct {
    size_t count;
    const SbColumn *column;
    SbField field;
    const SbValue *values;
} Cells;

static Cells
cells_of(const Part *part)
{
    Cells c = { (size_t)part->n, NULL, { 0 }, part->values };
    int at;

    if (part->table != NULL) {
        c.count = sb_table_rows(part->table);
        at = sb_table_find(part->table, part->column);
        c.column = at >= 0 ? sb_table_column(part->table, (size_t)at) : NULL;
        c.field = sb_table_field(part->table, part->column);
        c.values = NULL;
    }
    return c;
}

static SbValue
cell_at(const Cells *c, size_t i)
{
    return c->values != NULL   ? c->values[i]
           : c->column != NULL ? sb_column_at(c->column, i)
                               : sb_field_at(&c->field, i);
}

static void
add_values(SbValueIndex *index, const Part *part)
{
    Cells cells = cells_of(part);

    for (size_t i = 0; i < cells.count; i++) {
        SbValue v = cell_at(&cells, i);

        sb_value_index_add(index, &v, NULL);
    }
}

/* Which sort the union of all parts has; *one is the part whose data give keys. */
static Sort
united_sort(Domain *dm, const Part **one)
{
    const Part *first = NULL;
    Sort natural = { .kind = SORT_NATURAL };
    gboolean same = TRUE, same_data = TRUE, any = FALSE, ops = TRUE;
    const Part *other = NULL; /* the one sort that is not by the least */
    int others = 0;

    for (guint i = 0; i < dm->parts->len; i++) {
        const Part *p = &g_array_index(dm->parts, Part, i);

        if (p->table == NULL || p->sort.kind == SORT_NONE) {
            continue;
        }
        any = TRUE;
        ops = ops && p->sort.kind == SORT_BY && p->sort.order == NULL;
        if (p->sort.op != SB_AGGREGATE_MIN && (other == NULL || !same_sort(other, p))) {
            other = p;
            others++;
        }
        if (first == NULL) {
            first = p;
        } else {
            same = same && same_sort(first, p);
            same_data = same_data && first->unit->source == p->unit->source &&
                        strcmp(first->column, p->column) == 0;
        }
    }
    *one = first;
    if (!any || dm->given) {
        return (Sort){ .kind = SORT_NONE };
    }
    if (!same && ops && same_data && others == 1) {
        /* as the reference does: a stacked layer's sum goes before the least */
        *one = other;
        return other->sort;
    }
    if (!same) {
        return natural;
    }
    if (first->sort.kind == SORT_BY && !same_data && first->sort.order == NULL &&
        first->sort.op != SB_AGGREGATE_MIN && first->sort.op != SB_AGGREGATE_MAX &&
        first->sort.op != SB_AGGREGATE_COUNT) {
        return natural;
    }
    return first->sort;
}

static gboolean
make_discrete(Domain *dm, GError **error)
{
    SbArena *a = dm->model->arena;
    SbValueIndex *index = sb_value_index_new(a, 1);
    SbScale *scale = dm->scale->scale;
    const Part *one;
    Sort sort;
    Category *list;
    int n;

    for (guint i = 0; i < dm->parts->len; i++) {
        add_values(index, &g_array_index(dm->parts, Part, i));
    }
    n = (int)sb_value_index_count(index);
    if (n > SB_LIMIT_CATEGORIES) {
        sb_json_error(error, SB_ERROR_INPUT, dm->model->place, dm->scale->owner->pointer,
            "channel %s has %d categories; at most %d can be drawn",
            sb_channel_name(dm->scale->channel), n, SB_LIMIT_CATEGORIES);
        return FALSE;
    }
    sort = united_sort(dm, &one);
    list = g_new0(Category, n + 1);
    for (int i = 0; i < n; i++) {
        list[i].value = list[i].key = *sb_value_index_at(index, (size_t)i);
        list[i].place = i;
    }
    if (sort.kind == SORT_BY) {
        find_keys(dm, one, list, n);
    }
    if (sort.kind != SORT_NONE) {
        qsort(list, (size_t)n, sizeof *list,
            sort.descending ? compare_down : compare_categories);
    }
    scale->n_values = n;
    scale->values = sb_arena_new_many(a, SbValue, n + 1);
    for (int i = 0; i < n; i++) {
        scale->values[i] = list[i].value;
    }
    g_free(list);
    scale->index = NULL;
    return TRUE;
}

/* --- numbers
 * -------------------------------------------------------------------------------------------
 */

static void
extend(double extent[2], double v)
{
    if (!isnan(v)) {
        extent[0] = isnan(extent[0]) ? v : MIN(extent[0], v);
        extent[1] = isnan(extent[1]) ? v : MAX(extent[1], v);
    }
}

static void
extend_part(double extent[2], const Part *p)
{
    Cells cells = cells_of(p);

    for (size_t i = 0; i < cells.count; i++) {
        SbValue v = cell_at(&cells, i);

        if (!sb_value_is_missing(v) &&
            !(v.kind == SB_VALUE_STRING && *v.string == '\0')) {
            extend(extent, sb_value_to_number(v));
        }
    }
}

static void
make_continuous(Domain *dm)
{
    SbScale *scale = dm->scale->scale;
    double extent[2] = { NAN, NAN };
    const Part *only = dm->parts->len == 1 ? &g_array_index(dm->parts, Part, 0) : NULL;

    if (only != NULL && only->table == NULL && dm->given) {
        scale->n_domain = only->n;
        scale->domain = sb_arena_new_many(dm->model->arena, double, only->n + 3);
        for (int i = 0; i < only->n; i++) {
            scale->domain[i] = sb_value_to_number(only->values[i]);
        }
        return;
    }
    for (guint i = 0; i < dm->parts->len; i++) {
        extend_part(extent, &g_array_index(dm->parts, Part, i));
    }
    scale->n_domain = 2;
    scale->domain = sb_arena_new_many(dm->model->arena, double, 5);
    scale->domain[0] = extent[0];
    scale->domain[1] = extent[1];
}

/* A quantile scale knows every value. */
static void
make_sample(Domain *dm)
{
    SbScale *scale = dm->scale->scale;
    GArray *all = sb_arena_array(dm->model->arena, double);

    for (guint i = 0; i < dm->parts->len; i++) {
        const Part *p = &g_array_index(dm->parts, Part, i);
        Cells cells = cells_of(p);

        for (size_t r = 0; r < cells.count; r++) {
            SbValue v = cell_at(&cells, r);
            double x = sb_value_is_missing(v) ? NAN : sb_value_to_number(v);

            if (!isnan(x)) {
                g_array_append_val(all, x);
            }
        }
    }
    scale->domain = (double *)(void *)all->data;
    scale->n_domain = (int)all->len;
}

/* Edges of bins: from the field's own bins, or scale.bins. */
static void
make_bins(Domain *dm)
{
    SbScale *scale = dm->scale->scale;
    const json_t *given = sb_scale_model_given(dm->scale, "bins");
    GArray *edges = sb_arena_array(dm->model->arena, double);

    given = given != NULL ? sb_model_value(dm->model, given) : NULL;
    if (json_is_array(given)) {
        for (size_t i = 0; i < json_array_size(given); i++) {
            double v = json_number_value(json_array_get(given, i));

            g_array_append_val(edges, v);
        }
    } else {
        double start = NAN, stop = NAN, step = NAN;

        for (guint i = 0; i < dm->scale->units->len && isnan(step); i++) {
            const SbView *unit = dm->scale->units->pdata[i];
            const SbChannelDef *d = sb_def_data(&unit->channels[dm->scale->channel]);

            if (d->kind == SB_DEF_FIELD && d->bin == SB_BIN_BINNING) {
                start = d->bin_found.start;
                stop = d->bin_found.stop;
                step = d->bin_found.step;
            } else if (d->kind == SB_DEF_FIELD && d->bin == SB_BIN_BINNED &&
                       d->bins.step > 0) {
                step = d->bins.step;
            }
        }
        if (json_is_object(given)) {
            step = sb_json_number(given, "step", step);
            start = sb_json_number(given, "start", NAN);
            stop = sb_json_number(given, "stop", NAN);
        }
        if (isnan(step) || !(step > 0)) {
            return;
        }
        if (scale->n_domain >= 2) {
            double lo = scale->domain[0], hi = scale->domain[scale->n_domain - 1];

            start = isnan(start) ? lo : start;
            stop = isnan(stop) ? hi : stop;
            start = start < lo ? step * ceil(lo / step) : start;
            stop = stop > hi ? step * floor(hi / step) : stop;
        }
        if (!((stop - start) / step < SB_LIMIT_CATEGORIES)) {
            return;
        }
        for (int i = 0; start + i * step < stop + step / 2; i++) {
            double v = start + i * step;

            g_array_append_val(edges, v);
        }
    }
    scale->bins = (const double *)(const void *)edges->data;
    scale->n_bins = (int)edges->len;
}

/* --- the door
 * -------------------------------------------------------------------------------------------
 */

static double
number_given(SbModel *model, const SbScaleModel *s, const char *key, double fallback)
{
    const json_t *v = sb_scale_model_given(s, key);

    v = v != NULL ? sb_model_value(model, v) : NULL;
    return json_is_number(v) ? json_number_value(v) : fallback;
}

static void
set_band(SbModel *model, SbScaleModel *s)
{
    const SbView *unit = s->units->pdata[0];
    double padding = number_given(model, s, "padding", NAN), inner = NAN, outer = NAN;
    gboolean offset = (sb_channel_flags(s->channel) & SB_CF_OFFSET) != 0;
    gboolean nested = FALSE;

    for (guint i = 0; i < s->units->len; i++) {
        const SbView *u = s->units->pdata[i];

        if (sb_channel_is_xy(s->channel) &&
            sb_scale_model_of(u,
                s->channel == SB_CHANNEL_X ? SB_CHANNEL_XOFFSET : SB_CHANNEL_YOFFSET) !=
                NULL) {
            nested = TRUE;
        }
    }
    if (s->type == SB_SCALE_POINT && isnan(padding) && sb_channel_is_xy(s->channel)) {
        padding = sb_config_number(model->config, "scale", "pointPadding", 0.5);
    }
    if (isnan(padding) && s->type == SB_SCALE_BAND && sb_channel_is_xy(s->channel)) {
        const char *key =
            nested ? "bandWithNestedOffsetPaddingInner"
            : sb_config_get(model->config, "scale", "bandPaddingInner") != NULL
                ? "bandPaddingInner"
            : unit->mark == SB_MARK_BAR  ? "barBandPaddingInner"
            : unit->mark == SB_MARK_TICK ? "tickBandPaddingInner"
                                         : "rectBandPaddingInner";

        inner = sb_config_number(model->config, "scale", key, 0);
        inner = number_given(model, s, "paddingInner", inner);
        outer = nested ? sb_config_number(model->config, "scale",
                             "bandWithNestedOffsetPaddingOuter", 0.2)
                       : sb_config_number(
                             model->config, "scale", "bandPaddingOuter", inner / 2);
    } else if (isnan(padding) && offset) {
        inner = sb_config_number(model->config, "scale", "offsetBandPaddingInner", 0);
        outer = s->type == SB_SCALE_POINT ? 0.5
                                          : sb_config_number(model->config, "scale",
                                                "offsetBandPaddingOuter", 0);
    }
    inner = number_given(model, s, "paddingInner", isnan(inner) ? padding : inner);
    outer = number_given(model, s, "paddingOuter", isnan(outer) ? padding : outer);
    s->padding_inner = inner;
    s->padding_outer = outer;
    s->scale->padding_inner = isnan(inner) ? 0 : CLAMP(inner, 0, 1);
    s->scale->padding_outer = isnan(outer) ? 0 : MAX(outer, 0);
    s->scale->align = number_given(model, s, "align", 0.5);
}

static SbScale *
new_scale(SbModel *model, SbScaleModel *s)
{
    SbScale *scale = sb_arena_new_of(model->arena, SbScale);
    const json_t *clamp = sb_scale_model_given(s, "clamp");
    const json_t *round = sb_scale_model_given(s, "round");

    scale->type = s->type;
    scale->zone = s->type == SB_SCALE_UTC ? 0 : model->zone;
    scale->base = number_given(model, s, "base", 10);
    scale->exponent = number_given(model, s, "exponent", 1);
    scale->constant = number_given(model, s, "constant", 1);
    clamp = clamp != NULL ? clamp : sb_config_get(model->config, "scale", "clamp");
    scale->clamp = json_is_true(clamp);
    round = round != NULL ? round : sb_config_get(model->config, "scale", "round");
    scale->round = json_is_true(round);
    scale->color_extent[1] = 1;
    return scale;
}

gboolean
sb_domain_make(SbModel *model, SbScaleModel *s, GError **error)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, TRUE, sizeof(Part));
    Domain dm = { model, s, parts, FALSE };
    int flags = sb_scale_flags(s->type);

    s->scale = new_scale(model, s);
    s->step = s->padding_inner = s->padding_outer = NAN;
    gather(&dm);
    s->domain_given = dm.given;
    if (s->type == SB_SCALE_QUANTILE) {
        make_sample(&dm);
    } else if (s->type == SB_SCALE_BIN_ORDINAL) {
        make_bins(&dm);
    } else if (flags & SB_SCALE_DISCRETE) {
        if (!make_discrete(&dm, error)) {
            return FALSE;
        }
    } else {
        make_continuous(&dm);
        if (!(flags & SB_SCALE_IS_TIME)) {
            make_bins(&dm);
        }
    }
    if (flags & SB_SCALE_IS_BAND) {
        set_band(model, s);
    }
    return TRUE;
}

/* --- zero, limits, padding, nice
 * -------------------------------------------------------------------------- */

/* Vega-Lite's rule for one unit; -1: none. */
static int
zero_of(SbModel *model, const SbScaleModel *s, const SbView *unit)
{
    const SbChannelDef *d = sb_def_data(&unit->channels[s->channel]);
    const json_t *domain = json_object_get(d->scale, "domain");
    const json_t *config = sb_config_get(model->config, "scale", "zero");
    gboolean second = unit->channels[sb_channel_second(s->channel)].kind != SB_DEF_NONE &&
                      sb_channel_second(s->channel) != s->channel;
    int cf = sb_channel_flags(s->channel);
    gboolean across =
        unit->orient != NULL &&
        ((strcmp(unit->orient, "horizontal") == 0 && s->channel == SB_CHANNEL_Y) ||
            (strcmp(unit->orient, "vertical") == 0 && s->channel == SB_CHANNEL_X));
    SbMarkKind m = unit->mark;

    if (domain != NULL && g_strcmp0(json_string_value(domain), "unaggregated") != 0) {
        size_t n = json_array_size(domain);
        const json_t *lo = json_array_get(domain, 0),
                     *hi = json_array_get(domain, n ? n - 1 : 0);

        return json_is_number(lo) && json_number_value(lo) <= 0 && json_is_number(hi) &&
               json_number_value(hi) >= 0;
    }
    if (s->channel == SB_CHANNEL_SIZE && d->type == SB_TYPE_QUANTITATIVE &&
        !(sb_scale_flags(s->type) & SB_SCALE_DISCRETIZING)) {
        return TRUE;
    }
    if (!(d->kind == SB_DEF_FIELD && d->bin != SB_BIN_NONE) &&
        (cf & (SB_CF_POSITION | SB_CF_POLAR))) {
        if ((m == SB_MARK_BAR || m == SB_MARK_AREA || m == SB_MARK_LINE ||
                m == SB_MARK_TRAIL) &&
            across) {
            return FALSE;
        }
        if ((m == SB_MARK_BAR || m == SB_MARK_AREA) && !second) {
            return TRUE;
        }
        return config == NULL || json_is_true(config);
    }
    return FALSE;
}

static gboolean
zero_applies(SbScaleType type)
{
    return (sb_scale_flags(type) & SB_SCALE_CONTINUOUS) && type != SB_SCALE_LOG &&
           !(sb_scale_flags(type) & SB_SCALE_IS_TIME) && type != SB_SCALE_THRESHOLD &&
           type != SB_SCALE_QUANTILE;
}

static void
apply_limits(SbModel *model, SbScaleModel *s)
{
    SbScale *scale = s->scale;
    const SbView *unit = s->units->pdata[0];
    const SbChannelDef *d = sb_def_data(&unit->channels[s->channel]);
    const json_t *zero = sb_scale_model_given(s, "zero");
    const json_t *lo = sb_scale_model_given(s, "domainMin");
    const json_t *hi = sb_scale_model_given(s, "domainMax");
    const json_t *mid = sb_scale_model_given(s, "domainMid");
    int last = scale->n_domain - 1;

    s->zero = zero_applies(s->type) &&
              (zero != NULL ? json_is_true(zero) : zero_of(model, s, unit) == TRUE);
    if (last < 0) {
        return;
    }
    if (s->zero) {
        if (scale->domain[0] > 0) {
            scale->domain[0] = 0;
        }
        if (scale->domain[last] < 0) {
            scale->domain[last] = 0;
        }
        if (isnan(scale->domain[0])) {
            scale->domain[0] = scale->domain[last] = 0;
        }
    }
    if (lo != NULL) {
        scale->domain[0] = sb_value_to_number(sb_domain_literal(model, d, lo));
    }
    if (hi != NULL) {
        scale->domain[last] = sb_value_to_number(sb_domain_literal(model, d, hi));
    }
    if (mid != NULL && last == 1) {
        double m = sb_value_to_number(sb_domain_literal(model, d, mid));
        int i = m > scale->domain[1] ? 2 : m < scale->domain[0] ? 0 : 1;

        for (int k = 2; k > i; k--) {
            scale->domain[k] = scale->domain[k - 1];
        }
        scale->domain[i] = m;
        scale->n_domain = 3;
    }
}

static double
continuous_padding(SbModel *model, const SbScaleModel *s)
{
    double given = number_given(model, s, "padding", NAN);

    if (!isnan(given) || !sb_channel_is_xy(s->channel)) {
        return isnan(given) ? 0 : given;
    }
    given = sb_config_number(model->config, "scale", "continuousPadding", NAN);
    if (!isnan(given)) {
        return given;
    }
    for (guint i = 0; i < s->units->len; i++) {
        const SbView *unit = s->units->pdata[i];
        const SbChannelDef *d = sb_def_data(&unit->channels[s->channel]);
        gboolean cut = d->kind == SB_DEF_FIELD && (d->bin != SB_BIN_NONE || d->has_unit);

        if (unit->mark == SB_MARK_BAR && !cut && unit->orient != NULL &&
            ((strcmp(unit->orient, "vertical") == 0 && s->channel == SB_CHANNEL_X) ||
                (strcmp(unit->orient, "horizontal") == 0 &&
                    s->channel == SB_CHANNEL_Y))) {
            return sb_config_number(model->config, "bar", "continuousBandSize", 5);
        }
    }
    return 0;
}

/* Widens the domain so that `pad` pixels are free at each end. */
static void
pad_domain(SbScale *scale, double pad)
{
    int last = scale->n_domain - 1;
    double span = fabs(sb_scale_range_hi(scale) - sb_scale_range_lo(scale));
    double frac = span / (span - 2 * pad), a, b, mid;
    SbScale unit = *scale;
    double range[2] = { 0, 1 };

    if (!(pad > 0) || span <= 2 * pad || scale->domain[0] == scale->domain[last] ||
        isnan(scale->domain[0])) {
        return;
    }
    unit.range = range;
    unit.n_range = 2;
    unit.round = unit.clamp = FALSE;
    unit.n_domain = 2;
    mid = 0.5;
    a = mid + (0 - mid) * frac;
    b = mid + (1 - mid) * frac;
    double ends[2] = { scale->domain[0], scale->domain[last] };

    unit.domain = ends;
    scale->domain[0] = sb_scale_invert(&unit, a);
    scale->domain[last] = sb_scale_invert(&unit, b);
}

static gboolean
nice_default(SbModel *model, const SbScaleModel *s, const SbView *unit)
{
    const SbChannelDef *d = sb_def_data(&unit->channels[s->channel]);
    const json_t *domain = json_object_get(d->scale, "domain");

    if ((d->kind == SB_DEF_FIELD && d->bin != SB_BIN_NONE) || json_is_array(domain) ||
        sb_scale_model_given(s, "domainMin") != NULL ||
        sb_scale_model_given(s, "domainMax") != NULL ||
        (sb_scale_flags(s->type) & SB_SCALE_IS_TIME)) {
        return FALSE;
    }
    return sb_channel_is_xy(s->channel);
}

static void
apply_nice(SbModel *model, SbScaleModel *s)
{
    const json_t *nice = sb_scale_model_given(s, "nice");
    gboolean on = FALSE;
    SbTimeUnit unit = { 0 };
    const char *name;

    if (nice == NULL) {
        nice = sb_config_get(model->config, "scale", "nice");
    }
    if (nice == NULL) {
        for (guint i = 0; !on && i < s->units->len; i++) {
            on = nice_default(model, s, s->units->pdata[i]);
        }
        if (on && !s->domain_given) {
            sb_scale_nice(s->scale, NAN, NULL);
        }
        return;
    }
    name = json_is_string(nice) ? json_string_value(nice)
                                : sb_json_string(nice, "interval", NULL);
    if (name != NULL && (sb_scale_flags(s->type) & SB_SCALE_IS_TIME)) {
        SbTimeUnitPart part;

        if (sb_timeunit_part_parse(name, &part)) {
            unit.parts = part;
            unit.step = sb_json_number(nice, "step", 1);
            sb_scale_nice(s->scale, NAN, &unit);
        }
    } else if (json_is_true(nice) || json_is_number(nice)) {
        sb_scale_nice(
            s->scale, json_is_number(nice) ? json_number_value(nice) : NAN, NULL);
    }
}

void
sb_domain_finish(SbModel *model, SbScaleModel *s)
{
    int flags = sb_scale_flags(s->type);

    if ((flags & SB_SCALE_CONTINUOUS) && s->type != SB_SCALE_QUANTILE &&
        s->type != SB_SCALE_THRESHOLD) {
        apply_limits(model, s);
        if (!(flags & SB_SCALE_DISCRETIZING)) {
            pad_domain(s->scale, continuous_padding(model, s));
        }
        if (s->scale->n_domain >= 2) {
            apply_nice(model, s);
        }
    }
    sb_scale_ready(model->arena, s->scale);
}
