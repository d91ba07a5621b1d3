/*
 * In: the tree of views.  Out: for each unit the tables that its marks and scales
 * are made from: data -> transforms -> bin, timeUnit -> aggregate -> impute -> stack
 * -> invalid rows (Vega-Lite's data flow, run over all cells of a facet at once).
 */
#include <math.h>
#include <string.h>

#include "chart/flow.h"
#include "chart/model.h"

/* --- what encodings ask of the data's types -------------------------------------------
 */

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

/* --- a misspelt field
 * -------------------------------------------------------------------- */

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

/* --- aggregate
 * ------------------------------------------------------------------------------ */

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
static const char *
escaped(SbArena *arena, const char *name)
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
        add_dim(g, escaped(g->model->arena, d->name));
        if (d->bin == SB_BIN_BINNING || d->has_unit) {
            add_dim(g, escaped(g->model->arena, d->end));
        }
        if (d->rect_start != NULL &&
            has_field(g->model->arena, g->table, d->rect_start)) {
            add_dim(g, escaped(g->model->arena, d->rect_start));
            add_dim(g, escaped(g->model->arena, d->rect_end));
        }
        if (d->bin == SB_BIN_BINNING &&
            (d->type == SB_TYPE_ORDINAL || d->type == SB_TYPE_NOMINAL)) {
            add_dim(g, escaped(g->model->arena, d->range));
        }
        return;
    }
    a.op = d->op == SB_OP_PLAIN    ? d->aggregate
           : d->op == SB_OP_ARGMIN ? SB_AGGREGATE_ARGMIN
                                   : SB_AGGREGATE_ARGMAX;
    a.field = d->op == SB_OP_PLAIN ? d->field : d->arg_field;
    a.as = d->name;
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
static void
add_facet_dims(const SbModel *model, const SbView *view, GPtrArray *out)
{
    for (const SbView *f = sb_view_facet_of(view); f != NULL; f = sb_view_facet_of(f)) {
        for (int i = 0; i < 3; i++) {
            if (f->facets[i].kind == SB_DEF_FIELD) {
                g_ptr_array_add(out, (char *)escaped(model->arena, f->facets[i].name));
                if (f->facets[i].bin == SB_BIN_BINNING) {
                    g_ptr_array_add(out, (char *)escaped(model->arena, f->facets[i].end));
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
    add_facet_dims(model, view, facets);
    for (guint i = 0; i < facets->len; i++) {
        add_dim(&g, facets->pdata[i]);
    }
    return sb_transform_aggregate(model->arena, table, (const char *const *)dims->pdata,
        dims->len, (const SbAggregate *)(void *)list->data, list->len);
}

/* --- lines' groups, imputing, stacking
 * --------------------------------------------------------- */

void
sb_flow_path_groups(const SbModel *model, const SbView *view, GPtrArray *out)
{
    for (int c = 0; c < SB_CHANNELS; c++) {
        const SbChannelDef *d = sb_def_data(&view->channels[c]);

        switch (c) {
        case SB_CHANNEL_XOFFSET:
        case SB_CHANNEL_YOFFSET: {
            const SbChannelDef *main = &view->channels[sb_channel_main(c)];

            if (d != NULL && d->kind == SB_DEF_FIELD && main->kind == SB_DEF_FIELD &&
                main->op == SB_OP_NONE && d->op == SB_OP_NONE &&
                strcmp(main->name, d->name) != 0) {
                g_ptr_array_add(out, (char *)main->name);
            }
            break;
        }
        case SB_CHANNEL_ORDER:
            if (view->mark == SB_MARK_LINE || view->mark == SB_MARK_TRAIL) {
                break;
            }
            G_GNUC_FALLTHROUGH;
        case SB_CHANNEL_DETAIL:
        case SB_CHANNEL_KEY:
            for (int i = 0; i < view->n_many[c]; i++) {
                if (view->many[c][i].kind == SB_DEF_FIELD &&
                    view->many[c][i].op == SB_OP_NONE) {
                    g_ptr_array_add(out, (char *)view->many[c][i].name);
                }
            }
            break;
        case SB_CHANNEL_SIZE:
            if (view->mark == SB_MARK_TRAIL) {
                break;
            }
            G_GNUC_FALLTHROUGH;
        case SB_CHANNEL_COLOR:
        case SB_CHANNEL_FILL:
        case SB_CHANNEL_STROKE:
        case SB_CHANNEL_OPACITY:
        case SB_CHANNEL_FILL_OPACITY:
        case SB_CHANNEL_STROKE_OPACITY:
        case SB_CHANNEL_STROKE_DASH:
        case SB_CHANNEL_STROKE_WIDTH:
            if (d != NULL && d->kind == SB_DEF_FIELD && d->op == SB_OP_NONE) {
                g_ptr_array_add(out, (char *)d->name);
            }
            break;
        default:
            break;
        }
    }
}

static const SbTable *
impute(SbModel *model, SbView *view, const SbTable *table, GError **error)
{
    const SbChannelDef *x = &view->channels[SB_CHANNEL_X],
                       *y = &view->channels[SB_CHANNEL_Y];
    const SbChannelDef *d = json_is_object(x->impute)   ? x
                            : json_is_object(y->impute) ? y
                                                        : NULL;
    const SbChannelDef *key = d == x ? y : x;
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    SbTransformContext context = sb_model_context(model, view);
    SbImpute how = { 0 };
    g_autofree char *at = d != NULL ? sb_json_pointer(d->pointer, "impute") : NULL;

    if (d == NULL || key->kind != SB_DEF_FIELD || d->kind != SB_DEF_FIELD) {
        return table;
    }
    if (!sb_impute_read(&context, d->impute, at, &how, error)) {
        return NULL;
    }
    sb_flow_path_groups(model, view, groups);
    how.field = d->name;
    how.key = key->name;
    how.groupby = (const char *const *)groups->pdata;
    how.groups = groups->len;
    return sb_transform_impute(model->arena, table, &how);
}

static const SbTable *
add_mid(SbModel *model, const SbTable *table, const SbChannelDef *d)
{
    SbTable *out = sb_table_derive(model->arena, table);
    size_t rows = sb_table_rows(table);
    double *mids = sb_arena_new_many(model->arena, double, rows + 1);
    SbField from = sb_table_field(table, d->name), to = sb_table_field(table, d->end);
    double p = isnan(d->band_position) ? 0.5 : d->band_position;

    for (size_t i = 0; i < rows; i++) {
        double a = sb_field_number(&from, i), b = sb_field_number(&to, i);

        mids[i] = isfinite(a) ? p * a + (1 - p) * b : a;
    }
    sb_table_add_numbers(out, d->mid, SB_COLUMN_NUMBER, mids);
    return out;
}

/* Every series of a stacked area has every place of the axis. */
static const SbTable *
impute_stack(SbModel *model, SbView *view, const SbTable *table, const char *field)
{
    const SbStackInfo *s = &view->stack;
    g_autoptr(GPtrArray) by = g_ptr_array_new();

    for (int i = 0; i < s->n_by; i++) {
        g_ptr_array_add(by, (char *)escaped(model->arena, s->by[i]));
    }
    add_facet_dims(model, view, by);
    for (int i = 0; i < s->n_dimensions; i++) {
        const SbChannelDef *d = &view->channels[s->dimension[i]];
        SbImpute how = { 0 };

        if (d->bin == SB_BIN_BINNING) {
            table = add_mid(model, table, d);
        }
        how.field = field;
        how.key = d->bin == SB_BIN_BINNING ? d->mid : d->name;
        how.key = escaped(model->arena, how.key);
        how.groupby = (const char *const *)by->pdata;
        how.groups = by->len;
        how.method = SB_IMPUTE_VALUE;
        how.value = sb_value_number(0);
        table = sb_transform_impute(model->arena, table, &how);
    }
    return table;
}

static GArray *
stack_sort(SbModel *model, const SbView *view)
{
    const SbStackInfo *s = &view->stack;
    const SbChannelDef *order = &view->channels[SB_CHANNEL_ORDER];
    GArray *out = g_array_new(FALSE, FALSE, sizeof(SbSort));
    gboolean down = s->channel == SB_CHANNEL_Y;

    if (order->kind == SB_DEF_FIELD) {
        for (int i = 0; i < view->n_many[SB_CHANNEL_ORDER]; i++) {
            const SbChannelDef *d = &view->many[SB_CHANNEL_ORDER][i];
            SbSort one = { escaped(model->arena, d->name),
                d->sort != NULL &&
                    g_strcmp0(json_string_value(d->sort), "descending") == 0 };

            g_array_append_val(out, one);
        }
        return out;
    }
    if (json_is_string(order->sort)) {
        down = strcmp(json_string_value(order->sort), "descending") == 0;
    }
    for (int i = 0; i < s->n_by; i++) {
        SbSort one = { escaped(model->arena, s->by[i]), down };

        g_array_append_val(out, one);
    }
    return out;
}

static const SbTable *
stack(SbModel *model, SbView *view, const SbTable *table)
{
    const SbStackInfo *s = &view->stack;
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    g_autoptr(GArray) sort = NULL;
    const char *field;

    if (!s->on) {
        return table;
    }
    field = escaped(model->arena, view->channels[s->channel].name);
    if (s->impute) {
        table = impute_stack(model, view, table, field);
    }
    for (int i = 0; i < s->n_dimensions; i++) {
        const SbChannelDef *d = &view->channels[s->dimension[i]];
        const char *name = d->bin == SB_BIN_BINNING && s->impute ? d->mid : d->name;

        g_ptr_array_add(groups, (char *)escaped(model->arena, name));
        if (d->bin == SB_BIN_BINNING && !s->impute) {
            g_ptr_array_add(groups, (char *)escaped(model->arena, d->end));
        }
    }
    add_facet_dims(model, view, groups);
    sort = stack_sort(model, view);
    return sb_transform_stack(model->arena, table, (const char *const *)groups->pdata,
        groups->len, field, (const SbSort *)(void *)sort->data, sort->len, s->offset,
        s->start, s->end);
}

/* --- invalid values
 * -------------------------------------------------------------------------- */

SbInvalid
sb_flow_invalid(const SbModel *model, const SbView *view, SbChannel channel)
{
    const json_t *mode = sb_mark_prop(model, view, "invalid", NULL);
    const SbChannelDef *d = &view->channels[channel];
    const char *text = json_string_value(mode);
    int type = sb_flow_scale_type(view, channel);
    gboolean path = sb_mark_is_path(view->mark);

    if (type < 0 || !(sb_scale_flags(type) & SB_SCALE_CONTINUOUS) ||
        (d->op == SB_OP_PLAIN &&
            (d->aggregate == SB_AGGREGATE_COUNT || d->aggregate == SB_AGGREGATE_VALID ||
                d->aggregate == SB_AGGREGATE_MISSING ||
                d->aggregate == SB_AGGREGATE_DISTINCT))) {
        return SB_INVALID_VALID;
    }
    if (json_is_null(mode) || (text != NULL && strcmp(text, "show") == 0)) {
        return SB_INVALID_SHOW;
    }
    if (sb_config_get(model->config, "scale", "invalid") != NULL &&
        json_object_get(sb_config_get(model->config, "scale", "invalid"),
            sb_channel_name(channel)) != NULL) {
        return SB_INVALID_SHOW;
    }
    if (text == NULL || strcmp(text, "break-paths-show-path-domains") == 0) {
        return path ? SB_INVALID_BREAK : SB_INVALID_FILTER;
    }
    if (strcmp(text, "filter") == 0) {
        return SB_INVALID_FILTER;
    }
    return SB_INVALID_BREAK;
}

static gboolean
valid_cell(const SbChannelDef *d, SbValue v)
{
    if (d->type == SB_TYPE_TEMPORAL || d->type == SB_TYPE_QUANTITATIVE) {
        return (d->type == SB_TYPE_TEMPORAL && v.kind == SB_VALUE_DATE) ||
               (!sb_value_is_missing(v) && isfinite(sb_value_to_number(v)));
    }
    return TRUE;
}

static const SbTable *
filter_invalid(SbModel *model, SbView *view, const SbTable *table)
{
    size_t rows = sb_table_rows(table), n = 0;
    size_t *keep = sb_arena_new_many(model->arena, size_t, rows + 1);
    const SbChannelDef *defs[SB_CHANNELS];
    SbField fields[SB_CHANNELS];
    int count = 0;

    for (int c = 0; c < SB_CHANNELS; c++) {
        const SbChannelDef *d = &view->channels[c];
        SbInvalid how;

        if (d->kind != SB_DEF_FIELD || !(sb_channel_flags(c) & SB_CF_SCALED)) {
            continue;
        }
        how = sb_flow_invalid(model, view, c);
        if (how == SB_INVALID_FILTER || how == SB_INVALID_BREAK) {
            defs[count] = d;
            fields[count++] = sb_table_field(table, escaped(model->arena, d->name));
        }
    }
    for (size_t i = 0; i < rows; i++) {
        gboolean ok = TRUE;

        for (int k = 0; ok && k < count; k++) {
            ok = valid_cell(defs[k], sb_field_at(&fields[k], i));
        }
        if (ok) {
            keep[n++] = i;
        }
    }
    return n == rows ? table : sb_table_pick(model->arena, table, keep, n);
}

static void
choose_tables(SbModel *model, SbView *view)
{
    const json_t *mode = sb_mark_prop(model, view, "invalid", NULL);
    const char *text = json_is_null(mode) ? "show" : json_string_value(mode);
    gboolean path = sb_mark_is_path(view->mark), draw, scale;

    if (text == NULL || strcmp(text, "break-paths-show-path-domains") == 0) {
        text = path ? "break-paths-show-domains" : "filter";
    }
    draw = strcmp(text, "show") == 0 || (path && g_str_has_prefix(text, "break"));
    scale = strcmp(text, "show") == 0 || strcmp(text, "break-paths-show-domains") == 0;
    view->valid = filter_invalid(model, view, view->main);
    view->drawn = draw ? view->main : view->valid;
    view->domain = scale ? view->main : view->valid;
}

/* --- the flow
 * -------------------------------------------------------------------------------- */

static gboolean
run_unit(SbModel *model, SbView *view, GError **error)
{
    const SbTable *table = sb_flow_field_order(model, view, view->source);
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
                table = sb_flow_field_apply(model, view, &view->many[c][i], table);
            }
            view->channels[c] = view->many[c][0];
        } else {
            table = sb_flow_field_apply(model, view, &view->channels[c], table);
        }
        for (int i = 0; i < view->channels[c].n_conditions; i++) {
            table = sb_flow_field_apply(
                model, view, view->channels[c].conditions[i].def, table);
        }
    }
    view->raw = table;
    table = aggregate(model, view, table);
    table = impute(model, view, table, error);
    if (table == NULL) {
        return FALSE;
    }
    view->main = stack(model, view, table);
    choose_tables(model, view);
    return TRUE;
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
        table = sb_flow_field_bins(model, view, table);
    }
    if (json_is_array(transform)) {
        SbTransformContext context = sb_model_context(model, view);

        table = sb_transform_run(&context, table, transform, at, error);
        if (table == NULL) {
            return FALSE;
        }
        table = parse_needs(model, view, table);
    }
    for (int i = 0; i < 3; i++) {
        table = sb_flow_field_apply(model, view, &view->facets[i], table);
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
sb_flow_run(SbModel *model, GError **error)
{
    return run_view(model, model->root, NULL, error);
}
