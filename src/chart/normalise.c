/*
 * In: the specification as JSON.  Out: the same in fewer kinds of views, after the
 * rules of Vega-Lite's normalisation.
 */
#include "chart/normalise.h"

#include <string.h>

#include "base/limits.h"
#include "chart/model.h"

typedef struct {
    const SbNormalise *context;
    const json_t *encoding;   /* handed down by layers; may be NULL */
    const json_t *projection; /* likewise */
    const json_t *repeater;   /* row, column, repeat, layer -> field; may be NULL */
    int depth;
} Down;

static json_t *map(const Down *down, const json_t *spec, const char *at, GError **error);

static const json_t *
get(const json_t *object, const char *key)
{
    return json_object_get(object, key);
}

static void
drop(json_t *object, const char *const *keys, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        json_object_del(object, keys[i]);
    }
}

static json_t *
with_place(json_t *spec, const char *at)
{
    if (get(spec, SB_NORMALISE_AT) == NULL) {
        json_object_set_new(spec, SB_NORMALISE_AT, json_string(at));
    }
    return spec;
}

/* --- repeaters --- */

/* {"field": {"repeat": "row"}} -> {"field": "a"}, at any depth. */
static void
put_repeated(json_t *node, const json_t *repeater)
{
    const char *key;
    json_t *value;
    size_t i;
    void *next;

    if (json_is_array(node)) {
        json_array_foreach(node, i, value)
        {
            put_repeated(value, repeater);
        }
        return;
    }
    json_object_foreach_safe(node, next, key, value)
    {
        const char *by = json_is_object(value) && json_object_size(value) == 1
                             ? sb_json_string(value, "repeat", NULL)
                             : NULL;
        json_t *now = by != NULL ? json_object_get(repeater, by) : NULL;

        if (now != NULL) {
            json_object_set(node, key, now);
        } else {
            put_repeated(value, repeater);
        }
    }
}

static json_t *
repeated(const Down *down, const json_t *node)
{
    json_t *copy = json_deep_copy(node);

    if (down->repeater != NULL) {
        put_repeated(copy, down->repeater);
    }
    return copy;
}

/* --- encodings --- */

static gboolean
is_data(const json_t *def)
{
    return get(def, "field") != NULL || get(def, "datum") != NULL ||
           get(def, "aggregate") != NULL || get(def, "timeUnit") != NULL ||
           get(def, "bin") != NULL;
}

static json_t *
laid_over(const json_t *below, const json_t *above)
{
    json_t *out = json_is_object(below) ? json_deep_copy(below) : json_object();

    json_object_update(out, (json_t *)above);
    return out;
}

/* The parent's channels under the child's own. */
static json_t *
merge_encodings(const json_t *parent, const json_t *own)
{
    json_t *out = parent != NULL ? json_deep_copy(parent) : json_object();
    const char *channel;
    json_t *def;

    json_object_foreach((json_t *)own, channel, def)
    {
        const json_t *above = get(parent, channel);
        const json_t *condition = get(def, "condition");

        if (json_is_object(def) && is_data(def)) {
            json_object_set_new(out, channel, laid_over(above, def));
        } else if (json_is_object(condition) && is_data(condition)) {
            json_t *copy = json_deep_copy(def);

            json_object_set_new(copy, "condition", laid_over(above, condition));
            json_object_set_new(out, channel, copy);
        } else {
            json_object_set_new(out, channel, json_deep_copy(def));
        }
    }
    return out;
}

/* --- facet channels --- */

static void
lift_layout(json_t *facet, json_t *layout, const char *channel)
{
    static const char *const KEYS[] = { "align", "center", "spacing" };

    for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        json_t *value = json_object_get(facet, KEYS[i]);

        if (value == NULL) {
            continue;
        }
        if (channel == NULL) {
            json_object_set(layout, KEYS[i], value);
        } else {
            if (json_object_get(layout, KEYS[i]) == NULL) {
                json_object_set_new(layout, KEYS[i], json_object());
            }
            json_object_set(json_object_get(layout, KEYS[i]), channel, value);
        }
        json_object_del(facet, KEYS[i]);
    }
}

