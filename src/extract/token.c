/*
 * In: runs of bytes.  Out: tokens and sentences (token.h).
 *
 * One pass; each byte is looked at once or twice.
 */
#include "extract/token.h"

#include <string.h>

#include "extract/token_reader.h"

typedef SbTokenReader Reader;

enum { LONGEST_WORD = 200 };

/* Every byte that is not said here is ANY. */
#define ANY(from, to) [from... to] = SB_TOKEN_ANY
#define LETTERS(c, n) [c] = n, [c + 1] = n + 1, [c + 2] = n + 2
const guint8 sb_token_letter[256] = { ANY(0, '!'), ['"'] = SB_TOKEN_MARK + 10,
    ANY('#', '$'), ['%'] = SB_TOKEN_MARK + 8, ['&'] = SB_TOKEN_MARK + 9,
    ['\''] = SB_TOKEN_MARK + 11, ['('] = SB_TOKEN_MARK + 2, [')'] = SB_TOKEN_MARK + 3,
    ANY('*', '+'), [','] = SB_TOKEN_MARK, ['-'] = SB_TOKEN_MARK + 6,
    ['.'] = SB_TOKEN_MARK + 1, ['/'] = SB_TOKEN_MARK + 7,
    ['0' ... '9'] = SB_TOKEN_DIGIT, [':'] = SB_TOKEN_MARK + 5, [';'] = SB_TOKEN_MARK + 4,
    ANY('<', '`'), LETTERS('a', 0), LETTERS('d', 3), LETTERS('g', 6), LETTERS('j', 9),
    LETTERS('m', 12), LETTERS('p', 15), LETTERS('s', 18),
    LETTERS('v', 21), ['y'] = 24, ['z'] = 25, ANY('{', 0xE9),
    [0xEA ... 0xED] = SB_TOKEN_HANGUL, ANY(0xEE, 0xFF) };

const SbToken sb_token_none = { .kind = SB_TOKEN_PUNCT,
    .first = SB_TOKEN_ANY,
    .last = SB_TOKEN_ANY,
    .text = "",
    .folded = "" };

/* Does the word, between blanks, begin behind one of the first 16 bytes of list?  It is
 * compared where both blanks, its first and its last byte fit. */
