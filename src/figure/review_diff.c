/*
 * In: a merge that was thought through.  Out: what it would change, for a person to
 * read: by source, in the order of the table (see review.h).
 */
#include <string.h>

#include "base/error.h"
#include "figure/column.h"
#include "figure/review.h"

/* Columns of the fact_ids, at most; longer ones push their line to the right. */
enum { WIDEST_ID = 40 };

static const char *const words[] = {
    [SB_CHANGE_NEW] = "new",
    [SB_CHANGE_CHANGED] = "changed",
    [SB_CHANGE_VANISHED] = "vanished",
    [SB_CHANGE_DROPPED] = "dropped",
    [SB_CHANGE_EDITED] = "edited",
    [SB_CHANGE_DELETED] = "deleted",
    [SB_CHANGE_UNREAD] = "unread",
};

/* "4000000000 USD, imports, C, 2022".  Free it. */
static char *
reading_of(const SbFigure *figure)
{
    g_autofree char *value = sb_column_get(figure, SB_COLUMN_value);
    const char *parts[] = { figure->indicator, figure->item, figure->place,
        figure->period };
    GString *out = g_string_new(value);

    if (*figure->unit != '\0') {
        g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", figure->unit);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (*parts[i] != '\0') {
            g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", parts[i]);
        }
    }
    return g_string_free(out, FALSE);
}

static void
put_details(GString *out, const SbChange *change)
{
    g_auto(GStrv) lines = g_strsplit(change->details, "\n", -1);

    for (int i = 0; lines[i] != NULL; i++) {
        if (*lines[i] != '\0') {
            g_autofree char *clean = sb_error_clean(lines[i]);

            g_string_append_printf(out, "            %s\n", clean);
        }
    }
    if (*change->newer != '\0') {
        g_string_append_printf(out, "            the new reading: %s\n", change->newer);
    }
}

static void
put_change(GString *out, const SbChange *change, int width)
{
    g_autofree char *text = sb_error_clean(change->text);
    g_autofree char *said = reading_of(change->now);
    g_autofree char *reading = sb_error_clean(said);
    g_autofree char *line = change->now->line > 0
                                ? g_strdup_printf("line %d", change->now->line)
                                : g_strdup("");

    g_string_append_printf(out, "  %-9s %-*s  %-9s %s%s%s\n", words[change->kind], width,
        change->fact_id, line, text, *text != '\0' ? " = " : "", reading);
    put_details(out, change);
}

/* The changes of one source; of none of them for NULL. */
static void
put_source(GString *out, const SbReview *review, const SbSourceRow *source)
{
    const GArray *changes = sb_review_changes(review);
    int width = 0;
    guint count = 0;

    for (int turn = 0; turn < 2; turn++) {
        for (guint i = 0; i < changes->len; i++) {
            const SbChange *change = &g_array_index(changes, SbChange, i);
            const SbSourceRow *of =
                sb_sources_find(sb_review_sources(review), change->source);

            if (of != source) {
                continue;
            }
            if (turn == 0) {
                width = MAX(width, (int)MIN(strlen(change->fact_id), WIDEST_ID));
                count++;
            } else {
                put_change(out, change, width);
            }
        }
        if (count == 0) {
            return;
        }
        if (turn == 0 && source != NULL) {
            g_autofree char *path = sb_error_clean(source->path);

            g_string_append_printf(out, "%s%s%s%s\n", source->source,
                *path != '\0' ? " (" : "", path, *path != '\0' ? ")" : "");
        } else if (turn == 0) {
            g_string_append(out, "rows of no source in sources.csv\n");
        }
    }
}

GString *
sb_review_diff(const SbReview *review)
{
    const SbSources *sources = sb_review_sources(review);
    GString *out = g_string_new(NULL);

    for (size_t i = 0; i < sb_sources_count(sources); i++) {
        put_source(out, review, sb_sources_at(sources, i));
    }
    put_source(out, review, NULL);
    if (out->len > 0) {
        g_autofree char *summary = sb_review_summary(review);

        g_string_append_printf(out, "%s\n", summary);
    }
    return out;
}
