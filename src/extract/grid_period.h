/*
 * Times in the heads and labels of tables, where the year may stand in one row
 * and the month in an other (private to the room).
 */
#pragma once

#include "base/arena.h"
#include "extract/article.h"

/* A time, or a part of one; 0: not said. */
typedef struct {
    int year, to_year; /* to_year: of "2019–2022" */
    char part;         /* 'Q', 'H', 'M' or 0 */
    int from, to;      /* quarter, half or months */
    int day_from, day_to;
    int length;           /* in months: of "nine months ended" the day or month */
    gboolean fiscal, sum; /* sum: from January on ("누계") */
    gboolean change;      /* "22/21": on the year before */
    gboolean forecast, target;
} SbGridTime;

/* Reads the times in text [span.start, span.end); the spans of what was read go
 * into used (of SbSpan).  FALSE: none, time is empty. */
gboolean sb_grid_period_read(
    const char *text, SbSpan span, SbGridTime *time, GArray *used);
/* Is there a year, a month, a quarter …? */
/* "Aug 24" read as a day of August: is it the month of 2024, or could it be? */
gboolean sb_grid_period_may_be_short(const SbGridTime *time);
/* Makes a year of the day of such a time. */
void sb_grid_period_short(SbGridTime *time);
gboolean sb_grid_period_any(const SbGridTime *time);
/* What time does not say is taken from other. */
void sb_grid_period_fill(SbGridTime *time, const SbGridTime *other);
/* As the tidy CSV writes it, "" when there is no year and date ("2023-06-05", may
 * be "") gives none. */
const char *sb_grid_period_text(SbArena *arena, const SbGridTime *time, const char *date);
