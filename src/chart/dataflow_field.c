/*
 * In: a table, the channels of a unit.  Out: the table with the columns that bins,
 * time units and a given order of colours add to it (see dataflow.h).
 */
#include <math.h>
#include <string.h>

#include "chart/dataflow.h"
#include "chart/model.h"

static const char *
bin_format(const SbModel *model, const SbChannelDef *d)
{
    const char *own = json_string_value(json_object_get(d->guide, "format"));

    if (own == NULL) {
        own = json_string_value(
            json_object_get(sb_config_root(model->config), "numberFormat"));
    }
    return own != NULL ? own : "";
}

const char *
sb_dataflow_bin_label(
    const SbModel *model, const SbChannelDef *d, double start, double end)
{
    const char *format = bin_format(model, d), *a, *b;

    if (!isfinite(start)) {
        return "null";
    }
    a = sb_format_number_text(model->arena, model->locale, format, start, NULL);
    b = sb_format_number_text(model->arena, model->locale, format, end, NULL);
    return sb_arena_printf(
        model->arena, "%s \u2013 %s", a != NULL ? a : "", b != NULL ? b : "");
}

static const SbTable *
add_range(SbModel *model, const SbTable *table, const SbChannelDef *d)
{
    SbTable *out = sb_table_derive(model->arena, table);
    size_t rows = sb_table_rows(table);
    SbValue *labels = sb_arena_new_many(model->arena, SbValue, rows + 1);
    SbField start = sb_table_field(table, d->name), end = sb_table_field(table, d->end);

    for (size_t i = 0; i < rows; i++) {
        SbValue v = sb_field_at(&start, i);

        labels[i] = sb_value_string(sb_dataflow_bin_label(model, d,
            sb_value_is_valid(v) ? sb_value_to_number(v) : NAN,
            sb_field_number(&end, i)));
    }
    sb_table_add_values(out, d->range, labels);
    return out;
}

/* The end of a time unit that the data bring already cut. */
static const SbTable *
add_binned_end(SbModel *model, const SbTable *table, const SbChannelDef *d)
{
    SbTable *out = sb_table_derive(model->arena, table);
    size_t rows = sb_table_rows(table);
    double *ends = sb_arena_new_many(model->arena, double, rows + 1);
    SbField start = sb_table_field(table, d->name);

    for (size_t i = 0; i < rows; i++) {
        ends[i] =
            sb_timeunit_offset(&d->unit, sb_field_number(&start, i), 1, model->zone);
    }
    sb_table_add_numbers(out, d->end, SB_COLUMN_DATE, ends);
    return out;
}

/* A rect of a time unit that doesn't stand in the middle of it. */
static const SbTable *
add_moved_rect(
    SbModel *model, const SbTable *table, const SbChannelDef *d, double position)
{
    SbTable *out = sb_table_derive(model->arena, table);
    size_t rows = sb_table_rows(table);
    double *starts = sb_arena_new_many(model->arena, double, rows + 1);
    double *ends = sb_arena_new_many(model->arena, double, rows + 1);
    SbField from = sb_table_field(table, d->name), to = sb_table_field(table, d->end);

    for (size_t i = 0; i < rows; i++) {
        double a = sb_field_number(&from, i), b = sb_field_number(&to, i),
               f = position + 0.5;
        double before = sb_timeunit_offset(&d->unit, a, -1, model->zone);

        starts[i] = (1 - f) * before + f * a;
        ends[i] = (1 - f) * a + f * b;
    }
    sb_table_add_numbers(out, d->rect_start, SB_COLUMN_DATE, starts);
    sb_table_add_numbers(out, d->rect_end, SB_COLUMN_DATE, ends);
    return out;
}

const SbTable *
sb_dataflow_field_apply(
    SbModel *model, SbView *view, SbChannelDef *d, const SbTable *table)
{
    if (d->kind != SB_DEF_FIELD || d->field == NULL) {
        return table;
    }
    if (d->bin == SB_BIN_BINNING) {
        if (!d->binned_early) {
            table = sb_transform_bin(
                model->arena, table, d->field, &d->bins, d->name, d->end, &d->bin_found);
        }
        if (d->type == SB_TYPE_ORDINAL || d->type == SB_TYPE_NOMINAL) {
            table = add_range(model, table, d);
        }
    } else if (d->has_unit && !d->unit.binned) {
        table = sb_transform_timeunit(
            model->arena, table, d->field, &d->unit, d->name, d->end, model->zone);
    } else if (d->has_unit) {
        table = add_binned_end(model, table, d);
    }
    if (d->has_unit && view->kind == SB_VIEW_UNIT && sb_channel_is_xy(d->channel) &&
        sb_mark_is_rect(view->mark)) {
        double position = sb_mark_band_position(
            model, view, d, &view->channels[sb_channel_second(d->channel)]);

        if (!isnan(position) && position != 0.5) {
            table = add_moved_rect(model, table, d, position);
        }
    }
    return table;
}

