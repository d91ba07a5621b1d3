/*
 * One report on its way to pages: what all stages of the room share.
 */
#pragma once

#include "figure/codes.h"
#include "figure/finding.h"
#include "figure/reference.h"
#include "figure/sources.h"
#include "report/document.h"
#include "report/front.h"
#include "report/report.h"
#include "report/style.h"

typedef struct SbPress {
    SbJob *job;
    SbFonts *fonts;
    SbArena *arena;  /* everything of the report */
    SbArena *shapes; /* shaped paragraphs: NULL once the PDF is drawn */
    const SbSource *source;
    const char *root;
    const SbReportOptions *options;
    const SbFront *front;
    const char *lang;
    const char *title, *subtitle; /* of the front matter, references resolved; or NULL */
    SbStyle style;
    const SbFigureTable *figures; /* NULL: the report names no data */
    const SbSource *data;         /* where figures come from; or NULL */
    const SbCodes *codes;         /* NULL: not needed yet */
    const SbFindings *findings;   /* NULL: not needed yet */
    const SbSource *checks;       /* or NULL */
    const SbSources *sources;     /* NULL: none */
    SbReferenceContext references;
    GHashTable *labels; /* id -> "Figure 3" or a heading's text */
    GPtrArray *charts;  /* of SbChartData: what goes into the PDF beside the pages */
    guint notes_taken;  /* of references.notes */
    int footnotes;      /* of the document's own; notes on rates come after them */
} SbPress;

/* The data of a chart that was drawn. */
typedef struct {
    const char *name; /* "figure-3.csv" */
    const char *description;
    GBytes *csv;
} SbChartData;

/* A word of the house in the report's language: "Figure", "Source" … */
typedef enum {
    SB_WORD_FIGURE,
    SB_WORD_TABLE,
    SB_WORD_SOURCE,
    SB_WORD_NOTE,
    SB_WORD_NOTES,
    SB_WORD_CONTENTS,
    SB_WORD_KEY_MESSAGES,
    SB_WORD_SUMMARY,
    SB_WORD_CONTINUED,
    SB_WORD_UNIT,
    SB_WORD_TOTAL,
    SB_WORD_DRAFT,
    SB_WORD_COUNT
} SbWord;

const char *sb_press_word(const SbPress *press, SbWord word);
/* The number of the note that the last resolved reference asks for (a rate used),
 * 0: none.  Equal notes have one number. */
int sb_press_take_note(SbPress *press);
/* A PNG or JPEG below the root, beside the report; offset is the place that names
 * it. */
const SbImage *sb_press_image(
    SbPress *press, const char *path, size_t offset, GError **error);
/* text with its references resolved; in the arena. */
const char *sb_press_resolve(SbPress *press, const char *text, const SbSource *source,
    size_t offset, GError **error);
