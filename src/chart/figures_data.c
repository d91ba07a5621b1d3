/* In: the figure table.  Out: the table `figures` of charts, published rows only
 * (see figures_data.h). */
#include "chart/figures_data.h"

#include <string.h>

#include "base/date.h"
#include "chart/brief.h"
#include "chart/expr.h"
#include "chart/expr_inspect.h"
#include "chart/figures_cells.h"
#include "figure/derive.h"
#include "figure/evidence.h"
#include "figure/period.h"
#include "figure/phrase.h"
#include "figure/reviewed.h"

typedef struct {
    SbJob *job;
    SbArena *arena;
    const SbFiguresOptions *options;
    gboolean korean;
    size_t rows;
    const SbFigure **figures;
} Maker;

static const char *
keep(Maker *maker, char *text)
{
    const char *kept = sb_arena_strdup(maker->arena, text);

    g_free(text);
    return kept;
}

static SbValue
text_or_null(const char *text)
{
    return text != NULL && text[0] != '\0' ? sb_value_string(text) : sb_value_null();
}

/* --- labels in the edition's language ---------------------------------------------- */

static gboolean
has_hangul(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);

        if (c >= 0xAC00 && c <= 0xD7A3) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The label of the edition, or the row's own word, noted if that is of the other
 * language. */
static SbValue
label_or_word(Maker *maker, const char *en, const char *ko, const char *word)
{
    const char *label = maker->korean ? ko : en;

    if (label != NULL && label[0] != '\0') {
        return sb_value_string(label);
    }
    if (word[0] != '\0' && has_hangul(word) != maker->korean &&
        maker->options->codes != NULL && maker->options->unlabelled != NULL) {
        g_hash_table_add(
            maker->options->unlabelled, (char *)sb_arena_strdup(maker->arena, word));
    }
    return text_or_null(word);
}

static SbValue
place_label(Maker *maker, const SbFigure *figure)
{
    const SbCodes *codes = maker->options->codes;
    const SbPlaceCode *code = NULL;

    if (codes != NULL) {
        code = sb_codes_place(codes, figure->place_code);
        code = code != NULL ? code : sb_codes_place_named(codes, figure->place);
    }
    return code == NULL ? label_or_word(maker, NULL, NULL, figure->place)
                        : label_or_word(maker, code->en, code->ko, figure->place);
}

static SbValue
item_label(Maker *maker, const SbFigure *figure)
{
    const SbPlaceCode *code =
        maker->options->codes != NULL
            ? sb_codes_name_named(maker->options->codes, figure->item)
            : NULL;

    return code == NULL ? label_or_word(maker, NULL, NULL, figure->item)
                        : label_or_word(maker, code->en, code->ko, figure->item);
}

static SbValue
indicator_label(Maker *maker, const SbFigure *figure)
{
    const SbCodes *codes = maker->options->codes;
    const SbIndicatorCode *code = NULL;

    if (codes != NULL) {
        code = sb_codes_indicator(codes, figure->indicator_code);
        code = code != NULL ? code : sb_codes_indicator_named(codes, figure->indicator);
    }
    return code == NULL ? label_or_word(maker, NULL, NULL, figure->indicator)
                        : label_or_word(maker, code->en, code->ko, figure->indicator);
}

static SbValue
period_label(Maker *maker, const SbFigure *figure)
{
    return figure->period[0] == '\0'
               ? sb_value_null()
               : text_or_null(
                     keep(maker, sb_phrase_period(figure->period, maker->options->lang)));
}

static SbValue
unit_label(Maker *maker, const SbFigure *figure)
{
    return figure->unit[0] == '\0'
               ? sb_value_null()
               : text_or_null(keep(maker,
                     sb_phrase_unit(maker->job, figure->unit, maker->options->lang)));
}

static SbValue
modality_label(Maker *maker, const SbFigure *figure)
{
    return sb_value_string(
        sb_brief_modality_label(sb_modality_name(figure->modality), maker->korean));
}

static SbValue
source_title(Maker *maker, const SbFigure *figure)
{
    const SbSources *sources = maker->options->sources;
    const SbSourceRow *row =
        sources != NULL ? sb_sources_find(sources, figure->source) : NULL;

    return text_or_null(row != NULL && *row->title != '\0' ? row->title : figure->source);
}

static SbValue
own_label(Maker *maker, const SbFigure *figure)
{
    return text_or_null(maker->korean ? figure->label_ko : figure->label_en);
}

/* --- values
 * ------------------------------------------------------------------------------ */

