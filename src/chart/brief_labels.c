/*
 * In: a chart, laid out.  Out: its text marks moved so that they overlap neither each
 * other nor the marks; what finds no place is left out, with a remark.
 *
 * Greedy, in the order of the rows: texts in nobody's way stay where they are; each
 * other one takes the cheapest of some places around its anchor.  Overlapping a text or
 * a point costs most, then cutting through a line or an edge, then the way moved.  No
 * text goes where it would seem to name another mark.
 */
#include <math.h>

#include "chart/brief.h"
#include "chart/mark.h"

enum { MOST_LABELS = 2000, MOST_WORK = 20 * 1000 * 1000, PLACES = 64 };

typedef enum { THING_TEXT, THING_POINT, THING_RECT, THING_LINE } ThingKind;

/* What stands in the way. */
typedef struct {
    ThingKind kind;
    SbBounds b; /* line: from x1, y1 to x2, y2, in this order */
} Thing;

typedef struct {
    SbGraphItem *item;
    double ax, ay; /* the anchor */
    SbBounds b;
    double radius;    /* of the point it names; 0: none */
    gboolean in_rect; /* it stands within a bar … */
    SbBounds rect;    /* … or at one: the bar that the anchor touches */
    gboolean has_rect;
    SbBounds frame; /* the plot it stands in; empty: none */
    gboolean placed;
} Label;

typedef struct {
    SbModel *model;
    SbBounds sheet;
    GArray *things; /* of Thing */
    GArray *labels; /* of Label */
} Labels;

/* --- what is there --- */

static void
add_thing(Labels *l, ThingKind kind, SbBounds b)
{
    Thing thing = { kind, b };

    g_array_append_val(l->things, thing);
}

static gboolean
is_seen(const SbGraphItem *item)
{
    return !item->hidden && item->look->opacity > 0;
}

static double
zero(double v)
{
    return isnan(v) ? 0 : v;
}

static void
gather_item(Labels *l, const SbGraphMark *mark, guint at, const SbBounds *frame,
    double dx, double dy)
{
    SbGraphItem *item = sb_graph_item_at(mark, at), *last;
    SbBounds b = item->bounds;

    sb_bounds_move(&b, dx, dy);
    switch (mark->type) {
    case SB_GRAPH_TEXT:
        if (item->n_lines == 0 || sb_bounds_is_empty(b)) {
            return;
        }
        if (mark->view != NULL) {
            Label label = { .item = item,
                .ax = zero(item->x) + dx,
                .ay = zero(item->y) + dy,
                .b = b,
                .frame = *frame };

            g_array_append_val(l->labels, label);
        } else {
            add_thing(l, THING_TEXT, b);
        }
        break;
    case SB_GRAPH_SYMBOL:
        add_thing(l, THING_POINT, b);
        break;
    case SB_GRAPH_RECT:
        add_thing(l, THING_RECT, b);
        break;
    case SB_GRAPH_RULE:
        if (mark->view != NULL) {
            add_thing(l, THING_LINE, b);
        }
        break;
    case SB_GRAPH_LINE:
        last = at > 0 ? sb_graph_item_at(mark, at - 1) : NULL;
        if (last != NULL && !last->undefined && !item->undefined) {
            add_thing(l, THING_LINE,
                (SbBounds){ last->x + dx, last->y + dy, item->x + dx, item->y + dy });
        }
        break;
    default:
        break;
    }
}

static void
gather(Labels *l, const SbGraphItem *group, double dx, double dy)
{
    SbBounds frame = { dx, dy, dx + zero(group->width), dy + zero(group->height) };

    for (guint i = 0; i < group->group->marks->len; i++) {
        const SbGraphMark *mark = group->group->marks->pdata[i];

        for (guint j = 0; mark->dots == NULL && j < mark->items->len; j++) {
            SbGraphItem *item = sb_graph_item_at(mark, j);

            if (mark->type == SB_GRAPH_GROUP) {
                gather(l, item, dx + zero(item->x), dy + zero(item->y));
            } else if ((mark->view != NULL || mark->type == SB_GRAPH_TEXT) &&
                       is_seen(item)) {
                gather_item(l, mark, j, &frame, dx, dy);
            }
        }
    }
}

