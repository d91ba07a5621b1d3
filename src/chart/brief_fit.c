/*
 * In: a chart, laid out.  Out: an error (a remark in theme vega) for a text that the
 * sheet cuts off or that its limit shortens.
 */
#include <math.h>
#include <string.h>

#include "chart/brief.h"

typedef struct {
    SbModel *model;
    const SbUsermeta *texts;
    double width, height;
    const char *text; /* the first that does not fit; NULL: none */
    const char *how;
} Fit;

/* Parts of a pixel are no loss: bounds are a little more than the ink. */
enum { SLACK = 3 };

static void
look_at_text(Fit *fit, const SbGraphItem *item, double dx, double dy)
{
    const SbGraph *graph = &fit->model->graph;
    SbBounds b = item->bounds;

    if (item->hidden || item->look->opacity == 0 || item->n_lines == 0) {
        return;
    }
    sb_bounds_move(&b, dx, dy);
    if (b.x1 < -SLACK || b.y1 < -SLACK || b.x2 > fit->width + SLACK ||
        b.y2 > fit->height + SLACK) {
        fit->text = item->lines[0];
        fit->how = "does not fit onto the sheet";
        return;
    }
    for (int i = 0; i < item->n_lines && item->look->limit > 0; i++) {
        const char *line = item->lines[i];
        const char *shown =
            line != NULL ? sb_graph_text_shown(graph, item->look, line) : NULL;

        if (shown != NULL && strlen(shown) < strlen(line) &&
            g_str_has_suffix(
                shown, item->look->ellipsis != NULL ? item->look->ellipsis : "\u2026")) {
            fit->text = line;
            fit->how = "is wider than its limit";
            return;
        }
    }
}

static void
look_at_group(Fit *fit, const SbGraphItem *group, double dx, double dy)
{
    if (group->group->clip) {
        return;
    }
    for (guint i = 0; i < group->group->marks->len && fit->text == NULL; i++) {
        const SbGraphMark *mark = group->group->marks->pdata[i];

        for (guint j = 0; j < mark->items->len && fit->text == NULL; j++) {
            const SbGraphItem *item = sb_graph_item_at(mark, j);

            if (mark->type == SB_GRAPH_TEXT && !mark->clip) {
                look_at_text(fit, item, dx, dy);
            } else if (mark->type == SB_GRAPH_GROUP) {
                look_at_group(fit, item, dx + (isnan(item->x) ? 0 : item->x),
                    dy + (isnan(item->y) ? 0 : item->y));
            } else {
                break;
            }
        }
    }
}

gboolean
sb_brief_fit(SbModel *model, const SbUsermeta *texts, const SbGraphItem *root,
    double width, double height, GError **error)
{
    Fit fit = { model, texts, width, height, NULL, NULL };

    look_at_group(&fit, root, root->x, root->y);
    if (fit.text == NULL) {
        return TRUE;
    }
    if (model->brief && !sb_usermeta_allows(texts, "text-clipped")) {
        sb_json_error(error, SB_ERROR_INPUT, model->place, "",
            "text-clipped: \"%s\" %s; make the chart larger or the text shorter, or "
            "\"allow\": [\"text-clipped\"] in usermeta.statbrief",
            fit.text, fit.how);
        return FALSE;
    }
    sb_job_remark(model->job, SB_REMARK_TEXT_CLIPPED,
        model->place != NULL ? model->place->source : NULL, 0, "\"%s\" %s", fit.text,
        fit.how);
    return TRUE;
}
