/*
 * The reviewed table as a person meant it: for whoever reads it and does not merge.
 */
#pragma once

#include "base/job.h"
#include "figure/figure_table.h"

/* The table in source, with what a spreadsheet did to it undone by the base file
 * beside it, if there is one (see sb_tidy_read_over()). */
SbFigureTable *sb_reviewed_read(SbJob *job, const SbSource *source, GError **error);
