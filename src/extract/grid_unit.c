/*
 * In: what the heads, the label, the unit line and the caption of a cell say.
 * Out: its unit: the nearest that fits.
 */
#include "extract/grid_unit.h"

#include <string.h>

#include "extract/grid_words.h"

/* Does a unit fit what a head says ("투자금액": money, "고용인원": persons)? */
static gboolean
fits(const SbGridUnit *unit, const char *words)
{
    static const struct {
        const char *code; /* NULL: money */
        const char *words;
    } table[] = {
        { NULL,
            "금액;액;매출;수출액;수입액;수출;수입;투자;예산;amount;value;sales;revenue;"
            "investment;exports;imports;cost" },
        { "{person}",
            "인원;고용;종사자;인구;명수;취업자;근로자;관광객;employees;jobs;persons;"
            "people;population;workers;visitors" },
        { "{company}", "기업;업체;회사;firms;companies" },
        { "{business}", "기업;업체;사업체;firms;businesses;establishments" },
        { "{case}", "건수;건;cases;projects" }, { "ha", "면적;area" },
        { "km2", "면적;area" }, { "t", "물량;중량;생산량;volume;output;production" }
    };
    g_autofree char *folded = g_utf8_strdown(words, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        gboolean kind = table[i].code == NULL ? unit->kind == SB_NAMED_MONEY
                                              : g_strcmp0(unit->code, table[i].code) == 0;
        g_auto(GStrv) parts = g_strsplit(table[i].words, ";", -1);

        for (guint k = 0; kind && parts[k] != NULL; k++) {
            if (strstr(folded, parts[k]) != NULL) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* "수출액", "Value of exports": money beside rows that are counted. */
static gboolean
is_money(const char *words)
{
    g_autofree char *folded = g_utf8_strdown(words, -1);

    return g_str_has_suffix(words, "액") || strstr(words, "금액") != NULL ||
           strstr(folded, "value") != NULL || strstr(folded, "amount") != NULL;
}

static gboolean
is_ratio(const SbGridHead *head)
{
    return head->share || head->growth || head->ratio;
}

/* "million litres for volume": is it the unit of a head "Volume"? */
static gboolean
is_for(const SbGridUnit *unit, const SbGridHead *head)
{
    g_autofree char *words = g_utf8_strdown(head->words, -1);
    gboolean any = FALSE;

    if (unit->what == NULL || *words == '\0') {
        return FALSE;
    }
    g_auto(GStrv) parts = g_strsplit(unit->what, " ", -1);

    for (guint i = 0; parts[i] != NULL && !any; i++) {
        size_t n = strlen(parts[i]);

        n -= n > 4 && parts[i][n - 1] == 's';
        parts[i][n] = '\0';
        any = n > 3 && strstr(words, parts[i]) != NULL;
    }
    return any;
}

/* "guest nights", "passengers carried": what they count, "{night}"; NULL: nothing. */
static const char *
counted_noun(const SbGrid *g, const char *phrase)
{
    static const char *const ends[] = { "by", "of", "in", "per", "for", "at", "to", "and",
        "from", "with" };
    g_auto(GStrv) words = g_strsplit(phrase, " ", 12);
    const char *noun = NULL;

    for (guint i = 0; words[i] != NULL; i++) {
        if (g_strv_contains((const char *const *)ends, words[i])) {
            break;
        }
        noun = noun != NULL && g_str_has_suffix(words[i], "ed") ? noun : words[i];
    }
    if (noun == NULL || !g_str_has_suffix(noun, "s") ||
        sb_grid_words_is(noun, SB_TABLE_UNCOUNTED)) {
        return NULL;
    }
    g_autofree char *one = sb_lexicon_singular(noun, strlen(noun));

    return one != NULL ? sb_arena_printf(g->context->arena, "{%s}", one) : NULL;
}

/* Which of "(개사, 억원, 명)": as many as columns of levels, in their order; else
 * by what the head says. */
static const SbGridUnit *
one_of(const SbGrid *g, const SbGridHead *from, guint column, const SbGridHead *label)
{
    guint at = 0, all = 0;

    for (guint i = 0; i < from->units; i++) {
        if (is_for(&from->levels[i], &g->column[column]) ||
            is_for(&from->levels[i], label)) {
            return &from->levels[i];
        }
    }
    if (from->units < 2) {
        return &from->level;
    }
    for (guint i = 0; i < from->units; i++) {
        if (fits(&from->levels[i], g->column[column].words)) {
            return &from->levels[i];
        }
    }
    for (guint i = 0; g->fields && i < from->units; i++) {
        if (from->levels[i].kind == SB_NAMED_MONEY && is_money(label->words)) {
            return &from->levels[i];
        }
    }
    for (guint c = g->stubs; c < g->columns; c++) {
        if (!is_ratio(&g->column[c]) && (int)c != g->unit_column) {
            at += c < column;
            all++;
        }
    }
    return all % from->units == 0 ? &from->levels[at % from->units] : &from->level;
}

/* A head that says only %, such as "(%)", speaks for all its cells. */
static gboolean
only_percent(const SbGridHead *head)
{
    return head->percent.code != NULL && head->level.code == NULL &&
           head->level.power == 0;
}

/* "(thousand persons, rates in %)" */
static gboolean
says_both(const SbGridHead *head)
{
    return head->percent.code != NULL &&
           (head->level.code != NULL || head->level.power != 0);
}

/* "Employees (full-time equivalent)": persons, whatever the unit of the table. */
static gboolean
counts(const SbGridHead *head)
{
    const char *phrase = head->phrase;
    g_autofree char *words = g_utf8_strdown(head->words, -1);

    words[strcspn(words, "(,")] = '\0';
    return sb_grid_words_is(g_strstrip(words), SB_TABLE_COUNTED_PERSONS) ||
           sb_grid_words_is(phrase, SB_TABLE_COUNTED_PERSONS) ||
           strstr(words, "number of employees") != NULL ||
           g_str_has_prefix(phrase, "employees full-time");
}

/* "(in thousands, except per share data)" */
static SbGridUnit
per_share(const SbGrid *g, const SbGridUnit *unit)
{
    gboolean plain = unit->code != NULL && unit->kind == SB_NAMED_MONEY &&
                     strchr(unit->code, '/') == NULL;

    return (SbGridUnit){
        plain ? sb_arena_printf(g->context->arena, "%s/{share}", unit->code) : unit->code,
        unit->kind, 0, FALSE
    };
}

static gboolean
label_has(const SbGridHead *label, SbTableWord word)
{
    g_autofree char *words = g_utf8_strdown(label->words, -1);

    return sb_grid_words_has(words, word);
}

/* "Participation rate" in a table of thousands: in percent, and what it changed by in
 * percentage points.  Exchange rates and multiples are none. */
static gboolean
is_rate(const char *label)
{
    static const char *const others[] = { "exchange", "per ", "환율", "price", "growth",
        "성장", "증가", "증감", "tax" };
    static const char *const ends[] = { "rate", "ratio", "rates", "ratios", "률", "율" };
    g_autofree char *words = g_utf8_strdown(label, -1);
    gboolean rate = FALSE;

    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        rate |= g_str_has_suffix(words, ends[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        rate &= strstr(words, others[i]) == NULL;
    }
    return rate;
}

void
sb_grid_unit_group(SbGridHead *label, const char *group)
{
    g_autofree char *words = g_utf8_strdown(group, -1);

    label->per_share |=
        strstr(words, "per share") != NULL || strstr(words, "주당") != NULL;
    label->of_rate = label->level.code == NULL && is_rate(words);
    label->of_shares = sb_grid_words_has(words, SB_TABLE_COUNTED_SHARES) &&
                       strstr(words, "per share") == NULL;
}

/* "(in thousands, except share data)" */
static SbGridUnit
shares(const SbGrid *g)
{
    const char *line = g->setting.text + g->unit_span.start;
    gssize length = (gssize)(g->unit_span.end - g->unit_span.start);
    gboolean plain = g_strstr_len(line, length, "except share") != NULL ||
                     g_strstr_len(line, length, "except number") != NULL;
    int power = g->unit_line.level.power;

    power = power == 0 ? g->corner.level.power : power;
    power = power == 0 ? g->caption.level.power : power;
    return (SbGridUnit){ "{share}", SB_NAMED_COUNT, plain ? 0 : power, FALSE };
}

static SbGridUnit
points(const SbGridHead *head)
{
    gboolean change = head->change && !head->growth && head->percent.code == NULL;

    return (SbGridUnit){ change ? "pp" : "%", SB_NAMED_PERCENT, 0, FALSE };
}

SbGridUnit
sb_grid_unit_for(const SbGrid *g, guint c, const SbGridHead *label,
    const SbGridHead *unit, gboolean second)
{
    const SbGridHead *head = &g->column[c];
    const SbGridHead *heads[] = { unit, label, head, c > 0 ? &g->corner : &g->column[c],
        &g->unit_line, &g->caption };
    gboolean percent = second || head->share || head->growth || label->growth ||
                       head->time.change || (label->share && label->generic) ||
                       (label->bracketed && label->percent.code != NULL);
    gboolean mixed = says_both(&g->unit_line) || says_both(&g->caption);
    gboolean own = head->level.code != NULL && !head->level.weak && !second;
    int power = 0;

    g_autofree char *words = label->level.weak ? g_utf8_strdown(label->words, -1) : NULL;

    if (!percent && words != NULL && sb_grid_words_is(words, SB_TABLE_COUNTED)) {
        return label->level;
    }
    percent |= !own && mixed && label->ratio && label->level.code == NULL;
    percent |= !own && head->ratio && head->level.code == NULL;
    percent |= only_percent(head) && !head->index && !head->paired;
    gboolean counted = !percent && (counts(head) || counts(label));
    gboolean rated =
        (label->of_rate || is_rate(label->words)) && head->level.code == NULL && !second;

    if (!percent && label->level.code == NULL && unit->level.code == NULL &&
        (label->of_shares || label_has(label, SB_TABLE_COUNTED_SHARES)) &&
        !label->per_share) {
        return shares(g);
    }
    if (rated && points(head).code[0] == 'p' && label->level.code == NULL &&
        unit->level.code == NULL) {
        return points(head);
    }
    if (head->index && !second && unit->level.code == NULL) {
        return (SbGridUnit){ NULL, SB_NAMED_COUNT, 0, FALSE };
    }
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        const SbGridHead *h = heads[i];
        const SbGridUnit *level = i < 3 ? &h->level : one_of(g, h, c, label);

        if (percent && h->percent.code != NULL) {
            return h->percent;
        }
        if (only_percent(h) && !h->index && (second || !h->paired)) {
            return h->percent;
        }
        if (counted && i > 2) {
            continue;
        }
        if (level->code != NULL && !level->weak && (!percent || own)) {
            SbGridUnit found = *level;

            found.power += found.power == 0 ? power : 0;
            return label->per_share && i > 2 ? per_share(g, &found) : found;
        }
        power = power == 0 && !percent ? level->power : power;
    }
    if (!percent && power == 0 && head->level.weak) {
        return head->level;
    }
    SbGridUnit none = { NULL, SB_NAMED_COUNT, 0, FALSE };

    if ((head->share || head->growth) && !own) {
        none.code = "%"; /* a share or growth of no other unit */
        none.kind = SB_NAMED_PERCENT;
        return none;
    }
    if (rated && power != 0) {
        return points(head);
    }
    none.power = percent ? 0 : power;
    if (power != 0 && g->money != NULL && !percent && !counted) {
        none.code = g->money;
        none.kind = SB_NAMED_MONEY;
        return label->per_share ? per_share(g, &none) : none;
    }
    if (counted) {
        none.code = "{employee}";
        return none;
    }
    if (power != 0 && (head->people || label->people || g->caption.people ||
                          label_has(label, SB_TABLE_COUNTED_PEOPLE))) {
        none.code = "{person}";
    } else if (power != 0 && !percent) {
        const char *own_words = head->generic || *head->phrase == '\0'
                                    ? (g->fields ? label->phrase : g->subject)
                                    : head->phrase;

        none.code = counted_noun(g, own_words);
        none.code = none.code == NULL ? counted_noun(g, g->subject) : none.code;
    }
    return none;
}
