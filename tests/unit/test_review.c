/* figure/review*.c: merging with a reviewed table, scenario by scenario.  A
 * table is written to a folder, edited as a person would, and merged with a
 * fresh extraction. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "figure/review.h"
#include "figure/same_as.h"
#include "figure/tidy.h"

#define HEAD                                                                             \
    "fact_id,status,text,value,unit,precision,indicator,place,period,quote,source,"      \
    "line,column,comment,relations,same_as\n"

typedef struct {
    char *folder, *path;
} Place;

static void
place_clear(Place *place)
{
    static const char *const files[] = { "figures.csv", "figures.csv~",
        "figures.base.csv", "sources.csv", "figures.tables.csv", "datapackage.json" };

    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(place->folder, files[i], NULL);

        g_unlink(path);
    }
    g_assert_cmpint(g_rmdir(place->folder), ==, 0);
    g_free(place->folder);
    g_free(place->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

static Place
new_place(void)
{
    Place place = { .folder = g_dir_make_tmp("review-XXXXXX", NULL) };

    place.path = g_build_filename(place.folder, "figures.csv", NULL);
    return place;
}

/* Extracts rows from an article "a" with this hash and merges. */
static SbReview *
merge(SbJob *job, const Place *place, const char *rows, const char *sha, gboolean unread)
{
    g_autofree char *text = g_strconcat(HEAD, rows, NULL);
    const SbSource *source =
        sb_source_from_text(job, "fresh.csv", text, strlen(text), NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(SbFigureTable) table = sb_tidy_read(job, source, &error);

    g_assert_no_error(error);
    g_autoptr(SbSources) sources = sb_sources_new();
    g_autoptr(GHashTable) failed = g_hash_table_new(g_str_hash, g_str_equal);

    if (unread) {
        g_hash_table_add(failed, (void *)"a");
    } else {
        SbSourceRow *row = sb_sources_add(sources, "a");

        row->path = "a.md";
        row->sha256 = sha;
    }
    SbFresh fresh = { table, sources, NULL, failed };
    SbReview *review = sb_review_merge(job, &fresh, place->path, FALSE, &error);

    g_assert_no_error(error);
    return review;
}

/* Merges and writes. */
static void
extract(const Place *place, const char *rows, const char *sha)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(SbReview) review = merge(job, place, rows, sha, FALSE);

    sb_review_write(review, job, place->path, TRUE, &error);
    g_assert_no_error(error);
}

/* What a person does in a spreadsheet: one replacement in the file. */
static void
edit(const Place *place, const char *from, const char *to)
{
    g_autofree char *text = NULL;

    g_assert_true(g_file_get_contents(place->path, &text, NULL, NULL));
    g_auto(GStrv) parts = g_strsplit(text, from, 2);

    g_assert_nonnull(parts[1]);
    g_autofree char *edited = g_strjoinv(to, parts);

    g_assert_true(g_file_set_contents(place->path, edited, -1, NULL));
}

/* "status fact_id value remarks; …" of the table. */
static char *
summary(const SbFigureTable *table)
{
    GString *out = g_string_new(NULL);

    for (size_t i = 0; i < sb_figure_table_count(table); i++) {
        const SbFigure *f = sb_figure_table_at(table, i);
        g_autofree char *value = sb_decimal_format(f->value);

        g_string_append_printf(out, "%s%s %s %s%s%s", i > 0 ? "; " : "",
            sb_status_name(f->status), f->fact_id, value, *f->remarks != '\0' ? " " : "",
            f->remarks);
    }
    return g_string_free(out, FALSE);
}

#define ROW_A                                                                            \
    "exp,new,$5 billion,5000000000,USD,9,exports,C,2022,Exports were $5 billion in "     \
    "2022.,a,3,14,,,\n"
#define ROW_B                                                                            \
    "jobs,new,\"2,000 jobs\",2000,{job},0,jobs,C,,\"The plant has 2,000 jobs now.\","    \
    "a,5,15,,part-of:exp,\n"
#define ROW_C                                                                            \
    "imp,new,$4 billion,4000000000,USD,9,imports,C,2022,Imports came to $4 billion.,"    \
    "a,7,18,,,\n"

typedef struct {
    const char *name;
    const char *from, *to;     /* an edit; NULL: none */
    const char *rows;          /* the second extraction */
    const char *sha;           /* of the article then; the first is "1" */
    const char *want, *counts; /* the table, and sb_review_summary() */
    gboolean unread;
} Scenario;

