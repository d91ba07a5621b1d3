/*
 * In: a unit's table.  Out: the same with rows imputed and stacked, as the encoding wants
 * it; the columns that divide a line into series.
 */
#include <math.h>
#include <string.h>

#include "chart/dataflow.h"

/* --- lines' groups, imputing, stacking --- */

void
sb_dataflow_path_groups(const SbModel *model, const SbView *view, GPtrArray *out)
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

const SbTable *
sb_dataflow_impute(SbModel *model, SbView *view, const SbTable *table, GError **error)
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
    sb_dataflow_path_groups(model, view, groups);
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
        g_ptr_array_add(by, (char *)sb_dataflow_escaped(model->arena, s->by[i]));
    }
    sb_dataflow_facet_dims(model, view, by);
    for (int i = 0; i < s->n_dimensions; i++) {
        const SbChannelDef *d = &view->channels[s->dimension[i]];
        SbImpute how = { 0 };

        if (d->bin == SB_BIN_BINNING) {
            table = add_mid(model, table, d);
        }
        how.field = field;
        how.key = d->bin == SB_BIN_BINNING ? d->mid : d->name;
        how.key = sb_dataflow_escaped(model->arena, how.key);
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
            SbSort one = { sb_dataflow_escaped(model->arena, d->name),
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
        SbSort one = { sb_dataflow_escaped(model->arena, s->by[i]), down };

        g_array_append_val(out, one);
    }
    return out;
}

const SbTable *
sb_dataflow_stack(SbModel *model, SbView *view, const SbTable *table)
{
    const SbStackInfo *s = &view->stack;
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    g_autoptr(GArray) sort = NULL;
    const char *field;

    if (!s->on) {
        return table;
    }
    field = sb_dataflow_escaped(model->arena, view->channels[s->channel].name);
    if (s->impute) {
        table = impute_stack(model, view, table, field);
    }
    for (int i = 0; i < s->n_dimensions; i++) {
        const SbChannelDef *d = &view->channels[s->dimension[i]];
        const char *name = d->bin == SB_BIN_BINNING && s->impute ? d->mid : d->name;

        g_ptr_array_add(groups, (char *)sb_dataflow_escaped(model->arena, name));
        if (d->bin == SB_BIN_BINNING && !s->impute) {
            g_ptr_array_add(groups, (char *)sb_dataflow_escaped(model->arena, d->end));
        }
    }
    sb_dataflow_facet_dims(model, view, groups);
    sort = stack_sort(model, view);
    return sb_transform_stack(model->arena, table, (const char *const *)groups->pdata,
        groups->len, field, (const SbSort *)(void *)sort->data, sort->len, s->offset,
        s->start, s->end);
}
