/*
 * The door of the room: a Vega-Lite specification in, a scene out.
 *
 *   parse -> resolve defaults -> transforms -> scales -> layout -> scene
 */
#pragma once

#include "base/job.h"
#include "base/json.h"
#include "draw/scene.h"
#include "figure/reference.h"

typedef struct SbChart SbChart;

typedef struct {
    const char
        *theme; /* NULL: "vega", or usermeta.statbrief.theme; "brief" "slide-dark" */
    const char *lang; /* NULL: "en" */
    const char *root; /* data files must lie below; NULL: the spec's own root */
    const SbReferenceContext *references; /* for {{…}} in texts and the table `figures` */
    double width, height; /* outer size in px; 0: the specification's own */
    double type_scale;    /* of all type sizes; 0: 1 */
    gboolean grey;
    gboolean no_background;
    const char *draft_mark;    /* drawn small in a corner; NULL: none */
    const json_t *params;      /* name -> value, over the specification's; NULL */
    const json_t *colours;     /* category -> colour, pinned by the report; NULL */
    gboolean headline_outside; /* title, subtitle, source, notes are set by the caller */
} SbChartOptions;

/* A chart said in a few words, without a specification. */
typedef struct {
    const char *mark;
    /* names and shorthands ("x", "mean(amount):Q"), in turn; NULL-terminated */
    const char *const *channels;
    const char *where; /* an expression in which a bare name is a field; NULL: all */
    const char *sort;  /* of names: "none", "ascending", "-x" …; NULL: bars by length */
    const char *headline, *subtitle, *source; /* NULL: what the rows share */
    const char *theme;                        /* NULL: "brief" */
    const char *lang;
    gboolean figures;       /* the data are the references' figures, or */
    const char *url;        /* a file beside: */
    const SbSource *beside; /* what stands for the specification */
} SbSketch;

/* The specification of a sketch, its types and texts taken from the data; json_decref()
 * it.  options: references and root. */
json_t *sb_chart_sketch(
    SbJob *job, const SbSketch *sketch, const SbChartOptions *options, GError **error);

/* spec: the tree (borrowed); place says where it stands. */
SbChart *sb_chart_new(SbJob *job, SbFonts *fonts, const json_t *spec,
    const SbJsonPlace *place, const SbChartOptions *options, GError **error);
void sb_chart_free(SbChart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbChart, sb_chart_free)

const SbScene *sb_chart_scene(const SbChart *chart);
/* Given or generated; at most 250 characters. */
const char *sb_chart_alt(const SbChart *chart);
/* The data drawn, as CSV.  Free it. */
GString *sb_chart_data_csv(const SbChart *chart);
/* usermeta.statbrief texts in the language, references resolved; "" when none. */
const char *sb_chart_title(const SbChart *chart);
const char *sb_chart_subtitle(const SbChart *chart);
const char *sb_chart_source(const SbChart *chart);
const GPtrArray *sb_chart_notes(const SbChart *chart); /* of const char* */
/* "model": the resolved specification as JSON.  Free it. */
GString *sb_chart_dump(const SbChart *chart, const char *what);
/* The JSON Schema of usermeta.statbrief.  Free it. */
GString *sb_usermeta_schema_text(void);
