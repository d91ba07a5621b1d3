/*
 * In: a figure, sources, findings.  Out: what stands behind it, as text (see
 * evidence.h).
 */
#include "figure/evidence.h"

#include <string.h>

#include "base/error.h"
#include "base/numeral.h"
#include "figure/derive.h"
#include "figure/phrase.h"
#include "figure/unit.h"

/* characters around a number that rights "quote" lets out; ingredients of
 * ingredients that are followed */
enum { LONGEST_QUOTE = 90, DEEPEST = 8 };

/* --- finding --- */

/* Blanks of every kind as one, minus signs as hyphens.  Free it. */
static char *
plain(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isspace(c)) {
            if (out->len > 0 && out->str[out->len - 1] != ' ') {
                g_string_append_c(out, ' ');
            }
        } else {
            g_string_append_unichar(out, c == 0x2212 ? '-' : c);
        }
    }
    return g_strchomp(g_string_free(out, FALSE));
}

typedef struct {
    SbDecimal value;
    const char *unit; /* NULL: the query names none */
} Amount;

/* The longest number that text begins with; its bytes, or 0. */
static size_t
read_number(const char *text, SbDecimal *out)
{
    for (size_t length = strlen(text); length > 0; length--) {
        if (sb_numeral_read(text, length, out) || sb_decimal_parse(text, length, out)) {
            return length;
        }
    }
    return 0;
}

/* "$107.4 billion", "46.5%", "1,074억 달러", "-2.3". */
static gboolean
read_amount(const char *query, Amount *out)
{
    gboolean negative = *query == '-';
    const char *at = query + (negative ? 1 : 0);
    size_t length = 0;

    out->unit = sb_unit_at(at, strlen(at), SB_UNIT_BEFORE, &length);
    at += out->unit != NULL ? length : 0;
    at += *at == ' ';
    length = read_number(at, &out->value);
    if (length == 0) {
        return FALSE;
    }
    at += length;
    at += *at == ' ';
    if (negative) {
        out->value = sb_decimal_negate(out->value);
    }
    if (*at != '\0' && out->unit == NULL) {
        out->unit = sb_unit_at(at, strlen(at), SB_UNIT_AFTER, &length);
        return out->unit != NULL;
    }
    return TRUE;
}

static gboolean
is_phrase(SbJob *job, const SbFigure *figure, const char *query, const char *lang)
{
    SbPhraseOptions options = { .lang = lang };
    g_autofree char *full = sb_phrase_figure(job, figure, &options);

    options.bare = TRUE;
    g_autofree char *bare = sb_phrase_figure(job, figure, &options);
    g_autofree char *a = plain(full);
    g_autofree char *b = plain(bare);

    return strcmp(a, query) == 0 || strcmp(b, query) == 0;
}

static gboolean
is_written(SbJob *job, const SbFigure *figure, const char *query)
{
    g_autofree char *text = plain(figure->text);

    return strcmp(text, query) == 0 ||
           (figure->has_value && (is_phrase(job, figure, query, "en") ||
                                     is_phrase(job, figure, query, "ko")));
}

static gboolean
is_amount(const SbFigure *figure, const Amount *amount)
{
    if (!figure->has_value ||
        (amount->unit != NULL && strcmp(amount->unit, figure->unit) != 0)) {
        return FALSE;
    }
    SbDecimal rounded = sb_decimal_round(figure->value, amount->value.exponent);

    return sb_decimal_compare(rounded, amount->value) == 0;
}

GPtrArray *
sb_evidence_find(SbJob *job, const SbEvidenceContext *context, const char *query)
{
    GPtrArray *found = g_ptr_array_new();
    const SbFigure *named = sb_figure_table_find(context->figures, query);
    g_autofree char *text = plain(query);
    Amount amount;

    if (named != NULL) {
        g_ptr_array_add(found, (void *)named);
        return found;
    }
    for (size_t i = 0; i < sb_figure_table_count(context->figures); i++) {
        const SbFigure *figure = sb_figure_table_at(context->figures, i);

        if (is_written(job, figure, text)) {
            g_ptr_array_add(found, (void *)figure);
        }
    }
    guint exact = found->len;

    for (size_t i = 0;
         read_amount(text, &amount) && i < sb_figure_table_count(context->figures); i++) {
        const SbFigure *figure = sb_figure_table_at(context->figures, i);
        guint at;

        if (is_amount(figure, &amount) &&
            !(exact > 0 && g_ptr_array_find(found, figure, &at))) {
            g_ptr_array_add(found, (void *)figure);
        }
    }
    return found;
}

/* --- places and quotes --- */

static const SbSourceRow *
source_of(const SbEvidenceContext *context, const SbFigure *figure)
{
    return context->sources != NULL ? sb_sources_find(context->sources, figure->source)
                                    : NULL;
}