/* --- geometry --- */

static double
common_area(SbBounds a, SbBounds b)
{
    double w = MIN(a.x2, b.x2) - MAX(a.x1, b.x1), h = MIN(a.y2, b.y2) - MAX(a.y1, b.y1);

    return w > 0 && h > 0 ? w * h : 0;
}

static gboolean
holds(SbBounds b, double x, double y, double slack)
{
    return x >= b.x1 - slack && x <= b.x2 + slack && y >= b.y1 - slack &&
           y <= b.y2 + slack;
}

/* Does a line from x1, y1 to x2, y2 meet the box?  (Liang and Barsky.) */
static gboolean
line_meets(SbBounds line, SbBounds box)
{
    double dx = line.x2 - line.x1, dy = line.y2 - line.y1, t0 = 0, t1 = 1;
    double p[4] = { -dx, dx, -dy, dy };
    double q[4] = { line.x1 - box.x1, box.x2 - line.x1, line.y1 - box.y1,
        box.y2 - line.y1 };

    for (int i = 0; i < 4; i++) {
        if (p[i] == 0) {
            if (q[i] < 0) {
                return FALSE;
            }
            continue;
        }
        if (p[i] < 0) {
            t0 = MAX(t0, q[i] / p[i]);
        } else {
            t1 = MIN(t1, q[i] / p[i]);
        }
    }
    return t0 <= t1;
}

static double
distance(SbBounds b, double x, double y)
{
    double dx = MAX(MAX(b.x1 - x, x - b.x2), 0), dy = MAX(MAX(b.y1 - y, y - b.y2), 0);

    return hypot(dx, dy);
}

/* May a text that stands on the paper not be read? */
static gboolean
is_pale(const Labels *l, const Label *label)
{
    const json_t *paper = json_object_get(sb_config_root(l->model->config), "background");
    SbColor ground;

    return json_is_string(paper) && sb_color_parse(json_string_value(paper), &ground) &&
           label->item->look->fill.kind == SB_INK_COLOR &&
           sb_color_contrast(label->item->look->fill.color, ground) < 2;
}

static void
make_readable(Labels *l, Label *label)
{
    const json_t *strong = sb_config_get(l->model->config, "axis", "labelColor");
    SbColor ink;
    SbLook *look;

    if (is_pale(l, label) && json_is_string(strong) &&
        sb_color_parse(json_string_value(strong), &ink)) {
        look = sb_arena_new_of(l->model->graph.arena, SbLook);
        *look = *label->item->look;
        look->fill = sb_ink(ink);
        label->item->look = look;
    }
}

/* --- cost --- */

typedef struct {
    double hard; /* part of the text that is covered */
    double soft;
} Cost;

static void
cost_of_thing(const Label *label, const Thing *t, SbBounds b, gboolean moved, double area,
    Cost *out)
{
    double common, own, x, y;

    switch (t->kind) {
    case THING_TEXT:
        out->hard += common_area(t->b, b) / area;
        break;
    case THING_POINT:
        x = (t->b.x1 + t->b.x2) / 2;
        y = (t->b.y1 + t->b.y2) / 2;
        common = common_area(t->b, b);
        own = hypot(x - label->ax, y - label->ay);
        if (common > 0 && own < 0.5 && b.x1 > t->b.x1 && b.x2 < t->b.x2) {
            break; /* written inside of its own point */
        }
        out->hard += common / MIN(area, sb_bounds_width(t->b) * sb_bounds_height(t->b));
        if (moved && own > 1 && distance(b, x, y) < distance(b, label->ax, label->ay)) {
            out->soft += 8;
        }
        break;
    case THING_RECT:
        common = common_area(t->b, b) / area;
        x = (b.x1 + b.x2) / 2;
        y = (b.y1 + b.y2) / 2;
        if (common > 0.08 && common < 0.92) {
            out->soft += 4;
        }
        if (moved && holds(t->b, x, y, 0) &&
            (!holds(t->b, label->ax, label->ay, 1) || !label->in_rect)) {
            out->hard += 1; /* it would name another bar, or be unreadable on it */
        }
        break;
    case THING_LINE:
        out->soft +=
            line_meets(t->b, (SbBounds){ b.x1 + 1, b.y1 + 2, b.x2 - 1, b.y2 - 2 }) ? 3
                                                                                   : 0;
        break;
    }
}

