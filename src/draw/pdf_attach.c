/*
 * In: files.  Out: embedded files that belong to the document (PDF/A-3's
 * associated files), listed by name.
 */
#include <string.h>

#include "draw/pdf_part.h"

/* "text/csv" as a PDF name: the slash is written #2f by the library. */
static qpdf_oh
mime_name(SbPdf *pdf, const char *mime)
{
    return sb_pdf_name(pdf, mime != NULL ? mime : "application/octet-stream");
}

static qpdf_oh
make_file(SbPdf *pdf, const SbAttachment *attachment)
{
    gsize length;
    gconstpointer bytes = g_bytes_get_data(attachment->bytes, &length);
    g_autofree char *date = sb_pdf_date(pdf->date);
    qpdf_oh stream = sb_pdf_stream(pdf, bytes != NULL ? bytes : "", length);
    qpdf_oh head = qpdf_oh_get_dict(pdf->q, stream);
    qpdf_oh parameters = sb_pdf_dictionary(pdf);

    sb_pdf_set(pdf, parameters, "Size", sb_pdf_integer(pdf, (long long)length));
    sb_pdf_set(pdf, parameters, "ModDate", qpdf_oh_new_string(pdf->q, date));
    sb_pdf_set(pdf, head, "Type", sb_pdf_name(pdf, "EmbeddedFile"));
    sb_pdf_set(pdf, head, "Subtype", mime_name(pdf, attachment->mime));
    sb_pdf_set(pdf, head, "Params", parameters);
    return stream;
}

static qpdf_oh
make_specification(SbPdf *pdf, const SbAttachment *attachment)
{
    qpdf_oh file = make_file(pdf, attachment), files = sb_pdf_dictionary(pdf);
    qpdf_oh spec = qpdf_oh_parse(pdf->q, "<< /Type /Filespec /AFRelationship /Data >>");

    sb_pdf_set(pdf, files, "F", file);
    sb_pdf_set(pdf, files, "UF", file);
    sb_pdf_set(pdf, spec, "F", sb_pdf_text(pdf, attachment->name));
    sb_pdf_set(pdf, spec, "UF", sb_pdf_text(pdf, attachment->name));
    sb_pdf_set(pdf, spec, "EF", files);
    if (attachment->description != NULL) {
        sb_pdf_set(pdf, spec, "Desc", sb_pdf_text(pdf, attachment->description));
    }
    return sb_pdf_indirect(pdf, spec);
}

static gint
compare_attachments(gconstpointer a, gconstpointer b)
{
    return strcmp(((const SbAttachment *)a)->name, ((const SbAttachment *)b)->name);
}

void
sb_pdf_attach(SbPdf *pdf)
{
    const GArray *given = pdf->pages->attachments;

    if (given == NULL || given->len == 0) {
        return;
    }
    g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(SbAttachment));
    qpdf_oh list = sb_pdf_array(pdf), tree = sb_pdf_dictionary(pdf);
    qpdf_oh associated = sb_pdf_array(pdf);

    g_array_append_vals(sorted, given->data, given->len);
    g_array_sort(sorted, compare_attachments);
    for (guint i = 0; i < sorted->len; i++) {
        const SbAttachment *attachment = &g_array_index(sorted, SbAttachment, i);
        qpdf_oh spec = make_specification(pdf, attachment);

        sb_pdf_append(pdf, list, sb_pdf_text(pdf, attachment->name));
        sb_pdf_append(pdf, list, spec);
        sb_pdf_append(pdf, associated, spec);
    }
    sb_pdf_set(pdf, tree, "Names", list);
    sb_pdf_set(pdf, sb_pdf_names(pdf), "EmbeddedFiles", tree);
    sb_pdf_set(pdf, pdf->root, "AF", associated);
}
