/*
 * In: a table.  Out: a row for each figure in its cells.
 *
 * Terms: see grid_layout.h; cells that are no value cells are read as prose.
 */
#include "extract/grid.h"

#include <string.h>

#include "extract/grid_label.h"
#include "extract/grid_layout.h"
#include "extract/grid_subject.h"
#include "extract/grid_unit.h"
#include "extract/grid_words.h"
#include "extract/read_text.h"
#include "figure/relation.h"

enum { LONG_LABEL = 48 };

#define LABEL_ONCE GINT_TO_POINTER(1)
#define LABEL_AGAIN GINT_TO_POINTER(2)

/* A level, or a share of one, whose total may come in a row below. */
typedef struct {
    SbFigure *figure;
    guint column;
    guint group; /* number of the group it stands in */
} Open;

/* A level of the row at hand or of the one before it. */
typedef struct {
    guint column;
    int index; /* of its mention */
} Level;

typedef struct {
    SbGrid grid;
    GArray *open;          /* of Open: levels that have no total yet */
    GArray *levels, *last; /* of Level: of this row, and of the last that had any */
    int *column_total;     /* mention index of the column's total, -1: none */
    const char *group;     /* label of the rows above these, or "" */
    const char *parent;    /* label of the last row, for "(증감률)" below it */
    SbGridHead parent_head;
    guint group_indent, groups;
    guint child_indent; /* of the group's rows; G_MAXUINT: not yet known */
    GHashTable *labels; /* texts of labels; LABEL_AGAIN: of more than one row */
} Table;

static SbMention
blank_mention(void)
{
    return (SbMention){ .indicator = "",
        .item = "",
        .place = "",
        .place_code = "",
        .period = "",
        .base = "",
        .unit = "",
        .from_index = -1,
        .to_index = -1,
        .part_index = -1,
        .convert_index = -1,
        .with_index = -1 };
}

/* --- relations --- */

static SbMention *
mention_at(const Table *t, int index)
{
    return &g_array_index(t->grid.context->all, SbMention, index);
}

/* The level of this row (of the one above, for "(증감률)") of that period. */
static int
level_of(const Table *t, const SbGridRow *row, const SbMention *m, const char *period)
{
    const GArray *levels = row->below ? t->last : t->levels;

    for (guint i = 0; i < levels->len; i++) {
        int index = g_array_index(levels, Level, i).index;
        const SbMention *level = mention_at(t, index);

        if (strcmp(level->period, period) == 0 &&
            strcmp(level->indicator, m->indicator) == 0 &&
            strcmp(level->item, m->item) == 0 && strcmp(level->place, m->place) == 0) {
            return index;
        }
    }
    return -1;
}

static guint
column_of_level(const Table *t, int index, guint otherwise)
{
    for (guint i = 0; i < t->levels->len; i++) {
        if (g_array_index(t->levels, Level, i).index == index) {
            return g_array_index(t->levels, Level, i).column;
        }
    }
    return otherwise;
}

/* Can levels like this be summed up? */
static gboolean
is_additive(const Table *t, guint c, const SbGridRow *row, const SbMention *m)
{
    return m->role == SB_ROLE_LEVEL && strchr(m->unit, '/') == NULL &&
           !t->grid.column[c].mean && !row->label.mean && !t->grid.caption.mean &&
           !t->grid.column[c].ratio && !row->label.ratio && !t->grid.fields;
}

/* A total below its rows: they are parts of it. */
static void
close_column(Table *t, guint c, gboolean group_only)
{
    const SbRows *rows = t->grid.rows;
    SbArena *arena = sb_figure_table_arena(rows->figures);

    guint kept = 0;

    for (guint i = 0; i < t->open->len; i++) {
        Open *open = &g_array_index(t->open, Open, i);

        if (open->column != c || (group_only && open->group != t->groups)) {
            g_array_index(t->open, Open, kept++) = *open;
            continue;
        }
        open->figure->relations = sb_relation_add(arena, open->figure->relations,
            "part-of", sb_rows_id(rows, (guint)t->column_total[c]));
    }
    g_array_set_size(t->open, kept);
}

