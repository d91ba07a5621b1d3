/*
 * In: a sentence, its mentions and the times that it names.  Out: which time each
 * mention is about.
 *
 * In turn: the time behind (in Korean: before) the mention; the last one before
 * it; "a year earlier" of the mention before; what a neighbour in the sentence
 * is about; what was spoken of in the paragraph, then the heading.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/context_clause.h"
#include "extract/context_period_relative.h"
#include "figure/period.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

static const SbPeriodHit *
hit_at(const SbScene *scene, int i)
{
    return i < 0 ? NULL : &g_array_index(scene->context->periods, SbPeriodHit, i);
}

static int
hit_from(const SbScene *scene, guint i)
{
    const GArray *hits = scene->context->periods;

    for (guint k = 0; k < hits->len; k++) {
        if (g_array_index(hits, SbPeriodHit, k).start == i) {
            return (int)k;
        }
    }
    return -1;
}

/* ", in the first quarter", ", respectively, in 2022": the comma breaks nothing */
static gboolean
leads_on(const SbScene *scene, guint i)
{
    if (!is_word(scene, i, " , ")) {
        return FALSE;
    }
    if (is_word(scene, i + 1, " respectively ")) {
        return TRUE;
    }
    if (!is_word(scene, i + 1, " in during for ")) {
        return FALSE;
    }
    guint at = i + 2 + is_word(scene, i + 2, " the ");

    return hit_from(scene, at) >= 0;
}

/* The token behind the bracket with a mention that opens at i, else i. */
static guint
over_bracket(const SbScene *scene, guint i)
{
    gboolean mention = FALSE;

    if (!is_word(scene, i, " ( ")) {
        return i;
    }
    for (guint k = i + 1; k < scene->end && k < i + 10; k++) {
        if (is_word(scene, k, " ) ")) {
            return mention ? k + 1 : i;
        }
        mention |= sb_scene_mention_at(scene, k) >= 0;
        if (sb_scene_period_at(scene, k) != NULL) {
            return i;
        }
    }
    return i;
}

/* Is the mention at i part of where: "in the three counties"? */
static gboolean
is_placed(const SbScene *scene, guint i)
{
    guint k = sb_scene_mention(scene, (guint)sb_scene_mention_at(scene, i))->start;

    return k > scene->start + 1 && is_word(scene, k - 1, " the its ") &&
           is_word(scene, k - 2, " in at across ");
}

/* The hit that belongs to m: behind it, with no other mention or break between. */
static int
hit_behind(const SbScene *scene, const SbMention *m)
{
    for (guint i = m->end; i < scene->end && i < m->end + 12; i++) {
        const SbToken *token = sb_scene_token(scene, i);
        int hit = hit_from(scene, i);

        if (hit >= 0) {
            return hit;
        }
        /* "(about 4 trillion won)", "in the three counties": in the way, no more */
        guint over = over_bracket(scene, i);

        if (over > i) {
            i = over - 1;
            continue;
        }
        if ((sb_scene_mention_at(scene, i) >= 0 && !is_placed(scene, i)) ||
            (sb_token_has(token, SB_WORD_AUXILIARY) && i > m->end &&
                !sb_token_has(sb_scene_token(scene, i - 1), SB_WORD_AUXILIARY)) ||
            (sb_scene_breaks(scene, i) && !leads_on(scene, i) &&
                !is_word(scene, i - 1, " respectively ") &&
                !(sb_token_in(token, " ( ") && i < m->end + 1)) ||
            (sb_token_has(token, SB_WORD_CONJUNCTION))) {
            return -1;
        }
    }
    return -1;
}

/* The hit right before m, with nothing but "약", "(" and the like between. */
static int
hit_before(const SbScene *scene, const SbMention *m)
{
    const GArray *hits = scene->context->periods;
    guint i = m->start;

    while (i > scene->start && is_word(scene, i - 1, " 약 총 ( 모두 ")) {
        i--;
    }
    for (guint k = 0; k < hits->len; k++) {
        if (g_array_index(hits, SbPeriodHit, k).end == i) {
            return (int)k;
        }
    }
    return -1;
}

