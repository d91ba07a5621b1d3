/*
 * In: a unit and the name of a property.  Out: its value from the mark's definition,
 * styles and configuration, in Vega-Lite's order of precedence; kinds of marks.
 */
#include <math.h>
#include <string.h>

#include "chart/model.h"

static const struct {
    const char *name;
    SbGraphType type;
} MARKS[SB_MARKS] = {
#define MARK(ID, name, graph) { name, graph },
#include "chart/marks.def"
#undef MARK
};

static const char *const VEGA_TYPES[SB_GRAPH_TYPES] = { "group", "rect", "symbol", "rule",
    "text", "line", "area", "trail", "arc", "image", "shape" };

const char *
sb_mark_name(SbMarkKind mark)
{
    return MARKS[mark].name;
}

SbGraphType
sb_mark_type(SbMarkKind mark)
{
    return MARKS[mark].type;
}

int
sb_mark_find(const char *name)
{
    for (int i = 0; i < SB_MARKS; i++) {
        if (strcmp(MARKS[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

gboolean
sb_mark_is_path(SbMarkKind mark)
{
    return mark == SB_MARK_LINE || mark == SB_MARK_AREA || mark == SB_MARK_TRAIL;
}

gboolean
sb_mark_is_rect(SbMarkKind mark)
{
    return mark == SB_MARK_RECT || mark == SB_MARK_BAR || mark == SB_MARK_IMAGE ||
           mark == SB_MARK_ARC || mark == SB_MARK_TICK;
}

/* The last of the mark's styles that has it. */
static const json_t *
from_styles(const SbModel *model, const SbView *view, const char *name)
{
    const json_t *styles = json_object_get(view->mark_def, "style"), *found;

    found = sb_config_own_style(model->config, MARKS[view->mark].name, name);
    if (json_is_string(styles)) {
        const json_t *value =
            sb_config_own_style(model->config, json_string_value(styles), name);

        return value != NULL ? value : found;
    }
    for (size_t i = 0; i < json_array_size(styles); i++) {
        const json_t *value = sb_config_own_style(
            model->config, json_string_value(json_array_get(styles, i)), name);

        found = value != NULL ? value : found;
    }
    return found;
}

static const json_t *
first_of(const json_t *a, const json_t *b)
{
    return a != NULL ? a : b;
}

static const json_t *
config_of(const SbModel *model, const SbView *view, const char *name, const char *vg)
{
    const char *mark = MARKS[view->mark].name;
    const json_t *v = from_styles(model, view, name);

    if (v == NULL && vg != NULL) {
        v = sb_config_get(model->config, mark, vg);
    }
    v = first_of(v, sb_config_get(model->config, mark, name));
    v = first_of(v, sb_config_get(model->config, "mark", vg != NULL ? vg : name));
    return sb_model_value(model, v);
}

const json_t *
sb_mark_config(const SbModel *model, const SbView *view, const char *name)
{
    return config_of(model, view, name, NULL);
}

const json_t *
sb_mark_prop(const SbModel *model, const SbView *view, const char *name, const char *vg)
{
    const json_t *v = vg != NULL ? json_object_get(view->mark_def, vg) : NULL;

    v = first_of(v, json_object_get(view->mark_def, name));
    return v != NULL ? sb_model_value(model, v) : config_of(model, view, name, vg);
}

const json_t *
sb_mark_look(const SbModel *model, const SbView *view, const char *name)
{
    const json_t *v = sb_mark_prop(model, view, name, NULL);
    const char *type = VEGA_TYPES[MARKS[view->mark].type];

    v = first_of(v, sb_config_style(model->config, MARKS[view->mark].name, name));
    return first_of(
        v, json_object_get(sb_config_vega(model->config, "vega-marks", type), name));
}

double
sb_mark_number(
    const SbModel *model, const SbView *view, const char *name, double fallback)
{
    const json_t *v = sb_mark_look(model, view, name);

    return json_is_number(v) ? json_number_value(v) : fallback;
}

const char *
sb_mark_string(
    const SbModel *model, const SbView *view, const char *name, const char *fallback)
{
    const json_t *v = sb_mark_look(model, view, name);

    return json_is_string(v) ? json_string_value(v) : fallback;
}

double
sb_mark_band_position(const SbModel *model, const SbView *view, const SbChannelDef *def,
    const SbChannelDef *second)
{
    gboolean has_second = second != NULL && second->kind != SB_DEF_NONE;

    if (!isnan(def->band_position)) {
        return def->band_position;
    }
    if (def->kind == SB_DEF_FIELD && def->has_unit && !has_second) {
        const json_t *v = sb_mark_config(model, view, "timeUnitBandPosition");

        return json_is_number(v) ? json_number_value(v) : NAN;
    }
    return def->kind == SB_DEF_FIELD && def->bin == SB_BIN_BINNING ? 0.5 : NAN;
}
