/*
 * In: articles.  Out: their figures as tidy CSV; with -o merged with what a
 * person has reviewed, and the files beside it.
 */
#include <string.h>

#include "base/output.h"
#include "build/build.h"
#include "cmd/command.h"
#include "extract/extract.h"
#include "figure/review.h"
#include "figure/same_as.h"
#include "figure/tidy.h"

static const char *const dumps[] = { "article", "tokens", "mentions" };

static const SbOption options[] = {
    { "output", 'o', "FILE", "merge with FILE, reviewed or not, and write it" },
    { "diff", 0, NULL, "with -o: only print what would be new, changed, vanished" },
    { "fresh", 0, NULL, "with -o: do not merge; FILE as it would be the first time" },
    { "review", 0, "PAGE", "write an HTML page: the articles with every figure marked" },
    { "no-bom", 0, NULL, "with -o: no byte order mark (Excel wants one)" },
    { "encoding", 0, "NAME", "of the articles, when it can't be found out" },
    { "jobs", 'j', "N", "articles read at once (as many as processors)" },
    { "dump", 0, "WHAT", "print article, tokens or mentions instead" },
};

static const char *const examples[] = {
    "statbrief extract article.md",
    "statbrief extract articles/*.md -o figures.csv",
    "statbrief extract articles/*.md -o figures.csv --diff",
    "statbrief extract articles/*.md -o figures.csv --review review.html",
    "statbrief extract release.pdf >figures.csv",
    "statbrief extract old.txt --encoding CP949 >figures.csv",
    "echo 'Exports rose 3.2% to $107.4 billion.' | statbrief extract -",
    NULL,
};

static int
dump_articles(SbCall *call, const SbCodes *codes, const char *what, GError **error)
{
    const GPtrArray *operands = sb_option_operands(call->options);
    SbSourceOptions how = { .article = TRUE,
        .encoding = sb_option_text(call->options, "encoding", NULL) };

    for (guint i = 0; i < operands->len; i++) {
        const SbSource *source =
            sb_source_read(call->job, operands->pdata[i], &how, error);
        g_autoptr(SbExtraction) extraction =
            source != NULL ? sb_extract_article(call->job, codes, source, "dump", error)
                           : NULL;

        if (extraction == NULL) {
            return -1;
        }
        g_autoptr(GString) text = sb_extraction_dump(extraction, what);

        if (!sb_command_print(text, error)) {
            return -1;
        }
    }
    return 0;
}

/* The earlier sources.csv beside path, so that articles keep their keys. */
static gboolean
read_known(SbCall *call, const char *path, SbSources **out, GError **error)
{
    g_autofree char *beside = sb_review_beside(path, "sources");

    if (sb_option_flag(call->options, "fresh") ||
        !g_file_test(beside, G_FILE_TEST_EXISTS)) {
        return TRUE;
    }
    const SbSource *source = sb_source_read(call->job, beside, NULL, error);

    *out = source != NULL ? sb_sources_read(call->job, source, error) : NULL;
    return *out != NULL;
}

/* The articles that could not be read: a remark each, and after all the work
 * the status of the first.  -1 when there are some. */
static int
tell_unread(const SbCall *call, const SbGathering *gathered, GError **error)
{
    const GPtrArray *errors = gathered->errors;

    if (errors->len == 0) {
        return 0;
    }
    for (guint i = 0; i + 1 < errors->len; i++) {
        sb_job_remark(call->job, SB_REMARK_SOURCE_UNREAD, NULL, 0, "%s",
            ((GError *)errors->pdata[i])->message);
    }
    g_propagate_error(error, g_error_copy(errors->pdata[errors->len - 1]));
    return -1;
}

/* The page of --review; the rows of table, marked. */
static gboolean
write_page(
    SbCall *call, const SbGathering *gathered, const SbFigureTable *table, GError **error)
{
    const char *path = sb_option_text(call->options, "review", NULL);
    g_autoptr(GPtrArray) keys = g_ptr_array_new();

    if (path == NULL) {
        return TRUE;
    }
    for (size_t i = 0; i < sb_sources_count(gathered->sources); i++) {
        g_ptr_array_add(keys, (void *)sb_sources_at(gathered->sources, i)->source);
    }
    SbMarkedInput input = { (const SbExtraction *const *)gathered->kept->pdata,
        (const char *const *)keys->pdata, gathered->kept->len, table };
    g_autoptr(GString) page = sb_marked_page(call->job, &input);

    return strcmp(path, "-") == 0 ? sb_command_print(page, error)
                                  : sb_output_write(path, page->str, page->len, error);
}

