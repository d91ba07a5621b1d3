/*
 * In: a colour's CSS text.  Out: its sRGB parts; and colours between two.
 *
 * Lab has the white point D50, as CSS Color 4 and D3 have it; cubehelix is D. A.
 * Green's (2011).  A hue that doesn't exist (grey) is NaN and takes the other
 * end's.
 */
#include "draw/color.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    guint32 rgb;
} Named;

static const Named NAMED[] = {
#define COLOR(name, rgb) { name, rgb },
#include "draw/color_names.def"
#undef COLOR
};

static const double DEGREE = G_PI / 180;

/* A colour in three other parts; h of HSL, HCL and cubehelix in degrees. */
typedef struct {
    double h, s, l; /* Lab: a, b, l; HCL: h, c, l */
} Triple;

/* --- spaces ------------------------------------------------------------------- */

static double
to_linear(double v)
{
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double
from_linear(double v)
{
    return v <= 0.0031308 ? 12.92 * v : 1.055 * pow(v, 1 / 2.4) - 0.055;
}

static double
lab_curve(double t)
{
    const double t1 = 6.0 / 29;

    return t > t1 * t1 * t1 ? cbrt(t) : t / (3 * t1 * t1) + 4.0 / 29;
}

static double
lab_curve_back(double t)
{
    const double t1 = 6.0 / 29;

    return t > t1 ? t * t * t : 3 * t1 * t1 * (t - 4.0 / 29);
}

static Triple
to_lab(SbColor c)
{
    double r = to_linear(c.r), g = to_linear(c.g), b = to_linear(c.b);
    double y = lab_curve(0.2225045 * r + 0.7168786 * g + 0.0606169 * b), x = y, z = y;

    if (r != g || g != b) {
        x = lab_curve((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.96422);
        z = lab_curve((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.82521);
    }
    return (Triple){ 500 * (x - y), 200 * (y - z), 116 * y - 16 };
}

static SbColor
clamped(double r, double g, double b, double a)
{
    return (SbColor){ CLAMP(r, 0, 1), CLAMP(g, 0, 1), CLAMP(b, 0, 1), CLAMP(a, 0, 1) };
}

static SbColor
from_lab(Triple t, double alpha)
{
    double fy = (t.l + 16) / 116;
    double fx = isnan(t.h) ? fy : fy + t.h / 500;
    double fz = isnan(t.s) ? fy : fy - t.s / 200;
    double x = 0.96422 * lab_curve_back(fx), y = lab_curve_back(fy);
    double z = 0.82521 * lab_curve_back(fz);

    return clamped(from_linear(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
        from_linear(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
        from_linear(0.0719453 * x - 0.2289914 * y + 1.4052427 * z), alpha);
}

static Triple
to_hcl(SbColor c)
{
    Triple lab = to_lab(c);

    if (lab.h == 0 && lab.s == 0) {
        return (Triple){ NAN, lab.l > 0 && lab.l < 100 ? 0 : NAN, lab.l };
    }
    double h = atan2(lab.s, lab.h) / DEGREE;

    return (Triple){ h < 0 ? h + 360 : h, hypot(lab.h, lab.s), lab.l };
}

static SbColor
from_hcl(Triple t, double alpha)
{
    if (isnan(t.h) || isnan(t.s)) {
        return from_lab((Triple){ 0, 0, t.l }, alpha);
    }
    return from_lab(
        (Triple){ cos(t.h * DEGREE) * t.s, sin(t.h * DEGREE) * t.s, t.l }, alpha);
}

static Triple
to_hsl(SbColor c)
{
    double low = MIN(c.r, MIN(c.g, c.b)), high = MAX(c.r, MAX(c.g, c.b));
    double spread = high - low, l = (high + low) / 2, h;

    if (spread == 0) {
        return (Triple){ NAN, l > 0 && l < 1 ? 0 : NAN, l };
    }
    if (c.r == high) {
        h = (c.g - c.b) / spread + (c.g < c.b ? 6 : 0);
    } else if (c.g == high) {
        h = (c.b - c.r) / spread + 2;
    } else {
        h = (c.r - c.g) / spread + 4;
    }
    return (Triple){ h * 60, spread / (l < 0.5 ? high + low : 2 - high - low), l };
}

static double
hsl_part(double h, double m1, double m2)
{
    h = fmod(fmod(h, 360) + 360, 360);
    if (h < 60) {
        return m1 + (m2 - m1) * h / 60;
    }
    if (h < 180) {
        return m2;
    }
    return h < 240 ? m1 + (m2 - m1) * (240 - h) / 60 : m1;
}

static SbColor
from_hsl(Triple t, double alpha)
{
    double h = isnan(t.h) ? 0 : t.h, s = isnan(t.h) || isnan(t.s) ? 0 : t.s;
    double m2 = t.l + (t.l < 0.5 ? t.l : 1 - t.l) * s, m1 = 2 * t.l - m2;

    return clamped(
        hsl_part(h + 120, m1, m2), hsl_part(h, m1, m2), hsl_part(h - 120, m1, m2), alpha);
}

static const double HELIX[5] = { -0.14861, +1.78277, -0.29227, -0.90649, +1.97294 };

static Triple
to_cubehelix(SbColor c)
{
    const double ed = HELIX[4] * HELIX[3], eb = HELIX[4] * HELIX[1];
    const double bc = HELIX[1] * HELIX[2] - HELIX[3] * HELIX[0];
    double l = (bc * c.b + ed * c.r - eb * c.g) / (bc + ed - eb);
    double bl = c.b - l, k = (HELIX[4] * (c.g - l) - HELIX[2] * bl) / HELIX[3];
    double s = sqrt(k * k + bl * bl) / (HELIX[4] * l * (1 - l));
    double h = s > 0 ? atan2(k, bl) / DEGREE - 120 : NAN;

    return (Triple){ h < 0 ? h + 360 : h, s, l };
}

static SbColor
from_cubehelix(Triple t, double alpha)
{
    double h = isnan(t.h) ? 0 : (t.h + 120) * DEGREE;
    double a = isnan(t.s) ? 0 : t.s * t.l * (1 - t.l), c = cos(h), s = sin(h);

    return clamped(t.l + a * (HELIX[0] * c + HELIX[1] * s),
        t.l + a * (HELIX[2] * c + HELIX[3] * s), t.l + a * (HELIX[4] * c), alpha);
}

/* --- between two ---------------------------------------------------------------- */

static double
between(double a, double b, double at)
{
    if (isnan(a) || isnan(b)) {
        return isnan(a) ? b : a;
    }
    return a + (b - a) * at;
}

static double
hue_between(double a, double b, double at)
{
    double d = b - a;

    if (isnan(d)) {
        return isnan(a) ? b : a;
    }
    if (d > 180 || d < -180) {
        d -= 360 * floor(d / 360 + 0.5);
    }
    return a + d * at;
}

static Triple
triple_between(Triple a, Triple b, double at, gboolean shorter)
{
    return (Triple){ (shorter ? hue_between : between)(a.h, b.h, at),
        between(a.s, b.s, at), between(a.l, b.l, at) };
}

SbColor
sb_color_mix_rgb(SbColor from, SbColor to, double at)
{
    return clamped(between(from.r, to.r, at), between(from.g, to.g, at),
        between(from.b, to.b, at), between(from.a, to.a, at));
}

SbColor
sb_color_mix_lab(SbColor from, SbColor to, double at)
{
    return from_lab(
        triple_between(to_lab(from), to_lab(to), at, FALSE), between(from.a, to.a, at));
}

SbColor
sb_color_mix_hcl(SbColor from, SbColor to, double at)
{
    return from_hcl(
        triple_between(to_hcl(from), to_hcl(to), at, TRUE), between(from.a, to.a, at));
}

SbColor
sb_color_mix_hcl_long(SbColor from, SbColor to, double at)
{
    return from_hcl(
        triple_between(to_hcl(from), to_hcl(to), at, FALSE), between(from.a, to.a, at));
}

SbColor
sb_color_mix_hsl(SbColor from, SbColor to, double at)
{
    return from_hsl(
        triple_between(to_hsl(from), to_hsl(to), at, TRUE), between(from.a, to.a, at));
}

SbColor
sb_color_mix_cubehelix(SbColor from, SbColor to, double at)
{
    return from_cubehelix(triple_between(to_cubehelix(from), to_cubehelix(to), at, TRUE),
        between(from.a, to.a, at));
}

/* --- text ------------------------------------------------------------------------- */

static SbColor
from_bytes(guint32 rgb)
{
    return (SbColor){ (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
        (rgb & 255) / 255.0, 1 };
}

static gboolean
parse_hex(const char *digits, SbColor *out)
{
    const size_t n = strlen(digits);
    double part[4] = { 0, 0, 0, 1 };

    if (strspn(digits, "0123456789abcdef") != n ||
        (n != 3 && n != 4 && n != 6 && n != 8)) {
        return FALSE;
    }
    const size_t step = n <= 4 ? 1 : 2;

    for (size_t i = 0; i * step < n; i++) {
        int high = g_ascii_xdigit_value(digits[i * step]);
        int low = step == 2 ? g_ascii_xdigit_value(digits[2 * i + 1]) : high;

        part[i] = (high * 16 + low) / 255.0;
    }
    *out = (SbColor){ part[0], part[1], part[2], part[3] };
    return TRUE;
}

typedef struct {
    double value;
    gboolean percent;
} Argument;

/* Numbers between brackets, parted by commas, spaces or a slash; -1: wrong. */
static int
read_arguments(const char *p, Argument *out, int most)
{
    int n = 0;

    for (;;) {
        p += strspn(p, " \t,/");
        if (*p == ')') {
            return p[1] == '\0' ? n : -1;
        }
        char *end;
        double value = g_ascii_strtod(p, &end);

        if (end == p || n == most || !isfinite(value)) {
            return -1;
        }
        if (g_str_has_prefix(end, "deg")) {
            end += 3;
        }
        out[n++] = (Argument){ value, *end == '%' };
        p = end + (*end == '%');
    }
}

static double
share(Argument a, double full)
{
    return a.percent ? a.value / 100 : a.value / full;
}

static gboolean
parse_function(const char *text, SbColor *out)
{
    const char *open = strchr(text, '(');
    Argument a[4] = { { 0 }, { 0 }, { 0 }, { 1, FALSE } };
    int n = open == NULL ? -1 : read_arguments(open + 1, a, 4);

    if (n < 3) {
        return FALSE;
    }
    const double alpha = n == 4 ? share(a[3], 1) : 1;
    const size_t length = (size_t)(open - text);

    if (strncmp(text, "rgb", length) == 0 || strncmp(text, "rgba", length) == 0) {
        *out = clamped(share(a[0], 255), share(a[1], 255), share(a[2], 255), alpha);
    } else if (strncmp(text, "hsl", length) == 0 || strncmp(text, "hsla", length) == 0) {
        *out = from_hsl((Triple){ a[0].value, CLAMP(share(a[1], 1), 0, 1),
                            CLAMP(share(a[2], 1), 0, 1) },
            alpha);
    } else if (strncmp(text, "lab", length) == 0) {
        *out = from_lab((Triple){ a[1].value, a[2].value, a[0].value }, alpha);
    } else if (strncmp(text, "hcl", length) == 0) {
        *out = from_hcl((Triple){ a[0].value, a[1].value, a[2].value }, alpha);
    } else {
        return FALSE;
    }
    return TRUE;
}

static int
compare_named(const void *key, const void *entry)
{
    return strcmp(key, ((const Named *)entry)->name);
}

gboolean
sb_color_parse(const char *text, SbColor *out)
{
    if (text == NULL) {
        return FALSE;
    }
    g_autofree char *lower = g_ascii_strdown(text, -1);
    const char *name = g_strstrip(lower);

    if (strcmp(name, "transparent") == 0 || strcmp(name, "none") == 0) {
        *out = (SbColor){ 0 };
        return TRUE;
    }
    if (*name == '#') {
        return parse_hex(name + 1, out);
    }
    if (strchr(name, '(') != NULL) {
        return parse_function(name, out);
    }
    const Named *found =
        bsearch(name, NAMED, G_N_ELEMENTS(NAMED), sizeof *NAMED, compare_named);

    if (found == NULL) {
        return FALSE;
    }
    *out = from_bytes(found->rgb);
    return TRUE;
}

static unsigned
byte_of(double v)
{
    return (unsigned)(CLAMP(v, 0, 1) * 255 + 0.5);
}

char *
sb_color_hex(SbColor color, char buffer[8])
{
    g_snprintf(
        buffer, 8, "#%02x%02x%02x", byte_of(color.r), byte_of(color.g), byte_of(color.b));
    return buffer;
}

/* --- light and grey ------------------------------------------------------------------
 */

double
sb_color_luminance(SbColor c)
{
    return 0.2126 * to_linear(c.r) + 0.7152 * to_linear(c.g) + 0.0722 * to_linear(c.b);
}

double
sb_color_contrast(SbColor a, SbColor b)
{
    double la = sb_color_luminance(a), lb = sb_color_luminance(b);

    return (MAX(la, lb) + 0.05) / (MIN(la, lb) + 0.05);
}

SbColor
sb_color_grey(SbColor color)
{
    double grey = from_linear(sb_color_luminance(color));

    return (SbColor){ grey, grey, grey, color.a };
}
