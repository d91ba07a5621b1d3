/*
 * Paths as one folder sees another's files, links resolved.
 */
#pragma once

#include <glib.h>

/* What path resolves to, even when its last parts are not there yet.  Free it. */
char *sb_paths_resolve(const char *path);
/* What follows folder in path ("" for folder itself); NULL when path is not
 * below it.  Both resolved. */
const char *sb_paths_below(const char *path, const char *folder);
/* path as seen from folder: "../../data/figures.csv".  Both resolved.  Free it. */
char *sb_paths_relative(const char *path, const char *folder);
