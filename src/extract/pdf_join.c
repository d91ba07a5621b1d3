/*
 * In: two lines of a paragraph.  Out: what stood between them before the
 * paragraph was broken into lines.
 *
 * A hyphen behind a small letter and before one is the line's, unless the word
 * is one that keeps it: the document has it with its hyphen inside of a line,
 * or knows both parts as words and not the whole, or the first part has a hyphen
 * of its own ("year-on-") or the second is one that is set with one ("-based").
 * "South-" + "East" keeps it.
 *
 * Korean lines may end inside of a word.  Whether a document's do is told by how
 * its lines end: words that are kept whole leave lines of different lengths or
 * with stretched blanks.  Where they do, two parts are one word if the document
 * knows the whole inside of a line, or what follows can't begin a word (a
 * particle); they are two words if the first is known and the whole is not, or
 * ends as words end.
 */
#include <math.h>
#include <string.h>

#include "extract/pdf.h"

enum { MOST_SAMPLES = 20000 };

static gboolean
is_hangul(gunichar c)
{
    return c >= 0xAC00 && c <= 0xD7A3;
}

static gunichar
last_char(const char *text)
{
    size_t n = strlen(text);

    return n > 0 ? g_utf8_get_char(g_utf8_prev_char(text + n)) : 0;
}

static const char *
last_word(const char *text)
{
    const char *blank = strrchr(text, ' ');

    return blank != NULL ? blank + 1 : text;
}

static char *
first_word(const char *text)
{
    const char *blank = strchr(text, ' ');

    return blank != NULL ? g_strndup(text, (gsize)(blank - text)) : g_strdup(text);
}

/* Small letters, without the marks around it.  Free it. */
static char *
bare(const char *word)
{
    char *folded = g_utf8_strdown(word, -1);
    size_t start = 0, end = strlen(folded);

    while (start < end && g_ascii_ispunct(folded[start])) {
        start++;
    }
    while (end > start && g_ascii_ispunct(folded[end - 1])) {
        end--;
    }
    memmove(folded, folded + start, end - start);
    folded[end - start] = '\0';
    return folded;
}

static gboolean
is_known(const SbPdf *pdf, const char *a, const char *middle, const char *b)
{
    g_autofree char *whole = g_strconcat(a, middle, b, NULL);

    return g_hash_table_contains(pdf->known, whole);
}

static gboolean
is_in(const char *word, const char *list)
{
    g_autofree char *key = g_strdup_printf(" %s ", word);

    return strstr(list, key) != NULL;
}

/* "semi-" + "conductor": does the hyphen go? */
static gboolean
drops_hyphen(const SbPdf *pdf, const char *before, const char *after)
{
    g_autofree char *first = bare(last_word(before)), *word = first_word(after),
                    *second = bare(word);

    if (!g_ascii_islower(after[0]) && g_utf8_get_char(after) < 0xC0) {
        return FALSE;
    }
    if (*first == '\0' || !g_unichar_islower(last_char(first)) ||
        !g_unichar_islower(g_utf8_get_char(after))) {
        return FALSE;
    }
    if (is_known(pdf, first, "", second)) {
        return TRUE;
    }
    if (is_known(pdf, first, "-", second) || strchr(first, '-') != NULL ||
        is_in(second, " based led owned run term year free wide old level scale related "
                      "oriented backed fold made to on of the and up off in made speed "
                      "friendly looking priced income carbon tech ")) {
        return FALSE;
    }
    return !(g_hash_table_contains(pdf->known, first) &&
             g_hash_table_contains(pdf->known, second) && strlen(first) > 3);
}

/* --- numbers --- */

/* Bytes of digits in groups that text ends with: "1,234," */
static gboolean
ends_in_group(const char *text, gboolean begun)
{
    size_t n = strlen(text), at = n > 0 ? n - 1 : 0, digits = 0, groups = 0;

    if (n == 0 || text[at] != ',') {
        return FALSE;
    }
    while (at > 0 && (g_ascii_isdigit(text[at - 1]) || text[at - 1] == ',')) {
        at--;
        if (text[at] == ',') {
            if (digits != 3) {
                return FALSE;
            }
            groups++;
            digits = 0;
        } else {
            digits++;
        }
    }
    return digits > 0 && digits <= 3 && (groups > 0 || !begun);
}

