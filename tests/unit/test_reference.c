/* figure/reference.c, convert.c: {{…}} in a text. */
#include <string.h>

#include "figure/reference.h"
#include "figure/tidy.h"

static const char figures_csv[] =
    "fact_id,status,value,unit,precision,text,period,qualifier,same_as\n"
    "cn-exp-2022,accepted,107400000000,USD,8,$107.4 billion,2022,,\n"
    "cn-exp-2022.r2,new,107500000000,USD,8,$107.5 billion,2022,,\n"
    "share,edited,15.7,%,-1,15.7%,2022,~,\n"
    "fresh,new,3,%,0,3%,,,\n"
    "gone,rejected,3,%,0,3%,,,\n"
    "twin,accepted,107,USD,0,$107,,,cn-exp-2022\n"
    "firms,added,128,{business},0,,2022,,\n";

typedef struct {
    const char *text, *lang, *want; /* want: text, or what the error says after "E " */
} Case;

static const Case cases[] = {
    { "Exports: {{cn-exp-2022}}.", "en", "Exports: $107.4_billion." },
    { "{{ cn-exp-2022  decimals=0 }}", "en", "$107_billion" },
    { "{{cn-exp-2022 scale=억}}을(를) {{firms}}이/가", "ko", "1,074억_달러를 128개사가" },
    { "{{share}} {{share bare sign=always}} {{share unit=no bare}}", "en",
        "about_15.7% +15.7% 15.7" },
    { "\\{{not}} {{= 7 of 10 }} { {", "en", "{{not}} 7 of 10 { {" },
    { "{{param.quarter}}", "en", "2023-Q4" },
    { "{{cn-exp-2022 as=KRW}}", "en", "₩138.8_trillion" },
    { "{{cn-exp-2023}}", "en",
        "E t.md:1:2: {{cn-exp-2023}}: no figure has this fact_id; did you mean "
        "\"cn-exp-2022\"?" },
    { "{{fresh}}", "en",
        "E t.md:1:2: {{fresh}}: the figure is new, not published; expected one that is "
        "accepted, edited or added" },
    { "{{gone}}", "en",
        "E t.md:1:2: {{gone}}: the figure is rejected, not published; expected one that "
        "is "
        "accepted, edited or added" },
    { "{{twin}}", "en",
        "E t.md:1:2: {{twin}}: the row is the same fact as another; expected "
        "{{cn-exp-2022}}" },
    { "{{share decimal=1}}", "en",
        "E t.md:1:2: {{share}}: option \"decimal=1\" (is it \"decimals\"?); expected "
        "decimals=N, scale=bn tn mn k 만 억 조 none, sign=always, unit=no, bare or "
        "as=CURRENCY" },
    { "{{param.x}}", "en",
        "E t.md:1:2: {{param.x}}: no such parameter; expected one that the manifest or "
        "--param gives" },
    { "{{share", "en",
        "E t.md:1:2: \"{{\" without its end; expected \"}}\", or \"\\{{\" for a brace "
        "itself" },
    { "{{}}", "en",
        "E t.md:1:2: {{}}: nothing in it; expected a fact_id, param.NAME or = TEXT" },
    { "{{cn-exp-2022 as=CHF}}", "en",
        "E t.md:1:2: {{cn-exp-2022}}: as=CHF: codes/rates.csv has no average rate USD to "
        "CHF for period \"2022\"; expected one" },
};

static void
test_resolve(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GHashTable) params = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) cited = g_ptr_array_new();
    const SbSource *source =
        sb_source_from_text(job, "figures.csv", figures_csv, strlen(figures_csv), NULL);
    g_autoptr(SbFigureTable) figures = sb_tidy_read(job, source, NULL);

    g_hash_table_insert(params, (void *)"quarter", (void *)"2023-Q4");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SbReferenceContext context = {
            .figures = figures, .lang = cases[i].lang, .params = params, .cited = cited
        };
        g_autoptr(GError) error = NULL;
        g_autofree char *got =
            sb_reference_resolve(job, &context, cases[i].text, "t.md:1:2", &error);
        g_auto(GStrv) parts = g_strsplit(got != NULL ? got : "", "\xC2\xA0", -1);
        g_autofree char *shown = got != NULL ? g_strjoinv("_", parts)
                                             : g_strconcat("E ", error->message, NULL);

        g_assert_cmpstr(shown, ==, cases[i].want);
    }
    g_assert_cmpstr(cited->pdata[0], ==, "cn-exp-2022");
    g_assert_true(sb_reference_in("a {{b}}"));
    g_assert_false(sb_reference_in("a \\{{b}} { }"));
}

static void
test_draft(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    const SbSource *source =
        sb_source_from_text(job, "figures.csv", figures_csv, strlen(figures_csv), NULL);
    g_autoptr(SbFigureTable) figures = sb_tidy_read(job, source, NULL);
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    SbReferenceContext context = {
        .figures = figures, .lang = "en", .draft = TRUE, .notes = notes
    };
    g_autofree char *got = sb_reference_resolve(job, &context, "{{fresh}}", NULL, NULL);
    g_autofree char *won =
        sb_reference_resolve(job, &context, "{{cn-exp-2022 as=KRW}}", NULL, NULL);

    g_assert_cmpstr(got, ==, "3%");
    g_assert_nonnull(won);
    g_assert_cmpuint(notes->len, ==, 1);
    g_assert_true(
        g_str_has_prefix(notes->pdata[0], "Converted at the average rate of 2022"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/reference/resolve", test_resolve);
    g_test_add_func("/reference/draft", test_draft);
    return g_test_run();
}
