/*
 * In: the tokens of a sentence.  Out: mentions (mention.h): numbers with unit,
 * noun, qualifier; ranges put together; what is no figure left out.
 */
#include "extract/mention.h"

#include <string.h>

typedef struct {
    const SbMentionSetting *setting;
    guint sentence, start, end;
    GArray *mentions; /* of SbMention */
    guint floor;      /* token behind the last mention */
} Finder;

enum { MOST_LISTED = 6 };

static const SbToken *
at(const Finder *f, guint i)
{
    return i < f->end ? sb_token_at(f->setting->tokens, i) : NULL;
}

static inline G_ALWAYS_INLINE gboolean
is(const Finder *f, guint i, const char *list)
{
    return i >= f->start && i < f->end && sb_token_in(at(f, i), list);
}

/* --- sign and currency before --- */

/* Token where the text of the number at i begins; its currency in *unit. */
static guint
find_before(const Finder *f, guint i, const char **unit, gboolean *negative)
{
    guint start = i;

    *unit = NULL;
    *negative = FALSE;
    if (start > f->floor && at(f, start - 1)->kind == SB_TOKEN_SIGN) {
        const SbToken *sign = at(f, start - 1);

        *unit = strcmp(sign->text, "$") == 0
                    ? f->setting->dollar
                    : sb_lexicon_before(f->setting->lexicon, sign->text, sign->length);
        start--;
    }
    if (start > f->floor && is(f, start - 1, " - △ ") && !at(f, start)->space &&
        (at(f, start - 1)->space || start - 1 == f->start ||
            is(f, start - 2, " ( [ : "))) {
        *negative = TRUE;
        start--;
    } else if (start > f->floor && is(f, start - 1, " 영하 마이너스 ")) {
        *negative = TRUE;
        start--;
    } else if (start > f->floor && is(f, start - 1, " minus negative ") &&
               (start - 1 == f->start || at(f, start - 2)->kind != SB_TOKEN_NUMBER)) {
        *negative = TRUE;
        start--;
    } else if (start > f->floor && is(f, start - 1, " + ") && !at(f, start)->space &&
               (at(f, start - 1)->space || start - 1 == f->start ||
                   is(f, start - 2, " ( [ : / "))) {
        start--;
    }
    return start;
}

/* --- unit and noun behind --- */

static void
apply_power(SbMention *m, int power)
{
    SbDecimal shifted;

    if (power != 0 && sb_decimal_shift(m->value, power, &shifted)) {
        m->value = shifted;
    }
}

/* What stands behind the number, read once. */
typedef struct {
    const char *unit; /* or NULL */
    SbNamedKind kind;
    int power;
    guint end;
    gboolean hyphen, counted;
    guint noun_start, noun_end;
} Behind;

static gboolean
counts_by_hyphen(const SbToken *token)
{
    return sb_token_in(token,
        " member nation country state person people seat storey story strong bed "
        "room berth page point team-member ");
}

/* "5 ft | 7 in": inches, no preposition */
static gboolean
is_behind_feet(const Finder *f, const SbNumber *number)
{
    if (f->mentions->len == 0) {
        return FALSE;
    }
    const SbMention *last = &g_array_index(f->mentions, SbMention, f->mentions->len - 1);

    return last->sentence == f->sentence && last->end == number->start &&
           strcmp(last->unit, "ft") == 0 && number->digits &&
           number->value.coefficient < 12;
}

