/*
 * In: a scene.  Out: one line an item, for tests and eyes; or Vega's own list
 * of items, in picture coordinates, as the reference implementation's geometry
 * is printed.
 */
#include "draw/scene_dump.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

/* --- readable ------------------------------------------------------------------ */

static void
put_number(GString *out, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    double rounded = floor(value * 10 + 0.5) / 10;

    if (!isfinite(value)) {
        g_string_append_c(out, '-');
        return;
    }
    g_string_append(
        out, g_ascii_formatd(text, sizeof text, "%.1f", rounded == 0 ? 0 : rounded));
    if (g_str_has_suffix(out->str, ".0")) {
        g_string_truncate(out, out->len - 2);
    }
}

static void
put_numbers(GString *out, const char *name, const double *values, int n)
{
    g_string_append_printf(out, " %s", name);
    for (int i = 0; i < n; i++) {
        g_string_append_c(out, i == 0 ? ' ' : ',');
        put_number(out, values[i]);
    }
}

static void
put_rect(GString *out, SbRect r)
{
    put_numbers(out, "at", (const double[]){ r.x, r.y }, 2);
    put_numbers(out, "size", (const double[]){ r.width, r.height }, 2);
}

static void
put_quoted(GString *out, const char *text)
{
    g_string_append(out, " \"");
    for (const char *p = text != NULL ? text : ""; *p != '\0'; p++) {
        if (*p == '\n') {
            g_string_append(out, "\\n");
        } else {
            if (*p == '"' || *p == '\\') {
                g_string_append_c(out, '\\');
            }
            g_string_append_c(out, *p);
        }
    }
    g_string_append_c(out, '"');
}

static void
put_ink(GString *out, const char *name, const SbInk *ink)
{
    static const char *const kinds[] = { "none", "color", "linear", "radial", "hatch" };
    char hex[8];

    if (ink->kind == SB_INK_NONE) {
        return;
    }
    if (ink->kind == SB_INK_LINEAR || ink->kind == SB_INK_RADIAL) {
        g_string_append_printf(out, " %s %s", name, kinds[ink->kind]);
        for (int i = 0; i < ink->n_stops; i++) {
            g_string_append_printf(
                out, "%s%s", i == 0 ? " " : ">", sb_color_hex(ink->stops[i].color, hex));
        }
        return;
    }
    g_string_append_printf(out, " %s %s%s", name,
        ink->kind == SB_INK_HATCH ? "hatch " : "", sb_color_hex(ink->color, hex));
    if (ink->color.a < 1) {
        g_string_append_c(out, '*');
        put_number(out, ink->color.a);
    }
}

static void
put_paint(GString *out, const SbItem *item)
{
    put_ink(out, "fill", &item->paint.fill);
    if (item->paint.stroke.kind != SB_INK_NONE) {
        put_ink(out, "stroke", &item->paint.stroke);
        put_numbers(out, "width", &item->paint.stroke_width, 1);
    }
    if (item->paint.n_dash > 0) {
        put_numbers(out, "dash", item->paint.dash, item->paint.n_dash);
    }
    if (item->opacity != 1) {
        put_numbers(out, "opacity", &item->opacity, 1);
    }
}

static void
put_path(GString *out, const GArray *path)
{
    for (guint i = 0; path != NULL && i < path->len; i++) {
        const SbPathStep *s = &g_array_index(path, SbPathStep, i);
        const double xy[] = { s->x1, s->y1, s->x2, s->y2, s->x, s->y };

        if (s->op == SB_PATH_CLOSE) {
            g_string_append(out, " Z");
        } else if (s->op == SB_PATH_CURVE) {
            put_numbers(out, "C", xy, 6);
        } else {
            put_numbers(out, s->op == SB_PATH_MOVE ? "M" : "L", xy + 4, 2);
        }
    }
}

static void
put_text(GString *out, const SbItem *item)
{
    static const char *const aligns[] = { "left", "center", "right" };
    static const char *const baselines[] = { "alphabetic", "top", "middle", "bottom",
        "line-top", "line-bottom" };
    const SbFont *font = &item->u.text.font;

    put_quoted(out, item->u.text.text);
    put_numbers(out, "at", (const double[]){ item->u.text.x, item->u.text.y }, 2);
    if (item->u.text.dx != 0 || item->u.text.dy != 0) {
        put_numbers(out, "by", (const double[]){ item->u.text.dx, item->u.text.dy }, 2);
    }
    if (item->u.text.angle != 0) {
        put_numbers(out, "angle", &item->u.text.angle, 1);
    }
    g_string_append_printf(out, " %s %s font \"%s\"", aligns[item->u.text.align],
        baselines[item->u.text.baseline], font->family);
    put_numbers(out, "size", &font->size, 1);
    if (font->weight != 0 && font->weight != 400) {
        g_string_append_printf(out, " weight %d", font->weight);
    }
    if (font->italic) {
        g_string_append(out, " italic");
    }
}

