/* figure/tidy.c, column.c: what is written reads back the same; what a person
 * types is understood; errors name their place. */
#include <string.h>

#include "figure/column.h"
#include "figure/tidy.h"

static SbFigureTable *
read_text(SbJob *job, const char *text, GError **error)
{
    const SbSource *source = sb_source_from_text(job, "f.csv", text, strlen(text), error);

    return source != NULL ? sb_tidy_read(job, source, error) : NULL;
}

static void
fill(SbFigureTable *table)
{
    SbFigure *a = sb_figure_table_add(table), *b = sb_figure_table_add(table);

    a->status = SB_STATUS_ACCEPTED;
    a->fact_id = "kr-44-exports-2022";
    a->text = "-$107.4 billion";
    a->has_value = TRUE;
    a->value = (SbDecimal){ -1074, 8 };
    a->has_precision = TRUE;
    a->precision = 8;
    a->unit = "USD";
    a->quote = "=HYPERLINK(\"x\"), \"quoted\"\nand a line";
    a->comment = "'=x";
    a->page = 3, a->line = 14, a->column = 7;
    a->qualifier = SB_QUALIFIER_AT_LEAST;
    a->role = SB_ROLE_GROWTH;
    a->modality = SB_MODALITY_TARGET;
    b->fact_id = "b";
    b->has_value = b->has_high = b->has_precision = TRUE;
    b->value = (SbDecimal){ 310, -2 };
    b->value_high = (SbDecimal){ 450, -2 };
    b->precision = -2;
    b->place = "충남";
    b->relations = "part-of:kr-44-exports-2022;from:x";
}

static void
test_round_trip(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbFigureTable) table = sb_figure_table_new();
    g_autoptr(GError) error = NULL;

    fill(table);
    g_autoptr(GString) first = sb_tidy_write(table, TRUE);
    g_autoptr(SbFigureTable) again = read_text(job, first->str, &error);

    g_assert_no_error(error);
    g_autoptr(GString) second = sb_tidy_write(again, TRUE);

    g_assert_cmpstr(first->str, ==, second->str);
    g_assert_cmpuint(sb_figure_table_count(again), ==, 2);
    for (size_t i = 0; i < 2; i++) {
        for (int c = 0; c < SB_COLUMN_COUNT; c++) {
            g_autofree char *was =
                sb_column_get(sb_figure_table_at(table, i), (SbColumnId)c);
            g_autofree char *is =
                sb_column_get(sb_figure_table_at(again, i), (SbColumnId)c);

            g_assert_cmpstr(was, ==, is);
        }
    }
    const SbFigure *a = sb_figure_table_at(again, 0);

    g_assert_cmpint(a->value.coefficient, ==, -1074);
    g_assert_cmpint(a->value.exponent, ==, 8);
    g_assert_nonnull(strstr(first->str, "-107400000000"));
    g_assert_null(strstr(first->str, "'-107400000000"));
    g_assert_nonnull(strstr(first->str, "'-$107.4 billion"));
}

static void
test_by_hand(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(SbFigureTable) table = read_text(job,
        "unit;my note;Value;status;fact_id;precision\n"
        "USD;n1;107,400,000,000;OK;a;8\n"
        "%;n2;15.70%;승인;b;\n"
        ";;;;;\n"
        "KRW;n3;5;제외;c;-2\n"
        "USD;n4;107.4 billion;수정;d;\n"
        "USD;n5;1,074억;추가;e;\n",
        &error);

    g_assert_no_error(error);
    g_assert_cmpuint(sb_figure_table_count(table), ==, 5);
    const SbFigure *d = sb_figure_table_find(table, "d");
    const SbFigure *e = sb_figure_table_find(table, "e");

    g_assert_cmpint(d->value.coefficient, ==, 1074);
    g_assert_cmpint(d->value.exponent, ==, 8);
    g_assert_cmpint(sb_decimal_compare(d->value, e->value), ==, 0);
    g_assert_cmpint(e->status, ==, SB_STATUS_ADDED);
    const SbFigure *a = sb_figure_table_find(table, "a");
    const SbFigure *b = sb_figure_table_find(table, "b");
    const SbFigure *c = sb_figure_table_find(table, "c");

    g_assert_cmpint(a->value.coefficient, ==, 1074);
    g_assert_cmpint(a->status, ==, SB_STATUS_ACCEPTED);
    g_assert_cmpint(b->value.coefficient, ==, 1570);
    g_assert_cmpint(b->value.exponent, ==, -2);
    g_assert_cmpint(c->status, ==, SB_STATUS_REJECTED);
    g_assert_cmpint(c->value.coefficient, ==, 500);
    g_assert_cmpstr(c->extra[0], ==, "n3");
    g_autoptr(GString) out = sb_tidy_write(table, FALSE);

    g_assert_nonnull(strstr(out->str, ",relations,my note\r\n"));
    g_assert_nonnull(strstr(out->str, ",n3\r\n"));
}

