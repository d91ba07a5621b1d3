/*
 * The chart as the stages of this room share it.
 *
 *   SbModel   everything of one chart: job, fonts, config, parameters, scene graph
 *   SbView    a node of the composition: unit, layer, concat, facet
 *   SbChannelDef  a channel of a unit, with every default filled in
 *
 * Stages fill views one after another: spec (encoding.c) -> data (dataflow.c) ->
 * scales (scale_model.c) -> sizes -> guides and marks -> layout.  All of it lives
 * in the model's arena; JSON is borrowed from the normalised tree.
 */
#pragma once

#include "base/job.h"
#include "base/json.h"
#include "chart/chart.h"
#include "chart/config.h"
#include "chart/graph.h"
#include "chart/layout.h"
#include "chart/load.h"
#include "chart/scale.h"
#include "chart/transform.h"

typedef enum {
    SB_CF_SCALED = 1 << 0,
    SB_CF_POSITION = 1 << 1,
    SB_CF_SECOND = 1 << 2, /* x2, y2 … */
    SB_CF_OFFSET = 1 << 3,
    SB_CF_POLAR = 1 << 4,
    SB_CF_COLOR = 1 << 5,
    SB_CF_LEGEND = 1 << 6,
    SB_CF_DISCRETE = 1 << 7, /* its range is discrete */
    SB_CF_STACKS = 1 << 8,   /* a field on it divides a stack */
    SB_CF_MANY = 1 << 9,     /* may be an array */
    SB_CF_FACET = 1 << 10
} SbChannelFlag;

typedef enum {
#define CHANNEL(ID, name, flags) SB_CHANNEL_##ID,
#include "chart/channels.def"
#undef CHANNEL
    SB_CHANNELS
} SbChannel;

const char *sb_channel_name(SbChannel channel);
int sb_channel_flags(SbChannel channel);
/* -1: none of that name. */
int sb_channel_find(const char *name);
SbChannel sb_channel_second(SbChannel channel); /* X -> X2; itself if it has none */
SbChannel sb_channel_main(SbChannel channel);   /* X2, XOFFSET -> X */
static inline gboolean
sb_channel_is_xy(SbChannel channel)
{
    return channel == SB_CHANNEL_X || channel == SB_CHANNEL_Y;
}

typedef enum {
#define MARK(ID, name, graph) SB_MARK_##ID,
#include "chart/marks.def"
#undef MARK
    SB_MARKS
} SbMarkKind;

typedef enum {
    SB_TYPE_NONE,
    SB_TYPE_QUANTITATIVE,
    SB_TYPE_TEMPORAL,
    SB_TYPE_ORDINAL,
    SB_TYPE_NOMINAL,
    SB_TYPE_GEOJSON
} SbType;

typedef enum { SB_DEF_NONE, SB_DEF_FIELD, SB_DEF_DATUM, SB_DEF_VALUE } SbDefKind;
typedef enum { SB_BIN_NONE, SB_BIN_BINNING, SB_BIN_BINNED } SbBinKind;
typedef enum { SB_OP_NONE, SB_OP_PLAIN, SB_OP_ARGMIN, SB_OP_ARGMAX } SbOpKind;

typedef struct SbChannelDef SbChannelDef;

/* One condition of a channel: when test holds, def's value or field. */
typedef struct {
    SbPredicate *test; /* NULL: a selection, empty in the first state */
    gboolean always;   /* the selection's emptiness counts as all */
    const json_t *json;
    SbChannelDef *def;
} SbCondition;

struct SbChannelDef {
    SbChannel channel;
    SbDefKind kind;
    const json_t *json;  /* NULL: not given */
    const char *pointer; /* its place */
    SbType type;
    /* FIELD */
    const char *field; /* as written; NULL for count */
    SbOpKind op;
    SbAggregateOp aggregate;
    double aggregate_param; /* of exponential: how much of the past stays */
    const char *arg_field;  /* argmin, argmax: by which */
    SbBinKind bin;
    SbBinParams bins;
    SbBin bin_found;       /* after the data have run */
    gboolean binned_early; /* before the transforms */
    gboolean has_unit;
    SbTimeUnit unit;
    const char *name;  /* the column of the unit's table: "mean_a" */
    const char *end;   /* bins, time units: the end's column; NULL: none */
    const char *range; /* bins on a discrete scale: the label's column */
    const char *mid;   /* imputed bins */
    const char *rect_start, *rect_end; /* time units moved by bandPosition */
    gboolean binned_offset;            /* binned time unit: end is computed */
    double band_position;              /* NaN: not given */
    /* DATUM, VALUE */
    SbValue value;
    gboolean value_full; /* "width" or "height" */
    const SbCondition *conditions;
    int n_conditions;
    const json_t *scale, *guide, *sort, *stack, *impute, *title;
    gboolean no_scale; /* scale: null */
    gboolean no_guide; /* axis, legend, header: null or false */
    const json_t *format;
    const char *format_type;
};

