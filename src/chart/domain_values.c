/*
 * In: the parts of a domain.  Out: their union: categories in order, an extent, a sample,
 * the edges of bins.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "chart/domain_part.h"

/* --- categories --- */

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
same_sort(const SbDomainPart *a, const SbDomainPart *b)
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
find_keys(SbDomain *dm, const SbDomainPart *part, Category *list, int n)
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
cells_of(const SbDomainPart *part)
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
add_values(SbValueIndex *index, const SbDomainPart *part)
{
    Cells cells = cells_of(part);

    for (size_t i = 0; i < cells.count; i++) {
        SbValue v = cell_at(&cells, i);

        sb_value_index_add(index, &v, NULL);
    }
}

/* Which sort the union of all parts has; *one is the part whose data give keys. */
static SbDomainSort
united_sort(SbDomain *dm, const SbDomainPart **one)
{
    const SbDomainPart *first = NULL;
    SbDomainSort natural = { .kind = SB_DOMAIN_SORT_NATURAL };
    gboolean same = TRUE, same_data = TRUE, any = FALSE, ops = TRUE;
    const SbDomainPart *other = NULL; /* the one sort that is not by the least */
    int others = 0;

    for (guint i = 0; i < dm->parts->len; i++) {
        const SbDomainPart *p = &g_array_index(dm->parts, SbDomainPart, i);

        if (p->table == NULL || p->sort.kind == SB_DOMAIN_SORT_NONE) {
            continue;
        }
        any = TRUE;
        ops = ops && p->sort.kind == SB_DOMAIN_SORT_BY && p->sort.order == NULL;
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
        return (SbDomainSort){ .kind = SB_DOMAIN_SORT_NONE };
    }
    if (!same && ops && same_data && others == 1) {
        /* as the reference does: a stacked layer's sum goes before the least */
        *one = other;
        return other->sort;
    }
    if (!same) {
        return natural;
    }
    if (first->sort.kind == SB_DOMAIN_SORT_BY && !same_data &&
        first->sort.order == NULL && first->sort.op != SB_AGGREGATE_MIN &&
        first->sort.op != SB_AGGREGATE_MAX && first->sort.op != SB_AGGREGATE_COUNT) {
        return natural;
    }
    return first->sort;
}

gboolean
sb_domain_values_discrete(SbDomain *dm, GError **error)
{
    SbArena *a = dm->model->arena;
    SbValueIndex *index = sb_value_index_new(a, 1);
    SbScale *scale = dm->scale->scale;
    const SbDomainPart *one;
    SbDomainSort sort;
    Category *list;
    int n;

    for (guint i = 0; i < dm->parts->len; i++) {
        add_values(index, &g_array_index(dm->parts, SbDomainPart, i));
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
    if (sort.kind == SB_DOMAIN_SORT_BY) {
        find_keys(dm, one, list, n);
    }
    if (sort.kind != SB_DOMAIN_SORT_NONE) {
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

/* --- numbers --- */

static void
extend(double extent[2], double v)
{
    if (!isnan(v)) {
        extent[0] = isnan(extent[0]) ? v : MIN(extent[0], v);
        extent[1] = isnan(extent[1]) ? v : MAX(extent[1], v);
    }
}

static void
extend_part(double extent[2], const SbDomainPart *p)
{
    Cells cells = cells_of(p);

    for (size_t i = 0; i < cells.count; i++) {
        double number;

        if (cells.values == NULL && sb_column_quick(cells.column, i, &number)) {
            extend(extent, number);
            continue;
        }
        SbValue v = cell_at(&cells, i);

        if (!sb_value_is_missing(v) &&
            !(v.kind == SB_VALUE_STRING && *v.string == '\0')) {
            extend(extent, sb_value_to_number(v));
        }
    }
}

void
sb_domain_values_continuous(SbDomain *dm)
{
    SbScale *scale = dm->scale->scale;
    double extent[2] = { NAN, NAN };
    const SbDomainPart *only =
        dm->parts->len == 1 ? &g_array_index(dm->parts, SbDomainPart, 0) : NULL;

    if (only != NULL && only->table == NULL && dm->given) {
        scale->n_domain = only->n;
        scale->domain = sb_arena_new_many(dm->model->arena, double, only->n + 3);
        for (int i = 0; i < only->n; i++) {
            scale->domain[i] = sb_value_to_number(only->values[i]);
        }
        return;
    }
    for (guint i = 0; i < dm->parts->len; i++) {
        extend_part(extent, &g_array_index(dm->parts, SbDomainPart, i));
    }
    scale->n_domain = 2;
    scale->domain = sb_arena_new_many(dm->model->arena, double, 5);
    scale->domain[0] = extent[0];
    scale->domain[1] = extent[1];
}

/* A quantile scale knows every value. */
void
sb_domain_values_sample(SbDomain *dm)
{
    SbScale *scale = dm->scale->scale;
    GArray *all = sb_arena_array(dm->model->arena, double);

    for (guint i = 0; i < dm->parts->len; i++) {
        const SbDomainPart *p = &g_array_index(dm->parts, SbDomainPart, i);
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
void
sb_domain_values_bins(SbDomain *dm)
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
