/*
 * In: what "pdftotext -bbox-layout" wrote.  Out: the pages' words.
 *
 * The program's input is a stranger's file, so nothing that it writes is
 * trusted: coordinates are finite and near the page, words valid UTF-8 without
 * control characters, pages and words limited.  Words that stand upright
 * (a mark in the margin) are left out.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "extract/pdf.h"

enum { MOST_BEHIND = 60 }; /* words from a large initial to the rest of its word */

typedef struct {
    SbPdf *pdf;
    SbPdfPage *page; /* NULL: outside */
    SbPdfWord word;
    gboolean inside; /* of a word */
    GString *text;
    guint row;
    size_t words;
} Reader;

SbPdf *
sb_pdf_new(void)
{
    SbArena *arena = sb_arena_new();
    SbPdf *pdf = sb_arena_new_of(arena, SbPdf);

    pdf->arena = arena;
    pdf->pages = sb_arena_ptr_array(arena);
    pdf->lines = sb_arena_ptr_array(arena);
    pdf->known = sb_arena_own(arena, g_hash_table_new(g_str_hash, g_str_equal),
        (GDestroyNotify)g_hash_table_unref);
    return pdf;
}

void
sb_pdf_free(SbPdf *pdf)
{
    if (pdf != NULL) {
        sb_arena_free(pdf->arena);
    }
}

/* --- attributes --- */

/* A finite number within reason. */
static gboolean
read_number(const char *text, double *value)
{
    char *end;

    *value = g_ascii_strtod(text, &end);
    return end > text && *end == '\0' && isfinite(*value) && fabs(*value) <= 1e6;
}

static gboolean
read_box(const char **names, const char **values, SbPdfBox *box)
{
    const struct {
        const char *name;
        double *value;
    } sides[] = { { "xMin", &box->x0 }, { "yMin", &box->y0 }, { "xMax", &box->x1 },
        { "yMax", &box->y1 } };
    int found = 0;

    for (size_t i = 0; names[i] != NULL; i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(sides); k++) {
            found += strcmp(names[i], sides[k].name) == 0 &&
                     read_number(values[i], sides[k].value);
        }
    }
    return found == 4 && box->x1 > box->x0 && box->y1 > box->y0;
}

static void
begin_page(Reader *r, const char **names, const char **values, GError **error)
{
    SbArena *arena = r->pdf->arena;

    if (r->pdf->pages->len >= SB_LIMIT_PDF_PAGES) {
        sb_error_set(
            error, SB_ERROR_INPUT, "more than the limit of %d pages", SB_LIMIT_PDF_PAGES);
        return;
    }
    r->page = sb_arena_new_of(arena, SbPdfPage);
    r->page->words = sb_arena_array(arena, SbPdfWord);
    r->page->pieces = sb_arena_ptr_array(arena);
    r->row = 0;
    for (size_t i = 0; names[i] != NULL; i++) {
        double value;

        if (read_number(values[i], &value) && value > 0) {
            r->page->width = strcmp(names[i], "width") == 0 ? value : r->page->width;
            r->page->height = strcmp(names[i], "height") == 0 ? value : r->page->height;
        }
    }
    g_ptr_array_add(r->pdf->pages, r->page);
}

/* --- text of words --- */

static const char *
ligature(gunichar c)
{
    static const char *const parts[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

    return c >= 0xFB00 && c <= 0xFB06 ? parts[c - 0xFB00] : NULL;
}

/* Marks of lists in fonts of symbols, which have no letters of their own. */
static gboolean
is_private(gunichar c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

static gboolean
is_left_out(gunichar c)
{
    return c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xAD || c == 0xFEFF ||
           c == 0xFFFD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) ||
           g_unichar_isspace(c) || (c & 0xFFFE) == 0xFFFE;
}

/* The word as people would type it.  A soft hyphen at its end is a hyphen. */
static const char *
clean_word(Reader *r)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *composed = g_utf8_normalize(r->text->str, -1, G_NORMALIZE_NFC);

    for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *parts = ligature(c);

        if (parts != NULL) {
            g_string_append(out, parts);
        } else if (c == 0xAD && *g_utf8_next_char(p) == '\0') {
            g_string_append_c(out, '-');
        } else if (is_private(c)) {
            g_string_append(out, *g_utf8_next_char(composed) == '\0' ? "•" : "");
        } else if (!is_left_out(c)) {
            g_string_append_unichar(out, c);
        }
    }
    return out->len > 0 ? sb_arena_strndup(r->pdf->arena, out->str, out->len) : NULL;
}

static gboolean
is_upright(const SbPdfBox *box, const char *text)
{
    return g_utf8_strlen(text, -1) >= 3 && box->y1 - box->y0 > 2 * (box->x1 - box->x0);
}

static void
end_word(Reader *r)
{
    const SbPdfBox *box = &r->word.box;

    r->word.text = clean_word(r);
    r->word.row = r->row;
    if (r->word.text != NULL && !is_upright(box, r->word.text) &&
        box->x1 > -r->page->width && box->x0 < 2 * r->page->width &&
        box->y1 > -r->page->height && box->y0 < 2 * r->page->height) {
        g_array_append_val(r->page->words, r->word);
    }
}

