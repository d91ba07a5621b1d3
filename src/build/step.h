/*
 * One step done: its outputs staged, what it read, wrote and told noted in the
 * stamp to come.
 *
 * Each step has a job of its own, so that the sources which that job read are
 * the step's dependencies.  Charts and reports go through the same doors as the
 * commands do.
 */
#pragma once

#include "base/output.h"
#include "build/survey.h"
#include "check/check.h"
#include "draw/font.h"
#include "figure/codes.h"

typedef struct {
    SbSurvey *survey;
    SbStamp *stamp;     /* to come */
    SbOutputSet *set;   /* outputs are staged in it */
    GPtrArray *written; /* of char*: outputs staged, as they are opened */
    const char *data_dir;
    gboolean force;
    /* shared by steps, made when the first needs them */
    SbJob *job;
    SbFigureTable *figures;
    SbCodes *codes;
    SbFonts *fonts;
} SbStepRun;

/* FALSE and *error when the step failed. */
gboolean sb_step_do(SbStepRun *run, const SbStep *step, GError **error);

/* For the files of steps: the reviewed figures (NULL in *out without data). */
gboolean sb_step_figures(SbStepRun *run, const SbFigureTable **out, GError **error);
const SbCodes *sb_step_codes(SbStepRun *run, GError **error);
SbFonts *sb_step_fonts(SbStepRun *run, GError **error);
/* Stages bytes for an output, unless that is what lies there already.  Refuses
 * to write over what is not ours. */
gboolean sb_step_stage(SbStepRun *run, SbStampStep *entry, const char *output,
    const void *bytes, size_t length, GError **error);
/* Notes a line to tell, whose place is relative to the manifest's folder. */
void sb_step_tell(SbStepRun *run, SbStampStep *entry, const char *line);

/* The kinds of steps; job is the step's own. */
gboolean sb_step_chart(
    SbStepRun *run, SbJob *job, const SbStep *step, SbStampStep *entry, GError **error);
gboolean sb_step_report(
    SbStepRun *run, SbJob *job, const SbStep *step, SbStampStep *entry, GError **error);
gboolean sb_step_check(
    SbStepRun *run, SbJob *job, const SbStep *step, SbStampStep *entry, GError **error);
gboolean sb_step_merge(
    SbStepRun *run, SbJob *job, const SbStep *step, SbStampStep *entry, GError **error);
