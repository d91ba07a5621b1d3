/*
 * The list of drawn things: all that chart and report give, all that painting
 * knows.
 *
 * A scene is a flat list of positioned items in drawing order; groups (clip,
 * translation, opacity) are pairs of PUSH and POP items.  Coordinates are
 * those of the enclosing group; y downward.  Charts are in CSS px (0.75 pt),
 * pages in points.  A chart inside a page is an item of kind SCENE.
 *
 * Items belong to marks: a mark has Vega's type ("rect", "text", "line" …) and
 * role ("mark", "axis-label" …).  A scene prints as text (scene_dump.h) and, for
 * charts, as Vega's own item list.  The scene owns an arena for everything.
 */
#pragma once

#include <glib.h>

#include "base/arena.h"
#include "draw/color.h"
#include "draw/font.h"
#include "draw/geometry.h"
#include "draw/text.h"

typedef struct SbScene SbScene;

/* --- ink ------------------------------------------------------------------ */

typedef enum {
    SB_INK_NONE,
    SB_INK_COLOR,
    SB_INK_LINEAR,
    SB_INK_RADIAL,
    SB_INK_HATCH
} SbInkKind;

typedef struct {
    double offset; /* 0…1 */
    SbColor color;
} SbStop;

typedef struct {
    SbInkKind kind;
    SbColor color;         /* COLOR; HATCH: the lines' colour */
    SbColor back;          /* HATCH: behind the lines (a 0: nothing) */
    double spacing, angle; /* HATCH: units, degrees */
    double x1, y1, x2, y2; /* gradients: in the item's bounds, 0…1 */
    double r1, r2;         /* RADIAL */
    const SbStop *stops;
    int n_stops;
    double line; /* HATCH: width of a line; 0: a quarter of the spacing */
} SbInk;

typedef enum { SB_CAP_BUTT, SB_CAP_ROUND, SB_CAP_SQUARE } SbCap;
typedef enum { SB_JOIN_MITER, SB_JOIN_ROUND, SB_JOIN_BEVEL } SbJoin;

typedef struct {
    SbInk fill;
    SbInk stroke;
    double stroke_width;
    SbCap cap;
    SbJoin join;
    double miter; /* 0: 10 */
    const double *dash;
    int n_dash;
    double dash_offset;
} SbPaint;

/* --- paths ---------------------------------------------------------------- */

typedef enum { SB_PATH_MOVE, SB_PATH_LINE, SB_PATH_CURVE, SB_PATH_CLOSE } SbPathOp;

typedef struct {
    SbPathOp op;
    double x1, y1, x2, y2, x, y; /* CURVE: controls, then the end; else x, y */
} SbPathStep;

/* A growing path; steps live in a GArray of SbPathStep. */
GArray *sb_path_new(SbArena *arena);
void sb_path_move(GArray *path, double x, double y);
void sb_path_line(GArray *path, double x, double y);
void sb_path_curve(
    GArray *path, double x1, double y1, double x2, double y2, double x, double y);
void sb_path_close(GArray *path);
/* A circular arc from angle a0 to a1 (radians, clockwise on screen from the x
 * axis), as curves; lines to its start when the path has a point. */
void sb_path_arc(GArray *path, double cx, double cy, double r, double a0, double a1);
void sb_path_rect(GArray *path, SbRect rect);
/* Corner radii: top left, top right, bottom right, bottom left. */
void sb_path_round_rect(GArray *path, SbRect rect, const double radii[4]);
/* Appends an SVG path ("M0,0L1,2A…Z") scaled by sx, sy and moved; FALSE when it
 * is none. */
gboolean sb_path_svg(
    GArray *path, const char *d, double sx, double sy, double x, double y);

/* --- items ---------------------------------------------------------------- */

typedef enum {
    SB_ITEM_RECT,  /* rect, radii, paint */
    SB_ITEM_PATH,  /* path, paint */
    SB_ITEM_TEXT,  /* x, y, text, font, align, baseline, angle, paint.fill */
    SB_ITEM_RUN,   /* a piece of a shaped paragraph, baseline at x, y */
    SB_ITEM_IMAGE, /* rect, image */
    SB_ITEM_SCENE, /* rect, scene: scaled to fit the rect */
    SB_ITEM_DOTS,  /* dots: very many marks of few kinds, drawn as a picture */
    SB_ITEM_LINK,  /* rect, uri or dest: nothing drawn */
    SB_ITEM_DEST,  /* x, y, dest: a named place for links and the outline */
    SB_ITEM_PUSH,  /* dx, dy, opacity, clip (a path; NULL: none) */
    SB_ITEM_POP
} SbItemKind;

/* A mark that looks like item number kind, moved by x, y. */
typedef struct {
    float x, y;
    guint32 kind;
} SbDot;

typedef enum { SB_ALIGN_LEFT, SB_ALIGN_CENTER, SB_ALIGN_RIGHT } SbAlign;
typedef enum {
    SB_BASELINE_ALPHABETIC,
    SB_BASELINE_TOP,    /* Vega's: the baseline 0.79 size below y */
    SB_BASELINE_MIDDLE, /* 0.3 size */
    SB_BASELINE_BOTTOM, /* −0.21 size */
    SB_BASELINE_LINE_TOP,
    SB_BASELINE_LINE_BOTTOM
} SbBaseline;

