/*
 * What a head, a row's label, a caption or a unit line of a table says
 * (private to the room).
 */
#pragma once

#include "extract/context.h"
#include "extract/grid_period.h"

enum { SB_GRID_UNITS = 4 };

typedef struct {
    const char *code; /* "CNY", "%", "{person}"; NULL: none */
    SbNamedKind kind;
    int power;        /* of ten, that a printed number is to be multiplied by */
    gboolean weak;    /* "Farms" as a head: counts them, unless a unit is given */
    const char *what; /* "volume" of "million litres for volume"; NULL: not said */
} SbGridUnit;

/* What a growth is measured against. */
typedef enum {
    SB_GRID_BASE_NONE,
    SB_GRID_BASE_YEAR,
    SB_GRID_BASE_QUARTER,
    SB_GRID_BASE_MONTH,
    SB_GRID_BASE_BEFORE
} SbGridBase;

/* All strings are never NULL. */
typedef struct {
    const char *words;  /* as written, without the unit */
    const char *phrase; /* as an indicator: lower case, no place, no period */
    const char *place, *place_code;
    gboolean company; /* the place is one */
    SbGridTime time;
    const char *period;               /* "" when time gives none */
    SbGridUnit level, percent;        /* of "(trillion yuan, %)": both */
    SbGridUnit levels[SB_GRID_UNITS]; /* of "(개사, 억원, 명)": all that are no % */
    guint units;
    gboolean share, growth, change, ratio, rank, total, subtotal, number, year, mean;
    gboolean people; /* counts persons without saying so: "population" */
    gboolean per_share;
    gboolean of_shares, of_rate; /* "Basic" below "Shares outstanding" */
    gboolean generic;            /* the phrase says nothing of what is measured */
    gboolean index;              /* "2020=100" */
    gboolean notes;              /* a column of numbers of notes */
    gboolean names_unit;         /* "(Unit: bn won)" */
    gboolean bracketed;          /* "(증감률)" */
    gboolean paired;             /* "Cows (share)": of the second value in its cells */
    gboolean paired_growth;
    SbGridBase base;
    const char *whole;   /* of a share: "total national population" */
    gboolean has_figure; /* "2019 99.0865": a period and the column's total */
    SbDecimal figure;
    SbSpan figure_span;
} SbGridHead;

/* Reads span (a cell, or a whole line).  outer: the place that direction words
 * are parts of ("East" of "China"); "" for none. */
SbGridHead sb_grid_head_read(
    SbContext *context, const SbMentionSetting *setting, SbSpan span, const char *outer);
/* Adds to head what the head above it in the column says. */
void sb_grid_head_join(SbContext *context, SbGridHead *head, const SbGridHead *above);