static const Scenario scenarios[] = {
    { "nothing", NULL, NULL, ROW_A ROW_B ROW_C, "1",
        "new exp 5000000000; new jobs 2000; new imp 4000000000", "" },
    { "new-row", NULL, NULL,
        ROW_A "x,new,9%,9,%,0,growth,C,,Up 9%.,a,4,1,,,\n" ROW_B ROW_C, "2",
        "new exp 5000000000; new x 9; new jobs 2000; new imp 4000000000", "1 new" },
    { "name-taken", NULL, NULL,
        ROW_A ROW_B ROW_C "jobs-2,new,9%,9,%,0,g,C,,Up 9%.,a,9,1,,,\n", "2",
        "new exp 5000000000; new jobs 2000; new imp 4000000000; new jobs-2 9", "1 new" },
    { "untouched-dropped", NULL, NULL, ROW_A ROW_B, "1",
        "new exp 5000000000; new jobs 2000", "1 dropped" },
    { "accepted-vanishes", "new,imp", "ok,imp", ROW_A ROW_B, "2",
        "new exp 5000000000; new jobs 2000; accepted imp 4000000000 vanished",
        "1 vanished" },
    { "same-hash-vanishes-not", "new,imp", "ok,imp", ROW_A ROW_B, "1",
        "new exp 5000000000; new jobs 2000; accepted imp 4000000000", "" },
    { "accepted-changed", "new,imp", "승인,imp",
        ROW_A ROW_B
        "imp,new,$4.2 billion,4200000000,USD,8,imports,C,2022,Imports came to "
        "$4.2 billion.,a,8,18,,,\n",
        "2",
        "new exp 5000000000; new jobs 2000; accepted imp 4000000000 changed; new imp.r2 "
        "4200000000",
        "1 changed" },
    { "reworded-only", "new,imp", "ok,imp",
        ROW_A ROW_B
        "imp,new,$4 billion,4000000000,USD,9,imports,C,2022,Imports then came to "
        "$4 billion.,a,8,18,,,\n",
        "2", "new exp 5000000000; new jobs 2000; accepted imp 4000000000", "" },
    { "edited", ",5000000000,", ",5100000000,", ROW_A ROW_B ROW_C, "1",
        "edited exp 5100000000; new jobs 2000; new imp 4000000000", "1 edited" },
    { "edited-though-accepted", "new,exp,$5 billion,5000000000",
        "accepted,exp,$5 billion,5.1 billion", ROW_A ROW_B ROW_C, "1",
        "edited exp 5100000000; new jobs 2000; new imp 4000000000", "1 edited" },
    { "number-as-number", ",5000000000,", ",\"5,000,000,000\",", ROW_A ROW_B ROW_C, "1",
        "new exp 5000000000; new jobs 2000; new imp 4000000000", "" },
    { "ours-restored", "Imports came to", "Imports fell to", ROW_A ROW_B ROW_C, "1",
        "new exp 5000000000; new jobs 2000; new imp 4000000000", "" },
    { "rejected-stays", "new,imp", "x,imp", ROW_A ROW_B ROW_C, "2",
        "new exp 5000000000; new jobs 2000; rejected imp 4000000000", "" },
    { "rejected-though-edited", "new,exp,$5 billion,5000000000",
        "제외,exp,$5 billion,6000000000", ROW_A ROW_B ROW_C, "2",
        "rejected exp 6000000000; new jobs 2000; new imp 4000000000", "" },
    { "spreadsheet-number", ",5000000000,", ",5E+09,", ROW_A ROW_B ROW_C, "1",
        "new exp 5000000000; new jobs 2000; new imp 4000000000", "" },
    { "spreadsheet-ours", "Imports came to $4 billion.", "#NAME?", ROW_A ROW_B ROW_C, "1",
        "new exp 5000000000; new jobs 2000; new imp 4000000000", "" },
    { "one-to-one", "new,imp", "ok,imp",
        ROW_A ROW_B ROW_C
        "imp-2,new,$4 billion,4000000000,USD,9,imports,C,2022,Imports came to $4 "
        "billion.,a,9,18,,,\n",
        "2",
        "new exp 5000000000; new jobs 2000; accepted imp 4000000000; new imp-2 "
        "4000000000",
        "1 new" },
    { "vanished-comes-back", "new,imp", "ok,imp", ROW_A ROW_B ROW_C, "2",
        "new exp 5000000000; new jobs 2000; accepted imp 4000000000", "" },
    { "unread", "new,imp", "ok,imp", "", "",
        "new exp 5000000000 source-unread; new jobs 2000 source-unread; accepted imp "
        "4000000000 source-unread",
        "3 unread", TRUE },
};

