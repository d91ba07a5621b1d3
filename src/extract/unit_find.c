/*
 * In: the tokens behind a number.  Out: its unit and the noun that it counts.
 */
#include <string.h>

#include "extract/mention.h"

enum { MOST_UNIT_WORDS = 4, MOST_NOUN_WORDS = 7 };

/* The folded words of tokens [i, i + n) with single blanks; FALSE when too
 * long. */
static gboolean
join(const SbTokens *tokens, guint i, guint n, gboolean folded, char *into, size_t size,
    size_t *length)
{
    *length = 0;
    for (guint k = i; k < i + n; k++) {
        const SbToken *token = sb_token_at(tokens, k);
        gboolean blank = k > i && token->space;

        if (*length + blank + token->length + 1 > size) {
            return FALSE;
        }
        if (blank) {
            into[(*length)++] = ' ';
        }
        memcpy(into + *length, folded ? token->folded : token->text, token->length);
        *length += token->length;
    }
    into[*length] = '\0';
    return TRUE;
}

const SbUnitName *
sb_unit_find_at(const SbMentionSetting *setting, guint i, guint end, guint *taken)
{
    const SbTokens *tokens = setting->tokens;
    const SbToken *first = i < end ? sb_token_at(tokens, i) : NULL;
    char name[64];
    size_t length;

    *taken = 0;
    if (first == NULL) {
        return NULL;
    }
    if (first->unit != NULL) {
        *taken = 1;
        return first->unit;
    }
    if (first->hangul || first->kind == SB_TOKEN_NUMBER) {
        return NULL;
    }
    if (strcmp(first->text, "%") == 0 && i + 1 < end &&
        sb_token_at(tokens, i + 1)->hangul &&
        g_str_has_prefix(sb_token_at(tokens, i + 1)->text, "포인트")) {
        const SbUnitName *unit = sb_lexicon_korean_unit(
            setting->lexicon, setting->text + first->span.start, 24, &length);

        if (unit != NULL && length > 1) {
            *taken = 2;
            return unit;
        }
    }
    for (guint n = MIN((guint)MOST_UNIT_WORDS, end - i); n >= 1; n--) {
        if (n > 1 && !(first->word != NULL && first->word->unit_begins) &&
            sb_token_at(tokens, i + 1)->space) {
            continue;
        }
        if (!join(tokens, i, n, TRUE, name, sizeof name, &length)) {
            continue;
        }
        const SbUnitName *unit = sb_lexicon_unit(setting->lexicon, name, length);

        if (unit == NULL && join(tokens, i, n, FALSE, name, sizeof name, &length)) {
            unit = sb_lexicon_symbol(setting->lexicon, name, length);
        }
        if (unit != NULL) {
            *taken = n;
            return unit;
        }
    }
    return NULL;
}

/* "$387 million a year earlier" is no rate */
gboolean
sb_unit_is_ago(const SbMentionSetting *setting, guint i, guint end)
{
    return i < end && sb_token_in(sb_token_at(setting->tokens, i),
                          " earlier ago before previously later ");
}

/* "per dollar", "a barrel", "/kg" at token i: the unit's code and tokens. */
static const char *
find_per(const SbMentionSetting *setting, guint i, guint end, guint *taken)
{
    const SbToken *token = i < end ? sb_token_at(setting->tokens, i) : NULL;
    guint n;

    *taken = 0;
    if (token == NULL || i + 1 >= end || !sb_token_in(token, " per a an to / ")) {
        return NULL;
    }
    guint at = i + 1;

    if (sb_token_is(token, "to")) {
        /* "149 yen to the dollar" */
        if (!sb_token_is(sb_token_at(setting->tokens, at), "the")) {
            return NULL;
        }
        at++;
    }
    const SbUnitName *unit = sb_unit_find_at(setting, at, end, &n);

    if (unit == NULL || unit->kind == SB_NAMED_PERCENT || unit->kind == SB_NAMED_COUNT ||
        (sb_token_is(token, "to") && unit->kind != SB_NAMED_MONEY) ||
        sb_unit_is_ago(setting, at + n, end)) {
        return NULL;
    }
    *taken = at - i + n;
    return unit->code;
}

static gboolean
is_occasions(const SbMentionSetting *setting, guint after, guint end)
{
    const SbToken *next = after < end ? sb_token_at(setting->tokens, after) : NULL;

    return next == NULL ||
           !sb_token_in(next,
               " as more higher larger greater faster bigger the that of its "
               "their what those over ");
}

