/*
 * In: tokens.  Out: the number that begins at one of them (number.h).
 *
 * The parts are summed by base/numeral.c; here is decided what belongs
 * together.
 */
#include "extract/number.h"

#include <string.h>

#include "extract/number_part.h"

typedef struct {
    const SbTokens *tokens;
    guint at, end;
    SbNumeralSum sum;
    SbNumber *out;
} Reader;

static const SbToken *
peek(const Reader *r, guint ahead)
{
    return r->at + ahead < r->end ? sb_token_at(r->tokens, r->at + ahead) : NULL;
}

static const SbNumeral *
numeral_of(const SbToken *token)
{
    return token != NULL && token->word != NULL && token->kind == SB_TOKEN_WORD
               ? token->word->numeral
               : NULL;
}

static gboolean
is_kind(const SbToken *token, SbNumeralKind kind)
{
    const SbNumeral *numeral = numeral_of(token);

    return numeral != NULL && numeral->kind == kind;
}

static gboolean
is_hyphen(const SbToken *token)
{
    return token != NULL && !token->space && sb_token_in(token, " - – ");
}

static inline G_ALWAYS_INLINE gboolean
is_word(const SbToken *token, const char *list)
{
    return token != NULL && sb_token_in(token, list);
}

static gboolean
finish_fraction(Reader *r, guint parts_at, int64_t value, int64_t parts)
{
    r->out->end = parts_at + 1;
    r->out->fraction = TRUE;
    r->out->value = sb_number_part_percentage(value, parts);
    return TRUE;
}

/* A vulgar fraction's hundredths as a part of one: 50 % is 0.5. */
static void
add_part(Reader *r, int over, int under)
{
    SbDecimal part = sb_number_part_percentage(over, under);

    part.exponent -= 2;
    while (part.coefficient % 10 == 0) {
        part.coefficient /= 10;
        part.exponent++;
    }
    sb_decimal_add(r->out->value, part, &r->out->value);
}

/* "by a third", "almost a fifth", "a quarter of it wind, a tenth hydro": what
 * stands before says that "a third" is a part, not one more. */
static gboolean
is_told_as_part(const Reader *r, guint i)
{
    gboolean part = FALSE;

    if (i > 0 && is_word(sb_token_at(r->tokens, i - 1),
                     " by almost nearly about around roughly than approximately ")) {
        return TRUE;
    }
    for (guint k = i; k > 0 && k + 30 > i; k--) {
        const SbToken *token = sb_token_at(r->tokens, k - 1);

        if (is_word(token, " . first second another ")) {
            break;
        }
        part |= is_word(token, " quarter quarters half thirds % percent fifths ");
    }
    return part && is_word(peek(r, 2), " in from to by on at , . ; and ");
}

/* "half a point", "a quarter of an hour", "half a percentage point": so much of one
 * unit, whose first token is i; FALSE: what stands there is no unit. */
static gboolean
finish_unit_part(Reader *r, guint i, int64_t value, int64_t parts)
{
    const SbToken *unit = i < r->end ? sb_token_at(r->tokens, i) : NULL;
    const SbToken *next = i + 1 < r->end ? sb_token_at(r->tokens, i + 1) : NULL;
    gboolean point =
        is_word(unit, " percentage percent per ") && is_word(next, " point points cent ");

    if (unit == NULL || unit->kind != SB_TOKEN_WORD || unit->hangul || unit->capital ||
        !(point || (unit->word != NULL && unit->word->unit != NULL &&
                       unit->word->unit->kind != SB_NAMED_MONEY))) {
        return FALSE;
    }
    r->out->end = i;
    r->out->of_unit = TRUE;
    r->out->value = (SbDecimal){ 0, 0 };
    add_part(r, (int)value, (int)parts);
    return TRUE;
}