static gboolean
belongs_to_other(const SbScene *scene, guint hit, guint me)
{
    gboolean korean = scene->context->article->korean;

    for (guint k = scene->first; k < scene->last; k++) {
        const SbMention *other = sb_scene_mention(scene, k);

        if (k != me && (korean ? hit_before(scene, other) == (int)hit
                               : hit_behind(scene, other) == (int)hit)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_of_compared(const SbScene *scene, guint hit)
{
    for (guint k = scene->first; k < scene->last; k++) {
        const SbMention *other = sb_scene_mention(scene, k);

        if (hit_before(scene, other) == (int)hit &&
            sb_period_relative_is_compared(scene, other)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The last time before m that is no base, and its own if possible. */
static int
last_before(const SbScene *scene, guint me, gboolean any)
{
    const GArray *hits = scene->context->periods;
    const SbMention *m = sb_scene_mention(scene, me);
    int best = -1;

    for (guint k = 0; k < hits->len; k++) {
        const SbPeriodHit *hit = &g_array_index(hits, SbPeriodHit, k);

        if (hit->end <= m->start && !hit->base &&
            (!belongs_to_other(scene, k, me) || (any && !is_of_compared(scene, k)))) {
            best = (int)k;
        }
    }
    return best;
}

static int
first_behind(const SbScene *scene, const SbMention *m)
{
    const GArray *hits = scene->context->periods;

    for (guint k = 0; k < hits->len; k++) {
        const SbPeriodHit *hit = &g_array_index(hits, SbPeriodHit, k);

        if (hit->start >= m->end && !hit->base) {
            return (int)k;
        }
    }
    return -1;
}

static const SbPeriodHit *
choose_korean(const SbScene *scene, guint me)
{
    const SbMention *m = sb_scene_mention(scene, me);
    int before = hit_before(scene, m);

    /* "2019년의 63%", "전년보다 7%": the year is what it is compared with */
    if (before >= 0) {
        const SbToken *last = sb_scene_token(scene, hit_at(scene, before)->end - 1);
        gboolean compared = g_str_has_suffix(last->text, "의") ||
                            g_str_has_suffix(last->text, "보다") ||
                            g_str_has_suffix(last->text, "대비");

        if (!hit_at(scene, before)->base || !compared) {
            return hit_at(scene, before);
        }
    }
    int best = last_before(scene, me, FALSE);

    if (best < 0 && m->kind == SB_NAMED_PERCENT) {
        best = last_before(scene, me, TRUE);
    }
    if (best < 0 && m->modality != SB_MODALITY_ACTUAL) {
        best = first_behind(scene, m);
    }
    return hit_at(scene, best);
}

/* "down 1% from last year", "18% more than in 2022": of the year after the one that
 * it is compared with, if that is the year of the article or the one before. */
static const char *
period_after_base(const SbScene *scene, const SbMention *m)
{
    const char *date = scene->context->article->info.date;
    int year = date != NULL ? atoi(date) : 0;

    if (year == 0 || m->kind == SB_NAMED_TIME || scene->context->article->korean ||
        (m->role != SB_ROLE_GROWTH && m->role != SB_ROLE_CHANGE)) {
        return NULL;
    }
    for (guint k = 0; k < scene->context->periods->len; k++) {
        const SbPeriodHit *hit = hit_at(scene, (int)k);
        int of = strlen(hit->period) == 4 ? atoi(hit->period) : 0;

        if (hit->base && of > 0 && hit->start >= m->end && hit->start < m->end + 6 &&
            (of + 1 == year || of + 2 == year) &&
            !is_word(scene, hit->start - 1, " since ")) {
            return sb_arena_printf(scene->context->arena, "%d", of + 1);
        }
    }
    return NULL;
}

static const SbPeriodHit *
choose(const SbScene *scene, guint me)
{
    const SbMention *m = sb_scene_mention(scene, me);

    if (scene->context->article->korean) {
        return choose_korean(scene, me);
    }
    int behind = hit_behind(scene, m);

    if (behind >= 0 && (!hit_at(scene, behind)->base || m->from)) {
        return hit_at(scene, behind);
    }
    if (m->from && m->modality != SB_MODALITY_ACTUAL) {
        return NULL; /* "by 2030 from 24%": the goal's date is not the start's */
    }
    int best = last_before(scene, me, FALSE);

    if (best < 0 && m->modality != SB_MODALITY_ACTUAL &&
        last_before(scene, me, TRUE) < 0) {
        best = first_behind(scene, m);
    }
    return hit_at(scene, best);
}

/* --- without a time of its own --- */

/* The latest period in the paragraph of a mention with the same indicator. */
static const char *
period_of_same(const SbScene *scene, const SbMention *m)
{
    const char *found = NULL;

    for (guint k = scene->first; k > scene->context->paragraph; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);
        size_t n = strlen(other->indicator);

        if (*other->period != '\0' && *m->indicator != '\0' && !m->counted &&
            (strcmp(other->indicator, m->indicator) == 0 ||
                (g_str_has_prefix(m->indicator, other->indicator) &&
                    g_str_has_prefix(m->indicator + n, " of "))) &&
            (found == NULL || sb_period_compare(found, other->period) < 0)) {
            found = other->period;
        }
    }
    return found;
}

/* "23.5% to $38.1 billion in 2022", "$4 and $3, respectively, in 2022" */
static const char *
period_of_next(const SbScene *scene, guint me)
{
    const SbMention *m = sb_scene_mention(scene, me);

    if (me + 1 >= scene->last) {
        return NULL;
    }
    const SbMention *next = sb_scene_mention(scene, me + 1);
    guint gap = next->start - MIN(next->start, m->end);

    if (gap > 8 || *next->period == '\0' || sb_period_relative_is_base(scene, next) ||
        sb_period_relative_is_base(scene, m)) {
        return NULL;
    }
    for (guint i = m->end; i < next->start; i++) {
        gboolean year_on_year =
            is_word(scene, i, " year on month year-on-year on-year - ");

        if (!is_word(scene, i, " to and ( , or respectively about nearly over ") &&
            !year_on_year) {
            return NULL;
        }
    }
    return next->period;
}

static const char *
period_of_previous(const SbScene *scene, guint me)
{
    const SbMention *m = sb_scene_mention(scene, me);

    for (guint k = me; k > scene->first; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);

        if (*other->period != '\0' && !sb_period_relative_is_base(scene, other) &&
            (other->modality == m->modality || m->role == SB_ROLE_SHARE)) {
            return sb_period_relative_is_base(scene, m) ? NULL : other->period;
        }
    }
    return NULL;
}

/* "This accounted for …", "Of these": the sentence speaks of the one before. */
static gboolean
points_back(const SbScene *scene)
{
    const SbToken *first = sb_scene_token(scene, scene->start);
    guint next = scene->start + 1;
    const SbToken *second = next < scene->end ? sb_scene_token(scene, next) : first;

    return sb_token_in(first, " this these that they ") ||
           (sb_token_is(first, "of") &&
               sb_token_in(second, " this these that them which ")) ||
           (sb_token_is(first, "it") && sb_token_has(second, SB_WORD_VERB)) ||
           (first->hangul &&
               (g_str_has_prefix(first->text, "이는") || sb_token_is(first, "이") ||
                   g_str_has_prefix(first->text, "이중")));
}

/* Has the Korean word a syllable of the past: 했, 였, 었 (a final ㅆ, but for 있
 * and 겠)? */
static gboolean
is_korean_past(const SbToken *token)
{
    const char *p = token->text;

    for (; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c >= 0xAC00 && c <= 0xD7A3 && (c - 0xAC00) % 28 == 20 && c != 0xC788 &&
            c != 0xACA0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Does the sentence tell what happened? */
static gboolean
is_past(const SbScene *scene)
{
    gboolean korean = scene->context->article->korean;

    for (guint i = scene->start; i < scene->end; i++) {
        const SbToken *token = sb_scene_token(scene, i);
        gboolean led = i > scene->start &&
                       sb_token_has(sb_scene_token(scene, i - 1),
                           SB_WORD_AUXILIARY | SB_WORD_ARTICLE | SB_WORD_PREPOSITION);

        if (korean && token->hangul && is_korean_past(token)) {
            return TRUE;
        }
        if (sb_scene_mention_at(scene, i) >= 0) {
            continue; /* "5,000 won" */
        }
        if (sb_token_in(token, " was were had ") ||
            (!led && ((sb_token_has(token, SB_WORD_VERB) &&
                          g_str_has_suffix(token->folded, "ed")) ||
                         sb_token_in(token,
                             " rose fell grew came stood saw made sold lost won "
                             "spent held went drew shrank sank slid became ")))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "rose to", "stood at": a sentence of a statistical release */
static gboolean
moves(const SbScene *scene, const SbMention *m)
{
    guint verb = sb_clause_verb_before(scene, m->start);

    if (verb >= scene->end) {
        return FALSE;
    }
    const SbToken *token =
        sb_scene_token(scene, sb_clause_main_verb(scene, verb, m->start));

    return (sb_token_has(token, SB_WORD_UP | SB_WORD_DOWN) &&
               !sb_token_in(token, " make makes ")) ||
           sb_token_in(token,
               " amounted reached totaled totalled stood came held averaged "
               "accounted made ");
}

static gboolean is_recent(const SbContext *context, const char *period);

static const char *
carried(const SbScene *scene, const SbMention *m, gboolean back, gboolean past)
{
    const SbContext *context = scene->context;

    if ((m->kind == SB_NAMED_TIME && m->role != SB_ROLE_CHANGE) || m->rank) {
        return "";
    }
    if (back) {
        return context->period;
    }
    gboolean stated =
        scene->context->article->korean && (!m->counted || m->kind != SB_NAMED_COUNT);

    if (!(past || stated) || m->modality != SB_MODALITY_ACTUAL ||
        sb_period_relative_is_base(scene, m)) {
        return "";
    }
    if (*context->period == '\0' && *context->heading_period == '\0' &&
        !scene->context->article->korean && !m->counted &&
        (m->role == SB_ROLE_GROWTH || m->role == SB_ROLE_CHANGE || moves(scene, m)) &&
        is_recent(context, context->lead_period)) {
        return context->lead_period;
    }
    return *context->period != '\0' ? context->period : context->heading_period;
}

/* Does the hit say "same period": "지난해 같은 기간", "작년 동월", "전년동기"? */
static gboolean
is_same_part(const SbScene *scene, const SbPeriodHit *hit)
{
    for (guint i = hit->start; i < hit->end; i++) {
        const SbToken *token = sb_scene_token(scene, i);

        if (token->hangul && (g_str_has_prefix(token->text, "같은") ||
                                 g_str_has_prefix(token->text, "동월") ||
                                 g_str_has_prefix(token->text, "동기") ||
                                 g_str_has_prefix(token->text, "동분기"))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "전년(320만 명)", "지난해 같은 기간(31억 달러)": the year before the time that is
 * spoken of, in the sentence or before it */
static const char *
period_of_hit(const SbScene *scene, const SbPeriodHit *hit)
{
    const SbContext *context = scene->context;
    const SbToken *first = sb_scene_token(scene, hit->start);
    gboolean last_year = first->hangul && (g_str_has_prefix(first->text, "지난해") ||
                                              g_str_has_prefix(first->text, "작년"));
    gboolean year = first->hangul && g_str_has_prefix(first->text, "전년");
    gboolean month = first->hangul && g_str_has_prefix(first->text, "전월");
    const char *of = *context->period != '\0' ? context->period : context->heading_period;

    if (last_year && is_same_part(scene, hit)) {
        year = TRUE;
        for (guint k = 0; k < context->periods->len; k++) {
            const SbPeriodHit *other = hit_at(scene, (int)k);

            of = other->end <= hit->start && !other->base ? other->period : of;
        }
    }
    if ((year || month) && *of != '\0') {
        g_autofree char *text =
            year ? sb_period_shift_years(of, -1) : sb_period_shift(of, -1);

        if (text != NULL) {
            return sb_arena_strdup(context->arena, text);
        }
    }
    return sb_arena_strdup(context->arena, hit->period);
}

/* Is the period that of the article's day, or at most a year before? */
static gboolean
is_recent(const SbContext *context, const char *period)
{
    const char *date = context->article->info.date;
    int year = date != NULL ? atoi(date) : 0;
    int of = atoi(*period == 'F' ? period + 2 : period);

    return year > 0 && of <= year && of >= year - 1;
}

/* In Korean a total since January is told beside the month that is spoken of. */
static gboolean
is_total(const SbContext *context, const char *period)
{
    return context->article->korean && strlen(period) == strlen("2023-01/2023-08") &&
           (*context->period != '\0' || *context->heading_period != '\0');
}

/* What the next sentence may go on with: the latest time that is no base and
 * not to come. */
static void
carry_on(SbScene *scene)
{
    SbContext *context = scene->context;
    const char *date = context->article->info.date;
    const char *last = NULL;

    for (guint i = scene->first; i < scene->last; i++) {
        const SbMention *m = sb_scene_mention(scene, i);

        gboolean total = is_total(context, m->period);

        if (*m->period != '\0' && m->modality == SB_MODALITY_ACTUAL &&
            !sb_period_relative_is_base(scene, m) && !total &&
            (last == NULL || sb_period_compare(last, m->period) < 0)) {
            last = m->period;
        }
    }
    /* "올해 30억 원을 투입할 계획이다": what follows is not of the plan's time */
    gboolean planned = context->article->korean && scene->first < scene->last;

    for (guint i = scene->first; i < scene->last; i++) {
        SbModality modality = sb_scene_mention(scene, i)->modality;

        planned &= modality == SB_MODALITY_TARGET || modality == SB_MODALITY_FORECAST ||
                   modality == SB_MODALITY_ANNOUNCED;
    }
    for (guint k = 0; k < context->periods->len && !planned; k++) {
        const SbPeriodHit *hit = &g_array_index(context->periods, SbPeriodHit, k);
        gboolean past =
            date == NULL || *date == '\0' || strncmp(hit->period, date, 4) <= 0;
        gboolean later = last != NULL && !context->article->korean &&
                         strlen(last) == strlen(hit->period) &&
                         sb_period_compare(last, hit->period) < 0;

        if (!hit->base && past && (last == NULL || later) &&
            !is_total(context, hit->period)) {
            last = sb_arena_strdup(context->arena, hit->period);
        }
    }
    context->period = last != NULL ? last : context->period;
    if (last != NULL && *context->lead_period == '\0' && scene->first < 6 &&
        is_recent(context, last)) {
        context->lead_period = last;
    }
}

static gboolean
broken(const SbScene *scene, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        if (sb_scene_breaks(scene, i)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "15 billion bushels, down 1% from last year": what stands before has the period
 * of what says how it moved. */
static void
take_from_next(SbScene *scene)
{
    const char *after_base = NULL;

    for (guint i = scene->last; i > scene->first + 1; i--) {
        const SbMention *next = sb_scene_mention(scene, i - 1);
        SbMention *m = sb_scene_mention(scene, i - 2);

        if (*m->period == '\0' && *next->period != '\0' && m->kind != SB_NAMED_TIME &&
            !scene->context->article->korean &&
            (next->role == SB_ROLE_GROWTH || after_base == next->period) &&
            choose(scene, i - 1) == NULL && !m->from &&
            (next->start < m->end + 4 || !broken(scene, m->end, next->start))) {
            m->period = next->period;
            after_base = next->period;
        }
    }
}

void
sb_context_period(SbScene *scene)
{
    gboolean back = scene->first < scene->last && points_back(scene);
    gboolean past = scene->first < scene->last && is_past(scene);

    for (guint i = scene->first; i < scene->last; i++) {
        SbMention *m = sb_scene_mention(scene, i);
        const SbPeriodHit *hit = choose(scene, i);

        if (hit != NULL) {
            m->period = period_of_hit(scene, hit);
        }
        const char *after = hit == NULL ? period_after_base(scene, m) : NULL;

        m->period = after != NULL ? after : m->period;
    }
    take_from_next(scene);
    for (guint i = scene->last; i > scene->first; i--) {
        SbMention *m = sb_scene_mention(scene, i - 1);
        const char *next = *m->period == '\0' && m->kind != SB_NAMED_TIME
                               ? period_of_next(scene, i - 1)
                               : NULL;

        m->period = next != NULL ? next : m->period;
    }
    for (guint i = scene->first; i < scene->last; i++) {
        SbMention *m = sb_scene_mention(scene, i);
        const char *found = sb_period_relative_earlier(scene, i);
        const char *span = sb_period_relative_span(scene, m);

        const char *day = sb_period_relative_market(scene, m);

        if (span != NULL) {
            m->period = span;
        }
        if (day != NULL) {
            m->period = day;
            continue;
        }
        if (!scene->context->article->korean && hit_behind(scene, m) < 0 &&
            sb_period_relative_is_now(scene, m)) {
            m->period = "";
            continue;
        }

        if (found == NULL && *m->period == '\0') {
            found = period_of_same(scene, m);
            if (found == NULL && m->kind != SB_NAMED_TIME) {
                found = period_of_previous(scene, i);
            }
            found = found != NULL ? found : carried(scene, m, back, past);
        }
        m->period = found != NULL ? found : m->period;
    }
    carry_on(scene);
}
