/*
 * What went wrong, when there is no result.
 *
 * One domain, few codes; each code is one exit status (sysexits).  A message
 * reads "file:line:column: what is wrong; what was expected" and is one line:
 * sb_error_at() builds the place, both clean the text of control characters
 * and bidi overrides and cut it to SB_LIMIT_MESSAGE bytes.
 */
#pragma once

#include <glib.h>

typedef struct SbSource SbSource;

typedef enum {
    SB_ERROR_USAGE,       /* 64: a wrong call */
    SB_ERROR_INPUT,       /* 65: bad data */
    SB_ERROR_UNSUPPORTED, /* 65: right, but not ours */
    SB_ERROR_READ,        /* 66: an input that is not there or can't be opened */
    SB_ERROR_INTERNAL,    /* 70 */
    SB_ERROR_CREATE,      /* 73: an output can't be created */
    SB_ERROR_WRITE,       /* 74: reading or writing failed on the way */
    SB_ERROR_AGAIN        /* 75: locked, or changed meanwhile */
} SbErrorCode;

#define SB_ERROR (sb_error_quark())
GQuark sb_error_quark(void);

/* Sets *error (when error is not NULL). */
void sb_error_set(GError **error, SbErrorCode code, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* The same with "path:line:column: " before it; offset is a byte of source. */
void sb_error_at(GError **error, SbErrorCode code, const SbSource *source, size_t offset,
    const char *format, ...) G_GNUC_PRINTF(5, 6);

/* The exit status for an error of any domain (others count as internal). */
int sb_error_exit_status(const GError *error);

/* A copy of text fit for one line on a terminal: control characters, line
 * ends and bidi overrides become '?', cut to SB_LIMIT_MESSAGE bytes.  Free it. */
char *sb_error_clean(const char *text);

/* Of the n words the one nearest to word (Damerau distance at most a third of
 * its length), or NULL: for "did you mean". */
const char *sb_error_nearest(const char *word, const char *const *words, size_t n);
