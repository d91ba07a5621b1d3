/* report/line.c on made-up clusters: every character is one unit wide. */
#include <string.h>

#include "report/line.h"

/* Clusters of an ASCII text; '-' allows a break after it, '^' in text is
 * dropped and marks a hyphen's place. */
typedef struct {
    SbArena *arena;
    char *text;
    GArray *clusters, *hyphens;
} Sample;

static Sample
sample(SbArena *arena, const char *marked)
{
    Sample s = { arena, sb_arena_alloc(arena, strlen(marked) + 1),
        sb_arena_array(arena, SbCluster), sb_arena_array(arena, size_t) };
    size_t at = 0;

    for (const char *p = marked; *p; p++) {
        if (*p == '^') {
            g_array_append_val(s.hyphens, at);
            continue;
        }
        SbCluster c = { .start = at, .end = at + 1, .width = 1, .is_space = *p == ' ' };

        if (at > 0 && *p != ' ' && (s.text[at - 1] == ' ' || s.text[at - 1] == '-')) {
            c.before = SB_BREAK_ALLOWED;
        }
        if (at > 0 && s.text[at - 1] == '\n') {
            c.before = SB_BREAK_MANDATORY;
        }
        c.is_space |= *p == '\n';
        s.text[at++] = *p;
        g_array_append_val(s.clusters, c);
    }
    return s;
}

/* The lines joined with '/', a hyphen shown as '='. */
static char *
set(const Sample *s, SbLineOptions options)
{
    GArray *lines = sb_line_break(s->arena, s->text, (SbCluster *)s->clusters->data,
        s->clusters->len, s->hyphens, &options);
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < lines->len; i++) {
        const SbLine *line = &g_array_index(lines, SbLine, i);

        g_string_append(out, i ? "/" : "");
        g_string_append_len(
            out, s->text + line->first, (gssize)(line->last - line->first));
        g_string_append(out, line->hyphen ? "=" : line->overfull ? "!" : "");
    }
    return g_string_free(out, FALSE);
}

static void
check(const char *text, SbLineOptions options, const char *want)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena, text);

    options.em = options.em ? options.em : 1;
    options.hyphen_width = 1;
    g_autofree char *got = set(&s, options);

    g_assert_cmpstr(got, ==, want);
}

static void
test_simple(void)
{
    check("", (SbLineOptions){ .width = 5 }, "");
    check("a", (SbLineOptions){ .width = 5 }, "a");
    check("aaaa bbbb", (SbLineOptions){ .width = 5 }, "aaaa/bbbb");
    check("aa bb cc", (SbLineOptions){ .width = 5 }, "aa bb/cc");
    check("a\nb", (SbLineOptions){ .width = 9 }, "a/b");
    check("  aa  ", (SbLineOptions){ .width = 5 }, "aa");
    check("one-two", (SbLineOptions){ .width = 4 }, "one-/two");
}

/* Greedy would set "aaa bb cc" with one gap filling nothing, then a bare
 * "d"; the whole is better with an earlier break. */
static void
test_total_fit(void)
{
    check("aaa bb cc ddddd ee ffffff", (SbLineOptions){ .width = 9, .ragged = TRUE },
        "aaa bb cc/ddddd ee/ffffff");
    check("aaaaa bb ccc dddd eeeeeee", (SbLineOptions){ .width = 10, .ragged = TRUE },
        "aaaaa bb/ccc dddd/eeeeeee");
}

static void
test_hyphens(void)
{
    check("aaaa bb^bbbb", (SbLineOptions){ .width = 8 }, "aaaa bb=/bbbb");
    /* Never two under each other while there is another fair way. */
    check("aaaaaaaa bb^bbb cccc ddd^ddd eeeeeee",
        (SbLineOptions){ .width = 12, .ragged = TRUE },
        "aaaaaaaa bb=/bbb cccc/dddddd/eeeeeee");
}

static void
test_long_word(void)
{
    check("abcdefghij", (SbLineOptions){ .width = 4 }, "abcd/efgh/ij");
    check("a bcdefghij k", (SbLineOptions){ .width = 5 }, "a bcd/efghi/j k");
}

static void
test_measure(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena, "aaaa bbb cc ddd eeee ff gg hhhhh i jj");
    SbLineOptions options = { .width = 13, .em = 1, .first_indent = 2 };
    GArray *lines = sb_line_break(arena, s.text, (SbCluster *)s.clusters->data,
        s.clusters->len, s.hyphens, &options);

    for (guint i = 0; i + 1 < lines->len; i++) {
        const SbLine *line = &g_array_index(lines, SbLine, i);
        double gaps = 0;

        for (size_t k = line->first; k < line->last; k++) {
            gaps += s.text[k] == ' ';
        }
        g_assert_cmpfloat_with_epsilon(
            line->x + line->width + gaps * line->gap, 13, 1e-9);
    }
    g_assert_cmpfloat(g_array_index(lines, SbLine, 0).x, ==, 2);
    g_assert_cmpfloat(g_array_index(lines, SbLine, lines->len - 1).gap, ==, 0);
}

static void
test_hanging(void)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    Sample s = sample(arena, "\"aa bb, cc dd");
    SbLineOptions options = { .width = 6, .em = 1, .hang = TRUE };
    GArray *lines = sb_line_break(arena, s.text, (SbCluster *)s.clusters->data,
        s.clusters->len, s.hyphens, &options);
    const SbLine *line = &g_array_index(lines, SbLine, 0);

    g_assert_cmpuint(lines->len, ==, 2);
    g_assert_cmpfloat_with_epsilon(line->x, -0.6, 1e-9);
    g_assert_cmpfloat_with_epsilon(line->x + line->width + line->gap, 6.7, 1e-9);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/line/simple", test_simple);
    g_test_add_func("/line/total-fit", test_total_fit);
    g_test_add_func("/line/hyphens", test_hyphens);
    g_test_add_func("/line/long-word", test_long_word);
    g_test_add_func("/line/measure", test_measure);
    g_test_add_func("/line/hanging", test_hanging);
    return g_test_run();
}
