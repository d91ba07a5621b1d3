/*
 * In: a PDF.  Out: a source with its text, for the text reader; each byte knows
 * its page and line.
 *
 * The PDF is read by pdftotext, a program of its own within limits: what comes
 * in from outside can't bring us down.  What it gives is words with their boxes;
 * columns, paragraphs and tables are found here (pdf.h).
 */
#define _GNU_SOURCE
#include <string.h>

#include "base/child.h"
#include "base/error.h"
#include "base/limits.h"
#include "extract/pdf.h"
#include "extract/read_text.h"

/* How pdftotext ends: its manual, EXIT CODES. */
enum { NOT_OPENED = 1, NOT_PERMITTED = 3 };

static gboolean
run_pdftotext(const SbSource *pdf, GString *out, GString *messages, SbChildResult *result,
    GError **error)
{
    g_autofree char *program = sb_child_find("pdftotext");
    g_autofree char *last = g_strdup_printf("%d", SB_LIMIT_PDF_PAGES + 1);

    if (program == NULL) {
        sb_error_set(error, SB_ERROR_READ,
            "%s: reading a PDF takes the program pdftotext, which is not there; install "
            "poppler-utils",
            sb_source_path(pdf));
        return FALSE;
    }
    const char *const argv[] = { program, "-bbox-layout", "-enc", "UTF-8", "-l", last,
        "-", "-", NULL };
    SbChild child = { .argv = argv,
        .input = sb_source_text(pdf),
        .length = sb_source_length(pdf),
        .seconds = SB_LIMIT_PDF_SECONDS,
        .memory = SB_LIMIT_PDF_MEMORY,
        .output = SB_LIMIT_PDF_TEXT };

    *result = sb_child_run(&child, out, messages);
    return TRUE;
}

/* FALSE and one line on why it could not be read. */
static gboolean
judge(const SbSource *pdf, const SbChildResult *result, const GString *messages,
    GError **error)
{
    const char *path = sb_source_path(pdf);

    switch (result->end) {
    case SB_CHILD_FAILED:
        sb_error_set(error, SB_ERROR_WRITE, "%s: pdftotext could not be run: %s", path,
            g_strerror(result->status));
        return FALSE;
    case SB_CHILD_TIME:
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: reading takes longer than the limit of %d s; expected a simpler PDF: "
            "print it anew, or paste its text into a .txt",
            path, SB_LIMIT_PDF_SECONDS);
        return FALSE;
    case SB_CHILD_OUTPUT:
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: more text than the limit of %d MB; expected a PDF in parts", path,
            SB_LIMIT_PDF_TEXT / 1024 / 1024);
        return FALSE;
    case SB_CHILD_KILLED:
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: broken, or too large to be read within %d MB; expected a sound PDF: "
            "print it anew",
            path, SB_LIMIT_PDF_MEMORY / 1024 / 1024);
        return FALSE;
    case SB_CHILD_EXITED:
        break;
    }
    if (result->status == 0) {
        return TRUE;
    }
    if (strstr(messages->str, "ncorrect password") != NULL) {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: encrypted; expected a PDF that opens without a password", path);
    } else if (result->status == NOT_PERMITTED) {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: its author does not permit to copy text; expected a PDF that does",
            path);
    } else if (result->status == NOT_OPENED) {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: broken; expected a sound PDF: print it anew", path);
    } else {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: pdftotext failed with status %d; expected a sound PDF: print it anew",
            path, result->status);
    }
    return FALSE;
}

const SbSource *
sb_read_pdf_layout(
    SbJob *job, const SbSource *origin, GString *xhtml, char **title, GError **error)
{
    g_autoptr(SbPdf) pdf = sb_pdf_new();
    g_autoptr(GError) why = NULL;
    const char *largest = NULL;

    if (!sb_pdf_words_read(pdf, xhtml, &why)) {
        sb_error_set(
            error, SB_ERROR_INPUT, "%s: %s", sb_source_path(origin), why->message);
        return NULL;
    }
    sb_pdf_pieces_make(pdf);
    sb_pdf_margins_clear(pdf);
    sb_pdf_columns_read(pdf);
    if (pdf->lines->len == 0) {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: no text on its %u page%s, as in a scan; expected a PDF with text: run "
            "it through text recognition first",
            sb_source_path(origin), pdf->pages->len, pdf->pages->len == 1 ? "" : "s");
        return NULL;
    }
    sb_pdf_join_survey(pdf);
    SbPdfText out = { g_string_new(NULL),
        g_array_new(FALSE, FALSE, sizeof(SbSourcePlace)) };

    sb_pdf_prose_write(pdf, &out, &largest);
    *title = g_strdup(largest);
    size_t length = out.text->len;

    return sb_source_derive(
        job, origin, g_string_free(out.text, FALSE), length, out.places);
}

const SbSource *
sb_read_pdf(SbJob *job, const SbSource *pdf, char **title, GError **error)
{
    g_autoptr(GString) xhtml = g_string_new(NULL), messages = g_string_new(NULL);
    SbChildResult result;
    size_t head = MIN(sb_source_length(pdf), 1024);

    if (memmem(sb_source_text(pdf), head, "%PDF-", 5) == NULL) {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: is no PDF, whatever its name says; expected a file that begins with "
            "%%PDF-",
            sb_source_path(pdf));
        return NULL;
    }
    if (!run_pdftotext(pdf, xhtml, messages, &result, error) ||
        !judge(pdf, &result, messages, error)) {
        return NULL;
    }
    return sb_read_pdf_layout(job, pdf, xhtml, title, error);
}
