/*
 * What is there before anything is done: the manifest, the plan, what the last
 * run made, and which steps are out of date.
 */
#pragma once

#include "build/build.h"
#include "build/journal.h"
#include "build/plan.h"
#include "build/stamp.h"

typedef struct {
    SbManifest *manifest;
    SbPlan *plan;
    char *program;    /* sb_stamp_program() */
    char *outdir;     /* as it is opened */
    char *stamp_path; /* build.json, or build.draft.json */
    char *journal_path;
    SbStamp *stamp;     /* of the last run; empty when there is none */
    SbJournal *journal; /* everything there that is ours */
    SbJob *job;         /* for paths of the program's own data; borrowed */
    char *real_folder, *real_root, *real_share; /* resolved */
    GHashTable *hashes;                         /* path as it is opened -> sha256 */
} SbSurvey;

/* Reads the manifest and, if there is one, what the last run left. */
SbSurvey *sb_survey_new(
    SbJob *job, const SbSource *manifest, const SbBuildOptions *options, GError **error);
void sb_survey_free(SbSurvey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbSurvey, sb_survey_free)

/* Reads (again) what the last run left: to be called with the lock held. */
void sb_survey_read_stamp(SbSurvey *survey);

/* How a file that was opened as path is called in the stamp: relative to the
 * manifest's folder, or "share:…".  NULL when it is no file.  Free it. */
char *sb_survey_label(const SbSurvey *survey, const char *path);
/* A line of the stamp with its place as seen from the current folder.  Free it. */
char *sb_survey_line(const SbSurvey *survey, const char *line);
/* The SHA-256 of a file as it is now; "" when it can't be read.  Lends. */
const char *sb_survey_hash(SbSurvey *survey, const char *path);
/* The path that an output is opened as.  Free it. */
char *sb_survey_output(const SbSurvey *survey, const char *output);

/* Why the step must be done: "new", "charts/exports.vl.json has changed",
 * "charts/exports.en.png is not there"; NULL when it is up to date.  Free it. */
char *sb_survey_reason(SbSurvey *survey, const SbStep *step);
