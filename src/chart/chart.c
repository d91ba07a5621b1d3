/*
 * The door.  In: a specification and options.  Out: the chart: checked, normalised,
 * its data run, its scales made, composed, laid out and written as a scene.
 */
#include "chart/chart.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "chart/brief.h"
#include "chart/compose.h"
#include "chart/figures_data.h"
#include "chart/normalise.h"
#include "chart/spec.h"
#include "figure/tidy.h"

struct SbChart {
    SbArena *arena;
    SbModel *model;
    SbScene *scene;
    SbChartOptions options;
    const char *alt;
    const SbUsermeta *texts;
};

/* --- parameters --- */

static gboolean
find_param(void *data, const char *name, SbValue *out)
{
    SbModel *model = data;

    for (guint i = 0; i < model->param_names->len; i++) {
        if (strcmp(model->param_names->pdata[i], name) == 0) {
            *out = g_array_index(model->param_values, SbValue, i);
            return TRUE;
        }
    }
    if (strcmp(name, "width") == 0 || strcmp(name, "height") == 0) {
        *out = sb_value_number(strcmp(name, "width") == 0 ? model->width : model->height);
        return TRUE;
    }
    if (g_hash_table_contains(model->selections, name)) {
        *out = sb_value_object(model->arena, NULL, NULL, 0);
        return TRUE;
    }
    return FALSE;
}

static void
set_param(SbModel *model, const char *name, SbValue value)
{
    g_ptr_array_add(model->param_names, sb_arena_strdup(model->arena, name));
    g_array_append_val(model->param_values, value);
}

static void
read_param(SbModel *model, const json_t *param)
{
    const char *name = sb_json_string(param, "name", NULL);
    const json_t *given =
        name != NULL ? json_object_get(model->options->params, name) : NULL;
    const json_t *value = json_object_get(param, "value");
    const char *expr = sb_json_string(param, "expr", NULL);
    SbValue out;

    if (name == NULL) {
        return;
    }
    if (json_object_get(param, "select") != NULL) {
        g_hash_table_add(model->selections, (char *)name);
    } else if (given != NULL) {
        set_param(model, name, sb_value_from_json(model->arena, given));
    } else if (value != NULL) {
        set_param(model, name, sb_value_from_json(model->arena, value));
    } else if (expr != NULL && sb_expr_value(model->arena, expr, sb_value_undefined(),
                                   &model->scope, &out, NULL)) {
        set_param(model, name, out);
    } else {
        set_param(model, name, sb_value_null());
    }
    if (json_object_get(param, "select") != NULL ||
        json_object_get(param, "bind") != NULL) {
        sb_job_remark(model->job, SB_REMARK_PARAMS_STILL,
            model->place != NULL ? model->place->source : NULL, 0,
            "parameter %s: the chart is drawn in its first state", name);
    }
}

/* Parameters of every view: names are the specification's own, once each. */
static void
read_params(SbModel *model, const json_t *spec)
{
    static const char *const LISTS[] = { "layer", "concat", "hconcat", "vconcat" };
    const json_t *params = json_object_get(spec, "params");

    if (!json_is_object(spec)) {
        return;
    }
    for (size_t i = 0; i < json_array_size(params); i++) {
        read_param(model, json_array_get(params, i));
    }
    for (size_t k = 0; k < G_N_ELEMENTS(LISTS); k++) {
        const json_t *list = json_object_get(spec, LISTS[k]);

        for (size_t i = 0; i < json_array_size(list); i++) {
            read_params(model, json_array_get(list, i));
        }
    }
    read_params(model, json_object_get(spec, "spec"));
}

/* --- data --- */

static gboolean
open_data(SbModel *model, const json_t *spec, GError **error)
{
    const SbReferenceContext *refs = model->options->references;
    SbFiguresLoader *loader = sb_arena_new_of(model->arena, SbFiguresLoader);
    SbLoadOptions how = { .root = model->options->root,
        .zone = model->zone,
        .locale = model->locale,
        .figures = sb_figures_data_load,
        .figures_data = loader };
    const json_t *datasets = json_object_get(spec, "datasets");

    *loader = (SbFiguresLoader){ .job = model->job,
        .arena = model->arena,
        .options = { .lang = model->lang,
            .draft = refs != NULL && refs->draft,
            .unlabelled = model->unlabelled,
            .codes = refs != NULL ? refs->codes : NULL,
            .sources = refs != NULL ? refs->sources : NULL } };
    model->load = sb_load_new(model->arena, model->job, model->place, &how);
    if (refs != NULL && refs->figures != NULL) {
        const SbTable *table = sb_figures_data_table(
            model->job, model->arena, refs->figures, &loader->options, error);

        if (table == NULL) {
            return FALSE;
        }
        sb_load_name(model->load, "figures", table);
    }
    return datasets == NULL ||
           sb_load_datasets(model->load, datasets, "/datasets", error);
}

