/*
 * The fonts/ folder as the only fonts, and one set of rendering options.
 *
 * SbFonts is one fontconfig configuration and one Pango font map.  A font map
 * must not be shared by threads: one worker, one SbFonts.  Hinting and metric
 * hinting are off, so that all outputs break lines alike.
 */
#pragma once

#include <glib.h>

#include "base/job.h"

typedef struct SbFonts SbFonts;

/* Reads fonts/fonts.conf from the job's data folder. */
SbFonts *sb_fonts_new(SbJob *job, GError **error);
void sb_fonts_free(SbFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbFonts, sb_fonts_free)

/* A face at a size.  family is a CSS list ("Noto Sans, Noto Sans KR"); the
 * scripts it lacks come from the later ones. */
typedef struct {
    const char *family;
    double size; /* in the scene's unit (px or pt: a unit is a unit) */
    int weight;  /* 100…900 */
    gboolean italic;
    gboolean tabular; /* figures of one width ("tnum") */
} SbFont;
