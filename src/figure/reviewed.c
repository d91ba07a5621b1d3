/*
 * In: the source of a reviewed table.  Out: the table, mended by the base file
 * beside it (see reviewed.h).
 */
#include "figure/reviewed.h"

#include "figure/review.h"
#include "figure/tidy.h"

SbFigureTable *
sb_reviewed_read(SbJob *job, const SbSource *source, GError **error)
{
    g_autofree char *path = sb_review_beside(sb_source_path(source), "base");
    const SbSource *base = NULL;

    /* a link might lead out of the folder that may be read */
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR) &&
        !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
        base = sb_source_read(job, path, NULL, error);
        if (base == NULL) {
            return NULL;
        }
    }
    return sb_tidy_read_over(job, source, base, error);
}