/* --- legends' places --- */

static void
read_legend_sides(SbModel *model)
{
    static const char *const NAMES[] = { "left", "right", "top", "bottom", "top-left",
        "top-right", "bottom-left", "bottom-right", "none" };
    const json_t *own = sb_config_get(model->config, "legend", "layout");
    const json_t *offset = sb_config_get(model->config, "legend", "offset");

    model->legend_config.wrap = model->brief;
    for (int i = 0; i <= SB_SIDE_NONE; i++) {
        SbLegendSide *s = &model->legend_config.sides[i];
        const json_t *side = json_object_get(own, NAMES[i]);
        SbGuide g = { .model = model };

        sb_guide_add(&g, side);
        sb_guide_add(&g, own);
        s->offset = sb_guide_number(
            &g, "offset", json_is_number(offset) ? json_number_value(offset) : 18);
        s->margin = sb_guide_number(&g, "margin", 8);
        s->anchor = sb_guide_anchor(sb_guide_string(&g, "anchor", NULL), SB_ANCHOR_START);
        s->frame_bounds = strcmp(sb_guide_string(&g, "frame", "group"), "bounds") == 0;
        s->vertical = strcmp(sb_guide_string(&g, "direction",
                                 i <= SB_SIDE_RIGHT ? "vertical" : "horizontal"),
                          "vertical") == 0;
        s->center = sb_guide_flag(&g, "center", FALSE);
        s->flush = strcmp(sb_guide_string(&g, "bounds", "flush"), "flush") == 0;
    }
}

/* --- size --- */

typedef struct {
    SbInsets padding;
    gboolean fit_x, fit_y, none, contains_padding;
} Autosize;

static Autosize
read_autosize(const SbModel *model, const json_t *spec)
{
    Autosize a = { 0 };
    const json_t *padding = sb_model_value(model, json_object_get(spec, "padding"));
    const json_t *autosize = json_object_get(spec, "autosize");
    const char *type;
    gboolean single =
        model->root->kind == SB_VIEW_UNIT || model->root->kind == SB_VIEW_LAYER;

    if (padding == NULL) {
        padding = json_object_get(sb_config_root(model->config), "padding");
    }
    if (autosize == NULL) {
        autosize = json_object_get(sb_config_root(model->config), "autosize");
    }
    if (json_is_number(padding)) {
        a.padding.top = a.padding.right = a.padding.bottom = a.padding.left =
            json_number_value(padding);
    } else {
        a.padding = (SbInsets){ sb_json_number(padding, "top", 0),
            sb_json_number(padding, "right", 0), sb_json_number(padding, "bottom", 0),
            sb_json_number(padding, "left", 0) };
    }
    type = json_is_string(autosize) ? json_string_value(autosize)
                                    : sb_json_string(autosize, "type", "pad");
    a.fit_x = single && (strcmp(type, "fit") == 0 || strcmp(type, "fit-x") == 0);
    a.fit_y = single && (strcmp(type, "fit") == 0 || strcmp(type, "fit-y") == 0);
    a.none = strcmp(type, "none") == 0;
    a.contains_padding =
        strcmp(sb_json_string(autosize, "contains", "content"), "padding") == 0;
    if (single && (model->root->container[0] || model->root->container[1])) {
        a.fit_x = a.fit_x || model->root->container[0];
        a.fit_y = a.fit_y || model->root->container[1];
        a.contains_padding = TRUE;
    }
    return a;
}

static gboolean
check_limits(const SbModel *model, double width, double height, GError **error)
{
    if (!(width <= SB_LIMIT_CHART_SIDE) || !(height <= SB_LIMIT_CHART_SIDE) ||
        width * height > SB_LIMIT_CHART_PIXELS) {
        sb_json_error(error, SB_ERROR_INPUT, model->place, "",
            "the chart would be %.0f × %.0f px; at most %d px a side", width, height,
            SB_LIMIT_CHART_SIDE);
        return FALSE;
    }
    return TRUE;
}

