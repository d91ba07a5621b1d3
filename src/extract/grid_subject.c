/*
 * In: the heads and the label of a cell.  Out: what it is about (grid_subject.h).
 */
#include "extract/grid_subject.h"

#include <string.h>

#include "figure/period.h"

static const char *
join_words(SbArena *arena, const char *a, const char *b)
{
    return *a == '\0' ? b : *b == '\0' ? a : sb_arena_printf(arena, "%s %s", a, b);
}

/* The time of a cell from its head, its label, the caption, the article. */
static SbGridTime
time_of(const SbGrid *g, guint c, const SbGridRow *row)
{
    SbGridTime time = g->column[c].time;
    const SbGridTime *caption = &g->caption.time;

    sb_grid_period_fill(&time, &row->label.time);
    if (!sb_grid_period_any(&time)) {
        gboolean sum = time.sum;

        time = g->borrowed[c];
        time.sum |= sum;
    }
    if (sb_grid_period_any(&time) && time.part == 0 && caption->part != 0 &&
        !time.fiscal && time.to_year == 0) {
        gboolean same = time.year == caption->year || caption->year == 0;

        for (guint k = 0; k < g->columns && !same; k++) {
            same = g->column[k].time.year == caption->year && caption->year != 0;
        }
        if (same) {
            sb_grid_period_fill(&time, caption);
        }
    } else if (time.year == 0) {
        sb_grid_period_fill(&time, caption);
    }
    return time;
}

static const char *
period_of(const SbGrid *g, guint c, const SbGridRow *row, const SbGridTime *time)
{
    const char *period =
        sb_grid_period_text(g->context->arena, time, g->context->article->info.date);

    return *period != '\0'                ? period
           : *g->column[c].period != '\0' ? g->column[c].period
           : *row->label.period != '\0'   ? row->label.period
                                          : g->caption.period;
}

/* Rows are places, companies or things; or they are what is measured. */
static void
fill_indicator(const SbGrid *g, guint c, const SbGridRow *row, SbMention *m)
{
    SbArena *arena = g->context->arena;
    const SbGridHead *head = &g->column[c], *label = &row->label;
    gboolean placed = *label->place != '\0' && !label->total;
    const char *own = !placed && !label->total && !label->generic ? label->phrase : "";
    const char *column = head->generic ? "" : head->phrase;
    const char *subject = g->subject;

    if (row->below) {
        own =
            row->parent_head.total || *row->parent_head.place != '\0' ? "" : row->parent;
        if (label->ratio && !label->growth && !label->share && !label->generic &&
            label->bracketed) {
            own = join_words(arena, own, label->phrase); /* "(이익률)" */
        }
    }
    if (*row->group != '\0' && g->context->codes != NULL &&
        sb_codes_indicator_named(g->context->codes, row->group) != NULL) {
        subject = row->group;
    } else if (*row->group != '\0' && *subject == '\0' && *column == '\0' && !g->fields &&
               *own != '\0') {
        subject = row->group;
    }
    if (label->of_shares || (label->per_share && strstr(row->group, "per share"))) {
        m->indicator = row->group; /* "Net income per share:" over "Basic" */
        m->item = own;
        return;
    }
    gboolean grouped = *row->group != '\0' && subject != row->group;

    if (g->fields && *own != '\0') {
        m->indicator = own;
        m->item = column;
    } else if (*column != '\0' && *subject != '\0' && head->level.code == NULL &&
               head->percent.code == NULL && g->context->codes != NULL &&
               sb_codes_indicator_named(g->context->codes, subject) != NULL &&
               sb_codes_indicator_named(g->context->codes, column) == NULL &&
               *own == '\0' && !label->total && !head->people) {
        m->indicator = subject;
        m->item = column;
    } else if (*column != '\0') {
        m->indicator = column;
        m->item = own;
    } else if (*subject != '\0') {
        m->indicator = subject;
        m->item = own;
    } else {
        m->indicator = *own != '\0' ? own : label->total ? row->group : head->phrase;
        m->indicator = *m->indicator != '\0' ? m->indicator : g->caption.phrase;
        grouped &= m->indicator != row->group;
    }
    if (grouped && *m->item == '\0' && (placed || label->total || m->indicator != own)) {
        m->item = row->group;
    } else if (grouped && *own != '\0' && row->doubled) {
        m->item = join_words(arena, row->group, m->item == own ? own : m->item);
    }
}