static void
add_open(Table *t, SbFigure *figure, guint c)
{
    Open open = { figure, c, t->groups };

    g_array_append_val(t->open, open);
}

static const char *
share_base(const Table *t, guint c, const SbGridRow *row, const SbMention *m)
{
    const SbGrid *g = &t->grid;
    const SbGridHead *head = &g->column[c];

    if (row->below && row->label.bracketed && !row->label.generic) {
        return row->label.phrase;
    }
    return *head->whole != '\0' ? head->whole
           : *g->outer != '\0'
               ? sb_arena_printf(g->context->arena, "%s's %s", g->outer, m->indicator)
               : "";
}

/* Relations that are known when the cell is read; others come with a total. */
static void
relate(Table *t, guint c, const SbGridRow *row, SbMention *m, int first)
{
    const SbGrid *g = &t->grid;

    if (m->role == SB_ROLE_SHARE) {
        m->base = share_base(t, c, row, m);
        m->to_index = first >= 0 ? first : level_of(t, row, m, m->period);
        guint column = column_of_level(t, m->to_index, c);

        m->part_index = *g->column[c].whole != '\0' || row->label.total || g->fields
                            ? -1
                            : t->column_total[column];
    } else if (m->role == SB_ROLE_GROWTH || m->role == SB_ROLE_CHANGE) {
        m->base = sb_grid_subject_base(g, c, row, m);
        m->to_index = first >= 0 ? first : level_of(t, row, m, m->period);
        m->from_index = *m->base != '\0' ? level_of(t, row, m, m->base) : -1;
    } else if (is_additive(t, c, row, m) && !row->label.total) {
        m->part_index = t->column_total[c];
    }
}

/* --- value cells --- */

static const char *
cell_name(const SbGrid *g, guint row, guint c, gboolean total)
{
    return sb_arena_printf(g->context->arena, "t%u.r%u.c%u%s", g->number, row + 1, c + 1,
        total ? ".total" : "");
}

static SbFigure *
add_row(SbGrid *g, const SbMention *m, SbSpan span, const char *quote, const char *cell)
{
    guint index = g->context->all->len;
    const char *text = sb_rows_squeeze(g->context->article->text, span.start, span.end,
        TRUE, sb_figure_table_arena(g->rows->figures));

    g_array_append_val(g->context->all, *m);
    return sb_rows_add(g->rows, m, index, span, text, quote, cell);
}

/* The value's number and unit into m; from_head: the unit was not in the cell. */
static void
fill_value(const Table *t, guint c, const SbGridRow *row, const SbGridValue *v,
    gboolean second, SbMention *m, gboolean *from_head)
{
    const SbGrid *g = &t->grid;
    SbGridUnit unit = sb_grid_unit_for(g, c, &row->label, &row->unit, second);
    int power = v->power;

    *from_head = FALSE;
    m->value = v->value;
    m->high = v->high;
    m->has_high = v->has_high;
    m->qualifier = v->qualifier;
    m->unit = v->code != NULL ? v->code : "";
    m->kind = v->kind;
    if (v->code == NULL && (g->column[c].rank || row->label.rank)) {
        m->unit = "{rank}";
        m->kind = SB_NAMED_COUNT;
    } else if (v->code == NULL) {
        m->unit = unit.code != NULL ? unit.code : "";
        m->kind = unit.kind;
        power = v->has_scale ? 0 : unit.power;
        *from_head = unit.code != NULL || power != 0;
    } else if (strcmp(v->code, "m") == 0 && unit.kind == SB_NAMED_MONEY &&
               unit.code != NULL) {
        m->unit = unit.code; /* "450m" below "US$" */
        m->kind = unit.kind;
        power = 6;
    } else if (v->kind == SB_NAMED_MONEY && !v->has_scale && unit.code != NULL &&
               strcmp(unit.code, v->code) == 0) {
        power = unit.power;
    } else if (v->kind == SB_NAMED_MONEY && row->label.per_share &&
               unit.kind == SB_NAMED_MONEY && unit.code != NULL) {
        m->unit = unit.code;
    }
    SbDecimal shifted;

    if (power != 0 && sb_decimal_shift(m->value, power, &shifted)) {
        m->value = shifted;
    }
    if (power != 0 && m->has_high && sb_decimal_shift(m->high, power, &shifted)) {
        m->high = shifted;
    }
    if (v->bracketed && !v->signed_ && !row->label.bracketed && !row->below &&
        !g->column[c].share) {
        m->value = sb_decimal_negate(m->value); /* as accounts write it */
    }
}

