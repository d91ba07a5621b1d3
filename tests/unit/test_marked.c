/* extract/marked*.c: the review page is well-formed, holds a mark for every row, and
 * shows whatever an article contains as text. */
#include <string.h>

#include "extract/extract.h"
#include "figure/ids.h"

/* --- reading the page: strictly, by GLib's parser --- */

typedef struct {
    GHashTable *ids;   /* id -> name of the element */
    GPtrArray *links;  /* of char*: what href="#…" names */
    GHashTable *names; /* elements that there are */
    gboolean doubled, handler;
    GString *text;
} Reading;

static void
on_start(GMarkupParseContext *context, const char *name, const char **attributes,
    const char **values, gpointer data, GError **error)
{
    Reading *r = data;

    g_hash_table_add(r->names, g_strdup(name));
    for (int i = 0; attributes[i] != NULL; i++) {
        r->handler |= g_str_has_prefix(attributes[i], "on");
        if (strcmp(attributes[i], "id") == 0) {
            r->doubled |=
                !g_hash_table_insert(r->ids, g_strdup(values[i]), g_strdup(name));
        } else if (strcmp(attributes[i], "href") == 0) {
            g_ptr_array_add(r->links, g_strdup(values[i]));
        }
    }
}

static void
on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
    GError **error)
{
    g_string_append_len(((Reading *)data)->text, text, (gssize)length);
}

