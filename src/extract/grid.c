/*
 * In: a table.  Out: a row for each figure in its cells.
 *
 * Terms: heads are the rows above the first row of values; a label is what a
 * row begins with; a value cell holds a number (or two: "51.1 (51.9%)") and
 * nothing else but signs and units; other cells are read as prose.
 */
#include "extract/grid.h"

#include <string.h>

#include "extract/grid_head.h"
#include "figure/relation.h"

enum { MOST_HEADS = 3, MOST_COLUMNS = 256 };

/* A level whose total may come in a row below. */
typedef struct {
    SbFigure *figure;
    guint column;
} Open;

typedef struct {
    SbContext *context;
    SbMentionSetting setting;
    const SbRows *rows;
    const SbBlock *block;
    guint number, heads, columns;
    SbGridHead caption, unit_line;
    SbGridHead *column; /* columns of them */
    GArray *open;       /* of Open: levels that have no total yet */
    int *column_total;  /* mention index of the column's total, -1: none */
    const char *outer;  /* the table's place */
    const char *outer_code;
    gboolean outer_carried;
} Grid;

/* A row at hand. */
typedef struct {
    guint index; /* from 0 */
    const SbTableRow *cells;
    SbGridHead label;
    guint label_column;
    const char *group;
    const char *quote;
} RowAt;

static guint
cell_count(const Grid *g, guint row)
{
    const SbTableRow *r = g_ptr_array_index(g->block->rows, row);

    return MIN(r->cells->len, (guint)MOST_COLUMNS);
}

static SbSpan
cell_at(const Grid *g, guint row, guint column)
{
    const SbTableRow *r = g_ptr_array_index(g->block->rows, row);
    SbSpan none = { 0, 0 };

    return column < r->cells->len ? g_array_index(r->cells, SbSpan, column) : none;
}

static SbTokens
tokens_of(const Grid *g, SbSpan span, SbArena *scratch)
{
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(SbSpan));

    g_array_append_val(runs, span);
    return sb_token_read(g->context->article->text, runs, g->setting.lexicon, scratch);
}

/* --- which cells hold values --- */

static gboolean
is_year_token(const SbToken *token)
{
    return token->kind == SB_TOKEN_NUMBER && token->length == 4 &&
           token->number.exponent == 0 && token->number.coefficient >= 1800 &&
           token->number.coefficient < 2100;
}

