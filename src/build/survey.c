/*
 * In: a manifest and an outdir.  Out: what is there, and what is out of date
 * (by content, never by time).
 */
#include "build/survey.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "build/paths.h"

void
sb_survey_read_stamp(SbSurvey *survey)
{
    sb_stamp_free(survey->stamp);
    sb_journal_free(survey->journal);
    survey->stamp = sb_stamp_read(survey->stamp_path);
    survey->journal = sb_journal_read(survey->journal_path);
    sb_journal_add_stamp(survey->journal, survey->stamp);
    g_hash_table_remove_all(survey->hashes);
}

SbSurvey *
sb_survey_new(
    SbJob *job, const SbSource *manifest, const SbBuildOptions *options, GError **error)
{
    g_autoptr(SbSurvey) survey = g_new0(SbSurvey, 1);

    survey->job = job;
    survey->hashes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    survey->manifest = sb_manifest_read(manifest, options->root, error);
    if (survey->manifest == NULL) {
        return NULL;
    }
    survey->plan = sb_plan_new(survey->manifest, options, error);
    if (survey->plan == NULL) {
        return NULL;
    }
    g_autofree char *share = sb_job_data_path(job, "");
    const char *draft = survey->plan->draft ? ".draft" : "";
    g_autofree char *stamp = g_strdup_printf("build%s.json", draft);
    g_autofree char *journal = g_strdup_printf(".build%s.journal", draft);

    survey->program = sb_stamp_program(job);
    survey->outdir = sb_manifest_path(survey->manifest, survey->manifest->outdir);
    survey->stamp_path = g_build_filename(survey->outdir, stamp, NULL);
    survey->journal_path = g_build_filename(survey->outdir, journal, NULL);
    survey->real_folder = sb_paths_resolve(survey->manifest->folder);
    survey->real_root = sb_paths_resolve(survey->manifest->root);
    survey->real_share = sb_paths_resolve(share);
    sb_survey_read_stamp(survey);
    return g_steal_pointer(&survey);
}

void
sb_survey_free(SbSurvey *survey)
{
    if (survey == NULL) {
        return;
    }
    sb_plan_free(survey->plan);
    sb_manifest_free(survey->manifest);
    sb_stamp_free(survey->stamp);
    sb_journal_free(survey->journal);
    g_free(survey->program);
    g_free(survey->outdir);
    g_free(survey->stamp_path);
    g_free(survey->journal_path);
    g_free(survey->real_folder);
    g_free(survey->real_root);
    g_free(survey->real_share);
    g_hash_table_unref(survey->hashes);
    g_free(survey);
}

/* --- names of files --------------------------------------------------------------------
 */

char *
sb_survey_label(const SbSurvey *survey, const char *path)
{
    char real[PATH_MAX];

    if (realpath(path, real) == NULL) {
        return NULL;
    }
    if (sb_paths_below(real, survey->real_root) != NULL) {
        return sb_paths_relative(real, survey->real_folder);
    }
    const char *rest = sb_paths_below(real, survey->real_share);

    return rest != NULL ? g_strdup_printf("share:%s", rest) : g_strdup(real);
}

/* The path that a label is opened as.  Free it. */
static char *
labelled_path(const SbSurvey *survey, const char *label)
{
    if (g_str_has_prefix(label, "share:")) {
        return g_build_filename(survey->real_share, label + strlen("share:"), NULL);
    }
    return g_path_is_absolute(label) ? g_strdup(label)
                                     : sb_manifest_path(survey->manifest, label);
}

char *
sb_survey_line(const SbSurvey *survey, const char *line)
{
    const char *colon = strchr(line, ':');
    g_autofree char *label =
        colon != NULL ? g_strndup(line, (gsize)(colon - line)) : g_strdup("");
    g_autofree char *path = labelled_path(survey, label);
    char real[PATH_MAX];

    if (*label == '\0' || realpath(path, real) == NULL) {
        return g_strdup(line);
    }
    g_autofree char *here = sb_paths_resolve(".");
    g_autofree char *seen = sb_paths_relative(real, here);

    return g_strconcat(seen, colon, NULL);
}

char *
sb_survey_output(const SbSurvey *survey, const char *output)
{
    return g_build_filename(survey->outdir, output, NULL);
}

/* --- what is out of date
 * ----------------------------------------------------------------- */

const char *
sb_survey_hash(SbSurvey *survey, const char *path)
{
    static const SbSourceOptions raw = { .binary = TRUE };
    const char *known = g_hash_table_lookup(survey->hashes, path);

    if (known != NULL) {
        return known;
    }
    g_autoptr(SbJob) job = sb_job_new(); /* its own: the file need not stay in memory */
    const SbSource *source = sb_source_read(job, path, &raw, NULL);
    char *hash = g_strdup(source != NULL ? sb_source_sha256(source) : "");

    g_hash_table_insert(survey->hashes, g_strdup(path), hash);
    return hash;
}

char *
sb_survey_reason(SbSurvey *survey, const SbStep *step)
{
    const SbStampStep *done = sb_stamp_find(survey->stamp, step->name);

    if (done == NULL) {
        return g_strdup("not made yet");
    }
    if (!sb_stamp_is_of(survey->stamp, survey->program)) {
        return g_strdup("the program has changed");
    }
    if (strcmp(done->recipe, step->recipe) != 0) {
        return g_strdup("the manifest or an option has changed");
    }
    for (guint i = 0; i < done->inputs->len; i++) {
        const SbStampFile *file = done->inputs->pdata[i];
        g_autofree char *path = labelled_path(survey, file->path);

        if (strcmp(sb_survey_hash(survey, path), file->sha256) != 0) {
            return g_strdup_printf("%s has changed", file->path);
        }
    }
    for (guint i = 0; i < done->outputs->len; i++) {
        const SbStampFile *file = done->outputs->pdata[i];
        g_autofree char *path = sb_survey_output(survey, file->path);

        if (strcmp(sb_survey_hash(survey, path), file->sha256) != 0) {
            return g_strdup_printf("%s has changed or is not there", file->path);
        }
    }
    return NULL;
}
