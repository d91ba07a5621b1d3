/* Colours: CSS Color 4 names, #rgb[a], #rrggbb[aa], rgb(), rgba(), hsl(), lab(),
 * hcl(); interpolation; contrast. */
#pragma once

#include <glib.h>

typedef struct {
    double r, g, b, a; /* 0…1, sRGB, not premultiplied; a 0: nothing drawn */
} SbColor;

/* FALSE when text is no colour.  "transparent" and "none" give a = 0. */
gboolean sb_color_parse(const char *text, SbColor *out);
/* "#rrggbb" (alpha left out).  buffer holds 8 bytes; returned. */
char *sb_color_hex(SbColor color, char buffer[8]);
SbColor sb_color_mix_rgb(SbColor from, SbColor to, double at);
SbColor sb_color_mix_hcl(SbColor from, SbColor to, double at);
SbColor sb_color_mix_lab(SbColor from, SbColor to, double at);
/* WCAG relative luminance and contrast ratio (1…21). */
double sb_color_luminance(SbColor color);
double sb_color_contrast(SbColor a, SbColor b);
SbColor sb_color_grey(SbColor color);
/* Further ways from colour to colour, as D3 names them: HSL and cubehelix by the
 * shorter way of hue, HCL by the longer. */
SbColor sb_color_mix_hsl(SbColor from, SbColor to, double at);
SbColor sb_color_mix_hcl_long(SbColor from, SbColor to, double at);
SbColor sb_color_mix_cubehelix(SbColor from, SbColor to, double at);
