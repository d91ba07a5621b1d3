/*
 * In: a report in Markdown.  Out: its PDF, or its pages as PNG.
 */
#include <string.h>

#include "base/output.h"
#include "cmd/command.h"
#include "report/report.h"

static const char *const dumps[] = { "document", "boxes", "scene" };

static const SbOption options[] = {
    { "output", 'o', "FILE", "write FILE.pdf, or pages as NAME-%d.png; repeatable" },
    { "data", 0, "FILE", "figures.csv, over the front matter's" },
    { "checks", 0, "FILE", "checks.csv, for the audit box" },
    { "param", 0, "NAME=VALUE", "a parameter, {{param.NAME}} in the text; repeatable" },
    { "date", 0, "DATE", "over the front matter's" },
    { "dpi", 0, "N", "PNG: pixels an inch (144)" },
    { "draft", 0, NULL, "use rows that nobody has reviewed; every page says so" },
    { "dump", 0, "WHAT", "print document, boxes or scene instead" },
};

static const char *const examples[] = {
    "statbrief report report.en.md -o report.en.pdf",
    "statbrief report report.ko.md -o page-%d.png --dpi 110",
    "statbrief report report.en.md -o draft.pdf --draft --param quarter=2023-Q4",
    NULL,
};

static gboolean
is_png(const char *path)
{
    return g_str_has_suffix(path, ".png");
}

/* "page-7.png" of "page-%d.png", "page-07.png" of "page-%02d.png"; a copy of
 * pattern when it has no number.  Free it. */
static char *
page_name(const char *pattern, size_t number)
{
    const char *percent = strchr(pattern, '%');
    int width = 0;

    if (percent == NULL) {
        return g_strdup(pattern);
    }
    const char *p = percent + 1;

    for (; g_ascii_isdigit(*p) && width < 100; p++) {
        width = 10 * width + (*p - '0');
    }
    return *p == 'd'
               ? g_strdup_printf("%.*s%0*" G_GSIZE_FORMAT "%s", (int)(percent - pattern),
                     pattern, MIN(width, 9), number, p + 1)
               : g_strdup(pattern);
}

/* Is path one that we can write n pages to? */
static gboolean
check_path(const SbCall *call, const char *path, size_t n, GError **error)
{
    if (!is_png(path) && !g_str_has_suffix(path, ".pdf") && strcmp(path, "-") != 0) {
        sb_error_set(error, SB_ERROR_USAGE,
            "%s: unknown ending; expected a name in .pdf, or .png with %%d", path);
        return FALSE;
    }
    g_autofree char *first = page_name(path, 1), *second = page_name(path, 2);

    if (is_png(path) && n > 1 && strcmp(first, second) == 0) {
        sb_error_set(error, SB_ERROR_USAGE,
            "%s: %" G_GSIZE_FORMAT
            " pages for one file; expected a name with %%d, such as "
            "page-%%d.png",
            path, n);
        return FALSE;
    }
    for (size_t i = 1; i <= (is_png(path) ? n : 1); i++) {
        g_autofree char *name = page_name(path, i);

        if (!sb_command_not_read(call, name, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
stage_pdf(SbReport *report, SbOutputSet *set, const char *path, GError **error)
{
    g_autoptr(GBytes) pdf = sb_report_pdf(report, error);
    gsize length;

    if (pdf == NULL) {
        return FALSE;
    }
    const void *bytes = g_bytes_get_data(pdf, &length);

    return strcmp(path, "-") == 0 ? sb_output_write("-", bytes, length, error)
                                  : sb_output_set_add(set, path, bytes, length, error);
}

static gboolean
stage_pages(
    SbReport *report, SbOutputSet *set, const char *path, double dpi, GError **error)
{
    for (size_t i = 0; i < sb_report_pages(report); i++) {
        g_autofree char *name = page_name(path, i + 1);
        g_autoptr(GBytes) png = sb_report_png(report, i, dpi, error);
        gsize length;

        if (png == NULL) {
            return FALSE;
        }
        const void *bytes = g_bytes_get_data(png, &length);

        if (!sb_output_set_add(set, name, bytes, length, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
write_outputs(SbCall *call, SbReport *report, GError **error)
{
    const GPtrArray *given = sb_option_list(call->options, "output");
    g_autoptr(SbOutputSet) set = sb_output_set_new();
    double dpi = 144;

    if (!sb_option_number(call->options, "dpi", 10, 1200, &dpi, error)) {
        return FALSE;
    }
    for (guint i = 0; i < given->len; i++) { /* the PDF gives the pages up */
        const char *path = given->pdata[i];

        if (!check_path(call, path, sb_report_pages(report), error) ||
            (is_png(path) && !stage_pages(report, set, path, dpi, error))) {
            return FALSE;
        }
    }
    for (guint i = 0; i < MAX(given->len, 1); i++) {
        const char *path = given->len > 0 ? given->pdata[i] : "-";

        if (!is_png(path) && !stage_pdf(report, set, path, error)) {
            return FALSE;
        }
    }
    return sb_command_may_write(call, error) && sb_output_set_commit(set, error);
}

static int
run(SbCall *call, GError **error)
{
    int what = -1;
    g_autoptr(GHashTable) params = sb_command_params(call, error);

    if (params == NULL || !sb_option_choice(call->options, "dump", dumps,
                              G_N_ELEMENTS(dumps), &what, error)) {
        return -1;
    }
    const SbSource *source = sb_source_read(
        call->job, sb_option_operands(call->options)->pdata[0], NULL, error);
    g_autoptr(SbFonts) fonts = source != NULL ? sb_fonts_new(call->job, error) : NULL;

    if (fonts == NULL) {
        return -1;
    }
    SbReportOptions how = {
        .root = call->root,
        .data = sb_option_text(call->options, "data", NULL),
        .checks = sb_option_text(call->options, "checks", NULL),
        .draft = sb_option_flag(call->options, "draft"),
        .strict = call->strict,
        .date = sb_option_text(call->options, "date", NULL),
        .params = params,
    };
    g_autoptr(SbReport) report = sb_report_new(call->job, fonts, source, &how, error);

    if (report == NULL) {
        return -1;
    }
    if (what >= 0) {
        g_autoptr(GString) text = sb_report_dump(report, dumps[what]);

        return sb_command_may_write(call, error) && sb_command_print(text, error) ? 0
                                                                                  : -1;
    }
    return write_outputs(call, report, error) ? 0 : -1;
}

const SbCommand sb_cmd_report = {
    .name = "report",
    .summary = "a report in Markdown set as PDF, or pages as PNG",
    .operands = "REPORT.md",
    .examples = examples,
    .options = options,
    .n_options = G_N_ELEMENTS(options),
    .least = 1,
    .most = 1,
    .run = run,
};