static Behind
find_behind(const Finder *f, const SbNumber *number, const char *before)
{
    Behind b = { .end = number->end, .kind = SB_NAMED_COUNT };
    guint taken, i = number->end;

    if (before != NULL) {
        guint per;
        SbNamedKind kind;
        int power;
        gboolean hyphen;
        const char *unit =
            sb_unit_find_behind(f->setting, i, f->end, &kind, &power, &per, &hyphen);

        /* "US$5 dollars" repeats itself; "$1,310 won" would not be one number */
        if (unit != NULL && kind == SB_NAMED_MONEY && !hyphen &&
            strcmp(unit, before) == 0) {
            b.end += per;
        }
        before =
            sb_unit_with_per(f->setting, before, SB_NAMED_MONEY, b.end, f->end, &per);
        b.end += per;
        b.unit = before;
        b.kind = SB_NAMED_MONEY;
        return b;
    }
    if (number->multiple) {
        b.unit = "1";
        return b;
    }
    b.unit =
        sb_unit_find_behind(f->setting, i, f->end, &b.kind, &b.power, &taken, &b.hyphen);
    b.end += taken;
    if (b.unit != NULL) {
        b.unit = b.kind == SB_NAMED_MONEY ? sb_unit_korean_per(f->setting, f->start,
                                                f->end, number->start, b.end, b.unit)
                                          : sb_unit_korean(f->setting, f->start, f->end,
                                                number, b.end, b.unit);
        b.kind = strcmp(b.unit, "wk") == 0 ? SB_NAMED_TIME : b.kind;
        return b;
    }
    /* "21.5일", "10.5년": no date has a point */
    if (number->value.exponent < 0 && number->digits && is(f, i, " 일 년 ")) {
        b.unit = is(f, i, " 일 ") ? "d" : "a";
        b.kind = SB_NAMED_TIME;
        b.end = i + 1;
        return b;
    }
    /* "4년이 걸렸다": the tokeniser parts the particle only where no date is meant */
    if (number->digits && is(f, i, " 년 ") && i + 1 < f->end && !at(f, i + 1)->space &&
        is(f, i + 1, " 이 을 으로 이며 이고 이다 이나 이었다 이라 ")) {
        b.unit = "a";
        b.kind = SB_NAMED_TIME;
        b.end = i + 1;
        return b;
    }
    if (is(f, i, " in ") && is_behind_feet(f, number)) {
        b.unit = "in";
        b.kind = SB_NAMED_MEASURE;
        b.end = i + 1;
        return b;
    }
    if (sb_unit_is_degree(f->setting, f->start, f->end, number)) {
        b.unit = "Cel";
        b.kind = SB_NAMED_MEASURE;
        b.end = i + 1;
        return b;
    }
    b.hyphen =
        is(f, i, " - – ") && !at(f, i)->space && i + 1 < f->end && !at(f, i + 1)->space;
    if (b.hyphen && !counts_by_hyphen(at(f, i + 1))) {
        return b;
    }
    gboolean one =
        b.hyphen || (number->value.coefficient == 1 && number->value.exponent == 0);

    if (!number->fraction && !number->ordinal &&
        sb_noun_find(f->setting, b.hyphen ? i + 1 : i, b.hyphen ? i + 2 : f->end, one,
            &b.noun_start, &b.noun_end, &b.unit)) {
        b.counted = TRUE;
        b.unit = strcmp(b.unit, "{strong}") == 0 ? "{person}" : b.unit;
        b.kind = SB_NAMED_COUNT;
        b.unit = b.hyphen ? b.unit
                          : sb_unit_with_per(f->setting, b.unit, SB_NAMED_COUNT,
                                b.noun_end, f->end, &taken);
        b.end = b.hyphen ? b.noun_end : b.noun_end + taken;
    } else if (number->digits && !b.hyphen) {
        b.unit = sb_unit_of_rate(f->setting, f->start, i, f->end, &taken);
        b.kind = b.unit != NULL && *b.unit != '1' ? SB_NAMED_MONEY : b.kind;
        b.end += taken;
    }
    return b;
}

static SbMention *
add(Finder *f, const SbNumber *number, guint start, const Behind *b, gboolean negative)
{
    SbMention m = { .start = start,
        .end = b->end,
        .number = *number,
        .low_end = number->end,
        .value = number->value,
        .unit = b->unit,
        .kind = b->kind,
        .hyphen = b->hyphen,
        .negative = negative,
        .counted = b->counted,
        .noun_start = b->noun_start,
        .noun_end = b->noun_end,
        .sentence = f->sentence,
        .from_index = -1,
        .to_index = -1,
        .part_index = -1,
        .convert_index = -1,
        .with_index = -1 };

    if (number->fraction) {
        m.unit = "%";
        m.kind = SB_NAMED_PERCENT;
        m.end = MAX(m.end, number->end);
    }
    apply_power(&m, b->power);
    if (negative) {
        m.value = sb_decimal_negate(m.value);
    }
    m.bare = m.unit == NULL;
    m.unit = m.unit != NULL ? m.unit : "";
    m.qualifier = sb_qualifier_find(
        f->setting, f->start, f->end, start, m.counted ? number->end : m.end);
    if (m.qualifier == SB_QUALIFIER_OVER && m.kind == SB_NAMED_TIME && start > f->start &&
        is(f, start - 1, " over ") &&
        (start - 1 == f->start ||
            !is(f, start - 2,
                " for well just took takes take taken last lasts lasted spent "
                "after to of is was a at slightly little far "))) {
        m.qualifier = SB_QUALIFIER_NONE; /* "over two decades" says how long */
    }
    if (number->over || number->qualifier != SB_QUALIFIER_NONE) {
        m.qualifier = number->over ? SB_QUALIFIER_OVER : number->qualifier;
    }
    g_array_append_val(f->mentions, m);
    f->floor = m.end;
    return &g_array_index(f->mentions, SbMention, f->mentions->len - 1);
}

