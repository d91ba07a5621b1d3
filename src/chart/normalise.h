/*
 * A specification as written -> one of units, layers, concats and facets only.
 *
 * Row, column and facet channels become facets; repeat becomes concat or layer;
 * composite marks, points and lines over areas become layers; layers hand their
 * encodings down.  Every view keeps its place in the specification as written under
 * the key "\x01at".
 */
#pragma once

#include "base/json.h"
#include "chart/config.h"

#define SB_NORMALISE_AT                                                                  \
    "\x01"                                                                               \
    "at"

typedef struct {
    const SbConfig *config;
    const SbJsonPlace *place;
} SbNormalise;

/* A new tree. */
json_t *sb_normalise(const SbNormalise *context, const json_t *spec, GError **error);

/* Composite marks: a layer (a new reference), or NULL when mark is none of them
 * (then *error is unset). */
json_t *sb_composite_expand(
    const SbNormalise *context, const json_t *unit, GError **error);
gboolean sb_composite_is(const char *mark);
