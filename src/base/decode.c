/*
 * In: bytes.  Out: UTF-8 (see decode.h).
 */
#include "base/decode.h"

#include <string.h>

#include "base/error.h"

#define EXPECTED "expected text in UTF-8, UTF-16 with BOM, or CP949"

/* What is no text, by its first bytes. */
static const struct {
    const char *bytes;
    size_t length;
    const char *what;
} KINDS[] = {
    { "PK\3\4", 4, "a ZIP file, as .docx, .hwpx, .odt and .xlsx are" },
    { "\xD0\xCF\x11\xE0", 4, "an OLE file, as .hwp, .doc and .xls are" },
    { "HWP Document File", 17, "a Hangul document" },
    { "%PDF-", 5, "a PDF" },
    { "\x89PNG", 4, "a PNG picture" },
    { "\xFF\xD8\xFF", 3, "a JPEG picture" },
    { "GIF8", 4, "a GIF picture" },
    { "II*\0", 4, "a TIFF picture" },
    { "MM\0*", 4, "a TIFF picture" },
    { "\x1F\x8B", 2, "a gzip file" },
    { "7z\xBC\xAF\x27\x1C", 6, "a 7z file" },
    { "Rar!", 4, "a RAR file" },
    { "\x7F"
      "ELF",
        4, "a program" },
    { "SQLite format 3", 15, "a database" },
};

/* --- where it is wrong --- */

/* An error at the end of text, the UTF-8 of all that is right. */
static void
set_error_behind(GError **error, SbErrorCode code, const char *path, const char *text,
    size_t length, const char *what)
{
    size_t line = 1, start = 0;

    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    sb_error_set(error, code, "%s:%zu:%ld: %s", path, line,
        g_utf8_strlen(text + start, (gssize)(length - start)) + 1, what);
}

/* --- by name --- */

static gboolean
is_known(const char *encoding)
{
    GIConv converter = strchr(encoding, '/') == NULL && *encoding != '\0'
                           ? g_iconv_open("UTF-8", encoding)
                           : (GIConv)-1;

    if (converter == (GIConv)-1) {
        return FALSE;
    }
    g_iconv_close(converter);
    return TRUE;
}

/* raw from encoding; *right: how many bytes of it are valid. */
static char *
convert(const GString *raw, const char *encoding, size_t *right, size_t *length)
{
    gsize read = 0, written = 0;
    g_autofree char *text =
        g_convert(raw->str, (gssize)raw->len, "UTF-8", encoding, &read, &written, NULL);

    *right = MIN(read, raw->len);
    *length = written;
    /* an incomplete character at the end is no error to g_convert() */
    return read == raw->len ? g_steal_pointer(&text) : NULL;
}

static gboolean
decode_as(GString *raw, const char *encoding, const char *path, GError **error)
{
    size_t right, length;
    g_autofree char *text = convert(raw, encoding, &right, &length);

    if (text != NULL) {
        g_string_truncate(raw, 0);
        g_string_append_len(raw, text, (gssize)length);
        return TRUE;
    }
    GString head = { raw->str, right, 0 };
    g_autofree char *before = convert(&head, encoding, &right, &length);
    g_autofree char *what =
        right + 1 >= raw->len && g_ascii_strncasecmp(encoding, "UTF-16", 6) == 0
            ? g_strdup_printf("the file ends within a character of %s", encoding)
            : g_strdup_printf("byte %zu (0x%02X) is not valid %s", right + 1,
                  (guchar)raw->str[MIN(right, raw->len - 1)], encoding);

    set_error_behind(
        error, SB_ERROR_INPUT, path, before != NULL ? before : "", length, what);
    return FALSE;
}

/* --- found out --- */

/* Is it Korean?  Bytes that are valid as CP949 are also found in Windows-1252:
 * a curly quote and the letter behind it make one of the rare syllables.  In
 * Korean the common ones, which KS X 1001 has, prevail by far. */