static void
read_value(
    Table *t, guint c, const SbGridRow *row, const SbGridValue *values, guint count)
{
    SbGrid *g = &t->grid;
    int first = -1;
    gboolean total = row->label.total && !row->below;

    for (guint n = 0; n < count; n++) {
        SbMention m = blank_mention();
        gboolean from_head;

        sb_grid_subject_fill(g, c, row, &m);
        fill_value(t, c, row, &values[n], n > 0, &m, &from_head);
        if (*m.unit == '\0' && values[n].digits_only &&
            (g->column[c].year ||
                sb_decimal_compare(m.value, (SbDecimal){ 1800, 0 }) > 0) &&
            sb_decimal_compare(m.value, (SbDecimal){ 2100, 0 }) < 0) {
            return; /* a year */
        }
        m.role = sb_grid_subject_role(g, c, row, &m, n > 0);
        if (values[n].forecast) {
            m.modality = SB_MODALITY_FORECAST;
        }
        relate(t, c, row, &m, n > 0 ? first : -1);
        int index = (int)g->context->all->len;
        gboolean whole = total && n == 0 && m.role == SB_ROLE_LEVEL;
        SbFigure *figure = add_row(
            g, &m, values[n].span, row->quote, cell_name(g, row->index, c, total));

        first = n == 0 ? index : first;
        if (m.role == SB_ROLE_LEVEL) {
            Level level = { c, index };

            g_array_append_val(t->levels, level);
        }
        if (whole && is_additive(t, c, row, &m)) {
            int above = t->column_total[c];

            t->column_total[c] = index;
            close_column(t, c, row->label.subtotal);
            t->column_total[c] = row->label.subtotal ? above : index;
            if (row->label.subtotal) {
                add_open(t, figure, c);
            }
        } else if (m.part_index < 0 && !total &&
                   (is_additive(t, c, row, &m) ||
                       (m.role == SB_ROLE_SHARE && *g->column[c].whole == '\0' &&
                           !g->fields))) {
            add_open(t, figure,
                m.role == SB_ROLE_SHARE ? column_of_level(t, m.to_index, c) : c);
        }
        if (from_head) {
            sb_rows_remark(g->rows, figure, SB_REMARK_UNIT_FROM_HEADER);
        }
        if (row->ragged) {
            sb_rows_remark(g->rows, figure, SB_REMARK_ROW_RAGGED);
        }
    }
}

static SbTokens
tokens_of(const SbGrid *g, SbSpan span, SbArena *scratch)
{
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(SbSpan));

    g_array_append_val(runs, span);
    return sb_token_read(g->context->article->text, runs, g->setting.lexicon, scratch);
}