/* --- large initials --- */

static double
height(const SbPdfWord *word)
{
    return word->box.y1 - word->box.y0;
}

/* Does the word go on from a letter that is as high as two lines?  "A" and "I" are
 * words too: of theirs no gap may be seen. */
static gboolean
goes_on(const SbPdfWord *initial, const SbPdfWord *word)
{
    double gap = word->box.x0 - initial->box.x1;
    double most = strchr("AI", initial->text[0]) != NULL ? 1.5 : 8;

    return g_ascii_islower(word->text[0]) && height(word) * 1.6 < height(initial) &&
           gap > -3 && gap < most && word->box.y0 > initial->box.y0 - height(word) / 2 &&
           word->box.y0 < initial->box.y0 + height(initial) / 2;
}

/* "O" beside "utput" on its first line: "Output". */
static void
join_initials(const Reader *r)
{
    GArray *words = r->page->words;

    for (guint i = 0; i < words->len; i++) {
        const SbPdfWord *initial = &g_array_index(words, SbPdfWord, i);
        SbPdfWord *first = NULL;

        if (!g_ascii_isupper(initial->text[0]) || initial->text[1] != '\0') {
            continue;
        }
        for (guint k = i + 1; k < words->len && k < i + MOST_BEHIND; k++) {
            SbPdfWord *word = &g_array_index(words, SbPdfWord, k);

            if (goes_on(initial, word) &&
                (first == NULL || word->box.y0 < first->box.y0)) {
                first = word;
            }
        }
        if (first != NULL) {
            first->text =
                sb_arena_printf(r->pdf->arena, "%s%s", initial->text, first->text);
            first->box.x0 = initial->box.x0;
            g_array_remove_index(words, i);
        }
    }
}

/* --- GMarkup's callbacks --- */

static void
on_start(GMarkupParseContext *context, const char *name, const char **names,
    const char **values, gpointer data, GError **error)
{
    Reader *r = data;

    if (strcmp(name, "page") == 0) {
        begin_page(r, names, values, error);
    } else if (r->page != NULL && strcmp(name, "line") == 0) {
        r->row++;
    } else if (r->page != NULL && strcmp(name, "word") == 0) {
        r->inside = read_box(names, values, &r->word.box);
        g_string_truncate(r->text, 0);
        if (++r->words > SB_LIMIT_PDF_WORDS) {
            sb_error_set(error, SB_ERROR_INPUT, "more than the limit of %d words",
                SB_LIMIT_PDF_WORDS);
        }
    }
}

static void
on_end(GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
    Reader *r = data;

    if (strcmp(name, "page") == 0) {
        if (r->page != NULL) {
            join_initials(r);
        }
        r->page = NULL;
    } else if (strcmp(name, "word") == 0 && r->inside && r->page != NULL) {
        end_word(r);
        r->inside = FALSE;
    }
}

static void
on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
    GError **error)
{
    Reader *r = data;

    if (r->inside && r->text->len + length <= SB_LIMIT_CSV_FIELD) {
        g_string_append_len(r->text, text, (gssize)length);
    }
}

/* The part between <doc> and </doc>: what stands above is the file's own
 * description of itself, which pdftotext copies as it is. */
static gboolean
find_doc(GString *xhtml, size_t *start, size_t *length)
{
    for (size_t i = 0; i < xhtml->len; i++) {
        if (xhtml->str[i] == '\0') {
            xhtml->str[i] = ' ';
        }
    }
    const char *begin = strstr(xhtml->str, "<doc>");
    const char *end = begin != NULL ? g_strrstr(begin, "</doc>") : NULL;

    if (end == NULL) {
        return FALSE;
    }
    *start = (size_t)(begin - xhtml->str);
    *length = (size_t)(end - begin) + strlen("</doc>");
    return TRUE;
}

gboolean
sb_pdf_words_read(SbPdf *pdf, GString *xhtml, GError **error)
{
    static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
    g_autoptr(GString) text = g_string_new(NULL);
    Reader reader = { .pdf = pdf, .text = text };
    size_t start, length;
    GError *why = NULL;

    if (!find_doc(xhtml, &start, &length)) {
        sb_error_set(error, SB_ERROR_INPUT, "pdftotext gave no pages");
        return FALSE;
    }
    g_autofree char *valid = g_utf8_validate_len(xhtml->str + start, length, NULL)
                                 ? NULL
                                 : g_utf8_make_valid(xhtml->str + start, (gssize)length);
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, 0, &reader, NULL);

    if (g_markup_parse_context_parse(context, valid != NULL ? valid : xhtml->str + start,
            valid != NULL ? -1 : (gssize)length, &why) &&
        g_markup_parse_context_end_parse(context, &why)) {
        return TRUE;
    }
    if (why->domain == SB_ERROR) {
        g_propagate_error(error, why);
    } else {
        sb_error_set(error, SB_ERROR_INPUT, "what pdftotext gave is not well-formed");
        g_error_free(why);
    }
    return FALSE;
}