/* Composes and lays out; the bounds of all in *out. */
static SbGraphItem *
compose(SbModel *model, gboolean fit, SbBounds *out, GError **error)
{
    SbGraphMark *mark;

    /* what an earlier try left goes */
    g_ptr_array_set_size(model->dots, 0);
    g_ptr_array_set_size(model->layouts, 0);
    model->graph.arena = sb_arena_new();
    g_ptr_array_add(model->layouts, model->graph.arena);
    if (!sb_scale_model_make(model, model->root, error)) {
        return NULL;
    }
    if (!check_limits(model, model->root->extent[0], model->root->extent[1], error)) {
        return NULL;
    }
    mark = sb_compose_root(model, error);
    if (model->problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&model->problem));
        return NULL;
    }
    if (mark == NULL) {
        return NULL;
    }
    *out = sb_layout_group(
        &model->graph, sb_graph_item_at(mark, 0), &model->legend_config, fit);
    return sb_graph_item_at(mark, 0);
}

static void
margins(const SbGraphItem *root, SbBounds b, double out[4])
{
    double width = isnan(root->width) ? 0 : root->width;
    double height = isnan(root->height) ? 0 : root->height;

    out[0] = MAX(0, ceil(-b.x1));
    out[1] = MAX(0, ceil(-b.y1));
    out[2] = MAX(0, ceil(b.x2 - width));
    out[3] = MAX(0, ceil(b.y2 - height));
}

/* The outer size that the caller wants: the chart fits into it. */
static void
outer_size(SbModel *model, Autosize *a, SbBriefFrame *house)
{
    const SbChartOptions *o = model->options;
    gboolean single =
        model->root->kind == SB_VIEW_UNIT || model->root->kind == SB_VIEW_LAYER;

    if (single && o->width > 0) {
        model->root->size[0] = (SbSize){ SB_SIZE_NUMBER, TRUE, o->width, FALSE };
        a->fit_x = a->contains_padding = TRUE;
    }
    if (o->width > 0 || o->height > 0) { /* else it is known when all is laid out */
        sb_brief_wrap(model, house,
            o->width > 0                                  ? o->width
            : model->root->size[0].kind == SB_SIZE_NUMBER ? model->root->size[0].value
                                                          : 0);
    }
    if (single && o->height > 0) {
        model->root->size[1] = (SbSize){ SB_SIZE_NUMBER, TRUE,
            MAX(1, o->height - house->top - house->bottom), FALSE };
        a->fit_y = a->contains_padding = TRUE;
    }
    sb_view_resize(model->root);
}