/* "two-thirds", "a quarter of", "half of", "half a million"; FALSE: none. */
static gboolean
read_fraction(Reader *r, guint i)
{
    const SbToken *first = peek(r, 0), *next = peek(r, 1);
    int64_t count = 0;
    guint at = 0;

    if (is_kind(first, SB_NUMERAL_PART) && sb_token_is(first, "half")) {
        gboolean part_of_year =
            i > 0 && is_kind(sb_token_at(r->tokens, i - 1), SB_NUMERAL_ORDINAL);

        guint dozen =
            is_hyphen(next) || (next != NULL && sb_token_in(next, " a ")) ? 2 : 1;

        if (is_word(peek(r, dozen), " dozen ")) {
            r->out->end = i + dozen + 1;
            r->out->value = (SbDecimal){ 6, 0 };
            return TRUE;
        }
        if (is_word(next, " a an ") && finish_unit_part(r, i + 2, 1, 2)) {
            return TRUE;
        }
        if (part_of_year || next == NULL || is_hyphen(next)) {
            return FALSE;
        }
        if (sb_token_in(next, " a an ") && is_kind(peek(r, 2), SB_NUMERAL_LARGE)) {
            int power = numeral_of(peek(r, 2))->value;

            r->out->end = i + 3;
            r->out->has_scale = TRUE;
            r->out->scale = power;
            return sb_decimal_shift((SbDecimal){ 5, -1 }, power, &r->out->value);
        }
        gboolean bounded =
            i > 0 && sb_token_in(sb_token_at(r->tokens, i - 1),
                         " than about nearly almost by around roughly over ");
        const SbToken *after = sb_token_is(next, "of") ? peek(r, 2) : NULL;

        if ((after == NULL || after->kind == SB_TOKEN_NUMBER) && !bounded) {
            return FALSE;
        }
        return finish_fraction(r, i, 1, 2);
    }
    if (is_kind(first, SB_NUMERAL_DIGIT)) {
        count = numeral_of(first)->value;
    } else if (sb_token_in(first, " a an ")) {
        count = 1;
    }
    at = is_hyphen(next) && count > 0 ? 2 : 1;
    const SbToken *under = peek(r, at), *after = peek(r, at + 1);
    const SbNumeral *parts = numeral_of(under);

    if (count == 0 || parts == NULL || parts->value < 2 ||
        (parts->kind != SB_NUMERAL_PART && parts->kind != SB_NUMERAL_ORDINAL) ||
        (parts->kind == SB_NUMERAL_ORDINAL && parts->value < 3)) {
        return FALSE;
    }
    if (after != NULL && is_hyphen(after)) {
        return FALSE; /* "a third-party" */
    }
    if (is_word(after, " of ") && is_word(peek(r, at + 2), " a an ") &&
        finish_unit_part(r, i + at + 3, count, parts->value)) {
        return TRUE;
    }
    gboolean written =
        at == 2 || sb_token_in(under, " thirds fourths fifths sixths tenths ");

    if (!written && !is_word(after, " of the as ") && !is_told_as_part(r, i)) {
        return FALSE;
    }
    return finish_fraction(r, i + at, count, parts->value);
}

/* A small whole number at r's token ahead; 0: none. */
static int64_t
small_number(const Reader *r, guint ahead)
{
    const SbToken *token = peek(r, ahead);

    if (token != NULL && token->kind == SB_TOKEN_NUMBER && token->sound &&
        token->number.exponent == 0 && token->number.coefficient <= 100) {
        return token->number.coefficient;
    }
    return is_kind(token, SB_NUMERAL_DIGIT) ? numeral_of(token)->value : 0;
}

/* Denominators that people think of as parts of a whole. */
static gboolean
is_round(int64_t parts)
{
    return parts == 3 || parts == 4 || parts == 5 || parts == 10 || parts == 20 ||
           parts == 100;
}

/* "one firm in four" */
static gboolean
read_odds_of(Reader *r, guint i)
{
    const SbToken *noun = peek(r, 1), *behind = peek(r, 4);
    int64_t count = small_number(r, 0), parts = small_number(r, 3);

    if (count <= 0 || parts <= count || !is_round(parts) ||
        !is_word(peek(r, 2), " in ") || noun->kind != SB_TOKEN_WORD || noun->hangul ||
        noun->capital || !noun->space || peek(r, 0)->kind != SB_TOKEN_WORD ||
        peek(r, 3)->kind != SB_TOKEN_WORD ||
        (noun->word != NULL &&
            (noun->word->unit != NULL || noun->word->numeral != NULL)) ||
        sb_token_has(noun, SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION | SB_WORD_AUXILIARY |
                               SB_WORD_PRONOUN)) {
        return FALSE;
    }
    return (behind == NULL || behind->kind == SB_TOKEN_PUNCT ||
               sb_token_has(behind, SB_WORD_AUXILIARY | SB_WORD_CONJUNCTION)) &&
           finish_fraction(r, i + 3, count, parts);
}