static gboolean
is_number_broken(const SbPdf *pdf, const char *before, const char *after)
{
    size_t digits = strspn(after, "0123456789");
    gboolean group = digits == 3, mark = *after == ',' || *after == '.';

    if (mark && g_ascii_isdigit(after[1]) &&
        g_ascii_isdigit(before[strlen(before) - 1])) {
        return TRUE;
    }
    return group && ends_in_group(before, !pdf->breaks_words);
}

/* --- Korean --- */

/* May a word not begin like this? Particles and endings by themselves. */
static gboolean
is_ending(const char *word)
{
    return is_in(word, " 은 는 이 가 을 를 의 에 로 으로 와 과 도 만 에서 에게 까지 부터 "
                       "보다 처럼 이다 다 했다 됐다 된다 한다 하고 하며 하는 했고 됐고 "
                       "이며 이고 라고 이라고 에는 에도 으로는 로는 들이 들은 들을 들의 "
                       "습니다 입니다 합니다 했습니다 됩니다 됐습니다 인 적 ");
}

/* Does the word end as words before a blank do? */
static gboolean
ends_as_word(const char *word)
{
    gunichar c = last_char(word);
    glong chars = g_utf8_strlen(word, -1);

    return chars >= 2 && g_utf8_strchr("은는을를의에로와과도고며여서", -1, c) != NULL;
}

static SbPdfJoin
join_korean(const SbPdf *pdf, const char *before, const char *after)
{
    g_autofree char *first = bare(last_word(before)), *word = first_word(after),
                    *second = bare(word);

    if (is_known(pdf, first, "", second)) {
        return SB_PDF_JOIN_NONE;
    }
    if (!pdf->breaks_words) {
        return SB_PDF_JOIN_BLANK;
    }
    if (is_ending(second)) {
        return SB_PDF_JOIN_NONE;
    }
    if (g_hash_table_contains(pdf->known, first) || ends_as_word(first)) {
        return SB_PDF_JOIN_BLANK;
    }
    return SB_PDF_JOIN_NONE;
}

SbPdfJoin
sb_pdf_join(const SbPdf *pdf, const char *before, const char *after)
{
    gunichar last = last_char(before), first = g_utf8_get_char(after);

    if (last == 0 || first == 0) {
        return SB_PDF_JOIN_NONE;
    }
    if (last == '-' || last == 0x2010) {
        size_t n = strlen(before);
        gboolean dash = n >= 2 && before[n - 2] == ' ';

        return dash                               ? SB_PDF_JOIN_BLANK
               : drops_hyphen(pdf, before, after) ? SB_PDF_JOIN_HYPHEN
                                                  : SB_PDF_JOIN_NONE;
    }
    if (is_number_broken(pdf, before, after)) {
        return SB_PDF_JOIN_NONE;
    }
    if ((last == 0x2013 || last == '~' || last == '/') && g_unichar_isdigit(first)) {
        return SB_PDF_JOIN_NONE;
    }
    if (is_hangul(first) && pdf->breaks_words && g_unichar_isdigit(last)) {
        return SB_PDF_JOIN_NONE;
    }
    if (is_hangul(last) && is_hangul(first)) {
        return join_korean(pdf, before, after);
    }
    return SB_PDF_JOIN_BLANK;
}

/* --- how a document breaks its lines --- */

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
quantile(GArray *values, double part)
{
    if (values->len == 0) {
        return 0;
    }
    g_array_sort(values, compare_doubles);
    return g_array_index(values, double, (guint)(part * (values->len - 1)));
}

