/*
 * In: the mentions of a sentence with "respectively".  Out: the k-th mention is
 * about the k-th of the conjuncts.
 */
#include <string.h>

#include "extract/context_clause.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

/* "A and B amounted to X and Y, respectively": the k-th of the conjuncts. */
void
sb_context_respective(SbScene *scene)
{
    guint at = scene->end, n = 0;

    for (guint i = scene->start; i < scene->end && scene->first < scene->last; i++) {
        at = is_word(scene, i, " respectively 각각 ") ? i : at;
    }
    if (at == scene->end) {
        return;
    }
    guint last = scene->first;

    while (last < scene->last && sb_scene_mention(scene, last)->end <= at) {
        last++;
    }
    if (last == scene->first) {
        return;
    }
    guint first = last - 1;

    while (first > scene->first) {
        const SbMention *before = sb_scene_mention(scene, first - 1);
        guint gap = sb_scene_mention(scene, first)->start - before->end;

        if (gap > 2 || !is_word(scene, before->end, " and , ")) {
            break;
        }
        first--;
    }
    n = last - first;
    guint verb = sb_clause_verb_before(scene, sb_scene_mention(scene, first)->start);

    if (n < 2 || verb >= scene->end) {
        return;
    }
    /* conjuncts of the subject: parted by "and" and commas */
    guint start = sb_clause_start(scene, verb), conjunct = verb, parts = 1;

    for (guint i = start; i < verb; i++) {
        parts += is_word(scene, i, " and ");
        conjunct = is_word(scene, i, " and ") ? i : conjunct;
    }
    guint tail = conjunct + 1;

    while (tail < verb && !is_word(scene, tail, " of in for ")) {
        tail++;
    }
    if (parts != n || n != 2) {
        for (guint k = first; k < last; k++) {
            sb_scene_mention(scene, k)->with_index =
                k == first ? (int)first + 1 : (int)first;
        }
        return;
    }
    g_autofree char *rest =
        tail < verb ? g_strdup_printf(" %s %s", sb_scene_token(scene, tail)->folded,
                          sb_scene_phrase(scene, tail, verb))
                    : g_strdup("");
    const char *heads[2] = { sb_scene_phrase(scene, start, conjunct),
        sb_scene_phrase(scene, conjunct + 1, tail) };

    for (guint k = 0; k + first < scene->last; k++) {
        SbMention *m = sb_scene_mention(scene, first + k);

        if (k < n) {
            m->with_index = (int)(k == 0 ? first + 1 : first);
        }
        if (*heads[k % 2] != '\0' && (k < n || m->kind == SB_NAMED_PERCENT) &&
            scene->last - first <= 2 * n) {
            m->indicator =
                sb_arena_printf(scene->context->arena, "%s%s", heads[k % 2], rest);
        }
    }
}
