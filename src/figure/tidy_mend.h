/*
 * Undoing what a spreadsheet did to a reviewed table (private to tidy.c).
 */
#pragma once

#include "base/csv.h"

/* csv: the reviewed table; base: the table as we last wrote it.  Both with their
 * heads in row 0, columns and rows in any order.  Of the rows that are in both,
 * our own cells get the text of base, and a person's where the difference is a
 * spreadsheet's doing. */
void sb_tidy_mend(SbCsv *csv, const SbCsv *base);
