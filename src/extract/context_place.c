/*
 * In: a sentence.  Out: the places that it names, and which of them each
 * mention is about.
 *
 * Places are found by the gazetteer (data/codes/places.csv) and by their form:
 * capitals that end in Delta, Prefecture, Zone.
 */
#include <string.h>

#include "extract/context_clause.h"

enum { MOST_NAME = 7 };

static gboolean
may_begin(const SbToken *token)
{
    return (token->kind == SB_TOKEN_WORD || token->kind == SB_TOKEN_CODE) &&
           (token->capital || token->hangul || (guchar)token->text[0] >= 0xC2 ||
               sb_token_in(token, " global world worldwide euro eurozone ") ||
               (token->length > 4 && memcmp(token->folded, "sub-", 4) == 0));
}

/* The first token that begins at or behind the byte. */
static guint
token_behind(const SbTokens *tokens, guint i, guint end, size_t byte)
{
    while (i < end && sb_token_at(tokens, i)->span.start < byte) {
        i++;
    }
    return i;
}

/* Capitals behind i, with "of", "and", "-" between: the end of the name. */
static guint
name_end(const SbTokens *tokens, guint i, guint end)
{
    guint at = i + 1;

    while (at < end && at < i + MOST_NAME) {
        const SbToken *token = sb_token_at(tokens, at);
        gboolean dash = sb_token_in(token, " – - ") && !token->space;

        if (!(token->kind == SB_TOKEN_WORD && token->capital && !token->hangul) &&
            !(dash && at + 1 < end && sb_token_at(tokens, at + 1)->capital)) {
            break;
        }
        at++;
    }
    return at;
}

static gboolean
is_organ_name(const SbTokens *tokens, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        if (sb_token_has(sb_token_at(tokens, i), SB_WORD_ORGAN) &&
            sb_token_at(tokens, i)->capital) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "Bank of Korea", "University of Seoul", "Governor of …" */
static gboolean
is_in_name(const SbTokens *tokens, guint start, guint i)
{
    if (i >= start + 2 && sb_token_is(sb_token_at(tokens, i - 1), "of")) {
        const SbToken *head = sb_token_at(tokens, i - 2);

        return head->capital && !head->hangul &&
               (sb_token_has(head, SB_WORD_ORGAN) ||
                   sb_token_in(head, " governor mayor president minister ambassador "
                                     "republic kingdom headquarters "));
    }
    return i > start && sb_token_at(tokens, i - 1)->capital &&
           sb_token_at(tokens, i - 1)->kind == SB_TOKEN_WORD &&
           sb_token_at(tokens, i)->space && i - 1 > start &&
           !sb_token_has(
               sb_token_at(tokens, i - 1), SB_WORD_PREPOSITION | SB_WORD_ARTICLE);
}

static guint
first_verb(const SbTokens *tokens, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        const SbToken *token = sb_token_at(tokens, i);

        if (sb_token_has(token, SB_WORD_AUXILIARY) ||
            (sb_token_has(token, SB_WORD_VERB) && i > start &&
                sb_token_in(sb_token_at(tokens, i - 1), " it they which he she we ")) ||
            (sb_token_has(token, SB_WORD_VERB) && i > start &&
                !sb_token_has(token, SB_WORD_PREPOSITION) &&
                (g_str_has_suffix(token->folded, "ed") ||
                    sb_token_has(token, SB_WORD_UP | SB_WORD_DOWN) ||
                    sb_token_in(token, " stood stands came hit reaches exceeds accounts "
                                       "consists encompasses centers "
                                       "covers spans includes comprises has held ")))) {
            return i;
        }
    }
    return end;
}

