/* data/codes/: every table parses, codes are unique, parents exist, names are there
 * in both languages and lead to one place. */
#include <string.h>

#include "base/csv.h"
#include "base/decimal.h"
#include "base/job.h"

/* A table of data/codes/ with the job that owns its bytes. */
typedef struct {
    SbJob *job;
    SbCsv *csv;
} Table;

static Table
open_table(const char *name, const char *head)
{
    g_autofree char *path = g_strconcat("data/codes/", name, NULL);
    g_autoptr(GError) error = NULL;
    Table table = { sb_job_new(), NULL };
    const SbSource *source = sb_source_read(table.job, path, NULL, &error);

    g_assert_no_error(error);
    table.csv = sb_csv_read(source, ',', &error);
    g_assert_no_error(error);

    const SbCsvRow *first = sb_csv_row(table.csv, 0);
    g_autoptr(GString) found = g_string_new(NULL);

    for (int i = 0; i < first->count; i++) {
        g_string_append_printf(found, "%s%s", i > 0 ? "," : "", first->fields[i]);
    }
    g_assert_cmpstr(found->str, ==, head);
    for (size_t i = 1; i < sb_csv_rows(table.csv); i++) {
        g_assert_cmpint(sb_csv_row(table.csv, i)->count, ==, first->count);
    }
    return table;
}

static void
close_table(Table *table)
{
    sb_csv_free(table->csv);
    sb_job_free(table->job);
}

static gboolean
has_hangul(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);

        if (c >= 0xAC00 && c <= 0xD7A3) {
            return TRUE;
        }
    }
    return FALSE;
}

/* name belongs to code alone, whatever its case */
static void
claim(GHashTable *names, const char *name, const char *code)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    const char *owner = g_hash_table_lookup(names, folded);

    if (*name != '\0' && owner == NULL) {
        g_hash_table_insert(names, g_steal_pointer(&folded), g_strdup(code));
    } else if (*name != '\0') {
        g_assert_cmpstr(owner, ==, code);
    }
}

static void
claim_all(GHashTable *names, const char *list, const char *code)
{
    g_auto(GStrv) aliases = g_strsplit(list, ";", -1);

    for (int i = 0; aliases[i] != NULL; i++) {
        g_assert_cmpstr(aliases[i], !=, "");
        claim(names, aliases[i], code);
    }
}

/* Rows of one code follow each other in time, the one in force first. */
static void
check_validity(const SbCsvRow *before, const SbCsvRow *row)
{
    g_assert_cmpstr(before->fields[0], ==, row->fields[0]);
    g_assert_cmpstr(before->fields[8], !=, "");
    g_assert_cmpstr(before->fields[9], ==, "");
    g_assert_cmpstr(row->fields[9], !=, "");
    g_assert_cmpstr(row->fields[9], <, before->fields[8]);
}

static void
test_places(void)
{
    Table table = open_table(
        "places.csv", "code,parent,kind,en,ko,aliases,mois,kostat,valid_from,valid_to");
    g_autoptr(GHashTable) codes = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (size_t i = 1; i < sb_csv_rows(table.csv); i++) {
        const SbCsvRow *row = sb_csv_row(table.csv, i);

        if (!g_hash_table_add(codes, row->fields[0])) {
            check_validity(sb_csv_row(table.csv, i - 1), row);
        }
        g_assert_cmpstr(row->fields[2], !=, "");
        g_assert_cmpstr(row->fields[3], !=, "");
        g_assert_true(has_hangul(row->fields[4]));
        claim(names, row->fields[3], row->fields[0]);
        claim(names, row->fields[4], row->fields[0]);
        claim_all(names, row->fields[5], row->fields[0]);
    }
    for (size_t i = 1; i < sb_csv_rows(table.csv); i++) {
        const char *parent = sb_csv_row(table.csv, i)->fields[1];

        g_assert_true(*parent == '\0' || g_hash_table_contains(codes, parent));
    }
    close_table(&table);
}

/* Provinces and metropolitan cities of Korea: 17, each with both codes. */
static void
test_korea(void)
{
    Table table = open_table(
        "places.csv", "code,parent,kind,en,ko,aliases,mois,kostat,valid_from,valid_to");
    g_autoptr(GHashTable) mois = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) kostat = g_hash_table_new(g_str_hash, g_str_equal);

    for (size_t i = 1; i < sb_csv_rows(table.csv); i++) {
        const SbCsvRow *row = sb_csv_row(table.csv, i);

        if (g_str_has_prefix(row->fields[0], "KR-") && *row->fields[9] == '\0') {
            g_assert_cmpstr(row->fields[1], ==, "KR");
            g_assert_cmpuint(strlen(row->fields[6]), ==, 2);
            g_assert_cmpuint(strlen(row->fields[7]), ==, 2);
            g_assert_true(g_hash_table_add(mois, row->fields[6]));
            g_assert_true(g_hash_table_add(kostat, row->fields[7]));
        }
    }
    g_assert_cmpuint(g_hash_table_size(mois), ==, 17);
    close_table(&table);
}

/* A table of code (first), English and Korean (columns en, ko) and aliases. */
static void
check_names(const char *file, const char *head, int en, int ko, int aliases)
{
    Table table = open_table(file, head);
    g_autoptr(GHashTable) codes = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (size_t i = 1; i < sb_csv_rows(table.csv); i++) {
        const SbCsvRow *row = sb_csv_row(table.csv, i);

        g_assert_true(g_hash_table_add(codes, row->fields[0]));
        g_assert_cmpstr(row->fields[en], !=, "");
        g_assert_cmpstr(row->fields[ko], !=, "");
        if (aliases > 0) {
            claim(names, row->fields[en], row->fields[0]);
            claim(names, row->fields[ko], row->fields[0]);
            claim_all(names, row->fields[aliases], row->fields[0]);
        }
    }
    g_assert_cmpuint(g_hash_table_size(codes), >, 50);
    close_table(&table);
}

static void
test_names(void)
{
    check_names("indicators.csv", "code,en,ko,aliases", 1, 2, 3);
    check_names("names.csv", "code,kind,en,ko,aliases", 2, 3, 4);
    check_names("units.csv", "unit,en_one,en_many,ko,ko_join", 1, 3, 0);
}

static void
test_rates(void)
{
    Table table = open_table("rates.csv", "from,to,period,kind,rate,source");

    for (size_t i = 1; i < sb_csv_rows(table.csv); i++) {
        const SbCsvRow *row = sb_csv_row(table.csv, i);
        SbDecimal rate;

        g_assert_cmpuint(strlen(row->fields[0]), ==, 3);
        g_assert_cmpuint(strlen(row->fields[1]), ==, 3);
        g_assert_true(strcmp(row->fields[3], "average") == 0 ||
                      strcmp(row->fields[3], "end") == 0 ||
                      strcmp(row->fields[3], "spot") == 0);
        g_assert_true(sb_decimal_parse(row->fields[4], strlen(row->fields[4]), &rate));
        g_assert_cmpint(rate.coefficient, >, 0);
        g_assert_cmpstr(row->fields[5], !=, "");
    }
    close_table(&table);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/codes_data/places", test_places);
    g_test_add_func("/codes_data/korea", test_korea);
    g_test_add_func("/codes_data/names", test_names);
    g_test_add_func("/codes_data/rates", test_rates);
    return g_test_run();
}