/* A cell of words: read as prose, about the row's place. */
static void
read_words(Table *t, guint c, const SbGridRow *row)
{
    SbGrid *g = &t->grid;
    g_autoptr(SbArena) scratch = sb_arena_new();
    SbTokens tokens = tokens_of(g, sb_grid_cell(g, row->index, c), scratch);
    guint first = g->context->all->len;

    g->setting.tokens = &tokens;
    sb_context_paragraph(g->context, FALSE);
    for (guint s = 0; s < tokens.sentences->len; s++) {
        SbSentence sentence = g_array_index(tokens.sentences, SbSentence, s);
        guint from = g->context->all->len;

        sb_mention_find(&g->setting, s, sentence.start, sentence.end, g->context->all);
        sb_context_sentence(g->context, &g->setting, sentence.start, sentence.end, from);
    }
    for (guint i = first; i < g->context->all->len; i++) {
        SbMention *m = &g_array_index(g->context->all, SbMention, i);
        SbSpan span = { sb_token_at(&tokens, m->start)->span.start,
            sb_token_at(&tokens, m->end - 1)->span.end };

        if (c != row->label_column) {
            SbMention subject = blank_mention();

            sb_grid_subject_fill(g, c, row, &subject);
            if (*row->label.place != '\0' || *m->place == '\0') {
                m->place = subject.place;
                m->place_code = subject.place_code;
                m->place_carried = FALSE;
            }
            if (!m->counted && *row->label.phrase != '\0' && *m->indicator == '\0') {
                m->indicator =
                    *subject.indicator != '\0' ? subject.indicator : row->label.phrase;
            }
        }
        sb_rows_add(g->rows, m, i, span,
            sb_rows_squeeze(g->context->article->text, span.start, span.end, TRUE,
                sb_figure_table_arena(g->rows->figures)),
            row->quote, cell_name(g, row->index, c, FALSE));
    }
    sb_tokens_clear(&tokens);
}

/* --- rows --- */

static const char *
quote_of(const SbGrid *g, guint row)
{
    const SbTableRow *cells = g_ptr_array_index(g->block->rows, row);
    size_t start = g_array_index(cells->cells, SbSpan, 0).start, end = start;

    for (guint c = 0; c < cells->cells->len; c++) {
        SbSpan span = g_array_index(cells->cells, SbSpan, c);

        end = span.end > span.start ? span.end : end;
        start = span.end > span.start ? MIN(start, span.start) : start;
    }
    return sb_rows_squeeze(g->context->article->text, start, end, FALSE,
        sb_figure_table_arena(g->rows->figures));
}

/* Totals that stand in the heads: "2019 99.0865". */
static void
read_head_totals(Table *t)
{
    SbGrid *g = &t->grid;
    SbGridRow none = { .quote = "", .group = "", .parent = "" };
    SbSpan empty = { 0, 0 };

    none.label = none.unit = sb_grid_head_read(g->context, &g->setting, empty, "");
    for (guint c = 0; c < g->columns; c++) {
        const SbGridHead *head = &g->column[c];
        SbGridUnit unit = sb_grid_unit_for(g, c, &none.label, &none.unit, FALSE);
        SbMention m = blank_mention();

        if (!head->has_figure || g->heads == g->first) {
            continue;
        }
        sb_grid_subject_fill(g, c, &none, &m);
        m.value = head->figure;
        m.unit = unit.code != NULL ? unit.code : "";
        m.kind = unit.kind;
        if (unit.power != 0 && !sb_decimal_shift(m.value, unit.power, &m.value)) {
            continue;
        }
        t->column_total[c] = (int)g->context->all->len;
        SbFigure *figure = add_row(g, &m, head->figure_span, quote_of(g, g->heads - 1),
            cell_name(g, g->heads - 1, c, TRUE));

        sb_rows_remark(g->rows, figure, SB_REMARK_UNIT_FROM_HEADER);
    }
}

static gboolean
is_rest(const SbGridHead *label)
{
    g_autofree char *words = g_utf8_strdown(label->words, -1);

    return sb_grid_words_is(words, SB_TABLE_REST);
}

