/*
 * The words of an expression: private to expr.c.
 */
#pragma once

#include <glib.h>

#include "base/arena.h"
#include "chart/value.h"

typedef enum {
    SB_EXPR_TOKEN_END,
    SB_EXPR_TOKEN_NUMBER,
    SB_EXPR_TOKEN_STRING,
    SB_EXPR_TOKEN_REGEXP,
    SB_EXPR_TOKEN_NAME,
    SB_EXPR_TOKEN_PUNCTUATOR
} SbExprToken;

typedef struct {
    const char *text;
    size_t next; /* byte after the token */
    SbExprToken token;
    size_t at;        /* its first byte */
    const char *word; /* name, punctuator, text of a string or pattern */
    const char *flags;
    double number;
    gboolean value_ended; /* a '/' now divides */
    GString *buffer, *flag_buffer, *description;
} SbExprLexer;

void sb_expr_lex_start(SbExprLexer *lexer, const char *text);
void sb_expr_lex_stop(SbExprLexer *lexer);
gboolean sb_expr_lex_next(SbExprLexer *lexer, GError **error);
/* "'+'", "the end", for messages. */
const char *sb_expr_lex_describe(SbExprLexer *lexer);
/* "expression: character 7: message", for the byte at of text. */
void sb_expr_lex_error(const char *text, size_t at, const char *message, GError **error);
/* A regular expression as a value of arena's. */
SbValue sb_expr_lex_regexp(
    SbArena *arena, const char *pattern, const char *flags, GError **error);
