/*
 * In: mentions of a sentence.  Out: the same with what they are about; and what
 * is carried on to the next sentence.
 */
#include "extract/context.h"

#include <string.h>

/* Does a Korean article speak of what only a country has? */
static gboolean
is_national(const SbArticle *article)
{
    static const char *const words[] = { "정부가", "정부는", "우리나라", "통계청",
        "한국은행", "금융통화위원회", "기획재정부", "산업통상자원부", "산업부",
        "무역수지", "경상수지", "국내총생산", "합계출산율" };

    for (size_t i = 0; article->korean && i < G_N_ELEMENTS(words); i++) {
        if (g_strstr_len(article->text, (gssize)article->length, words[i]) != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

void
sb_context_init(SbContext *context, const SbCodes *codes, const SbArticle *article,
    const SbLexicon *lexicon, SbArena *arena)
{
    *context = (SbContext){ .codes = codes,
        .article = article,
        .names = sb_names_new(article, lexicon),
        .arena = arena,
        .heading = { "", "", FALSE, "" },
        .title = { "", "", FALSE, "" },
        .sentence = { "", "", FALSE, "" },
        .period = "",
        .heading_period = "",
        .lead_period = "",
        .national = is_national(article),
        .all = g_array_new(FALSE, TRUE, sizeof(SbMention)),
        .named = g_array_new(FALSE, TRUE, sizeof(SbPlaceRef)),
        .places = g_array_new(FALSE, TRUE, sizeof(SbPlaceHit)),
        .periods = g_array_new(FALSE, TRUE, sizeof(SbPeriodHit)) };
}

void
sb_context_clear(SbContext *context)
{
    g_clear_pointer(&context->all, g_array_unref);
    g_clear_pointer(&context->names, sb_names_free);
    g_clear_pointer(&context->named, g_array_unref);
    g_clear_pointer(&context->places, g_array_unref);
    g_clear_pointer(&context->periods, g_array_unref);
}

/* --- looking into a sentence --- */

const SbPlaceHit *
sb_scene_place_at(const SbScene *scene, guint i)
{
    const GArray *hits = scene->context->places;

    for (guint k = 0; k < hits->len; k++) {
        const SbPlaceHit *hit = &g_array_index(hits, SbPlaceHit, k);

        if (hit->start <= i && i < hit->end) {
            return hit;
        }
    }
    return NULL;
}

const SbPeriodHit *
sb_scene_period_at(const SbScene *scene, guint i)
{
    const GArray *hits = scene->context->periods;

    for (guint k = 0; k < hits->len; k++) {
        const SbPeriodHit *hit = &g_array_index(hits, SbPeriodHit, k);

        if (hit->start <= i && i < hit->end) {
            return hit;
        }
    }
    return NULL;
}

int
sb_scene_mention_at(const SbScene *scene, guint i)
{
    for (guint k = scene->first; k < scene->last; k++) {
        const SbMention *m = sb_scene_mention(scene, k);

        if (m->start <= i && i < m->end) {
            return (int)k;
        }
    }
    return -1;
}

gboolean
sb_scene_breaks(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);

    return token->kind == SB_TOKEN_PUNCT && sb_token_in(token, " , ; : ( ) — – . ! ? … ");
}

/* --- phrases --- */

static gboolean
keeps_case(const SbToken *token)
{
    int capitals = 0;

    for (const char *p = token->text; *p != '\0'; p++) {
        capitals += g_ascii_isupper(*p) != 0;
    }
    return capitals >= 2;
}

static void
append_word(GString *phrase, const SbToken *token, const char *word, gboolean glued)
{
    if (phrase->len > 0 && !glued) {
        g_string_append_c(phrase, ' ');
    }
    if (token->hangul) {
        size_t n = sb_lexicon_particles(token->text, token->length);
        gboolean topic =
            g_str_has_suffix(token->text, "은") || g_str_has_suffix(token->text, "는");

        if (n == strlen("인") && g_str_has_suffix(token->text, "인")) {
            n = 0; /* a person: "외국인" */
        } else if (n == 0 && token->length == 2 * strlen("은") && topic) {
            n = strlen("은"); /* a noun of one syllable: "값은" */
        }
        g_string_append_len(phrase, word, (gssize)(token->length - n));
        return;
    }
    g_string_append(phrase, word);
}

static gboolean
is_preposition(const SbScene *scene, guint i)
{
    return sb_token_has(sb_scene_token(scene, i), SB_WORD_PREPOSITION);
}

/* The token behind a place or period (and its "region", 's) that a phrase steps
 * over at i; i: none. */
static guint
step_over(const SbScene *scene, guint i, guint end)
{
    guint at = i;

    while (at < end && is_preposition(scene, at)) {
        at++;
    }
    while (at < end && sb_token_has(sb_scene_token(scene, at), SB_WORD_ARTICLE)) {
        at++;
    }
    if (at > i + 1 && at < end && (at + 1 == end || is_preposition(scene, at + 1)) &&
        sb_token_in(sb_scene_token(scene, at),
            " city country region province state nation county prefecture ") &&
        sb_token_in(sb_scene_token(scene, i), " in of ")) {
        return at + 1;
    }
    const SbPlaceHit *place = at < end ? sb_scene_place_at(scene, at) : NULL;
    const SbPeriodHit *period = at < end ? sb_scene_period_at(scene, at) : NULL;

    if (place == NULL && period == NULL) {
        return i;
    }
    at = place != NULL ? place->end : period->end;
    /* "losses from the July rains": the whole of it */
    while (period != NULL && at > i + 1 && at < end && is_preposition(scene, i) &&
           sb_scene_token(scene, at)->kind == SB_TOKEN_WORD &&
           !sb_token_has(sb_scene_token(scene, at), ~0u)) {
        at++;
    }
    while (at < end && (sb_scene_token(scene, at)->kind == SB_TOKEN_OWNER ||
                           sb_token_in(sb_scene_token(scene, at),
                               " region province prefecture area city "))) {
        at++;
    }
    return at;
}

static void
trim_phrase(GString *phrase, const SbLexicon *lexicon)
{
    for (;;) {
        char *space = strrchr(phrase->str, ' ');
        const char *last = space != NULL ? space + 1 : phrase->str;
        const SbWord *word = sb_lexicon_word(lexicon, last, strlen(last));

        gboolean number = space != NULL && *last != '\0' &&
                          strspn(last, "0123456789.,") == strlen(last);

        if (*last == '\0' || (!number && word == NULL) ||
            (!number && (word->classes &
                            (SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION | SB_WORD_ARTICLE |
                                SB_WORD_AUXILIARY | SB_WORD_ADVERB)) == 0) ||
            (!number && (word->classes & (SB_WORD_UP | SB_WORD_DOWN)) != 0)) {
            return;
        }
        g_string_truncate(phrase, (gsize)(space != NULL ? space - phrase->str : 0));
    }
}

/* Is the word left out at the beginning of a phrase?  "major city clusters"
 * are city clusters, but "key tasks" stay. */
static gboolean
drops_first(const SbScene *scene, const SbToken *token, guint i, guint end)
{
    if (sb_token_in(token, " per ")) {
        return FALSE;
    }
    if (sb_token_in(token,
            " different various several other such combined additional new comprising "
            "including consisting corresponding resulting remaining "
            "further existing estimated respective consecutive ")) {
        return TRUE;
    }
    if (sb_token_in(token, " total average annual cumulative ")) {
        return FALSE;
    }
    if (sb_token_in(token, " major largest biggest ") && end > i + 1 &&
        sb_scene_token(scene, i + 1)->kind == SB_TOKEN_WORD) {
        return TRUE;
    }
    if (sb_token_is(token, "current") && i + 1 < end &&
        sb_token_in(sb_scene_token(scene, i + 1), " account accounts ")) {
        return FALSE;
    }
    if (sb_token_has(token, SB_WORD_VAGUE)) {
        return end > i + 2 && sb_scene_token(scene, i + 1)->kind == SB_TOKEN_WORD &&
               sb_scene_token(scene, i + 2)->kind == SB_TOKEN_WORD &&
               !sb_token_has(sb_scene_token(scene, i + 2), SB_WORD_PREPOSITION);
    }
    return sb_token_has(token,
        SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION | SB_WORD_ADVERB | SB_WORD_AUXILIARY);
}

/* "10-year" within a phrase */
static const char *
hyphenated(const SbScene *scene, const SbMention *m)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = m->start; i < m->end; i++) {
        const SbToken *token = sb_scene_token(scene, i);

        g_string_append_printf(
            text, "%s%s", i > m->start && token->space ? " " : "", token->folded);
    }
    return sb_arena_cut(scene->context->arena, text->str, 40);
}

