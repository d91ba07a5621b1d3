/*
 * In: a file whose content cairo has numbered, the structure's nodes, and which
 * number belongs to which node.  Out: artifacts, the structure tree, the parent
 * tree: PDF/UA-1.
 *
 * Cairo 1.16 makes marked content but no attributes, alt texts or artifacts; so
 * it is given flat tags only ("Span" for content, "Private" for artifacts), and
 * its own tree is replaced by ours.
 */
#include <stdlib.h>
#include <string.h>

#include "draw/pdf_part.h"

/* --- artifacts ------------------------------------------------------------------------
 */

/* The end of the string, hexadecimal string or comment that begins at i. */
static size_t
skip_literal(const unsigned char *d, size_t i, size_t n)
{
    int depth = 0;

    if (d[i] == '<') {
        while (i < n && d[i] != '>') {
            i++;
        }
        return MIN(i + 1, n);
    }
    for (; i < n; i++) {
        if (d[i] == '\\') {
            i++;
        } else if (d[i] == '(') {
            depth++;
        } else if (d[i] == ')' && --depth == 0) {
            return i + 1;
        }
    }
    return n;
}

/* The byte after the next "BDC" at or after i, or 0. */
static size_t
after_begin(const unsigned char *d, size_t i, size_t n)
{
    for (; i + 3 <= n; i++) {
        if (memcmp(d + i, "BDC", 3) == 0) {
            return i + 3;
        }
    }
    return 0;
}

/* Content in which "/Private <<…>> BDC" reads "/Artifact BMC". */
static GByteArray *
with_artifacts(const unsigned char *d, size_t n)
{
    static const char mark[] = "/Private ", artifact[] = "/Artifact BMC";
    const size_t length = sizeof mark - 1;
    GByteArray *out = g_byte_array_sized_new((guint)n);
    size_t copied = 0;

    for (size_t i = 0; i < n;) {
        if (d[i] == '(' || (d[i] == '<' && i + 1 < n && d[i + 1] != '<')) {
            i = skip_literal(d, i, n);
        } else if (d[i] == '<') {
            i += 2;
        } else if (d[i] == '/' && n - i > length && memcmp(d + i, mark, length) == 0 &&
                   after_begin(d, i, n) > 0) {
            g_byte_array_append(out, d + copied, (guint)(i - copied));
            g_byte_array_append(out, (const guint8 *)artifact, sizeof artifact - 1);
            i = copied = after_begin(d, i, n);
        } else {
            i++;
        }
    }
    g_byte_array_append(out, d + copied, (guint)(n - copied));
    return out;
}

static void
mark_artifacts(SbPdf *pdf, int page)
{
    unsigned char *data = NULL;
    size_t length = 0;

    if (qpdf_oh_get_page_content_data(pdf->q, pdf->page[page], &data, &length) != 0 ||
        data == NULL) {
        return;
    }
    GByteArray *content = with_artifacts(data, length);

    sb_pdf_set(pdf, pdf->page[page], "Contents",
        sb_pdf_stream(pdf, content->data, content->len));
    g_byte_array_unref(content);
    free(data);
}

/* --- the tree --------------------------------------------------------------------------
 */

typedef struct {
    SbPdf *pdf;
    const SbStructNode *nodes;
    int n;
    qpdf_oh *element; /* one a node */
    qpdf_oh *kids;
    guint *first; /* the first leaf of the node and all below it */
} Tree;

static void
set_table_attributes(Tree *t, const SbStructNode *node, qpdf_oh element)
{
    if (node->scope == NULL && node->col_span <= 1 && node->row_span <= 1) {
        return;
    }
    qpdf_oh a = qpdf_oh_parse(t->pdf->q, "<< /O /Table >>");

    if (node->scope != NULL) {
        sb_pdf_set(t->pdf, a, "Scope", sb_pdf_name(t->pdf, node->scope));
    }
    if (node->col_span > 1) {
        sb_pdf_set(t->pdf, a, "ColSpan", sb_pdf_integer(t->pdf, node->col_span));
    }
    if (node->row_span > 1) {
        sb_pdf_set(t->pdf, a, "RowSpan", sb_pdf_integer(t->pdf, node->row_span));
    }
    sb_pdf_set(t->pdf, element, "A", a);
}

