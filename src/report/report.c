/*
 * In: a report's source.  Out: pages (see report.h).
 *
 *   source -> front matter -> document -> galley -> pages -> scenes -> PDF
 */
#include "report/report.h"

#include <string.h>

#include "draw/scene_dump.h"
#include "figure/derive.h"
#include "figure/evidence.h"
#include "figure/review.h"
#include "figure/reviewed.h"
#include "figure/sources.h"
#include "figure/tidy.h"
#include "report/block.h"
#include "report/flow.h"
#include "report/page.h"

struct SbReport {
    SbPress press;
    SbReportOptions options;
    const SbDocument *document;
    SbGalley *galley;
    GPtrArray *pages; /* of SbPage */
    SbPageMaker *maker;
    SbScene *page; /* the one that was asked for last */
    GBytes *pdf;   /* once made */
};

/* --- what a report draws on
 * -------------------------------------------------------------- */

/* A file that the front matter names, or an option gives (then by the path as
 * it is); NULL without error when neither does. */
static const SbSource *
read_beside(
    SbPress *press, const char *given, const char *named, const char *key, GError **error)
{
    if (given) {
        return sb_source_read(press->job, given, NULL, error);
    }
    if (!named) {
        return NULL;
    }
    g_autoptr(GError) inner = NULL;
    const SbSource *source = sb_source_read_below(
        press->job, press->root, sb_source_path(press->source), named, NULL, &inner);

    if (!source) {
        g_autofree char *pointer = sb_json_pointer("", key);

        sb_json_error(
            error, inner->code, &press->front->place, pointer, "%s", inner->message);
    }
    return source;
}

/* sources.csv by the front matter, else beside the figures; none is no error. */
static gboolean
load_sources(SbPress *press, GError **error)
{
    g_autoptr(GError) inner = NULL;
    const SbSource *source =
        read_beside(press, NULL, press->front->sources, "sources", &inner);

    if (!source && !inner) {
        g_autofree char *path = sb_review_beside(sb_source_path(press->data), "sources");

        source = g_file_test(path, G_FILE_TEST_IS_REGULAR)
                     ? sb_source_read(press->job, path, NULL, &inner)
                     : NULL;
    }
    SbSources *sources = source ? sb_sources_read(press->job, source, &inner) : NULL;

    if (inner) {
        g_propagate_error(error, g_steal_pointer(&inner));
        return FALSE;
    }
    press->sources =
        sources ? sb_arena_own(press->arena, sources, (GDestroyNotify)sb_sources_free)
                : NULL;
    press->references.sources = sources;
    return TRUE;
}

static gboolean
load_data(SbPress *press, GError **error)
{
    g_autoptr(GError) inner = NULL;

    press->data =
        read_beside(press, press->options->data, press->front->data, "data", &inner);
    if (inner) {
        g_propagate_error(error, g_steal_pointer(&inner));
        return FALSE;
    }
    if (!press->data) {
        return TRUE;
    }
    SbFigureTable *figures = sb_reviewed_read(press->job, press->data, error);

    if (!figures) {
        return FALSE;
    }
    press->figures =
        sb_arena_own(press->arena, figures, (GDestroyNotify)sb_figure_table_free);
    if (!sb_derive_table(figures, press->data, error) || !load_sources(press, error)) {
        return FALSE;
    }
    press->references.figures = figures;
    press->checks = read_beside(
        press, press->options->checks, press->front->checks, "checks", &inner);
    if (inner) {
        g_propagate_error(error, g_steal_pointer(&inner));
        return FALSE;
    }
    return TRUE;
}

static gboolean
load_style(SbPress *press, GError **error)
{
    const SbFront *front = press->front;
    g_autofree char *names = g_strjoinv(", ", (char **)sb_style_templates());

    if (!sb_style_template(&press->style, front->template_name, front->lang)) {
        sb_json_error(error, SB_ERROR_UNSUPPORTED, &front->place, "/template",
            "no template %s; there is %s", front->template_name, names);
        return FALSE;
    }
    if (!sb_style_paper(&press->style, front->paper)) {
        sb_json_error(error, SB_ERROR_INPUT, &front->place, "/paper",
            "no paper %s; there are A4 and letter", front->paper);
        return FALSE;
    }
    return TRUE;
}

/* A text of the front matter with its references resolved; NULL stays NULL. */
static gboolean
resolve_front(
    SbPress *press, const char *key, const char *text, const char **out, GError **error)
{
    g_autofree char *pointer = sb_json_pointer("", key);

    *out = text ? sb_press_resolve(press, text, press->source,
                      sb_where_json(&press->front->place, pointer), error)
                : NULL;
    return !text || *out;
}

