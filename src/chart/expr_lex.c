/* In: the text of an expression.  Out: its words, one at a time: ECMAScript 5's
 * tokens (section 7) without comments. */
#include "chart/expr_lex.h"

#include <string.h>

#include "base/error.h"

void
sb_expr_lex_start(SbExprLexer *lexer, const char *text)
{
    *lexer = (SbExprLexer){ .text = text };
    lexer->buffer = g_string_new(NULL);
    lexer->flag_buffer = g_string_new(NULL);
    lexer->description = g_string_new(NULL);
}

void
sb_expr_lex_stop(SbExprLexer *lexer)
{
    g_string_free(lexer->buffer, TRUE);
    g_string_free(lexer->flag_buffer, TRUE);
    g_string_free(lexer->description, TRUE);
}

const char *
sb_expr_lex_describe(SbExprLexer *lexer)
{
    if (lexer->token == SB_EXPR_TOKEN_END) {
        return "the end";
    }
    size_t length = MIN(lexer->next - lexer->at, (size_t)40);
    const char *from = lexer->text + lexer->at;
    const char *end;

    if (!g_utf8_validate_len(from, length, &end)) {
        length = (size_t)(end - from); /* not in the middle of a character */
    }
    g_string_printf(lexer->description, "'%.*s'", (int)length, from);
    return lexer->description->str;
}

void
sb_expr_lex_error(const char *text, size_t at, const char *message, GError **error)
{
    g_autofree char *before = g_strndup(text, at);

    sb_error_set(error, SB_ERROR_INPUT, "expression: character %ld: %s",
        g_utf8_strlen(before, -1) + 1, message);
}

static gboolean
fail(SbExprLexer *lexer, const char *message, GError **error)
{
    sb_expr_lex_error(lexer->text, lexer->at, message, error);
    return FALSE;
}

static gboolean
is_name_start(gunichar c)
{
    return c == '$' || c == '_' || g_unichar_isalpha(c);
}

static void
lex_name(SbExprLexer *lexer)
{
    const char *s = lexer->text + lexer->at;

    g_string_truncate(lexer->buffer, 0);
    for (gunichar c = g_utf8_get_char(s);
         is_name_start(c) || g_unichar_isdigit(c) || c == 0x200C || c == 0x200D ||
         g_unichar_ismark(c);
         c = g_utf8_get_char(s)) {
        g_string_append_unichar(lexer->buffer, c);
        s = g_utf8_next_char(s);
    }
    lexer->next = (size_t)(s - lexer->text);
    lexer->token = SB_EXPR_TOKEN_NAME;
    lexer->word = lexer->buffer->str;
}

static gboolean
lex_number(SbExprLexer *lexer, GError **error)
{
    const char *from = lexer->text + lexer->at, *s = from;

    if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
        for (s += 2; g_ascii_isxdigit(*s); s++) {
        }
    } else {
        for (; g_ascii_isdigit(*s); s++) {
        }
        if (*s == '.') {
            for (s++; g_ascii_isdigit(*s); s++) {
            }
        }
        if (*s == 'e' || *s == 'E') {
            const char *digits = s + 1 + (s[1] == '+' || s[1] == '-' ? 1 : 0);

            if (g_ascii_isdigit(*digits)) {
                for (s = digits; g_ascii_isdigit(*s); s++) {
                }
            }
        }
    }
    g_string_truncate(lexer->buffer, 0);
    g_string_append_len(lexer->buffer, from, s - from);
    lexer->number = sb_value_read_number(lexer->buffer->str);
    lexer->next = (size_t)(s - lexer->text);
    lexer->token = SB_EXPR_TOKEN_NUMBER;
    lexer->word = lexer->buffer->str;
    if (is_name_start(g_utf8_get_char(s)) || isnan(lexer->number)) {
        return fail(lexer, "a number that ends in letters", error);
    }
    return TRUE;
}

/* \n, \u1234, \x41 …; *at stands after the backslash. */
static void
put_escape(GString *out, const char **at)
{
    char c = **at;
    int digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
    gunichar code = 0;

    for (int i = 1; i <= digits; i++) {
        if (!g_ascii_isxdigit((*at)[i])) {
            digits = 0;
        }
        code = code * 16 + (gunichar)MAX(0, g_ascii_xdigit_value((*at)[i]));
    }
    if (digits > 0) {
        *at += digits + 1;
        if (code >= 0xD800 && code < 0xDC00 && (*at)[0] == '\\' && (*at)[1] == 'u') {
            gunichar low = 0; /* the second half of a pair */

            for (int i = 2; i < 6 && g_ascii_isxdigit((*at)[i]); i++) {
                low = low * 16 + (gunichar)g_ascii_xdigit_value((*at)[i]);
            }
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                *at += 6;
            }
        }
        g_string_append_unichar(
            out, code == 0 || (code >= 0xD800 && code < 0xE000) ? 0xFFFD : code);
        return;
    }
    const char *known = strchr("n\nt\tr\rb\bf\fv\v", c);

    if (c != '\0' && known != NULL && g_ascii_isalpha(c)) {
        g_string_append_c(out, known[1]);
        (*at)++;
    } else {
        const char *end = c == '\0' ? *at : g_utf8_next_char(*at);

        g_string_append_len(out, *at, end - *at);
        *at = end;
    }
}