static void
make_element(Tree *t, int i)
{
    const SbStructNode *node = &t->nodes[i];
    SbPdf *pdf = t->pdf;
    qpdf_oh e = sb_pdf_dictionary(pdf);

    sb_pdf_set(pdf, e, "Type", sb_pdf_name(pdf, "StructElem"));
    sb_pdf_set(pdf, e, "S", sb_pdf_name(pdf, node->type));
    if (node->alt != NULL) {
        sb_pdf_set(pdf, e, "Alt", sb_pdf_text(pdf, node->alt));
    }
    if (node->title != NULL) {
        sb_pdf_set(pdf, e, "T", sb_pdf_text(pdf, node->title));
    }
    if (node->lang != NULL) {
        sb_pdf_set(pdf, e, "Lang", sb_pdf_text(pdf, node->lang));
    }
    if (strcmp(node->type, "Note") == 0) {
        char id[32];

        g_snprintf(id, sizeof id, "note-%d", i);
        sb_pdf_set(pdf, e, "ID", qpdf_oh_new_string(pdf->q, id));
    }
    set_table_attributes(t, node, e);
    t->element[i] = sb_pdf_indirect(pdf, e);
    t->kids[i] = sb_pdf_array(pdf);
}

/* Where each node's content begins: no later than that of its next sibling, so
 * that siblings keep their order (a footnote is drawn after what follows it). */
static void
find_first(Tree *t, const GArray *leaves)
{
    g_autofree guint *next = g_new(guint, t->n); /* by parent */

    for (int i = 0; i < t->n; i++) {
        t->first[i] = next[i] = G_MAXUINT;
    }
    for (guint i = leaves->len; i > 0; i--) {
        const SbPdfLeaf *leaf = &g_array_index(leaves, SbPdfLeaf, i - 1);

        if (leaf->node >= 0 && leaf->node < t->n) {
            t->first[leaf->node] = i - 1;
        }
    }
    for (int i = t->n - 1; i > 0; i--) {
        int parent = t->nodes[i].parent;

        if (parent < 0 || parent >= i) {
            continue;
        }
        t->first[i] = MIN(t->first[i], next[parent]);
        next[parent] = t->first[i];
        t->first[parent] = MIN(t->first[parent], t->first[i]);
    }
}

static void
add_leaf(Tree *t, const SbPdfLeaf *leaf)
{
    SbPdf *pdf = t->pdf;
    qpdf_oh r = sb_pdf_dictionary(pdf);

    sb_pdf_set(pdf, r, "Type", sb_pdf_name(pdf, "MCR"));
    sb_pdf_set(pdf, r, "Pg", pdf->page[leaf->page]);
    sb_pdf_set(pdf, r, "MCID", sb_pdf_integer(pdf, leaf->mcid));
    sb_pdf_append(pdf, t->kids[leaf->node], r);
}

/* Kids in order: children before the first own leaf drawn after they begin. */
static void
fill_kids(Tree *t, const GArray *leaves)
{
    g_autofree int *child = g_new(int, t->n);   /* the next child to hang */
    g_autofree int *sibling = g_new(int, t->n); /* the one after it */

    for (int i = 0; i < t->n; i++) {
        child[i] = sibling[i] = -1;
    }
    for (int i = t->n - 1; i > 0; i--) {
        int parent = t->nodes[i].parent;

        if (parent >= 0 && parent < i) {
            sibling[i] = child[parent];
            child[parent] = i;
        }
    }
    for (guint i = 0; i < leaves->len; i++) {
        const SbPdfLeaf *leaf = &g_array_index(leaves, SbPdfLeaf, i);
        int node = leaf->node;

        if (node < 0 || node >= t->n) {
            continue;
        }
        for (; child[node] >= 0 && t->first[child[node]] < i;
             child[node] = sibling[child[node]]) {
            sb_pdf_append(t->pdf, t->kids[node], t->element[child[node]]);
        }
        add_leaf(t, leaf);
    }
    for (int i = 0; i < t->n; i++) {
        for (; child[i] >= 0; child[i] = sibling[child[i]]) {
            sb_pdf_append(t->pdf, t->kids[i], t->element[child[i]]);
        }
    }
}

