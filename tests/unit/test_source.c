/* base/source.c and output.c: encodings, places, what may be read, what is left behind.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/job.h"
#include "base/output.h"
#include "base/source.h"

typedef struct {
    char *dir;
} Folder;

static void
set_up(Folder *f, gconstpointer data)
{
    (void)data;
    f->dir = g_dir_make_tmp("statbrief-XXXXXX", NULL);
    g_assert_cmpint(chdir(f->dir), ==, 0);
}

static void
remove_tree(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);

    for (const char *f; dir != NULL && (f = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *inner = g_build_filename(path, f, NULL);

        if (!g_file_test(inner, G_FILE_TEST_IS_SYMLINK) &&
            g_file_test(inner, G_FILE_TEST_IS_DIR)) {
            remove_tree(inner);
        } else {
            unlink(inner);
        }
    }
    rmdir(path);
}

static void
tear_down(Folder *f, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(chdir("/"), ==, 0);
    remove_tree(f->dir);
    g_free(f->dir);
}

static void
put(const char *name, const void *bytes, size_t length)
{
    g_assert_true(g_file_set_contents(name, bytes, (gssize)length, NULL));
}

static void
test_encodings(Folder *f, gconstpointer data)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *want; /* NULL: refused */
        const char *message;
        guint remarks;
    } cases[] = {
        { "가 1", 5, "가 1", NULL, 0 },
        { "\xEF\xBB\xBF"
          "가",
            6, "가", NULL, 0 },
        { "\xFF\xFE\x00\xAC\x31\x00", 6, "가1", NULL, 0 },
        { "\xFE\xFF\xAC\x00\x00\x31", 6, "가1", NULL, 0 },
        { "\xB0\xA1"
          "1",
            3, "가1", NULL, 1 },
        { "ab\xFF\xFFz", 5, NULL, "t.txt:1:3: byte 3 (0xFF) is not valid UTF-8, nor", 0 },
        { "ab\0cd", 5, NULL, "t.txt:1:3: byte 3 is NUL", 0 },
        { "\xFF\xFE\x00\xD8", 4, NULL, "t.txt:1:1: byte 3 (0x00) is not valid UTF-16",
            0 },
        { "\xFF\xFE\x0A\x00z", 5, NULL, "t.txt:2:1: the file ends within", 0 },
        { "a\0b\0", 4, NULL, "t.txt:1:2: byte 2 is NUL, as in UTF-16 without BOM", 0 },
        { "\0a\0b", 4, NULL, "t.txt:1:1: byte 1 is NUL, as in UTF-16 without BOM", 0 },
        /* Korean as CP949, with a rare syllable among the common; and broken */
        { "\xB0\xA1\xB0\xA1\xB0\xA1\xB0\xA1\x94\xEE", 10, "가가가가뷁", NULL, 1 },
        { "\xB0\xA1\n\xB0\xA1\xFF", 6, NULL,
            "t.txt:2:2: byte 6 (0xFF) is not valid CP949", 0 },
        /* Windows-1252 that would read as CP949; Latin-1 */
        { "it\x92s", 4, NULL, "t.txt:1:3: byte 3 (0x92) is not valid UTF-8", 0 },
        { "caf\xE9 1", 6, NULL, "t.txt:1:4: byte 4 (0xE9) is not valid UTF-8", 0 },
        /* UTF-8 first, CP949 after */
        { "\xEA\xB0\x80\n\xB0\xA1", 6, NULL, "t.txt:2:1: byte 5 (0xB0)", 0 },
        { "PK\3\4 1", 6, NULL, "t.txt: it is a ZIP file", 0 },
        { "\xD0\xCF\x11\xE0", 4, NULL, "t.txt: it is an OLE file", 0 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SbJob) job = sb_job_new();
        g_autoptr(GError) error = NULL;

        put("t.txt", cases[i].bytes, cases[i].length);
        const SbSource *s = sb_source_read(job, "t.txt", NULL, &error);

        if (cases[i].want == NULL) {
            g_assert_null(s);
            g_test_message("%s", error->message);
            g_assert_true(g_str_has_prefix(error->message, cases[i].message));
            g_assert_cmpint(sb_error_exit_status(error), ==, 65);
            continue;
        }
        g_assert_no_error(error);
        g_assert_cmpstr(sb_source_text(s), ==, cases[i].want);
        g_assert_cmpuint(sb_job_remarks(job)->len, ==, cases[i].remarks);
    }
}