char *
sb_evidence_place(const SbEvidenceContext *context, const SbFigure *figure)
{
    gboolean korean = context->lang != NULL && strcmp(context->lang, "ko") == 0;
    const SbSourceRow *source = source_of(context, figure);
    GString *out = g_string_new(NULL);

    if (source != NULL && *source->title != '\0') {
        g_string_append(out, source->title);
    } else {
        g_string_append(out, figure->source);
    }
    if (source != NULL && *source->publisher != '\0') {
        g_string_append_printf(out, ", %s", source->publisher);
    }
    if (source != NULL && *source->date != '\0') {
        g_string_append_printf(out, ", %s", source->date);
    }
    if (figure->page > 0) {
        g_string_append_printf(out, korean ? ", %d쪽" : ", p. %d", figure->page);
    }
    if (figure->line > 0) {
        g_string_append_printf(out, korean ? ", %d행" : ", line %d", figure->line);
    }
    return g_string_free(out, FALSE);
}

/* From character first on, count of them, on word ends. */
static char *
cut(const char *quote, glong first, glong count, glong all)
{
    const char *start = g_utf8_offset_to_pointer(quote, first);
    const char *end = g_utf8_offset_to_pointer(quote, first + count);

    while (first > 0 && start < end && *start != ' ') {
        start = g_utf8_next_char(start);
    }
    while (first + count < all && end > start && *end != ' ') {
        end = g_utf8_prev_char(end);
    }
    start += *start == ' ';
    g_autofree char *piece = g_strndup(start, (gsize)(end - start));

    return g_strconcat(first > 0 ? "…" : "", piece, first + count < all ? "…" : "", NULL);
}

char *
sb_evidence_quote(const SbEvidenceContext *context, const SbFigure *figure)
{
    const SbSourceRow *source = source_of(context, figure);
    const char *rights = source != NULL ? source->rights : "quote";
    glong all = g_utf8_strlen(figure->quote, -1);

    if (strcmp(rights, "none") == 0) {
        return g_strdup("");
    }
    if (strcmp(rights, "open") == 0 || all <= LONGEST_QUOTE) {
        return g_strdup(figure->quote);
    }
    const char *number =
        *figure->text != '\0' ? strstr(figure->quote, figure->text) : NULL;
    glong at = number != NULL ? g_utf8_pointer_to_offset(figure->quote, number) : 0;
    glong middle = at + g_utf8_strlen(figure->text, -1) / 2;
    glong room = LONGEST_QUOTE - 2; /* for the two ellipses */
    glong first = CLAMP(middle - room / 2, 0, all - room);

    return cut(figure->quote, first, room, all);
}

/* --- the text --- */

static void
put_line(GString *out, int depth, const char *label, const char *text)
{
    g_autofree char *clean = sb_error_clean(text);

    g_string_append_printf(out, "%*s%s%s\n", depth * 2, "", label, clean);
}

/* The value as readers see it, and what it is about. */
static void
put_head(GString *out, int depth, SbJob *job, const SbEvidenceContext *context,
    const SbFigure *figure)
{
    SbPhraseOptions options = { .lang = context->lang };
    g_autofree char *phrase = sb_phrase_figure(job, figure, &options);
    g_autofree char *head = g_strdup_printf("%s: %s", figure->fact_id, phrase);
    const char *const about[] = { figure->place, figure->indicator, figure->item,
        figure->period };
    g_autoptr(GString) words = g_string_new(NULL);

    put_line(out, depth, "", head);
    for (size_t i = 0; i < G_N_ELEMENTS(about); i++) {
        if (*about[i] != '\0') {
            g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "", about[i]);
        }
    }
    if (*figure->base != '\0') {
        g_string_append_printf(words, "; of %s", figure->base);
    }
    g_string_append_printf(words, "%s%s, %s", words->len > 0 ? "; " : "",
        sb_role_name(figure->role), sb_modality_name(figure->modality));
    put_line(out, depth + 1, "what:     ", words->str);
}

static void put_figure(GString *out, int depth, SbJob *job,
    const SbEvidenceContext *context, const SbFigure *figure);

/* The expression with its numbers, and each of them in turn. */
static void
put_computation(GString *out, int depth, SbJob *job, const SbEvidenceContext *context,
    const SbFigure *figure)
{
    gboolean percent = figure->role == SB_ROLE_SHARE || figure->role == SB_ROLE_GROWTH;
    g_autoptr(GError) problem = NULL;
    SbDerived derived;

    if (!sb_derive_expression(context->figures, figure->derived_from, percent ? 1 : -1,
            &derived, &problem)) {
        put_line(out, depth + 1, "computed: ", problem->message);
        return;
    }
    g_autofree char *shown = derived.shown;
    SbDecimal low, high;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *value = sb_decimal_format(derived.value);

    g_string_append_printf(text, "%s = %s", shown, value);
    if (sb_rational_round(derived.interval.low, derived.value.exponent - 1, &low) &&
        sb_rational_round(derived.interval.high, derived.value.exponent - 1, &high)) {
        g_autofree char *from = sb_decimal_format(low);
        g_autofree char *to = sb_decimal_format(high);

        g_string_append_printf(
            text, ", between %s and %s by the digits printed", from, to);
    }
    put_line(out, depth + 1, "computed: ", text->str);
    g_autoptr(GPtrArray) ids = sb_derive_ids(figure->derived_from);

    for (guint i = 0; i < ids->len && depth < DEEPEST; i++) {
        const SbFigure *other = sb_figure_table_find(context->figures, ids->pdata[i]);

        if (other != NULL && other != figure) {
            put_figure(out, depth + 2, job, context, other);
        }
    }
}