static void
reading_clear(Reading *r)
{
    g_hash_table_unref(r->ids);
    g_hash_table_unref(r->names);
    g_ptr_array_unref(r->links);
    g_string_free(r->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static Reading
read_page(const GString *page)
{
    static const GMarkupParser parser = { .start_element = on_start, .text = on_text };
    Reading r = { g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        g_ptr_array_new_with_free_func(g_free),
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), FALSE, FALSE,
        g_string_new(NULL) };
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, 0, &r, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(g_str_has_prefix(page->str, "<!DOCTYPE html>\n<html"));
    g_markup_parse_context_parse(context, page->str, (gssize)page->len, &error);
    g_assert_no_error(error);
    g_markup_parse_context_end_parse(context, &error);
    g_assert_no_error(error);
    return r;
}

/* --- making it --- */

typedef struct {
    SbJob *job;
    SbCodes *codes;
    SbExtraction *extraction;
    SbFigureTable *figures;
} Made;

static void
made_clear(Made *made)
{
    sb_figure_table_free(made->figures);
    sb_extraction_free(made->extraction);
    sb_codes_free(made->codes);
    sb_job_free(made->job);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Made, made_clear)

static Made
make(const char *name, const char *text)
{
    Made made = { .job = sb_job_new() };

    sb_job_set_data_dir(made.job, NULL);
    made.codes = sb_codes_load(made.job, NULL);
    g_assert_nonnull(made.codes);
    const SbSource *source =
        sb_source_from_text(made.job, name, text, strlen(text), NULL);

    made.extraction = sb_extract_article(made.job, made.codes, source, "a", NULL);
    g_assert_nonnull(made.extraction);
    made.figures = sb_extraction_take_figures(made.extraction);
    sb_ids_assign(made.figures, made.codes, NULL);
    return made;
}

static GString *
page_of(const Made *made)
{
    const SbExtraction *one = made->extraction;
    const char *key = "a";

    return sb_marked_page(made->job, &(SbMarkedInput){ &one, &key, 1, made->figures });
}

/* Every row has its mark, every link its target; no script, no handler, no
 * address. */
static void
check_page(const Made *made, const GString *page)
{
    g_auto(Reading) r = read_page(page);

    g_assert_false(r.doubled);
    g_assert_false(r.handler);
    g_assert_false(g_hash_table_contains(r.names, "script"));
    g_assert_false(g_hash_table_contains(r.names, "img"));
    g_assert_false(g_hash_table_contains(r.names, "link"));
    g_assert_null(strstr(page->str, "url("));
    for (size_t i = 0; i < sb_figure_table_count(made->figures); i++) {
        const char *id = sb_figure_table_at(made->figures, i)->fact_id;
        g_autofree char *card = g_strconcat("C-", id, NULL);

        g_assert_cmpstr(g_hash_table_lookup(r.ids, id), ==, "mark");
        g_assert_cmpstr(g_hash_table_lookup(r.ids, card), ==, "dl");
    }
    for (guint i = 0; i < r.links->len; i++) {
        const char *link = r.links->pdata[i];

        g_assert_cmpint(*link, ==, '#');
        g_assert_true(g_hash_table_contains(r.ids, link + 1));
    }
}

static const char english[] =
    "# Harbour & \"sons\" <b>\n\nDate: 2023-06-05\n\n"
    "Exports of Busan were **$5.2 billion** in 2022, up 8.4%\nfrom a year earlier. "
    "Imports and re-exports were $3.2\nbillion and $2.9 billion, respectively.\n\n"
    "- More than 40 ships called on 3 May.\n\n"
    "| Port | Tons (thousand) | Share (%) |\n| --- | --- | --- |\n"
    "| Busan | 1,200 | 48.2 |\n| Incheon | 310 | 12.4 |\n";

static const char korean[] =
    "# 부산항 수출 52억 달러\n\n부산의 수출은 지난해 52억 달러로 8.4% 늘었다. "
    "컨테이너는 1조 2천억 원어치였다.\n\n○ 일자리 1만 2천여 개가 생긴다.\n";

static void
test_whole(gconstpointer data)
{
    g_auto(Made) made = make("a.md", data);
    g_autoptr(GString) page = page_of(&made);
    g_autoptr(GString) again = page_of(&made);

    g_assert_cmpuint(sb_figure_table_count(made.figures), >, 2);
    check_page(&made, page);
    g_assert_cmpstr(page->str, ==, again->str);
    g_assert_nonnull(strstr(page->str, data == korean ? "lang=\"ko\"" : "lang=\"en\""));
}

/* Markup, controls, direction marks and quotes of an article stay text. */
static void
test_hostile(void)
{
    g_auto(Made) made = make("a.txt",
        "Title: <script>alert('x')</script> & \"more\"\n\n"
        "<script>alert(1)</script> sold <img src=x onerror=alert(2)> for $5 million "
        "\xE2\x80\xAE"
        "and \x01\x1B[31m]]> --> &amp; {{x}} 7% more than in 2020.\n\n"
        "'><a href=\"https://example.org\">click</a> grew 3.5%.\n");
    g_autoptr(GString) page = page_of(&made);

    check_page(&made, page);
    g_auto(Reading) r = read_page(page);

    g_assert_nonnull(strstr(r.text->str, "<script>alert(1)</script>"));
    g_assert_nonnull(strstr(r.text->str, "[U+202E]and [U+0001][U+001B]"));
    g_assert_null(strstr(page->str, "\xE2\x80\xAE"));
    g_assert_null(strstr(page->str, "example.org\""));
}

/* A status and remarks decide on colours and filters; a row whose text is not at its
 * place is listed, not lost. */
static void
test_states(void)
{
    g_auto(Made) made = make("a.md", english);
    SbFigure *first = sb_figure_table_at(made.figures, 0);
    SbFigure *added = sb_figure_table_add(made.figures);
    SbFigure *gone = sb_figure_table_copy(made.figures, first);

    first->status = SB_STATUS_ACCEPTED;
    first->remarks = "scale-missing;changed";
    gone->fact_id = "gone";
    gone->text = "$9 billion";
    added->fact_id = "own";
    added->status = SB_STATUS_ADDED;
    added->derived_from = "{gone} * 2";
    g_autoptr(GString) page = page_of(&made);
    g_auto(Reading) r = read_page(page);

    g_assert_nonnull(strstr(page->str,
        "class=\"f  remarked\" data-s=\"accepted\" data-r=\"scale-missing changed\""));
    g_assert_nonnull(strstr(page->str, "html:has(#R-scale-missing:checked)"));
    g_assert_nonnull(strstr(r.text->str, "A scale word (million, billion) is missing"));
    g_assert_cmpstr(g_hash_table_lookup(r.ids, "gone"), ==, "span");
    g_assert_cmpstr(g_hash_table_lookup(r.ids, "own"), ==, "span");
    g_assert_cmpstr(g_hash_table_lookup(r.ids, "S-accepted"), ==, "input");
    g_assert_cmpstr(g_hash_table_lookup(r.ids, "S-added"), ==, "input");
    g_assert_null(g_hash_table_lookup(r.ids, "S-rejected"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_data_func("/marked/english", english, test_whole);
    g_test_add_data_func("/marked/korean", korean, test_whole);
    g_test_add_func("/marked/hostile", test_hostile);
    g_test_add_func("/marked/states", test_states);
    return g_test_run();
}
