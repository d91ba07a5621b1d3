/*
 * What a head, a row's label, a caption or a unit line of a table says
 * (private to the room).
 */
#pragma once

#include "extract/context.h"

typedef struct {
    const char *code; /* "CNY", "%", "{person}"; NULL: none */
    SbNamedKind kind;
    int power;     /* of ten, that a printed number is to be multiplied by */
    gboolean weak; /* "Farms" as a head: counts them, unless a unit is given */
} SbGridUnit;

/* All strings are never NULL. */
typedef struct {
    const char *words;  /* as written, without the unit */
    const char *phrase; /* as an indicator: lower case, no place, no period */
    const char *place, *place_code;
    const char *period;
    SbGridUnit level, percent; /* of "(trillion yuan, %)": both */
    gboolean share, growth, rank, total, number, year;
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
