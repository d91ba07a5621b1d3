/* In: texts.  Out: texts: the string functions of expressions.  Places in a text
 * count UTF-16 units, as in ECMAScript. */
#include <string.h>

#include "chart/expr_lex.h"
#include "chart/expr_tree.h"

enum { MOST_TEXT = 100000 }; /* bytes that pad() makes */

/* The byte of text where unit index begins. */
static size_t
byte_of(const char *text, gint64 index)
{
    const char *s = text;

    for (; *s != '\0' && index > 0; s = g_utf8_next_char(s)) {
        index -= (guchar)*s >= 0xF0 ? 2 : 1;
    }
    return (size_t)(s - text);
}

static gint64
length_of(const char *text)
{
    return (gint64)sb_value_member(sb_value_string(text), "length").number;
}

static SbValue
kept(const SbExprCall *call, const char *text, size_t length)
{
    return sb_value_string(sb_arena_strndup(call->arena, text, length));
}

SbValue
sb_expr_texts_parse_float(const SbExprCall *call)
{
    const char *s = sb_expr_functions_text(call, 0), *from;

    while (g_ascii_isspace(*s)) {
        s++;
    }
    from = s;
    s += *s == '-' || *s == '+' ? 1 : 0;
    if (g_str_has_prefix(s, "Infinity")) {
        return sb_value_number(*from == '-' ? -INFINITY : INFINITY);
    }
    const char *digits = s;

    for (; g_ascii_isdigit(*s); s++) {
    }
    if (*s == '.') {
        for (s++; g_ascii_isdigit(*s); s++) {
        }
    }
    if ((size_t)(s - digits) <= (*digits == '.' ? 1 : 0)) {
        return sb_value_number(NAN);
    }
    return sb_value_number(digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')
                               ? 0
                               : g_ascii_strtod(from, NULL));
}

SbValue
sb_expr_texts_parse_int(const SbExprCall *call)
{
    const char *s = sb_expr_functions_text(call, 0);
    double radix = call->count > 1 ? sb_expr_functions_number(call, 1) : 0, value = 0;

    while (g_ascii_isspace(*s)) {
        s++;
    }
    gboolean negative = *s == '-', any = FALSE;

    s += *s == '-' || *s == '+' ? 1 : 0;
    if ((isnan(radix) || radix == 0 || radix == 16) && s[0] == '0' &&
        (s[1] == 'x' || s[1] == 'X')) {
        s += 2;
        radix = 16;
    }
    radix = isnan(radix) || radix == 0 ? 10 : radix;
    if (radix < 2 || radix > 36) {
        return sb_value_number(NAN);
    }
    for (; g_ascii_isalnum(*s); s++) {
        int digit = g_ascii_isdigit(*s) ? *s - '0' : g_ascii_tolower(*s) - 'a' + 10;

        if (digit >= radix) {
            break;
        }
        value = value * radix + digit;
        any = TRUE;
    }
    return sb_value_number(any ? (negative ? -value : value) : NAN);
}

SbValue
sb_expr_texts_upper(const SbExprCall *call)
{
    g_autofree char *text = g_utf8_strup(sb_expr_functions_text(call, 0), -1);

    return kept(call, text, strlen(text));
}

SbValue
sb_expr_texts_lower(const SbExprCall *call)
{
    g_autofree char *text = g_utf8_strdown(sb_expr_functions_text(call, 0), -1);

    return kept(call, text, strlen(text));
}

SbValue
sb_expr_texts_substring(const SbExprCall *call)
{
    const char *text = sb_expr_functions_text(call, 0);
    gint64 length = length_of(text);
    gint64 a = sb_expr_functions_index(sb_expr_functions_argument(call, 1), 0, length);
    gint64 b =
        sb_expr_functions_index(sb_expr_functions_argument(call, 2), length, length);

    a = MAX(0, a);
    b = MAX(0, b);
    size_t from = byte_of(text, MIN(a, b)), to = byte_of(text, MAX(a, b));

    return kept(call, text + from, to - from);
}

static void
add_piece(const SbExprCall *call, GArray *pieces, const char *text, size_t length)
{
    SbValue piece = kept(call, text, length);

    g_array_append_val(pieces, piece);
}

