/* In: captions of the articles' tables, or NAME.tables.csv.  Out: the other one
 * (see captions.h). */
#include "figure/captions.h"

#include "base/csv.h"
#include "base/error.h"

enum { COLUMNS = 6 };

static const char *const heads[COLUMNS] = { "source", "table", "line", "caption",
    "unit_line", "head" };

struct SbCaptions {
    SbArena *arena;
    GPtrArray *captions; /* of SbCaption */
};

SbCaptions *
sb_captions_new(void)
{
    SbArena *arena = sb_arena_new();
    SbCaptions *captions = sb_arena_new_of(arena, SbCaptions);

    captions->arena = arena;
    captions->captions = sb_arena_ptr_array(arena);
    return captions;
}

void
sb_captions_free(SbCaptions *captions)
{
    if (captions != NULL) {
        sb_arena_free(captions->arena);
    }
}

static const char *
or_empty(SbArena *arena, const char *text)
{
    return text == NULL || *text == '\0' ? "" : sb_arena_strdup(arena, text);
}

void
sb_captions_add(SbCaptions *captions, const SbCaption *caption)
{
    SbArena *arena = captions->arena;
    SbCaption *copy = sb_arena_new_of(arena, SbCaption);

    copy->source = or_empty(arena, caption->source);
    copy->table = or_empty(arena, caption->table);
    copy->line = caption->line;
    copy->caption = or_empty(arena, caption->caption);
    copy->unit_line = or_empty(arena, caption->unit_line);
    copy->head = or_empty(arena, caption->head);
    g_ptr_array_add(captions->captions, copy);
}

size_t
sb_captions_count(const SbCaptions *captions)
{
    return captions->captions->len;
}

const SbCaption *
sb_captions_at(const SbCaptions *captions, size_t index)
{
    g_assert(index < captions->captions->len);
    return captions->captions->pdata[index];
}

SbCaptions *
sb_captions_read(SbJob *job, const SbSource *source, GError **error)
{
    g_autoptr(SbCsv) csv = sb_csv_read(source, 0, error);
    g_autoptr(SbCaptions) captions = sb_captions_new();

    for (size_t i = 1; csv != NULL && i < sb_csv_rows(csv); i++) {
        const SbCsvRow *row = sb_csv_row(csv, i);
        char *cells[COLUMNS];

        for (int k = 0; k < COLUMNS; k++) {
            int at = sb_csv_column(csv, heads[k]);

            cells[k] = at < 0 || at >= row->count ? g_strdup("")
                                                  : sb_csv_unguard(row->fields[at]);
        }
        SbCaption caption = { cells[0], cells[1],
            (int)g_ascii_strtoll(cells[2], NULL, 10), cells[3], cells[4], cells[5] };

        sb_captions_add(captions, &caption);
        for (int k = 0; k < COLUMNS; k++) {
            g_free(cells[k]);
        }
    }
    return csv != NULL ? g_steal_pointer(&captions) : NULL;
}

GString *
sb_captions_write(const SbCaptions *captions, gboolean bom)
{
    GString *out = g_string_new(bom ? "\xEF\xBB\xBF" : "");

    for (int k = 0; k < COLUMNS; k++) {
        sb_csv_put(out, heads[k], k == 0);
    }
    sb_csv_end(out);
    for (guint i = 0; i < captions->captions->len; i++) {
        const SbCaption *caption = captions->captions->pdata[i];
        g_autofree char *line = g_strdup_printf("%d", caption->line);
        const char *const cells[COLUMNS] = { caption->source, caption->table, line,
            caption->caption, caption->unit_line, caption->head };

        for (int k = 0; k < COLUMNS; k++) {
            g_autofree char *guarded = sb_csv_guard(cells[k]);

            sb_csv_put(out, guarded, k == 0);
        }
        sb_csv_end(out);
    }
    return out;
}