static gboolean
is_korean(const GString *raw)
{
    size_t common = 0, rare = 0;

    for (size_t i = 0; i + 1 < raw->len; i++) {
        guchar lead = (guchar)raw->str[i], trail = (guchar)raw->str[i + 1];

        if (lead < 0x80) {
            continue;
        }
        if (lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1) {
            common++;
        } else if (lead <= 0xA0 || trail < 0xA1) {
            rare++;
        }
        i++;
    }
    return common > 0 && rare * 4 <= common;
}

/* UTF-16 without BOM: NULs at every other byte.  The name, or NULL. */
static const char *
is_utf16(const GString *raw)
{
    size_t nul[2] = { 0, 0 }, n = MIN(raw->len, 4096);

    for (size_t i = 0; i < n; i++) {
        nul[i % 2] += raw->str[i] == '\0';
    }
    return nul[1] * 4 > n && nul[0] == 0   ? "UTF-16LE"
           : nul[0] * 4 > n && nul[1] == 0 ? "UTF-16BE"
                                           : NULL;
}

static void
set_error_nul(GError **error, const char *path, const GString *raw, const char *nul,
    const char *utf16)
{
    const char *end;
    size_t right = (size_t)(nul - raw->str);
    g_autofree char *what =
        utf16 != NULL
            ? g_strdup_printf("byte %zu is NUL, as in UTF-16 without BOM; " EXPECTED
                              " (--encoding %s reads it)",
                  right + 1, utf16)
            : g_strdup_printf("byte %zu is NUL; " EXPECTED, right + 1);

    g_utf8_validate_len(raw->str, right, &end);
    set_error_behind(
        error, SB_ERROR_INPUT, path, raw->str, (size_t)(end - raw->str), what);
}

static gboolean
decode_cp949(GString *raw, const char *bad, const char *path, GError **error)
{
    size_t valid = (size_t)(bad - raw->str), right, length;
    g_autofree char *text = convert(raw, "CP949", &right, &length);

    if (text != NULL && is_korean(raw)) {
        g_string_truncate(raw, 0);
        g_string_append_len(raw, text, (gssize)length);
        return TRUE;
    }
    /* the place where the better of the two readings ends */
    GString head = { raw->str, text == NULL && right > valid ? right : 0, 0 };
    gboolean korean = head.len > 0 && is_korean(&head);
    g_autofree char *before = korean ? convert(&head, "CP949", &right, &length) : NULL;
    size_t at = before != NULL ? head.len : valid;
    g_autofree char *what = g_strdup_printf("byte %zu (0x%02X) is not valid %s; " EXPECTED
                                            " (--encoding NAME says another)",
        at + 1, (guchar)raw->str[at],
        before != NULL ? "CP949, nor is it UTF-8" : "UTF-8, nor is it CP949");

    set_error_behind(error, SB_ERROR_INPUT, path, before != NULL ? before : raw->str,
        before != NULL ? length : valid, what);
    return FALSE;
}

static const char *
kind_of(const GString *raw)
{
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (raw->len >= KINDS[i].length &&
            memcmp(raw->str, KINDS[i].bytes, KINDS[i].length) == 0) {
            return KINDS[i].what;
        }
    }
    return NULL;
}