const char *
sb_scene_phrase(const SbScene *scene, guint start, guint end)
{
    g_autoptr(GString) phrase = g_string_new(NULL);

    for (guint i = start; i < end;) {
        const SbToken *token = sb_scene_token(scene, i);
        guint over = step_over(scene, i, end);

        if (over > i) {
            i = over;
            continue;
        }
        if (i + 2 < end && sb_token_is(token, "(") &&
            sb_token_is(sb_scene_token(scene, i + 2), ")") &&
            keeps_case(sb_scene_token(scene, i + 1)) &&
            !scene->context->article->korean) {
            i += 3; /* the short name of what stands before */
            continue;
        }
        int mention = sb_scene_mention_at(scene, i);
        const SbMention *m =
            mention >= 0 ? sb_scene_mention(scene, (guint)mention) : NULL;

        if (m != NULL && m->hyphen && phrase->len > 0) {
            g_string_append_printf(phrase, " %s", hyphenated(scene, m));
            i = MAX(m->end, i + 1);
            continue;
        }
        if (m != NULL && !(m->noun_start <= i && i < m->noun_end)) {
            i++;
            continue;
        }
        if (i + 1 < end && sb_scene_token(scene, i + 1)->kind == SB_TOKEN_OWNER &&
            sb_token_in(
                token, " country nation province city region world company state ")) {
            i += 2;
            continue;
        }
        gboolean within = phrase->len > 0 && i > start && i + 1 < end &&
                          sb_token_in(token, " the all ") && is_preposition(scene, i - 1);
        gboolean drop =
            token->kind == SB_TOKEN_OWNER || token->kind == SB_TOKEN_PUNCT ||
            (sb_token_has(token, SB_WORD_ARTICLE | SB_WORD_PRONOUN) && !within) ||
            (phrase->len == 0 && drops_first(scene, token, i, end));

        if (!drop) {
            append_word(
                phrase, token, keeps_case(token) ? token->text : token->folded, FALSE);
        }
        i++;
    }
    trim_phrase(phrase, scene->setting->lexicon);
    return sb_arena_cut(scene->context->arena, phrase->str, 120);
}