static void
put_source(
    GString *out, int depth, const SbEvidenceContext *context, const SbFigure *figure)
{
    const SbSourceRow *source = source_of(context, figure);
    g_autofree char *place = sb_evidence_place(context, figure);
    g_autofree char *where = source != NULL && *source->path != '\0'
                                 ? g_strdup_printf("%s (%s)", place, source->path)
                                 : g_strdup(place);

    if (*figure->text != '\0') {
        put_line(out, depth + 1, "printed:  ", figure->text);
    }
    if (*figure->source != '\0') {
        put_line(out, depth + 1, "source:   ", where);
    }
    if (*figure->quote != '\0') {
        g_autofree char *quote = g_strdup_printf("\"%s\"", figure->quote);

        put_line(out, depth + 1, "quote:    ", quote);
    }
}

static void
put_decision(GString *out, int depth, const SbFigure *figure)
{
    put_line(out, depth + 1, "status:   ", sb_status_name(figure->status));
    if (*figure->comment != '\0') {
        put_line(out, depth + 1, "comment:  ", figure->comment);
    }
    if (*figure->remarks != '\0') {
        put_line(out, depth + 1, "remarks:  ", figure->remarks);
    }
    if (*figure->same_as != '\0') {
        put_line(out, depth + 1, "same as:  ", figure->same_as);
    }
}

/* Other rows for the same fact: where else it is printed. */
static void
put_repeats(
    GString *out, int depth, const SbEvidenceContext *context, const SbFigure *figure)
{
    for (size_t i = 0; i < sb_figure_table_count(context->figures); i++) {
        const SbFigure *other = sb_figure_table_at(context->figures, i);

        if (*figure->fact_id == '\0' || strcmp(other->same_as, figure->fact_id) != 0) {
            continue;
        }
        g_autofree char *place = sb_evidence_place(context, other);
        g_autofree char *text = g_strdup_printf("%s, %s", other->text, place);

        put_line(out, depth + 1, "also:     ", text);
    }
}

static gboolean
concerns(const SbFinding *finding, const SbFigure *figure)
{
    for (guint i = 0; i < finding->facts->len; i++) {
        if (strcmp(((const SbFigure *)finding->facts->pdata[i])->fact_id,
                figure->fact_id) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
put_findings(
    GString *out, int depth, const SbEvidenceContext *context, const SbFigure *figure)
{
    static const char *const verdicts[] = { "passes", "fails", "remark", "not testable" };
    size_t n = context->findings != NULL ? sb_findings_count(context->findings) : 0;
    gboolean korean = context->lang != NULL && strcmp(context->lang, "ko") == 0;

    for (size_t i = 0; i < n; i++) {
        const SbFinding *finding = sb_findings_at(context->findings, i);

        if (finding->verdict == SB_VERDICT_UNTESTED || !concerns(finding, figure)) {
            continue;
        }
        const char *note = korean ? finding->note_ko : finding->note_en;
        g_autoptr(GString) text = g_string_new(NULL);

        g_string_append_printf(text, "%s %s: %s [%s]", finding->rule,
            verdicts[finding->verdict],
            *finding->arithmetic != '\0' ? finding->arithmetic : finding->message,
            finding->id);
        if (*finding->decision != '\0') {
            g_string_append_printf(text, "; decided %s%s%s%s%s", finding->decision,
                *finding->by != '\0' ? " by " : "", finding->by,
                *note != '\0' ? ": " : "", note);
        }
        put_line(out, depth + 1, "audit:    ", text->str);
    }
}

static void
put_figure(GString *out, int depth, SbJob *job, const SbEvidenceContext *context,
    const SbFigure *figure)
{
    put_head(out, depth, job, context, figure);
    put_source(out, depth, context, figure);
    if (*figure->derived_from != '\0') {
        put_computation(out, depth, job, context, figure);
    }
    put_decision(out, depth, figure);
    if (depth == 0) {
        put_repeats(out, depth, context, figure);
        put_findings(out, depth, context, figure);
    }
}

GString *
sb_evidence_text(SbJob *job, const SbEvidenceContext *context, const SbFigure *figure)
{
    GString *out = g_string_new(NULL);

    put_figure(out, 0, job, context, figure);
    return out;
}