typedef enum { SB_VIEW_UNIT, SB_VIEW_LAYER, SB_VIEW_CONCAT, SB_VIEW_FACET } SbViewKind;

typedef struct {
    gboolean on;
    SbChannel channel; /* the stacked one */
    SbStackOffset offset;
    gboolean impute;
    SbChannel dimension[2]; /* grouped by: x or y, and its offset */
    int n_dimensions;
    const char **by; /* columns that divide a stack */
    int n_by;
    const char *start, *end; /* columns */
} SbStackInfo;

typedef struct SbScaleModel SbScaleModel; /* scale_model.h */
typedef struct SbAxisModel SbAxisModel;   /* axis.h */
typedef struct SbLegendModel SbLegendModel;

typedef enum { SB_SIZE_UNSET, SB_SIZE_NUMBER, SB_SIZE_STEP } SbSizeKind;

typedef struct {
    SbSizeKind kind;
    gboolean explicit;
    double value; /* number, or the step */
    gboolean step_for_offset;
} SbSize;

typedef struct SbView SbView;
struct SbView {
    SbViewKind kind;
    SbView *parent;
    GPtrArray *children;   /* of SbView */
    const json_t *spec;    /* normalised */
    const char *pointer;   /* place in the specification as written */
    SbSize size[2];        /* width, height: as wished */
    double extent[2];      /* as found */
    gboolean stepped[2];   /* by steps of bands */
    gboolean container[2]; /* wished as wide as its place */
    /* data */
    const SbTable *source; /* after this view's transforms */
    gboolean parse_nothing;
    const SbTable *raw;    /* unit: before encodings' aggregate and stack */
    const SbTable *main;   /* unit: what marks are drawn from, invalid rows included */
    const SbTable *valid;  /* unit: without invalid rows */
    const SbTable *drawn;  /* unit: the one of both that marks take */
    const SbTable *domain; /* unit: the one of both that scales take */
    /* unit */
    SbMarkKind mark;
    const json_t *mark_def; /* an object with type */
    const char *orient;     /* "horizontal" "vertical" or NULL */
    gboolean filled;
    SbChannelDef channels[SB_CHANNELS];
    SbChannelDef *many[SB_CHANNELS]; /* detail, order, tooltip */
    int n_many[SB_CHANNELS];
    gboolean aggregated;
    SbStackInfo stack;
    const json_t *order_domain; /* of the colours, which orders a stack; or NULL */
    const char *order_field;
    /* facet, and for cells: the fields that divide */
    SbChannelDef facets[3]; /* row, column, facet */
    /* scales and guides */
    SbScaleModel *scales[SB_CHANNELS];
    GPtrArray *axes[2];                  /* of SbAxisModel, x and y */
    SbLegendModel *legends[SB_CHANNELS]; /* by channel */
    gboolean scale_independent[SB_CHANNELS];
    gboolean guide_independent[SB_CHANNELS];
};

typedef struct SbBrief SbBrief; /* brief.h: what theme brief adds */

typedef struct {
    SbJob *job;
    SbArena *arena;
    SbGraph graph;
    const SbJsonPlace *place;
    const SbChartOptions *options;
    json_t *spec; /* normalised; owned by the arena */
    const SbConfig *config;
    const char *theme, *lang;
    gboolean brief;        /* theme brief or slide-dark */
    guint pledges;         /* modalities that marks show, a bit each; 0: results only */
    gboolean may_mix;      /* mixed-modality is allowed by name */
    guint mixed;           /* modalities that transforms have mixed */
    gboolean pledge_lines; /* only lines and rules show them */
    SbLoad *load;
    SbExprScope scope;
    const SbFormatLocale *locale;
    int zone;
    GPtrArray *param_names; /* of char* */
    GArray *param_values;   /* of SbValue */
    GPtrArray *layouts;     /* of SbArena: graph's own, of this layout */
    GPtrArray *dots;        /* of GArray: where very many marks lie, of this layout */
    GHashTable *unlabelled; /* words of the figures that lack a label in lang */
    GHashTable *selections; /* names of selection parameters */
    double width, height;   /* of the top view, for expressions */
    SbView *root;
    SbLegendConfig legend_config;
    SbBrief *house;
    GError *problem; /* of a mark that could not be made */
} SbModel;