static gboolean
facets_unit(const json_t *spec)
{
    const json_t *e = get(spec, "encoding");

    return get(spec, "mark") != NULL &&
           (json_is_object(get(e, "row")) || json_is_object(get(e, "column")) ||
               json_is_object(get(e, "facet")));
}

/* A unit with row, column or facet channels -> a facet of it. */
static json_t *
facet_of_unit(const Down *down, const json_t *spec, const char *at, GError **error)
{
    static const char *const INNER[] = { "mark", "width", "height", "projection", "view",
        "params", "encoding" };
    static const char *const CHANNELS[] = { "row", "column", "facet" };
    json_t *outer = json_deep_copy(spec), *inner = json_object();
    json_t *encoding, *facet = NULL, *layout = json_object(), *out;
    const char *key;
    json_t *value;

    for (size_t i = 0; i < G_N_ELEMENTS(INNER); i++) {
        json_t *part = json_object_get(outer, INNER[i]);

        if (part != NULL) {
            json_object_set(inner, INNER[i], part);
            json_object_del(outer, INNER[i]);
        }
    }
    encoding = json_object_get(inner, "encoding");
    if (json_is_object(json_object_get(encoding, "row")) ||
        json_is_object(json_object_get(encoding, "column"))) {
        facet = json_object();
        for (int i = 0; i < 2; i++) {
            json_t *def = json_object_get(encoding, CHANNELS[i]);

            if (json_is_object(def)) {
                lift_layout(def, layout, CHANNELS[i]);
                json_object_set(facet, CHANNELS[i], def);
            }
        }
    } else {
        facet = json_incref(json_object_get(encoding, "facet"));
        lift_layout(facet, layout, NULL);
        if (json_object_get(facet, "columns") != NULL) {
            json_object_set(layout, "columns", json_object_get(facet, "columns"));
            json_object_del(facet, "columns");
        }
    }
    drop(encoding, CHANNELS, 3);
    json_object_foreach(layout, key, value)
    {
        json_object_set(outer, key, value);
    }
    json_decref(layout);
    json_object_set_new(outer, "facet", facet);
    json_object_set_new(outer, "spec", with_place(inner, at));
    with_place(outer, at);
    out = map(down, outer, at, error);
    json_decref(outer);
    return out;
}

/* --- overlays --- */

static const char *
mark_type(const json_t *mark)
{
    return json_is_string(mark) ? json_string_value(mark)
                                : sb_json_string(mark, "type", "");
}

static json_t *
mark_object(const json_t *mark)
{
    return json_is_object(mark) ? json_deep_copy(mark)
                                : json_pack("{s:s}", "type", mark_type(mark));
}

/* What "point" or "line" of a line or an area asks for: an object, or NULL. */
static json_t *
overlay(const SbNormalise *context, const json_t *mark, const char *what, gboolean also)
{
    const json_t *own = json_is_object(mark) ? get(mark, what) : NULL;
    const json_t *config = sb_config_get(context->config, mark_type(mark), what);

    if (json_is_string(own) && strcmp(json_string_value(own), "transparent") == 0) {
        return json_pack("{s:i}", "opacity", 0);
    }
    if (own != NULL) {
        return json_is_object(own) ? json_deep_copy(own)
               : json_is_true(own) ? json_object()
                                   : NULL;
    }
    if (json_is_object(config)) {
        return json_deep_copy(config);
    }
    return json_is_true(config) || also ? json_object() : NULL;
}

static json_t *
pick_over(const json_t *mark, const char *type, const char *const *keys, size_t n,
    const json_t *over)
{
    json_t *out = json_pack("{s:s}", "type", type);

    for (size_t i = 0; i < n; i++) {
        if (get(mark, keys[i]) != NULL) {
            json_object_set(out, keys[i], (json_t *)get(mark, keys[i]));
        }
    }
    json_object_update(out, (json_t *)over);
    return out;
}

