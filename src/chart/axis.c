/*
 * In: a frame with its scales.  Out: which axes it has, on which side, with which title
 * and configuration.
 */
#include "chart/axis.h"

#include <math.h>
#include <string.h>

/* --- which axes --- */

typedef struct {
    SbModel *model;
    SbChannel channel;
    GPtrArray *units; /* of SbView that have the channel */
} Gather;

static void
gather_unit(SbView *unit, void *data)
{
    Gather *g = data;

    if (sb_scale_model_of(unit, g->channel) != NULL &&
        sb_def_data(&unit->channels[g->channel]) != NULL) {
        g_ptr_array_add(g->units, unit);
    }
}

static void
add_title(json_t *list, const char *title)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (strcmp(json_string_value(json_array_get(list, i)), title) == 0) {
            return;
        }
    }
    json_array_append_new(list, json_string(title));
}

static json_t *
joined(const json_t *list)
{
    GString *out = g_string_new(NULL);
    json_t *json;

    for (size_t i = 0; i < json_array_size(list); i++) {
        g_string_append_printf(
            out, "%s%s", i > 0 ? ", " : "", json_string_value(json_array_get(list, i)));
    }
    json = json_string(out->str);
    g_string_free(out, TRUE);
    return json;
}

/* Titles that are given beat default ones, as a configured one does; several are
 * joined. */
static json_t *
title_of(SbModel *model, const GPtrArray *units, SbChannel channel, const SbGuide *guide)
{
    gboolean configured = sb_guide_is_set(guide, "title");
    json_t *given = json_array(), *other = json_array(), *out = NULL;
    gboolean null = FALSE;
    const json_t *single = NULL;

    for (guint i = 0; i < units->len; i++) {
        const SbView *unit = units->pdata[i];
        const SbChannelDef *defs[2] = { sb_def_data(&unit->channels[channel]),
            &unit->channels[sb_channel_second(channel)] };
        const json_t *own = json_object_get(defs[0]->guide, "title");

        own = own != NULL ? own : defs[0]->title;
        if (own == NULL && defs[1]->kind == SB_DEF_FIELD) {
            own = defs[1]->title;
        }
        if (own != NULL) {
            own = sb_model_value(model, own);
            if (json_is_string(own) && *json_string_value(own) != '\0') {
                add_title(given, json_string_value(own));
            } else if (json_is_array(own)) {
                single = own;
            } else {
                null = TRUE;
            }
            continue;
        }
        for (int k = 0; k < 2; k++) {
            if (defs[k]->kind == SB_DEF_FIELD && !configured) {
                add_title(other, sb_encoding_title(model, defs[k]));
            }
        }
    }
    if (json_array_size(given) > 0) {
        out = joined(given);
    } else if (single != NULL) {
        out = json_deep_copy(single);
    } else if (!null && configured) {
        const json_t *own = sb_guide_get(guide, "title");

        out = json_is_string(own) || json_is_array(own) ? json_deep_copy(own) : NULL;
    } else if (!null && json_array_size(other) > 0) {
        out = joined(other);
    }
    json_decref(given);
    json_decref(other);
    return out != NULL ? sb_arena_own(model->arena, out, (GDestroyNotify)json_decref)
                       : NULL;
}

static void
add_configs(SbAxisModel *axis, SbScaleType type)
{
    const char *xy = axis->channel == SB_CHANNEL_X ? "axisX" : "axisY";
    const char *side = axis->side == SB_SIDE_LEFT    ? "axisLeft"
                       : axis->side == SB_SIDE_RIGHT ? "axisRight"
                       : axis->side == SB_SIDE_TOP   ? "axisTop"
                                                     : "axisBottom";
    const char *kinds[2] = { NULL, NULL };
    int flags = sb_scale_flags(type);

    if (flags & SB_SCALE_IS_BAND) {
        kinds[0] = type == SB_SCALE_BAND ? "Band" : "Point";
        kinds[1] = "Discrete";
    } else {
        kinds[0] = flags & SB_SCALE_IS_TIME ? "Temporal" : "Quantitative";
    }
    for (int own = 1; own >= 0; own--) {
        for (int i = 0; i < 2 && kinds[i] != NULL; i++) {
            g_autofree char *part = g_strdup_printf("%s%s", own ? xy : "axis", kinds[i]);

            sb_guide_add_config(&axis->guide, part);
        }
    }
    sb_guide_add_config(&axis->guide, xy);
    sb_guide_add_config(&axis->guide, side);
    sb_guide_add_config(&axis->guide, "axis");
    axis->guide.vega[0] = type == SB_SCALE_BAND ? "vega-axis-band" : "vega-axis";
    axis->guide.vega[1] = type == SB_SCALE_BAND ? "vega-axis" : NULL;
    axis->guide.label_style = "guide-label";
    axis->guide.title_style = "guide-title";
}

