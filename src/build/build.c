/*
 * In: a manifest.  Out: everything that is out of date, made and put in place
 * together; what a person should know and has not been told.
 */
#include "build/build.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/output.h"
#include "build/step.h"

/* --- the lock ------------------------------------------------------------------------
 */

/* A file descriptor that holds the lock of outdir, or -1. */
static int
take_lock(const char *outdir, gboolean wait, GError **error)
{
    g_autofree char *path = g_build_filename(outdir, ".build.lock", NULL);
    int fd = -1;

    if (g_mkdir_with_parents(outdir, 0777) != 0 ||
        (fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666)) < 0) {
        sb_error_set(error, SB_ERROR_CREATE, "%s: %s", outdir, g_strerror(errno));
        return -1;
    }
    while (flock(fd, LOCK_EX | (wait ? 0 : LOCK_NB)) != 0) {
        if (errno != EINTR) {
            sb_error_set(error, SB_ERROR_AGAIN,
                "%s: another build is at work here; expected to be run later, or with "
                "--wait",
                outdir);
            close(fd);
            return -1;
        }
    }
    return fd;
}

/* --- steps
 * ------------------------------------------------------------------------------ */

/* A line for a person, unless it has been said: editions fail alike. */
static void
say(const SbBuildOptions *options, GHashTable *said, const char *line)
{
    if (g_hash_table_add(said, g_strdup(line))) {
        g_string_append_printf(options->notes, "%s\n", line);
    }
}

/* The last failure goes up as the error, the others are told. */
static gboolean
fail_with(const SbBuildOptions *options, const GPtrArray *failures, GError **error)
{
    g_autoptr(GHashTable) said =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    if (failures->len == 0) {
        return TRUE;
    }
    const GError *last = failures->pdata[failures->len - 1];

    g_hash_table_add(said, g_strdup(last->message));
    for (guint i = 0; i + 1 < failures->len; i++) {
        say(options, said, ((GError *)failures->pdata[i])->message);
    }
    g_propagate_error(error, g_error_copy(last));
    return FALSE;
}

/* Makes what is out of date and takes over the entries of what is not.  All
 * steps are tried, so that one run tells of every failure. */
static gboolean
do_steps(SbStepRun *run, const SbBuildOptions *options, GError **error)
{
    const GPtrArray *steps = run->survey->plan->steps;
    g_autoptr(GPtrArray) stale = g_ptr_array_new();
    g_autoptr(GPtrArray) failures =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
    int done = 0;

    for (guint i = 0; i < steps->len; i++) {
        const SbStep *step = steps->pdata[i];
        g_autofree char *reason = sb_survey_reason(run->survey, step);

        if (options->force || reason != NULL) {
            g_ptr_array_add(stale, (gpointer)step);
        }
    }
    for (guint i = 0; i < steps->len; i++) {
        const SbStep *step = steps->pdata[i];
        GError *now = NULL;

        if (!g_ptr_array_find(stale, step, NULL)) {
            sb_stamp_copy(run->stamp, sb_stamp_find(run->survey->stamp, step->name));
            continue;
        }
        if (options->progress != NULL) {
            options->progress(options->progress_data, done, (int)stale->len, step->name);
        }
        done++;
        if (!sb_step_do(run, step, &now)) {
            g_ptr_array_add(failures, now);
        }
    }
    if (options->progress != NULL && done > 0) {
        options->progress(options->progress_data, done, done, "");
    }
    return fail_with(options, failures, error);
}

/* With --strict nothing is published that anybody should look at first. */
static gboolean
check_strict(const SbStepRun *run, GError **error)
{
    const GPtrArray *steps = sb_stamp_steps(run->stamp);

    for (guint i = 0; run->survey->plan->strict && i < steps->len; i++) {
        const SbStampStep *step = steps->pdata[i];
        gboolean made = step->outputs->len > 0;

        if (step->unread || step->open > 0 || (made && step->told->len > 0)) {
            sb_error_set(error, SB_ERROR_INPUT,
                "%s: %s, which strict does not allow; nothing was written",
                run->survey->manifest->path,
                step->unread     ? "an article could not be read"
                : step->open > 0 ? "the audit has open findings"
                                 : "there are remarks");
            return FALSE;
        }
    }
    return TRUE;
}

/* Lines that the last run did not say. */
static void
tell(const SbStepRun *run, const SbBuildOptions *options)
{
    const GPtrArray *steps = sb_stamp_steps(run->stamp);
    g_autoptr(GHashTable) said =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < steps->len; i++) {
        const SbStampStep *step = steps->pdata[i];

        for (guint j = 0; j < step->told->len; j++) {
            const char *line = step->told->pdata[j];

            if (!sb_stamp_has_told(run->survey->stamp, line)) {
                g_autofree char *seen = sb_survey_line(run->survey, line);

                say(options, said, seen);
            }
        }
    }
}

