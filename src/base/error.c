/*
 * In: a code, a place and a message.  Out: a GError whose message is one clean
 * line.
 */
#include "base/error.h"

#include <stdarg.h>
#include <string.h>

#include "base/limits.h"
#include "base/source.h"

GQuark
sb_error_quark(void)
{
    return g_quark_from_static_string("statbrief");
}

static gboolean
is_harmless(gunichar c)
{
    if (c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
        (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF) {
        return FALSE;
    }
    return !g_unichar_iscntrl(c);
}

char *
sb_error_clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (out->len + 8 > SB_LIMIT_MESSAGE) {
            g_string_append(out, "…");
            break;
        }
        if (c == '\t') {
            g_string_append_c(out, ' ');
        } else {
            g_string_append_unichar(out, is_harmless(c) ? c : '?');
        }
    }
    return g_string_free(out, FALSE);
}

static void
set_clean(GError **error, SbErrorCode code, const char *message)
{
    g_autofree char *clean = sb_error_clean(message);

    g_set_error_literal(error, SB_ERROR, (int)code, clean);
}

void
sb_error_set(GError **error, SbErrorCode code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    set_clean(error, code, message);
}

void
sb_error_at(GError **error, SbErrorCode code, const SbSource *source, size_t offset,
    const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *place = sb_source_place_text(source, offset);
    g_autofree char *whole = g_strdup_printf("%s: %s", place, message);

    set_clean(error, code, whole);
}

int
sb_error_exit_status(const GError *error)
{
    static const int status[] = {
        [SB_ERROR_USAGE] = 64,
        [SB_ERROR_INPUT] = 65,
        [SB_ERROR_UNSUPPORTED] = 65,
        [SB_ERROR_READ] = 66,
        [SB_ERROR_INTERNAL] = 70,
        [SB_ERROR_CREATE] = 73,
        [SB_ERROR_WRITE] = 74,
        [SB_ERROR_AGAIN] = 75,
    };

    if (error->domain == SB_ERROR && error->code >= 0 &&
        (size_t)error->code < G_N_ELEMENTS(status)) {
        return status[error->code];
    }
    return 70;
}

/* Optimal string alignment distance over bytes; names are ASCII. */
static size_t
distance(const char *a, const char *b)
{
    enum { MOST = 64 };
    size_t n = strlen(a), m = strlen(b), d[3][MOST + 1];

    if (n > MOST || m > MOST) {
        return MOST;
    }
    for (size_t j = 0; j <= m; j++) {
        d[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t *now = d[i % 3], *up = d[(i + 2) % 3], *upper = d[(i + 1) % 3];

        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            gboolean same = g_ascii_tolower(a[i - 1]) == g_ascii_tolower(b[j - 1]);

            now[j] = MIN(MIN(up[j] + 1, now[j - 1] + 1), up[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = MIN(now[j], upper[j - 2] + 1);
            }
        }
    }
    return d[n % 3][m];
}

const char *
sb_error_nearest(const char *word, const char *const *words, size_t n)
{
    const char *best = NULL;
    size_t least = MAX(strlen(word) / 3, 1) + 1;

    for (size_t i = 0; i < n; i++) {
        size_t far = distance(word, words[i]);

        if (far < least) {
            least = far;
            best = words[i];
        }
    }
    return best;
}
