/*
 * In: the tree of views.  Out: for each unit the tables that its marks and scales
 * are made from: data -> transforms -> bin, timeUnit -> aggregate -> impute -> stack
 * -> invalid rows (Vega-Lite's data flow, run over all cells of a facet at once).
 */
#include <math.h>
#include <string.h>

#include "chart/dataflow.h"

#include "chart/brief.h"
#include "chart/figures_data.h"
#include "chart/model.h"

/* --- what encodings ask of the data's types --- */

typedef struct {
    SbModel *model;
    GArray *needs; /* of SbLoadNeed */
} Needs;

static void
need(Needs *needs, const char *field, SbLoadType type)
{
    SbLoadNeed one = { field, type };

    for (guint i = 0; i < needs->needs->len; i++) {
        SbLoadNeed *there = &g_array_index(needs->needs, SbLoadNeed, i);

        if (strcmp(there->field, field) == 0) {
            if (there->type == SB_LOAD_FLATTEN) {
                there->type = type;
            }
            return;
        }
    }
    g_array_append_val(needs->needs, one);
}

static void
need_def(Needs *needs, const SbChannelDef *d)
{
    if (d == NULL || d->kind != SB_DEF_FIELD || d->field == NULL) {
        return;
    }
    if (d->type == SB_TYPE_TEMPORAL || d->has_unit) {
        need(needs, d->field, SB_LOAD_DATE);
    } else if (d->type == SB_TYPE_QUANTITATIVE && d->op == SB_OP_PLAIN &&
               (d->aggregate == SB_AGGREGATE_MIN || d->aggregate == SB_AGGREGATE_MAX)) {
        need(needs, d->field, SB_LOAD_NUMBER);
    } else if (d->op != SB_OP_ARGMAX && d->op != SB_OP_ARGMIN &&
               sb_table_path(needs->model->arena, d->field).count > 1) {
        need(needs, d->field, SB_LOAD_FLATTEN);
    }
}

static void
need_unit(SbView *view, void *data)
{
    Needs *needs = data;
    SbChannel dim;

    for (int c = 0; c < SB_CHANNELS; c++) {
        need_def(needs, sb_def_data(&view->channels[c]));
        for (int i = 0; i < view->n_many[c]; i++) {
            need_def(needs, &view->many[c][i]);
        }
    }
    dim = view->orient != NULL && strcmp(view->orient, "horizontal") == 0 ? SB_CHANNEL_Y
                                                                          : SB_CHANNEL_X;
    if (sb_mark_is_path(view->mark) && view->channels[SB_CHANNEL_ORDER].json == NULL) {
        const SbChannelDef *d = &view->channels[dim];

        if (d->kind == SB_DEF_FIELD && d->type == SB_TYPE_QUANTITATIVE &&
            d->field != NULL) {
            need(needs, d->field, SB_LOAD_NUMBER);
        }
    }
}

static void
need_facets(SbView *view, Needs *needs)
{
    for (int i = 0; i < 3; i++) {
        need_def(needs, &view->facets[i]);
    }
    for (guint i = 0; i < view->children->len; i++) {
        need_facets(view->children->pdata[i], needs);
    }
}

static const SbTable *
parse_needs(SbModel *model, SbView *view, const SbTable *table)
{
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(SbLoadNeed));
    Needs needs = { model, list };

    if (view->parse_nothing) {
        return table;
    }
    sb_view_units(view, need_unit, &needs);
    need_facets(view, &needs);
    return sb_load_parse(model->arena, table, (const SbLoadNeed *)(void *)list->data,
        list->len, model->zone);
}

typedef void (*DefVisit)(SbChannelDef *def, void *data);

static void
each_def(SbView *view, DefVisit visit, void *data)
{
    for (int c = 0; c < SB_CHANNELS; c++) {
        if (view->n_many[c] > 0) {
            for (int i = 0; i < view->n_many[c]; i++) {
                visit(&view->many[c][i], data);
            }
            continue;
        }
        if (view->channels[c].kind != SB_DEF_NONE) {
            visit(&view->channels[c], data);
        }
        for (int i = 0; i < view->channels[c].n_conditions; i++) {
            visit(view->channels[c].conditions[i].def, data);
        }
    }
}

/* --- a misspelt field --- */

typedef struct {
    SbModel *model;
    const SbTable *table;
    const SbChannelDef *bad;
} Missing;

static gboolean
has_field(SbArena *arena, const SbTable *table, const char *field)
{
    SbFieldPath path = sb_table_path(arena, field);

    return sb_table_find(table, path.name) >= 0 ||
           (path.count > 0 && sb_table_find(table, path.steps[0]) >= 0);
}

static void
find_missing(SbChannelDef *d, void *data)
{
    Missing *m = data;

    if (m->bad == NULL && d->kind == SB_DEF_FIELD && d->field != NULL &&
        *d->field != '\0' && strcmp(d->field, "*") != 0 &&
        !has_field(m->model->arena, m->table, d->field)) {
        m->bad = d;
    }
}