/* --- putting in place
 * --------------------------------------------------------------------- */

/* Outputs of an earlier run that no step makes any more, if they are still as we
 * wrote them. */
static void
remove_former(const SbStepRun *run)
{
    SbSurvey *survey = run->survey;
    const GPtrArray *paths = sb_journal_paths(survey->journal);

    for (guint i = 0; i < paths->len; i++) {
        const char *output = paths->pdata[i];
        g_autofree char *path = sb_survey_output(survey, output);

        if (sb_stamp_output(run->stamp, output) == NULL &&
            sb_journal_has(survey->journal, output, sb_survey_hash(survey, path))) {
            unlink(path);
        }
    }
}

static gboolean
has_former(const SbStepRun *run)
{
    const GPtrArray *paths = sb_journal_paths(run->survey->journal);

    for (guint i = 0; i < paths->len; i++) {
        if (sb_stamp_output(run->stamp, paths->pdata[i]) == NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The journal first, then build.json away, then the outputs with build.json as
 * the last of them, then the journal away. */
static gboolean
put_in_place(SbStepRun *run, const GString *stamp, GError **error)
{
    SbSurvey *survey = run->survey;
    g_autoptr(SbJournal) journal = sb_journal_read(survey->journal_path);

    sb_journal_add_stamp(journal, survey->stamp);
    sb_journal_add_stamp(journal, run->stamp);
    g_autoptr(GString) lines = sb_journal_write(journal);

    if (!sb_output_set_add(run->set, survey->stamp_path, stamp->str, stamp->len, error) ||
        !sb_output_write(survey->journal_path, lines->str, lines->len, error)) {
        return FALSE;
    }
    if (unlink(survey->stamp_path) != 0 && errno != ENOENT) {
        sb_error_set(
            error, SB_ERROR_WRITE, "%s: %s", survey->stamp_path, g_strerror(errno));
        return FALSE;
    }
    if (!sb_output_set_commit(run->set, error)) {
        return FALSE;
    }
    remove_former(run);
    unlink(survey->journal_path);
    return TRUE;
}

static gboolean
finish(SbStepRun *run, const SbBuildOptions *options, GError **error)
{
    SbSurvey *survey = run->survey;
    g_autoptr(GString) stamp = sb_stamp_write(run->stamp, survey->program);
    g_autofree char *hash = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *)stamp->str, stamp->len);

    if (!check_strict(run, error)) {
        return FALSE;
    }
    if (run->written->len > 0 || has_former(run) ||
        strcmp(sb_survey_hash(survey, survey->stamp_path), hash) != 0) {
        if (!put_in_place(run, stamp, error)) {
            return FALSE;
        }
    } else {
        unlink(survey->journal_path); /* of a run that was killed at the very end */
    }
    tell(run, options);
    return TRUE;
}

gboolean
sb_build_run(
    SbJob *job, const SbSource *manifest, const SbBuildOptions *options, GError **error)
{
    g_autoptr(SbSurvey) survey = sb_survey_new(job, manifest, options, error);
    int lock = survey != NULL ? take_lock(survey->outdir, options->wait, error) : -1;

    if (lock < 0) {
        return FALSE;
    }
    sb_survey_read_stamp(survey); /* another run may have ended since */
    sb_output_sweep(survey->outdir);
    g_autofree char *charts = g_build_filename(survey->outdir, "charts", NULL);

    sb_output_sweep(charts);
    g_autoptr(SbStamp) stamp = sb_stamp_new();
    g_autoptr(SbOutputSet) set = sb_output_set_new();
    g_autoptr(GPtrArray) written = g_ptr_array_new_with_free_func(g_free);
    SbStepRun run = {
        .survey = survey,
        .stamp = stamp,
        .set = set,
        .written = written,
        .data_dir = options->data_dir,
        .force = options->force,
        .job = job,
    };
    gboolean ok = do_steps(&run, options, error) && finish(&run, options, error);

    sb_fonts_free(run.fonts);
    sb_codes_free(run.codes);
    sb_figure_table_free(run.figures);
    close(lock);
    return ok;
}

GString *
sb_build_plan(
    SbJob *job, const SbSource *manifest, const SbBuildOptions *options, GError **error)
{
    g_autoptr(SbSurvey) survey = sb_survey_new(job, manifest, options, error);

    return survey != NULL ? sb_plan_dump(survey->plan) : NULL;
}
