/*
 * In: the words of a command line.  Out: one command run, its remarks and its
 * error on standard error, the exit status.
 */
#include "cmd/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/output.h"

/* What every command understands. */
static const SbOption common[] = {
    { "root", 0, "DIR", "paths in a file may lead nowhere outside of DIR" },
    { "data-dir", 0, "DIR", "where codes, fonts and templates lie" },
    { "strict", 0, NULL, "a remark is an error: status 65, nothing written" },
    { "quiet", 'q', NULL, "no remarks" },
    { "help", 'h', NULL, "this help" },
    { "version", 'V', NULL, "the version" },
};

static void
say(const char *line)
{
    /* one write a line: two processes on one terminal do not mix */
    g_autofree char *whole = g_strconcat(line, "\n", NULL);
    ssize_t n = write(STDERR_FILENO, whole, strlen(whole));

    (void)n; /* there is nobody left to tell */
}

static int
fail(const GError *error)
{
    say(error->message);
    return sb_error_exit_status(error);
}

/* --- help -------------------------------------------------------------------- */

static void
put_option(GString *out, const SbOption *option)
{
    g_autoptr(GString) left = g_string_new("  ");

    if (option->letter != 0) {
        g_string_append_printf(left, "-%c, ", option->letter);
    } else {
        g_string_append(left, "    ");
    }
    g_string_append_printf(left, "--%s", option->name);
    if (option->argument != NULL) {
        g_string_append_printf(left, " %s", option->argument);
    }
    g_string_append_printf(out, "%-28s  %s\n", left->str, option->help);
}

static GString *
command_help(const SbCommand *command)
{
    GString *out = g_string_new("Examples:\n");

    for (const char *const *e = command->examples; *e != NULL; e++) {
        g_string_append_printf(out, "  %s\n", *e);
    }
    g_string_append_printf(out,
        "\nstatbrief %s: %s\n\nUsage: statbrief %s [OPTION]... %s\n\n", command->name,
        command->summary, command->name, command->operands);
    for (size_t i = 0; i < command->n_options; i++) {
        put_option(out, &command->options[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(common); i++) {
        put_option(out, &common[i]);
    }
    g_string_append(out, "\nThe manual: man statbrief\n");
    return out;
}

static GString *
program_help(const SbCommand *const *commands, size_t n)
{
    GString *out = g_string_new("Examples:\n"
                                "  statbrief extract articles/*.md -o figures.csv\n"
                                "  statbrief check figures.csv\n"
                                "  statbrief chart exports.vl.json -o exports.png\n"
                                "  statbrief report report.en.md -o report.en.pdf\n"
                                "  statbrief build brief.yaml\n"
                                "\n"
                                "Usage: statbrief COMMAND [OPTION]... [FILE]...\n"
                                "\n"
                                "Commands:\n");

    for (size_t i = 0; i < n; i++) {
        g_string_append_printf(
            out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
    }
    g_string_append(out, "\n"
                         "statbrief COMMAND --help  tells more of a command\n"
                         "statbrief --version       the version\n"
                         "man statbrief             the manual\n");
    return out;
}

/* Takes text. */
static int
print_and_end(GString *text)
{
    g_autoptr(GError) error = NULL;
    gboolean ok = sb_command_print(text, &error);

    g_string_free(text, TRUE);
    return ok ? 0 : fail(error);
}

static int
print_version(void)
{
    return print_and_end(g_string_new("statbrief " SB_VERSION "\n"));
}

/* --- one run ----------------------------------------------------------------- */

/* A remark that was made twice of one place is told once. */
static void
tell_remarks(const SbJob *job)
{
    const GPtrArray *remarks = sb_job_remarks(job);
    g_autoptr(GHashTable) told =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < remarks->len; i++) {
        char *line = sb_remark_text(remarks->pdata[i]);

        if (!g_hash_table_contains(told, line)) {
            say(line);
        }
        g_hash_table_add(told, line);
    }
}

static gboolean
count_operands(const SbCommand *command, const char *who, guint n, GError **error)
{
    if ((int)n >= command->least && (command->most < 0 || (int)n <= command->most)) {
        return TRUE;
    }
    sb_error_set(error, SB_ERROR_USAGE, "%s: %s; expected %s %s", who,
        (int)n < command->least ? "a file is missing" : "too many files", who,
        command->operands);
    return FALSE;
}

/* SOURCE_DATE_EPOCH as a day in UTC; NULL in *out when it is not set.  The one
 * look at the environment that reaches an output. */
static gboolean
read_epoch(char **out, GError **error)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    gint64 seconds;

    if (text == NULL || *text == '\0') {
        return TRUE;
    }
    if (!g_ascii_string_to_signed(
            text, 10, 0, G_GINT64_CONSTANT(253402300799), &seconds, NULL)) {
        sb_error_set(error, SB_ERROR_USAGE,
            "SOURCE_DATE_EPOCH \"%s\"; expected seconds since 1970", text);
        return FALSE;
    }
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);

    *out = g_date_time_format(time, "%Y-%m-%d");
    return TRUE;
}

