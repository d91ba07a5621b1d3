/*
 * data/codes/: places, indicators, units, names, exchange rates; what the
 * program knows of the world, as tables that a person extends.
 *
 * Loaded once a job, by sb_codes_load(); country names come from iso-codes.
 */
#pragma once

#include "base/decimal.h"
#include "base/job.h"

typedef struct {
    const char *code;   /* "KR-44", "JP", "X-ORG-adb" */
    const char *parent; /* "KR", "" */
    const char *en;     /* shortest common name: "Chungnam" */
    const char *ko;
    const char *const *aliases; /* NULL-terminated; both languages */
    const char *kind;           /* "country" "province" "city" "region" "organisation" */
    const char *mois, *kostat;  /* codes of Korean agencies; "" */
    const char *valid_from, *valid_to; /* dates; "" when open */
} SbPlaceCode;

typedef struct {
    const char *code; /* "exports" */
    const char *en, *ko;
    const char *const *aliases;
} SbIndicatorCode;

typedef struct {
    const char *unit; /* "{business}" */
    const char *en_one, *en_many, *ko, *ko_join;
} SbUnitCode;

/* rates.csv: one `from` is worth `rate` of `to`. */
typedef struct {
    const char *from, *to; /* "USD", "KRW" */
    const char *period;    /* "2022", "2022-10", "2023-06-05" */
    const char *kind;      /* "average" "end" "spot" */
    SbDecimal rate;
    const char *source;
} SbRate;

typedef struct SbCodes SbCodes;

SbCodes *sb_codes_load(SbJob *job, GError **error);
void sb_codes_free(SbCodes *codes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbCodes, sb_codes_free)

/* By code; by any name or alias (exact, case folded). NULL: none. */
const SbPlaceCode *sb_codes_place(const SbCodes *codes, const char *code);
const SbPlaceCode *sb_codes_place_named(const SbCodes *codes, const char *name);
/* The longest place name that begins at text (whole words; Korean particles may
 * follow); *length gets its bytes. */
const SbPlaceCode *sb_codes_place_at(
    const SbCodes *codes, const char *text, size_t left, size_t *length);
const SbIndicatorCode *sb_codes_indicator_named(const SbCodes *codes, const char *name);
const SbIndicatorCode *sb_codes_indicator(const SbCodes *codes, const char *code);
const SbUnitCode *sb_codes_unit(const SbCodes *codes, const char *unit);
/* A company, organisation or product of names.csv, by any name. */
const SbPlaceCode *sb_codes_name_named(const SbCodes *codes, const char *name);
const GArray *sb_codes_rates(const SbCodes *codes); /* of SbRate, as in the file */