/* --- ranks --- */

static gboolean
take_rank(Finder *f, const SbNumber *number)
{
    guint length;

    if (!sb_rank_find(f->setting, f->start, f->end, number, &length)) {
        return FALSE;
    }
    Behind b = { .unit = "{rank}", .kind = SB_NAMED_COUNT, .end = number->end + length };
    SbMention *m = add(f, number, number->start, &b, FALSE);
    guint start, end;
    const char *unit;

    m->rank = TRUE;
    if (sb_noun_find(f->setting, m->end, f->end, FALSE, &start, &end, &unit) ||
        sb_noun_find(f->setting, m->end, f->end, TRUE, &start, &end, &unit)) {
        m->noun_start = start;
        m->noun_end = end;
    }
    return TRUE;
}

/* --- ranges --- */

/* "rates from 12 to 18 percent apply": the unit is said once and nothing moves. */
static gboolean
is_span(const Finder *f, const SbMention *low)
{
    if (!low->bare) {
        return FALSE;
    }
    for (guint k = low->start; k > f->start && k + 12 > low->start; k--) {
        if (sb_token_has(at(f, k - 1), SB_WORD_UP | SB_WORD_DOWN | SB_WORD_CHANGE) ||
            is(f, k - 1,
                " go goes going gone went move moves moved moving shift shifted "
                "change changed changing revise revised adjusted up down ")) {
            return FALSE;
        }
    }
    return TRUE;
}

/* "two or three", "5 or 6": the next number of all */
static gboolean
is_next(const SbNumber *low, const SbNumber *high)
{
    return low->value.exponent == 0 && high->value.exponent == 0 &&
           low->digits == high->digits && low->value.coefficient <= 20 &&
           low->value.coefficient + 1 == high->value.coefficient;
}

