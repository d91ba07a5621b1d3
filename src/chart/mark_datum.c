/*
 * In: properties of a mark that are expressions over the datum ({"expr":
 * "datum.dy"}).  Out: the look of each row by them.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "chart/expr.h"
#include "chart/mark.h"

typedef enum { NUMBER, INK, SHAPE, ALIGN, BASELINE, WEIGHT, FONT } Kind;

static const struct {
    const char *name;
    Kind kind;
    size_t at;
} PROPERTIES[] = {
    { "dx", NUMBER, offsetof(SbLook, dx) },
    { "dy", NUMBER, offsetof(SbLook, dy) },
    { "fontSize", NUMBER, offsetof(SbLook, font_size) },
    { "lineHeight", NUMBER, offsetof(SbLook, line_height) },
    { "limit", NUMBER, offsetof(SbLook, limit) },
    { "opacity", NUMBER, offsetof(SbLook, opacity) },
    { "fillOpacity", NUMBER, offsetof(SbLook, fill_opacity) },
    { "strokeOpacity", NUMBER, offsetof(SbLook, stroke_opacity) },
    { "strokeWidth", NUMBER, offsetof(SbLook, stroke_width) },
    { "fill", INK, offsetof(SbLook, fill) },
    { "stroke", INK, offsetof(SbLook, stroke) },
    { "color", INK, 0 }, /* the one of the two that the mark paints with */
    { "shape", SHAPE, offsetof(SbLook, shape) },
    { "font", FONT, offsetof(SbLook, font) },
    { "fontWeight", WEIGHT, offsetof(SbLook, font_weight) },
    { "align", ALIGN, offsetof(SbLook, align) },
    { "baseline", BASELINE, offsetof(SbLook, baseline) },
};

struct SbMarkDatum {
    SbArena *arena;
    int n;
    struct {
        Kind kind;
        size_t at;
        SbExprRun *run;
    } list[G_N_ELEMENTS(PROPERTIES)];
};

const SbMarkDatum *
sb_mark_datum(const SbMarker *m)
{
    SbArena *arena = m->model->arena;
    SbMarkDatum *out = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(PROPERTIES); i++) {
        const json_t *given = json_object_get(m->view->mark_def, PROPERTIES[i].name);
        const char *text = json_string_value(json_object_get(given, "expr"));
        const SbExpr *expr = text != NULL ? sb_expr_parse(arena, text, NULL) : NULL;

        if (expr == NULL || sb_expr_fields(expr)->len == 0) {
            continue;
        }
        if (out == NULL) {
            out = sb_arena_new_of(arena, SbMarkDatum);
            out->arena = arena;
        }
        out->list[out->n].kind = PROPERTIES[i].kind;
        out->list[out->n].at = strcmp(PROPERTIES[i].name, "color") != 0 ? PROPERTIES[i].at
                               : m->view->filled ? offsetof(SbLook, fill)
                                                 : offsetof(SbLook, stroke);
        out->list[out->n++].run = sb_expr_bind(arena, expr, m->table, &m->model->scope);
    }
    return out;
}

/* One property by its value; a value of another kind leaves it as it is. */
static void
set(SbLook *look, Kind kind, size_t at, SbValue value)
{
    void *field = (char *)look + at;
    double number = sb_value_to_number(value);
    const char *text = value.kind == SB_VALUE_STRING ? value.string : NULL;

    if (kind == NUMBER && isfinite(number)) {
        *(double *)field = number;
    } else if (kind == WEIGHT) {
        g_autoptr(json_t) json = sb_value_to_json(value);

        look->font_weight = sb_guide_weight(json, look->font_weight);
    } else if (text == NULL) {
        return;
    } else if (kind == INK) {
        g_autoptr(json_t) json = json_string(text);

        sb_guide_color(json, field);
    } else if (kind == SHAPE || kind == FONT) {
        *(const char **)field = text;
    } else if (kind == ALIGN) {
        look->align = sb_guide_align(text, look->align);
    } else if (kind == BASELINE) {
        look->baseline = sb_guide_baseline(text, look->baseline);
    }
}

void
sb_mark_datum_apply(const SbMarkDatum *datum, size_t row, SbLook *look)
{
    for (int i = 0; datum != NULL && i < datum->n; i++) {
        set(look, datum->list[i].kind, datum->list[i].at,
            sb_expr_run(datum->list[i].run, datum->arena, row));
    }
}
