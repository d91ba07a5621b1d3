/* In: the column "relations".  Out: the rows it points to (see relation.h). */
#include "figure/relation.h"

#include <string.h>

gboolean
sb_relation_id(const SbFigure *figure, const char *kind, guint n, GString *id)
{
    size_t length = strlen(kind);

    for (const char *p = figure->relations; *p != '\0';) {
        const char *end = p + strcspn(p, ";");

        if ((size_t)(end - p) > length && strncmp(p, kind, length) == 0 &&
            p[length] == ':' && n-- == 0) {
            g_string_truncate(id, 0);
            g_string_append_len(id, p + length + 1, end - p - (gssize)length - 1);
            return TRUE;
        }
        p = *end == ';' ? end + 1 : end;
    }
    return FALSE;
}

const SbFigure *
sb_relation_find(const SbFigureTable *table, const SbFigure *figure, const char *kind)
{
    g_autoptr(GString) id = g_string_new(NULL);

    for (guint n = 0; sb_relation_id(figure, kind, n, id); n++) {
        const SbFigure *other = sb_figure_table_find(table, id->str);

        if (other != NULL && other != figure) {
            return other;
        }
    }
    return NULL;
}

const char *
sb_relation_add(
    SbArena *arena, const char *relations, const char *kind, const char *fact_id)
{
    return sb_arena_printf(
        arena, "%s%s%s:%s", relations, *relations != '\0' ? ";" : "", kind, fact_id);
}
