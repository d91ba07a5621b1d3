/*
 * In: ```table, rows of figures and the columns to show.  Out: a table block.
 *
 *   rows: [id, id] or {indicator: exports, place_code: KR-44}
 *   columns: [label, period, value] or {field: value, head: Amount, bar: true}
 *   unit: trillion won   scale: tn   decimals: 1   total: computed | none | id
 */
#include <string.h>

#include "figure/phrase.h"
#include "report/fence.h"
#include "report/label.h"
#include "report/table_heads.h"

static const char *const KEYS[] = { "rows", "columns", "unit", "scale", "decimals",
    "sign", "total", "caption", "headline", "title", "subtitle", "deck", "notes", "note",
    "source", "id" };
static const char *const FILTERS[] = { "indicator", "item", "place", "place_code",
    "period", "unit", "role", "modality", "source", "base" };

typedef struct {
    SbPress *press;
    SbJsonPlace place;
    const json_t *tree;
    SbPhraseOptions phrase;
    gboolean unit_line; /* one unit for all values, told above the table */
    int power;          /* of ten: the scale of that unit */
} Maker;

/* --- columns -------------------------------------------------------------------------
 */

static const char *
show_label(Maker *m, const SbFigure *figure)
{
    return sb_label_figure(m->press, figure, FALSE);
}

static const char *
show_value(Maker *m, const SbFigure *figure)
{
    if (!figure->has_value) {
        return figure->text;
    }
    if (m->unit_line) { /* the unit and its scale stand above: digits alone */
        SbPhraseOptions plain = m->phrase;
        SbDecimal value = figure->value;

        plain.scale = "none";
        if (sb_decimal_shift(value, -m->power, &value)) {
            return sb_arena_own(m->press->arena,
                sb_phrase_value(m->press->job, value, "1", &plain), g_free);
        }
    }
    return sb_arena_own(
        m->press->arena, sb_phrase_figure(m->press->job, figure, &m->phrase), g_free);
}

static const char *
show_period(Maker *m, const SbFigure *figure)
{
    return sb_label_period(m->press, figure->period);
}

static const char *
show_base(Maker *m, const SbFigure *figure)
{
    return sb_label_period(m->press, figure->base);
}

static const char *
show_place(Maker *m, const SbFigure *figure)
{
    return sb_label_place(m->press, figure);
}

static const char *
show_indicator(Maker *m, const SbFigure *figure)
{
    return sb_label_indicator(m->press, figure);
}

static const char *
show_item(Maker *m, const SbFigure *figure)
{
    return figure->item;
}

static const char *
show_modality(Maker *m, const SbFigure *figure)
{
    return sb_label_modality(m->press, figure->modality);
}

static const char *
show_unit(Maker *m, const SbFigure *figure)
{
    return sb_arena_own(m->press->arena,
        sb_phrase_unit(m->press->job, figure->unit, m->press->lang), g_free);
}

static const char *
show_comment(Maker *m, const SbFigure *figure)
{
    return figure->comment;
}

static const char *
show_text(Maker *m, const SbFigure *figure)
{
    return figure->text;
}

/* A line rather than words: add_row(). */
static const char *
show_trend(Maker *m, const SbFigure *figure)
{
    return "";
}

static const char *
show_source(Maker *m, const SbFigure *figure)
{
    return figure->source;
}

typedef struct {
    const char *field, *en, *ko;
    const char *(*show)(Maker *m, const SbFigure *figure);
} Column;

static const Column COLUMNS[] = {
    { "label", "Item", "항목", show_label },
    { "value", "Value", "값", show_value },
    { "period", "Period", "시기", show_period },
    { "place", "Place", "지역", show_place },
    { "indicator", "Indicator", "지표", show_indicator },
    { "item", "Item", "항목", show_item },
    { "modality", "Stage", "단계", show_modality },
    { "unit", "Unit", "단위", show_unit },
    { "base", "Base", "기준", show_base },
    { "text", "As printed", "원문 표기", show_text },
    { "source", "Source", "자료", show_source },
    { "trend", "Trend", "추이", show_trend },
    { "comment", "Comment", "비고", show_comment },
};

static const Column *
find_column(Maker *m, const char *field, const char *pointer, GError **error)
{
    const char *names[G_N_ELEMENTS(COLUMNS)];

    for (size_t i = 0; i < G_N_ELEMENTS(COLUMNS); i++) {
        if (g_str_equal(COLUMNS[i].field, field)) {
            return &COLUMNS[i];
        }
        names[i] = COLUMNS[i].field;
    }
    const char *nearest = sb_error_nearest(field, names, G_N_ELEMENTS(COLUMNS));

    sb_json_error(error, SB_ERROR_UNSUPPORTED, &m->place, pointer,
        "an unknown column “%s”%s%s", field, nearest ? "; did you mean " : "",
        nearest ? nearest : "");
    return NULL;
}