/* Is the word between two numbers one that makes them a range, or "from … to"? */
static gboolean
is_range_word(const Finder *f, guint i, const SbMention *low, gboolean *change)
{
    gboolean from = FALSE;

    *change = FALSE;
    for (guint k = low->start; k > f->start && k + 4 > low->start && !from; k--) {
        from = is(f, k - 1, " from ");
        if (from) {
            *change = !(k >= f->start + 2 &&
                        is(f, k - 2,
                            " range ranging ranges ranged vary varying varies "
                            "anything anywhere "));
        }
        if (!is(f, k - 1, " from about around some a ")) {
            break;
        }
    }
    if (is(f, i, " - – ~ ")) {
        *change = FALSE;
        return TRUE;
    }
    if (is(f, i, " to ")) {
        *change &= !is_span(f, low);
        return TRUE;
    }
    if (is(f, i, " 에서 부터 ") && at(f, i)->hangul) {
        *change = TRUE;
        return TRUE;
    }
    if (is(f, i, " and ")) {
        for (guint k = low->start; k > f->start && k + 4 > low->start; k--) {
            if (is(f, k - 1, " between ")) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static gboolean
is_direction_before(const Finder *f, guint i)
{
    for (guint k = i; k > f->start && k + 3 > i; k--) {
        const SbToken *token = at(f, k - 1);

        if (sb_token_has(token, SB_WORD_UP | SB_WORD_DOWN) &&
            !is(f, k - 1, " more less ")) {
            return TRUE;
        }
        if (!sb_token_in(token, " by about around some nearly over ")) {
            return FALSE;
        }
    }
    return FALSE;
}

/* "40 to 55 billion": the lower one takes over the upper one's scale. */
static void
share_scale(SbMention *low, const SbNumber *high)
{
    SbDecimal scaled;

    if (high->has_scale && !low->number.has_scale && low->number.digits &&
        sb_decimal_shift(low->value, high->scale, &scaled) &&
        (low->value.exponent <= 0)) {
        low->value = scaled;
        low->number.has_scale = TRUE;
        low->number.scale = high->scale;
    }
}

/* "$340 to $420 a tonne" */
static gboolean
lacks_per(const char *low, const char *high)
{
    size_t n = strlen(low);

    return n > 0 && strncmp(low, high, n) == 0 && high[n] == '/';
}

static gboolean
same_kind(const SbMention *low, const Behind *b)
{
    return low->bare || b->unit == NULL || strcmp(low->unit, b->unit) == 0 ||
           lacks_per(low->unit, b->unit);
}

/* The upper end behind low; TRUE when one was joined on (range) or marked as a
 * "from … to" pair (the upper one is then found by itself). */
static gboolean
take_range(Finder *f, guint low_index)
{
    SbMention low = g_array_index(f->mentions, SbMention, low_index);
    guint i = low.counted ? low.low_end : low.end;
    gboolean change, negative;
    SbNumber high;
    const char *before;

    gboolean either = is(f, i, " or ");

    if (low.rank || low.number.fraction || i + 1 >= f->end ||
        (!either && !is_range_word(f, i, &low, &change))) {
        return FALSE;
    }
    if (either) {
        change = FALSE;
    }
    guint next = i + 1 + (at(f, i + 1)->kind == SB_TOKEN_SIGN);

    if (next >= f->end || !sb_number_read(f->setting->tokens, next, f->end, &high) ||
        high.malformed || high.ordinal || high.fraction ||
        (either && !is_next(&low.number, &high))) {
        return FALSE;
    }
    f->floor = i + 1;
    guint start = find_before(f, next, &before, &negative);
    Behind b = find_behind(f, &high, before);

    f->floor = low.end;
    if (!same_kind(&low, &b) || negative || start < i + 1 ||
        (!change && is(f, i, " to ") && is_direction_before(f, low.start) &&
            !(low.bare && b.kind == SB_NAMED_PERCENT))) {
        return FALSE;
    }
    if (low.bare && b.unit == NULL) {
        return FALSE;
    }
    /* "8 billion - 2 billion of it in cash": a dash, and no range */
    if (at(f, i)->space && at(f, i + 1)->space && low.number.has_scale &&
        sb_decimal_compare(high.value, low.value) <= 0) {
        return FALSE;
    }
    SbMention *m = &g_array_index(f->mentions, SbMention, low_index);

    share_scale(m, &high);
    m->carried = m->bare;
    if (m->bare && b.power != 0) {
        apply_power(m, b.power);
    }
    if (m->bare) {
        m->unit = b.unit;
        m->kind = b.kind;
        m->bare = FALSE;
        m->counted = b.counted;
        m->noun_start = b.noun_start;
        m->noun_end = b.noun_end;
    } else if (b.unit != NULL && lacks_per(m->unit, b.unit)) {
        m->unit = b.unit;
    }
    if (change) {
        m->from = TRUE;
        return TRUE;
    }
    SbMention upper = { .value = high.value };

    apply_power(&upper, b.power);
    m->has_high = TRUE;
    m->high = upper.value;
    m->end = f->floor = MAX(b.end, high.end);
    m->hyphen |= b.hyphen;
    m->counted = b.counted;
    m->noun_start = b.noun_start;
    m->noun_end = b.noun_end;
    return TRUE;
}

/* --- one number --- */

/* Numbers that are left out only because they say nothing by themselves may
 * still be the lower end of a range: "40 to 55 billion", "3.8–4.1%". */
static gboolean
begins_range(Finder *f, const SbNumber *number, guint start)
{
    guint i = number->end;
    SbNumber high;

    if (!(is(f, i, " to - – ~ or ") ||
            (is(f, i, " and ") && start > f->start && is(f, start - 1, " between "))) ||
        number->ordinal || number->malformed || i + 1 >= f->end ||
        !sb_number_read(f->setting->tokens, i + 1, f->end, &high) || high.ordinal ||
        high.malformed || (is(f, i, " or ") && !is_next(number, &high))) {
        return FALSE;
    }
    if (is(f, i, " - – ") && at(f, i)->space != at(f, i + 1)->space) {
        return FALSE;
    }
    const SbToken *low = at(f, number->start);

    if (low->kind == SB_TOKEN_NUMBER && low->length == 4 && number->value.exponent == 0 &&
        number->value.coefficient >= 1500 && number->value.coefficient < 2200) {
        return FALSE; /* "in 1992 to 53.9 billion" */
    }
    /* "in 2024-25 to 3.6%": the end of a span of years */
    if (start >= f->start + 2 && is(f, start - 1, " - – / ") && low->length <= 4 &&
        at(f, start - 2)->kind == SB_TOKEN_NUMBER && at(f, start - 2)->length == 4 &&
        at(f, start - 2)->number.exponent == 0 &&
        at(f, start - 2)->number.coefficient >= 1900 &&
        at(f, start - 2)->number.coefficient < 2200) {
        return FALSE;
    }
    Behind b = find_behind(f, &high, NULL);
    const char *why = sb_reject_reason(
        f->setting, f->start, f->end, &high, b.unit != NULL && !b.counted, b.counted);

    return why == NULL && b.unit != NULL;
}

/* "12, 15 and 18 percent": the unit is said once, behind the last; FALSE: the
 * number heads no such list. */
static gboolean
heads_list(Finder *f, const SbNumber *number, SbNumber *last, Behind *b)
{
    guint i = number->end;

    if (number->ordinal || number->malformed || number->fraction || number->has_scale ||
        (!number->digits && number->value.coefficient < 2)) {
        return FALSE;
    }
    for (guint n = 0; n < MOST_LISTED; n++) {
        gboolean final = is(f, i, " and or & ");

        if (!final && !is(f, i, " , ")) {
            return FALSE;
        }
        i++;
        if (!final && is(f, i, " and or & ")) {
            if (n == 0 && is(f, i, " or ")) {
                return FALSE; /* "by 2,300, or 9%": the same in other words */
            }
            final = TRUE;
            i++;
        }
        if (i >= f->end || at(f, i)->kind == SB_TOKEN_SIGN ||
            !sb_number_read(f->setting->tokens, i, f->end, last) || last->ordinal ||
            last->malformed || last->fraction || last->digits != number->digits) {
            return FALSE;
        }
        *b = find_behind(f, last, NULL);
        if (b->unit != NULL) {
            return final && !b->hyphen && strcmp(b->unit, "{time}") != 0 &&
                   sb_reject_reason(f->setting, f->start, f->end, last, !b->counted,
                       b->counted) == NULL;
        }
        if (final) {
            return last->has_scale; /* "310, 420 and 155 thousand" */
        }
        i = last->end;
    }
    return FALSE;
}

static void
take_listed(Finder *f, const SbNumber *number, guint start, gboolean negative,
    const SbNumber *last, const Behind *b)
{
    Behind own = *b;

    own.end = number->end;
    own.power = 0;
    SbMention *m = add(f, number, start, &own, negative);

    share_scale(m, last);
    apply_power(m, b->power);
    m->end = number->end;
    m->carried = TRUE;
}

/* "passed 52-48", "voted 6 to 3": two counts of votes. */
static gboolean
take_votes(Finder *f, const SbNumber *number)
{
    guint i = number->end;
    gboolean voted = FALSE;
    SbNumber other;

    if (!(is(f, i, " - – ") && !at(f, i)->space) || i + 1 >= f->end ||
        number->value.exponent != 0 || at(f, i + 1)->space ||
        !sb_number_read(f->setting->tokens, i + 1, f->end, &other) || !other.digits ||
        other.value.exponent != 0 || is(f, other.end, " - – / ")) {
        return FALSE;
    }
    for (guint k = number->start; k > f->start && k + 10 > number->start && !voted; k--) {
        if (is(f, k - 1, " , ; ")) {
            break;
        }
        voted = is(f, k - 1,
            " vote votes voted voting passed approved rejected defeated "
            "carried ratified ballot ");
    }
    if (!voted) {
        return FALSE;
    }
    Behind low = { .unit = "{vote}", .kind = SB_NAMED_COUNT, .end = number->end };
    Behind high = { .unit = "{vote}", .kind = SB_NAMED_COUNT, .end = other.end };

    add(f, number, number->start, &low, FALSE);
    add(f, &other, other.start, &high, FALSE);
    return TRUE;
}

/* "(2.3) million dollars", "(1.4)%": accountants' minus */
static gboolean
is_bracketed(const Finder *f, const SbNumber *number)
{
    guint close = number->end;

    if (!number->digits || number->has_scale || number->ordinal || close + 1 >= f->end ||
        !is(f, number->start - 1, " ( ") || at(f, number->start)->space ||
        !is(f, close, " ) ") || at(f, close)->space) {
        return FALSE;
    }
    const SbToken *next = at(f, close + 1);
    const SbNumeral *scale = next->word != NULL ? next->word->numeral : NULL;

    return (scale != NULL && scale->kind == SB_NUMERAL_LARGE && !next->hangul) ||
           sb_token_in(next, " % percent pct ");
}

static guint
take_bracketed(Finder *f, const SbNumber *number)
{
    SbNumber whole = *number;
    const SbToken *next = at(f, number->end + 1);

    whole.end = number->end + 1;
    if (next->word != NULL && next->word->numeral != NULL &&
        sb_decimal_shift(whole.value, next->word->numeral->value, &whole.value)) {
        whole.end++;
        whole.has_scale = TRUE;
        whole.scale = next->word->numeral->value;
    }
    Behind b = find_behind(f, &whole, NULL);

    add(f, &whole, number->start - 1, &b, TRUE);
    return MAX(f->floor, whole.end);
}

static guint
take_number(Finder *f, const SbNumber *number)
{
    gboolean negative;
    const char *before;
    guint start = find_before(f, number->start, &before, &negative);
    SbNumber last;
    Behind of_last;

    if (is_bracketed(f, number)) {
        return take_bracketed(f, number);
    }
    guint no = sb_rank_numbered(f->setting, f->start, f->end, number);

    if (no < number->start) {
        Behind rank = { .unit = "{rank}", .kind = SB_NAMED_COUNT, .end = number->end };

        add(f, number, no, &rank, FALSE)->rank = TRUE;
        return number->end;
    }
    if (number->ordinal && take_rank(f, number)) {
        return g_array_index(f->mentions, SbMention, f->mentions->len - 1).end;
    }
    Behind b = find_behind(f, number, before);
    const char *why = sb_reject_reason(f->setting, f->start, f->end, number,
        (b.unit != NULL && !b.counted) || before != NULL, b.counted);

    if (why != NULL) {
        if (!b.counted && b.unit == NULL && begins_range(f, number, start)) {
            b.end = number->end;
            add(f, number, start, &b, negative);
            if (take_range(f, f->mentions->len - 1)) {
                return f->floor;
            }
            g_array_set_size(f->mentions, f->mentions->len - 1);
        }
        if (!b.counted && b.unit == NULL && take_votes(f, number)) {
            return f->floor;
        }
        if ((strcmp(why, "bare") == 0 || strcmp(why, "determiner") == 0) &&
            b.unit == NULL && heads_list(f, number, &last, &of_last)) {
            take_listed(f, number, start, negative, &last, &of_last);
        }
        return number->end;
    }
    guint index = f->mentions->len;

    add(f, number, start, &b, negative);
    if (take_range(f, index)) {
        return f->floor;
    }
    if (b.unit == NULL && heads_list(f, number, &last, &of_last)) {
        g_array_set_size(f->mentions, index);
        take_listed(f, number, start, negative, &last, &of_last);
    }
    return MAX(f->floor, number->end);
}

void
sb_mention_find(const SbMentionSetting *setting, guint sentence, guint start, guint end,
    GArray *mentions)
{
    Finder finder = { setting, sentence, start, end, mentions, start };
    guint first = mentions->len;

    for (guint i = start; i < end;) {
        const SbToken *token = sb_token_at(setting->tokens, i);
        SbNumber number;

        if ((token->begins & SB_BEGINS_NUMBER) == 0) {
            i++;
            continue;
        }
        gboolean may =
            token->kind == SB_TOKEN_NUMBER || token->kind == SB_TOKEN_ORDINAL ||
            (token->word != NULL && token->word->numeral != NULL &&
                token->kind == SB_TOKEN_WORD) ||
            (token->kind == SB_TOKEN_PUNCT && (guchar)token->text[0] >= 0xC2) ||
            (token->hangul && sb_token_is(token, "절반")) ||
            (token->length <= 2 && sb_token_in(token, " a an ")) ||
            (token->length > 6 && token->kind == SB_TOKEN_WORD &&
                memcmp(token->folded + token->length - 4, "fold", 4) == 0);

        if (may && sb_number_read(setting->tokens, i, end, &number)) {
            guint next = take_number(&finder, &number);

            i = MAX(next, i + 1);
            finder.floor = MAX(finder.floor, number.end);
        } else {
            i++;
        }
    }
    sb_series_join(setting, start, end, mentions, first);
}
