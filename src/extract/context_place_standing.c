/*
 * In: tokens of an English article.  Out: the place or company, named before, that
 * "the city", "this company" stands for.
 */
#include <string.h>

#include "extract/context.h"

/* The kinds of places that "the …" may stand for; NULL: it stands for a company. */
static const char *
kinds_of(const char *word)
{
    static const struct {
        const char *word, *kinds;
    } table[] = { { "city", " city municipality town name " },
        { "town", " town city name " }, { "municipality", " municipality city name " },
        { "state", " state " }, { "county", " county " }, { "island", " island name " },
        { "province", " province autonomous region territory name " },
        { "prefecture", " prefecture " }, { "region", " region cluster name " },
        { "country", " country name " }, { "nation", " country name " },
        { "cluster", " region cluster " }, { "delta", " region cluster " } };

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (strcmp(table[i].word, word) == 0) {
            return table[i].kinds;
        }
    }
    return NULL;
}

/* Does list (" city town ") have the word? */
static gboolean
has_kind(const char *list, const char *kind)
{
    size_t n = strlen(kind);

    for (const char *p = list; n > 0 && (p = strstr(p, kind)) != NULL; p++) {
        if (p > list && p[-1] == ' ' && p[n] == ' ') {
            return TRUE;
        }
    }
    return FALSE;
}

/* "the province" stands for the last one that was named. */
gboolean
sb_place_standing_find(const SbContext *context, const SbMentionSetting *setting, guint i,
    guint end, SbPlaceHit *hit)
{
    const SbToken *token = sb_token_at(setting->tokens, i);

    if (!sb_place_standing_may(token) || i + 1 >= end || context->article->korean) {
        return FALSE;
    }
    const SbToken *word = sb_token_at(setting->tokens, i + 1);
    const SbToken *next = i + 2 < end ? sb_token_at(setting->tokens, i + 2) : NULL;

    if (word->capital ||
        !sb_token_in(word,
            " city town municipality state county island province cluster delta "
            "prefecture region country nation company firm group "
            "automaker carmaker chipmaker bank university ") ||
        (next != NULL && sb_token_in(next, " of - ")) ||
        (next != NULL && next->kind == SB_TOKEN_WORD && next->space &&
            !sb_token_has(next, ~0u))) {
        return FALSE;
    }
    const char *kinds = kinds_of(word->folded);

    for (guint k = context->named->len; k > 0; k--) {
        const SbPlaceRef *ref = &g_array_index(context->named, SbPlaceRef, k - 1);

        if (kinds != NULL ? has_kind(kinds, ref->kind) : ref->company) {
            *hit = (SbPlaceHit){ .start = i,
                .end = i + 2,
                .name = ref->name,
                .code = ref->code,
                .kind = ref->kind,
                .company = ref->company,
                .stands = TRUE };
            return TRUE;
        }
    }
    return FALSE;
}
