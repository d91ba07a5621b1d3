/*
 * Out: the output intent that says what our colours mean: sRGB, as an ICC
 * profile (ICC.1:2004-10, version 4.2) that is made here: matrix and curve of
 * IEC 61966-2-1, adapted to D50 (Bradford).  And pictures that PDF/A accepts.
 */
#include <math.h>
#include <string.h>

#include "draw/pdf_part.h"

enum { HEAD = 128, TAGS = 10, NESTED = 8 };

/* ICC numbers are big-endian. */
static void
put32(GByteArray *a, guint32 v)
{
    const guint8 b[4] = { (guint8)(v >> 24), (guint8)(v >> 16), (guint8)(v >> 8),
        (guint8)v };

    g_byte_array_append(a, b, 4);
}

static void
put_fixed(GByteArray *a, double v)
{
    put32(a, (guint32)(gint32)floor(v * 65536 + 0.5));
}

static void
put_name(GByteArray *a, const char name[5])
{
    g_byte_array_append(a, (const guint8 *)name, 4);
}

static void
put_xyz(GByteArray *a, double x, double y, double z)
{
    put_name(a, "XYZ ");
    put32(a, 0);
    put_fixed(a, x);
    put_fixed(a, y);
    put_fixed(a, z);
}

/* A text in one language ("mluc"), of ASCII letters, filled to four bytes. */
static void
put_words(GByteArray *a, const char *text)
{
    const guint32 n = (guint32)strlen(text);

    put_name(a, "mluc");
    put32(a, 0);
    put32(a, 1);
    put32(a, 12);
    put_name(a, "enUS");
    put32(a, 2 * n);
    put32(a, 28);
    for (guint32 i = 0; i < n + n % 2; i++) {
        const guint8 wide[2] = { 0, i < n ? (guint8)text[i] : 0 };

        g_byte_array_append(a, wide, 2);
    }
}

static void
put_curve(GByteArray *a)
{
    put_name(a, "para");
    put32(a, 0);
    put32(a, 3u << 16); /* (ax + b)^g from d on, cx before */
    put_fixed(a, 2.4);
    put_fixed(a, 1 / 1.055);
    put_fixed(a, 0.055 / 1.055);
    put_fixed(a, 1 / 12.92);
    put_fixed(a, 0.04045);
}

static void
put_adaptation(GByteArray *a)
{
    static const double bradford[9] = { 1.047882, 0.022918, -0.050217, 0.029586, 0.990478,
        -0.017075, -0.009247, 0.015075, 0.751678 };

    put_name(a, "sf32");
    put32(a, 0);
    for (int i = 0; i < 9; i++) {
        put_fixed(a, bradford[i]);
    }
}

static void
put_head(GByteArray *a, guint32 size)
{
    put32(a, size);
    put32(a, 0);
    put32(a, 0x04200000);
    put_name(a, "mntr");
    put_name(a, "RGB ");
    put_name(a, "XYZ ");
    for (int i = 0; i < 3; i++) {
        put32(a, i == 0 ? 1970u << 16 | 1 : i == 1 ? 1u << 16 : 0);
    }
    put_name(a, "acsp");
    for (int i = 0; i < 7; i++) {
        put32(a, 0);
    }
    put_fixed(a, 0.9642);
    put_fixed(a, 1);
    put_fixed(a, 0.8249);
    while (a->len < HEAD) {
        put32(a, 0);
    }
}

static GByteArray *
make_profile(void)
{
    static const char names[TAGS][5] = { "desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ",
        "bXYZ", "rTRC", "gTRC", "bTRC" };
    g_autoptr(GByteArray) body = g_byte_array_new();
    guint32 start[TAGS + 1];
    int n = 0;

    start[n++] = 0;
    put_words(body, "sRGB IEC61966-2.1");
    start[n++] = body->len;
    put_words(body, "No copyright, use freely");
    start[n++] = body->len;
    put_xyz(body, 0.9642, 1, 0.8249);
    start[n++] = body->len;
    put_adaptation(body);
    start[n++] = body->len;
    put_xyz(body, 0.436066, 0.222488, 0.013916);
    start[n++] = body->len;
    put_xyz(body, 0.385147, 0.716873, 0.097076);
    start[n++] = body->len;
    put_xyz(body, 0.143066, 0.060608, 0.714096);
    start[n++] = body->len;
    put_curve(body);
    start[n] = body->len;

    const guint32 base = HEAD + 4 + 12 * TAGS;
    GByteArray *out = g_byte_array_new();

    put_head(out, base + body->len);
    put32(out, TAGS);
    for (int i = 0; i < TAGS; i++) {
        int k = MIN(i, 7); /* the three curves are one */

        put_name(out, names[i]);
        put32(out, base + start[k]);
        put32(out, start[k + 1] - start[k]);
    }
    g_byte_array_append(out, body->data, body->len);
    return out;
}

/* Cairo asks for pictures to be smoothed, which PDF/A forbids. */
static void
plain_pictures(SbPdf *pdf, qpdf_oh holder, int depth)
{
    qpdf_data q = pdf->q;
    qpdf_oh resources = qpdf_oh_get_key_if_dict(q, holder, "/Resources");
    qpdf_oh objects = qpdf_oh_get_key_if_dict(q, resources, "/XObject");
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);

    if (depth > NESTED || !qpdf_oh_is_dictionary(q, objects)) {
        return;
    }
    qpdf_oh_begin_dict_key_iter(q, objects);
    while (qpdf_oh_dict_more_keys(q)) {
        g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(q)));
    }
    for (guint i = 0; i < keys->len; i++) {
        qpdf_oh object = qpdf_oh_get_key(q, objects, g_ptr_array_index(keys, i));

        if (!qpdf_oh_is_stream(q, object)) {
            continue;
        }
        qpdf_oh head = qpdf_oh_get_dict(q, object);
        qpdf_oh mask = qpdf_oh_get_key(q, head, "/SMask");

        qpdf_oh_remove_key(q, head, "/Interpolate");
        if (qpdf_oh_is_stream(q, mask)) {
            qpdf_oh_remove_key(q, qpdf_oh_get_dict(q, mask), "/Interpolate");
        }
        plain_pictures(pdf, head, depth + 1);
    }
}

void
sb_pdf_color(SbPdf *pdf)
{
    g_autoptr(GByteArray) profile = make_profile();
    qpdf_oh stream = sb_pdf_stream(pdf, profile->data, profile->len);
    qpdf_oh intent = qpdf_oh_parse(pdf->q,
        "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier "
        "(sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) >>");
    qpdf_oh intents = sb_pdf_array(pdf);

    sb_pdf_set(pdf, qpdf_oh_get_dict(pdf->q, stream), "N", sb_pdf_integer(pdf, 3));
    sb_pdf_set(pdf, intent, "DestOutputProfile", stream);
    sb_pdf_append(pdf, intents, sb_pdf_indirect(pdf, intent));
    sb_pdf_set(pdf, pdf->root, "OutputIntents", intents);
    for (int i = 0; i < pdf->n_pages; i++) {
        plain_pictures(pdf, pdf->page[i], 0);
    }
}