/* A row with nothing but a label that is wrapped: "Rep. of", "Food, drink and". */
static gboolean
goes_on(const SbGrid *g, guint row)
{
    static const char *const ends[] = { " of", " and", " for", " the", " in", " to",
        " other than", " &", ",", " 및", "·" };
    SbSpan label = sb_grid_cell(g, row, 0);
    gboolean open = FALSE;

    for (guint c = 1; c < sb_grid_cells(g, row); c++) {
        SbSpan span = sb_grid_cell(g, row, c);

        if (span.end > span.start) {
            return FALSE;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(ends) && row + 1 < g->block->rows->len; i++) {
        size_t n = strlen(ends[i]);

        open |= label.end - label.start > n &&
                memcmp(g->setting.text + label.end - n, ends[i], n) == 0;
    }
    size_t next = open ? sb_grid_cell(g, row + 1, 0).start : 0;

    return open && next > label.end &&
           strspn(g->setting.text + label.end, " \r\n") >= next - label.end;
}

/* The label and the unit of the row; a group's label in the first of two label
 * columns is carried on to the rows below. */
static void
read_label(Table *t, SbGridRow *row)
{
    SbGrid *g = &t->grid;
    SbSpan empty = { 0, 0 };
    guint index = row->index;

    row->label = row->unit = sb_grid_head_read(g->context, &g->setting, empty, "");
    row->label_column = G_MAXUINT;
    if (g->stubs == 2 && !g->column[0].number && !g->column[0].rank) {
        SbSpan group = sb_grid_cell(g, index, 0), label = sb_grid_cell(g, index, 1);

        if (group.end > group.start && label.end > label.start) {
            SbGridHead head = sb_grid_head_read(g->context, &g->setting,
                sb_grid_cell_label(g->setting.text, group), g->outer);

            t->group = *head.place != '\0' ? head.words : head.phrase;
            t->groups++;
        }
    }
    for (guint c = 0; c < sb_grid_cells(g, index); c++) {
        SbSpan span = sb_grid_cell(g, index, c);
        gboolean stub = c < g->stubs && !g->column[c].number && !g->column[c].rank &&
                        g->heads > g->first;

        if ((int)c == g->unit_column || span.end <= span.start ||
            (g->stubs == 2 && c == 0 &&
                sb_grid_cell(g, index, 1).end > sb_grid_cell(g, index, 1).start)) {
            continue;
        }
        if (stub || !sb_grid_has_value(g, span)) {
            row->label_column = c;
            if (c == 0 && index > g->heads && goes_on(g, index - 1)) {
                span.start = sb_grid_cell(g, index - 1, 0).start;
            }
            span = sb_grid_cell_label(g->setting.text, span);
            row->label = sb_grid_head_read(g->context, &g->setting, span, g->outer);
            sb_grid_label_complete(g, span, &row->label);
            if (g->short_years && sb_grid_period_may_be_short(&row->label.time)) {
                sb_grid_period_short(&row->label.time);
                row->label.period =
                    sb_grid_period_text(g->context->arena, &row->label.time, "");
            }
            break;
        }
    }
    if (row->label_column < g->columns && *row->label.place == '\0' &&
        !row->label.total && !is_rest(&row->label) &&
        (g->areas || (g->companies && *g->outer == '\0'))) {
        row->label.place = row->label.words;
    }
    if (g->unit_column >= 0) {
        row->unit = sb_grid_head_read(
            g->context, &g->setting, sb_grid_cell(g, index, (guint)g->unit_column), "");
    }
}

/* Where rows are indented, a label without values is over those that are more so;
 * one that is not ends the group. */
static void
read_group(Table *t, const SbGridRow *row, guint values)
{
    const SbGrid *g = &t->grid;
    guint indent = sb_grid_indent(g, row->index);

    if (g->stubs == 2 || row->label_column != 0 ||
        (values == 0 && goes_on(g, row->index))) {
        return;
    }
    if (values == 0) {
        t->group = *row->label.phrase != '\0' ? row->label.phrase : row->label.words;
        t->group_indent = indent;
        t->child_indent = G_MAXUINT;
        t->groups++;
        return;
    }
    if (*t->group == '\0') {
        return;
    }
    if (t->child_indent == G_MAXUINT) {
        t->child_indent = indent;
    } else if (indent < t->child_indent ||
               (row->label.total && !row->label.subtotal && indent <= t->group_indent)) {
        t->group = "";
        t->groups++;
    }
}

static const char *
label_text(const SbGrid *g, guint row)
{
    SbSpan span = sb_grid_cell(g, row, g->stubs - 1);

    return sb_rows_squeeze(
        g->setting.text, span.start, span.end, TRUE, g->context->arena);
}

static gboolean
is_note_row(const SbGrid *g, guint row)
{
    SbSpan first = sb_grid_cell(g, row, 0);
    guint filled = 0;

    for (guint c = 0; c < sb_grid_cells(g, row); c++) {
        filled += sb_grid_cell(g, row, c).end > sb_grid_cell(g, row, c).start;
    }
    return filled == 1 && first.end > first.start &&
           sb_read_is_note(g->setting.text, first.start, first.end);
}

/* "12", "4, 11" in a column "Note" */
static gboolean
leads_to_note(const SbGrid *g, guint c, SbSpan span)
{
    const char *p = g->setting.text + span.start;
    gboolean short_number = TRUE;

    for (size_t i = 0; i < span.end - span.start; i++) {
        short_number &= g_ascii_isdigit(p[i]) || strchr(", ()ab", p[i]) != NULL;
    }
    return g->column[c].notes && short_number && span.end - span.start < 10;
}

static gboolean
skips(const SbGrid *g, guint c, const SbGridRow *row, SbSpan span)
{
    return span.end <= span.start || (int)c == g->unit_column ||
           (c == 0 && g->column[c].number) || (c > 0 && leads_to_note(g, c, span)) ||
           (g->stubs == 2 && c == 0) || sb_grid_cell_is_none(g->setting.text, span);
}

/* A row of bracketed values without a label, in a table that also speaks of %: what
 * "(증감률)" would say of the row above. */
static gboolean
says_below(const Table *t, const SbGridRow *row)
{
    const SbGrid *g = &t->grid;
    guint bracketed = 0;

    if (t->last->len == 0 || row->label_column != G_MAXUINT ||
        (g->unit_line.percent.code == NULL && g->caption.percent.code == NULL)) {
        return FALSE;
    }
    for (guint c = 0; c < sb_grid_cells(g, row->index); c++) {
        SbSpan span = sb_grid_cell(g, row->index, c);

        if (span.end > span.start && !sb_grid_cell_is_none(g->setting.text, span)) {
            if (g->setting.text[span.start] != '(') {
                return FALSE;
            }
            bracketed++;
        }
    }
    return bracketed > 0;
}

static void
read_row(Table *t, guint index)
{
    SbGrid *g = &t->grid;
    SbGridRow row = { .index = index };
    guint values = 0, filled = 0;

    if (is_note_row(g, index)) {
        return;
    }
    read_label(t, &row);
    row.parent = t->parent;
    row.parent_head = t->parent_head;
    for (guint c = 0; c < sb_grid_cells(g, index); c++) {
        SbSpan span = sb_grid_cell(g, index, c);

        filled += span.end > span.start;
        values +=
            c != row.label_column &&
            (sb_grid_has_value(g, span) ||
                (span.end > span.start && sb_grid_cell_is_none(g->setting.text, span)));
    }
    if (filled == 0) {
        return;
    }
    if (values == 0 && filled > 1) {
        /* words only: prose, no group */
    } else {
        read_group(t, &row, values);
    }
    const SbGridHead *label = &row.label;
    gboolean below = says_below(t, &row);

    if (below) {
        row.label.bracketed = TRUE;
        row.label.growth = g->unit_line.growth || g->caption.growth ||
                           g->unit_line.base != SB_GRID_BASE_NONE;
        row.label.share = !row.label.growth;
    }
    row.group = t->group;
    sb_grid_unit_group(&row.label, row.group);
    row.doubled = *t->group != '\0' &&
                  g_hash_table_lookup(t->labels, label_text(g, index)) == LABEL_AGAIN;
    row.below = t->last->len > 0 && *t->parent != '\0' && values > 0 &&
                (label->growth || label->share || label->change || label->bracketed) &&
                (label->generic || label->bracketed) && !label->total;
    row.below |= below;
    row.quote = quote_of(g, index);
    row.ragged = g->heads > g->first && sb_grid_cells(g, index) > 1 &&
                 sb_grid_cells(g, index) != sb_grid_cells(g, g->heads - 1);
    g_array_set_size(t->levels, 0);
    for (guint c = 0; c < sb_grid_cells(g, index); c++) {
        SbSpan span = sb_grid_cell(g, index, c);
        SbGridValue cell[2];

        if (skips(g, c, &row, span)) {
            continue;
        }
        guint count = c == row.label_column
                          ? 0
                          : sb_grid_cell_read(&g->setting, span, g->rises, cell);

        if (count > 0) {
            read_value(t, c, &row, cell, count);
        } else if (c >= g->stubs || span.end - span.start > LONG_LABEL) {
            read_words(t, c, &row);
        }
    }
    if (!row.below && values > 0) {
        g_array_set_size(t->last, 0);
        g_array_append_vals(t->last, t->levels->data, t->levels->len);
        t->parent = *label->phrase != '\0' ? label->phrase : label->words;
        t->parent_head = *label;
    }
}

/* Labels that stand in more than one row need their group beside them. */
static void
find_labels(Table *t)
{
    const SbGrid *g = &t->grid;

    for (guint row = g->heads; row < g->block->rows->len; row++) {
        const char *text = label_text(g, row);
        gboolean again = g_hash_table_contains(t->labels, text);

        g_hash_table_insert(
            t->labels, (gpointer)(uintptr_t)text, again ? LABEL_AGAIN : LABEL_ONCE);
    }
}

static const char *
span_text(const SbGrid *g, SbSpan span)
{
    return sb_rows_squeeze(
        g->context->article->text, span.start, span.end, TRUE, g->context->arena);
}

static const char *
head_text(const SbGrid *g)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint row = g->first; row < g->heads; row++) {
        for (guint c = 0; c < sb_grid_cells(g, row); c++) {
            SbSpan span = sb_grid_cell(g, row, c);

            if (span.end > span.start) {
                g_string_append_printf(
                    text, "%s%s", text->len > 0 ? " | " : "", span_text(g, span));
            }
        }
    }
    return sb_arena_strdup(g->context->arena, text->str);
}