static gboolean
prepare(SbReport *report, GError **error)
{
    SbPress *press = &report->press;

    press->front = sb_front_read(press->arena, press->source, error);
    if (!press->front || !load_style(press, error)) {
        return FALSE;
    }
    press->lang = press->front->lang;
    press->charts = sb_arena_ptr_array(press->arena);
    press->labels = sb_arena_own(press->arena, g_hash_table_new(g_str_hash, g_str_equal),
        (GDestroyNotify)g_hash_table_unref);
    press->references = (SbReferenceContext){ .draft = press->options->draft,
        .lang = press->lang,
        .params = press->options->params,
        .cited = sb_arena_ptr_array(press->arena),
        .notes = sb_arena_own(press->arena, g_ptr_array_new_with_free_func(g_free),
            (GDestroyNotify)g_ptr_array_unref) };
    return load_data(press, error) &&
           resolve_front(press, "title", press->front->title, &press->title, error) &&
           resolve_front(
               press, "subtitle", press->front->subtitle, &press->subtitle, error);
}

/* --- the stages
 * ------------------------------------------------------------------------------ */

static gboolean
set_galley(SbReport *report, GError **error)
{
    SbPress *press = &report->press;
    SbGalley *galley = sb_galley_new(press);
    SbPlace place = { 0, sb_style_measure(&press->style), 0, SB_TEXT_BODY };

    const GPtrArray *blocks = report->document->blocks;
    guint first = 0;

    report->galley = galley;
    if (!sb_cover_set(galley, error)) {
        return FALSE;
    }
    /* Tiles at the head of the text belong to the cover: before the contents. */
    while (first < blocks->len &&
           ((const SbBlock *)g_ptr_array_index(blocks, first))->kind == SB_BLOCK_TILES) {
        if (!sb_tiles_set(galley, g_ptr_array_index(blocks, first++), &place, error)) {
            return FALSE;
        }
    }
    return sb_cover_contents(galley, report->document, error) &&
           sb_block_set_all(galley, blocks, first, &place, error) &&
           sb_block_set_notes(galley, report->document->notes, error);
}

static void
make_pages(SbReport *report)
{
    SbPress *press = &report->press;
    const SbGalley *galley = report->galley;
    SbFlowInput input = { .boxes = galley->boxes,
        .repeats = galley->repeats,
        .groups = galley->groups,
        .notes = galley->notes,
        .narrow = galley->narrow,
        .column_step = sb_style_column(&press->style) + press->style.column_gap,
        .height = sb_style_page_height(&press->style),
        .grid = press->style.grid,
        .note_space = 12 };

    report->pages = sb_flow_pages(press->arena, &input);
    if (press->front->pages && report->pages->len > (guint)press->front->pages) {
        sb_job_remark(press->job, SB_REMARK_PAGE_BUDGET, press->source,
            sb_where_json(&press->front->place, "/pages"), "%u pages; the budget is %d",
            report->pages->len, press->front->pages);
    }
    report->maker = sb_page_maker(report->galley, report->pages);
}

SbReport *
sb_report_new(SbJob *job, SbFonts *fonts, const SbSource *source,
    const SbReportOptions *options, GError **error)
{
    g_autoptr(SbReport) report = g_new0(SbReport, 1);
    SbPress *press = &report->press;

    report->options = *options;
    press->job = job;
    press->fonts = fonts;
    press->arena = sb_arena_new();
    press->shapes = sb_arena_new();
    press->source = source;
    press->options = &report->options;
    press->root = sb_arena_own(
        press->arena, sb_source_root(sb_source_path(source), options->root), g_free);
    if (!prepare(report, error)) {
        return NULL;
    }
    report->document = sb_document_read(press, error);
    if (!report->document || !set_galley(report, error)) {
        return NULL;
    }
    make_pages(report);
    return g_steal_pointer(&report);
}

void
sb_report_free(SbReport *report)
{
    if (report) {
        g_clear_pointer(&report->page, sb_scene_free);
        g_clear_pointer(&report->press.shapes, sb_arena_free);
        g_clear_pointer(&report->pdf, g_bytes_unref);
        sb_arena_free(report->press.arena);
        g_free(report);
    }
}

/* --- what it gives
 * ------------------------------------------------------------------------------ */

size_t
sb_report_pages(const SbReport *report)
{
    return report->pages->len;
}

const SbScene *
sb_report_page(SbReport *report, size_t index)
{
    g_assert(report->press.shapes); /* the PDF comes last */
    g_clear_pointer(&report->page, sb_scene_free);
    report->page = sb_page_scene(report->maker, (guint)index);
    return report->page;
}

static const char *
joined(SbArena *arena, const GPtrArray *texts)
{
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; i < texts->len; i++) {
        g_string_append_printf(
            out, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index(texts, i));
    }
    return out->len ? sb_arena_strdup(arena, out->str) : NULL;
}

static SbTargetOptions
target_options(const SbReport *report)
{
    const SbPress *press = &report->press;
    const SbFront *front = press->front;
    const char *authors = joined(press->arena, front->authors);

    return (SbTargetOptions){ .title = press->title ? press->title : "",
        .author = authors ? authors : front->organisation,
        .subject = press->subtitle,
        .keywords = joined(press->arena, front->keywords),
        .lang = press->lang,
        .date = report->options.date ? report->options.date : front->date,
        .points = 1 };
}

