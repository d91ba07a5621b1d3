/* draw/text.c, text_run.c, text_piece.c, hyphen.c: widths, cuts, breaks, what is missing.
 */
#include "draw/text.h"

#include <math.h>
#include <string.h>

static SbJob *job;
static SbFonts *fonts;

static const SbFont SANS = { "sans-serif", 11, 400, FALSE, FALSE };
static const SbFont SERIF = { "Noto Serif, Noto Serif KR", 10, 400, FALSE, FALSE };

static void
test_width(void)
{
    double one = sb_text_width(fonts, &SANS, "Miles per Gallon");
    double twice = sb_text_width(fonts, &SANS, "Miles per GallonMiles per Gallon");
    SbFont large = SANS;

    large.size = 22;
    g_assert_cmpfloat(one, >, 80);
    g_assert_cmpfloat_with_epsilon(twice, 2 * one, 0.5);
    g_assert_cmpfloat_with_epsilon(
        sb_text_width(fonts, &large, "Miles per Gallon"), 2 * one, 0.2);
    g_assert_cmpfloat(sb_text_width(fonts, &SANS, ""), ==, 0);
    /* kerning: "AV" is narrower than its letters */
    g_assert_cmpfloat(sb_text_width(fonts, &SANS, "AV"), <,
        sb_text_width(fonts, &SANS, "A") + sb_text_width(fonts, &SANS, "V") - 0.1);
}

static void
test_families(void)
{
    SbFont helvetica = SANS, bold = SANS, mono = SANS;

    helvetica.family = "Helvetica Neue";
    bold.weight = 700;
    mono.family = "monospace";
    g_assert_cmpfloat(sb_text_width(fonts, &helvetica, "Exports"), ==,
        sb_text_width(fonts, &SANS, "Exports"));
    g_assert_cmpfloat(sb_text_width(fonts, &bold, "Exports"), >,
        sb_text_width(fonts, &SANS, "Exports") + 1);
    g_assert_cmpfloat_with_epsilon(
        sb_text_width(fonts, &mono, "iiii"), sb_text_width(fonts, &mono, "MMMM"), 1e-6);
    /* Hangul comes from the Korean face: a full em less a little */
    g_assert_cmpfloat_with_epsilon(sb_text_width(fonts, &SERIF, "수출"), 18.4, 1.7);
}

static void
test_tabular(void)
{
    SbFont tabular = { "Noto Serif", 10, 400, FALSE, TRUE };

    g_assert_cmpfloat_with_epsilon(sb_text_width(fonts, &tabular, "1111"),
        sb_text_width(fonts, &tabular, "8888"), 1e-6);
}

static void
test_missing(void)
{
    g_assert_cmpuint(
        sb_text_missing(fonts, &SERIF, "GDP 1.4% 수출 ₩ 鯖江 □ ① ▲ −"), ==, 0);
    g_assert_cmpuint(sb_text_missing(fonts, &SERIF, "a\U00013000b"), ==, 0x13000);
}

static void
test_truncate(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    const char *text = "Worldwide Gross";
    double width = sb_text_width(fonts, &SANS, text);
    const char *cut = sb_text_truncate(fonts, arena, &SANS, text, width - 5, "…", FALSE);
    const char *left = sb_text_truncate(fonts, arena, &SANS, text, width - 5, "…", TRUE);

    g_assert_cmpstr(
        sb_text_truncate(fonts, arena, &SANS, text, width + 1, "…", FALSE), ==, text);
    g_assert_true(g_str_has_suffix(cut, "…"));
    g_assert_true(g_str_has_prefix(cut, "Worldwide"));
    g_assert_cmpfloat(sb_text_width(fonts, &SANS, cut), <, width - 5);
    g_assert_true(g_str_has_prefix(left, "…"));
    g_assert_true(g_str_has_suffix(left, "Gross"));
}

static void
test_wrap(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    const char *text = "Exports of the seven regions rose to a record\nand then fell";
    GPtrArray *lines = sb_text_wrap(fonts, arena, &SANS, text, 120);

    g_assert_cmpuint(lines->len, >, 2);
    for (guint i = 0; i < lines->len; i++) {
        const char *line = g_ptr_array_index(lines, i);

        g_assert_cmpfloat(sb_text_width(fonts, &SANS, line), <=, 120.01);
        g_assert_false(g_str_has_suffix(line, " "));
    }
    g_assert_true(g_str_has_suffix(g_ptr_array_index(lines, lines->len - 1), "fell"));
    /* a word that is too wide is cut, not lost */
    lines = sb_text_wrap(fonts, arena, &SANS, "Donaudampfschifffahrt", 50);
    g_assert_cmpuint(lines->len, >, 1);
}

static SbTextRun *
shape(SbArena *arena, const char *text, const char *lang)
{
    SbTextSpan span = { 0, strlen(text), SERIF, NULL, 0 };

    return sb_text_shape(fonts, arena, text, &span, 1, lang, NULL);
}

