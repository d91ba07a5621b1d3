/*
 * caption: two tables of one article with the same caption.
 *
 * In: the captions of the articles' tables.  Out: a remark a repetition, at the
 * first figure of the later table.
 */
#include <string.h>

#include "check/audit.h"

/* NULL when no figure stands in the table. */
static const SbFigure *
first_of(const SbAudit *audit, const SbCaption *caption)
{
    size_t length = strlen(caption->table);

    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *row = audit->rows->pdata[i];

        if (strcmp(row->source, caption->source) == 0 && length > 0 &&
            strncmp(row->cell, caption->table, length) == 0 && row->cell[length] == '.') {
            return row;
        }
    }
    return NULL;
}

static const SbCaption *
earlier_like(const SbCaptions *captions, size_t index)
{
    const SbCaption *later = sb_captions_at(captions, index);

    for (size_t i = 0; i < index && *later->caption != '\0'; i++) {
        const SbCaption *first = sb_captions_at(captions, i);

        if (strcmp(first->source, later->source) == 0 &&
            strcmp(first->caption, later->caption) == 0) {
            return first;
        }
    }
    return NULL;
}

void
sb_rule_caption(SbAudit *audit)
{
    size_t n = audit->captions != NULL ? sb_captions_count(audit->captions) : 0;

    for (size_t i = 0; i < n; i++) {
        const SbCaption *later = sb_captions_at(audit->captions, i);
        const SbCaption *first = earlier_like(audit->captions, i);
        const SbFigure *row = first != NULL ? first_of(audit, later) : NULL;

        if (row == NULL) {
            continue;
        }
        g_autofree char *message =
            g_strdup_printf("the table in line %d repeats the caption of line %d: %s",
                later->line, first->line, later->caption);

        sb_audit_add(audit, "caption", SB_VERDICT_REMARK, message, "", "", row, NULL);
    }
}
