/*
 * Dates as people write them: "September 27, 2023", "27 Sept 2023", "2023. 9.
 * 27.", "2023년 9월 27일", "2023-09-27" -> "2023-09-27"; less gives "2023-09" or
 * "2023".
 */
#pragma once

#include <glib.h>

/* NULL when there is no year in it.  Free it. */
char *sb_dates_normal(const char *text, size_t length);
/* The date of a line that stands for the article's: a full date (near the top,
 * or with a word that says so); near the top also a season or month with a
 * year.  NULL: none.  Free it. */
char *sb_dates_in_line(const char *line, size_t length, gboolean top, gboolean *full);
/* 1 … 12, by the first three letters of an English name; 0: none. */
int sb_dates_month(const char *text, size_t left, size_t *length);
/* The date of a dateline ("SEOUL, Oct. 13, 2023 --") or of a day of the week with its
 * full date ("on Friday, October 13, 2023") in English prose; NULL: none.  Free it. */
char *sb_dates_in_prose(const char *text, size_t length);