static SbScene *
make_scene(SbModel *model, const json_t *spec, const SbUsermeta *texts, GError **error)
{
    Autosize a = read_autosize(model, spec);
    SbBriefFrame house = sb_brief_frame(model, texts);
    double m[4], before[4], width, height,
        wish[2] = { model->root->size[0].value, model->root->size[1].value };
    const json_t *background = sb_model_value(model, json_object_get(spec, "background"));
    SbColor color = { 0, 0, 0, 0 };
    SbGraphItem *root;
    SbBounds b;

    outer_size(model, &a, &house);
    root = compose(model, a.fit_x || a.fit_y, &b, error);
    if (root == NULL || !sb_brief_bar_zero(model, texts, error)) {
        return NULL;
    }
    for (int dim = 0; dim < 2; dim++) {
        wish[dim] = model->root->extent[dim];
        if (model->root->stepped[dim]) {
            *(dim == 0 ? &a.fit_x : &a.fit_y) = FALSE;
        }
    }
    margins(root, b, m);
    for (int pass = 0; pass < 4 && (a.fit_x || a.fit_y); pass++) {
        double pad_x = a.contains_padding ? a.padding.left + a.padding.right : 0;
        double pad_y = a.contains_padding ? a.padding.top + a.padding.bottom : 0;

        if (a.fit_x) {
            model->root->size[0] = (SbSize){ SB_SIZE_NUMBER, TRUE,
                MAX(0, wish[0] - pad_x - m[0] - m[2]), FALSE };
        }
        if (a.fit_y) {
            model->root->size[1] = (SbSize){ SB_SIZE_NUMBER, TRUE,
                MAX(0, wish[1] - pad_y - m[1] - m[3]), FALSE };
        }
        sb_view_resize(model->root);
        root = compose(model, TRUE, &b, error);
        if (root == NULL) {
            return NULL;
        }
        memcpy(before, m, sizeof m);
        margins(root, b, m);
        if (memcmp(before, m, sizeof m) == 0) {
            break; /* another try would be this one again */
        }
    }
    width = (isnan(root->width) ? 0 : root->width) + m[0] + m[2];
    height = (isnan(root->height) ? 0 : root->height) + m[1] + m[3];
    sb_brief_labels(
        model, texts, root, (SbBounds){ -m[0], -m[1], width - m[0], height - m[1] });
    if (a.none) {
        m[0] = m[1] = 0;
        width = isnan(root->width) ? width : root->width;
        height = isnan(root->height) ? height : root->height;
    }
    width += a.padding.left + a.padding.right;
    height += a.padding.top + a.padding.bottom;
    if (house.headline->len + house.subtitle->len + house.foot->len == 0) {
        sb_brief_wrap(model, &house, width); /* known only now */
    }
    root->x = a.padding.left + m[0];
    root->y = a.padding.top + m[1] + house.top;
    height += house.top + house.bottom;
    if (!check_limits(model, width, height, error) ||
        !sb_brief_fit(model, texts, root, width, height, error)) {
        return NULL;
    }
    if (background == NULL) {
        background = json_object_get(sb_config_root(model->config), "background");
    }
    if (json_is_string(background) && !model->options->no_background) {
        sb_color_parse(json_string_value(background), &color);
    }
    return sb_brief_draw(
        model, &house, sb_graph_scene(&model->graph, root, width, height, color));
}

/* With a scale of type the chart is laid out for a smaller sheet and enlarged as a whole,
 * so that marks and lines keep their proportion to the letters. */
static SbScene *
enlarged(const SbModel *model, SbScene *scene)
{
    double k = model->options->type_scale;
    SbScene *outer;
    SbItem *item;

    if (scene == NULL || k <= 0 || k == 1) {
        return scene;
    }
    outer = sb_scene_new(sb_scene_width(scene) * k, sb_scene_height(scene) * k);
    sb_scene_set_background(outer, sb_scene_background(scene));
    item = sb_scene_add(outer, SB_ITEM_SCENE);
    item->u.scene.rect = (SbRect){ 0, 0, sb_scene_width(outer), sb_scene_height(outer) };
    item->u.scene.scene =
        sb_arena_own(sb_scene_arena(outer), scene, (GDestroyNotify)sb_scene_free);
    return outer;
}

/* --- the door --- */

static void
set_up(SbModel *model, const json_t *spec, const SbUsermeta *meta)
{
    const SbChartOptions *o = model->options;

    model->lang = o->lang != NULL ? o->lang : "en";
    model->theme = o->theme != NULL      ? o->theme
                   : meta->theme != NULL ? meta->theme
                                         : "vega";
    model->brief = strcmp(model->theme, "vega") != 0;
    model->zone = meta->zone;
    model->may_mix = sb_usermeta_allows(meta, "mixed-modality");
    model->config =
        sb_config_new(model->arena, model->theme, json_object_get(spec, "config"));
    model->locale = sb_format_locale(model->brief ? model->lang : "en");
    model->param_names = sb_arena_ptr_array(model->arena);
    model->param_values = sb_arena_array(model->arena, SbValue);
    model->dots = sb_arena_own(model->arena,
        g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref),
        (GDestroyNotify)g_ptr_array_unref);
    model->layouts = sb_arena_own(model->arena,
        g_ptr_array_new_with_free_func((GDestroyNotify)sb_arena_free),
        (GDestroyNotify)g_ptr_array_unref);
    model->selections = sb_arena_own(model->arena,
        g_hash_table_new(g_str_hash, g_str_equal), (GDestroyNotify)g_hash_table_unref);
    model->unlabelled = sb_arena_own(model->arena,
        g_hash_table_new(g_str_hash, g_str_equal), (GDestroyNotify)g_hash_table_unref);
    model->scope = (SbExprScope){
        .zone = model->zone, .locale = model->locale, .param = find_param, .data = model
    };
}

