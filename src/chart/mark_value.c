/*
 * In: channels of colour, size, opacity, shape, text …  Out: their values for every
 * row: by condition, by scale, or the mark's own property.
 */
#include <math.h>
#include <string.h>

#include "chart/dataflow.h"
#include "chart/mark.h"

static const char *
column_of(const SbChannelDef *d, const SbScale *scale)
{
    if (d->bin == SB_BIN_BINNING && scale != NULL && d->range != NULL &&
        (sb_scale_flags(scale->type) & SB_SCALE_DISCRETE) &&
        scale->type != SB_SCALE_BIN_ORDINAL &&
        (d->type == SB_TYPE_ORDINAL || d->type == SB_TYPE_NOMINAL)) {
        return d->range;
    }
    return d->name;
}

static const SbScale *
scale_for(const SbMarker *m, const SbChannelDef *d, SbChannel channel)
{
    const SbScaleModel *s =
        sb_def_is_data(d) && !d->no_scale ? sb_scale_model_of(m->view, channel) : NULL;

    return s != NULL ? s->scale : NULL;
}

SbVisual
sb_mark_visual(const SbMarker *m, SbChannel channel, const json_t *fallback)
{
    const SbChannelDef *d = &m->view->channels[channel];
    SbTransformContext context = sb_model_context(m->model, m->view);
    SbVisual v = { .def = d, .fallback = sb_value_undefined() };

    if (fallback != NULL) {
        v.fallback = sb_value_from_json(m->model->arena, fallback);
        v.set = !sb_value_is_missing(v.fallback);
    }
    v.from_channel = d->kind != SB_DEF_NONE || d->n_conditions > 0;
    v.set = v.set || v.from_channel;
    for (int i = 0; i < d->n_conditions && v.n < 8; i++) {
        const SbCondition *c = &d->conditions[i];

        v.when[v.n].def = c->def;
        v.when[v.n].scale = scale_for(m, c->def, channel);
        if (c->def->kind == SB_DEF_FIELD) {
            v.when[v.n].cells =
                sb_mark_cells(m->table, column_of(c->def, v.when[v.n].scale));
        }
        v.when[v.n].always = c->test == NULL && c->always;
        v.when[v.n].never = c->test == NULL && !c->always;
        if (c->test != NULL) {
            v.when[v.n].rows = sb_predicate_rows(&context, c->test, m->table);
        }
        v.n++;
    }
    v.scale = scale_for(m, d, channel);
    if (d->kind == SB_DEF_FIELD) {
        v.cells = sb_mark_cells(m->table, column_of(d, v.scale));
        if (sb_dataflow_invalid(m->model, m->view, channel) == SB_INVALID_SHOW) {
            const json_t *all = sb_config_get(m->model->config, "scale", "invalid");

            v.invalid =
                json_object_get(json_object_get(all, sb_channel_name(channel)), "value");
        }
    }
    return v;
}

gboolean
sb_visual_varies(const SbVisual *v)
{
    return v->def->kind == SB_DEF_FIELD || v->n > 0;
}

/* The definition that counts for a row, and its cell. */
static const SbChannelDef *
choose(const SbVisual *v, size_t row, SbValue *value, const SbScale **scale)
{
    for (int i = 0; i < v->n; i++) {
        if (v->when[i].always || (v->when[i].rows != NULL && v->when[i].rows[row])) {
            const SbChannelDef *d = v->when[i].def;

            *value =
                d->kind == SB_DEF_FIELD ? sb_cells_at(&v->when[i].cells, row) : d->value;
            *scale = v->when[i].scale;
            return d;
        }
    }
    *scale = v->scale;
    if (v->def->kind == SB_DEF_NONE) {
        *value = v->fallback;
        *scale = NULL;
        return NULL;
    }
    *value = v->def->kind == SB_DEF_FIELD ? sb_cells_at(&v->cells, row) : v->def->value;
    return v->def;
}

SbValue
sb_visual_at(const SbVisual *v, SbArena *arena, size_t row)
{
    SbValue value;
    const SbScale *scale;

    choose(v, row, &value, &scale);
    return scale != NULL ? sb_scale_value(scale, arena, value) : value;
}