static gboolean
lex_string(SbExprLexer *lexer, GError **error)
{
    char quote = lexer->text[lexer->at];
    const char *s = lexer->text + lexer->at + 1;

    g_string_truncate(lexer->buffer, 0);
    while (*s != quote) {
        if (*s == '\0' || *s == '\n') {
            return fail(lexer, "a text without its closing quote", error);
        }
        if (*s == '\\') {
            s++;
            put_escape(lexer->buffer, &s);
        } else {
            g_string_append_c(lexer->buffer, *s++);
        }
    }
    lexer->next = (size_t)(s + 1 - lexer->text);
    lexer->token = SB_EXPR_TOKEN_STRING;
    lexer->word = lexer->buffer->str;
    return TRUE;
}

static gboolean
lex_regexp(SbExprLexer *lexer, GError **error)
{
    const char *s = lexer->text + lexer->at + 1;
    gboolean in_class = FALSE;

    g_string_truncate(lexer->buffer, 0);
    g_string_truncate(lexer->flag_buffer, 0);
    for (; *s != '/' || in_class; s++) {
        if (*s == '\0' || *s == '\n') {
            return fail(lexer, "a regular expression without its closing '/'", error);
        }
        in_class = *s == '[' ? TRUE : *s == ']' ? FALSE : in_class;
        g_string_append_c(lexer->buffer, *s);
        if (*s == '\\' && s[1] != '\0') {
            g_string_append_c(lexer->buffer, *++s);
        }
    }
    for (s++; g_ascii_isalpha(*s); s++) {
        g_string_append_c(lexer->flag_buffer, *s);
    }
    lexer->next = (size_t)(s - lexer->text);
    lexer->token = SB_EXPR_TOKEN_REGEXP;
    lexer->word = lexer->buffer->str;
    lexer->flags = lexer->flag_buffer->str;
    return TRUE;
}

static gboolean
lex_punctuator(SbExprLexer *lexer, GError **error)
{
    static const char *const KNOWN[] = { ">>>", "===", "!==", "<<", ">>",
        "<=", ">=", "==", "!=", "&&", "||", "(", ")", "[", "]", "{", "}", ",", ":", "?",
        ".", "+", "-", "*", "/", "%", "<", ">", "!", "~", "&", "|", "^" };
    const char *s = lexer->text + lexer->at;

    for (size_t i = 0; i < G_N_ELEMENTS(KNOWN); i++) {
        if (strncmp(s, KNOWN[i], strlen(KNOWN[i])) == 0) {
            lexer->word = KNOWN[i];
            lexer->next = lexer->at + strlen(KNOWN[i]);
            lexer->token = SB_EXPR_TOKEN_PUNCTUATOR;
            return TRUE;
        }
    }
    if (*s == '=') {
        return fail(lexer, "'=' does not compare; write '==' or '==='", error);
    }
    return fail(lexer, "a character that no expression has", error);
}

gboolean
sb_expr_lex_next(SbExprLexer *lexer, GError **error)
{
    const char *s = lexer->text + lexer->next;
    gunichar c = g_utf8_get_char(s);

    while (c != 0 && (g_unichar_isspace(c) || c == 0xFEFF)) {
        s = g_utf8_next_char(s);
        c = g_utf8_get_char(s);
    }
    lexer->at = (size_t)(s - lexer->text);
    gboolean divides = lexer->value_ended, ok = TRUE;

    if (c == 0) {
        lexer->token = SB_EXPR_TOKEN_END;
        lexer->next = lexer->at;
        lexer->word = "";
    } else if (is_name_start(c)) {
        lex_name(lexer);
    } else if (g_ascii_isdigit(*s) || (*s == '.' && g_ascii_isdigit(s[1]))) {
        ok = lex_number(lexer, error);
    } else if (*s == '\'' || *s == '"') {
        ok = lex_string(lexer, error);
    } else if (*s == '/' && !divides) {
        ok = lex_regexp(lexer, error);
    } else {
        ok = lex_punctuator(lexer, error);
    }
    lexer->value_ended =
        ok &&
        (lexer->token != SB_EXPR_TOKEN_PUNCTUATOR || strcmp(lexer->word, ")") == 0 ||
            strcmp(lexer->word, "]") == 0 || strcmp(lexer->word, "}") == 0);
    return ok;
}

static void
regexp_free(void *regex)
{
    g_regex_unref(regex);
}

SbValue
sb_expr_lex_regexp(SbArena *arena, const char *pattern, const char *flags, GError **error)
{
    GRegexCompileFlags compile = G_REGEX_DOLLAR_ENDONLY;

    if (flags[strspn(flags, "gimuy")] != '\0') {
        sb_error_set(error, SB_ERROR_INPUT,
            "unknown flags '%s' of a regular expression; expected some of g i m", flags);
        return sb_value_null();
    }
    compile |= strchr(flags, 'i') != NULL ? G_REGEX_CASELESS : 0;
    compile |= strchr(flags, 'm') != NULL ? G_REGEX_MULTILINE : 0;
    g_autoptr(GError) problem = NULL;
    GRegex *regex = g_regex_new(pattern, compile, 0, &problem);

    if (regex == NULL) {
        sb_error_set(error, SB_ERROR_INPUT, "bad regular expression '%s': %s", pattern,
            problem->message);
        return sb_value_null();
    }
    SbValueRegexp *regexp = sb_arena_new_of(arena, SbValueRegexp);

    regexp->pattern = sb_arena_strdup(arena, pattern);
    regexp->flags = sb_arena_strdup(arena, flags);
    regexp->regex = sb_arena_own(arena, regex, regexp_free);
    return (SbValue){ SB_VALUE_REGEXP, { .regexp = regexp } };
}
