/*
 * In: a unit with the mark boxplot, errorbar or errorband.  Out: a layer of plain marks
 * over transforms, as Vega-Lite expands them.
 */
#include <string.h>

#include "chart/normalise.h"

typedef struct {
    const SbNormalise *context;
    const char *kind; /* "boxplot" … */
    const json_t *unit, *def;
    const char *axis;   /* "x" or "y": the continuous one */
    json_t *continuous; /* its definition without aggregate */
    const char *field;
    json_t *others; /* encoding without the continuous channels and tooltip */
    json_t *groupby, *first, *aggregates; /* first: bins and time units */
    gboolean vertical;
    GError **error;
} Composite;

gboolean
sb_composite_is(const char *mark)
{
    return strcmp(mark, "boxplot") == 0 || strcmp(mark, "errorbar") == 0 ||
           strcmp(mark, "errorband") == 0;
}

/* --- small things --- */

static json_t *
get(const json_t *object, const char *key)
{
    return json_object_get(object, key);
}

static const json_t *
config(const Composite *c, const char *key)
{
    return sb_config_get(c->context->config, c->kind, key);
}

/* "lower_" + field. */
static json_t *
named(const char *prefix, const char *field)
{
    g_autofree char *text = g_strconcat(prefix, field, NULL);

    return json_string(text);
}

/* datum["lower_" + field] as an expression. */
static char *
datum(const char *prefix, const char *field)
{
    return g_strdup_printf("datum[\"%s%s\"]", prefix, field);
}

static json_t *
op(const char *name, const char *field, const char *prefix)
{
    json_t *out = json_object();

    json_object_set_new(out, "op", json_string(name));
    json_object_set_new(out, "field", json_string(field));
    json_object_set_new(out, "as", named(prefix, field));
    return out;
}

static json_t *
calculate(const Composite *c, const char *as, char *expression)
{
    json_t *out = json_pack("{s:s}", "calculate", expression);

    json_object_set_new(out, "as", named(as, c->field));
    g_free(expression);
    return out;
}

static gboolean
is_continuous(const json_t *def)
{
    const char *type = sb_json_string(def, "type", "");

    return json_is_object(def) &&
           ((g_ascii_strncasecmp(type, "q", 1) == 0 && get(def, "bin") == NULL) ||
               g_ascii_strncasecmp(type, "t", 1) == 0 ||
               (*type == '\0' &&
                   (get(def, "aggregate") != NULL || get(def, "timeUnit") != NULL)));
}

static gboolean
is_time(const json_t *def)
{
    return g_ascii_strncasecmp(sb_json_string(def, "type", ""), "t", 1) == 0 ||
           get(def, "timeUnit") != NULL;
}

/* --- what is measured, along which axis --- */

static gboolean
find_axis(Composite *c)
{
    const json_t *e = get(c->unit, "encoding"), *x = get(e, "x"), *y = get(e, "y");
    const char *orient = sb_json_string(c->def, "orient", NULL);
    gboolean xc = is_continuous(x), yc = is_continuous(y);

    if (get(e, "x2") != NULL || get(e, "xError") != NULL) {
        c->vertical = FALSE;
    } else if (get(e, "y2") != NULL || get(e, "yError") != NULL) {
        c->vertical = TRUE;
    } else if (orient != NULL) {
        c->vertical = strcmp(orient, "vertical") == 0;
    } else if (xc && yc) {
        gboolean xa = g_strcmp0(sb_json_string(x, "aggregate", NULL), c->kind) == 0;
        gboolean ya = g_strcmp0(sb_json_string(y, "aggregate", NULL), c->kind) == 0;

        c->vertical = ya ? TRUE : xa ? FALSE : !(is_time(y) && !is_time(x));
    } else if (xc || yc) {
        c->vertical = yc;
    } else {
        g_autofree char *at =
            sb_json_pointer(sb_json_string(c->unit, SB_NORMALISE_AT, ""), "encoding");

        sb_json_error(c->error, SB_ERROR_INPUT, c->context->place, at,
            "a %s needs a quantitative x or y", c->kind);
        return FALSE;
    }
    c->axis = c->vertical ? "y" : "x";
    c->continuous = json_deep_copy(get(e, c->axis));
    json_object_del(c->continuous, "aggregate");
    c->field = sb_json_string(c->continuous, "field", "");
    return TRUE;
}