static void
test_places(Folder *f, gconstpointer data)
{
    g_autoptr(SbJob) job = sb_job_new();
    const SbSource *s = sb_source_from_text(job, "p", "ab\n한글x\n\ny", 13, NULL);
    static const struct {
        size_t offset;
        int line, column;
    } cases[] = { { 0, 1, 1 }, { 2, 1, 3 }, { 3, 2, 1 }, { 9, 2, 3 }, { 11, 3, 1 },
        { 12, 4, 1 } };

    g_assert_cmpint(sb_source_lines(s), ==, 4);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpint(sb_source_line(s, cases[i].offset), ==, cases[i].line);
        g_assert_cmpint(sb_source_column(s, cases[i].offset), ==, cases[i].column);
    }
    g_autofree char *place = sb_source_place_text(s, 999);

    g_assert_cmpstr(place, ==, "p:4:2");
}

/* A line far longer than the steps in which its characters are counted. */
static void
test_long_line(Folder *f, gconstpointer data)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GString) text = g_string_new("a\n");

    for (int i = 0; i < 20000; i++) {
        g_string_append(text, "가b");
    }
    g_string_append(text, "\nend");
    const SbSource *s = sb_source_from_text(job, "p", text->str, text->len, NULL);

    for (int i = 0; i < 20000; i += 7) {
        g_assert_cmpint(sb_source_column(s, (size_t)(2 + 4 * i)), ==, 2 * i + 1);
        g_assert_cmpint(sb_source_column(s, (size_t)(5 + 4 * i)), ==, 2 * i + 2);
    }
    g_assert_cmpint(sb_source_line(s, text->len), ==, 3);
    g_assert_cmpint(sb_source_column(s, text->len), ==, 4);
}

static void
test_refused(Folder *f, gconstpointer data)
{
    g_autoptr(SbJob) job = sb_job_new();

    g_assert_cmpint(mkfifo("pipe", 0600), ==, 0);
    g_assert_cmpint(mkdir("folder", 0700), ==, 0);
    put("big", "123456", 6);
    static const char *const paths[] = { "pipe", "folder", "/dev/zero", "absent" };

    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(sb_source_read(job, paths[i], NULL, &error));
        g_assert_nonnull(error);
        g_assert_cmpint(sb_error_exit_status(error), ==, 66);
    }
    for (size_t limit = 5; limit <= 6; limit++) {
        g_autoptr(GError) error = NULL;
        SbSourceOptions options = { .limit = limit };

        g_assert_cmpint(
            sb_source_read(job, "big", &options, &error) != NULL, ==, limit >= 6);
        g_assert_cmpint(error == NULL || sb_error_exit_status(error) == 65, ==, TRUE);
    }
}