static void
test_scenario(gconstpointer data)
{
    const Scenario *s = data;
    g_auto(Place) place = new_place();
    g_autoptr(SbJob) job = sb_job_new();

    extract(&place, ROW_A ROW_B ROW_C, "1");
    if (s->from != NULL) {
        edit(&place, s->from, s->to);
    }
    g_autoptr(SbReview) review = merge(job, &place, s->rows, s->sha, s->unread);
    g_autofree char *got = summary(sb_review_table(review));
    g_autofree char *counts = sb_review_summary(review);

    g_assert_cmpstr(got, ==, s->want);
    g_assert_cmpstr(counts, ==, s->counts);
}

/* A row deleted, one renamed, one added by hand; a comment; twice over. */
static void
test_by_hand(void)
{
    g_auto(Place) place = new_place();
    g_autoptr(SbJob) job = sb_job_new();

    extract(&place, ROW_A ROW_B ROW_C, "1");
    g_autofree char *text = NULL;

    g_assert_true(g_file_get_contents(place.path, &text, NULL, NULL));
    char *line = strstr(text, "new,jobs"), *end = strchr(line, '\n') + 1;

    memmove(line, end, strlen(end) + 1);
    g_autofree char *longer = g_strconcat(text, "added,own,,7,%,,share,C,2022\r\n", NULL);

    g_assert_true(g_file_set_contents(place.path, longer, -1, NULL));
    edit(&place, "new,exp", "ok,c-exports-2022");
    for (int turn = 0; turn < 2; turn++) {
        g_autoptr(SbReview) review = merge(job, &place, ROW_A ROW_B ROW_C, "1", FALSE);
        g_autofree char *got = summary(sb_review_table(review));

        g_assert_cmpstr(got, ==,
            "accepted c-exports-2022 5000000000; rejected jobs 2000 deleted-in-review; "
            "new "
            "imp 4000000000; added own 7");
        g_assert_cmpstr(sb_figure_table_find(sb_review_table(review), "jobs")->relations,
            ==, "part-of:c-exports-2022");
        extract(&place, ROW_A ROW_B ROW_C, "1");
        g_clear_pointer(&job, sb_job_free);
        job = sb_job_new();
    }
}

/* Two rows exchange their ids: each keeps its own text. */
static void
test_exchanged(void)
{
    g_auto(Place) place = new_place();
    g_autoptr(SbJob) job = sb_job_new();

    extract(&place, ROW_A ROW_B ROW_C, "1");
    edit(&place, "new,exp", "ok,spare");
    edit(&place, "new,imp", "ok,exp");
    edit(&place, "ok,spare", "ok,imp");
    g_autoptr(SbReview) review = merge(job, &place, ROW_A ROW_B ROW_C, "1", FALSE);
    g_autofree char *got = summary(sb_review_table(review));

    g_assert_cmpstr(
        got, ==, "accepted imp 5000000000; new jobs 2000; accepted exp 4000000000");
    g_assert_cmpstr(sb_figure_table_find(sb_review_table(review), "jobs")->relations, ==,
        "part-of:imp");
}

/* An accepted revision stands for its fact; the next change is r3. */
static void
test_revisions(void)
{
    g_auto(Place) place = new_place();
    g_autoptr(SbJob) job = sb_job_new();

    extract(&place, ROW_C, "1");
    edit(&place, "new,imp", "ok,imp");
    extract(&place,
        "imp,new,$4.2 billion,4200000000,USD,8,imports,C,2022,Imports came to $4.2 "
        "billion.,a,7,18,,,\n",
        "2");
    edit(&place, "new,imp.r2", "ok,imp.r2");
    g_autoptr(SbReview) review = merge(job, &place,
        "imp,new,$4.3 billion,4300000000,USD,8,imports,C,2022,Imports came to $4.3 "
        "billion.,a,7,18,,,\n",
        "3", FALSE);
    g_autofree char *got = summary(sb_review_table(review));

    g_assert_cmpstr(got, ==,
        "accepted imp 4000000000 changed; accepted imp.r2 4200000000 changed; new imp.r3 "
        "4300000000");
    g_assert_cmpstr(
        sb_figure_table_find(sb_review_table(review), "imp")->fact_id, ==, "imp.r2");
}

