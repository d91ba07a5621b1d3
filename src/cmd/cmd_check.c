/*
 * In: figures.csv, or articles.  Out: what the audit finds, as text or JSON,
 * with the arithmetic and the source lines; checks.csv when it is asked for.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/output.h"
#include "build/build.h"
#include "check/check.h"
#include "cmd/command.h"
#include "cmd/reading.h"
#include "figure/same_as.h"

static const SbOption options[] = {
    { "all", 'a', NULL, "also what passed, and what could not be tested" },
    { "json", 0, NULL, "findings as JSON" },
    { "checks", 0, "FILE", "decisions (checks.csv beside the figures, if it is there)" },
    { "output", 'o', "FILE",
        "write checks.csv with a row for each failure, to decide in" },
};

static const char *const examples[] = {
    "statbrief check figures.csv",
    "statbrief check figures.csv --all",
    "statbrief check figures.csv -o checks.csv   # then decide in it",
    "statbrief check article.md --json",
    NULL,
};

/* What places are named by: the articles' paths where they are known. */
typedef struct {
    const char *table;    /* figures.csv */
    char *folder;         /* that paths of sources are relative to; NULL: none */
    SbSources *sources;   /* may be NULL */
    SbCaptions *captions; /* of the articles' tables; may be NULL */
} Places;

static const char *const verdicts[] = {
    [SB_VERDICT_PASS] = "pass",
    [SB_VERDICT_FAIL] = "fail",
    [SB_VERDICT_REMARK] = "remark",
    [SB_VERDICT_UNTESTED] = "untested",
};

static gboolean
is_open(const SbFinding *finding)
{
    return *finding->decision == '\0';
}

/* Without --all: failures and remarks that nobody has decided. */
static gboolean
is_shown(const SbFinding *finding, gboolean all)
{
    return all || ((finding->verdict == SB_VERDICT_FAIL ||
                       finding->verdict == SB_VERDICT_REMARK) &&
                      is_open(finding));
}

/* --- text ---------------------------------------------------------------------- */

static const char *
paint(SbVerdict verdict)
{
    static const char *const colours[] = {
        [SB_VERDICT_PASS] = "\033[32m",
        [SB_VERDICT_FAIL] = "\033[1;31m",
        [SB_VERDICT_REMARK] = "\033[33m",
        [SB_VERDICT_UNTESTED] = "\033[2m",
    };

    return colours[verdict];
}

/* "out/../articles/a.md" -> "articles/a.md", where that is the same file: a linked folder
 * leads elsewhere.  Free it. */
static char *
plain_path(const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    g_autofree char *plain = NULL;
    char before[PATH_MAX], after[PATH_MAX];

    for (guint i = 0; parts[i] != NULL; i++) {
        const char *last = kept->len > 0 ? kept->pdata[kept->len - 1] : NULL;

        if (strcmp(parts[i], "..") == 0 && last != NULL && *last != '\0' &&
            strcmp(last, "..") != 0) {
            g_ptr_array_set_size(kept, (int)kept->len - 1);
        } else if (strcmp(parts[i], ".") != 0 && (*parts[i] != '\0' || i == 0)) {
            g_ptr_array_add(kept, parts[i]);
        }
    }
    g_ptr_array_add(kept, NULL);
    plain = g_strjoinv("/", (char **)kept->pdata);
    if (realpath(path, before) == NULL || realpath(plain, after) == NULL ||
        strcmp(before, after) != 0) {
        return g_strdup(path);
    }
    return g_steal_pointer(&plain);
}

/* The path of the article that fact stands in, or its key.  Free it. */
static char *
article_of(const Places *places, const SbFigure *fact)
{
    const SbSourceRow *row =
        places->sources != NULL ? sb_sources_find(places->sources, fact->source) : NULL;

    if (row == NULL || *row->path == '\0') {
        return g_strdup(fact->source);
    }
    if (places->folder == NULL || strcmp(places->folder, ".") == 0) {
        return g_strdup(row->path);
    }
    g_autofree char *path = g_build_filename(places->folder, row->path, NULL);

    return plain_path(path);
}

/* "article.md:12:5", or the row of the table when the article is not known. */
static void
put_place(GString *out, const SbFigure *fact, const Places *places)
{
    if (*fact->source == '\0' || fact->line == 0) {
        g_string_append_printf(out, "%s:%d", places->table, fact->row_line);
        return;
    }
    g_autofree char *article = article_of(places, fact);

    g_string_append(out, article);
    if (fact->page > 0) {
        g_string_append_printf(out, ":p%d", fact->page);
    }
    g_string_append_printf(out, ":%d", fact->line);
    if (fact->column > 0) {
        g_string_append_printf(out, ":%d", fact->column);
    }
}

