/*
 * In: the theme's name and the specification's config.  Out: one tree of all
 * defaults, and Vega's own beneath it.
 */
#include "chart/config.h"

#include <string.h>

static const struct {
    const char *name, *text;
} THEMES[] = {
#define THEME(name, text) { name, text },
#include "chart/themes.def"
#undef THEME
};

struct SbConfig {
    json_t *root;
    json_t *vega[G_N_ELEMENTS(THEMES)]; /* parsed when first asked for */
};

const char *
sb_config_theme_text(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(THEMES); i++) {
        if (strcmp(THEMES[i].name, name) == 0) {
            return THEMES[i].text;
        }
    }
    return NULL;
}

static json_t *
parse(const char *text)
{
    g_autofree char *copy = g_strdup(text);
    json_t *tree;

    g_strdelimit(copy, "'", '"');
    tree = json_loads(copy, 0, NULL);
    g_assert(tree != NULL);
    return tree;
}

json_t *
sb_config_merge(const json_t *below, const json_t *above)
{
    json_t *out;
    const char *key;
    json_t *value;

    if (!json_is_object(below) || !json_is_object(above)) {
        return json_deep_copy(above != NULL ? above : below);
    }
    out = json_deep_copy(below);
    json_object_foreach((json_t *)above, key, value)
    {
        json_object_set_new(out, key, sb_config_merge(json_object_get(out, key), value));
    }
    return out;
}

/* config.font and config.fontSize are shorthands for many. */
static json_t *
shorthands(const json_t *own)
{
    static const char *const STYLES[] = { "guide-label", "guide-title", "group-title",
        "group-subtitle" };
    static const char *const SIZES[] = { "guideLabel", "guideTitle", "groupTitle",
        "groupSubtitle" };
    json_t *font = json_object_get(own, "font");
    json_t *size = json_object_get(own, "fontSize");
    json_t *out = json_object(), *styles = json_object(), *text = json_object();

    for (int i = 0; i < 4; i++) {
        json_t *style = json_object();

        if (json_is_string(font)) {
            json_object_set(style, "font", font);
        }
        if (json_is_object(size) && json_object_get(size, SIZES[i]) != NULL) {
            json_object_set(style, "fontSize", json_object_get(size, SIZES[i]));
        }
        json_object_set_new(styles, STYLES[i], style);
    }
    if (json_is_string(font)) {
        json_object_set(text, "font", font);
    }
    if (json_is_object(size) && json_object_get(size, "text") != NULL) {
        json_object_set(text, "fontSize", json_object_get(size, "text"));
    }
    json_object_set_new(out, "text", text);
    json_object_set_new(out, "style", styles);
    return out;
}

static void
release(void *data)
{
    SbConfig *config = data;

    json_decref(config->root);
    for (size_t i = 0; i < G_N_ELEMENTS(THEMES); i++) {
        json_decref(config->vega[i]);
    }
}

SbConfig *
sb_config_new(SbArena *arena, const char *theme, const json_t *own)
{
    SbConfig *config = sb_arena_new_of(arena, SbConfig);
    const char *text = strcmp(theme, "vega") == 0 ? NULL : sb_config_theme_text(theme);

    config->root = parse(sb_config_theme_text("base"));
    if (text != NULL) {
        json_t *over = parse(text), *shorts = shorthands(over);
        json_t *first = sb_config_merge(config->root, shorts);
        json_t *merged = sb_config_merge(first, over);

        json_decref(shorts);
        json_decref(first);
        json_decref(over);
        json_decref(config->root);
        config->root = merged;
    }
    if (json_is_object(own)) {
        json_t *shorts = shorthands(own);
        json_t *first = sb_config_merge(config->root, shorts);
        json_t *merged = sb_config_merge(first, own);

        json_decref(shorts);
        json_decref(first);
        json_decref(config->root);
        config->root = merged;
    }
    sb_arena_own(arena, config, release);
    return config;
}

const json_t *
sb_config_root(const SbConfig *config)
{
    return config->root;
}

const json_t *
sb_config_get(const SbConfig *config, const char *part, const char *key)
{
    return json_object_get(json_object_get(config->root, part), key);
}

double
sb_config_number(
    const SbConfig *config, const char *part, const char *key, double fallback)
{
    const json_t *value = sb_config_get(config, part, key);

    return json_is_number(value) ? json_number_value(value) : fallback;
}

const char *
sb_config_string(
    const SbConfig *config, const char *part, const char *key, const char *fallback)
{
    const json_t *value = sb_config_get(config, part, key);

    return json_is_string(value) ? json_string_value(value) : fallback;
}

const json_t *
sb_config_vega(const SbConfig *config, const char *part, const char *key)
{
    SbConfig *own = (SbConfig *)config; /* parsed late: nobody sees the difference */

    for (size_t i = 0; i < G_N_ELEMENTS(THEMES); i++) {
        if (strcmp(THEMES[i].name, part) == 0) {
            if (own->vega[i] == NULL) {
                own->vega[i] = parse(THEMES[i].text);
            }
            return json_object_get(own->vega[i], key);
        }
    }
    return NULL;
}

const json_t *
sb_config_own_style(const SbConfig *config, const char *style, const char *key)
{
    return json_object_get(
        json_object_get(json_object_get(config->root, "style"), style), key);
}

const json_t *
sb_config_style(const SbConfig *config, const char *style, const char *key)
{
    const json_t *own = sb_config_own_style(config, style, key);

    return own != NULL
               ? own
               : json_object_get(sb_config_vega(config, "vega-styles", style), key);
}
