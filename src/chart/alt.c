/*
 * In: a chart.  Out: its alternative text: the one given, or a sentence with the
 * chart's type, measure and period, then the extreme values.
 */
#include <math.h>
#include <string.h>

#include "chart/brief.h"
#include "chart/mark.h"

enum { MOST = 250 };

typedef struct {
    const SbView *unit;
} First;

static void
take_first(SbView *unit, void *data)
{
    First *first = data;

    if (first->unit == NULL && unit->mark != SB_MARK_TEXT && unit->mark != SB_MARK_RULE &&
        unit->drawn != NULL && sb_table_rows(unit->drawn) > 0) {
        first->unit = unit;
    }
}

static const char *
kind_name(const SbModel *model, const SbView *unit)
{
    static const char *const EN[SB_MARKS] = { "Pie chart", "Area chart", "Bar chart",
        "Pictures", "Line chart", "Dot plot", "Heat map", "Rules", "Text", "Strip plot",
        "Line chart", "Dot plot", "Dot plot", "Map" };
    static const char *const KO[SB_MARKS] = { "원그래프", "영역 그래프", "막대그래프",
        "그림", "선그래프", "점그래프", "히트맵", "선", "글", "눈금 그래프", "선그래프",
        "점그래프", "점그래프", "지도" };

    if (unit == NULL) {
        return strcmp(model->lang, "ko") == 0 ? "그래프" : "Chart";
    }
    return (strcmp(model->lang, "ko") == 0 ? KO : EN)[unit->mark];
}

/* The channel that measures: y, x, theta or size. */
static const SbChannelDef *
measure_of(const SbView *unit)
{
    static const SbChannel ORDER[] = { SB_CHANNEL_Y, SB_CHANNEL_X, SB_CHANNEL_THETA,
        SB_CHANNEL_SIZE, SB_CHANNEL_COLOR };

    for (size_t i = 0; i < G_N_ELEMENTS(ORDER); i++) {
        if (sb_def_is_measure(&unit->channels[ORDER[i]])) {
            return &unit->channels[ORDER[i]];
        }
    }
    return NULL;
}

static const SbChannelDef *
name_of(const SbView *unit, const SbChannelDef *measure)
{
    static const SbChannel ORDER[] = { SB_CHANNEL_X, SB_CHANNEL_Y, SB_CHANNEL_COLOR };

    for (size_t i = 0; i < G_N_ELEMENTS(ORDER); i++) {
        const SbChannelDef *d = &unit->channels[ORDER[i]];

        if (d != measure && d->kind == SB_DEF_FIELD) {
            return d;
        }
    }
    return NULL;
}

static const char *
title_of(const SbModel *model, const SbChannelDef *d)
{
    const char *own = json_string_value(json_object_get(d->guide, "title"));

    own = own != NULL ? own : json_string_value(d->title);
    return own != NULL ? own : sb_encoding_title(model, d);
}

/* "highest Seoul 12, lowest Busan 3". */
static const char *
extremes(SbModel *model, const SbView *unit, const SbChannelDef *m, const SbChannelDef *n)
{
    SbCells values = sb_mark_cells(unit->drawn, m->name),
            names = sb_mark_cells(unit->drawn, n->name);
    size_t rows = sb_table_rows(unit->drawn), lo = 0, hi = 0;
    double least = INFINITY, most = -INFINITY;
    SbValue none = sb_value_undefined();
    gboolean ko = strcmp(model->lang, "ko") == 0;

    for (size_t i = 0; i < rows; i++) {
        double v = sb_value_to_number(sb_cells_at(&values, i));

        if (v < least) {
            least = v;
            lo = i;
        }
        if (v > most) {
            most = v;
            hi = i;
        }
    }
    if (!isfinite(least) || least == most) {
        return "";
    }
    return sb_arena_printf(model->arena,
        ko ? " 가장 큰 값: %s %s, 가장 작은 값: %s %s."
           : " Highest: %s, %s; lowest: %s, %s.",
        sb_mark_format(model, n, sb_cells_at(&names, hi), none),
        sb_format_reader(model->arena, model->lang, most, 0),
        sb_mark_format(model, n, sb_cells_at(&names, lo), none),
        sb_format_reader(model->arena, model->lang, least, 0));
}

/* At most MOST characters, cut at a space. */
static const char *
shortened(SbArena *arena, const char *text)
{
    char *copy;

    if (g_utf8_strlen(text, -1) <= MOST) {
        return text;
    }
    copy = sb_arena_strdup(arena, text);
    *g_utf8_offset_to_pointer(copy, MOST - 1) = '\0';
    if (strrchr(copy, ' ') != NULL) {
        *strrchr(copy, ' ') = '\0';
    }
    return sb_arena_printf(arena, "%s\u2026", copy);
}

const char *
sb_alt_text(SbModel *model, const SbUsermeta *texts)
{
    First first = { NULL };
    gboolean ko = strcmp(model->lang, "ko") == 0;
    const char *kind, *out;
    const SbChannelDef *m, *n;

    if (*texts->alt != '\0') {
        return shortened(model->arena, texts->alt);
    }
    sb_view_units(model->root, take_first, &first);
    kind = kind_name(model, first.unit);
    if (*texts->subtitle != '\0') {
        out = sb_arena_printf(model->arena, "%s: %s.", kind, texts->subtitle);
    } else if (first.unit == NULL || (m = measure_of(first.unit)) == NULL) {
        out = sb_arena_printf(model->arena, "%s.", kind);
    } else {
        n = name_of(first.unit, m);
        out = n == NULL
                  ? sb_arena_printf(model->arena, "%s: %s.", kind, title_of(model, m))
                  : sb_arena_printf(model->arena,
                        ko ? "%s: %s, %s 기준." : "%s of %s by %s.", kind,
                        title_of(model, m), title_of(model, n));
    }
    if (first.unit != NULL && (m = measure_of(first.unit)) != NULL &&
        (n = name_of(first.unit, m)) != NULL) {
        out =
            sb_arena_printf(model->arena, "%s%s", out, extremes(model, first.unit, m, n));
    }
    return shortened(model->arena, out);
}