static void
put_line(GString *out, const char *label, const char *text)
{
    g_autofree char *clean = sb_error_clean(text);

    g_string_append_printf(out, "    %s%s\n", label, clean);
}

static void
put_finding(GString *out, const SbFinding *finding, const Places *places, gboolean colour)
{
    const SbFigure *first = finding->facts->len > 0 ? finding->facts->pdata[0] : NULL;
    g_autofree char *message = sb_error_clean(finding->message);

    if (first != NULL) {
        put_place(out, first, places);
        g_string_append(out, ": ");
    }
    g_string_append_printf(out, "%s%s%s: %s [%s]\n",
        colour ? paint(finding->verdict) : "", verdicts[finding->verdict],
        colour ? "\033[0m" : "", message, finding->id);
    if (*finding->arithmetic != '\0') {
        put_line(out, "", finding->arithmetic);
    }
    if (*finding->guess != '\0') {
        put_line(out, "perhaps: ", finding->guess);
    }
    for (guint i = 0; i < finding->facts->len; i++) {
        const SbFigure *fact = finding->facts->pdata[i];
        g_autoptr(GString) line = g_string_new(NULL);

        put_place(line, fact, places);
        g_string_append_printf(line, ": %s %s", fact->text, fact->indicator);
        if (*fact->quote != '\0') {
            g_string_append_printf(line, " | %s", fact->quote);
        }
        put_line(out, "", line->str);
    }
    if (!is_open(finding)) {
        g_autofree char *decision =
            g_strdup_printf("%s %s %s", finding->decision, finding->by, finding->note_en);

        put_line(out, "decided: ", g_strchomp(decision));
    }
}

static void
put_summary(GString *out, const SbFindings *findings)
{
    size_t count[G_N_ELEMENTS(verdicts)] = { 0 }, decided = 0;

    for (size_t i = 0; i < sb_findings_count(findings); i++) {
        const SbFinding *finding = sb_findings_at(findings, i);

        count[finding->verdict]++;
        decided += finding->verdict == SB_VERDICT_FAIL && !is_open(finding);
    }
    g_string_append_printf(out,
        "%" G_GSIZE_FORMAT " passed, %" G_GSIZE_FORMAT " failed (%" G_GSIZE_FORMAT
        " decided), %" G_GSIZE_FORMAT " remarks, %" G_GSIZE_FORMAT " not testable\n",
        count[SB_VERDICT_PASS], count[SB_VERDICT_FAIL], decided, count[SB_VERDICT_REMARK],
        count[SB_VERDICT_UNTESTED]);
}

/* --- JSON ---------------------------------------------------------------------- */

static json_t *
fact_json(const SbFigure *fact)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:i, s:i, s:i, s:s, s:i}", "fact_id",
        fact->fact_id, "text", fact->text, "indicator", fact->indicator, "source",
        fact->source, "page", fact->page, "line", fact->line, "column", fact->column,
        "quote", fact->quote, "row", fact->row_line);
}

static json_t *
finding_json(const SbFinding *finding)
{
    json_t *facts = json_array();

    for (guint i = 0; i < finding->facts->len; i++) {
        json_array_append_new(facts, fact_json(finding->facts->pdata[i]));
    }
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:s, s:s, s:s}",
        "id", finding->id, "rule", finding->rule, "verdict", verdicts[finding->verdict],
        "message", finding->message, "arithmetic", finding->arithmetic, "guess",
        finding->guess, "digest", finding->digest, "facts", facts, "decision",
        finding->decision, "by", finding->by, "date", finding->date, "note_en",
        finding->note_en, "note_ko", finding->note_ko);
}

static GString *
findings_json(const SbFindings *findings, gboolean all)
{
    g_autoptr(json_t) tree = json_array();

    for (size_t i = 0; i < sb_findings_count(findings); i++) {
        if (is_shown(sb_findings_at(findings, i), all)) {
            json_array_append_new(tree, finding_json(sb_findings_at(findings, i)));
        }
    }
    char *text = json_dumps(tree, JSON_INDENT(2));
    GString *out = g_string_new(text);

    free(text);
    return g_string_append_c(out, '\n');
}

