/* In: a name such as "codes/places.csv".  Out: the path where it lies. */
#include "base/datadir.h"

#include <string.h>

char *
sb_datadir_find(void)
{
    g_autofree char *exe = g_file_read_link("/proc/self/exe", NULL);

    if (exe != NULL) {
        g_autofree char *bin = g_path_get_dirname(exe);
        g_autofree char *prefix = g_path_get_dirname(bin);
        g_autofree char *share = g_build_filename(prefix, "share", "statbrief", NULL);
        g_autofree char *codes = g_build_filename(share, "codes", NULL);

        if (g_file_test(codes, G_FILE_TEST_IS_DIR)) {
            return g_steal_pointer(&share);
        }
        /* build/statbrief in a tree that has moved since it was built */
        g_autofree char *tree = g_build_filename(prefix, "data", "codes", NULL);

        if (g_file_test(tree, G_FILE_TEST_IS_DIR)) {
            return g_steal_pointer(&prefix);
        }
    }
    return g_strdup(SB_TREE);
}

char *
sb_datadir_path(const char *folder, const char *name)
{
    static const char *const inside[] = { "", "data", "build" };

    for (size_t i = 0; i < G_N_ELEMENTS(inside); i++) {
        g_autofree char *path = g_build_filename(folder, inside[i], name, NULL);

        if (g_file_test(path, G_FILE_TEST_EXISTS)) {
            return g_steal_pointer(&path);
        }
    }
    return g_build_filename(folder, name, NULL);
}
