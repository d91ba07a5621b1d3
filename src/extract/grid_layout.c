/*
 * In: a table's rows of cells.  Out: its parts (grid_layout.h).
 */
#include "extract/grid_layout.h"

#include <string.h>

#include "extract/grid_mend.h"
#include "extract/grid_words.h"
#include "extract/read_text.h"
#include "figure/period.h"

enum {
    MOST_HEADS = 6,
    MOST_COLUMNS = 256,
    MOST_REMARKS = 5,
    LOOK_ROWS = 200,
    LOOK_MONEY = 4
};

guint
sb_grid_cells(const SbGrid *g, guint row)
{
    const SbTableRow *r = g_ptr_array_index(g->block->rows, row);

    return MIN(r->cells->len, (guint)MOST_COLUMNS);
}

SbSpan
sb_grid_cell(const SbGrid *g, guint row, guint column)
{
    const SbTableRow *r = g_ptr_array_index(g->block->rows, row);
    SbSpan none = { 0, 0 };

    return column < r->cells->len ? g_array_index(r->cells, SbSpan, column) : none;
}

static gboolean
is_filled(SbSpan span)
{
    return span.end > span.start;
}

gboolean
sb_grid_has_value(const SbGrid *g, SbSpan cell)
{
    SbGridValue values[2];

    return sb_grid_cell_read(&g->setting, cell, FALSE, values) > 0;
}

guint
sb_grid_indent(const SbGrid *g, guint row)
{
    SbSpan span = sb_grid_cell(g, row, 0);
    const char *text = g->setting.text;
    guint cells = 0;

    for (size_t at = span.start; at > 0 && is_filled(span);) {
        size_t before = at - 1;

        while (before > 0 && ((guchar)text[before] & 0xC0) == 0x80) {
            before--;
        }
        if (text[before] == '\n' || text[before] == '\t' ||
            sb_article_blank(text, before, at) == 0) {
            break;
        }
        cells += at - before == 3 ? 2 : 1;
        at = before;
    }
    if (is_filled(span)) {
        const char *p = text + span.start;

        cells += strchr("-*", *p) != NULL || g_str_has_prefix(p, "·") ||
                         g_str_has_prefix(p, "ㅇ") || g_str_has_prefix(p, "&nbsp;")
                     ? 2
                     : 0;
    }
    return cells;
}

/* --- which rows are heads --- */

static gboolean
is_bare_period(const SbGrid *g, SbSpan span)
{
    SbGridHead head = sb_grid_head_read(g->context, &g->setting, span, "");

    return head.has_figure ||
           (*head.phrase == '\0' &&
               (*head.period != '\0' || sb_grid_period_any(&head.time)));
}