static GString *
findings_text(const SbFindings *findings, const Places *places, gboolean all)
{
    GString *out = g_string_new(NULL);
    gboolean colour = sb_command_colour();

    for (size_t i = 0; i < sb_findings_count(findings); i++) {
        if (is_shown(sb_findings_at(findings, i), all)) {
            put_finding(out, sb_findings_at(findings, i), places, colour);
        }
    }
    put_summary(out, findings);
    return out;
}

/* --- the run --------------------------------------------------------------------- */

static gboolean
is_article(const char *path)
{
    static const char *const endings[] = { ".md", ".markdown", ".txt", ".text", ".pdf" };

    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(path, endings[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The figures of a CSV, or of articles that are extracted first; and what is
 * known of their tables and sources. */
static SbFigureTable *
read_figures(SbCall *call, const SbCodes *codes, Places *places, GError **error)
{
    const GPtrArray *operands = sb_option_operands(call->options);

    if (is_article(operands->pdata[0])) {
        g_autoptr(SbGathering) gathered = sb_build_gather(call->job, codes,
            (const char *const *)operands->pdata, operands->len, NULL, error);

        if (gathered == NULL) {
            return NULL;
        }
        if (gathered->errors->len > 0) {
            g_propagate_error(error, g_error_copy(gathered->errors->pdata[0]));
            return NULL;
        }
        sb_same_as_fill(gathered->figures);
        places->sources = g_steal_pointer(&gathered->sources);
        places->captions = g_steal_pointer(&gathered->captions);
        return g_steal_pointer(&gathered->figures);
    }
    if (operands->len > 1) {
        sb_error_set(error, SB_ERROR_USAGE,
            "%s: several tables; expected one figures.csv, or articles", call->who);
        return NULL;
    }
    places->folder = g_path_get_dirname(places->table);
    return sb_reading_captions(call, places->table, &places->captions, error) &&
                   sb_reading_sources(call, places->table, &places->sources, error)
               ? sb_reading_figures(call, places->table, error)
               : NULL;
}

/* -o: the decisions there are stay; the former file stays as FILE~. */
static gboolean
write_checks(SbCall *call, const SbFindings *findings, GError **error)
{
    const char *path = sb_option_text(call->options, "output", NULL);
    const SbSource *earlier = NULL;

    if (path == NULL) {
        return TRUE;
    }
    if (strcmp(path, "-") != 0 && g_file_test(path, G_FILE_TEST_EXISTS) &&
        (earlier = sb_source_read(call->job, path, NULL, error)) == NULL) {
        return FALSE;
    }
    g_autoptr(GString) text = sb_findings_write(findings, call->job, earlier, error);

    if (text == NULL) {
        return FALSE;
    }
    if (strcmp(path, "-") == 0) {
        return sb_command_print(text, error);
    }
    return sb_command_keep(call, path, text->str, text->len, error);
}

static int
audit(SbCall *call, Places *places, GError **error)
{
    g_autoptr(SbCodes) codes = sb_codes_load(call->job, error);
    g_autoptr(SbFigureTable) figures =
        codes != NULL ? read_figures(call, codes, places, error) : NULL;
    g_autoptr(SbFindings) findings =
        figures != NULL ? sb_check_all(call->job, codes, figures, places->captions, error)
                        : NULL;

    if (findings == NULL ||
        !sb_reading_decide(
            call, findings, is_article(places->table) ? NULL : places->table, error) ||
        !sb_command_may_write(call, error) || !write_checks(call, findings, error)) {
        return -1;
    }
    gboolean all = sb_option_flag(call->options, "all");
    g_autoptr(GString) text = sb_option_flag(call->options, "json")
                                  ? findings_json(findings, all)
                                  : findings_text(findings, places, all);

    if (g_strcmp0(sb_option_text(call->options, "output", NULL), "-") != 0 &&
        !sb_command_print(text, error)) {
        return -1;
    }
    return sb_findings_open(findings) > 0 ? 1 : 0;
}

static int
run(SbCall *call, GError **error)
{
    Places places = { .table = sb_option_operands(call->options)->pdata[0] };
    int status = audit(call, &places, error);

    g_free(places.folder);
    sb_sources_free(places.sources);
    sb_captions_free(places.captions);
    return status;
}

const SbCommand sb_cmd_check = {
    .name = "check",
    .summary = "the arithmetic of figures recomputed: shares, growth, sums, scales",
    .operands = "FIGURES.csv | ARTICLE...",
    .examples = examples,
    .options = options,
    .n_options = G_N_ELEMENTS(options),
    .least = 1,
    .most = -1,
    .run = run,
};
