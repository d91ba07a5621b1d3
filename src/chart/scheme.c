/*
 * In: names of colour schemes.  Out: their colours, and colours between colours.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/scale.h"

static const struct {
    const char *name;
    gboolean ramp;
    const char *colors; /* rrggbb each */
} SCHEMES[] = {
#define SCHEME(name, ramp, colors) { name, ramp, colors },
#include "chart/schemes.def"
#undef SCHEME
};

const SbColor *
sb_scheme_find(SbArena *arena, const char *name, int *n, gboolean *ramp)
{
    g_autofree char *folded = g_ascii_strdown(name, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(SCHEMES); i++) {
        SbColor *out;

        if (strcmp(SCHEMES[i].name, folded) != 0) {
            continue;
        }
        *n = (int)(strlen(SCHEMES[i].colors) / 6);
        *ramp = SCHEMES[i].ramp;
        out = sb_arena_new_many(arena, SbColor, *n);
        for (int k = 0; k < *n; k++) {
            char hex[7] = { 0 };
            unsigned long v;

            memcpy(hex, SCHEMES[i].colors + 6 * k, 6);
            v = strtoul(hex, NULL, 16);
            out[k] = (SbColor){ ((v >> 16) & 255) / 255., ((v >> 8) & 255) / 255.,
                (v & 255) / 255., 1 };
        }
        return out;
    }
    return NULL;
}

SbColor
sb_scheme_at(const SbColor *colors, int n, const char *interpolate, double at)
{
    int i;

    if (n <= 0 || isnan(at)) {
        return (SbColor){ 0, 0, 0, 0 };
    }
    if (n == 1) {
        return colors[0];
    }
    i = CLAMP((int)floor(at * (n - 1)), 0, n - 2);
    at = at * (n - 1) - i;
    if (interpolate != NULL && g_str_has_prefix(interpolate, "hcl")) {
        return sb_color_mix_hcl(colors[i], colors[i + 1], at);
    }
    if (interpolate != NULL && strcmp(interpolate, "lab") == 0) {
        return sb_color_mix_lab(colors[i], colors[i + 1], at);
    }
    return sb_color_mix_rgb(colors[i], colors[i + 1], at);
}
