/*
 * In: the PDF that cairo drew.  Out: the same with links, outline, labels,
 * metadata, tags and attachments; its ID from its content, never from the clock.
 */
#include <string.h>

#include "base/error.h"
#include "draw/pdf_part.h"

/* CIDFontType2 needs a CIDToGIDMap, which cairo leaves to its default. */
static void
complete_fonts(SbPdf *pdf)
{
    qpdf_data q = pdf->q;

    for (int p = 0; p < pdf->n_pages; p++) {
        qpdf_oh resources = qpdf_oh_get_key(q, pdf->page[p], "/Resources");
        qpdf_oh fonts = qpdf_oh_is_dictionary(q, resources)
                            ? qpdf_oh_get_key(q, resources, "/Font")
                            : qpdf_oh_new_null(q);

        if (!qpdf_oh_is_dictionary(q, fonts)) {
            continue;
        }
        qpdf_oh_begin_dict_key_iter(q, fonts);
        while (qpdf_oh_dict_more_keys(q)) {
            qpdf_oh font = qpdf_oh_get_key(q, fonts, qpdf_oh_dict_next_key(q));

            if (!qpdf_oh_has_key(q, font, "/DescendantFonts")) {
                continue;
            }
            qpdf_oh below = qpdf_oh_get_array_item(
                q, qpdf_oh_get_key(q, font, "/DescendantFonts"), 0);
            qpdf_oh subtype = qpdf_oh_get_key(q, below, "/Subtype");

            if (qpdf_oh_is_name_and_equals(q, subtype, "/CIDFontType2") &&
                !qpdf_oh_has_key(q, below, "/CIDToGIDMap")) {
                sb_pdf_set(pdf, below, "CIDToGIDMap", sb_pdf_name(pdf, "Identity"));
            }
        }
    }
}

static GBytes *
write_out(SbPdf *pdf)
{
    qpdf_data q = pdf->q;

    if ((qpdf_init_write_memory(q) & QPDF_ERRORS) != 0) {
        return NULL;
    }
    qpdf_set_newline_before_endstream(q, QPDF_TRUE);
    qpdf_set_minimum_pdf_version(q, "1.7");
    qpdf_set_deterministic_ID(q, QPDF_TRUE);
    qpdf_set_object_stream_mode(q, qpdf_o_generate);
    qpdf_set_compress_streams(q, QPDF_TRUE);
    if ((qpdf_write(q) & QPDF_ERRORS) != 0) {
        return NULL;
    }
    return g_bytes_new(qpdf_get_buffer(q), qpdf_get_buffer_length(q));
}

static GBytes *
lay_over(SbPdf *pdf, int expected)
{
    pdf->root = qpdf_get_root(pdf->q);
    pdf->n_pages = qpdf_get_num_pages(pdf->q);
    if (pdf->n_pages != expected) {
        return NULL;
    }
    g_autofree qpdf_oh *page = g_new0(qpdf_oh, MAX(pdf->n_pages, 1));

    for (int i = 0; i < pdf->n_pages; i++) {
        page[i] = qpdf_get_page_n(pdf->q, (size_t)i);
    }
    pdf->page = page;
    complete_fonts(pdf);
    sb_pdf_links(pdf);
    sb_pdf_tags(pdf);
    sb_pdf_attach(pdf);
    sb_pdf_color(pdf);
    if (pdf->options->grey) {
        sb_pdf_grey(pdf);
    }
    sb_pdf_meta(pdf);
    return write_out(pdf);
}

GBytes *
sb_pdf_finish(GByteArray *drawn, const SbDocumentPages *pages, int n_pages,
    const GArray *leaves, const GArray *places, const SbTargetOptions *options,
    GError **error)
{
    g_autofree char *date = sb_target_date(options);
    g_autoptr(GArray) links = g_array_new(FALSE, TRUE, sizeof(SbPdfLink));
    SbPdf pdf = { .q = qpdf_init(),
        .pages = pages,
        .options = options,
        .date = date,
        .leaves = leaves,
        .places = places,
        .links = links };
    GBytes *out = NULL;

    qpdf_silence_errors(pdf.q);
    qpdf_set_suppress_warnings(pdf.q, QPDF_TRUE);
    if ((qpdf_read_memory(pdf.q, "cairo", (const char *)drawn->data, drawn->len, NULL) &
            QPDF_ERRORS) == 0) {
        out = lay_over(&pdf, n_pages);
    }
    if (out == NULL) {
        sb_error_set(error, SB_ERROR_INTERNAL, "the PDF could not be finished: %s",
            qpdf_has_error(pdf.q) ? qpdf_get_error_full_text(pdf.q, qpdf_get_error(pdf.q))
                                  : "libqpdf gives no reason");
    }
    qpdf_cleanup(&pdf.q);
    return out;
}
