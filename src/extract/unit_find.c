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

/* "per 1,000 people": how many, and of whom; NULL: none. */
static const char *
find_per_number(const SbMentionSetting *setting, guint i, guint end, guint *taken)
{
    guint start, noun_end;
    const char *noun;
    SbNumber number;

    if (!sb_number_read(setting->tokens, i, end, &number) || number.ordinal ||
        number.malformed || number.fraction || number.value.coefficient <= 0) {
        return NULL;
    }
    g_autofree char *many = sb_decimal_format(number.value);

    *taken = number.end - i;
    if (number.end < end && sb_noun_find(setting, number.end, MIN(end, number.end + 2),
                                FALSE, &start, &noun_end, &noun)) {
        *taken = noun_end - i;
        return sb_arena_printf(setting->arena, "%s%s", many, noun);
    }
    guint n;
    const SbUnitName *unit = sb_unit_find_at(setting, number.end, end, &n);

    if (unit != NULL && unit->kind != SB_NAMED_MEASURE) {
        return NULL;
    }
    *taken += unit != NULL ? n : 0;
    return unit != NULL ? sb_arena_printf(setting->arena, "%s%s", many, unit->code)
                        : sb_arena_strdup(setting->arena, many);
}

/* "for every 10,000 residents": the same as per, where the number is a power of ten;
 * "one doctor for every 390 people" counts both. */
static const char *
find_for_every(const SbMentionSetting *setting, guint i, guint end, guint *taken)
{
    SbNumber number;
    guint n;

    if (i + 2 >= end ||
        !sb_token_in(sb_token_at(setting->tokens, i + 1), " every each ") ||
        !sb_number_read(setting->tokens, i + 2, end, &number)) {
        return NULL;
    }
    SbDecimal power = number.value;

    while (power.coefficient > 0 && power.coefficient % 10 == 0) {
        power.coefficient /= 10;
        power.exponent++;
    }
    const char *per = power.coefficient == 1 && power.exponent >= 2
                          ? find_per_number(setting, i + 2, end, &n)
                          : NULL;

    *taken = per != NULL ? n + 2 : 0;
    return per;
}

/* "per head", "per household": what is counted one by one. */
static const char *
find_per_noun(const SbMentionSetting *setting, const SbToken *token)
{
    if (token->kind != SB_TOKEN_WORD || token->hangul || token->capital ||
        token->length < 3 || sb_token_in(token, " annum cent ") ||
        sb_token_has(token, SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION | SB_WORD_ARTICLE |
                                SB_WORD_AUXILIARY | SB_WORD_PRONOUN)) {
        return NULL;
    }
    if (sb_token_in(token, " capita head person inhabitant resident ")) {
        return "{person}";
    }
    return sb_arena_printf(setting->arena, "{%s}", token->folded);
}

/* The blanks of "a" may be hyphens: "$2 million-a-year" */
static guint
find_joined_per(const SbMentionSetting *setting, guint i, guint end, const char **code)
{
    const SbToken *dash = sb_token_at(setting->tokens, i);
    guint n;

    if (i + 3 < end && !dash->space && sb_token_is(dash, "-") &&
        sb_token_in(sb_token_at(setting->tokens, i + 1), " a an ") &&
        sb_token_is(sb_token_at(setting->tokens, i + 2), "-")) {
        const SbUnitName *unit = sb_unit_find_at(setting, i + 3, end, &n);

        if (unit != NULL && unit->kind != SB_NAMED_MONEY &&
            unit->kind != SB_NAMED_PERCENT && unit->kind != SB_NAMED_COUNT) {
            *code = unit->code;
            return 3 + n;
        }
    }
    return 0;
}

/* Ounces of gold are troy ounces. */
static const char *
ounce_of(const SbMentionSetting *setting, guint i, const char *code)
{
    if (strcmp(code, "[oz_av]") != 0) {
        return code;
    }
    for (guint k = i; k > 0 && k + 20 > i; k--) {
        if (sb_token_in(sb_token_at(setting->tokens, k - 1),
                " gold silver platinum palladium bullion ")) {
            return "[oz_tr]";
        }
    }
    return code;
}

