/*
 * The chart before it is drawn: Vega's scene graph.
 *
 * A mark is a list of items of one type and role; an item of a group mark holds
 * marks.  Items have Vega's properties (x, y, width …; NaN: not set) and bounds,
 * in the coordinates of their group.  Layout moves groups (layout.h), then
 * graph_scene.c writes the whole as an SbScene.  Everything lives in one arena.
 */
#pragma once

#include "base/arena.h"
#include "draw/scene.h"

typedef enum {
    SB_GRAPH_GROUP,
    SB_GRAPH_RECT,
    SB_GRAPH_SYMBOL,
    SB_GRAPH_RULE,
    SB_GRAPH_TEXT,
    SB_GRAPH_LINE,
    SB_GRAPH_AREA,
    SB_GRAPH_TRAIL,
    SB_GRAPH_ARC,
    SB_GRAPH_IMAGE,
    SB_GRAPH_SHAPE,
    SB_GRAPH_TYPES
} SbGraphType;

typedef struct {
    double x1, y1, x2, y2; /* x1 > x2: empty */
} SbBounds;

/* What items of a mark mostly share. */
typedef struct {
    SbInk fill, stroke;
    double opacity, fill_opacity, stroke_opacity;
    double stroke_width;
    SbCap cap;
    SbJoin join;
    double miter;
    const double *dash;
    int n_dash;
    double dash_offset;
    double corner[4];        /* top left, top right, bottom right, bottom left */
    const char *shape;       /* symbol */
    const char *interpolate; /* line, area */
    double tension;
    gboolean horizontal; /* area: x2 is the other side */
    /* text */
    const char *font;
    double font_size, line_height; /* line_height 0: size + 2 */
    int font_weight;
    gboolean italic;
    SbAlign align;
    SbBaseline baseline;
    double dx, dy, limit;
    const char *ellipsis;
    /* arc: per item when it differs */
    double pad_angle, corner_radius;
} SbLook;

typedef struct SbGraphItem SbGraphItem;
typedef struct SbGraphMark SbGraphMark;

/* A group's own. */
typedef struct SbGraphGroup {
    GPtrArray *marks; /* of SbGraphMark */
    gboolean clip, no_bound, stroke_foreground;
    double stroke_offset; /* NaN: Vega's rule */
    const void *layout;   /* SbGridLayout of its children, or NULL */
    const void *guide;    /* SbAxisBox, SbLegendBox, SbTitleBox by the mark's role */
    int row, column;      /* of legend entries */
} SbGraphGroup;

struct SbGraphItem {
    double x, y, x2, y2, width, height;
    double size;  /* symbol: area; trail: width */
    double angle; /* degrees */
    SbBounds bounds;
    const SbLook *look;
    gboolean hidden;          /* opacity 0 by label overlap */
    gboolean undefined;       /* line, area, trail: a gap */
    const char *const *lines; /* text, limit not yet applied */
    int n_lines;
    guint row; /* of its view's table, of marks */
    double start_angle, end_angle, inner_radius, outer_radius; /* arc */
    double radius, theta;                                      /* text; NaN */
    const SbImage *image;
    gboolean stretched; /* the image fills its box whatever its own proportions */
    const GArray *path; /* shape: of SbPathStep */
    SbGraphGroup *group;
    const char *fact_id;
    const char *label; /* description */
};

struct SbGraphMark {
    SbGraphType type;
    const char *role;
    const char *name;
    gboolean clip;
    int zindex;
    GArray *items; /* of SbGraphItem */
    /* of SbDot, or NULL.  Of very many symbols that look alike, items are the kinds,
     * at the origin, and these say where one of which kind lies. */
    GArray *dots;
    SbBounds bounds;
    const void *view; /* the SbView whose rows these are; NULL: a guide */
};

typedef struct {
    SbArena *arena;
    SbFonts *fonts;
} SbGraph;

SbGraphMark *sb_graph_mark_new(const SbGraph *graph, SbGraphType type, const char *role);
/* All numbers NaN, look NULL; the pointer holds until the next one. */
SbGraphItem *sb_graph_item_add(SbGraphMark *mark);
static inline SbGraphItem *
sb_graph_item_at(const SbGraphMark *mark, guint index)
{
    return &((SbGraphItem *)(void *)mark->items->data)[index];
}
/* A group mark with one item of its own. */
SbGraphMark *sb_graph_group_new(const SbGraph *graph, const char *role);
void sb_graph_group_add(SbGraphItem *group, SbGraphMark *mark);
/* Vega's defaults: nothing painted, opacity 1, 11 px text. */
SbLook *sb_graph_look_new(const SbGraph *graph);
const char *const *sb_graph_lines(const SbGraph *graph, const char *text);

/* Bounds as Vega's scene graph has them. */
void sb_graph_bound_item(
    const SbGraph *graph, const SbGraphMark *mark, SbGraphItem *item);
/* All items and the mark's union; groups by their children as they stand. */
void sb_graph_bound_mark(const SbGraph *graph, SbGraphMark *mark);

SbBounds sb_bounds_empty(void);
gboolean sb_bounds_is_empty(SbBounds b);
void sb_bounds_union(SbBounds *b, SbBounds other);
void sb_bounds_add(SbBounds *b, double x, double y);
void sb_bounds_move(SbBounds *b, double dx, double dy);
void sb_bounds_expand(SbBounds *b, double by);
static inline double
sb_bounds_width(SbBounds b)
{
    return b.x2 - b.x1;
}
static inline double
sb_bounds_height(SbBounds b)
{
    return b.y2 - b.y1;
}

/* Text: width of one line (trimmed, cut to the limit), Vega's baseline offset,
 * height of the further lines. */
double sb_graph_text_width(const SbGraph *graph, const SbLook *look, const char *line);
const char *sb_graph_text_shown(
    const SbGraph *graph, const SbLook *look, const char *line);
double sb_graph_baseline(const SbLook *look);
double sb_graph_line_height(const SbLook *look);
static inline double
sb_graph_multi_line(const SbGraphItem *item)
{
    return item->n_lines > 1 ? (item->n_lines - 1) * sb_graph_line_height(item->look) : 0;
}
SbFont sb_graph_font(const SbLook *look);

/* The outline of a symbol of unit area 1 … `size` at the origin. */
void sb_graph_symbol_path(
    GArray *path, const char *shape, double size, double angle, double x, double y);
/* d3's curves through points (count; gaps are the caller's). */
void sb_graph_curve(GArray *path, const SbPoint *points, int count,
    const char *interpolate, double tension, gboolean horizontal, gboolean closing);

/* graph_scene.c: the whole as a scene of width × height, root moved by x, y. */
SbScene *sb_graph_scene(const SbGraph *graph, const SbGraphItem *root, double width,
    double height, SbColor background);