/* The other channels: their bins, units and aggregates become transforms. */
static void
split_encoding(Composite *c)
{
    const json_t *e = get(c->unit, "encoding");
    const char *name;
    json_t *def;

    c->others = json_object();
    c->groupby = json_array();
    c->first = json_array();
    c->aggregates = json_array();
    json_object_foreach((json_t *)e, name, def)
    {
        json_t *copy;
        const char *field = sb_json_string(def, "field", NULL);

        if (g_str_has_prefix(name, c->axis) && strlen(name) > 0 &&
            (name[1] == '\0' || name[1] == '2' || g_str_has_prefix(name + 1, "Error"))) {
            continue;
        }
        if (strcmp(name, "tooltip") == 0) {
            continue;
        }
        copy = json_deep_copy(def);
        if (json_is_object(def) && (field != NULL || get(def, "aggregate") != NULL)) {
            const char *aggregate = sb_json_string(def, "aggregate", NULL);
            g_autofree char *as = NULL;

            if (aggregate != NULL) {
                as = field != NULL ? g_strdup_printf("%s_%s", aggregate, field)
                                   : g_strdup("__count");
                json_t *one = json_pack("{s:s,s:s}", "op", aggregate, "as", as);

                if (field != NULL) {
                    json_object_set_new(one, "field", json_string(field));
                }
                json_array_append_new(c->aggregates, one);
                json_object_del(copy, "aggregate");
                json_object_set_new(copy, "field", json_string(as));
                if (get(copy, "type") == NULL) {
                    json_object_set_new(copy, "type", json_string("quantitative"));
                }
            } else if (get(def, "timeUnit") != NULL &&
                       json_is_string(get(def, "timeUnit"))) {
                as = g_strdup_printf(
                    "%s_%s", json_string_value(get(def, "timeUnit")), field);
                json_array_append_new(
                    c->first, json_pack("{s:O,s:s,s:s}", "timeUnit", get(def, "timeUnit"),
                                  "field", field, "as", as));
                json_object_set_new(copy, "field", json_string(as));
                json_object_set_new(copy, "title",
                    get(def, "title") != NULL
                        ? json_deep_copy(get(def, "title"))
                        : json_sprintf(
                              "%s (%s)", field, json_string_value(get(def, "timeUnit"))));
                json_array_append_new(c->groupby, json_string(as));
            } else if (get(def, "bin") != NULL && !json_is_string(get(def, "bin")) &&
                       !json_is_false(get(def, "bin")) &&
                       !json_is_null(get(def, "bin"))) {
                g_autofree char *end = NULL;

                as = g_strdup_printf("bin_%s", field);
                end = g_strdup_printf("bin_%s_end", field);
                json_array_append_new(
                    c->first, json_pack("{s:O,s:s,s:[s,s]}", "bin", get(def, "bin"),
                                  "field", field, "as", as, end));
                json_object_set_new(copy, "field", json_string(as));
                json_object_set_new(copy, "bin", json_string("binned"));
                json_object_set_new(copy, "title",
                    get(def, "title") != NULL ? json_deep_copy(get(def, "title"))
                                              : json_sprintf("%s (binned)", field));
                if (get(copy, "type") == NULL) {
                    json_object_set_new(copy, "type", json_string("quantitative"));
                }
                if (strlen(name) == 1) {
                    g_autofree char *second = g_strdup_printf("%s2", name);

                    json_object_set_new(
                        c->others, second, json_pack("{s:s}", "field", end));
                }
                json_array_append_new(c->groupby, json_string(as));
                json_array_append_new(c->groupby, json_string(end));
            } else {
                json_array_append_new(c->groupby, json_string(field));
            }
        }
        for (size_t i = 0; i < json_array_size(def); i++) {
            const char *one = sb_json_string(json_array_get(def, i), "field", NULL);

            if (one != NULL) {
                json_array_append_new(c->groupby, json_string(one));
            }
        }
        json_object_set_new(c->others, name, copy);
    }
}

/* --- parts --- */

static void
add_all(json_t *into, const json_t *from)
{
    if (json_is_object(from)) {
        json_object_update(into, (json_t *)from);
    }
}

