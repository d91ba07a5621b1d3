/*
 * In: calls of a program under test, by LD_PRELOAD.  Out: the Nth of a kind
 * fails, or ends the process there.
 *
 *   SHIM_CALL   open (that creates), write (but to stderr), fsync, close (of what
 *               was created), rename, unlink, or any (of these)
 *               or reopen (for reading what SHIM_TOUCH names)
 *   SHIM_N      which one, from 1
 *   SHIM_DO     fail (default), kill (SIGKILL), term (SIGTERM), abort, touch
 *   SHIM_TOUCH  for touch: a file that then gets a line more
 *   SHIM_COUNT  a file that gets a byte for each call of the kind
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_FDS = 1024 };

static long seen;
static char created[MOST_FDS];

static ssize_t
real_write(int fd, const void *bytes, size_t n)
{
    static ssize_t (*next)(int, const void *, size_t);

    if (next == NULL) {
        next = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    }
    return next(fd, bytes, n);
}

static void
append(const char *path, const char *text)
{
    static int (*next)(const char *, int, ...);

    if (next == NULL) {
        next = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    }
    int fd = next(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);

    if (fd >= 0) {
        real_write(fd, text, strlen(text));
        static int (*next_close)(int);

        if (next_close == NULL) {
            next_close = (int (*)(int))dlsym(RTLD_NEXT, "close");
        }
        next_close(fd);
    }
}

/* Is this the call that must not succeed? */
static int
hits(const char *call)
{
    const char *wanted = getenv("SHIM_CALL"), *n = getenv("SHIM_N");
    const char *todo = getenv("SHIM_DO"), *log = getenv("SHIM_COUNT");

    if (wanted == NULL || (strcmp(wanted, call) != 0 && strcmp(wanted, "any") != 0)) {
        return 0;
    }
    seen++;
    if (log != NULL) {
        append(log, ".");
    }
    if (n == NULL || seen != atol(n)) {
        return 0;
    }
    if (todo != NULL && strcmp(todo, "kill") == 0) {
        raise(SIGKILL);
    }
    if (todo != NULL && strcmp(todo, "term") == 0) {
        raise(SIGTERM);
    }
    if (todo != NULL && strcmp(todo, "abort") == 0) {
        abort();
    }
    if (todo != NULL && strcmp(todo, "touch") == 0) {
        append(getenv("SHIM_TOUCH"), "touched,,,\n");
    }
    return todo == NULL || strcmp(todo, "fail") == 0;
}

static int
open_next(const char *name, const char *path, int flags, mode_t mode)
{
    int (*next)(const char *, int, ...) =
        (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);

    if ((flags & O_CREAT) != 0 && hits("open")) {
        errno = ENOSPC;
        return -1;
    }
    const char *touched = getenv("SHIM_TOUCH");

    if (touched != NULL && (flags & O_CREAT) == 0 && strcmp(path, touched) == 0) {
        hits("reopen");
    }
    int fd = next(path, flags, mode);

    if (fd >= 0 && fd < MOST_FDS) {
        created[fd] = (flags & O_CREAT) != 0;
    }
    return fd;
}

int
open(const char *path, int flags, ...)
{
    va_list args;

    va_start(args, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(args, mode_t) : 0;
    va_end(args);
    return open_next("open", path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
    va_list args;

    va_start(args, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(args, mode_t) : 0;
    va_end(args);
    return open_next("open64", path, flags, mode);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
    if (fd != STDERR_FILENO && hits("write")) {
        errno = ENOSPC;
        return -1;
    }
    return real_write(fd, bytes, n);
}

int
fsync(int fd)
{
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");

    if (hits("fsync")) {
        errno = EIO;
        return -1;
    }
    return next(fd);
}

int
close(int fd)
{
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "close");
    int fails = fd >= 0 && fd < MOST_FDS && created[fd] && hits("close");

    if (fd >= 0 && fd < MOST_FDS) {
        created[fd] = 0;
    }
    int result = next(fd);

    if (fails) {
        errno = EIO;
        return -1;
    }
    return result;
}

int
rename(const char *from, const char *to)
{
    int (*next)(const char *, const char *) =
        (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");

    if (hits("rename")) {
        errno = EACCES;
        return -1;
    }
    return next(from, to);
}

int
unlink(const char *path)
{
    int (*next)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");

    if (hits("unlink")) {
        errno = EACCES;
        return -1;
    }
    return next(path);
}
