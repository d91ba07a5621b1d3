/*
 * Text measured and shaped.
 *
 * A line is text in one font, shaped once, drawn with its baseline at a point.
 * Lengths are in the unit of the font's size.  A glyph that no face has is an
 * error of the line (sb_text_missing), never a box.
 */
#pragma once

#include "base/arena.h"
#include "draw/font.h"
#include "draw/geometry.h"

typedef struct SbTextLine SbTextLine;

/* The advance width of text set on one line. */
double sb_text_width(SbFonts *fonts, const SbFont *font, const char *text);
/* Ascent and descent (both positive) of the font. */
void sb_text_metrics(SbFonts *fonts, const SbFont *font, double *ascent, double *descent);
/* The first character of text that no face of the font has, or 0. */
gunichar sb_text_missing(SbFonts *fonts, const SbFont *font, const char *text);
/* text cut to fit width with ellipsis appended (Vega's "limit"); rtl cuts at the
 * left.  Returns a copy in arena. */
const char *sb_text_truncate(SbFonts *fonts, SbArena *arena, const SbFont *font,
    const char *text, double width, const char *ellipsis, gboolean rtl);
/* text broken greedily into lines at most width wide; Korean by word.  Array of
 * char* in arena. */
GPtrArray *sb_text_wrap(
    SbFonts *fonts, SbArena *arena, const SbFont *font, const char *text, double width);

/*
 * For paragraphs: a text with styled spans, shaped as a whole, then cut into
 * clusters.  Sees mixed fonts, scripts and languages; line breaking is the
 * caller's.
 */
typedef struct {
    size_t start, end; /* bytes of the paragraph's text */
    SbFont font;
    const char *lang; /* "en", "ko"; NULL: as the paragraph */
    double rise;      /* baseline shift upward (footnote marks) */
} SbTextSpan;

typedef enum {
    SB_BREAK_NONE,    /* no break before this cluster */
    SB_BREAK_ALLOWED, /* UAX 14, with keep-all for Hangul and kinsoku */
    SB_BREAK_MANDATORY
} SbBreak;

typedef struct {
    double width;
    guint32 start, end; /* bytes; a text is below 4 GiB by the limit on files */
    SbBreak before;     /* may a line end before this cluster? */
    guint is_space : 1; /* stretchable white space, dropped at a line's end */
    guint span : 31;    /* index into the spans */
} SbCluster;

typedef struct SbTextRun SbTextRun; /* a shaped paragraph */

/* Lives in arena.  spans cover the text without gaps, in order. */
SbTextRun *sb_text_shape(SbFonts *fonts, SbArena *arena, const char *text,
    const SbTextSpan *spans, size_t n_spans, const char *lang, GError **error);
const SbCluster *sb_text_clusters(const SbTextRun *run, size_t *count);
/* The paragraph's text. */
const char *sb_text_source(const SbTextRun *run);
/* The font of its span. */
const SbFont *sb_text_span_font(const SbTextRun *run, size_t span);
/* The largest font size of the spans. */
double sb_text_largest(const SbTextRun *run);
/* Bytes where a word may be hyphenated (libhyphen; at least two letters before,
 * three after), as offsets ascending into text; language by span. */
GArray *sb_text_hyphens(SbTextRun *run, SbArena *arena); /* of size_t */
/* Width of bytes [start, end) reshaped as a line of their own (ligatures and
 * kerning at the cut right), with a hyphen at the end when asked. */
double sb_text_piece_width(SbTextRun *run, size_t start, size_t end, gboolean hyphen);
