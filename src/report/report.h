/*
 * The door of the press: a report in Markdown in, pages out.
 */
#pragma once

#include "base/job.h"
#include "base/json.h"
#include "draw/target.h"

typedef struct SbReport SbReport;

typedef struct {
    const char *root;   /* files must lie below; NULL: found from the report */
    const char *data;   /* figures.csv over front matter's; NULL */
    const char *checks; /* checks.csv over front matter's; NULL */
    gboolean draft;     /* new rows too, every page marked */
    gboolean strict;
    const char *date;      /* over front matter's; NULL */
    GHashTable *params;    /* name -> text; NULL */
    const json_t *colours; /* NULL */
} SbReportOptions;

SbReport *sb_report_new(SbJob *job, SbFonts *fonts, const SbSource *source,
    const SbReportOptions *options, GError **error);
void sb_report_free(SbReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbReport, sb_report_free)

size_t sb_report_pages(const SbReport *report);
/* A page, lent until the next call; none once the PDF is made. */
const SbScene *sb_report_page(SbReport *report, size_t index);
/* The PDF, made once; what only drawing needs is given up for it, so pages come
 * first.  g_bytes_unref() it. */
GBytes *sb_report_pdf(SbReport *report, GError **error);
/* Page index as PNG at dpi; before the PDF. */
GBytes *sb_report_png(SbReport *report, size_t index, double dpi, GError **error);
/* fact_ids cited, in order. */
const GPtrArray *sb_report_cited(const SbReport *report); /* of const char* */
/* "document" "boxes" "scene".  Free it. */
GString *sb_report_dump(SbReport *report, const char *what);
