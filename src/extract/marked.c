/*
 * In: articles as read and the rows of the table.  Out: the review page: what can
 * be filtered, the articles with their marks, a table of all rows (see extract.h).
 *
 * Ids of our own on the page begin with a capital, which no fact_id does.  Filters
 * are check boxes and buttons that the style sheet looks at; there is no script.
 */
#include <string.h>

#include "extract/marked_work.h"

typedef struct {
    SbJob *job;
    const SbMarkedInput *input;
    const char *lang; /* of the page */
    SbMarkedArticle *articles;
    GHashTable *marked; /* set of SbFigure: those with a mark in a text */
    GPtrArray *remarks; /* of char*: ids, sorted */
    GString *out;
} Page;

static const char *
say(const Page *page, SbMarkedWord word)
{
    return sb_marked_word(page->lang, word);
}

static const char *
lang_of(const SbArticle *article)
{
    return g_str_has_prefix(article->info.lang, "ko") ? "ko" : "en";
}

/* --- what there is --- */

static guint
count_status(const Page *page, int status)
{
    guint count = 0;

    for (size_t i = 0; i < sb_figure_table_count(page->input->figures); i++) {
        count += (int)sb_figure_table_at(page->input->figures, i)->status == status;
    }
    return count;
}

static gboolean
has_remark(const SbFigure *figure, const char *id)
{
    g_auto(GStrv) ids = g_strsplit(figure->remarks, ";", -1);

    return g_strv_contains((const char *const *)ids, id);
}

static guint
count_remark(const Page *page, const char *id)
{
    guint count = 0;

    for (size_t i = 0; i < sb_figure_table_count(page->input->figures); i++) {
        const SbFigure *figure = sb_figure_table_at(page->input->figures, i);

        count += id != NULL ? has_remark(figure, id) : *figure->remarks == '\0';
    }
    return count;
}

static int
by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A remark that may be an id within the page: small letters and hyphens. */
static gboolean
is_plain_id(const char *id)
{
    return *id != '\0' &&
           strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id);
}

static void
find_remarks(Page *page)
{
    for (size_t i = 0; i < sb_figure_table_count(page->input->figures); i++) {
        const SbFigure *figure = sb_figure_table_at(page->input->figures, i);
        g_auto(GStrv) ids = g_strsplit(figure->remarks, ";", -1);

        for (int k = 0; ids[k] != NULL; k++) {
            if (is_plain_id(ids[k]) && !g_ptr_array_find_with_equal_func(
                                           page->remarks, ids[k], g_str_equal, NULL)) {
                g_ptr_array_add(page->remarks, g_strdup(ids[k]));
            }
        }
    }
    g_ptr_array_sort(page->remarks, by_text);
}

static void
find_marks(Page *page)
{
    for (size_t i = 0; i < page->input->n; i++) {
        const SbArticle *article = sb_extraction_article(page->input->extractions[i]);

        page->articles[i] = (SbMarkedArticle){ .job = page->job,
            .input = page->input,
            .article = article,
            .key = page->input->keys[i],
            .lang = lang_of(article),
            .marks =
                sb_marked_find(article, page->input->keys[i], page->input->figures) };
    }
}

/* --- head --- */

/* "html:has(#S-new:not(:checked)) …": what is filtered out. */
static void
put_rule(GString *out, const char *condition, const char *which)
{
    g_string_append_printf(out,
        "html:has(%s) :is(.card, .entry)%s { display: none; }\n"
        "html:has(%s) mark.f%s { background: none; border-color: transparent; }\n"
        "html:has(%s) mark.f%s::after { content: none; }\n",
        condition, which, condition, which, condition, which);
}

static void
put_filter_rules(const Page *page)
{
    for (int s = SB_STATUS_NEW; s <= SB_STATUS_ADDED; s++) {
        g_autofree char *condition =
            g_strdup_printf("#S-%s:not(:checked)", sb_status_name((SbStatus)s));
        g_autofree char *which =
            g_strdup_printf("[data-s=%s]", sb_status_name((SbStatus)s));

        put_rule(page->out, condition, which);
    }
    put_rule(page->out, "#R-With:checked", ":not(.remarked)");
    put_rule(page->out, "#R-Without:checked", ".remarked");
    for (guint i = 0; i < page->remarks->len; i++) {
        const char *id = page->remarks->pdata[i];
        g_autofree char *condition = g_strdup_printf("#R-%s:checked", id);
        g_autofree char *which = g_strdup_printf(":not([data-r~=\"%s\"])", id);

        put_rule(page->out, condition, which);
    }
}

static void
put_head(const Page *page)
{
    static const char style[] =
#include "extract/marked_style.def"
        ;

    g_string_append_printf(page->out,
        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%s\" "
        "xml:lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
        "<title>%s</title>\n<style>\n%s",
        page->lang, page->lang, say(page, SB_MARKED_TITLE), style);
    put_filter_rules(page);
    g_string_append(page->out, "</style>\n</head>\n");
}

