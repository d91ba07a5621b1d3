/*
 * Files that look like articles and that are not read: by their names, and by
 * what they say they are.
 */
#pragma once

#include "base/source.h"

/* FALSE and *error when a file of this name is not read. */
gboolean sb_refuse_name(const char *path, GError **error);

/* FALSE and *error when the text is a page's or a program's, not an article's. */
gboolean sb_refuse_text(const SbSource *source, GError **error);
