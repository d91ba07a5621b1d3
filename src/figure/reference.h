/*
 * {{fact-id}} scanned and resolved: for prose, titles, alt texts and charts.
 *
 *   {{cn-exp-2022}}  {{cn-exp-2022 decimals=0 scale=bn sign=always}}
 *   {{= 7 of 10}} is literal text; \{{ is a literal brace; {{param.quarter}}
 *   Behind a reference 은(는) 이(가) 을(를) 과(와) (으)로 become the particle
 *   that the value asks for.
 */
#pragma once

#include "base/job.h"
#include "figure/codes.h"
#include "figure/figure_table.h"
#include "figure/sources.h"

typedef struct {
    const SbFigureTable *figures; /* may be NULL: every reference is an error */
    gboolean draft;               /* new rows may be cited too */
    const char *lang;
    GHashTable *params;   /* name -> text; may be NULL */
    GPtrArray *cited;     /* of const char*: fact_ids in order of citation; may be NULL */
    GPtrArray *notes;     /* of char*, to be freed: what as=CURRENCY used; may be NULL */
    const SbCodes *codes; /* labels of places and indicators in charts; may be NULL */
    const SbSources *sources; /* titles and rights in charts' data; may be NULL */
} SbReferenceContext;

/* Is there a reference in text? */
gboolean sb_reference_in(const char *text);
/* text with every reference replaced.  An unknown, unpublished or rejected id
 * or option is an error; where names its place ("file:1:2"), may be NULL.
 * Free it. */
char *sb_reference_resolve(SbJob *job, const SbReferenceContext *context,
    const char *text, const char *where, GError **error);