/* A part's mark: configuration, what the whole mark says, the part's own. */
static json_t *
part_mark(const Composite *c, const char *part, json_t *base)
{
    static const char *const HANDED[] = { "clip", "color", "opacity" };
    const json_t *own = get(c->def, part);
    const json_t *given = config(c, part);
    json_t *out;

    if (own != NULL ? !json_is_object(own) && !json_is_true(own)
                    : !json_is_object(given) && !json_is_true(given)) {
        json_decref(base);
        return NULL;
    }
    out = json_object();
    add_all(out, given);
    for (size_t i = 0; i < G_N_ELEMENTS(HANDED); i++) {
        json_t *v = get(c->def, HANDED[i]);

        if (v != NULL && !json_is_null(v) && !json_is_false(v)) {
            json_object_set(out, HANDED[i], v);
        }
    }
    add_all(out, base);
    json_object_set_new(out, "style", json_sprintf("%s-%s", c->kind, part));
    add_all(out, own);
    json_decref(base);
    return out;
}

static const json_t *
title_of(const json_t *def)
{
    const json_t *axis = get(get(def, "axis"), "title");

    return get(def, "title") != NULL ? get(def, "title") : axis;
}

/* The continuous channel over a field with a prefix. */
static json_t *
position(const Composite *c, const char *prefix)
{
    static const char *const KEPT[] = { "type", "scale", "axis" };
    json_t *out = json_object();
    const json_t *title = title_of(c->continuous);

    json_object_set_new(out, "field", named(prefix, c->field));
    json_object_set_new(
        out, "title", title != NULL ? json_deep_copy(title) : json_string(c->field));
    for (size_t i = 0; i < G_N_ELEMENTS(KEPT); i++) {
        if (get(c->continuous, KEPT[i]) != NULL) {
            json_object_set(out, KEPT[i], get(c->continuous, KEPT[i]));
        }
    }
    if (get(out, "type") == NULL) {
        json_object_set_new(out, "type", json_string("quantitative"));
    }
    return out;
}

/* Adds a part to layer; base and encoding are taken. */
static void
add_part(const Composite *c, json_t *layer, const char *part, json_t *base,
    const char *from, const char *to, json_t *encoding)
{
    json_t *mark = part_mark(c, part, base), *view;
    g_autofree char *second = g_strdup_printf("%s2", c->axis);

    if (mark == NULL) {
        json_decref(encoding);
        return;
    }
    json_object_set_new(encoding, c->axis, position(c, from));
    if (to != NULL) {
        json_object_set_new(
            encoding, second, json_pack("{s:o}", "field", named(to, c->field)));
    }
    view = json_object();
    json_object_set_new(view, "mark", mark);
    json_object_set_new(view, "encoding", encoding);
    json_array_append_new(layer, view);
}

static json_t *
without(const json_t *object, const char *a, const char *b)
{
    json_t *out = json_deep_copy(object);

    json_object_del(out, a);
    json_object_del(out, b);
    return out;
}

/* The view around: everything but mark, encoding and parameters. */
static json_t *
outer(const Composite *c)
{
    json_t *out = without(c->unit, "mark", "encoding");

    json_object_del(out, "params");
    json_object_del(out, "projection");
    return out;
}

/* --- error bars and bands --- */

static void
raw_extents(const Composite *c, json_t *transforms)
{
    const char *center = sb_json_string(c->def, "center", NULL);
    const char *extent = sb_json_string(c->def, "extent", NULL);
    json_t *ops = json_deep_copy(c->aggregates);

    if (center == NULL) {
        center = extent != NULL && strcmp(extent, "iqr") == 0
                     ? "median"
                     : sb_config_string(c->context->config, "errorbar", "center", "mean");
    }
    if (extent == NULL) {
        extent = strcmp(center, "mean") == 0 ? "stderr" : "iqr";
    }
    if (strcmp(extent, "stderr") == 0 || strcmp(extent, "stdev") == 0) {
        json_array_append_new(ops, op(extent, c->field, "extent_"));
        json_array_append_new(ops, op(center, c->field, "center_"));
    } else {
        gboolean ci = strcmp(extent, "ci") == 0;

        json_array_append_new(ops, op(ci ? "ci0" : "q1", c->field, "lower_"));
        json_array_append_new(ops, op(ci ? "ci1" : "q3", c->field, "upper_"));
        json_array_append_new(ops, op(ci ? "mean" : "median", c->field, "center_"));
    }
    json_array_append_new(
        transforms, json_pack("{s:o,s:O}", "aggregate", ops, "groupby", c->groupby));
    if (strcmp(extent, "stderr") == 0 || strcmp(extent, "stdev") == 0) {
        g_autofree char *mid = datum("center_", c->field),
                        *by = datum("extent_", c->field);

        json_array_append_new(
            transforms, calculate(c, "upper_", g_strdup_printf("%s + %s", mid, by)));
        json_array_append_new(
            transforms, calculate(c, "lower_", g_strdup_printf("%s - %s", mid, by)));
    }
}