static gboolean
refuse_missing(SbModel *model, const Missing *m, GError **error)
{
    size_t n = sb_table_columns(m->table);
    const char **names = sb_arena_new_many(model->arena, const char *, n + 1);
    const char *near;
    g_autofree char *at = sb_json_pointer(m->bad->pointer, "field");

    for (size_t i = 0; i < n; i++) {
        names[i] = sb_table_column(m->table, i)->name;
    }
    near = sb_error_nearest(m->bad->field, names, n);
    sb_json_error(error, SB_ERROR_INPUT, model->place, at,
        "the data have no field %s%s%s%s", m->bad->field,
        near != NULL ? "; did you mean " : "", near != NULL ? near : "",
        near != NULL ? "?" : "");
    return FALSE;
}

/* --- aggregate --- */

typedef struct {
    SbModel *model;
    const SbTable *table;
    GPtrArray *dims;    /* of const char* */
    GArray *aggregates; /* of SbAggregate */
} Groups;

static void
add_dim(Groups *g, const char *name)
{
    for (guint i = 0; name != NULL && i < g->dims->len; i++) {
        if (strcmp(g->dims->pdata[i], name) == 0) {
            return;
        }
    }
    if (name != NULL) {
        g_ptr_array_add(g->dims, (char *)name);
    }
}

/* A flattened name that has a dot must not be taken for a path. */
const char *
sb_dataflow_escaped(SbArena *arena, const char *name)
{
    GString *out;
    const char *text;

    if (strpbrk(name, ".[]'\\") == NULL || strstr(name, "['") != NULL) {
        return name;
    }
    out = g_string_new(NULL);
    for (const char *p = name; *p != '\0'; p++) {
        if (strchr(".[]\\", *p) != NULL) {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *p);
    }
    text = sb_arena_strdup(arena, out->str);
    g_string_free(out, TRUE);
    return text;
}

static void
add_group(SbChannelDef *d, void *data)
{
    Groups *g = data;
    SbAggregate a = { 0 };

    if (d->kind != SB_DEF_FIELD) {
        return;
    }
    if (d->op == SB_OP_NONE) {
        add_dim(g, sb_dataflow_escaped(g->model->arena, d->name));
        if (d->bin == SB_BIN_BINNING || d->has_unit) {
            add_dim(g, sb_dataflow_escaped(g->model->arena, d->end));
        }
        if (d->rect_start != NULL &&
            has_field(g->model->arena, g->table, d->rect_start)) {
            add_dim(g, sb_dataflow_escaped(g->model->arena, d->rect_start));
            add_dim(g, sb_dataflow_escaped(g->model->arena, d->rect_end));
        }
        if (d->bin == SB_BIN_BINNING &&
            (d->type == SB_TYPE_ORDINAL || d->type == SB_TYPE_NOMINAL)) {
            add_dim(g, sb_dataflow_escaped(g->model->arena, d->range));
        }
        return;
    }
    a.op = d->op == SB_OP_PLAIN    ? d->aggregate
           : d->op == SB_OP_ARGMIN ? SB_AGGREGATE_ARGMIN
                                   : SB_AGGREGATE_ARGMAX;
    a.field = d->op == SB_OP_PLAIN ? d->field : d->arg_field;
    a.as = d->name;
    a.param = d->aggregate_param;
    if (d->op != SB_OP_PLAIN) {
        a.as = sb_arena_printf(g->model->arena, "%s_%s",
            d->op == SB_OP_ARGMIN ? "argmin" : "argmax", d->arg_field);
    }
    if (d->op == SB_OP_PLAIN && d->aggregate == SB_AGGREGATE_COUNT) {
        a.field = NULL;
    }
    for (guint i = 0; i < g->aggregates->len; i++) {
        if (strcmp(g_array_index(g->aggregates, SbAggregate, i).as, a.as) == 0) {
            return;
        }
    }
    g_array_append_val(g->aggregates, a);
    if (d->scale != NULL &&
        g_strcmp0(sb_json_string(d->scale, "domain", NULL), "unaggregated") == 0) {
        SbAggregate lo = { SB_AGGREGATE_MIN, d->field,
            sb_arena_printf(g->model->arena, "min_%s", d->field), 0 };
        SbAggregate hi = { SB_AGGREGATE_MAX, d->field,
            sb_arena_printf(g->model->arena, "max_%s", d->field), 0 };

        g_array_append_val(g->aggregates, lo);
        g_array_append_val(g->aggregates, hi);
    }
}

/* Columns by which the facets above divide. */
void
sb_dataflow_facet_dims(const SbModel *model, const SbView *view, GPtrArray *out)
{
    for (const SbView *f = sb_view_facet_of(view); f != NULL; f = sb_view_facet_of(f)) {
        for (int i = 0; i < 3; i++) {
            if (f->facets[i].kind == SB_DEF_FIELD) {
                g_ptr_array_add(
                    out, (char *)sb_dataflow_escaped(model->arena, f->facets[i].name));
                if (f->facets[i].bin == SB_BIN_BINNING) {
                    g_ptr_array_add(
                        out, (char *)sb_dataflow_escaped(model->arena, f->facets[i].end));
                }
            }
        }
    }
}

