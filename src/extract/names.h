/*
 * The names of places and organisations that no table knows, as the article
 * itself shows them.
 */
#pragma once

#include "extract/article.h"
#include "extract/token.h"

typedef struct SbNames SbNames;

/* Looks through the article; NULL for a Korean one. */
SbNames *sb_names_new(const SbArticle *article, const SbLexicon *lexicon);
void sb_names_free(SbNames *names);
/* The tokens of the name that begins at token i, 0: none; *name (alive as long as
 * names) is its shortest form, *organ whether it is an organisation.  names may be
 * NULL. */
guint sb_names_find(const SbNames *names, const SbTokens *tokens, guint i, guint end,
    const char **name, gboolean *organ);