static gboolean
is_in_sixteen(const char *list, const char *word, size_t length)
{
    typedef guint8 Bytes __attribute__((vector_size(16)));
    Bytes before, first, last, behind;

    memcpy(&before, list, 16);
    memcpy(&first, list + 1, 16);
    memcpy(&last, list + length, 16);
    memcpy(&behind, list + length + 1, 16);
    Bytes fits = (Bytes)(before == ' ') & (Bytes)(first == (guint8)word[0]) &
                 (Bytes)(last == (guint8)word[length - 1]) & (Bytes)(behind == ' ');
    guint64 halves[2];

    memcpy(halves, &fits, 16);
    for (guint h = 0; h < 2; h++) {
        guint64 left = GUINT64_FROM_LE(halves[h]) & 0x0101010101010101u;

        for (; left != 0; left &= left - 1) {
            size_t i = 8 * h + (size_t)__builtin_ctzll(left) / 8;

            if (memcmp(list + i + 1, word, length) == 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

gboolean
sb_token_list_has(const char *list, size_t size, const char *word, size_t length)
{
    if (length == 0 || length + 2 > size) {
        return FALSE;
    }
    size_t places = size - length - 1, at = 0;

    for (; at + 16 <= places; at += 16) {
        if (is_in_sixteen(list + at, word, length)) {
            return TRUE;
        }
    }
    if (at > 0) {
        return at < places && is_in_sixteen(list + places - 16, word, length);
    }
    for (; at < places; at++) {
        if (list[at] == ' ' && list[at + length + 1] == ' ' &&
            memcmp(list + at + 1, word, length) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

SbTokens
sb_tokens_new(void)
{
    return (SbTokens){ NULL, g_array_new(FALSE, FALSE, sizeof(SbToken)),
        g_array_new(FALSE, FALSE, sizeof(SbSentence)), g_string_new(NULL) };
}

void
sb_tokens_clear(SbTokens *tokens)
{
    g_clear_pointer(&tokens->tokens, g_array_unref);
    g_clear_pointer(&tokens->sentences, g_array_unref);
    if (tokens->word != NULL) {
        g_string_free(g_steal_pointer(&tokens->word), TRUE);
    }
}

/* Tokens come by the dozen: the array grows in steps. */
static SbToken *
next_token(Reader *r)
{
    GArray *tokens = r->out->tokens;

    if (r->count == tokens->len) {
        g_array_set_size(tokens, MAX(64, 2 * tokens->len));
    }
    return &g_array_index(tokens, SbToken, r->count++);
}

/* Eight bytes with A … Z in lower case. */
static guint64
fold_eight(guint64 x)
{
    const guint64 ones = 0x0101010101010101u;
    guint64 low = x & 0x7F * ones;
    guint64 upper = (low + (0x80 - 'A') * ones) & ~(low + (0x7F - 'Z') * ones) & ~x;

    return x | (upper & 0x80 * ones) >> 2;
}

/* The same of a text of up to 16 bytes, which its ends cover; then its ends. */
static inline gboolean
fold_short(char *out, const char *text, size_t length, SbWordEnds *ends)
{
    SbWordEnds had = sb_lexicon_ends(text, length);
    guint64 first = fold_eight(had.first), last = fold_eight(had.last);

    *ends = (SbWordEnds){ first, last };
    if (length >= 8) {
        memcpy(out, &first, 8);
        memcpy(out + length - 8, &last, 8);
    } else if (length >= 4) {
        memcpy(out, &first, 4);
        memcpy(out + length - 4, &last, 4);
    } else if (length > 0) {
        out[0] = (char)first;
        out[length / 2] = (char)(last >> 8);
        out[length - 1] = (char)last;
    }
    return ((had.first ^ first) | (had.last ^ last)) == 0;
}

/* The text in lower case, in room for it; was it so already?  Eight bytes at a time,
 * the last eight (or four) over some of the others. */
static gboolean
fold_long(char *out, const char *text, size_t length)
{
    size_t step = length >= 8 ? 8 : length >= 4 ? 4 : 1;
    guint64 change = 0;

    for (size_t i = 0; i < length; i += step) {
        size_t at = MIN(i, length - step);
        guint64 x = 0, low;

        if (step == 8) {
            memcpy(&x, text + at, 8);
            low = fold_eight(x);
            memcpy(out + at, &low, 8);
        } else if (step == 4) {
            memcpy(&x, text + at, 4);
            low = fold_eight(x);
            memcpy(out + at, &low, 4);
        } else {
            x = (guchar)text[at];
            low = x | (guint64)(x >= 'A' && x <= 'Z') << 5;
            out[at] = (char)low;
        }
        change |= x ^ low;
    }
    return change == 0;
}

gboolean
sb_token_fold(char *out, const char *text, size_t length, SbWordEnds *ends)
{
    if (length <= 16) {
        return fold_short(out, text, length, ends);
    }
    gboolean small = fold_long(out, text, length);

    *ends = sb_lexicon_ends(out, length);
    return small;
}

/* What may begin at the token; text: as written.  A superset of what the finders take:
 * they look at nothing else. */
static guint8
begins(const SbToken *token, const char *text)
{
    guint8 found = 0;

    if ((guchar)text[0] >= 0x80) {
        return SB_BEGINS_NUMBER | SB_BEGINS_TIME | SB_BEGINS_PLACE;
    }
    if (token->kind == SB_TOKEN_PUNCT || token->kind == SB_TOKEN_OWNER) {
        return 0;
    }
    if (token->kind != SB_TOKEN_WORD) {
        found = SB_BEGINS_NUMBER | SB_BEGINS_TIME;
    }
    if (token->word != NULL) {
        found |= token->word->begins;
    } else {
        found |= sb_token_in(token, SB_BEGINNERS_NUMBER) ? SB_BEGINS_NUMBER : 0;
        found |= sb_token_in(token, SB_BEGINNERS_TIME) ? SB_BEGINS_TIME : 0;
        found |= sb_token_in(token, SB_BEGINNERS_PLACE) ? SB_BEGINS_PLACE : 0;
    }
    if (token->length > 4) {
        /* "sixfold", "sub-Saharan" */
        found |= token->last == 'd' - 'a' ? SB_BEGINS_NUMBER : 0;
        found |= memcmp(token->folded, "sub-", 4) == 0 ? SB_BEGINS_PLACE : 0;
    }
    return token->capital ? found | SB_BEGINS_PLACE : found;
}

/* A word that the lexicon has as it stands here is not copied. */
SbToken *
sb_token_add(SbTokenReader *r, SbTokenKind kind, size_t start, size_t end,
    const char *text, size_t length)
{
    SbArena *arena = r->out->arena;
    char room[64];
    char *folded = length < sizeof room ? room : sb_arena_strndup(arena, text, length);

    room[0] = '\0'; /* a text of no length is one too */
    SbWordEnds ends;
    gboolean small = sb_token_fold(folded, text, length, &ends);
    const SbWord *word = sb_lexicon_word_of(r->lexicon, ends, folded, length);
    gboolean whole = word != NULL && word->length == length;
    const char *kept = whole            ? word->text
                       : folded != room ? folded
                       : small          ? NULL
                                        : sb_arena_strndup(arena, folded, length);
    const char *written =
        small && kept != NULL ? kept : sb_arena_strndup(arena, text, length);
    SbToken *token = next_token(r);

    *token = (SbToken){ .kind = (guint8)kind,
        .first = length > 0 ? sb_token_letter[(guchar)folded[0]] : SB_TOKEN_ANY,
        .last = length > 0 ? sb_token_letter[(guchar)folded[length - 1]] : SB_TOKEN_ANY,
        .space = r->space != 0,
        .line = r->line != 0,
        .span = { start, end },
        .text = written,
        .folded = kept != NULL ? kept : written,
        .length = (guint)length,
        .capital = g_ascii_isupper(text[0]),
        .word = word };
    token->begins = begins(token, text);
    r->space = r->line = FALSE;
    return token;
}

static size_t
char_length(const Reader *r, size_t at)
{
    return (size_t)(g_utf8_next_char(r->text + at) - (r->text + at));
}

/* The ASCII digit that c stands for, or 0. */
static char
digit_of(gunichar c)
{
    if (c >= '0' && c <= '9') {
        return (char)c;
    }
    return c >= 0xFF10 && c <= 0xFF19 ? (char)('0' + (c - 0xFF10)) : 0;
}

static gboolean
is_letter(gunichar c)
{
    return c < 128 ? g_ascii_isalpha((char)c)
                   : (g_unichar_isalpha(c) && !sb_token_is_hangul(c) && !digit_of(c)) ||
                         c == 0xB2 || c == 0xB3;
}

/* --- numbers --- */

/* "s", "'s", "’s" behind the digits of a decade */
static size_t
decade_length(const Reader *r, size_t at)
{
    size_t i = at;
    gunichar c = sb_token_char(r, i);

    if (c == '\'' || c == 0x2019) {
        i += char_length(r, i);
    }
    if (sb_token_char(r, i) != 's' || is_letter(sb_token_char(r, i + 1))) {
        return 0;
    }
    return i + 1 - at;
}

static size_t
letters_at(const Reader *r, size_t at)
{
    size_t i = at;

    while (i < r->end && is_letter(sb_token_char(r, i))) {
        i += char_length(r, i);
    }
    return i - at;
}

/* May these letters stand right behind digits as a unit or scale? */
static gboolean
is_suffix(const Reader *r, size_t at, size_t n)
{
    char folded[16];

    if (n >= sizeof folded) {
        return FALSE;
    }
    if (n == 1 && r->text[at] == 'C') {
        return memchr(r->word->str, '.', r->word->len) != NULL; /* 1.2C, not gate 4C */
    }
    if (sb_lexicon_symbol(r->lexicon, r->text + at, n) != NULL) {
        return TRUE;
    }
    for (size_t i = 0; i < n; i++) {
        folded[i] = g_ascii_tolower(r->text[at + i]);
    }
    const SbWord *word = sb_lexicon_word(r->lexicon, folded, n);

    if (word == NULL) {
        return FALSE;
    }
    if (word->numeral != NULL && word->numeral->kind == SB_NUMERAL_LARGE) {
        return TRUE;
    }
    const SbToken *last = sb_token_last(r);

    if (word->numeral != NULL && word->numeral->kind == SB_NUMERAL_SHORT) {
        return g_ascii_islower(r->text[at]) ||
               (last != NULL && last->kind == SB_TOKEN_SIGN);
    }
    return word->unit != NULL && n > 1;
}

/* "₹1,23,456", "12,34,567 rupees": groups of two before the last, where the
 * amount is one of rupees. */
static gboolean
parse_indian(const Reader *r, const SbToken *last, SbDecimal *value)
{
    const char *text = r->word->str;
    const char *code = last != NULL && last->kind == SB_TOKEN_SIGN
                           ? sb_lexicon_before(r->lexicon, last->text, last->length)
                           : NULL;
    size_t n = r->at < r->end ? sb_article_blank(r->text, r->at, r->end) : 0;
    gboolean behind = n > 0 && r->end - r->at > n + 5 &&
                      (g_ascii_strncasecmp(r->text + r->at + n, "rupee", 5) == 0 ||
                          g_ascii_strncasecmp(r->text + r->at + n, "crore", 5) == 0);

    if (!behind && (code == NULL || strcmp(code, "INR") != 0)) {
        return FALSE;
    }
    return sb_decimal_parse_indian(text, r->word->len, value);
}

static void
read_number(Reader *r)
{
    size_t start = r->at;
    char digit;

    g_string_truncate(r->word, 0);
    for (;;) {
        gunichar c = sb_token_char(r, r->at);

        if ((digit = digit_of(c)) != 0) {
            g_string_append_c(r->word, digit);
            r->at += char_length(r, r->at);
        } else if ((c == ',' || c == '.' || c == 0xFF0C || c == 0xFF0E) &&
                   digit_of(sb_token_char(r, r->at + char_length(r, r->at))) != 0) {
            g_string_append_c(r->word, c == ',' || c == 0xFF0C ? ',' : '.');
            r->at += char_length(r, r->at);
        } else {
            break;
        }
    }
    const SbToken *last = sb_token_last(r);
    gboolean sign = last != NULL && last->kind == SB_TOKEN_SIGN && !r->space;
    size_t digits = r->at, letters = letters_at(r, r->at), decade;

    if (r->word->len == 4 && !sign && (decade = decade_length(r, r->at)) > 0) {
        r->at += decade;
        sb_token_add(r, SB_TOKEN_CODE, start, r->at, r->text + start, r->at - start);
        return;
    }
    SbDecimal value = { 0, 0 };
    gboolean sound = sb_decimal_parse(r->word->str, r->word->len, &value) ||
                     parse_indian(r, last, &value);

    if (letters == 2 && strchr("snrtSNRT", r->text[r->at]) != NULL) {
        g_autofree char *ending = g_ascii_strdown(r->text + r->at, 2);

        if (strstr("st nd rd th", ending) != NULL) {
            r->at += 2;
            SbToken *token = sb_token_add(
                r, SB_TOKEN_ORDINAL, start, r->at, r->word->str, r->word->len);
            token->number = value;
            token->sound = sound;
            return;
        }
    }
    if (letters > 0 && !is_suffix(r, digits, letters)) {
        while (r->at < r->end && (is_letter(sb_token_char(r, r->at)) ||
                                     digit_of(sb_token_char(r, r->at)) != 0)) {
            r->at += char_length(r, r->at);
        }
        sb_token_add(r, SB_TOKEN_CODE, start, r->at, r->text + start, r->at - start);
        return;
    }
    SbToken *token =
        sb_token_add(r, SB_TOKEN_NUMBER, start, r->at, r->word->str, r->word->len);

    token->number = value;
    token->sound = sound;
}

/* --- words --- */

static gboolean
add_sign(Reader *r, size_t start, size_t end)
{
    const char *text = r->text + start;

    if (sb_lexicon_before(r->lexicon, text, end - start) == NULL) {
        return FALSE;
    }
    sb_token_add(r, SB_TOKEN_SIGN, start, end, text, end - start);
    r->at = end;
    return TRUE;
}

static gboolean
digit_follows(const Reader *r, size_t at, gboolean blank)
{
    size_t n;

    while (blank && at < r->end && (n = sb_article_blank(r->text, at, r->end)) > 0) {
        at += n;
    }
    at += sb_token_char(r, at) == '\\';
    return digit_of(sb_token_char(r, at)) != 0;
}

/* Is word (folded) a numeral or ordinal, so that a hyphen behind it parts? */
static gboolean
parts_at_hyphen(const Reader *r, size_t start)
{
    char folded[16];
    size_t n = r->at - start;

    if (n >= sizeof folded) {
        return FALSE;
    }
    for (size_t i = 0; i < n; i++) {
        folded[i] = g_ascii_tolower(r->text[start + i]);
    }
    const SbWord *word = sb_lexicon_word(r->lexicon, folded, n);

    /* "two-and-a-half-year" */
    gboolean joins =
        (n == 3 && memcmp(folded, "and", 3) == 0) || (n == 1 && folded[0] == 'a');
    const SbToken *last = sb_token_last(r);

    return (word != NULL && word->numeral != NULL) ||
           (joins && last != NULL && !r->space && sb_token_is(last, "-"));
}

/* What joins two letters of one word: ' . & - ­ and the like; bytes, 0: none. */
static size_t
joint_length(const Reader *r, size_t start)
{
    gunichar c = sb_token_char(r, r->at);
    size_t n = r->at < r->end ? char_length(r, r->at) : 0;
    gunichar after = sb_token_char(r, r->at + n);

    if (c == 0xAD) {
        size_t i = r->at + n;

        while (i < r->end && sb_article_blank(r->text, i, r->end) > 0) {
            i += sb_article_blank(r->text, i, r->end);
        }
        return is_letter(sb_token_char(r, i)) ? i - r->at : 0;
    }
    if (c == '.' || c == '&') {
        /* U.S., R&D */
        return is_letter(after) && (r->at - start == 1 || r->text[r->at - 2] == '.') ? n
                                                                                     : 0;
    }
    if (c == '\'' || c == 0x2019) {
        gboolean owner =
            (after == 's' || after == 'S') && !is_letter(sb_token_char(r, r->at + n + 1));

        return is_letter(after) && !owner ? n : 0;
    }
    if (c == '-' || c == 0x2010 || c == 0x2011) {
        gboolean more = is_letter(after) || digit_of(after) != 0;

        return more && !parts_at_hyphen(r, start) ? n : 0;
    }
    return 0;
}

/* The plain letters at r->at, as many as a word may have. */
static void
take_letters(Reader *r, size_t start)
{
    size_t at = r->at, end = MIN(r->end, start + LONGEST_WORD);

    while (at < end && g_ascii_isalpha(r->text[at])) {
        at++;
    }
    g_string_append_len(r->word, r->text + r->at, (gssize)(at - r->at));
    r->at = at;
}

/* A word of nothing but a … z with a blank or a mark behind it that joins nothing:
 * most words are.  FALSE: none, and nothing is taken. */
static gboolean
read_plain_word(Reader *r)
{
    size_t start = r->at, at = start, end = MIN(r->end, start + LONGEST_WORD);

    while (at < end && g_ascii_isalpha(r->text[at])) {
        at++;
    }
    if (at >= end || at == start ||
        (r->text[at] != ' ' && r->text[at] != ',' && r->text[at] != '\n' &&
            r->text[at] != ')')) {
        return FALSE;
    }
    r->at = at;
    if (at - start > 3 || at - start < 2 || !g_ascii_isupper(r->text[start]) ||
        !digit_follows(r, at, TRUE) || !add_sign(r, start, at)) {
        sb_token_add(r, SB_TOKEN_WORD, start, at, r->text + start, at - start);
    }
    return TRUE;
}

/* "R2.4 billion", "Sh16,500", "TSh40 million": a short sign glued to an amount of money
 */
static gboolean
read_glued(Reader *r)
{
    const char *text = r->text + r->at, *end = r->text + r->end, *p = text;

    while (g_ascii_isupper(*text) && p < end && p < text + 3 && g_ascii_isalpha(*p)) {
        p++;
    }
    size_t letters = (size_t)(p - text);

    if (letters == 0 || p + 3 > end || !g_ascii_isdigit(*p)) {
        return FALSE;
    }
    gboolean grouped = FALSE;

    for (; p < end && (g_ascii_isdigit(*p) || *p == ',' || *p == '.'); p++) {
        grouped |= *p == ',' && p + 3 < end && g_ascii_isdigit(p[1]) &&
                   g_ascii_isdigit(p[2]) && g_ascii_isdigit(p[3]);
    }
    p += p < end && (*p == ' ' || *p == '-');
    gboolean scaled = (size_t)(end - p) > 8 &&
                      (strncmp(p, "million", 7) == 0 || strncmp(p, "billion", 7) == 0 ||
                          strncmp(p, "trillion", 8) == 0);

    return (grouped || scaled) && add_sign(r, r->at, r->at + letters);
}

static void
read_word(Reader *r)
{
    size_t start = r->at, n;
    gboolean code = FALSE;

    if (read_glued(r) || read_plain_word(r)) {
        return;
    }
    g_string_truncate(r->word, 0);
    for (;;) {
        take_letters(r, start);
        gunichar c = sb_token_char(r, r->at);

        if (c == '$' && add_sign(r, start, r->at + 1)) {
            return;
        }
        if (c == '\\' && sb_token_char(r, r->at + 1) == '$') {
            g_string_append_c(r->word, '$');
            if (sb_lexicon_before(r->lexicon, r->word->str, r->word->len) != NULL) {
                r->at += 2;
                sb_token_add(r, SB_TOKEN_SIGN, start, r->at, r->word->str, r->word->len);
                return;
            }
            g_string_truncate(r->word, r->word->len - 1);
        }
        if (digit_of(c) != 0) {
            if (!code && (r->at - start > 1 || r->text[start] != 'R') &&
                add_sign(r, start, r->at)) {
                return;
            }
            code = TRUE;
        } else if (!is_letter(c)) {
            n = joint_length(r, start);
            if (n == 0) {
                break;
            }
            if (c != 0xAD) {
                g_string_append_len(r->word, r->text + r->at, (gssize)n);
            }
            r->at += n;
            continue;
        }
        n = char_length(r, r->at);
        g_string_append_len(r->word, r->text + r->at, (gssize)n);
        r->at += n;
        if (r->at - start > LONGEST_WORD) {
            break;
        }
    }
    gboolean dotted = r->word->len > 2 && memchr(r->word->str, '.', r->word->len) != NULL;

    if (dotted && sb_token_char(r, r->at) == '.') {
        g_string_append_c(r->word, '.');
        r->at++;
    }
    if (r->at - start == 2 && sb_token_char(r, r->at) == '.' &&
        digit_follows(r, r->at + 1, TRUE) && add_sign(r, start, r->at + 1)) {
        return; /* Rs. 15,000 */
    }
    if (r->at - start >= 2 && r->at - start <= 3 && g_ascii_isupper(r->text[start]) &&
        digit_follows(r, r->at, TRUE) && add_sign(r, start, r->at)) {
        return;
    }
    SbToken *token = sb_token_add(r, code ? SB_TOKEN_CODE : SB_TOKEN_WORD, start, r->at,
        r->word->str, r->word->len);

    token->dash = memchr(token->text, '-', token->length) != NULL;
    token->begins |= token->dash ? SB_BEGINS_TIME : 0; /* "mid-June" */
}

/* --- marks --- */

static void
read_mark(Reader *r, gunichar c)
{
    static const struct {
        gunichar from;
        const char *to;
    } plain[] = { { 0x2212, "-" }, { 0x2010, "-" }, { 0x2011, "-" }, { 0xFF0D, "-" },
        { 0x2013, "–" }, { 0x223C, "~" }, { 0x301C, "~" }, { 0xFF5E, "~" },
        { 0xFF05, "%" }, { 0x2018, "'" }, { 0x2019, "'" }, { 0x201C, "\"" },
        { 0x201D, "\"" }, { 0xFF08, "(" }, { 0xFF09, ")" }, { 0x25BD, "△" },
        { 0x25BC, "△" }, { 0x25B3, "△" }, { 0x3008, "<" }, { 0x3009, ">" },
        { 0x3002, "." }, { 0xFF0C, "," } };
    size_t start = r->at, n = char_length(r, start);

    if (add_sign(r, start, start + n)) {
        return;
    }
    r->at += n;
    if ((c == '\'' || c == 0x2019) && !r->space && sb_token_char(r, r->at) == 's' &&
        !is_letter(sb_token_char(r, r->at + 1))) {
        r->at++;
        sb_token_add(r, SB_TOKEN_OWNER, start, r->at, "'s", 2);
        return;
    }
    const SbToken *last = sb_token_last(r);

    if ((c == '\'' || c == 0x2019) && !r->space && last != NULL &&
        last->kind == SB_TOKEN_WORD && last->folded[last->length - 1] == 's' &&
        sb_article_blank(r->text, r->at, r->end) > 0) {
        sb_token_add(r, SB_TOKEN_OWNER, start, r->at, "'s", 2);
        return;
    }
    if (c == '%' && sb_token_char(r, r->at) == 'p' &&
        !is_letter(sb_token_char(r, r->at + 1))) {
        r->at++;
        sb_token_add(r, SB_TOKEN_PUNCT, start, r->at, "%p", 2);
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++) {
        if (plain[i].from == c) {
            sb_token_add(
                r, SB_TOKEN_PUNCT, start, r->at, plain[i].to, strlen(plain[i].to));
            return;
        }
    }
    sb_token_add(r, SB_TOKEN_PUNCT, start, r->at, r->text + start, n);
}

/* Bytes of conversion noise at r->at; 0: none. */
static size_t
noise_length(const Reader *r)
{
    char c = r->text[r->at];

    if (c == '\\' && r->at + 1 < r->end && g_ascii_ispunct(r->text[r->at + 1])) {
        return 1;
    }
    if (c == '*' || c == '`') {
        return 1;
    }
    if (c == '_' && r->at + 1 < r->end) {
        return 1;
    }
    return (guchar)c == 0xC2 && (guchar)r->text[r->at + 1] == 0xAD ? 2 : 0;
}

static void
read_run(Reader *r, SbSpan run)
{
    size_t n;

    r->at = run.start;
    r->end = run.end;
    r->space = TRUE;
    r->line = TRUE;
    while (r->at < r->end) {
        if ((n = sb_article_blank(r->text, r->at, r->end)) > 0) {
            r->line |= r->text[r->at] == '\n';
            r->space = TRUE;
            r->at += n;
            continue;
        }
        if (g_ascii_isalpha(r->text[r->at])) {
            read_word(r);
            continue;
        }
        if ((n = noise_length(r)) > 0) {
            r->at += n;
            continue;
        }
        gunichar c = sb_token_char(r, r->at);

        if (digit_of(c) != 0) {
            read_number(r);
        } else if (sb_token_is_hangul(c)) {
            sb_token_hangul_read(r);
        } else if (is_letter(c)) {
            read_word(r);
        } else {
            read_mark(r, c);
        }
    }
}

void
sb_token_read_again(SbTokens *tokens, const char *text, const GArray *runs,
    const SbLexicon *lexicon, SbArena *arena)
{
    Reader reader = {
        .text = text, .lexicon = lexicon, .out = tokens, .word = tokens->word
    };

    tokens->arena = arena;
    g_array_set_size(tokens->tokens, 0);
    g_array_set_size(tokens->sentences, 0);
    for (guint i = 0; i < runs->len; i++) {
        read_run(&reader, g_array_index(runs, SbSpan, i));
    }
    g_array_set_size(tokens->tokens, reader.count);
    sb_sentence_find(tokens);
}

SbTokens
sb_token_read(
    const char *text, const GArray *runs, const SbLexicon *lexicon, SbArena *arena)
{
    SbTokens tokens = sb_tokens_new();

    sb_token_read_again(&tokens, text, runs, lexicon, arena);
    return tokens;
}
