/*
 * Runs a fuzz target over files, as a TAP test: each input that does not crash
 * is one "ok".
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        g_autofree char *bytes = NULL;
        gsize length = 0;

        if (!g_file_get_contents(argv[i], &bytes, &length, NULL)) {
            printf("not ok %d %s\n", i, argv[i]);
            continue;
        }
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
        printf("ok %d %s\n", i, argv[i]);
    }
    printf("1..%d\n", argc - 1);
    return 0;
}
