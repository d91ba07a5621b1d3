/* base/sha256.c: the digests of the standard, and the same as GLib's for all lengths
 * around the blocks. */
#include <string.h>

#include "base/sha256.h"

static void
test_known(void)
{
    static const struct {
        const char *text, *hex;
    } cases[] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *hex = sb_sha256_hex(cases[i].text, strlen(cases[i].text));

        g_assert_cmpstr(hex, ==, cases[i].hex);
    }
}

static void
test_lengths(void)
{
    guint8 data[700];

    for (size_t i = 0; i < sizeof data; i++) {
        data[i] = (guint8)(i * i + 7 * i);
    }
    for (size_t length = 0; length <= sizeof data; length++) {
        g_autofree char *hex = sb_sha256_hex(data, length);
        g_autofree char *want =
            g_compute_checksum_for_data(G_CHECKSUM_SHA256, data, length);

        g_assert_cmpstr(hex, ==, want);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/sha256/known", test_known);
    g_test_add_func("/sha256/lengths", test_lengths);
    return g_test_run();
}
