/* In: usermeta.statbrief.  Out: theme, texts, notes in the chart's language. */
#include "chart/spec.h"
SbUsermeta *
sb_usermeta_read(SbModel *model, const json_t *spec, GError **error)
{
    SbUsermeta *meta = sb_arena_new_of(model->arena, SbUsermeta);
    meta->title = meta->subtitle = meta->source = meta->alt = "";
    meta->notes = sb_arena_ptr_array(model->arena);
    return meta;
}
