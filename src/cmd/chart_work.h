/*
 * A chart drawn for a command: its specification read, laid out once, and rendered for
 * each of its outputs.  Private to the chart command.
 */
#pragma once

#include "base/json.h"
#include "chart/chart.h"
#include "cmd/command.h"

/* What all charts of a run share; not written to while they are drawn. */
typedef struct {
    SbCall *call;
    SbReferenceContext references;
    SbChartOptions layout;
    double scale, dpi;
    gboolean physical; /* a size in cm, mm, in or pt was asked */
    int format;        /* SbTargetKind of standard output */
    const char *dump;  /* "scene" …: a text instead of outputs; NULL */
} SbChartSetting;

/* One chart on its way. */
typedef struct {
    const char *path;       /* of the specification; or */
    const json_t *spec;     /* the specification, and */
    const SbSource *beside; /* what stands for its file */
    GPtrArray *outputs;     /* of char*: paths, or "-" */
    SbJob *job;             /* its own, or the call's */
    /* once drawn */
    gboolean done;
    GPtrArray *files; /* of GBytes, one an output */
    GString *text;    /* of dump */
    GError *why;      /* NULL: it is drawn */
} SbChartWork;

/* Of a picture's name without the endings of a specification: "a/exports.vl.json" ->
 * "exports".  Free it. */
char *sb_chart_work_stem(const char *path);

void sb_chart_work_draw(const SbChartSetting *setting, SbChartWork *work, SbFonts *fonts);
/* Draws all, by so many threads; each in its turn is given to take, which returns FALSE
 * to end.  A work that has a job of its own is handed over with its job taken. */
gboolean sb_chart_work_all(const SbChartSetting *setting, GPtrArray *works, guint jobs,
    gboolean (*take)(void *data, SbChartWork *work, GError **error), void *data,
    GError **error);
void sb_chart_work_free(SbChartWork *work);