/* "per dollar", "a barrel", "/kg" at token i: the unit's code and tokens. */
static const char *
find_per(const SbMentionSetting *setting, guint i, guint end, guint *taken)
{
    const SbToken *token = i < end ? sb_token_at(setting->tokens, i) : NULL;
    const char *joined = NULL;
    guint n;

    *taken = 0;
    if (token != NULL && (n = find_joined_per(setting, i, end, &joined)) > 0) {
        *taken = n;
        return joined;
    }
    if (token != NULL && sb_token_is(token, "for")) {
        return find_for_every(setting, i, end, taken);
    }
    if (token == NULL || i + 1 >= end || !sb_token_in(token, " per a an to / ")) {
        return NULL;
    }
    gboolean per = sb_token_in(token, " per / ");
    guint at = i + 1;

    if (sb_token_is(token, "to")) {
        /* "149 yen to the dollar" */
        if (!sb_token_is(sb_token_at(setting->tokens, at), "the")) {
            return NULL;
        }
        at++;
    }
    if (sb_token_in(token, " a ") &&
        sb_token_is(sb_token_at(setting->tokens, at), "head")) {
        *taken = 2;
        return "{person}";
    }
    const SbUnitName *unit = sb_unit_find_at(setting, at, end, &n);

    if (unit == NULL && per && at < end) {
        const SbToken *next = sb_token_at(setting->tokens, at);
        const char *code = next->kind == SB_TOKEN_NUMBER && sb_token_is(token, "per")
                               ? find_per_number(setting, at, end, &n)
                           : sb_token_is(token, "per") ? find_per_noun(setting, next)
                                                       : NULL;

        *taken = code != NULL ? at - i + (next->kind == SB_TOKEN_NUMBER ? n : 1) : 0;
        return code;
    }
    if (unit == NULL || unit->kind == SB_NAMED_PERCENT || unit->kind == SB_NAMED_COUNT ||
        (sb_token_is(token, "to") && unit->kind != SB_NAMED_MONEY) ||
        sb_unit_is_ago(setting, at + n, end)) {
        return NULL;
    }
    if (unit->power < 0) {
        return NULL;
    }
    *taken = at - i + n;
    if (unit->power > 0) {
        /* "per kt": per 1000 t */
        g_autofree char *zeros = g_strnfill((gsize)unit->power, '0');

        return sb_arena_printf(setting->arena, "1%s%s", zeros, unit->code);
    }
    return ounce_of(setting, i, unit->code);
}

const char *
sb_unit_with_per(const SbMentionSetting *setting, const char *unit, SbNamedKind kind,
    guint i, guint end, guint *taken)
{
    guint at = i;

    *taken = 0;
    /* "tonnes CO2e per head" */
    if (kind == SB_NAMED_MEASURE && at < end &&
        sb_token_in(sb_token_at(setting->tokens, at), " co2 co2e co2eq co2-eq ")) {
        at++;
    }
    const char *per = find_per(setting, at, end, taken);

    if (per == NULL ||
        (kind == SB_NAMED_COUNT && sb_token_is(sb_token_at(setting->tokens, at), "to"))) {
        *taken = 0;
        return unit;
    }
    *taken += at - i;
    return sb_arena_printf(setting->arena, "%s/%s", unit, per);
}

const char *
sb_unit_of_rate(
    const SbMentionSetting *setting, guint start, guint i, guint end, guint *taken)
{
    const SbToken *token = i < end ? sb_token_at(setting->tokens, i) : NULL;
    guint at = i + 1, n;

    *taken = 0;
    if (token == NULL || !sb_token_in(token, " per to against ") || at >= end) {
        return NULL;
    }
    if (sb_token_is(token, "per") &&
        sb_token_at(setting->tokens, at)->kind == SB_TOKEN_NUMBER) {
        const char *many = find_per_number(setting, at, end, &n);

        *taken = many != NULL ? n + 1 : 0;
        return many != NULL ? sb_arena_printf(setting->arena, "1/%s", many) : NULL;
    }
    at += sb_token_in(sb_token_at(setting->tokens, at), " the a ");
    const SbUnitName *per = sb_unit_find_at(setting, at, end, &n);

    if (per == NULL || per->kind != SB_NAMED_MONEY) {
        return NULL;
    }
    for (guint k = i; k > start && k + 14 > i; k--) {
        const SbWord *word = sb_token_at(setting->tokens, k - 1)->word;

        if (word != NULL && word->unit != NULL && word->unit->kind == SB_NAMED_MONEY &&
            strcmp(word->unit->code, per->code) != 0) {
            *taken = at - i + n;
            return sb_arena_printf(setting->arena, "%s/%s", word->unit->code, per->code);
        }
    }
    return NULL;
}