static const SbTable *
aggregate(SbModel *model, SbView *view, const SbTable *table)
{
    g_autoptr(GPtrArray) dims = g_ptr_array_new(), facets = g_ptr_array_new();
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(SbAggregate));
    Groups g = { model, table, dims, list };

    if (!view->aggregated) {
        return table;
    }
    each_def(view, add_group, &g);
    sb_dataflow_facet_dims(model, view, facets);
    for (guint i = 0; i < facets->len; i++) {
        add_dim(&g, facets->pdata[i]);
    }
    return sb_transform_aggregate(model->arena, table, (const char *const *)dims->pdata,
        dims->len, (const SbAggregate *)(void *)list->data, list->len);
}

/* --- the flow --- */

static gboolean
run_unit(SbModel *model, SbView *view, GError **error)
{
    const SbTable *table = sb_dataflow_field_order(model, view, view->source);
    Missing missing = { model, table, NULL };

    if (sb_table_rows(table) > 0) {
        each_def(view, find_missing, &missing);
    }
    if (missing.bad != NULL) {
        return refuse_missing(model, &missing, error);
    }
    for (int c = 0; c < SB_CHANNELS; c++) {
        if (view->n_many[c] > 0) {
            for (int i = 0; i < view->n_many[c]; i++) {
                table = sb_dataflow_field_apply(model, view, &view->many[c][i], table);
            }
            view->channels[c] = view->many[c][0];
        } else {
            table = sb_dataflow_field_apply(model, view, &view->channels[c], table);
        }
        for (int i = 0; i < view->channels[c].n_conditions; i++) {
            table = sb_dataflow_field_apply(
                model, view, view->channels[c].conditions[i].def, table);
        }
    }
    view->raw = table;
    table = aggregate(model, view, table);
    table = sb_dataflow_impute(model, view, table, error);
    if (table == NULL) {
        return FALSE;
    }
    view->main = sb_dataflow_stack(model, view, table);
    sb_dataflow_choose(model, view);
    return TRUE;
}

/* Filters that name rows of the figures name published ones. */
static gboolean
check_figures(SbModel *model, const SbTable *table, const json_t *transforms,
    const char *at, GError **error)
{
    const SbReferenceContext *refs = model->options->references;

    return sb_table_find(table, "fact_id") < 0 || sb_table_find(table, "status") < 0 ||
           sb_figures_data_check(table, refs != NULL ? refs->figures : NULL, transforms,
               model->place, at, error);
}

static gboolean
refuse_mixing(void *data, const SbTable *table, const json_t *transform, const char *at,
    GError **error)
{
    return sb_brief_mixed(data, table, transform, at, error);
}

static gboolean
run_view(SbModel *model, SbView *view, const SbTable *above, GError **error)
{
    const json_t *data = json_object_get(view->spec, "data");
    const json_t *transform = json_object_get(view->spec, "transform");
    const SbTable *table = above;
    g_autofree char *at = sb_json_pointer(view->pointer, "transform");
    g_autofree char *data_at = sb_json_pointer(view->pointer, "data");

    view->parse_nothing = view->parent != NULL && view->parent->parse_nothing;
    if (json_is_object(data)) {
        table = sb_load_data(model->load, data, data_at, error);
        if (table == NULL) {
            return FALSE;
        }
        view->parse_nothing = sb_load_parses_nothing(data);
        table = parse_needs(model, view, table);
    } else if (data != NULL || table == NULL) {
        table = sb_table_new(model->arena, 0);
    }
    if (view->kind == SB_VIEW_UNIT && view->parent != NULL &&
        view->parent->kind == SB_VIEW_LAYER) {
        table = sb_dataflow_field_bins(model, view, table);
    }
    if (json_is_array(transform)) {
        SbTransformContext context = sb_model_context(model, view);

        if (!check_figures(model, table, transform, at, error)) {
            return FALSE;
        }
        context.before = refuse_mixing;
        context.before_data = model;
        table = sb_transform_run(&context, table, transform, at, error);
        if (table == NULL) {
            return FALSE;
        }
        table = parse_needs(model, view, table);
    }
    for (int i = 0; i < 3; i++) {
        table = sb_dataflow_field_apply(model, view, &view->facets[i], table);
    }
    view->source = table;
    if (view->kind == SB_VIEW_UNIT) {
        return run_unit(model, view, error);
    }
    for (guint i = 0; i < view->children->len; i++) {
        if (!run_view(model, view->children->pdata[i], table, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
sb_dataflow_run(SbModel *model, GError **error)
{
    return run_view(model, model->root, NULL, error);
}
