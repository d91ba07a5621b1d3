/*
 * In: a row of the table.  Out: its note on the review page, its line in the
 * table of figures, its tooltip (see marked_work.h).
 */
#include <string.h>

#include "extract/marked_work.h"
#include "figure/column.h"
#include "figure/phrase.h"

/* --- shared --- */

void
sb_marked_classes(GString *out, const SbFigure *figure, const char *also)
{
    g_autofree char *remarks = g_strdelimit(g_strdup(figure->remarks), ";", ' ');

    g_string_append_printf(out, " class=\"f %s%s\" data-s=\"%s\" data-r=\"", also,
        *remarks != '\0' ? " remarked" : "", sb_status_name(figure->status));
    sb_marked_puts(out, remarks);
    g_string_append_c(out, '"');
}

static char *
in_words(SbJob *job, const SbFigure *figure, const char *lang)
{
    SbPhraseOptions how = { .lang = lang };

    if (figure->has_value) {
        return sb_phrase_figure(job, figure, &how);
    }
    return g_strdup(*figure->derived_from != '\0' && *figure->text == '\0'
                        ? sb_marked_word(lang, SB_MARKED_COMPUTED)
                        : figure->text);
}

static char *
period_words(const SbFigure *figure, const char *lang)
{
    char *words = *figure->period != '\0' ? sb_phrase_period(figure->period, lang) : NULL;

    return words != NULL ? words
           : *figure->period != '\0'
               ? g_strdup(figure->period)
               : g_strdup(sb_marked_word(lang, SB_MARKED_NO_PERIOD));
}

static const char *
or_word(const char *text, const char *lang, SbMarkedWord word)
{
    return *text != '\0' ? text : sb_marked_word(lang, word);
}

char *
sb_marked_summary(SbJob *job, const SbFigure *figure, const char *lang)
{
    g_autofree char *value = in_words(job, figure, lang);
    g_autofree char *period = period_words(figure, lang);

    return g_strdup_printf("%s; %s%s%s; %s; %s; %s; %s", value,
        or_word(figure->indicator, lang, SB_MARKED_NO_INDICATOR),
        *figure->item != '\0' ? ", " : "", figure->item,
        or_word(figure->place, lang, SB_MARKED_NO_PLACE), period,
        sb_marked_role(lang, figure->role), sb_marked_status(lang, figure->status));
}

/* --- the note --- */

static void
put_term(GString *out, const char *lang, SbMarkedWord term)
{
    g_string_append(out, "<div><dt>");
    sb_marked_puts(out, sb_marked_word(lang, term));
    g_string_append(out, "</dt><dd>");
}

static void
put_field(
    GString *out, const char *lang, SbMarkedWord term, const char *text, const char *code)
{
    if (*text == '\0' && *code == '\0') {
        return;
    }
    put_term(out, lang, term);
    sb_marked_puts(out, text);
    if (*code != '\0') {
        g_string_append(out, *text != '\0' ? " <code>" : "<code>");
        sb_marked_puts(out, code);
        g_string_append(out, "</code>");
    }
    g_string_append(out, "</dd></div>\n");
}

static void
put_link(GString *out, const char *fact_id)
{
    g_string_append(out, "<a href=\"#C-");
    sb_marked_puts(out, fact_id);
    g_string_append(out, "\">");
    sb_marked_puts(out, fact_id);
    g_string_append(out, "</a>");
}

/* "part-of:a;from:b" as words with links. */
static void
put_relations(GString *out, const SbFigure *figure, const char *lang)
{
    static const char *const kinds[] = { "part-of", "from", "to", "converts", "with" };
    g_auto(GStrv) parts = g_strsplit(figure->relations, ";", -1);

    if (*figure->relations == '\0') {
        return;
    }
    put_term(out, lang, SB_MARKED_RELATIONS);
    for (int i = 0; parts[i] != NULL; i++) {
        char *colon = strchr(parts[i], ':');

        if (colon == NULL) {
            continue;
        }
        *colon = '\0';
        g_string_append(out, i > 0 ? ", " : "");
        for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
            if (strcmp(kinds[k], parts[i]) == 0) {
                sb_marked_puts(
                    out, sb_marked_word(lang, (SbMarkedWord)(SB_MARKED_PART_OF + k)));
            }
        }
        g_string_append_c(out, ' ');
        put_link(out, colon + 1);
    }
    g_string_append(out, "</dd></div>\n");
}