static void
put_status_filter(const Page *page)
{
    g_string_append_printf(
        page->out, "<fieldset><legend>%s</legend>\n", say(page, SB_MARKED_STATUS));
    for (int s = SB_STATUS_NEW; s <= SB_STATUS_ADDED; s++) {
        const char *name = sb_status_name((SbStatus)s);
        guint count = count_status(page, s);

        if (count > 0) {
            g_string_append_printf(page->out,
                "<label><input type=\"checkbox\" id=\"S-%s\" checked=\"checked\"/> "
                "<mark class=\"k\" data-s=\"%s\">%s</mark> %u</label>\n",
                name, name, sb_marked_status(page->lang, (SbStatus)s), count);
        }
    }
    g_string_append(page->out, "</fieldset>\n");
}

static void
put_choice(const Page *page, const char *id, const char *words, const char *title,
    guint count, gboolean checked)
{
    g_string_append_printf(page->out,
        "<label title=\"%s\"><input type=\"radio\" name=\"remark\" id=\"R-%s\"%s/> %s "
        "%u</label>\n",
        title, id, checked ? " checked=\"checked\"" : "", words, count);
}

static void
put_remark_filter(const Page *page)
{
    guint all = (guint)sb_figure_table_count(page->input->figures);
    guint without = count_remark(page, NULL);

    if (page->remarks->len == 0) {
        return;
    }
    g_string_append_printf(
        page->out, "<fieldset><legend>%s</legend>\n", say(page, SB_MARKED_REMARKS));
    put_choice(page, "All", say(page, SB_MARKED_ALL), "", all, TRUE);
    put_choice(page, "With", say(page, SB_MARKED_WITH_REMARK), "", all - without, FALSE);
    put_choice(page, "Without", say(page, SB_MARKED_WITHOUT_REMARK), "", without, FALSE);
    for (guint i = 0; i < page->remarks->len; i++) {
        const char *id = page->remarks->pdata[i];

        put_choice(page, id, id, sb_marked_remark(page->lang, id), count_remark(page, id),
            FALSE);
    }
    g_string_append(page->out, "</fieldset>\n");
}

static void
put_header(const Page *page)
{
    g_string_append_printf(page->out,
        "<body>\n<nav class=\"skip\"><a href=\"#Text\">%s</a> <a "
        "href=\"#Index\">%s</a></nav>\n<header>\n<h1>%s</h1>\n"
        "<p class=\"counts\">%s: %" G_GSIZE_FORMAT " · %s: %" G_GSIZE_FORMAT "</p>\n"
        "<details class=\"how\"><summary>%s</summary><p>%s</p></details>\n</header>\n"
        "<div class=\"filters\" role=\"group\" aria-label=\"%s\">\n",
        say(page, SB_MARKED_SKIP_TEXT), say(page, SB_MARKED_SKIP_INDEX),
        say(page, SB_MARKED_TITLE), say(page, SB_MARKED_FIGURES),
        sb_figure_table_count(page->input->figures), say(page, SB_MARKED_CONTENTS),
        page->input->n, say(page, SB_MARKED_HOW), say(page, SB_MARKED_HOW_TEXT),
        say(page, SB_MARKED_SHOW));
    put_status_filter(page);
    put_remark_filter(page);
    g_string_append(page->out, "</div>\n");
}

static const char *
title_of(const SbMarkedArticle *a)
{
    return *a->article->info.title != '\0' ? a->article->info.title : a->key;
}

static void
put_contents(const Page *page)
{
    g_string_append_printf(page->out, "<nav class=\"contents\"><h2>%s</h2>\n<ol>\n",
        say(page, SB_MARKED_CONTENTS));
    for (size_t i = 0; i < page->input->n; i++) {
        const SbMarkedArticle *a = &page->articles[i];

        g_string_append_printf(page->out,
            "<li><a href=\"#A-%" G_GSIZE_FORMAT "\" lang=\"%s\">", i + 1, a->lang);
        sb_marked_puts(page->out, title_of(a));
        g_string_append_printf(page->out, "</a><span>%u</span></li>\n", a->marks->len);
    }
    g_string_append_printf(page->out, "</ol>\n<p><a href=\"#Index\">%s</a></p></nav>\n",
        say(page, SB_MARKED_INDEX));
}

/* --- articles --- */

/* Does the text itself begin with its title? */
static gboolean
shows_title(const SbArticle *article)
{
    const SbBlock *first = article->blocks->len > 0 ? article->blocks->pdata[0] : NULL;

    if (first == NULL || first->kind != SB_BLOCK_HEADING || first->runs->len == 0) {
        return FALSE;
    }
    SbSpan run = g_array_index(first->runs, SbSpan, 0);
    size_t length = strlen(article->info.title);

    return run.end - run.start == length &&
           strncmp(article->text + run.start, article->info.title, length) == 0;
}

