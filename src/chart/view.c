/*
 * In: the normalised specification.  Out: the tree of views, each with its size as
 * wished and, for units, its channels and mark.
 */
#include <math.h>
#include <string.h>

#include "chart/model.h"
#include "chart/normalise.h"

SbTransformContext
sb_model_context(const SbModel *model, const SbView *view)
{
    return (SbTransformContext){ .job = model->job,
        .arena = model->arena,
        .place = model->place,
        .scope = &model->scope,
        .load = model->load,
        .parse_nothing = view != NULL && view->parse_nothing };
}

const json_t *
sb_model_value(const SbModel *model, const json_t *value)
{
    const char *text =
        sb_json_string(value, "expr", sb_json_string(value, "signal", NULL));
    SbValue out;
    json_t *result;

    if (!json_is_object(value) || text == NULL) {
        return value;
    }
    if (!sb_expr_value(
            model->arena, text, sb_value_undefined(), &model->scope, &out, NULL)) {
        return NULL;
    }
    result = sb_value_to_json(out);
    return sb_arena_own(model->arena, result, (GDestroyNotify)json_decref);
}

/* --- sizes --- */

static void
read_size(const SbModel *model, SbView *view, int dim)
{
    const char *key = dim == 0 ? "width" : "height";
    const json_t *json = sb_model_value(model, json_object_get(view->spec, key));
    SbSize *size = &view->size[dim];

    if (json == NULL && view->parent != NULL && view->parent->kind == SB_VIEW_LAYER) {
        *size = view->parent->size[dim];
        return;
    }
    if (json_is_number(json)) {
        *size = (SbSize){ SB_SIZE_NUMBER, TRUE, json_number_value(json), FALSE };
    } else if (json_is_object(json)) {
        const char *by = sb_json_string(json, "for", "offset");

        *size = (SbSize){ SB_SIZE_STEP, TRUE, sb_json_number(json, "step", 20),
            strcmp(by, "offset") == 0 };
    } else if (json_is_string(json)) {
        const json_t *own = sb_config_get(model->config, "view", key);

        view->container[dim] = TRUE;
        *size = (SbSize){ SB_SIZE_NUMBER, TRUE,
            json_is_number(own)
                ? json_number_value(own)
                : sb_config_number(model->config, "view",
                      dim == 0 ? "continuousWidth" : "continuousHeight", 300),
            FALSE };
    }
}

/* --- resolve --- */

static gboolean
is_independent(const SbView *view, const char *what, SbChannel channel, gboolean fallback)
{
    const json_t *resolve = json_object_get(view->spec, "resolve");
    const char *how =
        sb_json_string(json_object_get(resolve, what), sb_channel_name(channel), NULL);

    return how != NULL ? strcmp(how, "independent") == 0 : fallback;
}

static void
read_resolve(SbView *view)
{
    for (int c = 0; c < SB_CHANNELS; c++) {
        gboolean position = sb_channel_is_xy(c);
        gboolean polar = (sb_channel_flags(c) & SB_CF_POLAR) != 0;
        gboolean by_kind = view->kind == SB_VIEW_CONCAT  ? position || polar
                           : view->kind == SB_VIEW_FACET ? c == SB_CHANNEL_THETA
                                                         : FALSE;

        view->scale_independent[c] = is_independent(view, "scale", c, by_kind);
        view->guide_independent[c] =
            view->scale_independent[c] ||
            is_independent(view, position ? "axis" : "legend", c, FALSE);
    }
}

/* --- the tree --- */

static SbView *build(SbModel *model, SbView *parent, const json_t *spec, GError **error);

static gboolean
build_children(SbModel *model, SbView *view, const json_t *list, GError **error)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        SbView *child = build(model, view, json_array_get(list, i), error);

        if (child == NULL) {
            return FALSE;
        }
        g_ptr_array_add(view->children, child);
    }
    return TRUE;
}

static gboolean
build_facet(SbModel *model, SbView *view, GError **error)
{
    static const SbChannel CHANNELS[] = { SB_CHANNEL_ROW, SB_CHANNEL_COLUMN,
        SB_CHANNEL_FACET };
    const json_t *facet = json_object_get(view->spec, "facet");
    g_autofree char *at = sb_json_pointer(view->pointer, "facet");
    gboolean mapping =
        json_object_get(facet, "row") != NULL || json_object_get(facet, "column") != NULL;
    SbView *child;

    for (int i = 0; i < 3; i++) {
        const json_t *def = i == 2 ? (mapping ? NULL : facet)
                                   : json_object_get(facet, sb_channel_name(CHANNELS[i]));

        view->facets[i].channel = CHANNELS[i];
        if (json_is_object(def) && !sb_encoding_read_field(model, view, def, at,
                                       CHANNELS[i], &view->facets[i], error)) {
            return FALSE;
        }
    }
    child = build(model, view, json_object_get(view->spec, "spec"), error);
    if (child == NULL) {
        return FALSE;
    }
    g_ptr_array_add(view->children, child);
    return TRUE;
}

static SbView *
build(SbModel *model, SbView *parent, const json_t *spec, GError **error)
{
    static const char *const LISTS[] = { "layer", "concat", "hconcat", "vconcat" };
    SbView *view = sb_arena_new_of(model->arena, SbView);
    gboolean ok = TRUE;

    view->parent = parent;
    view->spec = spec;
    view->pointer = sb_json_string(spec, SB_NORMALISE_AT, "");
    view->children = sb_arena_ptr_array(model->arena);
    view->kind = json_object_get(spec, "mark") != NULL    ? SB_VIEW_UNIT
                 : json_object_get(spec, "layer") != NULL ? SB_VIEW_LAYER
                 : json_object_get(spec, "facet") != NULL ? SB_VIEW_FACET
                                                          : SB_VIEW_CONCAT;
    read_size(model, view, 0);
    read_size(model, view, 1);
    read_resolve(view);
    if (view->kind == SB_VIEW_UNIT) {
        ok = sb_encoding_read_unit(model, view, error) &&
             sb_view_unit_settle(model, view, error);
    } else if (view->kind == SB_VIEW_FACET) {
        ok = build_facet(model, view, error);
    } else {
        for (size_t i = 0; ok && i < G_N_ELEMENTS(LISTS); i++) {
            ok = build_children(model, view, json_object_get(spec, LISTS[i]), error);
        }
    }
    return ok ? view : NULL;
}

gboolean
sb_view_build(SbModel *model, GError **error)
{
    model->root = build(model, NULL, model->spec, error);
    return model->root != NULL;
}

void
sb_view_units(SbView *view, void (*visit)(SbView *unit, void *data), void *data)
{
    if (view->kind == SB_VIEW_UNIT) {
        visit(view, data);
    }
    for (guint i = 0; i < view->children->len; i++) {
        sb_view_units(view->children->pdata[i], visit, data);
    }
}

SbView *
sb_view_facet_of(const SbView *view)
{
    for (SbView *v = view->parent; v != NULL; v = v->parent) {
        if (v->kind == SB_VIEW_FACET) {
            return v;
        }
    }
    return NULL;
}

void
sb_view_resize(SbView *view)
{
    for (guint i = 0; i < view->children->len; i++) {
        SbView *child = view->children->pdata[i];

        if (view->kind == SB_VIEW_LAYER) {
            for (int dim = 0; dim < 2; dim++) {
                if (view->size[dim].explicit) {
                    child->size[dim] = view->size[dim];
                }
            }
            sb_view_resize(child);
        }
    }
}