/* A stacked measure keeps its stack in the overlay, whose mark wouldn't. */
static void
keep_stack(json_t *encoding, const json_t *mark, const SbNormalise *context)
{
    static const char *const STACKERS[] = { "color", "fill", "stroke", "detail",
        "opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "strokeDash", "size",
        "order", "shape", "key" };
    const char *orient = sb_json_string(mark, "orient",
        sb_config_string(context->config, mark_type(mark), "orient", NULL));
    const char *measure = NULL;
    gboolean divided = FALSE, aggregated = FALSE;
    const char *channel;
    json_t *def;

    if (strcmp(mark_type(mark), "area") != 0 || get(encoding, "y2") != NULL ||
        get(encoding, "x2") != NULL) {
        return;
    }
    json_object_foreach(encoding, channel, def)
    {
        aggregated = aggregated || get(def, "aggregate") != NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(STACKERS); i++) {
        const json_t *d = get(encoding, STACKERS[i]);

        divided = divided || json_is_array(d) || get(d, "field") != NULL;
    }
    if (aggregated && !divided) {
        return;
    }
    for (int i = 0; i < 2; i++) {
        const char *name = i == 0 ? "y" : "x";
        const json_t *d = get(encoding, name);
        const char *type =
            sb_json_string(d, "type", get(d, "aggregate") != NULL ? "quantitative" : "");
        gboolean measures =
            g_ascii_strncasecmp(type, "q", 1) == 0 && get(d, "bin") == NULL;

        if (measures &&
            (measure == NULL || (orient != NULL && strcmp(orient, "horizontal") == 0))) {
            measure = name;
        }
    }
    if (measure != NULL) {
        json_t *d = json_object_get(encoding, measure);

        if (get(d, "stack") == NULL) {
            json_object_set_new(d, "stack", json_string("zero"));
        }
    }
}

/* Line or area with points or a line over it -> a layer; NULL if it has none. */
static json_t *
expand_overlay(const Down *down, const json_t *spec, const char *at, GError **error)
{
    static const char *const LINE_KEYS[] = { "clip", "interpolate", "tension",
        "tooltip" };
    static const char *const POINT_KEYS[] = { "clip", "tooltip" };
    static const char *const INNER[] = { "mark", "encoding", "projection", "params" };
    const json_t *mark = get(spec, "mark"), *encoding = get(spec, "encoding");
    const char *type = mark_type(mark);
    gboolean area = strcmp(type, "area") == 0;
    json_t *point, *line, *outer, *layer, *base, *over, *out, *base_mark;

    if (!area && strcmp(type, "line") != 0) {
        return NULL;
    }
    point = overlay(down->context, mark, "point", get(encoding, "shape") != NULL);
    line = area ? overlay(down->context, mark, "line", FALSE) : NULL;
    if (point == NULL && line == NULL) {
        return NULL;
    }
    base_mark = mark_object(mark);
    json_object_set_new(base_mark, "point", json_false());
    json_object_set_new(base_mark, "line", json_false());
    if (area && get(base_mark, "opacity") == NULL &&
        get(base_mark, "fillOpacity") == NULL) {
        json_object_set_new(base_mark, "opacity", json_real(0.7));
    }
    base = json_object();
    json_object_set_new(base, "mark", base_mark);
    json_object_set_new(base, "encoding", json_deep_copy(encoding));
    json_object_del(json_object_get(base, "encoding"), "shape");
    over = json_deep_copy(encoding);
    keep_stack(over, mark, down->context);
    json_object_del(over, "y2");
    json_object_del(over, "x2");
    layer = json_array();
    json_array_append_new(layer, with_place(base, at));
    if (line != NULL) {
        json_t *m = pick_over(mark, "line", LINE_KEYS, G_N_ELEMENTS(LINE_KEYS), line);

        json_object_set_new(m, "point", json_false());
        json_array_append_new(layer,
            json_pack("{s:o,s:O,s:s}", "mark", m, "encoding", over, SB_NORMALISE_AT, at));
    }
    if (point != NULL) {
        json_t *m = pick_over(mark, "point", POINT_KEYS, G_N_ELEMENTS(POINT_KEYS), point);

        if (get(m, "opacity") == NULL) {
            json_object_set_new(m, "opacity", json_integer(1));
        }
        if (get(m, "filled") == NULL) {
            json_object_set_new(m, "filled", json_true());
        }
        json_array_append_new(layer,
            json_pack("{s:o,s:O,s:s}", "mark", m, "encoding", over, SB_NORMALISE_AT, at));
    }
    outer = json_deep_copy(spec);
    drop(outer, INNER, G_N_ELEMENTS(INNER));
    json_object_set_new(outer, "layer", layer);
    json_decref(over);
    json_decref(line);
    json_decref(point);
    out = map(down, outer, at, error);
    json_decref(outer);
    return out;
}