/* The figures that a person has passed, as a file that leaves the house: without
 * comments, and with no more of a quote than its source's rights allow. */
static GBytes *
published_csv(const SbReport *report)
{
    const SbPress *press = &report->press;
    g_autoptr(SbFigureTable) table = sb_figure_table_new();
    gboolean draft = report->options.draft;
    const SbEvidenceContext rights = { .sources = press->sources, .lang = press->lang };

    for (size_t i = 0; i < sb_figure_table_count(press->figures); i++) {
        const SbFigure *figure = sb_figure_table_at(press->figures, i);

        if (sb_figure_is_published(figure) ||
            (draft && figure->status == SB_STATUS_NEW)) {
            SbFigure *copy = sb_figure_table_add(table);

            g_autofree char *quote = sb_evidence_quote(&rights, figure);

            *copy = *figure;
            copy->extra = NULL;
            copy->comment = "";
            copy->quote = sb_arena_strdup(sb_figure_table_arena(table), quote);
        }
    }
    return g_string_free_to_bytes(sb_tidy_write(table, FALSE));
}

static void
attach(GArray *out, const char *name, const char *description, GBytes *bytes)
{
    SbAttachment attachment = { name, description, "text/csv", bytes };

    g_array_append_val(out, attachment);
}

static GArray *
attachments(const SbReport *report)
{
    const SbPress *press = &report->press;
    GArray *out = sb_arena_array(press->arena, SbAttachment);

    if (press->figures) {
        attach(out, "figures.csv", "The figures published in this report",
            sb_arena_own(
                press->arena, published_csv(report), (GDestroyNotify)g_bytes_unref));
    }
    for (guint i = 0; i < press->charts->len; i++) {
        const SbChartData *data = g_ptr_array_index(press->charts, i);

        attach(out, data->name, data->description, data->csv);
    }
    return out;
}

static const SbScene *
page_at(void *data, guint index)
{
    return sb_report_page(data, index);
}

/* What only drawing needs makes room for the objects of the PDF. */
static void
drop_ink(void *data)
{
    SbReport *report = data;

    g_clear_pointer(&report->page, sb_scene_free);
    sb_scene_empty(report->galley->ink);
    g_clear_pointer(&report->press.shapes, sb_arena_free);
}

static GBytes *
make_pdf(SbReport *report, GError **error)
{
    SbTargetOptions options = target_options(report);
    SbDocumentPages pages = { .n_pages = report->pages->len,
        .page = page_at,
        .drawn = drop_ink,
        .data = report,
        .outline = sb_page_outline(report->galley),
        .structure = report->galley->structure,
        .attachments = attachments(report),
        .labels = sb_page_labels(report->maker) };

    return sb_target_document(
        report->press.job, report->press.fonts, &pages, &options, error);
}

GBytes *
sb_report_pdf(SbReport *report, GError **error)
{
    if (!report->pdf) {
        report->pdf = make_pdf(report, error);
    }
    return report->pdf ? g_bytes_ref(report->pdf) : NULL;
}

GBytes *
sb_report_png(SbReport *report, size_t index, double dpi, GError **error)
{
    SbTargetOptions options = target_options(report);

    options.scale = dpi / 72;
    options.dpi = dpi;
    return sb_target_render(report->press.job, report->press.fonts,
        sb_report_page(report, index), SB_TARGET_PNG, &options, error);
}

const GPtrArray *
sb_report_cited(const SbReport *report)
{
    return report->press.references.cited;
}

/* "boxes": where everything stands, a line a box. */
static GString *
dump_boxes(const SbReport *report)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < report->pages->len; i++) {
        const SbPage *page = g_ptr_array_index(report->pages, i);

        g_string_append_printf(out, "page %u\n", i + 1);
        for (guint k = 0; k < page->placed->len; k++) {
            const SbPlaced *p = &g_array_index(page->placed, SbPlaced, k);

            g_string_append_printf(out, "  %.1f +%.1f%s%s%s%s%s\n", p->y, p->box->height,
                p->box->grid ? " line" : "", p->box->floats ? " float" : "",
                p->box->together ? " together" : "", p->repeat ? " repeat" : "",
                p->x > 0 ? " right" : "");
        }
    }
    return out;
}

GString *
sb_report_dump(SbReport *report, const char *what)
{
    if (g_str_equal(what, "document")) {
        return sb_document_dump(report->document);
    }
    if (g_str_equal(what, "boxes")) {
        return dump_boxes(report);
    }
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < report->pages->len; i++) {
        g_autoptr(GString) page = sb_scene_dump(sb_report_page(report, i));

        g_string_append_printf(out, "page %u\n%s", i + 1, page->str);
    }
    return out;
}