static SbValue
amount(Maker *maker, const SbFigure *figure)
{
    return figure->has_value ? sb_value_number(sb_decimal_to_double(figure->value))
                             : sb_value_null();
}

static SbValue
amount_high(Maker *maker, const SbFigure *figure)
{
    return figure->has_high ? sb_value_number(sb_decimal_to_double(figure->value_high))
                            : sb_value_null();
}

static SbValue
value_text(Maker *maker, const SbFigure *figure)
{
    SbPhraseOptions options = { .lang = maker->options->lang };

    if (!figure->has_value) {
        return sb_value_string(maker->korean ? "해당 없음" : "n/a");
    }
    return sb_value_string(keep(maker, sb_phrase_figure(maker->job, figure, &options)));
}

static SbValue
period_start(Maker *maker, const SbFigure *figure)
{
    SbPeriod period;
    gint64 first, last;

    if (!sb_period_parse(figure->period, &period)) {
        return sb_value_null();
    }
    sb_period_days(&period, &first, &last);
    return sb_value_date((double)first * SB_DATE_DAY_MS);
}

static const struct {
    const char *name;
    SbValue (*make)(Maker *maker, const SbFigure *figure);
} OURS[] = { { "amount", amount }, { "amount_high", amount_high },
    { "value_text", value_text }, { "label", own_label }, { "place_label", place_label },
    { "item_label", item_label }, { "indicator_label", indicator_label },
    { "period_label", period_label }, { "period_start", period_start },
    { "unit_label", unit_label }, { "modality_label", modality_label },
    { "source_title", source_title } };

/* --- the table -------------------------------------------------------------------------
 */

static gboolean
is_taken(const SbFigure *figure, gboolean draft)
{
    return sb_figure_is_published(figure) ||
           (draft && figure->status == SB_STATUS_NEW && figure->same_as[0] == '\0');
}

/* Of a quote, what may leave the house with a picture's data. */
static char *
cell_text(const Maker *maker, const SbFigure *figure, size_t column)
{
    const SbEvidenceContext rights = { .sources = maker->options->sources };

    return strcmp(sb_figures_cells_name(column), "quote") == 0
               ? sb_evidence_quote(&rights, figure)
               : sb_figures_cells_text(figure, column);
}

static void
add_tidy_column(Maker *maker, SbTable *table, size_t column)
{
    SbValue *values = sb_arena_new_many(maker->arena, SbValue, maker->rows);

    for (size_t row = 0; row < maker->rows; row++) {
        const char *cell = keep(maker, cell_text(maker, maker->figures[row], column));

        values[row] = cell[0] == '\0' ? sb_value_null()
                      : sb_figures_cells_is_number(column)
                          ? sb_value_number(sb_value_read_number(cell))
                          : sb_value_string(cell);
    }
    sb_table_add_values(table, sb_figures_cells_name(column), values);
}

static void
add_extra_columns(Maker *maker, SbTable *table, const SbFigureTable *figures)
{
    const GPtrArray *names = sb_figure_table_extra(figures);

    for (guint c = 0; c < names->len; c++) {
        const char *name = g_ptr_array_index(names, c);
        SbValue *values = sb_arena_new_many(maker->arena, SbValue, maker->rows);

        for (size_t row = 0; row < maker->rows; row++) {
            const char **extra = maker->figures[row]->extra;

            values[row] = text_or_null(extra != NULL ? extra[c] : NULL);
        }
        if (sb_table_find(table, name) < 0) {
            sb_table_add_values(table, name, values);
        }
    }
}

const SbTable *
sb_figures_data_table(SbJob *job, SbArena *arena, const SbFigureTable *figures,
    const SbFiguresOptions *options, GError **error)
{
    size_t n = sb_figure_table_count(figures);
    Maker maker = { .job = job,
        .arena = arena,
        .options = options,
        .korean = g_strcmp0(options->lang, "ko") == 0,
        .figures = sb_arena_new_many(arena, const SbFigure *, n) };

    for (size_t i = 0; i < n; i++) {
        const SbFigure *figure = sb_figure_table_at(figures, i);

        if (is_taken(figure, options->draft)) {
            maker.figures[maker.rows++] = figure;
        }
    }
    SbTable *table = sb_table_new(arena, maker.rows);

    for (size_t c = 0; c < sb_figures_cells_count(); c++) {
        add_tidy_column(&maker, table, c);
    }
    for (size_t c = 0; c < G_N_ELEMENTS(OURS); c++) {
        SbValue *values = sb_arena_new_many(arena, SbValue, maker.rows);

        for (size_t row = 0; row < maker.rows; row++) {
            values[row] = OURS[c].make(&maker, maker.figures[row]);
        }
        sb_table_add_values(table, OURS[c].name, values);
    }
    add_extra_columns(&maker, table, figures);
    return table;
}

