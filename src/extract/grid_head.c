/*
 * In: the text of a head, label or caption.  Out: its unit, period, place and
 * the words that are left (grid_head.h).
 */
#include "extract/grid_head.h"

#include <string.h>

typedef struct {
    SbContext *context;
    SbMentionSetting setting;
    const SbTokens *tokens;
    SbGridHead *head;
} Reader;

static const SbToken *
at(const Reader *r, guint i)
{
    return sb_token_at(r->tokens, i);
}

static inline G_ALWAYS_INLINE gboolean
is(const Reader *r, guint i, guint end, const char *list)
{
    return i < end && sb_token_in(at(r, i), list);
}

/* --- units: "trillion yuan", "10,000's of people", "백만 달러", "%" --- */

/* "billion", "billions", "백만달러" at token i: the power; tokens taken */
static int
scale_word(const Reader *r, guint i, guint *taken)
{
    const SbToken *token = at(r, i);
    const SbNumeral *numeral = token->word != NULL ? token->word->numeral : NULL;

    *taken = 0;
    if (numeral == NULL && token->length > 4 && token->folded[token->length - 1] == 's') {
        numeral = sb_numeral_word(token->folded, token->length - 1);
    }
    if (numeral == NULL || token->hangul ||
        (numeral->kind != SB_NUMERAL_LARGE && numeral->kind != SB_NUMERAL_SMALL)) {
        return 0;
    }
    *taken = 1;
    return numeral->value;
}

static gboolean
read_hangul_unit(const Reader *r, guint i, guint end, SbGridUnit *unit, guint *next)
{
    const SbToken *token = at(r, i);
    const char *text = token->text;
    size_t left = token->length, n;
    const SbNumeral *scale;

    while (left > 0 && (scale = sb_numeral_scale_at(text, left, &n)) != NULL) {
        unit->power += scale->value;
        text += n;
        left -= n;
    }
    *next = i + 1;
    if (left == 0) {
        if (i + 1 >= end || !at(r, i + 1)->hangul) {
            return unit->power > 0;
        }
        text = at(r, i + 1)->text;
        left = at(r, i + 1)->length;
        *next = i + 2;
    }
    const SbUnitName *name = sb_lexicon_korean_unit(r->setting.lexicon, text, left, &n);

    if (name == NULL || n != left) {
        return FALSE;
    }
    unit->code = name->code;
    unit->kind = name->kind;
    unit->power += name->power;
    return TRUE;
}

/* "USD", "US$", "won", "people" at token i */
static gboolean
read_name(const Reader *r, guint i, guint end, SbGridUnit *unit, guint *next)
{
    guint taken;
    const SbToken *token = i < end ? at(r, i) : NULL;

    if (token == NULL) {
        return FALSE;
    }
    const SbUnitName *name = sb_unit_find_at(&r->setting, i, end, &taken);
    const char *sign = sb_lexicon_before(r->setting.lexicon, token->text, token->length);

    if (name != NULL) {
        *unit = (SbGridUnit){ name->code, name->kind, unit->power + name->power };
        *next = i + taken;
        return TRUE;
    }
    if (sign != NULL && token->length > 1 - (token->kind == SB_TOKEN_SIGN)) {
        *unit = (SbGridUnit){ sign, SB_NAMED_MONEY, unit->power };
        *next = i + 1;
        return TRUE;
    }
    g_autofree char *one = token->kind == SB_TOKEN_WORD
                               ? sb_lexicon_singular(token->folded, token->length)
                               : NULL;

    if (one != NULL && (i + 1 >= end || !at(r, i + 1)->space || !at(r, i + 1)->capital)) {
        *unit = (SbGridUnit){ sb_arena_printf(r->context->arena, "{%s}", one),
            SB_NAMED_COUNT, unit->power };
        *next = i + 1;
        return TRUE;
    }
    return FALSE;
}

