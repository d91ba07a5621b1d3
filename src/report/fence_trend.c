/*
 * In: a row's figure.  Out: the line through all published figures that differ from it
 * in nothing but their period: a sparkline's points, and in words what it shows.
 *
 * Figures of another modality, role or base are another series: a forecast is never
 * joined to results.
 */
#include <string.h>

#include "figure/period.h"
#include "figure/phrase.h"
#include "report/fence.h"
#include "report/label.h"

static gboolean
is_kin(const SbFigure *a, const SbFigure *b)
{
    return b->has_value && !b->has_high && a->role == b->role &&
           a->modality == b->modality && g_str_equal(a->unit, b->unit) &&
           g_str_equal(a->indicator, b->indicator) && g_str_equal(a->item, b->item) &&
           g_str_equal(a->place, b->place) && g_str_equal(a->base, b->base);
}

static int
by_period(const void *a, const void *b)
{
    const SbFigure *const *x = a, *const *y = b;

    return sb_period_compare((*x)->period, (*y)->period);
}

/* The figures of the line, one a period: figure itself for its own. */
static GPtrArray *
kin_of(const SbPress *press, const SbFigure *figure)
{
    GPtrArray *kin = g_ptr_array_new();

    for (size_t i = 0; i < sb_figure_table_count(press->figures); i++) {
        SbFigure *each = sb_figure_table_at(press->figures, i);
        gboolean shown = sb_figure_is_published(each) ||
                         (press->options->draft && each->status == SB_STATUS_NEW);
        gboolean taken = each != figure && sb_period_equal(each->period, figure->period);
        SbPeriod period;

        for (guint k = 0; k < kin->len && !taken; k++) {
            const SbFigure *other = g_ptr_array_index(kin, k);

            taken = sb_period_equal(other->period, each->period);
        }
        if (shown && !taken && is_kin(figure, each) &&
            sb_period_parse(each->period, &period)) {
            g_ptr_array_add(kin, each);
        }
    }
    g_ptr_array_sort(kin, by_period);
    return kin;
}

static double
day_of(const SbFigure *figure)
{
    SbPeriod period;
    gint64 first = 0, last = 0;

    if (sb_period_parse(figure->period, &period)) {
        sb_period_days(&period, &first, &last);
    }
    return ((double)first + (double)last) / 2;
}

/* "2021: $104.1 billion; 2022: $107.4 billion". */
static const char *
in_words(SbPress *press, const GPtrArray *kin)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const SbPhraseOptions phrase = { .lang = press->lang };

    for (guint i = 0; i < kin->len; i++) {
        const SbFigure *figure = g_ptr_array_index(kin, i);
        g_autofree char *value = sb_phrase_figure(press->job, figure, &phrase);

        g_string_append_printf(out, "%s%s: %s", i ? "; " : "",
            sb_label_period(press, figure->period), value);
    }
    return sb_arena_strdup(press->arena, out->str);
}

const SbTrend *
sb_fence_trend(SbPress *press, const SbFigure *figure)
{
    g_autoptr(GPtrArray) kin = kin_of(press, figure);
    double low = G_MAXDOUBLE, high = -G_MAXDOUBLE;

    if (kin->len < 2) {
        return NULL;
    }
    SbTrend *trend = sb_arena_new_of(press->arena, SbTrend);
    double start = day_of(g_ptr_array_index(kin, 0));
    double days = day_of(g_ptr_array_index(kin, kin->len - 1)) - start;

    trend->alt = in_words(press, kin);
    trend->n = kin->len;
    trend->x = sb_arena_new_many(press->arena, double, kin->len);
    trend->y = sb_arena_new_many(press->arena, double, kin->len);
    for (guint i = 0; i < kin->len; i++) {
        const SbFigure *each = g_ptr_array_index(kin, i);

        trend->x[i] = days > 0 ? (day_of(each) - start) / days : 0;
        trend->y[i] = sb_decimal_to_double(each->value);
        low = MIN(low, trend->y[i]);
        high = MAX(high, trend->y[i]);
        trend->own = each == figure ? i : trend->own;
        g_ptr_array_add(press->references.cited, (void *)each->fact_id);
    }
    for (guint i = 0; i < kin->len; i++) {
        trend->y[i] = high > low ? (trend->y[i] - low) / (high - low) : 0.5;
    }
    return trend;
}
