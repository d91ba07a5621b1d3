/*
 * One figure: a number that says how much or how many of something, with what
 * it is about and where it was printed.  A row of the tidy CSV.
 *
 * A plain record whose strings live in the table's arena.  Text fields are
 * never NULL once in a table ("" for empty).
 */
#pragma once

#include <glib.h>

#include "base/decimal.h"

typedef enum {
    SB_STATUS_NEW,
    SB_STATUS_ACCEPTED,
    SB_STATUS_EDITED,
    SB_STATUS_REJECTED,
    SB_STATUS_ADDED
} SbStatus;

typedef enum {
    SB_QUALIFIER_NONE,
    SB_QUALIFIER_ABOUT,    /* ~ */
    SB_QUALIFIER_OVER,     /* > */
    SB_QUALIFIER_AT_LEAST, /* >= */
    SB_QUALIFIER_UNDER,    /* < */
    SB_QUALIFIER_AT_MOST   /* <= */
} SbQualifier;

typedef enum {
    SB_ROLE_LEVEL,
    SB_ROLE_SHARE,
    SB_ROLE_GROWTH,
    SB_ROLE_CHANGE,
    SB_ROLE_RANK,
    SB_ROLE_RATE,
    SB_ROLE_PRICE
} SbRole;

typedef enum {
    SB_MODALITY_ACTUAL,
    SB_MODALITY_AGREED,
    SB_MODALITY_ANNOUNCED,
    SB_MODALITY_TARGET,
    SB_MODALITY_FORECAST,
    SB_MODALITY_RULE
} SbModality;

typedef struct {
    SbStatus status;
    const char *fact_id;
    const char *text;   /* the number as printed */
    gboolean has_value; /* FALSE: derived, not yet evaluated, or "n/a" */
    SbDecimal value;    /* scale applied; value.exponent is the precision */
    const char *unit;   /* "USD", "%", "pp", "km2", "{business}", "1" */
    const char *indicator;
    const char *item;
    const char *place;
    const char *period; /* "2022", "2022-10", "2019/2022", "FY2023", "" */
    gboolean has_high;
    SbDecimal value_high; /* upper end of a range */
    SbQualifier qualifier;
    SbRole role;
    SbModality modality;
    const char *base;
    const char *derived_from; /* expression over {fact-id}s */
    gboolean has_precision;
    int precision; /* power of ten of the last digit printed */
    const char *same_as;
    const char *quote;
    const char *comment;
    const char *label_en, *label_ko;
    const char *source;     /* key into sources.csv */
    int page, line, column; /* 1-based; 0: unknown */
    const char *place_code, *indicator_code;
    const char *remarks;   /* ids, ;-separated */
    const char *cell;      /* "t3.r4.c2", "" in prose */
    const char *relations; /* "part-of:ID;from:ID" */
    const char **extra;    /* unknown columns, as many as the table names; or NULL */
    int row_line;          /* line of the CSV it was read from; 0: not read */
} SbFigure;

/* The words of the tidy CSV for the enums; _parse also takes the words that a
 * person writes (case, "ok", 승인 …) and returns FALSE for others. */
const char *sb_status_name(SbStatus status);
const char *sb_qualifier_name(SbQualifier qualifier); /* "", "~", ">", … */
const char *sb_role_name(SbRole role);
const char *sb_modality_name(SbModality modality);
gboolean sb_status_parse(const char *word, SbStatus *out);
gboolean sb_qualifier_parse(const char *word, SbQualifier *out);
gboolean sb_role_parse(const char *word, SbRole *out);
gboolean sb_modality_parse(const char *word, SbModality *out);

/* accepted, edited or added, with empty same_as. */
gboolean sb_figure_is_published(const SbFigure *figure);
