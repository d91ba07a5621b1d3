/*
 * Data: from a specification's `data` to a table.
 *
 *   values (objects, primitives, text with a format), url (CSV, TSV, DSV, JSON;
 *   below the root), name (datasets of the specification, of the caller, of an
 *   earlier view), sequence.
 *
 * Nothing is fetched from the net.  As in Vega-Lite, cells of a CSV are text
 * until something asks for another type: format.parse ("auto" infers), and what
 * the encodings imply, which the caller says through sb_load_parse().
 */
#pragma once

#include "base/job.h"
#include "base/json.h"
#include "chart/format.h"
#include "chart/table.h"
#include "draw/image.h"

typedef struct SbLoad SbLoad;

typedef struct {
    const char *root; /* files must lie below; NULL: place's own */
    int zone;         /* minutes east of UTC: dates with a time and no zone */
    const SbFormatLocale *locale;
    /* The table `figures` and any CSV whose head is the tidy CSV's go through
     * this; NULL: such a CSV is an ordinary one.  Returns NULL on error. */
    const SbTable *(*figures)(void *data, const SbSource *source, GError **error);
    void *figures_data;
} SbLoadOptions;

SbLoad *sb_load_new(
    SbArena *arena, SbJob *job, const SbJsonPlace *place, const SbLoadOptions *options);
/* Makes a table known by name (the caller's `figures`; a view's named data).
 * A later one replaces an earlier. */
void sb_load_name(SbLoad *load, const char *name, const SbTable *table);
/* NULL when there is none. */
const SbTable *sb_load_named(const SbLoad *load, const char *name);
/* The `datasets` of a specification: name -> values; read when first asked for. */
gboolean sb_load_datasets(
    SbLoad *load, const json_t *datasets, const char *pointer, GError **error);
/* The table of a `data` object (pointer: its place).  The same url with the
 * same format is read once. */
const SbTable *sb_load_data(
    SbLoad *load, const json_t *data, const char *pointer, GError **error);
/* The picture at url: a PNG or JPEG beside the specification, or in a data: URL. */
const SbImage *sb_load_picture(
    SbLoad *load, const char *url, const char *pointer, GError **error);
/* data.format.parse is null: Vega-Lite then parses nothing, implied or not. */
gboolean sb_load_parses_nothing(const json_t *data);

typedef enum {
    SB_LOAD_NUMBER,
    SB_LOAD_BOOLEAN,
    SB_LOAD_DATE,
    SB_LOAD_STRING,
    SB_LOAD_FLATTEN /* a nested field becomes a column of its own */
} SbLoadType;

/* One field that must be of a type. */
typedef struct {
    const char *field;
    SbLoadType type;
} SbLoadNeed;

/* A table in which each field that is there has the type needed: null,
 * undefined and "" become null; what is already of that type costs nothing. */
const SbTable *sb_load_parse(SbArena *arena, const SbTable *table,
    const SbLoadNeed *needs, size_t count, int zone);