SbArticleTable
sb_grid_read(SbContext *context, const SbMentionSetting *setting, const SbRows *rows,
    const SbBlock *block, guint number)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
    g_autoptr(GArray) levels = g_array_new(FALSE, FALSE, sizeof(Level));
    g_autoptr(GArray) last = g_array_new(FALSE, FALSE, sizeof(Level));
    g_autoptr(GHashTable) labels = g_hash_table_new(g_str_hash, g_str_equal);
    Table t = { .grid = { .context = context,
                    .setting = *setting,
                    .rows = rows,
                    .block = block,
                    .number = number },
        .open = open,
        .levels = levels,
        .last = last,
        .labels = labels,
        .group = "",
        .parent = "",
        .child_indent = G_MAXUINT };
    SbGrid *g = &t.grid;
    SbPlaceRef sentence = context->sentence;

    sb_grid_layout_read(g);
    t.column_total = sb_arena_new_many(context->arena, int, g->columns + 1);
    for (guint c = 0; c < g->columns; c++) {
        t.column_total[c] = -1;
    }
    find_labels(&t);
    read_head_totals(&t);
    for (guint row = g->heads; row < block->rows->len; row++) {
        read_row(&t, row);
    }
    context->sentence = sentence;
    sb_context_paragraph(context, FALSE);
    const SbTableRow *top = g_ptr_array_index(block->rows, 0);
    SbArticleTable table = { sb_arena_printf(context->arena, "t%u", number),
        sb_source_line(
            context->article->source, g_array_index(top->cells, SbSpan, 0).start),
        span_text(g, g->caption_span), span_text(g, g->unit_span), head_text(g) };

    return table;
}