const char *
sb_unit_find_behind(const SbMentionSetting *setting, guint i, guint end,
    SbNamedKind *kind, int *power, guint *taken, gboolean *hyphen)
{
    const SbToken *first = i < end ? sb_token_at(setting->tokens, i) : NULL;
    guint at = i, n, per_n;

    *hyphen = FALSE;
    *taken = 0;
    if (first == NULL) {
        return NULL;
    }
    if (sb_token_in(first, " - – ") && !first->space && i + 1 < end &&
        !sb_token_at(setting->tokens, i + 1)->space) {
        *hyphen = TRUE;
        at++;
    }
    gboolean run = sb_token_in(first, " consecutive straight full calendar ");

    if (run && at + 1 < end) {
        at++;
    }
    const SbUnitName *unit = sb_unit_find_at(setting, at, end, &n);
    const char *code = unit != NULL ? unit->code : NULL;

    if (code == NULL && !*hyphen && first->length == 3 && first->capital) {
        code = sb_lexicon_before(setting->lexicon, first->text, first->length);
        n = 1;
        *kind = SB_NAMED_MONEY;
        *power = 0;
    } else if (code != NULL) {
        *kind = unit->kind;
        *power = unit->power;
    }
    if (code == NULL || (run && *kind != SB_NAMED_TIME)) {
        return NULL;
    }
    if (*kind == SB_NAMED_TIME && !*hyphen && first->capital && at + n < end &&
        sb_token_at(setting->tokens, at)->capital) {
        return NULL;
    }
    *taken = at - i + n;
    if (strcmp(code, "1") == 0 &&
        sb_token_is(sb_token_at(setting->tokens, at), "times") &&
        is_occasions(setting, at + n, end)) {
        return "{time}";
    }
    if (*kind == SB_NAMED_MONEY || *kind == SB_NAMED_MEASURE) {
        const char *per = find_per(setting, at + n, end, &per_n);

        if (per != NULL) {
            *taken += per_n;
            return sb_arena_printf(setting->arena, "%s/%s", code, per);
        }
    }
    return code;
}

/* --- counted nouns --- */

static gboolean
stops_noun(const SbToken *token)
{
    if (token->kind != SB_TOKEN_WORD && token->kind != SB_TOKEN_CODE) {
        return TRUE;
    }
    if (token->hangul) {
        return TRUE;
    }
    return sb_token_has(token, SB_WORD_ARTICLE | SB_WORD_PREPOSITION |
                                   SB_WORD_CONJUNCTION | SB_WORD_PRONOUN |
                                   SB_WORD_AUXILIARY | SB_WORD_MONTH | SB_WORD_WEEKDAY);
}

static char *
singular_of(const SbToken *token)
{
    const char *word = strrchr(token->folded, '-');

    word = word != NULL ? word + 1 : token->folded;
    return token->kind == SB_TOKEN_WORD ? sb_lexicon_singular(word, strlen(word)) : NULL;
}

static const char *
unit_of(const SbMentionSetting *setting, const char *noun)
{
    return sb_arena_printf(setting->arena, "{%s}", noun);
}

/* Behind "one", "1" or a hyphen the noun is singular. */
static gboolean
find_singular(const SbMentionSetting *setting, guint i, guint end, guint *noun_start,
    guint *noun_end, const char **unit)
{
    guint at = i;

    while (
        at < end && at < i + 3 && !stops_noun(sb_token_at(setting->tokens, at)) &&
        (at == i || sb_token_at(setting->tokens, at)->space) &&
        !sb_token_has(sb_token_at(setting->tokens, at), SB_WORD_VERB | SB_WORD_ADVERB)) {
        at++;
    }
    if (at == i) {
        return FALSE;
    }
    *noun_start = i;
    *noun_end = at;
    *unit = unit_of(setting, sb_token_at(setting->tokens, at - 1)->folded);
    return TRUE;
}

gboolean
sb_noun_find(const SbMentionSetting *setting, guint i, guint end, gboolean one,
    guint *noun_start, guint *noun_end, const char **unit)
{
    guint found = 0;
    g_autofree char *noun = NULL;

    if (one) {
        return find_singular(setting, i, end, noun_start, noun_end, unit);
    }
    for (guint at = i; at < end && at < i + MOST_NOUN_WORDS; at++) {
        const SbToken *token = sb_token_at(setting->tokens, at);

        if (token->kind == SB_TOKEN_OWNER || (at > i && !token->space) ||
            stops_noun(token) || (token->line && token->capital)) {
            /* "small and medium-sized companies" */
            if (found == 0 && at > i && sb_token_in(token, " and or & , ") &&
                at + 1 < end && !stops_noun(sb_token_at(setting->tokens, at + 1)) &&
                singular_of(sb_token_at(setting->tokens, at - 1)) == NULL) {
                continue;
            }
            break;
        }
        g_autofree char *one_noun = singular_of(token);

        if (found > 0 && (one_noun == NULL || sb_token_has(token, SB_WORD_VERB) ||
                             !sb_token_in(sb_token_at(setting->tokens, at - 1),
                                 " sales goods systems communications materials services "
                                 "textiles arms "
                                 "sports savings electronics semiconductors chips "))) {
            break;
        }
        if (one_noun != NULL && !sb_token_has(token, SB_WORD_ADVERB) &&
            !(at == i && sb_token_has(token, SB_WORD_AUXILIARY))) {
            g_free(noun);
            noun = g_steal_pointer(&one_noun);
            found = at + 1;
        } else if (sb_token_has(token, SB_WORD_ADVERB) && at > i) {
            break;
        }
    }
    if (found == 0) {
        return FALSE;
    }
    *noun_start = i;
    *noun_end = found;
    *unit = unit_of(setting, noun);
    return TRUE;
}