typedef struct {
    const Column *column;
    const char *head;
    gboolean bar;
} Shown;

static gboolean
read_bar(Maker *m, const json_t *each, Shown *out, const char *pointer, GError **error)
{
    const json_t *bar = json_is_object(each) ? json_object_get(each, "bar") : NULL;

    if (bar && (!json_is_boolean(bar) || out->column->show != show_value)) {
        sb_json_error(error, SB_ERROR_INPUT, &m->place, pointer,
            "bar is true or false, of the field value");
        return FALSE;
    }
    out->bar = json_is_true(bar);
    return TRUE;
}

static gboolean
read_columns(Maker *m, GArray *out, GError **error)
{
    static const char *const USUAL[] = { "label", "period", "value" };
    static const char *const COLUMN_KEYS[] = { "field", "head", "bar" };
    const json_t *columns = json_object_get(m->tree, "columns");
    gboolean korean = g_str_equal(m->press->lang, "ko");
    size_t n = json_is_array(columns) ? json_array_size(columns) : G_N_ELEMENTS(USUAL);

    if (columns && (!json_is_array(columns) || n == 0)) {
        sb_json_error(
            error, SB_ERROR_INPUT, &m->place, "/columns", "columns are a list of fields");
        return FALSE;
    }
    for (size_t i = 0; i < n; i++) {
        g_autofree char *pointer = sb_json_pointer_at("/columns", i);
        const json_t *each = columns ? json_array_get(columns, i) : NULL;
        const char *field = !columns               ? USUAL[i]
                            : json_is_string(each) ? json_string_value(each)
                                                   : sb_json_string(each, "field", NULL);

        if (json_is_object(each) &&
            !sb_json_check_keys(each, COLUMN_KEYS, G_N_ELEMENTS(COLUMN_KEYS), &m->place,
                pointer, error)) {
            return FALSE;
        }
        if (!field) {
            sb_json_error(error, SB_ERROR_INPUT, &m->place, pointer,
                "a column is a field, or has keys field, head and bar");
            return FALSE;
        }
        Shown shown = { find_column(m, field, pointer, error) };

        if (!shown.column) {
            return FALSE;
        }
        if (!read_bar(m, each, &shown, pointer, error)) {
            return FALSE;
        }
        shown.head = json_is_object(each) ? sb_json_string(each, "head", NULL) : NULL;
        shown.head = shown.head ? sb_arena_strdup(m->press->arena, shown.head)
                     : korean   ? shown.column->ko
                                : shown.column->en;
        g_array_append_val(out, shown);
    }
    return TRUE;
}

/* --- rows ------------------------------------------------------------------------------
 */

static const char *
filter_field(const SbFigure *figure, const char *key)
{
    return g_str_equal(key, "indicator")    ? figure->indicator
           : g_str_equal(key, "item")       ? figure->item
           : g_str_equal(key, "place")      ? figure->place
           : g_str_equal(key, "place_code") ? figure->place_code
           : g_str_equal(key, "period")     ? figure->period
           : g_str_equal(key, "unit")       ? figure->unit
           : g_str_equal(key, "source")     ? figure->source
           : g_str_equal(key, "base")       ? figure->base
           : g_str_equal(key, "role")       ? sb_role_name(figure->role)
                                            : sb_modality_name(figure->modality);
}

static gboolean
value_matches(const json_t *value, const char *text)
{
    size_t i;
    const json_t *each;

    json_array_foreach(value, i, each)
    {
        if (value_matches(each, text)) {
            return TRUE;
        }
    }
    if (json_is_number(value)) {
        char number[G_ASCII_DTOSTR_BUF_SIZE];

        g_ascii_formatd(number, sizeof number, "%.15g", json_number_value(value));
        return g_str_equal(number, text);
    }
    return json_is_string(value) && g_str_equal(json_string_value(value), text);
}

