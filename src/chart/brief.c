/*
 * In: a chart's texts and tables.  Out: the blocks around it, and errors where the rows
 * don't keep the contract: an empty result, another number of rows than expected, mixed
 * units, a doubled row, a sum over modalities, a bar that does not begin at zero.
 */
#include "chart/brief.h"

#include <math.h>
#include <string.h>

#include "chart/mark.h"
#include "chart/scale_model.h"

/* --- texts around the chart --- */

enum { GAP = 6 };

static const char FAMILY[] = "Noto Sans, Noto Sans KR";

static gboolean
dark(const SbModel *model)
{
    return strcmp(model->theme, "slide-dark") == 0;
}

static SbFont
font_of(const SbModel *model, int level)
{
    static const double SIZES[] = { 17, 13, 10.5 };

    return (SbFont){
        .family = FAMILY, .size = SIZES[level], .weight = level == 0 ? 700 : 400
    };
}

static double
leading(const SbFont *font)
{
    return floor(font->size * 1.35 + 0.5);
}

SbBriefFrame
sb_brief_frame(SbModel *model, const SbUsermeta *texts)
{
    SbBriefFrame f = { .texts = texts };

    f.on = model->brief && !model->options->headline_outside;
    f.headline = sb_arena_ptr_array(model->arena);
    f.subtitle = sb_arena_ptr_array(model->arena);
    f.foot = sb_arena_ptr_array(model->arena);
    return f;
}

static void
add_lines(
    SbModel *model, GPtrArray *out, const char *text, const SbFont *font, double width)
{
    GPtrArray *lines;

    if (text == NULL || *text == '\0') {
        return;
    }
    if (width <= 0) {
        g_ptr_array_add(out, (char *)text);
        return;
    }
    lines = sb_text_wrap(model->graph.fonts, model->arena, font, text, width);
    for (guint i = 0; i < lines->len; i++) {
        g_ptr_array_add(out, lines->pdata[i]);
    }
}

void
sb_brief_wrap(SbModel *model, SbBriefFrame *f, double width)
{
    SbFont head = font_of(model, 0), sub = font_of(model, 1), foot = font_of(model, 2);
    const char *word = strcmp(model->lang, "ko") == 0 ? "출처" : "Source";

    if (!f->on) {
        return;
    }
    width = width > 0 ? MAX(width - 8, 60) : 0;
    add_lines(model, f->headline, f->texts->title, &head, width);
    add_lines(model, f->subtitle, f->texts->subtitle, &sub, width);
    for (guint i = 0; i < f->texts->notes->len; i++) {
        add_lines(model, f->foot, f->texts->notes->pdata[i], &foot, width);
    }
    if (*f->texts->source != '\0') {
        add_lines(model, f->foot,
            sb_arena_printf(model->arena, "%s: %s", word, f->texts->source), &foot,
            width);
    }
    f->top = f->headline->len * leading(&head) + f->subtitle->len * leading(&sub);
    f->top += f->top > 0 ? GAP : 0;
    f->bottom = f->foot->len * leading(&foot);
    f->bottom += f->bottom > 0 ? GAP : 0;
}

static double
draw_lines(SbScene *scene, const GPtrArray *lines, const SbFont *font, double y,
    const char *color, const char *role)
{
    SbColor ink;

    sb_color_parse(color, &ink);
    if (lines->len > 0) {
        sb_scene_mark(scene, "text", role, NULL);
    }
    for (guint i = 0; i < lines->len; i++) {
        sb_scene_text(scene, 4, y + font->size, lines->pdata[i], font, SB_ALIGN_LEFT,
            SB_BASELINE_ALPHABETIC, ink);
        y += leading(font);
    }
    return y;
}

/* Small, in the lower right corner. */
static void
draw_draft(const SbModel *model, SbScene *scene, const char *text)
{
    SbFont font = font_of(model, 2);
    SbColor ink;

    sb_color_parse("#c0392b", &ink);
    sb_scene_mark(scene, "text", "draft-mark", NULL);
    sb_scene_text(scene, sb_scene_width(scene) - 4, sb_scene_height(scene) - 4, text,
        &font, SB_ALIGN_RIGHT, SB_BASELINE_ALPHABETIC, ink);
}

