/*
 * In: the links and destinations of the pages, the outline, the labels.  Out:
 * link annotations (http, https and mailto only), named destinations, the
 * outline tree, page labels.
 */
#include <string.h>

#include "draw/pdf_part.h"

static const SbPdfPlace *
find_dest(const SbPdf *pdf, GHashTable *dests, const char *name)
{
    return name != NULL ? g_hash_table_lookup(dests, name) : NULL;
}

/* [page /XYZ x y null]: the top left corner, with a little air above. */
static qpdf_oh
dest_array(SbPdf *pdf, const SbPdfPlace *place)
{
    qpdf_oh array = sb_pdf_array(pdf);

    sb_pdf_append(pdf, array, pdf->page[place->page]);
    sb_pdf_append(pdf, array, sb_pdf_name(pdf, "XYZ"));
    sb_pdf_append(pdf, array, sb_pdf_real(pdf, place->x0));
    sb_pdf_append(pdf, array, sb_pdf_real(pdf, place->y1));
    sb_pdf_append(pdf, array, qpdf_oh_new_null(pdf->q));
    return array;
}

static gboolean
is_allowed(const char *uri)
{
    return uri != NULL && (g_ascii_strncasecmp(uri, "http://", 7) == 0 ||
                              g_ascii_strncasecmp(uri, "https://", 8) == 0 ||
                              g_ascii_strncasecmp(uri, "mailto:", 7) == 0);
}

/* The words that stand for a link: its node's alt text or title, else where it
 * leads. */
static const char *
link_words(const SbPdf *pdf, const SbItem *item)
{
    const GArray *nodes = pdf->pages->structure;

    if (nodes != NULL && item->tag > 0 && (guint)item->tag < nodes->len) {
        const SbStructNode *node = &g_array_index(nodes, SbStructNode, item->tag);

        if (node->alt != NULL || node->title != NULL) {
            return node->alt != NULL ? node->alt : node->title;
        }
    }
    return item->u.link.uri != NULL ? item->u.link.uri : item->u.link.dest;
}

static qpdf_oh
make_annotation(SbPdf *pdf, const SbPdfPlace *place, const SbPdfPlace *dest)
{
    const double corners[4] = { place->x0, place->y0, place->x1, place->y1 };
    qpdf_oh a = sb_pdf_dictionary(pdf), rect = sb_pdf_array(pdf);
    qpdf_oh border = qpdf_oh_parse(pdf->q, "[0 0 0]");

    for (int i = 0; i < 4; i++) {
        sb_pdf_append(pdf, rect, sb_pdf_real(pdf, corners[i]));
    }
    sb_pdf_set(pdf, a, "Type", sb_pdf_name(pdf, "Annot"));
    sb_pdf_set(pdf, a, "Subtype", sb_pdf_name(pdf, "Link"));
    sb_pdf_set(pdf, a, "Rect", rect);
    sb_pdf_set(pdf, a, "Border", border);
    sb_pdf_set(pdf, a, "F", sb_pdf_integer(pdf, 4)); /* it prints */
    sb_pdf_set(pdf, a, "Contents", sb_pdf_text(pdf, link_words(pdf, &place->item)));
    if (dest != NULL) {
        sb_pdf_set(pdf, a, "Dest", dest_array(pdf, dest));
    } else {
        qpdf_oh action = qpdf_oh_parse(pdf->q, "<< /Type /Action /S /URI >>");

        sb_pdf_set(
            pdf, action, "URI", qpdf_oh_new_string(pdf->q, place->item.u.link.uri));
        sb_pdf_set(pdf, a, "A", action);
    }
    return sb_pdf_indirect(pdf, a);
}

static void
add_links(SbPdf *pdf, GHashTable *dests)
{
    for (guint i = 0; i < pdf->places->len; i++) {
        const SbPdfPlace *place = &g_array_index(pdf->places, SbPdfPlace, i);
        const SbItem *item = &place->item;

        if (item->kind != SB_ITEM_LINK) {
            continue;
        }
        const SbPdfPlace *dest = find_dest(pdf, dests, item->u.link.dest);

        if (dest == NULL && !is_allowed(item->u.link.uri)) {
            continue;
        }
        qpdf_oh page = pdf->page[place->page];
        SbPdfLink link = { make_annotation(pdf, place, dest), place->page, item->tag };

        if (!qpdf_oh_has_key(pdf->q, page, "/Annots")) {
            sb_pdf_set(pdf, page, "Annots", sb_pdf_array(pdf));
        }
        sb_pdf_append(pdf, qpdf_oh_get_key(pdf->q, page, "/Annots"), link.annotation);
        g_array_append_val(pdf->links, link);
    }
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Name → place; the first of a name counts.  Fills the catalog's tree. */
static GHashTable *
name_dests(SbPdf *pdf)
{
    GHashTable *dests = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < pdf->places->len; i++) {
        const SbPdfPlace *place = &g_array_index(pdf->places, SbPdfPlace, i);
        const char *name =
            place->item.kind == SB_ITEM_DEST ? place->item.u.dest.dest : NULL;

        if (name != NULL && !g_hash_table_contains(dests, name)) {
            g_hash_table_insert(dests, (char *)name, (void *)place);
            g_ptr_array_add(names, (char *)name);
        }
    }
    if (names->len == 0) {
        return dests;
    }
    qpdf_oh list = sb_pdf_array(pdf), tree = sb_pdf_dictionary(pdf);

    qsort(names->pdata, names->len, sizeof(char *), compare_names);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);

        sb_pdf_append(pdf, list, qpdf_oh_new_string(pdf->q, name));
        sb_pdf_append(pdf, list, dest_array(pdf, g_hash_table_lookup(dests, name)));
    }
    sb_pdf_set(pdf, tree, "Names", list);
    sb_pdf_set(pdf, sb_pdf_names(pdf), "Dests", tree);
    return dests;
}

