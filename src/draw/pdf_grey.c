/*
 * In: the contents of pages, forms and patterns, drawn in greys.  Out: the same with the
 * operators of greys (g, G) instead of those of colours (rg, RG), so that a printer
 * takes no coloured ink.
 */
#include <stdlib.h>
#include <string.h>

#include "draw/pdf_part.h"

enum { NESTED = 8 };

typedef struct {
    const char *text;
    size_t length;
    size_t out; /* where it begins in what is written */
} Token;

static gboolean
ends_token(char c)
{
    return strchr(" \t\r\n\f()<>[]{}/%", c) != NULL; /* NUL, too */
}

/* The byte behind a string that begins at i. */
static size_t
skip_string(const char *s, size_t n, size_t i)
{
    int depth = 0;

    if (s[i] == '<') {
        while (i < n && s[i] != '>') {
            i++;
        }
        return MIN(i + 1, n);
    }
    for (; i < n; i++) {
        if (s[i] == '\\') {
            i++;
        } else if (s[i] == '(') {
            depth++;
        } else if (s[i] == ')' && --depth == 0) {
            return i + 1;
        }
    }
    return n;
}

static gboolean
same(const Token *a, const Token *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* last: the three tokens before. */
static gboolean
is_grey(const Token last[3], const Token *word)
{
    return word->length == 2 && word->text[1] == 'g' - (word->text[0] == 'R' ? 32 : 0) &&
           (word->text[0] == 'r' || word->text[0] == 'R') && last[0].length > 0 &&
           same(&last[0], &last[1]) && same(&last[1], &last[2]);
}

static GString *
with_grey_operators(const char *s, size_t n)
{
    GString *out = g_string_sized_new(n);
    Token last[3] = { 0 };

    for (size_t i = 0; i < n;) {
        size_t end = i;

        if (s[i] == '(' || (s[i] == '<' && i + 1 < n && s[i + 1] != '<')) {
            end = skip_string(s, n, i);
            g_string_append_len(out, s + i, (gssize)(end - i));
            memset(last, 0, sizeof last);
            i = end;
            continue;
        }
        while (end < n && !ends_token(s[end])) {
            end++;
        }
        if (end == i) {
            g_string_append_c(out, s[i++]);
            continue;
        }
        Token word = { s + i, end - i, out->len };

        if (is_grey(last, &word)) {
            g_string_truncate(out, last[0].out);
            g_string_append_len(out, last[0].text, (gssize)last[0].length);
            g_string_append(out, word.text[0] == 'R' ? " G" : " g");
        } else {
            g_string_append_len(out, s + i, (gssize)(end - i));
        }
        last[0] = last[1];
        last[1] = last[2];
        last[2] = word;
        i = end;
    }
    return out;
}

static void
rewrite(SbPdf *pdf, qpdf_oh stream)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    QPDF_BOOL filtered = QPDF_FALSE;

    if ((qpdf_oh_get_stream_data(
             pdf->q, stream, qpdf_dl_generalized, &filtered, &bytes, &length) &
            QPDF_ERRORS) != 0) {
        return;
    }
    if (filtered) {
        g_autoptr(GString) text = with_grey_operators((const char *)bytes, length);

        qpdf_oh_replace_stream_data(pdf->q, stream, (const unsigned char *)text->str,
            text->len, qpdf_oh_new_null(pdf->q), qpdf_oh_new_null(pdf->q));
    }
    free(bytes);
}

/* The forms and patterns that a page or a form draws with. */
static void
rewrite_used(SbPdf *pdf, qpdf_oh holder, int depth)
{
    static const char *const KINDS[] = { "/XObject", "/Pattern" };
    qpdf_data q = pdf->q;
    qpdf_oh resources = qpdf_oh_get_key_if_dict(q, holder, "/Resources");

    for (size_t k = 0; k < G_N_ELEMENTS(KINDS) && depth < NESTED; k++) {
        qpdf_oh objects = qpdf_oh_get_key_if_dict(q, resources, KINDS[k]);
        g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);

        if (!qpdf_oh_is_dictionary(q, objects)) {
            continue;
        }
        qpdf_oh_begin_dict_key_iter(q, objects);
        while (qpdf_oh_dict_more_keys(q)) {
            g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(q)));
        }
        for (guint i = 0; i < keys->len; i++) {
            qpdf_oh object = qpdf_oh_get_key(q, objects, g_ptr_array_index(keys, i));
            qpdf_oh head, kind;

            if (!qpdf_oh_is_stream(q, object)) {
                continue;
            }
            head = qpdf_oh_get_dict(q, object);
            kind = qpdf_oh_get_key(q, head, "/Subtype");
            if (!qpdf_oh_is_name(q, kind) ||
                strcmp(qpdf_oh_get_name(q, kind), "/Image") != 0) {
                rewrite(pdf, object);
                rewrite_used(pdf, head, depth + 1);
            }
        }
    }
}

void
sb_pdf_grey(SbPdf *pdf)
{
    for (int i = 0; i < pdf->n_pages; i++) {
        qpdf_oh contents = qpdf_oh_get_key(pdf->q, pdf->page[i], "/Contents");

        if (qpdf_oh_is_stream(pdf->q, contents)) {
            rewrite(pdf, contents);
        }
        rewrite_used(pdf, pdf->page[i], 0);
    }
}
