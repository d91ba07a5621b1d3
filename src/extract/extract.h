/*
 * The door of the room: an article in, its figures out.
 *
 *   article text -> blocks -> sentences and tokens -> mentions -> figures
 */
#pragma once

#include "base/job.h"
#include "figure/codes.h"
#include "figure/figure_table.h"

typedef struct SbExtraction SbExtraction;

typedef struct {
    const char *title, *date, *publisher, *author, *url, *lang;
    gboolean date_guessed;
} SbArticleInfo;

/* One table or announced picture of the article, for NAME.tables.csv. */
typedef struct {
    const char *id; /* "t3" */
    int line;
    const char *caption, *unit_line, *head;
} SbArticleTable;

/* FALSE and *error when a file of this name is not read, whatever is in it. */
gboolean sb_extract_may_read(const char *path, GError **error);

/* key: the source's name in the column "source".  Figures get no fact_id yet
 * that is unique beyond this article. */
SbExtraction *sb_extract_article(SbJob *job, const SbCodes *codes, const SbSource *source,
    const char *key, GError **error);
/* What words do, read once for several articles; threads may share it. */
typedef struct SbLexicon SbLexicon;

SbLexicon *sb_extract_lexicon(void);
void sb_extract_lexicon_free(SbLexicon *lexicon);
/* The same with a lexicon that outlives the result. */
SbExtraction *sb_extract_article_with(SbJob *job, const SbCodes *codes,
    const SbLexicon *lexicon, const SbSource *source, const char *key, GError **error);

void sb_extraction_free(SbExtraction *extraction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbExtraction, sb_extraction_free)

const SbFigureTable *sb_extraction_figures(const SbExtraction *extraction);
/* The same, now the caller's; the extraction is left without any. */
SbFigureTable *sb_extraction_take_figures(SbExtraction *extraction);
const SbArticleInfo *sb_extraction_info(const SbExtraction *extraction);
const GArray *sb_extraction_tables(
    const SbExtraction *extraction); /* of SbArticleTable */
/* "article" "tokens" "mentions": a middle as text.  Free it. */
GString *sb_extraction_dump(const SbExtraction *extraction, const char *what);

/* --- the review page --- */

typedef struct {
    const SbExtraction *const *extractions; /* n articles, as read */
    const char *const *keys;                /* their names in the column "source" */
    size_t n;
    const SbFigureTable *figures; /* the rows to mark: fresh, or merged */
} SbMarkedInput;

/* One HTML page (well-formed XML, no script, nothing from outside): the articles
 * with every row marked in its place and what was read beside it.  Free it. */
GString *sb_marked_page(SbJob *job, const SbMarkedInput *input);
