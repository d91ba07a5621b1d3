/*
 * The tidy figures table as chart data: the data set named `figures`.
 *
 * Rows are the published figures (with draft: new ones too).  Columns are those
 * of the tidy CSV, and amount (number; null when there is none), amount_high,
 * value_text (as readers write it), place_label, item_label, indicator_label,
 * period_label, unit_label, source_title, label (the row's own), in the edition's
 * language, and period_start (date).
 */
#pragma once

#include "base/job.h"
#include "base/json.h"
#include "chart/table.h"
#include "figure/codes.h"
#include "figure/figure_table.h"
#include "figure/sources.h"

typedef struct {
    const char *lang;         /* "en" or "ko" */
    gboolean draft;           /* new rows too */
    const SbCodes *codes;     /* may be NULL: labels are the table's own words */
    const SbSources *sources; /* titles, and what of a quote may leave; may be NULL */
    GHashTable *unlabelled;   /* gets the words that lack a label; may be NULL */
} SbFiguresOptions;

const SbTable *sb_figures_data_table(SbJob *job, SbArena *arena,
    const SbFigureTable *figures, const SbFiguresOptions *options, GError **error);

/* For SbLoadOptions.figures: reads a tidy CSV, evaluates its computed rows, and
 * makes the table. */
typedef struct {
    SbJob *job;
    SbArena *arena;
    SbFiguresOptions options;
} SbFiguresLoader;
const SbTable *sb_figures_data_load(void *loader, const SbSource *source, GError **error);

/* An error for the first fact_id that a transform's filters name (equal, oneOf,
 * or == and indexof in expressions) and that table hasn't; all says which of the
 * missing are in figures but not published.  figures may be NULL. */
gboolean sb_figures_data_check(const SbTable *table, const SbFigureTable *figures,
    const json_t *transforms, const SbJsonPlace *place, const char *pointer,
    GError **error);
