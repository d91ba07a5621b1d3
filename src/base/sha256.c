/*
 * In: bytes.  Out: their SHA-256 (FIPS 180-4) in hexadecimal.
 *
 * The instructions do two rounds at a time on the state as ABEF and CDGH, and
 * half of the message schedule (Intel SHA Extensions, 2013).
 */
#include "base/sha256.h"

#include <string.h>

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

enum { BLOCK = 64 };

static const guint32 ROUND[64] = { 0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
    0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152,
    0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
    0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624,
    0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3,
    0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2 };

static gboolean
has_instructions(void)
{
    unsigned a, b, c, d;

    if (!__get_cpuid(1, &a, &b, &c, &d) || (c & bit_SSSE3) == 0 ||
        (c & bit_SSE4_1) == 0) {
        return FALSE;
    }
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

/* Takes whole blocks into state, A … H. */
__attribute__((target("sha,sse4.1,ssse3"))) static void
take_blocks(guint32 state[8], const guint8 *data, size_t blocks)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i low = _mm_loadu_si128((const __m128i *)state);
    __m128i high = _mm_loadu_si128((const __m128i *)(state + 4));

    low = _mm_shuffle_epi32(low, 0xB1);
    high = _mm_shuffle_epi32(high, 0x1B);
    __m128i abef = _mm_alignr_epi8(low, high, 8);
    __m128i cdgh = _mm_blend_epi16(high, low, 0xF0);

    for (; blocks > 0; blocks--, data += BLOCK) {
        __m128i abef_before = abef, cdgh_before = cdgh, w[4];

        for (int i = 0; i < 4; i++) {
            w[i] =
                _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(data + 16 * i)), swap);
        }
#pragma GCC unroll 16
        for (int r = 0; r < 16; r++) {
            if (r >= 4) {
                __m128i seven = _mm_alignr_epi8(w[(r + 3) & 3], w[(r + 2) & 3], 4);
                __m128i sum =
                    _mm_add_epi32(_mm_sha256msg1_epu32(w[r & 3], w[(r + 1) & 3]), seven);

                w[r & 3] = _mm_sha256msg2_epu32(sum, w[(r + 3) & 3]);
            }
            __m128i k = _mm_add_epi32(
                w[r & 3], _mm_loadu_si128((const __m128i *)(ROUND + 4 * r)));

            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, k);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(k, 0x0E));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    low = _mm_shuffle_epi32(abef, 0x1B);
    high = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(high, low, 8));
}

/* The last bytes, a one bit, zeros, and the length in bits. */
static void
take_end(guint32 state[8], const guint8 *data, size_t length)
{
    guint8 last[2 * BLOCK] = { 0 };
    size_t rest = length % BLOCK, blocks = rest + 9 > BLOCK ? 2 : 1;
    guint64 bits = GUINT64_TO_BE((guint64)length * 8);

    if (rest > 0) {
        memcpy(last, data + length - rest, rest);
    }
    last[rest] = 0x80;
    memcpy(last + blocks * BLOCK - sizeof bits, &bits, sizeof bits);
    take_blocks(state, last, blocks);
}

static char *
by_instructions(const guint8 *data, size_t length)
{
    guint32 state[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
        0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
    GString *hex = g_string_sized_new(64);

    take_blocks(state, data, length / BLOCK);
    take_end(state, data, length);
    for (int i = 0; i < 8; i++) {
        g_string_append_printf(hex, "%08x", state[i]);
    }
    return g_string_free(hex, FALSE);
}

char *
sb_sha256_hex(const void *data, size_t length)
{
    return has_instructions()
               ? by_instructions(data, length)
               : g_compute_checksum_for_data(G_CHECKSUM_SHA256, data, length);
}

#else

char *
sb_sha256_hex(const void *data, size_t length)
{
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, data, length);
}

#endif
