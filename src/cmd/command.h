/*
 * One command of the program: its entry in the table, and what every command
 * shares (help, common options, remarks, exit status).
 *
 * Only this room prints.  Data goes to standard output, messages to standard
 * error; a command gives an exit status, or -1 and an error.
 */
#pragma once

#include "base/error.h"
#include "base/job.h"
#include "cmd/option.h"

typedef struct {
    SbJob *job;
    const SbOptions *options;
    const char *who;  /* "statbrief chart" */
    const char *root; /* --root, or NULL */
    const char *date; /* of SOURCE_DATE_EPOCH, "2023-12-01"; or NULL */
    gboolean quiet, strict;
} SbCall;

typedef struct {
    const char *name;
    const char *summary;
    const char *operands;        /* "SPEC", for the usage line */
    const char *const *examples; /* lines, NULL-terminated */
    const SbOption *options;     /* its own; the common ones come besides */
    size_t n_options;
    int least, most; /* operands; most -1: any number */
    /* The exit status (0 or 1), or -1 and *error. */
    int (*run)(SbCall *call, GError **error);
} SbCommand;

/* The whole program: argv[1] picks one of the n commands.  The exit status. */
int sb_command_main(const SbCommand *const *commands, size_t n, int argc, char **argv);

/* With --strict a remark is an error: call it before anything is written. */
gboolean sb_command_may_write(const SbCall *call, GError **error);
/* Refuses (64) to write to path when the job has read it. */
gboolean sb_command_not_read(const SbCall *call, const char *path, GError **error);
/* The line of an error that does not end the run. */
void sb_command_tell(const GError *error);
/* Writes text to standard output. */
gboolean sb_command_print(const GString *text, GError **error);
/* Writes bytes to path, which a person may have edited: it must still be as the
 * job has read it (75 otherwise), and what it was stays as "path~". */
gboolean sb_command_keep(const SbCall *call, const char *path, const void *bytes,
    size_t length, GError **error);
/* Standard output is a terminal that may be coloured. */
gboolean sb_command_colour(void);
/* The values of --param NAME=VALUE as name -> text.  g_hash_table_unref() it. */
GHashTable *sb_command_params(const SbCall *call, GError **error);

extern const SbCommand sb_cmd_extract, sb_cmd_check, sb_cmd_chart, sb_cmd_report,
    sb_cmd_build, sb_cmd_why;
