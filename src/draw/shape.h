/*
 * Shaping, for the rest of this room: a face looked up once, and text turned
 * into glyphs with their places.
 *
 * The other rooms see text.h only; Pango and cairo types end here.
 */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "base/arena.h"
#include "draw/font.h"
#include "draw/text.h"

/* An SbFont looked up: its description, its metrics and the lines set in it. */
typedef struct SbFace SbFace;

SbFace *sb_fonts_face(SbFonts *fonts, const SbFont *font);
PangoContext *sb_fonts_context(SbFonts *fonts);
/* The hyphenation dictionary for a language ("en", "en-GB"), or NULL. */
void *sb_fonts_hyphens(SbFonts *fonts, const char *lang);
const PangoFontDescription *sb_face_description(const SbFace *face);
PangoAttrList *sb_face_attributes(SbFace *face); /* lent */
double sb_face_ascent(SbFace *face);
double sb_face_descent(SbFace *face);
/* Text → SbTextLine, of text.c; freed with the face. */
GHashTable *sb_face_lines(SbFace *face);

/* Glyphs of one face, x and y relative to the line's start.  In PDF the
 * clusters give the text back. */
typedef struct {
    cairo_scaled_font_t *font; /* lent by Pango's font map */
    cairo_glyph_t *glyphs;
    cairo_text_cluster_t *clusters;
    int n_glyphs, n_clusters;
    gboolean backward; /* clusters run against the glyphs (right to left) */
    const char *text;  /* of the clusters; bytes long */
    int bytes;
    unsigned span; /* of a paragraph: its span */
} SbGlyphs;

struct SbTextLine {
    double width;
    GArray *parts;    /* of SbGlyphs, left to right */
    gunichar missing; /* the first character that no face has, or 0 */
};

/* The line of text in font: lent until the next call for the same font. */
const SbTextLine *sb_text_line(SbFonts *fonts, const SbFont *font, const char *text);
/* The parts of a piece of a shaped paragraph, as sb_text_piece_width() measures
 * it; letter is added after each cluster but the last, word to each space.
 * Everything in arena; returns an array of SbGlyphs. */
GArray *sb_text_piece(SbTextRun *run, SbArena *arena, size_t start, size_t end,
    gboolean hyphen, double letter, double word);

/* A copy of text in which control characters are spaces; marks counts the
 * longest run of combining marks.  Free it. */
char *sb_shape_clean(const char *text, size_t length, int *marks);
/* Appends the glyphs [from, to) of a shaped item to parts, beginning at *x
 * (which moves on); text is what they stand for.  letter and word: see above. */
void sb_shape_append(GArray *parts, SbArena *arena, PangoItem *item,
    const PangoGlyphString *glyphs, int from, int to, const char *text, int bytes,
    double *x, double rise, double letter, double word);
/* The first character of text that glyphs lack, or 0. */
gunichar sb_shape_missing(const PangoGlyphString *glyphs, const char *text);