static Cost
cost_of(const Labels *l, const Label *label, SbBounds b, gboolean moved)
{
    Cost out = { 0, 0 };
    double area = MAX(sb_bounds_width(b) * sb_bounds_height(b), 1);

    for (guint i = 0; i < l->things->len; i++) {
        const Thing *t = &g_array_index(l->things, Thing, i);

        if (t->kind == THING_POINT || t->kind == THING_LINE || common_area(t->b, b) > 0) {
            cost_of_thing(label, t, b, moved, area, &out);
        }
    }
    for (guint i = 0; i < l->labels->len; i++) {
        const Label *other = &g_array_index(l->labels, Label, i);

        if (other != label && other->placed && !other->item->hidden) {
            out.hard += common_area(other->b, b) / area;
        }
    }
    if (moved && (b.x1 < l->sheet.x1 || b.x2 > l->sheet.x2 || b.y1 < l->sheet.y1 ||
                     b.y2 > l->sheet.y2)) {
        out.hard += 1;
    }
    if (moved && label->frame.x2 > label->frame.x1) {
        /* among the axes' labels it would be taken for one */
        out.soft += 8 * (1 - MIN(1, common_area(b, label->frame) / area));
    }
    return out;
}

/* --- places --- */

/* What the label names: the point at its anchor, the bar that holds or touches it. */
static void
find_own(const Labels *l, Label *label)
{
    double least = INFINITY;

    for (guint i = 0; i < l->things->len; i++) {
        const Thing *t = &g_array_index(l->things, Thing, i);

        if (t->kind == THING_POINT && hypot((t->b.x1 + t->b.x2) / 2 - label->ax,
                                          (t->b.y1 + t->b.y2) / 2 - label->ay) < 0.5) {
            label->radius = MAX(label->radius, sb_bounds_width(t->b) / 2);
        }
        if (t->kind == THING_RECT && holds(t->b, label->ax, label->ay, 1)) {
            double area = sb_bounds_width(t->b) * sb_bounds_height(t->b);

            if (area < least) {
                least = area;
                label->rect = t->b;
                label->has_rect = TRUE;
                label->in_rect = holds(t->b, (label->b.x1 + label->b.x2) / 2,
                    (label->b.y1 + label->b.y2) / 2, 0);
            }
        }
    }
}

static int
places_of(const Label *label, SbPoint *out)
{
    static const double AROUND[8][2] = { { 1, 0 }, { 0, -1 }, { 0, 1 }, { -1, 0 },
        { 1, -1 }, { 1, 1 }, { -1, -1 }, { -1, 1 } };
    double w = sb_bounds_width(label->b), h = sb_bounds_height(label->b);
    double cx = (label->b.x1 + label->b.x2) / 2, cy = (label->b.y1 + label->b.y2) / 2;
    int n = 0;

    for (int k = 1; k <= 4; k++) {
        out[n++] = (SbPoint){ cx, cy - 0.5 * k * h };
        out[n++] = (SbPoint){ cx, cy + 0.5 * k * h };
    }
    for (int ring = 0; ring < 3; ring++) {
        double gap = MAX(3, label->radius + 2) + 0.6 * ring * h;

        for (int i = 0; i < 8; i++) {
            gboolean corner = i >= 4;
            double by = corner ? gap * 0.7 : gap;

            out[n++] = (SbPoint){ label->ax + AROUND[i][0] * (w / 2 + by),
                label->ay + AROUND[i][1] * (h / 2 + by) };
        }
    }
    if (label->has_rect) {
        out[n++] = (SbPoint){ label->rect.x2 + 3 + w / 2, cy };
        out[n++] = (SbPoint){ label->rect.x1 - 3 - w / 2, cy };
        out[n++] = (SbPoint){ cx, label->rect.y1 - 2 - h / 2 };
        out[n++] = (SbPoint){ cx, label->rect.y2 + 2 + h / 2 };
    }
    return n;
}