gboolean
sb_decode(
    GString *raw, const char *encoding, const char *path, gboolean *cp949, GError **error)
{
    const char *kind = kind_of(raw), *end;

    *cp949 = FALSE;
    if (kind != NULL) {
        sb_error_set(error, SB_ERROR_UNSUPPORTED,
            "%s: it is %s; expected text, whatever its name", path, kind);
        return FALSE;
    }
    if (encoding != NULL && !is_known(encoding)) {
        sb_error_set(error, SB_ERROR_USAGE,
            "--encoding: no encoding '%s'; expected a name such as CP949, UTF-16LE or "
            "WINDOWS-1252",
            encoding);
        return FALSE;
    }
    if (encoding == NULL && raw->len >= 2 &&
        (memcmp(raw->str, "\xFF\xFE", 2) == 0 || memcmp(raw->str, "\xFE\xFF", 2) == 0)) {
        encoding = "UTF-16";
    }
    if (encoding != NULL && g_ascii_strcasecmp(encoding, "UTF-8") != 0 &&
        g_ascii_strcasecmp(encoding, "UTF8") != 0 &&
        !decode_as(raw, encoding, path, error)) {
        return FALSE;
    }
    if (raw->len >= 3 && memcmp(raw->str, "\xEF\xBB\xBF", 3) == 0) {
        g_string_erase(raw, 0, 3);
    }
    const char *nul = memchr(raw->str, '\0', raw->len);

    if (nul != NULL) {
        set_error_nul(error, path, raw, nul, encoding == NULL ? is_utf16(raw) : NULL);
        return FALSE;
    }
    if (g_utf8_validate_len(raw->str, raw->len, &end)) {
        return TRUE;
    }
    if (encoding == NULL) {
        *cp949 = decode_cp949(raw, end, path, error);
        return *cp949;
    }
    g_autofree char *what = g_strdup_printf("byte %zu (0x%02X) is not valid UTF-8",
        (size_t)(end - raw->str) + 1, (guchar)*end);

    set_error_behind(
        error, SB_ERROR_INPUT, path, raw->str, (size_t)(end - raw->str), what);
    return FALSE;
}

/* --- what hides --- */

/* The bytes of a terminal's command at text ("ESC [ 31 m"). */
static size_t
command_at(const guchar *text, size_t left)
{
    size_t n = 2;

    if (left < 3 || text[1] != '[') {
        return 1;
    }
    while (n < left && n < 32 && text[n] >= 0x20 && text[n] < 0x40) {
        n++;
    }
    return n < left && text[n] >= 0x40 && text[n] < 0x7F ? n + 1 : 1;
}

/* The bytes of a control character or a mark of direction at text; 0: neither. */
static size_t
hidden_at(const guchar *text, size_t left)
{
    if (text[0] == 0x1B) {
        return command_at(text, left);
    }
    if ((text[0] < 0x20 && (text[0] < '\t' || text[0] > '\r')) || text[0] == 0x7F) {
        return 1;
    }
    if (text[0] == 0xC2 && left >= 2 && text[1] < 0xA0) {
        return 2; /* U+0080 to U+009F */
    }
    if (text[0] == 0xD8 && left >= 2 && text[1] == 0x9C) {
        return 2; /* U+061C */
    }
    if (text[0] == 0xE2 && left >= 3 &&
        ((text[1] == 0x80 && ((text[2] >= 0x8E && text[2] <= 0x8F) ||
                                 (text[2] >= 0xA8 && text[2] <= 0xAE))) ||
            (text[1] == 0x81 && text[2] >= 0xA6 && text[2] <= 0xA9))) {
        return 3; /* U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069 */
    }
    return 0;
}

/* Are the eight bytes at text plain, from the blank to the tilde? */
static gboolean
are_plain(const char *text)
{
    const guint64 ones = 0x0101010101010101u, tops = 0x80 * ones;
    guint64 x;

    memcpy(&x, text, 8);
    return ((x | (x - ' ' * ones) | (x + ones)) & tops) == 0;
}

size_t
sb_decode_blank(char *text, size_t length, size_t *first)
{
    size_t count = 0, n;

    for (size_t i = 0; i < length; i += MAX(n, 1)) {
        while (length - i > 8 && are_plain(text + i)) {
            i += 8;
        }
        guchar c = (guchar)text[i];

        n = 0;
        if ((c >= ' ' && c < 0x7F) || c == '\n' || c > 0xE2) {
            continue;
        }
        n = hidden_at((const guchar *)text + i, length - i);
        if (n > 0) {
            *first = count++ == 0 ? i : *first;
            if ((guchar)text[i] < 0x80) {
                memset(text + i, ' ', n);
            } else {
                memcpy(text + i, n == 2 ? "\xC2\xA0" : "\xE2\x80\x8B", n);
            }
        }
    }
    return count;
}