static void
put_remarks(GString *out, const SbFigure *figure, const char *lang)
{
    g_auto(GStrv) ids = g_strsplit(figure->remarks, ";", -1);

    if (*figure->remarks == '\0') {
        return;
    }
    put_term(out, lang, SB_MARKED_REMARKS);
    for (int i = 0; ids[i] != NULL; i++) {
        g_string_append(out, i > 0 ? "<br/>" : "");
        sb_marked_puts(out, sb_marked_remark(lang, ids[i]));
    }
    g_string_append(out, "</dd></div>\n");
}

static void
put_place(GString *out, const SbFigure *figure, const char *lang)
{
    g_autofree char *where =
        figure->page > 0
            ? g_strdup_printf("%s, p. %d, %s %d:%d", figure->source, figure->page,
                  sb_marked_word(lang, SB_MARKED_LINE), figure->line, figure->column)
            : g_strdup_printf("%s, %s %d:%d", figure->source,
                  sb_marked_word(lang, SB_MARKED_LINE), figure->line, figure->column);

    if (*figure->source != '\0') {
        put_field(out, lang, SB_MARKED_WHERE, figure->line > 0 ? where : figure->source,
            figure->cell);
    }
}

static void
put_value(SbJob *job, GString *out, const SbFigure *figure, const char *lang)
{
    g_autofree char *value = sb_column_get(figure, SB_COLUMN_value);
    g_autofree char *high = sb_column_get(figure, SB_COLUMN_value_high);
    g_autofree char *words = in_words(job, figure, lang);
    g_autofree char *unit = sb_phrase_unit(job, figure->unit, lang);

    put_field(out, lang, SB_MARKED_PRINTED, figure->text, "");
    put_field(out, lang, SB_MARKED_READ_AS, words, "");
    put_field(out, lang, SB_MARKED_VALUE, sb_qualifier_name(figure->qualifier), value);
    put_field(out, lang, SB_MARKED_VALUE_HIGH, "", high);
    put_field(out, lang, SB_MARKED_UNIT,
        *figure->unit != '\0' ? unit : sb_marked_word(lang, SB_MARKED_NO_UNIT),
        figure->unit);
}

/* What the row says, field by field. */
static void
put_fields(SbJob *job, GString *out, const SbFigure *figure, const char *lang)
{
    g_autofree char *period = period_words(figure, lang);

    put_value(job, out, figure, lang);
    put_field(out, lang, SB_MARKED_INDICATOR,
        or_word(figure->indicator, lang, SB_MARKED_NO_INDICATOR), figure->indicator_code);
    put_field(out, lang, SB_MARKED_ITEM, figure->item, "");
    put_field(out, lang, SB_MARKED_PLACE,
        or_word(figure->place, lang, SB_MARKED_NO_PLACE), figure->place_code);
    put_field(out, lang, SB_MARKED_PERIOD, period, figure->period);
    put_field(out, lang, SB_MARKED_ROLE, sb_marked_role(lang, figure->role), "");
    put_field(
        out, lang, SB_MARKED_MODALITY, sb_marked_modality(lang, figure->modality), "");
    put_field(out, lang, SB_MARKED_BASE, figure->base, "");
    put_field(out, lang, SB_MARKED_DERIVED, "", figure->derived_from);
    if (*figure->same_as != '\0') {
        put_term(out, lang, SB_MARKED_SAME_AS);
        put_link(out, figure->same_as);
        g_string_append(out, "</dd></div>\n");
    }
    put_relations(out, figure, lang);
    put_remarks(out, figure, lang);
    put_field(out, lang, SB_MARKED_COMMENT, figure->comment, "");
    put_place(out, figure, lang);
    put_field(out, lang, SB_MARKED_ID, "", figure->fact_id);
}