double
sb_visual_number(const SbVisual *v, size_t row, double fallback)
{
    SbValue value;
    const SbScale *scale;
    double out;

    if (!v->set) {
        return fallback;
    }
    choose(v, row, &value, &scale);
    if (scale != NULL && scale->kind == SB_RANGE_COLORS) {
        return fallback;
    }
    if (scale != NULL && json_is_number(v->invalid) && sb_value_is_missing(value)) {
        return json_number_value(v->invalid);
    }
    out = scale != NULL                ? sb_scale_number(scale, value)
          : sb_value_is_missing(value) ? fallback
                                       : sb_value_to_number(value);
    return isnan(out) ? (scale != NULL ? 0 : fallback) : out;
}

gboolean
sb_visual_color(const SbVisual *v, size_t row, SbInk *out)
{
    SbValue value;
    const SbScale *scale;

    out->kind = SB_INK_NONE;
    if (!v->set) {
        return FALSE;
    }
    choose(v, row, &value, &scale);
    if (scale != NULL) {
        SbColor c;

        if (v->invalid != NULL && sb_value_is_missing(value)) {
            return sb_guide_color(v->invalid, out);
        }
        if (scale->kind == SB_RANGE_VALUES) {
            SbValue text = sb_scale_value(scale, NULL, value);

            return text.kind == SB_VALUE_STRING && sb_color_parse(text.string, &c) &&
                   ((*out = sb_ink(c)), TRUE);
        }
        c = sb_scale_color(scale, value);
        *out = sb_ink(c);
        return TRUE;
    }
    if (value.kind == SB_VALUE_STRING) {
        SbColor c;

        if (sb_color_parse(value.string, &c)) {
            *out = sb_ink(c);
            return TRUE;
        }
    } else if (value.kind == SB_VALUE_OBJECT) {
        g_autoptr(json_t) json = sb_value_to_json(value);

        return sb_guide_color(json, out);
    }
    return FALSE;
}

/* --- text --- */

static const char *
config_text(const SbModel *model, const char *key)
{
    return json_string_value(json_object_get(sb_config_root(model->config), key));
}

const char *
sb_mark_format(const SbModel *model, const SbChannelDef *d, SbValue value, SbValue end)
{
    SbArena *a = model->arena;
    const char *format = json_string_value(d->format), *out;
    const char *type = d->format_type;
    gboolean time = type != NULL ? strcmp(type, "time") == 0 || strcmp(type, "utc") == 0
                                 : d->type == SB_TYPE_TEMPORAL ||
                                       (d->kind == SB_DEF_FIELD && d->has_unit);

    if (d->kind == SB_DEF_FIELD && d->bin == SB_BIN_BINNING) {
        return sb_dataflow_bin_label(model, d,
            sb_value_is_valid(value) ? sb_value_to_number(value) : NAN,
            sb_value_to_number(end));
    }
    if (time) {
        gboolean utc = (d->has_unit && d->unit.utc) || g_strcmp0(type, "utc") == 0;
        double ms = sb_value_to_number(value);

        if (format == NULL && d->has_unit && d->unit.parts != 0) {
            format = sb_timeunit_format(a, d->unit.parts);
        }
        if (format == NULL) {
            format = config_text(model, "timeFormat");
        }
        return isnan(ms)
                   ? "Invalid Date"
                   : sb_format_time(a, model->locale, format, ms, utc ? 0 : model->zone);
    }
    if (format == NULL && d->type == SB_TYPE_QUANTITATIVE) {
        format =
            d->stack != NULL && g_strcmp0(json_string_value(d->stack), "normalize") == 0
                ? config_text(model, "normalizedNumberFormat")
                : config_text(model, "numberFormat");
    }
    if (format != NULL || d->type == SB_TYPE_QUANTITATIVE) {
        double number = sb_value_to_number(value);

        if (format == NULL && model->brief) {
            return sb_format_reader(a, model->lang, number, 0);
        }
        out = sb_format_number_text(
            a, model->locale, format != NULL ? format : "", number, NULL);
        return out != NULL ? out : "";
    }
    if (sb_value_is_missing(value)) {
        return value.kind == SB_VALUE_NULL ? "null" : "undefined";
    }
    return sb_value_to_string(a, value);
}