static gboolean
write_review(SbCall *call, const SbGathering *gathered, const char *path, GError **error)
{
    SbFresh fresh = { gathered->figures, gathered->sources, gathered->captions,
        gathered->unread };
    g_autoptr(SbReview) review = sb_review_merge(
        call->job, &fresh, path, sb_option_flag(call->options, "fresh"), error);

    if (review == NULL || !sb_command_may_write(call, error)) {
        return FALSE;
    }
    if (sb_option_flag(call->options, "diff")) {
        g_autoptr(GString) changes = sb_review_diff(review);

        return sb_command_print(changes, error);
    }
    return sb_review_write(review, call->job, path,
               !sb_option_flag(call->options, "no-bom"), error) &&
           write_page(call, gathered, sb_review_table(review), error);
}

static gboolean
print_table(SbCall *call, const SbGathering *gathered, GError **error)
{
    sb_same_as_fill(gathered->figures);
    if (sb_option_text(call->options, "review", NULL) != NULL) {
        return sb_command_may_write(call, error) &&
               write_page(call, gathered, gathered->figures, error);
    }
    g_autoptr(GString) text = sb_tidy_write(gathered->figures, FALSE);

    return sb_command_may_write(call, error) && sb_command_print(text, error);
}

/* What is written must not be one of the articles. */
static gboolean
check_output(const SbCall *call, const char *path, GError **error)
{
    static const char *const needs[] = { "diff", "fresh", "no-bom" };

    for (size_t i = 0; path == NULL && i < G_N_ELEMENTS(needs); i++) {
        if (sb_option_flag(call->options, needs[i])) {
            sb_error_set(error, SB_ERROR_USAGE, "%s: --%s without -o FILE; expected both",
                call->who, needs[i]);
            return FALSE;
        }
    }
    const char *page = sb_option_text(call->options, "review", NULL);

    if (page != NULL && sb_option_flag(call->options, "diff")) {
        sb_error_set(error, SB_ERROR_USAGE,
            "%s: --review with --diff, which writes nothing; expected one of them",
            call->who);
        return FALSE;
    }
    return (path == NULL || sb_command_not_read(call, path, error)) &&
           (page == NULL || strcmp(page, "-") == 0 ||
               sb_command_not_read(call, page, error));
}

static int
run(SbCall *call, GError **error)
{
    const GPtrArray *operands = sb_option_operands(call->options);
    const char *path = sb_option_text(call->options, "output", NULL);
    g_autoptr(SbCodes) codes = sb_codes_load(call->job, error);
    g_autoptr(SbSources) known = NULL;
    int what = -1;

    path = g_strcmp0(path, "-") == 0 ? NULL : path;
    if (codes == NULL || !sb_option_choice(call->options, "dump", dumps,
                             G_N_ELEMENTS(dumps), &what, error)) {
        return -1;
    }
    if (what >= 0) {
        return dump_articles(call, codes, dumps[what], error);
    }
    if (!check_output(call, path, error) ||
        (path != NULL && !read_known(call, path, &known, error))) {
        return -1;
    }
    g_autofree char *folder = path != NULL ? g_path_get_dirname(path) : NULL;
    double jobs = 0;

    if (!sb_option_number(call->options, "jobs", 1, 256, &jobs, error)) {
        return -1;
    }
    SbGatherOptions how = {
        .encoding = sb_option_text(call->options, "encoding", NULL),
        .folder = folder,
        .known = known,
        .keep = sb_option_text(call->options, "review", NULL) != NULL,
        .jobs = (guint)jobs,
    };
    g_autoptr(SbGathering) gathered = sb_build_gather(call->job, codes,
        (const char *const *)operands->pdata, operands->len, &how, error);

    if (gathered == NULL || !check_output(call, path, error) ||
        !(path != NULL ? write_review(call, gathered, path, error)
                       : print_table(call, gathered, error))) {
        return -1;
    }
    return tell_unread(call, gathered, error);
}

const SbCommand sb_cmd_extract = {
    .name = "extract",
    .summary = "the figures of articles as a table with provenance",
    .operands = "ARTICLE...",
    .examples = examples,
    .options = options,
    .n_options = G_N_ELEMENTS(options),
    .least = 1,
    .most = -1,
    .run = run,
};
