/*
 * The values of a table's cell: "48.2 (31.5%)", "△2.3", "3–4", "<0.1", "3.1*",
 * "1 234", "3.2bn", "1위" (private to the room).
 */
#pragma once

#include "extract/mention.h"

typedef struct {
    SbDecimal value, high; /* signs applied; a scale word too */
    gboolean has_high;
    gboolean has_scale; /* a scale word stands in the cell */
    gboolean bracketed; /* the whole cell: "(2.3)" */
    gboolean signed_;   /* a sign was printed */
    const char *code;   /* of the cell's own unit, or NULL */
    SbNamedKind kind;
    int power; /* of the own unit */
    SbQualifier qualifier;
    gboolean forecast;    /* "3.1f" */
    gboolean digits_only; /* of an integer, ungrouped: may be a year */
    SbSpan span;
} SbGridValue;

/* 0, 1 or 2: the values of the cell, when it holds nothing else.  rises: "▲" says
 * up here, "▼" down. */
guint sb_grid_cell_read(
    const SbMentionSetting *setting, SbSpan cell, gboolean rises, SbGridValue out[2]);
/* "n/a", "-", "…": says that there is no value. */
gboolean sb_grid_cell_is_none(const char *text, SbSpan cell);
/* A label without "of which:" and "&nbsp;" before it and the marks of footnotes
 * behind it: "Ashby^1", "Tolland†", "계 1)". */
SbSpan sb_grid_cell_label(const char *text, SbSpan cell);
