/* report/document*.c: Markdown as our own tree, references and numbers; and what
 * is refused, with its place. */
#include <string.h>

#include "report/press.h"

typedef struct {
    SbJob *job;
    SbPress press;
    SbReportOptions options;
} Sample;

static void
begin(Sample *s, const char *lang, const char *text)
{
    SbFigureTable *figures = sb_figure_table_new();
    SbFigure *figure = sb_figure_table_add(figures);
    g_autoptr(GError) error = NULL;

    memset(s, 0, sizeof *s);
    s->job = sb_job_new();
    sb_job_set_data_dir(s->job, NULL);
    s->press.job = s->job;
    s->press.arena = sb_arena_new();
    sb_arena_own(s->press.arena, figures, (GDestroyNotify)sb_figure_table_free);
    figure->status = SB_STATUS_ACCEPTED;
    figure->fact_id = "exp";
    figure->text = "15.7%";
    figure->unit = "%";
    figure->has_value = TRUE;
    figure->value = (SbDecimal){ 157, -1 };
    s->press.source = sb_source_from_text(s->job, "r.md", text, strlen(text), NULL);
    s->press.options = &s->options;
    s->press.front = sb_front_read(s->press.arena, s->press.source, &error);
    g_assert_no_error(error);
    s->press.lang = lang;
    s->press.figures = figures;
    s->press.labels = sb_arena_own(s->press.arena,
        g_hash_table_new(g_str_hash, g_str_equal), (GDestroyNotify)g_hash_table_unref);
    s->press.references = (SbReferenceContext){
        .figures = figures, .lang = lang, .cited = sb_arena_ptr_array(s->press.arena)
    };
}

static void
end(Sample *s)
{
    sb_arena_free(s->press.arena);
    sb_job_free(s->job);
}

static void
check(const char *lang, const char *text, const char *want)
{
    Sample s;
    g_autoptr(GError) error = NULL;

    begin(&s, lang, text);
    const SbDocument *document = sb_document_read(&s.press, &error);

    g_assert_no_error(error);
    if (document) {
        g_autoptr(GString) dump = sb_document_dump(document);

        g_assert_cmpstr(dump->str, ==, want);
    }
    end(&s);
}

static void
check_error(const char *text, const char *want)
{
    Sample s;
    g_autoptr(GError) error = NULL;

    begin(&s, "en", text);
    g_assert_null(sb_document_read(&s.press, &error));
    g_assert_cmpstr(error ? error->message : NULL, ==, want);
    end(&s);
}

static void
test_blocks(void)
{
    check("en", "# One {#one}\n\ntext *with* **style** `code`\n\n---\n",
        "heading 1 #one: One\n"
        "paragraph: text *with* **style** `code`\n"
        "rule\n");
    check("en", "3. a\n   - b\n4. c\n",
        "list 3\n"
        "  item\n"
        "    paragraph: a\n"
        "    list\n"
        "      item\n"
        "        paragraph: b\n"
        "  item\n"
        "    paragraph: c\n");
    check("en", "> quoted\n\n<!-- pagebreak -->\n\n```json\n{}\n```\n",
        "quote\n  paragraph: quoted\npage-break\ncode \"{}\"\n");
    check("en", "> [!KEY] Head *x*\n> rest\n>\n> more\n",
        "callout key: Head *x*\n  paragraph: rest\n  paragraph: more\n");
    check("en", "> [!NOTE]\n> only\n", "callout note\n  paragraph: only\n");
    check("en", "a <b>raw</b><br>c\n", "paragraph: a <b>raw</b>\\nc\n");
    check("en", "text[^n]\n\n[^n]: the note\n",
        "paragraph: text[^1^](#note-1)\nnote 1\n  quote\n    paragraph: the note\n");
}