/* --- outline -------------------------------------------------------------------------
 */

/* Entry i's parent: the nearest before it of a lower level; −1: the root. */
static int
outline_parent(const GArray *outline, int i)
{
    int level = g_array_index(outline, SbOutlineEntry, i).level;

    for (int k = i - 1; k >= 0; k--) {
        if (g_array_index(outline, SbOutlineEntry, k).level < level) {
            return k;
        }
    }
    return -1;
}

static void
hang(SbPdf *pdf, qpdf_oh parent, qpdf_oh child, qpdf_oh *last, int *count)
{
    sb_pdf_set(pdf, child, "Parent", parent);
    if (*count == 0) {
        sb_pdf_set(pdf, parent, "First", child);
    } else {
        sb_pdf_set(pdf, child, "Prev", *last);
        sb_pdf_set(pdf, *last, "Next", child);
    }
    sb_pdf_set(pdf, parent, "Last", child);
    *last = child;
    (*count)++;
}

static void
add_outline(SbPdf *pdf, GHashTable *dests)
{
    const GArray *outline = pdf->pages->outline;
    const int n = outline != NULL ? (int)outline->len : 0;

    if (n == 0) {
        return;
    }
    g_autofree qpdf_oh *node = g_new0(qpdf_oh, n + 1); /* 0: the root */
    g_autofree qpdf_oh *last = g_new0(qpdf_oh, n + 1);
    g_autofree int *count = g_new0(int, n + 1);

    node[0] = sb_pdf_indirect(pdf, qpdf_oh_parse(pdf->q, "<< /Type /Outlines >>"));
    for (int i = 0; i < n; i++) {
        const SbOutlineEntry *entry = &g_array_index(outline, SbOutlineEntry, i);
        const SbPdfPlace *place = find_dest(pdf, dests, entry->dest);
        int parent = outline_parent(outline, i) + 1;

        node[i + 1] = sb_pdf_indirect(pdf, sb_pdf_dictionary(pdf));
        sb_pdf_set(pdf, node[i + 1], "Title", sb_pdf_text(pdf, entry->title));
        if (place != NULL) {
            sb_pdf_set(pdf, node[i + 1], "Dest", dest_array(pdf, place));
        }
        hang(pdf, node[parent], node[i + 1], &last[parent], &count[parent]);
    }
    for (int i = 0; i <= n; i++) {
        if (count[i] > 0) { /* chapters stand open, what is below them closed */
            sb_pdf_set(pdf, node[i], "Count",
                sb_pdf_integer(pdf, i == 0 ? count[i] : -count[i]));
        }
    }
    sb_pdf_set(pdf, pdf->root, "Outlines", node[0]);
    sb_pdf_set(pdf, pdf->root, "PageMode", sb_pdf_name(pdf, "UseOutlines"));
}

static void
add_labels(SbPdf *pdf)
{
    if (pdf->pages->labels == NULL) {
        return;
    }
    qpdf_oh labels = sb_pdf_dictionary(pdf), numbers = sb_pdf_array(pdf);

    for (int i = 0; i < pdf->n_pages; i++) {
        qpdf_oh label = sb_pdf_dictionary(pdf);

        sb_pdf_set(pdf, label, "P",
            sb_pdf_text(pdf, pdf->pages->labels[i] != NULL ? pdf->pages->labels[i] : ""));
        sb_pdf_append(pdf, numbers, sb_pdf_integer(pdf, i));
        sb_pdf_append(pdf, numbers, label);
    }
    sb_pdf_set(pdf, labels, "Nums", numbers);
    sb_pdf_set(pdf, pdf->root, "PageLabels", labels);
}

void
sb_pdf_links(SbPdf *pdf)
{
    g_autoptr(GHashTable) dests = name_dests(pdf);

    add_links(pdf, dests);
    add_outline(pdf, dests);
    add_labels(pdf);
}
