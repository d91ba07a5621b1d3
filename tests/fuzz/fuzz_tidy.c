/* Any bytes as a tidy CSV: what reads is written, and reads back the same; its
 * expressions and references are worked out. */
#include <stdint.h>
#include <string.h>

#include "figure/derive.h"
#include "figure/ids.h"
#include "figure/reference.h"
#include "figure/same_as.h"
#include "figure/tidy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
cite_all(SbJob *job, const SbFigureTable *table)
{
    for (size_t i = 0; i < sb_figure_table_count(table); i++) {
        const SbFigure *figure = sb_figure_table_at(table, i);
        SbReferenceContext context = {
            .figures = table, .draft = TRUE, .lang = i % 2 == 0 ? "en" : "ko"
        };
        g_autofree char *text =
            g_strdup_printf("{{%s}}은(는) %s", figure->fact_id, figure->quote);
        g_autofree char *out = sb_reference_resolve(job, &context, text, "x", NULL);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(SbJob) job = sb_job_new();
    const SbSource *source =
        sb_source_from_text(job, "in.csv", (const char *)data, size, NULL);
    g_autoptr(SbFigureTable) table =
        source != NULL ? sb_tidy_read(job, source, NULL) : NULL;

    if (table == NULL) {
        return 0;
    }
    g_autoptr(GString) first = sb_tidy_write(table, FALSE);
    const SbSource *written =
        sb_source_from_text(job, "out.csv", first->str, first->len, NULL);

    g_autoptr(GError) problem = NULL;

    g_assert_nonnull(written);
    g_autoptr(SbFigureTable) again = sb_tidy_read(job, written, &problem);

    g_assert_no_error(problem);
    g_autoptr(GString) second = sb_tidy_write(again, FALSE);

    g_assert_cmpstr(first->str, ==, second->str);
    cite_all(job, table);
    sb_same_as_fill(table);
    sb_derive_table(table, NULL, NULL);
    sb_ids_assign(again, NULL, NULL);
    return 0;
}