/* A row that no article states is never touched, nor is a comment. */
static void
test_added(void)
{
    g_auto(Place) place = new_place();
    g_autoptr(SbJob) job = sb_job_new();

    extract(&place, ROW_A, "1");
    g_autofree char *text = NULL;

    g_assert_true(g_file_get_contents(place.path, &text, NULL, NULL));
    g_autofree char *longer = g_strconcat(text,
        "추가,ours,,\"1,074억\",KRW,budget\r\n"
        "added,of-a,$5 billion,5000000000,USD,exports,,C,2022,,,,,,,9,,Exports were $5 "
        "billion in 2022.,my own,,,a,,3,14\r\n",
        NULL);

    g_assert_true(g_file_set_contents(place.path, longer, -1, NULL));
    g_autoptr(SbReview) review = merge(job, &place, ROW_C, "2", FALSE);
    g_autofree char *got = summary(sb_review_table(review));

    g_assert_cmpstr(
        got, ==, "added ours 107400000000; added of-a 5000000000; new imp 4000000000");
    g_assert_cmpstr(
        sb_figure_table_find(sb_review_table(review), "of-a")->comment, ==, "my own");
}

/* A corrected value wants a reason. */
static void
test_correction(void)
{
    g_auto(Place) place = new_place();
    g_autoptr(SbJob) job = sb_job_new();

    extract(&place, ROW_A, "1");
    edit(&place, ",5000000000,", ",6000000000,");
    g_autoptr(SbReview) review = merge(job, &place, ROW_A, "1", FALSE);

    g_assert_cmpuint(sb_job_remarks(job)->len, ==, 1);
    g_assert_cmpint(((const SbRemark *)sb_job_remarks(job)->pdata[0])->id, ==,
        SB_REMARK_CORRECTION_UNEXPLAINED);
}

/* Without merging the former table does not count, and is kept all the same. */
static void
test_alone(void)
{
    g_auto(Place) place = new_place();
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GError) error = NULL;

    extract(&place, ROW_A ROW_B, "1");
    edit(&place, "new,exp", "ok,exp");
    g_autofree char *rows = g_strconcat(HEAD, ROW_A ROW_C, NULL);
    const SbSource *source =
        sb_source_from_text(job, "fresh.csv", rows, strlen(rows), NULL);
    g_autoptr(SbFigureTable) table = sb_tidy_read(job, source, NULL);
    g_autoptr(SbSources) sources = sb_sources_new();
    SbFresh fresh = { table, sources, NULL, NULL };
    g_autoptr(SbReview) review = sb_review_merge(job, &fresh, place.path, TRUE, &error);
    g_autofree char *got = summary(sb_review_table(review));

    g_assert_no_error(error);
    g_assert_cmpstr(got, ==, "new exp 5000000000; new imp 4000000000");
    g_assert_true(sb_review_write(review, job, place.path, TRUE, &error));
}

/* The merge of sources.csv: path and sha256 ours, the rest a person's; a date that a
 * spreadsheet has turned is the article's again, one that nobody knows stays. */
static void
test_sources(void)
{
    static const char text[] =
        "note;source;kind;path;sha256;title;date;retrieved;rights;my own;\n"
        "mine;a;article;old.md;0;My title;6/5/2023;2023. 6. 7.;none;kept;\n"
        ";letter-1;letter;;;From the ministry;2023년 5월;;quote;;\n";
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GError) error = NULL;
    const SbSource *source =
        sb_source_from_text(job, "sources.csv", text, strlen(text), NULL);
    g_autoptr(SbSources) earlier = sb_sources_read(job, source, &error);

    g_assert_no_error(error);
    g_autoptr(SbSources) fresh = sb_sources_new();
    SbSourceRow *row = sb_sources_add(fresh, "a");

    row->path = "a.md", row->sha256 = "1", row->title = "Its title";
    row->date = "2023-06-05", row->lang = "en";
    g_autoptr(SbSources) merged = sb_sources_merge(earlier, fresh);
    g_autoptr(GString) out = sb_sources_write(merged, FALSE);

    g_assert_cmpstr(out->str, ==,
        "source,kind,path,sha256,title,publisher,author,date,retrieved,url,lang,rights,"
        "replaces,note,my own\r\n"
        "a,article,a.md,1,My title,,,2023-06-05,2023-06-07,,en,none,,mine,kept\r\n"
        "letter-1,letter,,,From the ministry,,,2023-05,,,,quote,,,\r\n");
}