static gboolean
make(SbChart *chart, const json_t *spec, GError **error)
{
    SbModel *model = chart->model;
    SbNormalise context = { NULL, model->place };
    const json_t *config_params;
    const json_t *own_locale;

    spec = sb_usermeta_translate(model, spec, error);
    if (spec == NULL) {
        return FALSE;
    }
    chart->texts = sb_usermeta_read(model, spec, error);
    if (chart->texts == NULL) {
        return FALSE;
    }
    set_up(model, spec, chart->texts);
    own_locale = json_object_get(sb_config_root(model->config), "locale");
    if (own_locale != NULL) {
        model->locale = sb_format_locale_read(
            model->arena, model->locale, own_locale, "/config/locale", error);
        if (model->locale == NULL) {
            return FALSE;
        }
        model->scope.locale = model->locale;
    }
    config_params = json_object_get(sb_config_root(model->config), "params");
    for (size_t i = 0; i < json_array_size(config_params); i++) {
        read_param(model, json_array_get(config_params, i));
    }
    read_params(model, spec);
    context.config = model->config;
    model->spec = sb_normalise(&context, spec, error);
    if (model->spec == NULL) {
        return FALSE;
    }
    sb_arena_own(model->arena, model->spec, (GDestroyNotify)json_decref);
    if (!open_data(model, spec, error) || !sb_view_build(model, error) ||
        !sb_scale_model_collect(model, error) || !sb_dataflow_run(model, error)) {
        return FALSE;
    }
    read_legend_sides(model);
    if (!sb_brief_check(model, chart->texts, error)) {
        return FALSE;
    }
    chart->scene = enlarged(model, make_scene(model, model->spec, chart->texts, error));
    chart->alt = chart->scene != NULL ? sb_alt_text(model, chart->texts) : NULL;
    return chart->scene != NULL;
}

SbChart *
sb_chart_new(SbJob *job, SbFonts *fonts, const json_t *spec, const SbJsonPlace *place,
    const SbChartOptions *options, GError **error)
{
    static const SbChartOptions NONE = { 0 };
    SbArena *arena = sb_arena_new();
    SbChart *chart = sb_arena_new_of(arena, SbChart);
    SbModel *model = sb_arena_new_of(arena, SbModel);

    chart->arena = arena;
    chart->model = model;
    chart->options = options != NULL ? *options : NONE;
    if (chart->options.type_scale > 0) {
        chart->options.width /= chart->options.type_scale;
        chart->options.height /= chart->options.type_scale;
    }
    model->job = job;
    model->arena = arena;
    model->graph = (SbGraph){ arena, fonts };
    model->place = place;
    model->options = &chart->options;
    if (!sb_spec_check(spec, place, error) || !make(chart, spec, error)) {
        sb_chart_free(chart);
        return NULL;
    }
    return chart;
}

void
sb_chart_free(SbChart *chart)
{
    if (chart != NULL) {
        SbArena *arena = chart->arena;

        sb_scene_free(chart->scene);
        sb_arena_free(arena);
    }
}

const SbScene *
sb_chart_scene(const SbChart *chart)
{
    return chart->scene;
}

const char *
sb_chart_alt(const SbChart *chart)
{
    return chart->alt != NULL ? chart->alt : "";
}

const char *
sb_chart_title(const SbChart *chart)
{
    return chart->texts->title;
}

const char *
sb_chart_subtitle(const SbChart *chart)
{
    return chart->texts->subtitle;
}

const char *
sb_chart_source(const SbChart *chart)
{
    return chart->texts->source;
}

const GPtrArray *
sb_chart_notes(const SbChart *chart)
{
    return chart->texts->notes;
}

typedef struct {
    GString *out;
} Csv;

static void
add_csv(SbView *unit, void *data)
{
    Csv *csv = data;

    if (csv->out == NULL && unit->drawn != NULL && sb_table_rows(unit->drawn) > 0) {
        csv->out = sb_table_csv(unit->drawn);
    }
}

GString *
sb_chart_data_csv(const SbChart *chart)
{
    Csv csv = { NULL };

    sb_view_units(chart->model->root, add_csv, &csv);
    return csv.out != NULL ? csv.out : g_string_new(NULL);
}

GString *
sb_chart_dump(const SbChart *chart, const char *what)
{
    char *text = json_dumps(chart->model->spec, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    GString *out = g_string_new(text);

    free(text);
    g_string_append_c(out, '\n');
    return out;
}