/* Rows that have no mark: of the article key; of none of the articles for NULL. */
static void
put_elsewhere(const Page *page, const char *key, const char *lang)
{
    gboolean any = FALSE;

    for (size_t i = 0; i < sb_figure_table_count(page->input->figures); i++) {
        const SbFigure *figure = sb_figure_table_at(page->input->figures, i);
        gboolean here = FALSE;

        for (size_t k = 0; k < page->input->n; k++) {
            here |= strcmp(page->input->keys[k], figure->source) == 0;
        }
        if (g_hash_table_contains(page->marked, figure) ||
            (key != NULL ? strcmp(key, figure->source) != 0 : here)) {
            continue;
        }
        if (!any) {
            g_string_append_printf(page->out,
                "<section class=\"elsewhere\"><h3>%s</h3>\n<div class=\"cards\">\n",
                sb_marked_word(
                    lang, key != NULL ? SB_MARKED_ELSEWHERE : SB_MARKED_NO_ARTICLE));
        }
        any = TRUE;
        sb_marked_card(page->job, page->out, figure, lang, FALSE);
    }
    if (any) {
        g_string_append(page->out, "</div></section>\n");
    }
}

static void
put_article(Page *page, size_t index)
{
    SbMarkedArticle *a = &page->articles[index];
    const SbArticleInfo *info = &a->article->info;
    const char *meta[] = { info->date, info->publisher, info->author,
        sb_source_path(a->article->source) };
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean titled = shows_title(a->article);

    sb_marked_blocks(a, text);
    for (guint i = 0; i < a->marks->len; i++) {
        const SbMark *mark = &g_array_index(a->marks, SbMark, i);

        if (mark->shown) {
            g_hash_table_add(page->marked, (void *)mark->figure);
        }
    }
    g_string_append_printf(page->out,
        "<article id=\"A-%" G_GSIZE_FORMAT "\" lang=\"%s\">\n<h2%s>", index + 1, a->lang,
        titled ? " class=\"quiet\"" : "");
    sb_marked_puts(page->out, titled ? a->key : title_of(a));
    g_string_append(page->out, "</h2>\n<p class=\"meta\">");
    for (size_t i = 0; i < G_N_ELEMENTS(meta); i++) {
        if (*meta[i] != '\0') {
            sb_marked_puts(page->out, meta[i]);
            g_string_append(page->out, " · ");
        }
    }
    g_string_append_printf(page->out, "%s: %u · %s: %u</p>\n",
        sb_marked_word(a->lang, SB_MARKED_FIGURES), a->marks->len,
        sb_marked_word(a->lang, SB_MARKED_UNSEEN), a->left_alone);
    g_string_append_len(page->out, text->str, (gssize)text->len);
    put_elsewhere(page, a->key, a->lang);
    g_string_append(page->out, "</article>\n");
}

/* --- the table of figures --- */

static void
put_index(const Page *page)
{
    static const SbMarkedWord heads[] = { SB_MARKED_PRINTED, SB_MARKED_VALUE,
        SB_MARKED_UNIT, SB_MARKED_INDICATOR, SB_MARKED_ITEM, SB_MARKED_PLACE,
        SB_MARKED_PERIOD, SB_MARKED_ROLE, SB_MARKED_MODALITY, SB_MARKED_STATUS };

    g_string_append_printf(page->out,
        "<section class=\"index\" id=\"Index\"><h2>%s</h2>\n<div class=\"scroll\" "
        "tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table>\n<thead><tr><th "
        "class=\"num\" scope=\"col\">#</th>",
        say(page, SB_MARKED_INDEX), say(page, SB_MARKED_INDEX));
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_string_append_printf(page->out, "<th scope=\"col\"%s>%s</th>",
            heads[i] == SB_MARKED_VALUE ? " class=\"num\"" : "", say(page, heads[i]));
    }
    g_string_append(page->out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < sb_figure_table_count(page->input->figures); i++) {
        sb_marked_index_row(page->job, page->out,
            sb_figure_table_at(page->input->figures, i), page->lang, (guint)i + 1);
    }
    g_string_append(page->out, "</tbody></table></div></section>\n");
}

/* --- all of it --- */

GString *
sb_marked_page(SbJob *job, const SbMarkedInput *input)
{
    g_autofree SbMarkedArticle *articles = g_new0(SbMarkedArticle, MAX(input->n, 1));
    g_autoptr(GHashTable) marked = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
    Page page = { .job = job,
        .input = input,
        .lang = "ko",
        .articles = articles,
        .marked = marked,
        .remarks = remarks,
        .out = g_string_new(NULL) };

    find_marks(&page);
    find_remarks(&page);
    for (size_t i = 0; i < input->n; i++) {
        page.lang = strcmp(articles[i].lang, "en") == 0 ? "en" : page.lang;
    }
    put_head(&page);
    put_header(&page);
    if (input->n > 1) {
        put_contents(&page);
    }
    g_string_append(page.out, "<main id=\"Text\">\n");
    for (size_t i = 0; i < input->n; i++) {
        put_article(&page, i);
        g_array_unref(articles[i].marks);
    }
    put_elsewhere(&page, NULL, page.lang);
    g_string_append(page.out, "</main>\n");
    put_index(&page);
    g_string_append(page.out, "</body>\n</html>\n");
    return page.out;
}