/* The text with "|" where a line may end. */
static char *
with_breaks(const char *text, const char *lang)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    SbTextRun *run = shape(arena, text, lang);
    size_t n;
    const SbCluster *c = sb_text_clusters(run, &n);
    GString *out = g_string_new(NULL);

    for (size_t i = 0; i < n; i++) {
        if (c[i].before != SB_BREAK_NONE) {
            g_string_append_c(out, '|');
        }
        g_string_append_len(out, text + c[i].start, (gssize)(c[i].end - c[i].start));
    }
    return g_string_free(out, FALSE);
}

static void
test_breaks(void)
{
    static const struct {
        const char *lang, *want;
    } cases[] = {
        { "en", "The |well-|known |3.2\u00A0% |of |1995–2003" },
        { "en", "an |agreement |of |$1.4\u00A0trillion" },
        { "ko", "수출(輸出)은 |1조\u00A04,000억\u00A0원으로 |늘었다." },
        { "ko", "15~64세 |인구, |“생산연령인구”" },
        { "en", "수출은 |늘었다" },
        { "zh", "成|渝|地|区, |增|长。" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(GStrv) parts = g_strsplit(cases[i].want, "|", -1);
        g_autofree char *text = g_strjoinv("", parts);
        g_autofree char *got = with_breaks(text, cases[i].lang);

        g_assert_cmpstr(got, ==, cases[i].want);
    }
}

static void
test_pieces(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    const char *text = "An efficient office AVAVA offers 수출 figures";
    SbTextRun *run = shape(arena, text, "en");
    size_t n;
    const SbCluster *c = sb_text_clusters(run, &n);

    for (size_t i = 0; i < n; i++) {
        for (size_t j = i; j < n; j++) {
            if (c[i].is_space || c[j].is_space) {
                continue; /* a line neither begins nor ends with a space */
            }
            g_autofree char *part = g_strndup(text + c[i].start, c[j].end - c[i].start);
            double want = sb_text_width(fonts, &SERIF, part);

            g_assert_cmpfloat_with_epsilon(
                sb_text_piece_width(run, c[i].start, c[j].end, FALSE), want, 0.02);
            if (g_ascii_isalpha(text[c[j].start])) {
                g_autofree char *hyphened = g_strconcat(part, "-", NULL);

                want = sb_text_width(fonts, &SERIF, hyphened);
                g_assert_cmpfloat_with_epsilon(
                    sb_text_piece_width(run, c[i].start, c[j].end, TRUE), want, 0.02);
            }
        }
    }
}

static char *
with_hyphens(const char *text, const char *lang)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    GArray *at = sb_text_hyphens(shape(arena, text, lang), arena);
    GString *out = g_string_new(text);

    for (guint i = at->len; i > 0; i--) {
        g_string_insert_c(out, (gssize)g_array_index(at, size_t, i - 1), '-');
    }
    return g_string_free(out, FALSE);
}

static void
test_hyphens(void)
{
    g_autofree char *a = with_hyphens("Manufacturing expenditure", "en");
    g_autofree char *b = with_hyphens("OECD www.example.org/abcdefgh nation2", "en");
    g_autofree char *c = with_hyphens("expenditure", "ko");

    g_assert_cmpstr(a, ==, "Man-u-fac-tur-ing ex-pen-di-ture");
    g_assert_cmpstr(b, ==, "OECD www.example.org/abcdefgh nation2");
    g_assert_cmpstr(c, ==, "expenditure");
}

static void
test_shape_missing(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    g_autoptr(GError) error = NULL;
    SbTextSpan span = { 0, 4, SERIF, NULL, 0 };
    GString *marks = g_string_new("e");

    g_assert_null(sb_text_shape(fonts, arena, "\U00013000", &span, 1, "en", &error));
    g_assert_nonnull(strstr(error->message, "U+13000"));
    for (int i = 0; i < 31; i++) {
        g_string_append(marks, "\u0301");
    }
    span.end = marks->len;
    g_assert_null(sb_text_shape(fonts, arena, marks->str, &span, 1, "en", NULL));
    g_string_free(marks, TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    job = sb_job_new();
    sb_job_set_data_dir(job, NULL);
    fonts = sb_fonts_new(job, NULL);
    g_assert_nonnull(fonts);
    g_test_add_func("/text/width", test_width);
    g_test_add_func("/text/families", test_families);
    g_test_add_func("/text/tabular", test_tabular);
    g_test_add_func("/text/missing", test_missing);
    g_test_add_func("/text/truncate", test_truncate);
    g_test_add_func("/text/wrap", test_wrap);
    g_test_add_func("/text/breaks", test_breaks);
    g_test_add_func("/text/pieces", test_pieces);
    g_test_add_func("/text/hyphens", test_hyphens);
    g_test_add_func("/text/shape-missing", test_shape_missing);
    int status = g_test_run();

    sb_fonts_free(fonts);
    sb_job_free(job);
    return status;
}
