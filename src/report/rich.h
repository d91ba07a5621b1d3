/*
 * A text with styles, links and footnote marks: what stands in a paragraph, a
 * heading, a cell.  UTF-8; spans cover it without gaps, in order.
 */
#pragma once

#include "base/arena.h"

enum {
    SB_RICH_STRONG = 1,
    SB_RICH_EMPHASIS = 2,
    SB_RICH_CODE = 4,
    SB_RICH_MARK = 8,   /* raised and small: a footnote's number */
    SB_RICH_QUIET = 16, /* grey */
    SB_RICH_LABEL = 32  /* in the accent colour: "Figure 3" before a headline */
};

typedef struct {
    size_t start, end; /* bytes */
    guint style;
    const char *uri;  /* http, https, mailto; or NULL */
    const char *dest; /* a named place; or NULL */
    int note;         /* the footnote whose mark this is, 1-based; or 0 */
} SbRichSpan;

typedef struct {
    const char *text;
    const SbRichSpan *spans;
    size_t n_spans;
} SbRich;

/* Builds a rich text; what it leaves lives in arena. */
typedef struct {
    SbArena *arena;
    GString *text;
    GArray *spans; /* of SbRichSpan */
} SbRichBuilder;

void sb_rich_begin(SbRichBuilder *builder, SbArena *arena);
/* Appends text in the style, links and note of like (its start and end are not
 * looked at); like may be NULL. */
void sb_rich_add(SbRichBuilder *builder, const char *text, const SbRichSpan *like);
void sb_rich_append(SbRichBuilder *builder, const SbRich *other);
/* The text; blanks at both ends are dropped.  Frees what the builder held. */
const SbRich *sb_rich_end(SbRichBuilder *builder);
const SbRich *sb_rich_plain(SbArena *arena, const char *text, guint style);
gboolean sb_rich_is_empty(const SbRich *rich); /* NULL too */
/* The first length bytes of rich. */
const SbRich *sb_rich_cut(SbArena *arena, const SbRich *rich, size_t length);
/* The piece [start, end) of rich. */
const SbRich *sb_rich_piece(SbArena *arena, const SbRich *rich, size_t start, size_t end);
