/*
 * In: the text of a head, label or caption.  Out: its unit, period, place and
 * the words that are left (grid_head.h).
 */
#include "extract/grid_head.h"

#include <string.h>

#include "extract/grid_words.h"
#include "extract/rows.h"

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

/* "billion", "billions", and behind a currency (brief) "m", at token i: the power;
 * tokens taken */
static int
scale_word(const Reader *r, guint i, gboolean brief, guint *taken)
{
    const SbToken *token = at(r, i);
    const SbNumeral *numeral = token->word != NULL ? token->word->numeral : NULL;

    *taken = 0;
    if (numeral == NULL && token->length > 4 && token->folded[token->length - 1] == 's') {
        numeral = sb_numeral_word(token->folded, token->length - 1);
    }
    if (numeral == NULL || token->hangul ||
        (numeral->kind != SB_NUMERAL_LARGE && numeral->kind != SB_NUMERAL_SMALL &&
            !(brief && numeral->kind == SB_NUMERAL_SHORT))) {
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

/* What may stand before a unit: "in", "share in", "전년동기대비". */
#define UNIT_FILLERS                                                                                                \
    " in unit units : 단위 the ( share shares growth change changes rate rates ratio "                            \
    "ratios 비중 증감률 전년 전기 전월 전분기 동기 동월 대비 증가율 구성비 전년대비 " \
    "전년동기대비 전년동월대비 전기대비 전월대비 전분기대비 전년비 전기비 yoy mom qoq "

/* One unit at tokens [i, end), all of it; FALSE when it is none. */
static gboolean
read_unit(const Reader *r, guint i, guint end, SbGridUnit *unit)
{
    guint next = i, taken;
    SbNumber number;

    *unit = (SbGridUnit){ NULL, SB_NAMED_COUNT, 0 };
    while (is(r, i, end, UNIT_FILLERS)) {
        i++;
    }
    if (i >= end) {
        return FALSE;
    }
    gboolean signed_first =
        read_name(r, i, end, unit, &next) && unit->kind == SB_NAMED_MONEY;

    if (signed_first && is(r, next, end, " / per ")) {
        signed_first = FALSE;
    }
    i = signed_first ? next : i;
    if (!signed_first) {
        unit->code = NULL;
        unit->power = 0;
    }
    guint apostrophe = is(r, i, end, " ' ‘ ’ ` ");

    if (i + apostrophe < end && g_str_has_prefix(at(r, i + apostrophe)->text, "000")) {
        i += apostrophe; /* "'000", "£000", "000,000" */
        unit->power += at(r, i)->length >= 7 ? 6 : 3;
        i++;
    } else if (!signed_first && i < end && at(r, i)->kind == SB_TOKEN_NUMBER &&
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
    for (int power;
         i < end && (power = scale_word(r, i, signed_first, &taken), taken > 0);
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
    int own = 0;
    gboolean hyphen;
    const char *whole =
        sb_unit_find_behind(&r->setting, i, end, &unit->kind, &own, &taken, &hyphen);

    if (whole != NULL && i + taken == end && taken > 1) {
        unit->code = whole; /* "won per kg" */
        unit->power += own;
        return TRUE;
    }
    unit->kind = SB_NAMED_COUNT;
    if (at(r, i)->hangul && at(r, i)->unit == NULL) {
        return read_hangul_unit(r, i, end, unit, &next);
    }
    if (!read_name(r, i, end, unit, &next)) {
        return FALSE;
    }
    if (unit->kind == SB_NAMED_MONEY && is(r, next, end, " / per ")) {
        SbGridUnit per = { NULL, SB_NAMED_COUNT, 0, FALSE }; /* "won/US$" */
        guint behind;

        if (read_name(r, next + 1, end, &per, &behind) && behind == end &&
            per.kind == SB_NAMED_MONEY) {
            unit->code =
                sb_arena_printf(r->context->arena, "%s/%s", unit->code, per.code);
            return TRUE;
        }
    }
    /* "% change", "% of GDP", "t per year" */
    return next >= end || unit->kind == SB_NAMED_PERCENT || is(r, next, end, " ) per / ");
}

static void
note_unit(const Reader *r, const SbGridUnit *unit)
{
    if (unit->kind == SB_NAMED_PERCENT && unit->code != NULL) {
        r->head->percent = *unit;
        return;
    }
    if (unit->code == NULL && unit->power == 0) {
        return;
    }
    if (r->head->level.code == NULL) {
        r->head->level = *unit;
    }
    if (r->head->units < SB_GRID_UNITS) {
        r->head->levels[r->head->units++] = *unit;
    }
}

/* "전기대비", "seasonally adjusted", "2020 = 100": may stand beside a unit */
static gboolean
is_remark(const Reader *r, guint start, guint end)
{
    for (guint i = start; i < end; i++) {
        if (sb_token_in(at(r, i),
                " = yoy qoq mom share growth change seasonally adjusted "
                "period current constant year ") ||
            (strstr(at(r, i)->text, "대비") != NULL ||
                strstr(at(r, i)->text, "기준") != NULL ||
                strstr(at(r, i)->text, "조정") != NULL ||
                strstr(at(r, i)->text, "비중") != NULL ||
                strstr(at(r, i)->text, "계열") != NULL ||
                strstr(at(r, i)->text, "기비") != NULL ||
                strstr(at(r, i)->text, "월비") != NULL)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A unit that no noun could be taken for: "million", "EUR", "t", "persons" */
static gboolean
is_certain(const SbGridUnit *unit)
{
    return unit->kind != SB_NAMED_TIME &&
           (unit->kind != SB_NAMED_COUNT || unit->power > 0 ||
               g_strcmp0(unit->code, "{person}") == 0);
}

/* The same, but it may say what it is for: "rates in percent", "change on year in %",
 * "million litres for volume", "tonnes unless otherwise stated". */
static gboolean
read_named_unit(const Reader *r, guint start, guint end, SbGridUnit *unit)
{
    for (guint i = start + 1; i < end; i++) {
        if (is(r, i, end, " unless except excluding ")) {
            end = i;
        }
    }
    if (read_unit(r, start, end, unit)) {
        return TRUE;
    }
    for (guint i = start + 1; i + 1 < end; i++) {
        gboolean in = is(r, i, end, " in ");

        if (!in && !is(r, i, end, " for ")) {
            continue;
        }
        guint from = in ? i + 1 : start, to = in ? end : i;
        SbSpan what = { at(r, in ? start : i + 1)->span.start,
            at(r, (in ? i : end) - 1)->span.end };

        if (read_unit(r, from, to, unit) && is_certain(unit)) {
            const char *words = sb_rows_squeeze(
                r->context->article->text, what.start, what.end, TRUE, r->context->arena);
            g_autofree char *folded = g_utf8_strdown(words, -1);

            unit->what = sb_arena_strdup(r->context->arena, folded);
            return TRUE;
        }
    }
    return FALSE;
}

/* Units in tokens [start, end), parted by commas; FALSE when one is no unit. */
static gboolean
read_units(const Reader *r, guint start, guint end)
{
    guint from = start;
    gboolean any = FALSE;

    for (guint i = start; i <= end; i++) {
        if (i < end && !sb_token_in(at(r, i), " , ; · ")) {
            continue;
        }
        SbGridUnit unit;

        if (i > from && read_named_unit(r, from, i, &unit)) {
            note_unit(r, &unit);
            any = TRUE;
        } else if (i > from && !any && !is_remark(r, from, i)) {
            return FALSE;
        }
        from = i + 1;
    }
    return any;
}

/* --- the rest --- */

static void
read_flags(SbGridHead *head, const char *text)
{
    head->share = sb_grid_words_has(text, SB_TABLE_SHARE);
    head->growth = sb_grid_words_has(text, SB_TABLE_GROWTH);
    head->change = sb_grid_words_has(text, SB_TABLE_CHANGE);
    head->ratio = sb_grid_words_has(text, SB_TABLE_RATIO);
    head->rank = sb_grid_words_has(text, SB_TABLE_RANK);
    head->mean = sb_grid_words_has(text, SB_TABLE_MEAN);
    head->number = sb_grid_words_is(text, SB_TABLE_NUMBER);
    head->year = sb_grid_words_has(text, SB_TABLE_YEAR);
    head->base = sb_grid_words_has(text, SB_TABLE_YEAR_AGO)      ? SB_GRID_BASE_YEAR
                 : sb_grid_words_has(text, SB_TABLE_QUARTER_AGO) ? SB_GRID_BASE_QUARTER
                 : sb_grid_words_has(text, SB_TABLE_MONTH_AGO)   ? SB_GRID_BASE_MONTH
                 : sb_grid_words_has(text, SB_TABLE_BEFORE)      ? SB_GRID_BASE_BEFORE
                                                                 : SB_GRID_BASE_NONE;
}

/* Is it the label of a total: "Total", "Total exports", "수출 합계"? */
static void
read_total(SbGridHead *head, const char *words)
{
    g_autofree char *folded = g_utf8_strdown(words, -1);
    char *first = g_strstrip(folded);
    g_autofree char *word = g_strndup(first, strcspn(first, " ,"));

    head->subtotal = sb_grid_words_has(first, SB_TABLE_SUBTOTAL);
    head->total = head->subtotal || sb_grid_words_is(first, SB_TABLE_TOTAL) ||
                  strcmp(word, "total") == 0 || strcmp(word, "합계") == 0 ||
                  strcmp(word, "총계") == 0 || g_str_has_suffix(first, " 합계") ||
                  g_str_has_suffix(first, " 총계") || g_str_has_suffix(first, " total");
}

/* "Percentage of total national population": the whole, and what is shared */
static void
read_whole(const Reader *r, const SbScene *scene, guint end)
{
    gboolean share = FALSE;

    for (guint i = 0; i < end; i++) {
        share |= sb_token_has(at(r, i), SB_WORD_SHARE);
        if (!is(r, i, end, " of in ") || !share) {
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
            r->head->company = hit->company;
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

/* "EUR per month; change in %": units, one and all? */
static gboolean
all_units(const Reader *r, guint end)
{
    guint from = 0, n = 0;

    while (from < end && is(r, from, end, " * _ ")) {
        from++;
    }
    while (end > from && is(r, end - 1, end, " * _ ")) {
        end--;
    }
    for (guint i = from; i <= end; i++) {
        SbGridUnit unit;

        if (i < end && !is(r, i, end, " , ; ")) {
            continue;
        }
        if (!read_named_unit(r, from, i, &unit) || !is_certain(&unit)) {
            return FALSE;
        }
        from = i + 1;
        n++;
    }
    return n > 1 && r->context->periods->len == 0;
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
        for (guint i = 1; close + 1 >= end && i < open; i++) {
            if (is(r, i, open, " , ") && read_units(r, i + 1, open)) {
                return i; /* "Trade, EUR bn (not seasonally adjusted)" */
            }
        }
        return end;
    }
    if (all_units(r, end)) {
        guint marks = is(r, 0, end, " * _ ");

        return read_units(r, marks, end - marks) ? 0 : end;
    }
    for (guint i = 0; i < end; i++) {
        if (i > 0 && is(r, i, end, " , : ") && read_units(r, i + 1, end)) {
            return i;
        }
    }
    /* "Change %", "Share %" */
    if (end > 1 && (is(r, end - 1, end, " % ") || at(r, end - 1)->unit != NULL) &&
        read_units(r, end - 1, end)) {
        return end - 1;
    }
    for (guint i = 0; i < end; i++) {
        if (is(r, i, end, " % ") && read_units(r, i, i + 1)) {
            return end;
        }
    }
    /* "단위: 백만 달러", "in millions", "%" by itself */
    gboolean line = is(r, 0, end, " in unit units 단위 % ( [ ");

    for (guint i = 1; i < end && end <= 4; i++) {
        line |= is(r, i, end, " / per "); /* "won/US$" */
    }
    if ((line || end <= 2) && r->context->periods->len == 0 && read_units(r, 0, end)) {
        SbGridUnit *unit = &r->head->level;

        unit->weak = !line && unit->code != NULL && unit->code[0] == '{';
        if (unit->weak && (sb_token_has(at(r, end - 1), SB_WORD_VERB | SB_WORD_ARTICLE) ||
                              is(r, end - 1, end,
                                  " sales revenues earnings assets deposits loans "
                                  "reserves funds regions goods "))) {
            *unit = (SbGridUnit){ NULL, SB_NAMED_COUNT, 0, FALSE };
        }
        return line || (unit->code != NULL && unit->code[0] != '{') ? 0 : end;
    }
    return end;
}

/* The same Korean text but for blanks? */
static gboolean
same_letters(const char *a, const char *b)
{
    gboolean korean = FALSE;

    while (*a != '\0' || *b != '\0') {
        if (*a == ' ') {
            a++;
        } else if (*b == ' ') {
            b++;
        } else if (*a++ != *b++) {
            return FALSE;
        } else {
            korean |= (guchar)a[-1] >= 0xEA;
        }
    }
    return korean;
}

static char *
folded_text(SbContext *context, SbSpan span)
{
    const char *text = sb_rows_squeeze(
        context->article->text, span.start, span.end, TRUE, context->arena);

    return g_utf8_strdown(text, -1);
}

/* The time, by the reader for heads, else by that for sentences; context->periods
 * gets the tokens it stands in. */
static void
read_time(const Reader *r, SbSpan span, guint end)
{
    SbContext *context = r->context;
    g_autoptr(GArray) used = g_array_new(FALSE, FALSE, sizeof(SbSpan));
    SbGridHead *head = r->head;
    gboolean any = sb_grid_period_read(context->article->text, span, &head->time, used);

    g_array_set_size(context->periods, 0);
    if (!any && used->len == 0) {
        sb_context_period_hits(
            &r->setting, context->article->info.date, 0, end, context->periods);
        const char *text = context->article->text;

        /* "2020=100" is no time */
        for (size_t i = span.start; i < span.end && context->periods->len > 0; i++) {
            if (text[i] == '=') {
                g_array_set_size(context->periods, 0);
            }
        }
        if (context->periods->len == 1) {
            head->period = sb_arena_strdup(
                context->arena, g_array_index(context->periods, SbPeriodHit, 0).period);
        }
        return;
    }
    for (guint u = 0; u < used->len; u++) {
        SbSpan piece = g_array_index(used, SbSpan, u);
        SbPeriodHit hit = { end, 0, "", FALSE };

        for (guint i = 0; i < end; i++) {
            if (at(r, i)->span.start < piece.end && at(r, i)->span.end > piece.start) {
                hit.start = MIN(hit.start, i);
                hit.end = i + 1;
            }
        }
        if (hit.start < hit.end) {
            g_array_append_val(context->periods, hit);
        }
    }
    if (head->time.year != 0) {
        head->period = sb_grid_period_text(context->arena, &head->time, "");
    }
}

/* "Diluted earnings per common share", "주당순이익" */
static gboolean
is_per_share(const char *folded)
{
    const char *per = strstr(folded, "per "), *share = NULL;

    if (per != NULL && (per == folded || per[-1] == ' ')) {
        share = strstr(per, " share");
        share = share == NULL ? strstr(per, " unit") : share;
    }
    return (share != NULL && share - per < 24) || g_str_has_prefix(folded, "주당") ||
           strstr(folded, " 주당") != NULL;
}

/* "Table A. Percent changes in consumer prices", "Annual percentage change" */
static gboolean
is_percent_change(const char *folded)
{
    static const char *const firsts[] = { "percent change", "percentage change",
        "per cent change", "% change", "annual percent change",
        "annual percentage change", "monthly percent change",
        "monthly percentage change" };

    for (size_t i = 0; i < G_N_ELEMENTS(firsts); i++) {
        if (g_str_has_prefix(folded, firsts[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

SbGridHead
sb_grid_head_read(
    SbContext *context, const SbMentionSetting *setting, SbSpan span, const char *outer)
{
    SbGridHead head = { .words = "",
        .phrase = "",
        .place = "",
        .place_code = "",
        .period = "",
        .generic = TRUE,
        .whole = "" };

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
    sb_context_place_hits(context, &r.setting, 0, end);
    read_time(&r, span, end);
    end = cut_units(&r, end);
    head.words = sb_scene_words(&scene, 0, end);
    head.phrase = sb_scene_phrase(&scene, 0, end);
    if (same_letters(head.phrase, head.words)) {
        head.phrase = head.words; /* "65세 이상", not "65 세 이상" */
    }
    g_autofree char *folded = folded_text(context, span);

    read_flags(&head, folded);
    read_total(&head, head.words);
    head.bracketed = span.end > span.start && context->article->text[span.start] == '(';
    for (guint i = 0; i < tokens.tokens->len; i++) {
        head.people |= sb_token_has(at(&r, i), SB_WORD_PEOPLE);
    }
    read_whole(&r, &scene, end);
    read_place(&r, outer);
    read_figure(&r, end);
    g_autofree char *phrase = g_utf8_strdown(head.phrase, -1);

    g_autofree char *words = g_utf8_strdown(head.words, -1);

    head.generic = *phrase == '\0' || sb_grid_words_is(phrase, SB_TABLE_GENERIC) ||
                   sb_grid_words_is(words, SB_TABLE_GENERIC);
    head.notes = sb_grid_words_is(folded, SB_TABLE_NOTES);
    head.per_share = is_per_share(folded);
    head.index = strstr(folded, "=100") != NULL || strstr(folded, "= 100") != NULL;
    head.names_unit = strchr(folded, '(') != NULL || strstr(folded, "unit") != NULL ||
                      strstr(folded, "단위") != NULL || strchr(folded, '[') != NULL;
    if (head.level.code == NULL && head.percent.code == NULL &&
        is_percent_change(folded)) {
        head.growth = TRUE;
        head.percent = (SbGridUnit){ "%", SB_NAMED_PERCENT, 0, FALSE, NULL };
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
        gboolean alone = *head->phrase == '\0' || head->generic || head->growth ||
                         head->share || head->has_figure;

        if (alone && (!above->generic || *head->phrase == '\0')) {
            head->phrase = above->phrase;
            head->generic = above->generic;
        } else if (!above->generic) {
            head->phrase =
                sb_arena_printf(context->arena, "%s %s", above->phrase, head->phrase);
        }
    }
    head->words = *head->words != '\0' ? head->words : above->words;
    gboolean own = sb_grid_period_any(&head->time) || *head->period == '\0';

    sb_grid_period_fill(&head->time, &above->time);
    if (own && head->time.year != 0) {
        head->period = sb_grid_period_text(context->arena, &head->time, "");
    }
    head->period = *head->period != '\0' ? head->period : above->period;
    if (*head->place == '\0') {
        head->place = above->place;
        head->place_code = above->place_code;
        head->company = above->company;
    }
    head->level =
        head->level.code != NULL || head->level.power != 0 ? head->level : above->level;
    head->percent = head->percent.code != NULL ? head->percent : above->percent;
    head->share |= above->share;
    head->growth |= above->growth;
    head->paired |= above->paired;
    head->paired_growth |= above->paired_growth;
    head->change |= above->change;
    head->rank |= above->rank;
    head->mean |= above->mean;
    head->base = head->base != SB_GRID_BASE_NONE ? head->base : above->base;
    head->whole = *head->whole != '\0' ? head->whole : above->whole;
}
