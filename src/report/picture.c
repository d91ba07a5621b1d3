/*
 * In: a figure block.  Out: one rigid box: label and headline, subtitle, the
 * picture the measure wide, notes and source.
 *
 * A figure that a chart or picture fills is tagged Figure with its alt text;
 * what stands around it is its Caption.
 */
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "chart/chart.h"
#include "report/block.h"
#include "report/caption.h"
#include "report/label.h"

#define PX 0.75 /* points a px */

/* --- charts ---------------------------------------------------------------------------
 */

static gboolean
is_chart_path(const char *path)
{
    return g_str_has_suffix(path, ".json") || g_str_has_suffix(path, ".yaml") ||
           g_str_has_suffix(path, ".yml");
}

static gboolean
read_spec(SbPress *press, SbFigureBlock *figure, const SbBlock *block, GError **error)
{
    g_autoptr(GError) inner = NULL;
    const SbSource *source = sb_source_read_below(press->job, press->root,
        sb_source_path(press->source), figure->path, NULL, &inner);

    if (!source) {
        sb_error_at(
            error, inner->code, press->source, block->offset, "%s", inner->message);
        return FALSE;
    }
    json_t *spec = sb_json_read(source, error);

    if (!spec) {
        return FALSE;
    }
    figure->spec = sb_arena_own(press->arena, spec, (GDestroyNotify)json_decref);
    figure->place = (SbJsonPlace){ source, 0, sb_source_length(source),
        !g_str_has_suffix(figure->path, ".json") };
    return TRUE;
}

/* The chart's texts, where the report gives none of its own. */
static void
take_texts(SbPress *press, SbBlock *block, SbFigureBlock *figure, const SbChart *chart)
{
    SbArena *arena = press->arena;
    SbCaptionTexts *caption = &block->caption;
    const GPtrArray *notes = sb_chart_notes(chart);
    const char *headline = figure->headline ? figure->headline : sb_chart_title(chart);
    const char *deck = sb_chart_subtitle(chart), *source = sb_chart_source(chart);

    caption->headline = sb_rich_plain(arena, headline ? headline : "", 0);
    caption->deck = sb_rich_plain(arena, deck ? deck : "", 0);
    if (!caption->source) {
        caption->source = sb_rich_plain(arena, source ? source : "", 0);
    }
    if (!caption->notes && notes) {
        GPtrArray *riches = sb_arena_ptr_array(arena);

        for (guint i = 0; i < notes->len; i++) {
            const char *note = g_ptr_array_index(notes, i);

            g_ptr_array_add(riches, (void *)sb_rich_plain(arena, note, 0));
        }
        caption->notes = riches;
    }
}

/* The numbers drawn go into the PDF as a file. */
static void
keep_data(SbPress *press, const SbBlock *block, const SbChart *chart)
{
    SbArena *arena = press->arena;
    SbChartData *data = sb_arena_new_of(arena, SbChartData);
    GString *csv = sb_chart_data_csv(chart);

    data->name = sb_arena_printf(arena, "figure-%d.csv", block->number);
    data->description =
        sb_arena_printf(arena, "%s %d: %s", sb_press_word(press, SB_WORD_FIGURE),
            block->number, block->caption.headline->text);
    data->csv =
        sb_arena_own(arena, g_string_free_to_bytes(csv), (GDestroyNotify)g_bytes_unref);
    g_ptr_array_add(press->charts, data);
}

static const SbScene *
make_chart(
    SbGalley *galley, SbBlock *block, double width, const char **alt, GError **error)
{
    SbPress *press = galley->press;
    SbFigureBlock *figure = block->figure;

    if (!figure->spec && !read_spec(press, figure, block, error)) {
        return NULL;
    }
    if (press->figures) {
        press->references.codes = sb_label_codes(press);
    }
    SbChartOptions options = { .theme =
                                   press->front->theme ? press->front->theme : "brief",
        .lang = press->lang,
        .root = press->root,
        .references = &press->references,
        .width = floor(width / PX),
        .colours = press->options->colours,
        .headline_outside = TRUE };
    SbChart *chart = sb_chart_new(
        press->job, press->fonts, figure->spec, &figure->place, &options, error);

    if (!chart) {
        return NULL;
    }
    sb_arena_own(press->arena, chart, (GDestroyNotify)sb_chart_free);
    take_texts(press, block, figure, chart);
    keep_data(press, block, chart);
    *alt = sb_chart_alt(chart);
    return sb_chart_scene(chart);
}