static void
given_extents(const Composite *c, json_t *transforms)
{
    const json_t *e = get(c->unit, "encoding");
    g_autofree char *second = g_strdup_printf("%s2", c->axis);
    g_autofree char *plus = g_strdup_printf("%sError", c->axis);
    g_autofree char *minus = g_strdup_printf("%sError2", c->axis);
    g_autofree char *here = datum("", c->field);

    if (get(e, second) != NULL) {
        json_array_append_new(
            transforms, calculate(c, "upper_",
                            datum("", sb_json_string(get(e, second), "field", ""))));
        json_array_append_new(transforms, calculate(c, "lower_", g_strdup(here)));
    } else {
        g_autofree char *up = datum("", sb_json_string(get(e, plus), "field", ""));
        g_autofree char *down = datum("", sb_json_string(get(e, minus), "field", ""));
        gboolean both = get(e, minus) != NULL;

        json_array_append_new(
            transforms, calculate(c, "upper_", g_strdup_printf("%s + %s", here, up)));
        json_array_append_new(transforms,
            calculate(c, "lower_",
                g_strdup_printf("%s %s %s", here, both ? "+" : "-", both ? down : up)));
    }
}

static json_t *
error_transforms(const Composite *c)
{
    const json_t *e = get(c->unit, "encoding"), *before = get(c->unit, "transform");
    json_t *out = json_is_array(before) ? json_deep_copy(before) : json_array();
    g_autofree char *second = g_strdup_printf("%s2", c->axis);
    g_autofree char *plus = g_strdup_printf("%sError", c->axis);

    json_array_extend(out, c->first);
    if (get(e, second) != NULL || get(e, plus) != NULL) {
        if (json_array_size(c->aggregates) > 0) {
            json_array_append_new(
                out, json_pack("{s:O,s:[]}", "aggregate", c->aggregates, "groupby"));
        }
        given_extents(c, out);
    } else {
        raw_extents(c, out);
    }
    return out;
}

static void
copy_key(json_t *to, const char *as, const json_t *from, const char *key)
{
    if (get(from, key) != NULL) {
        json_object_set(to, as, get(from, key));
    }
}

static json_t *
error_bar(const Composite *c)
{
    json_t *out = outer(c), *layer = json_array(), *rule;
    json_t *others = without(c->others, "size", "");

    json_object_set_new(out, "transform", error_transforms(c));
    for (int i = 0; i < 2; i++) {
        json_t *tick = json_pack("{s:s,s:s}", "type", "tick", "orient",
            c->vertical ? "horizontal" : "vertical");

        copy_key(tick, "thickness", c->def, "thickness");
        copy_key(tick, "size", c->def, "size");
        add_part(c, layer, "ticks", tick, i == 0 ? "lower_" : "upper_", NULL,
            json_deep_copy(others));
    }
    rule = json_pack("{s:s}", "type", "rule");
    copy_key(rule, "size", c->def, "thickness");
    add_part(c, layer, "rule", rule, "lower_", "upper_", json_deep_copy(others));
    json_decref(others);
    json_object_set_new(out, "layer", layer);
    return out;
}

