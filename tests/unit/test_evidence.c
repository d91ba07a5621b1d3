/* figure/evidence.c, sources.c, captions.c: a value led back to its source. */
#include <string.h>

#include "figure/captions.h"
#include "figure/evidence.h"
#include "figure/tidy.h"

static const char csv[] =
    "fact_id,status,text,value,unit,precision,role,indicator,item,place,period,derived_"
    "from,"
    "quote,source,page,line,comment,same_as\n"
    "ic,accepted,$49.944 billion,49944000000,USD,6,level,exports,ICs,C,2022,,\"IC "
    "exports came "
    "to $49.944 billion, a share of 41.8%.\",a,2,7,,\n"
    "exp,accepted,$107.4 billion,107400000000,USD,8,level,exports,,C,2022,,\"Exports "
    "were "
    "$107.4 billion.\",a,2,5,,\n"
    "exp-2,accepted,$107 billion,107000000000,USD,9,level,exports,,C,2022,,Again $107 "
    "billion.,b,,1,,exp\n"
    "share,edited,41.8%,46.5,%,-1,share,exports,ICs,C,2022,100 * {ic} / {exp},\"IC "
    "exports "
    "came to $49.944 billion, a share of 41.8%.\",a,2,7,own calculation,\n";

static const char sources_csv[] = "source,title,publisher,date,path,rights,shelf\r\n"
                                  "a,A quarter,The Press,2023-10-01,a.md,quote,B3\r\n"
                                  "b,=B,,,b.md,none,\r\n";

typedef struct {
    SbJob *job;
    SbFigureTable *table;
    SbSources *sources;
    SbEvidenceContext context;
} Fixture;

static void
set_up(Fixture *f, gconstpointer data)
{
    f->job = sb_job_new();
    f->table = sb_tidy_read(
        f->job, sb_source_from_text(f->job, "f.csv", csv, strlen(csv), NULL), NULL);
    f->sources = sb_sources_read(f->job,
        sb_source_from_text(f->job, "s.csv", sources_csv, strlen(sources_csv), NULL),
        NULL);
    f->context = (SbEvidenceContext){ f->table, f->sources, NULL, "en" };
}

static void
tear_down(Fixture *f, gconstpointer data)
{
    sb_figure_table_free(f->table);
    sb_sources_free(f->sources);
    sb_job_free(f->job);
}

static void
test_find(Fixture *f, gconstpointer data)
{
    static const struct {
        const char *query, *ids;
    } cases[] = { { "share", "share" }, { "46.5%", "share" }, { "41.8%", "share" },
        { "$107.4 billion", "exp" }, { "1,074억 달러", "exp" },
        { "$107 billion", "exp-2 exp" }, { "107400000000", "exp" },
        { "107.4 billion dollars", "exp" }, { "46.5 pp", "" }, { "nonsense", "" },
        { "", "" }, { "12 apples", "" } };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) rows = sb_evidence_find(f->job, &f->context, cases[i].query);
        g_autoptr(GString) ids = g_string_new(NULL);

        for (guint k = 0; k < rows->len; k++) {
            g_string_append_printf(ids, "%s%s", k > 0 ? " " : "",
                ((const SbFigure *)rows->pdata[k])->fact_id);
        }
        g_test_message("%s", cases[i].query);
        g_assert_cmpstr(ids->str, ==, cases[i].ids);
    }
}

static void
test_text(Fixture *f, gconstpointer data)
{
    g_autoptr(GString) share =
        sb_evidence_text(f->job, &f->context, sb_figure_table_find(f->table, "share"));
    g_autoptr(GString) exports =
        sb_evidence_text(f->job, &f->context, sb_figure_table_find(f->table, "exp"));

    g_assert_cmpstr(share->str, ==,
        "share: 46.5%\n"
        "  what:     C, exports, ICs, 2022; share, actual\n"
        "  printed:  41.8%\n"
        "  source:   A quarter, The Press, 2023-10-01, p. 2, line 7 (a.md)\n"
        "  quote:    \"IC exports came to $49.944 billion, a share of 41.8%.\"\n"
        "  computed: 100 × $49.944 billion / $107.4 billion = 46.5, between 46.48 and "
        "46.52 "
        "by the digits printed\n"
        "    ic: $49.944\xC2\xA0"
        "billion\n"
        "      what:     C, exports, ICs, 2022; level, actual\n"
        "      printed:  $49.944 billion\n"
        "      source:   A quarter, The Press, 2023-10-01, p. 2, line 7 (a.md)\n"
        "      quote:    \"IC exports came to $49.944 billion, a share of 41.8%.\"\n"
        "      status:   accepted\n"
        "    exp: $107.4\xC2\xA0"
        "billion\n"
        "      what:     C, exports, 2022; level, actual\n"
        "      printed:  $107.4 billion\n"
        "      source:   A quarter, The Press, 2023-10-01, p. 2, line 5 (a.md)\n"
        "      quote:    \"Exports were $107.4 billion.\"\n"
        "      status:   accepted\n"
        "  status:   edited\n"
        "  comment:  own calculation\n");
    g_assert_nonnull(strstr(exports->str, "  also:     $107 billion, =B, line 1\n"));
}

