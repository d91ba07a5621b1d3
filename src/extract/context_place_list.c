/*
 * In: a sentence and its places.  Out: what a list of places says: "Peru (2.1
 * percent), Chile (3 percent)".
 */
#include <string.h>

#include "extract/context_clause.h"

/* "in Peru (2.1 percent), Chile (about 3 percent)", but not "exports to Peru (2%)" */
gboolean
sb_place_list_bracketed(const SbScene *scene, const SbPlaceHit *hit, const SbMention *m)
{
    guint i = hit->end;

    const SbPlaceHit *inner = sb_scene_place_at(scene, i + 1);

    /* "Hong Kong (China) with 4 million", "followed by Peru with 3 million" */
    if (inner != NULL && sb_token_is(sb_scene_token(scene, i), "(") &&
        inner->end < m->start && sb_token_is(sb_scene_token(scene, inner->end), ")")) {
        i = inner->end + 1;
    }
    if (i < m->start && m->start <= i + 3 && m->start < scene->end &&
        sb_token_in(sb_scene_token(scene, i), " with at ") &&
        !(hit->start > scene->start && sb_token_in(sb_scene_token(scene, hit->start - 1),
                                           " to from with against than in the "))) {
        for (guint k = i + 1; k < m->start; k++) {
            if (!sb_token_has(
                    sb_scene_token(scene, k), SB_WORD_ADVERB | SB_WORD_PREPOSITION)) {
                return FALSE;
            }
        }
        return TRUE;
    }
    if (i >= m->start || m->start > i + 4 || m->start >= scene->end ||
        !sb_token_is(sb_scene_token(scene, i), "(")) {
        return FALSE;
    }
    while (++i < m->start) {
        if (!sb_token_has(sb_scene_token(scene, i),
                SB_WORD_ADVERB | SB_WORD_PREPOSITION | SB_WORD_ARTICLE) ||
            sb_token_in(sb_scene_token(scene, i), " from to ")) {
            return FALSE;
        }
    }
    /* what leads the list */
    for (i = hit->start; i > scene->start; i--) {
        const SbToken *token = sb_scene_token(scene, i - 1);

        if (sb_scene_place_at(scene, i - 1) == NULL &&
            sb_scene_mention_at(scene, i - 1) < 0 &&
            !sb_token_in(token, " , ; and the ( ) ")) {
            return !sb_token_in(token, " to from with against than ");
        }
    }
    return TRUE;
}

/* Does the sentence tell of three places or more? */
gboolean
sb_place_list_many(const SbScene *scene)
{
    guint places = 0;

    for (guint i = scene->first; i < scene->last; i++) {
        const char *place = sb_scene_mention(scene, i)->place;

        places += *place != '\0' &&
                  (i == scene->first ||
                      strcmp(place, sb_scene_mention(scene, i - 1)->place) != 0);
    }
    return places >= 3;
}