static int
run_parsed(const SbCommand *command, const char *who, const SbOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SbJob) job = sb_job_new();
    g_autofree char *date = NULL;
    const char *data_dir = sb_option_text(options, "data-dir", NULL);

    if (!count_operands(command, who, sb_option_operands(options)->len, &error) ||
        !read_epoch(&date, &error)) {
        return fail(error);
    }
    if (data_dir != NULL && !g_file_test(data_dir, G_FILE_TEST_IS_DIR)) {
        sb_error_set(
            &error, SB_ERROR_READ, "%s: not a folder; expected --data-dir DIR", data_dir);
        return fail(error);
    }
    sb_job_set_data_dir(job, data_dir);
    SbCall call = { job, options, who, sb_option_text(options, "root", NULL), date,
        sb_option_flag(options, "quiet"), sb_option_flag(options, "strict") };
    int status = command->run(&call, &error);

    if (!call.quiet) {
        tell_remarks(job);
    }
    if (status < 0) {
        return fail(error);
    }
    return sb_output_flush(&error) ? status : fail(error);
}

static int
run_command(const SbCommand *command, int count, char *const *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *who = g_strdup_printf("statbrief %s", command->name);
    size_t n = command->n_options + G_N_ELEMENTS(common);
    g_autofree const SbOption **known = g_new0(const SbOption *, n);

    for (size_t i = 0; i < n; i++) {
        known[i] = i < command->n_options ? &command->options[i]
                                          : &common[i - command->n_options];
    }
    g_autoptr(SbOptions) options = sb_option_parse(who, words, count, known, n, &error);

    if (options == NULL) {
        return fail(error);
    }
    if (sb_option_flag(options, "help")) {
        return print_and_end(command_help(command));
    }
    if (sb_option_flag(options, "version")) {
        return print_version();
    }
    return run_parsed(command, who, options);
}

static int
refuse_command(const SbCommand *const *commands, size_t n, const char *word)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new(); /* of const char* */

    for (size_t i = 0; i < n; i++) {
        g_ptr_array_add(names, (gpointer)commands[i]->name);
    }
    const char *near =
        sb_error_nearest(word, (const char *const *)names->pdata, names->len);

    if (near != NULL) {
        sb_error_set(&error, SB_ERROR_USAGE,
            "statbrief: unknown command \"%s\"; did you mean \"%s\"?", word, near);
    } else {
        sb_error_set(&error, SB_ERROR_USAGE,
            "statbrief: unknown command \"%s\"; statbrief --help lists the commands",
            word);
    }
    return fail(error);
}

int
sb_command_main(const SbCommand *const *commands, size_t n, int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : NULL;

    if (word == NULL) {
        say("statbrief: a command is missing; statbrief --help lists the commands");
        return 64;
    }
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        return print_version();
    }
    gboolean help = strcmp(word, "help") == 0;

    if (help && argc > 2) {
        word = argv[2];
    } else if (help || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        return print_and_end(program_help(commands, n));
    }
    for (size_t i = 0; i < n; i++) {
        if (strcmp(word, commands[i]->name) == 0) {
            return help ? print_and_end(command_help(commands[i]))
                        : run_command(commands[i], argc - 2, argv + 2);
        }
    }
    return refuse_command(commands, n, word);
}

