/*
 * Prints the tidy CSV of one article on standard output, or a middle of the
 * extraction: tool_extract FILE [article|tokens|mentions].  For measuring; the
 * program is "statbrief extract".
 */
#include <locale.h>
#include <stdio.h>

#include "base/datadir.h"
#include "extract/extract.h"
#include "figure/tidy.h"

int
main(int argc, char **argv)
{
    g_autoptr(SbJob) job = sb_job_new();
    g_autoptr(GError) error = NULL;

    setlocale(LC_CTYPE, "C.UTF-8");
    sb_job_set_data_dir(job, NULL);
    const SbSource *source = argc > 1 ? sb_source_read(job, argv[1], NULL, &error) : NULL;
    g_autoptr(SbCodes) codes = source != NULL ? sb_codes_load(job, &error) : NULL;
    g_autoptr(SbExtraction) extraction =
        codes != NULL ? sb_extract_article(job, codes, source, argv[1], &error) : NULL;

    if (extraction == NULL) {
        fprintf(
            stderr, "%s\n", error != NULL ? error->message : "usage: tool_extract FILE");
        return 1;
    }
    g_autoptr(GString) out =
        argc > 2 ? sb_extraction_dump(extraction, argv[2])
                 : sb_tidy_write(sb_extraction_figures(extraction), FALSE);

    fwrite(out->str, 1, out->len, stdout);
    return 0;
}
