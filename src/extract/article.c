/*
 * In: a source.  Out: an article: what its head says (title, date …), and its
 * blocks by the reader for its kind.
 */
#include "extract/article.h"

#include <string.h>

#include "extract/dates.h"
#include "extract/read_text.h"
#include "extract/refuse.h"

/* The table of readers: one row a kind of file. */
static const struct {
    const char *ending;
    void (*read)(SbArticle *article, size_t start);
} READERS[] = {
    { ".md", sb_read_markdown },
    { ".markdown", sb_read_markdown },
};

SbBlock *
sb_article_block(SbArticle *article, SbBlockKind kind)
{
    SbBlock *block = sb_arena_new_of(article->arena, SbBlock);

    block->kind = kind;
    block->runs = sb_arena_array(article->arena, SbSpan);
    if (kind == SB_BLOCK_TABLE) {
        block->rows = sb_arena_ptr_array(article->arena);
    }
    return block;
}

SbBlock *
sb_article_add(SbArticle *article, SbBlockKind kind)
{
    SbBlock *block = sb_article_block(article, kind);

    g_ptr_array_add(article->blocks, block);
    return block;
}

void
sb_article_add_run(SbBlock *block, size_t start, size_t end)
{
    SbSpan run = { start, end };

    g_array_append_val(block->runs, run);
}

size_t
sb_article_wide_blank(const char *text, size_t offset, size_t end)
{
    guchar c = (guchar)text[offset];

    if (c == 0xC2 && offset + 1 < end && (guchar)text[offset + 1] == 0xA0) {
        return 2;
    }
    if ((c == 0xE2 || c == 0xE3) && offset + 2 < end) {
        gunichar wide = g_utf8_get_char(text + offset);

        if ((wide >= 0x2000 && wide <= 0x200B) || wide == 0x202F || wide == 0x205F ||
            wide == 0x3000) {
            return 3;
        }
    }
    return 0;
}

SbSpan
sb_article_trim(const char *text, SbSpan span)
{
    for (size_t n; span.start < span.end &&
                   (n = sb_article_blank(text, span.start, span.end)) > 0;) {
        span.start += n;
    }
    while (span.end > span.start) {
        size_t last = span.end - 1;

        while (last > span.start && ((guchar)text[last] & 0xC0) == 0x80) {
            last--;
        }
        if (sb_article_blank(text, last, span.end) == 0) {
            break;
        }
        span.end = last;
    }
    return span;
}

/* --- the head --- */

/* Which of the names of a head's line stands before its colon; -1: none. */
static int
head_field(const char *line, size_t length)
{
    static const char *const names[] = { " title 제목 ",
        " date published 날짜 일자 발행일 보도일 배포일 ",
        " publisher source 발행 발행처 출처 기관 ", " author by 저자 작성자 기자 ",
        " url link 주소 ", " lang language " };
    const char *colon = memchr(line, ':', length);

    if (colon == NULL || colon == line || colon - line > 24) {
        return -1;
    }
    g_autofree char *name = g_ascii_strdown(line, colon - line);
    g_autofree char *key = g_strdup_printf(" %s ", g_strstrip(name));

    for (int i = 0; i < (int)G_N_ELEMENTS(names); i++) {
        if (strstr(names[i], key) != NULL) {
            return i;
        }
    }
    return -1;
}

gboolean
sb_article_is_head_line(const char *line, size_t length)
{
    return head_field(line, length) >= 0;
}

/* "Title: …": takes the value; FALSE when the line is none of ours. */
static gboolean
take_head_line(SbArticle *article, const char *line, size_t length)
{
    SbArticleInfo *info = &article->info;
    const char **fields[] = { &info->title, &info->date, &info->publisher, &info->author,
        &info->url, &info->lang };
    int field = head_field(line, length);

    if (field < 0) {
        return FALSE;
    }
    const char *colon = memchr(line, ':', length);
    SbSpan value =
        sb_article_trim(colon + 1, (SbSpan){ 0, length - (size_t)(colon - line) - 1 });
    const char *start = colon + 1 + value.start;
    size_t n = value.end - value.start;

    if (n >= 2 && (*start == '"' || *start == '\'') && start[n - 1] == *start) {
        start++;
        n -= 2;
    }
    *fields[field] = sb_arena_strndup(article->arena, start, n);
    return TRUE;
}

static size_t
line_end(const SbArticle *article, size_t start)
{
    const char *end = memchr(article->text + start, '\n', article->length - start);

    return end != NULL ? (size_t)(end - article->text) : article->length;
}

/* Front matter between "---" lines, or a first block of "Title:" lines; where
 * the text proper starts. */
static size_t
read_head(SbArticle *article)
{
    const char *text = article->text;
    size_t at = 0;
    gboolean fenced = article->length >= 4 && memcmp(text, "---", 3) == 0 &&
                      (text[3] == '\n' || text[3] == '\r');

    if (fenced) {
        at = line_end(article, 0) + 1;
    }
    size_t begin = at;

    for (int lines = 0; at < article->length && lines < 60; lines++) {
        size_t end = line_end(article, at), length = end - at;

        if (fenced && length >= 3 && memcmp(text + at, "---", 3) == 0) {
            return end + 1 > article->length ? article->length : end + 1;
        }
        gboolean ours = take_head_line(article, text + at, length);

        if (!fenced && !ours) {
            break;
        }
        at = end + 1;
    }
    return fenced ? 0 : at > article->length ? article->length : at > begin ? at : 0;
}

