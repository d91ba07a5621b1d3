/*
 * In: rows that are GeoJSON (or hold it in the field of shape) and the projections of
 * the frame's units.  Out: a path a row.  Without scale and translate the map fits into
 * the view, as Vega-Lite has it; layers with the same projection share one fit.
 */
#include "chart/mark_geoshape.h"

#include "chart/projection.h"

static const SbChannelDef *
shape_field(const SbView *view)
{
    const SbChannelDef *d = &view->channels[SB_CHANNEL_SHAPE];

    return d->kind == SB_DEF_FIELD && d->type == SB_TYPE_GEOJSON ? d : NULL;
}

static SbValue
geometry_at(const SbView *view, const SbTable *table, size_t row)
{
    const SbChannelDef *d = shape_field(view);
    SbField field;

    if (d == NULL) {
        return sb_table_row(table, row);
    }
    field = sb_table_field(table, d->field);
    return sb_field_at(&field, row);
}

static const json_t *
asked(const SbView *view)
{
    return json_object_get(view->spec, "projection");
}

static gboolean
same_projection(const SbView *a, const SbView *b)
{
    return asked(a) == asked(b) ||
           (asked(a) != NULL && asked(b) != NULL && json_equal(asked(a), asked(b)));
}

static void
gather(const SbView *view, const SbView *of, GArray *out)
{
    if (view->kind == SB_VIEW_UNIT && view->mark == SB_MARK_GEOSHAPE &&
        same_projection(view, of)) {
        for (size_t i = 0; i < sb_table_rows(view->drawn); i++) {
            SbValue v = geometry_at(view, view->drawn, i);

            g_array_append_val(out, v);
        }
    }
    for (guint i = 0; i < view->children->len; i++) {
        gather(view->children->pdata[i], of, out);
    }
}

SbProjection *
sb_mark_geoshape_projection(const SbModel *model, const SbView *view, GError **error)
{
    g_autofree char *at = sb_json_pointer(view->pointer, "projection");
    const json_t *own = asked(view),
                 *general = json_object_get(sb_config_root(model->config), "projection");
    g_autoptr(json_t) json = json_object();

    json_object_update(json, (json_t *)general);
    json_object_update(json, (json_t *)own);
    return sb_projection_new(model->arena, json, model->place, at, error);
}

static SbProjection *
settled(const SbMarker *m)
{
    SbProjection *p = sb_mark_geoshape_projection(m->model, m->view, NULL);
    const json_t *own = asked(m->view), *move = json_object_get(own, "translate");
    const json_t *scale = json_object_get(own, "scale");
    g_autoptr(GArray) all = NULL;
    const SbView *frame = m->view;

    if (p == NULL || (scale != NULL && move != NULL)) {
        return p;
    }
    if (scale != NULL || move != NULL) {
        if (move == NULL) {
            sb_projection_set(p, json_number_value(scale), m->width / 2, m->height / 2);
        }
        return p;
    }
    while (frame->parent != NULL && frame->parent->kind == SB_VIEW_LAYER) {
        frame = frame->parent;
    }
    all = g_array_new(FALSE, FALSE, sizeof(SbValue));
    gather(frame, m->view, all);
    sb_projection_fit(
        p, (const SbValue *)(const void *)all->data, all->len, m->width, m->height);
    return p;
}

void
sb_mark_geoshape_make(const SbMarker *m, SbMarkLooks *k, SbGraphMark *mark)
{
    SbProjection *p = settled(m);

    for (size_t i = 0; p != NULL && i < m->rows; i++) {
        SbGraphItem *item = sb_graph_item_add(mark);

        item->row = (guint)i;
        item->x = item->y = 0;
        item->look = sb_mark_looks_at(m, k, i);
        item->path =
            sb_projection_path(p, m->model->arena, geometry_at(m->view, m->table, i));
    }
}
