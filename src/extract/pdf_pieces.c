/*
 * In: the words of pages.  Out: pieces, sizes against the body's, and the words
 * that stand inside of lines.
 *
 * Terms: a *mark* is a small raised word behind another: a footnote's number.
 * Marks are left out, or "12.4" with a mark 2 would read 12.42; the 2 of "km2"
 * becomes "²", the "st" of "1st" stays, and what is lowered ("CO2") is glued.
 *
 * Heights tell the size of letters, but faces differ: the boxes of Hangul are
 * first made like those of the other letters beside them.
 */
#include <math.h>
#include <string.h>

#include "extract/pdf.h"

enum { STEPS = 400 }; /* quarters of a point */

static const double WIDE_GAP = 0.85, /* of a word's height: another piece */
    VALUE_GAP = 0.45,                /* the same between two numbers */
    GLUE_GAP = 0.10,                 /* below it no blank was meant */
    SMALL = 0.87, RAISED = 0.12, LOWERED = 0.10;

static gboolean
is_hangul(gunichar c)
{
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3130 && c <= 0x318F) ||
           (c >= 0x4E00 && c <= 0x9FFF);
}

static gboolean
has_hangul(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (is_hangul(g_utf8_get_char(p))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* --- sizes --- */

static double
height_of(const SbPdfWord *word)
{
    return word->box.y1 - word->box.y0;
}

static double
most_frequent(const double *weights, double otherwise)
{
    int best = 0;

    for (int i = 1; i < STEPS; i++) {
        best = weights[i] > weights[best] ? i : best;
    }
    return weights[best] > 0 ? best / 4.0 : otherwise;
}

/* The height of most words, of those with Hangul or of the others. */
static double
body_height(const SbPdf *pdf, gboolean hangul)
{
    g_autofree double *weights = g_new0(double, STEPS);

    for (guint p = 0; p < pdf->pages->len; p++) {
        const SbPdfPage *page = pdf->pages->pdata[p];

        for (guint i = 0; i < page->words->len; i++) {
            const SbPdfWord *word = &g_array_index(page->words, SbPdfWord, i);

            if (has_hangul(word->text) == hangul) {
                weights[CLAMP((int)(height_of(word) * 4 + 0.5), 1, STEPS - 1)] +=
                    (double)g_utf8_strlen(word->text, -1);
            }
        }
    }
    return most_frequent(weights, 0);
}

/* Where the tops and bottoms of Hangul lie against those of other letters, both
 * of the body's size and on one line; the mean of all such pairs. */
typedef struct {
    double body, top, bottom; /* of Hangul, pt */
    guint pairs;
} Offset;

static gboolean
is_near(double height, double body)
{
    return fabs(height - body) < 0.3;
}

static Offset
measure_offset(const SbPdf *pdf, double body_hangul)
{
    Offset offset = { .body = body_hangul };

    for (guint p = 0; p < pdf->pages->len; p++) {
        const SbPdfPage *page = pdf->pages->pdata[p];

        for (guint i = 1; i < page->words->len; i++) {
            const SbPdfWord *a = &g_array_index(page->words, SbPdfWord, i - 1),
                            *b = &g_array_index(page->words, SbPdfWord, i);
            gboolean hangul = has_hangul(a->text);
            const SbPdfWord *wide = hangul ? a : b, *other = hangul ? b : a;

            if (a->row == b->row && has_hangul(b->text) != hangul &&
                is_near(height_of(wide), body_hangul) &&
                is_near(height_of(other), pdf->body)) {
                offset.top += wide->box.y0 - other->box.y0;
                offset.bottom += wide->box.y1 - other->box.y1;
                offset.pairs++;
            }
        }
    }
    if (offset.pairs > 0) {
        offset.top /= offset.pairs;
        offset.bottom /= offset.pairs;
    }
    return offset;
}

/* Faces differ in how high their letters' boxes are: the boxes of Hangul are
 * made those of the other letters, so that heights can be compared. */
static void
level_faces(SbPdf *pdf)
{
    double hangul = body_height(pdf, TRUE);

    pdf->body = body_height(pdf, FALSE);
    if (pdf->body <= 0 || hangul <= 0) {
        pdf->body = MAX(MAX(pdf->body, hangul), 1);
        return;
    }
    Offset offset = measure_offset(pdf, hangul);

    for (guint p = 0; offset.pairs > 0 && p < pdf->pages->len; p++) {
        SbPdfPage *page = pdf->pages->pdata[p];

        for (guint i = 0; i < page->words->len; i++) {
            SbPdfWord *word = &g_array_index(page->words, SbPdfWord, i);
            double size = height_of(word) / hangul;

            if (has_hangul(word->text)) {
                word->box.y0 -= offset.top * size;
                word->box.y1 -= offset.bottom * size;
            }
        }
    }
    pdf->body = MAX(MAX(body_height(pdf, FALSE), body_height(pdf, TRUE)), 1);
}

/* The height of most letters of words[first, end). */
static SbPdfWord
main_word(const GArray *words, guint first, guint end)
{
    SbPdfWord best = { .text = "" };
    glong most = -1;

    for (guint i = first; i < end; i++) {
        SbPdfWord word = g_array_index(words, SbPdfWord, i);
        glong chars = 0;

        for (guint k = first; k < end && end - first <= 64; k++) {
            const SbPdfWord *other = &g_array_index(words, SbPdfWord, k);

            chars += height_of(other) > 0.95 * height_of(&word) &&
                             height_of(other) < 1.05 * height_of(&word)
                         ? g_utf8_strlen(other->text, -1)
                         : 0;
        }
        if (chars > most) {
            most = chars;
            best = word;
        }
    }
    return best;
}

/* --- marks --- */

typedef enum { ON_LINE, ABOVE, BELOW } Level;

static Level
level_of(const SbPdfWord *word, const SbPdfWord *main)
{
    double height = height_of(main);

    if (height_of(word) >= SMALL * height) {
        return ON_LINE;
    }
    if (word->box.y1 < main->box.y1 - RAISED * height) {
        return ABOVE;
    }
    return word->box.y0 > main->box.y0 + LOWERED * height &&
                   word->box.y1 > main->box.y1 - 0.02 * height
               ? BELOW
               : ON_LINE;
}

static gboolean
is_unit_of_length(const GString *text)
{
    static const char *const units[] = { "m", "km", "cm", "mm", "ft", "mi", "s" };
    size_t at = text->len;

    while (at > 0 && g_ascii_isalpha(text->str[at - 1])) {
        at--;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (strcmp(text->str + at, units[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_ordinal_ending(const char *text)
{
    return strcmp(text, "st") == 0 || strcmp(text, "nd") == 0 ||
           strcmp(text, "rd") == 0 || strcmp(text, "th") == 0;
}

/* What a raised word adds to the text before it. */
static const char *
raised_text(const GString *before, const char *text)
{
    if (before->len > 0 && g_ascii_isdigit(before->str[before->len - 1]) &&
        is_ordinal_ending(text)) {
        return text;
    }
    if (is_unit_of_length(before) && (strcmp(text, "2") == 0 || *text == '3')) {
        return *text == '2' ? "²" : "³";
    }
    return g_utf8_strlen(text, -1) > 4 ? text : "";
}

/* --- pieces --- */

static gboolean
is_one_of(const char *text, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (g_ascii_strcasecmp(text, list[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
sb_pdf_pieces_is_value(const char *text)
{
    static const char *const nothing[] = { "-", "–", "—", "−", "n/a", "n.a.", "na", "..",
        "...", "…", "x", "nil", "·" };
    guint digits = 0, letters = 0, chars = 0;

    if (is_one_of(text, nothing, G_N_ELEMENTS(nothing))) {
        return TRUE;
    }
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        digits += g_unichar_isdigit(c) != 0;
        letters += g_unichar_isalpha(c) != 0;
        chars++;
    }
    return digits > 0 && chars <= 28 && letters <= 4 && (letters <= digits + 2);
}

static void
add_known(SbPdf *pdf, const char *text)
{
    g_autofree char *folded = g_utf8_strdown(text, -1);
    char *begin = folded, *end = folded + strlen(folded);

    while (begin < end && g_ascii_ispunct(*begin)) {
        begin++;
    }
    while (end > begin && g_ascii_ispunct(end[-1])) {
        *--end = '\0';
    }
    if (*begin != '\0' && !g_hash_table_contains(pdf->known, begin)) {
        g_hash_table_add(pdf->known, (gpointer)sb_arena_strdup(pdf->arena, begin));
    }
}

static void
count_chars(SbPdfPiece *piece)
{
    for (const char *p = piece->text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        piece->letters += g_unichar_isalpha(c) != 0;
        piece->digits += g_unichar_isdigit(c) != 0;
        piece->words += c == ' ';
        piece->chars++;
    }
    piece->words++;
    piece->value = sb_pdf_pieces_is_value(piece->text);
}

static void
widen(SbPdfBox *box, const SbPdfBox *by)
{
    box->x0 = MIN(box->x0, by->x0);
    box->y0 = MIN(box->y0, by->y0);
    box->x1 = MAX(box->x1, by->x1);
    box->y1 = MAX(box->y1, by->y1);
}

/* The text of words[first, end), marks left out; the piece's box holds what
 * stands on the line. */
static const char *
join_words(SbPdf *pdf, const GArray *words, SbPdfPiece *piece, const SbPdfWord *main)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint end = piece->first + piece->count;
    double reach = 0; /* right end of the word before */

    piece->box = main->box;
    for (guint i = piece->first; i < end; i++) {
        const SbPdfWord *word = &g_array_index(words, SbPdfWord, i);
        Level level = level_of(word, main);
        const char *more = level == ABOVE ? raised_text(text, word->text) : word->text;
        gboolean glued = word->box.x0 - reach < GLUE_GAP * height_of(main);

        if (text->len > 0 && *more != '\0' && !glued) {
            g_string_append_c(text, ' ');
        }
        g_string_append(text, more);
        reach = word->box.x1;
        if (level == ON_LINE) {
            widen(&piece->box, &word->box);
        }
        piece->box.x0 = MIN(piece->box.x0, word->box.x0);
        piece->box.x1 = MAX(piece->box.x1, word->box.x1);
        if (i > piece->first && i + 1 < end && level == ON_LINE) {
            add_known(pdf, word->text);
        }
    }
    return sb_arena_strndup(pdf->arena, text->str, text->len);
}

static void
add_piece(SbPdf *pdf, SbPdfPage *page, guint first, guint end)
{
    SbPdfPiece *piece = sb_arena_new_of(pdf->arena, SbPdfPiece);
    SbPdfWord main = main_word(page->words, first, end);

    piece->first = first;
    piece->count = end - first;
    piece->height = height_of(&main);
    piece->size = piece->height / pdf->body;
    piece->text = join_words(pdf, page->words, piece, &main);
    count_chars(piece);
    if (*piece->text != '\0') {
        g_ptr_array_add(page->pieces, piece);
    }
}

/* Is there a wide gap between words a and b of one line? */
static gboolean
parts(const SbPdfWord *a, const SbPdfWord *b)
{
    double height = MAX(height_of(a), height_of(b)), gap = b->box.x0 - a->box.x1;

    if (a->row != b->row || gap > WIDE_GAP * height || gap < -0.5 * height) {
        return TRUE;
    }
    return gap > VALUE_GAP * height && sb_pdf_pieces_is_value(a->text) &&
           sb_pdf_pieces_is_value(b->text);
}

void
sb_pdf_pieces_make(SbPdf *pdf)
{
    level_faces(pdf);
    for (guint p = 0; p < pdf->pages->len; p++) {
        SbPdfPage *page = pdf->pages->pdata[p];
        guint first = 0;

        for (guint i = 1; i <= page->words->len; i++) {
            if (i == page->words->len ||
                parts(&g_array_index(page->words, SbPdfWord, i - 1),
                    &g_array_index(page->words, SbPdfWord, i))) {
                add_piece(pdf, page, first, i);
                first = i;
            }
        }
    }
}
