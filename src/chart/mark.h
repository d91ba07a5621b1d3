/*
 * Marks: a unit with its tables and scales -> scene graph marks.
 *
 * A SbRef says where a number comes from (a field through a scale, between two
 * fields, a constant) and is read for every row, as Vega's encodings are.
 */
#pragma once

#include "chart/guide.h"
#include "chart/scale_model.h"

/* A column of the table being drawn. */
typedef struct {
    const SbColumn *column;
    SbField field;
} SbCells;

SbCells sb_mark_cells(const SbTable *table, const char *name);
static inline SbValue
sb_cells_at(const SbCells *c, size_t row)
{
    return c->column != NULL ? sb_column_at(c->column, row) : sb_field_at(&c->field, row);
}

typedef struct SbRef SbRef;
struct SbRef {
    gboolean set;
    const SbScale *scale; /* NULL: plain */
    gboolean is_field, is_between;
    SbCells a, b;
    double at; /* between: (1 − at)·a + at·b */
    SbValue constant;
    double band; /* of the bandwidth, added */
    double offset;
    const SbRef *plus; /* added: xOffset */
    gboolean quick;    /* a's numbers go straight through the scale */
    gboolean guard;    /* invalid a: show `instead` */
    double instead;
};

typedef struct {
    SbModel *model;
    SbView *view;
    const SbTable *table;
    size_t rows;
    double width, height;
} SbMarker;

double sb_ref_at(const SbRef *ref, size_t row); /* NaN: none */

/* mark_ref.c: the references of Vega-Lite's positions. */
typedef struct {
    SbRef x, x2, xc, width, y, y2, yc, height; /* of rects, lines, rules … */
} SbPlace;
typedef enum {
    SB_POS_NONE,
    SB_POS_ZERO_OR_MIN,
    SB_POS_ZERO_OR_MAX,
    SB_POS_MID
} SbDefaultPos;
SbRef sb_mark_point(const SbMarker *m, SbChannel channel, SbDefaultPos fallback);
void sb_mark_range(const SbMarker *m, SbChannel channel, SbDefaultPos fallback,
    SbDefaultPos fallback2, SbPlace *out);
/* Moves both edges of a bin: the gap between bins, the least width. */
void sb_mark_bin_edges(const SbMarker *m, SbChannel channel, double *near, double *far);
void sb_mark_rect(const SbMarker *m, SbChannel channel, SbPlace *out);
SbRef sb_mark_mid(const SbMarker *m, const SbChannelDef *def, const SbChannelDef *second,
    SbChannel scale_channel, double band_position);

/* mark_datum.c: properties that are expressions over the datum; NULL: none are. */
typedef struct SbMarkDatum SbMarkDatum;
const SbMarkDatum *sb_mark_datum(const SbMarker *m);
/* look as row has it. */
void sb_mark_datum_apply(const SbMarkDatum *datum, size_t row, SbLook *look);

/* mark_round.c: bars of stacks with round corners, added to group; FALSE: they are
 * none. */
gboolean sb_mark_round_stacks(const SbMarker *m, SbGraphMark *bars, SbGraphItem *group);

/* mark_value.c: channels that are no positions. */
typedef struct {
    gboolean set; /* there is a channel, or a property of the mark */
    gboolean from_channel;
    const SbChannelDef *def;
    const SbScale *scale;
    SbCells cells;
    SbValue fallback; /* the property; undefined: none */
    int n;
    struct {
        gboolean always, never;
        const gboolean *rows;
        SbCells cells;
        const SbScale *scale;
        const SbChannelDef *def;
    } when[8];
    const json_t *invalid; /* what is drawn for no value; NULL: the scale's */
} SbVisual;
SbVisual sb_mark_visual(const SbMarker *m, SbChannel channel, const json_t *fallback);
/* The value for a row, scaled; undefined: none. */
SbValue sb_visual_at(const SbVisual *v, SbArena *arena, size_t row);
gboolean sb_visual_color(const SbVisual *v, size_t row, SbInk *out);
double sb_visual_number(const SbVisual *v, size_t row, double fallback);
gboolean sb_visual_varies(const SbVisual *v);
/* A field as text: by its format, type and time unit. */
const char *sb_mark_format(
    const SbModel *model, const SbChannelDef *def, SbValue value, SbValue end);

gboolean sb_mark_is_drawn(SbMarkKind mark);
/* mark.c: the marks of a unit, added to group. */
void sb_mark_make(SbModel *model, SbView *view, const SbTable *table, double width,
    double height, SbGraphItem *group);

/* What changes from row to row besides places. */
typedef struct {
    SbLook base;
    SbVisual fill, stroke, opacity, fill_opacity, stroke_opacity, stroke_width,
        stroke_dash;
    SbVisual size, angle, shape, text, url;
    gboolean has_stroke_width;
    const SbMarkDatum *datum;
    gboolean same;      /* all rows look alike */
    const SbLook *last; /* shared by rows that look alike */
    GHashTable *known;  /* SbLook -> itself, of very many rows; else NULL */
} SbMarkLooks;

void sb_mark_looks_read(const SbMarker *m, SbMarkLooks *k);
/* The look of a row; rows that look alike share it. */
const SbLook *sb_mark_looks_at(const SbMarker *m, SbMarkLooks *k, size_t row);

/* mark_dots.c: more points than this are drawn as a picture. */
enum { SB_MARK_DENSE = 50 * 1000 };
typedef struct SbMarkDots SbMarkDots;
/* NULL: mark gets its points one by one. */
SbMarkDots *sb_mark_dots(const SbMarker *m, SbGraphMark *mark);
void sb_mark_dots_add(SbMarkDots *dots, const SbGraphItem *point);