/* --- layers --- */

static const SbTable *
bin_early(SbModel *model, SbChannelDef *d, const SbTable *table)
{
    if (d->kind != SB_DEF_FIELD || d->bin != SB_BIN_BINNING || d->field == NULL ||
        sb_table_field(table, d->field).column == NULL) {
        return table;
    }
    d->binned_early = TRUE;
    return sb_transform_bin(
        model->arena, table, d->field, &d->bins, d->name, d->end, &d->bin_found);
}

const SbTable *
sb_dataflow_field_bins(SbModel *model, SbView *view, const SbTable *table)
{
    for (int c = 0; c < SB_CHANNELS; c++) {
        for (int i = 0; i < view->n_many[c]; i++) {
            table = bin_early(model, &view->many[c][i], table);
        }
        if (view->n_many[c] == 0) {
            table = bin_early(model, &view->channels[c], table);
        }
    }
    return table;
}

/* --- the order of colours --- */

/* The domain of the nominal field that colours a unit without order; or NULL. */
static const json_t *
colour_order(const SbView *view, const char **field)
{
    const SbChannelDef *fill = &view->channels[SB_CHANNEL_FILL];
    const SbChannelDef *d =
        fill->kind != SB_DEF_NONE ? fill : &view->channels[SB_CHANNEL_COLOR];
    const json_t *domain = json_object_get(d->scale, "domain");

    if (view->channels[SB_CHANNEL_ORDER].kind != SB_DEF_NONE || d->kind != SB_DEF_FIELD ||
        d->type != SB_TYPE_NOMINAL || d->field == NULL || !json_is_array(domain)) {
        return NULL;
    }
    *field = d->field;
    return domain;
}

void
sb_dataflow_field_align(SbModel *model, SbView *view)
{
    SbChannelDef *offset = &view->channels[SB_CHANNEL_XOFFSET];
    const char *field;
    const json_t *domain = colour_order(view, &field);

    if (offset->kind != SB_DEF_FIELD) {
        offset = &view->channels[SB_CHANNEL_YOFFSET];
    }
    if (domain == NULL) {
        return;
    }
    if (offset->kind == SB_DEF_FIELD && offset->sort == NULL) {
        offset->sort = domain;
        return;
    }
    if (!view->stack.on) {
        return;
    }
    SbChannelDef *order = sb_arena_new_of(model->arena, SbChannelDef);
    const char *down =
        g_strcmp0(view->orient, "horizontal") == 0 ? "ascending" : "descending";

    order->channel = SB_CHANNEL_ORDER;
    order->kind = SB_DEF_FIELD;
    order->json = domain; /* given, in a way */
    order->pointer = view->pointer;
    order->type = SB_TYPE_QUANTITATIVE;
    order->name = sb_arena_printf(model->arena, "_%s_sort_index", field);
    order->field = order->name;
    order->band_position = NAN;
    order->sort =
        sb_arena_own(model->arena, json_string(down), (GDestroyNotify)json_decref);
    view->many[SB_CHANNEL_ORDER] = order;
    view->n_many[SB_CHANNEL_ORDER] = 1;
    view->channels[SB_CHANNEL_ORDER] = *order;
    view->order_domain = domain;
    view->order_field = field;
}

/* The place of each row's colour in the domain; -1: it is not there. */
const SbTable *
sb_dataflow_field_order(SbModel *model, SbView *view, const SbTable *table)
{
    if (view->order_domain == NULL) {
        return table;
    }
    SbValue domain = sb_value_from_json(model->arena, view->order_domain);
    SbField field = sb_table_field(table, view->order_field);
    size_t rows = sb_table_rows(table);
    double *places = sb_arena_new_many(model->arena, double, rows);
    SbTable *result = sb_table_derive(model->arena, table);

    for (size_t row = 0; row < rows; row++) {
        SbValue value = sb_field_at(&field, row);
        size_t i = 0;

        while (i < domain.array->count &&
               !sb_value_strictly_equal(domain.array->items[i], value)) {
            i++;
        }
        places[row] = i < domain.array->count ? (double)i : -1;
    }
    sb_table_add_numbers(
        result, view->channels[SB_CHANNEL_ORDER].name, SB_COLUMN_NUMBER, places);
    return result;
}
