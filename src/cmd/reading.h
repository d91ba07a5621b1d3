/*
 * What several commands read: the reviewed figures, and what was decided of
 * findings.
 */
#pragma once

#include "cmd/command.h"
#include "figure/captions.h"
#include "figure/figure_table.h"
#include "figure/finding.h"
#include "figure/sources.h"

/* The figures of a CSV, computed ones evaluated. */
SbFigureTable *sb_reading_figures(const SbCall *call, const char *path, GError **error);
/* Puts the decisions of --checks, or of a checks.csv beside figures (NULL: beside
 * nothing), onto findings. */
gboolean sb_reading_decide(
    const SbCall *call, SbFindings *findings, const char *figures, GError **error);
/* sources.csv beside figures; *out stays NULL when it is not there. */
gboolean sb_reading_sources(
    const SbCall *call, const char *figures, SbSources **out, GError **error);
/* The captions of the articles' tables, likewise. */
gboolean sb_reading_captions(
    const SbCall *call, const char *figures, SbCaptions **out, GError **error);
