/*
 * What a specification may say: its keys, checked by name and place, and our own
 * part of it, `usermeta.statbrief`.
 */
#pragma once

#include "chart/model.h"

/* Refuses unknown and unsupported keys, with the nearest right name. */
gboolean sb_spec_check(const json_t *spec, const SbJsonPlace *place, GError **error);

/* usermeta.statbrief, texts in the chart's language with references put in. */
typedef struct {
    const char *theme;                           /* NULL: not said */
    const char *title, *subtitle, *source, *alt; /* "" when none */
    GPtrArray *notes;                            /* of const char* */
    const json_t *texts, *expect, *allow;        /* may be NULL */
    int zone;                                    /* minutes east of UTC */
} SbUsermeta;
SbUsermeta *sb_usermeta_read(SbModel *model, const json_t *spec, GError **error);
/* A copy of spec in the chart's language: usermeta.statbrief.texts put in.  It
 * lives in the model's arena. */
const json_t *sb_usermeta_translate(SbModel *model, const json_t *spec, GError **error);
/* Is a refusal allowed by name? */
gboolean sb_usermeta_allows(const SbUsermeta *meta, const char *name);

/* usermeta_schema.c: is usermeta (may be NULL) what the schema of our part of it says?
 * Unknown keys and words are told with the nearest right one. */
gboolean sb_usermeta_schema_check(
    const json_t *usermeta, const SbJsonPlace *place, GError **error);
