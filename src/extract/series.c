/*
 * In: the mentions of one sentence.  Out: the same, with what they say of each
 * other: ends of "from A to B", a unit that stands at a neighbour, a part
 * counted of a whole, durations and lengths of two parts put together.
 */
#include <string.h>

#include "extract/mention.h"

typedef struct {
    const SbMentionSetting *setting;
    guint start, end;
    GArray *mentions; /* of SbMention */
    guint first;
} Series;

static inline G_ALWAYS_INLINE gboolean
is(const Series *s, guint i, const char *list)
{
    return i >= s->start && i < s->end &&
           sb_token_in(sb_token_at(s->setting->tokens, i), list);
}

static SbMention *
mention(const Series *s, guint i)
{
    return &g_array_index(s->mentions, SbMention, i);
}

static void
take_unit(SbMention *m, const SbMention *other)
{
    m->unit = other->unit;
    m->kind = other->kind;
    m->bare = FALSE;
    m->carried = TRUE;
}

/* "from A to B": the ends find each other. */
static void
mark_ends(const Series *s)
{
    for (guint i = s->first; i + 1 < s->mentions->len; i++) {
        SbMention *low = mention(s, i), *high = mention(s, i + 1);

        if (low->from) {
            high->to = TRUE;
            if (high->bare && !low->bare &&
                !(low->kind == SB_NAMED_PERCENT && high->number.has_scale)) {
                take_unit(high, low);
            }
        }
    }
}

/* --- parts of what was counted --- */

/* "six of the seven plants", "three of its ships": what is counted stands behind. */
static const char *
noun_behind(const Series *s, const SbMention *m)
{
    guint i = m->number.end + 1, start, end;
    const char *unit;
    SbNumber number;

    i += is(s, m->number.end, " out ");
    i += is(s, i, " all ");
    while (is(s, i,
        " the its their these those our his her more than about over some "
        "nearly ")) {
        i++;
    }
    if (i < s->end && sb_number_read(s->setting->tokens, i, s->end, &number) &&
        !number.ordinal) {
        i = number.end;
    }
    return i < s->end && sb_noun_find(s->setting, i, s->end, FALSE, &start, &end, &unit)
               ? unit
               : NULL;
}

static void
count_parts(const Series *s)
{
    for (guint i = s->first; i < s->mentions->len; i++) {
        SbMention *m = mention(s, i);

        if (*m->unit != '\0' ||
            !sb_reject_counts_part(s->setting, s->start, s->end, &m->number)) {
            continue;
        }
        guint of = m->number.end;
        gboolean back = !is(s, of, " of out ") || is(s, of + 1, " which whom them ");
        const char *unit = back ? NULL : noun_behind(s, m);

        /* "… 21 economies. Ten of them …" */
        guint floor = s->first > 3 ? s->first - 3 : 0;

        for (guint k = i; back && k > floor && unit == NULL; k--) {
            unit = mention(s, k - 1)->kind == SB_NAMED_COUNT &&
                           !mention(s, k - 1)->rank && *mention(s, k - 1)->unit == '{'
                       ? mention(s, k - 1)->unit
                       : NULL;
        }
        if (unit == NULL && (is(s, of + 1, " whom ") || is(s, m->start - 1, " whom "))) {
            unit = "{person}";
        }
        if (unit != NULL) {
            m->unit = unit;
            m->kind = SB_NAMED_COUNT;
            m->bare = FALSE;
            m->carried = TRUE;
        }
    }
}

/* "employs 2,400", "killed 43": verbs that count people without saying so. */
static void
count_people(const Series *s)
{
    for (guint i = s->first; i < s->mentions->len; i++) {
        SbMention *m = mention(s, i);
        guint k = m->start;

        while (is(s, k - 1,
            " about around nearly some almost than more fewer less only "
            "least at over another ")) {
            k--;
        }
        if (*m->unit == '\0' && !m->carried && m->number.value.exponent >= 0 &&
            is(s, k - 1,
                " employs employed employing killed injured wounded hired "
                "displaced evacuated ")) {
            m->unit = "{person}";
            m->kind = SB_NAMED_COUNT;
            m->bare = FALSE;
        }
    }
}

/* --- units that stand at the amount before --- */

static gboolean
lends_unit(const SbMention *other, const SbMention *m)
{
    if (*other->unit == '\0' || other->kind == SB_NAMED_PERCENT ||
        other->kind == SB_NAMED_TIME || other->rank || other->hyphen ||
        strcmp(other->unit, "1") == 0) {
        return FALSE;
    }
    return other->number.has_scale == m->number.has_scale ||
           (other->kind == SB_NAMED_COUNT && m->number.value.coefficient >= 1000);
}

/* "to 1.1 billion pounds from 950 million", "against 503 million": the unit is
 * that of the amount before. */
