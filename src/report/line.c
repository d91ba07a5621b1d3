/*
 * In: clusters.  Out: lines (see line.h).
 *
 * Terms: a *place* is where a line may end; its *end* is the cluster after the
 * last one shown, its *next* the first one of the line that follows.  A *node*
 * is the best way to reach a place with a line of one fitness class; nodes that
 * can still begin a line are *active*.
 */
#include "report/line.h"

#include <math.h>
#include <string.h>

#define SPACE_STRETCH 0.5 /* of a space's width */
#define SPACE_SHRINK 0.25
#define RAGGED_STRETCH 0.18 /* of the measure: how short a ragged line may be */
#define LOOSEST 6.0         /* of the first search; a second one takes any */
#define WIDEST 4.0          /* ratio up to which gaps are stretched at all */

/* Demerits, in the units of (1 + badness)², where badness is 100 |ratio|³. */
#define HYPHEN_PENALTY 70.0
#define EMERGENCY_PENALTY 5000.0
#define STACKED_DEMERITS 3e6
#define LAST_HYPHEN_DEMERITS 2e4
#define FITNESS_DEMERITS 6e3
#define RUNT_DEMERITS 4e4
#define OVERFULL_DEMERITS 1e12

typedef enum { PLACE_SPACE, PLACE_HYPHEN, PLACE_EMERGENCY, PLACE_FORCED } PlaceKind;

typedef struct {
    size_t end, next;
    PlaceKind kind;
} Place;

typedef struct {
    size_t place;
    int fitness;     /* 0 tight, 1 decent, 2 loose, 3 very loose */
    double demerits; /* of the whole way */
    double ratio;    /* of the line that ends here */
    gint from;       /* the node before; -1 at the start */
    gboolean overfull;
} Node;

typedef struct {
    const char *text;
    const SbCluster *clusters;
    size_t n;
    const SbLineOptions *options;
    double *widths, *spaces; /* sums before each cluster; n + 1 */
    GArray *places;          /* of Place; place 0 is the start */
    GArray *nodes;           /* of Node */
    double loosest;          /* ratio of the loosest line considered at all */
} Breaker;

/* --- margins ------------------------------------------------------------------ */

/* How much of a character may stand outside of the measure, as a share of its
 * width.  After the tables of Hàn Thế Thành's thesis, rounded. */
static double
hang_right(gunichar c)
{
    switch (c) {
    case '.':
    case ',':
        return 0.7;
    case 0x2019: /* ’ */
    case 0x201D: /* ” */
    case '\'':
    case '"':
    case '-':
    case 0x2010:
        return 0.6;
    case ';':
    case ':':
    case 0x2013: /* – */
        return 0.4;
    case ')':
    case '!':
    case '?':
        return 0.15;
    case 0x3001: /* 、 */
    case 0x3002: /* 。 */
        return 0.5;
    default:
        return 0;
    }
}

static double
hang_left(gunichar c)
{
    switch (c) {
    case 0x2018: /* ‘ */
    case 0x201C: /* “ */
    case '\'':
    case '"':
        return 0.6;
    case '(':
    case '[':
        return 0.1;
    default:
        return 0;
    }
}

static gunichar
char_at(const Breaker *b, size_t cluster)
{
    return g_utf8_get_char(b->text + b->clusters[cluster].start);
}

static double
left_hang(const Breaker *b, size_t first, size_t last)
{
    if (!b->options->hang || first >= last) {
        return 0;
    }
    return hang_left(char_at(b, first)) * b->clusters[first].width;
}

static double
right_hang(const Breaker *b, size_t first, size_t last, gboolean hyphen)
{
    if (!b->options->hang || first >= last) {
        return 0;
    }
    if (hyphen) {
        return hang_right('-') * b->options->hyphen_width;
    }
    return hang_right(char_at(b, last - 1)) * b->clusters[last - 1].width;
}

/* --- places --------------------------------------------------------------------- */