typedef struct {
    int width, height;    /* px */
    const guint8 *argb;   /* premultiplied, cairo's ARGB32 layout, stride 4·width */
    const SbSource *jpeg; /* or the JPEG file as it is */
} SbImage;

/* What Vega's scene says of an item, for `--dump vega` and tests: the item's
 * own x, y, x2, y2, width, height (NaN: not set) and its vertices for lines. */
typedef struct {
    double x, y, x2, y2, width, height;
} SbVegaBox;

typedef struct {
    SbItemKind kind;
    int mark;            /* index into the scene's marks; -1: none */
    int tag;             /* structure node (report); 0: artifact or none */
    const char *fact_id; /* NULL: none */
    const char *name;    /* SVG group id or aria label; NULL: none */
    SbPaint paint;
    double opacity; /* of this item: multiplies fill and stroke alpha; set to 1 */
    union {
        struct {
            SbRect rect;
            double radii[4];
        } rect;
        struct {
            const GArray *path; /* of SbPathStep */
            gboolean even_odd;
        } path;
        struct {
            double x, y; /* Vega's x, y: before align, baseline, dx, dy, angle */
            double dx, dy;
            double angle; /* degrees, clockwise, about x, y */
            SbAlign align;
            SbBaseline baseline;
            double line_height; /* for LINE_TOP, LINE_BOTTOM */
            SbFont font;
            const char *text;
            const char *lang; /* NULL: none */
        } text;
        struct {
            double x, y; /* left end of the baseline */
            SbTextRun *run;
            size_t start, end;   /* bytes of the run's text */
            gboolean hyphen;     /* a hyphen is drawn at the end */
            double letter_space; /* added between clusters; may be negative */
            double word_space;   /* added to each space; may be negative */
        } run;
        struct {
            SbRect rect;
            const SbImage *image;
        } image;
        struct {
            SbRect rect;
            const SbScene *scene;
        } scene;
        struct {
            const SbScene *kinds; /* paths and rectangles about the origin */
            const SbDot *dots;
            size_t n;
        } dots;
        struct {
            SbRect rect;
            const char *uri;  /* http, https, mailto; or NULL */
            const char *dest; /* a DEST's name; or NULL */
        } link;
        struct {
            double x, y;
            const char *dest;
        } dest;
        struct {
            double dx, dy;
            const GArray *clip; /* of SbPathStep, before the translation; NULL */
        } push;
    } u;
    SbVegaBox vega;
    const char *whole;         /* text of several lines: all of it, with \n; or NULL */
    const SbVegaBox *vertices; /* line, area, trail: one each; else NULL */
    int n_vertices;
} SbItem;

typedef struct {
    const char *type; /* "rect", "symbol", "text", "rule", "line", "area", "path" … */
    const char *role; /* "mark", "axis-label", "axis-tick", "legend-symbol" … */
    const char *name; /* may be NULL */
} SbMark;

SbScene *sb_scene_new(double width, double height);
void sb_scene_free(SbScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SbScene, sb_scene_free)

SbArena *sb_scene_arena(SbScene *scene);
double sb_scene_width(const SbScene *scene);
double sb_scene_height(const SbScene *scene);
void sb_scene_resize(SbScene *scene, double width, double height);
/* Painted first, over the whole scene; a 0: nothing. */
void sb_scene_set_background(SbScene *scene, SbColor color);
SbColor sb_scene_background(const SbScene *scene);

/* Begins a mark; items added from now on belong to it. */
int sb_scene_mark(SbScene *scene, const char *type, const char *role, const char *name);
/* A new item at the end, zeroed but for opacity 1, mark, and a vega box of NaNs.
 * The pointer holds until the next item is added. */
SbItem *sb_scene_add(SbScene *scene, SbItemKind kind);
void sb_scene_push(
    SbScene *scene, double dx, double dy, double opacity, const GArray *clip);
void sb_scene_pop(SbScene *scene);
/* All of other's items and marks after ours, moved by dx, dy; other may be
 * freed only with scene (scene takes it). */
void sb_scene_append(SbScene *scene, SbScene *other, double dx, double dy);

size_t sb_scene_count(const SbScene *scene);
/* Forgets the items, not what they point to: for a scene whose items were copied. */
void sb_scene_empty(SbScene *scene);
const SbItem *sb_scene_item(const SbScene *scene, size_t index);
SbItem *sb_scene_item_mutable(SbScene *scene, size_t index);
size_t sb_scene_marks(const SbScene *scene);
const SbMark *sb_scene_mark_at(const SbScene *scene, size_t index);
/* The bounds of what an item draws (stroke included), in its group's
 * coordinates; text by its font. */
SbRect sb_scene_bounds(const SbItem *item, SbFonts *fonts);

/* --- help for the usual ---------------------------------------------------- */

SbInk sb_ink(SbColor color);
SbItem *sb_scene_rect(SbScene *scene, SbRect rect, SbColor fill);
SbItem *sb_scene_line(SbScene *scene, double x1, double y1, double x2, double y2,
    SbColor color, double width);
SbItem *sb_scene_text(SbScene *scene, double x, double y, const char *text,
    const SbFont *font, SbAlign align, SbBaseline baseline, SbColor color);
