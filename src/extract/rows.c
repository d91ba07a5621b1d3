/*
 * In: mentions.  Out: rows of the tidy table, with provenance, remarks and
 * relations by temporary fact_ids.
 */
#include "extract/rows.h"

#include <string.h>

#include "base/limits.h"
#include "figure/relation.h"

/* Bytes from i on that are left out of what is quoted: a soft hyphen with the line
 * end behind it, marks of Markdown (noise). */
static size_t
left_out(const char *text, size_t i, size_t end, gboolean noise)
{
    size_t n = 0;

    if ((guchar)text[i] == 0xC2 && (guchar)text[i + 1] == 0xAD) {
        for (n = 2; i + n < end && text[i + n] == '\n';) {
            n++;
        }
    } else if (noise && (text[i] == '*' || (text[i] == '\\' && i + 1 < end &&
                                               g_ascii_ispunct(text[i + 1])))) {
        n = 1;
    }
    return n;
}

const char *
sb_rows_squeeze(
    const char *text, size_t start, size_t end, gboolean noise, SbArena *arena)
{
    /* in the arena at its full length, then cut */
    char *out = sb_arena_strndup(arena, text + start, end - start);
    size_t length = 0;
    gboolean blank = FALSE;

    for (size_t i = start, n; i < end; i += n) {
        if ((n = sb_article_blank(text, i, end)) > 0) {
            blank = TRUE;
            continue;
        }
        if ((n = left_out(text, i, end, noise)) > 0) {
            continue;
        }
        if (blank && length > 0) {
            out[length++] = ' ';
        }
        blank = FALSE;
        /* a word, up to what may be one of those */
        n = (size_t)(g_utf8_next_char(text + i) - (text + i));
        while (i + n < end && g_ascii_isalnum(text[i + n])) {
            n++;
        }
        memcpy(out + length, text + i, n);
        length += n;
    }
    out[length] = '\0';
    return out;
}

const char *
sb_rows_id(const SbRows *rows, guint index)
{
    return sb_arena_printf(
        sb_figure_table_arena(rows->figures), "m%u", rows->gone + index + 1);
}

void
sb_rows_remark(const SbRows *rows, SbFigure *figure, SbRemarkId id)
{
    SbArena *arena = sb_figure_table_arena(rows->figures);

    figure->remarks =
        *figure->remarks == '\0'
            ? sb_arena_strdup(arena, sb_remark_name(id))
            : sb_arena_printf(arena, "%s;%s", figure->remarks, sb_remark_name(id));
}

static void
add_relations(const SbRows *rows, const SbMention *m, SbFigure *figure)
{
    SbArena *arena = sb_figure_table_arena(rows->figures);
    const struct {
        const char *kind;
        int index;
    } relations[] = { { "part-of", m->part_index }, { "from", m->from_index },
        { "to", m->to_index }, { "converts", m->convert_index },
        { "with", m->with_index } };

    for (size_t i = 0; i < G_N_ELEMENTS(relations); i++) {
        if (relations[i].index >= 0) {
            figure->relations = sb_relation_add(arena, figure->relations,
                relations[i].kind, sb_rows_id(rows, (guint)relations[i].index));
        }
    }
}

/* Of the whole phrase only: "ship exports" are not exports. */
static const char *
indicator_code(const SbRows *rows, const char *indicator)
{
    const SbIndicatorCode *code = rows->codes != NULL && *indicator != '\0'
                                      ? sb_codes_indicator_named(rows->codes, indicator)
                                      : NULL;

    return code != NULL
               ? sb_arena_strdup(sb_figure_table_arena(rows->figures), code->code)
               : "";
}

/* A quote that is longer than anybody reads (a text without full stops, a table in
 * one line) gives way to the text around its figure. */
static const char *
short_quote(const SbRows *rows, SbSpan span, const char *quote)
{
    const SbArticle *article = rows->article;
    size_t start = span.start > SB_LIMIT_QUOTE / 2 ? span.start - SB_LIMIT_QUOTE / 2 : 0;
    size_t end = MIN(article->length, span.end + SB_LIMIT_QUOTE / 2);

    if (strnlen(quote, SB_LIMIT_QUOTE + 1) <= SB_LIMIT_QUOTE) {
        return quote;
    }
    while (start < span.start && ((guchar)article->text[start] & 0xC0) == 0x80) {
        start++;
    }
    while (end > span.end && end < article->length &&
           ((guchar)article->text[end] & 0xC0) == 0x80) {
        end--;
    }
    return sb_rows_squeeze(
        article->text, start, end, FALSE, sb_figure_table_arena(rows->figures));
}

SbFigure *
sb_rows_add(const SbRows *rows, const SbMention *m, guint index, SbSpan span,
    const char *text, const char *quote, const char *cell)
{
    SbArena *arena = sb_figure_table_arena(rows->figures);
    SbFigure *figure = sb_figure_table_add(rows->figures);
    const SbSource *source = rows->article->source;

    figure->status = SB_STATUS_NEW;
    figure->fact_id = sb_rows_id(rows, index);
    figure->text = text;
    figure->has_value = TRUE;
    figure->value = m->value;
    figure->has_high = m->has_high;
    figure->value_high = m->high;
    figure->has_precision = TRUE;
    figure->precision = m->value.exponent;
    figure->unit = sb_arena_strdup(arena, m->unit);
    figure->indicator = sb_arena_strdup(arena, m->indicator);
    figure->item = sb_arena_strdup(arena, m->item);
    figure->place = sb_arena_strdup(arena, m->place);
    figure->place_code = sb_arena_strdup(arena, m->place_code);
    figure->period = sb_arena_strdup(arena, m->period);
    figure->base = sb_arena_strdup(arena, m->base);
    figure->indicator_code = indicator_code(rows, m->indicator);
    figure->qualifier = m->qualifier;
    figure->role = m->role;
    figure->modality = m->modality;
    figure->quote = short_quote(rows, span, quote);
    figure->source = sb_arena_strdup(arena, rows->key);
    figure->page = sb_source_page(source, span.start);
    figure->line = sb_source_line(source, span.start);
    figure->column = sb_source_column(source, span.start);
    figure->cell = sb_arena_strdup(arena, cell);
    add_relations(rows, m, figure);
    if (m->carried) {
        sb_rows_remark(rows, figure, SB_REMARK_UNIT_CARRIED);
    }
    if (*m->unit == '\0') {
        sb_rows_remark(rows, figure, SB_REMARK_UNIT_UNKNOWN);
    }
    if (m->place_carried) {
        sb_rows_remark(rows, figure, SB_REMARK_PLACE_CARRIED);
    }
    if (m->scale_missing) {
        sb_rows_remark(rows, figure, SB_REMARK_SCALE_MISSING);
    }
    return figure;
}
