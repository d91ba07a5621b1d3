/*
 * In: sources of properties.  Out: values, and looks made of them.
 */
#include "chart/guide.h"

#include <math.h>
#include <string.h>

void
sb_guide_add(SbGuide *guide, const json_t *source)
{
    if (json_is_object(source) && guide->n < SB_GUIDE_SOURCES) {
        guide->sources[guide->n++] = source;
    }
}

void
sb_guide_add_config(SbGuide *guide, const char *part)
{
    sb_guide_add(guide, json_object_get(sb_config_root(guide->model->config), part));
}

static const json_t *
style_of(const SbGuide *guide, const char *key)
{
    static const struct {
        const char *suffix, *prop;
    } MAP[] = { { "Color", "fill" }, { "Font", "font" }, { "FontSize", "fontSize" },
        { "FontWeight", "fontWeight" }, { "FontStyle", "fontStyle" } };
    gboolean label = g_str_has_prefix(key, "label");
    const char *style = label ? guide->label_style : guide->title_style;

    if (style == NULL || (!label && !g_str_has_prefix(key, "title"))) {
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(MAP); i++) {
        if (strcmp(key + 5, MAP[i].suffix) == 0) {
            return sb_config_style(guide->model->config, style, MAP[i].prop);
        }
    }
    return NULL;
}

static const json_t *
raw(const SbGuide *guide, const char *key)
{
    const json_t *v;

    for (int i = 0; i < guide->n; i++) {
        v = json_object_get(guide->sources[i], key);
        if (v != NULL) {
            return v;
        }
    }
    for (int i = 0; i < 3 && guide->vega[i] != NULL; i++) {
        v = sb_config_vega(guide->model->config, guide->vega[i], key);
        if (v != NULL) {
            return v;
        }
    }
    return style_of(guide, key);
}