static void
put_run(GString *out, const SbItem *item)
{
    const char *text = sb_text_source(item->u.run.run);
    g_autofree char *piece =
        g_strndup(text + item->u.run.start, item->u.run.end - item->u.run.start);

    put_quoted(out, piece);
    g_string_append(out, item->u.run.hyphen ? " hyphen" : "");
    put_numbers(out, "at", (const double[]){ item->u.run.x, item->u.run.y }, 2);
}

static void
put_item(GString *out, const SbScene *scene, const SbItem *item)
{
    static const char *const kinds[] = { "rect", "path", "text", "run", "image", "scene",
        "dots", "link", "dest", "push", "pop" };

    g_string_append(out, kinds[item->kind]);
    if (item->mark >= 0) {
        const SbMark *mark = sb_scene_mark_at(scene, (size_t)item->mark);

        g_string_append_printf(out, " [%s %s]", mark->type, mark->role);
    }
    switch (item->kind) {
    case SB_ITEM_RECT:
        put_rect(out, item->u.rect.rect);
        if (item->u.rect.radii[0] + item->u.rect.radii[1] + item->u.rect.radii[2] +
                item->u.rect.radii[3] !=
            0) {
            put_numbers(out, "radii", item->u.rect.radii, 4);
        }
        break;
    case SB_ITEM_PATH:
        put_path(out, item->u.path.path);
        break;
    case SB_ITEM_TEXT:
        put_text(out, item);
        break;
    case SB_ITEM_RUN:
        put_run(out, item);
        break;
    case SB_ITEM_IMAGE:
        put_rect(out, item->u.image.rect);
        break;
    case SB_ITEM_SCENE:
        put_rect(out, item->u.scene.rect);
        break;
    case SB_ITEM_DOTS:
        g_string_append_printf(
            out, " %zu of %zu kinds", item->u.dots.n, sb_scene_count(item->u.dots.kinds));
        break;
    case SB_ITEM_LINK:
        put_rect(out, item->u.link.rect);
        put_quoted(out, item->u.link.uri != NULL ? item->u.link.uri : item->u.link.dest);
        break;
    case SB_ITEM_DEST:
        put_quoted(out, item->u.dest.dest);
        put_numbers(out, "at", (const double[]){ item->u.dest.x, item->u.dest.y }, 2);
        break;
    case SB_ITEM_PUSH:
        put_numbers(out, "by", (const double[]){ item->u.push.dx, item->u.push.dy }, 2);
        g_string_append(out, item->u.push.clip != NULL ? " clip" : "");
        break;
    case SB_ITEM_POP:
        break;
    }
    put_paint(out, item);
    if (item->tag != 0) {
        g_string_append_printf(out, " tag %d", item->tag);
    }
    if (item->fact_id != NULL) {
        g_string_append_printf(out, " fact %s", item->fact_id);
    }
    g_string_append_c(out, '\n');
}

static void
dump_scene(GString *out, const SbScene *scene, int depth)
{
    for (size_t i = 0; i < sb_scene_count(scene); i++) {
        const SbItem *item = sb_scene_item(scene, i);

        depth -= item->kind == SB_ITEM_POP && depth > 0;
        g_string_append_printf(out, "%*s", 2 * depth, "");
        put_item(out, scene, item);
        depth += item->kind == SB_ITEM_PUSH;
        if (item->kind == SB_ITEM_SCENE && item->u.scene.scene != NULL) {
            dump_scene(out, item->u.scene.scene, depth + 1);
        }
    }
}

GString *
sb_scene_dump(const SbScene *scene)
{
    GString *out = g_string_new("scene");

    put_numbers(out, "size",
        (const double[]){ sb_scene_width(scene), sb_scene_height(scene) }, 2);
    g_string_append_c(out, '\n');
    dump_scene(out, scene, 0);
    return out;
}

/* --- Vega's ----------------------------------------------------------------------- */

typedef struct {
    double dx, dy;
} Offset;

static void
put_json_number(GString *out, const char *name, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    double rounded = floor(value * 1000 + 0.5) / 1000;

    if (!isfinite(value)) {
        return;
    }
    if (out->str[out->len - 1] != '{') {
        g_string_append_c(out, ',');
    }
    g_string_append_printf(out, "\"%s\":%s", name,
        g_ascii_formatd(text, sizeof text, "%.10g", rounded == 0 ? 0 : rounded));
}

/* text as a JSON string; its lines trimmed as the reference trims them. */
static void
put_json_text(GString *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    g_string_append_c(out, '"');
    for (int i = 0; lines[i] != NULL; i++) {
        g_string_append(out, i > 0 ? "\\n" : "");
        for (const char *p = g_strstrip(lines[i]); *p != '\0'; p++) {
            if (*p == '"' || *p == '\\') {
                g_string_append_c(out, '\\');
                g_string_append_c(out, *p);
            } else if ((guchar)*p < 0x20) {
                g_string_append_printf(out, "\\u%04x", (unsigned)*p);
            } else {
                g_string_append_c(out, *p);
            }
        }
    }
    g_string_append_c(out, '"');
}