SbTransformContext sb_model_context(const SbModel *model, const SbView *view);
/* {"expr": …} and {"signal": …} evaluated; others as they are. */
const json_t *sb_model_value(const SbModel *model, const json_t *value);

/* --- encoding.c: a unit's channels and mark from JSON --------------------------- */

gboolean sb_encoding_read_unit(SbModel *model, SbView *view, GError **error);
gboolean sb_encoding_read_field(SbModel *model, const SbView *view, const json_t *json,
    const char *pointer, SbChannel channel, SbChannelDef *out, GError **error);
/* A date as an object: {"year": 2020, "month": "feb"}. */
gboolean sb_encoding_date(const SbModel *model, const json_t *json, SbValue *out);
/* The title that a field has when none is given. */
const char *sb_encoding_title(const SbModel *model, const SbChannelDef *def);

static inline const SbChannelDef *
sb_view_def(const SbView *view, SbChannel channel)
{
    return &view->channels[channel];
}
static inline gboolean
sb_def_is_field(const SbChannelDef *def)
{
    return def->kind == SB_DEF_FIELD;
}
static inline gboolean
sb_def_is_data(const SbChannelDef *def) /* a field or a datum */
{
    return def->kind == SB_DEF_FIELD || def->kind == SB_DEF_DATUM;
}
/* The field or datum of a channel, or of its condition; NULL if there is none. */
const SbChannelDef *sb_def_data(const SbChannelDef *def);

/* --- mark_prop.c ------------------------------------------------------------------ */

const char *sb_mark_name(SbMarkKind mark);
int sb_mark_find(const char *name);
SbGraphType sb_mark_type(SbMarkKind mark);
gboolean sb_mark_is_path(SbMarkKind mark);
gboolean sb_mark_is_rect(SbMarkKind mark); /* rect, bar, image, arc, tick */
/* mark definition, style, config[mark], config.mark (vg: also under that name, first);
 * NULL when unset.  Vega's own defaults are not asked. */
const json_t *sb_mark_prop(
    const SbModel *model, const SbView *view, const char *name, const char *vg);
/* The same without the mark definition. */
const json_t *sb_mark_config(const SbModel *model, const SbView *view, const char *name);
/* What is drawn at last: sb_mark_prop, then Vega's defaults of style and type. */
const json_t *sb_mark_look(const SbModel *model, const SbView *view, const char *name);
double sb_mark_number(
    const SbModel *model, const SbView *view, const char *name, double fallback);
const char *sb_mark_string(
    const SbModel *model, const SbView *view, const char *name, const char *fallback);
/* "time unit" bandPosition and such: NaN if it has none. */
double sb_mark_band_position(const SbModel *model, const SbView *view,
    const SbChannelDef *def, const SbChannelDef *second);

/* --- dataflow.c: tables ----------------------------------------------------------------
 */

gboolean sb_dataflow_run(SbModel *model, GError **error);
/* How invalid values of a channel are treated. */
typedef enum {
    SB_INVALID_VALID,
    SB_INVALID_SHOW,
    SB_INVALID_FILTER,
    SB_INVALID_BREAK
} SbInvalid;
SbInvalid sb_dataflow_invalid(
    const SbModel *model, const SbView *view, SbChannel channel);

/* --- view.c, view_unit.c: the tree of views
 * ------------------------------------------------
 */

/* The tree of model->spec, every unit read. */
gboolean sb_view_build(SbModel *model, GError **error);
/* The size of a layer, changed, handed down to its children. */
void sb_view_resize(SbView *view);
/* Orientation, fill, stack: what follows from mark and encoding together. */
gboolean sb_view_unit_settle(SbModel *model, SbView *view, GError **error);
/* Every unit below, in order: each gets called. */
void sb_view_units(SbView *view, void (*visit)(SbView *unit, void *data), void *data);
/* The facet above, or NULL. */
SbView *sb_view_facet_of(const SbView *view);
gboolean sb_def_is_measure(const SbChannelDef *def); /* a quantitative, unbinned field */
gboolean sb_def_is_discrete(const SbChannelDef *def);
