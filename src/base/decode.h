/*
 * Bytes of a file into UTF-8, strictly: nothing is passed over and nothing is
 * guessed.
 *
 * Read are UTF-8 (with or without BOM), UTF-16 with BOM, CP949 where the bytes
 * are valid only as that and are Korean, and what the caller names.
 */
#pragma once

#include <glib.h>

/* Turns raw into UTF-8 without BOM and NUL, in place.  encoding: an iconv name,
 * or NULL to find it out; *cp949 tells whether that was found.  A failure names
 * path, the line and the column. */
gboolean sb_decode(GString *raw, const char *encoding, const char *path, gboolean *cp949,
    GError **error);

/* Makes blanks of as many bytes out of control characters (but for those that
 * are blanks) and of marks that turn the direction of writing, so that neither
 * hides in what is quoted.  How many there were, and where the first one. */
size_t sb_decode_blank(char *text, size_t length, size_t *first);
