/*
 * In: pages of placed boxes, and the galley's ink.  Out: a scene a page.
 *
 * Here ink moves from the galley to its place; grounds go below it, running
 * heads and feet around it.
 */
#include "report/page.h"

#include <math.h>
#include <string.h>

#include "report/paragraph.h"

struct SbPageMaker {
    SbGalley *galley;
    const GPtrArray *pages; /* of SbPage */
    GHashTable *places;     /* dest -> page index + 1 */
    const char **labels;
    SbScene *scene; /* of the page at work */
};

typedef SbPageMaker Maker;

/* --- moving ink ----------------------------------------------------------------------
 */

static void
move_rect(SbRect *rect, double dx, double dy)
{
    rect->x += dx;
    rect->y += dy;
}

static const GArray *
moved_path(SbArena *arena, const GArray *path, double dx, double dy)
{
    GArray *copy = sb_path_new(arena);

    for (guint i = 0; i < path->len; i++) {
        SbPathStep step = g_array_index(path, SbPathStep, i);

        step.x += dx, step.x1 += dx, step.x2 += dx;
        step.y += dy, step.y1 += dy, step.y2 += dy;
        g_array_append_val(copy, step);
    }
    return copy;
}

static void
move_item(SbScene *scene, const SbItem *from, double dx, double dy, gboolean artifact)
{
    SbItem *item = sb_scene_add(scene, from->kind);
    int mark = item->mark;

    *item = *from;
    item->mark = mark;
    if (artifact) {
        item->tag = 0;
    }
    switch (from->kind) {
    case SB_ITEM_RECT:
        move_rect(&item->u.rect.rect, dx, dy);
        break;
    case SB_ITEM_PATH:
        item->u.path.path = moved_path(sb_scene_arena(scene), from->u.path.path, dx, dy);
        break;
    case SB_ITEM_TEXT:
        item->u.text.x += dx;
        item->u.text.y += dy;
        break;
    case SB_ITEM_RUN:
        item->u.run.x += dx;
        item->u.run.y += dy;
        break;
    case SB_ITEM_IMAGE:
        move_rect(&item->u.image.rect, dx, dy);
        break;
    case SB_ITEM_SCENE:
        move_rect(&item->u.scene.rect, dx, dy);
        break;
    case SB_ITEM_DOTS: /* lie in charts only, which are scenes of their own */
        break;
    case SB_ITEM_LINK:
        move_rect(&item->u.link.rect, dx, dy);
        break;
    case SB_ITEM_DEST:
        item->u.dest.x += dx;
        item->u.dest.y += dy;
        break;
    case SB_ITEM_PUSH:
        item->u.push.dx += dx;
        item->u.push.dy += dy;
        break;
    case SB_ITEM_POP:
        break;
    }
}

static void
put_box(Maker *m, const SbPlaced *placed)
{
    const SbStyle *style = &m->galley->press->style;
    const SbScene *ink = m->galley->ink;
    double dy = style->top + placed->y;

    for (size_t i = placed->box->first; i < placed->box->last; i++) {
        const SbItem *item = sb_scene_item(ink, i);

        if (placed->repeat && item->kind == SB_ITEM_DEST) {
            continue;
        }
        move_item(m->scene, item, style->left + placed->x, dy, placed->repeat);
    }
}

/* The grounds of all frames on a page, below everything else. */
static void
put_frames(Maker *m, const SbPage *page)
{
    const SbStyle *style = &m->galley->press->style;

    for (guint i = 0, next; i < page->placed->len; i = next) {
        const SbPlaced *first = &g_array_index(page->placed, SbPlaced, i);
        const SbPlaced *last = first;

        for (next = i + 1; next < page->placed->len; next++) {
            const SbPlaced *p = &g_array_index(page->placed, SbPlaced, next);

            if (p->box->frame != first->box->frame || p->x != first->x) {
                break;
            }
            last = p;
        }
        if (first->box->frame) {
            const SbFrame *frame =
                &g_array_index(m->galley->frames, SbFrame, first->box->frame - 1);
            SbRect rect = { style->left + first->x + frame->x, style->top + first->y,
                frame->width, last->y + last->box->height - first->y };

            if (frame->ground.a > 0) {
                sb_scene_rect(m->scene, rect, frame->ground);
            }
            if (frame->bar.a > 0) {
                rect.width = 3;
                sb_scene_rect(m->scene, rect, frame->bar);
            }
        }
    }
}

/* --- heads and feet -------------------------------------------------------------------
 */

static const SbFont *
running_font(const Maker *m)
{
    return &m->galley->press->style.text[SB_TEXT_RUNNING].font;
}