static void
carry_units(const Series *s)
{
    for (guint i = s->first + 1; i < s->mentions->len; i++) {
        SbMention *m = mention(s, i);
        guint k = m->start;

        while (k > s->start &&
               is(s, k - 1,
                   " the about around nearly some only just a an further another ")) {
            k--;
        }
        gboolean further = k < m->start && is(s, m->start - 1, " further another ") &&
                           m->number.has_scale;

        /* "94 million acres of corn and 83 million of soybeans" */
        gboolean alike = m->number.has_scale && is(s, m->end, " of ") &&
                         is(s, m->start - 1, " and , ") &&
                         is(s, mention(s, i - 1)->end, " of ");

        /* "3.3% in 2022 and 1.4 in 2023" */
        const SbMention *last = mention(s, i - 1);

        if (m->bare && *m->unit == '\0' && m->number.value.exponent < 0 &&
            !m->number.has_scale && last->kind == SB_NAMED_PERCENT &&
            is(s, last->end, " in ") && is(s, m->end, " in ") &&
            is(s, m->start - 1, " and , ")) {
            take_unit(m, last);
            continue;
        }
        if (!m->bare || *m->unit != '\0' || !m->number.digits ||
            !(further || alike || is(s, k - 1, " from against vs versus ") ||
                (is(s, k - 1, " than ") && !is(s, k - 2, " more less fewer ")) ||
                (is(s, k - 1, " with ") && is(s, k - 2, " compared ")))) {
            continue;
        }
        for (guint n = i; n > s->first; n--) {
            const SbMention *other = mention(s, n - 1);
            gboolean told = m->number.has_scale || m->number.value.exponent < 0 ||
                            other->kind == SB_NAMED_COUNT ||
                            other->kind == SB_NAMED_MEASURE;

            if (told && lends_unit(other, m)) {
                take_unit(m, other);
                break;
            }
        }
    }
}

/* --- two parts of one measure --- */

/* Of one whole, how many of the smaller unit: 60 minutes an hour. */
static int
parts_of(const char *large, const char *small)
{
    static const struct {
        const char *large, *small;
        int parts;
    } table[] = { { "h", "min", 60 }, { "min", "s", 60 }, { "a", "mo", 12 },
        { "d", "h", 24 }, { "wk", "d", 7 }, { "ft", "in", 12 }, { "lb", "[oz_av]", 16 } };

    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (strcmp(table[i].large, large) == 0 && strcmp(table[i].small, small) == 0) {
            return table[i].parts;
        }
    }
    return 0;
}

static gboolean
join_parts(const Series *s, guint i)
{
    SbMention *m = mention(s, i), *next = mention(s, i + 1);
    int parts = parts_of(m->unit, next->unit);
    guint gap = next->start - m->end;
    SbDecimal small;

    if (parts == 0 || next->start < m->end || gap > 1 ||
        (gap == 1 && !is(s, m->end, " and , ")) || m->has_high || next->has_high ||
        m->hyphen || next->hyphen || m->value.exponent != 0 ||
        next->value.coefficient >= parts || next->qualifier != SB_QUALIFIER_NONE ||
        sb_unit_is_ago(s->setting, next->end, s->end) ||
        !sb_decimal_multiply(m->value, (SbDecimal){ parts, 0 }, &small) ||
        !sb_decimal_add(small, next->value, &small)) {
        return FALSE;
    }
    m->value = small;
    m->unit = next->unit;
    m->end = next->end;
    g_array_remove_index(s->mentions, i + 1);
    return TRUE;
}

/* "1,204 farms took part, 95 fewer than before": counted like the number before it. */
static void
count_compared(const Series *s)
{
    for (guint i = s->first + 1; i < s->mentions->len; i++) {
        SbMention *m = mention(s, i);
        const SbMention *before = mention(s, i - 1);

        if (*m->unit == '\0' && !m->carried && before->kind == SB_NAMED_COUNT &&
            !before->rank && *before->unit == '{' &&
            is(s, m->number.end, " more fewer less ") &&
            is(s, m->number.end + 1, " than ")) {
            take_unit(m, before);
        }
    }
}

/* "lifted rates by half a point": of a rate, points are percentage points. */
static void
name_points(const Series *s)
{
    for (guint i = s->first; i < s->mentions->len; i++) {
        SbMention *m = mention(s, i);

        for (guint k = s->start;
             m->number.of_unit && strcmp(m->unit, "{point}") == 0 && k < m->start; k++) {
            if (sb_token_has(sb_token_at(s->setting->tokens, k), SB_WORD_RATE)) {
                m->unit = "pp";
                m->kind = SB_NAMED_PERCENT;
            }
        }
    }
}

/* "1.87 euros a litre, 9 cents more": cents of what was named before. */
static void
name_cents(const Series *s)
{
    for (guint i = s->first + 1; i < s->mentions->len; i++) {
        SbMention *m = mention(s, i);
        const SbMention *before = mention(s, i - 1);

        if (m->kind == SB_NAMED_MONEY && is(s, m->number.end, " cent cents ") &&
            strlen(m->unit) == 3 && g_str_has_prefix(before->unit, "EUR")) {
            m->unit = "EUR";
        }
    }
}

void
sb_series_join(const SbMentionSetting *setting, guint start, guint end, GArray *mentions,
    guint first)
{
    Series s = { setting, start, end, mentions, first };

    for (guint i = first; i + 1 < mentions->len;) {
        i += !join_parts(&s, i);
    }
    mark_ends(&s);
    count_parts(&s);
    carry_units(&s);
    count_people(&s);
    count_compared(&s);
    name_points(&s);
    name_cents(&s);
}
