/*
 * SHA-256 of bytes in memory: by the processor's own instructions where it has
 * them (five to ten times faster), else by GLib.
 */
#pragma once

#include <glib.h>

/* 64 hexadecimal digits.  Free it. */
char *sb_sha256_hex(const void *data, size_t length);
