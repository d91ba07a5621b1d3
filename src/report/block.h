/* Blocks -> boxes, by a table of block kinds. */
#pragma once

#include "report/galley.h"

/* Sets blocks (of SbBlock) from number first on, one below the other. */
gboolean sb_block_set_all(SbGalley *galley, const GPtrArray *blocks, guint first,
    const SbPlace *place, GError **error);
/* Sets the footnotes of a document, each into an array of its own. */
gboolean sb_block_set_notes(SbGalley *galley, const GPtrArray *notes, GError **error);

/* A coloured ground around what is set between the two calls. */
int sb_block_open_frame(
    SbGalley *galley, const SbPlace *place, SbColor ground, SbColor bar, SbPlace *inside);
void sb_block_close_frame(SbGalley *galley, int frame, size_t first_box);

/* The kinds that have files of their own. */
gboolean sb_tabular_set(
    SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error);
/* Does a table stand in a measure without its words breaking? */
gboolean sb_tabular_fits(SbGalley *galley, const SbBlock *block, double width);
gboolean sb_picture_set(
    SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error);
gboolean sb_tiles_set(
    SbGalley *galley, const SbBlock *block, const SbPlace *place, GError **error);
/* The title block, summary and contents at the head of page 1. */
gboolean sb_cover_set(SbGalley *galley, GError **error);
/* The contents: headings of the document with leaders; page numbers come later. */
gboolean sb_cover_contents(SbGalley *galley, const SbDocument *document, GError **error);
