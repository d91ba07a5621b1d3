/*
 * Every default: the base configuration, the theme and the specification's own
 * `config`, merged; and the lookups that marks and guides make in it.
 *
 * Values are borrowed JSON.  Vega-Lite's configuration and Vega's own defaults are
 * kept apart, since Vega-Lite asks its own first and reasons about what is unset.
 */
#pragma once

#include <jansson.h>

#include "base/arena.h"

typedef struct SbConfig SbConfig;

/* theme: "vega", "brief", "slide-dark"; own: the specification's, or NULL. */
SbConfig *sb_config_new(SbArena *arena, const char *theme, const json_t *own);
/* NULL: there is no such theme. */
const char *sb_config_theme_text(const char *name);
const json_t *sb_config_root(const SbConfig *config);
/* The value at config.part.key, without Vega's defaults. */
const json_t *sb_config_get(const SbConfig *config, const char *part, const char *key);
double sb_config_number(
    const SbConfig *config, const char *part, const char *key, double fallback);
const char *sb_config_string(
    const SbConfig *config, const char *part, const char *key, const char *fallback);
/* The same in Vega's defaults: part is "vega-axis", "vega-legend" … */
const json_t *sb_config_vega(const SbConfig *config, const char *part, const char *key);
/* config.style[style][key], the specification's before Vega's. */
const json_t *sb_config_style(const SbConfig *config, const char *style, const char *key);
const json_t *sb_config_own_style(
    const SbConfig *config, const char *style, const char *key);

/* a over b, in depth; a new reference. */
json_t *sb_config_merge(const json_t *below, const json_t *above);
static inline gboolean
sb_config_unset(const json_t *value)
{
    return value == NULL;
}
