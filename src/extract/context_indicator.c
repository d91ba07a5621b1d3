/*
 * In: a sentence.  Out: what each mention measures, by language; and the unit of a
 * bare number, which follows from that.
 */
#include <string.h>

#include "extract/context_clause.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

/* "population of 10 million", "the number of firms rose to 500": the unit of a
 * bare number follows from what is counted. */
static void
give_unit(const SbScene *scene, SbMention *m)
{
    if (!m->bare || m->kind != SB_NAMED_COUNT) {
        return;
    }
    g_auto(GStrv) words = g_strsplit(m->indicator, " ", -1);
    const SbLexicon *lexicon = scene->setting->lexicon;

    for (int i = 0; words[i] != NULL; i++) {
        const SbWord *word = sb_lexicon_word(lexicon, words[i], strlen(words[i]));

        if (word != NULL && (word->classes & SB_WORD_PEOPLE) != 0) {
            m->unit = "{person}";
            m->bare = FALSE;
        }
        gboolean people =
            strcmp(words[i], "people") == 0 || strcmp(words[i], "persons") == 0;

        if (people && words[i + 1] == NULL) {
            m->unit = "{person}";
            m->bare = FALSE;
        }
        if (strcmp(words[i], "number") == 0) {
            for (int k = i + 1; words[k] != NULL && *m->unit == '\0'; k++) {
                g_autofree char *one = sb_lexicon_singular(words[k], strlen(words[k]));

                if (one != NULL) {
                    m->unit = sb_arena_printf(scene->context->arena, "{%s}", one);
                }
            }
        }
    }
}

/* "21 million and 32 million": the second is of the first's kind. */
static gboolean
takes_after(const SbScene *scene, SbMention *m, guint me)
{
    const SbMention *before = me > scene->first ? sb_scene_mention(scene, me - 1) : NULL;

    if (before == NULL || !m->bare || before->bare || m->start > before->end + 3 ||
        !is_word(scene, before->end, " and , or versus vs from against ") ||
        (m->start > before->end + 2 && !is_word(scene, before->end + 1, " vs from . "))) {
        return FALSE;
    }
    /* "by 300, or 9%, to 3,800", "down 20% from 906,000" */
    if (before->kind == SB_NAMED_PERCENT &&
        (is_word(scene, m->start - 1, " to ") || before->role == SB_ROLE_GROWTH ||
            sb_decimal_compare(m->value, (SbDecimal){ 1000, 0 }) >= 0)) {
        return FALSE;
    }
    m->unit = before->unit;
    m->kind = before->kind;
    m->indicator = before->indicator;
    m->bare = FALSE;
    m->carried = TRUE;
    return TRUE;
}

static const char *
find(const SbScene *scene, const SbMention *m, guint me)
{
    gboolean korean = scene->context->article->korean;
    const char *found = !korean ? sb_context_indicator_english(scene, m, me)
                        : m->counted && m->noun_end > m->noun_start
                            ? sb_scene_phrase(scene, m->noun_start, m->noun_end)
                            : sb_context_indicator_korean(scene, m, me);

    for (guint k = me; k > scene->context->paragraph && *found == '\0'; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);

        if (other->role == SB_ROLE_LEVEL && other->kind != SB_NAMED_TIME) {
            found = other->indicator;
        }
    }
    return found;
}

/* "before slowing to 1.9 percent": a rate of growth is a growth */
static void
name_growth(SbMention *m)
{
    const char *of = strstr(m->indicator, " in ");
    size_t length = of != NULL ? (size_t)(of - m->indicator) : strlen(m->indicator);

    if (m->role == SB_ROLE_RATE && strcmp(m->unit, "%") == 0 && length >= 6 &&
        strncmp(m->indicator + length - 6, "growth", 6) == 0 &&
        (length == 6 || m->indicator[length - 7] == ' ')) {
        m->role = SB_ROLE_GROWTH;
    }
}

/* "grew by 7.4%, faster than in Chile (4.7%)": of the same kind as the one before */
static void
name_in_brackets(const SbScene *scene, const SbMention *before, SbMention *m)
{
    if (m->role == SB_ROLE_RATE && strcmp(m->unit, "%") == 0 &&
        strcmp(before->unit, "%") == 0 && before->role == SB_ROLE_GROWTH &&
        is_word(scene, m->start - 1, " ( ") && is_word(scene, m->end, " ) ") &&
        strcmp(before->indicator, m->indicator) == 0) {
        m->role = before->role;
    }
}

void
sb_context_indicator(SbScene *scene)
{
    for (guint i = scene->first; i < scene->last; i++) {
        SbMention *m = sb_scene_mention(scene, i);

        if (takes_after(scene, m, i)) {
            continue;
        }
        m->indicator = find(scene, m, i);
        if (scene->context->article->korean) {
            sb_context_deficit_korean(scene, m);
        }
        give_unit(scene, m);
    }
    sb_context_respective(scene);
    for (guint i = scene->first; i < scene->last; i++) {
        name_growth(sb_scene_mention(scene, i));
        if (i > scene->first) {
            name_in_brackets(
                scene, sb_scene_mention(scene, i - 1), sb_scene_mention(scene, i));
        }
    }
}