/* --- units and layers --- */

static json_t *
map_unit(const Down *down, const json_t *spec, const char *at, GError **error)
{
    json_t *unit = repeated(down, spec), *out;
    const json_t *mark;
    Down below = *down;

    if (down->encoding != NULL) {
        json_object_set_new(
            unit, "encoding", merge_encodings(down->encoding, get(unit, "encoding")));
    }
    if (down->projection != NULL) {
        json_object_set_new(
            unit, "projection", laid_over(down->projection, get(unit, "projection")));
    }
    below.encoding = below.projection = below.repeater = NULL;
    below.depth++;
    with_place(unit, at);
    mark = get(unit, "mark");
    if (facets_unit(unit)) {
        out = facet_of_unit(&below, unit, at, error);
        json_decref(unit);
        return out;
    }
    if (sb_composite_is(mark_type(mark))) {
        json_t *layer = sb_composite_expand(down->context, unit, error);

        json_decref(unit);
        if (layer == NULL) {
            return NULL;
        }
        out = map(&below, layer, at, error);
        json_decref(layer);
        return out;
    }
    if (strcmp(mark_type(mark), "line") == 0 &&
        (get(get(unit, "encoding"), "x2") != NULL ||
            get(get(unit, "encoding"), "y2") != NULL)) {
        json_t *rule = mark_object(mark);

        json_object_set_new(rule, "type", json_string("rule"));
        json_object_set_new(unit, "mark", rule);
    }
    out = expand_overlay(&below, unit, at, error);
    if (out != NULL || (error != NULL && *error != NULL)) {
        json_decref(unit);
        return out;
    }
    return unit;
}

static json_t *
map_list(
    const Down *down, const json_t *spec, const char *key, const char *at, GError **error)
{
    json_t *out = repeated(down, spec);
    const json_t *list = get(spec, key);
    json_t *children = json_array();
    g_autofree char *pointer = sb_json_pointer(at, key);
    Down below = *down;

    below.depth++;
    for (size_t i = 0; i < json_array_size(list); i++) {
        g_autofree char *where = sb_json_pointer_at(pointer, i);
        json_t *child = map(&below, json_array_get(list, i), where, error);

        if (child == NULL) {
            json_decref(children);
            json_decref(out);
            return NULL;
        }
        json_array_append_new(children, child);
    }
    json_object_set_new(out, key, children);
    return with_place(out, at);
}

static json_t *
map_layer(const Down *down, const json_t *spec, const char *at, GError **error)
{
    Down below = *down;
    json_t *bare = repeated(down, spec), *out;
    json_t *encoding = merge_encodings(down->encoding, get(bare, "encoding"));
    json_t *projection = get(bare, "projection") != NULL || down->projection != NULL
                             ? laid_over(down->projection, get(bare, "projection"))
                             : NULL;

    json_object_del(bare, "encoding");
    json_object_del(bare, "projection");
    below.encoding = json_object_size(encoding) > 0 ? encoding : NULL;
    below.projection = projection;
    out = map_list(&below, bare, "layer", at, error);
    json_decref(encoding);
    json_decref(projection);
    json_decref(bare);
    return out;
}

/* --- repeat --- */

static json_t *
map_layer_repeat(const Down *down, const json_t *spec, const char *at, GError **error)
{
    json_t *out = json_deep_copy(spec), *layer = json_array(), *mapped;
    const json_t *names = get(get(spec, "repeat"), "layer"), *child = get(spec, "spec");
    Down below = *down;

    json_object_del(out, "repeat");
    json_object_del(out, "spec");
    for (size_t i = 0; i < json_array_size(names); i++) {
        json_t *repeater = laid_over(down->repeater, NULL);

        json_object_set(repeater, "layer", json_array_get(names, i));
        below.repeater = repeater;
        json_array_append_new(layer, repeated(&below, child));
        json_decref(repeater);
    }
    json_object_set_new(out, "layer", layer);
    mapped = map(down, out, at, error);
    json_decref(out);
    return mapped;
}

