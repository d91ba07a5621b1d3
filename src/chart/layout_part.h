/* What the files of the layout ask of each other. */
#pragma once

#include "chart/layout.h"

/* Gives a legend its size, from its entries and title; returns its group. */
SbGraphItem *sb_layout_legend(SbGraphMark *mark);

/* layout_wrap.c: breaks the entries of a legend above or below into rows no wider than
 * room, if that can be. */
void sb_layout_wrap_legend(const SbGraph *graph, SbGraphMark *mark, double room);
/* Are legends beside each other wider than room? */
gboolean sb_layout_wrap_row(
    SbGraphItem *const *legends, int n, double margin, double room);