/* A digit, or the first byte of one in full width? */
static gboolean
has_digit(const char *text, SbSpan span)
{
    for (size_t i = span.start; i < span.end; i++) {
        if (g_ascii_isdigit(text[i]) || (guchar)text[i] == 0xEF) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Number-like: digits, and besides them only signs, brackets and units. */
static gboolean
is_value(const Grid *g, SbSpan span)
{
    if (span.end <= span.start || span.end - span.start > 64 ||
        !has_digit(g->context->article->text, span)) {
        return FALSE;
    }
    g_autoptr(SbArena) scratch = sb_arena_new();
    SbTokens tokens = tokens_of(g, span, scratch);
    gboolean number = FALSE, other = FALSE;
    guint chain = 0; /* numbers that are joined without blanks: a phone, a date */

    for (guint i = 0; i < tokens.tokens->len && !other; i++) {
        const SbToken *token = sb_token_at(&tokens, i);
        gboolean scale = token->word != NULL && token->word->numeral != NULL;
        gboolean unit =
            token->unit != NULL || (token->word != NULL && token->word->unit != NULL);

        if (token->kind == SB_TOKEN_NUMBER) {
            number = TRUE;
            chain = token->space ? 1 : chain + 1;
            other = chain > 2 || !token->sound;
        } else if (!scale && !unit && token->kind != SB_TOKEN_SIGN &&
                   token->kind != SB_TOKEN_PUNCT &&
                   !sb_token_in(token, " 여 약 p r e f won usd krw jpy cny eur bn mn ") &&
                   !sb_lexicon_is_particle(token->text, token->length)) {
            other = TRUE;
        }
    }
    sb_tokens_clear(&tokens);
    return number && !other;
}

static gboolean
is_bare_period(const Grid *g, SbSpan span)
{
    SbGridHead head = sb_grid_head_read(g->context, &g->setting, span, "");

    return head.has_figure || (*head.period != '\0' && *head.phrase == '\0');
}

/* A table without heads: its first rows begin with places alike. */
static gboolean
begins_with_place(const Grid *g)
{
    for (guint row = 0; row < 2; row++) {
        SbGridHead head =
            row < g->block->rows->len
                ? sb_grid_head_read(g->context, &g->setting, cell_at(g, row, 0), "")
                : (SbGridHead){ .place_code = "" };

        if (head.place_code == NULL || *head.place_code == '\0' ||
            head.level.code != NULL) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Rows above the first that has a value outside of its first column. */
static guint
count_heads(const Grid *g)
{
    if (g->block->heads > 0) {
        return (guint)g->block->heads;
    }
    for (guint row = 0; row < g->block->rows->len && row < MOST_HEADS; row++) {
        for (guint c = 0; c < cell_count(g, row); c++) {
            SbSpan span = cell_at(g, row, c);

            if (is_value(g, span) &&
                (row >= MOST_HEADS - 1 || !is_bare_period(g, span))) {
                return begins_with_place(g) ? 0 : row;
            }
        }
    }
    return g->block->rows->len > 1 && !begins_with_place(g) ? 1 : 0;
}

/* A second row of heads below a Markdown rule: its first cell is empty and its
 * cells are no values. */
static guint
more_heads(const Grid *g, guint heads)
{
    while (g->block->heads > 0 && heads < g->block->rows->len && heads < MOST_HEADS) {
        gboolean head = cell_at(g, heads, 0).end <= cell_at(g, heads, 0).start;

        for (guint c = 1; c < cell_count(g, heads) && head; c++) {
            SbSpan span = cell_at(g, heads, c);

            head = !is_value(g, span) || is_bare_period(g, span);
        }
        if (!head) {
            break;
        }
        heads++;
    }
    return heads;
}

static void
read_heads(Grid *g)
{
    SbArena *arena = g->context->arena;

    g->columns = 0;
    for (guint row = 0; row < g->block->rows->len; row++) {
        g->columns = MAX(g->columns, cell_count(g, row));
    }
    g->column = sb_arena_new_many(arena, SbGridHead, g->columns + 1);
    g->column_total = sb_arena_new_many(arena, int, g->columns + 1);
    SbSpan none = { 0, 0 };

    for (guint c = 0; c < g->columns; c++) {
        SbGridHead above = sb_grid_head_read(g->context, &g->setting, none, "");

        g->column_total[c] = -1;
        for (guint row = 0; row < g->heads; row++) {
            SbSpan span = cell_at(g, row, c);

            /* a wide head stands over the empty cells to its right */
            for (guint left = c;
                 left > 0 && span.end <= span.start && row + 1 < g->heads;) {
                span = cell_at(g, row, --left);
            }
            SbGridHead head = sb_grid_head_read(g->context, &g->setting, span, "");

            sb_grid_head_join(g->context, &head, &above);
            above = head;
        }
        g->column[c] = above;
    }
}

/* --- mentions --- */

static SbGridUnit
unit_for(const Grid *g, guint c, const RowAt *row, gboolean percent)
{
    const SbGridHead *heads[] = { &row->label, &g->column[c], &g->unit_line,
        &g->caption };
    SbGridUnit none = { NULL, SB_NAMED_COUNT, 0 };
    int power = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        const SbGridUnit *level = &heads[i]->level;

        if (!percent && level->code != NULL && !level->weak) {
            SbGridUnit unit = *level;

            unit.power += unit.power == 0 ? power : 0;
            return unit;
        }
        if (heads[i]->percent.code != NULL && (percent || i < 2)) {
            return heads[i]->percent;
        }
        power = power == 0 ? level->power : power;
    }
    if (!percent && power == 0 && g->column[c].level.weak) {
        return g->column[c].level;
    }
    none.power = power;
    return none;
}

static gboolean
is_ratio_column(const Grid *g, guint c, const RowAt *row)
{
    const SbGridHead *head = &g->column[c];

    return head->share || head->growth || row->label.growth ||
           (row->label.share && *row->label.whole != '\0');
}

static void
fill_subject(const Grid *g, guint c, const RowAt *row, SbMention *m)
{
    const SbGridHead *head = &g->column[c], *label = &row->label;
    gboolean placed = *label->place != '\0' && !label->total;

    m->place = placed ? label->place : *head->place != '\0' ? head->place : g->outer;
    m->place_code = placed                 ? label->place_code
                    : *head->place != '\0' ? head->place_code
                                           : g->outer_code;
    m->place_carried = m->place == g->outer && g->outer_carried && *m->place != '\0';
    m->period = *head->period != '\0'        ? head->period
                : *label->period != '\0'     ? label->period
                : *g->caption.period != '\0' ? g->caption.period
                                             : "";
    m->indicator = head->phrase;
    m->item = "";
    gboolean named = *label->phrase != '\0' && !placed && !label->total;

    if (*m->indicator == '\0' || (head->growth && *label->period == '\0' &&
                                     (named || *g->caption.phrase != '\0'))) {
        if (*g->caption.phrase != '\0' && head->growth) {
            m->indicator = "";
        }
        gboolean own = *label->phrase != '\0' && !label->total && !placed;

        m->indicator = own ? label->phrase : g->caption.phrase;
    } else if (*label->phrase != '\0' && !label->total && !placed &&
               *label->period == '\0') {
        m->item = label->phrase;
    }
    if (*m->item == '\0' && *row->group != '\0' && !placed) {
        m->item = row->group;
    }
    m->base = "";
}

static SbRole
role_for(const Grid *g, guint c, const RowAt *row, const char *unit, gboolean second)
{
    const SbGridHead *head = &g->column[c];

    if (head->rank || strcmp(unit, "{rank}") == 0) {
        return SB_ROLE_RANK;
    }
    if (strcmp(unit, "pp") == 0) {
        return SB_ROLE_CHANGE;
    }
    if (strcmp(unit, "%") != 0) {
        return SB_ROLE_LEVEL;
    }
    if (head->growth || row->label.growth || (second && g->unit_line.growth)) {
        return SB_ROLE_GROWTH;
    }
    return head->share || row->label.share || g->caption.share || second ? SB_ROLE_SHARE
                                                                         : SB_ROLE_RATE;
}

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

static const char *
cell_name(const Grid *g, guint row, guint c, gboolean total)
{
    return sb_arena_printf(g->context->arena, "t%u.r%u.c%u%s", g->number, row + 1, c + 1,
        total ? ".total" : "");
}

static SbFigure *
add_row(Grid *g, const SbMention *m, SbSpan span, const char *quote, const char *cell)
{
    guint index = g->context->all->len;
    const char *text = sb_rows_squeeze(g->context->article->text, span.start, span.end,
        TRUE, sb_figure_table_arena(g->rows->figures));

    g_array_append_val(g->context->all, *m);
    return sb_rows_add(g->rows, m, index, span, text, quote, cell);
}

static void
share_base(const Grid *g, guint c, SbMention *m)
{
    const SbGridHead *head = &g->column[c];

    if (m->role != SB_ROLE_SHARE) {
        return;
    }
    m->base = *head->whole != '\0' ? head->whole
              : *g->outer != '\0'
                  ? sb_arena_printf(g->context->arena, "%s's %s", g->outer, m->indicator)
                  : "";
    m->part_index = *head->whole != '\0' ? -1 : g->column_total[c];
}

/* The number at token *i of a value cell as a mention; FALSE: none there. */
static gboolean
read_one(Grid *g, const SbTokens *tokens, guint *i, guint end, guint c, const RowAt *row,
    gboolean second, gboolean bracketed, SbMention *m, gboolean *from_head, SbSpan *span)
{
    SbNumber number;
    guint start = *i, taken = 0;
    gboolean negative = FALSE, hyphen;
    const char *code = NULL;
    SbNamedKind kind = SB_NAMED_COUNT;
    int power = 0;

    while (start < end && sb_token_in(sb_token_at(tokens, start), " - – △ + 약 ~ ")) {
        negative |= sb_token_in(sb_token_at(tokens, start), " - – △ ");
        start++;
    }
    if (start < end && sb_token_at(tokens, start)->kind == SB_TOKEN_SIGN) {
        const SbToken *sign = sb_token_at(tokens, start);

        code = strcmp(sign->text, "$") == 0
                   ? g->setting.dollar
                   : sb_lexicon_before(g->setting.lexicon, sign->text, sign->length);
        kind = SB_NAMED_MONEY;
        start++;
    }
    if (start >= end || !sb_number_read(tokens, start, end, &number) ||
        number.malformed || number.ordinal) {
        return FALSE;
    }
    g->setting.tokens = tokens;
    if (code == NULL) {
        code = sb_unit_find_behind(
            &g->setting, number.end, end, &kind, &power, &taken, &hyphen);
    }
    *m = blank_mention();
    m->number = number;
    m->value = number.value;
    *from_head = FALSE;
    gboolean percent = is_ratio_column(g, c, row) || (second && code == NULL);
    SbGridUnit unit = unit_for(g, c, row, percent);

    if (code == NULL && g->column[c].rank) {
        code = "{rank}";
    } else if (code == NULL) {
        code = unit.code;
        kind = unit.kind;
        power = number.has_scale ? 0 : unit.power;
        *from_head = code != NULL || power != 0;
    } else if (kind == SB_NAMED_MONEY && !number.has_scale && unit.code != NULL &&
               strcmp(unit.code, code) == 0) {
        power = unit.power;
    }
    SbDecimal shifted;

    if (power != 0 && sb_decimal_shift(m->value, power, &shifted)) {
        m->value = shifted;
    }
    if (negative || (bracketed && second == FALSE)) {
        m->value = sb_decimal_negate(m->value);
    }
    m->unit = code != NULL ? code : "";
    m->kind = kind;
    *span = (SbSpan){ sb_token_at(tokens, *i)->span.start,
        sb_token_at(tokens, number.end + taken - 1)->span.end };
    if (number.over) {
        m->qualifier = SB_QUALIFIER_OVER;
    }
    *i = number.end + taken;
    return TRUE;
}

/* A total below its rows: they are parts of it. */
static void
close_column(Grid *g, guint c)
{
    SbArena *arena = sb_figure_table_arena(g->rows->figures);

    for (guint i = 0; i < g->open->len; i++) {
        Open *open = &g_array_index(g->open, Open, i);

        if (open->column == c) {
            open->figure->relations = sb_relation_add(arena, open->figure->relations,
                "part-of", sb_rows_id(g->rows, (guint)g->column_total[c]));
        }
    }
}

static void
read_value(Grid *g, guint c, const RowAt *row)
{
    g_autoptr(SbArena) scratch = sb_arena_new();
    SbTokens tokens = tokens_of(g, cell_at(g, row->index, c), scratch);
    guint i = 0, end = tokens.tokens->len;
    int level = -1;
    gboolean opened = end > 1 && sb_token_in(sb_token_at(&tokens, 0), " ( ");

    i += opened;
    for (int n = 0; n < 2 && i < end; n++) {
        SbMention m;
        SbSpan span;
        gboolean from_head;

        if (!read_one(
                g, &tokens, &i, end, c, row, n > 0, opened, &m, &from_head, &span)) {
            break;
        }
        if (*m.unit == '\0' && is_year_token(sb_token_at(&tokens, m.number.start))) {
            break;
        }
        fill_subject(g, c, row, &m);
        m.role = role_for(g, c, row, m.unit, n > 0);
        share_base(g, c, &m);
        m.to_index = n > 0 && m.role != SB_ROLE_LEVEL ? level : -1;
        gboolean total = row->label.total;

        if (m.role == SB_ROLE_LEVEL && !total && g->column_total[c] >= 0) {
            m.part_index = g->column_total[c];
        }
        level = n == 0 ? (int)g->context->all->len : level;
        if (total && n == 0 && m.role == SB_ROLE_LEVEL && g->column_total[c] < 0) {
            g->column_total[c] = level;
        }
        SbFigure *figure =
            add_row(g, &m, span, row->quote, cell_name(g, row->index, c, total));

        if (total && g->column_total[c] == level && n == 0) {
            close_column(g, c);
        } else if (m.role == SB_ROLE_LEVEL && m.part_index < 0 && !total) {
            Open open = { figure, c };

            g_array_append_val(g->open, open);
        }

        if (from_head) {
            sb_rows_remark(g->rows, figure, SB_REMARK_UNIT_FROM_HEADER);
        }
        while (i < end && sb_token_in(sb_token_at(&tokens, i), " ( ) * ; , / † ‡ ")) {
            i++;
        }
    }
    sb_tokens_clear(&tokens);
}

/* Is it the head of a column of places, known or not? */
static gboolean
names_places(const SbGridHead *head)
{
    static const char *const words[] = { "region", "country", "city", "province",
        "prefecture", "state", "county", "municipality", "countries", "regions",
        "city/province", "지역", "국가", "시도", "시·도", "시군", "시·군", "도시",
        "국가명", "지역명", "시군구" };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strcasecmp(head->words, words[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A cell of words: read as prose, about the row's place. */
static void
read_words(Grid *g, guint c, const RowAt *row)
{
    g_autoptr(SbArena) scratch = sb_arena_new();
    SbTokens tokens = tokens_of(g, cell_at(g, row->index, c), scratch);
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

            fill_subject(g, c, row, &subject);
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
quote_of(const Grid *g, guint row)
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
read_head_totals(Grid *g)
{
    RowAt none = { .group = "" };
    SbSpan empty = { 0, 0 };

    none.label = sb_grid_head_read(g->context, &g->setting, empty, "");
    for (guint c = 0; c < g->columns; c++) {
        const SbGridHead *head = &g->column[c];
        SbGridUnit unit = unit_for(g, c, &none, FALSE);
        SbMention m = blank_mention();

        if (!head->has_figure || g->heads == 0) {
            continue;
        }
        fill_subject(g, c, &none, &m);
        m.value = head->figure;
        m.unit = unit.code != NULL ? unit.code : "";
        m.kind = unit.kind;
        if (unit.power != 0 && !sb_decimal_shift(m.value, unit.power, &m.value)) {
            continue;
        }
        g->column_total[c] = (int)g->context->all->len;
        SbFigure *figure = add_row(g, &m, head->figure_span, quote_of(g, g->heads - 1),
            cell_name(g, g->heads - 1, c, TRUE));

        sb_rows_remark(g->rows, figure, SB_REMARK_UNIT_FROM_HEADER);
    }
}

static void
read_row(Grid *g, guint index, const char **group)
{
    RowAt row = { .index = index, .group = *group, .label_column = G_MAXUINT };
    guint values = 0, filled = 0;

    row.cells = g_ptr_array_index(g->block->rows, index);
    SbSpan empty = { 0, 0 };

    row.label = sb_grid_head_read(g->context, &g->setting, empty, "");
    for (guint c = 0; c < cell_count(g, index); c++) {
        SbSpan span = cell_at(g, index, c);

        filled += span.end > span.start;
        values += is_value(g, span);
        if (row.label_column == G_MAXUINT && span.end > span.start &&
            (!is_value(g, span) || (c == 0 && is_bare_period(g, span)))) {
            row.label_column = c;
            row.label = sb_grid_head_read(g->context, &g->setting, span, g->outer);
            if (names_places(&g->column[c]) && *row.label.place == '\0' &&
                !row.label.total) {
                row.label.place = row.label.words;
            }
        }
    }
    if (filled == 1 && values == 0 && row.label_column == 0) {
        *group = row.label.phrase;
    }
    row.quote = quote_of(g, index);
    for (guint c = 0; c < cell_count(g, index); c++) {
        SbSpan span = cell_at(g, index, c);

        if (span.end <= span.start || (c == row.label_column && is_value(g, span))) {
            continue;
        }
        if (g->column[c].number && c == 0) {
            continue;
        }
        if (is_value(g, span)) {
            read_value(g, c, &row);
        } else {
            read_words(g, c, &row);
        }
    }
}

static const char *
span_text(const Grid *g, SbSpan span)
{
    return sb_rows_squeeze(
        g->context->article->text, span.start, span.end, TRUE, g->context->arena);
}

static const char *
head_text(const Grid *g)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint row = 0; row < g->heads; row++) {
        for (guint c = 0; c < cell_count(g, row); c++) {
            SbSpan span = cell_at(g, row, c);

            if (span.end > span.start) {
                g_string_append_printf(
                    text, "%s%s", text->len > 0 ? " | " : "", span_text(g, span));
            }
        }
    }
    return sb_arena_strdup(g->context->arena, text->str);
}

/* A caption without "Table 1.", "〈표 2〉" before it. */
static SbSpan
without_number(const char *text, SbSpan span)
{
    static const char *const names[] = { "table", "tab.", "\xED\x91\x9C" };
    static const char *const closers[] = { ".", ":", ")", "]", ">", "\xE3\x80\x89" };
    const char *p = text + span.start, *end = text + span.end;

    while (
        p < end && (strchr("([<* ", *p) != NULL || g_str_has_prefix(p, "\xE3\x80\x88"))) {
        p = g_utf8_next_char(p);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        size_t length = strlen(names[i]);
        const char *q = p + length;

        if ((size_t)(end - p) <= length ||
            g_ascii_strncasecmp(p, names[i], length) != 0) {
            continue;
        }
        q += strspn(q, " ");
        size_t number = strspn(q, "0123456789-.");

        for (q += number; number > 0 && q < end; q += strspn(q, " ")) {
            size_t c = 0;

            while (c < G_N_ELEMENTS(closers) && !g_str_has_prefix(q, closers[c])) {
                c++;
            }
            if (c == G_N_ELEMENTS(closers)) {
                break;
            }
            q += strlen(closers[c]);
        }
        if (number > 0 && q < end) {
            return (SbSpan){ (size_t)(q - text), span.end };
        }
    }
    return span;
}

/* "harvest by county" measures the harvest. */
static const char *
without_by(SbArena *arena, const char *phrase)
{
    const char *by = strstr(phrase, " by ");

    return by != NULL && by > phrase
               ? sb_arena_strndup(arena, phrase, (size_t)(by - phrase))
               : phrase;
}

SbArticleTable
sb_grid_read(SbContext *context, const SbMentionSetting *setting, const SbRows *rows,
    const SbBlock *block, guint number)
{
    Grid g = { .context = context,
        .setting = *setting,
        .rows = rows,
        .block = block,
        .number = number };
    SbPlaceRef sentence = context->sentence;

    g.caption = sb_grid_head_read(
        context, setting, without_number(context->article->text, block->caption), "");
    g.caption.phrase = without_by(context->arena, g.caption.phrase);
    g.unit_line = sb_grid_head_read(context, setting, block->unit_line, "");
    g.outer_carried = *g.caption.place == '\0';
    g.outer = g.outer_carried ? context->heading.name : g.caption.place;
    g.outer_code = g.outer_carried ? context->heading.code : g.caption.place_code;
    g.heads = more_heads(&g, count_heads(&g));
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));

    g.open = open;
    read_heads(&g);
    read_head_totals(&g);
    const char *group = "";

    for (guint row = g.heads; row < block->rows->len; row++) {
        read_row(&g, row, &group);
    }
    context->sentence = sentence;
    sb_context_paragraph(context, FALSE);
    const SbTableRow *top = g_ptr_array_index(block->rows, 0);
    SbArticleTable table = { sb_arena_printf(context->arena, "t%u", number),
        sb_source_line(
            context->article->source, g_array_index(top->cells, SbSpan, 0).start),
        span_text(&g, block->caption), span_text(&g, block->unit_line), head_text(&g) };

    return table;
}
