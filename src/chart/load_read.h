/*
 * Rows of JSON and CSV as tables: private to load*.c.
 */
#pragma once

#include "base/csv.h"
#include "chart/load.h"

/* An array of objects or of primitives (column "data"), or one object. */
const SbTable *sb_load_rows_of_json(SbArena *arena, const json_t *rows);
/* A CSV with its own heads, or names when not NULL.  The cells belong to
 * csv, which must live as long; they are text. */
const SbTable *sb_load_rows_of_csv(
    SbArena *arena, const SbCsvColumns *csv, const char *const *names);
/* The columns with the types that parse (an object or "auto") names. */
const SbTable *sb_load_rows_parsed(SbArena *arena, const SbTable *table,
    const json_t *parse, const SbLoadOptions *options, const SbJsonPlace *place,
    const char *pointer, GError **error);