static const char *
given_side(const SbModel *model, const GPtrArray *units, SbChannel channel)
{
    const char *xy = channel == SB_CHANNEL_X ? "axisX" : "axisY";

    for (guint i = 0; i < units->len; i++) {
        const SbView *unit = units->pdata[i];
        const char *side = json_string_value(sb_model_value(model,
            json_object_get(sb_def_data(&unit->channels[channel])->guide, "orient")));

        if (side != NULL) {
            return side;
        }
    }
    return sb_config_string(model->config, xy, "orient",
        sb_config_string(model->config, "axis", "orient", NULL));
}

static gboolean
default_grid(const SbAxisModel *axis)
{
    const SbChannelDef *d = axis->def;

    return !(sb_scale_flags(axis->scale->type) & SB_SCALE_DISCRETE) &&
           d->kind == SB_DEF_FIELD && d->bin == SB_BIN_NONE;
}

static gboolean
disabled(
    const SbModel *model, const GPtrArray *units, SbChannel channel, SbAxisModel *axis)
{
    for (guint i = 0; i < units->len; i++) {
        const SbChannelDef *d =
            sb_def_data(&((const SbView *)units->pdata[i])->channels[channel]);

        if (d->no_guide) {
            return TRUE;
        }
        if (d->guide != NULL) {
            return FALSE;
        }
    }
    return sb_guide_flag(&axis->guide, "disable", FALSE);
}

static SbAxisModel *
new_axis(SbModel *model, const SbView *frame, const GPtrArray *units, SbChannel channel)
{
    SbAxisModel *axis = sb_arena_new_of(model->arena, SbAxisModel);
    const char *side = given_side(model, units, channel);
    const SbView *unit = units->pdata[0];
    const json_t *z;

    axis->channel = channel;
    axis->unit = unit;
    axis->def = sb_def_data(&unit->channels[channel]);
    axis->scale = sb_scale_model_of(unit, channel);
    axis->side_given = side != NULL;
    axis->side =
        sb_guide_side(side, channel == SB_CHANNEL_X ? SB_SIDE_BOTTOM : SB_SIDE_LEFT);
    axis->guide.model = model;
    for (guint i = 0; i < units->len; i++) {
        const SbView *u = units->pdata[i];
        SbChannel other = channel == SB_CHANNEL_X ? SB_CHANNEL_Y : SB_CHANNEL_X;

        sb_guide_add(&axis->guide, sb_def_data(&u->channels[channel])->guide);
        if (axis->across == NULL) {
            axis->across = sb_scale_model_of(u, other);
        }
    }
    add_configs(axis, axis->scale->type);
    if (disabled(model, units, channel, axis)) {
        return NULL;
    }
    axis->grid = sb_guide_is_set(&axis->guide, "grid")
                     ? sb_guide_flag(&axis->guide, "grid", FALSE)
                     : default_grid(axis);
    axis->title = title_of(model, units, channel, &axis->guide);
    z = sb_guide_get(&axis->guide, "zindex");
    axis->zindex = json_is_number(z) ? (int)json_number_value(z)
                   : unit->mark == SB_MARK_RECT && sb_def_is_discrete(axis->def) ? 1
                                                                                 : 0;
    return axis;
}

static void
collect_independent(SbModel *model, SbView *view, SbChannel channel, GPtrArray *out)
{
    if (view->kind == SB_VIEW_LAYER && view->guide_independent[channel]) {
        for (guint i = 0; i < view->children->len; i++) {
            collect_independent(model, view->children->pdata[i], channel, out);
        }
        return;
    }
    g_autoptr(GPtrArray) units = g_ptr_array_new();
    Gather g = { model, channel, units };
    SbAxisModel *axis;

    sb_view_units(view, gather_unit, &g);
    axis = units->len > 0 ? new_axis(model, view, units, channel) : NULL;
    if (axis != NULL) {
        g_ptr_array_add(out, axis);
    }
}

/* Axes that meet on one side: later ones go to the other, and lose their grid. */
static void
spread_sides(GPtrArray *axes)
{
    int count[4] = { 0 };

    for (guint i = 0; i < axes->len; i++) {
        SbAxisModel *axis = axes->pdata[i];
        SbSide other = axis->side == SB_SIDE_LEFT    ? SB_SIDE_RIGHT
                       : axis->side == SB_SIDE_RIGHT ? SB_SIDE_LEFT
                       : axis->side == SB_SIDE_TOP   ? SB_SIDE_BOTTOM
                                                     : SB_SIDE_TOP;

        if (axis->side > SB_SIDE_BOTTOM) {
            continue;
        }
        if (count[axis->side] > 0 && !axis->side_given &&
            count[axis->side] > count[other]) {
            axis->side = other;
        }
        count[axis->side]++;
        if (i > 0 && axis->grid && !sb_guide_is_set(&axis->guide, "grid")) {
            axis->grid = FALSE;
        }
    }
}

void
sb_axis_collect(SbModel *model, SbView *frame)
{
    for (int dim = 0; dim < 2; dim++) {
        SbChannel channel = dim == 0 ? SB_CHANNEL_X : SB_CHANNEL_Y;

        frame->axes[dim] = sb_arena_ptr_array(model->arena);
        collect_independent(model, frame, channel, frame->axes[dim]);
        spread_sides(frame->axes[dim]);
    }
}