/* One unit at tokens [i, end), all of it; FALSE when it is none. */
static gboolean
read_unit(const Reader *r, guint i, guint end, SbGridUnit *unit)
{
    guint next = i, taken;
    SbNumber number;

    *unit = (SbGridUnit){ NULL, SB_NAMED_COUNT, 0 };
    while (is(r, i, end, " in unit units : 단위 the ( ")) {
        i++;
    }
    if (i >= end) {
        return FALSE;
    }
    gboolean signed_first =
        read_name(r, i, end, unit, &next) && unit->kind == SB_NAMED_MONEY;

    i = signed_first ? next : i;
    if (!signed_first) {
        unit->code = NULL;
        unit->power = 0;
    }
    if (!signed_first && i < end && at(r, i)->kind == SB_TOKEN_NUMBER &&
        sb_number_read(r->tokens, i, end, &number) && number.value.exponent >= 0) {
        int64_t c = number.value.coefficient;

        unit->power = number.value.exponent;
        for (; c >= 10 && c % 10 == 0; c /= 10) {
            unit->power++;
        }
        if (c != 1) {
            return FALSE;
        }
        i = number.end;
    }
    for (int power; i < end && (power = scale_word(r, i, &taken), taken > 0);
         i += taken) {
        unit->power += power;
    }
    while (is(r, i, end, " 's s of ' - ")) {
        i++;
    }
    if (i >= end) {
        return unit->power > 0 || unit->code != NULL;
    }
    if (signed_first) {
        return FALSE;
    }
    if (at(r, i)->hangul && at(r, i)->unit == NULL) {
        return read_hangul_unit(r, i, end, unit, &next);
    }
    if (!read_name(r, i, end, unit, &next)) {
        return FALSE;
    }
    /* "% change", "% of GDP", "t per year" */
    return next >= end || unit->kind == SB_NAMED_PERCENT || is(r, next, end, " ) per / ");
}

static void
note_unit(const Reader *r, const SbGridUnit *unit)
{
    if (unit->kind == SB_NAMED_PERCENT && unit->code != NULL) {
        r->head->percent = *unit;
    } else if (r->head->level.code == NULL && (unit->code != NULL || unit->power > 0)) {
        r->head->level = *unit;
    }
}

/* Units in tokens [start, end), parted by commas; FALSE when one is no unit. */
static gboolean
read_units(const Reader *r, guint start, guint end)
{
    guint from = start;
    gboolean any = FALSE;

    for (guint i = start; i <= end; i++) {
        if (i < end && !sb_token_in(at(r, i), " , ; · / ")) {
            continue;
        }
        SbGridUnit unit;

        if (i > from && read_unit(r, from, i, &unit)) {
            note_unit(r, &unit);
            any = TRUE;
        } else if (i > from && !any) {
            return FALSE;
        }
        from = i + 1;
    }
    return any;
}

/* --- the rest --- */

static void
read_flags(const Reader *r, guint i)
{
    SbGridHead *head = r->head;
    const SbToken *token = at(r, i);

    head->share |= sb_token_has(token, SB_WORD_SHARE);
    head->growth |=
        sb_token_in(token, " growth change yoy y/y increase decrease rise qoq mom ") ||
        (token->hangul && (strstr(token->text, "증가율") != NULL ||
                              strstr(token->text, "증감") != NULL ||
                              strstr(token->text, "성장률") != NULL ||
                              strstr(token->text, "대비") != NULL));
    head->rank |= sb_token_in(token, " rank ranking 순위 ");
    head->number |= sb_token_in(token, " no no. # 번호 연번 ");
    head->year |= sb_token_in(token, " year 연도 년도 established founded since ");
    head->total |=
        i < 2 && sb_token_in(token, " total totals sum overall all nationwide 계 합계 "
                                    "총계 전체 소계 전국 합 subtotal ");
}

/* "Percentage of total national population": the whole, and what is shared */
static void
read_whole(const Reader *r, const SbScene *scene, guint end)
{
    for (guint i = 0; i < end; i++) {
        if (!is(r, i, end, " of in ") || !r->head->share) {
            continue;
        }
        guint stop = end;

        while (stop > i + 2 && g_str_has_suffix(at(r, stop - 1)->folded, "ed")) {
            stop--;
        }
        r->head->whole = sb_scene_words(scene, i + 1, stop);
        r->head->phrase = sb_scene_phrase(scene, i + 1, stop);
        return;
    }
}

static void
read_place(const Reader *r, const char *outer)
{
    const GArray *hits = r->context->places;
    g_autofree char *joined =
        *outer != '\0' ? g_strdup_printf("%s %s", r->head->words, outer) : NULL;
    const SbPlaceCode *part = joined != NULL && strlen(r->head->words) < 24
                                  ? sb_codes_place_named(r->context->codes, joined)
                                  : NULL;

    if (part != NULL) {
        r->head->place = r->context->article->korean ? part->ko : part->en;
        r->head->place_code = part->code;
        r->head->phrase = "";
        return;
    }
    for (guint i = 0; i < hits->len; i++) {
        const SbPlaceHit *hit = &g_array_index(hits, SbPlaceHit, i);

        if (strcmp(hit->code, "X-REG-world") != 0) {
            r->head->place = hit->name;
            r->head->place_code = hit->code;
            return;
        }
    }
}

