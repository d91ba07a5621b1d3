/*
 * The specification of what a figure is: every example of tests/spec/ is a
 * test.
 *
 * An example is a fence of four backticks and the word "example": a text, a
 * line with a dot, then a table (CSV, fields parted by " | "): the columns
 * compared, and a row for each figure expected.
 */
#include <locale.h>
#include <string.h>

#include "base/datadir.h"
#include "extract/extract.h"
#include "figure/column.h"

typedef struct {
    char *file;
    int line;
    char *text, *want;
} Example;

static SbJob *shared_job;
static SbCodes *shared_codes;

static char *
row_of(const SbFigure *figure, char **columns)
{
    g_autoptr(GString) row = g_string_new(NULL);

    for (int i = 0; columns[i] != NULL; i++) {
        int id = sb_column_named(g_strstrip(columns[i]));

        g_assert_cmpint(id, >=, 0);
        g_autofree char *cell = sb_column_get(figure, (SbColumnId)id);

        g_string_append_printf(row, "%s%s", i > 0 ? " | " : "", cell);
    }
    return g_string_free(g_steal_pointer(&row), FALSE);
}

static char *
got_for(const Example *example, char **columns, const char *head)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("%s-%d.md", example->file, example->line);
    const SbSource *source = sb_source_from_text(
        shared_job, name, example->text, strlen(example->text), &error);
    g_autoptr(SbExtraction) extraction =
        sb_extract_article(shared_job, shared_codes, source, name, &error);
    g_autoptr(GString) got = g_string_new(head);

    g_assert_no_error(error);
    const SbFigureTable *figures = sb_extraction_figures(extraction);

    for (size_t i = 0; i < sb_figure_table_count(figures); i++) {
        g_autofree char *row = row_of(sb_figure_table_at(figures, i), columns);

        g_string_append_printf(got, "\n%s", row);
    }
    return g_string_free(g_steal_pointer(&got), FALSE);
}

/* Blanks at the ends of lines and around bars do not matter. */
static char *
plain(const char *table)
{
    g_auto(GStrv) lines = g_strsplit(table, "\n", -1);
    g_autoptr(GString) out = g_string_new(NULL);

    for (int i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "|", -1);

        for (int k = 0; cells[k] != NULL; k++) {
            g_string_append_printf(out, "%s%s", k > 0 ? " | " : "", g_strstrip(cells[k]));
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
test_example(gconstpointer data)
{
    const Example *example = data;
    g_auto(GStrv) lines = g_strsplit(example->want, "\n", 2);
    g_auto(GStrv) columns = g_strsplit(lines[0], "|", -1);
    g_autofree char *got = got_for(example, columns, lines[0]);
    g_autofree char *plain_got = plain(got), *plain_want = plain(example->want);

    if (strcmp(plain_got, plain_want) != 0) {
        g_test_message("%s:%d: got", example->file, example->line);
        g_printerr("%s:%d:\nwanted\n%sgot\n%s", example->file, example->line, plain_want,
            plain_got);
    }
    g_assert_cmpstr(plain_got, ==, plain_want);
}

static void
free_example(Example *example)
{
    g_free(example->file);
    g_free(example->text);
    g_free(example->want);
    g_free(example);
}

static void
add_example(GPtrArray *examples, const char *file, int line, GString *text, GString *want)
{
    Example *example = g_new0(Example, 1);
    g_autofree char *name = g_strdup_printf("/spec/%s/%d", file, line);

    if (want->len > 0 && want->str[want->len - 1] == '\n') {
        g_string_truncate(want, want->len - 1);
    }
    *example =
        (Example){ g_strdup(file), line, g_strdup(text->str), g_strdup(want->str) };
    g_ptr_array_add(examples, example);
    g_test_add_data_func(name, example, test_example);
}

static void
read_file(GPtrArray *examples, const char *folder, const char *file)
{
    g_autofree char *path = g_build_filename(folder, file, NULL);
    g_autofree char *bytes = NULL;

    g_assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(bytes, "\n", -1);
    g_autoptr(GString) text = g_string_new(NULL), want = g_string_new(NULL);
    int start = 0; /* of the example at hand; 0: outside */
    gboolean after = FALSE;

    for (int i = 0; lines[i] != NULL; i++) {
        if (start == 0 && g_str_has_prefix(lines[i], "```` example")) {
            start = i + 1;
            after = FALSE;
            g_string_truncate(text, 0);
            g_string_truncate(want, 0);
        } else if (start != 0 && strcmp(lines[i], "````") == 0) {
            add_example(examples, file, start, text, want);
            start = 0;
        } else if (start != 0 && !after && strcmp(lines[i], ".") == 0) {
            after = TRUE;
        } else if (start != 0) {
            g_string_append_printf(after ? want : text, "%s\n", lines[i]);
        }
    }
    g_assert_cmpint(start, ==, 0);
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) examples =
        g_ptr_array_new_with_free_func((GDestroyNotify)free_example);

    setlocale(LC_CTYPE, "C.UTF-8");
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    shared_job = sb_job_new();
    sb_job_set_data_dir(shared_job, NULL);
    shared_codes = sb_codes_load(shared_job, &error);
    g_assert_no_error(error);
    g_autoptr(GDir) folder = g_dir_open("tests/spec", 0, &error);

    g_assert_no_error(error);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        if (g_str_has_suffix(name, ".md")) {
            g_ptr_array_add(names, g_strdup(name));
        }
    }
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++) {
        read_file(examples, "tests/spec", g_ptr_array_index(names, i));
    }
    int status = g_test_run();

    sb_codes_free(shared_codes);
    sb_job_free(shared_job);
    return status;
}
