/* In: a specification.  Out: an error for the first key that is not ours. */
#include "chart/spec.h"
gboolean
sb_spec_check(const json_t *spec, const SbJsonPlace *place, GError **error)
{
    return TRUE;
}
