/*
 * In: title, author, language, date.  Out: the catalog's /Lang, the viewer's
 * preferences, and XMP metadata that say the same as the Info dictionary.
 * PDF/UA-1 and PDF/A-3a are claimed where there is a structure tree.
 */
#include <cairo.h>
#include <string.h>

#include "draw/pdf_part.h"

/* An element of XMP with escaped text: before and after are markup. */
static void
put(GString *out, const char *before, const char *text, const char *after)
{
    if (text == NULL || *text == '\0') {
        return;
    }
    g_autofree char *escaped = g_markup_escape_text(text, -1);

    g_string_append_printf(out, "%s%s%s\n", before, escaped, after);
}

/* PDF/A lets nobody use a schema that it doesn't know: this describes PDF/UA's. */
static const char UA_SCHEMA[] =
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "\n<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n";

static char *
xmp_text(const SbPdf *pdf)
{
    const SbTargetOptions *o = pdf->options;
    g_autofree char *producer =
        g_strdup_printf("cairo %s (https://cairographics.org)", cairo_version_string());
    GString *x = g_string_new("<?xpacket begin=\"\xEF\xBB\xBF\" "
                              "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                              "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                              "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/"
                              "22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"\n"
                              " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                              " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                              " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                              " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
                              " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
                              "<dc:format>application/pdf</dc:format>\n");

    put(x, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", o->title,
        "</rdf:li></rdf:Alt></dc:title>");
    put(x, "<dc:creator><rdf:Seq><rdf:li>", o->author,
        "</rdf:li></rdf:Seq></dc:creator>");
    put(x, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", o->subject,
        "</rdf:li></rdf:Alt></dc:description>");
    put(x, "<dc:language><rdf:Bag><rdf:li>", o->lang,
        "</rdf:li></rdf:Bag></dc:language>");
    put(x, "<pdf:Keywords>", o->keywords, "</pdf:Keywords>");
    put(x, "<pdf:Producer>", producer, "</pdf:Producer>");
    put(x, "<xmp:CreatorTool>", "statbrief " SB_VERSION, "</xmp:CreatorTool>");
    put(x, "<xmp:CreateDate>", pdf->date, "</xmp:CreateDate>");
    put(x, "<xmp:ModifyDate>", pdf->date, "</xmp:ModifyDate>");
    if (pdf->pages->structure != NULL) {
        g_string_append(x, "<pdfuaid:part>1</pdfuaid:part>\n"
                           "<pdfaid:part>3</pdfaid:part>\n"
                           "<pdfaid:conformance>A</pdfaid:conformance>\n");
    }
    g_string_append(x, "</rdf:Description>\n");
    g_string_append(x, pdf->pages->structure != NULL ? UA_SCHEMA : "");
    g_string_append(x, "</rdf:RDF>\n</x:xmpmeta>\n"
                       "<?xpacket end=\"w\"?>");
    return g_string_free(x, FALSE);
}

void
sb_pdf_meta(SbPdf *pdf)
{
    g_autofree char *date = sb_pdf_date(pdf->date);

    /* cairo 1.16 leaves out the "D:" */
    qpdf_set_info_key(pdf->q, "/CreationDate", date);
    qpdf_set_info_key(pdf->q, "/ModDate", date);
    g_autofree char *xmp = xmp_text(pdf);
    qpdf_oh stream = sb_pdf_stream(pdf, xmp, strlen(xmp));
    qpdf_oh head = qpdf_oh_get_dict(pdf->q, stream);

    sb_pdf_set(pdf, head, "Type", sb_pdf_name(pdf, "Metadata"));
    sb_pdf_set(pdf, head, "Subtype", sb_pdf_name(pdf, "XML"));
    sb_pdf_set(pdf, pdf->root, "Metadata", stream);
    if (pdf->options->lang != NULL) {
        sb_pdf_set(pdf, pdf->root, "Lang", sb_pdf_text(pdf, pdf->options->lang));
    }
    sb_pdf_set(pdf, pdf->root, "ViewerPreferences",
        qpdf_oh_parse(pdf->q, "<< /DisplayDocTitle true >>"));
}