static void
add_place(Breaker *b, size_t at, PlaceKind kind)
{
    Place place = { .end = at, .next = at, .kind = kind };

    while (place.end > 0 && b->clusters[place.end - 1].is_space) {
        place.end--;
    }
    while (place.next < b->n && b->clusters[place.next].is_space) {
        place.next++;
    }
    g_array_append_val(b->places, place);
}

/* Is cluster i where a hyphen may go?  *at walks hyphens along. */
static gboolean
at_hyphen(const GArray *hyphens, size_t *at, size_t byte)
{
    while (hyphens && *at < hyphens->len && g_array_index(hyphens, size_t, *at) < byte) {
        (*at)++;
    }
    return hyphens && *at < hyphens->len && g_array_index(hyphens, size_t, *at) == byte;
}

/* Words that no line can hold may break anywhere. */
static void
mark_long_words(const Breaker *b, guint8 *emergency)
{
    double most = MAX(b->options->width * 0.98 - MAX(b->options->first_indent, 0), 1);

    for (size_t i = 0, start = 0; i <= b->n; i++) {
        if (i == b->n || b->clusters[i].before != SB_BREAK_NONE) {
            gboolean too_long = b->widths[i] - b->widths[start] > most;

            for (size_t k = start + 1; too_long && k < i; k++) {
                emergency[k] = TRUE;
            }
            start = i;
        }
    }
}

static void
find_places(Breaker *b, const GArray *hyphens)
{
    g_autofree guint8 *emergency = g_malloc0(b->n + 1);
    size_t at = 0;

    mark_long_words(b, emergency);
    add_place(b, 0, PLACE_FORCED);
    for (size_t i = 1; i < b->n; i++) {
        const SbCluster *c = &b->clusters[i];

        if (c->before == SB_BREAK_MANDATORY) {
            add_place(b, i, PLACE_FORCED);
        } else if (c->before == SB_BREAK_ALLOWED) {
            add_place(b, i, PLACE_SPACE);
        } else if (at_hyphen(hyphens, &at, c->start)) {
            add_place(b, i, PLACE_HYPHEN);
        } else if (emergency[i]) {
            add_place(b, i, PLACE_EMERGENCY);
        }
    }
    add_place(b, b->n, PLACE_FORCED);
}

/* --- one line -------------------------------------------------------------------- */

/* What a line from place a to place b would be like. */
typedef struct {
    size_t first, last;
    gboolean hyphen, final; /* final: the last of the paragraph or before a forced end */
    double room;            /* of the measure for this line */
    double natural;         /* width less what hangs */
    double stretch, shrink;
    double x;
} Try;

static Try
try_line(const Breaker *b, size_t from, size_t to)
{
    const Place *a = &g_array_index(b->places, Place, from);
    const Place *z = &g_array_index(b->places, Place, to);
    const SbLineOptions *o = b->options;
    Try t = { .first = a->next, .last = MAX(z->end, a->next) };

    t.hyphen = z->kind == PLACE_HYPHEN;
    t.final = z->kind == PLACE_FORCED;
    t.x = a->next == 0 || from == 0 ? o->first_indent : 0;
    t.room = o->width - t.x;
    double left = left_hang(b, t.first, t.last);
    double width = b->widths[t.last] - b->widths[t.first];
    double spaces = b->spaces[t.last] - b->spaces[t.first];
    size_t letters = t.last > t.first ? t.last - t.first - 1 : 0;

    t.x -= left;
    t.natural = width + (t.hyphen ? o->hyphen_width : 0) - left -
                right_hang(b, t.first, t.last, t.hyphen);
    t.stretch = spaces * SPACE_STRETCH + (double)letters * o->letter_stretch;
    t.shrink = spaces * SPACE_SHRINK + (double)letters * o->letter_shrink;
    if (o->ragged) {
        t.stretch = o->width * RAGGED_STRETCH;
        t.shrink = 0;
    }
    return t;
}