const SbTable *
sb_figures_data_load(void *data, const SbSource *source, GError **error)
{
    const SbFiguresLoader *loader = data;
    SbFigureTable *figures = sb_reviewed_read(loader->job, source, error);

    if (figures == NULL) {
        return NULL;
    }
    sb_arena_own(loader->arena, figures, (GDestroyNotify)sb_figure_table_free);
    if (!sb_derive_table(figures, source, error)) {
        return NULL;
    }
    return sb_figures_data_table(
        loader->job, loader->arena, figures, &loader->options, error);
}

/* --- fact_ids that filters name
 * ------------------------------------------------------------ */

typedef struct {
    const SbTable *table;
    const SbFigureTable *figures;
    const SbJsonPlace *place;
    SbField fact_id;
    GError **error;
} Checker;

static gboolean
check_id(const Checker *checker, const char *id, const char *pointer)
{
    for (size_t row = 0; row < sb_table_rows(checker->table); row++) {
        SbValue value = sb_field_at(&checker->fact_id, row);

        if (value.kind == SB_VALUE_STRING && strcmp(value.string, id) == 0) {
            return TRUE;
        }
    }
    const SbFigure *figure =
        checker->figures != NULL ? sb_figure_table_find(checker->figures, id) : NULL;

    if (figure != NULL) {
        sb_json_error(checker->error, SB_ERROR_INPUT, checker->place, pointer,
            "figure '%s' is not published (%s%s%s); expected a row accepted, edited or "
            "added",
            id, sb_status_name(figure->status),
            figure->same_as[0] != '\0' ? ", same as " : "", figure->same_as);
    } else {
        sb_json_error(checker->error, SB_ERROR_INPUT, checker->place, pointer,
            "there is no figure '%s'", id);
    }
    return FALSE;
}

static gboolean
check_texts(const Checker *checker, const json_t *json, const char *pointer)
{
    if (json_is_string(json)) {
        return check_id(checker, json_string_value(json), pointer);
    }
    for (size_t i = 0; i < json_array_size(json); i++) {
        if (!check_texts(checker, json_array_get(json, i), pointer)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The ids that an expression compares datum.fact_id with. */
static gboolean
check_expression(const Checker *checker, const char *text, const char *pointer)
{
    g_autoptr(SbArena) arena = sb_arena_new();
    const SbExpr *expr = sb_expr_parse(arena, text, NULL);
    const GPtrArray *ids =
        expr != NULL ? sb_expr_inspect_constants(arena, expr, "fact_id") : NULL;

    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        if (!check_id(checker, g_ptr_array_index(ids, i), pointer)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
check_filter(const Checker *checker, const json_t *json, const char *pointer, int depth)
{
    static const char *const JOINTS[] = { "and", "or" };

    if (json_is_string(json)) {
        return check_expression(checker, json_string_value(json), pointer);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(JOINTS) && depth < 64; i++) {
        const json_t *parts = json_object_get(json, JOINTS[i]);

        for (size_t j = 0; j < json_array_size(parts); j++) {
            if (!check_filter(checker, json_array_get(parts, j), pointer, depth + 1)) {
                return FALSE;
            }
        }
    }
    if (g_strcmp0(sb_json_string(json, "field", NULL), "fact_id") != 0) {
        return TRUE;
    }
    return check_texts(checker, json_object_get(json, "equal"), pointer) &&
           check_texts(checker, json_object_get(json, "oneOf"), pointer);
}

gboolean
sb_figures_data_check(const SbTable *table, const SbFigureTable *figures,
    const json_t *transforms, const SbJsonPlace *place, const char *pointer,
    GError **error)
{
    Checker checker = { table, figures, place, sb_table_field(table, "fact_id"), error };

    for (size_t i = 0; i < json_array_size(transforms); i++) {
        const json_t *filter = json_object_get(json_array_get(transforms, i), "filter");
        g_autofree char *at_entry = sb_json_pointer_at(pointer, i);
        g_autofree char *at = sb_json_pointer(at_entry, "filter");

        if (filter != NULL && !check_filter(&checker, filter, at, 0)) {
            return FALSE;
        }
    }
    return TRUE;
}
