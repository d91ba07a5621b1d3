/* extract/pdf_*.c: words with boxes into text, from what pdftotext would write. */
#include <string.h>

#include "extract/pdf.h"
#include "extract/read_text.h"

typedef struct {
    double x, y, size; /* left end and top, pt */
    const char *text;
} Placed;

/* A page of lines, their words parted as pdftotext does; letters are half as wide
 * as high, syllables of Hangul as wide. */
static void
add_page(GString *out, const Placed *lines, size_t n)
{
    g_string_append(out, "<page width=\"595\" height=\"842\">");
    for (size_t i = 0; i < n; i++) {
        g_auto(GStrv) words = g_strsplit(lines[i].text, " ", -1);
        double x = lines[i].x, size = lines[i].size;

        g_string_append(out, "<line>");
        for (char **word = words; *word != NULL; word++) {
            double width = 0;

            for (const char *p = *word; *p != '\0'; p = g_utf8_next_char(p)) {
                width += (guchar)*p < 0x80 ? 0.5 * size : size;
            }
            g_autofree char *escaped = g_markup_escape_text(*word, -1);

            g_string_append_printf(out,
                "<word xMin=\"%g\" yMin=\"%g\" xMax=\"%g\" yMax=\"%g\">%s</word>", x,
                lines[i].y, x + width, lines[i].y + 1.2 * size, escaped);
            x += width + 0.3 * size;
        }
        g_string_append(out, "</line>");
    }
    g_string_append(out, "</page>");
}

static char *
read_pages(const Placed *const *pages, const size_t *counts, size_t n)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GString) xhtml = g_string_new("<doc>");
    g_autofree char *title = NULL;
    const SbSource *origin = sb_source_from_text(job, "a.pdf", "%PDF-", 5, NULL);

    for (size_t i = 0; i < n; i++) {
        add_page(xhtml, pages[i], counts[i]);
    }
    g_string_append(xhtml, "</doc>");
    const SbSource *source = sb_read_pdf_layout(job, origin, xhtml, &title, NULL);

    return source != NULL ? g_strdup(sb_source_text(source)) : NULL;
}

#define PAGE(lines)                                                                      \
    read_pages(&(const Placed *){ lines }, &(size_t){ G_N_ELEMENTS(lines) }, 1)

static void
test_hyphens(void)
{
    static const Placed lines[] = {
        { 50, 100, 10,
            "The export of semiconductors and the long-term lease of the semi-" },
        { 50, 113, 10, "conductors went up, as did the share of South-" },
        { 50, 126, 10, "East makers, who count on a better balance of their state-" },
        { 50, 139, 10, "owned banks, and of a long-" },
        { 50, 152, 10, "term plan for electri-" },
        { 50, 165, 10, "cal parts." },
    };
    g_autofree char *text = PAGE(lines);

    g_assert_cmpstr(text, ==,
        "The export of semiconductors and the long-term lease of the semiconductors went "
        "up, as did the share of South-East makers, who count on a better balance of "
        "their state-owned banks, and of a long-term plan for electrical parts.\n\n");
}

static void
test_marks(void)
{
    static const Placed lines[] = {
        { 50, 100, 10, "Output rose 12.4" },
        { 126.5, 98, 6, "2" },
        { 133, 100, 10, "percent on 30 km" },
        { 208.5, 98, 6, "2" },
        { 215, 100, 10, "of land ﬁrst." },
    };
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GString) one = g_string_new("<doc>");
    g_autoptr(SbJob) job = sb_job_new();
    g_autofree char *title = NULL;

    /* all on one line of pdftotext's */
    add_page(out, lines, G_N_ELEMENTS(lines));
    g_auto(GStrv) parts = g_strsplit(out->str, "</line><line>", -1);
    g_autofree char *joined = g_strjoinv("", parts);

    g_string_append(one, joined);
    g_string_append(one, "</doc>");
    const SbSource *origin = sb_source_from_text(job, "a.pdf", "%PDF-", 5, NULL);
    const SbSource *source = sb_read_pdf_layout(job, origin, one, &title, NULL);

    g_assert_cmpstr(sb_source_text(source), ==,
        "Output rose 12.4 percent on 30 km² of land first.\n\n");
}

