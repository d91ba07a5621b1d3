/*
 * In: a path, or a text.  Out: whether we don't read such files (see refuse.h).
 */
#include "extract/refuse.h"

#include <string.h>

#include "base/error.h"

static const struct {
    const char *ending, *what;
} ENDINGS[] = {
    { ".html", "HTML is not read" },
    { ".htm", "HTML is not read" },
    { ".xhtml", "HTML is not read" },
    { ".mht", "web archives are not read" },
    { ".mhtml", "web archives are not read" },
    { ".hwp", "Hangul documents are not read" },
    { ".hwpx", "Hangul documents are not read" },
    { ".doc", "Word documents are not read" },
    { ".docx", "Word documents are not read" },
    { ".odt", "OpenDocument texts are not read" },
    { ".rtf", "RTF is not read" },
    { ".ppt", "slides are not read" },
    { ".pptx", "slides are not read" },
    { ".xls", "spreadsheets are not read as articles" },
    { ".xlsx", "spreadsheets are not read as articles" },
    { ".ods", "spreadsheets are not read as articles" },
    { ".epub", "e-books are not read" },
};

/* How texts begin that were made for a program; in small letters. */
static const struct {
    const char *start, *what;
} STARTS[] = {
    { "<!doctype html", "HTML is not read" },
    { "<html", "HTML is not read" },
    { "<head>", "HTML is not read" },
    { "<?xml", "XML is not read" },
    { "{\\rtf", "RTF is not read" },
    { "mime-version:", "web archives and mails are not read" },
    { "from: <saved by", "web archives and mails are not read" },
};

static gboolean
refuse(GError **error, const char *path, const char *what)
{
    sb_error_set(error, SB_ERROR_UNSUPPORTED,
        "%s: %s; print it to PDF, or paste it into a .txt that begins with Title, Date, "
        "Publisher, URL",
        path, what);
    return FALSE;
}

gboolean
sb_refuse_name(const char *path, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        if (g_str_has_suffix(lower, ENDINGS[i].ending)) {
            return refuse(error, path, ENDINGS[i].what);
        }
    }
    return TRUE;
}

gboolean
sb_refuse_text(const SbSource *source, GError **error)
{
    const char *text = sb_source_text(source);

    text += strspn(text, " \t\r\n");
    for (size_t i = 0; i < G_N_ELEMENTS(STARTS); i++) {
        if (g_ascii_strncasecmp(text, STARTS[i].start, strlen(STARTS[i].start)) == 0) {
            return refuse(error, sb_source_path(source), STARTS[i].what);
        }
    }
    return TRUE;
}
