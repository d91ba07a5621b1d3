/*
 * In: the mentions of a Korean sentence with "각각", their places settled.  Out: the
 * k-th amount is about the k-th of the conjuncts: "쌀, 보리, 콩 값은 각각 3%, 4%, 2%".
 *
 * Terms: the conjuncts are parted by commas, "·", "및" or the particle 와/과; the tail
 * is what the last of them has over the others ("값"), said once for all.
 */
#include <string.h>

#include "extract/context.h"
#include "extract/korean.h"

enum { MOST_CONJUNCTS = 12 };

typedef struct {
    guint start, end; /* tokens */
} Conjunct;

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

/* A noun of one syllable counts as well: 배와, 쌀과. */
static gboolean
ends(const SbScene *scene, guint i, const char *particles)
{
    const SbToken *token = sb_scene_token(scene, i);
    gboolean closed = token->length == 6 && sb_korean_closed(token->text, 3);
    gboolean joins = token->length == 6 && strstr(particles, " 와 ") != NULL &&
                     g_str_has_suffix(token->text, closed ? "과" : "와") &&
                     !sb_token_in(token, " 결과 성과 학과 통과 경과 일과 기와 ");

    return token->hangul &&
           (joins || sb_korean_ends(token->text, token->length, particles));
}

/* The amounts in a row behind token i, [*first, *last): as many as share a kind. */
static guint
amounts_behind(const SbScene *scene, guint i, guint *first)
{
    guint k = scene->first;

    while (k < scene->last && sb_scene_mention(scene, k)->start < i) {
        k++;
    }
    *first = k;
    if (k == scene->last || sb_scene_mention(scene, k)->start > i + 2) {
        return 0;
    }
    for (k++; k < scene->last; k++) {
        const SbMention *before = sb_scene_mention(scene, k - 1);
        const SbMention *m = sb_scene_mention(scene, k);

        if (m->kind != before->kind || m->start > before->end + 2 ||
            m->start == before->end ||
            !is_word(scene, before->end, " , 와 과 · 및 / 이고 , ")) {
            break;
        }
    }
    return k - *first;
}

/* The last token of what the amounts are of: the nearest subject before token i. */
static guint
subject_before(const SbScene *scene, guint i)
{
    for (guint k = i; k > scene->start && k + 8 > i; k--) {
        const SbToken *token = sb_scene_token(scene, k - 1);

        if (sb_scene_mention_at(scene, k - 1) >= 0) {
            return scene->end;
        }
        if (sb_scene_period_at(scene, k - 1) == NULL &&
            ends(scene, k - 1, " 은 는 이 가 도 을 를 의 ")) {
            return k - 1;
        }
        if (token->hangul && !token->space && k >= scene->start + 2 &&
            sb_token_in(token, " 은 는 이 가 도 을 를 의 ")) {
            return k - 2;
        }
    }
    return scene->end;
}

static gboolean
parts(const SbScene *scene, guint i)
{
    return is_word(scene, i, " , · 및 / 와 과 ");
}

/* May token i stand in a conjunct, with another token behind it? */
static gboolean
goes_on(const SbScene *scene, guint i)
{
    const SbToken *token = sb_scene_token(scene, i);

    if ((token->kind != SB_TOKEN_WORD && token->kind != SB_TOKEN_CODE) ||
        sb_scene_mention_at(scene, i) >= 0 || sb_scene_period_at(scene, i) != NULL) {
        return FALSE;
    }
    return !token->hangul ||
           sb_korean_noun(token->text, token->length) == token->length ||
           ends(scene, i, " 의 ") || sb_scene_place_at(scene, i) != NULL;
}

/* Conjuncts in order that end with token last; how many. */
static guint
find_conjuncts(const SbScene *scene, guint last, Conjunct *found)
{
    Conjunct back[MOST_CONJUNCTS];
    guint n = 1, i = last;

    back[0].end = last + 1;
    while (i > scene->start) {
        gboolean joined = ends(scene, i - 1, " 와 과 ");

        if (parts(scene, i - 1) || joined) {
            guint gap = joined ? 0 : 1;

            if (n == MOST_CONJUNCTS ||
                (!joined && (i <= scene->start + 1 || !goes_on(scene, i - 2)))) {
                break;
            }
            back[n - 1].start = i;
            back[n].end = i - gap;
            n++;
            i -= gap + 1;
            continue;
        }
        if (!goes_on(scene, i - 1)) {
            break;
        }
        i--;
    }
    back[n - 1].start = i;
    for (guint k = 0; k < n; k++) {
        found[k] = back[n - 1 - k];
    }
    return n;
}

