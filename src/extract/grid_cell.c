/*
 * In: a cell.  Out: its one or two values, or none (grid_cell.h).
 *
 * Signs and footnote marks are read letter by letter; numbers and units by the
 * readers for running text.
 */
#include "extract/grid_cell.h"

#include <string.h>

enum { MOST_CELL = 64 };

typedef struct {
    const SbMentionSetting *setting;
    gboolean rises;
    SbGridValue *out;
} Reader;

gboolean
sb_grid_cell_is_none(const char *text, SbSpan cell)
{
    static const char *const none[] = { "-", "–", "—", "−", "…", "...", "..", "‥", "n/a",
        "n.a.", "n.a", "na", "x", "*", "--", "---", "―", "ㅡ", ":", ".", "nil", "n.d.",
        "해당없음", "해당 없음", "미상", "없음", "(-)", "( - )", "\\-" };
    size_t n = cell.end - cell.start;

    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        if (strlen(none[i]) == n &&
            g_ascii_strncasecmp(none[i], text + cell.start, n) == 0) {
            return TRUE;
        }
    }
    return n == 0;
}

/* --- letter by letter --- */

static gboolean
ends_with(const char *text, SbSpan span, const char *what)
{
    size_t n = strlen(what);

    return span.end - span.start > n && memcmp(text + span.end - n, what, n) == 0;
}

static gboolean
is_digit_before(const char *text, SbSpan span, size_t n)
{
    return span.end - span.start > n && g_ascii_isdigit(text[span.end - n - 1]);
}

/* Cuts "*", "¹⁾", "†", " 1)", "a)", "p" off the end. */
static SbSpan
cut_marks(const Reader *r, SbSpan span)
{
    static const char *const marks[] = { "*", "†", "‡", "§", "⁾", "⁽", "¹", "²", "³", "⁴",
        "⁵", "⁶", "⁷", "⁸", "⁹", "⁰", "ᵃ", "ᵇ", "ᵖ", "ʳ", "\\" };
    const char *text = r->setting->text;

    for (gboolean cut = TRUE; cut;) {
        char end = span.end > span.start ? text[span.end - 1] : '\0';
        gboolean may = end == '*' || end == '\\' || (guchar)end >= 0x80;

        cut = FALSE;
        for (size_t i = 0; may && i < G_N_ELEMENTS(marks) && !cut; i++) {
            size_t n = strlen(marks[i]);

            /* "m²" is a unit */
            cut = ends_with(text, span, marks[i]) &&
                  (i < 6 || !g_ascii_isalpha(text[span.end - n - 1]));
            span.end -= cut ? n : 0;
        }
        char last = span.end > span.start ? text[span.end - 1] : '\0';

        if (last == ')' && span.end - span.start > 3 &&
            memchr(text + span.start, '(', span.end - span.start) == NULL &&
            (g_ascii_islower(text[span.end - 2]) || text[span.end - 3] == ' ')) {
            span.end -= 2;
            cut = TRUE;
        } else if (last != '\0' && strchr("aprefPREF", last) != NULL &&
                   (is_digit_before(text, span, 1) ||
                       (is_digit_before(text, span, 2) && text[span.end - 2] == ' '))) {
            r->out->forecast |= strchr("efEF", last) != NULL;
            span.end--;
            cut = TRUE;
        }
        span = sb_article_trim(text, span);
    }
    while (span.start < span.end && strchr("*\\'", text[span.start]) != NULL) {
        span.start++;
    }
    return span;
}

