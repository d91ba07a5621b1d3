/* base/markdown.c: the three additions, places, and what is refused. */
#include <cmark-gfm.h>
#include <string.h>

#include "base/job.h"
#include "base/limits.h"
#include "base/markdown.h"

static const SbMarkdownOptions ALL = { TRUE, TRUE, TRUE };

static SbMarkdown *
parse(SbJob *job, const char *text, const SbMarkdownOptions *options, GError **error)
{
    const SbSource *source = sb_source_from_text(job, "t.md", text, strlen(text), NULL);

    return sb_markdown_parse(source, 0, strlen(text), options, error);
}

/* The tree as XML without positions. */
static char *
tree(const char *text, const SbMarkdownOptions *options)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbMarkdown) markdown = parse(job, text, options, NULL);
    char *html = cmark_render_html(sb_markdown_root(markdown), CMARK_OPT_UNSAFE, NULL);
    char *copy = g_strdup(html);

    free(html);
    return copy;
}

static void
check_html(const char *text, const SbMarkdownOptions *options, const char *want)
{
    g_autofree char *got = tree(text, options);

    g_assert_cmpstr(got, ==, want);
}

static void
test_joiners(void)
{
    check_html("**수출(輸出)**은", &ALL, "<p><strong>수출(輸出)\u2060</strong>은</p>\n");
    check_html("**30%**는 ", &ALL, "<p><strong>30%\u2060</strong>는</p>\n");
    check_html("은**(수출)** 늘", &ALL, "<p>은<strong>\u2060(수출)</strong> 늘</p>\n");
    check_html("**수출(輸出)**은", NULL, "<p>**수출(輸出)**은</p>\n");
    check_html("**a** *b*", &ALL, "<p><strong>a</strong> <em>b</em></p>\n");
    check_html("```\n)**가\n```\n", &ALL, "<pre><code>)**가\n</code></pre>\n");
}

static void
test_references(void)
{
    check_html(
        "{{a_b_c}} *x* {{d *e*}}", &ALL, "<p>{{a_b_c}} <em>x</em> {{d *e*}}</p>\n");
    check_html("\\{{a*b*}}", &ALL, "<p>{{a<em>b</em>}}</p>\n");
    check_html("{a} {{b\nc}}", &ALL, "<p>{a} {{b\nc}}</p>\n");
    check_html("| a |\n|---|\n| {{x_y_}} |\n", &ALL,
        "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
        "<td>{{x_y_}}</td>\n</tr>\n</tbody>\n</table>\n");
}

static void
test_fences(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbMarkdown) markdown =
        parse(job, "one\n::: columns\ntwo\n\n:::\nthree", &ALL, NULL);
    cmark_node *node =
        cmark_node_next(cmark_node_first_child(sb_markdown_root(markdown)));
    g_autofree char *literal = sb_markdown_literal(node);

    g_assert_cmpstr(cmark_node_get_type_string(node), ==, "html_block");
    g_assert_cmpstr(literal, ==, "::: columns");
    g_assert_cmpuint(sb_markdown_offset(markdown, node, NULL), ==, 4);
}

static void
test_places(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    const char *text = "# Head\n\nA paragraph\n  of *two* lines\n";
    g_autoptr(SbMarkdown) markdown = parse(job, text, &ALL, NULL);
    cmark_node *paragraph =
        cmark_node_next(cmark_node_first_child(sb_markdown_root(markdown)));

    g_assert_cmpuint(sb_markdown_offset(markdown, paragraph, NULL), ==, 8);
    g_assert_cmpuint(sb_markdown_offset(markdown, paragraph, "two"), ==,
        (gsize)(strstr(text, "two") - text));
    g_assert_cmpuint(sb_markdown_offset(markdown, paragraph, "absent"), ==, 8);
}

static void
test_tables(void)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(SbMarkdown) markdown =
        parse(job, "| a | b |\n|---|--:|\n| 1 | 2 |\n", NULL, NULL);
    cmark_node *table = cmark_node_first_child(sb_markdown_root(markdown));
    cmark_node *head = cmark_node_first_child(table);

    g_assert_cmpint(sb_markdown_part(table), ==, SB_MARKDOWN_TABLE);
    g_assert_cmpint(sb_markdown_columns(table), ==, 2);
    g_assert_cmpint(sb_markdown_align(table, 0), ==, 0);
    g_assert_cmpint(sb_markdown_align(table, 1), ==, 'r');
    g_assert_cmpint(sb_markdown_part(head), ==, SB_MARKDOWN_ROW);
    g_assert_true(sb_markdown_is_head(head));
    g_assert_false(sb_markdown_is_head(cmark_node_next(head)));
    g_assert_cmpint(sb_markdown_part(cmark_node_first_child(head)), ==, SB_MARKDOWN_CELL);
    g_assert_cmpint(sb_markdown_part(sb_markdown_root(markdown)), ==, SB_MARKDOWN_OTHER);
}

static void
check_refused(const char *piece, size_t times, const char *end, const char *words)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    for (size_t i = 0; i < times; i++) {
        g_string_append(text, piece);
    }
    g_string_append(text, end);
    g_autoptr(SbMarkdown) markdown = parse(job, text->str, &ALL, &error);

    g_assert_null(markdown);
    g_assert_error(error, SB_ERROR, SB_ERROR_INPUT);
    g_assert_nonnull(strstr(error ? error->message : "", words));
    g_assert_true(g_str_has_prefix(error ? error->message : "", "t.md:"));
}

static void
test_limits(void)
{
    check_refused("> ", SB_LIMIT_MARKDOWN_DEPTH + 1, "x", "nested");
    check_refused("- ", 1000, "x", "nested");
    check_refused("[", SB_LIMIT_MARKDOWN_MARKS + 1, "", "brackets");
    check_refused("a*b\n", SB_LIMIT_MARKDOWN_MARKS + 1, "", "brackets");
    check_refused("|-", 70000, "|\n|a\n|b\n|c\n", "cells");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/markdown/joiners", test_joiners);
    g_test_add_func("/markdown/references", test_references);
    g_test_add_func("/markdown/fences", test_fences);
    g_test_add_func("/markdown/places", test_places);
    g_test_add_func("/markdown/tables", test_tables);
    g_test_add_func("/markdown/limits", test_limits);
    return g_test_run();
}
