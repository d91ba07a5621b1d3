/*
 * The door: a source in; its article, figures and tables out.
 */
#include "extract/extract.h"

#include <string.h>

#include "extract/article.h"
#include "extract/context.h"
#include "extract/grid.h"
#include "extract/refuse.h"
#include "extract/rows.h"

struct SbExtraction {
    SbArticle *article;
    const SbLexicon *lexicon;
    SbLexicon *own; /* the same, when it goes with the extraction */
    SbFigureTable *figures;
    GArray *tables; /* of SbArticleTable; strings in the article's arena */
};

typedef struct {
    SbJob *job;
    SbExtraction *out;
    SbContext context;
    SbMentionSetting setting;
    SbRows rows;
    gboolean dollars_marked;
    SbTokens tokens;  /* of the block at hand */
    SbArena *scratch; /* their strings */
} Run;

/* Does the article mark its dollars anywhere ("AU$", "US$")? */
static gboolean
marks_dollars(const char *text)
{
    static const char *const marks[] = { "US$", "AU$", "A$", "C$", "NZ$", "HK$", "S$",
        "US dollar" };

    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (strstr(text, marks[i]) != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The currency of a bare "$": the country's own where the article is about a
 * country of dollars and never marks them. */
static const char *
bare_dollar(const Run *run)
{
    static const struct {
        const char *country, *currency;
    } table[] = { { "AU", "AUD" }, { "CA", "CAD" }, { "NZ", "NZD" }, { "HK", "HKD" },
        { "SG", "SGD" } };

    for (size_t i = 0; !run->dollars_marked && i < G_N_ELEMENTS(table); i++) {
        if (strncmp(run->context.title.code, table[i].country, 2) == 0) {
            return table[i].currency;
        }
    }
    return "USD";
}

/* The currency of "kr" in the article: of the northern country named first. */
static const char *
bare_krone(const char *text)
{
    static const char *const table[][2] = { { "Swed", "SEK" }, { "Stockholm", "SEK" },
        { "Norw", "NOK" }, { "Oslo", "NOK" }, { "Denmark", "DKK" }, { "Danish", "DKK" },
        { "Copenhagen", "DKK" }, { "Iceland", "ISK" }, { "Reykjav", "ISK" } };
    const char *first = NULL, *found = "SEK";
    size_t n = strstr(text, " kr") != NULL ? G_N_ELEMENTS(table) : 0;

    for (size_t i = 0; i < n; i++) {
        const char *at = strstr(text, table[i][0]);

        if (at != NULL && (first == NULL || at < first)) {
            first = at;
            found = table[i][1];
        }
    }
    return found;
}

/* The runs' text of the sentence, verbatim but for blanks. */
static const char *
quote_of(const Run *run, const SbTokens *tokens, guint start, guint end)
{
    SbArena *arena = sb_figure_table_arena(run->rows.figures);
    const char *quote = NULL;
    guint from = start;

    for (guint i = start; i < end; i++) {
        gboolean last = i + 1 == end;

        /* a new run begins where the source jumps */
        if (last || sb_token_at(tokens, i + 1)->span.start >
                        sb_token_at(tokens, i)->span.end + 64) {
            const char *part = sb_rows_squeeze(run->out->article->text,
                sb_token_at(tokens, from)->span.start, sb_token_at(tokens, i)->span.end,
                FALSE, arena);

            quote = quote == NULL || *quote == '\0'
                        ? part
                        : sb_arena_printf(arena, "%s %s", quote, part);
            from = i + 1;
        }
    }
    return quote != NULL ? quote : "";
}

static const char *
text_of(const Run *run, const SbTokens *tokens, const SbMention *m)
{
    SbArena *arena = sb_figure_table_arena(run->rows.figures);
    SbSpan first = sb_token_at(tokens, m->start)->span;
    SbSpan last = sb_token_at(tokens, m->end - 1)->span;

    if (last.end > first.start + 120 || last.end < first.start) {
        return quote_of(run, tokens, m->start, m->end);
    }
    return sb_rows_squeeze(run->out->article->text, first.start, last.end, TRUE, arena);
}

static void
remark_malformed(Run *run, const SbTokens *tokens, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        const SbToken *token = sb_token_at(tokens, i);

        if (token->kind != SB_TOKEN_NUMBER || token->sound) {
            continue;
        }
        g_autofree char *date = sb_token_at(tokens, i)->length >= 8 &&
                                        (g_str_has_prefix(token->text, "19") ||
                                            g_str_has_prefix(token->text, "20"))
                                    ? g_strdup("date")
                                    : NULL;

        if (date == NULL) {
            sb_job_remark(run->job, SB_REMARK_NUMBER_MALFORMED, run->out->article->source,
                token->span.start, "'%.40s' is no number", token->text);
        }
    }
}

static void
write_rows(Run *run, const SbTokens *tokens, guint first, guint start, guint end)
{
    const char *quote = NULL;

    for (guint i = first; i < run->context.all->len; i++) {
        const SbMention *m = &g_array_index(run->context.all, SbMention, i);

        if (quote == NULL) {
            quote = quote_of(run, tokens, start, end);
        }
        sb_rows_add(&run->rows, m, i, sb_token_at(tokens, m->start)->span,
            text_of(run, tokens, m), quote, "");
    }
}

static void
read_prose(Run *run, const SbBlock *block)
{
    SbTokens *tokens = &run->tokens;

    sb_token_read_again(
        tokens, run->out->article->text, block->runs, run->out->lexicon, run->scratch);
    run->setting.tokens = tokens;
    if (block->kind == SB_BLOCK_HEADING) {
        sb_context_heading(
            &run->context, &run->setting, block->level, 0, tokens->tokens->len);
        run->setting.dollar = bare_dollar(run);
    }
    sb_context_paragraph(&run->context, block->kind == SB_BLOCK_ITEM);
    for (guint s = 0; s < tokens->sentences->len; s++) {
        SbSentence sentence = g_array_index(tokens->sentences, SbSentence, s);
        guint first = run->context.all->len;

        if ((sentence.begins & SB_BEGINS_NUMBER) != 0) {
            sb_mention_find(
                &run->setting, s, sentence.start, sentence.end, run->context.all);
        }
        sb_context_sentence(
            &run->context, &run->setting, sentence.start, sentence.end, first);
        write_rows(run, tokens, first, sentence.start, sentence.end);
        if ((sentence.begins & SB_BEGINS_NUMBER) != 0) {
            remark_malformed(run, tokens, sentence.start, sentence.end);
        }
    }
}

static void
read_table(Run *run, const SbBlock *block)
{
    SbArticleTable table = sb_grid_read(
        &run->context, &run->setting, &run->rows, block, run->out->tables->len + 1);

    g_array_append_val(run->out->tables, table);
}

gboolean
sb_extract_may_read(const char *path, GError **error)
{
    return sb_refuse_name(path, error);
}

SbLexicon *
sb_extract_lexicon(void)
{
    return sb_lexicon_new();
}

void
sb_extract_lexicon_free(SbLexicon *lexicon)
{
    sb_lexicon_free(lexicon);
}

SbExtraction *
sb_extract_article_with(SbJob *job, const SbCodes *codes, const SbLexicon *lexicon,
    const SbSource *source, const char *key, GError **error)
{
    SbArticle *article = sb_article_read(job, source, error);

    if (article == NULL) {
        return NULL;
    }
    SbExtraction *out = g_new0(SbExtraction, 1);

    out->article = article;
    out->lexicon = lexicon;
    out->figures = sb_figure_table_new();
    out->tables = g_array_new(FALSE, TRUE, sizeof(SbArticleTable));
    Run run = { .job = job,
        .out = out,
        .rows = { out->figures, article, codes, key, 0 },
        .setting = { .lexicon = lexicon,
            .text = article->text,
            .dollar = "USD",
            .krone = bare_krone(article->text),
            .arena = article->arena },
        .dollars_marked = marks_dollars(article->text) };

    g_autoptr(SbArena) scratch = sb_arena_new();

    run.scratch = scratch;
    run.tokens = sb_tokens_new();
    sb_context_init(&run.context, codes, article, lexicon, article->arena);
    for (guint i = 0; i < article->blocks->len; i++) {
        const SbBlock *block = g_ptr_array_index(article->blocks, i);

        run.rows.gone += sb_context_forget(&run.context);
        if (block->kind == SB_BLOCK_TABLE) {
            read_table(&run, block);
        } else {
            read_prose(&run, block);
            sb_arena_clear(scratch);
        }
    }
    sb_tokens_clear(&run.tokens);
    sb_context_clear(&run.context);
    return out;
}

SbExtraction *
sb_extract_article(SbJob *job, const SbCodes *codes, const SbSource *source,
    const char *key, GError **error)
{
    g_autoptr(SbLexicon) lexicon = sb_lexicon_new();
    SbExtraction *out = sb_extract_article_with(job, codes, lexicon, source, key, error);

    if (out != NULL) {
        out->own = g_steal_pointer(&lexicon);
    }
    return out;
}

void
sb_extraction_free(SbExtraction *extraction)
{
    if (extraction == NULL) {
        return;
    }
    g_array_unref(extraction->tables);
    sb_figure_table_free(extraction->figures);
    sb_lexicon_free(extraction->own);
    sb_article_free(extraction->article);
    g_free(extraction);
}

const SbFigureTable *
sb_extraction_figures(const SbExtraction *extraction)
{
    return extraction->figures;
}

SbFigureTable *
sb_extraction_take_figures(SbExtraction *extraction)
{
    return g_steal_pointer(&extraction->figures);
}

const SbArticle *
sb_extraction_article(const SbExtraction *extraction)
{
    return extraction->article;
}

const SbArticleInfo *
sb_extraction_info(const SbExtraction *extraction)
{
    return &extraction->article->info;
}

const GArray *
sb_extraction_tables(const SbExtraction *extraction)
{
    return extraction->tables;
}

/* --- the middles as text --- */

/* The bytes of a run's first characters, 60 bytes at most and none cut. */
static int
head_length(const char *text, SbSpan run)
{
    size_t length = run.end - run.start;

    if (length <= 60) {
        return (int)length;
    }
    for (length = 60; length > 0 && (text[run.start + length] & 0xC0) == 0x80;) {
        length--;
    }
    return (int)length;
}

static void
dump_article(const SbExtraction *extraction, GString *out)
{
    static const char *const kinds[] = { "heading", "paragraph", "item", "caption",
        "table" };
    const SbArticle *article = extraction->article;

    for (guint i = 0; i < article->blocks->len; i++) {
        const SbBlock *block = g_ptr_array_index(article->blocks, i);

        g_string_append(out, kinds[block->kind]);
        for (guint k = 0; k < block->runs->len; k++) {
            SbSpan run = g_array_index(block->runs, SbSpan, k);

            g_string_append_printf(out, " %d:%.*s",
                sb_source_line(article->source, run.start),
                head_length(article->text, run), article->text + run.start);
        }
        if (block->rows != NULL) {
            g_string_append_printf(out, " %u rows", block->rows->len);
        }
        g_string_append_c(out, '\n');
    }
}

static void
dump_tokens(const SbExtraction *extraction, GString *out)
{
    static const char *const kinds[] = { "word", "number", "ordinal", "code", "sign",
        "owner", "punct" };
    const SbArticle *article = extraction->article;

    for (guint i = 0; i < article->blocks->len; i++) {
        const SbBlock *block = g_ptr_array_index(article->blocks, i);
        g_autoptr(SbArena) scratch = sb_arena_new();
        SbTokens tokens =
            sb_token_read(article->text, block->runs, extraction->lexicon, scratch);

        for (guint k = 0; k < tokens.tokens->len; k++) {
            const SbToken *token = sb_token_at(&tokens, k);

            g_string_append_printf(
                out, "%zu %s %s\n", token->span.start, kinds[token->kind], token->text);
        }
        sb_tokens_clear(&tokens);
    }
}

static void
dump_mentions(const SbExtraction *extraction, GString *out)
{
    for (size_t i = 0; i < sb_figure_table_count(extraction->figures); i++) {
        const SbFigure *f = sb_figure_table_at(extraction->figures, i);
        g_autofree char *value = sb_decimal_format(f->value);

        g_string_append_printf(out, "%d:%d %s | %s %s | %s | %s | %s\n", f->line,
            f->column, f->text, value, f->unit, f->indicator, f->place, f->period);
    }
}

GString *
sb_extraction_dump(const SbExtraction *extraction, const char *what)
{
    GString *out = g_string_new(NULL);

    if (strcmp(what, "article") == 0) {
        dump_article(extraction, out);
    } else if (strcmp(what, "tokens") == 0) {
        dump_tokens(extraction, out);
    } else {
        dump_mentions(extraction, out);
    }
    return out;
}