static void
read_figure(const Reader *r, guint end)
{
    const GArray *hits = r->context->periods;

    if (hits->len != 1) {
        return;
    }
    const SbPeriodHit *hit = &g_array_index(hits, SbPeriodHit, 0);
    SbNumber number;

    if (hit->start == 0 && hit->end < end && at(r, hit->end)->kind == SB_TOKEN_NUMBER &&
        sb_number_read(r->tokens, hit->end, end, &number) && !number.malformed &&
        number.end == end) {
        r->head->has_figure = TRUE;
        r->head->figure = number.value;
        r->head->figure_span =
            (SbSpan){ at(r, hit->end)->span.start, at(r, end - 1)->span.end };
    }
}

/* Cuts "(trillion yuan, %)" off the end; returns where the words end. */
static guint
cut_units(const Reader *r, guint end)
{
    guint open = end;

    for (guint i = 0; i < end; i++) {
        if (sb_token_in(at(r, i), " ( [ ")) {
            open = i;
        }
    }
    if (open < end) {
        guint close = open + 1;

        while (close < end && !sb_token_in(at(r, close), " ) ] ")) {
            close++;
        }
        if (read_units(r, open + 1, close)) {
            return open;
        }
        return end;
    }
    for (guint i = 0; i < end; i++) {
        if (i > 0 && is(r, i, end, " , : ") && read_units(r, i + 1, end)) {
            return i;
        }
    }
    /* "단위: 백만 달러", "in millions", "%" by itself */
    gboolean line = is(r, 0, end, " in unit units 단위 % ");

    if ((line || end <= 2) && r->context->periods->len == 0 && read_units(r, 0, end)) {
        SbGridUnit *unit = &r->head->level;

        unit->weak = !line && unit->code != NULL && unit->code[0] == '{';
        if (unit->weak && (sb_token_has(at(r, end - 1), SB_WORD_VERB | SB_WORD_ARTICLE) ||
                              is(r, end - 1, end,
                                  " sales revenues earnings assets deposits loans "
                                  "reserves funds regions goods "))) {
            *unit = (SbGridUnit){ NULL, SB_NAMED_COUNT, 0, FALSE };
        }
        return line ? 0 : end;
    }
    return end;
}

SbGridHead
sb_grid_head_read(
    SbContext *context, const SbMentionSetting *setting, SbSpan span, const char *outer)
{
    SbGridHead head = { "", "", "", "", "", { NULL, SB_NAMED_COUNT, 0 },
        { NULL, SB_NAMED_COUNT, 0 }, .whole = "" };

    if (span.start >= span.end) {
        return head;
    }
    g_autoptr(SbArena) scratch = sb_arena_new();
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(SbSpan));

    g_array_append_val(runs, span);
    SbTokens tokens =
        sb_token_read(context->article->text, runs, setting->lexicon, scratch);
    Reader r = { context, *setting, &tokens, &head };
    guint end = tokens.tokens->len;
    SbScene scene = { context, &r.setting, 0, end, context->all->len, context->all->len };

    r.setting.tokens = &tokens;
    g_array_set_size(context->places, 0);
    g_array_set_size(context->periods, 0);
    sb_context_place_hits(context, &r.setting, 0, end);
    sb_context_period_hits(
        &r.setting, context->article->info.date, 0, end, context->periods);
    end = cut_units(&r, end);
    head.words = sb_scene_words(&scene, 0, end);
    head.phrase = sb_scene_phrase(&scene, 0, end);
    for (guint i = 0; i < tokens.tokens->len; i++) {
        read_flags(&r, i);
    }
    read_whole(&r, &scene, end);
    read_place(&r, outer);
    read_figure(&r, end);
    if (context->periods->len == 1) {
        head.period = sb_arena_strdup(
            context->arena, g_array_index(context->periods, SbPeriodHit, 0).period);
    }
    head.place = sb_arena_strdup(context->arena, head.place);
    head.place_code = sb_arena_strdup(context->arena, head.place_code);
    sb_tokens_clear(&tokens);
    return head;
}

void
sb_grid_head_join(SbContext *context, SbGridHead *head, const SbGridHead *above)
{
    if (*above->phrase != '\0' && strcmp(above->phrase, head->phrase) != 0) {
        head->phrase =
            *head->phrase == '\0' || head->growth || head->share || head->has_figure
                ? above->phrase
                : sb_arena_printf(context->arena, "%s %s", above->phrase, head->phrase);
    }
    head->words = *head->words != '\0' ? head->words : above->words;
    head->period = *head->period != '\0' ? head->period : above->period;
    if (*head->place == '\0') {
        head->place = above->place;
        head->place_code = above->place_code;
    }
    head->level =
        head->level.code != NULL || head->level.power != 0 ? head->level : above->level;
    head->percent = head->percent.code != NULL ? head->percent : above->percent;
    head->share |= above->share;
    head->growth |= above->growth;
    head->rank |= above->rank;
    head->whole = *head->whole != '\0' ? head->whole : above->whole;
}
