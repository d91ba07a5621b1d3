/* The inlines of cmark's tree as rich texts; a part of document.c. */
#pragma once

#include "base/markdown.h"
#include "report/press.h"

/* What an inline text needs to know of its surroundings. */
typedef struct {
    SbPress *press;
    const SbMarkdown *markdown;
    const SbSource *source; /* what markdown was parsed from */
} SbInlines;

/* The inlines below node, from first (NULL: all) up to stop (NULL: to the end).
 * NULL and *error for a reference, link or mark that cannot be. */
const SbRich *sb_document_rich(const SbInlines *inlines, struct cmark_node *node,
    struct cmark_node *first, struct cmark_node *stop, GError **error);
/* The plain text below node, references unresolved.  Free it. */
char *sb_document_plain(struct cmark_node *node);
/* Takes "{#id}" from the end of text; the id in arena, or NULL. */
const char *sb_document_take_id(SbArena *arena, char *text);