/* One row stands for all that say the same; no chain of more than one link. */
static void
test_same_as(void)
{
    static const char *const want[] = { "b", "", "b", "", "", "" };
    g_autoptr(SbJob) job = sb_job_new();
    static const char rows[] =
        HEAD "a,new,x,5 billion,USD,,exports,C,2022,Q a.,a,1,1,,,\n"
             "b,new,x,5.2 billion,USD,,exports,C,2022,Q b.,a,1,1,,,\n"
             "c,new,x,5 billion,USD,,exports,C,2022,Q c.,a,1,1,,,\n"
             "d,new,x,5 billion,USD,,exports,C,2021,Q d.,a,1,1,,,\n"
             "e,new,x,5 billion,USD,,exports,C,,Q e.,a,1,1,,,\n"
             "f,rejected,x,5 billion,USD,,exports,C,2022,Q f.,a,1,1,,,\n";
    const SbSource *source = sb_source_from_text(job, "f.csv", rows, strlen(rows), NULL);
    g_autoptr(SbFigureTable) table = sb_tidy_read(job, source, NULL);

    g_assert_nonnull(table);
    sb_same_as_fill(table);
    for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
        g_assert_cmpstr(sb_figure_table_at(table, i)->same_as, ==, want[i]);
    }
}

static void
test_files(void)
{
    g_auto(Place) place = new_place();
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *former = g_strconcat(place.path, "~", NULL);
    g_autofree char *was = NULL, *kept = NULL, *base = NULL, *package = NULL;

    extract(&place, ROW_A, "1");
    g_assert_false(g_file_test(former, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_get_contents(place.path, &was, NULL, NULL));
    g_assert_true(g_str_has_prefix(was, "\xEF\xBB\xBFstatus,fact_id,"));
    extract(&place, ROW_A ROW_C, "2");
    g_assert_true(g_file_get_contents(former, &kept, NULL, NULL));
    g_assert_cmpstr(kept, ==, was);
    g_autofree char *beside = sb_review_beside(place.path, "datapackage");

    g_assert_true(g_file_get_contents(beside, &package, NULL, NULL));
    g_assert_nonnull(strstr(package, "\"sdmxConcept\": \"OBS_VALUE\""));

    /* the file changes while we work */
    g_autoptr(SbReview) review = merge(job, &place, ROW_A, "3", FALSE);

    edit(&place, "new,imp", "ok,imp");
    g_assert_false(sb_review_write(review, job, place.path, TRUE, &error));
    g_assert_error(error, SB_ERROR, SB_ERROR_AGAIN);
}

static void
test_beside(void)
{
    static const char *const cases[][3] = { { "figures.csv", "sources", "sources.csv" },
        { "d/figures.csv", "base", "d/figures.base.csv" },
        { "d/figures.csv", "datapackage", "d/datapackage.json" },
        { "q4.csv", "sources", "q4.sources.csv" },
        { "/x/q4.csv", "tables", "/x/q4.tables.csv" },
        { "q4", "datapackage", "q4.datapackage.json" } };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = sb_review_beside(cases[i][0], cases[i][1]);

        g_assert_cmpstr(got, ==, cases[i][2]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (size_t i = 0; i < G_N_ELEMENTS(scenarios); i++) {
        g_autofree char *path = g_strconcat("/review/", scenarios[i].name, NULL);

        g_test_add_data_func(path, &scenarios[i], test_scenario);
    }
    g_test_add_func("/review/by-hand", test_by_hand);
    g_test_add_func("/review/exchanged", test_exchanged);
    g_test_add_func("/review/revisions", test_revisions);
    g_test_add_func("/review/added", test_added);
    g_test_add_func("/review/correction", test_correction);
    g_test_add_func("/review/alone", test_alone);
    g_test_add_func("/review/sources", test_sources);
    g_test_add_func("/review/same-as", test_same_as);
    g_test_add_func("/review/files", test_files);
    g_test_add_func("/review/beside", test_beside);
    return g_test_run();
}