static void
put_running(Maker *m, guint index)
{
    const SbPress *press = m->galley->press;
    const SbStyle *style = &press->style;
    double right = style->width - style->right, head = style->top - 34;
    double foot = style->height - style->bottom + 34;
    SbColor grey = style->text[SB_TEXT_RUNNING].color;
    gboolean korean = g_str_equal(press->lang, "ko");
    const char *count = sb_arena_printf(press->arena,
        korean ? "%u\u2009/\u2009%u쪽" : "Page %u of %u", index + 1, m->pages->len);

    if (index == 0 && style->band) { /* a band over the first page's edge */
        sb_scene_rect(m->scene, (SbRect){ 0, 0, style->width, 9 }, style->accent);
        sb_scene_rect(m->scene, (SbRect){ 0, 9, style->left + 48, 2.4 }, style->second);
    }
    if (index > 0 && press->title) {
        const char *title = sb_text_truncate(press->fonts, press->arena, running_font(m),
            press->title, right - style->left - 120, "…", FALSE);

        sb_scene_text(m->scene, style->left, head, title, running_font(m), SB_ALIGN_LEFT,
            SB_BASELINE_ALPHABETIC, grey);
        sb_scene_line(m->scene, style->left, head + 6, right, head + 6, style->rule, 0.5);
    }
    if (press->front->organisation) {
        sb_scene_text(m->scene, style->left, foot, press->front->organisation,
            running_font(m), SB_ALIGN_LEFT, SB_BASELINE_ALPHABETIC, grey);
    }
    sb_scene_text(m->scene, right, foot, count, running_font(m), SB_ALIGN_RIGHT,
        SB_BASELINE_ALPHABETIC, grey);
    if (press->options->draft) {
        SbFont font = *running_font(m);

        font.weight = 700;
        font.size = 9;
        sb_scene_text(m->scene, right, head, "DRAFT · 초안", &font, SB_ALIGN_RIGHT,
            SB_BASELINE_ALPHABETIC, style->alarm);
    }
}

/* --- contents
 * ---------------------------------------------------------------------------- */

static void
find_places(Maker *m)
{
    for (guint i = 0; i < m->pages->len; i++) {
        const SbPage *page = g_ptr_array_index(m->pages, i);

        for (guint k = 0; k < page->placed->len; k++) {
            const SbPlaced *placed = &g_array_index(page->placed, SbPlaced, k);

            for (size_t n = placed->box->first; !placed->repeat && n < placed->box->last;
                 n++) {
                const SbItem *item = sb_scene_item(m->galley->ink, n);

                if (item->kind == SB_ITEM_DEST) {
                    g_hash_table_insert(
                        m->places, (void *)item->u.dest.dest, GUINT_TO_POINTER(i + 1));
                }
            }
        }
    }
}

/* The page number and the leaders of a line of the contents. */
static void
put_contents_line(Maker *m, const SbContentsLine *line, double y)
{
    const SbStyle *style = &m->galley->press->style;
    const SbTextStyle *text = &style->text[line->role];
    guint page = GPOINTER_TO_UINT(g_hash_table_lookup(m->places, line->dest));
    const char *number = sb_arena_printf(m->galley->press->arena, "%u", page);
    double baseline = style->top + y + line->baseline, step = 5;
    double width = sb_text_width(m->galley->press->fonts, &text->font, number);
    double x = ceil((line->text_end + 5) / step) * step;
    SbItem *item;

    for (; x < line->x - width - 6; x += step) {
        sb_scene_rect(
            m->scene, (SbRect){ style->left + x, baseline - 0.9, 0.8, 0.8 }, style->rule);
    }
    item = sb_scene_text(m->scene, style->left + line->x, baseline, number, &text->font,
        SB_ALIGN_RIGHT, SB_BASELINE_ALPHABETIC, text->color);
    item->tag = line->tag;
}

static void
put_contents(Maker *m, const SbPlaced *placed)
{
    const GPtrArray *lines = m->galley->contents;

    for (guint i = 0; i < lines->len; i++) {
        const SbContentsLine *line = g_ptr_array_index(lines, i);

        if (&g_array_index(m->galley->boxes, SbBox, line->box) == placed->box) {
            put_contents_line(m, line, placed->y);
        }
    }
}

/* --- the door
 * ------------------------------------------------------------------------------ */

SbScene *
sb_page_scene(SbPageMaker *m, guint index)
{
    const SbStyle *style = &m->galley->press->style;
    const SbPage *page = g_ptr_array_index(m->pages, index);

    m->scene = sb_scene_new(style->width, style->height);
    sb_scene_set_background(m->scene, (SbColor){ 1, 1, 1, 1 });
    put_frames(m, page);
    for (guint i = 0; i < page->placed->len; i++) {
        const SbPlaced *placed = &g_array_index(page->placed, SbPlaced, i);

        put_box(m, placed);
        put_contents(m, placed);
    }
    for (int i = 0; i < 3; i++) {
        double y = style->top + page->notes_top[i];
        double x =
            style->left + (i == 2 ? sb_style_column(style) + style->column_gap : 0);

        if (page->notes_top[i] >= 0) {
            sb_scene_line(m->scene, x, y, x + 90, y, style->grey, 0.4);
        }
    }
    put_running(m, index);
    return g_steal_pointer(&m->scene);
}

SbPageMaker *
sb_page_maker(SbGalley *galley, const GPtrArray *pages)
{
    SbArena *arena = galley->press->arena;
    SbPageMaker *m = sb_arena_new_of(arena, SbPageMaker);

    m->galley = galley;
    m->pages = pages;
    m->places = sb_arena_own(arena, g_hash_table_new(g_str_hash, g_str_equal),
        (GDestroyNotify)g_hash_table_unref);
    m->labels = sb_arena_new_many(arena, const char *, pages->len + 1);
    for (guint i = 0; i < pages->len; i++) {
        m->labels[i] = sb_arena_printf(arena, "%u", i + 1);
    }
    find_places(m);
    return m;
}

const char *const *
sb_page_labels(const SbPageMaker *maker)
{
    return maker->labels;
}

GArray *
sb_page_outline(const SbGalley *galley)
{
    GArray *outline = sb_arena_array(galley->press->arena, SbOutlineEntry);

    for (guint i = 0; i < galley->sections->len; i++) {
        const SbSection *section = &g_array_index(galley->sections, SbSection, i);
        SbOutlineEntry entry = { section->text, section->level, section->dest };

        g_array_append_val(outline, entry);
    }
    return outline;
}
