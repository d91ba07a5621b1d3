/*
 * The countries of ISO 3166-1, from Debian's iso-codes: names in English, and
 * in Korean from its translations.
 */
#pragma once

#include "base/job.h"

/* Calls each(code, en, ko, official, data) for every country, in the list's
 * order; ko and official may be "".  A missing list has no countries. */
gboolean sb_countries_each(SbJob *job,
    void (*each)(const char *code, const char *en, const char *ko, const char *official,
        void *data),
    void *data, GError **error);
