/*
 * Rich texts shaped, broken into lines and inked: what knows both the shaped
 * text (draw/text.h) and the breaking (line.h).
 */
#pragma once

#include "report/galley.h"
#include "report/line.h"

typedef struct {
    const SbRich *rich;
    SbTextRole role;
    SbTextRun *run;
    GArray *hyphens; /* of size_t; NULL: none */
    double hyphen_width;
    double natural; /* width on one line (the widest, when it has line ends) */
    double least;   /* width of the widest word */
} SbParagraph;

/* Shapes rich in the style of role; offset is the place for errors. */
SbParagraph *sb_paragraph_new(
    SbGalley *galley, const SbRich *rich, SbTextRole role, size_t offset, GError **error);
/* Lines of SbLine on a measure; ragged overrides the style. */
GArray *sb_paragraph_lines(
    SbGalley *galley, SbParagraph *paragraph, double width, gboolean ragged);
/* Draws a line into the ink, its baseline at y; tag 0: an artifact.  notes (of
 * int) gets the footnotes marked in it. */
void sb_paragraph_ink(SbGalley *galley, SbParagraph *paragraph, const SbLine *line,
    double x, double y, double width, SbAlign align, int tag, GArray **notes);
/* How far below a line's top its baseline lies. */
double sb_paragraph_baseline(const SbGalley *galley, SbTextRole role);
/* Appends a box a line, with the style's spaces and what keeps lines together. */
gboolean sb_paragraph_set(SbGalley *galley, const SbRich *rich, SbTextRole role,
    const SbPlace *place, int tag, size_t offset, GError **error);
/* Draws rich from y downward into the ink as it is; *height gets what it took. */
gboolean sb_paragraph_draw(SbGalley *galley, const SbRich *rich, SbTextRole role,
    double x, double y, double width, SbAlign align, int tag, size_t offset,
    double *height, GArray **notes, GError **error);