SbScene *
sb_brief_draw(SbModel *model, const SbBriefFrame *f, SbScene *scene)
{
    SbFont head = font_of(model, 0), sub = font_of(model, 1), foot = font_of(model, 2);
    const char *strong = dark(model) ? "#f4f5f6" : "#1e2124";
    const char *soft = dark(model) ? "#b1b8be" : "#58616a";
    double y = 4;

    if (scene != NULL && model->options->draft_mark != NULL) {
        draw_draft(model, scene, model->options->draft_mark);
    }
    if (scene == NULL || !f->on) {
        return scene;
    }
    y = draw_lines(scene, f->headline, &head, y, strong, "title-text");
    draw_lines(scene, f->subtitle, &sub, y, soft, "title-subtitle");
    draw_lines(scene, f->foot, &foot, sb_scene_height(scene) - f->bottom + GAP - 2, soft,
        "title-source");
    return scene;
}

/* --- the contract with its rows --- */

typedef struct {
    SbModel *model;
    const SbUsermeta *texts;
    size_t most;
    const SbTable *figures; /* the first table that has fact_id */
    const SbView *unit, *bar;
    gboolean drawn;
} Contract;

static void
look_at(SbView *unit, void *data)
{
    Contract *c = data;
    size_t rows = unit->drawn != NULL ? sb_table_rows(unit->drawn) : 0;

    c->most = MAX(c->most, rows);
    c->drawn = c->drawn || rows > 0;
    if (c->figures == NULL && unit->raw != NULL &&
        sb_table_find(unit->raw, "fact_id") >= 0) {
        c->figures = unit->raw;
        c->unit = unit;
    }
}

/* Two different texts of a column; NULL: one at most. */
static const char *
two_of(SbArena *arena, const SbTable *table, const char *column)
{
    SbCells cells = sb_mark_cells(table, column);
    const char *first = NULL;

    for (size_t i = 0; i < sb_table_rows(table); i++) {
        const char *text = sb_value_to_string(arena, sb_cells_at(&cells, i));

        if (first == NULL) {
            first = text;
        } else if (strcmp(first, text) != 0) {
            return sb_arena_printf(arena, "%s and %s", first, text);
        }
    }
    return NULL;
}