/* Takes signs and qualifiers off the start. */
static SbSpan
cut_signs(const Reader *r, SbSpan span, gboolean *negative)
{
    static const struct {
        const char *sign;
        int minus; /* 1: minus, 2: minus unless it says up */
        SbQualifier qualifier;
    } signs[] = { { "-", 1, SB_QUALIFIER_NONE }, { "–", 1, SB_QUALIFIER_NONE },
        { "−", 1, SB_QUALIFIER_NONE }, { "－", 1, SB_QUALIFIER_NONE },
        { "△", 1, SB_QUALIFIER_NONE }, { "▽", 1, SB_QUALIFIER_NONE },
        { "▼", 1, SB_QUALIFIER_NONE }, { "▲", 2, SB_QUALIFIER_NONE },
        { "+", 0, SB_QUALIFIER_NONE }, { "±", 0, SB_QUALIFIER_NONE },
        { "<=", 0, SB_QUALIFIER_AT_MOST }, { ">=", 0, SB_QUALIFIER_AT_LEAST },
        { "≤", 0, SB_QUALIFIER_AT_MOST }, { "≥", 0, SB_QUALIFIER_AT_LEAST },
        { "<", 0, SB_QUALIFIER_UNDER }, { ">", 0, SB_QUALIFIER_OVER },
        { "~", 0, SB_QUALIFIER_ABOUT }, { "약", 0, SB_QUALIFIER_ABOUT },
        { "c.", 0, SB_QUALIFIER_ABOUT } };
    const char *text = r->setting->text;

    for (gboolean cut = TRUE; cut && span.start < span.end;) {
        cut = FALSE;
        for (size_t i = 0; i < G_N_ELEMENTS(signs) && !cut; i++) {
            size_t n = strlen(signs[i].sign);

            cut = span.end - span.start > n &&
                  memcmp(text + span.start, signs[i].sign, n) == 0;
            if (cut) {
                span.start += n;
                *negative |= signs[i].minus == 1 || (signs[i].minus == 2 && !r->rises);
                r->out->signed_ |= signs[i].minus != 0 || *signs[i].sign == '+';
                r->out->qualifier = signs[i].qualifier != SB_QUALIFIER_NONE
                                        ? signs[i].qualifier
                                        : r->out->qualifier;
            }
        }
        span = sb_article_trim(text, span);
    }
    return span;
}

/* --- by tokens --- */

static const SbToken *
at(const SbTokens *tokens, guint i)
{
    return sb_token_at(tokens, i);
}

/* "1 234 567": groups of three parted by blanks */
static gboolean
read_groups(const SbTokens *tokens, guint *i, guint end, SbDecimal *value)
{
    const SbToken *first = at(tokens, *i);
    guint next = *i + 1;

    if (first->kind != SB_TOKEN_NUMBER || first->length > 3 ||
        strspn(first->text, "0123456789") != first->length || first->text[0] == '0') {
        return FALSE;
    }
    g_autoptr(GString) digits = g_string_new(first->text);

    while (next < end && at(tokens, next)->kind == SB_TOKEN_NUMBER &&
           at(tokens, next)->space && strspn(at(tokens, next)->text, "0123456789") == 3 &&
           (at(tokens, next)->length == 3 || at(tokens, next)->text[3] == '.')) {
        g_string_append(digits, at(tokens, next)->text);
        next++;
        if (strchr(digits->str, '.') != NULL) {
            break;
        }
    }
    if (next == *i + 1 || !sb_decimal_parse(digits->str, digits->len, value)) {
        return FALSE;
    }
    *i = next;
    return TRUE;
}

static gboolean
read_number(
    const Reader *r, const SbTokens *tokens, guint *i, guint end, SbDecimal *value)
{
    SbNumber number;

    if (read_groups(tokens, i, end, value)) {
        return TRUE;
    }
    if (*i >= end || !sb_number_read(tokens, *i, end, &number) || number.malformed ||
        !number.digits) {
        return FALSE;
    }
    *value = number.value;
    if (number.ordinal) {
        r->out->code = "{rank}";
        r->out->kind = SB_NAMED_COUNT;
    }
    r->out->has_scale |= number.has_scale;
    if (number.over) {
        r->out->qualifier = SB_QUALIFIER_OVER;
    }
    *i = number.end;
    return TRUE;
}

static guint
read_currency(const Reader *r, const SbTokens *tokens, guint i, guint end)
{
    const SbToken *sign = i < end ? at(tokens, i) : NULL;
    const char *code = NULL;

    if (sign == NULL || sign->kind == SB_TOKEN_NUMBER) {
        return i;
    }
    code = strcmp(sign->text, "$") == 0
               ? r->setting->dollar
               : sb_lexicon_before(r->setting->lexicon, sign->text, sign->length);
    if (code == NULL) {
        return i;
    }
    r->out->code = code;
    r->out->kind = SB_NAMED_MONEY;
    return i + 1;
}