static void
test_numbers(void)
{
    check("en",
        "See [](#fig-b) and [](#fig-a), [](#tab-x) in [](#s).\n\n"
        "![One](a.json){#fig-a}\n\n![Two](b.json \"Head\"){#fig-b}\n\n"
        "# Part {#s}\n\nTable: Cap {#tab-x}\n(Unit: %)\n\n|a|b|\n|-|-|\n|x|1|\n\nSource: "
        "us\n",
        "paragraph: See [Figure\u00A02](#fig-b) and [Figure\u00A01](#fig-a), "
        "[Table\u00A01](#tab-x) in [Part](#s).\n"
        "figure no. 1 #fig-a a.json\n"
        "figure no. 2 #fig-b b.json\n"
        "  headline: Head\n"
        "heading 1 #s: Part\n"
        "table no. 1 #tab-x\n"
        "  headline: Cap\n"
        "  source: Source: us\n"
        "  unit: (Unit: %)\n"
        "  head: a | b\n"
        "  row: x | 1\n");
    check("ko", "[](#f)을 본다.\n\n![그림](a.json){#f}\n",
        "paragraph: [그림\u00A01](#f)을 본다.\nfigure no. 1 #f a.json\n");
    check("en", "|a|\n|-|\n|**G**|\n\nTable: After {#t}\n",
        "table no. 1 #t\n  headline: After\n  head: a\n  total: **G**\n");
}

static void
test_references(void)
{
    check("en", "It is {{exp}}, \\{{exp}} and {{= 7 of 10}}.\n",
        "paragraph: It is 15.7%, {{exp}} and 7 of 10.\n");
    check("ko", "비중은 **{{exp}}**로 **수출(輸出)**은\n",
        "paragraph: 비중은 **15.7%**로 **수출(輸出)**은\n");
    check("en", "| a |\n|---|\n| {{exp}} |\n", "table\n  head: a\n  row: 15.7%\n");
    check("en", "4.1 trillion won\n", "paragraph: 4.1\u00A0trillion won\n");
}

static void
test_errors(void)
{
    check_error(
        "one\n\n[](#no)\n", "r.md:3:4: no figure, table or heading has the id no");
    check_error("a [x](file:///etc/passwd)\n",
        "r.md:1:7: a link to “file:///etc/passwd”; links lead to http, https, mailto or "
        "#id");
    check_error(
        "```tabel\n```\n", "r.md:1:1: an unknown fence “tabel”; did you mean table");
    check_error("# a {#x}\n\n# b {#x}\n", "r.md:3:7: the id x was given before");
    check_error("text ![a](b.png) text\n",
        "r.md:1:6: a picture within a text; a picture is "
        "a paragraph of its own");
    check_error("> [!HINT]\n> x\n",
        "r.md:1:1: an unknown kind of call-out; there are NOTE, KEY, TIP, IMPORTANT, "
        "WARNING, CAUTION");
    check_error("- a\n\n  ```tiles\n  - exp\n  ```\n",
        "r.md:3:1: a fence within a list or quote; it stands by itself");
}

static void
test_front(void)
{
    static const struct {
        const char *text, *want;
    } WRONG[] = {
        { "---\ntitel: x\n---\n", "titel" },
        { "---\npages: many\n---\n",
            "r.md:2:1: /pages: pages must be a number of pages" },
        { "---\nlang: fr\n---\n", "r.md:2:1: /lang: lang must be en or ko" },
        { "---\n- x\n---\n", "front matter must be keys with values" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(SbJob) job = sb_job_new();
        g_autoptr(SbArena) arena = sb_arena_new();
        g_autoptr(GError) error = NULL;
        const SbSource *source =
            sb_source_from_text(job, "r.md", WRONG[i].text, strlen(WRONG[i].text), NULL);

        g_assert_null(sb_front_read(arena, source, &error));
        g_assert_nonnull(strstr(error ? error->message : "", WRONG[i].want));
        g_assert_true(g_str_has_prefix(error ? error->message : "", "r.md:2:1: "));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/document/blocks", test_blocks);
    g_test_add_func("/document/numbers", test_numbers);
    g_test_add_func("/document/references", test_references);
    g_test_add_func("/document/errors", test_errors);
    g_test_add_func("/document/front", test_front);
    return g_test_run();
}