static size_t
count_of(const json_t *list)
{
    return json_is_array(list) ? json_array_size(list) : 1;
}

static json_t *
map_repeat(const Down *down, const json_t *spec, const char *at, GError **error)
{
    const json_t *repeat = get(spec, "repeat"), *child = get(spec, "spec");
    const json_t *rows = get(repeat, "row"), *columns = get(repeat, "column");
    const json_t *flat = json_is_array(repeat) ? repeat : NULL;
    json_t *out = json_deep_copy(spec), *list = json_array();
    g_autofree char *where = sb_json_pointer(at, "spec");

    json_object_del(out, "repeat");
    json_object_del(out, "spec");
    for (size_t r = 0; r < count_of(flat); r++) {
        for (size_t i = 0; i < count_of(rows); i++) {
            for (size_t k = 0; k < count_of(columns); k++) {
                json_t *repeater = laid_over(down->repeater, NULL), *one;
                Down below = *down;

                if (flat != NULL) {
                    json_object_set(repeater, "repeat", json_array_get(flat, r));
                }
                if (rows != NULL) {
                    json_object_set(repeater, "row", json_array_get(rows, i));
                }
                if (columns != NULL) {
                    json_object_set(repeater, "column", json_array_get(columns, k));
                }
                below.repeater = repeater;
                below.depth++;
                one = map(&below, child, where, error);
                json_decref(repeater);
                if (one == NULL) {
                    json_decref(out);
                    json_decref(list);
                    return NULL;
                }
                json_object_del(one, "data");
                json_array_append_new(list, one);
            }
        }
    }
    if (get(child, "data") != NULL) {
        json_object_set(out, "data", (json_t *)get(child, "data"));
    }
    if (get(out, "align") == NULL) {
        json_object_set_new(out, "align", json_string("all"));
    }
    if (flat == NULL) {
        json_object_set_new(
            out, "columns", json_integer(columns != NULL ? count_of(columns) : 1));
    }
    json_object_set_new(out, "concat", list);
    return with_place(out, at);
}

/* --- any view --- */

static json_t *
map_facet(const Down *down, const json_t *spec, const char *at, GError **error)
{
    json_t *out = repeated(down, spec), *child;
    g_autofree char *where = sb_json_pointer(at, "spec");
    Down below = *down;

    below.depth++;
    child = map(&below, get(spec, "spec"), where, error);
    if (child == NULL) {
        json_decref(out);
        return NULL;
    }
    json_object_set_new(out, "spec", child);
    return with_place(out, at);
}

static json_t *
map(const Down *down, const json_t *spec, const char *at, GError **error)
{
    const char *own = sb_json_string(spec, SB_NORMALISE_AT, NULL);
    Down below = *down;

    at = own != NULL ? own : at;
    if (down->depth > SB_LIMIT_VIEW_DEPTH) {
        sb_json_error(error, SB_ERROR_INPUT, down->context->place, at,
            "views lie deeper than %d levels", SB_LIMIT_VIEW_DEPTH);
        return NULL;
    }
    below.depth++;
    if (get(spec, "mark") != NULL) {
        return map_unit(down, spec, at, error);
    }
    if (get(spec, "layer") != NULL) {
        return map_layer(down, spec, at, error);
    }
    if (get(spec, "repeat") != NULL) {
        return get(get(spec, "repeat"), "layer") != NULL
                   ? map_layer_repeat(&below, spec, at, error)
                   : map_repeat(down, spec, at, error);
    }
    if (get(spec, "facet") != NULL) {
        return map_facet(down, spec, at, error);
    }
    for (int i = 0; i < 3; i++) {
        static const char *const KEYS[] = { "concat", "hconcat", "vconcat" };

        if (get(spec, KEYS[i]) != NULL) {
            return map_list(down, spec, KEYS[i], at, error);
        }
    }
    sb_json_error(error, SB_ERROR_INPUT, down->context->place, at,
        "no view: expected `mark`, `layer`, `facet`, `repeat`, `concat`, `hconcat` or "
        "`vconcat`");
    return NULL;
}

json_t *
sb_normalise(const SbNormalise *context, const json_t *spec, GError **error)
{
    Down down = { context, NULL, NULL, NULL, 0 };

    return map(&down, spec, "", error);
}