/* Tokens [i, end) as a number with sign, range and unit, and nothing else. */
static gboolean
read_tokens(const Reader *r, const SbTokens *tokens, guint end)
{
    SbGridValue *v = r->out;
    guint i = read_currency(r, tokens, 0, end), taken = 0;
    gboolean hyphen, minus = FALSE;
    SbMentionSetting setting = *r->setting;

    if (i < end && v->code != NULL && sb_token_in(at(tokens, i), " - – △ ")) {
        minus = TRUE;
        i++;
    }
    guint first = i;

    if (i >= end || !read_number(r, tokens, &i, end, &v->value)) {
        return FALSE;
    }
    v->digits_only = i == first + 1 && at(tokens, first)->length == 4 &&
                     strspn(at(tokens, first)->text, "0123456789") == 4;
    v->value = minus ? sb_decimal_negate(v->value) : v->value;
    if (i + 1 < end && sb_token_in(at(tokens, i), " - – ~ — to ") &&
        (at(tokens, i + 1)->kind == SB_TOKEN_NUMBER)) {
        i++;
        v->has_high = read_number(r, tokens, &i, end, &v->high) &&
                      sb_decimal_compare(v->value, v->high) < 0;
        if (!v->has_high) {
            return FALSE;
        }
    }
    setting.tokens = tokens;
    if (i < end && v->code == NULL) {
        v->code =
            sb_unit_find_behind(&setting, i, end, &v->kind, &v->power, &taken, &hyphen);
        i += taken;
    }
    while (i < end && (sb_token_in(at(tokens, i), " 이상 이하 내외 + ") ||
                          sb_token_in(at(tokens, i), " 여 "))) {
        v->qualifier = sb_token_in(at(tokens, i), " 이상 + ") ? SB_QUALIFIER_AT_LEAST
                       : sb_token_in(at(tokens, i), " 이하 ") ? SB_QUALIFIER_AT_MOST
                                                              : SB_QUALIFIER_ABOUT;
        i++;
    }
    return i == end;
}

static gboolean
read_part(const Reader *r, SbSpan span)
{
    gboolean negative = FALSE;

    *r->out = (SbGridValue){ .span = span };
    span = cut_marks(r, span);
    SbSpan bare = cut_signs(r, span, &negative);

    if (bare.start >= bare.end || bare.end - bare.start > MOST_CELL) {
        return FALSE;
    }
    g_autoptr(SbArena) scratch = sb_arena_new();
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(SbSpan));

    g_array_append_val(runs, bare);
    SbTokens tokens = sb_token_read(r->setting->text, runs, r->setting->lexicon, scratch);
    gboolean ok = tokens.tokens->len > 0 && read_tokens(r, &tokens, tokens.tokens->len);

    sb_tokens_clear(&tokens);
    if (ok && negative) {
        if (r->out->has_high) {
            return FALSE; /* "-3–4" */
        }
        r->out->value = sb_decimal_negate(r->out->value);
    }
    r->out->span = (SbSpan){ span.start, span.end };
    return ok;
}

