/* What pdftotext writes, and words placed anyhow: read without a crash; places are
 * in order, and what is found stands on a page.  Input that begins with "<" is taken
 * as it is; other input is words, six bytes each. */
#include <stdint.h>
#include <string.h>

#include "extract/extract.h"
#include "extract/read_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const words[] = { "Exports", "rose", "12.4", "%", "3.2", "billion",
    "semi-", "conductors", "수출은", "억", "달러", "2023", "(단위:", "1,234", "•", "2",
    "-", "The", "people.", "Table", "1.", "n/a", "반도체", "1,", "ﬁrm", "and", "증가한",
    "Date:", "$2.9", "km", "지역", "of" };

/* Words at any place of up to four pages; 0xFF begins a line of pdftotext's. */
static GString *
place_words(const uint8_t *data, size_t size)
{
    GString *out = g_string_new("<doc><page width=\"595\" height=\"842\"><line>");

    for (size_t i = 0; i + 6 <= size; i += 6) {
        const uint8_t *d = data + i;
        double x = d[0] * 2.3, y = d[1] * 3.3, height = 4 + d[2] % 32 * 0.7;

        if (d[5] > 0xF8) {
            g_string_append(
                out, "</line></page><page width=\"595\" height=\"842\"><line>");
        } else if (d[5] > 0xC0) {
            g_string_append(out, "</line><line>");
        }
        g_string_append_printf(out,
            "<word xMin=\"%g\" yMin=\"%g\" xMax=\"%g\" yMax=\"%g\">%s</word>", x, y,
            x + 1 + d[3], y + height, words[d[4] % G_N_ELEMENTS(words)]);
    }
    g_string_append(out, "</line></page></doc>");
    return out;
}

static void
check_figures(const SbSource *source, const SbExtraction *extraction)
{
    const SbFigureTable *figures = sb_extraction_figures(extraction);

    for (size_t i = 0; i < sb_figure_table_count(figures); i++) {
        const SbFigure *figure = sb_figure_table_at(figures, i);

        g_assert_cmpint(figure->page, >=, 1);
        g_assert_cmpint(figure->line, >=, 1);
        g_assert_cmpint(figure->column, >=, 1);
        g_assert_true(*figure->text != '\0');
        g_assert_true(g_utf8_validate(figure->text, -1, NULL));
        g_assert_true(g_utf8_validate(figure->quote, -1, NULL));
    }
    for (size_t i = 0, page = 0; i < sb_source_length(source); i++) {
        /* paragraphs go on over pages, but never back by more than notes do */
        g_assert_cmpint(sb_source_page(source, i), >=, 1);
        page = (size_t)sb_source_page(source, i);
        g_assert_cmpuint(page, <=, 10000);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static SbCodes *codes; /* read once, kept for the process */
    static SbJob *kept;

    if (size < 6 || size > 65536) {
        return 0;
    }
    if (codes == NULL) {
        kept = sb_job_new();
        sb_job_set_data_dir(kept, NULL);
        codes = sb_codes_load(kept, NULL);
    }
    g_autoptr(SbJob) job = sb_job_new();
    const SbSource *origin = sb_source_from_text(job, "a.pdf", "%PDF-", 5, NULL);
    g_autoptr(GString) xhtml = *data == '<'
                                   ? g_string_new_len((const char *)data, (gssize)size)
                                   : place_words(data, size);
    g_autofree char *title = NULL;
    const SbSource *source = sb_read_pdf_layout(job, origin, xhtml, &title, NULL);

    if (source == NULL) {
        return 0;
    }
    g_assert_true(g_utf8_validate(sb_source_text(source), -1, NULL));
    g_autoptr(SbExtraction) extraction =
        sb_extract_article(job, codes, source, "a", NULL);

    g_assert_nonnull(extraction);
    check_figures(source, extraction);
    return 0;
}
