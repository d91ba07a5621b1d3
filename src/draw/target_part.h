/* The writers behind target.h, one a format. */
#pragma once

#include "draw/target.h"

GBytes *sb_png_write(
    SbFonts *fonts, const SbScene *scene, const SbTargetOptions *options, GError **error);
/* A picture's pixels as a PNG file; NULL when libpng fails. */
GBytes *sb_png_image(const SbImage *image);
GBytes *sb_svg_write(
    SbFonts *fonts, const SbScene *scene, const SbTargetOptions *options, GError **error);
GBytes *sb_pdf_write(SbFonts *fonts, const SbDocumentPages *pages, double points,
    const SbTargetOptions *options, GError **error);
/* The date of the options as "2023-12-01T00:00:00Z".  Free it. */
char *sb_target_date(const SbTargetOptions *options);
