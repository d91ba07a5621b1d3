/*
 * Another program, run as a child without a shell and within limits.
 *
 * The child reads the input that is handed over as its standard input (a file
 * in memory: what was hashed is what is read, whatever happens to the path
 * meanwhile), writes to pipes, inherits no other descriptor and gets a fixed
 * environment.  It is killed when it overruns a limit or when we end.  Safe in
 * any thread.
 */
#pragma once

#include <glib.h>

typedef struct {
    const char *const *argv; /* NULL-terminated; argv[0] is an absolute path */
    const char *input;       /* for its standard input */
    size_t length;
    size_t seconds; /* of CPU, and on the wall */
    size_t memory;  /* bytes of address space; 0: no limit */
    size_t output;  /* bytes; more of them end the child */
} SbChild;

typedef enum {
    SB_CHILD_EXITED, /* see status */
    SB_CHILD_KILLED, /* by a signal that was not ours: a crash */
    SB_CHILD_TIME,
    SB_CHILD_OUTPUT,
    SB_CHILD_FAILED /* could not be started; errno in status */
} SbChildEnd;

typedef struct {
    SbChildEnd end;
    int status;
} SbChildResult;

/* Runs it to its end.  out gets what it wrote; messages the first
 * SB_LIMIT_MESSAGE bytes of its standard error. */
SbChildResult sb_child_run(const SbChild *child, GString *out, GString *messages);

/* The absolute path of a program in the folders where systems keep them, or
 * NULL.  PATH is not asked: it is not ours.  Free it. */
char *sb_child_find(const char *name);
