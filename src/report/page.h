/* Placed boxes -> a scene a page, with running heads, feet and the contents'
 * page numbers. */
#pragma once

#include "report/flow.h"

/* Scenes of SbScene in points, one a page, in the press's arena.  *labels gets
 * their page labels. */
GPtrArray *sb_page_scenes(
    SbGalley *galley, const GPtrArray *pages, const char *const **labels, GError **error);
/* Outline entries (of SbOutlineEntry) of the headings. */
GArray *sb_page_outline(const SbGalley *galley);