const char *
sb_scene_words(const SbScene *scene, guint start, guint end)
{
    g_autoptr(GString) words = g_string_new(NULL);

    while (start < end && sb_token_has(sb_scene_token(scene, start), SB_WORD_ARTICLE)) {
        start++;
    }
    for (guint i = start; i < end; i++) {
        const SbToken *token = sb_scene_token(scene, i);

        append_word(words, token, token->text, !token->space);
    }
    return sb_arena_cut(scene->context->arena, words->str, 160);
}

/* --- the corridor --- */

/* An article from a city is, failing all else, about its country. */
static void
take_dateline(SbContext *context, const SbPlaceHit *hit)
{
    if (!hit->dateline || *context->title.name != '\0') {
        return;
    }
    /* "MANILA, May 3 - The Asian Development Bank": its seat is not what it tells of */
    for (guint k = 0; k < context->places->len && context->codes != NULL; k++) {
        const SbPlaceHit *other = &g_array_index(context->places, SbPlaceHit, k);
        const SbPlaceCode *organ = g_str_has_prefix(other->code, "X-ORG-")
                                       ? sb_codes_place(context->codes, other->code)
                                       : NULL;

        if (organ != NULL && other->subject &&
            (organ->parent == NULL || strlen(organ->parent) != 2)) {
            return;
        }
    }
    const char *code = g_str_has_prefix(hit->code, "X-") ? hit->code + 2 : hit->code;
    g_autofree char *country = g_strndup(code, strcspn(code, "-"));
    const SbPlaceCode *place = sb_codes_place(context->codes, country);

    if (place != NULL) {
        context->title = (SbPlaceRef){ place->en, place->code, FALSE, "country" };
    }
}

/* A heading below one about a province that names its country stays with the
 * province. */
static gboolean
widens(const SbContext *context, const SbPlaceHit *hit, int level)
{
    size_t n = strlen(hit->code);

    return level > context->heading_level && strchr(hit->code, '-') == NULL &&
           strncmp(context->heading.code, hit->code, n) == 0 &&
           context->heading.code[n] == '-';
}

/* "Trade in October 2023": what follows is about that time, unless it says
 * other; a time to come is none. */