static gboolean
token_is_time(const SbToken *token)
{
    return token != NULL &&
           (token->kind == SB_TOKEN_NUMBER || sb_token_has(token, SB_WORD_MONTH));
}

/* "one in five visitors", "3 in 10 firms", "nine out of ten", but not "one in
 * five years", nor "four out of 16 regions", which counts. */
static gboolean
read_odds(Reader *r, guint i)
{
    const SbToken *in = peek(r, 1);
    guint far = is_word(in, " out ") && is_word(peek(r, 2), " of ") ? 3 : 2;
    gboolean every = far == 2 && is_word(peek(r, 2), " every ");

    far += every;
    int64_t count = small_number(r, 0), parts = small_number(r, far);
    const SbToken *noun = peek(r, far + 1);

    if (count <= 0 || parts <= count || !is_word(in, " in out ") ||
        (far == 3 && !every && !is_round(parts)) ||
        (!every && peek(r, 0)->kind != peek(r, far)->kind)) {
        return FALSE;
    }
    if (every && noun != NULL && noun->kind == SB_TOKEN_WORD && noun->space &&
        (noun->word == NULL || noun->word->unit == NULL)) {
        return finish_fraction(r, i + far, count, parts); /* "one in every 67 people" */
    }
    /* "one in five in rural areas" */
    if (noun != NULL && far == 2 && is_round(parts) && count == 1 &&
        is_word(noun, " in of globally worldwide nationally ") &&
        !token_is_time(peek(r, 4))) {
        return finish_fraction(r, i + far, count, parts);
    }
    if (noun == NULL || noun->kind != SB_TOKEN_WORD || !noun->space || noun->hangul) {
        return far == 3 && finish_fraction(r, i + far, count, parts);
    }
    if ((noun->word != NULL && (noun->word->unit != NULL || noun->word->numeral != NULL ||
                                   (noun->word->classes & SB_WORD_MONTH) != 0)) ||
        sb_token_has(noun, SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION)) {
        return FALSE;
    }
    g_autofree char *one = sb_lexicon_singular(noun->folded, noun->length);

    return (one != NULL || is_round(parts)) && finish_fraction(r, i + far, count, parts);
}

/* "3분의 1": FALSE: none. */
static gboolean
read_korean_fraction(Reader *r, guint i)
{
    const SbToken *under = peek(r, 0), *mid = peek(r, 1), *over = peek(r, 2);
    guint at = 2;

    if (mid == NULL || over == NULL || under->number.coefficient <= 0) {
        return FALSE;
    }
    if (sb_token_is(mid, "분") && sb_token_is(over, "의")) {
        over = peek(r, 3);
        at = 3;
    } else if (!sb_token_is(mid, "분의")) {
        return FALSE;
    }
    if (over == NULL || over->kind != SB_TOKEN_NUMBER || !over->sound ||
        under->number.coefficient > 1000 || over->number.coefficient > 1000) {
        return FALSE;
    }
    return finish_fraction(
        r, i + at, over->number.coefficient, under->number.coefficient);
}

/* May digits go on behind the scale word before them? "1조 4,000억" */
static gboolean
digits_go_on(const Reader *r)
{
    const SbToken *before =
        r->at > r->out->start ? sb_token_at(r->tokens, r->at - 1) : NULL;
    const SbToken *next = peek(r, 1);

    if (before == NULL || !before->hangul || numeral_of(before) == NULL || next == NULL) {
        return FALSE;
    }
    return next->unit != NULL || numeral_of(next) != NULL || sb_token_is(next, "여");
}