static void
split_by_text(
    const SbExprCall *call, GArray *pieces, const char *text, const char *separator)
{
    size_t n = strlen(separator);

    for (const char *at; n > 0 && (at = strstr(text, separator)) != NULL; text = at + n) {
        add_piece(call, pieces, text, (size_t)(at - text));
    }
    for (; n == 0 && *text != '\0'; text = g_utf8_next_char(text)) {
        add_piece(call, pieces, text, (size_t)(g_utf8_next_char(text) - text));
    }
    if (n > 0) {
        add_piece(call, pieces, text, strlen(text));
    }
}

SbValue
sb_expr_texts_split(const SbExprCall *call)
{
    const char *text = sb_expr_functions_text(call, 0);
    SbValue separator = call->args[1];
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(SbValue));

    if (separator.kind == SB_VALUE_REGEXP) {
        g_auto(GStrv) parts = g_regex_split(separator.regexp->regex, text, 0);

        for (char **part = parts; part != NULL && *part != NULL; part++) {
            add_piece(call, pieces, *part, strlen(*part));
        }
    } else if (separator.kind == SB_VALUE_UNDEFINED) {
        add_piece(call, pieces, text, strlen(text));
    } else {
        split_by_text(call, pieces, text, sb_expr_functions_text(call, 1));
    }
    size_t count = pieces->len;

    if (call->count > 2 && call->args[2].kind != SB_VALUE_UNDEFINED) {
        count = (size_t)CLAMP(sb_expr_functions_number(call, 2), 0, (double)count);
    }
    SbValue *items = sb_arena_new_many(call->arena, SbValue, count);

    for (size_t i = 0; i < count; i++) {
        items[i] = g_array_index(pieces, SbValue, i);
    }
    return sb_value_array(call->arena, items, count);
}

SbValue
sb_expr_texts_trim(const SbExprCall *call)
{
    const char *s = sb_expr_functions_text(call, 0), *end = s + strlen(s);

    while (*s != '\0' &&
           (g_unichar_isspace(g_utf8_get_char(s)) || g_utf8_get_char(s) == 0xFEFF)) {
        s = g_utf8_next_char(s);
    }
    while (end > s) {
        const char *last = g_utf8_prev_char(end);
        gunichar c = g_utf8_get_char(last);

        if (!g_unichar_isspace(c) && c != 0xFEFF) {
            break;
        }
        end = last;
    }
    return kept(call, s, (size_t)(end - s));
}

/* text, length, align ("right"), ellipsis ("…"). */
SbValue
sb_expr_texts_truncate(const SbExprCall *call)
{
    const char *text = sb_expr_functions_text(call, 0);
    gint64 have = length_of(text);
    gint64 length = sb_expr_functions_index(call->args[1], have, have);
    const char *align = call->count > 2 ? sb_expr_functions_text(call, 2) : "right";
    const char *ellipsis = call->count > 3 ? sb_expr_functions_text(call, 3) : "…";

    if (have <= length) {
        return sb_value_string(text);
    }
    gint64 room = MAX(0, length - length_of(ellipsis));
    gint64 before = strcmp(align, "left") == 0     ? 0
                    : strcmp(align, "center") == 0 ? (room + 1) / 2
                                                   : room;
    size_t head = byte_of(text, before), tail = byte_of(text, have - (room - before));

    return sb_value_string(
        sb_arena_printf(call->arena, "%.*s%s%s", (int)head, text, ellipsis, text + tail));
}

/* text, length, fill (" "), the side that the fill goes to ("right"). */
SbValue
sb_expr_texts_pad(const SbExprCall *call)
{
    const char *text = sb_expr_functions_text(call, 0);
    gint64 missing =
        sb_expr_functions_index(call->args[1], 0, MOST_TEXT) - length_of(text);
    const char *fill = call->count > 2 ? sb_expr_functions_text(call, 2) : " ";
    const char *align = call->count > 3 ? sb_expr_functions_text(call, 3) : "right";
    gint64 before = strcmp(align, "left") == 0     ? missing
                    : strcmp(align, "center") == 0 ? missing / 2
                                                   : 0;
    g_autoptr(GString) out = g_string_new(NULL);

    for (gint64 i = 0; i < missing && out->len < MOST_TEXT; i++) {
        g_string_append(out, i == before ? text : "");
        g_string_append(out, fill);
    }
    if (missing <= 0) {
        return sb_value_string(text);
    }
    g_string_append(out, before == missing ? text : "");
    return kept(call, out->str, out->len);
}