/* Hangul outweighs a third of the Latin letters: the article is Korean. */
static gboolean
is_korean(const char *text, size_t length)
{
    size_t latin = 0, hangul = 0;

    for (size_t i = 0; i < MIN(length, 65536); i++) {
        guchar c = (guchar)text[i];

        latin += g_ascii_isalpha(text[i]) != 0;
        hangul += c >= 0xEA && c <= 0xED;
    }
    return hangul * 2 > latin;
}

enum { DATE_REACH = 2500 }; /* bytes in which a dateline or the like may stand */

/* The first line of the head or the last lines that is little but a date. */
static void
guess_date(SbJob *job, SbArticle *article)
{
    size_t start = 0, weak_at = 0;
    g_autofree char *weak = NULL;

    for (int line = 0; start < article->length; line++) {
        size_t end = line_end(article, start);
        SbSpan bare = sb_article_trim(article->text, (SbSpan){ start, end });
        gboolean full = FALSE;
        g_autofree char *date = bare.end - bare.start < 100
                                    ? sb_dates_in_line(article->text + bare.start,
                                          bare.end - bare.start, line < 12, &full)
                                    : NULL;

        if (date != NULL && full) {
            article->info.date = sb_arena_strdup(article->arena, date);
            article->info.date_guessed = TRUE;
            sb_job_remark(job, SB_REMARK_DATE_GUESSED, article->source, start,
                "the article's date was taken from this line: %s", date);
            return;
        }
        if (date != NULL && weak == NULL) {
            weak = g_steal_pointer(&date);
            weak_at = start;
        }
        start = end + 1;
    }
    g_autofree char *prose =
        sb_dates_in_prose(article->text, MIN(article->length, (size_t)DATE_REACH));

    if (prose != NULL && (weak == NULL || strlen(prose) > strlen(weak))) {
        g_free(weak);
        weak = g_steal_pointer(&prose);
        weak_at = 0;
    }
    if (weak != NULL) {
        article->info.date = sb_arena_strdup(article->arena, weak);
        article->info.date_guessed = TRUE;
        sb_job_remark(job, SB_REMARK_DATE_GUESSED, article->source, weak_at,
            "the article's date was taken from this line: %s", weak);
    }
}

static void
fill_info(SbJob *job, SbArticle *article)
{
    SbArticleInfo *info = &article->info;
    const char **fields[] = { &info->title, &info->date, &info->publisher, &info->author,
        &info->url, &info->lang };

    if (info->date != NULL) {
        g_autofree char *date = sb_dates_normal(info->date, strlen(info->date));

        info->date = date != NULL ? sb_arena_strdup(article->arena, date) : "";
    } else {
        guess_date(job, article);
    }
    if (info->lang == NULL) {
        info->lang = article->korean ? "ko" : "en";
    }
    for (guint i = 0; info->title == NULL && i < article->blocks->len && i < 20; i++) {
        const SbBlock *block = g_ptr_array_index(article->blocks, i);

        if (block->kind == SB_BLOCK_HEADING) {
            SbSpan run = g_array_index(block->runs, SbSpan, 0);

            info->title = sb_arena_strndup(
                article->arena, article->text + run.start, run.end - run.start);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        *fields[i] = *fields[i] != NULL ? *fields[i] : "";
    }
}

SbArticle *
sb_article_read(SbJob *job, const SbSource *source, GError **error)
{
    const char *path = sb_source_path(source);
    void (*read)(SbArticle *, size_t) = sb_read_text;

    for (size_t i = 0; i < G_N_ELEMENTS(READERS); i++) {
        size_t n = strlen(READERS[i].ending), length = strlen(path);

        if (length > n && g_ascii_strcasecmp(path + length - n, READERS[i].ending) == 0) {
            read = READERS[i].read;
        }
    }
    g_autofree char *title = NULL;

    if (!sb_refuse_name(path, error)) {
        return NULL;
    }
    if (sb_source_is_pdf(source)) {
        source = sb_read_pdf(job, source, &title, error);
        read = sb_read_text;
        if (source == NULL) {
            return NULL;
        }
    } else if (!sb_refuse_text(source, error)) {
        return NULL;
    }
    SbArticle *article = g_new0(SbArticle, 1);

    article->arena = sb_arena_new();
    article->job = job;
    article->source = source;
    article->text = sb_source_text(source);
    article->length = sb_source_length(source);
    article->blocks = sb_arena_ptr_array(article->arena);
    article->korean = is_korean(article->text, article->length);
    read(article, read_head(article));
    if (article->info.title == NULL && title != NULL) {
        article->info.title = sb_arena_strdup(article->arena, title);
    }
    if (article->blocks->len == 0) {
        sb_job_remark(job, SB_REMARK_NO_TEXT, source, 0, "the article has no text");
    }
    fill_info(job, article);
    return article;
}

void
sb_article_free(SbArticle *article)
{
    if (article != NULL) {
        sb_arena_free(article->arena);
        g_free(article);
    }
}
