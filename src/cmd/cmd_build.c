/*
 * In: brief.yaml.  Out: everything that it names and that is out of date.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/output.h"
#include "build/build.h"
#include "cmd/command.h"

static const SbOption options[] = {
    { "status", 0, NULL, "print what was made, where it lies, what is out of date" },
    { "dump", 0, "WHAT", "print the plan instead" },
    { "force", 'f', NULL, "make everything again; write over files that are not ours" },
    { "wait", 'w', NULL, "wait for another run instead of leaving with 75" },
    { "draft", 0, NULL, "use rows that nobody has reviewed; files are *.draft.*" },
};

static const char *const examples[] = {
    "statbrief build brief.yaml",
    "statbrief build --status brief.yaml",
    "statbrief build --draft brief.yaml",
    "17 3 * * *  cd /srv/quarter && statbrief build --wait --quiet",
    NULL,
};

enum { BAR = 30 };

/* One line on a terminal, written over itself. */
static void
progress(void *data, int done, int total, const char *what)
{
    char bar[BAR + 1];
    int filled = total > 0 ? BAR * done / total : BAR;

    (void)data;
    for (int i = 0; i < BAR; i++) {
        bar[i] = i < filled ? '#' : '-';
    }
    bar[BAR] = '\0';
    fprintf(stderr, "\r\033[K[%s] %d/%d %.40s", bar, done, total, what);
    if (done >= total) {
        fputs("\r\033[K", stderr);
    }
    fflush(stderr);
}

static gboolean
shows_progress(const SbCall *call)
{
    const char *term = getenv("TERM");

    return !call->quiet && isatty(STDERR_FILENO) && term != NULL &&
           strcmp(term, "dumb") != 0;
}

/* What a person should know; on the same stream as remarks. */
static gboolean
tell(const SbCall *call, const GString *notes, GError **error)
{
    if (call->quiet || notes->len == 0) {
        return TRUE;
    }
    if (fwrite(notes->str, 1, notes->len, stderr) != notes->len || fflush(stderr) != 0) {
        sb_error_set(error, SB_ERROR_WRITE, "standard error: cannot be written");
        return FALSE;
    }
    return TRUE;
}

static int
run(SbCall *call, GError **error)
{
    static const char *const dumps[] = { "plan" };
    const GPtrArray *operands = sb_option_operands(call->options);
    const char *path = operands->len > 0 ? operands->pdata[0] : "brief.yaml";
    int what = -1;

    if (!sb_option_choice(
            call->options, "dump", dumps, G_N_ELEMENTS(dumps), &what, error)) {
        return -1;
    }
    const SbSource *manifest = sb_source_read(call->job, path, NULL, error);

    if (manifest == NULL) {
        return -1;
    }
    g_autoptr(GString) notes = g_string_new(NULL);
    gboolean bar = shows_progress(call);
    SbBuildOptions how = {
        .draft = sb_option_flag(call->options, "draft"),
        .strict = call->strict,
        .force = sb_option_flag(call->options, "force"),
        .wait = sb_option_flag(call->options, "wait"),
        .quiet = call->quiet,
        .root = call->root,
        .progress = bar ? progress : NULL,
        .notes = notes,
        .date = call->date,
    };

    if (what >= 0 || sb_option_flag(call->options, "status")) {
        g_autoptr(GString) text = what >= 0
                                      ? sb_build_plan(call->job, manifest, &how, error)
                                      : sb_build_status(call->job, manifest, &how, error);

        return text != NULL && sb_command_print(text, error) ? 0 : -1;
    }
    gboolean ok = sb_build_run(call->job, manifest, &how, error);

    if (bar) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    return tell(call, notes, ok ? error : NULL) && ok ? 0 : -1;
}

const SbCommand sb_cmd_build = {
    .name = "build",
    .summary = "everything that a manifest names and that is out of date",
    .operands = "[BRIEF.yaml]",
    .examples = examples,
    .options = options,
    .n_options = G_N_ELEMENTS(options),
    .least = 0,
    .most = 1,
    .run = run,
};