/* The ratio; +-G_MAXDOUBLE when the line cannot be set at all. */
static double
line_ratio(const Try *t)
{
    double slack = t->room - t->natural;

    if (fabs(slack) < 1e-6 || (t->final && slack >= 0)) {
        return 0;
    }
    if (slack > 0) {
        return t->stretch > 0 ? slack / t->stretch : G_MAXDOUBLE;
    }
    return t->shrink > 0 ? slack / t->shrink : -G_MAXDOUBLE;
}

static int
fitness_of(double ratio)
{
    return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1.0 ? 2 : 3;
}

static double
line_demerits(const Breaker *b, const Node *from, size_t to, const Try *t, double ratio)
{
    const Place *a = &g_array_index(b->places, Place, from->place);
    const Place *z = &g_array_index(b->places, Place, to);
    double badness = 100 * pow(MIN(fabs(ratio), 1e3), 3);
    double penalty = z->kind == PLACE_HYPHEN      ? HYPHEN_PENALTY
                     : z->kind == PLACE_EMERGENCY ? EMERGENCY_PENALTY
                                                  : 0;
    double d = (1 + badness + penalty) * (1 + badness + penalty);

    if (t->hyphen && a->kind == PLACE_HYPHEN) {
        d += STACKED_DEMERITS;
    }
    if (t->final && a->kind == PLACE_HYPHEN) {
        d += LAST_HYPHEN_DEMERITS;
    }
    if (t->final && from->from >= 0 && t->natural < 3 * b->options->em) {
        d += RUNT_DEMERITS;
    } else if (t->final && from->from >= 0 && t->natural < 0.15 * t->room) {
        d += RUNT_DEMERITS / 4;
    }
    if (!b->options->ragged && abs(fitness_of(ratio) - from->fitness) > 1) {
        d += FITNESS_DEMERITS;
    }
    return d;
}

/* --- the search ------------------------------------------------------------------- */

/* Offers the line from node to place; keeps the best way a fitness class in
 * best[4].  FALSE when even the tightest line is too wide (so are all longer
 * ones from that node). */
static gboolean
offer(const Breaker *b, gint node, size_t to, Node best[4])
{
    const Node *from = &g_array_index(b->nodes, Node, node);
    Try t = try_line(b, from->place, to);
    double ratio = line_ratio(&t);

    if (ratio < -1.0) {
        return t.natural - t.shrink <= t.room;
    }
    if (ratio > b->loosest) {
        return TRUE;
    }
    int fitness = fitness_of(ratio);
    double d = from->demerits + line_demerits(b, from, to, &t, ratio);

    if (best[fitness].from < 0 || d < best[fitness].demerits) {
        best[fitness] = (Node){ to, fitness, d, ratio, node, FALSE };
    }
    return TRUE;
}

/* When no line fits, the least bad one of the active nodes: the longest that
 * is not too wide, else one that is. */
static Node
force(const Breaker *b, const GArray *active, size_t to)
{
    Node best = { .from = -1 };
    double least = G_MAXDOUBLE;

    for (guint i = 0; i < active->len; i++) {
        gint node = g_array_index(active, gint, i);
        const Node *from = &g_array_index(b->nodes, Node, node);
        Try t = try_line(b, from->place, to);
        double slack = t.room - t.natural;
        double d = from->demerits + OVERFULL_DEMERITS +
                   fabs(slack) / b->options->em * 1e9 * (slack < 0 ? 10 : 1);

        if (best.from < 0 || d < least) {
            least = d;
            double ratio = line_ratio(&t);

            best = (Node){ to, slack < 0 ? 0 : 3, d, CLAMP(ratio, -1, 1e3), node,
                slack + t.shrink < -1e-6 };
        }
    }
    return best;
}

static void
activate(Breaker *b, GArray *active, Node node)
{
    gint index = (gint)b->nodes->len;

    g_array_append_val(b->nodes, node);
    g_array_append_val(active, index);
}