static gboolean
encodes(const SbView *unit, const char *field)
{
    for (int i = 0; i < SB_CHANNELS; i++) {
        const SbChannelDef *d = &unit->channels[i];

        if (d->kind == SB_DEF_FIELD && d->field != NULL &&
            g_str_has_prefix(d->field, field)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
refuse(
    Contract *c, const char *name, const char *what, const char *remedy, GError **error)
{
    sb_json_error(error, SB_ERROR_INPUT, c->model->place, c->unit->pointer,
        "%s: %s; %s, or \"allow\": [\"%s\"] in usermeta.statbrief", name, what, remedy,
        name);
    return FALSE;
}

static gboolean
check_figures(Contract *c, GError **error)
{
    SbArena *a = c->model->arena;
    const SbUsermeta *t = c->texts;
    SbValueIndex *index = sb_value_index_new(a, 1);
    SbCells ids = sb_mark_cells(c->figures, "fact_id");
    const char *two = two_of(a, c->figures, "unit");

    if (two != NULL && !encodes(c->unit, "unit") &&
        !sb_usermeta_allows(t, "mixed-unit")) {
        return refuse(c, "mixed-unit", sb_arena_printf(a, "the rows have units %s", two),
            "filter to one unit", error);
    }
    for (size_t i = 0; i < sb_table_rows(c->figures); i++) {
        SbValue id = sb_cells_at(&ids, i);
        gboolean added = FALSE;

        sb_value_index_add(index, &id, &added);
        if (!added && !sb_value_is_missing(id) && !sb_usermeta_allows(t, "doubled-row")) {
            return refuse(c, "doubled-row",
                sb_arena_printf(a, "row %s is there twice", sb_value_to_string(a, id)),
                "take each row once", error);
        }
    }
    two = two_of(a, c->figures, "period");
    if (two != NULL && !encodes(c->unit, "period") &&
        !sb_usermeta_allows(t, "mixed-period")) {
        return refuse(c, "mixed-period", sb_arena_printf(a, "the rows are of %s", two),
            "encode the period", error);
    }
    return TRUE;
}

static void
check_modality(SbView *unit, void *data)
{
    Contract *c = data;

    if (c->bar != NULL || unit->raw == NULL || sb_table_find(unit->raw, "modality") < 0 ||
        (!unit->aggregated && !unit->stack.on) || encodes(unit, "modality") ||
        sb_table_find(unit->raw, "fact_id") < 0) {
        return;
    }
    if ((unit->aggregated || unit->stack.n_by > 0) &&
        two_of(c->model->arena, unit->raw, "modality") != NULL) {
        c->bar = unit;
    }
}

/* A bar whose axis leaves out zero. */
static void
find_bar(SbView *unit, void *data)
{
    Contract *c = data;
    gboolean across = g_strcmp0(unit->orient, "horizontal") == 0;
    SbChannel channel = across ? SB_CHANNEL_X : SB_CHANNEL_Y;
    const SbScaleModel *s = sb_scale_model_of(unit, channel);
    const SbScale *scale = s != NULL ? s->scale : NULL;
    double lo, hi;

    if (c->bar != NULL || unit->mark != SB_MARK_BAR || unit->orient == NULL ||
        scale == NULL || scale->n_domain < 2 ||
        !sb_def_is_measure(&unit->channels[channel]) ||
        sb_def_is_data(&unit->channels[sb_channel_second(channel)])) {
        return;
    }
    lo = MIN(scale->domain[0], scale->domain[scale->n_domain - 1]);
    hi = MAX(scale->domain[0], scale->domain[scale->n_domain - 1]);
    if (lo > 0 || hi < 0) {
        c->bar = unit;
    }
}

gboolean
sb_brief_bar_zero(SbModel *model, const SbUsermeta *texts, GError **error)
{
    Contract c = { .model = model, .texts = texts };

    sb_view_units(model->root, find_bar, &c);
    if (c.bar == NULL) {
        return TRUE;
    }
    if (model->brief && !sb_usermeta_allows(texts, "bar-not-zero")) {
        sb_json_error(error, SB_ERROR_INPUT, model->place, c.bar->pointer,
            "bar-not-zero: a bar's axis does not begin at zero; use points or a line "
            "instead, or \"allow\": [\"bar-not-zero\"]");
        return FALSE;
    }
    sb_job_remark(model->job, SB_REMARK_BAR_NOT_ZERO,
        model->place != NULL ? model->place->source : NULL, 0,
        "a bar's axis does not begin at zero");
    return TRUE;
}

/* --- labels in the edition's language --- */

static void
tell_words(SbModel *model, const SbTable *table, const SbChannelDef *d)
{
    SbCells cells;

    if (d->kind != SB_DEF_FIELD || d->name == NULL || sb_table_find(table, d->name) < 0) {
        return;
    }
    cells = sb_mark_cells(table, d->name);
    for (size_t i = 0; i < sb_table_rows(table); i++) {
        SbValue word = sb_cells_at(&cells, i);

        if (word.kind == SB_VALUE_STRING &&
            g_hash_table_remove(model->unlabelled, word.string)) {
            sb_job_remark(model->job, SB_REMARK_LABEL_MISSING, NULL, 0,
                "no %s label for '%s'",
                strcmp(model->lang, "ko") == 0 ? "Korean" : "English", word.string);
        }
    }
}

/* Words that the reader sees and that no label translates, each once. */
static void
tell_unlabelled(SbView *unit, void *data)
{
    Contract *c = data;
    const SbView *facet = sb_view_facet_of(unit);
    const SbTable *rows = unit->main != NULL ? unit->main : unit->drawn;

    for (int i = 0; rows != NULL && i < SB_CHANNELS; i++) {
        tell_words(c->model, rows, &unit->channels[i]);
    }
    for (int i = 0; rows != NULL && facet != NULL && i < 3; i++) {
        tell_words(c->model, rows, &facet->facets[i]);
    }
}

gboolean
sb_brief_check(SbModel *model, const SbUsermeta *texts, GError **error)
{
    Contract c = { .model = model, .texts = texts };
    const json_t *rows = json_object_get(texts->expect, "rows");

    sb_view_units(model->root, look_at, &c);
    if (json_is_number(rows)) {
        size_t have = c.figures != NULL ? sb_table_rows(c.figures) : c.most;

        if (have != (size_t)json_number_value(rows)) {
            sb_json_error(error, SB_ERROR_INPUT, model->place,
                "/usermeta/statbrief/expect/rows", "%zu rows are drawn; expected %d",
                have, (int)json_number_value(rows));
            return FALSE;
        }
    }
    if (g_hash_table_size(model->unlabelled) > 0) {
        sb_view_units(model->root, tell_unlabelled, &c);
    }
    if (!model->brief) {
        return TRUE;
    }
    if (!c.drawn) {
        sb_json_error(error, SB_ERROR_INPUT, model->place, model->root->pointer,
            "no row is left to draw; expected data after the transforms");
        return FALSE;
    }
    if (c.figures != NULL && !check_figures(&c, error)) {
        return FALSE;
    }
    c.bar = NULL;
    sb_view_units(model->root, check_modality, &c);
    if (c.bar != NULL && !sb_usermeta_allows(texts, "mixed-modality")) {
        c.unit = c.bar;
        return refuse(&c, "mixed-modality",
            "amounts that are results and amounts that are not are added up",
            "encode modality", error);
    }
    sb_brief_pledge_find(model, texts);
    return TRUE;
}
