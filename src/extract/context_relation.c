/*
 * In: the mentions of a sentence with role and indicator.  Out: what they are
 * measured against (base), and which mentions hang together: part-of, from, to,
 * converts.
 */
#include <string.h>

#include "extract/context_clause.h"
#include "extract/korean.h"
#include "figure/period.h"

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

static gboolean
same_money(const SbMention *a, const SbMention *b)
{
    return strcmp(a->unit, b->unit) == 0 && *a->unit != '\0';
}

/* The tokens of the whole behind "of". */
static guint
whole_end(const SbScene *scene, guint i)
{
    gboolean korean = scene->context->article->korean;

    while (i < scene->end && !sb_scene_breaks(scene, i) &&
           (korean || !sb_clause_is_verb(scene, i) || is_word(scene, i, " combined ")) &&
           !sb_token_has(
               sb_scene_token(scene, i), SB_WORD_AUXILIARY | SB_WORD_CONJUNCTION) &&
           sb_scene_period_at(scene, i) == NULL &&
           !(is_word(scene, i, " a ") &&
               is_word(scene, i + 1, " year decade quarter month ")) &&
           !(is_word(scene, i, " in for with by as while on ") &&
               (i + 1 >= scene->end || sb_scene_period_at(scene, i + 1) != NULL ||
                   !is_word(scene, i, " in for ")))) {
        i++;
    }
    return i;
}

/* "total exports" and "exports" are one whole. */
static const char *
without_total(const char *phrase)
{
    static const char *const words[] = { "total ", "overall ", "combined ", "aggregate ",
        "national ", "entire ", "총 ", "전체 " };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_str_has_prefix(phrase, words[i])) {
            phrase += strlen(words[i]);
        }
    }
    return phrase;
}

/* The last level of the indicator that the whole names: "total exports" after
 * "exports amounted to". */
static int
find_whole(const SbScene *scene, guint me, const char *whole)
{
    const SbMention *m = sb_scene_mention(scene, me);

    for (guint k = me; k > scene->context->paragraph; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);

        if (other->role == SB_ROLE_LEVEL && other->kind != SB_NAMED_TIME &&
            *other->indicator != '\0' && other->part_index < 0 &&
            strcmp(without_total(other->indicator), without_total(whole)) == 0 &&
            (*m->period == '\0' || *other->period == '\0' ||
                strcmp(other->period, m->period) == 0) &&
            strcmp(other->place, m->place) == 0) {
            return (int)k - 1;
        }
    }
    return -1;
}

static int
last_level(const SbScene *scene, guint me)
{
    guint floor = scene->first;
    const SbToken *first = sb_scene_token(scene, scene->start);

    if (sb_token_in(first, " this it that ") ||
        (first->hangul && g_str_has_prefix(first->text, "이는"))) {
        floor = scene->context->paragraph;
    }
    for (guint k = me; k > floor; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);

        if (other->role == SB_ROLE_LEVEL && other->kind != SB_NAMED_TIME &&
            !other->from) {
            /* "A, up 3% from B. This …": B is not what "this" points to */
            if (k >= 2 && k - 1 > scene->context->paragraph &&
                sb_scene_mention(scene, k - 2)->role == SB_ROLE_GROWTH &&
                sb_scene_mention(scene, k - 2)->from_index == (int)k - 1) {
                continue;
            }
            if (floor < scene->first &&
                (other->counted || other->kind != SB_NAMED_MONEY) &&
                k - 1 < scene->first) {
                continue;
            }
            return (int)k - 1;
        }
    }
    return -1;
}

/* "Of these, 40% are …", ", of whom 38% are women" */
static gboolean
is_of_these(const SbScene *scene, const SbMention *m)
{
    for (guint i = m->start; i > scene->start && i + 4 > m->start; i--) {
        if (is_word(scene, i - 1, " these them whom which those ") &&
            is_word(scene, i - 2, " of ")) {
            return TRUE;
        }
    }
    return FALSE;
}

static const char *
whole_before(const SbScene *scene, guint me)
{
    for (guint k = me; k > 0 && k + 5 > me; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);

        if (other->role == SB_ROLE_LEVEL && other->kind != SB_NAMED_TIME) {
            return other->indicator;
        }
    }
    return "";
}