gboolean
sb_guide_is_set(const SbGuide *guide, const char *key)
{
    for (int i = 0; i < guide->n; i++) {
        if (json_object_get(guide->sources[i], key) != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
holds(const SbGuide *guide, const json_t *test, const SbValue *datum)
{
    SbTransformContext context = sb_model_context(guide->model, NULL);
    SbPredicate *predicate = sb_predicate_read(&context, test, "", NULL);

    return predicate != NULL && datum != NULL &&
           sb_predicate_holds(&context, predicate, *datum);
}

const json_t *
sb_guide_at(const SbGuide *guide, const char *key, const SbValue *datum)
{
    const json_t *v = raw(guide, key), *conditions = json_object_get(v, "condition");
    size_t n = json_is_array(conditions)    ? json_array_size(conditions)
               : json_is_object(conditions) ? 1
                                            : 0;

    if (n == 0) {
        return json_is_object(v) && json_object_get(v, "value") != NULL
                   ? json_object_get(v, "value")
                   : sb_model_value(guide->model, v);
    }
    for (size_t i = 0; i < n; i++) {
        const json_t *c =
            json_is_array(conditions) ? json_array_get(conditions, i) : conditions;

        if (holds(guide, json_object_get(c, "test"), datum)) {
            const json_t *value = json_object_get(c, "value");

            return value != NULL ? value : sb_model_value(guide->model, c);
        }
    }
    return json_object_get(v, "value") != NULL
               ? json_object_get(v, "value")
               : sb_model_value(
                     guide->model, json_object_get(v, "expr") != NULL ? v : NULL);
}

const json_t *
sb_guide_get(const SbGuide *guide, const char *key)
{
    return sb_guide_at(guide, key, NULL);
}

double
sb_guide_number(const SbGuide *guide, const char *key, double fallback)
{
    const json_t *v = sb_guide_get(guide, key);

    return json_is_number(v) ? json_number_value(v) : fallback;
}

const char *
sb_guide_string(const SbGuide *guide, const char *key, const char *fallback)
{
    const json_t *v = sb_guide_get(guide, key);

    return json_is_string(v) ? json_string_value(v) : fallback;
}

gboolean
sb_guide_flag(const SbGuide *guide, const char *key, gboolean fallback)
{
    const json_t *v = sb_guide_get(guide, key);

    if (v == NULL) {
        return fallback;
    }
    return json_is_true(v) || json_is_string(v) ||
           (json_is_number(v) && json_number_value(v) != 0);
}

/* --- words --- */

SbAlign
sb_guide_align(const char *text, SbAlign fallback)
{
    if (text == NULL) {
        return fallback;
    }
    return strcmp(text, "left") == 0     ? SB_ALIGN_LEFT
           : strcmp(text, "right") == 0  ? SB_ALIGN_RIGHT
           : strcmp(text, "center") == 0 ? SB_ALIGN_CENTER
                                         : fallback;
}

SbBaseline
sb_guide_baseline(const char *text, SbBaseline fallback)
{
    static const struct {
        const char *name;
        SbBaseline baseline;
    } NAMES[] = { { "top", SB_BASELINE_TOP }, { "middle", SB_BASELINE_MIDDLE },
        { "bottom", SB_BASELINE_BOTTOM }, { "alphabetic", SB_BASELINE_ALPHABETIC },
        { "line-top", SB_BASELINE_LINE_TOP },
        { "line-bottom", SB_BASELINE_LINE_BOTTOM } };

    for (size_t i = 0; text != NULL && i < G_N_ELEMENTS(NAMES); i++) {
        if (strcmp(text, NAMES[i].name) == 0) {
            return NAMES[i].baseline;
        }
    }
    return fallback;
}

SbAnchor
sb_guide_anchor(const char *text, SbAnchor fallback)
{
    if (text == NULL) {
        return fallback;
    }
    return strcmp(text, "start") == 0    ? SB_ANCHOR_START
           : strcmp(text, "end") == 0    ? SB_ANCHOR_END
           : strcmp(text, "middle") == 0 ? SB_ANCHOR_MIDDLE
                                         : fallback;
}

SbSide
sb_guide_side(const char *text, SbSide fallback)
{
    static const char *const NAMES[] = { "left", "right", "top", "bottom", "top-left",
        "top-right", "bottom-left", "bottom-right", "none" };

    for (size_t i = 0; text != NULL && i < G_N_ELEMENTS(NAMES); i++) {
        if (strcmp(text, NAMES[i]) == 0) {
            return (SbSide)i;
        }
    }
    return fallback;
}

int
sb_guide_weight(const json_t *json, int fallback)
{
    const char *text = json_string_value(json);

    if (json_is_number(json)) {
        return (int)json_number_value(json);
    }
    if (text == NULL) {
        return fallback;
    }
    return strcmp(text, "bold") == 0      ? 700
           : strcmp(text, "bolder") == 0  ? 700
           : strcmp(text, "lighter") == 0 ? 300
           : strcmp(text, "normal") == 0  ? 400
           : g_ascii_isdigit(*text)       ? (int)g_ascii_strtoull(text, NULL, 10)
                                          : fallback;
}

static void
read_stops(const json_t *json, SbInk *out)
{
    const json_t *stops = json_object_get(json, "stops");
    int n = (int)json_array_size(stops);
    SbStop *list = g_new0(SbStop, MAX(n, 1)); /* few: given to the ink for good */

    for (int i = 0; i < n; i++) {
        const json_t *one = json_array_get(stops, (size_t)i);

        list[i].offset = sb_json_number(one, "offset", 0);
        sb_color_parse(sb_json_string(one, "color", "black"), &list[i].color);
    }
    out->stops = list;
    out->n_stops = n;
}

gboolean
sb_guide_color(const json_t *json, SbInk *out)
{
    const char *text = json_string_value(json);
    SbColor c;

    if (text != NULL && sb_color_parse(text, &c)) {
        *out = (SbInk){ .kind = SB_INK_COLOR, .color = c }; /* clear ink has width too */
        return TRUE;
    }
    if (json_is_object(json) && json_object_get(json, "gradient") != NULL) {
        gboolean radial =
            strcmp(sb_json_string(json, "gradient", "linear"), "radial") == 0;

        *out = (SbInk){ .kind = radial ? SB_INK_RADIAL : SB_INK_LINEAR };
        out->x1 = sb_json_number(json, "x1", radial ? 0.5 : 0);
        out->y1 = sb_json_number(json, "y1", radial ? 0.5 : 0);
        out->x2 = sb_json_number(json, "x2", radial ? 0.5 : 1);
        out->y2 = sb_json_number(json, "y2", radial ? 0.5 : 0);
        out->r1 = sb_json_number(json, "r1", 0);
        out->r2 = sb_json_number(json, "r2", 0.5);
        read_stops(json, out);
        return TRUE;
    }
    out->kind = SB_INK_NONE;
    return FALSE;
}

void
sb_guide_dash(const SbModel *model, const json_t *json, SbLook *look)
{
    size_t n = json_array_size(json);
    double *dash, sum = 0;

    if (n == 0) {
        return;
    }
    dash = sb_arena_new_many(model->arena, double, n);
    for (size_t i = 0; i < n; i++) {
        dash[i] = json_number_value(json_array_get(json, i));
        sum += dash[i];
    }
    look->dash = dash;
    look->n_dash = sum > 0 && !(n == 2 && dash[1] == 0) ? (int)n : 0;
}

/* --- looks --- */

static const json_t *
keyed(const SbGuide *guide, const char *prefix, const char *suffix, const SbValue *datum)
{
    char key[64];

    g_snprintf(key, sizeof key, "%s%s", prefix, suffix);
    return sb_guide_at(guide, key, datum);
}

void
sb_guide_text_look(
    const SbGuide *guide, const char *prefix, const SbValue *datum, SbLook *look)
{
    const json_t *v;

    sb_guide_color(keyed(guide, prefix, "Color", datum), &look->fill);
    v = keyed(guide, prefix, "Opacity", datum);
    look->fill_opacity = json_is_number(v) ? json_number_value(v) : 1;
    v = keyed(guide, prefix, "Font", datum);
    look->font = json_is_string(v) ? json_string_value(v) : "sans-serif";
    v = keyed(guide, prefix, "FontSize", datum);
    look->font_size = json_is_number(v) ? json_number_value(v) : 10;
    look->font_weight = sb_guide_weight(keyed(guide, prefix, "FontWeight", datum), 400);
    v = keyed(guide, prefix, "FontStyle", datum);
    look->italic = json_is_string(v) && strcmp(json_string_value(v), "normal") != 0 &&
                   *json_string_value(v) != '\0';
    v = keyed(guide, prefix, "Limit", datum);
    look->limit = json_is_number(v) ? json_number_value(v) : 0;
    v = keyed(guide, prefix, "LineHeight", datum);
    look->line_height = json_is_number(v) ? json_number_value(v) : 0;
}

void
sb_guide_stroke_look(
    const SbGuide *guide, const char *prefix, const SbValue *datum, SbLook *look)
{
    const json_t *v;
    const char *cap;

    sb_guide_color(keyed(guide, prefix, "Color", datum), &look->stroke);
    v = keyed(guide, prefix, "Width", datum);
    look->stroke_width = json_is_number(v) ? json_number_value(v) : 1;
    v = keyed(guide, prefix, "Opacity", datum);
    look->stroke_opacity = json_is_number(v) ? json_number_value(v) : 1;
    sb_guide_dash(guide->model, keyed(guide, prefix, "Dash", datum), look);
    v = keyed(guide, prefix, "DashOffset", datum);
    look->dash_offset = json_is_number(v) ? json_number_value(v) : 0;
    cap = json_string_value(keyed(guide, prefix, "Cap", datum));
    look->cap = cap == NULL                  ? SB_CAP_BUTT
                : strcmp(cap, "round") == 0  ? SB_CAP_ROUND
                : strcmp(cap, "square") == 0 ? SB_CAP_SQUARE
                                             : SB_CAP_BUTT;
}

/* --- texts --- */

const char *
sb_guide_resolve(const SbModel *model, const char *text)
{
    g_autofree char *out = NULL;

    if (text == NULL || !sb_reference_in(text) || model->options->references == NULL) {
        return text;
    }
    out = sb_reference_resolve(model->job, model->options->references, text, NULL, NULL);
    return out != NULL ? sb_arena_strdup(model->arena, out) : text;
}

const char *const *
sb_guide_lines_of(const SbModel *model, SbValue value, int *n)
{
    const char **lines;
    const char *text;

    if (value.kind == SB_VALUE_ARRAY) {
        *n = (int)value.array->count;
        lines = sb_arena_new_many(model->arena, const char *, *n + 1);
        for (int i = 0; i < *n; i++) {
            lines[i] = sb_guide_resolve(
                model, sb_value_to_string(model->arena, value.array->items[i]));
        }
        return lines;
    }
    if (sb_value_is_missing(value)) {
        *n = 0;
        return NULL;
    }
    text = sb_guide_resolve(model, sb_value_to_string(model->arena, value));
    *n = 1;
    lines = sb_arena_new_many(model->arena, const char *, 2);
    lines[0] = text;
    return lines;
}

const char *const *
sb_guide_lines(const SbModel *model, const json_t *json, int *n)
{
    return sb_guide_lines_of(
        model, sb_value_from_json(model->arena, sb_model_value(model, json)), n);
}

/* --- overlap --- */

static gboolean
near(SbBounds a, SbBounds b, double separation)
{
    return separation > MAX(MAX(b.x1 - a.x2, a.x1 - b.x2), MAX(b.y1 - a.y2, a.y1 - b.y2));
}

static gboolean
any_overlap(const GPtrArray *items, double separation)
{
    for (guint i = 1; i < items->len; i++) {
        if (near(((SbGraphItem *)items->pdata[i - 1])->bounds,
                ((SbGraphItem *)items->pdata[i])->bounds, separation)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
reduce(GPtrArray *items, gboolean greedy, double separation)
{
    guint kept = 0;
    SbGraphItem *last = NULL;

    for (guint i = 0; i < items->len; i++) {
        SbGraphItem *item = items->pdata[i];
        gboolean keep =
            greedy ? i == 0 || !near(last->bounds, item->bounds, separation) : i % 2 == 0;

        item->hidden = !keep;
        if (keep) {
            last = item;
            items->pdata[kept++] = item;
        }
    }
    g_ptr_array_set_size(items, kept);
}

void
sb_guide_overlap(
    const SbGraph *graph, SbGraphMark *labels, const char *method, double separation)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    SbGraphItem *last;
    gboolean greedy = strcmp(method, "greedy") == 0;

    for (guint i = 0; i < labels->items->len; i++) {
        SbGraphItem *item = sb_graph_item_at(labels, i);

        sb_graph_bound_item(graph, labels, item);
        if (sb_bounds_width(item->bounds) > 1 && sb_bounds_height(item->bounds) > 1) {
            g_ptr_array_add(items, item);
        }
    }
    if (items->len < 3 || !any_overlap(items, separation)) {
        return;
    }
    last = items->pdata[items->len - 1];
    do {
        reduce(items, greedy, separation);
    } while (items->len >= 3 && any_overlap(items, separation));
    if (items->len < 3 && last->hidden) {
        if (items->len > 1) {
            ((SbGraphItem *)items->pdata[items->len - 1])->hidden = TRUE;
        }
        last->hidden = FALSE;
    }
}
