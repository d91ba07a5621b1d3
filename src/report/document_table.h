/* Pipe tables of cmark's tree; a part of document.c. */
#pragma once

#include "report/document_inline.h"

/* The paragraph "Table: …" right before or after a table, or NULL. */
struct cmark_node *sb_document_table_caption(struct cmark_node *table);
/* Is this paragraph such a caption? */
gboolean sb_document_is_caption(struct cmark_node *paragraph);
/* Fills block->table and block->caption. */
gboolean sb_document_table(
    const SbInlines *inlines, struct cmark_node *node, SbBlock *block, GError **error);