static gboolean
all_hangul(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (!is_hangul(g_utf8_get_char(p))) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The width of a syllable; and of a blank that no justification stretched. */
static double
measure_hangul(SbPdf *pdf)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) blanks = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < pdf->lines->len && blanks->len < MOST_SAMPLES; i++) {
        const SbPdfLine *line = pdf->lines->pdata[i];
        const SbPdfPage *page = pdf->pages->pdata[line->page - 1];
        const SbPdfPiece *piece = line->pieces->pdata[0];

        if (fabs(line->size - 1) > 0.1) {
            continue;
        }
        for (guint w = piece->first; w < piece->first + piece->count; w++) {
            const SbPdfWord *word = &g_array_index(page->words, SbPdfWord, w);
            glong chars = g_utf8_strlen(word->text, -1);

            if (chars >= 2 && all_hangul(word->text)) {
                double width = (word->box.x1 - word->box.x0) / (double)chars;

                g_array_append_val(widths, width);
            }
            if (w > piece->first && word->box.x0 - word[-1].box.x1 > 0.1 * line->height) {
                double blank = word->box.x0 - word[-1].box.x1;

                g_array_append_val(blanks, blank);
            }
        }
    }
    pdf->em = quantile(widths, 0.5);
    return quantile(blanks, 0.15);
}

/* How far the line is from full: what is free at its end, and what its blanks
 * are stretched by. */
static double
slack_of(const SbPdf *pdf, const SbPdfLine *line, double right, double blank)
{
    const SbPdfPage *page = pdf->pages->pdata[line->page - 1];
    double slack = MAX(right - line->box.x1, 0);

    for (guint p = 0; p < line->pieces->len; p++) {
        const SbPdfPiece *piece = line->pieces->pdata[p];
        const SbPdfPiece *before = p > 0 ? line->pieces->pdata[p - 1] : NULL;

        slack += before != NULL ? MAX(piece->box.x0 - before->box.x1 - blank, 0) : 0;
        for (guint w = piece->first + 1; w < piece->first + piece->count; w++) {
            const SbPdfWord *word = &g_array_index(page->words, SbPdfWord, w);
            double gap = word->box.x0 - word[-1].box.x1;

            slack += gap > 0.1 * line->height ? MAX(gap - blank, 0) : 0;
        }
    }
    return slack;
}

static gboolean
is_sample(const SbPdfLine *line, const SbPdfLine *next)
{
    const SbPdfPiece *piece = line->pieces->pdata[line->pieces->len - 1];
    const SbPdfPiece *first = next->pieces->pdata[0];
    gunichar last = last_char(piece->text);

    return line->region == next->region && fabs(line->size - next->size) < 0.05 &&
           next->box.y1 - line->box.y1 < 2.2 * line->height &&
           line->box.x1 - line->box.x0 > 0.7 * (line->right - line->left) &&
           (is_hangul(last) || g_unichar_isdigit(last)) &&
           is_hangul(g_utf8_get_char(first->text));
}

/* Where the lines around line i end that are like it, itself left out. */
static double
edge_beside(const SbPdf *pdf, guint i)
{
    const SbPdfLine *line = pdf->lines->pdata[i];
    double right = -1e9;

    for (guint k = i > 12 ? i - 12 : 0; k < i + 12 && k < pdf->lines->len; k++) {
        const SbPdfLine *other = pdf->lines->pdata[k];

        if (k != i && other->region == line->region &&
            fabs(line->size - other->size) < 0.05) {
            right = MAX(right, other->box.x1);
        }
    }
    return right;
}

/* Where words are kept whole a line is short of full by up to the word that comes
 * next; where they are not, by a syllable at most.  Each line that is full speaks
 * for the latter the more, the longer that word. */
void
sb_pdf_join_survey(SbPdf *pdf)
{
    double blank = measure_hangul(pdf), speaks = 0;

    for (guint i = 0; pdf->em > 0 && i + 1 < pdf->lines->len; i++) {
        const SbPdfLine *line = pdf->lines->pdata[i], *next = pdf->lines->pdata[i + 1];

        if (!is_sample(line, next)) {
            continue;
        }
        double right = edge_beside(pdf, i);
        g_autofree char *word = first_word(((SbPdfPiece *)next->pieces->pdata[0])->text);
        double syllables = (double)MAX(g_utf8_strlen(word, -1), 1);

        /* the longest line of all says nothing of itself */
        if (line->box.x1 <= right + 0.5) {
            speaks +=
                slack_of(pdf, line, right, blank) < 1.15 * pdf->em ? log(syllables) : -3;
        }
    }
    pdf->breaks_words = speaks > 0.6;
}