static void
test_places(void)
{
    static const Placed first[] = {
        { 50, 30, 8, "Review of trade, page 1" },
        { 50, 100, 10,
            "Exports of the islands were strong in all of the months of the year" },
        { 50, 113, 10,
            "and reached a sum that was higher than ever before, with gains of" },
    };
    static const Placed second[] = {
        { 50, 30, 8, "Review of trade, page 2" },
        { 50, 100, 10, "12.5 percent in ships and 7 percent in fish." },
    };
    const Placed *pages[] = { first, second };
    size_t counts[] = { G_N_ELEMENTS(first), G_N_ELEMENTS(second) };
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GString) xhtml = g_string_new("<doc>");
    g_autofree char *title = NULL;

    add_page(xhtml, pages[0], counts[0]);
    add_page(xhtml, pages[1], counts[1]);
    g_string_append(xhtml, "</doc>");
    const SbSource *origin = sb_source_from_text(job, "a.pdf", "%PDF-", 5, NULL);
    const SbSource *source = sb_read_pdf_layout(job, origin, xhtml, &title, NULL);
    const char *at = strstr(sb_source_text(source), "7 percent");

    g_assert_null(strstr(sb_source_text(source), "Review"));
    g_assert_nonnull(strstr(sb_source_text(source), "gains of 12.5 percent"));
    size_t offset = (size_t)(at - sb_source_text(source));

    g_assert_cmpint(sb_source_page(source, offset), ==, 2);
    g_assert_cmpint(sb_source_line(source, offset), ==, 1);
    g_assert_cmpint(sb_source_column(source, offset), ==, 27);
    g_autofree char *place = sb_source_place_text(source, offset);

    g_assert_cmpstr(place, ==, "a.pdf, page 2:1:27");
    g_assert_cmpstr(sb_source_sha256(source), ==, sb_source_sha256(origin));
}

/* Lines that are full to the last syllable end inside of words; lines that end
 * short of full, with the next word too long to stand there, don't. */
static void
test_korean(void)
{
    static const Placed full[] = {
        { 50, 100, 10, "지난해 반도체 수출은 백이십억 달러로 전년보다 크게 늘어" },
        { 50, 113, 10, "났으며 무역수지는 삼개월 연속으로 흑자를 기록하고 있었" },
        { 50, 126, 10, "다고 산업부가 밝혔다." },
    };
    static const Placed kept[] = {
        { 50, 100, 10, "지난해 반도체 수출은 백이십억 달러로 전년보다 크게" },
        { 50, 113, 10, "늘어났으며 무역수지는 삼개월 연속으로 흑자를" },
        { 50, 126, 10, "기록하였다고담당자가 전년보다 자세하게 그리고 크게" },
        { 50, 139, 10, "산업부가 밝혔다." },
    };
    g_autofree char *joined = PAGE(full);
    g_autofree char *apart = PAGE(kept);

    g_assert_nonnull(strstr(joined, "늘어났으며"));
    g_assert_nonnull(strstr(joined, "있었다고"));
    g_assert_nonnull(strstr(apart, "크게 늘어났으며"));
    g_assert_nonnull(strstr(apart, "흑자를 기록하였다고담당자가"));
}

/* What is no XHTML, has no pages or exceeds reason is refused or left out. */
static void
test_strange(void)
{
    static const char *const refused[] = { "", "<doc>", "</doc><doc>",
        "<doc><page></doc>", "<doc></doc>",
        "<doc><page width=\"9\" height=\"9\"></page></doc>",
        "<doc><page width=\"9\" height=\"9\"><word xMin=\"nan\" yMin=\"0\" xMax=\"inf\" "
        "yMax=\"4\">x</word></page></doc>" };

    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(SbJob) job = sb_job_new();
        g_autoptr(GString) xhtml = g_string_new(refused[i]);
        g_autoptr(GError) error = NULL;
        g_autofree char *title = NULL;
        const SbSource *origin = sb_source_from_text(job, "a.pdf", "%PDF-", 5, NULL);

        g_assert_null(sb_read_pdf_layout(job, origin, xhtml, &title, &error));
        g_assert_nonnull(error);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/pdf/hyphens", test_hyphens);
    g_test_add_func("/pdf/marks", test_marks);
    g_test_add_func("/pdf/places", test_places);
    g_test_add_func("/pdf/korean", test_korean);
    g_test_add_func("/pdf/strange", test_strange);
    return g_test_run();
}
