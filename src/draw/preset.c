/*
 * In: a name.  Out: a size.  A slide is 13.333 × 7.5 in, which is 1280 × 720
 * CSS px; type on it is 14 to 18 pt, in a magazine's column 7 pt.
 */
#include "draw/preset.h"

#include <string.h>

#include "base/error.h"

#define MM(mm) ((mm)*96 / 25.4)
#define INCH(inch) ((inch)*96)

static const SbPreset presets[] = {
    { "slide", 1280, 720, 1.6, 3, TRUE },
    { "slide-half", INCH(6.1), INCH(5.4), 1.6, 3, TRUE },
    { "slide-1x", 1280, 720, 1.6, 1, FALSE },
    { "a4", MM(159), MM(100), 1, 300.0 / 96, TRUE },
    { "column", MM(85), MM(60), 0.85, 300.0 / 96, TRUE },
    { "page", MM(174), MM(110), 1, 300.0 / 96, TRUE },
    { "social", 1200, 675, 1.5, 1, FALSE },
};

const SbPreset *
sb_preset_find(const char *name, GError **error)
{
    const char *names[G_N_ELEMENTS(presets)];
    g_autoptr(GString) all = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(presets); i++) {
        names[i] = presets[i].name;
        if (strcmp(names[i], name) == 0) {
            return &presets[i];
        }
        g_string_append_printf(all, "%s%s", i == 0 ? "" : ", ", names[i]);
    }
    const char *near = sb_error_nearest(name, names, G_N_ELEMENTS(names));

    if (near != NULL) {
        sb_error_set(error, SB_ERROR_USAGE, "unknown preset \"%s\"; did you mean \"%s\"?",
            name, near);
    } else {
        sb_error_set(error, SB_ERROR_USAGE, "unknown preset \"%s\"; expected one of %s",
            name, all->str);
    }
    return NULL;
}