static gboolean
follows_source(const SbTokens *tokens, guint start, guint i)
{
    for (guint k = i; k > start + 1 && k + 12 > i; k--) {
        const SbToken *token = sb_token_at(tokens, k - 1);

        if (sb_token_is(token, ",")) {
            return FALSE;
        }
        if (sb_token_is(token, "to") &&
            sb_token_is(sb_token_at(tokens, k - 2), "according")) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "SEOUL, Oct. 13": all capitals at the beginning */
static gboolean
is_shouted(const SbToken *token)
{
    for (const char *p = token->text; *p != '\0'; p++) {
        if (!g_ascii_isupper(*p)) {
            return FALSE;
        }
    }
    return token->length >= 4;
}

/* ", Palau is seeking": a subject behind an opening phrase */
static gboolean
is_late_subject(const SbTokens *tokens, guint start, guint i, guint end)
{
    return i < end && i > start &&
           (sb_token_has(sb_token_at(tokens, i), SB_WORD_AUXILIARY) ||
               sb_token_in(sb_token_at(tokens, i),
                   " aims plans seeks announced signed said expects "));
}

/* "…, including Hong Kong, Macao and Foshan": a list shares what its first
 * member is. */
static void
share_in_list(const SbTokens *tokens, const SbPlaceHit *before, SbPlaceHit *hit)
{
    for (guint i = before->end; i < hit->start; i++) {
        if (!sb_token_in(sb_token_at(tokens, i), " , and or & – - · 와 과 및 ")) {
            return;
        }
    }
    hit->partner |= before->partner;
    hit->weak |=
        before->weak && *before->code != '\0' && strncmp(before->code, "X-", 2) != 0;
}

static void
fill_hit(const SbTokens *tokens, guint start, guint end, guint verb, SbPlaceHit *hit)
{
    guint i = hit->start;
    const SbToken *before = i > start ? sb_token_at(tokens, i - 1) : NULL;
    const SbToken *after = hit->end < end ? sb_token_at(tokens, hit->end) : NULL;

    if (before != NULL && sb_token_has(before, SB_WORD_ARTICLE) && i > start + 1) {
        before = sb_token_at(tokens, i - 2);
    }
    hit->owner = after != NULL && after->kind == SB_TOKEN_OWNER;
    hit->partner =
        before != NULL && sb_token_in(before, " to from with against versus than between "
                                              "including like such as "
                                              "toward towards by visited ");
    hit->late = is_late_subject(tokens, start, hit->end, end) &&
                (i == start || !sb_token_in(sb_token_at(tokens, i - 1), " and – - "));
    hit->subject = (i < verb && !(before != NULL &&
                                    sb_token_in(before, " of in at for including "))) ||
                   is_late_subject(tokens, start, hit->end, end);
    guint whole = name_end(tokens, i, end);

    if (i == start && is_shouted(sb_token_at(tokens, i)) && after != NULL &&
        sb_token_in(after, " , ( ")) {
        hit->dateline = hit->weak = TRUE;
    }

    /* "Washington - The Treasury" */
    if (i == start && after != NULL && sb_token_in(after, " - – — ") && after->space &&
        hit->end + 1 < end && sb_token_at(tokens, hit->end + 1)->space &&
        sb_token_at(tokens, hit->end + 1)->capital) {
        hit->dateline = hit->weak = TRUE;
    }
    hit->weak = hit->weak || is_in_name(tokens, start, i) ||
                follows_source(tokens, start, i) ||
                (whole > hit->end && is_organ_name(tokens, hit->end, whole)) ||
                (strcmp(hit->code, "X-REG-world") == 0 && i > start);
}

/* Hangul: a name must be a whole token but for particles. */
static gboolean
stands_alone(const SbToken *token, size_t length)
{
    return !token->hangul || length >= token->length ||
           sb_lexicon_is_particle(token->text + length, token->length - length);
}

static gboolean
find_known(const SbMentionSetting *setting, const SbCodes *codes, guint i, guint end,
    gboolean korean, SbPlaceHit *hit)
{
    const SbToken *token = sb_token_at(setting->tokens, i);
    const SbToken *last = sb_token_at(setting->tokens, end - 1);
    size_t length, left = last->span.end > token->span.start
                              ? last->span.end - token->span.start
                              : 0;
    const SbPlaceCode *place =
        sb_codes_place_at(codes, setting->text + token->span.start, left, &length);

    if (place == NULL ||
        (token->hangul && !stands_alone(token, length) && length < token->length)) {
        return FALSE;
    }
    *hit = (SbPlaceHit){ .start = i,
        .end = token_behind(setting->tokens, i + 1, end, token->span.start + length),
        .name = korean && *place->ko != '\0' ? place->ko : place->en,
        .code = place->code,
        .kind = place->kind,
        .company = strcmp(place->kind, "company") == 0 ||
                   strcmp(place->kind, "organisation") == 0 };
    return TRUE;
}

/* A name that the article itself shows to be one. */
static gboolean
find_named(const SbContext *context, const SbMentionSetting *setting, guint i, guint end,
    SbPlaceHit *hit)
{
    const char *name = NULL;
    gboolean organ = FALSE;
    guint tokens = sb_names_find(context->names, setting->tokens, i, end, &name, &organ);

    if (tokens == 0) {
        return FALSE;
    }
    /* "Corp." */
    tokens += i + tokens + 1 < end &&
              sb_token_is(sb_token_at(setting->tokens, i + tokens), ".") &&
              !sb_token_at(setting->tokens, i + tokens)->space;
    *hit = (SbPlaceHit){ .start = i,
        .end = i + tokens,
        .name = sb_arena_strdup(setting->arena, name),
        .code = "",
        .kind = organ ? "company" : "name",
        .company = organ };
    return TRUE;
}

/* "Thai buyers": the country is not spoken of. */
static gboolean
is_adjective(const SbTokens *tokens, guint end, const SbPlaceHit *hit)
{
    return hit->end == hit->start + 1 && hit->end < end && *hit->code != '\0' &&
           strcmp(hit->kind, "country") == 0 &&
           sb_token_at(tokens, hit->end)->kind == SB_TOKEN_WORD &&
           !sb_token_has(sb_token_at(tokens, hit->end), ~0u) &&
           strcmp(sb_token_at(tokens, hit->start)->text, hit->name) != 0;
}

static void
remember(SbContext *context, const SbPlaceHit *hit)
{
    enum { FAR = 1000 }; /* places back, "the country" no longer means one */
    SbPlaceRef ref = { hit->name, hit->code, hit->company,
        hit->kind != NULL ? hit->kind : "" };

    if (context->named->len >= 2 * FAR) {
        g_array_remove_range(context->named, 0, FAR);
    }
    if (!hit->stands && strcmp(hit->code, "X-REG-world") != 0) {
        g_array_append_val(context->named, ref);
    }
}

/* "Yangtze River Delta": capitals that end in a word for a region. */
static gboolean
find_by_form(const SbMentionSetting *setting, guint i, guint end, SbPlaceHit *hit)
{
    const SbTokens *tokens = setting->tokens;
    guint stop = name_end(tokens, i, end), region = 0;

    for (guint k = i + 1; k < stop; k++) {
        if (sb_token_has(sb_token_at(tokens, k), SB_WORD_REGION)) {
            region = k + 1;
        }
    }
    if (region == 0 || region - i < 2 ||
        sb_token_in(sb_token_at(tokens, i),
            " governor mayor president minister mr mrs ms dr "
            "chairman professor ") ||
        is_organ_name(tokens, i, stop) ||
        sb_token_has(sb_token_at(tokens, i), SB_WORD_ARTICLE | SB_WORD_PREPOSITION)) {
        return FALSE;
    }
    SbSpan span = { sb_token_at(tokens, i)->span.start,
        sb_token_at(tokens, region - 1)->span.end };

    *hit = (SbPlaceHit){ .start = i,
        .end = region,
        .code = "",
        .name = sb_arena_strndup(
            setting->arena, setting->text + span.start, span.end - span.start) };
    return memchr(hit->name, '\n', strlen(hit->name)) == NULL;
}

/* "Hanwha Ocean": a known name with more capitals is another company. */
static void
extend_company(const SbMentionSetting *setting, guint end, SbPlaceHit *hit)
{
    guint k = hit->end;

    while (k < end && k < hit->end + 2) {
        const SbToken *token = sb_token_at(setting->tokens, k);

        if (token->kind != SB_TOKEN_WORD || !token->capital || !token->space ||
            (token->word != NULL && !sb_token_has(token, SB_WORD_ORGAN))) {
            break;
        }
        k++;
    }
    const SbToken *next = k < end ? sb_token_at(setting->tokens, k) : NULL;

    if (k == hit->end || next == NULL || next->capital ||
        !(next->kind == SB_TOKEN_OWNER ||
            sb_token_has(next, SB_WORD_AUXILIARY | SB_WORD_VERB | SB_WORD_ADVERB))) {
        return;
    }
    SbSpan span = { sb_token_at(setting->tokens, hit->start)->span.start,
        sb_token_at(setting->tokens, k - 1)->span.end };

    hit->name = sb_arena_strndup(
        setting->arena, setting->text + span.start, span.end - span.start);
    hit->code = "";
    hit->end = k;
}

static gboolean
find_any(const SbContext *context, const SbMentionSetting *setting, guint i, guint end,
    SbPlaceHit *hit)
{
    gboolean may = may_begin(sb_token_at(setting->tokens, i));
    SbPlaceHit other;

    if (context->article->korean && sb_place_korean_find(context, setting, i, end, hit) &&
        !(hit->end == i + 1 && may && context->codes != NULL && !hit->stands &&
            find_known(setting, context->codes, i, end, TRUE, &other))) {
        return TRUE;
    }
    if (!may) {
        return sb_place_standing_find(context, setting, i, end, hit);
    }
    gboolean known = context->codes != NULL && find_known(setting, context->codes, i, end,
                                                   context->article->korean, hit);

    if (find_by_form(setting, i, end, &other) && (!known || other.end > hit->end + 1)) {
        *hit = other;
        return TRUE;
    }
    if (known && hit->company && !context->article->korean) {
        extend_company(setting, end, hit);
    }
    if (find_named(context, setting, i, end, &other) &&
        (!known || (other.end > hit->end && other.company))) {
        *hit = other;
        return TRUE;
    }
    return known || sb_place_standing_find(context, setting, i, end, hit);
}

void
sb_context_place_hits(
    SbContext *context, const SbMentionSetting *setting, guint start, guint end)
{
    guint verb = G_MAXUINT; /* found when it is asked for */
    GArray *hits = context->places;

    for (guint i = start; i < end;) {
        const SbToken *token = sb_token_at(setting->tokens, i);
        SbPlaceHit hit;

        if (!(context->article->korean || may_begin(token) ||
                sb_place_standing_may(token)) ||
            !find_any(context, setting, i, end, &hit)) {
            i++;
            continue;
        }
        verb = verb == G_MAXUINT ? first_verb(setting->tokens, start, end) : verb;
        fill_hit(setting->tokens, start, end, verb, &hit);
        if (hits->len > 0) {
            const SbPlaceHit *before = &g_array_index(hits, SbPlaceHit, hits->len - 1);

            share_in_list(setting->tokens, before, &hit);
            /* "MANILA, PHILIPPINES (24 September 2024)" */
            if (before->dateline && hit.start == before->end + 1 &&
                is_shouted(sb_token_at(setting->tokens, hit.start))) {
                hit.dateline = hit.weak = TRUE;
            }
        }
        if (!is_adjective(setting->tokens, end, &hit)) {
            remember(context, &hit);
        }
        g_array_append_val(hits, hit);
        i = MAX(hit.end, i + 1);
    }
}

/* --- choosing --- */

/* Is the hit within the whole of a share: "15.7% of Korea's exports"? */
static gboolean
is_in_whole(const SbScene *scene, const SbPlaceHit *hit)
{
    for (guint k = scene->first; k < scene->last; k++) {
        const SbMention *m = sb_scene_mention(scene, k);

        if (m->kind != SB_NAMED_PERCENT || m->end >= hit->start ||
            hit->start > m->end + 6 ||
            !sb_token_is(sb_scene_token(scene, m->end), "of")) {
            continue;
        }
        gboolean broken = FALSE;

        for (guint i = m->end; i < hit->start; i++) {
            broken |= sb_scene_breaks(scene, i) || sb_scene_mention_at(scene, i) >= 0;
        }
        if (!broken) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "3.86 million businesses in Japan" */
static const SbPlaceHit *
find_behind(const SbScene *scene, const SbMention *m)
{
    for (guint i = m->end; i < scene->end && i < m->end + 7; i++) {
        const SbPlaceHit *hit = sb_scene_place_at(scene, i);

        if (hit != NULL) {
            const SbToken *before = sb_scene_token(scene, i - 1);

            if (sb_token_has(before, SB_WORD_ARTICLE)) {
                before = sb_scene_token(scene, i - 2);
            }
            return !hit->weak && sb_token_in(before, " in across throughout ") &&
                           !(m->kind == SB_NAMED_PERCENT && sb_token_is(before, "of"))
                       ? hit
                       : NULL;
        }
        if (sb_scene_breaks(scene, i) || sb_scene_mention_at(scene, i) >= 0 ||
            sb_token_has(sb_scene_token(scene, i), SB_WORD_AUXILIARY)) {
            return NULL;
        }
    }
    return NULL;
}

/* Is the hit the subject of the verb, or the end of it: "…, Nokia alone pledged"? */
static gboolean
is_before_verb(const SbScene *scene, const SbPlaceHit *hit, guint verb)
{
    guint i = hit->end;

    while (i < verb && sb_token_has(sb_scene_token(scene, i), SB_WORD_ADVERB)) {
        i++;
    }
    return verb < scene->end && i == verb && hit->end <= verb;
}

/* ", while Peru's economy is to grow 7%": nothing parts the owner from the figure */
static gboolean
owns_clause(const SbScene *scene, const SbPlaceHit *hit, const SbMention *m)
{
    if (hit->end > m->start || m->start >= scene->end || m->start > hit->end + 14) {
        return FALSE;
    }
    for (guint i = hit->end; i < m->start; i++) {
        if (sb_scene_breaks(scene, i) || sb_scene_mention_at(scene, i) >= 0 ||
            sb_token_in(sb_scene_token(scene, i), " of with from than ") ||
            (sb_token_is(sb_scene_token(scene, i), "to") &&
                !sb_token_has(sb_scene_token(scene, i + 1), SB_WORD_VERB))) {
            return FALSE;
        }
    }
    return TRUE;
}

static int
score(const SbScene *scene, const SbPlaceHit *hit, const SbMention *m)
{
    int points = 0;

    points -= hit->company && !hit->subject && !hit->owner ? 6 : 0;
    points += hit->subject ? 2 : 0;
    points += hit->owner ? 1 : 0;
    points -= hit->partner ? 3 : 0;
    points -= hit->weak ? 6 : 0;
    points -= hit->dateline ? 6 : 0;
    points -= is_in_whole(scene, hit) ? 6 : 0;
    points += hit->end <= m->start ? 3 : 0;
    points += hit->owner && !hit->company && owns_clause(scene, hit, m) ? 2 : 0;
    if (!hit->partner && m->start < scene->end && !hit->weak &&
        is_before_verb(scene, hit, sb_clause_verb_before(scene, m->start))) {
        points += 4;
    }
    return points;
}

/* "of Korea's total exports of | $683 billion" */
static gboolean
leads_to(const SbScene *scene, const SbPlaceHit *hit, const SbMention *m)
{
    if (hit->end > m->start || m->start > hit->end + 6 || m->kind == SB_NAMED_PERCENT ||
        m->start >= scene->end || hit->weak || m->start == scene->start ||
        !sb_token_is(sb_scene_token(scene, m->start - 1), "of") ||
        !is_in_whole(scene, hit)) {
        return FALSE;
    }
    for (guint i = hit->end; i < m->start; i++) {
        if (sb_scene_breaks(scene, i) || sb_scene_mention_at(scene, i) >= 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* ", Jeju 4 million and India's by 8%": the verb is that of the part before. */
static gboolean
is_gapped(const SbScene *scene, const SbPlaceHit *hit, const SbMention *m)
{
    guint i = hit->start, end = hit->end;

    if (m->start >= scene->end || end > m->start || m->kind == SB_NAMED_TIME) {
        return FALSE;
    }
    while (i > scene->start && sb_token_is(sb_scene_token(scene, i - 1), "the")) {
        i--;
    }
    while (end < m->start &&
           (sb_scene_token(scene, end)->kind == SB_TOKEN_OWNER ||
               sb_token_in(sb_scene_token(scene, end),
                   " by to at about around some nearly over almost only another "))) {
        end++;
    }
    if (end != m->start || i <= scene->start + 1 ||
        !sb_token_in(sb_scene_token(scene, i - 1), " , and ; while ")) {
        return FALSE;
    }
    /* something was said of another before */
    for (guint k = scene->first; k < scene->last; k++) {
        if (sb_scene_mention(scene, k)->end < i) {
            return TRUE;
        }
    }
    return FALSE;
}

static const SbPlaceHit *
choose(const SbScene *scene, const SbMention *m)
{
    const GArray *hits = scene->context->places;
    const SbPlaceHit *best = NULL;
    int most = -2;

    for (guint k = 0; k < hits->len; k++) {
        const SbPlaceHit *hit = &g_array_index(hits, SbPlaceHit, k);
        int points = score(scene, hit, m);

        if ((hit->end + 1 == m->start && hit->owner) ||
            (hit->start >= m->start && hit->end <= m->end) || leads_to(scene, hit, m) ||
            is_gapped(scene, hit, m) || sb_place_list_bracketed(scene, hit, m)) {
            return hit;
        }
        if (points > most || (best != NULL && points == most && hit->end <= m->start &&
                                 m->start < scene->end)) {
            most = points;
            best = hit;
        }
    }
    return best;
}

/* A company is carried on only by a word that stands for one. */
static gboolean
speaks_of_company(const SbScene *scene)
{
    for (guint i = scene->start; i < scene->end; i++) {
        if (sb_token_in(sb_scene_token(scene, i),
                " it its they their company firm group bank maker carmaker manufacturer "
                "회사는 회사의 이 동사는 그룹은 ")) {
            return TRUE;
        }
    }
    return FALSE;
}

static SbPlaceRef
carried(const SbScene *scene)
{
    const SbContext *context = scene->context;

    if (*context->sentence.name != '\0' &&
        (!context->sentence.company || speaks_of_company(scene))) {
        return context->sentence;
    }
    return *context->heading.name != '\0' ? context->heading : context->title;
}

static const char *
keep(const SbScene *scene, const char *text)
{
    return sb_arena_strdup(scene->context->arena, text);
}

/* "The Bank of Korea left its rate unchanged": what the first words of an article
 * name is its place, failing a title that names one. */
static const SbPlaceHit *
country_of_name(const SbScene *scene)
{
    const SbContext *context = scene->context;

    for (guint k = 0; k < context->places->len && context->paragraph == 0; k++) {
        const SbPlaceHit *hit = &g_array_index(context->places, SbPlaceHit, k);

        if (is_in_name(scene->setting->tokens, scene->start, hit->start) &&
            strlen(hit->code) == 2 && !hit->partner) {
            return hit;
        }
    }
    return NULL;
}

/* The country of an organisation that the first words name, or NULL. */
static const SbPlaceCode *
country_of_organisation(const SbScene *scene)
{
    const SbContext *context = scene->context;

    for (guint k = 0; k < context->places->len && context->codes != NULL; k++) {
        const SbPlaceHit *hit = &g_array_index(context->places, SbPlaceHit, k);
        const SbPlaceCode *place = g_str_has_prefix(hit->code, "X-ORG-")
                                       ? sb_codes_place(context->codes, hit->code)
                                       : NULL;

        if (place != NULL && place->parent != NULL && strlen(place->parent) == 2) {
            return sb_codes_place(context->codes, place->parent);
        }
    }
    return NULL;
}

static void
take_title(SbScene *scene, const SbPlaceHit *main_hit)
{
    SbContext *context = scene->context;
    const SbPlaceCode *country = NULL;
    gboolean good = main_hit != NULL && !main_hit->weak && !main_hit->partner &&
                    !main_hit->company && main_hit->subject && *main_hit->code != '\0';
    const SbPlaceHit *hit = good ? main_hit : country_of_name(scene);

    /* later than its first figures, an article may name any place */
    if (*context->title.name != '\0' || scene->first > 1) {
        return;
    }
    if (hit != NULL) {
        context->title = (SbPlaceRef){ keep(scene, hit->name), keep(scene, hit->code),
            FALSE, hit->kind };
    } else if ((country = country_of_organisation(scene)) != NULL) {
        context->title =
            (SbPlaceRef){ context->article->korean ? country->ko : country->en,
                country->code, FALSE, "country" };
    }
}

void
sb_context_place(SbScene *scene)
{
    SbContext *context = scene->context;

    if (context->article->korean) {
        sb_context_place_korean(scene);
        return;
    }

    for (guint i = scene->first; i < scene->last; i++) {
        SbMention *m = sb_scene_mention(scene, i);
        const SbPlaceHit *hit =
            m->rank || m->role == SB_ROLE_SHARE ? NULL : find_behind(scene, m);

        if (hit == NULL) {
            hit = choose(scene, m);
        }
        /* a place that comes later is weaker than the one spoken of before */
        if (hit != NULL && hit->start >= m->end && !hit->late &&
            hit != find_behind(scene, m) && *carried(scene).name != '\0') {
            hit = NULL;
        }
        /* "exports to Peru": not of Peru */
        if (hit != NULL && hit->partner && !hit->owner && *carried(scene).name != '\0' &&
            !context->article->korean && hit != find_behind(scene, m)) {
            hit = NULL;
        }
        if (hit != NULL) {
            m->place = keep(scene, hit->name);
            m->place_code = keep(scene, hit->code);
            m->place_carried = hit->stands;
        } else {
            SbPlaceRef ref = carried(scene);

            m->place = ref.name;
            m->place_code = ref.code;
            m->place_carried = *ref.name != '\0';
        }
    }
    SbMention none = { .start = scene->end, .end = scene->end };
    const SbPlaceHit *main_hit = choose(scene, &none);

    take_title(scene, sb_place_list_many(scene) ? NULL : main_hit);
    if (main_hit != NULL && !main_hit->weak && !main_hit->partner &&
        !sb_place_list_many(scene) && strcmp(main_hit->code, "X-REG-world") != 0 &&
        (main_hit->subject || *carried(scene).name == '\0')) {
        context->sentence = (SbPlaceRef){ keep(scene, main_hit->name),
            keep(scene, main_hit->code), main_hit->company, main_hit->kind };
    }
}