/* --- for the commands ---------------------------------------------------------- */

gboolean
sb_command_may_write(const SbCall *call, GError **error)
{
    guint n = sb_job_remarks(call->job)->len;

    if (call->strict && n > 0) {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: %u remark%s, which --strict does not allow; nothing was written",
            call->who, n, n == 1 ? "" : "s");
        return FALSE;
    }
    return TRUE;
}

gboolean
sb_command_not_read(const SbCall *call, const char *path, GError **error)
{
    struct stat target, read;

    if (strcmp(path, "-") == 0 || stat(path, &target) != 0) {
        return TRUE;
    }
    const GPtrArray *sources = sb_job_sources(call->job);

    for (guint i = 0; i < sources->len; i++) {
        if (stat(sb_source_path(sources->pdata[i]), &read) == 0 &&
            read.st_dev == target.st_dev && read.st_ino == target.st_ino) {
            sb_error_set(error, SB_ERROR_USAGE,
                "%s: would be written over, but is an input; expected another -o FILE",
                path);
            return FALSE;
        }
    }
    return TRUE;
}

void
sb_command_tell(const GError *error)
{
    say(error->message);
}

gboolean
sb_command_print(const GString *text, GError **error)
{
    return sb_output_write("-", text->str, text->len, error);
}

/* The bytes of path now, by a job of their own; NULL when it is not there. */
static gboolean
add_former(const SbCall *call, SbOutputSet *set, const char *path, GError **error)
{
    static const SbSourceOptions raw = { .binary = TRUE };
    g_autoptr(SbJob) now = sb_job_new();
    const SbSource *read = NULL, *file;
    const GPtrArray *sources = sb_job_sources(call->job);

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        return TRUE;
    }
    for (guint i = 0; i < sources->len && read == NULL; i++) {
        if (strcmp(sb_source_path(sources->pdata[i]), path) == 0) {
            read = sources->pdata[i];
        }
    }
    file = sb_source_read(now, path, &raw, error);
    if (file == NULL) {
        return FALSE;
    }
    if (read == NULL || strcmp(sb_source_sha256(read), sb_source_sha256(file)) != 0) {
        sb_error_set(error, SB_ERROR_AGAIN,
            "%s: changed while we worked on it; nothing was written, expected to be run "
            "again",
            path);
        return FALSE;
    }
    g_autofree char *former = g_strconcat(path, "~", NULL);

    return sb_output_set_add(
        set, former, sb_source_text(file), sb_source_length(file), error);
}

gboolean
sb_command_keep(const SbCall *call, const char *path, const void *bytes, size_t length,
    GError **error)
{
    g_autoptr(SbOutputSet) set = sb_output_set_new();

    return add_former(call, set, path, error) &&
           sb_output_set_add(set, path, bytes, length, error) &&
           sb_output_set_commit(set, error);
}

gboolean
sb_command_colour(void)
{
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");

    return (none == NULL || *none == '\0') && isatty(STDOUT_FILENO) && term != NULL &&
           strcmp(term, "dumb") != 0;
}

GHashTable *
sb_command_params(const SbCall *call, GError **error)
{
    g_autoptr(GHashTable) params =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const GPtrArray *given = sb_option_list(call->options, "param");

    for (guint i = 0; i < given->len; i++) {
        const char *pair = given->pdata[i], *equals = strchr(pair, '=');

        if (equals == NULL || equals == pair) {
            sb_error_set(error, SB_ERROR_USAGE,
                "%s: --param \"%s\"; expected --param NAME=VALUE", call->who, pair);
            return NULL;
        }
        g_hash_table_replace(
            params, g_strndup(pair, (gsize)(equals - pair)), g_strdup(equals + 1));
    }
    return g_steal_pointer(&params);
}
