/*
 * In: a program and its input.  Out: what it wrote (see child.h).
 *
 * Between fork and exec only calls are made that are safe in a process of many
 * threads: no memory is allocated, nothing is locked.
 */
#define _GNU_SOURCE
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"

typedef struct {
    int input, out[2], err[2];
} Ends;

static void
close_end(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

static void
ends_clear(Ends *ends)
{
    close_end(&ends->input);
    close_end(&ends->out[0]);
    close_end(&ends->out[1]);
    close_end(&ends->err[0]);
    close_end(&ends->err[1]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ends, ends_clear)

/* A file in memory with the input, at its beginning; -1: errno. */
static int
input_file(const SbChild *child)
{
    int fd = memfd_create("input", MFD_CLOEXEC);
    size_t done = 0;

    while (fd >= 0 && done < child->length) {
        ssize_t n = write(fd, child->input + done, child->length - done);

        if (n < 0 && errno != EINTR) {
            close_end(&fd);
        }
        done += (size_t)MAX(n, 0);
    }
    if (fd >= 0 && lseek(fd, 0, SEEK_SET) != 0) {
        close_end(&fd);
    }
    return fd;
}

static void
set_limit(int what, size_t most)
{
    /* Past the soft limit of time comes SIGXCPU, which we know; past the hard one
     * SIGKILL: they stand apart. */
    struct rlimit limit = { most, what == RLIMIT_CPU ? most + 1 : most };

    setrlimit((__rlimit_resource_t)what, &limit);
}

/* In the child: never returns. */
static void
become(const SbChild *child, const Ends *ends)
{
    static char *const environment[] = { (char *)"LC_ALL=C", (char *)"PATH=/usr/bin:/bin",
        NULL };
    sigset_t none;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    /* first out of the way of 0 to 2, should one of them have been closed */
    int input = fcntl(ends->input, F_DUPFD, 3), out = fcntl(ends->out[1], F_DUPFD, 3),
        err = fcntl(ends->err[1], F_DUPFD, 3);

    if (dup2(input, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(err, STDERR_FILENO) < 0) {
        _exit(127);
    }
    close_range(3, ~0U, 0);
    set_limit(RLIMIT_CPU, child->seconds);
    set_limit(RLIMIT_FSIZE, 0);
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_NOFILE, 64);
    if (child->memory > 0) {
        set_limit(RLIMIT_AS, child->memory);
    }
    execve(child->argv[0], (char *const *)child->argv, environment);
    _exit(127);
}

/* Bytes that came; 0 at the end of it. */
static size_t
take(int fd, GString *into, size_t most)
{
    char buffer[65536];
    ssize_t n = read(fd, buffer, sizeof buffer);

    if (n > 0 && into->len < most) {
        g_string_append_len(into, buffer, (gssize)MIN((size_t)n, most - into->len));
    }
    return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN)) ? 1 : 0;
}

/* Reads both pipes to their ends; FALSE when a limit was overrun. */
static gboolean
collect(
    const SbChild *child, Ends *ends, GString *out, GString *messages, SbChildEnd *end)
{
    gint64 deadline =
        g_get_monotonic_time() + (gint64)child->seconds * G_TIME_SPAN_SECOND;

    while (ends->out[0] >= 0 || ends->err[0] >= 0) {
        struct pollfd pipes[] = { { ends->out[0], POLLIN, 0 },
            { ends->err[0], POLLIN, 0 } };
        gint64 left = deadline - g_get_monotonic_time();

        if (left <= 0) {
            *end = SB_CHILD_TIME;
            return FALSE;
        }
        if (poll(pipes, 2, (int)(left / 1000) + 1) <= 0) {
            continue;
        }
        if (pipes[0].revents != 0 && take(ends->out[0], out, child->output + 1) == 0) {
            close_end(&ends->out[0]);
        }
        if (pipes[1].revents != 0 &&
            take(ends->err[0], messages, SB_LIMIT_MESSAGE) == 0) {
            close_end(&ends->err[0]);
        }
        if (out->len > child->output) {
            *end = SB_CHILD_OUTPUT;
            return FALSE;
        }
    }
    return TRUE;
}

/* Waits for it; its pipes are at their end, so that it is about to go. */
static SbChildResult
reap(pid_t pid, gboolean whole, SbChildEnd end)
{
    SbChildResult result = { end, 0 };
    int status = 0;

    if (!whole) {
        kill(pid, SIGKILL);
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (!whole) {
        return result;
    }
    if (WIFEXITED(status)) {
        result.end = SB_CHILD_EXITED;
        result.status = WEXITSTATUS(status);
    } else {
        gboolean time = WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;

        result.end = time ? SB_CHILD_TIME : SB_CHILD_KILLED;
        result.status = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    }
    return result;
}

SbChildResult
sb_child_run(const SbChild *child, GString *out, GString *messages)
{
    g_auto(Ends) ends = { input_file(child), { -1, -1 }, { -1, -1 } };

    if (ends.input < 0 || pipe2(ends.out, O_CLOEXEC) != 0 ||
        pipe2(ends.err, O_CLOEXEC) != 0) {
        return (SbChildResult){ SB_CHILD_FAILED, errno };
    }
    pid_t pid = fork();

    if (pid < 0) {
        return (SbChildResult){ SB_CHILD_FAILED, errno };
    }
    if (pid == 0) {
        become(child, &ends);
    }
    close_end(&ends.input);
    close_end(&ends.out[1]);
    close_end(&ends.err[1]);
    SbChildEnd end = SB_CHILD_EXITED;
    gboolean whole = collect(child, &ends, out, messages, &end);

    return reap(pid, whole, end);
}

char *
sb_child_find(const char *name)
{
    static const char *const folders[] = { "/usr/local/bin", "/usr/bin", "/bin",
        "/opt/local/bin", "/opt/homebrew/bin" };

    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = g_build_filename(folders[i], name, NULL);

        if (access(path, X_OK) == 0) {
            return g_steal_pointer(&path);
        }
    }
    return NULL;
}