static json_t *
error_band(const Composite *c)
{
    const json_t *e = get(c->unit, "encoding");
    gboolean flat = get(e, "x") != NULL && get(e, "y") != NULL;
    json_t *out = outer(c), *layer = json_array();
    json_t *band = json_pack("{s:s}", "type", flat ? "area" : "rect");

    json_object_set_new(out, "transform", error_transforms(c));
    if (flat) {
        copy_key(band, "interpolate", c->def, "interpolate");
        copy_key(band, "tension", c->def, "tension");
    }
    add_part(c, layer, "band", band, "lower_", "upper_", json_deep_copy(c->others));
    for (int i = 0; i < 2; i++) {
        json_t *line = json_pack("{s:s}", "type", flat ? "line" : "rule");

        if (flat) {
            copy_key(line, "interpolate", c->def, "interpolate");
            copy_key(line, "tension", c->def, "tension");
        }
        add_part(c, layer, "borders", line, i == 0 ? "lower_" : "upper_", NULL,
            json_deep_copy(c->others));
    }
    json_object_set_new(out, "layer", layer);
    return out;
}

/* --- box plots --- */

static json_t *
quartiles(const Composite *c)
{
    return json_pack(
        "[o,o]", op("q1", c->field, "lower_box_"), op("q3", c->field, "upper_box_"));
}

static void
add_whiskers(const Composite *c, json_t *layer)
{
    json_t *others = without(c->others, "color", "size");

    add_part(c, layer, "rule", json_pack("{s:s}", "type", "rule"), "lower_whisker_",
        "lower_box_", json_deep_copy(others));
    add_part(c, layer, "rule", json_pack("{s:s}", "type", "rule"), "upper_box_",
        "upper_whisker_", json_deep_copy(others));
    for (int i = 0; i < 2; i++) {
        add_part(c, layer, "ticks",
            json_pack("{s:s,s:s,s:i,s:s}", "type", "tick", "color", "black", "opacity", 1,
                "orient", c->vertical ? "horizontal" : "vertical"),
            i == 0 ? "lower_whisker_" : "upper_whisker_", NULL, json_deep_copy(others));
    }
    json_decref(others);
}

static void
add_boxes(const Composite *c, json_t *layer)
{
    json_t *size = get(c->def, "size");
    json_t *bar = json_pack(
        "{s:s,s:s}", "type", "bar", "orient", c->vertical ? "vertical" : "horizontal");
    json_t *tick = json_pack(
        "{s:s,s:s}", "type", "tick", "orient", c->vertical ? "horizontal" : "vertical");
    json_t *others = without(c->others, "color", ""), *color;
    g_autofree char *lo = datum("lower_box_", c->field),
                    *hi = datum("upper_box_", c->field);
    const json_t *white = get(config(c, "median"), "color");

    if (size == NULL) {
        size = (json_t *)config(c, "size");
    }
    if (size != NULL) {
        json_object_set(bar, "size", size);
        json_object_set(tick, "size", size);
    }
    if (white != NULL) {
        json_object_set(tick, "color", (json_t *)white);
    }
    add_part(c, layer, "box", bar, "lower_box_", "upper_box_", json_deep_copy(c->others));
    color = get(c->others, "color") != NULL
                ? json_deep_copy(get(c->others, "color"))
                : json_pack("{s:s}", "value",
                      sb_config_string(c->context->config, "mark", "color", "#4c78a8"));
    json_object_set_new(color, "test", json_sprintf("%s >= %s", lo, hi));
    json_object_set_new(others, "color", json_pack("{s:o}", "condition", color));
    add_part(c, layer, "median", tick, "mid_box_", NULL, others);
}

static json_t *
box_transforms(const Composite *c, gboolean min_max)
{
    json_t *out = json_deep_copy(c->first), *ops = json_deep_copy(c->aggregates);
    json_t *quarter = quartiles(c);

    json_array_extend(ops, quarter);
    json_decref(quarter);
    json_array_append_new(ops, op("median", c->field, "mid_box_"));
    json_array_append_new(ops, op("min", c->field, min_max ? "lower_whisker_" : "min_"));
    json_array_append_new(ops, op("max", c->field, min_max ? "upper_whisker_" : "max_"));
    json_array_append_new(
        out, json_pack("{s:o,s:O}", "aggregate", ops, "groupby", c->groupby));
    return out;
}

