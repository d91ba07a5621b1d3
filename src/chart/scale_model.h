/*
 * Which scales a chart has, and how each is made.
 *
 * Every scaled channel of a unit has a SbScaleModel; those that views share are
 * merged upwards, and `merged` leads to the one that counts.  Its scale is made
 * from the tables that its units have at the time (cells of a facet swap them).
 */
#pragma once

#include "chart/model.h"

struct SbScaleModel {
    SbChannel channel;
    SbView *owner;
    SbScaleModel *merged; /* the one above; NULL: this one counts */
    GPtrArray *units;     /* of SbView, in order */
    SbScaleType type;
    gboolean type_explicit;
    /* found for the scale below */
    gboolean domain_given;
    gboolean made_domain;
    double step; /* of bands, NaN: fills its extent */
    double padding_inner, padding_outer;
    gboolean zero, reverse;
    gboolean hidden_zero; /* the domain surely has zero: "definitely" */
    gboolean direct;      /* its categories are named at the marks: no legend */
    SbScale *scale;
};

/* Scale models of every unit, merged. */
gboolean sb_scale_model_collect(SbModel *model, GError **error);
/* The one that counts for a channel of a view; NULL: no scale. */
SbScaleModel *sb_scale_model_of(const SbView *view, SbChannel channel);
/* Domains of scales that belong to view itself, sizes of the frames below, then
 * ranges; again for each cell where scales are independent. */
gboolean sb_scale_model_make(SbModel *model, SbView *view, GError **error);
/* The unit or layer whose rectangle a view is drawn in. */
SbView *sb_scale_model_frame(const SbView *view);
/* The first unit that gives a property of the scale, else the first default. */
const json_t *sb_scale_model_given(const SbScaleModel *scale, const char *key);

/* domain.c */
gboolean sb_domain_make(SbModel *model, SbScaleModel *scale, GError **error);
/* A value of domain or axis values as data: dates read as the field is. */
SbValue sb_domain_literal(SbModel *model, const SbChannelDef *def, const json_t *json);
/* Zero, min, max, padding, nice: after the range is known. */
void sb_domain_finish(SbModel *model, SbScaleModel *scale);
/* range.c */
gboolean sb_range_make(SbModel *model, SbScaleModel *scale, GError **error);