/* "전체 수출의 21.5%": what stands before 의, as it is written; "" there is none. */
static const char *
whole_korean(const SbScene *scene, const SbMention *m)
{
    guint end = m->start, start;

    while (end > scene->start && is_word(scene, end - 1, " 약 무려 최대 거의 ")) {
        end--;
    }
    if (end == scene->start || !sb_scene_token(scene, end - 1)->hangul ||
        sb_scene_mention_at(scene, end - 1) >= 0 ||
        !g_str_has_suffix(sb_scene_token(scene, end - 1)->text, "의") ||
        sb_korean_noun(sb_scene_token(scene, end - 1)->text,
            sb_scene_token(scene, end - 1)->length) ==
            sb_scene_token(scene, end - 1)->length) {
        return "";
    }
    for (start = end - 1; start > scene->start && end - start < 4; start--) {
        const SbToken *token = sb_scene_token(scene, start - 1);

        if (token->kind != SB_TOKEN_WORD || !token->space ||
            sb_scene_mention_at(scene, start - 1) >= 0 ||
            sb_scene_period_at(scene, start - 1) != NULL ||
            (token->hangul &&
                sb_korean_noun(token->text, token->length) < token->length &&
                !g_str_has_suffix(token->text, "의"))) {
            break;
        }
    }
    const char *words = sb_scene_words(scene, start, end);
    size_t n = strlen(words);

    return sb_arena_strndup(scene->context->arena, words,
        g_str_has_suffix(words, "의") ? n - strlen("의") : n);
}

static void
relate_share(SbScene *scene, guint me)
{
    SbMention *m = sb_scene_mention(scene, me);
    int part = last_level(scene, me);

    if (is_word(scene, m->end, " of ")) {
        guint end = whole_end(scene, m->end + 1);
        guint start = m->end + 1;

        const SbPeriodHit *time = sb_scene_period_at(scene, start);

        m->base = time != NULL ? sb_arena_strdup(scene->context->arena, time->period)
                               : sb_scene_words(scene, start, end);
        for (guint k = me + 1; k < scene->last; k++) {
            const SbMention *other = sb_scene_mention(scene, k);

            if (other->start < end && other->role == SB_ROLE_LEVEL) {
                m->part_index = (int)k;
                /* "Korea's $683.7 billion in total exports": the words around it */
                g_autofree char *left =
                    g_strdup(sb_scene_words(scene, start, other->start));
                g_autofree char *right = g_strdup(sb_scene_words(scene,
                    MIN(other->end + is_word(scene, other->end, " in of "), end), end));

                for (const char *word = NULL; (word = strrchr(left, ' ')) != NULL &&
                                              strstr(" of in at ", word) != NULL;) {
                    left[word - left] = '\0';
                }
                m->base = sb_arena_printf(scene->context->arena, "%s%s%s", left,
                    *left != '\0' && *right != '\0' ? " " : "", right);
                break;
            }
        }
        if (m->part_index < 0) {
            m->part_index = find_whole(scene, me, sb_scene_phrase(scene, start, end));
        }
    }
    if (scene->context->article->korean) {
        m->base = whole_korean(scene, m);
    }
    if (*m->base == '\0' && is_word(scene, scene->start, " of ") && me > scene->first) {
        /* "Of the 64,000 jobs in the district, 18% …" */
        const SbMention *whole = sb_scene_mention(scene, scene->first);
        guint comma = whole->end;

        while (comma < m->start && !is_word(scene, comma, " , ")) {
            comma++;
        }
        m->base = comma < m->start && whole->start <= scene->start + 4
                      ? sb_scene_words(scene, whole->low_end, comma)
                      : m->base;
        m->part_index =
            *m->base != '\0' && m->part_index < 0 ? (int)scene->first : m->part_index;
    }
    if (*m->base == '\0' && is_of_these(scene, m) && me > 0) {
        m->base = whole_before(scene, me);
    }
    /* "ships 29% of the total, machinery 18%" */
    if (*m->base == '\0' && me > scene->first &&
        sb_scene_mention(scene, me - 1)->role == SB_ROLE_SHARE &&
        m->start < sb_scene_mention(scene, me - 1)->end + 14 &&
        !scene->context->article->korean) {
        m->base = sb_scene_mention(scene, me - 1)->base;
    }
    if (part >= 0 && part != m->part_index && m->kind == SB_NAMED_PERCENT) {
        m->to_index = part;
    }
}