/* --- the box
 * ------------------------------------------------------------------------------ */

/* The size of what is shown, in points, made to fit width and height. */
static SbRect
fit(double width, double height, double most_width, double most_height)
{
    double scale = MIN(1, MIN(most_width / width, most_height / height));

    return (SbRect){ 0, 0, width * scale, height * scale };
}

static gboolean
add_picture(SbGalley *galley, SbBlock *block, const SbPlace *place, double most_height,
    int tag, double *y, const SbScene *scene, const SbImage *image)
{
    double w = scene ? sb_scene_width(scene) * PX : image->width * PX;
    double h = scene ? sb_scene_height(scene) * PX : image->height * PX;
    SbRect rect = fit(w, h, place->width, MAX(most_height, 40));

    if (image && rect.width < place->width * 0.6 && image->width * 0.36 >= place->width) {
        rect = fit(place->width, place->width * h / w, place->width, most_height);
    }
    SbItem *item = sb_scene_add(galley->ink, scene ? SB_ITEM_SCENE : SB_ITEM_IMAGE);

    rect.x = place->x;
    rect.y = *y;
    item->tag = tag;
    if (scene) {
        item->u.scene.rect = rect;
        item->u.scene.scene = scene;
    } else {
        item->u.image.rect = rect;
        item->u.image.image = image;
    }
    *y += rect.height;
    return TRUE;
}

/* What is read out instead of the picture: the chart's own words, else the
 * report's, else the headline, else its number. */
static const char *
alternative(const SbPress *press, const SbBlock *block, const char *chart)
{
    if (chart && *chart) {
        return chart;
    }
    if (block->figure->alt && *block->figure->alt) {
        return block->figure->alt;
    }
    if (!sb_rich_is_empty(block->caption.headline)) {
        return block->caption.headline->text;
    }
    return sb_arena_printf(
        press->arena, "%s %d", sb_press_word(press, SB_WORD_FIGURE), block->number);
}

gboolean
sb_picture_set(
    SbGalley *galley, const SbBlock *const_block, const SbPlace *place, GError **error)
{
    SbPress *press = galley->press;
    const SbStyle *style = &press->style;
    SbBlock *block = sb_arena_new_of(press->arena, SbBlock);
    const char *alt = NULL;
    const SbScene *scene = NULL;
    const SbImage *image = NULL;
    double y = 0, part = 0;
    GArray *notes = NULL;

    *block = *const_block;
    SbFigureBlock *figure = block->figure;

    if (figure->spec || is_chart_path(figure->path)) {
        scene = make_chart(galley, block, place->width, &alt, error);
    } else {
        image = sb_press_image(press, figure->path, block->offset, error);
        block->caption.headline =
            figure->headline ? sb_rich_plain(press->arena, figure->headline, 0) : NULL;
    }
    if (!scene && !image) {
        return FALSE;
    }
    int caption = sb_galley_node(galley, place->parent, "Caption");
    int tag = sb_galley_node(galley, place->parent, "Figure");
    SbStructNode *node = sb_galley_node_at(galley, tag);

    node->alt = alternative(press, block, alt);
    sb_galley_box(galley);
    if (block->id) {
        sb_galley_dest(galley, block->id, place->x, 0);
    }
    sb_scene_rect(galley->ink, (SbRect){ place->x, 0, place->width, 0.8 }, style->accent);
    y = 6;
    if (!sb_caption_head(galley, block, SB_WORD_FIGURE, NULL, place, y, caption, &part,
            &notes, error)) {
        return FALSE;
    }
    y += part;
    double most = sb_style_page_height(style) - y - 60;

    add_picture(galley, block, place, most, tag, &y, scene, image);
    if (!sb_caption_foot(galley, block, place, y, caption, &part, &notes, error)) {
        return FALSE;
    }
    y += part + 2;
    SbBox *box = sb_galley_close(galley);

    box->height = y;
    box->before = box->after = style->float_space;
    box->floats = TRUE;
    box->notes = notes;
    return TRUE;
}