static void
put_box(GString *out, const SbVegaBox *box, Offset at, const char *text)
{
    g_string_append_c(out, '{');
    put_json_number(out, "x", (isfinite(box->x) ? box->x : 0) + at.dx);
    put_json_number(out, "y", (isfinite(box->y) ? box->y : 0) + at.dy);
    put_json_number(out, "x2", box->x2 + at.dx);
    put_json_number(out, "y2", box->y2 + at.dy);
    put_json_number(out, "width", box->width);
    put_json_number(out, "height", box->height);
    if (text != NULL) {
        g_string_append(out, ",\"text\":");
        put_json_text(out, text);
    }
    g_string_append_c(out, '}');
}

/* The item's own box where the chart gave one, else what the item says. */
static SbVegaBox
box_of(const SbItem *item)
{
    SbVegaBox box = item->vega;

    if (isfinite(box.x) || isfinite(box.y)) {
        return box;
    }
    if (item->kind == SB_ITEM_TEXT) {
        box.x = item->u.text.x;
        box.y = item->u.text.y;
    } else if (item->kind == SB_ITEM_RECT || item->kind == SB_ITEM_IMAGE) {
        SbRect r = item->kind == SB_ITEM_RECT ? item->u.rect.rect : item->u.image.rect;

        box = (SbVegaBox){ r.x, r.y, NAN, NAN, r.width, r.height };
    }
    return box;
}

static void
put_vega_item(GString *out, const SbItem *item, Offset at)
{
    const char *text = item->kind != SB_ITEM_TEXT ? NULL
                       : item->whole != NULL      ? item->whole
                                                  : item->u.text.text;

    if (item->vertices != NULL) {
        for (int i = 0; i < item->n_vertices; i++) {
            g_string_append(out, i > 0 ? "," : "");
            put_box(out, &item->vertices[i], at, NULL);
        }
        return;
    }
    if (item->kind == SB_ITEM_DOTS) {
        for (size_t i = 0; i < item->u.dots.n; i++) {
            const SbDot *dot = &item->u.dots.dots[i];
            SbVegaBox box = { (double)dot->x, (double)dot->y, NAN, NAN, NAN, NAN };

            g_string_append(out, i > 0 ? "," : "");
            put_box(out, &box, at, NULL);
        }
        return;
    }
    SbVegaBox box = box_of(item);

    put_box(out, &box, at, text);
}

/* The group offset of every item, by one walk. */
static Offset *
offsets_of(const SbScene *scene)
{
    const size_t n = sb_scene_count(scene);
    Offset *offsets = g_new0(Offset, n + 1);
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Offset));
    Offset now = { 0, 0 };

    for (size_t i = 0; i < n; i++) {
        const SbItem *item = sb_scene_item(scene, i);

        offsets[i] = now;
        if (item->kind == SB_ITEM_PUSH) {
            g_array_append_val(stack, now);
            now.dx += item->u.push.dx;
            now.dy += item->u.push.dy;
        } else if (item->kind == SB_ITEM_POP && stack->len > 0) {
            now = g_array_index(stack, Offset, stack->len - 1);
            g_array_set_size(stack, stack->len - 1);
        }
    }
    return offsets;
}

GString *
sb_scene_dump_vega(const SbScene *scene)
{
    GString *out = g_string_new("{");
    g_autofree Offset *offsets = offsets_of(scene);
    const size_t n = sb_scene_count(scene), marks = sb_scene_marks(scene);
    g_autofree GString **lists = g_new0(GString *, marks + 1);

    for (size_t i = 0; i < n; i++) {
        const SbItem *item = sb_scene_item(scene, i);

        if (item->mark < 0) {
            continue;
        }
        GString **list = &lists[item->mark];

        if (*list == NULL) {
            *list = g_string_new(NULL);
        } else {
            g_string_append_c(*list, ',');
        }
        put_vega_item(*list, item, offsets[i]);
    }
    put_json_number(out, "width", sb_scene_width(scene));
    put_json_number(out, "height", sb_scene_height(scene));
    g_string_append(out, ",\"marks\":[");
    for (size_t i = 0; i < marks; i++) {
        const SbMark *mark = sb_scene_mark_at(scene, i);

        g_string_append_printf(out,
            "%s\n{\"type\":\"%s\",\"role\":\"%s\",\"items\":[%s]}", i > 0 ? "," : "",
            mark->type, mark->role, lists[i] != NULL ? lists[i]->str : "");
        if (lists[i] != NULL) {
            g_string_free(lists[i], TRUE);
        }
    }
    g_string_append(out, "\n]}\n");
    return out;
}