/* Tokens [start, end) as they are written, the last one without its particle. */
static const char *
text_of(const SbScene *scene, guint start, guint end)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = start; i < end; i++) {
        const SbToken *token = sb_scene_token(scene, i);
        size_t n = i + 1 < end || !token->hangul ? token->length
                   : ends(scene, i, " 와 과 ") && token->length == 6
                       ? 3
                       : sb_korean_noun(token->text, token->length);

        if (i > start && token->space) {
            g_string_append_c(text, ' ');
        }
        g_string_append_len(text, token->text, (gssize)n);
    }
    if (g_str_has_suffix(text->str, " 수")) {
        g_string_truncate(text, text->len - strlen(" 수"));
    }
    return sb_arena_strdup(scene->context->arena, text->str);
}

static const SbPlaceHit *
place_of(const SbScene *scene, const Conjunct *conjunct)
{
    const SbPlaceHit *hit = sb_scene_place_at(scene, conjunct->start);

    return hit != NULL && hit->end >= conjunct->end ? hit : NULL;
}

/* The verb stands behind the last amount and speaks for all of them. */
static void
share_role(const SbScene *scene, guint first, guint n)
{
    const SbMention *last = sb_scene_mention(scene, first + n - 1);
    gboolean signed_last = sb_scene_token(scene, last->start)->kind == SB_TOKEN_PUNCT;

    for (guint k = first; k + 1 < first + n; k++) {
        SbMention *m = sb_scene_mention(scene, k);

        if (m->role == last->role || strcmp(m->unit, last->unit) != 0 ||
            (last->role != SB_ROLE_GROWTH && last->role != SB_ROLE_CHANGE &&
                last->role != SB_ROLE_SHARE)) {
            continue;
        }
        m->role = last->role;
        if (last->value.coefficient < 0 && !signed_last && m->value.coefficient > 0) {
            m->value = sb_decimal_negate(m->value);
        }
    }
}

static void
give(const SbScene *scene, SbMention *m, const Conjunct *conjunct, const char *tail,
    gboolean places)
{
    const SbPlaceHit *place = place_of(scene, conjunct);

    if (place != NULL || places) {
        m->place =
            place != NULL ? place->name : text_of(scene, conjunct->start, conjunct->end);
        m->place_code = place != NULL ? place->code : "";
        m->place_carried = FALSE;
        m->indicator = *tail != '\0' ? tail : m->indicator;
        return;
    }
    const char *head = text_of(scene, conjunct->start, conjunct->end);

    m->indicator = *tail == '\0'
                       ? head
                       : sb_arena_printf(scene->context->arena, "%s %s", head, tail);
}

static void
share_out(const SbScene *scene, guint at)
{
    Conjunct conjuncts[MOST_CONJUNCTS];
    guint first, n = amounts_behind(scene, at + 1, &first);
    guint subject = n >= 2 ? subject_before(scene, at) : scene->end;

    if (n < 2 || n > MOST_CONJUNCTS || subject == scene->end) {
        return;
    }
    share_role(scene, first, n);
    guint found = find_conjuncts(scene, subject, conjuncts);

    if (found != n) {
        return;
    }
    Conjunct *last = &conjuncts[n - 1];
    guint tail = last->start + (conjuncts[n - 2].end - conjuncts[n - 2].start);
    const char *said_once = "";

    if (tail < last->end && sb_scene_place_at(scene, tail) == NULL) {
        said_once = text_of(scene, tail, last->end);
        last->end = tail;
    }
    guint places = 0; /* where most are known places, the others are places too */

    for (guint k = 0; k < n; k++) {
        places += place_of(scene, &conjuncts[k]) != NULL;
    }
    for (guint k = 0; k < n; k++) {
        give(scene, sb_scene_mention(scene, first + k), &conjuncts[k], said_once,
            2 * places > n);
    }
}

void
sb_context_respective_korean(SbScene *scene)
{
    for (guint i = scene->start; i < scene->end; i++) {
        if (sb_scene_token(scene, i)->hangul && is_word(scene, i, " 각각 ")) {
            share_out(scene, i);
        }
    }
}
