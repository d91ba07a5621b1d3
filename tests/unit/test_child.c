/* base/child.c: what goes in and out, and each limit. */
#include <string.h>

#include "base/child.h"

static SbChildResult
run(const char *script, const char *input, size_t seconds, size_t output, GString *out,
    GString *messages)
{
    const char *const argv[] = { "/bin/sh", "-c", script, NULL };
    SbChild child = { argv, input, strlen(input), seconds, 0, output };

    return sb_child_run(&child, out, messages);
}

static void
test_passes(void)
{
    g_autoptr(GString) out = g_string_new(NULL), messages = g_string_new(NULL);
    SbChildResult result =
        run("cat; echo told >&2; exit 3", "what goes in", 10, 1000, out, messages);

    g_assert_cmpint(result.end, ==, SB_CHILD_EXITED);
    g_assert_cmpint(result.status, ==, 3);
    g_assert_cmpstr(out->str, ==, "what goes in");
    g_assert_cmpstr(messages->str, ==, "told\n");
}

/* Nothing of ours: neither environment nor descriptors. */
static void
test_inherits_nothing(void)
{
    g_autoptr(GString) out = g_string_new(NULL), messages = g_string_new(NULL);

    g_setenv("STATBRIEF_TEST", "secret", TRUE);
    run("echo $STATBRIEF_TEST$LC_ALL; for f in /proc/self/fd/*; do :; done; "
        "ls /proc/$$/fd",
        "", 10, 1000, out, messages);
    g_assert_cmpstr(out->str, ==, "C\n0\n1\n2\n");
}

static void
test_limits(void)
{
    g_autoptr(GString) out = g_string_new(NULL), messages = g_string_new(NULL);
    gint64 start = g_get_monotonic_time();

    g_assert_cmpint(run("sleep 20", "", 1, 10, out, messages).end, ==, SB_CHILD_TIME);
    g_assert_cmpint(
        run("while :; do :; done", "", 1, 10, out, messages).end, ==, SB_CHILD_TIME);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_TIME_SPAN_SECOND);

    /* at the limit, and one above */
    g_assert_cmpint(
        run("printf 0123456789", "", 10, 10, out, messages).end, ==, SB_CHILD_EXITED);
    g_assert_cmpuint(out->len, ==, 10);
    g_string_truncate(out, 0);
    g_assert_cmpint(run("printf 01234567890; sleep 20", "", 10, 10, out, messages).end,
        ==, SB_CHILD_OUTPUT);
    g_string_truncate(out, 0);
    g_assert_cmpint(
        run("kill -SEGV $$", "", 10, 10, out, messages).end, ==, SB_CHILD_KILLED);
}

/* Its messages are cut, and never block it. */
static void
test_messages(void)
{
    g_autoptr(GString) out = g_string_new(NULL), messages = g_string_new(NULL);
    SbChildResult result =
        run("i=0; while [ $i -lt 20000 ]; do echo 'Syntax Error: once more' >&2; "
            "i=$((i + 1)); done; echo done",
            "", 20, 100, out, messages);

    g_assert_cmpint(result.end, ==, SB_CHILD_EXITED);
    g_assert_cmpuint(messages->len, ==, 4096);
    g_assert_cmpstr(out->str, ==, "done\n");
}

static void
test_missing(void)
{
    static const char *const argv[] = { "/nowhere/program", NULL };
    SbChild child = { argv, "", 0, 5, 0, 10 };
    g_autoptr(GString) out = g_string_new(NULL), messages = g_string_new(NULL);
    SbChildResult result = sb_child_run(&child, out, messages);
    g_autofree char *shell = sb_child_find("sh");

    g_assert_cmpint(result.end, ==, SB_CHILD_EXITED);
    g_assert_cmpint(result.status, ==, 127);
    g_assert_null(sb_child_find("no-such-program"));
    g_assert_nonnull(shell);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/child/passes", test_passes);
    g_test_add_func("/child/inherits-nothing", test_inherits_nothing);
    g_test_add_func("/child/limits", test_limits);
    g_test_add_func("/child/messages", test_messages);
    g_test_add_func("/child/missing", test_missing);
    return g_test_run();
}
