/*
 * Front matter: what stands between the two lines "---" at a report's head.
 */
#pragma once

#include "base/arena.h"
#include "base/json.h"

typedef struct {
    const char *title, *subtitle, *organisation, *date, *lang;
    const char *template_name, *theme, *paper, *logo;
    const char *data, *checks, *sources; /* files, beside the report; or NULL */
    const GPtrArray *authors, *keywords; /* of const char* */
    const GPtrArray *summary;            /* of const char*: one text, or key messages */
    gboolean summary_is_list;
    int pages; /* a budget; 0: none */
    gboolean toc;
    size_t body; /* the byte where the Markdown begins */
    SbJsonPlace place;
} SbFront;

/* Keys that are not known, or of the wrong type, are errors with their place.
 * A report without front matter has all defaults. */
const SbFront *sb_front_read(SbArena *arena, const SbSource *source, GError **error);