/* A table without heads: its first rows begin with places alike. */
static gboolean
begins_with_place(const SbGrid *g)
{
    for (guint row = g->first; row < g->first + 2; row++) {
        SbGridHead head =
            row < g->block->rows->len
                ? sb_grid_head_read(g->context, &g->setting, sb_grid_cell(g, row, 0), "")
                : (SbGridHead){ .place_code = "" };

        if (head.place_code == NULL || *head.place_code == '\0' ||
            head.level.code != NULL) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Values that are no bare period stand outside of the first column. */
static gboolean
has_values(const SbGrid *g, guint row)
{
    for (guint c = 1; c < sb_grid_cells(g, row); c++) {
        SbSpan span = sb_grid_cell(g, row, c);

        if (sb_grid_has_value(g, span) && !is_bare_period(g, span)) {
            return TRUE;
        }
    }
    return sb_grid_cells(g, row) == 1 && sb_grid_has_value(g, sb_grid_cell(g, row, 0));
}

static guint
filled_cells(const SbGrid *g, guint row)
{
    guint n = 0;

    for (guint c = 0; c < sb_grid_cells(g, row); c++) {
        n += is_filled(sb_grid_cell(g, row, c));
    }
    return n;
}

static gboolean
says_unit(const SbGrid *g, SbSpan span)
{
    g_autofree char *text = g_ascii_strdown(
        g->setting.text + span.start, (gssize)MIN(span.end - span.start, (size_t)80));

    return strstr(text, "단위") != NULL || g_str_has_prefix(text, "(unit") ||
           g_str_has_prefix(text, "unit") || g_str_has_prefix(text, "(in ") ||
           g_str_has_prefix(text, "in thousand") || g_str_has_prefix(text, "in million");
}

/* Rows with one cell above the heads: a caption, a unit line. */
static void
take_caption_rows(SbGrid *g)
{
    while (g->first + 2 < g->block->rows->len && g->first < 3 &&
           filled_cells(g, g->first) == 1 && sb_grid_cells(g, g->first) > 0) {
        guint c = 0;

        while (!is_filled(sb_grid_cell(g, g->first, c))) {
            c++;
        }
        SbSpan span = sb_grid_cell(g, g->first, c);

        if (says_unit(g, span)) {
            g->unit_span = span;
        } else if (c == 0 && g->caption_span.end == 0 &&
                   filled_cells(g, g->first + 1) > 1 && !sb_grid_has_value(g, span)) {
            g->caption_span = span;
        } else {
            break;
        }
        g->first++;
    }
}

static guint
count_heads(const SbGrid *g)
{
    guint rows = g->block->rows->len;

    if (g->block->heads > 0) {
        guint heads = MAX((guint)g->block->heads, g->first);

        /* a second row of heads below a Markdown rule: its first cell is empty and
         * its cells are no values */
        while (heads < rows && heads < g->first + MOST_HEADS &&
               !is_filled(sb_grid_cell(g, heads, 0)) && !has_values(g, heads) &&
               filled_cells(g, heads) > 0) {
            heads++;
        }
        return heads;
    }
    for (guint row = g->first; row < rows && row < g->first + MOST_HEADS; row++) {
        if (has_values(g, row)) {
            return begins_with_place(g) ? g->first : row;
        }
    }
    return g->first + (rows > g->first + 1 && !begins_with_place(g) ? 1 : 0);
}

/* The last rows of heads that have one cell, the first: a group ("Fossil"), not
 * a head. */
static guint
without_groups(const SbGrid *g, guint heads)
{
    while (g->block->heads == 0 && heads > g->first + 1 &&
           filled_cells(g, heads - 1) == 1 && is_filled(sb_grid_cell(g, heads - 1, 0))) {
        heads--;
    }
    return heads;
}

/* --- heads --- */

/* "Cows (share)" over "41,200 (31.2)": where the bracket begins, that speaks of the
 * second value; 0: none. */
static size_t
second_head(const SbGrid *g, SbSpan span, guint c)
{
    const char *text = g->setting.text;
    gboolean pairs = FALSE;

    if (span.end < span.start + 4 || text[span.end - 1] != ')') {
        return 0;
    }
    const char *open = g_strrstr_len(text + span.start, span.end - span.start, "(");

    if (open == NULL || open == text + span.start) {
        return 0;
    }
    for (guint row = g->heads; row < g->block->rows->len && row < g->heads + LOOK_MONEY;
         row++) {
        SbGridValue values[2];

        pairs |=
            sb_grid_cell_read(&g->setting, sb_grid_cell(g, row, c), FALSE, values) == 2;
    }
    SbSpan inner = { (size_t)(open - text), span.end };
    SbGridHead head = sb_grid_head_read(g->context, &g->setting, inner, "");
    gboolean ratio = head.share || head.growth || head.change || head.ratio ||
                     head.percent.code != NULL;

    return pairs && ratio && head.level.code == NULL && head.level.power == 0
               ? inner.start
               : 0;
}

/* A head of column c, without what it says of the second value. */
static SbGridHead
read_head(const SbGrid *g, SbSpan span, guint c)
{
    size_t open = second_head(g, span, c);

    if (open == 0) {
        return sb_grid_head_read(g->context, &g->setting, span, "");
    }
    SbSpan inner = { open, span.end };
    SbSpan outer = sb_article_trim(g->setting.text, (SbSpan){ span.start, open });
    SbGridHead second = sb_grid_head_read(g->context, &g->setting, inner, "");
    SbGridHead head = sb_grid_head_read(g->context, &g->setting, outer, "");

    head.paired = TRUE;
    head.paired_growth = second.growth || second.change;
    head.percent = (SbGridUnit){ "%", SB_NAMED_PERCENT, 0, FALSE, NULL };
    return head;
}

/* "Change" below "(thousands; change in %)": a growth, when no other column is for
 * the %. */
static void
name_changes(SbGrid *g)
{
    const SbGridHead *from =
        g->unit_line.percent.code != NULL ? &g->unit_line : &g->caption;
    const SbGridUnit *percent = &from->percent;
    gboolean other = FALSE;

    if (percent->code == NULL || (from->level.code == NULL && from->level.power == 0)) {
        return;
    }
    for (guint c = 1; c < g->columns; c++) {
        const SbGridHead *head = &g->column[c];

        other |= head->growth || head->share || head->ratio;
    }
    for (guint c = 1; c < g->columns; c++) {
        SbGridHead *head = &g->column[c];

        if (head->change && head->generic && head->level.code == NULL && !head->paired &&
            (!other || (percent->what != NULL && strstr(percent->what, "change")))) {
            head->growth = TRUE;
        }
    }
}

/* "USD million", "Output, t" over the labels: the unit of all columns. */
static gboolean
has_unit(const SbGrid *g, guint c)
{
    const SbGridHead *head = &g->column[c];

    gboolean level = head->level.code != NULL && head->level.code[0] != '{' &&
                     !head->level.weak && head->level.kind != SB_NAMED_TIME;

    return g->heads > g->first &&
           (level || (head->level.code == NULL && head->level.power != 0) ||
               head->percent.code != NULL);
}

static void
read_heads(SbGrid *g)
{
    SbArena *arena = g->context->arena;
    SbSpan none = { 0, 0 };

    g->column = sb_arena_new_many(arena, SbGridHead, g->columns + 1);
    for (guint c = 0; c < g->columns; c++) {
        SbGridHead above = sb_grid_head_read(g->context, &g->setting, none, "");

        for (guint row = g->first; row < g->heads; row++) {
            SbSpan span = sb_grid_cell(g, row, c);

            /* a wide head stands over the empty cells to its right */
            for (guint left = c; left > 1 && !is_filled(span) && row + 1 < g->heads;) {
                span = sb_grid_cell(g, row, --left);
            }
            SbGridHead head = read_head(g, span, c);

            sb_grid_head_join(g->context, &head, &above);
            above = head;
        }
        g->column[c] = above;
    }
    if (g->columns > 0 && (g->column[0].names_unit || has_unit(g, 0))) {
        g->corner = g->column[0];
    } else {
        g->corner = sb_grid_head_read(g->context, &g->setting, none, "");
    }
}

/* "Jul 24 | Aug 24", "Aug 23 | Aug 24": the same number behind several months, or those
 * of years that follow each other behind one. */
static gboolean
has_short_years(const SbGrid *g, const GArray *times)
{
    const char *date = g->context->article->info.date;
    int this_year = strlen(date) >= 4 ? (date[2] - '0') * 10 + date[3] - '0' : -1;
    gboolean same = FALSE, next = FALSE, this = FALSE;

    for (guint i = 0; i < times->len; i++) {
        const SbGridTime *a = &g_array_index(times, SbGridTime, i);

        this |= a->day_from == this_year;
        for (guint k = i + 1; k < times->len; k++) {
            const SbGridTime *b = &g_array_index(times, SbGridTime, k);

            same |= a->day_from == b->day_from && a->from != b->from;
            next |= a->from == b->from && ABS(a->day_from - b->day_from) == 1;
        }
    }
    return same || (next && this);
}

static void
read_short_years(SbGrid *g)
{
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(SbGridTime));

    for (guint c = 0; c < g->columns; c++) {
        if (sb_grid_period_may_be_short(&g->column[c].time)) {
            g_array_append_val(times, g->column[c].time);
        }
    }
    for (guint row = g->heads; row < g->block->rows->len && row < g->heads + MOST_HEADS;
         row++) {
        SbSpan span = sb_grid_cell(g, row, 0);
        g_autoptr(GArray) used = g_array_new(FALSE, FALSE, sizeof(SbSpan));
        SbGridTime time;

        if (is_filled(span) && span.end - span.start < 16 &&
            sb_grid_period_read(g->setting.text, span, &time, used) &&
            sb_grid_period_may_be_short(&time)) {
            g_array_append_val(times, time);
        }
    }
    g->short_years = has_short_years(g, times);
    for (guint c = 0; g->short_years && c < g->columns; c++) {
        SbGridHead *head = &g->column[c];

        if (sb_grid_period_may_be_short(&head->time)) {
            sb_grid_period_short(&head->time);
            head->period = sb_grid_period_text(g->context->arena, &head->time, "");
        }
    }
}

static gboolean
is_ratio(const SbGridHead *head)
{
    return head->share || head->growth || head->change || head->rank;
}

static gboolean
is_later(const SbGrid *g, const SbGridTime *a, const SbGridTime *b)
{
    const char *date = g->context->article->info.date;

    return sb_period_compare(sb_grid_period_text(g->context->arena, a, date),
               sb_grid_period_text(g->context->arena, b, date)) > 0;
}

/* A growth or share without a time of its own is of the latest level to its left;
 * a growth starts from the other level beside it. */
static void
borrow_times(SbGrid *g)
{
    g->borrowed = sb_arena_new_many(g->context->arena, SbGridTime, g->columns + 1);
    g->before = sb_arena_new_many(g->context->arena, SbGridTime, g->columns + 1);
    for (guint c = 1; c < g->columns; c++) {
        const SbGridHead *head = &g->column[c];
        const SbGridTime *latest = NULL, *other = NULL;
        gboolean parted = FALSE; /* by an other growth, from the levels beside it */
        guint seen = 0;

        if (!is_ratio(head) || sb_grid_period_any(&head->time)) {
            continue;
        }
        for (guint k = c; k-- > 1;) {
            const SbGridTime *time = &g->column[k].time;

            parted |= latest != NULL && is_ratio(&g->column[k]) &&
                      (seen > 1 || head->base == SB_GRID_BASE_NONE);
            if (is_ratio(&g->column[k]) || !sb_grid_period_any(time)) {
                continue;
            }
            seen++;
            if (latest == NULL || (!parted && is_later(g, time, latest))) {
                other = other == NULL ? latest : other;
                latest = time;
            } else if (other == NULL && !is_ratio(&g->column[c - 1])) {
                other = time;
            }
        }
        if (latest != NULL) {
            g->borrowed[c] = *latest;
        }
        if (other != NULL) {
            g->before[c] = *other;
        }
    }
}

static void
remark_doubled(const SbGrid *g)
{
    guint made = 0;

    for (guint c = 1; g->heads > g->first && c < g->columns; c++) {
        const SbGridHead *a = &g->column[c];

        for (guint k = c + 1; k < g->columns && k < c + 16 && made < MOST_REMARKS; k++) {
            const SbGridHead *b = &g->column[k];

            if (*a->words != '\0' && strcmp(a->words, b->words) == 0 &&
                strcmp(a->phrase, b->phrase) == 0 && strcmp(a->period, b->period) == 0 &&
                a->time.part == b->time.part && a->time.from == b->time.from &&
                a->time.sum == b->time.sum && a->time.length == b->time.length &&
                strcmp(a->place, b->place) == 0 && a->growth == b->growth &&
                a->share == b->share && g_strcmp0(a->level.code, b->level.code) == 0) {
                sb_job_remark(g->context->article->job, SB_REMARK_HEADER_DOUBLED,
                    g->context->article->source, sb_grid_cell(g, g->heads - 1, k).start,
                    "columns %u and %u have the same head, '%.40s'", c + 1, k + 1,
                    a->words);
                made++;
            }
        }
    }
}

static void
remark_wide(const SbGrid *g)
{
    for (guint row = 0; row < g->block->rows->len; row++) {
        const SbTableRow *r = g_ptr_array_index(g->block->rows, row);

        if (r->cells->len > MOST_COLUMNS) {
            sb_job_remark(g->context->article->job, SB_REMARK_TABLE_WIDE,
                g->context->article->source, sb_grid_cell(g, row, 0).start,
                "of this row's %u cells, the first %d are read", r->cells->len,
                MOST_COLUMNS);
            return;
        }
    }
}

static void
remark_ragged(const SbGrid *g)
{
    guint wanted = g->heads > g->first ? sb_grid_cells(g, g->heads - 1) : 0, made = 0;

    for (guint row = g->heads; wanted > 0 && row < g->block->rows->len; row++) {
        guint n = sb_grid_cells(g, row);

        if (n == wanted || filled_cells(g, row) <= 1) {
            continue;
        }
        if (made++ < MOST_REMARKS) {
            sb_job_remark(g->context->article->job, SB_REMARK_ROW_RAGGED,
                g->context->article->source, sb_grid_cell(g, row, 0).start,
                "this row has %u cells, the head %u", n, wanted);
        }
    }
}

/* --- label columns --- */

/* A value that may stand below a head; "65세 이상" is a label. */
static gboolean
is_plain_value(const SbGrid *g, SbSpan cell)
{
    SbGridValue values[2];

    return sb_grid_cell_read(&g->setting, cell, FALSE, values) > 0 &&
           (values[0].code == NULL || values[0].kind != SB_NAMED_TIME);
}

/* The first column numbers the rows, or is a group over a second label column: some
 * of its cells are left empty, or the same again, beside a label. */
static guint
count_stubs(const SbGrid *g)
{
    guint texts = 0, rows = 0, merged = 0;

    for (guint row = g->heads; row < g->block->rows->len && row < g->heads + LOOK_ROWS;
         row++) {
        SbSpan first = sb_grid_cell(g, row, 0), second = sb_grid_cell(g, row, 1);

        if (filled_cells(g, row) < 2) {
            continue;
        }
        rows++;
        gboolean text = is_filled(second) && second.end - second.start < 60 &&
                        !is_plain_value(g, second) &&
                        !sb_grid_cell_is_none(g->setting.text, second);

        texts += text || (!is_filled(second) && is_filled(first));
        merged += text && !is_filled(first);
        if (text && row > g->heads && is_filled(first)) {
            SbSpan above = sb_grid_cell(g, row - 1, 0);

            merged += above.end - above.start == first.end - first.start &&
                      memcmp(g->setting.text + above.start, g->setting.text + first.start,
                          first.end - first.start) == 0;
        }
    }
    merged += g->columns > 0 && (g->column[0].number || g->column[0].rank);
    return rows > 1 && texts == rows && merged > 0 && g->columns > 2 ? 2 : 1;
}

/* Are the rows indicators: "GDP", "Exports", each with a unit of its own, or known
 * by name? */
static gboolean
rows_are_fields(const SbGrid *g)
{
    guint known = 0, rows = 0, units = 0;

    if (g->unit_column >= 0) {
        return TRUE;
    }
    for (guint row = g->heads; row < g->block->rows->len && row < g->heads + 40; row++) {
        SbGridHead label = sb_grid_head_read(
            g->context, &g->setting, sb_grid_cell(g, row, g->stubs - 1), "");

        if (*label.phrase == '\0' || label.total || *label.place != '\0') {
            continue;
        }
        rows++;
        units +=
            !label.level.weak && (label.level.code != NULL || label.level.power != 0 ||
                                     label.percent.code != NULL);
        known += g->context->codes != NULL &&
                 sb_codes_indicator_named(g->context->codes, label.phrase) != NULL;
    }
    return rows > 0 &&
           (units > 0 || known * 2 > rows || (known > 1 && *g->subject == '\0'));
}

/* "수출 | 비중": a share or growth that does not say of what is of what stands to
 * its left. */
static void
name_ratios(SbGrid *g)
{
    for (guint c = 2; c < g->columns; c++) {
        SbGridHead *head = &g->column[c];
        guint k = c - 1;

        while (k > 1 && is_ratio(&g->column[k])) {
            k--;
        }
        const SbGridHead *left = &g->column[k];

        if (is_ratio(head) && head->generic && !is_ratio(left) && !left->generic &&
            !left->people && left->units == 0 && head->time.year == left->time.year) {
            head->phrase = left->phrase;
            head->generic = FALSE;
        }
    }
}

/* "인구 및 고령인구 비율" over a column "고령인구 비율" speaks for the others of
 * "인구" alone. */
static void
narrow_subject(SbGrid *g)
{
    static const char *const joins[] = { " 및 ", " and " };

    for (size_t i = 0; i < G_N_ELEMENTS(joins); i++) {
        const char *join = strstr(g->subject, joins[i]);

        for (guint c = 1; join != NULL && c < g->columns; c++) {
            const char *column = g->column[c].phrase;

            if (*column != '\0' && strcmp(join + strlen(joins[i]), column) == 0) {
                g->subject = sb_arena_strndup(
                    g->context->arena, g->subject, (size_t)(join - g->subject));
                return;
            }
        }
    }
}

/* Most of the rows are known places: so are the others. */
static gboolean
rows_are_places(const SbGrid *g)
{
    guint placed = 0, rows = 0;

    for (guint row = g->heads; row < g->block->rows->len && row < g->heads + 40; row++) {
        SbGridHead label = sb_grid_head_read(
            g->context, &g->setting, sb_grid_cell(g, row, g->stubs - 1), "");

        if (filled_cells(g, row) > 1 && !label.total) {
            rows++;
            placed += *label.place_code != '\0' && !label.company;
        }
    }
    return rows > 2 && placed * 2 > rows;
}

/* Whether "▲" says up, and the currency that only some rows print. */
static void
read_signs(SbGrid *g)
{
    for (guint row = g->heads; row < g->block->rows->len; row++) {
        for (guint c = 1; c < sb_grid_cells(g, row) && !g->rises; c++) {
            SbSpan span = sb_grid_cell(g, row, c);
            SbGridValue values[2];

            if (g->money == NULL && row < g->heads + LOOK_MONEY &&
                sb_grid_cell_read(&g->setting, span, FALSE, values) > 0 &&
                values[0].kind == SB_NAMED_MONEY && !values[0].has_scale) {
                g->money = values[0].code;
            }
            g->rises = is_filled(span) &&
                       (g_str_has_prefix(g->setting.text + span.start, "▼") ||
                           g_str_has_prefix(g->setting.text + span.start, "▽"));
        }
    }
}

/* A caption without "Table 1.", "〈표 2〉" before it. */
static SbSpan
without_number(const char *text, SbSpan span)
{
    static const char *const names[] = { "summary table", "table", "tab.", "exhibit",
        "\xED\x91\x9C" };
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
        gboolean letter =
            q + 1 < end && g_ascii_isupper(q[0]) && !g_ascii_isalpha(q[1]) && q[1] != ' ';
        size_t number = letter + strspn(q + letter, "0123456789-.");

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

static void
read_caption(SbGrid *g)
{
    SbContext *context = g->context;
    SbSpan words = without_number(g->setting.text, g->caption_span);

    g->caption = sb_grid_head_read(context, &g->setting, words, "");
    g->subject = sb_grid_words_caption(context->arena, g->caption.phrase);
    g->unit_line = sb_grid_head_read(context, &g->setting, g->unit_span, "");
    g->outer_carried = *g->caption.place == '\0';
    g->outer = g->outer_carried ? context->heading.name : g->caption.place;
    g->outer_code = g->outer_carried ? context->heading.code : g->caption.place_code;
}

void
sb_grid_layout_read(SbGrid *g)
{
    g->caption_span = g->block->caption;
    g->unit_span = g->block->unit_line;
    take_caption_rows(g);
    read_caption(g);
    g->columns = 0;
    for (guint row = 0; row < g->block->rows->len; row++) {
        g->columns = MAX(g->columns, sb_grid_cells(g, row));
    }
    g->heads = without_groups(g, count_heads(g));
    sb_grid_mend(g);
    read_heads(g);
    read_short_years(g);
    name_changes(g);
    name_ratios(g);
    borrow_times(g);
    narrow_subject(g);
    g->unit_column = -1;
    for (guint c = 1; c < g->columns; c++) {
        g_autofree char *folded = g_utf8_strdown(g->column[c].words, -1);

        if (sb_grid_words_is(folded, SB_TABLE_UNIT)) {
            g->unit_column = (int)c;
            break;
        }
    }
    g->stubs = g->unit_column == 1 ? 1 : count_stubs(g);
    read_signs(g);
    g_autofree char *stub =
        g_utf8_strdown(g->columns > 0 ? g->column[g->stubs - 1].words : "", -1);

    g->areas = sb_grid_words_is(stub, SB_TABLE_AREA) || rows_are_places(g);
    g->companies = sb_grid_words_is(stub, SB_TABLE_COMPANY);
    g->fields = !g->areas && !g->companies &&
                (rows_are_fields(g) ||
                    (*g->subject == '\0' && sb_grid_words_is(stub, SB_TABLE_FIELD)));
    remark_doubled(g);
    remark_ragged(g);
    remark_wide(g);
}
