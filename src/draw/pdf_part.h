/*
 * The inside of the PDF writer: what cairo drew, then what we lay over it
 * through libqpdf's C interface.
 *
 * Handles of objects (qpdf_oh) live as long as the file does.
 */
#pragma once

#include <qpdf/qpdf-c.h>

#include "draw/target_part.h"

/* Marked content as cairo numbered it. */
typedef struct {
    int page, mcid;
    int node; /* of the structure; −1: an artifact */
} SbPdfLeaf;

/* A LINK or DEST item, in PDF coordinates of its page. */
typedef struct {
    SbItem item; /* a copy: its page may be gone */
    int page;
    double x0, y0, x1, y1;
} SbPdfPlace;

/* A file being finished. */
typedef struct {
    qpdf_data q;
    qpdf_oh root;
    const SbDocumentPages *pages;
    const SbTargetOptions *options;
    const char *date;     /* "2023-12-01T00:00:00Z" */
    const GArray *leaves; /* of SbPdfLeaf, in drawing order */
    const GArray *places; /* of SbPdfPlace: links and destinations */
    qpdf_oh *page;        /* one each */
    int n_pages;
    GArray *links; /* of SbPdfLink, as made: for the structure tree */
} SbPdf;

typedef struct {
    qpdf_oh annotation;
    int page, node; /* node 0: none */
} SbPdfLink;

/* pdf_object.c: objects in few words; names without the slash. */
qpdf_oh sb_pdf_name(SbPdf *pdf, const char *name);
qpdf_oh sb_pdf_text(SbPdf *pdf, const char *utf8);
qpdf_oh sb_pdf_integer(SbPdf *pdf, long long value);
qpdf_oh sb_pdf_real(SbPdf *pdf, double value);
qpdf_oh sb_pdf_dictionary(SbPdf *pdf);
qpdf_oh sb_pdf_array(SbPdf *pdf);
qpdf_oh sb_pdf_indirect(SbPdf *pdf, qpdf_oh object);
qpdf_oh sb_pdf_stream(SbPdf *pdf, const void *bytes, size_t length);
void sb_pdf_set(SbPdf *pdf, qpdf_oh dictionary, const char *key, qpdf_oh value);
void sb_pdf_append(SbPdf *pdf, qpdf_oh array, qpdf_oh value);
/* The catalog's /Names, made if need be. */
qpdf_oh sb_pdf_names(SbPdf *pdf);
/* A date as PDF writes it: "D:20231201000000Z".  Free it. */
char *sb_pdf_date(const char *iso);

/* pdf_places.c: adds the links and destinations of a page to places. */
void sb_pdf_places(GArray *places, const SbScene *scene, int page, double points);

/* pdf_links.c: annotations, named destinations, outline, page labels. */
void sb_pdf_links(SbPdf *pdf);
/* pdf_color.c: the output intent; pictures as PDF/A wants them. */
void sb_pdf_color(SbPdf *pdf);
/* pdf_grey.c: greys by their own operators. */
void sb_pdf_grey(SbPdf *pdf);
/* pdf_meta.c: language, viewer preferences, XMP. */
void sb_pdf_meta(SbPdf *pdf);
/* pdf_tags.c: artifacts, the structure tree. */
void sb_pdf_tags(SbPdf *pdf);
/* pdf_attach.c: the attached files. */
void sb_pdf_attach(SbPdf *pdf);
/* pdf_finish.c: all of the above over the bytes that cairo gave. */
GBytes *sb_pdf_finish(GByteArray *drawn, const SbDocumentPages *pages, int n_pages,
    const GArray *leaves, const GArray *places, const SbTargetOptions *options,
    GError **error);