SbValue
sb_expr_texts_replace(const SbExprCall *call)
{
    const char *text = sb_expr_functions_text(call, 0);
    const char *with = sb_expr_functions_text(call, 2);

    if (call->args[1].kind != SB_VALUE_REGEXP) {
        const char *what = sb_expr_functions_text(call, 1), *at = strstr(text, what);

        if (at == NULL) {
            return sb_value_string(text);
        }
        return sb_value_string(sb_arena_printf(
            call->arena, "%.*s%s%s", (int)(at - text), text, with, at + strlen(what)));
    }
    const SbValueRegexp *regexp = call->args[1].regexp;
    g_autoptr(GString) template = g_string_new(NULL);

    for (const char *s = with; *s != '\0'; s++) { /* $1 is \1 here, $& is \0 */
        if (*s == '$' && (g_ascii_isdigit(s[1]) || s[1] == '&' || s[1] == '$')) {
            g_string_append_c(template, s[1] == '$' ? '$' : '\\');
            if (s[1] != '$') {
                g_string_append_printf(template, "g<%c>", s[1] == '&' ? '0' : s[1]);
            }
            s++;
        } else {
            g_string_append(template, *s == '\\' ? "\\\\" : "");
            if (*s != '\\') {
                g_string_append_c(template, *s);
            }
        }
    }
    if (strchr(regexp->flags, 'g') != NULL) {
        g_autofree char *all =
            g_regex_replace(regexp->regex, text, -1, 0, template->str, 0, NULL);

        return all != NULL ? kept(call, all, strlen(all)) : sb_value_string(text);
    }
    g_autoptr(GMatchInfo) match = NULL;
    int start, end;

    if (!g_regex_match(regexp->regex, text, 0, &match) ||
        !g_match_info_fetch_pos(match, 0, &start, &end)) {
        return sb_value_string(text);
    }
    g_autofree char *one = g_match_info_expand_references(match, template->str, NULL);

    return sb_value_string(sb_arena_printf(
        call->arena, "%.*s%s%s", start, text, one != NULL ? one : "", text + end));
}

SbValue
sb_expr_texts_btoa(const SbExprCall *call)
{
    const char *text = sb_expr_functions_text(call, 0);
    g_autofree char *coded = g_base64_encode((const guchar *)text, strlen(text));

    return kept(call, coded, strlen(coded));
}

SbValue
sb_expr_texts_atob(const SbExprCall *call)
{
    gsize length;
    g_autofree guchar *bytes = g_base64_decode(sb_expr_functions_text(call, 0), &length);

    if (!g_utf8_validate((const char *)bytes, (gssize)length, NULL)) {
        return sb_value_undefined();
    }
    return kept(call, (const char *)bytes, length);
}

SbValue
sb_expr_texts_encode(const SbExprCall *call)
{
    g_autofree char *text =
        g_uri_escape_string(sb_expr_functions_text(call, 0), "!'()*", FALSE);

    return kept(call, text, strlen(text));
}

SbValue
sb_expr_texts_regexp(const SbExprCall *call)
{
    const char *flags = call->count > 1 && !sb_value_is_missing(call->args[1])
                            ? sb_expr_functions_text(call, 1)
                            : "";
    g_autoptr(GError) error = NULL;
    SbValue value = call->args[0].kind == SB_VALUE_REGEXP
                        ? call->args[0]
                        : sb_expr_lex_regexp(call->arena, sb_expr_functions_text(call, 0),
                              flags, &error);

    return error != NULL ? sb_value_undefined() : value;
}

SbValue
sb_expr_texts_test(const SbExprCall *call)
{
    SbExprCall made = { call->arena, call->scope, call->args, 1 };
    SbValue regexp = sb_expr_texts_regexp(&made);

    return sb_value_boolean(
        regexp.kind == SB_VALUE_REGEXP &&
        g_regex_match(regexp.regexp->regex, sb_expr_functions_text(call, 1), 0, NULL));
}
