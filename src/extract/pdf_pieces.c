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
#include <string.h>

#include "extract/pdf.h"

enum { STEPS = 400, /* quarters of a point */ MOST_PAIRS = 20000 };

static const double WIDE_GAP = 0.85, /* of a word's height: another piece */
    CELL_GAP = 0.6,                  /* the same before a number */
    VALUE_GAP = 0.45,                /* the same between two numbers, and between heads */
    GLUE_GAP = 0.10,                 /* below it no blank was meant */
    MARK_GAP = 0.3,                  /* the same before what is raised or lowered */
    SMALL = 0.87, RAISED = 0.12, LOWERED = 0.10;

/* Hangul, ideographs, their punctuation and the marks of lists, which all come
 * from one face. */
static gboolean
has_hangul(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (g_utf8_get_char(p) >= 0x2500) {
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

/* The height of most letters. */
static double
body_height(const SbPdf *pdf)
{
    g_autofree double *weights = g_new0(double, STEPS);

    for (guint p = 0; p < pdf->pages->len; p++) {
        const SbPdfPage *page = pdf->pages->pdata[p];

        for (guint i = 0; i < page->words->len; i++) {
            const SbPdfWord *word = &g_array_index(page->words, SbPdfWord, i);

            weights[CLAMP((int)(height_of(word) * 4 + 0.5), 1, STEPS - 1)] +=
                (double)g_utf8_strlen(word->text, -1);
        }
    }
    return most_frequent(weights, 12);
}

/* How the boxes of Hangul lie against those of other letters beside them, in
 * heights of the latter: medians over neighbours of one line. */
typedef struct {
    double height, top, bottom;
} Offset;

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median(GArray *values)
{
    g_array_sort(values, compare_doubles);
    return g_array_index(values, double, values->len / 2);
}

/* FALSE: there are no such neighbours. */
static gboolean
measure_offset(const SbPdf *pdf, Offset *offset)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) tops = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) bottoms = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint p = 0; p < pdf->pages->len; p++) {
        const SbPdfPage *page = pdf->pages->pdata[p];

        for (guint i = 1; i < page->words->len && heights->len < MOST_PAIRS; i++) {
            const SbPdfWord *a = &g_array_index(page->words, SbPdfWord, i - 1),
                            *b = &g_array_index(page->words, SbPdfWord, i);
            gboolean hangul = has_hangul(a->text);
            const SbPdfWord *wide = hangul ? a : b, *other = hangul ? b : a;

            if (a->row == b->row && has_hangul(b->text) != hangul) {
                double unit = height_of(other), height = height_of(wide) / unit;
                double top = (wide->box.y0 - other->box.y0) / unit;
                double bottom = (wide->box.y1 - other->box.y1) / unit;

                g_array_append_val(heights, height);
                g_array_append_val(tops, top);
                g_array_append_val(bottoms, bottom);
            }
        }
    }
    if (heights->len == 0) {
        return FALSE;
    }
    *offset = (Offset){ median(heights), median(tops), median(bottoms) };
    return TRUE;
}

/* Faces differ in how high their letters' boxes are: the boxes of Hangul are
 * made those of the other letters, so that heights can be compared. */
static void
level_faces(SbPdf *pdf)
{
    Offset offset;

    if (measure_offset(pdf, &offset)) {
        for (guint p = 0; p < pdf->pages->len; p++) {
            SbPdfPage *page = pdf->pages->pdata[p];

            for (guint i = 0; i < page->words->len; i++) {
                SbPdfWord *word = &g_array_index(page->words, SbPdfWord, i);
                double unit = height_of(word) / offset.height;

                if (has_hangul(word->text)) {
                    word->box.y0 -= offset.top * unit;
                    word->box.y1 -= offset.bottom * unit;
                }
            }
        }
    }
    pdf->body = body_height(pdf);
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
    if (strchr(text, ':') != NULL) {
        return FALSE;
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

/* The text of words[first, end), marks left out; the piece is as high as
 * the main word. */
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
        double near = (level == ON_LINE ? GLUE_GAP : MARK_GAP) * height_of(main);
        gboolean glued = word->box.x0 - reach < near;

        if (text->len > 0 && *more != '\0' && !glued) {
            g_string_append_c(text, ' ');
        }
        g_string_append(text, more);
        reach = word->box.x1;
        piece->box.x0 = MIN(piece->box.x0, word->box.x0);
        piece->box.x1 = MAX(piece->box.x1, word->box.x1);
        if (i > piece->first && i + 1 < end && level == ON_LINE) {
            add_known(pdf, word->text);
        }
    }
    return sb_arena_strndup(pdf->arena, text->str, text->len);
}

static SbPdfPiece *
make_piece(SbPdf *pdf, const SbPdfPage *page, guint first, guint end)
{
    SbPdfPiece *piece = sb_arena_new_of(pdf->arena, SbPdfPiece);
    SbPdfWord main = main_word(page->words, first, end);

    piece->first = first;
    piece->count = end - first;
    piece->height = height_of(&main);
    piece->size = piece->height / pdf->body;
    piece->text = join_words(pdf, page->words, piece, &main);
    count_chars(piece);
    return piece;
}

static void
add_piece(SbPdf *pdf, SbPdfPage *page, guint first, guint end)
{
    SbPdfPiece *piece = make_piece(pdf, page, first, end);

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
    gboolean value = sb_pdf_pieces_is_value(b->text);

    return value &&
           gap > (sb_pdf_pieces_is_value(a->text) ? VALUE_GAP : CELL_GAP) * height;
}

void
sb_pdf_pieces_split(SbPdf *pdf, int page, const SbPdfPiece *piece, GPtrArray *into)
{
    SbPdfPage *at = pdf->pages->pdata[page - 1];
    guint first = piece->first, end = piece->first + piece->count;

    for (guint i = first + 1; i <= end; i++) {
        const SbPdfWord *a = &g_array_index(at->words, SbPdfWord, i - 1);
        const SbPdfWord *b = i < end ? &g_array_index(at->words, SbPdfWord, i) : NULL;

        if (b == NULL || b->box.x0 - a->box.x1 > VALUE_GAP * piece->height) {
            SbPdfPiece *part = make_piece(pdf, at, first, i);

            if (*part->text != '\0') {
                g_ptr_array_add(into, part);
            }
            first = i;
        }
    }
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