typedef struct {
    const char *name, *text, *message;
} Bad;

static const Bad bads[] = {
    { "status", "fact_id,value,unit,status\na,1,USD,acepted\n",
        "f.csv:2:9: row \"a\", column status: \"acepted\"; did you mean \"accepted\"?" },
    { "value", "fact_id,value,unit\na,\"1,2,3,4\",USD\n",
        "f.csv:2:3: row \"a\", column value: \"1,2,3,4\"; expected a number such as "
        "107400000000, 107.4 billion or 1,074억" },
    { "doubled", "fact_id,value,unit\na,1,USD\nb,2,USD\na,3,USD\n",
        "f.csv:4:1: fact_id \"a\" stands in lines 2 and 4; expected a name used once" },
    { "head", "fact_id,valu,unit\na,1,USD\n",
        "f.csv:1:1: no column \"value\" (is it \"valu\"?); expected a head with fact_id, "
        "value and unit" },
    { "id", "fact_id,value,unit\nA b,1,USD\n",
        "f.csv:2:1: row \"A b\", column fact_id: \"A b\"; expected a small letter, then "
        "small letters, digits, _ . or -" },
    { "empty", "\n",
        "f.csv:1:1: nothing in it; expected a head with fact_id, value and unit" },
};

static void
test_bad(gconstpointer data)
{
    const Bad *bad = data;
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(SbFigureTable) table = read_text(job, bad->text, &error);

    g_assert_null(table);
    g_assert_nonnull(error);
    g_assert_cmpstr(error->message, ==, bad->message);
}

static void
test_ragged(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(SbFigureTable) table =
        read_text(job, "fact_id,value,unit\na,1\nb,2,USD,surplus\n", &error);

    g_assert_no_error(error);
    g_assert_cmpuint(sb_job_remarks(job)->len, ==, 2);
    g_autofree char *remark = sb_remark_text(sb_job_remarks(job)->pdata[0]);

    g_assert_cmpstr(
        remark, ==, "f.csv:2:1: a row of 2 cells; the head has 3 [row-ragged]");
    g_autoptr(GString) out = sb_tidy_write(table, FALSE);

    g_assert_nonnull(strstr(out->str, ",surplus\r\n"));
}

static void
test_revisions(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbFigureTable) table = read_text(job,
        "fact_id,value,unit,status\na,1,%,accepted\na.r2,2,%,ok\na.r3,3,%,new\n", NULL);

    g_assert_cmpstr(sb_figure_table_find(table, "a")->fact_id, ==, "a.r2");
    g_assert_cmpstr(sb_figure_table_exact(table, "a")->fact_id, ==, "a");
    g_assert_cmpstr(sb_figure_table_find(table, "a.r3")->fact_id, ==, "a.r3");
    g_assert_null(sb_figure_table_find(table, "b"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/tidy/round-trip", test_round_trip);
    g_test_add_func("/tidy/by-hand", test_by_hand);
    g_test_add_func("/tidy/ragged", test_ragged);
    g_test_add_func("/tidy/revisions", test_revisions);
    for (size_t i = 0; i < G_N_ELEMENTS(bads); i++) {
        g_autofree char *path = g_strconcat("/tidy/bad/", bads[i].name, NULL);

        g_test_add_data_func(path, &bads[i], test_bad);
    }
    return g_test_run();
}