/* Has the sentence, or the one before, told of millions, or of people? */
static gboolean
tells_of_millions(const Reader *r)
{
    for (guint k = r->out->start, n = 0; k > 0 && n < 24; k--, n++) {
        const SbToken *token = sb_token_at(r->tokens, k - 1);
        const SbNumeral *numeral = numeral_of(token);

        if (numeral != NULL && k >= 2 &&
            sb_token_at(r->tokens, k - 2)->kind == SB_TOKEN_NUMBER &&
            ((numeral->kind == SB_NUMERAL_LARGE && numeral->value >= 6) ||
                numeral->kind == SB_NUMERAL_SHORT)) {
            return TRUE;
        }
        if (sb_token_has(token, SB_WORD_PEOPLE) ||
            is_word(token, " unemployment jobless ")) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "1.2m people" are millions, "1.2m wide" is a length: what follows decides, and
 * then what the sentence tells of. */
static gboolean
is_million(const Reader *r)
{
    const SbToken *next = peek(r, 1);

    if (next != NULL && next->kind == SB_TOKEN_WORD && !next->hangul && next->space) {
        g_autofree char *one = sb_lexicon_singular(next->folded, next->length);

        if (is_word(next,
                " wide long high deep tall thick above below apart away underwater ")) {
            return FALSE;
        }
        if (sb_token_has(next, SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION |
                                   SB_WORD_AUXILIARY | SB_WORD_ARTICLE)) {
            return tells_of_millions(r);
        }
        return (next->word != NULL && next->word->unit != NULL) ||
               (one != NULL && !sb_token_has(next, SB_WORD_VERB)) || tells_of_millions(r);
    }
    return tells_of_millions(r);
}

/* Is the scale word at the reader part of the number? */
static gboolean
scale_goes_on(const Reader *r, const SbToken *token, const SbNumeral *numeral)
{
    if (numeral->kind == SB_NUMERAL_SHORT) {
        const SbToken *sign =
            r->out->start > 0 ? sb_token_at(r->tokens, r->out->start - 1) : NULL;
        gboolean money = sign != NULL && sign->kind == SB_TOKEN_SIGN;

        return !token->space && r->out->digits &&
               (money || numeral->value != 6 || is_million(r));
    }
    return TRUE;
}

/* Takes the parts of a cardinal; FALSE when there is none at all. */
static void
read_parts(Reader *r)
{
    for (;;) {
        const SbToken *token = peek(r, 0);
        const SbNumeral *numeral = numeral_of(token);
        guint step = 1;

        if (token == NULL) {
            return;
        }
        if (token->kind == SB_TOKEN_NUMBER && token->sound) {
            if (r->at > r->out->start && !digits_go_on(r)) {
                return;
            }
            if (!sb_numeral_add_digits(&r->sum, token->number)) {
                return;
            }
            r->out->digits = TRUE;
        } else if (numeral != NULL && numeral->kind <= SB_NUMERAL_NATIVE) {
            gboolean digit =
                numeral->kind == SB_NUMERAL_DIGIT || numeral->kind == SB_NUMERAL_NATIVE;

            if ((digit && r->out->digits) || !scale_goes_on(r, token, numeral) ||
                (!digit && r->at == r->out->start && !token->hangul) ||
                !sb_numeral_add_word(&r->sum, numeral)) {
                return;
            }
            if (!digit) {
                r->out->has_scale = TRUE;
                r->out->scale = numeral->value;
            }
        } else if (sb_token_is(token, "and") && r->sum.has_scale && !r->out->digits &&
                   is_kind(peek(r, 1), SB_NUMERAL_DIGIT)) {
            /* "two hundred and five" */
            if (!r->sum.has_section || r->sum.has_digit) {
                return;
            }
        } else if (is_hyphen(token) && r->at > r->out->start && peek(r, 1) != NULL &&
                   !peek(r, 1)->space &&
                   ((is_kind(peek(r, 1), SB_NUMERAL_DIGIT) && !r->out->digits &&
                        r->sum.has_digit && r->sum.digit.coefficient >= 20) ||
                       is_kind(peek(r, 1), SB_NUMERAL_LARGE))) {
            step = 1; /* twenty-five, 4-million */
        } else {
            return;
        }
        r->at += step;
        r->out->end = r->at;
    }
}

static gboolean
read_ordinal(Reader *r, guint i)
{
    const SbToken *token = peek(r, 0);

    r->out->end = i + 1;
    r->out->ordinal = TRUE;
    r->out->digits = token->kind == SB_TOKEN_ORDINAL;
    r->out->value =
        r->out->digits ? token->number : (SbDecimal){ numeral_of(token)->value, 0 };
    return TRUE;
}

/* "2½", and "a million" */
static gboolean
read_odd(Reader *r, guint i)
{
    int over, under;
    const SbToken *token = peek(r, 0);

    if (sb_number_part_vulgar(token, &over, &under)) {
        return finish_fraction(r, i, over, under);
    }
    if (sb_token_in(token, " a ") && is_word(peek(r, 1), " dozen ") &&
        !(i > 0 && is_word(sb_token_at(r->tokens, i - 1), " half "))) {
        r->out->start = i + 1;
        r->out->end = i + 2;
        r->out->value = (SbDecimal){ 12, 0 };
        return TRUE;
    }
    /* "a dollar apiece", "a euro a day" */
    const SbToken *next = peek(r, 1);

    if (sb_token_in(token, " a ") && next != NULL && !next->hangul &&
        next->word != NULL && next->word->unit != NULL &&
        next->word->unit->kind == SB_NAMED_MONEY &&
        (is_word(peek(r, 2), " apiece each per ") ||
            (is_word(peek(r, 2), " a an ") && is_word(peek(r, 3), " day month year ")))) {
        r->out->end = i + 1;
        r->out->value = (SbDecimal){ 1, 0 };
        return TRUE;
    }
    if (sb_token_in(token, " a an ") &&
        (is_kind(peek(r, 1), SB_NUMERAL_LARGE) ||
            is_kind(peek(r, 1), SB_NUMERAL_SMALL)) &&
        !peek(r, 1)->hangul) {
        r->out->start = i + 1;
        r->out->end = i + 2;
        r->out->has_scale = TRUE;
        r->out->scale = numeral_of(next)->value;
        return sb_decimal_shift((SbDecimal){ 1, 0 }, r->out->scale, &r->out->value);
    }
    return FALSE;
}

/* "절반으로 줄었다": halved; and "절반씩" */
static gboolean
halves(const Reader *r)
{
    const SbToken *next = peek(r, 1);

    return next != NULL && next->hangul && !next->space &&
           sb_token_in(next, " 으로 씩 만 ");
}

/* "twelvefold": FALSE: it is no multiple in one word. */
static gboolean
read_fold(Reader *r, guint i)
{
    const SbToken *token = peek(r, 0);
    const SbNumeral *numeral =
        token->kind == SB_TOKEN_WORD && token->length > 6 &&
                g_str_has_suffix(token->folded, "fold")
            ? sb_numeral_word(token->folded, token->length - strlen("fold"))
            : NULL;

    if (numeral == NULL || numeral->kind != SB_NUMERAL_DIGIT) {
        return FALSE;
    }
    r->out->end = i + 1;
    r->out->multiple = TRUE;
    r->out->value = (SbDecimal){ numeral->value, 0 };
    return TRUE;
}

/* "million" behind "2½" and "four and a half" */
static void
add_scale(Reader *r)
{
    const SbToken *next = peek(r, 0);
    const SbNumeral *numeral = numeral_of(next);

    if (numeral != NULL && !next->hangul && numeral->kind == SB_NUMERAL_LARGE &&
        sb_decimal_shift(r->out->value, numeral->value, &r->out->value)) {
        r->out->has_scale = TRUE;
        r->out->scale = numeral->value;
        r->out->end = ++r->at;
    }
}

/* "two and a half", "two-and-a-half-year" */
static void
add_half(Reader *r)
{
    guint at = is_hyphen(peek(r, 0)) ? 1 : 0, step = at + 1;
    const SbToken *half = peek(r, at + 2 * step);

    if (!is_word(peek(r, at), " and ") || !is_word(peek(r, at + step), " a ") ||
        !is_word(half, " half quarter ")) {
        return;
    }
    add_part(r, 1, sb_token_is(half, "half") ? 2 : 4);
    r->at += at + 2 * step + 1;
    r->out->end = r->at;
    add_scale(r);
}

/* "5-1/4 percent", "2 1/2 million", and "1/4 percentage point": tokens ahead that are
 * a fraction with a stroke; their number, 0: none. */
static guint
stroke_at(const Reader *r, guint ahead, int *over, int *under)
{
    const SbToken *top = peek(r, ahead), *stroke = peek(r, ahead + 1);
    const SbToken *bottom = peek(r, ahead + 2), *behind = peek(r, ahead + 3);

    if (top == NULL || bottom == NULL || top->kind != SB_TOKEN_NUMBER ||
        bottom->kind != SB_TOKEN_NUMBER || stroke->space || bottom->space ||
        !is_word(stroke, " / ⁄ ") || top->length > 2 || bottom->length > 2 ||
        (behind != NULL && !behind->space && is_word(behind, " / "))) {
        return 0;
    }
    *over = (int)top->number.coefficient;
    *under = (int)bottom->number.coefficient;
    return top->number.exponent == 0 && bottom->number.exponent == 0 && *over > 0 &&
                   *over < *under && *over % 2 == 1 &&
                   (*under == 2 || *under == 4 || *under == 8 || *under == 16)
               ? 3
               : 0;
}

/* Hundredths do not hold eighths: exact parts of two, four, eight, sixteen */
static void
add_stroke(Reader *r, int over, int under)
{
    SbDecimal part = { (int64_t)over * (10000 / under), -4 };

    while (part.coefficient % 10 == 0) {
        part.coefficient /= 10;
        part.exponent++;
    }
    sb_decimal_add(r->out->value, part, &r->out->value);
}

static gboolean
add_stroke_behind(Reader *r)
{
    const SbToken *first = sb_token_at(r->tokens, r->out->start), *next = peek(r, 0);
    gboolean hyphen = is_hyphen(next) && !(peek(r, 1) != NULL && peek(r, 1)->space);
    int over, under;
    guint taken = stroke_at(r, hyphen, &over, &under);

    if (taken == 0 || r->out->end != r->out->start + 1 || !r->out->digits ||
        first->number.exponent != 0 || first->length > 3 || next->line ||
        (!hyphen && !next->space)) {
        return FALSE;
    }
    add_stroke(r, over, under);
    r->at += hyphen + taken;
    r->out->end = r->at;
    add_scale(r);
    return TRUE;
}

/* "1/4 percentage point" */
static gboolean
read_stroke(Reader *r, guint i)
{
    int over, under;
    guint taken = stroke_at(r, 0, &over, &under);

    if (taken == 0 ||
        !is_word(peek(r, taken), " percent percentage per % point points ")) {
        return FALSE;
    }
    r->out->digits = TRUE;
    r->out->end = i + taken;
    r->out->value = (SbDecimal){ 0, 0 };
    add_stroke(r, over, under);
    return TRUE;
}

/* "4 500 euros", "12 345 678": groups of three behind a single blank */
static void
add_groups(Reader *r)
{
    const SbToken *first = sb_token_at(r->tokens, r->out->start);
    const SbToken *last = first, *next;

    if (r->out->end != r->out->start + 1 || first->kind != SB_TOKEN_NUMBER ||
        first->length > 3 || first->number.exponent != 0 ||
        first->number.coefficient == 0) {
        return;
    }
    while ((next = peek(r, 0)) != NULL && next->kind == SB_TOKEN_NUMBER && next->sound &&
           !next->line && next->span.start == last->span.end + 1 && next->length >= 3 &&
           (next->length == 3 ? next->number.exponent == 0 : next->text[3] == '.')) {
        SbDecimal thousands;

        if (!sb_decimal_shift(r->out->value, 3, &thousands) ||
            !sb_decimal_add(thousands, next->number, &r->out->value)) {
            return;
        }
        last = next;
        r->out->end = ++r->at;
    }
}

/* "40-odd", "500+", "40 or more firms": a bound that stands inside of the count */
static void
add_bound(Reader *r)
{
    static const struct {
        const char *word;
        SbQualifier qualifier;
    } table[] = { { "more", SB_QUALIFIER_AT_LEAST }, { "less", SB_QUALIFIER_AT_MOST },
        { "fewer", SB_QUALIFIER_AT_MOST }, { "so", SB_QUALIFIER_ABOUT } };
    const SbToken *next = peek(r, 0), *word = peek(r, 1), *after = peek(r, 2);

    if (is_hyphen(next) && is_word(word, " odd plus ") && !word->space) {
        r->out->qualifier =
            sb_token_is(word, "odd") ? SB_QUALIFIER_ABOUT : SB_QUALIFIER_OVER;
        r->out->end = r->at += 2;
    } else if (next != NULL && !next->space && sb_token_is(next, "+") &&
               (word == NULL || word->space || word->kind == SB_TOKEN_PUNCT)) {
        r->out->qualifier = SB_QUALIFIER_OVER;
        r->out->end = r->at += 1;
    } else if (is_word(next, " or ") && after != NULL && after->kind == SB_TOKEN_WORD &&
               !sb_token_has(after, SB_WORD_PREPOSITION | SB_WORD_CONJUNCTION |
                                        SB_WORD_AUXILIARY | SB_WORD_ARTICLE |
                                        SB_WORD_PRONOUN)) {
        for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
            if (sb_token_is(word, table[i].word)) {
                r->out->qualifier = table[i].qualifier;
                r->out->end = r->at += 2;
                return;
            }
        }
    }
}

/* What belongs to a cardinal behind its parts. */
static void
add_behind(Reader *r)
{
    const SbToken *next = peek(r, 0);
    int over, under;
    SbDecimal dozens;

    if (next == NULL) {
        return;
    }
    if (is_word(next, " of ") && is_word(peek(r, 1), " a ") &&
        is_word(peek(r, 2), " percentage ") && r->out->digits) {
        r->out->end = r->at += 2; /* "0.3 of a percentage point" */
        r->out->of_unit = TRUE;
        return;
    }
    if (!next->space && sb_number_part_vulgar(next, &over, &under) && r->out->digits &&
        !r->out->has_scale) {
        add_part(r, over, under);
        r->out->end = ++r->at;
        add_scale(r);
    } else if (next->hangul && sb_token_is(next, "여")) {
        r->out->over = TRUE;
        r->out->end++;
        if (peek(r, 1) != NULL && sb_token_is(peek(r, 1), "만")) {
            r->out->end++; /* "10여만": the scale comes behind */
            sb_decimal_shift(r->out->value, 4, &r->out->value);
        }
        return;
    } else if (sb_token_is(next, "dozen") &&
               sb_decimal_multiply(r->out->value, (SbDecimal){ 12, 0 }, &dozens)) {
        r->out->value = dozens;
        r->out->end = ++r->at;
    } else if (!r->out->digits && !r->out->has_scale) {
        add_half(r);
    } else if (r->out->digits && !r->out->has_scale && !add_stroke_behind(r)) {
        add_groups(r);
    }
    add_bound(r);
}

gboolean
sb_number_read(const SbTokens *tokens, guint i, guint end, SbNumber *out)
{
    Reader reader = { tokens, i, end, .out = out };
    const SbToken *token = sb_token_at(tokens, i);

    *out = (SbNumber){ .start = i, .end = i };
    sb_numeral_start(&reader.sum);
    if (token->kind == SB_TOKEN_NUMBER && !token->sound) {
        out->end = i + 1;
        out->malformed = out->digits = TRUE;
        return TRUE;
    }
    if (!token->hangul && (read_odds(&reader, i) || read_odds_of(&reader, i))) {
        return TRUE;
    }
    if (token->kind == SB_TOKEN_NUMBER &&
        (read_stroke(&reader, i) || read_korean_fraction(&reader, i))) {
        return TRUE;
    }
    if (token->kind != SB_TOKEN_NUMBER && !token->hangul && read_fraction(&reader, i)) {
        return TRUE;
    }
    if (token->kind == SB_TOKEN_ORDINAL || is_kind(token, SB_NUMERAL_ORDINAL)) {
        return read_ordinal(&reader, i);
    }
    if (read_odd(&reader, i) || read_fold(&reader, i)) {
        return TRUE;
    }
    if (token->hangul && sb_token_is(token, "절반")) {
        out->end = i;
        return !halves(&reader) && finish_fraction(&reader, i, 1, 2);
    }
    if (token->hangul && !is_kind(token, SB_NUMERAL_NATIVE)) {
        return FALSE;
    }
    read_parts(&reader);
    if (out->end == i || !sb_numeral_finish(&reader.sum, &out->value)) {
        return FALSE;
    }
    add_behind(&reader);
    return TRUE;
}
