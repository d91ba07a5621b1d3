/* Placed boxes -> a scene a page, with running heads, feet and the contents'
 * page numbers. */
#pragma once

#include "report/flow.h"

/* Makes the scenes of pages (of SbPage), as they are asked for; in the press's arena. */
typedef struct SbPageMaker SbPageMaker;

SbPageMaker *sb_page_maker(SbGalley *galley, const GPtrArray *pages);
/* The scene of a page; it leans on the galley's ink.  sb_scene_free() it. */
SbScene *sb_page_scene(SbPageMaker *maker, guint index);
/* A label each. */
const char *const *sb_page_labels(const SbPageMaker *maker);
/* Outline entries (of SbOutlineEntry) of the headings. */
GArray *sb_page_outline(const SbGalley *galley);
