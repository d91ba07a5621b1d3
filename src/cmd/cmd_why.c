/*
 * In: figures.csv and a value as it stands on paper, or a fact_id.  Out: where
 * that comes from: source, line, sentence, arithmetic, decisions.
 */
#include <string.h>

#include "check/check.h"
#include "cmd/command.h"
#include "cmd/reading.h"
#include "figure/evidence.h"
#include "figure/review.h"

static const SbOption options[] = {
    { "lang", 0, "LANG", "en or ko" },
    { "checks", 0, "FILE", "decisions (checks.csv beside the figures, if it is there)" },
};

static const char *const examples[] = {
    "statbrief why figures.csv 46.5%",
    "statbrief why figures.csv kr-44-exports-2022",
    "statbrief why figures.csv '$107.4 billion'",
    NULL,
};

/* sources.csv beside the figures, if it is there. */
static gboolean
read_sources(SbCall *call, const char *figures, SbSources **out, GError **error)
{
    g_autofree char *path =
        strcmp(figures, "-") == 0 ? NULL : sb_review_beside(figures, "sources");

    if (path == NULL || !g_file_test(path, G_FILE_TEST_EXISTS)) {
        return TRUE;
    }
    const SbSource *source = sb_source_read(call->job, path, NULL, error);

    *out = source != NULL ? sb_sources_read(call->job, source, error) : NULL;
    return *out != NULL;
}

static SbFindings *
audit(SbCall *call, const SbFigureTable *figures, const char *path, GError **error)
{
    g_autoptr(SbCodes) codes = sb_codes_load(call->job, error);
    g_autoptr(SbFindings) findings =
        codes != NULL ? sb_check_figures(call->job, codes, figures, error) : NULL;

    if (findings == NULL || !sb_reading_decide(call, findings, path, error)) {
        return NULL;
    }
    return g_steal_pointer(&findings);
}

static int
answer(SbCall *call, const SbEvidenceContext *context, const char *query, GError **error)
{
    g_autoptr(GPtrArray) rows = sb_evidence_find(call->job, context, query);
    g_autoptr(GString) out = g_string_new(NULL);

    if (rows == NULL || rows->len == 0) {
        sb_error_set(error, SB_ERROR_INPUT,
            "%s: no row has the value or id \"%s\"; expected one as in the table",
            (char *)sb_option_operands(call->options)->pdata[0], query);
        return -1;
    }
    for (guint i = 0; i < rows->len; i++) {
        g_autoptr(GString) text = sb_evidence_text(call->job, context, rows->pdata[i]);

        g_string_append_printf(out, "%s%s", i > 0 ? "\n" : "", text->str);
        if (text->len > 0 && text->str[text->len - 1] != '\n') {
            g_string_append_c(out, '\n');
        }
    }
    return sb_command_may_write(call, error) && sb_command_print(out, error) ? 0 : -1;
}

static int
run(SbCall *call, GError **error)
{
    static const char *const languages[] = { "en", "ko" };
    const GPtrArray *operands = sb_option_operands(call->options);
    const char *path = operands->pdata[0];
    int lang = 0;
    g_autoptr(SbSources) sources = NULL;

    if (!sb_option_choice(
            call->options, "lang", languages, G_N_ELEMENTS(languages), &lang, error)) {
        return -1;
    }
    g_autoptr(SbFigureTable) figures = sb_reading_figures(call, path, error);

    if (figures == NULL || !read_sources(call, path, &sources, error)) {
        return -1;
    }
    g_autoptr(SbFindings) findings = audit(call, figures, path, error);

    if (findings == NULL) {
        return -1;
    }
    SbEvidenceContext context = { figures, sources, findings, languages[lang] };

    return answer(call, &context, operands->pdata[1], error);
}

const SbCommand sb_cmd_why = {
    .name = "why",
    .summary = "where a value comes from",
    .operands = "FIGURES.csv VALUE-OR-ID",
    .examples = examples,
    .options = options,
    .n_options = G_N_ELEMENTS(options),
    .least = 2,
    .most = 2,
    .run = run,
};