/* Page → its numbers' elements, and link → its element. */
static qpdf_oh
make_parent_tree(Tree *t, const GArray *leaves, int *next_key)
{
    SbPdf *pdf = t->pdf;
    g_autofree qpdf_oh *of_page = g_new0(qpdf_oh, pdf->n_pages);
    qpdf_oh numbers = sb_pdf_array(pdf), tree = sb_pdf_dictionary(pdf);

    for (int p = 0; p < pdf->n_pages; p++) {
        of_page[p] = sb_pdf_array(pdf);
    }
    for (guint i = 0; i < leaves->len; i++) {
        const SbPdfLeaf *leaf = &g_array_index(leaves, SbPdfLeaf, i);
        gboolean ours = leaf->node >= 0 && leaf->node < t->n;

        sb_pdf_append(pdf, of_page[leaf->page],
            ours ? t->element[leaf->node] : qpdf_oh_new_null(pdf->q));
    }
    for (int p = 0; p < pdf->n_pages; p++) {
        sb_pdf_set(pdf, pdf->page[p], "StructParents", sb_pdf_integer(pdf, p));
        sb_pdf_append(pdf, numbers, sb_pdf_integer(pdf, p));
        sb_pdf_append(pdf, numbers, sb_pdf_indirect(pdf, of_page[p]));
    }
    *next_key = pdf->n_pages;
    for (guint i = 0; i < pdf->links->len; i++) {
        const SbPdfLink *link = &g_array_index(pdf->links, SbPdfLink, i);

        if (link->node <= 0 || link->node >= t->n) {
            continue;
        }
        qpdf_oh r = sb_pdf_dictionary(pdf);

        sb_pdf_set(pdf, link->annotation, "StructParent", sb_pdf_integer(pdf, *next_key));
        sb_pdf_set(pdf, r, "Type", sb_pdf_name(pdf, "OBJR"));
        sb_pdf_set(pdf, r, "Obj", link->annotation);
        sb_pdf_set(pdf, r, "Pg", pdf->page[link->page]);
        sb_pdf_append(pdf, t->kids[link->node], r);
        sb_pdf_append(pdf, numbers, sb_pdf_integer(pdf, (*next_key)++));
        sb_pdf_append(pdf, numbers, t->element[link->node]);
    }
    sb_pdf_set(pdf, tree, "Nums", numbers);
    return sb_pdf_indirect(pdf, tree);
}

static void
hang_roots(Tree *t, qpdf_oh root)
{
    SbPdf *pdf = t->pdf;
    qpdf_oh kids = sb_pdf_array(pdf);

    for (int i = 0; i < t->n; i++) {
        int parent = t->nodes[i].parent;
        gboolean top = i == 0 || parent < 0 || parent >= i;

        sb_pdf_set(pdf, t->element[i], "P", top ? root : t->element[parent]);
        sb_pdf_set(pdf, t->element[i], "K", t->kids[i]);
        if (top) {
            sb_pdf_append(pdf, kids, t->element[i]);
        }
    }
    sb_pdf_set(pdf, root, "K", kids);
}

void
sb_pdf_tags(SbPdf *pdf)
{
    const GArray *structure = pdf->pages->structure;

    if (structure == NULL || structure->len == 0) {
        return;
    }
    const int n = (int)structure->len;
    g_autofree qpdf_oh *element = g_new0(qpdf_oh, n);
    g_autofree qpdf_oh *kids = g_new0(qpdf_oh, n);
    g_autofree guint *first = g_new0(guint, n);
    Tree t = { pdf, (const SbStructNode *)(const void *)structure->data, n, element, kids,
        first };
    qpdf_oh root = sb_pdf_indirect(
        pdf, qpdf_oh_parse(pdf->q, "<< /Type /StructTreeRoot /RoleMap << >> >>"));
    int next_key;

    for (int p = 0; p < pdf->n_pages; p++) {
        mark_artifacts(pdf, p);
        sb_pdf_set(pdf, pdf->page[p], "Tabs", sb_pdf_name(pdf, "S"));
    }
    for (int i = 0; i < n; i++) {
        make_element(&t, i);
    }
    find_first(&t, pdf->leaves);
    fill_kids(&t, pdf->leaves);
    sb_pdf_set(pdf, root, "ParentTree", make_parent_tree(&t, pdf->leaves, &next_key));
    sb_pdf_set(pdf, root, "ParentTreeNextKey", sb_pdf_integer(pdf, next_key));
    hang_roots(&t, root);
    sb_pdf_set(pdf, pdf->root, "StructTreeRoot", root);
    sb_pdf_set(pdf, pdf->root, "MarkInfo", qpdf_oh_parse(pdf->q, "<< /Marked true >>"));
}
