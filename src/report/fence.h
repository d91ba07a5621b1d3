/*
 * Fenced blocks that stand for more than code: charts, tables from figures,
 * tiles, the audit and the lists.  One row a word in fence.c.
 */
#pragma once

#include "report/press.h"

typedef enum { SB_FENCE_PLAIN, SB_FENCE_FIGURE, SB_FENCE_TABLE } SbFenceNumber;

typedef struct {
    const char *word;    /* "chart" */
    const char *id;      /* {#id}, or NULL */
    size_t offset;       /* of the opening line */
    size_t base, length; /* of what stands between the fences */
    int number;          /* its figure's or table's */
} SbFence;

typedef struct {
    const char *word;
    SbFenceNumber numbers;
    /* Appends blocks. */
    gboolean (*read)(
        SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error);
} SbFenceKind;

/* NULL when there is none of that word. */
const SbFenceKind *sb_fence_kind(const char *word);
/* The word nearest to a wrong one, or NULL. */
const char *sb_fence_nearest(const char *word);
/* Does a word name a language of code that is shown as it is? */
gboolean sb_fence_is_code(const char *word);

/* For the kinds: what stands in the fence as a tree (YAML or JSON; an empty
 * fence is an empty object), in the arena. */
const json_t *sb_fence_tree(
    SbPress *press, const SbFence *fence, SbJsonPlace *place, GError **error);
/* A text member, references resolved, as rich text; NULL when absent. FALSE on
 * error. */
gboolean sb_fence_rich(SbPress *press, const json_t *tree, const SbJsonPlace *place,
    const char *key, const SbRich **out, GError **error);
/* headline (or title), deck (or subtitle), notes, source of tree. */
gboolean sb_fence_caption(SbPress *press, const json_t *tree, const SbJsonPlace *place,
    SbCaptionTexts *out, GError **error);
/* The published figure of an id, or an error at pointer. */
const SbFigure *sb_fence_figure(SbPress *press, const char *id, const SbJsonPlace *place,
    const char *pointer, GError **error);

/* The line of a figure's value over time; NULL when there is one period only. */
const SbTrend *sb_fence_trend(SbPress *press, const SbFigure *figure);

gboolean sb_fence_chart(
    SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error);
gboolean sb_fence_table(
    SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error);
gboolean sb_fence_tiles(
    SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error);
gboolean sb_fence_audit(
    SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error);
gboolean sb_fence_evidence(
    SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error);
gboolean sb_fence_sources(
    SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error);
gboolean sb_fence_revisions(
    SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error);