/* The index of the best node at the end of the text. */
static gint
search(Breaker *b)
{
    g_autoptr(GArray) active = g_array_new(FALSE, FALSE, sizeof(gint));
    Node start = { .place = 0, .fitness = 1, .from = -1 };

    activate(b, active, start);
    for (size_t to = 1; to < b->places->len; to++) {
        Node best[4] = { { .from = -1 }, { .from = -1 }, { .from = -1 }, { .from = -1 } };
        gboolean forced = g_array_index(b->places, Place, to).kind == PLACE_FORCED;
        gboolean found = FALSE;
        guint kept = 0;
        g_autoptr(GArray) before = g_array_copy(active);

        for (guint i = 0; i < active->len; i++) {
            gint node = g_array_index(active, gint, i);

            if (offer(b, node, to, best)) {
                g_array_index(active, gint, kept++) = node;
            }
        }
        g_array_set_size(active, forced ? 0 : kept);
        for (int f = 0; f < 4; f++) {
            if (best[f].from >= 0) {
                activate(b, active, best[f]);
                found = TRUE;
            }
        }
        if (!found && (forced || active->len == 0)) {
            activate(b, active, force(b, before, to));
        }
    }
    gint best = -1;

    for (guint i = 0; i < active->len; i++) {
        gint node = g_array_index(active, gint, i);

        if (best < 0 || g_array_index(b->nodes, Node, node).demerits <
                            g_array_index(b->nodes, Node, best).demerits) {
            best = node;
        }
    }
    return best;
}

/* --- the door ------------------------------------------------------------------------
 */

static SbLine
make_line(const Breaker *b, const Node *node)
{
    const Node *from = &g_array_index(b->nodes, Node, node->from);
    Try t = try_line(b, from->place, node->place);
    double ratio = MIN(node->ratio, WIDEST);
    SbLine line = { .first = t.first,
        .last = t.last,
        .hyphen = t.hyphen,
        .overfull = node->overfull,
        .x = t.x,
        .width = b->widths[t.last] - b->widths[t.first] +
                 (t.hyphen ? b->options->hyphen_width : 0),
        .ratio = node->ratio };
    double spaces = b->spaces[t.last] - b->spaces[t.first];
    size_t gaps = 0;

    for (size_t i = t.first; i < t.last; i++) {
        gaps += b->clusters[i].is_space;
    }
    if (!b->options->ragged && ratio != 0) {
        double share = ratio > 0 ? SPACE_STRETCH : SPACE_SHRINK;

        line.letter =
            ratio * (ratio > 0 ? b->options->letter_stretch : b->options->letter_shrink);
        line.gap = gaps ? ratio * share * spaces / (double)gaps : 0;
    }
    return line;
}

GArray *
sb_line_break(SbArena *arena, const char *text, const SbCluster *clusters, size_t n,
    const GArray *hyphens, const SbLineOptions *options)
{
    GArray *lines = sb_arena_array(arena, SbLine);
    g_autofree double *widths = g_new0(double, n + 1);
    g_autofree double *spaces = g_new0(double, n + 1);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(Node));
    Breaker b = { text, clusters, n, options, widths, spaces, places, nodes, LOOSEST };

    for (size_t i = 0; i < n; i++) {
        widths[i + 1] = widths[i] + clusters[i].width;
        spaces[i + 1] = spaces[i] + (clusters[i].is_space ? clusters[i].width : 0);
    }
    find_places(&b, hyphens);
    gint at = search(&b);

    if (g_array_index(nodes, Node, at).demerits >= OVERFULL_DEMERITS) {
        b.loosest = G_MAXDOUBLE;
        g_array_set_size(nodes, 0);
        at = search(&b);
    }

    for (; at >= 0 && g_array_index(nodes, Node, at).from >= 0;
         at = g_array_index(nodes, Node, at).from) {
        SbLine line = make_line(&b, &g_array_index(nodes, Node, at));

        g_array_prepend_val(lines, line);
    }
    return lines;
}