/* Tukey's: whiskers at the last values within so many box lengths, the rest as points. */
static json_t *
tukey_layer(const Composite *c, double extent)
{
    g_autofree char *lo = datum("lower_box_", c->field),
                    *hi = datum("upper_box_", c->field);
    g_autofree char *at = datum("", c->field);
    char k[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *low = NULL, *high = NULL;
    json_t *ops, *whiskers = json_array(), *view, *points, *layer = json_array(), *before;
    json_t *mark;

    g_ascii_dtostr(k, sizeof k, extent);
    low = g_strdup_printf("%s - %s * (%s - %s)", lo, k, hi, lo);
    high = g_strdup_printf("%s + %s * (%s - %s)", hi, k, hi, lo);
    ops = json_pack("[o,o]", op("min", c->field, "lower_whisker_"),
        op("max", c->field, "upper_whisker_"));
    for (int i = 0; i < 2; i++) {
        json_t *box = json_object();
        const char *prefix = i == 0 ? "lower_box_" : "upper_box_";

        json_object_set_new(box, "op", json_string(i == 0 ? "min" : "max"));
        json_object_set_new(box, "field", named(prefix, c->field));
        json_object_set_new(box, "as", named(prefix, c->field));
        json_array_append_new(ops, box);
    }
    json_array_extend(ops, c->aggregates);
    add_whiskers(c, whiskers);
    view = json_pack("{s:[{s:o},{s:o,s:O}],s:o}", "transform", "filter",
        json_sprintf("(%s <= %s) && (%s <= %s)", low, at, at, high), "aggregate", ops,
        "groupby", c->groupby, "layer", whiskers);
    mark = part_mark(c, "outliers", json_pack("{s:s}", "type", "point"));
    if (mark != NULL) {
        json_t *encoding = without(c->others, "size", "");

        json_object_set_new(encoding, c->axis, position(c, ""));
        points = json_pack("{s:[{s:o}],s:o,s:o}", "transform", "filter",
            json_sprintf("(%s < %s) || (%s > %s)", at, low, at, high), "mark", mark,
            "encoding", encoding);
        json_array_append_new(layer, points);
    }
    json_array_append_new(layer, view);
    before = json_deep_copy(c->first);
    json_array_append_new(before,
        json_pack("{s:o,s:O}", "joinaggregate", quartiles(c), "groupby", c->groupby));
    return json_pack("{s:o,s:o}", "transform", before, "layer", layer);
}

static json_t *
box_plot(const Composite *c)
{
    const json_t *extent = get(c->def, "extent");
    json_t *out = outer(c), *boxes = json_array(), *box;
    gboolean min_max;

    if (extent == NULL) {
        extent = config(c, "extent");
    }
    min_max = json_is_string(extent);
    if (min_max) {
        json_t *before = get(c->unit, "transform");
        json_t *all = json_is_array(before) ? json_deep_copy(before) : json_array();
        json_t *mine = box_transforms(c, TRUE);

        json_array_extend(all, mine);
        json_decref(mine);
        json_object_set_new(out, "transform", all);
        add_whiskers(c, boxes);
        add_boxes(c, boxes);
        json_object_set_new(out, "layer", boxes);
        return out;
    }
    add_boxes(c, boxes);
    box = json_pack("{s:o,s:o}", "transform", box_transforms(c, FALSE), "layer", boxes);
    json_object_set_new(out, "layer",
        json_pack("[o,o]",
            tukey_layer(c, json_is_number(extent) ? json_number_value(extent) : 1.5),
            box));
    return out;
}

json_t *
sb_composite_expand(const SbNormalise *context, const json_t *unit, GError **error)
{
    json_t *mark = get(unit, "mark"), *def, *out;
    Composite c = { .context = context, .unit = unit, .error = error };

    def = json_is_object(mark) ? json_incref(mark) : json_pack("{s:O}", "type", mark);
    c.def = def;
    c.kind = sb_json_string(def, "type", "");
    if (!find_axis(&c)) {
        json_decref(def);
        return NULL;
    }
    split_encoding(&c);
    out = strcmp(c.kind, "boxplot") == 0    ? box_plot(&c)
          : strcmp(c.kind, "errorbar") == 0 ? error_bar(&c)
                                            : error_band(&c);
    json_decref(def);
    json_decref(c.continuous);
    json_decref(c.others);
    json_decref(c.groupby);
    json_decref(c.first);
    json_decref(c.aggregates);
    return out;
}