static void
move_to(Labels *l, Label *label, SbPoint to)
{
    double dx = to.x - (label->b.x1 + label->b.x2) / 2;
    double dy = to.y - (label->b.y1 + label->b.y2) / 2;

    label->item->x = zero(label->item->x) + dx;
    label->item->y = zero(label->item->y) + dy;
    sb_bounds_move(&label->item->bounds, dx, dy);
    sb_bounds_move(&label->b, dx, dy);
    if (label->has_rect && !holds(label->rect, to.x, to.y, 0)) {
        make_readable(l, label);
    }
}

/* FALSE: there is no place for it. */
static gboolean
find_place(Labels *l, Label *label)
{
    SbPoint places[PLACES], best = { 0, 0 };
    double cx = (label->b.x1 + label->b.x2) / 2, cy = (label->b.y1 + label->b.y2) / 2;
    double h = MAX(sb_bounds_height(label->b), 1), least;
    Cost at = cost_of(l, label, label->b, FALSE);
    gboolean moves = FALSE;
    int n = places_of(label, places);
    double hard = at.hard;

    least = 100 * at.hard + at.soft;
    if (label->has_rect && !label->in_rect && is_pale(l, label)) {
        least += 4; /* meant to stand in its bar, which is too short */
    }
    for (int i = 0; i < n; i++) {
        SbBounds b = label->b;
        double way = hypot(places[i].x - cx, places[i].y - cy) / h, cost;

        sb_bounds_move(&b, places[i].x - cx, places[i].y - cy);
        at = cost_of(l, label, b, TRUE);
        cost = 100 * at.hard + at.soft + 0.6 * way + 0.001 * i;
        if (cost < least - 1e-9) {
            least = cost;
            best = places[i];
            hard = at.hard;
            moves = TRUE;
        }
    }
    if (hard > 0.1) {
        return FALSE;
    }
    if (moves) {
        move_to(l, label, best);
    } else if (label->has_rect && !label->in_rect) {
        make_readable(l, label);
    }
    return TRUE;
}

static void
settle(Labels *l)
{
    const char *first = NULL;
    int lost = 0;

    for (guint i = 0; i < l->labels->len; i++) {
        find_own(l, &g_array_index(l->labels, Label, i));
    }
    for (guint i = 0; i < l->labels->len; i++) {
        g_array_index(l->labels, Label, i).placed = TRUE;
    }
    for (guint i = 0; i < l->labels->len; i++) {
        Label *label = &g_array_index(l->labels, Label, i);
        Cost c = cost_of(l, label, label->b, FALSE);

        label->placed = c.hard < 0.02 && c.soft == 0 &&
                        !(label->has_rect && !label->in_rect && is_pale(l, label));
    }
    for (guint i = 0; i < l->labels->len; i++) {
        Label *label = &g_array_index(l->labels, Label, i);

        if (label->placed) {
            continue;
        }
        label->placed = find_place(l, label);
        if (!label->placed) {
            label->item->hidden = TRUE;
            first = first != NULL ? first : label->item->lines[0];
            lost++;
        }
    }
    if (lost > 0) {
        sb_job_remark(l->model->job, SB_REMARK_LABEL_LEFT_OUT,
            l->model->place != NULL ? l->model->place->source : NULL, 0,
            "%d of %u labels have no place where they overlap nothing, such as \"%s\"",
            lost, l->labels->len, first);
    }
}

void
sb_brief_labels(
    SbModel *model, const SbUsermeta *texts, const SbGraphItem *root, SbBounds sheet)
{
    g_autoptr(GArray) things = g_array_new(FALSE, FALSE, sizeof(Thing));
    g_autoptr(GArray) labels = g_array_new(FALSE, FALSE, sizeof(Label));
    Labels l = { model, sheet, things, labels };

    if (!model->brief || sb_usermeta_allows(texts, "label-overlap")) {
        return;
    }
    gather(&l, root, 0, 0);
    if (labels->len == 0 || labels->len > MOST_LABELS ||
        (double)labels->len * things->len > MOST_WORK / PLACES) {
        return;
    }
    settle(&l);
}
