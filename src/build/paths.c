/* In: paths.  Out: how one leads to the other. */
#include "build/paths.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

char *
sb_paths_resolve(const char *path)
{
    char real[PATH_MAX];

    if (realpath(path, real) != NULL) {
        return g_strdup(real);
    }
    g_autofree char *up = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);

    if (strcmp(up, path) == 0 || strcmp(name, ".") == 0) {
        return g_strdup(path);
    }
    g_autofree char *above = sb_paths_resolve(up);
    g_autofree char *whole = g_build_filename(above, name, NULL);

    return g_canonicalize_filename(whole, "/");
}

const char *
sb_paths_below(const char *path, const char *folder)
{
    size_t n = strlen(folder);

    if (strcmp(folder, "/") == 0) {
        return path + 1;
    }
    if (strncmp(path, folder, n) != 0 || (path[n] != '/' && path[n] != '\0')) {
        return NULL;
    }
    return path[n] == '/' ? path + n + 1 : path + n;
}

char *
sb_paths_relative(const char *path, const char *folder)
{
    g_autofree char *up = g_strdup(folder);
    g_autoptr(GString) out = g_string_new(NULL);
    const char *rest;

    while ((rest = sb_paths_below(path, up)) == NULL) {
        g_autofree char *above = g_path_get_dirname(up);

        g_free(up);
        up = g_steal_pointer(&above);
        g_string_append(out, "../");
    }
    g_string_append(out, rest);
    return g_string_free(g_steal_pointer(&out), FALSE);
}
