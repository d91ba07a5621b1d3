/*
 * A column of the tidy CSV: one cell of a figure as text, in and out.
 *
 * The list is figure/columns.def.  Used by the reader and the writer
 * (tidy.c), by the merge (review.c) and by datapackage.c.
 */
#pragma once

#include "base/arena.h"
#include "figure/figure.h"

typedef enum {
#define COLUMN(field, owner, kind, concept, meaning) SB_COLUMN_##field,
#include "figure/columns.def"
#undef COLUMN
    SB_COLUMN_COUNT
} SbColumnId;

typedef enum { SB_COLUMN_OWNER_PERSON, SB_COLUMN_OWNER_PROGRAM } SbColumnOwner;

typedef enum {
    SB_COLUMN_KIND_STATUS,
    SB_COLUMN_KIND_TEXT,
    SB_COLUMN_KIND_VALUE,
    SB_COLUMN_KIND_HIGH,
    SB_COLUMN_KIND_QUALIFIER,
    SB_COLUMN_KIND_ROLE,
    SB_COLUMN_KIND_MODALITY,
    SB_COLUMN_KIND_PRECISION,
    SB_COLUMN_KIND_INTEGER
} SbColumnKind;

typedef struct {
    const char *name;
    SbColumnOwner owner;
    SbColumnKind kind;
    size_t offset;       /* of the field in SbFigure */
    const char *concept; /* SDMX */
    const char *meaning;
} SbColumnDef;

const SbColumnDef *sb_column_def(SbColumnId id);
/* The column with this head (case and outer blanks do not matter), or -1. */
int sb_column_named(const char *head);
/* The names in order, SB_COLUMN_COUNT of them. */
const char *const *sb_column_names(void);

/* The cell as the tidy CSV has it, unguarded: numbers without exponent or
 * grouping, enums as their words.  Free it. */
char *sb_column_get(const SbFigure *figure, SbColumnId id);
/* The same without a copy where the cell is a text or the name of an enum; NULL: it
 * is a number. */
const char *sb_column_text(const SbFigure *figure, SbColumnId id);
/* The cell of a number, behind what is in out. */
void sb_column_append_number(GString *out, const SbFigure *figure, SbColumnId id);
/* Sets a field from what a person typed.  FALSE when it is not that kind of
 * thing; *why then says what was expected.  Free *why.  Strings go into arena.
 * Set precision after value and value_high. */
gboolean sb_column_set(
    SbFigure *figure, SbArena *arena, SbColumnId id, const char *cell, char **why);
/* May a spreadsheet run this column's cells (text), or are they numbers? */
gboolean sb_column_is_number(SbColumnId id);