static void
take_heading_period(
    SbContext *context, const SbMentionSetting *setting, guint start, guint end)
{
    const char *date = context->article->info.date;
    const SbPeriodHit *found = NULL;

    g_array_set_size(context->periods, 0);
    sb_context_period_hits(setting, date, start, end, context->periods);
    for (guint i = 0; i < context->periods->len; i++) {
        const SbPeriodHit *hit = &g_array_index(context->periods, SbPeriodHit, i);

        if (!hit->base &&
            (found == NULL || strlen(hit->period) > strlen(found->period)) &&
            (date == NULL || *date == '\0' || strncmp(hit->period, date, 4) <= 0)) {
            found = hit;
        }
    }
    if (found != NULL) {
        context->heading_period = sb_arena_strdup(context->arena, found->period);
    }
}

void
sb_context_heading(SbContext *context, const SbMentionSetting *setting, int level,
    guint start, guint end)
{
    g_array_set_size(context->places, 0);
    sb_context_place_hits(context, setting, start, end);
    for (guint i = 0; i < context->places->len; i++) {
        const SbPlaceHit *hit = &g_array_index(context->places, SbPlaceHit, i);

        take_dateline(context, hit);
        gboolean title = hit->company && context->heading_level == 0 &&
                         hit->start == start && *context->heading.name == '\0';

        if (!hit->weak && (!hit->company || title) &&
            strcmp(hit->code, "X-REG-world") != 0 &&
            (*hit->code != '\0' || hit->kind != NULL)) {
            if (widens(context, hit, level)) {
                break;
            }
            context->heading =
                (SbPlaceRef){ hit->name, hit->code, hit->company, hit->kind };
            context->heading_level = level;
            if (*context->title.name == '\0') {
                context->title = context->heading;
            }
            break;
        }
    }
    context->sentence = (SbPlaceRef){ "", "", FALSE, "" };
    context->period = "";
    take_heading_period(context, setting, start, end);
}

guint
sb_context_forget(SbContext *context)
{
    enum { MANY = 4096, LATEST = 64 };
    guint gone = context->all->len > MANY ? context->all->len - LATEST : 0;

    if (gone > 0) {
        g_array_remove_range(context->all, 0, gone);
        context->paragraph = context->all->len;
    }
    return gone;
}

void
sb_context_paragraph(SbContext *context, gboolean item)
{
    context->sentence = (SbPlaceRef){ "", "", FALSE, "" };
    /* a list goes on with the time of the line above it, and Korean prose names
     * a time once for several paragraphs */
    gboolean day = strlen(context->period) == 10;

    if (!item && (day || !context->article->korean)) {
        context->period = "";
    }
    context->paragraph = context->all->len;
}

static void
fill_empty(SbMention *m)
{
    const char **fields[] = { &m->indicator, &m->item, &m->place, &m->place_code,
        &m->period, &m->base };

    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        *fields[i] = *fields[i] != NULL ? *fields[i] : "";
    }
}

/* "the first nine months of 2022" is a time, no figure of nine months. */
static void
drop_times(SbScene *scene)
{
    GArray *all = scene->context->all;

    for (guint i = scene->last; i > scene->first; i--) {
        const SbMention *m = sb_scene_mention(scene, i - 1);
        const SbPeriodHit *hit =
            m->kind == SB_NAMED_TIME ? sb_scene_period_at(scene, m->start) : NULL;

        if (hit != NULL && m->end <= hit->end && strchr(hit->period, '/') != NULL) {
            g_array_remove_index(all, i - 1);
        }
    }
    scene->last = all->len;
}

void
sb_context_sentence(SbContext *context, const SbMentionSetting *setting, guint start,
    guint end, guint first)
{
    SbScene scene = { context, setting, start, end, first, context->all->len };

    g_array_set_size(context->places, 0);
    g_array_set_size(context->periods, 0);
    sb_context_place_hits(context, setting, start, end);
    for (guint i = 0; i < context->places->len; i++) {
        take_dateline(context, &g_array_index(context->places, SbPlaceHit, i));
    }
    if (scene.first < scene.last || context->places->len > 0) {
        sb_context_period_hits(
            setting, context->article->info.date, start, end, context->periods);
    }
    if (!context->article->korean) {
        drop_times(&scene);
    }
    for (guint i = scene.first; i < scene.last; i++) {
        fill_empty(sb_scene_mention(&scene, i));
    }
    sb_context_role(&scene);
    sb_context_modality(&scene);
    sb_context_indicator(&scene);
    sb_context_place(&scene);
    if (context->article->korean) {
        sb_context_respective_korean(&scene);
    }
    sb_context_period(&scene);
    sb_context_relation(&scene);
}
