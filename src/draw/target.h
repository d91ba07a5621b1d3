/*
 * A scene, or pages of scenes, as the bytes of a file.
 *
 * Same scene, same bytes: no clock, no counters, no names of machines.  Dates
 * come in as text.  A scene in px is 0.75 pt a unit in PDF.
 */
#pragma once

#include "base/job.h"
#include "draw/scene.h"

typedef enum { SB_TARGET_PNG, SB_TARGET_SVG, SB_TARGET_PDF } SbTargetKind;

typedef struct {
    const char *title, *author, *subject, *keywords, *lang; /* may be NULL */
    const char *alt;          /* alt text of the whole; may be NULL */
    const char *date;         /* "2023-12-01" or RFC 3339; NULL: 1970-01-01 */
    double scale;             /* PNG: pixels a unit; 0: 1 */
    double dpi;               /* PNG: pHYs; 0: 96 × scale */
    gboolean grey;            /* everything in greys */
    gboolean svg_outline;     /* SVG: text as paths */
    double physical_width_mm; /* SVG, PDF: 0: by the scene's own unit */
    const char *id_prefix;    /* SVG: before every id; NULL: "sb" */
    double points;            /* PDF: points a unit; 0: 0.75 (px) */
} SbTargetOptions;

/* By the ending of path (.png .svg .pdf); FALSE when it is none of them. */
gboolean sb_target_by_name(const char *path, SbTargetKind *out);
/* The file of one scene.  g_bytes_unref() it. */
GBytes *sb_target_render(SbJob *job, SbFonts *fonts, const SbScene *scene,
    SbTargetKind kind, const SbTargetOptions *options, GError **error);

/* --- documents -------------------------------------------------------------- */

typedef struct {
    const char *title;
    int level;        /* 1… */
    const char *dest; /* a DEST item's name */
} SbOutlineEntry;

/* The structure tree, in reading order: node i has parent < i.  Node 0 is the
 * Document.  Items point to nodes by tag. */
typedef struct {
    int parent;
    const char
        *type; /* "P" "H1" "L" "LI" "Lbl" "LBody" "Table" "TR" "TH" "TD" "Figure" … */
    const char *alt, *lang, *title;
    const char *scope; /* TH: "Column" "Row" */
    int col_span, row_span;
} SbStructNode;

typedef struct {
    const char *name; /* "figures.csv" */
    const char *description;
    const char *mime;
    GBytes *bytes;
} SbAttachment;

typedef struct {
    const GPtrArray *pages;    /* of SbScene, in points; or NULL: by page() */
    const GArray *outline;     /* of SbOutlineEntry; may be NULL */
    const GArray *structure;   /* of SbStructNode; may be NULL: untagged */
    const GArray *attachments; /* of SbAttachment; may be NULL */
    const char *const *labels; /* a page label each; may be NULL */
    /* Pages made as they are drawn: n_pages of them, each lent until the next call.
     * drawn is told when no page is needed any more; links and destinations keep
     * their texts.  May be NULL. */
    guint n_pages;
    const SbScene *(*page)(void *data, guint index);
    void (*drawn)(void *data);
    void *data;
} SbDocumentPages;

GBytes *sb_target_document(SbJob *job, SbFonts *fonts, const SbDocumentPages *pages,
    const SbTargetOptions *options, GError **error);
