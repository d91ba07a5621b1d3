/*
 * In: figures.csv and a value as it stands on paper, or a fact_id.  Out: where
 * that comes from: source, line, sentence, arithmetic, decisions.
 */
#include <string.h>

#include "check/check.h"
#include "cmd/command.h"
#include "cmd/reading.h"
#include "figure/evidence.h"

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

static SbFindings *
audit(SbCall *call, const SbFigureTable *figures, const char *path, GError **error)
{
    g_autoptr(SbCaptions) captions = NULL;
    g_autoptr(SbCodes) codes = sb_reading_captions(call, path, &captions, error)
                                   ? sb_codes_load(call->job, error)
                                   : NULL;
    g_autoptr(SbFindings) findings =
        codes != NULL ? sb_check_all(call->job, codes, figures, captions, error) : NULL;

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

    if (figures == NULL || !sb_reading_sources(call, path, &sources, error)) {
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
