/* Reports: any valid UTF-8 is set on pages or refused with an error; no box
 * begins above the text area, and every page's scene can be told. */
#include <stdint.h>
#include <string.h>

#include "report/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static SbFonts *fonts; /* loaded once, kept for the process */
    static SbJob *kept;
    const SbReportOptions options = { .root = "/nonexistent" };

    if (size > 16384 || memchr(data, 0, size) != NULL) {
        return 0;
    }
    if (fonts == NULL) {
        kept = sb_job_new();
        sb_job_set_data_dir(kept, NULL);
        fonts = sb_fonts_new(kept, NULL);
        g_assert_nonnull(fonts);
    }
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GError) error = NULL;
    const SbSource *source =
        sb_source_from_text(job, "a.md", (const char *)data, size, NULL);

    if (source == NULL) {
        return 0;
    }
    sb_job_set_data_dir(job, NULL);
    g_autoptr(SbReport) report = sb_report_new(job, fonts, source, &options, &error);

    g_assert_true((report == NULL) == (error != NULL));
    if (report != NULL) {
        g_autoptr(GString) boxes = sb_report_dump(report, "boxes");
        g_autoptr(GString) scene = sb_report_dump(report, "scene");

        g_assert_cmpuint(sb_report_pages(report), >=, 1);
        g_assert_null(strstr(boxes->str, "  -"));
        g_assert_null(strstr(boxes->str, "nan"));
        g_assert_cmpuint(scene->len, >, 0);
    } else {
        g_assert_true(*error->message != '\0');
    }
    return 0;
}