/* "전년 동월보다", "전년동월대비", "지난해 같은 기간" */
static gboolean
is_same_part(const SbScene *scene, const SbPeriodHit *hit)
{
    static const char *const words[] = { "동월", "동기", "동분기", "같은" };

    for (guint i = hit->start; i < hit->end; i++) {
        const SbToken *token = sb_scene_token(scene, i);

        for (gsize k = 0; token->hangul && k < G_N_ELEMENTS(words); k++) {
            if (g_strstr_len(token->text, (gssize)token->length, words[k]) != NULL) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static const char *
base_period(const SbScene *scene, const SbMention *m)
{
    const GArray *hits = scene->context->periods;

    for (guint k = 0; k < hits->len; k++) {
        const SbPeriodHit *hit = &g_array_index(hits, SbPeriodHit, k);

        if ((hit->base || is_word(scene, hit->start - 1, " of ")) &&
            hit->start > m->end + 1 && is_word(scene, m->end, " above below ") &&
            hit->start < m->end + 8) {
            return sb_arena_strdup(scene->context->arena, hit->period);
        }
        if (hit->base && hit->start + 14 > m->start && hit->start < m->end + 14) {
            /* "전년 동월": the same month of the year before */
            g_autofree char *same =
                strlen(hit->period) == 4 && is_same_part(scene, hit) &&
                        strlen(m->period) > 4 && strlen(m->period) <= 15
                    ? sb_period_shift_years(m->period, -1)
                    : NULL;

            return sb_arena_strdup(scene->context->arena,
                same != NULL && g_str_has_prefix(same, hit->period) ? same : hit->period);
        }
    }
    return "";
}

/* "on-year", "from a year earlier": against the same period of the year before */
static gboolean
is_on_year(const SbScene *scene, const SbMention *m)
{
    for (guint i = m->end; i < scene->end && i < m->end + 6; i++) {
        gboolean apart = is_word(scene, i, " year ") &&
                         is_word(scene, i + 1, " on over ") &&
                         is_word(scene, i + 2, " year ");

        if (apart || is_word(scene, i, " year-on-year on-year yoy y/y year-over-year ") ||
            (is_word(scene, i, " previous preceding prior ") &&
                is_word(scene, i + 1, " year ")) ||
            (is_word(scene, i, " year ") &&
                is_word(scene, i + 1, " earlier ago before "))) {
            return TRUE;
        }
        if (sb_scene_mention_at(scene, i) >= 0) {
            return FALSE;
        }
    }
    return FALSE;
}

static void
relate_growth(SbScene *scene, guint me)
{
    SbMention *m = sb_scene_mention(scene, me);
    SbMention *next = me + 1 < scene->last ? sb_scene_mention(scene, me + 1) : NULL;
    SbMention *after = me + 2 < scene->last ? sb_scene_mention(scene, me + 2) : NULL;

    m->base = base_period(scene, m);
    if (is_on_year(scene, m) &&
        is_word(scene, m->end, " higher lower more less above below ")) {
        m->base = ""; /* "up 3% from May and 2% higher than a year earlier" */
    }
    if (*m->period != '\0' &&
        ((*m->base == '\0' && is_on_year(scene, m)) || strcmp(m->base, m->period) == 0)) {
        g_autofree char *before = sb_period_shift_years(m->period, -1);

        m->base =
            before != NULL ? sb_arena_strdup(scene->context->arena, before) : m->base;
    }
    if (next != NULL && next->role == SB_ROLE_LEVEL && next->start < m->end + 8 &&
        next->kind != SB_NAMED_TIME) {
        gboolean from = is_word(scene, next->start - 1, " from ");
        gboolean to = is_word(scene, next->start - 1, " to ");

        if (from) {
            m->from_index = (int)me + 1;
            m->base = *next->period != '\0' ? next->period : m->base;
        } else if (to) {
            m->to_index = (int)me + 1;
            if (after != NULL && is_word(scene, after->start - 1, " from ") &&
                same_money(next, after)) {
                m->from_index = (int)me + 2;
                m->base = *after->period != '\0' ? after->period : m->base;
            }
        }
    }
    for (guint k = me; k > scene->first && m->to_index < 0; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);

        if (other->role == SB_ROLE_LEVEL && other->kind != SB_NAMED_TIME) {
            if (other->from) {
                m->from_index = m->from_index < 0 ? (int)k - 1 : m->from_index;
                continue;
            }
            gboolean same_clause = m->start < other->end + 6;

            if (same_clause &&
                (m->from_index < 0 ||
                    same_money(other, sb_scene_mention(scene, (guint)m->from_index)))) {
                m->to_index = (int)k - 1;
            }
            break;
        }
    }
}

/* "40 hectares (99 acres)": one length, area, weight or warmth in two units */
static gboolean
same_measure(const SbMention *a, const SbMention *b)
{
    static const char *const table[][2] = { { "ha", "acre" }, { "km", "mi" },
        { "m", "ft" }, { "kg", "lb" }, { "t", "lb" }, { "cm", "in" }, { "mm", "in" },
        { "Cel", "[degF]" }, { "km2", "mi2" }, { "m2", "ft2" }, { "km/h", "mi/h" },
        { "m2", "pyeong" }, { "L", "[gal_us]" }, { "km2", "ha" }, { "km2", "acre" } };

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if ((strcmp(a->unit, table[i][0]) == 0 && strcmp(b->unit, table[i][1]) == 0) ||
            (strcmp(a->unit, table[i][1]) == 0 && strcmp(b->unit, table[i][0]) == 0)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "499.6 billion yen (about 4.52 trillion won)", "900 million rupees, or $10 million" */
static void
relate_conversion(SbScene *scene, guint me)
{
    SbMention *m = sb_scene_mention(scene, me);

    if (me == scene->first || (m->kind != SB_NAMED_MONEY && m->kind != SB_NAMED_PERCENT &&
                                  m->kind != SB_NAMED_MEASURE)) {
        return;
    }
    const SbMention *before = sb_scene_mention(scene, me - 1);

    if (m->kind == SB_NAMED_PERCENT && before->number.fraction &&
        is_word(scene, before->end, " ( ") && m->start <= before->end + 2) {
        m->role = before->role; /* "more than half (53%)" */
        m->indicator = before->indicator;
        m->base = before->base;
        return;
    }

    gboolean money = m->kind == SB_NAMED_MONEY && before->kind == SB_NAMED_MONEY &&
                     !same_money(before, m);
    gboolean or
        = is_word(scene, before->end, " , ") && is_word(scene, before->end + 1, " or ");

    if (!(money || (is_word(scene, before->end, " ( ") && same_measure(before, m))) ||
        !(or || is_word(scene, before->end, " ( [ or ")) || m->start > before->end + 4) {
        return;
    }
    m->convert_index = (int)me - 1;
    m->converts = TRUE;
    m->indicator = before->indicator;
    m->place = before->place;
    m->place_code = before->place_code;
    m->place_carried = before->place_carried;
    m->period = before->period;
    m->modality = before->modality;
    m->role = before->role;
}

/* "$13.011 billion and … at $10.551": a sibling lacks its scale word. */
static void
mark_scale(SbScene *scene, guint me)
{
    SbMention *m = sb_scene_mention(scene, me);

    if (m->kind != SB_NAMED_MONEY || m->number.has_scale ||
        strchr(m->unit, '/') != NULL || m->number.value.exponent >= 0 ||
        m->role != SB_ROLE_LEVEL) {
        return;
    }
    for (guint k = me; k > scene->context->paragraph && k + 4 > me; k--) {
        const SbMention *other = sb_scene_mention(scene, k - 1);

        if (same_money(other, m) && other->number.has_scale && other->number.scale >= 6 &&
            (m->value.exponent < -2 || m->value.coefficient < 1000)) {
            m->scale_missing = TRUE;
        }
    }
}

void
sb_context_relation(SbScene *scene)
{
    for (guint i = scene->first; i < scene->last; i++) {
        SbMention *m = sb_scene_mention(scene, i);

        relate_conversion(scene, i);
        mark_scale(scene, i);
        if (m->role == SB_ROLE_SHARE) {
            relate_share(scene, i);
        } else if (m->role == SB_ROLE_GROWTH || m->role == SB_ROLE_CHANGE) {
            relate_growth(scene, i);
        }
    }
}
