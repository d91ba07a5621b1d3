/*
 * The steps of a build, in order: what a merge of the articles would bring,
 * the audit, each chart in each edition, each report.
 *
 * A step is known by its name ("chart exports en"), is done again when its
 * recipe (everything but the content of files that goes into it) or one of its
 * inputs has changed, and owns its outputs.
 */
#pragma once

#include "build/build.h"
#include "build/manifest.h"

typedef enum { SB_STEP_MERGE, SB_STEP_CHECK, SB_STEP_CHART, SB_STEP_REPORT } SbStepKind;

typedef struct {
    SbStepKind kind;
    const char *name;         /* unique */
    const char *path;         /* of the specification or report; "" for others */
    const char *lang;         /* "" for others */
    const char *stem;         /* of outputs, within the outdir: "charts/exports" */
    gboolean with_data;       /* this edition's chart also writes stem.data.csv */
    const GPtrArray *inputs;  /* of const char*: files known from the manifest */
    const GPtrArray *outputs; /* of const char*: within the outdir */
    const char *recipe;
} SbStep;

typedef struct {
    const SbManifest *manifest;
    gboolean draft, strict;
    const char *date;       /* may be NULL */
    const GPtrArray *steps; /* of SbStep */
} SbPlan;

/* Refuses two steps of one name or output.  manifest is borrowed. */
SbPlan *sb_plan_new(
    const SbManifest *manifest, const SbBuildOptions *options, GError **error);
void sb_plan_free(SbPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbPlan, sb_plan_free)

/* What the outputs of a chart's step are called, within the outdir: a picture at
 * its own size (preset NULL) or a preset's; "alt.txt" and "data.csv".  Free it. */
char *sb_plan_picture(
    const SbPlan *plan, const SbStep *step, const char *preset, const char *format);
char *sb_plan_text(const SbPlan *plan, const SbStep *step, const char *ending);

/* The plan as text.  Free it. */
GString *sb_plan_dump(const SbPlan *plan);