static gboolean
matches(const json_t *filter, const SbFigure *figure)
{
    for (size_t i = 0; i < G_N_ELEMENTS(FILTERS); i++) {
        const json_t *value = json_object_get(filter, FILTERS[i]);

        if (value && !value_matches(value, filter_field(figure, FILTERS[i]))) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
filter_rows(Maker *m, const json_t *filter, GPtrArray *out, GError **error)
{
    const SbFigureTable *table = m->press->figures;

    if (!sb_json_check_keys(
            filter, FILTERS, G_N_ELEMENTS(FILTERS), &m->place, "/rows", error)) {
        return FALSE;
    }
    for (size_t i = 0; table && i < sb_figure_table_count(table); i++) {
        SbFigure *figure = sb_figure_table_at(table, i);

        if ((sb_figure_is_published(figure) ||
                (m->press->options->draft && figure->status == SB_STATUS_NEW)) &&
            matches(filter, figure)) {
            g_ptr_array_add(out, figure);
            g_ptr_array_add(m->press->references.cited, (void *)figure->fact_id);
        }
    }
    if (out->len == 0) {
        sb_json_error(error, SB_ERROR_INPUT, &m->place, "/rows",
            "no published figure is like that");
    }
    return out->len > 0;
}

static gboolean
read_rows(Maker *m, GPtrArray *out, GError **error)
{
    const json_t *rows = json_object_get(m->tree, "rows");

    if (json_is_object(rows)) {
        return filter_rows(m, rows, out, error);
    }
    if (!json_is_array(rows) || json_array_size(rows) == 0) {
        sb_json_error(error, SB_ERROR_INPUT, &m->place, "/rows",
            "rows are a list of fact ids, or a filter such as {indicator: exports}");
        return FALSE;
    }
    for (size_t i = 0; i < json_array_size(rows); i++) {
        g_autofree char *pointer = sb_json_pointer_at("/rows", i);
        const char *id = json_string_value(json_array_get(rows, i));
        const SbFigure *figure =
            sb_fence_figure(m->press, id ? id : "", &m->place, pointer, error);

        if (!figure) {
            return FALSE;
        }
        g_ptr_array_add(out, (void *)figure);
    }
    return TRUE;
}

static void
add_row(Maker *m, SbTable *table, const GArray *columns, const SbFigure *figure,
    SbRowKind kind, const char *label)
{
    SbArena *arena = m->press->arena;
    SbRow row = { kind, sb_arena_new_many(arena, SbCell, (size_t)table->columns) };
    guint style = kind == SB_ROW_TOTAL ? SB_RICH_STRONG : 0;

    for (guint i = 0; i < columns->len; i++) {
        const Shown *shown = &g_array_index(columns, Shown, i);
        const char *text = !figure           ? shown->head
                           : i == 0 && label ? label
                           : label && shown->column->show != show_value
                               ? ""
                               : shown->column->show(m, figure);

        if (kind == SB_ROW_BODY && shown->column->show == show_trend) {
            row.cells[i].trend = sb_fence_trend(m->press, figure);
        }
        row.cells[i].rich = sb_rich_plain(arena, text ? text : "", style);
    }
    g_array_append_val(table->rows, row);
}

/* The sum of all rows; an error when they are not of one unit. */
static gboolean
add_total(Maker *m, SbTable *table, const GArray *columns, const GPtrArray *rows,
    GError **error)
{
    const char *total = sb_json_string(m->tree, "total", "none");
    SbFigure sum = { 0 };

    if (g_str_equal(total, "none")) {
        return TRUE;
    }
    if (!g_str_equal(total, "computed")) {
        const SbFigure *row =
            sb_fence_figure(m->press, total, &m->place, "/total", error);

        if (row) {
            add_row(m, table, columns, row, SB_ROW_TOTAL,
                sb_press_word(m->press, SB_WORD_TOTAL));
        }
        return row != NULL;
    }
    for (guint i = 0; i < rows->len; i++) {
        const SbFigure *figure = g_ptr_array_index(rows, i);

        if (i == 0) {
            sum = *figure;
        } else if (!figure->has_value || !g_str_equal(figure->unit, sum.unit) ||
                   !sb_decimal_add(sum.value, figure->value, &sum.value)) {
            sb_json_error(error, SB_ERROR_INPUT, &m->place, "/total",
                "%s cannot be added to the rows before it", figure->fact_id);
            return FALSE;
        }
    }
    sum.has_precision = FALSE;
    sum.has_high = FALSE;
    sum.qualifier = SB_QUALIFIER_NONE;
    add_row(
        m, table, columns, &sum, SB_ROW_TOTAL, sb_press_word(m->press, SB_WORD_TOTAL));
    return TRUE;
}

/* --- bars
 * ---------------------------------------------------------------------------------- */

/* Lengths compare from zero: values of one unit, the longest as long as its room. */
static gboolean
add_bars(Maker *m, SbTable *table, guint column, const GPtrArray *figures, GError **error)
{
    double low = 0, high = 0;
    const SbFigure *first = NULL;
    guint row = 0;

    for (guint i = 0; i < figures->len; i++) {
        const SbFigure *figure = g_ptr_array_index(figures, i);

        if (!figure->has_value) {
            continue;
        }
        first = first ? first : figure;
        if (!g_str_equal(figure->unit, first->unit)) {
            sb_json_error(error, SB_ERROR_INPUT, &m->place, "/columns",
                "bars compare values of one unit: %s is in %s, %s in %s", figure->fact_id,
                figure->unit, first->fact_id, first->unit);
            return FALSE;
        }
        low = MIN(low, sb_decimal_to_double(figure->value));
        high = MAX(high, sb_decimal_to_double(figure->value));
    }
    while (g_array_index(table->rows, SbRow, row).kind == SB_ROW_HEAD) {
        row++;
    }
    for (guint i = 0; i < figures->len && high > low; i++, row++) {
        const SbFigure *figure = g_ptr_array_index(figures, i);
        SbCell *cell = &g_array_index(table->rows, SbRow, row).cells[column];
        double value = figure->has_value ? sb_decimal_to_double(figure->value) : 0;

        cell->bar = figure->has_value;
        cell->bar_zero = -low / (high - low);
        cell->bar_from = (MIN(value, 0) - low) / (high - low);
        cell->bar_to = (MAX(value, 0) - low) / (high - low);
    }
    return TRUE;
}

/* --- the door
 * ------------------------------------------------------------------------------ */

static void
read_phrase(Maker *m, SbTable *table)
{
    SbPress *press = m->press;
    static const struct {
        const char *scale;
        int power;
    } SCALES[] = { { "k", 3 }, { "mn", 6 }, { "bn", 9 }, { "tn", 12 }, { "만", 4 },
        { "억", 8 }, { "조", 12 } };
    const char *unit = sb_json_string(m->tree, "unit", NULL);
    const json_t *decimals = json_object_get(m->tree, "decimals");

    m->phrase.lang = press->lang;
    m->phrase.scale = sb_json_string(m->tree, "scale", NULL);
    m->phrase.has_decimals = json_is_number(decimals);
    m->phrase.decimals = (int)json_number_value(decimals);
    m->phrase.sign_always =
        g_strcmp0(sb_json_string(m->tree, "sign", NULL), "always") == 0;
    if (unit) {
        g_autofree char *line = g_str_equal(press->lang, "ko")
                                    ? g_strdup_printf("(단위: %s)", unit)
                                    : g_strdup_printf("Unit: %s", unit);

        m->phrase.no_unit = TRUE;
        m->unit_line = TRUE;
        for (size_t i = 0; m->phrase.scale && i < G_N_ELEMENTS(SCALES); i++) {
            if (g_str_equal(SCALES[i].scale, m->phrase.scale)) {
                m->power = SCALES[i].power;
            }
        }
        table->unit = sb_rich_plain(press->arena, line, 0);
    }
}

gboolean
sb_fence_table(SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error)
{
    Maker m = { .press = press };
    SbBlock *block = sb_block_new(press->arena, SB_BLOCK_TABLE, fence->offset);
    SbTable *table = sb_arena_new_of(press->arena, SbTable);
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(Shown));
    g_autoptr(GPtrArray) rows = g_ptr_array_new();

    m.tree = sb_fence_tree(press, fence, &m.place, error);
    if (!m.tree ||
        !sb_json_check_keys(m.tree, KEYS, G_N_ELEMENTS(KEYS), &m.place, "", error) ||
        !sb_fence_caption(press, m.tree, &m.place, &block->caption, error) ||
        !read_columns(&m, columns, error) || !read_rows(&m, rows, error)) {
        return FALSE;
    }
    block->number = fence->number;
    block->id = fence->id;
    block->table = table;
    table->columns = (int)columns->len;
    table->aligns = sb_arena_alloc(press->arena, columns->len + 1);
    table->rows = sb_arena_array(press->arena, SbRow);
    for (guint i = 0; i < columns->len; i++) { /* values: by what stands there */
        table->aligns[i] =
            g_array_index(columns, Shown, i).column->show == show_value ? 0 : 'l';
    }
    read_phrase(&m, table);
    add_row(&m, table, columns, NULL, SB_ROW_HEAD, NULL);
    sb_table_heads_part(press->arena, table);
    for (guint i = 0; i < rows->len; i++) {
        add_row(&m, table, columns, g_ptr_array_index(rows, i), SB_ROW_BODY, NULL);
    }
    for (guint i = 0; i < columns->len; i++) {
        if (g_array_index(columns, Shown, i).bar &&
            !add_bars(&m, table, i, rows, error)) {
            return FALSE;
        }
    }
    g_ptr_array_add(blocks, block);
    return add_total(&m, table, columns, rows, error);
}