void
sb_grid_subject_fill(const SbGrid *g, guint c, const SbGridRow *row, SbMention *m)
{
    const SbGridHead *head = &g->column[c];
    const SbGridHead *label = row->below ? &row->parent_head : &row->label;
    gboolean placed = *label->place != '\0' && !label->total;
    SbGridTime time = time_of(g, c, row);

    m->place = placed ? label->place : *head->place != '\0' ? head->place : g->outer;
    m->place_code = placed                 ? label->place_code
                    : *head->place != '\0' ? head->place_code
                                           : g->outer_code;
    m->place_carried = m->place == g->outer && g->outer_carried && *m->place != '\0';
    m->period = period_of(g, c, row, &time);
    fill_indicator(g, c, row, m);
    m->modality = time.target     ? SB_MODALITY_TARGET
                  : time.forecast ? SB_MODALITY_FORECAST
                                  : SB_MODALITY_ACTUAL;
    SbPeriod period, date;

    if (m->modality == SB_MODALITY_ACTUAL && !g->context->article->info.date_guessed &&
        sb_period_parse(m->period, &period) &&
        sb_period_parse(g->context->article->info.date, &date)) {
        gint64 first, last, day, end;

        sb_period_days(&period, &first, &last);
        sb_period_days(&date, &day, &end);
        m->modality = first > end ? SB_MODALITY_FORECAST : SB_MODALITY_ACTUAL;
    }
    m->base = "";
}

/* What a growth starts from: a year, a quarter or a month before, or the column
 * to the left of the one that it leads to. */
const char *
sb_grid_subject_base(const SbGrid *g, guint c, const SbGridRow *row, const SbMention *m)
{
    const SbGridHead *heads[] = { &row->label, &g->column[c], &g->unit_line,
        &g->caption };
    SbGridBase base = SB_GRID_BASE_NONE;
    g_autofree char *period = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(heads) && base == SB_GRID_BASE_NONE; i++) {
        base = heads[i]->base;
    }
    if (base == SB_GRID_BASE_NONE && sb_grid_period_any(&g->before[c])) {
        SbGridTime before = g->before[c];

        sb_grid_period_fill(&before, &g->caption.time);
        return sb_grid_period_text(
            g->context->arena, &before, g->context->article->info.date);
    }
    if (base == SB_GRID_BASE_NONE && g->column[c].time.change) {
        base = SB_GRID_BASE_YEAR;
    }
    if (base == SB_GRID_BASE_YEAR) {
        period = sb_period_shift_years(m->period, -1);
    } else if (base == SB_GRID_BASE_BEFORE ||
               (base == SB_GRID_BASE_QUARTER && strstr(m->period, "-Q") != NULL) ||
               (base == SB_GRID_BASE_MONTH && strlen(m->period) == 7)) {
        period = sb_period_shift(m->period, -1);
    }
    return period != NULL ? sb_arena_strdup(g->context->arena, period) : "";
}

SbRole
sb_grid_subject_role(
    const SbGrid *g, guint c, const SbGridRow *row, const SbMention *m, gboolean second)
{
    const SbGridHead *head = &g->column[c], *label = &row->label;

    if (head->rank || label->rank || strcmp(m->unit, "{rank}") == 0) {
        return SB_ROLE_RANK;
    }
    if (strcmp(m->unit, "pp") == 0 || strcmp(m->unit, "bp") == 0) {
        return SB_ROLE_CHANGE;
    }
    if (strcmp(m->unit, "%") != 0) {
        gboolean change = head->change || (head->growth && !head->share);

        if (strchr(m->unit, '/') != NULL && m->kind == SB_NAMED_MONEY) {
            return SB_ROLE_PRICE;
        }
        return change && *m->unit != '\0' ? SB_ROLE_CHANGE : SB_ROLE_LEVEL;
    }
    if (head->share || label->share) {
        return SB_ROLE_SHARE;
    }
    if (head->growth || head->change || head->time.change || label->growth ||
        (row->below && label->change)) {
        return SB_ROLE_GROWTH;
    }
    if (label->bracketed && row->below) {
        return label->ratio ? SB_ROLE_RATE : SB_ROLE_SHARE;
    }
    if (second) {
        return head->paired ? head->paired_growth ? SB_ROLE_GROWTH : SB_ROLE_SHARE
               : g->unit_line.growth || g->caption.growth ? SB_ROLE_GROWTH
                                                          : SB_ROLE_SHARE;
    }
    if (label->ratio || head->ratio) {
        return SB_ROLE_RATE;
    }
    return g->unit_line.growth || g->caption.growth || g->caption.change ? SB_ROLE_GROWTH
           : g->caption.share || g->unit_line.share                      ? SB_ROLE_SHARE
                                                                         : SB_ROLE_RATE;
}
