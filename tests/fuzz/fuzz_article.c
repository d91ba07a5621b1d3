/* Articles: any valid UTF-8 is read without a crash; every figure's text lies
 * within the article's lines, and its spans are sound. */
#include <stdint.h>
#include <string.h>

#include "extract/extract.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 65536 || memchr(data, 0, size) != NULL) {
        return 0;
    }
    g_autoptr(SbJob) job = sb_job_new();
    const SbSource *source = sb_source_from_text(
        job, data[0] % 2 ? "a.md" : "a.txt", (const char *)data + 1, size - 1, NULL);

    if (source == NULL) {
        return 0;
    }
    static SbCodes *codes; /* read once, kept for the process */
    static SbJob *kept;

    if (codes == NULL) {
        kept = sb_job_new();
        sb_job_set_data_dir(kept, NULL);
        codes = sb_codes_load(kept, NULL);
    }
    g_autoptr(SbExtraction) extraction =
        sb_extract_article(job, codes, source, "a", NULL);

    g_assert_nonnull(extraction);
    const SbFigureTable *figures = sb_extraction_figures(extraction);

    for (size_t i = 0; i < sb_figure_table_count(figures); i++) {
        const SbFigure *figure = sb_figure_table_at(figures, i);

        g_assert_cmpint(figure->line, >=, 1);
        g_assert_cmpint(figure->line, <=, sb_source_lines(source));
        g_assert_cmpint(figure->column, >=, 1);
        g_assert_true(*figure->text != '\0');
        g_assert_true(g_utf8_validate(figure->text, -1, NULL));
        g_assert_true(g_utf8_validate(figure->quote, -1, NULL));
        g_assert_true(g_utf8_validate(figure->indicator, -1, NULL));
        g_assert_true(g_utf8_validate(figure->unit, -1, NULL));
    }
    g_autoptr(GString) article = sb_extraction_dump(extraction, "article");
    g_autoptr(GString) tokens = sb_extraction_dump(extraction, "tokens");

    return 0;
}
