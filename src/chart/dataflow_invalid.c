/*
 * In: a unit's table.  Out: the tables without invalid rows, and which of them marks and
 * scales take (Vega-Lite's invalid-data modes).
 */
#include <math.h>
#include <string.h>

#include "chart/dataflow.h"

/* --- invalid values --- */

SbInvalid
sb_dataflow_invalid(const SbModel *model, const SbView *view, SbChannel channel)
{
    const json_t *mode = sb_mark_prop(model, view, "invalid", NULL);
    const SbChannelDef *d = &view->channels[channel];
    const char *text = json_string_value(mode);
    int type = sb_dataflow_scale_type(view, channel);
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
    size_t *keep = NULL; /* NULL: all so far */
    const SbChannelDef *defs[SB_CHANNELS];
    SbField fields[SB_CHANNELS];
    int count = 0;

    for (int c = 0; c < SB_CHANNELS; c++) {
        const SbChannelDef *d = &view->channels[c];
        SbInvalid how;

        if (d->kind != SB_DEF_FIELD || !(sb_channel_flags(c) & SB_CF_SCALED)) {
            continue;
        }
        how = sb_dataflow_invalid(model, view, c);
        if (how == SB_INVALID_FILTER || how == SB_INVALID_BREAK) {
            defs[count] = d;
            fields[count++] =
                sb_table_field(table, sb_dataflow_escaped(model->arena, d->name));
        }
    }
    for (size_t i = 0; i < rows; i++) {
        gboolean ok = TRUE;

        for (int k = 0; ok && k < count; k++) {
            double number;

            ok = *fields[k].rest == NULL && fields[k].column != NULL &&
                         fields[k].column->kind != SB_COLUMN_DATE &&
                         sb_column_quick(fields[k].column, i, &number)
                     ? isfinite(number) || defs[k]->type == SB_TYPE_NOMINAL ||
                           defs[k]->type == SB_TYPE_ORDINAL
                     : valid_cell(defs[k], sb_field_at(&fields[k], i));
        }
        if (!ok && keep == NULL) {
            keep = sb_arena_new_many(model->arena, size_t, rows);
            for (size_t before = 0; before < i; before++) {
                keep[before] = before;
            }
        } else if (ok && keep != NULL) {
            keep[n] = i;
        }
        n += ok ? 1 : 0;
    }
    return keep == NULL ? table : sb_table_pick(model->arena, table, keep, n);
}

void
sb_dataflow_choose(SbModel *model, SbView *view)
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