static void
test_below(Folder *f, gconstpointer data)
{
    g_autoptr(SbJob) job = sb_job_new();
    static const struct {
        const char *relative;
        gboolean ok;
    } cases[] = {
        { "in.csv", TRUE },
        { "../deep/in.csv", TRUE },
        { "../up.csv", TRUE },
        { "link-in", TRUE },
        { "link-out", FALSE },
        { "../../secret", FALSE },
        { "/etc/passwd", FALSE },
    };

    g_mkdir_with_parents("root/deep", 0700);
    put("secret", "s", 1);
    put("root/up.csv", "u", 1);
    put("root/deep/in.csv", "i", 1);
    g_assert_cmpint(symlink("in.csv", "root/deep/link-in"), ==, 0);
    g_assert_cmpint(symlink("../../secret", "root/deep/link-out"), ==, 0);
    put("root/.statbrief", "", 0);
    g_autofree char *root = sb_source_root("root/deep/report.md", NULL);
    g_autofree char *name = g_path_get_basename(root);

    g_assert_cmpstr(name, ==, "root");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        const char *relative = cases[i].relative;
        const SbSource *s = sb_source_read_below(
            job, root, "root/deep/report.md", relative, NULL, &error);

        g_test_message("%s", relative);
        g_assert_cmpint(s != NULL, ==, cases[i].ok);
        g_assert_cmpint(error != NULL, ==, !cases[i].ok);
    }
}

static guint
count_files(void)
{
    g_autoptr(GDir) dir = g_dir_open(".", 0, NULL);
    guint n = 0;

    while (g_dir_read_name(dir) != NULL) {
        n++;
    }
    return n;
}

static void
test_output(Folder *f, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;

    put("out", "old", 3);
    g_assert_true(sb_output_write("out", "new one", 7, &error));
    g_assert_true(g_file_get_contents("out", &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "new one");
    g_assert_false(sb_output_write("absent/out", "x", 1, &error));
    g_assert_cmpint(sb_error_exit_status(error), ==, 73);
    g_clear_error(&error);
    g_assert_cmpint(mkdir("folder", 0700), ==, 0);
    g_assert_false(sb_output_write("folder", "x", 1, &error));
    g_assert_cmpint(sb_error_exit_status(error), ==, 73);
    g_assert_cmpuint(count_files(), ==, 2);
}

static void
test_output_set(Folder *f, gconstpointer data)
{
    {
        g_autoptr(SbOutputSet) set = sb_output_set_new();

        g_assert_true(sb_output_set_add(set, "a", "1", 1, NULL));
        g_assert_true(sb_output_set_add(set, "b", "2", 1, NULL));
        g_assert_false(g_file_test("a", G_FILE_TEST_EXISTS));
    }
    g_assert_cmpuint(count_files(), ==, 0);
    g_autoptr(SbOutputSet) set = sb_output_set_new();

    g_assert_true(sb_output_set_add(set, "a", "1", 1, NULL));
    g_assert_true(sb_output_set_add(set, "sub/b", "2", 1, NULL));
    g_assert_true(sb_output_set_commit(set, NULL));
    g_assert_true(g_file_test("sub/b", G_FILE_TEST_EXISTS));
    g_assert_cmpuint(count_files(), ==, 2);
}

static void
test_sweep(Folder *f, gconstpointer data)
{
    /* a dead process left this; a living one that; and a dead one that had our
     * own number, as in a container, this */
    put(".out.statbrief-999999999-0", "x", 1);
    g_autofree char *living = g_strdup_printf(".out.statbrief-%d-7", (int)getppid());
    g_autofree char *own = g_strdup_printf(".out.statbrief-%d-7", (int)getpid());

    put(living, "x", 1);
    put(own, "x", 1);
    g_assert_true(sb_output_write("out", "1", 1, NULL));
    g_assert_false(g_file_test(".out.statbrief-999999999-0", G_FILE_TEST_EXISTS));
    g_assert_true(g_file_test(living, G_FILE_TEST_EXISTS));
    g_assert_false(g_file_test(own, G_FILE_TEST_EXISTS));
}

#define ADD(name, function) g_test_add(name, Folder, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    ADD("/source/encodings", test_encodings);
    ADD("/source/places", test_places);
    ADD("/source/long_line", test_long_line);
    ADD("/source/refused", test_refused);
    ADD("/source/below", test_below);
    ADD("/output/write", test_output);
    ADD("/output/set", test_output_set);
    ADD("/output/sweep", test_sweep);
    return g_test_run();
}
