/*
 * Where the program's own data lies: installed ($exe/../share/statbrief with
 * codes/, fonts/, templates/) or in the tree it was built in (data/codes/,
 * fonts/ and build/fonts/, data/templates/).
 */
#pragma once

#include <glib.h>

/* The installed folder if it is there, else the tree.  Free it. */
char *sb_datadir_find(void);
/* The path of "codes/places.csv" and the like within folder, which is either
 * an installed one or a tree.  Free it. */
char *sb_datadir_path(const char *folder, const char *name);
