/*
 * What spreadsheets do to cells when they open and save a CSV, undone where what
 * stood there before is known.
 *
 * Numbers become 1.074E+11 or lose their zeros, "2022-10" becomes Oct-22 or
 * 10월-22, characters that CP949 lacks become "?".  A cell is compared with the
 * text that we wrote; a person's own words never are what a spreadsheet makes
 * of it.
 */
#pragma once

#include <glib.h>

typedef enum {
    SB_DAY_ORDER_OPEN,        /* not known */
    SB_DAY_ORDER_MONTH_FIRST, /* 6/5/2023 is the 5th of June */
    SB_DAY_ORDER_DAY_FIRST
} SbDayOrder;

/* Is cell what a spreadsheet makes of text?  numbers: the column holds numbers, and
 * "15.70%" there is 15.7; order is that of the whole file. */
gboolean sb_spreadsheet_made(
    const char *text, const char *cell, gboolean numbers, SbDayOrder order);
/* The order that cell betrays as a spreadsheet's form of text; OPEN: none. */
SbDayOrder sb_spreadsheet_order(const char *text, const char *cell);
/* A spreadsheet's own words in place of a content: "#NAME?", "#REF!", "####". */
gboolean sb_spreadsheet_is_broken(const char *cell);
