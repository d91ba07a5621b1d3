/* In: values.  Out: PDF objects. */
#include <math.h>
#include <string.h>

#include "draw/pdf_part.h"

static char *
slashed(const char *name)
{
    return g_strconcat("/", name, NULL);
}

qpdf_oh
sb_pdf_name(SbPdf *pdf, const char *name)
{
    g_autofree char *full = slashed(name);

    return qpdf_oh_new_name(pdf->q, full);
}

qpdf_oh
sb_pdf_text(SbPdf *pdf, const char *utf8)
{
    return qpdf_oh_new_unicode_string(pdf->q, utf8);
}

qpdf_oh
sb_pdf_integer(SbPdf *pdf, long long value)
{
    return qpdf_oh_new_integer(pdf->q, value);
}

qpdf_oh
sb_pdf_real(SbPdf *pdf, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    double rounded = floor(value * 1000 + 0.5) / 1000;

    g_ascii_formatd(text, sizeof text, "%.3f", rounded == 0 ? 0 : rounded);
    return qpdf_oh_new_real_from_string(pdf->q, text);
}

qpdf_oh
sb_pdf_dictionary(SbPdf *pdf)
{
    return qpdf_oh_new_dictionary(pdf->q);
}

qpdf_oh
sb_pdf_array(SbPdf *pdf)
{
    return qpdf_oh_new_array(pdf->q);
}

qpdf_oh
sb_pdf_indirect(SbPdf *pdf, qpdf_oh object)
{
    return qpdf_make_indirect_object(pdf->q, object);
}

qpdf_oh
sb_pdf_stream(SbPdf *pdf, const void *bytes, size_t length)
{
    qpdf_oh stream = qpdf_oh_new_stream(pdf->q);

    qpdf_oh_replace_stream_data(pdf->q, stream, bytes, length, qpdf_oh_new_null(pdf->q),
        qpdf_oh_new_null(pdf->q));
    return stream;
}

void
sb_pdf_set(SbPdf *pdf, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    g_autofree char *full = slashed(key);

    qpdf_oh_replace_key(pdf->q, dictionary, full, value);
}

void
sb_pdf_append(SbPdf *pdf, qpdf_oh array, qpdf_oh value)
{
    qpdf_oh_append_item(pdf->q, array, value);
}

qpdf_oh
sb_pdf_names(SbPdf *pdf)
{
    if (qpdf_oh_has_key(pdf->q, pdf->root, "/Names")) {
        return qpdf_oh_get_key(pdf->q, pdf->root, "/Names");
    }
    qpdf_oh names = sb_pdf_indirect(pdf, sb_pdf_dictionary(pdf));

    sb_pdf_set(pdf, pdf->root, "Names", names);
    return names;
}

char *
sb_pdf_date(const char *iso)
{
    GString *out = g_string_new("D:");

    for (const char *p = iso; *p != '\0' && out->len < 16; p++) {
        if (g_ascii_isdigit(*p)) {
            g_string_append_c(out, *p);
        }
    }
    while (out->len < 16) {
        g_string_append_c(out, '0');
    }
    g_string_append_c(out, 'Z');
    return g_string_free(out, FALSE);
}
