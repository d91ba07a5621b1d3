/*
 * In: paths of figures.csv, sources.csv and checks.csv.  Out: what several commands read
 * of them.
 */
#include "cmd/reading.h"

#include <string.h>

#include "figure/derive.h"
#include "figure/review.h"
#include "figure/reviewed.h"

SbFigureTable *
sb_reading_figures(const SbCall *call, const char *path, GError **error)
{
    const SbSource *source = sb_source_read(call->job, path, NULL, error);
    g_autoptr(SbFigureTable) figures =
        source != NULL ? sb_reviewed_read(call->job, source, error) : NULL;

    return figures != NULL && sb_derive_table(figures, source, error)
               ? g_steal_pointer(&figures)
               : NULL;
}

gboolean
sb_reading_decide(
    const SbCall *call, SbFindings *findings, const char *figures, GError **error)
{
    g_autofree char *path = g_strdup(sb_option_text(call->options, "checks", NULL));

    if (path == NULL && figures != NULL && strcmp(figures, "-") != 0) {
        g_autofree char *folder = g_path_get_dirname(figures);
        g_autofree char *beside = g_build_filename(folder, "checks.csv", NULL);

        if (g_file_test(beside, G_FILE_TEST_EXISTS)) {
            path = g_steal_pointer(&beside);
        }
    }
    if (path == NULL) {
        return TRUE;
    }
    const SbSource *checks = sb_source_read(call->job, path, NULL, error);

    return checks != NULL && sb_findings_decide(findings, call->job, checks, error);
}

/* The file beside figures, as sb_review_beside() names it; NULL without *error
 * when it is not there. */
static const SbSource *
read_beside(const SbCall *call, const char *figures, const char *what, GError **error)
{
    g_autofree char *path =
        strcmp(figures, "-") == 0 ? NULL : sb_review_beside(figures, what);

    return path != NULL && g_file_test(path, G_FILE_TEST_EXISTS)
               ? sb_source_read(call->job, path, NULL, error)
               : NULL;
}

gboolean
sb_reading_sources(
    const SbCall *call, const char *figures, SbSources **out, GError **error)
{
    g_autoptr(GError) why = NULL;
    const SbSource *source = read_beside(call, figures, "sources", &why);

    *out = source != NULL ? sb_sources_read(call->job, source, &why) : NULL;
    if (why != NULL) {
        g_propagate_error(error, g_steal_pointer(&why));
        return FALSE;
    }
    return TRUE;
}

gboolean
sb_reading_captions(
    const SbCall *call, const char *figures, SbCaptions **out, GError **error)
{
    g_autoptr(GError) why = NULL;
    const SbSource *source = read_beside(call, figures, "tables", &why);

    *out = source != NULL ? sb_captions_read(call->job, source, &why) : NULL;
    if (why != NULL) {
        g_propagate_error(error, g_steal_pointer(&why));
        return FALSE;
    }
    return TRUE;
}
