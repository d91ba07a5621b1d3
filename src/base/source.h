/*
 * Every byte that we read.
 *
 * A source is one input, whole in memory: valid UTF-8 without BOM, with its
 * SHA-256 (of the bytes as they lay in the file) and a table of line starts.
 * It belongs to the job that read it and lives as long; everything found in it
 * is an SbSpan of bytes, which is all the provenance there is.
 *
 * UTF-8 (with or without BOM) and UTF-16 with BOM are read; bytes that are
 * valid only as CP949 are converted, with remark encoding-cp949; anything else
 * is an error with the byte's place.  NUL bytes are an error.  Only regular
 * files are read, and "-" (standard input).
 */
#pragma once

#include <glib.h>

typedef struct SbSource SbSource;
typedef struct SbJob SbJob;

typedef struct {
    size_t start, end; /* bytes of a source's text: [start, end) */
} SbSpan;

/* How a source is to be read. */
typedef struct {
    size_t limit;         /* bytes; 0: SB_LIMIT_FILE */
    gboolean binary;      /* no decoding; NULs allowed (pictures, PDF) */
    gboolean article;     /* a PDF is kept as bytes; other files are text */
    const char *encoding; /* NULL: find out; else an iconv name */
} SbSourceOptions;

/* From byte start on (to the next place), a derived text stands here. */
typedef struct {
    size_t start;
    int page, line, column; /* 1-based */
} SbSourcePlace;

/* Reads path ("-": standard input).  options may be NULL.  Reading the same
 * path twice in a job gives the same source.  NULL and *error on failure. */
const SbSource *sb_source_read(
    SbJob *job, const char *path, const SbSourceOptions *options, GError **error);

/* Reads relative, taken from the folder of the file beside; refuses absolute
 * paths and whatever resolves (links included) to outside of root. */
const SbSource *sb_source_read_below(SbJob *job, const char *root, const char *beside,
    const char *relative, const SbSourceOptions *options, GError **error);

/* A source over a copy of text, named name in messages. */
const SbSource *sb_source_from_text(
    SbJob *job, const char *name, const char *text, size_t length, GError **error);

/* A source over a copy of bytes that are no text (a picture). */
const SbSource *sb_source_from_bytes(
    SbJob *job, const char *name, const void *bytes, size_t length);

/* The text that was read out of origin (a PDF): of its path and hash, but with
 * places of its own (of SbSourcePlace, in order of start, the first at 0; taken).
 * Takes text, which must be valid UTF-8. */
const SbSource *sb_source_derive(
    SbJob *job, const SbSource *origin, char *text, size_t length, GArray *places);

/* Is it a PDF, by its first bytes or by its name? */
gboolean sb_source_is_pdf(const SbSource *source);

void sb_source_free(SbSource *source); /* for the job that owns it */
const char *sb_source_path(const SbSource *source);
const char *sb_source_text(const SbSource *source); /* NUL-terminated */
size_t sb_source_length(const SbSource *source);
const char *sb_source_sha256(const SbSource *source); /* 64 hex digits */

/* 1-based line of byte offset; column in characters, 1-based. */
int sb_source_line(const SbSource *source, size_t offset);
int sb_source_column(const SbSource *source, size_t offset);
/* 1-based page of a derived text; 0: it has none. */
int sb_source_page(const SbSource *source, size_t offset);
size_t sb_source_line_start(const SbSource *source, int line);
int sb_source_lines(const SbSource *source);
/* "path:line:column", or "path, page 3:line:column".  Free it. */
char *sb_source_place_text(const SbSource *source, size_t offset);

/* The folder that paths in a file may not leave: --root if given, else the
 * nearest folder upwards from path with a file .statbrief, else path's own
 * folder.  Free it. */
char *sb_source_root(const char *path, const char *given);
