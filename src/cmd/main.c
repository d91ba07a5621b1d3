/*
 * In: a command line.  Out: an exit status.  The table of commands, and what a
 * process needs before the first: its character set, and handlers that leave no
 * temporary file behind.
 */
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/output.h"
#include "cmd/command.h"

static const SbCommand *const commands[] = {
    &sb_cmd_extract,
    &sb_cmd_check,
    &sb_cmd_chart,
    &sb_cmd_report,
    &sb_cmd_build,
    &sb_cmd_why,
};

/* A bug of ours (an assertion, a bad address): a fixed line, status 70. */
static void
on_bug(int signal_number)
{
    static const char line[] = "statbrief: internal error; no file is half written\n";

    (void)signal_number;
    sb_output_clean_up();
    ssize_t n = write(STDERR_FILENO, line, sizeof line - 1);

    (void)n;
    _exit(70);
}

/* Somebody wants us to end: clean up, then end as if we had not listened. */
static void
on_end(int signal_number)
{
    sb_output_clean_up();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void
install(int signal_number, void (*handler)(int))
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = SA_ONSTACK;
    sigfillset(&action.sa_mask);
    sigaction(signal_number, &action, NULL);
}

/* nohup and "trap '' TERM" stay in force. */
static void
install_unless_ignored(int signal_number, void (*handler)(int))
{
    struct sigaction old;

    if (sigaction(signal_number, NULL, &old) == 0 && old.sa_handler != SIG_IGN) {
        install(signal_number, handler);
    }
}

static void
listen_to_signals(void)
{
    static char other_stack[65536]; /* for a stack that has run over */
    stack_t stack = { .ss_sp = other_stack, .ss_size = sizeof other_stack };

    sigaltstack(&stack, NULL);
#ifndef __SANITIZE_ADDRESS__ /* which tells more of a bug than we do */
    static const int bugs[] = { SIGABRT, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGILL };

    for (size_t i = 0; i < G_N_ELEMENTS(bugs); i++) {
        install(bugs[i], on_bug);
    }
#else
    (void)on_bug;
#endif
    install_unless_ignored(SIGTERM, on_end);
    install_unless_ignored(SIGINT, on_end);
    install_unless_ignored(SIGHUP, on_end);
}

int
main(int argc, char **argv)
{
    listen_to_signals();
    /* cron's empty environment must not keep us from Korean file names; no
     * other category may touch how numbers are read and written */
    setlocale(LC_CTYPE, "C.UTF-8");
    return sb_command_main(commands, G_N_ELEMENTS(commands), argc, argv);
}