/* A digit, or the first byte of one in full width? */
static gboolean
has_digit(const char *text, SbSpan span)
{
    for (size_t i = span.start; i < span.end; i++) {
        if (g_ascii_isdigit(text[i]) || (guchar)text[i] == 0xEF) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The currency of [start, end) when that is nothing but its sign. */
static const char *
money_before(const SbMentionSetting *setting, size_t start, size_t end)
{
    SbSpan span = sb_article_trim(setting->text, (SbSpan){ start, end });
    size_t n = span.end - span.start;

    if (n == 1 && setting->text[span.start] == '$') {
        return setting->dollar;
    }
    return n > 0 && n < 8
               ? sb_lexicon_before(setting->lexicon, setting->text + span.start, n)
               : NULL;
}

guint
sb_grid_cell_read(
    const SbMentionSetting *setting, SbSpan cell, gboolean rises, SbGridValue out[2])
{
    const char *text = setting->text;

    if (cell.end <= cell.start || cell.end - cell.start > MOST_CELL ||
        !has_digit(text, cell)) {
        return 0;
    }
    SbGridValue scratch = { .power = 0 };
    Reader first = { setting, rises, &out[0] }, second = { setting, rises, &out[1] };
    const char *open = memchr(text + cell.start, '(', cell.end - cell.start);
    SbSpan bare = cut_marks(&(Reader){ setting, rises, &scratch }, cell);
    size_t at = open != NULL ? (size_t)(open - text) : 0;
    gboolean closed = bare.end > bare.start && text[bare.end - 1] == ')';

    if (open != NULL && at == bare.start && closed) {
        SbSpan inner = sb_article_trim(text, (SbSpan){ at + 1, bare.end - 1 });
        gboolean ok = read_part(&first, inner);

        out[0].bracketed = TRUE;
        return ok ? 1 : 0;
    }
    const char *money =
        open != NULL && closed ? money_before(setting, cell.start, at) : NULL;

    if (money != NULL) { /* "$ (1,204)" */
        SbSpan inner = sb_article_trim(text, (SbSpan){ at + 1, bare.end - 1 });
        gboolean ok = read_part(&first, inner);

        out[0].code = money;
        out[0].kind = SB_NAMED_MONEY;
        out[0].bracketed = TRUE;
        return ok ? 1 : 0;
    }
    if (open != NULL && closed) {
        SbSpan a = sb_article_trim(text, (SbSpan){ cell.start, at });
        SbSpan b = sb_article_trim(text, (SbSpan){ at + 1, bare.end - 1 });

        return !read_part(&first, a) ? 0 : read_part(&second, b) ? 2 : 0;
    }
    return read_part(&first, cell) ? 1 : 0;
}

static gboolean
is_hangul(const char *text, size_t i, size_t end)
{
    return i + 3 <= end && (guchar)text[i] >= 0xEA && (guchar)text[i] <= 0xED;
}

/* "1.", "1.1 ", "(1)", "ê°." before a Korean label number it: where the label begins.
 */
static size_t
list_mark(const char *text, SbSpan span)
{
    static const char letters[] = "가나다라마바사아자차카타파하";
    size_t i = span.start, end = span.end;
    gboolean bracket = i < end && text[i] == '(';
    size_t first = i + bracket, digits = 0, dots = 0;

    for (i = first; i < end && i < first + 6; i++) {
        dots += text[i] == '.';
        if (!g_ascii_isdigit(text[i]) && text[i] != '.') {
            break;
        }
        digits += g_ascii_isdigit(text[i]) != 0;
    }
    if (i == first && is_hangul(text, i, end) && i + 3 < end && text[i + 3] == '.' &&
        g_strstr_len(letters, -1, (char[]){ text[i], text[i + 1], text[i + 2], '\0' })) {
        i += 4;
    } else if (digits == 0 || digits > 4 || (bracket ? text[i] != ')' : dots == 0)) {
        return span.start;
    }
    i += bracket && i < end;
    while (i < end && text[i] == ' ') {
        i++;
    }
    return is_hangul(text, i, end) ? i : span.start;
}

SbSpan
sb_grid_cell_label(const char *text, SbSpan cell)
{
    static const char *const before[] = { "&nbsp;", "&emsp;", "&ensp;",
        "of which:", "of which ", "o/w:", "o/w ", "including:", "thereof:", "thereof ",
        "memo:", "memorandum:" };
    static const char *const marks[] = { "*", "†", "‡", "§", "⁾", "¹", "²", "³", "⁴", "⁵",
        "⁶", "⁷", "⁸", "⁹" };
    SbSpan span = cell;

    for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
        size_t n = strlen(before[i]);

        if (span.end - span.start > n &&
            g_ascii_strncasecmp(text + span.start, before[i], n) == 0) {
            span = sb_article_trim(text, (SbSpan){ span.start + n, span.end });
            i = (size_t)-1;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        size_t n = strlen(marks[i]);

        if (ends_with(text, span, marks[i]) && !g_ascii_isdigit(text[span.end - n - 1]) &&
            (n > 2 || i == 0 || span.end - span.start > 4)) {
            span.end -= n;
            i = (size_t)-1;
        }
    }
    span.start = list_mark(text, span);
    size_t end = span.end;

    if (end > span.start + 3 && text[end - 1] == ')' && g_ascii_isdigit(text[end - 2]) &&
        memchr(text + span.start, '(', end - span.start) == NULL) {
        end -= 2; /* "Total 1)" */
    } else if (end > span.start + 3 && g_ascii_isdigit(text[end - 1]) &&
               text[end - 2] == '^') {
        end -= 2;
    } else if (end > span.start + 4 && text[end - 1] == ']' &&
               g_ascii_isalnum(text[end - 2]) && text[end - 3] == '[') {
        end -= 3;
    }
    return sb_article_trim(text, (SbSpan){ span.start, end });
}