/* "met four times in May", not "six times earnings", "three times the level" */
static gboolean
is_occasions(const SbMentionSetting *setting, guint after, guint end)
{
    const SbToken *next = after < end ? sb_token_at(setting->tokens, after) : NULL;
    guint n;

    if (next == NULL || next->kind == SB_TOKEN_PUNCT) {
        return TRUE;
    }
    if (sb_token_in(next, " a an each every this last per ")) {
        const SbUnitName *unit = sb_unit_find_at(setting, after + 1, end, &n);

        return unit != NULL && unit->kind == SB_NAMED_TIME;
    }
    if (sb_token_in(next,
            " as more higher larger greater faster bigger that of what those "
            "over ")) {
        return FALSE;
    }
    return next->kind != SB_TOKEN_WORD || next->hangul ||
           sb_token_has(next, SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION | SB_WORD_ADVERB |
                                  SB_WORD_AUXILIARY | SB_WORD_PRONOUN);
}

/* "rose by as much as four times": no occasions */
static gboolean
is_grown_by(const SbMentionSetting *setting, guint i)
{
    for (guint k = i; k > 0 && k + 7 > i; k--) {
        const SbToken *token = sb_token_at(setting->tokens, k - 1);

        if (token->kind == SB_TOKEN_PUNCT) {
            return FALSE;
        }
        if (sb_token_is(token, "by") && k >= 2 &&
            sb_token_has(
                sb_token_at(setting->tokens, k - 2), SB_WORD_UP | SB_WORD_DOWN)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Words beside which pounds are a weight. */
static gboolean
is_weighed(const SbMentionSetting *setting, guint i, guint end)
{
    static const char goods[] =
        " weigh weighs weighed weighing weight cattle beef pork poultry chicken turkey "
        "milk butter cheese meat catch lobster fish cotton wool coffee cocoa sugar rice "
        "peanuts tobacco copper uranium cocaine cow cows hogs cattle steers yield yields "
        "carcass ";
    static const char money[] =
        " spent spend cost costs paid earned worth invest invested budget debt tax sales "
        "revenue profit wage wages salary fund funds price fined ";
    const SbTokens *tokens = setting->tokens;
    gboolean found = FALSE;

    for (guint k = i > 12 ? i - 12 : 0; k < MIN(end, i + 5); k++) {
        const SbToken *token = sb_token_at(tokens, k);

        if (sb_token_in(token, money) || token->kind == SB_TOKEN_SIGN) {
            return FALSE;
        }
        found |= sb_token_in(token, goods);
    }
    return found;
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

    if (n == 1 && sb_token_in(sb_token_at(setting->tokens, at), " pound pounds ") &&
        is_weighed(setting, at, end)) {
        *kind = SB_NAMED_MEASURE;
        *power = 0;
        *taken = at - i + n;
        code = sb_unit_with_per(setting, "lb", *kind, at + n, end, &per_n);
        *taken += per_n;
        return code;
    }
    if (sb_token_is(sb_token_at(setting->tokens, at), "mark") && !*hyphen) {
        return NULL; /* "below the 50 mark" */
    }
    if (n == 1 && code != NULL && strcmp(code, "USD") == 0 &&
        sb_token_in(sb_token_at(setting->tokens, at), " dollar dollars cent cents ")) {
        code = setting->dollar;
    }
    if (n == 1 && code != NULL && setting->krone != NULL &&
        sb_token_is(sb_token_at(setting->tokens, at), "kr")) {
        code = setting->krone;
    }
    if (sb_token_is(sb_token_at(setting->tokens, at), "x") &&
        sb_token_at(setting->tokens, at)->space) {
        return NULL; /* "3 x 5" */
    }
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
        !is_grown_by(setting, i) && is_occasions(setting, at + n, end)) {
        return "{time}";
    }
    if (*kind == SB_NAMED_MONEY || *kind == SB_NAMED_MEASURE ||
        (*kind == SB_NAMED_TIME && !*hyphen && strcmp(code, "h") == 0)) {
        code = sb_unit_with_per(setting, code, *kind, at + n, end, &per_n);
        *taken += per_n;
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