static void
put_number(GString *out, const SbFigure *figure, const char *words, gboolean linked)
{
    if (linked) {
        g_string_append(out, "<a class=\"v\" href=\"#");
        sb_marked_puts(out, figure->fact_id);
        g_string_append(out, "\">");
    } else {
        g_string_append(out, "<span class=\"v\" id=\"");
        sb_marked_puts(out, figure->fact_id);
        g_string_append(out, "\">");
    }
    sb_marked_puts(out, words);
    g_string_append(out, linked ? "</a>" : "</span>");
}

static void
put_chips(GString *out, const SbFigure *figure, const char *lang)
{
    g_auto(GStrv) ids = g_strsplit(figure->remarks, ";", -1);

    g_string_append_printf(
        out, "<span class=\"chip s\">%s</span>", sb_marked_status(lang, figure->status));
    for (int i = 0; *figure->remarks != '\0' && ids[i] != NULL; i++) {
        g_string_append(out, " <span class=\"chip r\">");
        sb_marked_puts(out, ids[i]);
        g_string_append(out, "</span>");
    }
}

void
sb_marked_card(
    SbJob *job, GString *out, const SbFigure *figure, const char *lang, gboolean linked)
{
    g_autofree char *words = in_words(job, figure, lang);
    g_autofree char *period = period_words(figure, lang);

    g_string_append(out, "<details");
    sb_marked_classes(out, figure, "card");
    g_string_append(out, "><summary><span class=\"top\">");
    put_number(out, figure, words, linked);
    g_string_append(out, " <span class=\"chips\">");
    put_chips(out, figure, lang);
    g_string_append(out, "</span></span> <span class=\"what\">");
    sb_marked_puts(out, or_word(figure->indicator, lang, SB_MARKED_NO_INDICATOR));
    if (*figure->item != '\0') {
        g_string_append(out, ", ");
        sb_marked_puts(out, figure->item);
    }
    g_string_append(out, " · ");
    sb_marked_puts(out, or_word(figure->place, lang, SB_MARKED_NO_PLACE));
    g_string_append(out, " · ");
    sb_marked_puts(out, period);
    if (figure->role != SB_ROLE_LEVEL) {
        g_string_append_printf(out, " · %s", sb_marked_role(lang, figure->role));
    }
    if (figure->modality != SB_MODALITY_ACTUAL) {
        g_string_append_printf(out, " · %s", sb_marked_modality(lang, figure->modality));
    }
    g_string_append(out, "</span></summary>\n<dl id=\"C-");
    sb_marked_puts(out, figure->fact_id);
    g_string_append(out, "\">\n");
    put_fields(job, out, figure, lang);
    g_string_append(out, "</dl></details>\n");
}

/* --- the table of figures --- */

void
sb_marked_index_row(
    SbJob *job, GString *out, const SbFigure *figure, const char *lang, guint number)
{
    g_autofree char *value = sb_column_get(figure, SB_COLUMN_value);
    const char *cells[] = { value, figure->unit, figure->indicator, figure->item,
        figure->place, figure->period };

    g_string_append(out, "<tr");
    sb_marked_classes(out, figure, "entry");
    g_string_append_printf(
        out, "><td class=\"num\">%u</td><th scope=\"row\"><a href=\"#", number);
    sb_marked_puts(out, figure->fact_id);
    g_string_append(out, "\">");
    sb_marked_puts(out, *figure->text != '\0' ? figure->text : figure->fact_id);
    g_string_append(out, "</a></th>");
    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_string_append(out, i == 0 ? "<td class=\"num\">" : "<td>");
        sb_marked_puts(out, cells[i]);
        g_string_append(out, "</td>");
    }
    g_string_append_printf(out, "<td>%s</td><td>%s</td><td>",
        sb_marked_role(lang, figure->role), sb_marked_modality(lang, figure->modality));
    put_chips(out, figure, lang);
    g_string_append(out, "</td></tr>\n");
}
