/* In: a unit with a composite mark.  Out: a layer of plain ones. */
#include "chart/normalise.h"
#include <string.h>
gboolean
sb_composite_is(const char *mark)
{
    return strcmp(mark, "boxplot") == 0 || strcmp(mark, "errorbar") == 0 ||
           strcmp(mark, "errorband") == 0;
}
json_t *
sb_composite_expand(const SbNormalise *context, const json_t *unit, GError **error)
{
    sb_json_error(error, SB_ERROR_UNSUPPORTED, context->place, "", "composite marks");
    return NULL;
}