static void
test_quote(Fixture *f, gconstpointer data)
{
    SbFigure figure = { .source = "a",
        .text = "$5 billion",
        .quote =
            "Long before the number comes there are many words that lead up to it, and "
            "then exports of $5 billion are said, and then again there are many words" };
    g_autofree char *cut = sb_evidence_quote(&f->context, &figure);

    g_assert_cmpint(g_utf8_strlen(cut, -1), <=, 90);
    g_assert_nonnull(strstr(cut, "$5 billion"));
    g_assert_true(g_str_has_prefix(cut, "…") && g_str_has_suffix(cut, "…"));
    figure.source = "b";
    g_autofree char *none = sb_evidence_quote(&f->context, &figure);

    g_assert_cmpstr(none, ==, "");
}

static void
test_sources(Fixture *f, gconstpointer data)
{
    g_autoptr(SbSources) fresh = sb_sources_new();
    SbSourceRow *a = sb_sources_add(fresh, "a"), *c = sb_sources_add(fresh, "c");

    a->sha256 = "12";
    a->title = "Another title";
    a->lang = "en";
    c->path = "c.txt";
    g_autoptr(SbSources) merged = sb_sources_merge(f->sources, fresh);
    const SbSourceRow *row = sb_sources_find(merged, "a");

    g_assert_cmpuint(sb_sources_count(merged), ==, 3);
    g_assert_cmpstr(row->sha256, ==, "12");
    g_assert_cmpstr(row->title, ==, "A quarter");
    g_assert_cmpstr(row->lang, ==, "en");
    g_autoptr(GString) text = sb_sources_write(merged, FALSE);

    g_assert_cmpstr(text->str, ==,
        "source,kind,path,sha256,title,publisher,author,date,retrieved,url,lang,rights,"
        "replaces,note,shelf\r\n"
        "a,article,a.md,12,A quarter,The Press,,2023-10-01,,,en,quote,,,B3\r\n"
        "b,article,b.md,,'=B,,,,,,,none,,,\r\n"
        "c,article,c.txt,,,,,,,,,quote,,,\r\n");
    const char *bad = "source,rights\na,opn\n";
    g_autoptr(GError) error = NULL;

    g_assert_null(sb_sources_read(
        f->job, sb_source_from_text(f->job, "s.csv", bad, strlen(bad), NULL), &error));
    g_assert_cmpstr(error->message, ==,
        "s.csv:2:1: row \"a\", column rights: \"opn\"; did you mean \"open\"?");
}

static void
test_captions(Fixture *f, gconstpointer data)
{
    g_autoptr(SbCaptions) captions = sb_captions_new();

    sb_captions_add(captions, &(SbCaption){ "a", "t1", 12, "GDP, by region",
                                  "(trillion yuan, %)", "2019 | 2022" });
    g_autoptr(GString) text = sb_captions_write(captions, FALSE);
    g_autoptr(SbCaptions) again = sb_captions_read(
        f->job, sb_source_from_text(f->job, "t.csv", text->str, text->len, NULL), NULL);

    g_assert_cmpuint(sb_captions_count(again), ==, 1);
    g_assert_cmpint(sb_captions_at(again, 0)->line, ==, 12);
    g_assert_cmpstr(sb_captions_at(again, 0)->caption, ==, "GDP, by region");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add("/evidence/find", Fixture, NULL, set_up, test_find, tear_down);
    g_test_add("/evidence/text", Fixture, NULL, set_up, test_text, tear_down);
    g_test_add("/evidence/quote", Fixture, NULL, set_up, test_quote, tear_down);
    g_test_add("/sources/merge", Fixture, NULL, set_up, test_sources, tear_down);
    g_test_add("/captions/round-trip", Fixture, NULL, set_up, test_captions, tear_down);
    return g_test_run();
}
